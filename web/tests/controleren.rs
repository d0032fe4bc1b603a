//! Bericht controleren through the router, on a real database: for anyone, bounded, and a BSN never comes back.
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use app::controleren::{HOOGSTE_BESTANDEN, HOOGSTE_BYTES, PER_ADRES, TEGELIJK, Werkplek};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode, header};
use jiff::civil::date;
use std::net::SocketAddr;
use store::proef::Proef;
use tokio::sync::Mutex;
use tower::ServiceExt;
use web::pagina::controleren::PAD;

const BSN: &str = "999900006";

/// Places for a check are counted for the whole program: the tests that need them take turns.
static BEURT: Mutex<()> = Mutex::const_new(());

/// Attempts that are kept under a readable address.
const LEESBAAR: store::Sql =
    store::sql_tekst!("LEESBAAR", "SELECT COUNT(*) FROM aanmeldpoging WHERE sleutel LIKE '%10.0.%'");

struct Site {
    router: Router,
    proef: Proef,
}

struct Antwoord {
    status: StatusCode,
    koppen: HeaderMap,
    tekst: String,
}

impl Site {
    fn nieuw() -> Self {
        let proef = Proef::sqlite();
        let router = web::router(web::Staat {
            db: proef.db().clone(),
            kluis: proef.db().kluis().unwrap(),
            demo: false,
            logins: vec![],
            tls: false,
            vandaag: Some(date(2026, 11, 21)),
            betaalbestanden: None,
        });
        Self { router, proef }
    }

    async fn vraag(&self, mut verzoek: Request<Body>, adres: &str) -> Antwoord {
        let adres: SocketAddr = format!("{adres}:1").parse().unwrap();
        verzoek.extensions_mut().insert(ConnectInfo(adres));
        let antwoord = self.router.clone().oneshot(verzoek).await.unwrap();
        let (delen, lijf) = antwoord.into_parts();
        let bytes = to_bytes(lijf, 1 << 26).await.unwrap();
        // numbers and their units are kept together by a space that does not break
        let tekst = String::from_utf8(bytes.to_vec()).unwrap().replace('\u{a0}', " ");
        Antwoord { status: delen.status, koppen: delen.headers, tekst }
    }

    async fn stuur(&self, delen: &[(&str, &str)]) -> Antwoord {
        self.vraag(verzoek(formulier(delen)), "10.0.0.1").await
    }
}

/// A form: (`name` or `name|file`, content).
fn formulier(delen: &[(&str, &str)]) -> Vec<u8> {
    let mut uit = Vec::new();
    for (naam, inhoud) in delen {
        let kop = match naam.split_once('|') {
            Some((n, f)) => format!("name=\"{n}\"; filename=\"{f}\""),
            None => format!("name=\"{naam}\""),
        };
        uit.extend(format!("--XyZ\r\nContent-Disposition: form-data; {kop}\r\n\r\n{inhoud}\r\n").bytes());
    }
    uit.extend(b"--XyZ--\r\n");
    uit
}

fn verzoek(lijf: impl Into<Body>) -> Request<Body> {
    Request::post(PAD)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XyZ")
        .body(lijf.into())
        .unwrap()
}

/// A start message with faults; the BSN and the status are the caller's.
fn start(bsn: &str, status: &str) -> String {
    format!(
        "<Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo305/schema\" \
         xmlns:b=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"><Header><BerichtCode>418</BerichtCode></Header><Client><Bsn>{bsn}</Bsn>\
         <StartProducten><StartProduct><ToewijzingNummer>1</ToewijzingNummer><Begindatum>2026-09-01</Begindatum>\
         <StatusAanlevering>{status}</StatusAanlevering></StartProduct></StartProducten></Client></Bericht>"
    )
}

#[tokio::test]
async fn the_page_is_for_everyone_and_says_what_it_checks() {
    let site = Site::nieuw();
    let a = site.vraag(Request::get(PAD).body(Body::empty()).unwrap(), "10.0.0.1").await;
    assert_eq!(a.status, StatusCode::OK);
    for nodig in [
        "<h1 class=\"utrecht-heading-1\" tabindex=\"-1\">Bericht controleren</h1>",
        "enctype=\"multipart/form-data\"",
        "samen hooguit 128 MB",
        "Niveau 3: eerdere berichten",
        "Dit kan alleen de ontvanger controleren.",
    ] {
        assert!(a.tekst.contains(nodig), "{nodig}");
    }
    let csp = a.koppen.get("content-security-policy").unwrap().to_str().unwrap();
    assert!(csp.contains("script-src 'self'") && !csp.contains("unsafe"), "{csp}");
    let script = site.vraag(Request::get(web::activa::SCRIPT).body(Body::empty()).unwrap(), "10.0.0.1").await;
    assert_eq!(script.koppen[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
}

#[tokio::test]
async fn a_file_is_judged_per_place_and_its_bsn_stays_out() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let xml = start("999900007", "2");
    let namen = format!("bestand|WMO305-{BSN}.xml");
    let a = site.stuur(&[("uitvoer", ""), (&namen, &xml), ("bestand|leeg.xml", "")]).await;
    assert_eq!(a.status, StatusCode::OK);
    assert!(a.tekst.contains("WMO305: Start ondersteuning"), "{}", a.tekst);
    for nodig in
        ["Geen van de 2 berichten is goed", "Waar: cliënt<", "Waar: start product 1<", "CS002", "CS058"]
    {
        assert!(a.tekst.contains(nodig), "{nodig}: {}", a.tekst);
    }
    assert!(!a.tekst.contains(BSN) && !a.tekst.contains("999900007"), "a BSN, right or wrong, is not shown");
    assert!(a.tekst.contains("WMO305-•••••••••.xml"));
    assert!(a.tekst.contains("href=\"data:text/csv"), "the whole list is on the page itself");

    for (uitvoer, soort) in [("csv", "text/csv; charset=utf-8"), ("json", "application/json")] {
        let a = site.stuur(&[(&namen, &xml), ("uitvoer", uitvoer)]).await;
        assert_eq!(a.koppen[header::CONTENT_TYPE], soort);
        assert!(a.koppen[header::CONTENT_DISPOSITION].to_str().unwrap().contains(uitvoer));
        assert!(!a.tekst.contains(BSN) && !a.tekst.contains("999900007"), "{}", a.tekst);
        assert!(a.tekst.contains("WMO305"));
    }
}

#[tokio::test]
async fn what_cannot_be_checked_says_why_and_what_to_do() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let veel: Vec<_> = (0..=HOOGSTE_BESTANDEN).map(|_| ("bestand|a.xml", "<a/>")).collect();
    let half = formulier(&[("bestand|a.xml", "<a/>")]);
    for (lijf, status, woorden) in [
        (formulier(&[("bestand|", "")]), StatusCode::UNPROCESSABLE_ENTITY, "Er is geen bestand gekozen"),
        (formulier(&[]), StatusCode::UNPROCESSABLE_ENTITY, "Er is geen bestand gekozen"),
        (formulier(&veel), StatusCode::UNPROCESSABLE_ENTITY, "te veel bestanden tegelijk"),
        (half[..half.len() - 4].to_vec(), StatusCode::BAD_REQUEST, "afgebroken"),
        (Vec::new(), StatusCode::BAD_REQUEST, "afgebroken"),
    ] {
        let a = site.vraag(verzoek(lijf), "10.0.0.1").await;
        assert_eq!(a.status, status, "{woorden}");
        assert!(a.tekst.contains(woorden) && a.tekst.contains("role=\"alert\""), "{woorden}");
        assert!(a.tekst.contains("id=\"controle\""), "the form is there for another try");
    }
    let geen = Request::post(PAD).header(header::CONTENT_TYPE, "text/plain").body(Body::from("x")).unwrap();
    let a = site.vraag(geen, "10.0.0.1").await;
    assert_eq!(a.status, StatusCode::BAD_REQUEST);
    assert!(a.tekst.contains("Het formulier is niet te lezen"));
    let elders = Request::post(PAD).header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    assert_eq!(site.vraag(elders, "10.0.0.1").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn one_byte_too_many_is_too_large() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let leeg = formulier(&[("bestand|a.xml", "")]).len();
    let meest = usize::try_from(HOOGSTE_BYTES).unwrap() - leeg;
    for (erbij, status) in [(0, StatusCode::OK), (1, StatusCode::PAYLOAD_TOO_LARGE)] {
        let inhoud = "x".repeat(meest + erbij);
        let a = site.stuur(&[("bestand|a.xml", &inhoud)]).await;
        assert_eq!(a.status, status, "{erbij}");
        assert_eq!(a.tekst.contains("samen te groot"), erbij == 1);
    }
}

#[tokio::test]
async fn one_address_has_to_wait_after_many_and_another_does_not() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    for i in 0..PER_ADRES {
        let a = site.vraag(verzoek(formulier(&[])), "10.0.0.2").await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{i}");
    }
    let a = site.vraag(verzoek(formulier(&[("bestand|a.xml", "<a/>")])), "10.0.0.2").await;
    assert_eq!(a.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(a.tekst.contains("Wacht 15 minuten"), "{}", a.tekst);
    assert_eq!(a.koppen[header::RETRY_AFTER], "900");
    let a = site.vraag(verzoek(formulier(&[("bestand|a.xml", "<a/>")])), "10.0.0.3").await;
    assert_eq!(a.status, StatusCode::OK);
    // the address is not kept, and signing in is not braked by it
    assert_eq!(site.proef.db().read(|tx| tx.query_one(LEESBAAR, &[], |r| r.i64(0))).unwrap(), 0);
}

#[tokio::test]
async fn when_all_places_are_taken_one_hears_that_it_is_busy() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    let bezet: Vec<_> = std::iter::from_fn(Werkplek::neem).collect();
    assert_eq!(bezet.len(), TEGELIJK);
    let a = site.stuur(&[("bestand|a.xml", "<a/>")]).await;
    assert_eq!(a.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(a.tekst.contains("Het is nu druk") && a.koppen.contains_key(header::RETRY_AFTER));
    drop(bezet);
    assert_eq!(site.stuur(&[("bestand|a.xml", "<a/>")]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_goes_away_gives_the_place_back() {
    let _beurt = BEURT.lock().await;
    let site = Site::nieuw();
    for _ in 0..=TEGELIJK {
        let half = formulier(&[("bestand|a.xml", "<a>")]);
        let a = site.vraag(verzoek(half[..half.len() - 20].to_vec()), "10.0.0.1").await;
        assert_eq!(a.status, StatusCode::BAD_REQUEST);
    }
    let vrij: Vec<_> = std::iter::from_fn(Werkplek::neem).collect();
    assert_eq!(vrij.len(), TEGELIJK);
}
