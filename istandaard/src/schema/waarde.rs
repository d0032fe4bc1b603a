//! Reads the text of one element as the type says, once: what comes out is valid on level 1 and typed.

use super::{Patroon, Vorm};
use jiff::civil::Time;
use kern::Datum;
use std::borrow::Cow;

/// A value that passed its type. The text itself stays where it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waarde {
    Tekst,
    Getal(i64),
    Datum(Datum),
    Tijd(Time),
}

/// Why a text is not of its type: the rule, and what should stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fout {
    pub regel: &'static str,
    pub tekst: Cow<'static, str>,
}

fn fout(regel: &'static str, tekst: impl Into<Cow<'static, str>>) -> Fout {
    Fout { regel, tekst: tekst.into() }
}

/// White space as XML and the patterns of the standard know it.
const fn is_wit(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

fn kaal(tekst: &str) -> &str {
    tekst.trim_matches([' ', '\t', '\n', '\r'])
}

/// Reads a value.
pub(crate) fn lees(vorm: Vorm, tekst: &str) -> Result<Waarde, Fout> {
    match vorm {
        Vorm::Tekst { max, patroon } => lees_tekst(max, patroon, tekst),
        Vorm::Lijst { lijst, max } => {
            if lijst.bevat(tekst) {
                Ok(Waarde::Tekst)
            } else if tekst.chars().count() > usize::from(max) {
                Err(fout(lengteregel(max), te_lang(max)))
            } else {
                Err(fout("XSD", format!("kies een code van lijst {} ({})", lijst.code(), lijst.naam())))
            }
        }
        Vorm::Getal { max } => lees_getal(max, kaal(tekst)),
        Vorm::Datum => lees_dag(kaal(tekst)).map(Waarde::Datum),
        Vorm::Tijd => lees_tijd(kaal(tekst))
            .map(Waarde::Tijd)
            .ok_or_else(|| fout("RS034", "vul een bestaande tijd in als uu:mm:ss, zonder tijdzone")),
        Vorm::Vast { waarde, getal, regel } => {
            let gelezen = if getal { kaal(tekst) } else { tekst };
            if gelezen == waarde {
                Ok(Waarde::Tekst)
            } else {
                Err(fout(vaste_regel(regel, getal, gelezen), format!("hier moet {waarde} staan")))
            }
        }
    }
}

/// Of a value that is fixed: the bound that it breaks (a number from 0 to 99, a code of three signs), else the rule that
/// fixes it.
fn vaste_regel(regel: &'static str, getal: bool, tekst: &str) -> &'static str {
    if getal {
        lees_getal(99, tekst).err().map(|f| f.regel).filter(|r| *r != "XSD").unwrap_or(regel)
    } else if tekst.chars().count() > 3 {
        lengteregel(3)
    } else {
        regel
    }
}

fn lees_dag(tekst: &str) -> Result<Datum, Fout> {
    match kern::lees_datum(tekst) {
        Some(d) if d.year() > 0 => Ok(d),
        _ => Err(fout("RS032", "vul een bestaande datum in als jjjj-mm-dd, zonder tijdzone")),
    }
}

/// `uu:mm:ss` with an optional fraction; 24:00:00 is the end of the day.
fn lees_tijd(tekst: &str) -> Option<Time> {
    let b = tekst.as_bytes();
    if b.len() < 8 || b[2] != b':' || b[5] != b':' {
        return None;
    }
    let twee = |i: usize| -> Option<i8> {
        (b[i].is_ascii_digit() && b[i + 1].is_ascii_digit())
            .then(|| i8::try_from((b[i] - b'0') * 10 + (b[i + 1] - b'0')).ok())
            .flatten()
    };
    let (uur, minuut, seconde) = (twee(0)?, twee(3)?, twee(6)?);
    let nano = match &b[8..] {
        [] => 0,
        [b'.', cijfers @ ..] if !cijfers.is_empty() && cijfers.iter().all(u8::is_ascii_digit) => cijfers
            .iter()
            .map(|c| i32::from(c - b'0'))
            .chain(std::iter::repeat(0))
            .take(9)
            .fold(0, |n, c| n * 10 + c),
        _ => return None,
    };
    if uur == 24 {
        return (minuut == 0 && seconde == 0 && nano == 0).then(Time::midnight);
    }
    Time::new(uur, minuut, seconde, nano).ok()
}

fn lees_getal(max: i64, tekst: &str) -> Result<Waarde, Fout> {
    let (min, cijfers) = match tekst.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] | rest => (false, rest),
    };
    if cijfers.is_empty() || !cijfers.iter().all(u8::is_ascii_digit) {
        return Err(fout(
            "XSD",
            format!("vul een heel getal in van 0 tot en met {max}, zonder punten of letters"),
        ));
    }
    let getal = cijfers.iter().fold(0_i64, |n, c| n.saturating_mul(10).saturating_add(i64::from(c - b'0')));
    if min && getal > 0 {
        Err(fout("RS001", "het getal mag niet kleiner zijn dan 0"))
    } else if getal > max {
        Err(fout(grensregel(max), format!("het getal mag niet groter zijn dan {max}")))
    } else {
        Ok(Waarde::Getal(getal))
    }
}

fn lees_tekst(max: u16, patroon: Patroon, tekst: &str) -> Result<Waarde, Fout> {
    if tekst.is_empty() {
        let regel = match patroon {
            Patroon::NietLeeg => "RS033",
            Patroon::Commentaar => "RS031",
            Patroon::Cijfers(n) => cijferregel(n),
            Patroon::Letters => "RS045",
            Patroon::LettersCijfers => "CS319",
            Patroon::Versie => "RS048",
            _ => "XSD",
        };
        return Err(fout(regel, "het element is leeg; vul het in of laat het weg"));
    }
    let max = usize::from(max);
    if max > 0 && tekst.len() > max && tekst.chars().count() > max {
        #[expect(clippy::cast_possible_truncation, reason = "came from a u16")]
        let max = max as u16;
        return Err(fout(lengteregel(max), te_lang(max)));
    }
    let b = tekst.as_bytes();
    match patroon {
        Patroon::NietLeeg => {
            if b.iter().all(|c| is_wit(*c)) {
                Err(fout("RS033", "er staan alleen spaties; vul het element in of laat het weg"))
            } else if b.iter().any(|c| matches!(c, b'\n' | b'\r')) {
                Err(fout("RS033", "de tekst moet op een regel staan"))
            } else {
                Ok(Waarde::Tekst)
            }
        }
        Patroon::Commentaar if b.iter().all(|c| is_wit(*c)) => {
            Err(fout("RS031", "er staan alleen spaties; vul het element in of laat het weg"))
        }
        Patroon::Cijfers(n) if b.len() != usize::from(n) || !b.iter().all(u8::is_ascii_digit) => {
            Err(fout(cijferregel(n), format!("vul precies {n} cijfers in")))
        }
        Patroon::AlleenCijfers if !b.iter().all(u8::is_ascii_digit) => {
            Err(fout("RS046", "gebruik alleen cijfers, zonder spaties of streepjes"))
        }
        Patroon::Letters if !tekst.chars().all(is_letter) => {
            Err(fout("RS045", "gebruik alleen letters, zonder punten of spaties"))
        }
        Patroon::LettersCijfers if !b.iter().all(u8::is_ascii_alphanumeric) => {
            Err(fout("CS319", "gebruik alleen letters en cijfers, zonder spaties of streepjes"))
        }
        Patroon::Versie if !is_versie(tekst) => {
            Err(fout("RS048", "vul een versie in van drie getallen met punten ertussen, zoals 1.0.0"))
        }
        _ => Ok(Waarde::Tekst),
    }
}

/// `[a-zA-ZÀ-ỳ]`.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('À'..='ỳ').contains(&c)
}

fn is_versie(tekst: &str) -> bool {
    let mut delen = 0;
    let goed = tekst.split('.').all(|d| {
        delen += 1;
        !d.is_empty() && d.bytes().all(|c| c.is_ascii_digit()) && (d.len() == 1 || !d.starts_with('0'))
    });
    goed && delen == 3
}

fn te_lang(max: u16) -> String {
    match max {
        1 => "gebruik niet meer dan 1 teken".to_owned(),
        n => format!("gebruik niet meer dan {n} tekens"),
    }
}

/// The restriction that bounds a length.
fn lengteregel(max: u16) -> &'static str {
    match max {
        1 => "RS008",
        2 => "RS009",
        3 => "RS010",
        4 => "RS011",
        5 => "RS012",
        6 => "RS013",
        8 => "RS014",
        9 => "RS015",
        10 => "RS016",
        12 => "RS017",
        15 => "RS018",
        20 => "RS019",
        24 => "RS020",
        25 => "RS021",
        35 => "RS023",
        36 => "RS024",
        64 => "RS025",
        80 => "RS026",
        200 => "RS028",
        _ => "XSD",
    }
}

/// The restriction that bounds a number.
fn grensregel(max: i64) -> &'static str {
    match max {
        99 => "RS002",
        99_999 => "RS004",
        99_999_999 => "RS005",
        999_999_999 => "RS006",
        999_999_999_999 => "RS040",
        _ => "XSD",
    }
}

fn cijferregel(n: u8) -> &'static str {
    match n {
        4 => "RS035",
        8 => "RS036",
        9 => "RS037",
        _ => "XSD",
    }
}
