//! The ondersteuningsplan: results per domain of the matrix and who does what. The client agrees with it; a change after that
//! needs a new agreement.

use crate::zrm::Zrmdomein;
use kern::{Bevinding, Datum, voluit};

/// A result that has to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planresultaat {
    /// Domain of the matrix.
    pub domein: Zrmdomein,
    /// What has to be reached.
    pub resultaat: String,
    /// Who does what for it: client, network, provider.
    pub aanpak: String,
}

/// How far a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanToestand {
    /// It is being written.
    Concept,
    /// The client agreed with it.
    Akkoord {
        /// Day.
        op: Datum,
    },
}

/// The ondersteuningsplan of a melding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ondersteuningsplan {
    /// Results, at least one before the client can agree.
    pub resultaten: Vec<Planresultaat>,
    /// Who wrote it last.
    pub door: String,
    /// Day of that.
    pub gewijzigd_op: Datum,
    /// How far it is.
    pub toestand: PlanToestand,
}

/// Most results. More than this nobody works on at once.
pub const MEESTE_RESULTATEN: usize = 13;

/// Most characters of a result or of who does what.
pub const LANGSTE_PLANTEKST: usize = 1_000;

fn reden(pad: String, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new("PLAN", None, pad, tekst.into())
}

impl Ondersteuningsplan {
    /// A plan as it is written now, a concept again: who agreed, agreed with something else. Or what cannot be kept.
    pub fn schrijf(resultaten: Vec<Planresultaat>, door: &str, op: Datum) -> Result<Self, Vec<Bevinding>> {
        let mut uit = Vec::new();
        if resultaten.len() > MEESTE_RESULTATEN {
            uit.push(reden(
                String::new(),
                format!("Een plan heeft hoogstens {MEESTE_RESULTATEN} resultaten."),
            ));
        }
        for (i, r) in (1..).zip(&resultaten) {
            for (veld, tekst, leeg) in [
                ("resultaat", &r.resultaat, "Schrijf op wat er bereikt moet worden."),
                ("aanpak", &r.aanpak, "Schrijf op wie wat doet."),
            ] {
                if tekst.trim().is_empty() {
                    uit.push(reden(format!("/{veld}/{i}"), leeg));
                } else if tekst.chars().count() > LANGSTE_PLANTEKST {
                    uit.push(reden(
                        format!("/{veld}/{i}"),
                        format!("Gebruik hoogstens {LANGSTE_PLANTEKST} tekens."),
                    ));
                }
            }
        }
        if uit.is_empty() {
            Ok(Self { resultaten, door: door.to_owned(), gewijzigd_op: op, toestand: PlanToestand::Concept })
        } else {
            Err(uit)
        }
    }

    /// The client agrees with it as it is.
    pub fn stem_in(mut self, op: Datum, vandaag: Datum) -> Result<Self, Vec<Bevinding>> {
        let mut uit = Vec::new();
        if self.resultaten.is_empty() {
            uit.push(reden(String::new(), "Schrijf eerst ten minste een resultaat op."));
        }
        if op < self.gewijzigd_op {
            let sinds = voluit(self.gewijzigd_op);
            uit.push(reden(
                "/akkoord".into(),
                format!("Het plan is op {sinds} nog gewijzigd. Kies die dag of een latere."),
            ));
        }
        if op > vandaag {
            uit.push(reden("/akkoord".into(), "Deze dag ligt in de toekomst. Kies vandaag of eerder."));
        }
        if uit.is_empty() {
            self.toestand = PlanToestand::Akkoord { op };
            Ok(self)
        } else {
            Err(uit)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn resultaat(tekst: &str) -> Planresultaat {
        Planresultaat {
            domein: Zrmdomein::Huisvesting,
            resultaat: tekst.into(),
            aanpak: "De cliënt en de begeleider oefenen elke week.".into(),
        }
    }

    #[test]
    fn a_change_needs_a_new_agreement() {
        let op = date(2026, 9, 1);
        let plan = Ondersteuningsplan::schrijf(vec![resultaat("Blijft wonen")], "Proef", op).unwrap();
        assert!(plan.clone().stem_in(date(2026, 8, 31), op).is_err(), "before it was written");
        assert!(plan.clone().stem_in(date(2026, 9, 2), op).is_err(), "not in the future");
        let akkoord = plan.stem_in(op, op).unwrap();
        assert_eq!(akkoord.toestand, PlanToestand::Akkoord { op });
        let weer = Ondersteuningsplan::schrijf(akkoord.resultaten, "Proef", date(2026, 9, 3)).unwrap();
        assert_eq!(weer.toestand, PlanToestand::Concept);
    }

    #[test]
    fn nobody_agrees_with_nothing_and_every_gap_is_told() {
        let op = date(2026, 9, 1);
        let leeg = Ondersteuningsplan::schrijf(Vec::new(), "Proef", op).unwrap();
        assert!(leeg.stem_in(op, op).is_err());
        let mut half = resultaat(" ");
        half.aanpak = "x".repeat(LANGSTE_PLANTEKST + 1);
        let fout = Ondersteuningsplan::schrijf(vec![resultaat("goed"), half], "Proef", op).unwrap_err();
        let plaatsen: Vec<_> = fout.iter().map(|b| b.pad.as_str()).collect();
        assert_eq!(plaatsen, ["/resultaat/2", "/aanpak/2"]);
        let veel = vec![resultaat("goed"); MEESTE_RESULTATEN + 1];
        assert!(Ondersteuningsplan::schrijf(veel[1..].to_vec(), "Proef", op).is_ok());
        assert!(Ondersteuningsplan::schrijf(veel, "Proef", op).is_err());
    }
}
