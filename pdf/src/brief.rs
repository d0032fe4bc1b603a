//! A letter: the sender in its own colour, to whom, day and reference, and then the text. Annexes begin on a page of their own.

use crate::letter::{Dikte, Letters};
use crate::opmaak::{Knoop, RAND, Soort, Stuk, Teken, VOL, Zetter};
use beschikking::{Brief, Briefdeel};
use catalogus::Bladtabel;

/// Size of the text of a letter, and from line to line.
const MAAT: f32 = 10.5;
const STAP: f32 = 15.0;
/// Where the text of a list begins.
const INSPRING: f32 = 14.0;

/// Lays a letter out.
pub(crate) fn maak_op(brief: &Brief, letters: &Letters) -> Stuk {
    let mut z = Zetter::nieuw(letters);
    let (naam, kleur) = &brief.afzender;
    z.y += 16.0;
    let afzender = gekleurd(&mut z, naam, 15.0, *kleur);
    z.stuk.boom.push(afzender);
    if !brief.afzenderadres.is_empty() {
        let k = blok(&mut z, &brief.afzenderadres);
        z.stuk.boom.push(k);
    }
    z.y += 26.0;
    let k = blok(&mut z, &brief.aan);
    z.stuk.boom.push(k);
    z.y += 20.0;
    let feiten = [format!("Datum: {}", kern::voluit(brief.dag)), format!("Kenmerk: {}", brief.kenmerk)];
    let k = blok(&mut z, &feiten);
    z.stuk.boom.push(k);
    z.y += 8.0;
    let k = z.kop(1, &brief.titel, 16.0);
    z.stuk.boom.push(k);
    for deel in &brief.delen {
        let k = match deel {
            Briefdeel::Kop(t) => z.kop(2, t, 12.0),
            Briefdeel::Bijlage(t) => {
                z.nieuwe_pagina();
                z.kop(2, t, 14.0)
            }
            Briefdeel::Alinea(t) => {
                let k = regels(&mut z, t, RAND, VOL);
                z.y += 6.0;
                Knoop::Groep(Soort::Alinea, String::new(), k)
            }
            Briefdeel::Lijst(punten) => {
                let in_lijst = punten.iter().map(|p| punt(&mut z, p)).collect();
                z.y += 6.0;
                Knoop::Groep(Soort::Lijst, String::new(), in_lijst)
            }
            Briefdeel::Tabel(naam, koppen, rijen) => z.tabel(&Bladtabel {
                naam: naam.clone(),
                koppen: koppen.iter().map(|k| (k.clone(), false)).collect(),
                rijen: rijen.clone(),
            }),
        };
        z.stuk.boom.push(k);
    }
    z.voeten(&format!("{naam}, kenmerk {}", brief.kenmerk));
    z.stuk
}

/// The lines of a text from a place, over pages where they must.
fn regels(z: &mut Zetter<'_>, tekst: &str, x: f32, breed: f32) -> Vec<Knoop> {
    let mut uit = Vec::new();
    for r in z.letters.regels(tekst, Dikte::Gewoon, MAAT, breed) {
        z.ruimte(STAP);
        z.y += STAP;
        uit.push(z.regel(x, z.y, MAAT, Dikte::Gewoon, r));
    }
    uit
}

/// Short lines that belong together, such as an address. A line ends in a space, so that words stay apart for who hears it.
fn blok(z: &mut Zetter<'_>, lijst: &[String]) -> Knoop {
    let mut in_blok = Vec::new();
    for (i, t) in lijst.iter().enumerate() {
        let einde = if i + 1 < lijst.len() { " " } else { "" };
        z.y += 13.5;
        in_blok.push(z.regel(RAND, z.y, 10.0, Dikte::Gewoon, format!("{t}{einde}")));
    }
    Knoop::Groep(Soort::Alinea, String::new(), in_blok)
}

fn gekleurd(z: &mut Zetter<'_>, tekst: &str, maat: f32, kleur: (u8, u8, u8)) -> Knoop {
    let nummer = z.stuk.regels;
    z.stuk.regels += 1;
    let y = z.y;
    z.teken(Teken::Tekst {
        x: RAND,
        y,
        maat,
        dikte: Dikte::Vet,
        tekst: tekst.to_owned(),
        nummer: Some(nummer),
        inkt: Some(kleur),
    });
    Knoop::Groep(Soort::Alinea, String::new(), vec![Knoop::Regel(nummer)])
}

fn punt(z: &mut Zetter<'_>, tekst: &str) -> Knoop {
    z.ruimte(STAP);
    let y = z.y + STAP;
    let teken = z.regel(RAND, y, MAAT, Dikte::Gewoon, "– ".to_owned());
    let lijf = regels(z, tekst, RAND + INSPRING, VOL - INSPRING);
    let delen = vec![
        Knoop::Groep(Soort::Teken, String::new(), vec![teken]),
        Knoop::Groep(Soort::Punttekst, String::new(), lijf),
    ];
    Knoop::Groep(Soort::Punt, String::new(), delen)
}
