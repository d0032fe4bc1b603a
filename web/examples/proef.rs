//! Serves every page with invented figures, to look at the design: `cargo run -p web --example proef`.

#[path = "../tests/proef/mod.rs"]
mod proef;

use app::Rol;
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

async fn pagina(Path((rol, naam)): Path<(String, String)>) -> Html<String> {
    let rol = Rol::parse(&rol).unwrap_or(Rol::Backoffice);
    Html(proef::paginas(rol).into_iter().find(|(n, _)| *n == naam).map(|(_, h)| h).unwrap_or_default())
}

async fn actief(Path(naam): Path<String>) -> Response {
    match web::activa::zoek(&naam) {
        Some(a) => ([(header::CONTENT_TYPE, a.mime)], a.inhoud).into_response(),
        None => axum::http::StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let adres = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8099".into());
    let site = Router::new()
        .route("/{rol}/{naam}", get(pagina))
        .route("/activa/{naam}", get(actief))
        .layer(axum::middleware::from_fn_with_state(false, web::beveiliging::koppen));
    println!("http://{adres}/backoffice/overzicht");
    axum::serve(tokio::net::TcpListener::bind(adres).await?, site).await
}
