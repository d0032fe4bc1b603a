//! How a version of a decision stands. Each step consumes the one before; assignments follow only after it was made known
//! (Awb 3:40).

use crate::BesluitFout;
use kern::Datum;

kern::codelijst!(
    /// How it was made known (Awb 3:41, 2:14).
    Bekendmaking {
        /// Sent by post.
        Post = "post", "per post";
        /// Handed over.
        Uitgereikt = "uitgereikt", "uitgereikt";
        /// Sent electronically: the client said to be reachable that way (Awb 2:8).
        Digitaal = "digitaal", "digitaal";
    }
);

/// How a version of a decision stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Besluittoestand {
    /// Being written.
    Concept {
        /// Why it was given back, when it was.
        terug: Option<String>,
    },
    /// Somebody else looks at it.
    TerControle {
        /// Who asked.
        door: i64,
        /// Since when.
        sinds: Datum,
    },
    /// Signed; nothing follows from it yet.
    Vastgesteld {
        /// Who signed.
        door: i64,
        /// Day of the decision.
        op: Datum,
    },
    /// Made known: it holds, and assignments follow.
    Bekendgemaakt {
        /// Who signed.
        door: i64,
        /// Day of the decision.
        besluit_op: Datum,
        /// Day that it was made known.
        op: Datum,
        /// How.
        wijze: Bekendmaking,
    },
    /// A later version took its place.
    Herzien {
        /// Day that it had been made known.
        bekend_op: Datum,
        /// The version that did.
        door_versie: i64,
    },
    /// A later version ended it.
    Ingetrokken {
        /// Day that it had been made known.
        bekend_op: Datum,
        /// The version that did.
        door_versie: i64,
    },
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stap {
    /// Offer it to somebody else.
    LegVoor {
        /// Who asks.
        door: i64,
        /// When.
        op: Datum,
    },
    /// Give it back to who wrote it.
    GeefTerug {
        /// Why.
        reden: String,
    },
    /// Sign it.
    StelVast {
        /// Who signs.
        door: i64,
        /// When.
        op: Datum,
    },
    /// Make it known.
    MaakBekend {
        /// When.
        op: Datum,
        /// How.
        wijze: Bekendmaking,
    },
    /// A later version takes its place.
    Herzie {
        /// Which.
        door_versie: i64,
    },
    /// A later version ends it.
    TrekIn {
        /// Which.
        door_versie: i64,
    },
}

impl Stap {
    fn naam(&self) -> &'static str {
        match self {
            Self::LegVoor { .. } => "voorleggen",
            Self::GeefTerug { .. } => "teruggeven",
            Self::StelVast { .. } => "vaststellen",
            Self::MaakBekend { .. } => "bekendmaken",
            Self::Herzie { .. } => "herzien",
            Self::TrekIn { .. } => "intrekken",
        }
    }
}

impl Besluittoestand {
    /// A new draft.
    pub const BEGIN: Self = Self::Concept { terug: None };

    /// The word in database and lists.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Concept { .. } => "concept",
            Self::TerControle { .. } => "ter_controle",
            Self::Vastgesteld { .. } => "vastgesteld",
            Self::Bekendgemaakt { .. } => "bekendgemaakt",
            Self::Herzien { .. } => "herzien",
            Self::Ingetrokken { .. } => "ingetrokken",
        }
    }

    /// In words.
    pub fn omschrijving(&self) -> &'static str {
        match self {
            Self::Concept { terug: None } => "concept",
            Self::Concept { terug: Some(_) } => "teruggegeven",
            Self::TerControle { .. } => "ter controle",
            Self::Vastgesteld { .. } => "vastgesteld",
            Self::Bekendgemaakt { .. } => "bekendgemaakt",
            Self::Herzien { .. } => "herzien",
            Self::Ingetrokken { .. } => "ingetrokken",
        }
    }

    /// Its text may still change.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Concept { .. } | Self::TerControle { .. } | Self::Vastgesteld { .. })
    }

    /// Day that it was made known: the term for objection counts from it, also when it was changed since.
    pub fn bekend_op(&self) -> Option<Datum> {
        match self {
            Self::Bekendgemaakt { op, .. } => Some(*op),
            Self::Herzien { bekend_op, .. } | Self::Ingetrokken { bekend_op, .. } => Some(*bekend_op),
            _ => None,
        }
    }

    /// The next state, or why not.
    pub fn na(self, stap: Stap) -> Result<Self, BesluitFout> {
        match (self, stap) {
            (Self::Concept { .. }, Stap::LegVoor { door, op }) => Ok(Self::TerControle { door, sinds: op }),
            (Self::TerControle { sinds, .. }, Stap::StelVast { op, .. }) if op < sinds => {
                Err(BesluitFout::TeVroeg { niet_voor: sinds })
            }
            (Self::Concept { .. } | Self::TerControle { .. }, Stap::StelVast { door, op }) => {
                Ok(Self::Vastgesteld { door, op })
            }
            (Self::TerControle { .. } | Self::Vastgesteld { .. }, Stap::GeefTerug { reden }) => {
                let reden = reden.trim().to_owned();
                if reden.is_empty() {
                    Err(BesluitFout::ZonderReden)
                } else {
                    Ok(Self::Concept { terug: Some(reden) })
                }
            }
            (Self::Vastgesteld { op: besluit_op, .. }, Stap::MaakBekend { op, .. }) if op < besluit_op => {
                Err(BesluitFout::TeVroeg { niet_voor: besluit_op })
            }
            (Self::Vastgesteld { door, op: besluit_op }, Stap::MaakBekend { op, wijze }) => {
                Ok(Self::Bekendgemaakt { door, besluit_op, op, wijze })
            }
            (Self::Bekendgemaakt { op, .. }, Stap::Herzie { door_versie }) => {
                Ok(Self::Herzien { bekend_op: op, door_versie })
            }
            (Self::Bekendgemaakt { op, .. }, Stap::TrekIn { door_versie }) => {
                Ok(Self::Ingetrokken { bekend_op: op, door_versie })
            }
            (zelf, stap) => Err(BesluitFout::Stap { stap: stap.naam(), stand: zelf.omschrijving() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAG: Datum = date(2026, 10, 5);

    fn vast() -> Besluittoestand {
        Besluittoestand::BEGIN
            .na(Stap::LegVoor { door: 1, op: DAG })
            .and_then(|t| t.na(Stap::StelVast { door: 2, op: DAG }))
            .unwrap()
    }

    #[test]
    fn from_draft_to_known_and_further() {
        let bekend = vast().na(Stap::MaakBekend { op: DAG, wijze: Bekendmaking::Post }).unwrap();
        assert_eq!(bekend.bekend_op(), Some(DAG));
        assert!(!bekend.is_open() && vast().is_open());
        let herzien = bekend.clone().na(Stap::Herzie { door_versie: 2 }).unwrap();
        // the objection keeps its day
        assert_eq!((herzien.code(), herzien.bekend_op()), ("herzien", Some(DAG)));
        let weg = bekend.na(Stap::TrekIn { door_versie: 2 }).unwrap();
        assert_eq!(weg.code(), "ingetrokken");
        assert!(weg.na(Stap::Herzie { door_versie: 3 }).is_err());
    }

    #[test]
    fn no_step_is_skipped_and_no_day_goes_back() {
        let bekend = |op| vast().na(Stap::MaakBekend { op, wijze: Bekendmaking::Post });
        assert_eq!(bekend(date(2026, 10, 4)), Err(BesluitFout::TeVroeg { niet_voor: DAG }));
        assert!(bekend(DAG).is_ok() && bekend(date(2026, 10, 6)).is_ok());
        let direct = Besluittoestand::BEGIN.na(Stap::MaakBekend { op: DAG, wijze: Bekendmaking::Post });
        assert!(matches!(direct, Err(BesluitFout::Stap { .. })));
        let leeg = vast().na(Stap::GeefTerug { reden: " ".into() });
        assert_eq!(leeg, Err(BesluitFout::ZonderReden));
        let terug = vast().na(Stap::GeefTerug { reden: "de duur".into() }).unwrap();
        assert_eq!(terug.omschrijving(), "teruggegeven");
        assert!(Besluittoestand::BEGIN.na(Stap::TrekIn { door_versie: 1 }).is_err());
    }
}
