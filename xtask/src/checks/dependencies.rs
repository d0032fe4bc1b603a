//! Dependencies and licences: everything from outside is named once in the root, with a line in the ADR.

use super::manifest::{crates, workspace_dependencies};
use crate::finding::Finding;
use crate::rust_text::is_whole;
use crate::tree::{Tree, line_of};

/// The list of dependencies with their reasons.
pub const ADR: &str = "docs/adr/0002-afhankelijkheden.md";

/// Checks the root manifest against the ADR and every member against the root.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let adr = tree.get(ADR).unwrap_or_default();
    let known = workspace_dependencies(tree);
    findings.extend(gone(adr, &known));
    for (name, own, line) in known {
        let named = adr.lines().any(|l| l.starts_with("| ") && names(l, &name));
        if !own && !named {
            findings.push(Finding::new(
                "Cargo.toml",
                line,
                format!("dependency {name} has no line in {ADR}"),
                "each dependency is a choice that somebody must be able to follow",
                "add a row: name, what for, why this one, licence, alternatives",
            ));
        }
    }
    for krate in crates(tree) {
        for dependency in krate.dependencies.iter().filter(|d| !d.workspace) {
            findings.push(Finding::new(
                &krate.path,
                dependency.line,
                format!("{} does not come from the workspace", dependency.name),
                "versions and features are chosen in one place",
                "put it under [workspace.dependencies] and write name.workspace = true",
            ));
        }
        let package = krate.table.get("package");
        let inherits = |key: &str| {
            package.and_then(|p| p.get(key)).and_then(|v| v.get("workspace")).and_then(toml::Value::as_bool)
                == Some(true)
        };
        if !inherits("license") {
            findings.push(Finding::new(
                &krate.path,
                line_of(&krate.text, "license"),
                format!("crate {} does not take its licence from the workspace", krate.name),
                "the whole work has one licence, EUPL-1.2",
                "write license.workspace = true",
            ));
        }
        let lints = krate.table.get("lints").and_then(|l| l.get("workspace")).and_then(toml::Value::as_bool);
        if lints != Some(true) {
            findings.push(Finding::new(
                &krate.path,
                1,
                format!("crate {} does not take its lints from the workspace", krate.name),
                "the same strictness holds everywhere",
                "write [lints] workspace = true",
            ));
        }
    }
    findings
}

/// Rows of a crate that is no longer used.
fn gone(adr: &str, known: &[(String, bool, usize)]) -> Vec<Finding> {
    let mut crates = false;
    let mut findings = Vec::new();
    for (number, line) in adr.lines().enumerate() {
        if line.starts_with("## ") {
            crates = line == "## Crates";
        }
        let Some(name) = line.strip_prefix("| `").and_then(|l| l.split('`').next()).filter(|_| crates) else {
            continue;
        };
        if !known.iter().any(|(k, _, _)| k == name) {
            findings.push(Finding::new(
                ADR,
                number + 1,
                format!("{name} is not a dependency of the workspace"),
                "a list that names what is gone is not believed",
                "remove the row",
            ));
        }
    }
    findings
}

/// The first cell of a table row names the dependency.
fn names(row: &str, name: &str) -> bool {
    let cell = row.trim_start_matches("| ").split('|').next().unwrap_or_default();
    cell.match_indices(name).any(|(at, _)| {
        let dashed = cell[..at].ends_with('-') || cell[at + name.len()..].starts_with('-');
        is_whole(cell, at, name) && !dashed
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{manifest, tree};

    const ROOT: &str =
        "[workspace.dependencies]\nkern = { path = \"base/kern\" }\nserde = \"1\"\nserde_json = \"1\"\n";

    fn whats(files: &[(&str, &str)]) -> Vec<String> {
        let (_dir, tree) = tree(files);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn every_dependency_needs_its_own_row() {
        let both = "| `serde` | x |\n| `serde_json` | y |\n";
        assert!(whats(&[("Cargo.toml", ROOT), (ADR, both)]).is_empty());
        let one = "| `serde_json` | y, on serde |\n";
        assert_eq!(
            whats(&[("Cargo.toml", ROOT), (ADR, one)]),
            [format!("dependency serde has no line in {ADR}")]
        );
        assert_eq!(whats(&[("Cargo.toml", ROOT)]).len(), 2);
    }

    #[test]
    fn a_row_without_a_dependency_is_found() {
        let adr = "## Crates\n| `serde` | x |\n| `serde_json` | y |\n| `oud` | z |\n## Outside Cargo\n| `npm` | z |\n";
        assert_eq!(whats(&[("Cargo.toml", ROOT), (ADR, adr)]), ["oud is not a dependency of the workspace"]);
    }

    #[test]
    fn an_own_version_is_found() {
        let good = manifest("a", "serde.workspace = true\n");
        assert!(whats(&[("app/Cargo.toml", &good)]).is_empty());
        let bad = manifest("a", "serde = \"1\"\n");
        assert_eq!(whats(&[("app/Cargo.toml", &bad)]), ["serde does not come from the workspace"]);
    }

    #[test]
    fn licence_and_lints_come_from_the_workspace() {
        let text = "[package]\nname = \"a\"\nlicense = \"MIT\"\n";
        let found = whats(&[("app/Cargo.toml", text)]);
        assert_eq!(
            found,
            [
                "crate a does not take its licence from the workspace",
                "crate a does not take its lints from the workspace"
            ]
        );
    }
}
