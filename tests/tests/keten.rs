//! A simulated year of a municipality and its providers: at the end all books say the same, whatever went wrong on
//! the way, on both engines; and when they do not, the comparison tells.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::kaders::{Ingang, Kaderbron, NieuweVersie, bewaar, bied_aan, publiceer};
use app::keten::{Boeken, Instellingen, Partij, Storing, Verslag, controleer, draai, partijen, vergelijk};
use app::{Gebruiker, Omgeving, Rol};
use jiff::civil::date;
use kern::{AgbCode, Datum, Gemeentecode};
use ketentest::boek::{self, getal, teksten, wijzig};
use ketentest::maatwerk;
use std::path::Path;
use store::Db;
use store::proef::Proef;
use store::sql::schrijven::GEMEENTE_ZET;

fn instellingen(zaad: u64, storing: Storing, clienten: usize) -> Instellingen {
    Instellingen { zaad, aanbieders: 3, clienten, van: date(2026, 1, 1), maanden: 12, storing, volgorde: 0 }
}

struct Jaar {
    _map: tempfile::TempDir,
    gemeente: Gemeentecode,
    agbs: Vec<AgbCode>,
    boeken: Boeken,
    verslag: Verslag,
}

fn omgeving(db: Db, wie: &str) -> Omgeving {
    db.migreer().unwrap();
    let kluis = db.kluis().unwrap();
    Omgeving { db, kluis, vandaag: date(2026, 1, 1), nu: jiff::Timestamp::UNIX_EPOCH, wie: wie.to_owned() }
}

/// The year, with the municipality's book in `db` or in a file.
fn jaar(i: &Instellingen, db: Option<&Db>) -> Jaar {
    jaar_met(i, db, |_| ())
}

/// The same, with something that the municipality did before.
fn jaar_met(i: &Instellingen, db: Option<&Db>, vooraf: impl FnOnce(&Omgeving)) -> Jaar {
    let map = ketentest::snelle_map();
    let (gemeente, agbs) = partijen(i).unwrap();
    let hier = db.cloned().unwrap_or_else(|| boek::open(&map.path().join("gemeente.db")));
    let boeken = Boeken {
        gemeente: omgeving(hier, "gemeente"),
        aanbieders: agbs
            .iter()
            .map(|a| omgeving(boek::open(&map.path().join(format!("aanbieder-{a}.db"))), "aanbieder"))
            .collect(),
        map: map.path().to_owned(),
    };
    vooraf(&boeken.gemeente);
    let verslag = draai(i, &boeken, &mut |_| {}).unwrap();
    Jaar { _map: map, gemeente, agbs, boeken, verslag }
}

impl Jaar {
    fn partijen(&self) -> Vec<Partij> {
        let paren = self.agbs.iter().zip(&self.boeken.aanbieders);
        paren.map(|(agb, o)| Partij { agb: *agb, boek: o.clone() }).collect()
    }

    fn vergelijk(&self) -> Vec<String> {
        let v = vergelijk(self.gemeente, &self.boeken.gemeente, &self.partijen()).unwrap();
        v.iter().map(ToString::to_string).collect()
    }

    fn controleer(&self) -> Vec<String> {
        controleer(&self.boeken.gemeente, self.gemeente, true, true).unwrap()
    }
}

/// The year balanced, and was a year in which something happened. Our own look at both books, beside the program's.
#[track_caller]
fn klopt(j: &Jaar) {
    let v = &j.verslag;
    assert!(v.klopt(), "{}", v.tekst());
    let db = &j.boeken.gemeente.db;
    for soort in [
        "WMO301", "WMO302", "WMO305", "WMO306", "WMO307", "WMO308", "WMO315", "WMO316", "WMO317", "WMO318",
        "WMO319", "WMO320", "WMO323", "WMO325",
    ] {
        let tel = |db: &Db, richting: &str| {
            let sql = format!(
                "SELECT COUNT(*) FROM bericht WHERE soort = '{soort}' AND richting = '{richting}' AND sha256 IS NOT NULL"
            );
            getal(db, &sql)
        };
        let van_gemeente =
            matches!(soort, "WMO301" | "WMO306" | "WMO308" | "WMO316" | "WMO318" | "WMO319" | "WMO325");
        let hier = tel(db, if van_gemeente { "uit" } else { "in" });
        assert!(hier > 5, "{soort}: {hier}\n{}", v.tekst());
    }
    let toegekend =
        getal(db, "SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM declaratieregel WHERE status = 1");
    let betaald = getal(db, "SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM betaling");
    let open: i64 = v.maanden.values().map(|m| m.toegekend.0 - m.betaald.0).sum();
    assert!(betaald > 1_000_000, "{betaald}");
    // what stays open is what a provider owes on balance
    assert_eq!(toegekend - betaald, open);
    assert!(open <= 0, "{open}: alles is betaald");
    let mut bij_aanbieders = 0;
    for a in &j.boeken.aanbieders {
        let som = "SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM declaratieregel WHERE status = 1";
        bij_aanbieders += getal(&a.db, som);
        assert_eq!(getal(&a.db, "SELECT COUNT(*) FROM declaratieregel WHERE status = 2"), 0);
        assert_eq!(getal(&a.db, "SELECT COUNT(*) FROM bericht WHERE status = 'verzonden'"), 0);
    }
    assert_eq!(toegekend, bij_aanbieders, "beide kanten kennen hetzelfde bedrag");
    let credits = getal(db, "SELECT COUNT(*) FROM declaratieregel WHERE status = 1 AND bedrag < 0");
    let af = getal(db, "SELECT COUNT(*) FROM declaratieregel WHERE status = 0");
    let weg = getal(db, "SELECT COUNT(*) FROM levering WHERE verwijderd_door IS NOT NULL");
    let tijdelijk = getal(db, "SELECT COUNT(*) FROM levering WHERE reden = '20'");
    assert!(credits > 0 && af > 5 && weg > 0 && tijdelijk > 0, "{credits} {af} {weg} {tijdelijk}");
    verzoeken(j);
}

/// Every kind of request was asked and every kind of answer given, and each is done on both sides.
#[track_caller]
fn verzoeken(j: &Jaar) {
    let (db, v) = (&j.boeken.gemeente.db, &j.verslag);
    let delen = "FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek WHERE";
    let tel = |waar: &str| getal(db, &format!("SELECT COUNT(*) {delen} {waar}"));
    let genoeg = |wat: &str, waar: &str, minstens: i64| {
        let n = tel(waar);
        assert!(n >= minstens, "{wat}: {n}\n{}", v.tekst());
    };
    genoeg("VOT gehonoreerd", "v.soort = 'vot' AND d.stand = 'gehonoreerd'", 5);
    genoeg("VOW gehonoreerd", "v.soort = 'vow' AND d.stand = 'gehonoreerd'", 5);
    genoeg("VOT afgewezen", "v.soort = 'vot' AND d.stand = 'afgewezen'", 5);
    genoeg("VOW afgewezen", "v.soort = 'vow' AND d.stand = 'afgewezen'", 2);
    genoeg("na onderzoek gehonoreerd", "d.onderzoek_in IS NOT NULL AND d.stand = 'gehonoreerd'", 2);
    genoeg("na onderzoek afgewezen", "d.onderzoek_in IS NOT NULL AND d.stand = 'afgewezen'", 2);
    let redenen = getal(db, "SELECT COUNT(DISTINCT reden_afwijzing) FROM verzoekdeel");
    assert!(redenen >= 4, "{redenen} redenen");
    // of one VOT a part is granted and another is not, and on another day
    let verschil = |kolom: &str| {
        getal(
            db,
            &format!(
                "SELECT COUNT(*) FROM (SELECT d.verzoek {delen} v.soort = 'vot' GROUP BY d.verzoek \
                 HAVING COUNT(DISTINCT d.{kolom}) > 1) q"
            ),
        )
    };
    assert!(verschil("stand") > 0 && verschil("sinds") > 0, "{} {}", verschil("stand"), verschil("sinds"));
    // a VOW that another assignment followed from, and one that stretched
    let producten = |waar: &str| {
        getal(db, &format!("SELECT COUNT(*) FROM verzoekproduct WHERE soort = 'te_wijzigen' AND {waar}"))
    };
    assert!(producten("toegewezen <> toewijzing") > 0 && producten("toegewezen = toewijzing") > 0);
    assert!(v.verzoeken.get("te laat beantwoord").is_some_and(|n| *n > 0), "{}", v.tekst());
    // nothing stays open, and what the provider's own checks stopped was never sent
    genoeg("samen", "1 = 1", 40);
    let klaar = "(d.stand = 'afgewezen' OR d.stand = 'gehonoreerd') AND d.antwoord_in IS NOT NULL";
    assert_eq!(tel(klaar), tel("1 = 1"));
    let elders = |db: &Db| getal(db, &format!("SELECT COUNT(*) {delen} {klaar}"));
    assert_eq!(j.boeken.aanbieders.iter().map(|a| elders(&a.db)).sum::<i64>(), tel("1 = 1"));
    assert!(v.verzoeken.iter().any(|(k, n)| k.starts_with("niet verzonden, ") && *n > 0));
}

#[test]
fn a_year_balances_with_three_seeds() {
    for (zaad, storing) in [(11, Storing::Geen), (12, Storing::Licht), (13, Storing::Zwaar)] {
        let j = jaar(&instellingen(zaad, storing, 20), None);
        klopt(&j);
        let p = j.verslag.post;
        match storing {
            Storing::Geen => assert_eq!((p.dubbel, p.beschadigd, p.kwijt), (0, 0, 0)),
            Storing::Licht => assert!(p.dubbel > 0 && p.beschadigd > 0 && p.kwijt > 0, "{p:?}"),
            Storing::Zwaar => {
                assert!(p.dubbel > 40 && p.beschadigd > 30 && p.kwijt > 30, "{p:?}");
                assert!(j.verslag.opnieuw > 20, "{}", j.verslag.opnieuw);
                let (keer, alsnog) = j.verslag.herhaald;
                assert!(keer > 4 && alsnog > 0, "{keer} {alsnog}\n{}", j.verslag.tekst());
            }
        }
    }
}

#[test]
fn a_year_balances_with_three_seeds_on_postgresql() {
    for (zaad, storing) in [(11, Storing::Geen), (12, Storing::Licht), (13, Storing::Zwaar)] {
        let Some(proef) = Proef::postgres_leeg() else { return };
        let db = boek::open_url(proef.url());
        let j = jaar(&instellingen(zaad, storing, 20), Some(&db));
        klopt(&j);
    }
}

/// What a book says, without numbers that only say in which order messages came in.
fn los(db: &Db) -> Vec<String> {
    let o = |k: &str| format!("COALESCE(CAST({k} AS TEXT), '-')");
    let rij = |kolommen: &[&str]| kolommen.iter().map(|k| o(k)).collect::<Vec<_>>().join(" || '|' || ");
    let mut uit = Vec::new();
    for (tabel, kolommen) in [
        (
            "toewijzing",
            &[
                "nummer",
                "agb",
                "categorie",
                "code",
                "toewijzingsdatum",
                "toewijzingstijd",
                "ingangsdatum",
                "einddatum",
                "volume",
                "eenheid",
                "frequentie",
                "budget",
                "reden_wijziging",
            ][..],
        ),
        (
            "levering",
            &["soort", "agb", "toewijzing", "begindatum", "einddatum", "reden", "verwijderd_door IS NULL"][..],
        ),
        (
            "declaratieregel",
            &[
                "agb",
                // of a credit it holds the number of a message
                "CASE WHEN vorige_referentie IS NULL THEN referentie ELSE vorige_referentie END",
                "status",
                "toewijzing",
                "code",
                "van",
                "tot",
                "volume",
                "eenheid",
                "bedrag",
            ][..],
        ),
        (
            "declaratie",
            &["agb", "periode_van", "ingediend", "toegekend", "regels", "status", "dagtekening"][..],
        ),
        ("bericht", &["richting", "soort", "agb", "dagtekening", "status", "bevindingen"][..]),
        ("betaling", &["batch", "agb", "bedrag"][..]),
        ("verzoekdeel", &["agb", "volgnr", "stand", "sinds", "reden_afwijzing", "onderzoek_in IS NULL"][..]),
        (
            "verzoekproduct",
            &[
                "deel",
                "soort",
                "toewijzing",
                "categorie",
                "code",
                "ingangsdatum",
                "einddatum",
                "volume",
                "eenheid",
                "budget",
                "toegewezen",
            ][..],
        ),
    ] {
        uit.extend(teksten(db, &format!("SELECT '{tabel} ' || {} FROM {tabel}", rij(kolommen))));
    }
    uit.sort();
    uit
}

#[test]
fn the_order_of_the_files_of_a_day_does_not_matter() {
    for (zaad, volgorden) in [(21, &[1, 2][..]), (22, &[3][..])] {
        let basis = Instellingen { maanden: 8, ..instellingen(zaad, Storing::Zwaar, 15) };
        let eerste = jaar(&basis, None);
        assert!(eerste.verslag.klopt(), "{}", eerste.verslag.tekst());
        let bestanden =
            |j: &Jaar| teksten(&j.boeken.gemeente.db, "SELECT id || bestand FROM bericht ORDER BY id");
        for volgorde in volgorden {
            let ander = jaar(&Instellingen { volgorde: *volgorde, ..basis.clone() }, None);
            assert_eq!(
                eerste.verslag.tekst(),
                ander.verslag.tekst(),
                "zaad {zaad}, volgorde {volgorde}: het verslag"
            );
            assert_eq!(los(&eerste.boeken.gemeente.db), los(&ander.boeken.gemeente.db));
            for (a, b) in eerste.boeken.aanbieders.iter().zip(&ander.boeken.aanbieders) {
                assert_eq!(los(&a.db), los(&b.db));
            }
            // the files did come in another order
            assert_ne!(bestanden(&eerste), bestanden(&ander));
        }
        // the same seed and order gives the very same books
        if zaad == 21 {
            assert_eq!(bestanden(&eerste), bestanden(&jaar(&basis, None)));
        }
    }
}

#[test]
fn a_difference_between_the_books_is_told() {
    let i = Instellingen { maanden: 4, ..instellingen(31, Storing::Geen, 12) };
    let j = jaar(&i, None);
    assert!(j.verslag.klopt(), "{}", j.verslag.tekst());
    assert_eq!((j.vergelijk(), j.controleer()), (Vec::new(), Vec::new()));
    let (hier, daar) = (&j.boeken.gemeente.db, &j.boeken.aanbieders[0].db);
    // something goes wrong behind the back of the program; the difference names the place; then it is put back
    let stuk = |db: &Db, kapot: &str, heel: &str, woord: &str| {
        wijzig(db, kapot);
        let v = j.vergelijk();
        assert!(v.len() == 1 && v[0].contains(woord), "{kapot}: {v:#?}");
        wijzig(db, heel);
        assert_eq!(j.vergelijk(), Vec::<String>::new(), "{heel}");
    };
    let regel = teksten(daar, "SELECT MIN(referentie) FROM declaratieregel WHERE status = 1")[0].clone();
    let waar = format!("referentie = '{regel}'");
    stuk(
        daar,
        &format!("UPDATE declaratieregel SET status = 0 WHERE {waar}"),
        &format!("UPDATE declaratieregel SET status = 1 WHERE {waar}"),
        &format!("declaratieregel {regel} "),
    );
    stuk(
        hier,
        &format!("UPDATE declaratieregel SET volume = volume + 1 WHERE {waar}"),
        &format!("UPDATE declaratieregel SET volume = volume - 1 WHERE {waar}"),
        &format!("declaratieregel {regel} "),
    );
    let nummer = getal(daar, "SELECT MIN(nummer) FROM toewijzing");
    stuk(
        daar,
        &format!("UPDATE toewijzing SET toewijzingstijd = '2' || toewijzingstijd WHERE nummer = {nummer}"),
        &format!(
            "UPDATE toewijzing SET toewijzingstijd = SUBSTR(toewijzingstijd, 2) WHERE nummer = {nummer}"
        ),
        &format!("toewijzing {nummer}"),
    );
    let start = "id = (SELECT MIN(id) FROM levering WHERE verwijderd_door IS NULL AND soort = 'start')";
    stuk(
        hier,
        &format!("UPDATE levering SET verwijderd_door = -bericht WHERE {start}"),
        "UPDATE levering SET verwijderd_door = NULL WHERE verwijderd_door < 0",
        "start op toewijzing",
    );
    // requests: how one stands, and what came of it
    let klaar = "stand = 'gehonoreerd' AND referentie = (SELECT MIN(referentie) FROM verzoekdeel WHERE stand = 'gehonoreerd')";
    stuk(
        daar,
        &format!("UPDATE verzoekdeel SET stand = 'onderzoek' WHERE {klaar}"),
        "UPDATE verzoekdeel SET stand = 'gehonoreerd' WHERE stand = 'onderzoek'",
        "onderzoek",
    );
    let product = "toegewezen = (SELECT MIN(toegewezen) FROM verzoekproduct)";
    stuk(
        daar,
        &format!(
            "UPDATE verzoekproduct SET toegewezen = -toegewezen WHERE {product} AND soort <> 'ongewijzigd'"
        ),
        "UPDATE verzoekproduct SET toegewezen = -toegewezen WHERE toegewezen < 0",
        "toegewezen als -",
    );
    let bericht = "soort = 'WMO305' AND richting = 'in' AND status = 'goedgekeurd'";
    let een = format!("id = (SELECT MIN(id) FROM bericht WHERE {bericht})");
    stuk(
        hier,
        &format!("UPDATE bericht SET soort = 'WMO30X' WHERE {een}"),
        "UPDATE bericht SET soort = 'WMO305' WHERE soort = 'WMO30X'",
        "bericht WMO305",
    );
    // a line that is gone for good
    wijzig(daar, &format!("DELETE FROM declaratieregel WHERE {waar}"));
    let v = j.vergelijk();
    assert!(v.len() == 1 && v[0].ends_with("bij de aanbieder niets"), "{v:#?}");
    // money: what is paid but not granted, and a payment that is not the sum of its lines
    wijzig(
        hier,
        "UPDATE declaratieregel SET status = 0 WHERE volgnr = 1 AND bericht = (SELECT MIN(bericht) FROM betaalregel)",
    );
    wijzig(hier, "UPDATE betaling SET bedrag = bedrag + 1 WHERE batch = 1 AND volgnr = 1");
    wijzig(hier, "UPDATE gebeurtenis SET gegevens = '{}' WHERE nr = 2");
    let c = j.controleer().join("\n");
    for woord in ["niet toegekend", "niet de som", "betaald is niet", "logboek"] {
        assert!(c.contains(woord), "{woord}: {c}");
    }
}

#[test]
fn the_command_plays_a_year_and_refuses_a_book_in_use() {
    let map = ketentest::snelle_map();
    let opdracht = |extra: &[&str], naam: &str| {
        let doel = map.path().join(naam);
        let vast =
            ["keten", "--maanden", "2", "--clienten", "6", "--aanbieders", "2", "--zaad", "5", "--map"];
        let alles = vast.iter().map(Path::new).chain([doel.as_path()]).chain(extra.iter().map(Path::new));
        maatwerk(alles).in_map(map.path()).doe()
    };
    let een = opdracht(&[], "een");
    een.eis(0);
    assert!(een.uit.ends_with("Klopt: beide boeken zeggen hetzelfde.\n"), "{}", een.uit);
    let twee = opdracht(&[], "twee");
    assert_eq!(een.uit, twee.uit, "hetzelfde zaad, hetzelfde verslag");
    let json = opdracht(&["--json"], "drie");
    json.eis(0);
    assert_eq!(json.json()["klopt"], true);
    assert_eq!(json.json()["aanbieders"], 2);
    let nogmaals = opdracht(&[], "een");
    nogmaals.eis(2);
    assert!(nogmaals.fout.contains("niet leeg"), "{}", nogmaals.fout);
    opdracht(&["--storing", "orkaan"], "vier").eis(2);
    opdracht(&["--van", "2026-01-02"], "vijf").eis(2);
    // no book beside the folder, and nothing left on the way
    assert!(!map.path().join("maatwerk.db").exists());
    let over = ketentest::bestanden(&map.path().join("een").join("onderweg"));
    assert!(over.is_empty(), "{over:?}");
}

/// The day after which a code is not for new assignments any more, halfway the year.
const NIEUW_TOT: Datum = date(2026, 6, 30);
const CODE: &str = "02M02";

/// The municipality publishes, before the year begins, that a code is phased out halfway.
fn faseer_uit(o: &Omgeving, gemeente: Gemeentecode) {
    let o = o.op(date(2025, 12, 1));
    let (code, naam) = (gemeente.to_string(), "Proefgemeente");
    o.db.write(|tx| {
        tx.execute(GEMEENTE_ZET, &[code.as_str().into(), naam.into(), Option::<&str>::None.into()])
    })
    .unwrap();
    let wie = |id, rol| Gebruiker {
        id,
        weergavenaam: format!("Persoon {id}"),
        rol,
        gemeenten: vec![gemeente],
        agb: None,
    };
    let meegeleverd = Kaderbron::default().zoek("meierij-2020", o.vandaag).unwrap().remove(0);
    let mut bestanden = meegeleverd.kader.bestanden.clone();
    let (_, producten) = bestanden.iter_mut().find(|(n, _)| n == "producten.yaml").unwrap();
    let plek = producten.find(&format!("code: {CODE}\n")).unwrap();
    producten.insert_str(plek, &format!("nieuw_tot: {NIEUW_TOT}\n    "));
    let nieuw = NieuweVersie { bestanden, ingang: date(2026, 6, 1), toelichting: "Code faseert uit".into() };
    let b = bewaar(&o, &wie(1, Rol::Inkoper), &nieuw).unwrap().unwrap();
    let v = Ingang { kader: &b.kader, nummer: b.nummer };
    bied_aan(&o, &wie(1, Rol::Inkoper), v, "").unwrap().unwrap();
    publiceer(&o, &wie(2, Rol::Contractmanager), v, "").unwrap().unwrap();
}

/// No new assignment of a code that is phased out; what runs goes on, is changed, claimed and paid; both books agree.
fn een_uitgefaseerde_code(db: Option<&Db>) {
    let i = instellingen(11, Storing::Geen, 45);
    let j = jaar_met(&i, db, |o| faseer_uit(o, partijen(&i).unwrap().0));
    assert!(j.verslag.klopt(), "{}", j.verslag.tekst());
    assert_eq!(j.vergelijk(), [""; 0]);
    let db = &j.boeken.gemeente.db;
    let tel = |van: &str, waar: &str| getal(db, &format!("SELECT COUNT(*) FROM {van} WHERE {waar}"));
    // what begins later follows what the same provider gave the same client before
    let later = format!("t.code = '{CODE}' AND t.ingangsdatum > '{NIEUW_TOT}'");
    let eerder = format!(
        "EXISTS (SELECT 1 FROM toewijzing e WHERE e.gemeente = t.gemeente AND e.client = t.client AND e.agb = t.agb \
         AND e.code = t.code AND e.nummer < t.nummer AND e.ingangsdatum <= '{NIEUW_TOT}')"
    );
    assert_eq!(tel("toewijzing t", &format!("{later} AND NOT {eerder}")), 0);
    assert!(tel("toewijzing t", &format!("{later} AND {eerder}")) > 0, "wat loopt wordt nog gewijzigd");
    // of other codes there are new ones all year; of this one there were until the day
    let nieuw = format!("t.code <> '{CODE}' AND t.ingangsdatum > '{NIEUW_TOT}' AND NOT {eerder}");
    assert!(tel("toewijzing t", &nieuw) > 3);
    assert!(tel("toewijzing t", &format!("t.code = '{CODE}' AND t.ingangsdatum <= '{NIEUW_TOT}'")) > 3);
    // and months after it what runs is claimed with a 323, approved and paid
    let regels = format!("code = '{CODE}' AND van > '2026-08-31' AND status = 1 AND bedrag > 0");
    assert!(tel("declaratieregel", &regels) > 3);
    // without the version there would have been new ones
    let zonder = jaar(&i, None);
    let db = &zonder.boeken.gemeente.db;
    assert!(getal(db, &format!("SELECT COUNT(*) FROM toewijzing t WHERE {later} AND NOT {eerder}")) > 0);
}

#[test]
fn a_code_that_is_phased_out_is_not_ordered_anew_and_stays_claimable() {
    een_uitgefaseerde_code(None);
}

#[test]
fn a_code_that_is_phased_out_is_not_ordered_anew_and_stays_claimable_on_postgresql() {
    let Some(proef) = Proef::postgres_leeg() else { return };
    een_uitgefaseerde_code(Some(&boek::open_url(proef.url())));
}
