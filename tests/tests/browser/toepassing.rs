//! The program with an invented region, shared by all tests of this file, and the pages in it.

use crate::chromium::Browser;
use ketentest::{Proces, maatwerk, snelle_map};
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

/// Password of every demo login.
pub const WACHTWOORD: &str = "maatwerk-demo";

/// The program, serving; ends with the last test that holds it.
#[derive(Debug)]
pub struct Toepassing {
    _proces: Proces,
    /// `http://127.0.0.1:PORT`
    pub basis: String,
    map: tempfile::TempDir,
}

/// The one that runs, or a new one.
pub fn toepassing() -> Arc<Toepassing> {
    static LOOPT: Mutex<Weak<Toepassing>> = Mutex::new(Weak::new());
    let mut loopt = LOOPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(t) = loopt.upgrade() {
        return t;
    }
    let t = Arc::new(start());
    *loopt = Arc::downgrade(&t);
    t
}

fn start() -> Toepassing {
    let map = snelle_map();
    let d = map.path().join("demo");
    let argumenten = ["demo", "--deel", "20", "--adres", "127.0.0.1:0", "--map"];
    let mut proces = maatwerk(argumenten.iter().map(std::ffi::OsStr::new).chain([d.as_os_str()])).start();
    let mut stderr = BufReader::new(proces.stderr());
    let (naar, van) = std::sync::mpsc::channel();
    // goes on reading, so that the program never waits for us
    std::thread::spawn(move || {
        let mut regel = String::new();
        while stderr.read_line(&mut regel).unwrap_or(0) > 0 {
            if let Some((_, rest)) = regel.split_once("http://") {
                let _ = naar.send(rest.split_whitespace().next().unwrap_or_default().to_owned());
            }
            regel.clear();
        }
    });
    let adres = van.recv_timeout(Duration::from_mins(4)).expect("de demo is na vier minuten te zien");
    Toepassing { _proces: proces, basis: format!("http://{adres}"), map }
}

/// The day of the demonstration.
pub const VANDAAG: &str = "2026-10-17";

impl Toepassing {
    /// A command on the database that is shown, or on another one of this name beside it.
    #[track_caller]
    pub fn opdracht(&self, ander: Option<&str>, argumenten: &[&OsStr], code: i32) {
        let bestand =
            ander.map_or_else(|| self.map.path().join("demo/maatwerk.db"), |naam| self.map.path().join(naam));
        let db = format!("sqlite://{}", bestand.display());
        let vast = ["--db", &db, "--vandaag", VANDAAG].map(OsStr::new);
        maatwerk(vast.into_iter().chain(argumenten.iter().copied())).doe().eis(code);
    }

    /// A folder for files of a test.
    pub fn map(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    /// Opens a page of the program and gives its status.
    #[track_caller]
    pub fn open(&self, b: &Browser, pad: &str) -> u64 {
        b.ga(&format!("{}{pad}", self.basis));
        status(b)
    }

    /// Path and query of the page that is shown.
    #[track_caller]
    pub fn pad(&self, b: &Browser) -> String {
        let adres = b.adres();
        adres.strip_prefix(&self.basis).unwrap_or(&adres).to_owned()
    }

    /// Signs in through the form.
    #[track_caller]
    pub fn meld_aan(&self, b: &Browser, naam: &str) {
        self.open(b, "/aanmelden");
        b.vul("#naam", naam);
        b.vul("#wachtwoord", WACHTWOORD);
        b.volg("form.invoer button[type=submit]");
        assert_eq!(self.pad(b), "/", "{naam} komt binnen");
    }

    /// Signs out, wherever one is.
    #[track_caller]
    pub fn meld_af(&self, b: &Browser) {
        self.open(b, "/afmelden");
        b.volg("main form button[type=submit]");
        assert_eq!(self.pad(b), "/aanmelden");
    }

    /// The first link on a page that looks like this.
    #[track_caller]
    pub fn link(&self, b: &Browser, css: &str) -> String {
        let alle = b.alle(css, "href");
        assert!(!alle.is_empty(), "geen {css} op {}", b.adres());
        alle[0].strip_prefix(&self.basis).unwrap().to_owned()
    }
}

/// Status of the page that is shown.
#[track_caller]
pub fn status(b: &Browser) -> u64 {
    b.js("return performance.getEntriesByType('navigation')[0].responseStatus").as_u64().unwrap()
}

/// The pages to look at: name, address, expected status. For someone who is signed in as backoffice.
#[track_caller]
pub fn paginas(t: &Toepassing, b: &Browser) -> Vec<(&'static str, String, u64)> {
    let mut uit: Vec<(&str, String, u64)> = [
        ("overzicht", "/"),
        ("clienten", "/clienten"),
        ("clienten-op-leeftijd", "/clienten?sorteer=geboortedatum"),
        ("beschikking", "/clienten?stap=beschikking"),
        ("zoek-niets", "/clienten?zoek=zzzzzz"),
        ("berichten", "/berichten"),
        ("berichten-301", "/berichten?soort=WMO301"),
        ("post", "/post"),
        ("bewaken", "/bewaken"),
        ("bewaken-start", "/bewaken?plicht=start&wie=hen"),
        ("declaraties", "/declaraties"),
        ("verzoeken", "/verzoeken"),
        ("aflopend", "/aflopend"),
        ("wachtlijst", "/wachtlijst"),
        ("verzoeken-afgehandeld", "/verzoeken?stand=klaar"),
        ("betalingen", "/betalingen"),
        ("omzetten", "/omzetten"),
        ("herindeling", "/omzetten/herindeling/haaren-2021"),
        ("catalogus", "/catalogus"),
        ("kostprijs", "/catalogus/drechtsteden-ib4-2017/02D14/kostprijs"),
        (
            "kostprijs-wat-als",
            "/catalogus/drechtsteden-ib4-2017/02D14/kostprijs?stel-productiviteit=68&volume=40",
        ),
        ("scenarios", "/catalogus/drechtsteden-ib4-2017/02D14/scenarios"),
        ("reacties", "/catalogus/drechtsteden-ib4-2017/02D14/reacties"),
        ("reacties-werklijst", "/reacties"),
        ("publicatieblad", "/catalogus/drechtsteden-ib4-2017/02D14/publicatieblad"),
        ("aanbieders", "/aanbieders"),
        ("monitor", "/monitor"),
        ("begrippen", "/begrippen"),
        ("toegankelijkheid", "/toegankelijkheid"),
        ("afmelden", "/afmelden"),
    ]
    .into_iter()
    .map(|(n, p)| (n, p.to_owned(), 200))
    .collect();
    uit.push(("niet-gevonden", "/bestaat-niet".to_owned(), 404));
    uit.push(("datum-klopt-niet", "/clienten?geboren=gisteren".to_owned(), 400));

    // A claim with a line that was rejected, and the client, the message and the batch that go with it.
    let (claim, regel) = afgewezen_regel(t, b);
    let client = t.link(b, "main dd a[href*='/clienten/']");
    let goed = {
        t.open(b, &format!("{claim}?status=toegekend"));
        t.link(b, "tbody th a[href*='/declaraties/']")
    };
    let bericht = claim.replace("/declaraties/", "/berichten/");
    for tab in ["", "/beschikkingen", "/toewijzingen", "/levering", "/declaraties", "/berichten"] {
        let naam = if tab.is_empty() { "client".to_owned() } else { format!("client-{}", &tab[1..]) };
        uit.push((naam.leak(), format!("{client}{tab}"), 200));
    }
    uit.push(("bericht", bericht.clone(), 200));
    uit.push(("bericht-leesbaar", format!("{bericht}/inhoud"), 200));
    uit.push(("bericht-ruw", format!("{bericht}/ruw"), 200));
    uit.push(("declaratie", claim, 200));
    uit.push(("regel-afgewezen", regel, 200));
    uit.push(("regel-toegekend", goed, 200));
    uit.push(("kaders", "/kaders".to_owned(), 200));
    uit.push(("kaderversie", "/kaders/meierij-2020/0".to_owned(), 200));
    for (naam, lijst, css) in [
        ("betaalronde", "/betalingen", "tbody th a[href*='/betalingen/']"),
        ("product-zonder-prijs", "/catalogus", "tbody th a[href*='/catalogus/']"),
        ("aanbieder", "/aanbieders", "tbody th a[href*='/aanbieders/']"),
    ] {
        t.open(b, lijst);
        uit.push((naam, t.link(b, css), 200));
    }
    uit.extend(
        [
            ("product", "/catalogus/meierij-2020/02M02"),
            ("product-met-opbouw", "/catalogus/drechtsteden-ib4-2017/02D14"),
            ("kostprijs", "/catalogus/drechtsteden-ib4-2017/02D14/kostprijs"),
            (
                "kostprijs-wat-als",
                "/catalogus/drechtsteden-ib4-2017/02D14/kostprijs?stel-productiviteit=68&index-loon=3,1&volume=40",
            ),
        ]
        .map(|(naam, pad)| (naam, pad.to_owned(), 200)),
    );
    uit
}

/// A claim and a line in it that was rejected; the browser shows the line.
#[track_caller]
pub fn afgewezen_regel(t: &Toepassing, b: &Browser) -> (String, String) {
    t.open(b, "/declaraties?status=deels");
    let claim = t.link(b, "tbody th a[href*='/declaraties/']");
    t.open(b, &format!("{claim}?status=afgewezen"));
    let regel = t.link(b, "tbody th a[href*='/declaraties/']");
    t.open(b, &regel);
    (claim, regel)
}
