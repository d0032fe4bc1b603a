//! Measurements and advice through the pages: measured, answered, chosen, counted; what is wrong, and who may not.

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

const KADER: &str = "meierij-2020";

fn site() -> Site<Proef> {
    let proef = Proef::sqlite();
    let db = proef.db().clone();
    vul(&db);
    db.write(|tx| store::teller::minstens(tx, g(A), "melding", 100)).unwrap();
    for (naam, rol, gemeente) in [
        ("consulent", Rol::Consulent, A),
        ("elders", Rol::Consulent, B),
        ("inkoper", Rol::Inkoper, A),
        ("inkoper-elders", Rol::Inkoper, B),
        ("backoffice", Rol::Backoffice, A),
        ("controller", Rol::Controller, A),
        ("contractmanager", Rol::Contractmanager, A),
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

    /// A melding of client 3; gives its address.
    async fn melding(&self) -> String {
        let velden = [
            ("ontvangen", "15-10-2026"),
            ("wijze", "telefoon"),
            ("melder", "client"),
            ("vraag", "Ik kom de dag niet door."),
        ];
        let a = self.post(&format!("/clienten/{A}/3/melding"), &velden).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
        a.naar().split('?').next().unwrap().to_owned()
    }
}

/// The value of a hidden field.
fn verborgen(html: &str, naam: &str) -> String {
    let na = html.split(&format!("name=\"{naam}\" value=\"")).nth(1).unwrap();
    na.split('"').next().unwrap().to_owned()
}

/// The names of the fields of a form that begin with this.
fn namen(html: &str, begin: &str) -> Vec<String> {
    let los = html.split("name=\"").skip(1).filter_map(|r| r.split('"').next());
    let mut uit: Vec<String> = los.filter(|n| n.starts_with(begin)).map(str::to_owned).collect();
    uit.dedup();
    uit
}

#[tokio::test]
async fn from_a_measurement_to_a_choice_that_departs() {
    let site = site();
    let w = Wie::nieuw(&site, "consulent").await;
    let melding = w.melding().await;
    let nummer = melding.rsplit('/').next().unwrap();
    let blad = w.get(&melding).await.tekst;
    let zrm = format!("/clienten/{A}/3/zrm");
    assert!(blad.contains(&format!("{zrm}?melding={nummer}")) && blad.contains(&format!("{melding}/advies")));
    // two measurements, and the change between them
    let nieuw = format!("{zrm}/nieuw?melding={nummer}&uitgave=zrm-13");
    assert!(w.get(&nieuw).await.tekst.contains("uitgave 2017"));
    let eerst = [("gemeten_op", "01-02-2026"), ("gemeten_door", "Femke"), ("financien", "niet")];
    let a = w.post(&nieuw, &eerst).await;
    assert_eq!(a.naar(), format!("{zrm}?melding={nummer}&gedaan=ja"), "{}", a.tekst);
    let later = [
        ("gemeten_op", "15-10-2026"),
        ("gemeten_door", "Femke"),
        ("financien", "voldoende"),
        ("financien-opmerking", "Post gaat elke week open."),
    ];
    w.post(&nieuw, &later).await;
    let lijst = w.get(&format!("{zrm}?melding={nummer}")).await.tekst;
    for stuk in
        ["<svg viewBox=\"0 0 440 440\"", "2 stappen vooruit", "Post gaat elke week open.", "4 · voldoende"]
    {
        assert!(lijst.to_lowercase().contains(&stuk.to_lowercase()), "{stuk}: {lijst}");
    }
    // the questions; half of it, then with what is wrong
    let advies = format!("{melding}/advies");
    let pagina = w.get(&advies).await.tekst;
    assert!(pagina.contains("Gegevens ontbreken") || pagina.contains("Oordeel nodig"), "{pagina}");
    let vragen = format!("{advies}/{KADER}/vragen");
    let leeg = w.get(&vragen).await.tekst;
    let velden: Vec<(String, String)> = namen(&leeg, "a-")
        .into_iter()
        .map(|n| {
            let getal = leeg.contains(&format!("id=\"{n}\" name=\"{n}\" value"));
            (n, if getal { "3" } else { "ja" }.to_owned())
        })
        .chain(namen(&leeg, "m-").into_iter().map(|n| (n, "Omdat ik het zag.".to_owned())))
        .collect();
    assert!(velden.len() > 30, "{velden:?}");
    let mut velden: Vec<(&str, &str)> = velden.iter().map(|(n, w)| (n.as_str(), w.as_str())).collect();
    let a = w.post(&format!("{vragen}?ronde=0"), &velden).await;
    assert_eq!(a.naar(), format!("{advies}?kader={KADER}&gedaan=bewaard"), "{}", a.tekst);
    assert!(w.get(&vragen).await.tekst.contains("Omdat ik het zag."));
    let oud = w.post(&format!("{vragen}?ronde=0"), &velden).await;
    assert_eq!(oud.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(oud.tekst.contains("intussen gewijzigd"));
    velden.retain(|(n, _)| n.starts_with("m-"));
    let half = w.post(&format!("{vragen}?ronde=1"), &velden).await;
    assert!(half.tekst.contains("Kies ook ja of nee") && half.tekst.contains("Omdat ik het zag."));
    // the work
    let werk = format!("{advies}/{KADER}/werk?ronde=1");
    let fout = w.post(&werk, &[("domein-2", "financien"), ("uren-2", "veel")]).await;
    assert_eq!(fout.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fout.tekst.contains("href=\"#uren-2\"") && fout.tekst.contains("href=\"#soort-2\""));
    let te_lang = [("domein-2", "financien"), ("soort-2", "aanleren_oefenen"), ("uren-2", "169")];
    assert!(w.post(&werk, &te_lang).await.tekst.contains("href=\"#uren-2\""));
    let goed = [("domein-2", "financien"), ("soort-2", "aanleren_oefenen"), ("uren-2", "2,5")];
    assert_eq!(w.post(&werk, &goed).await.status, StatusCode::SEE_OTHER);
    let overig = format!("{advies}/{KADER}/overig?ronde=2");
    let omgekeerd = [("van", "15-10-2026"), ("tot", "14-10-2026")];
    assert!(w.post(&overig, &omgekeerd).await.tekst.contains("href=\"#tot\""));
    let a = w.post(&overig, &[("van", "15-10-2026"), ("tot", "14-10-2027"), ("stukken", "offerte")]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
    // the choice
    let pagina = w.get(&advies).await.tekst;
    assert!(pagina.contains("2,5") && pagina.contains("Aanleren en oefenen voert de boventoon"));
    let stand = verborgen(&pagina, "stand");
    let keuze = |extra: &[(&'static str, &'static str)]| {
        let mut v = vec![("kader", KADER), ("stand", stand.as_str())];
        v.extend(extra);
        v
    };
    let a = w.post(&advies, &keuze(&[])).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", a.tekst);
    assert!(a.tekst.contains("wijkt af van het advies"));
    let a = w.post(&advies, &keuze(&[("motivering", "Zij wil eerst zelf proberen.")])).await;
    assert_eq!(a.naar(), format!("{advies}?kader={KADER}&gedaan=gekozen"), "{}", a.tekst);
    let pagina = w.get(&advies).await.tekst;
    assert!(pagina.contains("Geen ondersteuning") && pagina.contains("Zij wil eerst zelf proberen."));
    let json = w.get(&format!("{advies}/{KADER}/dossier.json")).await.tekst;
    assert!(
        json.contains("\"schema\": \"v1/dossier\"") && json.contains("2.5") && !json.contains("Post gaat")
    );
    assert!(w.get(&format!("{advies}/{KADER}/uitleg?stap=2")).await.tekst.contains("uitleg"));
    // who makes the policy sees the rule, not who or why
    let beleid = Wie::nieuw(&site, "inkoper").await;
    let cijfers = beleid.get("/advies/afwijkingen").await.tekst;
    assert!(cijfers.contains("100%") && cijfers.contains("1 × toch niet gegeven"), "{cijfers}");
    assert!(!cijfers.contains("Zij wil") && !cijfers.contains("Çelik"));
    let csv = beleid.get("/advies/afwijkingen?uitvoer=csv").await.tekst;
    assert!(csv.contains("regel;naam;gevraagd") && csv.contains(KADER));
    let elders = Wie::nieuw(&site, "inkoper-elders").await;
    assert!(elders.get("/advies/afwijkingen").await.tekst.contains("Nergens van afgeweken"));
}

#[tokio::test]
async fn a_measurement_that_is_wrong_is_told_and_nothing_is_lost() {
    let site = site();
    let w = Wie::nieuw(&site, "consulent").await;
    let nieuw = format!("/clienten/{A}/3/zrm/nieuw?uitgave=zrm-11");
    let velden = [
        ("gemeten_op", "16-10-2026"),
        ("gemeten_door", ""),
        ("adl", "niet"),
        ("justitie-opmerking", "Blijft staan"),
    ];
    let a = w.post(&nieuw, &velden).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    for stuk in ["href=\"#justitie\"", "href=\"#gemeten_door\"", "Blijft staan", "value=\"niet\" checked"] {
        assert!(a.tekst.contains(stuk), "{stuk}: {}", a.tekst);
    }
    let a = w.post(&nieuw, &[("gemeten_op", "16-10-2026"), ("gemeten_door", "F"), ("adl", "niet")]).await;
    assert!(a.tekst.contains("nog niet geweest") && a.tekst.contains("href=\"#gemeten_op\""), "{}", a.tekst);
    let a = w.post(&nieuw, &[("gemeten_op", "15-10-2026"), ("gemeten_door", "F")]).await;
    assert!(a.tekst.contains("ten minste een leefgebied"));
    // corrected in its place
    let a = w.post(&nieuw, &[("gemeten_op", "15-10-2026"), ("gemeten_door", "F"), ("adl", "niet")]).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER);
    let lijst = w.get(&format!("/clienten/{A}/3/zrm")).await.tekst;
    let plek = lijst.split(&format!("href=\"/clienten/{A}/3/zrm/")).nth(2).unwrap();
    let pad = format!("/clienten/{A}/3/zrm/{}", plek.split('"').next().unwrap());
    assert!(w.get(&pad).await.tekst.contains("Meting corrigeren"));
    let beter = [("gemeten_op", "14-10-2026"), ("gemeten_door", "F"), ("adl", "beperkt")];
    assert_eq!(w.post(&pad, &beter).await.status, StatusCode::SEE_OTHER);
    let lijst = w.get(&format!("/clienten/{A}/3/zrm")).await.tekst;
    assert!(lijst.contains("14 oktober 2026") && !lijst.contains("15 oktober 2026"), "{lijst}");
    assert_eq!(
        w.get(&format!("/clienten/{A}/2/zrm/1")).await.status,
        StatusCode::NOT_FOUND,
        "of somebody else"
    );
}

#[tokio::test]
async fn nobody_else_sees_measurements_and_advice() {
    let site = site();
    let w = Wie::nieuw(&site, "consulent").await;
    let melding = w.melding().await;
    let paden = [
        format!("/clienten/{A}/3/zrm"),
        format!("/clienten/{A}/3/zrm/nieuw"),
        format!("{melding}/advies"),
        format!("{melding}/advies/{KADER}/vragen"),
        format!("{melding}/advies/{KADER}/werk"),
        format!("{melding}/advies/{KADER}/overig"),
        format!("{melding}/advies/{KADER}/uitleg"),
        format!("{melding}/advies/{KADER}/dossier.json"),
    ];
    for pad in &paden {
        assert_eq!(w.get(pad).await.status, StatusCode::OK, "{pad}");
    }
    for naam in ["elders", "inkoper", "backoffice", "controller", "contractmanager", "inwoner"] {
        let ander = Wie::nieuw(&site, naam).await;
        for pad in &paden {
            assert_eq!(ander.get(pad).await.status, StatusCode::FORBIDDEN, "{naam} {pad}");
        }
        for pad in [&paden[1], &paden[2], &paden[3]] {
            let velden = [("gemeten_op", "15-10-2026"), ("gemeten_door", "x"), ("adl", "niet")];
            assert_eq!(ander.post(pad, &velden).await.status, StatusCode::FORBIDDEN, "{naam} {pad}");
        }
        let beleid = naam == "inkoper";
        for pad in ["/advies/afwijkingen".to_owned(), format!("/zrm/teksten/{A}")] {
            let verwacht = if beleid { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(ander.get(&pad).await.status, verwacht, "{naam} {pad}");
        }
        let weg = ander.post(&format!("/zrm/teksten/{A}/weg"), &[("uitgave", "zrm-13")]).await;
        assert_eq!(weg.status, if beleid { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN }, "{naam}");
    }
    // without the token of the session nothing happens
    let a = site.post(&paden[2], &w.cookie, &[("kader", KADER)]).await;
    assert_eq!(a.status, StatusCode::FORBIDDEN);
    for pad in [format!("{melding}/advies/{KADER}/anders"), format!("{melding}/advies/bestaat-niet/werk")] {
        assert_eq!(w.get(&pad).await.status, StatusCode::NOT_FOUND, "{pad}");
    }
}
