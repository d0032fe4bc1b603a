//! The fast lane: elements that are written plainly and stand where they are expected, straight from the source.
//!
//! Nearly all of a message is `<prefix:Naam>value</prefix:Naam>`, in the order of the schema, with the prefixes that the
//! root declares and nothing between but white space. Such pieces are recognised by comparing bytes. Anything else
//! (attributes, other prefixes, references, CDATA, comments, letters with accents, a piece that goes on in the next
//! portion of the source) is left where it is for the parser, so that the outcome is the same on either lane.

use super::kern::{Kern, Stap};
use super::tekens::is_wit;
use crate::schema::{Inhoud, Kind};

/// Longer white space or text goes the long way, where the bounds on it are kept.
const KORT: usize = 512;

/// Bytes that stand for themselves in a value: ASCII without markup, `]` (it may begin `]]>`), CR and control characters.
const GEWOON: [bool; 256] = {
    let mut t = [false; 256];
    let mut b = b' ';
    while b < 0x80 {
        t[b as usize] = !matches!(b, b'<' | b'&' | b']');
        b += 1;
    }
    t[b'\t' as usize] = true;
    t[b'\n' as usize] = true;
    t
};

/// What stands at a place, when it can go this way.
enum Stuk<'a> {
    /// A value with its place among the children and its text.
    Waarde(usize, &'static Kind, &'a str),
    /// A class with its place among the children and its name as written.
    Begin(usize, &'static Kind, &'a str),
    Einde,
}

impl Kern {
    /// Takes as much as possible from what the source has ready. Gives how many bytes were used, and what there is to
    /// hand out: then it stops.
    pub fn baan(&mut self, bron: &[u8]) -> (usize, Stap) {
        let mut gebruikt = 0;
        while self.baan_vrij() {
            let Some((stuk, tot)) = self.herken(bron, gebruikt) else { break };
            gebruikt = tot;
            let stap = match stuk {
                Stuk::Waarde(index, kind, tekst) => {
                    self.neem_waarde(index, kind, tekst);
                    continue;
                }
                Stuk::Begin(index, kind, naam) => self.neem_klasse(index, kind, naam),
                Stuk::Einde => self.neem_einde(),
            };
            if !matches!(stap, Stap::Niets) {
                return (gebruikt, stap);
            }
        }
        (gebruikt, Stap::Niets)
    }

    /// The piece of markup after the white space at `van`, and where it ends.
    #[inline]
    fn herken<'a>(&self, bron: &'a [u8], van: usize) -> Option<(Stuk<'a>, usize)> {
        let frame = self.frames.last()?;
        let wit = bron[van..].iter().take(KORT).position(|b| !is_wit(*b))?;
        let haak = van + wit;
        let na = bron[haak..].strip_prefix(b"<")?;
        if let Some(na) = na.strip_prefix(b"/") {
            let naam = self.labels.laatste()?.as_bytes();
            // What the parser opened it closes itself, so that its own list does not grow.
            let klopt = frame.snel && na.strip_prefix(naam)?.first() == Some(&b'>');
            return klopt.then(|| (Stuk::Einde, haak + 2 + naam.len() + 1));
        }
        let lokaal = na.strip_prefix(self.namen.voorvoegsel(frame.klasse.basis)?.as_bytes())?;
        let (index, kind) = frame.verwacht(lokaal)?;
        // The name as written, with what closes the tag.
        let label = &na[..=na.len() - lokaal.len() + kind.naam.len()];
        let inhoud = &na[label.len()..];
        if matches!(kind.inhoud, Inhoud::Klasse(_)) {
            let naam = std::str::from_utf8(&label[..label.len() - 1]).ok()?;
            return Some((Stuk::Begin(index, kind, naam), haak + 1 + label.len()));
        }
        let kort = KORT.min(self.grenzen.tekst.saturating_add(1));
        let lengte = inhoud.iter().take(kort).position(|b| !GEWOON[usize::from(*b)])?;
        let (tekst, na) = inhoud.split_at(lengte);
        na.strip_prefix(b"</")?.strip_prefix(label)?;
        let tekst = std::str::from_utf8(tekst).ok()?;
        let tot = haak + 1 + label.len() + lengte + 2 + label.len();
        Some((Stuk::Waarde(index, kind, tekst), tot))
    }
}
