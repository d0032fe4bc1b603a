//! Differences in everything that is a list of lines with a key, a text and a period.

use super::{Wijziging, Wijzigingssoort, bron, nieuwe_periode, periode, veld, zin};
use kern::{Datum, Decimaal};
use regels::{
    Afspraak, Criterium, Criteriumsoort, Domein, Indeling, Instelling, Kader, Looptijd, Pilot, Plicht,
    Resultaat, Route, Substitutie, Termijn, Toets, Verantwoording,
};

/// A line of a list.
trait Lijn: Clone + PartialEq {
    fn sleutel(&self) -> &str;
    /// How a reader knows it.
    fn naam(&self) -> &str;
    fn verantwoording(&mut self) -> &mut Verantwoording;
    fn geldig(&self) -> &Verantwoording;
    /// What is different besides source, period and note.
    fn anders(&self, oud: &Self) -> Vec<String>;

    /// The same line without where it stands and what [`Lijn::anders`] does not tell of.
    fn kaal(&self) -> Self {
        let mut zelf = self.clone();
        let v = zelf.verantwoording();
        (v.bestand, v.regel) = (String::new(), 0);
        zelf
    }
}

macro_rules! lijn {
    ($($soort:ty: $sleutel:ident, $naam:ident, |$nieuw:ident, $oud:ident, $uit:ident| $anders:block;)+) => {
        $(impl Lijn for $soort {
            fn sleutel(&self) -> &str {
                &self.$sleutel
            }
            fn naam(&self) -> &str {
                &self.$naam
            }
            fn verantwoording(&mut self) -> &mut Verantwoording {
                &mut self.verantwoording
            }
            fn geldig(&self) -> &Verantwoording {
                &self.verantwoording
            }
            fn anders(&self, oud: &Self) -> Vec<String> {
                let mut $uit = Vec::new();
                let ($nieuw, $oud) = (self, oud);
                $anders
                $uit
            }
        })+
    };
}

fn getal(n: Option<Decimaal>) -> String {
    n.map_or_else(String::new, |n| n.normalize().to_string().replace('.', ","))
}

fn gevraagd(s: &Criteriumsoort) -> String {
    match s {
        Criteriumsoort::Feit => "feit".to_owned(),
        Criteriumsoort::Oordeel => "oordeel".to_owned(),
        Criteriumsoort::Getal { eenheid, minimum, maximum } => {
            let van = minimum.map_or_else(String::new, |m| format!("ten minste {} ", getal(Some(m))));
            let tot = maximum.map_or_else(String::new, |m| format!("hooguit {} ", getal(Some(m))));
            format!("{van}{tot}{eenheid}")
        }
    }
}

fn maanden(n: Option<u32>) -> String {
    n.map_or_else(String::new, |n| format!("{n} maanden"))
}

lijn! {
    Afspraak: sleutel, sleutel, |n, o, uit| { veld(&mut uit, "de tekst", &o.tekst, &n.tekst); };
    Instelling: sleutel, sleutel, |n, o, uit| { veld(&mut uit, "de waarde", &o.waarde, &n.waarde); };
    Criterium: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "gevraagd", &gevraagd(&o.soort), &gevraagd(&n.soort));
    };
    Toets: id, naam, |n, o, uit| {
        veld(&mut uit, "de naam", &o.naam, &n.naam);
        veld(&mut uit, "de soort", o.soort.code(), n.soort.code());
        veld(&mut uit, "voor", &o.producten.join(", "), &n.producten.join(", "));
        if o.regel != n.regel {
            uit.push("de voorwaarde is anders".to_owned());
        }
    };
    Indeling: id, naam, |n, o, uit| {
        veld(&mut uit, "de naam", &o.naam, &n.naam);
        if (o.wijze, &o.opties) != (n.wijze, &n.opties) {
            uit.push("de keuzes zijn anders".to_owned());
        }
    };
    Termijn: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "hoogstens", &maanden(o.maximum_maanden), &maanden(n.maximum_maanden));
        veld(&mut uit, "voor", &o.producten.join(", "), &n.producten.join(", "));
    };
    Substitutie: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        if (&o.van, &o.naar, &o.regel) != (&n.van, &n.naar, &n.regel) {
            uit.push("wat waarvoor in de plaats komt is anders".to_owned());
        }
    };
    Plicht: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "wie", o.wie.naam(), n.wie.naam());
        veld(&mut uit, "voor", &o.producten.join(", "), &n.producten.join(", "));
    };
    Domein: code, naam, |n, o, uit| { veld(&mut uit, "de naam", &o.naam, &n.naam); };
    Resultaat: sleutel, naam, |n, o, uit| {
        veld(&mut uit, "de naam", &o.naam, &n.naam);
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "de onderdelen", &o.onderdelen.join(", "), &n.onderdelen.join(", "));
    };
    Looptijd: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "de looptijd", &maanden(Some(o.maanden)), &maanden(Some(n.maanden)));
        veld(&mut uit, "de verlenging", &maanden(o.verlenging_maanden), &maanden(n.verlenging_maanden));
    };
    Route: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "wanneer", &o.als, &n.als);
        veld(&mut uit, "wat wordt gevraagd", &o.vraagt.join(", "), &n.vraagt.join(", "));
    };
    Pilot: id, tekst, |n, o, uit| {
        veld(&mut uit, "de tekst", &o.tekst, &n.tekst);
        veld(&mut uit, "de stand", o.stand.code(), n.stand.code());
    };
}

/// The lines that came, went or changed. Lines with one key in several periods are told apart by their first day.
fn lijst<T: Lijn>(
    deel: &'static str,
    oud: &[T],
    nieuw: &[T],
    vanaf: Option<Datum>,
    uit: &mut Vec<Wijziging>,
) {
    let zelfde = |a: &T, b: &T| {
        a.sleutel() == b.sleutel() && {
            let van = |lijst: &[T], x: &T| lijst.iter().filter(|y| y.sleutel() == x.sleutel()).count() == 1;
            (van(oud, a) && van(nieuw, b)) || a.geldig().geldig.van() == b.geldig().geldig.van()
        }
    };
    for n in nieuw {
        let Some(o) = oud.iter().find(|o| zelfde(o, n)) else {
            let tekst = format!("Komt erbij, {}.", nieuwe_periode(&n.geldig().geldig, vanaf));
            uit.push(Wijziging::new(deel, Wijzigingssoort::Nieuw, n.naam(), tekst));
            continue;
        };
        if o.kaal() == n.kaal() {
            continue;
        }
        let mut delen = n.anders(o);
        let (a, b) = (o.geldig(), n.geldig());
        veld(&mut delen, "geldt", &periode(&a.geldig), &periode(&b.geldig));
        veld(&mut delen, "de bron", &bron(&a.bron), &bron(&b.bron));
        veld(&mut delen, "de toelichting", &a.toelichting, &b.toelichting);
        if delen.is_empty() {
            delen.push(format!("de gegevens bij '{}' zijn anders", n.sleutel()));
        }
        uit.push(Wijziging::new(deel, Wijzigingssoort::Gewijzigd, n.naam(), zin(&delen)));
    }
    for o in oud.iter().filter(|o| !nieuw.iter().any(|n| zelfde(o, n))) {
        uit.push(Wijziging::new(deel, Wijzigingssoort::Vervallen, o.naam(), "Vervalt."));
    }
}

pub(super) fn alle(oud: &Kader, nieuw: &Kader, vanaf: Option<Datum>, uit: &mut Vec<Wijziging>) {
    lijst("Afspraken", &oud.afspraken, &nieuw.afspraken, vanaf, uit);
    lijst("Instellingen", &oud.instellingen, &nieuw.instellingen, vanaf, uit);
    let (a, b) = (&oud.criteria, &nieuw.criteria);
    lijst("Criteria", &a.criteria, &b.criteria, vanaf, uit);
    lijst("Criteria", &a.toetsen, &b.toetsen, vanaf, uit);
    lijst("Criteria", &a.indelingen, &b.indelingen, vanaf, uit);
    lijst("Criteria", &a.termijnen, &b.termijnen, vanaf, uit);
    lijst("Criteria", &a.substituties, &b.substituties, vanaf, uit);
    lijst("Criteria", &a.plichten, &b.plichten, vanaf, uit);
    lijst("Resultaten", &oud.resultaten.domeinen, &nieuw.resultaten.domeinen, vanaf, uit);
    lijst("Resultaten", &oud.resultaten.resultaten, &nieuw.resultaten.resultaten, vanaf, uit);
    let (a, b) = (&oud.overeenkomst, &nieuw.overeenkomst);
    lijst("Overeenkomst", &a.looptijden, &b.looptijden, vanaf, uit);
    lijst("Overeenkomst", &a.routes, &b.routes, vanaf, uit);
    lijst("Overeenkomst", &a.pilots, &b.pilots, vanaf, uit);
}
