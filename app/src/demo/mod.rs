//! The synthetic Meierij and one month of its chain.

pub mod regio;
mod toeval;
