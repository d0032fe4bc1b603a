//! Scenarios of a tariff.

#![expect(clippy::unwrap_used, reason = "invented figures that are known to be right")]

use super::cijfers as c;
use super::html;
use app::Rol;
use app::tarieven::Tariefplek;
use app::tarieven::reacties::ReactieRij;
use app::tarieven::scenarios::BewaardScenario;
use app::tarieven::werklijst::{Reactiestand, Werklijst, Werkrij};
use catalogus::kostprijs::{Scenario, Stel, lees_index};
use catalogus::{Antwoord, Reactie, Spreker};
use jiff::civil::date;
use web::formulier::{Fouten, Regel};
use web::pagina::publicatieblad::BladPagina;
use web::pagina::reactielijst::ReactielijstPagina;
use web::pagina::reacties::ReactiesPagina;
use web::pagina::scenarios::{ScenariosPagina, scenariopagina};
use web::schil::Omgeving;

fn plek() -> Tariefplek {
    let versie = super::meegeleverd(regels::kader("drechtsteden-ib4-2017").unwrap());
    Tariefplek::van(&versie, "02D14", c::VANDAAG).unwrap()
}

fn scenario(p: &Tariefplek, id: i64, naam: &str, stel: &[&str], index: &[&str]) -> BewaardScenario {
    BewaardScenario {
        gemeente: c::g("0796"),
        id,
        kader: p.kader.id.clone(),
        product: p.product.sleutel,
        scenario: Scenario {
            naam: naam.into(),
            stel: stel.iter().map(|s| Stel::parse(s).unwrap()).collect(),
            indexen: index.iter().map(|i| lees_index(i).unwrap()).collect(),
            volume: Some(40.into()),
        },
        door: "Inge Inkoop".into(),
        op: date(2026, 11, 20),
        voor: c::g("0796"),
        gedeeld_met: Vec::new(),
    }
}

fn reactie(p: &Tariefplek, id: i64, regel: Option<&str>, tekst: &str, antwoord: Option<&str>) -> ReactieRij {
    let op = date(2026, 11, 18);
    ReactieRij {
        aanbieder: c::AANBIEDERS[0].into(),
        reactie: Reactie {
            gemeente: c::g("0796"),
            id,
            agb: c::agb(1),
            kader: p.kader.id.clone(),
            product: p.product.sleutel,
            regel: regel.map(str::to_owned),
            tekst: tekst.into(),
            door: "Arie Aanbod".into(),
            op,
            antwoord: antwoord.map(|t| Antwoord { tekst: t.into(), door: "Inge Inkoop".into(), op }),
        },
    }
}

/// The pages by name.
pub fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let p = plek();
    let model = p.model().unwrap();
    let bewaard = [
        scenario(&p, 1, "Lagere productiviteit", &["productiviteit=68"], &[]),
        scenario(&p, 2, "Cao 2018", &["hoogste_trede=+3%", "laagste_trede=+3%"], &["huisvesting=2"]),
        scenario(&p, 3, "Uit een oud model", &["bestaat_niet=1"], &[]),
    ];
    let kies = [("kies-0796-1", "ja"), ("kies-0796-2", "ja"), ("kies-0796-3", "ja")];
    let lijst = |vraag: &[(&str, &str)]| {
        html(&ScenariosPagina::nieuw(om, &p, model, &bewaard, &[], &c::invoer(vraag)))
    };
    let mag_mee = {
        let mut p = p.clone();
        p.kader.gemeenten.push(c::g("0796"));
        p
    };
    let wie =
        if om.gebruiker.rol == Rol::Aanbieder { Spreker::Aanbieder(c::agb(1)) } else { Spreker::Gemeente };
    let reacties = [
        reactie(&p, 2, Some("overhead"), "Overhead van 17% is te laag <b>voor</b> kleine aanbieders.", None),
        reactie(&p, 1, None, "Waar blijft de indexering?", Some("Die volgt in het volgende kader.")),
    ];
    let fouten = Fouten(vec![Regel { tekst: "Schrijf uw reactie.".into(), bij: Some("tekst".into()) }]);
    let lijst_reacties = |p: &Tariefplek, r: &[ReactieRij], f: Fouten| {
        html(&ReactiesPagina::nieuw(om, p, wie, r, &c::invoer(&[]), f))
    };
    vec![
        ("publicatieblad", html(&BladPagina::nieuw(om, &p, p.blad().unwrap()))),
        ("reacties", lijst_reacties(&mag_mee, &reacties, Fouten::default())),
        ("reacties-fout", lijst_reacties(&mag_mee, &reacties, fouten)),
        ("reacties-leeg", lijst_reacties(&p, &[], Fouten::default())),
        ("scenarios-leeg", html(&ScenariosPagina::nieuw(om, &p, model, &[], &[], &c::invoer(&[])))),
        ("scenarios", lijst(&[])),
        ("scenarios-naast-elkaar", lijst(&kies)),
        ("reactielijst", {
            let rijen = reacties.iter().filter(|r| r.reactie.antwoord.is_none()).map(|r| Werkrij {
                rij: r.clone(),
                product: p.product.naam.clone(),
                regel: r.reactie.regel.as_ref().map(|_| "Overhead".to_owned()),
            });
            let lijst = Werklijst { rijen: rijen.collect(), meer: true };
            html(&ReactielijstPagina::nieuw(om, Reactiestand::Open, lijst, c::VANDAAG))
        }),
        (
            "reactielijst-leeg",
            html(&ReactielijstPagina::nieuw(om, Reactiestand::Open, Werklijst::default(), c::VANDAAG)),
        ),
        ("scenario-ontvangen", {
            let hier = BewaardScenario {
                gemeente: c::g("0505"),
                gedeeld_met: vec![c::g("0796")],
                ..bewaard[0].clone()
            };
            html(&scenariopagina(om, &mag_mee, model, &hier, false, c::VANDAAG).unwrap())
        }),
        ("scenario", html(&scenariopagina(om, &p, model, &bewaard[0], true, c::VANDAAG).unwrap())),
    ]
}
