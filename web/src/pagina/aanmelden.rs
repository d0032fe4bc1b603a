//! Signing in and out.

use super::Invoer;
use crate::beveiliging::{csrf, willekeurig};
use crate::fout::Fout;
use crate::schil::{Schil, rolnaam};
use crate::sessie::{Bezoek, COOKIE, COOKIE_VOORAF, Formulier, cookie, zet_cookie};
use crate::{Staat, filters, toon};
use app::Rol;
use app::aanmelden::{AanmeldFout, meld_aan, meld_af};
use askama::Template;
use axum::extract::{ConnectInfo, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use std::net::SocketAddr;
use std::sync::Arc;

/// A login of the demo, shown on the page because the data is invented.
#[derive(Debug, Clone)]
pub struct ProefLogin {
    /// What one types.
    pub naam: String,
    /// Password.
    pub wachtwoord: String,
    /// Role in words.
    pub rol: &'static str,
    /// What this role does here.
    pub doet: &'static str,
}

/// The sign-in page.
#[derive(Template, Debug)]
#[template(path = "aanmelden.html")]
pub struct AanmeldPagina {
    /// Shell.
    pub schil: Schil,
    /// What was typed as name.
    pub naam: String,
    /// Where to go on.
    pub naar: String,
    /// Why it failed.
    pub fout: Option<String>,
    /// Demo logins.
    pub proef: Vec<ProefLogin>,
}

/// The page that asks whether one wants to leave.
#[derive(Template, Debug)]
#[template(path = "afmelden.html")]
pub struct AfmeldPagina {
    /// Shell.
    pub schil: Schil,
}

fn proef(staat: &Staat) -> Vec<ProefLogin> {
    if !staat.demo {
        return Vec::new();
    }
    let doet = |rol| match rol {
        Rol::Inkoper => "bekijkt producten, tarieven en contracten",
        Rol::Consulent => "volgt cliënten van melding tot levering",
        Rol::Aanbieder => "ziet de eigen toewijzingen, declaraties en betalingen",
        Rol::Backoffice => "verwerkt berichten, declaraties en betalingen",
        Rol::Contractmanager => "volgt aanbieders en uitval",
        Rol::Controller => "volgt kosten en betalingen",
        Rol::Inwoner => "vergelijkt aanbieders",
    };
    let logins = staat.logins.iter();
    logins
        .map(|(naam, wachtwoord, rol)| ProefLogin {
            naam: naam.clone(),
            wachtwoord: wachtwoord.clone(),
            rol: rolnaam(*rol),
            doet: doet(*rol),
        })
        .collect()
}

/// The sign-in page with a fresh token, and the cookie that the token belongs to.
fn antwoord(
    staat: &Staat,
    koppen: &HeaderMap,
    naam: String,
    naar: String,
    fout: Option<(StatusCode, String)>,
) -> Result<Response, Fout> {
    let vooraf = match cookie(koppen, COOKIE_VOORAF) {
        Some(c) if c.len() == 32 => c.to_owned(),
        _ => willekeurig().map_err(Fout::intern)?,
    };
    let (status, fout) = fout.map_or((StatusCode::OK, None), |(s, f)| (s, Some(f)));
    let schil = Schil::buiten("Aanmelden", staat.demo, csrf(&vooraf));
    let mut antwoord = toon(&AanmeldPagina { schil, naam, naar, fout, proef: proef(staat) })?;
    *antwoord.status_mut() = status;
    zet(&mut antwoord, &zet_cookie(COOKIE_VOORAF, &vooraf, staat.tls))?;
    Ok(antwoord)
}

fn zet(antwoord: &mut Response, waarde: &str) -> Result<(), Fout> {
    let waarde = HeaderValue::from_str(waarde).map_err(Fout::intern)?;
    antwoord.headers_mut().append(header::SET_COOKIE, waarde);
    Ok(())
}

/// `GET /aanmelden`
pub async fn formulier(
    State(staat): State<Arc<Staat>>,
    koppen: HeaderMap,
    invoer: Invoer,
) -> Result<Response, Fout> {
    antwoord(&staat, &koppen, String::new(), invoer.tekst("naar"), None)
}

/// Only a place on this site, never another one.
fn eigen_pad(naar: &str) -> &str {
    let eigen = naar.starts_with('/') && !naar.starts_with("//") && !naar.contains(['\\', '\n', '\r']);
    if eigen { naar } else { "/" }
}

/// `POST /aanmelden`
pub async fn aanmelden(
    State(staat): State<Arc<Staat>>,
    koppen: HeaderMap,
    extra: Extensions,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let token = cookie(&koppen, COOKIE_VOORAF).map(csrf);
    let Ok(invoer) = formulier.met_token(token.as_deref()) else {
        let uitleg = "Het formulier was verlopen. Probeer het nu nog een keer.".to_owned();
        return antwoord(
            &staat,
            &koppen,
            String::new(),
            String::new(),
            Some((StatusCode::FORBIDDEN, uitleg)),
        );
    };
    let adres = extra.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |a| a.0.ip().to_string());
    let (naam, wachtwoord) = (invoer.tekst("naam"), invoer.0.get("wachtwoord").cloned().unwrap_or_default());
    let (binnen, wie) = (staat.clone(), naam.clone());
    let uitkomst = tokio::task::spawn_blocking(move || {
        meld_aan(&binnen.db, &binnen.kluis, &wie, &wachtwoord, &adres, Timestamp::now())
    })
    .await
    .map_err(Fout::intern)?;
    match uitkomst {
        Ok((token, _)) => {
            let naar = invoer.tekst("naar");
            let mut antwoord = Redirect::to(eigen_pad(&naar)).into_response();
            zet(&mut antwoord, &zet_cookie(COOKIE, &token.tekst(), staat.tls))?;
            zet(&mut antwoord, &zet_cookie(COOKIE_VOORAF, "", staat.tls))?;
            Ok(antwoord)
        }
        Err(f @ (AanmeldFout::Onjuist | AanmeldFout::Wacht { .. })) => {
            let uitleg = format!("{}.", crate::opmaak::hoofdletter(&f.to_string()));
            antwoord(
                &staat,
                &koppen,
                naam,
                invoer.tekst("naar"),
                Some((StatusCode::UNPROCESSABLE_ENTITY, uitleg)),
            )
        }
        Err(f) => Err(Fout::intern(f)),
    }
}

/// `GET /afmelden`
pub async fn vraag_afmelden(bezoek: Bezoek) -> Result<Response, Fout> {
    toon(&AfmeldPagina { schil: Schil::nieuw(&bezoek.om, "Afmelden", "", "/") })
}

/// `POST /afmelden`
pub async fn afmelden(bezoek: Bezoek, formulier: Formulier) -> Result<Response, Fout> {
    let tls = bezoek.staat.tls;
    formulier.controleer(&bezoek)?;
    let (staat, token, nu) = (bezoek.staat.clone(), bezoek.token.clone(), bezoek.nu());
    tokio::task::spawn_blocking(move || meld_af(&staat.db, &staat.kluis, &token, nu))
        .await
        .map_err(Fout::intern)?
        .map_err(Fout::intern)?;
    let mut antwoord = Redirect::to("/aanmelden").into_response();
    zet(&mut antwoord, &zet_cookie(COOKIE, "", tls))?;
    Ok(antwoord)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(eigen_pad("/clienten?gemeente=0796"), "/clienten?gemeente=0796");
        for fout in ["//kwaad.example", "https://kwaad.example", "", "clienten", "/\\kwaad.example"] {
            assert_eq!(eigen_pad(fout), "/", "{fout}");
        }
    }
}
