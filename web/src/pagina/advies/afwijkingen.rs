//! Which rules consulents depart from: for who makes the policy. A rule that is often departed from may be a bad rule.

use crate::csv::Csv;
use crate::fout::Fout;
use crate::pagina::verzoeken::omgeving;
use crate::pagina::{Invoer, Keuze};
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, filters, toon, vraag};
use app::advies::{self as q, Afwijkblad};
use askama::Template;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;

/// Address of the page.
pub const PAD: &str = "/advies/afwijkingen";

/// A rule on the page.
#[derive(Debug)]
pub struct Rij {
    /// Name.
    pub naam: String,
    /// Framework, key and where it is written.
    pub waar: String,
    /// How often it was judged.
    pub gevraagd: i64,
    /// How often was departed from it.
    pub afgeweken: i64,
    /// In which ways, in words.
    pub hoe: String,
    /// Percent.
    pub procent: String,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "advies_afwijkingen.html")]
pub struct AfwijkPagina {
    /// Shell.
    pub schil: Schil,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// First day that is counted, for the field.
    pub sinds: String,
    /// The same, as a day.
    pub vanaf: Date,
    /// Choices in words.
    pub samen: String,
    /// There are more choices than were counted.
    pub afgekapt: bool,
    /// Rules that were departed from.
    pub rijen: Vec<Rij>,
    /// Rules that everybody followed.
    pub gevolgd: Vec<Rij>,
    /// The list as CSV.
    pub csv: String,
    /// Address without filters.
    pub hier: &'static str,
}

fn rij(r: &q::Regelrij) -> Rij {
    let t = &r.cijfer.afwijkingen;
    let bron = r.bron.as_ref().map(|b| format!(" · {}, {}", b.document, b.plaats)).unwrap_or_default();
    let delen = [
        (t.toch_wel, "toch gegeven"),
        (t.toch_niet, "toch niet gegeven"),
        (t.voor_alles, "gegeven voordat alles bekend was"),
    ];
    let hoe = delen.iter().filter(|(n, _)| *n > 0).map(|(n, w)| format!("{n} × {w}"));
    Rij {
        naam: r.naam.clone(),
        waar: format!("{} · {}{bron}", r.kader, r.cijfer.regel),
        gevraagd: r.cijfer.gevraagd.into(),
        afgeweken: t.totaal().into(),
        hoe: hoe.collect::<Vec<_>>().join(", "),
        procent: format!("{}%", r.cijfer.procent.normalize().to_string().replace('.', ",")),
    }
}

impl AfwijkPagina {
    /// The page.
    pub fn nieuw(om: &Omgeving, b: &Afwijkblad) -> Self {
        let (rijen, gevolgd): (Vec<_>, Vec<_>) = b.rijen.iter().map(rij).partition(|r| r.afgeweken > 0);
        let aantal =
            |n: usize, een: &str, meer: &str| crate::opmaak::meervoud(crate::pagina::lengte(n), een, meer);
        Self {
            schil: Schil::nieuw(om, "Afwijken van het advies", PAD, PAD)
                .via("Overzicht", "/")
                .hier("Afwijken van het advies"),
            keuzes: if om.gemeenten.len() > 1 { vec![Keuze::gemeente(om)] } else { Vec::new() },
            sinds: crate::opmaak::datum_kort(b.sinds),
            vanaf: b.sinds,
            samen: format!(
                "{}, waarvan {} het advies volgden",
                aantal(b.keuzes, "keuze", "keuzes"),
                crate::opmaak::getal(crate::pagina::lengte(b.gevolgd))
            ),
            afgekapt: b.afgekapt,
            rijen,
            gevolgd,
            csv: Query::default()
                .misschien("gemeente", om.gekozen)
                .met("sinds", crate::opmaak::datum_kort(b.sinds))
                .met("uitvoer", "csv")
                .op(PAD),
            hier: PAD,
        }
    }
}

/// `GET /advies/afwijkingen`
pub async fn pagina(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let sinds = invoer.datum("sinds").map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let sinds = sinds.unwrap_or_else(|| bezoek.vandaag().saturating_sub(1.year()));
    let (o, gekozen) = (omgeving(&bezoek), bezoek.om.gekozen);
    let b = vraag(&bezoek, move |_, wie| q::afwijkingen(&o, wie, gekozen, sinds)).await?;
    if invoer.als_csv() {
        let mut csv = Csv::nieuw(&["regel", "naam", "gevraagd", "afgeweken", "procent", "hoe"]);
        for r in &b.rijen {
            let x = rij(r);
            let cellen = [
                r.cijfer.regel.clone(),
                x.naam,
                x.gevraagd.to_string(),
                x.afgeweken.to_string(),
                x.procent,
                x.hoe,
            ];
            csv.rij(&cellen);
        }
        return Ok(csv.antwoord("afwijkingen"));
    }
    toon(&AfwijkPagina::nieuw(&bezoek.om, &b))
}
