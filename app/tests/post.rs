//! Two books that write to each other over transports that fail in every way: nothing lost, nothing twice.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::post::{Postkamer, Richting, Verslag, afhandelen, opnieuw, ronde};
use app::vragen::VraagFout;
use app::{Gebruiker, Omgeving, Rol, importeer, verzending};
use jiff::{SignedDuration, Timestamp};
use kern::Gemeentecode;
use post::bezorging::Instelling;
use post::map::Map;
use post::{Binnen, Brief, Inhoud, PostFout, Transport};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use store::proef::{Proef, SLEUTEL};
use store::{Db, Kluis, sql_tekst};

const AGB: &str = "75750001";

fn g() -> Gemeentecode {
    Gemeentecode::parse("0796").unwrap()
}

fn begin() -> Timestamp {
    "2026-10-15T08:00:00Z".parse().unwrap()
}

fn omgeving(db: &Db) -> Omgeving {
    Omgeving {
        db: db.clone(),
        kluis: Kluis::open(SLEUTEL),
        vandaag: jiff::civil::date(2026, 10, 15),
        nu: begin(),
        wie: "proef".into(),
    }
}

fn wie(rol: Rol, gemeenten: &[&str]) -> Gebruiker {
    Gebruiker {
        id: 1,
        weergavenaam: "Post Meester".into(),
        rol,
        gemeenten: gemeenten.iter().map(|c| Gemeentecode::parse(c).unwrap()).collect(),
        agb: None,
    }
}

/// Three tries: after a minute and after five.
fn instelling() -> Instelling {
    Instelling {
        wachttijden: vec![SignedDuration::from_mins(1), SignedDuration::from_mins(5)],
        speling: 0,
        bezet: SignedDuration::from_mins(10),
    }
}

/// A clock that a test sets.
struct Klok(AtomicI64);

impl Klok {
    fn new() -> Self {
        Self(AtomicI64::new(0))
    }
    fn verder(&self, minuten: i64) {
        self.0.fetch_add(minuten * 60, Ordering::SeqCst);
    }
    fn nu(&self) -> Timestamp {
        begin() + SignedDuration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

fn doe(db: &Db, t: &dyn Transport, klok: &Klok) -> Verslag {
    let i = instelling();
    let nu = || klok.nu();
    ronde(&omgeving(db), t, &Postkamer { instelling: &i, gemeente: None, klok: &nu }).unwrap()
}

fn getal(db: &Db, tekst: store::Sql) -> i64 {
    db.read(|tx| tx.query_one(tekst, &[], |r| r.i64(0))).unwrap()
}

/// Stand and number of tries of everything in the outbox list.
fn standen(db: &Db) -> Vec<(i64, String, i64)> {
    let t = sql_tekst!(
        "T",
        "SELECT bericht, stand, pogingen FROM post_uit WHERE gemeente = '0796' ORDER BY bericht"
    );
    db.read(|tx| tx.query_alle(t, &[], |r| Ok((r.i64(0)?, r.string(1)?, r.i64(2)?)))).unwrap()
}

fn gebeurtenissen(db: &Db, soort: &str) -> i64 {
    let t = sql_tekst!("T", "SELECT COUNT(*) FROM gebeurtenis WHERE gemeente = '0796' AND soort = $1");
    db.read(|tx| tx.query_one(t, &[soort.into()], |r| r.i64(0))).unwrap()
}

const WACHT: store::Sql = sql_tekst!(
    "T",
    "SELECT COUNT(*) FROM bericht WHERE gemeente = '0796' AND richting = 'uit' AND bezorgd_op IS NULL"
);
const ONTVANGEN: store::Sql =
    sql_tekst!("T", "SELECT COUNT(*) FROM bericht WHERE gemeente = '0796' AND richting = 'in'");
const LOOPT: store::Sql = sql_tekst!("T", "SELECT COUNT(*) FROM toewijzing WHERE gemeente = '0796'");

/// Fills the book of a municipality with clients, and a 301 for each that waits.
fn gemeente(db: &Db, map: &Path, aantal: usize) {
    let bsns = [
        "999900006",
        "999900018",
        "999900031",
        "999900043",
        "999900055",
        "999900067",
        "999900079",
        "999900080",
        "999900092",
    ];
    let o = omgeving(db);
    let mut clienten =
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n".to_owned();
    let mut toewijzingen = "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n".to_owned();
    let goed = bsns.iter().filter(|b| kern::Bsn::parse(b).is_ok()).take(aantal);
    for (n, bsn) in goed.enumerate() {
        let _ = writeln!(clienten, "{bsn},0796,1950-02-03,2,Proef,,A,Kade,{},5211AA,Den Bosch", n + 1);
        let _ = writeln!(
            toewijzingen,
            "{},{bsn},0796,{AGB},02,02A01,2026-10-01,2026-10-01,2026-12-31,10,04,2,,",
            n + 1
        );
    }
    let zet = |naam: &str, tekst: &str| {
        let pad = map.join(naam);
        std::fs::write(&pad, tekst).unwrap();
        pad
    };
    let c = zet(
        "contracten.csv",
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n0796,75750001,02,02A01,04,6000,2026-01-01,\n",
    );
    let k = zet("clienten.csv", &clienten);
    let t = zet("toewijzingen.csv", &toewijzingen);
    importeer::importeer(&o, &[&c, &k, &t]).unwrap();
    db.write(|tx| {
        tx.execute(sql_tekst!("T", "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0796'"), &[])
    })
    .unwrap();
    assert_eq!(verzending::toewijzen::maak(&o, g()).unwrap(), aantal);
}

/// Two folders between a municipality and a provider, seen from both sides.
fn mappen(map: &Path) -> (Map, Map) {
    let (heen, terug) = (map.join("heen"), map.join("terug"));
    let paar = |uit: &PathBuf, binnen: &PathBuf| Map {
        rust: Duration::ZERO,
        ..Map::new(Some(uit.clone()), Some(binnen.clone()))
    };
    (paar(&heen, &terug), paar(&terug, &heen))
}

fn namen(map: &Path) -> Vec<String> {
    let Ok(lijst) = std::fs::read_dir(map) else { return Vec::new() };
    let mut n: Vec<_> = lijst.map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
    n.sort();
    n
}

/// What a scripted transport does with a message that is sent.
#[derive(Debug, Clone)]
enum Doe {
    Goed,
    Fout(PostFout),
    /// Arrives, but we are not told.
    GoedZonderBevestiging,
}

/// Reference, reference of what it answers, bytes.
type Aangekomen = (String, Option<Option<String>>, Vec<u8>);

/// A node in memory: does what the test says, and keeps what arrived.
#[derive(Default)]
struct Bus {
    doe: Mutex<VecDeque<Doe>>,
    altijd: Option<PostFout>,
    aan: Mutex<Vec<Aangekomen>>,
    in_: Mutex<Vec<(String, In)>>,
    map: Option<tempfile::TempDir>,
    /// Runs while the first message is on its way.
    onderweg: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    /// How often putting apart fails still.
    apart_mislukt: Mutex<u32>,
}

#[derive(Debug, Clone)]
enum In {
    Bericht(Vec<u8>, Option<String>),
    Weigering(String, PostFout),
    Kapot,
}

impl Transport for Bus {
    fn naam(&self) -> &'static str {
        "knooppunt"
    }
    fn verstuurt(&self) -> bool {
        true
    }
    fn ontvangt(&self) -> bool {
        true
    }
    fn verstuur(&self, b: &Brief, inhoud: &mut dyn Read) -> Result<(), PostFout> {
        let mut bytes = Vec::new();
        inhoud.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes.len() as u64, b.grootte);
        if let Some(f) = &self.altijd {
            return Err(f.clone());
        }
        if let Some(f) = self.onderweg.lock().unwrap().take() {
            f();
        }
        let doe = self.doe.lock().unwrap().pop_front().unwrap_or(Doe::Goed);
        if !matches!(doe, Doe::Fout(_)) {
            self.aan.lock().unwrap().push((b.kenmerk.clone(), b.antwoord_op.clone(), bytes));
        }
        match doe {
            Doe::Goed => Ok(()),
            Doe::Fout(f) => Err(f),
            Doe::GoedZonderBevestiging => Err(PostFout::tijdelijk("de verbinding is verbroken")),
        }
    }
    fn wachtend(&self, hoogstens: usize) -> Result<Vec<String>, PostFout> {
        Ok(self.in_.lock().unwrap().iter().map(|(n, _)| n.clone()).take(hoogstens).collect())
    }
    fn open(&self, naam: &str) -> Result<Option<Binnen>, PostFout> {
        let Some((_, wat)) = self.in_.lock().unwrap().iter().find(|(n, _)| n == naam).cloned() else {
            return Ok(None);
        };
        let inhoud = match wat {
            In::Bericht(bytes, kenmerk) => {
                let pad = self.map.as_ref().unwrap().path().join(naam);
                std::fs::write(&pad, bytes).unwrap();
                Inhoud::Bericht { pad, kenmerk }
            }
            In::Weigering(kenmerk, fout) => Inhoud::Weigering { kenmerk, fout },
            In::Kapot => return Err(PostFout::blijvend("de envelop is geen goede XML")),
        };
        Ok(Some(Binnen::new(naam, inhoud)))
    }
    fn gelezen(&self, naam: &str) -> Result<(), PostFout> {
        self.in_.lock().unwrap().retain(|(n, _)| n != naam);
        Ok(())
    }
    fn mislukt(&self, naam: &str, _: &str) -> Result<(), PostFout> {
        let mut nog = self.apart_mislukt.lock().unwrap();
        if *nog > 0 {
            *nog -= 1;
            return Err(PostFout::tijdelijk("de map is er even niet"));
        }
        self.gelezen(naam)
    }
    fn terug(&self, _: &str) -> Result<(), PostFout> {
        Ok(())
    }
}

fn bus(doe: impl IntoIterator<Item = Doe>) -> Bus {
    Bus {
        doe: Mutex::new(doe.into_iter().collect()),
        map: Some(tempfile::tempdir().unwrap()),
        ..Bus::default()
    }
}

fn even() -> Doe {
    Doe::Fout(PostFout::tijdelijk("de ander is er even niet"))
}

store::op_beide! {
    fn two_books_meet_through_folders(proef) {
        let map = tempfile::tempdir().unwrap();
        let ander = Proef::sqlite();
        gemeente(proef.db(), map.path(), 3);
        let (g_kant, a_kant) = mappen(map.path());
        let klok = Klok::new();
        let v = doe(proef.db(), &g_kant, &klok);
        assert_eq!((v.verzonden.len(), v.onbestelbaar.len()), (3, 0), "{v:?}");
        let v = doe(ander.db(), &a_kant, &klok);
        assert_eq!((v.ontvangen.len(), v.verzonden.len()), (3, 3), "ontvangen en meteen beantwoord: {v:?}");
        assert_eq!((getal(ander.db(), LOOPT), getal(ander.db(), WACHT)), (3, 0));
        let v = doe(proef.db(), &g_kant, &klok);
        assert_eq!((v.ontvangen.len(), v.onbestelbaar.len()), (3, 0), "{v:?}");
        assert!(doe(proef.db(), &g_kant, &klok).is_leeg() && doe(ander.db(), &a_kant, &klok).is_leeg());
        let rest: Vec<_> = namen(&map.path().join("heen")).into_iter().filter(|n| n != "gelezen").collect();
        assert_eq!((rest, namen(&map.path().join("heen/gelezen")).len()), (vec![], 3));
        let goed = sql_tekst!("T", "SELECT COUNT(*) FROM bericht WHERE gemeente = '0796' AND soort = 'WMO301' AND status = 'goedgekeurd'");
        assert_eq!(getal(proef.db(), goed), 3, "elke 301 is goedgekeurd door de aanbieder");
    }

    fn op286_a_rejected_message_that_is_sent_again_travels_again(proef) {
        let map = tempfile::tempdir().unwrap();
        let ander = Proef::sqlite();
        gemeente(proef.db(), map.path(), 1);
        let (g_kant, a_kant) = mappen(map.path());
        let klok = Klok::new();
        let rond = || {
            let v = [doe(proef.db(), &g_kant, &klok), doe(ander.db(), &a_kant, &klok), doe(proef.db(), &g_kant, &klok)];
            assert!(v.iter().all(|v| v.onbestelbaar.is_empty() && v.later.is_empty()), "{v:?}");
            let t = sql_tekst!("T", "SELECT status FROM bericht WHERE gemeente = '0796' AND soort = 'WMO301'");
            let status = proef.db().read(|tx| tx.query_one(t, &[], |r| r.string(0))).unwrap();
            (status, v[0].verzonden.len(), v[1].verzonden.len(), v[2].ontvangen.len())
        };
        // the number stands there for somebody else (TR332)
        let t = sql_tekst!("T", "INSERT INTO toewijzing (gemeente, nummer, client, agb, toewijzingsdatum, ingangsdatum)
            VALUES ('0796', 1, 77, '75750001', '2026-10-01', '2026-10-01')");
        ander.db().write(|tx| tx.execute(t, &[])).unwrap();
        assert_eq!(rond(), ("afgekeurd".into(), 1, 1, 1));
        let o = omgeving(proef.db());
        assert_eq!(verzending::opnieuw::verstuur(&o, g(), 1).unwrap(), Ok(()));
        // the same verdict, in the very same answer
        assert_eq!(rond(), ("afgekeurd".into(), 1, 1, 1));
        assert_eq!(getal(proef.db(), ONTVANGEN), 1);
        ander.db().write(|tx| tx.execute(sql_tekst!("T", "DELETE FROM toewijzing WHERE gemeente = '0796'"), &[])).unwrap();
        assert_eq!(verzending::opnieuw::verstuur(&o, g(), 1).unwrap(), Ok(()));
        assert_eq!(rond(), ("goedgekeurd".into(), 1, 1, 1));
        assert_eq!((getal(ander.db(), LOOPT), getal(proef.db(), WACHT)), (1, 0));
    }

    fn it_waits_tries_again_and_ends(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let klok = Klok::new();
        let b = bus([even(), even(), even()]);
        assert_eq!(doe(proef.db(), &b, &klok).later.len(), 1);
        assert!(doe(proef.db(), &b, &klok).is_leeg(), "nog niet aan de beurt");
        klok.verder(1);
        assert_eq!(doe(proef.db(), &b, &klok).later.len(), 1);
        klok.verder(4);
        assert!(doe(proef.db(), &b, &klok).is_leeg(), "de tweede wachttijd is langer");
        klok.verder(1);
        let v = doe(proef.db(), &b, &klok);
        assert_eq!(v.onbestelbaar.len(), 1, "{v:?}");
        assert_eq!(standen(proef.db()), [(1, "onbestelbaar".to_owned(), 3)]);
        assert_eq!(gebeurtenissen(proef.db(), "bericht onbestelbaar"), 1);
        klok.verder(10_000);
        assert!(doe(proef.db(), &b, &klok).is_leeg());
        assert_eq!(app::uitbox::bezorg(&omgeving(proef.db()), g(), map.path()).unwrap(), [""; 0], "opgegeven is opgegeven");
        // a person has it tried again, under another reference
        opnieuw(&omgeving(proef.db()), &wie(Rol::Backoffice, &["0796"]), Richting::Uit, g(), 1).unwrap();
        let v = doe(proef.db(), &b, &klok);
        assert_eq!(v.verzonden.len(), 1, "{v:?}");
        assert_eq!((getal(proef.db(), WACHT), gebeurtenissen(proef.db(), "post opnieuw geprobeerd")), (0, 1));
        let eerst = post::kenmerk_van("0796", 1, 0, &[]);
        assert_ne!(b.aan.lock().unwrap()[0].0, eerst);
    }

    fn a_poison_message_does_not_hold_up_the_rest(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 3);
        let klok = Klok::new();
        let nee = Doe::Fout(PostFout::blijvend("Niet aangesloten, client 999900006").met_code("IB010"));
        let b = bus([nee, Doe::Goed, even()]);
        let v = doe(proef.db(), &b, &klok);
        assert_eq!((v.onbestelbaar.len(), v.verzonden.len(), v.later.len()), (1, 1, 1));
        assert_eq!(v.onbestelbaar[0].1, "IB010: Niet aangesloten, client •••");
        let t = sql_tekst!("T", "SELECT code, fout FROM post_uit WHERE gemeente = '0796' AND bericht = 1");
        let (code, fout) = proef.db().read(|tx| tx.query_one(t, &[], |r| Ok((r.string(0)?, r.string(1)?)))).unwrap();
        assert_eq!((code.as_str(), fout.as_str()), ("IB010", "Niet aangesloten, client •••"));
        klok.verder(1);
        assert_eq!(doe(proef.db(), &b, &klok).verzonden.len(), 1);
    }

    fn what_arrived_unseen_is_sent_again_under_the_same_reference(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let klok = Klok::new();
        let dubbel = Doe::Fout(PostFout::blijvend("Referentienummer is niet uniek.").met_code("IB016"));
        let b = bus([Doe::GoedZonderBevestiging, Doe::GoedZonderBevestiging, dubbel]);
        doe(proef.db(), &b, &klok);
        klok.verder(1);
        doe(proef.db(), &b, &klok);
        klok.verder(5);
        let v = doe(proef.db(), &b, &klok);
        assert_eq!((v.verzonden.len(), v.onbestelbaar.len()), (1, 0), "die eerdere poging was aangekomen: {v:?}");
        let aan = b.aan.lock().unwrap();
        assert_eq!((aan.len(), &aan[0]), (2, &aan[1]), "zelfde kenmerk, zelfde bytes");
    }

    fn a_killed_try_is_taken_up_and_counted(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let klok = Klok::new();
        // the program stops while the message is on its way, in each of the three tries
        for n in 1..=3_i64 {
            let t = sql_tekst!("T", "INSERT INTO post_uit (gemeente, bericht, stand, reeks, pogingen, volgende_op, transport, kenmerk, gewijzigd_op)
                VALUES ('0796', 1, 'wacht', 0, $1, $2, 'knooppunt', 'k', $2)
                ON CONFLICT (gemeente, bericht) DO UPDATE SET pogingen = excluded.pogingen, volgende_op = excluded.volgende_op");
            let straks = store::tijdstip(klok.nu() + SignedDuration::from_mins(10));
            proef.db().write(|tx| tx.execute(t, &[n.into(), (&straks).into()])).unwrap();
            assert!(doe(proef.db(), &bus([]), &klok).is_leeg(), "een andere poging is nog bezig");
            klok.verder(10);
        }
        let b = bus([]);
        let v = doe(proef.db(), &b, &klok);
        assert_eq!((v.verzonden.len(), v.onbestelbaar.len(), b.aan.lock().unwrap().len()), (0, 1, 0), "{v:?}");
        assert!(v.onbestelbaar[0].1.contains("afgebroken"));
    }

    fn a_side_that_is_down_is_not_asked_for_every_message(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 6);
        let b = Bus { altijd: Some(PostFout::tijdelijk("er is geen verbinding")), ..Bus::default() };
        let klok = Klok::new();
        assert_eq!(doe(proef.db(), &b, &klok).later.len(), 5);
        assert_eq!(doe(proef.db(), &b, &klok).later.len(), 1, "de volgende ronde gaat verder waar deze ophield");
    }

    fn the_answer_names_the_letter_that_it_answers(proef) {
        let map = tempfile::tempdir().unwrap();
        let ander = Proef::sqlite();
        gemeente(proef.db(), map.path(), 1);
        let klok = Klok::new();
        let heen = bus([]);
        doe(proef.db(), &heen, &klok);
        let (kenmerk, antwoord_op, bytes) = heen.aan.lock().unwrap()[0].clone();
        assert_eq!(antwoord_op, None);
        let terug = bus([]);
        for naam in ["a.xml", "b.xml", "c.xml"] {
            // the node brings the same three times; the last time after the answer left
            terug.in_.lock().unwrap().push((naam.into(), In::Bericht(bytes.clone(), Some(kenmerk.clone()))));
            let v = doe(ander.db(), &terug, &klok);
            assert_eq!((v.ontvangen.len(), v.verzonden.len(), v.onbestelbaar.len()), (1, 1, 0), "{naam}: {v:?}");
        }
        assert_eq!((getal(ander.db(), LOOPT), getal(ander.db(), ONTVANGEN)), (1, 1), "in het boek één keer");
        let aan = terug.aan.lock().unwrap();
        assert_eq!(aan.len(), 3, "wie het nog eens stuurt, krijgt zijn antwoord nog eens");
        assert!(aan.iter().all(|a| a.1 == Some(Some(kenmerk.clone())) && a.2 == aan[0].2));
        assert_ne!(aan[0].0, aan[1].0, "onder een nieuw kenmerk");
    }

    fn what_the_node_refuses_later_comes_back_to_the_list(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 2);
        let klok = Klok::new();
        let b = bus([]);
        assert_eq!(doe(proef.db(), &b, &klok).verzonden.len(), 2);
        let kenmerk = b.aan.lock().unwrap()[1].0.clone();
        let nee = PostFout::blijvend("Niet aangesloten").met_code("IB010");
        let leg = |naam: &str, kenmerk: &str, f: &PostFout| {
            b.in_.lock().unwrap().push((naam.into(), In::Weigering(kenmerk.into(), f.clone())));
        };
        // a complaint about a reference that was taken already says nothing of the message itself
        leg("0", &kenmerk, &PostFout::blijvend("niet uniek").met_code("IB016"));
        doe(proef.db(), &b, &klok);
        assert_eq!(getal(proef.db(), WACHT), 0);
        leg("1", &kenmerk, &nee);
        leg("2", &kenmerk, &nee);
        leg("3", "onbekend", &nee);
        let v = doe(proef.db(), &b, &klok);
        assert_eq!((v.ontvangen.len(), v.onbestelbaar.len(), v.verzonden.len()), (2, 1, 0), "{v:?}");
        assert_eq!(standen(proef.db()).iter().map(|s| s.1.as_str()).collect::<Vec<_>>(), ["klaar", "onbestelbaar"]);
        assert_eq!((getal(proef.db(), WACHT), gebeurtenissen(proef.db(), "bericht geweigerd door knooppunt")), (1, 1));
        assert!(doe(proef.db(), &b, &klok).is_leeg());
        // dealt with by telephone: never sent again
        afhandelen(&omgeving(proef.db()), &wie(Rol::Backoffice, &["0796"]), Richting::Uit, g(), 2, "telefonisch doorgegeven").unwrap();
        assert!(doe(proef.db(), &b, &klok).is_leeg());
        assert_eq!(b.aan.lock().unwrap().len(), 2);
    }

    fn what_cannot_be_read_lies_apart_and_the_rest_goes_on(proef) {
        let map = tempfile::tempdir().unwrap();
        let ander = Proef::sqlite();
        gemeente(ander.db(), map.path(), 2);
        let (g_kant, a_kant) = mappen(map.path());
        let klok = Klok::new();
        doe(ander.db(), &g_kant, &klok);
        let heen = map.path().join("heen");
        std::fs::write(heen.join("0.xml"), "dit is geen bericht").unwrap();
        std::fs::write(heen.join("1.xml"), [0xff, 0xfe, 0x00]).unwrap();
        // with an empty book there is nobody to show it to, yet it lies apart with its reason
        let v = doe(proef.db(), &a_kant, &klok);
        assert_eq!((v.ontvangen.len(), v.onbestelbaar.len()), (2, 2), "{v:?}");
        assert_eq!(namen(&heen.join("mislukt")), ["0.xml", "0.xml.reden.txt", "1.xml", "1.xml.reden.txt"]);
        // now there is a municipality
        std::fs::write(heen.join("2.xml"), "weer niets").unwrap();
        let v = doe(proef.db(), &a_kant, &klok);
        assert_eq!((v.onbestelbaar.len(), v.later.len()), (1, 0), "{v:?}");
        let t = sql_tekst!("T", "SELECT id, naam, apart, fout FROM post_in WHERE gemeente = '0796' AND stand = 'onbestelbaar'");
        let rij = proef.db().read(|tx| tx.query_alle(t, &[], |r| Ok((r.i64(0)?, r.string(1)?, r.i64(2)?, r.string(3)?)))).unwrap();
        assert_eq!(rij.iter().map(|r| (r.1.as_str(), r.2)).collect::<Vec<_>>(), [("2.xml", 1)]);
        let reden = std::fs::read_to_string(heen.join("mislukt/2.xml.reden.txt")).unwrap();
        assert_eq!(reden.trim(), rij[0].3);
        // mended and tried again: it is a message of ours now
        let goed = std::fs::read(heen.join("gelezen").join(&namen(&heen.join("gelezen"))[0])).unwrap();
        std::fs::write(heen.join("mislukt/2.xml"), goed).unwrap();
        opnieuw(&omgeving(proef.db()), &wie(Rol::Backoffice, &["0796"]), Richting::In, g(), rij[0].0).unwrap();
        let v = doe(proef.db(), &a_kant, &klok);
        assert_eq!((v.ontvangen.len(), v.onbestelbaar.len()), (1, 0), "{v:?}");
        assert_eq!(getal(proef.db(), sql_tekst!("T", "SELECT COUNT(*) FROM post_in WHERE gemeente = '0796'")), 0, "niets meer open");
    }

    fn an_envelope_that_is_broken_stands_under_who_looks_after_the_post(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let b = bus([]);
        b.in_.lock().unwrap().push(("x.xml".into(), In::Kapot));
        let v = doe(proef.db(), &b, &Klok::new());
        assert_eq!(v.onbestelbaar, [("x.xml".to_owned(), "de envelop is geen goede XML".to_owned())]);
        assert_eq!(v.verzonden.len(), 1, "de rest gaat door");
        let wie_ = wie(Rol::Backoffice, &["0796"]);
        let o = omgeving(proef.db());
        for (reden, goed) in [("", false), ("weg", false), ("client 999900006 gebeld", false), ("a\nb regel", false), ("afzender gebeld", true)] {
            assert_eq!(afhandelen(&o, &wie_, Richting::In, g(), 1, reden).is_ok(), goed, "{reden}");
        }
        assert!(matches!(opnieuw(&o, &wie_, Richting::In, g(), 1), Err(VraagFout::Ongeldig(_))), "al afgehandeld");
        assert!(matches!(opnieuw(&o, &wie_, Richting::In, g(), 9), Err(VraagFout::NietGevonden)));
        assert_eq!(gebeurtenissen(proef.db(), "post afgehandeld"), 1);
    }

    fn a_letter_that_is_killed_in_its_last_try_ends_too(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let b = bus([]);
        b.in_.lock().unwrap().push(("x.xml".into(), In::Bericht(b"<x/>".to_vec(), None)));
        let klok = Klok::new();
        let t = sql_tekst!("T", "INSERT INTO post_in (gemeente, id, transport, naam, stand, apart, pogingen, volgende_op, ontvangen_op, gewijzigd_op)
            VALUES ('0796', 77, 'knooppunt', 'x.xml', 'wacht', 0, 3, $1, $1, $1)");
        let toen = store::tijdstip(klok.nu());
        proef.db().write(|tx| tx.execute(t, &[(&toen).into()])).unwrap();
        let v = doe(proef.db(), &b, &klok);
        assert_eq!(v.onbestelbaar.len(), 1);
        assert!(v.onbestelbaar[0].1.contains("afgebroken"), "{v:?}");
        assert!(b.in_.lock().unwrap().is_empty());
    }

    fn what_was_given_up_is_put_apart_by_the_next_round_when_that_failed(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let b = bus([]);
        b.in_.lock().unwrap().push(("x.xml".into(), In::Kapot));
        *b.apart_mislukt.lock().unwrap() = 1;
        let klok = Klok::new();
        let apart = sql_tekst!("T", "SELECT COUNT(*) FROM post_in WHERE gemeente = '0796' AND stand = 'onbestelbaar' AND apart = 1");
        assert_eq!(doe(proef.db(), &b, &klok).onbestelbaar.len(), 1);
        assert_eq!((b.in_.lock().unwrap().len(), getal(proef.db(), apart)), (1, 0), "it still lies in line");
        assert!(doe(proef.db(), &b, &klok).onbestelbaar.is_empty(), "told once");
        assert_eq!((b.in_.lock().unwrap().len(), getal(proef.db(), apart)), (0, 1));
        assert_eq!(gebeurtenissen(proef.db(), "post onleesbaar"), 1);
    }

    fn what_another_program_delivered_meanwhile_is_not_sent_again(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 3);
        let b = bus([]);
        let (o, naar) = (omgeving(proef.db()), map.path().join("uit"));
        std::fs::create_dir_all(&naar).unwrap();
        let map_ = naar.clone();
        // while the first is on its way, the command line writes all that waits into a folder
        *b.onderweg.lock().unwrap() = Some(Box::new(move || {
            app::uitbox::bezorg(&o, g(), &map_).unwrap();
        }));
        let v = doe(proef.db(), &b, &Klok::new());
        assert_eq!((v.verzonden.len(), b.aan.lock().unwrap().len()), (1, 1), "{v:?}");
        assert_eq!((namen(&naar).len(), getal(proef.db(), WACHT)), (3, 0));
    }

    fn who_took_a_waiting_letter_away_leaves_no_ghost(proef) {
        let map = tempfile::tempdir().unwrap();
        gemeente(proef.db(), map.path(), 1);
        let klok = Klok::new();
        let t = sql_tekst!("T", "INSERT INTO post_in (gemeente, id, transport, naam, stand, apart, pogingen, volgende_op, ontvangen_op, gewijzigd_op)
            VALUES ('0796', 77, 'knooppunt', 'weg.xml', 'wacht', 0, 1, $1, $1, $1)");
        let toen = store::tijdstip(klok.nu());
        proef.db().write(|tx| tx.execute(t, &[(&toen).into()])).unwrap();
        doe(proef.db(), &bus([]), &klok);
        assert_eq!(getal(proef.db(), sql_tekst!("T", "SELECT COUNT(*) FROM post_in WHERE gemeente = '0796'")), 0);
    }
}

#[test]
fn only_the_backoffice_of_the_municipality_decides() {
    let proef = Proef::sqlite();
    let map = tempfile::tempdir().unwrap();
    gemeente(proef.db(), map.path(), 1);
    let nee = Doe::Fout(PostFout::blijvend("nee"));
    doe(proef.db(), &bus([nee]), &Klok::new());
    let o = omgeving(proef.db());
    for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Backoffice) {
        let uit = opnieuw(&o, &wie(*rol, &["0796"]), Richting::Uit, g(), 1);
        assert!(matches!(uit, Err(VraagFout::GeenToegang)), "{rol:?}");
    }
    let uit = opnieuw(&o, &wie(Rol::Backoffice, &["1948"]), Richting::Uit, g(), 1);
    assert!(matches!(uit, Err(VraagFout::GeenToegang)));
    opnieuw(&o, &wie(Rol::Backoffice, &["0796"]), Richting::Uit, g(), 1).unwrap();
}
