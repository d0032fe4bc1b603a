//! The pages of versions of frameworks, with invented steps over a real framework.

use super::{cijfers as c, html};
use app::kaders::{Kaderoverzicht, Versieblad, Versieregel, Versierij, Versiestap};
use catalogus::{Kaderversie, Versiestand, Versietoestand, verschil};
use jiff::civil::date;
use kern::Periode;
use std::sync::Arc;
use web::pagina::kaders::{KadersPagina, VersiePagina};
use web::schil::Omgeving;

fn regel(nummer: i64, stand: Versiestand, toestand: Versietoestand) -> Versieregel {
    let stap = |stap: &str, naam: &str, reden: &str| Versiestap {
        stap: stap.into(),
        gebruiker: 8,
        naam: naam.into(),
        op: "2026-10-01T09:30:00Z".into(),
        laatste_dag: None,
        reden: reden.into(),
    };
    Versieregel {
        rij: Versierij {
            versie: Kaderversie {
                kader: "meierij-2020".into(),
                nummer,
                ingang: if nummer == 0 { date(2020, 1, 1) } else { date(2027, 1, 1) },
                geldig: Periode::new(date(2020, 1, 1), None).unwrap(),
                maker: if nummer == 0 { 0 } else { 7 },
                toestand,
                einde: None,
            },
            sha256: "0123456789abcdef0123456789abcdef".into(),
            grond: 0,
            maker_naam: if nummer == 0 { "het programma".into() } else { "Iris Inkoper".into() },
            gemaakt_op: String::new(),
            toelichting: if nummer == 0 {
                "meierij-inkoopstrategie-2020".into()
            } else {
                "Prijzen van 2027".into()
            },
            stappen: if nummer == 0 {
                Vec::new()
            } else {
                vec![
                    stap("aangeboden", "Iris Inkoper", ""),
                    stap("teruggegeven", "Coen Contract", "de prijs van waakvlam klopt niet"),
                    stap("aangeboden", "Iris Inkoper", ""),
                ]
            },
        },
        stand,
        gemeenten: vec![c::g("0796")],
        contracten: if nummer == 0 { 24 } else { 0 },
    }
}

/// A framework with one price up, one code phased out and a criterion changed.
fn anders() -> regels::Kader {
    let mut bestanden = regels::kader("meierij-2020").unwrap().bestanden.clone();
    for (bestand, van, naar) in [
        ("tarieven.yaml", "bedrag: 52500 ", "bedrag: 54000 "),
        ("producten.yaml", "    volume: 1\n", "    volume: 1\n    nieuw_tot: 2026-12-31\n"),
        ("kader.yaml", "naam: Vught", "naam: Gemeente Vught"),
    ] {
        let (_, tekst) = bestanden.iter_mut().find(|(b, _)| b == bestand).unwrap();
        *tekst = tekst.replacen(van, naar, 1);
    }
    regels::lees_kader("meierij-2020", &bestanden).unwrap()
}

/// The pages by name.
pub fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let oud = regels::kader("meierij-2020").unwrap();
    let nieuw = anders();
    let concept = regel(1, Versiestand::Concept, Versietoestand::Concept);
    let wacht = regel(1, Versiestand::Aangeboden, Versietoestand::Aangeboden);
    let geldt = regel(0, Versiestand::InWerking(None), Versietoestand::Gepubliceerd);
    let overzicht = Kaderoverzicht {
        kader: oud.id.clone(),
        naam: oud.naam.clone(),
        versies: vec![wacht.clone(), geldt.clone()],
    };
    let blad = |regel: Versieregel| Versieblad {
        verschil: verschil(oud, &nieuw, Some(jiff::civil::date(2027, 1, 1))),
        kader: Arc::new(nieuw.clone()),
        met: Some(0),
        anderen: vec![0],
        regel,
    };
    let eerste = Versieblad { met: None, verschil: Vec::new(), anderen: Vec::new(), ..blad(geldt) };
    let mut fout = KadersPagina::nieuw(om, std::slice::from_ref(&overzicht));
    fout.fouten = vec![
        "Blad Tarieven, cel C7: 'bedrag: veel' klopt niet: verwacht een getal. Verbeter de waarde.".into(),
    ];
    fout.getypt = ("1-1-2027".into(), "Prijzen van 2027".into());
    let mut kan_niet = VersiePagina::nieuw(om, &blad(concept));
    kan_niet.fouten = vec!["Er valt een gat: versie 0 geldt tot en met 31 december 2026.".into()];
    vec![
        ("kaders", html(&KadersPagina::nieuw(om, &[overzicht]))),
        ("kaders-leeg", html(&KadersPagina::nieuw(om, &[]))),
        ("kaders-fout", html(&fout)),
        ("kaderversie", html(&VersiePagina::nieuw(om, &blad(wacht)))),
        ("kaderversie-fout", html(&kan_niet)),
        ("kaderversie-eerste", html(&VersiePagina::nieuw(om, &eerste))),
    ]
}
