//! How an assignment stands on a day, and the changes that the standard allows (OP033x1, OP257, OP380).

use crate::beslissing::{controleer_vorm, moet_oprekken};
use crate::{Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer};
use kern::{Bevinding, Datum, Eurocent, Periode, voluit};

/// How an assignment stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Begins later.
    NogNietIngegaan,
    /// Runs.
    Lopend,
    /// Its last day has passed.
    Geeindigd,
    /// Taken back: counts as never sent.
    Verwijderd,
}

impl Stand {
    /// The word for people.
    pub fn omschrijving(self) -> &'static str {
        match self {
            Self::NogNietIngegaan => "nog niet ingegaan",
            Self::Lopend => "lopend",
            Self::Geeindigd => "geëindigd",
            Self::Verwijderd => "verwijderd",
        }
    }
}

/// What is wanted of an existing assignment. What stays the same is filled with what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wens {
    /// Day on which the new amount takes effect; only of use when the omvang changes per day, week or month.
    pub vanaf: Datum,
    /// Last day.
    pub einddatum: Option<Datum>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Total amount.
    pub budget: Option<Eurocent>,
    /// Why.
    pub reden: RedenWijziging,
}

/// What a change leaves behind: the old assignment as it now is, and a new one where the standard asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NaWijziging {
    /// The assignment that was there.
    pub bestaande: Toewijzing,
    /// The one that follows, with its own number.
    pub nieuwe: Option<Toewijzing>,
}

impl Toewijzing {
    /// How the assignment stands on a day.
    pub fn stand_op(&self, dag: Datum) -> Stand {
        if self.is_verwijderd() {
            Stand::Verwijderd
        } else if dag < self.ingangsdatum {
            Stand::NogNietIngegaan
        } else if self.einddatum.is_some_and(|e| e < dag) {
            Stand::Geeindigd
        } else {
            Stand::Lopend
        }
    }

    /// Taken back: end equals start and the reason is 13 (or the lapsed 01), so it counts as never sent (OP033x1, TR349).
    pub fn is_verwijderd(&self) -> bool {
        self.einddatum == Some(self.ingangsdatum)
            && matches!(
                self.reden_wijziging,
                Some(RedenWijziging::Verwijderd | RedenWijziging::AdministratieveCorrectieVervallen)
            )
    }

    /// Never sent: a first assignment has no reason, and there is nothing to take back (IV066, IV099).
    pub fn nooit_verzonden(&self) -> bool {
        self.verzonden_in.is_none() && self.reden_wijziging.is_none()
    }

    /// The days that it covers; `None` when it was taken back.
    pub fn periode(&self) -> Option<Periode> {
        if self.is_verwijderd() { None } else { Periode::new(self.ingangsdatum, self.einddatum).ok() }
    }

    /// It was sent in this message.
    #[must_use]
    pub fn verzonden(self, bericht: i64) -> Self {
        Self { verzonden_in: Some(bericht), ..self }
    }

    /// Ends earlier (intrekken).
    pub fn intrek(self, op: Datum, reden: RedenWijziging, stempel: Stempel) -> Result<Self, Vec<Bevinding>> {
        let mut fout = self.wijzigbaar(reden);
        if op < self.ingangsdatum {
            fout.push(regel(
                "OP033x1",
                "einddatum",
                format!(
                    "De toewijzing gaat pas in op {}. Verwijder haar als zij helemaal niet doorgaat.",
                    voluit(self.ingangsdatum)
                ),
            ));
        }
        if self.einddatum.is_some_and(|e| op >= e) {
            fout.push(regel(
                "OP033x1",
                "einddatum",
                "Intrekken maakt de toewijzing korter. Kies een eerdere dag.".into(),
            ));
        }
        if reden == RedenWijziging::Verlenging {
            fout.push(regel("OP033x1", "reden", "Reden 04 is voor verlengen. Kies een andere reden.".into()));
        }
        self.gewijzigd(fout, reden, stempel, |t| t.einddatum = Some(op))
    }

    /// Ends later (oprekken); the number stays (OP380).
    pub fn verleng(
        self,
        tot: Option<Datum>,
        reden: RedenWijziging,
        stempel: Stempel,
    ) -> Result<Self, Vec<Bevinding>> {
        let mut fout = self.wijzigbaar(reden);
        match (self.einddatum, tot) {
            (None, _) => {
                fout.push(regel(
                    "OP380",
                    "einddatum",
                    "De toewijzing heeft geen einddatum en loopt al door.".into(),
                ));
            }
            (Some(oud), Some(nieuw)) if nieuw <= oud => {
                fout.push(regel(
                    "OP380",
                    "einddatum",
                    format!("Verlengen kan alleen tot na {}.", voluit(oud)),
                ));
            }
            _ => {}
        }
        if let Err(reden) = moet_oprekken(&self, self.omvang, stempel.datum) {
            fout.push(reden);
        }
        self.gewijzigd(fout, reden, stempel, |t| t.einddatum = tot)
    }

    /// Taken back as if never sent: end equals start, reason 13 (OP033x1). The caller checks approved claim lines with
    /// [`verwijderen_mag`](crate::verwijderen_mag) (TR385).
    pub fn verwijder(self, stempel: Stempel) -> Result<Self, Vec<Bevinding>> {
        let fout = self.wijzigbaar(RedenWijziging::Verwijderd);
        let ingang = self.ingangsdatum;
        self.gewijzigd(fout, RedenWijziging::Verwijderd, stempel, |t| t.einddatum = Some(ingang))
    }

    /// Changes what the wish asks, in the way that the standard prescribes: stretch where OP380 says so, adapt a
    /// total or budget in place, and otherwise end the assignment and begin a new one with its own number (OP257).
    pub fn wijzig(
        self,
        wens: &Wens,
        stempel: Stempel,
        nieuw_nummer: Toewijzingnummer,
    ) -> Result<NaWijziging, Vec<Bevinding>> {
        let zelfde = self.omvang == wens.omvang && self.budget == wens.budget;
        if zelfde {
            return if self.einddatum == wens.einddatum {
                Err(vec![regel(
                    "OP033x1",
                    "",
                    "Er verandert niets. Pas de einddatum, de omvang of het budget aan.".into(),
                )])
            } else if moet_oprekken(&self, wens.omvang, stempel.datum).is_err()
                && is_later(wens.einddatum, self.einddatum)
            {
                // The end has passed or the frequency is a total: a new assignment follows the old one.
                if self.totaal_of_budget() {
                    self.in_plaats(wens, stempel)
                } else {
                    let aansluitend = self.einddatum.and_then(|e| e.tomorrow().ok()).unwrap_or(wens.vanaf);
                    self.opvolger(wens, stempel, nieuw_nummer, aansluitend)
                }
            } else if is_later(wens.einddatum, self.einddatum) {
                self.verleng(wens.einddatum, wens.reden, stempel).map(alleen)
            } else {
                let op = wens.einddatum.unwrap_or(Datum::MAX);
                self.intrek(op, wens.reden, stempel).map(alleen)
            };
        }
        if self.totaal_of_budget() {
            return self.in_plaats(wens, stempel);
        }
        let vanaf = wens.vanaf;
        self.opvolger(wens, stempel, nieuw_nummer, vanaf)
    }

    fn totaal_of_budget(&self) -> bool {
        self.budget.is_some() || self.omvang.is_some_and(|o| o.frequentie == kern::Frequentie::Totaal)
    }

    /// Volume of a total and budgets are adapted in the assignment itself (OP033x1).
    fn in_plaats(self, wens: &Wens, stempel: Stempel) -> Result<NaWijziging, Vec<Bevinding>> {
        let mut fout = self.wijzigbaar(wens.reden);
        if self.budget.is_some() != wens.budget.is_some() {
            fout.push(regel(
                "OP033x1",
                "budget",
                "Een budget kan niet in een omvang veranderen, of andersom. Trek in en wijs opnieuw toe."
                    .into(),
            ));
        }
        if let (Some(oud), Some(nieuw)) = (self.omvang, wens.omvang)
            && (oud.eenheid, oud.frequentie) != (nieuw.eenheid, nieuw.frequentie)
        {
            fout.push(regel(
                "OP033x1",
                "omvang",
                "Alleen het volume mag veranderen, niet de eenheid of de frequentie.".into(),
            ));
        }
        let wens = *wens;
        self.gewijzigd(fout, wens.reden, stempel, |t| {
            t.omvang = wens.omvang;
            t.budget = wens.budget;
            t.einddatum = wens.einddatum;
        })
        .map(alleen)
    }

    /// Ends the day before and begins anew with another number; the new one has no reason, it is a first assignment.
    fn opvolger(
        self,
        wens: &Wens,
        stempel: Stempel,
        nummer: Toewijzingnummer,
        vanaf: Datum,
    ) -> Result<NaWijziging, Vec<Bevinding>> {
        let mut fout = self.wijzigbaar(wens.reden);
        if vanaf <= self.ingangsdatum {
            fout.push(regel(
                "OP257",
                "vanaf",
                format!("De nieuwe omvang kan op zijn vroegst ingaan op de dag na {}. Verwijder de toewijzing als zij van begin af aan anders moet.", voluit(self.ingangsdatum)),
            ));
        }
        let laatste = vanaf.yesterday().unwrap_or(vanaf);
        let nieuwe = Self {
            nummer,
            stempel,
            ingangsdatum: vanaf,
            einddatum: wens.einddatum,
            omvang: wens.omvang,
            budget: wens.budget,
            reden_wijziging: None,
            referentie_aanbieder: None,
            verzonden_in: None,
            ..self.clone()
        };
        fout.extend(controleer_vorm(&nieuwe));
        let al_voorbij = self.einddatum.is_some_and(|e| e <= laatste);
        let bestaande = if al_voorbij {
            if fout.is_empty() { Ok(self) } else { Err(fout) }
        } else {
            self.gewijzigd(fout, wens.reden, stempel, |t| t.einddatum = Some(laatste))
        }?;
        Ok(NaWijziging { bestaande, nieuwe: Some(nieuwe) })
    }

    fn wijzigbaar(&self, reden: RedenWijziging) -> Vec<Bevinding> {
        let mut fout = Vec::new();
        if self.is_verwijderd() {
            fout.push(regel(
                "OP033x1",
                "",
                "De toewijzing is verwijderd. Maak een nieuwe toewijzing.".into(),
            ));
        }
        if !reden.bruikbaar() {
            fout.push(regel("WMO002", "reden", "Reden 01 is vervallen. Kies reden 14.".into()));
        }
        fout
    }

    fn gewijzigd(
        mut self,
        mut fout: Vec<Bevinding>,
        reden: RedenWijziging,
        stempel: Stempel,
        f: impl FnOnce(&mut Self),
    ) -> Result<Self, Vec<Bevinding>> {
        if stempel <= self.stempel {
            fout.push(regel(
                "IV013",
                "toewijzingsdatum",
                "De wijziging is niet later vastgesteld dan wat er nu staat. Gebruik het moment van nu."
                    .into(),
            ));
        }
        f(&mut self);
        self.reden_wijziging = Some(reden);
        self.stempel = stempel;
        // A reference belongs to a request only (TR379); whoever honours one fills it in afterwards.
        self.referentie_aanbieder = None;
        self.verzonden_in = None;
        fout.extend(controleer_vorm(&self));
        if fout.is_empty() { Ok(self) } else { Err(fout) }
    }
}

fn alleen(bestaande: Toewijzing) -> NaWijziging {
    NaWijziging { bestaande, nieuwe: None }
}

fn is_later(nieuw: Option<Datum>, oud: Option<Datum>) -> bool {
    match (nieuw, oud) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(n), Some(o)) => n > o,
    }
}

fn regel(code: &'static str, veld: &str, tekst: String) -> Bevinding {
    let pad = if veld.is_empty() { String::new() } else { format!("/{veld}") };
    Bevinding::new(code, None, pad, tekst)
}
