//! Measured comparisons: one run, one table. `make bench` builds the program optimised and starts this.
//!
//! What is compared runs in turn (A, B, A, B, …), each in a process of its own, and the median counts. The figures
//! are only told; the exit code is 2 when something could not be measured. Timing is no test: a busy machine must
//! not make a build fail.

mod aanval;
mod adviezen;
mod gegevens;
mod kaal;
mod lezer;
mod meten;
mod omvang;
mod omzetten;
mod pg;
mod tabel;

use crate::gegevens::Gegevens;
use crate::meten::{Meting, mediaan};
use crate::pg::Pg;
use crate::tabel::{Tabel, getal, mib, seconden};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Why something could not be measured.
type Uitkomst<T> = Result<T, String>;

/// Lines of the claim that the times are measured on.
const REGELS: u32 = 100_000;
/// Every measurement is done so often.
const RONDES: usize = 5;
/// Memory at any time, whatever the size of the message.
const HOOGSTE_MIB: f64 = 128.0;
/// The day on which the claim is received.
const VANDAAG: &str = "2026-10-06";

fn main() -> ExitCode {
    match doe() {
        Ok(()) => ExitCode::SUCCESS,
        Err(waarom) => {
            eprintln!("bench: niet gemeten: {waarom}");
            ExitCode::from(2)
        }
    }
}

/// What is needed to measure.
struct Proef {
    maatwerk: PathBuf,
    schema: PathBuf,
    map: PathBuf,
    pg: Option<Pg>,
}

fn doe() -> Uitkomst<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let getal_na = |naam: &str| {
        args.iter().position(|a| a == naam).and_then(|i| args.get(i + 1)).and_then(|t| t.parse::<u32>().ok())
    };
    let regels = getal_na("--regels").unwrap_or(REGELS);
    let groot = !args.iter().any(|a| a == "--klein")
        && std::env::var("BENCH_GROOT").map_or(true, |v| v != "0" && !v.is_empty());
    let tijdelijk = tempfile::tempdir().map_err(|e| format!("geen tijdelijke map: {e}"))?;
    let map = args
        .iter()
        .position(|a| a == "--map")
        .and_then(|i| args.get(i + 1))
        .map_or_else(|| tijdelijk.path().to_owned(), PathBuf::from);
    std::fs::create_dir_all(&map).map_err(|e| format!("{}: {e}", map.display()))?;
    if args.iter().any(|a| a == "--alleen-gegevens") {
        let g = Gegevens::maak(&map, regels)?;
        println!("{}\n{}", g.bericht.display(), g.db.display());
        return Ok(());
    }
    if args.iter().any(|a| a == "--alleen-aanval") {
        let mut tabel = Tabel::new();
        println!("{}", meten::machine());
        aanval::meet(&map, &mut tabel)?;
        tabel.toon();
        return Ok(());
    }
    if args.iter().any(|a| a == "--alleen-advies") {
        let mut tabel = Tabel::new();
        println!("{}", meten::machine());
        adviezen::meet(&mut tabel)?;
        tabel.toon();
        return Ok(());
    }
    if args.iter().any(|a| a == "--alleen-omzetting") {
        let mut tabel = Tabel::new();
        println!("{}", meten::machine());
        omzetten::meet(&programma()?, &map, &mut tabel)?;
        tabel.toon();
        return Ok(());
    }
    let proef = Proef { maatwerk: programma()?, schema: schema()?, map, pg: Pg::uit_omgeving() };

    let mut tabel = Tabel::new();
    eprintln!("gegevens maken: {} regels", getal(regels));
    let g = Gegevens::maak(&proef.map, regels)?;
    println!("{}", meten::machine());
    println!(
        "WMO323 met {} regels over {} clienten, {} MB; {} regels zijn fout (tarief, toewijzing, periode, product).",
        getal(g.regels),
        getal(g.clienten),
        g.grootte / 1_000_000,
        getal(g.fout)
    );
    match &proef.pg {
        Some(pg) => println!("{}", pg.versie()?),
        None => println!("PostgreSQL: niet gemeten, er is geen server (zie scripts/bench.sh)."),
    }
    println!("Om en om gemeten, mediaan van {RONDES}; geheugen is de hoogste stand van het proces.\n");
    if args.iter().any(|a| a == "--alleen-omvang") {
        let n = f64::from(g.regels);
        let [a, b] = [proef.controleer(&g.bericht)?, proef.verwerk(&g, &proef.map.join("proef.db"))?];
        let per_regel = [a, b].map(|m| (m.duur.as_secs_f64() / n, m.piek));
        omvang::meet(&proef, per_regel, regels, groot, &mut tabel)?;
        tabel.toon();
        return Ok(());
    }
    let per_regel = tijden(&proef, &g, &mut tabel)?;
    // what was measured is told, even when a later part cannot be
    let rest = omvang::meet(&proef, per_regel, regels, groot, &mut tabel)
        .and_then(|()| lezen(&g, &mut tabel))
        .and_then(|()| dienst(&proef, &g, &mut tabel))
        .and_then(|()| aanval::meet(&proef.map, &mut tabel))
        .and_then(|()| omzetten::meet(&proef.maatwerk, &proef.map, &mut tabel))
        .and_then(|()| adviezen::meet(&mut tabel));
    tabel.toon();
    rest
}

fn programma() -> Uitkomst<PathBuf> {
    let pad = match std::env::var_os("MAATWERK_BIN") {
        Some(p) => PathBuf::from(p),
        None => std::env::current_exe().map_err(|e| e.to_string())?.with_file_name("maatwerk"),
    };
    if pad.is_file() {
        Ok(pad)
    } else {
        Err(format!("{} is er niet; bouw eerst: cargo build --release -p cli", pad.display()))
    }
}

fn schema() -> Uitkomst<PathBuf> {
    let pak = std::env::var_os("IWMO_PACK")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/iwmo-3.2"), PathBuf::from);
    let pad = pak.join("xsd/wmo323.xsd");
    if pad.is_file() {
        Ok(pad)
    } else {
        Err(format!("{} is er niet; zet IWMO_PACK op de map van het iWmo 3.2-pakket", pad.display()))
    }
}

impl Proef {
    fn xmllint(&self, bericht: &Path, stroom: bool) -> Uitkomst<Meting> {
        let mut c = meten::opdracht("xmllint");
        if stroom {
            c.arg("--stream");
        }
        c.arg("--noout").arg("--schema").arg(&self.schema).arg(bericht);
        meten::meet(&mut c, &[0])
    }

    fn controleer(&self, bericht: &Path) -> Uitkomst<Meting> {
        let mut c = meten::opdracht(&self.maatwerk);
        c.args(["bericht", "controleer"]).arg(bericht);
        meten::meet(&mut c, &[0])
    }

    /// On a fresh copy of the prepared database.
    fn verwerk(&self, g: &Gegevens, db: &Path) -> Uitkomst<Meting> {
        g.kopie(db)?;
        let uit = self.map.join("uit");
        let mut c = meten::opdracht(&self.maatwerk);
        c.arg("--db").arg(format!("sqlite://{}", db.display()));
        c.args(["--vandaag", VANDAAG, "bericht", "verwerk", "--uit"]).arg(&uit).arg(&g.bericht);
        meten::meet(&mut c, &[1])
    }

    /// The same on PostgreSQL, in a fresh copy as well.
    fn verwerk_pg(&self, pg: &Pg, g: &Gegevens) -> Uitkomst<Meting> {
        let url = pg.kopie()?;
        let uit = self.map.join("uit-pg");
        let mut c = meten::opdracht(&self.maatwerk);
        c.env("MAATWERK_SLEUTELBESTAND", g.sleutel()).args(["--db", &url]);
        c.args(["--vandaag", VANDAAG, "bericht", "verwerk", "--uit"]).arg(&uit).arg(&g.bericht);
        meten::meet(&mut c, &[1])
    }
}

/// The comparisons on the message itself. Gives the median time per line and the peak of checking and receiving.
fn tijden(proef: &Proef, g: &Gegevens, tabel: &mut Tabel) -> Uitkomst<[(f64, u64); 2]> {
    let db = proef.map.join("proef.db");
    let (mut lint, mut stroom, mut contr, mut verw) = (vec![], vec![], vec![], vec![]);
    let (mut lus, mut lus_kaal, mut verw_pg) = (vec![], vec![], vec![]);
    // once without counting: programs and files are in memory from here on
    proef.xmllint(&g.bericht, false)?;
    proef.controleer(&g.bericht)?;
    proef.verwerk(g, &db)?;
    g.klopt(&db)?;
    let rijen = kaal::Rijen::lees(&db)?;
    if let Some(pg) = &proef.pg {
        pg.bereid_voor(g)?;
        proef.verwerk_pg(pg, g)?;
        pg.klopt(g)?;
    }
    for ronde in 1..=RONDES {
        eprintln!("ronde {ronde} van {RONDES}");
        lint.push(proef.xmllint(&g.bericht, false)?);
        contr.push(proef.controleer(&g.bericht)?);
        verw.push(proef.verwerk(g, &db)?);
        if let Some(pg) = &proef.pg {
            verw_pg.push(proef.verwerk_pg(pg, g)?);
        }
        stroom.push(proef.xmllint(&g.bericht, true)?);
        lus.push(rijen.schrijf(g, &db, true)?);
        lus_kaal.push(rijen.schrijf(g, &db, false)?);
    }
    let [x, xs, a, b] = [&lint, &stroom, &contr, &verw].map(|m| mediaan(m.iter().map(|m| m.duur)));
    let [l, lk] = [&lus, &lus_kaal].map(|m| mediaan(m.iter().copied()));
    let piek = |m: &[Meting]| m.iter().map(|m| m.piek).max().unwrap_or(0);
    let keer = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    tabel.feit("xmllint --noout --schema", &seconden(x), &mib(piek(&lint)));
    tabel.feit("xmllint --stream --noout --schema", &seconden(xs), &mib(piek(&stroom)));
    tabel.feit("bericht controleer", &seconden(a), &mib(piek(&contr)));
    tabel.feit("bericht verwerk, alles in SQLite", &seconden(b), &mib(piek(&verw)));
    if let Some(pg) = &proef.pg {
        pg.klopt(g)?;
        pg.ruim_op()?;
        let d = mediaan(verw_pg.iter().map(|m| m.duur));
        tabel.feit("bericht verwerk, alles in PostgreSQL", &seconden(d), &mib(piek(&verw_pg)));
        tabel.hoogstens("verwerk op PostgreSQL / xmllint", keer(d, x), 2.0, "x");
        tabel.hoogstens("geheugen verwerk op PostgreSQL", tabel::in_mib(piek(&verw_pg)), HOOGSTE_MIB, "MiB");
    }
    tabel.feit("kale lus: dezelfde rijen in SQLite", &seconden(l), "");
    tabel.feit("kale lus: zonder tweede indexen", &seconden(lk), "");
    tabel.hoogstens("controleer / xmllint", keer(a, x), 0.6, "x");
    tabel.hoogstens("verwerk op SQLite / xmllint", keer(b, x), 1.3, "x");
    tabel.hoogstens("verwerk op SQLite / kale lus", keer(b, l), 4.0, "x");
    tabel.zonder_eis("    verwerk / kale lus zonder tweede indexen", keer(b, lk), "x");
    tabel.zonder_eis("    controleer / xmllint --stream", keer(a, xs), "x");
    let n = f64::from(g.regels);
    Ok([(a, &contr), (b, &verw)].map(|(d, m)| (d.as_secs_f64() / n, piek(m))))
}

/// The reader alone, beside a walk over the events of the same bytes.
fn lezen(g: &Gegevens, tabel: &mut Tabel) -> Uitkomst<()> {
    eprintln!("lezer");
    let t = lezer::meet(&g.bericht, RONDES)?;
    let per_seconde = |d: Duration| tabel::in_mb(g.grootte) / d.as_secs_f64();
    tabel.feit("lezer alleen, uit het geheugen", &seconden(t.lezer), "");
    tabel.feit("quick-xml, alleen gebeurtenissen", &seconden(t.kaal), "");
    tabel.zonder_eis("lezer alleen (eis: 400 MB/s, of de regel hieronder)", per_seconde(t.lezer), "MB/s");
    tabel.hoogstens("lezer / quick-xml", t.lezer.as_secs_f64() / t.kaal.as_secs_f64(), 2.0, "x");
    Ok(())
}

/// How soon `serve` answers, and what it takes while nobody asks anything.
fn dienst(proef: &Proef, g: &Gegevens, tabel: &mut Tabel) -> Uitkomst<()> {
    eprintln!("serve");
    let (mut tijden, mut rust) = (Vec::new(), 0);
    for _ in 0..RONDES {
        let (duur, rss) = meten::serve(&proef.maatwerk, &g.db)?;
        tijden.push(duur);
        rust = rust.max(rss);
    }
    tabel.hoogstens("serve: eerste antwoord", mediaan(tijden).as_secs_f64() * 1e3, 100.0, "ms");
    tabel.hoogstens("serve: geheugen in rust", tabel::in_mib(rust), 80.0, "MiB");
    Ok(())
}
