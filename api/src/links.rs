//! A page of a list in JSON: the rows, how many there are, and the links to the pages around it.

use crate::PAD;
use app::vragen::{Aantal, Lijst, Wijzer};
use axum::Json;
use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A link.
#[derive(Debug, Serialize, ToSchema)]
pub struct Link {
    /// Address.
    pub href: String,
}

/// Links of a page.
#[derive(Debug, Serialize, ToSchema)]
pub struct Links {
    /// This page.
    #[serde(rename = "self")]
    pub zelf: Link,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
    /// The page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev: Option<Link>,
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pagina<T> {
    /// Links.
    #[serde(rename = "_links")]
    pub links: Links,
    /// Rows in the whole list.
    pub aantal: i64,
    /// Counting stopped: there are more than `aantal`.
    pub aantal_is_ondergrens: bool,
    /// The rows of this page.
    pub rijen: Vec<T>,
}

impl<T: Serialize> Pagina<T> {
    /// From the answer to a question; `uri` is what was asked.
    pub fn antwoord<R>(uri: &Uri, lijst: Lijst<R>, maak: impl FnMut(R) -> T) -> Response {
        let aantal_is_ondergrens = matches!(lijst.aantal, Aantal::MeerDan(_));
        let aantal = lijst.aantal.getal();
        let naar = |naam: &str, wijzer: Option<Wijzer>| wijzer.map(|w| Link { href: blad(uri, naam, w) });
        let (next, prev) = (naar("na", lijst.volgende), naar("voor", lijst.vorige));
        let kop = [("next", &next), ("prev", &prev)]
            .into_iter()
            .filter_map(|(rel, l)| l.as_ref().map(|l| format!("<{}>; rel=\"{rel}\"", l.href)))
            .collect::<Vec<_>>()
            .join(", ");
        let zelf = Link { href: eigen(uri, &zoekvelden(uri)) };
        let rijen = lijst.rijen.into_iter().map(maak).collect();
        let pagina = Self { links: Links { zelf, next, prev }, aantal, aantal_is_ondergrens, rijen };
        let mut antwoord = Json(pagina).into_response();
        if let (false, Ok(waarde)) = (kop.is_empty(), HeaderValue::from_str(&kop)) {
            antwoord.headers_mut().insert(header::LINK, waarde);
        }
        antwoord
    }
}

/// The fields of the query, as they were written.
fn zoekvelden(uri: &Uri) -> Vec<&str> {
    uri.query().map(|q| q.split('&').filter(|v| !v.is_empty()).collect()).unwrap_or_default()
}

/// The address within the API; a nested router sees the path without its prefix.
fn eigen(uri: &Uri, velden: &[&str]) -> String {
    let pad = uri.path().strip_prefix(PAD).unwrap_or(uri.path());
    if velden.is_empty() { format!("{PAD}{pad}") } else { format!("{PAD}{pad}?{}", velden.join("&")) }
}

fn blad(uri: &Uri, naam: &str, wijzer: Wijzer) -> String {
    let nieuw = format!("{naam}={wijzer}");
    let mut velden = zoekvelden(uri);
    velden.retain(|v| !v.starts_with("na=") && !v.starts_with("voor="));
    velden.push(&nieuw);
    eigen(uri, &velden)
}
