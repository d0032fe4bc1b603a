//! How messages travel between two books: one small trait and its implementations, without rules about content.
//!
//! | module | holds |
//! |---|---|
//! | `transport` | the trait [`Transport`], what leaves ([`Brief`]), what waits ([`Binnen`]), errors by nature ([`PostFout`]) |
//! | `map` | a folder pair |
//! | `stuf` | the envelope of the Gegevensknooppunt (GGk 2.1 on StUF 3.01), read and written |
//! | `knooppunt` | that envelope over SOAP 1.1: sending, and taking in |
//! | `bezorging` | when is tried again and when it ends: pure, its figures are data under regels/post |
//!
//! What is taken from which public source, and what cannot be known without a connection: docs/adr/0008-post.md.

pub mod bezorging;
pub mod knooppunt;
pub mod map;
pub mod stuf;
mod transport;

pub use transport::{Aard, Binnen, Brief, Inhoud, PostFout, Transport, kenmerk_van};
