//! Scenarios beside each other and beside the published tariff: one table for the page and the command line.

use super::{
    Indexering, Kostprijs, KostprijsFout, Scenario, WatAls, euro, euro_verschil, getypt, in_maat, indexeer,
    per_element, vergelijk,
};
use kern::Decimaal;
use regels::{Bewerking, Kostprijselement, Kostprijsmodel};
use std::collections::BTreeSet;

/// A cell: what it is, and for money how that differs from what was published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vergelijkcel {
    /// In words; empty when there is nothing to say.
    pub waarde: String,
    /// `+€ 10,00`; `None` for the published tariff and for what is no money.
    pub verschil: Option<String>,
    /// It is another than the published one.
    pub anders: bool,
}

/// A row: what, and a cell for the published tariff and one per scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vergelijkrij {
    /// What.
    pub naam: String,
    /// Cells, the published tariff first.
    pub cellen: Vec<Vergelijkcel>,
}

/// The whole table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vergelijking {
    /// Names of the scenarios.
    pub namen: Vec<String>,
    /// Price, year, elements and effect.
    pub uitkomsten: Vec<Vergelijkrij>,
    /// The assumptions that differ in one of the scenarios.
    pub aannames: Vec<Vergelijkrij>,
    /// The price per year, after indexation where a scenario has it; the published one first.
    pub jaarprijzen: Vec<Decimaal>,
    /// One of the scenarios has an index.
    pub geindexeerd: bool,
}

/// Up to four scenarios beside the published tariff, each computed anew.
pub fn naast_elkaar(model: &Kostprijsmodel, scenarios: &[Scenario]) -> Result<Vergelijking, KostprijsFout> {
    let kolommen: Vec<WatAls<'_>> = vergelijk(model, scenarios)?.into_iter().map(|(_, w)| w).collect();
    let voor = Kostprijs::van(model)?;
    let geld = |naam: String, oud: Decimaal, nieuw: Vec<Decimaal>| Vergelijkrij {
        naam,
        cellen: std::iter::once(Vergelijkcel { waarde: euro(oud), ..Vergelijkcel::default() })
            .chain(nieuw.into_iter().map(|n| Vergelijkcel {
                waarde: euro(n),
                verschil: Some(euro_verschil(n - oud)),
                anders: euro(n) != euro(oud),
            }))
            .collect(),
    };
    let naam = |i: usize| model.regels[i].naam.clone();
    let mut uitkomsten = vec![
        geld(naam(model.prijs), voor.prijs(), kolommen.iter().map(|w| w.na.prijs()).collect()),
        geld(naam(model.jaarprijs), voor.jaarprijs(), kolommen.iter().map(|w| w.na.jaarprijs()).collect()),
    ];
    let index = scenarios
        .iter()
        .zip(&kolommen)
        .map(|(s, w)| indexeer(&w.na, &s.indexen))
        .collect::<Result<Vec<_>, _>>()?;
    let geindexeerd = scenarios.iter().any(|s| !s.indexen.is_empty());
    if geindexeerd {
        uitkomsten.push(geld(
            format!("{}, na indexering", naam(model.prijs)),
            voor.prijs(),
            index.iter().map(|i| i.na).collect(),
        ));
        uitkomsten.push(geld(
            format!("{}, na indexering", naam(model.jaarprijs)),
            voor.jaarprijs(),
            index.iter().map(|i| i.jaar_na).collect(),
        ));
    }
    uitkomsten.extend(elementen(&voor, &kolommen, geld));
    if scenarios.iter().any(|s| s.volume.is_some()) {
        uitkomsten.push(effect(&voor, scenarios, &index, geindexeerd));
    }
    Ok(Vergelijking {
        namen: scenarios.iter().map(|s| s.naam.clone()).collect(),
        uitkomsten,
        aannames: aannames(&voor, scenarios, &kolommen),
        jaarprijzen: std::iter::once(voor.jaarprijs())
            .chain(
                index
                    .iter()
                    .zip(scenarios)
                    .zip(&kolommen)
                    .map(|((i, s), w)| if s.indexen.is_empty() { w.na.jaarprijs() } else { i.jaar_na }),
            )
            .collect(),
        geindexeerd,
    })
}

/// What each element of article 5.4 takes of the price.
fn elementen(
    voor: &Kostprijs<'_>,
    kolommen: &[WatAls<'_>],
    geld: impl Fn(String, Decimaal, Vec<Decimaal>) -> Vergelijkrij,
) -> Vec<Vergelijkrij> {
    let delen = |k: &Kostprijs<'_>| per_element(k, k.model.prijs);
    let (oud, nieuw) = (delen(voor), kolommen.iter().map(|w| delen(&w.na)).collect::<Vec<_>>());
    let alle: BTreeSet<Option<Kostprijselement>> =
        nieuw.iter().chain([&oud]).flat_map(|d| d.keys().copied()).collect();
    let (zonder, met): (Vec<_>, Vec<_>) = alle.into_iter().partition(Option::is_none);
    let van = |d: &std::collections::BTreeMap<_, Decimaal>, e| d.get(e).copied().unwrap_or_default();
    met.iter()
        .chain(&zonder)
        .map(|e| {
            let naam = e.map_or_else(
                || "In de prijs, onder geen element".to_owned(),
                |e| format!("In de prijs, element {}: {}", e.letter(), e.omschrijving()),
            );
            geld(naam, van(&oud, e), nieuw.iter().map(|d| van(d, e)).collect())
        })
        .collect()
}

/// What each scenario costs more in a year with its indices, for its own number of clients.
fn effect(
    voor: &Kostprijs<'_>,
    scenarios: &[Scenario],
    index: &[Indexering],
    geindexeerd: bool,
) -> Vergelijkrij {
    let cellen = scenarios.iter().zip(index).map(|(s, i)| {
        let Some(n) = s.volume else { return Vergelijkcel::default() };
        let bedrag = i.jaareffect(voor, n).map_or_else(|| "te groot om te tonen".to_owned(), euro_verschil);
        Vergelijkcel { waarde: format!("{bedrag} bij {} cliënten", getypt(n)), ..Vergelijkcel::default() }
    });
    Vergelijkrij {
        naam: if geindexeerd { "Effect per jaar, na indexering" } else { "Effect per jaar" }.to_owned(),
        cellen: std::iter::once(Vergelijkcel::default()).chain(cellen).collect(),
    }
}

/// The assumptions and indices that differ in one of them; what a scenario leaves as it is reads as published.
fn aannames(voor: &Kostprijs<'_>, scenarios: &[Scenario], kolommen: &[WatAls<'_>]) -> Vec<Vergelijkrij> {
    let m = voor.model;
    let gedraaid: BTreeSet<usize> = kolommen.iter().flat_map(WatAls::regels).map(|r| r.regel).collect();
    let mut uit: Vec<Vergelijkrij> = gedraaid
        .into_iter()
        .filter(|i| m.regels[*i].stap.is_some() && matches!(m.regels[*i].bewerking, Bewerking::Waarde(_)))
        .map(|i| {
            let maat = m.regels[i].maat;
            let oud = voor.waarden[i];
            let cellen = kolommen.iter().map(|w| Vergelijkcel {
                waarde: in_maat(maat, w.na.waarden[i]),
                verschil: None,
                anders: w.na.waarden[i] != oud,
            });
            Vergelijkrij {
                naam: voor.naam(i),
                cellen: std::iter::once(Vergelijkcel {
                    waarde: in_maat(maat, oud),
                    ..Vergelijkcel::default()
                })
                .chain(cellen)
                .collect(),
            }
        })
        .collect();
    for d in &m.kostendelen {
        let van = |s: &Scenario| s.indexen.iter().find(|(c, _)| *c == d.code).map(|(_, p)| *p);
        if scenarios.iter().all(|s| van(s).is_none()) {
            continue;
        }
        let cellen = scenarios.iter().map(|s| match van(s) {
            Some(p) => Vergelijkcel { waarde: format!("{}%", getypt(p)), verschil: None, anders: true },
            None => Vergelijkcel { waarde: "geen".to_owned(), ..Vergelijkcel::default() },
        });
        let geen = Vergelijkcel { waarde: "geen".to_owned(), ..Vergelijkcel::default() };
        uit.push(Vergelijkrij {
            naam: format!("Index op {}", d.naam.to_lowercase()),
            cellen: std::iter::once(geen).chain(cellen).collect(),
        });
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kostprijs::{Stel, lees_index};

    fn model() -> &'static Kostprijsmodel {
        &regels::kader("drechtsteden-ib4-2017").unwrap().kostprijzen[0]
    }

    fn scenario(naam: &str, stel: &[&str], index: &[&str], volume: Option<u32>) -> Scenario {
        Scenario {
            naam: naam.into(),
            stel: stel.iter().map(|s| Stel::parse(s).unwrap()).collect(),
            indexen: index.iter().map(|i| lees_index(i).unwrap()).collect(),
            volume: volume.map(Decimaal::from),
        }
    }

    #[test]
    fn two_scenarios_stand_beside_what_was_published() {
        let v = naast_elkaar(
            model(),
            &[
                scenario("Krap", &["productiviteit=68"], &[], Some(40)),
                scenario("Cao", &["hoogste_trede=+3%"], &["huisvesting=2"], None),
            ],
        )
        .unwrap();
        assert_eq!(v.namen, ["Krap", "Cao"]);
        let prijs = &v.uitkomsten[0];
        assert_eq!(prijs.cellen.len(), 3);
        assert_eq!(prijs.cellen[0].waarde, "€ 1.900,04");
        // by hand: begeleiding 23.989,78 × 70 ÷ 68, plus 710,68, over 13 periods
        assert_eq!(prijs.cellen[1].waarde, "€ 1.954,31");
        assert_eq!(prijs.cellen[1].verschil.as_deref(), Some("+€ 54,27"));
        assert!(prijs.cellen[1].anders && !prijs.cellen[0].anders);
        let rij = |naam: &str| v.uitkomsten.iter().find(|r| r.naam.contains(naam)).unwrap();
        let index = rij("per 4 weken, na indexering");
        assert_eq!(index.cellen[1].waarde, prijs.cellen[1].waarde, "no index, no change");
        assert_ne!(index.cellen[2].waarde, prijs.cellen[2].waarde);
        assert!(rij("Effect").cellen[1].waarde.ends_with("bij 40 cliënten"));
        assert_eq!(rij("Effect").cellen[2].waarde, "");
        let namen: Vec<_> = v.aannames.iter().map(|r| r.naam.as_str()).collect();
        assert_eq!(namen.len(), 4, "two columns of the scale, productivity and an index: {namen:?}");
        let p = v.aannames.iter().find(|r| r.naam.contains("Productiviteit")).unwrap();
        let standen: Vec<_> = p.cellen.iter().map(|c| (c.waarde.as_str(), c.anders)).collect();
        assert_eq!(standen, [("70%", false), ("68%", true), ("70%", false)]);
        // the elements add up to the price, in every column
        assert_eq!(v.jaarprijzen.len(), 3);
    }

    #[test]
    fn four_fit_and_five_do_not() {
        let n = |aantal: usize| -> Vec<Scenario> {
            (0..aantal).map(|i| scenario(&format!("s{i}"), &["productiviteit=68"], &[], None)).collect()
        };
        assert_eq!(naast_elkaar(model(), &n(4)).unwrap().uitkomsten[0].cellen.len(), 5);
        assert_eq!(naast_elkaar(model(), &n(5)), Err(KostprijsFout::TeVeel(5)));
        let geen = naast_elkaar(model(), &[]).unwrap();
        assert!(geen.aannames.is_empty() && geen.uitkomsten.iter().all(|r| r.cellen.len() == 1));
    }

    #[test]
    fn one_that_cannot_be_computed_is_told() {
        assert!(naast_elkaar(model(), &[scenario("x", &["productiviteit=0"], &[], None)]).is_err());
        assert!(naast_elkaar(model(), &[scenario("x", &[], &["maan=1"], None)]).is_err());
    }
}
