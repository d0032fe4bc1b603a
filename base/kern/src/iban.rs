//! The IBAN: an international account number with its own check digits (ISO 13616, mod 97).

use std::fmt;

/// An IBAN that passed the check, in capitals and without spaces.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Iban(String);

/// Why a text is not an IBAN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IbanFout {
    /// Not two letters, two digits and 11 to 30 letters or digits.
    Vorm,
    /// A Dutch IBAN has 18 characters: NL, two digits, four letters of the bank, ten digits.
    VormNederland,
    /// The check digits do not fit the rest.
    Controlegetal,
}

impl fmt::Display for IbanFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Vorm => "een IBAN begint met twee letters en twee cijfers en heeft 15 tot en met 34 tekens",
            Self::VormNederland => {
                "een Nederlands IBAN heeft 18 tekens: NL, twee cijfers, vier letters en tien cijfers"
            }
            Self::Controlegetal => {
                "het controlegetal van het IBAN klopt niet; kijk of er een teken verkeerd staat"
            }
        })
    }
}

impl std::error::Error for IbanFout {}

impl Iban {
    /// Reads an IBAN; spaces and small letters are taken as people write them.
    pub fn parse(tekst: &str) -> Result<Self, IbanFout> {
        let iban: String = tekst.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
        let b = iban.as_bytes();
        let vorm = (15..=34).contains(&b.len())
            && b[..2].iter().all(u8::is_ascii_uppercase)
            && b[2..4].iter().all(u8::is_ascii_digit)
            && b[4..].iter().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if !vorm {
            return Err(IbanFout::Vorm);
        }
        let nederlands = b.len() == 18
            && b[4..8].iter().all(u8::is_ascii_uppercase)
            && b[8..].iter().all(u8::is_ascii_digit);
        if b.starts_with(b"NL") && !nederlands {
            return Err(IbanFout::VormNederland);
        }
        // The first four characters go to the back, letters count as 10 to 35, the whole modulo 97 must be 1.
        let rest = b[4..].iter().chain(&b[..4]).fold(0_u32, |rest, c| {
            let waarde = u32::from(if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 });
            (rest * if waarde > 9 { 100 } else { 10 } + waarde) % 97
        });
        if rest == 1 { Ok(Self(iban)) } else { Err(IbanFout::Controlegetal) }
    }

    /// The characters, without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four, as people read it.
    pub fn leesbaar(&self) -> String {
        self.0.as_bytes().chunks(4).filter_map(|g| std::str::from_utf8(g).ok()).collect::<Vec<_>>().join(" ")
    }
}

impl fmt::Display for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Shows the country and the last four characters only: enough to recognise, not enough to leak.
impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Iban({}…{})", &self.0[..2], &self.0[self.0.len() - 4..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_examples_pass() {
        assert_eq!(Iban::parse("nl91 abna 0417 1643 00").unwrap().as_str(), "NL91ABNA0417164300");
        assert_eq!(Iban::parse("NL91ABNA0417164300").unwrap().leesbaar(), "NL91 ABNA 0417 1643 00");
        assert!(Iban::parse("BE68539007547034").is_ok());
        assert!(Iban::parse("MT84MALT011000012345MTLCAST001S").is_ok());
    }

    #[test]
    fn each_fault_has_its_own_reason() {
        assert_eq!(Iban::parse("NL92ABNA0417164300"), Err(IbanFout::Controlegetal));
        assert_eq!(Iban::parse("NL91ABNA0417164301"), Err(IbanFout::Controlegetal));
        assert_eq!(Iban::parse("NL91ABNA041716430"), Err(IbanFout::VormNederland));
        assert_eq!(Iban::parse("NL91AB1A0417164300"), Err(IbanFout::VormNederland));
        assert_eq!(Iban::parse(""), Err(IbanFout::Vorm));
        assert_eq!(Iban::parse("NLééABNA0417164300"), Err(IbanFout::Vorm));
        assert_eq!(Iban::parse("91NLABNA0417164300"), Err(IbanFout::Vorm));
    }
}
