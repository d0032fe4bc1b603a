//! Which keys occur twice, in bounded memory (TR101, TR315, TR316, TR416).
//!
//! A key is kept as a fingerprint of 128 bits with its place. When there are too many, they are sorted and spilled to
//! a scratch file of the caller; at the end the sorted runs are merged and equal fingerprints lie next to each other.
//! Without a scratch file all keys stay in memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fmt;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Scratch room that the reader may spill to: written in order, read back in parts. A file without a name will do
/// (`tempfile::tempfile`), so will a `Cursor` over bytes in memory.
pub trait Kladbestand: Read + Write + Seek + Send + fmt::Debug {}

impl<T: Read + Write + Seek + Send + fmt::Debug> Kladbestand for T {}

/// Makes a [`Kladbestand`] when it is needed.
pub type MaakKlad = fn() -> io::Result<Box<dyn Kladbestand>>;

/// Fingerprint of a key, 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Vingerafdruk(u64, u64);

impl Vingerafdruk {
    /// Of the parts of a key, in order. The length of each part counts, so that `ab|c` and `a|bc` differ.
    pub fn van(delen: &[&[u8]]) -> Self {
        let (mut a, mut b) = (0x243F_6A88_85A3_08D3_u64, 0x1319_8A2E_0370_7344_u64);
        let mut meng = |woord: u64| {
            a = vouw(a ^ woord, 0xA409_3822_299F_31D1);
            b = vouw(b ^ woord.rotate_left(29), 0x082E_FA98_EC4E_6C89) ^ a;
        };
        for deel in delen {
            let mut stukken = deel.chunks_exact(8);
            for s in &mut stukken {
                meng(s.iter().rev().fold(0, |n, c| (n << 8) | u64::from(*c)));
            }
            let rest = stukken.remainder();
            let staart = rest.iter().rev().fold(0, |n, c| (n << 8) | u64::from(*c));
            meng(staart ^ ((deel.len() as u64) << 56) ^ 0x0080_0000_0000_0000);
        }
        Self(vouw(a, 0x4528_21E6_38D0_1377), vouw(b, 0xBE54_66CF_34E9_0C6D))
    }
}

/// Both halves of the product of 64 by 64 bits.
fn vouw(a: u64, b: u64) -> u64 {
    let p = u128::from(a) * u128::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
    let laag = p as u64;
    laag ^ (p >> 64) as u64 ^ a.rotate_left(32)
}

/// Where a key was found. Ordered by tag, then by place in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Plek {
    /// Tells two kinds of key in one collection apart.
    pub tag: bool,
    pub client: u32,
    pub prestatie: u32,
}

/// A key as it is sorted and spilled: three words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Post(Vingerafdruk, Plek);

const BYTES: usize = 25;

impl Post {
    fn schrijf(self, naar: &mut impl Write) -> io::Result<()> {
        let mut b = [0; BYTES];
        b[..8].copy_from_slice(&self.0.0.to_le_bytes());
        b[8..16].copy_from_slice(&self.0.1.to_le_bytes());
        b[16..20].copy_from_slice(&self.1.client.to_le_bytes());
        b[20..24].copy_from_slice(&self.1.prestatie.to_le_bytes());
        b[24] = u8::from(self.1.tag);
        naar.write_all(&b)
    }

    fn lees(b: &[u8]) -> Self {
        let vier = |i: usize| b[i..i + 4].iter().rev().fold(0_u32, |n, c| (n << 8) | u32::from(*c));
        let acht = |i: usize| u64::from(vier(i)) | (u64::from(vier(i + 4)) << 32);
        let plek = Plek { tag: b[24] == 1, client: vier(16), prestatie: vier(20) };
        Self(Vingerafdruk(acht(0), acht(8)), plek)
    }
}

/// Keys of one kind.
#[derive(Debug)]
pub(super) struct Uniek {
    grens: usize,
    klad: Option<MaakKlad>,
    posten: Vec<Post>,
    bestand: Option<Box<dyn Kladbestand>>,
    /// Start and number of keys of each sorted run in the file.
    stukken: Vec<(u64, usize)>,
    lengte: u64,
}

impl Uniek {
    /// At most `grens` keys in memory, when there is somewhere else to put them.
    pub fn new(grens: usize, klad: Option<MaakKlad>) -> Self {
        let grens = if klad.is_some() { grens.max(1) } else { usize::MAX };
        Self { grens, klad, posten: Vec::new(), bestand: None, stukken: Vec::new(), lengte: 0 }
    }

    #[inline]
    pub fn voeg_toe(&mut self, afdruk: Vingerafdruk, plek: Plek) -> io::Result<()> {
        if self.posten.len() >= self.grens {
            self.stort()?;
        }
        self.posten.push(Post(afdruk, plek));
        Ok(())
    }

    fn stort(&mut self) -> io::Result<()> {
        let bestand = match (self.bestand.take(), self.klad) {
            (Some(b), _) => b,
            (None, Some(maak)) => maak()?,
            (None, None) => return Ok(()),
        };
        self.posten.sort_unstable();
        let mut uit = BufWriter::with_capacity(1 << 16, bestand);
        for p in &self.posten {
            p.schrijf(&mut uit)?;
        }
        let bestand = uit.into_inner().map_err(io::IntoInnerError::into_error)?;
        self.stukken.push((self.lengte, self.posten.len()));
        self.lengte += (self.posten.len() * BYTES) as u64;
        self.bestand = Some(bestand);
        self.posten.clear();
        Ok(())
    }

    /// All keys in order.
    pub fn gesorteerd(mut self) -> Gesorteerd {
        self.posten.sort_unstable();
        let stukken = self
            .stukken
            .iter()
            .map(|(van, aantal)| Stuk { plaats: *van, rest: *aantal, buffer: Vec::new(), volgende: 0 })
            .collect();
        Gesorteerd {
            posten: self.posten.into_iter(),
            bestand: self.bestand,
            stukken,
            koppen: BinaryHeap::new(),
            begonnen: false,
            vorige: None,
            eerste_tag: false,
        }
    }
}

#[derive(Debug)]
struct Stuk {
    plaats: u64,
    rest: usize,
    buffer: Vec<u8>,
    volgende: usize,
}

impl Stuk {
    /// Posts that are fetched at once.
    const PORTIE: usize = 1024;

    fn neem(&mut self, bestand: &mut dyn Kladbestand) -> io::Result<Option<Post>> {
        if self.volgende >= self.buffer.len() {
            let aantal = self.rest.min(Self::PORTIE);
            if aantal == 0 {
                return Ok(None);
            }
            self.buffer.resize(aantal * BYTES, 0);
            bestand.seek(SeekFrom::Start(self.plaats))?;
            bestand.read_exact(&mut self.buffer)?;
            self.plaats += self.buffer.len() as u64;
            self.rest -= aantal;
            self.volgende = 0;
        }
        let post = Post::lees(&self.buffer[self.volgende..self.volgende + BYTES]);
        self.volgende += BYTES;
        Ok(Some(post))
    }
}

/// A key in order, with what came before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vondst {
    pub plek: Plek,
    /// The key before has the same fingerprint and the same tag.
    pub dubbel: bool,
    /// The first key with this fingerprint had no tag (meaningful for a key with a tag).
    pub ook_zonder_tag: bool,
}

/// The keys in order of their fingerprint.
#[derive(Debug)]
pub(super) struct Gesorteerd {
    /// What never left memory, sorted.
    posten: std::vec::IntoIter<Post>,
    bestand: Option<Box<dyn Kladbestand>>,
    stukken: Vec<Stuk>,
    /// The first key of every run that has any left; [`GEHEUGEN`] stands for `posten`.
    koppen: BinaryHeap<Reverse<(Post, usize)>>,
    begonnen: bool,
    vorige: Option<Post>,
    eerste_tag: bool,
}

/// The run that never left memory.
const GEHEUGEN: usize = usize::MAX;

impl Gesorteerd {
    fn haal(&mut self, welk: usize) -> io::Result<Option<Post>> {
        match (self.stukken.get_mut(welk), &mut self.bestand) {
            (Some(stuk), Some(bestand)) => stuk.neem(bestand.as_mut()),
            _ => Ok(self.posten.next()),
        }
    }

    fn neem(&mut self) -> io::Result<Option<Post>> {
        if self.stukken.is_empty() {
            return Ok(self.posten.next());
        }
        if !self.begonnen {
            self.begonnen = true;
            for welk in (0..self.stukken.len()).chain([GEHEUGEN]) {
                if let Some(p) = self.haal(welk)? {
                    self.koppen.push(Reverse((p, welk)));
                }
            }
        }
        let Some(Reverse((post, welk))) = self.koppen.pop() else { return Ok(None) };
        if let Some(p) = self.haal(welk)? {
            self.koppen.push(Reverse((p, welk)));
        }
        Ok(Some(post))
    }

    pub fn volgende(&mut self) -> io::Result<Option<Vondst>> {
        let Some(post) = self.neem()? else { return Ok(None) };
        let zelfde = self.vorige.filter(|v| v.0 == post.0);
        if zelfde.is_none() {
            self.eerste_tag = post.1.tag;
        }
        self.vorige = Some(post);
        Ok(Some(Vondst {
            plek: post.1,
            dubbel: zelfde.is_some_and(|v| v.1.tag == post.1.tag),
            ook_zonder_tag: !self.eerste_tag,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vind(grens: usize, sleutels: &[(&str, bool)]) -> Vec<(u32, bool, bool)> {
        let mut u = Uniek::new(grens, Some(|| Ok(Box::new(io::Cursor::new(Vec::new())))));
        for (i, (s, tag)) in sleutels.iter().enumerate() {
            let plek = Plek { tag: *tag, client: 1, prestatie: u32::try_from(i).unwrap() };
            u.voeg_toe(Vingerafdruk::van(&[s.as_bytes()]), plek).unwrap();
        }
        let mut g = u.gesorteerd();
        let mut uit = Vec::new();
        while let Some(v) = g.volgende().unwrap() {
            if v.dubbel || (v.plek.tag && v.ook_zonder_tag) {
                uit.push((v.plek.prestatie, v.dubbel, v.plek.tag && v.ook_zonder_tag));
            }
        }
        uit.sort_unstable();
        uit
    }

    #[test]
    fn doubles_are_found_in_memory_and_after_a_spill_alike() {
        let sleutels =
            [("a", false), ("b", false), ("a", false), ("c", true), ("c", true), ("b", true), ("d", true)];
        let verwacht = vec![(2, true, false), (4, true, false), (5, false, true)];
        for grens in [1, 2, 3, 100] {
            assert_eq!(vind(grens, &sleutels), verwacht, "grens {grens}");
        }
    }

    #[test]
    fn thousands_of_keys_in_many_runs() {
        let namen: Vec<String> = (0..5_000).map(|i| format!("REF{}", i % 4_990)).collect();
        let sleutels: Vec<(&str, bool)> = namen.iter().map(|n| (n.as_str(), false)).collect();
        let gevonden: Vec<u32> = vind(37, &sleutels).iter().map(|v| v.0).collect();
        assert_eq!(gevonden, (4_990..5_000).collect::<Vec<_>>());
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(Vingerafdruk::van(&[b"ab", b"c"]), Vingerafdruk::van(&[b"a", b"bc"]));
        assert_ne!(Vingerafdruk::van(&[b"a", b""]), Vingerafdruk::van(&[b"a"]));
        assert_ne!(Vingerafdruk::van(&[b"a\0"]), Vingerafdruk::van(&[b"a"]));
    }
}
