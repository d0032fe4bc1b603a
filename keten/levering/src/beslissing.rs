//! The rules over messages (level 3) that a start and a stop meet: TR019, TR063, TR071, TR074, TR326, TR382, TR413, TR414
//! and TR415.
//!
//! They look at keys and days, never at the order in which messages came in (OP080). Within one message removals count
//! first, so that a correction may stand beside what it replaces (IV008). A removal is checked for TR063 and TR071 only.

use crate::{Levering, Leveringsleutel, Soort, StartMelding, StatusAanlevering, StopMelding};
use kern::{AgbCode, Bevinding, voluit};
use toewijzing::Toewijzingnummer;

/// What is known about the client of the message, looked up by the caller.
#[derive(Debug, Clone, Copy)]
pub struct Feiten<'a> {
    /// Provider that sends.
    pub agb: AgbCode,
    /// Assignments of this client to this provider by this municipality that were not taken back. Those of others are left
    /// out: the sender cannot know them (OP095).
    pub toewijzingen: &'a [Toewijzingnummer],
    /// Starts and stops of this client that were kept, removed ones included.
    pub historie: &'a [Levering],
    /// The contract for this product is task-directed: no assignment per client. Never where a contract line with a unit
    /// exists.
    pub taakgericht: bool,
}

impl<'a> Feiten<'a> {
    /// What this provider reported and did not remove.
    fn geldend(&self) -> impl Iterator<Item = &'a Levering> {
        let agb = self.agb;
        self.historie.iter().filter(move |l| !l.verwijderd && l.agb == agb)
    }

    fn kent(&self, sleutel: &Leveringsleutel) -> bool {
        match sleutel.toewijzing {
            Some(nummer) => self.toewijzingen.contains(&nummer),
            None => self.taakgericht,
        }
    }

    fn tr019(&self, pad: &str, sleutel: &Leveringsleutel) -> Option<Bevinding> {
        (!self.kent(sleutel)).then(|| {
            fout(
                "TR019",
                "9019",
                pad,
                match sleutel.toewijzing {
                    Some(n) => format!(
                        "Toewijzing {n} is niet bekend voor deze cliënt bij deze aanbieder. Neem het nummer over uit de toewijzing."
                    ),
                    None => "Het toewijzingnummer ontbreekt. Vul het nummer uit de toewijzing in.".to_owned(),
                },
            )
        })
    }
}

fn fout(regel: &'static str, retourcode: &'static str, pad: &str, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new(regel, Some(retourcode), pad, tekst.into())
}

/// A fact after the removals of a message took effect.
#[derive(Clone, Copy)]
struct Feit {
    sleutel: Leveringsleutel,
    soort: Soort,
}

fn feiten_zonder(geldend: impl Iterator<Item = Feit>, weg: &[Feit]) -> Vec<Feit> {
    geldend.filter(|f| !weg.iter().any(|w| w.sleutel == f.sleutel && w.soort == f.soort)).collect()
}

/// Whether a stop ended this start: the same key (TR326).
fn gestopt<'f>(feiten: &'f [Feit], start: &Leveringsleutel) -> impl Iterator<Item = &'f Feit> {
    let start = *start;
    feiten.iter().filter(move |f| matches!(f.soort, Soort::Stop { .. }) && f.sleutel == start)
}

/// Judges all starts of one client in one 305. All reasons come at once; none means approved.
pub fn beoordeel_start(meldingen: &[StartMelding], feiten: &Feiten<'_>) -> Vec<Bevinding> {
    let geldend: Vec<Feit> = feiten.geldend().map(|l| Feit { sleutel: l.sleutel, soort: l.soort }).collect();
    let weg: Vec<Feit> = meldingen
        .iter()
        .filter(|m| m.status == StatusAanlevering::Verwijderen)
        .map(|m| Feit { sleutel: m.sleutel, soort: Soort::Start })
        .collect();
    let mut nu = feiten_zonder(geldend.iter().copied(), &weg);
    // The place in the message decides nothing: the first day does.
    let mut volgorde: Vec<usize> = (0..meldingen.len()).collect();
    volgorde.sort_by_key(|&i| (meldingen[i].sleutel.begindatum, i));
    let mut gevonden: Vec<(usize, Bevinding)> = Vec::new();
    for i in volgorde {
        let m = &meldingen[i];
        let mut uit = Vec::new();
        match m.status {
            StatusAanlevering::Verwijderen => start_verwijderen(m, &geldend, &mut uit),
            StatusAanlevering::Eerste => {
                uit.extend(feiten.tr019(&m.pad, &m.sleutel));
                if nu.iter().any(|f| f.soort == Soort::Start && f.sleutel == m.sleutel) {
                    uit.push(fout(
                        "TR074",
                        "9074",
                        &m.pad,
                        "Deze start is al eerder gemeld. Verwijder eerst de oude melding of stuur deze niet nog eens.",
                    ));
                }
                let loopt = nu.iter().any(|f| {
                    f.soort == Soort::Start
                        && f.sleutel.zelfde_toewijzing(&m.sleutel)
                        && gestopt(&nu, &f.sleutel).next().is_none()
                });
                if loopt {
                    uit.push(fout(
                        "TR326",
                        "9326",
                        &m.pad,
                        "Er loopt al een levering op deze toewijzing. Meld eerst de stop, of verwijder de eerdere start.",
                    ));
                }
                nu.push(Feit { sleutel: m.sleutel, soort: Soort::Start });
            }
        }
        gevonden.extend(uit.into_iter().map(|b| (i, b)));
    }
    gevonden.sort_by_key(|(i, _)| *i);
    gevonden.into_iter().map(|(_, b)| b).collect()
}

fn start_verwijderen(m: &StartMelding, geldend: &[Feit], uit: &mut Vec<Bevinding>) {
    if !geldend.iter().any(|f| f.soort == Soort::Start && f.sleutel == m.sleutel) {
        uit.push(fout(
            "TR063",
            "9063",
            &m.pad,
            "Er is geen eerdere start met deze gegevens om te verwijderen. Neem toewijzing, product en begindatum precies over.",
        ));
    }
    // A temporary stop is a stop too.
    if gestopt(geldend, &m.sleutel).next().is_some() {
        uit.push(fout(
            "TR071",
            "9071",
            &m.pad,
            "Voor deze start is al een stop gemeld. Verwijder eerst de stop, daarna de start.",
        ));
    }
}

/// Whether the provider may withdraw its own report (IV008), all reasons together. `goedgekeurd` says that the message that
/// brought it was approved: while it waits for its answer there is nothing yet that can be withdrawn, and a withdrawal that
/// is read first would be rejected (TR063).
pub fn mag_intrekken(melding: &Levering, goedgekeurd: bool, feiten: &Feiten<'_>) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    if melding.agb != feiten.agb {
        uit.push(Bevinding::new("TR063", None, "", "Deze melding is van een andere aanbieder."));
    }
    if melding.verwijderd {
        uit.push(Bevinding::new("TR063", None, "", "Deze melding is al ingetrokken."));
    }
    if !goedgekeurd {
        uit.push(Bevinding::new(
            "IV008",
            None,
            "",
            "Op deze melding is nog geen antwoord. Wacht tot de gemeente haar heeft goedgekeurd.",
        ));
    }
    let geldend: Vec<Feit> = feiten.geldend().map(|l| Feit { sleutel: l.sleutel, soort: l.soort }).collect();
    if melding.soort == Soort::Start && gestopt(&geldend, &melding.sleutel).next().is_some() {
        uit.push(Bevinding::new(
            "TR071",
            None,
            "",
            "Bij deze start hoort een stop. Trek eerst de stop in, daarna de start.",
        ));
    }
    uit
}

/// Judges all stops of one client in one 307. All reasons come at once; none means approved.
pub fn beoordeel_stop(meldingen: &[StopMelding], feiten: &Feiten<'_>) -> Vec<Bevinding> {
    let geldend: Vec<Feit> = feiten.geldend().map(|l| Feit { sleutel: l.sleutel, soort: l.soort }).collect();
    let als_feit = |m: &StopMelding| Feit {
        sleutel: m.sleutel,
        soort: Soort::Stop { reden: m.reden, einddatum: m.einddatum },
    };
    let weg: Vec<Feit> =
        meldingen.iter().filter(|m| m.status == StatusAanlevering::Verwijderen).map(als_feit).collect();
    let mut nu = feiten_zonder(geldend.iter().copied(), &weg);
    // A temporary stop comes before the definite one that follows it, wherever they stand in the message.
    let mut volgorde: Vec<usize> = (0..meldingen.len()).collect();
    volgorde.sort_by_key(|&i| (!meldingen[i].reden.is_tijdelijk(), meldingen[i].einddatum, i));
    let mut gevonden: Vec<(usize, Bevinding)> = Vec::new();
    for i in volgorde {
        let m = &meldingen[i];
        let mut uit = Vec::new();
        match m.status {
            StatusAanlevering::Verwijderen => {
                let feit = als_feit(m);
                if !geldend.iter().any(|f| f.sleutel == feit.sleutel && f.soort == feit.soort) {
                    uit.push(fout(
                        "TR063",
                        "9063",
                        &m.pad,
                        "Er is geen eerdere stop met deze gegevens om te verwijderen. Neem toewijzing, product, begindatum, \
                         reden en einddatum precies over.",
                    ));
                }
            }
            StatusAanlevering::Eerste => {
                stop_nieuw(m, feiten, &nu, &mut uit);
                nu.push(als_feit(m));
            }
        }
        gevonden.extend(uit.into_iter().map(|b| (i, b)));
    }
    gevonden.sort_by_key(|(i, _)| *i);
    gevonden.into_iter().map(|(_, b)| b).collect()
}

fn stop_nieuw(m: &StopMelding, feiten: &Feiten<'_>, nu: &[Feit], uit: &mut Vec<Bevinding>) {
    uit.extend(feiten.tr019(&m.pad, &m.sleutel));
    let soort = Soort::Stop { reden: m.reden, einddatum: m.einddatum };
    if nu.iter().any(|f| f.sleutel == m.sleutel && f.soort == soort) {
        uit.push(fout(
            "TR074",
            "9074",
            &m.pad,
            "Deze stop is al eerder gemeld. Stuur hem niet nog eens, of verwijder eerst de oude melding.",
        ));
    }
    if !actuele_start(nu, &m.sleutel) {
        uit.push(fout(
            "TR382",
            "9069",
            &m.pad,
            "Er is geen lopende start met dezelfde toewijzing, hetzelfde product en dezelfde begindatum. Neem die precies over \
             uit de start.",
        ));
    }
    let stops = nu.iter().filter(|f| f.sleutel.zelfde_levering(&m.sleutel)).filter_map(|f| match f.soort {
        Soort::Stop { reden, einddatum } => Some((reden, einddatum)),
        Soort::Start => None,
    });
    let (mut tijdelijk, mut definitief, mut laatste) = (false, false, None);
    for (reden, einddatum) in stops {
        tijdelijk |= reden.is_tijdelijk();
        definitief |= !reden.is_tijdelijk();
        laatste = laatste.max(Some(einddatum));
    }
    if tijdelijk && m.reden.is_tijdelijk() {
        uit.push(fout(
            "TR413",
            "9413",
            &m.pad,
            "Deze levering is al tijdelijk gestopt. Meld eerst een nieuwe start, of meld nu een definitieve stop.",
        ));
    }
    if let Some(laatste) = laatste.filter(|l| m.einddatum < *l) {
        uit.push(fout(
            "TR414",
            "9414",
            &m.pad,
            format!(
                "De einddatum ligt voor die van de eerdere stop ({}). Kies die dag of een latere.",
                voluit(laatste)
            ),
        ));
    }
    if definitief {
        uit.push(fout(
            "TR415",
            "9415",
            &m.pad,
            "Deze levering is al definitief gestopt. Meld eerst een nieuwe start, of verwijder de eerdere stop.",
        ));
    }
}

/// Whether a stop may refer to this start (TR382, OP155): it was reported with exactly this key, is not definitely stopped,
/// and, when stopped for a while, no later start followed it.
fn actuele_start(nu: &[Feit], sleutel: &Leveringsleutel) -> bool {
    let is_start = |f: &&Feit| f.soort == Soort::Start;
    if !nu.iter().filter(is_start).any(|f| f.sleutel == *sleutel) {
        return false;
    }
    let mut tijdelijk = false;
    for f in gestopt(nu, sleutel) {
        match f.soort {
            Soort::Stop { reden, .. } if reden.is_tijdelijk() => tijdelijk = true,
            _ => return false,
        }
    }
    !tijdelijk
        || !nu
            .iter()
            .filter(is_start)
            .any(|f| f.sleutel.zelfde_toewijzing(sleutel) && f.sleutel.begindatum > sleutel.begindatum)
}
