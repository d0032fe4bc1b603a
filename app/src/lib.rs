//! Use cases: load, decide, store, send; authorisation and audit.

pub mod aanmelden;
pub mod advies;
pub mod aflopend;
pub mod afspraken;
pub mod beslissen;
pub mod besluiten;
pub mod betalen;
mod bewaak;
mod contracten;
pub mod controleren;
mod declaratieboek;
pub mod demo;
mod fout;
pub mod herindelen;
pub mod importeer;
pub mod kaders;
pub mod keten;
pub mod loket;
pub mod meldingen;
mod omgeving;
pub mod omzetten;
pub mod ontvangst;
pub mod overlijden;
pub mod post;
mod rol;
pub mod tarieven;
pub mod uitbox;
pub mod verzending;
pub mod verzoeken;
pub mod vragen;
pub mod wachtlijst;
pub mod wijzigen;
mod zoek;

pub use fout::{AppFout, Uitkomst, io_tekst};
pub use omgeving::Omgeving;
pub use rol::{Gebruiker, GeenToegang, Recht, Rol};
pub use zoek::{naamsleutel, naamvraag, zoeksleutel};

/// All municipalities in the database. For the command line and the program itself, not for a user of the pages.
pub fn gemeenten(o: &Omgeving) -> Uitkomst<Vec<kern::Gemeentecode>> {
    let codes = o.db.read(|tx| tx.query_alle(store::sql::schrijven::GEMEENTEN, &[], |r| r.string(0)))?;
    Ok(codes.iter().filter_map(|c| kern::Gemeentecode::parse(c).ok()).collect())
}
