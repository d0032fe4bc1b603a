//! Letters of the access, ready to be printed: the confirmation of a melding and the report of the onderzoek.

use super::{PAD, adres, gedaan, plek};
use crate::fout::Fout;
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::Schil;
use crate::{Bezoek, toon, vraag};
use app::meldingen::{self as q, Beeld};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use toegang::{Brief, MeldingToestand, bevestigingsbrief, verslagbrief};

/// A letter.
#[derive(Template, Debug)]
#[template(path = "stuk.html")]
pub struct StukPagina {
    /// Shell.
    pub schil: Schil,
    /// The letter.
    pub brief: Brief,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// The next step: words and address.
    pub verder: Option<(&'static str, String)>,
    /// The file that it belongs to.
    pub terug: String,
}

/// `GET /meldingen/{gemeente}/{id}/brief/{soort}`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id, soort)): Path<(String, String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let o = omgeving(&bezoek);
    let om = &bezoek.om;
    let b: Beeld = vraag(&bezoek, move |_, wie| q::beeld(&o, wie, g, id)).await?;
    let (naam, gemeente, vandaag) = (b.client.naam.voluit(), om.gemeente(g), bezoek.vandaag());
    let brief = match soort.as_str() {
        "bevestiging" => bevestigingsbrief(&b.dossier, &naam, &gemeente, vandaag),
        "verslag" => verslagbrief(&b.dossier, &naam, &gemeente, vandaag),
        _ => return Err(Fout::niet_gevonden().voor(om)),
    };
    let terug = adres(g, id);
    let verder = (b.dossier.melding.toestand() == MeldingToestand::Ontvangen
        && b.dossier.voor_begin(vandaag).is_empty())
    .then(|| ("Begin het onderzoek", format!("{terug}/onderzoek/1")));
    toon(&StukPagina {
        schil: Schil::nieuw(om, brief.onderwerp.clone(), PAD, PAD)
            .via("Overzicht", "/")
            .via("Meldingen en aanvragen", PAD)
            .via(naam, &terug)
            .hier("Brief"),
        brief,
        gedaan: gedaan(&invoer),
        verder,
        terug,
    })
}
