//! The publication sheet, scenarios and reactions. Read only: a price is set in a framework, never here.

use super::{gemeente, keuze};
use crate::probleem::{GeweigerdOfWeg, Probleem};
use crate::uit::tarieven::{Blad, Reactie, Reacties, Scenario};
use crate::wie::{Vrager, Zoek};
use app::tarieven::werklijst::{Reactiestand, werklijst};
use app::tarieven::{Tariefplek, reacties as r, scenarios as s};
use app::vragen::VraagFout;
use axum::Json;
use axum::extract::Path;
use kern::Gemeentecode;
use serde::Deserialize;
use utoipa::IntoParams;

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    gemeente: Option<String>,
}

/// Zoekvelden van de reacties.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReactieVelden {
    gemeente: Option<String>,
    /// open of beantwoord. Zonder dit veld: open.
    stand: Option<String>,
}

fn plek(w: &Vrager, g: Option<Gemeentecode>, kader: &str, code: &str) -> Result<Tariefplek, VraagFout> {
    if let Some(g) = g {
        w.wie.eis_gemeente(g)?;
    }
    Tariefplek::zoek(&w.staat.db, &w.wie, g, kader, code, w.moment.vandaag)
}

/// Het publicatieblad van een tarief dat vandaag geldt.
#[utoipa::path(
    get, path = "/catalogus/{kader}/{productcode}/publicatieblad", tag = "catalogus",
    params(("kader" = String, Path, description = "Inkoopkader"), ("productcode" = String, Path, description = "Productcode"), Velden),
    responses((status = 200, description = "Gelukt", body = Blad), GeweigerdOfWeg)
)]
pub(crate) async fn blad(
    vrager: Vrager,
    Path((kader, code)): Path<(String, String)>,
    Zoek(z): Zoek<Velden>,
) -> Result<Json<Blad>, Probleem> {
    let g = gemeente(z.gemeente.as_deref())?;
    let vraag =
        move |w: &Vrager| plek(w, g, &kader, &code)?.blad().map_err(|e| VraagFout::Ongeldig(e.to_string()));
    Ok(Json(vrager.vraag(vraag).await?.into()))
}

/// De scenario's van een tarief: van uw gemeenten, en wat een andere gemeente met u deelt. Niet voor aanbieders.
#[utoipa::path(
    get, path = "/catalogus/{kader}/{productcode}/scenarios", tag = "tarieven",
    params(("kader" = String, Path, description = "Inkoopkader"), ("productcode" = String, Path, description = "Productcode"), Velden),
    responses((status = 200, description = "Gelukt", body = Vec<Scenario>), GeweigerdOfWeg)
)]
pub(crate) async fn scenarios(
    vrager: Vrager,
    Path((kader, code)): Path<(String, String)>,
    Zoek(z): Zoek<Velden>,
) -> Result<Json<Vec<Scenario>>, Probleem> {
    let g = gemeente(z.gemeente.as_deref())?;
    let vraag = move |w: &Vrager| {
        w.wie.eis(app::Recht::Tarieven)?;
        let p = plek(w, g, &kader, &code)?;
        s::lijst(&w.staat.db, &w.wie, g, &p.kader.id, p.product.sleutel)
    };
    Ok(Json(vrager.vraag(vraag).await?.into_iter().map(Scenario::from).collect()))
}

/// De reacties op een tarief: als gemeente alle, als aanbieder alleen de eigen.
#[utoipa::path(
    get, path = "/catalogus/{kader}/{productcode}/reacties", tag = "tarieven",
    params(("kader" = String, Path, description = "Inkoopkader"), ("productcode" = String, Path, description = "Productcode"), Velden),
    responses((status = 200, description = "Gelukt", body = Vec<Reactie>), GeweigerdOfWeg)
)]
pub(crate) async fn op_tarief(
    vrager: Vrager,
    Path((kader, code)): Path<(String, String)>,
    Zoek(z): Zoek<Velden>,
) -> Result<Json<Vec<Reactie>>, Probleem> {
    let g = gemeente(z.gemeente.as_deref())?;
    let vraag = move |w: &Vrager| {
        r::spreker(&w.wie)?;
        let p = plek(w, g, &kader, &code)?;
        r::lijst(&w.staat.db, &w.wie, g, &p.kader.id, p.product.sleutel)
    };
    Ok(Json(vrager.vraag(vraag).await?.into_iter().map(Reactie::from).collect()))
}

/// De reacties op alle tarieven: wat op een antwoord wacht, of wat is beantwoord.
#[utoipa::path(
    get, path = "/reacties", tag = "tarieven",
    params(ReactieVelden),
    responses((status = 200, description = "Gelukt", body = Reacties), GeweigerdOfWeg)
)]
pub(crate) async fn reacties(
    vrager: Vrager,
    Zoek(z): Zoek<ReactieVelden>,
) -> Result<Json<Reacties>, Probleem> {
    let g = gemeente(z.gemeente.as_deref())?;
    let stand =
        keuze("stand", z.stand.as_deref(), Reactiestand::ALLE, Reactiestand::code)?.unwrap_or_default();
    let vraag = move |w: &Vrager| werklijst(&w.staat.db, &w.wie, g, stand, w.moment.vandaag);
    Ok(Json(vrager.vraag(vraag).await?.into()))
}
