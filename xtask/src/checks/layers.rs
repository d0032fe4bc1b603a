//! Invariant 1: `base ← keten ← {istandaard, store} ← app ← {web, api} ← cli`, and a step of the chain
//! depends on earlier steps only.

use super::manifest::{Crate, crates};
use crate::finding::Finding;
use crate::tree::Tree;

/// The steps in chain order.
pub const STEPS: &[&str] = &[
    "inkoop",
    "catalogus",
    "toegang",
    "beschikking",
    "toewijzing",
    "levering",
    "declaratie",
    "betaling",
    "monitoring",
];

/// Rank of a crate: it may depend on crates of a lower rank only. Crates that measure or test the others
/// come last. `cli` is the program that puts web and api together.
fn rank(folder: &str) -> Option<usize> {
    let rank = match folder {
        "base/kern" => 0,
        "base/regels" => 1,
        "istandaard" | "store" | "post" | "pdf" => 20,
        "app" => 30,
        "web" | "api" => 40,
        "cli" => 50,
        "tests" | "bench" | "xtask" => 90,
        _ => {
            let step = folder.strip_prefix("keten/")?;
            10 + STEPS.iter().position(|s| *s == step)?
        }
    };
    Some(rank)
}

/// Checks every manifest.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let crates = crates(tree);
    let mut findings = Vec::new();
    for krate in &crates {
        let Some(own) = rank(&krate.folder) else {
            findings.push(Finding::new(
                &krate.path,
                1,
                format!("crate {} has no place in the layers", krate.name),
                "every crate belongs to one layer or one of the nine steps",
                "move it under a layer of docs/adr/0001, or give it a rank in xtask/src/checks/layers.rs",
            ));
            continue;
        };
        findings.extend(upward(krate, own, &crates));
        findings.extend(bypass(krate));
    }
    findings
}

fn upward<'a>(krate: &'a Crate, own: usize, crates: &'a [Crate]) -> impl Iterator<Item = Finding> + 'a {
    // A crate may name itself for its tests, to switch one of its own features on.
    let itself = |name: &str, dev: bool| dev && name == krate.name;
    krate.dependencies.iter().filter(move |d| !itself(&d.name, d.dev)).filter_map(move |dependency| {
        let other = crates.iter().find(|c| c.name == dependency.name)?;
        let other_rank = rank(&other.folder)?;
        (other_rank >= own).then(|| {
            Finding::new(
                &krate.path,
                dependency.line,
                format!("{} depends on {}", krate.folder, other.folder),
                "a layer or step knows only what comes before it (invariant 1)",
                "move the shared part down, or let app carry the event (invariant 3)",
            )
        })
    })
}

/// SQL drivers belong to store.
fn bypass(krate: &Crate) -> Vec<Finding> {
    let mut findings = Vec::new();
    for dependency in krate.dependencies.iter().filter(|d| !d.dev) {
        let name = dependency.name.as_str();
        if matches!(name, "rusqlite" | "postgres" | "tokio-postgres" | "sqlx" | "diesel")
            && !matches!(krate.folder.as_str(), "store" | "tests" | "bench")
        {
            findings.push(Finding::new(
                &krate.path,
                dependency.line,
                format!("{} depends on the database driver {name}", krate.folder),
                "only store knows a driver (docs/adr/0003)",
                "use store's Conn and Tx",
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{manifest, tree};

    fn findings(folder: &str, name: &str, dependency: &str) -> Vec<String> {
        let own = manifest(name, &format!("{dependency}.workspace = true\n"));
        let files: Vec<(String, String)> = [
            "base/kern",
            "base/regels",
            "keten/inkoop",
            "keten/catalogus",
            "keten/toewijzing",
            "istandaard",
            "store",
            "app",
            "web",
            "api",
        ]
        .iter()
        .filter(|f| **f != folder)
        .map(|f| (format!("{f}/Cargo.toml"), manifest(f.rsplit('/').next().unwrap(), "")))
        .chain([(format!("{folder}/Cargo.toml"), own)])
        .collect();
        let borrowed: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        let (_dir, tree) = tree(&borrowed);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn downward_is_fine() {
        for (folder, name, dependency) in [
            ("keten/toewijzing", "toewijzing", "catalogus"),
            ("store", "store", "kern"),
            ("app", "app", "store"),
            ("cli", "cli", "web"),
        ] {
            assert_eq!(findings(folder, name, dependency), Vec::<String>::new(), "{folder} {dependency}");
        }
    }

    #[test]
    fn upward_and_sideways_are_found() {
        for (folder, name, dependency, what) in [
            ("base/kern", "kern", "regels", "base/kern depends on base/regels"),
            ("keten/inkoop", "inkoop", "catalogus", "keten/inkoop depends on keten/catalogus"),
            ("keten/toewijzing", "toewijzing", "store", "keten/toewijzing depends on store"),
            ("store", "store", "istandaard", "store depends on istandaard"),
            ("istandaard", "istandaard", "app", "istandaard depends on app"),
            ("web", "web", "api", "web depends on api"),
            ("app", "app", "rusqlite", "app depends on the database driver rusqlite"),
        ] {
            assert_eq!(findings(folder, name, dependency), [what]);
        }
    }

    #[test]
    fn only_tests_may_name_the_crate_itself() {
        let itself = "store.workspace = true\n";
        let count = |dependencies: &str| {
            let text = manifest("store", dependencies);
            let (_dir, tree) = tree(&[("store/Cargo.toml", &text)]);
            check(&tree).len()
        };
        assert_eq!(count(&format!("\n[dev-dependencies]\n{itself}")), 0);
        assert_eq!(count(itself), 1);
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        let text = manifest("extra", "");
        let (_dir, tree) = tree(&[("keten/extra/Cargo.toml", &text)]);
        assert_eq!(check(&tree)[0].what, "crate extra has no place in the layers");
    }
}
