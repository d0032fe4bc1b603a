//! Codes that identify parties and products, and the units of the standard.

use std::fmt;

/// A code that does not have the form that its list prescribes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFout {
    /// What kind of code was read, in Dutch.
    pub soort: &'static str,
    /// The form that it must have, in Dutch.
    pub vorm: &'static str,
}

impl fmt::Display for CodeFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "geen geldige {}: verwacht {}", self.soort, self.vorm)
    }
}

impl std::error::Error for CodeFout {}

macro_rules! cijfercode {
    ($(#[$doc:meta])* $naam:ident, $n:literal, $soort:literal, $vorm:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $naam([u8; $n]);

        impl $naam {
            /// Reads the code; anything but the exact number of digits is refused.
            pub fn parse(tekst: &str) -> Result<Self, CodeFout> {
                match <[u8; $n]>::try_from(tekst.as_bytes()) {
                    Ok(c) if c.iter().all(u8::is_ascii_digit) => Ok(Self(c)),
                    _ => Err(CodeFout { soort: $soort, vorm: $vorm }),
                }
            }
            /// The digits.
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl fmt::Display for $naam {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $naam {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($naam), "({})"), self.as_str())
            }
        }
    };
}

cijfercode!(
    /// The four digits of a municipality (CBS).
    Gemeentecode, 4, "gemeentecode", "vier cijfers"
);
cijfercode!(
    /// The AGB code of a provider: eight digits.
    AgbCode, 8, "AGB-code", "acht cijfers"
);
cijfercode!(
    /// The product category of list WMO020: two digits.
    Productcategorie, 2, "productcategorie", "twee cijfers"
);

/// A product code: 1 to 5 characters, not only white space (LDT_ProductCode).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Productcode {
    // five characters of at most four bytes
    bytes: [u8; 20],
    len: u8,
}

impl Productcode {
    /// Reads the code: whatever the schema lets through. Whether it is on a list is asked elsewhere (TR381).
    pub fn parse(tekst: &str) -> Result<Self, CodeFout> {
        let b = tekst.as_bytes();
        let te_lang = b.len() > 5 && tekst.chars().count() > 5;
        if te_lang || b.iter().all(u8::is_ascii_whitespace) {
            return Err(CodeFout { soort: "productcode", vorm: "1 tot en met 5 tekens" });
        }
        let mut bytes = [0; 20];
        bytes[..b.len()].copy_from_slice(b);
        #[expect(clippy::cast_possible_truncation, reason = "at most 20")]
        Ok(Self { bytes, len: b.len() as u8 })
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl fmt::Display for Productcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Productcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Productcode({})", self.as_str())
    }
}

/// A product as the standard writes it: a category, with or without a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Product {
    /// Category of list WMO020.
    pub categorie: Productcategorie,
    /// Code of the product list; absent in an aspecific assignment.
    pub code: Option<Productcode>,
}

crate::codelijst!(
    /// The unit of a volume (code list WJ756).
    Eenheid, CodeFout = CodeFout { soort: "eenheid", vorm: "01, 04, 14, 16, 82, 83 of 84" }, {
        /// Effort in minutes.
        Minuut = "01", "minuut";
        /// Effort in hours.
        Uur = "04", "uur";
        /// A day and a night.
        Etmaal = "14", "etmaal";
        /// A part of a day of four hours.
        Dagdeel = "16", "dagdeel";
        /// Pieces, output based.
        StuksOutput = "82", "stuks (output)";
        /// Euros: the volume is an amount in cents.
        Euro = "83", "euro's";
        /// Pieces, effort based.
        StuksInspanning = "84", "stuks (inspanning)";
    }
);

impl Eenheid {
    /// One of it, as in "per stuk".
    pub fn enkelvoud(self) -> &'static str {
        match self {
            Self::Minuut => "minuut",
            Self::Uur => "uur",
            Self::Etmaal => "etmaal",
            Self::Dagdeel => "dagdeel",
            Self::StuksOutput | Self::StuksInspanning => "stuk",
            Self::Euro => "euro",
        }
    }

    /// A number of it: "1 stuk", "3 dagdelen". Of euros the number is in cents.
    pub fn aantal(self, n: i64) -> String {
        let meer = match self {
            Self::Minuut => "minuten",
            Self::Uur => "uur",
            Self::Etmaal => "etmalen",
            Self::Dagdeel => "dagdelen",
            Self::StuksOutput | Self::StuksInspanning => "stuks",
            Self::Euro => return format!("€\u{a0}{}", crate::Eurocent(n)),
        };
        format!("{n} {}", if n == 1 { self.enkelvoud() } else { meer })
    }
}

crate::codelijst!(
    /// How often a volume is due (code list WMO757).
    Frequentie, CodeFout = CodeFout { soort: "frequentie", vorm: "1, 2, 4 of 6" }, {
        /// Per day.
        Dag = "1", "per dag";
        /// Per ISO week.
        Week = "2", "per week";
        /// Per calendar month.
        Maand = "4", "per maand";
        /// In total within the term of the assignment.
        Totaal = "6", "totaal binnen de looptijd";
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_an_exact_form() {
        assert_eq!(Gemeentecode::parse("0796").unwrap().as_str(), "0796");
        assert!(Gemeentecode::parse("796").is_err());
        assert!(AgbCode::parse("1234567").is_err());
        assert!(AgbCode::parse("1234567x").is_err());
        assert_eq!(Productcode::parse("02A05").unwrap().as_str(), "02A05");
        assert!(Productcode::parse("02A055").is_err());
        assert!(Productcode::parse("  ").is_err() && Productcode::parse("").is_err());
        assert_eq!(Productcode::parse("é€𝄞éé").unwrap().as_str(), "é€𝄞éé");
        assert!(Productcode::parse("éééééé").is_err());
    }

    #[test]
    fn one_and_more_of_a_unit() {
        assert_eq!(Eenheid::StuksOutput.aantal(1), "1 stuk");
        assert_eq!(Eenheid::Dagdeel.aantal(0), "0 dagdelen");
        assert_eq!(Eenheid::Euro.aantal(123_450), "€\u{a0}1.234,50");
    }

    #[test]
    fn every_unit_reads_its_own_code() {
        for e in Eenheid::ALLE {
            assert_eq!(Eenheid::parse(e.code()), Ok(*e));
        }
        assert!(Eenheid::parse("1").is_err());
    }
}
