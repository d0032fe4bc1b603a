//! The 305 and 307: the provider tells that support started or stopped.
//!
//! What is sent goes into the provider's own book at once; a rejection takes it out again (OP286).

use super::{code, persoon};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::{regie, stuur};
use crate::uitbox;
use istandaard::{Bericht, ClientStart, ClientStop, Header, Heen, Soort, StartProduct, StopProduct};
use kern::{AgbCode, Datum, Gemeentecode, Product};
use levering::{RedenBeeindiging, StatusAanlevering};
use store::sql::schrijven as sql;
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
    o.db.write(|tx| {
        let p = persoon(tx, &o.kluis, g, client)?;
        let id = uitbox::nieuw_id(tx, g)?;
        let header = Header::nieuw(Soort::Wmo305, g, agb, uitbox::identificatie(g, id), o.vandaag);
        let producten = starts
            .iter()
            .map(|s| {
                Ok(StartProduct {
                    toewijzing: Some(s.nummer),
                    product: s.product,
                    toewijzing_ingangsdatum: Some(s.ingangsdatum),
                    begindatum: s.begindatum,
                    status: code(status(s.intrekken).code())?,
                    retourcodes: Vec::new(),
                })
            })
            .collect::<Result<Vec<_>, StoreFout>>()?;
        let meldingen: Vec<_> =
            producten.iter().enumerate().map(|(i, p)| regie::start_melding(p, i)).collect();
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
        Ok::<_, AppFout>(())
    })
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
    o.db.write(|tx| stop_in(tx, o, g, agb, client, stops))
}

fn stop_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    client: i64,
    stops: &[(Stop, bool)],
) -> Uitkomst<()> {
    let p = persoon(tx, &o.kluis, g, client)?;
    let id = uitbox::nieuw_id(tx, g)?;
    let header = Header::nieuw(Soort::Wmo307, g, agb, uitbox::identificatie(g, id), o.vandaag);
    let producten = stops
        .iter()
        .map(|(s, intrekken)| {
            Ok(StopProduct {
                toewijzing: Some(s.nummer),
                product: s.product,
                toewijzing_ingangsdatum: Some(s.ingangsdatum),
                begindatum: s.begindatum,
                reden: code(s.reden.code())?,
                einddatum: s.einddatum,
                status: code(status(*intrekken).code())?,
                retourcodes: Vec::new(),
            })
        })
        .collect::<Result<Vec<_>, StoreFout>>()?;
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
    Ok(())
}
