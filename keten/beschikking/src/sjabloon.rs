//! The template of the letter: plain text that a municipality can change, with fields between braces and parts that belong
//! to a kind of decision. A template without the remedies in every letter is none.

use crate::Besluitsoort;
use kern::Bevinding;

/// The template that comes with the program.
pub const STANDAARDSJABLOON: &str = include_str!("../sjablonen/besluit.txt");

/// Fields within a line.
const VELDEN: &[&str] = &[
    "aanhef",
    "aanvraagdatum",
    "aard",
    "bijdrage",
    "contact",
    "einddatum",
    "gemeente",
    "grond",
    "herziening",
    "ingangsdatum",
    "intensiteit",
    "ondertekenaar",
    "onderwerp",
    "plandatum",
    "voorschrift",
    "vorm",
];
/// Fields that stand on a line of their own.
const BLOKKEN: &[&str] = &["onderdelen", "rechtsmiddel"];

/// A line of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Regel {
    Titel(String),
    Kop(String),
    Punt(String),
    Alinea(String),
    Blok(String),
}

/// A part of a template: for which kinds of decision, and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stuk {
    pub bij: Option<Vec<Besluitsoort>>,
    pub regels: Vec<Regel>,
}

/// A template that was read and is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sjabloon {
    pub(crate) stukken: Vec<Stuk>,
}

/// A piece of a line: words, or the name of a field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Teken<'t> {
    Tekst(&'t str),
    Veld(&'t str),
}

/// Cuts a line in words and fields; `None` when a brace stands alone.
pub(crate) fn tekens(regel: &str) -> Option<Vec<Teken<'_>>> {
    let (mut uit, mut rest) = (Vec::new(), regel);
    while let Some((voor, na)) = rest.split_once('{') {
        let (veld, verder) = na.split_once('}')?;
        if voor.contains('}') || veld.contains('{') {
            return None;
        }
        uit.push(Teken::Tekst(voor));
        uit.push(Teken::Veld(veld));
        rest = verder;
    }
    if rest.contains('}') {
        return None;
    }
    uit.push(Teken::Tekst(rest));
    Some(uit)
}

impl Sjabloon {
    /// Reads a template, or says everything that is wrong with it, with the line.
    pub fn lees(tekst: &str) -> Result<Self, Vec<Bevinding>> {
        let mut fout = Vec::new();
        let mut stukken: Vec<Stuk> = Vec::new();
        let mut mis = |nr: usize, wat: String| {
            fout.push(Bevinding::new("SJABLOON", None, format!("/regel/{nr}"), format!("Regel {nr}: {wat}")));
        };
        for (i, regel) in tekst.lines().enumerate() {
            let (nr, regel) = (i + 1, regel.trim());
            if regel.is_empty() {
                continue;
            }
            if let Some(kop) = regel.strip_prefix('[').and_then(|r| r.strip_suffix(']')) {
                let bij = match kop.split_once(' ') {
                    None if kop == "altijd" => None,
                    Some(("bij", soorten)) => {
                        let namen: Vec<&str> = soorten.split_whitespace().collect();
                        for n in namen.iter().filter(|n| Besluitsoort::parse(n).is_none()) {
                            mis(nr, format!("'{n}' is geen soort besluit."));
                        }
                        Some(namen.into_iter().filter_map(Besluitsoort::parse).collect())
                    }
                    _ => {
                        mis(nr, format!("'[{kop}]' is geen deel. Schrijf [altijd] of [bij toekenning]."));
                        None
                    }
                };
                stukken.push(Stuk { bij, regels: Vec::new() });
                continue;
            }
            let Some(inhoud) = tekens(regel) else {
                mis(nr, "een accolade staat alleen.".into());
                continue;
            };
            let velden: Vec<&str> = inhoud
                .iter()
                .filter_map(|t| match t {
                    Teken::Veld(v) => Some(*v),
                    Teken::Tekst(_) => None,
                })
                .collect();
            let los = inhoud.iter().all(|t| !matches!(t, Teken::Tekst(t) if !t.is_empty()));
            let blok = velden.iter().find(|v| BLOKKEN.contains(v)).copied();
            for v in velden.iter().filter(|v| !VELDEN.contains(v) && !BLOKKEN.contains(v)) {
                mis(nr, format!("het veld {{{v}}} bestaat niet."));
            }
            let regel = match blok {
                Some(b) if !(los && velden.len() == 1) => {
                    mis(nr, format!("{{{b}}} staat op een eigen regel."));
                    continue;
                }
                Some(b) => Regel::Blok(b.to_owned()),
                None => match regel.split_once(' ') {
                    Some(("#", t)) => Regel::Titel(t.to_owned()),
                    Some(("##", t)) => Regel::Kop(t.to_owned()),
                    Some(("-", t)) => Regel::Punt(t.to_owned()),
                    _ => Regel::Alinea(regel.to_owned()),
                },
            };
            if stukken.is_empty() {
                stukken.push(Stuk { bij: None, regels: Vec::new() });
            }
            if let Some(s) = stukken.last_mut() {
                s.regels.push(regel);
            }
        }
        let altijd = |wat: &dyn Fn(&Regel) -> bool| {
            stukken.iter().filter(|s| s.bij.is_none()).flat_map(|s| &s.regels).any(wat)
        };
        let heel = |wat: &'static str| Bevinding::new("SJABLOON", None, "", wat);
        let mut hele = Vec::new();
        if !altijd(&|r| matches!(r, Regel::Blok(b) if b == "rechtsmiddel")) {
            hele.push(heel("Het blok {rechtsmiddel} ontbreekt onder [altijd]. Zonder dat blok kan er geen brief zijn (Awb 3:45)."));
        }
        if !altijd(&|r| matches!(r, Regel::Titel(_))) {
            hele.push(heel("Een brief heeft een titel: schrijf onder [altijd] een regel die begint met #."));
        }
        if !altijd(&|r| matches!(r, Regel::Alinea(t) if t.contains("{grond}"))) {
            hele.push(heel(
                "Het veld {grond} ontbreekt onder [altijd]. Een besluit noemt waarom (Awb 3:47).",
            ));
        }
        for (veld, wat) in [
            ("{aard}", "Het veld {aard} ontbreekt bij een toekenning."),
            ("{intensiteit}", "Het veld {intensiteit} ontbreekt bij een toekenning."),
            ("{ingangsdatum}", "Het veld {ingangsdatum} ontbreekt bij een toekenning."),
            ("{bijdrage}", "Het veld {bijdrage} ontbreekt bij een toekenning."),
        ] {
            let bij_toekenning = stukken
                .iter()
                .filter(|s| s.bij.as_ref().is_none_or(|b| b.contains(&Besluitsoort::Toekenning)))
                .flat_map(|s| &s.regels)
                .any(|r| matches!(r, Regel::Punt(t) | Regel::Alinea(t) if t.contains(veld)));
            if !bij_toekenning {
                hele.push(heel(wat));
            }
        }
        fout.extend(hele);
        if fout.is_empty() { Ok(Self { stukken }) } else { Err(fout) }
    }

    /// The lines for a kind of decision.
    pub(crate) fn regels(&self, soort: Besluitsoort) -> impl Iterator<Item = &Regel> {
        self.stukken
            .iter()
            .filter(move |s| s.bij.as_ref().is_none_or(|b| b.contains(&soort)))
            .flat_map(|s| &s.regels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redenen(tekst: &str) -> Vec<String> {
        Sjabloon::lees(tekst).unwrap_err().into_iter().map(|b| b.tekst.into_owned()).collect()
    }

    #[test]
    fn the_template_of_the_program_is_whole() {
        let s = Sjabloon::lees(STANDAARDSJABLOON).unwrap();
        for soort in Besluitsoort::ALLE {
            assert!(s.regels(*soort).any(|r| *r == Regel::Blok("rechtsmiddel".into())), "{soort:?}");
        }
    }

    #[test]
    fn without_the_remedies_it_is_no_template() {
        let zonder = STANDAARDSJABLOON.replace("{rechtsmiddel}", "");
        assert!(redenen(&zonder)[0].contains("Awb 3:45"));
        // only for some kinds is not enough
        let soms = STANDAARDSJABLOON.replace("{rechtsmiddel}", "[bij afwijzing]\n{rechtsmiddel}\n[altijd]");
        assert!(redenen(&soms)[0].contains("Awb 3:45"));
    }

    #[test]
    fn everything_wrong_at_once_with_its_line() {
        let r = redenen("[bij feest]\n# {onderwrep}\nHallo {grond\nZie {rechtsmiddel} hieronder.");
        assert_eq!(r[0], "Regel 1: 'feest' is geen soort besluit.");
        assert_eq!(r[1], "Regel 2: het veld {onderwrep} bestaat niet.");
        assert_eq!(r[2], "Regel 3: een accolade staat alleen.");
        assert_eq!(r[3], "Regel 4: {rechtsmiddel} staat op een eigen regel.");
        assert!(r.len() > 7, "and what is missing as a whole: {r:?}");
        assert_eq!(tekens("a {b} c"), Some(vec![Teken::Tekst("a "), Teken::Veld("b"), Teken::Tekst(" c")]));
        assert_eq!(tekens("a } b"), None);
        assert_eq!(tekens("a {b {c}"), None);
    }
}
