//! Reporting start and stop (305, 307) of one assignment, and withdrawing what was reported.

use super::{Oordeel, Plaats, eigen_client, naam_van, namens, op_proef, verstuur};
use crate::Gebruiker;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::verzending::leveren::{
    Bekend, Start, Stop, bekend, is_goedgekeurd, start_getoetst, stop_getoetst, trek_in_tx,
};
use crate::verzoeken::Toewijzing;
use crate::vragen::declaraties::Producten;
use crate::vragen::{Naam, VraagFout};
use ::levering::{Feiten, Levering, Leveringstand, RedenBeeindiging, Soort, mag_intrekken, stand};
use kern::{AgbCode, Bevinding, Datum};
use store::Tx;
use store::sql::loket as sql;

/// What a delivery and a report are, as the step says it.
pub use ::levering::{Leveringstand as Stand, RedenBeeindiging as RedenStop, Soort as Meldingsoort};

/// A report, with what can be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeld {
    /// The report.
    pub levering: Levering,
    /// The message that brought it.
    pub bericht: Option<i64>,
    /// Why it cannot be withdrawn; empty when it can.
    pub beletsel: Vec<Bevinding>,
}

/// The delivery of one assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leverblad {
    /// Municipality and client.
    pub plaats: Plaats,
    /// Name of the client.
    pub naam: Naam,
    /// The assignment.
    pub toewijzing: Toewijzing,
    /// Names of products.
    pub namen: Producten,
    /// How it stands.
    pub stand: Leveringstand,
    /// What was reported, the newest first; withdrawn reports too.
    pub meldingen: Vec<Gemeld>,
}

impl Leverblad {
    /// Whether a start can be reported now: nothing runs.
    pub fn kan_starten(&self) -> bool {
        !matches!(self.stand, Leveringstand::Loopt { .. })
    }

    /// Whether a stop can be reported now: it runs, or stands still for a while.
    pub fn kan_stoppen(&self) -> bool {
        matches!(self.stand, Leveringstand::Loopt { .. } | Leveringstand::TijdelijkGestopt { .. })
    }
}

/// What is reported about an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Melding {
    /// Support started.
    Start {
        /// First day.
        begindatum: Datum,
    },
    /// Support stopped.
    Stop {
        /// Last day.
        einddatum: Datum,
        /// Why.
        reden: RedenBeeindiging,
    },
    /// An earlier report was wrong and counts as never sent.
    Intrekken {
        /// Key of the report.
        levering: i64,
    },
}

fn van(b: &Bekend, nummer: i64) -> Result<Toewijzing, VraagFout> {
    b.toewijzingen
        .iter()
        .find(|t| t.nummer.waarde() == nummer && !t.is_verwijderd())
        .cloned()
        .ok_or(VraagFout::NietGevonden)
}

fn over<'a>(b: &'a Bekend, t: &Toewijzing) -> impl Iterator<Item = &'a Levering> + Clone + use<'a> {
    let nummer = t.nummer;
    b.historie.iter().filter(move |l| l.sleutel.toewijzing == Some(nummer))
}

fn lees(tx: &mut Tx<'_>, p: Plaats, agb: AgbCode, nummer: i64) -> Result<Leverblad, VraagFout> {
    let b = bekend(tx, p.gemeente, agb, p.client)?;
    let t = van(&b, nummer)?;
    let nummers = [t.nummer];
    let feiten = Feiten { agb, toewijzingen: &nummers, historie: &b.historie, taakgericht: false };
    let mut meldingen = Vec::new();
    for l in over(&b, &t) {
        let goed = is_goedgekeurd(tx, p.gemeente, l.id.0)?;
        let w = [(&p.gemeente).into(), l.id.0.into()];
        meldingen.push(Gemeld {
            beletsel: mag_intrekken(l, goed, &feiten),
            bericht: tx.query_opt(sql::LEVERING_BERICHT, &w, |r| r.i64(0))?,
            levering: l.clone(),
        });
    }
    meldingen.reverse();
    let (naam, namen) = (naam_van(tx, p)?, Producten::lees(tx)?);
    Ok(Leverblad { plaats: p, naam, namen, stand: stand(over(&b, &t)), toewijzing: t, meldingen })
}

/// The delivery of an assignment, with what was reported.
pub fn blad(o: &Omgeving, wie: &Gebruiker, p: Plaats, nummer: i64) -> Result<Leverblad, VraagFout> {
    let agb = eigen_client(o, wie, p)?;
    o.db.read(|tx| lees(tx, p, agb, nummer))
}

fn maak(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    p: Plaats,
    agb: AgbCode,
    t: &Toewijzing,
    m: Melding,
) -> Uitkomst<Oordeel<i64>> {
    let dag = match m {
        Melding::Start { begindatum } => Some(begindatum),
        Melding::Stop { einddatum, .. } => Some(einddatum),
        Melding::Intrekken { .. } => None,
    };
    // the rule speaks of the date of the message, which is today and not in the form
    if dag.is_some_and(|d| d > o.vandaag) {
        let tekst = "Deze dag komt nog. Meld een start of stop pas als de dag er is.";
        return Ok(Err(vec![Bevinding::new("TR134", None, "", tekst)]));
    }
    let g = p.gemeente;
    let (nummer, client, product, ingangsdatum) = (t.nummer.waarde(), p.client, t.product, t.ingangsdatum);
    match m {
        Melding::Start { begindatum } => {
            let start = Start { nummer, client, product, ingangsdatum, begindatum, intrekken: false };
            start_getoetst(tx, o, g, agb, &start)
        }
        Melding::Stop { einddatum, reden } => {
            // it ends the start with the latest first day; without one the rule says so
            let b = bekend(tx, g, agb, client)?;
            let laatste = over(&b, t).filter(|l| !l.verwijderd && l.soort == Soort::Start);
            let begindatum = laatste.map(|l| l.sleutel.begindatum).max().unwrap_or(ingangsdatum);
            let stop = Stop { nummer, client, product, ingangsdatum, begindatum, einddatum, reden };
            stop_getoetst(tx, o, g, agb, &stop, false)
        }
        Melding::Intrekken { levering } => {
            let b = bekend(tx, g, agb, client)?;
            if over(&b, t).any(|l| l.id.0 == levering) {
                trek_in_tx(tx, o, g, agb, client, levering)
            } else {
                Err(AppFout::Ongeldig("deze melding hoort niet bij deze toewijzing".into()))
            }
        }
    }
}

/// How the delivery stands once this is reported, or all reasons why it cannot be. Nothing is kept.
pub fn bekijk(
    o: &Omgeving,
    wie: &Gebruiker,
    p: Plaats,
    nummer: i64,
    m: Melding,
) -> Result<Oordeel<Leverblad>, VraagFout> {
    let agb = eigen_client(o, wie, p)?;
    let t = o.db.read(|tx| van(&bekend(tx, p.gemeente, agb, p.client)?, nummer))?;
    op_proef(o, p.gemeente, &|tx| maak(tx, o, p, agb, &t, m), &|tx, _| lees(tx, p, agb, nummer))
}

/// Reports it; gives the key of the message, or all reasons why it was not sent.
pub fn meld(
    o: &Omgeving,
    wie: &Gebruiker,
    p: Plaats,
    nummer: i64,
    m: Melding,
) -> Result<Oordeel<i64>, VraagFout> {
    let agb = eigen_client(o, wie, p)?;
    let t = o.db.read(|tx| van(&bekend(tx, p.gemeente, agb, p.client)?, nummer))?;
    let o = namens(o, wie);
    verstuur(&o, p.gemeente, &|tx| maak(tx, &o, p, agb, &t, m))
}
