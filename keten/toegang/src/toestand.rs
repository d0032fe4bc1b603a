//! A melding is received, then examined, then finished. Each step consumes the one before.

use crate::{ClientId, Melding, MeldingId, ToegangFout};
use kern::{Datum, Gemeentecode};

/// How far a melding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeldingToestand {
    /// Received, not looked at.
    Ontvangen,
    /// The onderzoek runs.
    InOnderzoek {
        /// First day of the onderzoek.
        sinds: Datum,
    },
    /// The onderzoek is finished and reported; an aanvraag may follow.
    OnderzoekAfgerond {
        /// Day that it was finished.
        op: Datum,
    },
}

impl Melding {
    /// A melding that comes in today.
    pub fn ontvang(gemeente: Gemeentecode, id: MeldingId, client: ClientId, ontvangen_op: Datum) -> Self {
        Self { gemeente, id, client, ontvangen_op, toestand: MeldingToestand::Ontvangen }
    }

    /// A melding as it was stored; the days must follow each other.
    pub fn herstel(self, toestand: MeldingToestand) -> Result<Self, ToegangFout> {
        match toestand {
            MeldingToestand::Ontvangen => {}
            MeldingToestand::InOnderzoek { sinds: dag } | MeldingToestand::OnderzoekAfgerond { op: dag } => {
                self.niet_voor_melding(dag)?;
            }
        }
        Ok(Self { toestand, ..self })
    }

    /// The onderzoek begins.
    pub fn begin_onderzoek(self, op: Datum) -> Result<Self, ToegangFout> {
        match self.toestand {
            MeldingToestand::Ontvangen => {
                self.niet_voor_melding(op)?;
                Ok(Self { toestand: MeldingToestand::InOnderzoek { sinds: op }, ..self })
            }
            MeldingToestand::InOnderzoek { .. } => Err(ToegangFout::LooptAl),
            MeldingToestand::OnderzoekAfgerond { .. } => Err(ToegangFout::AlAfgerond),
        }
    }

    /// The onderzoek is finished.
    pub fn rond_onderzoek_af(self, op: Datum) -> Result<Self, ToegangFout> {
        match self.toestand {
            MeldingToestand::Ontvangen => Err(ToegangFout::NietBegonnen),
            MeldingToestand::InOnderzoek { sinds } if op < sinds => Err(ToegangFout::VoorBegin { sinds }),
            MeldingToestand::InOnderzoek { .. } => {
                Ok(Self { toestand: MeldingToestand::OnderzoekAfgerond { op }, ..self })
            }
            MeldingToestand::OnderzoekAfgerond { .. } => Err(ToegangFout::AlAfgerond),
        }
    }

    fn niet_voor_melding(&self, dag: Datum) -> Result<(), ToegangFout> {
        if dag < self.ontvangen_op {
            Err(ToegangFout::VoorMelding { ontvangen_op: self.ontvangen_op })
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn melding() -> Melding {
        Melding::ontvang(Gemeentecode::parse("0796").unwrap(), MeldingId(1), ClientId(2), date(2026, 9, 1))
    }

    #[test]
    fn the_steps_follow_each_other() {
        let m = melding().begin_onderzoek(date(2026, 9, 1)).unwrap();
        assert_eq!(m.clone().begin_onderzoek(date(2026, 9, 2)), Err(ToegangFout::LooptAl));
        let m = m.rond_onderzoek_af(date(2026, 9, 20)).unwrap();
        assert_eq!(m.toestand(), MeldingToestand::OnderzoekAfgerond { op: date(2026, 9, 20) });
        assert_eq!(m.rond_onderzoek_af(date(2026, 9, 21)), Err(ToegangFout::AlAfgerond));
        assert_eq!(melding().rond_onderzoek_af(date(2026, 9, 2)), Err(ToegangFout::NietBegonnen));
    }

    #[test]
    fn no_step_lies_before_the_one_before() {
        assert!(matches!(melding().begin_onderzoek(date(2026, 8, 31)), Err(ToegangFout::VoorMelding { .. })));
        let m = melding().begin_onderzoek(date(2026, 9, 3)).unwrap();
        assert!(matches!(m.clone().rond_onderzoek_af(date(2026, 9, 2)), Err(ToegangFout::VoorBegin { .. })));
        assert!(m.rond_onderzoek_af(date(2026, 9, 3)).is_ok());
        let stand = MeldingToestand::OnderzoekAfgerond { op: date(2026, 8, 31) };
        assert!(melding().herstel(stand).is_err());
    }
}
