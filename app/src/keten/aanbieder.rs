//! A day of a provider: what it reports about start and stop, what it claims, and what it sends again because no
//! answer came. It knows nothing but its own book.

use super::claims;
use super::levering::{Melding, Opdracht, Stap, volgende};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::regie::product_uit;
use crate::verzending::corrigeren::{Correctieclaim, corrigeer};
use crate::verzending::declareren::{Claim, dien_in};
use crate::verzending::leveren::{Start, Stop, meld_starts, meld_stops};
use kern::{AgbCode, Datum, Gemeentecode, Product, is_werkdag, lees_datum, plus_werkdagen};
use levering::RedenBeeindiging;
use std::collections::BTreeMap;
use store::sql::keten as sql;
use store::{Row, StoreFout};

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

/// Who acts, and until when something new may begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wie {
    pub zaad: u64,
    pub gemeente: Gemeentecode,
    pub agb: AgbCode,
    /// Last day of the simulated year.
    pub tot: Datum,
    /// First day of it.
    pub van: Datum,
}

struct Rij {
    opdracht: Opdracht,
    client: i64,
    product: Option<Product>,
}

fn rij(r: &Row<'_>) -> Result<Rij, StoreFout> {
    let reden = r.opt_text(14)?;
    Ok(Rij {
        client: r.i64(1)?,
        product: product_uit(r, 4)?,
        opdracht: Opdracht {
            nummer: r.i64(0)?,
            toewijzingsdatum: r.dag(6)?,
            ingangsdatum: r.dag(8)?,
            einddatum: r.opt_dag(9)?,
            verwijderd: reden == Some("13"),
            overleden: reden == Some("02"),
        },
    })
}

fn melding(r: &Row<'_>) -> Result<(i64, Melding), StoreFout> {
    let stop = if r.text(1)? == "stop" {
        let reden = r.opt_text(4)?.and_then(RedenBeeindiging::parse).ok_or_else(|| kolom(4, "een reden"))?;
        Some((r.dag(3)?, reden))
    } else {
        None
    };
    let wacht = r.opt_text(10)? == Some("verzonden") || r.opt_text(12)? == Some("verzonden");
    let gemeld = r.dag(11)?;
    let m = Melding {
        begindatum: r.dag(2)?,
        stop,
        weg: r.opt_i64(9)?.is_some(),
        wacht,
        laatst: r.opt_dag(13)?.map_or(gemeld, |d| d.max(gemeld)),
    };
    Ok((r.opt_i64(0)?.unwrap_or(-1), m))
}

/// The assignments of the book, and what was reported about each.
type Stand = (Vec<Rij>, BTreeMap<i64, Vec<Melding>>);

fn stand(o: &Omgeving, g: Gemeentecode) -> Uitkomst<Stand> {
    Ok(o.db.read(|tx| {
        let rijen = tx.query_alle(sql::KETEN_TOEWIJZINGEN, &[(&g).into()], rij)?;
        let mut gemeld: BTreeMap<i64, Vec<Melding>> = BTreeMap::new();
        for (nummer, m) in tx.query_alle(sql::KETEN_LEVERINGEN, &[(&g).into()], melding)? {
            gemeld.entry(nummer).or_default().push(m);
        }
        Ok::<_, StoreFout>((rijen, gemeld))
    })?)
}

/// Reports what is to be reported today, one message per client and kind. Returns how many messages.
pub(super) fn meld(w: &Wie, o: &Omgeving) -> Uitkomst<usize> {
    let (rijen, gemeld) = stand(o, w.gemeente)?;
    let peil = o.vandaag.min(w.tot);
    let mut starts: BTreeMap<i64, Vec<Start>> = BTreeMap::new();
    let mut stops: BTreeMap<i64, Vec<(Stop, bool)>> = BTreeMap::new();
    let mut volgorde = Vec::new();
    for r in &rijen {
        let d = &r.opdracht;
        let m = gemeld.get(&d.nummer).map_or(&[][..], Vec::as_slice);
        let Some(stap) = volgende(w.zaad, d, m, o.vandaag, peil) else { continue };
        if !volgorde.contains(&(r.client, stap.is_start())) {
            volgorde.push((r.client, stap.is_start()));
        }
        let start = |begindatum, intrekken| Start {
            nummer: d.nummer,
            client: r.client,
            product: r.product,
            ingangsdatum: d.ingangsdatum,
            begindatum,
            intrekken,
        };
        let stop = |begindatum, einddatum, reden| Stop {
            nummer: d.nummer,
            client: r.client,
            product: r.product,
            ingangsdatum: d.ingangsdatum,
            begindatum,
            einddatum,
            reden,
        };
        match stap {
            Stap::Start(b) => starts.entry(r.client).or_default().push(start(b, false)),
            Stap::StartWeg(b) => starts.entry(r.client).or_default().push(start(b, true)),
            Stap::Stop(b, e, reden) => stops.entry(r.client).or_default().push((stop(b, e, reden), false)),
            Stap::StopWeg(b, e, reden) => stops.entry(r.client).or_default().push((stop(b, e, reden), true)),
        }
    }
    // in the order of the assignments: numbers of clients depend on which message came first
    for (client, is_start) in &volgorde {
        if *is_start {
            meld_starts(o, w.gemeente, w.agb, starts.get(client).map_or(&[], Vec::as_slice))?;
        } else {
            meld_stops(o, w.gemeente, w.agb, stops.get(client).map_or(&[], Vec::as_slice))?;
        }
    }
    Ok(volgorde.len())
}

/// Claims what is to be claimed. `altijd`: also outside the two days of the month on which this provider does so.
/// Returns how many messages (0 or 1).
pub(super) fn declareer(w: &Wie, o: &Omgeving, altijd: bool) -> Uitkomst<usize> {
    let vorige = o.vandaag.first_of_month().yesterday().unwrap_or(o.vandaag);
    let maand = vorige.min(w.tot).first_of_month();
    if maand < w.van || !(altijd || claims::is_dag(w, o.vandaag)) || wacht_op_325(w, o)? {
        return Ok(0);
    }
    let claims::Maand { correcties, regels } = claims::regels(w, o, maand)?;
    if correcties.is_empty() {
        let claim =
            Claim { gemeente: w.gemeente, agb: w.agb, periode: (maand, maand.last_of_month()), regels };
        return Ok(usize::from(dien_in(o, &claim)?.is_some()));
    }
    let claim = Correctieclaim { gemeente: w.gemeente, agb: w.agb, maand, correcties, regels };
    match corrigeer(o, &claim)? {
        Ok(_) => Ok(1),
        // what it asks is right by its own book: a refusal is a fault of the program
        Err(fout) => {
            let tekst = fout.iter().map(|b| b.tekst.to_string()).collect::<Vec<_>>().join(" ");
            Err(AppFout::Ongeldig(format!("correctie van {}: {tekst}", w.agb)))
        }
    }
}

/// One claim at a time: what the next one must say depends on the answer.
fn wacht_op_325(w: &Wie, o: &Omgeving) -> Uitkomst<bool> {
    let status = o.db.read(|tx| {
        tx.query_alle(sql::KETEN_DECLARATIES, &[(&w.gemeente).into()], |r| {
            Ok(r.text(0)? == w.agb.as_str() && r.text(7)? == "ingediend")
        })
    })?;
    Ok(status.contains(&true))
}

/// Messages of ours that wait for an answer for too long go out once more, the same bytes. For either party.
/// Returns how many.
pub(super) fn stuur_opnieuw(o: &Omgeving, g: Gemeentecode) -> Uitkomst<usize> {
    o.db.write(|tx| {
        let open = tx.query_alle(sql::KETEN_ONBEANTWOORD, &[(&g).into()], |r| {
            let op = r.opt_text(3)?.and_then(|t| t.get(..10)).and_then(lees_datum);
            let wacht = if r.text(2)? == "WMO323" { 22 } else { 14 };
            let te_laat = op.is_some_and(|op| plus_werkdagen(op, wacht) <= o.vandaag);
            Ok(te_laat.then_some(r.i64(0)?))
        })?;
        let mut aantal = 0;
        for id in open.into_iter().flatten() {
            crate::post::nog_eens(tx, o, g, id)?;
            aantal += 1;
        }
        Ok(aantal)
    })
}

/// Whether a message of this book still waits for its answer, or a request for a reaction.
pub(super) fn wacht(o: &Omgeving, g: Gemeentecode) -> Uitkomst<bool> {
    let (open, verzoeken) = o.db.read(|tx| {
        let open = tx.query_alle(sql::KETEN_ONBEANTWOORD, &[(&g).into()], |r| r.i64(0))?;
        Ok::<_, StoreFout>((open, tx.query_one(sql::KETEN_VERZOEK_OPEN, &[(&g).into()], |r| r.i64(0))?))
    })?;
    Ok(!open.is_empty() || verzoeken > 0)
}

/// Whether people work today.
pub(super) fn werkt(dag: Datum) -> bool {
    is_werkdag(dag)
}
