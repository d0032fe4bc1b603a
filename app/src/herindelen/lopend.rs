//! A reorganisation that a person looks at or carries out: in the background, with how far it is. It can be left and found again.
//!
//! Kept in the program only. What went over stands in the book, so a run that broke off goes on where it stopped.

use super::{Rapport, voer_uit};
use crate::fout::AppFout;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use kern::Gemeentecode;
use regels::Herindeling;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::StoreFout;
use store::sql::herindelen as sql;

/// How far it is.
#[derive(Debug, Clone)]
pub enum Herindeelstand {
    /// It runs.
    Bezig {
        /// A look only.
        proef: bool,
        /// Clients that were looked at.
        gezien: u64,
        /// Clients that there are.
        totaal: u64,
    },
    /// It ran, or was looked at.
    Klaar(Arc<Rapport>),
    /// It broke off; the text says why. What went over stays.
    Mislukt(String),
}

#[derive(Debug)]
struct Een {
    proef: bool,
    van: Vec<Gemeentecode>,
    gezien: AtomicU64,
    totaal: u64,
    /// Nothing while it runs.
    einde: Mutex<Option<Result<Arc<Rapport>, String>>>,
}

/// Those of a running program: per person and reorganisation the last one.
#[derive(Debug, Default)]
pub struct Herindelingen(Mutex<BTreeMap<(i64, String), Arc<Een>>>);

fn slot<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Een {
    fn bezig(&self) -> bool {
        slot(&self.einde).is_none()
    }
}

impl Herindelingen {
    /// How far that of this person is; nothing when there is none.
    pub fn stand(&self, wie: &Gebruiker, h: &Herindeling) -> Option<Herindeelstand> {
        let een = Arc::clone(slot(&self.0).get(&(wie.id, h.id.clone()))?);
        let einde = slot(&een.einde).clone();
        Some(match einde {
            None => Herindeelstand::Bezig {
                proef: een.proef,
                gezien: een.gezien.load(Ordering::Relaxed),
                totaal: een.totaal,
            },
            Some(Ok(r)) => Herindeelstand::Klaar(r),
            Some(Err(t)) => Herindeelstand::Mislukt(t),
        })
    }

    /// It was taken back: what was told about it is no longer so.
    pub fn vergeet(&self, wie: &Gebruiker, h: &Herindeling) {
        slot(&self.0).remove(&(wie.id, h.id.clone()));
    }

    /// Begins a look or the run; nothing when this person has one that runs.
    pub fn begin(
        &self,
        o: &Omgeving,
        wie: &Gebruiker,
        h: &'static Herindeling,
        proef: bool,
    ) -> Result<(), VraagFout> {
        wie.eis(if proef { Recht::Omzetten } else { Recht::OmzettingUitvoeren })?;
        let van: Vec<Gemeentecode> =
            wie.gemeenten.iter().copied().filter(|g| h.delen.iter().any(|d| d.van == *g)).collect();
        super::Rapport::kan(h, &wie.gemeenten)?;
        let totaal = o.db.read(|tx| {
            let mut n = 0;
            for g in &van {
                n += tx.query_one(sql::HERINDEEL_AANTAL, &[g.into()], |r| r.i64(0))?;
            }
            Ok::<_, StoreFout>(n)
        })?;
        let een = {
            let mut alle = slot(&self.0);
            let raakt = |e: &Een| e.bezig() && e.van.iter().any(|g| van.contains(g));
            for ((gebruiker, id), e) in alle.iter().filter(|((_, id), _)| *id == h.id) {
                if *gebruiker == wie.id && e.bezig() {
                    return Ok(());
                }
                if raakt(e) && !(proef && e.proef) {
                    return Err(VraagFout::Ongeldig(format!(
                        "iemand anders is nu met {id} bezig; wacht tot dat klaar is"
                    )));
                }
            }
            let een = Arc::new(Een {
                proef,
                van,
                gezien: AtomicU64::new(0),
                totaal: u64::try_from(totaal).unwrap_or(0),
                einde: Mutex::new(None),
            });
            alle.insert((wie.id, h.id.clone()), Arc::clone(&een));
            een
        };
        let (zelf, wie) = (Arc::clone(&een), wie.clone());
        let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
        let draad = std::thread::Builder::new().name("herindelen".into()).spawn(move || {
            let mut einde = Einde { een: zelf, hoe: Err("het is onverwacht gestopt".into()) };
            let stap = |n: u64| einde.een.gezien.store(n, Ordering::Relaxed);
            einde.hoe = match voer_uit(&o, h, &wie.gemeenten, proef, stap) {
                Ok(r) => Ok(Arc::new(r)),
                // the cause is for the log: it may name places of the machine
                Err(AppFout::Store(e)) => {
                    eprintln!("herindelen: {e}");
                    Err("de database gaf een fout".into())
                }
                Err(e) => Err(e.to_string()),
            };
        });
        if draad.is_err() {
            *slot(&een.einde) = Some(Err("de machine is te druk; probeer het opnieuw".into()));
        }
        Ok(())
    }
}

/// Tells how it ended, also when it broke off unforeseen.
struct Einde {
    een: Arc<Een>,
    hoe: Result<Arc<Rapport>, String>,
}

impl Drop for Einde {
    fn drop(&mut self) {
        let ooit = Err(String::new());
        *slot(&self.een.einde) = Some(std::mem::replace(&mut self.hoe, ooit));
    }
}
