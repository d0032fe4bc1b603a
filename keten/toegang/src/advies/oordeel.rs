//! The verdicts themselves. Nothing is put in words here, and words are made of nothing else.

use super::afstand;
use super::dossier::{Adviesdossier, Antwoord};
use super::mix::{LEEG, Mix};
use super::pakket;
use super::regelboek::{Blad, Domeinblad, Eis, Regel, Regelboek};
use super::stand::{Open, Stand};
use crate::zrm::{Zelfredzaamheid, Zrmdomein};
use jiff::ToSpan;
use kern::{Datum, Decimaal};
use regels::{Afleiding, Criterium, Criteriumsoort, Productsoort, Termijn, Verlenging};
use serde::{Deserialize, Serialize};

/// What the rules make of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uitkomst {
    /// Everything that is asked holds.
    Voldoet,
    /// Something that is asked does not hold.
    VoldoetNiet,
    /// A person must judge first.
    OordeelNodig,
    /// A fact or figure is missing.
    GegevensOntbreken,
}

impl Uitkomst {
    /// In words.
    pub fn in_woorden(self) -> &'static str {
        match self {
            Self::Voldoet => "voldoet",
            Self::VoldoetNiet => "voldoet niet",
            Self::OordeelNodig => "oordeel nodig",
            Self::GegevensOntbreken => "gegevens ontbreken",
        }
    }

    /// Whether something must be asked first.
    pub fn is_open(self) -> bool {
        matches!(self, Self::OordeelNodig | Self::GegevensOntbreken)
    }

    pub(super) fn stand(self) -> Stand {
        match self {
            Self::Voldoet => Stand::Ja,
            Self::VoldoetNiet => Stand::Nee,
            Self::OordeelNodig => Stand::Open(Open::Oordeel),
            Self::GegevensOntbreken => Stand::Open(Open::Gegeven),
        }
    }
}

impl From<Stand> for Uitkomst {
    fn from(s: Stand) -> Self {
        match s {
            Stand::Ja => Self::Voldoet,
            Stand::Nee => Self::VoldoetNiet,
            Stand::Open(Open::Oordeel) => Self::OordeelNodig,
            Stand::Open(Open::Gegeven) => Self::GegevensOntbreken,
        }
    }
}

/// Where a verdict on a criterion comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grond {
    /// Answered by a person.
    Antwoord,
    /// Derived from other facts of the dossier.
    Afgeleid,
    /// Nobody answered.
    Onbeantwoord,
    /// A judgement without why.
    ZonderMotivering,
    /// The answer has another form than was asked.
    AndereVorm,
    /// The answer says something else than what follows from the facts.
    Tegenspraak,
}

/// What a criterion comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Waarde {
    pub stand: Stand,
    pub grond: Grond,
    /// The number, of a criterion that counts.
    pub getal: Option<Decimaal>,
}

/// What one is advised of a group of products.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Groepskeuze<'a> {
    /// This product, by its short name.
    Product(&'a str),
    /// None of them fits.
    Geen,
    /// Something must be asked first, about this product.
    Open(&'a str),
}

/// The bare verdicts on a dossier.
#[derive(Debug)]
pub struct Beoordeling<'a> {
    pub(super) boek: &'a Regelboek,
    pub(super) blad: &'a Blad,
    pub(super) dossier: &'a Adviesdossier,
    /// Per criterion.
    pub(super) waarden: Vec<Waarde>,
    /// Per domain of the framework, whether support is given there.
    pub(super) domeinen: Vec<Stand>,
    pub(super) mix: Mix,
    /// Per product; `None` when it was not asked about.
    pub(super) uitkomsten: Vec<Option<Uitkomst>>,
}

impl Regelboek {
    /// Judges a dossier. `None` when the book has no rules at all.
    pub fn beoordeel<'a>(&'a self, dossier: &'a Adviesdossier) -> Option<Beoordeling<'a>> {
        let blad = self.blad(dossier.datum)?;
        let waarden = blad.criteria.iter().map(|c| gegeven(c, dossier)).collect();
        let mut b = Beoordeling {
            boek: self,
            blad,
            dossier,
            waarden,
            domeinen: Vec::new(),
            mix: LEEG,
            uitkomsten: vec![None; blad.producten.len()],
        };
        b.domeinen = b.domeinstanden();
        b.mix = b.tel_werk();
        b.leid_af();
        for i in 0..blad.producten.len() {
            let uitkomst = b.gevraagd(i).then(|| b.product(i));
            if let Some(plek) = b.uitkomsten.get_mut(i) {
                *plek = uitkomst;
            }
        }
        Some(b)
    }
}

/// What was answered to a criterion.
fn gegeven(c: &Criterium, dossier: &Adviesdossier) -> Waarde {
    let oordeel = matches!(c.soort, Criteriumsoort::Oordeel);
    let open = Stand::Open(if oordeel { Open::Oordeel } else { Open::Gegeven });
    let zonder = |grond| Waarde { stand: open, grond, getal: None };
    match (dossier.antwoorden.get(&c.id), &c.soort) {
        (None, _) => zonder(Grond::Onbeantwoord),
        (Some(a @ Antwoord::JaNee { .. }), Criteriumsoort::Oordeel) if a.motivering().is_none() => {
            zonder(Grond::ZonderMotivering)
        }
        (Some(Antwoord::JaNee { ja, .. }), Criteriumsoort::Oordeel | Criteriumsoort::Feit) => {
            Waarde { stand: Stand::van(*ja), grond: Grond::Antwoord, getal: None }
        }
        (Some(Antwoord::Getal(n)), soort @ Criteriumsoort::Getal { .. }) => {
            Waarde { stand: soort.past(*n).map_or(open, Stand::van), grond: Grond::Antwoord, getal: Some(*n) }
        }
        (Some(_), _) => zonder(Grond::AndereVorm),
    }
}

impl<'a> Beoordeling<'a> {
    /// The verdict per product that was asked about: short name and outcome.
    pub fn uitkomsten(&self) -> impl Iterator<Item = (&'a str, Uitkomst)> + '_ {
        let producten = self.blad.producten.iter();
        producten.zip(&self.uitkomsten).filter_map(|(p, u)| Some((p.regel.kort.as_str(), (*u)?)))
    }

    /// The verdict on a product, by its short name.
    pub fn uitkomst(&self, kort: &str) -> Option<Uitkomst> {
        self.uitkomsten().find(|(k, _)| *k == kort).map(|(_, u)| u)
    }

    /// What is advised, per group of products of which one is chosen.
    pub fn keuzes(&self) -> impl Iterator<Item = Groepskeuze<'a>> + '_ {
        self.blad.groepen.iter().filter_map(|g| self.kies(g))
    }

    /// The first that fits. One before it that is still open could come first, so leaves it open.
    pub(super) fn kies(&self, groep: &[usize]) -> Option<Groepskeuze<'a>> {
        let mut keuze = None;
        for i in groep {
            let (Some(p), Some(Some(u))) = (self.blad.producten.get(*i), self.uitkomsten.get(*i)) else {
                continue;
            };
            let kort = p.regel.kort.as_str();
            match u {
                Uitkomst::Voldoet => return Some(Groepskeuze::Product(kort)),
                Uitkomst::VoldoetNiet => keuze = Some(Groepskeuze::Geen),
                Uitkomst::OordeelNodig | Uitkomst::GegevensOntbreken => return Some(Groepskeuze::Open(kort)),
            }
        }
        keuze
    }

    /// Whether a product is to be judged: all are, or it or what it goes with is named.
    fn gevraagd(&self, i: usize) -> bool {
        let alleen = &self.dossier.alleen;
        let Some(p) = self.blad.producten.get(i) else { return false };
        let noemt = |n: &String| *n == p.regel.kort || *n == p.regel.prestatie || p.regel.bij.contains(n);
        alleen.is_empty() || alleen.iter().any(noemt)
    }

    fn product(&self, i: usize) -> Uitkomst {
        let eisen = self.blad.producten.get(i).map_or(&[][..], |p| &p.eisen);
        Stand::alle(eisen.iter().map(|e| self.eis(e))).into()
    }

    /// What becomes of one thing that is asked of a product.
    pub(super) fn eis(&self, eis: &Eis) -> Stand {
        let d = self.dossier;
        match eis {
            Eis::InWerking { nu, .. } => Stand::van(*nu),
            Eis::Nieuw { tot } => Stand::van(d.datum <= *tot),
            Eis::Bestelbaar { .. } => Stand::Nee,
            Eis::Deelname => Stand::van(d.gemeente.is_none_or(|g| self.blad.gemeenten.contains(&g))),
            Eis::GeenCriteria => Stand::Open(Open::Oordeel),
            Eis::Toegang(t) => self.toets(*t),
            Eis::Uitsluiting(t) => self.toets(*t).niet(),
            Eis::Indeling { indeling, optie } => self.indeling(*indeling, *optie),
            Eis::Bij(producten) => Stand::een(producten.iter().map(|p| {
                self.uitkomsten.get(*p).copied().flatten().unwrap_or_else(|| self.product(*p)).stand()
            })),
            Eis::Gronden(toetsen) => Stand::een(toetsen.iter().map(|t| self.toets(*t))),
            Eis::Termijn(t) => self.termijn(*t),
        }
    }

    pub(super) fn toets(&self, t: usize) -> Stand {
        self.blad.toetsen.get(t).map_or(Stand::Open(Open::Gegeven), |t| self.regel(&t.regel))
    }

    /// What a rule comes to.
    pub(super) fn regel(&self, r: &Regel) -> Stand {
        match r {
            Regel::Criterium(i) => self.waarden.get(*i).map_or(Stand::Open(Open::Gegeven), |w| w.stand),
            Regel::Toets(t) => self.toets(*t),
            Regel::En(delen) => Stand::alle(delen.iter().map(|d| self.regel(d))),
            Regel::Of(delen) => Stand::een(delen.iter().map(|d| self.regel(d))),
            Regel::Niet(deel) => self.regel(deel).niet(),
            Regel::Ontbreekt(_) => Stand::Open(Open::Gegeven),
        }
    }

    /// Whether this option is the one. Where the work decides, an option with a rule that holds goes before the mix.
    fn indeling(&self, indeling: usize, optie: usize) -> Stand {
        let Some(x) = self.blad.indelingen.get(indeling) else { return Stand::Open(Open::Oordeel) };
        if !x.op_werk() {
            let regel = x.opties.get(optie).and_then(|(_, r)| r.as_ref());
            return regel.map_or(Stand::Open(Open::Oordeel), |r| self.regel(r));
        }
        let houdt = |r: &Option<Regel>| r.as_ref().is_some_and(|r| self.regel(r) == Stand::Ja);
        if let Some(voor) = x.opties.iter().position(|(_, r)| houdt(r)) {
            return Stand::van(voor == optie);
        }
        let aard = x.indeling.opties.get(optie).and_then(|o| o.aard);
        aard.map_or(Stand::Open(Open::Oordeel), |a| self.mix.voert_boventoon(a))
    }

    /// Whether what is asked for is not too long. Without a wish for a period nothing is judged.
    fn termijn(&self, t: usize) -> Stand {
        let (Some(t_regel), Some(periode)) = (self.blad.termijnen.get(t), self.dossier.periode) else {
            return Stand::Ja;
        };
        let Some(tot) = periode.tot() else { return Stand::Open(Open::Gegeven) };
        match uiterste_dag(t_regel, periode.van()) {
            Some(uiterlijk) if tot > uiterlijk => self.verlenging(t),
            _ => Stand::Ja,
        }
    }

    /// Whether it may be longer: by the test for it, or where the source says case by case by a judgement with why.
    pub(super) fn verlenging(&self, t: usize) -> Stand {
        let Some(regel) = self.blad.termijnen.get(t) else { return Stand::Nee };
        if let Some(toets) = self.blad.verlenging.get(t).copied().flatten() {
            return self.toets(toets);
        }
        match (regel.verlenging, self.dossier.antwoorden.get(&regel.id)) {
            (Verlenging::NietGenoemd, _) => Stand::Nee,
            (_, Some(a @ Antwoord::JaNee { ja, .. })) if a.motivering().is_some() => Stand::van(*ja),
            _ => Stand::Open(Open::Oordeel),
        }
    }

    /// Per domain of the framework whether support is given there. Nothing is known without a measurement.
    fn domeinstanden(&self) -> Vec<Stand> {
        if !self.blad.niveaus {
            return vec![Stand::Ja; self.blad.domeinen.len()];
        }
        let los: Vec<Stand> = self.blad.domeinen.iter().map(|d| self.niveau_telt(d)).collect();
        let met = |d: &Domeinblad| Stand::een(d.alleen_met.iter().filter_map(|m| los.get(*m).copied()));
        self.blad
            .domeinen
            .iter()
            .zip(&los)
            .map(|(d, s)| if d.alleen_met.is_empty() { *s } else { Stand::alle([*s, met(d)]) })
            .collect()
    }

    /// Whether the level of a domain by itself is one at which support is given. Of two domains that took the place of one
    /// either will do.
    fn niveau_telt(&self, d: &Domeinblad) -> Stand {
        let (Some(zrm), Some(meting)) = (d.zrm, &self.dossier.zrm) else { return Stand::Open(Open::Gegeven) };
        Stand::een(zrm.in_uitgave(meting.uitgave()).iter().map(|deel| match meting.niveau(*deel) {
            None => Stand::Open(Open::Gegeven),
            Some(n) if !d.domein.niveaus.contains(&n) => Stand::Nee,
            Some(Zelfredzaamheid::Acuut) => d.acuut_als.as_ref().map_or(Stand::Ja, |r| self.regel(r)),
            Some(_) => Stand::Ja,
        }))
    }

    /// Adds up the work that counts.
    fn tel_werk(&self) -> Mix {
        let mut mix = LEEG;
        for w in &self.dossier.werk {
            mix.tel(w.soort, w.uren, self.werk_telt(w.domein));
        }
        mix
    }

    /// Whether work in a domain counts: support is given there, and where it is given only together with another domain
    /// there is work in that one too.
    pub(super) fn werk_telt(&self, domein: Zrmdomein) -> Stand {
        if !self.blad.niveaus {
            return Stand::Ja;
        }
        let werk_in =
            |d: &Domeinblad| self.dossier.werk.iter().any(|w| !w.uren.is_zero() && raakt(d, w.domein));
        let delen = self.blad.domeinen.iter().zip(&self.domeinen).filter(|(d, _)| raakt(d, domein));
        Stand::een(delen.map(|(d, s)| {
            let gekoppeld = d.alleen_met.is_empty()
                || d.alleen_met.iter().filter_map(|m| self.blad.domeinen.get(*m)).any(werk_in);
            Stand::alle([*s, Stand::van(gekoppeld)])
        }))
    }

    /// Fills in what follows from other facts of the dossier, and notes where an answer says something else.
    fn leid_af(&mut self) {
        for (i, c) in self.blad.criteria.iter().enumerate() {
            let Some(afleiding) = c.afleiding else { continue };
            let Some((stand, getal)) = self.afgeleid(afleiding, c) else { continue };
            let Some(w) = self.waarden.get_mut(i) else { continue };
            let spreekt_tegen =
                w.grond == Grond::Antwoord && w.stand != stand && !matches!(stand, Stand::Open(_));
            *w = if spreekt_tegen {
                Waarde { stand: Stand::Open(Open::Gegeven), grond: Grond::Tegenspraak, getal }
            } else if matches!(stand, Stand::Open(_)) && w.grond == Grond::Antwoord {
                // what cannot be derived rests on the answer
                *w
            } else {
                Waarde { stand, grond: Grond::Afgeleid, getal }
            };
        }
    }

    /// What the facts say on a criterion; `None` when there are none of that kind.
    fn afgeleid(&self, a: Afleiding, c: &Criterium) -> Option<(Stand, Option<Decimaal>)> {
        let d = self.dossier;
        match a {
            Afleiding::Gemeente => Some((Stand::van(self.blad.gemeenten.contains(&d.gemeente?)), None)),
            Afleiding::Zelfredzaamheid => {
                d.zrm.as_ref()?;
                Some((Stand::een(self.domeinen.iter().copied()), None))
            }
            Afleiding::Afstand => {
                let meters = afstand::grootste(d.wonen.as_ref()?)?;
                Some((Stand::van(c.soort.past(meters)?), Some(meters)))
            }
            Afleiding::Pakketkosten => {
                let (thuis, verblijf) = pakket::kosten(&self.boek.prijzen, &self.boek.kader, d)?;
                Some((Stand::van(thuis > verblijf), None))
            }
        }
    }

    /// The opslagen and components that go with a product and fit.
    pub(super) fn erbij(&self, kort: &str) -> impl Iterator<Item = usize> + '_ {
        let kort = kort.to_owned();
        self.blad.producten.iter().enumerate().filter_map(move |(i, p)| {
            let hoort = p.regel.soort != Productsoort::Product && p.regel.bij.contains(&kort);
            let past = self.uitkomsten.get(i).copied().flatten() == Some(Uitkomst::Voldoet);
            (hoort && past).then_some(i)
        })
    }
}

/// Whether a domain of the framework is, or took the place of, a domain of a dossier.
pub(super) fn raakt(d: &Domeinblad, domein: Zrmdomein) -> bool {
    d.zrm.is_some_and(|z| {
        z == domein || crate::zrm::Zrmuitgave::ALLE.iter().any(|(_, u)| domein.in_uitgave(*u).contains(&z))
    })
}

/// The last day of a term that begins on a day; `None` when the source names no number of months.
pub(super) fn uiterste_dag(t: &Termijn, van: Datum) -> Option<Datum> {
    van.checked_add(i64::from(t.maximum_maanden?).months()).ok()?.yesterday().ok()
}
