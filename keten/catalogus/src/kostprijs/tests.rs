//! The cost model against annex 2 of the document: every printed figure, and what must hold for any model.

use super::*;
use jiff::civil::date;
use kern::{Productcategorie, Productcode};
use regels::{Kostprijselement, Tijdvak};

fn model() -> &'static Kostprijsmodel {
    &regels::kader("drechtsteden-ib4-2017").unwrap().kostprijzen[0]
}

fn d(t: &str) -> Decimaal {
    t.parse().unwrap()
}

fn stel(t: &[&str]) -> Vec<Stel> {
    t.iter().map(|t| Stel::parse(t).unwrap()).collect()
}

/// A line as a person sees it.
fn gezien(k: &Kostprijs<'_>, sleutel: &str) -> String {
    let [i] = k.model.zoek(sleutel)[..] else { panic!("{sleutel}") };
    in_maat(k.model.regels[i].maat, k.waarden[i])
}

/// Every figure that annex 2 prints, in its order.
#[test]
fn every_printed_figure_comes_out_to_the_cent() {
    let k = Kostprijs::van(model()).unwrap();
    for (sleutel, afgedrukt) in [
        ("aandeel_fwg40", "50%"),
        ("aandeel_fwg45", "50%"),
        ("mix_fwg40", "€ 23,13"),
        ("mix_fwg45", "€ 25,43"),
        ("hele_mix", "100%"),
        ("mix", "€ 48,56"),
        ("uren_per_week", "9,5"),
        ("kosten_per_week", "€ 461,34"),
        ("weken_per_jaar", "52"),
        ("begeleiding_jaar", "€ 23.989,78"),
        ("huur_per_maand", "€ 710,68"),
        ("clienten_per_ruimte", "12"),
        ("aandeel_per_client", "8,33%"),
        ("maanden_per_jaar", "12"),
        ("ontmoetingsruimte_jaar", "€ 710,68"),
        ("tarief_jaar", "€ 24.700,46"),
        ("aandeel_per_periode", "7,69%"),
        ("tarief_4_weken", "€ 1.900,04"),
        ("inschaling", "83,4%"),
        ("ort_procent", "2,5%"),
        ("vakantiegeld_procent", "8%"),
        ("eindejaarsuitkering_procent", "7,75%"),
        ("sociale_lasten_procent", "28,94%"),
        ("opleiding_procent", "2%"),
        ("overhead_procent", "17%"),
        ("productiviteit", "70%"),
        ("productieve_uren", "1.310,40"),
        ("materieel_procent", "5%"),
    ] {
        assert_eq!(gezien(&k, sleutel), afgedrukt, "{sleutel}");
    }
    for (sleutel, fwg40, fwg45) in [
        ("hoogste_trede", "€ 2.780,00", "€ 3.045,00"),
        ("salaris", "€ 31.611,02", "€ 34.773,10"),
        ("ort", "€ 790,28", "€ 869,33"),
        ("vakantiegeld", "€ 2.528,88", "€ 2.781,85"),
        ("eindejaarsuitkering", "€ 2.585,40", "€ 2.831,85"),
        ("sociale_lasten", "€ 10.857,01", "€ 11.939,52"),
        ("opleiding", "€ 967,45", "€ 1.063,91"),
        ("loonsom", "€ 49.340,04", "€ 54.259,56"),
        ("overhead", "€ 8.387,81", "€ 9.224,13"),
        ("totaal", "€ 57.727,84", "€ 63.483,69"),
        ("kosten_per_productief_uur", "€ 44,05", "€ 48,45"),
        ("loonkosten_per_uur", "€ 44,05", "€ 48,45"),
        ("huisvesting", "€ 0,00", "€ 0,00"),
        ("materieel", "€ 2,20", "€ 2,42"),
        ("rekentarief", "€ 46,26", "€ 50,87"),
    ] {
        assert_eq!(gezien(&k, &format!("{sleutel}.fwg40")), fwg40, "{sleutel}");
        assert_eq!(gezien(&k, &format!("{sleutel}.fwg45")), fwg45, "{sleutel}");
    }
    // the mix rows print the rates of both functions as well
    let groepen = tabel(&k);
    assert_eq!(groepen[0].rijen[0].cellen[0].opbouw, ["50%", "€ 46,26"]);
    assert_eq!(groepen[0].rijen[1].cellen[0].opbouw, ["50%", "€ 50,87"]);
    assert_eq!(groepen[3].kolommen, ["FWG 40", "FWG 45"]);
}

/// What is decided and sent is what the lines give.
#[test]
fn the_tariff_in_force_is_the_outcome_of_the_model() {
    let kader = regels::kader("drechtsteden-ib4-2017").unwrap();
    let t =
        kader.tarieven.iter().find(|t| (t.categorie, t.code) == (model().categorie, model().code)).unwrap();
    let k = Kostprijs::van(model()).unwrap();
    assert_eq!((t.bedrag, t.per), (k.prijs() * Decimaal::ONE_HUNDRED, Tijdvak::VierWeken));
}

/// The document does not say that the salary is rounded, but three figures come out only so.
#[test]
fn without_the_rounding_of_the_salary_three_figures_are_a_cent_off() {
    let mut m = model().clone();
    for r in &mut m.regels {
        r.afronding = regels::Regelafronding::Geen;
    }
    let k = Kostprijs::van(&m).unwrap();
    assert_eq!(gezien(&k, "totaal.fwg40"), "€ 57.727,85");
    assert_eq!(gezien(&k, "overhead.fwg45"), "€ 9.224,12");
    assert_eq!(gezien(&k, "totaal.fwg45"), "€ 63.483,68");
    // the printed lowest steps are the only whole-cent ones that fit
    for i in model().zoek("laagste_trede") {
        let sleutel = &model().regels[i].sleutel;
        let salaris = sleutel.replace("laagste_trede", "salaris");
        for delta in ["-0.01", "0.01"] {
            let nieuw = k.waarden[i] + d(delta);
            let ander = Kostprijs::met(model(), &[Stel::Waarde(sleutel.clone(), nieuw)]).unwrap();
            assert_ne!(gezien(&ander, &salaris), gezien(&k, &salaris));
        }
    }
}

#[test]
fn nothing_is_rounded_before_the_line_that_says_so() {
    let k = Kostprijs::van(model()).unwrap();
    let waarde = |s: &str| k.waarden[k.model.zoek(s)[0]];
    assert_eq!(waarde("salaris.fwg40"), d("31611.02"), "12 × 2.634,252 = 31.611,024, rounded");
    assert_eq!(waarde("sociale_lasten.fwg40"), d("10857.00801274"));
    assert_eq!(waarde("totaal.fwg40"), d("57727.843073543916"));
    assert_eq!(waarde("tarief_4_weken"), d("1900.04"));
    let afgerond: Vec<&str> = (k.model.regels.iter())
        .filter(|r| r.afronding == regels::Regelafronding::Centen)
        .map(|r| r.basis.as_str())
        .collect();
    assert_eq!(afgerond, ["tarief_4_weken", "salaris", "salaris"]);
    // the same sum with plain arithmetic
    let uur = |s: &str| waarde(&format!("totaal.{s}")) / d("1310.4") * d("1.05");
    let jaar = (uur("fwg40") + uur("fwg45")) / d("2") * d("9.5") * d("52") + d("710.68");
    assert!((jaar - waarde("tarief_jaar")).abs() < d("0.00000000000000000001"), "{jaar}");
}

#[test]
fn the_parts_are_the_whole() {
    let ruis = d("0.000000000000000001");
    for s in [
        &[][..],
        &["productiviteit=55"],
        &["overhead_procent=0", "aandeel_fwg40=100"],
        &["hoogste_trede=+33%"],
    ] {
        let k = Kostprijs::met(model(), &stel(s)).unwrap();
        for i in 0..k.waarden.len() {
            if !k.model.regels[i].maat.is_geld() {
                continue;
            }
            let delen: Decimaal = per_kostendeel(&k, i).values().sum();
            let elementen: Decimaal = per_element(&k, i).values().sum();
            // a line that is rounded has the parts of what it was before
            let (af, w) = (k.model.regels[i].afronding, k.waarden[i]);
            assert!((af.op(delen) - w).abs() < ruis, "{} {delen}", k.naam(i));
            assert!((af.op(elementen) - w).abs() < ruis, "{} {elementen}", k.naam(i));
        }
    }
    let k = Kostprijs::van(model()).unwrap();
    assert!(!per_kostendeel(&k, k.model.prijs).contains_key(&None), "every euro of IB4 has a cost part");
}

#[test]
fn an_assumption_with_its_own_value_changes_nothing() {
    let k = Kostprijs::van(model()).unwrap();
    for (i, r) in model().regels.iter().enumerate().filter(|(_, r)| r.stap.is_some()) {
        let w = wat_als(model(), &[Stel::Waarde(r.sleutel.clone(), k.waarden[i])]).unwrap();
        assert!(w.regels().is_empty(), "{}", r.sleutel);
        assert_eq!(w.jaareffect(d("1000")), Some(Decimaal::ZERO));
        let w = wat_als(model(), &[Stel::Verhoog(r.sleutel.clone(), Decimaal::ZERO)]).unwrap();
        assert!(w.regels().is_empty(), "{}", r.sleutel);
    }
}

#[test]
fn less_productivity_costs_more_and_says_where() {
    let w = wat_als(model(), &stel(&["productiviteit=68%"])).unwrap();
    // 23.989,781911664 × 70/68 + 710,68
    let verwacht = d("23989.781911664") * d("70") / d("68") + d("710.68");
    assert!((w.na.jaarprijs() - verwacht).abs() < d("0.0000000001"));
    assert_eq!(euro(w.na.prijs()), "€ 1.954,31");
    assert_eq!(euro(w.jaareffect(d("40")).unwrap()), "€ 28.223,27");
    let geraakt: Vec<String> =
        w.regels().iter().map(|r| w.voor.model.regels[r.regel].basis.clone()).collect();
    assert!(geraakt.contains(&"niet_productief".to_owned()) && !geraakt.contains(&"loonsom".to_owned()));
    let van = |e| w.elementen().into_iter().find(|(x, ..)| *x == e).unwrap();
    let (_, voor, na) = van(Some(Kostprijselement::NietProductief));
    assert!(na > voor);
    for gelijk in [Kostprijselement::Verplichtingen, Kostprijselement::Beroepskracht] {
        let (_, voor, na) = van(Some(gelijk));
        assert_eq!(euro(voor), euro(na), "the rounding of the price does not show in other parts");
    }
    assert_eq!(van(None).0, None, "material falls under no element");
    let som: Decimaal = w.elementen().iter().map(|(_, _, na)| na).sum();
    assert_eq!(euro(som), "€ 1.954,31");
}

#[test]
fn a_mix_a_rise_and_a_column_can_be_set() {
    let prijs = |s: &[&str]| euro(Kostprijs::met(model(), &stel(s)).unwrap().prijs());
    let alles_40 = Kostprijs::met(model(), &stel(&["aandeel_fwg40=100"])).unwrap();
    assert_eq!(gezien(&alles_40, "mix"), "€ 46,26");
    assert_eq!(gezien(&alles_40, "aandeel_fwg45"), "0%");
    assert_eq!(
        prijs(&["hoogste_trede=+3%"]),
        prijs(&["hoogste_trede.fwg40=2863,40", "hoogste_trede.fwg45=3136,35"])
    );
    assert_ne!(prijs(&["hoogste_trede.fwg40=+3%"]), prijs(&["hoogste_trede=+3%"]));
    assert_eq!(prijs(&["huur_per_maand=-100%", "uren_per_week=0"]), "€ 0,00");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let fout = |s: &[&str]| Kostprijs::met(model(), &stel(s)).unwrap_err();
    assert!(matches!(fout(&["bestaat_niet=1"]), KostprijsFout::Onbekend(..)));
    assert!(matches!(fout(&["loonsom=1"]), KostprijsFout::GeenAanname(..)));
    assert!(matches!(fout(&["weken_per_jaar=53"]), KostprijsFout::GeenAanname(..)));
    assert!(matches!(fout(&["inschaling=1", "inschaling=2"]), KostprijsFout::Dubbel(_)));
    assert!(matches!(fout(&["hoogste_trede=1", "hoogste_trede.fwg40=2"]), KostprijsFout::Dubbel(_)));
    assert!(matches!(fout(&["inschaling=-101%"]), KostprijsFout::Negatief(_)));
    assert!(matches!(fout(&["productiviteit=0"]), KostprijsFout::Rekenen(..)));
    assert!(matches!(fout(&["clienten_per_ruimte=0"]), KostprijsFout::Rekenen(..)));
    let groot = ["hoogste_trede", "uren_per_week"].map(|s| format!("{s}={}", "9".repeat(20)));
    assert!(matches!(fout(&[&groot[0], &groot[1]]), KostprijsFout::Rekenen(..)));
    // a share above the whole makes the other function negative
    assert!(Kostprijs::met(model(), &stel(&["aandeel_fwg40=100"])).is_ok());
    assert!(matches!(fout(&["aandeel_fwg40=100,01"]), KostprijsFout::Negatief(_)));
    for t in ["productiviteit", "productiviteit=", "productiviteit=+3", "productiviteit=2.850", "x=--3%"] {
        assert!(Stel::parse(t).is_err(), "{t}");
    }
    let leeg = Scenario { naam: "x".into(), stel: Vec::new(), indexen: Vec::new(), volume: None };
    let vijf = vec![leeg; 5];
    assert_eq!(vergelijk(model(), &vijf), Err(KostprijsFout::TeVeel(5)));
    assert_eq!(vergelijk(model(), &vijf[..4]).unwrap().len(), 4);
}

#[test]
fn the_assumption_that_moves_the_price_most_comes_first() {
    let k = Kostprijs::van(model()).unwrap();
    let lijst = gevoeligheid(&k);
    assert!(lijst.is_sorted_by(|a, b| a.uitslag() >= b.uitslag()));
    let aannames = model().regels.iter().filter(|r| r.stap.is_some()).map(|r| &r.basis);
    assert_eq!(lijst.len(), aannames.collect::<std::collections::BTreeSet<_>>().len());
    let uren = lijst.iter().find(|g| g.basis == "uren_per_week").unwrap();
    // half an hour of 9.5 hours
    let half = d("23989.781911664") / d("19");
    assert!((uren.hoger.unwrap().1 - half).abs() < d("0.0000001"));
    assert!((uren.lager.unwrap().1 + half).abs() < d("0.0000001"));
    let trede = lijst.iter().find(|g| g.basis == "hoogste_trede").unwrap();
    assert_eq!(trede.regels.len(), 2, "the columns turn together");
    let huisvesting = lijst.iter().find(|g| g.basis == "huisvesting_procent").unwrap();
    assert_eq!(huisvesting.lager, None, "zero cannot go down");
    assert!(huisvesting.hoger.unwrap().1 > Decimaal::ZERO);
}

#[test]
fn each_element_of_article_5_4_is_ticked_off() {
    let k = Kostprijs::van(model()).unwrap();
    let t = toets(&k);
    let standen: Vec<(&str, bool)> =
        t.iter().map(|t| (t.element.letter(), t.stand == Elementstand::Gedekt)).collect();
    assert_eq!(standen, [("a", true), ("b", true), ("c", true), ("d", false), ("e", false), ("f", true)]);
    // training is in the price, travel is not: that is no whole cover
    assert!(
        matches!(&t[3].stand, Elementstand::Deels { wat, reden } if wat == "reiskosten" && !reden.is_empty())
    );
    assert!(t[3].bedrag > Decimaal::ZERO && !t[3].is_goed() && t[0].is_goed());
    assert!(matches!(&t[4].stand, Elementstand::Ontbreekt(Some(reden)) if reden.contains("geen index")));
    assert_eq!(euro(t[5].bedrag), "€ 54,67", "710,68 / 13");
    assert!(t[2].uitleg(&k).bron.unwrap().plaats.contains("onder c"));

    // turned to zero by a person: zero without a reason
    let nul = Kostprijs::met(model(), &stel(&["overhead_procent=0"])).unwrap();
    assert_eq!(toets(&nul)[1].stand, Elementstand::NulZonderReden);
    let vol = Kostprijs::met(model(), &stel(&["productiviteit=100"])).unwrap();
    assert_eq!(toets(&vol)[2].stand, Elementstand::NulZonderReden);

    // with its training turned to nothing, naming what else is missing is no excuse
    let leeg = Kostprijs::met(model(), &stel(&["opleiding_procent=0"])).unwrap();
    assert_eq!(toets(&leeg)[3].stand, Elementstand::NulZonderReden);
    let mut m = model().clone();
    m.gaten.clear();
    let k = Kostprijs::van(&m).unwrap();
    let t = toets(&k);
    assert_eq!((&t[3].stand, &t[4].stand), (&Elementstand::Gedekt, &Elementstand::Ontbreekt(None)));

    // zero in the data carries its reason
    let mut m = model().clone();
    for i in m.zoek("huisvesting") {
        m.regels[i].elementen = vec![Kostprijselement::Indexering];
    }
    let k = Kostprijs::van(&m).unwrap();
    assert!(matches!(&toets(&k)[4].stand, Elementstand::NulMetReden(t) if t.contains("ontmoetingsruimte")));
}

#[test]
fn indexation_moves_each_part_by_its_own_index() {
    let k = Kostprijs::van(model()).unwrap();
    let zonder = indexeer(&k, &[]).unwrap();
    assert_eq!((zonder.voor, zonder.na), (k.prijs(), k.prijs()));
    // each part by the same index is the price by that index
    let alle: Vec<_> = k.model.kostendelen.iter().map(|x| (x.code.clone(), d("3"))).collect();
    let i = indexeer(&k, &alle).unwrap();
    assert_eq!(i.na, d("1957.04"), "1.900,04 × 1,03 = 1.957,0412");
    assert!((i.jaar_na - k.jaarprijs() * d("1.03")).abs() < d("0.0000001"));
    // the room alone
    let i = indexeer(&k, &[lees_index("huisvesting=10%").unwrap()]).unwrap();
    assert!((i.jaar_na - i.jaar_voor - d("71.068")).abs() < d("0.0000001"));
    assert_eq!(i.regels.iter().filter(|r| r.procent.is_some()).count(), 1);
    assert!(matches!(indexeer(&k, &[("x".into(), d("1"))]), Err(KostprijsFout::Kostendeel(..))));
    let dubbel = [("loon".to_owned(), d("1")), ("loon".to_owned(), d("2"))];
    assert!(matches!(indexeer(&k, &dubbel), Err(KostprijsFout::Dubbel(_))));
    assert_eq!(lees_index("loon=-1,5").unwrap(), ("loon".to_owned(), d("-1.5")));
    assert!(
        lees_index("loon=-100,1").is_err() && lees_index("loon=-100").is_ok() && lees_index("loon").is_err()
    );
}

#[test]
fn the_same_price_per_other_period_says_what_rounding_does() {
    let k = Kostprijs::van(model()).unwrap();
    let g = gelijkwaardig(&k, d("52"));
    let van = |t: Tijdvak| *g.iter().find(|g| g.per == t).unwrap();
    assert_eq!(g.len(), 5, "a piece is no stretch of time");
    assert_eq!(
        (van(Tijdvak::VierWeken).bedrag, van(Tijdvak::VierWeken).verschil_per_jaar),
        (k.prijs(), d("0"))
    );
    assert!(!van(Tijdvak::VierWeken).in_iwmo && van(Tijdvak::Week).in_iwmo && van(Tijdvak::Maand).in_iwmo);
    assert_eq!(euro(van(Tijdvak::Week).bedrag), "€ 475,01");
    assert_eq!(euro(van(Tijdvak::Jaar).bedrag), "€ 24.700,52", "13 × 1.900,04");
    for (t, keer) in [(Tijdvak::Dag, "364"), (Tijdvak::Week, "52"), (Tijdvak::Maand, "12")] {
        assert!(van(t).verschil_per_jaar.abs() <= d("0.005") * d(keer), "{t:?}");
        assert_eq!(van(t).bedrag * d(keer) - d("24700.52"), van(t).verschil_per_jaar);
    }
    // the same amount as is sent
    let kader = crate::Inkoopkader::uit(regels::kader("drechtsteden-ib4-2017").unwrap()).unwrap();
    let t = kader.producten[0].tarieven[0].verzending;
    assert_eq!((t.eenheid, t.verzonden), (Tijdvak::Maand, van(Tijdvak::Maand).bedrag * d("100")));
}

fn tel(u: &kern::Uitleg) -> usize {
    1 + u.stappen.iter().map(tel).sum::<usize>()
}

#[test]
fn every_line_says_where_it_comes_from() {
    let k = Kostprijs::van(model()).unwrap();
    for i in 0..k.waarden.len() {
        let u = waar_vandaan(&k, "drechtsteden-ib4-2017", i);
        assert_eq!(u.bron.as_ref().unwrap().document, "drechtsteden-ib4-2017");
        assert!(u.invoer.iter().any(|(n, _)| n == "toelichting"));
        assert_eq!(formule(&k, i).is_none(), u.stappen.is_empty(), "{}", k.naam(i));
    }
    let i = k.model.zoek("overhead.fwg40")[0];
    let u = waar_vandaan(&k, "drechtsteden-ib4-2017", i);
    assert_eq!(u.invoer[1], ("rekensom".to_owned(), "17% van € 49.340,04".to_owned()));
    assert_eq!(u.uitkomst, "€ 8.387,81");
    // shared lines are told once, so the tree of the price stays readable
    let pijlen: usize = k.model.regels.iter().map(|r| r.bewerking.invoer().len()).sum();
    assert!(tel(&waar_vandaan(&k, "x", k.model.prijs)) <= pijlen + 1);
}

#[test]
fn the_model_holds_from_its_day() {
    let kader = regels::kader("drechtsteden-ib4-2017").unwrap();
    let m = model();
    let s = Productsleutel::new(m.categorie, m.code);
    assert_eq!(kostprijs_op(kader, s, date(2016, 12, 31)), Opzoeking::NogNiet(date(2017, 1, 1)));
    assert!(kostprijs_op(kader, s, date(2017, 1, 1)).geldig().is_some());
    let vreemd =
        Productsleutel::new(Productcategorie::parse("02").unwrap(), Productcode::parse("02Z99").unwrap());
    assert_eq!(kostprijs_op(kader, vreemd, date(2017, 1, 1)), Opzoeking::Geen);
}
