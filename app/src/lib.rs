//! Use cases: load, decide, store, send; authorisation and audit.

pub mod aanmelden;
mod rol;
pub mod vragen;
mod zoek;
pub use rol::{Gebruiker, GeenToegang, Recht, Rol};
pub use zoek::{naamsleutel, naamvraag, zoeksleutel};
