//! What went over, counted: of one client, of a part, of everything.

use kern::{AgbCode, Decimaal};
use std::collections::BTreeMap;
use toewijzing::{Herindelingstand, Toewijzing, waarde_per_jaar};

/// What the assignments of one provider are worth in a year, in cents and not rounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Jaarwaarde {
    /// Assignments with an amount per day, week or month.
    pub toewijzingen: u64,
    /// By the contract of the old municipality.
    pub voor: Decimaal,
    /// By the contract that counts there.
    pub na: Decimaal,
    /// Of these without a tariff before.
    pub zonder_voor: u64,
    /// Of these without a tariff after.
    pub zonder_na: u64,
    /// Assignments with a total or a budget: those are divided and have no year.
    pub eenmalig: u64,
}

impl Jaarwaarde {
    /// Adds up; a sum that does not fit stays what it was.
    pub fn plus(&mut self, ander: &Self) {
        self.toewijzingen += ander.toewijzingen;
        self.voor = self.voor.checked_add(ander.voor).unwrap_or(self.voor);
        self.na = self.na.checked_add(ander.na).unwrap_or(self.na);
        self.zonder_voor += ander.zonder_voor;
        self.zonder_na += ander.zonder_na;
        self.eenmalig += ander.eenmalig;
    }
}

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cijfers {
    /// Clients that went over now.
    pub clienten: u64,
    /// Of these: those that were a client there already.
    pub samen: u64,
    /// Clients that had gone over before.
    pub al: u64,
    /// Open meldingen.
    pub meldingen: u64,
    /// Decisions.
    pub besluiten: u64,
    /// Contract lines that went along.
    pub contracten: u64,
    /// Assignments for which nobody has a contract line.
    pub zonder_contract: u64,
    /// Totals or budgets that were used up.
    pub op: u64,
    /// What there was.
    pub voor: Herindelingstand,
    /// What became of it.
    pub na: Herindelingstand,
    /// Value in a year, per provider.
    pub waarden: BTreeMap<AgbCode, Jaarwaarde>,
}

impl Cijfers {
    /// Adds what an assignment is worth here and there.
    pub(super) fn waarde(
        &mut self,
        was: &Toewijzing,
        nieuw: &Toewijzing,
        (hier, daar): (Option<Decimaal>, Option<Decimaal>),
    ) {
        let w = self.waarden.entry(was.agb).or_default();
        if waarde_per_jaar(was, Decimaal::ONE).is_none() {
            w.eenmalig += 1;
            return;
        }
        let voor = hier.and_then(|t| waarde_per_jaar(was, t));
        let na = daar.and_then(|t| waarde_per_jaar(nieuw, t));
        w.plus(&Jaarwaarde {
            toewijzingen: 1,
            voor: voor.unwrap_or_default(),
            na: na.unwrap_or_default(),
            zonder_voor: u64::from(voor.is_none()),
            zonder_na: u64::from(na.is_none()),
            eenmalig: 0,
        });
    }

    /// Adds up.
    pub(super) fn plus(&mut self, ander: &Self) {
        self.clienten += ander.clienten;
        self.samen += ander.samen;
        self.al += ander.al;
        self.meldingen += ander.meldingen;
        self.besluiten += ander.besluiten;
        self.contracten += ander.contracten;
        self.zonder_contract += ander.zonder_contract;
        self.op += ander.op;
        self.voor.plus(&ander.voor);
        self.na.plus(&ander.na);
        for (agb, w) in &ander.waarden {
            self.waarden.entry(*agb).or_default().plus(w);
        }
    }

    /// Value in a year of all providers together.
    pub fn jaarwaarde(&self) -> Jaarwaarde {
        let mut som = Jaarwaarde::default();
        for w in self.waarden.values() {
            som.plus(w);
        }
        som
    }
}
