//! Reads the files of one framework into a [`Kader`], or gives every problem at once.
//!
//! Each kind of file is a [`Soort`] in a file of its own: what it is called, whether a framework can do without, how it
//! is read and what is checked when all files are there. A new kind is that file, its line in [`SOORTEN`], its field in
//! [`Kader`], and a JSON Schema.

mod hoofd;
mod instellingen;
mod producten;
mod tabellen;
mod tarieven;

use crate::controle::controleer;
use crate::knoop::{self, Inhoud, Knoop};
use crate::model::Kader;
use crate::velden::{Velden, Vorm};
use crate::{Probleem, criteria, kostprijs, overeenkomst, resultaten};
use kern::Decimaal;

/// A kind of file.
pub(crate) struct Soort {
    /// Name: of the file (`<naam>.yaml`), of its schema (`v1/<naam>`) and mostly of the list in it.
    pub naam: &'static str,
    /// Every framework has one.
    pub verplicht: bool,
    /// Reads the file into the framework.
    pub lees: fn(&Knoop, &mut Kader, &mut Vec<Probleem>),
    /// Adds the problems that only show beside the other files; called when all have been read.
    pub controleer: fn(&Kader, &mut Vec<Probleem>),
}

/// The files that a framework has.
pub(crate) const SOORTEN: &[Soort] = &[
    hoofd::SOORT,
    producten::SOORT,
    tarieven::SOORT,
    instellingen::SOORT,
    tabellen::SOORT,
    criteria::SOORT,
    resultaten::SOORT,
    overeenkomst::SOORT,
    crate::omzetting::SOORT,
    kostprijs::SOORT,
];

/// The forms of the lists that people add lines to most: kind of file, key of the list.
pub(crate) const VORMEN: &[(&str, &str, &Vorm<'static>)] = &[
    ("kader", "afspraken", &hoofd::AFSPRAAK),
    ("producten", "producten", &producten::PRODUCT),
    ("tarieven", "tarieven", &tarieven::TARIEF),
    ("instellingen", "instellingen", &instellingen::INSTELLING),
];

/// Reads a framework from its files, given as (name, text). `map` is the name of the folder, which is its id.
pub fn lees_kader(map: &str, bestanden: &[(String, String)]) -> Result<Kader, Vec<Probleem>> {
    let mut uit = Vec::new();
    let past = |bestand: &str, soort: &Soort| bestand.strip_suffix(".yaml") == Some(soort.naam);
    for (i, (naam, _)) in bestanden.iter().enumerate() {
        if bestanden[..i].iter().any(|(eerder, _)| eerder == naam) {
            uit.push(Probleem::new(naam, 0, "dit bestand is er twee keer", "Laat er een weg"));
        }
        if !SOORTEN.iter().any(|s| past(naam, s)) {
            let mogelijk: Vec<String> = SOORTEN.iter().map(|s| format!("{}.yaml", s.naam)).collect();
            uit.push(Probleem::new(
                naam,
                0,
                "dit bestand hoort niet bij een kader",
                format!("Haal het weg of gebruik een van: {}", mogelijk.join(", ")),
            ));
        }
    }
    let mut kader = Kader::leeg(map);
    for soort in SOORTEN {
        match bestanden.iter().find(|(b, _)| past(b, soort)) {
            Some((bestand, tekst)) => {
                let Some(boom) = knoop::lees(bestand, tekst, &mut uit) else { continue };
                (soort.lees)(&boom, &mut kader, &mut uit);
            }
            None if soort.verplicht => {
                uit.push(Probleem::new(
                    &format!("{}.yaml", soort.naam),
                    0,
                    "dit bestand ontbreekt",
                    "Voeg het toe; zie regels/schema/v1",
                ));
            }
            None => {}
        }
    }
    // Without a whole head every reference to it would be a false alarm.
    if !kader.naam.is_empty() {
        kader.bestanden = bestanden.to_vec();
        kader.bestanden.sort();
        controleer(&kader, &mut uit);
        for soort in SOORTEN {
            (soort.controleer)(&kader, &mut uit);
        }
        if uit.is_empty() {
            return Ok(kader);
        }
    }
    uit.sort();
    uit.dedup();
    Err(uit)
}

/// Reads a framework from files without a folder: its own `id` is its name.
pub fn lees_los(bestanden: &[(String, String)]) -> Result<Kader, Vec<Probleem>> {
    let hoofd = bestanden.iter().find(|(b, _)| b == "kader.yaml");
    let id =
        hoofd.and_then(|(b, tekst)| knoop::lees(b, tekst, &mut Vec::new())).and_then(|k| match k.inhoud {
            Inhoud::Kaart(velden) => {
                velden.into_iter().find(|(s, _, _)| s == "id").map(|(_, regel, k)| (regel, k))
            }
            _ => None,
        });
    let id = match id {
        Some((regel, Knoop { inhoud: Inhoud::Waarde(id), .. })) => {
            // it becomes part of addresses and of names of folders
            sleutel(&id).map_err(|e| {
                vec![Probleem::new(
                    "kader.yaml",
                    regel,
                    format!("'id: {id}' klopt niet: {e}"),
                    "Verbeter de waarde",
                )]
            })?
        }
        _ => String::new(),
    };
    lees_kader(&id, bestanden)
}

/// A file that holds a list of one kind: `schema: v1/<soort>` and `<soort>: […]`.
pub(crate) fn lees_lijst<T>(
    boom: &Knoop,
    soort: &'static str,
    uit: &mut Vec<Probleem>,
    vorm: &Vorm<'_>,
    lees: fn(&Velden<'_>, &mut Vec<Probleem>) -> Option<T>,
) -> Vec<T> {
    let bestand = format!("{soort}.yaml");
    let verplicht = ["schema", soort];
    let buiten = Vorm { soort, verplicht: &verplicht, optioneel: &[] };
    let Some(v) = Velden::open(&bestand, boom, &buiten, uit) else { return Vec::new() };
    schema(&v, soort, uit);
    lees_deel(&v, soort, uit, vorm, lees)
}

/// A list in a file, of items of one form; it may not be empty.
pub(crate) fn lees_deel<T>(
    v: &Velden<'_>,
    sleutel: &'static str,
    uit: &mut Vec<Probleem>,
    vorm: &Vorm<'_>,
    lees: fn(&Velden<'_>, &mut Vec<Probleem>) -> Option<T>,
) -> Vec<T> {
    let knopen = v.lijst(sleutel, uit);
    if knopen.is_empty() && v.heeft(sleutel) {
        v.meld(
            sleutel,
            uit,
            format!("'{sleutel}' is leeg"),
            format!("Zet de {sleutel} in een lijst onder '{sleutel}'"),
        );
    }
    knopen.iter().filter_map(|k| Velden::open(v.bestand, k, vorm, uit).and_then(|v| lees(&v, uit))).collect()
}

/// The first line of a file says which schema it follows.
pub(crate) fn schema(v: &Velden<'_>, soort: &str, uit: &mut Vec<Probleem>) {
    let verwacht = format!("v1/{soort}");
    if let Some(s) = v.tekst("schema", uit)
        && s != verwacht
    {
        v.meld(
            "schema",
            uit,
            format!("het schema '{s}' past niet bij dit bestand"),
            format!("Schrijf 'schema: {verwacht}'"),
        );
    }
}

/// A key that other lines refer to: small letters, digits and dashes.
pub(crate) fn sleutel(tekst: &str) -> Result<String, &'static str> {
    let goed = (1..=60).contains(&tekst.len())
        && tekst.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    if goed { Ok(tekst.to_owned()) } else { Err("verwacht kleine letters, cijfers en streepjes, hooguit 60") }
}

/// A number as the data write it.
pub(crate) fn getal(tekst: &str) -> Result<Decimaal, &'static str> {
    tekst.parse().map_err(|_| "verwacht een getal met een punt voor de decimalen")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Eenheidsoort, Productsoort, Telwijze};
    use crate::tijdvak::Tijdvak;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// A list of words in a schema is that of the program.
    fn woorden<T>(s: &Value, alle: &[(&str, T)]) {
        let alle: Vec<_> = alle.iter().map(|(c, _)| Value::from(*c)).collect();
        assert_eq!(s["enum"], Value::from(alle));
    }

    /// The JSON Schemas and the loader name the same keys, and agree on which may be left out.
    #[test]
    fn the_schemas_say_what_the_loader_does() {
        let schema = |naam: &str| -> Value {
            let pad = format!("{}/../../regels/schema/v1/{naam}.json", env!("CARGO_MANIFEST_DIR"));
            serde_json::from_str(&std::fs::read_to_string(pad).unwrap()).unwrap()
        };
        let gelijk = |s: &Value, vorm: &Vorm<'_>| {
            let set = |v: &[&str]| v.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            let verplicht: BTreeSet<_> =
                s["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
            let alle: BTreeSet<_> = s["properties"].as_object().unwrap().keys().cloned().collect();
            assert_eq!(verplicht, set(vorm.verplicht), "{}", vorm.soort);
            assert_eq!(&alle - &verplicht, set(vorm.optioneel), "{}", vorm.soort);
            assert_eq!(s["additionalProperties"], Value::Bool(false), "{}", vorm.soort);
        };
        let kader = schema("kader");
        gelijk(&kader, &hoofd::KADER);
        gelijk(&kader["$defs"]["afspraak"], &hoofd::AFSPRAAK);
        let producten = schema("producten");
        gelijk(&producten["$defs"]["product"], &producten::PRODUCT);
        woorden(&producten["$defs"]["product"]["properties"]["soort"], Productsoort::ALLE);
        woorden(&producten["$defs"]["product"]["properties"]["telt"], Telwijze::ALLE);
        let tarieven = schema("tarieven");
        gelijk(&tarieven["$defs"]["tarief"], &tarieven::TARIEF);
        gelijk(&tarieven["$defs"]["deel"], &tarieven::DEEL);
        gelijk(&tarieven["$defs"]["afgeleid"], &tarieven::AFGELEID);
        woorden(&tarieven["$defs"]["per"], Tijdvak::ALLE);
        let instellingen = schema("instellingen");
        gelijk(&instellingen["$defs"]["instelling"], &instellingen::INSTELLING);
        woorden(&instellingen["$defs"]["instelling"]["properties"]["eenheid"], Eenheidsoort::ALLE);
        for (bestand, vormen) in [
            ("criteria", criteria::vormen().as_slice()),
            ("resultaten", resultaten::vormen().as_slice()),
            ("overeenkomst", overeenkomst::vormen().as_slice()),
        ] {
            let s = schema(bestand);
            for (naam, vorm) in vormen {
                gelijk(if naam.is_empty() { &s } else { &s["$defs"][*naam] }, vorm);
            }
        }
        let omzetting = schema("omzetting");
        gelijk(&omzetting, &crate::omzetting::OMZETTING);
        for (naam, vorm) in crate::omzetting::VORMEN {
            gelijk(&omzetting["$defs"][naam], vorm);
        }
        let tabellen = schema("tabellen");
        gelijk(&tabellen["$defs"]["tabel"], &tabellen::TABEL);
        gelijk(&tabellen["$defs"]["rij"], &tabellen::RIJ);
        gelijk(&tabellen["$defs"]["cel"]["anyOf"][1], &tabellen::CEL);
    }
}
