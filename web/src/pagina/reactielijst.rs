//! The worklist of reactions on tariffs: for the municipality what waits for an answer, for a provider its own.

use super::{Invoer, Keuze};
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{in_url, meervoud};
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::tarieven::werklijst::{Reactiestand, Werklijst, werklijst};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;

/// Address of the page.
pub const PAD: &str = "/reacties";

/// A row.
#[derive(Debug)]
pub struct Rij {
    /// The product.
    pub product: String,
    /// Where the reaction stands, with its answer.
    pub href: String,
    /// The line, or the whole tariff.
    pub over: String,
    /// Where the line stands in the build-up; `None` when it is about the whole.
    pub regel: Option<String>,
    /// The first words.
    pub tekst: String,
    /// Provider.
    pub aanbieder: String,
    /// Municipality, in words.
    pub gemeente: String,
    /// Day that it was written.
    pub op: Date,
    /// Days since then, in words; the day of the answer when there is one.
    pub sinds: String,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "reactielijst.html")]
pub struct ReactielijstPagina {
    /// Shell.
    pub schil: Schil,
    /// Reads as a provider.
    pub aanbieder: bool,
    /// What is shown.
    pub stand: Reactiestand,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Rows.
    pub rijen: Vec<Rij>,
    /// There are more.
    pub meer: bool,
    /// How many, in words.
    pub telling: String,
}

/// The most characters of a reaction in the list.
const EERSTE: usize = 160;

fn begin(tekst: &str) -> String {
    if tekst.chars().count() <= EERSTE {
        return tekst.to_owned();
    }
    let kort: String = tekst.chars().take(EERSTE).collect();
    // at a word, where there is one
    let heel = kort.rsplit_once(char::is_whitespace).map_or(kort.as_str(), |(h, _)| h);
    format!("{} …", heel.trim_end())
}

impl ReactielijstPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, stand: Reactiestand, lijst: Werklijst, vandaag: Date) -> Self {
        let aanbieder = !om.gebruiker.rol.mag(Recht::Tarieven);
        let rijen: Vec<Rij> = lijst
            .rijen
            .into_iter()
            .map(|w| {
                let x = w.rij.reactie;
                let product = format!("/catalogus/{}/{}", in_url(&x.kader), in_url(x.product.code.as_str()));
                let dagen = (vandaag - x.op).get_days();
                Rij {
                    product: w.product,
                    href: format!("{product}/reacties#r-{}-{}", x.gemeente, x.id),
                    over: w.regel.unwrap_or_else(|| "het hele tarief".to_owned()),
                    regel: x.regel.as_ref().map(|r| format!("{product}/kostprijs#r-{r}")),
                    tekst: begin(&x.tekst),
                    aanbieder: w.rij.aanbieder,
                    gemeente: om.gemeente(x.gemeente),
                    op: x.op,
                    sinds: match (&x.antwoord, dagen) {
                        (Some(a), _) => {
                            format!("beantwoord op {} door {}", crate::opmaak::datum(a.op), a.door)
                        }
                        (None, ..=0) => "sinds vandaag".to_owned(),
                        (None, n) => format!("wacht {}", meervoud(i64::from(n), "dag", "dagen")),
                    },
                }
            })
            .collect();
        let opties =
            Reactiestand::ALLE.iter().skip(1).map(|s| (s.code().to_owned(), s.omschrijving().to_owned()));
        Self {
            schil: Schil::nieuw(om, "Reacties op tarieven", PAD, PAD).via("Overzicht", "/").hier("Reacties"),
            aanbieder,
            stand,
            keuzes: vec![
                Keuze::nieuw("stand", "Stand", "Wacht op een antwoord", opties, stand.code()),
                Keuze::gemeente(om),
            ],
            telling: meervoud(super::lengte(rijen.len()), "reactie", "reacties"),
            rijen,
            meer: lijst.meer,
        }
    }
}

/// `GET /reacties`
pub async fn pagina(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, vandaag) = (om.gekozen, bezoek.vandaag());
    let stand = invoer.keuze("stand", Reactiestand::parse).map_err(|f| Fout::from(f).voor(om))?;
    let stand = stand.unwrap_or_default();
    let lijst = vraag(&bezoek, move |s, wie| werklijst(&s.db, wie, gemeente, stand, vandaag)).await?;
    toon(&ReactielijstPagina::nieuw(om, stand, lijst, vandaag))
}
