//! The pages of the access, with invented people.

use super::{cijfers as c, html};
use app::meldingen::{Beeld, Betrokkene, Werkpost, Werksoort};
use app::vragen::Naam;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use toegang::zrm::Zrmdomein;
use toegang::{
    Aanvraag, AanvraagId, AanvraagToestand, Bewijs, Binnenkomst, ClientId, Dossier, Identiteitsbewijs,
    Melder, Melding, MeldingId, MeldingToestand, Onderwerp, Onderzoek, Oordeel, Opschortgrond, Opschorting,
    PersoonlijkPlan, Plichten, Punt, Wijze, klok,
};
use toegang::{Ondersteuningsplan, PlanToestand, Planresultaat};
use web::formulier::{Fouten, Regel};
use web::pagina::melding::TaakPagina;
use web::pagina::melding::dossier::MeldingPagina;
use web::pagina::melding::klok::KlokPagina;
use web::pagina::melding::lijst::MeldingenPagina;
use web::pagina::melding::nieuw::{clientformulier, meldformulier};
use web::pagina::melding::onderzoek::{afrondtaak, staptaak};
use web::pagina::melding::plan::plantaak;
use web::pagina::melding::stuk::StukPagina;
use web::schil::{Omgeving, Schil};

pub(super) fn eerder(dagen: i32) -> Date {
    c::VANDAAG.saturating_sub(i64::from(dagen).days())
}

fn client() -> Betrokkene {
    Betrokkene {
        id: 12,
        naam: Naam { achternaam: "Janssen".into(), voorvoegsel: None, voorletters: Some("AB".into()) },
        geboortedatum: jiff::civil::date(1961, 3, 4),
        overleden_op: None,
    }
}

pub(super) fn beeld(vol: usize) -> Beeld {
    let g = c::g("0796");
    let gemeld = eerder(20);
    let melding = Melding::ontvang(g, MeldingId(7), ClientId(12), gemeld);
    let toestand = if vol == 0 {
        MeldingToestand::Ontvangen
    } else {
        MeldingToestand::InOnderzoek { sinds: eerder(12) }
    };
    let punten: BTreeMap<_, _> = Onderwerp::ALLE
        .iter()
        .take(vol)
        .map(|o| {
            let p = Punt {
                bevinding: format!("Wat er is gezien bij: {}.", o.omschrijving().to_lowercase()),
                bewijs: Some(Bewijs::Gesprek),
                toelichting: String::new(),
                oordeel: o.weegt().then_some(Oordeel::Deels),
            };
            (*o, p)
        })
        .collect();
    Beeld {
        client: client(),
        dossier: Dossier {
            melding: melding.herstel(toestand).unwrap(),
            binnenkomst: Binnenkomst {
                wijze: Wijze::Telefoon,
                melder: Melder::Mantelzorger,
                vraag: "Het lukt mij niet meer om de dag door te komen.".into(),
                spoed: false,
            },
            plichten: Plichten {
                bevestigd_op: Some(eerder(19)),
                clientondersteuning_op: Some(eerder(19)),
                plan_genoemd_op: Some(eerder(19)),
                plan: PersoonlijkPlan::ZietAf { op: eerder(15) },
                identiteit: (vol > 0).then_some((Identiteitsbewijs::Paspoort, eerder(12))),
                ..Plichten::default()
            },
            onderzoek: Onderzoek { punten },
        },
        begonnen_op: (vol > 0).then(|| eerder(12)),
        behandelaar: "Femke de Wit".into(),
        aanvragen: Vec::new(),
    }
}

fn aanvraag() -> Aanvraag {
    Aanvraag {
        gemeente: c::g("0796"),
        id: AanvraagId(3),
        client: ClientId(12),
        melding: MeldingId(7),
        ontvangen_op: eerder(60),
        zonder_onderzoek: false,
        opschortingen: vec![Opschorting {
            grond: Opschortgrond::Aanvulling,
            op: eerder(55),
            tot: Some(eerder(45)),
            geeindigd_op: Some(eerder(50)),
        }],
        vertraging: None,
        in_gebreke_op: Some(eerder(30)),
        toestand: AanvraagToestand::Open,
    }
}

fn werk() -> Vec<Werkpost> {
    let post = |soort, dagen, aanvraag: Option<i64>| Werkpost {
        soort,
        gemeente: c::g("0796"),
        client: 12,
        naam: client().naam,
        melding: dagen,
        aanvraag,
        heeft_dossier: dagen != 45,
        termijn: Some(klok::onderzoek(eerder(i32::try_from(dagen).unwrap()))).filter(|_| dagen != 8),
        sinds: eerder(i32::try_from(dagen).unwrap()),
        behandelaar: (dagen != 45).then(|| "Femke de Wit".into()),
    };
    vec![
        post(Werksoort::Beginnen, 45, None),
        post(Werksoort::Onderzoeken, 42, None),
        post(Werksoort::Spoed, 40, None),
        post(Werksoort::Besluiten, 10, Some(3)),
        post(Werksoort::WachtOpAanvraag, 8, None),
    ]
}

pub(super) fn plan() -> Ondersteuningsplan {
    Ondersteuningsplan {
        resultaten: vec![Planresultaat {
            domein: Zrmdomein::Financien,
            resultaat: "De vaste lasten worden op tijd betaald.".into(),
            aanpak: "De cliënt opent de post elke maandag met de begeleider.".into(),
        }],
        door: "Femke de Wit".into(),
        gewijzigd_op: eerder(3),
        toestand: PlanToestand::Akkoord { op: eerder(2) },
    }
}

pub(super) fn taak(mut t: TaakPagina) -> String {
    t.naast();
    html(&t)
}

fn fouten(velden: &[(&str, &str)]) -> Fouten {
    Fouten(velden.iter().map(|(v, t)| Regel { tekst: (*t).to_owned(), bij: Some((*v).to_owned()) }).collect())
}

/// Every page of the access.
pub fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let leeg = c::invoer(&[]);
    let dag = c::VANDAAG;
    let g = c::g("0796");
    let mut met_aanvraag = beeld(10);
    met_aanvraag.aanvragen.push(aanvraag());
    let half = beeld(4);
    vec![
        ("meldingen", html(&MeldingenPagina::nieuw(om, &leeg, &werk(), dag))),
        ("meldingen-leeg", html(&MeldingenPagina::nieuw(om, &leeg, &[], dag))),
        (
            "meldingen-filter-leeg",
            html(&MeldingenPagina::nieuw(
                om,
                &c::invoer(&[("van", "mij"), ("gedaan", "bijgewerkt")]),
                &[],
                dag,
            )),
        ),
        ("melding", html(&MeldingPagina::nieuw(om, &half, &leeg, Fouten::default(), dag))),
        (
            "melding-fout",
            html(&MeldingPagina::nieuw(
                om,
                &beeld(0),
                &c::invoer(&[("bevestigd", "morgen")]),
                fouten(&[("bevestigd", "Schrijf de datum als dag-maand-jaar.")]),
                dag,
            )),
        ),
        ("melding-aanvraag", html(&MeldingPagina::nieuw(om, &met_aanvraag, &leeg, Fouten::default(), dag))),
        ("melding-nieuw", taak(meldformulier(om, (g, &client()), &leeg, Fouten::default(), dag))),
        (
            "client-nieuw",
            taak(clientformulier(om, &c::invoer(&[("achternaam", "Janssen")]), Fouten::default(), dag)),
        ),
        (
            "melding-nieuw-fout",
            taak(meldformulier(
                om,
                (g, &client()),
                &c::invoer(&[("vraag", "Blijft <b>staan</b>"), ("spoed", "ja")]),
                fouten(&[("wijze", "Maak een keuze."), ("identiteit", "Maak een keuze uit de lijst.")]),
                dag,
            )),
        ),
        ("onderzoek", taak(staptaak(om, &half, 2, &leeg, Fouten::default(), dag))),
        ("onderzoek-begin", taak(staptaak(om, &beeld(0), 1, &leeg, Fouten::default(), dag))),
        ("plan", taak(plantaak(om, &half, Some(&plan()), &leeg, Fouten::default()))),
        ("afronden", taak(afrondtaak(om, (&half, Some(&plan())), &leeg, Fouten::default(), dag))),
        (
            "aanvraag-klok",
            html(&KlokPagina::nieuw(om, (&aanvraag(), &client()), &leeg, Fouten::default(), dag)),
        ),
        (
            "bevestigingsbrief",
            html(&StukPagina {
                schil: Schil::nieuw(om, "Brief", "/meldingen", "/meldingen"),
                brief: toegang::bevestigingsbrief(&half.dossier, "A.B. Janssen", "Demodam", dag),
                gedaan: None,
                verder: Some(("Begin het onderzoek", "/meldingen/0796/7/onderzoek/1".into())),
                terug: "/meldingen/0796/7".into(),
            }),
        ),
    ]
}
