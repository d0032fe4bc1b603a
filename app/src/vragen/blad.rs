//! Pages of a list: which part is asked, what comes back.

use super::VraagFout;
use kern::Gemeentecode;
use std::fmt;

/// Points at a row of a list: municipality and number. Holds no name and no BSN, so it may stand in a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wijzer {
    /// Municipality of the row.
    pub gemeente: Gemeentecode,
    /// Number of the row within that municipality.
    pub id: i64,
}

impl fmt::Display for Wijzer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.gemeente, self.id)
    }
}

impl Wijzer {
    /// Reads what `Display` wrote.
    pub fn parse(tekst: &str) -> Result<Self, VraagFout> {
        let fout =
            || VraagFout::Ongeldig("deze plek in de lijst bestaat niet; begin vooraan in de lijst".into());
        let (gemeente, id) = tekst.split_once('.').ok_or_else(fout)?;
        let gemeente = Gemeentecode::parse(gemeente).map_err(|_| fout())?;
        let id = id.parse().ok().filter(|i| *i >= 0).ok_or_else(fout)?;
        Ok(Self { gemeente, id })
    }
}

/// Where in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Plek {
    /// The first page.
    #[default]
    Begin,
    /// The page after this row.
    Na(Wijzer),
    /// The page before this row.
    Voor(Wijzer),
}

/// The part of a list that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blad {
    /// Rows on a page, 1 to 200.
    pub grootte: u16,
    /// Where it starts.
    pub plek: Plek,
}

impl Default for Blad {
    fn default() -> Self {
        Self { grootte: Self::GEWOON, plek: Plek::Begin }
    }
}

impl Blad {
    /// Rows on a page unless one asks otherwise.
    pub const GEWOON: u16 = 50;
    /// The most rows on a page.
    pub const HOOGSTE: u16 = 200;

    /// Reads the query parameters `na`, `voor` and `aantal`; empty counts as absent.
    pub fn lees(na: Option<&str>, voor: Option<&str>, aantal: Option<&str>) -> Result<Self, VraagFout> {
        let vol = |t: Option<&str>| t.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        let plek = match (vol(na), vol(voor)) {
            (None, None) => Plek::Begin,
            (Some(na), None) => Plek::Na(Wijzer::parse(&na)?),
            (None, Some(voor)) => Plek::Voor(Wijzer::parse(&voor)?),
            (Some(_), Some(_)) => {
                return Err(VraagFout::Ongeldig("geef 'na' of 'voor', niet allebei".into()));
            }
        };
        let grootte = match vol(aantal) {
            None => Self::GEWOON,
            Some(t) => t.parse().ok().filter(|n| (1..=Self::HOOGSTE).contains(n)).ok_or_else(|| {
                VraagFout::Ongeldig(format!(
                    "het aantal regels per bladzijde is 1 tot en met {}",
                    Self::HOOGSTE
                ))
            })?,
        };
        Ok(Self { grootte, plek })
    }
}

/// How many rows there are; counting stops at a bound so that a list stays quick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aantal {
    /// Exactly so many.
    Precies(i64),
    /// More than so many.
    MeerDan(i64),
}

impl Aantal {
    /// Counting stops here.
    pub const GRENS: i64 = 10_000;

    /// From a count that stopped at one above the bound.
    pub fn tot_grens(geteld: i64) -> Self {
        if geteld > Self::GRENS { Self::MeerDan(Self::GRENS) } else { Self::Precies(geteld) }
    }

    /// The number that was counted.
    pub fn getal(self) -> i64 {
        match self {
            Self::Precies(n) | Self::MeerDan(n) => n,
        }
    }
}

/// "1.234" or "meer dan 10.000".
impl fmt::Display for Aantal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let getal = self.getal().to_string();
        let mut tekst = String::new();
        for (i, c) in getal.chars().enumerate() {
            if i > 0 && (getal.len() - i).is_multiple_of(3) {
                tekst.push('.');
            }
            tekst.push(c);
        }
        match self {
            Self::Precies(_) => f.write_str(&tekst),
            Self::MeerDan(_) => write!(f, "meer dan {tekst}"),
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lijst<T> {
    /// The rows of this page.
    pub rijen: Vec<T>,
    /// Rows in the whole list.
    pub aantal: Aantal,
    /// For the link to the page before: `voor=`.
    pub vorige: Option<Wijzer>,
    /// For the link to the next page: `na=`.
    pub volgende: Option<Wijzer>,
}

impl<T> Lijst<T> {
    /// A list of nothing.
    pub fn leeg() -> Self {
        Self { rijen: Vec::new(), aantal: Aantal::Precies(0), vorige: None, volgende: None }
    }

    /// The same page with other rows.
    pub fn map<U>(self, maak: impl FnMut(T) -> U) -> Lijst<U> {
        Lijst {
            rijen: self.rijen.into_iter().map(maak).collect(),
            aantal: self.aantal,
            vorige: self.vorige,
            volgende: self.volgende,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_page() {
        assert_eq!(Blad::lees(None, None, None).unwrap(), Blad::default());
        assert_eq!(Blad::lees(Some(""), Some(" "), Some("")).unwrap(), Blad::default());
        assert_eq!(Blad::lees(None, None, Some("1")).unwrap().grootte, 1);
        assert_eq!(Blad::lees(None, None, Some("200")).unwrap().grootte, 200);
        for fout in ["0", "201", "-1", "x", "1.5", "99999999999"] {
            assert!(Blad::lees(None, None, Some(fout)).is_err(), "{fout}");
        }
        for fout in ["0796", "0796.", "0796.-1", ".1", "796.1", "0796.1.2", "0796.99999999999999999999"] {
            assert!(Blad::lees(Some(fout), None, None).is_err(), "{fout}");
        }
        let w = Blad::lees(Some("0796.12"), None, None).unwrap();
        assert_eq!(w.plek, Plek::Na(Wijzer::parse("0796.12").unwrap()));
        assert!(Blad::lees(Some("0796.1"), Some("0796.2"), None).is_err());
    }

    #[test]
    fn a_count_says_when_it_stopped() {
        assert_eq!(Aantal::tot_grens(10_000).to_string(), "10.000");
        assert_eq!(Aantal::tot_grens(10_001).to_string(), "meer dan 10.000");
        assert_eq!(Aantal::tot_grens(999).to_string(), "999");
    }
}
