//! What a provider is asked for: a draft of the ondersteuningsplan. The consulent asks the provider that the client chose, takes
//! the draft over or sends it back; the client says whether the plan is right, and how, or why not.

use crate::{LANGSTE_PLANTEKST, MEESTE_RESULTATEN, MeldingId, Ondersteuningsplan, Planresultaat};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, voluit};

kern::codelijst!(
    /// How far a question to a provider is.
    Planvraagstand {
        /// The provider writes.
        Gevraagd = "gevraagd", "bij de aanbieder";
        /// The provider handed its draft in.
        Ingediend = "ingediend", "ingediend";
        /// The consulent sent it back; the provider writes again.
        Terug = "terug", "teruggestuurd";
        /// The consulent took it over in the plan.
        Aanvaard = "aanvaard", "overgenomen";
        /// The consulent does not ask it any more.
        Ingetrokken = "ingetrokken", "ingetrokken";
    }
);

kern::codelijst!(
    /// How a client agreed.
    Akkoordwijze {
        /// Signed.
        Handtekening = "handtekening", "met een handtekening";
        /// Said so; the consulent wrote it down.
        Mondeling = "mondeling", "mondeling, de consulent schreef het op";
        /// By mail or website.
        Digitaal = "digitaal", "digitaal";
    }
);

impl Planvraagstand {
    /// The provider may write.
    pub fn schrijft(self) -> bool {
        matches!(self, Self::Gevraagd | Self::Terug)
    }

    /// Somebody still has to do something with it.
    pub fn is_open(self) -> bool {
        self.schrijft() || self == Self::Ingediend
    }

    /// A decision cannot lean on the plan yet: a provider was asked, and the client did not agree with what came of it.
    pub fn houdt_besluit_tegen(self, akkoord_op: Option<Datum>) -> bool {
        self.is_open() || (self == Self::Aanvaard && akkoord_op.is_none())
    }
}

/// A question to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planvraag {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Melding that the plan belongs to.
    pub melding: MeldingId,
    /// Who is asked.
    pub agb: AgbCode,
    /// What is asked.
    pub vraag: String,
    /// How far it is.
    pub stand: Planvraagstand,
    /// Who asked.
    pub door: String,
    /// Day.
    pub gevraagd_op: Datum,
    /// The draft that is written, or was handed in last.
    pub versie: i64,
    /// Day of the last step.
    pub sinds: Datum,
}

/// A draft of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planvoorstel {
    /// Number, from 1.
    pub versie: i64,
    /// Results.
    pub resultaten: Vec<Planresultaat>,
    /// Who wrote it last.
    pub door: String,
    /// Day of that.
    pub op: Datum,
    /// Day on which it was handed in; it does not change after that.
    pub ingediend_op: Option<Datum>,
    /// Why it was sent back.
    pub opmerking: Option<String>,
}

/// What the client said of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planoordeel {
    /// Day.
    pub op: Datum,
    /// Agreed, and how; or why not.
    pub uitkomst: Result<Akkoordwijze, String>,
    /// Who wrote it down.
    pub door: String,
}

fn reden(pad: impl Into<String>, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new("PLANVRAAG", None, pad.into(), tekst.into())
}

/// A text that must be there, and not too long.
fn tekst(pad: &str, tekst: &str, leeg: &str) -> Vec<Bevinding> {
    if tekst.trim().is_empty() {
        vec![reden(pad, leeg)]
    } else if tekst.chars().count() > LANGSTE_PLANTEKST {
        vec![reden(pad, format!("Gebruik hoogstens {LANGSTE_PLANTEKST} tekens."))]
    } else {
        Vec::new()
    }
}

impl Planvraag {
    /// Asks a provider.
    pub fn stel(self) -> Result<Self, Vec<Bevinding>> {
        let fout = tekst("/vraag", &self.vraag, "Schrijf op wat u aan de aanbieder vraagt.");
        if fout.is_empty() {
            Ok(Self { stand: Planvraagstand::Gevraagd, versie: 1, ..self })
        } else {
            Err(fout)
        }
    }

    fn moet(&self, kan: bool) -> Result<(), Vec<Bevinding>> {
        if kan {
            return Ok(());
        }
        Err(vec![reden(
            "",
            format!(
                "Dit kan niet meer: het plan is {} op {}.",
                self.stand.omschrijving(),
                voluit(self.sinds)
            ),
        )])
    }

    /// The provider keeps a draft; it may be half.
    pub fn bewaar(&self, resultaten: &[Planresultaat]) -> Result<(), Vec<Bevinding>> {
        self.moet(self.stand.schrijft())?;
        let mut fout = Vec::new();
        if resultaten.len() > MEESTE_RESULTATEN {
            fout.push(reden("", format!("Een plan heeft hoogstens {MEESTE_RESULTATEN} resultaten.")));
        }
        for (i, r) in (1..).zip(resultaten) {
            for (veld, t) in [("resultaat", &r.resultaat), ("aanpak", &r.aanpak)] {
                if t.chars().count() > LANGSTE_PLANTEKST {
                    let hoogste = format!("Gebruik hoogstens {LANGSTE_PLANTEKST} tekens.");
                    fout.push(reden(format!("/{veld}/{i}"), hoogste));
                }
            }
        }
        if fout.is_empty() { Ok(()) } else { Err(fout) }
    }

    /// The provider hands its draft in.
    pub fn dien_in(self, resultaten: &[Planresultaat], wie: &str, op: Datum) -> Result<Self, Vec<Bevinding>> {
        self.moet(self.stand.schrijft())?;
        if resultaten.is_empty() {
            return Err(vec![reden("", "Schrijf eerst ten minste een resultaat op.")]);
        }
        Ondersteuningsplan::schrijf(resultaten.to_vec(), wie, op)?;
        Ok(Self { stand: Planvraagstand::Ingediend, sinds: op, ..self })
    }

    /// The consulent takes the draft over.
    pub fn neem_over(self, op: Datum) -> Result<Self, Vec<Bevinding>> {
        self.moet(self.stand == Planvraagstand::Ingediend)?;
        Ok(Self { stand: Planvraagstand::Aanvaard, sinds: op, ..self })
    }

    /// The consulent sends the draft back; also after it was taken over, when the client wants something else.
    pub fn stuur_terug(self, opmerking: &str, op: Datum) -> Result<Self, Vec<Bevinding>> {
        self.moet(matches!(self.stand, Planvraagstand::Ingediend | Planvraagstand::Aanvaard))?;
        let fout = tekst("/opmerking", opmerking, "Schrijf op wat de aanbieder moet aanpassen.");
        if !fout.is_empty() {
            return Err(fout);
        }
        Ok(Self { stand: Planvraagstand::Terug, versie: self.versie + 1, sinds: op, ..self })
    }

    /// The consulent does not ask it any more.
    pub fn trek_in(self, op: Datum) -> Result<Self, Vec<Bevinding>> {
        self.moet(self.stand.is_open())?;
        Ok(Self { stand: Planvraagstand::Ingetrokken, sinds: op, ..self })
    }
}

/// What the client said of the plan is noted: the plan as it is after that. Or everything that is wrong.
pub fn noteer_oordeel(
    plan: Ondersteuningsplan,
    oordeel: &Planoordeel,
    vandaag: Datum,
) -> Result<Ondersteuningsplan, Vec<Bevinding>> {
    let mut fout = match &oordeel.uitkomst {
        Ok(_) => Vec::new(),
        Err(waarom) => tekst("/reden", waarom, "Schrijf op waarom de cliënt het er niet mee eens is."),
    };
    let schoon = Ondersteuningsplan { toestand: crate::PlanToestand::Concept, ..plan };
    match schoon.clone().stem_in(oordeel.op, vandaag) {
        Err(mis) => fout.extend(mis),
        Ok(p) if fout.is_empty() && oordeel.uitkomst.is_ok() => return Ok(p),
        Ok(_) => {}
    }
    if fout.is_empty() { Ok(schoon) } else { Err(fout) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PlanToestand;
    use crate::zrm::Zrmdomein;
    use jiff::civil::date;

    const OP: Datum = date(2026, 9, 1);

    fn vraag(stand: Planvraagstand) -> Planvraag {
        let tekst = "Schrijf een voorstel.";
        Planvraag {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            id: 1,
            melding: MeldingId(1),
            agb: AgbCode::parse("75750001").unwrap(),
            vraag: tekst.into(),
            stand,
            door: "Proef".into(),
            gevraagd_op: OP,
            versie: 1,
            sinds: OP,
        }
    }

    fn resultaat() -> Planresultaat {
        Planresultaat { domein: Zrmdomein::Financien, resultaat: "Post".into(), aanpak: "Samen".into() }
    }

    #[test]
    fn each_step_only_from_where_it_can_begin() {
        use Planvraagstand as S;
        let stappen = |s: S| {
            let v = || vraag(s);
            [
                v().bewaar(&[]).is_ok(),
                v().dien_in(&[resultaat()], "A", OP).is_ok(),
                v().neem_over(OP).is_ok(),
                v().stuur_terug("Korter", OP).is_ok(),
                v().trek_in(OP).is_ok(),
            ]
        };
        assert_eq!(stappen(S::Gevraagd), [true, true, false, false, true]);
        assert_eq!(stappen(S::Ingediend), [false, false, true, true, true]);
        assert_eq!(stappen(S::Terug), [true, true, false, false, true]);
        assert_eq!(stappen(S::Aanvaard), [false, false, false, true, false]);
        assert_eq!(stappen(S::Ingetrokken), [false; 5]);
    }

    #[test]
    fn a_draft_may_be_half_until_it_is_handed_in() {
        let mut half = resultaat();
        half.aanpak = String::new();
        let v = vraag(Planvraagstand::Gevraagd);
        assert!(v.bewaar(&[half.clone()]).is_ok());
        let fout = v.clone().dien_in(&[resultaat(), half.clone()], "A", OP).unwrap_err();
        assert_eq!(fout.iter().map(|b| b.pad.as_str()).collect::<Vec<_>>(), ["/aanpak/2"]);
        assert!(v.clone().dien_in(&[], "A", OP).is_err(), "nothing is no plan");
        half.resultaat = "x".repeat(LANGSTE_PLANTEKST + 1);
        assert_eq!(v.bewaar(&[half]).unwrap_err()[0].pad, "/resultaat/1");
        assert!(v.bewaar(&vec![resultaat(); MEESTE_RESULTATEN]).is_ok());
        assert!(v.bewaar(&vec![resultaat(); MEESTE_RESULTATEN + 1]).is_err());
    }

    #[test]
    fn sending_back_needs_a_remark_and_makes_room_for_a_next_draft() {
        let v = vraag(Planvraagstand::Ingediend);
        assert_eq!(v.clone().stuur_terug(" ", OP).unwrap_err()[0].pad, "/opmerking");
        let terug = v.stuur_terug("Noem de dagen.", OP).unwrap();
        assert_eq!((terug.stand, terug.versie), (Planvraagstand::Terug, 2));
        let leeg = Planvraag { vraag: String::new(), ..vraag(Planvraagstand::Gevraagd) };
        assert_eq!(leeg.stel().unwrap_err()[0].pad, "/vraag");
    }

    #[test]
    fn a_decision_waits_for_an_open_question_and_for_the_client() {
        use Planvraagstand as S;
        let tegen = |s: S| (s.houdt_besluit_tegen(None), s.houdt_besluit_tegen(Some(OP)));
        assert_eq!(tegen(S::Gevraagd), (true, true), "what the client agreed with before will change");
        assert_eq!(tegen(S::Ingediend), (true, true));
        assert_eq!(tegen(S::Terug), (true, true));
        assert_eq!(tegen(S::Aanvaard), (true, false));
        assert_eq!(tegen(S::Ingetrokken), (false, false));
    }

    #[test]
    fn the_client_agrees_or_says_why_not() {
        let plan = || Ondersteuningsplan::schrijf(vec![resultaat()], "A", OP).unwrap();
        let zegt = |uitkomst, op| noteer_oordeel(plan(), &Planoordeel { op, uitkomst, door: "P".into() }, OP);
        let ja = zegt(Ok(Akkoordwijze::Mondeling), OP).unwrap();
        assert_eq!(ja.toestand, PlanToestand::Akkoord { op: OP });
        let nee = zegt(Err("Te weinig uren.".into()), OP).unwrap();
        assert_eq!(nee.toestand, PlanToestand::Concept);
        let voor = date(2026, 8, 31);
        let fout = zegt(Err(String::new()), voor).unwrap_err();
        assert_eq!(fout.iter().map(|b| b.pad.as_str()).collect::<Vec<_>>(), ["/reden", "/akkoord"]);
        // who agreed before and does not any more
        let eerder = ja;
        let nu = Planoordeel { op: OP, uitkomst: Err("Toch niet.".into()), door: "P".into() };
        assert_eq!(noteer_oordeel(eerder, &nu, OP).unwrap().toestand, PlanToestand::Concept);
    }
}
