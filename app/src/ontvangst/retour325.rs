//! A 325 that came in: the lines of our 323 are granted, but for those that it lists (TR342).
//!
//! A claim that was rejected whole counts as not sent (OP286), so that its references may be used again. Should it be
//! granted after all, then a line whose reference stands in another claim by now stands aside until the answer says which
//! of the two counts: listed here, it is the other; not listed, it is this one, and the other gives way. Of two
//! lines with one reference a receiver grants one (TR314).

use super::kop;
use super::resultaat::Resultaat;
use super::retour::{als_bevindingen, bewaar_bestand, nogmaals, sluit, verzonden_bericht};
use super::schikking::{als_regel, bewaar_bevindingen, eerdere_regel_vanaf, eigen_regel};
use super::{eerder_resultaat, noteer};
use crate::declaratieboek::standcode;
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::uitbox::{self, Uitgaand};
use crate::verzending::herstel::herstel;
use declaratie::{
    Antwoordkop, Declaratiestatus, EigenDeclaratie, Regelstand, beoordeel_antwoord,
    beoordeel_client_antwoord, vergelijk_regel,
};
use istandaard::verkeer::{Betekenis, Oordeel, betekenis};
use istandaard::{Deel, Header, Lezer, Prestatie, Soort, Versies};
use kern::{Bevinding, Retourcode};
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::sql::schrijven as sql;
use store::{StoreFout, Tx, inhoud};

enum Terug {
    Fout(AppFout),
    /// The message itself is wrong.
    Afkeur,
    /// It does not fit the claim that it answers: told, and nothing of it counts.
    PastNiet(Vec<Bevinding>),
}

impl From<StoreFout> for Terug {
    fn from(e: StoreFout) -> Self {
        Self::Fout(e.into())
    }
}
impl From<AppFout> for Terug {
    fn from(e: AppFout) -> Self {
        Self::Fout(e)
    }
}

/// A 325 came in: the lines of our 323 are granted, but for those that it lists (TR342).
pub(super) fn verwerk(
    o: &Omgeving,
    pad: &Path,
    naam: &str,
    h: &Header,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    match o.db.write(|tx| in_transactie(tx, o, pad, naam, h)) {
        Ok(klaar) => Ok(klaar),
        Err(Terug::Fout(e)) => Err(e),
        Err(Terug::Afkeur) => super::keur_af(o, pad, naam, h),
        Err(Terug::PastNiet(bevindingen)) => o.db.write(|tx| {
            let hash = || File::open(pad).and_then(kop::hash_van).map_err(bestand(pad, "lezen"));
            if let Some(toen) = kop::eerder::<AppFout>(tx, h, hash)?.afgekeurd
                && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
            {
                return eerder_resultaat(tx, h, toen, naam);
            }
            let id = uitbox::nieuw_id(tx, h.gemeente)?;
            let maat = bewaar_bestand(tx, o, h, id, pad)?;
            sluit(tx, o, naam, h, id, &maat, bevindingen.clone())
        }),
    }
}

/// The most findings on one answer that are worth telling.
const MEESTE: usize = 1_000;
/// Findings that are stored together.
const STUK: usize = 2_000;

/// What was said of our claim, on its way into the book.
struct Gemeld {
    op: i64,
    wacht: Vec<(i64, Option<i64>, Bevinding)>,
    aantal: i64,
}

impl Gemeld {
    fn erbij(&mut self, tx: &mut Tx<'_>, h: &Header, b: Bevinding) -> Result<(), StoreFout> {
        self.wacht.push((self.aantal, None, b));
        self.aantal += 1;
        if self.wacht.len() >= STUK { self.bewaar(tx, h) } else { Ok(()) }
    }

    fn bewaar(&mut self, tx: &mut Tx<'_>, h: &Header) -> Result<(), StoreFout> {
        bewaar_bevindingen(tx, h.gemeente, self.op, self.wacht.iter().map(|(n, r, b)| (*n, *r, b)))?;
        self.wacht.clear();
        Ok(())
    }
}

/// Whether a 325 rejects the claim as a whole, from the codes of its header and of the claim.
pub(crate) fn heel_afgewezen(met_declaratie: bool, codes: &[Retourcode]) -> bool {
    !met_declaratie || codes.iter().any(|c| !matches!(c.0, "8001" | "0200"))
}

/// What a 325 answers is answered once: DeclaratieIdentificatie is unique among the answers (TR056).
fn al_beantwoord() -> Bevinding {
    Bevinding::new(
        "TR056",
        Some("9056"),
        format!("{}/DeclaratieIdentificatie", uitbox::HEADER),
        "Deze declaratie is al beantwoord. Er kan geen tweede antwoord op komen.",
    )
}

fn in_transactie(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    pad: &Path,
    naam: &str,
    h: &Header,
) -> Result<(Resultaat, Option<Uitgaand>), Terug> {
    let open = || File::open(pad).map_err(bestand(pad, "lezen"));
    let hash = || Ok::<_, Terug>(kop::hash_van(open()?).map_err(bestand(pad, "lezen"))?);
    let eerder = kop::eerder(tx, h, hash)?;
    let op = match h.beantwoordt() {
        Some(op) => verzonden_bericht(tx, h, op)?,
        None => None,
    };
    let wat = op.map(|(_, stand)| betekenis(stand, Oordeel::PerRegel, eerder.dezelfde().is_some()));
    if let Some(id) = eerder.dezelfde().filter(|_| wat != Some(Betekenis::Geldt)) {
        return Ok(eerder_resultaat(tx, h, id, naam)?);
    }
    let mut bevindingen = kop::beoordeel(o, h, eerder.stand, &[]);
    if wat == Some(Betekenis::TeltNiet) {
        bevindingen.push(al_beantwoord());
    }
    let op = op.map(|(op, _)| op);
    let eigen = Eigen::lees(tx, o, h, op)?;
    bevindingen.extend(eigen.beoordeel(h, None));
    if let (Some(Betekenis::Herziet), Some(op), true) = (wat, op, bevindingen.is_empty()) {
        // if this fits after all: what does not takes the whole transaction back
        herstel(tx, o, h.gemeente, op)?;
        let gegevens = serde_json::json!({ "bericht": h.soort.code() });
        noteer(tx, o, h, op, "afkeuring herzien", &gegevens)?;
    }
    let mut terzijde = match op.filter(|_| bevindingen.is_empty()) {
        Some(op) => Terzijde::lees(tx, h, op)?,
        None => Terzijde::default(),
    };
    let g = (&h.gemeente).into();
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let mut lezer = Lezer::met_grenzen(BufReader::with_capacity(1 << 18, open()?), super::grenzen());
    let mut kop_gezien = None;
    let mut gemeld = Gemeld { op: op.unwrap_or_default(), wacht: Vec::new(), aantal: 0 };
    let mut codes: Vec<Retourcode> = h.antwoord.as_ref().map(|a| a.retourcodes.clone()).unwrap_or_default();
    let mut past_niet = Vec::new();
    let mut client = None;
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Antwoord(k) => {
                if bevindingen.is_empty() {
                    bevindingen.extend(eigen.beoordeel(h, Some(&k.nummer)));
                }
                kop_gezien = Some(k.clone());
            }
            Deel::AntwoordEinde { retourcodes } => codes.extend_from_slice(retourcodes),
            Deel::Client { bsn, nr } => {
                let zoek = o.kluis.bsn_zoek(h.gemeente, &bsn);
                client = tx.query_opt(sql::CLIENT_BIJ_BSN, &[g, (&zoek).into()], |r| r.i64(0))?;
                if bevindingen.is_empty() && past_niet.len() < MEESTE {
                    past_niet.extend(beoordeel_client_antwoord(&pad_client(nr), client, None));
                }
            }
            Deel::Prestatie(p) => {
                let Some(op) = op.filter(|_| bevindingen.is_empty()) else { continue };
                let fout = wijs_af(tx, h, op, client, p, &mut terzijde)?;
                if !fout.is_empty() {
                    past_niet.extend(fout.into_iter().take(MEESTE.saturating_sub(past_niet.len())));
                    continue;
                }
                for c in &p.retourcodes {
                    let oms = istandaard::codelijst::Lijst::Wj001.zoek(c.0).map_or("", |r| r.omschrijving);
                    let tekst = format!("De gemeente meldt: {oms}");
                    let b = Bevinding::new(super::regel_bij(*c), Some(c.0), p.pad(Soort::Wmo323), tekst);
                    gemeld.erbij(tx, h, b)?;
                }
            }
            _ => {}
        }
        if lezer.aantal_bevindingen() > 0 {
            break;
        }
    }
    if let Some(e) = lezer.io_fout() {
        return Err(bestand(pad, "lezen")(e).into());
    }
    if lezer.aantal_bevindingen() > 0 {
        return Err(Terug::Afkeur);
    }
    if !past_niet.is_empty() {
        return Err(Terug::PastNiet(past_niet));
    }
    if let (true, Some(op)) = (bevindingen.is_empty(), op) {
        // without lines of its own, any code but 8001 and 0200 rejects the whole claim
        let heel_af = heel_afgewezen(kop_gezien.is_some(), &codes);
        if !heel_af {
            past_niet = terzijde.neem_over(tx, h, op)?;
            if !past_niet.is_empty() {
                return Err(Terug::PastNiet(past_niet));
            }
        }
        let rest = if heel_af { sql::REGELS_AFWIJZEN } else { sql::REGELS_TOEKENNEN };
        tx.execute(rest, &[g, op.into()])?;
        let (n, som) = tx.query_one(sql::DECLARATIE_SOM, &[g, op.into()], |r| Ok((r.i64(0)?, r.i64(1)?)))?;
        let regels = tx.query_one(sql::DECLARATIE_VAN, &[g, op.into()], |r| r.i64(2))?;
        let status =
            Declaratiestatus::uit_regels(u64::try_from(regels).unwrap_or(0), u64::try_from(n).unwrap_or(0));
        tx.execute(
            sql::DECLARATIE_KLAAR,
            &[g, op.into(), som.into(), regels.into(), n.into(), status.code().into()],
        )?;
        if wat == Some(Betekenis::Herziet) && status == Declaratiestatus::Afgewezen {
            // only what is granted after all is a reason to answer twice
            return Err(Terug::PastNiet(vec![al_beantwoord()]));
        }
        if heel_af {
            for c in codes.iter().filter(|c| !matches!(c.0, "8001" | "0200")) {
                for b in als_bevindingen(&[("/Bericht".to_owned(), *c)]) {
                    gemeld.erbij(tx, h, b)?;
                }
            }
        }
        gemeld.bewaar(tx, h)?;
        let berichtstatus = match status {
            Declaratiestatus::Toegekend => "goedgekeurd",
            Declaratiestatus::Deels => "deels",
            _ => "afgekeurd",
        };
        tx.execute(sql::BERICHT_STATUS, &[g, op.into(), berichtstatus.into(), gemeld.aantal.into()])?;
        // the granted total is told twice: once as an amount, once by what is listed; they must agree
        if let Some(k) = kop_gezien
            && k.toegekend.0 != som
        {
            return Err(Terug::PastNiet(vec![Bevinding::new(
                "TR342",
                Some("0001"),
                "/Bericht/DeclaratieAntwoord/TotaalToegekendBedrag",
                format!(
                    "Het toegekende totaal is € {}, maar zonder de afgewezen regels is de declaratie € {}. Vraag de gemeente om een juist antwoord.",
                    k.toegekend,
                    kern::Eurocent(som)
                ),
            )]));
        }
    }
    if let Some(id) = eerder.dezelfde() {
        return Ok(nogmaals(tx, o, h, id, naam)?);
    }
    if let Some(toen) = eerder.afgekeurd
        && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
    {
        return Ok(eerder_resultaat(tx, h, toen, naam)?);
    }
    let maat = bewaar_bestand(tx, o, h, id, pad)?;
    Ok(sluit(tx, o, naam, h, id, &maat, bevindingen)?)
}

fn pad_client(nr: u32) -> String {
    format!("/Bericht/DeclaratieAntwoord/Clienten/Client[{nr}]")
}

/// Our own claim that a 325 names.
struct Eigen {
    bekend: bool,
    nummer: String,
    versies: Option<Versies>,
}

impl Eigen {
    fn lees(tx: &mut Tx<'_>, o: &Omgeving, h: &Header, op: Option<i64>) -> Uitkomst<Self> {
        let Some(op) = op else { return Ok(Self { bekend: false, nummer: String::new(), versies: None }) };
        let sleutel = [(&h.gemeente).into(), op.into()];
        let nummer = tx.query_opt(sql::DECLARATIE_VAN, &sleutel, |r| r.string(4))?;
        let bytes = inhoud::lees(tx, &o.kluis, h.gemeente, op)?;
        let mut lezer = Lezer::new(BufReader::new(bytes));
        let versies = match lezer.volgende() {
            Some(Deel::Kop(k)) => Some(k.versies.clone()),
            _ => None,
        };
        Ok(Self { bekend: nummer.is_some(), nummer: nummer.unwrap_or_default(), versies })
    }

    /// TR337, TR371 and, once the number is known, TR376.
    fn beoordeel(&self, h: &Header, nummer: Option<&str>) -> Vec<Bevinding> {
        fn paar(v: &Versies) -> (&str, &str) {
            (&v.basisschema, &v.bericht)
        }
        let gemeld = h.antwoord.as_ref().map_or(&h.versies, |a| &a.versies);
        let kop = Antwoordkop { versies: paar(gemeld), nummer };
        let eigen = EigenDeclaratie { versies: self.versies.as_ref().map(paar), nummer: &self.nummer };
        beoordeel_antwoord(&kop, self.bekend.then_some(&eigen))
    }
}

/// Lines of our claim that do not wait for its answer, by reference: another claim has that reference by now, or took it.
#[derive(Debug, Default)]
struct Terzijde(HashMap<String, i64>);

impl Terzijde {
    fn lees(tx: &mut Tx<'_>, h: &Header, op: i64) -> Result<Self, StoreFout> {
        let rijen = tx.query_alle(sql::REGELS_TERZIJDE, &[(&h.gemeente).into(), op.into()], |r| {
            Ok((r.string(0)?, r.i64(1)?))
        })?;
        Ok(Self(rijen.into_iter().collect()))
    }

    /// What the answer did not list is granted in this claim: a line that still waits elsewhere gives way. What was granted
    /// elsewhere cannot be granted here too (TR314).
    fn neem_over(&self, tx: &mut Tx<'_>, h: &Header, op: i64) -> Result<Vec<Bevinding>, StoreFout> {
        let g = (&h.gemeente).into();
        let mut bevindingen = Vec::new();
        for (referentie, volgnr) in &self.0 {
            let w = [g, (&h.agb).into(), referentie.as_str().into()];
            let ander = tx.query_opt(sql::REGEL_MET_REFERENTIE, &w, |r| {
                Ok((r.i64(0)?, r.i64(1)?, r.i64(2)? == standcode(Regelstand::Ingediend)))
            })?;
            match ander {
                Some((_, _, false)) => {
                    bevindingen.push(Bevinding::new(
                        "TR314",
                        None,
                        "/Bericht/DeclaratieAntwoord",
                        "Een regel van deze declaratie is al toegekend in een andere declaratie. Vraag de gemeente welke van de twee telt.",
                    ));
                    return Ok(bevindingen);
                }
                Some((bericht, nr, true)) => {
                    let af = standcode(Regelstand::Afgewezen);
                    tx.execute(sql::REGEL_ZET, &[g, bericht.into(), nr.into(), af.into()])?;
                }
                None => {}
            }
            let wacht = standcode(Regelstand::Ingediend);
            tx.execute(sql::REGEL_ZET, &[g, op.into(), (*volgnr).into(), wacht.into()])?;
        }
        Ok(bevindingen)
    }
}

/// A line that a 325 rejects, held against our own; it is rejected when they are the same.
fn wijs_af(
    tx: &mut Tx<'_>,
    h: &Header,
    op: i64,
    client: Option<i64>,
    p: &Prestatie,
    terzijde: &mut Terzijde,
) -> Result<Vec<Bevinding>, StoreFout> {
    let g = (&h.gemeente).into();
    let w = [g, op.into(), p.referentie.as_str().into(), (&h.agb).into()];
    let mut eigen = tx.query_opt(sql::WACHTENDE_REGEL, &w, |r| {
        Ok((r.i64(0)?, r.opt_i64(1)?, r.i64(2)?, eerdere_regel_vanaf(r, 3)?))
    })?;
    if eigen.is_none()
        && let Some(volgnr) = terzijde.0.remove(&p.referentie)
    {
        eigen = tx.query_opt(sql::DECLARATIEREGEL, &[g, op.into(), volgnr.into()], |r| {
            Ok((volgnr, r.opt_i64(2)?, r.i64(3)?, eerdere_regel_vanaf(r, 4)?))
        })?;
    }
    let ander = eigen.as_ref().map(|(_, _, toewijzing, e)| eigen_regel(*toewijzing, e));
    let mut b = vergelijk_regel(&p.pad(Soort::Wmo325), &als_regel(p), ander.as_ref());
    if let Some((volgnr, van_regel, ..)) = eigen {
        if client.is_some() {
            b.extend(beoordeel_client_antwoord(&pad_client(p.client_nr), client, van_regel));
        }
        if b.is_empty() {
            tx.execute(sql::REGEL_AFWIJZEN, &[g, op.into(), volgnr.into()])?;
        }
    }
    Ok(b)
}
