//! The decisions of a client: where one begins, and where a death is noted after its consequences were shown.

use super::beschikkingen::{Gevolgblok, gevolgblok};
use super::verzoeken::omgeving;
use super::{Invoer, plek};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::hoofdletter;
use crate::schil::Schil;
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::beslissen::{self as b, Besluitsoort};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

/// The decisions of a client, and where one begins; a death is told here.
#[derive(Template, Debug)]
#[template(path = "clientbesluiten.html")]
pub struct ClientBesluiten {
    /// Shell.
    pub schil: Schil,
    /// Number, kind, how it stands, since when.
    pub rijen: Vec<(i64, String, String, Date)>,
    /// May write.
    pub mag_schrijven: bool,
    /// Field of a death.
    pub velden: Vec<Veld>,
    /// What it would bring about.
    pub gevolgen: Option<Gevolgblok>,
    /// The day, to carry along.
    pub op: String,
    /// What is wrong.
    pub fouten: Fouten,
    /// It was just noted.
    pub gedaan: bool,
    /// Address of the client.
    pub client: String,
    /// Municipality.
    pub gemeente: kern::Gemeentecode,
}

/// `GET /clienten/{gemeente}/{id}/besluiten`
pub async fn van_client(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, client) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let mag_schrijven = om.gebruiker.rol.mag(Recht::Besluiten);
    let mut l = Lezing::van(&invoer);
    let op = l.dag("op");
    let mut fouten = l.fouten;
    let o = omgeving(&bezoek);
    let (rijen, gevolgen) = vraag(&bezoek, move |s, wie| {
        let rijen = b::besluiten_van(&s.db, wie, gemeente, client)?;
        let gevolgen = match op {
            Some(op) => {
                let namen = app::vragen::declaraties::Producten::alle(&s.db)?;
                Some(b::bekijk_overlijden(&o, wie, gemeente, client, op)?.map(|g| gevolgblok(&namen, &g)))
            }
            None => None,
        };
        Ok((rijen, gevolgen))
    })
    .await?;
    let gevolgen = match gevolgen {
        Some(Err(redenen)) => {
            for r in &redenen {
                fouten.reden(r, Some("op".into()));
            }
            None
        }
        Some(Ok(g)) => Some(g),
        None => None,
    };
    let mut velden = vec![dagveld(&invoer, "op", "Dag van overlijden", None)];
    fouten.naast(velden.iter_mut());
    let basis = format!("/clienten/{gemeente}/{client}");
    toon(&ClientBesluiten {
        schil: Schil::nieuw(om, "Besluiten van deze cliënt", "/clienten", "/clienten")
            .via("Overzicht", "/")
            .via("Cliënten", "/clienten")
            .via("Cliënt", basis.clone())
            .hier("Besluiten"),
        rijen: rijen
            .into_iter()
            .map(|(id, soort, stand, sinds)| {
                let soort =
                    soort.map_or_else(|| "Nog niet gekozen".into(), |s| hoofdletter(s.omschrijving()));
                (id, soort, stand.replace('_', " "), sinds)
            })
            .collect(),
        mag_schrijven,
        velden,
        gevolgen,
        op: invoer.tekst("op"),
        fouten,
        gedaan: invoer.get("gedaan").is_some(),
        client: basis,
        gemeente,
    })
}

/// `POST /clienten/{gemeente}/{id}/besluiten`
pub async fn begin(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    let (gemeente, client) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let o = omgeving(&bezoek);
    if invoer.get("stap") == Some("overlijden") {
        let op = Lezing::van(&invoer).dag("op");
        let op = op.ok_or_else(|| Fout::ongeldig("vul de dag van overlijden in").voor(om))?;
        let uit = vraag(&bezoek, move |_, wie| b::meld_overlijden(&o, wie, gemeente, client, op)).await?;
        let basis = format!("/clienten/{gemeente}/{client}/besluiten");
        return Ok(match uit {
            Ok(_) => Redirect::to(&format!("{basis}?gedaan=overlijden")).into_response(),
            Err(_) => Redirect::to(&format!("{basis}?op={}", crate::opmaak::in_url(&invoer.tekst("op"))))
                .into_response(),
        });
    }
    if let (Some("vervolg"), Some(soort)) =
        (invoer.get("stap"), invoer.get("soort").and_then(Besluitsoort::parse))
    {
        let nr = invoer.get("besluit").and_then(|t| t.parse().ok());
        let nr: i64 = nr.ok_or_else(|| Fout::niet_gevonden().voor(om))?;
        let uit = vraag(&bezoek, move |_, wie| b::begin_vervolg(&o, wie, gemeente, nr, soort)).await?;
        let basis = format!("/beschikkingen/{gemeente}/{nr}");
        return Ok(match uit {
            Ok(_) => Redirect::to(&format!("{basis}/stap/ondersteuning")).into_response(),
            Err(_) => Redirect::to(&basis).into_response(),
        });
    }
    let aanvraag = invoer.get("aanvraag").and_then(|a| a.parse().ok());
    let nr = vraag(&bezoek, move |_, wie| b::begin(&o, wie, gemeente, client, aanvraag)).await?;
    Ok(Redirect::to(&format!("/beschikkingen/{gemeente}/{nr}/stap/besluit")).into_response())
}
