//! Units of a cost model, with their arithmetic: euros per month times months per year are euros per year.

use crate::Tijdvak;
use std::fmt;

/// What a line of a cost model counts, such as `euro per client per week`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kostprijsmaat {
    procent: bool,
    /// Power of each ground unit, in the order of [`GROND`].
    machten: [i8; GROND.len()],
}

/// Ground units: word in the data, its plural, and how a person reads both.
const GROND: [(&str, &str, &str, &str); 8] = [
    ("euro", "euro", "euro", "euro"),
    ("uur", "uren", "uur", "uren"),
    ("client", "clienten", "cliënt", "cliënten"),
    ("dag", "dagen", "dag", "dagen"),
    ("week", "weken", "week", "weken"),
    ("periode", "perioden", "periode van 4 weken", "perioden van 4 weken"),
    ("maand", "maanden", "maand", "maanden"),
    ("jaar", "jaren", "jaar", "jaren"),
];

impl Kostprijsmaat {
    /// A plain number.
    pub const AANTAL: Self = Self { procent: false, machten: [0; GROND.len()] };
    /// A percentage.
    pub const PROCENT: Self = Self { procent: true, machten: [0; GROND.len()] };

    /// Reads `euro per client per week`, `uren per jaar`, `procent` or `aantal`.
    pub fn parse(tekst: &str) -> Result<Self, String> {
        match tekst {
            "procent" => return Ok(Self::PROCENT),
            "aantal" => return Ok(Self::AANTAL),
            _ => {}
        }
        let mut maat = Self::AANTAL;
        for (i, woord) in tekst.split(" per ").enumerate() {
            let gevonden = GROND.iter().position(|(een, meer, ..)| *een == woord || *meer == woord);
            // "1 per jaar" counts how often: aantal above the line
            if i == 0 && woord == "aantal" {
                continue;
            }
            let Some(n) = gevonden else {
                let woorden: Vec<&str> = GROND.iter().map(|(een, ..)| *een).collect();
                return Err(format!(
                    "onbekende eenheid '{woord}'; kies procent, aantal of een of meer van {} met 'per' ertussen",
                    woorden.join(", ")
                ));
            };
            maat.machten[n] += if i == 0 { 1 } else { -1 };
        }
        Ok(maat)
    }

    /// Whether this is a percentage.
    pub fn is_procent(self) -> bool {
        self.procent
    }

    /// Whether this is money, per whatever.
    pub fn is_geld(self) -> bool {
        self.machten[0] == 1
    }

    /// Whether this is money per year, for the whole or per client.
    pub fn is_geld_per_jaar(self) -> bool {
        self.tijdvak() == Some(Tijdvak::Jaar)
    }

    /// The stretch of time that an amount of money is for; `None` when it is for another thing.
    pub fn tijdvak(self) -> Option<Tijdvak> {
        let tijden = [
            ("dag", Tijdvak::Dag),
            ("week", Tijdvak::Week),
            ("periode", Tijdvak::VierWeken),
            ("maand", Tijdvak::Maand),
            ("jaar", Tijdvak::Jaar),
        ];
        let mut onder = tijden.into_iter().filter(|(w, _)| self.macht(w) != 0);
        match (onder.next(), onder.next()) {
            (Some((woord, t)), None)
                if self.is_geld() && self.macht(woord) == -1 && self.macht("uur") == 0 =>
            {
                Some(t)
            }
            _ => None,
        }
    }

    fn macht(self, woord: &str) -> i8 {
        GROND.iter().position(|(een, ..)| *een == woord).map_or(0, |n| self.machten[n])
    }

    pub(super) fn maal(self, ander: Self) -> Self {
        self.met(ander, 1)
    }

    pub(super) fn gedeeld_door(self, ander: Self) -> Self {
        self.met(ander, -1)
    }

    fn met(mut self, ander: Self, teken: i8) -> Self {
        for (m, a) in self.machten.iter_mut().zip(ander.machten) {
            *m = m.saturating_add(a.saturating_mul(teken));
        }
        self
    }
}

impl fmt::Display for Kostprijsmaat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.procent {
            return f.write_str("procent");
        }
        let mut boven = Vec::new();
        let mut onder = String::new();
        for ((_, _, een, meer), macht) in GROND.iter().zip(self.machten) {
            for _ in 0..macht.max(0) {
                boven.push(*meer);
            }
            for _ in 0..(-macht).max(0) {
                onder.push_str(" per ");
                onder.push_str(een);
            }
        }
        let boven = if boven.is_empty() { "aantal".to_owned() } else { boven.join(" keer ") };
        write!(f, "{boven}{onder}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn m(t: &str) -> Kostprijsmaat {
        Kostprijsmaat::parse(t).unwrap()
    }

    #[test]
    fn units_multiply_and_divide() {
        assert_eq!(m("euro per maand").maal(m("maanden per jaar")), m("euro per jaar"));
        assert_eq!(m("euro per jaar").gedeeld_door(m("uren per jaar")), m("euro per uur"));
        assert_eq!(m("euro per uur").maal(m("uren per client per week")), m("euro per client per week"));
        assert_eq!(m("uur").gedeeld_door(m("uren")), Kostprijsmaat::AANTAL);
        assert_ne!(m("procent"), m("aantal"));
    }

    #[test]
    fn a_unit_reads_as_dutch_and_an_unknown_one_is_refused() {
        assert_eq!(m("euro per client per periode").to_string(), "euro per cliënt per periode van 4 weken");
        assert_eq!(m("uur").maal(m("week")).to_string(), "uren keer weken");
        assert_eq!(m("aantal per jaar").to_string(), "aantal per jaar");
        for fout in ["", "euros", "euro per", "euro per eeuw", "per jaar", "procent per jaar", "euro/jaar"] {
            assert!(Kostprijsmaat::parse(fout).is_err(), "{fout}");
        }
    }

    #[test]
    fn money_per_year_is_recognised() {
        assert!(m("euro per jaar").is_geld_per_jaar() && m("euro per client per jaar").is_geld_per_jaar());
        assert!(!m("euro per maand").is_geld_per_jaar() && !m("uren per jaar").is_geld_per_jaar());
        assert!(!m("euro").is_geld_per_jaar() && !m("euro per uur per jaar").is_geld_per_jaar());
        assert_eq!(m("euro per client per periode").tijdvak(), Some(Tijdvak::VierWeken));
        assert_eq!(m("euro per uur").tijdvak(), None);
        assert_eq!(m("euro per week per jaar").tijdvak(), None);
    }
}
