//! Every refusal of the loader: a broken copy of the framework of the Meierij, with the file and line that must be named.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use regels::{MapFout, Probleem, lees_kader, lees_map, zoek_mappen};
use std::fs;

/// The whole framework, as (file, text).
fn goed() -> Vec<(String, String)> {
    regels::kader("meierij-2020").unwrap().bestanden.clone()
}

/// The framework after one text in one file was replaced; the text must occur.
fn met(bestand: &str, oud: &str, nieuw: &str) -> Vec<(String, String)> {
    let mut bestanden = goed();
    let (_, tekst) = bestanden.iter_mut().find(|(b, _)| b == bestand).unwrap();
    assert!(tekst.contains(oud), "'{oud}' staat niet in {bestand}");
    *tekst = tekst.replacen(oud, nieuw, 1);
    bestanden
}

fn problemen(bestanden: &[(String, String)]) -> Vec<Probleem> {
    lees_kader("meierij-2020", bestanden).unwrap_err()
}

/// Line of the n-th occurrence of a text, from 1.
fn regel(bestanden: &[(String, String)], bestand: &str, zoek: &str, n: usize) -> usize {
    let (_, tekst) = bestanden.iter().find(|(b, _)| b == bestand).unwrap();
    tekst.lines().enumerate().filter(|(_, l)| l.contains(zoek)).nth(n - 1).unwrap().0 + 1
}

/// Exactly one problem, at this line, that says this and has a remedy.
#[track_caller]
fn precies(bestanden: &[(String, String)], bestand: &str, op_regel: usize, wat: &str) {
    let p = problemen(bestanden);
    assert_eq!(p.len(), 1, "{p:#?}");
    assert_eq!((p[0].bestand.as_str(), p[0].regel), (bestand, op_regel), "{}", p[0]);
    assert!(p[0].wat.contains(wat), "'{wat}' in '{}'", p[0].wat);
    assert!(!p[0].remedie.is_empty());
}

#[test]
fn the_framework_itself_is_whole() {
    assert!(lees_kader("meierij-2020", &goed()).is_ok());
}

#[test]
fn a_second_tariff_that_overlaps_names_the_later_line() {
    // The first tariff becomes two that share 1 July 2021.
    let oud = "    geldig_vanaf: 2020-01-01\n    geldig_tot:\n";
    let mut b = met("tarieven.yaml", oud, "    geldig_vanaf: 2020-01-01\n    geldig_tot: 2021-07-01\n");
    let extra = "  - {categorie: \"02\", code: 02M01, bedrag: 18000, per: maand, eenheid: eurocent, afronding: rekenkundig, \
                 geldig_vanaf: 2021-07-01, geldig_tot: , bron: {document: besluit, plaats: \"1\"}, toelichting: hoger}\n";
    let (_, tekst) = b.iter_mut().find(|(n, _)| n == "tarieven.yaml").unwrap();
    tekst.push_str(extra);
    let laatste = regel(&b, "tarieven.yaml", "bedrag: 18000", 1);
    precies(&b, "tarieven.yaml", laatste, "overlapt");

    // One day apart is right, two days apart is a gap.
    let schuif = |dag: &str| {
        b.iter().map(|(n, t)| (n.clone(), t.replace("geldig_vanaf: 2021-07-01", dag))).collect::<Vec<_>>()
    };
    assert!(lees_kader("meierij-2020", &schuif("geldig_vanaf: 2021-07-02")).is_ok());
    precies(&schuif("geldig_vanaf: 2021-07-03"), "tarieven.yaml", laatste, "gat");
    precies(&schuif("geldig_vanaf: 2020-01-01"), "tarieven.yaml", laatste, "dubbel");
}

#[test]
fn a_product_without_a_tariff_on_some_day_is_a_gap() {
    let b = met("tarieven.yaml", "    geldig_tot:\n", "    geldig_tot: 2026-08-31\n");
    let p = regel(&b, "producten.yaml", "- kort:", 1);
    precies(&b, "producten.yaml", p, "geen tarief op 2026-09-01");
    let b = met("tarieven.yaml", "geldig_vanaf: 2020-01-01", "geldig_vanaf: 2020-01-02");
    precies(&b, "producten.yaml", p, "geen tarief op 2020-01-01");
}

#[test]
fn a_missing_source_is_refused() {
    let bron = "    bron: {document: meierij-inkoopstrategie-2020, plaats: \"§5.2\"}\n";
    let b = met("tarieven.yaml", bron, "");
    precies(&b, "tarieven.yaml", regel(&b, "tarieven.yaml", "- categorie:", 1), "de bron ontbreekt");
    let b = met("tarieven.yaml", bron, "    bron:\n");
    precies(&b, "tarieven.yaml", regel(&b, "tarieven.yaml", "bron:", 1), "de bron ontbreekt");
    let b = met("tarieven.yaml", bron, "    bron: {document: x, plaats: \"\"}\n");
    precies(&b, "tarieven.yaml", regel(&b, "tarieven.yaml", "bron:", 1), "'plaats' is leeg");
    let b = met("tarieven.yaml", bron, "    bron: {document: x}\n");
    precies(&b, "tarieven.yaml", regel(&b, "tarieven.yaml", "bron:", 1), "'plaats' ontbreekt");
}

#[test]
fn an_unknown_unit_is_refused() {
    let b = met("producten.yaml", "eenheid: \"82\"", "eenheid: \"99\"");
    let p = problemen(&b);
    assert_eq!(
        (p[0].bestand.as_str(), p[0].regel),
        ("producten.yaml", regel(&b, "producten.yaml", "\"99\"", 1))
    );
    assert!(p[0].wat.contains("onbekende eenheid"), "{}", p[0]);
    let b = met("instellingen.yaml", "eenheid: procent", "eenheid: promille");
    precies(&b, "instellingen.yaml", regel(&b, "instellingen.yaml", "promille", 1), "onbekende eenheid");
    let b = met("producten.yaml", "eenheid: \"82\"", "eenheid: \"04\"");
    precies(&b, "producten.yaml", regel(&b, "producten.yaml", "- kort:", 1), "past niet bij 'outputgericht'");
}

#[test]
fn an_unknown_or_missing_key_is_refused() {
    let b = met("producten.yaml", "    volume: 1\n", "    volume: 1\n    kleur: rood\n");
    precies(&b, "producten.yaml", regel(&b, "producten.yaml", "kleur", 1), "'kleur' is onbekend");
    let b = met("instellingen.yaml", "    afronding: geen\n", "");
    precies(
        &b,
        "instellingen.yaml",
        regel(&b, "instellingen.yaml", "- sleutel:", 1),
        "'afronding' ontbreekt",
    );
}

#[test]
fn a_duplicate_is_refused() {
    let b = met("instellingen.yaml", "    waarde: 24\n", "    waarde: 24\n    waarde: 25\n");
    precies(
        &b,
        "instellingen.yaml",
        regel(&b, "instellingen.yaml", "waarde: 25", 1),
        "'waarde' staat er dubbel",
    );
    let b = met("producten.yaml", "code: 02M02", "code: 02M01");
    let p = problemen(&b);
    let tweede = regel(&b, "producten.yaml", "- kort:", 2);
    assert!(p.iter().any(|p| p.regel == tweede && p.wat.contains("staat dubbel")), "{p:#?}");
    let b = met("kader.yaml", "code: \"1948\"", "code: \"0796\"");
    assert!(problemen(&b).iter().any(|p| p.wat.contains("gemeente 0796 staat dubbel")));
}

#[test]
fn what_refers_to_nothing_is_refused() {
    let b = met("producten.yaml", "perceel: 1A", "perceel: 1Z");
    precies(
        &b,
        "producten.yaml",
        regel(&b, "producten.yaml", "- kort:", 1),
        "perceel '1Z' staat niet in kader.yaml",
    );
    let b = met(
        "tabellen.yaml",
        "[regio, \"0796\", \"1948\", \"0865\"]",
        "[regio, \"0796\", \"1948\", \"0344\"]",
    );
    precies(&b, "tabellen.yaml", regel(&b, "tabellen.yaml", "- sleutel: tabel1", 1), "kolom '0344'");
    let b = met("instellingen.yaml", "waarde: volledig_bedrag", "waarde: een_beetje");
    precies(
        &b,
        "instellingen.yaml",
        regel(&b, "instellingen.yaml", "een_beetje", 1),
        "staat niet bij de keuzes",
    );
}

#[test]
fn dates_amounts_and_tables_have_a_form() {
    let b = met("tarieven.yaml", "geldig_vanaf: 2020-01-01", "geldig_vanaf: 2020-02-30");
    let p = problemen(&b);
    assert!(
        p.iter().any(
            |p| p.regel == regel(&b, "tarieven.yaml", "2020-02-30", 1) && p.wat.contains("bestaande dag")
        )
    );
    let b = met("kader.yaml", "geldig_tot: #", "geldig_tot: 2019-12-31 #");
    assert!(problemen(&b).iter().any(|p| p.wat.contains("ligt voor 'geldig_vanaf'")));
    let b = met("tarieven.yaml", "bedrag: 17500", "bedrag: -1");
    assert!(problemen(&b)[0].to_string().contains("nooit negatief"), "{:?}", problemen(&b));
    let b = met("tarieven.yaml", "bedrag: 17500", "bedrag: 175,00");
    assert_eq!(problemen(&b).last().unwrap().regel, regel(&b, "tarieven.yaml", "175,00", 1));
    let b = met("tabellen.yaml", "[~, 1751, 693, 318]", "[1751, 693, 318]");
    precies(&b, "tabellen.yaml", regel(&b, "tabellen.yaml", "[1751", 1), "3 cellen en de tabel 4 kolommen");
}

#[test]
fn yaml_that_is_no_yaml_or_too_clever_is_refused() {
    let b = met("producten.yaml", "producten:\n", "producten: [\n");
    let p = problemen(&b);
    assert!(
        p.iter().any(|p| p.bestand == "producten.yaml" && p.regel > 0 && p.wat.contains("geen geldige YAML")),
        "{p:#?}"
    );
    for slim in ["naam: &a x", "naam: *a", "naam: !!str x"] {
        let b = met("kader.yaml", "naam: Specialistische ondersteuning Wmo, perceel 1", slim);
        assert!(problemen(&b).iter().any(|p| p.bestand == "kader.yaml" && p.regel > 0), "{slim}");
    }
    let diep = format!("schema: v1/kader\nid: {}x{}\n", "[".repeat(20), "]".repeat(20));
    let mut b = goed();
    b.iter_mut().find(|(n, _)| n == "kader.yaml").unwrap().1 = diep;
    assert!(problemen(&b).iter().any(|p| p.wat.contains("te diep") && p.regel == 2));
    let mut b = goed();
    b.iter_mut().find(|(n, _)| n == "kader.yaml").unwrap().1.push_str("---\nnog: een\n");
    assert!(problemen(&b).iter().any(|p| p.wat.contains("tweede document")));
}

#[test]
fn files_that_miss_or_do_not_belong_are_named() {
    let mut b = goed();
    b.retain(|(n, _)| n != "tarieven.yaml");
    b.push(("notities.yaml".into(), "x: 1".into()));
    let p = problemen(&b);
    assert!(p.iter().any(|p| p.bestand == "tarieven.yaml" && p.wat.contains("ontbreekt")));
    assert!(p.iter().any(|p| p.bestand == "notities.yaml" && p.wat.contains("hoort niet")));
    b.retain(|(n, _)| n != "kader.yaml");
    assert!(problemen(&b).iter().any(|p| p.bestand == "kader.yaml"));
    let leeg: Vec<(String, String)> = goed().into_iter().map(|(n, _)| (n, String::new())).collect();
    assert_eq!(problemen(&leeg).len(), goed().len(), "one for each file");
}

#[test]
fn a_file_that_is_there_twice_is_refused() {
    let mut b = goed();
    let (naam, tekst) = b.iter().find(|(n, _)| n == "tarieven.yaml").unwrap().clone();
    b.push((naam, tekst.replace("bedrag: ", "bedrag: 1")));
    let p = problemen(&b);
    assert!(p.iter().any(|p| p.bestand == "tarieven.yaml" && p.wat.contains("twee keer")), "{p:?}");
}

#[test]
fn all_problems_come_at_once_in_order_of_file_and_line() {
    let mut b = met("producten.yaml", "eenheid: \"82\"", "eenheid: \"99\"");
    for (n, t) in &mut b {
        if n == "instellingen.yaml" {
            *t = t.replacen("eenheid: procent", "eenheid: promille", 1).replacen(
                "waarde: 24",
                "waarde: veel",
                1,
            );
        }
    }
    let p = problemen(&b);
    let plek: Vec<_> = p.iter().map(|p| (p.bestand.clone(), p.regel)).collect();
    let mut gesorteerd = plek.clone();
    gesorteerd.sort();
    assert_eq!(plek, gesorteerd);
    for zoek in ["onbekende eenheid", "promille", "veel"] {
        assert!(p.iter().any(|p| p.wat.contains(zoek)), "{zoek} in {p:#?}");
    }
}

#[test]
fn a_folder_is_read_and_a_broken_one_says_where() {
    let map = tempfile::tempdir().unwrap();
    let kader = map.path().join("meierij-2020");
    fs::create_dir(&kader).unwrap();
    for (n, t) in goed() {
        fs::write(kader.join(n), t).unwrap();
    }
    assert_eq!(zoek_mappen(map.path()).unwrap(), std::slice::from_ref(&kader));
    assert_eq!(zoek_mappen(&kader).unwrap(), std::slice::from_ref(&kader));
    assert_eq!(zoek_mappen(&kader.join("kader.yaml")).unwrap(), std::slice::from_ref(&kader));
    assert!(
        lees_map(&kader).as_ref() == Ok(regels::kader("meierij-2020").unwrap()),
        "folder and embedded differ"
    );

    fs::write(kader.join("producten.yaml"), b"\xff\xfe").unwrap();
    let Err(MapFout::Problemen(p)) = lees_map(&kader) else { panic!("not UTF-8") };
    assert!(p.iter().any(|p| p.bestand == "producten.yaml" && p.wat.contains("UTF-8")));
    assert!(matches!(lees_map(&map.path().join("weg")), Err(MapFout::Lezen(_))));
    fs::rename(&kader, map.path().join("anders")).unwrap();
    let Err(MapFout::Problemen(p)) = lees_map(&map.path().join("anders")) else { panic!("another name") };
    assert!(p.iter().any(|p| p.wat.contains("niet de naam van de map")));
}

#[test]
fn a_file_of_more_than_four_megabytes_is_too_large_and_one_of_four_is_read() {
    let map = tempfile::tempdir().unwrap();
    let kader = map.path().join("meierij-2020");
    fs::create_dir(&kader).unwrap();
    for (n, t) in goed() {
        fs::write(kader.join(n), t).unwrap();
    }
    let grens = 4 * 1024 * 1024;
    fs::write(kader.join("tabellen.yaml"), vec![b'#'; grens + 1]).unwrap();
    fs::write(kader.join("kladje.yaml"), vec![b'#'; grens]).unwrap();
    fs::create_dir(kader.join("oud")).unwrap();
    let Err(MapFout::Problemen(p)) = lees_map(&kader) else { panic!("too large") };
    let p: Vec<_> = p.iter().map(|p| (p.bestand.as_str(), p.wat.as_str())).collect();
    assert_eq!(
        p,
        [
            ("kladje.yaml", "dit bestand hoort niet bij een kader"),
            ("oud", "dit hoort niet bij een kader"),
            ("tabellen.yaml", "dit bestand is te groot (hoogstens 4 MB)"),
        ]
    );
    // a file that is there is not missing as well
    fs::write(kader.join("kader.yaml"), vec![b'#'; grens + 1]).unwrap();
    let Err(MapFout::Problemen(p)) = lees_map(&kader) else { panic!("too large") };
    let van: Vec<_> = p.iter().filter(|p| p.bestand == "kader.yaml").collect();
    assert!(van.len() == 1 && van[0].wat.contains("te groot"), "{p:#?}");
}

#[test]
fn a_choice_that_the_program_does_not_know_is_refused() {
    let b =
        met("instellingen.yaml", "keuzes: [kalenderdagen, werkdagen", "keuzes: [kalenderdagen, maandagen");
    let hier = regel(&b, "instellingen.yaml", "sleutel: maximum_per_dag", 1);
    precies(&b, "instellingen.yaml", hier, "kent de keuze 'maandagen' niet");
    // any of the known words may be chosen
    for (sleutel, woorden) in regels::AFSPRAKEN {
        for w in *woorden {
            let kop = format!("  - sleutel: {sleutel}\n    waarde: ");
            let (_, tekst) = goed().into_iter().find(|(n, _)| n == "instellingen.yaml").unwrap();
            let nu = tekst.split(&kop).nth(1).unwrap().lines().next().unwrap();
            let b = met("instellingen.yaml", &format!("{kop}{nu}"), &format!("{kop}{w}"));
            assert!(lees_kader("meierij-2020", &b).is_ok(), "{sleutel}: {w}");
        }
    }
}
