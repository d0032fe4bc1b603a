//! A framework as sheets of a workbook, and back.
//!
//! The sheets are another way to write the same YAML: [`naar_bladen`] lays the files out, [`lees_bladen`] writes them again
//! and gives them to the one reader and its checks. Each line of YAML remembers the cell that it came from, so that what
//! the checks find on a line is told at the cell.
//!
//! A list is a sheet with a line per item. A column is named after its key; a key within a key has a point
//! (`bron.document`). `*` must be filled; `(lijst)` has a line per item in the cell; `(yaml)` holds what has no simpler
//! form, such as a rule with EN and OF. Items within an item stand on a sheet of their own, with the number of the item
//! that they belong to. The keys of a file that are not in a list stand on a sheet of two columns.

mod terug;
mod uit;

pub use terug::lees_bladen;
pub use uit::naar_bladen;

use crate::lezer;
use crate::velden::Vorm;
use kern::{Datum, Decimaal};
use std::fmt;

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Werkcel {
    /// Nothing.
    Leeg,
    /// Text.
    Tekst(String),
    /// A number.
    Getal(Decimaal),
    /// A day.
    Dag(Datum),
}

/// A sheet: a row of heads and rows under it, which begin at row 2.
#[derive(Debug, Clone, PartialEq)]
pub struct Werkblad {
    /// Name on the tab.
    pub naam: String,
    /// Heads.
    pub kop: Vec<String>,
    /// Rows.
    pub rijen: Vec<Vec<Werkcel>>,
}

/// What is wrong, and in which cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Celfout {
    /// Name of the sheet.
    pub blad: String,
    /// Row, from 1, then column, from 0; `None` when it is about the sheet.
    pub cel: Option<(usize, usize)>,
    /// What is wrong.
    pub wat: String,
    /// What to do about it.
    pub remedie: String,
}

impl Celfout {
    fn new(
        blad: &str,
        cel: Option<(usize, usize)>,
        wat: impl Into<String>,
        remedie: impl Into<String>,
    ) -> Self {
        Self { blad: blad.to_owned(), cel, wat: wat.into(), remedie: remedie.into() }
    }
}

impl fmt::Display for Celfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.cel {
            Some((rij, kolom)) => {
                write!(f, "Blad {}, cel {}: {}. {}.", self.blad, celnaam(rij, kolom), self.wat, self.remedie)
            }
            None => write!(f, "Blad {}: {}. {}.", self.blad, self.wat, self.remedie),
        }
    }
}

/// The name of a cell: `D7` for row 7 and column 3.
pub fn celnaam(rij: usize, kolom: usize) -> String {
    let mut letters = Vec::new();
    let mut n = kolom + 1;
    while n > 0 {
        letters.push(char::from(b'A' + u8::try_from((n - 1) % 26).unwrap_or_default()));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &rij.to_string()
}

/// The head of the column that numbers the items, when others refer to them.
const NR: &str = "nr";
/// The head of the column that says to which item a line belongs.
const BIJ_NR: &str = "hoort bij nr";
/// The end of the name of a sheet with the keys of a file.
const VELDEN: &str = "velden";
/// Heads of a sheet with the keys of a file.
const VELD: [&str; 2] = ["veld", "waarde"];
/// The sheet that a reader may fill with notes.
pub const LEESMIJ: &str = "Lees mij";

/// How the cells of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wijze {
    Gewoon,
    /// A line per item in the cell.
    Lijst,
    /// What has no simpler form.
    Yaml,
    /// Cents in the data, euros in the cell.
    Euro,
}

/// A column: its key (a key within a key has a point), how it is written, and whether it must be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kolom {
    pad: String,
    wijze: Wijze,
    verplicht: bool,
}

impl Kolom {
    fn kop(&self) -> String {
        let ster = if self.verplicht { "*" } else { "" };
        match self.wijze {
            Wijze::Gewoon => format!("{}{ster}", self.pad),
            Wijze::Lijst => format!("{}{ster} (lijst)", self.pad),
            Wijze::Yaml => format!("{}{ster} (yaml)", self.pad),
            Wijze::Euro => format!("{} in euro{ster}", self.pad),
        }
    }

    fn van_kop(kop: &str) -> Self {
        let mut t = kop.trim();
        let mut wijze = Wijze::Gewoon;
        for (eind, w) in [(" (lijst)", Wijze::Lijst), (" (yaml)", Wijze::Yaml)] {
            if let Some(rest) = t.strip_suffix(eind) {
                (t, wijze) = (rest.trim_end(), w);
            }
        }
        let verplicht = t.ends_with('*');
        t = t.trim_end_matches('*').trim_end();
        if let Some(rest) = t.strip_suffix(" in euro") {
            (t, wijze) = (rest, Wijze::Euro);
        }
        Self { pad: t.to_owned(), wijze, verplicht }
    }
}

/// Names of the kinds of file.
fn soorten() -> impl Iterator<Item = &'static str> {
    lezer::SOORTEN.iter().map(|s| s.naam)
}

/// The form of the items of a list that people add lines to; for others the data says which keys there are.
fn vorm(soort: &str, sleutel: &str) -> Option<&'static Vorm<'static>> {
    lezer::VORMEN.iter().find(|(s, k, _)| (*s, *k) == (soort, sleutel)).map(|(_, _, v)| *v)
}

/// The sheet of a list.
fn bladnaam(soort: &str, sleutel: &str) -> String {
    let naam =
        if soort == sleutel || soort == "kader" { sleutel.to_owned() } else { format!("{soort} {sleutel}") };
    hoofdletter(&naam)
}

/// The sheet with the keys of a file.
fn veldenblad(soort: &str) -> String {
    if soort == "kader" { "Kader".to_owned() } else { hoofdletter(&format!("{soort} {VELDEN}")) }
}

fn hoofdletter(t: &str) -> String {
    let mut letters = t.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;
