//! The writers. UTF-8 without a byte order mark, lines end in CR/LF (OP192), XsdVersie as in the header given.
//!
//! A message that does not fit its writer and text that cannot stand in XML give an error of kind `InvalidData`; the
//! error names the element, never the text. Every element is held against the schema: what would fail level 1 is not
//! written. Level 2 is for the caller, who has the whole.

mod declaratie;
mod onderdelen;
mod uit;
mod verzoek;

pub use declaratie::{Schrijver323, Schrijver325};

use crate::model::{Bericht, ClientStart, ClientStop, ClientToewijzing, Header};
use crate::soort::Soort;
use onderdelen::{klasse, retourcodes};
use std::io::{self, Write};
use uit::{Ns::Bericht as B, Uit};

fn ongeldig(waarom: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, waarom)
}

/// Writes a 301 to 320 and gives the sink back.
///
/// # Errors
/// The error of the sink; kind `InvalidData` when the header belongs to another message, or when an element is missing,
/// double, too long, not on its list or otherwise fails level 1. What was written by then is no message.
pub fn schrijf<W: Write>(bericht: &Bericht, naar: W) -> io::Result<W> {
    match bericht {
        Bericht::Wmo301(b) => heel(naar, Soort::Wmo301, &b.header, Some(&b.client), toewijzing),
        Bericht::Wmo302(b) => heel(naar, Soort::Wmo302, &b.header, b.client.as_ref(), toewijzing),
        Bericht::Wmo305(b) => heel(naar, Soort::Wmo305, &b.header, Some(&b.client), start),
        Bericht::Wmo306(b) => heel(naar, Soort::Wmo306, &b.header, b.client.as_ref(), start),
        Bericht::Wmo307(b) => heel(naar, Soort::Wmo307, &b.header, Some(&b.client), stop),
        Bericht::Wmo308(b) => heel(naar, Soort::Wmo308, &b.header, b.client.as_ref(), stop),
        Bericht::Wmo315(b) => heel(naar, Soort::Wmo315, &b.header, Some(&b.client), verzoek::verzoek),
        Bericht::Wmo316(b) => heel(naar, Soort::Wmo316, &b.header, b.client.as_ref(), verzoek::verzoek),
        Bericht::Wmo317(b) => heel(naar, Soort::Wmo317, &b.header, Some(&b.client), verzoek::wijziging),
        Bericht::Wmo318(b) => heel(naar, Soort::Wmo318, &b.header, b.client.as_ref(), verzoek::wijziging),
        Bericht::Wmo319(b) => heel(naar, Soort::Wmo319, &b.header, Some(&b.antwoord), verzoek::antwoord),
        Bericht::Wmo320(b) => heel(naar, Soort::Wmo320, &b.header, b.antwoord.as_ref(), verzoek::antwoord),
    }
}

/// Writes an answer that has a header only (IV028, IV087): all is well, or the header says what is not.
///
/// # Errors
/// The error of the sink; kind `InvalidData` when the header is not that of an answer or fails level 1.
pub fn alleen_kop<W: Write>(header: &Header, naar: W) -> io::Result<W> {
    if header.antwoord.is_none() {
        return Err(ongeldig("alleen een antwoord kan uit een header bestaan"));
    }
    let mut uit = Uit::new(naar, header.soort)?;
    onderdelen::header(&mut uit, header)?;
    uit.klaar()
}

fn heel<W: Write, C>(
    naar: W,
    soort: Soort,
    header: &Header,
    inhoud: Option<&C>,
    schrijf_inhoud: fn(&mut Uit<W>, &C) -> io::Result<()>,
) -> io::Result<W> {
    if header.soort != soort || header.antwoord.is_some() != soort.is_retour() {
        return Err(ongeldig("de header hoort bij een ander bericht"));
    }
    let mut uit = Uit::new(naar, soort)?;
    onderdelen::header(&mut uit, header)?;
    if let Some(inhoud) = inhoud {
        let naam = if matches!(soort, Soort::Wmo319 | Soort::Wmo320) { "Antwoord" } else { "Client" };
        uit.open(B, naam)?;
        schrijf_inhoud(&mut uit, inhoud)?;
        uit.sluit(B, naam)?;
    }
    uit.klaar()
}

fn toewijzing<W: Write>(uit: &mut Uit<W>, c: &ClientToewijzing) -> io::Result<()> {
    uit.eigen("Bsn", c.bsn.cijfers())?;
    onderdelen::geboortedatum(uit, &c.geboortedatum)?;
    uit.eigen("Geslacht", c.geslacht.as_str())?;
    onderdelen::volledige_naam(uit, &c.naam)?;
    if let Some(com) = &c.communicatie {
        klasse(uit, "Communicatie", |uit| {
            uit.basis("Vorm", com.vorm.as_str())?;
            com.taal.iter().try_for_each(|t| uit.basis("Taal", t))
        })?;
    }
    c.juridische_status.iter().try_for_each(|s| uit.eigen("JuridischeStatus", s.as_str()))?;
    let vertegenwoordiging = &c.wettelijke_vertegenwoordiging;
    vertegenwoordiging.iter().try_for_each(|v| uit.eigen("WettelijkeVertegenwoordiging", v.as_str()))?;
    c.commentaar.iter().try_for_each(|t| uit.eigen("Commentaar", t))?;
    if !c.relaties.is_empty() {
        klasse(uit, "Relaties", |uit| c.relaties.iter().try_for_each(|r| onderdelen::relatie(uit, r)))?;
    }
    klasse(uit, "Contactgegevens", |uit| c.contacten.iter().try_for_each(|k| onderdelen::contact(uit, k)))?;
    klasse(uit, "ToegewezenProducten", |uit| {
        c.producten.iter().try_for_each(|p| onderdelen::toegewezen_product(uit, p))
    })?;
    retourcodes(uit, &c.retourcodes)
}

fn start<W: Write>(uit: &mut Uit<W>, c: &ClientStart) -> io::Result<()> {
    uit.eigen("Bsn", c.bsn.cijfers())?;
    onderdelen::geboortedatum(uit, &c.geboortedatum)?;
    uit.eigen("Geslacht", c.geslacht.as_str())?;
    onderdelen::verkorte_naam(uit, &c.naam)?;
    klasse(uit, "StartProducten", |uit| {
        c.producten.iter().try_for_each(|p| {
            klasse(uit, "StartProduct", |uit| {
                p.toewijzing.iter().try_for_each(|n| uit.getal(B, "ToewijzingNummer", *n))?;
                p.product.iter().try_for_each(|x| onderdelen::product(uit, x))?;
                let ingang = &p.toewijzing_ingangsdatum;
                ingang.iter().try_for_each(|d| uit.eigen("ToewijzingIngangsdatum", &d.to_string()))?;
                uit.eigen("Begindatum", &p.begindatum.to_string())?;
                uit.eigen("StatusAanlevering", p.status.as_str())?;
                retourcodes(uit, &p.retourcodes)
            })
        })
    })?;
    retourcodes(uit, &c.retourcodes)
}

fn stop<W: Write>(uit: &mut Uit<W>, c: &ClientStop) -> io::Result<()> {
    uit.eigen("Bsn", c.bsn.cijfers())?;
    onderdelen::geboortedatum(uit, &c.geboortedatum)?;
    uit.eigen("Geslacht", c.geslacht.as_str())?;
    onderdelen::verkorte_naam(uit, &c.naam)?;
    klasse(uit, "StopProducten", |uit| {
        c.producten.iter().try_for_each(|p| {
            klasse(uit, "StopProduct", |uit| {
                p.toewijzing.iter().try_for_each(|n| uit.getal(B, "ToewijzingNummer", *n))?;
                p.product.iter().try_for_each(|x| onderdelen::product(uit, x))?;
                let ingang = &p.toewijzing_ingangsdatum;
                ingang.iter().try_for_each(|d| uit.eigen("ToewijzingIngangsdatum", &d.to_string()))?;
                uit.eigen("Begindatum", &p.begindatum.to_string())?;
                uit.eigen("RedenBeeindiging", p.reden.as_str())?;
                uit.eigen("Einddatum", &p.einddatum.to_string())?;
                uit.eigen("StatusAanlevering", p.status.as_str())?;
                retourcodes(uit, &p.retourcodes)
            })
        })
    })?;
    retourcodes(uit, &c.retourcodes)
}
