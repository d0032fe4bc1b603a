//! Publication sheet, scenarios and reactions in JSON, as every role: who may read what, and that nothing can be written.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the shared data serves more tests than these")]

mod dienst;
#[path = "../../app/tests/gemeen/mod.rs"]
mod gemeen;

use app::tarieven::{Tariefplek, reacties, scenarios};
use app::{Omgeving, Rol};
use axum::http::{Method, StatusCode};
use catalogus::kostprijs::Scenario;
use dienst::Api;
use gemeen::{A, B, VANDAAG, X, Y, g, kluis, nu};
use serde_json::{Value, json};

const TARIEF: &str = "/catalogus/meierij-2020/02M02";
const GEHEIM: &str = "ALLEEN-VOOR-DE-GEMEENTE";

impl Api {
    fn omgeving(&self) -> Omgeving {
        Omgeving {
            db: self.proef.db().clone(),
            kluis: kluis(),
            vandaag: VANDAAG,
            nu: nu(),
            wie: "proef".into(),
        }
    }
}

fn json(tekst: &str) -> Value {
    serde_json::from_str(tekst).unwrap()
}

#[tokio::test]
async fn a_reaction_is_read_by_the_municipality_and_by_who_wrote_it() {
    let api = Api::nieuw();
    let (linde, eigen) = api.wie("linde", Rol::Aanbieder, Some(X), &[A]);
    let (_, ander) = api.wie("berk", Rol::Aanbieder, Some(Y), &[A]);
    let (_, buur) = api.wie("buur", Rol::Inkoper, None, &[B]);
    let (inkoper, inkoop) = api.wie("inkoper", Rol::Inkoper, None, &[A]);
    let o = api.omgeving();
    let plek =
        Tariefplek::zoek(api.proef.db(), &linde, Some(g(A)), "meierij-2020", "02M02", VANDAAG).unwrap();
    let id = reacties::dien_in(&o, &linde, g(A), &plek, None, GEHEIM).unwrap().unwrap();
    let op_tarief = format!("{TARIEF}/reacties");
    for pad in ["/reacties", "/reacties?stand=open", &op_tarief, &format!("{op_tarief}?gemeente={A}")] {
        for (token, ziet) in [(&eigen, true), (&inkoop, true), (&ander, false)] {
            let (status, _, tekst) = api.get(pad, token).await;
            assert_eq!((status, tekst.contains(GEHEIM)), (StatusCode::OK, ziet), "{pad}: {tekst}");
        }
        assert!(!api.get(pad, &buur).await.2.contains(GEHEIM), "{pad}: another municipality");
    }
    for pad in [format!("/reacties?gemeente={A}"), format!("{op_tarief}?gemeente={A}")] {
        assert_eq!(api.get(&pad, &buur).await.0, StatusCode::FORBIDDEN, "{pad}");
    }
    for rol in [Rol::Consulent, Rol::Inwoner] {
        let (_, token) = api.wie(rol.code(), rol, None, &[A]);
        for pad in ["/reacties", &op_tarief] {
            assert_eq!(api.get(pad, &token).await.0, StatusCode::FORBIDDEN, "{} {pad}", rol.code());
        }
    }
    let j = json(&api.get("/reacties", &inkoop).await.2);
    let r = &j["rijen"][0];
    assert_eq!(
        (&j["meer"], &r["reactie"]["nummer"], &r["reactie"]["antwoord"]),
        (&json!(false), &json!(id), &Value::Null)
    );
    assert!(r["product"].as_str().unwrap().contains("basis") && r["reactie"]["agb"] == X);
    assert!(r["reactie"].as_object().unwrap().keys().all(|k| !k.contains("bedrag") && !k.contains("Cent")));

    reacties::beantwoord(&o, &inkoper, g(A), id, "Dank u.").unwrap().unwrap();
    assert_eq!(json(&api.get("/reacties", &inkoop).await.2)["rijen"], json!([]));
    for (token, n) in [(&eigen, 1), (&inkoop, 1), (&ander, 0), (&buur, 0)] {
        let j = json(&api.get("/reacties?stand=beantwoord", token).await.2);
        assert_eq!(j["rijen"].as_array().unwrap().len(), n, "{j}");
    }
    assert_eq!(api.get("/reacties?stand=alles", &inkoop).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nothing_of_a_tariff_can_be_written_and_no_provider_sees_a_scenario() {
    let api = Api::nieuw();
    let wegen = ["publicatieblad", "scenarios", "reacties"].map(|d| format!("{TARIEF}/{d}"));
    for rol in Rol::ALLE {
        let van = (*rol == Rol::Aanbieder).then_some(X);
        let (_, token) = api.wie(rol.code(), *rol, van, &[A]);
        for pad in wegen.iter().map(String::as_str).chain(["/catalogus", "/reacties"]) {
            for methode in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
                let (status, ..) = api.vraag(methode.clone(), pad, &token).await;
                assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{} {methode} {pad}", rol.code());
            }
        }
        let (status, _, blad) = api.get(&wegen[0], &token).await;
        assert_eq!(status, StatusCode::OK, "{}", rol.code());
        let blad = json(&blad);
        let feiten = &blad["delen"][0]["tabellen"][0];
        assert_eq!(feiten["koppen"][1], json!({ "naam": "Waarde", "getal": false }));
        assert!(feiten["rijen"].as_array().unwrap().iter().any(|r| r[1] == "€ 525,00 per maand"), "{feiten}");
        let werkt = rol.mag(app::Recht::Tarieven);
        let verwacht = if werkt { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(api.get(&wegen[1], &token).await.0, verwacht, "{}", rol.code());
    }
    let (_, token) = api.wie("iemand", Rol::Inkoper, None, &[A]);
    for pad in ["/catalogus/nergens/1/publicatieblad", "/catalogus/meierij-2020/02Z99/scenarios"] {
        assert_eq!(api.get(pad, &token).await.0, StatusCode::NOT_FOUND, "{pad}");
    }
    // what has no price today has no sheet, and says why
    let (status, _, tekst) = api.get("/catalogus/dagbesteding-bwo-2016/07D11/publicatieblad", &token).await;
    assert!(status == StatusCode::BAD_REQUEST && tekst.contains("nog geen prijs"), "{tekst}");
    let elders = format!("{}?gemeente={B}", wegen[0]);
    assert_eq!(api.get(&elders, &token).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_scenario_is_read_by_its_municipality_and_by_who_it_is_shared_with() {
    let api = Api::nieuw();
    let (dordrecht, alblasserdam, papendrecht) = ("0505", "0482", "0590");
    let (regio, alles) = api.wie("regio", Rol::Inkoper, None, &[dordrecht, alblasserdam]);
    let (_, buur) = api.wie("buur", Rol::Inkoper, None, &[alblasserdam]);
    let (_, derde) = api.wie("derde", Rol::Inkoper, None, &[papendrecht]);
    let o = api.omgeving();
    let kader = "drechtsteden-ib4-2017";
    let plek = Tariefplek::zoek(api.proef.db(), &regio, Some(g(dordrecht)), kader, "02D14", VANDAAG).unwrap();
    let s = Scenario {
        naam: "Krap".into(),
        stel: vec![catalogus::kostprijs::Stel::parse("productiviteit=68").unwrap()],
        indexen: Vec::new(),
        volume: Some(40.into()),
    };
    let id = scenarios::bewaar(&o, &regio, g(dordrecht), &plek, &s).unwrap().unwrap();
    let pad = format!("/catalogus/{kader}/02D14/scenarios");
    let aantal = async |token: &str| json(&api.get(&pad, token).await.2).as_array().unwrap().len();
    assert_eq!((aantal(&alles).await, aantal(&buur).await, aantal(&derde).await), (1, 0, 0));
    scenarios::deel(&o, &regio, &plek, (g(dordrecht), id), g(alblasserdam)).unwrap().unwrap();
    assert_eq!((aantal(&alles).await, aantal(&buur).await, aantal(&derde).await), (1, 1, 0));
    let j = json(&api.get(&pad, &buur).await.2);
    assert_eq!(j[0]["gemeente"], dordrecht);
    assert_eq!(j[0]["gedeeldMet"], json!([alblasserdam]));
    assert_eq!((&j[0]["aannames"], &j[0]["volume"]), (&json!(["productiviteit=68"]), &json!("40")));
    // asked of the one municipality only, the scenario of the other one is not there
    let eigen = json(&api.get(&format!("{pad}?gemeente={dordrecht}"), &alles).await.2);
    assert_eq!(eigen.as_array().unwrap().len(), 1);
    scenarios::deel_niet(&o, &regio, (g(dordrecht), id), g(alblasserdam)).unwrap();
    assert_eq!(aantal(&buur).await, 0);
}
