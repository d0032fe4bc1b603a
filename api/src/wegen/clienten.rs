//! Clients.

use super::{agb, dag, gemeente, keuze, pad_gemeente, pad_nummer};
use crate::links::Pagina;
use crate::probleem::{GeweigerdOfWeg, Probleem};
use crate::uit::{ClientDossier, ClientRij};
use crate::wie::{Vrager, Zoek};
use app::vragen::Blad;
use app::vragen::clienten as v;
use axum::Json;
use axum::extract::{OriginalUri, Path};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    /// Begin van de achternaam.
    zoek: Option<String>,
    /// JJJJ-MM-DD.
    geboortedatum: Option<String>,
    gemeente: Option<String>,
    agb: Option<String>,
    /// naam of geboortedatum.
    sortering: Option<String>,
    /// Bladzijde na deze plek.
    na: Option<String>,
    /// Bladzijde voor deze plek.
    voor: Option<String>,
    /// Regels per bladzijde, 1 t/m 200.
    aantal: Option<String>,
}

/// Cliënten.
#[utoipa::path(
    get, path = "/clienten", tag = "clienten",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = Pagina<ClientRij>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn lijst(
    vrager: Vrager,
    OriginalUri(uri): OriginalUri,
    Zoek(z): Zoek<Velden>,
) -> Result<Response, Probleem> {
    let sortering =
        keuze("sortering", z.sortering.as_deref(), v::ClientSortering::ALLE, v::ClientSortering::code)?;
    let filter = v::ClientFilter {
        gemeente: gemeente(z.gemeente.as_deref())?,
        agb: agb(z.agb.as_deref())?,
        geboortedatum: dag("geboortedatum", z.geboortedatum.as_deref())?,
        sortering: sortering.unwrap_or(v::ClientSortering::Naam),
        zoek: z.zoek,
    };
    let blad = Blad::lees(z.na.as_deref(), z.voor.as_deref(), z.aantal.as_deref())?;
    let lijst =
        vrager.vraag(move |w| v::lijst(&w.staat.db, &w.wie, &filter, &blad, w.moment.vandaag)).await?;
    Ok(Pagina::antwoord(&uri, lijst, ClientRij::from))
}

/// Het dossier van een cliënt, met BSN. Dat u het opent, wordt vastgelegd (NEN 7513).
#[utoipa::path(
    get, path = "/clienten/{gemeente}/{id}", tag = "clienten",
    params(("gemeente" = String, Path, description = "Gemeentecode"), ("id" = i64, Path, description = "Nummer van de cliënt")),
    responses(
        (status = 200, description = "Gelukt", body = ClientDossier),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn dossier(
    vrager: Vrager,
    Path((gemeente, id)): Path<(String, String)>,
) -> Result<Json<ClientDossier>, Probleem> {
    let (gemeente, id) = (pad_gemeente(&gemeente)?, pad_nummer(&id)?);
    let dossier = vrager.vraag(move |w| {
        let m = w.moment;
        v::dossier(&w.staat.db, &w.staat.kluis, &w.wie, gemeente, id, m.vandaag, m.nu)
    });
    Ok(Json(dossier.await?.into()))
}

/// Zoeken op BSN. Het BSN staat in de vraag zelf, nooit in het adres.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BsnVraag {
    /// Negen cijfers.
    bsn: String,
}

/// Waar een cliënt staat.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Plek {
    gemeente: String,
    id: i64,
    href: String,
}

/// Zoekt een cliënt op BSN.
#[utoipa::path(
    post, path = "/clienten/zoekopdrachten", tag = "clienten",
    request_body = BsnVraag,
    responses(
        (status = 200, description = "Gelukt", body = Vec<Plek>),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn zoekopdrachten(
    vrager: Vrager,
    vraag: axum::body::Bytes,
) -> Result<Json<Vec<Plek>>, Probleem> {
    // The parser's own message could quote the number.
    let fout =
        || Probleem::ongeldig("Stuur JSON met het veld bsn: negen cijfers die aan de elfproef voldoen.");
    let vraag: BsnVraag = serde_json::from_slice(&vraag).map_err(|_| fout())?;
    let bsn = kern::Bsn::parse(vraag.bsn.trim()).map_err(|_| fout())?;
    let gevonden = vrager.vraag(move |w| v::zoek_bsn(&w.staat.db, &w.staat.kluis, &w.wie, &bsn)).await?;
    let plek = |(gemeente, id): (kern::Gemeentecode, i64)| Plek {
        href: format!("{}/clienten/{gemeente}/{id}", crate::PAD),
        gemeente: gemeente.to_string(),
        id,
    };
    Ok(Json(gevonden.into_iter().map(plek).collect()))
}
