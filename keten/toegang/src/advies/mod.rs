//! The advice engine: what is known of someone goes in, out comes what the rules of a framework make of it, and why.
//!
//! A [`Regelboek`] is made once of a framework; [`Regelboek::beoordeel`] gives the bare verdicts of a [`Adviesdossier`], and
//! [`Beoordeling::advies`] puts the same verdicts in words with their source. Rules are data under `regels/`; here is only
//! how they are read. Nothing decides: a person does, with a [`Keuze`].

mod afstand;
mod controle;
mod dossier;
mod keuze;
mod lezen;
mod mix;
mod model;
mod oordeel;
mod opmaak;
mod pakket;
mod redenen;
mod regelboek;
mod schrijven;
mod stand;
mod uitleg;
mod vragenlijst;
mod woorden;

pub use afstand::meters;
pub use dossier::{Adviesdossier, Antwoord, Coordinaat, Pakketdeel, Pakketten, Ruil, Werk, Wonen};
pub use keuze::{Afwijking, Afwijktelling, Keuze, Regelcijfer, Richting, regelcijfers, tel_afwijkingen};
pub use model::{
    Advies, Groepsadvies, Mixblad, Mixdeel, Onderdeel, Pakketvergelijking, Plichtregel, Productadvies, Reden,
    Routeadvies, Ruiladvies, Termijnadvies, Vraag, Vraagsoort,
};
pub use oordeel::{Beoordeling, Groepskeuze, Uitkomst};
pub use pakket::Prijslijst;
pub use regelboek::Regelboek;
pub use vragenlijst::{Invulvraag, Vragengroep};

#[cfg(test)]
mod tests;
