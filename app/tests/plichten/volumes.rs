//! Volumes over months in a real book: late claims, the total of the term, and which setting a maximum rests on.

use crate::partijen::{BSN, Partijen, g, ontvang, redenen, toegekend, uren};
use app::{Gebruiker, Rol, vragen};

fn boek(db: &store::Db, rij: &str) -> Partijen {
    let p = Partijen::met(db, "2026-10-05", &format!("1,{BSN},0796,75750001,02,02A01,2026-01-01,{rij},,\n"));
    assert!(p.wijs_toe().iter().all(|r| r.geldig));
    p
}

store::op_beide! {
    fn tr321_the_explanation_names_the_setting_that_the_maximum_rests_on(proef) {
        // 1 hour a day in September: 30 hours
        let p = boek(proef.db(), "2026-01-01,2026-12-31,1,04,1");
        p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 31)]);
        let r = p.terug().remove(0);
        assert_eq!(redenen(&r), ["TR321"]);
        let wie = Gebruiker { id: 1, weergavenaam: "P".into(), rol: Rol::Backoffice, gemeenten: vec![g()], agb: None };
        let u = vragen::declaraties::regel_uitleg(&p.gemeente.db, &wie, g(), r.id.unwrap(), 1).unwrap();
        let tekst = serde_json::to_string(&u).unwrap();
        assert!(tekst.contains("30 dagen") && tekst.contains("iedere kalenderdag telt"), "{tekst}");
        assert!(tekst.contains("inkoopkader meierij-2020, instelling maximum_per_dag"), "{tekst}");
        assert!(p.rond().iter().all(|r| r.geldig));
        p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 30)]);
        assert!(p.rond().iter().all(|r| r.geldig));
    }

    fn iv089_iv090_late_claims_of_three_months_go_in_one_message(proef) {
        // 3 hours a week, 12-01 up to and including 04-03: weeks 3 to 10, so 24 hours in all
        let p = boek(proef.db(), "2026-01-12,2026-03-04,3,04,2");
        let laat = vec![
            uren(1, 1, "2026-01-12", "2026-01-31", 9), uren(1, 1, "2026-02-01", "2026-02-28", 12),
            uren(1, 1, "2026-03-01", "2026-03-04", 3),
        ];
        p.declareer("2026-09-01", laat);
        let r = p.rond();
        assert!(r.iter().all(|r| r.geldig), "{r:?}");
        assert_eq!((toegekend(&p.gemeente), toegekend(&p.aanbieder)), (24 * 6000, 24 * 6000));
    }

    fn iv084_assignments_that_follow_each_other_in_a_month_are_claimed_apart(proef) {
        let p = Partijen::met(proef.db(), "2026-10-05", &format!(
            "1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-03-01,2026-03-09,10,04,4,,\n\
             2,{BSN},0796,75750001,02,02A01,2026-01-01,2026-03-23,2026-03-31,10,04,4,,\n"));
        assert!(p.wijs_toe().iter().all(|r| r.geldig));
        // one line over both does not fit the first assignment; a line for each does
        p.declareer("2026-09-01", vec![uren(1, 1, "2026-03-01", "2026-03-31", 10)]);
        assert_eq!(redenen(&p.terug()[0]), ["TR308", "TR388"]);
        assert!(p.rond().iter().all(|r| r.geldig));
        p.declareer("2026-09-01", vec![
            uren(1, 1, "2026-03-01", "2026-03-09", 10), uren(1, 2, "2026-03-23", "2026-03-31", 10),
        ]);
        assert!(p.rond().iter().all(|r| r.geldig));
        assert_eq!(toegekend(&p.gemeente), 20 * 6000);
    }

    fn op192_what_we_send_is_utf_8_without_a_mark_and_ends_its_lines_with_cr_lf(proef) {
        let p = boek(proef.db(), "2026-01-01,2026-12-31,10,04,4");
        p.laad(&format!("2,{BSN},0796,75750001,02,02A02,2026-10-05,2026-10-05,2026-12-31,10,04,4,,\n"));
        app::verzending::toewijzen::maak(&p.gemeente, g()).unwrap();
        p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 11)]);
        let mut paden = p.uit(&p.aanbieder);
        ontvang(&p.gemeente, &paden[0]);
        paden.extend(p.uit(&p.gemeente));
        let mut soorten = Vec::new();
        for pad in paden {
            let bytes = std::fs::read(&pad).unwrap();
            let tekst = std::str::from_utf8(&bytes).unwrap();
            assert!(tekst.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"), "{tekst}");
            assert_eq!(tekst.matches('\n').count(), tekst.matches("\r\n").count());
            assert!(pad.extension().is_some_and(|e| e == "xml"));
            soorten.push(pad.file_name().unwrap().to_string_lossy()[..6].to_owned());
        }
        soorten.sort();
        assert_eq!(soorten, ["WMO301", "WMO323", "WMO325"]);
    }

    fn tr322_months_that_fit_each_do_not_pass_the_whole(proef) {
        // each month fits by itself (a week over two months counts in both), the whole does not: 24 hours
        let p = boek(proef.db(), "2026-01-12,2026-03-04,3,04,2");
        // weeks 3 to 5, 5 to 9, 9 and 10: maxima of 9, 15 and 6
        p.declareer("2026-08-01", vec![
            uren(1, 1, "2026-01-12", "2026-01-31", 7),
            uren(1, 1, "2026-02-01", "2026-02-28", 16),
        ]);
        assert_eq!(redenen(&p.terug()[0]), ["TR321"]);
        assert!(p.rond().iter().all(|r| r.geldig));
        p.declareer("2026-09-01", vec![
            uren(1, 1, "2026-02-01", "2026-02-28", 12),
            uren(1, 1, "2026-03-01", "2026-03-04", 6),
        ]);
        assert_eq!(redenen(&p.terug()[0]), ["TR322"]);
        assert!(p.rond().iter().all(|r| r.geldig));
        p.declareer("2026-09-01", vec![uren(1, 1, "2026-03-01", "2026-03-04", 5)]);
        assert!(p.rond().iter().all(|r| r.geldig));
        assert_eq!(toegekend(&p.gemeente), 24 * 6000);
    }
}
