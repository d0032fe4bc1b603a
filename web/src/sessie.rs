//! Who asks: the session cookie, and the forms that belong to it.

use crate::Staat;
use crate::beveiliging::{gelijk, van_elders};
use crate::fout::Fout;
use crate::opmaak::nederlands;
use crate::pagina::Invoer;
use crate::schil::{Omgeving, Schil};
use app::aanmelden::{Token, gebruiker_van};
use axum::extract::{Form, FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use jiff::Timestamp;
use jiff::civil::Date;
use kern::Gemeentecode;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

/// Name of the session cookie.
pub const COOKIE: &str = "maatwerk_sessie";
/// Name of the cookie that the token of the sign-in form belongs to.
pub const COOKIE_VOORAF: &str = "maatwerk_vooraf";

/// A cookie out of the headers.
pub fn cookie<'a>(koppen: &'a HeaderMap, naam: &str) -> Option<&'a str> {
    koppen
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|w| w.to_str().ok())
        .flat_map(|w| w.split(';'))
        .filter_map(|deel| deel.trim().split_once('='))
        .find(|(n, _)| *n == naam)
        .map(|(_, w)| w)
}

/// A `Set-Cookie` value; an empty value takes the cookie away.
pub fn zet_cookie(naam: &str, waarde: &str, tls: bool) -> String {
    let weg = if waarde.is_empty() { "; Max-Age=0" } else { "" };
    let veilig = if tls { "; Secure" } else { "" };
    format!("{naam}={waarde}; Path=/; HttpOnly; SameSite=Lax{weg}{veilig}")
}

/// A request of someone who is signed in.
#[derive(Debug, Clone)]
pub struct Bezoek {
    /// What the pages run on.
    pub staat: Arc<Staat>,
    /// What the shell shows.
    pub om: Omgeving,
    /// The session.
    pub token: Token,
    nu: Timestamp,
}

impl Bezoek {
    /// The day that date rules use.
    pub fn vandaag(&self) -> Date {
        self.staat.vandaag.unwrap_or_else(|| nederlands(self.nu).date())
    }

    /// The moment of the request.
    pub fn nu(&self) -> Timestamp {
        self.nu
    }
}

impl FromRequestParts<Arc<Staat>> for Bezoek {
    type Rejection = Fout;

    async fn from_request_parts(delen: &mut Parts, staat: &Arc<Staat>) -> Result<Self, Fout> {
        // After signing in one goes on to the page that was asked, unless that was a form.
        let naar = || {
            let pad = delen.uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str);
            Fout::aanmelden(if delen.method == Method::GET && pad != "/" { pad } else { "" })
        };
        let token = cookie(&delen.headers, COOKIE).and_then(Token::parse).ok_or_else(naar)?;
        let nu = Timestamp::now();
        let (voor_db, voor_token) = (staat.clone(), token.clone());
        let (gebruiker, gemeenten) = tokio::task::spawn_blocking(move || {
            let Some(wie) = gebruiker_van(&voor_db.db, &voor_token, nu).map_err(Fout::intern)? else {
                return Ok(None);
            };
            let namen = app::vragen::gemeenten::namen(&voor_db.db, &wie)?;
            Ok::<_, Fout>(Some((wie, namen)))
        })
        .await
        .map_err(Fout::intern)??
        .ok_or_else(naar)?;
        let mut om = Omgeving { csrf: token.csrf(), gebruiker, gemeenten, demo: staat.demo, gekozen: None };
        if let Some(code) = query(delen).get("gemeente") {
            om.gekozen = Some(
                Gemeentecode::parse(code)
                    .ok()
                    .filter(|g| om.gebruiker.gemeenten.contains(g))
                    .ok_or_else(|| Fout::geen_toegang().voor(&om))?,
            );
        }
        Ok(Self { staat: staat.clone(), om, token, nu })
    }
}

/// A request of anyone; with the shell of the user when someone is signed in.
#[derive(Debug)]
pub struct MisschienBezoek {
    staat: Arc<Staat>,
    bezoek: Option<Bezoek>,
}

impl MisschienBezoek {
    /// The shell of a page.
    pub fn schil(&self, titel: &str) -> Schil {
        match &self.bezoek {
            Some(b) => Schil::nieuw(&b.om, titel, "", "/").via("Overzicht", "/").hier(titel),
            None => Schil::buiten(titel, self.staat.demo, String::new()),
        }
    }

    /// The shell of a page that stands in the left bar.
    pub fn schil_bij(&self, titel: &str, hier: &str) -> Schil {
        match &self.bezoek {
            Some(b) => Schil::nieuw(&b.om, titel, hier, hier).via("Overzicht", "/").hier(titel),
            None => Schil::buiten(titel, self.staat.demo, String::new()),
        }
    }

    /// What the pages run on.
    pub fn staat(&self) -> Arc<Staat> {
        self.staat.clone()
    }

    /// A failure with the right shell around it.
    pub fn bij(&self, fout: Fout) -> Fout {
        match &self.bezoek {
            Some(b) => fout.voor(&b.om),
            None => fout,
        }
    }
}

impl FromRequestParts<Arc<Staat>> for MisschienBezoek {
    type Rejection = Infallible;

    async fn from_request_parts(delen: &mut Parts, staat: &Arc<Staat>) -> Result<Self, Infallible> {
        let bezoek = Bezoek::from_request_parts(delen, staat).await.ok();
        Ok(Self { staat: staat.clone(), bezoek })
    }
}

fn query(delen: &Parts) -> Invoer {
    Query::<BTreeMap<String, String>>::try_from_uri(&delen.uri).map(|q| Invoer(q.0)).unwrap_or_default()
}

impl<S: Send + Sync> FromRequestParts<S> for Invoer {
    type Rejection = Infallible;

    async fn from_request_parts(delen: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(query(delen))
    }
}

/// A form, not yet trusted.
#[derive(Debug)]
pub struct Formulier {
    velden: Invoer,
    elders: bool,
}

impl Formulier {
    /// The fields, when the form comes from a page of this session.
    pub fn controleer(self, bezoek: &Bezoek) -> Result<Invoer, Fout> {
        if !self.elders && bezoek.token.csrf_klopt(self.velden.get("csrf").unwrap_or_default()) {
            Ok(self.velden)
        } else {
            Err(Fout::formulier().voor(&bezoek.om))
        }
    }

    /// The fields, when the form carries this token.
    pub fn met_token(self, token: Option<&str>) -> Result<Invoer, Fout> {
        let gegeven = self.velden.get("csrf").unwrap_or_default();
        if !self.elders && token.is_some_and(|t| gelijk(t, gegeven)) {
            Ok(self.velden)
        } else {
            Err(Fout::formulier())
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Formulier {
    type Rejection = Fout;

    async fn from_request(verzoek: Request, staat: &S) -> Result<Self, Fout> {
        let elders = van_elders(verzoek.method(), verzoek.headers());
        let Form(velden) = Form::<BTreeMap<String, String>>::from_request(verzoek, staat)
            .await
            .map_err(|_| Fout::ongeldig("het formulier is niet te lezen"))?;
        Ok(Self { velden: Invoer(velden), elders })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut k = HeaderMap::new();
        k.insert(header::COOKIE, HeaderValue::from_static("x_maatwerk_sessie=nee; maatwerk_sessie=ja; a=b"));
        assert_eq!(cookie(&k, COOKIE), Some("ja"));
        assert_eq!(cookie(&k, "maatwerk"), None);
    }

    #[test]
    fn the_cookie_is_for_the_server_only() {
        assert_eq!(zet_cookie("n", "w", false), "n=w; Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(zet_cookie("n", "", true), "n=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
    }
}
