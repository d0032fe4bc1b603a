//! The tables against the published schemas: elements, order, cardinality and facets. The pack is not in the repository;
//! without it the tests say so and pass.

use super::{Inhoud, Klasse, Patroon, Type, Vorm, bericht};
use crate::codelijst::Lijst;
use crate::soort::Soort;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn pakket() -> Option<PathBuf> {
    let map = std::env::var_os("IWMO_PACK").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/iwmo-3.2")),
        PathBuf::from,
    );
    if map.join("xsd").is_dir() {
        return Some(map);
    }
    eprintln!("OVERGESLAGEN: het standaardpakket staat niet in {}; zet IWMO_PACK", map.display());
    None
}

/// A simple type of a schema: base and facets, each with its values.
type Facetten = (String, BTreeMap<String, Vec<String>>);

/// An element in a sequence.
#[derive(Debug, Default, Clone)]
struct Element {
    naam: String,
    soort: String,
    min: String,
    max: String,
    eigen: Option<Facetten>,
}

#[derive(Debug, Default)]
struct Schema {
    klassen: BTreeMap<String, Vec<Element>>,
    typen: BTreeMap<String, Facetten>,
}

fn attr(e: &BytesStart<'_>, naam: &str) -> Option<String> {
    let a = e.try_get_attribute(naam).unwrap()?;
    Some(quick_xml::escape::unescape(&a.value).unwrap().into_owned())
}

fn lees_schema(tekst: &str) -> Schema {
    let mut schema = Schema::default();
    let mut lezer = Reader::from_str(tekst);
    lezer.config_mut().expand_empty_elements = true;
    let (mut klasse, mut soort): (Option<String>, Option<String>) = (None, None);
    let mut element: Option<Element> = None;
    loop {
        match lezer.read_event().unwrap() {
            Event::Eof => return schema,
            Event::Start(e) => match e.local_name().as_ref() {
                "complexType" => {
                    klasse = attr(&e, "name");
                    schema.klassen.insert(klasse.clone().unwrap(), Vec::new());
                }
                "simpleType" => soort = attr(&e, "name"),
                "element" if klasse.is_some() => {
                    element = Some(Element {
                        naam: attr(&e, "name").unwrap(),
                        soort: attr(&e, "type").unwrap_or_default(),
                        min: attr(&e, "minOccurs").unwrap_or_else(|| "1".to_owned()),
                        max: attr(&e, "maxOccurs").unwrap_or_else(|| "1".to_owned()),
                        eigen: None,
                    });
                }
                "restriction" => {
                    let basis = attr(&e, "base").unwrap();
                    match (&soort, &mut element) {
                        (_, Some(el)) => el.eigen = Some((basis, BTreeMap::new())),
                        (Some(s), None) => {
                            schema.typen.insert(s.clone(), (basis, BTreeMap::new()));
                        }
                        (None, None) => panic!("een restrictie zonder naam"),
                    }
                }
                facet @ ("minLength" | "maxLength" | "pattern" | "enumeration" | "minInclusive"
                | "maxInclusive") => {
                    let waarde = attr(&e, "value").unwrap();
                    let facetten = match (&soort, &mut element) {
                        (_, Some(el)) => &mut el.eigen.as_mut().unwrap().1,
                        (Some(s), None) => &mut schema.typen.get_mut(s).unwrap().1,
                        (None, None) => panic!("een facet zonder type"),
                    };
                    facetten.entry(facet.to_owned()).or_default().push(waarde);
                }
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "complexType" => klasse = None,
                "simpleType" if element.is_none() => soort = None,
                "element" => {
                    if let (Some(el), Some(k)) = (element.take(), &klasse) {
                        schema.klassen.get_mut(k).unwrap().push(el);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn patroon(p: Patroon) -> Option<String> {
    Some(match p {
        Patroon::Geen => return None,
        Patroon::NietLeeg => r".*[^\s].*".to_owned(),
        Patroon::Commentaar => r"([.\s]*\S+[.\s]*)+".to_owned(),
        Patroon::Cijfers(n) => format!("[0-9]{{{n}}}"),
        Patroon::AlleenCijfers => "[0-9]*".to_owned(),
        Patroon::Letters => "([a-zA-ZÀ-ỳ])+".to_owned(),
        Patroon::LettersCijfers => "([a-zA-Z0-9])+".to_owned(),
        Patroon::Versie => r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)".to_owned(),
    })
}

/// What a schema would say for one of our types.
fn facetten(vorm: Vorm) -> Facetten {
    let mut f: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut zet = |naam: &str, waarde: String| f.entry(naam.to_owned()).or_default().push(waarde);
    let basis = match vorm {
        Vorm::Tekst { max, patroon: p } => {
            zet("minLength", "1".to_owned());
            if max > 0 {
                zet("maxLength", max.to_string());
            }
            if let Some(p) = patroon(p) {
                zet("pattern", p);
            }
            "xs:string"
        }
        Vorm::Lijst { lijst, max } => {
            zet("maxLength", max.to_string());
            for rij in lijst.rijen() {
                zet("enumeration", rij.code.to_owned());
            }
            "xs:string"
        }
        Vorm::Getal { max } => {
            zet("minInclusive", "0".to_owned());
            zet("maxInclusive", max.to_string());
            "xs:integer"
        }
        Vorm::Datum => {
            zet("pattern", "[^:Z]*".to_owned());
            "xs:date"
        }
        Vorm::Tijd => {
            zet("pattern", "[^Z+-]+".to_owned());
            "xs:time"
        }
        Vorm::Vast { .. } => panic!("een vaste waarde staat niet in het basisschema"),
    };
    (basis.to_owned(), f)
}

fn vergelijk_type(soort: &Type, element: &Element, basis: &Schema, plaats: &str) {
    let zonder = |s: &str| s.trim_start_matches("iwmo:").to_owned();
    if let Some((van, eigen)) = &element.eigen {
        assert_eq!(zonder(van), soort.naam, "{plaats}");
        let patronen = &eigen["pattern"];
        match soort.vorm {
            Vorm::Vast { waarde, getal, .. } => {
                assert_eq!(patronen, &[waarde], "{plaats}");
                assert_eq!(basis.typen[soort.naam].0 == "xs:integer", getal, "{plaats}");
            }
            Vorm::Tekst { max, patroon: p } => {
                assert_eq!(patronen, &[patroon(p).unwrap()], "{plaats}");
                assert_eq!(basis.typen[soort.naam].1["maxLength"], [max.to_string()], "{plaats}");
            }
            anders => panic!("{plaats}: {anders:?}"),
        }
        return;
    }
    assert_eq!(zonder(&element.soort), soort.naam, "{plaats}");
    let (onze_basis, onze) = facetten(soort.vorm);
    let (hun_basis, hun) = &basis.typen[soort.naam];
    let mut hun = hun.clone();
    for waarden in hun.values_mut() {
        waarden.sort();
    }
    assert_eq!((&onze_basis, &onze), (hun_basis, &hun), "{}", soort.naam);
}

fn vergelijk_klasse(klasse: &Klasse, naam: &str, eigen: &Schema, basis: &Schema, plaats: &str) -> usize {
    let hun = if klasse.basis { &basis.klassen[naam] } else { &eigen.klassen[naam] };
    assert!(klasse.naam == naam || (naam, klasse.naam) == ("Root", "Bericht"), "{plaats}: {}", klasse.naam);
    let namen = |l: Vec<&str>| l.join(" ");
    assert_eq!(
        namen(klasse.kinderen.iter().map(|k| k.naam).collect()),
        namen(hun.iter().map(|e| e.naam.as_str()).collect()),
        "{plaats}"
    );
    let mut aantal = 0;
    for (kind, element) in klasse.kinderen.iter().zip(hun) {
        let plaats = format!("{plaats}/{}", kind.naam);
        assert_eq!(kind.verplicht, element.min == "1", "{plaats}");
        assert!(kind.verplicht || element.min == "0", "{plaats}");
        assert_eq!(kind.veel, element.max == "unbounded", "{plaats}");
        assert!(kind.veel || element.max == "1", "{plaats}");
        aantal += 1;
        match kind.inhoud {
            Inhoud::Waarde(soort) => vergelijk_type(soort, element, basis, &plaats),
            Inhoud::Klasse(dieper) => {
                let (ns, naam) = element.soort.split_once(':').unwrap();
                assert_eq!(dieper.basis, ns == "iwmo", "{plaats}");
                aantal += vergelijk_klasse(dieper, naam, eigen, basis, &plaats);
            }
        }
    }
    aantal
}

#[test]
fn the_tables_say_what_the_published_schemas_say() {
    let Some(map) = pakket() else { return };
    let basis = lees_schema(&std::fs::read_to_string(map.join("xsd/basisschema.xsd")).unwrap());
    assert!(basis.typen.len() > 50 && basis.klassen.len() > 15);
    for soort in Soort::ALLE {
        let bestand = map.join(format!("xsd/wmo{}.xsd", soort.nummer()));
        let tekst = std::fs::read_to_string(&bestand).unwrap();
        assert!(tekst.contains(&format!("targetNamespace=\"{}\"", soort.namespace())), "{soort:?}");
        let aantal = vergelijk_klasse(bericht(*soort), "Root", &lees_schema(&tekst), &basis, soort.code());
        assert!(aantal > 15, "{soort:?}");
    }
}

#[test]
fn the_code_lists_say_what_the_published_lists_say() {
    let Some(map) = pakket() else { return };
    let index = std::fs::read_to_string(map.join("codelijsten/index.tsv")).unwrap();
    let mut gezien = 0;
    for rij in index.lines().skip(1).map(|r| r.split('\t').collect::<Vec<_>>()) {
        // The fault codes of the nodes that carry messages do not occur in messages.
        if rij[6] == "transport" {
            continue;
        }
        let lijst =
            Lijst::ALLE.iter().find(|l| l.code() == rij[0]).unwrap_or_else(|| panic!("{} ontbreekt", rij[0]));
        let tekst = std::fs::read_to_string(map.join("codelijsten").join(rij[5])).unwrap();
        let kolommen: Vec<&str> = tekst.lines().next().unwrap().split('\t').collect();
        let categorie = kolommen.iter().position(|k| *k == "productcategorie");
        let mut hun: Vec<(&str, &str, Option<&str>)> = tekst
            .lines()
            .skip(1)
            .map(|r| r.split('\t').collect::<Vec<_>>())
            .map(|r| (r[0], r[1], categorie.map(|c| r[c])))
            .collect();
        hun.sort_unstable();
        let onze: Vec<_> = lijst.rijen().iter().map(|r| (r.code, r.omschrijving, r.categorie)).collect();
        assert_eq!(onze, hun, "{}", rij[0]);
        assert_eq!(lijst.naam(), rij[1]);
        gezien += 1;
    }
    assert_eq!(gezien, Lijst::ALLE.len());
}
