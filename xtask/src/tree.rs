//! The files of the repository, read once. In a git repository: what is tracked and what would be (not
//! ignored); elsewhere every file, so that the tests can use a plain folder.

use std::path::Path;
use std::process::Command;

/// One text file.
#[derive(Debug)]
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Contents.
    pub text: String,
}

/// All text files.
#[derive(Debug)]
pub struct Tree {
    files: Vec<File>,
    others: Vec<String>,
}

impl Tree {
    /// Reads the files under `root`. Of files that are not UTF-8 (pictures) only the name is kept.
    pub fn load(root: &Path) -> Result<Self, String> {
        let mut paths = if root.join(".git").exists() { tracked(root)? } else { walked(root)? };
        paths.sort();
        paths.dedup();
        let mut files = Vec::new();
        let mut others = Vec::new();
        for path in paths {
            match std::fs::read_to_string(root.join(&path)) {
                Ok(text) => files.push(File { path, text }),
                Err(_) => others.push(path),
            }
        }
        Ok(Self { files, others })
    }

    /// All files, by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|f| f.path == path).map(|f| f.text.as_str())
    }

    /// Whether this is a file that is not text.
    pub fn is_file(&self, path: &str) -> bool {
        self.others.iter().any(|o| o == path)
    }

    /// Files with this ending.
    pub fn ending(&self, ending: &'static str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |f| f.path.ends_with(ending))
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.ending(".rs")
    }
}

/// The line (from 1) of the first occurrence of a text; 1 when it does not occur.
pub fn line_of(text: &str, needle: &str) -> usize {
    text.find(needle).map_or(1, |at| line_at(text, at))
}

/// The line (from 1) of a byte offset.
pub fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}

fn tracked(root: &Path) -> Result<Vec<String>, String> {
    let output = Command::new("git")
        .current_dir(root)
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .map_err(|e| format!("git ls-files: {e}"))?;
    if !output.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let names = String::from_utf8(output.stdout).map_err(|e| format!("a file name is not UTF-8: {e}"))?;
    Ok(names.split('\0').filter(|n| !n.is_empty()).map(str::to_owned).collect())
}

fn walked(root: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
            if path.is_dir() {
                if !path.ends_with("target") && !path.ends_with("node_modules") {
                    folders.push(path);
                }
            } else if let Some(name) = path.strip_prefix(root).ok().and_then(|p| p.to_str()) {
                found.push(name.replace('\\', "/"));
            }
        }
    }
    Ok(found)
}
