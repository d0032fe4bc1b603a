//! A reorganisation of municipalities: clients, assignments, decisions, meldingen and contracts go to the municipality
//! that takes over. Looked at first in a transaction that is undone; doing it again takes only what is still there; taken
//! back as long as no message of it has left ([ADR 0016](../../../docs/adr/0016-herindeling.md)).
//!
//! What becomes of an assignment is decided in `keten/toewijzing`, which place goes where is data (`regels/herindelingen`).

mod brieven;
mod cijfers;
mod contract;
mod een;
mod lopend;
mod rapport;
mod terug;

pub use brieven::brieven;
pub use cijfers::{Cijfers, Jaarwaarde};
pub use lopend::{Herindeelstand, Herindelingen};
pub use rapport::{Deelcijfers, Rapport, Weigering};
pub use terug::maak_ongedaan;

use crate::contracten::Contractlijn;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use een::{Over, Uit};
use kern::{Bsn, Gemeentecode};
use rapport::MEESTE;
use regels::Herindeling;
use std::collections::BTreeSet;
use store::sql::herindelen as sql;
use store::{StoreFout, Tx};

/// Clients in one transaction.
const RONDE: i64 = 200;

/// The reorganisation with this name.
pub fn zoek(id: &str) -> Uitkomst<&'static Herindeling> {
    let alle = regels::herindelingen();
    alle.iter().find(|h| h.id == id).ok_or_else(|| {
        let namen: Vec<&str> = alle.iter().map(|h| h.id.as_str()).collect();
        AppFout::Ongeldig(format!("herindeling '{id}' bestaat niet; er zijn: {}", namen.join(", ")))
    })
}

/// A client that may go over.
struct Rij {
    id: i64,
    plaats: String,
    bsn: Bsn,
    leeft: bool,
}

/// How a round ends.
enum Einde {
    /// It was a look only: everything is undone.
    Terug(Vec<(usize, Uit)>),
    Fout(AppFout),
}

impl From<StoreFout> for Einde {
    fn from(f: StoreFout) -> Self {
        Self::Fout(f.into())
    }
}

impl From<AppFout> for Einde {
    fn from(f: AppFout) -> Self {
        Self::Fout(f)
    }
}

fn lees(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, na: i64) -> Result<Vec<Rij>, StoreFout> {
    tx.query_alle(sql::HERINDEEL_CLIENTEN, &[(&g).into(), na.into(), RONDE.into()], |r| {
        let id = r.i64(0)?;
        Ok(Rij {
            id,
            plaats: r.opt_text(1)?.unwrap_or_default().to_owned(),
            bsn: o.kluis.ontsleutel_bsn(g, "client", &[id], r.blob(2)?)?,
            leeft: r.opt_dag(3)?.is_none(),
        })
    })
}

/// Carries a reorganisation out for the municipalities given, or with `proef` only shows what it would do. `stap` hears
/// how many clients were looked at.
pub fn voer_uit(
    o: &Omgeving,
    h: &'static Herindeling,
    gemeenten: &[Gemeentecode],
    proef: bool,
    mut stap: impl FnMut(u64),
) -> Uitkomst<Rapport> {
    let mut rapport = Rapport::nieuw(h, gemeenten, proef);
    let van: BTreeSet<Gemeentecode> =
        h.delen.iter().map(|d| d.van).filter(|g| gemeenten.contains(g)).collect();
    Rapport::kan(h, gemeenten)?;
    let mut gezien = 0;
    let mut eerder: Vec<Contractlijn> = Vec::new();
    for g in van {
        let mut na = 0;
        loop {
            let rijen = o.db.read(|tx| lees(tx, o, g, na))?;
            let Some(laatste) = rijen.last() else { break };
            na = laatste.id;
            gezien += rijen.len() as u64;
            let mut over = Vec::new();
            for rij in &rijen {
                match h.deel(g, &rij.plaats).and_then(|d| h.delen.iter().position(|x| x == d)) {
                    _ if !rij.leeft => overleden(o, h, g, rij, &mut rapport)?,
                    Some(i) if rapport.delen[i].in_boek => over.push((i, rij)),
                    Some(i) => rapport.delen[i].buiten_boek += 1,
                    None if h.heft_op(g) => rapport.weiger(Weigering {
                        gemeente: g,
                        client: rij.id,
                        toewijzing: None,
                        reden: "De woonplaats hoort bij geen deel. Verbeter het adres.".into(),
                    }),
                    None => {}
                }
            }
            for (i, uit) in ronde(o, h, g, &over, &eerder, proef)? {
                if proef {
                    eerder.extend(uit.lijnen.iter().cloned());
                }
                rapport.tel(i, g, uit);
            }
            stap(gezien);
        }
        contract::sluit(o, h, g, &mut rapport)?;
    }
    rapport.weigeringen.truncate(MEESTE);
    Ok(rapport)
}

/// Who died stays; an assignment that runs on all the same would keep the municipality open.
fn overleden(
    o: &Omgeving,
    h: &Herindeling,
    g: Gemeentecode,
    rij: &Rij,
    rapport: &mut Rapport,
) -> Uitkomst<()> {
    let w = [(&g).into(), rij.id.into(), h.datum.into()];
    let nummers = o.db.read(|tx| {
        let alle = tx.query_alle(sql::HERINDEEL_TOEWIJZINGEN, &w, |r| r.i64(0))?;
        let mut loopt = Vec::new();
        for n in alle {
            loopt.extend(crate::wijzigen::lees(tx, g, n)?.filter(|t| !t.is_verwijderd()).map(|_| n));
        }
        Ok::<_, AppFout>(loopt)
    })?;
    for n in nummers {
        rapport.weiger(Weigering {
            gemeente: g,
            client: rij.id,
            toewijzing: Some(n),
            reden: "De cliënt is overleden, maar deze toewijzing loopt nog. Zij eindigt bij de volgende ronde van het toewijzen."
                .into(),
        });
    }
    Ok(())
}

/// One transaction; undone when it is a look only. Counts that do not agree undo it too.
fn ronde(
    o: &Omgeving,
    h: &Herindeling,
    g: Gemeentecode,
    over: &[(usize, &Rij)],
    eerder: &[Contractlijn],
    proef: bool,
) -> Uitkomst<Vec<(usize, Uit)>> {
    if over.is_empty() {
        return Ok(Vec::new());
    }
    let uit = o.db.write(|tx| {
        let mut alle = Vec::with_capacity(over.len());
        for (i, rij) in over {
            let w = Over { o, h, van: g, naar: h.delen[*i].naar, eerder };
            let uit = een::breng_over(tx, &w, rij)?;
            if uit.cijfers.voor != uit.cijfers.na {
                return Err(Einde::Fout(AppFout::Ongeldig(format!(
                    "cliënt {} van gemeente {g}: de tellingen voor en na zijn niet gelijk; er is niets veranderd",
                    rij.id
                ))));
            }
            alle.push((*i, uit));
        }
        if proef { Err(Einde::Terug(alle)) } else { Ok(alle) }
    });
    match uit {
        Ok(alle) | Err(Einde::Terug(alle)) => Ok(alle),
        Err(Einde::Fout(f)) => Err(f),
    }
}
