//! YAML as a small tree in which every node knows its line.
//!
//! Only what the data needs: maps with text keys, lists and plain values. Anchors, aliases, tags and a second
//! document are refused: they make a file harder to read, and an alias can blow up in memory.

use crate::Probleem;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// How deep a file may nest.
const DIEPSTE: usize = 12;

/// A node with its line.
#[derive(Debug, Clone)]
pub(crate) struct Knoop {
    pub regel: usize,
    pub inhoud: Inhoud,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(crate) enum Inhoud {
    /// `~`, `null` or nothing.
    Leeg,
    /// A value, as text.
    Waarde(String),
    Lijst(Vec<Knoop>),
    /// Keys with their own line, in the order of the file.
    Kaart(Vec<(String, usize, Knoop)>),
}

/// Reads one document. Duplicate keys are reported and reading goes on; a text that is not YAML stops.
pub(crate) fn lees(bestand: &str, tekst: &str, problemen: &mut Vec<Probleem>) -> Option<Knoop> {
    let mut bouwer = Bouwer { bestand, problemen, parser: Parser::new_from_str(tekst) };
    match bouwer.document() {
        Ok(knoop) => Some(knoop),
        Err(p) => {
            problemen.push(p);
            None
        }
    }
}

impl PartialEq for Knoop {
    /// The same content, wherever it stands; the order of keys says nothing.
    fn eq(&self, ander: &Self) -> bool {
        match (&self.inhoud, &ander.inhoud) {
            (Inhoud::Leeg, Inhoud::Leeg) => true,
            (Inhoud::Waarde(a), Inhoud::Waarde(b)) => a == b,
            (Inhoud::Lijst(a), Inhoud::Lijst(b)) => a == b,
            (Inhoud::Kaart(a), Inhoud::Kaart(b)) => {
                a.len() == b.len() && a.iter().all(|(k, _, x)| b.iter().any(|(l, _, y)| k == l && x == y))
            }
            _ => false,
        }
    }
}

/// Whether two texts say the same: comments, layout and the order of keys aside. What cannot be read is only the same as
/// the very same text.
pub fn zelfde_inhoud(a: &str, b: &str) -> bool {
    let lees = |t| lees("", t, &mut Vec::new());
    a == b || lees(a).zip(lees(b)).is_some_and(|(a, b)| a == b)
}

/// A value as it is written: as it is where that is read back as the same text, else between quotes.
pub(crate) fn waarde(t: &str) -> String {
    let woord = |t: &str| {
        t.starts_with(|c: char| c.is_ascii_alphabetic())
            && !t.ends_with(' ')
            && t.chars()
                .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '(' | ')' | '%'))
            && t != "null"
    };
    let getal = |t: &str| {
        let mut delen = t.splitn(2, '.');
        let cijfers = |d: &str| !d.is_empty() && d.bytes().all(|c| c.is_ascii_digit());
        delen.next().is_some_and(|h| cijfers(h) && (h == "0" || !h.starts_with('0')))
            && delen.next().is_none_or(cijfers)
    };
    if woord(t) || getal(t) || kern::lees_datum(t).is_some() {
        return t.to_owned();
    }
    let mut uit = String::from("\"");
    for c in t.chars() {
        match c {
            '"' => uit.push_str("\\\""),
            '\\' => uit.push_str("\\\\"),
            '\n' => uit.push_str("\\n"),
            '\r' => uit.push_str("\\r"),
            '\t' => uit.push_str("\\t"),
            c if c.is_control() => uit.push(' '),
            c => uit.push(c),
        }
    }
    uit + "\""
}

/// A node on one line.
pub(crate) fn vloeiend(k: &Knoop) -> String {
    match &k.inhoud {
        Inhoud::Leeg => "~".to_owned(),
        Inhoud::Waarde(t) => waarde(t),
        Inhoud::Lijst(items) => {
            format!("[{}]", items.iter().map(vloeiend).collect::<Vec<_>>().join(", "))
        }
        Inhoud::Kaart(velden) => {
            let velden = velden.iter().map(|(s, _, k)| format!("{}: {}", waarde(s), vloeiend(k)));
            format!("{{{}}}", velden.collect::<Vec<_>>().join(", "))
        }
    }
}

struct Bouwer<'a, 'p> {
    bestand: &'a str,
    problemen: &'p mut Vec<Probleem>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
}

impl<'a> Bouwer<'a, '_> {
    fn fout(&self, regel: usize, wat: &str, remedie: &str) -> Probleem {
        Probleem::new(self.bestand, regel, wat, remedie)
    }

    fn volgende(&mut self) -> Result<(Event<'a>, Span), Probleem> {
        match self.parser.next_event() {
            Some(Ok(e)) => Ok(e),
            Some(Err(e)) => Err(self.fout(
                e.marker().line(),
                "dit is geen geldige YAML",
                "Kijk op deze regel of de regel erboven naar de inspringing, een dubbele punt of een aanhalingsteken",
            )),
            None => Err(self.fout(0, "het bestand houdt te vroeg op", "Vul het bestand aan")),
        }
    }

    fn document(&mut self) -> Result<Knoop, Probleem> {
        loop {
            match self.volgende()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => return Err(self.fout(0, "het bestand is leeg", "Vul het bestand")),
                (e, span) => {
                    let knoop = self.knoop(e, span, 0)?;
                    self.einde()?;
                    return Ok(knoop);
                }
            }
        }
    }

    fn einde(&mut self) -> Result<(), Probleem> {
        loop {
            match self.volgende()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(_), span) => {
                    return Err(self.fout(
                        span.start.line(),
                        "er begint een tweede document",
                        "Zet elk document in een eigen bestand",
                    ));
                }
                _ => {}
            }
        }
    }

    fn knoop(&mut self, event: Event<'a>, span: Span, diepte: usize) -> Result<Knoop, Probleem> {
        let regel = span.start.line();
        if diepte > DIEPSTE {
            return Err(self.fout(regel, "de gegevens zijn te diep genest", "Haal een niveau weg"));
        }
        let (anker, label) = match &event {
            Event::Scalar(_, _, a, t) | Event::SequenceStart(a, t) | Event::MappingStart(a, t) => {
                (*a, t.is_some())
            }
            _ => (0, false),
        };
        if anker != 0 || label || matches!(event, Event::Alias(_)) {
            return Err(self.fout(
                regel,
                "ankers, verwijzingen en labels (&, *, !) zijn hier niet toegestaan",
                "Schrijf de waarde uit",
            ));
        }
        let inhoud = match event {
            Event::Scalar(tekst, stijl, _, _) => {
                let leeg = stijl == ScalarStyle::Plain && matches!(tekst.as_ref(), "" | "~" | "null");
                if leeg { Inhoud::Leeg } else { Inhoud::Waarde(tekst.into_owned()) }
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.volgende()? {
                        (Event::SequenceEnd, _) => break Inhoud::Lijst(items),
                        (e, s) => items.push(self.knoop(e, s, diepte + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => self.kaart(diepte)?,
            _ => return Err(self.fout(regel, "dit is geen geldige YAML", "Kijk naar de inspringing")),
        };
        Ok(Knoop { regel, inhoud })
    }

    fn kaart(&mut self, diepte: usize) -> Result<Inhoud, Probleem> {
        let mut velden: Vec<(String, usize, Knoop)> = Vec::new();
        loop {
            let (sleutel, regel) = match self.volgende()? {
                (Event::MappingEnd, _) => return Ok(Inhoud::Kaart(velden)),
                (Event::Scalar(s, _, 0, None), span) => (s.into_owned(), span.start.line()),
                (_, span) => {
                    return Err(self.fout(
                        span.start.line(),
                        "een sleutel is geen gewoon woord",
                        "Schrijf een woord voor de dubbele punt",
                    ));
                }
            };
            let (e, s) = self.volgende()?;
            let waarde = self.knoop(e, s, diepte + 1)?;
            if let Some((_, eerder, _)) = velden.iter().find(|(k, _, _)| *k == sleutel) {
                self.problemen.push(Probleem::new(
                    self.bestand,
                    regel,
                    format!("'{sleutel}' staat er dubbel (ook op regel {eerder})"),
                    "Laat er een staan",
                ));
            } else {
                velden.push((sleutel, regel, waarde));
            }
        }
    }
}
