//! Which assignments a 301 carries, when, and with which reason and number.

use crate::partijen::{BSN, BSN2, Partijen, dag, g, lees, ontvang, redenen, uren};
use app::verzending::toewijzen::maak;
use app::wijzigen::{Wijziging, wijzig};
use app::{Omgeving, overlijden};
use istandaard::{Bericht, ToegewezenProduct};
use kern::{Bevinding, Eenheid, Frequentie};
use toewijzing::{Omvang, RedenWijziging, Wens};

fn rij(nummer: i64, bsn: &str, code: &str, van: &str, tot: &str, frequentie: i64) -> String {
    format!("{nummer},{bsn},0796,75750001,02,{code},2026-01-01,{van},{tot},10,04,{frequentie},,\n")
}

/// The products of the only 301 that is due, received by the provider and answered.
fn verzonden(p: &Partijen) -> Vec<ToegewezenProduct> {
    assert_eq!(maak(&p.gemeente, g()).unwrap(), 1);
    let uit = p.uit(&p.gemeente);
    let r = ontvang(&p.aanbieder, &uit[0]);
    assert!(r.geldig, "{r:?}");
    p.rond();
    let Bericht::Wmo301(m) = lees(&uit[0]) else { unreachable!() };
    m.client.producten
}

/// Number, end date, reason.
fn kort(producten: &[ToegewezenProduct]) -> Vec<(i64, Option<String>, Option<String>)> {
    producten
        .iter()
        .map(|p| (p.nummer, p.einddatum.map(|d| d.to_string()), p.reden_wijziging.map(|c| c.to_string())))
        .collect()
}

macro_rules! s {
    ($t:literal) => {
        Some($t.to_owned())
    };
}

/// The number of the assignment that follows, or why not.
type Gewijzigd = Result<Option<i64>, Vec<Bevinding>>;

fn doe(p: &Partijen, nummer: i64, w: &Wijziging) -> Gewijzigd {
    wijzig(&p.gemeente, g(), nummer, w).unwrap().map(|na| na.nieuwe.map(|t| t.nummer.waarde()))
}

fn codes(u: Gewijzigd) -> Vec<&'static str> {
    u.unwrap_err().iter().map(|b| b.regel).collect()
}

fn uur(volume: i64, frequentie: Frequentie) -> Omvang {
    Omvang { volume, eenheid: Eenheid::Uur, frequentie }
}

store::op_beide! {
    fn op087_iv099_a_301_carries_what_is_current_and_what_changed_and_says_why_only_of_that(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &[
            rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4), // runs
            rij(2, BSN, "02A02", "2026-01-01", "2026-10-05", 4), // its last day is today
            rij(3, BSN, "02A03", "2026-01-01", "2026-10-04", 4), // ended yesterday
            rij(4, BSN, "02A04", "2027-01-01", "2027-12-31", 4), // begins later
            rij(5, BSN2, "02A01", "2026-01-01", "2026-12-31", 4), // another client
        ].concat());
        p.wijs_toe();
        // a withdrawal in the past, told while another change is what makes it due
        p.op("2026-10-06");
        assert_eq!(doe(&p, 4, &Wijziging::Intrekken { op: dag("2027-06-30"), reden: RedenWijziging::Verkorting }), Ok(None));
        assert_eq!(kort(&verzonden(&p)), [
            (1, s!("2026-12-31"), None), // current, unchanged: no reason
            (4, s!("2027-06-30"), s!("05")),
        ]);
        // op258: what ended goes out, though it is not current any more
        p.op("2026-10-07");
        assert_eq!(doe(&p, 1, &Wijziging::Intrekken { op: dag("2026-09-30"), reden: RedenWijziging::Verhuizing }), Ok(None));
        assert_eq!(kort(&verzonden(&p)), [(1, s!("2026-09-30"), s!("07")), (4, s!("2027-06-30"), None)]);
        // nothing changed, nothing due
        assert_eq!(maak(&p.gemeente, g()).unwrap(), 0);
        // iv013: the provider keeps why it ended, though later messages do not repeat it
        let reden = p.aanbieder.db.read(|tx| {
            tx.query_one(store::sql::schrijven::TOEWIJZING, &[(&g()).into(), 4.into()], |r| r.string(13))
        });
        assert_eq!(reden.unwrap(), "05");
    }

    fn op087_its_last_day_is_the_last_on_which_it_goes_along(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &[
            rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4),
            rij(2, BSN, "02A02", "2026-01-01", "2026-10-07", 4),
            rij(3, BSN, "02A03", "2027-01-01", "2027-12-31", 4), // begins later, and is taken back
        ].concat());
        p.wijs_toe();
        p.op("2026-10-06");
        assert_eq!(doe(&p, 3, &Wijziging::Verwijderen), Ok(None));
        assert_eq!(kort(&verzonden(&p)), [
            (1, s!("2026-12-31"), None), (2, s!("2026-10-07"), None), (3, s!("2027-01-01"), s!("13")),
        ]);
        // what was taken back was told once; what ends goes along up to and including that day
        for (nu, einde, mee) in [("2026-10-07", "2026-11-30", true), ("2026-10-08", "2026-10-31", false)] {
            p.op(nu);
            let eerder = Wijziging::Intrekken { op: dag(einde), reden: RedenWijziging::Verkorting };
            assert_eq!(doe(&p, 1, &eerder), Ok(None));
            let nummers: Vec<_> = kort(&verzonden(&p)).into_iter().map(|k| k.0).collect();
            assert_eq!(nummers, if mee { vec![1, 2] } else { vec![1] }, "{nu}");
        }
    }

    fn tr134_what_is_settled_tomorrow_does_not_go_along_today(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &[
            rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4),
            rij(2, BSN, "02A02", "2026-01-01", "2026-12-31", 4).replacen("2026-01-01", "2026-10-06", 1),
            rij(3, BSN, "02A03", "2026-01-01", "2026-12-31", 4).replacen("2026-01-01", "2026-10-05", 1),
        ].concat());
        let nummers = |p: &Partijen| kort(&verzonden(p)).into_iter().map(|k| k.0).collect::<Vec<_>>();
        assert_eq!(nummers(&p), [1, 3]);
        assert_eq!(maak(&p.gemeente, g()).unwrap(), 0);
        p.op("2026-10-06");
        assert_eq!(nummers(&p), [1, 2, 3]);
    }

    fn op033x1_tr385_an_assignment_is_taken_back_with_reason_13_unless_it_was_claimed(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &[
            rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4), rij(2, BSN, "02A02", "2026-01-01", "2026-12-31", 4),
        ].concat());
        // iv099: what was never sent cannot be taken back
        assert_eq!(codes(doe(&p, 2, &Wijziging::Verwijderen)), ["IV099"]);
        p.wijs_toe();
        p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 10)]);
        assert!(p.rond().iter().all(|r| r.geldig));
        // op362: claimed and granted, so it stays
        assert_eq!(codes(doe(&p, 1, &Wijziging::Verwijderen)), ["TR385"]);
        p.op("2026-10-06");
        assert_eq!(doe(&p, 2, &Wijziging::Verwijderen), Ok(None));
        assert_eq!(kort(&verzonden(&p)), [(1, s!("2026-12-31"), None), (2, s!("2026-01-01"), s!("13"))]);
        p.op("2026-10-07");
        // taken back: not current, so it does not go along any more, and cannot be changed
        assert_eq!(codes(doe(&p, 2, &Wijziging::Verwijderen)), ["OP033x1"]);
        assert_eq!(doe(&p, 1, &Wijziging::Intrekken { op: dag("2026-11-30"), reden: RedenWijziging::Verkorting }), Ok(None));
        assert_eq!(kort(&verzonden(&p)), [(1, s!("2026-11-30"), s!("05"))]);
        // the provider holds it against its own book as well (TR385)
        p.gemeente.db.write(|tx| {
            let g = g();
            let w = [(&g).into()];
            tx.execute(store::sql_tekst!("WEG", "UPDATE toewijzing SET einddatum = ingangsdatum, reden_wijziging = '13',
                toewijzingsdatum = '2026-10-07', toewijzingstijd = '23:00:00', verzonden_in = NULL
                WHERE gemeente = $1 AND nummer = 1"), &w)
        }).unwrap();
        maak(&p.gemeente, g()).unwrap();
        assert_eq!(redenen(&p.heen()[0]), ["TR385"]);
    }

    fn op380_op257_iv066_stretching_keeps_the_number_and_another_amount_needs_a_new_one(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &[
            rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4), rij(2, BSN, "02A02", "2026-01-01", "2026-12-31", 6),
            rij(3, BSN, "02A03", "2026-01-01", "2026-10-05", 4), rij(4, BSN, "02A04", "2026-01-01", "2026-10-04", 4),
        ].concat());
        p.wijs_toe();
        p.gemeente.db.write(|tx| {
            (0..4).try_for_each(|_| store::teller::volgende(tx, g(), "toewijzing").map(drop))
        }).unwrap();
        let wens = |einde: &str, omvang| Wens {
            vanaf: dag("2026-11-01"), einddatum: Some(dag(einde)), omvang: Some(omvang), budget: None, reden: RedenWijziging::Verlenging,
        };
        let maand = |n| uur(n, Frequentie::Maand);
        p.gemeente = p.gemeente.op(dag("2026-10-05")); // noon: later than what stands
        // op380: the same amount, longer: stretched, also on its very last day; a day later it needs a new number
        assert_eq!(doe(&p, 1, &Wijziging::Aanpassen(wens("2027-06-30", maand(10)))), Ok(None));
        assert_eq!(doe(&p, 3, &Wijziging::Aanpassen(wens("2027-06-30", maand(10)))), Ok(None));
        let vierde = doe(&p, 4, &Wijziging::Aanpassen(wens("2027-06-30", maand(10)))).unwrap().unwrap();
        // a total is adapted in place (OP033x1)
        assert_eq!(doe(&p, 2, &Wijziging::Aanpassen(wens("2026-12-31", uur(20, Frequentie::Totaal)))), Ok(None));
        let uit = verzonden(&p);
        assert_eq!(kort(&uit), [
            (1, s!("2027-06-30"), s!("04")), (2, s!("2026-12-31"), s!("04")), (3, s!("2027-06-30"), s!("04")),
            (vierde, s!("2027-06-30"), None),
        ]);
        assert_eq!(uit[3].ingangsdatum, dag("2026-10-05"));
        // op257: another amount per month: the old one ends, a new one follows, without a reason (IV066)
        p.op("2026-10-06");
        let nieuw = doe(&p, 1, &Wijziging::Aanpassen(wens("2027-06-30", maand(12)))).unwrap().unwrap();
        assert!(![1, 2, 3, 4, vierde].contains(&nieuw));
        let uit = verzonden(&p);
        let eerste: Vec<_> = kort(&uit).into_iter().filter(|(n, ..)| [1, nieuw].contains(n)).collect();
        assert_eq!(eerste, [(1, s!("2026-10-31"), s!("04")), (nieuw, s!("2027-06-30"), None)]);
        assert_eq!(uit.iter().find(|p| p.nummer == nieuw).unwrap().ingangsdatum, dag("2026-11-01"));
        // what cannot be done is refused with its reason: nothing changes
        let niets = wens("2026-12-31", uur(20, Frequentie::Totaal));
        assert_eq!(codes(doe(&p, 2, &Wijziging::Aanpassen(niets))), ["OP033x1"]);
    }

    fn op258_iv013_a_death_ends_what_runs_also_after_another_decision_of_the_same_afternoon(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &[
            rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4), // runs
            rij(2, BSN, "02A02", "2026-10-07", "2026-12-31", 4), // begins the day after
            rij(3, BSN, "02A03", "2026-01-01", "2026-10-06", 4), // ends on that very day
            rij(5, BSN2, "02A01", "2026-01-01", "2026-12-31", 4), // another client
        ].concat());
        p.wijs_toe();
        p.op("2026-10-06");
        p.gemeente.nu = "2026-10-06T14:30:00Z".parse().unwrap();
        assert_eq!(doe(&p, 1, &Wijziging::Intrekken { op: dag("2026-11-30"), reden: RedenWijziging::Verkorting }), Ok(None));
        verzonden(&p);
        p.laad(&rij(4, BSN, "02A04", "2026-01-01", "2026-12-31", 4)); // never sent
        p.gemeente.db.write(|tx| overlijden::noteer(tx, g(), 1, dag("2026-10-06"))).unwrap();
        let gisteren = Omgeving { vandaag: dag("2026-10-05"), ..p.gemeente.clone() };
        assert_eq!(overlijden::beeindig(&gisteren, g()).unwrap(), 0, "nobody knows it yet");
        assert_eq!(overlijden::beeindig(&p.gemeente, g()).unwrap(), 3);
        assert_eq!(overlijden::beeindig(&p.gemeente, g()).unwrap(), 0, "once");
        let uit = verzonden(&p);
        assert_eq!(kort(&uit), [
            (1, s!("2026-10-06"), s!("02")),
            (2, s!("2026-10-07"), s!("13")),
            (3, s!("2026-10-06"), None),
            (4, s!("2026-10-06"), None), // iv099: a first assignment has no reason
        ]);
        // 14:30 UTC is 16:30 here; a second later than the decision that it overtakes
        assert_eq!(uit[0].toewijzingstijd, jiff::civil::time(16, 30, 1, 0));
        let daar = p.aanbieder.db.read(|tx| app::wijzigen::lees(tx, g(), 1)).unwrap().unwrap();
        assert_eq!((daar.einddatum, daar.reden_wijziging), (Some(dag("2026-10-06")), Some(RedenWijziging::Overleden)));
    }

    fn iv013_what_is_decided_after_midnight_is_not_stamped_with_the_evening(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &rij(1, BSN, "02A01", "2026-01-01", "2026-12-31", 4));
        p.wijs_toe();
        // half past midnight in the Netherlands: in UTC it is still half past ten on the evening before
        p.op("2026-10-07");
        for (nu, op) in [("2026-10-06T22:30:00Z", "2026-11-30"), ("2026-10-07T08:00:00Z", "2026-11-15")] {
            p.gemeente.nu = nu.parse().unwrap();
            let eerder = Wijziging::Intrekken { op: dag(op), reden: RedenWijziging::Verkorting };
            assert_eq!(doe(&p, 1, &eerder), Ok(None), "{nu}");
        }
        assert_eq!(kort(&verzonden(&p)), [(1, s!("2026-11-15"), s!("05"))]);
    }
}
