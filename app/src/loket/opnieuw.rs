//! A message of ours that was rejected: sent again as it is, or its assignments due again. For whoever sent it.

use super::{Oordeel, namens};
use crate::fout::AppFout;
use crate::omgeving::Omgeving;
use crate::verzending::{opnieuw, toewijzen};
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use kern::Gemeentecode;
use store::sql::loket as sql;

/// What can be done about a rejected message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kan {
    /// The same bytes can be sent again.
    pub opnieuw: bool,
    /// Its assignments can be put in a new 301.
    pub toewijzen: bool,
}

/// What this user can do about a message. Only the side that sent it may: the provider for its own, the backoffice for those
/// of the municipality.
pub fn kan(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, bericht: i64) -> Result<Kan, VraagFout> {
    wie.eis(Recht::Berichten)?;
    wie.eis_gemeente(g)?;
    let w = [(&g).into(), bericht.into()];
    let rij = o.db.read(|tx| {
        tx.query_opt(sql::BERICHT_VAN, &w, |r| {
            Ok((r.string(0)?, r.string(1)?, r.text(2)? == "uit" && r.text(3)? == "afgekeurd"))
        })
    })?;
    let Some((afzender, soort, afgekeurd)) = rij else { return Err(VraagFout::NietGevonden) };
    let eigen = match wie.agb {
        Some(agb) => wie.rol.mag(Recht::Indienen) && agb.as_str() == afzender,
        None => wie.rol.mag(Recht::Post) && g.as_str() == afzender,
    };
    let is_301 = soort == "WMO301";
    let soort_mag = is_301 || matches!(soort.as_str(), "WMO305" | "WMO307" | "WMO323");
    let nog_in = || o.db.read(|tx| tx.query_one(sql::TOEWIJZINGEN_IN, &w, |r| Ok(r.i64(0)? > 0)));
    Ok(Kan { opnieuw: eigen && afgekeurd && soort_mag, toewijzen: eigen && afgekeurd && is_301 && nog_in()? })
}

/// Puts the very same bytes in the outbox again, or says why not.
pub fn verstuur(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    bericht: i64,
) -> Result<Oordeel<()>, VraagFout> {
    if !kan(o, wie, g, bericht)?.opnieuw {
        return Err(VraagFout::Ongeldig("dit bericht is niet afgekeurd, of het is niet van u".into()));
    }
    Ok(opnieuw::verstuur(&namens(o, wie), g, bericht)?)
}

/// Makes what a rejected 301 carried due again: the next 301 carries it. Gives how many assignments.
pub fn toewijzen(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, bericht: i64) -> Result<u64, VraagFout> {
    if !kan(o, wie, g, bericht)?.toewijzen {
        return Err(VraagFout::Ongeldig(
            "de toewijzingen van dit bericht staan al klaar, of dit bericht is niet afgekeurd".into(),
        ));
    }
    toewijzen::hervat_van(&namens(o, wie), g, bericht).map_err(AppFout::into)
}
