//! The burgerservicenummer.

use std::borrow::Cow;
use std::fmt;

/// A burgerservicenummer that passed the elfproef (Wet algemene bepalingen burgerservicenummer, CS002).
///
/// Its `Debug` and `Display` never show the number: a BSN does not belong in a log, URL or error (invariant 9).
/// [`Bsn::cijfers`] gives the digits where the law asks for them, in a message or on a screen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bsn([u8; 9]);

/// Why a text is not a BSN. The text itself is left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BsnFout {
    /// Not exactly nine digits.
    Vorm,
    /// Nine digits that fail the elfproef.
    Elfproef,
}

impl fmt::Display for BsnFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vorm => "een BSN heeft precies negen cijfers",
            Self::Elfproef => {
                "het BSN voldoet niet aan de elfproef; controleer of er een cijfer verkeerd staat"
            }
        })
    }
}

impl std::error::Error for BsnFout {}

impl Bsn {
    /// Nine digits that pass the elfproef; `000000000` does not count as a number.
    pub fn parse(tekst: &str) -> Result<Self, BsnFout> {
        let cijfers: [u8; 9] = tekst.as_bytes().try_into().map_err(|_| BsnFout::Vorm)?;
        if !cijfers.iter().all(u8::is_ascii_digit) {
            return Err(BsnFout::Vorm);
        }
        if elfproef(&cijfers) { Ok(Self(cijfers)) } else { Err(BsnFout::Elfproef) }
    }

    /// The nine digits. Only for messages, screens and encryption.
    pub fn cijfers(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// 9·a + 8·b + … + 2·h − 1·i must be a multiple of eleven, and not all digits zero.
fn elfproef(cijfers: &[u8; 9]) -> bool {
    let som: i32 = cijfers
        .iter()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(c, gewicht)| i32::from(c - b'0') * gewicht)
        .sum();
    som % 11 == 0 && cijfers.iter().any(|c| *c != b'0')
}

impl fmt::Debug for Bsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(•••••••••)")
    }
}

/// A text with dots where a number stands that can be a BSN.
pub fn verberg_bsn(tekst: &str) -> Cow<'_, str> {
    let mut uit = String::new();
    let mut rest = tekst;
    let mut veranderd = false;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let (voor, vanaf) = rest.split_at(begin);
        let eind = vanaf.find(|c: char| !c.is_ascii_digit()).unwrap_or(vanaf.len());
        let (cijfers, na) = vanaf.split_at(eind);
        let is_bsn = match cijfers.len() {
            9 => Bsn::parse(cijfers).is_ok(),
            8 => Bsn::parse(&format!("0{cijfers}")).is_ok(),
            _ => false,
        };
        uit.push_str(voor);
        uit.push_str(if is_bsn { "•••••••••" } else { cijfers });
        veranderd |= is_bsn;
        rest = na;
    }
    if !veranderd {
        return Cow::Borrowed(tekst);
    }
    uit.push_str(rest);
    Cow::Owned(uit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_pass() {
        assert!(Bsn::parse("999900006").is_ok());
        assert!(Bsn::parse("999900018").is_ok());
    }

    #[test]
    fn one_digit_off_fails() {
        assert_eq!(Bsn::parse("999900007"), Err(BsnFout::Elfproef));
        assert_eq!(Bsn::parse("000000000"), Err(BsnFout::Elfproef));
        assert_eq!(Bsn::parse("99990000"), Err(BsnFout::Vorm));
        assert_eq!(Bsn::parse("9999000061"), Err(BsnFout::Vorm));
        assert_eq!(Bsn::parse("99990000a"), Err(BsnFout::Vorm));
    }

    #[test]
    fn debug_hides_the_number() {
        let bsn = Bsn::parse("999900006").unwrap();
        assert!(!format!("{bsn:?}").contains('9'));
    }
}
