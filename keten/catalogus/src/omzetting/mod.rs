//! The conversion of running indications: what each becomes by the key of a framework, and why.
//!
//! The key is data ([`regels::Omzetting`]); [`Omzetsleutel`] lays it out as a table of every function and class, so that
//! a judgement is a look-up. Judging one row needs that row alone; [`markeer_tweelingen`] finds what only shows when
//! rows are laid side by side, and [`Telling`] adds up.

mod model;
mod sleutel;
mod telling;
mod tweeling;

pub use model::{GEEN_KLASSE, Indicatie, Niet, OmzetFout, Omzetproduct, Omzetrij, Oordeel};
pub use sleutel::Omzetsleutel;
pub use telling::{Telling, Totaal, Verdeling};
pub use tweeling::{Tweeling, Tweelingen, markeer_tweelingen};
