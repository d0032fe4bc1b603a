//! The post between the parties: files that arrive late, twice, in another order, damaged or not at all.
//!
//! What happens to a file follows from the seed and from what stands in it, never from its number: so the same year
//! comes out whatever the order in which the files of a day are handled.

use super::wereld::{dag_na, reeks};
use super::{Instellingen, Storing};
use crate::demo::toeval::Toeval;
use crate::fout::{Uitkomst, bestand};
use istandaard::{Deel, Lezer, Soort};
use kern::{AgbCode, Datum, plus_werkdagen};
use std::collections::HashMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// To whom a file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Naar {
    Gemeente,
    Aanbieder(usize),
}

/// A file on its way.
#[derive(Debug, Clone)]
pub(super) struct Zending {
    pub dag: Datum,
    rang: (bool, u64),
    pub naar: Naar,
    pub pad: PathBuf,
    /// A damaged copy.
    pub beschadigd: bool,
}

/// A message by its sender: kind, provider and identification.
pub(super) type Berichtsleutel = (Soort, AgbCode, String);

/// What the post did to the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Postcijfers {
    /// Files that were handed in.
    pub aangeboden: u64,
    /// Copies that were delivered besides.
    pub dubbel: u64,
    /// Damaged copies that were delivered besides.
    pub beschadigd: u64,
    /// Files that never arrived.
    pub kwijt: u64,
}

#[derive(Debug)]
pub(super) struct Post {
    zaad: u64,
    storing: Storing,
    volgorde: u64,
    map: PathBuf,
    onderweg: Vec<Zending>,
    nummer: u64,
    /// What is known of a message that asks for an answer: its chance, and when it was first handed in.
    heen: HashMap<Berichtsleutel, (u64, Datum)>,
    /// The chance that goes with a request, by its reference: for the answer (319), which says nothing else.
    verzoeken: HashMap<(AgbCode, String), u64>,
    /// How often a file was handed in.
    keer: HashMap<(Naar, String), u64>,
    pub cijfers: Postcijfers,
}

/// Chances in a thousand.
struct Kansen {
    kwijt: usize,
    dubbel: usize,
    beschadigd: usize,
    traag: usize,
    /// Days on the way at most.
    reis: usize,
    /// Working days on a desk at most.
    werk: usize,
}

fn kansen(s: Storing) -> Kansen {
    match s {
        Storing::Geen => Kansen { kwijt: 0, dubbel: 0, beschadigd: 0, traag: 0, reis: 1, werk: 1 },
        Storing::Licht => Kansen { kwijt: 10, dubbel: 20, beschadigd: 10, traag: 20, reis: 2, werk: 3 },
        Storing::Zwaar => Kansen { kwijt: 100, dubbel: 150, beschadigd: 100, traag: 100, reis: 6, werk: 4 },
    }
}

/// FNV-1a: small and always the same.
pub(super) fn hash(delen: &[&[u8]]) -> u64 {
    delen
        .iter()
        .flat_map(|d| d.iter().chain(&[0xff]))
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn telbaar(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(0)
}

impl Post {
    pub(super) fn new(i: &Instellingen, map: &Path) -> Self {
        Self {
            zaad: i.zaad,
            storing: i.storing,
            volgorde: i.volgorde,
            map: map.join("onderweg"),
            onderweg: Vec::new(),
            nummer: 0,
            heen: HashMap::new(),
            verzoeken: HashMap::new(),
            keer: HashMap::new(),
            cijfers: Postcijfers::default(),
        }
    }

    /// Whether nothing is under way.
    pub(super) fn leeg(&self) -> bool {
        self.onderweg.is_empty()
    }

    /// When a message was handed in for the first time.
    pub(super) fn verzonden_op(&self, s: &Berichtsleutel) -> Option<Datum> {
        self.heen.get(s).map(|(_, dag)| *dag)
    }

    /// The chance that goes with a message that was handed in.
    pub(super) fn kans(&self, s: &Berichtsleutel) -> Option<u64> {
        self.heen.get(s).map(|(kans, _)| *kans)
    }

    /// Takes everything from an outgoing folder.
    pub(super) fn haal_op(
        &mut self,
        vandaag: Datum,
        van: &Path,
        naar: impl Fn(AgbCode) -> Option<Naar>,
    ) -> Uitkomst<usize> {
        let mut paden = Vec::new();
        match fs::read_dir(van) {
            Ok(rij) => {
                for f in rij {
                    let pad = f.map_err(bestand(van, "lezen"))?.path();
                    if pad.extension().is_some_and(|e| e == "xml") {
                        paden.push(pad);
                    }
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(e) => return Err(bestand(van, "lezen")(e)),
        }
        paden.sort();
        for pad in &paden {
            if let Some((kans, agb)) = self.bekijk(vandaag, pad)?
                && let Some(naar) = naar(agb)
            {
                self.neem(vandaag, pad, kans, naar)?;
            }
        }
        Ok(paden.len())
    }

    /// The chance that goes with a file, and its provider.
    fn bekijk(&mut self, vandaag: Datum, pad: &Path) -> Uitkomst<Option<(u64, AgbCode)>> {
        let inhoud = fs::read(pad).map_err(bestand(pad, "lezen"))?;
        let mut lezer = Lezer::new(BufReader::new(&inhoud[..]));
        let mut periode = None;
        while let Some(deel) = lezer.volgende() {
            match deel {
                Deel::Kop(_) => {}
                Deel::Declaratie(k) => periode = Some(k.van),
                _ => break,
            }
            if periode.is_some() {
                break;
            }
        }
        let Some(h) = lezer.header().cloned() else { return Ok(None) };
        let soort = h.soort;
        if let Some(op) = h.beantwoordt() {
            let heen = soort.antwoord_op().map(|s| (s, h.agb, op.to_owned()));
            let kans = heen.and_then(|s| self.heen.get(&s)).map_or(0, |(k, _)| *k);
            return Ok(Some((hash(&[&kans.to_le_bytes(), soort.code().as_bytes()]), h.agb)));
        }
        let dag = h.dagtekening.to_string();
        let vast = [soort.code().as_bytes(), h.agb.as_str().as_bytes(), dag.as_bytes()];
        let kans = if let Some(p) = periode {
            hash(&[vast[0], vast[1], vast[2], p.to_string().as_bytes()])
        } else {
            // what follows the header says about whom and what it is; the header has the number of the message
            let einde = inhoud.windows(7).rposition(|w| w == b"Header>").unwrap_or(0);
            let (vast_deel, referenties) = zonder_referenties(&inhoud[einde..]);
            let kans = hash(&[vast[0], vast[1], vast[2], &vast_deel]);
            match soort {
                Soort::Wmo315 | Soort::Wmo317 => {
                    for (r, n) in referenties.into_iter().zip(1_u64..) {
                        self.verzoeken.insert((h.agb, r), hash(&[&kans.to_le_bytes(), &n.to_le_bytes()]));
                    }
                    kans
                }
                Soort::Wmo319 => {
                    let van = referenties.first().and_then(|r| self.verzoeken.get(&(h.agb, r.clone())));
                    hash(&[&kans.to_le_bytes(), &van.copied().unwrap_or(0).to_le_bytes()])
                }
                _ => kans,
            }
        };
        let sleutel = (soort, h.agb, h.identificatie.clone());
        let (kans, _) = *self.heen.entry(sleutel).or_insert((kans, vandaag));
        Ok(Some((kans, h.agb)))
    }

    fn neem(&mut self, vandaag: Datum, pad: &Path, kans: u64, naar: Naar) -> Uitkomst<()> {
        let naam = pad.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let keer = self.keer.entry((naar, naam.clone())).or_insert(0);
        let kans = hash(&[&kans.to_le_bytes(), &keer.to_le_bytes()]);
        *keer += 1;
        let mut t = Toeval::voor(self.zaad, reeks::POST, kans);
        let k = kansen(self.storing);
        let is_claim = naam.starts_with("WMO323");
        let (kwijt, dubbel, beschadigd) =
            (t.promille(k.kwijt), t.promille(k.dubbel), t.promille(k.beschadigd));
        let reis = 1 + telbaar(t.onder(k.reis));
        let mut werk = t.onder(k.werk);
        let lang = t.onder(8);
        if t.promille(k.traag) {
            werk += 4 + lang;
        }
        if is_claim && self.storing != Storing::Geen {
            werk += 2 + t.onder(5);
        }
        let dag = plus_werkdagen(dag_na(vandaag, reis), u32::try_from(werk).unwrap_or(0));
        let (later, eerder) = (telbaar(t.onder(12)), telbaar(t.onder(6)));
        let soort_schade = t.onder(3);
        self.cijfers.aangeboden += 1;
        if beschadigd {
            self.cijfers.beschadigd += 1;
            let dag = dag_na(dag, 2 - eerder).max(dag_na(vandaag, 1));
            let doel = self.plek(&naam)?;
            let inhoud = fs::read(pad).map_err(bestand(pad, "lezen"))?;
            fs::write(&doel, beschadig(&inhoud, soort_schade)).map_err(bestand(&doel, "schrijven"))?;
            self.op_weg(dag, kans ^ 2, naar, doel, true);
        }
        if dubbel {
            self.cijfers.dubbel += 1;
            let doel = self.plek(&naam)?;
            fs::copy(pad, &doel).map_err(bestand(&doel, "schrijven"))?;
            self.op_weg(dag_na(dag, later), kans ^ 1, naar, doel, false);
        }
        if kwijt {
            self.cijfers.kwijt += 1;
            return fs::remove_file(pad).map_err(bestand(pad, "schrijven"));
        }
        let doel = self.plek(&naam)?;
        fs::rename(pad, &doel).map_err(bestand(&doel, "schrijven"))?;
        self.op_weg(dag, kans, naar, doel, false);
        Ok(())
    }

    /// A folder of its own for a file, so that copies keep their name.
    fn plek(&mut self, naam: &str) -> Uitkomst<PathBuf> {
        self.nummer += 1;
        let map = self.map.join(format!("{:07}", self.nummer));
        fs::create_dir_all(&map).map_err(bestand(&map, "maken"))?;
        Ok(map.join(naam))
    }

    fn op_weg(&mut self, dag: Datum, kans: u64, naar: Naar, pad: PathBuf, beschadigd: bool) {
        // what is told of a stop is read after what is told of a start, if they come on one day: which of the two is first
        // does matter
        let stop = pad.file_name().is_some_and(|n| n.to_string_lossy().starts_with("WMO307"));
        let rang = (stop, hash(&[&kans.to_le_bytes(), &self.volgorde.to_le_bytes()]));
        self.onderweg.push(Zending { dag, rang, naar, pad, beschadigd });
    }

    /// What arrives up to and including a day, in the order in which it is handled.
    pub(super) fn komt_aan(&mut self, dag: Datum) -> Vec<Zending> {
        let mut nu: Vec<Zending> = self.onderweg.extract_if(.., |z| z.dag <= dag).collect();
        nu.sort_by(|a, b| (a.rang, &a.pad).cmp(&(b.rang, &b.pad)));
        nu
    }
}

/// What stands in a message without the references of requests, which hold the number of a message; and those.
fn zonder_referenties(inhoud: &[u8]) -> (Vec<u8>, Vec<String>) {
    const NAAM: &[u8] = b"ReferentieAanbieder>";
    let (mut uit, mut referenties) = (Vec::with_capacity(inhoud.len()), Vec::new());
    let mut rest = inhoud;
    while let Some(plek) = rest.windows(NAAM.len()).position(|w| w == NAAM) {
        let (voor, na) = rest.split_at(plek + NAAM.len());
        uit.extend_from_slice(voor);
        let eind = na.iter().position(|b| *b == b'<').unwrap_or(na.len());
        // after the end of the element there is only white space
        let tekst = String::from_utf8_lossy(&na[..eind]).trim().to_owned();
        if !tekst.is_empty() {
            referenties.push(tekst);
        }
        rest = &na[eind..];
    }
    uit.extend_from_slice(rest);
    (uit, referenties)
}

/// Damage that makes it no message at all: cut off, a piece lost, or a byte that no text holds.
fn beschadig(inhoud: &[u8], soort: usize) -> Vec<u8> {
    let n = inhoud.len();
    match soort {
        0 => inhoud[..n * 2 / 3].to_vec(),
        1 => {
            let mut uit = inhoud[..n / 2].to_vec();
            uit.extend_from_slice(b"</");
            uit.extend_from_slice(&inhoud[n * 3 / 4..]);
            uit
        }
        _ => {
            let mut uit = inhoud.to_vec();
            if let Some(b) = uit.get_mut(n / 2) {
                *b = 0;
            }
            uit
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_in_a_reference_does_not_change_the_chance() {
        let met = |r: &str| {
            format!("<m:P><m:ReferentieAanbieder>{r}</m:ReferentieAanbieder><m:Volume>3</m:Volume></m:P>")
        };
        let (een, refs) = zonder_referenties(met("V0363-0000012-1").as_bytes());
        assert_eq!(refs, ["V0363-0000012-1"]);
        assert_eq!(een, zonder_referenties(met("V0363-0000099-1").as_bytes()).0);
        assert_ne!(een, zonder_referenties(met("A").replace('3', "4").as_bytes()).0);
    }

    #[test]
    fn damage_is_always_seen() {
        let bericht = b"<a><b>tekst en nog meer tekst</b><c>ook dit is tekst</c></a>";
        for soort in 0..3 {
            let kapot = beschadig(bericht, soort);
            let mut lezer = Lezer::new(BufReader::new(&kapot[..]));
            while lezer.volgende().is_some() {}
            assert!(lezer.aantal_bevindingen() > 0, "{soort}");
        }
    }
}
