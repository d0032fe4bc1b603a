//! `kader.yaml`: the framework as a whole.

use super::{Soort, schema};
use crate::Probleem;
use crate::knoop::Knoop;
use crate::model::{Afspraak, Gemeentenaam, Kader};
use crate::velden::{Velden, Vorm};
use kern::Gemeentecode;

pub(super) const SOORT: Soort = Soort { naam: "kader", verplicht: true, lees, controleer: |_, _| {} };

pub(super) const KADER: Vorm<'static> = Vorm {
    soort: "kader",
    verplicht: &[
        "schema",
        "id",
        "naam",
        "regio",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
        "gemeenten",
        "percelen",
        "prestaties",
        "zwaartes",
        "afspraken",
    ],
    optioneel: &[],
};
pub(super) const AFSPRAAK: Vorm<'static> = Vorm {
    soort: "afspraak",
    verplicht: &["sleutel", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &[],
};

/// Fills the head of the framework; when it is not whole its name stays empty.
fn lees(knoop: &Knoop, kader: &mut Kader, uit: &mut Vec<Probleem>) {
    if let Some(hoofd) = lees_hoofd(&kader.id, knoop, uit) {
        *kader = hoofd;
    }
}

fn lees_hoofd(map: &str, knoop: &Knoop, uit: &mut Vec<Probleem>) -> Option<Kader> {
    const GEMEENTE: Vorm<'static> = Vorm { soort: "gemeente", verplicht: &["code", "naam"], optioneel: &[] };
    let v = Velden::open("kader.yaml", knoop, &KADER, uit)?;
    schema(&v, "kader", uit);
    let id = v.tekst("id", uit);
    if let Some(id) = id
        && id != map
    {
        v.meld("id", uit, format!("het id '{id}' is niet de naam van de map ('{map}')"), "Maak ze gelijk");
    }
    let mut gemeenten: Vec<Gemeentenaam> = Vec::new();
    for k in v.lijst("gemeenten", uit) {
        let Some(g) = Velden::open("kader.yaml", k, &GEMEENTE, uit) else { continue };
        let (code, naam) = (g.lees("code", uit, Gemeentecode::parse), g.tekst("naam", uit));
        let (Some(code), Some(naam)) = (code, naam) else { continue };
        if gemeenten.iter().any(|x| x.code == code) {
            g.meld("code", uit, format!("gemeente {code} staat dubbel"), "Laat er een staan");
        } else {
            gemeenten.push(Gemeentenaam { code, naam: naam.to_owned() });
        }
    }
    let mut afspraken = Vec::new();
    for k in v.lijst("afspraken", uit) {
        let Some(a) = Velden::open("kader.yaml", k, &AFSPRAAK, uit) else { continue };
        let (sleutel, tekst, verantwoording) =
            (a.tekst("sleutel", uit), a.tekst("tekst", uit), a.verantwoording(uit));
        if let (Some(sleutel), Some(tekst), Some(verantwoording)) = (sleutel, tekst, verantwoording) {
            afspraken.push(Afspraak { sleutel: sleutel.to_owned(), tekst: tekst.to_owned(), verantwoording });
        }
    }
    let percelen = v.aanduidingen("percelen", uit);
    let prestaties = v.aanduidingen("prestaties", uit);
    let zwaartes = v.aanduidingen("zwaartes", uit);
    let (naam, regio, verantwoording) = (v.tekst("naam", uit), v.tekst("regio", uit), v.verantwoording(uit));
    Some(Kader {
        id: id?.to_owned(),
        naam: naam?.to_owned(),
        regio: regio?.to_owned(),
        verantwoording: verantwoording?,
        gemeenten,
        percelen,
        prestaties,
        zwaartes,
        afspraken,
        ..Kader::leeg(map)
    })
}
