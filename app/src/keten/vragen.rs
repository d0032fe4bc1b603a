//! What a provider asks: support that is not assigned yet (VOT, 315), and another whole of what is (VOW, 317). It knows
//! nothing but its own book; what its own checks refuse is counted and not sent.

use super::aanbieder::Wie;
use super::post::hash;
use super::verslag::Verslag;
use super::wereld::{VORMEN, Voornemen, Wereld, dag_na, reeks, vorm};
use crate::demo::toeval::Toeval;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::verzoeken::{
    Aangevraagd, GewenstProduct, GewensteWijziging, Omvang, RedenVerzoek, Toewijzing, Verwijzing, Vot, Vow,
    dien_in_vot, dien_in_vow, toewijzingen_van,
};
use ::toewijzing::is_actueel;
use kern::{Datum, Eurocent, Frequentie, Product};
use std::collections::BTreeMap;
use store::sql::keten as sql;

/// Requests for one client of one provider, in a thousand working days.
const PROMILLE: usize = 22;

fn getal(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(0)
}

/// The requests of today. Returns how many messages.
pub(super) fn vraag(w: &Wereld, plek: usize, wie: &Wie, o: &Omgeving, v: &mut Verslag) -> Uitkomst<usize> {
    if o.vandaag > wie.tot {
        return Ok(0);
    }
    // keys of clients follow the order in which messages came; the lowest assignment of each does not
    let mut clienten: BTreeMap<i64, i64> = BTreeMap::new();
    o.db.read(|tx| {
        tx.query(sql::KETEN_TOEWIJZINGEN, &[(&wie.gemeente).into()], |r| {
            let (nummer, client) = (r.i64(0)?, r.i64(1)?);
            clienten.entry(client).and_modify(|n| *n = (*n).min(nummer)).or_insert(nummer);
            Ok(())
        })
    })?;
    let mut volgorde: Vec<(i64, i64)> =
        clienten.into_iter().map(|(client, nummer)| (nummer, client)).collect();
    volgorde.sort_unstable();
    let mut verzonden = 0;
    for (nummer, client) in volgorde {
        let dag = o.vandaag.to_string();
        let eigen = hash(&[wie.agb.as_str().as_bytes(), &nummer.to_le_bytes(), dag.as_bytes()]);
        let mut t = Toeval::voor(wie.zaad, reeks::VRAAG, eigen);
        if !t.promille(PROMILLE) {
            continue;
        }
        let lopend: Vec<Toewijzing> =
            o.db.read(|tx| toewijzingen_van(tx, wie.gemeente, client, wie.agb))?
                .into_iter()
                .filter(|x| is_actueel(x, o.vandaag))
                .collect();
        let uitkomst = if lopend.is_empty() || t.promille(450) {
            let aantal = [1, 1, 2, 2, 3][t.onder(5)];
            v.verzoek("VOT gevraagd".into());
            let producten =
                (0..aantal).filter_map(|_| Some(aangevraagd(nieuw(w, plek, o.vandaag, &mut t)?, &mut t)));
            let producten: Vec<Aangevraagd> = producten.collect();
            dien_in_vot(o, &Vot { gemeente: wie.gemeente, agb: wie.agb, client, producten })?
        } else {
            v.verzoek("VOW gevraagd".into());
            dien_in_vow(o, &vow(w, plek, wie, (client, o.vandaag), &lopend, &mut t))?
        };
        match uitkomst {
            Ok(_) => verzonden += 1,
            Err(fout) => {
                for regel in fout.iter().map(|b| b.regel).collect::<std::collections::BTreeSet<_>>() {
                    v.verzoek(format!("niet verzonden, {regel}"));
                }
            }
        }
    }
    Ok(verzonden)
}

fn aangevraagd(gewenst: GewenstProduct, t: &mut Toeval) -> Aangevraagd {
    let verwijzing = if t.promille(300) {
        Verwijzing {
            soort: "02".into(),
            naam: Some("Huisartsenpraktijk De Linde".into()),
            zorgverlener: None,
        }
    } else {
        Verwijzing { soort: "06".into(), naam: None, zorgverlener: None }
    };
    Aangevraagd { gewenst, beschikking: None, verwijzing, commentaar: None }
}

/// A product that the provider delivers, in one of the forms of the year.
fn nieuw(w: &Wereld, plek: usize, vandaag: Datum, t: &mut Toeval) -> Option<GewenstProduct> {
    let v = Voornemen {
        aanbieder: plek,
        product: t.onder(100),
        vorm: t.onder(VORMEN),
        aanloop: getal(t.onder(50)) - 10,
        looptijd: (!t.promille(250)).then(|| 30 + getal(t.onder(300))),
        hoeveel: 1 + getal(t.onder(5)),
    };
    let producten = w.producten(plek, &w.kader);
    let cp = producten.get(v.product % producten.len().max(1))?;
    let ingangsdatum = dag_na(vandaag, v.aanloop);
    let looptijd = v.looptijd.or_else(|| v.met_einde().then_some(200));
    let omvang = vorm(&v, cp);
    Some(GewenstProduct {
        // a budget is for whatever support of that kind
        product: Some(Product { categorie: cp.sleutel.categorie, code: omvang.map(|_| cp.sleutel.code) }),
        ingangsdatum,
        einddatum: looptijd.map(|n| dag_na(ingangsdatum, n)),
        omvang,
        budget: omvang.is_none().then_some(Eurocent(180_000 * v.hoeveel)),
    })
}

/// Another whole: one or two assignments change, or a product comes beside them.
fn vow(
    w: &Wereld,
    plek: usize,
    wie: &Wie,
    (client, vandaag): (i64, Datum),
    lopend: &[Toewijzing],
    t: &mut Toeval,
) -> Vow {
    let (erbij, meer) = (t.promille(250), t.promille(200));
    let begin = t.onder(lopend.len());
    let aantal = if meer { lopend.len().min(2) } else { 1 };
    let te_wijzigen: Vec<GewensteWijziging> = if erbij && !meer {
        Vec::new()
    } else {
        (0..aantal)
            .filter_map(|i| lopend.get((begin + i) % lopend.len()))
            .map(|x| anders(x, vandaag, t))
            .collect()
    };
    let reden = if t.promille(600) { RedenVerzoek::Clientsituatie } else { RedenVerzoek::Zorgplan };
    let nieuw = erbij.then(|| nieuw(w, plek, vandaag, t)).flatten().into_iter().collect();
    Vow { gemeente: wie.gemeente, agb: wie.agb, client, reden, te_wijzigen, nieuw }
}

/// More, less, longer or shorter.
fn anders(x: &Toewijzing, vandaag: Datum, t: &mut Toeval) -> GewensteWijziging {
    let totaal = x.budget.is_some() || x.omvang.is_some_and(|o| o.frequentie == Frequentie::Totaal);
    let mut g = GewensteWijziging {
        nummer: x.nummer,
        ingangsdatum: x.ingangsdatum,
        einddatum: x.einddatum,
        omvang: x.omvang,
        budget: x.budget,
    };
    let (wat, dagen) = (t.onder(10), 20 + getal(t.onder(120)));
    // a total counts for the whole term (TR373), anything else from a day to come, rarely from the first day on
    let vanaf = dag_na(vandaag, 2 + getal(t.onder(25))).max(x.ingangsdatum);
    match wat {
        0..=2 if x.einddatum.is_some() => g.einddatum = x.einddatum.map(|e| dag_na(e, dagen)),
        3 => g.einddatum = Some(vanaf),
        4 | 5 => hoeveel(&mut g, -1),
        _ => hoeveel(&mut g, 1),
    }
    let zelfde = (g.omvang, g.budget) == (x.omvang, x.budget);
    if !totaal && !zelfde && wat != 9 {
        g.ingangsdatum = vanaf;
    }
    g
}

fn hoeveel(g: &mut GewensteWijziging, stap: i64) {
    let deel = |n: i64| (n + stap * (n / 8).max(1)).max(1);
    g.omvang = g.omvang.map(|o| Omvang { volume: deel(o.volume), ..o });
    g.budget = g.budget.map(|b| Eurocent(deel(b.0)));
}
