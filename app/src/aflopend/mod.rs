//! What is watched after a decision: that it ends, that somebody looks at it again (Wmo 2.3.9), and that the definitive decision
//! comes after a temporary one (Wmo 2.3.3). What is asked and until when is decided in `beschikking`.

mod doen;
mod keuze;

pub use beschikking::{Bewaakpunt, Bewaakreden, Bewaakregels, Bewaakt, Heronderzoekuitkomst, bewaak};
pub use doen::{begin_onderzoek, ongewijzigd, plan};
pub use keuze::{kies, regels};

use crate::omgeving::Omgeving;
use crate::vragen::bereik::Bereik;
use crate::vragen::clienten::naam_uit;
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, Recht};
use kern::{Datum, Gemeentecode};
use std::collections::BTreeMap;
use store::sql::wacht as sql;
use store::{Db, Row, StoreFout, Tx};

/// A decision, and what is known for watching it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluitfeiten {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number of the decision.
    pub beschikking: i64,
    /// Number of the client.
    pub client: i64,
    /// Name.
    pub naam: Naam,
    /// What the support is.
    pub aard: String,
    /// It is a budget.
    pub pgb: bool,
    /// A new version is being made.
    pub in_de_maak: bool,
    /// Days.
    pub bewaakt: Bewaakt,
}

/// A post on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaakpost {
    /// The decision.
    pub besluit: Besluitfeiten,
    /// Why it is here, and until when.
    pub punt: Bewaakpunt,
}

/// A time that somebody looked at a decision again, or will.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heronderzoek {
    /// The day that was chosen.
    pub gepland_op: Option<Datum>,
    /// Day and outcome.
    pub gedaan: Option<(Datum, Heronderzoekuitkomst)>,
    /// The melding that it began.
    pub melding: Option<i64>,
    /// Why nothing changes; only for who may read what is found about people.
    pub grond: Option<String>,
    /// Who.
    pub door: String,
}

/// One decision on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaakblad {
    /// The decision.
    pub besluit: Besluitfeiten,
    /// What is asked today.
    pub punt: Option<Bewaakpunt>,
    /// Earlier times, and the one that was planned.
    pub eerder: Vec<Heronderzoek>,
    /// What the municipality watches.
    pub regels: Bewaakregels,
    /// This user may do something about it.
    pub mag: bool,
}

/// Most decisions of a kind that are read per municipality.
const MEEST: i64 = 200;

fn feiten(g: Gemeentecode, r: &Row<'_>) -> Result<Besluitfeiten, StoreFout> {
    let open = |s: &str| matches!(s, "concept" | "ter_controle" | "vastgesteld");
    Ok(Besluitfeiten {
        gemeente: g,
        beschikking: r.i64(0)?,
        client: r.i64(1)?,
        naam: naam_uit(r, 2)?,
        aard: r.string(6)?,
        pgb: r.opt_text(8)? == Some("pgb"),
        in_de_maak: r.opt_text(10)?.is_some_and(open),
        bewaakt: Bewaakt {
            besluit_op: r.dag(5)?,
            einddatum: r.opt_dag(7)?,
            tijdelijk: r.opt_i64(9)? == Some(1),
            definitief: r.i64(13)? == 1,
            gepland_op: r.opt_dag(11)?,
            onderzocht_op: r.opt_dag(12)?,
        },
    })
}

/// What is asked in one municipality today, and whether there may be more than was read.
pub(crate) fn lijst_in(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    vandaag: Datum,
) -> Result<(Vec<Bewaakpost>, bool), StoreFout> {
    let r = keuze::lees(tx, g)?;
    let (meest, code) = (MEEST.into(), (&g).into());
    let (vanaf, tot, besluit) = (r.vanaf(vandaag), r.tot(vandaag), r.besluit_tot(vandaag));
    let mut alle = BTreeMap::new();
    let mut meer = false;
    for (tekst, w) in [
        (sql::TIJDELIJK, vec![code, vanaf.into(), meest]),
        (sql::AFLOPEND, vec![code, vanaf.into(), tot.into(), meest]),
        (sql::HERONDERZOEK_RITME, vec![code, besluit.into(), tot.into(), meest]),
        (sql::HERONDERZOEK_GEPLAND, vec![code, tot.into(), meest]),
    ] {
        let rijen = tx.query_alle(tekst, &w, |r| feiten(g, r))?;
        meer |= i64::try_from(rijen.len()).is_ok_and(|n| n >= MEEST);
        for f in rijen {
            alle.entry(f.beschikking).or_insert(f);
        }
    }
    let posten = alle.into_values().filter_map(|besluit| {
        let punt = bewaak(&besluit.bewaakt, r, vandaag)?;
        Some(Bewaakpost { besluit, punt })
    });
    Ok((posten.collect(), meer))
}

/// What is asked in one municipality or in all of the user's, by day; and whether there may be more.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    reden: Option<Bewaakreden>,
    vandaag: Datum,
) -> Result<(Vec<Bewaakpost>, bool), VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Beschikkingen, gemeente, None)?;
    let (mut uit, meer) = db.read(|tx| {
        let (mut uit, mut meer) = (Vec::new(), false);
        for &g in &bereik.gemeenten {
            let (posten, nog) = lijst_in(tx, g, vandaag)?;
            uit.extend(posten);
            meer |= nog;
        }
        Ok::<_, StoreFout>((uit, meer))
    })?;
    uit.retain(|p| reden.is_none_or(|r| r == p.punt.reden));
    uit.sort_by_key(|p| (p.punt.termijn.uiterlijk, p.punt.reden, p.besluit.gemeente, p.besluit.beschikking));
    Ok((uit, meer))
}

fn besluit(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Result<Besluitfeiten, VraagFout> {
    let w = [(&g).into(), id.into()];
    tx.query_opt(sql::BEWAAKT, &w, |r| feiten(g, r))?.ok_or(VraagFout::NietGevonden)
}

fn eerder(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    (g, id): (Gemeentecode, i64),
    leest: bool,
) -> Result<Vec<Heronderzoek>, StoreFout> {
    tx.query_alle(sql::HERONDERZOEKEN, &[(&g).into(), id.into()], |r| {
        let nr = r.i64(0)?;
        let uitkomst = r.opt_text(3)?.and_then(Heronderzoekuitkomst::parse);
        let grond = r.opt_blob(5)?.filter(|_| leest);
        Ok(Heronderzoek {
            gepland_op: r.opt_dag(1)?,
            gedaan: r.opt_dag(2)?.zip(uitkomst),
            melding: r.opt_i64(4)?,
            grond: grond.map(|b| o.kluis.ontsleutel_tekst(g, doen::GROND, &[id, nr], b)).transpose()?,
            door: r.string(6)?,
        })
    })
}

/// One decision with what is asked of it.
pub fn blad(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64) -> Result<Bewaakblad, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    wie.eis_gemeente(g)?;
    let mag = wie.rol.mag(Recht::Toegang);
    o.db.read(|tx| {
        let regels = keuze::lees(tx, g)?;
        let besluit = besluit(tx, g, id)?;
        Ok(Bewaakblad {
            punt: bewaak(&besluit.bewaakt, regels, o.vandaag),
            eerder: eerder(tx, o, (g, id), mag)?,
            regels,
            besluit,
            mag,
        })
    })
}
