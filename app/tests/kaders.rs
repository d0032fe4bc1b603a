//! The life of a version of a framework in the book, on both engines: drafts, four eyes, what holds from which day.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::importeer::importeer;
use app::kaders::{
    Ingang, Kaderboek, Kaderbron, NieuweVersie, beeindig, bestanden, bestelbaar, bewaar, bied_aan,
    geef_terug, in_gebruik, overzicht, publiceer, trek_in, versieblad,
};
use app::omzetten::{self, Keuze};
use app::wijzigen::{Wijziging, wijzig};
use app::{AppFout, Gebruiker, Omgeving, Rol};
use catalogus::{Versiestand, Versietoestand};
use jiff::civil::{Date, date};
use kern::{Datum, Eenheid, Frequentie, Gemeentecode};
use store::op_beide;
use store::proef::Proef;
use toewijzing::{Omvang, RedenWijziging, Wens};

const KADER: &str = "meierij-2020";
const VANDAAG: Datum = date(2026, 11, 22);
const INGANG: Datum = date(2027, 1, 1);

fn g(code: &str) -> Gemeentecode {
    Gemeentecode::parse(code).unwrap()
}

fn omgeving(proef: &Proef) -> Omgeving {
    let db = proef.db().clone();
    let kluis = db.kluis().unwrap();
    let o = Omgeving { db, kluis, vandaag: VANDAAG, nu: jiff::Timestamp::UNIX_EPOCH, wie: "proef".into() };
    let map = tempfile::tempdir().unwrap();
    let csv = map.path().join("contracten.csv");
    std::fs::write(
        &csv,
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
         0796,41410001,02,02M01,82,17500,2026-01-01,2026-12-31\n\
         0796,41410001,02,02M02,82,52500,2026-01-01,\n\
         0865,41410001,02,02M02,82,52500,2026-01-01,\n",
    )
    .unwrap();
    importeer(&o, &[&csv]).unwrap();
    o.op(VANDAAG)
}

fn wie(id: i64, rol: Rol) -> Gebruiker {
    Gebruiker {
        id,
        weergavenaam: format!("Persoon {id}"),
        rol,
        gemeenten: vec![g("0796"), g("0865")],
        agb: None,
    }
}

/// The framework of the program with texts replaced.
fn tekst(vervang: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let mut b = regels::kader(KADER).unwrap().bestanden.clone();
    for (bestand, van, naar) in vervang {
        let (_, t) = b.iter_mut().find(|(n, _)| n == bestand).unwrap();
        assert!(t.contains(van), "{bestand}: {van}");
        *t = t.replacen(van, naar, 1);
    }
    b
}

/// 02M02 costs € 540 instead of € 525.
fn duurder() -> Vec<(String, String)> {
    tekst(&[("tarieven.yaml", "bedrag: 52500 ", "bedrag: 54000 ")])
}

fn concept(o: &Omgeving, bestanden: Vec<(String, String)>, ingang: Date) -> i64 {
    let nieuw = NieuweVersie { bestanden, ingang, toelichting: "Indexering 2027".into() };
    bewaar(o, &wie(7, Rol::Inkoper), &nieuw).unwrap().unwrap().nummer
}

fn v(nummer: i64) -> Ingang<'static> {
    Ingang { kader: KADER, nummer }
}

fn codes<T>(r: Result<Result<T, Vec<kern::Bevinding>>, AppFout>) -> Vec<&'static str> {
    r.unwrap().map_or_else(|b| b.iter().map(|b| b.regel).collect(), |_| Vec::new())
}

fn bedrag_op(o: &Omgeving, gemeente: &str, dag: Datum) -> Option<String> {
    let boek = o.db.read(|tx| Kaderboek::lees(tx, g(gemeente))).unwrap();
    let (_, k) = boek.kader_op(KADER, dag).geldig()?;
    let t = k.tarieven.iter().find(|t| t.code.as_str() == "02M02" && t.verantwoording.geldig.bevat(dag))?;
    Some(t.bedrag.to_string())
}

fn gepubliceerd(o: &Omgeving, bestanden: Vec<(String, String)>, ingang: Date) -> i64 {
    let n = concept(o, bestanden, ingang);
    assert_eq!(codes(bied_aan(o, &wie(7, Rol::Inkoper), v(n), "")), [""; 0]);
    assert_eq!(codes(publiceer(o, &wie(8, Rol::Contractmanager), v(n), "")), [""; 0]);
    n
}

op_beide! {
    fn a_published_version_holds_from_its_first_day_on_in_every_municipality(proef) {
        let o = omgeving(proef);
        let n = concept(&o, duurder(), INGANG);
        assert_eq!(n, 1);
        // a draft is nothing yet
        assert_eq!(bedrag_op(&o, "0796", INGANG).as_deref(), Some("52500"));
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), [""; 0]);
        assert_eq!(bedrag_op(&o, "0796", INGANG).as_deref(), Some("52500"));
        // never the maker, whatever the role
        assert_eq!(codes(publiceer(&o, &wie(7, Rol::Inkoper), v(n), "")), ["KV002"]);
        assert_eq!(codes(publiceer(&o, &wie(8, Rol::Contractmanager), v(n), "")), [""; 0]);
        for gemeente in ["0796", "0865"] {
            assert_eq!(bedrag_op(&o, gemeente, date(2026, 12, 31)).as_deref(), Some("52500"), "{gemeente}");
            assert_eq!(bedrag_op(&o, gemeente, INGANG).as_deref(), Some("54000"), "{gemeente}");
            assert_eq!(bedrag_op(&o, gemeente, date(2030, 1, 1)).as_deref(), Some("54000"), "{gemeente}");
        }
        // and so for the pages
        let op = |dag| {
            let lijst = in_gebruik(&o.db, &wie(7, Rol::Inkoper), dag).unwrap();
            let k = lijst.into_iter().find(|k| k.kader.id == KADER).unwrap();
            (k.nummer, k.gemeenten.len())
        };
        assert_eq!((op(date(2026, 12, 31)), op(INGANG)), ((0, 2), (1, 2)));
        // nothing can be done to it any more but ending it
        assert_eq!(codes(trek_in(&o, &wie(7, Rol::Inkoper), v(n))), ["KV001"]);
        assert_eq!(codes(geef_terug(&o, &wie(8, Rol::Inkoper), v(n), "x")), ["KV001"]);
        let blad = versieblad(&o.db, &wie(7, Rol::Inkoper), KADER, n, None, VANDAAG).unwrap();
        assert_eq!(blad.regel.stand, Versiestand::GaatIn(INGANG));
        assert_eq!(blad.met, Some(0));
        assert_eq!(blad.verschil.len(), 1);
        assert!(blad.verschil[0].tekst.contains("€ 15,00 omhoog (2,9%)"), "{}", blad.verschil[0].tekst);
        // from the day on which it begins, though its line is from 2020
        assert!(blad.verschil[0].tekst.starts_with("Vanaf 1 januari 2027: was"), "{}", blad.verschil[0].tekst);
        let stappen: Vec<_> = blad.regel.rij.stappen.iter().map(|s| (s.stap.as_str(), s.gebruiker)).collect();
        assert_eq!(stappen, [("aangeboden", 7), ("gepubliceerd", 8)]);
        assert!(o.db.read(|tx| store::gebeurtenis::controleer(tx, &o.kluis, g("0796"))).unwrap().is_empty());
    }
}

op_beide! {
    fn a_draft_with_problems_is_not_stored_and_one_without_change_not_offered(proef) {
        let o = omgeving(proef);
        let fout = tekst(&[("tarieven.yaml", "bedrag: 52500 ", "bedrag: veel ")]);
        let nieuw = NieuweVersie { bestanden: fout, ingang: INGANG, toelichting: "x".into() };
        let p = bewaar(&o, &wie(7, Rol::Inkoper), &nieuw).unwrap().unwrap_err();
        assert!(p[0].bestand == "tarieven.yaml" && p[0].regel > 0, "{p:?}");
        let n = concept(&o, tekst(&[]), INGANG);
        assert_eq!(n, 1);
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), ["KV007"]);
        // the past is not rewritten
        let n = concept(&o, duurder(), date(2026, 11, 21));
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), ["KV003"]);
        assert_eq!(codes(trek_in(&o, &wie(7, Rol::Inkoper), v(n))), [""; 0]);
        let boek = o.db.read(|tx| Kaderboek::lees(tx, g("0796"))).unwrap();
        assert_eq!(boek.versies(KADER)[2].toestand, Versietoestand::Ingetrokken);
    }
}

op_beide! {
    fn a_code_with_running_contracts_is_phased_out_and_not_dropped(proef) {
        let o = omgeving(proef);
        // 02M02 has an open contract, that of 02M01 ends on the day before
        let zonder = |code: &str| {
            let mut b = tekst(&[]);
            for (naam, t) in &mut b {
                if naam == "producten.yaml" || naam == "tarieven.yaml" {
                    *t = t.replace(&format!("code: {code}"), "code: 02X99");
                }
            }
            b
        };
        let n = concept(&o, zonder("02M02"), INGANG);
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), ["KV011"]);
        let n = concept(&o, zonder("02M01"), INGANG);
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), [""; 0]);
        // on the last day of the contract it still counts
        let n = concept(&o, zonder("02M01"), date(2026, 12, 31));
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), ["KV011"]);
        // ending the whole framework needs the contracts to have ended
        assert_eq!(codes(beeindig(&o, &wie(8, Rol::Inkoper), v(0), date(2026, 12, 31))), ["KV011"]);
    }
}

op_beide! {
    fn a_contract_refers_to_the_version_that_it_was_made_under(proef) {
        let o = omgeving(proef);
        let n = gepubliceerd(&o, duurder(), INGANG);
        let map = tempfile::tempdir().unwrap();
        let csv = map.path().join("contracten.csv");
        std::fs::write(
            &csv,
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0796,41410002,02,02M02,82,52500,2026-12-31,\n\
             0796,41410003,02,02M02,82,54000,2027-01-01,\n\
             0796,41410003,07,07X99,82,54000,2027-01-01,\n",
        )
        .unwrap();
        importeer(&o, &[&csv]).unwrap();
        let k = overzicht(&o.db, &wie(7, Rol::Inkoper), VANDAAG).unwrap();
        let k = k.iter().find(|k| k.kader == KADER).unwrap();
        // 02M01 and 02M02 of the start and that of 31 December stay with what came with the program, in two municipalities
        let lopend: Vec<_> = k.versies.iter().map(|r| (r.rij.versie.nummer, r.contracten)).collect();
        assert_eq!(lopend, [(n, 1), (0, 4)]);
    }
}

op_beide! {
    fn who_may_do_what(proef) {
        let o = omgeving(proef);
        for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Inkoper) {
            let nieuw = NieuweVersie { bestanden: duurder(), ingang: INGANG, toelichting: "x".into() };
            assert!(matches!(bewaar(&o, &wie(9, *rol), &nieuw), Err(AppFout::GeenToegang)), "{rol:?}");
        }
        // who speaks for one municipality does not decide for the other
        let een = Gebruiker { gemeenten: vec![g("0796")], ..wie(7, Rol::Inkoper) };
        let nieuw = NieuweVersie { bestanden: duurder(), ingang: INGANG, toelichting: "x".into() };
        assert!(matches!(bewaar(&o, &een, &nieuw), Err(AppFout::Ongeldig(t)) if t.contains("Vught")));
        let n = concept(&o, duurder(), INGANG);
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), [""; 0]);
        let een = Gebruiker { gemeenten: vec![g("0865")], ..wie(8, Rol::Inkoper) };
        assert!(matches!(publiceer(&o, &een, v(n), ""), Err(AppFout::Ongeldig(_))));
        for rol in [Rol::Consulent, Rol::Backoffice, Rol::Controller, Rol::Aanbieder] {
            assert!(matches!(publiceer(&o, &wie(9, rol), v(n), ""), Err(AppFout::GeenToegang)), "{rol:?}");
            // nor do they see drafts
            assert!(versieblad(&o.db, &wie(9, rol), KADER, n, None, VANDAAG).is_err(), "{rol:?}");
        }
        // what is in it comes out as it went in
        let uit = bestanden(&o.db, &wie(8, Rol::Inkoper), KADER, n, VANDAAG).unwrap();
        let mut erin = duurder();
        erin.sort();
        assert_eq!(uit, erin);
    }
}

op_beide! {
    fn a_municipality_that_leaves_keeps_what_held_until_the_day_before(proef) {
        let o = omgeving(proef);
        let eerste = gepubliceerd(&o, duurder(), date(2026, 12, 1));
        let mut zonder = tekst(&[
            ("kader.yaml", "  - {code: \"0865\", naam: Vught}\n", ""),
            ("tarieven.yaml", "bedrag: 52500 ", "bedrag: 55000 "),
        ]);
        // these name the municipality too
        zonder.retain(|(b, _)| b != "overeenkomst.yaml" && b != "tabellen.yaml");
        let n = concept(&o, zonder, INGANG);
        assert_eq!(n, eerste + 1);
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), [""; 0]);
        assert_eq!(codes(publiceer(&o, &wie(8, Rol::Inkoper), v(n), "")), [""; 0]);
        assert_eq!(bedrag_op(&o, "0796", INGANG).as_deref(), Some("55000"));
        assert_eq!(bedrag_op(&o, "0865", date(2026, 12, 31)).as_deref(), Some("54000"));
        assert_eq!(bedrag_op(&o, "0865", INGANG), None);
    }
}

/// The framework for one of its municipalities, with another price.
fn alleen(gemeente: &str, bedrag: &str) -> Vec<(String, String)> {
    let kaal = tekst(&[("tarieven.yaml", "bedrag: 52500 ", &format!("bedrag: {bedrag} "))]);
    kaal.into_iter()
        // these name the municipalities too
        .filter(|(b, _)| b != "overeenkomst.yaml" && b != "tabellen.yaml")
        .map(|(b, t)| {
            let ander = if gemeente == "0796" { "0865" } else { "0796" };
            let regels: Vec<&str> =
                t.lines().filter(|r| !r.contains(&format!("code: \"{ander}\""))).collect();
            let t = if b == "kader.yaml" { regels.join("\n") + "\n" } else { t };
            (b, t)
        })
        .collect()
}

op_beide! {
    fn a_number_is_one_text_also_when_versions_are_for_other_municipalities(proef) {
        let o = omgeving(proef);
        let een = concept(&o, alleen("0796", "54000"), INGANG);
        let twee = concept(&o, alleen("0865", "56000"), INGANG);
        assert_eq!((een, twee), (1, 2));
        // a step of the one is no step of the other
        assert_eq!(codes(trek_in(&o, &wie(7, Rol::Inkoper), v(een))), [""; 0]);
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(twee), "")), [""; 0]);
        let k = overzicht(&o.db, &wie(7, Rol::Inkoper), VANDAAG).unwrap();
        let k = k.iter().find(|k| k.kader == KADER).unwrap();
        let stand = |n: i64| k.versies.iter().filter(|r| r.rij.versie.nummer == n).map(|r| (r.stand, r.gemeenten.clone())).collect::<Vec<_>>();
        assert_eq!(stand(een), [(Versiestand::Ingetrokken, vec![g("0796")])]);
        assert_eq!(stand(twee), [(Versiestand::Aangeboden, vec![g("0865")])]);
    }
}

op_beide! {
    fn who_sees_no_drafts_does_not_see_a_framework_that_is_only_a_draft(proef) {
        let o = omgeving(proef);
        let nieuw: Vec<_> = tekst(&[("kader.yaml", "id: meierij-2020", "id: meierij-2027")]);
        let nieuw = NieuweVersie { bestanden: nieuw, ingang: INGANG, toelichting: "Opvolger".into() };
        bewaar(&o, &wie(7, Rol::Inkoper), &nieuw).unwrap().unwrap();
        let ziet = |rol| {
            let k = overzicht(&o.db, &wie(9, rol), VANDAAG).unwrap();
            k.iter().any(|k| k.kader == "meierij-2027")
        };
        assert!(ziet(Rol::Inkoper) && ziet(Rol::Contractmanager));
        assert!(!ziet(Rol::Aanbieder) && !ziet(Rol::Consulent));
    }
}

op_beide! {
    fn after_days_without_a_version_its_contracts_still_count(proef) {
        let o = omgeving(proef);
        // the version ends with the year, the contract on 02M02 runs on
        let eindigt = tekst(&[("kader.yaml", "geldig_tot: # leeg: ieder jaar stilzwijgend verlengd", "geldig_tot: 2026-12-31")]);
        let n = concept(&o, eindigt, date(2026, 12, 1));
        assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), "")), [""; 0]);
        assert_eq!(codes(publiceer(&o, &wie(8, Rol::Contractmanager), v(n), "")), [""; 0]);
        let mut zonder = duurder();
        for (naam, t) in &mut zonder {
            if naam == "producten.yaml" || naam == "tarieven.yaml" {
                *t = t.replace("code: 02M02", "code: 02X99");
            }
        }
        for ingang in [INGANG, date(2027, 2, 1)] {
            let n = concept(&o, zonder.clone(), ingang);
            let waarom = "de raad besluit later";
            assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v(n), waarom)), ["KV011"], "{ingang}");
        }
    }
}

op_beide! {
    fn a_text_that_was_changed_behind_the_program_is_refused(proef) {
        let o = omgeving(proef);
        let uniek = tekst(&[("tarieven.yaml", "bedrag: 52500 ", "bedrag: 54321 ")]);
        concept(&o, uniek, INGANG);
        let sql = store::sql_tekst!(
            "PROEF",
            "UPDATE kaderbestand SET tekst = 'x' WHERE gemeente = $1 AND bestand = 'tarieven.yaml'"
        );
        o.db.write(|tx| tx.execute(sql, &[(&g("0796")).into()])).unwrap();
        let fout = bestanden(&o.db, &wie(7, Rol::Inkoper), KADER, 1, VANDAAG).unwrap_err().to_string();
        assert!(fout.contains("buiten het programma om"), "{fout}");
    }
}

/// The framework in which 02M02 takes no new assignments after 2026 and ends halfway 2027.
fn uitgefaseerd() -> Vec<(String, String)> {
    let mut b = tekst(&[]);
    for (naam, t) in &mut b {
        if naam == "producten.yaml" || naam == "tarieven.yaml" {
            let i = t.find("code: 02M02\n").unwrap();
            let eind = i + t[i..].find("geldig_tot:").unwrap() + "geldig_tot:".len();
            t.insert_str(eind, " 2027-06-30");
            if naam == "producten.yaml" {
                t.insert_str(i, "nieuw_tot: 2026-12-31\n    ");
            }
        }
    }
    b
}

op_beide! {
    fn what_runs_under_a_code_that_is_phased_out_is_made_longer_until_the_code_ends(proef) {
        let o = omgeving(proef);
        gepubliceerd(&o, uitgefaseerd(), date(2026, 12, 1));
        let map = tempfile::tempdir().unwrap();
        let clienten = map.path().join("clienten.csv");
        std::fs::write(
            &clienten,
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
             999990019,0796,1950-01-01,2,Proef,,P,Proefstraat,1,5211AA,Den Bosch\n",
        )
        .unwrap();
        let toewijzingen = map.path().join("toewijzingen.csv");
        std::fs::write(
            &toewijzingen,
            "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,\
             eenheid,frequentie,budget_cent,reden_wijziging\n\
             1,999990019,0796,41410001,02,02M02,2026-01-05,2026-01-10,2026-12-31,1,82,4,,\n",
        )
        .unwrap();
        importeer(&o, &[&clienten, &toewijzingen]).unwrap();
        let omvang = |volume| Some(Omvang { volume, eenheid: Eenheid::StuksOutput, frequentie: Frequentie::Maand });
        let langer = |dag: Datum, einde: Datum, volume: i64| {
            let wens = Wens {
                vanaf: dag,
                einddatum: Some(einde),
                omvang: omvang(volume),
                budget: None,
                reden: RedenWijziging::Verlenging,
            };
            let na = wijzig(&o.op(dag), g("0796"), 1, &Wijziging::Aanpassen(wens)).unwrap();
            na.map_or_else(|b| b.iter().map(|b| b.regel).collect(), |_| Vec::new())
        };
        // beyond the last day of the code it is not ordered, however much before that begins
        assert_eq!(langer(date(2026, 11, 22), date(2027, 6, 30), 1), [""; 0]);
        assert_eq!(langer(date(2026, 11, 23), date(2027, 7, 1), 1), ["KB002"]);
    }
}

op_beide! {
    fn the_key_of_a_conversion_is_that_of_the_version_that_holds_on_its_day(proef) {
        const IB: &str = "drechtsteden-ib-2016";
        let db = proef.db().clone();
        let kluis = db.kluis().unwrap();
        let o = Omgeving { db, kluis, vandaag: VANDAAG, nu: jiff::Timestamp::UNIX_EPOCH, wie: "proef".into() };
        let o = o.op(date(2016, 5, 1));
        for code in ["0505", "0610"] {
            let w = [code.into(), code.into(), Option::<&str>::None.into()];
            o.db.write(|tx| tx.execute(store::sql::schrijven::GEMEENTE_ZET, &w)).unwrap();
        }
        let beide = [g("0505"), g("0610")];
        let wie = |id, rol| Gebruiker { gemeenten: beide.to_vec(), ..wie(id, rol) };
        let maak = |zonder: Option<&str>, ingang: Date| {
            let mut b = regels::kader(IB).unwrap().bestanden.clone();
            for (naam, t) in &mut b {
                if naam == "omzetting.yaml" {
                    *t = t.replacen("reden_wijziging: \"10\"", "reden_wijziging: \"09\"", 1);
                }
                if let Some(z) = zonder && naam == "kader.yaml" {
                    let regels: Vec<&str> = t.lines().filter(|r| !r.contains(&format!("code: \"{z}\""))).collect();
                    *t = regels.join("\n") + "\n";
                }
            }
            let nieuw = NieuweVersie { bestanden: b, ingang, toelichting: "Andere reden".into() };
            let n = bewaar(&o, &wie(7, Rol::Inkoper), &nieuw).unwrap().unwrap().nummer;
            let v = Ingang { kader: IB, nummer: n };
            assert_eq!(codes(bied_aan(&o, &wie(7, Rol::Inkoper), v, "")), [""; 0]);
            assert_eq!(codes(publiceer(&o, &wie(8, Rol::Contractmanager), v, "")), [""; 0]);
        };
        let versie = |gemeenten: &[Gemeentecode], per: Option<Datum>| {
            let kaders = Kaderbron::van(&o.db, gemeenten).unwrap();
            omzetten::versie(&Keuze { kader: IB.into(), per, kaders, ..Keuze::default() }).map(|(_, n)| n)
        };
        // without a database, and as long as nothing was published
        assert_eq!(versie(&[], None).unwrap(), Some(0));
        assert_eq!(versie(&beide, None).unwrap(), Some(0));
        maak(None, date(2016, 7, 1));
        // the day of the key is 1 January: then what came with the program held
        assert_eq!(versie(&beide, None).unwrap(), Some(0));
        assert_eq!(versie(&beide, Some(date(2016, 6, 30))).unwrap(), Some(0));
        assert_eq!(versie(&beide, Some(date(2016, 7, 1))).unwrap(), Some(1));
        // one leaves: then they go over apart
        maak(Some("0610"), date(2016, 9, 1));
        assert_eq!(versie(&[g("0505")], Some(date(2016, 9, 1))).unwrap(), Some(2));
        let fout = versie(&beide, Some(date(2016, 8, 31))).map(|n| n.unwrap_or(-1));
        assert_eq!(fout.unwrap(), 1);
    }
}

op_beide! {
    fn a_code_of_a_framework_that_ended_is_refused_with_its_last_day(proef) {
        let o = omgeving(proef);
        let eindigt = tekst(&[(
            "kader.yaml",
            "geldig_tot: # leeg: ieder jaar stilzwijgend verlengd",
            "geldig_tot: 2026-12-31",
        )]);
        gepubliceerd(&o, eindigt, date(2026, 12, 1));
        let kan = |dag| {
            let sleutel = inkoop::Productsleutel::new(
                kern::Productcategorie::parse("02").unwrap(),
                kern::Productcode::parse("02M02").unwrap(),
            );
            let soort = catalogus::Bestelsoort::Nieuw;
            let b = bestelbaar(&o.db, &wie(7, Rol::Inkoper), Some(g("0796")), sleutel, None, dag, soort).unwrap();
            (b[0].kader.clone().map(|(_, n)| n), b[0].redenen.iter().map(|r| r.tekst.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(kan(date(2026, 11, 30)), (Some(0), vec![]));
        assert_eq!(kan(date(2026, 12, 31)), (Some(1), vec![]));
        let (geen, redenen) = kan(date(2027, 1, 1));
        assert_eq!(geen, None);
        assert_eq!(redenen, ["Product 02M02 kon worden besteld tot en met 31 december 2026."]);
    }
}
