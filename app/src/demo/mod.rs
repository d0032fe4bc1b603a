//! The synthetic Meierij and one month of its chain.
//!
//! Two databases, as in real life: the region's and that of the providers. Everything between them goes through
//! files in two folders. Each step may be broken off at any moment and taken up again: what was done is found in
//! the books, what was not is done now. The end is the same.

mod advies;
mod besluiten;
mod claims;
pub(crate) mod laden;
mod maand;
pub mod regio;
mod toegang;
pub(crate) mod toeval;
mod wacht;

pub use advies::adviezen;
pub use besluiten::besluiten;
pub use maand::{Demo, Verslag};

/// The seed of all chance in the demo.
pub const ZAAD: u64 = 20_260_901;
