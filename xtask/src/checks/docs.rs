//! What the documents point at exists: links, paths and functions. A map that is wrong is worse than none.

use std::collections::HashSet;

use crate::finding::Finding;
use crate::rust_text::is_whole;
use crate::tree::{File, Tree};

/// Checks every Markdown file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let tops: HashSet<&str> =
        tree.files().iter().filter_map(|f| f.path.split_once('/')).map(|(top, _)| top).collect();
    let mut findings = Vec::new();
    for file in tree.ending(".md") {
        let mut fenced = false;
        for (number, line) in file.text.lines().enumerate() {
            fenced ^= line.trim_start().starts_with("```");
            if fenced || line.starts_with("    ") {
                continue;
            }
            let mut find = |what: String, remedy: &'static str| {
                let why = "a reader follows it and finds nothing";
                findings.push(Finding::new(&file.path, number + 1, what, why, remedy));
            };
            for link in links(line).filter(|l| !exists(tree, &resolve(&file.path, l))) {
                find(format!("link to {link}, which does not exist"), "mend or remove the link");
            }
            for code in line.split('`').skip(1).step_by(2) {
                if is_path(code, &tops) && !exists(tree, code.trim_end_matches('/')) {
                    find(format!("{code} does not exist"), "name the file or folder as it is now");
                }
                if let Some(name) = function(code).filter(|name| !defined(tree, name)) {
                    find(format!("function {name} does not exist"), "name the function as it is now");
                }
            }
        }
    }
    findings
}

/// Relative targets of `[text](target)`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| {
        let target = rest.split(')').next()?.split('#').next()?;
        (!target.is_empty() && !target.contains(':')).then_some(target)
    })
}

fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path from the root of the repository, without a placeholder in it.
fn is_path(code: &str, tops: &HashSet<&str>) -> bool {
    code.split_once('/').is_some_and(|(top, _)| tops.contains(top))
        && code.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
        && !code.contains("NNNN")
        && !code.contains("node_modules")
}

fn exists(tree: &Tree, path: &str) -> bool {
    let within =
        |f: &File| f.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    tree.files().iter().any(within) || tree.is_file(path)
}

/// `name()` or `module::name()`.
fn function(code: &str) -> Option<&str> {
    let path = code.strip_suffix("()")?;
    let name = path.rsplit([':', '.']).next()?;
    (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).then_some(name)
}

fn defined(tree: &Tree, name: &str) -> bool {
    let needle = format!("fn {name}");
    tree.rust().any(|f| f.text.match_indices(&needle).any(|(at, _)| is_whole(&f.text, at, &needle)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;

    fn whats(text: &str) -> Vec<String> {
        let (_dir, tree) = tree(&[
            ("docs/a.md", text),
            ("docs/adr/0001.md", ""),
            ("keten/levering/src/lib.rs", "fn beoordeel_start() {}"),
            ("README.md", ""),
        ]);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn links_are_followed() {
        assert!(whats("[a](adr/0001.md) [b](../README.md#top) [c](https://example.nl) [d](adr)").is_empty());
        assert_eq!(whats("[a](adr/0002.md)"), ["link to adr/0002.md, which does not exist"]);
    }

    #[test]
    fn paths_exist() {
        assert!(
            whats("`keten/levering/src/lib.rs` `keten/levering/` `keten/<step>/src` `audio/x`").is_empty()
        );
        assert_eq!(whats("see `keten/levering/src/weg.rs`"), ["keten/levering/src/weg.rs does not exist"]);
    }

    #[test]
    fn functions_exist() {
        assert!(whats("`beoordeel_start()` `levering::beoordeel_start()`").is_empty());
        assert_eq!(whats("`beoordeel()`"), ["function beoordeel does not exist"]);
    }

    #[test]
    fn code_blocks_are_left_alone() {
        assert!(whats("```\n`weg()` [a](b)\n```\n    `weg()`\n").is_empty());
    }
}
