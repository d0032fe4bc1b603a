//! The changes that the standard allows, on the day before, on and after; the form of an assignment; the order.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use beschikking::{BesluitId, Feiten, Voorstel, stel_op};
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use jiff::civil::{Date, date, time};
use kern::{
    AgbCode, Bevinding, Bsn, Eenheid, Eurocent, Frequentie, Gemeentecode, Opzoeking, Periode, Product,
    Productcategorie, Productcode,
};
use toegang::{Adres, Client, ClientId, Geslacht, Naam};
use toewijzing::{
    EerdereToewijzing, Omvang, Orderfeiten, RedenWijziging, Stand, Stempel, Toewijzing, Toewijzingnummer,
    Verzoekreferentie, Verzoeksoort, Wens, controleer_vorm, nummer_uniek, overlapt, referenties_kloppen,
    uit_besluit, verwijderen_mag,
};

fn nr(n: i64) -> Toewijzingnummer {
    Toewijzingnummer::new(n).unwrap()
}

fn op(datum: Date) -> Stempel {
    Stempel { datum, tijd: time(10, 0, 0, 0) }
}

fn omvang(volume: i64, frequentie: Frequentie) -> Omvang {
    Omvang { volume, eenheid: Eenheid::Uur, frequentie }
}

fn product() -> Product {
    Product {
        categorie: Productcategorie::parse("02").unwrap(),
        code: Some(Productcode::parse("02M02").unwrap()),
    }
}

/// Casus 1: three hours a week, first half of 2023.
fn toewijzing() -> Toewijzing {
    Toewijzing {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        nummer: nr(667_899),
        client: ClientId(1),
        besluit: None,
        agb: AgbCode::parse("41410001").unwrap(),
        product: Some(product()),
        stempel: op(date(2023, 1, 1)),
        ingangsdatum: date(2023, 1, 1),
        einddatum: Some(date(2023, 6, 30)),
        omvang: Some(omvang(3, Frequentie::Week)),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: Some(9),
    }
}

fn wens(t: &Toewijzing) -> Wens {
    Wens {
        vanaf: date(2023, 6, 12),
        einddatum: t.einddatum,
        omvang: t.omvang,
        budget: t.budget,
        reden: RedenWijziging::Verlenging,
    }
}

fn regels<T: std::fmt::Debug>(r: Result<T, Vec<Bevinding>>) -> Vec<&'static str> {
    r.unwrap_err().into_iter().map(|b| b.regel).collect()
}

#[test]
fn casus_1_stretching_keeps_the_number() {
    let t = toewijzing();
    let w = Wens { einddatum: Some(date(2023, 12, 31)), ..wens(&t) };
    let na = t.wijzig(&w, op(date(2023, 5, 10)), nr(1)).unwrap();
    assert_eq!(na.nieuwe, None);
    assert_eq!(na.bestaande.nummer, nr(667_899));
    assert_eq!(na.bestaande.einddatum, Some(date(2023, 12, 31)));
    assert_eq!(na.bestaande.reden_wijziging.unwrap().code(), "04");
    assert_eq!(na.bestaande.verzonden_in, None, "due to be sent again");
}

#[test]
fn op380_holds_up_to_and_including_the_last_day() {
    let tot = Some(date(2023, 12, 31));
    let verleng = |dag| toewijzing().verleng(tot, RedenWijziging::Verlenging, op(dag));
    assert!(verleng(date(2023, 6, 30)).is_ok());
    assert_eq!(regels(verleng(date(2023, 7, 1))), ["OP380"]);
    // The day after, the same wish gives a new assignment that follows the old one.
    let t = toewijzing();
    let w = Wens { einddatum: tot, ..wens(&t) };
    let na = t.wijzig(&w, op(date(2023, 7, 1)), nr(700_000)).unwrap();
    assert_eq!(na.bestaande, toewijzing(), "the old one stays as it was");
    let n = na.nieuwe.unwrap();
    assert_eq!((n.nummer, n.ingangsdatum, n.reden_wijziging), (nr(700_000), date(2023, 7, 1), None));
}

#[test]
fn op257_another_amount_ends_the_assignment_and_begins_a_new_one() {
    let t = toewijzing();
    let w = Wens {
        omvang: Some(omvang(6, Frequentie::Week)),
        einddatum: Some(date(2023, 12, 31)),
        reden: RedenWijziging::DoorAanbieder,
        ..wens(&t)
    };
    let na = t.wijzig(&w, op(date(2023, 6, 2)), nr(123_078)).unwrap();
    assert_eq!(na.bestaande.einddatum, Some(date(2023, 6, 11)));
    assert_eq!(na.bestaande.omvang, Some(omvang(3, Frequentie::Week)));
    assert_eq!(na.bestaande.reden_wijziging.unwrap().code(), "12");
    let n = na.nieuwe.unwrap();
    assert_eq!((n.ingangsdatum, n.einddatum), (date(2023, 6, 12), Some(date(2023, 12, 31))));
    assert_eq!((n.omvang.unwrap().volume, n.reden_wijziging), (6, None));
}

#[test]
fn a_total_and_a_budget_are_changed_in_place() {
    let mut t = toewijzing();
    t.omvang = Some(omvang(100, Frequentie::Totaal));
    let w = Wens { omvang: Some(omvang(150, Frequentie::Totaal)), ..wens(&t) };
    let na = t.clone().wijzig(&w, op(date(2023, 5, 1)), nr(1)).unwrap();
    assert_eq!((na.nieuwe, na.bestaande.omvang.unwrap().volume), (None, 150));
    let langer = Wens { einddatum: Some(date(2023, 12, 31)), ..wens(&t) };
    let na = t.clone().wijzig(&langer, op(date(2023, 5, 1)), nr(1)).unwrap();
    assert_eq!((na.nieuwe, na.bestaande.einddatum), (None, Some(date(2023, 12, 31))));
    let w = Wens { omvang: Some(omvang(150, Frequentie::Week)), ..wens(&t) };
    assert_eq!(regels(t.wijzig(&w, op(date(2023, 5, 1)), nr(1))), ["OP033x1"]);

    let mut b = toewijzing();
    b.product = Some(Product { code: None, ..product() });
    b.omvang = None;
    b.budget = Some(Eurocent(100_000));
    let w = Wens { budget: Some(Eurocent(200_000)), ..wens(&b) };
    let na = b.wijzig(&w, op(date(2023, 5, 1)), nr(1)).unwrap();
    assert_eq!((na.nieuwe, na.bestaande.budget), (None, Some(Eurocent(200_000))));
}

#[test]
fn a_new_amount_cannot_begin_on_the_first_day() {
    let t = toewijzing();
    let w = Wens { vanaf: date(2023, 1, 1), omvang: Some(omvang(6, Frequentie::Week)), ..wens(&t) };
    assert!(regels(t.clone().wijzig(&w, op(date(2023, 6, 2)), nr(1))).contains(&"OP257"));
    let w = Wens { vanaf: date(2023, 1, 2), ..w };
    assert!(t.wijzig(&w, op(date(2023, 6, 2)), nr(1)).is_ok());
}

#[test]
fn withdrawing_makes_it_shorter() {
    let intrek = |dag| toewijzing().intrek(dag, RedenWijziging::Overleden, op(date(2023, 5, 1)));
    assert_eq!(intrek(date(2023, 6, 29)).unwrap().einddatum, Some(date(2023, 6, 29)));
    assert_eq!(regels(intrek(date(2023, 6, 30))), ["OP033x1"]);
    assert!(intrek(date(2023, 1, 1)).is_ok());
    assert!(regels(intrek(date(2022, 12, 31))).contains(&"OP033x1"));
    let vervallen = toewijzing().intrek(
        date(2023, 3, 1),
        RedenWijziging::AdministratieveCorrectieVervallen,
        op(date(2023, 5, 1)),
    );
    assert_eq!(regels(vervallen), ["WMO002"]);
}

#[test]
fn iv013_a_change_is_settled_later_than_what_it_changes() {
    let zelfde = toewijzing().intrek(date(2023, 3, 1), RedenWijziging::Overleden, op(date(2023, 1, 1)));
    assert_eq!(regels(zelfde), ["IV013"]);
    let later = Stempel { datum: date(2023, 1, 1), tijd: time(10, 0, 1, 0) };
    assert!(toewijzing().intrek(date(2023, 3, 1), RedenWijziging::Overleden, later).is_ok());
}

#[test]
fn taken_back_is_as_if_never_sent() {
    let weg = toewijzing().verwijder(op(date(2023, 2, 1))).unwrap();
    assert_eq!(weg.einddatum, Some(date(2023, 1, 1)));
    assert!(weg.is_verwijderd());
    assert_eq!((weg.stand_op(date(2023, 1, 1)), weg.periode()), (Stand::Verwijderd, None));
    assert_eq!(regels(weg.verwijder(op(date(2023, 2, 2)))), ["OP033x1"]);
    // One day long without reason 13 is an ordinary assignment.
    let mut kort = toewijzing();
    kort.einddatum = Some(kort.ingangsdatum);
    assert_eq!(kort.stand_op(date(2023, 1, 1)), Stand::Lopend);
}

#[test]
fn the_stand_on_the_edges() {
    let t = toewijzing();
    assert_eq!(t.stand_op(date(2022, 12, 31)), Stand::NogNietIngegaan);
    assert_eq!(t.stand_op(date(2023, 1, 1)), Stand::Lopend);
    assert_eq!(t.stand_op(date(2023, 6, 30)), Stand::Lopend);
    assert_eq!(t.stand_op(date(2023, 7, 1)), Stand::Geeindigd);
}

#[test]
fn every_rule_of_form_breaks_on_its_own() {
    let met = |f: fn(&mut Toewijzing)| {
        let mut t = toewijzing();
        f(&mut t);
        controleer_vorm(&t).into_iter().map(|b| b.regel).collect::<Vec<_>>()
    };
    assert_eq!(met(|_| ()), Vec::<&str>::new());
    assert_eq!(met(|t| t.omvang = None), ["CD041"]);
    assert_eq!(met(|t| t.einddatum = None), ["CD076"]);
    assert_eq!(met(|t| t.budget = Some(Eurocent(1))), ["CD077"]);
    assert_eq!(
        met(|t| {
            t.product = None;
            t.omvang = None;
        }),
        ["CD079"]
    );
    assert_eq!(
        met(|t| {
            (t.product, t.omvang, t.einddatum) = (None, None, None);
            t.budget = Some(Eurocent(1));
        }),
        ["CD075"]
    );
    assert_eq!(met(|t| t.einddatum = Some(date(2022, 12, 31))), ["TR018"]);
    assert_eq!(
        met(|t| {
            t.product = Some(Product { code: None, ..product() });
            t.omvang = None;
            t.einddatum = None;
        }),
        Vec::<&str>::new(),
        "a category alone needs nothing more"
    );
}

#[test]
fn tr332_a_number_stands_for_one_assignment() {
    let eerder = EerdereToewijzing {
        client: Some(ClientId(1)),
        product: Some(product()),
        ingangsdatum: date(2023, 1, 1),
        verwijderd: false,
    };
    let oordeel = |client, dag, eerder: Option<&EerdereToewijzing>| {
        nummer_uniek("/x", nr(1), ClientId(client), Some(product()), dag, eerder).len()
    };
    assert_eq!(oordeel(1, date(2023, 1, 1), None), 0);
    assert_eq!(oordeel(1, date(2023, 1, 1), Some(&eerder)), 0, "the same assignment again");
    assert_eq!(oordeel(2, date(2023, 1, 1), Some(&eerder)), 1);
    assert_eq!(oordeel(1, date(2023, 1, 2), Some(&eerder)), 1);
    let weg = EerdereToewijzing { verwijderd: true, ..eerder };
    assert_eq!(oordeel(2, date(2023, 1, 1), Some(&weg)), 0);
}

#[test]
fn tr385_approved_lines_keep_an_assignment_from_being_taken_back() {
    let oordeel = |reden, n| verwijderen_mag("/x", nr(1), reden, n).len();
    assert_eq!(oordeel(Some(RedenWijziging::Verwijderd), 1), 1);
    assert_eq!(oordeel(Some(RedenWijziging::Verwijderd), 0), 0);
    assert_eq!(oordeel(Some(RedenWijziging::Verkorting), 1), 0);
    assert_eq!(oordeel(None, 1), 0);
}

#[test]
fn tr379_a_reference_is_that_of_a_request_of_this_client() {
    let verzoeken = [
        Verzoekreferentie { referentie: "A001", soort: Verzoeksoort::Vow },
        Verzoekreferentie { referentie: "B1", soort: Verzoeksoort::Vot },
    ];
    let p = |i: usize, r| (format!("/p[{i}]"), r);
    let paden = |producten: &[(String, Option<&str>)]| {
        referenties_kloppen(producten, &verzoeken).into_iter().map(|b| b.pad).collect::<Vec<_>>()
    };
    assert!(paden(&[p(1, None), p(2, None)]).is_empty());
    assert!(paden(&[p(1, Some("B1")), p(2, None)]).is_empty(), "a VOT honours one product");
    assert!(paden(&[p(1, Some("A001")), p(2, Some("A001"))]).is_empty());
    assert_eq!(paden(&[p(1, Some("A001")), p(2, None)]), ["/p[2]"], "a VOW is honoured as a whole");
    assert_eq!(paden(&[p(1, Some("elders")), p(2, None)]), ["/p[1]"]);
}

fn client() -> Client {
    Client {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        id: ClientId(1),
        bsn: Bsn::parse("999900006").unwrap(),
        geboortedatum: date(1960, 1, 1),
        geslacht: Geslacht::Vrouw,
        naam: Naam { achternaam: "Jansen".into(), voorvoegsel: None, voorletters: None },
        adres: Adres::default(),
        overleden_op: None,
    }
}

#[test]
fn from_catalogue_to_besluit_to_order() {
    let kader = catalogus::Inkoopkader::uit(regels::kader("meierij-2020").unwrap()).unwrap();
    let sleutel = Productsleutel::uit(product()).unwrap();
    let client = client();
    let voorstel = Voorstel {
        aard: "Begeleiding thuis".into(),
        intensiteit: "twee uur per week, in twee bezoeken".into(),
        product: Some(sleutel),
        ingangsdatum: Some(date(2026, 9, 1)),
        einddatum: Some(date(2027, 8, 31)),
        open_einde: false,
        grond: "Dagstructuur valt weg".into(),
    };
    let feiten = Feiten {
        client: &client,
        melding: None,
        product: catalogus::product_op(&kader, sleutel, date(2026, 9, 1)),
        vandaag: date(2026, 8, 20),
    };
    let besluit = stel_op(BesluitId(1), &voorstel, &feiten).unwrap();
    assert!(besluit.uitleg.stappen.iter().any(|s| s.uitkomst.contains("twee uur per week")));

    let agb = AgbCode::parse("41410001").unwrap();
    let contract = |agb, van| {
        let sleutel = Contractsleutel {
            gemeente: client.gemeente,
            agb,
            product: sleutel,
            eenheid: Eenheid::StuksOutput,
        };
        Contractregel::new(sleutel, Some(52_500.into()), Periode::new(van, None).unwrap()).unwrap()
    };
    let order = |contract: Opzoeking<&Contractregel>, volume| {
        let feiten = Orderfeiten {
            client: &client,
            agb,
            omvang: Omvang { volume, eenheid: Eenheid::StuksOutput, frequentie: Frequentie::Maand },
            contract,
            stempel: op(date(2026, 8, 21)),
        };
        uit_besluit(nr(1), &besluit, &feiten)
    };
    let regel = contract(agb, date(2026, 9, 1));
    let t = order(Opzoeking::Geldig(&regel), 1).unwrap();
    assert_eq!((t.ingangsdatum, t.einddatum), (date(2026, 9, 1), Some(date(2027, 8, 31))));
    assert_eq!((t.verzonden_in, t.reden_wijziging), (None, None));

    assert_eq!(regels(order(Opzoeking::Geen, 0)), ["OMVANG", "TOEWIJZING-CONTRACT"], "all reasons");
    assert_eq!(regels(order(Opzoeking::NogNiet(date(2026, 9, 2)), 1)), ["TOEWIJZING-CONTRACT"]);
    let ander = contract(AgbCode::parse("41410002").unwrap(), date(2026, 9, 1));
    assert_eq!(regels(order(Opzoeking::Geldig(&ander), 1)), ["TOEWIJZING-CONTRACT"]);
}

#[test]
fn the_same_support_is_not_given_twice_at_the_same_time() {
    let t = toewijzing();
    let anders = |van: Date, tot: Option<Date>, product: Option<Product>| Toewijzing {
        nummer: nr(2),
        ingangsdatum: van,
        einddatum: tot,
        product,
        ..toewijzing()
    };
    let botst = |a: &Toewijzing| !overlapt(&t, [a]).is_empty();
    let categorie = Some(Product { code: None, ..product() });
    let ander_code = Some(Product { code: Some(Productcode::parse("02M03").unwrap()), ..product() });
    let ander = Some(Product { categorie: Productcategorie::parse("07").unwrap(), code: None });
    // t runs from 1 January up to and including 30 June
    assert!(!botst(&anders(date(2022, 1, 1), Some(date(2022, 12, 31)), Some(product()))), "the day before");
    assert!(botst(&anders(date(2022, 1, 1), Some(date(2023, 1, 1)), Some(product()))), "on the first day");
    assert!(botst(&anders(date(2023, 6, 30), None, Some(product()))), "on the last day");
    assert!(!botst(&anders(date(2023, 7, 1), None, Some(product()))), "the day after");
    assert!(botst(&anders(date(2023, 2, 1), None, categorie)), "a category holds all its products");
    assert!(botst(&anders(date(2023, 2, 1), None, None)), "no product stands for everything");
    assert!(!botst(&anders(date(2023, 2, 1), None, ander_code)));
    assert!(!botst(&anders(date(2023, 2, 1), None, ander)));
    let verwijderd = Toewijzing {
        einddatum: Some(date(2023, 2, 1)),
        reden_wijziging: Some(RedenWijziging::Verwijderd),
        ..anders(date(2023, 2, 1), None, Some(product()))
    };
    assert!(!botst(&verwijderd), "taken back counts as never sent");
    assert!(
        !botst(&Toewijzing { nummer: t.nummer, ..anders(date(2023, 2, 1), None, Some(product())) }),
        "itself"
    );
    let aid = |n| {
        let p = Product { categorie: Productcategorie::parse("11").unwrap(), code: None };
        Toewijzing { nummer: nr(n), product: Some(p), ..toewijzing() }
    };
    assert!(overlapt(&aid(3), [&aid(4)]).is_empty(), "aids may");
    assert_eq!(
        regels::<()>(Err(overlapt(&t, [&anders(date(2023, 3, 1), None, Some(product()))]))),
        ["TR302"]
    );
}
