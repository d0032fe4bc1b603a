//! Elements with indentation and CR/LF.

use crate::lezer::tekens::mag;
use crate::soort::{NS_BASIS, Soort};
use std::borrow::Cow;
use std::io::{self, Write};

/// Which namespace an element is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    Bericht,
    Basis,
}

#[derive(Debug)]
pub(super) struct Uit<W> {
    naar: W,
    prefix: String,
    diepte: usize,
}

fn ongeldig(waarom: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, waarom)
}

impl<W: Write> Uit<W> {
    /// Writes the declaration and opens the root.
    pub fn new(mut naar: W, soort: Soort) -> io::Result<Self> {
        let prefix = soort.code().to_ascii_lowercase();
        naar.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n")?;
        write!(
            naar,
            "<{prefix}:Bericht xmlns:iwmo=\"{NS_BASIS}\" xmlns:{prefix}=\"{}\">\r\n",
            soort.namespace()
        )?;
        Ok(Self { naar, prefix, diepte: 1 })
    }

    fn begin(&mut self, ns: Ns, naam: &str, slot: &str) -> io::Result<()> {
        const TABS: &[u8] = b"\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
        self.naar.write_all(&TABS[..self.diepte.min(TABS.len())])?;
        self.naam(ns, naam, slot)
    }

    fn naam(&mut self, ns: Ns, naam: &str, slot: &str) -> io::Result<()> {
        self.naar.write_all(slot.as_bytes())?;
        self.naar.write_all(match ns {
            Ns::Bericht => self.prefix.as_bytes(),
            Ns::Basis => b"iwmo",
        })?;
        self.naar.write_all(b":")?;
        self.naar.write_all(naam.as_bytes())?;
        self.naar.write_all(b">")
    }

    /// Opens a class.
    pub fn open(&mut self, ns: Ns, naam: &str) -> io::Result<()> {
        self.begin(ns, naam, "<")?;
        self.diepte += 1;
        self.naar.write_all(b"\r\n")
    }

    /// Closes a class.
    pub fn sluit(&mut self, ns: Ns, naam: &str) -> io::Result<()> {
        self.diepte -= 1;
        self.begin(ns, naam, "</")?;
        self.naar.write_all(b"\r\n")
    }

    /// A value.
    pub fn waarde(&mut self, ns: Ns, naam: &str, tekst: &str) -> io::Result<()> {
        self.begin(ns, naam, "<")?;
        self.naar.write_all(ontsnap(tekst)?.as_bytes())?;
        self.naam(ns, naam, "</")?;
        self.naar.write_all(b"\r\n")
    }

    /// A value of the message's own namespace.
    pub fn eigen(&mut self, naam: &str, tekst: &str) -> io::Result<()> {
        self.waarde(Ns::Bericht, naam, tekst)
    }

    /// A value of the basisschema.
    pub fn basis(&mut self, naam: &str, tekst: &str) -> io::Result<()> {
        self.waarde(Ns::Basis, naam, tekst)
    }

    /// A whole number; the standard knows none below 0.
    pub fn getal(&mut self, ns: Ns, naam: &str, getal: i64) -> io::Result<()> {
        if getal < 0 {
            return Err(ongeldig("een getal in een bericht is niet kleiner dan 0"));
        }
        self.waarde(ns, naam, &getal.to_string())
    }

    /// Closes the root and gives the sink back.
    pub fn klaar(mut self) -> io::Result<W> {
        self.diepte = 0;
        self.begin(Ns::Bericht, "Bericht", "</")?;
        self.naar.write_all(b"\r\n")?;
        self.naar.flush()?;
        Ok(self.naar)
    }
}

/// Text as it stands in an element. A line end becomes CR/LF like all others; a lone CR is written as a reference.
fn ontsnap(tekst: &str) -> io::Result<Cow<'_, str>> {
    if tekst.bytes().all(|b| b >= b' ' && b.is_ascii() && !matches!(b, b'&' | b'<' | b'>')) {
        return Ok(Cow::Borrowed(tekst));
    }
    let mut uit = String::with_capacity(tekst.len() + 16);
    for c in tekst.chars() {
        match c {
            '&' => uit.push_str("&amp;"),
            '<' => uit.push_str("&lt;"),
            '>' => uit.push_str("&gt;"),
            '\r' => uit.push_str("&#13;"),
            '\n' => uit.push_str("\r\n"),
            c if mag(c) => uit.push(c),
            _ => return Err(ongeldig("de tekst bevat een teken dat niet in een bericht mag")),
        }
    }
    Ok(Cow::Owned(uit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_control_characters_are_refused() {
        assert_eq!(ontsnap("a < b & c > d").unwrap(), "a &lt; b &amp; c &gt; d");
        assert_eq!(ontsnap("een\ntwee\r").unwrap(), "een\r\ntwee&#13;");
        assert_eq!(ontsnap("Zoë").unwrap(), "Zoë");
        for fout in ["\0", "a\u{8}b", "\u{FFFE}"] {
            assert!(ontsnap(fout).is_err());
        }
    }
}
