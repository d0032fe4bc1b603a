//! Working on tariffs through the router, as every role: scenarios are for the municipality, reactions for who wrote them.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use app::aanmelden::{NieuweGebruiker, maak_gebruiker};
use app::{Omgeving, Rol};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::civil::date;
use kern::{AgbCode, Gemeentecode};
use std::collections::BTreeMap;
use std::fs;
use store::proef::Proef;
use tower::ServiceExt;

const WACHTWOORD: &str = "een lang wachtwoord";
const IB4: &str = "/catalogus/drechtsteden-ib4-2017/02D14";

struct Site {
    router: Router,
    sessies: BTreeMap<&'static str, String>,
    _proef: Proef,
}

struct Antwoord {
    status: StatusCode,
    naar: String,
    tekst: String,
}

/// Municipalities of the Drechtsteden, with one that is not: Dordrecht, Alblasserdam, Papendrecht, Vught.
const REGIO: &[&str] = &["0505", "0482", "0865"];
/// A name per role, a second provider, and someone of another municipality.
const GEBRUIKERS: &[(&str, Rol, &str, Option<&str>)] = &[
    ("inkoper", Rol::Inkoper, "0505", None),
    ("consulent", Rol::Consulent, "0505", None),
    ("aanbieder", Rol::Aanbieder, "0505", Some("72650001")),
    ("ander", Rol::Aanbieder, "0505", Some("72650002")),
    ("backoffice", Rol::Backoffice, "0505", None),
    ("contractmanager", Rol::Contractmanager, "0505", None),
    ("controller", Rol::Controller, "0505", None),
    ("inwoner", Rol::Inwoner, "0505", None),
    ("buur", Rol::Inkoper, "0482", None),
];
const WERKT: &[&str] = &["inkoper", "backoffice", "contractmanager", "controller"];

impl Site {
    async fn nieuw() -> Self {
        let proef = Proef::sqlite();
        let (db, nu) = (proef.db().clone(), jiff::Timestamp::now());
        let kluis = db.kluis().unwrap();
        let vandaag = date(2026, 11, 22);
        let o = Omgeving { db: db.clone(), kluis: kluis.clone(), vandaag, nu, wie: "proef".into() };
        let pad = proef.map().unwrap().join("aanbieders.csv");
        let rijen =
            "agb,naam,iban\n72650001,De Linde,NL91ABNA0417164300\n72650002,De Berk,NL02ABNA0123456789\n";
        fs::write(&pad, rijen).unwrap();
        app::importeer::importeer(&o, &[&pad]).unwrap();
        for (naam, rol, gemeente, agb) in GEBRUIKERS {
            let gemeenten = [Gemeentecode::parse(gemeente).unwrap()];
            let agb = agb.map(|a| AgbCode::parse(a).unwrap());
            let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol: *rol, agb, gemeenten: &gemeenten };
            maak_gebruiker(&db, &kluis, &nieuw, WACHTWOORD, nu).unwrap();
        }
        // who works for the region, and a colleague of a municipality that is not asked
        let extra = [("regio", Rol::Inkoper, REGIO), ("derde", Rol::Inkoper, &["0590"])];
        for (naam, rol, codes) in extra {
            let gemeenten: Vec<_> = codes.iter().map(|g| Gemeentecode::parse(g).unwrap()).collect();
            let nieuw = NieuweGebruiker { naam, weergavenaam: naam, rol, agb: None, gemeenten: &gemeenten };
            maak_gebruiker(&db, &kluis, &nieuw, WACHTWOORD, nu).unwrap();
        }
        let router = web::router(web::Staat {
            db,
            kluis,
            demo: false,
            logins: Vec::new(),
            tls: false,
            vandaag: Some(vandaag),
            betaalbestanden: None,
        });
        let mut site = Self { router, sessies: BTreeMap::new(), _proef: proef };
        for naam in GEBRUIKERS.iter().map(|(n, ..)| *n).chain(["regio", "derde"]) {
            let sessie = site.binnen(naam).await;
            site.sessies.insert(naam, sessie);
        }
        site
    }

    async fn vraag(&self, verzoek: Request<Body>) -> (Antwoord, axum::http::HeaderMap) {
        let (delen, lijf) = self.router.clone().oneshot(verzoek).await.unwrap().into_parts();
        let bytes = to_bytes(lijf, 1 << 22).await.unwrap().to_vec();
        let naar = delen.headers.get(header::LOCATION).map_or("", |l| l.to_str().unwrap()).to_owned();
        let tekst = String::from_utf8_lossy(&bytes).into_owned();
        (Antwoord { status: delen.status, naar, tekst }, delen.headers)
    }

    async fn binnen(&self, naam: &str) -> String {
        let cookie = |koppen: &axum::http::HeaderMap, naam: &str| {
            let begin = format!("{naam}=");
            let alle = koppen.get_all(header::SET_COOKIE);
            let mut waarden = alle.iter().map(|w| w.to_str().unwrap());
            waarden.find_map(|w| w.strip_prefix(&begin)).unwrap().split(';').next().unwrap().to_owned()
        };
        let (a, koppen) = self.vraag(Request::get("/aanmelden").body(Body::empty()).unwrap()).await;
        let vooraf = format!("maatwerk_vooraf={}", cookie(&koppen, "maatwerk_vooraf"));
        let velden = [("csrf", csrf(&a.tekst)), ("naam", naam.into()), ("wachtwoord", WACHTWOORD.into())];
        let (a, koppen) = self.vraag(formulier("/aanmelden", &vooraf, &velden)).await;
        assert_eq!(a.status, StatusCode::SEE_OTHER, "{naam}: {}", a.tekst);
        format!("maatwerk_sessie={}", cookie(&koppen, "maatwerk_sessie"))
    }

    async fn get(&self, wie: &str, pad: &str) -> Antwoord {
        let verzoek = Request::get(pad).header(header::COOKIE, &self.sessies[wie]);
        self.vraag(verzoek.body(Body::empty()).unwrap()).await.0
    }

    /// Sends a form with the token of the session.
    async fn post(&self, wie: &str, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
        let token = csrf(&self.get(wie, "/").await.tekst);
        let velden: Vec<(&str, String)> =
            velden.iter().map(|(n, w)| (*n, (*w).to_owned())).chain([("csrf", token)]).collect();
        self.vraag(formulier(pad, &self.sessies[wie], &velden)).await.0
    }
}

fn csrf(html: &str) -> String {
    let rest = html.split("name=\"csrf\" value=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn formulier(pad: &str, cookie: &str, velden: &[(&str, String)]) -> Request<Body> {
    let lijf: Vec<String> = velden.iter().map(|(n, w)| format!("{n}={}", web::opmaak::in_url(w))).collect();
    Request::post(pad)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(lijf.join("&")))
        .unwrap()
}

const KRAP: &[(&str, &str)] =
    &[("naam", "Krap"), ("gemeente", "0505"), ("stel-productiviteit", "68"), ("volume", "40")];

#[tokio::test]
async fn only_who_works_on_tariffs_sees_what_could_be() {
    let site = Site::nieuw().await;
    for (wie, ..) in GEBRUIKERS {
        let werkt = WERKT.contains(wie) || *wie == "buur";
        let opbouw = site.get(wie, &format!("{IB4}/kostprijs")).await;
        assert_eq!(opbouw.status, StatusCode::OK, "{wie}: what was published is for everyone");
        assert!(opbouw.tekst.contains("€ 1.900,04"));
        for deel in ["Wat als een aanname anders is", "id=\"gev\"", "name=\"index-loon\"", "/scenarios\""] {
            assert_eq!(opbouw.tekst.contains(deel), werkt, "{wie}: {deel}");
        }
        let goed = if werkt { StatusCode::OK } else { StatusCode::FORBIDDEN };
        for pad in
            ["kostprijs?stel-productiviteit=68", "kostprijs?index-loon=3", "kostprijs?volume=4", "scenarios"]
        {
            assert_eq!(site.get(wie, &format!("{IB4}/{pad}")).await.status, goed, "{wie}: {pad}");
        }
    }
}

#[tokio::test]
async fn a_scenario_is_kept_shared_compared_and_taken_away() {
    let site = Site::nieuw().await;
    let pad = format!("{IB4}/scenarios");
    for (wie, ..) in GEBRUIKERS.iter().filter(|(w, ..)| !WERKT.contains(w)) {
        let a = site.post(wie, &pad, KRAP).await;
        assert_eq!(a.status, StatusCode::FORBIDDEN, "{wie}");
    }
    let a = site.post("inkoper", &pad, KRAP).await;
    assert_eq!(a.status, StatusCode::SEE_OTHER, "{}", a.tekst);
    let een = format!("{IB4}/scenarios/0505/1");
    assert_eq!(a.naar, format!("{een}?gedaan=bewaard"));
    // any colleague who works on tariffs opens the link; nobody else
    for (wie, ..) in GEBRUIKERS {
        let goed = if WERKT.contains(wie) { StatusCode::OK } else { StatusCode::FORBIDDEN };
        let a = site.get(wie, &een).await;
        assert_eq!(a.status, goed, "{wie}");
        if goed == StatusCode::OK {
            assert!(
                a.tekst.contains("Scenario: Krap") && a.tekst.contains("Bewaard door inkoper op"),
                "{wie}"
            );
            assert!(
                a.tekst.contains("€ 1.954,31") && a.tekst.contains("Effect per jaar bij 40 cliënten: +€")
            );
        }
    }
    assert!(!site.get("buur", &pad).await.tekst.contains("Krap"), "another municipality sees nothing of it");
    // the address must say the product that it belongs to
    let elders = een.replace("drechtsteden-ib4-2017/02D14", "drechtsteden-ib-2016/02A01");
    assert_eq!(site.get("inkoper", &elders).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("inkoper", &een.replace("/0505/1", "/0505/2")).await.status, StatusCode::NOT_FOUND);

    // a name is used once; nothing that differs is nothing to keep; all reasons at once, with what was typed
    let a = site.post("controller", &pad, KRAP).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(a.tekst.contains("al een scenario") && a.tekst.contains("value=\"Krap\""), "{}", a.tekst);
    let a = site.post("controller", &pad, &[("gemeente", "0505"), ("stel-productiviteit", "70")]).await;
    assert!(a.tekst.contains("Geef het scenario een naam") && a.tekst.contains("niets te bewaren"));
    let a = site
        .post("controller", &pad, &[("naam", "x"), ("gemeente", "0482"), ("stel-productiviteit", "68")])
        .await;
    assert_eq!(a.status, StatusCode::FORBIDDEN, "for another municipality");

    for (n, p) in [("B", "66"), ("C", "67"), ("D", "69"), ("E", "72")] {
        let velden = [("naam", n), ("gemeente", "0505"), ("stel-productiviteit", p)];
        assert_eq!(site.post("controller", &pad, &velden).await.status, StatusCode::SEE_OTHER);
    }
    let kies = |n: &[i64]| {
        format!("{pad}?{}", n.iter().map(|i| format!("kies-0505-{i}=ja")).collect::<Vec<_>>().join("&"))
    };
    let vier = site.get("contractmanager", &kies(&[1, 2, 3, 4])).await.tekst;
    assert!(
        vier.contains("id=\"uitkomsten\"") && vier.contains("€ 1.954,31 (+€ 54,27)") && vier.contains("<svg")
    );
    let vijf = site.get("contractmanager", &kies(&[1, 2, 3, 4, 5])).await.tekst;
    assert!(vijf.contains("hoogstens vier") && !vijf.contains("id=\"uitkomsten\""));

    let weg = format!("{een}/verwijder");
    assert_eq!(site.post("aanbieder", &weg, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.post("buur", &weg, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.post("inkoper", &weg, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.get("inkoper", &een).await.status, StatusCode::NOT_FOUND);
    assert!(!site.get("inkoper", &pad).await.tekst.contains("Krap"));
}

#[tokio::test]
async fn a_scenario_is_shared_with_a_municipality_of_the_region_and_nobody_else() {
    let site = Site::nieuw().await;
    let pad = format!("{IB4}/scenarios");
    assert_eq!(site.post("regio", &pad, KRAP).await.status, StatusCode::SEE_OTHER);
    let een = format!("{pad}/0505/1");
    let deel = format!("{een}/deel");
    let open = async |wie: &str| site.get(wie, &een).await.status;
    let in_lijst = async |wie: &str| site.get(wie, &pad).await.tekst.contains("Krap");
    assert_eq!(open("buur").await, StatusCode::FORBIDDEN);
    // who sees one municipality cannot share with another, nor can who may not work on tariffs
    for wie in ["inkoper", "buur", "derde", "aanbieder", "consulent", "inwoner"] {
        assert_eq!(site.post(wie, &deel, &[("met", "0482")]).await.status, StatusCode::FORBIDDEN, "{wie}");
    }
    // a municipality outside the framework, the owner itself, and none at all
    let vught = site.post("regio", &deel, &[("met", "0865")]).await;
    assert_eq!(vught.status, StatusCode::BAD_REQUEST);
    assert!(vught.tekst.contains("doet niet mee aan"), "{}", vught.tekst);
    let zelf = site.post("regio", &deel, &[("met", "0505")]).await;
    assert!(zelf.status == StatusCode::BAD_REQUEST && zelf.tekst.contains("al van deze gemeente"));
    assert_eq!(site.post("regio", &deel, &[]).await.status, StatusCode::BAD_REQUEST);
    let pagina = site.get("regio", &een).await.tekst;
    let keuze = pagina.split("id=\"met\"").nth(1).and_then(|t| t.split("</select>").next()).unwrap();
    assert!(keuze.contains("0482") && !keuze.contains("0865") && !keuze.contains("0505"), "{keuze}");

    for _ in 0..2 {
        assert_eq!(site.post("regio", &deel, &[("met", "0482")]).await.status, StatusCode::SEE_OTHER);
    }
    let bij_buur = site.get("buur", &een).await;
    assert_eq!(bij_buur.status, StatusCode::OK);
    assert!(bij_buur.tekst.contains("Scenario: Krap") && bij_buur.tekst.contains("€ 1.954,31"));
    assert!(!bij_buur.tekst.contains("Scenario verwijderen") && !bij_buur.tekst.contains("Deel scenario"));
    assert!(in_lijst("buur").await && in_lijst("inkoper").await);
    assert!(!in_lijst("derde").await && open("derde").await == StatusCode::FORBIDDEN);
    for wie in ["aanbieder", "ander", "consulent", "inwoner"] {
        assert_eq!(open(wie).await, StatusCode::FORBIDDEN, "{wie}");
    }
    // beside the published price of the neighbour
    let naast = site.get("buur", &format!("{pad}?kies-0505-1=ja")).await.tekst;
    assert!(naast.contains("€ 1.954,31 (+€ 54,27)"));
    // who received it changes nothing of it
    for (adres, velden) in [(&deel, vec![("met", "0482")]), (&format!("{een}/verwijder"), vec![])] {
        assert_eq!(site.post("buur", adres, &velden).await.status, StatusCode::FORBIDDEN, "{adres}");
    }
    assert_eq!(
        site.post("regio", &deel, &[("met", "0482"), ("stop", "ja")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(open("buur").await == StatusCode::FORBIDDEN && !in_lijst("buur").await);
    // taken away, it is away for all
    assert_eq!(site.post("regio", &deel, &[("met", "0482")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.post("inkoper", &format!("{een}/verwijder"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!in_lijst("buur").await && !in_lijst("regio").await);
    assert_eq!(open("buur").await, StatusCode::FORBIDDEN);
    assert_eq!(open("regio").await, StatusCode::NOT_FOUND);
}

/// Every way to a reaction, as everyone: a provider never reads what another wrote, and nobody but the municipality answers
/// or has a way to a price.
#[tokio::test]
async fn no_route_shows_a_provider_the_reaction_of_another() {
    let site = Site::nieuw().await;
    let pad = format!("{IB4}/reacties");
    let geheim = "ALLEEN-VOOR-DE-GEMEENTE";
    let antwoord = "ALLEEN-VOOR-DE-LINDE";
    assert_eq!(
        site.post("aanbieder", &pad, &[("gemeente", "0505"), ("regel", "overhead"), ("tekst", geheim)])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    // the worklist: why it is here, since when, the line, and the next step
    let werk = site.get("inkoper", "/reacties").await.tekst;
    assert!(werk.contains(geheim) && werk.contains("De Linde") && werk.contains("sinds vandaag"));
    assert!(werk.contains("/kostprijs#r-overhead") && werk.contains("/reacties#r-0505-1"), "{werk}");
    assert!(site.get("inkoper", "/").await.tekst.contains("reactie op een tarief wacht op een antwoord"));
    let leeg = site.get("inkoper", "/reacties?stand=beantwoord").await.tekst;
    assert!(leeg.contains("Nog niets beantwoord") && !leeg.contains(geheim));
    assert_eq!(site.get("inkoper", "/reacties?stand=onzin").await.status, StatusCode::BAD_REQUEST);

    let mag_zien = |wie: &str| WERKT.contains(&wie) || wie == "aanbieder" || wie == "regio";
    let wegen = [
        "/".to_owned(),
        "/reacties".to_owned(),
        "/reacties?stand=beantwoord".to_owned(),
        "/reacties?gemeente=0505".to_owned(),
        pad.clone(),
        format!("{pad}?gemeente=0505"),
        IB4.to_owned(),
        format!("{IB4}/kostprijs"),
        format!("{IB4}/publicatieblad"),
    ];
    let iedereen: Vec<&str> = GEBRUIKERS.iter().map(|(n, ..)| *n).chain(["regio", "derde"]).collect();
    for ronde in ["open", "beantwoord"] {
        for wie in &iedereen {
            for weg in &wegen {
                let a = site.get(wie, weg).await;
                let ziet = a.tekst.contains(geheim) || a.tekst.contains(antwoord);
                assert!(!ziet || mag_zien(wie), "{wie} sees it at {weg}");
            }
            let lijst = site.get(wie, &format!("/reacties?stand={ronde}")).await;
            match *wie {
                "consulent" | "inwoner" => assert_eq!(lijst.status, StatusCode::FORBIDDEN, "{wie}"),
                _ => assert_eq!(lijst.tekst.contains(geheim), mag_zien(wie), "{wie}: {}", lijst.tekst),
            }
        }
        // another municipality than one's own is refused, not shown empty
        let elders = site.get("aanbieder", "/reacties?gemeente=0642").await;
        assert!(elders.status != StatusCode::OK || !elders.tekst.contains("0642"), "{}", elders.status);
        if ronde == "open" {
            let a = site.post("inkoper", &format!("{pad}/0505/1"), &[("antwoord-0505-1", antwoord)]).await;
            assert_eq!(a.status, StatusCode::SEE_OTHER);
        }
    }
    let klaar = site.get("inkoper", "/reacties").await.tekst;
    assert!(klaar.contains("Geen reactie wacht op een antwoord") && !klaar.contains(geheim));
    assert!(site.get("aanbieder", "/reacties?stand=beantwoord").await.tekst.contains("beantwoord op"));
    assert!(!site.get("inkoper", "/").await.tekst.contains("wacht op een antwoord"));

    // no route takes a price: the pages of a tariff read only, no form of theirs has one
    for wie in ["aanbieder", "ander", "inwoner", "consulent"] {
        for weg in [
            "/kaders".to_owned(),
            "/kaders/drechtsteden-ib4-2017/0/publiceren".to_owned(),
            format!("{IB4}/scenarios"),
        ] {
            let a = site.post(wie, &weg, &[("gemeente", "0505"), ("bedrag", "1")]).await;
            assert_eq!(a.status, StatusCode::FORBIDDEN, "{wie} {weg}");
        }
        for weg in [IB4.to_owned(), format!("{IB4}/kostprijs"), format!("{IB4}/publicatieblad")] {
            let a = site.post(wie, &weg, &[("bedrag", "1")]).await;
            assert_eq!(a.status, StatusCode::METHOD_NOT_ALLOWED, "{wie} {weg}");
        }
    }
    assert!(site.get("ander", &format!("{IB4}/kostprijs")).await.tekst.contains("€ 1.900,04"));
}

const OVERHEAD: &[(&str, &str)] =
    &[("gemeente", "0505"), ("regel", "overhead"), ("tekst", "Te laag voor <b>kleine</b> aanbieders.")];

#[tokio::test]
async fn a_provider_reacts_alone_and_the_municipality_answers_once() {
    let site = Site::nieuw().await;
    let pad = format!("{IB4}/reacties");
    let een = format!("{pad}/0505/1");
    // who sees the page: who writes and who answers
    for (wie, ..) in GEBRUIKERS {
        let ziet = !["consulent", "inwoner"].contains(wie);
        let a = site.get(wie, &pad).await;
        assert_eq!(a.status, if ziet { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{wie}");
        let schrijft = ["aanbieder", "ander"].contains(wie);
        assert_eq!(a.tekst.contains("Dien uw reactie in"), schrijft, "{wie}");
        let inhoud = a.tekst.split("<main").nth(1).unwrap_or_default();
        let velden: Vec<&str> =
            inhoud.split(" name=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
        let bekend = |n: &&str| ["csrf", "gemeente", "regel", "tekst"].contains(n);
        assert!(velden.iter().all(bekend), "{wie}: no field for an amount in {velden:?}");
        if !schrijft {
            assert_eq!(site.post(wie, &pad, OVERHEAD).await.status, StatusCode::FORBIDDEN, "{wie}");
        }
    }
    // all reasons at once, what was typed stays
    let a = site.post("aanbieder", &pad, &[("gemeente", "0505"), ("regel", "winst"), ("tekst", " ")]).await;
    assert_eq!(a.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        a.tekst.contains("Schrijf uw reactie.") && a.tekst.contains("Deze regel staat niet"),
        "{}",
        a.tekst
    );
    let elders = site.post("aanbieder", &pad, &[("gemeente", "0482"), ("tekst", "x")]).await;
    assert_eq!(elders.status, StatusCode::FORBIDDEN, "a municipality that it does not work for");

    // an amount that is sent along goes nowhere
    let velden: Vec<_> = OVERHEAD.iter().copied().chain([("bedrag", "999999"), ("prijs", "1")]).collect();
    let a = site.post("aanbieder", &pad, &velden).await;
    assert_eq!(a.naar, format!("{pad}?gedaan=ingediend"), "{}", a.tekst);
    let eigen = site.get("aanbieder", &pad).await.tekst;
    assert!(
        eigen.contains("&#60;b&#62;kleine")
            && eigen.contains("nog niet geantwoord")
            && !eigen.contains("999999")
    );
    let ander = site.get("ander", &pad).await.tekst;
    assert!(ander.contains("Nog geen reacties") && !ander.contains("kleine") && !ander.contains("De Linde"));
    assert!(!site.get("buur", &pad).await.tekst.contains("kleine"), "another municipality");

    // who answers
    let antwoord = [("antwoord-0505-1", "Dank u, wij kijken ernaar.")];
    for (wie, ..) in GEBRUIKERS.iter().filter(|(w, ..)| !WERKT.contains(w)) {
        assert_eq!(site.post(wie, &een, &antwoord).await.status, StatusCode::FORBIDDEN, "{wie}");
    }
    let elders = een.replace("drechtsteden-ib4-2017/02D14", "meierij-2020/02M02");
    assert_eq!(site.post("inkoper", &elders, &antwoord).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.post("inkoper", &format!("{pad}/0505/9"), &antwoord).await.status, StatusCode::NOT_FOUND);
    let leeg = site.post("inkoper", &een, &[("antwoord-0505-1", " ")]).await;
    assert_eq!(leeg.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(leeg.tekst.contains("Schrijf een antwoord."));
    assert_eq!(site.post("inkoper", &een, &antwoord).await.naar, format!("{pad}?gedaan=beantwoord"));
    let nog = site.post("controller", &een, &[("antwoord-0505-1", "Iets anders.")]).await;
    assert_eq!(nog.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nog.tekst.contains("al beantwoord"));
    let eigen = site.get("aanbieder", &pad).await.tekst;
    assert!(eigen.contains("wij kijken ernaar") && !eigen.contains("Iets anders"));
    assert!(!site.get("ander", &pad).await.tekst.contains("wij kijken ernaar"));

    // the tariff is what it was
    assert!(site.get("aanbieder", &format!("{IB4}/kostprijs")).await.tekst.contains("€ 1.900,04"));
}

#[tokio::test]
async fn everyone_reads_the_publication_sheet_on_the_page_and_as_pdf() {
    let site = Site::nieuw().await;
    for (wie, ..) in GEBRUIKERS {
        let a = site.get(wie, &format!("{IB4}/publicatieblad")).await;
        assert_eq!(a.status, StatusCode::OK, "{wie}");
        assert!(a.tekst.contains("€ 1.900,04 per 4 weken") && a.tekst.contains("vingerafdruk"), "{wie}");
        assert!(a.tekst.contains("publicatieblad.pdf") && a.tekst.contains("reiskosten"), "{wie}");
    }
    let a = site.get("aanbieder", &format!("{IB4}/publicatieblad.pdf")).await;
    assert_eq!(a.status, StatusCode::OK);
    assert!(a.tekst.starts_with("%PDF-1.7"));
    // what does not hold has no sheet, and says why
    let a = site.get("aanbieder", "/catalogus/drechtsteden-ib-2016/02A01/publicatieblad").await;
    assert!([StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND].contains(&a.status), "{}", a.status);
    assert_eq!(
        site.get("aanbieder", "/catalogus/nergens/1/publicatieblad.pdf").await.status,
        StatusCode::NOT_FOUND
    );
}

/// The page of any product tells a newcomer the same six things, whoever looks.
#[tokio::test]
async fn every_product_page_answers_what_a_newcomer_asks() {
    let site = Site::nieuw().await;
    let mut geteld = 0;
    for kader in regels::kaders() {
        for p in &kader.producten {
            let pad = format!("/catalogus/{}/{}", kader.id, p.code);
            for wie in ["inkoper", "aanbieder", "inwoner", "buur"] {
                let a = site.get(wie, &pad).await;
                assert_eq!(a.status, StatusCode::OK, "{wie} {pad}");
                let kort = a.tekst.split("id=\"kort\"").nth(1).and_then(|t| t.split("</section>").next());
                let kort = kort.unwrap_or_else(|| panic!("{pad}: no answers"));
                let vragen: Vec<&str> =
                    kort.split("<dt>").skip(1).filter_map(|d| d.split("</dt>").next()).collect();
                assert_eq!(vragen, catalogus::VRAGEN, "{pad}");
                for d in kort.split("<dd>").skip(1) {
                    assert!(d.split("</dd>").next().unwrap().trim().len() > 10, "{pad}: an empty answer");
                }
                let prijs = kader.tarieven.iter().find(|t| (t.categorie, t.code) == (p.categorie, p.code));
                match prijs {
                    Some(t) => assert!(
                        kort.contains(&format!("per cliënt {}", t.per.omschrijving())),
                        "{pad}: the basis of the document"
                    ),
                    None => assert!(kort.contains("nog geen prijs"), "{pad}"),
                }
                for deel in [&p.verantwoording.bron.document, &kader.regio] {
                    assert!(kort.contains(deel.as_str()), "{pad}: {deel}");
                }
                let vanaf = kern::voluit(p.verantwoording.geldig.van());
                assert!(kort.contains(&vanaf), "{pad}: since {vanaf}");
                // a piece is what messages call it, never what a price is for
                assert_eq!(
                    a.tekst.matches("per stuk").count(),
                    0,
                    "{pad}: no price is for a piece in these documents"
                );
            }
            geteld += 1;
        }
    }
    assert_eq!(geteld, 33);
    let lijst = site.get("inwoner", "/catalogus").await.tekst;
    assert!(lijst.contains("per cliënt per week") && lijst.contains("per cliënt per 4 weken"));
    assert!(!lijst.contains("per stuk") && lijst.contains("in berichten € 2.058,38 per maand"));
    let csv = site.get("inwoner", "/catalogus?uitvoer=csv").await.tekst;
    assert!(csv.lines().any(|r| r.contains("02B11") && r.contains("per cliënt per week")), "{csv}");
}
