//! Lists as CSV the way a Dutch spreadsheet opens them: semicolons, a byte order mark, decimal commas.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use kern::Eurocent;

/// A table that is being written.
#[derive(Debug)]
pub struct Csv(String);

impl Csv {
    /// A table with these heads.
    pub fn nieuw(koppen: &[&str]) -> Self {
        let mut csv = Self(String::from("\u{feff}"));
        csv.schrijf(koppen.iter().copied());
        csv
    }

    /// Adds a row.
    pub fn rij<const N: usize>(&mut self, cellen: &[String; N]) {
        self.schrijf(cellen.iter().map(String::as_str));
    }

    fn schrijf<'a>(&mut self, cellen: impl Iterator<Item = &'a str>) {
        for (i, cel) in cellen.enumerate() {
            if i > 0 {
                self.0.push(';');
            }
            // A cell that a spreadsheet would take for a formula is made plain text.
            let formule = cel.starts_with(['=', '+', '@', '\t', '\r'])
                || (cel.starts_with('-')
                    && cel[1..].chars().any(|c| !c.is_ascii_digit() && c != ',' && c != '.'));
            if formule || cel.contains([';', '"', '\n', '\r']) {
                self.0.push('"');
                if formule {
                    self.0.push('\'');
                }
                self.0.push_str(&cel.replace('"', "\"\""));
                self.0.push('"');
            } else {
                self.0.push_str(cel);
            }
        }
        self.0.push_str("\r\n");
    }

    /// The text.
    pub fn tekst(&self) -> &str {
        &self.0
    }

    /// The answer with a file name.
    pub fn antwoord(self, naam: &str) -> Response {
        (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{naam}.csv\"")),
            ],
            self.0,
        )
            .into_response()
    }
}

/// An amount for a spreadsheet: `1234,50`.
pub fn bedrag(b: Eurocent) -> String {
    b.to_string().replace('.', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_an_amount_stays_a_number() {
        let mut csv = Csv::nieuw(&["a", "b"]);
        csv.rij(&["=1+1".into(), "x;\"y\"".into()]);
        csv.rij(&[bedrag(Eurocent(-123_450)), "-1+1".into()]);
        assert_eq!(csv.tekst(), "\u{feff}a;b\r\n\"'=1+1\";\"x;\"\"y\"\"\"\r\n-1234,50;\"'-1+1\"\r\n");
    }
}
