//! Adding up: how many rows, and what they cost in a year before and after.

use super::model::{OmzetFout, Omzetrij, Oordeel};
use super::sleutel::Omzetsleutel;
use kern::{Afronding, Decimaal, Eurocent};
use std::collections::{BTreeMap, HashMap};

/// What the figures are cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdeling {
    /// Everything together.
    Alles,
    /// Per municipality.
    Gemeente(u16),
    /// Per provider.
    Aanbieder(u32),
    /// Per class; [`GEEN_KLASSE`](super::GEEN_KLASSE) is a row without one.
    Klasse(u8),
    /// Per group of codes; `u8::MAX` is a code that no group names.
    Functie(u8),
    /// Per line of the key.
    Regel(u8),
}

/// Figures of one cut. Amounts are cents a year, exact; rounded only where they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totaal {
    /// Rows per kind, in the order of [`Oordeel::SOORTEN`].
    pub aantallen: [u64; Oordeel::SOORTEN.len()],
    /// Before, of what goes over.
    pub voor: Decimaal,
    /// After, of what goes over.
    pub na: Decimaal,
    /// Before, of what needs a new indication first.
    pub eerst_voor: Decimaal,
    /// After, of what needs a new indication first, if it went over by the key.
    pub eerst_na: Decimaal,
    /// Rows that fit of which the value before is not known.
    pub zonder_voor: u64,
}

impl Totaal {
    /// All rows.
    pub fn rijen(&self) -> u64 {
        self.aantallen.iter().sum()
    }

    /// Rows that fit a line: what goes over and what needs a new indication first.
    pub fn past(&self) -> u64 {
        self.aantallen[0] + self.aantallen[1]
    }

    /// An amount in whole cents, half a cent up.
    pub fn cent(bedrag: Decimaal) -> Result<Eurocent, OmzetFout> {
        Eurocent::rond(bedrag, Afronding::Rekenkundig).map_err(|_| OmzetFout::Bedrag)
    }
}

/// Rows that are the same in everything that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Cel {
    gemeente: u16,
    agb: u32,
    functie: u8,
    klasse: u8,
    oordeel: Oordeel,
}

/// Counts rows; amounts come in only at the end, once per kind of row.
#[derive(Debug, Clone, Default)]
pub struct Telling {
    cellen: HashMap<u64, (Cel, u64)>,
}

impl Telling {
    /// Counts a row.
    pub fn tel(&mut self, r: &Omzetrij) {
        // what happens follows from group and class, except for which of nine kinds it is
        let sleutel = u64::from(r.gemeente) << 48
            ^ u64::from(r.agb) << 20
            ^ u64::from(r.functie & 31) << 15
            ^ u64::from(r.klasse & 127) << 8
            ^ r.oordeel.soort() as u64;
        let cel = || Cel {
            gemeente: r.gemeente,
            agb: r.agb,
            functie: r.functie,
            klasse: r.klasse,
            oordeel: r.oordeel,
        };
        self.cellen.entry(sleutel).or_insert_with(|| (cel(), 0)).1 += 1;
    }

    /// Adds what was counted elsewhere.
    pub fn erbij(&mut self, ander: Self) {
        for (sleutel, (cel, n)) in ander.cellen {
            self.cellen.entry(sleutel).or_insert((cel, 0)).1 += n;
        }
    }

    /// The figures, per cut.
    pub fn totalen(&self, sleutel: &Omzetsleutel) -> Result<BTreeMap<Verdeling, Totaal>, OmzetFout> {
        let mut uit: BTreeMap<Verdeling, Totaal> = BTreeMap::new();
        uit.insert(Verdeling::Alles, Totaal::default());
        for r in 0..sleutel.aantal_regels() {
            uit.insert(Verdeling::Regel(u8::try_from(r).unwrap_or(u8::MAX)), Totaal::default());
        }
        for (cel, n) in self.cellen.values() {
            let mut deel = Totaal::default();
            deel.aantallen[cel.oordeel.soort()] = *n;
            let keer = |b: Decimaal| b.checked_mul(Decimaal::from(*n)).ok_or(OmzetFout::Bedrag);
            let mut regel = None;
            if let Oordeel::Omzetten(r) | Oordeel::EerstIndicatie(r) = cel.oordeel {
                regel = Some(Verdeling::Regel(r));
                let voor = sleutel.voor_per_jaar(cel.functie, cel.klasse);
                if voor.is_none() {
                    deel.zonder_voor = *n;
                }
                let (voor, na) = (keer(voor.unwrap_or_default())?, keer(sleutel.na_per_jaar(r))?);
                if matches!(cel.oordeel, Oordeel::Omzetten(_)) {
                    (deel.voor, deel.na) = (voor, na);
                } else {
                    (deel.eerst_voor, deel.eerst_na) = (voor, na);
                }
            }
            let sneden = [
                Some(Verdeling::Alles),
                Some(Verdeling::Gemeente(cel.gemeente)),
                Some(Verdeling::Aanbieder(cel.agb)),
                Some(Verdeling::Klasse(cel.klasse)),
                Some(Verdeling::Functie(cel.functie)),
                regel,
            ];
            for snede in sneden.into_iter().flatten() {
                uit.entry(snede).or_default().plus(&deel)?;
            }
        }
        Ok(uit)
    }
}

impl Totaal {
    fn plus(&mut self, d: &Self) -> Result<(), OmzetFout> {
        for (a, b) in self.aantallen.iter_mut().zip(d.aantallen) {
            *a += b;
        }
        self.zonder_voor += d.zonder_voor;
        for (a, b) in [
            (&mut self.voor, d.voor),
            (&mut self.na, d.na),
            (&mut self.eerst_voor, d.eerst_voor),
            (&mut self.eerst_na, d.eerst_na),
        ] {
            *a = a.checked_add(b).ok_or(OmzetFout::Bedrag)?;
        }
        Ok(())
    }
}
