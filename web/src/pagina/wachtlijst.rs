//! The waiting list: how long people wait per product and provider, and who they are for who may see people.

use super::{Keuze, lengte};
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::meervoud;
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::wachtlijst::{Wachtlijst, Wachtrij, wachtlijst};
use askama::Template;
use axum::response::Response;
use jiff::civil::Date;

/// Address of the list.
pub const PAD: &str = "/wachtlijst";

/// Most people on a page, so that it stays light.
const MEESTE: usize = 200;

/// Figures of a product at a provider.
#[derive(Debug)]
pub struct Groep {
    /// Product.
    pub product: String,
    /// Provider.
    pub aanbieder: String,
    /// Municipality.
    pub gemeente: String,
    /// How many wait.
    pub aantal: i64,
    /// With bridging care.
    pub overbrugd: i64,
    /// Days.
    pub mediaan: String,
    /// Days.
    pub langste: i64,
}

/// Somebody who waits.
#[derive(Debug)]
pub struct Rij {
    /// Name.
    pub naam: String,
    /// Address of the place.
    pub href: String,
    /// Municipality.
    pub gemeente: String,
    /// Product.
    pub product: String,
    /// Provider.
    pub aanbieder: String,
    /// First day.
    pub sinds: Date,
    /// Days.
    pub dagen: i64,
    /// What bridges it, in words.
    pub overbrugging: &'static str,
    /// Last joint screening.
    pub gescreend_op: Option<Date>,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "wachtlijst.html")]
pub struct WachtlijstPagina {
    /// Shell.
    pub schil: Schil,
    /// Filter.
    pub keuzes: Vec<Keuze>,
    /// How many.
    pub telling: String,
    /// Figures.
    pub groepen: Vec<Groep>,
    /// How it ended in the past year, and how often.
    pub geeindigd: Vec<(&'static str, i64)>,
    /// People are shown.
    pub mensen: bool,
    /// Who.
    pub rijen: Vec<Rij>,
    /// There are more people than shown.
    pub ingekort: bool,
    /// There are more than counted.
    pub meer: bool,
}

/// Who has no provider yet.
const GEEN: &str = "nog geen aanbieder";

fn rij(om: &Omgeving, r: Wachtrij, vandaag: Date) -> Rij {
    Rij {
        naam: r.naam.lijst(),
        href: format!("{PAD}/{}/{}", r.wacht.gemeente, r.plaats),
        gemeente: om.gemeente(r.wacht.gemeente),
        product: r.product,
        aanbieder: r.aanbieder.unwrap_or_else(|| GEEN.into()),
        sinds: r.wacht.sinds,
        dagen: r.wacht.dagen(vandaag),
        overbrugging: match (r.wacht.overbrugging, r.geen_omdat) {
            (true, _) => "ja",
            (false, true) => "nee, met reden",
            (false, false) => "nog niet vastgelegd",
        },
        gescreend_op: r.gescreend_op,
    }
}

impl WachtlijstPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, w: Wachtlijst, vandaag: Date) -> Self {
        let aantal = w.groepen.iter().map(|(g, ..)| g.aantal).sum();
        Self {
            schil: Schil::nieuw(om, "Wachtlijst", PAD, PAD).via("Overzicht", "/").hier("Wachtlijst"),
            keuzes: vec![Keuze::gemeente(om)],
            telling: meervoud(aantal, "cliënt wacht", "cliënten wachten"),
            groepen: w
                .groepen
                .into_iter()
                .map(|(g, product, aanbieder)| Groep {
                    product,
                    aanbieder: aanbieder.unwrap_or_else(|| GEEN.into()),
                    gemeente: om.gemeente(g.gemeente),
                    aantal: g.aantal,
                    overbrugd: g.overbrugd,
                    mediaan: g.mediaan.normalize().to_string().replace('.', ","),
                    langste: g.langste,
                })
                .collect(),
            geeindigd: w.geeindigd.iter().map(|(e, n)| (e.omschrijving(), *n)).collect(),
            mensen: om.gebruiker.rol.mag(Recht::Clienten),
            ingekort: lengte(w.rijen.len()) > lengte(MEESTE),
            rijen: w.rijen.into_iter().take(MEESTE).map(|r| rij(om, r, vandaag)).collect(),
            meer: w.meer,
        }
    }
}

/// `GET /wachtlijst`
pub async fn pagina(bezoek: Bezoek) -> Result<Response, Fout> {
    let (g, vandaag) = (bezoek.om.gekozen, bezoek.vandaag());
    let w = vraag(&bezoek, move |s, wie| wachtlijst(&s.db, wie, g, vandaag)).await?;
    toon(&WachtlijstPagina::nieuw(&bezoek.om, w, vandaag))
}
