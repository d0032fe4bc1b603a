//! `tarieven.yaml`: the price per product, in the time basis of the document.

use super::{Soort, getal, lees_deel, lees_lijst};
use crate::Probleem;
use crate::model::{Eenheidsoort, Tariefdeel, Tariefregel};
use crate::tijdvak::Tijdvak;
use crate::velden::{Velden, Vorm};
use kern::{Decimaal, Productcategorie, Productcode};

pub(super) const SOORT: Soort = Soort {
    naam: "tarieven",
    verplicht: false,
    lees: |boom, kader, uit| kader.tarieven = lees_lijst(boom, "tarieven", uit, &TARIEF, lees),
    controleer: |_, _| {},
};

pub(super) const TARIEF: Vorm<'static> = Vorm {
    soort: "tarief",
    verplicht: &[
        "categorie",
        "code",
        "bedrag",
        "per",
        "eenheid",
        "afronding",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["verzonnen", "delen"],
};

pub(super) const DEEL: Vorm<'static> = Vorm {
    soort: "tariefdeel",
    verplicht: &["naam", "bedrag", "bron", "toelichting"],
    optioneel: &["afgeleid_van"],
};
pub(super) const AFGELEID: Vorm<'static> =
    Vorm { soort: "afgeleid van", verplicht: &["bedrag", "per"], optioneel: &[] };

fn lees(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Tariefregel> {
    let categorie = v.lees("categorie", uit, Productcategorie::parse);
    let code = v.lees("code", uit, Productcode::parse);
    let bedrag = bedrag_in_centen(v, uit);
    let per = v.keuze("per", Tijdvak::ALLE, uit);
    let delen =
        if v.heeft("delen") { lees_deel(v, "delen", uit, &DEEL, lees_tariefdeel) } else { Vec::new() };
    let eenheid = v.keuze("eenheid", Eenheidsoort::ALLE, uit);
    if eenheid.is_some_and(|e| e != Eenheidsoort::Eurocent) {
        v.meld(
            "eenheid",
            uit,
            "een tarief staat in eurocent",
            "Schrijf 'eenheid: eurocent' en het bedrag in centen",
        );
    }
    let afronding = v.afronding(uit);
    let verzonnen = v.ja_nee("verzonnen", uit);
    let verantwoording = v.verantwoording(uit);
    eenheid?;
    Some(Tariefregel {
        categorie: categorie?,
        code: code?,
        bedrag: bedrag?,
        per: per?,
        delen,
        afronding: afronding?,
        verzonnen,
        verantwoording: verantwoording?,
    })
}

fn lees_tariefdeel(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Tariefdeel> {
    let naam = v.tekst("naam", uit);
    let bedrag = bedrag_in_centen(v, uit);
    let afgeleid_van = v.kaart("afgeleid_van", &AFGELEID, uit).map(|a| {
        let bedrag = bedrag_in_centen(&a, uit);
        bedrag.zip(a.keuze("per", Tijdvak::ALLE, uit))
    });
    let bron = v.bron(uit);
    let toelichting = v.tekst("toelichting", uit);
    Some(Tariefdeel {
        naam: naam?.to_owned(),
        bedrag: bedrag?,
        afgeleid_van: match afgeleid_van {
            Some(gelezen) => Some(gelezen?),
            None => None,
        },
        bron: bron?,
        toelichting: toelichting?.to_owned(),
    })
}

/// No amount reaches a billion euro.
const HOOGSTE: Decimaal = Decimaal::from_parts(0x4876_E800, 0x17, 0, false, 0);
/// Decimals that an amount in cents may have.
const DECIMALEN: u32 = 4;

/// An amount in cents: not negative, with at most four decimals.
fn bedrag_in_centen(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Decimaal> {
    v.lees("bedrag", uit, |t| {
        let bedrag = getal(t)?;
        if bedrag.is_sign_negative() {
            Err("een bedrag is nooit negatief")
        } else if bedrag >= HOOGSTE {
            Err("een bedrag is lager dan een miljard euro; het staat hier in centen")
        } else if bedrag.normalize().scale() > DECIMALEN {
            Err("een bedrag in centen heeft hooguit vier cijfers achter de punt")
        } else {
            Ok(bedrag)
        }
    })
}
