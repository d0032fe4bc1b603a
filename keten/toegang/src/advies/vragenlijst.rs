//! The questions of a framework on a day, in the order in which its rules ask them: what a consulent fills in.

use super::regelboek::{Blad, Regel, Regelboek};
use kern::{Bron, Datum};
use regels::{Afleiding, Criterium, Criteriumsoort, Toetssoort, Verlenging};
use std::collections::BTreeSet;

/// Questions that belong together: those of one test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vragengroep {
    /// What they are about.
    pub naam: String,
    /// Short names of the products that it is about; empty when it is about no one product.
    pub producten: Vec<String>,
    /// The questions.
    pub vragen: Vec<Invulvraag>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invulvraag {
    /// Where the answer goes in `antwoorden`.
    pub id: String,
    /// What kind of answer; a judgement needs a motivation.
    pub soort: Criteriumsoort,
    /// As a statement, in plain Dutch.
    pub tekst: String,
    /// What the program can establish it from, so that it need not be answered.
    pub volgt_uit: Option<Afleiding>,
    /// What the source says about it.
    pub toelichting: String,
    /// Document and place.
    pub bron: Bron,
}

impl From<&Criterium> for Invulvraag {
    fn from(c: &Criterium) -> Self {
        Self {
            id: c.id.clone(),
            soort: c.soort.clone(),
            tekst: c.tekst.clone(),
            volgt_uit: c.afleiding,
            toelichting: c.verantwoording.toelichting.clone(),
            bron: c.verantwoording.bron.clone(),
        }
    }
}

/// Takes every criterion once, at the first rule that asks it.
struct Lijst<'b> {
    blad: &'b Blad,
    gezien: BTreeSet<usize>,
    groepen: Vec<Vragengroep>,
}

impl Lijst<'_> {
    fn van(&mut self, regel: &Regel, uit: &mut Vec<Invulvraag>) {
        match regel {
            Regel::Criterium(i) => {
                if self.gezien.insert(*i) {
                    uit.extend(self.blad.criteria.get(*i).map(Invulvraag::from));
                }
            }
            Regel::Toets(i) => {
                if let Some(t) = self.blad.toetsen.get(*i) {
                    self.van(&t.regel, uit);
                }
            }
            Regel::En(delen) | Regel::Of(delen) => delen.iter().for_each(|d| self.van(d, uit)),
            Regel::Niet(deel) => self.van(deel, uit),
            Regel::Ontbreekt(_) => {}
        }
    }

    fn groep<'r>(&mut self, naam: &str, producten: &[String], regels: impl IntoIterator<Item = &'r Regel>) {
        let mut vragen = Vec::new();
        for r in regels {
            self.van(r, &mut vragen);
        }
        self.erbij(naam, producten, vragen);
    }

    fn erbij(&mut self, naam: &str, producten: &[String], vragen: Vec<Invulvraag>) {
        if !vragen.is_empty() {
            self.groepen.push(Vragengroep { naam: naam.to_owned(), producten: producten.to_vec(), vragen });
        }
    }
}

impl Regelboek {
    /// The questions of this day, each once.
    pub fn vragenlijst(&self, dag: Datum) -> Vec<Vragengroep> {
        let Some(blad) = self.blad(dag) else { return Vec::new() };
        let mut l = Lijst { blad, gezien: BTreeSet::new(), groepen: Vec::new() };
        for t in blad.toetsen.iter().filter(|t| t.toets.soort != Toetssoort::Deel) {
            l.groep(&t.toets.naam, &t.toets.producten, [&t.regel]);
        }
        for x in &blad.indelingen {
            let producten: Vec<String> = x.indeling.opties.iter().map(|o| o.product.clone()).collect();
            l.groep(&x.indeling.naam, &producten, x.opties.iter().filter_map(|(_, r)| r.as_ref()));
        }
        let domeinen: Vec<_> = blad.domeinen.iter().filter_map(|d| d.acuut_als.as_ref()).collect();
        l.groep("Als er acute problemen zijn", &[], domeinen);
        let ruil: Vec<_> = blad.substituties.iter().map(|s| &s.regel).collect();
        l.groep("Als ondersteuning wordt geruild", &[], ruil);
        let plichten: Vec<_> =
            blad.plichten.iter().flat_map(|p| p.als.iter().chain(p.tenzij.iter())).collect();
        l.groep("Wat partijen moeten doen", &[], plichten);
        let rest: Vec<Regel> = (0..blad.criteria.len()).map(Regel::Criterium).collect();
        l.groep("Overige vragen", &[], &rest);
        let langer = blad.termijnen.iter().enumerate().filter(|(i, t)| {
            t.verlenging != Verlenging::NietGenoemd && blad.verlenging.get(*i).copied().flatten().is_none()
        });
        let langer = langer.map(|(_, t)| {
            let tekst = format!("Het mag langer duren dan dit: {}", t.tekst);
            los(&t.id, tekst, &t.verantwoording)
        });
        l.erbij("Als de ondersteuning langer duurt", &[], langer.collect());
        let routes = blad.routes.iter().map(|r| los(&r.id, r.als.clone(), &r.verantwoording));
        l.erbij("Buiten de producten om", &[], routes.collect());
        l.groepen
    }

    /// What a rule is called, and where it is written: of a test, a division, a term, a way around, or a product of which the
    /// whole advice is meant. `regel` is framework and id, as in a [`super::Reden`].
    pub fn regelnaam(&self, regel: &str, dag: Datum) -> Option<(String, Bron)> {
        let id = regel.strip_prefix(self.kader.as_str())?.strip_prefix('/')?;
        let blad = self.blad(dag)?;
        let zoek = |naam: &str, bron: &Bron| (naam.to_owned(), bron.clone());
        let toets = blad.toetsen.iter().find(|t| t.toets.id == id);
        let toets = toets.map(|t| zoek(&t.toets.naam, &t.toets.verantwoording.bron));
        let indeling = || {
            let x = &blad.indelingen.iter().find(|x| x.indeling.id == id)?.indeling;
            Some(zoek(&x.naam, &x.verantwoording.bron))
        };
        let termijn = || {
            let t = blad.termijnen.iter().find(|t| t.id == id)?;
            Some(zoek(&t.tekst, &t.verantwoording.bron))
        };
        let route = || {
            let r = blad.routes.iter().find(|r| r.id == id)?;
            Some(zoek(&r.als, &r.verantwoording.bron))
        };
        let product = || {
            let p = &blad.producten.iter().find(|p| p.regel.kort == id)?.regel;
            Some((format!("Het advies om {} te geven", p.naam), p.verantwoording.bron.clone()))
        };
        let gemeente = || (id == "gemeenten").then(|| zoek("De gemeente doet mee aan dit kader", &blad.bron));
        toets.or_else(indeling).or_else(termijn).or_else(route).or_else(product).or_else(gemeente)
    }
}

fn los(id: &str, tekst: String, v: &regels::Verantwoording) -> Invulvraag {
    Invulvraag {
        id: id.to_owned(),
        soort: Criteriumsoort::Oordeel,
        tekst,
        volgt_uit: None,
        toelichting: v.toelichting.clone(),
        bron: v.bron.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Adviesdossier, Antwoord, Prijslijst};
    use super::*;
    use jiff::civil::date;

    fn boek(kader: &str) -> Regelboek {
        Regelboek::uit(regels::kader(kader).unwrap(), Prijslijst::default())
    }

    #[test]
    fn every_answer_that_counts_is_asked_once_and_nothing_else() {
        for (kader, dag) in [
            ("drechtsteden-ib-2016", date(2016, 6, 1)),
            ("drechtsteden-ib4-2017", date(2017, 6, 1)),
            ("dordrecht-bw-2021", date(2021, 6, 1)),
            ("meierij-2020", date(2026, 6, 1)),
        ] {
            let boek = boek(kader);
            let lijst = boek.vragenlijst(dag);
            let ids: Vec<&str> = lijst.iter().flat_map(|g| &g.vragen).map(|v| v.id.as_str()).collect();
            let uniek: BTreeSet<_> = ids.iter().copied().collect();
            assert_eq!(ids.len(), uniek.len(), "{kader}: one is asked twice");
            let criteria = boek.blad(dag).unwrap().criteria.iter().map(|c| c.id.as_str());
            assert!(criteria.clone().all(|c| uniek.contains(c)), "{kader}");
            // everything that is asked may be answered
            let alles = ids.iter().fold(Adviesdossier::new(dag), |d, id| {
                let getal = boek.blad(dag).unwrap().criteria.iter().find(|c| c.id == *id);
                match getal.map(|c| &c.soort) {
                    Some(Criteriumsoort::Getal { .. }) => d.met(*id, Antwoord::Getal(3.into())),
                    _ => d.met(*id, Antwoord::oordeel(true, "omdat")),
                }
            });
            assert_eq!(boek.controleer(&alles), [], "{kader}");
        }
    }

    #[test]
    fn what_advice_still_asks_stands_on_the_list() {
        let (boek, dag) = (boek("meierij-2020"), date(2026, 6, 1));
        let d = Adviesdossier::new(dag);
        let advies = boek.beoordeel(&d).unwrap().advies();
        let lijst = boek.vragenlijst(dag);
        let vragen: Vec<_> = lijst.iter().flat_map(|g| &g.vragen).collect();
        let gesteld = advies.vragen();
        assert!(!gesteld.is_empty());
        for v in gesteld {
            use super::super::Vraagsoort as S;
            if matches!(v.soort, S::Oordeel | S::Feit | S::Getal) {
                assert!(vragen.iter().any(|x| x.id == v.id), "{}", v.id);
            }
        }
    }

    #[test]
    fn a_rule_has_a_name() {
        let (boek, dag) = (boek("dordrecht-bw-2021"), date(2021, 6, 1));
        let naam = |id: &str| boek.regelnaam(&format!("dordrecht-bw-2021/{id}"), dag).map(|n| n.0);
        assert!(naam("toegang-ib-bw").is_some());
        assert!(naam("categorie").is_some());
        assert!(naam("IB2").unwrap().starts_with("Het advies om "));
        assert_eq!(naam("bestaat-niet"), None);
        assert_eq!(boek.regelnaam("meierij-2020/categorie", dag), None, "of another framework");
    }
}
