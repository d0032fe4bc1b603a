//! Elements with indentation and CR/LF, held against the schema while they are written: a message that would fail
//! level 1 stops with an error.

use crate::lezer::tekens::mag;
use crate::schema::{self, Inhoud, Kind, Klasse};
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
    /// The classes that are open, the root first.
    open: Vec<Open>,
}

/// A class that is being written.
#[derive(Debug)]
struct Open {
    klasse: &'static Klasse,
    /// Place of the child that came last.
    positie: usize,
    /// Bit n is set when child n has been written.
    gezien: u32,
}

impl Open {
    fn new(klasse: &'static Klasse) -> Self {
        Self { klasse, positie: 0, gezien: 0 }
    }

    /// Takes the place of a child: in order, and not more often than it may occur.
    fn neem(&mut self, naam: &str) -> io::Result<&'static Kind> {
        let kinderen = &self.klasse.kinderen[self.positie..];
        let Some(i) = kinderen.iter().position(|k| k.naam == naam).map(|i| i + self.positie) else {
            return Err(ongeldig(format!("het element {naam} hoort hier niet")));
        };
        let kind = &self.klasse.kinderen[i];
        if self.gezien & (1 << i) != 0 && !kind.veel {
            return Err(ongeldig(format!("het element {naam} staat er vaker dan een keer")));
        }
        self.positie = i;
        self.gezien |= 1 << i;
        Ok(kind)
    }

    fn ontbreekt(&self) -> Option<&'static str> {
        let weg = self.klasse.verplicht & !self.gezien;
        let i = usize::try_from(weg.trailing_zeros()).ok()?;
        self.klasse.kinderen.get(i).map(|k| k.naam)
    }
}

fn ongeldig(waarom: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, waarom.into())
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
        Ok(Self { naar, prefix, open: vec![Open::new(schema::bericht(soort))] })
    }

    fn begin(&mut self, ns: Ns, naam: &str, slot: &str) -> io::Result<()> {
        const TABS: &[u8] = b"\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
        self.naar.write_all(&TABS[..self.open.len().min(TABS.len())])?;
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
        let Inhoud::Klasse(klasse) = self.neem(ns, naam)?.inhoud else {
            return Err(ongeldig(format!("het element {naam} is geen klasse")));
        };
        self.begin(ns, naam, "<")?;
        self.open.push(Open::new(klasse));
        self.naar.write_all(b"\r\n")
    }

    /// Closes a class.
    pub fn sluit(&mut self, ns: Ns, naam: &str) -> io::Result<()> {
        self.volledig()?;
        self.open.pop();
        self.begin(ns, naam, "</")?;
        self.naar.write_all(b"\r\n")
    }

    fn neem(&mut self, ns: Ns, naam: &str) -> io::Result<&'static Kind> {
        let Some(ouder) = self.open.last_mut() else {
            return Err(ongeldig("het bericht is al gesloten"));
        };
        debug_assert_eq!(ouder.klasse.basis, ns == Ns::Basis, "{naam} staat in een andere namespace");
        ouder.neem(naam)
    }

    /// Everything that the class at hand must have has been written.
    fn volledig(&self) -> io::Result<()> {
        match self.open.last().and_then(Open::ontbreekt) {
            Some(naam) => Err(ongeldig(format!("het verplichte element {naam} ontbreekt"))),
            None => Ok(()),
        }
    }

    /// A value.
    pub fn waarde(&mut self, ns: Ns, naam: &str, tekst: &str) -> io::Result<()> {
        let Inhoud::Waarde(soort) = self.neem(ns, naam)?.inhoud else {
            return Err(ongeldig(format!("het element {naam} is een klasse")));
        };
        if let Err(fout) = schema::lees(soort.vorm, tekst) {
            return Err(ongeldig(format!("{naam}: {}", fout.tekst)));
        }
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

    /// A whole number.
    pub fn getal(&mut self, ns: Ns, naam: &str, getal: i64) -> io::Result<()> {
        self.waarde(ns, naam, &getal.to_string())
    }

    /// Closes the root and gives the sink back.
    pub fn klaar(mut self) -> io::Result<W> {
        self.volledig()?;
        self.open.clear();
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
