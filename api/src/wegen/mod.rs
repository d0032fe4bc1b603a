//! One function a resource: read the question, ask `app::vragen`, give the JSON form.

pub(crate) mod berichten;
pub(crate) mod betalingen;
pub(crate) mod clienten;
pub(crate) mod declaraties;
pub(crate) mod kaders;
pub(crate) mod keten;
pub(crate) mod post;
pub(crate) mod tarieven;
pub(crate) mod termijnen;
pub(crate) mod verzoeken;
pub(crate) mod wacht;

use crate::probleem::Probleem;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kern::{AgbCode, Datum, Gemeentecode};

/// The description; open to everyone, it holds no data.
pub(crate) fn beschrijving(json: String) -> Response {
    let koppen = [(header::CONTENT_TYPE, "application/json"), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (koppen, json).into_response()
}

/// An address that cannot exist is not there.
pub(crate) fn pad_gemeente(tekst: &str) -> Result<Gemeentecode, Probleem> {
    Gemeentecode::parse(tekst).map_err(|_| Probleem::niet_gevonden())
}

pub(crate) fn pad_nummer(tekst: &str) -> Result<i64, Probleem> {
    tekst.parse().ok().filter(|n| *n >= 0).ok_or_else(Probleem::niet_gevonden)
}

fn veld<T>(
    naam: &str,
    tekst: Option<&str>,
    lees: impl FnOnce(&str) -> Option<T>,
    vorm: &str,
) -> Result<Option<T>, Probleem> {
    match tekst.map(str::trim).filter(|t| !t.is_empty()) {
        None => Ok(None),
        Some(t) => match lees(t) {
            Some(w) => Ok(Some(w)),
            None => Err(Probleem::ongeldig(format!("Het veld {naam} klopt niet: verwacht {vorm}."))),
        },
    }
}

pub(crate) fn gemeente(tekst: Option<&str>) -> Result<Option<Gemeentecode>, Probleem> {
    veld("gemeente", tekst, |t| Gemeentecode::parse(t).ok(), "vier cijfers")
}

pub(crate) fn agb(tekst: Option<&str>) -> Result<Option<AgbCode>, Probleem> {
    veld("agb", tekst, |t| AgbCode::parse(t).ok(), "acht cijfers")
}

pub(crate) fn dag(naam: &str, tekst: Option<&str>) -> Result<Option<Datum>, Probleem> {
    veld(naam, tekst, kern::lees_datum, "JJJJ-MM-DD")
}

/// One of a list of names.
pub(crate) fn keuze<T: Copy>(
    naam: &str,
    tekst: Option<&str>,
    alle: &[T],
    code: impl Fn(T) -> &'static str,
) -> Result<Option<T>, Probleem> {
    let vorm = alle.iter().map(|w| code(*w)).collect::<Vec<_>>().join(", ");
    veld(naam, tekst, |t| alle.iter().copied().find(|w| code(*w) == t), &vorm)
}
