//! What a municipality chose to watch. What it did not choose is as the program has it, and is shown as such.

use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use beschikking::Bewaakregels;
use kern::{Bevinding, Gemeentecode};
use std::collections::BTreeMap;
use store::sql::besluiten as sql;
use store::{StoreFout, Tx};

const VOORLOOP: &str = "voorloop_weken";
const MAANDEN: &str = "heronderzoek_maanden";

fn gekozen(tx: &mut Tx<'_>, g: Gemeentecode) -> Result<Option<Bewaakregels>, StoreFout> {
    let rijen: BTreeMap<String, String> = tx
        .query_alle(sql::BESLUITKEUZES, &[(&g).into()], |r| Ok((r.string(0)?, r.string(1)?)))?
        .into_iter()
        .collect();
    let getal = |s: &str| rijen.get(s).and_then(|t| t.parse().ok());
    let beide = getal(VOORLOOP).zip(getal(MAANDEN));
    Ok(beide
        .map(|(voorloop_weken, heronderzoek_maanden)| Bewaakregels { voorloop_weken, heronderzoek_maanden }))
}

pub(super) fn lees(tx: &mut Tx<'_>, g: Gemeentecode) -> Result<Bewaakregels, StoreFout> {
    Ok(gekozen(tx, g)?.unwrap_or_else(Bewaakregels::standaard))
}

/// What holds in a municipality, and whether it chose that itself.
pub fn regels(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode) -> Result<(Bewaakregels, bool), VraagFout> {
    wie.eis(Recht::Besluitkeuzes).or_else(|_| wie.eis(Recht::Beschikkingen))?;
    wie.eis_gemeente(g)?;
    let gekozen = o.db.read(|tx| gekozen(tx, g))?;
    Ok((gekozen.unwrap_or_else(Bewaakregels::standaard), gekozen.is_some()))
}

/// Chooses, or says why that cannot be.
pub fn kies(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    r: Bewaakregels,
) -> Result<Result<(), Vec<Bevinding>>, VraagFout> {
    wie.eis(Recht::Besluitkeuzes)?;
    wie.eis_gemeente(g)?;
    if !r.mag() {
        let tekst = "Kies 8 tot en met 52 weken, en 1 tot en met 60 maanden. Korter dan 8 weken is te kort voor een \
                     onderzoek en een besluit.";
        return Ok(Err(vec![Bevinding::new("BEWAAKKEUZE", None, "/voorloop_weken", tekst)]));
    }
    o.db.write(|tx| {
        for (sleutel, waarde) in [(VOORLOOP, r.voorloop_weken), (MAANDEN, r.heronderzoek_maanden)] {
            let waarde = waarde.to_string();
            tx.execute(sql::BESLUITKEUZE_ZET, &[(&g).into(), sleutel.into(), waarde.as_str().into()])?;
        }
        let gegevens = serde_json::json!({ VOORLOOP: r.voorloop_weken, MAANDEN: r.heronderzoek_maanden });
        o.noteer(tx, g, "keuzes voor bewaken", "besluitkeuze", &gegevens)?;
        Ok(Ok(()))
    })
}
