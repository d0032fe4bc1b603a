//! The pages on which a provider asks, reports and corrects, with invented figures.

use super::verzoeken::{dossier, namen, toewijzing};
use super::{cijfers as c, html};
use app::Rol;
use app::loket::Plaats;
use app::loket::claims::{Correctieblad, Regelplek, Verbetering};
use app::loket::levering::{Gemeld, Leverblad, Melding, Meldingsoort, RedenStop, Stand};
use app::loket::verzoek::{Productkeuze, Werkblad};
use app::verzoeken::{Verzoeksoort, Verzoekstand};
use app::vragen::RegelStatus;
use jiff::civil::date;
use kern::{Bevinding, Eenheid, Eurocent};
use levering::{Levering, LeveringId, Leveringsleutel};
use web::formulier::Fouten;
use web::pagina::aanvragen::{AanvraagPagina, ControlePagina};
use web::pagina::berichten::{Actie, OpnieuwPagina};
use web::pagina::melden::{MeldenControle, MeldenPagina};
use web::pagina::verbeteren::{VerbeterControle, VerbeterPagina};
use web::schil::Omgeving;

fn plaats() -> Plaats {
    Plaats { gemeente: c::g("0796"), client: 12 }
}

fn werkblad(onderhanden: bool) -> Werkblad {
    let actueel = vec![toewijzing(701, "02M01"), toewijzing(702, "02M02")];
    Werkblad {
        plaats: plaats(),
        agb: c::agb(1),
        naam: c::naam(0),
        producten: actueel
            .iter()
            .filter_map(|t| t.product)
            .map(|product| Productkeuze {
                product,
                naam: Some("Individuele begeleiding".into()),
                eenheden: vec![Eenheid::Uur],
            })
            .collect(),
        actueel,
        namen: namen(),
        onderhanden: onderhanden.then(|| "V0796-0000031-1".into()),
    }
}

fn leverblad(stand: Stand) -> Leverblad {
    let t = toewijzing(701, "02M01");
    let melding = |id, soort, verwijderd, beletsel: Option<&'static str>| Gemeld {
        levering: Levering {
            id: LeveringId(id),
            agb: c::agb(1),
            sleutel: Leveringsleutel {
                toewijzing: Some(t.nummer),
                product: t.product,
                begindatum: date(2026, 1, 5),
            },
            soort,
            verwijderd,
        },
        bericht: Some(88),
        beletsel: beletsel.into_iter().map(|b| Bevinding::new("TR071", None, "", b)).collect(),
    };
    let stop = Meldingsoort::Stop { reden: RedenStop::Tijdelijk, einddatum: date(2026, 9, 30) };
    Leverblad {
        plaats: plaats(),
        naam: c::naam(0),
        namen: namen(),
        stand,
        meldingen: vec![
            melding(31, stop, false, None),
            melding(30, stop, true, Some("Deze melding is al ingetrokken.")),
            melding(29, Meldingsoort::Start, false, Some("Bij deze start hoort een stop.")),
        ],
        toewijzing: t,
    }
}

/// Every page of the desk by name.
pub(super) fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    if om.gebruiker.rol != Rol::Aanbieder {
        let d = c::bericht_dossier;
        return vec![
            ("bericht-opnieuw", html(&OpnieuwPagina::nieuw(om, d(), Actie::Versturen))),
            ("bericht-toewijzen", html(&OpnieuwPagina::nieuw(om, d(), Actie::Toewijzen))),
        ];
    }
    let leeg = c::invoer(&[]);
    let mut fouten = Fouten::default();
    fouten.bij("p1-van", "Vul de eerste dag in.");
    fouten.bij("t702-wijzigen", "Kies wat er moet veranderen, of vraag er een product bij.");
    let ingevuld = c::invoer(&[("aantal", "2"), ("p1-van", "morgen"), ("t702-wijzigen", "ja")]);
    let vot =
        |blad, invoer: &_, fouten| html(&AanvraagPagina::nieuw(om, Verzoeksoort::Vot, blad, invoer, fouten));
    let vow =
        |blad, invoer: &_, fouten| html(&AanvraagPagina::nieuw(om, Verzoeksoort::Vow, blad, invoer, fouten));
    let blad = |status| Correctieblad {
        plek: Regelplek { gemeente: c::g("0796"), bericht: 411, volgnr: 2 },
        regel: c::regel(2, status),
        maanden: vec![date(2026, 9, 1), date(2026, 10, 1)],
    };
    let terug = app::vragen::declaraties::RegelRij {
        vorige_referentie: Some("R-2".into()),
        bedrag: Eurocent(-12_000),
        ..c::regel(1, RegelStatus::Ingediend)
    };
    let alleen_terug = Verbetering { maand: date(2026, 9, 1), nieuw: None };
    let loopt = Stand::Loopt { sinds: date(2026, 1, 5) };
    let stil = Stand::TijdelijkGestopt { op: date(2026, 9, 30) };
    let stop = Melding::Stop { einddatum: date(2026, 9, 30), reden: RedenStop::Tijdelijk };
    let intrekken = Melding::Intrekken { levering: 31 };
    let melden = |nu, na, m| html(&MeldenControle::nieuw(om, &leverblad(nu), &leverblad(na), m, &leeg));
    vec![
        ("aanvraag-vot", vot(werkblad(false), &leeg, Fouten::default())),
        (
            "aanvraag-vot-zonder-lijst",
            vot(Werkblad { producten: vec![], ..werkblad(true) }, &leeg, Fouten::default()),
        ),
        ("aanvraag-vot-fout", vot(werkblad(false), &ingevuld, fouten.clone())),
        ("aanvraag-vow", vow(werkblad(false), &leeg, Fouten::default())),
        ("aanvraag-vow-fout", vow(werkblad(false), &ingevuld, fouten)),
        ("aanvraag-vow-leeg", vow(Werkblad { actueel: vec![], ..werkblad(false) }, &leeg, Fouten::default())),
        (
            "aanvraag-controle",
            html(&ControlePagina::nieuw(
                om,
                dossier(Rol::Aanbieder, Verzoekstand::Ingediend),
                &ingevuld,
                c::VANDAAG,
            )),
        ),
        ("melden", html(&MeldenPagina::nieuw(om, leverblad(stil), &leeg, Fouten::default()))),
        ("melden-stop", melden(loopt, stil, stop)),
        ("melden-intrekken", melden(stil, loopt, intrekken)),
        (
            "verbeteren",
            html(&VerbeterPagina::nieuw(om, blad(RegelStatus::Toegekend), &leeg, Fouten::default())),
        ),
        (
            "verbeteren-afgewezen",
            html(&VerbeterPagina::nieuw(om, blad(RegelStatus::Afgewezen), &leeg, Fouten::default())),
        ),
        (
            "verbeteren-controle",
            html(&VerbeterControle::nieuw(
                om,
                blad(RegelStatus::Toegekend),
                &alleen_terug,
                vec![terug, c::regel(2, RegelStatus::Ingediend)],
                &ingevuld,
            )),
        ),
    ]
}
