//! Versions of frameworks: what a municipality published over what came with the program, and what holds on a day.
//!
//! A [`Kaderboek`] is everything that one municipality has of it. Texts are read once per process: the hash of a version
//! says which text it is, so a text that was read stays true.

mod bestellen;
mod geldend;
mod leven;
pub mod werkboek;
mod zien;

pub use bestellen::{Bestelantwoord, bestelbaar};
pub(crate) use bestellen::{beletsels, beletsels_van};
pub use geldend::{InGebruik, Kaderbron, in_gebruik};
pub use leven::{
    Bewaard, Ingang, NieuweVersie, Stapkeuze, beeindig, bewaar, bied_aan, geef_terug, publiceer, trek_in,
};
pub use zien::{Kaderoverzicht, Versieblad, Versieregel, bestanden, overzicht, versieblad};

use catalogus::{Kaderversie, Versietoestand, versie_op};
use declaratie::Afspraken;
use inkoop::Productsleutel;
use kern::{Datum, Gemeentecode, Opzoeking, Periode};
use regels::Kader;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::sql::kaders as sql;
use store::{StoreFout, Tx};

/// Somebody did something with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versiestap {
    /// `aangeboden`, `teruggegeven`, `gepubliceerd`, `ingetrokken` or `beeindigd`.
    pub stap: String,
    /// Key of the user.
    pub gebruiker: i64,
    /// Who.
    pub naam: String,
    /// The moment, as it is stored.
    pub op: String,
    /// Last day, with `beeindigd`.
    pub laatste_dag: Option<Datum>,
    /// Why.
    pub reden: String,
}

/// A version with who made it and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versierij {
    /// The version.
    pub versie: Kaderversie,
    /// Hash of its text.
    pub sha256: String,
    /// Number of the version that it was made from.
    pub grond: i64,
    /// Who made it.
    pub maker_naam: String,
    /// When, as it is stored; empty for what came with the program.
    pub gemaakt_op: String,
    /// What the maker said about it.
    pub toelichting: String,
    /// What was done with it, in order.
    pub stappen: Vec<Versiestap>,
}

/// All versions of one municipality, per framework, in order of number.
#[derive(Debug, Clone)]
pub struct Kaderboek {
    gemeente: Gemeentecode,
    rijen: BTreeMap<String, Vec<Versierij>>,
    /// Text of what was published, with the days on which it holds.
    geldig: Vec<(Periode, i64, Arc<Kader>)>,
}

/// The frameworks of the program.
fn meegeleverd() -> &'static [(Arc<Kader>, String)] {
    static KADERS: OnceLock<Vec<(Arc<Kader>, String)>> = OnceLock::new();
    KADERS.get_or_init(|| {
        regels::kaders().iter().map(|k| (Arc::new(k.clone()), vingerafdruk(&k.bestanden))).collect()
    })
}

/// Hash over the names and texts of the files of a framework.
pub fn vingerafdruk(bestanden: &[(String, String)]) -> String {
    let mut h = Sha256::new();
    let mut gesorteerd: Vec<_> = bestanden.iter().collect();
    gesorteerd.sort();
    for (naam, tekst) in gesorteerd {
        for deel in [naam, tekst] {
            h.update(u64::try_from(deel.len()).unwrap_or(u64::MAX).to_be_bytes());
            h.update(deel.as_bytes());
        }
    }
    h.finalize().iter().fold(String::with_capacity(64), |mut uit, b| {
        use std::fmt::Write as _;
        // writing into a String never fails
        let _ = write!(uit, "{b:02x}");
        uit
    })
}

/// More texts than this are not kept in memory.
const BEWAARD: usize = 64;

fn geheugen() -> &'static Mutex<HashMap<String, Arc<Kader>>> {
    static TEKSTEN: OnceLock<Mutex<HashMap<String, Arc<Kader>>>> = OnceLock::new();
    TEKSTEN.get_or_init(Mutex::default)
}

fn beschadigd(g: Gemeentecode, kader: &str, nummer: i64, waarom: &str) -> StoreFout {
    StoreFout::Beschadigd { wat: format!("versie {nummer} van kader {kader} van gemeente {g} {waarom}") }
}

/// The text of a version, held against the hash that was noted when it was stored.
fn lees_tekst(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    kader: &str,
    nummer: i64,
    sha256: &str,
) -> Result<Arc<Kader>, StoreFout> {
    if nummer == 0
        && let Some((k, _)) = meegeleverd().iter().find(|(k, _)| k.id == kader)
    {
        return Ok(Arc::clone(k));
    }
    if let Some(k) = geheugen().lock().unwrap_or_else(PoisonError::into_inner).get(sha256) {
        return Ok(Arc::clone(k));
    }
    let bestanden = tx.query_alle(sql::KADERBESTANDEN, &[(&g).into(), kader.into(), nummer.into()], |r| {
        Ok((r.string(0)?, r.string(1)?))
    })?;
    if vingerafdruk(&bestanden) != sha256 {
        return Err(beschadigd(g, kader, nummer, "is gewijzigd buiten het programma om"));
    }
    let gelezen = regels::lees_kader(kader, &bestanden).map_err(|_| {
        beschadigd(g, kader, nummer, "kan door deze versie van het programma niet worden gelezen")
    })?;
    let gelezen = Arc::new(gelezen);
    let mut teksten = geheugen().lock().unwrap_or_else(PoisonError::into_inner);
    if teksten.len() >= BEWAARD {
        teksten.clear();
    }
    teksten.insert(sha256.to_owned(), Arc::clone(&gelezen));
    Ok(gelezen)
}

impl Kaderboek {
    /// What came with the program, for a municipality that published nothing.
    pub fn meegeleverd(g: Gemeentecode) -> Self {
        let mut boek = Self { gemeente: g, rijen: BTreeMap::new(), geldig: Vec::new() };
        for (k, sha256) in meegeleverd().iter().filter(|(k, _)| k.gemeenten.iter().any(|n| n.code == g)) {
            let geldig = k.verantwoording.geldig;
            let versie = Kaderversie {
                kader: k.id.clone(),
                nummer: 0,
                ingang: geldig.van(),
                geldig,
                maker: 0,
                toestand: Versietoestand::Gepubliceerd,
                einde: None,
            };
            let rij = Versierij {
                versie,
                sha256: sha256.clone(),
                grond: 0,
                maker_naam: "het programma".into(),
                gemaakt_op: String::new(),
                toelichting: k.verantwoording.bron.document.clone(),
                stappen: Vec::new(),
            };
            boek.rijen.insert(k.id.clone(), vec![rij]);
            boek.geldig.push((geldig, 0, Arc::clone(k)));
        }
        boek
    }

    /// Everything of one municipality.
    pub fn lees(tx: &mut Tx<'_>, g: Gemeentecode) -> Result<Self, StoreFout> {
        let mut boek = Self::meegeleverd(g);
        let kolom = |index, verwacht| StoreFout::Kolom { index, verwacht };
        let eigen = tx.query_alle(sql::KADERVERSIES, &[(&g).into()], |r| {
            let geldig = Periode::new(r.dag(3)?, r.opt_dag(4)?).map_err(|_| kolom(4, "een einddatum"))?;
            Ok(Versierij {
                versie: Kaderversie {
                    kader: r.string(0)?,
                    nummer: r.i64(1)?,
                    ingang: r.dag(2)?,
                    geldig,
                    maker: r.i64(7)?,
                    toestand: Versietoestand::Concept,
                    einde: None,
                },
                sha256: r.string(5)?,
                grond: r.i64(6)?,
                maker_naam: r.string(8)?,
                gemaakt_op: r.string(9)?,
                toelichting: r.string(10)?,
                stappen: Vec::new(),
            })
        })?;
        if eigen.is_empty() && tx.query_opt(sql::KADERSTAP_EEN, &[(&g).into()], |_| Ok(()))?.is_none() {
            return Ok(boek);
        }
        for rij in eigen {
            boek.rijen.entry(rij.versie.kader.clone()).or_default().push(rij);
        }
        let stappen = tx.query_alle(sql::KADERSTAPPEN, &[(&g).into()], |r| {
            let stap = Versiestap {
                stap: r.string(2)?,
                gebruiker: r.i64(3)?,
                naam: r.string(4)?,
                op: r.string(5)?,
                laatste_dag: r.opt_dag(6)?,
                reden: r.string(7)?,
            };
            Ok((r.string(0)?, r.i64(1)?, stap))
        })?;
        for (kader, nummer, stap) in stappen {
            let rij =
                boek.rijen.get_mut(&kader).and_then(|l| l.iter_mut().find(|v| v.versie.nummer == nummer));
            let Some(rij) = rij else { continue };
            match stap.stap.as_str() {
                "aangeboden" => rij.versie.toestand = Versietoestand::Aangeboden,
                "teruggegeven" => rij.versie.toestand = Versietoestand::Concept,
                "gepubliceerd" => rij.versie.toestand = Versietoestand::Gepubliceerd,
                "ingetrokken" => rij.versie.toestand = Versietoestand::Ingetrokken,
                "beeindigd" => rij.versie.einde = stap.laatste_dag,
                _ => return Err(beschadigd(g, &kader, nummer, "heeft een stap die het programma niet kent")),
            }
            rij.stappen.push(stap);
        }
        boek.geldig.clear();
        for lijst in boek.rijen.values() {
            let alle: Vec<Kaderversie> = lijst.iter().map(|r| r.versie.clone()).collect();
            for r in lijst {
                if let Some(p) = r.versie.loopt(&alle) {
                    let tekst = lees_tekst(tx, g, &r.versie.kader, r.versie.nummer, &r.sha256)?;
                    boek.geldig.push((p, r.versie.nummer, tekst));
                }
            }
        }
        Ok(boek)
    }

    /// Whose book this is.
    pub fn gemeente(&self) -> Gemeentecode {
        self.gemeente
    }

    /// The names of its frameworks.
    pub fn kaders(&self) -> impl Iterator<Item = &str> {
        self.rijen.keys().map(String::as_str)
    }

    /// The versions of a framework, in order of number.
    pub fn rijen(&self, kader: &str) -> &[Versierij] {
        self.rijen.get(kader).map_or(&[], Vec::as_slice)
    }

    /// The same, as the rules read them.
    pub fn versies(&self, kader: &str) -> Vec<Kaderversie> {
        self.rijen(kader).iter().map(|r| r.versie.clone()).collect()
    }

    /// The frameworks in force on a day, with the number of the version.
    pub fn op(&self, dag: Datum) -> impl Iterator<Item = (i64, &Arc<Kader>)> {
        self.geldig.iter().filter(move |(p, _, _)| p.bevat(dag)).map(|(_, n, k)| (*n, k))
    }

    /// Every text that holds on some day.
    pub fn alle(&self) -> impl Iterator<Item = &Arc<Kader>> {
        self.geldig.iter().map(|(_, _, k)| k)
    }

    /// The text of one framework on a day.
    pub fn kader_op(&self, kader: &str, dag: Datum) -> Opzoeking<(i64, &Arc<Kader>)> {
        let van = self.geldig.iter().filter(|(_, _, k)| k.id == kader);
        Opzoeking::zoek(van.map(|(p, n, k)| (*p, (*n, k))), dag)
    }

    /// The number of the version of a framework that holds on a day.
    pub fn nummer_op(&self, kader: &str, dag: Datum) -> Opzoeking<i64> {
        match versie_op(&self.versies(kader), dag) {
            Opzoeking::Geldig(v) => Opzoeking::Geldig(v.nummer),
            Opzoeking::NogNiet(d) => Opzoeking::NogNiet(d),
            Opzoeking::Geeindigd(d) => Opzoeking::Geeindigd(d),
            Opzoeking::Geen => Opzoeking::Geen,
        }
    }

    /// The version that a contract for a product is made under: that of the framework in force that has the product.
    pub fn versie_van(&self, product: Productsleutel, dag: Datum) -> Option<(&str, i64)> {
        self.op(dag)
            .find(|(_, k)| {
                k.producten.iter().any(|p| (p.categorie, p.code) == (product.categorie, product.code))
            })
            .map(|(n, k)| (k.id.as_str(), n))
    }

    /// What parties agreed where the standard leaves it open: the settings of the framework in force that settles any.
    pub fn afspraken_op(&self, dag: Datum) -> Afspraken {
        crate::afspraken::van_eerste(self.op(dag).map(|(_, k)| k.as_ref()), dag)
    }
}
