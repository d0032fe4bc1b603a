//! Advice on a dossier that is sent along and not kept.

use super::blad::regelboek;
use crate::kaders::Kaderbron;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use kern::{Bevinding, Datum};
use store::Db;
use toegang::advies::{Advies, Adviesdossier};

/// Advice with the version of the framework that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Losadvies {
    /// Number of the version; 0 came with the program.
    pub versie: i64,
    /// The advice.
    pub advies: Advies,
}

/// Advice on a dossier by `regels/schema/v1/dossier.json`; or everything that is wrong with it. Nothing is kept. The framework
/// is the text that holds on the day of the dossier in the municipality that it names, which must be one of the user's, or else
/// the newest text of the municipalities of the user.
pub fn los(
    db: &Db,
    wie: &Gebruiker,
    kader: &str,
    json: &str,
    vandaag: Datum,
) -> Result<Result<Losadvies, Vec<Bevinding>>, VraagFout> {
    wie.eis(Recht::Toegang).or_else(|_| wie.eis(Recht::Kaders))?;
    let d = match Adviesdossier::uit_json(json, vandaag) {
        Ok(d) => d,
        Err(mis) => return Ok(Err(mis)),
    };
    let gemeenten = match d.gemeente {
        Some(g) => {
            wie.eis_gemeente(g)?;
            vec![g]
        }
        None => wie.gemeenten.clone(),
    };
    let bron = Kaderbron::van(db, &gemeenten)?;
    let teksten = bron.op(d.datum);
    let tekst = teksten.iter().rev().find(|x| x.kader.id == kader).ok_or(VraagFout::NietGevonden)?;
    let boek = regelboek(&tekst.kader);
    let mis = boek.controleer(&d);
    if !mis.is_empty() {
        return Ok(Err(mis));
    }
    let advies = boek.beoordeel(&d).ok_or(VraagFout::NietGevonden)?.advies();
    Ok(Ok(Losadvies { versie: tekst.nummer, advies }))
}
