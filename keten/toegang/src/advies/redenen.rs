//! Why a product does not fit and what must be asked first: all of it, never the first only.

use super::model::{Reden, Vraag, Vraagsoort};
use super::oordeel::{Beoordeling, Grond, raakt, uiterste_dag};
use super::regelboek::{Eis, Regel};
use super::stand::Stand;
use super::woorden::{grenzen, telling};
use crate::zrm::Zelfredzaamheid;
use kern::{Bron, Decimaal, voluit};
use regels::{Afleiding, Criterium, Criteriumsoort, Toets};

/// What was found while looking at one product.
#[derive(Debug, Default)]
pub(super) struct Vondst {
    pub redenen: Vec<Reden>,
    pub vragen: Vec<Vraag>,
}

impl Vondst {
    fn reden(&mut self, r: Reden) {
        if !self.redenen.contains(&r) {
            self.redenen.push(r);
        }
    }

    fn vraag(&mut self, v: Vraag) {
        if !self.vragen.iter().any(|x| x.id == v.id) {
            self.vragen.push(v);
        }
    }
}

/// The rule that something is told of.
pub(super) struct Aanleiding<'t> {
    pub regel: String,
    pub bron: &'t Bron,
}

impl Beoordeling<'_> {
    pub(super) fn id(&self, id: &str) -> String {
        format!("{}/{id}", self.boek.kader)
    }

    /// Everything about one product.
    pub(super) fn vondst(&self, eisen: &[Eis], kort: &str, bron: &Bron) -> Vondst {
        let mut v = Vondst::default();
        for eis in eisen {
            self.bekijk(eis, kort, bron, &mut v);
        }
        v
    }

    fn bekijk(&self, eis: &Eis, kort: &str, bron: &Bron, uit: &mut Vondst) {
        let stand = self.eis(eis);
        if stand == Stand::Ja {
            return;
        }
        let los = |regel: &str, tekst: String, bron: &Bron| Reden {
            regel: self.id(regel),
            criterium: None,
            tekst,
            bron: bron.clone(),
        };
        match eis {
            Eis::InWerking { geldig, .. } => {
                let dag = self.dossier.datum;
                let wanneer = match geldig.tot() {
                    Some(tot) if dag > tot => format!("gold tot en met {}", voluit(tot)),
                    _ => format!("geldt pas vanaf {}", voluit(geldig.van())),
                };
                uit.reden(los(kort, format!("{kort} {wanneer}."), bron));
            }
            Eis::Nieuw { tot } => {
                uit.reden(los(
                    kort,
                    format!("{kort} is alleen tot en met {} nieuw te geven.", voluit(*tot)),
                    bron,
                ));
            }
            Eis::Bestelbaar { reden } => {
                uit.reden(los(kort, format!("{kort} is niet te bestellen. {reden}"), bron));
            }
            Eis::Deelname => {
                let tekst = "De gemeente van de cliënt doet niet mee aan dit kader.".to_owned();
                uit.reden(los("gemeenten", tekst, &self.blad.bron));
            }
            Eis::GeenCriteria => uit.vraag(Vraag {
                id: kort.to_owned(),
                soort: Vraagsoort::Oordeel,
                tekst: format!(
                    "Het kader zegt niet wie {kort} kan krijgen. Beoordeel het zelf en schrijf waarom."
                ),
                regel: self.id(kort),
                bron: bron.clone(),
            }),
            Eis::Toegang(t) => self.toets_vondst(*t, true, uit),
            Eis::Uitsluiting(t) => self.toets_vondst(*t, false, uit),
            Eis::Gronden(toetsen) => {
                if toetsen.is_empty() {
                    uit.reden(los(kort, format!("Het kader noemt geen grond voor {kort}."), bron));
                }
                for t in toetsen {
                    self.toets_vondst(*t, true, uit);
                }
            }
            Eis::Indeling { indeling, optie } => self.indeling_vondst(*indeling, *optie, kort, stand, uit),
            Eis::Bij(producten) => {
                for p in producten.iter().filter_map(|p| self.blad.producten.get(*p)) {
                    let hoofd = p.regel.kort.as_str();
                    if stand == Stand::Nee {
                        let tekst = format!("{kort} hoort bij {hoofd}, en {hoofd} voldoet niet.");
                        uit.reden(los(hoofd, tekst, &p.regel.verantwoording.bron));
                    } else {
                        let onder = self.vondst(&p.eisen, hoofd, &p.regel.verantwoording.bron);
                        onder.vragen.into_iter().for_each(|v| uit.vraag(v));
                    }
                }
            }
            Eis::Termijn(t) => self.termijn_vondst(*t, stand, uit),
        }
    }

    fn toets_vondst(&self, t: usize, gewenst: bool, uit: &mut Vondst) {
        let Some(t) = self.blad.toetsen.get(t) else { return };
        let Toets { id, verantwoording, .. } = &t.toets;
        let aanleiding = Aanleiding { regel: self.id(id), bron: &verantwoording.bron };
        self.verzamel(&t.regel, gewenst, &aanleiding, uit);
    }

    /// The criteria because of which a rule is not what is wanted, or is still open.
    pub(super) fn verzamel(&self, r: &Regel, gewenst: bool, a: &Aanleiding<'_>, uit: &mut Vondst) {
        if self.regel(r) == Stand::van(gewenst) {
            return;
        }
        match r {
            Regel::Criterium(i) => self.criterium(*i, gewenst, a, uit),
            Regel::Toets(t) => self.toets_vondst(*t, gewenst, uit),
            Regel::En(delen) | Regel::Of(delen) => {
                for d in delen {
                    self.verzamel(d, gewenst, a, uit);
                }
            }
            Regel::Niet(deel) => self.verzamel(deel, !gewenst, a, uit),
            Regel::Ontbreekt(id) => uit.vraag(Vraag {
                id: id.clone(),
                soort: Vraagsoort::Feit,
                tekst: format!(
                    "De regel noemt '{id}', en dat geldt op deze dag niet. Vraag de beheerder van het kader."
                ),
                regel: a.regel.clone(),
                bron: a.bron.clone(),
            }),
        }
    }

    fn criterium(&self, i: usize, gewenst: bool, a: &Aanleiding<'_>, uit: &mut Vondst) {
        let (Some(c), Some(w)) = (self.blad.criteria.get(i), self.waarden.get(i)) else { return };
        let bron = &c.verantwoording.bron;
        if let Stand::Open(_) = w.stand {
            if c.afleiding == Some(Afleiding::Zelfredzaamheid) && self.dossier.zrm.is_some() {
                self.open_niveaus(|_| true, a, bron, uit);
            } else {
                uit.vraag(Vraag {
                    id: c.id.clone(),
                    soort: vraagsoort(c, w.grond),
                    tekst: vraagtekst(c, w.grond),
                    regel: a.regel.clone(),
                    bron: bron.clone(),
                });
            }
            return;
        }
        let tekst = match (w.getal, &c.soort) {
            (Some(n), Criteriumsoort::Getal { eenheid, .. }) => {
                format!("{} Het is {}; nodig is {}.", c.tekst, telling(n, eenheid), grenzen(&c.soort))
            }
            _ if gewenst => format!("Niet zo: {}", c.tekst),
            _ => format!("Wel zo: {}", c.tekst),
        };
        uit.reden(Reden { regel: a.regel.clone(), criterium: Some(c.id.clone()), tekst, bron: bron.clone() });
    }

    /// What must be asked to know of domains whether support is given there: to measure, or to judge acute trouble.
    fn open_niveaus(&self, welk: impl Fn(usize) -> bool, a: &Aanleiding<'_>, bron: &Bron, uit: &mut Vondst) {
        let Some(meting) = &self.dossier.zrm else { return };
        let mut ongemeten = Vec::new();
        for (i, d) in self.blad.domeinen.iter().enumerate().filter(|(i, _)| welk(*i)) {
            let (Some(zrm), Some(Stand::Open(_))) = (d.zrm, self.domeinen.get(i)) else { continue };
            for deel in zrm.in_uitgave(meting.uitgave()) {
                match (meting.niveau(*deel), &d.acuut_als) {
                    (None, _) => ongemeten.push(deel.naam()),
                    (Some(Zelfredzaamheid::Acuut), Some(r)) => self.verzamel(r, true, a, uit),
                    _ => {}
                }
            }
        }
        if !ongemeten.is_empty() {
            uit.vraag(Vraag {
                id: "zelfredzaamheid".to_owned(),
                soort: Vraagsoort::Meting,
                tekst: format!("Meet ook: {}.", ongemeten.join(", ")),
                regel: a.regel.clone(),
                bron: bron.clone(),
            });
        }
    }

    fn indeling_vondst(&self, indeling: usize, optie: usize, kort: &str, stand: Stand, uit: &mut Vondst) {
        let Some(x) = self.blad.indelingen.get(indeling) else { return };
        let bron = &x.indeling.verantwoording.bron;
        let regel = self.id(&x.indeling.id);
        if !x.op_werk() {
            if let Some((_, Some(r))) = x.opties.get(optie) {
                self.verzamel(r, true, &Aanleiding { regel, bron }, uit);
            }
            return;
        }
        let kop = self.mix.kop();
        if stand == Stand::Nee {
            let voor = x.opties.iter().find(|(_, r)| r.as_ref().is_some_and(|r| self.regel(r) == Stand::Ja));
            let ander = voor.and_then(|(p, _)| Some(&self.blad.producten.get((*p)?)?.regel.kort));
            let tekst = match (ander, kop) {
                (Some(ander), _) => {
                    format!("{kort} past niet: er is een reden om {ander} te kiezen, wat de mix ook is.")
                }
                (None, Some((eerste, ..))) => {
                    format!("{kort} past niet: {} voert de boventoon, {}.", eerste.naam(), self.aandelen())
                }
                (None, None) => format!("{kort} past niet bij het werk dat nodig is."),
            };
            uit.reden(Reden { regel, criterium: None, tekst, bron: bron.clone() });
            return;
        }
        if !self.mix.open.iter().all(Decimaal::is_zero) {
            let werk_op = |i: usize| {
                let d = self.blad.domeinen.get(i);
                d.is_some_and(|d| self.dossier.werk.iter().any(|w| raakt(d, w.domein)))
            };
            let aanleiding = Aanleiding { regel: regel.clone(), bron };
            if self.dossier.zrm.is_some() {
                self.open_niveaus(werk_op, &aanleiding, bron, uit);
            } else {
                let tekst = "Meet de zelfredzaamheid op de leefgebieden waar werk nodig is.".to_owned();
                let id = "zelfredzaamheid".to_owned();
                uit.vraag(Vraag { id, soort: Vraagsoort::Meting, tekst, regel, bron: bron.clone() });
            }
            return;
        }
        let (id, soort, tekst) = match kop {
            None => (
                "werk",
                Vraagsoort::Werk,
                "Hoeveel uren per week zijn nodig, van welke soort, op welk leefgebied?".to_owned(),
            ),
            Some((eerste, tweede, _)) => (
                "werk",
                Vraagsoort::Oordeel,
                format!(
                    "{} en {} wegen even zwaar ({}). Kies wat de boventoon voert en schrijf waarom.",
                    hoofdletter(eerste.naam()),
                    tweede.naam(),
                    self.aandelen()
                ),
            ),
        };
        uit.vraag(Vraag { id: id.to_owned(), soort, tekst, regel, bron: bron.clone() });
    }

    fn termijn_vondst(&self, t: usize, stand: Stand, uit: &mut Vondst) {
        let Some(termijn) = self.blad.termijnen.get(t) else { return };
        let (bron, regel) = (&termijn.verantwoording.bron, self.id(&termijn.id));
        let periode = self.dossier.periode;
        if periode.is_some_and(|p| p.tot().is_none()) {
            let tekst = format!("Tot en met welke dag? {}", termijn.tekst);
            let id = "periode".to_owned();
            uit.vraag(Vraag { id, soort: Vraagsoort::Einddatum, tekst, regel, bron: bron.clone() });
            return;
        }
        let uiterlijk = periode.and_then(|p| uiterste_dag(termijn, p.van())).map(voluit).unwrap_or_default();
        if stand == Stand::Nee {
            let tekst =
                format!("De periode duurt te lang: uiterlijk tot en met {uiterlijk}. {}", termijn.tekst);
            uit.reden(Reden { regel: regel.clone(), criterium: None, tekst, bron: bron.clone() });
        }
        match self.blad.verlenging.get(t).copied().flatten() {
            Some(toets) => self.toets_vondst(toets, true, uit),
            None if stand != Stand::Nee => uit.vraag(Vraag {
                id: termijn.id.clone(),
                soort: Vraagsoort::Oordeel,
                tekst: format!(
                    "Waarom mag het langer dan tot en met {uiterlijk}? {}",
                    termijn.verantwoording.toelichting
                ),
                regel,
                bron: bron.clone(),
            }),
            None => {}
        }
    }
}

fn zonder_afleiding(c: &Criterium) -> String {
    match &c.soort {
        Criteriumsoort::Feit => format!("Is dit zo? {}", c.tekst),
        Criteriumsoort::Oordeel => format!("Beoordeel en motiveer: {}", c.tekst),
        Criteriumsoort::Getal { eenheid, .. } => format!("Hoeveel ({eenheid})? {}", c.tekst),
    }
}

fn vraagtekst(c: &Criterium, grond: Grond) -> String {
    let tekst = &c.tekst;
    match (grond, c.afleiding) {
        (Grond::ZonderMotivering, _) => format!("Schrijf waarom u dit zo beoordeelt. {tekst}"),
        (Grond::Tegenspraak, _) => {
            format!("Het antwoord en de andere gegevens spreken elkaar tegen. Wat klopt? {tekst}")
        }
        (Grond::AndereVorm, _) => format!("Het antwoord past niet bij de vraag. {}", zonder_afleiding(c)),
        (_, Some(Afleiding::Zelfredzaamheid)) => format!("Meet de zelfredzaamheid. {tekst}"),
        (_, Some(Afleiding::Afstand)) => {
            format!(
                "Geef de plaats van de woningen en de steunpunten, of de grootste afstand in meters. {tekst}"
            )
        }
        (_, Some(Afleiding::Pakketkosten)) => {
            format!("Geef beide pakketten met wat erin zit, of zeg of dit zo is. {tekst}")
        }
        (_, Some(Afleiding::Gemeente)) => format!("In welke gemeente woont de cliënt? {tekst}"),
        (_, None) => zonder_afleiding(c),
    }
}

fn vraagsoort(c: &Criterium, grond: Grond) -> Vraagsoort {
    match (&c.soort, c.afleiding) {
        (_, Some(Afleiding::Zelfredzaamheid)) if grond == Grond::Onbeantwoord => Vraagsoort::Meting,
        (Criteriumsoort::Feit, _) => Vraagsoort::Feit,
        (Criteriumsoort::Oordeel, _) => Vraagsoort::Oordeel,
        (Criteriumsoort::Getal { .. }, _) => Vraagsoort::Getal,
    }
}

pub(super) fn hoofdletter(t: &str) -> String {
    let mut letters = t.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
