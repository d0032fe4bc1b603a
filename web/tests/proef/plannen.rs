//! The provider's part in the plan, from both sides, with invented people.

use super::melding::{beeld, eerder, plan, taak};
use super::{cijfers as c, html};
use app::Rol;
use app::loket::plan::{Planblad, Planrij};
use app::meldingen::{Planrond, Planverloop};
use toegang::{Akkoordwijze, MeldingId, Planoordeel, Planvoorstel, Planvraag, Planvraagstand};
use web::formulier::Fouten;
use web::pagina::melding::aanbiedersplan;
use web::pagina::plannen::{self, PlannenPagina};
use web::schil::Omgeving;

fn vraag(stand: Planvraagstand) -> Planvraag {
    Planvraag {
        gemeente: c::g("0796"),
        id: 3,
        melding: MeldingId(7),
        agb: c::agb(1),
        vraag: "Schrijf een voorstel voor <b>twee</b> dagdelen.".into(),
        stand,
        door: "Femke de Wit".into(),
        gevraagd_op: eerder(9),
        versie: 2,
        sinds: eerder(4),
    }
}

fn voorstellen() -> Vec<Planvoorstel> {
    let voorstel = |versie, ingediend_op, opmerking: Option<&str>| Planvoorstel {
        versie,
        resultaten: plan().resultaten,
        door: "Anna de Boer".into(),
        op: eerder(6),
        ingediend_op,
        opmerking: opmerking.map(Into::into),
    };
    vec![voorstel(1, Some(eerder(6)), Some("Noem de vaste dag.")), voorstel(2, None, None)]
}

fn rond(stand: Option<Planvraagstand>) -> Planrond {
    let mut voorstellen = voorstellen();
    voorstellen.truncate(1);
    let zei = |uitkomst| Planoordeel { op: eerder(2), uitkomst, door: "Femke de Wit".into() };
    Planrond {
        verloop: stand.map(|s| Planverloop {
            vraag: vraag(s),
            aanbieder: "De Wilgenhof".into(),
            voorstellen,
        }),
        plan: Some(plan()),
        oordelen: vec![zei(Err("Liever op dinsdag.".into())), zei(Ok(Akkoordwijze::Mondeling))],
        aanbieders: vec![(c::agb(1), "De Wilgenhof".into())],
    }
}

/// Both sides; each role its own.
pub(super) fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let leeg = c::invoer(&[]);
    if om.gebruiker.rol != Rol::Aanbieder {
        let een = |stand, fouten| {
            taak(aanbiedersplan::taak(om, &beeld(4), &rond(stand), &leeg, fouten, c::VANDAAG))
        };
        let mut fouten = Fouten::default();
        fouten.bij("opmerking", "Schrijf op wat de aanbieder moet aanpassen.");
        return vec![
            ("aanbiedersplan-vraag", een(None, Fouten::default())),
            ("aanbiedersplan-wacht", een(Some(Planvraagstand::Gevraagd), Fouten::default())),
            ("aanbiedersplan-ingediend", een(Some(Planvraagstand::Ingediend), fouten)),
            ("aanbiedersplan-oordeel", een(Some(Planvraagstand::Aanvaard), Fouten::default())),
        ];
    }
    let rijen: Vec<_> = Planvraagstand::ALLE
        .iter()
        .map(|stand| Planrij {
            gemeente: c::g("0796"),
            id: 3,
            stand: *stand,
            sinds: eerder(4),
            naam: c::naam(0),
        })
        .collect();
    let blad = |stand| Planblad { vraag: vraag(stand), naam: c::naam(0), voorstellen: voorstellen() };
    let mut fouten = Fouten::default();
    fouten.bij("aanpak-1", "Schrijf op wie wat doet.");
    vec![
        ("plannen", html(&PlannenPagina::nieuw(om, &c::invoer(&[("gedaan", "ingediend")]), &rijen))),
        ("plannen-leeg", html(&PlannenPagina::nieuw(om, &leeg, &[]))),
        ("planvoorstel", taak(plannen::taak(om, &blad(Planvraagstand::Terug), &leeg, fouten))),
        (
            "planvoorstel-ingediend",
            taak(plannen::taak(om, &blad(Planvraagstand::Ingediend), &leeg, Fouten::default())),
        ),
    ]
}
