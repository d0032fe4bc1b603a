//! The publication sheet of a tariff: on the page, as a PDF, and as a page that stands on its own. For everyone who sees
//! the catalogue, providers too.

use super::kostprijs::tariefplek;
use crate::fout::Fout;
use crate::opmaak::in_url;
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, toon};
use app::Recht;
use app::tarieven::Tariefplek;
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalogus::Publicatieblad;

/// The sheet within the site.
#[derive(Template, Debug)]
#[template(path = "publicatieblad.html")]
pub struct BladPagina {
    /// Shell.
    pub schil: Schil,
    /// The sheet.
    pub blad: Publicatieblad,
    /// Address of the PDF.
    pub pdf: String,
    /// Address of the product.
    pub product_pad: String,
}

/// The sheet by itself, to keep or to send.
#[derive(Template, Debug)]
#[template(path = "publicatieblad_los.html")]
struct LosBlad<'b> {
    blad: &'b Publicatieblad,
}

/// The sheet as an HTML file that needs nothing else.
pub fn los(blad: &Publicatieblad) -> Result<String, askama::Error> {
    LosBlad { blad }.render()
}

impl BladPagina {
    /// The page of a sheet.
    pub fn nieuw(om: &Omgeving, p: &Tariefplek, blad: Publicatieblad) -> Self {
        let product_pad =
            format!("/catalogus/{}/{}", in_url(&p.kader.id), in_url(p.product.sleutel.code.as_str()));
        Self {
            schil: Schil::nieuw(om, blad.titel.clone(), "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .via(p.product.naam.clone(), &product_pad)
                .hier("Publicatieblad"),
            blad,
            pdf: format!("{product_pad}/publicatieblad.pdf"),
            product_pad,
        }
    }
}

async fn laad(bezoek: &Bezoek, kader: &str, code: &str) -> Result<(Tariefplek, Publicatieblad), Fout> {
    let om = &bezoek.om;
    if !om.gebruiker.rol.mag(Recht::Catalogus) {
        return Err(Fout::geen_toegang().voor(om));
    }
    let p = tariefplek(bezoek, None, kader, code).await?;
    let blad = p.blad().map_err(|e| Fout::ongeldig(e.to_string()).voor(om))?;
    Ok((p, blad))
}

/// `GET /catalogus/{kader}/{code}/publicatieblad`
pub async fn pagina(bezoek: Bezoek, Path((kader, code)): Path<(String, String)>) -> Result<Response, Fout> {
    let (p, blad) = laad(&bezoek, &kader, &code).await?;
    toon(&BladPagina::nieuw(&bezoek.om, &p, blad))
}

/// `GET /catalogus/{kader}/{code}/publicatieblad.pdf`
pub async fn pdf(bezoek: Bezoek, Path((kader, code)): Path<(String, String)>) -> Result<Response, Fout> {
    let (p, blad) = laad(&bezoek, &kader, &code).await?;
    let intern = |e: &dyn std::fmt::Display| Fout::intern(e).voor(&bezoek.om);
    let bytes = tokio::task::spawn_blocking(move || pdf::publicatieblad(&blad))
        .await
        .map_err(|e| intern(&e))?
        .map_err(|e| intern(&e))?;
    let naam =
        format!("attachment; filename=\"publicatieblad-{}-{}.pdf\"", p.kader.id, p.product.sleutel.code);
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, naam)], bytes)
        .into_response())
}
