//! The dry run of a conversion of a million indications, beside a plain Python loop with the same key.

use crate::Uitkomst;
use crate::meten::{self, mediaan};
use crate::tabel::{self, Tabel, getal, mib, seconden};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rows, and how long they may take.
const RIJEN: u32 = 1_000_000;
const HOOGSTE_SECONDEN: f64 = 10.0;
const KEER: f64 = 20.0;
const RONDES: usize = 3;
const KADER: &str = "drechtsteden-ib-2016";
/// The loop, carried along so that the measuring program runs from anywhere.
const LUS: &str = include_str!("../omzet.py");

/// Numbers that are the same every time (xorshift64).
struct Reeks(u64);

impl Reeks {
    fn onder(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % n
    }

    fn kies<'a>(&mut self, uit: &[(u64, &'a str)]) -> &'a str {
        let mut n = self.onder(uit.iter().map(|(k, _)| k).sum());
        for (k, wat) in uit {
            if n < *k {
                return wat;
            }
            n -= k;
        }
        ""
    }
}

/// The next number that passes the elfproef.
fn volgend_bsn(na: u32) -> u32 {
    let som = |n: u32| {
        (0..9_u32).fold(0_i64, |s, i| {
            let cijfer = i64::from(n / 10_u32.pow(i) % 10);
            s + cijfer * if i == 0 { -1 } else { i64::from(i) + 1 }
        })
    };
    (na + 1..999_999_999).find(|n| som(*n) % 11 == 0).unwrap_or(na)
}

/// Makes the file.
fn maak(pad: &Path, rijen: u32) -> std::io::Result<()> {
    let mut r = Reeks(20_160_101);
    let mut uit = BufWriter::new(std::fs::File::create(pad)?);
    writeln!(uit, "indicatienummer,bsn,gemeente,agb,functie,klasse,ingangsdatum,einddatum")?;
    let (mut bsn, mut vorige) = (100_000_000, String::new());
    for n in 0..rijen {
        // now and then the very same line again, or the same client once more
        if n > 0 && r.onder(200) == 0 {
            uit.write_all(vorige.as_bytes())?;
            continue;
        }
        if n == 0 || r.onder(100) != 0 {
            bsn = volgend_bsn(bsn);
        }
        vorige.clear();
        let gemeente =
            r.kies(&[(8, "0482"), (40, "0505"), (10, "0531"), (15, "0590"), (12, "0610"), (15, "0642")]);
        let functie = r.kies(&[
            (55, "H300"),
            (10, "BG"),
            (5, "bgi"),
            (5, "H152"),
            (10, "H153"),
            (8, "PV"),
            (5, "H531"),
            (2, "X12"),
        ]);
        let klasse =
            r.kies(&[(25, "1"), (25, "2"), (20, "3"), (12, "4"), (8, "5"), (5, "6"), (3, "7"), (2, "8")]);
        let (jaar, maand, dag) = (2012 + r.onder(4), 1 + r.onder(12), 1 + r.onder(28));
        let agb = 41_410_001 + r.onder(60);
        let einde = match r.onder(10) {
            0 => String::new(),
            1 => "2015-12-31".to_owned(),
            _ => format!("2016-{:02}-{:02}", 1 + r.onder(12), 1 + r.onder(28)),
        };
        let _ = writeln!(
            vorige,
            "{},{bsn:09},{gemeente},{agb},{functie},{klasse},{jaar}-{maand:02}-{dag:02},{einde}",
            500_000_000 + n
        );
        uit.write_all(vorige.as_bytes())?;
    }
    uit.flush()
}

fn uitvoer(c: &mut Command) -> Uitkomst<Value> {
    let naam = c.get_program().to_string_lossy().into_owned();
    let uit = c.output().map_err(|e| format!("{naam} start niet: {e}"))?;
    if !uit.status.success() {
        return Err(format!("{naam}: {}", String::from_utf8_lossy(&uit.stderr)));
    }
    serde_json::from_slice(&uit.stdout).map_err(|e| format!("{naam}: {e}"))
}

/// The figures of both must be the same, to the cent.
fn gelijk(wij: &Value, zij: &Value) -> Uitkomst<()> {
    let mut verschil = Vec::new();
    let mut eis = |wat: String, a: &Value, b: &Value| {
        let nul = |v: &Value| v.is_null() || v.as_i64() == Some(0);
        if a != b && !(nul(a) && nul(b)) {
            verschil.push(format!("{wat}: {a} en {b}"));
        }
    };
    for (soort, n) in wij["uitkomsten"].as_object().into_iter().flatten() {
        eis(soort.clone(), n, &zij["uitkomsten"][soort]);
    }
    eis("fout".into(), &wij["foute_rijen"], &zij["fout"]);
    eis("voor".into(), &wij["voor_cent_per_jaar"], &zij["totaal"][0]);
    eis("na".into(), &wij["na_cent_per_jaar"], &zij["totaal"][1]);
    for snede in ["gemeente", "aanbieder", "klasse"] {
        for deel in wij[format!("per_{snede}")].as_array().into_iter().flatten() {
            let naam = deel[snede].as_str().unwrap_or_default();
            let hun = &zij["sneden"][snede][naam];
            eis(format!("{snede} {naam}"), &deel["uitkomsten"]["omzetten"], &hun[0]);
            eis(format!("{snede} {naam} voor"), &deel["voor_cent_per_jaar"], &hun[1]);
            eis(format!("{snede} {naam} na"), &deel["na_cent_per_jaar"], &hun[2]);
        }
    }
    if verschil.is_empty() {
        Ok(())
    } else {
        Err(format!("omzetting: andere cijfers dan de lus: {}", verschil.join("; ")))
    }
}

/// Makes the rows, compares the figures, measures both in turn.
pub(crate) fn meet(maatwerk: &Path, map: &Path, tabel: &mut Tabel) -> Uitkomst<()> {
    eprintln!("omzetting: {} indicaties", getal(RIJEN));
    let csv: PathBuf = map.join("indicaties.csv");
    maak(&csv, RIJEN).map_err(|e| format!("{}: {e}", csv.display()))?;
    let lus = map.join("omzet.py");
    std::fs::write(&lus, LUS).map_err(|e| format!("{}: {e}", lus.display()))?;
    let uit = map.join("omzetting");
    let wij = || {
        let mut c = meten::opdracht(maatwerk);
        c.args(["omzet", "--kader", KADER, "--proef", "--json", "--uit"]).arg(&uit).arg(&csv);
        c
    };
    let zij = || {
        let mut c = meten::opdracht("python3");
        c.arg(&lus).arg(&csv);
        c
    };
    let mut ons = wij();
    let mut hun = zij();
    gelijk(
        &uitvoer(ons.stdout(std::process::Stdio::piped()))?,
        &uitvoer(hun.stdout(std::process::Stdio::piped()))?,
    )?;
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..RONDES {
        a.push(meten::meet(&mut wij(), &[0])?);
        b.push(meten::meet(&mut zij(), &[0])?);
    }
    let tijd = |m: &[meten::Meting]| mediaan(m.iter().map(|m| m.duur));
    let piek = |m: &[meten::Meting]| m.iter().map(|m| m.piek).max().unwrap_or(0);
    let naam = |wie: &str| format!("{wie}, {} indicaties", getal(RIJEN));
    tabel.feit(&naam("omzet --proef"), &seconden(tijd(&a)), &mib(piek(&a)));
    tabel.feit(&naam("dezelfde sleutel in Python"), &seconden(tijd(&b)), &mib(piek(&b)));
    tabel.hoogstens("omzet --proef", tijd(&a).as_secs_f64(), HOOGSTE_SECONDEN, "s");
    tabel.minstens("Python / omzet --proef", tijd(&b).as_secs_f64() / tijd(&a).as_secs_f64(), KEER, "x");
    tabel.zonder_eis("    geheugen omzet --proef", tabel::in_mib(piek(&a)), "MiB");
    Ok(())
}
