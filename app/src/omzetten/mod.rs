//! Converting running indications by the key of a framework: a dry run, the run, and taking it back.
//!
//! The dry run needs no database. The run goes in batches, each in one transaction with its entry in the event log, so that
//! it can be broken off anywhere and taken up again; what was done is known by municipality, framework and number.

mod bewaard;
mod brieven;
mod invoer;
mod lezen;
mod lijsten;
mod opdracht;
mod rapport;
mod rij;
mod terug;
mod uitvoeren;

pub use bewaard::{Bewaard, ruim_bewaarde_op};
pub use catalogus::{Omzetwijze, Oordeel, Totaal};
pub use invoer::Invoer;
pub use lezen::MEESTE_FOUTEN;
pub use opdracht::{Blad, Momentopname, Opdracht, Opdrachten, Stand};
pub use rapport::Rapport;
pub use rij::KOLOMMEN;
pub use terug::{Cohortstand, cohort_stand, cohorten, maak_ongedaan, uit_boek};
pub use uitvoeren::{Gedaan, voer_uit};

use crate::fout::{AppFout, Uitkomst};
use crate::kaders::Kaderbron;
use crate::uitbox::schrijf_atomair;
use catalogus::{Aanleiding, Omzetrij, Omzetsleutel, Telling, Tweelingen, markeer_tweelingen};
use kern::Datum;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

/// Name of the list of what is wrong with rows.
const FOUTEN: &str = "fouten.csv";

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Keuze {
    /// Name of a framework, or the folder of one.
    pub kader: String,
    /// Another day than that of the key.
    pub per: Option<Datum>,
    /// Numbers of indications that are set aside.
    pub sla_over: Vec<String>,
    /// What municipalities published; without any the frameworks of the program.
    pub kaders: Kaderbron,
}

/// The key of a framework as it was published, or of a folder.
pub fn sleutel(keuze: &Keuze) -> Uitkomst<Omzetsleutel> {
    versie(keuze).map(|(s, _)| s)
}

/// The same, with the number of the version; `None` of a folder.
pub fn versie(keuze: &Keuze) -> Uitkomst<(Omzetsleutel, Option<i64>)> {
    let ongeldig = |t: String| AppFout::Ongeldig(t);
    let uit = |k: &regels::Kader| Omzetsleutel::uit(k, keuze.per).map_err(|e| ongeldig(e.to_string()));
    match keuze.kaders.met_sleutel(&keuze.kader, keuze.per).as_slice() {
        [] => {}
        [een] => return Ok((uit(&een.kader)?, Some(een.nummer))),
        meer => {
            let delen: Vec<String> = meer
                .iter()
                .map(|v| {
                    let gemeenten: Vec<String> = v.gemeenten.iter().map(ToString::to_string).collect();
                    format!("versie {} in gemeente {}", v.nummer, gemeenten.join(", "))
                })
                .collect();
            return Err(ongeldig(format!(
                "uw gemeenten hebben niet dezelfde versie van dit kader: {}. Zet per gemeente om",
                delen.join("; ")
            )));
        }
    }
    let pad = Path::new(&keuze.kader);
    if pad.is_dir() {
        return Ok((uit(&regels::lees_map(pad).map_err(|e| ongeldig(e.to_string()))?)?, None));
    }
    let namen = keuze.kaders.namen_met_sleutel();
    let wat = if keuze.kaders.bestaat(&keuze.kader) {
        "heeft geen sleutel voor de omzetting"
    } else {
        "bestaat niet"
    };
    Err(ongeldig(format!(
        "inkoopkader '{}' {wat}; met een sleutel voor de omzetting zijn er: {}",
        keuze.kader,
        namen.join(", ")
    )))
}

/// A file that was read and judged whole.
struct Beoordeeld {
    sleutel: Omzetsleutel,
    gelezen: lezen::Gelezen,
    tweelingen: Tweelingen,
}

fn beoordeel(bestand: &Invoer, keuze: &Keuze) -> Uitkomst<Beoordeeld> {
    let sleutel = sleutel(keuze)?;
    let over: HashSet<Vec<u8>> = keuze.sla_over.iter().map(|n| n.trim().as_bytes().to_vec()).collect();
    let mut gelezen = lezen::lees(bestand, &sleutel, &over)?;
    let tweelingen = markeer_tweelingen(&mut gelezen.rijen);
    let gevonden =
        gelezen.apart + gelezen.rijen.iter().filter(|r| r.oordeel == Oordeel::Overgeslagen).count() as u64;
    if gevonden < over.len() as u64 {
        return Err(AppFout::Ongeldig(format!(
            "van de {} nummers bij --sla-over staan er {gevonden} in het bestand; controleer de nummers",
            over.len()
        )));
    }
    Ok(Beoordeeld { sleutel, gelezen, tweelingen })
}

impl Beoordeeld {
    /// The lists and the figures.
    fn rapport(self, bestand: &Invoer, map: &Path) -> Uitkomst<(Rapport, lezen::Gelezen)> {
        let Self { sleutel, gelezen, tweelingen } = self;
        let lijsten = lijsten::schrijf(bestand, map, &sleutel, &gelezen, &tweelingen)?;
        let (telling, momenten) = tel(&gelezen.rijen);
        let totalen = telling.totalen(&sleutel).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
        let mut rapport = Rapport {
            sleutel,
            totalen,
            fouten: gelezen.fouten.clone(),
            fout: gelezen.fout,
            apart: gelezen.apart,
            onbekend: lijsten.onbekend,
            bestanden: lijsten.bestanden,
            momenten,
        };
        match rapport.fouten_csv() {
            Some(csv) => bewaar(&mut rapport, map, FOUTEN, &csv)?,
            None => uitvoeren::weg(&map.join(FOUTEN))?,
        }
        let (csv, tekst) = (rapport.csv(), rapport.tekst());
        bewaar(&mut rapport, map, "totalen.csv", &csv)?;
        bewaar(&mut rapport, map, "samenvatting.txt", tekst.as_bytes())?;
        rapport.bestanden.sort();
        Ok((rapport, gelezen))
    }
}

/// Counts the rows, over the cores.
fn tel(rijen: &[Omzetrij]) -> (Telling, BTreeMap<Aanleiding, u64>) {
    let tel = |deel: &[Omzetrij]| {
        let mut telling = Telling::default();
        let mut momenten: BTreeMap<Aanleiding, u64> = BTreeMap::new();
        for r in deel {
            telling.tel(r);
            if let Oordeel::Herindiceren(a) = r.oordeel {
                *momenten.entry(a).or_default() += 1;
            }
        }
        (telling, momenten)
    };
    let draden = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let (hier, rest) = rijen.split_at(rijen.len() / draden);
    std::thread::scope(|s| {
        let stuk = rest.len().div_ceil(draden.max(2) - 1).max(1);
        let bezig: Vec<_> = rest.chunks(stuk).map(|deel| s.spawn(move || tel(deel))).collect();
        let (mut telling, mut momenten) = tel(hier);
        for t in bezig {
            let (t, m) = t.join().unwrap_or_else(|e| std::panic::resume_unwind(e));
            telling.erbij(t);
            for (a, n) in m {
                *momenten.entry(a).or_default() += n;
            }
        }
        (telling, momenten)
    })
}

fn bewaar(r: &mut Rapport, map: &Path, naam: &str, bytes: &[u8]) -> Uitkomst<()> {
    schrijf_atomair(&map.join(naam), |f| f.write_all(bytes))?;
    r.bestanden.push(naam.to_owned());
    Ok(())
}

/// Judges a file and writes the lists and the summary into a folder; nothing else changes.
pub fn proef(bestand: &Invoer, map: &Path, keuze: &Keuze) -> Uitkomst<Rapport> {
    beoordeel(bestand, keuze)?.rapport(bestand, map).map(|(r, _)| r)
}
