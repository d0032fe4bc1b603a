//! Every amount, percentage and table figure of the source documents is in the data of its framework.
//!
//! The documents are not part of the repository. They are looked for beside it (`../shared/bronnen`) or where
//! `MAATWERK_BRONNEN` says; when they are not there the test says so and passes.

use regels::{Criteriumsoort, Eenheidsoort, Kader};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Document and the framework that holds its data.
const DOCUMENTEN: &[(&str, &str)] = &[
    ("drechtsteden-ib-2016", "drechtsteden-ib-2016"),
    ("drechtsteden-ib4-2017", "drechtsteden-ib4-2017"),
    ("dordrecht-bw-2021", "dordrecht-bw-2021"),
    ("meierij-inkoopstrategie-2020", "meierij-2020"),
    ("overlegtafel-bwo-2016-06-30", "dagbesteding-bwo-2016"),
];

/// Figures that are no value of a framework by themselves: document, what the line holds, and why.
const GEEN_WAARDE: &[(&str, &str, &str)] = &[
    ("drechtsteden-ib4-2017", "GGZ FWG 40, uurtarief", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "GGZ FWG 45, uurtarief", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Functiemix", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Kosten per cliënt per week", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Begeleiding, tarief per jaar", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Ontmoetingsruimte", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "gemiddeld aantal cliënten", "bijlage 2: komt uit het kostprijsmodel"),
    (
        "drechtsteden-ib4-2017",
        "Arrangementstarief IB4 per cliënt per jaar",
        "bijlage 2: het jaarbedrag, in woorden bij het tarief",
    ),
    ("drechtsteden-ib4-2017", "CAO GGZ hoogste trede", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "83,4% inschaling", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "ORT", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Vakantiegeld", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Eindejaarsuitkering", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Sociale lasten", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "opleidingskosten", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Totaal", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "indirecte kosten", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "roductiviteit", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Loonkosten per uur", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Materiële kosten", "bijlage 2: komt uit het kostprijsmodel"),
    ("drechtsteden-ib4-2017", "Rekentarief tbv", "bijlage 2: komt uit het kostprijsmodel"),
    (
        "drechtsteden-ib4-2017",
        "per 4 weken</i>\t\t7,69%",
        "een dertiende van het jaar: volgt uit de 52 weken",
    ),
];

/// The only line of the cost table whose amount is a value of the framework although the line has a figure that is none.
const TOCH: &str = "1.900,04";

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
    ("drechtsteden-ib4-2017", "Aantal weken per jaar"),
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

#[test]
fn every_amount_of_the_documents_is_in_the_data() {
    let map = std::env::var_os("MAATWERK_BRONNEN").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/bronnen"),
        PathBuf::from,
    );
    if !map.is_dir() {
        eprintln!("OVERGESLAGEN: de bronnen staan niet in {}; zet MAATWERK_BRONNEN", map.display());
        return;
    }
    let (mut mist, mut gevonden) = (Vec::new(), 0);
    let (mut gebruikt, mut geteld) = (BTreeSet::new(), BTreeSet::new());
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
                let vrij = GEEN_WAARDE.iter().position(|(d, stuk, _)| d == document && regel.contains(stuk));
                if er {
                    gevonden += 1;
                } else if let Some(v) = vrij.filter(|_| zoals != TOCH) {
                    gebruikt.insert(v);
                } else {
                    mist.push(format!("{document}.md regel {}: {zoals} ({teken:?})", nr + 1));
                }
            }
        }
    }
    assert!(mist.is_empty(), "staat niet in de gegevens:\n{}", mist.join("\n"));
    // 6 + 1 + 6 + 1 + 3 amounts, the growth, the thresholds and shares, and the two tables of the market.
    assert!(gevonden >= 45, "only {gevonden} figures found: does the reading of the documents still work?");
    let dood: Vec<_> =
        (0..GEEN_WAARDE.len()).filter(|i| !gebruikt.contains(i)).map(|i| GEEN_WAARDE[i].1).collect();
    assert!(dood.is_empty(), "niet meer nodig in GEEN_WAARDE: {dood:?}");
    assert_eq!(geteld.len(), TELLINGEN.len(), "a line of TELLINGEN is not in its document");
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
