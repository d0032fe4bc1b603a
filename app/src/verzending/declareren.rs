//! The 323: the provider claims a month of support. The lines go into the provider's own book as "ingediend"
//! and wait there for the 325.

use super::persoon;
use crate::declaratieboek::{Declaratierij, Regelrij};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::uitbox::{self, schrijffout};
use declaratie::{Declaratiestatus, Regelstand};
use istandaard::schrijver::Schrijver323;
use istandaard::{DeclaratieKop, Header, Prestatie, Soort};
use kern::{AgbCode, Bsn, Datum, Eurocent, Gemeentecode};
use std::collections::HashMap;
use store::sql::schrijven as sql;
use store::{StoreFout, Tx};

/// A line to claim, with the client that it is about. `prestatie.client_nr` and `nr` are filled here.
#[derive(Debug, Clone)]
pub struct Regel {
    /// Key of the client in the provider's book.
    pub client: i64,
    /// What is claimed; a credit has a negative amount.
    pub prestatie: Prestatie,
}

/// What is claimed.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Municipality that gets it.
    pub gemeente: Gemeentecode,
    /// Provider that sends it.
    pub agb: AgbCode,
    /// First and last day of the month.
    pub periode: (Datum, Datum),
    /// Lines, those of one client together.
    pub regels: Vec<Regel>,
}

/// Makes the 323; it waits in the outbox. Returns the key of the message; `None` when there is nothing to claim.
pub fn dien_in(o: &Omgeving, claim: &Claim) -> Uitkomst<Option<i64>> {
    if claim.regels.is_empty() {
        return Ok(None);
    }
    o.db.write(|tx| dien_in_tx(tx, o, claim)).map(Some)
}

/// As [`dien_in`], within a transaction.
pub(super) fn dien_in_tx(tx: &mut Tx<'_>, o: &Omgeving, claim: &Claim) -> Uitkomst<i64> {
    let (g, agb) = (claim.gemeente, claim.agb);
    let totaal = Eurocent::som(claim.regels.iter().map(|r| r.prestatie.bedrag))
        .map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    let id = uitbox::nieuw_id(tx, g)?;
    let header = Header::nieuw(Soort::Wmo323, g, agb, uitbox::identificatie(g, id), o.vandaag);
    let kop = DeclaratieKop {
        nummer: format!("D{g}{id:07}"),
        van: claim.periode.0,
        tot: claim.periode.1,
        dagtekening: o.vandaag,
        ingediend: totaal,
    };
    let regels = nummer(&claim.regels, &format!("{g}{id:07}"));
    let rij = Declaratierij {
        gemeente: &g,
        agb: &agb,
        bericht: id,
        kop: &kop,
        toegekend: 0,
        regels: i64::try_from(regels.len()).unwrap_or(i64::MAX),
        regels_toegekend: 0,
        status: Declaratiestatus::Ingediend,
    };
    rij.zet(tx)?;
    tx.bulk(
        sql::REGELS_ERBIJ,
        regels.iter().zip(1_i64..).map(|((client, prestatie), volgnr)| {
            let stand = Regelstand::Ingediend;
            let (gemeente, agb, client) = (&g, &agb, Some(*client));
            Regelrij { gemeente, agb, bericht: id, volgnr, stand, client, bsn: None, prestatie }.waarden()
        }),
    )?;
    let mut bsns: Vec<Bsn> = Vec::new();
    for (client, p) in &regels {
        if usize::try_from(p.client_nr).ok() == Some(bsns.len() + 1) {
            bsns.push(persoon(tx, &o.kluis, g, *client)?.bsn);
        }
    }
    uitbox::zet(tx, o, id, &header, None, |tx, bak| {
        let mut s = Schrijver323::new(bak.clone(), &header, &kop).map_err(schrijffout)?;
        for (_, p) in &regels {
            if p.nr == 1 {
                let bsn = usize::try_from(p.client_nr).ok().and_then(|n| bsns.get(n - 1));
                let bsn = bsn.ok_or(AppFout::Store(StoreFout::Kolom { index: 0, verwacht: "een BSN" }))?;
                s.client(bsn).map_err(schrijffout)?;
            }
            s.prestatie(p).map_err(schrijffout)?;
        }
        s.klaar().map_err(schrijffout)?;
        bak.leeg(tx)
    })?;
    Ok(id)
}

/// Numbers clients and lines as they stand in the message: each client once, the credit lines first (OP366). A line
/// without a reference gets one of its own: `stam`, a hyphen and its place.
fn nummer(regels: &[Regel], stam: &str) -> Vec<(i64, Prestatie)> {
    let mut volgorde: HashMap<i64, usize> = HashMap::new();
    for r in regels {
        let nieuw = volgorde.len();
        volgorde.entry(r.client).or_insert(nieuw);
    }
    let mut op_volgorde: Vec<&Regel> = regels.iter().collect();
    op_volgorde.sort_by_key(|r| (volgorde.get(&r.client).copied(), !r.prestatie.is_credit()));
    let (mut client_nr, mut nr, mut vorige) = (0, 0, None);
    op_volgorde
        .into_iter()
        .zip(1_u64..)
        .map(|(r, plaats)| {
            if vorige == Some(r.client) {
                nr += 1;
            } else {
                vorige = Some(r.client);
                client_nr += 1;
                nr = 1;
            }
            let mut p = Prestatie { client_nr, nr, ..r.prestatie.clone() };
            if p.referentie.is_empty() {
                p.referentie = format!("{stam}-{plaats}");
            }
            (r.client, p)
        })
        .collect()
}
