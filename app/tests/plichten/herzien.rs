//! Answers in every order: twice, late, after the message was sent again, and another verdict on the same bytes. At the end
//! both books say the same (OP286, `istandaard::verkeer`).

use crate::partijen::{BSN, BSN2, Partijen, agb, dag, g, redenen, uren};
use app::ontvangst::{Resultaat, verwerk};
use app::verzending::{leveren, opnieuw, toewijzen};
use app::verzoeken::{
    Aangevraagd, Omvang, Oordeel, RedenAfwijzing, RedenVerzoek, Toewijzingnummer, Verwijzing, Vot, Vow,
    beoordeel, dien_in_vot, dien_in_vow, open,
};
use app::{Omgeving, verzoeken};
use kern::{Eenheid, Frequentie, Product, Productcategorie, Productcode};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use store::proef::Proef;
use store::{Db, sql_tekst};

macro_rules! staat {
    ($o:expr, $sql:literal) => {
        $o.db.write(|tx| tx.execute(sql_tekst!("PROEF", $sql), &[])).map(drop).unwrap()
    };
}

fn rijen() -> String {
    format!(
        "1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n\
         2,{BSN2},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n"
    )
}

fn begin(db: &Db) -> Partijen {
    let p = Partijen::met(db, "2026-10-05", &rijen());
    assert!(p.wijs_toe().iter().all(|r| r.geldig));
    p
}

/// What is received, and its answer in a file that nothing overwrites.
fn krijg(p: &Partijen, o: &Omgeving, pad: &Path) -> (Resultaat, Option<PathBuf>) {
    static N: AtomicU32 = AtomicU32::new(0);
    let uit = p.map.join(format!("antwoord-{}", N.fetch_add(1, Ordering::Relaxed)));
    std::fs::create_dir_all(&uit).unwrap();
    let r = verwerk(o, pad, &uit).unwrap();
    let antwoord = r.antwoord.as_ref().map(|a| uit.join(a)).filter(|a| a.exists());
    (r, antwoord)
}

/// The answer to a file.
fn antwoord(p: &Partijen, o: &Omgeving, pad: &Path) -> PathBuf {
    krijg(p, o, pad).1.unwrap()
}

fn bytes(pad: &Path) -> Vec<u8> {
    std::fs::read(pad).unwrap()
}

fn status(o: &Omgeving, bericht: i64) -> String {
    o.db.read(|tx| {
        tx.query_one(store::sql::schrijven::BERICHT_STAAT, &[(&g()).into(), bericht.into()], |r| r.string(2))
    })
    .unwrap()
}

/// What a book says of support, claims and requests: what counts, and what is told to the other side.
fn boek(o: &Omgeving) -> Vec<String> {
    let mut uit = Vec::new();
    for tekst in [
        sql_tekst!(
            "L",
            "SELECT soort || ' ' || toewijzing || ' ' || begindatum FROM levering
             WHERE gemeente = '0796' AND verwijderd_door IS NULL"
        ),
        sql_tekst!(
            "D",
            "SELECT 'deel ' || referentie || ' ' || stand || ' ' || COALESCE(reden_afwijzing, '-') || ' ' || sinds
             || CASE WHEN onderzoek_in IS NULL THEN ' -' ELSE ' onderzocht' END
             || CASE WHEN antwoord_in IS NULL THEN ' -' ELSE ' beantwoord' END
             FROM verzoekdeel WHERE gemeente = '0796' AND stand <> 'niet_verzonden'"
        ),
        sql_tekst!(
            "R",
            "SELECT 'regel ' || referentie || ' ' || status || ' ' || bedrag FROM declaratieregel
             WHERE gemeente = '0796' AND status <> 0"
        ),
        sql_tekst!(
            "C",
            "SELECT 'declaratie ' || nummer || ' ' || status || ' ' || toegekend FROM declaratie
             WHERE gemeente = '0796' AND status <> 'afgewezen'"
        ),
        sql_tekst!("T", "SELECT 'toewijzing ' || nummer || ' ' || gemeld FROM toewijzing WHERE gemeente = '0796'"),
    ] {
        uit.extend(o.db.read(|tx| tx.query_alle(tekst, &[], |r| r.string(0))).unwrap());
    }
    uit.sort();
    uit
}

/// A message that its receiver rejects as long as something is wrong there.
struct Geval {
    naam: &'static str,
    van_gemeente: bool,
    /// Whether it can be sent again; the others only come twice by the post.
    opnieuw: bool,
    maak: fn(&Partijen),
    kapot: fn(&Partijen),
    heel: fn(&Partijen),
}

fn product(code: &str) -> Product {
    Product {
        categorie: Productcategorie::parse("02").unwrap(),
        code: Some(Productcode::parse(code).unwrap()),
    }
}

fn start(p: &Partijen, intrekken: bool) {
    let s = leveren::Start {
        nummer: 1,
        client: 1,
        product: Some(product("02A01")),
        ingangsdatum: dag("2026-01-01"),
        begindatum: dag("2026-01-01"),
        intrekken,
    };
    leveren::meld_starts(&p.aanbieder, g(), agb(), &[s]).unwrap();
}

fn vot(p: &Partijen) {
    let gewenst = verzoeken::GewenstProduct {
        product: Some(product("02A02")),
        ingangsdatum: dag("2026-11-01"),
        einddatum: Some(dag("2026-12-31")),
        omvang: Some(Omvang { volume: 3, eenheid: Eenheid::Uur, frequentie: Frequentie::Week }),
        budget: None,
    };
    let verwijzing = Verwijzing { soort: "06".into(), naam: None, zorgverlener: None };
    let a = Aangevraagd { gewenst, beschikking: None, verwijzing, commentaar: None };
    let vot = Vot { gemeente: g(), agb: agb(), client: 1, producten: vec![a] };
    dien_in_vot(&p.aanbieder, &vot).unwrap().unwrap();
}

fn vow(p: &Partijen) {
    let w = verzoeken::GewensteWijziging {
        nummer: Toewijzingnummer::new(1).unwrap(),
        ingangsdatum: dag("2026-11-01"),
        einddatum: Some(dag("2026-12-31")),
        omvang: Some(Omvang { volume: 9, eenheid: Eenheid::Uur, frequentie: Frequentie::Maand }),
        budget: None,
    };
    let vow = Vow {
        gemeente: g(),
        agb: agb(),
        client: 1,
        reden: RedenVerzoek::Clientsituatie,
        te_wijzigen: vec![w],
        nieuw: vec![],
    };
    dien_in_vow(&p.aanbieder, &vow).unwrap().unwrap();
}

/// A request that the municipality answers.
fn gevraagd(p: &Partijen, oordeel: Oordeel) {
    vot(p);
    assert!(p.rond().iter().all(|r| r.geldig));
    let verzoek = open(&p.gemeente, g()).unwrap()[0].verzoek;
    beoordeel(&p.gemeente, g(), verzoek, 1, oordeel).unwrap().unwrap();
}

/// The provider does not know the reference of its request (TR355, TR379).
fn onbekend(p: &Partijen) {
    staat!(p.aanbieder, "UPDATE verzoekdeel SET referentie = 'X' || referentie WHERE referentie LIKE 'V%'");
}

fn bekend(p: &Partijen) {
    staat!(
        p.aanbieder,
        "UPDATE verzoekdeel SET referentie = SUBSTR(referentie, 2) WHERE referentie LIKE 'X%'"
    );
}

const GEVALLEN: &[Geval] = &[
    Geval {
        naam: "301",
        van_gemeente: true,
        opnieuw: true,
        // what was granted is told in it, with the reference
        maak: |p| {
            gevraagd(p, Oordeel::Honoreer(None));
            assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), 1);
        },
        kapot: onbekend,
        heel: bekend,
    },
    Geval {
        naam: "305",
        van_gemeente: false,
        opnieuw: true,
        maak: |p| start(p, false),
        kapot: |p| staat!(p.gemeente, "UPDATE toewijzing SET reden_wijziging = '13'"),
        heel: |p| staat!(p.gemeente, "UPDATE toewijzing SET reden_wijziging = NULL"),
    },
    Geval {
        naam: "305 die intrekt",
        van_gemeente: false,
        opnieuw: true,
        maak: |p| {
            start(p, false);
            assert!(p.rond().iter().all(|r| r.geldig));
            start(p, true);
        },
        kapot: |p| staat!(p.gemeente, "UPDATE levering SET begindatum = '2026-02-02'"),
        heel: |p| staat!(p.gemeente, "UPDATE levering SET begindatum = '2026-01-01'"),
    },
    Geval {
        naam: "307",
        van_gemeente: false,
        opnieuw: true,
        maak: |p| {
            start(p, false);
            assert!(p.rond().iter().all(|r| r.geldig));
            let s = leveren::Stop {
                nummer: 1,
                client: 1,
                product: Some(product("02A01")),
                ingangsdatum: dag("2026-01-01"),
                begindatum: dag("2026-01-01"),
                einddatum: dag("2026-09-30"),
                reden: levering::RedenBeeindiging::parse("19").unwrap(),
            };
            leveren::meld_stop(&p.aanbieder, g(), agb(), &[s]).unwrap();
        },
        kapot: |p| staat!(p.gemeente, "UPDATE levering SET begindatum = '2026-02-02'"),
        heel: |p| staat!(p.gemeente, "UPDATE levering SET begindatum = '2026-01-01'"),
    },
    Geval {
        naam: "315",
        van_gemeente: false,
        opnieuw: false,
        maak: vot,
        // another request for this client is not answered yet there (TR374)
        kapot: |p| {
            staat!(
                p.gemeente,
                "INSERT INTO verzoek (gemeente, id, soort, agb, client, bericht, dagtekening, ontvangen_op)
                 VALUES ('0796', 900, 'vot', '75750001', 1, 0, '2026-10-01', '2026-10-01')"
            );
            staat!(
                p.gemeente,
                "INSERT INTO verzoekdeel (gemeente, verzoek, volgnr, agb, referentie, stand, sinds)
                 VALUES ('0796', 900, 1, '75750001', 'ANDER', 'ingediend', '2026-10-01')"
            );
        },
        heel: |p| {
            staat!(p.gemeente, "DELETE FROM verzoekdeel WHERE verzoek = 900");
            staat!(p.gemeente, "DELETE FROM verzoek WHERE id = 900");
        },
    },
    Geval {
        naam: "317",
        van_gemeente: false,
        opnieuw: false,
        maak: vow,
        kapot: |p| staat!(p.gemeente, "UPDATE toewijzing SET einddatum = '2026-10-04'"),
        heel: |p| staat!(p.gemeente, "UPDATE toewijzing SET einddatum = '2026-12-31'"),
    },
    Geval {
        naam: "319 die afwijst",
        van_gemeente: true,
        opnieuw: false,
        maak: |p| gevraagd(p, Oordeel::WijsAf(RedenAfwijzing::Zorginhoudelijk)),
        kapot: onbekend,
        heel: bekend,
    },
    Geval {
        naam: "319 die onderzoekt",
        van_gemeente: true,
        opnieuw: false,
        maak: |p| gevraagd(p, Oordeel::InOnderzoek),
        kapot: onbekend,
        heel: bekend,
    },
    Geval {
        naam: "323",
        van_gemeente: false,
        opnieuw: true,
        maak: |p| {
            p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
        },
        kapot: |p| staat!(p.gemeente, "UPDATE toewijzing SET einddatum = '2026-08-31'"),
        heel: |p| staat!(p.gemeente, "UPDATE toewijzing SET einddatum = '2026-12-31'"),
    },
];

/// A case that stands at its first rejection: the message, and the answer that rejects.
struct Stand<'a> {
    p: Partijen,
    c: &'a Geval,
    heen: PathBuf,
    nr: i64,
    voor: Vec<String>,
    a1: PathBuf,
}

impl Stand<'_> {
    fn zender(&self) -> &Omgeving {
        if self.c.van_gemeente { &self.p.gemeente } else { &self.p.aanbieder }
    }

    fn ontvanger(&self) -> &Omgeving {
        if self.c.van_gemeente { &self.p.aanbieder } else { &self.p.gemeente }
    }

    /// The message arrives; gives the answer.
    fn heen(&self) -> PathBuf {
        antwoord(&self.p, self.ontvanger(), &self.heen)
    }

    /// An answer arrives; gives how the message stands.
    fn terug(&self, antwoord: &Path) -> String {
        let r = krijg(&self.p, self.zender(), antwoord).0;
        assert!(r.id.is_some(), "{}: {r:?}", self.c.naam);
        status(self.zender(), self.nr)
    }

    fn opnieuw(&self) {
        assert_eq!(opnieuw::verstuur(self.zender(), g(), self.nr).unwrap(), Ok(()), "{}", self.c.naam);
        assert_eq!(status(self.zender(), self.nr), "verzonden");
        let uit = self.p.uit(self.zender());
        assert_eq!(uit.iter().map(|p| bytes(p)).collect::<Vec<_>>(), [bytes(&self.heen)]);
    }

    /// Both books say the same, and this.
    fn gelijk(&self, hoe: &str) {
        let naam = self.c.naam;
        let (hier, daar) = (boek(self.zender()), boek(self.ontvanger()));
        assert_eq!(status(self.zender(), self.nr), hoe, "{naam}");
        if hoe == "goedgekeurd" {
            assert_ne!(hier, self.voor, "{naam}");
            assert_eq!(hier, daar, "{naam}");
        } else if naam == "301" {
            assert_eq!(daar, self.voor, "{naam}");
            assert!(hier.iter().any(|r| r.contains("gehonoreerd") && r.ends_with("- -")), "{hier:?}");
        } else {
            assert_eq!((&hier, &daar), (&self.voor, &self.voor), "{naam}: alsof het niet is verzonden");
        }
        for o in [self.zender(), self.ontvanger()] {
            let r = o.db.read(|tx| store::gebeurtenis::controleer(tx, &o.kluis, g())).unwrap();
            assert!(r.is_empty(), "{naam}: {r:?}");
        }
    }

    fn is_heel(&self) {
        (self.c.heel)(&self.p);
    }
}

/// Everything up to the first rejection, which the sender has not seen yet.
fn stand<'a>(db: &Db, c: &'a Geval) -> Stand<'a> {
    let p = begin(db);
    (c.maak)(&p);
    let zender = if c.van_gemeente { &p.gemeente } else { &p.aanbieder };
    let heen = p.uit(zender).pop().unwrap();
    let nr = zender
        .db
        .read(|tx| {
            tx.query_one(sql_tekst!("N", "SELECT MAX(id) FROM bericht WHERE richting = 'uit'"), &[], |r| {
                r.i64(0)
            })
        })
        .unwrap();
    (c.kapot)(&p);
    let ontvanger = if c.van_gemeente { &p.aanbieder } else { &p.gemeente };
    let (r, a1) = krijg(&p, ontvanger, &heen);
    assert!(!r.verwerkt, "{}: {r:?}", c.naam);
    // the cause lies in the book of the receiver and is no part of what is compared
    (c.heel)(&p);
    let voor = boek(ontvanger);
    (c.kapot)(&p);
    Stand { heen, nr, voor, a1: a1.unwrap(), p, c }
}

/// Each of these runs on every kind of message, on both engines.
macro_rules! per_geval {
    ($(fn $naam:ident($s:ident) $lijf:block)+) => {$(
        fn $naam($s: &Stand<'_>) $lijf

        mod $naam {
            use super::*;

            #[test]
            fn sqlite() {
                for c in GEVALLEN {
                    let proef = Proef::sqlite();
                    super::$naam(&stand(proef.db(), c));
                }
            }

            #[test]
            fn postgres() {
                for c in GEVALLEN {
                    let Some(proef) = Proef::postgres() else { return };
                    super::$naam(&stand(proef.db(), c));
                }
            }
        }
    )+};
}

per_geval! {
    fn op286_the_same_verdict_on_a_message_that_was_sent_again_is_its_verdict(s) {
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        if s.c.opnieuw {
            s.opnieuw();
        }
        let weer = s.heen();
        assert_eq!(bytes(&weer), bytes(&s.a1), "{}", s.c.naam);
        assert_eq!(s.terug(&weer), "afgekeurd");
        assert_eq!(s.terug(&weer), "afgekeurd");
        s.is_heel();
        s.gelijk("afgekeurd");
        if s.c.opnieuw {
            s.opnieuw();
        }
        assert_eq!(s.terug(&s.heen()), "goedgekeurd");
        s.gelijk("goedgekeurd");
    }

    fn op286_a_late_copy_of_the_rejection_gives_way_to_the_approval(s) {
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        if s.c.opnieuw {
            s.opnieuw();
            assert_eq!(s.terug(&s.a1), "afgekeurd", "it cannot be told from the same verdict again");
        }
        s.is_heel();
        let a2 = s.heen();
        assert_ne!(bytes(&a2), bytes(&s.a1));
        assert_eq!(s.terug(&a2), "goedgekeurd");
        s.gelijk("goedgekeurd");
        for weer in [&s.a1, &a2, &s.a1] {
            assert_eq!(s.terug(weer), "goedgekeurd");
        }
        s.gelijk("goedgekeurd");
    }

    fn op286_an_approval_counts_after_a_rejection_also_when_nobody_sent_it_again(s) {
        s.is_heel();
        let a2 = s.heen();
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        assert_eq!(s.terug(&a2), "goedgekeurd");
        s.gelijk("goedgekeurd");
        assert_eq!(s.terug(&s.a1), "goedgekeurd");
        s.gelijk("goedgekeurd");
    }

    fn op286_a_rejection_that_comes_after_the_approval_does_not_count(s) {
        s.is_heel();
        let a2 = s.heen();
        assert_eq!(s.terug(&a2), "goedgekeurd");
        for _ in 0..2 {
            let r = krijg(&s.p, s.zender(), &s.a1).0;
            let regel = if s.c.naam == "323" { "TR056" } else { "ANTWOORD" };
            assert_eq!((redenen(&r), r.verwerkt), (vec![regel], false), "{}", s.c.naam);
        }
        s.gelijk("goedgekeurd");
    }

    fn op286_sent_again_while_the_approval_was_under_way(s) {
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        s.is_heel();
        let a2 = s.heen();
        if s.c.opnieuw {
            s.opnieuw();
        }
        let weer = s.heen();
        assert_eq!(bytes(&weer), bytes(&a2));
        for antwoord in [&a2, &s.a1, &weer] {
            assert_eq!(s.terug(antwoord), "goedgekeurd");
        }
        s.gelijk("goedgekeurd");
    }
}

/// The identification of a message, from the name of its file.
fn identificatie(pad: &Path) -> String {
    pad.file_stem().unwrap().to_str().unwrap().rsplit('-').next().unwrap().to_owned()
}

/// The rules that our own message was rejected with.
fn verwijten(o: &Omgeving, bericht: i64) -> Vec<String> {
    o.db.read(|tx| {
        tx.query_alle(store::sql::schrijven::BEVINDINGEN, &[(&g()).into(), bericht.into()], |r| r.string(0))
    })
    .unwrap()
}

store::op_beide! {
    fn op286_another_rejection_gives_other_reasons(proef) {
        let c = GEVALLEN.iter().find(|c| c.naam == "317").unwrap();
        let s = stand(proef.db(), c);
        // the assignment is gone altogether there by now
        staat!(s.p.gemeente, "UPDATE toewijzing SET nummer = nummer + 100, einddatum = '2026-12-31'");
        let ander = s.heen();
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        let eerst = verwijten(s.zender(), s.nr);
        assert_eq!(s.terug(&ander), "afgekeurd");
        let dan = verwijten(s.zender(), s.nr);
        assert_ne!(eerst, dan);
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        assert_eq!(verwijten(s.zender(), s.nr), dan, "what was told before is no news");
        staat!(s.p.gemeente, "UPDATE toewijzing SET nummer = nummer - 100");
        assert_eq!(s.terug(&s.heen()), "goedgekeurd");
        assert!(verwijten(s.zender(), s.nr).is_empty());
        s.gelijk("goedgekeurd");
    }

    fn tr347_a_request_cannot_count_after_all_when_its_reference_stands_for_another(proef) {
        let c = GEVALLEN.iter().find(|c| c.naam == "315").unwrap();
        let s = stand(proef.db(), c);
        s.is_heel();
        let a2 = s.heen();
        assert_eq!(s.terug(&s.a1), "afgekeurd");
        staat!(
            s.p.aanbieder,
            "INSERT INTO verzoekdeel (gemeente, verzoek, volgnr, agb, referentie, stand, sinds)
             SELECT gemeente, 900, 1, agb, referentie, 'ingediend', sinds FROM verzoekdeel"
        );
        let r = krijg(&s.p, s.zender(), &a2).0;
        assert_eq!(redenen(&r), ["TR347"]);
        assert_eq!(status(s.zender(), s.nr), "afgekeurd");
        // the other is gone: the same answer counts
        staat!(s.p.aanbieder, "DELETE FROM verzoekdeel WHERE verzoek = 900");
        assert_eq!(s.terug(&a2), "goedgekeurd");
        s.gelijk("goedgekeurd");
    }

    fn op286_both_sides_keep_the_first_301_that_told_of_a_request(proef) {
        let c = GEVALLEN.iter().find(|c| c.naam == "301").unwrap();
        let verteld = |o: &Omgeving| {
            let t = sql_tekst!("A", "SELECT b.identificatie || ' ' || d.stand FROM verzoekdeel d
                JOIN bericht b ON b.gemeente = d.gemeente AND b.id = d.antwoord_in WHERE d.gemeente = '0796'");
            o.db.read(|tx| tx.query_alle(t, &[], |r| r.string(0))).unwrap()
        };
        for n in 0..4 {
            let p = Proef::sqlite();
            let s = stand(if n == 0 { proef.db() } else { p.db() }, c);
            let eerste = identificatie(&s.heen);
            assert_eq!(s.terug(&s.a1), "afgekeurd");
            assert_eq!(toewijzen::hervat(&s.p.gemeente, g(), 0).unwrap(), 1);
            assert_eq!(toewijzen::maak(&s.p.gemeente, g()).unwrap(), 1);
            let tweede = s.p.uit(&s.p.gemeente).pop().unwrap();
            s.is_heel();
            // the second goes its way, and a late copy of the first is approved: before it or after it
            let antwoorden = if n < 2 {
                [s.heen(), antwoord(&s.p, &s.p.aanbieder, &tweede)]
            } else {
                let b = antwoord(&s.p, &s.p.aanbieder, &tweede);
                [s.heen(), b]
            };
            for i in if n % 2 == 0 { [0, 1] } else { [1, 0] } {
                krijg(&s.p, &s.p.gemeente, &antwoorden[i]);
            }
            s.gelijk("goedgekeurd");
            let verwacht = vec![format!("{eerste} gehonoreerd")];
            assert_eq!((verteld(&s.p.gemeente), verteld(&s.p.aanbieder)), (verwacht.clone(), verwacht), "{n}");
        }
    }

    fn op286_a_refusal_that_counts_after_all_takes_the_place_of_the_one_that_followed(proef) {
        let c = GEVALLEN.iter().find(|c| c.naam == "319 die afwijst").unwrap();
        for andersom in [false, true] {
            let p = Proef::sqlite();
            let s = stand(if andersom { p.db() } else { proef.db() }, c);
            assert_eq!(s.terug(&s.a1), "afgekeurd");
            // the municipality refuses once more, for another reason; meanwhile the first is taken
            let verzoek = open(&s.p.gemeente, g()).unwrap()[0].verzoek;
            let budget = Oordeel::WijsAf(RedenAfwijzing::Budget);
            let tweede = beoordeel(&s.p.gemeente, g(), verzoek, 1, budget).unwrap().unwrap().bericht.unwrap();
            s.is_heel();
            let (a2, uit) = (s.heen(), s.p.uit(&s.p.gemeente).pop().unwrap());
            let a3 = antwoord(&s.p, &s.p.aanbieder, &uit);
            for a in if andersom { [&a3, &a2] } else { [&a2, &a3] } {
                krijg(&s.p, &s.p.gemeente, a);
            }
            assert_eq!(status(&s.p.gemeente, tweede), "afgekeurd", "one refusal is taken (TR365)");
            s.gelijk("goedgekeurd");
        }
    }
}
