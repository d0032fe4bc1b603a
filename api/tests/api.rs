//! The API over its own router, on a real database.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the shared data serves more tests than these")]

mod dienst;
#[path = "../../app/tests/gemeen/mod.rs"]
mod gemeen;

use api::COOKIE;
use app::Rol;
use app::aanmelden::{NieuweGebruiker, maak_gebruiker, meld_aan};
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use dienst::Api;
use gemeen::{A, B, BSN, VANDAAG, X, Y, agb, g, kluis, nu, vul_lange_lijst};
use serde_json::Value;

impl Api {
    /// A token of a user of municipality A with a role.
    fn token(&self, rol: Rol) -> String {
        self.wie(rol.code(), rol, (rol == Rol::Aanbieder).then_some(X), &[A]).1
    }

    async fn json(&self, pad: &str, token: &str) -> Value {
        let (status, _, tekst) = self.get(pad, token).await;
        assert_eq!(status, StatusCode::OK, "{pad}: {tekst}");
        serde_json::from_str(&tekst).unwrap()
    }
}

/// Every resource, with an address that exists in municipality A.
const ALLES: &[&str] = &[
    "/overzicht",
    "/clienten",
    "/clienten/0796/1",
    "/berichten",
    "/berichten/0796/4",
    "/berichten/0796/4/inhoud",
    "/termijnen",
    "/termijntellingen",
    "/verzoeken",
    "/verzoeken?stand=klaar",
    "/declaraties",
    "/declaraties/0796/4",
    "/declaraties/0796/4/regels",
    "/declaraties/0796/4/regels/2",
    "/betalingen",
    "/betalingen/0796/1",
    "/saldo",
    "/catalogus",
    "/catalogus/meierij-2020/02M02/publicatieblad",
    "/catalogus/meierij-2020/02M02/scenarios",
    "/catalogus/meierij-2020/02M02/reacties",
    "/reacties",
    "/kaders",
    "/kaders/meierij-2020/versies/0",
    "/kaders/meierij-2020/versies/0/verschillen",
    "/bestelbaarheid?productcategorie=02&productcode=02M01",
    "/aanbieders",
    "/aanbieders/75750001",
    "/monitor",
    "/post",
];

fn is_probleem(status: StatusCode, koppen: &HeaderMap, tekst: &str) {
    assert_eq!(koppen["content-type"], "application/problem+json", "{tekst}");
    let json: Value = serde_json::from_str(tekst).unwrap();
    assert_eq!(json["status"], status.as_u16());
    assert!(json["title"].is_string() && json["detail"].is_string() && json["type"].is_string());
}

#[tokio::test]
async fn every_resource_answers_with_the_headers_of_the_design_rules() {
    let api = Api::nieuw();
    let token = api.token(Rol::Backoffice);
    for pad in ALLES {
        let (status, koppen, tekst) = api.get(pad, &token).await;
        assert_eq!(status, StatusCode::OK, "{pad}: {tekst}");
        assert_eq!(koppen["api-version"], "1.0.0", "{pad}");
        assert_eq!(koppen["cache-control"], "no-store", "{pad}");
        let bsn_mag = *pad == "/clienten/0796/1" || pad.ends_with("/inhoud");
        assert_eq!(tekst.contains(BSN), bsn_mag, "{pad}");
        assert!(!tekst.contains(B), "{pad} shows another municipality: {tekst}");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_gets_401_and_who_may_not_gets_403() {
    let api = Api::nieuw();
    for pad in ALLES {
        for token in ["", "x", &"a".repeat(64)] {
            let (status, koppen, tekst) = api.get(pad, token).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{pad}");
            assert_eq!(koppen["www-authenticate"], "Bearer");
            is_probleem(status, &koppen, &tekst);
        }
    }
    let backoffice = api.token(Rol::Backoffice);
    for pad in ALLES.iter().filter(|p| p.contains("/0796/")) {
        let (status, koppen, tekst) = api.get(&pad.replace(A, B), &backoffice).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{pad}");
        is_probleem(status, &koppen, &tekst);
    }
    let inwoner = api.token(Rol::Inwoner);
    for pad in ALLES {
        let open = ["/overzicht", "/catalogus", "/aanbieders", "/aanbieders/75750001"].contains(pad)
            || pad.ends_with("/publicatieblad")
            || pad.starts_with("/kaders")
            || pad.starts_with("/bestelbaarheid");
        let verwacht = if open { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(api.get(pad, &inwoner).await.0, verwacht, "{pad}");
    }
    let aanbieder = api.token(Rol::Aanbieder);
    for pad in ["/clienten/0796/2", "/berichten/0796/5", "/declaraties/0796/5", "/declaraties/0796/5/regels"]
    {
        assert_eq!(api.get(pad, &aanbieder).await.0, StatusCode::NOT_FOUND, "{pad}");
    }
    let (status, _, _) = api.get(&format!("/clienten?agb={Y}"), &aanbieder).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_cookie_of_the_pages_serves_too() {
    let api = Api::nieuw();
    let token = api.token(Rol::Consulent);
    let verzoek = |cookie: String| {
        Request::get("/api/v1/overzicht").header("cookie", cookie).body(Body::empty()).unwrap()
    };
    let (status, _, _) = api.stuur(verzoek(format!("a=b; {COOKIE}={token}; c=d"))).await;
    assert_eq!(status, StatusCode::OK);
    let (status, _, _) = api.stuur(verzoek(format!("x{COOKIE}={token}"))).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_is_not_there_or_not_understood_is_a_problem() {
    let api = Api::nieuw();
    let token = api.token(Rol::Backoffice);
    for pad in [
        "/",
        "",
        "/bestaat-niet",
        "/clienten/",
        "/overzicht/",
        "/clienten/0796/99",
        "/clienten/796/1",
        "/clienten/0796/-1",
        "/clienten/0796/x",
        "/clienten/0796/99999999999999999999",
        "/aanbieders/123",
        "/aanbieders/99999999",
        "/declaraties/0796/1",
        "/declaraties/0796/4/regels/9",
        "/betalingen/0796/9",
        "/berichten/0796/99/inhoud",
    ] {
        let (status, koppen, tekst) = api.get(pad, &token).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{pad}: {tekst}");
        is_probleem(status, &koppen, &tekst);
    }
    for pad in [
        "/clienten?onbekend=1",
        "/clienten?geboortedatum=1-1-1950",
        "/clienten?sortering=bsn",
        "/clienten?aantal=0",
        "/clienten?aantal=201",
        "/clienten?na=x",
        "/clienten?na=0796.1&voor=0796.2",
        "/clienten?gemeente=796",
        "/berichten?richting=op",
        "/berichten?zonderAntwoord=misschien",
        "/declaraties?status=weg",
        "/monitor?van=2026-13-01",
        "/monitor?van=2026-02-02&tot=2026-02-01",
        "/aanbieders?productcode=IB1",
        "/clienten?na=1948.1",
    ] {
        let (status, koppen, tekst) = api.get(pad, &token).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{pad}: {tekst}");
        is_probleem(status, &koppen, &tekst);
    }
    let verzoek = Request::delete("/api/v1/clienten").header("authorization", format!("Bearer {token}"));
    let (status, koppen, tekst) = api.stuur(verzoek.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    is_probleem(status, &koppen, &tekst);
}

#[tokio::test]
async fn the_links_lead_through_the_whole_list() {
    let api = Api::nieuw();
    vul_lange_lijst(api.proef.db(), 9);
    let token = api.token(Rol::Backoffice);
    let alles = api.json("/clienten?aantal=200", &token).await;
    assert_eq!(alles["aantal"], 12);
    assert_eq!(alles["aantalIsOndergrens"], false);
    let (mut pad, mut gezien) = ("/clienten?aantal=5&gemeente=0796".to_owned(), Vec::new());
    loop {
        let (_, koppen, tekst) = api.get(&pad, &token).await;
        let blad: Value = serde_json::from_str(&tekst).unwrap();
        gezien.extend(blad["rijen"].as_array().unwrap().iter().map(|r| r["id"].as_i64().unwrap()));
        assert_eq!(blad["_links"]["self"]["href"], format!("/api/v1{pad}"));
        let Some(next) = blad["_links"]["next"]["href"].as_str() else { break };
        assert!(koppen["link"].to_str().unwrap().contains(&format!("<{next}>; rel=\"next\"")));
        assert!(next.contains("aantal=5&gemeente=0796") && next.matches("na=").count() == 1, "{next}");
        pad = next.strip_prefix("/api/v1").unwrap().to_owned();
        assert!(gezien.len() < 20);
    }
    let ids: Vec<i64> =
        alles["rijen"].as_array().unwrap().iter().map(|r| r["id"].as_i64().unwrap()).collect();
    assert_eq!(gezien, ids);
}

#[tokio::test]
async fn a_bsn_is_asked_in_the_body_and_never_said_back() {
    let api = Api::nieuw();
    let token = api.token(Rol::Backoffice);
    let post = |lichaam: String| {
        Request::post("/api/v1/clienten/zoekopdrachten")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .body(Body::from(lichaam))
            .unwrap()
    };
    let (status, _, tekst) = api.stuur(post(format!(r#"{{"bsn":"{BSN}"}}"#))).await;
    assert_eq!(status, StatusCode::OK);
    let json: Value = serde_json::from_str(&tekst).unwrap();
    assert_eq!(json[0]["href"], "/api/v1/clienten/0796/1");
    assert_eq!(json.as_array().unwrap().len(), 1, "not the one of the other municipality");
    assert!(!tekst.contains(BSN));
    for fout in [r#"{"bsn":"123456789"}"#, r#"{"bsn":123456789}"#, "", "{}", r#"{"bsn":"999900006","x":1}"#] {
        let (status, koppen, tekst) = api.stuur(post(fout.to_owned())).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{fout}");
        is_probleem(status, &koppen, &tekst);
        assert!(!tekst.contains("123456789") && !tekst.contains(BSN), "{tekst}");
    }
}

#[tokio::test]
async fn amounts_and_reasons_come_through() {
    let api = Api::nieuw();
    let token = api.token(Rol::Backoffice);
    let regels = api.json("/declaraties/0796/4/regels?status=afgewezen", &token).await;
    assert_eq!(regels["rijen"][0]["bedragCent"], 3_000);
    assert_eq!(regels["rijen"][0]["bevindingen"][0]["retourcode"], "9346");
    let saldo = api.json("/saldo", &token).await;
    assert_eq!((&saldo["klopt"], &saldo["openCent"]), (&Value::Bool(true), &Value::from(3_000)));
    let (_, koppen, xml) = api.get("/berichten/0796/4/inhoud", &token).await;
    assert_eq!(koppen["content-type"], "application/xml");
    assert_eq!(koppen["content-disposition"], "attachment; filename=\"bericht-0796-4.xml\"");
    assert!(xml.starts_with("<Bericht><Gemeente>0796"));
}

/// Provider X asks two things for client 1 of a municipality; gives the key of the request.
fn vraag_aan(api: &Api, gemeente: &str) -> i64 {
    use app::verzoeken::{Aangevraagd, GewenstProduct, Omvang, Verwijzing, Vot, dien_in_vot};
    let o = app::Omgeving {
        db: api.proef.db().clone(),
        kluis: kluis(),
        vandaag: VANDAAG,
        nu: nu(),
        wie: "proef".into(),
    };
    let gevraagd = |code: &str, volume| Aangevraagd {
        gewenst: GewenstProduct {
            product: Some(kern::Product {
                categorie: kern::Productcategorie::parse("02").unwrap(),
                code: Some(kern::Productcode::parse(code).unwrap()),
            }),
            ingangsdatum: jiff::civil::date(2026, 11, 1),
            einddatum: Some(jiff::civil::date(2027, 4, 30)),
            omvang: Some(Omvang { volume, eenheid: kern::Eenheid::Uur, frequentie: kern::Frequentie::Week }),
            budget: None,
        },
        beschikking: None,
        verwijzing: Verwijzing { soort: "06".into(), naam: None, zorgverlener: None },
        commentaar: Some("graag spoed".into()),
    };
    // a message takes initials as the standard writes them
    let voorletters =
        store::sql_tekst!("T", "UPDATE client SET voorletters = 'A' WHERE gemeente = $1 AND id = 1");
    api.proef.db().write(|tx| tx.execute(voorletters, &[gemeente.into()])).unwrap();
    // the rows of the shared data did not take their numbers from the counter
    api.proef.db().write(|tx| store::teller::minstens(tx, g(gemeente), "bericht", 6)).unwrap();
    let producten = vec![gevraagd("02M02", 3), gevraagd("02M03", 5)];
    let vot = Vot { gemeente: g(gemeente), agb: agb(X), client: 1, producten };
    let bericht = dien_in_vot(&o, &vot).unwrap().unwrap().bericht;
    let sql = store::sql_tekst!("T", "SELECT id FROM verzoek WHERE gemeente = $1 AND bericht = $2");
    api.proef.db().read(|tx| tx.query_one(sql, &[gemeente.into(), bericht.into()], |r| r.i64(0))).unwrap()
}

#[tokio::test]
async fn a_request_is_read_by_who_may_and_only_in_its_own_municipality() {
    let api = Api::nieuw();
    let nr = vraag_aan(&api, A);
    let back = api.token(Rol::Backoffice);
    let pad = |gemeente: &str, nr: i64| format!("/verzoeken/{gemeente}/{nr}");
    let v = api.json(&pad(A, nr), &back).await;
    assert_eq!((&v["gemeente"], &v["nummer"], &v["soort"]), (&A.into(), &nr.into(), &"vot".into()), "{v}");
    assert_eq!(
        (&v["agb"], &v["aanbieder"], &v["client"]),
        (&X.into(), &"Xenia Zorg".into(), &1.into()),
        "{v}"
    );
    assert_eq!((&v["dagtekening"], &v["ontvangenOp"]), (&"2026-10-15".into(), &"2026-10-15".into()), "{v}");
    assert!(v["reden"].is_null(), "only a request for a change has a reason: {v}");
    // a part per product, each with a term of five working days and why
    let delen = v["delen"].as_array().unwrap();
    assert_eq!(delen.len(), 2, "{v}");
    for (i, d) in delen.iter().enumerate() {
        assert_eq!((&d["deel"], &d["stand"]), (&(i + 1).into(), &"ingediend".into()), "{d}");
        assert_eq!(d["uiterlijk"], "2026-10-22", "{d}");
        assert!(
            d["termijn"]["stap"].is_string() && d["redenAfwijzing"].is_null() && d["gemeld"] == false,
            "{d}"
        );
    }
    assert_ne!(delen[0]["referentie"], delen[1]["referentie"]);
    let p = &v["producten"][1];
    assert_eq!(
        (&p["deel"], &p["soort"], &p["code"]),
        (&2.into(), &"aangevraagd".into(), &"02M03".into()),
        "{p}"
    );
    assert_eq!(p["omvang"], serde_json::json!({ "volume": 5, "eenheid": "04", "frequentie": "2" }));
    assert_eq!((&p["ingangsdatum"], &p["einddatum"]), (&"2026-11-01".into(), &"2027-04-30".into()));
    assert_eq!((&p["commentaar"], &p["toegewezen"]), (&"graag spoed".into(), &Value::Null));
    assert!(!v.to_string().contains(BSN), "{v}");

    // not there, or no number
    for anders in [pad(A, nr + 1), pad(A, 0), format!("/verzoeken/{A}/x"), format!("/verzoeken/796/{nr}")] {
        let (status, koppen, tekst) = api.get(&anders, &back).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{anders}: {tekst}");
        is_probleem(status, &koppen, &tekst);
    }
    // a municipality that is not one's own
    assert_eq!(api.get(&pad(B, nr), &back).await.0, StatusCode::FORBIDDEN);
    // one's own municipality, but the request is of another: not there
    let beide = NieuweGebruiker {
        naam: "regio",
        weergavenaam: "Regio",
        rol: Rol::Backoffice,
        agb: None,
        gemeenten: &[g(A), g(B)],
    };
    maak_gebruiker(api.proef.db(), &kluis(), &beide, "een lang wachtwoord", nu()).unwrap();
    let (regio, _) = meld_aan(api.proef.db(), &kluis(), "regio", "een lang wachtwoord", "::1", nu()).unwrap();
    let regio = regio.tekst();
    assert_eq!(api.get(&pad(A, nr), &regio).await.0, StatusCode::OK);
    let (status, koppen, tekst) = api.get(&pad(B, nr), &regio).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{tekst}");
    is_probleem(status, &koppen, &tekst);
    // the same number in the other municipality is another request
    assert_eq!(vraag_aan(&api, B), nr);
    assert_eq!(api.json(&pad(B, nr), &regio).await["gemeente"], B);
    assert_eq!(api.get(&pad(B, nr), &back).await.0, StatusCode::FORBIDDEN);

    // the provider that asked, the other one, and who has nothing to do with it
    let eigen = api.token(Rol::Aanbieder);
    assert_eq!(api.json(&pad(A, nr), &eigen).await["nummer"], nr);
    let ander = NieuweGebruiker {
        naam: "ander",
        weergavenaam: "Ander",
        rol: Rol::Aanbieder,
        agb: Some(agb(Y)),
        gemeenten: &[g(A)],
    };
    maak_gebruiker(api.proef.db(), &kluis(), &ander, "een lang wachtwoord", nu()).unwrap();
    let ander =
        meld_aan(api.proef.db(), &kluis(), "ander", "een lang wachtwoord", "::1", nu()).unwrap().0.tekst();
    assert_eq!(api.get(&pad(A, nr), &ander).await.0, StatusCode::NOT_FOUND);
    for (rol, verwacht) in [
        (Rol::Consulent, StatusCode::OK),
        (Rol::Inwoner, StatusCode::FORBIDDEN),
        (Rol::Controller, StatusCode::FORBIDDEN),
    ] {
        let token = api.token(rol);
        assert_eq!(api.get(&pad(A, nr), &token).await.0, verwacht, "{rol:?}");
    }
    assert_eq!(api.get(&pad(A, nr), "").await.0, StatusCode::UNAUTHORIZED);
}

/// A draft of the framework of municipality A in which a code is phased out; offered and published when asked.
fn versie(api: &Api, publiceer: bool) {
    use app::kaders::{self as k, Ingang, Kaderbron, NieuweVersie};
    let db = api.proef.db().clone();
    let o = app::Omgeving { db, kluis: kluis(), vandaag: VANDAAG, nu: nu(), wie: "proef".into() };
    let wie = |id, rol| app::Gebruiker {
        id,
        weergavenaam: format!("Persoon {id}"),
        rol,
        gemeenten: app::gemeenten(&o).unwrap(),
        agb: None,
    };
    let bron = Kaderbron::default().zoek("meierij-2020", VANDAAG).unwrap().remove(0);
    let mut bestanden = bron.kader.bestanden.clone();
    let (_, t) = bestanden.iter_mut().find(|(n, _)| n == "producten.yaml").unwrap();
    *t = t.replacen("    code: 02M01\n", "    code: 02M01\n    nieuw_tot: 2026-12-31\n", 1);
    let ingang = VANDAAG.tomorrow().unwrap();
    let nieuw = NieuweVersie { bestanden, ingang, toelichting: "Uitfaseren".into() };
    let b = k::bewaar(&o, &wie(901, Rol::Inkoper), &nieuw).unwrap().unwrap();
    let v = Ingang { kader: &b.kader, nummer: b.nummer };
    if publiceer {
        k::bied_aan(&o, &wie(901, Rol::Inkoper), v, "").unwrap().unwrap();
        k::publiceer(&o, &wie(902, Rol::Contractmanager), v, "").unwrap().unwrap();
    }
}

#[tokio::test]
async fn versions_differences_and_who_may_order_are_read() {
    let api = Api::nieuw();
    versie(&api, true);
    versie(&api, false);
    let consulent = api.token(Rol::Consulent);
    let inkoper = api.token(Rol::Inkoper);
    let nummers = |json: &Value| -> Vec<i64> {
        let kader = json.as_array().unwrap().iter().find(|k| k["kader"] == "meierij-2020").unwrap();
        kader["versies"].as_array().unwrap().iter().map(|v| v["nummer"].as_i64().unwrap()).collect()
    };
    // a draft is for who makes and publishes versions
    assert_eq!(nummers(&api.json("/kaders", &consulent).await), [1, 0]);
    assert_eq!(nummers(&api.json("/kaders", &inkoper).await), [2, 1, 0]);
    let pad = "/kaders/meierij-2020/versies";
    assert_eq!(api.get(&format!("{pad}/2"), &consulent).await.0, StatusCode::NOT_FOUND);
    assert_eq!(api.get(&format!("{pad}/2"), &inkoper).await.0, StatusCode::OK);
    let een = api.json(&format!("{pad}/1"), &consulent).await;
    assert_eq!(een["stand"]["code"], "gaat_in");
    assert_eq!(een["stand"]["dag"], VANDAAG.tomorrow().unwrap().to_string());
    assert_eq!(een["gemeenten"], serde_json::json!([A]));
    let stappen: Vec<_> =
        een["stappen"].as_array().unwrap().iter().map(|s| s["stap"].as_str().unwrap()).collect();
    assert_eq!(stappen, ["aangeboden", "gepubliceerd"]);
    // what differs, from what it was made from or from what is asked
    let v = api.json(&format!("{pad}/1/verschillen"), &consulent).await;
    assert_eq!((v["met"].as_i64(), v["verschillen"].as_array().unwrap().len()), (Some(0), 1));
    assert_eq!(v["verschillen"][0]["soort"], "uitgefaseerd");
    let v = api.json(&format!("{pad}/1/verschillen?met=1"), &consulent).await;
    assert_eq!(v["verschillen"], serde_json::json!([]));
    for (vraag, status) in [
        ("/1/verschillen?met=2", StatusCode::NOT_FOUND),
        ("/1/verschillen?met=x", StatusCode::BAD_REQUEST),
        ("/9", StatusCode::NOT_FOUND),
        ("/x", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(api.get(&format!("{pad}{vraag}"), &consulent).await.0, status, "{vraag}");
    }
    // the last day for what is new, and the day after; what runs goes on
    let vraag = "/bestelbaarheid?productcategorie=02&productcode=02M01";
    for (op, mag) in [("2026-12-31", true), ("2027-01-01", false), ("2027-01-01&vervolg=true", true)] {
        let b = api.json(&format!("{vraag}&op={op}"), &consulent).await;
        assert_eq!((&b[0]["gemeente"], &b[0]["mag"]), (&A.into(), &mag.into()), "{op}");
        let regel = if mag { Value::Null } else { "KB003".into() };
        assert_eq!(b[0]["redenen"][0]["regel"], regel, "{op}");
        assert_eq!(b[0]["versie"], if mag { 1.into() } else { Value::Null }, "{op}");
    }
    for fout in ["", "?productcode=02M01", "?productcategorie=02&productcode=02M01&op=morgen"] {
        let (status, _, _) = api.get(&format!("/bestelbaarheid{fout}"), &consulent).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{fout}");
    }
    let (status, _, _) = api.get(&format!("{vraag}&gemeente={B}"), &consulent).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_description_is_served_and_only_changes_on_purpose() {
    let api = Api::nieuw();
    let (status, koppen, tekst) = api.get("/openapi.json", "").await;
    assert_eq!(status, StatusCode::OK, "the description is open");
    assert_eq!(koppen["content-type"], "application/json");
    let json: Value = serde_json::from_str(&tekst).unwrap();
    assert!(json["openapi"].as_str().unwrap().starts_with("3.1"));
    for (pad, bewerkingen) in json["paths"].as_object().unwrap() {
        assert!(!pad.ends_with('/') && !pad.to_lowercase().contains("bsn"), "{pad}");
        for bewerking in bewerkingen.as_object().unwrap().values() {
            // only the check of a message is for everyone; what bounds it is told instead
            let nodig = if pad == "/berichten/controleer" { "429" } else { "401" };
            assert!(bewerking["responses"][nodig].is_object(), "{pad}");
        }
    }
    insta::assert_json_snapshot!(json);
}

#[tokio::test]
async fn post_that_could_not_be_delivered_is_decided_upon_in_json() {
    let api = Api::nieuw();
    let token = api.token(Rol::Backoffice);
    let tekst = store::sql_tekst!(
        "T",
        "INSERT INTO post_uit (gemeente, bericht, stand, reeks, pogingen, volgende_op, transport, kenmerk, code, fout, gewijzigd_op)
         VALUES ($1, 1, 'onbestelbaar', 0, 3, $2, 'knooppunt', 'k', 'IB010', 'niet aangesloten', $2)"
    );
    for gemeente in [A, B] {
        let toen = store::tijdstip(nu());
        api.proef.db().write(|tx| tx.execute(tekst, &[gemeente.into(), (&toen).into()])).unwrap();
    }
    let p = api.json("/post", &token).await;
    assert_eq!(
        (&p["onbestelbaarAantal"], &p["onbestelbaar"][0]["code"]),
        (&1.into(), &"IB010".into()),
        "{p}"
    );
    let stuur = |pad: &str, soort: &'static str, lijf: &'static str| {
        let verzoek = Request::post(format!("/api/v1{pad}"))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", soort)
            .body(Body::from(lijf))
            .unwrap();
        api.stuur(verzoek)
    };
    let (goed, json) = ("{\"besluit\":\"opnieuw\"}", "application/json");
    for (pad, soort, lijf, verwacht) in [
        ("/post/uit/0796/1", "text/plain", goed, 400),
        ("/post/uit/0796/1", json, "{}", 400),
        ("/post/uit/0796/1", json, "{\"besluit\":\"weg\"}", 400),
        ("/post/uit/0796/1", json, "{\"besluit\":\"afhandelen\",\"reden\":\"x\"}", 400),
        ("/post/uit/0796/9", json, goed, 404),
        ("/post/om/0796/1", json, goed, 404),
        ("/post/uit/1948/1", json, goed, 403),
        ("/post/uit/0796/1", json, goed, 204),
        ("/post/uit/0796/1", json, goed, 400),
    ] {
        let (status, koppen, tekst) = stuur(pad, soort, lijf).await;
        assert_eq!(status.as_u16(), verwacht, "{pad} {lijf}: {tekst}");
        if verwacht != 204 {
            is_probleem(status, &koppen, &tekst);
        }
    }
    let p = api.json("/post", &token).await;
    assert_eq!((&p["onbestelbaarAantal"], &p["laterAantal"]), (&0.into(), &1.into()), "{p}");
    let ander = api.token(Rol::Consulent);
    assert_eq!(api.get("/post", &ander).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn anyone_may_have_a_message_checked_and_not_too_often() {
    let api = Api::nieuw();
    let stuur = async |pad: &str, lijf: String| {
        let verzoek = Request::post(format!("/api/v1{pad}")).header("content-type", "application/xml");
        api.stuur(verzoek.body(Body::from(lijf)).unwrap()).await
    };
    let xml = format!(
        "<Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo305/schema\"><Client><Bsn>{BSN}</Bsn></Client></Bericht>"
    );
    let (status, koppen, tekst) = stuur(&format!("/berichten/controleer?bestand={BSN}.xml"), xml).await;
    assert_eq!(status, StatusCode::OK, "{tekst}");
    assert_eq!(koppen["content-type"], "application/json");
    let json: Value = serde_json::from_str(&tekst).unwrap();
    assert_eq!(json[0]["bericht"], "WMO305");
    assert_eq!(json[0]["geldig"], false);
    assert!(!json[0]["bevindingen"].as_array().unwrap().is_empty());
    assert!(!tekst.contains(BSN), "{tekst}");
    for i in 1..app::controleren::PER_ADRES {
        assert_eq!(stuur("/berichten/controleer", "<a/>".into()).await.0, StatusCode::OK, "{i}");
    }
    let (status, koppen, tekst) = stuur("/berichten/controleer", "<a/>".into()).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    is_probleem(status, &koppen, &tekst);
}
