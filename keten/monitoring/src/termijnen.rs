//! Reaction times: who must send what within how many days after what, and how that stands on a day.
//!
//! Every term is a row of [`PLICHTEN`] with the rule it comes from. The day on which a term begins does not count;
//! working days are those of the Algemene termijnenwet ([`kern::is_werkdag`]): Good Friday, King's day and every 5
//! May do not count, Christmas eve and New Year's eve do.

use jiff::ToSpan;
use kern::{
    Bron, Datum, Uitleg, is_feestdag, is_weekend, is_werkdag, plus_werkdagen, voluit, werkdagen_tussen,
};

/// A party in the exchange of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Plichtige {
    /// The municipality.
    Gemeente,
    /// The provider.
    Aanbieder,
}

impl Plichtige {
    /// The party on the other side.
    #[must_use]
    pub fn ander(self) -> Self {
        match self {
            Self::Gemeente => Self::Aanbieder,
            Self::Aanbieder => Self::Gemeente,
        }
    }
}

/// How long a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duur {
    /// Working days after the day on which it begins.
    Werkdagen(u32),
    /// Whole weeks, as the calendar counts them.
    Weken(u32),
}

impl std::fmt::Display for Duur {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Werkdagen(1) => f.write_str("1 werkdag"),
            Self::Werkdagen(n) => write!(f, "{n} werkdagen"),
            Self::Weken(n) => write!(f, "{n} weken"),
        }
    }
}

/// A duty with a term.
#[derive(Debug, PartialEq, Eq)]
pub struct Plicht {
    /// Name in URL and JSON.
    pub code: &'static str,
    /// Name on the screen.
    pub naam: &'static str,
    /// When the term begins, after "vanaf": `de ontvangst van het bericht`.
    pub vanaf: &'static str,
    /// How long it is.
    pub duur: Duur,
    /// What ends the waiting, in words.
    pub antwoord: &'static str,
    /// Rule of iWmo 3.2.
    pub regel: &'static str,
    /// What the rule asks, in our words.
    pub tekst: &'static str,
}

/// A return message to every message but the claim and its answer.
pub const RETOUR: &Plicht = &Plicht {
    code: "retour",
    naam: "Retourberichten",
    vanaf: "de ontvangst van het bericht",
    duur: Duur::Werkdagen(3),
    antwoord: "een retourbericht (302, 306, 308, 316, 318 of 320)",
    regel: "OP090",
    tekst: "Op elk ontvangen bericht volgt binnen 3 werkdagen een retourbericht, ook als het bericht goed is. Wie het \
            bericht stuurde, let zelf op of het retourbericht komt en vraagt er anders naar.",
};
/// The answer to a claim.
pub const DECLARATIEANTWOORD: &Plicht = &Plicht {
    code: "declaratie-antwoord",
    naam: "Antwoorden op declaraties",
    vanaf: "de ontvangst van de declaratie (323)",
    duur: Duur::Werkdagen(10),
    antwoord: "een declaratie-antwoord (325)",
    regel: "OP090x4",
    tekst: "Op elke declaratie volgt binnen 10 werkdagen een declaratie-antwoord. Lukt dat niet, dan neemt de gemeente zelf \
            contact op. De aanbieder let erop dat het antwoord komt en vraagt er anders naar.",
};
/// The reaction to a request for an assignment.
pub const VERZOEK_TOEWIJZING: &Plicht = &Plicht {
    code: "verzoek-toewijzing",
    naam: "Reacties op verzoeken om toewijzing",
    vanaf: "de ontvangst van het verzoek (315)",
    duur: Duur::Werkdagen(5),
    antwoord: "per product een toewijzing (301) of een antwoord (319)",
    regel: "OP274",
    tekst: "De gemeente antwoordt binnen 5 werkdagen op elk product van een verzoek om toewijzing: met een toewijzing, \
            een afwijzing of de melding dat er onderzoek nodig is.",
};
/// The reaction to a request for a change.
pub const VERZOEK_WIJZIGING: &Plicht = &Plicht {
    code: "verzoek-wijziging",
    naam: "Reacties op verzoeken om wijziging",
    vanaf: "de ontvangst van het verzoek (317)",
    duur: Duur::Werkdagen(5),
    antwoord: "een toewijzing (301) of een antwoord (319) op het hele verzoek",
    regel: "OP346",
    tekst: "De gemeente antwoordt binnen 5 werkdagen op het hele verzoek om wijziging: met een toewijzing, een afwijzing of \
            de melding dat er onderzoek nodig is.",
};
/// The decision on a request for an assignment that is looked into.
pub const ONDERZOEK_TOEWIJZING: &Plicht = &Plicht {
    code: "onderzoek-toewijzing",
    naam: "Reacties op verzoeken om toewijzing in onderzoek",
    vanaf: "de dagtekening van het verzoek (315)",
    duur: Duur::Weken(8),
    antwoord: "per product een toewijzing (301) of een afwijzing (319)",
    regel: "OP274",
    tekst: "Meldde de gemeente dat er onderzoek nodig is, dan volgt binnen 8 weken na de dagtekening van het verzoek een \
            toewijzing of een afwijzing.",
};
/// The decision on a request for a change that is looked into.
pub const ONDERZOEK_WIJZIGING: &Plicht = &Plicht {
    code: "onderzoek-wijziging",
    naam: "Reacties op verzoeken om wijziging in onderzoek",
    vanaf: "de dagtekening van het verzoek (317)",
    duur: Duur::Weken(8),
    antwoord: "een toewijzing (301) of een afwijzing (319)",
    regel: "OP346",
    tekst: "Meldde de gemeente dat er onderzoek nodig is, dan volgt binnen 8 weken na de dagtekening van het verzoek een \
            toewijzing of een afwijzing.",
};
/// The report of a start.
pub const START: &Plicht = &Plicht {
    code: "start",
    naam: "Startberichten",
    vanaf: "de start, of de ontvangst van de toewijzing als die later kwam",
    duur: Duur::Werkdagen(5),
    antwoord: "een startbericht (305)",
    regel: "OP271",
    tekst: "De aanbieder meldt een start binnen 5 werkdagen nadat de ondersteuning echt begon. Kwam de toewijzing later dan \
            de start, dan telt de ontvangst van de toewijzing. De dag waarop het echt begon is pas bekend uit het bericht \
            zelf; hier telt de ingangsdatum van de toewijzing. Een declaratie wordt er niet om afgewezen (OP364).",
};
/// The report of a stop.
pub const STOP: &Plicht = &Plicht {
    code: "stop",
    naam: "Stopberichten",
    vanaf: "de laatste dag van de toewijzing",
    duur: Duur::Werkdagen(5),
    antwoord: "een stopbericht (307)",
    regel: "OP272",
    tekst: "De aanbieder meldt een stop binnen 5 werkdagen nadat de ondersteuning eindigde, ook als zij eindigt op de laatste \
            dag van de toewijzing. Een declaratie wordt er niet om afgewezen (OP364).",
};

/// All duties that are watched, in the order in which a screen shows them. To watch one more is a row here and the
/// rows of a question in `app`.
pub const PLICHTEN: &[&Plicht] = &[
    RETOUR,
    DECLARATIEANTWOORD,
    VERZOEK_TOEWIJZING,
    VERZOEK_WIJZIGING,
    ONDERZOEK_TOEWIJZING,
    ONDERZOEK_WIJZIGING,
    START,
    STOP,
];

/// The duty with this name.
pub fn plicht(code: &str) -> Option<&'static Plicht> {
    PLICHTEN.iter().copied().find(|p| p.code == code)
}

/// Working days after the last day before we say that an answer never came. Our own choice: by then asking again
/// helps more than waiting.
pub const NOOIT_NA: u32 = 20;

/// How a term stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Termijnstand {
    /// So many working days late, more than [`NOOIT_NA`].
    Nooit {
        /// Working days since the last day.
        werkdagen: u32,
    },
    /// Late. On the weekend after the last day no working day has passed yet.
    TeLaat {
        /// Working days since the last day.
        werkdagen: u32,
    },
    /// Today is the last day.
    Vandaag,
    /// There is time left.
    Loopt {
        /// Working days left, the last day included.
        werkdagen: u32,
    },
}

impl Termijnstand {
    /// The last day has passed.
    pub fn is_te_laat(self) -> bool {
        matches!(self, Self::Nooit { .. } | Self::TeLaat { .. })
    }
}

/// `nog 2 werkdagen`, `vandaag`, `3 werkdagen te laat`.
impl std::fmt::Display for Termijnstand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nooit { werkdagen } => write!(f, "nooit gekomen, {werkdagen} werkdagen te laat"),
            Self::TeLaat { werkdagen: 0 } => f.write_str("net te laat"),
            Self::TeLaat { werkdagen: 1 } => f.write_str("1 werkdag te laat"),
            Self::TeLaat { werkdagen } => write!(f, "{werkdagen} werkdagen te laat"),
            Self::Vandaag => f.write_str("vandaag"),
            Self::Loopt { werkdagen: 0 | 1 } => f.write_str("nog 1 werkdag"),
            Self::Loopt { werkdagen } => write!(f, "nog {werkdagen} werkdagen"),
        }
    }
}

impl Plicht {
    /// The last day on which it is in time, when the term began on `begin`.
    pub fn uiterlijk(&self, begin: Datum) -> Datum {
        match self.duur {
            Duur::Werkdagen(n) => plus_werkdagen(begin, n),
            Duur::Weken(n) => begin.saturating_add(i64::from(n).weeks()),
        }
    }

    /// The latest day on which a term began that ends on or before `dag`: the border of a question to the database.
    pub fn laatste_begin(&self, dag: Datum) -> Datum {
        let mut begin = dag;
        while self.uiterlijk(begin) > dag {
            match begin.yesterday() {
                Ok(gisteren) => begin = gisteren,
                Err(_) => return begin,
            }
        }
        begin
    }

    /// How a term that began on `begin` stands.
    pub fn stand(&self, begin: Datum, vandaag: Datum) -> Termijnstand {
        let uiterlijk = self.uiterlijk(begin);
        match uiterlijk.cmp(&vandaag) {
            std::cmp::Ordering::Equal => Termijnstand::Vandaag,
            std::cmp::Ordering::Greater => {
                Termijnstand::Loopt { werkdagen: werkdagen_tussen(vandaag, uiterlijk) }
            }
            std::cmp::Ordering::Less => match werkdagen_tussen(uiterlijk, vandaag) {
                werkdagen if werkdagen > NOOIT_NA => Termijnstand::Nooit { werkdagen },
                werkdagen => Termijnstand::TeLaat { werkdagen },
            },
        }
    }

    /// The latest day on which a term began of which we say today that its answer never came.
    pub fn laatste_begin_nooit(&self, vandaag: Datum) -> Datum {
        let (mut dag, mut werkdagen) = (vandaag, 0);
        while werkdagen <= NOOIT_NA {
            werkdagen += u32::from(is_werkdag(dag));
            match dag.yesterday() {
                Ok(gisteren) => dag = gisteren,
                Err(_) => return dag,
            }
        }
        self.laatste_begin(dag)
    }

    /// Why the last day is that day: rule, begin, and which days did not count.
    pub fn uitleg(&self, begin: Datum) -> Uitleg {
        let uiterlijk = self.uiterlijk(begin);
        let uitleg = Uitleg::new("Uiterste dag", voluit(uiterlijk))
            .volgens(self.regel, Bron::new("iWmo 3.2", self.regel))
            .met("Termijn", format!("{} vanaf {}", self.duur, self.vanaf))
            .met("Begint op", format!("{}; die dag telt niet mee", voluit(begin)));
        let feestdagen = match self.duur {
            Duur::Weken(_) => Vec::new(),
            Duur::Werkdagen(_) => std::iter::successors(Some(begin), |d| d.tomorrow().ok())
                .skip(1)
                .take_while(|d| *d <= uiterlijk)
                .filter(|d| is_feestdag(*d) && !is_weekend(*d))
                .map(voluit)
                .collect(),
        };
        if feestdagen.is_empty() {
            uitleg
        } else {
            uitleg.met("Feestdagen die niet meetellen", feestdagen.join(", "))
        }
    }
}

/// The day on which the term for reporting a start begins: the first day of the assignment, or the day on which the
/// provider got it when that was later (OP271).
pub fn startterm(ingangsdatum: Datum, ontvangen: Datum) -> Datum {
    ingangsdatum.max(ontvangen)
}

#[cfg(test)]
mod tests;
