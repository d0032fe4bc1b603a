//! Small types that several questions share.

use crate::Recht;
use kern::{AgbCode, Gemeentecode};

/// The nine steps, in chain order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stap {
    /// Step 1.
    Inkoop,
    /// Step 2.
    Catalogus,
    /// Step 3.
    Toegang,
    /// Step 4.
    Beschikking,
    /// Step 5.
    Toewijzing,
    /// Step 6.
    Levering,
    /// Step 7.
    Declaratie,
    /// Step 8.
    Betaling,
    /// Step 9.
    Monitoring,
}

impl Stap {
    /// All steps.
    pub const ALLE: [Self; 9] = [
        Self::Inkoop,
        Self::Catalogus,
        Self::Toegang,
        Self::Beschikking,
        Self::Toewijzing,
        Self::Levering,
        Self::Declaratie,
        Self::Betaling,
        Self::Monitoring,
    ];

    /// The name, as in URLs and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Inkoop => "inkoop",
            Self::Catalogus => "catalogus",
            Self::Toegang => "toegang",
            Self::Beschikking => "beschikking",
            Self::Toewijzing => "toewijzing",
            Self::Levering => "levering",
            Self::Declaratie => "declaratie",
            Self::Betaling => "betaling",
            Self::Monitoring => "monitoring",
        }
    }
}

kern::codelijst!(
    /// Direction of a message, seen from the municipality's program.
    Richting {
        /// Received.
        In = "in", "ontvangen";
        /// Written.
        Uit = "uit", "verzonden";
    }
);

kern::codelijst!(
    /// What became of a message.
    BerichtStatus {
        /// Approved and processed.
        Goedgekeurd = "goedgekeurd", "goedgekeurd";
        /// Rejected as a whole.
        Afgekeurd = "afgekeurd", "afgekeurd";
        /// A claim of which some lines were rejected.
        Deels = "deels", "deels goedgekeurd";
        /// Written, waiting in the outbox or on its way.
        Verzonden = "verzonden", "verzonden";
        /// Delivered.
        Bezorgd = "bezorgd", "bezorgd";
    }
);

kern::codelijst!(
    /// Where a claim stands.
    ClaimStatus {
        /// Sent, no answer yet.
        Ingediend = "ingediend", "ingediend";
        /// Granted in full.
        Toegekend = "toegekend", "toegekend";
        /// Granted in part.
        Deels = "deels", "deels toegekend";
        /// Rejected in full.
        Afgewezen = "afgewezen", "afgewezen";
    }
);

kern::codelijst!(
    /// Where a line of a claim stands.
    RegelStatus {
        /// Rejected.
        Afgewezen = "afgewezen", "afgewezen";
        /// Granted.
        Toegekend = "toegekend", "toegekend";
        /// Sent, no answer yet.
        Ingediend = "ingediend", "ingediend";
    }
);

impl RegelStatus {
    /// The number in the database.
    pub fn getal(self) -> i64 {
        match self {
            Self::Afgewezen => 0,
            Self::Toegekend => 1,
            Self::Ingediend => 2,
        }
    }
}

/// Something that has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verwijzing {
    /// File of a client.
    Client {
        /// Municipality.
        gemeente: Gemeentecode,
        /// Number of the client.
        id: i64,
    },
    /// A message.
    Bericht {
        /// Municipality.
        gemeente: Gemeentecode,
        /// Number of the message.
        id: i64,
    },
    /// A claim.
    Declaratie {
        /// Municipality.
        gemeente: Gemeentecode,
        /// Number of the message (323).
        bericht: i64,
    },
    /// A line of a claim.
    Declaratieregel {
        /// Municipality.
        gemeente: Gemeentecode,
        /// Number of the message (323).
        bericht: i64,
        /// Place in the message.
        volgnr: i64,
    },
    /// A payment batch.
    Batch {
        /// Municipality.
        gemeente: Gemeentecode,
        /// Number of the batch.
        nummer: i64,
    },
    /// A provider.
    Aanbieder(AgbCode),
}

impl Verwijzing {
    /// What one must be allowed to see to get there.
    pub fn recht(&self) -> Recht {
        match self {
            Self::Client { .. } => Recht::Clienten,
            Self::Bericht { .. } => Recht::Berichten,
            Self::Declaratie { .. } | Self::Declaratieregel { .. } => Recht::Declaraties,
            Self::Batch { .. } => Recht::Betalingen,
            Self::Aanbieder(_) => Recht::Aanbieders,
        }
    }
}

/// A person's name in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naam {
    /// Surname.
    pub achternaam: String,
    /// What stands before it.
    pub voorvoegsel: Option<String>,
    /// Initials.
    pub voorletters: Option<String>,
}

impl Naam {
    /// The initials as people write them: the messages have `AB`, the screen has `A.B.`.
    fn initialen(&self) -> Option<String> {
        let v = self.voorletters.as_deref()?;
        if v.contains(|c: char| !c.is_alphabetic()) {
            return Some(v.to_owned());
        }
        Some(v.chars().flat_map(|c| [c, '.']).collect())
    }

    /// "A.B. van den Berg".
    pub fn voluit(&self) -> String {
        [self.initialen().as_deref(), self.voorvoegsel.as_deref(), Some(self.achternaam.as_str())]
            .into_iter()
            .flatten()
            .filter(|d| !d.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// "Berg, A.B. van den", for a list in order of surname.
    pub fn lijst(&self) -> String {
        let initialen = self.initialen();
        let rest: Vec<&str> = [initialen.as_deref(), self.voorvoegsel.as_deref()]
            .into_iter()
            .flatten()
            .filter(|d| !d.is_empty())
            .collect();
        if rest.is_empty() {
            self.achternaam.clone()
        } else {
            format!("{}, {}", self.achternaam, rest.join(" "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Naam;

    #[test]
    fn initials_get_their_dots() {
        let n = |v: &str| Naam {
            achternaam: "Berg".into(),
            voorvoegsel: Some("van den".into()),
            voorletters: Some(v.into()),
        };
        assert_eq!(n("AB").voluit(), "A.B. van den Berg");
        assert_eq!(n("A.B.").lijst(), "Berg, A.B. van den");
        assert_eq!(n("").voluit(), "van den Berg");
    }
}
