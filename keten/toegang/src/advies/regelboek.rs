//! A framework made ready to judge: rules with places instead of names, and per product what is asked of it.

use super::pakket::Prijslijst;
use crate::zrm::Zrmdomein;
use kern::{Bron, Datum, Gemeentecode, Periode};
use regels::{
    Criterium, Domein, Indeling, Kader, Kieswijze, Plicht, Productregel, Productsoort, Route, Substitutie,
    Termijn, Toets, Toetssoort, Verantwoording, Voorwaarde,
};
use std::collections::{BTreeMap, BTreeSet};

/// The rules of a framework, made ready once for any number of dossiers.
#[derive(Debug, Clone)]
pub struct Regelboek {
    pub(super) kader: String,
    pub(super) naam: String,
    pub(super) prijzen: Prijslijst,
    /// The rules from a day on, in order of day; the first is for all days before the second.
    bladen: Vec<(Datum, Blad)>,
}

impl Regelboek {
    /// Makes the rules of a framework ready, with the prices that packages are compared with.
    pub fn uit(kader: &Kader, prijzen: Prijslijst) -> Self {
        let bladen = grenzen(kader).into_iter().map(|dag| (dag, Blad::op(kader, dag))).collect();
        Self { kader: kader.id.clone(), naam: kader.naam.clone(), prijzen, bladen }
    }

    /// Name of the framework, such as `meierij-2020`.
    pub fn kader(&self) -> &str {
        &self.kader
    }

    /// Name of the framework for people.
    pub fn naam(&self) -> &str {
        &self.naam
    }

    /// The rules in force on a day.
    pub(super) fn blad(&self, dag: Datum) -> Option<&Blad> {
        let na = self.bladen.partition_point(|(van, _)| *van <= dag);
        self.bladen.get(na.saturating_sub(1)).map(|(_, b)| b)
    }
}

/// The days on which a rule begins, or has just ended; with the first of the calendar.
fn grenzen(kader: &Kader) -> BTreeSet<Datum> {
    let (c, r, o) = (&kader.criteria, &kader.resultaten, &kader.overeenkomst);
    let alle = std::iter::once(&kader.verantwoording)
        .chain(kader.producten.iter().map(|x| &x.verantwoording))
        .chain(c.criteria.iter().map(|x| &x.verantwoording))
        .chain(c.toetsen.iter().map(|x| &x.verantwoording))
        .chain(c.indelingen.iter().map(|x| &x.verantwoording))
        .chain(c.termijnen.iter().map(|x| &x.verantwoording))
        .chain(c.plichten.iter().map(|x| &x.verantwoording))
        .chain(c.substituties.iter().map(|x| &x.verantwoording))
        .chain(r.domeinen.iter().map(|x| &x.verantwoording))
        .chain(o.routes.iter().map(|x| &x.verantwoording));
    let dagen = alle.flat_map(|v: &Verantwoording| {
        [Some(v.geldig.van()), v.geldig.tot().and_then(|t| t.tomorrow().ok())].into_iter().flatten()
    });
    std::iter::once(Datum::MIN).chain(dagen).collect()
}

/// A rule with places in the lists of its [`Blad`].
#[derive(Debug, Clone)]
pub(super) enum Regel {
    Criterium(usize),
    Toets(usize),
    En(Vec<Regel>),
    Of(Vec<Regel>),
    Niet(Box<Regel>),
    /// It names something that does not hold on this day.
    Ontbreekt(String),
}

/// One thing that is asked of a product.
#[derive(Debug, Clone)]
pub(super) enum Eis {
    /// It can be had on this day.
    InWerking { geldig: Periode, nu: bool },
    /// A new assignment may still begin.
    Nieuw { tot: Datum },
    /// It can be ordered.
    Bestelbaar { reden: String },
    /// The municipality takes part.
    Deelname,
    /// The source says who may get it.
    GeenCriteria,
    /// A test that must hold.
    Toegang(usize),
    /// A test that may not hold.
    Uitsluiting(usize),
    /// Of several products this one fits.
    Indeling { indeling: usize, optie: usize },
    /// A product that it goes with fits.
    Bij(Vec<usize>),
    /// At least one ground for an opslag.
    Gronden(Vec<usize>),
    /// It does not last too long.
    Termijn(usize),
}

#[derive(Debug, Clone)]
pub(super) struct Productblad {
    pub regel: Productregel,
    pub eisen: Vec<Eis>,
}

#[derive(Debug, Clone)]
pub(super) struct Toetsblad {
    pub toets: Toets,
    pub regel: Regel,
}

#[derive(Debug, Clone)]
pub(super) struct Indelingblad {
    pub indeling: Indeling,
    /// Place of the product, and the rule of the option.
    pub opties: Vec<(Option<usize>, Option<Regel>)>,
}

#[derive(Debug, Clone)]
pub(super) struct Domeinblad {
    pub domein: Domein,
    pub zrm: Option<Zrmdomein>,
    pub acuut_als: Option<Regel>,
    pub alleen_met: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Plichtblad {
    pub plicht: Plicht,
    pub als: Option<Regel>,
    pub tenzij: Option<Regel>,
}

#[derive(Debug, Clone)]
pub(super) struct Substitutieblad {
    pub substitutie: Substitutie,
    pub regel: Regel,
}

/// Everything of a framework that holds on a day.
#[derive(Debug, Clone)]
pub(super) struct Blad {
    pub bron: Bron,
    pub gemeenten: Vec<Gemeentecode>,
    pub criteria: Vec<Criterium>,
    pub toetsen: Vec<Toetsblad>,
    pub indelingen: Vec<Indelingblad>,
    pub termijnen: Vec<Termijn>,
    /// For each term the test that must hold to make it longer, if there is one.
    pub verlenging: Vec<Option<usize>>,
    pub plichten: Vec<Plichtblad>,
    pub substituties: Vec<Substitutieblad>,
    pub routes: Vec<Route>,
    pub domeinen: Vec<Domeinblad>,
    pub producten: Vec<Productblad>,
    /// Products that one is chosen of, in order of preference.
    pub groepen: Vec<Vec<usize>>,
    /// Whether levels of domains say where support is given.
    pub niveaus: bool,
    /// Ids that an answer may be given to: criteria, terms and routes, of any day.
    pub bekend: BTreeSet<String>,
}

/// Places of what holds, by name.
struct Namen<'k> {
    criteria: BTreeMap<&'k str, usize>,
    toetsen: BTreeMap<&'k str, usize>,
}

impl Namen<'_> {
    fn regel(&self, v: &Voorwaarde) -> Regel {
        let delen = |d: &[Voorwaarde]| d.iter().map(|x| self.regel(x)).collect();
        match v {
            Voorwaarde::Criterium(id) => self
                .criteria
                .get(id.as_str())
                .map_or_else(|| Regel::Ontbreekt(id.clone()), |i| Regel::Criterium(*i)),
            Voorwaarde::Toets(id) => self
                .toetsen
                .get(id.as_str())
                .map_or_else(|| Regel::Ontbreekt(id.clone()), |i| Regel::Toets(*i)),
            Voorwaarde::En(d) => Regel::En(delen(d)),
            Voorwaarde::Of(d) => Regel::Of(delen(d)),
            Voorwaarde::Niet(d) => Regel::Niet(Box::new(self.regel(d))),
        }
    }
}

impl Blad {
    fn op(kader: &Kader, dag: Datum) -> Self {
        let c = &kader.criteria;
        let geldt = |v: &Verantwoording| v.geldig.bevat(dag);
        let criteria: Vec<_> = c.criteria.iter().filter(|x| geldt(&x.verantwoording)).cloned().collect();
        let toetsen: Vec<_> = c.toetsen.iter().filter(|x| geldt(&x.verantwoording)).cloned().collect();
        let namen = Namen {
            criteria: criteria.iter().enumerate().map(|(i, x)| (x.id.as_str(), i)).collect(),
            toetsen: toetsen.iter().enumerate().map(|(i, x)| (x.id.as_str(), i)).collect(),
        };
        let regel = |v: &Option<Voorwaarde>| v.as_ref().map(|v| namen.regel(v));
        let regels = producten_op(kader, dag);
        let plek = |kort: &str| regels.iter().position(|p| p.kort == kort);
        let indelingen: Vec<_> = c
            .indelingen
            .iter()
            .filter(|x| geldt(&x.verantwoording))
            .map(|x| Indelingblad {
                opties: x.opties.iter().map(|o| (plek(&o.product), regel(&o.regel))).collect(),
                indeling: x.clone(),
            })
            .collect();
        let termijnen: Vec<_> = c.termijnen.iter().filter(|x| geldt(&x.verantwoording)).cloned().collect();
        let verlenging = termijnen
            .iter()
            .map(|t| {
                toetsen.iter().position(|x| {
                    x.soort == Toetssoort::Verlenging && t.producten.iter().all(|p| x.producten.contains(p))
                })
            })
            .collect();
        let domeinen = domeinen_op(kader, dag, &namen);
        let mut blad = Self {
            bron: kader.verantwoording.bron.clone(),
            gemeenten: kader.gemeenten.iter().map(|g| g.code).collect(),
            toetsen: toetsen
                .iter()
                .map(|t| Toetsblad { regel: namen.regel(&t.regel), toets: t.clone() })
                .collect(),
            plichten: (c.plichten.iter().filter(|x| geldt(&x.verantwoording)))
                .map(|p| Plichtblad { als: regel(&p.als), tenzij: regel(&p.tenzij), plicht: p.clone() })
                .collect(),
            substituties: (c.substituties.iter().filter(|x| geldt(&x.verantwoording)))
                .map(|s| Substitutieblad { regel: namen.regel(&s.regel), substitutie: s.clone() })
                .collect(),
            routes: (kader.overeenkomst.routes.iter().filter(|x| geldt(&x.verantwoording)))
                .cloned()
                .collect(),
            niveaus: domeinen.iter().any(|d| !d.domein.niveaus.is_empty()),
            groepen: Vec::new(),
            producten: Vec::new(),
            bekend: bekend(kader),
            criteria,
            indelingen,
            termijnen,
            verlenging,
            domeinen,
        };
        blad.producten = regels
            .iter()
            .map(|p| Productblad { eisen: blad.eisen(kader, &regels, p, dag), regel: (*p).clone() })
            .collect();
        blad.groepen = groepen(&blad);
        blad
    }

    /// What is asked of a product, in the order in which it is told.
    fn eisen(&self, kader: &Kader, alle: &[&Productregel], p: &Productregel, dag: Datum) -> Vec<Eis> {
        let geldig = p.verantwoording.geldig.doorsnede(&kader.verantwoording.geldig);
        let geldig = geldig.unwrap_or(p.verantwoording.geldig);
        let mut uit = vec![Eis::InWerking { geldig, nu: geldig.bevat(dag) }];
        uit.extend(p.nieuw_tot.map(|tot| Eis::Nieuw { tot }));
        uit.extend(p.niet_bestelbaar.clone().map(|reden| Eis::Bestelbaar { reden }));
        // a criterion on the municipality, where there is one, says it with its own source
        if !self.criteria.iter().any(|c| c.afleiding == Some(regels::Afleiding::Gemeente)) {
            uit.push(Eis::Deelname);
        }
        let van = |soort: Toetssoort| {
            self.toetsen
                .iter()
                .enumerate()
                .filter(move |(_, t)| t.toets.soort == soort && t.toets.producten.contains(&p.kort))
                .map(|(i, _)| i)
        };
        let toegang: Vec<_> = van(Toetssoort::Toegang).collect();
        if toegang.is_empty() && p.soort == Productsoort::Product {
            uit.push(Eis::GeenCriteria);
        }
        uit.extend(toegang.into_iter().map(Eis::Toegang));
        uit.extend(van(Toetssoort::Uitsluiting).map(Eis::Uitsluiting));
        for (indeling, x) in self.indelingen.iter().enumerate() {
            let optie = x.indeling.opties.iter().position(|o| o.product == p.kort);
            uit.extend(optie.map(|optie| Eis::Indeling { indeling, optie }));
        }
        if p.soort != Productsoort::Product {
            uit.push(Eis::Bij(p.bij.iter().filter_map(|b| alle.iter().position(|x| x.kort == *b)).collect()));
        }
        if p.soort == Productsoort::Opslag {
            uit.push(Eis::Gronden(van(Toetssoort::Opslag).collect()));
        }
        for (i, t) in self.termijnen.iter().enumerate() {
            if t.producten.contains(&p.kort) {
                uit.push(Eis::Termijn(i));
            }
        }
        uit
    }
}

/// Every product once: the one of this day, or else the last that is known under its name. Products come before what goes with
/// them, so that these can look at their outcome.
fn producten_op(kader: &Kader, dag: Datum) -> Vec<&Productregel> {
    let mut uit: Vec<&Productregel> = Vec::new();
    for p in &kader.producten {
        match uit.iter_mut().find(|x| x.kort == p.kort) {
            Some(eerder) if !eerder.verantwoording.geldig.bevat(dag) => *eerder = p,
            Some(_) => {}
            None => uit.push(p),
        }
    }
    uit.sort_by_key(|p| p.soort != Productsoort::Product);
    uit
}

fn domeinen_op(kader: &Kader, dag: Datum, namen: &Namen<'_>) -> Vec<Domeinblad> {
    let lijst: Vec<_> =
        kader.resultaten.domeinen.iter().filter(|d| d.verantwoording.geldig.bevat(dag)).cloned().collect();
    let plek = |code: &String| lijst.iter().position(|d| d.code == *code);
    lijst
        .iter()
        .map(|d| Domeinblad {
            zrm: Zrmdomein::parse(&d.code),
            acuut_als: d.acuut_als.clone().map(|id| namen.regel(&Voorwaarde::Criterium(id))),
            alleen_met: d.alleen_met.iter().filter_map(plek).collect(),
            domein: d.clone(),
        })
        .collect()
}

fn bekend(kader: &Kader) -> BTreeSet<String> {
    let c = &kader.criteria;
    let ids = c.criteria.iter().map(|x| &x.id).chain(c.termijnen.iter().map(|x| &x.id));
    ids.chain(kader.overeenkomst.routes.iter().map(|x| &x.id)).cloned().collect()
}

/// The products that one is chosen of: the options of an indeling in their order, and each other product by itself.
fn groepen(blad: &Blad) -> Vec<Vec<usize>> {
    let mut uit: Vec<Vec<usize>> =
        blad.indelingen.iter().map(|x| x.opties.iter().filter_map(|(p, _)| *p).collect()).collect();
    for (i, p) in blad.producten.iter().enumerate() {
        if p.regel.soort == Productsoort::Product && !uit.iter().flatten().any(|x| *x == i) {
            uit.push(vec![i]);
        }
    }
    uit
}

impl Indelingblad {
    pub(super) fn op_werk(&self) -> bool {
        self.indeling.wijze == Kieswijze::PrimaireWerkzaamheden
    }
}
