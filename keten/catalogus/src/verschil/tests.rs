//! Each kind of difference, made by changing the text of a real framework.

use super::*;
use crate::VervallenCode;
use jiff::civil::date;

/// The first day of the new version.
const INGANG: Datum = date(2027, 1, 1);

/// A framework with texts replaced: file, what stands there, what comes instead.
fn anders(id: &str, vervang: &[(&str, &str, &str)]) -> Kader {
    let mut bestanden = regels::kader(id).unwrap().bestanden.clone();
    for (bestand, van, naar) in vervang {
        let (_, tekst) = bestanden.iter_mut().find(|(b, _)| b == bestand).unwrap();
        assert!(tekst.contains(van), "{bestand}: {van}");
        *tekst = tekst.replacen(van, naar, 1);
    }
    regels::lees_kader(id, &bestanden).unwrap_or_else(|p| panic!("{p:?}"))
}

fn tel(id: &str, vervang: &[(&str, &str, &str)]) -> Vec<(&'static str, &'static str, String)> {
    let oud = regels::kader(id).unwrap();
    let w = verschil(oud, &anders(id, vervang), Some(INGANG));
    w.into_iter().map(|w| (w.onderdeel, w.soort.naam(), w.tekst)).collect()
}

#[test]
fn a_framework_does_not_differ_from_itself_however_it_is_laid_out() {
    for k in regels::kaders() {
        assert_eq!(verschil(k, k, Some(INGANG)), [], "{}", k.id);
        // comments and empty lines move every line
        let bestanden: Vec<_> =
            k.bestanden.iter().map(|(b, t)| (b.clone(), format!("# een regel erbij\n\n{t}"))).collect();
        let verschoven = regels::lees_kader(&k.id, &bestanden).unwrap();
        assert_ne!(k.producten, verschoven.producten);
        assert_eq!(verschil(k, &verschoven, Some(INGANG)), [], "{}", k.id);
    }
}

#[test]
fn a_price_goes_up_or_down_with_both_amounts_and_the_percentage() {
    for (naar, soort, tekst) in [
        ("bedrag: 190005 ", "hogere prijs", "€ 0,01 omhoog (0%)"),
        (
            "bedrag: 195000 ",
            "hogere prijs",
            "was € 1.900,04 per 4 weken, wordt € 1.950,00 per 4 weken: € 49,96 omhoog (2,6%)",
        ),
        ("bedrag: 95002 ", "lagere prijs", "€ 950,02 omlaag (50%)"),
    ] {
        // the build-up that gives the old price goes with it
        let mut bestanden = regels::kader("drechtsteden-ib4-2017").unwrap().bestanden.clone();
        bestanden.retain(|(b, _)| b != "kostprijs.yaml");
        let oud = regels::lees_kader("drechtsteden-ib4-2017", &bestanden).unwrap();
        let (_, t) = bestanden.iter_mut().find(|(b, _)| b == "tarieven.yaml").unwrap();
        *t = t.replacen("bedrag: 190004 ", naar, 1);
        let nieuw = regels::lees_kader("drechtsteden-ib4-2017", &bestanden).unwrap();
        let w = verschil(&oud, &nieuw, Some(INGANG));
        assert_eq!(w.len(), 1, "{w:?}");
        assert_eq!((w[0].onderdeel, w[0].soort.naam()), ("Tarieven", soort));
        assert!(w[0].tekst.contains(tekst), "{}", w[0].tekst);
        assert!(w[0].onderwerp.contains("IB4"), "{}", w[0].onderwerp);
    }
}

/// The tariffs of a version with the price of 02M02 changed in place and its periods replaced.
fn tarief_gewijzigd(van: &str, naar: &str, vanaf: Option<Datum>) -> String {
    let nieuw = anders(
        "meierij-2020",
        &[("tarieven.yaml", "bedrag: 52500 ", "bedrag: 54000 "), ("tarieven.yaml", van, naar)],
    );
    let w = verschil(regels::kader("meierij-2020").unwrap(), &nieuw, vanaf);
    w.iter().find(|w| w.soort == Wijzigingssoort::Omhoog).map(|w| w.tekst.clone()).unwrap()
}

#[test]
fn a_price_changes_no_earlier_than_the_version_begins() {
    const REGEL: &str = "    geldig_vanaf: 2020-01-01\n    geldig_tot:\n";
    const WORDT: &str =
        "was € 525,00 per maand (verzonnen), wordt € 540,00 per maand (verzonnen): € 15,00 omhoog (2,9%).";
    let in_place = |vanaf| tarief_gewijzigd(REGEL, REGEL, vanaf);
    // the line says 2020: before, on and after its first day, and when nobody knows yet
    for (vanaf, verwacht) in [
        (Some(date(2019, 12, 31)), "Vanaf 1 januari 2020: "),
        (Some(date(2020, 1, 1)), "Vanaf 1 januari 2020: "),
        (Some(date(2020, 1, 2)), "Vanaf 2 januari 2020: "),
        (Some(INGANG), "Vanaf 1 januari 2027: "),
        (None, "Vanaf de eerste dag van de versie, op zijn vroegst 1 januari 2020: "),
    ] {
        assert_eq!(in_place(vanaf), format!("{verwacht}{WORDT}"), "{vanaf:?}");
    }
}

/// The price of IB1 held until the end of 2016.
#[test]
fn a_price_of_days_that_are_over_changes_nothing() {
    let oud = regels::kader("drechtsteden-ib-2016").unwrap();
    let nieuw = anders(&oud.id, &[("tarieven.yaml", "bedrag: 33766", "bedrag: 34000")]);
    for (vanaf, over) in [(date(2016, 12, 30), false), (date(2016, 12, 31), false), (date(2017, 1, 1), true)]
    {
        let w = verschil(oud, &nieuw, Some(vanaf));
        assert_eq!(w.len(), 1, "{w:?}");
        assert_eq!(w[0].tekst.ends_with("daaraan verandert niets."), over, "{vanaf}: {}", w[0].tekst);
        assert_eq!(w[0].tekst.starts_with(&format!("Vanaf {}: was", voluit(vanaf))), !over, "{vanaf}");
    }
}

/// What is new in the text names an earlier day as well: a build-up, a product, a price line.
#[test]
fn what_is_new_holds_no_earlier_than_the_version_begins() {
    let nieuw = regels::kader("drechtsteden-ib4-2017").unwrap();
    let van = nieuw.kostprijzen[0].verantwoording.geldig.van();
    let mut oud = nieuw.clone();
    oud.kostprijzen.clear();
    oud.producten.clear();
    oud.tarieven.clear();
    oud.afspraken.clear();
    for (vanaf, dag) in [
        (Some(van.yesterday().unwrap()), van),
        (Some(van), van),
        (Some(van.tomorrow().unwrap()), van.tomorrow().unwrap()),
        (None, van),
    ] {
        let w = verschil(&oud, nieuw, vanaf);
        for deel in ["Kostprijs", "Producten", "Tarieven", "Afspraken"] {
            let t = &w.iter().find(|w| w.onderdeel == deel).unwrap().tekst;
            assert!(
                t.contains(&format!("van {} tot", voluit(dag)))
                    || t.contains(&format!("vanaf {}", voluit(dag))),
                "{t}"
            );
        }
    }
}

/// Another first day of the line makes it another line: it is held against what was paid the day before.
#[test]
fn a_line_that_begins_on_another_day_is_held_against_the_price_before_the_version() {
    let w = tel(
        "meierij-2020",
        &[
            ("tarieven.yaml", "bedrag: 17500 ", "bedrag: 18025 "),
            ("tarieven.yaml", "    geldig_vanaf: 2020-01-01\n", "    geldig_vanaf: 2026-07-01\n"),
            ("producten.yaml", "    geldig_vanaf: 2020-01-01\n", "    geldig_vanaf: 2026-07-01\n"),
        ],
    );
    assert!(w.iter().any(|w| w.2.starts_with("Vanaf 1 januari 2027: was € 175,00 per maand")), "{w:?}");
}

#[test]
fn the_next_price_is_held_against_the_one_before_it() {
    const OUD: &str =
        "    afronding: rekenkundig\n    verzonnen: true\n    geldig_vanaf: 2020-01-01\n    geldig_tot:\n";
    const NIEUW: &str = "    afronding: rekenkundig\n    verzonnen: true\n    geldig_vanaf: 2020-01-01\n    geldig_tot: 2026-12-31\n    bron: {document: x, plaats: y}\n    toelichting: z\n  - categorie: \"02\"\n    code: 02M01\n    bedrag: 18025\n    per: maand\n    eenheid: eurocent\n    afronding: rekenkundig\n    geldig_vanaf: 2027-01-01\n    geldig_tot:\n";
    let w = tel("meierij-2020", &[("tarieven.yaml", OUD, NIEUW)]);
    assert!(
        w.iter().any(|(d, s, t)| (*d, *s) == ("Tarieven", "hogere prijs")
            && t == "Vanaf 1 januari 2027: was € 175,00 per maand (verzonnen), wordt € 180,25 per maand: € 5,25 omhoog (3%)."),
        "{w:?}"
    );
    assert!(
        w.iter().any(|(_, s, t)| *s == "gewijzigd" && t.contains("tot en met 31 december 2026")),
        "{w:?}"
    );
}

#[test]
fn a_code_is_phased_out() {
    let w = tel(
        "meierij-2020",
        &[("producten.yaml", "    volume: 1\n", "    volume: 1\n    nieuw_tot: 2026-12-31\n")],
    );
    assert_eq!(w.len(), 1, "{w:?}");
    assert_eq!((w[0].0, w[0].1), ("Producten", "uitgefaseerd"));
    assert!(w[0].2.contains("tot en met 31 december 2026"), "{}", w[0].2);
}

#[test]
fn criteria_settings_arrangements_and_municipalities() {
    let k = "meierij-2020";
    let w = tel(k, &[("kader.yaml", "naam: Vught", "naam: Vucht")]);
    assert_eq!((w.len(), w[0].0), (1, "Kader"), "{w:?}");
    let w = tel("drechtsteden-ib4-2017", &[("kader.yaml", "  - {code: \"0482\", naam: Alblasserdam}\n", "")]);
    assert_eq!(w, [("Kader", "vervalt", "Alblasserdam doet niet meer mee.".to_owned())]);
    let w = tel("drechtsteden-ib4-2017", &[("criteria.yaml", "maximum: 14", "maximum: 15")]);
    assert_eq!((w.len(), w[0].0), (1, "Criteria"), "{w:?}");
    assert!(w[0].2.contains("hooguit 14") && w[0].2.contains("hooguit 15"), "{}", w[0].2);
    let w = tel(
        "drechtsteden-ib4-2017",
        &[("kader.yaml", "tekst: Er is geen technische", "tekst: Er is een technische")],
    );
    assert_eq!((w.len(), w[0].0), (1, "Afspraken"), "{w:?}");
    // what no part tells of is told as the file it is in
    let w = tel("dordrecht-bw-2021", &[("omzetting.yaml", "toelichting: ", "toelichting: Nieuw. ")]);
    assert_eq!((w.len(), w[0].0), (1, "Omzetting"), "{w:?}");
}

#[test]
fn a_code_vanishes_under_contracts_only_when_they_run() {
    let oud = regels::kader("meierij-2020").unwrap();
    let contracten = [("02".to_owned(), "02M01".to_owned(), 3), ("99".to_owned(), "02M02".to_owned(), 5)];
    assert_eq!(vervallen_codes(oud, Some(oud), date(2027, 1, 1), &contracten), []);
    let weg = [VervallenCode { code: "02M01".into(), contracten: 3 }];
    assert_eq!(vervallen_codes(oud, None, date(2027, 1, 1), &contracten), weg);
    // the last day of the code: the day itself still counts
    let eindigt = anders(
        "meierij-2020",
        &[
            (
                "producten.yaml",
                "    geldig_vanaf: 2020-01-01\n    geldig_tot:\n",
                "    geldig_vanaf: 2020-01-01\n    geldig_tot: 2026-12-31\n",
            ),
            (
                "tarieven.yaml",
                "    geldig_vanaf: 2020-01-01\n    geldig_tot:\n",
                "    geldig_vanaf: 2020-01-01\n    geldig_tot: 2026-12-31\n",
            ),
        ],
    );
    assert_eq!(vervallen_codes(oud, Some(&eindigt), date(2026, 12, 31), &contracten), []);
    assert_eq!(vervallen_codes(oud, Some(&eindigt), date(2027, 1, 1), &contracten), weg);
    // a code that begins later than it does now is gone in between
    let later = anders(
        "meierij-2020",
        &[
            ("producten.yaml", "    geldig_vanaf: 2020-01-01\n", "    geldig_vanaf: 2027-01-02\n"),
            ("tarieven.yaml", "    geldig_vanaf: 2020-01-01\n", "    geldig_vanaf: 2027-01-02\n"),
        ],
    );
    assert_eq!(vervallen_codes(oud, Some(&later), date(2027, 1, 2), &contracten), []);
    assert_eq!(vervallen_codes(oud, Some(&later), date(2027, 1, 1), &contracten), weg);
    // what begins later in both is no loss
    assert_eq!(vervallen_codes(&later, Some(&later), date(2027, 1, 1), &contracten), []);
}

#[test]
fn a_product_of_which_the_first_day_moves_is_still_that_product() {
    let w = tel(
        "meierij-2020",
        &[
            ("producten.yaml", "    geldig_vanaf: 2020-01-01\n", "    geldig_vanaf: 2027-01-02\n"),
            ("tarieven.yaml", "    geldig_vanaf: 2020-01-01\n", "    geldig_vanaf: 2027-01-02\n"),
        ],
    );
    let producten: Vec<_> = w.iter().filter(|w| w.0 == "Producten").collect();
    assert_eq!(producten.len(), 1, "{w:?}");
    assert!(producten[0].2.contains("1 januari 2020") && producten[0].2.contains("2 januari 2027"), "{w:?}");
    assert!(!w.iter().any(|w| w.2.contains("staat niet meer in het kader")), "{w:?}");
}
