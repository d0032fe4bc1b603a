//! Why a use case could not be carried out. To reject a message is not an error: that is a value.

use crate::GeenToegang;
use crate::importeer::Rijfout;
use std::fmt;
use std::path::{Path, PathBuf};
use store::StoreFout;

/// The work could not be done; nothing was changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum AppFout {
    /// The database refused.
    Store(StoreFout),
    /// A file or folder could not be read or written.
    Bestand {
        /// Which.
        pad: PathBuf,
        /// What was tried: "lezen", "schrijven".
        wat: &'static str,
        /// What the system said.
        oorzaak: std::io::Error,
    },
    /// Rows of a CSV file are wrong; nothing of the file was loaded.
    Rijen(Vec<Rijfout>),
    /// The user may not do this.
    GeenToegang,
    /// The question cannot be answered as asked; the text says what to do.
    Ongeldig(String),
}

/// Outcome of a use case.
pub type Uitkomst<T> = Result<T, AppFout>;

impl fmt::Display for AppFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(e) => e.fmt(f),
            Self::Bestand { pad, wat, oorzaak } => {
                write!(f, "{} kan niet worden {}: {}", pad.display(), voltooid(wat), io_tekst(oorzaak))
            }
            Self::Rijen(fouten) => {
                for (i, r) in fouten.iter().enumerate() {
                    if i > 0 {
                        f.write_str("\n")?;
                    }
                    r.fmt(f)?;
                }
                Ok(())
            }
            Self::GeenToegang => GeenToegang.fmt(f),
            Self::Ongeldig(t) => f.write_str(t),
        }
    }
}

fn voltooid(wat: &str) -> &'static str {
    match wat {
        "lezen" => "gelezen",
        "maken" => "gemaakt",
        _ => "geschreven",
    }
}

/// What went wrong with a file, in plain Dutch with what to do about it.
pub fn io_tekst(e: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match e.kind() {
        K::NotFound => "het bestaat niet; controleer de naam".into(),
        K::PermissionDenied => "geen toestemming; controleer de rechten".into(),
        K::IsADirectory => "het is een map, geen bestand".into(),
        K::NotADirectory => "een deel van het pad is geen map".into(),
        K::StorageFull => "de schijf is vol; maak ruimte en probeer het opnieuw".into(),
        K::ReadOnlyFilesystem => "de schijf is alleen-lezen".into(),
        K::AlreadyExists => "het bestaat al".into(),
        _ => format!("{e}"),
    }
}

impl std::error::Error for AppFout {}

impl From<StoreFout> for AppFout {
    fn from(e: StoreFout) -> Self {
        Self::Store(e)
    }
}

impl From<GeenToegang> for AppFout {
    fn from(_: GeenToegang) -> Self {
        Self::GeenToegang
    }
}

/// For `map_err` on file operations.
pub(crate) fn bestand(pad: &Path, wat: &'static str) -> impl FnOnce(std::io::Error) -> AppFout {
    let pad = pad.to_owned();
    move |oorzaak| AppFout::Bestand { pad, wat, oorzaak }
}
