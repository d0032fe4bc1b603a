//! Who may order what: which framework speaks, and which line of which contract counts.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use catalogus::{Bestelsoort, Bestelvraag, Inkoopkader, mag_bestellen};
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use jiff::civil::date;
use kern::{AgbCode, Decimaal, Eenheid, Gemeentecode, Periode, Productcategorie, Productcode};

fn sleutel(code: &str) -> Productsleutel {
    Productsleutel::new(Productcategorie::parse("02").unwrap(), Productcode::parse(code).unwrap())
}

fn agb(code: &str) -> AgbCode {
    AgbCode::parse(code).unwrap()
}

fn gemeente() -> Gemeentecode {
    Gemeentecode::parse("0796").unwrap()
}

fn meierij() -> Inkoopkader {
    Inkoopkader::uit(regels::kader("meierij-2020").unwrap()).unwrap()
}

fn contract(wie: &str, code: &str, eenheid: Eenheid) -> Contractregel {
    let s = Contractsleutel { gemeente: gemeente(), agb: agb(wie), product: sleutel(code), eenheid };
    let p = Periode::new(date(2026, 1, 1), None).unwrap();
    Contractregel::new(s, Some(Decimaal::from(17_500)), p).unwrap()
}

fn vraag(dag: kern::Datum) -> Bestelvraag {
    let soort = Bestelsoort::Nieuw;
    Bestelvraag { gemeente: gemeente(), product: sleutel("02M01"), agb: Some(agb("41410001")), dag, soort }
}

#[test]
fn what_is_to_come_says_more_than_what_is_over() {
    let mut voorbij = meierij();
    voorbij.geldig = Periode::new(date(2020, 1, 1), Some(date(2026, 12, 31))).unwrap();
    let mut straks = meierij();
    straks.geldig = Periode::new(date(2027, 2, 1), None).unwrap();
    let v = Bestelvraag { agb: None, ..vraag(date(2027, 1, 15)) };
    for k in [[voorbij.clone(), straks.clone()], [straks, voorbij]] {
        let fout = mag_bestellen(&k, &[], &v).unwrap_err();
        assert!(fout[0].tekst.contains("pas worden besteld vanaf 1 februari 2027"), "{fout:?}");
    }
}

#[test]
fn a_contract_is_of_this_provider_and_this_product() {
    let k = [meierij()];
    let eenheid = Eenheid::StuksOutput;
    for ander in [contract("41410002", "02M01", eenheid), contract("41410001", "02M02", eenheid)] {
        let fout = mag_bestellen(&k, std::slice::from_ref(&ander), &vraag(date(2026, 6, 1))).unwrap_err();
        assert_eq!(fout.iter().map(|b| b.regel).collect::<Vec<_>>(), ["KB006"], "{ander:?}");
    }
}

#[test]
fn of_two_lines_the_one_in_the_unit_of_the_framework_counts() {
    let k = [meierij()];
    let (uur, stuk) =
        (contract("41410001", "02M01", Eenheid::Uur), contract("41410001", "02M01", Eenheid::StuksOutput));
    for c in [[uur.clone(), stuk.clone()], [stuk.clone(), uur]] {
        let b = mag_bestellen(&k, &c, &vraag(date(2026, 6, 1))).unwrap();
        assert_eq!(b.contract, Some(&stuk));
    }
}
