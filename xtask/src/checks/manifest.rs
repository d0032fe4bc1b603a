//! Reads the Cargo.toml files: which crate stands where and what it depends on.

use crate::tree::{Tree, line_of};

/// One dependency of a crate.
#[derive(Debug)]
pub struct Dependency {
    /// Name in the manifest.
    pub name: String,
    /// Under `[dev-dependencies]`.
    pub dev: bool,
    /// Taken over from the workspace.
    pub workspace: bool,
    /// Line in the manifest.
    pub line: usize,
}

/// One member of the workspace.
#[derive(Debug)]
pub struct Crate {
    /// Name by which the others know it: that of its library, when the package has another.
    pub name: String,
    /// Folder from the root, for example `keten/toegang`.
    pub folder: String,
    /// Path of the manifest.
    pub path: String,
    /// Contents of the manifest.
    pub text: String,
    /// Dependencies of all kinds.
    pub dependencies: Vec<Dependency>,
    /// The parsed manifest.
    pub table: toml::Table,
}

/// The folder of the fuzz targets: no member, because it is built in another way, and with a library of its own
/// (docs/adr/0002).
const FUZZ: &str = "fuzz";

/// All member crates. A manifest that cannot be read as TOML is left to cargo, which says so better.
pub fn crates(tree: &Tree) -> Vec<Crate> {
    tree.ending("/Cargo.toml")
        .filter_map(|file| {
            let table: toml::Table = file.text.parse().ok()?;
            let own = table.get("lib").and_then(|l| l.get("name"));
            let name = own.or_else(|| table.get("package")?.get("name"))?.as_str()?.to_owned();
            let folder = file.path.strip_suffix("/Cargo.toml")?.to_owned();
            if folder == FUZZ && table.contains_key("workspace") {
                return None;
            }
            let dependencies = dependencies(&file.text, &table);
            Some(Crate {
                name,
                folder,
                path: file.path.clone(),
                text: file.text.clone(),
                dependencies,
                table,
            })
        })
        .collect()
}

/// The names under `[workspace.dependencies]` of the root, with whether they are crates of our own.
pub fn workspace_dependencies(tree: &Tree) -> Vec<(String, bool, usize)> {
    let Some(text) = tree.get("Cargo.toml") else { return Vec::new() };
    let Ok(table) = text.parse::<toml::Table>() else { return Vec::new() };
    let Some(list) = table.get("workspace").and_then(|w| w.get("dependencies")).and_then(|d| d.as_table())
    else {
        return Vec::new();
    };
    list.iter()
        .map(|(name, value)| {
            let own = value.get("path").is_some();
            (name.clone(), own, line_of(text, &format!("\n{name} =")) + 1)
        })
        .collect()
}

fn dependencies(text: &str, table: &toml::Table) -> Vec<Dependency> {
    let mut found = Vec::new();
    for (kind, dev) in [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)] {
        let Some(list) = table.get(kind).and_then(|t| t.as_table()) else { continue };
        for (name, value) in list {
            let workspace = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
            let section = text.find(&format!("[{kind}]")).unwrap_or(0);
            let before = text[..section].matches('\n').count();
            let line = before + line_of(&text[section..], &format!("\n{name}")) + 1;
            found.push(Dependency { name: name.clone(), dev, workspace, line });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::{manifest, tree};

    #[test]
    fn dependencies_have_kind_and_line() {
        let text = manifest("a", "kern.workspace = true\n\n[dev-dependencies]\ntempfile = \"3\"\n");
        let (_dir, tree) = tree(&[("a/Cargo.toml", &text)]);
        let crates = crates(&tree);
        let found: Vec<_> =
            crates[0].dependencies.iter().map(|d| (d.name.as_str(), d.dev, d.workspace, d.line)).collect();
        assert_eq!(found, [("kern", false, true, 9), ("tempfile", true, false, 12)]);
    }
}
