//! A problem in the data: where it is, what is wrong and what to do.

use std::fmt;

/// One problem. The loader gives all of them at once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Probleem {
    /// File, relative to the folder of the framework.
    pub bestand: String,
    /// Line, from 1; 0 when the problem is about the file as a whole.
    pub regel: usize,
    /// What is wrong.
    pub wat: String,
    /// What to do about it.
    pub remedie: String,
}

impl Probleem {
    pub(crate) fn new(
        bestand: &str,
        regel: usize,
        wat: impl Into<String>,
        remedie: impl Into<String>,
    ) -> Self {
        Self { bestand: bestand.to_owned(), regel, wat: wat.into(), remedie: remedie.into() }
    }
}

impl fmt::Display for Probleem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.regel == 0 {
            write!(f, "{}: {}. {}.", self.bestand, self.wat, self.remedie)
        } else {
            write!(f, "{}, regel {}: {}. {}.", self.bestand, self.regel, self.wat, self.remedie)
        }
    }
}
