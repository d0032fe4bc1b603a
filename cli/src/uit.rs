//! What goes to stdout. Who reads it may stop reading (`| head`): that is no fault, and nothing more is shown.

use crate::{Fout, Uitkomst};
use std::io::{ErrorKind, Result as IoResult, Write};

/// The outcome of writing to stdout: a reader that went away is fine, a full disk is told.
pub(crate) fn gelukt(uitkomst: IoResult<()>) -> Uitkomst<()> {
    match uitkomst {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => {
            Err(Fout(format!("de uitvoer kan niet worden geschreven: {}", app::io_tekst(&e))))
        }
        _ => Ok(()),
    }
}

/// Writes a text to stdout, at once.
pub(crate) fn druk(tekst: &str) -> Uitkomst<()> {
    let mut uit = std::io::stdout().lock();
    gelukt(uit.write_all(tekst.as_bytes()).and_then(|()| uit.flush()))
}

/// Writes what machines read to stdout.
pub(crate) fn druk_json(waarde: &impl serde::Serialize) -> Uitkomst<()> {
    druk(&format!("{}\n", serde_json::to_string_pretty(waarde).unwrap_or_default()))
}

/// Writes a line to stdout, as `println!` does, and gives [`Uitkomst`].
macro_rules! regel {
    ($($wat:tt)*) => { $crate::uit::druk(&format!("{}\n", format_args!($($wat)*))) };
}
pub(crate) use regel;
