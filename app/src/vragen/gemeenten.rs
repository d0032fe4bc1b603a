//! The municipalities of a user, for the switch on every page.

use super::VraagFout;
use super::overzicht::gemeente_naam;
use crate::Gebruiker;
use kern::Gemeentecode;
use store::Db;

/// Code and name of the municipalities that the user may see, by name.
pub fn namen(db: &Db, wie: &Gebruiker) -> Result<Vec<(Gemeentecode, String)>, VraagFout> {
    db.read(|tx| {
        let mut uit = Vec::with_capacity(wie.gemeenten.len());
        for &g in &wie.gemeenten {
            uit.push((g, gemeente_naam(tx, g)?));
        }
        uit.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
        Ok(uit)
    })
}
