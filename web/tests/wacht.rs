//! What is watched after a decision through the pages, on a real book: who may, what is done, and whose data it is.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(dead_code, reason = "the book is shared with the tests of the use cases")]

#[path = "../../app/tests/gemeen/besluit.rs"]
mod besluit;
mod site;

use app::Omgeving;
use app::beslissen::{self as b, Bekend, Bekendmaking};
use axum::http::StatusCode;
use besluit::{VANDAAG, X, Y, boek, concept, deel, g, stijl, wie};
use jiff::civil::date;
use site::{Antwoord, Site};
use store::proef::Proef;

fn site(o: &Omgeving) -> Site<()> {
    let router = web::router(web::Staat {
        db: o.db.clone(),
        kluis: o.kluis.clone(),
        demo: false,
        logins: vec![],
        tls: false,
        vandaag: Some(o.vandaag),
        betaalbestanden: None,
    });
    Site { router, proef: () }
}

fn bevat(a: &Antwoord, alles: &[&str]) {
    let tekst = a.tekst.replace(['\u{a0}', '\u{202f}'], " ");
    for wat in alles {
        assert!(tekst.contains(wat), "{wat} staat niet op de pagina ({}): {tekst}", a.status);
    }
}

/// Two decisions up to 31 October 2027 for two providers, their orders sent.
fn vol(proef: &Proef) -> Omgeving {
    let o = boek(proef.db());
    stijl(&o);
    for (client, aanbieder) in [(1, X), (2, Y)] {
        let id = concept(&o, client, |o| o.onderdelen = vec![deel("02M02", aanbieder)]);
        let bekend = Bekend { op: VANDAAG, wijze: Bekendmaking::Post };
        b::vast_en_bekend(&o, &wie(1), g(), id, bekend).unwrap().unwrap();
    }
    app::verzending::toewijzen::maak(&o, g()).unwrap();
    o
}

#[tokio::test]
async fn who_may_see_what_is_watched() {
    let proef = Proef::sqlite();
    let o = vol(&proef).op(date(2027, 9, 1));
    let s = site(&o);
    let mag = |naam: &str, paden: &[&str]| {
        (naam.to_owned(), paden.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>())
    };
    let alle = [
        "/aflopend",
        "/aflopend/0796/1",
        "/wachtlijst",
        "/wachtlijst/0796/t1",
        "/wachtlijst/0796/t2",
        "/clienten/0796/1/wachten",
    ];
    for (naam, open) in [
        mag("consulent", &alle),
        mag("backoffice", &alle[..5]),
        mag("aanbieder", &["/wachtlijst", "/wachtlijst/0796/t1"]),
        mag("inkoper", &["/wachtlijst"]),
        mag("controller", &["/wachtlijst"]),
        mag("elders", &["/aflopend", "/wachtlijst"]),
    ] {
        let cookie = s.binnen(&naam).await;
        for pad in alle {
            let status = s.get(pad, &cookie).await.status;
            assert_eq!(
                status == StatusCode::OK,
                open.iter().any(|p| p == pad),
                "{pad} voor {naam}: {status}"
            );
        }
        // nobody but the consulent writes, and nobody does without the token of the session
        let csrf = s.get("/", &cookie).await.csrf();
        let velden = [("csrf", &*csrf), ("stap", "geen"), ("omdat", "Haar zus helpt.")];
        let status = s.post("/wachtlijst/0796/t1", &cookie, &velden).await.status;
        assert_eq!(status == StatusCode::SEE_OTHER, naam == "consulent", "{naam}: {status}");
        assert_eq!(s.post("/aflopend/0796/1", &cookie, &velden[1..]).await.status, StatusCode::FORBIDDEN);
    }
    let cookie = s.binnen("elders").await;
    let lijst = s.get("/aflopend", &cookie).await;
    assert!(!lijst.tekst.contains("Proef"), "nobody of another municipality");
    let eigen = s.get("/wachtlijst", &s.binnen("aanbieder").await).await;
    bevat(&eigen, &["Xenia Zorg", "Proef0"]);
    assert!(!eigen.tekst.contains("Ypsilon") && !eigen.tekst.contains("Proef1"));
    let cijfers = s.get("/wachtlijst", &s.binnen("inkoper").await).await;
    bevat(&cijfers, &["Ypsilon Zorg", "Mediaan"]);
    assert!(!cijfers.tekst.contains("Proef"), "policy sees how long, not who");
}

#[tokio::test]
async fn from_the_list_to_a_new_onderzoek_and_from_waiting_to_bridged() {
    let proef = Proef::sqlite();
    let o = vol(&proef).op(date(2027, 9, 1));
    let s = site(&o);
    let cookie = s.binnen("consulent").await;
    let overzicht = s.get("/", &cookie).await;
    bevat(&overzicht, &["besluiten lopen af of vragen om heronderzoek", "cliënten wachten op het begin"]);
    let csrf = overzicht.csrf();
    bevat(
        &s.get("/aflopend", &cookie).await,
        &["De ondersteuning loopt af", "Nog 60 dagen", "/aflopend/0796/1"],
    );
    assert!(!s.get("/aflopend?reden=heronderzoek", &cookie).await.tekst.contains("/aflopend/0796/1"));
    let hier = "/aflopend/0796/1";
    let leeg = s.post(hier, &cookie, &[("csrf", &csrf), ("stap", "ongewijzigd")]).await;
    assert_eq!(leeg.status, StatusCode::UNPROCESSABLE_ENTITY);
    bevat(&leeg, &["Schrijf op waarom er niets verandert", "id=\"grond-fout\""]);
    let fout = s.post(hier, &cookie, &[("csrf", &csrf), ("stap", "plan"), ("op", "morgen")]).await;
    bevat(&fout, &["value=\"morgen\"", "Schrijf de datum als dag-maand-jaar"]);
    let gedaan = s.post(hier, &cookie, &[("csrf", &csrf), ("stap", "onderzoek")]).await;
    assert_eq!(gedaan.naar(), "/meldingen/0796/5?gedaan=gemeld");
    bevat(&s.get("/meldingen/0796/5", &cookie).await, &["Heronderzoek van besluit 1"]);
    bevat(&s.get(hier, &cookie).await, &["nieuw onderzoek begonnen", "/meldingen/0796/5"]);
    assert!(!s.get("/aflopend", &cookie).await.tekst.contains("/aflopend/0796/1"));
    // waiting
    let plek = "/wachtlijst/0796/t1";
    let velden = [
        ("csrf", &*csrf),
        ("stap", "overbrug"),
        ("product", "02/02M01"),
        ("agb", "4141"),
        ("van", "01-09-2027"),
    ];
    let fout = s.post(plek, &cookie, &velden).await;
    assert_eq!(fout.status, StatusCode::UNPROCESSABLE_ENTITY);
    bevat(&fout, &["Schrijf de acht cijfers"]);
    let mut goed = velden;
    goed[3] = ("agb", Y);
    assert_eq!(s.post(plek, &cookie, &goed).await.naar(), format!("{plek}?gedaan=ja"));
    bevat(&s.get(plek, &cookie).await, &["bij Ypsilon Zorg, vanaf", "zolang het wachten duurt"]);
    let nieuw = "/clienten/0796/3/wachten";
    bevat(&s.get(nieuw, &cookie).await, &["Op de wachtlijst zetten"]);
    let hand = [
        ("csrf", &*csrf),
        ("stap", "nieuw"),
        ("product", "02/02M03"),
        ("sinds", "01-08-2027"),
        ("reden", "Er is nergens plek."),
    ];
    assert_eq!(s.post(nieuw, &cookie, &hand).await.naar(), "/wachtlijst/0796/w2?gedaan=ja");
    bevat(&s.get("/wachtlijst", &cookie).await, &["nog geen aanbieder", "/wachtlijst/0796/w2"]);
}
