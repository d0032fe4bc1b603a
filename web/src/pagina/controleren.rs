//! Bericht controleren: a file goes in, what would fall out comes back. For everyone; nothing is kept.

use crate::beveiliging::van_elders;
use crate::csv::Csv;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{getal, in_url, meervoud};
use crate::schil::Schil;
use crate::sessie::MisschienBezoek;
use crate::status::label;
use crate::toon;
use crate::upload::{Mislukt, Ontvangen, gooi_weg, ontvang};
use app::controleren::{Groep, HOOGSTE_BESTANDEN, HOOGSTE_BEVINDINGEN, HOOGSTE_BYTES, Uitslag, json, tel};
use askama::Template;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use std::net::SocketAddr;

/// Address of the page.
pub const PAD: &str = "/bericht-controleren";
/// Kinds of findings that a page shows, over all files.
const HOOGSTE_GROEPEN: usize = 40;
/// A list of findings is put on the page itself as long as it is no larger than this.
const HOOGSTE_LIJST: usize = 16 * 1024;
/// And no longer.
const HOOGSTE_REGELS: usize = 200;

/// One file on the page.
#[derive(Debug)]
pub struct Bestand {
    /// What was found.
    pub u: Uitslag,
    /// Kind of message in words.
    pub soort: String,
    /// Verdict as a label.
    pub oordeel: crate::opmaak::Html,
    /// The groups that are shown.
    pub groepen: Vec<Groep>,
    /// How many findings are in groups that are not shown.
    pub rest: i64,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "controleren.html")]
pub struct ControlerenPagina {
    /// Shell.
    pub schil: Schil,
    /// Why there is no outcome: what happened, what to do.
    pub fout: Option<(&'static str, String)>,
    /// The outcome per file.
    pub bestanden: Vec<Bestand>,
    /// The outcome in one sentence.
    pub samen: String,
    /// The whole list as a file inside the page: address and name.
    pub lijsten: Vec<(String, &'static str)>,
    /// There are findings, but too many for a list inside the page.
    pub te_lang: bool,
    /// The most bytes.
    pub hoogste: u64,
    /// The bounds in words.
    pub grenzen: String,
}

impl ControlerenPagina {
    /// The form alone.
    pub fn leeg(schil: Schil) -> Self {
        Self {
            schil,
            fout: None,
            bestanden: Vec::new(),
            samen: String::new(),
            lijsten: Vec::new(),
            te_lang: false,
            hoogste: HOOGSTE_BYTES,
            grenzen: format!(
                "Kies een of meer xml-bestanden: hooguit {}, samen hooguit {}.",
                meervoud(crate::pagina::lengte(HOOGSTE_BESTANDEN), "bestand", "bestanden"),
                hoogste()
            ),
        }
    }

    /// The form with the reason that there is no outcome.
    pub fn mislukt(schil: Schil, mislukt: &Reden) -> Self {
        Self { fout: Some(mislukt.woorden()), ..Self::leeg(schil) }
    }

    /// The outcome, and the form for the next.
    pub fn uitslag(schil: Schil, uitslagen: Vec<Uitslag>) -> Self {
        let goed = uitslagen.iter().filter(|u| u.geldig()).count();
        let samen = match (goed, uitslagen.len()) {
            (1, 1) => "Het bericht is goed op niveau 1 en 2.".to_owned(),
            (0, 1) => "Het bericht is niet goed.".to_owned(),
            (g, n) if g == n => format!("Alle {n} berichten zijn goed op niveau 1 en 2."),
            (0, n) => format!("Geen van de {n} berichten is goed."),
            (1, n) => format!("1 van de {n} berichten is goed op niveau 1 en 2."),
            (g, n) => format!("{g} van de {n} berichten zijn goed op niveau 1 en 2."),
        };
        let met_bevindingen = goed < uitslagen.len();
        let mut lijsten = Vec::new();
        // a list that cannot be small enough is not made at all
        if met_bevindingen && uitslagen.iter().map(|u| u.bevindingen.len()).sum::<usize>() <= HOOGSTE_REGELS {
            let (csv, json) = (csv(&uitslagen), json(&uitslagen));
            if csv.tekst().len().max(json.len()) <= HOOGSTE_LIJST {
                lijsten.push((
                    format!("data:text/csv;charset=utf-8,{}", in_url(csv.tekst())),
                    "bevindingen.csv",
                ));
                lijsten.push((format!("data:application/json,{}", in_url(&json)), "bevindingen.json"));
            }
        }
        let mut over = HOOGSTE_GROEPEN;
        let bestanden = uitslagen
            .into_iter()
            .map(|u| {
                let groepen: Vec<_> = u.groepen.iter().take(over).cloned().collect();
                over -= groepen.len();
                let getoond: u64 = groepen.iter().map(|g| g.aantal).sum();
                Bestand {
                    soort: u.bericht.map_or_else(
                        || "Onbekend bericht".to_owned(),
                        |s| format!("{}: {}", s.code(), s.naam()),
                    ),
                    oordeel: if u.geldig() {
                        label("goed", "vink", "goed")
                    } else {
                        let n = i64::try_from(u.aantal).unwrap_or(i64::MAX);
                        label("fout", "kruis", &meervoud(n, "bevinding", "bevindingen"))
                    },
                    groepen,
                    rest: i64::try_from(u.aantal.saturating_sub(getoond)).unwrap_or(i64::MAX),
                    u,
                }
            })
            .collect();
        Self {
            bestanden,
            samen,
            te_lang: met_bevindingen && lijsten.is_empty(),
            lijsten,
            ..Self::leeg(schil)
        }
    }
}

/// Why a visitor gets no outcome.
#[derive(Debug)]
pub enum Reden {
    /// The upload failed.
    Upload(Mislukt),
    /// Too many checks from this address; whole minutes to wait.
    TeVaak(i64),
}

impl Reden {
    fn status(&self) -> StatusCode {
        match self {
            Self::TeVaak(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Upload(Mislukt::TeGroot) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Upload(Mislukt::Druk) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Upload(Mislukt::Intern) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Upload(Mislukt::GeenBestand | Mislukt::TeVeelBestanden) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Upload(Mislukt::Afgebroken | Mislukt::Onleesbaar) => StatusCode::BAD_REQUEST,
        }
    }

    /// What happened, and what to do.
    fn woorden(&self) -> (&'static str, String) {
        let niets = "Er is niets bewaard.";
        match self {
            Self::TeVaak(n) => (
                "U heeft te veel bestanden achter elkaar gecontroleerd",
                format!("Wacht {} en probeer het dan opnieuw.", meervoud(*n, "minuut", "minuten")),
            ),
            Self::Upload(Mislukt::GeenBestand) => {
                ("Er is geen bestand gekozen", "Kies een bestand en klik daarna op Controleer.".to_owned())
            }
            Self::Upload(Mislukt::TeVeelBestanden) => (
                "Dit zijn te veel bestanden tegelijk",
                format!("Kies hooguit {HOOGSTE_BESTANDEN} bestanden. {niets}"),
            ),
            Self::Upload(Mislukt::TeGroot) => (
                "De bestanden zijn samen te groot",
                format!(
                    "Kies bestanden van samen hooguit {}. Een bericht mag volgens de standaard niet groter zijn dan 25 MB. \
                     {niets}",
                    hoogste()
                ),
            ),
            Self::Upload(Mislukt::Afgebroken) => {
                ("Het versturen is afgebroken", format!("Probeer het opnieuw. {niets}"))
            }
            Self::Upload(Mislukt::Onleesbaar) => (
                "Het formulier is niet te lezen",
                format!("Laad de pagina opnieuw en probeer het nog eens. {niets}"),
            ),
            Self::Upload(Mislukt::Druk) => (
                "Het is nu druk",
                format!(
                    "Er worden al andere bestanden gecontroleerd. Probeer het over een minuut opnieuw. {niets}"
                ),
            ),
            Self::Upload(Mislukt::Intern) => {
                ("Er ging iets mis", format!("Probeer het over een paar minuten opnieuw. {niets}"))
            }
        }
    }
}

/// The most bytes, in words.
fn hoogste() -> String {
    format!("{}\u{a0}MB", HOOGSTE_BYTES / 1_000_000)
}

fn csv(uitslagen: &[Uitslag]) -> Csv {
    let mut csv =
        Csv::nieuw(&["bestand", "bericht", "plaats", "wat is er mis", "regel", "retourcode", "pad"]);
    for u in uitslagen {
        for b in &u.bevindingen {
            csv.rij(&[
                u.bestand.clone(),
                u.bericht.map_or("", istandaard::Soort::code).to_owned(),
                b.plaats(),
                b.tekst.clone().into_owned(),
                b.regel.to_owned(),
                b.retourcode.unwrap_or_default().to_owned(),
                b.pad.clone(),
            ]);
        }
        if u.afgekapt() {
            let meer = format!(
                "Er zijn {} bevindingen; een lijst heeft er hooguit {}.",
                getal(i64::try_from(u.aantal).unwrap_or(i64::MAX)),
                getal(crate::pagina::lengte(HOOGSTE_BEVINDINGEN))
            );
            csv.rij(&[
                u.bestand.clone(),
                String::new(),
                String::new(),
                meer,
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
    }
    csv
}

/// `GET /bericht-controleren`
pub async fn formulier(bezoek: MisschienBezoek) -> Result<Response, Fout> {
    toon(&ControlerenPagina::leeg(bezoek.schil_bij("Bericht controleren", PAD)))
}

/// `POST /bericht-controleren`
pub async fn controleer(bezoek: MisschienBezoek, verzoek: Request) -> Result<Response, Fout> {
    let schil = bezoek.schil_bij("Bericht controleren", PAD);
    let (delen, lijf) = verzoek.into_parts();
    if van_elders(&delen.method, &delen.headers) {
        return Err(bezoek.bij(Fout::formulier()));
    }
    let adres =
        delen.extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |a| a.0.ip().to_string());
    let staat = bezoek.staat();
    let wacht = tokio::task::spawn_blocking(move || tel(&staat.db, &adres, Timestamp::now()))
        .await
        .map_err(Fout::intern)?
        .map_err(|f| bezoek.bij(Fout::intern(f)))?;
    if let Some(minuten) = wacht {
        gooi_weg(lijf).await;
        return mislukt(schil, &Reden::TeVaak(minuten));
    }
    let soort = delen.headers.get(header::CONTENT_TYPE).and_then(|w| w.to_str().ok()).unwrap_or_default();
    match ontvang(soort, lijf).await {
        Ok(Ontvangen { uitslagen, uitvoer }) => match uitvoer.as_str() {
            "csv" => Ok(csv(&uitslagen).antwoord("bevindingen")),
            "json" => Ok((
                [
                    (header::CONTENT_TYPE, "application/json"),
                    (header::CONTENT_DISPOSITION, "attachment; filename=\"bevindingen.json\""),
                ],
                json(&uitslagen),
            )
                .into_response()),
            _ => toon(&ControlerenPagina::uitslag(schil, uitslagen)),
        },
        Err(m) => mislukt(schil, &Reden::Upload(m)),
    }
}

fn mislukt(schil: Schil, reden: &Reden) -> Result<Response, Fout> {
    let mut antwoord = toon(&ControlerenPagina::mislukt(schil, reden))?;
    *antwoord.status_mut() = reden.status();
    let wacht = match reden {
        Reden::TeVaak(minuten) => Some(minuten.saturating_mul(60)),
        Reden::Upload(Mislukt::Druk) => Some(60),
        Reden::Upload(_) => None,
    };
    if let Some(seconden) = wacht {
        antwoord.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconden));
    }
    Ok(antwoord)
}
