//! Reads `criteria.yaml`.

use super::{
    Afleiding, Criteria, Criterium, Criteriumsoort, Duur, Indeling, Kieswijze, Maat, Optie, Partij, Plicht,
    Substitutie, Termijn, Toets, Toetssoort, Verlenging, Voorwaarde, Werksoort, controle,
};
use crate::Probleem;
use crate::knoop::{Inhoud, Knoop};
use crate::lezer::{Soort, getal, lees_deel, schema, sleutel};
use crate::model::{Kader, Verantwoording};
use crate::velden::{Velden, Vorm};
use kern::Eenheid;

pub(crate) const SOORT: Soort =
    Soort { naam: "criteria", verplicht: false, lees, controleer: controle::controleer };

const BESTAND: Vorm<'static> = Vorm {
    soort: "criteria",
    verplicht: &["schema", "criteria"],
    optioneel: &["toetsen", "indelingen", "termijnen", "substituties", "plichten"],
};
const CRITERIUM: Vorm<'static> = Vorm {
    soort: "criterium",
    verplicht: &["id", "soort", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &["eenheid", "minimum", "maximum", "afleiding"],
};
const TOETS: Vorm<'static> = Vorm {
    soort: "toets",
    verplicht: &["id", "soort", "naam", "regel", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &["producten", "duur", "beslist"],
};
const INDELING: Vorm<'static> = Vorm {
    soort: "indeling",
    verplicht: &["id", "naam", "wijze", "opties", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &[],
};
const OPTIE: Vorm<'static> =
    Vorm { soort: "optie", verplicht: &["product"], optioneel: &["aard", "werkzaamheden", "regel"] };
const TERMIJN: Vorm<'static> = Vorm {
    soort: "termijn",
    verplicht: &[
        "id",
        "producten",
        "verlenging",
        "tekst",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["maximum_maanden", "beslist"],
};
const SUBSTITUTIE: Vorm<'static> = Vorm {
    soort: "substitutie",
    verplicht: &["id", "van", "naar", "regel", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &[],
};
const MAAT: Vorm<'static> = Vorm { soort: "maat", verplicht: &["wat", "aantal", "eenheid"], optioneel: &[] };
const PLICHT: Vorm<'static> = Vorm {
    soort: "plicht",
    verplicht: &["id", "producten", "wie", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &["als", "tenzij"],
};

/// The forms by the name of their definition in the schema; the first is the file.
#[cfg(test)]
pub(crate) fn vormen() -> [(&'static str, &'static Vorm<'static>); 9] {
    [
        ("", &BESTAND),
        ("criterium", &CRITERIUM),
        ("toets", &TOETS),
        ("indeling", &INDELING),
        ("optie", &OPTIE),
        ("termijn", &TERMIJN),
        ("substitutie", &SUBSTITUTIE),
        ("maat", &MAAT),
        ("plicht", &PLICHT),
    ]
}

fn lees(boom: &Knoop, kader: &mut Kader, uit: &mut Vec<Probleem>) {
    let Some(v) = Velden::open("criteria.yaml", boom, &BESTAND, uit) else { return };
    schema(&v, SOORT.naam, uit);
    kader.criteria = Criteria {
        criteria: lees_deel(&v, "criteria", uit, &CRITERIUM, criterium),
        toetsen: lees_deel(&v, "toetsen", uit, &TOETS, toets),
        indelingen: lees_deel(&v, "indelingen", uit, &INDELING, indeling),
        termijnen: lees_deel(&v, "termijnen", uit, &TERMIJN, termijn),
        substituties: lees_deel(&v, "substituties", uit, &SUBSTITUTIE, substitutie),
        plichten: lees_deel(&v, "plichten", uit, &PLICHT, plicht),
    };
}

fn criterium(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Criterium> {
    let id = naam(v, uit);
    let tekst = v.tekst("tekst", uit);
    let soort = v.keuze("soort", &[("feit", 0), ("oordeel", 1), ("getal", 2)], uit);
    let grens = |sleutel: &str, uit: &mut Vec<Probleem>| {
        v.heeft(sleutel).then(|| v.lees(sleutel, uit, getal)).flatten()
    };
    let (minimum, maximum) = (grens("minimum", uit), grens("maximum", uit));
    let eenheid = v.heeft("eenheid").then(|| v.tekst("eenheid", uit)).flatten();
    let heeft_grens = v.heeft("minimum") || v.heeft("maximum");
    let soort = match soort {
        Some(0 | 1) if heeft_grens || v.heeft("eenheid") => {
            v.meld(
                "soort",
                uit,
                "alleen een getal heeft een eenheid en grenzen",
                "Schrijf 'soort: getal' of haal 'eenheid', 'minimum' en 'maximum' weg",
            );
            None
        }
        Some(0) => Some(Criteriumsoort::Feit),
        Some(1) => Some(Criteriumsoort::Oordeel),
        Some(_) if !heeft_grens || !v.heeft("eenheid") => {
            v.meld(
                "soort",
                uit,
                "een getal heeft een eenheid en een minimum of maximum",
                "Voeg 'eenheid' toe, en 'minimum' of 'maximum'",
            );
            None
        }
        Some(_) => {
            if let (Some(laag), Some(hoog)) = (minimum, maximum)
                && laag > hoog
            {
                v.meld(
                    "maximum",
                    uit,
                    "'maximum' is lager dan 'minimum'",
                    "Draai ze om of verbeter een van beide",
                );
                return None;
            }
            eenheid.map(|e| Criteriumsoort::Getal { eenheid: e.to_owned(), minimum, maximum })
        }
        None => None,
    };
    let afleiding = v.heeft("afleiding").then(|| v.keuze("afleiding", Afleiding::ALLE, uit)).flatten();
    let telt = matches!(soort, Some(Criteriumsoort::Getal { .. }));
    if let (Some(a), Some(_)) = (afleiding, &soort)
        && telt != (a == Afleiding::Afstand)
    {
        v.meld(
            "afleiding",
            uit,
            "deze afleiding past niet bij deze soort criterium",
            "Een afstand is een getal; de andere afleidingen geven ja of nee",
        );
    }
    let verantwoording = v.verantwoording(uit);
    Some(Criterium {
        id: id?,
        soort: soort?,
        tekst: tekst?.to_owned(),
        afleiding,
        verantwoording: verantwoording?,
    })
}

fn toets(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Toets> {
    let id = naam(v, uit);
    let soort = v.keuze("soort", Toetssoort::ALLE, uit);
    let titel = v.tekst("naam", uit);
    let producten = v.teksten("producten", uit);
    match soort {
        Some(Toetssoort::Deel) if !producten.is_empty() => v.meld(
            "producten",
            uit,
            "een deel hoort bij een andere toets en niet bij producten",
            "Haal 'producten' weg, of kies een andere soort",
        ),
        Some(s) if s != Toetssoort::Deel && producten.is_empty() => v.meld(
            "producten",
            uit,
            "deze toets gaat over geen enkel product",
            "Noem onder 'producten' de korte namen, of schrijf 'soort: deel'",
        ),
        _ => {}
    }
    let regel = voorwaarde(v, "regel", uit);
    let duur = v.heeft("duur").then(|| v.keuze("duur", Duur::ALLE, uit)).flatten();
    if v.heeft("duur") && soort.is_some_and(|s| s != Toetssoort::Opslag) {
        v.meld("duur", uit, "alleen een grond voor een opslag heeft een duur", "Haal 'duur' weg");
    }
    let beslist = partij(v, "beslist", uit);
    let verantwoording = v.verantwoording(uit);
    Some(Toets {
        id: id?,
        soort: soort?,
        naam: titel?.to_owned(),
        producten,
        regel: regel?,
        duur,
        beslist,
        verantwoording: verantwoording?,
    })
}

fn indeling(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Indeling> {
    let id = naam(v, uit);
    let titel = v.tekst("naam", uit);
    let wijze = v.keuze("wijze", Kieswijze::ALLE, uit);
    let opties = lees_deel(v, "opties", uit, &OPTIE, |v, uit| {
        let product = v.tekst("product", uit);
        let werkzaamheden = v.teksten("werkzaamheden", uit);
        let aard = v.heeft("aard").then(|| v.keuze("aard", Werksoort::ALLE, uit)).flatten();
        let regel = if v.heeft("regel") { Some(voorwaarde(v, "regel", uit)?) } else { None };
        Some(Optie { product: product?.to_owned(), werkzaamheden, aard, regel })
    });
    let mist = opties.iter().find(|o| match wijze {
        Some(Kieswijze::PrimaireWerkzaamheden) => o.werkzaamheden.is_empty(),
        Some(Kieswijze::Eerste) => o.regel.is_none(),
        None => false,
    });
    if let Some(o) = mist {
        let wat = if wijze == Some(Kieswijze::Eerste) { "regel" } else { "werkzaamheden" };
        v.meld(
            "opties",
            uit,
            format!("optie '{}' heeft geen '{wat}', en daar wordt op gekozen", o.product),
            format!("Voeg '{wat}' toe of kies een andere 'wijze'"),
        );
    }
    let verantwoording = v.verantwoording(uit);
    Some(Indeling {
        id: id?,
        naam: titel?.to_owned(),
        wijze: wijze?,
        opties,
        verantwoording: verantwoording?,
    })
}

fn termijn(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Termijn> {
    let id = naam(v, uit);
    let producten = v.teksten("producten", uit);
    let maximum_maanden = v
        .heeft("maximum_maanden")
        .then(|| {
            v.lees("maximum_maanden", uit, |t| match t.parse::<u32>() {
                Ok(n @ 1..=600) => Ok(n),
                _ => Err("verwacht een heel aantal maanden van 1 tot en met 600"),
            })
        })
        .flatten();
    let verlenging = v.keuze("verlenging", Verlenging::ALLE, uit);
    let beslist = partij(v, "beslist", uit);
    let (tekst, verantwoording) = slot(v, uit)?;
    Some(Termijn {
        id: id?,
        producten,
        maximum_maanden,
        verlenging: verlenging?,
        beslist,
        tekst,
        verantwoording,
    })
}

fn substitutie(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Substitutie> {
    let id = naam(v, uit);
    let maat = |sleutel: &str, uit: &mut Vec<Probleem>| {
        let m = v.kaart(sleutel, &MAAT, uit)?;
        let wat = m.tekst("wat", uit);
        let aantal = m.lees("aantal", uit, |t| match getal(t) {
            Ok(n) if !n.is_sign_negative() && !n.is_zero() => Ok(n),
            _ => Err("verwacht een getal boven nul"),
        });
        let eenheid =
            m.lees("eenheid", uit, |t| Eenheid::parse(t).map_err(|e| format!("onbekende eenheid, {e}")));
        Some(Maat { wat: wat?.to_owned(), aantal: aantal?, eenheid: eenheid? })
    };
    let (van, naar) = (maat("van", uit), maat("naar", uit));
    let regel = voorwaarde(v, "regel", uit);
    let (tekst, verantwoording) = slot(v, uit)?;
    Some(Substitutie { id: id?, van: van?, naar: naar?, regel: regel?, tekst, verantwoording })
}

fn plicht(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Plicht> {
    let id = naam(v, uit);
    let producten = v.teksten("producten", uit);
    let wie = v.keuze("wie", Partij::ALLE, uit);
    let als = if v.heeft("als") { Some(voorwaarde(v, "als", uit)?) } else { None };
    let tenzij = if v.heeft("tenzij") { Some(voorwaarde(v, "tenzij", uit)?) } else { None };
    let (tekst, verantwoording) = slot(v, uit)?;
    Some(Plicht { id: id?, producten, wie: wie?, als, tenzij, tekst, verantwoording })
}

/// Text, source and period: what most items end with.
fn slot(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<(String, Verantwoording)> {
    let tekst = v.tekst("tekst", uit);
    let verantwoording = v.verantwoording(uit);
    Some((tekst?.to_owned(), verantwoording?))
}

fn naam(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<String> {
    v.lees("id", uit, sleutel)
}

fn partij(v: &Velden<'_>, sleutel: &str, uit: &mut Vec<Probleem>) -> Option<Partij> {
    v.heeft(sleutel).then(|| v.keuze(sleutel, Partij::ALLE, uit)).flatten()
}

/// A rule: the id of a criterion, or a map with one of `en`, `of`, `niet` and `toets`.
fn voorwaarde(v: &Velden<'_>, sleutel: &str, uit: &mut Vec<Probleem>) -> Option<Voorwaarde> {
    boom(v.bestand, v.vind(sleutel)?, uit)
}

fn boom(bestand: &str, knoop: &Knoop, uit: &mut Vec<Probleem>) -> Option<Voorwaarde> {
    let mut fout = |regel: usize, wat: String| {
        uit.push(Probleem::new(
            bestand,
            regel,
            wat,
            "Schrijf de id van een criterium, of een van: en, of, niet, toets",
        ));
    };
    match &knoop.inhoud {
        Inhoud::Waarde(id) if !id.trim().is_empty() => Some(Voorwaarde::Criterium(id.trim().to_owned())),
        Inhoud::Kaart(velden) => {
            let [(woord, regel, onder)] = velden.as_slice() else {
                fout(knoop.regel, "in een regel staat op elke plek een woord".to_owned());
                return None;
            };
            match (woord.as_str(), &onder.inhoud) {
                ("toets", Inhoud::Waarde(id)) => Some(Voorwaarde::Toets(id.trim().to_owned())),
                ("niet", Inhoud::Waarde(_) | Inhoud::Kaart(_)) => {
                    boom(bestand, onder, uit).map(|r| Voorwaarde::Niet(Box::new(r)))
                }
                ("en" | "of", Inhoud::Lijst(items)) => {
                    if items.len() < 2 {
                        fout(*regel, format!("onder '{woord}' staan minder dan twee delen"));
                    }
                    let delen: Vec<_> = items.iter().map(|k| boom(bestand, k, uit)).collect();
                    let delen = delen.into_iter().collect::<Option<Vec<_>>>()?;
                    Some(if woord == "en" { Voorwaarde::En(delen) } else { Voorwaarde::Of(delen) })
                }
                ("en" | "of" | "niet" | "toets", _) => {
                    fout(*regel, format!("wat onder '{woord}' staat, past daar niet"));
                    None
                }
                _ => {
                    fout(*regel, format!("'{woord}' is een onbekend woord in een regel"));
                    None
                }
            }
        }
        Inhoud::Waarde(_) | Inhoud::Leeg | Inhoud::Lijst(_) => {
            fout(knoop.regel, "hier ontbreekt een regel".to_owned());
            None
        }
    }
}
