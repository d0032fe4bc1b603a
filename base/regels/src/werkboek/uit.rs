//! From files to sheets.

use super::{
    BIJ_NR, Kolom, NR, VELD, Werkblad, Werkcel, Wijze, bladnaam, hoofdletter, soorten, veldenblad, vorm,
};
use crate::Probleem;
use crate::knoop::{self, Inhoud, Knoop};
use kern::{Decimaal, lees_datum};

/// Keys whose values are days.
pub(super) const DAGEN: [&str; 4] = ["geldig_vanaf", "geldig_tot", "nieuw_tot", "omzetdatum"];
/// Keys whose values people compute with.
const GETALLEN: [&str; 1] = ["volume"];
/// Keys that hold a list of words.
const LIJSTEN: [&str; 10] = [
    "bij",
    "producten",
    "niveaus",
    "alleen_met",
    "domeinen",
    "onderdelen",
    "samenhang",
    "vraagt",
    "prestaties",
    "keuzes",
];

type Velden = [(String, usize, Knoop)];

/// The sheets of a framework, in the order of its files.
pub fn naar_bladen(bestanden: &[(String, String)]) -> Result<Vec<Werkblad>, Vec<Probleem>> {
    let (mut uit, mut problemen) = (Vec::new(), Vec::new());
    for soort in soorten() {
        let naam = format!("{soort}.yaml");
        let Some((_, tekst)) = bestanden.iter().find(|(b, _)| *b == naam) else { continue };
        let Some(boom) = knoop::lees(&naam, tekst, &mut problemen) else { continue };
        if let Inhoud::Kaart(velden) = &boom.inhoud {
            bestand(soort, velden, &mut uit);
        }
    }
    if problemen.is_empty() { Ok(uit) } else { Err(problemen) }
}

fn bestand(soort: &str, velden: &Velden, uit: &mut Vec<Werkblad>) {
    let mut los = Vec::new();
    let mut lijsten = Vec::new();
    for (sleutel, _, k) in velden.iter().filter(|(s, _, _)| s != "schema") {
        match &k.inhoud {
            Inhoud::Lijst(items) if !items.is_empty() && items.iter().all(is_kaart) => {
                lijsten.push((sleutel, items));
            }
            Inhoud::Kaart(onder) if onder.iter().all(|(_, _, k)| is_waarde(k)) => {
                los.extend(onder.iter().map(|(s, _, k)| veldrij(&format!("{sleutel}.{s}"), s, k)));
            }
            _ => los.push(veldrij(sleutel, sleutel, k)),
        }
    }
    if !los.is_empty() {
        let kop = VELD.map(str::to_owned).to_vec();
        uit.push(Werkblad { naam: veldenblad(soort), kop, rijen: los });
    }
    for (sleutel, items) in lijsten {
        let items: Vec<&Velden> = items.iter().filter_map(kaart).collect();
        lijst(&bladnaam(soort, sleutel), soort, sleutel, &items, None, uit);
    }
}

fn veldrij(pad: &str, sleutel: &str, k: &Knoop) -> Vec<Werkcel> {
    let wijze = wijze_van(k);
    let kolom = Kolom { pad: pad.to_owned(), wijze, verplicht: false };
    vec![Werkcel::Tekst(kolom.kop()), cel(k, sleutel, wijze)]
}

fn kaart(k: &Knoop) -> Option<&Velden> {
    match &k.inhoud {
        Inhoud::Kaart(v) => Some(v),
        _ => None,
    }
}

fn is_kaart(k: &Knoop) -> bool {
    kaart(k).is_some()
}

fn is_waarde(k: &Knoop) -> bool {
    matches!(k.inhoud, Inhoud::Leeg | Inhoud::Waarde(_))
}

/// A list of words that can stand under each other in a cell.
fn is_woordenlijst(k: &Knoop) -> bool {
    let woord = |k: &Knoop| matches!(&k.inhoud, Inhoud::Waarde(t) if !t.is_empty() && t.trim() == t && !t.contains(['\n', '\r']));
    matches!(&k.inhoud, Inhoud::Lijst(items) if !items.is_empty() && items.iter().all(woord))
}

fn wijze_van(k: &Knoop) -> Wijze {
    if is_waarde(k) {
        Wijze::Gewoon
    } else if is_woordenlijst(k) {
        Wijze::Lijst
    } else {
        Wijze::Yaml
    }
}

fn veld<'k>(item: &'k Velden, sleutel: &str) -> Option<&'k Knoop> {
    item.iter().find(|(s, _, _)| s == sleutel).map(|(_, _, k)| k)
}

/// The node at a path of at most two keys.
fn op_pad<'k>(item: &'k Velden, pad: &str) -> Option<&'k Knoop> {
    match pad.split_once('.') {
        Some((a, b)) => veld(kaart(veld(item, a)?)?, b),
        None => veld(item, pad),
    }
}

/// The keys of the items: in the order of the form, then as the data has them.
fn sleutels(items: &[&Velden], soort: &str, sleutel: &str) -> Vec<String> {
    let mut uit: Vec<String> = Vec::new();
    let bekend = vorm(soort, sleutel);
    let vast = bekend.iter().flat_map(|v| v.verplicht.iter().chain(v.optioneel)).map(|s| (*s).to_owned());
    for s in vast.chain(items.iter().flat_map(|i| i.iter().map(|(s, _, _)| s.clone()))) {
        if !uit.contains(&s) {
            uit.push(s);
        }
    }
    uit
}

/// A list as a sheet, and the lists within its items as sheets of their own.
fn lijst(
    naam: &str,
    soort: &str,
    sleutel: &str,
    items: &[&Velden],
    bij: Option<&[usize]>,
    uit: &mut Vec<Werkblad>,
) {
    let bekend = vorm(soort, sleutel);
    let mut kolommen: Vec<Kolom> = Vec::new();
    let mut kinderen: Vec<String> = Vec::new();
    for s in sleutels(items, soort, sleutel) {
        let aanwezig: Vec<&Knoop> = items.iter().filter_map(|i| veld(i, &s)).collect();
        let verplicht = match bekend {
            Some(v) => v.verplicht.contains(&s.as_str()),
            None => aanwezig.len() == items.len(),
        };
        // one level of sheets below a sheet
        let kind =
            |k: &&Knoop| matches!(&k.inhoud, Inhoud::Lijst(l) if !l.is_empty() && l.iter().all(is_kaart));
        if bij.is_none() && !aanwezig.is_empty() && aanwezig.iter().all(kind) {
            kinderen.push(s);
            continue;
        }
        if let Some(onder) = onderkolommen(&s, &aanwezig, bekend.is_some()) {
            kolommen.extend(onder.into_iter().map(|o| Kolom {
                pad: format!("{s}.{o}"),
                wijze: Wijze::Gewoon,
                verplicht,
            }));
            continue;
        }
        let wijze = if aanwezig.is_empty() {
            if LIJSTEN.contains(&s.as_str()) { Wijze::Lijst } else { Wijze::Gewoon }
        } else if aanwezig.iter().all(|k| is_waarde(k)) {
            let centen = |k: &&Knoop| matches!(&k.inhoud, Inhoud::Waarde(t) if euro(t).is_some());
            if s == "bedrag" && sleutel == "tarieven" && aanwezig.iter().all(centen) {
                Wijze::Euro
            } else {
                Wijze::Gewoon
            }
        } else if aanwezig.iter().all(|k| is_woordenlijst(k)) {
            Wijze::Lijst
        } else {
            Wijze::Yaml
        };
        kolommen.push(Kolom { pad: s, wijze, verplicht });
    }
    let mut kop: Vec<String> = Vec::new();
    if bij.is_some() {
        kop.push(BIJ_NR.to_owned());
    }
    if !kinderen.is_empty() {
        kop.push(NR.to_owned());
    }
    kop.extend(kolommen.iter().map(Kolom::kop));
    let nummer = |n: usize| Werkcel::Getal(Decimaal::from(n));
    let rijen = items.iter().enumerate().map(|(i, item)| {
        let mut rij = Vec::new();
        rij.extend(bij.map(|b| nummer(b[i])));
        if !kinderen.is_empty() {
            rij.push(nummer(i + 1));
        }
        rij.extend(kolommen.iter().map(|k| {
            let laatste = k.pad.rsplit('.').next().unwrap_or_default();
            op_pad(item, &k.pad).map_or(Werkcel::Leeg, |waarde| cel(waarde, laatste, k.wijze))
        }));
        rij
    });
    uit.push(Werkblad { naam: naam.to_owned(), kop, rijen: rijen.collect() });
    for s in kinderen {
        let (mut onder, mut nummers) = (Vec::new(), Vec::new());
        for (i, item) in items.iter().enumerate() {
            let Some(Knoop { inhoud: Inhoud::Lijst(l), .. }) = veld(item, &s) else { continue };
            for k in l.iter().filter_map(kaart) {
                onder.push(k);
                nummers.push(i + 1);
            }
        }
        lijst(&hoofdletter(&format!("{naam} {s}")), "", &s, &onder, Some(&nummers), uit);
    }
}

/// The keys within a key that stand in columns of their own: when every item that has the key has the same ones, all with
/// plain values.
fn onderkolommen(sleutel: &str, aanwezig: &[&Knoop], bekend: bool) -> Option<Vec<String>> {
    let namen = |k: &Knoop| -> Option<Vec<String>> {
        let velden = kaart(k)?;
        velden.iter().all(|(_, _, k)| is_waarde(k)).then(|| {
            let mut namen: Vec<String> = velden.iter().map(|(s, _, _)| s.clone()).collect();
            namen.sort();
            namen
        })
    };
    let Some(eerste) = aanwezig.first() else {
        return (bekend && sleutel == "bron").then(|| vec!["document".to_owned(), "plaats".to_owned()]);
    };
    let eerste = namen(eerste)?;
    aanwezig.iter().all(|k| namen(k).as_ref() == Some(&eerste)).then_some(eerste)
}

/// Cents as euros.
fn euro(cent: &str) -> Option<Decimaal> {
    let cent: Decimaal = cent.parse().ok()?;
    cent.checked_div(Decimaal::ONE_HUNDRED).map(|e| e.normalize())
}

fn cel(k: &Knoop, sleutel: &str, wijze: Wijze) -> Werkcel {
    let tekst = match (&k.inhoud, wijze) {
        (Inhoud::Leeg, Wijze::Gewoon | Wijze::Euro) => return Werkcel::Leeg,
        (Inhoud::Waarde(t), Wijze::Euro) => return euro(t).map_or(Werkcel::Leeg, Werkcel::Getal),
        (Inhoud::Waarde(t), Wijze::Gewoon) => t.clone(),
        (Inhoud::Lijst(items), Wijze::Lijst) => items
            .iter()
            .filter_map(|k| match &k.inhoud {
                Inhoud::Waarde(t) => Some(t.as_str()),
                _ => None,
            })
            .collect::<Vec<_>>()
            .join("\n"),
        _ => return Werkcel::Tekst(knoop::vloeiend(k)),
    };
    if DAGEN.contains(&sleutel)
        && let Some(dag) = lees_datum(&tekst)
    {
        return Werkcel::Dag(dag);
    }
    if GETALLEN.contains(&sleutel)
        && let Ok(n) = tekst.parse()
    {
        return Werkcel::Getal(n);
    }
    Werkcel::Tekst(tekst)
}
