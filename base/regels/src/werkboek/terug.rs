//! From sheets to files, with the cell that each line came from.

use super::uit::DAGEN;
use super::{
    BIJ_NR, Celfout, Kolom, LEESMIJ, NR, VELD, VELDEN, Werkblad, Werkcel, Wijze, celnaam, soorten, veldenblad,
};
use crate::knoop::{self, Inhoud};
use crate::model::Kader;
use crate::{Probleem, lees_los};
use kern::Decimaal;
use std::collections::BTreeMap;

/// More than this is no framework, and would take long to look at.
const MEESTE_RIJEN: usize = 5000;

/// A cell: sheet, row from 1, column from 0.
type Plek = (usize, usize, usize);

/// What is going to be written, with the cells it came from.
enum Deel {
    Leeg,
    Waarde(String),
    /// Flow YAML that was read and written again.
    Vloeiend(String),
    Kaart(Vec<(String, Plek, Deel)>),
    Lijst(Vec<(Plek, Deel)>),
}

/// A list: kind of file and key; or a list within the items of another.
struct Lijst {
    blad: usize,
    items: Vec<Item>,
}

/// A line of a sheet.
struct Item {
    plek: Plek,
    /// Number that others refer to.
    nr: Option<String>,
    /// Number of the item that it belongs to.
    bij: Option<(String, Plek)>,
    velden: Vec<(String, Plek, Deel)>,
}

/// Reads a framework from sheets, or gives every problem with its cell.
pub fn lees_bladen(bladen: &[Werkblad]) -> Result<Kader, Vec<Celfout>> {
    let mut fouten = Vec::new();
    let bestanden = schrijf(bladen, &mut fouten);
    if fouten.is_empty() {
        let teksten: Vec<(String, String)> =
            bestanden.iter().map(|b| (b.naam.clone(), b.tekst.clone())).collect();
        match lees_los(&teksten) {
            Ok(kader) => return Ok(kader),
            Err(problemen) => fouten.extend(problemen.iter().map(|p| bij_cel(p, &bestanden, bladen))),
        }
    }
    fouten.sort();
    fouten.dedup();
    Err(fouten)
}

/// A file with the cell of each of its lines.
struct Bestand {
    naam: String,
    tekst: String,
    plekken: Vec<Option<Plek>>,
}

impl Bestand {
    fn plek(&self, regel: usize) -> Option<Plek> {
        regel.checked_sub(1).and_then(|i| self.plekken.get(i).copied().flatten())
    }

    fn regel(&mut self, tekst: &str, plek: Option<Plek>) {
        self.tekst.push_str(tekst);
        self.tekst.push('\n');
        self.plekken.push(plek);
    }
}

/// A problem on a line as a problem in a cell.
fn bij_cel(p: &Probleem, bestanden: &[Bestand], bladen: &[Werkblad]) -> Celfout {
    let soort = p.bestand.trim_end_matches(".yaml");
    let Some(b) = bestanden.iter().find(|b| b.naam == p.bestand) else {
        let naam = if soort == "kader" { veldenblad(soort) } else { super::hoofdletter(soort) };
        return Celfout::new(
            &naam,
            None,
            "dit blad ontbreekt",
            "Voeg het toe; zie een werkboek dat u hebt opgehaald",
        );
    };
    let cel = |regel: usize| b.plek(regel).map(|(_, rij, kolom)| celnaam(rij, kolom));
    let (wat, remedie) = (regels_als_cellen(&p.wat, cel), regels_als_cellen(&p.remedie, cel));
    match b.plek(p.regel) {
        Some((blad, rij, kolom)) => Celfout::new(&bladen[blad].naam, Some((rij, kolom)), wat, remedie),
        None => Celfout::new(&super::hoofdletter(soort), None, wat, remedie),
    }
}

/// "regel 12" in a text becomes "cel D7".
fn regels_als_cellen(tekst: &str, cel: impl Fn(usize) -> Option<String>) -> String {
    let mut uit = String::new();
    let mut rest = tekst;
    while let Some(i) = rest.find("regel ") {
        let (voor, na) = rest.split_at(i);
        let cijfers: String = na["regel ".len()..].chars().take_while(char::is_ascii_digit).collect();
        uit.push_str(voor);
        rest = &na["regel ".len()..];
        if let Some(naam) = cijfers.parse().ok().and_then(&cel) {
            uit.push_str("cel ");
            uit.push_str(&naam);
            rest = &rest[cijfers.len()..];
        } else {
            uit.push_str("regel ");
        }
    }
    uit + rest
}

/// Which file and list a sheet is: the kind of file, and the key of the list; `None` for the keys of the file itself.
fn soort_van(naam: &str) -> Option<(&'static str, Option<String>)> {
    const VAN_KADER: [&str; 5] = ["gemeenten", "percelen", "prestaties", "zwaartes", "afspraken"];
    let naam = naam.trim().to_lowercase();
    if naam == "kader" {
        return Some(("kader", None));
    }
    if VAN_KADER.contains(&naam.as_str()) {
        return Some(("kader", Some(naam)));
    }
    let (eerste, rest) = naam.split_once(' ').unwrap_or((&naam, ""));
    let soort = soorten().find(|s| *s == eerste && *s != "kader")?;
    Some(match rest {
        "" => (soort, Some(soort.to_owned())),
        VELDEN => (soort, None),
        lijst => (soort, Some(lijst.to_owned())),
    })
}

/// Writes the files.
fn schrijf(bladen: &[Werkblad], fouten: &mut Vec<Celfout>) -> Vec<Bestand> {
    let mut velden: BTreeMap<&'static str, Vec<(String, Plek, Deel)>> = BTreeMap::new();
    let mut lijsten: BTreeMap<String, Lijst> = BTreeMap::new();
    let mut kinderen: Vec<(usize, Lijst)> = Vec::new();
    for (nr, blad) in bladen.iter().enumerate() {
        let leeg = blad.kop.iter().all(|k| k.trim().is_empty()) && blad.rijen.is_empty();
        if leeg || blad.naam.trim().eq_ignore_ascii_case(LEESMIJ) {
            continue;
        }
        if blad.rijen.len() > MEESTE_RIJEN {
            let wat = format!("het blad heeft {} rijen; dat is meer dan {MEESTE_RIJEN}", blad.rijen.len());
            fouten.push(Celfout::new(
                &blad.naam,
                None,
                wat,
                "Haal lege rijen en rijen die er niet horen weg",
            ));
            continue;
        }
        let Some((soort, sleutel)) = soort_van(&blad.naam) else {
            fouten.push(Celfout::new(
                &blad.naam,
                None,
                "dit blad hoort niet bij een kader",
                format!("Haal het weg, of noem het '{LEESMIJ}' als het alleen een toelichting is"),
            ));
            continue;
        };
        let Some(sleutel) = sleutel else {
            velden.entry(soort).or_default().extend(losse_velden(nr, blad, fouten));
            continue;
        };
        let lijst = Lijst { blad: nr, items: items(nr, blad, fouten) };
        if blad.kop.iter().any(|k| k.trim() == BIJ_NR) {
            kinderen.push((nr, lijst));
        } else {
            velden.entry(soort).or_default();
            dubbele_nummers(&lijst, blad, fouten);
            if lijsten.insert(format!("{soort}/{sleutel}"), lijst).is_some() {
                fouten.push(Celfout::new(
                    &blad.naam,
                    None,
                    "er is nog een blad met dezelfde lijst",
                    "Zet alle rijen op een blad en haal het andere weg",
                ));
            }
        }
    }
    for (nr, kind) in kinderen {
        let naam = bladen[nr].naam.trim().to_lowercase();
        let (ouder, sleutel) = naam.rsplit_once(' ').unwrap_or((&naam, ""));
        let ouder = soort_van(ouder).and_then(|(s, k)| lijsten.get_mut(&format!("{s}/{}", k?)));
        match ouder {
            Some(ouder) => voeg_in(ouder, sleutel, kind, bladen, fouten),
            None => fouten.push(Celfout::new(
                &bladen[nr].naam,
                None,
                "het blad waar dit bij hoort, ontbreekt",
                "Voeg dat blad toe of haal dit blad weg",
            )),
        }
    }
    for (waar, lijst) in lijsten {
        let Some((soort, sleutel)) = waar.split_once('/') else { continue };
        let plek = (lijst.blad, 1, 0);
        let items = lijst.items.into_iter().map(|i| (i.plek, Deel::Kaart(i.velden))).collect();
        if let Some(v) = velden.get_mut(soort) {
            v.push((sleutel.to_owned(), plek, Deel::Lijst(items)));
        }
    }
    let mut uit = Vec::new();
    for soort in soorten() {
        let Some(velden) = velden.remove(soort) else { continue };
        let mut b = Bestand { naam: format!("{soort}.yaml"), tekst: String::new(), plekken: Vec::new() };
        b.regel(&format!("schema: v1/{soort}"), None);
        for (sleutel, plek, deel) in &velden {
            blok(&mut b, 0, sleutel, *plek, deel);
        }
        uit.push(b);
    }
    uit
}

/// A number that stands twice: what belongs to it could belong to either.
fn dubbele_nummers(lijst: &Lijst, blad: &Werkblad, fouten: &mut Vec<Celfout>) {
    let kolom = blad.kop.iter().position(|k| k.trim() == NR).unwrap_or_default();
    for (i, item) in lijst.items.iter().enumerate() {
        let Some(nr) = &item.nr else { continue };
        if lijst.items[..i].iter().any(|eerder| eerder.nr.as_ref() == Some(nr)) {
            fouten.push(Celfout::new(
                &blad.naam,
                Some((item.plek.1, kolom)),
                format!("nummer {nr} staat er twee keer"),
                "Geef deze rij een eigen nummer",
            ));
        }
    }
}

/// Puts the items of a sheet into the items that they belong to.
fn voeg_in(ouder: &mut Lijst, sleutel: &str, kind: Lijst, bladen: &[Werkblad], fouten: &mut Vec<Celfout>) {
    for item in kind.items {
        let Some((nr, plek)) = item.bij else {
            fouten.push(Celfout::new(
                &bladen[kind.blad].naam,
                Some((item.plek.1, 0)),
                format!("'{BIJ_NR}' is leeg"),
                format!("Vul het nummer in uit de kolom '{NR}' van blad {}", bladen[ouder.blad].naam),
            ));
            continue;
        };
        let Some(bij) = ouder.items.iter_mut().find(|o| o.nr.as_deref() == Some(nr.as_str())) else {
            fouten.push(Celfout::new(
                &bladen[kind.blad].naam,
                Some((plek.1, plek.2)),
                format!("nummer {nr} staat niet in de kolom '{NR}' van blad {}", bladen[ouder.blad].naam),
                "Verbeter het nummer",
            ));
            continue;
        };
        let deel = (item.plek, Deel::Kaart(item.velden));
        match bij.velden.iter_mut().find(|(s, _, _)| s == sleutel) {
            Some((_, _, Deel::Lijst(l))) => l.push(deel),
            _ => bij.velden.push((sleutel.to_owned(), item.plek, Deel::Lijst(vec![deel]))),
        }
    }
}

/// The text of a cell.
fn tekst(cel: &Werkcel) -> String {
    match cel {
        Werkcel::Leeg => String::new(),
        Werkcel::Tekst(t) => t.trim().to_owned(),
        Werkcel::Getal(n) => n.normalize().to_string(),
        Werkcel::Dag(d) => d.to_string(),
    }
}

fn losse_velden(nr: usize, blad: &Werkblad, fouten: &mut Vec<Celfout>) -> Vec<(String, Plek, Deel)> {
    let kop: Vec<&str> = blad.kop.iter().map(|k| k.trim()).take(2).collect();
    if kop != VELD {
        fouten.push(Celfout::new(
            &blad.naam,
            Some((1, 0)),
            "dit blad heeft andere koppen",
            format!("Zet '{}' in cel A1 en '{}' in cel B1", VELD[0], VELD[1]),
        ));
        return Vec::new();
    }
    let mut uit = Vec::new();
    for (i, rij) in blad.rijen.iter().enumerate() {
        let naam = rij.first().map(tekst).unwrap_or_default();
        for (j, cel) in rij.iter().enumerate().skip(if naam.is_empty() { 1 } else { 2 }) {
            if !tekst(cel).is_empty() {
                let wat =
                    if j == 1 { "links hiervan staat geen veld" } else { "deze kolom hoort er niet bij" };
                let remedie = format!("Maak de cel leeg; een opmerking kan op het blad '{LEESMIJ}'");
                fouten.push(Celfout::new(&blad.naam, Some((i + 2, j)), wat, remedie));
            }
        }
        if naam.is_empty() {
            continue;
        }
        let plek = (nr, i + 2, 1);
        let kolom = Kolom { verplicht: true, ..Kolom::van_kop(&naam) };
        let waarde = rij.get(1).unwrap_or(&Werkcel::Leeg);
        if let Some(deel) = deel(&kolom, waarde, plek, &blad.naam, fouten) {
            zet(&mut uit, &kolom.pad, plek, deel);
        }
    }
    uit
}

fn items(nr: usize, blad: &Werkblad, fouten: &mut Vec<Celfout>) -> Vec<Item> {
    let kolommen: Vec<Kolom> = blad.kop.iter().map(|k| Kolom::van_kop(k)).collect();
    let mut uit = Vec::new();
    for (i, rij) in blad.rijen.iter().enumerate() {
        if rij.iter().all(|c| tekst(c).is_empty()) {
            continue;
        }
        let rijnr = i + 2;
        let mut item = Item { plek: (nr, rijnr, 0), nr: None, bij: None, velden: Vec::new() };
        for (j, cel) in rij.iter().enumerate().skip(kolommen.len()) {
            if !tekst(cel).is_empty() {
                let wat = "boven deze kolom staat geen kop";
                fouten.push(Celfout::new(
                    &blad.naam,
                    Some((rijnr, j)),
                    wat,
                    "Zet een kop in rij 1 of maak de cel leeg",
                ));
            }
        }
        for (j, kolom) in kolommen.iter().enumerate() {
            let cel = rij.get(j).unwrap_or(&Werkcel::Leeg);
            let plek = (nr, rijnr, j);
            let inhoud = tekst(cel);
            match kolom.pad.as_str() {
                "" if inhoud.is_empty() => {}
                "" => {
                    let wat = "boven deze kolom staat geen kop";
                    fouten.push(Celfout::new(
                        &blad.naam,
                        Some((rijnr, j)),
                        wat,
                        "Zet een kop in rij 1 of maak de cel leeg",
                    ));
                }
                NR => item.nr = Some(inhoud).filter(|t| !t.is_empty()),
                BIJ_NR => item.bij = Some(inhoud).filter(|t| !t.is_empty()).map(|t| (t, plek)),
                pad => {
                    if let Some(d) = deel(kolom, cel, plek, &blad.naam, fouten) {
                        zet(&mut item.velden, pad, plek, d);
                    }
                }
            }
        }
        // a key of which only a part is filled: the empty parts are told as empty, not as missing
        for (j, kolom) in kolommen.iter().enumerate() {
            if let Some((a, b)) = kolom.pad.split_once('.')
                && let Some((_, _, Deel::Kaart(onder))) = item.velden.iter_mut().find(|(s, _, _)| s == a)
                && !onder.iter().any(|(s, _, _)| s == b)
            {
                onder.push((b.to_owned(), (nr, rijnr, j), Deel::Leeg));
            }
        }
        uit.push(item);
    }
    uit
}

/// What a cell says; `None` when it says nothing.
fn deel(kolom: &Kolom, cel: &Werkcel, plek: Plek, blad: &str, fouten: &mut Vec<Celfout>) -> Option<Deel> {
    let t = tekst(cel);
    if t.is_empty() {
        return kolom.verplicht.then(|| match kolom.wijze {
            Wijze::Lijst => Deel::Lijst(Vec::new()),
            _ => Deel::Leeg,
        });
    }
    let laatste = kolom.pad.rsplit('.').next().unwrap_or_default();
    Some(match kolom.wijze {
        Wijze::Gewoon if DAGEN.contains(&laatste) => Deel::Waarde(dag(&t).unwrap_or(t)),
        Wijze::Gewoon => Deel::Waarde(t),
        Wijze::Euro => {
            // a number of the sheet has one reading; what was typed as text may have two
            let typte = matches!(cel, Werkcel::Tekst(_));
            if typte && is_dubbelzinnig(&t) {
                let wat = format!("'{t}' kan twee bedragen zijn");
                let remedie = "Schrijf 1.900,00 of 1,90, of maak er een getal van";
                fouten.push(Celfout::new(blad, Some((plek.1, plek.2)), wat, remedie));
            }
            Deel::Waarde(if typte { centen(&t) } else { als_centen(&t) }.unwrap_or(t))
        }
        Wijze::Lijst => {
            let woorden = t.lines().map(str::trim).filter(|w| !w.is_empty());
            Deel::Lijst(woorden.map(|w| (plek, Deel::Waarde(w.to_owned()))).collect())
        }
        Wijze::Yaml => {
            let mut problemen = Vec::new();
            let boom = knoop::lees("", &t, &mut problemen);
            for p in &problemen {
                fouten.push(Celfout::new(blad, Some((plek.1, plek.2)), p.wat.clone(), p.remedie.clone()));
            }
            match boom {
                Some(k) if matches!(k.inhoud, Inhoud::Leeg) => Deel::Leeg,
                Some(k) => Deel::Vloeiend(knoop::vloeiend(&k)),
                None => return None,
            }
        }
    })
}

/// A day as people write it: `1-1-2027` becomes `2027-01-01`.
fn dag(t: &str) -> Option<String> {
    let delen: Vec<&str> = t.split(['-', '/']).collect();
    let [d, m, j] = delen.as_slice() else { return None };
    if j.len() != 4 || d.len() > 2 || m.len() > 2 {
        return None;
    }
    kern::lees_datum(&format!("{j}-{m:0>2}-{d:0>2}")).map(|d| d.to_string())
}

/// Euros as cents: `1900.04`, `1900,04`, `1.900,04`, `€ 1.900,04`.
fn centen(t: &str) -> Option<String> {
    let t = t.trim_start_matches('€').trim();
    match t.split_once(',') {
        // points before the comma are between thousands; after it there are none
        Some((heel, rest)) => {
            let groepen: Vec<&str> = heel.split('.').collect();
            let goed = groepen.len() == 1
                || ((1..=3).contains(&groepen[0].trim_start_matches('-').len())
                    && groepen[1..].iter().all(|g| g.len() == 3));
            (goed && !rest.contains(['.', ','])).then(|| format!("{}.{rest}", groepen.concat()))
        }
        None => Some(t.to_owned()),
    }
    .and_then(|t| als_centen(&t))
}

/// Euros with a point for the decimals as cents.
fn als_centen(t: &str) -> Option<String> {
    let bedrag: Decimaal = t.parse().ok()?;
    Some(bedrag.checked_mul(Decimaal::ONE_HUNDRED)?.normalize().to_string())
}

/// `1.900`: nineteen hundred to one reader, one euro ninety to another.
fn is_dubbelzinnig(t: &str) -> bool {
    let t = t.trim_start_matches('€').trim();
    // between thousands there are three figures, before them one to three, and no zero in front
    !t.contains(',')
        && t.split_once('.').is_some_and(|(heel, rest)| {
            rest.len() == 3 && (1..=3).contains(&heel.len()) && !heel.starts_with('0')
        })
}

/// Adds a value under its key, or under its key within a key.
fn zet(velden: &mut Vec<(String, Plek, Deel)>, pad: &str, plek: Plek, waarde: Deel) {
    match pad.split_once('.') {
        None => velden.push((pad.to_owned(), plek, waarde)),
        Some((a, b)) => match velden.iter_mut().find(|(s, _, _)| s == a) {
            Some((_, _, Deel::Kaart(onder))) => onder.push((b.to_owned(), plek, waarde)),
            _ => velden.push((a.to_owned(), plek, Deel::Kaart(vec![(b.to_owned(), plek, waarde)]))),
        },
    }
}

/// Writes a key with what is under it, in lines that know their cell.
fn blok(b: &mut Bestand, diep: usize, sleutel: &str, plek: Plek, deel: &Deel) {
    let wit = " ".repeat(diep);
    regels(b, &format!("{wit}{}:", knoop::waarde(sleutel)), diep, plek, deel);
}

fn regels(b: &mut Bestand, begin: &str, diep: usize, plek: Plek, deel: &Deel) {
    let los = |d: &Deel| matches!(d, Deel::Waarde(_));
    match deel {
        Deel::Leeg => b.regel(begin, Some(plek)),
        Deel::Waarde(t) => b.regel(&format!("{begin} {}", knoop::waarde(t)), Some(plek)),
        Deel::Vloeiend(t) => b.regel(&format!("{begin} {t}"), Some(plek)),
        Deel::Lijst(items) if items.iter().all(|(_, d)| los(d)) => {
            let woorden: Vec<String> = items
                .iter()
                .filter_map(|(_, d)| if let Deel::Waarde(t) = d { Some(knoop::waarde(t)) } else { None })
                .collect();
            b.regel(&format!("{begin} [{}]", woorden.join(", ")), Some(plek));
        }
        Deel::Kaart(velden) => {
            b.regel(begin, Some(plek));
            for (s, plek, d) in velden {
                blok(b, diep + 2, s, *plek, d);
            }
        }
        Deel::Lijst(items) => {
            b.regel(begin, Some(plek));
            for (plek, d) in items {
                item(b, diep + 2, *plek, d);
            }
        }
    }
}

/// An item of a list: the dash stands before its first key.
fn item(b: &mut Bestand, diep: usize, plek: Plek, deel: &Deel) {
    let wit = " ".repeat(diep);
    let Deel::Kaart(velden) = deel else { return regels(b, &format!("{wit}-"), diep, plek, deel) };
    let Some(((s, eerste, d), rest)) = velden.split_first() else {
        return b.regel(&format!("{wit}- {{}}"), Some(plek));
    };
    regels(b, &format!("{wit}- {}:", knoop::waarde(s)), diep + 2, *eerste, d);
    for (s, plek, d) in rest {
        blok(b, diep + 2, s, *plek, d);
    }
}
