//! Use cases: load, decide, store, send; authorisation and audit.

mod rol;
pub use rol::{GeenToegang, Gebruiker, Recht, Rol};
