//! The event log: who did what, when, with a hash chain per municipality.
//!
//! Each entry holds the hash of the entry before and its own hash, SHA-256 over all its fields, each with its length in
//! front. That shows a change, a removal or a swap in the middle. To show that the newest entries were removed, or that
//! the whole chain was computed anew, the head (number and hash) is kept in `instelling` under a seal made with the key
//! of the vault: who holds only the database cannot make it.
//!
//! What this cannot show: putting back an older copy of the whole database. Who must exclude that keeps the head
//! outside, for instance by printing it each month.

use crate::fout::{StoreFout, Uitkomst};
use crate::kluis::{Kluis, hex, van_hex};
use crate::sql::basis;
use crate::tijd::tijdstip;
use crate::tx::Tx;
use jiff::Timestamp;
use kern::Gemeentecode;
use sha2::{Digest, Sha256};
use std::fmt;

/// An event to note. None of the fields ever holds a BSN.
#[derive(Debug, Clone, Copy)]
pub struct Gebeurtenis<'a> {
    /// When.
    pub tijd: Timestamp,
    /// Who: the name of the user, or of the program.
    pub wie: &'a str,
    /// What kind: `bericht ontvangen`, `betaalbatch gemaakt`.
    pub soort: &'a str,
    /// About what: `bericht/12`, `toewijzing/4`, `client/7`.
    pub onderwerp: &'a str,
    /// Details as JSON.
    pub gegevens: &'a str,
}

/// Hash before the first entry.
const NUL: [u8; 32] = [0; 32];
/// More breaks than this say nothing new.
const HOOGSTENS: usize = 1000;

/// Notes an event; gives its number.
pub fn noteer(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    gemeente: Gemeentecode,
    gebeurtenis: &Gebeurtenis<'_>,
) -> Uitkomst<i64> {
    noteer_alle(tx, kluis, gemeente, std::slice::from_ref(gebeurtenis))
}

/// Notes events in order; gives the number of the last one.
pub fn noteer_alle(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    gemeente: Gemeentecode,
    gebeurtenissen: &[Gebeurtenis<'_>],
) -> Uitkomst<i64> {
    let (mut nr, mut vorige) = match kop(tx, gemeente)? {
        Some(kop) => {
            // Never build on a head that somebody else wrote: that would seal it.
            if !kop.echt(kluis, gemeente) {
                return Err(StoreFout::Beschadigd {
                    wat: format!("het logboek van gemeente {gemeente} is gewijzigd buiten het programma om"),
                });
            }
            (kop.nr, kop.hash)
        }
        None => (0, NUL),
    };
    for g in gebeurtenissen {
        nr += 1;
        let tijd = tijdstip(g.tijd);
        let velden = [&tijd, g.wie, g.soort, g.onderwerp, g.gegevens];
        let hash = hash(&vorige, gemeente, nr, velden);
        tx.execute(
            basis::GEBEURTENIS_ERBIJ,
            &[
                (&gemeente).into(),
                nr.into(),
                (&tijd).into(),
                g.wie.into(),
                g.soort.into(),
                g.onderwerp.into(),
                g.gegevens.into(),
                (&vorige).into(),
                (&hash).into(),
            ],
        )?;
        vorige = hash;
    }
    if !gebeurtenissen.is_empty() {
        let waarde = format!("{nr} {} {}", hex(&vorige), hex(&kluis.zegel(gemeente, nr, &vorige)));
        tx.execute(basis::INSTELLING_ZET, &[(&kop_sleutel(gemeente)).into(), (&waarde).into()])?;
    }
    Ok(nr)
}

fn kop_sleutel(gemeente: Gemeentecode) -> String {
    format!("gebeurtenis.kop.{gemeente}")
}

struct Kop {
    nr: i64,
    hash: [u8; 32],
    zegel: [u8; 32],
}

impl Kop {
    fn echt(&self, kluis: &Kluis, gemeente: Gemeentecode) -> bool {
        kluis.zegel(gemeente, self.nr, &self.hash) == self.zegel
    }
}

fn kop(tx: &mut Tx<'_>, gemeente: Gemeentecode) -> Uitkomst<Option<Kop>> {
    let sleutel = kop_sleutel(gemeente);
    tx.query_opt(basis::INSTELLING, &[(&sleutel).into()], |rij| {
        let mut delen = rij.text(0)?.split(' ');
        let mut deel = || delen.next().unwrap_or_default();
        // What cannot be read has no valid seal, and is reported as such.
        Ok(Kop {
            nr: deel().parse().unwrap_or(0),
            hash: van_hex(deel()).unwrap_or(NUL),
            zegel: van_hex(deel()).unwrap_or(NUL),
        })
    })
}

/// SHA-256 over all fields; the length in front of each keeps "ab"+"c" apart from "a"+"bc".
fn hash(vorige: &[u8], gemeente: Gemeentecode, nr: i64, velden: [&str; 5]) -> [u8; 32] {
    let mut h = Sha256::new();
    h.update(b"maatwerk gebeurtenis 1");
    let mut veld = |b: &[u8]| {
        h.update((b.len() as u64).to_be_bytes());
        h.update(b);
    };
    veld(vorige);
    veld(gemeente.as_str().as_bytes());
    veld(&nr.to_be_bytes());
    for v in velden {
        veld(v.as_bytes());
    }
    h.finalize().into()
}

/// A place where the log does not agree with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breuk {
    /// Number of the entry.
    pub nr: i64,
    /// What is wrong with it.
    pub wat: BreukSoort,
}

/// Kinds of breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BreukSoort {
    /// The content does not match its hash.
    Gewijzigd,
    /// Entries up to this one are gone; the number is the first that is missing.
    Ontbreekt,
    /// It does not follow on the entry before it.
    Volgorde,
    /// The newest entries are gone, or the chain was made anew.
    Einde,
    /// The seal of the head is missing or false.
    Zegel,
}

impl fmt::Display for Breuk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nr = self.nr;
        match self.wat {
            BreukSoort::Gewijzigd => write!(f, "regel {nr} van het logboek is gewijzigd"),
            BreukSoort::Ontbreekt => write!(f, "vanaf regel {nr} ontbreken regels in het logboek"),
            BreukSoort::Volgorde => write!(f, "regel {nr} van het logboek sluit niet aan op de regel ervoor"),
            BreukSoort::Einde => {
                write!(f, "na regel {nr} is het einde van het logboek verwijderd of vervangen")
            }
            BreukSoort::Zegel => {
                write!(f, "het zegel van het logboek ontbreekt of is vals (laatste regel {nr})")
            }
        }
    }
}

/// Walks the whole log of a municipality; empty when all is well. Stops after a thousand breaks.
pub fn controleer(tx: &mut Tx<'_>, kluis: &Kluis, gemeente: Gemeentecode) -> Uitkomst<Vec<Breuk>> {
    let mut breuken = Vec::new();
    let (mut nr, mut vorige) = (0_i64, NUL);
    tx.query(basis::GEBEURTENIS_ALLE, &[(&gemeente).into()], |rij| {
        if breuken.len() >= HOOGSTENS {
            return Ok(());
        }
        let mut breuk = |nr, wat| breuken.push(Breuk { nr, wat });
        let dit = rij.i64(0)?;
        let (staat_vorige, staat_hash) = (rij.blob(6)?, rij.blob(7)?);
        if dit != nr + 1 {
            breuk(nr + 1, BreukSoort::Ontbreekt);
        } else if staat_vorige != vorige {
            breuk(dit, BreukSoort::Volgorde);
        }
        let velden = [rij.text(1)?, rij.text(2)?, rij.text(3)?, rij.text(4)?, rij.text(5)?];
        if hash(staat_vorige, gemeente, dit, velden) != staat_hash {
            breuk(dit, BreukSoort::Gewijzigd);
        }
        nr = dit;
        vorige = staat_hash.try_into().unwrap_or(NUL);
        Ok(())
    })?;
    match kop(tx, gemeente)? {
        None if nr == 0 => {}
        None => breuken.push(Breuk { nr, wat: BreukSoort::Zegel }),
        Some(kop) if !kop.echt(kluis, gemeente) => breuken.push(Breuk { nr, wat: BreukSoort::Zegel }),
        Some(kop) if kop.nr != nr || kop.hash != vorige => breuken.push(Breuk { nr, wat: BreukSoort::Einde }),
        Some(_) => {}
    }
    Ok(breuken)
}
