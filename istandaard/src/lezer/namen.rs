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
    /// Prefixes that the root binds.
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
            self.bericht = Some(prefix.to_owned());
        } else if ns == Ns::Basis {
            self.basis = Some(prefix.to_owned());
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

    /// Whether a prefix stands for the namespace that is expected.
    #[inline]
    pub fn klopt(&self, prefix: &str, basis: bool) -> bool {
        let (snel, ns) = if basis { (&self.basis, Ns::Basis) } else { (&self.bericht, Ns::Bericht) };
        if self.lokaal == 0 && snel.as_deref() == Some(prefix) {
            return true;
        }
        self.zoek(prefix) == Some(ns)
    }

    /// What a prefix stands for.
    pub fn zoek(&self, prefix: &str) -> Option<Ns> {
        self.stapel.iter().rev().find(|(_, p, _)| p == prefix).map(|(_, _, ns)| *ns)
    }
}
