//! Reactions on a tariff: a provider says what it thinks of the whole or of a line, the municipality answers. A provider
//! sees its own only; there is no field for an amount.

use super::kostprijs::tariefplek;
use super::verzoeken::omgeving;
use super::{Invoer, plek};
use crate::filters;
use crate::formulier::{Fouten, Regel, Soort, Veld};
use crate::fout::Fout;
use crate::opmaak::{in_url, meervoud};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::tarieven::Tariefplek;
use app::tarieven::reacties::{self as q, ReactieRij};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogus::{LANGSTE_TEKST, Spreker};
use jiff::civil::Date;
use kern::{Bevinding, Gemeentecode};
use std::collections::BTreeSet;

/// A reaction on the page.
#[derive(Debug)]
pub struct Rij {
    /// Id on the page.
    pub id: String,
    /// Name of the provider.
    pub aanbieder: String,
    /// What it is about.
    pub over: String,
    /// What the provider says.
    pub tekst: String,
    /// Who wrote it.
    pub door: String,
    /// When.
    pub op: Date,
    /// Municipality, in words.
    pub gemeente: String,
    /// The answer: text, who, when.
    pub antwoord: Option<(String, String, Date)>,
    /// The field for an answer and where it goes, for the municipality as long as there is none.
    pub veld: Option<(Veld, String)>,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "reacties.html")]
pub struct ReactiesPagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the product.
    pub product: String,
    /// Address of this page.
    pub pad: String,
    /// Address of the product.
    pub product_pad: String,
    /// Reads as a provider.
    pub aanbieder: bool,
    /// The reactions.
    pub rijen: Vec<Rij>,
    /// How many wait, in words.
    pub telling: String,
    /// Fields of the form, for a provider.
    pub velden: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// What was just done, in words.
    pub gedaan: Option<&'static str>,
}

fn pad(p: &Tariefplek) -> String {
    format!("/catalogus/{}/{}", in_url(&p.kader.id), in_url(p.product.sleutel.code.as_str()))
}

/// The lines that one can react on: key and name, columns together.
fn regels(p: &Tariefplek) -> Vec<(String, String)> {
    let mut gezien = BTreeSet::new();
    let alle = p.model().map(|m| m.regels.as_slice()).unwrap_or_default();
    alle.iter().filter(|r| gezien.insert(&r.basis)).map(|r| (r.basis.clone(), r.naam.clone())).collect()
}

impl ReactiesPagina {
    /// The page of these reactions.
    pub fn nieuw(
        om: &Omgeving,
        p: &Tariefplek,
        wie: Spreker,
        lijst: &[ReactieRij],
        invoer: &Invoer,
        mut fouten: Fouten,
    ) -> Self {
        let product_pad = pad(p);
        let regels = regels(p);
        let aanbieder = wie != Spreker::Gemeente;
        let mut rijen: Vec<Rij> = lijst
            .iter()
            .map(|r| {
                let x = &r.reactie;
                let over = match &x.regel {
                    None => "het hele tarief".to_owned(),
                    Some(s) => regels
                        .iter()
                        .find(|(k, _)| k == s)
                        .map_or_else(|| format!("regel {s}, die nu niet meer bestaat"), |(_, n)| n.clone()),
                };
                let veld = (!aanbieder && x.antwoord.is_none()).then(|| {
                    let naam = format!("antwoord-{}-{}", x.gemeente, x.id);
                    let lang = u16::try_from(LANGSTE_TEKST).unwrap_or(u16::MAX);
                    let v = Veld::nieuw(invoer, naam, "Uw antwoord", Soort::Lap(lang), "")
                        .met_hulp("De aanbieder ziet uw antwoord. Daarna verandert het niet meer.");
                    (v, format!("{product_pad}/reacties/{}/{}", x.gemeente, x.id))
                });
                Rij {
                    id: format!("r-{}-{}", x.gemeente, x.id),
                    aanbieder: r.aanbieder.clone(),
                    over,
                    tekst: x.tekst.clone(),
                    door: x.door.clone(),
                    op: x.op,
                    gemeente: om.gemeente(x.gemeente),
                    antwoord: x.antwoord.as_ref().map(|a| (a.tekst.clone(), a.door.clone(), a.op)),
                    veld,
                }
            })
            .collect();
        let mut velden = if aanbieder { velden(om, p, regels, invoer) } else { Vec::new() };
        fouten.naast(
            velden.iter_mut().chain(rijen.iter_mut().filter_map(|r| r.veld.as_mut().map(|v| &mut v.0))),
        );
        let open = rijen.iter().filter(|r| r.antwoord.is_none()).count();
        Self {
            schil: Schil::nieuw(om, "Reacties op het tarief", "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .via(p.product.naam.clone(), &product_pad)
                .hier("Reacties"),
            product: p.product.naam.clone(),
            pad: format!("{product_pad}/reacties"),
            product_pad,
            aanbieder,
            telling: format!(
                "{}, waarvan {} zonder antwoord",
                meervoud(super::lengte(rijen.len()), "reactie", "reacties"),
                super::lengte(open)
            ),
            rijen,
            velden,
            fouten,
            gedaan: match invoer.get("gedaan") {
                Some("ingediend") => {
                    Some("Uw reactie is ingediend. De gemeente ziet haar en antwoordt hier.")
                }
                Some("beantwoord") => Some("Uw antwoord is bewaard. De aanbieder ziet het."),
                _ => None,
            },
        }
    }
}

/// The form of a provider.
fn velden(om: &Omgeving, p: &Tariefplek, regels: Vec<(String, String)>, invoer: &Invoer) -> Vec<Veld> {
    let mut uit = Vec::new();
    let mee: Vec<(String, String)> = om
        .gemeenten
        .iter()
        .filter(|(c, _)| p.kader.gemeenten.contains(c))
        .map(|(c, n)| (c.to_string(), n.clone()))
        .collect();
    if mee.is_empty() {
        return uit;
    }
    let begin = mee.first().map(|m| m.0.clone()).unwrap_or_default();
    uit.push(Veld::nieuw(invoer, "gemeente", "Gemeente", Soort::Keuze(mee), begin));
    if !regels.is_empty() {
        let heel = (String::new(), "Het hele tarief".to_owned());
        let keuzes = std::iter::once(heel).chain(regels).collect();
        uit.push(
            Veld::nieuw(invoer, "regel", "Waar gaat het over?", Soort::Keuze(keuzes), "")
                .met_hulp("Kies een regel van de opbouw, of het hele tarief."),
        );
    }
    let lang = u16::try_from(LANGSTE_TEKST).unwrap_or(u16::MAX);
    uit.push(
        Veld::nieuw(invoer, "tekst", "Uw reactie", Soort::Lap(lang), "")
            .met_hulp("Alleen de gemeente leest dit. Andere aanbieders zien het niet. Noem geen cliënten."),
    );
    uit
}

async fn laad(
    bezoek: &Bezoek,
    kader: &str,
    code: &str,
) -> Result<(Tariefplek, Spreker, Vec<ReactieRij>), Fout> {
    let om = &bezoek.om;
    let wie = q::spreker(&om.gebruiker).map_err(|f| Fout::from(f).voor(om))?;
    let p = tariefplek(bezoek, None, kader, code).await?;
    let (g, product, id) = (om.gekozen, p.product.sleutel, p.kader.id.clone());
    let lijst = vraag(bezoek, move |s, wie| q::lijst(&s.db, wie, g, &id, product)).await?;
    Ok((p, wie, lijst))
}

/// `GET /catalogus/{kader}/{code}/reacties`
pub async fn pagina(
    bezoek: Bezoek,
    Path((kader, code)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (p, wie, lijst) = laad(&bezoek, &kader, &code).await?;
    toon(&ReactiesPagina::nieuw(&bezoek.om, &p, wie, &lijst, &invoer, Fouten::default()))
}

/// What is wrong, at the field that it is about.
fn bij(redenen: &[Bevinding], tekst: &str) -> Fouten {
    let veld = |b: &Bevinding| match b.pad.as_str() {
        "/tekst" => Some(tekst.to_owned()),
        "/regel" => Some("regel".to_owned()),
        "/gemeente" => Some("gemeente".to_owned()),
        _ => None,
    };
    Fouten(redenen.iter().map(|b| Regel { tekst: b.tekst.to_string(), bij: veld(b) }).collect())
}

async fn opnieuw(
    bezoek: &Bezoek,
    kader: &str,
    code: &str,
    invoer: &Invoer,
    f: Fouten,
) -> Result<Response, Fout> {
    let (p, wie, lijst) = laad(bezoek, kader, code).await?;
    let pagina = toon(&ReactiesPagina::nieuw(&bezoek.om, &p, wie, &lijst, invoer, f))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}

/// `POST /catalogus/{kader}/{code}/reacties`
pub async fn dien_in(
    bezoek: Bezoek,
    Path((kader, code)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    if !om.gebruiker.rol.mag(Recht::Indienen) {
        return Err(Fout::geen_toegang().voor(om));
    }
    let g = Gemeentecode::parse(&invoer.tekst("gemeente"))
        .map_err(|_| Fout::ongeldig("kies aan welke gemeente u dit schrijft").voor(om))?;
    let p = tariefplek(&bezoek, Some(g), &kader, &code).await?;
    let (o, adres) = (omgeving(&bezoek), pad(&p));
    let (regel, tekst) = (invoer.get("regel").map(str::to_owned), invoer.tekst("tekst"));
    let uitkomst = vraag(&bezoek, move |_, wie| q::dien_in(&o, wie, g, &p, regel.as_deref(), &tekst)).await?;
    match uitkomst {
        Ok(_) => Ok(Redirect::to(&format!("{adres}/reacties?gedaan=ingediend")).into_response()),
        Err(r) => opnieuw(&bezoek, &kader, &code, &invoer, bij(&r, "tekst")).await,
    }
}

/// `POST /catalogus/{kader}/{code}/reacties/{gemeente}/{id}`
pub async fn beantwoord(
    bezoek: Bezoek,
    Path((kader, code, g, id)): Path<(String, String, String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    if !om.gebruiker.rol.mag(Recht::Tarieven) {
        return Err(Fout::geen_toegang().voor(om));
    }
    let (g, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let p = tariefplek(&bezoek, Some(g), &kader, &code).await?;
    let veld = format!("antwoord-{g}-{id}");
    let (o, tekst, adres) = (omgeving(&bezoek), invoer.tekst(&veld), pad(&p));
    let (van, product) = (p.kader.id.clone(), p.product.sleutel);
    let uitkomst = vraag(&bezoek, move |s, wie| {
        let r = q::een(&s.db, wie, g, id)?.reactie;
        if r.kader != van || r.product != product {
            return Err(app::vragen::VraagFout::NietGevonden);
        }
        q::beantwoord(&o, wie, g, id, &tekst)
    })
    .await?;
    match uitkomst {
        Ok(()) => Ok(Redirect::to(&format!("{adres}/reacties?gedaan=beantwoord")).into_response()),
        Err(r) => opnieuw(&bezoek, &kader, &code, &invoer, bij(&r, &veld)).await,
    }
}
