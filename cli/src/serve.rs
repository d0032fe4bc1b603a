//! `maatwerk serve`: pages and API on one address.

use crate::argumenten::{Algemeen, PostDienst};
use crate::{Einde, Fout, Uitkomst, open, post};
use app::{Omgeving, Rol};
use kern::Datum;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// What is shown besides the data itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Tonen {
    /// Invented data.
    pub demo: bool,
    /// Name, password and role of the demo logins.
    pub logins: Vec<(String, String, Rol)>,
    /// A fixed day for date rules.
    pub vandaag: Option<Datum>,
    /// Folder with payment files.
    pub betalingen: Option<PathBuf>,
    /// Post beside the pages.
    pub post: Option<PostDienst>,
}

pub(super) fn serve(alg: &Algemeen, adres: &str, dienst: &PostDienst) -> Uitkomst<Einde> {
    let o = open(alg)?;
    let tonen = Tonen { vandaag: alg.vandaag, post: Some(dienst.clone()), ..Tonen::default() };
    toon(&o, adres, tonen, || ())
}

/// Binds the address before anything else, so that a taken port is told at once.
pub(super) fn luister(rt: &tokio::runtime::Runtime, adres: &str) -> Uitkomst<(TcpListener, SocketAddr)> {
    let gevraagd: SocketAddr = adres
        .parse()
        .map_err(|_| Fout(format!("'{adres}' is geen adres; schrijf bijvoorbeeld 127.0.0.1:8080")))?;
    let l = rt.block_on(TcpListener::bind(gevraagd)).map_err(|e| match e.kind() {
        std::io::ErrorKind::AddrInUse => Fout(format!(
            "adres {adres} is al in gebruik; stop het andere programma of kies een andere poort met --adres"
        )),
        std::io::ErrorKind::PermissionDenied => {
            Fout(format!("adres {adres} mag niet worden gebruikt; kies een poort boven 1023 met --adres"))
        }
        _ => Fout(format!("adres {adres} kan niet worden gebruikt: {e}")),
    })?;
    let echt = l.local_addr().unwrap_or(gevraagd);
    Ok((l, echt))
}

pub(super) fn runtime() -> Uitkomst<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(16)
        .enable_all()
        .build()
        .map_err(|e| Fout(format!("het programma kan niet starten: {e}")))
}

/// Serves until it is stopped.
pub(super) fn toon(o: &Omgeving, adres: &str, t: Tonen, klaar: impl FnOnce()) -> Uitkomst<Einde> {
    let rt = runtime()?;
    let (l, echt) = luister(&rt, adres)?;
    let vast = t.vandaag;
    let web = web::router(web::Staat {
        db: o.db.clone(),
        kluis: o.kluis.clone(),
        demo: t.demo,
        logins: t.logins,
        tls: std::env::var_os("MAATWERK_TLS").is_some(),
        vandaag: vast,
        betaalbestanden: t.betalingen,
    });
    let api = api::router(api::Staat { db: o.db.clone(), kluis: o.kluis.clone(), klok: klok(vast) });
    let app = web.merge(api);
    let mut loket = None;
    let mut dienst = None;
    if let Some(d) = &t.post {
        if let (Some(adres), Some(bus)) = (&d.post_adres, &d.keuze.post_bus) {
            let (l, echt) = luister(&rt, adres)?;
            eprintln!("post van het knooppunt komt binnen op {echt}");
            loket = Some(rt.spawn(post::luister(l, bus.clone())));
        }
        dienst = post::begin(o, d, vast)?;
    }
    let opruimen = rt.spawn(ruim_op(o.clone()));
    eprintln!("maatwerk luistert op http://{echt} (stoppen met Ctrl+C)");
    klaar();
    rt.block_on(async move {
        axum::serve(l, app.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(stop())
            .await
    })
    .map_err(|e| Fout(format!("het programma is gestopt: {e}")))?;
    opruimen.abort();
    if let Some(l) = loket {
        l.abort();
    }
    drop(dienst);
    Ok(Einde::Goed)
}

/// How often files are looked for that nobody looks at any more.
const RONDE: std::time::Duration = std::time::Duration::from_mins(10);

/// Takes away what people sent and left, also when nobody opens the page any more.
async fn ruim_op(o: Omgeving) {
    loop {
        let nu = Omgeving { nu: jiff::Timestamp::now(), ..o.clone() };
        let gedaan = tokio::task::spawn_blocking(move || app::omzetten::ruim_bewaarde_op(&nu)).await;
        if let Ok(Err(f)) = gedaan {
            eprintln!("opruimen: {f}");
        }
        tokio::time::sleep(RONDE).await;
    }
}

fn klok(vast: Option<Datum>) -> api::Klok {
    std::sync::Arc::new(move || {
        let nu = jiff::Timestamp::now();
        api::Moment { nu, vandaag: vast.unwrap_or_else(|| crate::dag_van(nu)) }
    })
}

async fn stop() {
    let Ok(mut term) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}
