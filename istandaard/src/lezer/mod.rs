//! The reader: a message part by part, checked on the way.

mod baan;
pub(crate) mod boom;
mod bron;
mod kern;
mod klassen;
mod namen;
mod omzet;
mod stroom;
pub(crate) mod tekens;
mod uniek;
mod verzoek;

use self::bron::Begrensd;
use self::kern::{Kern, Stap};
use self::stroom::Dubbelen;
use self::tekens::Misvormd;
use self::uniek::Plek;
pub use self::uniek::{Kladbestand, MaakKlad};
use crate::model::{AntwoordKop, Bericht, DeclaratieKop, Header, Prestatie};
use crate::regels::Regel;
use crate::soort::Soort;
use ::kern::{Bevinding, Bsn, Retourcode};
use quick_xml::Reader;
use quick_xml::events::{BytesDecl, Event};
use std::io::{self, BufRead};

/// At which level a message failed. The order is that of the standard: level 1 comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Niveau {
    /// The schema. The sender gets an error, there is no answer message (IV028, IV088).
    Schema,
    /// A rule within the message. The answer has a header only, with return code 0001.
    Inhoud,
}

/// Bounds that keep a hostile or endless message from taking the machine.
#[derive(Debug, Clone, Copy)]
pub struct Grenzen {
    /// Elements within elements.
    pub diepte: usize,
    /// Bytes of text within one element.
    pub tekst: usize,
    /// Bytes of text in a message that is read as a whole (all but 323 and 325).
    pub bericht: usize,
    /// Keys that are held in memory per kind before they are spilled to [`Self::klad`]. A claim line has one to four
    /// keys (references, line, period); each takes 32 bytes.
    pub sleutels: usize,
    /// Where keys go that are too many for memory. `None`: they all stay in memory, and the reader does no input or
    /// output but reading its source.
    pub klad: Option<MaakKlad>,
}

impl Default for Grenzen {
    fn default() -> Self {
        Self { diepte: 32, tekst: 1 << 20, bericht: 32 << 20, sleutels: 100_000, klad: None }
    }
}

/// A part of a message. Only what passed the schema is handed out, and a client (with its lines, or with the message
/// around it) only when the BSN passes the elfproef; [`Lezer::niveau`] tells whether anything failed. The header is
/// there even then: [`Lezer::header`].
#[derive(Debug)]
pub enum Deel<'a> {
    /// A message about one client, complete (301 to 320).
    Bericht(Box<Bericht>),
    /// The header of a 323 or 325.
    Kop(&'a Header),
    /// The claim of a 323, before its clients.
    Declaratie(&'a DeclaratieKop),
    /// The answer of a 325, before its clients.
    Antwoord(&'a AntwoordKop),
    /// A client of a 323 or 325, before the lines.
    Client {
        /// BSN.
        bsn: Bsn,
        /// n of `Client[n]`, from 1.
        nr: u32,
    },
    /// A line of the client that came before. The buffer is reused: clone what you keep.
    Prestatie(&'a Prestatie),
    /// The end of a client of a 325.
    ClientEinde {
        /// n of `Client[n]`, from 1.
        nr: u32,
        /// Return codes of the client.
        retourcodes: &'a [Retourcode],
    },
    /// The end of the answer of a 325.
    AntwoordEinde {
        /// Return codes of the answer as a whole.
        retourcodes: &'a [Retourcode],
    },
    /// Many findings are waiting; fetch them with [`Lezer::bevindingen`] and go on.
    Bevindingen,
    /// All has been read and all rules of level 2 have been judged.
    Einde(Einde),
}

/// The end of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Einde {
    /// Number of claim lines that were read.
    pub regels: u64,
    /// Number of findings.
    pub bevindingen: u64,
    /// The lowest level that failed; `None` when all is well.
    pub niveau: Option<Niveau>,
}

/// A streaming reader that checks levels 1 and 2 on the way.
///
/// ```
/// use istandaard::{Deel, Lezer};
/// let mut lezer = Lezer::new(&b"<geen/>"[..]);
/// while let Some(deel) = lezer.volgende() {
///     if let Deel::Einde(einde) = deel {
///         assert_eq!(einde.bevindingen, 1);
///     }
///     for bevinding in lezer.bevindingen() {
///         assert_eq!(bevinding.regel, "XSD");
///     }
/// }
/// ```
#[derive(Debug)]
pub struct Lezer<R> {
    xml: Reader<Begrensd<R>>,
    buffer: Vec<u8>,
    kern: Kern,
    fase: Fase,
    /// The parser stands before text or markup that it has not looked at, so that the fast lane may take it.
    vrij: bool,
    io_fout: Option<io::Error>,
}

/// What comes next.
#[derive(Debug)]
enum Fase {
    /// Nothing has been read: only here may the XML declaration stand.
    Begin,
    Lezen,
    /// Keys that occur twice, one collection after the other.
    Dubbelen(Vec<Dubbelen>),
    Bericht,
    Einde,
    Klaar,
}

/// So many findings are kept before they are handed out.
const VEEL: usize = 1000;

impl<R: BufRead> Lezer<R> {
    /// A reader with the usual bounds.
    pub fn new(bron: R) -> Self {
        Self::met_grenzen(bron, Grenzen::default())
    }

    /// A reader with bounds of your own.
    pub fn met_grenzen(bron: R, grenzen: Grenzen) -> Self {
        let mut xml = Reader::from_reader(Begrensd::new(bron, grenzen.tekst.saturating_add(4096)));
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        // What comes by the fast lane the parser does not see; end tags are compared here.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self {
            xml,
            buffer: Vec::new(),
            kern: Kern::new(grenzen),
            fase: Fase::Begin,
            vrij: false,
            io_fout: None,
        }
    }

    /// The next part; `None` after [`Deel::Einde`].
    pub fn volgende(&mut self) -> Option<Deel<'_>> {
        loop {
            if self.kern.bevindingen.len() >= VEEL {
                return Some(Deel::Bevindingen);
            }
            match &mut self.fase {
                Fase::Begin | Fase::Lezen => {
                    let mut stap = self.lees_snel();
                    if matches!((&stap, &self.fase), (Stap::Niets, Fase::Begin | Fase::Lezen)) {
                        stap = self.lees();
                    }
                    if !matches!(stap, Stap::Niets) {
                        return Some(self.deel(&stap));
                    }
                }
                Fase::Dubbelen(verzamelingen) => {
                    let vondst = match verzamelingen.last_mut() {
                        None => {
                            self.fase = Fase::Einde;
                            continue;
                        }
                        Some(v) => v.volgende(),
                    };
                    match vondst {
                        Ok(Some((plek, regels))) => self.meld_dubbel(plek, regels),
                        Ok(None) => {
                            verzamelingen.pop();
                        }
                        Err(e) => self.stop_met(e),
                    }
                }
                Fase::Bericht => {
                    self.fase = Fase::Einde;
                    if let Some(bericht) = self.kern.bericht() {
                        return Some(Deel::Bericht(Box::new(bericht)));
                    }
                }
                Fase::Einde => {
                    self.fase = Fase::Klaar;
                    return Some(Deel::Einde(Einde {
                        regels: self.kern.stroom.regels,
                        bevindingen: self.kern.aantal,
                        niveau: self.kern.niveau,
                    }));
                }
                Fase::Klaar => return None,
            }
        }
    }

    /// Reads what can go by the fast lane.
    fn lees_snel(&mut self) -> Stap {
        if !self.vrij {
            return Stap::Niets;
        }
        let bron = self.xml.get_mut().direct();
        let stap = match bron.fill_buf() {
            Ok(stuk) => {
                let (gebruikt, stap) = self.kern.baan(stuk);
                bron.consume(gebruikt);
                stap
            }
            // The parser asks again.
            Err(e) if e.kind() == io::ErrorKind::Interrupted => Stap::Niets,
            Err(e) => {
                self.stop_met(e);
                return Stap::Niets;
            }
        };
        if let Some(e) = self.kern.stroom.neem_fout() {
            self.stop_met(e);
        }
        stap
    }

    /// Reads one piece of markup or text.
    fn lees(&mut self) -> Stap {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.xml.get_mut().herstel();
        let eerste = matches!(self.fase, Fase::Begin);
        if eerste {
            self.fase = Fase::Lezen;
        }
        let gebeurtenis = self.xml.read_event_into(&mut buffer);
        let markering =
            matches!(gebeurtenis, Ok(Event::Start(_) | Event::End(_) | Event::Comment(_) | Event::PI(_)));
        let uitkomst = match gebeurtenis {
            Ok(Event::Start(e)) => self.kern.open(e.name().as_ref(), e.attributes_raw()),
            Ok(Event::End(e)) => self.kern.sluit(e.name().as_ref()),
            Ok(Event::Text(e)) => self.kern.tekst(&e.into_inner()).map(|()| Stap::Niets),
            Ok(Event::CData(e)) => self.kern.cdata(&e.into_inner()).map(|()| Stap::Niets),
            Ok(Event::GeneralRef(e)) => self.kern.verwijzing(&e.into_inner()).map(|()| Stap::Niets),
            Ok(Event::Comment(e)) => tekens::cdata(&e.into_inner()).map(|_| Stap::Niets),
            Ok(Event::PI(e)) if e.target().eq_ignore_ascii_case("xml") || !tekens::is_naam(e.target()) => {
                Err("er staat een aanwijzing in die niet goed geschreven is")
            }
            // An empty element comes as a start and an end.
            Ok(Event::PI(_) | Event::Empty(_)) => Ok(Stap::Niets),
            Ok(Event::Decl(e)) if eerste => verklaring(&e).map(|()| Stap::Niets),
            Ok(Event::Decl(_)) => Err("de XML-verklaring staat niet helemaal vooraan"),
            Ok(Event::DocType(_)) => Err("er staat een DOCTYPE in; dat mag niet in een bericht"),
            Ok(Event::Eof) => self.kern.einde().map(|()| {
                self.fase = self.na_lezen();
                Stap::Niets
            }),
            Err(_) if self.xml.get_ref().te_lang => {
                Err("een stuk tekst, een attribuut of een toelichting is veel te lang")
            }
            Err(quick_xml::Error::Io(e)) => {
                self.stop_met(io::Error::new(e.kind(), e));
                Ok(Stap::Niets)
            }
            Err(e) => Err(vertaal(&e)),
        };
        // Behind an empty element the parser has its end tag ready.
        self.vrij = markering && !buffer.ends_with(b"/>");
        self.buffer = buffer;
        let stap = uitkomst.unwrap_or_else(|waarom| {
            self.kern.fataal(waarom);
            Stap::Niets
        });
        if self.kern.gestopt {
            self.fase = Fase::Einde;
        }
        if let Some(e) = self.kern.stroom.neem_fout() {
            self.stop_met(e);
        }
        stap
    }

    fn na_lezen(&mut self) -> Fase {
        if self.kern.stroom.aan {
            let mut verzamelingen = self.kern.stroom.dubbelen();
            verzamelingen.reverse();
            Fase::Dubbelen(verzamelingen)
        } else {
            Fase::Bericht
        }
    }

    fn meld_dubbel(&mut self, plek: Plek, regels: [Option<&'static Regel>; 2]) {
        let klasse = if self.kern.soort == Some(Soort::Wmo325) { "DeclaratieAntwoord" } else { "Declaratie" };
        let mut pad = format!("/Bericht/{klasse}/Clienten/Client[{}]", plek.client);
        if plek.prestatie > 0 {
            pad = format!("{pad}/Prestaties/Prestatie[{}]", plek.prestatie);
        }
        for regel in regels.into_iter().flatten() {
            self.kern.meld_regel(regel, pad.clone());
        }
    }

    /// Source or temporary file cannot be read: the message could not be judged, so it is not valid either.
    fn stop_met(&mut self, e: io::Error) {
        self.kern.fataal("het lezen van het bestand mislukte");
        self.fase = Fase::Einde;
        self.io_fout.get_or_insert(e);
    }

    fn deel(&self, stap: &Stap) -> Deel<'_> {
        let stroom = &self.kern.stroom;
        let deel = match *stap {
            Stap::Niets => None,
            Stap::Kop => self.kern.header.as_ref().map(Deel::Kop),
            Stap::Declaratie => stroom.declaratie.as_ref().map(Deel::Declaratie),
            Stap::Antwoord => stroom.antwoord.as_ref().map(Deel::Antwoord),
            Stap::Client { bsn, nr } => Some(Deel::Client { bsn, nr }),
            Stap::Prestatie => stroom.prestatie.as_ref().map(Deel::Prestatie),
            Stap::ClientEinde { nr } => Some(Deel::ClientEinde { nr, retourcodes: &stroom.retourcodes }),
            Stap::AntwoordEinde => Some(Deel::AntwoordEinde { retourcodes: &stroom.retourcodes }),
        };
        // Every step has its value; should one be missing, findings can still be fetched and reading goes on.
        deel.unwrap_or(Deel::Bevindingen)
    }

    /// The findings since the last call.
    pub fn bevindingen(&mut self) -> std::vec::Drain<'_, Bevinding> {
        self.kern.bevindingen.drain(..)
    }

    /// Which message, as soon as the root has been read.
    pub fn soort(&self) -> Option<Soort> {
        self.kern.soort
    }

    /// The header, as soon as it has been read and passed the schema.
    pub fn header(&self) -> Option<&Header> {
        self.kern.header.as_ref()
    }

    /// Number of findings so far.
    pub fn aantal_bevindingen(&self) -> u64 {
        self.kern.aantal
    }

    /// Number of claim lines so far.
    pub fn aantal_regels(&self) -> u64 {
        self.kern.stroom.regels
    }

    /// The lowest level that failed so far. Level 2 is complete only at [`Deel::Einde`].
    pub fn niveau(&self) -> Option<Niveau> {
        self.kern.niveau
    }

    /// The error of the source or of the temporary file that ended the reading. There is a finding besides, so that a
    /// message that could not be read to its end never passes for a valid one.
    pub fn io_fout(&mut self) -> Option<io::Error> {
        self.io_fout.take()
    }
}

/// Version and encoding of the XML declaration.
fn verklaring(decl: &BytesDecl<'_>) -> Result<(), Misvormd> {
    const FOUT: Misvormd = "de XML-verklaring is niet goed geschreven";
    let versie = decl.version().map_err(|_| FOUT)?;
    if versie != "1.0" && versie != "1.1" {
        return Err("de versie van XML is niet 1.0");
    }
    match decl.encoding() {
        None => Ok(()),
        Some(Ok(e)) if e.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(Ok(_)) => Err("het bestand is niet in UTF-8 (OP192)"),
        Some(Err(_)) => Err(FOUT),
    }
}

/// What the parser found, in plain Dutch and without the text of the file.
fn vertaal(fout: &quick_xml::Error) -> Misvormd {
    use quick_xml::errors::IllFormedError as F;
    match fout {
        quick_xml::Error::Encoding(_) => "het bestand is niet in UTF-8 (OP192)",
        quick_xml::Error::IllFormed(
            F::MismatchedEndTag { .. } | F::UnmatchedEndTag(_) | F::MissingEndTag(_),
        ) => "een sluitend element hoort niet bij het element dat open staat",
        quick_xml::Error::IllFormed(F::UnclosedReference) => "er staat een los &-teken in; schrijf &amp;",
        quick_xml::Error::Syntax(_) => "het bestand houdt op midden in een element",
        _ => "het is geen goed gevormde XML",
    }
}
