//! Reads the files of one framework into a [`Kader`], or gives every problem at once.

use crate::Probleem;
use crate::controle::controleer;
use crate::knoop::{self, Inhoud, Knoop};
use crate::model::{
    Afspraak, Cel, Eenheidsoort, Gemeentenaam, Instelling, Kader, Productregel, Rij, Tabel, Tariefregel,
    Uitvoeringsvariant,
};
use crate::velden::{Velden, Vorm};
use kern::{Decimaal, Eenheid, Frequentie, Gemeentecode, Productcategorie, Productcode};

pub(crate) const KADER: Vorm<'static> = Vorm {
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
pub(crate) const AFSPRAAK: Vorm<'static> = Vorm {
    soort: "afspraak",
    verplicht: &["sleutel", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &[],
};
pub(crate) const PRODUCT: Vorm<'static> = Vorm {
    soort: "product",
    verplicht: &[
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
    optioneel: &[],
};
pub(crate) const TARIEF: Vorm<'static> = Vorm {
    soort: "tarief",
    verplicht: &[
        "categorie",
        "code",
        "bedrag",
        "eenheid",
        "afronding",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["verzonnen"],
};
pub(crate) const INSTELLING: Vorm<'static> = Vorm {
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
pub(crate) const TABEL: Vorm<'static> = Vorm {
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
pub(crate) const RIJ: Vorm<'static> =
    Vorm { soort: "rij", verplicht: &["sleutel", "naam", "cellen"], optioneel: &[] };
const CEL: Vorm<'static> = Vorm { soort: "cel", verplicht: &["aantal"], optioneel: &["namen"] };

/// The files that a framework has, and whether it can do without.
const BESTANDEN: &[(&str, bool)] = &[
    ("kader.yaml", true),
    ("producten.yaml", true),
    ("tarieven.yaml", true),
    ("instellingen.yaml", true),
    ("tabellen.yaml", false),
];

/// Reads a framework from its files, given as (name, text). `map` is the name of the folder, which is its id.
pub fn lees_kader(map: &str, bestanden: &[(String, String)]) -> Result<Kader, Vec<Probleem>> {
    let mut uit = Vec::new();
    for (naam, _) in bestanden {
        if !BESTANDEN.iter().any(|(b, _)| b == naam) {
            let mogelijk: Vec<&str> = BESTANDEN.iter().map(|(b, _)| *b).collect();
            uit.push(Probleem::new(
                naam,
                0,
                "dit bestand hoort niet bij een kader",
                format!("Haal het weg of gebruik een van: {}", mogelijk.join(", ")),
            ));
        }
    }
    let mut bomen = Vec::new();
    for (naam, verplicht) in BESTANDEN {
        match bestanden.iter().find(|(b, _)| b == naam) {
            Some((_, tekst)) => bomen.push((*naam, knoop::lees(naam, tekst, &mut uit))),
            None if *verplicht => {
                uit.push(Probleem::new(
                    naam,
                    0,
                    "dit bestand ontbreekt",
                    "Voeg het toe; zie regels/schema/v1",
                ));
            }
            None => {}
        }
    }
    let boom = |naam: &str| bomen.iter().find(|(b, _)| *b == naam).and_then(|(_, k)| k.as_ref());

    let hoofd = boom("kader.yaml").and_then(|k| lees_hoofd(map, k, &mut uit));
    let producten = deel(boom("producten.yaml"), "producten", &mut uit, &PRODUCT, lees_product);
    let tarieven = deel(boom("tarieven.yaml"), "tarieven", &mut uit, &TARIEF, lees_tarief);
    let instellingen =
        deel(boom("instellingen.yaml"), "instellingen", &mut uit, &INSTELLING, lees_instelling);
    let tabellen = deel(boom("tabellen.yaml"), "tabellen", &mut uit, &TABEL, lees_tabel);

    if let Some(hoofd) = hoofd {
        let mut bestanden = bestanden.to_vec();
        bestanden.sort();
        let kader = Kader { producten, tarieven, instellingen, tabellen, bestanden, ..hoofd };
        controleer(&kader, &mut uit);
        if uit.is_empty() {
            return Ok(kader);
        }
    }
    uit.sort();
    Err(uit)
}

/// A file that holds a list of one kind: `schema: v1/<kind>` and `<kind>: […]`.
fn deel<T>(
    boom: Option<&Knoop>,
    soort: &'static str,
    uit: &mut Vec<Probleem>,
    vorm: &Vorm<'_>,
    lees: fn(&Velden<'_>, &mut Vec<Probleem>) -> Option<T>,
) -> Vec<T> {
    let Some(boom) = boom else { return Vec::new() };
    let bestand = format!("{soort}.yaml");
    let verplicht = ["schema", soort];
    let buiten = Vorm { soort, verplicht: &verplicht, optioneel: &[] };
    let Some(v) = Velden::open(&bestand, boom, &buiten, uit) else { return Vec::new() };
    schema(&v, soort, uit);
    let knopen = v.lijst(soort, uit);
    if knopen.is_empty() && boom_heeft(boom, soort) {
        v.meld(
            soort,
            uit,
            format!("'{soort}' is leeg"),
            format!("Zet de {soort} in een lijst onder '{soort}'"),
        );
    }
    knopen.iter().filter_map(|k| Velden::open(&bestand, k, vorm, uit).and_then(|v| lees(&v, uit))).collect()
}

fn boom_heeft(boom: &Knoop, sleutel: &str) -> bool {
    matches!(&boom.inhoud, Inhoud::Kaart(velden) if velden.iter().any(|(k, _, _)| k == sleutel))
}

fn schema(v: &Velden<'_>, soort: &str, uit: &mut Vec<Probleem>) {
    let verwacht = format!("v1/{soort}");
    if let Some(s) = v.tekst("schema", uit)
        && s != verwacht
    {
        v.meld(
            "schema",
            uit,
            format!("het schema '{s}' past niet bij dit bestand"),
            format!("Schrijf 'schema: {verwacht}'"),
        );
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
        producten: Vec::new(),
        tarieven: Vec::new(),
        instellingen: Vec::new(),
        tabellen: Vec::new(),
        bestanden: Vec::new(),
    })
}

fn lees_product(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Productregel> {
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
    Some(Productregel {
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
        omschrijving: omschrijving?.to_owned(),
        verantwoording: verantwoording?,
    })
}

fn getal(tekst: &str) -> Result<Decimaal, &'static str> {
    tekst.parse().map_err(|_| "verwacht een getal met een punt voor de decimalen")
}

fn lees_tarief(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Tariefregel> {
    let categorie = v.lees("categorie", uit, Productcategorie::parse);
    let code = v.lees("code", uit, Productcode::parse);
    let bedrag = v.lees("bedrag", uit, |t| {
        getal(t).and_then(|b| if b.is_sign_negative() { Err("een tarief is nooit negatief") } else { Ok(b) })
    });
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
        afronding: afronding?,
        verzonnen,
        verantwoording: verantwoording?,
    })
}

fn lees_instelling(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Instelling> {
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

fn lees_tabel(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Tabel> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// The JSON Schemas and the loader name the same keys, and agree on which may be left out.
    #[test]
    fn the_schemas_say_what_the_loader_does() {
        let schema = |naam: &str| -> Value {
            let pad = format!("{}/../../regels/schema/v1/{naam}.json", env!("CARGO_MANIFEST_DIR"));
            serde_json::from_str(&std::fs::read_to_string(pad).unwrap()).unwrap()
        };
        let gelijk = |s: &Value, vorm: &Vorm<'_>| {
            let set = |v: &[&str]| v.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            let verplicht: BTreeSet<_> =
                s["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
            let alle: BTreeSet<_> = s["properties"].as_object().unwrap().keys().cloned().collect();
            assert_eq!(verplicht, set(vorm.verplicht), "{}", vorm.soort);
            assert_eq!(&alle - &verplicht, set(vorm.optioneel), "{}", vorm.soort);
            assert_eq!(s["additionalProperties"], Value::Bool(false), "{}", vorm.soort);
        };
        let kader = schema("kader");
        gelijk(&kader, &KADER);
        gelijk(&kader["$defs"]["afspraak"], &AFSPRAAK);
        gelijk(&schema("producten")["$defs"]["product"], &PRODUCT);
        gelijk(&schema("tarieven")["$defs"]["tarief"], &TARIEF);
        let instellingen = schema("instellingen");
        gelijk(&instellingen["$defs"]["instelling"], &INSTELLING);
        let eenheden: Vec<_> = Eenheidsoort::ALLE.iter().map(|(c, _)| Value::from(*c)).collect();
        assert_eq!(
            instellingen["$defs"]["instelling"]["properties"]["eenheid"]["enum"],
            Value::from(eenheden)
        );
        let tabellen = schema("tabellen");
        gelijk(&tabellen["$defs"]["tabel"], &TABEL);
        gelijk(&tabellen["$defs"]["rij"], &RIJ);
        gelijk(&tabellen["$defs"]["cel"]["anyOf"][1], &CEL);
    }
}
