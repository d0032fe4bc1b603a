//! Measurements and advice in the demo: two measurements, answers, work and choices of a few meldingen, one of which departs
//! from the advice. All invented.

use crate::advies::{self as q, Deel};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Rol};
use jiff::ToSpan;
use kern::{Bevinding, Datum, Decimaal, Gemeentecode};
use regels::{Criteriumsoort, Werksoort};
use std::collections::BTreeMap;
use store::sql::basis;
use store::sql::toegang as sql;
use toegang::advies::{Antwoord, Werk};
use toegang::zrm::{Zelfredzaamheid as N, Zrmdomein as D, Zrmmeting, Zrmscore, Zrmuitgave};

/// Who measures: the login of the consulent.
const WIE: &str = "Cor Consulent";
/// Meldingen that get advice, of the oldest that are open.
const AANTAL: usize = 4;

fn fout(f: VraagFout) -> AppFout {
    match f {
        VraagFout::Store(s) => AppFout::Store(s),
        ander => AppFout::Ongeldig(ander.to_string()),
    }
}

fn redenen<T>(uit: Result<Result<T, Vec<Bevinding>>, VraagFout>) -> Uitkomst<T> {
    uit.map_err(fout)?
        .map_err(|r| AppFout::Ongeldig(r.iter().map(|b| b.tekst.as_ref()).collect::<Vec<_>>().join(" ")))
}

/// Fills the advice of these municipalities; once. Broken off halfway, it goes on where it was.
pub fn adviezen(o: &Omgeving, gemeenten: &[Gemeentecode]) -> Uitkomst<()> {
    let sleutel = "demo.advies";
    if o.db.read(|tx| tx.query_opt(basis::INSTELLING, &[sleutel.into()], |r| r.string(0)))?.is_some() {
        return Ok(());
    }
    for &g in gemeenten {
        // the oldest have a file; what came in with the region has none
        let w = [(&g).into(), 200.into()];
        let open: Vec<(i64, i64)> =
            o.db.read(|tx| {
                tx.query_alle(sql::OPEN_MELDINGEN, &w, |r| Ok((r.i64(0)?, r.i64(1)?, r.opt_string(10)?)))
            })?
            .into_iter()
            .filter_map(|(m, c, wie)| wie.map(|_| (m, c)))
            .take(AANTAL)
            .collect();
        for (i, (melding, client)) in open.into_iter().enumerate() {
            een(o, (g, melding), client, i)?;
        }
    }
    o.db.write(|tx| tx.execute(basis::INSTELLING_ZET, &[sleutel.into(), "ja".into()]))?;
    Ok(())
}

/// A measurement in which most goes well; later a little better.
fn meting(op: Datum, later: bool) -> Uitkomst<Zrmmeting> {
    let niveau = |d: D| match d {
        D::Financien | D::InstrumenteleAdl if later => N::Beperkt,
        D::Financien | D::InstrumenteleAdl | D::Tijdsbesteding => N::Niet,
        D::MaatschappelijkeParticipatie if later => N::Niet,
        D::SociaalNetwerk | D::GeestelijkeGezondheid | D::MaatschappelijkeParticipatie => N::Beperkt,
        _ => N::Voldoende,
    };
    let scores = Zrmuitgave::Van2017.domeinen().iter().map(|d| {
        let opmerking = (*d == D::Financien).then(|| "De post gaat samen open, elke maandag.".to_owned());
        (*d, Zrmscore { niveau: niveau(*d), opmerking })
    });
    Zrmmeting::new(Zrmuitgave::Van2017, op, WIE, None, scores.collect())
        .map_err(|_| AppFout::Ongeldig("de meting van de demo klopt niet".into()))
}

fn een(o: &Omgeving, plek: (Gemeentecode, i64), client: i64, nr: usize) -> Uitkomst<()> {
    let c = Gebruiker {
        id: 0,
        weergavenaam: WIE.to_owned(),
        rol: Rol::Consulent,
        gemeenten: vec![plek.0],
        agb: None,
    };
    // read without a line in the log: what goes on after a stop leaves the same book as what was never stopped
    let al = o.db.read(|tx| q::van_client(tx, &o.kluis, plek.0, client)).map_err(|e| fout(e.into()))?;
    for (dagen, later) in [(240_i64, false), (6, true)] {
        let m = meting(o.vandaag.saturating_sub(dagen.days()), later)?;
        if !al.iter().any(|x| x.meting.gemeten_op() == m.gemeten_op()) {
            redenen(q::zet_meting(o, &c, (plek.0, client), None, Some(plek.1).filter(|_| later), &m))?;
        }
    }
    let Some(a) = o.db.read(|tx| q::laad(tx, o, plek, None)).map_err(fout)?.kader else { return Ok(()) };
    let kader = a.kader.id.clone();
    // the first has nothing filled in but its measurement
    if nr == 0 {
        return Ok(());
    }
    let mut antwoorden = BTreeMap::new();
    for v in a.vragenlijst.iter().flat_map(|g| &g.vragen) {
        let antwoord = match v.soort {
            Criteriumsoort::Getal { .. } => Antwoord::Getal(Decimaal::ONE),
            _ => Antwoord::oordeel(true, "Gezien bij het huisbezoek. Zie het verslag van het onderzoek."),
        };
        antwoorden.insert(v.id.clone(), antwoord);
    }
    let ronde = a.invulling.ronde;
    if ronde == 0 {
        redenen(q::wijzig(o, &c, plek, &kader, 0, &Deel::Antwoorden(antwoorden)))?;
    }
    let werk = |domein, soort, kwart: i64| Werk { domein, soort, uren: Decimaal::new(kwart * 25, 2) };
    let werk = vec![
        werk(D::Financien, Werksoort::Aanleren, 8),
        werk(D::InstrumenteleAdl, Werksoort::Toezicht, 6),
        werk(D::Tijdsbesteding, Werksoort::Helpen, 2),
    ];
    if ronde < 2 {
        redenen(q::wijzig(o, &c, plek, &kader, 1, &Deel::Werk(werk)))?;
    }
    if nr == 1 || !q::keuzes(o, &c, plek).map_err(fout)?.is_empty() {
        return Ok(());
    }
    let Some(a) = o.db.read(|tx| q::laad(tx, o, plek, Some(&kader))).map_err(fout)?.kader else {
        return Ok(());
    };
    let voorstel: Vec<&str> =
        a.advies.adviezen.iter().flat_map(|x| &x.te_bestellen).map(String::as_str).collect();
    let (gekozen, waarom) = if nr == 2 {
        (voorstel.as_slice(), "")
    } else {
        (
            &voorstel[..voorstel.len().min(1)],
            "De cliënt wil eerst met minder beginnen. Over drie maanden kijken wij opnieuw.",
        )
    };
    redenen(q::kies(o, &c, plek, (&kader, &a.stand), gekozen, waarom)).map(drop)
}
