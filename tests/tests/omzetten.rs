//! Converting running indications: the dry run changes nothing, the run can be broken off and taken up again, its 301s go
//! out, and it can be taken back as long as they have not.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ketentest::boek::{self, getal, open, teksten};
use ketentest::{Gedaan, Opdracht, bestanden, maatwerk, snelle_map};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const G: &str = "0505";
const X: &str = "41410002";
const KADER: &str = "drechtsteden-ib-2016";
const KOP: &str = "indicatienummer,bsn,gemeente,agb,functie,klasse,ingangsdatum,einddatum\n";
const VANDAAG: &str = "2015-12-15";

/// Numbers that pass the elfproef, none of a real person.
fn bsns(n: usize) -> Vec<String> {
    let klopt = |n: u32| {
        let t = format!("{n:09}");
        let som: i64 =
            t.bytes().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(c, g)| i64::from(c - b'0') * g).sum();
        som % 11 == 0
    };
    (999_900_001..).filter(|n| klopt(*n)).take(n).map(|n| n.to_string()).collect()
}

/// A book with clients and contracts, and a file with indications.
struct Streek {
    map: tempfile::TempDir,
    bsn: Vec<String>,
}

impl Streek {
    fn nieuw(clienten: usize) -> Self {
        let s = Self { map: snelle_map(), bsn: bsns(clienten) };
        let mut c = String::from(
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n",
        );
        for (i, b) in s.bsn.iter().enumerate() {
            writeln!(c, "{b},{G},1950-02-03,2,Proef{i},van,A,Kade,{i},3311AA,Dordrecht").unwrap();
        }
        s.zet("clienten.csv", &c);
        s.zet("aanbieders.csv", &format!("agb,naam,iban\n{X},Zorg aan de Merwede,NL91ABNA0417164300\n"));
        let mut t = String::from(
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n",
        );
        for code in ["02D11", "02D13", "02D21", "02D23"] {
            writeln!(t, "{G},{X},02,{code},82,36580,2016-01-01,2016-12-31").unwrap();
        }
        s.zet("contracten.csv", &t);
        let namen = ["aanbieders.csv", "contracten.csv", "clienten.csv"].map(|n| s.pad(n));
        s.doe(["importeer"]).erbij(namen).doe().eis(0);
        s
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    fn zet(&self, naam: &str, inhoud: &str) {
        fs::write(self.pad(naam), inhoud).unwrap();
    }

    fn doe<const N: usize>(&self, args: [&str; N]) -> Opdracht {
        let db = format!("sqlite://{}", self.pad("boek.db").display());
        maatwerk(["--db", &db, "--vandaag", VANDAAG]).erbij(args)
    }

    fn omzet(&self, extra: &[&str]) -> Opdracht {
        let (uit, csv) = (self.pad("uit"), self.pad("indicaties.csv"));
        self.doe(["omzet", "--json", "--kader", KADER, "--uit"]).erbij([uit, csv]).erbij(extra)
    }

    fn boek(&self) -> store::Db {
        open(&self.pad("boek.db"))
    }

    fn inhoud(&self) -> BTreeMap<String, Vec<String>> {
        boek::inhoud(&self.boek())
    }

    /// No BSN in any file, name or output.
    fn geen_bsn(&self, g: &Gedaan) {
        let uit = self.pad("uit");
        for b in &self.bsn {
            assert!(!g.uit.contains(b) && !g.fout.contains(b));
        }
        for p in bestanden(&uit) {
            let t = format!("{} {}", p.display(), String::from_utf8_lossy(&fs::read(&p).unwrap()));
            assert!(!self.bsn.iter().any(|b| t.contains(b.as_str())), "{}", p.display());
        }
    }
}

/// Indications of every kind: classes 1 to 8, and those of every fifth client with an opslag.
fn indicaties(bsn: &[String]) -> String {
    let mut t = String::from(KOP);
    for (i, b) in bsn.iter().enumerate() {
        let functie = if i % 5 == 0 { "H153" } else { "H300" };
        writeln!(t, "IND-{i:05},{b},{G},{X},{functie},{},2015-02-01,2016-06-30", 1 + i % 4).unwrap();
    }
    t
}

#[test]
fn a_dry_run_changes_nothing_and_needs_no_database() {
    let s = Streek { map: snelle_map(), bsn: bsns(3) };
    let b = &s.bsn;
    s.zet(
        "indicaties.csv",
        &format!("{KOP}1,{},{G},{X},H300,1,2015-01-01,\n2,{},{G},{X},H152,3,2015-01-01,2016-01-01\n3,{},{G},{X},PV,3,2015-01-01,\n", b[0], b[1], b[2]),
    );
    let g = s.omzet(&["--proef"]).doe();
    let j = g.eis(0).json();
    assert_eq!(j["uitkomsten"]["omzetten"], 2);
    assert_eq!(j["uitkomsten"]["past_niet"], 1);
    assert_eq!(j["na_cent_per_jaar"], 33_766 * 13 + (112_499 + 36_800) * 13);
    assert_eq!(j["voor_verzonnen"], true);
    assert!(!s.pad("boek.db").exists());
    let lijst = fs::read_to_string(s.pad("uit").join(format!("past-niet/{X}.csv"))).unwrap();
    assert!(lijst.lines().nth(1).unwrap().starts_with("4,3,0505,41410002,PV,"), "{lijst}");
    s.geen_bsn(&g);
    // a field in quotes takes the other way, with the same outcome
    let tekst = fs::read_to_string(s.pad("indicaties.csv")).unwrap().replace("H300", "\"H300\"");
    s.zet("indicaties.csv", &tekst);
    let nog_eens = s.omzet(&["--proef"]).doe();
    assert_eq!(nog_eens.eis(0).json(), j);
}

#[test]
fn one_bad_row_stops_everything_until_it_is_mended_or_set_aside() {
    let s = Streek::nieuw(3);
    let goed = indicaties(&s.bsn[..2]);
    s.zet("indicaties.csv", &format!("{goed}IND-9,{},{G},{X},H300,zwaar,2015-02-30,\n", s.bsn[2]));
    let voor = s.inhoud();
    let proef = s.omzet(&["--proef"]).doe();
    let fouten = proef.eis(1).json()["fouten"].clone();
    assert_eq!((&fouten[0]["regel"], &fouten[0]["kolom"]), (&4.into(), &"klasse".into()), "{fouten}");
    assert_eq!(fouten[1]["kolom"], "ingangsdatum");
    assert!(fouten[1]["tekst"].as_str().unwrap().contains("JJJJ-MM-DD"));
    let run = s.omzet(&[]).doe();
    run.eis(2);
    assert!(run.fout.contains("regel 4, kolom klasse") && run.fout.contains("--sla-over"), "{}", run.fout);
    assert_eq!(s.inhoud(), voor);
    s.geen_bsn(&run);
    // a name that is not there is no name
    s.omzet(&["--sla-over", "IND-8"]).doe().eis(2);
    assert_eq!(s.inhoud(), voor);
    let run = s.omzet(&["--sla-over", "IND-9"]).doe();
    assert_eq!(run.eis(0).json()["omgezet"], 2);
}

#[test]
fn it_goes_over_once_with_its_messages_and_letters() {
    let s = Streek::nieuw(10);
    s.zet("indicaties.csv", &indicaties(&s.bsn));
    let run = s.omzet(&[]).doe();
    let j = run.eis(0).json();
    // two of ten have an opslag beside the product
    assert_eq!((&j["omgezet"], &j["toewijzingen"]), (&10.into(), &12.into()), "{j}");
    let boek = s.boek();
    assert_eq!(
        getal(
            &boek,
            "SELECT COUNT(*) FROM toewijzing WHERE ingangsdatum = '2016-01-01' AND reden_wijziging IS NULL"
        ),
        12
    );
    assert_eq!(
        getal(&boek, "SELECT COUNT(*) FROM omzetregel WHERE uitleg LIKE '%drechtsteden-ib-2016%'"),
        12
    );
    assert_eq!(
        teksten(&boek, "SELECT soort FROM gebeurtenis WHERE onderwerp LIKE 'omzetting/%'"),
        ["indicaties omgezet"]
    );
    let cohort = j["cohort"].as_str().unwrap();
    let brieven = fs::read_to_string(s.pad("uit").join(format!("brieven-{cohort}.txt"))).unwrap();
    assert_eq!(brieven.matches("Geachte").count(), 10);
    assert!(brieven.contains("A. van Proef0") && brieven.contains("Zorg aan de Merwede"), "{brieven}");
    s.geen_bsn(&run);
    // again: nothing more
    let eerst = s.inhoud();
    let weer = s.omzet(&[]).doe();
    assert_eq!((&weer.eis(0).json()["omgezet"], &weer.json()["al_omgezet"]), (&0.into(), &10.into()));
    assert_eq!(s.inhoud(), eerst);
    // the messages go out, and then it cannot be taken back any more
    let uit = s.pad("berichten");
    s.doe(["bericht", "toewijzen", "--uit"]).erbij([&uit]).doe().eis(0);
    let berichten = bestanden(&uit);
    assert_eq!(berichten.len(), 10);
    maatwerk(["bericht", "controleer"]).erbij(&berichten).doe().eis(0);
    let terug = s.doe(["omzet", "--ongedaan", cohort]).doe();
    terug.eis(2);
    assert!(terug.fout.contains("al in een bericht verstuurd"), "{}", terug.fout);
    assert_eq!(getal(&s.boek(), "SELECT COUNT(*) FROM omzetregel"), 12);
}

#[test]
fn a_cohort_is_taken_back_whole_and_an_assignment_that_ended_stands_again() {
    let s = Streek::nieuw(4);
    s.zet(
        "toewijzingen.csv",
        &format!(
            "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n\
             7,{},{G},{X},02,H300,2015-01-02,2015-02-01,2016-06-30,4,04,2,,\n",
            s.bsn[1]
        ),
    );
    s.doe(["importeer"]).erbij([s.pad("toewijzingen.csv")]).doe().eis(0);
    s.zet("indicaties.csv", &indicaties(&s.bsn));
    let zonder_log = |mut i: BTreeMap<String, Vec<String>>| {
        for t in ["gebeurtenis", "instelling", "teller"] {
            i.remove(t);
        }
        i
    };
    let voor = zonder_log(s.inhoud());
    let run = s.omzet(&["--cohort", "eerste-groep"]).doe();
    assert_eq!(run.eis(0).json()["toewijzingen_beeindigd"], 1);
    let oud = teksten(
        &s.boek(),
        "SELECT einddatum || COALESCE(reden_wijziging, '-') FROM toewijzing WHERE nummer = 7",
    );
    assert_eq!(oud, ["2015-12-31-"], "it was never sent, so it has no reason");
    let terug = s.doe(["omzet", "--json", "--ongedaan", "eerste-groep"]).doe();
    assert_eq!(terug.eis(0).json()["indicaties_terug"], 4);
    assert_eq!(zonder_log(s.inhoud()), voor);
    let nog_eens = s.doe(["omzet", "--ongedaan", "eerste-groep"]).doe();
    nog_eens.eis(2);
    assert!(nog_eens.fout.contains("bestaat niet"));
    // and over again
    assert_eq!(s.omzet(&["--cohort", "eerste-groep"]).doe().eis(0).json()["omgezet"], 4);
}

#[test]
fn what_the_book_cannot_carry_is_named_and_the_rest_goes_over() {
    let s = Streek::nieuw(2);
    let vreemd = &bsns(3)[2];
    s.zet(
        "indicaties.csv",
        &format!(
            "{}ONBEKEND,{vreemd},{G},{X},H300,1,2015-02-01,\nANDER,{},{G},41410009,H300,1,2015-02-01,\n",
            indicaties(&s.bsn[..1]),
            s.bsn[1]
        ),
    );
    let run = s.omzet(&[]).doe();
    let j = run.eis(1).json();
    assert_eq!((&j["omgezet"], &j["niet_omgezet"]), (&1.into(), &2.into()), "{j}");
    let lijst = fs::read_to_string(s.pad("uit/niet-omgezet.csv")).unwrap();
    assert!(lijst.contains("ONBEKEND") && lijst.contains("geen contract"), "{lijst}");
    assert!(!lijst.contains(vreemd.as_str()));
}

#[test]
fn killed_at_any_moment_it_ends_the_same() {
    let heel = Streek::nieuw(1600);
    heel.zet("indicaties.csv", &indicaties(&heel.bsn));
    heel.omzet(&[]).doe().eis(0);
    let verwacht = heel.inhoud();
    let lijsten = |s: &Streek| -> Vec<(PathBuf, Vec<u8>)> {
        let uit = s.pad("uit");
        bestanden(&uit)
            .into_iter()
            .map(|p| (p.strip_prefix(&uit).unwrap().to_path_buf(), fs::read(&p).unwrap()))
            .collect()
    };
    let klaar = lijsten(&heel);

    let s = Streek::nieuw(1600);
    s.zet("indicaties.csv", &indicaties(&s.bsn));
    let mut halverwege = 0;
    let omgezet = |s: &Streek| getal(&s.boek(), "SELECT COUNT(DISTINCT indicatie) FROM omzetregel");
    for ms in [40, 150, 0, 300, 0, 500] {
        let mut p = s.omzet(&[]).start();
        std::thread::sleep(Duration::from_millis(ms));
        // zero: as soon as it stands a batch further
        let al = omgezet(&s);
        let tot = Instant::now() + Duration::from_secs(30);
        while ms == 0 && al < 1600 && omgezet(&s) == al && Instant::now() < tot {
            std::thread::sleep(Duration::from_millis(1));
        }
        let gedood = p.dood();
        let n = getal(&s.boek(), "SELECT COUNT(DISTINCT indicatie) FROM omzetregel");
        assert!(n % 500 == 0 || n == 1600, "{n}: a batch is whole or not there");
        assert_eq!(
            getal(&s.boek(), "SELECT COUNT(*) FROM toewijzing"),
            getal(&s.boek(), "SELECT COUNT(*) FROM omzetregel")
        );
        halverwege += usize::from(gedood && n > 0 && n < 1600);
    }
    assert!(halverwege > 0, "it was never killed half way");
    s.omzet(&[]).doe().eis(0);
    assert_eq!(s.inhoud(), verwacht);
    assert_eq!(lijsten(&s), klaar);
}

#[test]
fn dordrecht_gets_a_work_list_and_no_conversion() {
    let s = Streek::nieuw(2);
    s.zet(
        "indicaties.csv",
        &format!(
            "{KOP}1,{},{G},{X},BW,,2020-05-01,2021-05-31\n2,{},{G},{X},BW,,2020-05-01,\n",
            s.bsn[0], s.bsn[1]
        ),
    );
    let voor = s.inhoud();
    let (uit, csv) = (s.pad("uit"), s.pad("indicaties.csv"));
    s.doe(["omzet", "--kader", "dordrecht-bw-2021", "--uit"]).erbij([&uit, &csv]).doe().eis(0);
    assert_eq!(s.inhoud(), voor);
    let lijst = fs::read_to_string(uit.join("herindiceren.csv")).unwrap();
    let dagen: Vec<&str> = lijst.lines().skip(1).map(|r| r.split(',').nth(9).unwrap()).collect();
    assert_eq!(dagen, ["2021-06-01", "2022-01-01"]);
}

#[test]
fn what_cannot_be_done_says_so_in_one_line() {
    let s = Streek { map: snelle_map(), bsn: Vec::new() };
    let csv = s.pad("indicaties.csv");
    let met = |kader: &str| {
        s.doe(["omzet", "--proef", "--kader", kader, "--uit"]).erbij([s.pad("uit"), csv.clone()]).doe()
    };
    let een_regel = |g: &Gedaan, deel: &str| {
        g.eis(2);
        assert!(g.fout.contains(deel), "{}", g.fout);
    };
    een_regel(&met(KADER), "bestaat niet");
    s.zet("indicaties.csv", "nummer;bsn\n");
    een_regel(&met(KADER), "indicatienummer,bsn,gemeente");
    s.zet("indicaties.csv", KOP);
    een_regel(&met("nergens"), "drechtsteden-ib-2016");
    een_regel(&met("meierij-2020"), "geen sleutel");
    met(KADER).eis(0);
    een_regel(&s.doe(["omzet", "--proef"]).doe(), "--kader");
    assert!(!Path::new(&s.pad("boek.db")).exists());
}
