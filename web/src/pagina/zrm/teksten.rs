//! The texts of the cells of the matrix: loaded by who makes the policy, from a file of the municipality itself.

use super::uitgave;
use crate::fout::Fout;
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Bezoek;
use crate::upload::Mislukt;
use crate::{filters, toon, vraag};
use app::Recht;
use app::advies as q;
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::{Path, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kern::{Bevinding, Gemeentecode};
use std::io::Read;
use toegang::zrm::Zrmuitgave;

/// Where the address of the page begins; the menu entry is known by it.
pub const PAD: &str = "/zrm/teksten";
/// Bytes of a file: 65 cells of text are far smaller.
const GROOTSTE: u64 = 1_000_000;

/// An edition on the page: code, words, how many cells were loaded, how many there are.
pub type Stand = (&'static str, &'static str, usize, usize);

/// The page.
#[derive(Template, Debug)]
#[template(path = "zrm_teksten.html")]
pub struct TekstenPagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the municipality.
    pub gemeente: String,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// What is wrong with the file.
    pub fouten: Vec<String>,
    /// Editions.
    pub standen: Vec<Stand>,
    /// Address.
    pub hier: String,
}

impl TekstenPagina {
    /// The page of a municipality.
    pub fn nieuw(
        om: &Omgeving,
        g: Gemeentecode,
        standen: &[(Zrmuitgave, usize, usize)],
        gedaan: Option<&'static str>,
        fouten: Vec<String>,
    ) -> Self {
        Self {
            schil: Schil::nieuw(om, "Teksten van de matrix", PAD, "/")
                .via("Overzicht", "/")
                .hier("Teksten van de matrix"),
            gemeente: om.gemeente(g),
            gedaan,
            fouten,
            standen: standen.iter().map(|(u, n, van)| (u.code(), uitgave(*u), *n, *van)).collect(),
            hier: format!("{PAD}/{g}"),
        }
    }
}

fn gemeente(bezoek: &Bezoek, g: &str) -> Result<Gemeentecode, Fout> {
    Gemeentecode::parse(g).map_err(|_| Fout::niet_gevonden().voor(&bezoek.om))
}

async fn standen(bezoek: &Bezoek, g: Gemeentecode) -> Result<Vec<(Zrmuitgave, usize, usize)>, Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| q::telling(&o, wie, g)).await
}

/// `GET /zrm/teksten/{gemeente}`
pub async fn pagina(bezoek: Bezoek, Path(g): Path<String>, invoer: Invoer) -> Result<Response, Fout> {
    let g = gemeente(&bezoek, &g)?;
    let gedaan = match invoer.get("gedaan") {
        Some("geladen") => Some("De teksten zijn geladen. Zij staan nu bij elke meting."),
        Some("weg") => Some("De teksten zijn weggehaald."),
        _ => None,
    };
    let standen = standen(&bezoek, g).await?;
    toon(&TekstenPagina::nieuw(&bezoek.om, g, &standen, gedaan, Vec::new()))
}

/// Why a file did not come in, in words.
fn woorden(m: Mislukt) -> &'static str {
    match m {
        Mislukt::GeenBestand => "Kies eerst een bestand.",
        Mislukt::TeVeelBestanden => "Kies een bestand, niet meer.",
        Mislukt::TeGroot => "Dit bestand is te groot. Er passen hooguit 65 teksten in.",
        Mislukt::Afgebroken => "Het bestand kwam niet helemaal binnen. Probeer het opnieuw.",
        Mislukt::Onleesbaar => "Dit formulier is niet te lezen. Open de pagina opnieuw.",
        Mislukt::Druk => "Het is te druk. Wacht even en probeer het opnieuw.",
        Mislukt::Intern => "Het is niet gelukt. Probeer het later opnieuw.",
    }
}

/// `POST /zrm/teksten/{gemeente}`: a form with a file, or one that takes the texts away.
pub async fn bewaar(bezoek: Bezoek, Path(g): Path<String>, verzoek: Request) -> Result<Response, Fout> {
    let g = gemeente(&bezoek, &g)?;
    let om = &bezoek.om;
    if !om.gebruiker.rol.mag(Recht::Kaders) {
        return Err(Fout::geen_toegang().voor(om));
    }
    let (delen, lijf) = verzoek.into_parts();
    if crate::beveiliging::van_elders(&delen.method, &delen.headers) {
        return Err(Fout::formulier().voor(om));
    }
    let soort = delen.headers.get(header::CONTENT_TYPE).and_then(|w| w.to_str().ok()).unwrap_or_default();
    let token = bezoek.token.clone();
    let fouten = match crate::bestand::ontvang(soort, lijf, |c| token.csrf_klopt(c)).await {
        Err(m) => vec![woorden(m).to_owned()],
        Ok(gevuld) => {
            let velden = Invoer(gevuld.velden);
            let uitgave = velden.get("uitgave").and_then(|t| Zrmuitgave::ALLE.iter().find(|(w, _)| *w == t));
            let Some((_, uitgave)) = uitgave.copied() else {
                return Err(Fout::ongeldig("kies een uitgave van de matrix").voor(om));
            };
            let (o, plek) = (omgeving(&bezoek), gevuld.plek);
            let uit = vraag(&bezoek, move |_, wie| {
                let _plek = plek;
                let mut bytes = Vec::new();
                let lees = gevuld.bestand.open().and_then(|f| f.take(GROOTSTE + 1).read_to_end(&mut bytes));
                match lees {
                    Ok(n) if n as u64 <= GROOTSTE => q::laad_cellen(&o, wie, g, uitgave, &bytes),
                    Ok(_) => Err(VraagFout::Ongeldig("dit bestand is groter dan 1 MB".into())),
                    Err(_) => Err(VraagFout::Ongeldig("het bestand is niet te lezen".into())),
                }
            })
            .await?;
            match uit {
                Ok(_) => return Ok(Redirect::to(&format!("{PAD}/{g}?gedaan=geladen")).into_response()),
                Err(mis) => mis.iter().map(regel).collect(),
            }
        }
    };
    let standen = standen(&bezoek, g).await?;
    let pagina = toon(&TekstenPagina::nieuw(om, g, &standen, None, fouten))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}

fn regel(b: &Bevinding) -> String {
    if b.pad.is_empty() {
        b.tekst.to_string()
    } else {
        format!("{}: {}", crate::opmaak::hoofdletter(&b.pad), b.tekst)
    }
}

/// `POST /zrm/teksten/{gemeente}/weg`
pub async fn weg(
    bezoek: Bezoek,
    Path(g): Path<String>,
    formulier: crate::sessie::Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let g = gemeente(&bezoek, &g)?;
    let uitgave = invoer.get("uitgave").and_then(|t| Zrmuitgave::ALLE.iter().find(|(w, _)| *w == t));
    let Some((_, uitgave)) = uitgave.copied() else {
        return Err(Fout::ongeldig("kies een uitgave van de matrix").voor(&bezoek.om));
    };
    let o = omgeving(&bezoek);
    vraag(&bezoek, move |_, wie| q::cellen_weg(&o, wie, g, uitgave)).await?;
    Ok(Redirect::to(&format!("{PAD}/{g}?gedaan=weg")).into_response())
}
