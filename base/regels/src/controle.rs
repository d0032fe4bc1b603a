//! Checks over the whole framework: no duplicate, no overlap, no silent gap, nothing that refers to nothing.

use crate::Probleem;
use crate::model::{AFSPRAKEN, Eenheidsoort, Kader, Uitvoeringsvariant, Verantwoording};
use kern::{Datum, Eenheid};
use std::collections::BTreeMap;

/// Adds every problem that only shows when the files are laid side by side.
pub(crate) fn controleer(kader: &Kader, uit: &mut Vec<Probleem>) {
    let product = |c: &dyn std::fmt::Display, code: &dyn std::fmt::Display| format!("product {c}/{code}");
    reeksen(kader.producten.iter().map(|p| (product(&p.categorie, &p.code), &p.verantwoording)), uit);
    reeksen(
        kader
            .tarieven
            .iter()
            .map(|t| (format!("tarief van {}", product(&t.categorie, &t.code)), &t.verantwoording)),
        uit,
    );
    reeksen(
        kader.instellingen.iter().map(|i| (format!("instelling '{}'", i.sleutel), &i.verantwoording)),
        uit,
    );
    reeksen(kader.afspraken.iter().map(|a| (format!("afspraak '{}'", a.sleutel), &a.verantwoording)), uit);
    reeksen(kader.tabellen.iter().map(|t| (format!("tabel '{}'", t.sleutel), &t.verantwoording)), uit);
    verwijzingen(kader, uit);
    afspraken(kader, uit);
    // A product or tariff that could not be read is missing here: then a gap would be a false alarm.
    if !uit.iter().any(|p| matches!(p.bestand.as_str(), "producten.yaml" | "tarieven.yaml")) {
        tarieven(kader, uit);
    }
    for t in &kader.tabellen {
        for kolom in &t.kolommen {
            if kolom != "regio" && !kader.gemeenten.iter().any(|g| g.code.as_str() == kolom) {
                meld(
                    &t.verantwoording,
                    uit,
                    format!("kolom '{kolom}' is geen gemeente van dit kader"),
                    "Gebruik 'regio' of een code uit kader.yaml",
                );
            }
        }
    }
}

fn meld(v: &Verantwoording, uit: &mut Vec<Probleem>, wat: impl Into<String>, remedie: impl Into<String>) {
    uit.push(Probleem::new(&v.bestand, v.regel, wat, remedie));
}

/// Values with the same name follow each other day by day.
fn reeksen<'a>(items: impl Iterator<Item = (String, &'a Verantwoording)>, uit: &mut Vec<Probleem>) {
    let mut per_naam: BTreeMap<String, Vec<&Verantwoording>> = BTreeMap::new();
    for (naam, v) in items {
        per_naam.entry(naam).or_default().push(v);
    }
    for (naam, mut reeks) in per_naam {
        reeks.sort_by_key(|v| (v.geldig.van(), v.regel));
        for paar in reeks.windows(2) {
            let (eerst, dan) = (paar[0], paar[1]);
            let begin = dan.geldig.van();
            if eerst.geldig.van() == begin {
                meld(
                    dan,
                    uit,
                    format!("{naam} staat dubbel (ook op regel {})", eerst.regel),
                    "Haal een van beide weg",
                );
                continue;
            }
            match eerst.geldig.tot() {
                Some(tot) if tot >= begin => overlap(&naam, eerst, dan, uit),
                None => overlap(&naam, eerst, dan, uit),
                Some(tot) if tot.tomorrow().ok() != Some(begin) => meld(
                    dan,
                    uit,
                    format!("{naam} heeft een gat: na {tot} geldt niets tot {begin}"),
                    format!("Laat de waarde van regel {} doorlopen of begin eerder", eerst.regel),
                ),
                Some(_) => {}
            }
        }
    }
}

fn overlap(naam: &str, eerst: &Verantwoording, dan: &Verantwoording, uit: &mut Vec<Probleem>) {
    let begin = dan.geldig.van();
    let tot = begin.yesterday().map_or_else(|_| begin.to_string(), |d| d.to_string());
    meld(
        dan,
        uit,
        format!("{naam} overlapt: op {begin} geldt ook de waarde van regel {}", eerst.regel),
        format!("Geef de waarde van regel {} 'geldig_tot: {tot}'", eerst.regel),
    );
}

/// A setting that the program reads must be a choice, of words that it knows.
fn afspraken(kader: &Kader, uit: &mut Vec<Probleem>) {
    for i in &kader.instellingen {
        let Some((_, woorden)) = AFSPRAKEN.iter().find(|(s, _)| *s == i.sleutel) else { continue };
        let vreemd: Vec<&str> =
            i.keuzes.iter().map(String::as_str).filter(|k| !woorden.contains(k)).collect();
        if i.eenheid != Eenheidsoort::Keuze || !vreemd.is_empty() {
            meld(
                &i.verantwoording,
                uit,
                if vreemd.is_empty() {
                    format!("instelling '{}' hoort een keuze te zijn", i.sleutel)
                } else {
                    format!("instelling '{}' kent de keuze '{}' niet", i.sleutel, vreemd.join("', '"))
                },
                format!("Kies uit: {}", woorden.join(", ")),
            );
        }
    }
}

fn verwijzingen(kader: &Kader, uit: &mut Vec<Probleem>) {
    for p in &kader.producten {
        let v = &p.verantwoording;
        for (soort, code, lijst) in [
            ("prestatie", &p.prestatie, &kader.prestaties),
            ("zwaarte", &p.zwaarte, &kader.zwaartes),
            ("perceel", &p.perceel, &kader.percelen),
        ] {
            if !lijst.iter().any(|a| a.code == *code) {
                meld(
                    v,
                    uit,
                    format!("{soort} '{code}' staat niet in kader.yaml"),
                    "Voeg hem daar toe of verbeter de code",
                );
            }
        }
        let output = matches!(p.eenheid, Eenheid::StuksOutput | Eenheid::Euro);
        let past = match p.variant {
            Uitvoeringsvariant::Outputgericht => output,
            Uitvoeringsvariant::Inspanningsgericht => !output,
            Uitvoeringsvariant::Taakgericht => true,
        };
        if !past {
            meld(
                v,
                uit,
                format!("eenheid {} past niet bij '{}'", p.eenheid.code(), p.variant.code()),
                "Kies 82 of 83 bij outputgericht en 01, 04, 14, 16 of 84 bij inspanningsgericht",
            );
        }
    }
}

/// Every product has a tariff on every day that it can be assigned, and no tariff stands alone.
fn tarieven(kader: &Kader, uit: &mut Vec<Probleem>) {
    for t in &kader.tarieven {
        if !kader.producten.iter().any(|p| (p.categorie, p.code) == (t.categorie, t.code)) {
            meld(
                &t.verantwoording,
                uit,
                format!("product {}/{} staat niet in producten.yaml", t.categorie, t.code),
                "Voeg het product toe of verbeter de code",
            );
        }
    }
    for p in &kader.producten {
        if p.eenheid == Eenheid::Euro || p.variant == Uitvoeringsvariant::Taakgericht {
            continue;
        }
        let mijn = || kader.tarieven.iter().filter(|t| (t.categorie, t.code) == (p.categorie, p.code));
        let geldig = p.verantwoording.geldig;
        let begin = mijn().map(|t| t.verantwoording.geldig.van()).min();
        let eind = mijn().map(|t| t.verantwoording.geldig.tot().unwrap_or(Datum::MAX)).max();
        let gat = match (begin, eind) {
            (Some(b), _) if b > geldig.van() => Some(geldig.van()),
            (Some(_), Some(e)) if e < geldig.tot().unwrap_or(Datum::MAX) => Some(e.tomorrow().unwrap_or(e)),
            (None, _) => Some(geldig.van()),
            _ => None,
        };
        if let Some(dag) = gat {
            meld(
                &p.verantwoording,
                uit,
                format!("product {}/{} heeft geen tarief op {dag}", p.categorie, p.code),
                "Voeg in tarieven.yaml een tarief toe dat die dag geldt",
            );
        }
    }
}
