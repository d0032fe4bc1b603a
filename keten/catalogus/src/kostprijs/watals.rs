//! What if: the same model with other assumptions, beside the published one.

use super::{Kostprijs, KostprijsFout, getypt, lees_getal, per_element};
use kern::Decimaal;
use regels::{Kostprijselement, Kostprijsmodel};
use std::collections::BTreeSet;
use std::fmt;

/// More than this does not fit beside each other.
pub const MEESTE_SCENARIOS: usize = 4;

/// Another value for an assumption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stel {
    /// This value.
    Waarde(String, Decimaal),
    /// So many percent more, or less when negative.
    Verhoog(String, Decimaal),
}

impl Stel {
    /// Reads `productiviteit=68`, `hoogste_trede.fwg40=2850` or `hoogste_trede=+3%`.
    pub fn parse(tekst: &str) -> Result<Self, KostprijsFout> {
        let (regel, waarde) = tekst.split_once('=').ok_or_else(|| KostprijsFout::Vorm(tekst.to_owned()))?;
        Self::lees(regel, waarde)
    }

    /// The same, with key and value apart.
    pub fn lees(regel: &str, waarde: &str) -> Result<Self, KostprijsFout> {
        let (regel, waarde) = (regel.trim().to_owned(), waarde.trim());
        let zonder = waarde.strip_suffix('%').unwrap_or(waarde).trim_end();
        let verhoog = |t: &str, teken: Decimaal| {
            if waarde.ends_with('%') {
                Ok(Self::Verhoog(regel.clone(), lees_getal(t)? * teken))
            } else {
                Err(KostprijsFout::Vorm(waarde.to_owned()))
            }
        };
        match (zonder.strip_prefix('+'), zonder.strip_prefix('-')) {
            (Some(t), _) => verhoog(t, Decimaal::ONE),
            (_, Some(t)) => verhoog(t, Decimaal::NEGATIVE_ONE),
            _ => Ok(Self::Waarde(regel, lees_getal(zonder)?)),
        }
    }

    /// Key of the line.
    pub fn regel(&self) -> &str {
        let (Self::Waarde(r, _) | Self::Verhoog(r, _)) = self;
        r
    }

    /// What it is turned to, as it is typed: `68`, `+3%`.
    pub fn waarde(&self) -> String {
        match self {
            Self::Waarde(_, w) => getypt(*w),
            Self::Verhoog(_, p) if p.is_sign_negative() => format!("{}%", getypt(*p)),
            Self::Verhoog(_, p) => format!("+{}%", getypt(*p)),
        }
    }

    pub(super) fn op(&self, oud: Decimaal) -> Option<Decimaal> {
        match self {
            Self::Waarde(_, w) => Some(*w),
            Self::Verhoog(_, p) => {
                let factor = Decimaal::ONE.checked_add(p.checked_mul(Decimaal::new(1, 2))?)?;
                oud.checked_mul(factor)
            }
        }
    }
}

/// As [`Stel::parse`] reads it: `productiviteit=68`, `hoogste_trede=+3%`.
impl fmt::Display for Stel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.regel(), self.waarde())
    }
}

/// A line that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verschilregel {
    /// Place of the line.
    pub regel: usize,
    /// Value in the published version.
    pub voor: Decimaal,
    /// Value with the other assumptions.
    pub na: Decimaal,
}

/// The published version and the same with other assumptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatAls<'m> {
    /// As published.
    pub voor: Kostprijs<'m>,
    /// With the other assumptions.
    pub na: Kostprijs<'m>,
}

/// Computes both.
pub fn wat_als<'m>(model: &'m Kostprijsmodel, stel: &[Stel]) -> Result<WatAls<'m>, KostprijsFout> {
    Ok(WatAls { voor: Kostprijs::van(model)?, na: Kostprijs::met(model, stel)? })
}

impl WatAls<'_> {
    /// The lines that changed, in the order of the model.
    pub fn regels(&self) -> Vec<Verschilregel> {
        let paren = self.voor.waarden.iter().zip(&self.na.waarden).enumerate();
        paren
            .filter(|(_, (voor, na))| voor != na)
            .map(|(regel, (voor, na))| Verschilregel { regel, voor: *voor, na: *na })
            .collect()
    }

    /// What each element takes of the price, before and after; `None` is what falls under no element.
    pub fn elementen(&self) -> Vec<(Option<Kostprijselement>, Decimaal, Decimaal)> {
        let voor = per_element(&self.voor, self.voor.model.prijs);
        let na = per_element(&self.na, self.na.model.prijs);
        let alle: BTreeSet<_> = voor.keys().chain(na.keys()).copied().collect();
        let van = |m: &std::collections::BTreeMap<_, Decimaal>, e| m.get(e).copied().unwrap_or_default();
        let mut uit: Vec<_> = alle.iter().map(|e| (*e, van(&voor, e), van(&na, e))).collect();
        // what has no element comes last
        uit.sort_by_key(|(e, ..)| (e.is_none(), *e));
        uit
    }

    /// What it costs more per year for so many clients; less is negative. `None` when it does not fit.
    pub fn jaareffect(&self, volume: Decimaal) -> Option<Decimaal> {
        self.na.jaarprijs().checked_sub(self.voor.jaarprijs())?.checked_mul(volume)
    }
}

/// A named set of assumptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Name.
    pub naam: String,
    /// What is different.
    pub stel: Vec<Stel>,
    /// Index per cost part, in percent.
    pub indexen: Vec<(String, Decimaal)>,
    /// Number of clients for the effect in a year.
    pub volume: Option<Decimaal>,
}

/// Up to four scenarios beside each other, in the order given.
pub fn vergelijk<'m>(
    model: &'m Kostprijsmodel,
    scenarios: &[Scenario],
) -> Result<Vec<(String, WatAls<'m>)>, KostprijsFout> {
    if scenarios.len() > MEESTE_SCENARIOS {
        return Err(KostprijsFout::TeVeel(scenarios.len()));
    }
    scenarios.iter().map(|s| Ok((s.naam.clone(), wat_als(model, &s.stel)?))).collect()
}
