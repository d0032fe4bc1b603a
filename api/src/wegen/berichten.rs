//! Messages.

use super::{agb, gemeente, keuze, pad_gemeente, pad_nummer};
use crate::links::Pagina;
use crate::probleem::{GeweigerdOfWeg, Probleem};
use crate::uit::{BerichtDossier, BerichtRij};
use crate::wie::{Vrager, Zoek};
use app::vragen::berichten as v;
use app::vragen::{BerichtStatus, Blad, Richting};
use axum::Json;
use axum::extract::{OriginalUri, Path};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    gemeente: Option<String>,
    /// in of uit.
    richting: Option<String>,
    /// WMO301 …
    soort: Option<String>,
    /// goedgekeurd, afgekeurd, deels, verzonden of bezorgd.
    status: Option<String>,
    agb: Option<String>,
    /// Identificatie van het bericht, in zijn geheel.
    identificatie: Option<String>,
    /// Alleen wat na drie werkdagen nog niet is beantwoord.
    zonder_antwoord: Option<bool>,
    /// Bladzijde na deze plek.
    na: Option<String>,
    /// Bladzijde voor deze plek.
    voor: Option<String>,
    /// Regels per bladzijde, 1 t/m 200.
    aantal: Option<String>,
}

/// Berichten, de nieuwste eerst.
#[utoipa::path(
    get, path = "/berichten", tag = "berichten",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = Pagina<BerichtRij>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn lijst(
    vrager: Vrager,
    OriginalUri(uri): OriginalUri,
    Zoek(z): Zoek<Velden>,
) -> Result<Response, Probleem> {
    let filter = v::BerichtFilter {
        gemeente: gemeente(z.gemeente.as_deref())?,
        richting: keuze("richting", z.richting.as_deref(), Richting::ALLE, Richting::code)?,
        status: keuze("status", z.status.as_deref(), BerichtStatus::ALLE, BerichtStatus::code)?,
        agb: agb(z.agb.as_deref())?,
        soort: z.soort.filter(|s| !s.trim().is_empty()),
        identificatie: z.identificatie,
        zonder_antwoord: z.zonder_antwoord.unwrap_or(false),
    };
    let blad = Blad::lees(z.na.as_deref(), z.voor.as_deref(), z.aantal.as_deref())?;
    let lijst =
        vrager.vraag(move |w| v::lijst(&w.staat.db, &w.wie, &filter, &blad, w.moment.vandaag)).await?;
    Ok(Pagina::antwoord(&uri, lijst, BerichtRij::from))
}

/// Een bericht met zijn bevindingen.
#[utoipa::path(
    get, path = "/berichten/{gemeente}/{id}", tag = "berichten",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("id" = i64, Path, description = "Nummer van het bericht")),
    responses(
        (status = 200, description = "Gelukt", body = BerichtDossier),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn dossier(
    vrager: Vrager,
    Path((gemeente, id)): Path<(String, String)>,
) -> Result<Json<BerichtDossier>, Probleem> {
    let (gemeente, id) = (pad_gemeente(&gemeente)?, pad_nummer(&id)?);
    Ok(Json(vrager.vraag(move |w| v::dossier(&w.staat.db, &w.wie, gemeente, id)).await?.into()))
}

/// De inhoud van een bericht, zoals die is ontvangen of verzonden.
#[utoipa::path(
    get, path = "/berichten/{gemeente}/{id}/inhoud", tag = "berichten",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("id" = i64, Path, description = "Nummer van het bericht")),
    responses(
        (status = 200, description = "Gelukt", body = String, content_type = "application/xml"),
        (status = 401, description = "Niet aangemeld", body = Probleem, content_type = "application/problem+json"),
        (status = 403, description = "Geen toegang", body = Probleem, content_type = "application/problem+json"),
        (status = 404, description = "Niet gevonden", body = Probleem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn inhoud(
    vrager: Vrager,
    Path((gemeente, id)): Path<(String, String)>,
) -> Result<Response, Probleem> {
    let (gemeente, id) = (pad_gemeente(&gemeente)?, pad_nummer(&id)?);
    let ruw = vrager.vraag(move |w| v::ruw(&w.staat.db, &w.staat.kluis, &w.wie, gemeente, id, None)).await?;
    let bijlage = format!("attachment; filename=\"{}\"", ruw.bestand);
    let koppen =
        [(header::CONTENT_TYPE, "application/xml".to_owned()), (header::CONTENT_DISPOSITION, bijlage)];
    Ok((koppen, ruw.inhoud).into_response())
}
