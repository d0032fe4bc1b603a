//! The pages. Server-rendered, no script; every page is one typed struct and one template.
//!
//! [`router`] gives the whole site over a [`Staat`]. The shell stands in `schil`, one file per page group in
//! `pagina`, Dutch notation in `opmaak`, charts in `grafiek`, headers and form tokens in `beveiliging`.
//! Rules and SQL live in `app` and below; a page asks a question of `app::vragen` and shows the answer.

pub mod activa;
pub mod begrippen;
pub mod bestand;
pub mod beveiliging;
pub mod csv;
mod filters;
pub mod formulier;
pub mod fout;
pub mod grafiek;
pub mod multipart;
pub mod opmaak;
pub mod pagina;
pub mod radar;
pub mod schil;
pub mod sessie;
pub mod status;
pub mod uitleg;
pub mod upload;

use app::vragen::{Blad, Lijst, Plek, VraagFout};
use app::{Gebruiker, Rol};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use fout::Fout;
use kern::Datum;
use std::path::PathBuf;
use std::sync::Arc;

pub use sessie::{Bezoek, MisschienBezoek};

/// What the pages run on.
#[derive(Debug, Clone)]
pub struct Staat {
    /// The database.
    pub db: store::Db,
    /// The vault: opens BSNs and message contents.
    pub kluis: store::Kluis,
    /// Invented data: every page says so and the sign-in page lists the logins.
    pub demo: bool,
    /// Name, password and role of the demo logins, for the sign-in page; only shown when `demo`.
    pub logins: Vec<(String, String, Rol)>,
    /// Served over TLS (by a proxy in front): cookies are Secure and HSTS is sent.
    pub tls: bool,
    /// The day that date rules use; the clock when empty.
    pub vandaag: Option<Datum>,
    /// Folder with the payment files that may be fetched.
    pub betaalbestanden: Option<PathBuf>,
}

/// The site.
pub fn router(staat: Staat) -> Router {
    let tls = staat.tls;
    let staat = Arc::new(staat);
    Router::new()
        .route("/", get(pagina::overzicht::pagina))
        .route("/aanmelden", get(pagina::aanmelden::formulier).post(pagina::aanmelden::aanmelden))
        .route("/afmelden", get(pagina::aanmelden::vraag_afmelden).post(pagina::aanmelden::afmelden))
        .route("/zoek", post(pagina::zoek::zoek))
        .route("/clienten", get(pagina::clienten::lijst))
        .route("/clienten/{gemeente}/{id}", get(pagina::clienten::dossier))
        .route("/clienten/{gemeente}/{id}/{tab}", get(pagina::clienten::dossier_tab))
        .route(
            "/clienten/{gemeente}/{id}/verzoek-toewijzing",
            get(pagina::aanvragen::toewijzing).post(pagina::aanvragen::vraag_toewijzing),
        )
        .route(
            "/clienten/{gemeente}/{id}/melden/{nummer}",
            get(pagina::melden::pagina).post(pagina::melden::meld),
        )
        .route(
            "/clienten/{gemeente}/{id}/verzoek-wijziging",
            get(pagina::aanvragen::wijziging).post(pagina::aanvragen::vraag_wijziging),
        )
        .route(pagina::melding::PAD, get(pagina::melding::lijst::pagina))
        .route("/meldingen/nieuw", get(pagina::melding::nieuw::zoek))
        .route(
            "/meldingen/nieuw/client",
            get(pagina::melding::nieuw::client).post(pagina::melding::nieuw::voeg_toe),
        )
        .route(
            "/clienten/{gemeente}/{id}/melding",
            get(pagina::melding::nieuw::formulier).post(pagina::melding::nieuw::meld),
        )
        .route("/meldingen/{gemeente}/{id}", get(pagina::melding::dossier::pagina))
        .route("/meldingen/{gemeente}/{id}/stappen/{stap}", post(pagina::melding::dossier::doe))
        .route("/meldingen/{gemeente}/{id}/brief/{soort}", get(pagina::melding::stuk::pagina))
        .route(
            "/meldingen/{gemeente}/{id}/onderzoek/{nr}",
            get(pagina::melding::onderzoek::pagina)
                .post(pagina::melding::onderzoek::bewaar)
                // three long texts, each letter of which may take nine bytes in a form
                .layer(axum::extract::DefaultBodyLimit::max(256 * 1024)),
        )
        .route(
            "/meldingen/{gemeente}/{id}/afronden",
            get(pagina::melding::onderzoek::samenvatting).post(pagina::melding::onderzoek::rond_af),
        )
        .route("/meldingen/{gemeente}/{id}/advies", get(pagina::advies::pagina).post(pagina::advies::kies))
        .route(
            "/meldingen/{gemeente}/{id}/advies/{kader}/{deel}",
            get(pagina::advies::invullen::pagina)
                .post(pagina::advies::invullen::bewaar)
                // a motivation at every judgement, each letter of which may take nine bytes in a form
                .layer(axum::extract::DefaultBodyLimit::max(2 * 1024 * 1024)),
        )
        .route(pagina::advies::afwijkingen::PAD, get(pagina::advies::afwijkingen::pagina))
        .route("/clienten/{gemeente}/{id}/zrm", get(pagina::zrm::pagina))
        .route(
            "/clienten/{gemeente}/{id}/zrm/{welke}",
            get(pagina::zrm::meten::pagina)
                .post(pagina::zrm::meten::bewaar)
                .layer(axum::extract::DefaultBodyLimit::max(512 * 1024)),
        )
        .route(
            "/zrm/teksten/{gemeente}",
            get(pagina::zrm::teksten::pagina).post(pagina::zrm::teksten::bewaar),
        )
        .route("/zrm/teksten/{gemeente}/weg", post(pagina::zrm::teksten::weg))
        .route(
            "/meldingen/{gemeente}/{id}/plan",
            get(pagina::melding::plan::pagina)
                .post(pagina::melding::plan::bewaar)
                .layer(axum::extract::DefaultBodyLimit::max(512 * 1024)),
        )
        .route("/meldingen/{gemeente}/{id}/aanbiedersplan", get(pagina::melding::aanbiedersplan::pagina))
        .route("/meldingen/{gemeente}/{id}/aanbiedersplan/{stap}", post(pagina::melding::aanbiedersplan::doe))
        .route(pagina::plannen::PAD, get(pagina::plannen::lijst))
        .route(
            "/plannen/{gemeente}/{id}",
            get(pagina::plannen::pagina)
                .post(pagina::plannen::bewaar)
                .layer(axum::extract::DefaultBodyLimit::max(512 * 1024)),
        )
        .route(
            "/aanvragen/{gemeente}/{id}",
            get(pagina::melding::klok::pagina).post(pagina::melding::klok::zet),
        )
        .route(
            "/clienten/{gemeente}/{id}/besluiten",
            get(pagina::besluitclient::van_client).post(pagina::besluitclient::begin),
        )
        .route("/beschikkingen", get(pagina::beschikkingen::lijst))
        .route(
            "/beschikkingen/keuzes/{gemeente}",
            get(pagina::besluitkeuzes::pagina).post(pagina::besluitkeuzes::bewaar),
        )
        .route(
            "/beschikkingen/{gemeente}/{id}",
            get(pagina::beschikkingen::dossier).post(pagina::beschikkingen::doe),
        )
        .route("/beschikkingen/{gemeente}/{id}/brief.pdf", get(pagina::beschikkingen::brief))
        .route(
            "/beschikkingen/{gemeente}/{id}/stap/{stap}",
            get(pagina::besluitstap::pagina).post(pagina::besluitstap::bewaar),
        )
        .route(pagina::aflopend::PAD, get(pagina::aflopend::lijst))
        .route("/aflopend/{gemeente}/{id}", get(pagina::aflopend::blad).post(pagina::aflopend::doe))
        .route(pagina::wachtlijst::PAD, get(pagina::wachtlijst::pagina))
        .route("/wachtlijst/{gemeente}/{plaats}", get(pagina::wachten::blad).post(pagina::wachten::doe))
        .route("/clienten/{gemeente}/{id}/wachten", get(pagina::wachten::nieuw).post(pagina::wachten::zet_op))
        .route("/berichten", get(pagina::berichten::lijst))
        .route("/bewaken", get(pagina::bewaken::lijst))
        .route("/berichten/{gemeente}/{id}", get(pagina::berichten::dossier))
        .route("/berichten/{gemeente}/{id}/inhoud", get(pagina::berichten::inhoud))
        .route("/berichten/{gemeente}/{id}/ruw", get(pagina::berichten::ruw))
        .route(
            "/berichten/{gemeente}/{id}/actie/{actie}",
            get(pagina::berichten::vraag_opnieuw).post(pagina::berichten::opnieuw),
        )
        .route("/post", get(pagina::post::pagina))
        .route("/post/{richting}/{gemeente}/{nr}/opnieuw", post(pagina::post::opnieuw))
        .route("/post/{richting}/{gemeente}/{nr}/afhandelen", post(pagina::post::afhandelen))
        .route("/declaraties", get(pagina::declaraties::lijst))
        .route("/declaraties/{gemeente}/{bericht}", get(pagina::declaraties::dossier))
        .route("/declaraties/{gemeente}/{bericht}/{volgnr}", get(pagina::declaraties::regel))
        .route(
            "/declaraties/{gemeente}/{bericht}/{volgnr}/verbeteren",
            get(pagina::verbeteren::pagina).post(pagina::verbeteren::verbeter),
        )
        .route("/verzoeken", get(pagina::verzoeken::lijst))
        .route("/verzoeken/{gemeente}/{id}", get(pagina::verzoeken::dossier))
        .route(
            "/verzoeken/{gemeente}/{id}/{deel}",
            get(pagina::verzoeken::besluit).post(pagina::verzoeken::beslis),
        )
        .route("/betalingen", get(pagina::betalingen::lijst))
        .route("/betalingen/{gemeente}/{nummer}", get(pagina::betalingen::batch))
        .route("/betalingen/{gemeente}/{nummer}/bestand", get(pagina::betalingen::bestand))
        .route("/catalogus", get(pagina::catalogus::lijst))
        .route("/catalogus/{kader}/{code}", get(pagina::catalogus::product))
        .route("/catalogus/{kader}/{code}/publicatieblad", get(pagina::publicatieblad::pagina))
        .route("/catalogus/{kader}/{code}/publicatieblad.pdf", get(pagina::publicatieblad::pdf))
        .route("/catalogus/{kader}/{code}/kostprijs", get(pagina::kostprijs::pagina))
        .route(
            "/catalogus/{kader}/{code}/scenarios",
            get(pagina::scenarios::lijst).post(pagina::scenarios::bewaar),
        )
        .route(
            "/catalogus/{kader}/{code}/reacties",
            get(pagina::reacties::pagina).post(pagina::reacties::dien_in),
        )
        .route("/catalogus/{kader}/{code}/reacties/{gemeente}/{id}", post(pagina::reacties::beantwoord))
        .route("/catalogus/{kader}/{code}/scenarios/{gemeente}/{id}", get(pagina::scenarios::een))
        .route(
            "/catalogus/{kader}/{code}/scenarios/{gemeente}/{id}/verwijder",
            post(pagina::scenarios::verwijder),
        )
        .route("/catalogus/{kader}/{code}/scenarios/{gemeente}/{id}/deel", post(pagina::scenarios::deel))
        .route(pagina::reactielijst::PAD, get(pagina::reactielijst::pagina))
        .route("/kaders", get(pagina::kaders::lijst).post(pagina::kaders::breng_in))
        .route("/kaders/{kader}/{nummer}", get(pagina::kaders::versie))
        .route("/kaders/{kader}/{nummer}/{stap}", post(pagina::kaders::stap))
        .route("/kaders/{kader}/{nummer}/bestand/{naam}", get(pagina::kaders::bestand))
        .route("/aanbieders", get(pagina::aanbieders::lijst))
        .route("/aanbieders/{agb}", get(pagina::aanbieders::dossier))
        .route("/monitor", get(pagina::monitor::pagina))
        .route(pagina::omzetten::PAD, get(pagina::omzetten::pagina).post(pagina::omzetten::ontvang))
        .route("/omzetten/opdracht/{id}", get(pagina::omzetten::opdracht).post(pagina::omzetten::doe))
        .route("/omzetten/opdracht/{id}/lijst", get(pagina::omzetten::lijst))
        .route("/omzetten/herindeling/{id}", get(pagina::herindelen::pagina).post(pagina::herindelen::doe))
        .route("/omzetten/herindeling/{id}/brieven", get(pagina::herindelen::brieven))
        .route("/omzetten/cohort/{cohort}", get(pagina::cohort::pagina).post(pagina::cohort::doe))
        .route("/omzetten/cohort/{cohort}/{wat}", get(pagina::cohort::bestand))
        .route(
            pagina::controleren::PAD,
            get(pagina::controleren::formulier).post(pagina::controleren::controleer),
        )
        .route("/begrippen", get(pagina::vast::begrippen))
        .route("/toegankelijkheid", get(pagina::vast::toegankelijkheid))
        .route("/activa/{naam}", get(actief))
        .fallback(niet_gevonden)
        .layer(axum::Extension(Arc::new(app::omzetten::Opdrachten::default())))
        .layer(axum::Extension(Arc::new(app::herindelen::Herindelingen::default())))
        .layer(axum::extract::DefaultBodyLimit::max(64 * 1024))
        .layer(axum::middleware::from_fn_with_state(tls, beveiliging::koppen))
        .with_state(staat)
}

async fn niet_gevonden(bezoek: MisschienBezoek) -> Fout {
    bezoek.bij(Fout::niet_gevonden())
}

/// An embedded file. Its name holds a hash of its content, so it never changes.
async fn actief(Path(naam): Path<String>) -> Response {
    match activa::zoek(&naam) {
        Some(a) => (
            [(header::CONTENT_TYPE, a.mime), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")],
            a.inhoud,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Renders a page.
pub(crate) fn toon<T: Template>(pagina: &T) -> Result<Response, Fout> {
    pagina.render().map(|html| Html(html).into_response()).map_err(Fout::intern)
}

/// Asks a question of the read side, on a thread that may wait for the database.
pub(crate) async fn vraag<T, F>(bezoek: &Bezoek, vraag: F) -> Result<T, Fout>
where
    T: Send + 'static,
    F: FnOnce(&Staat, &Gebruiker) -> Result<T, VraagFout> + Send + 'static,
{
    let (staat, wie) = (bezoek.staat.clone(), bezoek.om.gebruiker.clone());
    tokio::task::spawn_blocking(move || vraag(&staat, &wie))
        .await
        .map_err(|f| Fout::intern(f).voor(&bezoek.om))?
        .map_err(|f| Fout::from(f).voor(&bezoek.om))
}

/// Most rows of an export.
const EXPORT: usize = 50_000;

/// All rows of a list, page after page, for an export.
pub(crate) async fn blader_door<T, F>(bezoek: &Bezoek, lees: F) -> Result<Vec<T>, Fout>
where
    T: Send + 'static,
    F: Fn(&Staat, &Gebruiker, &Blad) -> Result<Lijst<T>, VraagFout> + Send + 'static,
{
    vraag(bezoek, move |s, wie| {
        let mut rijen = Vec::new();
        let mut blad = Blad { grootte: Blad::HOOGSTE, plek: Plek::Begin };
        loop {
            let lijst = lees(s, wie, &blad)?;
            rijen.extend(lijst.rijen);
            if rijen.len() > EXPORT {
                return Err(VraagFout::Ongeldig(format!(
                    "de lijst heeft meer dan {} regels; kies een filter en haal de lijst in delen op",
                    opmaak::getal(pagina::lengte(EXPORT))
                )));
            }
            match lijst.volgende {
                Some(w) => blad.plek = Plek::Na(w),
                None => return Ok(rijen),
            }
        }
    })
    .await
}
