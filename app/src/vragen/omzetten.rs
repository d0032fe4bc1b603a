//! Conversions on the pages: which keys there are, which cohorts, taking one back, and its letters.

use super::VraagFout;
use crate::kaders::Kaderbron;
use crate::omgeving::Omgeving;
use crate::omzetten::{self, Cohortstand};
use crate::{Gebruiker, Recht};
use kern::{Datum, Gemeentecode};
use std::fs::File;
use store::Db;

/// A framework with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sleutel {
    /// Key of the framework.
    pub kader: String,
    /// Its name.
    pub naam: String,
    /// Number of the version; 0 came with the program.
    pub versie: i64,
    /// The day of conversion.
    pub omzetdatum: Datum,
    /// All at once by the key, or each with an indication of its own.
    pub technisch: bool,
}

/// Every framework with a key, as the municipalities of the user have it.
pub fn sleutels(kaders: &Kaderbron) -> Vec<Sleutel> {
    let mut uit: Vec<Sleutel> = kaders
        .alle_sleutels(None)
        .iter()
        .filter_map(|v| {
            let o = v.kader.omzetting.as_ref()?;
            Some(Sleutel {
                kader: v.kader.id.clone(),
                naam: v.kader.naam.clone(),
                versie: v.nummer,
                omzetdatum: o.omzetdatum,
                technisch: o.wijze == omzetten::Omzetwijze::Technisch,
            })
        })
        .collect();
    // municipalities may be on different versions: the newest is named
    uit.reverse();
    uit.dedup_by(|later, eerder| later.kader == eerder.kader);
    uit.reverse();
    uit
}

/// What the municipalities of the user published.
pub fn kaders(db: &Db, wie: &Gebruiker) -> Result<Kaderbron, VraagFout> {
    wie.eis(Recht::Omzetten)?;
    Ok(Kaderbron::van(db, &wie.gemeenten)?)
}

/// The cohorts of this user's municipalities, with the framework of each.
pub fn cohorten(db: &Db, wie: &Gebruiker) -> Result<Vec<(String, String)>, VraagFout> {
    wie.eis(Recht::Omzetten)?;
    Ok(omzetten::cohorten(db, &wie.gemeenten)?)
}

/// How a cohort stands, in this user's municipalities.
pub fn cohort(db: &Db, wie: &Gebruiker, cohort: &str) -> Result<Vec<Cohortstand>, VraagFout> {
    wie.eis(Recht::Omzetten)?;
    let stand = omzetten::cohort_stand(db, &wie.gemeenten, cohort)?;
    if stand.is_empty() { Err(VraagFout::NietGevonden) } else { Ok(stand) }
}

/// Takes a cohort back in this user's municipalities. Gives indications and assignments.
pub fn maak_ongedaan(o: &Omgeving, wie: &Gebruiker, cohort: &str) -> Result<(u64, u64), VraagFout> {
    wie.eis(Recht::OmzettingUitvoeren)?;
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    Ok(omzetten::maak_ongedaan(&o, &wie.gemeenten, cohort)?)
}

/// The letters of a cohort (`brieven`), or what became what (`lijst`): made from the book, never kept.
pub fn uit_boek(
    o: &Omgeving,
    wie: &Gebruiker,
    cohort: &str,
    brieven: bool,
) -> Result<(String, File), VraagFout> {
    wie.eis(Recht::OmzettingUitvoeren)?;
    let stand = self::cohort(&o.db, wie, cohort)?;
    let gemeenten: Vec<Gemeentecode> = stand.iter().map(|s| s.gemeente).collect();
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    Ok(omzetten::uit_boek(&o, &gemeenten, cohort, brieven)?)
}
