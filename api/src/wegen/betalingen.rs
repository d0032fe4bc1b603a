//! Payments and balances.

use super::{agb, gemeente, pad_gemeente, pad_nummer};
use crate::links::Pagina;
use crate::probleem::{GeweigerdOfWeg, Probleem};
use crate::uit::{Batch, BatchDossier, Betaling, Saldo};
use crate::wie::{Vrager, Zoek};
use app::vragen::Blad;
use app::vragen::betalingen as v;
use axum::Json;
use axum::extract::{OriginalUri, Path};
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    gemeente: Option<String>,
    agb: Option<String>,
    /// Bladzijde na deze plek.
    na: Option<String>,
    /// Bladzijde voor deze plek.
    voor: Option<String>,
    /// Regels per bladzijde, 1 t/m 200.
    aantal: Option<String>,
}

/// Betaalbatches, de nieuwste eerst.
#[utoipa::path(
    get, path = "/betalingen", tag = "betalingen",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = Pagina<Batch>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn lijst(
    vrager: Vrager,
    OriginalUri(uri): OriginalUri,
    Zoek(z): Zoek<Velden>,
) -> Result<Response, Probleem> {
    let filter = v::BetaalFilter { gemeente: gemeente(z.gemeente.as_deref())?, agb: agb(z.agb.as_deref())? };
    let blad = Blad::lees(z.na.as_deref(), z.voor.as_deref(), z.aantal.as_deref())?;
    let lijst = vrager.vraag(move |w| v::lijst(&w.staat.db, &w.wie, &filter, &blad)).await?;
    Ok(Pagina::antwoord(&uri, lijst, Batch::from))
}

/// Een betaalbatch met haar betalingen.
#[utoipa::path(
    get, path = "/betalingen/{gemeente}/{nummer}", tag = "betalingen",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("nummer" = i64, Path, description = "Nummer van de batch")),
    responses(
        (status = 200, description = "Gelukt", body = BatchDossier),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn batch(
    vrager: Vrager,
    Path((gemeente, nummer)): Path<(String, String)>,
) -> Result<Json<BatchDossier>, Probleem> {
    let (gemeente, nummer) = (pad_gemeente(&gemeente)?, pad_nummer(&nummer)?);
    let (batch, betalingen) = vrager.vraag(move |w| v::batch(&w.staat.db, &w.wie, gemeente, nummer)).await?;
    let betalingen = betalingen.into_iter().map(Betaling::from).collect();
    Ok(Json(BatchDossier { batch: batch.into(), betalingen }))
}

/// Zoekvelden van het saldo.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct SaldoVelden {
    gemeente: Option<String>,
    agb: Option<String>,
}

/// Saldo per gemeente en aanbieder: betaald = goedgekeurd − tegenboekingen − open.
#[utoipa::path(
    get, path = "/saldo", tag = "betalingen",
    params(SaldoVelden),
    responses(
        (status = 200, description = "Gelukt", body = Saldo),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn saldo(vrager: Vrager, Zoek(z): Zoek<SaldoVelden>) -> Result<Json<Saldo>, Probleem> {
    let filter = v::BetaalFilter { gemeente: gemeente(z.gemeente.as_deref())?, agb: agb(z.agb.as_deref())? };
    Ok(Json(vrager.vraag(move |w| v::saldo(&w.staat.db, &w.wie, &filter)).await?.into()))
}
