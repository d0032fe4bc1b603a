//! Every duty of who sends (OP and IV of iWmo 3.2) stands in docs/plichten.md exactly once, with where it is done; what is said
//! to be done or checked by the program has a place in the code. That the places and tests exist is for `docs`.

use crate::finding::Finding;
use crate::tree::Tree;

/// The list: code, duty, how, where, test.
pub const LIST: &str = "docs/plichten.md";

/// How a duty may be met.
const HOW: [&str; 4] = ["gedaan", "getoetst", "mensenwerk", "niet van toepassing"];

/// The 86 OP and 36 IV of iWmo 3.2.
const CODES: [&str; 122] = [
    "OP003", "OP033", "OP033x1", "OP033x2", "OP039", "OP043", "OP047", "OP065", "OP071", "OP072", "OP076",
    "OP079", "OP080", "OP086", "OP087", "OP090", "OP090x2", "OP090x4", "OP091", "OP095", "OP130", "OP155",
    "OP179", "OP186", "OP191", "OP192", "OP252", "OP254", "OP257", "OP258", "OP259", "OP260", "OP261",
    "OP262", "OP263", "OP264", "OP267", "OP271", "OP272", "OP274", "OP275", "OP276", "OP279", "OP280",
    "OP281", "OP283", "OP284", "OP286", "OP288", "OP289", "OP295", "OP296", "OP297", "OP298", "OP299",
    "OP302", "OP303", "OP304", "OP305", "OP306", "OP307", "OP308", "OP343", "OP344", "OP345", "OP346",
    "OP347", "OP348", "OP349", "OP350", "OP354", "OP355", "OP360", "OP361", "OP362", "OP363", "OP364",
    "OP365", "OP366", "OP367", "OP368", "OP369", "OP377", "OP378", "OP379", "OP380", "IV002", "IV007",
    "IV008", "IV009", "IV013", "IV024", "IV028", "IV032", "IV033", "IV034", "IV042", "IV046", "IV047",
    "IV052", "IV066", "IV074", "IV075", "IV076", "IV077", "IV078", "IV079", "IV081", "IV084", "IV085",
    "IV086", "IV087", "IV088", "IV089", "IV090", "IV091", "IV092", "IV093", "IV094", "IV096", "IV097",
    "IV099",
];

/// Checks the list, when the repository has one.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let Some(list) = tree.get(LIST) else { return Vec::new() };
    let mut findings = Vec::new();
    let mut find = |line: usize, what: String, remedy: &'static str| {
        findings.push(Finding::new(
            LIST,
            line,
            what,
            "a duty that nobody wrote down is a duty that nobody does",
            remedy,
        ));
    };
    let rows: Vec<(usize, Vec<&str>)> = list
        .lines()
        .enumerate()
        .filter(|(_, l)| l.starts_with("| OP") || l.starts_with("| IV"))
        .map(|(i, l)| (i + 1, l.trim_matches('|').split('|').map(str::trim).collect()))
        .collect();
    for code in CODES {
        match rows.iter().filter(|(_, r)| r.first() == Some(&code)).count() {
            1 => {}
            0 => find(1, format!("{code} is missing"), "add a row: code, duty, how, where, test"),
            _ => find(1, format!("{code} stands there more than once"), "leave one row"),
        }
    }
    for (line, row) in &rows {
        let [code, duty, how, place, test] = row[..] else {
            find(*line, "a row without five cells".to_owned(), "write code, duty, how, where, test");
            continue;
        };
        if !CODES.contains(&code) {
            find(*line, format!("{code} is no rule of iWmo 3.2"), "remove the row or mend the code");
        }
        if duty.is_empty() || place.is_empty() || !HOW.contains(&how) {
            find(*line, format!("{code} does not say what, how and where"), "fill the row");
        }
        if how == "getoetst" && test.is_empty() {
            find(*line, format!("{code} is checked, and no test says so"), "name the test");
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;
    use std::path::Path;

    fn whats(list: &str) -> Vec<String> {
        let (_dir, tree) = tree(&[(LIST, list)]);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    fn whole() -> String {
        CODES.map(|c| format!("| {c} | plicht | gedaan | daar | |\n")).concat()
    }

    #[test]
    fn a_whole_list_is_fine() {
        assert!(whats(&whole()).is_empty());
    }

    #[test]
    fn a_missing_double_or_strange_code_is_found() {
        assert_eq!(
            whats(&whole().replace("| OP087 |", "| OP999 |")),
            ["OP087 is missing", "OP999 is no rule of iWmo 3.2"]
        );
        let double = format!("{}| IV099 | plicht | gedaan | daar | |\n", whole());
        assert_eq!(whats(&double), ["IV099 stands there more than once"]);
    }

    #[test]
    fn a_row_says_what_how_and_where() {
        let met = |row: &str| whats(&whole().replace("| OP087 | plicht | gedaan | daar | |", row));
        assert_eq!(
            met("| OP087 | plicht | misschien | daar | |"),
            ["OP087 does not say what, how and where"]
        );
        assert_eq!(met("| OP087 | plicht | gedaan | | |"), ["OP087 does not say what, how and where"]);
        assert_eq!(met("| OP087 | plicht | getoetst | daar | |"), ["OP087 is checked, and no test says so"]);
        assert_eq!(met("| OP087 | plicht | gedaan |"), ["a row without five cells"]);
    }

    /// The codes are those of the standard, as far as its pack is here.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let pack = std::env::var_os("IWMO_PACK").map_or_else(|| root.join("shared/iwmo-3.2"), Into::into);
        let Ok(rules) = std::fs::read_to_string(pack.join("regels.tsv")) else {
            eprintln!("NOT TESTED: no standard pack at {}", pack.display());
            return;
        };
        let codes: Vec<&str> = rules
            .lines()
            .map(|l| l.split('\t').collect::<Vec<_>>())
            .filter(|r| r.get(12) == Some(&"ja") && (r[0].starts_with("OP") || r[0].starts_with("IV")))
            .map(|r| r[0])
            .collect();
        assert_eq!(codes, CODES);
    }
}
