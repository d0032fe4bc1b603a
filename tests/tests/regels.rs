//! The list of all rules with their tests: `docs/regels.md` is made here, and this fails when it is out of date, when a
//! rule has no test that breaks it or none just on the right side, or when a test is named that does not exist.
//!
//! `REGELS_BIJWERKEN=1 cargo test -p ketentest --test regels` writes the page.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use istandaard::codelijst::Lijst;
use istandaard::regels::{self, Controle, Plaats, Regel, plaatsing};
use istandaard::{Partij, Soort};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the pairs of tests are.
const PAREN: [&str; 2] = ["istandaard/tests/paren", "app/tests/regels"];
const RESTRICTIES: &str = "istandaard/tests/restricties.rs";
const PAGINA: &str = "docs/regels.md";

/// What has to be said of a pair: where the standard contradicts itself, or the schema is before the rule.
const OPMERKINGEN: &[(&str, &str)] = &[
    (
        "tr101_wmo317_client",
        "Het schema staat één Client toe. Een tweede valt dus al op niveau 1 af; de test breekt de regel zo.",
    ),
    (
        "tr101_wmo319",
        "Het overzicht van berichten noemt TR101 bij de 319, de tekst van de regel niet. Het schema staat één Antwoord toe: een tweede valt al op niveau 1 af.",
    ),
    (
        "tr319_wmo323",
        "Gepubliceerd op niveau 3 met 9319, maar te beoordelen binnen het bericht: dan geldt niveau 2 met 0001.",
    ),
    (
        "tr369_wmo323",
        "De tekst telt GeleverdVolume tegen het Budget. Dat klopt alleen bij euro's; bij andere eenheden telt IngediendBedrag.",
    ),
    (
        "tr382_wmo307",
        "De lijst met retourcodes noemt bij 9069 een regel TR069. Die bestaat niet; bedoeld is TR382.",
    ),
];

fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// All Rust files under a folder, with their path from the root.
fn rust(map: &str) -> Vec<(String, String)> {
    let mut uit = Vec::new();
    let mut mappen = vec![wortel().join(map)];
    while let Some(m) = mappen.pop() {
        for e in std::fs::read_dir(&m).unwrap() {
            let pad = e.unwrap().path();
            if pad.is_dir() {
                mappen.push(pad);
            } else if pad.extension().is_some_and(|e| e == "rs") {
                let naam = pad.strip_prefix(wortel()).unwrap().to_string_lossy().into_owned();
                uit.push((naam, std::fs::read_to_string(&pad).unwrap()));
            }
        }
    }
    uit.sort();
    uit
}

/// The names after `paar!(`, with their file. A file that its `main.rs` does not name would never be run.
fn paren() -> BTreeMap<String, String> {
    let mut uit = BTreeMap::new();
    for map in PAREN {
        let hoofd = std::fs::read_to_string(wortel().join(map).join("main.rs")).unwrap();
        for (bestand, tekst) in rust(map) {
            let module = bestand.rsplit('/').next().unwrap().trim_end_matches(".rs").to_owned();
            for stuk in tekst.split("\npaar!(").skip(1) {
                let naam: String = stuk
                    .trim_start()
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_')
                    .collect();
                assert!(hoofd.contains(&format!("\nmod {module};")), "{bestand} hoort nergens bij");
                let ander = uit.insert(naam.clone(), bestand.clone());
                assert_eq!(ander, None, "{naam} staat er twee keer");
            }
        }
    }
    uit
}

/// The name that the pair of a place must have.
fn naam(p: &Plaats) -> String {
    let zelfde = plaatsing().iter().filter(|q| q.bericht == p.bericht && q.regel == p.regel).count();
    let kort = format!("{}_{}", p.regel, p.bericht.code()).to_lowercase();
    if zelfde > 1 && !p.plaats.is_empty() {
        format!("{kort}_{}", p.plaats.to_lowercase().replace('/', "_"))
    } else {
        kort
    }
}

/// The places of a rule that a pair of tests belongs to: all but those of the restrictions.
fn plaatsen(r: &Regel) -> impl Iterator<Item = &'static Plaats> {
    let code = r.code;
    plaatsing().iter().filter(move |p| p.regel == code)
}

fn is_restrictie(r: &Regel) -> bool {
    r.code.starts_with("RS")
}

#[test]
fn every_rule_at_every_place_has_both_tests() {
    let paren = paren();
    let mut verwacht = BTreeSet::new();
    let mut zonder = Vec::new();
    for r in regels::alle().filter(|r| !is_restrictie(r)) {
        let berichten: BTreeSet<_> = plaatsen(r).map(|p| p.bericht.code()).collect();
        let tabel: BTreeSet<_> = r.berichten.iter().map(|s| s.code()).collect();
        assert_eq!(berichten, tabel, "{}: de plaatsing en de tabel noemen andere berichten", r.code);
        for p in plaatsen(r) {
            let naam = naam(p);
            if !paren.contains_key(&naam) {
                zonder.push(naam.clone());
            }
            verwacht.insert(naam);
        }
    }
    assert!(zonder.is_empty(), "{} zonder twee tests: {}", zonder.len(), zonder.join(" "));
    let hoort = |n: &str| verwacht.iter().any(|v| n == v || n.starts_with(&format!("{v}_")));
    let vreemd: Vec<_> = paren.keys().filter(|n| !hoort(n)).collect();
    assert!(vreemd.is_empty(), "horen bij geen regel en bericht: {vreemd:?}");
    for (naam, _) in OPMERKINGEN {
        assert!(paren.contains_key(*naam), "een opmerking bij {naam}, dat niet bestaat");
    }
    let regels: BTreeSet<_> = regels::alle().filter(|r| !is_restrictie(r)).map(|r| r.code).collect();
    assert_eq!(regels.len(), 118);
}

#[test]
fn every_restriction_and_code_list_is_tested_on_its_messages() {
    let tekst = std::fs::read_to_string(wortel().join(RESTRICTIES)).unwrap();
    for p in plaatsing() {
        let nummer = p.bericht.nummer();
        if p.niveau == 1 {
            assert!(tekst.contains(&format!("rs_wmo{nummer}, lijst_wmo{nummer}: Wmo{nummer};")), "{p:?}");
        }
    }
}

/// Where the code of a rule is written in the program itself.
fn bronnen(code: &str, alles: &[(String, String)]) -> Vec<String> {
    let gezocht = format!("\"{code}\"");
    alles
        .iter()
        .filter(|(naam, tekst)| {
            !naam.contains("/tests") && !naam.contains("tabel") && tekst.contains(&gezocht)
        })
        .filter(|(naam, _)| !naam.contains("uitleg") && !naam.contains("/demo/"))
        .map(|(naam, _)| naam.clone())
        .collect()
}

fn waar(r: &Regel, alles: &[(String, String)]) -> String {
    match r.controle {
        Controle::Schema => "`istandaard/src/schema`, bij het lezen".to_owned(),
        Controle::InBericht => "`istandaard/src/regels`, bij het lezen".to_owned(),
        Controle::Berichtoverstijgend | Controle::ExterneBron => {
            let lijst: Vec<_> = bronnen(r.code, alles).iter().map(|b| format!("`{b}`")).collect();
            assert!(!lijst.is_empty(), "{} staat nergens in het programma", r.code);
            lijst.join(", ")
        }
    }
}

fn ontvanger(s: Soort) -> &'static str {
    if s.ontvanger() == Partij::Gemeente { "gemeente" } else { "aanbieder" }
}

fn pagina() -> String {
    let paren = paren();
    let mut alles = Vec::new();
    for map in ["keten", "app/src"] {
        alles.extend(rust(map));
    }
    let mut x = String::from(
        "# Alle regels van iWmo 3.2, met hun tests\n\n\
         Deze pagina is gemaakt door `tests/tests/regels.rs`; verander haar niet met de hand. Bijwerken:\n\
         `REGELS_BIJWERKEN=1 cargo test -p ketentest --test regels`. Dezelfde test faalt als een regel geen twee tests heeft.\n\n\
         - **breekt**: een bericht dat de regel overtreedt. De test eist de regel, de retourcode en de plaats, en verder niets.\n\
         - **net goed**: een bericht dat er net aan voldoet. De test eist dat er niets gevonden wordt.\n\n\
         Niveau 1 en 2 doet `maatwerk bericht controleer`, niveau 3 en 4 doet `maatwerk bericht verwerk`. De teksten zijn van\n\
         dit project; de gepubliceerde standaard gaat voor.\n\n",
    );
    let geteld = |p: &str| regels::alle().filter(|r| r.code.starts_with(p)).count();
    let plekken = plaatsing().iter().filter(|p| !p.regel.starts_with("RS")).count();
    let _ = write!(
        x,
        "| soort | regels |\n|---|---|\n| TR, technische regel | {} |\n| CD, conditie | {} |\n| CS, constraint | {} |\n| samen | {} van 118 |\n| RS, restrictie | {} |\n\n\
         Die {} regels staan op {} plaatsen (bericht en element); daar zijn {} paren van tests voor.\n",
        geteld("TR"),
        geteld("CD"),
        geteld("CS"),
        geteld("TR") + geteld("CD") + geteld("CS"),
        geteld("RS"),
        geteld("TR") + geteld("CD") + geteld("CS"),
        plekken,
        paren.len()
    );
    let mut lijst: Vec<_> = regels::alle().filter(|r| !is_restrictie(r)).collect();
    lijst.sort_by_key(|r| r.code);
    x.push_str("\n## De regels\n\n| regel | niveau | retourcode | berichten | gecontroleerd in | tekst |\n|---|---|---|---|---|---|\n");
    for r in &lijst {
        let berichten: Vec<_> = r.berichten.iter().map(|b| b.nummer()).collect();
        let _ = writeln!(
            x,
            "| {} | {} | {} | {} | {} | {} |",
            r.code,
            r.niveau,
            retourcode(r),
            berichten.join(", "),
            waar(r, &alles),
            r.tekst
        );
    }
    let _ = write!(
        x,
        "\n## De tests\n\nDe tests van niveau 1 en 2 staan in `{}`, die van niveau 3 en 4 in `{}`. Onder *meer* staan de achtervoegsels\nvan verdere paren bij dezelfde plaats.\n\n| regel | bericht | ontvanger | plaats | breekt | net goed | meer |\n|---|---|---|---|---|---|---|\n",
        PAREN[0], PAREN[1]
    );
    for r in &lijst {
        tests_van(&mut x, r, &paren);
    }
    x.push_str("\n## Bij deze regels hoort een opmerking\n\n");
    for (naam, tekst) in OPMERKINGEN {
        let _ = writeln!(x, "- `{naam}`: {tekst}");
    }
    restricties(&mut x);
    x
}

/// Level 1 has no code of its own; what fails there is told with 0001.
fn retourcode(r: &Regel) -> &'static str {
    r.retourcode.unwrap_or(if r.niveau == 1 { "0001" } else { "niet gepubliceerd" })
}

/// One row per place: the pair of that name, and the ends of the names of further pairs.
fn tests_van(x: &mut String, r: &Regel, paren: &BTreeMap<String, String>) {
    let namen: Vec<String> = plaatsen(r).map(naam).collect();
    for (p, naam) in plaatsen(r).zip(&namen) {
        let meer: Vec<String> = paren
            .keys()
            // a pair of another place of the same rule is listed there
            .filter(|n| !namen.iter().any(|m| m.len() > naam.len() && n.starts_with(m.as_str())))
            .filter_map(|n| n.strip_prefix(naam.as_str())?.strip_prefix('_'))
            .map(|s| format!("`{s}`"))
            .collect();
        let (breekt, goed) = if paren.contains_key(naam) {
            (format!("`{naam}::breekt`"), format!("`{naam}::net_goed`"))
        } else {
            ("ontbreekt".to_owned(), "ontbreekt".to_owned())
        };
        let plaats = if p.plaats.is_empty() { "hele bericht" } else { p.plaats };
        let _ = writeln!(
            x,
            "| {} | {} | {} | {plaats} | {breekt} | {goed} | {} |",
            r.code,
            p.bericht.nummer(),
            ontvanger(p.bericht),
            meer.join(" ")
        );
    }
}

fn restricties(x: &mut String) {
    let _ = write!(
        x,
        "\n## Restricties en codelijsten\n\n\
         Elke restrictie wordt op elke plaats aan haar rand getest, elke codelijst met al haar codes en met wat geen code is:\n\
         [restricties.rs](../{RESTRICTIES}), per bericht `rs_wmo…::breekt`, `rs_wmo…::net_goed`, `lijst_wmo…::breekt` en\n\
         `lijst_wmo…::net_goed`. Het gepubliceerde schema moet over elk van die bestanden hetzelfde zeggen. Niveau 1, retourcode\n\
         0001; de regel is de code van de restrictie, en `XSD` voor wat geen code van de lijst is.\n\n\
         | regel | tekst | plaatsen per bericht |\n|---|---|---|\n"
    );
    let per_bericht = |telt: &dyn Fn(&Plaats) -> bool| {
        let mut uit: BTreeMap<&str, usize> = BTreeMap::new();
        for p in plaatsing().iter().filter(|p| telt(p)) {
            *uit.entry(p.bericht.nummer()).or_default() += 1;
        }
        let delen: Vec<_> = uit.iter().map(|(b, n)| format!("{b}: {n}")).collect();
        delen.join(", ")
    };
    let mut lijst: Vec<_> = regels::alle().filter(|r| is_restrictie(r)).collect();
    lijst.sort_by_key(|r| r.code);
    for r in lijst {
        let plekken = per_bericht(&|p: &Plaats| p.regel == r.code);
        assert!(!plekken.is_empty(), "{} staat nergens", r.code);
        let _ = writeln!(x, "| {} | {} | {plekken} |", r.code, r.tekst);
    }
    x.push_str("\n| codelijst | naam | codes | plaatsen per bericht |\n|---|---|---|---|\n");
    for l in Lijst::ALLE {
        let plekken = per_bericht(&|p: &Plaats| p.lijst == Some(*l));
        let plekken = if plekken.is_empty() { buiten_het_schema(*l) } else { &plekken };
        let _ = writeln!(x, "| {} | {} | {} | {plekken} |", l.code(), l.naam(), l.rijen().len());
    }
}

/// Lists that no element of the schema is bound to.
fn buiten_het_schema(l: Lijst) -> &'static str {
    match l {
        Lijst::Cbs => "TR378",
        Lijst::Cod002 => "RS047",
        Lijst::Hulpmiddelen => "TR381",
        _ => panic!("lijst {} wordt nergens getest", l.code()),
    }
}

#[test]
fn the_page_is_up_to_date() {
    let pad = wortel().join(PAGINA);
    let nu = pagina();
    if std::env::var_os("REGELS_BIJWERKEN").is_some() {
        std::fs::write(&pad, &nu).unwrap();
    }
    let bewaard = std::fs::read_to_string(&pad).unwrap_or_default();
    assert!(
        nu == bewaard,
        "{PAGINA} is niet meer waar; maak haar met REGELS_BIJWERKEN=1 cargo test -p ketentest --test regels"
    );
}

#[test]
fn the_program_shows_the_list() {
    let vraag = |args: &[&str]| {
        let alles = ["--json", "bericht", "regels"].iter().chain(args).map(Path::new);
        ketentest::maatwerk(alles).doe()
    };
    let alle = vraag(&[]).eis(0).json();
    let alle = alle.as_array().unwrap();
    assert_eq!(alle.len(), 118 + 36);
    let een = vraag(&["tr019"]).eis(0).json();
    assert_eq!((&een[0]["regel"], &een[0]["retourcode"]), (&"TR019".into(), &"9019".into()));
    assert_eq!(een[0]["plaatsen"].as_array().unwrap().len(), 2);
    let zonder = vraag(&["TR337"]).eis(0).json();
    assert!(zonder[0]["retourcode"].is_null(), "none is published");
    let op_319 = vraag(&["--bericht", "wmo319"]).eis(0).json();
    let codes: BTreeSet<_> =
        op_319.as_array().unwrap().iter().map(|r| r["regel"].as_str().unwrap()).collect();
    assert!(codes.contains("TR355") && codes.contains("CD085") && !codes.contains("TR321"), "{codes:?}");
    vraag(&["TR999"]).eis(2);
    vraag(&["--bericht", "999"]).eis(2);
}
