//! What is watched after a decision was made known: that it ends, that somebody looks at it again (Wmo 2.3.9), and that the
//! definitive decision comes after a temporary one (Wmo 2.3.3).

use jiff::ToSpan;
use kern::{Bron, Datum, Uitleg, voluit};
use toegang::{Klok, Termijn, klok};

/// What a municipality chose to watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bewaakregels {
    /// How many weeks before its day something comes onto the list.
    pub voorloop_weken: u16,
    /// Every how many months a decision is looked at again.
    pub heronderzoek_maanden: u16,
}

/// Six weeks of onderzoek and two to decide: who begins later than this before the end, has no decision on time.
const ONDERZOEK_EN_BESLUIT: u16 = 8;

/// How many weeks a decision that ended stays on the list. Our own choice: long enough to be seen after a holiday.
const NAZIEN_WEKEN: u16 = 4;

impl Bewaakregels {
    /// What holds as long as a municipality has not chosen: our own choice, to be shown as such. Ten weeks are those of the law,
    /// six and two, with two to begin; of looking again the law names no rhythm.
    pub fn standaard() -> Self {
        Self { voorloop_weken: 10, heronderzoek_maanden: 12 }
    }

    /// Weeks and months that can be chosen: enough for the terms of the law, and at least once in five years.
    pub fn mag(self) -> bool {
        (ONDERZOEK_EN_BESLUIT..=52).contains(&self.voorloop_weken)
            && (1..=60).contains(&self.heronderzoek_maanden)
    }

    /// The last day up to which something is looked for on `vandaag`.
    pub fn tot(self, vandaag: Datum) -> Datum {
        vandaag.saturating_add(i64::from(self.voorloop_weken).weeks())
    }

    /// A decision that ended before this day is off the list on `vandaag`.
    pub fn vanaf(self, vandaag: Datum) -> Datum {
        vandaag.saturating_sub(i64::from(NAZIEN_WEKEN).weeks())
    }

    /// A decision of this day or earlier is due, or soon will be, to be looked at again on `vandaag`.
    pub fn besluit_tot(self, vandaag: Datum) -> Datum {
        // the days of a month differ; a few too many are judged and left out
        self.tot(vandaag)
            .saturating_sub(i64::from(self.heronderzoek_maanden).months())
            .saturating_add(3.days())
    }
}

kern::codelijst!(
    /// Why a decision is on the list, in the order of worth.
    Bewaakreden {
        /// A temporary decision without the definitive one.
        Definitief = "definitief", "er is nog geen definitief besluit";
        /// It ends.
        Aflopend = "aflopend", "de ondersteuning loopt af";
        /// It is time to look again.
        Heronderzoek = "heronderzoek", "tijd om opnieuw te onderzoeken";
    }
);

/// What is known of a decision that was made known and not withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bewaakt {
    /// Day of the decision.
    pub besluit_op: Datum,
    /// Last day of the support.
    pub einddatum: Option<Datum>,
    /// It is temporary (art. 2.3.3).
    pub tijdelijk: bool,
    /// The definitive decision that it waited for was made known.
    pub definitief: bool,
    /// The day that was chosen to look again.
    pub gepland_op: Option<Datum>,
    /// When somebody looked again last.
    pub onderzocht_op: Option<Datum>,
}

/// Why a decision is on the list today, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaakpunt {
    /// Why.
    pub reden: Bewaakreden,
    /// Its day.
    pub termijn: Termijn,
}

/// What is asked of a decision today; nothing when it can be left alone.
pub fn bewaak(b: &Bewaakt, r: Bewaakregels, vandaag: Datum) -> Option<Bewaakpunt> {
    let begin = |dag: Datum| dag.saturating_sub(i64::from(r.voorloop_weken).weeks());
    let te_zien = |einde: Datum| einde >= r.vanaf(vandaag);
    if b.tijdelijk {
        let einde = b.einddatum.filter(|e| !b.definitief && te_zien(*e))?;
        return Some(Bewaakpunt { reden: Bewaakreden::Definitief, termijn: definitief(b.besluit_op, einde) });
    }
    if let Some(einde) = b.einddatum.filter(|e| vandaag >= begin(*e)) {
        let gedaan = b.onderzocht_op.is_some_and(|d| d >= begin(einde));
        return (!gedaan && te_zien(einde))
            .then(|| Bewaakpunt { reden: Bewaakreden::Aflopend, termijn: afloop(einde) });
    }
    let termijn = match b.gepland_op {
        Some(op) => gepland(op),
        None => {
            klok::heronderzoek(b.onderzocht_op.unwrap_or(b.besluit_op), r.heronderzoek_maanden, b.einddatum)
        }
    };
    // what is soon on the list because it ends is not looked at just before
    let eerder = b.einddatum.is_none_or(|e| termijn.uiterlijk < begin(e));
    (eerder && vandaag >= begin(termijn.uiterlijk))
        .then_some(Bewaakpunt { reden: Bewaakreden::Heronderzoek, termijn })
}

fn termijn(klok: Klok, uiterlijk: Datum, uitleg: Uitleg) -> Termijn {
    Termijn { klok, uiterlijk, stil: false, uitleg }
}

/// The end of the support. It is no term of the law, so a weekend does not move it; nor is counted back from it over one.
fn afloop(einde: Datum) -> Termijn {
    let uiterlijk = einde.saturating_sub(i64::from(ONDERZOEK_EN_BESLUIT).weeks());
    let u = Uitleg::new("De ondersteuning loopt af", format!("tot en met {}", voluit(einde)))
        .volgens(Klok::Afloop.regel(), bron(Klok::Afloop))
        .want(
            Uitleg::new("Begin een nieuw onderzoek", format!("uiterlijk {}", voluit(uiterlijk)))
                .met("onderzoek", "6 weken (Wmo 2.3.2 lid 1)")
                .met("besluit", "2 weken (Wmo 2.3.5 lid 2)")
                .met("teruggerekend", "een weekend of feestdag verschuift deze dag niet"),
        );
    termijn(Klok::Afloop, einde, u)
}

fn definitief(besluit_op: Datum, einde: Datum) -> Termijn {
    let u = Uitleg::new("Het definitieve besluit", format!("uiterlijk {}", voluit(einde)))
        .volgens(Klok::DefinitiefBesluit.regel(), bron(Klok::DefinitiefBesluit))
        .met("tijdelijk besluit van", voluit(besluit_op))
        .met("tijdelijke ondersteuning tot en met", voluit(einde))
        .met("daarna", "is er geen ondersteuning meer; een weekend of feestdag geeft geen uitstel");
    termijn(Klok::DefinitiefBesluit, einde, u)
}

fn gepland(op: Datum) -> Termijn {
    let u = Uitleg::new(Klok::Heronderzoek.naam(), format!("uiterlijk {}", voluit(op)))
        .volgens(Klok::Heronderzoek.regel(), bron(Klok::Heronderzoek))
        .met("afgesproken", "deze dag is voor dit besluit gekozen");
    termijn(Klok::Heronderzoek, op, u)
}

fn bron(k: Klok) -> Bron {
    let (wet, artikel) = k.artikel();
    Bron::new(wet, artikel)
}

kern::codelijst!(
    /// What came of looking again.
    Heronderzoekuitkomst {
        /// A melding began: what the client needs is looked into anew.
        Melding = "melding", "nieuw onderzoek begonnen";
        /// Nothing has to change.
        Ongewijzigd = "ongewijzigd", "er verandert niets";
    }
);

#[cfg(test)]
mod tests;
