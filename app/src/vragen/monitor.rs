//! Figures over the chain, as rows for the crate `monitoring` and for the pages.

use super::VraagFout;
use super::bereik::Bereik;
use super::overzicht::{MaandKosten, gemeente_naam, kosten};
use super::tabellen;
use crate::kaders::Kaderbron;
use crate::{Gebruiker, Recht};
use kern::{AgbCode, Datum, Eurocent, Gemeentecode};
use regels::Kader;
use std::sync::Arc;
use store::Db;
use store::sql::lezen as sql;

/// Over what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonitorVraag {
    /// First day.
    pub van: Datum,
    /// Last day, included.
    pub tot: Datum,
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
}

/// Clients of a provider with care in the period: someone with an assignment that ran on a day of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InzetRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// IB, DB, KDV; empty when the product is not in the catalogue.
    pub prestatie: String,
    /// Different clients.
    pub clienten: i64,
}

/// Clients of a provider over all its products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederClienten {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Different clients.
    pub clienten: i64,
}

/// Rejection per provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfwijsRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Lines answered.
    pub regels: i64,
    /// Of those: rejected.
    pub afgewezen: i64,
    /// Claimed.
    pub ingediend: Eurocent,
    /// Granted.
    pub toegekend: Eurocent,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    /// The question.
    pub vraag: MonitorVraag,
    /// The municipalities: code, name, different clients with care in the period.
    pub gemeenten: Vec<(Gemeentecode, String, i64)>,
    /// Clients per provider.
    pub aanbieders: Vec<AanbiederClienten>,
    /// Clients per provider and prestatie.
    pub inzet: Vec<InzetRij>,
    /// Granted per month and municipality.
    pub kosten: Vec<MaandKosten>,
    /// Rejection per provider.
    pub afwijzing: Vec<AfwijsRij>,
    /// The framework with the tables that the figures are laid beside, as it was used on the last day.
    pub kader: Option<Arc<Kader>>,
}

/// The figures over a period of at most ten years.
pub fn monitor(db: &Db, wie: &Gebruiker, vraag: &MonitorVraag) -> Result<Monitor, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Monitor, vraag.gemeente, None)?;
    if vraag.tot < vraag.van {
        return Err(VraagFout::Ongeldig("de einddatum ligt voor de begindatum".into()));
    }
    if (vraag.tot - vraag.van).get_days() > 3_660 {
        return Err(VraagFout::Ongeldig("kies een periode van ten hoogste tien jaar".into()));
    }
    db.read(|tx| {
        let mut uit = Monitor {
            vraag: *vraag,
            gemeenten: Vec::new(),
            aanbieders: Vec::new(),
            inzet: Vec::new(),
            kosten: Vec::new(),
            afwijzing: Vec::new(),
            kader: tabellen::kader(&Kaderbron::lees(tx, &bereik.gemeenten)?, vraag.tot),
        };
        for &gemeente in &bereik.gemeenten {
            let periode = [(&gemeente).into(), vraag.van.into(), vraag.tot.into()];
            let clienten = tx.query_one(sql::MONITOR_CLIENTEN, &periode, |r| r.i64(0))?;
            uit.gemeenten.push((gemeente, gemeente_naam(tx, gemeente)?, clienten));
            uit.aanbieders.extend(tx.query_alle(sql::MONITOR_PER_AGB, &periode, |r| {
                let agb = r.lees(0, AgbCode::parse)?;
                let aanbieder = r.opt_string(1)?.unwrap_or_else(|| agb.to_string());
                Ok(AanbiederClienten { gemeente, agb, aanbieder, clienten: r.i64(2)? })
            })?);
            uit.inzet.extend(tx.query_alle(sql::MONITOR_INZET, &periode, |r| {
                Ok(InzetRij {
                    gemeente,
                    agb: r.lees(0, AgbCode::parse)?,
                    prestatie: r.string(1)?,
                    clienten: r.i64(2)?,
                })
            })?);
            uit.kosten.extend(kosten(tx, gemeente, vraag.van, vraag.tot, None)?);
            let [g, van, tot] = periode;
            uit.afwijzing.extend(tx.query_alle(
                sql::CLAIM_PER_AGB,
                &[g, van, tot, store::Val::Null],
                |r| {
                    let agb = r.lees(0, AgbCode::parse)?;
                    let regels = r.i64(2)?;
                    Ok(AfwijsRij {
                        gemeente,
                        agb,
                        aanbieder: r.opt_string(1)?.unwrap_or_else(|| agb.to_string()),
                        regels,
                        afgewezen: regels - r.i64(3)?,
                        ingediend: Eurocent(r.i64(4)?),
                        toegekend: Eurocent(r.i64(5)?),
                    })
                },
            )?);
        }
        Ok(uit)
    })
}
