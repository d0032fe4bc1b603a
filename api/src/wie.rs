//! Who asks, and what is asked: the session and the typed query.

use crate::probleem::Probleem;
use crate::{Moment, Staat};
use app::Gebruiker;
use app::aanmelden::{Token, gebruiker_van};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

/// Name of the session cookie, the same as that of the pages.
pub const COOKIE: &str = "maatwerk_sessie";

/// Someone who is signed in, with all that a question needs.
#[derive(Debug)]
pub(crate) struct Vrager {
    pub staat: Staat,
    pub wie: Gebruiker,
    pub moment: Moment,
}

impl Vrager {
    /// Asks on a thread where waiting is allowed.
    pub async fn vraag<T: Send + 'static>(
        self,
        f: impl FnOnce(&Self) -> Result<T, app::vragen::VraagFout> + Send + 'static,
    ) -> Result<T, Probleem> {
        let taak = tokio::task::spawn_blocking(move || f(&self));
        Ok(taak.await.map_err(|e| Probleem::intern(&e))??)
    }
}

fn token(koppen: &HeaderMap) -> Option<Token> {
    if let Some(waarde) = koppen.get(header::AUTHORIZATION) {
        let (soort, token) = waarde.to_str().ok()?.split_once(' ')?;
        return if soort.eq_ignore_ascii_case("bearer") { Token::parse(token.trim()) } else { None };
    }
    koppen
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|w| w.to_str().ok())
        .flat_map(|w| w.split(';'))
        .filter_map(|deel| deel.trim().split_once('='))
        .find(|(naam, _)| *naam == COOKIE)
        .and_then(|(_, waarde)| Token::parse(waarde))
}

impl FromRequestParts<Staat> for Vrager {
    type Rejection = Probleem;

    async fn from_request_parts(delen: &mut Parts, staat: &Staat) -> Result<Self, Probleem> {
        let token = token(&delen.headers).ok_or_else(Probleem::aanmelden)?;
        let moment = (staat.klok)();
        let db = staat.db.clone();
        let taak = tokio::task::spawn_blocking(move || gebruiker_van(&db, &token, moment.nu));
        let wie = taak.await.map_err(|e| Probleem::intern(&e))?.map_err(|e| Probleem::intern(&e))?;
        Ok(Self { staat: staat.clone(), wie: wie.ok_or_else(Probleem::aanmelden)?, moment })
    }
}

/// The query, with a Dutch problem when it holds something unknown.
pub(crate) struct Zoek<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Zoek<T> {
    type Rejection = Probleem;

    async fn from_request_parts(delen: &mut Parts, staat: &S) -> Result<Self, Probleem> {
        let fout = |_| {
            Probleem::ongeldig("Een van de zoekvelden is onbekend of onleesbaar. Zie /api/v1/openapi.json.")
        };
        let Query(zoek) = Query::from_request_parts(delen, staat).await.map_err(fout)?;
        Ok(Self(zoek))
    }
}

/// Names the two ways to sign in in the description.
pub(crate) struct Beveiliging;

impl utoipa::Modify for Beveiliging {
    fn modify(&self, beschrijving: &mut utoipa::openapi::OpenApi) {
        let onderdelen = beschrijving.components.get_or_insert_default();
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE)));
        let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        onderdelen.add_security_scheme("sessie", cookie);
        onderdelen.add_security_scheme("token", token);
    }
}
