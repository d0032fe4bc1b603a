//! The lists that people work from: one file per kind of row, and per provider what fits no key. No BSN in any of them.

use super::lezen::{Gelezen, loop_langs_samen};
use super::rij::{Velden, indicatie};
use crate::fout::{AppFout, Uitkomst, bestand};
use catalogus::{GEEN_KLASSE, Indicatie, Omzetrij, Omzetsleutel, Oordeel, Totaal, Tweeling, Tweelingen};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Files per kind, in the order of [`Oordeel::SOORTEN`]; what goes over has no list in a dry run, and what fits no key
/// has one per provider.
const NAMEN: [Option<&str>; Oordeel::SOORTEN.len()] = [
    None,
    Some("eerst-nieuwe-indicatie.csv"),
    Some("herindiceren.csv"),
    None,
    Some("dubbel.csv"),
    Some("overlap.csv"),
    Some("geeindigd.csv"),
    Some("begint-later.csv"),
    Some("apart-gezet.csv"),
];
/// Folder of the lists per provider.
const PAST_NIET: &str = "past-niet";
const KOP: &[u8] = b"regel,indicatienummer,gemeente,agb,functie,klasse,ingangsdatum,einddatum,wordt,dag,voor_cent_per_jaar,na_cent_per_jaar,reden\n";
/// Lists per provider that are held open together.
const OPEN: usize = 200;

/// What was written.
pub(super) struct Lijsten {
    /// Names, in order.
    pub bestanden: Vec<String>,
    /// Codes that no group names, with how often.
    pub onbekend: Vec<(String, u64)>,
}

/// A file that appears under its name when it is whole.
struct Half {
    uit: BufWriter<File>,
    naast: PathBuf,
    doel: PathBuf,
}

impl Half {
    fn nieuw(map: &Path, naam: &str) -> Uitkomst<Self> {
        let doel = map.join(naam);
        let naast = map.join(format!("{naam}.deel"));
        let f = File::create(&naast).map_err(bestand(&naast, "schrijven"))?;
        let mut h = Self { uit: BufWriter::with_capacity(1 << 16, f), naast, doel };
        h.schrijf(KOP)?;
        Ok(h)
    }

    fn schrijf(&mut self, bytes: &[u8]) -> Uitkomst<()> {
        self.uit.write_all(bytes).map_err(bestand(&self.doel, "schrijven"))
    }

    fn klaar(mut self) -> Uitkomst<()> {
        self.uit.flush().map_err(bestand(&self.doel, "schrijven"))?;
        std::fs::rename(&self.naast, &self.doel).map_err(bestand(&self.doel, "schrijven"))
    }
}

/// Lists per provider: a handful is open at a time, the others are appended to when they come by again.
struct PerAanbieder {
    map: PathBuf,
    wacht: BTreeMap<u32, Vec<u8>>,
    begonnen: BTreeMap<u32, PathBuf>,
}

impl PerAanbieder {
    fn bij(&mut self, agb: u32, regel: &[u8]) -> Uitkomst<()> {
        let vol = {
            let buf = self.wacht.entry(agb).or_default();
            buf.extend_from_slice(regel);
            buf.len() > 1 << 16
        };
        if vol || self.wacht.len() > OPEN { self.leeg() } else { Ok(()) }
    }

    fn leeg(&mut self) -> Uitkomst<()> {
        for (agb, bytes) in std::mem::take(&mut self.wacht) {
            let eerste = !self.begonnen.contains_key(&agb);
            let naast = self.map.join(format!("{agb:08}.csv.deel"));
            if eerste {
                std::fs::create_dir_all(&self.map).map_err(bestand(&self.map, "maken"))?;
            }
            let mut f = File::options()
                .create(true)
                .write(true)
                .append(!eerste)
                .truncate(eerste)
                .open(&naast)
                .map_err(bestand(&naast, "schrijven"))?;
            if eerste {
                f.write_all(KOP).map_err(bestand(&naast, "schrijven"))?;
                self.begonnen.insert(agb, naast.clone());
            }
            f.write_all(&bytes).map_err(bestand(&naast, "schrijven"))?;
        }
        Ok(())
    }
}

/// Takes away what an earlier run left in the folder, so that no old list is taken for a new one.
fn ruim_op(map: &Path) -> Uitkomst<()> {
    let weg = |pad: &Path| match std::fs::remove_file(pad) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(bestand(pad, "schrijven")(e)),
        _ => Ok(()),
    };
    for naam in NAMEN.into_iter().flatten() {
        weg(&map.join(naam))?;
    }
    let Ok(items) = std::fs::read_dir(map.join(PAST_NIET)) else { return Ok(()) };
    for item in items.flatten() {
        let naam = item.file_name().to_string_lossy().into_owned();
        let agb = naam.strip_suffix(".deel").unwrap_or(&naam).strip_suffix(".csv").unwrap_or_default();
        if agb.len() == 8 && agb.bytes().all(|c| c.is_ascii_digit()) {
            weg(&item.path())?;
        }
    }
    Ok(())
}

/// Writes the lists of a run into a folder.
pub(super) fn schrijf(
    invoer: &super::Invoer,
    map: &Path,
    sleutel: &Omzetsleutel,
    gelezen: &Gelezen,
    tweelingen: &Tweelingen,
) -> Uitkomst<Lijsten> {
    std::fs::create_dir_all(map).map_err(bestand(map, "maken"))?;
    ruim_op(map)?;
    let mut open: [Option<Half>; Oordeel::SOORTEN.len()] = Default::default();
    let mut per_agb =
        PerAanbieder { map: map.join(PAST_NIET), wacht: BTreeMap::new(), begonnen: BTreeMap::new() };
    let mut onbekend: HashMap<String, u64> = HashMap::new();
    let stil = gelezen.rijen.iter().all(|r| matches!(r.oordeel, Oordeel::Omzetten(_)));
    if !stil {
        loop_langs_samen(
            invoer,
            gelezen,
            || Teksten { sleutel, onthouden: HashMap::new() },
            |r| r.oordeel.soort() != 0,
            |teksten, stuk: &mut Stuk, plek, r, velden| {
                let tweeling = u32::try_from(plek).ok().and_then(|p| tweelingen.get(&p));
                let soort = r.oordeel.soort();
                let uit = match NAMEN[soort] {
                    Some(_) => &mut stuk.per_soort[soort],
                    None => stuk.per_agb.entry(r.agb).or_default(),
                };
                teksten.regel(uit, r, velden, tweeling)?;
                if NAMEN[soort].is_none() && r.functie == u8::MAX {
                    stuk.onbekend(&tekst(velden[4]));
                }
                Ok(())
            },
            |stuk| {
                for ((bytes, naam), half) in stuk.per_soort.iter().zip(NAMEN).zip(&mut open) {
                    let Some(naam) = naam.filter(|_| !bytes.is_empty()) else { continue };
                    match half {
                        Some(h) => h.schrijf(bytes)?,
                        None => half.insert(Half::nieuw(map, naam)?).schrijf(bytes)?,
                    }
                }
                for (agb, bytes) in &stuk.per_agb {
                    per_agb.bij(*agb, bytes)?;
                }
                for (code, n) in stuk.onbekend {
                    if onbekend.len() < 1000 || onbekend.contains_key(&code) {
                        *onbekend.entry(code).or_default() += n;
                    }
                }
                Ok(())
            },
        )?;
    }
    per_agb.leeg()?;
    let mut bestanden = Vec::new();
    for h in open.into_iter().flatten() {
        bestanden.push(h.doel.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default());
        h.klaar()?;
    }
    for (agb, naast) in per_agb.begonnen {
        let doel = naast.with_extension("");
        std::fs::rename(&naast, &doel).map_err(bestand(&doel, "schrijven"))?;
        bestanden.push(format!("{PAST_NIET}/{agb:08}.csv"));
    }
    let mut onbekend: Vec<_> = onbekend.into_iter().collect();
    onbekend.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Lijsten { bestanden, onbekend })
}

/// What one block adds to the lists.
#[derive(Default)]
struct Stuk {
    per_soort: [Vec<u8>; Oordeel::SOORTEN.len()],
    per_agb: BTreeMap<u32, Vec<u8>>,
    /// Codes that no group names, in the order in which they were met.
    onbekend: Vec<(String, u64)>,
    plekken: HashMap<String, usize>,
}

impl Stuk {
    fn onbekend(&mut self, code: &str) {
        if let Some(i) = self.plekken.get(code) {
            self.onbekend[*i].1 += 1;
        } else {
            self.plekken.insert(code.to_owned(), self.onbekend.len());
            self.onbekend.push((code.to_owned(), 1));
        }
    }
}

fn tekst(b: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(b)
}

/// Texts that are the same for many rows are made once.
struct Teksten<'k> {
    sleutel: &'k Omzetsleutel,
    /// Per group, class and judgement: what follows the dates, and the reason.
    onthouden: HashMap<(u8, u8, Oordeel), (String, String)>,
}

impl Teksten<'_> {
    fn regel(
        &mut self,
        uit: &mut Vec<u8>,
        r: &Omzetrij,
        velden: &Velden<'_>,
        tweeling: Option<&Tweeling>,
    ) -> Uitkomst<()> {
        let schrijf = |e: std::io::Error| AppFout::Ongeldig(e.to_string());
        write!(uit, "{},", r.regel).map_err(schrijf)?;
        for i in [0, 2, 3, 4, 5, 6, 7] {
            veld(uit, velden[i]);
            uit.push(b',');
        }
        let i = indicatie(r);
        let s = self.sleutel;
        let (vast, reden) = self
            .onthouden
            .entry((r.functie, r.klasse, r.oordeel))
            .or_insert_with(|| (vast(s, r), s.reden(&i, r.oordeel)));
        let (wordt, bedragen) = vast.split_once('\n').unwrap_or((vast, ",,"));
        veld(uit, wordt.as_bytes());
        uit.push(b',');
        if let Some(dag) = dag(s, &i, r.oordeel) {
            write!(uit, "{dag}").map_err(schrijf)?;
        }
        uit.extend_from_slice(bedragen.as_bytes());
        let waarom = tweeling.map(|t| tweeling_tekst(*t, reden));
        veld(uit, waarom.as_deref().unwrap_or(reden).as_bytes());
        uit.push(b'\n');
        Ok(())
    }
}

fn dag(s: &Omzetsleutel, i: &Indicatie, o: Oordeel) -> Option<kern::Datum> {
    matches!(o, Oordeel::Herindiceren(_)).then(|| s.dag(i)).flatten()
}

/// What it becomes, a line end, and `,voor,na,`.
fn vast(s: &Omzetsleutel, r: &Omzetrij) -> String {
    let cent = |b| Totaal::cent(b).map_or_else(|_| String::new(), |c| c.0.to_string());
    let mut t = String::new();
    if let Oordeel::Omzetten(regel) | Oordeel::EerstIndicatie(regel) = r.oordeel {
        let voor = if r.klasse == GEEN_KLASSE { None } else { s.voor_per_jaar(r.functie, r.klasse) };
        let _ = write!(
            t,
            "{}\n,{},{},",
            s.productnamen(regel),
            voor.map_or_else(String::new, cent),
            cent(s.na_per_jaar(regel))
        );
    } else {
        t.push_str("\n,,,");
    }
    t
}

fn tweeling_tekst(t: Tweeling, anders: &str) -> String {
    match t {
        Tweeling::ZelfdeNummer(r) => format!("Zelfde nummer en inhoud als regel {r}; die telt."),
        Tweeling::Tegenspraak(r) => {
            format!(
                "Zelfde nummer als regel {r}, maar met andere inhoud. Verbeter het bestand; geen van beide gaat over."
            )
        }
        Tweeling::ZelfdeInhoud(r) => format!("Zelfde inhoud als regel {r}, met een ander nummer; die telt."),
        Tweeling::Overlap(r) => format!("Zie regel {r}. {anders}"),
    }
}

/// A field of CSV: in quotes where it must be, and never a formula for a spreadsheet.
pub(super) fn veld(uit: &mut Vec<u8>, t: &[u8]) {
    let formule = matches!(t.first(), Some(b'=' | b'+' | b'-' | b'@'));
    // without stopping halfway: fields are short, and so it goes several bytes at a time
    let lastig = t.iter().fold(false, |l, c| l | matches!(c, b',' | b'"' | b'\n' | b'\r'));
    if !formule && !lastig {
        uit.extend_from_slice(t);
        return;
    }
    uit.push(b'"');
    if formule {
        uit.push(b'\'');
    }
    for c in t {
        if *c == b'"' {
            uit.push(b'"');
        }
        uit.push(*c);
    }
    uit.push(b'"');
}
