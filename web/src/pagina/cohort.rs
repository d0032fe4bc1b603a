//! One cohort of a conversion: how it stands, its letters, taking it back.

use crate::bestand::stuur;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{hoofdletter, meervoud};
use crate::pagina::omzetten::PAD;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::{Bezoek, Formulier};
use crate::{toon, vraag};
use app::Recht;
use app::omzetten::Cohortstand;
use app::vragen::VraagFout;
use app::vragen::omzetten as q;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// One cohort.
#[derive(Template, Debug)]
#[template(path = "cohort.html")]
pub struct CohortPagina {
    /// Shell.
    pub schil: Schil,
    /// Its name.
    pub cohort: String,
    /// Per municipality: name and how it stands.
    pub stand: Vec<(String, Cohortstand)>,
    /// Why it cannot be taken back.
    pub beletsel: Option<String>,
    /// It was taken back: in words.
    pub terug: Option<String>,
    /// What was wrong with the form that was sent.
    pub melding: Option<String>,
    /// This user may take it back and fetch its letters.
    pub mag_uitvoeren: bool,
    /// Address of this page.
    pub hier: String,
}

impl CohortPagina {
    /// The page of a cohort.
    pub fn nieuw(om: &Omgeving, cohort: &str, stand: &[Cohortstand]) -> Self {
        let som = |f: fn(&Cohortstand) -> i64| stand.iter().map(f).sum::<i64>();
        let (verzonden, gewijzigd) = (som(|s| s.verzonden), som(|s| s.gewijzigd));
        let beletsel = if verzonden > 0 {
            Some(format!(
                "Er {} al in een bericht verstuurd. Wijzig of trek toewijzingen een voor een in.",
                if verzonden == 1 {
                    "is 1 toewijzing".to_owned()
                } else {
                    format!("zijn {}", meervoud(verzonden, "toewijzing", "toewijzingen"))
                }
            ))
        } else if gewijzigd > 0 {
            Some(format!("Sindsdien gewijzigd: {}.", meervoud(gewijzigd, "toewijzing", "toewijzingen")))
        } else {
            None
        };
        Self {
            schil: Schil::nieuw(om, "Cohort", PAD, PAD)
                .via("Overzicht", "/")
                .via("Omzetten", PAD)
                .hier("Cohort"),
            stand: stand.iter().map(|s| (om.gemeente(s.gemeente), *s)).collect(),
            beletsel,
            terug: None,
            melding: None,
            mag_uitvoeren: om.gebruiker.rol.mag(Recht::OmzettingUitvoeren),
            hier: format!("/omzetten/cohort/{cohort}"),
            cohort: cohort.to_owned(),
        }
    }
}

/// `GET /omzetten/cohort/{cohort}`
pub async fn pagina(bezoek: Bezoek, Path(cohort): Path<String>) -> Result<Response, Fout> {
    let naam = cohort.clone();
    let stand = vraag(&bezoek, move |s, wie| q::cohort(&s.db, wie, &cohort)).await?;
    toon(&CohortPagina::nieuw(&bezoek.om, &naam, &stand))
}

/// `POST /omzetten/cohort/{cohort}`
pub async fn doe(bezoek: Bezoek, Path(cohort): Path<String>, formulier: Formulier) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    if invoer.get("wat") != Some("ongedaan") {
        return Err(Fout::ongeldig("kies wat u wilt doen").voor(&bezoek.om));
    }
    let (o, naam) = (omgeving(&bezoek), cohort.clone());
    let (stand, uit) = vraag(&bezoek, move |s, wie| {
        let voor = q::cohort(&s.db, wie, &cohort)?;
        match q::maak_ongedaan(&o, wie, &cohort) {
            Ok(n) => Ok((Vec::new(), Ok(n))),
            Err(VraagFout::Ongeldig(t)) => Ok((voor, Err(t))),
            Err(f) => Err(f),
        }
    })
    .await?;
    let pagina = CohortPagina::nieuw(&bezoek.om, &naam, &stand);
    match uit {
        Ok((indicaties, toewijzingen)) => {
            let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
            let terug = format!(
                "{} en {} zijn teruggedraaid. Alles staat weer zoals het was.",
                meervoud(n(indicaties), "indicatie", "indicaties"),
                meervoud(n(toewijzingen), "toewijzing", "toewijzingen")
            );
            toon(&CohortPagina { terug: Some(terug), ..pagina })
        }
        Err(t) => {
            let antwoord = toon(&CohortPagina { melding: Some(hoofdletter(&t)), ..pagina })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, antwoord).into_response())
        }
    }
}

/// `GET /omzetten/cohort/{cohort}/{wat}`: `lijst` or `brieven`.
pub async fn bestand(bezoek: Bezoek, Path((cohort, wat)): Path<(String, String)>) -> Result<Response, Fout> {
    let brieven = match wat.as_str() {
        "brieven" => true,
        "lijst" => false,
        _ => return Err(Fout::niet_gevonden().voor(&bezoek.om)),
    };
    let o = omgeving(&bezoek);
    let (naam, f) = vraag(&bezoek, move |_, wie| q::uit_boek(&o, wie, &cohort, brieven)).await?;
    let soort = if brieven { "text/plain; charset=utf-8" } else { "text/csv; charset=utf-8" };
    Ok(stuur(&naam, soort, f))
}
