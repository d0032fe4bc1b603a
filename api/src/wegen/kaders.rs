//! Frameworks with their versions, and who may order what on a day.

use super::{agb, dag, gemeente, pad_nummer};
use crate::probleem::{Geweigerd, GeweigerdOfWeg, Probleem};
use crate::uit::kaders::{Bestelbaarheid, KaderMetVersies, Kaderverschillen, Kaderversie};
use crate::wie::{Vrager, Zoek};
use app::kaders as v;
use axum::Json;
use axum::extract::Path;
use catalogus::Bestelsoort;
use inkoop::Productsleutel;
use kern::{Productcategorie, Productcode};
use serde::Deserialize;
use utoipa::IntoParams;

/// De kaders van uw gemeenten met hun versies. Concepten ziet alleen wie versies maakt of vaststelt.
#[utoipa::path(
    get, path = "/kaders", tag = "kaders",
    responses(
        (status = 200, description = "Gelukt", body = Vec<KaderMetVersies>),
        Geweigerd
    )
)]
pub(crate) async fn lijst(vrager: Vrager) -> Result<Json<Vec<KaderMetVersies>>, Probleem> {
    let lijst = vrager.vraag(|w| v::overzicht(&w.staat.db, &w.wie, w.moment.vandaag)).await?;
    Ok(Json(lijst.into_iter().map(KaderMetVersies::from).collect()))
}

/// Een versie van een kader met wat ermee is gedaan.
#[utoipa::path(
    get, path = "/kaders/{kader}/versies/{nummer}", tag = "kaders",
    params(
        ("kader" = String, Path, description = "Naam van het kader"),
        ("nummer" = i64, Path, description = "Nummer van de versie; 0 kwam mee met het programma")
    ),
    responses(
        (status = 200, description = "Gelukt", body = Kaderversie),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn versie(
    vrager: Vrager,
    Path((kader, nummer)): Path<(String, String)>,
) -> Result<Json<Kaderversie>, Probleem> {
    let nummer = pad_nummer(&nummer)?;
    let vraag =
        move |w: &Vrager| v::versieblad(&w.staat.db, &w.wie, &kader, nummer, Some(nummer), w.moment.vandaag);
    Ok(Json(vrager.vraag(vraag).await?.regel.into()))
}

/// Zoekvelden van de verschillen.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct VerschilVelden {
    /// Nummer van de versie om mee te vergelijken; zonder: de versie waaruit zij is gemaakt.
    met: Option<String>,
}

/// Wat er in een versie anders is dan in een andere, in gewone taal.
#[utoipa::path(
    get, path = "/kaders/{kader}/versies/{nummer}/verschillen", tag = "kaders",
    params(
        ("kader" = String, Path, description = "Naam van het kader"),
        ("nummer" = i64, Path, description = "Nummer van de versie; 0 kwam mee met het programma"),
        VerschilVelden
    ),
    responses(
        (status = 200, description = "Gelukt", body = Kaderverschillen),
        GeweigerdOfWeg
    )
)]
pub(crate) async fn verschillen(
    vrager: Vrager,
    Path((kader, nummer)): Path<(String, String)>,
    Zoek(z): Zoek<VerschilVelden>,
) -> Result<Json<Kaderverschillen>, Probleem> {
    let nummer = pad_nummer(&nummer)?;
    let getal = |t: &str| t.parse().ok().filter(|n: &i64| *n >= 0);
    let met = super::veld("met", z.met.as_deref(), getal, "het nummer van een versie")?;
    let vraag = move |w: &Vrager| v::versieblad(&w.staat.db, &w.wie, &kader, nummer, met, w.moment.vandaag);
    Ok(Json(vrager.vraag(vraag).await?.into()))
}

/// Zoekvelden van bestelbaarheid.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct BestelVelden {
    /// Productcategorie.
    productcategorie: Option<String>,
    /// Productcode.
    productcode: Option<String>,
    gemeente: Option<String>,
    /// Ook het contract van deze aanbieder; een aanbieder vraagt voor zichzelf.
    agb: Option<String>,
    /// Eerste dag; zonder: vandaag.
    op: Option<String>,
    /// Meer van wat al loopt (verlengen of wijzigen), geen nieuwe toewijzing.
    vervolg: Option<bool>,
}

/// Wie een product mag bestellen op een dag: een antwoord per gemeente, met elke reden waarom niet.
#[utoipa::path(
    get, path = "/bestelbaarheid", tag = "kaders",
    params(BestelVelden),
    responses(
        (status = 200, description = "Gelukt", body = Vec<Bestelbaarheid>),
        Geweigerd
    )
)]
pub(crate) async fn bestelbaarheid(
    vrager: Vrager,
    Zoek(z): Zoek<BestelVelden>,
) -> Result<Json<Vec<Bestelbaarheid>>, Probleem> {
    let categorie = super::veld(
        "productcategorie",
        z.productcategorie.as_deref(),
        |t| Productcategorie::parse(t).ok(),
        "twee cijfers",
    )?;
    let code = super::veld(
        "productcode",
        z.productcode.as_deref(),
        |t| Productcode::parse(t).ok(),
        "een productcode",
    )?;
    let (Some(categorie), Some(code)) = (categorie, code) else {
        return Err(Probleem::ongeldig("Geef productcategorie en productcode samen."));
    };
    let (gemeente, agb) = (gemeente(z.gemeente.as_deref())?, agb(z.agb.as_deref())?);
    let op = dag("op", z.op.as_deref())?;
    let soort = if z.vervolg == Some(true) { Bestelsoort::Vervolg } else { Bestelsoort::Nieuw };
    let product = Productsleutel::new(categorie, code);
    let vraag = move |w: &Vrager| {
        let dag = op.unwrap_or(w.moment.vandaag);
        v::bestelbaar(&w.staat.db, &w.wie, gemeente, product, agb, dag, soort)
    };
    Ok(Json(vrager.vraag(vraag).await?.into_iter().map(Bestelbaarheid::from).collect()))
}
