//! House rules per file: a header, one job per file, nothing unfinished, no silenced lint.

use crate::finding::Finding;
use crate::rust_text::RustText;
use crate::tree::{Tree, line_at};

/// Lines in a file before it surely has more than one job.
const MOST_LINES: usize = 700;

/// What marks unfinished work or a switched-off check.
const UNFINISHED: &[(&str, &str)] = &[
    ("todo!", "finish it or leave it out"),
    ("unimplemented!", "finish it or leave it out"),
    ("#[ignore", "make the test run, or delete it"),
    ("#[allow(", "mend the cause, or use #[expect(lint, reason = \"…\")]"),
    ("#![allow(", "mend the cause, or use #[expect(lint, reason = \"…\")]"),
];

/// Test code in a file of its own.
pub fn is_test_file(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// Checks all files.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        if !file.text.starts_with("//!") {
            findings.push(Finding::new(
                &file.path,
                1,
                "no `//!` header".to_owned(),
                "a reader must know in one sentence what the file is for",
                "begin the file with `//! What it holds and why.`",
            ));
        }
        let source = RustText::new(&file.text);
        for (word, remedy) in UNFINISHED {
            for at in source.find_all(word) {
                findings.push(Finding::new(
                    &file.path,
                    line_at(&file.text, at),
                    format!("`{word}`"),
                    "unfinished work and switched-off checks hide behind green builds",
                    remedy,
                ));
            }
        }
    }
    for file in tree.files().iter().filter(|f| is_written_by_hand(&f.path)) {
        let lines = file.text.lines().count();
        if lines > MOST_LINES {
            findings.push(Finding::new(
                &file.path,
                MOST_LINES,
                format!("{lines} lines, at most {MOST_LINES}"),
                "a file this long has more than one job",
                "split it by subject",
            ));
        }
    }
    findings
}

fn is_written_by_hand(path: &str) -> bool {
    const ENDINGS: &[&str] = &[".rs", ".html", ".css", ".js", ".mjs", ".sql", ".sh", ".md", ".py", ".toml"];
    ENDINGS.iter().any(|e| path.ends_with(e))
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
    fn a_file_needs_a_header() {
        assert!(whats("app/src/a.rs", "//! A.\n").is_empty());
        assert_eq!(whats("app/src/a.rs", "// A.\n"), ["no `//!` header"]);
    }

    #[test]
    fn unfinished_work_is_found_in_tests_too() {
        for (word, _) in UNFINISHED {
            let text = format!("//! A.\n#[cfg(test)]\nmod tests {{\n{word}\n}}\n");
            assert_eq!(whats("app/src/a.rs", &text), [format!("`{word}`")]);
        }
        assert!(whats("app/src/a.rs", "//! A. todo!()\nconst A: &str = \"todo!()\";\n").is_empty());
    }

    #[test]
    fn length_at_the_edge() {
        let lines = |n: usize| format!("//! A.\n{}", "\n".repeat(n - 1));
        assert!(whats("app/src/a.rs", &lines(700)).is_empty());
        assert_eq!(whats("app/src/a.rs", &lines(701)), ["701 lines, at most 700"]);
        assert!(whats("regels/a.tsv", &"x\n".repeat(800)).is_empty());
    }
}
