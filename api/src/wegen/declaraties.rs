//! Claims and their lines.

use super::{agb, dag, gemeente, keuze, pad_gemeente, pad_nummer};
use crate::links::Pagina;
use crate::probleem::{GeweigerdOfWeg, Probleem};
use crate::uit::{Declaratie, DeclaratieDossier, Regel};
use crate::wie::{Vrager, Zoek};
use app::vragen::declaraties as v;
use app::vragen::{Blad, ClaimStatus, RegelStatus};
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
    /// ingediend, toegekend, deels of afgewezen.
    status: Option<String>,
    /// Een dag van de maand waarover is gedeclareerd.
    maand: Option<String>,
    /// Bladzijde na deze plek.
    na: Option<String>,
    /// Bladzijde voor deze plek.
    voor: Option<String>,
    /// Regels per bladzijde, 1 t/m 200.
    aantal: Option<String>,
}

/// Declaraties, de nieuwste maand eerst.
#[utoipa::path(
    get, path = "/declaraties", tag = "declaraties",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = Pagina<Declaratie>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn lijst(
    vrager: Vrager,
    OriginalUri(uri): OriginalUri,
    Zoek(z): Zoek<Velden>,
) -> Result<Response, Probleem> {
    let filter = v::ClaimFilter {
        gemeente: gemeente(z.gemeente.as_deref())?,
        agb: agb(z.agb.as_deref())?,
        status: keuze("status", z.status.as_deref(), ClaimStatus::ALLE, ClaimStatus::code)?,
        maand: dag("maand", z.maand.as_deref())?,
    };
    let blad = Blad::lees(z.na.as_deref(), z.voor.as_deref(), z.aantal.as_deref())?;
    let lijst = vrager.vraag(move |w| v::lijst(&w.staat.db, &w.wie, &filter, &blad)).await?;
    Ok(Pagina::antwoord(&uri, lijst, Declaratie::from))
}

/// Een declaratie met haar totalen.
#[utoipa::path(
    get, path = "/declaraties/{gemeente}/{bericht}", tag = "declaraties",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("bericht" = i64, Path, description = "Nummer van het bericht (323)")),
    responses(
        (status = 200, description = "Gelukt", body = DeclaratieDossier),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn dossier(
    vrager: Vrager,
    Path((gemeente, bericht)): Path<(String, String)>,
) -> Result<Json<DeclaratieDossier>, Probleem> {
    let (gemeente, bericht) = (pad_gemeente(&gemeente)?, pad_nummer(&bericht)?);
    Ok(Json(vrager.vraag(move |w| v::dossier(&w.staat.db, &w.wie, gemeente, bericht)).await?.into()))
}

/// Zoekvelden van de regels.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct RegelVelden {
    /// toegekend, afgewezen of ingediend.
    status: Option<String>,
    /// Bladzijde na deze plek.
    na: Option<String>,
    /// Bladzijde voor deze plek.
    voor: Option<String>,
    /// Regels per bladzijde, 1 t/m 200.
    aantal: Option<String>,
}

/// De regels van een declaratie, elk met alle redenen van afwijzing.
#[utoipa::path(
    get, path = "/declaraties/{gemeente}/{bericht}/regels", tag = "declaraties",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("bericht" = i64, Path, description = "Nummer van het bericht (323)"), RegelVelden),
    responses(
        (status = 200, description = "Gelukt", body = Pagina<Regel>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn regels(
    vrager: Vrager,
    OriginalUri(uri): OriginalUri,
    Path((gemeente, bericht)): Path<(String, String)>,
    Zoek(z): Zoek<RegelVelden>,
) -> Result<Response, Probleem> {
    let (gemeente, bericht) = (pad_gemeente(&gemeente)?, pad_nummer(&bericht)?);
    let status = keuze("status", z.status.as_deref(), RegelStatus::ALLE, RegelStatus::code)?;
    let filter = v::RegelFilter { status };
    let blad = Blad::lees(z.na.as_deref(), z.voor.as_deref(), z.aantal.as_deref())?;
    let vraag = move |w: &Vrager| v::regels(&w.staat.db, &w.wie, gemeente, bericht, filter, &blad);
    Ok(Pagina::antwoord(&uri, vrager.vraag(vraag).await?, Regel::from))
}

/// Een regel van een declaratie.
#[utoipa::path(
    get, path = "/declaraties/{gemeente}/{bericht}/regels/{volgnr}", tag = "declaraties",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("bericht" = i64, Path, description = "Nummer van het bericht (323)"), ("volgnr" = i64, Path, description = "Plaats in het bericht")),
    responses(
        (status = 200, description = "Gelukt", body = Regel),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn regel(
    vrager: Vrager,
    Path((gemeente, bericht, volgnr)): Path<(String, String, String)>,
) -> Result<Json<Regel>, Probleem> {
    let (gemeente, bericht) = (pad_gemeente(&gemeente)?, pad_nummer(&bericht)?);
    let volgnr = pad_nummer(&volgnr)?;
    Ok(Json(vrager.vraag(move |w| v::regel(&w.staat.db, &w.wie, gemeente, bericht, volgnr)).await?.into()))
}

/// Waarom een regel is toegekend of afgewezen: een boom van regels, bronnen en invoer.
#[utoipa::path(
    get, path = "/declaraties/{gemeente}/{bericht}/regels/{volgnr}/uitleg", tag = "declaraties",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("bericht" = i64, Path, description = "Nummer van het bericht (323)"), ("volgnr" = i64, Path, description = "Plaats in het bericht")),
    responses(
        (status = 200, description = "Gelukt", body = serde_json::Value),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn uitleg(
    vrager: Vrager,
    Path((gemeente, bericht, volgnr)): Path<(String, String, String)>,
) -> Result<Json<kern::Uitleg>, Probleem> {
    let (gemeente, bericht) = (pad_gemeente(&gemeente)?, pad_nummer(&bericht)?);
    let volgnr = pad_nummer(&volgnr)?;
    Ok(Json(vrager.vraag(move |w| v::regel_uitleg(&w.staat.db, &w.wie, gemeente, bericht, volgnr)).await?))
}
