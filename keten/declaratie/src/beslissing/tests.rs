//! Each rule broken once, and just right beside it.

use super::*;
use crate::model::Omvang;
use jiff::civil::date;
use kern::{Frequentie, Periode, Productcategorie, Productcode};

fn cat(t: &str) -> Productcategorie {
    Productcategorie::parse(t).unwrap()
}
fn code(t: &str) -> Productcode {
    Productcode::parse(t).unwrap()
}

fn regel() -> Prestatieregel<'static> {
    Prestatieregel {
        referentie: "R1",
        vorige_referentie: None,
        toewijzing: 7,
        categorie: cat("02"),
        code: code("02M02"),
        van: date(2026, 9, 1),
        tot: date(2026, 9, 30),
        volume: 1,
        eenheid: Eenheid::StuksOutput,
        tarief: Some(Eurocent(45_000)),
        bedrag: Eurocent(45_000),
        dc: DebetCredit::Debet,
    }
}

fn toewijzing() -> ToewijzingFeit {
    ToewijzingFeit {
        client: 3,
        van_deze_aanbieder: true,
        categorie: Some(cat("02")),
        code: Some(code("02M02")),
        periode: Periode::new(date(2026, 1, 1), Some(date(2026, 12, 31))).unwrap(),
        omvang: Some(Omvang { volume: 1, eenheid: Eenheid::StuksOutput, frequentie: Frequentie::Maand }),
        budget: None,
        verwijderd: false,
    }
}

const PRIJS: &[Contractprijs] = &[Contractprijs {
    eenheid: Eenheid::StuksOutput,
    tarief: Some(Decimaal::from_parts(45_000, 0, 0, false, 0)),
}];

fn oordeel(
    r: &Prestatieregel<'_>,
    t: Option<&ToewijzingFeit>,
    eerdere: &[EerdereRegel],
) -> Vec<&'static str> {
    let f = Feiten {
        client: 3,
        toewijzing: t,
        eerdere,
        prijzen: PRIJS,
        afspraken: &Afspraken::default(),
        referentie_gebruikt: false,
        product_past: true,
    };
    beoordeel(r, &f).iter().map(|b| b.regel).collect()
}

fn eerder(r: &Prestatieregel<'_>, referentie: &str) -> EerdereRegel {
    EerdereRegel {
        referentie: referentie.into(),
        vorige_referentie: r.vorige_referentie.map(Into::into),
        categorie: r.categorie,
        code: r.code,
        van: r.van,
        tot: r.tot,
        volume: r.volume,
        eenheid: r.eenheid,
        tarief: r.tarief,
        bedrag: r.bedrag_met_teken(),
    }
}

#[test]
fn a_right_line_is_granted() {
    assert!(oordeel(&regel(), Some(&toewijzing()), &[]).is_empty());
}

#[test]
fn all_reasons_come_together() {
    let r =
        Prestatieregel { code: code("02M03"), tarief: Some(Eurocent(1)), tot: date(2026, 9, 29), ..regel() };
    assert_eq!(oordeel(&r, Some(&toewijzing()), &[]), ["TR340", "TR388", "TR418", "TR346"]);
}

#[test]
fn unknown_assignment_or_of_another_client_or_provider() {
    assert_eq!(oordeel(&regel(), None, &[]), ["TR338"]);
    let ander = ToewijzingFeit { client: 4, ..toewijzing() };
    assert_eq!(oordeel(&regel(), Some(&ander), &[]), ["TR338"]);
    let ander = ToewijzingFeit { van_deze_aanbieder: false, ..toewijzing() };
    assert_eq!(oordeel(&regel(), Some(&ander), &[]), ["TR338"]);
}

#[test]
fn category_unit_and_deleted() {
    let r = Prestatieregel { categorie: cat("07"), ..regel() };
    assert_eq!(oordeel(&r, Some(&toewijzing()), &[]), ["TR339"]);
    let weg = ToewijzingFeit { verwijderd: true, ..toewijzing() };
    assert_eq!(oordeel(&regel(), Some(&weg), &[]), ["TR384"]);
    let uren = ToewijzingFeit {
        omvang: Some(Omvang { volume: 1, eenheid: Eenheid::Uur, frequentie: Frequentie::Maand }),
        ..toewijzing()
    };
    assert_eq!(oordeel(&regel(), Some(&uren), &[]), ["TR341"]);
    // and pieces are not held against hours, however many
    let veel = Prestatieregel { volume: 500, bedrag: Eurocent(22_500_000), ..regel() };
    assert_eq!(oordeel(&veel, Some(&uren), &[]), ["TR341"]);
    // an aspecific assignment takes any product and the unit of the contract
    let vrij = ToewijzingFeit { code: None, omvang: None, ..toewijzing() };
    assert!(oordeel(&regel(), Some(&vrij), &[]).is_empty());
}

#[test]
fn the_period_is_the_month_cut_by_the_assignment() {
    let t = |van, tot| ToewijzingFeit { periode: Periode::new(van, tot).unwrap(), ..toewijzing() };
    // starts the day after the period begins: both the edge and the exact day are wrong
    assert_eq!(oordeel(&regel(), Some(&t(date(2026, 9, 2), None)), &[]), ["TR307", "TR387"]);
    assert!(oordeel(&regel(), Some(&t(date(2026, 9, 1), None)), &[]).is_empty());
    let later = Prestatieregel { van: date(2026, 9, 2), ..regel() };
    assert!(oordeel(&later, Some(&t(date(2026, 9, 2), None)), &[]).is_empty());
    assert_eq!(oordeel(&later, Some(&t(date(2026, 8, 31), None)), &[]), ["TR387"]);
    // ended before the month: a deceased client
    let stop = t(date(2026, 1, 1), Some(date(2026, 8, 20)));
    assert_eq!(oordeel(&regel(), Some(&stop), &[]), ["TR308"]);
    let kort = Prestatieregel { tot: date(2026, 9, 15), ..regel() };
    assert!(oordeel(&kort, Some(&t(date(2026, 1, 1), Some(date(2026, 9, 15)))), &[]).is_empty());
    assert_eq!(oordeel(&kort, Some(&t(date(2026, 1, 1), Some(date(2026, 9, 16)))), &[]), ["TR388"]);
}

#[test]
fn volume_in_the_period_and_over_the_term() {
    let r = Prestatieregel { volume: 2, bedrag: Eurocent(90_000), ..regel() };
    assert_eq!(oordeel(&r, Some(&toewijzing()), &[]), ["TR321"]);
    let totaal = |volume| ToewijzingFeit {
        omvang: Some(Omvang { volume, eenheid: Eenheid::StuksOutput, frequentie: Frequentie::Totaal }),
        ..toewijzing()
    };
    let augustus = Prestatieregel { van: date(2026, 8, 1), tot: date(2026, 8, 31), ..regel() };
    let al = [eerder(&augustus, "R0")];
    assert!(oordeel(&regel(), Some(&totaal(2)), &al).is_empty());
    assert_eq!(oordeel(&regel(), Some(&totaal(1)), &al), ["TR322"]);
    // a credit frees the volume again
    let terug = Prestatieregel { vorige_referentie: Some("R0"), dc: DebetCredit::Credit, ..augustus };
    let al = [eerder(&augustus, "R0"), eerder(&terug, "R0C")];
    assert!(oordeel(&regel(), Some(&totaal(1)), &al).is_empty());
}

#[test]
fn budget_counts_amounts() {
    let t = |cent| ToewijzingFeit { omvang: None, code: None, budget: Some(Eurocent(cent)), ..toewijzing() };
    assert!(oordeel(&regel(), Some(&t(45_000)), &[]).is_empty());
    assert_eq!(oordeel(&regel(), Some(&t(44_999)), &[]), ["TR369"]);
}

#[test]
fn the_same_period_twice_unless_credited() {
    let al = [eerder(&regel(), "R0")];
    assert_eq!(oordeel(&regel(), Some(&toewijzing()), &al), ["TR389"]);
    let terug = Prestatieregel { vorige_referentie: Some("R0"), dc: DebetCredit::Credit, ..regel() };
    let al = [eerder(&regel(), "R0"), eerder(&terug, "R0C")];
    assert!(oordeel(&regel(), Some(&toewijzing()), &al).is_empty());
}

#[test]
fn a_credit_takes_back_one_granted_line_whole_and_once() {
    let terug = Prestatieregel {
        referentie: "C1",
        vorige_referentie: Some("R0"),
        dc: DebetCredit::Credit,
        ..regel()
    };
    let al = [eerder(&regel(), "R0")];
    assert!(oordeel(&terug, Some(&toewijzing()), &al).is_empty());
    assert_eq!(oordeel(&terug, Some(&toewijzing()), &[]), ["TR323"]);
    let ander_bedrag = Prestatieregel { bedrag: Eurocent(44_999), ..terug };
    assert_eq!(oordeel(&ander_bedrag, Some(&toewijzing()), &al), ["TR323"]);
    let al = [eerder(&regel(), "R0"), eerder(&terug, "C1")];
    let nog = Prestatieregel { referentie: "C2", ..terug };
    assert_eq!(oordeel(&nog, Some(&toewijzing()), &al), ["TR390"]);
}

/// A change to one element of a line.
type Anders = fn(&mut Prestatieregel<'static>);

#[test]
fn tr323_a_credit_repeats_every_element_of_the_line_that_it_takes_back() {
    let al = [eerder(&regel(), "R0")];
    let terug = Prestatieregel {
        referentie: "C1",
        vorige_referentie: Some("R0"),
        dc: DebetCredit::Credit,
        ..regel()
    };
    assert_eq!(oordeel(&terug, Some(&toewijzing()), &al), [""; 0]);
    let gevallen: [(&str, Anders); 9] = [
        ("referentie", |r| r.vorige_referentie = Some("R9")),
        ("categorie", |r| r.categorie = cat("03")),
        ("code", |r| r.code = code("02M03")),
        ("van", |r| r.van = date(2026, 9, 2)),
        ("tot", |r| r.tot = date(2026, 9, 29)),
        ("volume", |r| r.volume = 2),
        ("eenheid", |r| r.eenheid = Eenheid::Euro),
        ("tarief", |r| r.tarief = Some(Eurocent(44_999))),
        ("bedrag", |r| r.bedrag = Eurocent(44_999)),
    ];
    for (element, f) in gevallen {
        let mut anders = terug;
        f(&mut anders);
        assert_eq!(oordeel(&anders, Some(&toewijzing()), &al), ["TR323"], "{element}");
    }
}

#[test]
fn price_and_amount() {
    let r = Prestatieregel { tarief: Some(Eurocent(45_001)), bedrag: Eurocent(45_001), ..regel() };
    assert_eq!(oordeel(&r, Some(&toewijzing()), &[]), ["TR418"]);
    let r = Prestatieregel { bedrag: Eurocent(44_999), ..regel() };
    assert_eq!(oordeel(&r, Some(&toewijzing()), &[]), ["TR346"]);
}

#[test]
fn minutes_are_paid_at_the_unrounded_hourly_price() {
    // € 87,30 an hour: 145,5 cents a minute is written as 146, but 100 minutes cost 14.550
    let prijzen = [Contractprijs { eenheid: Eenheid::Uur, tarief: Some(Decimaal::from(8_730)) }];
    let t = ToewijzingFeit {
        omvang: Some(Omvang { volume: 2, eenheid: Eenheid::Uur, frequentie: Frequentie::Maand }),
        ..toewijzing()
    };
    let r = Prestatieregel {
        volume: 100,
        eenheid: Eenheid::Minuut,
        tarief: Some(Eurocent(146)),
        bedrag: Eurocent(14_550),
        ..regel()
    };
    let oordeel = |r: &Prestatieregel<'_>| -> Vec<&'static str> {
        let f = Feiten {
            client: 3,
            toewijzing: Some(&t),
            eerdere: &[],
            prijzen: &prijzen,
            afspraken: &Afspraken::default(),
            referentie_gebruikt: false,
            product_past: true,
        };
        beoordeel(r, &f).iter().map(|b| b.regel).collect()
    };
    assert!(oordeel(&r).is_empty());
    assert_eq!(oordeel(&Prestatieregel { bedrag: Eurocent(14_600), ..r }), ["TR346"]);
    assert_eq!(oordeel(&Prestatieregel { tarief: Some(Eurocent(145)), ..r }), ["TR418"]);
    // 2 hours a month is 120 minutes: 121 is one too many
    assert!(oordeel(&Prestatieregel { volume: 120, bedrag: Eurocent(17_460), ..r }).is_empty());
    assert_eq!(oordeel(&Prestatieregel { volume: 121, bedrag: Eurocent(17_606), ..r }), ["TR321"]);
}

#[test]
fn a_used_reference_and_an_unknown_client() {
    let f = Feiten {
        afspraken: &Afspraken::default(),
        client: 3,
        toewijzing: Some(&toewijzing()),
        eerdere: &[],
        prijzen: PRIJS,
        referentie_gebruikt: true,
        product_past: true,
    };
    let b = beoordeel(&regel(), &f);
    assert_eq!(b[0].regel, "TR314");
    assert_eq!(b[0].retourcode.unwrap().0, "8021");
    assert_eq!(beoordeel_client(ClientFeit::Onbekend).unwrap().retourcode.unwrap().0, "8187");
    assert!(beoordeel_client(ClientFeit::Bekend(1)).is_none());
}

#[test]
fn head_of_the_claim() {
    let kop = Declaratiekop { nummer: "D1", periode: Periode::maand_van(date(2026, 9, 1)) };
    let regels = |f: DeclaratieFeiten| -> Vec<&'static str> {
        beoordeel_declaratie(&kop, &f).iter().map(|b| b.regel).collect()
    };
    let f =
        |dag| DeclaratieFeiten { nummer_gebruikt: false, laatste_periode: Some(dag), ..Default::default() };
    assert!(regels(f(date(2026, 6, 1))).is_empty(), "a gap is allowed");
    assert!(regels(f(date(2026, 9, 1))).is_empty(), "a repetition is allowed");
    assert_eq!(regels(f(date(2026, 10, 1))), ["TR318"]);
    assert_eq!(regels(DeclaratieFeiten { nummer_gebruikt: true, ..Default::default() }), ["TR333"]);
}

#[test]
fn the_explanation_tells_what_the_verdict_rests_on() {
    let f = Feiten {
        client: 3,
        toewijzing: Some(&toewijzing()),
        eerdere: &[],
        prijzen: PRIJS,
        afspraken: &Afspraken::default(),
        referentie_gebruikt: false,
        product_past: true,
    };
    let u = crate::uitleg(&regel(), &f);
    assert_eq!(u.uitkomst, "toegekend");
    assert_eq!(u.stappen.len(), 2);
    let u = crate::uitleg(&Prestatieregel { bedrag: Eurocent(1), ..regel() }, &f);
    assert_eq!(u.uitkomst, "afgewezen");
    assert!(u.stappen.iter().any(|s| s.regel.as_deref() == Some("TR346")));
}

#[test]
fn the_product_is_one_of_its_category() {
    let f = Feiten {
        client: 3,
        toewijzing: Some(&toewijzing()),
        eerdere: &[],
        prijzen: PRIJS,
        afspraken: &Afspraken::default(),
        referentie_gebruikt: false,
        product_past: false,
    };
    let codes: Vec<_> = beoordeel(&regel(), &f).iter().map(|b| (b.regel, b.retourcode.unwrap().0)).collect();
    assert_eq!(codes, [("TR381", "S329")]);
    // a credit takes back what was granted, whatever it was
    let debet = eerder(&regel(), "R0");
    let terug = Prestatieregel { vorige_referentie: Some("R0"), dc: DebetCredit::Credit, ..regel() };
    assert!(beoordeel(&terug, &Feiten { eerdere: &[debet], ..f }).is_empty());
}

#[test]
fn tr321_tr322_a_line_above_a_total_is_told_as_agreed() {
    let t = ToewijzingFeit {
        omvang: Some(Omvang { volume: 2, eenheid: Eenheid::StuksOutput, frequentie: Frequentie::Totaal }),
        ..toewijzing()
    };
    let regels = |waarde: &'static str, volume: i64| -> Vec<&'static str> {
        let afspraken = Afspraken::uit("proef", move |s| (s == "totaal_meldt").then_some(waarde));
        let f = Feiten {
            client: 3,
            toewijzing: Some(&t),
            eerdere: &[],
            prijzen: PRIJS,
            referentie_gebruikt: false,
            product_past: true,
            afspraken: &afspraken,
        };
        let r = Prestatieregel { volume, bedrag: Eurocent(45_000 * volume), ..regel() };
        beoordeel(&r, &f).iter().map(|b| b.regel).collect()
    };
    for (waarde, verwacht) in
        [("tr322", &["TR322"][..]), ("tr321", &["TR321"]), ("beide", &["TR321", "TR322"])]
    {
        assert!(regels(waarde, 2).is_empty(), "{waarde}");
        assert_eq!(regels(waarde, 3), verwacht, "{waarde}");
    }
}

#[test]
fn tr322_a_sum_above_a_total_is_always_told() {
    let t = ToewijzingFeit {
        omvang: Some(Omvang { volume: 2, eenheid: Eenheid::StuksOutput, frequentie: Frequentie::Totaal }),
        ..toewijzing()
    };
    let afspraken = Afspraken::uit("proef", |s| (s == "totaal_meldt").then_some("tr321"));
    let eerder = EerdereRegel {
        referentie: "R0".to_owned(),
        vorige_referentie: None,
        categorie: cat("02"),
        code: code("02M02"),
        van: date(2026, 8, 1),
        tot: date(2026, 8, 31),
        volume: 2,
        eenheid: Eenheid::StuksOutput,
        tarief: Some(Eurocent(45_000)),
        bedrag: Eurocent(90_000),
    };
    let f = Feiten {
        client: 3,
        toewijzing: Some(&t),
        eerdere: &[eerder],
        prijzen: PRIJS,
        referentie_gebruikt: false,
        product_past: true,
        afspraken: &afspraken,
    };
    assert_eq!(beoordeel(&regel(), &f).iter().map(|b| b.regel).collect::<Vec<_>>(), ["TR322"]);
}

#[test]
fn tr318_a_gap_is_a_fault_only_when_agreed() {
    let kop = |maand| Declaratiekop { nummer: "D1", periode: Periode::maand_van(date(2026, maand, 1)) };
    for (waarde, gat) in [("niet_eerder", false), ("aansluitend", true)] {
        let f = DeclaratieFeiten {
            nummer_gebruikt: false,
            laatste_periode: Some(date(2026, 5, 1)),
            afspraken: Afspraken::uit("proef", move |s| {
                (s == "declaratieperiode_volgorde").then_some(waarde)
            }),
        };
        let regels =
            |maand| beoordeel_declaratie(&kop(maand), &f).iter().map(|b| b.regel).collect::<Vec<_>>();
        assert_eq!(regels(4), ["TR318"], "{waarde}: before");
        assert!(regels(5).is_empty() && regels(6).is_empty(), "{waarde}: again and next");
        assert_eq!(!regels(7).is_empty(), gat, "{waarde}: a gap");
    }
}
