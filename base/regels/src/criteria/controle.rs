//! What must fit in `criteria.yaml` beside itself and the products.

use super::{Toetssoort, Voorwaarde};
use crate::Probleem;
use crate::controle::{gelezen, meld, reeksen};
use crate::model::{Kader, Productsoort, Verantwoording};
use std::collections::BTreeSet;

pub(super) fn controleer(kader: &Kader, uit: &mut Vec<Probleem>) {
    let alle_producten = gelezen(uit, &["producten.yaml"]);
    if !gelezen(uit, &["criteria.yaml"]) {
        return;
    }
    let c = &kader.criteria;
    reeksen(c.criteria.iter().map(|x| (format!("criterium '{}'", x.id), &x.verantwoording)), uit);
    reeksen(c.toetsen.iter().map(|x| (format!("toets '{}'", x.id), &x.verantwoording)), uit);
    reeksen(c.indelingen.iter().map(|x| (format!("indeling '{}'", x.id), &x.verantwoording)), uit);
    reeksen(c.termijnen.iter().map(|x| (format!("termijn '{}'", x.id), &x.verantwoording)), uit);
    reeksen(c.substituties.iter().map(|x| (format!("substitutie '{}'", x.id), &x.verantwoording)), uit);
    reeksen(c.plichten.iter().map(|x| (format!("plicht '{}'", x.id), &x.verantwoording)), uit);

    let mut gebruikt = BTreeSet::new();
    for (regel, v) in regels(kader) {
        for n in regel.namen() {
            let (soort, id, is_er) = match n {
                Voorwaarde::Criterium(id) => ("criterium", id, c.criteria.iter().any(|x| x.id == *id)),
                Voorwaarde::Toets(id) => ("toets", id, c.toetsen.iter().any(|x| x.id == *id)),
                Voorwaarde::En(_) | Voorwaarde::Of(_) | Voorwaarde::Niet(_) => continue,
            };
            if !is_er {
                meld(
                    v,
                    uit,
                    format!("{soort} '{id}' bestaat niet"),
                    "Voeg hem toe in criteria.yaml of verbeter de naam",
                );
            }
            gebruikt.insert((soort, id.as_str()));
        }
    }
    for d in &kader.resultaten.domeinen {
        let Some(id) = &d.acuut_als else { continue };
        if !c.criteria.iter().any(|x| x.id == *id) {
            meld(
                &d.verantwoording,
                uit,
                format!("criterium '{id}' bestaat niet"),
                "Voeg hem toe in criteria.yaml of verbeter de naam",
            );
        }
        gebruikt.insert(("criterium", id.as_str()));
    }
    for x in c.criteria.iter().filter(|x| !gebruikt.contains(&("criterium", x.id.as_str()))) {
        meld(
            &x.verantwoording,
            uit,
            format!("criterium '{}' wordt nergens gebruikt", x.id),
            "Noem het in een regel of haal het weg",
        );
    }
    for t in &c.toetsen {
        if t.soort == Toetssoort::Deel && !gebruikt.contains(&("toets", t.id.as_str())) {
            meld(
                &t.verantwoording,
                uit,
                format!("toets '{}' is een deel en wordt nergens gebruikt", t.id),
                "Schrijf 'toets: <id>' in een regel, of kies een andere soort",
            );
        }
        kring(kader, t, uit);
    }
    if alle_producten {
        producten(kader, uit);
    }
}

/// Every rule with what it stands in.
fn regels(kader: &Kader) -> impl Iterator<Item = (&Voorwaarde, &Verantwoording)> {
    let c = &kader.criteria;
    let toetsen = c.toetsen.iter().map(|t| (&t.regel, &t.verantwoording));
    let opties = c
        .indelingen
        .iter()
        .flat_map(|i| i.opties.iter().filter_map(|o| o.regel.as_ref()).map(|r| (r, &i.verantwoording)));
    let substituties = c.substituties.iter().map(|s| (&s.regel, &s.verantwoording));
    let plichten =
        c.plichten.iter().flat_map(|p| p.als.iter().chain(&p.tenzij).map(|r| (r, &p.verantwoording)));
    toetsen.chain(opties).chain(substituties).chain(plichten)
}

/// A test that, by way of others, rests on itself.
fn kring(kader: &Kader, begin: &super::Toets, uit: &mut Vec<Probleem>) {
    let (mut gezien, mut te_doen) = (BTreeSet::new(), vec![begin]);
    while let Some(t) = te_doen.pop() {
        for n in t.regel.namen() {
            let Voorwaarde::Toets(id) = n else { continue };
            if *id == begin.id {
                meld(
                    &begin.verantwoording,
                    uit,
                    format!("toets '{}' verwijst in een kring naar zichzelf", begin.id),
                    "Haal een van de verwijzingen weg",
                );
                return;
            }
            if gezien.insert(id.as_str()) {
                te_doen.extend(kader.criteria.toetsen.iter().filter(|x| x.id == *id));
            }
        }
    }
}

/// Products that are named exist, and an opslag has grounds for an opslag.
fn producten(kader: &Kader, uit: &mut Vec<Probleem>) {
    let c = &kader.criteria;
    let genoemd = c
        .toetsen
        .iter()
        .flat_map(|t| t.producten.iter().map(move |p| (p, &t.verantwoording)))
        .chain(
            c.indelingen.iter().flat_map(|i| i.opties.iter().map(move |o| (&o.product, &i.verantwoording))),
        )
        .chain(c.termijnen.iter().flat_map(|t| t.producten.iter().map(move |p| (p, &t.verantwoording))))
        .chain(c.plichten.iter().flat_map(|t| t.producten.iter().map(move |p| (p, &t.verantwoording))));
    for (kort, v) in genoemd {
        if kader.product(kort).is_none() {
            meld(
                v,
                uit,
                format!("product '{kort}' staat niet in producten.yaml"),
                "Gebruik de korte naam van een product, of voeg het toe",
            );
        }
    }
    for t in c.toetsen.iter().filter(|t| t.soort == Toetssoort::Opslag) {
        for p in t.producten.iter().filter_map(|p| kader.product(p)) {
            if p.soort != Productsoort::Opslag {
                meld(
                    &t.verantwoording,
                    uit,
                    format!("'{}' is geen opslag maar een {}", p.kort, p.soort.code()),
                    "Noem een product van soort 'opslag', of kies een andere soort toets",
                );
            }
        }
    }
    for p in kader.producten.iter().filter(|p| p.soort == Productsoort::Opslag) {
        if !c.toetsen.iter().any(|t| t.soort == Toetssoort::Opslag && t.producten.contains(&p.kort)) {
            meld(
                &p.verantwoording,
                uit,
                format!("opslag '{}' heeft geen grond", p.kort),
                "Zet in criteria.yaml een toets van soort 'opslag' die hem noemt",
            );
        }
    }
}
