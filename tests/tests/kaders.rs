//! Versions of frameworks on the command line: out, edited, in, offered, published by somebody else, and in force.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::Rol;
use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use kern::Gemeentecode;
use ketentest::{Gedaan, maatwerk, snelle_map};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// The program with the database in a folder, on a day.
fn doe(map: &Path, argumenten: &[&str]) -> Gedaan {
    let db = format!("sqlite://{}", map.join("proef.db").display());
    let vast = ["--db", db.as_str(), "--vandaag", "2026-11-22"];
    let alle: Vec<OsString> = vast.iter().chain(argumenten).map(OsString::from).collect();
    maatwerk(alle).in_map(map).doe()
}

/// A book with the municipalities of the Meierij and two users.
fn boek(map: &Path) {
    fs::write(
        map.join("contracten.csv"),
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
         0796,41410001,02,02M02,82,52500,2026-01-01,\n",
    )
    .unwrap();
    doe(map, &["importeer", "contracten.csv"]).eis(0);
    let db = ketentest::boek::open(&map.join("proef.db"));
    let kluis = db.kluis().unwrap();
    let gemeenten = [Gemeentecode::parse("0796").unwrap()];
    for (naam, rol) in [("iris", Rol::Inkoper), ("coen", Rol::Contractmanager)] {
        let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol, agb: None, gemeenten: &gemeenten };
        maak_gebruiker(&db, &kluis, &nieuw, "een lang wachtwoord", jiff::Timestamp::UNIX_EPOCH).unwrap();
    }
}

#[test]
fn a_framework_goes_out_comes_back_and_is_published_by_somebody_else() {
    let map = snelle_map();
    let m = map.path();
    boek(m);
    // a workbook says the same as the framework it came from
    doe(m, &["kader", "exporteer", "meierij-2020", "--uit", "kader.xlsx"]).eis(0);
    doe(m, &["kader", "controleer", "kader.xlsx"]).eis(0);
    let gelijk = doe(m, &["--json", "kader", "verschil", "meierij-2020", "kader.xlsx"]);
    assert_eq!(gelijk.eis(0).json(), serde_json::json!([]));
    // a folder, with one price changed
    doe(m, &["kader", "exporteer", "kader.xlsx", "--uit", "uit/meierij-2020"]).eis(0);
    let tarieven = m.join("uit/meierij-2020/tarieven.yaml");
    let tekst = fs::read_to_string(&tarieven).unwrap();
    assert!(tekst.contains("bedrag: 52500\n"));
    fs::write(&tarieven, tekst.replace("bedrag: 52500\n", "bedrag: 54000\n")).unwrap();
    let anders = doe(m, &["--json", "kader", "verschil", "meierij-2020", "uit/meierij-2020"]);
    let lijst = anders.eis(0).json();
    assert!(lijst[0]["tekst"].as_str().unwrap().contains("€ 15,00 omhoog (2,9%)"), "{lijst}");
    // a folder has no first day yet
    assert!(lijst[0]["tekst"].as_str().unwrap().starts_with("Vanaf de eerste dag van de versie"), "{lijst}");
    // in, offered, and published by another
    let inbrengen = |namens: &'static str| {
        vec![
            "kader",
            "importeer",
            "uit/meierij-2020",
            "--ingang",
            "2027-01-01",
            "--toelichting",
            "Prijzen 2027",
            "--namens",
            namens,
        ]
    };
    doe(m, &inbrengen("niemand")).eis(2);
    doe(m, &inbrengen("coen")).eis(2);
    doe(m, &inbrengen("iris")).eis(0);
    doe(m, &["kader", "bied-aan", "meierij-2020", "1", "--namens", "iris"]).eis(0);
    doe(m, &["kader", "publiceer", "meierij-2020", "1", "--namens", "iris"]).eis(1);
    doe(m, &["kader", "publiceer", "meierij-2020", "1", "--namens", "coen"]).eis(0);
    let versies = doe(m, &["--json", "kader", "versies", "meierij-2020"]);
    let lijst = versies.eis(0).json();
    assert_eq!(lijst[0]["stand"], "gaat in op 2027-01-01", "{lijst}");
    assert_eq!(lijst[1]["stand"], "in werking tot en met 2026-12-31", "{lijst}");
    // the price changes on the day that the version begins, not on the day in its line
    let dan = doe(m, &["--json", "kader", "verschil", "meierij-2020@0", "meierij-2020@1"]).eis(0).json();
    assert!(dan[0]["tekst"].as_str().unwrap().starts_with("Vanaf 1 januari 2027: was"), "{dan}");
    // what was published comes out again as it went in
    let weer = doe(m, &["--json", "kader", "verschil", "meierij-2020@1", "uit/meierij-2020"]);
    assert_eq!(weer.eis(0).json(), serde_json::json!([]));
    doe(m, &["audit", "controleer"]).eis(0);
}

#[test]
fn a_broken_reorganisation_is_told_with_its_file_its_line_and_what_to_do() {
    let map = snelle_map();
    let m = map.path();
    let bron = Path::new(env!("CARGO_MANIFEST_DIR")).join("../regels");
    let goed = fs::read_to_string(bron.join("herindelingen/haaren-2021.yaml")).unwrap();
    // the folder, a file in it, and everything at once
    for (pad, zegt) in [
        ("herindelingen", &["1 herindeling in orde"][..]),
        ("herindelingen/haaren-2021.yaml", &["1 herindeling in orde"]),
        ("", &["1 herindeling in orde", "kaders in orde"]),
        ("inkoopkaders", &["kaders in orde"]),
    ] {
        let g = doe(m, &["kader", "controleer", bron.join(pad).to_str().unwrap()]);
        g.eis(0);
        assert!(zegt.iter().all(|z| g.fout.contains(z)), "{pad}: {}", g.fout);
        assert_eq!(g.fout.contains("herindeling"), zegt[0].contains("herindeling"), "{}", g.fout);
    }
    fs::create_dir(m.join("herindelingen")).unwrap();
    let regel = |t: &str| 1 + goed.lines().position(|l| l.contains(t)).unwrap();
    for (van, naar, op, wat) in [
        (
            "    naar: \"0865\"",
            "    naar: \"0788\"",
            "    naar: \"0865\"",
            "Noem de gemeente die de plaats krijgt",
        ),
        ("datum: 2021-01-01", "datum: 2021-02-30", "datum: 2021-01-01", "2021-02-30"),
        ("[Esch]", "[]", "[Esch]", "Noem ten minste een woonplaats"),
        ("[Haaren]", "[Helvoirt]", "[Haaren]", "Laat de plaats op een plek staan"),
    ] {
        fs::write(m.join("herindelingen/stuk.yaml"), goed.replacen(van, naar, 1)).unwrap();
        let g = doe(m, &["kader", "controleer", "herindelingen"]);
        g.eis(1);
        let plaats = format!("stuk.yaml, regel {}: ", regel(op));
        assert!(g.uit.contains(&plaats) && g.uit.contains(wat), "{plaats}{wat}: {}", g.uit);
        let j = doe(m, &["--json", "kader", "controleer", "herindelingen/stuk.yaml"]);
        assert_eq!(j.eis(1).json()[0]["regel"], regel(op), "{}", j.uit);
    }
    fs::write(m.join("herindelingen/stuk.yaml"), b"naam: \xff").unwrap();
    let g = doe(m, &["kader", "controleer", "herindelingen"]);
    g.eis(1);
    assert!(g.uit.contains("stuk.yaml: dit bestand is geen UTF-8-tekst"), "{}", g.uit);
    fs::remove_file(m.join("herindelingen/stuk.yaml")).unwrap();
    let g = doe(m, &["kader", "controleer", "herindelingen"]);
    g.eis(2);
    assert!(g.fout.contains("staat geen herindeling"), "{}", g.fout);
}

/// Two copies of a framework, one broken: the text and the JSON say in which folder. One alone needs no folder.
#[test]
fn with_more_than_one_framework_a_problem_says_in_which_folder_it_is() {
    let map = snelle_map();
    let m = map.path();
    let bron = Path::new(env!("CARGO_MANIFEST_DIR")).join("../regels/inkoopkaders/drechtsteden-ib4-2017");
    for kopie in ["een", "twee"] {
        let doel = m.join(kopie).join("drechtsteden-ib4-2017");
        fs::create_dir_all(&doel).unwrap();
        for bestand in fs::read_dir(&bron).unwrap() {
            let bestand = bestand.unwrap();
            fs::copy(bestand.path(), doel.join(bestand.file_name())).unwrap();
        }
    }
    let bestand = "twee/drechtsteden-ib4-2017/tarieven.yaml";
    let tarieven = fs::read_to_string(m.join(bestand)).unwrap();
    assert!(tarieven.contains("bedrag: 190004"));
    fs::write(m.join(bestand), tarieven.replace("bedrag: 190004", "bedrag: 195000")).unwrap();
    let regel = 1 + tarieven.lines().position(|l| l.starts_with("  - categorie")).unwrap();
    let zegt = "het bedrag is 195000 per 4 weken, maar de kostprijs";
    let g = doe(m, &["kader", "controleer", "een", "twee"]);
    g.eis(1);
    assert!(g.uit.starts_with(&format!("{bestand}, regel {regel}: {zegt}")), "{}", g.uit);
    assert!(g.uit.lines().count() == 1 && g.fout.contains("1 kader in orde"), "{}{}", g.uit, g.fout);
    let j = doe(m, &["--json", "kader", "controleer", "een", "twee"]).eis(1).json();
    assert_eq!((&j[0]["bestand"], &j[0]["regel"]), (&bestand.into(), &regel.into()), "{j}");
    let g = doe(m, &["kader", "controleer", "twee"]);
    g.eis(1);
    assert!(g.uit.starts_with(&format!("tarieven.yaml, regel {regel}: {zegt}")), "{}", g.uit);
    // nor does such a price come in as a draft
    boek(m);
    let in_ =
        ["kader", "importeer", "twee/drechtsteden-ib4-2017", "--ingang", "2027-01-01", "--toelichting", "x"];
    let g = doe(m, &[&in_[..], &["--namens", "iris"]].concat());
    g.eis(1);
    assert!(g.uit.contains(zegt) || g.fout.contains(zegt), "{}{}", g.uit, g.fout);
}
