//! One row of `indicaties*.csv`, from bytes to a checked row, without a BSN in any fault.

use catalogus::{GEEN_KLASSE, Indicatie, Omzetrij, Omzetsleutel, Oordeel};
use kern::{Bsn, Datum};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

/// The columns, in their order.
pub const KOLOMMEN: [&str; 8] =
    ["indicatienummer", "bsn", "gemeente", "agb", "functie", "klasse", "ingangsdatum", "einddatum"];

/// Fields of a row as they stand in the file, without the space around them.
pub(super) type Velden<'a> = [&'a [u8]; 8];

/// What is wrong with a column, and how to mend it.
pub(super) type Fout = (Option<&'static str>, String);

/// Reads rows; each thread has its own.
pub(super) struct Rijlezer<'k> {
    sleutel: &'k Omzetsleutel,
    over: &'k HashSet<Vec<u8>>,
    /// Codes that were met: hash and group.
    codes: HashMap<Vec<u8>, (u32, Option<u8>)>,
}

fn verkort(bytes: &[u8]) -> u64 {
    let mut h = DefaultHasher::new();
    h.write(bytes);
    h.finish()
}

/// The number as it is compared: digits exactly (with their leading zeros), anything else hashed.
fn nummer(bytes: &[u8]) -> u64 {
    if bytes.len() <= 15 && bytes.iter().all(u8::is_ascii_digit) {
        let n = bytes.iter().fold(0_u64, |n, c| n * 10 + u64::from(c - b'0'));
        (bytes.len() as u64) << 60 | n
    } else {
        verkort(bytes) >> 4
    }
}

/// Digits as a number, when there are exactly so many.
fn cijfers(bytes: &[u8], n: usize) -> Option<u32> {
    (bytes.len() == n && bytes.iter().all(u8::is_ascii_digit))
        .then(|| bytes.iter().fold(0, |n, c| n * 10 + u32::from(c - b'0')))
}

/// `JJJJ-MM-DD`.
pub(super) fn datum(t: &[u8]) -> Option<Datum> {
    if t.len() != 10 || t[4] != b'-' || t[7] != b'-' {
        return None;
    }
    let j = i16::try_from(cijfers(&t[..4], 4)?).ok()?;
    let m = i8::try_from(cijfers(&t[5..7], 2)?).ok()?;
    let d = i8::try_from(cijfers(&t[8..], 2)?).ok()?;
    // the parts are there: a day that does not exist is refused
    Datum::new(j, m, d).ok().filter(|d| d.year() >= 1900)
}

fn bsn(t: &[u8]) -> Result<Bsn, String> {
    std::str::from_utf8(t).map_or(Err("geen leesbare tekst: verbeter het BSN".to_owned()), |t| {
        Bsn::parse(t).map_err(|e| e.to_string())
    })
}

/// A class as people write it: `3`, `03`, `klasse 3`.
pub(super) fn klasse(t: &[u8]) -> Option<u8> {
    let t = std::str::from_utf8(t).ok()?;
    let begin = t.find(|c: char| c.is_ascii_digit()).unwrap_or(t.len());
    let (woord, getal) = t.split_at(begin);
    let woord = woord.trim_end_matches([' ', '.']).to_ascii_lowercase();
    if !matches!(woord.as_str(), "" | "klasse" | "kl" | "k") || getal.len() > 3 {
        return None;
    }
    getal.parse::<u8>().ok().filter(|k| *k <= regels::HOOGSTE_KLASSE)
}

/// Characters of a number: what can stand in a file name and in a list as it is.
fn nummer_fout(t: &[u8]) -> Option<&'static str> {
    if t.is_empty() {
        Some("leeg, maar verplicht: vul het nummer van de indicatie in")
    } else if t.len() > 40 {
        Some("langer dan 40 tekens: kort het nummer in")
    } else if !t.iter().all(|c| c.is_ascii_alphanumeric() || b"-_./".contains(c)) || t[0] == b'-' {
        Some("gebruik letters, cijfers, streepjes, punten en schuine strepen; begin met een letter of cijfer")
    } else {
        None
    }
}

impl<'k> Rijlezer<'k> {
    pub(super) fn new(sleutel: &'k Omzetsleutel, over: &'k HashSet<Vec<u8>>) -> Self {
        Self { sleutel, over, codes: HashMap::new() }
    }

    fn code(&mut self, t: &[u8]) -> (u32, Option<u8>) {
        if let Some(c) = self.codes.get(t) {
            return *c;
        }
        let tekst = String::from_utf8_lossy(t);
        let gelezen = regels::functiecode(&tekst);
        let kort = u32::try_from(verkort(gelezen.as_bytes()) >> 32).unwrap_or_default();
        let c = (kort, self.sleutel.functie(&tekst));
        // a file with a million different codes does not fill the memory
        if self.codes.len() < 10_000 {
            self.codes.insert(t.to_vec(), c);
        }
        c
    }

    /// Reads and judges a row. `None` when it is bad and set aside by name.
    pub(super) fn lees(&mut self, v: &Velden<'_>, regel: u32) -> Result<Option<Omzetrij>, Vec<Fout>> {
        let apart = !self.over.is_empty() && self.over.contains(v[0]);
        match self.goed(v, regel) {
            Ok(mut rij) => {
                if apart {
                    rij.oordeel = Oordeel::Overgeslagen;
                }
                Ok(Some(rij))
            }
            Err(_) if apart => Ok(None),
            Err(fouten) => Err(fouten),
        }
    }

    fn goed(&mut self, v: &Velden<'_>, regel: u32) -> Result<Omzetrij, Vec<Fout>> {
        let mut fouten: Vec<Fout> = Vec::new();
        let mut meld = |kolom: usize, tekst: &str| fouten.push((Some(KOLOMMEN[kolom]), tekst.to_owned()));
        if let Some(t) = nummer_fout(v[0]) {
            meld(0, t);
        } else if v[0] == v[1] {
            meld(0, "gelijk aan het BSN: vul het nummer van de indicatie in");
        }
        let persoon = match bsn(v[1]) {
            Ok(b) => cijfers(b.cijfers().as_bytes(), 9),
            Err(t) => {
                meld(1, if v[1].is_empty() { "leeg, maar verplicht: vul het BSN in" } else { &t });
                None
            }
        };
        let gemeente = cijfers(v[2], 4).and_then(|g| u16::try_from(g).ok());
        if gemeente.is_none() {
            meld(2, "geen geldige gemeentecode: verwacht vier cijfers");
        }
        let agb = cijfers(v[3], 8);
        if agb.is_none() {
            meld(3, "geen geldige AGB-code: verwacht acht cijfers");
        }
        let (code, functie) = self.code(v[4]);
        if v[4].is_empty() {
            meld(4, "leeg, maar verplicht: vul de functie in");
        } else if v[4].len() > 60 || v[4].windows(8).any(|w| w.iter().all(u8::is_ascii_digit)) {
            meld(4, "geen functie: verwacht een code of een naam van hooguit 60 tekens, zoals H300");
        } else if std::str::from_utf8(v[4]).map_or(true, |t| t.chars().any(char::is_control)) {
            meld(4, "geen leesbare tekst: sla het bestand op als UTF-8");
        }
        let gelezen = klasse(v[5]);
        if gelezen.is_none() && self.sleutel.telt_klasse(functie) {
            meld(
                5,
                if v[5].is_empty() {
                    "leeg, maar bij deze functie verplicht: vul de klasse in"
                } else {
                    "geen klasse: schrijf een heel getal, bijvoorbeeld 3"
                },
            );
        }
        let geen_dag = "geen bestaande datum: schrijf JJJJ-MM-DD, bijvoorbeeld 2015-09-01";
        let ingang = datum(v[6]);
        if ingang.is_none() {
            meld(6, if v[6].is_empty() { "leeg, maar verplicht: vul een waarde in" } else { geen_dag });
        }
        let einde = if v[7].is_empty() { Some(None) } else { datum(v[7]).map(Some) };
        match (ingang, einde) {
            (_, None) => meld(7, geen_dag),
            (Some(i), Some(Some(e))) if e < i => meld(7, "ligt voor de ingangsdatum: wissel de datums om"),
            _ => {}
        }
        let (Some(persoon), Some(gemeente), Some(agb), Some(ingang), Some(einde), true) =
            (persoon, gemeente, agb, ingang, einde, fouten.is_empty())
        else {
            return Err(fouten);
        };
        let klasse = gelezen.unwrap_or(GEEN_KLASSE);
        let oordeel = self.sleutel.beoordeel(&Indicatie { functie, klasse, ingang, einde });
        Ok(Omzetrij {
            nummer: nummer(v[0]),
            persoon,
            agb,
            regel,
            ingang,
            einde: einde.unwrap_or(Datum::MAX),
            gemeente,
            code,
            functie: functie.unwrap_or(u8::MAX),
            klasse,
            oordeel,
        })
    }
}

/// The number of a bad row, to set it aside by; nothing when it might be a BSN.
pub(super) fn naam(v: &Velden<'_>) -> Option<String> {
    let lijkt_bsn = bsn(v[0]).is_ok() && bsn(v[1]).is_err();
    (nummer_fout(v[0]).is_none() && v[0] != v[1] && !lijkt_bsn)
        .then(|| String::from_utf8_lossy(v[0]).into_owned())
}

/// A row as the key reads it.
pub(super) fn indicatie(r: &Omzetrij) -> Indicatie {
    Indicatie {
        functie: (r.functie != u8::MAX).then_some(r.functie),
        klasse: r.klasse,
        ingang: r.ingang,
        einde: (r.einde != Datum::MAX).then_some(r.einde),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_read_as_people_write_it() {
        for (t, k) in
            [("3", Some(3)), ("03", Some(3)), ("klasse 3", Some(3)), ("Kl. 12", Some(12)), ("0", Some(0))]
        {
            assert_eq!(klasse(t.as_bytes()), k, "{t}");
        }
        for t in ["", "x", "3-4", "100", "-1", "3,5", "zzp 3", "1000"] {
            assert_eq!(klasse(t.as_bytes()), None, "{t}");
        }
    }

    #[test]
    fn a_day_exists_or_is_refused() {
        assert_eq!(datum(b"2016-02-29"), Some(jiff::civil::date(2016, 2, 29)));
        for t in [&b"2015-02-29"[..], b"2015-13-01", b"01-01-2015", b"2015-1-1", b"", b"1899-12-31"] {
            assert_eq!(datum(t), None);
        }
    }

    #[test]
    fn numbers_keep_their_zeros() {
        assert_ne!(nummer(b"012"), nummer(b"12"));
        assert_eq!(nummer(b"12"), nummer(b"12"));
        assert_ne!(nummer(b"A12"), nummer(b"a12"));
    }
}
