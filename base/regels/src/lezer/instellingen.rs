//! `instellingen.yaml`: what parties settle themselves, and other parameters.

use super::{Soort, getal, lees_lijst};
use crate::Probleem;
use crate::model::{Eenheidsoort, Instelling};
use crate::velden::{Velden, Vorm};

pub(super) const SOORT: Soort = Soort {
    naam: "instellingen",
    verplicht: false,
    lees: |boom, kader, uit| kader.instellingen = lees_lijst(boom, "instellingen", uit, &INSTELLING, lees),
    controleer: |_, _| {},
};

pub(super) const INSTELLING: Vorm<'static> = Vorm {
    soort: "instelling",
    verplicht: &[
        "sleutel",
        "waarde",
        "eenheid",
        "afronding",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["keuzes", "eigen_keuze"],
};

fn lees(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Instelling> {
    let sleutel = v.tekst("sleutel", uit);
    let waarde = v.tekst("waarde", uit);
    let eenheid = v.keuze("eenheid", Eenheidsoort::ALLE, uit);
    let afronding = v.afronding(uit);
    let keuzes = v.teksten("keuzes", uit);
    let eigen_keuze = v.ja_nee("eigen_keuze", uit);
    let verantwoording = v.verantwoording(uit);
    let eenheid = eenheid?;
    let mut als_getal = None;
    if eenheid.is_getal() {
        als_getal = Some(v.lees("waarde", uit, getal)?);
    } else if eenheid == Eenheidsoort::Keuze
        && let Some(w) = waarde
        && !keuzes.iter().any(|k| k == w)
    {
        v.meld(
            "waarde",
            uit,
            format!("'{w}' staat niet bij de keuzes"),
            format!("Kies uit: {}", keuzes.join(", ")),
        );
        return None;
    }
    Some(Instelling {
        sleutel: sleutel?.to_owned(),
        waarde: waarde?.to_owned(),
        getal: als_getal,
        eenheid,
        afronding: afronding?,
        keuzes,
        eigen_keuze,
        verantwoording: verantwoording?,
    })
}
