//! What has been read and not yet been handed out: a flat tree of elements with one text buffer behind it.
//!
//! Elements stand in document order. A claim line is taken off again as soon as it has been judged, so the tree of a
//! 323 never holds more than the header, the claim, one client and one line.

use crate::schema::Waarde;
use jiff::civil::Time;
use kern::Datum;

/// How far the content of an element can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Staat {
    /// A class: holds elements.
    Klasse,
    /// A value that passed its type.
    Goed(Waarde),
    /// A value that did not.
    Fout,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Knoop {
    pub naam: &'static str,
    ouder: usize,
    /// One past the last element within this one.
    eind: usize,
    /// n of `Naam[n]`; 0 for an element that cannot be repeated.
    pub nr: u32,
    tekst_van: usize,
    tekst_tot: usize,
    pub staat: Staat,
}

#[derive(Debug, Default)]
pub(crate) struct Boom {
    knopen: Vec<Knoop>,
    tekst: String,
}

impl Boom {
    /// Adds an element below `ouder` and gives its place.
    pub fn open(&mut self, naam: &'static str, ouder: usize, nr: u32) -> usize {
        let plaats = self.knopen.len();
        let t = self.tekst.len();
        self.knopen.push(Knoop {
            naam,
            ouder,
            eind: plaats + 1,
            nr,
            tekst_van: t,
            tekst_tot: t,
            staat: Staat::Klasse,
        });
        plaats
    }

    /// Everything from here on lies within the element no more.
    pub fn sluit(&mut self, plaats: usize) {
        let eind = self.knopen.len();
        if let Some(k) = self.knopen.get_mut(plaats) {
            k.eind = eind;
        }
    }

    /// The text that was added since `plaats` was opened.
    pub fn nieuwe_tekst(&self, plaats: usize) -> &str {
        self.knopen.get(plaats).map_or("", |k| &self.tekst[k.tekst_van..])
    }

    /// Closes a value.
    pub fn sluit_waarde(&mut self, plaats: usize, staat: Staat) {
        let tot = self.tekst.len();
        if let Some(k) = self.knopen.get_mut(plaats) {
            k.tekst_tot = tot;
            k.staat = staat;
        }
    }

    pub fn voeg_toe(&mut self, tekst: &str) {
        self.tekst.push_str(tekst);
    }

    /// Bytes in use: text and elements.
    pub fn omvang(&self) -> usize {
        self.tekst.len() + self.knopen.len() * size_of::<Knoop>()
    }

    /// Takes off an element with everything after it.
    pub fn snoei(&mut self, plaats: usize) {
        if let Some(k) = self.knopen.get(plaats) {
            self.tekst.truncate(k.tekst_van);
            self.knopen.truncate(plaats);
        }
    }

    /// The element at a place.
    pub fn zicht(&self, plaats: usize) -> Zicht<'_> {
        Zicht { boom: self, plaats }
    }

    /// The path of an element: `/Bericht/Client/Relaties/Relatie[2]`.
    pub fn pad(&self, plaats: usize) -> String {
        let mut keten = Vec::new();
        let mut i = plaats;
        while let Some(k) = self.knopen.get(i) {
            keten.push(k);
            if k.ouder == i {
                break;
            }
            i = k.ouder;
        }
        let mut pad = String::with_capacity(80);
        for k in keten.iter().rev() {
            pad.push('/');
            pad.push_str(k.naam);
            if k.nr > 0 {
                pad.push('[');
                pad.push_str(&k.nr.to_string());
                pad.push(']');
            }
        }
        pad
    }
}

/// One element and what lies within it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Zicht<'a> {
    boom: &'a Boom,
    pub plaats: usize,
}

impl<'a> Zicht<'a> {
    pub fn knoop(self) -> &'a Knoop {
        &self.boom.knopen[self.plaats]
    }

    /// The elements within, at any depth, in document order.
    pub fn alles(self) -> &'a [Knoop] {
        let k = self.knoop();
        let eind = k.eind.max(self.plaats + 1).min(self.boom.knopen.len());
        &self.boom.knopen[self.plaats + 1..eind]
    }

    /// The text of an element that [`Zicht::alles`] gave.
    pub fn tekst_van(self, knoop: &Knoop) -> &'a str {
        &self.boom.tekst[knoop.tekst_van..knoop.tekst_tot]
    }

    /// The elements directly within.
    pub fn kinderen(self) -> impl Iterator<Item = Zicht<'a>> {
        let eind = self.knoop().eind.min(self.boom.knopen.len());
        let mut volgende = self.plaats + 1;
        std::iter::from_fn(move || {
            if volgende >= eind {
                return None;
            }
            let z = Zicht { boom: self.boom, plaats: volgende };
            volgende = z.knoop().eind.max(volgende + 1);
            Some(z)
        })
    }

    /// The elements of one name directly within.
    pub fn alle(self, naam: &'static str) -> impl Iterator<Item = Zicht<'a>> {
        self.kinderen().filter(move |k| k.knoop().naam == naam)
    }

    /// The element at a path from here: `Adres/LandCode`.
    pub fn zoek(self, pad: &str) -> Option<Zicht<'a>> {
        pad.split('/').try_fold(self, |hier, naam| hier.kinderen().find(|k| k.knoop().naam == naam))
    }

    /// Whether the element is there, valid or not.
    pub fn gevuld(self, pad: &str) -> bool {
        self.zoek(pad).is_some()
    }

    /// The text, when it is there and valid.
    pub fn tekst(self, pad: &str) -> Option<&'a str> {
        let z = self.zoek(pad)?;
        match z.knoop().staat {
            Staat::Goed(_) => Some(z.eigen_tekst()),
            Staat::Klasse | Staat::Fout => None,
        }
    }

    /// The text of this element itself.
    pub fn eigen_tekst(self) -> &'a str {
        self.tekst_van(self.knoop())
    }

    pub fn datum(self, pad: &str) -> Option<Datum> {
        match self.zoek(pad)?.knoop().staat {
            Staat::Goed(Waarde::Datum(d)) => Some(d),
            _ => None,
        }
    }

    pub fn getal(self, pad: &str) -> Option<i64> {
        match self.zoek(pad)?.knoop().staat {
            Staat::Goed(Waarde::Getal(n)) => Some(n),
            _ => None,
        }
    }

    pub fn tijd(self, pad: &str) -> Option<Time> {
        match self.zoek(pad)?.knoop().staat {
            Staat::Goed(Waarde::Tijd(t)) => Some(t),
            _ => None,
        }
    }
}
