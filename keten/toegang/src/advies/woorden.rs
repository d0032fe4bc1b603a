//! Answers, numbers and amounts in words.

use super::dossier::Antwoord;
use super::oordeel::{Grond, Waarde};
use super::stand::{Open, Stand};
use kern::{Afronding, Decimaal, Eenheid, Eurocent, verberg_bsn};
use regels::{Criterium, Criteriumsoort};

/// With a comma, without noughts at the end.
pub(super) fn komma(n: Decimaal) -> String {
    n.normalize().to_string().replace('.', ",")
}

/// Percent to a tenth.
pub(super) fn procent(n: Decimaal) -> String {
    format!("{} %", komma(n.round_dp(1)))
}

/// Euros of an exact number of cents.
pub(super) fn euro(cent: Decimaal) -> String {
    Eurocent::rond(cent, Afronding::Rekenkundig).map_or_else(
        |e| e.to_string(),
        |c| if c.0 < 0 { format!("-€ {}", Eurocent(-c.0)) } else { format!("€ {c}") },
    )
}

/// A number with its unit; a count has none of its own.
pub(super) fn telling(n: Decimaal, eenheid: &str) -> String {
    if eenheid == "aantal" { komma(n) } else { format!("{} {eenheid}", komma(n)) }
}

/// An amount of a unit of the standard: "3 dagdelen".
pub(super) fn maat(n: Decimaal, eenheid: Eenheid) -> String {
    let heel = n.is_integer().then(|| n.normalize().to_string().parse().ok()).flatten();
    heel.map_or_else(|| format!("{} {}", komma(n), eenheid.omschrijving()), |n| eenheid.aantal(n))
}

/// The bounds of a number.
pub(super) fn grenzen(soort: &Criteriumsoort) -> String {
    let Criteriumsoort::Getal { eenheid, minimum, maximum } = soort else { return String::new() };
    match (minimum, maximum) {
        (Some(a), Some(b)) => format!("van {} tot en met {}", komma(*a), telling(*b, eenheid)),
        (Some(a), None) => format!("ten minste {}", telling(*a, eenheid)),
        (None, Some(b)) => format!("hooguit {}", telling(*b, eenheid)),
        (None, None) => eenheid.clone(),
    }
}

/// What was established on a criterion.
pub(super) fn waarde(c: &Criterium, w: &Waarde) -> String {
    if let (Some(n), Criteriumsoort::Getal { eenheid, .. }) = (w.getal, &c.soort) {
        let past = match w.stand {
            Stand::Ja => "past",
            Stand::Nee => "past niet",
            Stand::Open(_) => "niet zeker",
        };
        let spreekt = if w.grond == Grond::Tegenspraak { "; het antwoord zegt iets anders" } else { "" };
        return format!("{} ({}): {past}{spreekt}", telling(n, eenheid), grenzen(&c.soort));
    }
    match (w.grond, w.stand) {
        (Grond::Onbeantwoord, _) => "nog niet beantwoord".to_owned(),
        (Grond::ZonderMotivering, _) => "beoordeeld zonder motivering: telt nog niet".to_owned(),
        (Grond::AndereVorm, _) => "het antwoord past niet bij de vraag".to_owned(),
        (Grond::Tegenspraak, _) => "het antwoord en de gegevens spreken elkaar tegen".to_owned(),
        (_, Stand::Ja) => "ja".to_owned(),
        (_, Stand::Nee) => "nee".to_owned(),
        (_, Stand::Open(_)) => "met deze gegevens nog niet te zeggen".to_owned(),
    }
}

/// What became of something that was asked.
pub(super) fn stand(s: Stand) -> &'static str {
    match s {
        Stand::Ja => "gehaald",
        Stand::Nee => "niet gehaald",
        Stand::Open(Open::Oordeel) => "oordeel nodig",
        Stand::Open(Open::Gegeven) => "gegevens ontbreken",
    }
}

/// Why someone judged so. A number that can be a BSN is not shown.
pub(super) fn motivering(a: Option<&Antwoord>) -> Option<String> {
    a?.motivering().map(|m| verberg_bsn(m).into_owned())
}
