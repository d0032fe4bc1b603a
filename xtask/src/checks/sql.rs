//! Invariants 6 and 8: SQL stands in store (and in app's lists of statements, if any) only, and a
//! statement on a table with municipal data names gemeente.

use super::migrations::{Table, tables};
use super::style::is_test_file;
use crate::finding::Finding;
use crate::rust_text::{RustText, is_whole};
use crate::tree::{File, Tree, line_at};

/// Beginnings of statements. Keywords are written in capitals throughout the project.
const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE "];

/// Checks literals.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let municipal: Vec<Table> = tables(tree).into_iter().filter(Table::is_municipal).collect();
    let mut findings = Vec::new();
    for file in tree.rust().filter(|f| !is_test_file(&f.path)) {
        if free_of_sql(&file.path) {
            findings.extend(stray(file));
        } else if file.path.starts_with("store/src/") || file.path.starts_with("app/src/") {
            findings.extend(without_gemeente(file, &municipal));
        }
    }
    findings
}

fn free_of_sql(path: &str) -> bool {
    ["base/", "keten/", "istandaard/", "web/", "api/", "cli/"].iter().any(|layer| path.starts_with(layer))
}

fn stray(file: &File) -> Vec<Finding> {
    let source = RustText::new(&file.text);
    let mut findings = Vec::new();
    for (at, text) in source.strings.iter().filter(|(at, _)| !source.in_tests(*at)) {
        if let Some(word) = SQL.iter().find(|word| statement(text, word)) {
            findings.push(Finding::new(
                &file.path,
                line_at(&file.text, *at),
                format!("SQL ({}) outside store", word.trim_end()),
                "SQL lives in one place, where a test prepares it on both engines (invariant 6)",
                "move the statement to store and call it through app",
            ));
        }
    }
    findings
}

fn statement(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| is_whole(text, at, word))
}

fn without_gemeente(file: &File, municipal: &[Table]) -> Vec<Finding> {
    let source = RustText::new(&file.text);
    let mut findings = Vec::new();
    for (at, text) in source.strings.iter().filter(|(at, _)| !source.in_tests(*at)) {
        if !SQL.iter().any(|word| statement(text, word)) || text.contains("gemeente") {
            continue;
        }
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let touched = words.windows(2).find_map(|pair| {
            matches!(pair[0], "FROM" | "INTO" | "UPDATE" | "JOIN")
                .then(|| municipal.iter().find(|t| t.name == pair[1]))
                .flatten()
        });
        if let Some(table) = touched {
            findings.push(Finding::new(
                &file.path,
                line_at(&file.text, *at),
                format!("a statement on {} does not name gemeente", table.name),
                "every query on municipal data is bound to a municipality (invariant 8)",
                "add gemeente to the condition or the columns",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;

    const SCHEMA: &str = "CREATE TABLE client (gemeente TEXT NOT NULL, id BIGINT NOT NULL, PRIMARY KEY (gemeente, id));\nCREATE TABLE sessie (sleutel BLOB PRIMARY KEY);\n";

    fn whats(path: &str, text: &str) -> Vec<String> {
        let (_dir, tree) = tree(&[("store/migraties/0001.sql", SCHEMA), (path, text)]);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn sql_outside_store_is_found() {
        for layer in ["web", "api", "cli", "keten/levering", "istandaard"] {
            let path = format!("{layer}/src/a.rs");
            for word in SQL {
                let text = format!("const A: &str = \"{word}x\";");
                assert_eq!(whats(&path, &text).len(), 1, "{path} {word}");
            }
            assert!(whats(&path, "// SELECT a\nconst A: &str = \"Select a row\";").is_empty());
        }
    }

    #[test]
    fn municipal_statements_name_gemeente() {
        let path = "store/src/a.rs";
        assert_eq!(
            whats(path, "const A: &str = \"SELECT id FROM client WHERE id = $1\";"),
            ["a statement on client does not name gemeente"]
        );
        assert!(whats(path, "const A: &str = \"SELECT id FROM client WHERE gemeente = $1\";").is_empty());
        assert!(whats(path, "const A: &str = \"DELETE FROM sessie WHERE sleutel = $1\";").is_empty());
    }
}
