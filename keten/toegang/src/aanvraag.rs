//! The aanvraag: from its receipt the municipality has two weeks to decide. What stops that clock stands here; a notice of
//! delay does not.

use crate::klok::{doorgeschoven, op_werkdag};
use crate::{ClientId, Klok, MeldingId, Termijn};
use jiff::ToSpan;
use kern::{Bevinding, Bron, Datum, Gemeentecode, Uitleg, voluit};
use std::fmt;

/// Number of an aanvraag within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AanvraagId(pub i64);

impl fmt::Display for AanvraagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

kern::codelijst!(
    /// Why the clock of a decision stands still (Awb 4:15).
    Opschortgrond {
        /// The client was asked to complete the aanvraag (lid 1, a).
        Aanvulling = "aanvulling", "wij vroegen om de aanvraag aan te vullen";
        /// Information was asked of an authority abroad (lid 1, b).
        Buitenland = "buitenland", "wij wachten op informatie uit het buitenland";
        /// The client agreed in writing to wait (lid 2, a).
        Instemming = "instemming", "de cliënt stemde schriftelijk in met uitstel";
        /// The delay is due to the client (lid 2, b).
        Aanvrager = "aanvrager", "de vertraging komt door de cliënt";
        /// Force majeure (lid 2, c).
        Overmacht = "overmacht", "overmacht";
    }
);

impl Opschortgrond {
    /// The place in the law.
    pub fn artikel(self) -> &'static str {
        match self {
            Self::Aanvulling => "artikel 4:15, eerste lid, onderdeel a",
            Self::Buitenland => "artikel 4:15, eerste lid, onderdeel b",
            Self::Instemming => "artikel 4:15, tweede lid, onderdeel a",
            Self::Aanvrager => "artikel 4:15, tweede lid, onderdeel b",
            Self::Overmacht => "artikel 4:15, tweede lid, onderdeel c",
        }
    }

    /// Whether the clock stops on the day after the notice, as with a request to complete; otherwise on the day itself.
    fn begint_dag_erna(self) -> bool {
        matches!(self, Self::Aanvulling | Self::Buitenland)
    }

    /// Whether the last day is agreed or set beforehand.
    fn heeft_einddag(self) -> bool {
        matches!(self, Self::Aanvulling | Self::Instemming)
    }

    /// Whether the client must be told when it ended (lid 4).
    pub fn einde_melden(self) -> bool {
        matches!(self, Self::Buitenland | Self::Aanvrager | Self::Overmacht)
    }
}

/// A time in which the clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opschorting {
    /// Ground.
    pub grond: Opschortgrond,
    /// Day of the request, notice or agreement, or the first day of the cause.
    pub op: Datum,
    /// The last day that was set for it: to complete, or agreed.
    pub tot: Option<Datum>,
    /// Day on which it ended: completed, received, cause gone. Empty while it runs, or when the day that was set passed.
    pub geeindigd_op: Option<Datum>,
}

impl Opschorting {
    /// The first day that does not count.
    pub fn eerste_dag(&self) -> Datum {
        if self.grond.begint_dag_erna() { self.op.saturating_add(1.day()) } else { self.op }
    }

    /// The last day that does not count, as known on `vandaag`. "Tot de dag waarop" it was completed: that day counts again.
    /// When the day that was set went by unused, it is the last one.
    pub fn laatste_dag(&self, vandaag: Datum) -> Datum {
        let gezet = match (self.geeindigd_op, self.tot) {
            (Some(op), tot) => tot.unwrap_or(Datum::MAX).min(op.saturating_sub(1.day())),
            (None, Some(tot)) => tot,
            (None, None) => vandaag,
        };
        // an agreed delay that is not over counts as far as it was agreed
        if self.grond == Opschortgrond::Instemming { gezet } else { gezet.min(vandaag) }
    }

    /// Whether the clock stands still on that day.
    pub fn loopt_op(&self, dag: Datum) -> bool {
        self.eerste_dag() <= dag
            && self.geeindigd_op.is_none_or(|e| dag < e)
            && self.tot.is_none_or(|t| dag <= t)
    }
}

/// The notice that a decision will be late (Awb 4:14). It moves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vertraging {
    /// Day of the notice.
    pub gemeld_op: Datum,
    /// The day by which the client may expect the decision.
    pub verwacht_op: Datum,
}

/// How far an aanvraag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AanvraagToestand {
    /// Waits for a decision.
    Open,
    /// There is a decision.
    Besloten {
        /// Day on which it was made known.
        op: Datum,
    },
    /// The client took it back.
    Ingetrokken {
        /// Day.
        op: Datum,
    },
    /// Not treated: it stayed incomplete (Awb 4:5).
    NietBehandeld {
        /// Day.
        op: Datum,
    },
}

/// A request to decide (Awb 1:3, Wmo 2.3.5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aanvraag {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number within the municipality.
    pub id: AanvraagId,
    /// Who asks.
    pub client: ClientId,
    /// The melding that it followed; onderzoek, verslag and ondersteuningsplan are found by the same number.
    pub melding: MeldingId,
    /// Day on which it came in.
    pub ontvangen_op: Datum,
    /// The six weeks were over and the onderzoek was not done (Wmo 2.3.2 lid 9).
    pub zonder_onderzoek: bool,
    /// When the clock stood still.
    pub opschortingen: Vec<Opschorting>,
    /// The notice of delay.
    pub vertraging: Option<Vertraging>,
    /// Day on which a notice of default came in.
    pub in_gebreke_op: Option<Datum>,
    /// How far it is.
    pub toestand: AanvraagToestand,
}

fn reden(regel: &'static str, pad: &str, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new(regel, None, pad, tekst.into())
}

impl Aanvraag {
    /// Until when there is to be decided: two weeks after the aanvraag, longer by the days on which the clock stood still.
    pub fn termijn(&self, vandaag: Datum) -> Termijn {
        besluit(self.ontvangen_op, &self.opschortingen, vandaag)
    }

    fn open(&self, regel: &'static str, op: Datum, uit: &mut Vec<Bevinding>) {
        if self.toestand != AanvraagToestand::Open {
            uit.push(reden(regel, "", "Deze aanvraag is al afgehandeld."));
        }
        if op < self.ontvangen_op {
            let kwam = voluit(self.ontvangen_op);
            uit.push(reden(
                regel,
                "/op",
                format!("De aanvraag kwam pas op {kwam} binnen. Kies die dag of een latere."),
            ));
        }
    }

    fn lopend(&self) -> Option<&Opschorting> {
        self.opschortingen.last().filter(|o| o.geeindigd_op.is_none())
    }

    /// Stops the clock.
    pub fn schort_op(mut self, o: Opschorting, vandaag: Datum) -> Result<Self, Vec<Bevinding>> {
        const REGEL: &str = "AWB-4:15";
        let mut uit = Vec::new();
        self.open(REGEL, o.op, &mut uit);
        if o.op > vandaag {
            uit.push(reden(
                REGEL,
                "/op",
                "De dag waarop de klok stopt ligt in de toekomst. Kies vandaag of eerder.",
            ));
        }
        let t = self.termijn(o.op);
        if o.eerste_dag() > t.uiterlijk {
            let uiterlijk = voluit(t.uiterlijk);
            uit.push(reden(
                REGEL,
                "/op",
                format!("De termijn was toen al voorbij ({uiterlijk}). Dan kan de klok niet meer stoppen."),
            ));
        }
        match (o.grond.heeft_einddag(), o.tot) {
            (true, None) => {
                uit.push(reden(REGEL, "/tot", "Vul in tot en met welke dag de cliënt de tijd heeft."));
            }
            (true, Some(tot)) if tot < o.eerste_dag() => {
                uit.push(reden(REGEL, "/tot", "De laatste dag ligt voor de eerste. Kies een latere dag."));
            }
            _ => {}
        }
        if let Some(l) = self.lopend().filter(|l| l.tot.is_none_or(|t| t >= o.eerste_dag())) {
            uit.push(reden(
                REGEL,
                "",
                format!("De klok staat al stil: {}. Beëindig dat eerst.", l.grond.omschrijving()),
            ));
        } else if self.opschortingen.iter().any(|e| e.laatste_dag(vandaag) >= o.eerste_dag()) {
            uit.push(reden(REGEL, "/op", "De klok stond op die dag al stil. Kies een latere dag."));
        }
        if uit.is_empty() {
            let tot = o.tot.filter(|_| o.grond.heeft_einddag());
            self.opschortingen.push(Opschorting { tot, geeindigd_op: None, ..o });
            Ok(self)
        } else {
            Err(uit)
        }
    }

    /// The clock runs again: completed, received, or the cause is gone.
    pub fn hervat(mut self, op: Datum, vandaag: Datum) -> Result<Self, Vec<Bevinding>> {
        const REGEL: &str = "AWB-4:15";
        let mut uit = Vec::new();
        self.open(REGEL, op, &mut uit);
        if op > vandaag {
            uit.push(reden(REGEL, "/op", "Die dag ligt in de toekomst. Kies vandaag of eerder."));
        }
        match self.opschortingen.last_mut().filter(|o| o.geeindigd_op.is_none()) {
            None => uit.push(reden(REGEL, "", "De klok staat niet stil.")),
            Some(o) if op < o.op => {
                uit.push(reden(
                    REGEL,
                    "/op",
                    format!("De klok stopte pas op {}. Kies die dag of een latere.", voluit(o.op)),
                ));
            }
            Some(o) => o.geeindigd_op = Some(op),
        }
        if uit.is_empty() { Ok(self) } else { Err(uit) }
    }

    /// Tells the client that the decision will be late. The clock runs on.
    pub fn meld_vertraging(mut self, v: Vertraging) -> Result<Self, Vec<Bevinding>> {
        const REGEL: &str = "AWB-4:14";
        let mut uit = Vec::new();
        self.open(REGEL, v.gemeld_op, &mut uit);
        if v.verwacht_op <= self.termijn(v.gemeld_op).uiterlijk.max(v.gemeld_op) {
            uit.push(reden(
                REGEL,
                "/verwacht",
                "Noem een dag na de laatste dag van de termijn. Anders is er geen vertraging.",
            ));
        }
        if uit.is_empty() {
            self.vertraging = Some(v);
            Ok(self)
        } else {
            Err(uit)
        }
    }

    /// A notice of default came in. Before the term is over it has no effect; then the client has to send it again.
    pub fn in_gebreke(mut self, op: Datum) -> Result<Self, Vec<Bevinding>> {
        const REGEL: &str = "AWB-4:17";
        let mut uit = Vec::new();
        self.open(REGEL, op, &mut uit);
        let t = self.termijn(op);
        if op <= t.uiterlijk || t.stil {
            let tekst = format!(
                "De termijn was toen nog niet voorbij ({}). De ingebrekestelling telt dan niet.",
                voluit(t.uiterlijk)
            );
            uit.push(reden(REGEL, "/op", tekst));
        }
        if let Some(al) = self.in_gebreke_op {
            uit.push(reden(
                REGEL,
                "",
                format!("Er is al een ingebrekestelling van {}. Die telt.", voluit(al)),
            ));
        }
        if uit.is_empty() {
            self.in_gebreke_op = Some(op);
            Ok(self)
        } else {
            Err(uit)
        }
    }

    /// It is done: decided, taken back or not treated.
    pub fn handel_af(mut self, toestand: AanvraagToestand) -> Result<Self, Vec<Bevinding>> {
        let (AanvraagToestand::Besloten { op }
        | AanvraagToestand::Ingetrokken { op }
        | AanvraagToestand::NietBehandeld { op }) = toestand
        else {
            return Err(vec![reden("AWB-4:13", "", "Kies hoe de aanvraag is afgehandeld.")]);
        };
        let mut uit = Vec::new();
        self.open("AWB-4:13", op, &mut uit);
        if matches!(toestand, AanvraagToestand::NietBehandeld { .. }) {
            // Awb 4:5: only when the client had a chance to complete it and the day that was set is over
            let gevraagd = |o: &&Opschorting| o.grond == Opschortgrond::Aanvulling;
            let kans = self.opschortingen.iter().rev().find(gevraagd);
            if !kans.is_some_and(|o| o.tot.is_some_and(|t| t < op) || o.geeindigd_op.is_some_and(|e| e <= op))
            {
                uit.push(reden("AWB-4:5", "/op", "Geef de cliënt eerst de tijd om de aanvraag aan te vullen. Pas daarna kunt u haar buiten behandeling laten."));
            }
        }
        if uit.is_empty() {
            self.toestand = toestand;
            Ok(self)
        } else {
            Err(uit)
        }
    }
}

/// Until when there is to be decided on an aanvraag that came in on `ontvangen_op`, as known on `vandaag`.
pub fn besluit(ontvangen_op: Datum, opschortingen: &[Opschorting], vandaag: Datum) -> Termijn {
    // Each day on which the clock stood still, before its end, moves that end by a day; a day counts once.
    let mut kaal = ontvangen_op.saturating_add(2.weeks());
    let mut dagen: Vec<Datum> = opschortingen
        .iter()
        .flat_map(|o| {
            let tot = o.laatste_dag(vandaag);
            o.eerste_dag()
                .max(ontvangen_op.saturating_add(1.day()))
                .series(1.day())
                .take_while(move |d| *d <= tot)
        })
        .collect();
    dagen.sort_unstable();
    dagen.dedup();
    for d in dagen {
        if d <= op_werkdag(kaal) {
            kaal = kaal.saturating_add(1.day());
        }
    }
    let uiterlijk = op_werkdag(kaal);
    let stil = opschortingen.iter().any(|o| o.loopt_op(vandaag));
    let mut uitleg = Uitleg::new(Klok::Besluit.naam(), format!("uiterlijk {}", voluit(uiterlijk)))
        .volgens(Klok::Besluit.regel(), Klok::Besluit.bron())
        .met("aanvraag ontvangen", format!("{}; die dag telt niet mee", voluit(ontvangen_op)))
        .met("termijn", "2 weken");
    for o in opschortingen {
        let (van, tot) = (o.eerste_dag(), o.laatste_dag(vandaag));
        let uitkomst = if o.loopt_op(vandaag) {
            format!("de klok staat stil sinds {}", voluit(van))
        } else if tot < van {
            "de klok stond geen dag stil".to_owned()
        } else {
            format!("de klok stond stil van {} tot en met {}", voluit(van), voluit(tot))
        };
        uitleg = uitleg.want(
            Uitleg::new(o.grond.omschrijving(), uitkomst)
                .volgens("Awb 4:15", Bron::new("Algemene wet bestuursrecht", o.grond.artikel()))
                .met("op", voluit(o.op)),
        );
    }
    if kaal != uiterlijk {
        uitleg = uitleg.want(doorgeschoven(kaal, uiterlijk));
    }
    Termijn { klok: Klok::Besluit, uiterlijk, stil, uitleg }
}

#[cfg(test)]
mod tests;
