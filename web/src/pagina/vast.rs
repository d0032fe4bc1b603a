//! Pages without data: accessibility statement and terms.

use crate::fout::Fout;
use crate::schil::Schil;
use crate::{MisschienBezoek, toon};
use askama::Template;
use axum::response::Response;

/// The accessibility statement.
#[derive(Template, Debug)]
#[template(path = "toegankelijkheid.html")]
pub struct ToegankelijkheidPagina {
    /// Shell.
    pub schil: Schil,
}

/// The terms.
#[derive(Template, Debug)]
#[template(path = "begrippen.html")]
pub struct BegrippenPagina {
    /// Shell.
    pub schil: Schil,
}

/// `GET /toegankelijkheid`
pub async fn toegankelijkheid(bezoek: MisschienBezoek) -> Result<Response, Fout> {
    toon(&ToegankelijkheidPagina { schil: bezoek.schil("Toegankelijkheid") })
}

/// `GET /begrippen`
pub async fn begrippen(bezoek: MisschienBezoek) -> Result<Response, Fout> {
    toon(&BegrippenPagina { schil: bezoek.schil("Begrippen") })
}
