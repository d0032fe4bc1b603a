//! The program killed at any moment, again and again: nothing lost, nothing twice.
//!
//! A month is filled while it is killed (SIGKILL) at seeded moments; what stands at the end must be what an
//! undisturbed run leaves. `MAATWERK_SOAK=200` does it 200 times.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ketentest::boek;
use ketentest::{Opdracht, bestanden, maatwerk, snelle_map, vingerafdruk};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// One in so many clients: a run takes seconds, and passes through every step. A fixed day makes even the hashes of
/// the event log the same.
const DEMO: [&str; 7] = ["demo", "--alleen-vullen", "--vandaag", "2026-10-17", "--deel", "40", "--map"];

fn vul(map: &Path) -> Opdracht {
    maatwerk(DEMO.map(Path::new).into_iter().chain([map]))
}

type Boek = BTreeMap<String, Vec<String>>;

struct Eind {
    boeken: [Boek; 2],
    bestanden: Vec<(PathBuf, Vec<u8>)>,
}

fn eind(map: &Path) -> Eind {
    let boeken = ["maatwerk.db", "aanbieders.db"].map(|n| boek::inhoud(&boek::open(&map.join(n))));
    Eind { boeken, bestanden: vingerafdruk(map) }
}

/// SplitMix64.
struct Toeval(u64);

impl Toeval {
    fn onder(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// What is left on the disk while nothing runs: no half file under a name that somebody reads.
fn geen_halve_bestanden(map: &Path) {
    for p in bestanden(map).iter().filter(|p| p.extension().is_some_and(|e| e == "xml")) {
        let inhoud = fs::read(p).unwrap();
        let slot = String::from_utf8_lossy(&inhoud[inhoud.len().saturating_sub(40)..]).into_owned();
        let heel = slot.trim_end().ends_with("Bericht>") || slot.trim_end().ends_with("</Document>");
        assert!(heel, "{} is half: …{slot}", p.display());
    }
}

/// Nothing paid twice, and never more than was approved: at every moment, so also right after a kill.
fn niets_dubbel(map: &Path) {
    let pad = map.join("maatwerk.db");
    if !pad.exists() {
        return;
    }
    let db = boek::open(&pad);
    if db.controleer_versie().is_err() {
        return; // killed before there was a book
    }
    let scheef = boek::getal(
        &db,
        "SELECT COUNT(*) FROM betaalregel b LEFT JOIN declaratieregel r \
         ON r.gemeente = b.gemeente AND r.bericht = b.bericht AND r.volgnr = b.volgnr \
         WHERE r.status IS NULL OR r.status <> 1 OR r.bedrag <> b.bedrag",
    );
    assert_eq!(scheef, 0, "betaald zonder goedgekeurde regel");
    let verschil = boek::getal(
        &db,
        "SELECT (SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM betaalregel) \
              - (SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM betaalbatch)",
    );
    assert_eq!(verschil, 0, "een batch is zijn regels");
}

#[test]
fn killed_at_any_moment_the_month_ends_the_same() {
    let rondes: u64 = std::env::var("MAATWERK_SOAK").ok().and_then(|t| t.parse().ok()).unwrap_or(20);
    let map = snelle_map();
    let gaaf = map.path().join("gaaf");
    ketentest::programma(); // a build does not count as a run
    let begin = Instant::now();
    vul(&gaaf).doe().eis(0);
    let mut duur = u64::try_from(begin.elapsed().as_millis()).unwrap().max(200);
    let verwacht = eind(&gaaf);
    assert!(verwacht.boeken[0]["betaalregel"].len() > 100);
    assert!(verwacht.bestanden.len() > 300);

    let (mut keer, mut over) = (0, 0);
    for ronde in 0..rondes {
        let mut toeval = Toeval(ronde);
        let d = map.path().join(format!("ronde-{ronde}"));
        // One kill with the moments spread over the run; every fourth round it is killed several times over.
        let kills = if ronde % 4 == 3 { 2 + toeval.onder(4) } else { 1 };
        for k in 0..kills {
            let deel = if kills == 1 {
                (ronde * 1000 + toeval.onder(1000)) / rondes
            } else {
                toeval.onder(2000 / (kills + k) + 1)
            };
            // Over before the kill: again from the start, and sooner when a whole run went faster than the first one.
            loop {
                let vers = !d.exists();
                let mut p = vul(&d).start();
                std::thread::sleep(Duration::from_millis(duur * deel / 1000));
                if p.dood() {
                    break;
                }
                fs::remove_dir_all(&d).unwrap();
                duur = if vers { duur * 4 / 5 } else { duur };
                over += 1;
            }
            keer += 1;
            geen_halve_bestanden(&d);
            niets_dubbel(&d);
        }
        vul(&d).doe().eis(0);
        let uit = eind(&d);
        for (naam, a, b) in [
            ("regio", &verwacht.boeken[0], &uit.boeken[0]),
            ("aanbieders", &verwacht.boeken[1], &uit.boeken[1]),
        ] {
            let v = boek::verschil(a, b);
            assert!(v.is_empty(), "ronde {ronde}, boek {naam} (tabel, alleen gaaf, alleen hier): {v:#?}");
        }
        let namen = |e: &Eind| e.bestanden.iter().map(|b| b.0.clone()).collect::<Vec<_>>();
        assert_eq!(namen(&verwacht), namen(&uit), "ronde {ronde}: dezelfde bestanden");
        for (a, b) in verwacht.bestanden.iter().zip(&uit.bestanden) {
            assert!(a == b, "ronde {ronde}: {} heeft een andere inhoud", a.0.display());
        }
        for naam in ["maatwerk.db", "aanbieders.db"] {
            let url = format!("sqlite://{}", d.join(naam).display());
            maatwerk(["--db", &url, "audit", "controleer"]).doe().eis(0);
        }
        fs::remove_dir_all(&d).unwrap();
    }
    eprintln!("{rondes} rondes, {keer} keer midden in het werk gedood; {over} keer was het werk al af");
}
