//! Every amount, percentage and table figure of the source documents is in the data of its framework.
//!
//! The documents are not part of the repository. They are looked for beside it (`../shared/bronnen`) or where
//! `MAATWERK_BRONNEN` says; when they are not there the test says so and passes.

use regels::{Criteriumsoort, Eenheidsoort, Kader};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Document and the framework that holds its data.
const DOCUMENTEN: &[(&str, &str)] = &[
    ("drechtsteden-ib-2016", "drechtsteden-ib-2016"),
    ("drechtsteden-ib4-2017", "drechtsteden-ib4-2017"),
    ("dordrecht-bw-2021", "dordrecht-bw-2021"),
    ("meierij-inkoopstrategie-2020", "meierij-2020"),
    ("overlegtafel-bwo-2016-06-30", "dagbesteding-bwo-2016"),
];

/// The document with a cost model: its annex prints a table, and `kostprijs.yaml` is held against it line by line.
const BIJLAGE: &str = "drechtsteden-ib4-2017";

/// How a line of the table begins, and the lines of the model whose figures stand on it, all of them, in order.
const TABEL: &[(&str, &[&str])] = &[
    ("Begeleiding, GGZ FWG 40, uurtarief", &["aandeel_fwg40", "rekentarief.fwg40", "mix_fwg40"]),
    ("Begeleiding, GGZ FWG 45, uurtarief", &["aandeel_fwg45", "rekentarief.fwg45", "mix_fwg45"]),
    ("Begeleiding, Functiemix", &["hele_mix", "mix"]),
    ("Begeleiding, Aantal uur per cliënt per week", &["uren_per_week"]),
    ("Begeleiding, Kosten per cliënt per week", &["kosten_per_week"]),
    ("Begeleiding, Aantal weken per jaar", &["weken_per_jaar"]),
    ("<i>Begeleiding, tarief per jaar", &["begeleiding_jaar"]),
    ("Ontmoetingsruimte, huur per maand", &["huur_per_maand"]),
    ("Per cliënt, gemiddeld aantal cliënten", &["aandeel_per_client"]),
    ("Aantal maanden per jaar", &["maanden_per_jaar"]),
    ("<i>Ontmoetingsruimte, tarief per jaar", &["ontmoetingsruimte_jaar"]),
    ("<i>Arrangementstarief IB4 per cliënt per jaar", &["tarief_jaar"]),
    ("<i>Arrangementstarief IB4 per cliënt per 4 weken", &["aandeel_per_periode", "tarief_4_weken"]),
    ("<b>CAO GGZ hoogste trede", &["hoogste_trede.fwg40", "hoogste_trede.fwg45"]),
    ("83,4% inschaling", &["salaris.fwg40", "salaris.fwg45"]),
    ("ORT", &["ort_procent", "ort.fwg40", "ort_procent", "ort.fwg45"]),
    (
        "Vakantiegeld",
        &["vakantiegeld_procent", "vakantiegeld.fwg40", "vakantiegeld_procent", "vakantiegeld.fwg45"],
    ),
    (
        "Eindejaarsuitkering",
        &[
            "eindejaarsuitkering_procent",
            "eindejaarsuitkering.fwg40",
            "eindejaarsuitkering_procent",
            "eindejaarsuitkering.fwg45",
        ],
    ),
    (
        "Gem. opslag Sociale lasten",
        &["sociale_lasten_procent", "sociale_lasten.fwg40", "sociale_lasten_procent", "sociale_lasten.fwg45"],
    ),
    (
        "CAO opslag bijdrage opleidingskosten",
        &["opleiding_procent", "opleiding.fwg40", "opleiding_procent", "opleiding.fwg45"],
    ),
    ("Totaal loonsom per jaar", &["loonsom.fwg40", "loonsom.fwg45"]),
    (
        "Gem. opslag indirecte kosten, overhead",
        &["overhead_procent", "overhead.fwg40", "overhead_procent", "overhead.fwg45"],
    ),
    ("<i>Totaal</i>", &["totaal.fwg40", "totaal.fwg45"]),
    ("% Productiviteit", &["productiviteit", "productiviteit"]),
    (
        "uren Productiviteit",
        &[
            "productieve_uren",
            "kosten_per_productief_uur.fwg40",
            "productieve_uren",
            "kosten_per_productief_uur.fwg45",
        ],
    ),
    ("<i>Loonkosten per uur</i>", &["loonkosten_per_uur.fwg40", "loonkosten_per_uur.fwg45"]),
    ("% Huisvesting", &["huisvesting.fwg40", "huisvesting.fwg45"]),
    ("% Materiële kosten", &["materieel_procent", "materieel.fwg40", "materieel_procent", "materieel.fwg45"]),
    ("<i>Rekentarief tbv arrangementsprijs", &["rekentarief.fwg40", "rekentarief.fwg45"]),
];

/// Where an amount of a document stands in its framework.
#[derive(Debug, Clone, Copy)]
enum Plek {
    /// The tariff of a product.
    Prijs,
    /// A part of the tariff, by its name.
    Deel(&'static str),
    /// The amount that a part of the tariff follows from, by the name of the part.
    Afgeleid(&'static str),
}

/// Document, how the line with the amount begins, short name of the product, where the amount stands, and the amount itself in
/// cents. Two prices that changed places are both still in the data; here each belongs to its product.
const PRIJZEN: &[(&str, &str, &str, Plek, u32)] = &[
    ("drechtsteden-ib-2016", "Begeleiding 1:", "IB1", Plek::Prijs, 33_766),
    ("drechtsteden-ib-2016", "Begeleiding 2:", "IB2", Plek::Prijs, 73_216),
    ("drechtsteden-ib-2016", "Begeleiding 3:", "IB3", Plek::Prijs, 112_499),
    ("drechtsteden-ib-2016", "Begeleiding opslag 1:", "IB1-opslag", Plek::Prijs, 11_045),
    ("drechtsteden-ib-2016", "Begeleiding opslag 2:", "IB2-opslag", Plek::Prijs, 23_950),
    ("drechtsteden-ib-2016", "Begeleiding opslag 3:", "IB3-opslag", Plek::Prijs, 36_800),
    (BIJLAGE, "<i>Arrangementstarief IB4 per cliënt per 4 weken", "IB4", Plek::Prijs, 190_004),
    ("dordrecht-bw-2021", "IB1 €", "IB1", Plek::Prijs, 9_413),
    ("dordrecht-bw-2021", "IB2 €", "IB2", Plek::Prijs, 20_412),
    ("dordrecht-bw-2021", "IB3 €", "IB3", Plek::Prijs, 31_363),
    ("dordrecht-bw-2021", "IB1 + opslag", "IB1-opslag", Plek::Prijs, 12_492),
    ("dordrecht-bw-2021", "IB2 + opslag", "IB2-opslag", Plek::Prijs, 27_088),
    ("dordrecht-bw-2021", "IB3 + opslag", "IB3-opslag", Plek::Prijs, 41_622),
    (
        "dordrecht-bw-2021",
        "Het tarief voor de component bereikbaarheid",
        "bereikbaarheid",
        Plek::Prijs,
        3_688,
    ),
    ("dordrecht-bw-2021", "vastgesteld. Hoge aftoppingsgrens", "huisvesting", Plek::Afgeleid("Huur"), 67_866),
    ("dordrecht-bw-2021", "maand. Tarief per cliënt per week", "huisvesting", Plek::Deel("Huur"), 15_661),
    ("dordrecht-bw-2021", "in deze component à", "huisvesting", Plek::Deel("Huishoudelijke kosten"), 5_000),
];

/// Lines whose figures without euro or percent sign are values: tables and bounds.
const TELLINGEN: &[(&str, &str)] = &[
    ("meierij-inkoopstrategie-2020", "Aantal cliënten  1.751 693 318"),
    ("meierij-inkoopstrategie-2020", "28 26 21 17"),
    ("meierij-inkoopstrategie-2020", "Totaal perceel 1 30 28 22 19"),
    ("meierij-inkoopstrategie-2020", "26 22 20 15"),
    ("meierij-inkoopstrategie-2020", "Dagbesteding 22 18 13 10"),
    ("meierij-inkoopstrategie-2020", "Kortdurend verblijf 4 3 0 1"),
    ("meierij-inkoopstrategie-2020", "ca. 5.000 personen"),
    ("meierij-inkoopstrategie-2020", "minimaal 1 client per product"),
];

/// A figure in a text: its value, and the sign before or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Teken {
    Euro,
    Procent,
    Geen,
}

/// Figures as a Dutch text writes them: `€ 1.124,99`, `€ 50,-`, `8%`, `1.751`.
fn getallen(regel: &str) -> Vec<(Decimal, Teken, String)> {
    let letters: Vec<char> = regel.chars().collect();
    let (mut uit, mut i) = (Vec::new(), 0);
    while i < letters.len() {
        if !letters[i].is_ascii_digit() || (i > 0 && letters[i - 1].is_alphanumeric()) {
            i += 1;
            continue;
        }
        let begin = i;
        while i < letters.len()
            && (letters[i].is_ascii_digit()
                || (matches!(letters[i], '.' | ',') && letters.get(i + 1).is_some_and(char::is_ascii_digit)))
        {
            i += 1;
        }
        let tekst: String = letters[begin..i].iter().collect();
        let Ok(waarde) = tekst.replace('.', "").replace(',', ".").parse::<Decimal>() else { continue };
        let voor: String = letters[begin.saturating_sub(2)..begin].iter().collect();
        let na = letters[i..].iter().find(|c| !c.is_whitespace());
        let teken = if voor.contains('€') {
            Teken::Euro
        } else if na == Some(&'%') {
            Teken::Procent
        } else {
            Teken::Geen
        };
        uit.push((waarde, teken, tekst));
    }
    uit
}

fn is_jaar(tekst: &str) -> bool {
    tekst.len() == 4 && tekst.starts_with("20")
}

/// What the data of a framework hold: amounts in euros, percentages, and counts.
fn gegevens(k: &Kader) -> (BTreeSet<Decimal>, BTreeSet<Decimal>, BTreeSet<Decimal>) {
    let euro = |cent: Decimal| (cent / Decimal::ONE_HUNDRED).normalize();
    let mut euros: BTreeSet<Decimal> = k.tarieven.iter().map(|t| euro(t.bedrag)).collect();
    for d in k.tarieven.iter().flat_map(|t| &t.delen) {
        euros.insert(euro(d.bedrag));
        euros.extend(d.afgeleid_van.map(|(b, _)| euro(b)));
    }
    let (mut procenten, mut tellingen) = (BTreeSet::new(), BTreeSet::new());
    for i in &k.instellingen {
        let doel = if i.eenheid == Eenheidsoort::Procent { &mut procenten } else { &mut tellingen };
        doel.extend(i.getal.map(|g| g.normalize()));
    }
    for (van, tot) in k.overeenkomst.pilots.iter().filter_map(|p| p.aandeel) {
        procenten.extend([van.normalize(), tot.normalize()]);
    }
    for cel in k.tabellen.iter().flat_map(|t| &t.rijen).flat_map(|r| &r.cellen) {
        tellingen.extend(cel.aantal.map(Decimal::from));
    }
    for c in &k.criteria.criteria {
        if let Criteriumsoort::Getal { minimum, maximum, .. } = &c.soort {
            tellingen.extend(minimum.iter().chain(maximum).map(Decimal::normalize));
        }
    }
    (euros, procenten, tellingen)
}

/// The folder of the documents, or nothing with a word about it.
fn bronnen() -> Option<PathBuf> {
    let map = std::env::var_os("MAATWERK_BRONNEN").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bronnen"),
        PathBuf::from,
    );
    if !map.is_dir() {
        eprintln!("OVERGESLAGEN: de bronnen staan niet in {}; zet MAATWERK_BRONNEN", map.display());
        return None;
    }
    Some(map)
}

/// Whether a line of a document is one of the table of the cost model.
fn in_tabel(document: &str, regel: &str) -> bool {
    document == BIJLAGE && TABEL.iter().any(|(begin, _)| regel.starts_with(begin))
}

#[test]
fn every_amount_of_the_documents_is_in_the_data() {
    let Some(map) = bronnen() else { return };
    let (mut mist, mut gevonden) = (Vec::new(), 0);
    let mut geteld = BTreeSet::new();
    for (document, kader) in DOCUMENTEN {
        let tekst = std::fs::read_to_string(map.join(format!("{document}.md"))).unwrap();
        let (euros, procenten, tellingen) = gegevens(regels::kader(kader).unwrap());
        for (nr, regel) in tekst.lines().enumerate() {
            let telt = TELLINGEN.iter().position(|(d, stuk)| d == document && regel.contains(stuk));
            geteld.extend(telt);
            for (waarde, teken, zoals) in getallen(regel) {
                let n = waarde.normalize();
                let er = match teken {
                    Teken::Euro => euros.contains(&n),
                    Teken::Procent => procenten.contains(&n),
                    // A year is no count, and the number of the lot stands in the table too.
                    Teken::Geen if telt.is_some() => {
                        tellingen.contains(&n) || n == Decimal::ONE || is_jaar(&zoals)
                    }
                    Teken::Geen => continue,
                };
                if er {
                    gevonden += 1;
                } else if !in_tabel(document, regel) {
                    mist.push(format!("{document}.md regel {}: {zoals} ({teken:?})", nr + 1));
                }
            }
        }
    }
    assert!(mist.is_empty(), "staat niet in de gegevens:\n{}", mist.join("\n"));
    // 6 + 1 + 6 + 1 + 3 amounts, the growth, the thresholds and shares, and the two tables of the market.
    assert!(gevonden >= 45, "only {gevonden} figures found: does the reading of the documents still work?");
    assert_eq!(geteld.len(), TELLINGEN.len(), "a line of TELLINGEN is not in its document");
}

/// Each price of a document is that of its own product, and no amount in euros of a document is left out.
#[test]
fn every_price_of_the_documents_is_that_of_its_product() {
    let kader = |document: &str| DOCUMENTEN.iter().find(|(d, _)| *d == document).unwrap().1;
    let mut mist = Vec::new();
    for (document, begin, kort, plek, cent) in PRIJZEN {
        let k = regels::kader(kader(document)).unwrap();
        let p = k.product(kort).unwrap();
        let mut tarieven = k.tarieven.iter().filter(|t| (t.categorie, t.code) == (p.categorie, p.code));
        let (Some(t), None) = (tarieven.next(), tarieven.next()) else { panic!("{kort}: not one tariff") };
        let deel = |naam: &str| t.delen.iter().find(|d| d.naam == naam).unwrap();
        let is = match plek {
            Plek::Prijs => t.bedrag,
            Plek::Deel(naam) => deel(naam).bedrag,
            Plek::Afgeleid(naam) => deel(naam).afgeleid_van.unwrap().0,
        };
        if is != Decimal::from(*cent) {
            mist.push(format!("{document}, '{begin}' ({kort}, {plek:?}): {cent}, en in de gegevens {is}"));
        }
    }
    assert!(mist.is_empty(), "{}", mist.join("\n"));

    let Some(map) = bronnen() else { return };
    let mut gezien = BTreeSet::new();
    for (document, _) in DOCUMENTEN {
        let tekst = std::fs::read_to_string(map.join(format!("{document}.md"))).unwrap();
        for (nr, regel) in tekst.lines().enumerate() {
            let rij = PRIJZEN.iter().position(|(d, begin, ..)| d == document && regel.starts_with(begin));
            let euros: Vec<Decimal> = getallen(regel)
                .into_iter()
                .filter(|(_, t, _)| *t == Teken::Euro)
                .map(|(w, ..)| w * Decimal::ONE_HUNDRED)
                .collect();
            let Some(rij) = rij else {
                let bekend = euros.is_empty() || in_tabel(document, regel);
                assert!(bekend, "{document}.md regel {}: {euros:?} staat niet in PRIJZEN", nr + 1);
                continue;
            };
            assert_eq!(euros, [Decimal::from(PRIJZEN[rij].4)], "{document}.md regel {}", nr + 1);
            assert!(gezien.insert(rij), "{document}: '{}' staat er twee keer", PRIJZEN[rij].1);
        }
    }
    assert_eq!(gezien.len(), PRIJZEN.len(), "a line of PRIJZEN is not in its document");
}

/// What a line prints behind its name: cells with a figure, as it is printed. `€ -` is nothing.
fn cellen(regel: &str) -> Vec<Decimal> {
    let kaal = regel.replace("<b>", "").replace("</b>", "").replace("<i>", "").replace("</i>", "");
    let cellen = kaal.split('\t').skip(1).map(str::trim).filter(|c| !c.is_empty());
    cellen
        .filter_map(|c| {
            if c == "€ -" {
                return Some(Decimal::ZERO);
            }
            // a cell that holds words names its column
            let los = c.trim_start_matches("€ ").trim_end_matches('%');
            los.replace('.', "").replace(',', ".").parse().ok()
        })
        .collect()
}

/// `kostprijs.yaml` against the annex: every figure of every line of the table, and no line that is not known here.
#[test]
fn the_cost_model_gives_every_figure_of_the_annex() {
    let Some(map) = bronnen() else { return };
    let tekst = std::fs::read_to_string(map.join(format!("{BIJLAGE}.md"))).unwrap();
    let model = &regels::kader(BIJLAGE).unwrap().kostprijzen[0];
    let waarden = model.bereken(&BTreeMap::new()).unwrap();
    let begin = tekst.lines().position(|l| l.contains("Bijlage 2 Tarief")).unwrap();
    let (mut mist, mut gezien, mut cijfers) = (Vec::new(), BTreeSet::new(), 0);
    for (nr, regel) in tekst.lines().enumerate().skip(begin + 1) {
        let afgedrukt = cellen(regel);
        let Some(rij) = TABEL.iter().position(|(begin, _)| regel.starts_with(begin)) else {
            if !afgedrukt.is_empty() {
                mist.push(format!("regel {} staat niet in TABEL: {regel}", nr + 1));
            }
            continue;
        };
        gezien.insert(rij);
        let uit_model: Vec<Decimal> = TABEL[rij]
            .1
            .iter()
            .map(|s| {
                let [i] = model.zoek(s)[..] else { panic!("'{s}' is not one line of the model") };
                // for the eye the document rounds to two decimals
                regels::Regelafronding::Centen.op(waarden[i])
            })
            .collect();
        cijfers += afgedrukt.len();
        if afgedrukt != uit_model {
            mist.push(format!("regel {}: het document heeft {afgedrukt:?}, het model {uit_model:?}", nr + 1));
        }
    }
    assert!(mist.is_empty(), "{}", mist.join("\n"));
    assert_eq!(gezien.len(), TABEL.len(), "a line of TABEL is not in the document");
    assert!(cijfers >= 60, "only {cijfers} figures read");
}

#[test]
fn figures_are_read_as_dutch_writes_them() {
    let lees = |t: &str| -> Vec<(String, Teken)> {
        getallen(t).into_iter().map(|(w, t, _)| (w.normalize().to_string(), t)).collect()
    };
    assert_eq!(
        lees("Begeleiding 3: € 1.124,99"),
        [("3".into(), Teken::Geen), ("1124.99".into(), Teken::Euro)]
    );
    assert_eq!(lees("à € 50,- per"), [("50".into(), Teken::Euro)]);
    assert_eq!(lees("tussen 8% en 10 %"), [("8".into(), Teken::Procent), ("10".into(), Teken::Procent)]);
    assert_eq!(lees("IB1 H152"), []);
}
