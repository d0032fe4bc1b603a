//! The JSON API under /api/v1: the answers of `app::vragen`, read only.
//!
//! It follows the NLGov REST API Design Rules: nouns in kebab-case, JSON and query in camelCase, the major version
//! in the path and the full one in the header `API-Version`, problems as RFC 9457, paging with `_links` and the
//! header `Link`, no trailing slash, the description at /api/v1/openapi.json. A BSN never stands in a URL and
//! only in the file of a client. Amounts are whole cents, days are ISO dates.
//!
//! Who asks is known by the session: the cookie of the pages, or `Authorization: Bearer` with its token. Rules and
//! rights live in `app`; here are only form and status codes.

mod links;
mod probleem;
mod uit;
mod wegen;
mod wie;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use jiff::Timestamp;
use kern::Datum;
use std::sync::Arc;
use store::{Db, Kluis};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wie::Beveiliging;

pub use wie::COOKIE;

/// Full version of the API, in the header `API-Version`.
pub const VERSIE: &str = "1.0.0";
/// Where the API lives.
pub const PAD: &str = "/api/v1";

/// The moment of a request and the day that date rules use.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Now.
    pub nu: Timestamp,
    /// Today.
    pub vandaag: Datum,
}

/// Gives the moment; a parameter so that tests and `--vandaag` decide.
pub type Klok = Arc<dyn Fn() -> Moment + Send + Sync>;

/// What the API runs on.
#[derive(Clone)]
pub struct Staat {
    /// The database.
    pub db: Db,
    /// The vault: opens BSNs and message contents.
    pub kluis: Kluis,
    /// The clock.
    pub klok: Klok,
}

impl std::fmt::Debug for Staat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Staat").field("db", &self.db).finish_non_exhaustive()
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "maatwerk",
        version = "1.0.0",
        description = "API op de Wmo-keten: van inkoop tot betaling. Alleen lezen, behalve bij post: daar wordt een \
                       onbestelbaar bericht opnieuw geprobeerd of afgehandeld. Bedragen zijn hele centen, dagen \
                       staan als JJJJ-MM-DD. U ziet alleen de gemeenten (en als aanbieder alleen de eigen \
                       gegevens) waar u recht op hebt.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
        contact(name = "Beheer van maatwerk")
    ),
    servers((url = "/api/v1")),
    modifiers(&Beveiliging),
    security(("sessie" = []), ("token" = []))
)]
struct Beschrijving;

fn samen() -> OpenApiRouter<Staat> {
    OpenApiRouter::with_openapi(Beschrijving::openapi())
        .routes(routes!(wegen::keten::overzicht))
        .routes(routes!(wegen::clienten::lijst))
        .routes(routes!(wegen::clienten::dossier))
        .routes(routes!(wegen::clienten::zoekopdrachten))
        .routes(routes!(wegen::berichten::lijst))
        .routes(routes!(wegen::berichten::dossier))
        .routes(routes!(wegen::berichten::inhoud))
        .routes(routes!(wegen::termijnen::controleer))
        .routes(routes!(wegen::termijnen::lijst))
        .routes(routes!(wegen::termijnen::tellingen))
        .routes(routes!(wegen::verzoeken::lijst))
        .routes(routes!(wegen::verzoeken::dossier))
        .routes(routes!(wegen::wacht::lijst))
        .routes(routes!(wegen::declaraties::lijst))
        .routes(routes!(wegen::declaraties::dossier))
        .routes(routes!(wegen::declaraties::regels))
        .routes(routes!(wegen::declaraties::regel))
        .routes(routes!(wegen::declaraties::uitleg))
        .routes(routes!(wegen::betalingen::lijst))
        .routes(routes!(wegen::betalingen::batch))
        .routes(routes!(wegen::betalingen::saldo))
        .routes(routes!(wegen::post::overzicht))
        .routes(routes!(wegen::post::besluit))
        .routes(routes!(wegen::keten::catalogus))
        .routes(routes!(wegen::tarieven::blad))
        .routes(routes!(wegen::tarieven::scenarios))
        .routes(routes!(wegen::tarieven::op_tarief))
        .routes(routes!(wegen::tarieven::reacties))
        .routes(routes!(wegen::kaders::lijst))
        .routes(routes!(wegen::kaders::versie))
        .routes(routes!(wegen::kaders::verschillen))
        .routes(routes!(wegen::kaders::bestelbaarheid))
        .routes(routes!(wegen::keten::aanbieders))
        .routes(routes!(wegen::keten::aanbieder))
        .routes(routes!(wegen::keten::monitor))
}

/// The description of the API (OpenAPI 3.1), as served at /api/v1/openapi.json.
pub fn openapi() -> utoipa::openapi::OpenApi {
    samen().into_openapi()
}

/// The routes, all under [`PAD`]; to be merged with those of the pages.
pub fn router(staat: Staat) -> Router {
    let (wegen, beschrijving) = samen().split_for_parts();
    let json = beschrijving.to_json().unwrap_or_default();
    let wegen = wegen
        .route("/openapi.json", axum::routing::get(async move || wegen::beschrijving(json.clone())))
        .fallback(async || probleem::Probleem::niet_gevonden())
        .method_not_allowed_fallback(async || probleem::Probleem::methode())
        .with_state(staat);
    // The router does not count the bare path with a slash as part of what is nested.
    let kaal = axum::routing::any(async || probleem::Probleem::niet_gevonden());
    Router::new().nest(PAD, wegen).route(&format!("{PAD}/"), kaal).layer(axum::middleware::from_fn(koppen))
}

/// Headers on every answer, also on problems.
async fn koppen(verzoek: Request, verder: Next) -> Response {
    let mut antwoord = verder.run(verzoek).await;
    let koppen = antwoord.headers_mut();
    koppen.insert("api-version", HeaderValue::from_static(VERSIE));
    koppen.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    koppen.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    koppen.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    );
    koppen.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    antwoord
}
