//! The 305 and 307: the provider tells that support started or stopped.
//!
//! What is sent goes into the provider's own book at once; a rejection takes it out again (OP286).

use super::{code, persoon};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::{regie, stuur};
use crate::uitbox;
use crate::verzoeken::toewijzingen_van;
use ::toewijzing::{Toewijzing, Toewijzingnummer};
use istandaard::{Bericht, ClientStart, ClientStop, Header, Heen, Soort, StartProduct, StopProduct};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, Product};
use levering::{
    Feiten, Levering, RedenBeeindiging, StatusAanlevering, beoordeel_start, beoordeel_stop, mag_intrekken,
};
use store::sql::{loket, schrijven as sql};
use store::{StoreFout, Tx};

/// An assignment for which no start was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeStarten {
    /// ToewijzingNummer.
    pub nummer: i64,
    /// Client.
    pub client: i64,
    /// Product.
    pub product: Option<Product>,
    /// First day of the assignment.
    pub ingangsdatum: Datum,
}

/// Assignments of a provider that began on or before today and have no start yet, per client together.
pub fn te_starten(o: &Omgeving, g: Gemeentecode, agb: AgbCode) -> Uitkomst<Vec<TeStarten>> {
    Ok(o.db.read(|tx| {
        tx.query_alle(sql::TE_STARTEN, &[(&g).into(), (&agb).into(), o.vandaag.into()], |r| {
            Ok(TeStarten {
                nummer: r.i64(0)?,
                client: r.i64(1)?,
                product: regie::product_uit(r, 2)?,
                ingangsdatum: r.dag(4)?,
            })
        })
    })?)
}

/// A start that the provider reports, or takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// ToewijzingNummer.
    pub nummer: i64,
    /// Client.
    pub client: i64,
    /// Product.
    pub product: Option<Product>,
    /// First day of the assignment.
    pub ingangsdatum: Datum,
    /// First day of the support.
    pub begindatum: Datum,
    /// The earlier report with these days was wrong and counts as never sent (IV008).
    pub intrekken: bool,
}

/// Makes one 305 for a client; it waits in the outbox.
pub fn meld_start(o: &Omgeving, g: Gemeentecode, agb: AgbCode, starts: &[TeStarten]) -> Uitkomst<()> {
    let starts: Vec<Start> = starts
        .iter()
        .map(|s| Start {
            nummer: s.nummer,
            client: s.client,
            product: s.product,
            ingangsdatum: s.ingangsdatum,
            begindatum: s.ingangsdatum,
            intrekken: false,
        })
        .collect();
    meld_starts(o, g, agb, &starts)
}

fn status(intrekken: bool) -> StatusAanlevering {
    if intrekken { StatusAanlevering::Verwijderen } else { StatusAanlevering::Eerste }
}

/// Makes one 305 for the client of the first start, with new and withdrawn starts; it waits in the outbox.
pub fn meld_starts(o: &Omgeving, g: Gemeentecode, agb: AgbCode, starts: &[Start]) -> Uitkomst<()> {
    let Some(client) = starts.first().map(|s| s.client) else { return Ok(()) };
    o.db.write(|tx| start_in(tx, o, g, agb, client, starts)).map(drop)
}

fn start_product(s: &Start) -> Result<StartProduct, StoreFout> {
    Ok(StartProduct {
        toewijzing: Some(s.nummer),
        product: s.product,
        toewijzing_ingangsdatum: Some(s.ingangsdatum),
        begindatum: s.begindatum,
        status: code(status(s.intrekken).code())?,
        retourcodes: Vec::new(),
    })
}

fn start_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    client: i64,
    starts: &[Start],
) -> Uitkomst<i64> {
    let p = persoon(tx, &o.kluis, g, client)?;
    let id = uitbox::nieuw_id(tx, g)?;
    let header = Header::nieuw(Soort::Wmo305, g, agb, uitbox::identificatie(g, id), o.vandaag);
    let producten = starts.iter().map(start_product).collect::<Result<Vec<_>, _>>()?;
    let meldingen: Vec<_> = producten.iter().enumerate().map(|(i, p)| regie::start_melding(p, i)).collect();
    let historie = regie::historie(tx, &header, client)?;
    regie::boek_starts(tx, g, agb, client, id, &meldingen, &historie)?;
    let bericht = Bericht::Wmo305(Heen {
        header,
        client: ClientStart {
            bsn: p.bsn,
            geboortedatum: p.geboren(),
            geslacht: code(&p.geslacht)?,
            naam: p.verkorte_naam(),
            producten,
            retourcodes: Vec::new(),
        },
    });
    stuur(tx, o, id, &bericht, None)?;
    Ok(id)
}

/// A stop that the provider reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// ToewijzingNummer.
    pub nummer: i64,
    /// Client.
    pub client: i64,
    /// Product.
    pub product: Option<Product>,
    /// First day of the assignment.
    pub ingangsdatum: Datum,
    /// First day of the support that stops.
    pub begindatum: Datum,
    /// Last day of support.
    pub einddatum: Datum,
    /// Why.
    pub reden: RedenBeeindiging,
}

/// Makes one 307 for a client; it waits in the outbox.
pub fn meld_stop(o: &Omgeving, g: Gemeentecode, agb: AgbCode, stops: &[Stop]) -> Uitkomst<()> {
    let stops: Vec<_> = stops.iter().map(|s| (*s, false)).collect();
    meld_stops(o, g, agb, &stops)
}

/// Makes one 307 for the client of the first stop, with new stops and those that are withdrawn (true); it waits in
/// the outbox.
pub fn meld_stops(o: &Omgeving, g: Gemeentecode, agb: AgbCode, stops: &[(Stop, bool)]) -> Uitkomst<()> {
    let Some(client) = stops.first().map(|(s, _)| s.client) else { return Ok(()) };
    o.db.write(|tx| stop_in(tx, o, g, agb, client, stops)).map(drop)
}

fn stop_product(s: &Stop, intrekken: bool) -> Result<StopProduct, StoreFout> {
    Ok(StopProduct {
        toewijzing: Some(s.nummer),
        product: s.product,
        toewijzing_ingangsdatum: Some(s.ingangsdatum),
        begindatum: s.begindatum,
        reden: code(s.reden.code())?,
        einddatum: s.einddatum,
        status: code(status(intrekken).code())?,
        retourcodes: Vec::new(),
    })
}

fn stop_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    client: i64,
    stops: &[(Stop, bool)],
) -> Uitkomst<i64> {
    let p = persoon(tx, &o.kluis, g, client)?;
    let id = uitbox::nieuw_id(tx, g)?;
    let header = Header::nieuw(Soort::Wmo307, g, agb, uitbox::identificatie(g, id), o.vandaag);
    let producten =
        stops.iter().map(|(s, weg)| stop_product(s, *weg)).collect::<Result<Vec<_>, StoreFout>>()?;
    let meldingen: Vec<_> = producten.iter().enumerate().map(|(i, p)| regie::stop_melding(p, i)).collect();
    let historie = regie::historie(tx, &header, client)?;
    regie::boek_stops(tx, g, agb, client, id, &meldingen, &historie)?;
    let bericht = Bericht::Wmo307(Heen {
        header,
        client: ClientStop {
            bsn: p.bsn,
            geboortedatum: p.geboren(),
            geslacht: code(&p.geslacht)?,
            naam: p.verkorte_naam(),
            producten,
            retourcodes: Vec::new(),
        },
    });
    stuur(tx, o, id, &bericht, None)?;
    Ok(id)
}

/// What a provider knows of the delivery to a client.
pub(crate) struct Bekend {
    pub toewijzingen: Vec<Toewijzing>,
    pub historie: Vec<Levering>,
}

/// Reads what a report is held against.
pub(crate) fn bekend(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: AgbCode,
    client: i64,
) -> Result<Bekend, StoreFout> {
    let w = [(&g).into(), client.into(), (&agb).into()];
    Ok(Bekend {
        toewijzingen: toewijzingen_van(tx, g, client, agb)?,
        historie: tx.query_alle(sql::LEVERINGEN, &w, |r| regie::levering_uit(r, agb))?,
    })
}

impl Bekend {
    fn nummers(&self) -> Vec<Toewijzingnummer> {
        self.toewijzingen.iter().filter(|t| !t.is_verwijderd()).map(|t| t.nummer).collect()
    }

    fn feiten<'a>(&'a self, agb: AgbCode, nummers: &'a [Toewijzingnummer]) -> Feiten<'a> {
        Feiten { agb, toewijzingen: nummers, historie: &self.historie, taakgericht: false }
    }
}

/// The key of a 305, or all reasons why the municipality would reject it. One start, held against the own book first.
pub(crate) fn start_getoetst(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    start: &Start,
) -> Uitkomst<Result<i64, Vec<Bevinding>>> {
    let b = bekend(tx, g, agb, start.client)?;
    let melding = regie::start_melding(&start_product(start)?, 0);
    let redenen = beoordeel_start(&[melding], &b.feiten(agb, &b.nummers()));
    if redenen.is_empty() {
        start_in(tx, o, g, agb, start.client, &[*start]).map(Ok)
    } else {
        Ok(Err(redenen))
    }
}

/// The key of a 307, or all reasons why the municipality would reject it.
pub(crate) fn stop_getoetst(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    stop: &Stop,
    intrekken: bool,
) -> Uitkomst<Result<i64, Vec<Bevinding>>> {
    let b = bekend(tx, g, agb, stop.client)?;
    let melding = regie::stop_melding(&stop_product(stop, intrekken)?, 0);
    let redenen = beoordeel_stop(&[melding], &b.feiten(agb, &b.nummers()));
    if redenen.is_empty() {
        stop_in(tx, o, g, agb, stop.client, &[(*stop, intrekken)]).map(Ok)
    } else {
        Ok(Err(redenen))
    }
}

/// Whether the message of a report was approved. A message that is gone was history: that stands.
pub(crate) fn is_goedgekeurd(tx: &mut Tx<'_>, g: Gemeentecode, levering: i64) -> Result<bool, StoreFout> {
    let stand =
        tx.query_opt(loket::LEVERING_BERICHT, &[(&g).into(), levering.into()], |r| r.opt_string(1))?;
    Ok(stand.flatten().is_none_or(|s| s == "goedgekeurd"))
}

/// Withdraws a start or stop of the provider that was approved (`StatusAanlevering` 3, IV008): it counts as never sent.
/// Gives the key of the 305 or 307, or all reasons why it cannot be withdrawn.
pub fn trek_in(
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    client: i64,
    levering: i64,
) -> Uitkomst<Result<i64, Vec<Bevinding>>> {
    o.db.write(|tx| trek_in_tx(tx, o, g, agb, client, levering))
}

/// As [`trek_in`], within a transaction.
pub(crate) fn trek_in_tx(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    client: i64,
    levering: i64,
) -> Uitkomst<Result<i64, Vec<Bevinding>>> {
    let b = bekend(tx, g, agb, client)?;
    let Some(l) = b.historie.iter().find(|l| l.id.0 == levering) else {
        return Err(AppFout::Ongeldig("deze melding staat niet in uw eigen boek".into()));
    };
    let redenen = mag_intrekken(l, is_goedgekeurd(tx, g, levering)?, &b.feiten(agb, &b.nummers()));
    if !redenen.is_empty() {
        return Ok(Err(redenen));
    }
    let toewijzing = b.toewijzingen.iter().find(|t| Some(t.nummer) == l.sleutel.toewijzing);
    let Some(t) = toewijzing else {
        return Err(AppFout::Ongeldig("de toewijzing van deze melding is hier niet bekend".into()));
    };
    let start = Start {
        nummer: t.nummer.waarde(),
        client,
        product: l.sleutel.product,
        ingangsdatum: t.ingangsdatum,
        begindatum: l.sleutel.begindatum,
        intrekken: true,
    };
    match l.soort {
        levering::Soort::Start => start_in(tx, o, g, agb, client, &[start]).map(Ok),
        levering::Soort::Stop { reden, einddatum } => {
            let stop = Stop {
                nummer: start.nummer,
                client,
                product: start.product,
                ingangsdatum: start.ingangsdatum,
                begindatum: start.begindatum,
                einddatum,
                reden,
            };
            stop_in(tx, o, g, agb, client, &[(stop, true)]).map(Ok)
        }
    }
}
