//! The site through its router, on a real database: signing in, tokens, headers, rights, search.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod site;

use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use app::{Omgeving, Rol};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::civil::date;
use kern::{AgbCode, Gemeentecode};
use site::{Site, WACHTWOORD};
use std::fs;
use store::proef::Proef;

const BSN: &str = "999900006";

impl Site<Proef> {
    fn nieuw(demo: bool, tls: bool) -> Self {
        let proef = Proef::sqlite();
        let map = proef.map().unwrap().to_owned();
        let db = proef.db().clone();
        let kluis = db.kluis().unwrap();
        let nu = jiff::Timestamp::now();
        let o = Omgeving {
            db: db.clone(),
            kluis: kluis.clone(),
            vandaag: date(2026, 11, 21),
            nu,
            wie: "proef".into(),
        };
        for (naam, inhoud) in [
            ("aanbieders.csv", "agb,naam,iban\n72650001,Zorghuis De Linde,NL91ABNA0417164300\n"),
            (
                "clienten.csv",
                "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
                 999900006,0796,1948-03-14,2,Berg,van den,AB,Lindelaan,12,5211AB,Rosmalen\n\
                 999900018,0865,1950-01-02,1,Smit,,C,Kerkweg,1,5261AA,Vught\n",
            ),
        ] {
            let pad = map.join(naam);
            fs::write(&pad, inhoud).unwrap();
            app::importeer::importeer(&o, &[&pad]).unwrap();
        }
        let code = |g: &str| Gemeentecode::parse(g).unwrap();
        for (naam, rol, gemeenten) in [
            ("backoffice", Rol::Backoffice, vec![code("0796")]),
            ("controller", Rol::Controller, vec![code("0796")]),
            ("aanbieder", Rol::Aanbieder, vec![code("0796")]),
        ] {
            let agb = (rol == Rol::Aanbieder).then(|| AgbCode::parse("72650001").unwrap());
            let nieuw = NieuweGebruiker { naam, weergavenaam: "Bea Back", rol, agb, gemeenten: &gemeenten };
            maak_gebruiker(&db, &kluis, &nieuw, WACHTWOORD, nu).unwrap();
        }
        let router = web::router(web::Staat {
            db,
            kluis,
            demo,
            logins: vec![("backoffice".into(), WACHTWOORD.into(), Rol::Backoffice)],
            tls,
            vandaag: Some(date(2026, 11, 21)),
            betaalbestanden: None,
        });
        Self { router, proef }
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::nieuw(false, false);
    for pad in ["/aanmelden", "/", "/bestaat-niet", web::activa::STIJL] {
        let a = site.get(pad, "").await;
        let kop = |n: &str| a.koppen.get(n).map_or("", |w| w.to_str().unwrap()).to_owned();
        let csp = kop("content-security-policy");
        assert!(csp.contains("default-src 'none'") && csp.contains("frame-ancestors 'none'"), "{pad}: {csp}");
        assert!(!csp.contains("unsafe") && !csp.contains("script-src"), "{pad}: {csp}");
        assert_eq!(kop("x-content-type-options"), "nosniff", "{pad}");
        assert_eq!(kop("referrer-policy"), "same-origin", "{pad}");
        assert!(kop("permissions-policy").contains("camera=()"), "{pad}");
        assert_eq!(kop("strict-transport-security"), "", "{pad}: only behind TLS");
        let vast = pad.starts_with("/activa/");
        assert_eq!(kop("cache-control").contains("immutable"), vast, "{pad}");
        assert_eq!(kop("cache-control") == "no-store", !vast, "{pad}");
    }
    let a = Site::nieuw(false, true).get("/aanmelden", "").await;
    assert!(a.koppen.contains_key("strict-transport-security"));
    let cookie = a.koppen.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(
        cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
}

#[tokio::test]
async fn nobody_gets_in_without_signing_in_and_the_token() {
    let site = Site::nieuw(false, false);
    let a = site.get("/clienten?gemeente=0796", "").await;
    assert_eq!(a.status, StatusCode::SEE_OTHER);
    assert_eq!(a.naar(), "/aanmelden?naar=%2Fclienten%3Fgemeente%3D0796");

    // Right name and password, but the form does not come from our page.
    let velden = [("naam", "backoffice"), ("wachtwoord", WACHTWOORD), ("csrf", "verzonnen")];
    for cookie in ["", "maatwerk_vooraf=00000000000000000000000000000000"] {
        let a = site.post("/aanmelden", cookie, &velden).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN);
        assert_eq!(a.cookie("maatwerk_sessie"), None);
    }

    let formulier = site.get("/aanmelden", "").await;
    let vooraf = format!("maatwerk_vooraf={}", formulier.cookie("maatwerk_vooraf").unwrap());
    let velden = [("naam", "backoffice"), ("wachtwoord", "iets anders"), ("csrf", &*formulier.csrf())];
    let a = site.post("/aanmelden", &vooraf, &velden).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("Naam of wachtwoord klopt niet"), "{}", a.tekst);
    assert!(!a.tekst.contains("iets anders"), "the password is not shown again");

    let sessie = site.binnen("backoffice").await;
    assert_eq!(site.get("/", &sessie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_without_the_token_of_this_session_changes_nothing() {
    let site = Site::nieuw(false, false);
    let sessie = site.binnen("backoffice").await;
    let ander = site.get("/", &site.binnen("controller").await).await.csrf();
    for csrf in ["", "x", &ander] {
        let a = site.post("/afmelden", &sessie, &[("csrf", csrf)]).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN);
        assert!(a.tekst.contains("formulier is verlopen"));
        let a = site.post("/zoek", &sessie, &[("csrf", csrf), ("zoek", BSN)]).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(site.get("/", &sessie).await.status, StatusCode::OK, "still signed in");

    let csrf = site.get("/", &sessie).await.csrf();
    let elders = Request::post("/afmelden")
        .header(header::COOKIE, &sessie)
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("csrf={csrf}")))
        .unwrap();
    assert_eq!(site.vraag(elders).await.status, StatusCode::FORBIDDEN);

    let a = site.post("/afmelden", &sessie, &[("csrf", &csrf)]).await;
    assert_eq!((a.status, a.naar()), (StatusCode::SEE_OTHER, "/aanmelden"));
    assert_eq!(site.get("/", &sessie).await.naar(), "/aanmelden", "the session is over on the server too");
}

#[tokio::test]
async fn a_bsn_is_searched_by_form_and_leads_to_a_number() {
    let site = Site::nieuw(false, false);
    let sessie = site.binnen("backoffice").await;
    let csrf = site.get("/", &sessie).await.csrf();
    let a = site.post("/zoek", &sessie, &[("csrf", &csrf), ("zoek", "9999.00.006")]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER);
    assert!(a.naar().starts_with("/clienten/0796/"), "{}", a.naar());
    assert!(!a.naar().contains(BSN));
    let dossier = site.get(a.naar(), &sessie).await;
    assert_eq!(dossier.status, StatusCode::OK);
    assert!(dossier.tekst.contains("van den Berg") && dossier.tekst.contains(BSN));
    for tab in ["beschikkingen", "toewijzingen", "levering", "declaraties", "berichten"] {
        assert_eq!(site.get(&format!("{}/{tab}", a.naar()), &sessie).await.status, StatusCode::OK, "{tab}");
    }
    assert_eq!(site.get(&format!("{}/anders", a.naar()), &sessie).await.status, StatusCode::NOT_FOUND);

    // Of another municipality, or no BSN at all: nothing is given away, and the number is not repeated.
    for zoek in ["999900018", "999900007"] {
        let a = site.post("/zoek", &sessie, &[("csrf", &csrf), ("zoek", zoek)]).await;
        assert_eq!(a.status, StatusCode::BAD_REQUEST);
        assert!(!a.tekst.contains(zoek));
    }
    // Someone who types it in the address bar does not get it back.
    let a = site.get("/clienten?zoek=999900006", &sessie).await;
    assert_eq!(a.status, StatusCode::OK);
    assert!(!a.tekst.contains(BSN));
    // A name goes to the list.
    let a = site.post("/zoek", &sessie, &[("csrf", &csrf), ("zoek", "van den berg")]).await;
    assert_eq!(a.naar(), "/clienten?zoek=van%20den%20berg");
    assert!(site.get(a.naar(), &sessie).await.tekst.contains("Berg, A.B. van den"));
}

#[tokio::test]
async fn role_and_municipality_decide_what_opens() {
    let site = Site::nieuw(false, false);
    let controller = site.binnen("controller").await;
    for pad in ["/clienten", "/berichten", "/clienten/0796/1"] {
        let a = site.get(pad, &controller).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN, "{pad}");
        assert!(a.tekst.contains("U heeft geen toegang") && a.tekst.contains("<h1"), "{pad}");
    }
    for pad in ["/", "/catalogus", "/aanbieders", "/declaraties", "/betalingen", "/monitor"] {
        assert_eq!(site.get(pad, &controller).await.status, StatusCode::OK, "{pad}");
    }
    let backoffice = site.binnen("backoffice").await;
    assert_eq!(site.get("/clienten?gemeente=0865", &backoffice).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/clienten/0865/1", &backoffice).await.status, StatusCode::FORBIDDEN);
    for pad in ["/clienten/0796/99999", "/clienten/0796/x", "/berichten/0796/1", "/nergens", "/aanbieders/1"]
    {
        assert_eq!(site.get(pad, &backoffice).await.status, StatusCode::NOT_FOUND, "{pad}");
    }
    for pad in
        ["/clienten?na=onzin", "/berichten?status=onzin", "/clienten?geboren=31-02-1950", "/monitor?van=x"]
    {
        let a = site.get(pad, &backoffice).await;
        assert_eq!(a.status, StatusCode::BAD_REQUEST, "{pad}");
        assert!(a.tekst.contains("Er is niets veranderd"), "{pad}");
    }
}

#[tokio::test]
async fn a_list_exports_as_csv_and_shows_its_empty_state() {
    let site = Site::nieuw(true, false);
    let sessie = site.binnen("backoffice").await;
    let a = site.get("/clienten?uitvoer=csv", &sessie).await;
    assert!(a.koppen[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
    assert!(a.tekst.contains("Berg, A.B. van den;1948-03-14;Rosmalen;0;0"), "{}", a.tekst);
    assert!(!a.tekst.contains("Smit") && !a.tekst.contains(BSN));
    let leeg = site.get("/berichten", &sessie).await;
    assert!(leeg.tekst.contains("Nog geen berichten"));
    assert!(leeg.tekst.contains("Dit zijn verzonnen gegevens"));
    let login = site.get("/aanmelden", "").await;
    assert!(login.tekst.contains("Probeer een rol"));
    assert!(!Site::nieuw(false, false).get("/aanmelden", "").await.tekst.contains("Probeer een rol"));
}

#[tokio::test]
async fn pages_without_data_are_for_everyone() {
    let site = Site::nieuw(false, false);
    for pad in ["/toegankelijkheid", "/begrippen"] {
        let a = site.get(pad, "").await;
        assert_eq!(a.status, StatusCode::OK, "{pad}");
        assert!(!a.tekst.contains("action=\"/zoek\""), "{pad}: no search box for strangers");
    }
    assert_eq!(site.get("/activa/../Cargo.toml", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/activa/stijl.css", "").await.status, StatusCode::NOT_FOUND);
}

/// A request of the provider for its client, from the book of the site.
fn vraag_aan(site: &Site<Proef>) {
    use app::verzoeken::{Aangevraagd, GewenstProduct, Omvang, Verwijzing, Vot, dien_in_vot};
    let db = site.proef.db().clone();
    let kluis = db.kluis().unwrap();
    let o =
        Omgeving { db, kluis, vandaag: date(2026, 11, 20), nu: jiff::Timestamp::now(), wie: "proef".into() };
    let pad = site.proef.map().unwrap().join("contracten.csv");
    fs::write(
        &pad,
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
         0796,72650001,02,02M02,04,6000,2026-01-01,\n",
    )
    .unwrap();
    app::importeer::importeer(&o, &[&pad]).unwrap();
    let gewenst = GewenstProduct {
        product: Some(kern::Product {
            categorie: kern::Productcategorie::parse("02").unwrap(),
            code: Some(kern::Productcode::parse("02M02").unwrap()),
        }),
        ingangsdatum: date(2026, 12, 1),
        einddatum: Some(date(2027, 5, 31)),
        omvang: Some(Omvang { volume: 3, eenheid: kern::Eenheid::Uur, frequentie: kern::Frequentie::Week }),
        budget: None,
    };
    let verwijzing = Verwijzing { soort: "06".into(), naam: None, zorgverlener: None };
    let vot = Vot {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        agb: AgbCode::parse("72650001").unwrap(),
        client: 1,
        producten: vec![Aangevraagd { gewenst, beschikking: None, verwijzing, commentaar: None }],
    };
    dien_in_vot(&o, &vot).unwrap().unwrap();
}

#[tokio::test]
async fn a_request_is_decided_by_who_may_with_its_consequences_shown_first() {
    let site = Site::nieuw(false, false);
    vraag_aan(&site);
    let (back, aan) = (site.binnen("backoffice").await, site.binnen("aanbieder").await);
    let controller = site.binnen("controller").await;
    let lijst = site.get("/verzoeken", &back).await;
    assert!(
        lijst.tekst.contains("Verzoek om toewijzing 1") && lijst.tekst.contains("Beslissen"),
        "{}",
        lijst.tekst
    );
    // the provider sees its own and decides nothing
    let eigen = site.get("/verzoeken", &aan).await;
    assert!(eigen.tekst.contains("Verzoek om toewijzing 1") && !eigen.tekst.contains("Beslissen"));
    assert_eq!(site.get("/verzoeken/0796/1", &aan).await.status, StatusCode::OK);
    assert_eq!(site.get("/verzoeken/0796/1/1", &aan).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/verzoeken", &controller).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/verzoeken/0865/1", &back).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/verzoeken/0796/9", &back).await.status, StatusCode::NOT_FOUND);
    let pagina = site.get("/verzoeken/0796/1/1", &back).await;
    assert!(pagina.tekst.contains("Nieuwe toewijzing 1"), "{}", pagina.tekst);
    let csrf = pagina.csrf();
    let beslis =
        async |cookie: &str, velden: &[(&str, &str)]| site.post("/verzoeken/0796/1/1", cookie, velden).await;
    assert_eq!(beslis(&back, &[("oordeel", "honoreer")]).await.status, StatusCode::FORBIDDEN, "no token");
    let csrf_aan = eigen.csrf();
    let van_aanbieder = beslis(&aan, &[("csrf", &csrf_aan), ("oordeel", "honoreer")]).await;
    assert_eq!(van_aanbieder.status, StatusCode::FORBIDDEN);
    let zonder_reden = beslis(&back, &[("csrf", &csrf), ("oordeel", "afwijzen")]).await;
    assert_eq!(zonder_reden.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(zonder_reden.tekst.contains("Kies waarom u het verzoek afwijst."));
    let jeugdwet = beslis(&back, &[("csrf", &csrf), ("oordeel", "afwijzen"), ("reden", "8")]).await;
    assert_eq!(jeugdwet.status, StatusCode::UNPROCESSABLE_ENTITY);
    let onderzoek = beslis(&back, &[("csrf", &csrf), ("oordeel", "onderzoek")]).await;
    assert_eq!(onderzoek.naar(), "/verzoeken/0796/1");
    assert!(site.get("/verzoeken/0796/1", &back).await.tekst.contains("In onderzoek"));
    assert!(!site.get("/verzoeken/0796/1/1", &back).await.tekst.contains("In onderzoek nemen"));
    let klaar = beslis(&back, &[("csrf", &csrf), ("oordeel", "honoreer")]).await;
    assert_eq!(klaar.status, StatusCode::SEE_OTHER, "{}", klaar.tekst);
    assert!(
        site.get("/verzoeken/0796/1", &back)
            .await
            .tekst
            .contains("Gehonoreerd, toewijzing nog niet verzonden")
    );
    assert_eq!(site.get("/verzoeken/0796/1/1", &back).await.status, StatusCode::BAD_REQUEST, "done");
    assert!(site.get("/verzoeken?stand=klaar", &back).await.tekst.contains("Verzoek om toewijzing 1"));
}

#[tokio::test]
async fn what_could_not_be_delivered_is_tried_again_or_dealt_with_by_the_backoffice_only() {
    let site = Site::nieuw(false, false);
    let tekst = store::sql_tekst!(
        "T",
        "INSERT INTO post_in (gemeente, id, transport, naam, stand, apart, pogingen, volgende_op, fout, ontvangen_op, gewijzigd_op)
         VALUES ($1, $2, 'map', '<b>scan</b>.xml', 'onbestelbaar', 1, 1, $3, 'geen bericht', $3, $3)"
    );
    let toen = store::tijdstip("2026-11-20T09:30:00Z".parse().unwrap());
    let db = site.proef.db();
    for (g, id) in [("0796", 1_i64), ("0796", 2), ("0865", 3)] {
        db.write(|tx| tx.execute(tekst, &[g.into(), id.into(), (&toen).into()])).unwrap();
    }
    let sessie = site.binnen("backoffice").await;
    let a = site.get("/post", &sessie).await;
    assert_eq!(a.status, StatusCode::OK);
    assert!(a.tekst.contains("Ontvangen post nr. 2") && !a.tekst.contains("Ontvangen post nr. 3"));
    assert!(!a.tekst.contains("<b>scan"), "wat van buiten komt, is tekst");
    let csrf = a.csrf();
    let pad = |nr: &str, wat: &str| format!("/post/in/0796/{nr}/{wat}");
    for (wie, verwacht) in [("controller", StatusCode::FORBIDDEN), ("aanbieder", StatusCode::FORBIDDEN)] {
        let ander = site.binnen(wie).await;
        let csrf = site.get("/", &ander).await.csrf();
        assert_eq!(site.get("/post", &ander).await.status, verwacht, "{wie}");
        assert_eq!(
            site.post(&pad("1", "opnieuw"), &ander, &[("csrf", &csrf)]).await.status,
            verwacht,
            "{wie}"
        );
    }
    assert_eq!(
        site.post(&pad("1", "opnieuw"), &sessie, &[("csrf", "x")]).await.status,
        StatusCode::FORBIDDEN
    );
    let a = site.post(&pad("1", "opnieuw"), &sessie, &[("csrf", &csrf)]).await;
    assert_eq!((a.status, a.naar()), (StatusCode::SEE_OTHER, "/post?gedaan=opnieuw"));
    let nog_eens = site.post(&pad("1", "opnieuw"), &sessie, &[("csrf", &csrf)]).await;
    assert_eq!(nog_eens.status, StatusCode::BAD_REQUEST, "het wacht al");
    let kort = site.post(&pad("2", "afhandelen"), &sessie, &[("csrf", &csrf), ("reden", "weg")]).await;
    assert_eq!(kort.status, StatusCode::BAD_REQUEST);
    let a =
        site.post(&pad("2", "afhandelen"), &sessie, &[("csrf", &csrf), ("reden", "afzender gebeld")]).await;
    assert_eq!(a.naar(), "/post?gedaan=afgehandeld");
    assert!(site.get(a.naar(), &sessie).await.tekst.contains("Uw reden staat in het logboek"));
    for adres in ["/post/in/0865/3/opnieuw", "/post/in/0796/9/opnieuw", "/post/zijwaarts/0796/2/opnieuw"] {
        let a = site.post(adres, &sessie, &[("csrf", &csrf)]).await;
        assert!([StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&a.status), "{adres}: {}", a.status);
    }
    let wie = store::sql_tekst!(
        "T",
        "SELECT wie, soort, gegevens FROM gebeurtenis WHERE gemeente = '0796' AND onderwerp LIKE 'post/%' ORDER BY nr"
    );
    let log =
        db.read(|tx| tx.query_alle(wie, &[], |r| Ok((r.string(0)?, r.string(1)?, r.string(2)?)))).unwrap();
    let log: Vec<_> = log.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(
        log,
        [
            ("Bea Back", "post opnieuw geprobeerd", "{}"),
            ("Bea Back", "post afgehandeld", "{\"reden\":\"afzender gebeld\"}")
        ]
    );
}
