//! Checks over the whole framework: no duplicate, no overlap, no silent gap, nothing that refers to nothing.

use crate::Probleem;
use crate::model::{
    AFSPRAKEN, Eenheidsoort, Kader, Productregel, Productsoort, Tariefregel, Uitvoeringsvariant,
    Verantwoording, WEKEN_PER_JAAR,
};
use crate::tijdvak::Tijdvak;
use kern::{Afronding, Datum, Decimaal, Eenheid, Eurocent, Frequentie};
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
    reeksen(
        kader
            .kostprijzen
            .iter()
            .map(|m| (format!("kostprijs van {}", product(&m.categorie, &m.code)), &m.verantwoording)),
        uit,
    );
    verwijzingen(kader, uit);
    let alle_producten = gelezen(uit, &["producten.yaml"]);
    let alle_tarieven = gelezen(uit, &["tarieven.yaml"]);
    korte_namen(kader, alle_producten, uit);
    afspraken(kader, uit);
    for t in &kader.tarieven {
        tijdbasis(kader, t, uit);
        if alle_tarieven {
            delen(kader, t, uit);
        }
    }
    // A product or tariff that could not be read is missing here: then a gap would be a false alarm.
    let bestelbaar = kader.producten.iter().any(vraagt_tarief);
    if bestelbaar && alle_producten && !kader.bestanden.iter().any(|(b, _)| b == "tarieven.yaml") {
        uit.push(Probleem::new(
            "tarieven.yaml",
            0,
            "dit bestand ontbreekt, en er zijn producten met een prijs",
            "Voeg het toe; zie regels/schema/v1",
        ));
    }
    if gelezen(uit, &["producten.yaml", "tarieven.yaml"]) {
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

pub(crate) fn meld(
    v: &Verantwoording,
    uit: &mut Vec<Probleem>,
    wat: impl Into<String>,
    remedie: impl Into<String>,
) {
    uit.push(Probleem::new(&v.bestand, v.regel, wat, remedie));
}

/// Whether these files could be read: else what is missing from them would be a false alarm elsewhere.
pub(crate) fn gelezen(uit: &[Probleem], bestanden: &[&str]) -> bool {
    !uit.iter().any(|p| bestanden.contains(&p.bestand.as_str()))
}

/// Values with the same name follow each other day by day.
pub(crate) fn reeksen<'a>(
    items: impl Iterator<Item = (String, &'a Verantwoording)>,
    uit: &mut Vec<Probleem>,
) {
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
        if i.sleutel == WEKEN_PER_JAAR
            && (i.eenheid != Eenheidsoort::Weken
                || !i.getal.is_some_and(|g| (Decimaal::from(52)..=Decimaal::from(53)).contains(&g)))
        {
            meld(
                &i.verantwoording,
                uit,
                format!(
                    "instelling '{WEKEN_PER_JAAR}' hoort een getal van 52 tot en met 53 te zijn, in weken"
                ),
                "Schrijf bijvoorbeeld 'waarde: 52' en 'eenheid: weken'",
            );
        }
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
        if !past_bij_variant(p) {
            meld(
                v,
                uit,
                format!("eenheid {} past niet bij '{}'", p.eenheid.code(), p.variant.code()),
                "Kies 82 of 83 bij outputgericht en 01, 04, 14, 16 of 84 bij inspanningsgericht",
            );
        }
    }
}

/// Pieces of output and euros go with output, hours, days and pieces of effort with effort.
fn past_bij_variant(p: &Productregel) -> bool {
    let output = matches!(p.eenheid, Eenheid::StuksOutput | Eenheid::Euro);
    match p.variant {
        Uitvoeringsvariant::Outputgericht => output,
        Uitvoeringsvariant::Inspanningsgericht => !output,
        Uitvoeringsvariant::Taakgericht => true,
    }
}

/// What cannot be ordered, is paid in euros or is a task needs no price.
fn vraagt_tarief(p: &Productregel) -> bool {
    p.niet_bestelbaar.is_none() && p.eenheid != Eenheid::Euro && p.variant != Uitvoeringsvariant::Taakgericht
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
        if !vraagt_tarief(p) {
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

/// A short name stands for one product, and what belongs to something belongs to a product.
fn korte_namen(kader: &Kader, alle_producten: bool, uit: &mut Vec<Probleem>) {
    for (i, p) in kader.producten.iter().enumerate() {
        let v = &p.verantwoording;
        let ander = |q: &&Productregel| {
            q.kort.eq_ignore_ascii_case(&p.kort) && (q.categorie, q.code) != (p.categorie, p.code)
        };
        if let Some(eerder) = kader.producten[..i].iter().find(ander) {
            meld(
                v,
                uit,
                format!(
                    "de korte naam '{}' staat dubbel (ook op regel {})",
                    p.kort, eerder.verantwoording.regel
                ),
                "Geef elk product een eigen korte naam",
            );
        }
        for naam in p.bij.iter().filter(|_| alle_producten) {
            match kader.product(naam) {
                Some(q) if q.soort == Productsoort::Product => {}
                Some(q) => meld(
                    v,
                    uit,
                    format!("'{}' hoort bij '{naam}', maar dat is een {}", p.kort, q.soort.code()),
                    "Noem onder 'bij' producten van soort 'product'",
                ),
                None => meld(
                    v,
                    uit,
                    format!("'{}' hoort bij '{naam}', maar dat product is er niet", p.kort),
                    "Voeg het product toe of verbeter de korte naam",
                ),
            }
        }
    }
}

/// What is assigned and claimed must follow from the time basis of the tariff.
fn tijdbasis(kader: &Kader, t: &Tariefregel, uit: &mut Vec<Probleem>) {
    let Some(p) = kader.producten.iter().find(|p| (p.categorie, p.code) == (t.categorie, t.code)) else {
        return;
    };
    if t.per == Tijdvak::Stuk || !past_bij_variant(p) {
        return;
    }
    let v = &t.verantwoording;
    if p.eenheid != Eenheid::StuksOutput || p.frequentie == Frequentie::Totaal {
        meld(
            v,
            uit,
            format!("een bedrag {} past niet bij {}", t.per.omschrijving(), p.eenheid.omschrijving()),
            "Schrijf 'per: stuk', of geef het product eenheid 82 en een frequentie per dag, week of maand",
        );
    } else if p.volume != 1 {
        meld(
            v,
            uit,
            format!(
                "een bedrag {} hoort bij een volume van 1, en het product heeft {}",
                t.per.omschrijving(),
                p.volume
            ),
            "Schrijf 'volume: 1' bij het product of 'per: stuk' bij het tarief",
        );
    }
}

/// The parts of a tariff add up to it, and a part that follows from another amount does follow from it.
fn delen(kader: &Kader, t: &Tariefregel, uit: &mut Vec<Probleem>) {
    let v = &t.verantwoording;
    let som = t.delen.iter().try_fold(Decimaal::ZERO, |som, d| som.checked_add(d.bedrag));
    if !t.delen.is_empty() && som != Some(t.bedrag) {
        meld(
            v,
            uit,
            format!(
                "de delen zijn samen {} en het bedrag is {}",
                som.map_or_else(|| "te groot".to_owned(), |s| s.normalize().to_string()),
                t.bedrag.normalize()
            ),
            "Verbeter het bedrag of de delen",
        );
    }
    let weken = kader.weken_per_jaar(v.geldig.van());
    for d in &t.delen {
        let Some((bedrag, per)) = d.afgeleid_van else { continue };
        let uitkomst = per
            .reken_om(bedrag, t.per, weken)
            .and_then(|b| Eurocent::rond(b, Afronding::Rekenkundig).ok())
            .map(|c| Decimaal::from(c.0));
        if uitkomst != Some(d.bedrag) {
            meld(
                v,
                uit,
                format!(
                    "'{}' is {}, maar {} {} geeft {} {}",
                    d.naam,
                    d.bedrag.normalize(),
                    bedrag.normalize(),
                    per.omschrijving(),
                    uitkomst.map_or_else(|| "niets".to_owned(), |u| u.normalize().to_string()),
                    t.per.omschrijving()
                ),
                format!("Verbeter een van beide, of de instelling '{WEKEN_PER_JAAR}'"),
            );
        }
    }
}
