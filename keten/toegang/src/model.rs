//! The client and the melding.

use crate::{MeldingToestand, ToegangFout};
use kern::{Bsn, Datum, Gemeentecode};
use std::fmt;

/// Number of a client within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClientId(pub i64);

/// Number of a melding within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeldingId(pub i64);

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for MeldingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Sex as the messages write it (code list COD046).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Geslacht {
    /// Not known.
    Onbekend,
    /// Male.
    Man,
    /// Female.
    Vrouw,
    /// Not specified.
    NietGespecificeerd,
}

impl Geslacht {
    /// Reads the code of the list.
    pub fn parse(tekst: &str) -> Result<Self, ToegangFout> {
        match tekst {
            "0" => Ok(Self::Onbekend),
            "1" => Ok(Self::Man),
            "2" => Ok(Self::Vrouw),
            "9" => Ok(Self::NietGespecificeerd),
            _ => Err(ToegangFout::Geslacht),
        }
    }

    /// The code of the list.
    pub fn code(self) -> &'static str {
        match self {
            Self::Onbekend => "0",
            Self::Man => "1",
            Self::Vrouw => "2",
            Self::NietGespecificeerd => "9",
        }
    }

    /// The meaning, in Dutch.
    pub fn omschrijving(self) -> &'static str {
        match self {
            Self::Onbekend => "onbekend",
            Self::Man => "man",
            Self::Vrouw => "vrouw",
            Self::NietGespecificeerd => "niet gespecificeerd",
        }
    }
}

/// The name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naam {
    /// Family name, without the prefix.
    pub achternaam: String,
    /// Prefix of the family name (van, de).
    pub voorvoegsel: Option<String>,
    /// Initials, as they are written.
    pub voorletters: Option<String>,
}

/// As on an envelope: `J.P. van den Berg`.
impl fmt::Display for Naam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for deel in [&self.voorletters, &self.voorvoegsel].into_iter().flatten() {
            write!(f, "{deel} ")?;
        }
        f.write_str(&self.achternaam)
    }
}

/// Where someone lives. Every part may be unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adres {
    /// Street.
    pub straat: Option<String>,
    /// House number with what belongs to it.
    pub huisnummer: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Town.
    pub plaats: Option<String>,
}

/// A resident who asks for support or receives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Municipality that this client belongs to.
    pub gemeente: Gemeentecode,
    /// Number within the municipality.
    pub id: ClientId,
    /// BSN; hidden in `Debug`.
    pub bsn: Bsn,
    /// Day of birth.
    pub geboortedatum: Datum,
    /// Sex.
    pub geslacht: Geslacht,
    /// Name.
    pub naam: Naam,
    /// Address.
    pub adres: Adres,
    /// Day of death, when it is known.
    pub overleden_op: Option<Datum>,
}

impl Client {
    /// Age in whole years on a day; zero before birth.
    pub fn leeftijd_op(&self, dag: Datum) -> i16 {
        let geweest = (dag.month(), dag.day()) >= (self.geboortedatum.month(), self.geboortedatum.day());
        (dag.year() - self.geboortedatum.year() - i16::from(!geweest)).max(0)
    }

    /// Whether the client had died before that day began.
    pub fn is_overleden_voor(&self, dag: Datum) -> bool {
        self.overleden_op.is_some_and(|d| d < dag)
    }
}

/// A melding that someone needs support (Wmo 2015, art. 2.3.2 lid 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melding {
    pub(crate) gemeente: Gemeentecode,
    pub(crate) id: MeldingId,
    pub(crate) client: ClientId,
    pub(crate) ontvangen_op: Datum,
    pub(crate) toestand: MeldingToestand,
}

impl Melding {
    /// Municipality.
    pub fn gemeente(&self) -> Gemeentecode {
        self.gemeente
    }

    /// Number within the municipality.
    pub fn id(&self) -> MeldingId {
        self.id
    }

    /// Who needs support.
    pub fn client(&self) -> ClientId {
        self.client
    }

    /// Day that it came in.
    pub fn ontvangen_op(&self) -> Datum {
        self.ontvangen_op
    }

    /// How far it is.
    pub fn toestand(&self) -> MeldingToestand {
        self.toestand
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn client() -> Client {
        Client {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            id: ClientId(1),
            bsn: Bsn::parse("999900006").unwrap(),
            geboortedatum: date(1960, 2, 29),
            geslacht: Geslacht::Vrouw,
            naam: Naam {
                achternaam: "Berg".into(),
                voorvoegsel: Some("van den".into()),
                voorletters: Some("J.P.".into()),
            },
            adres: Adres::default(),
            overleden_op: Some(date(2026, 9, 10)),
        }
    }

    #[test]
    fn a_birthday_on_the_day_itself_counts() {
        let c = client();
        assert_eq!(c.leeftijd_op(date(2024, 2, 28)), 63);
        assert_eq!(c.leeftijd_op(date(2024, 2, 29)), 64);
        assert_eq!(c.leeftijd_op(date(2025, 2, 28)), 64);
        assert_eq!(c.leeftijd_op(date(2025, 3, 1)), 65);
        assert_eq!(c.leeftijd_op(date(1950, 1, 1)), 0);
    }

    #[test]
    fn the_day_of_death_itself_is_not_after_it() {
        let c = client();
        assert!(!c.is_overleden_voor(date(2026, 9, 10)));
        assert!(c.is_overleden_voor(date(2026, 9, 11)));
        assert_eq!(c.naam.to_string(), "J.P. van den Berg");
        assert!(!format!("{c:?}").contains("999900006"));
    }

    #[test]
    fn every_sex_reads_its_own_code() {
        for code in ["0", "1", "2", "9"] {
            assert_eq!(Geslacht::parse(code).unwrap().code(), code);
        }
        assert_eq!(Geslacht::parse("3"), Err(ToegangFout::Geslacht));
    }
}
