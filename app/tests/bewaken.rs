//! The watch on reaction times on both engines: who must do what, edges of days, pages, and who sees what.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the shared data serves more tests than these")]

mod gemeen;

use app::vragen::bewaken::{
    Onderwerp, StandFilter, WachtFilter, WachtRij, WachtTelling, Wie, lijst, tellingen,
};
use app::vragen::{Aantal, Blad, Lijst, Plek, VraagFout};
use app::{Gebruiker, Rol};
use gemeen::{A, B, X, Y, g, vul, wie};
use jiff::civil::date;
use kern::Datum;
use monitoring::Termijnstand;
use store::{Bulk, Db, StoreFout, Tx, Val};

/// Monday 23 November 2026. Three working days: what left on Wednesday the 18th ends today.
const VANDAAG: Datum = date(2026, 11, 23);

/// Requests and their parts.
const VERZOEK: Bulk = Bulk {
    naam: "verzoek",
    tabel: "verzoek",
    kolommen: &["gemeente", "id", "soort", "agb", "client", "bericht", "dagtekening", "ontvangen_op"],
};
/// A part of a request.
const DEEL: Bulk = Bulk {
    naam: "verzoekdeel",
    tabel: "verzoekdeel",
    kolommen: &[
        "gemeente",
        "verzoek",
        "volgnr",
        "agb",
        "referentie",
        "stand",
        "sinds",
        "onderzoek_in",
        "antwoord_in",
    ],
};

fn bericht(
    tx: &mut Tx<'_>,
    id: i64,
    (richting, soort, agb): (&str, &str, &str),
    (status, verwerkt, bezorgd): (&str, &str, Option<&str>),
    antwoord_op: Option<i64>,
) -> Result<(), StoreFout> {
    for gemeente in [A, B] {
        let kenmerk = format!("{soort}-{id}");
        tx.bulk(
            Bulk {
                naam: "bericht",
                tabel: "bericht",
                kolommen: &[
                    "gemeente",
                    "id",
                    "richting",
                    "soort",
                    "agb",
                    "afzender",
                    "ontvanger",
                    "identificatie",
                    "dagtekening",
                    "bestand",
                    "grootte",
                    "sha256",
                    "verwerkt_op",
                    "status",
                    "antwoord_op",
                    "bevindingen",
                    "bezorgd_op",
                ],
            },
            [[
                gemeente.into(),
                id.into(),
                richting.into(),
                soort.into(),
                agb.into(),
                "x".into(),
                "y".into(),
                kenmerk.as_str().into(),
                "2026-11-01".into(),
                "b.xml".into(),
                Val::I64(1),
                Val::Blob(&[0; 32]),
                verwerkt.into(),
                status.into(),
                antwoord_op.into(),
                Val::I64(0),
                bezorgd.into(),
            ]],
        )?;
    }
    Ok(())
}

/// 301s to X around the border of three working days, one to Y long ago (and number 2 of the shared data), one answered, one that has not left; an
/// answer to a start of X that lies ready since the 17th; a claim's answer that lies ready.
fn vul_berichten(db: &Db) {
    vul(db);
    db.write(|tx| {
        let uit301 = |agb| ("uit", "WMO301", agb);
        let weg = |op| ("verzonden", "2026-11-01T10:00:00.000Z", Some(op));
        // 23:30 in the Netherlands on the 17th is the 17th; half an hour later it is the 18th
        bericht(tx, 101, uit301(X), weg("2026-11-17T22:30:00.000Z"), None)?;
        bericht(tx, 102, uit301(X), weg("2026-11-17T23:00:00.000Z"), None)?;
        bericht(tx, 103, uit301(X), weg("2026-11-18T12:00:00.000Z"), None)?;
        bericht(tx, 104, uit301(X), weg("2026-11-19T12:00:00.000Z"), None)?;
        bericht(tx, 105, uit301(Y), weg("2026-09-01T12:00:00.000Z"), None)?;
        bericht(
            tx,
            106,
            uit301(Y),
            ("goedgekeurd", "2026-09-01T12:00:00.000Z", Some("2026-09-01T12:00:00.000Z")),
            None,
        )?;
        bericht(tx, 107, uit301(Y), ("verzonden", "2026-09-01T12:00:00.000Z", None), None)?;
        bericht(tx, 110, ("in", "WMO305", X), ("goedgekeurd", "2026-11-17T12:00:00.000Z", None), None)?;
        bericht(tx, 111, ("uit", "WMO306", X), ("bezorgd", "2026-11-17T12:00:00.000Z", None), Some(110))?;
        bericht(tx, 112, ("in", "WMO323", X), ("deels", "2026-11-09T12:00:00.000Z", None), None)?;
        bericht(tx, 113, ("uit", "WMO325", X), ("bezorgd", "2026-11-09T12:00:00.000Z", None), Some(112))?;
        Ok::<_, StoreFout>(())
    })
    .unwrap();
}

/// Sets what the write side keeps up to date of an assignment of the shared data.
fn zet(db: &Db, nummer: i64, startterm: &str, einddatum: Option<&str>, gemeld: &str) {
    const ZET: store::Sql = store::sql_tekst!(
        "ZET",
        "UPDATE toewijzing SET startterm = $3, einddatum = $4, gemeld = $5 WHERE gemeente = $1 AND nummer = $2"
    );
    for gemeente in [A, B] {
        let w = [gemeente.into(), nummer.into(), startterm.into(), einddatum.into(), gemeld.into()];
        db.write(|tx| tx.execute(ZET, &w)).unwrap();
    }
}

fn filter(plicht: &str, wie: Wie, stand: StandFilter) -> WachtFilter {
    WachtFilter { gemeente: None, agb: None, plicht: monitoring::plicht(plicht).unwrap(), wie, stand }
}

fn vraag(db: &Db, w: &Gebruiker, f: &WachtFilter) -> Lijst<WachtRij> {
    lijst(db, w, f, &Blad::default(), VANDAAG).unwrap()
}

fn nummers(lijst: &Lijst<WachtRij>) -> Vec<i64> {
    lijst
        .rijen
        .iter()
        .map(|r| match &r.onderwerp {
            Onderwerp::Bericht { id, .. } => *id,
            Onderwerp::Toewijzing { nummer, .. } => *nummer,
            Onderwerp::Verzoek { bericht, .. } => *bericht,
        })
        .collect()
}

fn telling(alle: &[WachtTelling], plicht: &str, wie: Wie) -> WachtTelling {
    *alle.iter().find(|t| t.plicht.code == plicht && t.wie == wie).unwrap()
}

fn getallen(t: &WachtTelling) -> [Aantal; 4] {
    [t.open, t.vandaag, t.te_laat, t.nooit]
}

store::op_beide! {
    fn the_municipality_sees_what_it_waits_for_and_what_it_owes(proef) {
        vul_berichten(proef.db());
        let w = wie(Rol::Backoffice, &[A]);
        let hen = |s| nummers(&vraag(proef.db(), &w, &filter("retour", Wie::Hen, s)));
        assert_eq!(hen(StandFilter::Open), [105, 2, 101, 102, 103, 104], "oldest first; not what was answered or has not left");
        assert_eq!(hen(StandFilter::Vandaag), [102, 103]);
        assert_eq!(hen(StandFilter::TeLaat), [105, 2, 101]);
        assert_eq!(hen(StandFilter::Nooit), [105, 2]);
        let ons = vraag(proef.db(), &w, &filter("retour", Wie::Ons, StandFilter::Open));
        assert_eq!(nummers(&ons), [111], "an answer that lies ready was not sent yet");
        assert_eq!(ons.rijen[0].stand, Termijnstand::TeLaat { werkdagen: 1 });
        assert_eq!(ons.rijen[0].begin, date(2026, 11, 17));
        assert_eq!(ons.rijen[0].uiterlijk, date(2026, 11, 20));
        let claim = vraag(proef.db(), &w, &filter("declaratie-antwoord", Wie::Ons, StandFilter::Open));
        assert_eq!(nummers(&claim), [113]);
        assert_eq!(claim.rijen[0].stand, Termijnstand::Vandaag, "ten working days after the 9th");
        assert!(vraag(proef.db(), &w, &filter("declaratie-antwoord", Wie::Hen, StandFilter::Open)).rijen.is_empty());
    }

    fn the_provider_sees_the_same_from_the_other_side(proef) {
        vul_berichten(proef.db());
        let w = wie(Rol::Aanbieder, &[A]);
        let toon = |p, wie| nummers(&vraag(proef.db(), &w, &filter(p, wie, StandFilter::Open)));
        assert_eq!(toon("retour", Wie::Ons), [101, 102, 103, 104], "its own only, not 105 of Y");
        assert_eq!(toon("retour", Wie::Hen), [111]);
        assert_eq!(toon("declaratie-antwoord", Wie::Hen), [113]);
        assert!(toon("declaratie-antwoord", Wie::Ons).is_empty());
    }

    fn counts_are_what_the_lists_show(proef) {
        vul_berichten(proef.db());
        zet(proef.db(), 11, "2026-11-16", None, "niet");
        zet(proef.db(), 12, "2026-11-24", None, "niet");
        zet(proef.db(), 13, "2026-09-01", Some("2026-11-13"), "loopt");
        zet(proef.db(), 14, "2026-09-01", Some("2026-11-20"), "gestopt");
        for w in [wie(Rol::Backoffice, &[A]), wie(Rol::Aanbieder, &[A]), wie(Rol::Consulent, &[A, B])] {
            let alle = tellingen(proef.db(), &w, None, None, VANDAAG).unwrap();
            for t in &alle {
                for s in StandFilter::ALLE {
                    let l = vraag(proef.db(), &w, &filter(t.plicht.code, t.wie, *s));
                    let n = i64::try_from(l.rijen.len()).unwrap();
                    assert_eq!(t.bij(*s), Aantal::Precies(n), "{} {:?} {s:?} als {:?}", t.plicht.code, t.wie, w.rol);
                    assert_eq!(l.aantal, Aantal::Precies(n));
                }
            }
        }
        let alle = tellingen(proef.db(), &wie(Rol::Backoffice, &[A]), None, None, VANDAAG).unwrap();
        let p = Aantal::Precies;
        assert_eq!(getallen(&telling(&alle, "retour", Wie::Hen)), [p(6), p(2), p(3), p(2)]);
        assert_eq!(getallen(&telling(&alle, "start", Wie::Hen)), [p(1), p(1), p(0), p(0)], "16 November ends today");
        assert_eq!(getallen(&telling(&alle, "stop", Wie::Hen)), [p(1), p(0), p(1), p(0)], "13 November ended on the 20th");
        assert!(!alle.iter().any(|t| t.plicht.code == "start" && t.wie == Wie::Ons), "a municipality reports no start");
    }

    fn starts_and_stops_that_are_waited_for(proef) {
        vul(proef.db());
        // begins tomorrow: nothing to report; ended today: the term begins
        zet(proef.db(), 11, "2026-11-24", None, "niet");
        zet(proef.db(), 12, "2026-11-23", None, "niet");
        zet(proef.db(), 13, "2026-09-01", Some("2026-11-23"), "tijdelijk");
        zet(proef.db(), 14, "2026-09-01", Some("2026-11-24"), "loopt");
        let w = wie(Rol::Backoffice, &[A]);
        let start = vraag(proef.db(), &w, &filter("start", Wie::Hen, StandFilter::Open));
        assert_eq!(nummers(&start), [12]);
        assert_eq!(start.rijen[0].stand, Termijnstand::Loopt { werkdagen: 5 });
        let stop = vraag(proef.db(), &w, &filter("stop", Wie::Hen, StandFilter::Open));
        assert_eq!(nummers(&stop), [13]);
        assert!(matches!(&stop.rijen[0].onderwerp, Onderwerp::Toewijzing { tijdelijk_gestopt: true, client: 3, .. }));
        assert!(vraag(proef.db(), &w, &filter("start", Wie::Ons, StandFilter::Open)).rijen.is_empty());
    }

    fn requests_wait_five_working_days_and_then_eight_weeks(proef) {
        vul(proef.db());
        proef.db().write(|tx| {
            for (id, soort, dagtekening, ontvangen) in [
                // Monday 16 November: five working days end today; Tuesday the 17th tomorrow
                (1_i64, "vot", "2026-11-13", "2026-11-16"),
                (2, "vot", "2026-11-13", "2026-11-17"),
                // eight weeks after Monday 28 September is today; received later does not matter then
                (3, "vow", "2026-09-28", "2026-10-05"),
                (4, "vow", "2026-11-01", "2026-11-02"),
            ] {
                tx.bulk(VERZOEK, [[A.into(), id.into(), soort.into(), X.into(), Val::I64(1), (200 + id).into(),
                    dagtekening.into(), ontvangen.into()]])?;
            }
            for (verzoek, volgnr, stand, onderzoek, antwoord) in [
                (1_i64, 1_i64, "ingediend", None, None),
                (1, 2, "gehonoreerd", None, None),          // decided, and not told yet
                (1, 3, "gehonoreerd", None, Some(9_i64)),   // told
                (2, 1, "ingediend", None, None),
                (3, 1, "onderzoek", Some(8_i64), None),
                (4, 1, "niet_verzonden", None, None),
            ] {
                tx.bulk(DEEL, [[A.into(), verzoek.into(), volgnr.into(), X.into(), format!("R{verzoek}-{volgnr}").as_str().into(),
                    stand.into(), "2026-11-01".into(), onderzoek.into(), antwoord.into()]])?;
            }
            Ok::<_, StoreFout>(())
        }).unwrap();
        let (gemeente, aanbieder) = (wie(Rol::Backoffice, &[A]), wie(Rol::Aanbieder, &[A]));
        let toon = |w, p, wie, s| nummers(&vraag(proef.db(), w, &filter(p, wie, s)));
        assert_eq!(toon(&gemeente, "verzoek-toewijzing", Wie::Ons, StandFilter::Open), [201, 201, 202]);
        assert_eq!(toon(&gemeente, "verzoek-toewijzing", Wie::Ons, StandFilter::Vandaag), [201, 201]);
        assert_eq!(toon(&aanbieder, "verzoek-toewijzing", Wie::Hen, StandFilter::Open), [201, 201, 202]);
        assert!(toon(&aanbieder, "verzoek-toewijzing", Wie::Ons, StandFilter::Open).is_empty());
        assert_eq!(toon(&gemeente, "onderzoek-wijziging", Wie::Ons, StandFilter::Vandaag), [203]);
        assert!(toon(&gemeente, "verzoek-wijziging", Wie::Ons, StandFilter::Open).is_empty(), "looked into, or not sent");
        let alle = tellingen(proef.db(), &gemeente, None, None, VANDAAG).unwrap();
        let p = Aantal::Precies;
        assert_eq!(getallen(&telling(&alle, "verzoek-toewijzing", Wie::Ons)), [p(3), p(2), p(0), p(0)]);
        assert_eq!(getallen(&telling(&alle, "onderzoek-wijziging", Wie::Ons)), [p(1), p(1), p(0), p(0)]);
        // a page within one request
        let blad = Blad { grootte: 1, plek: Plek::Begin };
        let f = filter("verzoek-toewijzing", Wie::Ons, StandFilter::Open);
        let eerste = lijst(proef.db(), &gemeente, &f, &blad, VANDAAG).unwrap();
        let na = Blad { grootte: 1, plek: Plek::Na(eerste.volgende.unwrap()) };
        let tweede = lijst(proef.db(), &gemeente, &f, &na, VANDAAG).unwrap();
        assert!(matches!(&tweede.rijen[0].onderwerp, Onderwerp::Verzoek { beslist: true, referentie, .. } if referentie == "R1-2"));
    }

    fn pages_follow_each_other_over_municipalities(proef) {
        vul_berichten(proef.db());
        let w = wie(Rol::Backoffice, &[A, B]);
        let f = filter("retour", Wie::Hen, StandFilter::Open);
        let heel = vraag(proef.db(), &w, &f);
        assert_eq!(heel.rijen.len(), 12);
        let (mut gezien, mut blad) = (Vec::new(), Blad { grootte: 3, plek: Plek::Begin });
        loop {
            let deel = lijst(proef.db(), &w, &f, &blad, VANDAAG).unwrap();
            gezien.extend(deel.rijen);
            let Some(na) = deel.volgende else { break };
            let terug = Blad { grootte: 3, plek: Plek::Na(na) };
            let daarna = lijst(proef.db(), &w, &f, &terug, VANDAAG).unwrap();
            let voor = Blad { grootte: 3, plek: Plek::Voor(daarna.vorige.unwrap()) };
            let weer = lijst(proef.db(), &w, &f, &voor, VANDAAG).unwrap().rijen;
            assert_eq!(weer, gezien[gezien.len() - 3..], "back is where we came from");
            blad = terug;
        }
        assert_eq!(gezien, heel.rijen);
    }

    fn only_who_may_see_messages_sees_the_watch(proef) {
        vul_berichten(proef.db());
        for rol in Rol::ALLE {
            let w = wie(*rol, &[A]);
            let uit = lijst(proef.db(), &w, &filter("retour", Wie::Hen, StandFilter::Open), &Blad::default(), VANDAAG);
            assert_eq!(uit.is_ok(), rol.mag(app::Recht::Berichten), "{rol:?}");
            assert_eq!(tellingen(proef.db(), &w, None, None, VANDAAG).is_ok(), rol.mag(app::Recht::Berichten));
        }
        let w = wie(Rol::Backoffice, &[A]);
        let elders = WachtFilter { gemeente: Some(g(B)), ..filter("retour", Wie::Hen, StandFilter::Open) };
        let uit = lijst(proef.db(), &w, &elders, &Blad::default(), VANDAAG);
        assert!(matches!(uit, Err(VraagFout::GeenToegang)));
        let tekst = format!("{:?}", vraag(proef.db(), &w, &filter("retour", Wie::Hen, StandFilter::Open)));
        assert!(!tekst.contains(B), "another municipality");
    }
}
