//! Storage on SQLite and PostgreSQL with one SQL text.
//!
//! - [`Db`] opens either engine; [`Db::read`] and [`Db::write`] give a [`Tx`] to a closure. All texts are
//!   constants in [`sql`], with `$n` parameters.
//! - [`Kluis`] encrypts what may not lie open: BSNs and the contents of messages.
//! - [`inhoud`] keeps the raw bytes of messages, [`gebeurtenis`] the event log, [`teller`] the numbers.
//! - With feature `proef`, module `proef` gives throw-away databases to tests.

mod db;
mod fout;
pub mod gebeurtenis;
pub mod inhoud;
mod kluis;
mod migratie;
mod naast;
mod pg;
mod pool;
#[cfg(feature = "proef")]
pub mod proef;
mod sleutel;
pub mod sql;
mod sqlite;
mod statistiek;
pub mod teller;
mod tijd;
mod tx;
mod waarde;

pub use db::{Db, Opties, Sleutelbron};
pub use fout::{StoreFout, Uitkomst};
pub use kluis::Kluis;
pub use migratie::{Stand, VERSIE};
pub use naast::{Meekijker, Naast};
pub use sql::{Bulk, Sql};
pub use tijd::{lees_tijdstip, tijdstip};
pub use tx::{Rijen, Sleutel, Tx};
pub use waarde::{Row, Val};
