//! Receiving messages: every check, the change of state and the answer, in one transaction.
//!
//! Receiving is idempotent: the same bytes again give the same outcome and the same answer, and change nothing. Bytes
//! that were rejected count as not sent (OP286): they are judged anew, because what they missed may have come since.
//! What an answer means for what we sent is decided by `istandaard::verkeer`, whatever the order in which answers come.
//! What was decided is stored before its answer is written; after a crash the answer is written again.

mod antwoord325;
mod declaratie;
pub(crate) mod historie;
pub(crate) mod kop;
pub(crate) mod regie;
mod resultaat;
mod retour;
mod retour325;
pub(crate) mod schikking;
mod toewijzing;

pub use resultaat::Resultaat;
pub(crate) use retour::{bewaar_bestand, stuur};
pub(crate) use retour325::heel_afgewezen;

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::uitbox::{self, Uitgaand};
use crate::verzoeken;
use istandaard::{Bericht, Deel, Grenzen, Header, Lezer, Niveau, Soort};
use kern::Datum;
use resultaat::{Gevonden, bevinding_uit};
use std::borrow::Cow;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::inhoud::{self, Inpakker, Maat};
use store::sql::schrijven as sql;
use store::{StoreFout, Tx};

/// Receives one file and writes the answer, if there is one, into `uit`.
pub fn verwerk(o: &Omgeving, pad: &Path, uit: &Path) -> Uitkomst<Resultaat> {
    let (resultaat, antwoord) = ontvang(o, pad)?;
    if let (Some(a), Some(gemeente)) = (antwoord, resultaat.gemeente) {
        uitbox::bezorg_een(o, gemeente, &a, uit)?;
    }
    Ok(resultaat)
}

/// Receives one file; the answer stays in the outbox.
pub fn ontvang(o: &Omgeving, pad: &Path) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let naam = pad.to_string_lossy().into_owned();
    let bron = File::open(pad).map_err(bestand(pad, "lezen"))?;
    if !bron.metadata().map_err(bestand(pad, "lezen"))?.is_file() {
        // a message is read more than once; what comes through a pipe can be read once
        return Err(AppFout::Ongeldig("geen gewoon bestand; bewaar het bericht eerst als bestand".into()));
    }
    let mut lezer = Lezer::met_grenzen(BufReader::with_capacity(1 << 16, bron), grenzen());
    let mut klein = None;
    let mut gevonden = Gevonden::default();
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Kop(h) => {
                let h = h.clone();
                return match h.soort {
                    Soort::Wmo323 => declaratie::verwerk(o, pad, &naam, &h),
                    Soort::Wmo325 => retour325::verwerk(o, pad, &naam, &h),
                    _ => Err(niet_te_verwerken(h.soort)),
                };
            }
            Deel::Bericht(b) => klein = Some(*b),
            _ => {}
        }
        gevonden.alle(lezer.bevindingen());
    }
    gevonden.alle(lezer.bevindingen());
    if let Some(e) = lezer.io_fout() {
        return Err(bestand(pad, "lezen")(e));
    }
    let soort = lezer.soort();
    let niveau = lezer.niveau();
    let header = lezer.header().cloned();
    match (niveau, klein, header) {
        (None, None, Some(h)) => Err(niet_te_verwerken(h.soort)),
        (None, Some(b), _) => verwerk_klein(o, pad, &naam, &b),
        (Some(_), b, header) => match b.map(|b| b.header().clone()).or(header) {
            Some(h) => keur_af(o, pad, &naam, &h),
            None => Ok((Resultaat::onleesbaar(&naam, soort, gevonden), None)),
        },
        (None, None, None) => Ok((Resultaat::onleesbaar(&naam, soort, gevonden), None)),
    }
}

/// The bounds of every reader here: keys of a long message that do not fit in memory go to a file without a name.
pub fn grenzen() -> Grenzen {
    Grenzen { klad: Some(|| Ok(Box::new(tempfile::tempfile()?))), ..Grenzen::default() }
}

fn niet_te_verwerken(soort: Soort) -> AppFout {
    AppFout::Ongeldig(format!(
        "{} wordt nog niet verwerkt; controleren kan wel, met `maatwerk bericht controleer`",
        soort.code()
    ))
}

fn verwerk_klein(
    o: &Omgeving,
    pad: &Path,
    naam: &str,
    b: &Bericht,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let bytes = lees_heel(pad)?;
    o.db.write(|tx| {
        let h = b.header();
        let hash = || kop::hash_van(&bytes[..]).map_err(bestand(pad, "lezen"));
        let eerder = kop::eerder::<AppFout>(tx, h, hash)?;
        if h.soort.is_retour() {
            return retour::verwerk(tx, o, naam, &bytes, b, eerder);
        }
        if let Some(id) = eerder.dezelfde() {
            return eerder_resultaat(tx, h, id, naam);
        }
        let mut bevindingen = kop::beoordeel(o, h, eerder.stand, &ingangsdata(b));
        let id = uitbox::nieuw_id(tx, h.gemeente)?;
        if bevindingen.is_empty() {
            bevindingen = match b {
                Bericht::Wmo301(m) => toewijzing::verwerk(tx, o, m, id)?,
                Bericht::Wmo305(m) => regie::verwerk_start(tx, o, m, id)?,
                Bericht::Wmo307(m) => regie::verwerk_stop(tx, o, m, id)?,
                Bericht::Wmo315(m) => verzoeken::verzoek_315(tx, o, m, id)?,
                Bericht::Wmo317(m) => verzoeken::verzoek_317(tx, o, m, id)?,
                Bericht::Wmo319(m) => verzoeken::antwoord_319(tx, m, id)?,
                _ => return Err(niet_te_verwerken(h.soort)),
            };
        }
        if let Some(toen) = eerder.afgekeurd
            && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
        {
            return eerder_resultaat(tx, h, toen, naam);
        }
        let goed = bevindingen.is_empty();
        let maat = bewaar_bytes(tx, o, h, id, &bytes)?;
        schikking::bewaar_bevindingen(
            tx,
            h.gemeente,
            id,
            bevindingen.iter().zip(0..).map(|(b, i)| (i, None, b)),
        )?;
        boek_in(
            tx,
            o,
            h,
            id,
            naam,
            &maat,
            if goed { "goedgekeurd" } else { "afgekeurd" },
            bevindingen.len(),
        )?;
        let uit = retour::antwoord(tx, o, b, id, &bevindingen)?;
        noteer(
            tx,
            o,
            h,
            id,
            "bericht verwerkt",
            &serde_json::json!({
                "bericht": h.soort.code(), "aanbieder": h.agb.as_str(),
                "status": if goed { "goedgekeurd" } else { "afgekeurd" }, "bevindingen": bevindingen.len(),
            }),
        )?;
        let resultaat = Resultaat {
            bestand: naam.to_owned(),
            bericht: Some(h.soort),
            gemeente: Some(h.gemeente),
            geldig: goed,
            verwerkt: goed,
            antwoord: uit.as_ref().map(|u| u.bestand.clone()),
            id: Some(id),
            aantal: tel(bevindingen.len()),
            bevindingen,
        };
        Ok((resultaat, uit))
    })
}

/// The first days of the assignments that a message names itself.
fn ingangsdata(b: &Bericht) -> Vec<kern::Datum> {
    match b {
        Bericht::Wmo301(m) => m.client.producten.iter().map(|p| p.ingangsdatum).collect(),
        Bericht::Wmo305(m) => m.client.producten.iter().filter_map(|p| p.toewijzing_ingangsdatum).collect(),
        Bericht::Wmo307(m) => m.client.producten.iter().filter_map(|p| p.toewijzing_ingangsdatum).collect(),
        Bericht::Wmo315(m) => m.client.producten.iter().map(|p| p.toewijzing_ingangsdatum).collect(),
        _ => Vec::new(),
    }
}

fn tel(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// The most bytes of a message other than a claim; the standard asks for at most 25 MB (OP179).
const HOOGSTE: u64 = 32 << 20;

fn lees_heel(pad: &Path) -> Uitkomst<Vec<u8>> {
    let f = File::open(pad).map_err(bestand(pad, "lezen"))?;
    uitbox::lees_hoogstens(f, HOOGSTE).map_err(bestand(pad, "lezen"))
}

/// Findings that are stored together.
const STUK: usize = 2_000;

/// A message that fails level 1 or 2: kept, told, and on level 2 answered with a header only. It is read once more,
/// so that its findings go into the book a few at a time, however many there are.
fn keur_af(o: &Omgeving, pad: &Path, naam: &str, h: &Header) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    o.db.write(|tx| {
        let open = || File::open(pad).map_err(bestand(pad, "lezen"));
        let hash = || kop::hash_van(open()?).map_err(bestand(pad, "lezen"));
        let eerder = kop::eerder::<AppFout>(tx, h, hash)?;
        // what lies within the message does not change: the same bytes fail in the same way
        let zelfde = eerder.dezelfde().or(eerder.afgekeurd);
        if let Some(id) = zelfde {
            return eerder_resultaat(tx, h, id, naam);
        }
        let id = uitbox::nieuw_id(tx, h.gemeente)?;
        let maat = retour::bewaar_bestand(tx, o, h, id, pad)?;
        let mut lezer = Lezer::met_grenzen(BufReader::with_capacity(1 << 18, open()?), grenzen());
        let mut gevonden = Gevonden::default();
        let mut stuk = Vec::new();
        let mut volgnr = 0..;
        loop {
            let klaar = lezer.volgende().is_none();
            stuk.extend(lezer.bevindingen());
            if klaar || stuk.len() >= STUK {
                let genummerd = stuk.iter().zip(volgnr.by_ref()).map(|(b, i)| (i, None, b));
                schikking::bewaar_bevindingen(tx, h.gemeente, id, genummerd)?;
                gevonden.alle(stuk.drain(..));
            }
            if klaar {
                break;
            }
        }
        if let Some(e) = lezer.io_fout() {
            return Err(bestand(pad, "lezen")(e));
        }
        let Some(niveau) = lezer.niveau() else {
            return Err(AppFout::Ongeldig(
                "het bestand is tijdens het lezen gewijzigd; probeer het opnieuw".into(),
            ));
        };
        let aantal = usize::try_from(gevonden.aantal).unwrap_or(usize::MAX);
        boek_in(tx, o, h, id, naam, &maat, "afgekeurd", aantal)?;
        noteer(
            tx,
            o,
            h,
            id,
            "bericht afgekeurd",
            &serde_json::json!({
                "bericht": h.soort.code(), "aanbieder": h.agb.as_str(), "bevindingen": gevonden.aantal,
                "niveau": if niveau == Niveau::Schema { 1 } else { 2 },
            }),
        )?;
        let uit = match (niveau, h.soort) {
            (Niveau::Schema, _) => None,
            (_, Soort::Wmo323) => Some(antwoord325::maak(tx, o, h, id, &antwoord325::Stand::Inhoud)?),
            _ => retour::technisch(tx, o, h, id)?,
        };
        let resultaat = Resultaat {
            bestand: naam.to_owned(),
            bericht: Some(h.soort),
            gemeente: Some(h.gemeente),
            geldig: false,
            verwerkt: false,
            antwoord: uit.as_ref().map(|u| u.bestand.clone()),
            id: Some(id),
            aantal: gevonden.aantal,
            bevindingen: gevonden.eerste,
        };
        Ok((resultaat, uit))
    })
}

/// The rule that a return code of another party stands for.
fn regel_bij(code: kern::Retourcode) -> &'static str {
    istandaard::regels::alle().find(|r| r.retourcode == Some(code.0)).map_or("RETOUR", |r| r.code)
}

/// Keeps the bytes of a small message.
fn bewaar_bytes(tx: &mut Tx<'_>, o: &Omgeving, h: &Header, id: i64, bytes: &[u8]) -> Result<Maat, StoreFout> {
    let mut pak = Inpakker::new(&o.kluis, h.gemeente, id);
    pak.erbij(bytes)?;
    let (delen, maat) = pak.afronden()?;
    delen.iter().try_for_each(|d| inhoud::bewaar(tx, d))?;
    Ok(maat)
}

/// Adds the row of a received message.
#[expect(clippy::too_many_arguments, reason = "the columns of a row")]
fn boek_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    id: i64,
    naam: &str,
    maat: &Maat,
    status: &str,
    bevindingen: usize,
) -> Result<(), StoreFout> {
    let kaal = Path::new(naam).file_name().map_or(Cow::Borrowed(naam), |n| n.to_string_lossy());
    let verzender = h.verzender();
    let ontvanger = if verzender == h.gemeente.as_str() { h.agb.as_str() } else { h.gemeente.as_str() };
    let antwoord_op = match h.beantwoordt() {
        Some(op) => retour::verzonden_bericht(tx, h, op)?.map(|(id, _)| id),
        None => None,
    };
    let dag: Datum = h.eigen_dagtekening();
    // whoever writes to us stands in the book, also when the message is rejected
    crate::importeer::zorg_voor_gemeente(tx, h.gemeente)?;
    crate::importeer::zorg_voor_aanbieder(tx, h.agb)?;
    tx.execute(
        sql::BERICHT_ERBIJ,
        &[
            (&h.gemeente).into(),
            id.into(),
            "in".into(),
            h.soort.code().into(),
            (&h.agb).into(),
            verzender.into(),
            ontvanger.into(),
            h.eigen_identificatie().into(),
            dag.into(),
            (&*kaal).into(),
            maat.grootte.into(),
            (&maat.sha256).into(),
            o.tijdstip().as_str().into(),
            status.into(),
            antwoord_op.into(),
            i64::try_from(bevindingen).unwrap_or(i64::MAX).into(),
        ],
    )?;
    Ok(())
}

/// The outcome of a message that was received before, from the book.
fn eerder_resultaat(
    tx: &mut Tx<'_>,
    h: &Header,
    id: i64,
    naam: &str,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let g = (&h.gemeente).into();
    let status = tx
        .query_alle(
            sql::BERICHT_MET_ID,
            &[g, h.soort.code().into(), h.verzender().into(), h.eigen_identificatie().into()],
            |r| Ok((r.i64(0)?, r.string(1)?)),
        )?
        .into_iter()
        .find_map(|(i, s)| (i == id).then_some(s))
        .unwrap_or_default();
    let mut gevonden = Gevonden::default();
    tx.query(sql::BEVINDINGEN, &[g, id.into()], |r| {
        gevonden.erbij(bevinding_uit(r)?);
        Ok(())
    })?;
    let uit = tx.query_opt(sql::ANTWOORD_OP, &[g, id.into()], |r| {
        Ok(Uitgaand { id: r.i64(0)?, bestand: r.string(1)? })
    })?;
    let resultaat = Resultaat {
        bestand: naam.to_owned(),
        bericht: Some(h.soort),
        gemeente: Some(h.gemeente),
        geldig: gevonden.aantal == 0,
        verwerkt: status != "afgekeurd",
        antwoord: uit.as_ref().map(|u| u.bestand.clone()),
        id: Some(id),
        aantal: gevonden.aantal,
        bevindingen: gevonden.eerste,
    };
    Ok((resultaat, uit))
}

/// Adds an entry to the event log of the municipality.
fn noteer(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    id: i64,
    soort: &str,
    gegevens: &serde_json::Value,
) -> Result<(), StoreFout> {
    o.noteer(tx, h.gemeente, soort, &format!("bericht/{id}"), gegevens)
}
