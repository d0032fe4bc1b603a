//! Providers, contract lines and lots.

use crate::InkoopFout;
use kern::{AgbCode, Decimaal, Eenheid, Gemeentecode, Iban, Periode, Product, Productcategorie, Productcode};
use std::fmt;

/// A provider of care and support (aanbieder).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aanbieder {
    /// AGB code, the key in every message.
    pub agb: AgbCode,
    /// Name, as in the trade register.
    pub naam: String,
    /// Account that is paid; a provider without one cannot be paid.
    pub iban: Option<Iban>,
}

/// A product that can be contracted: a category and a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Productsleutel {
    /// Category of list WMO020.
    pub categorie: Productcategorie,
    /// Code of the product list in use.
    pub code: Productcode,
}

impl Productsleutel {
    /// A category and a code.
    pub fn new(categorie: Productcategorie, code: Productcode) -> Self {
        Self { categorie, code }
    }

    /// The product of a message, when it names a code.
    pub fn uit(product: Product) -> Option<Self> {
        product.code.map(|code| Self { categorie: product.categorie, code })
    }

    /// As a message writes it.
    pub fn als_product(self) -> Product {
        Product { categorie: self.categorie, code: Some(self.code) }
    }
}

impl fmt::Display for Productsleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.categorie, self.code)
    }
}

/// What a contract line is about. Per key at most one line holds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Contractsleutel {
    /// Municipality that pays.
    pub gemeente: Gemeentecode,
    /// Provider that delivers.
    pub agb: AgbCode,
    /// Product.
    pub product: Productsleutel,
    /// Unit in which is claimed.
    pub eenheid: Eenheid,
}

/// One line of a contract: this provider, this product, this unit, this tariff, in this period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contractregel {
    sleutel: Contractsleutel,
    tarief: Option<Decimaal>,
    geldig: Periode,
}

impl Contractregel {
    /// A line. Unit 83 (euros) has no tariff, any other unit has one of zero or more (IV081).
    pub fn new(
        sleutel: Contractsleutel,
        tarief: Option<Decimaal>,
        geldig: Periode,
    ) -> Result<Self, InkoopFout> {
        match (sleutel.eenheid, tarief) {
            (Eenheid::Euro, Some(_)) => Err(InkoopFout::TariefBijEuro),
            (Eenheid::Euro, None) => Ok(Self { sleutel, tarief, geldig }),
            (_, None) => Err(InkoopFout::TariefOntbreekt),
            (_, Some(t)) if t.is_sign_negative() && !t.is_zero() => Err(InkoopFout::TariefNegatief),
            _ => Ok(Self { sleutel, tarief, geldig }),
        }
    }

    /// What the line is about.
    pub fn sleutel(&self) -> Contractsleutel {
        self.sleutel
    }

    /// Tariff per unit in cents, unrounded; `None` for unit 83.
    pub fn tarief(&self) -> Option<Decimaal> {
        self.tarief
    }

    /// When the line holds.
    pub fn geldig(&self) -> Periode {
        self.geldig
    }
}

/// A lot of a tender (perceel), such as 1A.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Perceel(String);

impl Perceel {
    /// Reads one or two digits with at most one capital letter.
    pub fn parse(tekst: &str) -> Result<Self, InkoopFout> {
        let cijfers = tekst.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(tekst);
        if (1..=2).contains(&cijfers.len()) && cijfers.bytes().all(|c| c.is_ascii_digit()) {
            Ok(Self(tekst.to_owned()))
        } else {
            Err(InkoopFout::Perceel(tekst.to_owned()))
        }
    }

    /// The code of the lot.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Perceel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_unit_83_goes_without_a_tariff() {
        let sleutel = |eenheid| Contractsleutel {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            agb: AgbCode::parse("41410001").unwrap(),
            product: Productsleutel::new(
                Productcategorie::parse("02").unwrap(),
                Productcode::parse("02M02").unwrap(),
            ),
            eenheid,
        };
        let geldig = Periode::new(date(2026, 1, 1), None).unwrap();
        let maak = |e, t: Option<&str>| Contractregel::new(sleutel(e), t.map(|t| t.parse().unwrap()), geldig);
        assert!(maak(Eenheid::StuksOutput, Some("52500.5")).is_ok());
        assert!(maak(Eenheid::StuksOutput, Some("0")).is_ok());
        assert!(maak(Eenheid::Euro, None).is_ok());
        assert_eq!(maak(Eenheid::StuksOutput, None), Err(InkoopFout::TariefOntbreekt));
        assert_eq!(maak(Eenheid::Euro, Some("1")), Err(InkoopFout::TariefBijEuro));
        assert_eq!(maak(Eenheid::Uur, Some("-0.01")), Err(InkoopFout::TariefNegatief));
    }

    #[test]
    fn a_lot_is_a_number_with_a_letter() {
        for goed in ["1", "1A", "1B", "1C", "12", "12Z"] {
            assert_eq!(Perceel::parse(goed).unwrap().code(), goed);
        }
        for fout in ["", "A", "1a", "1AB", "123", "1 A"] {
            assert!(Perceel::parse(fout).is_err(), "{fout}");
        }
    }
}
