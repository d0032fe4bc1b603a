//! The access through the pages: from a new client to an aanvraag with its clock; what is wrong, and who may not.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(dead_code, reason = "the book and the site are shared with tests that use more of them")]

#[path = "../../app/tests/gemeen/mod.rs"]
mod gemeen;
mod site;

use app::Rol;
use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use axum::http::StatusCode;
use gemeen::{A, B, VANDAAG, g, kluis, nu, vul};
use site::{Antwoord, Site, WACHTWOORD};
use store::proef::Proef;

fn site() -> Site<Proef> {
    let proef = Proef::sqlite();
    let db = proef.db().clone();
    vul(&db);
    // the book was filled past the counters
    for soort in ["client", "melding"] {
        db.write(|tx| store::teller::minstens(tx, g(A), soort, 100)).unwrap();
    }
    for (naam, rol, gemeente) in [
        ("consulent", Rol::Consulent, A),
        ("elders", Rol::Consulent, B),
        ("backoffice", Rol::Backoffice, A),
        ("controller", Rol::Controller, A),
        ("inkoper", Rol::Inkoper, A),
        ("inwoner", Rol::Inwoner, A),
    ] {
        let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol, agb: None, gemeenten: &[g(gemeente)] };
        maak_gebruiker(&db, &kluis(), &nieuw, WACHTWOORD, nu()).unwrap();
    }
    let router = web::router(web::Staat {
        db,
        kluis: kluis(),
        demo: false,
        logins: vec![],
        tls: false,
        vandaag: Some(VANDAAG),
        betaalbestanden: None,
    });
    Site { router, proef }
}

struct Wie<'s> {
    site: &'s Site<Proef>,
    cookie: String,
    csrf: String,
}

impl<'s> Wie<'s> {
    async fn nieuw(site: &'s Site<Proef>, naam: &str) -> Self {
        let cookie = site.binnen(naam).await;
        let csrf = site.get("/", &cookie).await.csrf();
        Self { site, cookie, csrf }
    }

    async fn get(&self, pad: &str) -> Antwoord {
        self.site.get(pad, &self.cookie).await
    }

    async fn post(&self, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        let met: Vec<_> = std::iter::once(("csrf", &*self.csrf)).chain(velden.iter().copied()).collect();
        self.site.post(pad, &self.cookie, &met).await
    }
}

const MELDING: &[(&str, &str)] = &[
    ("ontvangen", "15-10-2026"),
    ("wijze", "telefoon"),
    ("melder", "client"),
    ("vraag", "Ik kom de dag niet door."),
    ("bevestigd", "ja"),
    ("clientondersteuning", "ja"),
    ("plan-genoemd", "ja"),
    ("plan-af", "ja"),
    ("pgb", "ja"),
    ("identiteit", "paspoort"),
];

/// The fields of a step of the onderzoek, filled in.
fn stap(onderwerpen: &[(&str, bool)]) -> Vec<(String, String)> {
    let mut uit = Vec::new();
    for (o, weegt) in onderwerpen {
        uit.push((format!("{o}-bevinding"), format!("Gezien bij {o}.")));
        uit.push((format!("{o}-bewijs"), "gesprek".to_owned()));
        if *weegt {
            uit.push((format!("{o}-oordeel"), "deels".to_owned()));
        }
    }
    uit
}

const STAPPEN: [&[(&str, bool)]; 3] = [
    &[
        ("behoeften", false),
        ("eigen-kracht", true),
        ("algemeen-gebruikelijk", true),
        ("gebruikelijke-hulp", true),
    ],
    &[("mantelzorg", true), ("netwerk", true), ("mantelzorger", false)],
    &[("algemene-voorziening", true), ("andere-wet", true), ("bijdrage", false)],
];

async fn vul_stappen(w: &Wie<'_>, melding: &str) -> Antwoord {
    let mut laatste = None;
    for (nr, onderwerpen) in (1..).zip(STAPPEN) {
        let velden = stap(onderwerpen);
        let velden: Vec<_> = velden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let a = w.post(&format!("{melding}/onderzoek/{nr}"), &velden).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "stap {nr}: {}", a.tekst);
        laatste = Some(a);
    }
    laatste.unwrap()
}

fn zonder_vraag(a: &Antwoord) -> String {
    a.naar().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn from_a_new_client_to_an_aanvraag() {
    let site = site();
    let w = Wie::nieuw(&site, "consulent").await;
    let lijst = w.get("/meldingen").await;
    assert_eq!(lijst.status, StatusCode::OK);
    assert!(lijst.tekst.contains("dagen te laat"), "the melding of 1 August");
    let client = [
        ("gemeente", A),
        ("bsn", "999900043"),
        ("geboren", "01-02-1980"),
        ("geslacht", "2"),
        ("achternaam", "Proefstra"),
        ("postcode", "5211 ab"),
    ];
    let beide: Vec<_> = client.iter().chain(MELDING).copied().collect();
    // without the melding nobody is written down
    let half = w.post("/meldingen/nieuw/client", &client).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(half.tekst.contains("href=\"#wijze\"") && !half.tekst.contains("href=\"#bsn\""));
    let met_brief: Vec<_> = beide.iter().chain(&[("daarna", "verder")]).copied().collect();
    let a = w.post("/meldingen/nieuw/client", &met_brief).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
    let melding = zonder_vraag(&a).strip_suffix("/brief/bevestiging").unwrap().to_owned();
    // the same number again, under another name: nothing is written down, and one looks first
    let ander: Vec<_> =
        beide.iter().map(|v| if v.0 == "achternaam" { ("achternaam", "Anders") } else { *v }).collect();
    let weer = w.post("/meldingen/nieuw/client", &ander).await;
    assert_eq!(weer.status, StatusCode::OK);
    assert!(weer.tekst.contains("Er is nog niets bewaard") && weer.tekst.contains("Proefstra"));
    assert!(weer.tekst.contains("Ik kom de dag niet door.") && !weer.tekst.contains("Anders"));
    let pagina = w.get(&melding).await.tekst;
    assert!(pagina.contains("Begin het onderzoek") && pagina.contains("26 november 2026"), "{pagina}");
    assert!(w.get(&format!("{melding}/brief/bevestiging")).await.tekst.contains("cliëntondersteuner"));
    let a = vul_stappen(&w, &melding).await;
    assert_eq!(zonder_vraag(&a), format!("{melding}/afronden"));
    let samen = w.get(&format!("{melding}/afronden")).await.tekst;
    assert!(samen.contains("Gezien bij netwerk.") && !samen.contains("Dit ontbreekt nog"));
    let dag = ("op", "15-10-2026");
    // on the way to a decision the aanvraag has to be there
    let a = w.post(&format!("{melding}/afronden"), &[dag, ("daarna", "verder")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("href=\"#aanvraag\""));
    // a plan that is not whole keeps the onderzoek open: both or neither
    let half = [dag, ("aanvraag", "15-10-2026"), ("domein-1", "financien"), ("resultaat-1", "Zelf betalen")];
    let a = w.post(&format!("{melding}/afronden"), &half).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("href=\"#aanpak-1\""), "{}", a.tekst);
    assert!(w.get(&format!("{melding}/afronden")).await.status == StatusCode::OK, "still open");
    let a = w.post(&format!("{melding}/afronden"), &[dag, ("aanvraag", "15-10-2026")]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
    let aanvraag = zonder_vraag(&a);
    assert!(aanvraag.starts_with(&format!("/aanvragen/{A}/")));
    assert!(w.get(&aanvraag).await.tekst.contains("29 oktober 2026"));
    // its clock stops
    let stop = [("wat", "stop"), ("op", "15-10-2026"), ("grond", "aanvulling"), ("tot", "22-10-2026")];
    assert_eq!(w.post(&aanvraag, &stop).await.naar(), format!("{aanvraag}?gedaan=klok"));
    assert!(w.get(&melding).await.tekst.contains("staat stil"));
    // the plan, with a gap in the second place
    let plan = format!("{melding}/plan");
    let half = [
        ("domein-1", "financien"),
        ("resultaat-1", "Zelf betalen"),
        ("aanpak-1", "Samen"),
        ("resultaat-2", "Wonen"),
    ];
    let a = w.post(&plan, &half).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("href=\"#domein-2\"") && a.tekst.contains("Zelf betalen"));
    let a = w.post(&plan, &[half[0], half[1], half[2], ("akkoord", "15-10-2026")]).await;
    assert_eq!(a.naar(), format!("{melding}?gedaan=plan"), "{}", a.tekst);
    let pagina = w.get(&plan).await.tekst;
    assert!(pagina.contains("Zelf betalen") && pagina.contains("value=\"15-10-2026\""));
    // what was sent does not change
    let velden = [("behoeften-bevinding", "Anders"), ("behoeften-bewijs", "gesprek")];
    let a = w.post(&format!("{melding}/onderzoek/1"), &velden).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field_and_nothing_is_lost() {
    let site = site();
    let w = Wie::nieuw(&site, "consulent").await;
    let pad = format!("/clienten/{A}/3/melding");
    let a = w.post(&pad, &[("ontvangen", "31-02-2026"), ("vraag", "Blijft staan"), ("spoed", "ja")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    for stuk in
        ["href=\"#ontvangen\"", "href=\"#wijze\"", "href=\"#melder\"", "Blijft staan", "value=\"ja\" checked"]
    {
        assert!(a.tekst.contains(stuk), "{stuk}");
    }
    let morgen: Vec<_> =
        MELDING.iter().map(|v| if v.0 == "ontvangen" { ("ontvangen", "16-10-2026") } else { *v }).collect();
    let a = w.post(&pad, &morgen).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("toekomst"));
    // before anything was told the onderzoek does not begin; what was typed stays on the page
    let a = w.post(&pad, &MELDING[..4]).await;
    let melding = zonder_vraag(&a);
    let a =
        w.post(&format!("{melding}/onderzoek/1"), &[("behoeften-bevinding", "Getypt en niet kwijt")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("Getypt en niet kwijt") && a.tekst.contains("gratis cliëntondersteuning"));
    let a = w
        .post(&format!("{melding}/stappen/plichten"), &[("plan", "ontvangen"), ("bevestigd", "1-1-2026")])
        .await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("href=\"#plan-op\""));
    let a = w.post(&format!("{melding}/stappen/bevestig"), &[]).await;
    assert_eq!(zonder_vraag(&a), format!("{melding}/brief/bevestiging"));
    let a = w
        .post(&format!("{melding}/stappen/plichten"), &[("plan", "ziet-af"), ("plan-op", "15-10-2026")])
        .await;
    assert_eq!(a.status, StatusCode::SEE_OTHER);
    let a = w.post(&format!("{melding}/afronden"), &[("op", "15-10-2026")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    for bsn in ["", "123456789", "99990004"] {
        let a =
            w.post("/meldingen/nieuw/client", &[("gemeente", A), ("bsn", bsn), ("achternaam", "X")]).await;
        assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{bsn}");
        assert!(a.tekst.contains("href=\"#bsn\"") && a.tekst.contains("href=\"#geboren\""));
    }
    let a = w.post("/meldingen/nieuw/client", &[("gemeente", B), ("bsn", "999900043")]).await;
    assert!(a.tekst.contains("href=\"#gemeente\""), "a municipality of somebody else");
}

#[tokio::test]
async fn nobody_else_sees_what_people_tell() {
    let site = site();
    let w = Wie::nieuw(&site, "consulent").await;
    let melding = zonder_vraag(&w.post(&format!("/clienten/{A}/3/melding"), MELDING).await);
    let a = vul_stappen(&w, &melding).await;
    assert!(a.naar().contains("afronden"));
    let dag = [("op", "15-10-2026"), ("aanvraag", "15-10-2026")];
    let aanvraag = zonder_vraag(&w.post(&format!("{melding}/afronden"), &dag).await);
    let paden = [
        melding.clone(),
        format!("{melding}/onderzoek/1"),
        format!("{melding}/afronden"),
        format!("{melding}/plan"),
        format!("{melding}/brief/verslag"),
        aanvraag.clone(),
        format!("/clienten/{A}/3/melding"),
    ];
    for naam in ["elders", "backoffice", "controller", "inkoper", "inwoner"] {
        let ander = Wie::nieuw(&site, naam).await;
        for pad in &paden {
            assert_eq!(ander.get(pad).await.status, StatusCode::FORBIDDEN, "{naam} {pad}");
        }
        for pad in [&format!("{melding}/stappen/bevestig"), &aanvraag] {
            let velden = [("wat", "trek-in"), ("op", "15-10-2026")];
            assert_eq!(ander.post(pad, &velden).await.status, StatusCode::FORBIDDEN, "{naam} {pad}");
        }
        if naam != "elders" {
            for pad in ["/meldingen", "/meldingen/nieuw", "/meldingen/nieuw/client"] {
                assert_eq!(ander.get(pad).await.status, StatusCode::FORBIDDEN, "{naam} {pad}");
            }
        }
    }
    // without the token of the session nothing happens
    let a = site.post(&aanvraag, &w.cookie, &[("wat", "trek-in"), ("op", "15-10-2026")]).await;
    assert_eq!(a.status, StatusCode::FORBIDDEN);
    assert!(w.get(&aanvraag).await.tekst.contains("29 oktober 2026"), "it still waits");
    for pad in
        [format!("{melding}/onderzoek/0"), format!("{melding}/onderzoek/9"), format!("/meldingen/{A}/9999")]
    {
        assert_eq!(w.get(&pad).await.status, StatusCode::NOT_FOUND, "{pad}");
    }
}
