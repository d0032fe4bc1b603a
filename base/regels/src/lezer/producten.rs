//! `producten.yaml`: what can be assigned, and what goes with it.

use super::{Soort, lees_lijst};
use crate::Probleem;
use crate::model::{Productregel, Productsoort, Telwijze, Uitvoeringsvariant, Verantwoording};
use crate::velden::{Velden, Vorm};
use kern::{Datum, Eenheid, Frequentie, Productcategorie, Productcode};

pub(super) const SOORT: Soort = Soort {
    naam: "producten",
    verplicht: true,
    lees: |boom, kader, uit| kader.producten = lees_lijst(boom, "producten", uit, &PRODUCT, lees),
    controleer: |_, _| {},
};

pub(super) const PRODUCT: Vorm<'static> = Vorm {
    soort: "product",
    verplicht: &[
        "kort",
        "categorie",
        "code",
        "naam",
        "prestatie",
        "zwaarte",
        "perceel",
        "eenheid",
        "frequentie",
        "volume",
        "uitvoeringsvariant",
        "omschrijving",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["soort", "bij", "telt", "bestelbaar", "reden_niet_bestelbaar", "nieuw_tot"],
};

fn lees(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Productregel> {
    let kort = v.lees("kort", uit, korte_naam);
    let soort = if v.heeft("soort") {
        v.keuze("soort", Productsoort::ALLE, uit)
    } else {
        Some(Productsoort::Product)
    };
    let bij = v.teksten("bij", uit);
    let telt = v.heeft("telt").then(|| v.keuze("telt", Telwijze::ALLE, uit)).flatten();
    hoort_bij(v, soort, &bij, uit);
    let niet_bestelbaar = niet_bestelbaar(v, uit);
    let categorie = v.lees("categorie", uit, Productcategorie::parse);
    let code = v.lees("code", uit, Productcode::parse);
    let naam = v.tekst("naam", uit);
    let prestatie = v.tekst("prestatie", uit);
    let zwaarte = v.tekst("zwaarte", uit);
    let perceel = v.tekst("perceel", uit);
    let eenheid =
        v.lees("eenheid", uit, |t| Eenheid::parse(t).map_err(|e| format!("onbekende eenheid, {e}")));
    let frequentie = v.lees("frequentie", uit, Frequentie::parse);
    let volume = v.lees("volume", uit, |t| t.parse::<u32>().map_err(|_| "verwacht een geheel getal"));
    let variant = v.keuze("uitvoeringsvariant", Uitvoeringsvariant::ALLE, uit);
    let omschrijving = v.tekst("omschrijving", uit);
    let verantwoording = v.verantwoording(uit);
    let nieuw_tot = nieuw_tot(v, verantwoording.as_ref(), uit);
    let soort = soort?;
    Some(Productregel {
        kort: kort?,
        soort,
        bij,
        telt: (soort != Productsoort::Product).then(|| telt.unwrap_or(Telwijze::Bovenop)),
        niet_bestelbaar,
        categorie: categorie?,
        code: code?,
        naam: naam?.to_owned(),
        prestatie: prestatie?.to_owned(),
        zwaarte: zwaarte?.to_owned(),
        perceel: perceel?.to_owned(),
        eenheid: eenheid?,
        frequentie: frequentie?,
        volume: volume?,
        variant: variant?,
        nieuw_tot,
        omschrijving: omschrijving?.to_owned(),
        verantwoording: verantwoording?,
    })
}

/// A code that is phased out: the last day for new assignments lies within the period of the product, which says how long
/// what runs can go on.
fn nieuw_tot(v: &Velden<'_>, holds: Option<&Verantwoording>, uit: &mut Vec<Probleem>) -> Option<Datum> {
    if v.is_leeg("nieuw_tot") {
        return None;
    }
    let dag = v.datum("nieuw_tot", uit)?;
    if holds.is_some_and(|h| !h.geldig.bevat(dag)) {
        v.meld(
            "nieuw_tot",
            uit,
            format!("'nieuw_tot: {dag}' valt niet tussen 'geldig_vanaf' en 'geldig_tot'"),
            "Kies een dag waarop het product geldt",
        );
    }
    Some(dag)
}

/// A short name: letters, digits and dashes, so that it can be typed on a command line.
pub(crate) fn korte_naam(tekst: &str) -> Result<String, &'static str> {
    let goed = (1..=24).contains(&tekst.len())
        && tekst.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
        && tekst.starts_with(|c: char| c.is_ascii_alphanumeric());
    if goed { Ok(tekst.to_owned()) } else { Err("verwacht 1 tot en met 24 letters, cijfers of streepjes") }
}

/// An opslag or component names what it belongs to, a product does not.
fn hoort_bij(v: &Velden<'_>, soort: Option<Productsoort>, bij: &[String], uit: &mut Vec<Probleem>) {
    match soort {
        Some(Productsoort::Product) => {
            for sleutel in ["bij", "telt"] {
                if v.heeft(sleutel) {
                    v.meld(
                        sleutel,
                        uit,
                        format!("een product heeft geen '{sleutel}'"),
                        format!("Haal '{sleutel}' weg of schrijf 'soort: opslag' of 'soort: component'"),
                    );
                }
            }
        }
        Some(soort) if bij.is_empty() => v.meld(
            "bij",
            uit,
            format!("deze {} hoort nergens bij", soort.code()),
            "Noem onder 'bij' de korte namen van de producten waar dit bij hoort",
        ),
        _ => {}
    }
}

/// Why it cannot be ordered: `bestelbaar: false` and its reason go together.
fn niet_bestelbaar(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<String> {
    let reden = v.heeft("reden_niet_bestelbaar").then(|| v.tekst("reden_niet_bestelbaar", uit)).flatten();
    let bestelbaar = !v.heeft("bestelbaar") || v.ja_nee("bestelbaar", uit);
    match (bestelbaar, reden) {
        (true, Some(_)) => {
            v.meld(
                "reden_niet_bestelbaar",
                uit,
                "er staat een reden, maar dit product is te bestellen",
                "Schrijf 'bestelbaar: false' of haal de reden weg",
            );
            None
        }
        (false, None) => {
            if !v.heeft("reden_niet_bestelbaar") {
                v.meld(
                    "bestelbaar",
                    uit,
                    "er staat niet waarom dit niet te bestellen is",
                    "Voeg 'reden_niet_bestelbaar' toe",
                );
            }
            Some(String::new())
        }
        (true, None) => None,
        (false, Some(reden)) => Some(reden.to_owned()),
    }
}
