//! Layout: a sheet as pages of lines, each line with its place in the tree that a screen reader walks through.

use crate::letter::{Dikte, Letters, woorden};
use catalogus::{Bladtabel, Publicatieblad};

/// A4 in points.
pub(crate) const BREED: f32 = 595.28;
pub(crate) const HOOG: f32 = 841.89;
pub(crate) const RAND: f32 = 48.0;
const ONDER: f32 = HOOG - 56.0;
pub(crate) const VOL: f32 = BREED - 2.0 * RAND;
/// Size of the text in tables, and from line to line.
const CEL: f32 = 8.5;
const CELREGEL: f32 = 11.5;
/// Room around the text of a cell.
const LUCHT: f32 = 4.0;
/// A column is never asked to be wider than this.
const BREEDSTE: f32 = 230.0;

/// What a node of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Soort {
    Deel,
    Kop(u16),
    Alinea,
    Lijst,
    Punt,
    Teken,
    Punttekst,
    Tabel,
    Hoofd,
    Lijf,
    Rij,
    Kolomkop,
    Rijkop,
    Cel,
}

/// The tree: a node with children, or a line by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Knoop {
    Groep(Soort, String, Vec<Knoop>),
    Regel(usize),
}

/// What is drawn on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Teken {
    /// A line of text; `nummer` is its place in the tree, without one it is no content (a head that is said again).
    /// It is dark, unless an ink is given.
    Tekst {
        x: f32,
        y: f32,
        maat: f32,
        dikte: Dikte,
        tekst: String,
        nummer: Option<usize>,
        inkt: Option<(u8, u8, u8)>,
    },
    /// A thin line from side to side.
    Streep { y: f32, x: f32, breed: f32 },
    /// What stands at the foot of the page.
    Voet { x: f32, y: f32, tekst: String },
}

/// The whole document.
#[derive(Debug, Default)]
pub(crate) struct Stuk {
    pub paginas: Vec<Vec<Teken>>,
    pub boom: Vec<Knoop>,
    /// Number of lines in the tree.
    pub regels: usize,
    /// Headings for the outline: text, page, height.
    pub koppen: Vec<(String, usize, f32)>,
}

pub(crate) struct Zetter<'l> {
    pub letters: &'l Letters,
    pub stuk: Stuk,
    pub y: f32,
}

impl<'l> Zetter<'l> {
    /// On the first page.
    pub(crate) fn nieuw(letters: &'l Letters) -> Self {
        Self { letters, stuk: Stuk { paginas: vec![Vec::new()], ..Stuk::default() }, y: RAND }
    }
}

/// Lays a sheet out.
pub(crate) fn maak_op(blad: &Publicatieblad, letters: &Letters) -> Stuk {
    let mut z = Zetter::nieuw(letters);
    let kop = z.kop(1, &blad.titel, 17.0);
    z.stuk.boom.push(kop);
    let onder = z.alinea(&blad.onder);
    z.stuk.boom.push(onder);
    for d in &blad.delen {
        let mut in_deel = vec![z.kop(2, &d.kop, 12.5)];
        for t in &d.tekst {
            in_deel.push(z.alinea(t));
        }
        for t in &d.tabellen {
            if d.tabellen.len() > 1 {
                in_deel.push(z.kop(3, &t.naam, 10.5));
            }
            in_deel.push(z.tabel(t));
        }
        z.stuk.boom.push(Knoop::Groep(Soort::Deel, d.kop.clone(), in_deel));
    }
    z.voeten(&blad.voet);
    z.stuk
}

impl Zetter<'_> {
    pub(crate) fn teken(&mut self, t: Teken) {
        if let Some(p) = self.stuk.paginas.last_mut() {
            p.push(t);
        }
    }

    pub(crate) fn nieuwe_pagina(&mut self) {
        self.stuk.paginas.push(Vec::new());
        self.y = RAND;
    }

    /// Room for so much, here or on the next page.
    pub(crate) fn ruimte(&mut self, hoog: f32) {
        if self.y + hoog > ONDER {
            self.nieuwe_pagina();
        }
    }

    /// Draws a line and gives its leaf.
    pub(crate) fn regel(&mut self, x: f32, y: f32, maat: f32, dikte: Dikte, tekst: String) -> Knoop {
        let nummer = self.stuk.regels;
        self.stuk.regels += 1;
        self.teken(Teken::Tekst { x, y, maat, dikte, tekst, nummer: Some(nummer), inkt: None });
        Knoop::Regel(nummer)
    }

    pub(crate) fn kop(&mut self, niveau: u16, tekst: &str, maat: f32) -> Knoop {
        let regels = self.letters.regels(tekst, Dikte::Vet, maat, VOL);
        let stap = maat * 1.25;
        self.y += maat * 0.9;
        // a heading does not stand alone at the foot of a page
        let hoog = stap * telling(regels.len());
        self.ruimte(hoog + 60.0);
        self.stuk.koppen.push((tekst.to_owned(), self.stuk.paginas.len() - 1, self.y));
        let mut in_kop = Vec::new();
        for r in regels {
            self.y += stap;
            in_kop.push(self.regel(RAND, self.y, maat, Dikte::Vet, r));
        }
        self.y += maat * 0.45;
        Knoop::Groep(Soort::Kop(niveau), tekst.to_owned(), in_kop)
    }

    pub(crate) fn alinea(&mut self, tekst: &str) -> Knoop {
        let (maat, stap) = (9.5, 13.5);
        let mut in_alinea = Vec::new();
        for r in self.letters.regels(tekst, Dikte::Gewoon, maat, VOL) {
            self.ruimte(stap);
            self.y += stap;
            in_alinea.push(self.regel(RAND, self.y, maat, Dikte::Gewoon, r));
        }
        self.y += 4.0;
        Knoop::Groep(Soort::Alinea, String::new(), in_alinea)
    }

    pub(crate) fn tabel(&mut self, t: &Bladtabel) -> Knoop {
        let breedten = self.kolommen(t);
        let koppen: Vec<String> = t.koppen.iter().map(|(k, _)| k.clone()).collect();
        let rechts: Vec<bool> = t.koppen.iter().map(|(_, r)| *r).collect();
        self.y += 4.0;
        let hoofd = self.cellen(&koppen, &breedten, |_| Dikte::Vet);
        self.ruimte(hoogte(&hoofd) + 3.0 * CELREGEL);
        let kop = self.rij(&hoofd, &breedten, &rechts, &[], |_| Soort::Kolomkop, |_| Dikte::Vet);
        let mut lijf = Vec::new();
        for r in &t.rijen {
            let rij = self.cellen(r, &breedten, dikte_van);
            if self.y + hoogte(&rij) > ONDER && hoogte(&rij) + hoogte(&hoofd) < ONDER - RAND {
                self.nieuwe_pagina();
                self.herhaal(&hoofd, &breedten, &rechts);
            }
            let soort = |k: usize| if k == 0 { Soort::Rijkop } else { Soort::Cel };
            lijf.push(self.rij(&rij, &breedten, &rechts, &hoofd, soort, dikte_van));
        }
        self.y += 6.0;
        let delen = vec![
            Knoop::Groep(Soort::Hoofd, String::new(), vec![kop]),
            Knoop::Groep(Soort::Lijf, String::new(), lijf),
        ];
        Knoop::Groep(Soort::Tabel, t.naam.clone(), delen)
    }

    /// Widths: every column at least its longest word, the rest by what each would like.
    fn kolommen(&self, t: &Bladtabel) -> Vec<f32> {
        let mut minst = vec![0.0_f32; t.koppen.len()];
        let mut graag = minst.clone();
        let koppen: Vec<String> = t.koppen.iter().map(|(k, _)| k.clone()).collect();
        for (n, r) in std::iter::once(&koppen).chain(&t.rijen).enumerate() {
            for (k, cel) in r.iter().enumerate().take(minst.len()) {
                let dikte = if n == 0 { Dikte::Vet } else { dikte_van(k) };
                let breed = |s: &str| self.letters.breedte(s, dikte, CEL) + 2.0 * LUCHT;
                let woord = woorden(cel).iter().map(|w| breed(w)).fold(0.0, f32::max);
                minst[k] = minst[k].max(woord.min(BREEDSTE / 2.0));
                graag[k] = graag[k].max(breed(cel).min(BREEDSTE));
            }
        }
        let over = VOL - minst.iter().sum::<f32>();
        let wens: f32 = graag.iter().zip(&minst).map(|(g, m)| (g - m).max(0.0)).sum();
        if over <= 0.0 || wens <= 0.0 {
            let heel: f32 = minst.iter().sum::<f32>().max(1.0);
            return minst.iter().map(|m| m * VOL / heel).collect();
        }
        minst.iter().zip(&graag).map(|(m, g)| m + over * (g - m).max(0.0) / wens).collect()
    }

    /// The lines of each cell.
    fn cellen(&self, rij: &[String], breedten: &[f32], dikte: impl Fn(usize) -> Dikte) -> Vec<Vec<String>> {
        rij.iter()
            .zip(breedten)
            .enumerate()
            .map(|(k, (c, b))| {
                // a cell without text has no place in the tree, and who hears the row would take the next cell for it
                let tekst = if c.trim().is_empty() { "–" } else { c };
                self.letters.regels(tekst, dikte(k), CEL, b - 2.0 * LUCHT)
            })
            .collect()
    }

    /// Draws a row, over pages where it must, and gives its part of the tree.
    fn rij(
        &mut self,
        cellen: &[Vec<String>],
        breedten: &[f32],
        rechts: &[bool],
        hoofd: &[Vec<String>],
        soort: impl Fn(usize) -> Soort,
        dikte: impl Fn(usize) -> Dikte,
    ) -> Knoop {
        let mut in_cel: Vec<Vec<Knoop>> = vec![Vec::new(); cellen.len()];
        let hoogst = cellen.iter().map(Vec::len).max().unwrap_or(0);
        self.y += LUCHT;
        for r in 0..hoogst {
            if self.y + CELREGEL > ONDER {
                self.nieuwe_pagina();
                self.herhaal(hoofd, breedten, rechts);
            }
            self.y += CELREGEL;
            let mut x = RAND;
            for (k, regels) in cellen.iter().enumerate() {
                if let Some(tekst) = regels.get(r).filter(|t| !t.is_empty()) {
                    let plek = self.plek(x, breedten[k], rechts[k], tekst, dikte(k));
                    let y = self.y - 3.0;
                    in_cel[k].push(self.regel(plek, y, CEL, dikte(k), tekst.clone()));
                }
                x += breedten[k];
            }
        }
        self.streep();
        let kinderen = in_cel
            .into_iter()
            .enumerate()
            .map(|(k, regels)| Knoop::Groep(soort(k), String::new(), regels))
            .collect();
        Knoop::Groep(Soort::Rij, String::new(), kinderen)
    }

    /// The head of a table again on the next page: to be seen, not to be heard twice.
    fn herhaal(&mut self, hoofd: &[Vec<String>], breedten: &[f32], rechts: &[bool]) {
        let hoogst = hoofd.iter().map(Vec::len).max().unwrap_or(0);
        for r in 0..hoogst {
            self.y += CELREGEL;
            let mut x = RAND;
            for (k, regels) in hoofd.iter().enumerate() {
                if let Some(tekst) = regels.get(r).filter(|t| !t.is_empty()) {
                    let plek = self.plek(x, breedten[k], rechts[k], tekst, Dikte::Vet);
                    let y = self.y - 3.0;
                    let tekst = tekst.clone();
                    self.teken(Teken::Tekst {
                        x: plek,
                        y,
                        maat: CEL,
                        dikte: Dikte::Vet,
                        tekst,
                        nummer: None,
                        inkt: None,
                    });
                }
                x += breedten[k];
            }
        }
        if hoogst > 0 {
            self.streep();
        }
    }

    fn plek(&self, x: f32, breed: f32, rechts: bool, tekst: &str, dikte: Dikte) -> f32 {
        if rechts {
            x + breed - LUCHT - self.letters.breedte(tekst.trim_end(), dikte, CEL)
        } else {
            x + LUCHT
        }
    }

    fn streep(&mut self) {
        self.y += LUCHT / 2.0;
        let y = self.y;
        self.teken(Teken::Streep { y, x: RAND, breed: VOL });
    }

    /// The foot of every page, when it is known how many there are.
    pub(crate) fn voeten(&mut self, tekst: &str) {
        let aantal = self.stuk.paginas.len();
        for (n, p) in self.stuk.paginas.iter_mut().enumerate() {
            let tekst = format!("{tekst}. Bladzijde {} van {aantal}", n + 1);
            p.push(Teken::Voet { x: RAND, y: HOOG - 30.0, tekst });
        }
    }
}

fn dikte_van(kolom: usize) -> Dikte {
    if kolom == 0 { Dikte::Vet } else { Dikte::Gewoon }
}

fn hoogte(cellen: &[Vec<String>]) -> f32 {
    telling(cellen.iter().map(Vec::len).max().unwrap_or(0)) * CELREGEL + 2.0 * LUCHT
}

/// A small count as a number to measure with.
fn telling(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}
