//! Every refusal of a cost model: a broken copy of IB4, with the line that must be named and a remedy.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use regels::{Probleem, lees_kader};

const KADER: &str = "drechtsteden-ib4-2017";

fn goed() -> Vec<(String, String)> {
    regels::kader(KADER).unwrap().bestanden.clone()
}

/// The cost model after one text was replaced; the text must occur.
fn met(oud: &str, nieuw: &str) -> Vec<(String, String)> {
    let mut bestanden = goed();
    let (_, tekst) = bestanden.iter_mut().find(|(b, _)| b == "kostprijs.yaml").unwrap();
    assert!(tekst.contains(oud), "'{oud}' staat niet in kostprijs.yaml");
    *tekst = tekst.replacen(oud, nieuw, 1);
    bestanden
}

fn problemen(b: &[(String, String)]) -> Vec<Probleem> {
    lees_kader(KADER, b).unwrap_err()
}

/// Line of the first line with this text.
fn regel(b: &[(String, String)], zoek: &str) -> usize {
    let (_, tekst) = b.iter().find(|(n, _)| n == "kostprijs.yaml").unwrap();
    tekst.lines().position(|l| l.contains(zoek)).unwrap() + 1
}

/// Line at which the line with this key begins.
fn bij(b: &[(String, String)], sleutel: &str) -> usize {
    let (_, tekst) = b.iter().find(|(n, _)| n == "kostprijs.yaml").unwrap();
    tekst.lines().position(|l| l.trim() == format!("- sleutel: {sleutel}")).unwrap() + 1
}

#[track_caller]
fn precies(b: &[(String, String)], op: usize, wat: &str) {
    let p = problemen(b);
    assert_eq!(p.len(), 1, "{p:#?}");
    assert_eq!((p[0].bestand.as_str(), p[0].regel), ("kostprijs.yaml", op), "{}", p[0]);
    assert!(p[0].wat.contains(wat), "'{wat}' in '{}'", p[0]);
    assert!(!p[0].remedie.is_empty());
}

#[test]
fn the_model_itself_is_whole() {
    assert!(lees_kader(KADER, &goed()).is_ok());
}

#[test]
fn a_circle_is_refused_and_shown() {
    let b = met("som: [begeleiding_jaar, ontmoetingsruimte_jaar]", "som: [begeleiding_jaar, tarief_jaar]");
    precies(&b, bij(&b, "tarief_jaar"), "kring: tarief_jaar → tarief_jaar");
    let b = met("procent_van: [ort_procent, salaris]", "procent_van: [ort_procent, brutoloon]");
    let p = problemen(&b);
    assert_eq!(p.len(), 1, "{p:#?}");
    assert!(p[0].wat.contains("ort.fwg40") && p[0].wat.contains("brutoloon.fwg40"), "{}", p[0]);
}

#[test]
fn a_reference_to_nothing_is_refused() {
    let b = met("som: [begeleiding_jaar,", "som: [begeleiding_maand,");
    precies(&b, regel(&b, "begeleiding_maand"), "regel 'begeleiding_maand' bestaat niet");
    let b = met("rekentarief.fwg40]", "rekentarief]");
    precies(&b, regel(&b, "rekentarief]"), "'rekentarief' is een regel per kolom");
    let b = met("rekentarief.fwg40]", "rekentarief.fwg50]");
    precies(&b, regel(&b, "rekentarief.fwg50]"), "bestaat niet");
    let b = met("opbouw: [hele_mix]", "opbouw: [halve_mix]");
    precies(&b, regel(&b, "halve_mix"), "bestaat niet");
    let b = met("prijs: tarief_4_weken", "prijs: tarief");
    precies(&b, regel(&b, "prijs: tarief"), "geen regel van dit model");
    let b = met("groep: begeleiding", "groep: begleiding");
    precies(&b, regel(&b, "groep: begleiding"), "staat niet bovenaan");
    let b = met("kostendeel: huisvesting", "kostendeel: huis");
    precies(&b, regel(&b, "kostendeel: huis"), "staat niet bovenaan");
    let b = met("code: 02D14", "code: 02D99");
    precies(&b, regel(&b, "- categorie"), "staat niet in producten.yaml");
}

#[test]
fn what_an_element_misses_has_an_element_a_reason_and_a_source() {
    let b = met("- element: d", "- element: g");
    precies(&b, regel(&b, "- element: g"), "element");
    let b = met("- element: e", "- element: d");
    let tweede = |b: &[(String, String)]| {
        let (_, tekst) = b.iter().find(|(n, _)| n == "kostprijs.yaml").unwrap();
        tekst.lines().enumerate().filter(|(_, l)| l.contains("- element: d")).nth(1).unwrap().0 + 1
    };
    precies(&b, tweede(&b), "element 'd' staat dubbel");
    let b = met("        wat: reiskosten\n", "");
    precies(&b, regel(&b, "- element: d"), "'wat' ontbreekt");
}

#[test]
fn units_that_clash_are_refused() {
    let b = met("product: [kosten_per_week, weken_per_jaar]", "product: [kosten_per_week, maanden_per_jaar]");
    precies(
        &b,
        bij(&b, "begeleiding_jaar"),
        "maar de bewerking geeft euro keer maanden per cliënt per week per jaar",
    );
    let b = met("som: [begeleiding_jaar, ontmoetingsruimte_jaar]", "som: [begeleiding_jaar, huur_per_jaar]");
    precies_eerste(&b, bij(&b, "tarief_jaar"), "niet op te tellen");
    let b = met("product: [mix, uren_per_week]", "product: [mix, aandeel_fwg40]");
    precies_eerste(&b, bij(&b, "kosten_per_week"), "gebruik 'procent_van'");
    let b = met("procent_van: [ort_procent, salaris]", "procent_van: [salaris, ort_procent]");
    precies_eerste(&b, bij(&b, "ort"), "is geen percentage");
    let b = met("eenheid: uren per client per week", "eenheid: uren/week");
    precies(&b, regel(&b, "uren/week"), "onbekende eenheid");
    let b = met("jaarprijs: tarief_jaar", "jaarprijs: tarief_4_weken");
    precies(&b, regel(&b, "jaarprijs:"), "'jaarprijs' wijst naar 'tarief_4_weken'");
}

#[track_caller]
fn precies_eerste(b: &[(String, String)], op: usize, wat: &str) {
    let p = problemen(b);
    assert!(p.iter().any(|p| p.regel == op && p.wat.contains(wat) && !p.remedie.is_empty()), "{p:#?}");
}

#[test]
fn division_by_zero_and_silent_zeros_are_refused() {
    // a divisor that is a value, and one that only comes out as zero
    let b = met(
        "waarde: 12\n        eenheid: clienten",
        "waarde: 0\n        reden_nul: nog leeg\n        eenheid: clienten",
    );
    precies(&b, bij(&b, "aandeel_per_client"), "gedeeld door nul");
    let b = met("waarde: 70\n", "waarde: 0\n        reden_nul: nog leeg\n");
    let p = problemen(&b);
    assert!(p.len() == 1 && p[0].wat.contains("gedeeld door nul"), "{p:#?}");
    let b = met("waarde: 17\n", "waarde: 0\n");
    precies(&b, bij(&b, "overhead_procent"), "staat op nul zonder reden");
    let b = met("waarde: 17\n", "waarde: -1\n");
    precies(&b, regel(&b, "waarde: -1"), "nooit negatief");
}

#[test]
fn what_counts_nowhere_or_says_nothing_is_refused() {
    let b = met("        tabel: false\n        ter_informatie: true\n", "        tabel: false\n");
    precies(&b, bij(&b, "een_client"), "telt nergens mee");
    let b = met("        waarde: 9.5\n", "");
    precies(&b, bij(&b, "uren_per_week"), "geen waarde en geen bewerking");
    let b = met("        waarde: 9.5\n", "        waarde: 9.5\n        som: [mix, mix]\n");
    precies(&b, bij(&b, "uren_per_week"), "waarde en som tegelijk");
    let b = met("verschil: [hele_mix, aandeel_fwg40]", "verschil: [hele_mix]");
    precies(&b, regel(&b, "verschil: [hele_mix]"), "'verschil' heeft 1 regels");
    let b = met("sleutel: mix_fwg45", "sleutel: mix_fwg40");
    precies(&b, regel(&b, "sleutel: mix") + 10, "staat dubbel");
    let b = met("elementen: [f]", "elementen: [g]");
    precies(&b, regel(&b, "elementen: [g]"), "geen element van artikel 5.4");
    let b = met("        stap: 0.5\n", "        stap: 0\n");
    precies(&b, regel(&b, "stap: 0\n".trim()), "groter dan nul");
    let b = met("som: [mix_fwg40, mix_fwg45]\n", "som: [mix_fwg40, mix_fwg45]\n        stap: 1\n");
    precies(&b, bij(&b, "mix") + 4, "alleen een waarde uit een bron");
}

#[test]
fn columns_are_whole() {
    let b = met("{fwg40: 1902.00, fwg45: 2158.00}", "{fwg40: 1902.00}");
    precies(&b, regel(&b, "{fwg40: 1902.00}"), "kolom 'fwg45' klopt niet");
    let b = met("fwg45: 2158.00}", "fwg45: 2158.00, fwg50: 1}");
    precies(&b, regel(&b, "fwg50"), "kolom 'fwg50' bestaat niet");
    let b = met("waarde: 9.5", "waarde: {fwg40: 9.5, fwg45: 9.5}");
    precies(&b, regel(&b, "fwg40: 9.5"), "vraagt 'per_kolom: true'");
}

#[test]
fn two_models_of_a_product_may_not_overlap() {
    let mut b = goed();
    let (_, tekst) = b.iter_mut().find(|(n, _)| n == "kostprijs.yaml").unwrap();
    let tweede = tekst[tekst.find("  - categorie").unwrap()..].replace("2017-01-01", "2018-01-01");
    let op = tekst.lines().count() + 1;
    tekst.push_str(&tweede);
    precies(&b, op, "overlapt");
}

/// The framework with texts in files replaced, each the first time.
fn met_alle(vervang: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut b = goed();
    for (bestand, oud, nieuw) in vervang {
        let (_, tekst) = b.iter_mut().find(|(n, _)| n == bestand).unwrap();
        assert!(tekst.contains(oud), "'{oud}' staat niet in {bestand}");
        *tekst = tekst.replacen(oud, nieuw, 1);
    }
    b
}

/// What is said of the tariff, or nothing.
fn tarief(vervang: &[(&str, &str, &str)]) -> Option<String> {
    let p = lees_kader(KADER, &met_alle(vervang)).err()?;
    assert!(p.len() == 1 && p[0].bestand == "tarieven.yaml", "{p:#?}");
    Some(p[0].to_string())
}

const T: &str = "tarieven.yaml";
const K: &str = "kostprijs.yaml";

#[test]
fn a_tariff_is_what_the_model_gives_in_its_own_basis_and_rounding() {
    // the model says it per year, the tariff per 4 weeks; the rounding is then that of the tariff
    let jaar = (K, "prijs: tarief_4_weken", "prijs: tarief_jaar");
    let los = (
        K,
        "        opbouw: [aandeel_per_periode]\n",
        "        opbouw: [aandeel_per_periode]\n        ter_informatie: true\n",
    );
    let deler = (
        K,
        "waarde: 13\n        eenheid: perioden per jaar\n",
        "waarde: 13\n        ter_informatie: true\n        eenheid: perioden per jaar\n",
    );
    assert_eq!(tarief(&[jaar, los, deler]), None);
    // 52 weeks or 53 in a year: only where something is converted
    let weken = ("instellingen.yaml", "waarde: 52", "waarde: 53");
    assert_eq!(tarief(&[weken]), None);
    let mis = tarief(&[jaar, los, deler, weken]).unwrap();
    assert!(mis.contains("190004 per 4 weken") && mis.contains("geeft 186419"), "{mis}");
    // 24.700,46 / 13 with all its digits is no whole cent; a tariff that is not rounded holds four of them
    let heel = (
        K,
        "afronding: centen\n        opbouw: [aandeel_per_periode]",
        "afronding: geen\n        opbouw: [aandeel_per_periode]",
    );
    assert_eq!(tarief(&[heel]), None, "rounded as the tariff says");
    let geen = (T, "afronding: rekenkundig", "afronding: geen");
    let mis = tarief(&[heel, geen]).unwrap();
    let uit = mis.split("Schrijf 'bedrag: ").nth(1).unwrap().split('\'').next().unwrap();
    assert!(uit.starts_with("190003.") && uit.len() == "190003.1234".len(), "{mis}");
    // the remedy is one
    assert_eq!(tarief(&[heel, geen, (T, "bedrag: 190004", &format!("bedrag: {uit}"))]), None);
}

#[test]
fn only_a_tariff_that_holds_at_the_same_time_is_compared() {
    // the old tariff ends on the day before the model begins; the new one must fit
    let tweede = |tot: &str, vanaf: &str| {
        let (_, t) = goed().into_iter().find(|(n, _)| n == T).unwrap();
        let stuk = t[t.find("  - categorie").unwrap()..].to_owned();
        let eerst =
            stuk.replace("190004", "100000").replace("geldig_tot:\n", &format!("geldig_tot: {tot}\n"));
        let nieuw =
            format!("{eerst}{}", stuk.replace("geldig_vanaf: 2017-01-01", &format!("geldig_vanaf: {vanaf}")));
        (stuk, nieuw)
    };
    let (stuk, nieuw) = tweede("2017-12-31", "2018-01-01");
    let vanaf = |dag: &'static str| (K, "geldig_vanaf: 2017-01-01", dag);
    assert_eq!(tarief(&[(T, &stuk, &nieuw), vanaf("geldig_vanaf: 2018-01-01")]), None);
    let mis = tarief(&[(T, &stuk, &nieuw), vanaf("geldig_vanaf: 2017-12-31")]).unwrap();
    assert!(
        mis.contains("100000 per 4 weken") && mis.contains("geldig vanaf 2017-12-31) geeft 190004"),
        "{mis}"
    );
}

#[test]
fn a_price_without_a_stretch_of_time_fits_no_tariff_with_one() {
    // the same amount, as euros per client: 4 weeks are nowhere in it
    let alles = [
        (K, "eenheid: perioden per jaar", "eenheid: aantal per jaar"),
        (
            K,
            "naam: Een periode\n        groep: arrangementsprijs\n        waarde: 1\n        eenheid: perioden per jaar",
            "naam: Een periode\n        groep: arrangementsprijs\n        waarde: 1\n        eenheid: aantal per jaar",
        ),
        (K, "eenheid: euro per client per periode", "eenheid: euro per client"),
    ];
    let mis = tarief(&alles).unwrap();
    assert!(
        mis.contains("het bedrag is per 4 weken, en de prijs ('tarief_4_weken' in kostprijs.yaml"),
        "{mis}"
    );
    assert!(mis.contains("staat in euro per cliënt"), "{mis}");
}

#[test]
fn a_zero_with_a_reason_and_an_element_that_is_named_are_no_problem() {
    // housing is zero with a reason: it may be all that an element has
    let e = [
        (
            K,
            "      - element: e\n        wat: indexering\n        reden: >-\n          Het document noemt geen index en geen manier om de prijs later aan te passen.\n        bron: {document: drechtsteden-ib4-2017, plaats: \"Bijlage 2\"}\n",
            "",
        ),
        (
            K,
            "        kostendeel: huisvesting\n        opbouw:",
            "        kostendeel: huisvesting\n        elementen: [e]\n        opbouw:",
        ),
    ];
    assert!(lees_kader(KADER, &met_alle(&e)).is_ok());
    let p = problemen(&met_alle(&e[..1]));
    assert!(p.len() == 1 && p[0].wat.contains("element e van artikel 5.4"), "{p:#?}");
    // a line that only informs covers nothing
    let b = met_alle(&[
        e[0],
        (
            K,
            "        tabel: false\n        ter_informatie: true\n",
            "        tabel: false\n        ter_informatie: true\n        elementen: [e]\n",
        ),
    ]);
    assert_eq!(problemen(&b).len(), 1);
}
