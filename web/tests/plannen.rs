//! The provider's part in the plan through the pages: asked, drafted, sent back, taken over, agreed; and who may not.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(dead_code, reason = "the book and the site are shared with tests that use more of them")]

#[path = "../../app/tests/gemeen/mod.rs"]
mod gemeen;
mod site;

use app::Rol;
use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use app::meldingen::{NieuweMelding, meld};
use axum::http::StatusCode;
use gemeen::{A, VANDAAG, X, Y, agb, g, kluis, nu, vul, wie};
use site::{Antwoord, Site, WACHTWOORD};
use store::proef::Proef;
use toegang::{Binnenkomst, Melder, Plichten, Wijze};

/// A site with a melding; gives its address as well.
fn site() -> (Site<Proef>, String) {
    let proef = Proef::sqlite();
    let db = proef.db().clone();
    vul(&db);
    // the book was filled past the counter
    db.write(|tx| store::teller::minstens(tx, g(A), "melding", 100)).unwrap();
    for (naam, rol, van) in [
        ("consulent", Rol::Consulent, None),
        ("backoffice", Rol::Backoffice, None),
        ("xenia", Rol::Aanbieder, Some(X)),
        ("ypsilon", Rol::Aanbieder, Some(Y)),
    ] {
        let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol, agb: van.map(agb), gemeenten: &[g(A)] };
        maak_gebruiker(&db, &kluis(), &nieuw, WACHTWOORD, nu()).unwrap();
    }
    let o = app::Omgeving { db: db.clone(), kluis: kluis(), vandaag: VANDAAG, nu: nu(), wie: "proef".into() };
    let nieuw = NieuweMelding {
        client: 2,
        ontvangen_op: VANDAAG,
        binnenkomst: Binnenkomst {
            wijze: Wijze::Brief,
            melder: Melder::Client,
            vraag: "Dit is voor de consulent.".into(),
            spoed: false,
        },
        plichten: Plichten::default(),
        met_brief: false,
    };
    let id = meld(&o, &wie(Rol::Consulent, &[A]), g(A), &nieuw).unwrap().unwrap();
    let router = web::router(web::Staat {
        db,
        kluis: kluis(),
        demo: false,
        logins: vec![],
        tls: false,
        vandaag: Some(VANDAAG),
        betaalbestanden: None,
    });
    (Site { router, proef }, format!("/meldingen/{A}/{id}/aanbiedersplan"))
}

struct Wie<'s>(&'s Site<Proef>, String, String);

impl<'s> Wie<'s> {
    async fn nieuw(site: &'s Site<Proef>, naam: &str) -> Self {
        let cookie = site.binnen(naam).await;
        let csrf = site.get("/", &cookie).await.csrf();
        Self(site, cookie, csrf)
    }

    async fn get(&self, pad: &str) -> Antwoord {
        self.0.get(pad, &self.1).await
    }

    async fn post(&self, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        let met: Vec<_> = std::iter::once(("csrf", &*self.2)).chain(velden.iter().copied()).collect();
        self.0.post(pad, &self.1, &met).await
    }
}

const VOORSTEL: &[(&str, &str)] =
    &[("domein-1", "financien"), ("resultaat-1", "De post gaat open."), ("aanpak-1", "Samen, op dinsdag.")];

#[tokio::test]
async fn a_provider_drafts_and_the_client_agrees() {
    let (site, plan) = site();
    let (c, x) = (Wie::nieuw(&site, "consulent").await, Wie::nieuw(&site, "xenia").await);
    let leeg = c.post(&format!("{plan}/vraag"), &[]).await;
    assert_eq!(leeg.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(leeg.tekst.contains("href=\"#aanbieder\""), "{}", leeg.tekst);
    let gevraagd =
        c.post(&format!("{plan}/vraag"), &[("aanbieder", X), ("vraag", "Schrijf een voorstel.")]).await;
    assert_eq!(gevraagd.naar(), format!("{plan}?gedaan=planvraag"));
    assert!(x.get("/plannen").await.tekst.contains("/plannen/0796/1"));
    let blad = x.get("/plannen/0796/1").await.tekst;
    assert!(blad.contains("Schrijf een voorstel.") && !blad.contains("Dit is voor de consulent"), "{blad}");

    let half = x.post("/plannen/0796/1", &VOORSTEL[..2]).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(half.tekst.contains("href=\"#aanpak-1\""), "{}", half.tekst);
    let later: Vec<_> = VOORSTEL[..2].iter().copied().chain([("daarna", "stop")]).collect();
    assert_eq!(x.post("/plannen/0796/1", &later).await.naar(), "/plannen?gedaan=bewaard");
    assert!(!c.get(&plan).await.tekst.contains("De post gaat open."), "not handed in");
    assert_eq!(x.post("/plannen/0796/1", VOORSTEL).await.naar(), "/plannen?gedaan=ingediend");
    assert!(!x.get("/plannen/0796/1").await.tekst.contains("Dien het voorstel in"));

    assert!(c.get(&plan).await.tekst.contains("Samen, op dinsdag."));
    let terug = [("daarna", "stop"), ("opmerking", "Welke tijd?")];
    assert_eq!(c.post(&format!("{plan}/voorstel"), &terug).await.naar(), format!("{plan}?gedaan=plan-terug"));
    assert!(x.get("/plannen/0796/1").await.tekst.contains("Welke tijd?"));
    x.post("/plannen/0796/1", VOORSTEL).await;
    assert_eq!(c.post(&format!("{plan}/voorstel"), &[]).await.naar(), format!("{plan}?gedaan=plan-over"));
    let nee = c.post(&format!("{plan}/oordeel"), &[("oordeel", "niet"), ("akkoord", "15-10-2026")]).await;
    assert!(nee.tekst.contains("href=\"#reden\""), "{}", nee.tekst);
    let ja = [("oordeel", "mondeling"), ("akkoord", "15-10-2026")];
    assert_eq!(c.post(&format!("{plan}/oordeel"), &ja).await.naar(), format!("{plan}?gedaan=plan-oordeel"));
    assert!(c.get(&plan).await.tekst.contains("akkoord, mondeling"));
    assert!(c.get(&plan.replace("aanbiedersplan", "plan")).await.tekst.contains("value=\"15-10-2026\""));
}

#[tokio::test]
async fn nobody_else_comes_near_it() {
    let (site, plan) = site();
    let c = Wie::nieuw(&site, "consulent").await;
    c.post(&format!("{plan}/vraag"), &[("aanbieder", X), ("vraag", "Schrijf een voorstel.")]).await;
    let y = Wie::nieuw(&site, "ypsilon").await;
    assert!(!y.get("/plannen").await.tekst.contains("/plannen/0796/1"));
    assert_eq!(y.get("/plannen/0796/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(y.post("/plannen/0796/1", VOORSTEL).await.status, StatusCode::NOT_FOUND);
    for naam in ["consulent", "backoffice"] {
        let w = Wie::nieuw(&site, naam).await;
        assert_eq!(w.get("/plannen").await.status, StatusCode::FORBIDDEN, "{naam}");
        assert_eq!(w.get("/plannen/0796/1").await.status, StatusCode::FORBIDDEN, "{naam}");
        assert_eq!(w.post("/plannen/0796/1", VOORSTEL).await.status, StatusCode::FORBIDDEN, "{naam}");
    }
    for naam in ["backoffice", "xenia"] {
        let w = Wie::nieuw(&site, naam).await;
        assert_eq!(w.get(&plan).await.status, StatusCode::FORBIDDEN, "{naam}");
        assert_eq!(w.post(&format!("{plan}/intrekken"), &[]).await.status, StatusCode::FORBIDDEN, "{naam}");
    }
    assert_eq!(c.post(&format!("{plan}/anders"), &[]).await.status, StatusCode::NOT_FOUND);
}
