//! Problems as RFC 9457: what happened, in Dutch, and never a BSN or a cause from within.

use app::vragen::VraagFout;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response as Beschreven, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

/// A problem (RFC 9457, `application/problem+json`).
#[derive(Debug, Serialize, ToSchema)]
pub struct Probleem {
    /// Kind of problem, as a URI reference.
    #[schema(example = "about:blank")]
    pub r#type: &'static str,
    /// The problem in a few words.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What to do about it.
    pub detail: String,
}

impl Probleem {
    fn nieuw(status: StatusCode, title: &'static str, detail: impl Into<String>) -> Self {
        Self { r#type: "about:blank", title, status: status.as_u16(), detail: detail.into() }
    }

    /// 400: the question is wrong.
    pub fn ongeldig(detail: impl Into<String>) -> Self {
        Self::nieuw(StatusCode::BAD_REQUEST, "Ongeldige vraag", detail)
    }

    /// 401: nobody is signed in.
    pub fn aanmelden() -> Self {
        let detail = "Meld u aan, of stuur een geldig token mee (Authorization: Bearer).";
        Self::nieuw(StatusCode::UNAUTHORIZED, "Niet aangemeld", detail)
    }

    /// 404: not there, or not for this user.
    pub fn niet_gevonden() -> Self {
        Self::nieuw(StatusCode::NOT_FOUND, "Niet gevonden", "Dit bestaat niet. Controleer het adres.")
    }

    /// 405: the address does not know this method.
    pub fn methode() -> Self {
        let detail = "Dit adres kent deze bewerking niet. Zie /api/v1/openapi.json.";
        Self::nieuw(StatusCode::METHOD_NOT_ALLOWED, "Bewerking niet mogelijk", detail)
    }

    /// 400: the body stopped halfway.
    pub fn afgebroken() -> Self {
        let detail = "Het versturen is afgebroken. Probeer het opnieuw. Er is niets bewaard.";
        Self::nieuw(StatusCode::BAD_REQUEST, "Afgebroken", detail)
    }

    /// 413: too many bytes.
    pub fn te_groot() -> Self {
        let detail =
            format!("Een bericht mag hooguit {} MB zijn.", app::controleren::HOOGSTE_BYTES / 1_000_000);
        Self::nieuw(StatusCode::PAYLOAD_TOO_LARGE, "Te groot", detail)
    }

    /// 429: too many from one address.
    pub fn te_vaak(minuten: i64) -> Self {
        let detail = format!("U controleert te vaak. Wacht {minuten} min en probeer het dan opnieuw.");
        Self::nieuw(StatusCode::TOO_MANY_REQUESTS, "Te vaak", detail)
    }

    /// 503: all places are taken.
    pub fn te_druk() -> Self {
        let detail = "Er worden al andere bestanden gecontroleerd. Probeer het over een minuut opnieuw.";
        Self::nieuw(StatusCode::SERVICE_UNAVAILABLE, "Te druk", detail)
    }

    /// 500: something broke here. The cause goes to standard error under a reference, not to the caller.
    pub fn intern(oorzaak: &dyn std::fmt::Display) -> Self {
        let mut toeval = [0_u8; 4];
        let _ = getrandom::fill(&mut toeval);
        let kenmerk = u32::from_be_bytes(toeval);
        eprintln!("fout {kenmerk:08x} in de api: {oorzaak}");
        let detail =
            format!("Er ging iets mis. Uw gegevens zijn niet gewijzigd. Meld kenmerk {kenmerk:08x}.");
        Self::nieuw(StatusCode::INTERNAL_SERVER_ERROR, "Fout in het programma", detail)
    }
}

impl From<VraagFout> for Probleem {
    fn from(fout: VraagFout) -> Self {
        match fout {
            VraagFout::GeenToegang => {
                let detail = "Uw rol of gemeente geeft geen toegang tot deze gegevens.";
                Self::nieuw(StatusCode::FORBIDDEN, "Geen toegang", detail)
            }
            VraagFout::NietGevonden => Self::niet_gevonden(),
            VraagFout::Ongeldig(tekst) => Self::ongeldig(tekst),
            VraagFout::Store(fout) => Self::intern(&fout),
        }
    }
}

impl IntoResponse for Probleem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut antwoord = (status, Json(self)).into_response();
        let koppen = antwoord.headers_mut();
        koppen.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            koppen.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        antwoord
    }
}

/// What a question with fields can be refused with, in the description of the API.
pub enum Geweigerd {}

impl IntoResponses for Geweigerd {
    fn responses() -> BTreeMap<String, RefOr<Beschreven>> {
        beschreven(&[("400", "Ongeldige vraag"), ("401", "Niet aangemeld"), ("403", "Geen toegang")])
    }
}

/// The same for a question about one thing, that may not be there.
pub enum GeweigerdOfWeg {}

impl IntoResponses for GeweigerdOfWeg {
    fn responses() -> BTreeMap<String, RefOr<Beschreven>> {
        let mut alle = Geweigerd::responses();
        alle.extend(beschreven(&[("404", "Niet gevonden")]));
        alle
    }
}

fn beschreven(codes: &[(&str, &str)]) -> BTreeMap<String, RefOr<Beschreven>> {
    let een = |wat: &str| {
        let inhoud = ContentBuilder::new().schema(Some(Ref::from_schema_name("Probleem"))).build();
        ResponseBuilder::new().description(wat).content("application/problem+json", inhoud).build()
    };
    codes.iter().map(|(code, wat)| ((*code).to_owned(), RefOr::T(een(wat)))).collect()
}
