//! Post: what waits, what could not be delivered, and what is done about it. The only part that changes something.

use super::{gemeente, pad_gemeente, pad_nummer};
use crate::probleem::{Geweigerd, GeweigerdOfWeg, Probleem};
use crate::uit::PostOverzicht;
use crate::wie::{Vrager, Zoek};
use app::post::Richting;
use axum::Json;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    gemeente: Option<String>,
}

/// Stand van de post: per weg, wat wacht, wat later opnieuw gaat en wat onbestelbaar is.
#[utoipa::path(
    get, path = "/post", tag = "post",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = PostOverzicht),
        Geweigerd
    )
)]
pub(crate) async fn overzicht(
    vrager: Vrager,
    Zoek(z): Zoek<Velden>,
) -> Result<Json<PostOverzicht>, Probleem> {
    let g = gemeente(z.gemeente.as_deref())?;
    Ok(Json(vrager.vraag(move |w| app::vragen::post::overzicht(&w.staat.db, &w.wie, g)).await?.into()))
}

/// Wat er met een onbestelbaar bericht gebeurt.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Besluit {
    /// opnieuw of afhandelen.
    besluit: String,
    /// Bij afhandelen: hoe, in 5 tot 300 tekens, zonder BSN. Komt in het logboek.
    #[serde(default)]
    reden: String,
}

/// Probeert een onbestelbaar bericht opnieuw, of handelt het af met een reden.
#[utoipa::path(
    post, path = "/post/{richting}/{gemeente}/{nr}", tag = "post",
    params(
        ("richting" = String, Path, description = "uit of in"),
        ("gemeente" = String, Path, description = "Gemeentecode"),
        ("nr" = i64, Path, description = "Nummer van het bericht (uit) of van de ontvangen post (in)")
    ),
    request_body = Besluit,
    responses(
        (status = 204, description = "Gedaan"),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn besluit(
    vrager: Vrager,
    Path((richting, gemeente, nr)): Path<(String, String, String)>,
    koppen: HeaderMap,
    vraag: axum::body::Bytes,
) -> Result<StatusCode, Probleem> {
    let r = Richting::parse(&richting).ok_or_else(Probleem::niet_gevonden)?;
    let (g, nr) = (pad_gemeente(&gemeente)?, pad_nummer(&nr)?);
    // a form of another site cannot send this type without being asked first
    let soort = koppen.get(header::CONTENT_TYPE).and_then(|w| w.to_str().ok()).unwrap_or_default();
    if soort.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Probleem::ongeldig("Stuur JSON, met Content-Type: application/json."));
    }
    let fout =
        || Probleem::ongeldig("Stuur JSON met het veld besluit: opnieuw, of afhandelen met het veld reden.");
    let b: Besluit = serde_json::from_slice(&vraag).map_err(|_| fout())?;
    let opnieuw = match b.besluit.as_str() {
        "opnieuw" => true,
        "afhandelen" => false,
        _ => return Err(fout()),
    };
    vrager
        .vraag(move |w| {
            let o = app::Omgeving {
                db: w.staat.db.clone(),
                kluis: w.staat.kluis.clone(),
                vandaag: w.moment.vandaag,
                nu: w.moment.nu,
                wie: w.wie.weergavenaam.clone(),
            };
            if opnieuw {
                app::post::opnieuw(&o, &w.wie, r, g, nr)
            } else {
                app::post::afhandelen(&o, &w.wie, r, g, nr, &b.reden)
            }
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
