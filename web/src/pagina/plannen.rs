//! The plans that a provider is asked to draft: its list, and the form of one.

use super::melding::aanbiedersplan::in_woorden;
use super::melding::{Groep, TaakPagina, plan};
use super::{Invoer, plek};
use crate::filters;
use crate::formulier::{Fouten, Lezing};
use crate::fout::Fout;
use crate::opmaak::{Html, datum, in_url};
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::loket::plan::{self as q, Planblad, Planrij};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use toegang::{Planvoorstel, Planvraagstand};

/// Address of the list.
pub const PAD: &str = "/plannen";

/// A row.
#[derive(Debug)]
pub struct Rij {
    /// Client.
    pub naam: String,
    /// Address.
    pub href: String,
    /// Municipality.
    pub gemeente: String,
    /// How it stands.
    pub stand: Html,
    /// Since when.
    pub sinds: Date,
    /// What can be done.
    pub doe: &'static str,
}

/// The list.
#[derive(Template, Debug)]
#[template(path = "plannen.html")]
pub struct PlannenPagina {
    /// Shell.
    pub schil: Schil,
    /// Rows.
    pub rijen: Vec<Rij>,
    /// What was just done.
    pub gedaan: Option<&'static str>,
}

/// How a question stands, for the provider.
fn stand(s: Planvraagstand) -> Html {
    let (klas, icoon, tekst) = match s {
        Planvraagstand::Gevraagd => ("let", "klok", "te schrijven"),
        Planvraagstand::Terug => ("let", "half", "aan te passen"),
        Planvraagstand::Ingediend => ("info", "klok", "bij de gemeente"),
        Planvraagstand::Aanvaard => ("goed", "vink", "overgenomen"),
        Planvraagstand::Ingetrokken => ("rust", "kruis", "ingetrokken"),
    };
    crate::status::label(klas, icoon, tekst)
}

fn gedaan(invoer: &Invoer) -> Option<&'static str> {
    Some(match invoer.get("gedaan")? {
        "bewaard" => "Uw voorstel is bewaard. De gemeente ziet het nog niet.",
        "ingediend" => "Uw voorstel is ingediend. De gemeente kijkt ernaar.",
        _ => return None,
    })
}

impl PlannenPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, lijst: &[Planrij]) -> Self {
        Self {
            schil: Schil::nieuw(om, "Plannen", PAD, PAD).via("Overzicht", "/").hier("Plannen"),
            rijen: lijst
                .iter()
                .map(|r| Rij {
                    naam: r.naam.lijst(),
                    href: format!("{PAD}/{}/{}", r.gemeente, r.id),
                    gemeente: om.gemeente(r.gemeente),
                    stand: stand(r.stand),
                    sinds: r.sinds,
                    doe: if r.stand.schrijft() { "Schrijf het voorstel" } else { "Bekijk" },
                })
                .collect(),
            gedaan: gedaan(invoer),
        }
    }
}

/// `GET /plannen`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let g = bezoek.om.gekozen;
    let lijst = vraag(&bezoek, move |s, wie| q::plannen(&s.db, wie, g)).await?;
    toon(&PlannenPagina::nieuw(&bezoek.om, &invoer, &lijst))
}

/// What is known already.
fn vooraf(b: &Planblad) -> Vec<(&'static str, String)> {
    let v = &b.vraag;
    let mut uit = vec![
        ("Cliënt", b.naam.voluit()),
        ("Gevraagd", format!("{}, door {}", datum(v.gevraagd_op), v.door)),
        ("Vraag", v.vraag.clone()),
    ];
    for p in b.voorstellen.iter().filter(|p| p.ingediend_op.is_some()) {
        let op = p.ingediend_op.map(datum).unwrap_or_default();
        let resultaten: Vec<_> = p.resultaten.iter().map(in_woorden).collect();
        uit.push((
            "Ingediend",
            format!("Versie {} van {op}, door {}\n{}", p.versie, p.door, resultaten.join("\n")),
        ));
        if let Some(t) = &p.opmerking {
            uit.push(("Opmerking van de gemeente", t.clone()));
        }
    }
    uit
}

/// The form of a draft.
pub fn taak(om: &Omgeving, b: &Planblad, invoer: &Invoer, fouten: Fouten) -> TaakPagina {
    let v = &b.vraag;
    let hier: Option<&Planvoorstel> = b.voorstellen.iter().find(|p| p.versie == v.versie);
    let resultaten = hier.map(|p| p.resultaten.as_slice()).unwrap_or_default();
    let groepen: Vec<Groep> =
        if v.stand.schrijft() { plan::rijen(invoer, resultaten, plan::LEEG) } else { Vec::new() };
    let naam = b.naam.voluit();
    TaakPagina {
        schil: Schil::nieuw(om, format!("Voorstel voor het plan: {naam}"), PAD, PAD)
            .via("Overzicht", "/")
            .via("Plannen", PAD)
            .hier(naam),
        kop: "Voorstel voor het ondersteuningsplan".into(),
        onder: if v.stand.schrijft() {
            "Schrijf per leefgebied wat er bereikt wordt en wie wat doet. Wat u leeg laat, telt niet mee."
                .into()
        } else {
            "U kunt dit voorstel nu niet veranderen.".into()
        },
        stappen: Vec::new(),
        gedaan: gedaan(invoer),
        mis: "Uw voorstel is nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: vooraf(b),
        groepen,
        waarom: None,
        pad: format!("{PAD}/{}/{}", v.gemeente, v.id),
        knop: if v.stand.schrijft() { "Dien het voorstel in" } else { "" },
        tweede: v.stand.schrijft().then_some("Bewaar, later verder"),
        gevolgen: if v.stand.schrijft() {
            vec![
                "Na indienen kunt u het voorstel niet meer veranderen, tenzij de gemeente het terugstuurt."
                    .into(),
            ]
        } else {
            Vec::new()
        },
        terug: PAD.into(),
    }
}

/// `GET /plannen/{gemeente}/{id}`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let p = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(&bezoek);
    let b = vraag(&bezoek, move |_, wie| q::planblad(&o, wie, p)).await?;
    taak(&bezoek.om, &b, &invoer, Fouten::default()).antwoord()
}

/// `POST /plannen/{gemeente}/{id}`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let p = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let mut l = Lezing::van(&invoer);
    let (resultaten, plaatsen) = plan::lees_resultaten(&invoer, &mut l);
    let mut fouten = std::mem::take(&mut l.fouten);
    let indienen = invoer.get("daarna") != Some("stop");
    if fouten.is_leeg() {
        let o = omgeving(&bezoek);
        match vraag(&bezoek, move |_, wie| q::schrijf_plan(&o, wie, p, &resultaten, indienen)).await? {
            Ok(()) => {
                let gedaan = if indienen { "ingediend" } else { "bewaard" };
                return Ok(Redirect::to(&format!("{PAD}?gedaan={}", in_url(gedaan))).into_response());
            }
            Err(r) => plan::redenen_bij(&mut fouten, &r, &plaatsen),
        }
    }
    let o = omgeving(&bezoek);
    let b = vraag(&bezoek, move |_, wie| q::planblad(&o, wie, p)).await?;
    taak(&bezoek.om, &b, &invoer, fouten).antwoord()
}
