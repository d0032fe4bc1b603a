//! An upload that is checked while it comes in: takes the form apart, hands the files to a thread that checks, and
//! keeps every bound. Nothing is written down; when the visitor goes away, all of it is gone.

use crate::multipart::{Deel, Ontleder};
use app::controleren::{Aanvoer, HOOGSTE_BESTANDEN, HOOGSTE_BYTES, Uitslag, Werkplek, werk};
use axum::body::{Body, Bytes};
use http_body_util::BodyExt as _;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Pieces that may wait between the network and the check.
const WACHTRIJ: usize = 8;
/// A visitor that sends nothing for so long has gone.
const STIL: Duration = Duration::from_secs(30);
/// The longest that an upload may take.
const LANGST: Duration = Duration::from_mins(15);
/// How long one waits for a place before hearing that it is busy.
const DRUK: Duration = Duration::from_secs(5);

/// Why an upload has no outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mislukt {
    /// No file was chosen.
    GeenBestand,
    /// More files than one may send together.
    TeVeelBestanden,
    /// More bytes than one may send together.
    TeGroot,
    /// It stopped halfway.
    Afgebroken,
    /// It is not the form of this page.
    Onleesbaar,
    /// All places for a check are taken.
    Druk,
    /// The machine could not do it.
    Intern,
}

/// The form: the outcome per file, and the other fields.
#[derive(Debug, Default)]
pub struct Ontvangen {
    /// One a file, in the order of the form.
    pub uitslagen: Vec<Uitslag>,
    /// How the outcome is asked.
    pub uitvoer: String,
}

/// Waits for a place; a little patience spares most visitors a refusal.
pub(crate) async fn werkplek() -> Option<Werkplek> {
    let tot = tokio::time::Instant::now() + DRUK;
    loop {
        if let Some(w) = Werkplek::neem() {
            return Some(w);
        }
        if tokio::time::Instant::now() >= tot {
            return None;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// The next bytes of a request; `None` at its end.
pub(crate) async fn brok(lijf: &mut Body) -> Result<Option<Bytes>, Mislukt> {
    loop {
        match timeout(STIL, lijf.frame()).await {
            Ok(None) => return Ok(None),
            Ok(Some(Ok(frame))) => {
                // trailers are of no use here
                if let Ok(bytes) = frame.into_data() {
                    return Ok(Some(bytes));
                }
            }
            Ok(Some(Err(_))) | Err(_) => return Err(Mislukt::Afgebroken),
        }
    }
}

/// Reads on and throws away, so that a browser that is still sending sees the answer instead of a broken connection.
pub async fn gooi_weg(mut lijf: Body) {
    let mut over = HOOGSTE_BYTES;
    let _ = timeout(Duration::from_mins(2), async {
        while let Ok(Some(b)) = brok(&mut lijf).await {
            over = over.saturating_sub(b.len() as u64);
            if over == 0 {
                return;
            }
        }
    })
    .await;
}

/// Receives the form and checks its files.
pub async fn ontvang(soort: &str, mut lijf: Body) -> Result<Ontvangen, Mislukt> {
    let uit = match (werkplek().await, Ontleder::nieuw(soort)) {
        (None, _) => Err(Mislukt::Druk),
        (_, Err(_)) => Err(Mislukt::Onleesbaar),
        (Some(plek), Ok(ontleder)) => match timeout(LANGST, lees(plek, ontleder, &mut lijf)).await {
            Ok(uit) => uit,
            Err(_) => Err(Mislukt::Afgebroken),
        },
    };
    if uit.is_err() {
        gooi_weg(lijf).await;
    }
    uit
}

async fn lees(plek: Werkplek, mut ontleder: Ontleder, lijf: &mut Body) -> Result<Ontvangen, Mislukt> {
    let (naar, mut van) = mpsc::channel::<Aanvoer>(WACHTRIJ);
    let taak = tokio::task::spawn_blocking(move || {
        // held by the thread that works, so that it is not given away while the thread is still at it
        let _plek = plek;
        werk(|| van.blocking_recv())
    });
    let mut uit = Ontvangen::default();
    let gelezen = verdeel(&mut ontleder, lijf, &naar, &mut uit.uitvoer).await;
    drop(naar);
    let klaar = taak.await.map_err(|_| Mislukt::Intern)?;
    gelezen?;
    uit.uitslagen = klaar.map_err(|f| match f.kind() {
        std::io::ErrorKind::ConnectionAborted => Mislukt::Afgebroken,
        _ => Mislukt::Intern,
    })?;
    Ok(uit)
}

/// Which field is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Veld {
    Bestand,
    Uitvoer,
    Ander,
}

async fn verdeel(
    ontleder: &mut Ontleder,
    lijf: &mut Body,
    naar: &mpsc::Sender<Aanvoer>,
    uitvoer: &mut String,
) -> Result<(), Mislukt> {
    let (mut bytes, mut bestanden, mut veld) = (0_u64, 0_usize, Veld::Ander);
    let mut delen = Vec::new();
    while let Some(b) = brok(lijf).await? {
        bytes = bytes.saturating_add(b.len() as u64);
        if bytes > HOOGSTE_BYTES {
            return Err(Mislukt::TeGroot);
        }
        ontleder.voer(&b, &mut delen).map_err(|_| Mislukt::Onleesbaar)?;
        for deel in delen.drain(..) {
            let stuk = match deel {
                Deel::Begin(naam, bestand) => {
                    // a field for files that was left empty has a file without a name
                    let bestand = bestand.filter(|b| !b.is_empty() && naam == "bestand");
                    veld = match (&bestand, naam.as_str()) {
                        (Some(_), _) => Veld::Bestand,
                        (None, "uitvoer") => Veld::Uitvoer,
                        _ => Veld::Ander,
                    };
                    let Some(bestand) = bestand else { continue };
                    bestanden += 1;
                    if bestanden > HOOGSTE_BESTANDEN {
                        return Err(Mislukt::TeVeelBestanden);
                    }
                    Aanvoer::Begin(bestand)
                }
                Deel::Inhoud(stuk) if veld == Veld::Bestand => Aanvoer::Stuk(stuk),
                Deel::Inhoud(stuk) => {
                    if veld == Veld::Uitvoer && uitvoer.len() + stuk.len() < 20 {
                        uitvoer.push_str(&String::from_utf8_lossy(&stuk));
                    }
                    continue;
                }
                Deel::Einde if veld == Veld::Bestand => Aanvoer::Einde,
                Deel::Einde => continue,
                Deel::Klaar if bestanden == 0 => return Err(Mislukt::GeenBestand),
                Deel::Klaar => Aanvoer::Klaar,
            };
            // the thread that checks is gone only when it cannot go on; its own reason is told
            if naar.send(stuk).await.is_err() {
                return Ok(());
            }
        }
    }
    if ontleder.is_klaar() { Ok(()) } else { Err(Mislukt::Afgebroken) }
}
