//! Bad input and bad surroundings: one clear line, the right exit code, nothing half done, never a BSN.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ketentest::berichten::{Kop, Levering, elementen, levering};
use ketentest::boek::{self, open};
use ketentest::{Gedaan, maatwerk, map, overgeslagen};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const G: &str = "0363";
const X: &str = "75750001";
const BSN: &str = "999900006";
/// Passes no elfproef.
const GEEN_BSN: &str = "999900007";

const CSV: [(&str, &str); 3] = [
    ("aanbieders.csv", "agb,naam,iban\n75750001,Xenia,NL91ABNA0417164300\n"),
    (
        "clienten.csv",
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
         999900006,0363,1950-02-03,2,Proef,,A,,,,\n",
    ),
    (
        "toewijzingen.csv",
        "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n\
         1,999900006,0363,75750001,02,02A01,2025-12-20,2026-01-01,,10,04,4,,\n",
    ),
];

type Stand = BTreeMap<String, Vec<String>>;

/// A folder with a small book.
struct Boek(tempfile::TempDir);

impl Boek {
    fn nieuw() -> Self {
        let b = Self(map());
        for (naam, tekst) in CSV {
            let pad = b.zet(naam, tekst.as_bytes());
            b.doe(["importeer"], &[&pad]).eis(0);
        }
        b
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.0.path().join(naam)
    }

    fn zet(&self, naam: &str, bytes: &[u8]) -> PathBuf {
        fs::write(self.pad(naam), bytes).unwrap();
        self.pad(naam)
    }

    fn url(&self) -> String {
        format!("sqlite://{}", self.pad("boek.db").display())
    }

    fn doe<const N: usize>(&self, wat: [&str; N], paden: &[&Path]) -> Gedaan {
        let url = self.url();
        let vast = ["--db", &url, "--vandaag", "2026-11-05"];
        maatwerk(vast.into_iter().chain(wat).map(Path::new).chain(paden.iter().copied())).doe()
    }

    fn verwerk(&self, pad: &Path) -> Gedaan {
        let uit = self.pad("uit");
        let uit = uit.to_string_lossy().into_owned();
        self.doe(["--json", "bericht", "verwerk", "--uit", &uit], &[pad])
    }

    fn stand(&self) -> Stand {
        boek::inhoud(&open(&self.pad("boek.db")))
    }
}

#[track_caller]
fn niets_veranderd(voor: &Stand, b: &Boek) {
    let v = boek::verschil(voor, &b.stand());
    assert!(v.is_empty(), "{v:#?}");
}

/// Exit 2 and one line for a person that says these things.
#[track_caller]
fn een_regel(gedaan: &Gedaan, zegt: &[&str]) {
    gedaan.eis(2);
    assert_eq!(gedaan.regels().len(), 1, "{gedaan:?}");
    assert!(gedaan.fout.starts_with("maatwerk: "), "{}", gedaan.fout);
    for woord in zegt {
        assert!(gedaan.fout.contains(woord), "'{woord}' ontbreekt: {}", gedaan.fout);
    }
    for engels in ["No such file", "error:", "Error", "os error", "Permission denied", "failed"] {
        assert!(!gedaan.fout.contains(engels), "{}", gedaan.fout);
    }
    geen_bsn(gedaan);
}

#[track_caller]
fn geen_bsn(gedaan: &Gedaan) {
    for bsn in [BSN, GEEN_BSN] {
        assert!(!gedaan.fout.contains(bsn) && !gedaan.uit.contains(bsn), "{gedaan:?}");
    }
}

fn start(bsn: &str, id: &str) -> String {
    let k = Kop { van: X, aan: G, id, dag: "2026-10-05" };
    let l = Levering { toewijzing: 1, ingang: "2026-01-01", begin: "2026-01-05", stop: None, status: 1 };
    levering(&k, bsn, &[l])
}

/// Bytes that look like nothing, the same each time.
fn ruis(n: usize) -> Vec<u8> {
    let mut z = 0x9E37_79B9_7F4A_7C15_u64;
    (0..n)
        .map(|_| {
            z ^= z << 13;
            z ^= z >> 7;
            z ^= z << 17;
            z.to_le_bytes()[3]
        })
        .collect()
}

fn lach() -> String {
    let mut s = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY l0 \"lach\">".to_owned();
    for i in 1..20 {
        use std::fmt::Write as _;
        let _ = write!(s, "<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10));
    }
    s + "]><a>&l19;</a>"
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder_is_told_in_one_line() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let goed = b.zet("goed.xml", start(BSN, "S1").as_bytes());
    let weg = b.pad("weg.xml");
    for gedaan in [
        b.doe(["bericht", "controleer"], &[&goed, &weg]),
        b.doe(["--json", "bericht", "verwerk", "--uit", "/tmp"], &[&goed, &weg]),
        b.doe(["importeer"], &[&weg]),
    ] {
        een_regel(&gedaan, &["weg.xml", "bestaat niet"]);
        assert_eq!(gedaan.uit, "", "en niets half gedaan");
    }
    let dir = b.pad("map.xml");
    fs::create_dir(&dir).unwrap();
    for gedaan in
        [b.doe(["bericht", "controleer"], &[&goed, &dir]), b.verwerk(&dir), b.doe(["importeer"], &[&dir])]
    {
        een_regel(&gedaan, &["map.xml", "een map"]);
    }
    een_regel(&b.doe(["importeer"], &[&b.zet("iets.csv", b"a,b\n1,2\n")]), &["iets.csv", "clienten"]);
    niets_veranderd(&voor, &b);
}

#[test]
fn hostile_and_broken_messages_are_findings_and_change_nothing() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let goed = start(BSN, "S1");
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(goed.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin =
        goed.replace("Proef", "Zo\u{eb}").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let extern_ = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
        goed.split_once("?>").unwrap().1.replace("Proef", "&x;")
    );
    let diep = format!("<?xml version=\"1.0\"?>{}", "<a>".repeat(200_000));
    let gevallen: Vec<(&str, Vec<u8>)> = vec![
        ("leeg.xml", Vec::new()),
        ("half.xml", goed.as_bytes()[..goed.len() / 2].to_vec()),
        ("bijna.xml", goed.trim_end().as_bytes()[..goed.trim_end().len() - 1].to_vec()),
        ("ruis.xml", ruis(10_000)),
        ("latin.xml", latin),
        ("utf16.xml", utf16),
        ("lach.xml", lach().into_bytes()),
        ("extern.xml", extern_.into_bytes()),
        ("diep.xml", diep.into_bytes()),
        ("wortel.xml", b"<?xml version=\"1.0\"?><html><body/></html>".to_vec()),
        ("soort.xml", goed.replace("wmo305", "wmo999").into_bytes()),
        ("nul.xml", goed.replace("Proef", "Pr\0ef").into_bytes()),
    ];
    for (naam, bytes) in gevallen {
        let pad = b.zet(naam, &bytes);
        for gedaan in [b.doe(["--json", "bericht", "controleer"], &[&pad]), b.verwerk(&pad)] {
            if gedaan.code == Some(2) {
                een_regel(&gedaan, &[naam]);
                continue;
            }
            gedaan.eis(1);
            let json = gedaan.json();
            assert_eq!(json[0]["geldig"], false, "{naam}");
            let n = json[0]["bevindingen"].as_array().unwrap().len();
            assert!((1..=20).contains(&n), "{naam}: {n} bevindingen");
            assert!(json[0].get("verwerkt").is_none_or(|v| v == false), "{naam}");
            geen_bsn(&gedaan);
            assert!(!gedaan.uit.contains("root:"), "{naam}");
        }
    }
    // a message of which the header could be read is kept as rejected; nothing that it says became true
    let na = b.stand();
    for tabel in ["client", "toewijzing", "levering", "declaratie", "declaratieregel"] {
        assert_eq!(voor.get(tabel), na.get(tabel), "{tabel}");
    }
}

#[test]
fn fifty_megabytes_of_rubbish_are_refused_without_filling_the_memory() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let pad = b.zet("groot.xml", &ruis(50 << 20));
    for gedaan in [b.doe(["--json", "bericht", "controleer"], &[&pad]), b.verwerk(&pad)] {
        gedaan.eis(1);
        assert_eq!(gedaan.json()[0]["geldig"], false);
    }
    let csv = b.zet("clienten-groot.csv", &ruis(5 << 20));
    let gedaan = b.doe(["importeer"], &[&csv]);
    gedaan.eis(2);
    assert!(gedaan.regels().len() < 2_000, "{}", gedaan.regels().len());
    niets_veranderd(&voor, &b);
}

#[test]
fn a_bsn_that_fails_the_elfproef_gets_0001_and_is_never_shown() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let pad = b.zet("elf.xml", start(GEEN_BSN, "S1").as_bytes());
    geen_bsn(b.doe(["--json", "bericht", "controleer"], &[&pad]).eis(1));
    geen_bsn(b.doe(["bericht", "controleer"], &[&pad]).eis(1));
    let gedaan = b.verwerk(&pad);
    geen_bsn(gedaan.eis(1));
    let json = gedaan.json();
    assert_eq!((&json[0]["verwerkt"], &json[0]["geldig"]), (&false.into(), &false.into()));
    let antwoord = json[0]["antwoord"].as_str().expect("een antwoord");
    let xml = fs::read_to_string(b.pad("uit").join(antwoord)).unwrap();
    assert_eq!(elementen(&xml, "RetourCode"), ["0001"]);
    assert!(!xml.contains(GEEN_BSN) && elementen(&xml, "Client").is_empty());
    assert_eq!(voor.get("levering"), b.stand().get("levering"));
    for rijen in b.stand().values() {
        assert!(rijen.iter().all(|r| !r.contains(GEEN_BSN)));
    }
    let csv = b.zet("clienten-elf.csv", CSV[1].1.replace(BSN, GEEN_BSN).as_bytes());
    geen_bsn(b.doe(["importeer"], &[&csv]).eis(2));
}

#[test]
fn bad_rows_are_told_by_line_and_column_and_load_nothing() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let csv = b.zet(
        "clienten-fout.csv",
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
         999900018,0363,1950-02-03,2,Goed,,A,,,,\n\
         999900031,0363,1950-02-30,2,Dag,,A,,,,\n\
         999900043,363,1950-02-03,7,Twee,,A,,,,\n\
         999900055,0363,1950-02-03,2,Kort\n"
            .as_bytes(),
    );
    let gedaan = b.doe(["importeer"], &[&csv]);
    gedaan.eis(2);
    geen_bsn(&gedaan);
    let regels = gedaan.regels();
    assert_eq!(regels.len(), 5, "{gedaan:?}");
    assert!(
        regels[0].contains("clienten-fout.csv, regel 3, kolom geboortedatum: ")
            && regels[0].contains("JJJJ-MM-DD")
    );
    assert!(regels[1].contains("regel 4, kolom gemeente: "), "{}", regels[1]);
    assert!(regels[2].contains("regel 4, kolom geslacht: "), "{}", regels[2]);
    assert!(regels[3].contains("regel 5") && regels[3].contains("11"), "{}", regels[3]);
    assert!(regels[4].starts_with("maatwerk: ") && regels[4].contains("niet geladen"), "{}", regels[4]);
    niets_veranderd(&voor, &b);
    for (naam, bytes) in [
        ("clienten-kop.csv", b"bsn,naam\n1,2\n".to_vec()),
        ("clienten-leeg.csv", Vec::new()),
        ("clienten-latin.csv", CSV[1].1.replace("Proef", "Zo\u{eb}").chars().map(|c| c as u8).collect()),
        ("toewijzingen-wie.csv", CSV[2].1.replace(BSN, "999900092").into_bytes()),
        ("contracten-euro.csv", b"gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n0363,75750001,02,02A01,04,,2026-01-01,\n".to_vec()),
    ] {
        let gedaan = b.doe(["importeer"], &[&b.zet(naam, &bytes)]);
        gedaan.eis(2);
        assert_eq!(gedaan.regels().len(), 2, "{gedaan:?}");
        assert!(gedaan.regels()[0].contains(naam) && gedaan.regels()[0].contains("regel "), "{gedaan:?}");
    }
    niets_veranderd(&voor, &b);
}

#[test]
fn a_locked_database_is_told_and_nothing_is_half_done() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let pad = b.zet("goed.xml", start(BSN, "S1").as_bytes());
    let db = open(&b.pad("boek.db"));
    let (vast, wacht) = std::sync::mpsc::channel();
    let (los, tot) = std::sync::mpsc::channel::<()>();
    let houder = std::thread::spawn(move || {
        db.write(|_| {
            vast.send(()).unwrap();
            let _ = tot.recv_timeout(std::time::Duration::from_mins(2));
            Ok::<_, store::StoreFout>(())
        })
    });
    wacht.recv().unwrap();
    let gedaan = b.verwerk(&pad);
    los.send(()).unwrap();
    houder.join().unwrap().unwrap();
    assert_eq!(gedaan.uit.trim(), "[]");
    een_regel(&gedaan, &["bezet"]);
    niets_veranderd(&voor, &b);
    b.verwerk(&pad).eis(0);
}

#[test]
fn a_database_that_is_newer_or_not_ours_or_no_database_is_refused_untouched() {
    let b = Boek::nieuw();
    let pad = b.zet("goed.xml", start(BSN, "S1").as_bytes());
    {
        let db = open(&b.pad("boek.db"));
        boek::wijzig(
            &db,
            "INSERT INTO schema_versie (nummer, naam, sha256, op) VALUES (99, 'later', 'x', 'x')",
        );
    }
    let voor = b.stand();
    for gedaan in [b.verwerk(&pad), b.doe(["migreer"], &[]), b.doe(["audit", "controleer"], &[])] {
        een_regel(&gedaan, &["versie 99", "nieuwere"]);
    }
    niets_veranderd(&voor, &b);

    let vreemd = Boek(map());
    Command::new("sqlite3").arg(vreemd.pad("boek.db")).arg("CREATE TABLE anders (x)").status().map_or_else(
        |_| overgeslagen("sqlite3 is er niet: een database van een ander programma"),
        |_| {
            een_regel(&vreemd.doe(["migreer"], &[]), &["geen database van maatwerk"]);
            een_regel(&vreemd.doe(["audit", "controleer"], &[]), &["geen database van maatwerk"]);
        },
    );
    let tekst = Boek(map());
    let inhoud =
        b"dit is gewoon een brief, en lang genoeg om op een kop van een database te lijken".repeat(20);
    let bestand = tekst.zet("boek.db", &inhoud);
    een_regel(&tekst.doe(["audit", "controleer"], &[]), &["geen database"]);
    assert_eq!(fs::read(bestand).unwrap(), inhoud);
    for (url, zegt) in [
        ("mysql://x", "sqlite://"),
        ("sqlite://", "ontbreekt"),
        ("sqlite:///bestaat/niet/boek.db", "kan niet worden geopend"),
        ("postgres://127.0.0.1:1/x", "geen verbinding"),
    ] {
        een_regel(&maatwerk(["--db", url, "audit", "controleer"]).doe(), &[zegt]);
    }
}

#[test]
fn a_missing_or_wrong_key_opens_nothing() {
    let b = Boek::nieuw();
    let voor = b.stand();
    let url = b.url();
    let ander = "08".repeat(32);
    let met = |sleutel: Option<&str>| {
        maatwerk(["--db", &url, "audit", "controleer"])
            .met("MAATWERK_SLEUTEL", sleutel.map(AsRef::as_ref))
            .doe()
    };
    een_regel(&met(Some(&ander)), &["MAATWERK_SLEUTEL"]);
    een_regel(&met(Some("geen sleutel")), &["MAATWERK_SLEUTEL", "64"]);
    een_regel(&met(None), &["boek.db.sleutel", "bestaat niet"]);
    b.zet("boek.db.sleutel", ander.as_bytes());
    een_regel(&met(None), &["boek.db.sleutel"]);
    assert!(!met(Some(&ander)).fout.contains(&ander), "een sleutel staat nooit in een melding");
    niets_veranderd(&voor, &b);
}

#[test]
fn what_cannot_be_understood_is_told_in_one_line_of_dutch() {
    let leeg = map();
    for (args, zegt) in [
        (vec!["tover"], "tover"),
        (vec!["bericht", "tover"], "tover"),
        (vec!["--tover", "migreer"], "--tover"),
        (vec!["bericht"], "geen opdracht"),
        (vec![], "geen opdracht"),
        (vec!["bericht", "controleer"], "ontbreekt"),
        (vec!["--vandaag", "2026-02-30", "migreer"], "2026-02-30"),
        (vec!["betaal", "--gemeente", "36", "--tot", "2026-01-01", "--uit", "x"], "36"),
        (vec!["serve", "--adres"], "--adres"),
        (vec!["prognose", "--iets"], "nog niet"),
    ] {
        let gedaan = maatwerk(&args).in_map(leeg.path()).doe();
        een_regel(&gedaan, &[zegt]);
    }
    assert!(ketentest::bestanden(leeg.path()).is_empty(), "er is niets gemaakt");
    for args in
        [vec!["--help"], vec!["bericht", "--help"], vec!["bericht", "verwerk", "--help"], vec!["--version"]]
    {
        let gedaan = maatwerk(&args).doe();
        gedaan.eis(0);
        assert!(!gedaan.uit.is_empty() && gedaan.fout.is_empty());
        assert!(!gedaan.uit.contains("Usage") && !gedaan.uit.contains("Print help"), "{}", gedaan.uit);
    }
}

#[test]
fn a_folder_or_book_that_may_not_be_written_is_told() {
    let b = Boek::nieuw();
    let pad = b.zet("goed.xml", start(BSN, "S1").as_bytes());
    // where a folder should come there is a file: also for root
    let uit = b.zet("uit", b"een bestand");
    een_regel(&b.verwerk(&pad), &["uit"]);
    fs::remove_file(&uit).unwrap();
    let slot = b.pad("slot");
    fs::create_dir(&slot).unwrap();
    fs::set_permissions(&slot, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(slot.join("proef"), b"x").is_ok() {
        overgeslagen("deze gebruiker mag overal schrijven (root): alleen-lezen mappen en bestanden");
        return;
    }
    let voor = b.stand();
    let dicht = slot.to_string_lossy().into_owned();
    een_regel(&b.doe(["bericht", "verwerk", "--uit", &dicht], &[&pad]), &["slot", "toestemming"]);
    fs::set_permissions(b.pad("boek.db"), fs::Permissions::from_mode(0o444)).unwrap();
    een_regel(&b.verwerk(&pad), &["boek.db", "schrijf"]);
    fs::set_permissions(b.pad("boek.db"), fs::Permissions::from_mode(0o644)).unwrap();
    // the message itself was received before its answer could not be written; the answer comes the next time
    assert_eq!(voor.get("client"), b.stand().get("client"));
    b.verwerk(&pad).eis(0);
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_next_ones_are_received() {
    let b = Boek::nieuw();
    let goed = b.zet("goed.xml", start(BSN, "S1").as_bytes());
    let fout = b.zet("fout.xml", b"<a/>");
    let geen = Path::new("/dev/null");
    let uit = b.pad("uit").to_string_lossy().into_owned();
    let gedaan = b.doe(["--json", "bericht", "verwerk", "--uit", &uit], &[geen, &goed, &fout]);
    een_regel(&gedaan, &["/dev/null", "geen gewoon bestand"]);
    let json = gedaan.json();
    let alle = json.as_array().unwrap();
    let een = |i: usize| {
        let e = &alle[i];
        let regels: Vec<_> =
            e["bevindingen"].as_array().unwrap().iter().map(|b| b["regel"].as_str().unwrap()).collect();
        (e["bestand"].as_str().unwrap().to_owned(), e["geldig"] == true, e["verwerkt"] == true, regels)
    };
    let naam = |p: &Path| p.to_string_lossy().into_owned();
    assert_eq!(een(0), (naam(geen), false, false, vec!["BESTAND"]));
    assert_eq!(een(1), (naam(&goed), true, true, vec![]));
    assert_eq!(een(2), (naam(&fout), false, false, vec!["XSD"]));
    assert_eq!(alle.len(), 3, "one object per file, in the order given");
    assert_eq!(ketentest::bestanden(&b.pad("uit")).len(), 1);
    // more than one: still one line
    let gedaan = b.doe(["bericht", "verwerk", "--uit", &uit], &[geen, &goed, geen]);
    een_regel(&gedaan, &["/dev/null", "en nog 1"]);
    // what is no message at all is a verdict, not a failure
    b.doe(["bericht", "verwerk", "--uit", &uit], &[&fout, &goed]).eis(1);
}

/// A disk of two megabytes; taken away when dropped.
struct Schijf(tempfile::TempDir);

impl Schijf {
    fn nieuw() -> Option<Self> {
        let map = map();
        let gelukt = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
            .arg(map.path())
            .output()
            .is_ok_and(|u| u.status.success());
        if !gelukt {
            overgeslagen("er kan hier geen kleine schijf worden gemaakt (mount): een volle schijf");
        }
        gelukt.then_some(Self(map))
    }
}

impl Drop for Schijf {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_is_told_and_what_stood_there_still_stands() {
    let Some(schijf) = Schijf::nieuw() else { return };
    let b = Boek::nieuw();
    let goed = b.zet("goed.xml", start(BSN, "S1").as_bytes());
    // the folder for answers is full: the message counts, the answer comes when there is room
    let vol = schijf.0.path().join("vulling");
    let _ = fs::write(&vol, vec![0; 4 << 20]);
    let uit = schijf.0.path().join("uit").to_string_lossy().into_owned();
    let _ = fs::create_dir(&uit);
    let gedaan = b.doe(["bericht", "verwerk", "--uit", &uit], &[&goed]);
    een_regel(&gedaan, &["vol"]);
    assert!(ketentest::bestanden(Path::new(&uit)).is_empty(), "geen half antwoord");
    fs::remove_file(&vol).unwrap();
    b.doe(["bericht", "verwerk", "--uit", &uit], &[&goed]).eis(0);
    assert_eq!(ketentest::bestanden(Path::new(&uit)).len(), 1);
    fs::remove_dir_all(&uit).unwrap();

    // the database itself does not fit
    let kopie = schijf.0.path().join("boek.db");
    b.doe(["backup"], &[&kopie]).eis(0);
    let url = format!("sqlite://{}", kopie.display());
    let voor = boek::inhoud(&open(&kopie));
    let mut csv = CSV[1].1.lines().next().unwrap().to_owned();
    for n in 0..15_000 {
        use std::fmt::Write as _;
        let mut cijfers = format!("{:08}", 10_000_000 + n);
        let som: u32 =
            cijfers.bytes().zip([9, 8, 7, 6, 5, 4, 3, 2]).map(|(c, w)| u32::from(c - b'0') * w).sum();
        if som % 11 == 10 {
            continue;
        }
        let _ = write!(cijfers, "{}", som % 11);
        let _ =
            write!(csv, "\n{cijfers},0363,1950-02-03,2,Proefpersoon,van der,A,Proefweg,1,1011AA,Amsterdam");
    }
    let csv = b.zet("clienten-veel.csv", csv.as_bytes());
    let gedaan =
        maatwerk(["--db", &url, "importeer"].map(Path::new).into_iter().chain([csv.as_path()])).doe();
    een_regel(&gedaan, &["ruimte"]);
    let v = boek::verschil(&voor, &boek::inhoud(&open(&kopie)));
    assert!(v.is_empty(), "{v:#?}");
}

/// `maatwerk … | head`: who reads stops reading.
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    for opdracht in [
        &["bericht", "regels"][..],
        &["bericht", "regels", "--json"],
        &["kader", "toon", "meierij-2020"],
        &["kader", "toon", "meierij-2020", "--json"],
        &["--help"],
    ] {
        let dicht = maatwerk(opdracht).zonder_lezer().doe();
        assert_eq!(dicht.eis(0).uit, "", "{opdracht:?}");
    }
}
