//! Advice put together of the bare verdicts.

use super::model::{
    Advies, Groepsadvies, Mixblad, Mixdeel, Onderdeel, Pakketvergelijking, Plichtregel, Productadvies,
    Routeadvies, Ruiladvies, Termijnadvies, Vraag, Vraagsoort,
};
use super::oordeel::{Beoordeling, Groepskeuze, Uitkomst, uiterste_dag};
use super::pakket;
use super::redenen::{Aanleiding, Vondst, hoofdletter};
use super::regelboek::Eis;
use super::stand::{Open, Stand};
use super::woorden::{euro, komma, maat, procent};
use kern::{Decimaal, voluit};
use regels::{Duur, Partij, Productsoort, Telwijze, Werksoort};

impl Beoordeling<'_> {
    /// The advice in words, with its Uitleg: the same verdicts, nothing is judged anew.
    pub fn advies(&self) -> Advies {
        let producten: Vec<Productadvies> =
            (0..self.blad.producten.len()).filter_map(|i| self.productadvies(i)).collect();
        let adviezen = self.adviezen();
        let (mix, pakketten) = (self.mixblad(), self.pakketvergelijking());
        let (ruil, routes) = (self.ruil(), self.routes());
        let plichten = self.plichten(&adviezen);
        let mut advies = Advies {
            kader: self.boek.kader.clone(),
            kader_naam: self.boek.naam.clone(),
            datum: self.dossier.datum,
            uitleg: kern::Uitleg::new("", ""),
            niet_gebruikt: self.niet_gebruikt(),
            adviezen,
            producten,
            mix,
            pakketten,
            ruil,
            routes,
            plichten,
        };
        advies.uitleg = self.leg_uit(&advies);
        advies
    }

    fn productadvies(&self, i: usize) -> Option<Productadvies> {
        let p = self.blad.producten.get(i)?;
        let uitkomst = self.uitkomsten.get(i).copied().flatten()?;
        let kort = p.regel.kort.as_str();
        let mut v = self.vondst(&p.eisen, kort, &p.regel.verantwoording.bron);
        if !uitkomst.is_open() {
            v.vragen.clear();
        }
        Some(Productadvies {
            product: kort.to_owned(),
            naam: p.regel.naam.clone(),
            soort: p.regel.soort.code().to_owned(),
            uitkomst,
            redenen: v.redenen,
            vragen: v.vragen,
            termijnen: p.eisen.iter().filter_map(|e| self.termijnadvies(e)).collect(),
        })
    }

    fn termijnadvies(&self, eis: &Eis) -> Option<Termijnadvies> {
        let Eis::Termijn(t) = eis else { return None };
        let t = self.blad.termijnen.get(*t)?;
        Some(Termijnadvies {
            regel: self.id(&t.id),
            maximum_maanden: t.maximum_maanden,
            uiterlijk: self.dossier.periode.and_then(|p| uiterste_dag(t, p.van())).map(|d| d.to_string()),
            tekst: t.tekst.clone(),
            bron: t.verantwoording.bron.clone(),
        })
    }

    fn adviezen(&self) -> Vec<Groepsadvies> {
        let groepen = self.blad.groepen.iter().enumerate();
        groepen.filter_map(|(n, g)| Some(self.groepsadvies(n, g, self.kies(g)?))).collect()
    }

    fn groepsadvies(&self, n: usize, groep: &[usize], keuze: Groepskeuze<'_>) -> Groepsadvies {
        let eerste = groep.first().and_then(|p| self.blad.producten.get(*p));
        let naam = self.blad.indelingen.get(n).map(|x| x.indeling.naam.clone());
        let naam = naam.or_else(|| eerste.map(|p| p.regel.naam.clone())).unwrap_or_default();
        let product = match keuze {
            Groepskeuze::Product(kort) => Some(kort.to_owned()),
            Groepskeuze::Geen | Groepskeuze::Open(_) => None,
        };
        let erbij: Vec<usize> = product.as_deref().map(|k| self.erbij(k).collect()).unwrap_or_default();
        let onderdelen: Vec<Onderdeel> = erbij.iter().filter_map(|i| self.onderdeel(*i)).collect();
        let vervangen = onderdelen.iter().any(|o| o.in_plaats_van);
        let mut te_bestellen: Vec<String> = product.iter().filter(|_| !vervangen).cloned().collect();
        te_bestellen.extend(onderdelen.iter().map(|o| o.product.clone()));
        let tekst = match keuze {
            Groepskeuze::Product(kort) if onderdelen.is_empty() => format!("{kort} past."),
            Groepskeuze::Product(kort) => {
                let wat: Vec<_> = onderdelen.iter().map(|o| o.product.as_str()).collect();
                format!("{kort} past, met {}.", wat.join(" en "))
            }
            Groepskeuze::Geen => "Geen van deze producten past.".to_owned(),
            Groepskeuze::Open(kort) => format!("Nog geen advies: over {kort} is eerst iets te vragen."),
        };
        Groepsadvies { naam, product, onderdelen, te_bestellen, tekst }
    }

    fn onderdeel(&self, i: usize) -> Option<Onderdeel> {
        let p = self.blad.producten.get(i)?;
        let gronden = p.eisen.iter().find_map(|e| if let Eis::Gronden(g) = e { Some(g) } else { None });
        let houdt = gronden.into_iter().flatten().filter(|t| self.toets(**t) == Stand::Ja);
        let duren: Vec<Duur> = houdt.filter_map(|t| self.blad.toetsen.get(*t)?.toets.duur).collect();
        let duur = if duren.contains(&Duur::TijdelijkOfStructureel) {
            Some("tijdelijk of blijvend")
        } else {
            duren.first().map(|_| "tijdelijk")
        };
        Some(Onderdeel {
            product: p.regel.kort.clone(),
            in_plaats_van: p.regel.telt == Some(Telwijze::InPlaatsVan),
            duur: duur.map(str::to_owned),
        })
    }

    /// The shares as people say them: "62,5 % aanleren en oefenen".
    pub(super) fn aandelen(&self) -> String {
        let delen = Werksoort::ALLE.iter().filter(|(_, s)| !self.mix.aandeel(*s).is_zero());
        delen
            .map(|(_, s)| format!("{} {}", procent(self.mix.aandeel(*s)), s.naam()))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn mixblad(&self) -> Option<Mixblad> {
        if self.dossier.werk.is_empty() {
            return None;
        }
        let m = &self.mix;
        let delen = Werksoort::ALLE.iter().zip(&m.telt).map(|((code, s), uren)| Mixdeel {
            soort: (*code).to_owned(),
            naam: s.naam().to_owned(),
            uren: komma(*uren),
            procent: komma(m.aandeel(*s).round_dp(1)),
        });
        let tekst = match m.kop() {
            None => "Van dit werk telt niets mee.".to_owned(),
            Some((eerste, tweede, verschil)) if verschil.is_zero() => {
                format!(
                    "{} en {} zijn precies gelijk: dit is de grens.",
                    hoofdletter(eerste.naam()),
                    tweede.naam()
                )
            }
            Some((eerste, tweede, verschil)) => {
                let punten = m.aandeel(eerste) - m.aandeel(tweede);
                format!(
                    "{} voert de boventoon met {}. De voorsprong op {} is {} uur per week ({} procentpunt). \
                     De grens ligt bij een verschuiving van {} uur.",
                    hoofdletter(eerste.naam()),
                    procent(m.aandeel(eerste)),
                    tweede.naam(),
                    komma(verschil),
                    komma(punten.round_dp(1)),
                    komma(verschil / Decimaal::TWO)
                )
            }
        };
        Some(Mixblad {
            delen: delen.collect(),
            valt_weg: komma(m.valt_weg),
            open: komma(m.open.iter().fold(Decimaal::ZERO, |s, u| s.saturating_add(*u))),
            voorsprong: m.kop().map(|(.., verschil)| komma(verschil)),
            tekst,
        })
    }

    fn pakketvergelijking(&self) -> Option<Pakketvergelijking> {
        let p = self.dossier.pakketten.as_ref()?;
        let (lijst, eigen) = (&self.boek.prijzen, self.boek.kader.as_str());
        let mut ontbreekt = Vec::new();
        for (naam, delen) in [("thuis", &p.thuis), ("met verblijf", &p.verblijf)] {
            if delen.is_empty() {
                ontbreekt.push(format!("in het pakket {naam} staat niets"));
            }
            for d in delen {
                if let Err(gat) = pakket::deel(lijst, eigen, d, self.dossier.datum) {
                    ontbreekt.push(format!("{}: {}", super::uitleg::deelnaam(d), gat.tekst()));
                }
            }
        }
        let kosten = pakket::kosten(lijst, eigen, self.dossier);
        let tekst = kosten.map_or_else(
            || "De pakketten zijn nog niet te vergelijken.".to_owned(),
            |(thuis, verblijf)| {
                let hoe = match thuis.cmp(&verblijf) {
                    std::cmp::Ordering::Greater => "Thuis kost meer dan met verblijf",
                    std::cmp::Ordering::Equal => "Thuis kost evenveel als met verblijf",
                    std::cmp::Ordering::Less => "Thuis kost minder dan met verblijf",
                };
                format!("{hoe}: {} en {} per jaar.", euro(thuis), euro(verblijf))
            },
        );
        let exact = |d: Decimaal| d.normalize().to_string();
        Some(Pakketvergelijking {
            thuis_cent: kosten.map(|k| exact(k.0)),
            verblijf_cent: kosten.map(|k| exact(k.1)),
            ontbreekt,
            tekst,
        })
    }

    fn ruil(&self) -> Vec<Ruiladvies> {
        let zelfde = |a: &str, b: &str| a.trim().to_lowercase() == b.to_lowercase();
        let mut uit = Vec::new();
        for wens in &self.dossier.ruil {
            let gevonden = self.blad.substituties.iter().find(|s| {
                zelfde(&wens.van, &s.substitutie.van.wat) && zelfde(&wens.naar, &s.substitutie.naar.wat)
            });
            let Some(s) = gevonden else {
                let andersom = self.blad.substituties.iter().find(|s| {
                    zelfde(&wens.naar, &s.substitutie.van.wat) && zelfde(&wens.van, &s.substitutie.naar.wat)
                });
                let (van, naar) = (kern::verberg_bsn(&wens.van), kern::verberg_bsn(&wens.naar));
                uit.push(Ruiladvies {
                    regel: andersom.map(|s| self.id(&s.substitutie.id)),
                    uitkomst: Uitkomst::VoldoetNiet,
                    tekst: andersom.map_or_else(
                        || format!("Het kader kent geen ruil van {van} naar {naar}."),
                        |s| format!("{van} ruilen voor {naar} mag niet. {}", s.substitutie.tekst),
                    ),
                    redenen: Vec::new(),
                    vragen: Vec::new(),
                });
                continue;
            };
            let (id, bron) = (self.id(&s.substitutie.id), &s.substitutie.verantwoording.bron);
            let mut v = Vondst::default();
            self.verzamel(&s.regel, true, &Aanleiding { regel: id.clone(), bron }, &mut v);
            let uitkomst = Uitkomst::from(self.regel(&s.regel));
            if !uitkomst.is_open() {
                v.vragen.clear();
            }
            let (van, naar) = (&s.substitutie.van, &s.substitutie.naar);
            let wordt = wens.aantal.checked_mul(naar.aantal).and_then(|n| n.checked_div(van.aantal));
            uit.push(Ruiladvies {
                regel: Some(id),
                uitkomst,
                tekst: format!(
                    "{} {} in te vullen met {} {}.",
                    maat(wens.aantal, van.eenheid),
                    van.wat,
                    maat(wordt.unwrap_or_default(), naar.eenheid),
                    naar.wat
                ),
                redenen: v.redenen,
                vragen: v.vragen,
            });
        }
        uit
    }

    fn routes(&self) -> Vec<Routeadvies> {
        let zelfde = |a: &str, b: &str| a.trim().to_lowercase() == b.to_lowercase();
        self.blad
            .routes
            .iter()
            .map(|r| {
                let bron = &r.verantwoording.bron;
                let ontbreekt: Vec<String> = (r.vraagt.iter())
                    .filter(|w| !self.dossier.stukken.iter().any(|s| zelfde(s, w)))
                    .cloned()
                    .collect();
                let antwoord = self.dossier.antwoorden.get(&r.id);
                let stand = match antwoord {
                    Some(a @ super::Antwoord::JaNee { ja, .. }) if a.motivering().is_some() => {
                        Stand::van(*ja)
                    }
                    _ => Stand::Open(Open::Oordeel),
                };
                let stand = Stand::alle([
                    stand,
                    if ontbreekt.is_empty() { Stand::Ja } else { Stand::Open(Open::Gegeven) },
                ]);
                let mut vragen = Vec::new();
                let mut vraag = |id: &str, soort, tekst| {
                    let (regel, bron) = (self.id(&r.id), bron.clone());
                    vragen.push(Vraag { id: id.to_owned(), soort, tekst, regel, bron });
                };
                if stand == Stand::Open(Open::Oordeel) {
                    let tekst = format!("Beoordeel en motiveer ({}): {}", r.beslist.naam(), r.als);
                    vraag(&r.id, Vraagsoort::Oordeel, tekst);
                }
                if matches!(stand, Stand::Open(_)) {
                    for w in &ontbreekt {
                        vraag(w, Vraagsoort::Stuk, format!("Vraag de aanbieder om: {w}."));
                    }
                }
                Routeadvies {
                    regel: self.id(&r.id),
                    uitkomst: stand.into(),
                    als: r.als.clone(),
                    tekst: r.tekst.clone(),
                    ontbreekt,
                    vragen,
                    bron: bron.clone(),
                }
            })
            .collect()
    }

    /// Duties that come with what is advised.
    fn plichten(&self, adviezen: &[Groepsadvies]) -> Vec<Plichtregel> {
        let gegeven = |kort: &String| {
            adviezen.iter().any(|g| g.product.as_ref() == Some(kort) || g.te_bestellen.contains(kort))
        };
        let mut uit = Vec::new();
        for p in &self.blad.plichten {
            if !p.plicht.producten.iter().any(gegeven) {
                continue;
            }
            let als = p.als.as_ref().map_or(Stand::Ja, |r| self.regel(r));
            let tenzij = p.tenzij.as_ref().map_or(Stand::Nee, |r| self.regel(r));
            let stand = Stand::alle([als, tenzij.niet()]);
            if stand != Stand::Nee {
                uit.push(Plichtregel {
                    regel: self.id(&p.plicht.id),
                    wie: Partij::naam(p.plicht.wie).to_owned(),
                    tekst: p.plicht.tekst.clone(),
                    onzeker: stand != Stand::Ja,
                    bron: p.plicht.verantwoording.bron.clone(),
                });
            }
        }
        uit
    }

    /// Answers that nothing asks for on this day: most likely a name that was written wrong.
    fn niet_gebruikt(&self) -> Vec<String> {
        let sleutels = self.dossier.antwoorden.keys();
        let los = sleutels.filter(|k| !self.blad.bekend.contains(*k));
        los.map(|k| kern::verberg_bsn(k).into_owned()).collect()
    }

    /// What goes with a product, in words, for the tree.
    pub(super) fn is_erbij(&self, i: usize) -> bool {
        self.blad.producten.get(i).is_some_and(|p| p.regel.soort != Productsoort::Product)
    }

    /// A day of the dossier in words.
    pub(super) fn dag(&self) -> String {
        voluit(self.dossier.datum)
    }
}
