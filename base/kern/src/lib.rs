//! Types that every step of the chain shares. Nothing here does I/O, reads a clock or draws a random number.
//!
//! Values are parsed at the edge (`Bsn::parse`, `AgbCode::parse`) and trusted from there on. Days are civil
//! dates ([`Datum`]); a [`Periode`] includes its last day, as in the iWmo standard. Amounts that are paid are
//! whole cents ([`Eurocent`]); rates and build-ups are [`Decimaal`] and are rounded once, at a named place.

mod bevinding;
mod bsn;
mod code;
mod codelijst;
mod geld;
mod iban;
mod kalender;
mod opzoeking;
mod periode;
mod uitleg;

pub use bevinding::{Bevinding, Pad, Retourcode};
pub use bsn::{Bsn, BsnFout, verberg_bsn};
pub use code::{
    AgbCode, CodeFout, Eenheid, Frequentie, Gemeentecode, Product, Productcategorie, Productcode,
};
pub use geld::{Afronding, Eurocent, GeldFout};
pub use iban::{Iban, IbanFout};
pub use kalender::{
    Termijnduur, einde_termijn, is_feestdag, is_weekend, is_werkdag, plus_werkdagen, voluit,
    werkdagen_tussen, wettelijk_einde,
};
pub use opzoeking::Opzoeking;
pub use periode::{Periode, PeriodeFout, lees_datum};
pub use uitleg::{Bron, Uitleg};

/// A civil day. All dates in the chain are days without a time zone.
pub type Datum = jiff::civil::Date;
/// An exact decimal for rates and volumes that are not whole.
pub type Decimaal = rust_decimal::Decimal;

/// The example of the README compiles too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
