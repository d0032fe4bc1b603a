//! The assignment: the order to one provider to support one client.

use crate::ToewijzingFout;
use beschikking::BesluitId;
use jiff::ToSpan;
use jiff::civil::Time;
use kern::{AgbCode, Datum, Eenheid, Eurocent, Frequentie, Gemeentecode, Product};
use std::fmt;
use toegang::ClientId;

/// Number of an assignment, unique within a municipality (TR332, LDT_Nummer).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Toewijzingnummer(u32);

impl Toewijzingnummer {
    /// The largest number that a message can hold.
    pub const HOOGSTE: u32 = 999_999_999;

    /// Reads a number as a message or a table holds it.
    pub fn new(nummer: i64) -> Result<Self, ToewijzingFout> {
        u32::try_from(nummer).ok().filter(|n| *n <= Self::HOOGSTE).map(Self).ok_or(ToewijzingFout::Nummer)
    }

    /// Reads digits.
    pub fn parse(tekst: &str) -> Result<Self, ToewijzingFout> {
        if tekst.is_empty() || !tekst.bytes().all(|c| c.is_ascii_digit()) {
            return Err(ToewijzingFout::Nummer);
        }
        tekst.parse().map_err(|_| ToewijzingFout::Nummer).and_then(Self::new)
    }

    /// The number as a table holds it.
    pub fn waarde(self) -> i64 {
        i64::from(self.0)
    }
}

impl fmt::Display for Toewijzingnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How much: a volume, of what, how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Omvang {
    /// Volume; in cents for unit 83.
    pub volume: i64,
    /// Of what.
    pub eenheid: Eenheid,
    /// How often.
    pub frequentie: Frequentie,
}

/// When the municipality settled what stands in the assignment: the latest one is current (IV013).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stempel {
    /// Day.
    pub datum: Datum,
    /// Time of day, to the second: a message tells no more.
    pub tijd: Time,
}

impl Stempel {
    /// The next moment that a message can tell apart from this one: a second later.
    #[must_use]
    pub fn volgende(self) -> Self {
        match (self.tijd.checked_add(1.second()), self.datum.tomorrow()) {
            (Ok(tijd), _) => Self { tijd, ..self },
            (Err(_), Ok(datum)) => Self { datum, tijd: Time::midnight() },
            (Err(_), Err(_)) => self,
        }
    }
}

/// An assignment, with the fields of ToegewezenProduct. Its form is checked by
/// [`controleer_vorm`](crate::controleer_vorm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toewijzing {
    /// Municipality that assigns.
    pub gemeente: Gemeentecode,
    /// Number.
    pub nummer: Toewijzingnummer,
    /// For whom.
    pub client: ClientId,
    /// Besluit that it carries out; empty for an imported assignment.
    pub besluit: Option<BesluitId>,
    /// Provider.
    pub agb: AgbCode,
    /// Product: with code (specific), category only (aspecific) or none (generic).
    pub product: Option<Product>,
    /// When it was settled.
    pub stempel: Stempel,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day, included; empty is open.
    pub einddatum: Option<Datum>,
    /// How much, unless there is a budget.
    pub omvang: Option<Omvang>,
    /// Total amount for the whole term, unless there is an omvang.
    pub budget: Option<Eurocent>,
    /// Why it changed; empty for a first assignment (IV066).
    pub reden_wijziging: Option<RedenWijziging>,
    /// Reference of the request that it honours (TR379).
    pub referentie_aanbieder: Option<String>,
    /// Message (301) that carries this state; empty when it is due to be sent.
    pub verzonden_in: Option<i64>,
}

kern::codelijst!(
    /// Why an assignment changed (code list WMO002).
    RedenWijziging, ToewijzingFout = ToewijzingFout::RedenWijziging, {
        /// Lapsed; only read, never written.
        AdministratieveCorrectieVervallen = "01", "Administratieve correctie (vervallen)";
        /// The client died.
        Overleden = "02", "Cliënt overleden";
        /// The contract changed.
        Contractwijziging = "03", "Contractwijziging";
        /// Reassessed: longer.
        Verlenging = "04", "Herbeoordeling: verlenging toewijzing";
        /// Reassessed: shorter.
        Verkorting = "05", "Herbeoordeling: verkorting toewijzing";
        /// The client moved to another law.
        AnderDomein = "06", "Uitstroom naar ander domein";
        /// The client moved to another municipality.
        Verhuizing = "07", "Verhuizing naar een andere gemeente";
        /// Another form of delivery, such as a pgb.
        Leveringsvorm = "08", "Wijziging leveringsvorm";
        /// Another provider.
        AndereAanbieder = "09", "Overstap naar andere aanbieder";
        /// Another way of funding.
        Bekostiging = "10", "Overgang naar nieuwe bekostigingssystematiek";
        /// Municipalities merged or split.
        Herindeling = "11", "Gemeentelijke herindeling";
        /// The provider asked for it.
        DoorAanbieder = "12", "Geïnitieerd door de aanbieder";
        /// Sent by mistake: counts as never sent.
        Verwijderd = "13", "Verwijderd";
        /// The municipality made a mistake.
        AdministratieveCorrectie = "14", "Administratieve correctie";
    }
);

impl RedenWijziging {
    /// Whether the municipality may still use the code: 01 has lapsed.
    pub fn bruikbaar(self) -> bool {
        self != Self::AdministratieveCorrectieVervallen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn iv013_the_next_moment_is_later_also_after_the_last_second_of_a_day() {
        let s = |d, h, m, sec| Stempel { datum: date(2026, 10, d), tijd: time(h, m, sec, 0) };
        assert_eq!(s(5, 10, 0, 0).volgende(), s(5, 10, 0, 1));
        assert_eq!(s(5, 23, 59, 58).volgende(), s(5, 23, 59, 59));
        assert_eq!(s(5, 23, 59, 59).volgende(), s(6, 0, 0, 0));
        assert!(s(5, 23, 59, 59) < s(5, 23, 59, 59).volgende());
    }

    #[test]
    fn a_number_has_at_most_nine_digits() {
        assert_eq!(Toewijzingnummer::parse("0").unwrap().waarde(), 0);
        assert_eq!(Toewijzingnummer::parse("999999999").unwrap().to_string(), "999999999");
        for fout in ["", "1000000000", "-1", "+1", "1a", " 1"] {
            assert!(Toewijzingnummer::parse(fout).is_err(), "{fout}");
        }
        assert!(Toewijzingnummer::new(-1).is_err());
    }

    #[test]
    fn every_reason_reads_its_own_code() {
        for r in RedenWijziging::ALLE {
            assert_eq!(RedenWijziging::parse(r.code()), Ok(*r));
        }
        assert_eq!(RedenWijziging::ALLE.len(), 14);
        assert!(RedenWijziging::parse("15").is_err());
    }
}
