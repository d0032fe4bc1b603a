//! Reads a cost model from YAML: first every line by itself, then what lines say about each other.

use super::controle::controleer;
use super::{
    Bewerking, Elementgat, Kostprijselement, Kostprijsmaat, Kostprijsmodel, Kostprijsregel, Regelafronding,
};
use crate::Probleem;
use crate::knoop::{Inhoud, Knoop};
use crate::lezer::{Soort, lees_lijst};
use crate::model::Aanduiding;
use crate::velden::{Velden, Vorm};
use kern::{Bron, Decimaal, Productcategorie, Productcode};

/// More lines than this is no model that a person can follow; it also bounds the work of the checks.
const MEESTE_REGELS: usize = 500;

pub(crate) const SOORT: Soort = Soort {
    naam: "kostprijs",
    verplicht: false,
    lees: |boom, kader, uit| kader.kostprijzen = lees_lijst(boom, "kostprijs", uit, &MODEL, lees_model),
    controleer: |kader, uit| {
        for m in &kader.kostprijzen {
            if !kader.producten.iter().any(|p| (p.categorie, p.code) == (m.categorie, m.code)) {
                uit.push(Probleem::new(
                    &m.verantwoording.bestand,
                    m.verantwoording.regel,
                    format!("product {}/{} staat niet in producten.yaml", m.categorie, m.code),
                    "Voeg het product toe of verbeter de code",
                ));
            }
        }
        super::tarief::controleer(kader, uit);
    },
};
const MODEL: Vorm<'static> = Vorm {
    soort: "kostprijsmodel",
    verplicht: &[
        "categorie",
        "code",
        "naam",
        "prijs",
        "jaarprijs",
        "groepen",
        "kostendelen",
        "regels",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["kolommen", "ontbreekt"],
};
const GAT: Vorm<'static> =
    Vorm { soort: "wat een element mist", verplicht: &["element", "wat", "reden", "bron"], optioneel: &[] };
const REGEL: Vorm<'static> = Vorm {
    soort: "kostprijsregel",
    verplicht: &["sleutel", "naam", "groep", "eenheid", "afronding", "bron", "toelichting"],
    optioneel: &[
        "waarde",
        "som",
        "verschil",
        "product",
        "deel",
        "procent_van",
        "aandeel",
        "per_kolom",
        "kostendeel",
        "elementen",
        "stap",
        "reden_nul",
        "opbouw",
        "tabel",
        "ter_informatie",
    ],
};

/// What a line does, before its references are looked up.
enum Ruw {
    Waarde(Vec<(Option<usize>, Decimaal)>),
    Verwijzing(&'static str, Vec<String>),
}

/// A line by itself.
struct Los {
    sleutel: String,
    naam: String,
    groep: String,
    maat: Kostprijsmaat,
    afronding: Regelafronding,
    bron: Bron,
    toelichting: String,
    ruw: Ruw,
    per_kolom: bool,
    kostendeel: Option<String>,
    elementen: Vec<Kostprijselement>,
    stap: Option<Decimaal>,
    reden_nul: Option<String>,
    opbouw: Vec<String>,
    tabel: bool,
    ter_informatie: bool,
    /// Line of the map, of the operation, of `opbouw`.
    plaats: (usize, usize, usize),
}

/// Reads one model; every problem is added, and a model comes out only when there is none in it.
fn lees_model(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Kostprijsmodel> {
    let begin = uit.len();
    let categorie = v.lees("categorie", uit, Productcategorie::parse);
    let code = v.lees("code", uit, Productcode::parse);
    let (naam, prijs, jaarprijs) = (v.tekst("naam", uit), v.tekst("prijs", uit), v.tekst("jaarprijs", uit));
    let kolommen = v.aanduidingen("kolommen", uit);
    let groepen = v.aanduidingen("groepen", uit);
    let kostendelen = v.aanduidingen("kostendelen", uit);
    let gaten = lees_gaten(v, uit);
    let verantwoording = v.verantwoording(uit);
    if kolommen.len() > 6 {
        v.meld("kolommen", uit, "een kostprijsmodel heeft hoogstens 6 kolommen", "Splits het model");
        return None;
    }
    let knopen = v.lijst("regels", uit);
    if knopen.is_empty() || knopen.len() > MEESTE_REGELS {
        v.meld(
            "regels",
            uit,
            "een kostprijsmodel heeft 1 tot en met 500 regels",
            "Vul of splits de lijst 'regels'",
        );
        return None;
    }
    let mut los: Vec<Los> = Vec::new();
    for k in knopen {
        let Some(r) = Velden::open(v.bestand, k, &REGEL, uit) else { continue };
        let Some(l) = lees_regel(&r, &kolommen, uit) else { continue };
        if los.iter().any(|x| x.sleutel == l.sleutel) {
            r.meld(
                "sleutel",
                uit,
                format!("regel '{}' staat dubbel", l.sleutel),
                "Geef elke regel een eigen sleutel",
            );
            continue;
        }
        for (veld, waarde, lijst) in
            [("groep", Some(&l.groep), &groepen), ("kostendeel", l.kostendeel.as_ref(), &kostendelen)]
        {
            if let Some(w) = waarde
                && !lijst.iter().any(|a| a.code == *w)
            {
                let codes: Vec<&str> = lijst.iter().map(|a| a.code.as_str()).collect();
                r.meld(
                    veld,
                    uit,
                    format!("{veld} '{w}' staat niet bovenaan dit model"),
                    format!("Kies uit: {}; of voeg hem daar toe", codes.join(", ")),
                );
            }
        }
        los.push(l);
    }
    // A line that could not be read would make every line that refers to it a false alarm.
    if uit.len() > begin {
        return None;
    }
    let (namen, regels) = verbind(v.bestand, &los, &kolommen, uit);
    let zoek = |veld: &str, sleutel: &str, uit: &mut Vec<Probleem>| {
        let i = namen.iter().position(|n| n == sleutel);
        if i.is_none() {
            v.meld(
                veld,
                uit,
                format!("'{veld}: {sleutel}' is geen regel van dit model"),
                "Noem de sleutel van een regel; bij een regel per kolom ook de kolom",
            );
        }
        i
    };
    let (prijs, jaarprijs) = (zoek("prijs", prijs?, uit), zoek("jaarprijs", jaarprijs?, uit));
    if uit.len() > begin {
        return None;
    }
    let mut model = Kostprijsmodel {
        categorie: categorie?,
        code: code?,
        naam: naam?.to_owned(),
        prijs: prijs?,
        jaarprijs: jaarprijs?,
        kolommen,
        groepen,
        kostendelen,
        gaten,
        regels,
        volgorde: Vec::new(),
        verantwoording: verantwoording?,
    };
    controleer(&mut model, v.regel_van("prijs"), v.regel_van("jaarprijs"), uit);
    (uit.len() == begin).then_some(model)
}

/// `ontbreekt`: what an element asks and the model does not have.
fn lees_gaten(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Vec<Elementgat> {
    let mut gaten: Vec<Elementgat> = Vec::new();
    for knoop in v.lijst("ontbreekt", uit) {
        let Some(r) = Velden::open(v.bestand, knoop, &GAT, uit) else { continue };
        let element = r.keuze("element", Kostprijselement::ALLE, uit);
        let (wat, reden, bron) = (r.tekst("wat", uit), r.tekst("reden", uit), r.bron(uit));
        let (Some(element), Some(wat), Some(reden), Some(bron)) = (element, wat, reden, bron) else {
            continue;
        };
        if gaten.iter().any(|g| g.element == element) {
            r.meld(
                "element",
                uit,
                format!("element '{}' staat dubbel in 'ontbreekt'", element.letter()),
                "Zeg in één onderdeel wat er bij dit element ontbreekt",
            );
        } else {
            gaten.push(Elementgat { element, wat: wat.to_owned(), reden: reden.to_owned(), bron });
        }
    }
    gaten
}

fn lees_regel(r: &Velden<'_>, kolommen: &[Aanduiding], uit: &mut Vec<Probleem>) -> Option<Los> {
    let sleutel = r.lees("sleutel", uit, |t| {
        let goed = t.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_');
        if goed { Ok(t.to_owned()) } else { Err("gebruik kleine letters, cijfers en _") }
    });
    let (naam, groep) = (r.tekst("naam", uit), r.tekst("groep", uit));
    let maat = r.lees("eenheid", uit, Kostprijsmaat::parse);
    let afronding =
        r.keuze("afronding", &[("geen", Regelafronding::Geen), ("centen", Regelafronding::Centen)], uit);
    let bron = r.bron(uit);
    let toelichting = r.tekst("toelichting", uit);
    let per_kolom = r.ja_nee("per_kolom", uit);
    let ruw = lees_bewerking(r, kolommen, per_kolom, uit);
    let elementen = r
        .teksten("elementen", uit)
        .iter()
        .filter_map(|t| {
            let e = Kostprijselement::ALLE.iter().find(|(c, _)| c == t).map(|(_, e)| *e);
            if e.is_none() {
                r.meld(
                    "elementen",
                    uit,
                    format!("'{t}' is geen element van artikel 5.4"),
                    "Kies uit: a, b, c, d, e, f",
                );
            }
            e
        })
        .collect();
    let stap = if r.heeft("stap") { r.lees("stap", uit, positief) } else { None };
    if stap.is_some() && !matches!(ruw, Some(Ruw::Waarde(_)) | None) {
        r.meld(
            "stap",
            uit,
            "alleen een waarde uit een bron kan een aanname zijn",
            "Haal 'stap' weg bij een regel die rekent",
        );
    }
    if per_kolom && kolommen.is_empty() {
        r.meld(
            "per_kolom",
            uit,
            "dit model heeft geen kolommen",
            "Noem ze bovenaan onder 'kolommen', of haal 'per_kolom' weg",
        );
        return None;
    }
    let bij = |veld: &str, uit: &mut Vec<Probleem>| {
        if r.heeft(veld) { r.tekst(veld, uit).map(str::to_owned) } else { None }
    };
    let (kostendeel, reden_nul) = (bij("kostendeel", uit), bij("reden_nul", uit));
    let ruw = ruw?;
    let woord = if let Ruw::Verwijzing(w, _) = &ruw { w } else { "waarde" };
    let plaats = (r.regel, r.regel_van(woord), r.regel_van("opbouw"));
    Some(Los {
        sleutel: sleutel?,
        naam: naam?.to_owned(),
        groep: groep?.to_owned(),
        maat: maat?,
        afronding: afronding?,
        bron: bron?,
        toelichting: toelichting?.to_owned(),
        ruw,
        per_kolom,
        kostendeel,
        elementen,
        stap,
        reden_nul,
        opbouw: r.teksten("opbouw", uit),
        tabel: !r.heeft("tabel") || r.ja_nee("tabel", uit),
        ter_informatie: r.ja_nee("ter_informatie", uit),
        plaats,
    })
}

fn getal(t: &str) -> Result<Decimaal, &'static str> {
    let w: Decimaal = t.parse().map_err(|_| "verwacht een getal met een punt voor de decimalen")?;
    if w.is_sign_negative() && !w.is_zero() {
        Err("een waarde in een kostprijs is nooit negatief")
    } else {
        Ok(w)
    }
}

fn positief(t: &str) -> Result<Decimaal, &'static str> {
    getal(t).and_then(|w| if w.is_zero() { Err("een stap is groter dan nul") } else { Ok(w) })
}

/// Exactly one of `waarde` and the operations.
fn lees_bewerking(
    r: &Velden<'_>,
    kolommen: &[Aanduiding],
    per_kolom: bool,
    uit: &mut Vec<Probleem>,
) -> Option<Ruw> {
    let gegeven: Vec<&'static str> =
        ["waarde"].into_iter().chain(Bewerking::WOORDEN).filter(|w| r.heeft(w)).collect();
    let [woord] = gegeven[..] else {
        let wat = if gegeven.is_empty() {
            "deze regel heeft geen waarde en geen bewerking".to_owned()
        } else {
            format!("deze regel heeft {} tegelijk", gegeven.join(" en "))
        };
        let mogelijk = format!("Geef er een van: waarde, {}", Bewerking::WOORDEN.join(", "));
        uit.push(Probleem::new(r.bestand, r.regel, wat, mogelijk));
        return None;
    };
    if woord != "waarde" {
        let namen = r.teksten(woord, uit);
        let goed = if matches!(woord, "som" | "product") { namen.len() >= 2 } else { namen.len() == 2 };
        if !goed {
            r.meld(
                woord,
                uit,
                format!("'{woord}' heeft {} regels", namen.len()),
                if matches!(woord, "som" | "product") {
                    "Noem er twee of meer"
                } else {
                    "Noem er precies twee"
                },
            );
            return None;
        }
        return Some(Ruw::Verwijzing(woord, namen));
    }
    match r.vind("waarde").map(|k| &k.inhoud) {
        Some(Inhoud::Kaart(cellen)) => lees_kolommen(r, cellen, kolommen, per_kolom, uit),
        _ => Some(Ruw::Waarde(vec![(None, r.lees("waarde", uit, getal)?)])),
    }
}

/// `waarde: {fwg40: 2780, fwg45: 3045}`
fn lees_kolommen(
    r: &Velden<'_>,
    cellen: &[(String, usize, Knoop)],
    kolommen: &[Aanduiding],
    per_kolom: bool,
    uit: &mut Vec<Probleem>,
) -> Option<Ruw> {
    let mut waarden = Vec::new();
    for (n, kolom) in kolommen.iter().enumerate() {
        let cel = cellen.iter().find(|(k, ..)| *k == kolom.code);
        let waarde = match cel.map(|(_, _, k)| &k.inhoud) {
            Some(Inhoud::Waarde(t)) => getal(t),
            _ => Err("er staat niets"),
        };
        match waarde {
            Ok(w) => waarden.push((Some(n), w)),
            Err(e) => uit.push(Probleem::new(
                r.bestand,
                cel.map_or(r.regel_van("waarde"), |(_, regel, _)| *regel),
                format!("kolom '{}' klopt niet: {e}", kolom.code),
                "Geef elke kolom een getal",
            )),
        }
    }
    let vreemd: Vec<&str> =
        cellen.iter().map(|(k, ..)| k.as_str()).filter(|k| !kolommen.iter().any(|a| a.code == *k)).collect();
    if !per_kolom || !vreemd.is_empty() {
        r.meld(
            "waarde",
            uit,
            if per_kolom {
                format!("kolom '{}' bestaat niet", vreemd.join("', '"))
            } else {
                "een waarde per kolom vraagt 'per_kolom: true'".into()
            },
            "Noem precies de kolommen die bovenaan staan, en zet 'per_kolom: true' bij de regel",
        );
    }
    (waarden.len() == kolommen.len()).then_some(Ruw::Waarde(waarden))
}

/// Every line once per column, with its references looked up, and the keys of all lines.
fn verbind(
    bestand: &str,
    los: &[Los],
    kolommen: &[Aanduiding],
    uit: &mut Vec<Probleem>,
) -> (Vec<String>, Vec<Kostprijsregel>) {
    let plaatsen: Vec<(&Los, Option<usize>)> = los
        .iter()
        .flat_map(|l| {
            let n = if l.per_kolom { kolommen.len() } else { 1 };
            (0..n).map(move |k| (l, l.per_kolom.then_some(k)))
        })
        .collect();
    let sleutel = |l: &Los, kolom: Option<usize>| {
        kolom.map_or_else(|| l.sleutel.clone(), |k| format!("{}.{}", l.sleutel, kolommen[k].code))
    };
    let namen: Vec<String> = plaatsen.iter().map(|(l, k)| sleutel(l, *k)).collect();
    let zoek = |naam: &str, kolom: Option<usize>, regel: usize, uit: &mut Vec<Probleem>| {
        let eigen = kolom.map(|k| format!("{naam}.{}", kolommen[k].code));
        let i = namen.iter().position(|n| n == naam || Some(n) == eigen.as_ref());
        if i.is_none() {
            let per_kolom = los.iter().any(|l| l.sleutel == naam && l.per_kolom);
            let (wat, remedie) = if per_kolom {
                let k = kolommen.first().map_or("", |k| k.code.as_str());
                (format!("'{naam}' is een regel per kolom"), format!("Noem de kolom, zoals '{naam}.{k}'"))
            } else {
                (
                    format!("regel '{naam}' bestaat niet"),
                    "Verbeter de sleutel of voeg de regel toe".to_owned(),
                )
            };
            uit.push(Probleem::new(bestand, regel, wat, remedie));
        }
        i
    };
    let mut regels = Vec::new();
    for (n, (l, kolom)) in plaatsen.iter().enumerate() {
        let (begin, op_regel, opbouw_regel) = l.plaats;
        let bewerking = match &l.ruw {
            Ruw::Waarde(w) => {
                let mijn = w.iter().find(|(k, _)| k.is_none() || k == kolom).map(|(_, w)| *w);
                mijn.map(Bewerking::Waarde)
            }
            Ruw::Verwijzing(woord, verwijzingen) => {
                let mut v = Vec::new();
                for naam in verwijzingen {
                    v.extend(zoek(naam, *kolom, op_regel, uit));
                }
                bewerking(woord, v)
            }
        };
        let mut opbouw = Vec::new();
        for naam in &l.opbouw {
            opbouw.extend(zoek(naam, *kolom, opbouw_regel, uit));
        }
        let Some(bewerking) = bewerking else { continue };
        regels.push(Kostprijsregel {
            sleutel: namen[n].clone(),
            basis: l.sleutel.clone(),
            kolom: *kolom,
            naam: l.naam.clone(),
            groep: l.groep.clone(),
            bewerking,
            maat: l.maat,
            afronding: l.afronding,
            kostendeel: l.kostendeel.clone(),
            elementen: l.elementen.clone(),
            stap: l.stap,
            reden_nul: l.reden_nul.clone(),
            opbouw,
            tabel: l.tabel,
            ter_informatie: l.ter_informatie,
            bron: l.bron.clone(),
            toelichting: l.toelichting.clone(),
            regel: begin,
        });
    }
    (namen, regels)
}

/// The operation of a word; `None` when a reference was not found.
fn bewerking(woord: &str, v: Vec<usize>) -> Option<Bewerking> {
    Some(match (woord, &v[..]) {
        ("som", [_, _, ..]) => Bewerking::Som(v),
        ("product", [_, _, ..]) => Bewerking::Product(v),
        ("verschil", &[a, b]) => Bewerking::Verschil(a, b),
        ("deel", &[a, b]) => Bewerking::Deel(a, b),
        ("procent_van", &[a, b]) => Bewerking::ProcentVan(a, b),
        ("aandeel", &[a, b]) => Bewerking::Aandeel(a, b),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// The JSON Schema and the loader name the same keys, and agree on which may be left out.
    #[test]
    fn the_schema_says_what_the_loader_does() {
        let pad = format!("{}/../../regels/schema/v1/kostprijs.json", env!("CARGO_MANIFEST_DIR"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(pad).unwrap()).unwrap();
        for (naam, vorm) in [("model", &MODEL), ("regel", &REGEL), ("gat", &GAT)] {
            let s = &schema["$defs"][naam];
            let verplicht: BTreeSet<&str> =
                s["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let alle: BTreeSet<&str> =
                s["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(verplicht, vorm.verplicht.iter().copied().collect(), "{naam}");
            assert_eq!(&alle - &verplicht, vorm.optioneel.iter().copied().collect(), "{naam}");
        }
        let woorden = &schema["$defs"]["regel"]["properties"];
        assert!(Bewerking::WOORDEN.iter().all(|w| woorden[w]["minItems"] == 2));
        let letters: Vec<Value> = Kostprijselement::ALLE.iter().map(|(c, _)| Value::from(*c)).collect();
        assert_eq!(woorden["elementen"]["items"]["enum"], Value::from(letters.clone()));
        assert_eq!(schema["$defs"]["gat"]["properties"]["element"]["enum"], Value::from(letters));
    }
}
