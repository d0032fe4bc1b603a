//! The cases under `tests/cases`, as a consulent reads them, through the real engine on the real frameworks.
//!
//! They are written in Dutch Gherkin. Besides what a case says itself, of every case is checked that each reason and question
//! has a source, that the place that the case names stands in the Uitleg, and that the bare verdicts say the same.

use super::{
    Advies, Adviesdossier, Antwoord, Coordinaat, Pakketdeel, Pakketten, Prijslijst, Regelboek, Ruil,
    Uitkomst, Werk, Wonen,
};
use crate::zrm::{Zelfredzaamheid, Zrmdomein, Zrmmeting, Zrmscore, Zrmuitgave};
use jiff::civil::Date;
use kern::{Bron, Decimaal, Gemeentecode, Periode, Uitleg, lees_datum};
use regels::{Tijdvak, Werksoort};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Radius of the earth that the distances of the cases are laid out with.
const STRAAL: f64 = 6_371_008.8;

struct Scenario {
    bestand: String,
    regel: usize,
    naam: String,
    kader: String,
    bronnen: Vec<(String, String)>,
    gegeven: Vec<String>,
    dan: Vec<String>,
}

/// Reads the scenarios of a file; those with examples once per example.
fn lees(bestand: &str, tekst: &str) -> Vec<Scenario> {
    let mut uit: Vec<Scenario> = Vec::new();
    let (mut kader, mut achtergrond) = (String::new(), Vec::new());
    let mut voorbeelden: Vec<Vec<String>> = Vec::new();
    let mut deel = "";
    let sluit = |uit: &mut Vec<Scenario>, voorbeelden: &mut Vec<Vec<String>>| {
        let Some((kop, rijen)) =
            std::mem::take(voorbeelden).split_first().map(|(k, r)| (k.clone(), r.to_vec()))
        else {
            return;
        };
        let sjabloon = uit.pop().unwrap();
        for rij in rijen {
            let vul = |t: &String| {
                kop.iter().zip(&rij).fold(t.clone(), |t, (k, w)| t.replace(&format!("<{k}>"), w))
            };
            uit.push(Scenario {
                bestand: sjabloon.bestand.clone(),
                regel: sjabloon.regel,
                naam: format!("{} ({})", sjabloon.naam, rij.join(", ")),
                kader: sjabloon.kader.clone(),
                bronnen: sjabloon.bronnen.clone(),
                gegeven: sjabloon.gegeven.iter().map(vul).collect(),
                dan: sjabloon.dan.iter().map(vul).collect(),
            });
        }
    };
    for (nr, vol) in tekst.lines().enumerate() {
        let t = vol.trim();
        let waar = || format!("{bestand} regel {}: {t}", nr + 1);
        if t.is_empty() || t.starts_with('#') || t.starts_with("Functionaliteit:") {
            continue;
        }
        if let Some(k) = t.strip_prefix("Kader:") {
            k.trim().clone_into(&mut kader);
        } else if t == "Achtergrond:" {
            deel = "achtergrond";
        } else if let Some(naam) =
            t.strip_prefix("Abstract Scenario:").or_else(|| t.strip_prefix("Scenario:"))
        {
            sluit(&mut uit, &mut voorbeelden);
            deel = "gegeven";
            uit.push(Scenario {
                bestand: bestand.to_owned(),
                regel: nr + 1,
                naam: naam.trim().to_owned(),
                kader: kader.clone(),
                bronnen: Vec::new(),
                gegeven: achtergrond.clone(),
                dan: Vec::new(),
            });
        } else if let Some(b) = t.strip_prefix("Bron:") {
            let (document, plaats) = b.split_once(" | ").unwrap_or_else(|| panic!("{}", waar()));
            uit.last_mut().unwrap().bronnen.push((document.trim().to_owned(), plaats.trim().to_owned()));
        } else if t == "Voorbeelden:" {
            deel = "voorbeelden";
        } else if let Some(rij) = t.strip_prefix('|') {
            assert_eq!(deel, "voorbeelden", "{}", waar());
            voorbeelden.push(rij.trim_end_matches('|').split('|').map(|c| c.trim().to_owned()).collect());
        } else {
            let (woord, rest) = t.split_once(' ').unwrap_or_else(|| panic!("{}", waar()));
            match woord {
                "Gegeven" | "En" | "Maar" if deel == "achtergrond" => achtergrond.push(rest.to_owned()),
                "Als" => {
                    assert_eq!(rest, "de consulent advies vraagt", "{}", waar());
                    deel = "dan";
                }
                "Gegeven" | "En" | "Maar" if deel == "gegeven" => {
                    uit.last_mut().unwrap().gegeven.push(rest.to_owned());
                }
                "Dan" | "En" | "Maar" if deel == "dan" => uit.last_mut().unwrap().dan.push(rest.to_owned()),
                _ => panic!("{}: dit woord hoort hier niet", waar()),
            }
        }
    }
    sluit(&mut uit, &mut voorbeelden);
    uit
}

fn dag(t: &str) -> Date {
    lees_datum(t).unwrap_or_else(|| panic!("geen dag: {t}"))
}

fn getal(t: &str) -> Decimaal {
    t.replace('.', "").replace(',', ".").parse().unwrap_or_else(|_| panic!("geen getal: {t}"))
}

fn domein(t: &str) -> Zrmdomein {
    Zrmdomein::parse(t).unwrap_or_else(|| panic!("geen leefgebied: {t}"))
}

fn niveau(t: &str) -> Zelfredzaamheid {
    Zelfredzaamheid::ALLE.iter().find(|(w, _)| *w == t).unwrap_or_else(|| panic!("geen niveau: {t}")).1
}

/// A dwelling at so many metres to the north of the support.
fn wonen(meters: &str) -> Wonen {
    let m: f64 = getal(meters).to_string().parse().unwrap();
    let punt = |b: f64| Coordinaat::new(b, 4.690_1).unwrap();
    Wonen { woningen: vec![punt(51.8133 + (m / STRAAL).to_degrees())], steunpunten: vec![punt(51.8133)] }
}

fn pakketdeel(t: &str) -> Pakketdeel {
    if let Some((naam, bedrag)) = t.split_once(" voor € ") {
        let (euro, per) = bedrag.split_once(" per ").unwrap();
        let per = Tijdvak::ALLE.iter().find(|(w, _)| *w == per.replace(' ', "_")).unwrap().1;
        let cent = getal(euro) * Decimaal::ONE_HUNDRED;
        return Pakketdeel::Bedrag { naam: naam.to_owned(), cent, per, bron: "voorbeeld".to_owned() };
    }
    let (aantal, product) = t.split_once(" x ").unwrap_or_else(|| panic!("geen pakketdeel: {t}"));
    let (kort, kader) = product.split_once(" uit ").map_or((product, None), |(p, k)| (p, Some(k.to_owned())));
    Pakketdeel::Product { kader, kort: kort.to_owned(), aantal: getal(aantal) }
}

/// Lays a dossier out of the lines of a case. A later line about the same thing replaces an earlier one.
fn dossier(regels: &[String]) -> Adviesdossier {
    let mut d = Adviesdossier::new(Date::constant(2026, 1, 1));
    let (mut uitgave, mut overige, mut gemeten, mut weg) = (Zrmuitgave::Van2013, None, None, None);
    let mut niveaus: BTreeMap<Zrmdomein, Zelfredzaamheid> = BTreeMap::new();
    for r in regels {
        let (kop, rest) = r.split_once(": ").unwrap_or((r.as_str(), ""));
        match kop {
            _ if r.starts_with("de dag is ") => d.datum = dag(&r[10..]),
            _ if r.starts_with("de cliënt woont in gemeente ") => {
                d.gemeente = Some(Gemeentecode::parse(r.rsplit(' ').next().unwrap()).unwrap());
            }
            _ if r.starts_with("er is gemeten met ") => {
                let code = r.rsplit(' ').next().unwrap();
                uitgave = Zrmuitgave::ALLE.iter().find(|(c, _)| *c == code).unwrap().1;
                gemeten = Some(());
            }
            "overige leefgebieden" => overige = Some(niveau(rest)),
            "wel" | "niet" => {
                let (id, want) =
                    rest.split_once(", want ").map_or((rest, None), |(i, w)| (i, Some(w.to_owned())));
                d.antwoorden.insert(id.to_owned(), Antwoord::JaNee { ja: kop == "wel", motivering: want });
            }
            "niet gemeten" => weg = Some(domein(rest)),
            "nog niet bekend" => {
                d.antwoorden.remove(rest);
            }
            "geteld" => {
                let (id, n) = rest.split_once(" is ").unwrap();
                d.antwoorden.insert(id.to_owned(), Antwoord::Getal(getal(n)));
            }
            _ if r.starts_with("de woning ligt op ") => {
                d.wonen = Some(wonen(r.split(' ').nth(4).unwrap()));
            }
            "thuis" | "verblijf" => {
                let p = d.pakketten.get_or_insert(Pakketten { thuis: Vec::new(), verblijf: Vec::new() });
                if kop == "thuis" { &mut p.thuis } else { &mut p.verblijf }.push(pakketdeel(rest));
            }
            _ if r.starts_with("de ondersteuning loopt van ") => {
                let mut delen = r[27..].split(" tot en met ");
                let van = dag(delen.next().unwrap().trim_end_matches(" zonder einddatum"));
                d.periode = Some(Periode::new(van, delen.next().map(dag)).unwrap());
            }
            "ruil" => {
                let (n, rest) = rest.split_once(' ').unwrap();
                let (van, naar) = rest.split_once(" voor ").unwrap();
                d.ruil.push(Ruil { van: van.to_owned(), naar: naar.to_owned(), aantal: getal(n) });
            }
            "er is" => d.stukken.push(rest.to_owned()),
            "gevraagd" => d.alleen = rest.split(", ").map(str::to_owned).collect(),
            "er is geen werk" => d.werk.clear(),
            _ if r.starts_with("werk op ") => {
                // werk op financien: 3 uur aanleren_oefenen
                let (uren, soort) = rest.split_once(" uur ").unwrap();
                let soort =
                    Werksoort::ALLE.iter().find(|(w, _)| *w == soort).unwrap_or_else(|| panic!("{r}")).1;
                d.werk.push(Werk { domein: domein(&kop[8..]), soort, uren: getal(uren) });
            }
            _ if r.starts_with("op ") => {
                niveaus.insert(domein(&kop[3..]), niveau(rest));
            }
            _ => panic!("deze regel is niet te lezen: {r}"),
        }
    }
    for d in uitgave.domeinen() {
        if let Some(n) = overige {
            niveaus.entry(*d).or_insert(n);
        }
    }
    if let Some(weg) = weg {
        niveaus.remove(&weg);
    }
    if gemeten.is_some() && !niveaus.is_empty() {
        let scores = niveaus.into_iter().map(|(d, n)| (d, Zrmscore { niveau: n, opmerking: None })).collect();
        d.zrm = Some(Zrmmeting::new(uitgave, d.datum, "consulent", None, scores).unwrap());
    }
    d
}

fn bronnen<'u>(u: &'u Uitleg, uit: &mut Vec<&'u Bron>) {
    uit.extend(&u.bron);
    u.stappen.iter().for_each(|s| bronnen(s, uit));
}

fn zegt(u: &Uitleg, wat: &str) -> bool {
    u.stap.contains(wat)
        || u.uitkomst.contains(wat)
        || u.invoer.iter().any(|(n, w)| format!("{n}: {w}").contains(wat))
        || u.stappen.iter().any(|s| zegt(s, wat))
}

/// The reasons of a product as `rule/criterion`, without the framework.
fn redenen(a: &Advies, product: &str) -> BTreeSet<String> {
    let p = a.product(product).unwrap_or_else(|| panic!("geen product {product}"));
    let kort = |r: &str| r.strip_prefix(&format!("{}/", a.kader)).unwrap_or(r).to_owned();
    let een = |r: &super::Reden| match &r.criterium {
        Some(c) => format!("{}/{c}", kort(&r.regel)),
        None => kort(&r.regel),
    };
    p.redenen.iter().map(een).collect()
}

/// Checks one line of what must come out.
fn klopt(a: &Advies, regel: &str) -> Result<(), String> {
    let eis =
        |goed: bool, kreeg: String| if goed { Ok(()) } else { Err(format!("{regel}\n      maar: {kreeg}")) };
    let uitkomst = |p: &str| a.product(p).unwrap_or_else(|| panic!("geen product {p} bij: {regel}")).uitkomst;
    let lijst = |t: &str| t.split(", ").map(str::to_owned).collect::<BTreeSet<_>>();
    if let Some((product, waarom)) = regel.split_once(" voldoet niet om precies: ") {
        let kreeg = redenen(a, product);
        return eis(
            uitkomst(product) == Uitkomst::VoldoetNiet && kreeg == lijst(waarom),
            format!("{kreeg:?}"),
        );
    }
    if let Some((product, waarom)) = regel.split_once(" voldoet niet om ") {
        let kreeg = redenen(a, product);
        return eis(
            uitkomst(product) == Uitkomst::VoldoetNiet && kreeg.contains(waarom),
            format!("{kreeg:?}"),
        );
    }
    if let Some((product, tekst)) = regel.split_once(" voldoet niet, met de woorden: ") {
        let p = a.product(product).unwrap();
        let kreeg: Vec<_> = p.redenen.iter().map(|r| r.tekst.as_str()).collect();
        return eis(
            p.uitkomst == Uitkomst::VoldoetNiet && kreeg.iter().any(|k| k.contains(tekst)),
            format!("{kreeg:?}"),
        );
    }
    if let Some(product) = regel.strip_suffix(" voldoet niet") {
        return eis(uitkomst(product) == Uitkomst::VoldoetNiet, format!("{:?}", uitkomst(product)));
    }
    if let Some(product) = regel.strip_suffix(" voldoet") {
        let p = a.product(product).unwrap_or_else(|| panic!("geen product {product}"));
        return eis(
            p.uitkomst == Uitkomst::Voldoet,
            format!("{:?} {:?} {:?}", p.uitkomst, redenen(a, product), p.vragen),
        );
    }
    for (woorden, soort) in [
        (" is een oordeel nodig over precies: ", Uitkomst::OordeelNodig),
        (" ontbreken precies: ", Uitkomst::GegevensOntbreken),
    ] {
        if let Some((product, wat)) = regel.strip_prefix("bij ").and_then(|r| r.split_once(woorden)) {
            let p = a.product(product).unwrap_or_else(|| panic!("geen product {product}"));
            let kreeg: BTreeSet<_> = p.vragen.iter().map(|v| v.id.clone()).collect();
            return eis(p.uitkomst == soort && kreeg == lijst(wat), format!("{:?} {kreeg:?}", p.uitkomst));
        }
    }
    if regel == "er is geen advies" {
        let kreeg: Vec<_> = a.adviezen.iter().map(|g| &g.tekst).collect();
        return eis(a.adviezen.iter().all(|g| g.product.is_none()), format!("{kreeg:?}"));
    }
    if let Some(rest) = regel.strip_prefix("het advies is ") {
        let (product, erbij) = rest
            .split_once(" met ")
            .map_or((rest, BTreeSet::new()), |(p, e)| (p, e.split(" en ").map(str::to_owned).collect()));
        let goed = a.adviezen.iter().any(|g| {
            let onderdelen: BTreeSet<_> = g.onderdelen.iter().map(|o| o.product.clone()).collect();
            g.product.as_deref() == Some(product) && onderdelen == erbij
        });
        return eis(goed, format!("{:?}", a.adviezen));
    }
    if let Some(wat) = regel.strip_prefix("te bestellen is: ") {
        let kreeg: BTreeSet<_> = a.adviezen.iter().flat_map(|g| g.te_bestellen.clone()).collect();
        return eis(kreeg == lijst(wat), format!("{kreeg:?}"));
    }
    if let Some((product, duur)) = regel.strip_prefix("de duur van ").and_then(|r| r.split_once(" is ")) {
        let kreeg = a.adviezen.iter().flat_map(|g| &g.onderdelen).find(|o| o.product == product).unwrap();
        return eis(kreeg.duur.as_deref() == Some(duur), format!("{kreeg:?}"));
    }
    if let Some(wat) = regel.strip_prefix("de mix is ") {
        let m = a.mix.as_ref().unwrap();
        let kreeg: Vec<_> = m.delen.iter().map(|d| d.procent.as_str()).collect();
        return eis(kreeg.join(" / ") == wat, format!("{kreeg:?}"));
    }
    if let Some(wat) = regel.strip_prefix("over de mix staat er: ") {
        let m = a.mix.as_ref().unwrap();
        return eis(m.tekst.contains(wat), m.tekst.clone());
    }
    if let Some(uren) = regel.strip_prefix("uren die niet meetellen: ") {
        let m = a.mix.as_ref().unwrap();
        return eis(m.valt_weg == uren, m.valt_weg.clone());
    }
    if let Some(wat) = regel.strip_prefix("over de pakketten staat er: ") {
        let p = a.pakketten.as_ref().unwrap();
        return eis(p.tekst.contains(wat), p.tekst.clone());
    }
    if let Some(wat) = regel.strip_prefix("een plicht is ") {
        let kreeg: Vec<_> = a.plichten.iter().map(|p| p.regel.as_str()).collect();
        return eis(kreeg.contains(&format!("{}/{wat}", a.kader).as_str()), format!("{kreeg:?}"));
    }
    if let Some(wat) = regel.strip_prefix("geen plicht is ") {
        let kreeg: Vec<_> = a.plichten.iter().map(|p| p.regel.as_str()).collect();
        return eis(!kreeg.contains(&format!("{}/{wat}", a.kader).as_str()), format!("{kreeg:?}"));
    }
    if let Some(wat) = regel.strip_prefix("de ruil mag: ") {
        return eis(
            a.ruil.iter().any(|r| r.uitkomst == Uitkomst::Voldoet && r.tekst == wat),
            format!("{:?}", a.ruil),
        );
    }
    if let Some(wat) = regel.strip_prefix("de ruil mag niet: ") {
        let goed = a.ruil.iter().any(|r| r.uitkomst == Uitkomst::VoldoetNiet && r.tekst.contains(wat));
        return eis(goed, format!("{:?}", a.ruil));
    }
    if let Some((route, rest)) = regel.strip_prefix("de route ").and_then(|r| r.split_once(' ')) {
        let r = a.routes.iter().find(|r| r.regel.ends_with(route)).unwrap();
        return match rest.strip_prefix("vraagt nog om ") {
            Some(wat) => {
                let kreeg: BTreeSet<_> = r.vragen.iter().map(|v| v.id.clone()).collect();
                eis(r.uitkomst.is_open() && kreeg == lijst(wat), format!("{r:?}"))
            }
            None => eis(rest == "staat open" && r.uitkomst == Uitkomst::Voldoet, format!("{r:?}")),
        };
    }
    if let Some((product, tot)) = regel.split_once(" kan uiterlijk tot en met ") {
        let p = a.product(product).unwrap();
        let kreeg: Vec<_> = p.termijnen.iter().filter_map(|t| t.uiterlijk.as_deref()).collect();
        return eis(kreeg.contains(&tot), format!("{kreeg:?}"));
    }
    if let Some(wat) = regel.strip_prefix("de uitleg noemt: ") {
        return eis(zegt(&a.uitleg, wat), serde_json::to_string_pretty(&a.uitleg).unwrap());
    }
    Err(format!("deze regel is niet te lezen: {regel}"))
}

#[test]
fn every_case_comes_out_as_it_is_written() {
    let map = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases");
    let mut bestanden: Vec<_> = fs::read_dir(map).unwrap().map(|b| b.unwrap().path()).collect();
    bestanden.retain(|p| p.extension().is_some_and(|e| e == "feature"));
    bestanden.sort();
    let prijzen = Prijslijst::uit(regels::kaders());
    let mut scenarios = Vec::new();
    for pad in bestanden {
        let naam = pad.file_name().unwrap().to_string_lossy().into_owned();
        scenarios.extend(lees(&naam, &fs::read_to_string(&pad).unwrap()));
    }
    let mut mis = Vec::new();
    for s in &scenarios {
        let boek = Regelboek::uit(regels::kader(&s.kader).unwrap(), prijzen.clone());
        let d = dossier(&s.gegeven);
        let beoordeling = boek.beoordeel(&d).unwrap();
        let a = beoordeling.advies();
        let mut fout =
            |wat: String| mis.push(format!("{} regel {}, {}\n    {wat}", s.bestand, s.regel, s.naam));
        for regel in &s.dan {
            if let Err(wat) = klopt(&a, regel) {
                fout(wat);
            }
        }
        if s.dan.is_empty() || s.bronnen.is_empty() {
            fout("zonder uitkomst of zonder bron".to_owned());
        }
        let mut lijst = Vec::new();
        bronnen(&a.uitleg, &mut lijst);
        for (document, plaats) in &s.bronnen {
            if !lijst.iter().any(|b| b.document == *document && b.plaats.contains(plaats.as_str())) {
                let er: BTreeSet<_> =
                    lijst.iter().map(|b| format!("{} | {}", b.document, b.plaats)).collect();
                fout(format!("de uitleg noemt niet: {document} | {plaats}\n    wel: {er:#?}"));
            }
        }
        if !a.niet_gebruikt.is_empty() {
            fout(format!("antwoorden die niets zijn: {:?}", a.niet_gebruikt));
        }
        let kaal: Vec<_> = beoordeling.uitkomsten().map(|(k, u)| (k.to_owned(), u)).collect();
        let vol: Vec<_> = a.producten.iter().map(|p| (p.product.clone(), p.uitkomst)).collect();
        assert_eq!(kaal, vol, "{}", s.naam);
        for p in &a.producten {
            let goed = match p.uitkomst {
                Uitkomst::Voldoet => p.redenen.is_empty() && p.vragen.is_empty(),
                Uitkomst::VoldoetNiet => !p.redenen.is_empty(),
                Uitkomst::OordeelNodig | Uitkomst::GegevensOntbreken => !p.vragen.is_empty(),
            };
            let bronnen = p.redenen.iter().map(|r| &r.bron).chain(p.vragen.iter().map(|v| &v.bron));
            if !goed || bronnen.into_iter().any(|b| b.document.is_empty() || b.plaats.is_empty()) {
                fout(format!("{} zegt niet waarom: {p:?}", p.product));
            }
        }
        // what is stored is what was said
        let json = serde_json::to_string(&a).unwrap();
        assert_eq!(serde_json::from_str::<Advies>(&json).unwrap(), a, "{}", s.naam);
    }
    assert!(mis.is_empty(), "\n{}\n", mis.join("\n"));
    let kaders: BTreeSet<_> = scenarios.iter().map(|s| s.kader.as_str()).collect();
    assert_eq!(kaders.len(), regels::kaders().len(), "every framework has cases");
    let namen: BTreeSet<_> = scenarios.iter().map(|s| (s.bestand.as_str(), s.regel)).collect();
    assert!(namen.len() >= 20, "{} cases", namen.len());
}
