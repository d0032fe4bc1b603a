//! A decision through the pages, on a real book: what is missing with where it is filled in, the consequences before the last
//! button, the letter, a second pair of eyes, and who may not.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(dead_code, reason = "the book is shared with the tests of the use cases")]

#[path = "../../app/tests/gemeen/besluit.rs"]
mod besluit;
mod site;

use app::Omgeving;
use axum::http::StatusCode;
use besluit::{X, Y, boek, concept, deel, stijl};
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

struct Wie<'s> {
    site: &'s Site<()>,
    cookie: String,
    csrf: String,
}

impl<'s> Wie<'s> {
    async fn nieuw(site: &'s Site<()>, naam: &str) -> Self {
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

fn tekst(a: &Antwoord) -> String {
    a.tekst.replace(['\u{a0}', '\u{202f}'], " ")
}

fn bevat(a: &Antwoord, alles: &[&str]) {
    let t = tekst(a);
    for wat in alles {
        assert!(t.contains(wat), "{wat} staat niet op de pagina ({}): {t}", a.status);
    }
}

const EEN: &[(&str, &str)] = &[
    ("stap", "verder"),
    ("soort", "toekenning"),
    ("vorm", "natura"),
    ("aard", "Individuele begeleiding"),
    ("intensiteit", "ongeveer 2 uur per week"),
    ("ingangsdatum", "01-11-2026"),
    ("einddatum", "31-10-2027"),
    ("open_einde", "nee"),
    ("d1-product", "02/02M02"),
    ("d1-agb", X),
];
const TWEE: &[(&str, &str)] = &[
    ("stap", "verder"),
    ("grond", "U kunt zonder hulp geen dagindeling maken."),
    ("voorschrift", "artikel 2.3.5 van de Wmo 2015"),
    ("aanvraag_op", "28-09-2026"),
    ("plan_op", "25-09-2026"),
    ("identiteit_op", "10-09-2026"),
    ("identiteit_document", "paspoort"),
    ("resultaten", "Ik heb een vaste dagindeling."),
    ("gekozen_op", "28-09-2026"),
    ("aangeboden", Y),
    ("bijdrage", "verschuldigd"),
];

fn met<'a>(velden: &[(&'a str, &'a str)], erbij: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let blijft = velden.iter().filter(|(n, _)| !erbij.iter().any(|(a, _)| a == n));
    blijft.chain(erbij).copied().collect()
}

#[tokio::test]
async fn from_the_client_to_a_decision_that_is_known() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let s = site(&o);
    let c = Wie::nieuw(&s, "consulent").await;
    let mut schermen = 0;
    bevat(&c.get("/clienten/0796/1/besluiten").await, &["Nieuw besluit", "Nog geen besluit in de maak"]);
    let begonnen = c.post("/clienten/0796/1/besluiten", &[]).await;
    schermen += 2;
    assert_eq!(begonnen.naar(), "/beschikkingen/0796/1/stap/besluit");
    let hier = "/beschikkingen/0796/1";
    // at once everything that is missing, each with the way to it
    let leeg = c.get(hier).await;
    bevat(
        &leeg,
        &[
            "Dit ontbreekt nog",
            "/beschikkingen/0796/1/stap/ondersteuning?toon=ontbreekt#aard",
            "/beschikkingen/0796/1/stap/afweging?toon=ontbreekt#bijdrage",
            "Concept",
        ],
    );
    assert!(!tekst(&leeg).contains("Vaststellen en bekendmaken"));
    bevat(
        &c.get("/beschikkingen/0796/1/stap/ondersteuning?toon=ontbreekt").await,
        &["Hier ontbreekt nog iets", "id=\"aard-fout\"", "Stap 1 van 3"],
    );
    // what cannot be read stays typed, with what is wrong
    let fout = c
        .post(&format!("{hier}/stap/ondersteuning"), &met(EEN, &[("ronde", "1"), ("einddatum", "morgen")]))
        .await;
    assert_eq!(fout.status, StatusCode::UNPROCESSABLE_ENTITY);
    bevat(&fout, &["value=\"morgen\"", "Schrijf de datum als dag-maand-jaar"]);
    let een = c.post(&format!("{hier}/stap/ondersteuning"), &met(EEN, &[("ronde", "1")])).await;
    assert_eq!(een.naar(), "/beschikkingen/0796/1/stap/afweging", "{}", een.tekst);
    // an older page is told so
    let oud = c.post(&format!("{hier}/stap/ondersteuning"), &met(EEN, &[("ronde", "1")])).await;
    bevat(&oud, &["Iemand anders heeft dit besluit intussen veranderd"]);
    let twee = c.post(&format!("{hier}/stap/afweging"), &met(TWEE, &[("ronde", "2")])).await;
    assert_eq!(twee.naar(), hier, "{}", twee.tekst);
    schermen += 4;
    let klaar = c.get(hier).await;
    bevat(
        &klaar,
        &[
            "Dit gebeurt er na de bekendmaking",
            "Bericht 301 aan Xenia Zorg",
            "€ 0,00 wordt € 6.300,00",
            "De beschikking, aan de cliënt",
            "Vaststellen en bekendmaken",
        ],
    );
    let brief = c.get(&format!("{hier}/brief.pdf")).await;
    assert!(brief.tekst.starts_with("%PDF"));
    let gedaan =
        c.post(hier, &[("stap", "vast_en_bekend"), ("bekend_op", "05-10-2026"), ("wijze", "post")]).await;
    assert_eq!(gedaan.naar(), "/beschikkingen/0796/1?gedaan=bekend", "{}", gedaan.tekst);
    schermen += 2;
    assert!(schermen <= 8, "the decision takes {schermen} screens and submits of the twelve");
    bevat(
        &c.get("/beschikkingen/0796/1?gedaan=bekend").await,
        &[
            "Bekendgemaakt",
            "16 november 2026",
            "Toewijzing 1:",
            "Brief van versie 1 (pdf)",
            "Wijzigen",
            "Verlengen",
        ],
    );
    assert!(c.get(&format!("{hier}/brief.pdf?versie=1")).await.tekst.starts_with("%PDF"));
    assert_eq!(c.get(&format!("{hier}/brief.pdf?versie=2")).await.status, StatusCode::NOT_FOUND);
    bevat(&c.get("/beschikkingen?stand=bekendgemaakt").await, &["Toekenning 1", "€ 6.300,00"]);
    // an objection is kept with its terms
    let leeg = c.post(hier, &[("stap", "bezwaar"), ("versie", "1"), ("ontvangen_op", "05-10-2026")]).await;
    assert_eq!(leeg.status, StatusCode::UNPROCESSABLE_ENTITY);
    bevat(&leeg, &["Schrijf kort op waar het bezwaar over gaat."]);
    let vast = [("stap", "bezwaar"), ("versie", "1"), ("ontvangen_op", "05-10-2026"), ("kern", "Te weinig.")];
    assert_eq!(c.post(hier, &vast).await.naar(), "/beschikkingen/0796/1?gedaan=bezwaar");
    bevat(
        &c.get(hier).await,
        &["Bezwaar 1 tegen versie 1", "Beslissen uiterlijk 28 december 2026", "verdagen"],
    );
    // a later version begins with what runs
    let vervolg = c.post(hier, &[("stap", "vervolg"), ("soort", "intrekking")]).await;
    assert_eq!(vervolg.naar(), "/beschikkingen/0796/1/stap/ondersteuning");
    bevat(
        &c.get("/beschikkingen/0796/1/stap/ondersteuning").await,
        &["Eerste dag zonder ondersteuning", "verhuizing"],
    );
    assert_eq!(c.post(hier, &[("stap", "weg")]).await.naar(), "/beschikkingen");
}

#[tokio::test]
async fn a_colleague_gives_back_and_signs() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 2, |o| {
        o.onderdelen = vec![deel("02M03", X)];
        o.onderdelen[0].volume = 2;
    });
    let s = site(&o);
    let (c, ander) = (Wie::nieuw(&s, "consulent").await, Wie::nieuw(&s, "collega").await);
    let hier = format!("/beschikkingen/0796/{id}");
    let p = c.get(&hier).await;
    bevat(&p, &["kijkt een tweede persoon mee", "Voorleggen aan een collega"]);
    assert!(!tekst(&p).contains("Vaststellen en bekendmaken"), "the writer has no such button");
    let zelf =
        c.post(&hier, &[("stap", "vast_en_bekend"), ("bekend_op", "05-10-2026"), ("wijze", "post")]).await;
    assert_eq!(zelf.status, StatusCode::UNPROCESSABLE_ENTITY);
    bevat(&zelf, &["Leg het besluit voor aan een collega."]);
    assert_eq!(c.post(&hier, &[("stap", "voorleggen")]).await.naar(), format!("{hier}?gedaan=voorleggen"));
    bevat(&ander.get("/beschikkingen?stand=ter_controle").await, &["Proef1", "consulent"]);
    bevat(
        &ander.post(&hier, &[("stap", "teruggeven"), ("reden", "")]).await,
        &["Schrijf op waarom u het besluit teruggeeft."],
    );
    let terug = ander.post(&hier, &[("stap", "teruggeven"), ("reden", "Noem de uren.")]).await;
    assert_eq!(terug.naar(), format!("{hier}?gedaan=teruggeven"));
    bevat(&c.get(&hier).await, &["Teruggegeven", "Noem de uren."]);
    c.post(&hier, &[("stap", "voorleggen")]).await;
    assert_eq!(
        ander.post(&hier, &[("stap", "vaststellen")]).await.naar(),
        format!("{hier}?gedaan=vaststellen")
    );
    let bekend = [("stap", "bekend"), ("bekend_op", "05-10-2026"), ("wijze", "uitgereikt")];
    assert_eq!(c.post(&hier, &bekend).await.naar(), format!("{hier}?gedaan=bekend"));
}

#[tokio::test]
async fn a_death_is_shown_before_it_is_noted() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 3, |o| o.ingangsdatum = Some(jiff::civil::date(2026, 10, 1)));
    let s = site(&o);
    let c = Wie::nieuw(&s, "consulent").await;
    let bekend = [("stap", "vast_en_bekend"), ("bekend_op", "05-10-2026"), ("wijze", "post")];
    let uit = c.post(&format!("/beschikkingen/0796/{id}"), &bekend).await;
    assert_eq!(uit.status, StatusCode::SEE_OTHER, "{}", uit.tekst);
    let hier = "/clienten/0796/3/besluiten";
    bevat(&c.get(&format!("{hier}?op=06-10-2026")).await, &["Die dag ligt na vandaag."]);
    bevat(
        &c.get(&format!("{hier}?op=04-10-2026")).await,
        &["Overlijden vastleggen", "Bericht 301 aan Xenia Zorg", "€ 6.300,00 wordt € 0,00"],
    );
    let gedaan = c.post(hier, &[("stap", "overlijden"), ("op", "04-10-2026")]).await;
    assert_eq!(gedaan.naar(), format!("{hier}?gedaan=overlijden"));
}

#[tokio::test]
async fn each_role_and_municipality_reaches_its_own_only() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |_| {});
    let s = site(&o);
    let hier = format!("/beschikkingen/0796/{id}");
    for naam in ["aanbieder", "controller", "inkoper", "elders"] {
        let w = Wie::nieuw(&s, naam).await;
        for pad in [hier.clone(), format!("{hier}/brief.pdf"), format!("{hier}/stap/afweging")] {
            assert_eq!(w.get(&pad).await.status, StatusCode::FORBIDDEN, "{naam} {pad}");
        }
        assert_eq!(w.post(&hier, &[("stap", "voorleggen")]).await.status, StatusCode::FORBIDDEN, "{naam}");
        assert_eq!(w.post("/clienten/0796/1/besluiten", &[]).await.status, StatusCode::FORBIDDEN, "{naam}");
        if naam != "elders" {
            assert_eq!(w.get("/beschikkingen").await.status, StatusCode::FORBIDDEN, "{naam}");
        }
    }
    let b = Wie::nieuw(&s, "backoffice").await;
    assert_eq!(b.get(&hier).await.status, StatusCode::OK);
    assert_eq!(b.get(&format!("{hier}/stap/afweging")).await.status, StatusCode::FORBIDDEN, "writes nothing");
    let c = Wie::nieuw(&s, "consulent").await;
    assert_eq!(
        s.post(&hier, &c.cookie, &[("stap", "voorleggen")]).await.status,
        StatusCode::FORBIDDEN,
        "no token"
    );
    assert_eq!(c.get("/beschikkingen/0796/999").await.status, StatusCode::NOT_FOUND);
    assert_eq!(c.get(&format!("{hier}/stap/anders")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn policy_sets_the_letter_and_the_limits() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    let s = site(&o);
    let (i, c) = (Wie::nieuw(&s, "inkoper").await, Wie::nieuw(&s, "consulent").await);
    let hier = "/beschikkingen/keuzes/0796";
    bevat(
        &i.get(hier).await,
        &["Dit is de gewone keuze van het programma", "€ 15.000,00 per jaar", "Mandaat geven"],
    );
    let gezien = c.get(hier).await;
    assert_eq!(gezien.status, StatusCode::OK);
    assert!(!tekst(&gezien).contains("value=\"keuzes\""), "who decides does not set the own limits");
    assert_eq!(c.post(hier, &[("stap", "keuzes")]).await.status, StatusCode::FORBIDDEN);
    let leeg = i.post(hier, &[("stap", "keuzes"), ("naam", "Den Bosch"), ("kleur", "#ffff00")]).await;
    assert_eq!(leeg.status, StatusCode::UNPROCESSABLE_ENTITY);
    bevat(&leeg, &["Deze kleur is te licht", "Vul in waar een bezwaar naartoe gaat.", "vanaf welk bedrag"]);
    let zonder = beschikking_sjabloon().replace("{rechtsmiddel}", "");
    bevat(&i.post(hier, &[("stap", "sjabloon"), ("sjabloon", &zonder)]).await, &["Awb 3:45"]);
    let nieuw = beschikking_sjabloon().replace("Met vriendelijke groet", "Met groet");
    assert_eq!(
        i.post(hier, &[("stap", "sjabloon"), ("sjabloon", &nieuw)]).await.naar(),
        format!("{hier}?gedaan=ja")
    );
    bevat(&i.get(hier).await, &["Versie 1 van de gemeente."]);
    let mandaat =
        [("stap", "mandaat"), ("gebruiker", "2"), ("bedrag", "50.000,00"), ("mandaat_van", "01-10-2026")];
    assert_eq!(i.post(hier, &mandaat).await.naar(), format!("{hier}?gedaan=ja"));
    bevat(&i.get(hier).await, &["Collega: tot en met € 50.000,00 per jaar, vanaf 1 oktober 2026"]);
}

/// The template as the page shows it.
fn beschikking_sjabloon() -> String {
    app::beslissen::STANDAARDSJABLOON.to_owned()
}
