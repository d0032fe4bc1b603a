//! Use cases: load, decide, store, send; authorisation and audit.

pub mod aanmelden;
pub mod besluiten;
pub mod betalen;
pub mod demo;
mod fout;
pub mod importeer;
mod omgeving;
pub mod ontvangst;
pub mod overlijden;
mod rol;
pub mod uitbox;
pub mod verzending;
pub mod vragen;
mod zoek;

pub use fout::{AppFout, Uitkomst, io_tekst};
pub use omgeving::Omgeving;
pub use rol::{Gebruiker, GeenToegang, Recht, Rol};
pub use zoek::{naamsleutel, naamvraag, zoeksleutel};
