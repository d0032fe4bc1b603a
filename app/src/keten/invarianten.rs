//! What must always hold in the book of the municipality, on any day of the year.

use crate::afspraken::afspraken_op;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use betaling::{Boeking, saldi};
use declaratie::{Omvang, maximum_looptijd};
use kern::{AgbCode, Eenheid, Eurocent, Frequentie, Gemeentecode, Periode};
use std::collections::{BTreeMap, BTreeSet};
use store::sql::keten as sql;
use store::{StoreFout, gebeurtenis};

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

/// Checks the book. `rustig`: nothing is under way, so that corrections of what changed with hindsight are in.
/// `logboek`: the hash chain of the event log is read too. Returns what does not hold, in Dutch.
pub fn controleer(o: &Omgeving, g: Gemeentecode, rustig: bool, logboek: bool) -> Uitkomst<Vec<String>> {
    let mut fout = Vec::new();
    geld(o, g, &mut fout)?;
    omvang(o, g, rustig, &mut fout)?;
    antwoorden(o, g, &mut fout)?;
    if logboek {
        let breuken = o.db.read(|tx| gebeurtenis::controleer(tx, &o.kluis, g))?;
        fout.extend(breuken.iter().map(|b| format!("logboek: {b}")));
    }
    Ok(fout)
}

/// Nothing paid twice or unapproved; paid = approved − counter-entries − open (invariant 5).
fn geld(o: &Omgeving, g: Gemeentecode, fout: &mut Vec<String>) -> Uitkomst<()> {
    let (boekingen, betaald, verkeerd, scheef) = o.db.read(|tx| {
        let boekingen = tx.query_alle(sql::KETEN_REGELS, &[(&g).into()], |r| {
            Ok((r.i64(2)? == 1).then_some(Boeking {
                gemeente: g,
                agb: AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?,
                bedrag: Eurocent(r.i64(13)?),
                betaald: r.i64(14)? == 1,
            }))
        })?;
        let betaald = tx.query_alle(sql::KETEN_BETALINGEN, &[(&g).into()], |r| {
            Ok((g, AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?, Eurocent(r.i64(1)?)))
        })?;
        let verkeerd = tx.query_one(sql::KETEN_BETAALD_FOUT, &[(&g).into()], |r| r.i64(0))?;
        let scheef = tx.query_one(sql::KETEN_BETALING_FOUT, &[(&g).into()], |r| r.i64(0))?;
        Ok::<_, StoreFout>((boekingen, betaald, verkeerd, scheef))
    })?;
    if verkeerd > 0 {
        fout.push(format!("{verkeerd} betaalde regels zijn niet toegekend of voor een ander bedrag"));
    }
    if scheef > 0 {
        fout.push(format!("{scheef} betalingen zijn niet de som van hun regels"));
    }
    let saldi = saldi(boekingen.into_iter().flatten(), betaald);
    for ((_, agb), s) in saldi.map_err(|e| AppFout::Ongeldig(e.to_string()))? {
        if !s.klopt().map_err(|e| AppFout::Ongeldig(e.to_string()))? {
            fout.push(format!("aanbieder {agb}: betaald is niet toegekend min tegenboekingen min open"));
        }
    }
    Ok(())
}

struct Toegewezen {
    looptijd: Option<i64>,
    eenheid: Option<Eenheid>,
    budget: Option<i64>,
    /// Changed after it was first given: lines of before may still have to be corrected.
    gewijzigd: bool,
}

/// Granted never exceeds what was assigned, and no month of an assignment is granted twice.
fn omvang(o: &Omgeving, g: Gemeentecode, rustig: bool, fout: &mut Vec<String>) -> Uitkomst<()> {
    let (toegewezen, regels) = o.db.read(|tx| {
        let mut toegewezen = BTreeMap::new();
        tx.query(sql::KETEN_TOEWIJZINGEN, &[(&g).into()], |r| {
            let eenheid =
                r.opt_text(11)?.map(Eenheid::parse).transpose().map_err(|_| kolom(11, "eenheid"))?;
            let frequentie =
                r.opt_text(12)?.map(Frequentie::parse).transpose().map_err(|_| kolom(12, "frequentie"))?;
            let periode = Periode::new(r.dag(8)?, r.opt_dag(9)?).ok();
            let omvang = r.opt_i64(10)?.zip(eenheid).zip(frequentie);
            let looptijd = omvang.zip(periode).and_then(|(((volume, eenheid), frequentie), p)| {
                maximum_looptijd(&Omvang { volume, eenheid, frequentie }, &p, &afspraken_op(g, p.van()))
                    .map(|m| m.volume)
            });
            let gewijzigd = r.opt_text(14)?.is_some();
            let t = Toegewezen { looptijd, eenheid, budget: r.opt_i64(13)?, gewijzigd };
            toegewezen.insert(r.i64(0)?, t);
            Ok(())
        })?;
        let regels = tx.query_alle(sql::KETEN_REGELS, &[(&g).into()], |r| {
            let sleutel = (r.i64(3)?, r.string(7)?, r.dag(8)?, r.dag(9)?);
            let regel = (sleutel, r.opt_text(5)?.is_some(), r.i64(10)?, r.string(11)?, r.i64(13)?);
            Ok((r.i64(2)? == 1).then_some(regel))
        })?;
        Ok::<_, StoreFout>((toegewezen, regels))
    })?;
    let mut keren: BTreeMap<_, i64> = BTreeMap::new();
    let mut som: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (sleutel, credit, volume, eenheid, bedrag) in regels.into_iter().flatten() {
        let teken = if credit { -1 } else { 1 };
        let uur = toegewezen.get(&sleutel.0).is_some_and(|t: &Toegewezen| t.eenheid == Some(Eenheid::Uur));
        let keer = if uur && eenheid == Eenheid::Uur.code() { 60 } else { 1 };
        let s = som.entry(sleutel.0).or_default();
        s.0 += teken * volume * keer;
        s.1 += bedrag;
        *keren.entry(sleutel).or_default() += teken;
    }
    for ((nummer, product, van, tot), n) in keren {
        if !(0..=1).contains(&n) {
            fout.push(format!("toewijzing {nummer}, {product}, {van} tot {tot}: {n} keer toegekend"));
        }
    }
    for (nummer, (volume, bedrag)) in som {
        let Some(t) = toegewezen.get(&nummer) else {
            fout.push(format!("toewijzing {nummer} bestaat niet, maar er is op toegekend"));
            continue;
        };
        if t.gewijzigd && !rustig {
            continue;
        }
        let keer = if t.eenheid == Some(Eenheid::Uur) { 60 } else { 1 };
        if t.looptijd.is_some_and(|max| volume > max * keer) {
            fout.push(format!("toewijzing {nummer}: meer toegekend dan toegewezen"));
        }
        if t.budget.is_some_and(|b| bedrag > b) {
            fout.push(format!("toewijzing {nummer}: meer toegekend dan het budget"));
        }
    }
    Ok(())
}

/// A message is answered once each time that it was judged, and an answer counts once. After a rejection another answer may
/// count (OP286).
fn antwoorden(o: &Omgeving, g: Gemeentecode, fout: &mut Vec<String>) -> Uitkomst<()> {
    let mut gezien = BTreeSet::new();
    o.db.read(|tx| {
        tx.query(sql::KETEN_BERICHTEN, &[(&g).into()], |r| {
            let uit = r.text(1)? == "uit";
            let telt = uit || r.text(6)? != "afgekeurd";
            let welk = if uit { String::new() } else { r.string(4)? };
            if let (Some(op), true) = (r.opt_i64(7)?, telt)
                && !gezien.insert((uit, op, welk))
            {
                fout.push(format!("bericht {op} heeft twee keer een antwoord"));
            }
            Ok(())
        })
    })?;
    Ok(())
}
