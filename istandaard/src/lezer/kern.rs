//! The state while reading: where we are in the schema, what has been read, and what was found.

use super::boom::{Boom, Staat};
use super::namen::{Labels, Namen, Ns};
use super::stroom::Stroom;
use super::tekens::{self, Misvormd};
use super::{Grenzen, Niveau, VEEL, omzet};
use crate::model::{Bericht, Header};
use crate::regels::{self, Kader, Regel, Toets};
use crate::schema::{self, Inhoud, Kind, Klasse};
use crate::soort::Soort;
use ::kern::{Bevinding, Bsn, Pad};
use std::borrow::Cow;

/// What a step gives to hand out.
#[derive(Debug)]
pub(super) enum Stap {
    Niets,
    Kop,
    Declaratie,
    Antwoord,
    Client { bsn: Bsn, nr: u32 },
    Prestatie,
    ClientEinde { nr: u32 },
    AntwoordEinde,
}

/// An open class.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) klasse: &'static Klasse,
    pub(super) naam: &'static str,
    pub(super) knoop: usize,
    pub(super) nr: u32,
    /// The child that came last.
    positie: usize,
    /// Bit n: child n has been seen.
    gezien: u32,
    /// How often the repeated child has been seen.
    herhaald: u32,
    /// Stray text was reported.
    tekst_gemeld: bool,
    /// The parser did not see it open.
    pub(super) snel: bool,
}

/// An open value.
#[derive(Debug)]
struct Blad {
    kind: &'static Kind,
    knoop: usize,
    fout: bool,
}

#[derive(Debug)]
pub(super) struct Kern {
    pub(super) grenzen: Grenzen,
    pub soort: Option<Soort>,
    pub(super) namen: Namen,
    /// Names of the elements that are open, as written.
    pub(super) labels: Labels,
    pub(super) boom: Boom,
    pub(super) frames: Vec<Frame>,
    blad: Option<Blad>,
    /// Depth within an element that is skipped.
    overslaan: usize,
    /// The root has been closed.
    pub dicht: bool,
    /// Reading cannot go on.
    pub gestopt: bool,
    pub bevindingen: Vec<Bevinding>,
    pub aantal: u64,
    pub niveau: Option<Niveau>,
    pub(super) kader: Option<Kader>,
    pub(super) toetsen: Vec<(&'static str, &'static Regel, Toets)>,
    pub(super) plaatsen: Vec<usize>,
    pub header: Option<Header>,
    pub stroom: Stroom,
}

impl Kern {
    pub fn new(grenzen: Grenzen) -> Self {
        Self {
            grenzen,
            soort: None,
            namen: Namen::default(),
            labels: Labels::default(),
            boom: Boom::default(),
            frames: Vec::new(),
            blad: None,
            overslaan: 0,
            dicht: false,
            gestopt: false,
            bevindingen: Vec::new(),
            aantal: 0,
            niveau: None,
            kader: None,
            toetsen: Vec::new(),
            plaatsen: Vec::new(),
            header: None,
            stroom: Stroom::new(grenzen.sleutels, grenzen.klad),
        }
    }

    pub fn meld(&mut self, niveau: Niveau, bevinding: Bevinding) {
        self.bevindingen.push(bevinding);
        self.aantal += 1;
        self.niveau = Some(self.niveau.map_or(niveau, |n| n.min(niveau)));
    }

    fn meld_schema(&mut self, regel: &'static str, pad: Pad, tekst: impl Into<Cow<'static, str>>) {
        self.meld(Niveau::Schema, Bevinding::new(regel, Some("0001"), pad, tekst));
    }

    pub fn meld_regel(&mut self, regel: &'static Regel, pad: Pad) {
        self.meld(Niveau::Inhoud, Bevinding::new(regel.code, Some("0001"), pad, regel.tekst));
    }

    /// The place where reading is now.
    fn hier(&self) -> Pad {
        match (&self.blad, self.frames.last()) {
            (Some(b), _) => self.boom.pad(b.knoop),
            (None, Some(f)) => self.boom.pad(f.knoop),
            (None, None) => Pad::new(),
        }
    }

    /// Reading cannot go on.
    pub fn fataal(&mut self, waarom: &str) {
        let pad = self.hier();
        self.meld_schema("XSD", pad, format!("Het bestand kan niet verder gelezen worden: {waarom}."));
        self.gestopt = true;
    }

    fn diepte(&self) -> usize {
        self.frames.len() + self.overslaan + usize::from(self.blad.is_some())
    }

    // Elements ---------------------------------------------------------------------------------------------------

    pub fn open(&mut self, qnaam: &str, attributen: &str) -> Result<Stap, Misvormd> {
        self.labels.open(qnaam);
        if self.diepte() >= self.grenzen.diepte {
            return Err("er zitten te veel elementen in elkaar");
        }
        if self.overslaan > 0 {
            self.sla_over(qnaam, attributen)?;
            return Ok(Stap::Niets);
        }
        if let Some(blad) = &mut self.blad {
            let al_fout = std::mem::replace(&mut blad.fout, true);
            if !al_fout {
                let pad = self.hier();
                self.meld_schema("XSD", pad, "Dit element mag alleen tekst bevatten, geen andere elementen.");
            }
            self.sla_over(qnaam, attributen)?;
            return Ok(Stap::Niets);
        }
        let Some(ouder) = self.frames.len().checked_sub(1) else {
            self.open_wortel(qnaam, attributen)?;
            return Ok(Stap::Niets);
        };
        if self.boom.omvang() > self.grenzen.bericht {
            return Err("het bericht is te groot; een bericht is niet groter dan 25 MB (OP179)");
        }
        let (prefix, naam) = qnaam.split_once(':').unwrap_or(("", qnaam));
        let Some((index, kind)) = self.zoek_kind(ouder, naam) else {
            self.onbekend(naam, qnaam, attributen)?;
            return Ok(Stap::Niets);
        };
        let vreemd = self.attributen(attributen, self.frames.len() + 1)?;
        let Some(nr) = self.neem_plaats(ouder, index, kind) else {
            self.overslaan = 1;
            return Ok(Stap::Niets);
        };
        let ouder_knoop = self.frames[ouder].knoop;
        let ouder_basis = self.frames[ouder].klasse.basis;
        let knoop = self.boom.open(kind.naam, ouder_knoop, nr);
        if !self.namen.klopt(prefix, ouder_basis) {
            let pad = self.boom.pad(knoop);
            self.meld_schema(
                "XSD",
                pad,
                "Dit element staat in een verkeerde namespace. Controleer het voorvoegsel.",
            );
        }
        if vreemd {
            let pad = self.boom.pad(knoop);
            self.meld_schema("XSD", pad, "Dit element mag geen attributen hebben.");
        }
        match kind.inhoud {
            Inhoud::Waarde(_) => {
                self.blad = Some(Blad { kind, knoop, fout: false });
                Ok(Stap::Niets)
            }
            Inhoud::Klasse(klasse) => {
                self.frames.push(Frame::new(klasse, kind.naam, knoop, nr));
                Ok(self.klasse_begint(ouder))
            }
        }
    }

    // What comes by the fast lane ----------------------------------------------------------------------------------

    /// Whether the fast lane can be taken: within a class, and nothing is unusual.
    pub(super) fn baan_vrij(&self) -> bool {
        self.blad.is_none()
            && self.overslaan == 0
            && self.bevindingen.len() < VEEL
            && self.frames.len() < self.grenzen.diepte
            && self.boom.omvang() <= self.grenzen.bericht
            && !self.gestopt
            && !self.stroom.mislukt()
    }

    /// Opens and closes a value that stands where it is expected.
    pub(super) fn neem_waarde(&mut self, index: usize, kind: &'static Kind, tekst: &str) {
        if let Some((_, knoop, _)) = self.neem_kind(index, kind) {
            self.boom.voeg_toe(tekst);
            self.sluit_blad(&Blad { kind, knoop, fout: false });
        }
    }

    /// Opens a class that stands where it is expected.
    pub(super) fn neem_klasse(&mut self, index: usize, kind: &'static Kind, qnaam: &str) -> Stap {
        let Inhoud::Klasse(klasse) = kind.inhoud else { return Stap::Niets };
        self.labels.open(qnaam);
        let Some((ouder, knoop, nr)) = self.neem_kind(index, kind) else { return Stap::Niets };
        self.frames.push(Frame { snel: true, ..Frame::new(klasse, kind.naam, knoop, nr) });
        self.klasse_begint(ouder)
    }

    /// Closes the class whose name was just seen.
    pub(super) fn neem_einde(&mut self) -> Stap {
        self.labels.neem_laatste();
        self.sluit_klasse()
    }

    #[inline]
    fn neem_kind(&mut self, index: usize, kind: &'static Kind) -> Option<(usize, usize, u32)> {
        let ouder = self.frames.len().checked_sub(1)?;
        let nr = self.neem_plaats(ouder, index, kind)?;
        Some((ouder, self.boom.open(kind.naam, self.frames[ouder].knoop, nr), nr))
    }

    /// The child of this name: nearly always the one that came last, or the one after it.
    #[inline]
    fn zoek_kind(&self, ouder: usize, naam: &str) -> Option<(usize, &'static Kind)> {
        let f = &self.frames[ouder];
        let kinderen = f.klasse.kinderen;
        let van = f.positie;
        let verder = kinderen[van..].iter().position(|k| k.naam == naam).map(|i| van + i);
        let i = verder.or_else(|| kinderen[..van].iter().position(|k| k.naam == naam))?;
        Some((i, &kinderen[i]))
    }

    /// Takes the place of a child: its number when it is repeated. `None` when it may not occur again.
    fn neem_plaats(&mut self, ouder: usize, index: usize, kind: &'static Kind) -> Option<u32> {
        let f = &mut self.frames[ouder];
        let bit = 1 << index;
        let al_gezien = f.gezien & bit != 0;
        f.gezien |= bit;
        let te_laat = index < f.positie;
        if !te_laat {
            f.positie = index;
        }
        if kind.veel {
            f.herhaald = f.herhaald.saturating_add(1);
        }
        let (nr, knoop) = (if kind.veel { f.herhaald } else { 0 }, f.knoop);
        if al_gezien && !kind.veel {
            let pad = self.boom.pad(knoop);
            self.stroom.som_onbekend();
            self.meld_schema("XSD", pad, format!("Het element {} staat er vaker dan een keer.", kind.naam));
            return None;
        }
        if te_laat {
            let pad = self.boom.pad(knoop);
            let tekst = format!(
                "Het element {} staat op de verkeerde plaats. Houd de volgorde van het bericht aan.",
                kind.naam
            );
            self.meld_schema("XSD", pad, tekst);
        }
        Some(nr)
    }

    fn onbekend(&mut self, naam: &str, qnaam: &str, attributen: &str) -> Result<(), Misvormd> {
        self.sla_over(qnaam, attributen)?;
        let pad = self.hier();
        let tekst = match schema::bekende_naam(naam) {
            Some(n) => {
                self.stroom.som_onbekend();
                format!("Het element {n} hoort hier niet.")
            }
            None => "Hier staat een element dat niet in het bericht hoort.".to_owned(),
        };
        self.meld_schema("XSD", pad, tekst);
        Ok(())
    }

    fn sla_over(&mut self, qnaam: &str, attributen: &str) -> Result<(), Misvormd> {
        if !tekens::is_naam(qnaam) {
            return Err("een element heeft een naam die niet mag");
        }
        if !tekens::alleen_wit(attributen) {
            tekens::attributen(attributen)?;
        }
        self.overslaan += 1;
        Ok(())
    }

    /// Takes up namespaces; true when there is an attribute that does not belong.
    #[inline]
    fn attributen(&mut self, ruw: &str, diepte: usize) -> Result<bool, Misvormd> {
        let Some(soort) = self.soort.filter(|_| !ruw.is_empty()) else { return Ok(false) };
        let lijst = tekens::attributen(ruw)?;
        for (naam, waarde) in &lijst {
            if let Some(prefix) = naamruimte(naam) {
                self.namen.verklaar(soort, diepte, prefix, waarde);
            }
        }
        let hoort = |naam: &str| {
            naamruimte(naam).is_some()
                || naam.split_once(':').is_some_and(|(p, n)| {
                    self.namen.zoek(p) == Some(Ns::Xsi)
                        && matches!(n, "schemaLocation" | "noNamespaceSchemaLocation")
                })
        };
        Ok(!lijst.iter().all(|(naam, _)| hoort(naam)))
    }

    fn open_wortel(&mut self, qnaam: &str, attributen: &str) -> Result<(), Misvormd> {
        if self.dicht {
            return Err("na het bericht staat er nog een element");
        }
        if !tekens::is_naam(qnaam) {
            return Err("een element heeft een naam die niet mag");
        }
        let (prefix, naam) = qnaam.split_once(':').unwrap_or(("", qnaam));
        let lijst = tekens::attributen(attributen)?;
        let uri = lijst.iter().find(|(n, _)| naamruimte(n) == Some(prefix)).map(|(_, w)| w.as_ref());
        let Some(soort) = uri.filter(|_| naam == "Bericht").and_then(Namen::soort) else {
            let tekst = if uri.is_some_and(|u| u.contains("istandaarden")) {
                "Dit is een bericht van een andere standaard of versie. Stuur een bericht volgens iWmo 3.2."
            } else {
                "Dit is geen bericht van iWmo 3.2: het eerste element is niet Bericht in de namespace van een bericht."
            };
            self.meld_schema("XSD", Pad::new(), tekst);
            self.gestopt = true;
            return Ok(());
        };
        self.soort = Some(soort);
        self.kader =
            Some(Kader { soort, dagtekening: None, declaratie_tot: None, declaratie_dagtekening: None });
        self.stroom.begin(soort);
        for regel in regels::alle().filter(|r| r.berichten.contains(&soort)) {
            for toets in regel.toetsen {
                match toets {
                    Toets::Klasse(klasse, _) | Toets::Onderdelen(klasse, _) => {
                        self.toetsen.push((klasse, regel, *toets));
                    }
                    Toets::Prestatie(toets) => self.stroom.toetsen.push((regel, *toets)),
                    Toets::AlleRegels => {}
                }
            }
        }
        let knoop = self.boom.open("Bericht", 0, 0);
        self.frames.push(Frame::new(schema::bericht(soort), "Bericht", knoop, 0));
        if self.attributen(attributen, 1)? {
            let pad = self.boom.pad(knoop);
            self.meld_schema("XSD", pad, "Dit element mag geen attributen hebben.");
        }
        Ok(())
    }

    pub fn sluit(&mut self, qnaam: &str) -> Result<Stap, Misvormd> {
        if !self.labels.sluit(qnaam) {
            return Err("een sluitend element hoort niet bij het element dat open staat");
        }
        if self.overslaan > 0 {
            self.overslaan -= 1;
            return Ok(Stap::Niets);
        }
        if let Some(blad) = self.blad.take() {
            self.namen.sluit(self.frames.len() + 1);
            self.sluit_blad(&blad);
            return Ok(Stap::Niets);
        }
        Ok(self.sluit_klasse())
    }

    fn sluit_klasse(&mut self) -> Stap {
        self.namen.sluit(self.frames.len());
        let Some(frame) = self.frames.pop() else { return Stap::Niets };
        self.boom.sluit(frame.knoop);
        let ontbreekt = frame.klasse.verplicht & !frame.gezien;
        if ontbreekt != 0 {
            for (i, kind) in
                frame.klasse.kinderen.iter().enumerate().filter(|(i, _)| ontbreekt & (1 << i) != 0)
            {
                debug_assert!(i < 32);
                if matches!(kind.inhoud, Inhoud::Klasse(_)) {
                    self.stroom.som_onbekend();
                }
                let pad = self.boom.pad(frame.knoop);
                self.meld_schema("XSD", pad, format!("Het verplichte element {} ontbreekt.", kind.naam));
            }
        }
        self.dicht = self.frames.is_empty();
        self.klasse_klaar(&frame)
    }

    fn sluit_blad(&mut self, blad: &Blad) {
        let Inhoud::Waarde(soort) = blad.kind.inhoud else { return };
        let mut staat = Staat::Fout;
        if !blad.fout {
            let tekst = self.boom.nieuwe_tekst(blad.knoop);
            let uitkomst = schema::lees(soort.vorm, tekst);
            match uitkomst {
                Ok(waarde) => staat = Staat::Goed(waarde),
                Err(fout) => {
                    let pad = self.boom.pad(blad.knoop);
                    self.meld_schema(fout.regel, pad, format!("{}: {}.", blad.kind.naam, fout.tekst));
                }
            }
        }
        self.boom.sluit_waarde(blad.knoop, staat);
    }

    // Text -------------------------------------------------------------------------------------------------------

    pub fn tekst(&mut self, ruw: &str) -> Result<(), Misvormd> {
        if self.overslaan == 0 && self.blad.is_none() && tekens::alleen_wit(ruw) {
            return Ok(());
        }
        let tekst = tekens::tekst(ruw)?;
        self.neem_tekst(&tekst)
    }

    pub fn cdata(&mut self, ruw: &str) -> Result<(), Misvormd> {
        let tekst = tekens::cdata(ruw)?;
        if self.frames.is_empty() {
            return Err("buiten het bericht staat tekst");
        }
        self.neem_tekst(&tekst)
    }

    pub fn verwijzing(&mut self, naam: &str) -> Result<(), Misvormd> {
        let teken = tekens::verwijzing(naam)?;
        if self.frames.is_empty() {
            return Err("buiten het bericht staat tekst");
        }
        self.neem_tekst(teken.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn neem_tekst(&mut self, tekst: &str) -> Result<(), Misvormd> {
        if self.overslaan > 0 {
            return Ok(());
        }
        if let Some(blad) = &self.blad {
            if self.boom.nieuwe_tekst(blad.knoop).len() + tekst.len() > self.grenzen.tekst {
                return Err("een element bevat te veel tekst");
            }
            self.boom.voeg_toe(tekst);
            return Ok(());
        }
        if tekens::alleen_wit(tekst) {
            return Ok(());
        }
        let Some(frame) = self.frames.last_mut() else { return Err("buiten het bericht staat tekst") };
        if !std::mem::replace(&mut frame.tekst_gemeld, true) {
            let pad = self.hier();
            self.meld_schema("XSD", pad, "Tussen de elementen staat tekst die hier niet hoort.");
        }
        Ok(())
    }

    /// The end of the file.
    pub fn einde(&mut self) -> Result<(), Misvormd> {
        if self.dicht {
            Ok(())
        } else if self.frames.is_empty() {
            Err("er staat geen bericht in")
        } else {
            Err("het houdt op voor het einde van het bericht")
        }
    }

    /// The whole message, when it passed the schema.
    pub fn bericht(&mut self) -> Option<Bericht> {
        if self.niveau == Some(Niveau::Schema) {
            return None;
        }
        let zicht = self.boom.zicht(0);
        let bericht = omzet::bericht(self.header.clone()?, zicht);
        // An answer repeats the BSN of what it answers, so the standard has no rule on it there. A wrong one cannot be
        // handed out, and what is not handed out does not pass for valid.
        if bericht.is_none()
            && self.niveau.is_none()
            && zicht.tekst("Client/Bsn").is_some_and(|b| Bsn::parse(b).is_err())
            && let Some(regel) = regels::zoek("CS002")
        {
            self.meld_regel(regel, "/Bericht/Client".to_owned());
        }
        bericht
    }
}

impl Frame {
    fn new(klasse: &'static Klasse, naam: &'static str, knoop: usize, nr: u32) -> Self {
        Self { klasse, naam, knoop, nr, positie: 0, gezien: 0, herhaald: 0, tekst_gemeld: false, snel: false }
    }

    /// The child that a start tag names, `Naam>` and what follows: from the one that came last, when it may be repeated,
    /// or after it.
    #[inline]
    pub(super) fn verwacht(&self, tag: &[u8]) -> Option<(usize, &'static Kind)> {
        let kinderen = self.klasse.kinderen;
        (self.positie..kinderen.len()).map(|i| (i, &kinderen[i])).find(|(i, k)| {
            (k.veel || self.gezien & (1 << i) == 0)
                && tag.strip_prefix(k.naam.as_bytes()).is_some_and(|na| na.first() == Some(&b'>'))
        })
    }
}

/// The prefix that an attribute declares a namespace for.
fn naamruimte(naam: &str) -> Option<&str> {
    if naam == "xmlns" { Some("") } else { naam.strip_prefix("xmlns:") }
}
