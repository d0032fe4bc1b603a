//! A conversion that a person works on: the file that was sent, its dry run, the run in the background, and how far it is.
//!
//! For whoever sent it, and gone when nobody looks at it any more. The program holds its lists; the file itself is kept in
//! the book, encrypted, so that it is there after a restart ([`super::bewaard`]). What went over stands in the book anyway.

use super::bewaard::{self, Bewaard, STIL};
use super::uitvoeren::{gemeenten, zet_om};
use super::{Gedaan, Invoer, Keuze, Rapport, beoordeel};
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use jiff::Timestamp;
use kern::Gemeentecode;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tempfile::TempDir;

/// Conversions that are held together; the one that nobody looked at longest goes first.
const HOOGSTE: usize = 8;
/// Of one person.
const PER_PERSOON: usize = 2;
/// After how many seconds it is noted again that somebody looks.
const OPNIEUW: i64 = 600;
/// Rows of a list on one page.
const REGELS: usize = 50;

/// The conversions of a running program.
#[derive(Debug, Default)]
pub struct Opdrachten(Mutex<Vec<Arc<Opdracht>>>);

/// How far it is.
#[derive(Debug, Clone)]
pub enum Stand {
    /// The dry run is there.
    Bekeken,
    /// It runs.
    Bezig,
    /// It ran.
    Klaar(Arc<Gedaan>),
    /// It broke off; the text says why. What went over stays.
    Mislukt(String),
}

/// What can be told at this moment.
#[derive(Debug, Clone)]
pub struct Momentopname {
    /// Key, for the address.
    pub id: String,
    /// Name of the file.
    pub bestand: String,
    /// What was asked.
    pub keuze: Keuze,
    /// The dry run.
    pub rapport: Arc<Rapport>,
    /// How far it is.
    pub stand: Stand,
    /// Indications that were dealt with.
    pub klaar: u64,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blad {
    /// Columns.
    pub kop: Vec<String>,
    /// Rows.
    pub rijen: Vec<Vec<String>>,
    /// Where the next page begins.
    pub volgende: Option<u64>,
}

/// One conversion.
#[derive(Debug)]
pub struct Opdracht {
    id: String,
    eigenaar: i64,
    invoer: Invoer,
    /// The lists, without a BSN and without names.
    map: TempDir,
    klaar: AtomicU64,
    /// Held while the file is judged: only one at a time reads it, and nobody waits for that to see how far it is.
    werk: Mutex<()>,
    inhoud: Mutex<Inhoud>,
}

#[derive(Debug)]
struct Inhoud {
    keuze: Keuze,
    rapport: Arc<Rapport>,
    stand: Stand,
    gezien: Timestamp,
}

fn slot<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The dry run, unless the file names a municipality that is not this user's.
fn proef(invoer: &Invoer, map: &TempDir, keuze: &Keuze, wie: &Gebruiker) -> Uitkomst<Rapport> {
    let b = beoordeel(invoer, keuze)?;
    keur(wie, &gemeenten(&b.gelezen))?;
    b.rapport(invoer, map.path()).map(|(r, _)| r)
}

fn keur(wie: &Gebruiker, genoemd: &[Gemeentecode]) -> Uitkomst<()> {
    let vreemd: Vec<String> =
        genoemd.iter().filter(|g| wie.eis_gemeente(**g).is_err()).map(ToString::to_string).collect();
    if vreemd.is_empty() {
        return Ok(());
    }
    Err(AppFout::Ongeldig(format!(
        "het bestand heeft indicaties van gemeenten die niet van u zijn: {}. Haal die rijen eruit",
        vreemd.join(", ")
    )))
}

impl Opdrachten {
    /// Judges a file and keeps it for whoever sent it. Gives the key.
    pub fn bekijk(
        &self,
        wie: &Gebruiker,
        invoer: Invoer,
        keuze: Keuze,
        nu: Timestamp,
    ) -> Result<String, VraagFout> {
        wie.eis(Recht::Omzetten)?;
        // a framework by its name: never a folder that somebody names from outside
        if keuze.kaders.met_sleutel(&keuze.kader, None).is_empty() {
            return Err(VraagFout::Ongeldig("kies een sleutel uit de lijst".into()));
        }
        let mut b = [0_u8; 16];
        getrandom::fill(&mut b).map_err(|e| VraagFout::Ongeldig(e.to_string()))?;
        let id = format!("{:032x}", u128::from_be_bytes(b));
        self.zet(wie, &id, invoer, keuze, Stand::Bekeken, nu)?;
        Ok(id)
    }

    /// Judges a file and holds it under a key.
    fn zet(
        &self,
        wie: &Gebruiker,
        id: &str,
        invoer: Invoer,
        keuze: Keuze,
        stand: Stand,
        nu: Timestamp,
    ) -> Result<(), VraagFout> {
        let map = tempfile::Builder::new()
            .prefix("maatwerk-omzetten-")
            .tempdir()
            .map_err(bestand(&std::env::temp_dir(), "schrijven"))?;
        let rapport = Arc::new(proef(&invoer, &map, &keuze, wie)?);
        let nieuw = Opdracht {
            id: id.to_owned(),
            eigenaar: wie.id,
            invoer,
            map,
            klaar: AtomicU64::new(0),
            werk: Mutex::new(()),
            inhoud: Mutex::new(Inhoud { keuze, rapport, stand, gezien: nu }),
        };
        let mut alle = slot(&self.0);
        ruim_op(&mut alle, nu);
        if alle.iter().any(|o| o.id == id) {
            // somebody else's look at the same page was first
            return Ok(());
        }
        while alle.iter().filter(|o| o.eigenaar == wie.id).count() >= PER_PERSOON || alle.len() >= HOOGSTE {
            let van_wie = alle.iter().filter(|o| o.eigenaar == wie.id).count() >= PER_PERSOON;
            let oudste = alle
                .iter()
                .filter(|o| !van_wie || o.eigenaar == wie.id)
                .filter(|o| !o.is_bezig())
                .min_by_key(|o| slot(&o.inhoud).gezien)
                .map(|o| o.id.clone());
            let Some(oudste) = oudste else {
                return Err(VraagFout::Ongeldig(
                    "er lopen al omzettingen; wacht tot er een klaar is en probeer het dan opnieuw".into(),
                ));
            };
            alle.retain(|o| o.id != oudste);
        }
        alle.push(Arc::new(nieuw));
        Ok(())
    }

    /// Keeps the file of a conversion in the book.
    pub fn bewaar(&self, o: &Omgeving, wie: &Gebruiker, id: &str) -> Result<(), VraagFout> {
        bewaard::ruim_bewaarde_op(o)?;
        let opdracht = self.zoek(wie, id, o.nu)?;
        let keuze = slot(&opdracht.inhoud).keuze.clone();
        Ok(bewaard::bewaar(o, wie, id, &opdracht.invoer, &keuze, PER_PERSOON)?)
    }

    /// The conversion with this key: held by the program, or found again in the book and judged anew.
    pub fn vind(&self, o: &Omgeving, wie: &Gebruiker, id: &str) -> Result<Arc<Opdracht>, VraagFout> {
        let eerder = slot(&self.0).iter().find(|x| x.id == id).map(|x| slot(&x.inhoud).gezien);
        match self.zoek(wie, id, o.nu) {
            Err(VraagFout::NietGevonden) => {}
            Ok(hier) => {
                // not at every look: a page that follows the run looks each second
                if eerder.is_some_and(|e| e.as_second() / OPNIEUW != o.nu.as_second() / OPNIEUW) {
                    let (keuze, bezig) = (slot(&hier.inhoud).keuze.clone(), hier.is_bezig());
                    bewaard::werk_bij(o, wie, id, &keuze, bezig)?;
                }
                return Ok(hier);
            }
            ander => return ander,
        }
        bewaard::ruim_bewaarde_op(o)?;
        let g = bewaard::haal(o, wie, id)?.ok_or(VraagFout::NietGevonden)?;
        let stand =
            if g.bezig { Stand::Mislukt("het programma is opnieuw gestart".into()) } else { Stand::Bekeken };
        self.zet(wie, id, g.invoer, g.keuze.clone(), stand, o.nu)?;
        bewaard::werk_bij(o, wie, id, &g.keuze, false)?;
        self.zoek(wie, id, o.nu)
    }

    /// Those of this user that are kept in the book and that this program does not hold.
    pub fn elders(&self, o: &Omgeving, wie: &Gebruiker) -> Result<Vec<Bewaard>, VraagFout> {
        wie.eis(Recht::Omzetten)?;
        bewaard::ruim_bewaarde_op(o)?;
        let alle = bewaard::van(o, wie)?;
        let hier = slot(&self.0);
        Ok(alle.into_iter().filter(|b| !hier.iter().any(|h| h.id == b.sleutel)).collect())
    }

    /// The conversion with this key, for whoever sent it.
    pub fn zoek(&self, wie: &Gebruiker, id: &str, nu: Timestamp) -> Result<Arc<Opdracht>, VraagFout> {
        wie.eis(Recht::Omzetten)?;
        let mut alle = slot(&self.0);
        ruim_op(&mut alle, nu);
        let o = alle
            .iter()
            .find(|o| o.id == id && o.eigenaar == wie.id)
            .cloned()
            .ok_or(VraagFout::NietGevonden)?;
        slot(&o.inhoud).gezien = nu;
        Ok(o)
    }

    /// The conversions of this user, the newest last.
    pub fn van(&self, wie: &Gebruiker) -> Vec<Momentopname> {
        let alle = slot(&self.0);
        alle.iter().filter(|o| o.eigenaar == wie.id).map(|o| o.opname()).collect()
    }
}

fn ruim_op(alle: &mut Vec<Arc<Opdracht>>, nu: Timestamp) {
    alle.retain(|o| o.is_bezig() || nu.duration_since(slot(&o.inhoud).gezien) < STIL);
}

impl Opdracht {
    fn is_bezig(&self) -> bool {
        matches!(slot(&self.inhoud).stand, Stand::Bezig)
    }

    /// What can be told now.
    pub fn opname(&self) -> Momentopname {
        let i = slot(&self.inhoud);
        Momentopname {
            id: self.id.clone(),
            bestand: self.invoer.naam(),
            keuze: i.keuze.clone(),
            rapport: Arc::clone(&i.rapport),
            stand: i.stand.clone(),
            klaar: self.klaar.load(Ordering::Relaxed),
        }
    }

    /// Sets rows aside by name, beside those that were, and judges the file again.
    pub fn zet_apart(&self, o: &Omgeving, wie: &Gebruiker, namen: &[&str]) -> Result<(), VraagFout> {
        wie.eis(Recht::Omzetten)?;
        let Ok(_werk) = self.werk.try_lock() else {
            return Err(VraagFout::Ongeldig("het bestand wordt nog bekeken; probeer het zo opnieuw".into()));
        };
        if self.is_bezig() {
            return Err(VraagFout::Ongeldig("de omzetting loopt al; wacht tot zij klaar is".into()));
        }
        let mut keuze = slot(&self.inhoud).keuze.clone();
        for n in namen {
            if !keuze.sla_over.iter().any(|x| x == n) {
                keuze.sla_over.push((*n).to_owned());
            }
        }
        let rapport = Arc::new(proef(&self.invoer, &self.map, &keuze, wie)?);
        bewaard::werk_bij(o, wie, &self.id, &keuze, false)?;
        let mut i = slot(&self.inhoud);
        i.rapport = rapport;
        i.keuze = keuze;
        i.stand = Stand::Bekeken;
        Ok(())
    }

    /// Begins the run in the background; nothing when it runs already.
    pub fn begin(self: &Arc<Self>, o: &Omgeving, wie: &Gebruiker) -> Result<(), VraagFout> {
        wie.eis(Recht::OmzettingUitvoeren)?;
        let Ok(_werk) = self.werk.try_lock() else {
            return Err(VraagFout::Ongeldig("het bestand wordt nog bekeken; probeer het zo opnieuw".into()));
        };
        let keuze = {
            let mut i = slot(&self.inhoud);
            if matches!(i.stand, Stand::Bezig) {
                return Ok(());
            }
            if i.rapport.fout > 0 {
                return Err(VraagFout::Ongeldig(
                    "er zijn nog foute rijen; verbeter het bestand of zet ze apart".into(),
                ));
            }
            i.stand = Stand::Bezig;
            i.keuze.clone()
        };
        self.klaar.store(0, Ordering::Relaxed);
        // whoever finds it after a restart sees that it was broken off
        if let Err(f) = bewaard::werk_bij(o, wie, &self.id, &keuze, true) {
            slot(&self.inhoud).stand = Stand::Bekeken;
            return Err(f.into());
        }
        let (zelf, wie) = (Arc::clone(self), wie.clone());
        let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
        let draad = std::thread::Builder::new().name("omzetten".into()).spawn(move || {
            let mut einde = Einde { o: zelf, stand: Stand::Mislukt("het is onverwacht gestopt".into()) };
            einde.stand = einde.o.voer_uit(&o, &wie, &keuze);
            if let Err(f) = bewaard::werk_bij(&o, &wie, &einde.o.id, &keuze, false) {
                eprintln!("omzetten: {f}");
            }
        });
        if draad.is_err() {
            slot(&self.inhoud).stand = Stand::Mislukt("de machine is te druk; probeer het opnieuw".into());
        }
        Ok(())
    }

    fn voer_uit(&self, o: &Omgeving, wie: &Gebruiker, keuze: &Keuze) -> Stand {
        let stap = |klaar: u64, _| self.klaar.store(klaar, Ordering::Relaxed);
        match zet_om(o, &self.invoer, self.map.path(), keuze, None, stap, |g| keur(wie, g)) {
            Ok((rapport, gedaan)) => {
                self.klaar.store(rapport.alles().aantallen[0], Ordering::Relaxed);
                slot(&self.inhoud).rapport = Arc::new(rapport);
                Stand::Klaar(Arc::new(gedaan))
            }
            // the cause is for the log: it may name places of the machine
            Err(AppFout::Store(e)) => {
                eprintln!("omzetten: {e}");
                Stand::Mislukt("de database gaf een fout".into())
            }
            Err(e) => Stand::Mislukt(e.to_string()),
        }
    }

    fn lijstpad(&self, naam: &str) -> Result<PathBuf, VraagFout> {
        let bekend = slot(&self.inhoud).rapport.bestanden.iter().any(|b| b == naam);
        if bekend { Ok(self.map.path().join(naam)) } else { Err(VraagFout::NietGevonden) }
    }

    /// One of the lists, as a file.
    pub fn bestand(&self, naam: &str) -> Result<File, VraagFout> {
        let pad = self.lijstpad(naam)?;
        Ok(File::open(&pad).map_err(bestand(&pad, "lezen"))?)
    }

    /// A page of one of the lists; `vanaf` is where it begins, by the page before.
    pub fn lijst(&self, naam: &str, vanaf: Option<u64>) -> Result<Blad, VraagFout> {
        let pad = self.lijstpad(naam)?;
        let mut f = File::open(&pad).map_err(bestand(&pad, "lezen"))?;
        let lezer = |f: File| {
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(f.take(u64::MAX))
        };
        let fout = |e: csv::Error| VraagFout::Ongeldig(format!("de lijst is niet te lezen: {e}"));
        let dubbel = f.try_clone().map_err(bestand(&pad, "lezen"))?;
        let mut eerste = csv::StringRecord::new();
        let mut l = lezer(dubbel);
        l.read_record(&mut eerste).map_err(fout)?;
        let begin = vanaf.unwrap_or_else(|| l.position().byte());
        f.seek(SeekFrom::Start(begin)).map_err(bestand(&pad, "lezen"))?;
        let mut l = lezer(f);
        let mut blad =
            Blad { kop: eerste.iter().map(str::to_owned).collect(), rijen: Vec::new(), volgende: None };
        let mut rij = csv::StringRecord::new();
        while l.read_record(&mut rij).map_err(fout)? {
            if blad.rijen.len() == REGELS {
                blad.volgende = rij.position().map(|p| begin + p.byte());
                break;
            }
            blad.rijen.push(rij.iter().map(str::to_owned).collect());
        }
        Ok(blad)
    }
}

/// Tells how it ended, also when it broke off unforeseen.
struct Einde {
    o: Arc<Opdracht>,
    stand: Stand,
}

impl Drop for Einde {
    fn drop(&mut self) {
        let ooit = Stand::Mislukt(String::new());
        slot(&self.o.inhoud).stand = std::mem::replace(&mut self.stand, ooit);
    }
}
