//! The aanvraag and its clock: until when to decide, what stops it, and what is due when it ran out.

use super::{KlokBlok, PAD, adres, dag, gedaan, keuze, opties, plek, redenen, verder};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::{Html, datum, euro};
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::meldingen::{self as q, Betrokkene, Klokstap};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use toegang::{Aanvraag, AanvraagId, AanvraagToestand, Opschortgrond, Opschorting, Vertraging, dwangsom};

/// The page.
#[derive(Template, Debug)]
#[template(path = "aanvraag_klok.html")]
pub struct KlokPagina {
    /// Shell.
    pub schil: Schil,
    /// Number.
    pub nummer: AanvraagId,
    /// Name of the client.
    pub naam: String,
    /// How it stands.
    pub stand: Html,
    /// The facts that matter now.
    pub feiten: Vec<(&'static str, String)>,
    /// Clock of the decision; none when it is done.
    pub klok: Option<KlokBlok>,
    /// The penalty: what is due, and why.
    pub dwangsom: Option<(String, Html)>,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// What is wrong.
    pub fouten: Fouten,
    /// The form; empty when it is done.
    pub velden: Vec<Veld>,
    /// Address of this page.
    pub pad: String,
    /// Address of the melding.
    pub melding: String,
    /// Where a decision begins, as long as there is none and this user writes them.
    pub besluit: Option<String>,
}

/// What can happen to a clock: name in the form and words.
const STAPPEN: [(&str, &str); 6] = [
    ("stop", "De termijn gaat stilstaan"),
    ("hervat", "De termijn loopt weer"),
    ("vertraging", "Wij melden dat het besluit later komt"),
    ("in-gebreke", "De cliënt stelt ons in gebreke"),
    ("trek-in", "De cliënt trekt de aanvraag in"),
    ("niet-behandelen", "Wij behandelen de aanvraag niet (niet aangevuld)"),
];

/// How an aanvraag stands, as a label.
pub fn stand(a: &Aanvraag, vandaag: Date) -> Html {
    let rust = |icoon, woord| crate::status::label("rust", icoon, woord);
    match a.toestand {
        AanvraagToestand::Open => crate::status::klok(a.termijn(vandaag).stand(vandaag)),
        AanvraagToestand::Besloten { .. } => crate::status::label("goed", "vink", "besloten"),
        AanvraagToestand::Ingetrokken { .. } => rust("kruis", "ingetrokken"),
        AanvraagToestand::NietBehandeld { .. } => rust("streep", "niet behandeld"),
    }
}

fn velden(invoer: &Invoer, vandaag: Date) -> Vec<Veld> {
    let wat = STAPPEN.map(|(c, t)| (c.to_owned(), t.to_owned()));
    let wat = std::iter::once((String::new(), "Kies".to_owned())).chain(wat).collect();
    vec![
        Veld::nieuw(invoer, "wat", "Wat is er gebeurd?", Soort::Keuze(wat), ""),
        dagveld(invoer, "op", "Op welke dag?", Some(vandaag)),
        Veld::nieuw(
            invoer,
            "grond",
            "Waarom staat de termijn stil?",
            Soort::Keuze(opties(
                "Niet van toepassing",
                Opschortgrond::ALLE,
                Opschortgrond::code,
                Opschortgrond::omschrijving,
            )),
            "",
        )
        .met_hulp("Alleen als de termijn gaat stilstaan."),
        dagveld(invoer, "tot", "Tot en met welke dag?", None)
            .met_hulp("Bij aanvullen of instemmen: de laatste dag. Bij later besluiten: de dag die u noemt."),
    ]
}

impl KlokPagina {
    /// The page of this aanvraag.
    pub fn nieuw(
        om: &Omgeving,
        (a, client): (&Aanvraag, &Betrokkene),
        invoer: &Invoer,
        mut fouten: Fouten,
        vandaag: Date,
    ) -> Self {
        let (g, naam) = (a.gemeente, client.naam.voluit());
        let open = a.toestand == AanvraagToestand::Open;
        let t = a.termijn(vandaag);
        let klaar = match a.toestand {
            AanvraagToestand::Besloten { op } => Some(op),
            _ => None,
        };
        let som = a.in_gebreke_op.and_then(|op| dwangsom(t.uiterlijk, op, klaar, vandaag));
        let mut velden = if open { velden(invoer, vandaag) } else { Vec::new() };
        fouten.naast(velden.iter_mut());
        let mut feiten = vec![
            ("Aanvraag ontvangen", datum(a.ontvangen_op)),
            ("Gemeente", om.gemeente(g)),
            ("Onderzoek", if a.zonder_onderzoek { "niet op tijd klaar".into() } else { "afgerond".into() }),
        ];
        if let Some(v) = a.vertraging {
            feiten.push((
                "Later besluiten gemeld",
                format!("{}, verwacht {}", datum(v.gemeld_op), datum(v.verwacht_op)),
            ));
        }
        if let Some(op) = a.in_gebreke_op {
            feiten.push(("In gebreke gesteld", datum(op)));
        }
        Self {
            schil: Schil::nieuw(om, format!("Aanvraag {} van {naam}", a.id), PAD, PAD)
                .via("Overzicht", "/")
                .via("Meldingen en aanvragen", PAD)
                .via(naam.clone(), adres(g, a.melding.0))
                .hier(format!("Aanvraag {}", a.id)),
            nummer: a.id,
            stand: stand(a, vandaag),
            feiten,
            klok: open.then(|| KlokBlok::van(&t, vandaag)),
            dwangsom: som.map(|s| {
                let vanaf = datum(s.eerste_dag);
                let tekst = if s.dagen == 0 {
                    format!(
                        "Nog niets. Is er op {vanaf} geen besluit, dan betaalt de gemeente vanaf die dag."
                    )
                } else {
                    format!("{} tot nu toe, vanaf {vanaf}.", euro(s.bedrag))
                };
                (tekst, crate::uitleg::boom(&s.uitleg))
            }),
            gedaan: gedaan(invoer),
            fouten,
            velden,
            pad: format!("/aanvragen/{g}/{}", a.id),
            melding: adres(g, a.melding.0),
            besluit: (open && om.gebruiker.rol.mag(app::Recht::Besluiten))
                .then(|| format!("/clienten/{g}/{}/besluiten", a.client)),
            naam,
        }
    }
}

/// `GET /aanvragen/{gemeente}/{id}`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let o = omgeving(&bezoek);
    let (a, c) = vraag(&bezoek, move |_, wie| q::aanvraag(&o, wie, g, id)).await?;
    toon(&KlokPagina::nieuw(&bezoek.om, (&a, &c), &invoer, Fouten::default(), bezoek.vandaag()))
}

fn lees(invoer: &Invoer) -> (Option<Klokstap>, Fouten) {
    let mut l = Lezing::van(invoer);
    let wat = keuze(&mut l, "wat", |t| STAPPEN.iter().map(|s| s.0).find(|s| *s == t));
    let op = dag(&mut l, "op");
    let tot = l.dag("tot");
    let grond = if wat == Some("stop") { keuze(&mut l, "grond", Opschortgrond::parse) } else { None };
    let verwacht = if wat == Some("vertraging") { dag(&mut l, "tot") } else { None };
    let stap = match (wat, op) {
        (Some("stop"), Some(op)) => {
            grond.map(|grond| Klokstap::Stop(Opschorting { grond, op, tot, geeindigd_op: None }))
        }
        (Some("hervat"), Some(op)) => Some(Klokstap::Hervat(op)),
        (Some("vertraging"), Some(gemeld_op)) => {
            verwacht.map(|verwacht_op| Klokstap::Vertraging(Vertraging { gemeld_op, verwacht_op }))
        }
        (Some("in-gebreke"), Some(op)) => Some(Klokstap::InGebreke(op)),
        (Some("trek-in"), Some(op)) => Some(Klokstap::TrekIn(op)),
        (Some("niet-behandelen"), Some(op)) => Some(Klokstap::NietBehandelen(op)),
        _ => None,
    };
    let stap = stap.filter(|_| l.fouten.is_leeg());
    (stap, l.fouten)
}

/// `POST /aanvragen/{gemeente}/{id}`
pub async fn zet(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&bezoek, &g, &id)?;
    let (stap, mut fouten) = lees(&invoer);
    let o = omgeving(&bezoek);
    if let Some(stap) = stap {
        let o = o.clone();
        match vraag(&bezoek, move |_, wie| q::zet_klok(&o, wie, g, AanvraagId(id), stap)).await? {
            Ok(_) => return Ok(verder(&format!("/aanvragen/{g}/{id}"), "klok")),
            Err(r) => redenen(&mut fouten, &r),
        }
    }
    // the named day of a delay stands in the same field as the last day of a stop
    for r in &mut fouten.0 {
        if r.bij.as_deref() == Some("verwacht") {
            r.bij = Some("tot".into());
        }
    }
    let (a, c) = vraag(&bezoek, move |_, wie| q::aanvraag(&o, wie, g, id)).await?;
    let pagina = toon(&KlokPagina::nieuw(&bezoek.om, (&a, &c), &invoer, fouten, bezoek.vandaag()))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}
