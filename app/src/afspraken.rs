//! What parties agreed where the standard leaves it open: the settings of the framework that a municipality takes part in.

use declaratie::Afspraken;
use kern::{Datum, Gemeentecode};

/// The settings on a day as they came with the program. A municipality that published a framework has them in its
/// [`crate::kaders::Kaderboek`].
pub fn afspraken_op(g: Gemeentecode, dag: Datum) -> Afspraken {
    let van = regels::kaders()
        .iter()
        .filter(|k| k.gemeenten.iter().any(|n| n.code == g) && k.verantwoording.geldig.bevat(dag));
    van_eerste(van, dag)
}

/// The settings of the first of these frameworks that settles any. Without one they are the defaults of the program.
pub(crate) fn van_eerste<'k>(mut kaders: impl Iterator<Item = &'k regels::Kader>, dag: Datum) -> Afspraken {
    kaders
        .find(|k| regels::AFSPRAKEN.iter().any(|(s, _)| k.instelling_op(s, dag).geldig().is_some()))
        .map_or_else(Afspraken::default, |k| uit_kader(k, dag))
}

/// The settings of one framework on a day.
pub fn uit_kader(kader: &regels::Kader, dag: Datum) -> Afspraken {
    Afspraken::uit(&kader.id, |s| kader.instelling_op(s, dag).geldig().map(|i| i.waarde.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn data_and_program_know_the_same_settings_and_the_first_word_is_the_default() {
        let program = Afspraken::default().regels();
        assert_eq!(program.len(), regels::AFSPRAKEN.len());
        for (r, (sleutel, woorden)) in program.iter().zip(regels::AFSPRAKEN) {
            assert_eq!((r.sleutel, r.keuzes.as_slice(), r.waarde), (*sleutel, *woorden, woorden[0]));
        }
    }

    #[test]
    fn a_municipality_has_the_settings_of_its_framework_from_the_day_that_it_holds() {
        let g = |c| Gemeentecode::parse(c).ok();
        let op = |c, dag| g(c).map(|g| afspraken_op(g, dag));
        let kader = op("0796", date(2020, 1, 1)).map(|a| a.kader);
        assert_eq!(kader.as_deref(), Some("meierij-2020"));
        assert_eq!(op("0796", date(2019, 12, 31)), Some(Afspraken::default()));
        assert_eq!(op("0505", date(2026, 1, 1)), Some(Afspraken::default()));
        // the framework names every setting, each with the default
        let a = op("0796", date(2026, 1, 1)).unwrap_or_default();
        assert_eq!(a.gevuld.len(), regels::AFSPRAKEN.len());
        assert_eq!(Afspraken { kader: String::new(), gevuld: Vec::new(), ..a }, Afspraken::default());
    }
}
