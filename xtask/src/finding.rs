//! What a check reports: where, what is wrong, why that matters, and what to do.

use std::fmt;

/// One line of tidy's output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Path from the root of the repository.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// Why that matters.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Finding {
    /// A finding at a line.
    pub fn new(path: &str, line: usize, what: String, why: &'static str, remedy: &'static str) -> Self {
        Self { path: path.to_owned(), line, what, why, remedy }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}; do: {}", self.path, self.line, self.what, self.why, self.remedy)
    }
}
