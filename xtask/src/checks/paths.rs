//! No file names a folder of the machine on which it was written: the work must run anywhere.

use crate::finding::Finding;
use crate::tree::Tree;

/// Top folders that mark a path of one machine.
const FOLDERS: &[&str] = &["work", "root", "home", "tmp", "Users"];

/// Places where such a path is meant: file, text in the line, reason.
const MEANT: &[(&str, &str, &str)] = &[];

/// Files whose patterns begin with a slash, or that a tool writes.
const UNREAD: &[&str] = &[".gitignore", ".lock", "-lock.json"];

/// Checks every text file that a person writes.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files() {
        if UNREAD.iter().any(|ending| file.path.ends_with(ending)) {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            let meant = MEANT.iter().any(|(path, text, _)| *path == file.path && line.contains(text));
            if let Some(folder) = FOLDERS.iter().find(|folder| !meant && names(line, folder)) {
                findings.push(Finding::new(
                    &file.path,
                    number + 1,
                    format!("a path under /{folder} of one machine"),
                    "it exists on that machine only",
                    "use a path from the repository, an option, or an environment variable",
                ));
            }
        }
    }
    findings
}

/// Whether the line names `/folder/x` as the beginning of a path.
fn names(line: &str, folder: &str) -> bool {
    let needle = format!("/{folder}/");
    line.match_indices(&needle).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + needle.len()..].chars().next();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"._-}/$)>".contains(c));
        begins && after.is_some_and(|c| c.is_alphanumeric() || "._$<{*".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;

    fn found(path: &str, text: &str) -> usize {
        let (_dir, tree) = tree(&[(path, text)]);
        check(&tree).len()
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        for folder in FOLDERS {
            let path = ["", folder, "x", "y"].join("/");
            assert_eq!(found("docs/a.md", &format!("see {path}")), 1, "{path}");
            assert_eq!(found("app/src/a.rs", &format!("f(\"{path}\")")), 1, "{path}");
            assert_eq!(found(".gitignore", &path), 0);
        }
    }

    #[test]
    fn addresses_and_relative_paths_are_fine() {
        for text in ["https://example.nl/@/x", "target/@/x", "../@/x", "$DIR/@/x"] {
            let text = text.replace('@', FOLDERS[0]);
            assert_eq!(found("docs/a.md", &text), 0, "{text}");
        }
    }
}
