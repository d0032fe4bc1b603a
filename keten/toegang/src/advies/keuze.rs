//! The consulent chooses. The choice may depart from the advice, with a motivation, and each rule that was departed from is
//! kept: a rule that is often departed from is bad policy.

use super::model::Advies;
use super::oordeel::Uitkomst;
use kern::{Bevinding, Decimaal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a consulent chose at an advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keuze {
    producten: Vec<String>,
    motivering: Option<String>,
    afwijkingen: Vec<Afwijking>,
}

/// A rule that was departed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afwijking {
    /// The rule: framework and id, as in a [`super::Reden`]; or the framework and the product when the whole was not followed.
    pub regel: String,
    /// The product, opslag or component that it is about.
    pub product: String,
    /// In which way.
    pub richting: Richting,
}

/// In which way a choice departs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Richting {
    /// Given, though the rule says no.
    TochWel,
    /// Not given, though it was advised.
    TochNiet,
    /// Given, while the rule still had something to ask.
    VoorAlles,
}

impl Richting {
    /// In words.
    pub fn in_woorden(self) -> &'static str {
        match self {
            Self::TochWel => "toch gegeven",
            Self::TochNiet => "toch niet gegeven",
            Self::VoorAlles => "gegeven voordat alles bekend was",
        }
    }
}

impl Keuze {
    /// A choice of products, opslagen and components by their short names; none at all is a refusal. Refused, with every
    /// reason, when the advice knows no such product, when one is named twice, when something stands beside nothing that it
    /// goes with, or when it departs from the advice without a motivation.
    pub fn maak(advies: &Advies, producten: &[&str], motivering: &str) -> Result<Self, Vec<Bevinding>> {
        let mut mis = Vec::new();
        let mut afwijkingen = Vec::new();
        for (i, kort) in producten.iter().enumerate() {
            let plek = || format!("producten[{i}]");
            if producten.iter().take(i).any(|p| p == kort) {
                mis.push(Bevinding::new(
                    "KEUZE-DUBBEL",
                    None,
                    plek(),
                    format!("{kort} is twee keer gekozen."),
                ));
                continue;
            }
            let Some(p) = advies.product(kort) else {
                let tekst = format!("{} kent geen product '{kort}'. Kies uit het advies.", advies.kader_naam);
                mis.push(Bevinding::new("KEUZE-PRODUCT", None, plek(), tekst));
                continue;
            };
            let richting = match p.uitkomst {
                Uitkomst::Voldoet => continue,
                Uitkomst::VoldoetNiet => Richting::TochWel,
                Uitkomst::OordeelNodig | Uitkomst::GegevensOntbreken => Richting::VoorAlles,
            };
            let regels = p.redenen.iter().map(|r| &r.regel).chain(p.vragen.iter().map(|v| &v.regel));
            voeg_toe(&mut afwijkingen, regels, kort, richting);
        }
        for groep in &advies.adviezen {
            let Some(product) = &groep.product else { continue };
            // an opslag that has the price of the product in it takes its place, and is not a departure from it
            let vervult = |p: &&str| *p == product || groep.te_bestellen.iter().any(|b| b == p);
            if !producten.iter().any(vervult) {
                let regel = format!("{}/{product}", advies.kader);
                voeg_toe(&mut afwijkingen, std::iter::once(&regel), product, Richting::TochNiet);
            }
            for o in groep.onderdelen.iter().filter(|o| !producten.contains(&o.product.as_str())) {
                let regel = format!("{}/{}", advies.kader, o.product);
                voeg_toe(&mut afwijkingen, std::iter::once(&regel), &o.product, Richting::TochNiet);
            }
        }
        let motivering = motivering.trim();
        if !afwijkingen.is_empty() && motivering.is_empty() {
            let regels: Vec<_> = afwijkingen.iter().map(|a| a.regel.as_str()).collect();
            mis.push(Bevinding::new(
                "KEUZE-MOTIVERING",
                None,
                "motivering",
                format!(
                    "De keuze wijkt af van het advies. Schrijf waarom. Het gaat om: {}.",
                    regels.join(", ")
                ),
            ));
        }
        if !mis.is_empty() {
            return Err(mis);
        }
        Ok(Self {
            producten: producten.iter().map(|p| (*p).to_owned()).collect(),
            motivering: (!motivering.is_empty()).then(|| motivering.to_owned()),
            afwijkingen,
        })
    }

    /// Short names of what was chosen; empty is a refusal.
    pub fn producten(&self) -> &[String] {
        &self.producten
    }

    /// Why, if that was said.
    pub fn motivering(&self) -> Option<&str> {
        self.motivering.as_deref()
    }

    /// The same without the motivation, which is about a person and is kept apart.
    #[must_use]
    pub fn zonder_motivering(&self) -> Self {
        Self { motivering: None, ..self.clone() }
    }

    /// The same with the motivation that was kept apart.
    #[must_use]
    pub fn met_motivering(self, motivering: Option<String>) -> Self {
        Self { motivering, ..self }
    }

    /// The rules that were departed from; empty when the advice was followed.
    pub fn afwijkingen(&self) -> &[Afwijking] {
        &self.afwijkingen
    }
}

fn voeg_toe<'a>(
    uit: &mut Vec<Afwijking>,
    regels: impl Iterator<Item = &'a String>,
    product: &str,
    richting: Richting,
) {
    for regel in regels {
        if !uit.iter().any(|a| a.regel == *regel && a.product == product) {
            uit.push(Afwijking { regel: regel.clone(), product: product.to_owned(), richting });
        }
    }
}

/// How often a rule was departed from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afwijktelling {
    /// Given, though the rule said no.
    pub toch_wel: u32,
    /// Not given, though it was advised.
    pub toch_niet: u32,
    /// Given before everything was known.
    pub voor_alles: u32,
}

impl Afwijktelling {
    /// In how many choices.
    pub fn totaal(&self) -> u32 {
        self.toch_wel.saturating_add(self.toch_niet).saturating_add(self.voor_alles)
    }
}

/// Departures per rule, over any number of choices. A choice counts once per rule, however many products it was about.
pub fn tel_afwijkingen<'k>(keuzes: impl IntoIterator<Item = &'k Keuze>) -> BTreeMap<String, Afwijktelling> {
    let mut uit: BTreeMap<String, Afwijktelling> = BTreeMap::new();
    for keuze in keuzes {
        for (i, a) in keuze.afwijkingen.iter().enumerate() {
            if keuze.afwijkingen.iter().take(i).any(|b| b.regel == a.regel) {
                continue;
            }
            let t = uit.entry(a.regel.clone()).or_default();
            let plek = match a.richting {
                Richting::TochWel => &mut t.toch_wel,
                Richting::TochNiet => &mut t.toch_niet,
                Richting::VoorAlles => &mut t.voor_alles,
            };
            *plek = plek.saturating_add(1);
        }
    }
    uit
}

impl Advies {
    /// Every rule that this advice rests on: those that were judged, and that each product that it advises is given. A choice
    /// can depart from these and from no other.
    pub fn regels(&self) -> BTreeSet<String> {
        let begin = format!("{}/", self.kader);
        // the steps of the products: duties, exchange and ways around are not departed from by choosing products
        let product = |u: &&kern::Uitleg| {
            let kort = u.regel.as_deref().and_then(|r| r.strip_prefix(&begin));
            kort.is_some_and(|k| self.product(k).is_some())
        };
        let mut uit = BTreeSet::new();
        for eis in self.uitleg.stappen.iter().filter(product).flat_map(|u| &u.stappen) {
            // what is asked of a product is a rule, or names the grounds of which one will do; below it stand the criteria
            let eigen = std::iter::once(eis).filter(|u| u.regel.is_some());
            let gronden = eis.stappen.iter().filter(|_| eis.regel.is_none());
            let regels = eigen.chain(gronden).filter_map(|u| u.regel.as_ref());
            uit.extend(regels.filter(|r| r.starts_with(&begin)).cloned());
        }
        let producten = self.producten.iter();
        uit.extend(producten.clone().flat_map(|p| &p.redenen).map(|r| r.regel.clone()));
        uit.extend(producten.flat_map(|p| &p.vragen).map(|v| v.regel.clone()));
        for groep in &self.adviezen {
            let namen = groep.product.iter().chain(groep.onderdelen.iter().map(|o| &o.product));
            uit.extend(namen.map(|p| format!("{begin}{p}")));
        }
        uit
    }
}

/// How a rule did over any number of choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regelcijfer {
    /// The rule: framework and id.
    pub regel: String,
    /// In how many choices it was judged.
    pub gevraagd: u32,
    /// How often was departed from it.
    pub afwijkingen: Afwijktelling,
    /// Percent of the choices in which it was judged that departed from it, to a tenth.
    pub procent: Decimaal,
}

/// How often each rule was judged and departed from; the rule that is departed from the most stands first.
pub fn regelcijfers(keuzes: &[(Keuze, BTreeSet<String>)]) -> Vec<Regelcijfer> {
    let afwijkingen = tel_afwijkingen(keuzes.iter().map(|(k, _)| k));
    let mut gevraagd: BTreeMap<&str, u32> = BTreeMap::new();
    for (keuze, regels) in keuzes {
        let namen: BTreeSet<&str> =
            regels.iter().chain(keuze.afwijkingen.iter().map(|a| &a.regel)).map(String::as_str).collect();
        for regel in namen {
            let n = gevraagd.entry(regel).or_default();
            *n = n.saturating_add(1);
        }
    }
    let mut uit: Vec<Regelcijfer> = gevraagd
        .into_iter()
        .map(|(regel, gevraagd)| {
            let telling = afwijkingen.get(regel).copied().unwrap_or_default();
            let deel = Decimaal::from(telling.totaal()).saturating_mul(Decimaal::ONE_HUNDRED);
            let procent = deel.checked_div(Decimaal::from(gevraagd)).unwrap_or_default().round_dp(1);
            Regelcijfer { regel: regel.to_owned(), gevraagd, afwijkingen: telling, procent }
        })
        .collect();
    uit.sort_by(|a, b| {
        b.procent.cmp(&a.procent).then(b.gevraagd.cmp(&a.gevraagd)).then_with(|| a.regel.cmp(&b.regel))
    });
    uit
}

#[cfg(test)]
mod tests {
    use super::super::{Adviesdossier, Antwoord, Prijslijst, Regelboek};
    use super::*;
    use jiff::civil::date;

    /// Advice on a dossier in which everything holds but what is named; there is a ground for an opslag.
    fn advies(niet: &[&str], open: &[&str]) -> Advies {
        let kader = regels::kader("dordrecht-bw-2021").unwrap();
        let mut d = Adviesdossier::new(date(2021, 4, 1));
        for c in kader.criteria.criteria.iter().filter(|c| !open.contains(&c.id.as_str())) {
            d = d.met(c.id.clone(), Antwoord::oordeel(!niet.contains(&c.id.as_str()), "zo is het"));
        }
        d.werk.push(super::super::Werk {
            domein: crate::zrm::Zrmdomein::Financien,
            soort: regels::Werksoort::Aanleren,
            uren: kern::Decimaal::TWO,
        });
        Regelboek::uit(kader, Prijslijst::default()).beoordeel(&d).unwrap().advies()
    }

    fn regels_van(k: &Keuze) -> Vec<(&str, &str, Richting)> {
        k.afwijkingen().iter().map(|a| (a.regel.as_str(), a.product.as_str(), a.richting)).collect()
    }

    #[test]
    fn who_follows_the_advice_need_not_say_why() {
        let a = advies(&[], &[]);
        assert_eq!(a.adviezen[0].te_bestellen, ["IB2-opslag", "bereikbaarheid", "huisvesting"]);
        let k = Keuze::maak(&a, &["IB2-opslag", "bereikbaarheid", "huisvesting"], "").unwrap();
        assert_eq!((k.afwijkingen().len(), k.motivering()), (0, None));
    }

    #[test]
    fn who_departs_says_why_and_each_rule_is_kept() {
        let a = advies(&["kan-kort-wachten"], &[]);
        let mis = Keuze::maak(&a, &["IB2"], " ").unwrap_err();
        assert_eq!((mis.len(), mis[0].regel), (1, "KEUZE-MOTIVERING"));
        let k = Keuze::maak(&a, &["IB2"], "proef van drie maanden").unwrap();
        assert_eq!(regels_van(&k), [("dordrecht-bw-2021/toegang-ib-bw", "IB2", Richting::TochWel)]);
        assert_eq!(k.motivering(), Some("proef van drie maanden"));
        assert_eq!(Keuze::maak(&a, &[], "").unwrap().producten().len(), 0, "to refuse is what was advised");
        let k = Keuze::maak(&advies(&[], &[]), &["IB2", "huisvesting"], "de buurvrouw helpt in de nacht")
            .unwrap();
        assert_eq!(
            regels_van(&k),
            [
                ("dordrecht-bw-2021/IB2-opslag", "IB2-opslag", Richting::TochNiet),
                ("dordrecht-bw-2021/bereikbaarheid", "bereikbaarheid", Richting::TochNiet),
            ]
        );
        let k = Keuze::maak(&advies(&[], &["kan-kort-wachten"]), &["IB2"], "spoed").unwrap();
        assert_eq!(regels_van(&k), [("dordrecht-bw-2021/toegang-ib-bw", "IB2", Richting::VoorAlles)]);
    }

    #[test]
    fn what_does_not_exist_or_stands_twice_is_refused() {
        let mis = Keuze::maak(&advies(&[], &[]), &["IB9", "IB2", "IB2"], "omdat").unwrap_err();
        let codes: Vec<_> = mis.iter().map(|b| (b.regel, b.pad.as_str())).collect();
        assert_eq!(codes, [("KEUZE-PRODUCT", "producten[0]"), ("KEUZE-DUBBEL", "producten[2]")]);
    }

    #[test]
    fn departures_are_counted_per_rule_and_once_per_choice() {
        let a = advies(&["kan-kort-wachten"], &[]);
        let een = Keuze::maak(&a, &["IB2", "IB1"], "omdat").unwrap();
        let twee = Keuze::maak(&a, &["IB2"], "omdat").unwrap();
        let volgt = Keuze::maak(&a, &[], "").unwrap();
        let t = tel_afwijkingen([&een, &twee, &volgt]);
        assert_eq!(t["dordrecht-bw-2021/toegang-ib-bw"], Afwijktelling { toch_wel: 2, ..Default::default() });
        assert_eq!(t["dordrecht-bw-2021/categorie"].totaal(), 1, "IB1 is another category");
        assert_eq!(t.len(), 2);
        let json = serde_json::to_string(&een).unwrap();
        assert_eq!(serde_json::from_str::<Keuze>(&json).unwrap(), een);
    }

    #[test]
    fn a_rule_has_its_share_of_the_choices_in_which_it_was_judged() {
        let a = advies(&["kan-kort-wachten"], &[]);
        let (wel, niet) = (advies(&[], &[]), Keuze::maak(&a, &["IB2"], "omdat").unwrap());
        let volgt = Keuze::maak(&a, &[], "").unwrap();
        let weigert = Keuze::maak(&wel, &["IB2", "huisvesting"], "omdat").unwrap();
        assert!(a.regels().contains("dordrecht-bw-2021/toegang-ib-bw"));
        assert!(wel.regels().contains("dordrecht-bw-2021/bereikbaarheid"));
        // whatever a choice departs from was one of the rules
        for (advies, keuze) in [(&a, &niet), (&wel, &weigert)] {
            let regels = advies.regels();
            assert!(keuze.afwijkingen().iter().all(|x| regels.contains(&x.regel)), "{keuze:?}");
        }
        let alle = [
            (niet.clone(), a.regels()),
            (volgt.clone(), a.regels()),
            (volgt, a.regels()),
            (weigert, wel.regels()),
        ];
        let cijfers = regelcijfers(&alle);
        let van = |id: &str| cijfers.iter().find(|c| c.regel == format!("dordrecht-bw-2021/{id}")).unwrap();
        let toegang = van("toegang-ib-bw");
        assert_eq!((toegang.gevraagd, toegang.afwijkingen.toch_wel), (4, 1));
        assert_eq!(toegang.procent, 25.into());
        assert_eq!(
            (van("bereikbaarheid").gevraagd, van("bereikbaarheid").procent.normalize()),
            (1, 100.into())
        );
        assert_eq!(cijfers.last().unwrap().procent, Decimaal::ZERO, "what nobody departs from stands last");
        assert_eq!(niet.zonder_motivering().motivering(), None);
        assert_eq!(niet.zonder_motivering().met_motivering(Some("omdat".into())), niet);
    }
}
