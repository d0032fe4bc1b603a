//! The writers. UTF-8 without a byte order mark, lines end in CR/LF (OP192), XsdVersie as in the header given.

use crate::model::{AntwoordKop, Bericht, DeclaratieKop, Header, Prestatie};
use kern::{Bsn, Retourcode};
use std::io::{self, Write};

/// Writes a 301, 302, 305, 306, 307 or 308. Any other message, and text that cannot stand in XML, is an error.
pub fn schrijf<W: Write>(bericht: &Bericht, naar: W) -> io::Result<W> {
    let _ = bericht;
    Ok(naar)
}

/// Writes a 323 line by line.
#[derive(Debug)]
pub struct Schrijver323<W> {
    naar: W,
}

impl<W: Write> Schrijver323<W> {
    /// Starts the message with header and claim.
    pub fn new(naar: W, header: &Header, kop: &DeclaratieKop) -> io::Result<Self> {
        let _ = (header, kop);
        Ok(Self { naar })
    }

    /// Starts a client; the one before is closed.
    pub fn client(&mut self, bsn: &Bsn) -> io::Result<()> {
        let _ = bsn;
        Ok(())
    }

    /// A line of the client that was started last. `client_nr` and `nr` follow from the order of the calls.
    pub fn prestatie(&mut self, prestatie: &Prestatie) -> io::Result<()> {
        let _ = prestatie;
        Ok(())
    }

    /// Closes the message and gives the sink back.
    pub fn klaar(self) -> io::Result<W> {
        Ok(self.naar)
    }
}

/// Writes a 325 line by line: only clients and lines that are rejected (IV087, TR342).
#[derive(Debug)]
pub struct Schrijver325<W> {
    naar: W,
}

impl<W: Write> Schrijver325<W> {
    /// Starts the message. Without `kop` it has a header only. `retourcodes` are those of DeclaratieAntwoord.
    pub fn new(naar: W, header: &Header, kop: Option<(&AntwoordKop, &[Retourcode])>) -> io::Result<Self> {
        let _ = (header, kop);
        Ok(Self { naar })
    }

    /// Starts a client with its return codes; the one before is closed.
    pub fn client(&mut self, bsn: &Bsn, retourcodes: &[Retourcode]) -> io::Result<()> {
        let _ = (bsn, retourcodes);
        Ok(())
    }

    /// A rejected line of the client that was started last, with the codes why.
    pub fn prestatie(&mut self, prestatie: &Prestatie, retourcodes: &[Retourcode]) -> io::Result<()> {
        let _ = (prestatie, retourcodes);
        Ok(())
    }

    /// Closes the message and gives the sink back.
    pub fn klaar(self) -> io::Result<W> {
        Ok(self.naar)
    }
}
