//! Chores of the project that a shell script would do badly.
//!
//! `cargo run -p xtask -- tidy` checks the invariants of the design (docs/ARCHITECTURE.md) and of the
//! house rules (CONTRIBUTING.md). It prints one line per finding, `file:line: what; why; do: remedy`, and
//! ends with 1 when there is one. `cargo run -p xtask -- slot` locks new migrations.

mod checks;
mod finding;
mod rust_text;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tree::Tree;

const USAGE: &str = "usage: cargo run -p xtask -- tidy|slot [--root DIR]
  tidy   checks layers, purity, names, migrations, licences and house rules
  slot   adds new migrations to store/migraties/SHA256SUMS (never changes an existing line)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &[String]) -> Result<ExitCode, String> {
    let (task, root) = match args {
        [task] => (task.as_str(), workspace_root()),
        [task, flag, dir] if flag == "--root" => (task.as_str(), PathBuf::from(dir)),
        _ => return Err(USAGE.to_owned()),
    };
    let tree = Tree::load(&root)?;
    match task {
        "tidy" => {
            let findings = checks::all(&tree);
            for finding in &findings {
                println!("{finding}");
            }
            let count = findings.len();
            println!("tidy: {} files, {} checks, {count} findings", tree.files().len(), checks::COUNT);
            Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
        }
        "slot" => {
            let added = checks::migrations::lock(&root, &tree)?;
            println!("slot: {added} new migrations in {}", checks::migrations::LOCK);
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(USAGE.to_owned()),
    }
}

/// The folder above this crate, so that the command works from anywhere in the repository.
fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}
