//! Dutch wording of days, periods and amounts in findings.

use kern::{Datum, Eurocent};

const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// `21 november 2026`.
pub(crate) fn dag(d: Datum) -> String {
    let maand = usize::try_from(d.month()).ok().and_then(|m| MAANDEN.get(m.wrapping_sub(1)));
    format!("{} {} {}", d.day(), maand.unwrap_or(&"?"), d.year())
}

/// `€ 1.234,50`.
pub(crate) fn euro(bedrag: Eurocent) -> String {
    format!("€\u{a0}{bedrag}")
}
