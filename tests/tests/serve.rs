//! The program as a server: up in bounded time, pages and API on one address, and a clean stop.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ketentest::{Proces, maatwerk, map};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

const TIJD: Duration = Duration::from_secs(30);

struct Server {
    proces: Proces,
    adres: String,
    /// Goes on reading what the program says.
    stderr: std::thread::JoinHandle<String>,
}

/// Starts the program on a free port and waits until it says where it listens.
fn start(argumenten: &[&str]) -> Server {
    let mut proces = maatwerk(argumenten.iter().copied().chain(["--adres", "127.0.0.1:0"])).start();
    let mut stderr = BufReader::new(proces.stderr());
    let (naar, van) = std::sync::mpsc::channel();
    let stderr = std::thread::spawn(move || {
        let mut alles = String::new();
        let mut regel = String::new();
        while stderr.read_line(&mut regel).unwrap_or(0) > 0 {
            if let Some((_, rest)) = regel.split_once("http://") {
                let _ = naar.send(rest.split_whitespace().next().unwrap().to_owned());
            }
            alles.push_str(&regel);
            regel.clear();
        }
        alles
    });
    let adres = van.recv_timeout(TIJD).expect("binnen een halve minuut te bereiken");
    Server { proces, adres, stderr }
}

struct Antwoord {
    status: u16,
    kop: String,
    tekst: String,
}

impl Server {
    fn vraag(&self, tekst: &str) -> Antwoord {
        let mut s = TcpStream::connect(&self.adres).unwrap();
        s.set_read_timeout(Some(TIJD)).unwrap();
        s.write_all(tekst.as_bytes()).unwrap();
        let mut b = Vec::new();
        s.read_to_end(&mut b).unwrap();
        let b = String::from_utf8_lossy(&b).into_owned();
        let (kop, tekst) = b.split_once("\r\n\r\n").unwrap_or((&b, ""));
        let status = kop.split_whitespace().nth(1).unwrap().parse().unwrap();
        Antwoord { status, kop: kop.to_lowercase(), tekst: tekst.to_owned() }
    }

    fn haal(&self, pad: &str) -> Antwoord {
        self.vraag(&format!("GET {pad} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.adres))
    }

    fn stuur(&self, pad: &str, koppen: &str, formulier: &str) -> Antwoord {
        self.vraag(&format!(
            "POST {pad} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\n{koppen}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}\r\n\r\n{formulier}",
            self.adres,
            formulier.len()
        ))
    }

    /// SIGTERM, and everything that it said.
    fn stop(mut self) -> (bool, String) {
        let gestuurd =
            Command::new("kill").args(["-TERM", &self.proces.nummer().to_string()]).status().unwrap();
        assert!(gestuurd.success());
        let tot = Instant::now() + TIJD;
        while !self.proces.klaar() && Instant::now() < tot {
            std::thread::sleep(Duration::from_millis(20));
        }
        let klaar = self.proces.klaar();
        let gedaan = self.proces.eind(Duration::from_secs(5));
        (klaar && gedaan.code == Some(0), self.stderr.join().unwrap())
    }
}

/// The hidden fields of the form on a page, as a form body.
fn verborgen(pagina: &str) -> String {
    let waarde = |veld: &str, naam: &str| {
        let (_, na) = veld.split_once(&format!("{naam}=\""))?;
        Some(na.split('"').next()?.to_owned())
    };
    pagina
        .split("<input")
        .skip(1)
        .map(|v| v.split('>').next().unwrap_or(""))
        .filter(|v| v.contains("type=\"hidden\""))
        .filter_map(|v| Some(format!("{}={}&", waarde(v, "name")?, waarde(v, "value")?)))
        .collect::<Vec<_>>()
        .concat()
}

fn koekje(a: &Antwoord) -> String {
    let koekjes: Vec<&str> = a
        .kop
        .lines()
        .filter_map(|r| r.strip_prefix("set-cookie: "))
        .filter_map(|r| r.split(';').next())
        .collect();
    if koekjes.is_empty() { String::new() } else { format!("Cookie: {}\r\n", koekjes.join("; ")) }
}

#[test]
fn an_empty_book_is_served_and_stops_on_sigterm() {
    let map = map();
    let url = format!("sqlite://{}", map.path().join("leeg.db").display());
    let s = start(&["--db", &url, "serve"]);
    let a = s.haal("/aanmelden");
    assert_eq!(a.status, 200, "{}", a.kop);
    assert!(a.kop.contains("text/html") && a.tekst.contains("lang=\"nl\""), "{}", a.kop);
    assert!(a.tekst.contains("type=\"password\""));
    // who is not signed in gets the sign-in page, not the data
    let a = s.haal("/clienten");
    assert!(
        (300..400).contains(&a.status) && a.kop.contains("location: /aanmelden"),
        "{} {}",
        a.status,
        a.kop
    );
    let a = s.haal("/api/v1/openapi.json");
    assert_eq!(a.status, 200);
    let json: serde_json::Value = serde_json::from_str(&a.tekst).unwrap();
    assert!(json["openapi"].as_str().unwrap().starts_with("3."));
    assert!(!json["paths"].as_object().unwrap().is_empty());
    assert_eq!(s.haal("/bestaat/niet").status, 404);
    let (netjes, gezegd) = s.stop();
    assert!(netjes, "{gezegd}");
    assert!(!gezegd.contains("panicked"), "{gezegd}");
}

#[test]
fn a_wrong_password_does_not_let_in_and_a_right_one_does() {
    let map = ketentest::snelle_map();
    let d = map.path().join("demo");
    let d = d.to_string_lossy();
    let s = start(&["demo", "--deel", "40", "--map", &d]);
    let meld_aan = |wachtwoord: &str| {
        let pagina = s.haal("/aanmelden");
        let formulier = format!("{}naam=backoffice&wachtwoord={wachtwoord}", verborgen(&pagina.tekst));
        s.stuur("/aanmelden", &koekje(&pagina), &formulier)
    };
    let fout = meld_aan("verkeerd");
    assert!((400..500).contains(&fout.status), "{} {}", fout.status, fout.kop);
    assert!(fout.tekst.contains("wachtwoord"), "{}", fout.tekst);
    assert_eq!(koekje(&fout).matches("sessie").count(), 0, "{}", fout.kop);
    let goed = meld_aan("maatwerk-demo");
    assert!((300..400).contains(&goed.status), "{} {} {}", goed.status, goed.kop, goed.tekst);
    let k = koekje(&goed);
    assert!(!k.is_empty());
    let a = s.vraag(&format!("GET /clienten HTTP/1.1\r\nHost: {}\r\n{k}Connection: close\r\n\r\n", s.adres));
    assert_eq!(a.status, 200, "{}", a.kop);
    assert!(!a.tekst.contains("99990"), "geen BSN op een lijst");
    let (netjes, gezegd) = s.stop();
    assert!(netjes, "{gezegd}");
}

#[test]
fn a_port_in_use_is_told_in_one_line() {
    let bezet = TcpListener::bind("127.0.0.1:0").unwrap();
    let adres = bezet.local_addr().unwrap().to_string();
    let map = map();
    let url = format!("sqlite://{}", map.path().join("leeg.db").display());
    let gedaan = maatwerk(["--db", &url, "serve", "--adres", &adres]).doe();
    gedaan.eis(2);
    assert_eq!(gedaan.regels().len(), 1, "{gedaan:?}");
    assert!(gedaan.fout.contains(&adres) && gedaan.fout.contains("in gebruik"), "{}", gedaan.fout);
    // the demo says so before a minute of work, and leaves no folder behind
    let d = map.path().join("demo");
    let gedaan = maatwerk(
        ["demo", "--adres", &adres, "--map"].map(std::path::Path::new).into_iter().chain([d.as_path()]),
    )
    .doe();
    gedaan.eis(2);
    assert!(gedaan.regels().len() == 1 && !d.exists(), "{gedaan:?}");
    let gedaan = maatwerk(["--db", &url, "serve", "--adres", "overal"]).doe();
    gedaan.eis(2);
    assert!(gedaan.regels().len() == 1 && gedaan.fout.contains("overal"), "{gedaan:?}");
}
