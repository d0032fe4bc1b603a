//! What someone may keep of a what-if: a name and assumptions that can be computed. Outcomes are never kept.

use super::{KostprijsFout, Scenario, indexeer, wat_als};
use crate::Inkoopkader;
use kern::{Bevinding, Decimaal, Gemeentecode};
use regels::Kostprijsmodel;

/// The longest name of a scenario, in characters.
pub const LANGSTE_NAAM: usize = 60;

/// Why this cannot be kept as a scenario, all reasons together.
pub fn controleer_scenario(model: &Kostprijsmodel, s: &Scenario) -> Vec<Bevinding> {
    let Scenario { naam, stel, indexen, .. } = s;
    let mut uit = Vec::new();
    let mut meld = |pad: &'static str, tekst: String| uit.push(Bevinding::new("SCENARIO", None, pad, tekst));
    let lang = naam.trim().chars().count();
    if lang == 0 {
        meld("/naam", "Geef het scenario een naam.".into());
    } else if lang > LANGSTE_NAAM || naam.contains(char::is_control) {
        meld("/naam", format!("Een naam heeft hooguit {LANGSTE_NAAM} tekens, op één regel."));
    }
    if stel.is_empty() && indexen.is_empty() {
        meld(
            "/aannames",
            "Verander eerst een aanname of geef een index. Anders is er niets te bewaren.".into(),
        );
    }
    let zin = |e: &KostprijsFout| {
        let t = e.to_string();
        let mut letters = t.chars();
        letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).chain(['.']).collect())
    };
    match wat_als(model, stel) {
        Err(e) => meld("/aannames", zin(&e)),
        Ok(w) => {
            if let Err(e) = indexeer(&w.na, indexen) {
                meld("/aannames", zin(&e));
            }
        }
    }
    uit
}

/// Why a scenario of one municipality cannot be shared with another, all reasons together.
pub fn controleer_delen(kader: &Inkoopkader, van: Gemeentecode, met: Gemeentecode) -> Vec<Bevinding> {
    let mut uit = Vec::new();
    if van == met {
        uit.push(Bevinding::new("SCENARIO", None, "/met", "Het scenario is al van deze gemeente."));
    }
    if !kader.gemeenten.contains(&met) {
        let tekst =
            format!("Gemeente {met} doet niet mee aan {}. Kies een gemeente met dit tarief.", kader.naam);
        uit.push(Bevinding::new("SCENARIO", None, "/met", tekst));
    }
    uit
}

/// An index as it is kept and shared: `loon=3,1`.
pub fn index_tekst((deel, procent): &(String, Decimaal)) -> String {
    format!("{deel}={}", super::notatie::getypt(*procent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kostprijs::{Stel, lees_index};

    fn model() -> &'static Kostprijsmodel {
        &regels::kader("drechtsteden-ib4-2017").unwrap().kostprijzen[0]
    }

    fn paden(naam: &str, stel: &[&str], indexen: &[&str]) -> Vec<String> {
        let stel: Vec<Stel> = stel.iter().map(|s| Stel::parse(s).unwrap()).collect();
        let indexen: Vec<_> = indexen.iter().map(|i| lees_index(i).unwrap()).collect();
        let b = controleer_scenario(model(), &Scenario { naam: naam.into(), stel, indexen, volume: None });
        assert!(b.iter().all(|b| b.tekst.ends_with('.')), "{b:?}");
        b.iter().map(|b| b.pad.clone()).collect()
    }

    #[test]
    fn a_scenario_has_a_name_and_something_that_differs() {
        assert_eq!(paden("Krap", &["productiviteit=68"], &[]), Vec::<String>::new());
        assert_eq!(paden("Index", &[], &["loon=3,1"]), Vec::<String>::new());
        assert_eq!(paden(" ", &[], &[]), ["/naam", "/aannames"]);
        assert_eq!(paden(&"x".repeat(LANGSTE_NAAM), &["overhead_procent=16"], &[]), Vec::<String>::new());
        assert_eq!(paden(&"x".repeat(LANGSTE_NAAM + 1), &["overhead_procent=16"], &[]), ["/naam"]);
        assert_eq!(paden("a\nb", &["overhead_procent=16"], &[]), ["/naam"]);
    }

    #[test]
    fn what_cannot_be_computed_is_not_kept() {
        assert_eq!(paden("x", &["productiviteit=0"], &[]), ["/aannames"]);
        assert_eq!(paden("x", &["bestaat_niet=1"], &[]), ["/aannames"]);
        assert_eq!(paden("x", &["weken_per_jaar=50"], &[]), ["/aannames"], "no assumption");
        assert_eq!(paden("x", &["overhead_procent=16"], &["maan=1"]), ["/aannames"]);
    }

    #[test]
    fn a_scenario_is_shared_with_another_municipality_that_has_the_tariff() {
        let kader = Inkoopkader::uit(regels::kader("drechtsteden-ib4-2017").unwrap()).unwrap();
        let g = |t: &str| Gemeentecode::parse(t).unwrap();
        assert!(controleer_delen(&kader, g("0505"), g("0482")).is_empty());
        assert_eq!(controleer_delen(&kader, g("0505"), g("0505")).len(), 1);
        assert_eq!(controleer_delen(&kader, g("0505"), g("0796")).len(), 1);
        assert_eq!(controleer_delen(&kader, g("0796"), g("0796")).len(), 2, "all reasons together");
    }

    #[test]
    fn what_is_kept_reads_back_the_same() {
        for t in ["productiviteit=68", "uren_per_week=9,25", "hoogste_trede.fwg40=+3%", "hoogste_trede=-1,5%"]
        {
            let s = Stel::parse(t).unwrap();
            assert_eq!(s.to_string(), t);
            assert_eq!(Stel::parse(&s.to_string()).unwrap(), s);
        }
        // half of a thousand can be read in two ways when it is written with a point: never here
        assert_eq!(Stel::parse("hoogste_trede=2.850,125").unwrap().to_string(), "hoogste_trede=2850,125");
        for t in ["loon=3,1", "huisvesting=-1"] {
            let i = lees_index(t).unwrap();
            assert_eq!(index_tekst(&i), t);
        }
    }
}
