//! The file, streamed: in blocks over all cores when no field is in quotes, row by row when one is.
//!
//! What stays is a small row per indication. The second time that the file streams by, [`loop_langs`] and
//! [`loop_langs_samen`] bring each row together with the text that it came from.

use super::Invoer;
use super::rij::{Fout, KOLOMMEN, Rijlezer, Velden, naam};
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::importeer::Rijfout;
use catalogus::{Omzetrij, Omzetsleutel};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How much is read at once.
const BLOK: usize = 1 << 20;
/// The most faults that are kept; the rest is counted.
pub const MEESTE_FOUTEN: usize = 1000;

/// Everything that the file says.
pub(super) struct Gelezen {
    pub rijen: Vec<Omzetrij>,
    pub fouten: Vec<Rijfout>,
    /// Faulty rows, also those of which the faults were not kept.
    pub fout: u64,
    /// Bad rows that were set aside by name.
    pub apart: u64,
    vorm: Vorm,
}

/// How the file is to be read.
#[derive(Debug, Clone, Copy)]
struct Vorm {
    /// Bytes before the first row.
    kop: u64,
    /// A field is in quotes: rows may span lines.
    citaat: bool,
}

/// A piece of the file that ends at the end of a line.
struct Blok {
    volg: usize,
    /// Line of its first byte.
    regel: u32,
    bytes: Vec<u8>,
}

/// Gives out blocks.
struct Bron {
    f: File,
    rest: Vec<u8>,
    regel: u32,
    volg: usize,
}

impl Bron {
    fn volgende(&mut self) -> std::io::Result<Option<Blok>> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let nodig = BLOK as u64;
            let n = (&mut self.f).take(nodig).read_to_end(&mut bytes)?;
            let klaar = (n as u64) < nodig;
            if klaar {
                break;
            }
            if let Some(i) = bytes.iter().rposition(|b| *b == b'\n') {
                self.rest = bytes.split_off(i + 1);
                break;
            }
            if bytes.len() > 16 * BLOK {
                return Err(std::io::Error::new(
                    std::io::ErrorKind::InvalidData,
                    "een regel is te lang voor een CSV",
                ));
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let regels = bytes.iter().map(|b| usize::from(*b == b'\n')).sum::<usize>();
        let blok = Blok { volg: self.volg, regel: self.regel, bytes };
        self.volg += 1;
        self.regel = self.regel.saturating_add(u32::try_from(regels).unwrap_or(u32::MAX));
        Ok(Some(blok))
    }
}

/// What one block gave.
#[derive(Default)]
struct Deel {
    volg: usize,
    rijen: Vec<Omzetrij>,
    fouten: Vec<Rijfout>,
    fout: u64,
    apart: u64,
}

impl Deel {
    fn rij(&mut self, l: &mut Rijlezer<'_>, bestand: &str, velden: &Velden<'_>, regel: u32) {
        match l.lees(velden, regel) {
            Ok(Some(r)) => self.rijen.push(r),
            Ok(None) => self.apart += 1,
            Err(f) => {
                let naam = naam(velden);
                self.meld(bestand, regel, naam.as_deref(), f);
            }
        }
    }

    fn meld(&mut self, bestand: &str, regel: u32, naam: Option<&str>, fouten: Vec<Fout>) {
        self.fout += 1;
        for (kolom, tekst) in fouten {
            if self.fouten.len() < MEESTE_FOUTEN {
                let tekst = match naam {
                    Some(n) => format!("{tekst} (indicatie {n})"),
                    None => tekst,
                };
                self.fouten.push(Rijfout {
                    bestand: bestand.to_owned(),
                    regel: u64::from(regel),
                    kolom,
                    tekst,
                });
            }
        }
    }
}

fn kolommen_fout(n: usize) -> Fout {
    (None, format!("{n} kolommen, maar er horen er {} te zijn: {}", KOLOMMEN.len(), KOLOMMEN.join(",")))
}

/// Without the space around it, which there hardly ever is.
fn kaal(t: &[u8]) -> &[u8] {
    match (t.first(), t.last()) {
        (Some(a), Some(b)) if *a <= b' ' || *b <= b' ' => t.trim_ascii(),
        _ => t,
    }
}

/// The fields of a line without quotes; `Err` is how many there are.
fn splits(regel: &[u8]) -> Result<Velden<'_>, usize> {
    let mut velden: Velden<'_> = [&[]; 8];
    let (mut n, mut van) = (0, 0);
    for (i, b) in regel.iter().enumerate() {
        if *b == b',' {
            if let Some(v) = velden.get_mut(n) {
                *v = kaal(&regel[van..i]);
            }
            n += 1;
            van = i + 1;
        }
    }
    if let Some(v) = velden.get_mut(n) {
        *v = kaal(&regel[van..]);
    }
    n += 1;
    if n == velden.len() { Ok(velden) } else { Err(n) }
}

fn lees_blok(l: &mut Rijlezer<'_>, bestand: &str, blok: &Blok) -> Deel {
    let mut deel =
        Deel { volg: blok.volg, rijen: Vec::with_capacity(blok.bytes.len() / 50), ..Deel::default() };
    let mut regel = blok.regel;
    for tekst in blok.bytes.split(|b| *b == b'\n') {
        if !tekst.is_empty() && tekst != b"\r" {
            match splits(tekst) {
                Ok(v) => deel.rij(l, bestand, &v, regel),
                Err(n) => deel.meld(bestand, regel, None, vec![kolommen_fout(n)]),
            }
        }
        regel = regel.saturating_add(1);
    }
    deel
}

/// Reads and judges every row.
pub(super) fn lees(invoer: &Invoer, sleutel: &Omzetsleutel, over: &HashSet<Vec<u8>>) -> Uitkomst<Gelezen> {
    let (bestandsnaam, pad) = (invoer.naam(), invoer.plaats());
    let mut f = invoer.open().map_err(bestand(pad, "lezen"))?;
    let kop = match lees_kop(&mut f).map_err(bestand(pad, "lezen"))? {
        Ok(kop) => kop,
        Err(tekst) => {
            return Err(AppFout::Rijen(vec![Rijfout {
                bestand: bestandsnaam,
                regel: 1,
                kolom: None,
                tekst,
            }]));
        }
    };
    f.seek(SeekFrom::Start(kop)).map_err(bestand(pad, "lezen"))?;
    let snel = parallel(f, sleutel, over, &bestandsnaam).map_err(bestand(pad, "lezen"))?;
    let (delen, citaat) = match snel {
        Some(delen) => (delen, false),
        None => (vec![met_citaten(invoer, kop, sleutel, over, &bestandsnaam)?], true),
    };
    let totaal = delen.iter().map(|d| d.rijen.len()).sum();
    let mut uit = Gelezen {
        rijen: Vec::with_capacity(totaal),
        fouten: Vec::new(),
        fout: 0,
        apart: 0,
        vorm: Vorm { kop, citaat },
    };
    for deel in delen {
        uit.rijen.extend_from_slice(&deel.rijen);
        let plaats = MEESTE_FOUTEN.saturating_sub(uit.fouten.len());
        uit.fouten.extend(deel.fouten.into_iter().take(plaats));
        uit.fout += deel.fout;
        uit.apart += deel.apart;
    }
    Ok(uit)
}

/// The header: where the rows begin, or what is wrong with it.
fn lees_kop(f: &mut File) -> std::io::Result<Result<u64, String>> {
    let mut kop = Vec::new();
    BufReader::new(f).take(4096).read_until(b'\n', &mut kop)?;
    let lengte = kop.len() as u64;
    let tekst = String::from_utf8_lossy(&kop);
    let tekst = tekst.trim_start_matches('\u{feff}').trim();
    if tekst.is_empty() {
        return Ok(Err(format!("het bestand is leeg: de eerste regel moet zijn {}", KOLOMMEN.join(","))));
    }
    let velden: Vec<&str> = tekst.split(',').map(|k| k.trim().trim_matches('"')).collect();
    if velden == KOLOMMEN {
        return Ok(Ok(lengte));
    }
    let puntkomma =
        if tekst.contains(';') { "; gebruik komma's tussen de kolommen, geen puntkomma's" } else { "" };
    Ok(Err(format!("de eerste regel moet precies zijn: {}{puntkomma}", KOLOMMEN.join(","))))
}

/// All blocks, over the cores; `None` when a field is in quotes.
fn parallel(
    f: File,
    sleutel: &Omzetsleutel,
    over: &HashSet<Vec<u8>>,
    naam: &str,
) -> std::io::Result<Option<Vec<Deel>>> {
    let bron = Mutex::new(Bron { f, rest: Vec::new(), regel: 2, volg: 0 });
    let klaar: Mutex<Vec<Deel>> = Mutex::new(Vec::new());
    let werk = || -> std::io::Result<bool> {
        let mut l = Rijlezer::new(sleutel, over);
        loop {
            let blok = slot(&bron).volgende()?;
            let Some(blok) = blok else { return Ok(true) };
            if blok.bytes.contains(&b'"') {
                return Ok(false);
            }
            let deel = lees_blok(&mut l, naam, &blok);
            slot(&klaar).push(deel);
        }
    };
    let uitkomsten = op_de_kernen(werk, || std::io::Error::other("lezen brak af"));
    let mut alles = true;
    for u in uitkomsten {
        alles &= u?;
    }
    let mut delen = klaar.into_inner().unwrap_or_else(PoisonError::into_inner);
    delen.sort_unstable_by_key(|d| d.volg);
    Ok(alles.then_some(delen))
}

fn csv_lezer(f: File) -> csv::Reader<File> {
    csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(f)
}

fn velden_van(r: &csv::ByteRecord) -> Result<Velden<'_>, usize> {
    let mut velden: Velden<'_> = [&[]; 8];
    if r.len() != velden.len() {
        return Err(r.len());
    }
    for (v, t) in velden.iter_mut().zip(r) {
        *v = t.trim_ascii();
    }
    Ok(velden)
}

fn csv_fout(pad: &Path, e: csv::Error) -> AppFout {
    match e.into_kind() {
        csv::ErrorKind::Io(io) => bestand(pad, "lezen")(io),
        _ => AppFout::Ongeldig(format!("{} kan niet als CSV worden gelezen", pad.display())),
    }
}

/// The same rows, read by the library.
fn met_citaten(
    invoer: &Invoer,
    kop: u64,
    sleutel: &Omzetsleutel,
    over: &HashSet<Vec<u8>>,
    naam: &str,
) -> Uitkomst<Deel> {
    let mut deel = Deel::default();
    let mut l = Rijlezer::new(sleutel, over);
    rij_voor_rij(invoer, kop, |regel, velden| {
        match velden {
            Ok(v) => deel.rij(&mut l, naam, &v, regel),
            Err(n) => deel.meld(naam, regel, None, vec![kolommen_fout(n)]),
        }
        Ok(())
    })?;
    Ok(deel)
}

fn rij_voor_rij(
    invoer: &Invoer,
    kop: u64,
    mut neem: impl FnMut(u32, Result<Velden<'_>, usize>) -> Uitkomst<()>,
) -> Uitkomst<()> {
    let pad = invoer.plaats();
    let mut f = invoer.open().map_err(bestand(pad, "lezen"))?;
    f.seek(SeekFrom::Start(kop)).map_err(bestand(pad, "lezen"))?;
    let mut lezer = csv_lezer(f);
    let mut rij = csv::ByteRecord::new();
    while lezer.read_byte_record(&mut rij).map_err(|e| csv_fout(pad, e))? {
        // the reader began after the header, which is line 1
        let regel = rij.position().map_or(0, csv::Position::line) + 1;
        neem(u32::try_from(regel).unwrap_or(u32::MAX), velden_van(&rij))?;
    }
    Ok(())
}

/// Streams the file by a second time and gives each row that was good with its place among the rows and its fields.
pub(super) fn loop_langs(
    invoer: &Invoer,
    gelezen: &Gelezen,
    mut neem: impl FnMut(usize, &Omzetrij, &Velden<'_>) -> Uitkomst<()>,
) -> Uitkomst<()> {
    let pad = invoer.plaats();
    let mut plek = 0;
    let mut bij = |regel: u32, velden: Result<Velden<'_>, usize>| -> Uitkomst<()> {
        let Some(rij) = gelezen.rijen.get(plek).filter(|r| r.regel == regel) else { return Ok(()) };
        let velden = velden.map_err(|_| veranderd(pad))?;
        neem(plek, rij, &velden)?;
        plek += 1;
        Ok(())
    };
    if gelezen.vorm.citaat {
        rij_voor_rij(invoer, gelezen.vorm.kop, &mut bij)?;
    } else {
        let mut f = invoer.open().map_err(bestand(pad, "lezen"))?;
        f.seek(SeekFrom::Start(gelezen.vorm.kop)).map_err(bestand(pad, "lezen"))?;
        let mut lezer = BufReader::with_capacity(BLOK, f);
        let (mut tekst, mut regel) = (Vec::new(), 2_u32);
        loop {
            tekst.clear();
            if lezer.read_until(b'\n', &mut tekst).map_err(bestand(pad, "lezen"))? == 0 {
                break;
            }
            bij(regel, splits(&tekst))?;
            regel = regel.saturating_add(1);
        }
    }
    if plek == gelezen.rijen.len() { Ok(()) } else { Err(veranderd(pad)) }
}

/// Who may hand over, and whether it went on well until now.
struct Beurt<N> {
    volg: usize,
    geteld: usize,
    gestopt: bool,
    neem: N,
}

/// Says to the other threads that this one came to its end too early, whatever the reason.
struct Wacht<'a, N> {
    beurt: &'a Mutex<Beurt<N>>,
    wissel: &'a Condvar,
    goed: bool,
}

impl<N> Drop for Wacht<'_, N> {
    fn drop(&mut self) {
        if !self.goed {
            slot(self.beurt).gestopt = true;
            self.wissel.notify_all();
        }
    }
}

fn slot<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Streams the file by a second time, over the cores. For each row that asks for it (`nodig`) `werk` adds to the piece of its
/// block; `neem` gets the pieces in the order of the file. Each thread has its own `nieuw`.
pub(super) fn loop_langs_samen<W, T: Default>(
    invoer: &Invoer,
    gelezen: &Gelezen,
    nieuw: impl Fn() -> W + Sync,
    nodig: impl Fn(&Omzetrij) -> bool + Sync,
    werk: impl Fn(&mut W, &mut T, usize, &Omzetrij, &Velden<'_>) -> Uitkomst<()> + Sync,
    mut neem: impl FnMut(T) -> Uitkomst<()> + Send,
) -> Uitkomst<()> {
    if gelezen.vorm.citaat {
        let (mut w, mut deel) = (nieuw(), T::default());
        loop_langs(invoer, gelezen, |plek, r, velden| {
            if nodig(r) {
                werk(&mut w, &mut deel, plek, r, velden)?;
            }
            if plek % 4096 == 0 { neem(std::mem::take(&mut deel)) } else { Ok(()) }
        })?;
        return neem(deel);
    }
    let pad = invoer.plaats();
    let mut f = invoer.open().map_err(bestand(pad, "lezen"))?;
    f.seek(SeekFrom::Start(gelezen.vorm.kop)).map_err(bestand(pad, "lezen"))?;
    let bron = Mutex::new(Bron { f, rest: Vec::new(), regel: 2, volg: 0 });
    let beurt = Mutex::new(Beurt { volg: 0, geteld: 0, gestopt: false, neem });
    let wissel = Condvar::new();
    let lus = || -> Uitkomst<()> {
        let mut wacht = Wacht { beurt: &beurt, wissel: &wissel, goed: false };
        let mut w = nieuw();
        loop {
            let blok = slot(&bron).volgende().map_err(bestand(pad, "lezen"))?;
            let Some(blok) = blok else { break };
            let mut deel = T::default();
            let n =
                langs_blok(pad, gelezen, &blok, &nodig, |plek, r, v| werk(&mut w, &mut deel, plek, r, v))?;
            let mut b = slot(&beurt);
            while b.volg != blok.volg && !b.gestopt {
                b = wissel.wait(b).unwrap_or_else(PoisonError::into_inner);
            }
            if b.gestopt {
                break;
            }
            (b.neem)(deel)?;
            b.volg += 1;
            b.geteld += n;
            wissel.notify_all();
        }
        wacht.goed = true;
        Ok(())
    };
    op_de_kernen(lus, || AppFout::Ongeldig("het lezen brak af; begin opnieuw".into()))
        .into_iter()
        .collect::<Uitkomst<()>>()?;
    if slot(&beurt).geteld == gelezen.rijen.len() { Ok(()) } else { Err(veranderd(pad)) }
}

/// The rows of one block; gives how many there were.
fn langs_blok(
    pad: &Path,
    gelezen: &Gelezen,
    blok: &Blok,
    nodig: &impl Fn(&Omzetrij) -> bool,
    mut werk: impl FnMut(usize, &Omzetrij, &Velden<'_>) -> Uitkomst<()>,
) -> Uitkomst<usize> {
    let begin = gelezen.rijen.partition_point(|r| r.regel < blok.regel);
    let mut plek = begin;
    for (regel, tekst) in (blok.regel..).zip(blok.bytes.split(|b| *b == b'\n')) {
        let Some(rij) = gelezen.rijen.get(plek) else { break };
        // after the last line end stands nothing, with the number of the next block's first line
        if rij.regel != regel || tekst.is_empty() {
            continue;
        }
        if nodig(rij) {
            werk(plek, rij, &splits(tekst).map_err(|_| veranderd(pad))?)?;
        }
        plek += 1;
    }
    Ok(plek - begin)
}

/// The same work on every core; `braak` is the outcome of a thread that panicked.
fn op_de_kernen<T: Send, E: Send>(
    werk: impl Fn() -> Result<T, E> + Sync,
    braak: impl Fn() -> E,
) -> Vec<Result<T, E>> {
    let draden = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    std::thread::scope(|s| {
        let bezig: Vec<_> = (1..draden).map(|_| s.spawn(&werk)).collect();
        let hier = werk();
        bezig.into_iter().map(|t| t.join().unwrap_or_else(|_| Err(braak()))).chain([hier]).collect()
    })
}

fn veranderd(pad: &Path) -> AppFout {
    AppFout::Ongeldig(format!("{} is veranderd tijdens het lezen; begin opnieuw", pad.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::omzetten::{Keuze, sleutel};
    use std::fmt::Write as _;

    #[test]
    fn over_the_cores_each_row_comes_by_once_and_in_order() {
        let mut tekst = format!("{}\n", KOLOMMEN.join(","));
        for n in 0..40_000 {
            // some lines are empty, some are faulty
            match n % 1000 {
                7 => tekst.push('\n'),
                8 => tekst.push_str("fout\n"),
                _ => {
                    let _ = writeln!(tekst, "{n},111222333,0505, 41410001 ,H300,2,2015-01-01,");
                }
            }
        }
        let mut invoer = Invoer::naamloos("proef.csv").unwrap();
        invoer.erbij(tekst.as_bytes()).unwrap();
        assert!(tekst.len() > BLOK, "more than one block");
        let s = sleutel(&Keuze { kader: "drechtsteden-ib-2016".into(), ..Keuze::default() }).unwrap();
        let gelezen = lees(&invoer, &s, &HashSet::new()).unwrap();
        assert_eq!((gelezen.rijen.len(), gelezen.fout), (39_920, 40));
        let mut een = Vec::new();
        loop_langs(&invoer, &gelezen, |plek, r, v| {
            een.push((plek, r.regel, v[0].to_vec(), v[3].to_vec()));
            Ok(())
        })
        .unwrap();
        let mut samen = Vec::new();
        loop_langs_samen(
            &invoer,
            &gelezen,
            || (),
            |r| r.regel % 3 != 0,
            |(), stuk: &mut Vec<_>, plek, r, v| {
                stuk.push((plek, r.regel, v[0].to_vec(), v[3].to_vec()));
                Ok(())
            },
            |stuk| {
                samen.extend(stuk);
                Ok(())
            },
        )
        .unwrap();
        een.retain(|r| r.1 % 3 != 0);
        assert_eq!(een, samen);
        assert_eq!(een[0].3, b"41410001");
        let stop = loop_langs_samen(
            &invoer,
            &gelezen,
            || (),
            |_| true,
            |(), (), plek, _, _| if plek == 30_000 { Err(veranderd(Path::new("x"))) } else { Ok(()) },
            |()| Ok(()),
        );
        assert!(stop.is_err());
    }
}
