//! The waiting list.

use super::gemeente;
use crate::probleem::{Geweigerd, Probleem};
use crate::uit::wacht::WachtlijstUit;
use crate::wie::{Vrager, Zoek};
use axum::Json;
use serde::Deserialize;
use utoipa::IntoParams;

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    gemeente: Option<String>,
}

/// De wachtlijst: hoe lang er per product en aanbieder wordt gewacht, en op wie.
#[utoipa::path(
    get, path = "/wachtlijst", tag = "wachtlijst",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = WachtlijstUit),
        Geweigerd
    )
)]
pub(crate) async fn lijst(vrager: Vrager, Zoek(z): Zoek<Velden>) -> Result<Json<WachtlijstUit>, Probleem> {
    let g = gemeente(z.gemeente.as_deref())?;
    let lijst =
        vrager.vraag(move |w| app::wachtlijst::wachtlijst(&w.staat.db, &w.wie, g, w.moment.vandaag)).await?;
    Ok(Json(lijst.into()))
}
