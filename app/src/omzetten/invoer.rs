//! The file with indications: one with a name on the disk, or one without a name that is gone when nobody holds it.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The file with indications. It streams by more than once, one reader at a time.
#[derive(Debug)]
pub struct Invoer {
    pad: PathBuf,
    /// Its bytes, when it has no place on the disk.
    naamloos: Option<File>,
}

impl Invoer {
    /// A file on the disk.
    pub fn pad(pad: &Path) -> Self {
        Self { pad: pad.to_owned(), naamloos: None }
    }

    /// A file without a place: it holds BSNs, so nobody else can open it and nothing of it stays. `naam` is what
    /// people call it.
    pub fn naamloos(naam: &str) -> io::Result<Self> {
        Ok(Self { pad: PathBuf::from(naam), naamloos: Some(tempfile::tempfile()?) })
    }

    /// Adds bytes to a file without a place.
    pub fn erbij(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.naamloos {
            Some(f) => f.write_all(bytes),
            None => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    /// What it is called.
    pub fn naam(&self) -> String {
        self.pad.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }

    pub(super) fn plaats(&self) -> &Path {
        &self.pad
    }

    /// From the start.
    pub fn open(&self) -> io::Result<File> {
        let Some(f) = &self.naamloos else { return File::open(&self.pad) };
        let mut f = f.try_clone()?;
        f.seek(SeekFrom::Start(0))?;
        Ok(f)
    }
}
