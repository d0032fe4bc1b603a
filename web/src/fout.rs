//! What a visitor sees when something does not work. The cause goes to the log under a reference, never to the page.

use crate::beveiliging::willekeurig;
use crate::schil::{Omgeving, Schil};
use app::vragen::VraagFout;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

/// The page of a failure.
#[derive(Template, Debug)]
#[template(path = "fout.html")]
pub struct FoutPagina {
    /// Shell.
    pub schil: Schil,
    /// What happened.
    pub kop: &'static str,
    /// What is safe and what to do.
    pub tekst: String,
    /// Reference in the log.
    pub kenmerk: Option<String>,
    /// Where to go on.
    pub verder: (&'static str, &'static str),
}

/// Why a request gets no page.
#[derive(Debug)]
pub struct Fout {
    soort: Soort,
    om: Option<Box<Omgeving>>,
}

#[derive(Debug)]
enum Soort {
    NietGevonden,
    GeenToegang,
    Ongeldig(String),
    Formulier,
    Aanmelden(String),
    Intern(String),
}

impl Fout {
    fn nieuw(soort: Soort) -> Self {
        Self { soort, om: None }
    }

    /// There is no such page, or not for this user.
    pub fn niet_gevonden() -> Self {
        Self::nieuw(Soort::NietGevonden)
    }

    /// The user may not see this.
    pub fn geen_toegang() -> Self {
        Self::nieuw(Soort::GeenToegang)
    }

    /// The question is wrong; the text says what to do.
    pub fn ongeldig(tekst: impl Into<String>) -> Self {
        Self::nieuw(Soort::Ongeldig(tekst.into()))
    }

    /// A form without a valid token.
    pub fn formulier() -> Self {
        Self::nieuw(Soort::Formulier)
    }

    /// Nobody is signed in: sign in first, then go on to this address.
    pub fn aanmelden(naar: impl Into<String>) -> Self {
        Self::nieuw(Soort::Aanmelden(naar.into()))
    }

    /// Something broke; the cause is for the log only.
    pub fn intern(oorzaak: impl std::fmt::Display) -> Self {
        Self::nieuw(Soort::Intern(oorzaak.to_string()))
    }

    /// With the shell of the user around it.
    #[must_use]
    pub fn voor(mut self, om: &Omgeving) -> Self {
        self.om = Some(Box::new(om.clone()));
        self
    }
}

impl From<VraagFout> for Fout {
    fn from(fout: VraagFout) -> Self {
        match fout {
            VraagFout::GeenToegang => Self::geen_toegang(),
            VraagFout::NietGevonden => Self::niet_gevonden(),
            VraagFout::Ongeldig(tekst) => Self::ongeldig(tekst),
            ander @ VraagFout::Store(_) => Self::intern(ander),
        }
    }
}

impl IntoResponse for Fout {
    fn into_response(self) -> Response {
        let (status, titel, kop, tekst, kenmerk) = match self.soort {
            Soort::Aanmelden(naar) => {
                let naar = crate::schil::Query::default().met("naar", naar).op("/aanmelden");
                return Redirect::to(&naar).into_response();
            }
            Soort::NietGevonden => (
                StatusCode::NOT_FOUND,
                "Niet gevonden",
                "Deze pagina is er niet",
                "Het adres klopt niet, of het gaat om gegevens die u niet mag zien. Controleer het adres of zoek \
                 bovenaan de pagina."
                    .to_owned(),
                None,
            ),
            Soort::GeenToegang => (
                StatusCode::FORBIDDEN,
                "Geen toegang",
                "U heeft geen toegang tot deze gegevens",
                "Uw rol of uw gemeente mag dit niet zien. Heeft u dit voor uw werk nodig? Vraag uw beheerder om \
                 de rechten aan te passen."
                    .to_owned(),
                None,
            ),
            Soort::Ongeldig(reden) => (
                StatusCode::BAD_REQUEST,
                "Kan niet",
                "Deze vraag kan niet worden beantwoord",
                format!("{}. Er is niets veranderd.", crate::opmaak::hoofdletter(reden.trim_end_matches('.'))),
                None,
            ),
            Soort::Formulier => (
                StatusCode::FORBIDDEN,
                "Formulier verlopen",
                "Dit formulier is verlopen",
                "Uw sessie is intussen vernieuwd, of het formulier kwam van een andere website. Er is niets \
                 veranderd. Ga terug, laad de pagina opnieuw en probeer het nog eens."
                    .to_owned(),
                None,
            ),
            Soort::Intern(oorzaak) => {
                let kenmerk = willekeurig().map_or_else(|_| "onbekend".to_owned(), |k| k[..8].to_owned());
                eprintln!("fout {kenmerk}: {oorzaak}");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Storing",
                    "Er ging iets mis",
                    "Uw gegevens zijn veilig en er is niets half verwerkt. Probeer het over een paar minuten opnieuw. \
                     Blijft het misgaan? Meld het aan uw beheerder met dit kenmerk."
                        .to_owned(),
                    Some(kenmerk),
                )
            }
        };
        let schil = match &self.om {
            Some(om) => Schil::nieuw(om, titel, "", "/"),
            None => Schil::buiten(titel, false, String::new()),
        };
        let pagina = FoutPagina { schil, kop, tekst, kenmerk, verder: ("/", "Naar het overzicht") };
        match pagina.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(fout) => {
                eprintln!("fout: de foutpagina is niet op te maken: {fout}");
                (status, kop).into_response()
            }
        }
    }
}
