//! The primary activities: which kind of work outweighs the others in the whole mix, and how near the border that is.

use super::stand::{Open, Stand};
use kern::Decimaal;
use regels::Werksoort;

/// Hours in a week per kind of work, and what that makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mix {
    /// Hours that count, in the order of [`Werksoort::ALLE`].
    pub telt: [Decimaal; 3],
    /// Hours in domains of which the level is not known.
    pub open: [Decimaal; 3],
    /// Hours in domains in which no support is given.
    pub valt_weg: Decimaal,
}

pub(crate) const LEEG: Mix =
    Mix { telt: [Decimaal::ZERO; 3], open: [Decimaal::ZERO; 3], valt_weg: Decimaal::ZERO };

impl Mix {
    /// Adds work in a domain that counts, does not, or may.
    pub(crate) fn tel(&mut self, soort: Werksoort, uren: Decimaal, domein: Stand) {
        let plek = match domein {
            Stand::Ja => self.telt.get_mut(soort as usize),
            Stand::Open(_) => self.open.get_mut(soort as usize),
            Stand::Nee => Some(&mut self.valt_weg),
        };
        if let Some(p) = plek {
            *p = p.saturating_add(uren);
        }
    }

    pub(crate) fn uren(&self) -> Decimaal {
        self.telt.iter().fold(Decimaal::ZERO, |s, u| s.saturating_add(*u))
    }

    /// Whether this kind outweighs the others. Two that are equal and ahead: a person must see.
    pub(crate) fn voert_boventoon(&self, soort: Werksoort) -> Stand {
        let i = soort as usize;
        let nul = self.telt.iter().chain(&self.open).all(Decimaal::is_zero);
        if nul {
            return Stand::Open(Open::Gegeven);
        }
        let los = |n: usize| (self.telt.get(n).copied(), self.open.get(n).copied());
        let (Some(eigen), Some(eigen_open)) = los(i) else { return Stand::Nee };
        let ander = |met_open: bool| {
            (0..3)
                .filter(|n| *n != i)
                .filter_map(|n| {
                    Some(los(n).0?.saturating_add(if met_open { los(n).1? } else { Decimaal::ZERO }))
                })
                .max()
                .unwrap_or_default()
        };
        // certain when it is so at worst, excluded when it is not even so at best
        if eigen > ander(true) {
            Stand::Ja
        } else if eigen.saturating_add(eigen_open) < ander(false) {
            Stand::Nee
        } else if self.open.iter().all(Decimaal::is_zero) {
            Stand::Open(Open::Oordeel)
        } else {
            Stand::Open(Open::Gegeven)
        }
    }

    /// Percent of the hours that count; zero when there are none.
    pub(crate) fn aandeel(&self, soort: Werksoort) -> Decimaal {
        let (deel, alles) = (self.telt.get(soort as usize).copied().unwrap_or_default(), self.uren());
        deel.checked_mul(Decimaal::ONE_HUNDRED).and_then(|d| d.checked_div(alles)).unwrap_or_default()
    }

    /// The kind with the most hours, the next one, and by how many hours it is ahead; `None` without hours.
    pub(crate) fn kop(&self) -> Option<(Werksoort, Werksoort, Decimaal)> {
        if self.uren().is_zero() {
            return None;
        }
        let mut rij: Vec<(Decimaal, Werksoort)> = Werksoort::ALLE
            .iter()
            .map(|(_, s)| (self.telt.get(*s as usize).copied().unwrap_or_default(), *s))
            .collect();
        rij.sort_by_key(|r| std::cmp::Reverse(r.0));
        let [(a, eerste), (b, tweede), ..] = rij.as_slice() else { return None };
        Some((*eerste, *tweede, *a - *b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Werksoort as W;

    fn d(t: &str) -> Decimaal {
        t.parse().unwrap()
    }

    fn mix(telt: [&str; 3], open: [&str; 3]) -> Mix {
        Mix { telt: telt.map(d), open: open.map(d), ..LEEG }
    }

    fn standen(m: &Mix) -> [Stand; 3] {
        [W::Toezicht, W::Aanleren, W::Helpen].map(|s| m.voert_boventoon(s))
    }

    #[test]
    fn the_most_hours_win_by_however_little() {
        let m = mix(["2.99", "3", "0"], ["0"; 3]);
        assert_eq!(standen(&m), [Stand::Nee, Stand::Ja, Stand::Nee]);
        assert_eq!(m.kop(), Some((W::Aanleren, W::Toezicht, d("0.01"))));
        assert_eq!(m.aandeel(W::Toezicht).round_dp(2), d("49.92"));
    }

    #[test]
    fn two_that_are_equal_and_ahead_are_for_a_person() {
        let o = Stand::Open(Open::Oordeel);
        assert_eq!(standen(&mix(["3", "3", "1"], ["0"; 3])), [o, o, Stand::Nee]);
        assert_eq!(standen(&mix(["2", "2", "2"], ["0"; 3])), [o, o, o]);
    }

    #[test]
    fn hours_that_may_count_leave_open_what_they_can_turn() {
        let g = Stand::Open(Open::Gegeven);
        assert_eq!(standen(&mix(["3", "1", "0"], ["0", "1", "0"])), [Stand::Ja, Stand::Nee, Stand::Nee]);
        assert_eq!(standen(&mix(["3", "1", "0"], ["0", "2", "0"])), [g, g, Stand::Nee]);
        assert_eq!(standen(&mix(["3", "1", "0"], ["0", "3", "0"])), [g, g, Stand::Nee]);
        assert_eq!(standen(&LEEG), [g, g, g]);
        assert_eq!(LEEG.kop(), None);
        assert_eq!(LEEG.aandeel(W::Helpen), Decimaal::ZERO);
    }
}
