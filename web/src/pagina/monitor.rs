//! Figures over the chain: the tables of the framework recomputed, costs, rejection.

use super::overzicht::Kosten;
use super::{Invoer, Keuze};
use crate::csv::{Csv, bedrag};
use crate::filters;
use crate::fout::Fout;
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, toon, vraag};
use app::vragen::monitor::{AfwijsRij, Monitor, MonitorVraag};
use app::vragen::tabellen::{TabelNaast, tabellen};
use askama::Template;
use axum::response::Response;
use jiff::civil::{Date, date};
use monitoring::{DEFINITIES, Definitie};

/// The page.
#[derive(Template, Debug)]
#[template(path = "monitor.html")]
pub struct MonitorPagina {
    /// Shell.
    pub schil: Schil,
    /// First day.
    pub van: Date,
    /// Last day.
    pub tot: Date,
    /// Municipality filter.
    pub gemeente: Keuze,
    /// Clients per municipality: name and number.
    pub clienten: Vec<(String, i64)>,
    /// Costs.
    pub kosten: Option<Kosten>,
    /// The tables of the framework.
    pub tabellen: Vec<TabelNaast>,
    /// Rejection.
    pub afwijzing: Vec<AfwijsRij>,
    /// Names.
    pub om: Omgeving,
    /// Lines judged and rejected over all.
    pub regels: i64,
    /// Rejected.
    pub afgewezen: i64,
    /// What the figures mean.
    pub definities: &'static [Definitie],
    /// Rejection as CSV.
    pub csv: String,
}

impl MonitorPagina {
    /// The page of these figures.
    pub fn nieuw(om: &Omgeving, m: Monitor) -> Self {
        let q = Query::default()
            .met("van", m.vraag.van.to_string())
            .met("tot", m.vraag.tot.to_string())
            .misschien("gemeente", om.gekozen);
        Self {
            schil: Schil::nieuw(om, "Monitoring", "/monitor", "/monitor")
                .via("Overzicht", "/")
                .hier("Monitoring"),
            van: m.vraag.van,
            tot: m.vraag.tot,
            gemeente: Keuze::gemeente(om),
            clienten: m.gemeenten.iter().map(|(_, n, c)| (n.clone(), *c)).collect(),
            kosten: Kosten::van(
                m.kosten.iter().map(|k| (k.maand, om.gemeente(k.gemeente), k.toegekend)),
                true,
            ),
            tabellen: tabellen(&m),
            regels: m.afwijzing.iter().map(|a| a.regels).sum(),
            afgewezen: m.afwijzing.iter().map(|a| a.afgewezen).sum(),
            afwijzing: m.afwijzing,
            om: om.clone(),
            definities: DEFINITIES,
            csv: q.met("uitvoer", "csv").op("/monitor"),
        }
    }
}

/// Cells that differ, and cells that were compared.
pub(crate) fn telling(t: &TabelNaast) -> (usize, usize) {
    let vergeleken =
        t.rijen.iter().flat_map(|r| &r.cellen).filter_map(app::vragen::tabellen::CelNaast::gelijk);
    vergeleken.fold((0, 0), |(anders, alle), gelijk| (anders + usize::from(!gelijk), alle + 1))
}

/// Rejected part of the lines.
pub(crate) fn deel(afgewezen: i64, regels: i64) -> String {
    super::aanbieders::uitval(Some(regels), Some(afgewezen))
}

/// `GET /monitor`; without a period the calendar year of today.
pub async fn pagina(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let vandaag = bezoek.vandaag();
    let dag = |naam: &str, anders: Date| {
        invoer.datum(naam).map(|d| d.unwrap_or(anders)).map_err(|f| Fout::from(f).voor(om))
    };
    let m = MonitorVraag {
        van: dag("van", date(vandaag.year(), 1, 1))?,
        tot: dag("tot", date(vandaag.year(), 12, 31))?,
        gemeente: om.gekozen,
    };
    let m = vraag(&bezoek, move |s, wie| app::vragen::monitor::monitor(&s.db, wie, &m)).await?;
    if invoer.als_csv() {
        let mut csv =
            Csv::nieuw(&["gemeente", "agb", "aanbieder", "regels", "afgewezen", "ingediend", "toegekend"]);
        for a in &m.afwijzing {
            csv.rij(&[
                om.gemeente(a.gemeente),
                a.agb.to_string(),
                a.aanbieder.clone(),
                a.regels.to_string(),
                a.afgewezen.to_string(),
                bedrag(a.ingediend),
                bedrag(a.toegekend),
            ]);
        }
        return Ok(csv.antwoord("monitor"));
    }
    toon(&MonitorPagina::nieuw(om, m))
}
