//! Post between two programs: through folders while they are killed, and through a node that listens on this machine.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::{Omgeving, importeer, verzending};
use kern::{Bsn, Gemeentecode};
use ketentest::{Proces, SLEUTEL, bestanden, boek, maatwerk, map, snelle_map};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{Db, Opties, Sleutelbron};

const TIJD: Duration = Duration::from_mins(1);

fn url(pad: &Path) -> String {
    format!("sqlite://{}", pad.display())
}

/// A book of a municipality with so many clients, and a 301 for each that waits to be sent.
fn gemeente(map: &Path, aantal: usize) -> PathBuf {
    let pad = map.join("gemeente.db");
    let sleutel: Vec<u8> =
        (0..SLEUTEL.len()).step_by(2).map(|i| u8::from_str_radix(&SLEUTEL[i..i + 2], 16).unwrap()).collect();
    let sleutel: [u8; 32] = sleutel.try_into().unwrap();
    let db = Db::open_met(&url(&pad), Opties { sleutel: Sleutelbron::Vast(sleutel), ..Opties::default() })
        .unwrap();
    db.migreer().unwrap();
    let o = Omgeving {
        kluis: db.kluis().unwrap(),
        db,
        vandaag: jiff::civil::date(2026, 10, 15),
        nu: "2026-10-15T08:00:00Z".parse().unwrap(),
        wie: "proef".into(),
    };
    let mut c = "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n".to_owned();
    let mut t = "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n".to_owned();
    let bsns = (999_900_000_u32..).map(|n| n.to_string()).filter(|b| Bsn::parse(b).is_ok());
    for (n, bsn) in bsns.take(aantal).enumerate() {
        let _ = writeln!(c, "{bsn},0796,1950-02-03,2,Proef,,A,Kade,{},5211AA,Den Bosch", n + 1);
        let _ =
            writeln!(t, "{},{bsn},0796,75750001,02,02A01,2026-10-01,2026-10-01,2026-12-31,10,04,2,,", n + 1);
    }
    let zet = |naam: &str, tekst: &str| {
        let pad = map.join(naam);
        fs::write(&pad, tekst).unwrap();
        pad
    };
    let k = zet(
        "contracten.csv",
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n0796,75750001,02,02A01,04,6000,2026-01-01,\n",
    );
    let (c, t) = (zet("clienten.csv", &c), zet("toewijzingen.csv", &t));
    importeer::importeer(&o, &[&k, &c, &t]).unwrap();
    o.db.write(|tx| {
        tx.execute(
            store::sql_tekst!("T", "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0796'"),
            &[],
        )
    })
    .unwrap();
    assert_eq!(verzending::toewijzen::maak(&o, Gemeentecode::parse("0796").unwrap()).unwrap(), aantal);
    pad
}

fn tel(pad: &Path, wat: &str) -> i64 {
    if !pad.exists() {
        return 0;
    }
    let db = boek::open(pad);
    if db.controleer_versie().is_err() {
        return 0;
    }
    boek::getal(&db, wat)
}

const WACHT: &str = "SELECT COUNT(*) FROM bericht WHERE richting = 'uit' AND bezorgd_op IS NULL";
const OPEN: &str =
    "SELECT COUNT(*) FROM bericht WHERE soort = 'WMO301' AND richting = 'uit' AND status <> 'goedgekeurd'";
const TOEGEWEZEN: &str = "SELECT COUNT(*) FROM toewijzing";
const DUBBEL: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM bericht GROUP BY gemeente, soort, richting, afzender, identificatie HAVING COUNT(*) > 1) d";
const ONBESTELBAAR: &str = "SELECT (SELECT COUNT(*) FROM post_uit WHERE stand = 'onbestelbaar') + (SELECT COUNT(*) FROM post_in WHERE stand = 'onbestelbaar')";

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

#[test]
fn killed_in_the_middle_nothing_is_lost_and_nothing_comes_twice() {
    const AANTAL: usize = 24;
    let m = snelle_map();
    let m = m.path();
    let g = gemeente(m, AANTAL);
    let a = m.join("aanbieder.db");
    let traag = m.join("wachten.tsv");
    // a try that was broken off is taken up at once; so many tries that a kill never uses them up
    let wachten = vec!["0"; 200].join(" ");
    fs::write(
        &traag,
        format!("wachttijden\t{wachten}\tseconden\tx\nspeling\t0\tpromille\tx\nbezet\t0\tseconden\tx\n"),
    )
    .unwrap();
    let ronde = |kant: &str| {
        let (db, uit, in_) = if kant == "g" { (&g, "heen", "terug") } else { (&a, "terug", "heen") };
        maatwerk([
            "--vandaag".as_ref(),
            "2026-10-15".as_ref(),
            "--db".as_ref(),
            url(db).as_ref() as &std::ffi::OsStr,
        ])
        .erbij(["post", "--post-uit"])
        .erbij([m.join(uit)])
        .erbij(["--post-in"])
        .erbij([m.join(in_)])
        .erbij(["--post-instelling"])
        .erbij([&traag])
    };
    let mut toeval = Toeval(7);
    let (mut keer, mut gedood, mut span) = (0, 0, 100_000);
    let tot = Instant::now() + 6 * TIJD;
    let klaar = || tel(&g, WACHT) == 0 && tel(&a, WACHT) == 0 && tel(&g, OPEN) == 0;
    while !klaar() {
        assert!(
            Instant::now() < tot,
            "na {keer} rondes ({gedood} gedood) nog open: {} toewijzingen, {} en {} berichten wachten, {} en {} onbestelbaar; {:?}",
            tel(&g, OPEN),
            tel(&g, WACHT),
            tel(&a, WACHT),
            tel(&g, ONBESTELBAAR),
            tel(&a, ONBESTELBAAR),
            ronde("g").doe()
        );
        for kant in ["g", "a"] {
            let mut p = ronde(kant).start();
            std::thread::sleep(Duration::from_micros(toeval.onder(span)));
            keer += 1;
            let midden = p.dood();
            gedood += u64::from(midden);
            // about as many are killed as come to their end, on a fast machine and on a slow one
            span = if midden { (span * 5 / 4).min(500_000) } else { (span * 3 / 4).max(2_000) };
            for p in bestanden(m).iter().filter(|p| p.extension().is_some_and(|e| e == "xml")) {
                let Ok(inhoud) = fs::read(p) else { continue };
                assert!(
                    String::from_utf8_lossy(&inhoud).trim_end().ends_with("Bericht>"),
                    "{} is half",
                    p.display()
                );
            }
        }
    }
    // what a killed run left in the folders is cleared without a trace
    std::thread::sleep(Duration::from_millis(2100));
    for kant in ["g", "a", "g", "a", "g"] {
        ronde(kant).doe().eis(0);
    }
    assert_eq!((tel(&a, TOEGEWEZEN), tel(&g, OPEN)), (i64::try_from(AANTAL).unwrap(), 0));
    for db in [&g, &a] {
        assert_eq!((tel(db, DUBBEL), tel(db, ONBESTELBAAR), tel(db, WACHT)), (0, 0, 0), "{}", db.display());
        maatwerk(["--db", &url(db), "audit", "controleer"]).doe().eis(0);
    }
    let los = |naam: &str| {
        bestanden(&m.join(naam)).into_iter().filter(|p| !p.to_string_lossy().contains("gelezen")).count()
    };
    assert_eq!((los("heen"), los("terug")), (0, 0));
    eprintln!("{keer} rondes, waarvan {gedood} midden in het werk gedood");
    assert!(gedood >= 8, "te weinig kills midden in het werk: {gedood} van {keer}");
}

// ---- a node on this machine ------------------------------------------------------------------------------------

/// Takes envelopes of both sides and brings them to the other, each twice; every fourth request it has a fault first.
struct Node {
    adres: String,
    loketten: Arc<Mutex<Vec<(String, String)>>>,
    gebracht: Arc<Mutex<usize>>,
}

fn lees_verzoek(s: &mut BufReader<TcpStream>) -> (String, Vec<u8>) {
    let (mut regel, mut actie, mut lengte) = (String::new(), String::new(), 0);
    while s.read_line(&mut regel).unwrap_or(0) > 0 && regel != "\r\n" {
        let laag = regel.to_lowercase();
        if let Some(w) = laag.strip_prefix("content-length:") {
            lengte = w.trim().parse().unwrap();
        }
        if laag.starts_with("soapaction:") {
            regel[11..].trim().clone_into(&mut actie);
        }
        regel.clear();
    }
    let mut lijf = vec![0; lengte];
    s.read_exact(&mut lijf).unwrap();
    (actie, lijf)
}

fn antwoord(mut s: &TcpStream, status: &str, lijf: &[u8]) {
    let kop = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        lijf.len()
    );
    let _ = s.write_all(kop.as_bytes());
    let _ = s.write_all(lijf);
}

fn breng(adres: &str, lijf: &[u8]) -> Option<u16> {
    let mut s = TcpStream::connect(adres).ok()?;
    s.set_read_timeout(Some(TIJD)).ok()?;
    write!(s, "POST /ggk HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", lijf.len()).ok()?;
    s.write_all(lijf).ok()?;
    let mut uit = String::new();
    s.read_to_string(&mut uit).ok()?;
    uit.split_whitespace().nth(1)?.parse().ok()
}

fn tussen<'a>(tekst: &'a str, van: &str) -> &'a str {
    tekst.split(&format!("{van}>")).nth(1).and_then(|t| t.split('<').next()).unwrap_or_default()
}

impl Node {
    fn start() -> Self {
        let l = TcpListener::bind("127.0.0.1:0").unwrap();
        let adres = format!("http://{}/", l.local_addr().unwrap());
        let loketten: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
        let gebracht: Arc<Mutex<usize>> = Arc::default();
        let (loket, teller) = (loketten.clone(), gebracht.clone());
        std::thread::spawn(move || {
            for (n, s) in l.incoming().enumerate() {
                let s = s.unwrap();
                let mut r = BufReader::new(s.try_clone().unwrap());
                let (actie, lijf) = lees_verzoek(&mut r);
                if n % 4 == 0 {
                    antwoord(&s, "503 Even niet", b"onderhoud");
                    continue;
                }
                let tekst = String::from_utf8_lossy(&lijf).into_owned();
                let ontvanger = tussen(tekst.split("ontvanger>").nth(1).unwrap(), "organisatie").to_owned();
                let naar = loket.lock().unwrap().iter().find(|l| l.0 == ontvanger).unwrap().1.clone();
                assert_eq!(actie.contains("Du01"), tekst.contains("crossRefnummer"), "{actie}");
                for _ in 0..2 {
                    assert_eq!(breng(&naar, &lijf), Some(200));
                }
                *teller.lock().unwrap() += 1;
                if n % 4 == 1 {
                    continue; // delivered, and hangs up before it says so
                }
                let k = tussen(&tekst, "referentienummer");
                let bv03 = format!(
                    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Bv03Bericht xmlns='http://www.egem.nl/StUF/StUF0301'>\
                     <stuurgegevens><berichtcode>Bv03</berichtcode><zender><applicatie>GGk</applicatie></zender>\
                     <ontvanger><applicatie>maatwerk</applicatie></ontvanger><referentienummer>1</referentienummer>\
                     <tijdstipBericht>20261122</tijdstipBericht><crossRefnummer>{k}</crossRefnummer></stuurgegevens></Bv03Bericht></s:Body></s:Envelope>"
                );
                antwoord(&s, "200 OK", bv03.as_bytes());
            }
        });
        Self { adres, loketten, gebracht }
    }
}

/// Starts `serve` with post through the node; gives the address of its counter.
fn serveer(m: &Path, db: &Path, node: &Node, bus: &str) -> (Proces, String) {
    let snel = m.join("snel.tsv");
    let wachten = vec!["1"; 30].join(" ");
    fs::write(
        &snel,
        format!("wachttijden\t{wachten}\tseconden\tx\nspeling\t100\tpromille\tx\nbezet\t60\tseconden\tx\n"),
    )
    .unwrap();
    let mut p = maatwerk(["--vandaag", "2026-10-15", "--db", &url(db), "serve", "--adres", "127.0.0.1:0"])
        .erbij([
            "--post-knooppunt",
            &node.adres,
            "--post-adres",
            "127.0.0.1:0",
            "--post-ritme",
            "1",
            "--post-bus",
        ])
        .erbij([m.join(bus)])
        .erbij(["--post-instelling"])
        .erbij([&snel])
        .start();
    let mut stderr = BufReader::new(p.stderr());
    let (naar, van) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut regel = String::new();
        while stderr.read_line(&mut regel).unwrap_or(0) > 0 {
            if let Some((_, rest)) = regel.split_once("komt binnen op ") {
                let _ = naar.send(rest.trim().to_owned());
            }
            regel.clear();
        }
    });
    let loket = van.recv_timeout(TIJD).expect("een loket");
    (p, loket)
}

#[test]
fn two_programs_meet_through_a_node_that_fails_and_repeats() {
    const AANTAL: usize = 6;
    let m = map();
    let m = m.path();
    let g = gemeente(m, AANTAL);
    let a = m.join("aanbieder.db");
    let node = Node::start();
    let (ag, loket_a) = serveer(m, &a, &node, "bus-a");
    node.loketten.lock().unwrap().push(("75750001".into(), loket_a));
    let (gg, loket_g) = serveer(m, &g, &node, "bus-g");
    node.loketten.lock().unwrap().push(("0796".into(), loket_g));
    // seconds on a machine at rest; a loaded one gets its time
    let tot = Instant::now() + 4 * TIJD;
    while tel(&g, OPEN) > 0 || tel(&g, WACHT) > 0 || tel(&a, WACHT) > 0 {
        assert!(
            Instant::now() < tot,
            "nog open: {} toewijzingen, {} en {} berichten wachten",
            tel(&g, OPEN),
            tel(&g, WACHT),
            tel(&a, WACHT)
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    drop((ag, gg));
    assert_eq!(tel(&a, TOEGEWEZEN), i64::try_from(AANTAL).unwrap());
    for db in [&g, &a] {
        assert_eq!((tel(db, DUBBEL), tel(db, ONBESTELBAAR)), (0, 0), "{}", db.display());
        maatwerk(["--db", &url(db), "audit", "controleer"]).doe().eis(0);
    }
    assert!(*node.gebracht.lock().unwrap() > 2 * AANTAL, "het knooppunt bracht ook dubbele berichten");
    let laatste = maatwerk(["--db", &url(&g), "post", "--post-knooppunt", "https://veilig/"]).doe();
    laatste.eis(2);
    assert!(laatste.fout.contains("Digikoppeling"), "{}", laatste.fout);
}
