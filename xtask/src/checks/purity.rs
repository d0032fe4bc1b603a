//! Invariant 2: `keten` (and `base/kern`) is pure. No I/O, no async, no clock, no randomness, no SQL; the
//! day is a parameter.

use super::layers::STEPS;
use super::manifest::crates;
use super::style::is_test_file;
use crate::finding::Finding;
use crate::rust_text::RustText;
use crate::tree::{Tree, line_at};

/// The only crates from outside that a step may use: they compute and nothing else.
const PURE: &[&str] = &["jiff", "quick-xml", "rust_decimal", "serde", "serde_json"];

/// What may not stand in the code of a step.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::io",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "rand::",
    "getrandom",
    "tokio",
    "async fn",
    "async move",
    ".await",
    "println!",
    "eprintln!",
];

/// Checks manifests and sources of the steps and of kern.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let crates = crates(tree);
    for krate in crates.iter().filter(|c| is_pure(&c.folder)) {
        for dependency in krate.dependencies.iter().filter(|d| !d.dev) {
            let own = crates.iter().any(|c| c.name == dependency.name);
            if !own && !PURE.contains(&dependency.name.as_str()) {
                findings.push(Finding::new(
                    &krate.path,
                    dependency.line,
                    format!("{} depends on {}", krate.folder, dependency.name),
                    "a step only computes: no I/O, async, SQL, clock or randomness (invariant 2)",
                    "do that work in app or store; if the crate only computes, add it to PURE in xtask/src/checks/purity.rs",
                ));
            }
        }
    }
    for file in tree.rust().filter(|f| is_pure(&f.path) && !is_test_file(&f.path)) {
        let source = RustText::new(&file.text);
        for word in FORBIDDEN {
            for at in source.find_all(word).filter(|at| !source.in_tests(*at)) {
                findings.push(Finding::new(
                    &file.path,
                    line_at(&file.text, at),
                    format!("`{word}` in a pure crate"),
                    "a step must give the same answer for the same input (invariant 2)",
                    "take the value as a parameter (vandaag, bytes, id) and let app fetch it",
                ));
            }
        }
    }
    for step in STEPS {
        let path = format!("keten/{step}/src/lib.rs");
        let Some(text) = tree.get(&path) else { continue };
        let first = text.lines().next().unwrap_or_default();
        let number = STEPS.iter().position(|s| s == step).map_or(0, |n| n + 1);
        if !first.starts_with(&format!("//! Step {number}, {step}")) {
            findings.push(Finding::new(
                &path,
                1,
                format!("the first line does not name step {number}, {step}"),
                "a reader must see at once which step of the chain this is",
                "begin with `//! Step N, name: what it reads, what it feeds.`",
            ));
        }
    }
    findings
}

fn is_pure(path: &str) -> bool {
    path.starts_with("keten/") || path == "base/kern" || path.starts_with("base/kern/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{manifest, tree};

    fn whats(files: &[(&str, &str)]) -> Vec<String> {
        let (_dir, tree) = tree(files);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn impure_dependencies_are_found() {
        let good =
            manifest("levering", "jiff.workspace = true\n\n[dev-dependencies]\nproptest.workspace = true\n");
        assert!(whats(&[("keten/levering/Cargo.toml", &good)]).is_empty());
        let bad = manifest("levering", "tokio.workspace = true\n");
        assert_eq!(whats(&[("keten/levering/Cargo.toml", &bad)]), ["keten/levering depends on tokio"]);
        assert!(whats(&[("app/Cargo.toml", &bad)]).is_empty());
    }

    #[test]
    fn each_forbidden_word_is_found() {
        for word in FORBIDDEN {
            let text = format!("//! Step 6, levering: x.\nfn f() {{ {word} }}\n");
            let found = whats(&[("keten/levering/src/lib.rs", &text)]);
            assert!(found.contains(&format!("`{word}` in a pure crate")), "{word}: {found:?}");
            assert!(whats(&[("app/src/lib.rs", &text)]).is_empty());
        }
    }

    #[test]
    fn tests_and_comments_may_use_them() {
        let text = "//! Step 6, levering: x.\n// std::fs\n#[cfg(test)]\nmod tests { fn f() { std::fs::read(\"a\"); } }\n";
        assert!(whats(&[("keten/levering/src/lib.rs", text)]).is_empty());
    }

    #[test]
    fn the_first_line_names_the_step() {
        assert!(whats(&[("keten/betaling/src/lib.rs", "//! Step 8, betaling: pays.\n")]).is_empty());
        assert_eq!(
            whats(&[("keten/betaling/src/lib.rs", "//! Payments.\n")]),
            ["the first line does not name step 8, betaling"]
        );
    }
}
