//! Reaction times, and the check of a message that anyone may ask for.

use super::{agb, gemeente, keuze};
use crate::Staat;
use crate::links::Pagina;
use crate::probleem::{Geweigerd, Probleem};
use crate::uit::{Termijn, Termijntelling};
use crate::wie::{Vrager, Zoek};
use app::controleren::{Aanvoer, HOOGSTE_BYTES, Werkplek, json, tel, werk};
use app::vragen::Blad;
use app::vragen::bewaken::{self as v, StandFilter, WachtFilter, Wie};
use axum::Json;
use axum::extract::{ConnectInfo, OriginalUri, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;
use utoipa::IntoParams;

/// Zoekvelden.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Velden {
    /// retour, declaratie-antwoord, verzoek-toewijzing, verzoek-wijziging, onderzoek-toewijzing, onderzoek-wijziging,
    /// start of stop. Zonder dit veld: retour.
    plicht: Option<String>,
    /// ons (wij moeten iets sturen) of hen (wij wachten op iets). Zonder dit veld: hen.
    wie: Option<String>,
    /// open, vandaag, te-laat of nooit. Zonder dit veld: open.
    stand: Option<String>,
    gemeente: Option<String>,
    agb: Option<String>,
    /// Bladzijde na deze plek.
    na: Option<String>,
    /// Bladzijde voor deze plek.
    voor: Option<String>,
    /// Regels per bladzijde, 1 t/m 200.
    aantal: Option<String>,
}

/// Termijnen van een plicht, de dringendste eerst.
#[utoipa::path(
    get, path = "/termijnen", tag = "termijnen",
    params(Velden),
    responses(
        (status = 200, description = "Gelukt", body = Pagina<Termijn>),
        Geweigerd
    )
)]
pub(crate) async fn lijst(
    vrager: Vrager,
    OriginalUri(uri): OriginalUri,
    Zoek(z): Zoek<Velden>,
) -> Result<Response, Probleem> {
    let filter = WachtFilter {
        gemeente: gemeente(z.gemeente.as_deref())?,
        agb: agb(z.agb.as_deref())?,
        plicht: keuze("plicht", z.plicht.as_deref(), monitoring::PLICHTEN, |p| p.code)?
            .unwrap_or(monitoring::termijnen::RETOUR),
        wie: keuze("wie", z.wie.as_deref(), Wie::ALLE, Wie::code)?.unwrap_or(Wie::Hen),
        stand: keuze("stand", z.stand.as_deref(), StandFilter::ALLE, StandFilter::code)?
            .unwrap_or(StandFilter::Open),
    };
    let blad = Blad::lees(z.na.as_deref(), z.voor.as_deref(), z.aantal.as_deref())?;
    let lijst =
        vrager.vraag(move |w| v::lijst(&w.staat.db, &w.wie, &filter, &blad, w.moment.vandaag)).await?;
    Ok(Pagina::antwoord(&uri, lijst, Termijn::from))
}

/// Zoekvelden van de tellingen.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Telvelden {
    gemeente: Option<String>,
    agb: Option<String>,
}

/// Hoeveel termijnen er per plicht openstaan, vandaag eindigen en te laat zijn.
#[utoipa::path(
    get, path = "/termijntellingen", tag = "termijnen",
    params(Telvelden),
    responses(
        (status = 200, description = "Gelukt", body = Vec<Termijntelling>),
        Geweigerd
    )
)]
pub(crate) async fn tellingen(
    vrager: Vrager,
    Zoek(z): Zoek<Telvelden>,
) -> Result<Json<Vec<Termijntelling>>, Probleem> {
    let (g, a) = (gemeente(z.gemeente.as_deref())?, agb(z.agb.as_deref())?);
    let alle = vrager.vraag(move |w| v::tellingen(&w.staat.db, &w.wie, g, a, w.moment.vandaag)).await?;
    Ok(Json(alle.into_iter().map(Termijntelling::from).collect()))
}

/// Naam van het bestand in de uitkomst.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(crate) struct Bestand {
    /// Naam van het bestand, voor in de uitkomst.
    bestand: Option<String>,
}

/// Controleert een bericht op niveau 1 en 2, zoals `maatwerk bericht controleer --json`. Aanmelden hoeft niet. Het
/// bericht wordt niet bewaard. Hooguit 128 MB, en hooguit 30 keer per kwartier per adres.
#[utoipa::path(
    post, path = "/berichten/controleer", tag = "berichten",
    params(Bestand),
    request_body(content = String, content_type = "application/xml", description = "Het bericht"),
    security(()),
    responses(
        (status = 200, description = "Gecontroleerd", body = serde_json::Value, content_type = "application/json"),
        (status = 400, description = "Het versturen is afgebroken", body = Probleem, content_type = "application/problem+json"),
        (status = 413, description = "Te groot", body = Probleem, content_type = "application/problem+json"),
        (status = 429, description = "Te vaak", body = Probleem, content_type = "application/problem+json"),
        (status = 503, description = "Te druk", body = Probleem, content_type = "application/problem+json")
    )
)]
pub(crate) async fn controleer(
    State(staat): State<Staat>,
    Zoek(z): Zoek<Bestand>,
    verzoek: Request,
) -> Result<Response, Probleem> {
    let adres = verzoek
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(String::new, |a| a.0.ip().to_string());
    let (db, nu) = (staat.db.clone(), (staat.klok)().nu);
    let wacht = tokio::task::spawn_blocking(move || tel(&db, &adres, nu))
        .await
        .map_err(|e| Probleem::intern(&e))?
        .map_err(|e| Probleem::intern(&e))?;
    if let Some(minuten) = wacht {
        return Err(Probleem::te_vaak(minuten));
    }
    let plek = Werkplek::neem().ok_or_else(Probleem::te_druk)?;
    let (naar, mut van) = mpsc::channel::<Aanvoer>(8);
    let taak = tokio::task::spawn_blocking(move || {
        // held by the thread that works, also when the caller goes away
        let _plek = plek;
        werk(|| van.blocking_recv())
    });
    let naam = z.bestand.filter(|n| !n.trim().is_empty()).unwrap_or_else(|| "bericht.xml".into());
    let gelezen = timeout(LANGST, stuur_door(naam, verzoek.into_body(), naar)).await;
    let uitslagen = taak.await.map_err(|e| Probleem::intern(&e))?;
    gelezen.map_err(|_| Probleem::afgebroken())??;
    let uitslagen = uitslagen.map_err(|e| match e.kind() {
        std::io::ErrorKind::ConnectionAborted => Probleem::afgebroken(),
        _ => Probleem::intern(&e),
    })?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json(&uitslagen)).into_response())
}

/// The longest that sending a message may take.
const LANGST: Duration = Duration::from_mins(15);
/// A caller that sends nothing for so long has gone.
const STIL: Duration = Duration::from_secs(30);

async fn stuur_door(
    naam: String,
    mut lijf: axum::body::Body,
    naar: mpsc::Sender<Aanvoer>,
) -> Result<(), Probleem> {
    // a thread that stopped early says itself why
    let _ = naar.send(Aanvoer::Begin(naam)).await;
    let mut bytes = 0_u64;
    loop {
        let frame = match timeout(STIL, lijf.frame()).await {
            Ok(None) => break,
            Ok(Some(Ok(frame))) => frame,
            Ok(Some(Err(_))) | Err(_) => return Err(Probleem::afgebroken()),
        };
        let Ok(stuk) = frame.into_data() else { continue };
        bytes = bytes.saturating_add(stuk.len() as u64);
        if bytes > HOOGSTE_BYTES {
            return Err(Probleem::te_groot());
        }
        if naar.send(Aanvoer::Stuk(stuk.to_vec())).await.is_err() {
            return Ok(());
        }
    }
    let _ = naar.send(Aanvoer::Einde).await;
    let _ = naar.send(Aanvoer::Klaar).await;
    Ok(())
}
