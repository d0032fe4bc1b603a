//! How a request stands, and by when it must be answered (OP274, OP344, OP346).

use super::RedenAfwijzing;
use jiff::ToSpan;
use kern::{Bevinding, Bron, Datum, Uitleg, plus_werkdagen, voluit};

/// How a part of a request stands: a product of a VOT, or a VOW as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verzoekstand {
    /// No reaction yet.
    Ingediend,
    /// The municipality told that it looks into it.
    InOnderzoek,
    /// Refused.
    Afgewezen(RedenAfwijzing),
    /// Granted.
    Gehonoreerd {
        /// The 301 that tells of it was sent.
        gemeld: bool,
    },
    /// The message was rejected and counts as not sent (OP286).
    NietVerzonden,
}

impl Verzoekstand {
    /// The word for people.
    pub fn omschrijving(self) -> &'static str {
        match self {
            Self::Ingediend => "wacht op een reactie",
            Self::InOnderzoek => "in onderzoek",
            Self::Afgewezen(_) => "afgewezen",
            Self::Gehonoreerd { gemeld: true } => "gehonoreerd",
            Self::Gehonoreerd { gemeld: false } => "gehonoreerd, toewijzing nog niet verzonden",
            Self::NietVerzonden => "afgekeurd, telt als niet verzonden",
        }
    }

    /// Whether the request is still pending: then the provider sends no other one for this client (OP350, TR374).
    pub fn onderhanden(self) -> bool {
        matches!(self, Self::Ingediend | Self::InOnderzoek | Self::Gehonoreerd { gemeld: false })
    }

    /// The municipality looks into it. It says so once (TR360).
    pub fn neem_in_onderzoek(self) -> Result<Self, Bevinding> {
        match self {
            Self::Ingediend => Ok(Self::InOnderzoek),
            Self::InOnderzoek => {
                Err(weiger("TR360", "Het verzoek is al in onderzoek. Honoreer het of wijs het af."))
            }
            _ => self.al_klaar(),
        }
    }

    /// The municipality refuses, once (TR365), and not what it has granted (TR359).
    pub fn wijs_af(self, reden: RedenAfwijzing) -> Result<Self, Bevinding> {
        match self {
            Self::Ingediend | Self::InOnderzoek if !reden.bruikbaar() => {
                Err(weiger("WJ759", "Reden 8 is voor de Jeugdwet. Kies reden 5 (andere gemeente)."))
            }
            Self::Ingediend | Self::InOnderzoek => Ok(Self::Afgewezen(reden)),
            _ => self.al_klaar(),
        }
    }

    /// The municipality grants it; the 301 tells so.
    pub fn honoreer(self) -> Result<Self, Bevinding> {
        match self {
            Self::Ingediend | Self::InOnderzoek => Ok(Self::Gehonoreerd { gemeld: false }),
            _ => self.al_klaar(),
        }
    }

    fn al_klaar(self) -> Result<Self, Bevinding> {
        Err(match self {
            Self::Gehonoreerd { .. } => weiger("TR359", "Het verzoek is al gehonoreerd."),
            Self::NietVerzonden => weiger("OP286", "Het verzoek is afgekeurd en telt als niet verzonden."),
            _ => weiger("TR365", "Het verzoek is al afgewezen. De aanbieder kan een nieuw verzoek sturen."),
        })
    }
}

fn weiger(regel: &'static str, tekst: &'static str) -> Bevinding {
    Bevinding::new(regel, None, "/verzoek", tekst)
}

/// Last day to react: five working days after receipt, and while it is looked into eight weeks after the day of the
/// request (OP274 for each product of a VOT, OP346 for a VOW). `None` when nothing is due any more.
pub fn reactie_uiterlijk(stand: Verzoekstand, ontvangen_op: Datum, dagtekening: Datum) -> Option<Datum> {
    match stand {
        Verzoekstand::Ingediend | Verzoekstand::Gehonoreerd { gemeld: false } => {
            Some(plus_werkdagen(ontvangen_op, 5))
        }
        Verzoekstand::InOnderzoek => Some(dagtekening.saturating_add(8.weeks())),
        _ => None,
    }
}

/// The term of a reaction as seen today, with what it rests on; `None` when nothing is due any more.
pub fn reactietermijn(
    stand: Verzoekstand,
    soort: crate::Verzoeksoort,
    ontvangen_op: Datum,
    dagtekening: Datum,
    vandaag: Datum,
) -> Option<Uitleg> {
    let uiterlijk = reactie_uiterlijk(stand, ontvangen_op, dagtekening)?;
    let dagen = i64::from((uiterlijk - vandaag).get_days());
    let in_dagen = |n: i64| if n == 1 { "1 dag".to_owned() } else { format!("{n} dagen") };
    let uitkomst = match dagen {
        0 => "vandaag is de laatste dag".to_owned(),
        n if n > 0 => format!("nog {}", in_dagen(n)),
        n => format!("{} te laat", in_dagen(-n)),
    };
    let (regel, waarop) = match soort {
        crate::Verzoeksoort::Vot => ("OP274", "per aangevraagd product"),
        crate::Verzoeksoort::Vow => ("OP346", "voor het hele verzoek"),
    };
    let stap = match stand {
        Verzoekstand::InOnderzoek => {
            format!("Een verzoek in onderzoek is binnen 8 weken na dagtekening beantwoord, {waarop}")
        }
        _ => format!("De gemeente reageert binnen 5 werkdagen na ontvangst, {waarop}"),
    };
    Some(
        Uitleg::new(stap, uitkomst)
            .volgens(regel, Bron::new("iWmo 3.2", regel))
            .met("ontvangen", voluit(ontvangen_op))
            .met("dagtekening", voluit(dagtekening))
            .met("uiterlijk", voluit(uiterlijk)),
    )
}
