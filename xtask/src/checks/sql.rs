//! Invariant 6: SQL stands in store only. That every statement there names gemeente (invariant 8) is tested
//! by store itself, on the whole texts.

use super::style::is_test_file;
use crate::finding::Finding;
use crate::rust_text::{RustText, is_whole};
use crate::tree::{File, Tree, line_at};

/// Beginnings of statements. Keywords are written in capitals throughout the project.
const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE "];

/// What pages and API may take from store: what they hand on to a use case, and how it fails.
const HANDED_ON: &[&str] = &["Db", "Kluis", "StoreFout", "Opties", "Sleutelbron", "proef"];

/// Checks the literals of every crate that is not store, and what web and api take from store.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let product =
        |f: &&File| !is_test_file(&f.path) && !f.path.starts_with("xtask/") && !f.path.starts_with("bench/");
    let mut findings = Vec::new();
    for file in tree.rust().filter(product).filter(|f| !f.path.starts_with("store/")) {
        let source = RustText::new(&file.text);
        findings.extend(stray(file, &source));
        if file.path.starts_with("web/") || file.path.starts_with("api/") {
            findings.extend(bypass(file, &source));
        }
    }
    findings
}

fn stray(file: &File, source: &RustText) -> Vec<Finding> {
    let statement = |text: &str, word: &str| text.match_indices(word).any(|(at, _)| is_whole(text, at, word));
    source
        .strings
        .iter()
        .filter(|(at, _)| !source.in_tests(*at))
        .filter_map(|(at, text)| {
            let word = SQL.iter().find(|word| statement(text, word))?;
            Some(Finding::new(
                &file.path,
                line_at(&file.text, *at),
                format!("SQL ({}) outside store", word.trim_end()),
                "SQL lives in one place, where a test prepares it on both engines (invariant 6)",
                "move the statement to store/src/sql and call it through app",
            ))
        })
        .collect()
}

fn bypass(file: &File, source: &RustText) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in source.find_all("store::").filter(|at| !source.in_tests(*at)) {
        let rest = &source.code[at + "store::".len()..];
        let list = rest.strip_prefix('{').map_or_else(
            || rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
            |group| group.split('}').next().unwrap_or_default(),
        );
        let names = list.split(',').map(|n| n.trim().split("::").next().unwrap_or_default());
        for name in names.filter(|n| !n.is_empty() && !HANDED_ON.contains(n)) {
            findings.push(Finding::new(
                &file.path,
                line_at(&file.text, at),
                format!("store::{name} in a page or the API"),
                "pages and API reach the data through app only, where rights are enforced (invariant 6)",
                "add a use case to app and call that",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;

    fn whats(path: &str, text: &str) -> Vec<String> {
        let (_dir, tree) = tree(&[(path, text)]);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn sql_outside_store_is_found() {
        for layer in ["app", "web", "api", "cli", "keten/levering", "istandaard", "base/kern"] {
            let path = format!("{layer}/src/a.rs");
            for word in SQL {
                let text = format!("const A: &str = \"{word}x\";");
                assert_eq!(whats(&path, &text).len(), 1, "{path} {word}");
            }
            assert!(whats(&path, "// SELECT a\nconst A: &str = \"Select a row\";").is_empty());
        }
        assert!(whats("store/src/sql/a.rs", "const A: &str = \"SELECT 1\";").is_empty());
        assert!(
            whats("app/src/a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"SELECT 1\"; }").is_empty()
        );
    }

    #[test]
    fn a_page_only_hands_the_database_on() {
        assert!(whats("web/src/a.rs", "use store::Db; use store::{Db, StoreFout};").is_empty());
        assert_eq!(whats("web/src/a.rs", "use store::{Db, Tx};"), ["store::Tx in a page or the API"]);
        assert_eq!(whats("api/src/a.rs", "fn f() { store::sql::x::Y }"), ["store::sql in a page or the API"]);
        assert!(whats("app/src/a.rs", "use store::Tx;").is_empty());
    }
}
