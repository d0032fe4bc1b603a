//! `tabellen.yaml`: tables of a document, kept as data.

use super::{Soort, lees_lijst};
use crate::Probleem;
use crate::knoop::{Inhoud, Knoop};
use crate::model::{Cel, Eenheidsoort, Rij, Tabel};
use crate::velden::{Velden, Vorm};

pub(super) const SOORT: Soort = Soort {
    naam: "tabellen",
    verplicht: false,
    lees: |boom, kader, uit| kader.tabellen = lees_lijst(boom, "tabellen", uit, &TABEL, lees),
    controleer: |_, _| {},
};

pub(super) const TABEL: Vorm<'static> = Vorm {
    soort: "tabel",
    verplicht: &[
        "sleutel",
        "titel",
        "eenheid",
        "afronding",
        "kolommen",
        "rijen",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &[],
};
pub(super) const RIJ: Vorm<'static> =
    Vorm { soort: "rij", verplicht: &["sleutel", "naam", "cellen"], optioneel: &[] };
pub(super) const CEL: Vorm<'static> = Vorm { soort: "cel", verplicht: &["aantal"], optioneel: &["namen"] };

fn lees(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Tabel> {
    let sleutel = v.tekst("sleutel", uit);
    let titel = v.tekst("titel", uit);
    v.keuze("eenheid", Eenheidsoort::ALLE, uit);
    v.afronding(uit);
    let kolommen = v.teksten("kolommen", uit);
    let mut rijen = Vec::new();
    for k in v.lijst("rijen", uit) {
        let Some(r) = Velden::open(v.bestand, k, &RIJ, uit) else { continue };
        let (sleutel, naam) = (r.tekst("sleutel", uit), r.tekst("naam", uit));
        let knopen = r.lijst("cellen", uit);
        if knopen.len() != kolommen.len() {
            r.meld(
                "cellen",
                uit,
                format!("deze rij heeft {} cellen en de tabel {} kolommen", knopen.len(), kolommen.len()),
                "Zet bij elke kolom een cel; schrijf ~ voor een lege cel",
            );
        }
        let cellen = knopen.iter().filter_map(|c| lees_cel(v.bestand, c, uit)).collect();
        if let (Some(sleutel), Some(naam)) = (sleutel, naam) {
            rijen.push(Rij { sleutel: sleutel.to_owned(), naam: naam.to_owned(), cellen });
        }
    }
    let verantwoording = v.verantwoording(uit);
    Some(Tabel {
        sleutel: sleutel?.to_owned(),
        titel: titel?.to_owned(),
        kolommen,
        rijen,
        verantwoording: verantwoording?,
    })
}

fn lees_cel(bestand: &str, knoop: &Knoop, uit: &mut Vec<Probleem>) -> Option<Cel> {
    let aantal = |t: &str| t.parse::<i64>().map_err(|_| "verwacht een geheel getal");
    match &knoop.inhoud {
        Inhoud::Leeg => Some(Cel { aantal: None, namen: Vec::new() }),
        Inhoud::Waarde(t) => match aantal(t) {
            Ok(n) => Some(Cel { aantal: Some(n), namen: Vec::new() }),
            Err(e) => {
                uit.push(Probleem::new(
                    bestand,
                    knoop.regel,
                    format!("'{t}' in een cel klopt niet: {e}"),
                    "Verbeter de waarde",
                ));
                None
            }
        },
        Inhoud::Kaart(_) => {
            let v = Velden::open(bestand, knoop, &CEL, uit)?;
            let n = v.lees("aantal", uit, aantal)?;
            Some(Cel { aantal: Some(n), namen: v.teksten("namen", uit) })
        }
        Inhoud::Lijst(_) => {
            uit.push(Probleem::new(
                bestand,
                knoop.regel,
                "een cel is een getal, leeg, of een getal met namen",
                "Schrijf een getal of ~",
            ));
            None
        }
    }
}
