//! Who may sign: mandate and a second pair of eyes, by amount and kind. The limits are settings of a municipality.

use crate::{Besluitsoort, Verstrekking};
use kern::{Bevinding, Bron, Datum, Eurocent, Periode, Uitleg};

/// The limits of a municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandaatregels {
    /// From this amount a year somebody else than the writer signs.
    pub vier_ogen_vanaf: Eurocent,
    /// Kinds for which somebody else signs, whatever the amount.
    pub vier_ogen_bij: Vec<Besluitsoort>,
    /// Somebody else signs for a pgb.
    pub vier_ogen_pgb: bool,
    /// Up to and including this amount a year anyone who may sign does so without a mandate of their own.
    pub zonder_mandaat_tot: Eurocent,
}

impl Mandaatregels {
    /// What holds as long as a municipality has not chosen: our own choice, to be shown as such.
    pub fn standaard() -> Self {
        Self {
            vier_ogen_vanaf: Eurocent(1_500_000),
            vier_ogen_bij: vec![Besluitsoort::Deels, Besluitsoort::Afwijzing, Besluitsoort::Intrekking],
            vier_ogen_pgb: true,
            zonder_mandaat_tot: Eurocent(4_000_000),
        }
    }
}

/// A mandate that somebody was given (Wmo 2015, art. 2.6.3; Awb 10:3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandaat {
    /// Up to and including this amount a year; empty is without limit.
    pub tot: Option<Eurocent>,
    /// Days on which it holds.
    pub geldig: Periode,
}

/// Who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ondertekenaar<'a> {
    /// Key of the user.
    pub id: i64,
    /// The mandates of this user.
    pub mandaten: &'a [Mandaat],
}

/// Why somebody else than the writer must sign; empty when that is not needed.
pub fn vier_ogen(
    regels: &Mandaatregels,
    soort: Besluitsoort,
    vorm: Option<Verstrekking>,
    per_jaar: Eurocent,
) -> Vec<String> {
    let mut redenen = Vec::new();
    if regels.vier_ogen_bij.contains(&soort) {
        redenen.push(format!("Bij een {} kijkt altijd een tweede persoon mee.", soort.omschrijving()));
    }
    if regels.vier_ogen_pgb && vorm == Some(Verstrekking::Pgb) && soort.kent_toe() {
        redenen.push("Bij een pgb kijkt altijd een tweede persoon mee.".to_owned());
    }
    if per_jaar >= regels.vier_ogen_vanaf {
        redenen.push(format!(
            "Het kost € {per_jaar} per jaar; vanaf € {} kijkt een tweede persoon mee.",
            regels.vier_ogen_vanaf
        ));
    }
    redenen
}

/// Whether this person may sign, or every reason why not.
pub fn mag_vaststellen(
    regels: &Mandaatregels,
    wie: Ondertekenaar<'_>,
    maker: i64,
    (soort, vorm): (Besluitsoort, Option<Verstrekking>),
    per_jaar: Eurocent,
    vandaag: Datum,
) -> Result<Uitleg, Vec<Bevinding>> {
    let mut fout = Vec::new();
    let ogen = vier_ogen(regels, soort, vorm, per_jaar);
    if !ogen.is_empty() && wie.id == maker {
        let tekst = format!("{} Leg het besluit voor aan een collega.", ogen.join(" "));
        fout.push(Bevinding::new("BESLUIT-VIEROGEN", None, "/ondertekenen", tekst));
    }
    let eigen = wie.mandaten.iter().any(|m| m.geldig.bevat(vandaag) && m.tot.is_none_or(|t| per_jaar <= t));
    if !eigen && per_jaar > regels.zonder_mandaat_tot {
        let tekst = format!(
            "Het kost € {per_jaar} per jaar. Uw mandaat reikt niet zo ver; zonder eigen mandaat is dat tot en met € {}.",
            regels.zonder_mandaat_tot
        );
        fout.push(Bevinding::new("BESLUIT-MANDAAT", None, "/ondertekenen", tekst));
    }
    if !fout.is_empty() {
        return Err(fout);
    }
    let hoe = if ogen.is_empty() { "een persoon mag dit besluit nemen" } else { "een tweede persoon tekent" };
    Ok(Uitleg::new("Wie mag dit besluit vaststellen", hoe)
        .volgens("mandaat", Bron::new("Wmo 2015", "artikel 2.6.3; Awb artikel 10:3"))
        .met("kosten per jaar", format!("€ {per_jaar}"))
        .met("tweede persoon vanaf", format!("€ {}", regels.vier_ogen_vanaf))
        .met("zonder eigen mandaat tot en met", format!("€ {}", regels.zonder_mandaat_tot)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAG: Datum = date(2026, 10, 5);

    fn codes(
        maker: i64,
        soort: Besluitsoort,
        vorm: Verstrekking,
        cent: i64,
        m: &[Mandaat],
    ) -> Vec<&'static str> {
        let wie = Ondertekenaar { id: 1, mandaten: m };
        let regels = Mandaatregels::standaard();
        mag_vaststellen(&regels, wie, maker, (soort, Some(vorm)), Eurocent(cent), DAG)
            .map_or_else(|b| b.iter().map(|b| b.regel).collect(), |_| Vec::new())
    }

    #[test]
    fn the_amount_before_on_and_after_each_limit() {
        let t = |maker, cent, m: &[Mandaat]| {
            codes(maker, Besluitsoort::Toekenning, Verstrekking::Natura, cent, m)
        };
        assert!(t(1, 1_499_999, &[]).is_empty());
        assert_eq!(t(1, 1_500_000, &[]), ["BESLUIT-VIEROGEN"]);
        assert!(t(2, 1_500_000, &[]).is_empty(), "somebody else signs");
        assert!(t(2, 4_000_000, &[]).is_empty());
        assert_eq!(t(2, 4_000_001, &[]), ["BESLUIT-MANDAAT"]);
        assert_eq!(t(1, 4_000_001, &[]), ["BESLUIT-VIEROGEN", "BESLUIT-MANDAAT"], "both reasons together");
    }

    #[test]
    fn a_mandate_has_days_and_an_amount() {
        let m = |tot, van, einde| Mandaat { tot, geldig: Periode::new(van, einde).unwrap() };
        let t = |m: Mandaat| codes(2, Besluitsoort::Toekenning, Verstrekking::Natura, 5_000_000, &[m]);
        assert!(t(m(None, DAG, Some(DAG))).is_empty());
        assert!(t(m(Some(Eurocent(5_000_000)), DAG, None)).is_empty());
        assert_eq!(t(m(Some(Eurocent(4_999_999)), DAG, None)), ["BESLUIT-MANDAAT"]);
        assert_eq!(t(m(None, date(2026, 10, 6), None)), ["BESLUIT-MANDAAT"]);
        assert_eq!(t(m(None, date(2026, 1, 1), Some(date(2026, 10, 4)))), ["BESLUIT-MANDAAT"]);
    }

    #[test]
    fn some_kinds_always_ask_a_second_pair_of_eyes() {
        let t = |soort, vorm| codes(1, soort, vorm, 0, &[]);
        assert_eq!(t(Besluitsoort::Afwijzing, Verstrekking::Natura), ["BESLUIT-VIEROGEN"]);
        assert_eq!(t(Besluitsoort::Toekenning, Verstrekking::Pgb), ["BESLUIT-VIEROGEN"]);
        assert!(t(Besluitsoort::Spoed, Verstrekking::Natura).is_empty());
    }
}
