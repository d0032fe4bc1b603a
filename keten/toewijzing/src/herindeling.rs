//! A reorganisation of municipalities: what an assignment becomes when another municipality takes over on a day.
//!
//! It ends with the old municipality on the day before and begins with the new one on the day itself, so that every
//! message carries the code that is current on the first day of its assignment (TR378). What is per day, week or month
//! stays the same; a total or a budget is divided, and both parts together are what it was.

use crate::beslissing::controleer_vorm;
use crate::{Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer};
use beschikking::BesluitId;
use inkoop::{Contractregel, Contractsleutel, Productsleutel, tarief_op};
use kern::{Bevinding, Datum, Decimaal, Eurocent, Frequentie, Gemeentecode, Opzoeking, Periode, voluit};
use regels::{Tijdvak, WEKEN_ZONDER_AFSPRAAK};
use std::collections::BTreeMap;
use toegang::ClientId;

/// What is known of the take-over of one assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overgang {
    /// First day of the new division.
    pub datum: Datum,
    /// Municipality that takes over.
    pub naar: Gemeentecode,
    /// The client there.
    pub client: ClientId,
    /// The decision there.
    pub besluit: Option<BesluitId>,
    /// When it is settled.
    pub stempel: Stempel,
    /// What was claimed and not rejected, in the unit of the assignment, or in cents for a budget.
    pub gebruikt: i64,
    /// The last day that was claimed.
    pub gedeclareerd_tot: Option<Datum>,
}

/// What becomes of an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bestemming {
    /// It ended before the day, or was taken back: it stays where it is.
    Blijft,
    /// It ends here and goes on there.
    Gaat {
        /// As it is left here.
        oud: Box<Toewijzing>,
        /// As it begins there; its number is the one that was given.
        nieuw: Box<Toewijzing>,
    },
    /// It never left and begins on the day or later: it begins there, and here it never was. A message about it would
    /// carry a code that was never current on its first day (TR378), and take back what nobody knows of (IV099).
    Verhuist(Box<Toewijzing>),
    /// Its total or budget is used up: it ends here and nothing is left to go on.
    Op(Box<Toewijzing>),
}

/// Divides a total over the days before and from the day: by days, rounded up, and never less than was used.
pub fn verdeel(totaal: i64, gebruikt: i64, dagen_voor: i64, dagen: i64) -> (i64, i64) {
    let naar_dagen = i128::from(totaal) * i128::from(dagen_voor);
    let dagen = i128::from(dagen.max(1));
    let voor = (naar_dagen + dagen - 1).div_euclid(dagen);
    let voor = i64::try_from(voor).unwrap_or(totaal).max(gebruikt).clamp(0, totaal.max(0));
    (voor, totaal - voor)
}

fn fout(tekst: String) -> Vec<Bevinding> {
    vec![Bevinding::new("HERINDELING", None, "/toewijzing", tekst)]
}

/// What becomes of one assignment, or every reason why it cannot go over.
pub fn gaat_over(
    t: &Toewijzing,
    nummer: Toewijzingnummer,
    o: &Overgang,
) -> Result<Bestemming, Vec<Bevinding>> {
    if t.is_verwijderd() || t.einddatum.is_some_and(|e| e < o.datum) {
        return Ok(Bestemming::Blijft);
    }
    if let Some(dag) = o.gedeclareerd_tot.filter(|d| *d >= o.datum) {
        return Err(fout(format!(
            "Toewijzing {} is al gedeclareerd tot en met {}, na de dag van de herindeling. Laat die regels eerst crediteren.",
            t.nummer,
            voluit(dag)
        )));
    }
    let Ok(laatste) = o.datum.yesterday() else {
        return Err(fout("De dag van de herindeling bestaat niet.".into()));
    };
    let begint_later = t.ingangsdatum >= o.datum;
    let mut oud = Toewijzing {
        stempel: o.stempel,
        einddatum: Some(if begint_later { t.ingangsdatum } else { laatste }),
        reden_wijziging: if begint_later {
            Some(RedenWijziging::Verwijderd)
        } else {
            // never sent: a first assignment has no reason (IV066, IV099)
            Some(RedenWijziging::Herindeling).filter(|_| !t.nooit_verzonden())
        },
        referentie_aanbieder: None,
        verzonden_in: None,
        ..t.clone()
    };
    let mut nieuw = Toewijzing {
        gemeente: o.naar,
        nummer,
        client: o.client,
        besluit: o.besluit,
        stempel: o.stempel,
        ingangsdatum: t.ingangsdatum.max(o.datum),
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: None,
        ..t.clone()
    };
    if let Some((totaal, _)) = totaal(t).filter(|_| !begint_later) {
        let dagen = |van: Datum, tot: Datum| Periode::new(van, Some(tot)).ok().and_then(|p| p.dagen());
        // without an end there are no days to divide by: what was used stays, the rest goes
        let (voor, alle) = match t.einddatum {
            Some(e) => (dagen(t.ingangsdatum, laatste).unwrap_or(0), dagen(t.ingangsdatum, e).unwrap_or(1)),
            None => (0, 1),
        };
        let (hier, daar) = verdeel(totaal, o.gebruikt, voor, alle);
        zet_totaal(&mut oud, hier);
        if daar == 0 {
            return Ok(Bestemming::Op(Box::new(oud)));
        }
        zet_totaal(&mut nieuw, daar);
    }
    let fouten = controleer_vorm(&nieuw);
    if !fouten.is_empty() {
        return Err(fouten);
    }
    if begint_later && t.nooit_verzonden() {
        return Ok(Bestemming::Verhuist(Box::new(nieuw)));
    }
    Ok(Bestemming::Gaat { oud: Box::new(oud), nieuw: Box::new(nieuw) })
}

impl Bestemming {
    /// What begins there.
    pub fn nieuw(&self) -> Option<&Toewijzing> {
        match self {
            Self::Gaat { nieuw, .. } | Self::Verhuist(nieuw) => Some(nieuw),
            Self::Blijft | Self::Op(_) => None,
        }
    }
}

/// What an assignment is worth in a year under a tariff, in cents and not rounded. `None` for a total, which has no year,
/// and for a budget, which has no tariff.
pub fn waarde_per_jaar(t: &Toewijzing, tarief: Decimaal) -> Option<Decimaal> {
    let o = t.omvang.filter(|o| o.frequentie != Frequentie::Totaal)?;
    let keer = Decimaal::from(o.volume).checked_mul(tarief)?;
    Tijdvak::from(o.frequentie).reken_om(keer, Tijdvak::Jaar, WEKEN_ZONDER_AFSPRAAK)
}

/// The total of an assignment that has one, and whether it is a budget.
fn totaal(t: &Toewijzing) -> Option<(i64, bool)> {
    match (t.budget, t.omvang) {
        (Some(b), _) => Some((b.0, true)),
        (None, Some(o)) if o.frequentie == Frequentie::Totaal => Some((o.volume, false)),
        _ => None,
    }
}

fn zet_totaal(t: &mut Toewijzing, n: i64) {
    if t.budget.is_some() {
        t.budget = Some(Eurocent(n));
    } else if let Some(o) = t.omvang {
        t.omvang = Some(Omvang { volume: n, ..o });
    }
}

/// How a contract stands for an assignment that goes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contractstand {
    /// The new municipality has a line of its own on that day: that one counts.
    Eigen,
    /// It has none: the line of the old one goes along, as long as it does not run into a later line.
    GaatMee {
        /// The line as it will stand there.
        regel: Contractregel,
        /// Place among the lines of the old municipality of the one that it comes from.
        uit: usize,
    },
    /// Neither has one.
    Geen,
}

/// Whether the new municipality has a contract line for an assignment, or which one goes along.
pub fn contract_voor(nieuw: &Toewijzing, hier: &[Contractregel], daar: &[Contractregel]) -> Contractstand {
    let (Some(product), Some(omvang)) = (nieuw.product.and_then(Productsleutel::uit), nieuw.omvang) else {
        return Contractstand::Eigen;
    };
    let dag = nieuw.ingangsdatum;
    let naar = Contractsleutel { gemeente: nieuw.gemeente, agb: nieuw.agb, product, eenheid: omvang.eenheid };
    if matches!(tarief_op(daar, &naar, dag), Opzoeking::Geldig(_)) {
        return Contractstand::Eigen;
    }
    let past = |r: &Contractregel| {
        let s = r.sleutel();
        (s.agb, s.product, s.eenheid) == (naar.agb, naar.product, naar.eenheid) && r.geldig().bevat(dag)
    };
    let Some((uit, oud)) = hier.iter().enumerate().find(|(_, r)| past(r)) else { return Contractstand::Geen };
    let later = daar
        .iter()
        .filter(|r| r.sleutel() == naar && r.geldig().van() > dag)
        .filter_map(|r| r.geldig().van().yesterday().ok())
        .min();
    let tot = oud.geldig().tot().into_iter().chain(later).min();
    Periode::new(dag, tot)
        .ok()
        .and_then(|geldig| Contractregel::new(naar, oud.tarief(), geldig).ok())
        .map_or(Contractstand::Geen, |regel| Contractstand::GaatMee { regel, uit })
}

/// What there is on the day: how many assignments, how much of what, which amounts. Counted before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Herindelingstand {
    /// Assignments that run on or begin after the day.
    pub toewijzingen: u64,
    /// Volume per product, unit and frequency.
    pub omvang: BTreeMap<(String, String, String), i128>,
    /// Budgets in cents.
    pub budget: i128,
}

impl Herindelingstand {
    fn erbij(&mut self, t: &Toewijzing) {
        if let Some(b) = t.budget {
            self.budget += i128::from(b.0);
        }
        if let Some(o) = t.omvang {
            let p = t.product.map_or_else(
                || "generiek".to_owned(),
                |p| p.code.map_or_else(|| p.categorie.to_string(), |c| format!("{} {c}", p.categorie)),
            );
            let sleutel = (p, o.eenheid.code().to_owned(), o.frequentie.code().to_owned());
            *self.omvang.entry(sleutel).or_default() += i128::from(o.volume);
        }
    }

    /// Adds an assignment as it was, when it has something to do with the day.
    pub fn voor(&mut self, t: &Toewijzing, b: &Bestemming) {
        if *b != Bestemming::Blijft {
            self.toewijzingen += 1;
            self.erbij(t);
        }
    }

    /// Adds what it became: what goes on there, and the part of a total or budget that stays here.
    pub fn na(&mut self, b: &Bestemming) {
        match b {
            Bestemming::Blijft => {}
            Bestemming::Op(t) | Bestemming::Verhuist(t) => {
                self.toewijzingen += 1;
                self.erbij(t);
            }
            Bestemming::Gaat { oud, nieuw } => {
                self.toewijzingen += 1;
                self.erbij(nieuw);
                if totaal(oud).is_some() && !oud.is_verwijderd() {
                    self.erbij(oud);
                }
            }
        }
    }

    /// Adds up.
    pub fn plus(&mut self, ander: &Self) {
        self.toewijzingen += ander.toewijzingen;
        self.budget += ander.budget;
        for (k, n) in &ander.omvang {
            *self.omvang.entry(k.clone()).or_default() += n;
        }
    }
}
