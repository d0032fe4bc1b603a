//! What is judged of every received message: its header (TR056, TR135, TR378) and whether it came before.

use crate::omgeving::Omgeving;
use crate::uitbox::{HEADER, pad_identificatie};
use istandaard::{Header, Soort};
use kern::{Bevinding, Datum, Product, Productcategorie, Productcode};
use sha2::{Digest, Sha256};
use std::io::Read;
use store::sql::schrijven as sql;
use store::{StoreFout, Tx};

/// Whether a message with this identification was received before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Eerder {
    /// No, or only in a message that was rejected and so counts as not sent (OP286).
    Nee,
    /// The very same bytes, not rejected then: the earlier outcome stands (invariant 10).
    Dezelfde(i64),
    /// Another message with the same identification (TR056).
    Ander,
}

/// What is known of a message that comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Eerdere {
    /// Whether its identification was used.
    pub stand: Eerder,
    /// The very same bytes that were rejected before. They count as not sent and are judged anew (OP286); only when
    /// the verdict is the same, the earlier outcome is given again.
    pub afgekeurd: Option<i64>,
}

impl Eerdere {
    /// The very same bytes, not rejected then.
    pub fn dezelfde(self) -> Option<i64> {
        if let Eerder::Dezelfde(id) = self.stand { Some(id) } else { None }
    }
}

/// Looks for an earlier message with this identification. `hash` is only asked for when there is one.
pub(super) fn eerder<E: From<StoreFout>>(
    tx: &mut Tx<'_>,
    h: &Header,
    hash: impl FnOnce() -> Result<[u8; 32], E>,
) -> Result<Eerdere, E> {
    let rijen = tx.query_alle(
        sql::BERICHT_MET_ID,
        &[(&h.gemeente).into(), h.soort.code().into(), h.verzender().into(), h.eigen_identificatie().into()],
        |r| Ok((r.i64(0)?, r.text(1)? == "afgekeurd", r.blob(2)?.to_vec())),
    )?;
    if rijen.is_empty() {
        return Ok(Eerdere { stand: Eerder::Nee, afgekeurd: None });
    }
    let hash = hash()?;
    let zelfde = |afgekeurd: bool| {
        rijen.iter().rev().find(|(_, a, h)| *a == afgekeurd && h[..] == hash[..]).map(|(id, ..)| *id)
    };
    let stand = match zelfde(false) {
        Some(id) => Eerder::Dezelfde(id),
        None if rijen.iter().all(|(_, afgekeurd, _)| *afgekeurd) => Eerder::Nee,
        None => Eerder::Ander,
    };
    Ok(Eerdere { stand, afgekeurd: zelfde(true) })
}

/// Whether a verdict is the one that an earlier message was rejected with: the same rules at the same places.
pub(super) fn zelfde_oordeel(
    tx: &mut Tx<'_>,
    h: &Header,
    eerder: i64,
    bevindingen: &[Bevinding],
) -> Result<bool, StoreFout> {
    let mut toen = tx.query_alle(sql::BEVINDINGEN, &[(&h.gemeente).into(), eerder.into()], |r| {
        Ok((r.string(0)?, r.string(2)?))
    })?;
    let mut nu: Vec<_> = bevindingen.iter().map(|b| (b.regel.to_owned(), b.pad.clone())).collect();
    toen.sort_unstable();
    nu.sort_unstable();
    Ok(!nu.is_empty() && toen == nu)
}

/// SHA-256 of everything that a reader gives.
pub(super) fn hash_van(mut bron: impl Read) -> std::io::Result<[u8; 32]> {
    let mut h = Sha256::new();
    let mut buf = vec![0; 1 << 16];
    loop {
        match bron.read(&mut buf)? {
            0 => return Ok(h.finalize().into()),
            n => h.update(&buf[..n]),
        }
    }
}

/// Findings on the header: one of them rejects the whole message with only a header as answer (IV028, IV087).
///
/// `ingang` are the first days of the assignments that the message names itself.
pub(super) fn beoordeel(o: &Omgeving, h: &Header, eerder: Eerder, ingang: &[Datum]) -> Vec<Bevinding> {
    let mut b = Vec::new();
    if eerder == Eerder::Ander {
        b.push(Bevinding::new(
            "TR056",
            Some("9056"),
            pad_identificatie(),
            format!(
                "Er is al een ander {}-bericht ontvangen met identificatie {}. Geef het bericht een nieuwe identificatie.",
                h.soort.code(),
                h.eigen_identificatie()
            ),
        ));
    }
    let morgen = |pad: &str, tekst: &'static str| {
        Bevinding::new("TR135", Some("8848"), format!("{pad}/Dagtekening"), tekst)
    };
    if istandaard::regels::ligt_in_toekomst(h.eigen_dagtekening(), o.vandaag) {
        b.push(morgen(
            &pad_identificatie(),
            "De dagtekening ligt in de toekomst. Controleer de datum van het bericht.",
        ));
    }
    // a 325 repeats the day of the claim
    let beantwoord = h.antwoord.as_ref().filter(|_| h.soort == Soort::Wmo325);
    if beantwoord.is_some_and(|a| istandaard::regels::ligt_in_toekomst(a.dagtekening, o.vandaag)) {
        b.push(morgen(
            &format!("{HEADER}/DeclaratieIdentificatie"),
            "De dag van de declaratie ligt in de toekomst. Controleer welke declaratie beantwoord wordt.",
        ));
    }
    b.extend(gemeente(h, ingang));
    b
}

/// TR378: the municipality is on the list of CBS of today, or it ended and was on the list on the first day of every
/// assignment that the message is about. What a message names by number only stands in the book under that code.
fn gemeente(h: &Header, ingang: &[Datum]) -> Option<Bevinding> {
    if istandaard::codelijst::is_gemeente(h.gemeente.as_str()) {
        return None;
    }
    let tekst = match regels::gemeente_tot(h.gemeente) {
        Some((tot, _)) if ingang.iter().all(|d| *d <= tot) => return None,
        Some((tot, naam)) => format!(
            "Gemeente {naam} ({}) bestond tot en met {}. Een toewijzing die daarna ingaat, draagt de code van de gemeente die het overnam.",
            h.gemeente,
            kern::voluit(tot)
        ),
        None => {
            format!("Gemeentecode {} staat niet in de lijst van het CBS. Controleer de code.", h.gemeente)
        }
    };
    let element = if h.afzender() == h.gemeente.as_str() { "Afzender" } else { "Ontvanger" };
    Some(Bevinding::new("TR378", Some("S300"), format!("{HEADER}/{element}"), tekst))
}

/// Whether a product code is one of its category (TR381). Only the aids have a published list.
pub(super) fn product_past(categorie: Productcategorie, code: Productcode) -> bool {
    istandaard::codelijst::past_bij_categorie(categorie.as_str(), code.as_str()) != Some(false)
}

/// TR381 on a product of a small message.
pub(crate) fn beoordeel_product(pad: &str, product: Option<Product>) -> Option<Bevinding> {
    let p = product?;
    let code = p.code.filter(|c| !product_past(p.categorie, *c))?;
    Some(Bevinding::new(
        "TR381",
        Some("S329"),
        pad,
        format!("Product {code} hoort niet bij productcategorie {}. Controleer beide.", p.categorie),
    ))
}
