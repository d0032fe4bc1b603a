//! Every public type of a step stands in docs/begrippen.md, so that a word means one thing.

use super::style::is_test_file;
use crate::finding::Finding;
use crate::rust_text::{RustText, is_whole};
use crate::tree::{Tree, line_at};

/// The list: term, meaning, source, Rust type.
pub const LIST: &str = "docs/begrippen.md";

/// Checks `pub struct`, `pub enum`, `pub trait` and `pub type` in keten.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let list = tree.get(LIST).unwrap_or_default();
    let mut findings = Vec::new();
    for file in tree.rust().filter(|f| f.path.starts_with("keten/") && !is_test_file(&f.path)) {
        let source = RustText::new(&file.text);
        for kind in ["pub struct ", "pub enum ", "pub trait ", "pub type "] {
            for at in source.find_all(kind).filter(|at| !source.in_tests(*at)) {
                let name: String = source.code[at + kind.len()..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if !list.match_indices(&name).any(|(at, _)| is_whole(list, at, &name)) {
                    findings.push(Finding::new(
                        &file.path,
                        line_at(&file.text, at),
                        format!("{name} is not in {LIST}"),
                        "each public type of the chain has one meaning and one source",
                        "add a row: term, meaning, source, Rust type",
                    ));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;

    fn whats(list: &str, source: &str) -> Vec<String> {
        let (_dir, tree) = tree(&[(LIST, list), ("keten/levering/src/model.rs", source)]);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn a_missing_type_is_found() {
        let source = "pub struct Levering { }\npub enum Soort { A }\npub trait Telt {}\npub type Nr = i64;\n";
        assert!(whats("| `Levering` `Soort` `Telt` `Nr` |", source).is_empty());
        assert_eq!(
            whats("| `Leveringen` `Soort` `Telt` |", source),
            ["Levering is not in docs/begrippen.md", "Nr is not in docs/begrippen.md"]
        );
    }

    #[test]
    fn private_types_and_comments_are_left_alone() {
        assert!(whats("", "struct A; pub(crate) struct B; // pub struct C\n").is_empty());
    }
}
