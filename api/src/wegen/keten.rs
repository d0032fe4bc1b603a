//! Overview, catalogue, providers and figures.

use super::{dag, gemeente};
use crate::probleem::{GeweigerdOfWeg, Probleem};
use crate::uit::{Aanbieder, AanbiederDossier, Monitor, Overzicht, Product};
use crate::wie::{Vrager, Zoek};
use app::vragen::{catalogus as v, monitor as m, overzicht as o};
use axum::Json;
use axum::extract::Path;
use kern::AgbCode;
use serde::Deserialize;
use utoipa::IntoParams;

/// Zoekvelden van het overzicht.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct OverzichtVelden {
    gemeente: Option<String>,
}

/// De negen stappen in cijfers, en wat op u wacht.
#[utoipa::path(
    get, path = "/overzicht", tag = "keten",
    params(OverzichtVelden),
    responses(
        (status = 200, description = "Gelukt", body = Overzicht),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn overzicht(
    vrager: Vrager,
    Zoek(z): Zoek<OverzichtVelden>,
) -> Result<Json<Overzicht>, Probleem> {
    let gemeente = gemeente(z.gemeente.as_deref())?;
    let vraag = move |w: &Vrager| o::overzicht(&w.staat.db, &w.wie, gemeente, w.moment.vandaag);
    Ok(Json(vrager.vraag(vraag).await?.into()))
}

/// De producten met hun contracten.
#[utoipa::path(
    get, path = "/catalogus", tag = "catalogus",
    responses(
        (status = 200, description = "Gelukt", body = Vec<Product>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn catalogus(vrager: Vrager) -> Result<Json<Vec<Product>>, Probleem> {
    let rijen = vrager.vraag(|w| v::producten(&w.staat.db, &w.wie, w.moment.vandaag)).await?;
    Ok(Json(rijen.into_iter().map(Product::from).collect()))
}

/// Zoekvelden van de aanbieders.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct AanbiederVelden {
    /// Begin van een woord in de naam, of van de AGB-code.
    zoek: Option<String>,
    gemeente: Option<String>,
    /// Productcategorie; samen met productcode.
    productcategorie: Option<String>,
    /// Productcode; samen met productcategorie.
    productcode: Option<String>,
}

/// De aanbieders met een contract, op naam.
#[utoipa::path(
    get, path = "/aanbieders", tag = "aanbieders",
    params(AanbiederVelden),
    responses(
        (status = 200, description = "Gelukt", body = Vec<Aanbieder>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn aanbieders(
    vrager: Vrager,
    Zoek(z): Zoek<AanbiederVelden>,
) -> Result<Json<Vec<Aanbieder>>, Probleem> {
    let product = match (z.productcategorie, z.productcode) {
        (Some(categorie), Some(code)) => Some((categorie, code)),
        (None, None) => None,
        _ => return Err(Probleem::ongeldig("Geef productcategorie en productcode samen.")),
    };
    let filter = v::AanbiederFilter { zoek: z.zoek, gemeente: gemeente(z.gemeente.as_deref())?, product };
    let vraag = move |w: &Vrager| v::aanbieders(&w.staat.db, &w.wie, &filter, w.moment.vandaag);
    Ok(Json(vrager.vraag(vraag).await?.into_iter().map(Aanbieder::from).collect()))
}

/// Het dossier van een aanbieder.
#[utoipa::path(
    get, path = "/aanbieders/{agb}", tag = "aanbieders",
    params(("agb" = String, Path, description = "AGB-code")),
    responses(
        (status = 200, description = "Gelukt", body = AanbiederDossier),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn aanbieder(
    vrager: Vrager,
    Path(agb): Path<String>,
) -> Result<Json<AanbiederDossier>, Probleem> {
    let agb = AgbCode::parse(&agb).map_err(|_| Probleem::niet_gevonden())?;
    Ok(Json(vrager.vraag(move |w| v::aanbieder(&w.staat.db, &w.wie, agb, w.moment.vandaag)).await?.into()))
}

/// Zoekvelden van de monitor.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct MonitorVelden {
    /// Eerste dag; zonder: de eerste dag van dit jaar.
    van: Option<String>,
    /// Laatste dag; zonder: vandaag.
    tot: Option<String>,
    gemeente: Option<String>,
}

/// Cijfers over de keten in een periode.
#[utoipa::path(
    get, path = "/monitor", tag = "monitoring",
    params(MonitorVelden),
    responses(
        (status = 200, description = "Gelukt", body = Monitor),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn monitor(vrager: Vrager, Zoek(z): Zoek<MonitorVelden>) -> Result<Json<Monitor>, Probleem> {
    let vandaag = vrager.moment.vandaag;
    let vraag = m::MonitorVraag {
        van: dag("van", z.van.as_deref())?.unwrap_or(vandaag.first_of_year()),
        tot: dag("tot", z.tot.as_deref())?.unwrap_or(vandaag),
        gemeente: gemeente(z.gemeente.as_deref())?,
    };
    Ok(Json(vrager.vraag(move |w| m::monitor(&w.staat.db, &w.wie, &vraag)).await?.into()))
}
