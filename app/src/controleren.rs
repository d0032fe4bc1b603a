//! Checks a message for whoever asks, signed in or not: levels 1 and 2, while it streams in. Nothing is kept.
//!
//! What bounds it: bytes and files of an upload, findings that are told, checks at the same time, and checks from one
//! address. The pages and the API share these bounds. A BSN never leaves: not as text, not as the name of a file.

use crate::aanmelden::tel_poging;
use istandaard::{Bevinding, Grenzen, Niveau, Soort, controleer_met};
use jiff::Timestamp;
use kern::verberg_bsn as verberg;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Db, StoreFout};

/// The most bytes of one upload, all files together.
pub const HOOGSTE_BYTES: u64 = 128_000_000;
/// The most files of one upload.
pub const HOOGSTE_BESTANDEN: usize = 20;
/// The most findings of one upload that are told; all are counted.
pub const HOOGSTE_BEVINDINGEN: usize = 50_000;
/// Checks at the same time in this program.
pub const TEGELIJK: usize = 2;
/// Checks from one address within a quarter of an hour.
pub const PER_ADRES: i64 = 30;
/// The longest name of a file that is shown.
const LANGSTE_NAAM: usize = 80;
/// Different kinds of findings that are told apart.
const HOOGSTE_GROEPEN: usize = 200;
/// Places that a group names.
const PLAATSEN: usize = 5;

static BEZIG: AtomicUsize = AtomicUsize::new(0);

/// One of the [`TEGELIJK`] places for a check; free again when it is dropped, also when the visitor went away.
#[derive(Debug)]
pub struct Werkplek(());

impl Werkplek {
    /// A place, when one is free.
    pub fn neem() -> Option<Self> {
        let erbij = |n| (n < TEGELIJK).then_some(n + 1);
        BEZIG.fetch_update(Ordering::AcqRel, Ordering::Acquire, erbij).ok().map(|_| Self(()))
    }
}

impl Drop for Werkplek {
    fn drop(&mut self) {
        BEZIG.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Counts a check from an address; too many gives the minutes to wait. Only a hash of the address is kept, as with
/// signing in.
pub fn tel(db: &Db, adres: &str, nu: Timestamp) -> Result<Option<i64>, StoreFout> {
    tel_poging(db, "controle", adres, PER_ADRES, nu)
}

/// A finding as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// Rule, or `XSD`.
    pub regel: &'static str,
    /// Return code.
    pub retourcode: Option<&'static str>,
    /// Place as an XPath.
    pub pad: String,
    /// What is wrong and how to mend it.
    pub tekst: Cow<'static, str>,
}

impl Gevonden {
    /// The place in words: `cliënt 2, prestatie 1, Bedrag`.
    pub fn plaats(&self) -> String {
        plaats(&self.pad)
    }
}

/// Findings that say the same, at different places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groep {
    /// Rule, or `XSD`.
    pub regel: &'static str,
    /// Return code.
    pub retourcode: Option<&'static str>,
    /// What is wrong and how to mend it.
    pub tekst: Cow<'static, str>,
    /// How many.
    pub aantal: u64,
    /// The first different places, in words.
    pub plaatsen: Vec<String>,
    /// How many of the findings lie at those places.
    pub genoemd: u64,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitslag {
    /// Name of the file, without anything that looks like a BSN.
    pub bestand: String,
    /// Which message; `None` when it was not recognised.
    pub bericht: Option<Soort>,
    /// Number of findings.
    pub aantal: u64,
    /// Number of claim lines that were read.
    pub regels: u64,
    /// The lowest level that failed.
    pub niveau: Option<Niveau>,
    /// Findings, at most [`HOOGSTE_BEVINDINGEN`] over all files of the upload.
    pub bevindingen: Vec<Gevonden>,
    /// The same, grouped, the most frequent first.
    pub groepen: Vec<Groep>,
}

impl Uitslag {
    /// Nothing was found on levels 1 and 2.
    pub fn geldig(&self) -> bool {
        self.aantal == 0
    }

    /// There are more findings than are told.
    pub fn afgekapt(&self) -> bool {
        u64::try_from(self.bevindingen.len()).is_ok_and(|n| n < self.aantal)
    }

    /// What the receiver will do with this message.
    pub fn gevolg(&self) -> &'static str {
        match (self.bericht, self.niveau) {
            (_, None) => {
                "Op de niveaus 1 en 2 is dit bericht goed. De ontvanger controleert het daarna nog op niveau 3 en 4."
            }
            (None, _) => "Dit is geen iWmo-bericht dat wij herkennen. De ontvanger kan er niets mee.",
            (_, Some(Niveau::Schema)) => {
                "De opbouw klopt niet (niveau 1). De ontvanger weigert het hele bericht en er komt geen retourbericht. \
                 Regels over de inhoud zijn alleen beoordeeld waar de opbouw goed was."
            }
            (_, Some(Niveau::Inhoud)) => {
                "De inhoud klopt niet (niveau 2). De ontvanger keurt het hele bericht af met retourcode 0001."
            }
        }
    }
}

/// Checks one file. `over` is how many findings may still be told; it goes down.
pub fn controleer(bron: impl Read, naam: &str, over: &mut usize) -> io::Result<Uitslag> {
    let mut bevindingen = Vec::new();
    let mut groepen: HashMap<(&'static str, Cow<'static, str>), Groep> = HashMap::new();
    let grenzen = Grenzen { klad: Some(|| Ok(Box::new(tempfile::tempfile()?))), ..Grenzen::default() };
    let bron = BufReader::with_capacity(1 << 17, bron);
    let c = controleer_met(bron, grenzen, &mut |b: Bevinding| {
        let tekst = verberg_cow(b.tekst);
        let retourcode = b.retourcode.map(|r| r.0);
        let sleutel = (b.regel, tekst.clone());
        if groepen.len() < HOOGSTE_GROEPEN || groepen.contains_key(&sleutel) {
            let groep = groepen.entry(sleutel).or_insert_with(|| Groep {
                regel: b.regel,
                retourcode,
                tekst: tekst.clone(),
                aantal: 0,
                plaatsen: Vec::new(),
                genoemd: 0,
            });
            groep.aantal += 1;
            // equal places come one after the other; once the list is full only the last of it can grow
            let vol = groep.plaatsen.len() == PLAATSEN;
            if !vol || groep.genoemd + 1 == groep.aantal {
                let hier = plaats(&b.pad);
                let bekend = groep.plaatsen.contains(&hier);
                groep.genoemd += u64::from(bekend || !vol);
                if !bekend && !vol {
                    groep.plaatsen.push(hier);
                }
            }
        }
        if *over > 0 {
            *over -= 1;
            let pad = verberg(&b.pad).into_owned();
            bevindingen.push(Gevonden { regel: b.regel, retourcode, pad, tekst });
        }
    });
    if let Some(soort) = c.io_fout {
        return Err(soort.into());
    }
    let mut groepen: Vec<Groep> = groepen.into_values().collect();
    groepen.sort_by(|a, b| (b.aantal, a.regel, &a.tekst).cmp(&(a.aantal, b.regel, &b.tekst)));
    Ok(Uitslag {
        bestand: bestandsnaam(naam),
        bericht: c.bericht,
        aantal: c.bevindingen,
        regels: c.regels,
        niveau: c.niveau,
        bevindingen,
        groepen,
    })
}

/// What arrives of an upload, piece by piece.
#[derive(Debug)]
pub enum Aanvoer {
    /// A file begins.
    Begin(String),
    /// Its next bytes.
    Stuk(Vec<u8>),
    /// It is whole.
    Einde,
    /// The upload is whole. When the pieces stop without this, the visitor went away.
    Klaar,
}

/// Checks the files of an upload while they arrive; `volgende` waits for the next piece. To be called on a thread
/// that may wait.
pub fn werk(mut volgende: impl FnMut() -> Option<Aanvoer>) -> io::Result<Vec<Uitslag>> {
    let mut uitslagen = Vec::new();
    let mut over = HOOGSTE_BEVINDINGEN;
    loop {
        match volgende() {
            Some(Aanvoer::Begin(naam)) => {
                let mut stroom = Stroom { volgende: &mut volgende, stuk: Vec::new(), plek: 0, klaar: false };
                let uitslag = controleer(&mut stroom, &naam, &mut over)?;
                // the reader stops early where a file is no message at all; the rest is not kept either
                io::copy(&mut stroom, &mut io::sink())?;
                uitslagen.push(uitslag);
            }
            Some(Aanvoer::Klaar) => return Ok(uitslagen),
            Some(Aanvoer::Stuk(_) | Aanvoer::Einde) => {}
            None => return Err(io::ErrorKind::ConnectionAborted.into()),
        }
    }
}

/// The pieces of one file as a source.
struct Stroom<'a, F> {
    volgende: &'a mut F,
    stuk: Vec<u8>,
    plek: usize,
    klaar: bool,
}

impl<F: FnMut() -> Option<Aanvoer>> Read for Stroom<'_, F> {
    fn read(&mut self, naar: &mut [u8]) -> io::Result<usize> {
        while self.plek == self.stuk.len() && !self.klaar {
            match (self.volgende)() {
                Some(Aanvoer::Stuk(s)) => (self.stuk, self.plek) = (s, 0),
                Some(Aanvoer::Einde) => self.klaar = true,
                Some(Aanvoer::Begin(_) | Aanvoer::Klaar) | None => {
                    return Err(io::ErrorKind::ConnectionAborted.into());
                }
            }
        }
        let n = (&self.stuk[self.plek..]).read(naar)?;
        self.plek += n;
        Ok(n)
    }
}

/// The outcome as `maatwerk bericht controleer --json` gives it; `afgekapt` is added when findings were left out.
pub fn json(uitslagen: &[Uitslag]) -> String {
    // written out row by row: a tree of fifty thousand findings would take ten times their room
    let mut uit = String::from("[");
    for (i, u) in uitslagen.iter().enumerate() {
        let kop = serde_json::json!({
            "bestand": u.bestand, "bericht": u.bericht.map(Soort::code), "geldig": u.geldig(),
        });
        uit.push_str(if i == 0 { "" } else { "," });
        uit.push_str(kop.to_string().trim_end_matches('}'));
        if u.afgekapt() {
            uit.push_str(",\"afgekapt\":true,\"aantal\":");
            uit.push_str(&u.aantal.to_string());
        }
        uit.push_str(",\"bevindingen\":[");
        for (i, b) in u.bevindingen.iter().enumerate() {
            uit.push_str(if i == 0 { "" } else { "," });
            let rij = serde_json::json!({
                "regel": b.regel, "retourcode": b.retourcode, "pad": b.pad, "tekst": b.tekst,
            });
            uit.push_str(&rij.to_string());
        }
        uit.push_str("]}");
    }
    uit.push(']');
    uit
}

/// The name of a file as it may be shown: the last part, short, without a BSN.
fn bestandsnaam(naam: &str) -> String {
    let kaal = naam.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let kort: String = kaal.chars().filter(|c| !c.is_control()).take(LANGSTE_NAAM).collect();
    if kort.is_empty() { "bericht.xml".into() } else { verberg(&kort).into_owned() }
}

fn verberg_cow(tekst: Cow<'static, str>) -> Cow<'static, str> {
    match verberg(&tekst) {
        Cow::Borrowed(_) => tekst,
        Cow::Owned(t) => Cow::Owned(t),
    }
}

/// A place for people: `cliënt 2, prestatie 1, Bedrag`. Only what has a number is named on the way; the last element
/// keeps the name that it has in the message, so that one can find it.
pub fn plaats(pad: &str) -> String {
    let stappen: Vec<&str> = pad.split('/').filter(|s| !s.is_empty() && *s != "Bericht").collect();
    let mut uit: Vec<String> = Vec::new();
    for (i, stap) in stappen.iter().enumerate() {
        let (naam, nr) = match stap.split_once('[') {
            Some((naam, nr)) => (naam, Some(nr.trim_end_matches(']'))),
            None => (*stap, None),
        };
        match (nr, i + 1 == stappen.len()) {
            (Some(nr), _) => uit.push(format!("{} {nr}", woorden(naam))),
            (None, _) if naam == "Header" => uit.push("kop van het bericht".into()),
            (None, true) if matches!(naam, "Client" | "Declaratie") => uit.push(woorden(naam)),
            (None, true) => uit.push(naam.to_owned()),
            (None, false) => {}
        }
    }
    if uit.is_empty() { "het hele bericht".into() } else { verberg(&uit.join(", ")).into_owned() }
}

/// `ToegewezenProduct` as `toegewezen product`.
fn woorden(naam: &str) -> String {
    let mut uit = String::new();
    for c in naam.chars() {
        if c.is_uppercase() && !uit.is_empty() {
            uit.push(' ');
        }
        uit.extend(c.to_lowercase());
    }
    uit.replace("client", "cliënt")
}

#[cfg(test)]
mod tests;
