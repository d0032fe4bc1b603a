//! Search keys: how a name is stored and looked up, the same on both engines.
//!
//! `lower` and collations differ between databases, so the program itself makes the search column
//! and the search word, with one function.

/// Lower case, accents stripped, everything that is not a letter or digit becomes one space.
pub fn zoeksleutel(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    for c in tekst.chars() {
        match vouw(c) {
            Some(gevouwen) => uit.push_str(gevouwen),
            // An apostrophe joins ("'t Hooft", "d'Hont"), it does not separate.
            None if matches!(c, '\'' | '’' | '‘' | '`') || is_combinerend(c) => {}
            None if c.is_alphanumeric() => uit.extend(c.to_lowercase()),
            None if uit.is_empty() || uit.ends_with(' ') => {}
            None => uit.push(' '),
        }
    }
    uit.truncate(uit.trim_end().len());
    uit
}

/// The search key of a person: the surname first, as in a Dutch telephone book, then what stands before it.
pub fn naamsleutel(achternaam: &str, voorvoegsel: Option<&str>, voorletters: Option<&str>) -> String {
    let mut sleutel = zoeksleutel(achternaam);
    for deel in [voorvoegsel, voorletters].into_iter().flatten() {
        let deel = zoeksleutel(deel);
        if !deel.is_empty() {
            sleutel.push(' ');
            sleutel.push_str(&deel);
        }
    }
    sleutel
}

/// What someone typed as a name, as the start of a [`naamsleutel`]: "Van den Berg" is found under "berg van den".
pub fn naamvraag(getypt: &str) -> String {
    const VOORVOEGSELS: &[&str] = &[
        "van", "von", "de", "den", "der", "het", "t", "te", "ten", "ter", "in", "op", "la", "le", "el", "s",
    ];
    let sleutel = zoeksleutel(getypt);
    let woorden: Vec<&str> = sleutel.split(' ').collect();
    let eerste = woorden.iter().position(|w| !VOORVOEGSELS.contains(w)).unwrap_or(0);
    let (voor, naam) = woorden.split_at(eerste);
    if voor.is_empty() { sleutel } else { format!("{} {}", naam.join(" "), voor.join(" ")) }
}

/// The first text that no longer starts with `begin`: upper bound of a range in the search column.
pub(crate) fn bovengrens(begin: &str) -> String {
    format!("{begin}\u{10FFFF}")
}

fn is_combinerend(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

fn vouw(c: char) -> Option<&'static str> {
    const TABEL: &[(&str, &str)] = &[
        ("ÀÁÂÃÅàáâãåĀāĂăĄąǍǎ", "a"),
        ("Ää", "a"),
        ("Ææ", "ae"),
        ("ÇçĆćĈĉĊċČč", "c"),
        ("ĎďĐđÐð", "d"),
        ("ÈÉÊËèéêëĒēĔĕĖėĘęĚě", "e"),
        ("ĜĝĞğĠġĢģǦǧ", "g"),
        ("ĤĥĦħ", "h"),
        ("ÌÍÎÏìíîïĨĩĪīĬĭĮįİı", "i"),
        ("Ĳĳ", "ij"),
        ("Ĵĵ", "j"),
        ("Ķķ", "k"),
        ("ĹĺĻļĽľĿŀŁł", "l"),
        ("ÑñŃńŅņŇň", "n"),
        ("ÒÓÔÕÖØòóôõöøŌōŎŏŐőǑǒ", "o"),
        ("Œœ", "oe"),
        ("ŔŕŖŗŘř", "r"),
        ("ŚśŜŝŞşŠšȘș", "s"),
        ("ß", "ss"),
        ("ŢţŤťŦŧȚț", "t"),
        ("ÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųǓǔ", "u"),
        ("Ŵŵ", "w"),
        ("ÝýŸÿŶŷ", "y"),
        ("ŹźŻżŽž", "z"),
        ("Þþ", "th"),
    ];
    if c.is_ascii() {
        return None;
    }
    TABEL.iter().find(|(letters, _)| letters.contains(c)).map(|(_, gevouwen)| *gevouwen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_marks_do_not_matter() {
        assert_eq!(zoeksleutel("Çelik-Müller"), "celik muller");
        assert_eq!(zoeksleutel("  D'Hónt  "), "dhont");
        assert_eq!(zoeksleutel("e\u{301}"), "e");
        assert_eq!(zoeksleutel("Ĳsselmeer"), "ijsselmeer");
        assert_eq!(zoeksleutel("Łukasz Żak"), "lukasz zak");
        assert_eq!(zoeksleutel("--"), "");
        assert_eq!(zoeksleutel(""), "");
    }

    #[test]
    fn what_is_typed_finds_what_is_stored() {
        let opgeslagen = naamsleutel("Berg", Some("van den"), Some("A.B."));
        assert_eq!(opgeslagen, "berg van den a b");
        for getypt in ["Berg", "van den Berg", "VAN DEN BERG", "be", "berg van"] {
            assert!(opgeslagen.starts_with(&naamvraag(getypt)), "{getypt}");
        }
        assert!(
            !opgeslagen.starts_with(&naamvraag("van de Berg")) || naamvraag("van de Berg") == "berg van de"
        );
        assert_eq!(naamvraag("de"), "de", "a lone prefix is the start of a name");
    }

    #[test]
    fn the_upper_bound_lies_just_above_the_range() {
        assert!(*"berg" < *bovengrens("berg"));
        assert!(*"bergzz" < *bovengrens("berg"));
        assert!(*"berh" > *bovengrens("berg"));
    }
}
