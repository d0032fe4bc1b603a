//! The clocks of the law, from melding to objection. Each function says which day is the last, cites its article and carries
//! the tree that explains it. The day on which a term begins does not count; weekends and holidays move the end
//! ([`kern::wettelijk_einde`]).

use jiff::ToSpan;
use kern::{Bron, Datum, Termijnduur, Uitleg, einde_termijn, voluit, wettelijk_einde};

/// Which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Klok {
    /// A decision at once, in an emergency (Wmo 2.3.3).
    Spoed,
    /// The chance to hand in a personal plan (Wmo 2.3.2 lid 2).
    PersoonlijkPlan,
    /// The onderzoek (Wmo 2.3.2 lid 1).
    Onderzoek,
    /// The decision on an aanvraag (Wmo 2.3.5 lid 2).
    Besluit,
    /// Not treating an incomplete aanvraag (Awb 4:5 lid 4).
    NietBehandelen,
    /// Setting the amount of a penalty (Awb 4:18).
    Dwangsom,
    /// The chance to object (Awb 6:7).
    Bezwaar,
    /// The decision on an objection (Awb 7:10).
    BeslissingOpBezwaar,
    /// Looking again whether a decision still fits (Wmo 2.3.9).
    Heronderzoek,
    /// The end of the support: what comes after it must be decided by then.
    Afloop,
    /// The definitive decision after a temporary one (Wmo 2.3.3).
    DefinitiefBesluit,
}

impl Klok {
    /// What has to be ready, as a screen says it.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Spoed => "Beslissen bij spoed",
            Self::PersoonlijkPlan => "Persoonlijk plan inleveren",
            Self::Onderzoek => "Onderzoek afronden",
            Self::Besluit => "Besluiten op de aanvraag",
            Self::NietBehandelen => "Laten weten dat wij de aanvraag niet behandelen",
            Self::Dwangsom => "Dwangsom vaststellen",
            Self::Bezwaar => "Bezwaar maken",
            Self::BeslissingOpBezwaar => "Beslissen op het bezwaar",
            Self::Heronderzoek => "Opnieuw onderzoeken",
            Self::Afloop => "De ondersteuning loopt af",
            Self::DefinitiefBesluit => "Definitief besluiten",
        }
    }

    /// Law and article.
    pub fn artikel(self) -> (&'static str, &'static str) {
        match self {
            Self::Spoed | Self::DefinitiefBesluit => ("Wmo 2015", "artikel 2.3.3"),
            Self::PersoonlijkPlan => ("Wmo 2015", "artikel 2.3.2, tweede lid"),
            Self::Onderzoek => ("Wmo 2015", "artikel 2.3.2, eerste lid"),
            Self::Besluit => ("Wmo 2015", "artikel 2.3.5, tweede lid"),
            Self::NietBehandelen => ("Algemene wet bestuursrecht", "artikel 4:5, vierde lid"),
            Self::Dwangsom => ("Algemene wet bestuursrecht", "artikel 4:18"),
            Self::Bezwaar => ("Algemene wet bestuursrecht", "artikelen 6:7 en 6:8"),
            Self::BeslissingOpBezwaar => ("Algemene wet bestuursrecht", "artikel 7:10"),
            Self::Heronderzoek => ("Wmo 2015", "artikel 2.3.9"),
            Self::Afloop => ("Wmo 2015", "artikelen 2.3.2 en 2.3.5"),
        }
    }

    pub(crate) fn bron(self) -> Bron {
        let (wet, artikel) = self.artikel();
        Bron::new(wet, artikel)
    }

    /// `Wmo 2.3.2`, `Awb 4:18`: short, as the name of a rule.
    pub fn regel(self) -> &'static str {
        match self {
            Self::Spoed | Self::DefinitiefBesluit => "Wmo 2.3.3",
            Self::PersoonlijkPlan => "Wmo 2.3.2 lid 2",
            Self::Onderzoek => "Wmo 2.3.2 lid 1",
            Self::Besluit => "Wmo 2.3.5 lid 2",
            Self::NietBehandelen => "Awb 4:5 lid 4",
            Self::Dwangsom => "Awb 4:18",
            Self::Bezwaar => "Awb 6:7",
            Self::BeslissingOpBezwaar => "Awb 7:10",
            Self::Heronderzoek => "Wmo 2.3.9",
            Self::Afloop => "Wmo 2.3.2 en 2.3.5",
        }
    }
}

/// A clock that runs: until when, whether it stands still, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// Which clock.
    pub klok: Klok,
    /// The last day on which it is in time; with a suspension that is still open, as if that ended on the day asked.
    pub uiterlijk: Datum,
    /// It stands still on the day that was asked.
    pub stil: bool,
    /// Why that day.
    pub uitleg: Uitleg,
}

/// How a clock stands on a day. The order is that of urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Klokstand {
    /// The last day is over.
    TeLaat {
        /// Days since the last day.
        dagen: u32,
    },
    /// Today is the last day.
    Vandaag,
    /// At most a week is left.
    Bijna {
        /// Days left.
        dagen: u32,
    },
    /// More than a week is left.
    Loopt {
        /// Days left.
        dagen: u32,
    },
    /// The clock stands still.
    Stil {
        /// Days left when it runs on.
        dagen: u32,
    },
}

/// From how many days left a clock is nearly over. Our own choice: a week is the rhythm of a team.
const BIJNA: u32 = 7;

impl Termijn {
    /// How it stands on a day.
    pub fn stand(&self, vandaag: Datum) -> Klokstand {
        let over = (self.uiterlijk - vandaag).get_days();
        let dagen = over.unsigned_abs();
        match over {
            _ if self.stil => Klokstand::Stil { dagen },
            ..0 => Klokstand::TeLaat { dagen },
            0 => Klokstand::Vandaag,
            _ if dagen <= BIJNA => Klokstand::Bijna { dagen },
            _ => Klokstand::Loopt { dagen },
        }
    }

    /// What a list is sorted by: clocks that stand still come last, the others by their last day.
    pub fn volgorde(&self) -> (bool, Datum, Klok) {
        (self.stil, self.uiterlijk, self.klok)
    }
}

impl Klokstand {
    /// The last day is over.
    pub fn is_te_laat(self) -> bool {
        matches!(self, Self::TeLaat { .. })
    }
}

/// `2 dagen te laat`, `vandaag is de laatste dag`, `nog 3 dagen`, `staat stil, daarna nog 3 dagen`.
impl std::fmt::Display for Klokstand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::TeLaat { dagen } => write!(f, "{} te laat", in_dagen(dagen)),
            Self::Vandaag => f.write_str("vandaag is de laatste dag"),
            Self::Bijna { dagen } | Self::Loopt { dagen } => write!(f, "nog {}", in_dagen(dagen)),
            Self::Stil { dagen } => write!(f, "staat stil, daarna nog {}", in_dagen(dagen)),
        }
    }
}

pub(crate) fn in_dagen(n: u32) -> String {
    if n == 1 { "1 dag".to_owned() } else { format!("{n} dagen") }
}

/// A clock with its tree. `begint` is what happened on the first day, in words.
fn termijn(klok: Klok, begint: &str, begin: Datum, duur: Termijnduur) -> Termijn {
    let uiterlijk = wettelijk_einde(begin, duur);
    let uitleg = Uitleg::new(klok.naam(), format!("uiterlijk {}", voluit(uiterlijk)))
        .volgens(klok.regel(), klok.bron())
        .met(begint, format!("{}; die dag telt niet mee", voluit(begin)))
        .met("termijn", duur.to_string());
    Termijn { klok, uiterlijk, stil: false, uitleg: verschoven(uitleg, begin, duur, uiterlijk) }
}

/// Says so when a weekend or holiday moved the end, or that it does not.
pub(crate) fn verschoven(u: Uitleg, begin: Datum, duur: Termijnduur, uiterlijk: Datum) -> Uitleg {
    if !duur.onder_termijnenwet() {
        return u.want(
            Uitleg::new(
                "De termijn schuift niet door bij een weekend of feestdag",
                "langer dan twaalf weken of drie maanden",
            )
            .volgens("Atw 4", Bron::new("Algemene termijnenwet", "artikel 4, onderdeel a")),
        );
    }
    let kaal = match duur {
        Termijnduur::Dagen(n) => begin.saturating_add(i64::from(n).days()),
        Termijnduur::Weken(n) => begin.saturating_add(i64::from(n).weeks()),
        Termijnduur::Maanden(n) => begin.saturating_add(i64::from(n).months()),
        Termijnduur::Jaren(n) => begin.saturating_add(i64::from(n).years()),
    };
    if kaal == uiterlijk { u } else { u.want(doorgeschoven(kaal, uiterlijk)) }
}

/// The step that a weekend or holiday moved the last day.
pub(crate) fn doorgeschoven(kaal: Datum, uiterlijk: Datum) -> Uitleg {
    Uitleg::new(
        "De laatste dag valt in een weekend of op een feestdag",
        format!("schuift door naar {}", voluit(uiterlijk)),
    )
    .volgens("Atw 1", Bron::new("Algemene termijnenwet", "artikel 1, eerste lid"))
    .met("laatste dag", voluit(kaal))
}

/// The onderzoek: six weeks after the melding. The law knows no extension; a delay by the client or a holiday of the
/// municipality does not stop this clock.
pub fn onderzoek(gemeld_op: Datum) -> Termijn {
    let t = termijn(Klok::Onderzoek, "melding ontvangen", gemeld_op, Termijnduur::Weken(6));
    let na = Uitleg::new(
        "Is het onderzoek dan niet klaar",
        "dan mag de cliënt een aanvraag doen zonder onderzoek; uitstel bestaat niet",
    )
    .volgens("Wmo 2.3.2 lid 9", Bron::new("Wmo 2015", "artikel 2.3.2, negende lid"));
    Termijn { uitleg: t.uitleg.want(na), ..t }
}

/// The first day of which a melding is not too late on `vandaag`: what came in before it should have been ready.
pub fn eerste_op_tijd(vandaag: Datum) -> Datum {
    let eind = |dag| wettelijk_einde(dag, Termijnduur::Weken(6));
    // the end moves over at most a handful of days off
    let mut dag = vandaag.saturating_sub(6.weeks()).saturating_sub(2.weeks());
    while eind(dag) < vandaag {
        match dag.tomorrow() {
            Ok(morgen) => dag = morgen,
            Err(_) => return dag,
        }
    }
    dag
}

/// The chance to hand in a personal plan: seven days after the melding.
pub fn persoonlijk_plan(gemeld_op: Datum) -> Termijn {
    termijn(Klok::PersoonlijkPlan, "melding ontvangen", gemeld_op, Termijnduur::Dagen(7))
}

/// An emergency: the decision on a temporary provision is taken at once, so the day of the melding itself is the last.
pub fn spoed(gemeld_op: Datum) -> Termijn {
    let uitleg = Uitleg::new(Klok::Spoed.naam(), format!("meteen, dus op {}", voluit(gemeld_op)))
        .volgens(Klok::Spoed.regel(), Klok::Spoed.bron())
        .met("melding ontvangen", voluit(gemeld_op))
        .met("termijn", "onverwijld; de wet noemt geen dagen en een weekend geeft geen uitstel");
    Termijn { klok: Klok::Spoed, uiterlijk: gemeld_op, stil: false, uitleg }
}

/// Not treating an incomplete aanvraag: four weeks after it was completed, or after the term for that went by unused.
pub fn niet_behandelen(vanaf: Datum) -> Termijn {
    termijn(Klok::NietBehandelen, "aangevuld, of de tijd daarvoor voorbij", vanaf, Termijnduur::Weken(4))
}

/// The chance to object: six weeks from the day after the decision was made known.
pub fn bezwaar(bekend_op: Datum) -> Termijn {
    termijn(Klok::Bezwaar, "besluit bekendgemaakt", bekend_op, Termijnduur::Weken(6))
}

/// How an objection came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indiening {
    /// Day of receipt.
    pub ontvangen_op: Datum,
    /// Day on which it was posted, when it came by post.
    pub gepost_op: Option<Datum>,
}

/// Whether an objection is in time (Awb 6:9): received within the term, or posted within it and received at most a week
/// later. Too late is not yet refused: someone asks why first (6:11).
pub fn bezwaar_tijdig(bekend_op: Datum, wanneer: Indiening) -> (bool, Uitleg) {
    let t = bezwaar(bekend_op);
    let met_post = wanneer.gepost_op.is_some_and(|p| p <= t.uiterlijk)
        && wanneer.ontvangen_op <= t.uiterlijk.saturating_add(1.week());
    let tijdig = wanneer.ontvangen_op <= t.uiterlijk || met_post;
    let uitkomst = match (tijdig, wanneer.ontvangen_op <= t.uiterlijk) {
        (true, true) => "op tijd ontvangen",
        (true, false) => "op tijd gepost en binnen een week daarna ontvangen",
        (false, _) => {
            "te laat; vraag eerst waarom, want wie er niets aan kon doen, mag toch bezwaar maken (Awb 6:11)"
        }
    };
    let mut u = Uitleg::new("Het bezwaar is op tijd", uitkomst)
        .volgens("Awb 6:9", Bron::new("Algemene wet bestuursrecht", "artikel 6:9"))
        .met("ontvangen", voluit(wanneer.ontvangen_op));
    if let Some(p) = wanneer.gepost_op {
        u = u.met("gepost", voluit(p));
    }
    (tijdig, u.want(t.uitleg))
}

/// The decision on an objection: six weeks, with an advisory committee twelve, from the day after the term for objecting
/// ended (Awb 7:10 lid 1). It may be put off once for at most six weeks (lid 3).
pub fn beslissing_op_bezwaar(bekend_op: Datum, commissie: bool, verdaagd: bool) -> Termijn {
    let begin = bezwaar(bekend_op).uiterlijk;
    let weken = if commissie { 12 } else { 6 };
    let t = termijn(Klok::BeslissingOpBezwaar, "bezwaartermijn voorbij", begin, Termijnduur::Weken(weken));
    if !verdaagd {
        return t;
    }
    // the extension is counted from the day on which the term would have ended
    let uiterlijk = wettelijk_einde(t.uiterlijk, Termijnduur::Weken(6));
    let verdagen = Uitleg::new("De beslissing is verdaagd", "hoogstens zes weken erbij")
        .volgens("Awb 7:10 lid 3", Bron::new("Algemene wet bestuursrecht", "artikel 7:10, derde lid"))
        .met("zonder verdagen", voluit(t.uiterlijk));
    let mut uitleg = t.uitleg.want(verdagen);
    uitleg.uitkomst = format!("uiterlijk {}", voluit(uiterlijk));
    Termijn { uiterlijk, uitleg, ..t }
}

/// Looking again whether a decision still fits. How often is policy of the municipality, in months; the law names no term,
/// so a weekend does not move it. Never later than the last day of the decision.
pub fn heronderzoek(besluit_op: Datum, maanden: u16, besluit_tot: Option<Datum>) -> Termijn {
    let gewoon = besluit_op.saturating_add(i64::from(maanden).months());
    let uiterlijk = besluit_tot.map_or(gewoon, |tot| tot.min(gewoon));
    let mut uitleg = Uitleg::new(Klok::Heronderzoek.naam(), format!("uiterlijk {}", voluit(uiterlijk)))
        .volgens(Klok::Heronderzoek.regel(), Klok::Heronderzoek.bron())
        .met("besluit van", voluit(besluit_op))
        .met("hoe vaak", format!("elke {}, zoals de gemeente heeft gekozen", Termijnduur::Maanden(maanden)));
    if let Some(tot) = besluit_tot.filter(|t| *t <= gewoon) {
        uitleg = uitleg.met("het besluit loopt tot en met", voluit(tot));
    }
    Termijn { klok: Klok::Heronderzoek, uiterlijk, stil: false, uitleg }
}

/// The last day of a term that was counted day by day, moved when it falls on a day off.
pub(crate) fn op_werkdag(kaal: Datum) -> Datum {
    einde_termijn(kaal)
}

#[cfg(test)]
mod tests;
