//! The publication sheet of a tariff: the whole substantiation as headings, paragraphs and tables, for paper, screen and
//! screen reader alike. Page and PDF render this same sheet; nothing is computed there.

use crate::kostprijs::{
    self, Kostprijs, KostprijsFout, euro, euro_verschil, gelijkwaardig, in_maat, per_element, per_kostendeel,
};
use crate::{Catalogusproduct, Inkoopkader, euro_voluit, product_op, tarief_op};
use kern::{Datum, Decimaal, Opzoeking, voluit};
use regels::{Bewerking, Kader, Kostprijsmodel, Regelafronding};
use rust_decimal::RoundingStrategy;
use std::fmt::Write as _;

/// A table: its first column names the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bladtabel {
    /// What it is about, for who hears the table.
    pub naam: String,
    /// Heads of the columns; a figure stands to the right.
    pub koppen: Vec<(String, bool)>,
    /// Rows, a cell per column.
    pub rijen: Vec<Vec<String>>,
}

/// A part of the sheet under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bladdeel {
    /// Heading.
    pub kop: String,
    /// Paragraphs.
    pub tekst: Vec<String>,
    /// Tables.
    pub tabellen: Vec<Bladtabel>,
}

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publicatieblad {
    /// Title.
    pub titel: String,
    /// Product and framework, in a line.
    pub onder: String,
    /// The parts in order.
    pub delen: Vec<Bladdeel>,
    /// Version and day, for the foot of every page.
    pub voet: String,
    /// The day that it was made.
    pub dag: Datum,
}

/// Why there is no sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BladFout {
    /// The product has no tariff on the day; in words.
    GeenTarief(String),
    /// The cost model cannot be computed.
    Kostprijs(KostprijsFout),
}

impl std::fmt::Display for BladFout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::GeenTarief(t) => f.write_str(t),
            Self::Kostprijs(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for BladFout {}

impl From<KostprijsFout> for BladFout {
    fn from(e: KostprijsFout) -> Self {
        Self::Kostprijs(e)
    }
}

fn tabel(naam: &str, koppen: &[(&str, bool)], rijen: Vec<Vec<String>>) -> Bladtabel {
    let koppen = koppen.iter().map(|(k, g)| ((*k).to_owned(), *g)).collect();
    Bladtabel { naam: naam.to_owned(), koppen, rijen }
}

fn rij<const N: usize>(cellen: [&str; N]) -> Vec<String> {
    cellen.iter().map(|c| (*c).to_owned()).collect()
}

/// The sheet of a product as it holds on a day. `versie` says which text of the framework it is.
pub fn publicatieblad(
    gegevens: &Kader,
    kader: &Inkoopkader,
    product: &Catalogusproduct,
    versie: &str,
    dag: Datum,
) -> Result<Publicatieblad, BladFout> {
    let geen = |t: String| {
        Err(BladFout::GeenTarief(format!("{} heeft op {} geen tarief: {t}", product.naam, voluit(dag))))
    };
    match product_op(kader, product.sleutel, dag) {
        Opzoeking::Geldig(_) => {}
        Opzoeking::NogNiet(van) => return geen(format!("het geldt vanaf {}", voluit(van))),
        Opzoeking::Geeindigd(tot) => return geen(format!("het gold tot en met {}", voluit(tot))),
        Opzoeking::Geen => return geen("het staat niet in dit kader".into()),
    }
    if let Some(reden) = &product.niet_bestelbaar {
        return geen(reden.clone());
    }
    let Opzoeking::Geldig(t) = tarief_op(product, dag) else {
        return geen("er is geen bedrag vastgesteld".into());
    };
    let model = kostprijs::kostprijs_op(gegevens, product.sleutel, dag).geldig();
    let v = t.verzending;
    let tot = t.geldig.tot().map_or_else(|| "open".to_owned(), voluit);
    let gemeenten: Vec<&str> = gegevens.gemeenten.iter().map(|g| g.naam.as_str()).collect();
    let prijs = format!("{} {}", euro_voluit(v.basis), v.per.omschrijving());
    let mut feiten = vec![
        rij(["Product", &product.naam]),
        rij(["Productcategorie en code", &product.sleutel.to_string()]),
        rij(["Inkoopkader", &kader.naam]),
        rij(["Gemeenten", &gemeenten.join(", ")]),
        rij(["Prijs", &prijs]),
    ];
    if v.is_omgerekend() {
        let verzonden = format!("{} {}", euro_voluit(v.verzonden), v.eenheid.omschrijving());
        feiten.push(rij([
            "In berichten",
            &format!("{verzonden}; iWmo 3.2 kent geen bedrag {}", v.per.omschrijving()),
        ]));
    }
    feiten.push(rij(["Geldt vanaf", &voluit(t.geldig.van())]));
    feiten.push(rij(["Geldt tot en met", &tot]));
    feiten.push(rij(["Bron van de prijs", &format!("{}, {}", t.bron.document, t.bron.plaats)]));
    feiten.push(rij(["Versie", versie]));
    feiten.push(rij(["Opgemaakt voor", &voluit(dag)]));
    let mut tekst = vec![t.toelichting.clone()];
    if t.verzonnen {
        tekst.insert(
            0,
            "Let op: de bron noemt geen bedrag. Dit bedrag is verzonnen voor de proef.".to_owned(),
        );
    }
    let mut delen = vec![Bladdeel {
        kop: "De prijs".to_owned(),
        tekst,
        tabellen: vec![tabel("De prijs", &[("Gegeven", false), ("Waarde", false)], feiten)],
    }];
    if !t.delen.is_empty() {
        delen.push(samenstelling(t));
    }
    match model {
        Some(m) => opbouw(&mut delen, m, v.weken_per_jaar)?,
        None => delen.push(Bladdeel {
            kop: "De opbouw".to_owned(),
            tekst: vec!["Het document geeft geen opbouw van deze prijs.".to_owned()],
            tabellen: Vec::new(),
        }),
    }
    delen.push(Bladdeel {
        kop: "Reageren".to_owned(),
        tekst: vec![
            "De gemeente stelt de prijs vast. Aanbieders kunnen bij het tarief schrijven wat er volgens hen niet klopt, \
             over het geheel of over één regel. De gemeente antwoordt elke aanbieder apart. Andere aanbieders zien dat \
             niet."
                .to_owned(),
        ],
        tabellen: Vec::new(),
    });
    Ok(Publicatieblad {
        titel: format!("Publicatieblad: tarief van {}", product.naam),
        onder: format!("{}, {prijs}, geldig vanaf {}", kader.naam, voluit(t.geldig.van())),
        delen,
        voet: format!("{} {}, {versie}, {}", kader.id, product.sleutel.code, voluit(dag)),
        dag,
    })
}

/// The parts that the amount of the document is the sum of.
fn samenstelling(t: &crate::Tarief) -> Bladdeel {
    let per = t.verzending.per.omschrijving();
    let rijen = t.delen.iter().map(|d| {
        let volgt = d.afgeleid_van.map_or_else(String::new, |(b, p)| {
            format!("Volgt uit {} {}. ", euro_voluit(b), p.omschrijving())
        });
        let waarom = format!("{volgt}{}", d.toelichting);
        let bron = format!("{}, {}", d.bron.document, d.bron.plaats);
        rij([&d.naam, &format!("{} {per}", euro_voluit(d.bedrag)), &waarom, &bron])
    });
    let koppen = [("Deel", false), ("Bedrag", true), ("Waarom", false), ("Bron", false)];
    Bladdeel {
        kop: "Waaruit de prijs bestaat".to_owned(),
        tekst: Vec::new(),
        tabellen: vec![tabel("Waaruit de prijs bestaat", &koppen, rijen.collect())],
    }
}

/// `weken` are those with which the amount in messages was derived, so that both tables say the same.
fn opbouw(delen: &mut Vec<Bladdeel>, m: &Kostprijsmodel, weken: Decimaal) -> Result<(), BladFout> {
    let k = Kostprijs::van(m)?;
    let v = &m.verantwoording;
    delen.push(artikel_5_4(&k));
    let gelijk: Vec<_> = gelijkwaardig(&k, weken)
        .into_iter()
        .map(|g| {
            let half_omhoog = RoundingStrategy::MidpointAwayFromZero;
            let precies = g.precies.round_dp_with_strategy(4, half_omhoog) * Decimaal::ONE_HUNDRED;
            rij([
                g.per.omschrijving(),
                &euro_voluit(precies),
                &euro(g.bedrag),
                &euro_verschil(g.verschil_per_jaar),
                if g.in_iwmo { "ja" } else { "nee" },
            ])
        })
        .collect();
    if !gelijk.is_empty() {
        let weken = kostprijs::getypt(weken);
        let koppen = [
            ("Tijdvak", false),
            ("Op honderdsten van centen", true),
            ("Op hele centen", true),
            ("Afronding per jaar", true),
            ("In iWmo 3.2", false),
        ];
        delen.push(Bladdeel {
            kop: "Hetzelfde bedrag in een ander tijdvak".to_owned(),
            tekst: vec![format!(
                "Een jaar telt {weken} weken, een week 7 dagen en een jaar 12 maanden. Elk bedrag is op hele centen \
                 afgerond; een halve cent gaat omhoog."
            )],
            tabellen: vec![tabel("Tijdvakken", &koppen, gelijk)],
        });
    }
    let deelkosten = per_kostendeel(&k, m.prijs);
    if !m.kostendelen.is_empty() {
        let rest = deelkosten.get(&None).copied().filter(|r| !r.is_zero());
        let rijen = m
            .kostendelen
            .iter()
            .map(|d| {
                rij([&d.naam, &euro(deelkosten.get(&Some(d.code.clone())).copied().unwrap_or_default())])
            })
            .chain(rest.map(|r| rij(["Zonder kostendeel", &euro(r)])))
            .collect();
        delen.push(Bladdeel {
            kop: "Kostendelen".to_owned(),
            tekst: vec!["Wat elk kostendeel van de prijs neemt, voor de laatste afronding.".to_owned()],
            tabellen: vec![tabel("Kostendelen", &[("Kostendeel", false), ("In de prijs", true)], rijen)],
        });
    }
    delen.push(Bladdeel {
        kop: "Elke regel van de opbouw".to_owned(),
        tekst: vec![
            format!("Bron: {}, {}. {}", v.bron.document, v.bron.plaats, v.toelichting),
            "Bij elke regel staat hoe zij is berekend, met de bron. Een waarde zonder formule komt uit de bron. Er wordt \
             alleen afgerond waar dat bij de regel staat."
                .to_owned(),
        ],
        tabellen: m.groepen.iter().filter_map(|g| groep(&k, &g.code, &g.naam)).collect(),
    });
    Ok(())
}

/// The elements of the law, with what is missing.
fn artikel_5_4(k: &Kostprijs<'_>) -> Bladdeel {
    let mut rijen: Vec<Vec<String>> = kostprijs::toets(k)
        .iter()
        .map(|t| {
            let mut namen: Vec<&str> = Vec::new();
            for i in &t.regels {
                let naam = k.model.regels[*i].naam.as_str();
                if !namen.contains(&naam) {
                    namen.push(naam);
                }
            }
            let element = format!("{}. {}", t.element.letter(), t.element.omschrijving());
            let regels = if namen.is_empty() { "geen".to_owned() } else { namen.join("; ") };
            rij([&element, &t.oordeel(), &euro(t.bedrag), &regels])
        })
        .collect();
    let buiten: Decimaal = per_element(k, k.model.prijs).get(&None).copied().unwrap_or_default();
    // no cell is empty: who hears a table would take the next cell for it
    rijen.push(rij(["Onder geen element", "geen oordeel", &euro(buiten), "geen"]));
    let koppen = [("Element", false), ("Oordeel", false), ("In de prijs", true), ("Regels", false)];
    Bladdeel {
        kop: "Kostprijselementen van artikel 5.4".to_owned(),
        tekst: vec![
            "Artikel 5.4, eerste lid, van het Uitvoeringsbesluit Wmo 2015 noemt zes elementen waarop een prijs ten \
             minste rust."
                .to_owned(),
        ],
        tabellen: vec![tabel("Kostprijselementen", &koppen, rijen)],
    }
}

/// The lines of a group, each with formula, inputs and source; columns together when nothing but the figures differs.
fn groep(k: &Kostprijs<'_>, code: &str, naam: &str) -> Option<Bladtabel> {
    let m = k.model;
    let mijn = (0..m.regels.len()).filter(|i| m.regels[*i].groep == code);
    let rijen: Vec<Vec<String>> = mijn
        .map(|i| {
            let (r, w) = k.regel(i);
            let mut hoe = match (kostprijs::formule(k, i), &r.bewerking) {
                (Some((namen, som)), _) => format!("{namen} = {som}."),
                (None, Bewerking::Waarde(_)) => "Waarde uit de bron.".to_owned(),
                (None, _) => String::new(),
            };
            if r.afronding == Regelafronding::Centen {
                hoe.push_str(" Hier afgerond op hele centen; een half gaat omhoog.");
            }
            if let Some(reden) = &r.reden_nul {
                let _ = write!(hoe, " Reden voor nul: {reden}");
            }
            let uitkomst = format!("{} ({})", in_maat(r.maat, w), r.maat);
            let bron = format!("{}, {}. {}", r.bron.document, r.bron.plaats, r.toelichting);
            rij([&k.naam(i), &hoe, &uitkomst, &bron])
        })
        .collect();
    let koppen =
        [("Regel", false), ("Hoe berekend", false), ("Uitkomst", true), ("Bron en toelichting", false)];
    (!rijen.is_empty()).then(|| tabel(naam, &koppen, rijen))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn blad(kader: &str, kort: &str, dag: Datum) -> Result<Publicatieblad, BladFout> {
        let gegevens = regels::kader(kader).unwrap();
        let ik = Inkoopkader::uit(gegevens).unwrap();
        let p = ik.producten.iter().find(|p| p.kort == kort).unwrap();
        publicatieblad(gegevens, &ik, p, "versie 0", dag)
    }

    fn deel<'b>(b: &'b Publicatieblad, kop: &str) -> &'b Bladdeel {
        b.delen.iter().find(|d| d.kop.contains(kop)).unwrap()
    }

    #[test]
    fn the_sheet_of_ib4_has_every_line_with_its_formula_and_source() {
        let b = blad("drechtsteden-ib4-2017", "IB4", date(2017, 1, 1)).unwrap();
        let m = &regels::kader("drechtsteden-ib4-2017").unwrap().kostprijzen[0];
        let regels: Vec<&Vec<String>> =
            deel(&b, "Elke regel").tabellen.iter().flat_map(|t| &t.rijen).collect();
        assert_eq!(regels.len(), m.regels.len(), "every line, each column apart");
        assert!(regels.iter().all(|r| r.len() == 4 && r.iter().all(|c| !c.is_empty())));
        assert!(regels.iter().all(|r| r[3].starts_with("drechtsteden-ib4-2017, Bijlage 2")));
        let overhead = regels.iter().find(|r| r[0].ends_with("overhead (FWG 40)")).unwrap();
        assert!(overhead[1].contains("17% van € 49.340,04") && overhead[2].starts_with("€ 8.387,81"));
        assert!(regels.iter().any(|r| r[1].contains("Reden voor nul")));
        let feiten = &deel(&b, "De prijs").tabellen[0].rijen;
        let feit = |naam: &str| feiten.iter().find(|r| r[0] == naam).unwrap()[1].clone();
        assert_eq!(feit("Prijs"), "€ 1.900,04 per 4 weken");
        assert!(
            feit("In berichten").contains("geen bedrag per 4 weken")
                && feit("Gemeenten").contains("Dordrecht")
        );
        assert_eq!((feit("Versie").as_str(), feit("Geldt vanaf").as_str()), ("versie 0", "1 januari 2017"));
        let elementen = &deel(&b, "artikel 5.4").tabellen[0].rijen;
        assert_eq!(elementen.len(), 7);
        assert!(elementen[3][1].contains("reiskosten") && elementen[4][1].starts_with("ontbreekt"));
        assert_eq!(deel(&b, "tijdvak").tabellen[0].rijen.len(), 5);
        let som: Decimaal = deel(&b, "Kostendelen").tabellen[0]
            .rijen
            .iter()
            .map(|r| r[1].replace("€ ", "").replace('.', "").replace(',', ".").parse::<Decimaal>().unwrap())
            .sum();
        assert!((som - "1900.04".parse::<Decimaal>().unwrap()).abs() <= "0.03".parse().unwrap(), "{som}");
        // every table has as many cells as heads
        for t in b.delen.iter().flat_map(|d| &d.tabellen) {
            assert!(t.rijen.iter().all(|r| r.len() == t.koppen.len()), "{}", t.naam);
        }
    }

    #[test]
    fn a_price_without_a_build_up_says_so_and_one_of_parts_shows_them() {
        let b = blad("drechtsteden-ib-2016", "IB1", date(2016, 1, 1)).unwrap();
        assert!(deel(&b, "De opbouw").tekst[0].contains("geen opbouw"));
        let b = blad("dordrecht-bw-2021", "huisvesting", date(2021, 1, 1)).unwrap();
        let delen = &deel(&b, "Waaruit").tabellen[0].rijen;
        assert_eq!(delen[0][1], "€ 156,61 per week");
        assert!(delen[0][2].starts_with("Volgt uit € 678,66 per maand."));
        let b = blad("meierij-2020", "IB-basis", date(2026, 1, 1));
        assert!(b.is_err() || b.unwrap().delen[0].tekst[0].contains("verzonnen"));
    }

    /// An empty cell is skipped by who hears the table, and the next one is taken for it.
    #[test]
    fn no_cell_of_any_sheet_is_empty() {
        let mut bladen = 0;
        for gegevens in regels::kaders() {
            let ik = Inkoopkader::uit(gegevens).unwrap();
            for p in ik.producten.iter().filter(|p| !p.tarieven.is_empty()) {
                let b = publicatieblad(gegevens, &ik, p, "versie 0", p.geldig.van()).unwrap();
                for t in b.delen.iter().flat_map(|d| &d.tabellen) {
                    for r in &t.rijen {
                        assert_eq!(r.len(), t.koppen.len(), "{}: {r:?}", p.kort);
                        assert!(r.iter().all(|c| !c.trim().is_empty()), "{} {}: {r:?}", p.kort, t.naam);
                    }
                }
                bladen += 1;
            }
        }
        assert_eq!(bladen, 22);
    }

    #[test]
    fn a_year_of_more_weeks_gives_the_amount_that_is_sent() {
        let mut gegevens = regels::kader("drechtsteden-ib4-2017").unwrap().clone();
        let mut instelling = regels::kader("dordrecht-bw-2021").unwrap().instellingen[0].clone();
        // from the second day of the tariff another year holds: what is sent was derived with the first
        instelling.sleutel = regels::WEKEN_PER_JAAR.to_owned();
        instelling.getal = Some("53".parse().unwrap());
        instelling.verantwoording.geldig = kern::Periode::new(date(2017, 1, 2), None).unwrap();
        gegevens.instellingen.retain(|i| i.sleutel != regels::WEKEN_PER_JAAR);
        gegevens.instellingen.push(instelling);
        let ik = Inkoopkader::uit(&gegevens).unwrap();
        let b = publicatieblad(&gegevens, &ik, &ik.producten[0], "versie 0", date(2018, 1, 1)).unwrap();
        let verzonden = euro_voluit(ik.producten[0].tarieven[0].verzending.verzonden);
        let maand = deel(&b, "tijdvak").tabellen[0].rijen.iter().find(|r| r[0] == "per maand").unwrap();
        assert_eq!(maand[2], verzonden);
    }

    #[test]
    fn without_a_tariff_there_is_no_sheet() {
        for (kader, kort, dag, waarom) in [
            ("drechtsteden-ib4-2017", "IB4", date(2016, 12, 31), "vanaf 1 januari 2017"),
            ("drechtsteden-ib-2016", "IB1", date(2017, 1, 1), "tot en met 31 december 2016"),
        ] {
            let fout = blad(kader, kort, dag).unwrap_err().to_string();
            assert!(fout.contains(waarom), "{fout}");
        }
        let fout = blad("dagbesteding-bwo-2016", "arbeid", date(2026, 1, 1)).unwrap_err();
        assert!(matches!(fout, BladFout::GeenTarief(_)));
    }
}
