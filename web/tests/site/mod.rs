//! The site through its router, on a real database: requests, answers, signing in.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use tower::ServiceExt;

/// Password of every user.
pub const WACHTWOORD: &str = "een lang wachtwoord";

/// The site, with what must live as long.
pub struct Site<T> {
    pub router: Router,
    pub proef: T,
}

/// What came back.
pub struct Antwoord {
    pub status: StatusCode,
    pub koppen: HeaderMap,
    pub tekst: String,
}

impl Antwoord {
    /// Where it sends one.
    pub fn naar(&self) -> &str {
        self.koppen.get(header::LOCATION).map_or("", |l| l.to_str().unwrap())
    }

    /// A cookie that it sets.
    pub fn cookie(&self, naam: &str) -> Option<String> {
        let begin = format!("{naam}=");
        self.koppen
            .get_all(header::SET_COOKIE)
            .iter()
            .map(|w| w.to_str().unwrap())
            .find_map(|w| w.strip_prefix(&begin).map(|r| r.split(';').next().unwrap().to_owned()))
    }

    /// The token in the forms of this page.
    pub fn csrf(&self) -> String {
        let rest = self.tekst.split("name=\"csrf\" value=\"").nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

impl<T> Site<T> {
    pub async fn vraag(&self, verzoek: Request<Body>) -> Antwoord {
        let antwoord = self.router.clone().oneshot(verzoek).await.unwrap();
        let (delen, lijf) = antwoord.into_parts();
        let bytes = to_bytes(lijf, 1 << 22).await.unwrap();
        Antwoord {
            status: delen.status,
            koppen: delen.headers,
            tekst: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub async fn get(&self, pad: &str, cookie: &str) -> Antwoord {
        self.vraag(Request::get(pad).header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, pad: &str, cookie: &str, velden: &[(&str, &str)]) -> Antwoord {
        let lijf: Vec<String> =
            velden.iter().map(|(n, w)| format!("{n}={}", web::opmaak::in_url(w))).collect();
        let verzoek = Request::post(pad)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(lijf.join("&")))
            .unwrap();
        self.vraag(verzoek).await
    }

    /// Signs in and gives the session cookie.
    pub async fn binnen(&self, naam: &str) -> String {
        let formulier = self.get("/aanmelden", "").await;
        let vooraf = format!("maatwerk_vooraf={}", formulier.cookie("maatwerk_vooraf").unwrap());
        let velden = [
            ("csrf", &*formulier.csrf()),
            ("naam", naam),
            ("wachtwoord", WACHTWOORD),
            ("naar", "/berichten"),
        ];
        let antwoord = self.post("/aanmelden", &vooraf, &velden).await;
        assert_eq!(antwoord.status, StatusCode::SEE_OTHER, "{}", antwoord.tekst);
        assert_eq!(antwoord.naar(), "/berichten");
        format!("maatwerk_sessie={}", antwoord.cookie("maatwerk_sessie").unwrap())
    }
}
