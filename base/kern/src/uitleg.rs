//! Uitleg: the tree that answers "waarom?" for every decision, price and verdict (invariant 7).

use serde::{Deserialize, Serialize};

/// Where a rule or value comes from: document and place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bron {
    /// Name of the document or standard.
    pub document: String,
    /// Paragraph, table, rule code or article.
    pub plaats: String,
}

impl Bron {
    /// A source.
    pub fn new(document: impl Into<String>, plaats: impl Into<String>) -> Self {
        Self { document: document.into(), plaats: plaats.into() }
    }
}

/// One step of an explanation, with the steps it rests on. Web, PDF and JSON render this same tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uitleg {
    /// What was decided or computed, in plain Dutch.
    pub stap: String,
    /// Rule or tariff line that was applied (`TR346`, `meierij-2020/IB-BASIS`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regel: Option<String>,
    /// Source of the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bron: Option<Bron>,
    /// What went in: name and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoer: Vec<(String, String)>,
    /// What came out.
    pub uitkomst: String,
    /// The steps that this one rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stappen: Vec<Uitleg>,
}

impl Uitleg {
    /// A step with its outcome.
    pub fn new(stap: impl Into<String>, uitkomst: impl Into<String>) -> Self {
        Self {
            stap: stap.into(),
            regel: None,
            bron: None,
            invoer: Vec::new(),
            uitkomst: uitkomst.into(),
            stappen: Vec::new(),
        }
    }

    /// Names the rule and its source.
    #[must_use]
    pub fn volgens(mut self, regel: impl Into<String>, bron: Bron) -> Self {
        self.regel = Some(regel.into());
        self.bron = Some(bron);
        self
    }

    /// Adds an input.
    #[must_use]
    pub fn met(mut self, naam: impl Into<String>, waarde: impl Into<String>) -> Self {
        self.invoer.push((naam.into(), waarde.into()));
        self
    }

    /// Adds a step that this one rests on.
    #[must_use]
    pub fn want(mut self, stap: Self) -> Self {
        self.stappen.push(stap);
        self
    }
}
