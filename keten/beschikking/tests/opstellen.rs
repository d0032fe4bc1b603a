//! A besluit names everything that it must, or is refused with every reason at once.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use beschikking::{Besluit, BesluitId, Feiten, Voorstel, stel_op};
use catalogus::{Inkoopkader, product_op};
use inkoop::Productsleutel;
use jiff::civil::{Date, date};
use kern::{Bevinding, Bsn, Gemeentecode, Opzoeking, Periode, Productcategorie, Productcode};
use toegang::{Adres, Client, ClientId, Geslacht, Melding, MeldingId, Naam};

fn gemeente() -> Gemeentecode {
    Gemeentecode::parse("0796").unwrap()
}

fn client() -> Client {
    Client {
        gemeente: gemeente(),
        id: ClientId(1),
        bsn: Bsn::parse("999900006").unwrap(),
        geboortedatum: date(1960, 1, 1),
        geslacht: Geslacht::Man,
        naam: Naam { achternaam: "Jansen".into(), voorvoegsel: None, voorletters: None },
        adres: Adres::default(),
        overleden_op: None,
    }
}

fn kader() -> Inkoopkader {
    Inkoopkader::uit(regels::kader("meierij-2020").unwrap()).unwrap()
}

fn sleutel(code: &str) -> Productsleutel {
    Productsleutel::new(Productcategorie::parse(&code[..2]).unwrap(), Productcode::parse(code).unwrap())
}

fn voorstel() -> Voorstel {
    Voorstel {
        aard: "Dagbesteding in een groep".into(),
        intensiteit: "drie dagdelen per week".into(),
        product: Some(sleutel("07M01")),
        ingangsdatum: Some(date(2026, 9, 1)),
        einddatum: Some(date(2027, 8, 31)),
        open_einde: false,
        grond: "De mantelzorger raakt overbelast".into(),
    }
}

fn stel(
    v: &Voorstel,
    client: &Client,
    melding: Option<&Melding>,
    kader: &Inkoopkader,
) -> Result<Besluit, Vec<Bevinding>> {
    let product = match (v.product, v.ingangsdatum) {
        (Some(p), Some(dag)) => product_op(kader, p, dag),
        _ => Opzoeking::Geen,
    };
    stel_op(BesluitId(1), v, &Feiten { client, melding, product, vandaag: date(2026, 8, 20) })
}

fn regels(r: Result<Besluit, Vec<Bevinding>>) -> Vec<&'static str> {
    r.unwrap_err().into_iter().map(|b| b.regel).collect()
}

#[test]
fn a_whole_proposal_becomes_a_besluit_with_its_explanation() {
    let b = stel(&voorstel(), &client(), None, &kader()).unwrap();
    assert_eq!(b.duur, Periode::new(date(2026, 9, 1), Some(date(2027, 8, 31))).unwrap());
    assert_eq!(b.uitleg.stappen.len(), 3);
    assert!(b.uitleg.stappen.iter().all(|s| s.bron.is_some()));
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let mut c = client();
    c.overleden_op = Some(date(2026, 8, 1));
    assert_eq!(
        regels(stel(&Voorstel::default(), &c, None, &kader())),
        [
            "BESLUIT-AARD",
            "BESLUIT-INTENSITEIT",
            "BESLUIT-GROND",
            "BESLUIT-DUUR",
            "BESLUIT-PRODUCT",
            "BESLUIT-CLIENT"
        ]
    );
    let spaties = Voorstel { intensiteit: "  ".into(), ..voorstel() };
    assert_eq!(regels(stel(&spaties, &client(), None, &kader())), ["BESLUIT-INTENSITEIT"]);
}

#[test]
fn an_open_end_is_a_choice_and_an_end_before_the_start_is_not() {
    let open = Voorstel { einddatum: None, ..voorstel() };
    assert_eq!(regels(stel(&open, &client(), None, &kader())), ["BESLUIT-DUUR"]);
    let bewust = Voorstel { open_einde: true, ..open };
    assert_eq!(stel(&bewust, &client(), None, &kader()).unwrap().duur.tot(), None);
    let met_eind = |d: Date| Voorstel { einddatum: Some(d), ..voorstel() };
    assert_eq!(regels(stel(&met_eind(date(2026, 8, 31)), &client(), None, &kader())), ["BESLUIT-DUUR"]);
    assert!(stel(&met_eind(date(2026, 9, 1)), &client(), None, &kader()).is_ok(), "one day");
}

#[test]
fn what_cannot_be_ordered_is_refused_with_its_reason() {
    let dag = Inkoopkader::uit(regels::kader("dagbesteding-bwo-2016").unwrap()).unwrap();
    let v = Voorstel { product: Some(sleutel("07D20")), ..voorstel() };
    let fout = stel(&v, &client(), None, &dag).unwrap_err();
    assert_eq!(fout.iter().map(|b| b.regel).collect::<Vec<_>>(), ["BESLUIT-PRODUCT"]);
    assert!(fout[0].tekst.contains("nog geen prijs"), "{}", fout[0].tekst);
}

#[test]
fn the_product_is_in_the_catalogue_for_the_whole_period() {
    let met = |f: fn(&mut Voorstel)| {
        let mut v = voorstel();
        f(&mut v);
        v
    };
    let vreemd = met(|v| v.product = Some(sleutel("07A12")));
    assert_eq!(regels(stel(&vreemd, &client(), None, &kader())), ["BESLUIT-PRODUCT"]);
    let te_vroeg = met(|v| v.ingangsdatum = Some(date(2019, 12, 31)));
    assert_eq!(regels(stel(&te_vroeg, &client(), None, &kader())), ["BESLUIT-PRODUCT"]);
    assert!(stel(&met(|v| v.ingangsdatum = Some(date(2020, 1, 1))), &client(), None, &kader()).is_ok());

    let mut eindig = kader();
    for p in &mut eindig.producten {
        p.geldig = Periode::new(date(2020, 1, 1), Some(date(2027, 8, 30))).unwrap();
    }
    assert_eq!(regels(stel(&voorstel(), &client(), None, &eindig)), ["BESLUIT-PRODUCT"]);
    let korter = met(|v| v.einddatum = Some(date(2027, 8, 30)));
    assert!(stel(&korter, &client(), None, &eindig).is_ok());
}

#[test]
fn the_onderzoek_is_finished_or_late() {
    let melding = |op| Melding::ontvang(gemeente(), MeldingId(5), ClientId(1), op);
    let loopt = melding(date(2026, 8, 1)).begin_onderzoek(date(2026, 8, 2)).unwrap();
    assert_eq!(regels(stel(&voorstel(), &client(), Some(&loopt), &kader())), ["BESLUIT-ONDERZOEK"]);
    let klaar = loopt.rond_onderzoek_af(date(2026, 8, 20)).unwrap();
    assert_eq!(stel(&voorstel(), &client(), Some(&klaar), &kader()).unwrap().melding, Some(MeldingId(5)));
    // Six weeks and a day after 8 July is 20 August: the resident may apply all the same.
    assert!(stel(&voorstel(), &client(), Some(&melding(date(2026, 7, 8))), &kader()).is_ok());
    assert_eq!(
        regels(stel(&voorstel(), &client(), Some(&melding(date(2026, 7, 9))), &kader())),
        ["BESLUIT-ONDERZOEK"]
    );
    let ander = Melding::ontvang(gemeente(), MeldingId(6), ClientId(2), date(2026, 1, 1));
    assert_eq!(regels(stel(&voorstel(), &client(), Some(&ander), &kader())), ["BESLUIT-MELDING"]);
}
