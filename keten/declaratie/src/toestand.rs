//! State of a claim as a whole.

/// How far a claim has come. It follows from its lines and never changes again after the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Declaratiestatus {
    /// Sent by the provider; no 325 yet.
    Ingediend,
    /// Every line was granted.
    Toegekend,
    /// Some lines were granted, some rejected.
    Deels,
    /// Nothing was granted: the claim counts as not sent (OP286).
    Afgewezen,
}

impl Declaratiestatus {
    /// The status that follows from the number of lines and of granted lines.
    pub fn uit_regels(regels: u64, toegekend: u64) -> Self {
        match toegekend {
            0 => Self::Afgewezen,
            t if t == regels => Self::Toegekend,
            _ => Self::Deels,
        }
    }

    /// Name in database and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ingediend => "ingediend",
            Self::Toegekend => "toegekend",
            Self::Deels => "deels",
            Self::Afgewezen => "afgewezen",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Declaratiestatus as S;

    #[test]
    fn status_follows_from_the_lines() {
        assert_eq!(S::uit_regels(3, 0), S::Afgewezen);
        assert_eq!(S::uit_regels(3, 1), S::Deels);
        assert_eq!(S::uit_regels(3, 3), S::Toegekend);
    }
}
