//! The API as a test calls it: its own router on a real database, filled with the shared data, and users with tokens.

use super::gemeen::{VANDAAG, agb, g, kluis, nu, vul};
use api::{Moment, Staat};
use app::aanmelden::{NieuweGebruiker, maak_gebruiker, meld_aan};
use app::{Gebruiker, Rol};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use std::sync::Arc;
use store::proef::Proef;
use tower::ServiceExt as _;

pub struct Api {
    pub proef: Proef,
    pub router: axum::Router,
}

impl Api {
    pub fn nieuw() -> Self {
        let proef = Proef::sqlite();
        vul(proef.db());
        let klok: api::Klok = Arc::new(|| Moment { nu: nu(), vandaag: VANDAAG });
        let router = api::router(Staat { db: proef.db().clone(), kluis: kluis(), klok });
        Self { proef, router }
    }

    /// A user with a token.
    pub fn wie(&self, naam: &str, rol: Rol, van: Option<&str>, gemeenten: &[&str]) -> (Gebruiker, String) {
        let gemeenten: Vec<_> = gemeenten.iter().map(|c| g(c)).collect();
        let agb = van.map(agb);
        let nieuw = NieuweGebruiker { naam, weergavenaam: "Proef Persoon", rol, agb, gemeenten: &gemeenten };
        let db = self.proef.db();
        maak_gebruiker(db, &kluis(), &nieuw, "een lang wachtwoord", nu()).unwrap();
        let (token, wie) = meld_aan(db, &kluis(), naam, "een lang wachtwoord", "::1", nu()).unwrap();
        (wie, token.tekst())
    }

    /// Sends a request as it is.
    pub async fn stuur(&self, verzoek: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let antwoord = self.router.clone().oneshot(verzoek).await.unwrap();
        let (status, koppen) = (antwoord.status(), antwoord.headers().clone());
        let bytes = antwoord.into_body().collect().await.unwrap().to_bytes();
        (status, koppen, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// Asks a path below `/api/v1` with a token and without a body.
    pub async fn vraag(&self, methode: Method, pad: &str, token: &str) -> (StatusCode, HeaderMap, String) {
        let verzoek = Request::builder()
            .method(methode)
            .uri(format!("/api/v1{pad}"))
            .header("authorization", format!("Bearer {token}"));
        self.stuur(verzoek.body(Body::empty()).unwrap()).await
    }

    pub async fn get(&self, pad: &str, token: &str) -> (StatusCode, HeaderMap, String) {
        self.vraag(Method::GET, pad, token).await
    }
}
