//! What a decision cannot do without: everything that is missing at once, with its place, and each edge before, on and after.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use beschikking::{
    Besluitsoort, Bijdragemededeling, Briefdeel, Briefgegevens, Duurgrens, Herzieningsgrond, Huisstijl,
    Identiteitscontrole, Onderbouwing, Onderdeel, Ontwerp, Pgbtoets, STANDAARDSJABLOON, Sjabloon,
    Verstrekking, Zienswijze, maak_brief, waarom, wat_ontbreekt,
};
use catalogus::Inkoopkader;
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use jiff::civil::{Date, date};
use kern::{
    AgbCode, Bsn, Decimaal, Eenheid, Eurocent, Frequentie, Gemeentecode, Periode, Productcategorie,
    Productcode,
};
use toegang::{Adres, Client, ClientId, Geslacht, Melding, MeldingId, Naam};

const VANDAAG: Date = date(2026, 10, 5);

struct Proef {
    client: Client,
    melding: Melding,
    kaders: Vec<Inkoopkader>,
    contracten: Vec<Contractregel>,
    grenzen: Vec<Duurgrens>,
    eerder: Vec<(Productsleutel, Periode)>,
    wacht_op_plan: bool,
    bezwaaradres: &'static str,
    vandaag: Date,
}

fn g(code: &str) -> Gemeentecode {
    Gemeentecode::parse(code).unwrap()
}

fn agb(nr: &str) -> AgbCode {
    AgbCode::parse(nr).unwrap()
}

fn sleutel(code: &str) -> Productsleutel {
    Productsleutel::new(Productcategorie::parse(&code[..2]).unwrap(), Productcode::parse(code).unwrap())
}

/// A client whose onderzoek is finished, in the Meierij.
fn proef() -> Proef {
    let kaders: Vec<Inkoopkader> = regels::kaders().iter().map(|k| Inkoopkader::uit(k).unwrap()).collect();
    let meierij = kaders.iter().find(|k| k.id == "meierij-2020").unwrap();
    let eenheid = meierij.producten.iter().find(|p| p.sleutel == sleutel("02M01")).unwrap().eenheid;
    let s = Contractsleutel { gemeente: g("0796"), agb: agb("41410001"), product: sleutel("02M01"), eenheid };
    let geldig = Periode::new(date(2026, 1, 1), None).unwrap();
    Proef {
        client: Client {
            gemeente: g("0796"),
            id: ClientId(1),
            bsn: Bsn::parse("999900006").unwrap(),
            geboortedatum: date(1960, 1, 1),
            geslacht: Geslacht::Man,
            naam: Naam { achternaam: "Jansen".into(), voorvoegsel: None, voorletters: Some("A.".into()) },
            adres: Adres::default(),
            overleden_op: None,
        },
        melding: Melding::ontvang(g("0796"), MeldingId(1), ClientId(1), date(2026, 9, 1))
            .begin_onderzoek(date(2026, 9, 2))
            .and_then(|m| m.rond_onderzoek_af(date(2026, 9, 25)))
            .unwrap(),
        contracten: vec![Contractregel::new(s, Some(Decimaal::from(17_500)), geldig).unwrap()],
        grenzen: kaders.iter().flat_map(|k| Duurgrens::uit(regels::kader(&k.id).unwrap(), VANDAAG)).collect(),
        kaders,
        eerder: Vec::new(),
        wacht_op_plan: false,
        bezwaaradres: "Gemeente, Postbus 1, 5200 AA Den Bosch",
        vandaag: VANDAAG,
    }
}

fn vol() -> Ontwerp {
    Ontwerp {
        soort: Some(Besluitsoort::Toekenning),
        vorm: Some(Verstrekking::Natura),
        aanvraag_op: Some(date(2026, 9, 28)),
        aard: "Individuele begeleiding".into(),
        intensiteit: "ongeveer 2 uur per week".into(),
        onderdelen: vec![Onderdeel {
            product: sleutel("02M01"),
            volume: 1,
            eenheid: Eenheid::StuksOutput,
            frequentie: Frequentie::Maand,
            agb: Some(agb("41410001")),
            van: None,
            tot: None,
            toewijzing: None,
        }],
        ingangsdatum: Some(date(2026, 11, 1)),
        einddatum: Some(date(2027, 10, 31)),
        plan_op: Some(date(2026, 9, 25)),
        resultaten: "Ik heb een vaste dagindeling.\nIk doe mijn post op tijd.".into(),
        grond: "U kunt zonder hulp geen dagindeling maken.".into(),
        voorschrift: "artikel 2.3.5 van de Wmo 2015".into(),
        aangeboden: vec![agb("41410001"), agb("41410002")],
        gekozen_op: Some(date(2026, 9, 28)),
        bijdrage: Some(Bijdragemededeling::Verschuldigd),
        identiteit: Some(Identiteitscontrole { op: date(2026, 9, 10), document: "paspoort".into() }),
        ..Ontwerp::default()
    }
}

impl Proef {
    fn feiten(&self) -> Onderbouwing<'_> {
        Onderbouwing {
            client: &self.client,
            melding: Some(&self.melding),
            kaders: &self.kaders,
            contracten: &self.contracten,
            grenzen: &self.grenzen,
            eerder: &self.eerder,
            wacht_op_plan: self.wacht_op_plan,
            bezwaaradres: self.bezwaaradres,
            vandaag: self.vandaag,
        }
    }

    /// Rule and place of everything that is missing.
    fn mist(&self, o: &Ontwerp) -> Vec<(&'static str, String)> {
        wat_ontbreekt(o, &self.feiten()).into_iter().map(|b| (b.regel, b.pad)).collect()
    }

    fn codes(&self, o: &Ontwerp) -> Vec<&'static str> {
        self.mist(o).into_iter().map(|(c, _)| c).collect()
    }
}

#[test]
fn a_whole_draft_lacks_nothing_and_says_why() {
    let p = proef();
    assert_eq!(p.mist(&vol()), []);
    let u = waarom(&vol(), &p.feiten());
    assert_eq!(u.uitkomst, "het besluit is volledig");
    assert!(u.stappen.len() >= 13);
    assert!(u.stappen.iter().all(|s| s.bron.as_ref().is_some_and(|b| !b.plaats.is_empty())), "{u:?}");
}

#[test]
fn a_plan_that_a_provider_was_asked_for_is_waited_for_also_when_there_is_one() {
    let mut p = proef();
    p.wacht_op_plan = true;
    assert_eq!(p.codes(&vol()), ["BESLUIT-PLAN"]);
    // what is decided at once needs no plan (art. 2.3.3), and a refusal rests on none
    for soort in [Besluitsoort::Spoed, Besluitsoort::Afwijzing] {
        let o = Ontwerp { soort: Some(soort), ..vol() };
        assert!(!p.codes(&o).contains(&"BESLUIT-PLAN"), "{soort:?}");
    }
}

#[test]
fn everything_that_is_missing_comes_at_once_with_its_place() {
    let mut p = proef();
    p.bezwaaradres = " ";
    let leeg = Ontwerp {
        soort: Some(Besluitsoort::Toekenning),
        vorm: Some(Verstrekking::Natura),
        ..Ontwerp::default()
    };
    let mist = p.mist(&leeg);
    let plaatsen: Vec<(&str, &str)> = mist.iter().map(|(c, p)| (*c, p.as_str())).collect();
    assert_eq!(
        plaatsen,
        [
            ("BESLUIT-AANVRAAG", "/afweging/aanvraag_op"),
            ("BESLUIT-AARD", "/ondersteuning/aard"),
            ("BESLUIT-INTENSITEIT", "/ondersteuning/intensiteit"),
            ("BESLUIT-DUUR", "/ondersteuning/ingangsdatum"),
            ("BESLUIT-PLAN", "/afweging/plan_op"),
            ("BESLUIT-IDENTITEIT", "/afweging/identiteit_op"),
            ("BESLUIT-PRODUCT", "/ondersteuning/d1-product"),
            ("BESLUIT-KEUZE", "/afweging/gekozen_op"),
            ("BESLUIT-KEUZE", "/afweging/aangeboden"),
            ("BESLUIT-BIJDRAGE", "/afweging/bijdrage"),
            ("BESLUIT-GROND", "/afweging/grond"),
            ("BESLUIT-GROND", "/afweging/voorschrift"),
            ("BESLUIT-RECHTSMIDDEL", "/huisstijl/bezwaaradres"),
        ]
    );
    assert_eq!(p.mist(&Ontwerp::default()), [("BESLUIT-SOORT", "/ondersteuning/soort".to_owned())]);
}

type Breek = fn(&mut Ontwerp);

#[test]
fn each_requirement_alone_is_seen() {
    let p = proef();
    let zonder: [(&str, Breek); 14] = [
        ("BESLUIT-AARD", |o| o.aard = " ".into()),
        ("BESLUIT-INTENSITEIT", |o| o.intensiteit.clear()),
        ("BESLUIT-DUUR", |o| o.einddatum = None),
        ("BESLUIT-DUUR", |o| o.einddatum = Some(date(2026, 10, 31))),
        ("BESLUIT-PLAN", |o| o.plan_op = None),
        ("BESLUIT-PLAN", |o| o.plan_op = Some(date(2026, 10, 6))),
        ("BESLUIT-IDENTITEIT", |o| o.identiteit = None),
        ("BESLUIT-KEUZE", |o| o.aangeboden = vec![agb("41410001")]),
        ("BESLUIT-KEUZE", |o| o.gekozen_op = None),
        ("BESLUIT-BIJDRAGE", |o| o.bijdrage = None),
        ("BESLUIT-GROND", |o| o.grond = "\n".into()),
        ("BESLUIT-GROND", |o| o.voorschrift.clear()),
        ("BESLUIT-VORM", |o| o.vorm = None),
        ("BESLUIT-AANVRAAG", |o| o.aanvraag_op = Some(date(2026, 10, 6))),
    ];
    for (code, breek) in zonder {
        let mut o = vol();
        breek(&mut o);
        let codes = p.codes(&o);
        assert!(codes.contains(&code), "{code}: {codes:?}");
        assert!(codes.iter().all(|c| *c == code || *c == "BESLUIT-PRODUCT"), "{code}: {codes:?}");
    }
    let met_reden = Ontwerp { aangeboden: vec![], geen_keuze_omdat: "er is er een".into(), ..vol() };
    assert!(p.mist(&met_reden).is_empty());
    let open = Ontwerp { einddatum: None, open_einde: true, ..vol() };
    assert!(p.mist(&open).is_empty());
}

#[test]
fn the_catalogue_and_the_contract_are_asked_for_every_part() {
    let p = proef();
    let mut o = vol();
    o.onderdelen[0].agb = Some(agb("41410002"));
    assert_eq!(p.mist(&o), [("BESLUIT-PRODUCT", "/ondersteuning/d1-agb".to_owned())]);
    let mut o = vol();
    let eerste = o.onderdelen[0];
    o.onderdelen.push(Onderdeel { product: sleutel("02M99"), volume: 0, ..eerste });
    let mist = p.mist(&o);
    let plekken: Vec<&str> = mist.iter().map(|(_, p)| p.as_str()).collect();
    assert!(plekken.contains(&"/ondersteuning/d2-volume") && plekken.contains(&"/ondersteuning/d2-product"));
    // a part stays within the days of the decision: the last day itself is inside
    let mut o = vol();
    o.onderdelen[0].tot = Some(date(2027, 10, 31));
    assert!(p.mist(&o).is_empty());
    o.onderdelen[0].tot = Some(date(2027, 11, 1));
    assert_eq!(p.mist(&o), [("BESLUIT-PRODUCT", "/ondersteuning/d1-van".to_owned())]);
}

#[test]
fn the_onderzoek_is_finished_or_six_weeks_have_passed() {
    let mut p = proef();
    p.melding = Melding::ontvang(g("0796"), MeldingId(1), ClientId(1), date(2026, 8, 24));
    // six weeks end on Monday 5 October: that day the term still runs
    assert_eq!(p.codes(&vol()), ["BESLUIT-ONDERZOEK"]);
    p.vandaag = date(2026, 10, 6);
    assert!(p.codes(&vol()).is_empty());
    let spoed = Ontwerp { soort: Some(Besluitsoort::Spoed), aanvraag_op: None, plan_op: None, ..vol() };
    p.vandaag = date(2026, 8, 25);
    let mut nu = spoed.clone();
    (nu.identiteit, nu.gekozen_op) = (None, Some(p.vandaag));
    assert!(p.codes(&nu).is_empty(), "urgent: no onderzoek, plan, aanvraag or identity is waited for");
    nu.einddatum = None;
    nu.open_einde = true;
    assert_eq!(p.codes(&nu), ["BESLUIT-DUUR"], "but it is temporary");
    let mut later = Ontwerp { grond: String::new(), ..spoed };
    assert!(p.codes(&later).contains(&"BESLUIT-GROND"));
    later.motivering_volgt = true;
    assert!(!p.codes(&later).contains(&"BESLUIT-GROND"), "Awb 3:47 lid 3");
}

#[test]
fn the_longest_term_of_the_framework_on_its_last_day_and_the_day_after() {
    let mut p = proef();
    let ib4 = p.grenzen.iter().find(|g| g.maanden == 36).unwrap().clone();
    let mut o = vol();
    o.onderdelen[0].product = ib4.product;
    let lang = |o: &Ontwerp, p: &Proef| p.codes(o).contains(&"BESLUIT-LANGSTE");
    o.einddatum = Some(date(2029, 10, 31));
    assert!(!lang(&o, &p), "three years to the day");
    o.einddatum = Some(date(2029, 11, 1));
    assert!(lang(&o, &p));
    o.langer_omdat = "de woning komt pas in december vrij".into();
    assert!(!lang(&o, &p), "with a motivation");
    // support that came before counts too
    o.langer_omdat.clear();
    o.einddatum = Some(date(2029, 10, 31));
    p.eerder = vec![(ib4.product, Periode::new(date(2026, 10, 1), Some(date(2026, 10, 31))).unwrap())];
    assert!(lang(&o, &p));
    o.einddatum = None;
    o.open_einde = true;
    p.eerder.clear();
    assert!(lang(&o, &p), "no last day is longer than any limit");
}

#[test]
fn a_refusal_on_other_data_hears_the_client_first() {
    let p = proef();
    let nee = Ontwerp {
        soort: Some(Besluitsoort::Afwijzing),
        aanvraag_op: Some(date(2026, 9, 28)),
        grond: "Uw zoon kan dit doen.".into(),
        voorschrift: "artikel 2.3.5 van de Wmo 2015".into(),
        ..Ontwerp::default()
    };
    assert!(p.codes(&nee).is_empty(), "its own data: nothing to hear");
    let wijkt = |z| Ontwerp { wijkt_af: true, zienswijze: z, ..nee.clone() };
    let gevraagd = |tot, r: Option<&str>| Zienswijze::Gevraagd {
        op: date(2026, 9, 20),
        tot,
        reactie: r.map(str::to_owned),
    };
    assert_eq!(p.codes(&wijkt(Zienswijze::Niet)), ["BESLUIT-ZIENSWIJZE"]);
    assert_eq!(p.codes(&wijkt(gevraagd(VANDAAG, None))), ["BESLUIT-ZIENSWIJZE"], "the last day to answer");
    assert!(p.codes(&wijkt(gevraagd(date(2026, 10, 4), None))).is_empty());
    assert!(p.codes(&wijkt(gevraagd(VANDAAG, Some("klopt")))).is_empty());
    assert_eq!(p.codes(&wijkt(Zienswijze::Overgeslagen { grond: " ".into() })), ["BESLUIT-ZIENSWIJZE"]);
    assert!(p.codes(&wijkt(Zienswijze::Overgeslagen { grond: "spoed (4:11 a)".into() })).is_empty());
}

#[test]
fn a_pgb_meets_a_b_and_c_and_a_change_has_its_ground() {
    let p = proef();
    let mut o = Ontwerp { vorm: Some(Verstrekking::Pgb), onderdelen: vec![], ..vol() };
    let codes = p.codes(&o);
    assert_eq!((codes.len(), codes.iter().filter(|c| **c == "BESLUIT-PGB").count()), (5, 4));
    o.pgb = Pgbtoets {
        bekwaam: true,
        motivering: "eigen regie".into(),
        kwaliteit: true,
        bedrag: Some(Eurocent(1)),
    };
    // what it is for is a product of the catalogue; a provider is not asked
    assert_eq!(p.codes(&o), ["BESLUIT-PGBPRODUCT"]);
    o.onderdelen = vol().onderdelen;
    o.onderdelen[0].agb = None;
    assert!(p.codes(&o).is_empty());
    let mut weg = Ontwerp {
        soort: Some(Besluitsoort::Intrekking),
        grond: "u hebt het niet meer nodig".into(),
        voorschrift: "artikel 2.3.10".into(),
        ..Ontwerp::default()
    };
    assert_eq!(p.codes(&weg), ["BESLUIT-HERZIENING", "BESLUIT-INGANG"]);
    weg.herziening = Some(Herzieningsgrond::NietMeerAangewezen);
    weg.ingangsdatum = Some(date(2026, 12, 1));
    assert!(p.codes(&weg).is_empty());
}

#[test]
fn nothing_is_decided_for_who_died() {
    let mut p = proef();
    p.client.overleden_op = Some(VANDAAG);
    assert_eq!(p.codes(&vol()), ["BESLUIT-CLIENT"]);
}

fn stijl() -> Huisstijl {
    Huisstijl {
        naam: "Gemeente 's-Hertogenbosch".into(),
        adres: vec!["Postbus 1".into(), "5200 AA Den Bosch".into()],
        contact: "Bel 073 000 00 00.".into(),
        bezwaaradres: "Gemeente, Postbus 1, 5200 AA Den Bosch".into(),
        kleur: (10, 60, 120),
    }
}

fn gegevens(h: &Huisstijl) -> Briefgegevens<'_> {
    Briefgegevens {
        huisstijl: h,
        naam: "A. Jansen".into(),
        adres: vec!["Dorpsstraat 1".into(), "5200 AB Den Bosch".into()],
        kenmerk: "0796-B1-1".into(),
        dag: VANDAAG,
        ondertekenaar: "C. Consulent".into(),
        onderdelen: vec![],
        plan: vec!["U maakt samen met de begeleider een dagindeling.".into()],
    }
}

#[test]
fn the_letter_names_what_how_much_how_long_why_and_the_way_to_object() {
    let s = Sjabloon::lees(STANDAARDSJABLOON).unwrap();
    let h = stijl();
    let brief = maak_brief(&s, &vol(), &gegevens(&h)).unwrap();
    let tekst = format!("{:?}", brief.delen);
    for zoek in [
        "Individuele begeleiding",
        "ongeveer 2 uur per week",
        "1 november 2026 tot en met 31 oktober 2027",
        "U kunt zonder hulp geen dagindeling maken.",
        "binnen zes weken",
        "uiterlijk 16 november 2026",
        "Postbus 1, 5200 AA Den Bosch",
        "uw plan van 25 september 2026",
        "U betaalt een eigen bijdrage",
        "Bijlage: uw ondersteuningsplan",
        "Ik doe mijn post op tijd.",
    ] {
        assert!(tekst.contains(zoek), "{zoek}: {tekst}");
    }
    assert!(!tekst.contains('{') || tekst.contains("Lijst"), "every field is filled in");
    assert!(!brief.delen.iter().any(|d| matches!(d, Briefdeel::Alinea(t) if t.contains('{'))));
}

#[test]
fn every_kind_has_a_letter_and_none_without_the_address_for_objections() {
    let s = Sjabloon::lees(STANDAARDSJABLOON).unwrap();
    let h = stijl();
    for soort in Besluitsoort::ALLE {
        let o = Ontwerp { soort: Some(*soort), herziening: Some(Herzieningsgrond::NietToereikend), ..vol() };
        let brief = maak_brief(&s, &o, &gegevens(&h)).unwrap_or_else(|b| unreachable!("{soort:?}: {b:?}"));
        let bezwaar = |d: &Briefdeel| matches!(d, Briefdeel::Alinea(t) if t.contains("binnen zes weken"));
        assert!(brief.delen.iter().any(bezwaar), "{soort:?}");
    }
    let zonder = Huisstijl { bezwaaradres: " ".into(), ..h };
    let fout = maak_brief(&s, &vol(), &gegevens(&zonder)).unwrap_err();
    assert!(fout.iter().any(|b| b.pad == "/huisstijl/bezwaaradres"), "{fout:?}");
    let half = Ontwerp { grond: String::new(), ..vol() };
    let h = stijl();
    let fout = maak_brief(&s, &half, &gegevens(&h)).unwrap_err();
    assert_eq!(fout.iter().map(|b| b.pad.as_str()).collect::<Vec<_>>(), ["/afweging/grond"]);
}
