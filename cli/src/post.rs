//! `maatwerk post`, and the same work beside the pages of `maatwerk serve`: send what waits, take in what came.

use crate::argumenten::{Algemeen, PostDienst, PostKeuze};
use crate::uit::{druk, druk_json};
use crate::{Einde, Fout, Uitkomst, dag_van, open};
use app::Omgeving;
use app::post::{Postkamer, Verslag, ronde};
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kern::Datum;
use post::Transport;
use post::bezorging::Instelling;
use post::knooppunt::{Antwoord, Knooppunt, neem_aan};
use post::map::Map;
use post::stuf;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How long the node gets for an answer.
const GEDULD: Duration = Duration::from_secs(30);
/// Envelopes that are read at the same time: each can take some hundred megabytes.
const TEGELIJK: usize = 2;
/// How long a request gets to bring its envelope.
const AANLEVERTIJD: Duration = Duration::from_mins(2);

/// What is needed for rounds, made and checked once.
pub(super) struct Postkantoor {
    transporten: Vec<Box<dyn Transport>>,
    instelling: Instelling,
    gemeente: Option<kern::Gemeentecode>,
}

impl Postkantoor {
    /// `None` when no post is asked for.
    pub(super) fn uit(keuze: &PostKeuze) -> Uitkomst<Option<Self>> {
        let instelling = match &keuze.post_instelling {
            None => Instelling::standaard(),
            Some(pad) => {
                let tekst = std::fs::read_to_string(pad).map_err(|e| {
                    Fout(format!("{} kan niet worden gelezen: {}", pad.display(), app::io_tekst(&e)))
                })?;
                Instelling::lees(&tekst).map_err(|f| Fout(format!("{}: {f}", pad.display())))?
            }
        };
        let mut transporten: Vec<Box<dyn Transport>> = Vec::new();
        let mappen = [&keuze.post_uit, &keuze.post_in, &keuze.post_bus];
        for map in mappen.into_iter().flatten() {
            std::fs::create_dir_all(map).map_err(|e| {
                Fout(format!("map {} kan niet worden gemaakt: {}", map.display(), app::io_tekst(&e)))
            })?;
        }
        let gelijk = |a: &Option<PathBuf>, b: &Option<PathBuf>| a.is_some() && a == b;
        if gelijk(&keuze.post_uit, &keuze.post_in) || gelijk(&keuze.post_uit, &keuze.post_bus) {
            return Err(Fout("uitgaande en binnenkomende post gaan niet door dezelfde map".into()));
        }
        if keuze.post_uit.is_some() || keuze.post_in.is_some() {
            transporten.push(Box::new(Map::new(keuze.post_uit.clone(), keuze.post_in.clone())));
        }
        if keuze.post_knooppunt.is_some() || keuze.post_bus.is_some() {
            let k = Knooppunt::new(keuze.post_knooppunt.clone(), keuze.post_bus.clone(), GEDULD)
                .map_err(|f| Fout(f.to_string()))?;
            transporten.push(Box::new(k));
        }
        if transporten.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { transporten, instelling, gemeente: keuze.post_gemeente }))
    }

    /// One round over every transport. Delivery goes by the real clock; only date rules follow a chosen day.
    fn ronde(&self, o: &Omgeving, vandaag: Option<Datum>) -> Uitkomst<Verslag> {
        let nu = jiff::Timestamp::now();
        let o = Omgeving { nu, vandaag: vandaag.unwrap_or_else(|| dag_van(nu)), ..o.clone() };
        let p =
            Postkamer { instelling: &self.instelling, gemeente: self.gemeente, klok: &jiff::Timestamp::now };
        let mut alles = Verslag::default();
        for t in &self.transporten {
            let v = ronde(&o, t.as_ref(), &p)?;
            alles.verzonden.extend(v.verzonden);
            alles.ontvangen.extend(v.ontvangen);
            alles.later.extend(v.later);
            alles.onbestelbaar.extend(v.onbestelbaar);
        }
        Ok(alles)
    }
}

/// One round, told.
pub(super) fn post(alg: &Algemeen, keuze: &PostKeuze) -> Uitkomst<Einde> {
    let kantoor = Postkantoor::uit(keuze)?.ok_or_else(|| {
        Fout("geef aan waar de post heen gaat of vandaan komt: --post-uit, --post-in, --post-knooppunt of --post-bus".into())
    })?;
    let o = Omgeving { wie: "post".into(), ..open(alg)? };
    let v = kantoor.ronde(&o, alg.vandaag)?;
    if alg.json {
        druk_json(&v)?;
    } else {
        druk(&regels(&v))?;
    }
    Ok(if v.later.is_empty() && v.onbestelbaar.is_empty() { Einde::Goed } else { Einde::Afgekeurd })
}

/// A round in words, a line a message.
fn regels(v: &Verslag) -> String {
    let mut t = String::new();
    let mut regel = |r: String| {
        t.push_str(&r);
        t.push('\n');
    };
    v.ontvangen.iter().for_each(|n| regel(format!("ontvangen: {n}")));
    v.verzonden.iter().for_each(|n| regel(format!("verzonden: {n}")));
    v.later.iter().for_each(|(n, f)| regel(format!("later opnieuw: {n}: {f}")));
    v.onbestelbaar.iter().for_each(|(n, f)| regel(format!("onbestelbaar: {n}: {f}")));
    if v.is_leeg() {
        regel("Er was geen post.".into());
    }
    t
}

/// The work beside the pages; ends when dropped, after the message in hand.
pub(super) struct Dienst {
    stop: Option<Sender<()>>,
    klaar: Receiver<()>,
}

impl Drop for Dienst {
    fn drop(&mut self) {
        self.stop = None;
        // what is in hand when this takes too long is taken up by the next run
        let _ = self.klaar.recv_timeout(Duration::from_secs(5));
    }
}

/// Starts the rounds.
pub(super) fn begin(o: &Omgeving, dienst: &PostDienst, vandaag: Option<Datum>) -> Uitkomst<Option<Dienst>> {
    let Some(kantoor) = Postkantoor::uit(&dienst.keuze)? else { return Ok(None) };
    let o = Omgeving { wie: "post".into(), ..o.clone() };
    let ritme = Duration::from_secs(u64::from(dienst.post_ritme));
    let (stop, gestopt) = channel::<()>();
    let (gedaan, klaar) = channel::<()>();
    let werk = move || {
        let _gedaan = gedaan;
        let mut vorige = String::new();
        loop {
            let uit = catch_unwind(AssertUnwindSafe(|| kantoor.ronde(&o, vandaag)));
            let fout = match uit {
                Ok(Ok(v)) => {
                    for (naam, reden) in &v.onbestelbaar {
                        eprintln!("post: onbestelbaar: {naam}: {reden}");
                    }
                    String::new()
                }
                Ok(Err(Fout(f))) => f,
                Err(_) => "een ronde is afgebroken; meld dit aan de maker".into(),
            };
            // the same trouble is told once, not every round
            if !fout.is_empty() && fout != vorige {
                eprintln!("post: {fout}");
            }
            vorige = fout;
            match gestopt.recv_timeout(ritme) {
                Err(RecvTimeoutError::Timeout) => {}
                _ => return,
            }
        }
    };
    std::thread::Builder::new()
        .name("post".into())
        .spawn(werk)
        .map_err(|e| Fout(format!("de post kan niet worden gestart: {e}")))?;
    Ok(Some(Dienst { stop: Some(stop), klaar }))
}

/// What a request of the node meets.
#[derive(Debug, Clone)]
struct Loket {
    bus: PathBuf,
    beurt: Arc<Semaphore>,
}

/// Listens for the node. An address of its own, so that it is never open to who sees the pages.
pub(super) async fn luister(l: TcpListener, bus: PathBuf) -> std::io::Result<()> {
    let loket = Loket { bus, beurt: Arc::new(Semaphore::new(TEGELIJK)) };
    let app = axum::Router::new().fallback(axum::routing::post(neem).with_state(loket));
    axum::serve(l, app).await
}

async fn neem(State(loket): State<Loket>, lijf: Body) -> Response {
    let Ok(beurt) = loket.beurt.clone().acquire_owned().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let bytes = match tokio::time::timeout(AANLEVERTIJD, to_bytes(lijf, stuf::HOOGSTE)).await {
        Ok(Ok(b)) => b,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    let uit = tokio::task::spawn_blocking(move || {
        let _beurt = beurt;
        neem_aan(&loket.bus, &bytes, jiff::Timestamp::now())
    });
    match uit.await {
        Ok(Antwoord { status, lijf }) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, [(header::CONTENT_TYPE, "text/xml; charset=utf-8")], lijf).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
