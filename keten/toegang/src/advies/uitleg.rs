//! The Uitleg tree of advice: per product what was asked, what was answered, and where it is written.

use super::dossier::{Pakketdeel, Wonen};
use super::model::Advies;
use super::oordeel::{Beoordeling, Grond};
use super::pakket;
use super::regelboek::{Eis, Regel};
use super::stand::Stand;
use super::woorden::{euro, komma, motivering, stand, telling, waarde};
use kern::{Bron, Uitleg, voluit};
use regels::{Afleiding, Criterium};

impl Beoordeling<'_> {
    pub(super) fn leg_uit(&self, advies: &Advies) -> Uitleg {
        let samen: Vec<_> = advies.adviezen.iter().map(|a| a.tekst.as_str()).collect();
        let kop = format!("Advies volgens {} op {}", self.boek.naam, self.dag());
        let mut uit = Uitleg::new(kop, samen.join(" "))
            .volgens(self.boek.kader.clone(), self.blad.bron.clone())
            .want(Uitleg::new(
                "Wie beslist",
                "De consulent. Dit advies beslist niets; afwijken mag met een motivering.",
            ));
        if let Some(u) = self.meting() {
            uit = uit.want(u);
        }
        if let Some(m) = &advies.mix {
            uit = uit.want(self.werk(&m.tekst));
        }
        if let Some(p) = &advies.pakketten {
            uit = uit.want(self.pakketten(&p.tekst));
        }
        for (i, p) in self.blad.producten.iter().enumerate() {
            if let Some(Some(u)) = self.uitkomsten.get(i) {
                let soort =
                    if self.is_erbij(i) { format!(" ({})", p.regel.soort.code()) } else { String::new() };
                let kop = format!("{}{soort}: {}", p.regel.kort, p.regel.naam);
                let begin = Uitleg::new(kop, u.in_woorden())
                    .volgens(self.id(&p.regel.kort), p.regel.verantwoording.bron.clone());
                uit = uit.want(p.eisen.iter().fold(begin, |b, e| b.want(self.eis_uitleg(e, &p.regel.kort))));
            }
        }
        for r in &advies.ruil {
            let mut u = Uitleg::new(r.tekst.clone(), r.uitkomst.in_woorden());
            let id = |s: &&super::regelboek::Substitutieblad| r.regel == Some(self.id(&s.substitutie.id));
            if let Some(s) = self.blad.substituties.iter().find(id) {
                u = u
                    .volgens(self.id(&s.substitutie.id), s.substitutie.verantwoording.bron.clone())
                    .met("regel", s.substitutie.tekst.clone())
                    .want(self.regel_uitleg(&s.regel));
            }
            uit = uit.want(u);
        }
        for r in &advies.routes {
            uit = uit.want(
                Uitleg::new(format!("Buiten de producten om: {}", r.als), r.uitkomst.in_woorden())
                    .volgens(r.regel.clone(), r.bron.clone())
                    .met("dan", r.tekst.clone())
                    .met(
                        "nog nodig",
                        if r.ontbreekt.is_empty() { "niets".to_owned() } else { r.ontbreekt.join(", ") },
                    ),
            );
        }
        for p in &advies.plichten {
            let hoe = if p.onzeker { "geldt misschien: er ontbreekt een gegeven" } else { "geldt" };
            uit = uit.want(
                Uitleg::new(format!("Plicht van {}: {}", p.wie, p.tekst), hoe)
                    .volgens(p.regel.clone(), p.bron.clone()),
            );
        }
        uit
    }

    fn eis_uitleg(&self, eis: &Eis, kort: &str) -> Uitleg {
        let s = self.eis(eis);
        let los = |wat: String| Uitleg::new(wat, stand(s));
        match eis {
            Eis::InWerking { geldig, .. } => {
                let tot = geldig.tot().map_or_else(|| "open".to_owned(), voluit);
                los(format!("{kort} geldt op deze dag"))
                    .met("geldig vanaf", voluit(geldig.van()))
                    .met("geldig tot en met", tot)
            }
            Eis::Nieuw { tot } => {
                los(format!("{kort} mag nog nieuw beginnen")).met("tot en met", voluit(*tot))
            }
            Eis::Bestelbaar { reden } => los(format!("{kort} is te bestellen")).met("reden", reden.clone()),
            Eis::Deelname => los("De gemeente doet mee aan dit kader".to_owned())
                .volgens(self.id("gemeenten"), self.blad.bron.clone())
                .met(
                    "gemeente",
                    self.dossier.gemeente.map_or_else(|| "niet gevraagd".to_owned(), |g| g.to_string()),
                ),
            Eis::GeenCriteria => los(format!("Het kader zegt niet wie {kort} kan krijgen")),
            Eis::Toegang(t) => self.toets_uitleg(*t, s, ""),
            Eis::Uitsluiting(t) => self.toets_uitleg(*t, s, "Niet uitgesloten: "),
            Eis::Gronden(toetsen) => {
                toetsen.iter().fold(los("Een grond voor de opslag".to_owned()), |u, t| {
                    u.want(self.toets_uitleg(*t, self.toets(*t), ""))
                })
            }
            Eis::Bij(producten) => {
                let namen: Vec<_> = producten
                    .iter()
                    .filter_map(|p| self.blad.producten.get(*p).map(|p| p.regel.kort.as_str()))
                    .collect();
                los(format!("{} voldoet", namen.join(" of ")))
            }
            Eis::Indeling { indeling, optie } => {
                let Some(x) = self.blad.indelingen.get(*indeling) else { return los(String::new()) };
                let mut u = los(format!("{}: {kort}", x.indeling.naam))
                    .volgens(self.id(&x.indeling.id), x.indeling.verantwoording.bron.clone());
                if x.op_werk() {
                    u = u.met("aandelen in de mix", self.aandelen());
                }
                let regels = x.opties.iter().enumerate().filter(|(i, _)| x.op_werk() || i == optie);
                for (_, (_, r)) in regels {
                    if let Some(r) = r {
                        u = u.want(self.regel_uitleg(r));
                    }
                }
                u
            }
            Eis::Termijn(t) => {
                let Some(termijn) = self.blad.termijnen.get(*t) else { return los(String::new()) };
                let mut u = los(termijn.tekst.clone())
                    .volgens(self.id(&termijn.id), termijn.verantwoording.bron.clone())
                    .met("toelichting", termijn.verantwoording.toelichting.clone());
                u = match self.dossier.periode {
                    None => u.met("periode", "niet gevraagd"),
                    Some(p) => {
                        let tot = p.tot().map_or_else(|| "nog niet bekend".to_owned(), voluit);
                        u.met("eerste dag", voluit(p.van())).met("laatste dag", tot)
                    }
                };
                if let Some(dag) =
                    self.dossier.periode.and_then(|p| super::oordeel::uiterste_dag(termijn, p.van()))
                {
                    u = u.met("zonder verlenging uiterlijk", voluit(dag));
                }
                if let Some(toets) = self.blad.verlenging.get(*t).copied().flatten() {
                    u = u.want(self.toets_uitleg(toets, self.toets(toets), "Als het langer duurt: "));
                }
                match motivering(self.dossier.antwoorden.get(&termijn.id)) {
                    Some(m) => u.met("motivering", m),
                    None => u,
                }
            }
        }
    }

    fn toets_uitleg(&self, t: usize, s: Stand, voor: &str) -> Uitleg {
        let Some(t) = self.blad.toetsen.get(t) else { return Uitleg::new("", "") };
        let mut u = Uitleg::new(format!("{voor}{}", t.toets.naam), stand(s))
            .volgens(self.id(&t.toets.id), t.toets.verantwoording.bron.clone())
            .met("toelichting", t.toets.verantwoording.toelichting.clone());
        if let Some(p) = t.toets.beslist {
            u = u.met("wie beslist", p.naam());
        }
        u.want(self.regel_uitleg(&t.regel))
    }

    fn regel_uitleg(&self, r: &Regel) -> Uitleg {
        let zo = match self.regel(r) {
            Stand::Ja => "ja",
            Stand::Nee => "nee",
            open @ Stand::Open(_) => stand(open),
        };
        match r {
            Regel::Criterium(i) => match (self.blad.criteria.get(*i), self.waarden.get(*i)) {
                (Some(c), Some(w)) => {
                    let mut u = Uitleg::new(c.tekst.clone(), waarde(c, w))
                        .volgens(self.id(&c.id), c.verantwoording.bron.clone())
                        .met("toelichting", c.verantwoording.toelichting.clone());
                    if let Some(m) = motivering(self.dossier.antwoorden.get(&c.id)) {
                        u = u.met("motivering", m);
                    }
                    if w.grond == Grond::Afgeleid || w.grond == Grond::Tegenspraak {
                        u = u.met("volgt uit", self.volgt_uit(c));
                    }
                    u
                }
                _ => Uitleg::new("", zo),
            },
            Regel::Toets(t) => self.toets_uitleg(*t, self.toets(*t), ""),
            Regel::En(d) => {
                d.iter().fold(Uitleg::new("Alles hiervan", zo), |u, x| u.want(self.regel_uitleg(x)))
            }
            Regel::Of(d) => d
                .iter()
                .fold(Uitleg::new("Ten minste één hiervan", zo), |u, x| u.want(self.regel_uitleg(x))),
            Regel::Niet(d) => Uitleg::new("Dit juist niet", zo).want(self.regel_uitleg(d)),
            Regel::Ontbreekt(id) => Uitleg::new(id.clone(), "geldt niet op deze dag"),
        }
    }

    fn volgt_uit(&self, c: &Criterium) -> String {
        match c.afleiding {
            Some(Afleiding::Gemeente) => {
                format!("gemeente {}", self.dossier.gemeente.map_or_else(String::new, |g| g.to_string()))
            }
            Some(Afleiding::Zelfredzaamheid) => "de meting hierboven".to_owned(),
            Some(Afleiding::Pakketkosten) => "de vergelijking van pakketten hierboven".to_owned(),
            Some(Afleiding::Afstand) => self.dossier.wonen.as_ref().map_or_else(String::new, |w: &Wonen| {
                format!(
                    "de grootste afstand over de bol van {} tot het dichtstbijzijnde van {}",
                    meervoud(w.woningen.len(), "woning", "woningen"),
                    meervoud(w.steunpunten.len(), "steunpunt", "steunpunten")
                )
            }),
            None => String::new(),
        }
    }

    /// The measurement, with per domain whether support is given there.
    fn meting(&self) -> Option<Uitleg> {
        let m = self.dossier.zrm.as_ref()?;
        let wat = format!("Zelfredzaamheid ({}), gemeten op {}", m.uitgave().code(), voluit(m.gemeten_op()));
        let mut u = Uitleg::new(wat, "per leefgebied of ondersteuning er aan de orde is")
            .met("gemeten door", kern::verberg_bsn(m.gemeten_door()).into_owned());
        for (d, s) in self.blad.domeinen.iter().zip(&self.domeinen) {
            let Some(zrm) = d.zrm else { continue };
            let hoe = match s {
                Stand::Ja if self.blad.niveaus => "telt mee",
                Stand::Ja => "hoort bij de resultaten; het document noemt geen niveaus",
                Stand::Nee => "telt niet mee",
                Stand::Open(_) => "nog niet te zeggen",
            };
            let mut stap = Uitleg::new(d.domein.naam.clone(), hoe)
                .volgens(self.id(&d.domein.code), d.domein.verantwoording.bron.clone())
                .met("toelichting", d.domein.verantwoording.toelichting.clone());
            for deel in zrm.in_uitgave(m.uitgave()) {
                let niveau = m.niveau(*deel).map_or("niet gemeten", |n| n.naam());
                stap = stap.met(deel.naam(), niveau);
            }
            u = u.want(stap);
        }
        Some(u)
    }

    fn werk(&self, tekst: &str) -> Uitleg {
        let mut u = Uitleg::new("Welk werk de boventoon voert", tekst);
        for w in &self.dossier.werk {
            let hoe = match self.werk_telt(w.domein) {
                Stand::Ja => "telt mee",
                Stand::Nee => "telt niet mee: op dit leefgebied is ondersteuning niet aan de orde",
                Stand::Open(_) => "telt misschien mee: dit leefgebied is nog niet gemeten",
            };
            u = u.want(
                Uitleg::new(format!("{}: {}", w.domein.naam(), w.soort.naam()), hoe)
                    .met("uren per week", komma(w.uren)),
            );
        }
        u
    }

    fn pakketten(&self, tekst: &str) -> Uitleg {
        let mut u = Uitleg::new("Wat alle ondersteuning kost", tekst).met("prijzen op", self.dag());
        let Some(p) = &self.dossier.pakketten else { return u };
        for (naam, delen) in [("Thuis", &p.thuis), ("Met verblijf", &p.verblijf)] {
            let mut pak =
                Uitleg::new(naam, format!("{} in het pakket", meervoud(delen.len(), "deel", "delen")));
            for d in delen {
                let prijs = pakket::deel(&self.boek.prijzen, &self.boek.kader, d, self.dossier.datum);
                pak = pak.want(match prijs {
                    Ok(prijs) => {
                        let hoe = format!("{} {}", euro(prijs.basis), prijs.per.omschrijving());
                        let s = Uitleg::new(deelnaam(d), format!("{} per jaar", euro(prijs.cent)))
                            .volgens("prijs", prijs.bron)
                            .met("prijs", hoe);
                        if prijs.verzonnen {
                            s.met("let op", "dit bedrag is verzonnen: de bron noemt er geen")
                        } else {
                            s
                        }
                    }
                    Err(gat) => Uitleg::new(deelnaam(d), gat.tekst()),
                });
            }
            u = u.want(pak);
        }
        u.volgens(
            "pakketkosten",
            Bron::new(self.blad.bron.document.clone(), "vergelijking op exacte bedragen per jaar"),
        )
    }
}

/// A part of a package by its name.
pub(super) fn deelnaam(d: &Pakketdeel) -> String {
    match d {
        Pakketdeel::Product { kader, kort, aantal } => {
            let uit = kader.as_ref().map_or_else(String::new, |k| format!(" uit {k}"));
            format!("{} × {kort}{uit}", telling(*aantal, "aantal"))
        }
        Pakketdeel::Bedrag { naam, .. } => kern::verberg_bsn(naam).into_owned(),
    }
}

fn meervoud(n: usize, een: &str, meer: &str) -> String {
    format!("{n} {}", if n == 1 { een } else { meer })
}
