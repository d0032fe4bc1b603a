//! *Mijn werk* of the consulent: meldingen and aanvragen, the most urgent first.

use super::{KlokBlok, PAD};
use crate::filters;
use crate::fout::Fout;
use crate::pagina::{Invoer, Keuze, lengte};
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, toon, vraag};
use app::meldingen::{Werkpost, Werksoort, mijn_werk};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;

/// A row.
#[derive(Debug)]
pub struct Rij {
    /// Name of the client.
    pub naam: String,
    /// Address of the file.
    pub href: String,
    /// What is to be done.
    pub wat: &'static str,
    /// Since when, in words before the day.
    pub sinds: (&'static str, Date),
    /// Clock.
    pub klok: Option<KlokBlok>,
    /// Municipality.
    pub gemeente: String,
    /// Who handles it.
    pub behandelaar: String,
    /// Where the next action is, and its words.
    pub knop: (String, &'static str),
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "meldingen.html")]
pub struct MeldingenPagina {
    /// Shell.
    pub schil: Schil,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Rows.
    pub rijen: Vec<Rij>,
    /// How many, how many late, today.
    pub telling: [(i64, &'static str, &'static str); 3],
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// Some filter is on.
    pub gefilterd: bool,
}

fn rij(om: &Omgeving, p: &Werkpost, vandaag: Date) -> Rij {
    let dossier = if p.heeft_dossier {
        super::adres(p.gemeente, p.melding)
    } else {
        format!("/clienten/{}/{}/beschikkingen", p.gemeente, p.client)
    };
    let knop = match (p.soort, p.aanvraag) {
        _ if !p.heeft_dossier => (dossier.clone(), "Naar de cliënt"),
        (Werksoort::Besluiten, Some(a)) => (format!("/aanvragen/{}/{a}", p.gemeente), "Naar de aanvraag"),
        (Werksoort::Onderzoeken, _) => (format!("{dossier}/onderzoek/1"), "Verder met het onderzoek"),
        (Werksoort::WachtOpAanvraag, _) => (dossier.clone(), "Aanvraag invoeren"),
        (Werksoort::Spoed, _) => (dossier.clone(), "Nu regelen"),
        _ => (dossier.clone(), "Naar de melding"),
    };
    Rij {
        naam: p.naam.lijst(),
        href: dossier,
        wat: p.soort.omschrijving(),
        sinds: (
            match p.soort {
                Werksoort::Besluiten => "aanvraag van",
                Werksoort::WachtOpAanvraag => "verslag van",
                _ => "melding van",
            },
            p.sinds,
        ),
        klok: p.termijn.as_ref().map(|t| KlokBlok::van(t, vandaag)),
        gemeente: om.gemeente(p.gemeente),
        behandelaar: p.behandelaar.clone().unwrap_or_default(),
        knop,
    }
}

impl MeldingenPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, lijst: &[Werkpost], vandaag: Date) -> Self {
        let met = |f: fn(toegang::Klokstand) -> bool| {
            lengte(lijst.iter().filter(|p| p.stand(vandaag).is_some_and(f)).count())
        };
        Self {
            schil: Schil::nieuw(om, "Meldingen en aanvragen", PAD, PAD)
                .via("Overzicht", "/")
                .hier("Meldingen en aanvragen"),
            keuzes: vec![
                Keuze::gemeente(om),
                Keuze::nieuw(
                    "soort",
                    "Wat",
                    "Alles",
                    Werksoort::ALLE
                        .iter()
                        .map(|s| (s.code().to_owned(), crate::opmaak::hoofdletter(s.omschrijving()))),
                    invoer.tekst("soort"),
                ),
                Keuze::nieuw(
                    "van",
                    "Van wie",
                    "Van iedereen",
                    [("mij".to_owned(), "Alleen van mij".to_owned())],
                    invoer.tekst("van"),
                ),
            ],
            telling: [
                (met(toegang::Klokstand::is_te_laat), "te laat", "fout"),
                (met(|s| s == toegang::Klokstand::Vandaag), "vandaag", "let"),
                (lengte(lijst.len()), "in totaal", "info"),
            ],
            rijen: lijst.iter().map(|p| rij(om, p, vandaag)).collect(),
            gedaan: super::gedaan(invoer),
            gefilterd: invoer.get("soort").is_some() || invoer.get("van").is_some(),
        }
    }
}

/// `GET /meldingen`
pub async fn pagina(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let soort = invoer.keuze("soort", Werksoort::parse).map_err(|f| Fout::from(f).voor(om))?;
    let mijn = invoer.get("van") == Some("mij");
    let (g, vandaag) = (om.gekozen, bezoek.vandaag());
    let lijst = vraag(&bezoek, move |s, wie| mijn_werk(&s.db, wie, g, soort, mijn, vandaag)).await?;
    toon(&MeldingenPagina::nieuw(om, &invoer, &lijst, vandaag))
}
