//! Invariant 8 in the schema, and migrations that only add: a published migration never changes.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::tree::{File, Tree, line_at};

/// Folder of the migrations.
const FOLDER: &str = "store/migraties/";
/// Checksums of the published migrations, in the form of `sha256sum`.
pub const LOCK: &str = "store/migraties/SHA256SUMS";

/// Tables without municipal data, with the reason.
const SHARED: &[(&str, &str)] = &[
    ("gemeente", "the municipalities themselves"),
    ("aanbieder", "public facts of a provider: AGB code, name, IBAN"),
    ("gebruiker", "a person may work for several municipalities; gebruiker_gemeente binds"),
    ("sessie", "belongs to a user"),
    ("aanmeldpoging", "sign-in attempts come before the user is known"),
    ("instelling", "settings of the installation"),
    ("product", "framework data, shared by the municipalities that use the framework"),
];

/// A table as the migrations make it.
#[derive(Debug)]
struct Table {
    name: String,
    path: String,
    line: usize,
    body: String,
}

impl Table {
    /// Whether it holds data of one municipality.
    fn is_municipal(&self) -> bool {
        !SHARED.iter().any(|(name, _)| *name == self.name)
    }

    fn gemeente_leads(&self) -> bool {
        let body = self.body.to_ascii_uppercase();
        let inline = body
            .split(',')
            .next()
            .is_some_and(|c| c.trim().starts_with("GEMEENTE ") && c.contains("PRIMARY KEY"));
        let key =
            body.find("PRIMARY KEY (").map(|at| body[at + "PRIMARY KEY (".len()..].trim_start().to_owned());
        inline || key.is_some_and(|k| k.starts_with("GEMEENTE,") || k.starts_with("GEMEENTE)"))
    }
}

/// All tables of all migrations.
fn tables(tree: &Tree) -> Vec<Table> {
    migrations(tree).flat_map(tables_of).collect()
}

fn migrations(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.ending(".sql").filter(|f| f.path.starts_with(FOLDER))
}

fn tables_of(file: &File) -> Vec<Table> {
    let sql = without_comments(&file.text);
    sql.match_indices("CREATE TABLE ")
        .filter_map(|(at, keyword)| {
            let rest = sql[at + keyword.len()..].trim_start();
            let rest = rest.strip_prefix("IF NOT EXISTS ").unwrap_or(rest);
            let (name, rest) = rest.split_once('(')?;
            let body = rest.split(';').next().unwrap_or_default().to_owned();
            Some(Table {
                name: name.trim().to_owned(),
                path: file.path.clone(),
                line: line_at(&sql, at),
                body,
            })
        })
        .collect()
}

/// Blanks `--` comments; offsets of lines stay as they are.
fn without_comments(sql: &str) -> String {
    sql.lines().map(|l| l.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Checks keys, indexes and checksums.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = keys(tree);
    findings.extend(indexes(tree));
    findings.extend(checksums(tree));
    findings
}

fn keys(tree: &Tree) -> Vec<Finding> {
    tables(tree)
        .iter()
        .filter(|t| t.is_municipal() && !t.gemeente_leads())
        .map(|table| {
            Finding::new(
                &table.path,
                table.line,
                format!("table {} does not have gemeente first in its primary key", table.name),
                "data is cut by municipality, on one machine and over a cluster (invariant 8)",
                "lead the key with gemeente; without municipal data: add it to SHARED in xtask/src/checks/migrations.rs",
            )
        })
        .collect()
}

fn indexes(tree: &Tree) -> Vec<Finding> {
    let municipal: Vec<String> =
        tables(tree).into_iter().filter(Table::is_municipal).map(|t| t.name).collect();
    let mut findings = Vec::new();
    for file in migrations(tree) {
        let sql = without_comments(&file.text);
        for (at, _) in sql.match_indices("INDEX ") {
            let statement = sql[at..].split(';').next().unwrap_or_default();
            let Some((head, columns)) = statement.split_once('(') else { continue };
            let Some(table) = head.split_whitespace().last() else { continue };
            let leads =
                columns.trim_start().strip_prefix("gemeente").is_some_and(|r| r.starts_with([',', ')']));
            if municipal.iter().any(|m| m == table) && !leads {
                findings.push(Finding::new(
                    &file.path,
                    line_at(&sql, at),
                    format!("an index on {table} does not begin with gemeente"),
                    "every query names gemeente, and a partitioned table needs it (invariant 8)",
                    "lead the index with gemeente",
                ));
            }
        }
    }
    findings
}

fn checksums(tree: &Tree) -> Vec<Finding> {
    let lock = tree.get(LOCK).unwrap_or_default();
    let mut findings = Vec::new();
    for file in migrations(tree) {
        let name = file.path.trim_start_matches(FOLDER);
        match locked(lock, name) {
            None => findings.push(Finding::new(
                &file.path,
                1,
                format!("{name} is not locked in {LOCK}"),
                "migrations only add: what is published never changes",
                "run cargo run -p xtask -- slot and commit the line",
            )),
            Some(sum) if sum != checksum(&file.text) => findings.push(Finding::new(
                &file.path,
                1,
                format!("{name} differs from what was published"),
                "databases that ran it would silently differ from new ones",
                "put it back (git checkout) and write a new migration; never released: remove its line and run slot",
            )),
            Some(_) => {}
        }
    }
    for (number, line) in lock.lines().enumerate() {
        let name = line.split_whitespace().nth(1).unwrap_or_default();
        if tree.get(&format!("{FOLDER}{name}")).is_none() {
            findings.push(Finding::new(
                LOCK,
                number + 1,
                format!("migration {name} is gone"),
                "databases that ran it still exist",
                "put the file back",
            ));
        }
    }
    findings
}

fn locked<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    lock.lines().find_map(|line| {
        let (sum, file) = line.split_once("  ")?;
        (file == name).then_some(sum)
    })
}

fn checksum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Adds the checksums of migrations that have none. Gives the number added.
pub fn lock(root: &Path, tree: &Tree) -> Result<usize, String> {
    let mut text = tree.get(LOCK).unwrap_or_default().to_owned();
    let mut added = 0;
    for file in migrations(tree) {
        let name = file.path.trim_start_matches(FOLDER);
        if locked(&text, name).is_none() {
            let _ = writeln!(text, "{}  {name}", checksum(&file.text));
            added += 1;
        }
    }
    std::fs::write(root.join(LOCK), text).map_err(|e| format!("{LOCK}: {e}"))?;
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::tree;

    const GOOD: &str = "CREATE TABLE client (\n  gemeente TEXT NOT NULL, -- first\n  id BIGINT NOT NULL,\n  PRIMARY KEY (gemeente, id)\n) {zonder_rowid};\nCREATE UNIQUE INDEX client_id ON client (gemeente, id) WHERE id > 0;\nCREATE TABLE sessie (sleutel BLOB PRIMARY KEY);\n";

    fn whats(sql: &str) -> Vec<String> {
        let lock = format!("{}  0001_a.sql\n", checksum(sql));
        let (_dir, tree) = tree(&[("store/migraties/0001_a.sql", sql), (LOCK, &lock)]);
        check(&tree).into_iter().map(|f| f.what).collect()
    }

    #[test]
    fn gemeente_leads_key_and_index() {
        assert!(whats(GOOD).is_empty());
        assert_eq!(
            whats(&GOOD.replace("PRIMARY KEY (gemeente, id)", "PRIMARY KEY (id, gemeente)")),
            ["table client does not have gemeente first in its primary key"]
        );
        assert_eq!(
            whats(&GOOD.replace("client (gemeente, id) WHERE", "client (id) WHERE")),
            ["an index on client does not begin with gemeente"]
        );
        assert_eq!(
            whats("CREATE TABLE nieuw (id BIGINT PRIMARY KEY);\n"),
            ["table nieuw does not have gemeente first in its primary key"]
        );
    }

    #[test]
    fn a_changed_new_or_removed_migration_is_found() {
        let lock = format!("{}  0001_a.sql\n", checksum(GOOD));
        let (_d1, changed) = tree(&[("store/migraties/0001_a.sql", "-- x\n"), (LOCK, &lock)]);
        assert_eq!(check(&changed)[0].what, "0001_a.sql differs from what was published");
        let (_d2, new) = tree(&[("store/migraties/0001_a.sql", GOOD)]);
        assert_eq!(check(&new)[0].what, format!("0001_a.sql is not locked in {LOCK}"));
        let (_d3, gone) = tree(&[(LOCK, &lock)]);
        assert_eq!(check(&gone)[0].what, "migration 0001_a.sql is gone");
    }

    #[test]
    fn slot_adds_and_never_changes() {
        let (dir, first) = tree(&[("store/migraties/0001_a.sql", GOOD)]);
        assert_eq!(lock(dir.path(), &first).unwrap(), 1);
        std::fs::write(dir.path().join("store/migraties/0001_a.sql"), "-- x\n").unwrap();
        let second = Tree::load(dir.path()).unwrap();
        assert_eq!(lock(dir.path(), &second).unwrap(), 0);
        assert_eq!(second.get(LOCK).unwrap(), format!("{}  0001_a.sql\n", checksum(GOOD)));
    }
}
