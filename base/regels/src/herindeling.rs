//! `regels/herindelingen/*.yaml`: which municipality ends or shrinks on a day, and which place goes where.
//!
//! Data with a source, as everything here. What moves and how is in `keten/toewijzing`; which code a message may carry
//! (TR378) follows from [`gemeente_tot`].

use crate::Probleem;
use crate::knoop;
use crate::lezer::schema;
use crate::model::Verantwoording;
use crate::velden::{Velden, Vorm};
use kern::{Bron, Datum, Gemeentecode};
use std::sync::OnceLock;

/// A part of a municipality that goes to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herindelingsdeel {
    /// Where it belonged to.
    pub van: Gemeentecode,
    /// Where it will belong to.
    pub naar: Gemeentecode,
    /// Places.
    pub plaatsen: Vec<String>,
    /// Document and place.
    pub bron: Bron,
    /// What a reader must know.
    pub toelichting: String,
}

/// A reorganisation of municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herindeling {
    /// Name of the file, such as `haaren-2021`.
    pub id: String,
    /// Name for people.
    pub naam: String,
    /// First day of the new division.
    pub datum: Datum,
    /// Municipalities that end, with their names.
    pub opgeheven: Vec<(Gemeentecode, String)>,
    /// Parts.
    pub delen: Vec<Herindelingsdeel>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// A place as it is compared: without case, spaces, dashes and apostrophes.
fn plaatssleutel(t: &str) -> String {
    t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Herindeling {
    /// The part that a place of a municipality is in.
    pub fn deel(&self, van: Gemeentecode, plaats: &str) -> Option<&Herindelingsdeel> {
        let p = plaatssleutel(plaats);
        self.delen.iter().find(|d| d.van == van && d.plaatsen.iter().any(|x| plaatssleutel(x) == p))
    }

    /// Whether a municipality ends.
    pub fn heft_op(&self, g: Gemeentecode) -> bool {
        self.opgeheven.iter().any(|(c, _)| *c == g)
    }
}

const HERINDELING: Vorm<'static> = Vorm {
    soort: "herindeling",
    verplicht: &[
        "schema",
        "naam",
        "datum",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
        "opgeheven",
        "delen",
    ],
    optioneel: &[],
};
const DEEL: Vorm<'static> =
    Vorm { soort: "deel", verplicht: &["van", "naar", "plaatsen", "bron", "toelichting"], optioneel: &[] };

/// Reads a reorganisation: whole, or everything that is wrong with it.
pub fn lees_herindeling(id: &str, tekst: &str) -> Result<Herindeling, Vec<Probleem>> {
    let bestand = format!("{id}.yaml");
    let mut uit = Vec::new();
    let gelezen = knoop::lees(&bestand, tekst, &mut uit).and_then(|k| lees(id, &bestand, &k, &mut uit));
    match gelezen {
        Some(h) if uit.is_empty() => Ok(h),
        _ => Err(uit),
    }
}

fn lees(id: &str, bestand: &str, k: &knoop::Knoop, uit: &mut Vec<Probleem>) -> Option<Herindeling> {
    let v = Velden::open(bestand, k, &HERINDELING, uit)?;
    schema(&v, "herindeling", uit);
    let naam = v.tekst("naam", uit).map(str::to_owned);
    let datum = v.datum("datum", uit);
    let verantwoording = v.verantwoording(uit);
    let mut opgeheven = Vec::new();
    for a in v.aanduidingen("opgeheven", uit) {
        match Gemeentecode::parse(&a.code) {
            Ok(code) => opgeheven.push((code, a.naam)),
            Err(e) => {
                v.meld("opgeheven", uit, format!("'{}' klopt niet: {e}", a.code), "Schrijf vier cijfers");
            }
        }
    }
    let mut delen: Vec<Herindelingsdeel> = Vec::new();
    for k in v.lijst("delen", uit) {
        let Some(d) = Velden::open(bestand, k, &DEEL, uit) else { continue };
        let (van, naar) = (d.lees("van", uit, Gemeentecode::parse), d.lees("naar", uit, Gemeentecode::parse));
        let plaatsen = d.teksten("plaatsen", uit);
        let (bron, toelichting) = (d.bron(uit), d.tekst("toelichting", uit));
        if plaatsen.is_empty() {
            d.meld("plaatsen", uit, "'plaatsen' is leeg", "Noem ten minste een woonplaats");
        }
        let (Some(van), Some(naar), Some(bron), Some(toelichting)) = (van, naar, bron, toelichting) else {
            continue;
        };
        if van == naar {
            d.meld("naar", uit, format!("{van} gaat naar zichzelf"), "Noem de gemeente die de plaats krijgt");
        }
        for p in &plaatsen {
            let al = |x: &Herindelingsdeel| {
                x.van == van && x.plaatsen.iter().any(|y| plaatssleutel(y) == plaatssleutel(p))
            };
            if delen.iter().any(al) {
                d.meld(
                    "plaatsen",
                    uit,
                    format!("'{p}' gaat al ergens heen"),
                    "Laat de plaats op een plek staan",
                );
            }
        }
        if opgeheven.iter().any(|(c, _)| *c == naar) {
            d.meld("naar", uit, format!("{naar} houdt op te bestaan"), "Noem een gemeente die blijft");
        }
        delen.push(Herindelingsdeel { van, naar, plaatsen, bron, toelichting: toelichting.to_owned() });
    }
    if delen.is_empty() {
        v.meld("delen", uit, "'delen' is leeg", "Noem ten minste een deel dat ergens heen gaat");
    }
    for (code, naam) in &opgeheven {
        if !delen.iter().any(|d| d.van == *code) {
            v.meld(
                "opgeheven",
                uit,
                format!("van {naam} ({code}) gaat geen plaats ergens heen"),
                "Zeg bij 'delen' waar de plaatsen heen gaan",
            );
        }
    }
    Some(Herindeling {
        id: id.to_owned(),
        naam: naam?,
        datum: datum?,
        opgeheven,
        delen,
        verantwoording: verantwoording?,
    })
}

/// File and text. A test compares this list with the folder on disk.
const INGEBED: &[(&str, &str)] = &[(
    "haaren-2021",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../regels/herindelingen/haaren-2021.yaml")),
)];

/// The reorganisations of this repository.
pub fn herindelingen() -> &'static [Herindeling] {
    static ALLE: OnceLock<Vec<Herindeling>> = OnceLock::new();
    ALLE.get_or_init(|| INGEBED.iter().filter_map(|(id, t)| lees_herindeling(id, t).ok()).collect())
}

/// The last day of a municipality that ended, and its name; `None` for any other code.
pub fn gemeente_tot(g: Gemeentecode) -> Option<(Datum, &'static str)> {
    herindelingen().iter().find_map(|h| {
        let (_, naam) = h.opgeheven.iter().find(|(c, _)| *c == g)?;
        Some((h.datum.yesterday().ok()?, naam.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn g(c: &str) -> Gemeentecode {
        Gemeentecode::parse(c).unwrap()
    }

    const TEKST: &str = INGEBED[0].1;

    #[test]
    fn every_embedded_file_reads_and_none_on_disk_is_forgotten() {
        for (id, tekst) in INGEBED {
            if let Err(p) = lees_herindeling(id, tekst) {
                panic!("{id}:\n{}", p.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
            }
        }
        let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regels/herindelingen");
        let op_schijf: BTreeSet<String> =
            std::fs::read_dir(map).unwrap().map(|b| b.unwrap().file_name().into_string().unwrap()).collect();
        assert_eq!(op_schijf, INGEBED.iter().map(|(id, _)| format!("{id}.yaml")).collect());
    }

    #[test]
    fn the_villages_of_haaren_go_to_four_municipalities() {
        let h = &herindelingen()[0];
        for (plaats, naar) in
            [("Helvoirt", "0865"), (" HAAREN", "0824"), ("esch", "0757"), ("Biezenmortel", "0855")]
        {
            assert_eq!(h.deel(g("0788"), plaats).map(|d| d.naar), Some(g(naar)), "{plaats}");
        }
        assert_eq!(h.deel(g("0788"), "Vught"), None);
        assert_eq!(h.deel(g("0865"), "Helvoirt"), None, "it belonged to Haaren");
        assert!(h.heft_op(g("0788")) && !h.heft_op(g("0865")));
        assert_eq!(gemeente_tot(g("0788")), Some((date(2020, 12, 31), "Haaren")));
        assert_eq!(gemeente_tot(g("0865")), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_remedy() {
        for (van, naar, wat) in [
            ("    naar: \"0865\"", "    naar: \"0788\"", "0788 gaat naar zichzelf"),
            ("    naar: \"0824\"", "    naar: \"824\"", "'naar: 824' klopt niet"),
            ("[Haaren]", "[helvoirt]", "'helvoirt' gaat al ergens heen"),
            ("[Esch]", "[]", "'plaatsen' is leeg"),
            ("datum: 2021-01-01", "datum: 2021-02-30", "'datum: 2021-02-30' klopt niet"),
            ("  - code: \"0788\"", "  - code: \"0024\"", "van Haaren (0024) gaat geen plaats"),
            ("  - code: \"0788\"", "  - code: \"788\"", "'788' klopt niet"),
            ("  - code: \"0788\"", "  - code: \"0865\"", "0865 houdt op te bestaan"),
            ("schema: v1/herindeling", "schema: v1/kader", "past niet bij dit bestand"),
            ("    toelichting: Het dorp Esch", "    opmerking: Het dorp Esch", "'toelichting' ontbreekt"),
            ("naam: Splitsing van de gemeente Haaren\n", "", "'naam' ontbreekt"),
        ] {
            assert!(TEKST.contains(van), "{van}");
            let fouten = lees_herindeling("x", &TEKST.replacen(van, naar, 1)).unwrap_err();
            assert!(fouten.iter().any(|p| p.to_string().contains(wat)), "{wat}: {fouten:?}");
        }
    }

    #[test]
    fn the_schema_says_the_same_as_the_reader() {
        let pad = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regels/schema/v1/herindeling.json");
        let s: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(pad).unwrap()).unwrap();
        for (deel, vorm) in [(&s, &HERINDELING), (&s["$defs"]["deel"], &DEEL)] {
            let namen: BTreeSet<&str> =
                deel["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            let verplicht: BTreeSet<&str> =
                deel["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
            assert_eq!(verplicht, vorm.verplicht.iter().copied().collect());
            assert_eq!(namen, vorm.verplicht.iter().chain(vorm.optioneel).copied().collect());
        }
    }
}
