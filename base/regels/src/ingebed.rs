//! The frameworks of this repository, embedded in the program.

use crate::lezer::lees_kader;
use crate::model::Kader;
use std::sync::OnceLock;

macro_rules! kaderbestanden {
    ($($map:literal: [$($bestand:literal),+ $(,)?]),+ $(,)?) => {
        /// Folder and its files with their text. A test compares this list with the folders on disk.
        const INGEBED: &[(&str, &[(&str, &str)])] = &[
            $(($map, &[$(($bestand, include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/../../regels/inkoopkaders/", $map, "/", $bestand
            )))),+])),+
        ];
    };
}

kaderbestanden!(
    "dagbesteding-bwo-2016": ["kader.yaml", "producten.yaml"],
    "dordrecht-bw-2021": [
        "kader.yaml", "producten.yaml", "tarieven.yaml", "instellingen.yaml", "criteria.yaml", "resultaten.yaml", "omzetting.yaml"
    ],
    "drechtsteden-ib-2016": [
        "kader.yaml", "producten.yaml", "tarieven.yaml", "instellingen.yaml", "criteria.yaml", "overeenkomst.yaml", "resultaten.yaml", "omzetting.yaml"
    ],
    "drechtsteden-ib4-2017": [
        "kader.yaml", "producten.yaml", "tarieven.yaml", "instellingen.yaml", "criteria.yaml", "kostprijs.yaml", "resultaten.yaml"
    ],
    "meierij-2020": ["kader.yaml", "producten.yaml", "tarieven.yaml", "instellingen.yaml", "tabellen.yaml", "criteria.yaml",
        "overeenkomst.yaml", "resultaten.yaml"],
);

/// The embedded frameworks. The tests of this crate prove that all of them read without a problem.
pub fn kaders() -> &'static [Kader] {
    static KADERS: OnceLock<Vec<Kader>> = OnceLock::new();
    KADERS.get_or_init(|| INGEBED.iter().filter_map(|(map, b)| lees_kader(map, &eigen(b)).ok()).collect())
}

/// The embedded framework with this id, such as `meierij-2020`.
pub fn kader(id: &str) -> Option<&'static Kader> {
    kaders().iter().find(|k| k.id == id)
}

/// The embedded framework that a person means: its id, the document that it comes from, or the beginning of an id that
/// only one has. The names of all when it is none or more than one.
pub fn zoek_kader(naam: &str) -> Result<&'static Kader, Vec<&'static str>> {
    let past = |k: &&Kader| k.verantwoording.bron.document.eq_ignore_ascii_case(naam);
    if let Some(k) = kader(naam).or_else(|| kaders().iter().find(past)) {
        return Ok(k);
    }
    let mut begint = kaders().iter().filter(|k| !naam.is_empty() && k.id.starts_with(naam));
    match (begint.next(), begint.next()) {
        (Some(k), None) => Ok(k),
        _ => Err(kaders().iter().map(|k| k.id.as_str()).collect()),
    }
}

fn eigen(bestanden: &[(&str, &str)]) -> Vec<(String, String)> {
    bestanden.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_embedded_framework_reads() {
        for (map, bestanden) in INGEBED {
            if let Err(p) = lees_kader(map, &eigen(bestanden)) {
                panic!("{map}:\n{}", p.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
            }
        }
        assert_eq!(kaders().len(), INGEBED.len());
    }

    #[test]
    fn a_framework_is_found_by_id_document_or_beginning() {
        let id = |n: &str| zoek_kader(n).map(|k| k.id.as_str());
        assert_eq!(id("meierij-2020"), Ok("meierij-2020"));
        assert_eq!(id("overlegtafel-bwo-2016-06-30"), Ok("dagbesteding-bwo-2016"));
        assert_eq!(id("dagbesteding"), Ok("dagbesteding-bwo-2016"));
        for geen in ["drechtsteden", "", "utrecht"] {
            assert_eq!(id(geen).unwrap_err().len(), kaders().len(), "{geen}");
        }
    }

    #[test]
    fn nothing_on_disk_is_forgotten() {
        let wortel = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../regels/inkoopkaders");
        let mut op_schijf = Vec::new();
        for map in std::fs::read_dir(wortel).unwrap() {
            let map = map.unwrap();
            for bestand in std::fs::read_dir(map.path()).unwrap() {
                let namen = (
                    map.file_name().into_string().unwrap(),
                    bestand.unwrap().file_name().into_string().unwrap(),
                );
                op_schijf.push(namen);
            }
        }
        let mut ingebed: Vec<_> = INGEBED
            .iter()
            .flat_map(|(m, b)| b.iter().map(|(n, _)| ((*m).to_owned(), (*n).to_owned())))
            .collect();
        op_schijf.sort();
        ingebed.sort();
        assert_eq!(ingebed, op_schijf);
    }
}
