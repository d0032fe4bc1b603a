//! Where the standard places each rule: message, class and element, with the published level and return code.

use crate::codelijst::Lijst;
use crate::soort::Soort;
use std::sync::LazyLock;

/// A rule at one place of one message, as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plaats {
    /// The message.
    pub bericht: Soort,
    /// Class, element and part of it, as in `Client/Geboortedatum/Datum`; empty when the rule is about the whole message.
    pub plaats: &'static str,
    /// The rule: `TR134`. Its row is [`super::zoek`].
    pub regel: &'static str,
    /// Published level, 1 to 4. TR319 is published on level 3 and checked on level 2.
    pub niveau: u8,
    /// Published return code; `None` on level 1 and where none is published.
    pub retourcode: Option<&'static str>,
    /// The list that a code at this place is from.
    pub lijst: Option<Lijst>,
}

/// All places, by message, level and rule.
pub fn plaatsing() -> &'static [Plaats] {
    static RIJEN: LazyLock<Vec<Plaats>> =
        LazyLock::new(|| include_str!("plaatsing.tsv").lines().skip(1).filter_map(lees).collect());
    &RIJEN
}

fn lees(rij: &'static str) -> Option<Plaats> {
    let mut velden = rij.split('\t');
    let mut volgende = || velden.next();
    let bericht = Soort::parse(volgende()?)?;
    let plaats = volgende()?;
    let regel = volgende()?;
    let niveau = volgende()?.parse().ok()?;
    let retourcode = volgende().filter(|c| !c.is_empty());
    let lijst = volgende().and_then(|l| Lijst::ALLE.iter().copied().find(|a| a.code() == l));
    Some(Plaats { bericht, plaats, regel, niveau, retourcode, lijst })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_names_a_rule_that_exists() {
        let tekst = include_str!("plaatsing.tsv");
        assert_eq!(plaatsing().len(), tekst.lines().count() - 1);
        for (p, rij) in plaatsing().iter().zip(tekst.lines().skip(1)) {
            let regel = super::super::zoek(p.regel).expect(p.regel);
            assert!(regel.berichten.contains(&p.bericht), "{rij}");
            assert_eq!(p.lijst.map_or("", Lijst::code), rij.rsplit('\t').next().expect("een kolom"), "{rij}");
            if p.regel != "TR319" {
                assert_eq!((regel.niveau, regel.retourcode), (p.niveau, p.retourcode), "{rij}");
            }
        }
    }
}
