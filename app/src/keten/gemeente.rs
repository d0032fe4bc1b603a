//! A day of the municipality: what happens in lives becomes decisions and changes, and what is due leaves.

use super::antwoorden::antwoord;
use super::verslag::Verslag;
use super::wereld::{Mens, Voornemen, Wat, Wereld, dag_na, reeks, vorm};
use crate::besluiten::{Aanvraag, client as zet_client, verleen, zet_toewijzing};
use crate::demo::laden::woorden;
use crate::demo::toeval::Toeval;
use crate::fout::{AppFout, Uitkomst};
use crate::kaders::Kaderboek;
use crate::omgeving::Omgeving;
use crate::overlijden;
use crate::verzending::toewijzen;
use crate::wijzigen::{Wijziging, andere, lees, wijzig};
use beschikking::Voorstel;
use kern::{Datum, Eurocent, Gemeentecode};
use levering::RedenBeeindiging;
use store::sql::{keten as sql, schrijven};
use toewijzing::{RedenWijziging, Stand, Toewijzing, Wens, overlapt};

/// Working days after which a rejected 301 is sent again.
const HERVAT_NA: u32 = 4;

/// Carries out what happened today, and makes the messages that are due. Returns how much was done.
pub(super) fn dag(w: &Wereld, o: &Omgeving, leeft: bool, v: &mut Verslag) -> Uitkomst<usize> {
    let g = w.gemeente;
    let mut gedaan = 0;
    if leeft {
        for (nr, m) in w.mensen.iter().enumerate() {
            for (i, f) in m.feiten.iter().enumerate().filter(|(_, f)| f.dag == o.vandaag) {
                let kans = Toeval::voor(w.zaad(), reeks::DAG, (nr * 64 + i) as u64);
                gedaan += usize::from(gebeurt(w, o, m, f.wat, kans, v)?);
            }
        }
    }
    let overleden = overlijden::beeindig(o, g)?;
    gedaan += overleden + na_stops(o, g)?;
    gedaan += antwoord(w, o, v)?;
    gedaan += usize::try_from(toewijzen::hervat(o, g, HERVAT_NA)?).unwrap_or(0);
    gedaan += toewijzen::maak(o, g)?;
    Ok(gedaan)
}

/// The assignments of a client that count, oldest first.
fn van_client(o: &Omgeving, g: Gemeentecode, m: &Mens) -> Uitkomst<Vec<Toewijzing>> {
    let zoek = o.kluis.bsn_zoek(g, &m.rij.bsn);
    o.db.read(|tx| {
        let client = tx.query_opt(schrijven::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?;
        let nummers = tx.query_alle(sql::KETEN_TOEWIJZINGEN, &[(&g).into()], |r| {
            Ok((Some(r.i64(1)?) == client).then_some(r.i64(0)?))
        })?;
        let mut uit = Vec::new();
        for n in nummers.into_iter().flatten() {
            uit.extend(lees(tx, g, n)?.filter(|t| !t.is_verwijderd()));
        }
        Ok(uit)
    })
}

fn gebeurt(w: &Wereld, o: &Omgeving, m: &Mens, wat: Wat, mut t: Toeval, v: &mut Verslag) -> Uitkomst<bool> {
    let vandaag = o.vandaag;
    let lijst = van_client(o, w.gemeente, m)?;
    let lopend: Vec<&Toewijzing> = lijst
        .iter()
        .filter(|t| matches!(t.stand_op(vandaag), Stand::Lopend | Stand::NogNietIngegaan))
        .collect();
    let gekozen = (!lopend.is_empty()).then(|| *t.kies(&lopend));
    let pas = |t: &Toewijzing, wens: &Wijziging| wijzig(o, w.gemeente, t.nummer.waarde(), wens);
    let (naam, gelukt) = match (wat, gekozen) {
        (Wat::Besluit(p), _) => {
            let gelukt = besluit(w, o, m, &p)?;
            if !gelukt {
                v.feit("besluit kon niet");
            }
            ("besluiten", gelukt)
        }
        (Wat::Overstap(p), Some(t)) => {
            let over = w.aanbieders.get(p.aanbieder).is_some_and(|a| *a != t.agb);
            let einde = dag_na(vandaag, 6).max(t.ingangsdatum);
            let wens = Wijziging::Intrekken { op: einde, reden: RedenWijziging::AndereAanbieder };
            let gelukt = over && pas(t, &wens)?.is_ok();
            if gelukt {
                besluit(w, o, m, &Voornemen { aanloop: 7, ..p })?;
            }
            ("overstap naar een ander", gelukt)
        }
        (Wat::Verleng(n), Some(t)) => {
            let omvang = t.omvang.map(|mut o| {
                if o.frequentie == kern::Frequentie::Totaal {
                    o.volume += n / 10;
                }
                o
            });
            let wens = Wens {
                vanaf: vandaag,
                einddatum: t.einddatum.map(|e| dag_na(e, n)),
                omvang,
                budget: t.budget.map(|b| Eurocent(b.0 + n * 500)),
                reden: RedenWijziging::Verlenging,
            };
            ("verlengd", pas(t, &Wijziging::Aanpassen(wens))?.is_ok())
        }
        (Wat::Verkort(n), Some(t)) => {
            let op = dag_na(vandaag, n).max(t.ingangsdatum);
            let wens = Wijziging::Intrekken { op, reden: RedenWijziging::Verkorting };
            ("verkort", pas(t, &wens)?.is_ok())
        }
        (Wat::AndereOmvang(n), Some(t)) => {
            let wens = Wens {
                vanaf: dag_na(vandaag, n),
                einddatum: t.einddatum,
                omvang: t.omvang.map(|mut o| {
                    o.volume += 1;
                    o
                }),
                budget: t.budget.map(|b| Eurocent(b.0 + 25_000)),
                reden: RedenWijziging::AdministratieveCorrectie,
            };
            ("andere omvang", pas(t, &Wijziging::Aanpassen(wens))?.is_ok())
        }
        (Wat::Verwijder, _) => {
            // the newest on which nothing was granted yet
            let mut gelukt = false;
            for t in lijst.iter().rev() {
                gelukt = gelukt || pas(t, &Wijziging::Verwijderen)?.is_ok();
            }
            ("verwijderd", gelukt)
        }
        (Wat::Verhuist, _) => {
            for t in &lopend {
                einde(o, w.gemeente, t, vandaag, RedenWijziging::Verhuizing)?;
            }
            ("verhuisd", !lopend.is_empty())
        }
        (Wat::Overlijdt(n), _) => {
            let Some(client) = lijst.first().map(|t| t.client.0) else { return Ok(false) };
            o.db.write(|tx| overlijden::noteer(tx, w.gemeente, client, dag_na(vandaag, -n)))?;
            ("overleden", true)
        }
        (_, None) => return Ok(false),
    };
    if gelukt {
        v.feit(naam);
    }
    Ok(gelukt)
}

/// Ends an assignment; one that is still to begin is taken back.
fn einde(o: &Omgeving, g: Gemeentecode, t: &Toewijzing, op: Datum, reden: RedenWijziging) -> Uitkomst<bool> {
    let wens = if t.ingangsdatum > op { Wijziging::Verwijderen } else { Wijziging::Intrekken { op, reden } };
    Ok(wijzig(o, g, t.nummer.waarde(), &wens)?.is_ok())
}

/// From melding to order; false when it cannot be.
fn besluit(w: &Wereld, o: &Omgeving, m: &Mens, p: &Voornemen) -> Uitkomst<bool> {
    let ingang = dag_na(o.vandaag, p.aanloop);
    // what the book of the municipality says on the first day, not what the world began with
    let kaders = o.db.read(|tx| Kaderboek::lees(tx, w.gemeente)?.inkoopkaders(ingang))?;
    let kader = kaders.iter().find(|k| k.id == w.kader.id).unwrap_or(&w.kader);
    let producten = w.producten(p.aanbieder, kader);
    let (Some(agb), Some(cp)) =
        (w.aanbieders.get(p.aanbieder), producten.get(p.product % producten.len().max(1)))
    else {
        return Ok(false);
    };
    let looptijd = p.looptijd.or_else(|| p.met_einde().then_some(200));
    let einddatum = looptijd.map(|n| dag_na(ingang, n));
    let (intensiteit, grond) = woorden(cp);
    let omvang = vorm(p, cp);
    let standaard =
        toewijzing::Omvang { volume: i64::from(cp.volume), eenheid: cp.eenheid, frequentie: cp.frequentie };
    let aanvraag = Aanvraag {
        gemeld_op: dag_na(o.vandaag, -30),
        onderzocht_op: dag_na(o.vandaag, -6),
        besluit_op: o.vandaag,
        agb: *agb,
        voorstel: Voorstel {
            aard: cp.naam.clone(),
            intensiteit: intensiteit.to_owned(),
            product: Some(cp.sleutel),
            ingangsdatum: Some(ingang),
            einddatum,
            open_einde: einddatum.is_none(),
            grond: grond.to_owned(),
        },
        omvang: omvang.unwrap_or(standaard),
    };
    let contracten: Vec<_> = w.contracten.iter().filter(|c| c.sleutel().agb == *agb).cloned().collect();
    let verleend = o.db.write(|tx| {
        let client = zet_client(tx, o, &m.rij)?;
        let order = verleen(tx, &client, &aanvraag, &contracten)?;
        if omvang.is_none() {
            // a budget for a category: whatever support of that kind, up to an amount
            let product = order.product.map(|p| kern::Product { code: None, ..p });
            let budget = Some(Eurocent(180_000 * p.hoeveel));
            let order = Toewijzing { product, omvang: None, budget, ..order };
            let mut fout = toewijzing::controleer_vorm(&order);
            fout.extend(overlapt(&order, &andere(tx, &order)?));
            if let Some(b) = fout.first() {
                return Err(AppFout::Ongeldig(b.tekst.to_string()));
            }
            zet_toewijzing(tx, &order)?;
        }
        Ok::<_, AppFout>(())
    });
    match verleend {
        Ok(()) => Ok(true),
        // refused by the rules: the same support was given already
        Err(AppFout::Ongeldig(_)) => Ok(false),
        Err(e) => Err(e),
    }
}

/// A client or provider ended the support before its time: the assignment ends too (invariant 3: the event is
/// carried here, nothing upstream was called).
fn na_stops(o: &Omgeving, g: Gemeentecode) -> Uitkomst<usize> {
    let stops = o.db.read(|tx| {
        tx.query_alle(sql::KETEN_LEVERINGEN, &[(&g).into()], |r| {
            let reden = r.opt_text(4)?.and_then(RedenBeeindiging::parse);
            let telt = r.opt_i64(9)?.is_none() && reden == Some(RedenBeeindiging::DoorClient);
            let stop = r.opt_i64(0)?.zip(r.opt_dag(3)?);
            Ok(stop.filter(|_| telt))
        })
    })?;
    let mut gedaan = 0;
    for (nummer, op) in stops.into_iter().flatten() {
        let t = o.db.read(|tx| lees(tx, g, nummer))?;
        let Some(t) = t.filter(|t| !t.is_verwijderd() && t.einddatum.is_none_or(|e| e > op)) else {
            continue;
        };
        gedaan += usize::from(einde(o, g, &t, op, RedenWijziging::DoorAanbieder)?);
    }
    Ok(gedaan)
}
