//! Properties of all fourteen messages: what the writer writes, the reader and the published schemas accept, and reading
//! undoes writing.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop the test")]

#[path = "../hulp/mod.rs"]
mod hulp;
mod maak;
mod streng;

use istandaard::antwoord::{Kenmerk, retour_deels};
use istandaard::schrijver::{Schrijver323, Schrijver325, schrijf};
use istandaard::{Bericht, Bevinding, Deel, Lezer, Niveau, Soort};
use maak::{Antwoord, Bron, Client, Declaratie};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::io::{self, Write};

/// A message of any kind, as a whole.
#[derive(Debug, Clone, PartialEq)]
enum Heel {
    Bericht(Box<Bericht>),
    Declaratie(Declaratie),
    Antwoord(Antwoord),
}

impl Heel {
    /// Fits the schema; `streng`: breaks no rule of level 2 either.
    fn maak(soort: Soort, bytes: &[u8], streng: bool) -> Self {
        let mut bron = Bron(bytes);
        match soort {
            Soort::Wmo323 => {
                let mut d = bron.declaratie();
                if streng {
                    streng::declaratie(&mut d);
                }
                Self::Declaratie(d)
            }
            Soort::Wmo325 => {
                let mut a = bron.declaratieantwoord();
                if streng {
                    streng::antwoord(&mut a);
                }
                Self::Antwoord(a)
            }
            _ => {
                let mut b = bron.bericht(soort);
                if streng {
                    streng::bericht(&mut b);
                }
                Self::Bericht(Box::new(b))
            }
        }
    }

    fn schrijf(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Bericht(b) => schrijf(b, Vec::new()),
            Self::Declaratie(d) => {
                let mut uit = Schrijver323::new(Vec::new(), &d.header, &d.kop)?;
                for c in &d.clienten {
                    uit.client(&c.bsn)?;
                    c.regels.iter().try_for_each(|p| uit.prestatie(p))?;
                }
                uit.klaar()
            }
            Self::Antwoord(a) => {
                let kop = a.kop.as_ref().map(|(k, codes, _)| (k, &codes[..]));
                let mut uit = Schrijver325::new(Vec::new(), &a.header, kop)?;
                for c in a.kop.iter().flat_map(|k| &k.2) {
                    uit.client(&c.bsn, &c.codes)?;
                    c.regels.iter().try_for_each(|p| uit.prestatie(p, &p.retourcodes))?;
                }
                uit.klaar()
            }
        }
    }

    /// What the reader hands out, as a whole, with all findings and the level that failed.
    fn lees(tekst: &[u8]) -> (Option<Self>, Vec<Bevinding>, Option<Niveau>) {
        let mut lezer = Lezer::new(tekst);
        let (mut heel, mut bevindingen) = (None, Vec::new());
        while let Some(deel) = lezer.volgende() {
            match (deel, &mut heel) {
                (Deel::Bericht(b), _) => heel = Some(Self::Bericht(b)),
                (Deel::Kop(h), _) if h.soort == Soort::Wmo325 => {
                    heel = Some(Self::Antwoord(Antwoord { header: h.clone(), kop: None }));
                }
                (Deel::Declaratie(kop), None) => {
                    let kop = kop.clone();
                    let header = lezer.header().unwrap().clone();
                    heel = Some(Self::Declaratie(Declaratie { header, kop, clienten: Vec::new() }));
                }
                (Deel::Antwoord(k), Some(Self::Antwoord(a))) => {
                    a.kop = Some((k.clone(), Vec::new(), Vec::new()));
                }
                (Deel::Client { bsn, nr }, Some(h)) => {
                    let c = h.clienten();
                    c.push(Client { bsn, regels: Vec::new(), codes: Vec::new() });
                    assert_eq!(c.len(), nr as usize);
                }
                (Deel::Prestatie(p), Some(h)) => h.clienten().last_mut().unwrap().regels.push(p.clone()),
                (Deel::ClientEinde { retourcodes, .. }, Some(h)) => {
                    h.clienten().last_mut().unwrap().codes = retourcodes.to_vec();
                }
                (Deel::AntwoordEinde { retourcodes }, Some(Self::Antwoord(a))) => {
                    a.kop.as_mut().unwrap().1 = retourcodes.to_vec();
                }
                (Deel::Kop(_) | Deel::Bevindingen | Deel::Einde(_), _) => {}
                (deel, heel) => panic!("{deel:?} komt na {heel:?}"),
            }
            bevindingen.extend(lezer.bevindingen());
        }
        (heel, bevindingen, lezer.niveau())
    }

    fn clienten(&mut self) -> &mut Vec<Client> {
        match self {
            Self::Declaratie(d) => &mut d.clienten,
            Self::Antwoord(Antwoord { kop: Some(k), .. }) => &mut k.2,
            anders => panic!("{anders:?}"),
        }
    }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..1_500)
}

fn soort() -> impl Strategy<Value = Soort> {
    proptest::sample::select(Soort::ALLE)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Reading undoes writing, on values and on bytes; nothing that is written fails the schema.
    #[test]
    fn reading_undoes_writing(soort in soort(), bytes in bytes()) {
        let heel = Heel::maak(soort, &bytes, false);
        let geschreven = heel.schrijf().unwrap();
        let (gelezen, bevindingen, niveau) = Heel::lees(&geschreven);
        prop_assert_ne!(niveau, Some(Niveau::Schema), "{:?}", bevindingen);
        prop_assert_eq!(gelezen.as_ref(), Some(&heel));
        prop_assert_eq!(gelezen.unwrap().schrijf().unwrap(), geschreven);
    }

    /// A message that keeps to the rules is accepted without a word.
    #[test]
    fn what_keeps_to_the_rules_has_no_findings(soort in soort(), bytes in bytes()) {
        let heel = Heel::maak(soort, &bytes, true);
        let geschreven = heel.schrijf().unwrap();
        let (gelezen, bevindingen, _) = Heel::lees(&geschreven);
        prop_assert_eq!(bevindingen, Vec::new());
        prop_assert_eq!(gelezen, Some(heel));
    }

    /// A sink that fails stops the writer; it never goes on or panics.
    #[test]
    fn a_sink_that_fails_is_told(soort in soort(), bytes in bytes(), plaats in 0_usize..4_000) {
        struct Vol(usize);
        impl Write for Vol {
            fn write(&mut self, b: &[u8]) -> io::Result<usize> {
                let n = b.len().min(self.0);
                self.0 -= n;
                if n == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(n) }
            }
            fn flush(&mut self) -> io::Result<()> { Ok(()) }
        }
        if let Heel::Bericht(b) = Heel::maak(soort, &bytes, false) {
            let lengte = schrijf(&b, Vec::new()).unwrap().len();
            let uitkomst = schrijf(&b, Vol(plaats));
            prop_assert_eq!(uitkomst.is_ok(), lengte <= plaats);
        }
    }
}

/// Places in a message, existing or not: a finding may name any.
const PLAATSEN: &[&str] = &[
    "/Bericht/Client",
    "/Bericht/Client/Naam/Geslachtsnaam",
    "/Bericht/Client/Relaties/Relatie[N]",
    "/Bericht/Client/Relaties/Relatie[N]/Contact/Adres",
    "/Bericht/Client/Contactgegevens/Contact[N]",
    "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[N]/Product",
    "/Bericht/Client/StartProducten/StartProduct[N]",
    "/Bericht/Client/StopProducten/StopProduct[N]/Einddatum",
    "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[N]",
    "/Bericht/Client/Verzoek",
    "/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[N]",
    "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[N]/Omvang",
    "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[N]",
    "/Bericht/Antwoord/ReferentieAanbieder",
];

fn bevinding() -> impl Strategy<Value = Bevinding> {
    let codes = proptest::sample::select(vec!["9019", "9056", "9347", "9374", "8848", "S300"]);
    (proptest::sample::select(PLAATSEN), 1..5, codes).prop_map(|(pad, n, code)| {
        Bevinding::new("TR000", Some(code), pad.replace("[N]", &format!("[{n}]")), "tekst")
    })
}

/// The answer to a message that keeps to the rules.
fn antwoord(soort: Soort, bytes: &[u8], bevindingen: &[Bevinding], overgeslagen: &[&str]) -> Bericht {
    let Heel::Bericht(op) = Heel::maak(soort, bytes, true) else { panic!("{soort:?}") };
    let kenmerk = Kenmerk {
        identificatie: "RT-1".to_owned(),
        dagtekening: jiff::civil::date(2026, 9, 3),
        xslt_versie: Some("2.10.5".to_owned()),
    };
    retour_deels(&op, &kenmerk, bevindingen, overgeslagen).unwrap()
}

/// The messages that a return (302 to 320) answers.
fn heen() -> impl Strategy<Value = Soort> {
    let heen = Soort::ALLE.iter().filter(|s| s.antwoord().is_some_and(Soort::is_retour));
    proptest::sample::select(heen.copied().collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// An answer can be written and read, carries every code that was found, and one at every class.
    #[test]
    fn an_answer_loses_no_finding(
        soort in heen(),
        bytes in bytes(),
        bevindingen in proptest::collection::vec(bevinding(), 0..6),
        overgeslagen in proptest::option::of(proptest::sample::select(PLAATSEN)),
    ) {
        let overgeslagen: Vec<&str> = overgeslagen.into_iter().collect();
        let b = antwoord(soort, &bytes, &bevindingen, &overgeslagen);
        let geschreven = schrijf(&b, Vec::new()).unwrap();
        let (gelezen, gevonden, _) = Heel::lees(&geschreven);
        prop_assert_eq!(gevonden, Vec::new());
        prop_assert_eq!(gelezen, Some(Heel::Bericht(Box::new(b))));
        let tekst = String::from_utf8(geschreven).unwrap();
        let mut codes: Vec<&str> = tekst.split(":RetourCode>").skip(1).step_by(2).map(|c| &c[..4]).collect();
        codes.retain(|c| !matches!(*c, "0200" | "0233"));
        codes.sort_unstable();
        codes.dedup();
        let mut verwacht: Vec<&str> = bevindingen.iter().filter_map(|b| b.retourcode).map(|c| c.0).collect();
        verwacht.sort_unstable();
        verwacht.dedup();
        prop_assert_eq!(codes, verwacht);
        if bevindingen.is_empty() {
            prop_assert!(!tekst.contains("RetourCode>"), "{}", tekst);
        }
    }
}

/// The published schemas accept what the writer writes: many messages of every kind and many answers made from
/// findings, in one run of xmllint per kind.
#[test]
fn the_published_schemas_accept_what_is_written() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut proef = TestRunner::new_with_rng(Config::default(), rng);
    let strategie = bytes();
    let gevonden = proptest::collection::vec(bevinding(), 0..6);
    for soort in Soort::ALLE {
        let teksten: Vec<Vec<u8>> = (0..80)
            .map(|i| {
                let bytes = strategie.new_tree(&mut proef).unwrap().current();
                Heel::maak(*soort, &bytes, i % 2 == 0).schrijf().unwrap()
            })
            .collect();
        let antwoorden: Vec<Vec<u8>> = soort
            .antwoord_op()
            .filter(|_| soort.is_retour())
            .into_iter()
            .flat_map(|op| std::iter::repeat_n(op, 40))
            .map(|op| {
                let bytes = strategie.new_tree(&mut proef).unwrap().current();
                let gevonden = gevonden.new_tree(&mut proef).unwrap().current();
                schrijf(&antwoord(op, &bytes, &gevonden, &["/Bericht/Client/Verzoek"]), Vec::new()).unwrap()
            })
            .collect();
        if let Some(uitkomst) = hulp::xmllint_alle(soort.nummer(), &[teksten, antwoorden].concat()) {
            assert_eq!(uitkomst, Ok(()), "{}", soort.code());
        }
    }
}
