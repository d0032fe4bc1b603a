//! Requests of providers: the list and one.

use super::{agb, gemeente, keuze, pad_gemeente, pad_nummer};
use crate::probleem::{Geweigerd, Probleem};
use crate::uit::verzoeken::{VerzoekDossier, Verzoeken};
use crate::wie::{Vrager, Zoek};
use app::vragen::verzoeken::{self as v, Lijststand, VerzoekFilter};
use axum::Json;
use axum::extract::Path;
use serde::Deserialize;
use utoipa::IntoParams;

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    gemeente: Option<String>,
    agb: Option<String>,
    /// open of klaar. Zonder dit veld: open.
    stand: Option<String>,
}

/// Verzoeken van aanbieders: wat op een reactie wacht, of wat is afgehandeld.
#[utoipa::path(
    get, path = "/verzoeken", tag = "verzoeken",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = Verzoeken),
        Geweigerd
    )
)]
pub(crate) async fn lijst(vrager: Vrager, Zoek(z): Zoek<Velden>) -> Result<Json<Verzoeken>, Probleem> {
    let filter = VerzoekFilter {
        gemeente: gemeente(z.gemeente.as_deref())?,
        agb: agb(z.agb.as_deref())?,
        stand: keuze("stand", z.stand.as_deref(), Lijststand::ALLE, Lijststand::code)?
            .unwrap_or(Lijststand::Open),
    };
    let lijst = vrager.vraag(move |w| v::lijst(&w.staat.db, &w.wie, &filter, w.moment.vandaag)).await?;
    Ok(Json(lijst.into()))
}

/// Een verzoek met zijn delen en producten.
#[utoipa::path(
    get, path = "/verzoeken/{gemeente}/{verzoek}", tag = "verzoeken",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("verzoek" = i64, Path, description = "Nummer van het verzoek")),
    responses(
        (status = 200, description = "Gelukt", body = VerzoekDossier),
        (status = 401, description = "Niet aangemeld", body = Probleem, content_type = "application/problem+json"),
        (status = 403, description = "Geen toegang", body = Probleem, content_type = "application/problem+json"),
        (status = 404, description = "Niet gevonden", body = Probleem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn dossier(
    vrager: Vrager,
    Path((gemeente, verzoek)): Path<(String, String)>,
) -> Result<Json<VerzoekDossier>, Probleem> {
    let (gemeente, verzoek) = (pad_gemeente(&gemeente)?, pad_nummer(&verzoek)?);
    let dossier =
        vrager.vraag(move |w| v::dossier(&w.staat.db, &w.wie, gemeente, verzoek, w.moment.vandaag)).await?;
    Ok(Json(dossier.into()))
}
