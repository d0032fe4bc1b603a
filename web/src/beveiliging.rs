//! Headers on every answer, and the token that every form carries.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Nothing from elsewhere, no script at all, no framing.
pub const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                       frame-ancestors 'none'";

/// The same with our own script, for the pages that have one: it makes them quicker and asks our own server only.
pub const CSP_SCRIPT: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                              img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Sets the security headers.
pub async fn koppen(State(tls): State<bool>, verzoek: Request, volgende: Next) -> Response {
    let is_actief = verzoek.uri().path().starts_with("/activa/");
    let pad = verzoek.uri().path();
    let met_script =
        pad == crate::pagina::controleren::PAD || pad.starts_with(crate::pagina::omzetten::OPDRACHT);
    let mut antwoord = volgende.run(verzoek).await;
    let koppen = antwoord.headers_mut();
    let mut zet = |naam: HeaderName, waarde: &'static str| {
        koppen.insert(naam, HeaderValue::from_static(waarde));
    };
    zet(header::CONTENT_SECURITY_POLICY, if met_script { CSP_SCRIPT } else { CSP });
    zet(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    zet(header::REFERRER_POLICY, "same-origin");
    zet(header::X_FRAME_OPTIONS, "DENY");
    zet(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    );
    zet(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    zet(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if tls {
        zet(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if !is_actief {
        // Pages hold personal data: they stay out of every cache.
        zet(header::CACHE_CONTROL, "no-store");
    }
    antwoord
}

/// The token for forms of a session: only who has the cookie can make it, and it does not give the cookie away.
pub fn csrf(cookie: &str) -> String {
    let mut h = Sha256::new();
    h.update(b"maatwerk formulier\0");
    h.update(cookie.as_bytes());
    h.finalize().iter().take(20).fold(String::new(), |mut t, b| {
        let _ = write!(t, "{b:02x}");
        t
    })
}

/// Compares without telling by time where the difference is.
pub fn gelijk(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |v, (x, y)| v | (x ^ y)) == 0
}

/// Whether a browser says that the request comes from another site. Absent headers say nothing: the token decides.
pub fn van_elders(methode: &Method, koppen: &HeaderMap) -> bool {
    if methode == Method::GET || methode == Method::HEAD {
        return false;
    }
    if koppen.get("sec-fetch-site").is_some_and(|s| s != "same-origin" && s != "none") {
        return true;
    }
    let tekst = |naam: HeaderName| koppen.get(naam).and_then(|w| w.to_str().ok());
    match (tekst(header::ORIGIN), tekst(header::HOST)) {
        (Some(herkomst), Some(host)) => herkomst.split_once("://").is_none_or(|(_, h)| h != host),
        _ => false,
    }
}

/// A random text of 32 hexadecimal digits.
pub fn willekeurig() -> Result<String, getrandom::Error> {
    let mut b = [0_u8; 16];
    getrandom::fill(&mut b)?;
    Ok(b.iter().fold(String::new(), |mut t, b| {
        let _ = write!(t, "{b:02x}");
        t
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_belongs_to_the_cookie() {
        assert_eq!(csrf("a"), csrf("a"));
        assert_ne!(csrf("a"), csrf("b"));
        assert!(gelijk("abc", "abc") && !gelijk("abc", "abd") && !gelijk("abc", "ab"));
        assert_ne!(willekeurig().unwrap(), willekeurig().unwrap());
    }

    #[test]
    fn a_post_from_elsewhere_is_seen() {
        let met = |naam: &'static str, waarde: &'static str| {
            let mut k = HeaderMap::new();
            k.insert(header::HOST, HeaderValue::from_static("127.0.0.1:8080"));
            k.insert(naam, HeaderValue::from_static(waarde));
            k
        };
        assert!(van_elders(&Method::POST, &met("sec-fetch-site", "cross-site")));
        assert!(van_elders(&Method::POST, &met("origin", "https://kwaad.example")));
        assert!(van_elders(&Method::POST, &met("origin", "null")));
        assert!(!van_elders(&Method::POST, &met("origin", "http://127.0.0.1:8080")));
        assert!(!van_elders(&Method::POST, &met("sec-fetch-site", "same-origin")));
        assert!(!van_elders(&Method::GET, &met("sec-fetch-site", "cross-site")));
    }
}
