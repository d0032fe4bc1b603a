//! The checks, one file per subject. Each has tests that break the rule and see the finding.

pub mod dependencies;
pub mod docs;
pub mod duties;
pub mod layers;
pub mod manifest;
pub mod migrations;
pub mod paths;
pub mod purity;
pub mod sql;
pub mod style;
pub mod terms;

use crate::finding::Finding;
use crate::tree::Tree;

type Check = fn(&Tree) -> Vec<Finding>;

const CHECKS: &[Check] = &[
    layers::check,
    dependencies::check,
    purity::check,
    sql::check,
    style::check,
    terms::check,
    migrations::check,
    paths::check,
    docs::check,
    duties::check,
];

/// Number of checks, for the closing line.
pub const COUNT: usize = CHECKS.len();

/// All findings, by file and line.
pub fn all(tree: &Tree) -> Vec<Finding> {
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(tree)).collect();
    findings.sort();
    findings.dedup();
    findings
}

#[cfg(test)]
pub mod testing {
    //! A repository in a temporary folder.

    use crate::tree::Tree;

    /// Writes the files in a new folder and reads them as a tree.
    pub fn tree(files: &[(&str, &str)]) -> (tempfile::TempDir, Tree) {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let tree = Tree::load(dir.path()).unwrap();
        (dir, tree)
    }

    /// A manifest of a member that keeps all house rules, with these lines under `[dependencies]`.
    pub fn manifest(name: &str, dependencies: &str) -> String {
        format!(
            "[package]\nname = \"{name}\"\nlicense.workspace = true\n\n[lints]\nworkspace = true\n\n[dependencies]\n{dependencies}"
        )
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn this_repository_is_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let tree = Tree::load(root).unwrap();
        assert!(tree.get("xtask/src/main.rs").is_some());
        assert!(tree.rust().count() > 20);
    }
}
