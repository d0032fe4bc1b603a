//! A message of ours that was rejected counts after all, or is sent once more: what its rejection took out of the book
//! is put back (OP286).

use crate::bewaak;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::{grenzen, regie};
use crate::verzoeken;
use istandaard::{Bericht, ClientStart, ClientStop, Deel, Header, Heen, Lezer, Soort};
use kern::{Bevinding, Bsn, Gemeentecode};
use levering::StatusAanlevering;
use std::io::BufReader;
use store::sql::schrijven as sql;
use store::{Tx, Val, inhoud};

/// Puts back what the rejection of a message took out of the book. What comes back says why that cannot be done; then
/// nothing changed. Its status and its delivery are for the caller.
pub(crate) fn herstel(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    bericht: i64,
) -> Uitkomst<Vec<Bevinding>> {
    let sleutel = [Val::from(&g), bericht.into()];
    let soort = tx.query_opt(sql::BERICHT_STAAT, &sleutel, |r| r.string(1))?;
    match soort.as_deref().and_then(Soort::parse) {
        Some(Soort::Wmo323) => {
            tx.execute(sql::REGELS_OPNIEUW, &sleutel)?;
            tx.execute(sql::DECLARATIE_OPNIEUW, &sleutel)?;
        }
        Some(Soort::Wmo315 | Soort::Wmo317) => {
            let beletsel = verzoeken::weer_ingediend(tx, g, bericht)?;
            if !beletsel.is_empty() {
                return Ok(beletsel);
            }
        }
        _ => match lees(tx, o, g, bericht)? {
            Some(Bericht::Wmo301(m)) => verzoeken::weer_toegewezen(tx, &m, bericht)?,
            Some(Bericht::Wmo305(m)) => start(tx, o, &m, bericht)?,
            Some(Bericht::Wmo307(m)) => stop(tx, o, &m, bericht)?,
            Some(Bericht::Wmo319(m)) => verzoeken::weer_beantwoord(tx, &m, bericht)?,
            _ => {}
        },
    }
    tx.execute(sql::BEVINDINGEN_WEG, &sleutel)?;
    Ok(Vec::new())
}

/// A small message of ours, from its own bytes.
fn lees(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, bericht: i64) -> Uitkomst<Option<Bericht>> {
    let bytes = inhoud::lees(tx, &o.kluis, g, bericht)?;
    let mut lezer = Lezer::met_grenzen(BufReader::new(bytes), grenzen());
    while let Some(deel) = lezer.volgende() {
        if let Deel::Bericht(b) = deel {
            return Ok(Some(*b));
        }
    }
    match lezer.io_fout() {
        Some(e) => Err(crate::uitbox::schrijffout(e)),
        None => Ok(None),
    }
}

fn client(tx: &mut Tx<'_>, o: &Omgeving, h: &Header, bsn: &Bsn) -> Uitkomst<i64> {
    let zoek = o.kluis.bsn_zoek(h.gemeente, bsn);
    tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&h.gemeente).into(), (&zoek).into()], |r| r.i64(0))?.ok_or_else(
        || AppFout::Ongeldig("de cliënt van dit bericht staat niet (meer) in uw eigen boek".into()),
    )
}

/// What a message withdrew is withdrawn again; what it told stands again.
fn start(tx: &mut Tx<'_>, o: &Omgeving, m: &Heen<ClientStart>, bericht: i64) -> Uitkomst<()> {
    let h = &m.header;
    let client = client(tx, o, h, &m.client.bsn)?;
    let meldingen = m.client.producten.iter().enumerate().map(|(i, p)| regie::start_melding(p, i));
    let weg: Vec<_> = meldingen.filter(|m| m.status == StatusAanlevering::Verwijderen).collect();
    let historie = regie::historie(tx, h, client)?;
    regie::boek_starts(tx, h.gemeente, h.agb, client, bericht, &weg, &historie)?;
    gemeld(tx, h, client, bericht)
}

fn stop(tx: &mut Tx<'_>, o: &Omgeving, m: &Heen<ClientStop>, bericht: i64) -> Uitkomst<()> {
    let h = &m.header;
    let client = client(tx, o, h, &m.client.bsn)?;
    let meldingen = m.client.producten.iter().enumerate().map(|(i, p)| regie::stop_melding(p, i));
    let weg: Vec<_> = meldingen.filter(|m| m.status == StatusAanlevering::Verwijderen).collect();
    let historie = regie::historie(tx, h, client)?;
    regie::boek_stops(tx, h.gemeente, h.agb, client, bericht, &weg, &historie)?;
    gemeld(tx, h, client, bericht)
}

fn gemeld(tx: &mut Tx<'_>, h: &Header, client: i64, bericht: i64) -> Uitkomst<()> {
    tx.execute(sql::LEVERING_VAN_BERICHT_TERUG, &[(&h.gemeente).into(), bericht.into()])?;
    Ok(bewaak::geleverd(tx, h.gemeente, h.agb, client)?)
}
