//! Forms: fields that keep what was typed, with what is wrong beside them and summed up on top.

use crate::opmaak::euro;
use crate::pagina::{Invoer, datum};
use jiff::civil::Date;
use kern::{Bevinding, Eurocent};

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Soort {
    /// A line of text: most characters, and the keyboard of a phone.
    Tekst(u16, &'static str),
    /// A few lines of text: most characters.
    Lap(u16),
    /// Yes or no; yes is sent as `ja`.
    Vink,
    /// One of a list: value and words. The first entry stands for no choice when its value is empty.
    Keuze(Vec<(String, String)>),
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Veld {
    /// Name, and id on the page.
    pub naam: String,
    /// Label.
    pub label: &'static str,
    /// What to fill in; empty when the label says it all.
    pub hulp: String,
    /// How.
    pub soort: Soort,
    /// What was typed.
    pub waarde: String,
    /// What is wrong with it.
    pub fouten: Vec<String>,
}

impl Veld {
    /// A field with what was typed in it, or else what it begins with.
    pub fn nieuw(
        invoer: &Invoer,
        naam: impl Into<String>,
        label: &'static str,
        soort: Soort,
        begin: impl Into<String>,
    ) -> Self {
        let naam = naam.into();
        let waarde = invoer.0.get(&naam).cloned().unwrap_or_else(|| begin.into());
        Self { naam, label, hulp: String::new(), soort, waarde, fouten: Vec::new() }
    }

    /// With a line on what to fill in.
    #[must_use]
    pub fn met_hulp(mut self, hulp: impl Into<String>) -> Self {
        self.hulp = hulp.into();
        self
    }

    /// What describes the field, for who does not see the page.
    pub fn beschreven(&self) -> String {
        let hulp = (!self.hulp.is_empty()).then(|| format!("{}-hulp", self.naam));
        let fout = (!self.fouten.is_empty()).then(|| format!("{}-fout", self.naam));
        hulp.into_iter().chain(fout).collect::<Vec<_>>().join(" ")
    }
}

/// A field for a day.
pub fn dagveld(invoer: &Invoer, naam: impl Into<String>, label: &'static str, begin: Option<Date>) -> Veld {
    let begin = begin.map_or_else(String::new, |d| d.strftime("%d-%m-%Y").to_string());
    Veld::nieuw(invoer, naam, label, Soort::Tekst(10, "numeric"), begin)
}

/// A line of the summary: what is wrong, and the field that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// Text.
    pub tekst: String,
    /// Id of the field; none when it is about the whole.
    pub bij: Option<String>,
}

/// What is wrong with a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fouten(pub Vec<Regel>);

impl Fouten {
    /// Something is wrong with a field.
    pub fn bij(&mut self, naam: impl Into<String>, tekst: impl Into<String>) {
        self.zet(Some(naam.into()), tekst.into());
    }

    /// A reason of the rules, at the field that it is about when that is known.
    pub fn reden(&mut self, b: &Bevinding, naam: Option<String>) {
        self.zet(naam, b.tekst.to_string());
    }

    fn zet(&mut self, bij: Option<String>, tekst: String) {
        let regel = Regel { tekst, bij };
        if !self.0.contains(&regel) {
            self.0.push(regel);
        }
    }

    /// Whether nothing is wrong.
    pub fn is_leeg(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts what is wrong beside the fields. What is about a field that is not shown loses its link.
    pub fn naast<'v>(&mut self, velden: impl IntoIterator<Item = &'v mut Veld>) {
        let mut gezien = Vec::new();
        for v in velden {
            v.fouten = self
                .0
                .iter()
                .filter(|r| r.bij.as_deref() == Some(v.naam.as_str()))
                .map(|r| r.tekst.clone())
                .collect();
            gezien.push(v.naam.clone());
        }
        for r in &mut self.0 {
            r.bij = r.bij.take().filter(|n| gezien.contains(n));
        }
    }
}

/// Reads fields out of what was sent, and notes what cannot be read.
#[derive(Debug)]
pub struct Lezing<'i> {
    invoer: &'i Invoer,
    /// What was wrong.
    pub fouten: Fouten,
}

impl<'i> Lezing<'i> {
    /// Of this form.
    pub fn van(invoer: &'i Invoer) -> Self {
        Self { invoer, fouten: Fouten::default() }
    }

    /// The text of a field.
    pub fn tekst(&self, naam: &str) -> Option<&'i str> {
        self.invoer.get(naam)
    }

    /// A field that is read by `lees`; `fout` says what is wanted when it cannot be.
    pub fn lees<T>(&mut self, naam: &str, lees: impl FnOnce(&str) -> Option<T>, fout: &str) -> Option<T> {
        let tekst = self.invoer.get(naam)?;
        let waarde = lees(tekst);
        if waarde.is_none() {
            self.fouten.bij(naam, fout);
        }
        waarde
    }

    /// A day.
    pub fn dag(&mut self, naam: &str) -> Option<Date> {
        self.lees(naam, datum, "Schrijf de datum als dag-maand-jaar, bijvoorbeeld 21-11-2026.")
    }

    /// An amount.
    pub fn bedrag(&mut self, naam: &str) -> Option<Eurocent> {
        self.lees(naam, bedrag, "Schrijf het bedrag in euro's, bijvoorbeeld 1250,00.")
    }

    /// A whole number above nothing.
    pub fn aantal(&mut self, naam: &str) -> Option<i64> {
        self.lees(naam, |t| t.parse().ok().filter(|n| *n > 0), "Vul een heel getal boven 0 in.")
    }

    /// Time as hours or as hours and minutes; the answer is in minutes. `6` and `6:20` are read.
    pub fn minuten(&mut self, naam: &str) -> Option<u32> {
        self.lees(naam, minuten, "Schrijf hele uren, of uren en minuten: 6:20.")
    }

    /// A field that must be filled; what is read is given back as it is.
    pub fn verplicht<T>(&mut self, naam: &str, waarde: Option<T>, fout: &str) -> Option<T> {
        if waarde.is_none() && self.invoer.get(naam).is_none() {
            self.fouten.bij(naam, fout);
        }
        waarde
    }
}

/// Minutes, from `uren` or `uren:minuten`; more than nothing.
pub fn minuten(tekst: &str) -> Option<u32> {
    let (uren, rest) = tekst.split_once(':').unwrap_or((tekst, "00"));
    let cijfers = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !cijfers(uren) || !cijfers(rest) || rest.len() != 2 {
        return None;
    }
    let rest: u32 = rest.parse().ok().filter(|m| *m < 60)?;
    uren.parse::<u32>().ok()?.checked_mul(60)?.checked_add(rest).filter(|m| *m > 0)
}

/// An amount as people type it: `1250`, `1.250,00`, `€ 12,5`.
pub fn bedrag(tekst: &str) -> Option<Eurocent> {
    let kaal: String = tekst.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let (heel, cent) = kaal.split_once(',').unwrap_or((&kaal, ""));
    let delen: Vec<&str> = heel.split('.').collect();
    let groepen = delen.len() == 1 || (delen[0].len() <= 3 && delen[1..].iter().all(|d| d.len() == 3));
    let heel = delen.concat();
    let cijfers = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if !groepen || heel.is_empty() || heel.len() > 12 || cent.len() > 2 || !cijfers(&heel) || !cijfers(cent) {
        return None;
    }
    format!("{heel}{cent:0<2}").parse().ok().map(Eurocent)
}

/// An amount for in a field.
pub fn in_veld(bedrag: Eurocent) -> String {
    euro(bedrag).trim_start_matches(['€', '\u{a0}']).to_owned()
}

/// The fields that were sent, to carry them along: not those of the form itself.
pub fn mee(invoer: &Invoer) -> Vec<(String, String)> {
    let eigen = ["csrf", "stap"];
    invoer
        .0
        .iter()
        .filter(|(n, _)| !eigen.contains(&n.as_str()))
        .map(|(n, w)| (n.clone(), w.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (tekst, cent) in [
            ("1250", 125_000),
            ("1.250,00", 125_000),
            ("€ 12,5", 1_250),
            ("0,01", 1),
            ("1.234.567,89", 123_456_789),
        ] {
            assert_eq!(bedrag(tekst), Some(Eurocent(cent)), "{tekst}");
        }
        for tekst in ["", "12,345", "12.5", "1.2345", "-5", "5 uur", ",50", "1,2,3", "9999999999999"] {
            assert_eq!(bedrag(tekst), None, "{tekst}");
        }
        assert_eq!(bedrag(&in_veld(Eurocent(123_450))), Some(Eurocent(123_450)));
    }

    #[test]
    fn hours_are_read_with_or_without_minutes() {
        for (tekst, m) in [("6", 360), ("6:20", 380), ("0:01", 1), ("00:59", 59), ("71582788:15", u32::MAX)] {
            assert_eq!(minuten(tekst), Some(m), "{tekst}");
        }
        for tekst in ["", "0", "0:00", "6:60", "6:2", "6:200", ":30", "6:", "-1", "+6", "6,5", "71582788:16"]
        {
            assert_eq!(minuten(tekst), None, "{tekst}");
        }
    }

    #[test]
    fn what_is_wrong_stands_beside_its_field_and_on_top() {
        let invoer = Invoer([("dag".to_owned(), "gisteren".to_owned())].into());
        let mut l = Lezing::van(&invoer);
        assert_eq!(l.dag("dag"), None);
        let w: Option<i64> = l.aantal("volume");
        assert_eq!(l.verplicht("volume", w, "Vul het volume in."), None);
        let mut velden = [dagveld(&invoer, "dag", "Dag", None)];
        l.fouten.naast(&mut velden);
        assert_eq!(velden[0].waarde, "gisteren");
        assert_eq!(velden[0].fouten.len(), 1);
        assert_eq!(l.fouten.0[0].bij.as_deref(), Some("dag"));
        // the other field is not on the page
        assert_eq!(l.fouten.0[1].bij, None);
    }
}
