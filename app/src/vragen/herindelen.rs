//! Reorganisations on the pages: which there are, what went, a dry run, the run, taking it back. For the municipalities of
//! the user only.

use super::VraagFout;
use crate::herindelen::{self, Herindelingen};
use crate::omgeving::Omgeving;
use crate::{Gebruiker, Recht};
use kern::Gemeentecode;
use regels::Herindeling;
use std::fs::File;
use store::sql::herindelen as sql;
use store::{Db, StoreFout};

/// What went: kind, where to, how many.
pub type Overgegaan = Vec<(String, String, i64)>;

/// Every reorganisation.
pub fn alle(wie: &Gebruiker) -> Result<&'static [Herindeling], VraagFout> {
    wie.eis(Recht::Omzetten)?;
    Ok(regels::herindelingen())
}

/// The name of a municipality, also of one that ended.
pub fn gemeentenaam(g: Gemeentecode) -> String {
    istandaard::codelijst::Lijst::Cbs
        .zoek(g.as_str())
        .map(|r| r.omschrijving)
        .or_else(|| regels::gemeente_tot(g).map(|(_, naam)| naam))
        .map_or_else(|| g.to_string(), str::to_owned)
}

fn zoek(wie: &Gebruiker, id: &str) -> Result<&'static Herindeling, VraagFout> {
    alle(wie)?.iter().find(|h| h.id == id).ok_or(VraagFout::NietGevonden)
}

/// One reorganisation, and what went of this user's municipalities.
pub fn een(db: &Db, wie: &Gebruiker, id: &str) -> Result<(&'static Herindeling, Overgegaan), VraagFout> {
    let h = zoek(wie, id)?;
    let van: Vec<&Gemeentecode> =
        wie.gemeenten.iter().filter(|g| h.delen.iter().any(|d| d.van == **g)).collect();
    let over = db.read(|tx| {
        let mut uit = Vec::new();
        for g in &van {
            let w = [(*g).into(), h.id.as_str().into()];
            uit.extend(
                tx.query_alle(sql::HERINDEEL_TELLING, &w, |r| Ok((r.string(0)?, r.string(1)?, r.i64(2)?)))?,
            );
        }
        Ok::<_, StoreFout>(uit)
    })?;
    Ok((h, over))
}

/// Begins the dry run or the run in the background.
pub fn begin(
    lopend: &Herindelingen,
    o: &Omgeving,
    wie: &Gebruiker,
    id: &str,
    proef: bool,
) -> Result<(), VraagFout> {
    lopend.begin(o, wie, zoek(wie, id)?, proef)
}

/// The letters to whoever went over.
pub fn brieven(o: &Omgeving, wie: &Gebruiker, id: &str) -> Result<(String, File), VraagFout> {
    wie.eis(Recht::OmzettingUitvoeren)?;
    let h = zoek(wie, id)?;
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    Ok(herindelen::brieven(&o, h, &wie.gemeenten)?)
}

/// Takes it back. Gives clients and assignments.
pub fn maak_ongedaan(
    lopend: &Herindelingen,
    o: &Omgeving,
    wie: &Gebruiker,
    id: &str,
) -> Result<(u64, u64), VraagFout> {
    wie.eis(Recht::OmzettingUitvoeren)?;
    let h = zoek(wie, id)?;
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    let gedaan = herindelen::maak_ongedaan(&o, h, &wie.gemeenten)?;
    lopend.vergeet(wie, h);
    Ok(gedaan)
}
