//! Reads and checks the rule data under regels/inkoopkaders: frameworks, products, tariffs, settings and tables.
//!
//! A framework is a folder of YAML files, one kind per file, described by the JSON Schemas under
//! `regels/schema/v1/`. The loader gives a whole [`Kader`] or *all* problems with file, line and remedy. The
//! frameworks of this repository are embedded in the program ([`kaders`]); a folder elsewhere is checked with
//! [`lees_map`].

mod controle;
mod ingebed;
mod knoop;
mod lezer;
mod map;
mod model;
mod probleem;
mod tijdvak;
mod velden;

pub use ingebed::{kader, kaders};
pub use lezer::lees_kader;
pub use map::{MapFout, lees_map, zoek_mappen};
pub use model::{
    AFSPRAKEN, Aanduiding, Afspraak, Cel, Eenheidsoort, Gemeentenaam, Instelling, Kader, Productregel,
    Productsoort, Rij, Tabel, Tariefdeel, Tariefregel, Telwijze, Uitvoeringsvariant, Verantwoording,
    WEKEN_PER_JAAR,
};
pub use probleem::Probleem;
pub use tijdvak::Tijdvak;
