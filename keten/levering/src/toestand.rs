//! What an approved message changes, and how a delivery stands.

use crate::{
    Feiten, Levering, LeveringId, Leveringsleutel, RedenBeeindiging, Soort, StartMelding, StatusAanlevering,
    StopMelding,
};
use kern::Datum;

/// What an approved start or stop does to what is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gevolg {
    /// Keep the report with this place in the list given.
    Bewaren(usize),
    /// Mark this record as removed.
    Verwijderen(LeveringId),
}

/// What the approved starts of one client in one 305 change. Removals come first (IV008).
pub fn gevolgen_start(meldingen: &[StartMelding], feiten: &Feiten<'_>) -> Vec<Gevolg> {
    gevolgen(meldingen.iter().map(|m| (m.status, m.sleutel, Soort::Start)), feiten)
}

/// What the approved stops of one client in one 307 change. Removals come first (IV008).
pub fn gevolgen_stop(meldingen: &[StopMelding], feiten: &Feiten<'_>) -> Vec<Gevolg> {
    let als_soort = |m: &StopMelding| Soort::Stop { reden: m.reden, einddatum: m.einddatum };
    gevolgen(meldingen.iter().map(|m| (m.status, m.sleutel, als_soort(m))), feiten)
}

fn gevolgen(
    meldingen: impl Iterator<Item = (StatusAanlevering, Leveringsleutel, Soort)>,
    feiten: &Feiten<'_>,
) -> Vec<Gevolg> {
    let (mut weg, mut bij) = (Vec::new(), Vec::new());
    for (i, (status, sleutel, soort)) in meldingen.enumerate() {
        match status {
            StatusAanlevering::Eerste => bij.push(Gevolg::Bewaren(i)),
            StatusAanlevering::Verwijderen => weg.extend(
                feiten
                    .historie
                    .iter()
                    .filter(|l| {
                        !l.verwijderd && l.agb == feiten.agb && l.sleutel == sleutel && l.soort == soort
                    })
                    .map(|l| Gevolg::Verwijderen(l.id)),
            ),
        }
    }
    weg.append(&mut bij);
    weg
}

/// How the delivery of one assignment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leveringstand {
    /// No start was reported.
    NietGestart,
    /// It runs since this day.
    Loopt {
        /// First day of delivery.
        sinds: Datum,
    },
    /// It stopped for a while.
    TijdelijkGestopt {
        /// Last day of delivery.
        op: Datum,
    },
    /// It stopped for good.
    Gestopt {
        /// Last day of delivery.
        op: Datum,
        /// Why.
        reden: RedenBeeindiging,
    },
}

/// How a delivery stands, from all kept records of one assignment: the start with the latest first day decides, and its
/// definite stop goes before a temporary one.
pub fn stand<'a>(leveringen: impl Iterator<Item = &'a Levering> + Clone) -> Leveringstand {
    let geldend = leveringen.filter(|l| !l.verwijderd);
    let starts = geldend.clone().filter(|l| l.soort == Soort::Start);
    let Some(start) = starts.max_by_key(|l| l.sleutel.begindatum) else {
        return Leveringstand::NietGestart;
    };
    let stops = geldend.filter(|l| l.sleutel == start.sleutel).filter_map(|l| match l.soort {
        Soort::Stop { reden, einddatum } => Some((!reden.is_tijdelijk(), einddatum, reden)),
        Soort::Start => None,
    });
    match stops.max() {
        None => Leveringstand::Loopt { sinds: start.sleutel.begindatum },
        Some((false, op, _)) => Leveringstand::TijdelijkGestopt { op },
        Some((true, op, reden)) => Leveringstand::Gestopt { op, reden },
    }
}
