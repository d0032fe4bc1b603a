//! Yes, no, or still open: what a rule makes of answers that may be missing.

/// Why something is still open. A judgement weighs more than a missing fact: it is named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Open {
    /// A fact or figure is missing.
    Gegeven,
    /// A person must judge.
    Oordeel,
}

/// What a rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    Ja,
    Nee,
    Open(Open),
}

impl Stand {
    pub(crate) fn van(ja: bool) -> Self {
        if ja { Self::Ja } else { Self::Nee }
    }

    pub(crate) fn niet(self) -> Self {
        match self {
            Self::Ja => Self::Nee,
            Self::Nee => Self::Ja,
            open @ Self::Open(_) => open,
        }
    }

    /// All of them: one *no* decides, else what is open stays open.
    pub(crate) fn alle(delen: impl IntoIterator<Item = Self>) -> Self {
        let mut uit = Self::Ja;
        for deel in delen {
            uit = match (uit, deel) {
                (_, Self::Nee) => return Self::Nee,
                (Self::Open(a), Self::Open(b)) => Self::Open(a.max(b)),
                (Self::Open(a), _) => Self::Open(a),
                (_, d) => d,
            };
        }
        uit
    }

    /// At least one of them.
    pub(crate) fn een(delen: impl IntoIterator<Item = Self>) -> Self {
        Self::alle(delen.into_iter().map(Self::niet)).niet()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALLE: [Stand; 4] = [Stand::Ja, Stand::Nee, Stand::Open(Open::Gegeven), Stand::Open(Open::Oordeel)];

    /// What is open may turn out to be yes or no; only what both give is certain.
    fn kan(s: Stand) -> Vec<bool> {
        match s {
            Stand::Ja => vec![true],
            Stand::Nee => vec![false],
            Stand::Open(_) => vec![true, false],
        }
    }

    #[test]
    fn what_is_certain_is_certain_whatever_the_open_answers_turn_out_to_be() {
        for a in ALLE {
            for b in ALLE {
                let paren = || kan(a).into_iter().flat_map(|x| kan(b).into_iter().map(move |y| (x, y)));
                for (stand, uitkomsten) in [
                    (Stand::alle([a, b]), paren().map(|(x, y)| x && y).collect::<Vec<_>>()),
                    (Stand::een([a, b]), paren().map(|(x, y)| x || y).collect()),
                ] {
                    let zeker = uitkomsten.iter().all(|u| *u == uitkomsten[0]);
                    assert_eq!(matches!(stand, Stand::Open(_)), !zeker, "{a:?} {b:?}");
                    if zeker {
                        assert_eq!(stand, Stand::van(uitkomsten[0]));
                    }
                }
            }
        }
        assert_eq!(Stand::alle([ALLE[3], ALLE[2]]), ALLE[3], "a judgement is named before a fact");
        assert_eq!(Stand::alle([ALLE[2], ALLE[3]]), ALLE[3]);
        assert_eq!(Stand::alle([ALLE[2], Stand::Ja]), ALLE[2]);
    }
}
