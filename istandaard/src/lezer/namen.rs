//! Namespaces. Nearly always the root declares two prefixes and no other element declares any: then a comparison of
//! prefixes is enough. Anything else goes the long way.

use crate::soort::{NS_BASIS, Soort};

const NS_XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespaces that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    Bericht,
    Basis,
    Xsi,
    Anders,
}

#[derive(Debug, Default)]
pub(super) struct Namen {
    /// Depth, prefix and namespace of every declaration in scope.
    stapel: Vec<(usize, String, Ns)>,
    /// Prefixes that the root binds, with their colon; empty for the default namespace.
    bericht: Option<String>,
    basis: Option<String>,
    /// Number of declarations below the root that are in scope.
    lokaal: usize,
}

impl Namen {
    /// Which message a namespace belongs to.
    pub fn soort(uri: &str) -> Option<Soort> {
        Soort::ALLE.iter().copied().find(|s| s.namespace() == uri)
    }

    fn ns(soort: Soort, uri: &str) -> Ns {
        if uri == soort.namespace() {
            Ns::Bericht
        } else if uri == NS_BASIS {
            Ns::Basis
        } else if uri == NS_XSI {
            Ns::Xsi
        } else {
            Ns::Anders
        }
    }

    /// Takes up a declaration.
    pub fn verklaar(&mut self, soort: Soort, diepte: usize, prefix: &str, uri: &str) {
        let ns = Self::ns(soort, uri);
        if diepte > 1 {
            self.lokaal += 1;
        } else if ns == Ns::Bericht {
            self.bericht = Some(met_punt(prefix));
        } else if ns == Ns::Basis {
            self.basis = Some(met_punt(prefix));
        }
        self.stapel.push((diepte, prefix.to_owned(), ns));
    }

    /// The element at this depth ends.
    #[inline]
    pub fn sluit(&mut self, diepte: usize) {
        if self.lokaal > 0 {
            while self.stapel.last().is_some_and(|(d, _, _)| *d >= diepte && *d > 1) {
                self.stapel.pop();
                self.lokaal -= 1;
            }
        }
    }

    /// What stands before the name of an element, colon included, when it can be told from the root alone.
    #[inline]
    pub fn voorvoegsel(&self, basis: bool) -> Option<&str> {
        if self.lokaal > 0 {
            return None;
        }
        if basis { self.basis.as_deref() } else { self.bericht.as_deref() }
    }

    /// Whether a prefix stands for the namespace that is expected.
    #[inline]
    pub fn klopt(&self, prefix: &str, basis: bool) -> bool {
        let snel = self.voorvoegsel(basis).map(|p| p.strip_suffix(':').unwrap_or(p));
        snel == Some(prefix) || self.zoek(prefix) == Some(if basis { Ns::Basis } else { Ns::Bericht })
    }

    /// What a prefix stands for.
    pub fn zoek(&self, prefix: &str) -> Option<Ns> {
        self.stapel.iter().rev().find(|(_, p, _)| p == prefix).map(|(_, _, ns)| *ns)
    }
}

fn met_punt(prefix: &str) -> String {
    if prefix.is_empty() { String::new() } else { format!("{prefix}:") }
}

/// Names of the elements that are open, outermost first: an end tag must repeat the last one.
#[derive(Debug, Default)]
pub(super) struct Labels {
    tekst: String,
    begin: Vec<usize>,
}

impl Labels {
    #[inline]
    pub fn open(&mut self, naam: &str) {
        self.begin.push(self.tekst.len());
        self.tekst.push_str(naam);
    }

    /// The name of the innermost element.
    #[inline]
    pub fn laatste(&self) -> Option<&str> {
        Some(&self.tekst[*self.begin.last()?..])
    }

    /// The innermost element ends.
    #[inline]
    pub fn neem_laatste(&mut self) {
        if let Some(begin) = self.begin.pop() {
            self.tekst.truncate(begin);
        }
    }

    /// An end tag; false when it is not that of the innermost element.
    #[inline]
    pub fn sluit(&mut self, naam: &str) -> bool {
        let klopt = self.laatste() == Some(naam);
        self.neem_laatste();
        klopt
    }
}
