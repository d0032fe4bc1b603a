//! Signing in on both engines: passwords, the brake on guessing, and the edges of a session.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the shared data serves more tests than these")]

mod gemeen;

use app::Rol;
use app::aanmelden::{AanmeldFout, NieuweGebruiker, Token, gebruiker_van, maak_gebruiker, meld_aan, meld_af};
use gemeen::{A, B, X, agb, g, kluis, nu};
use jiff::{SignedDuration, Timestamp};
use store::Db;

const GOED: &str = "correct paard batterij";

fn maak(db: &Db) -> i64 {
    let nieuw = NieuweGebruiker {
        naam: " Anna ",
        weergavenaam: "Anna de Proef",
        rol: Rol::Backoffice,
        agb: None,
        gemeenten: &[g(B), g(A), g(A)],
    };
    maak_gebruiker(db, &kluis(), &nieuw, GOED, nu()).unwrap()
}

fn na(minuten: i64, seconden: i64) -> Timestamp {
    nu() + SignedDuration::from_secs(minuten * 60 + seconden)
}

fn probeer(
    db: &Db,
    naam: &str,
    wachtwoord: &str,
    adres: &str,
    tijd: Timestamp,
) -> Result<Token, AanmeldFout> {
    meld_aan(db, &kluis(), naam, wachtwoord, adres, tijd).map(|(token, _)| token)
}

fn soorten(db: &Db, gemeente: &str) -> Vec<String> {
    let mut uit = Vec::new();
    db.read(|tx| {
        uit.clear();
        tx.query(store::sql::basis::GEBEURTENIS_ALLE, &[gemeente.into()], |r| {
            assert!(!r.text(5)?.contains(GOED), "no password in the log");
            uit.push(r.string(3)?);
            Ok(())
        })?;
        assert!(store::gebeurtenis::controleer(tx, &kluis(), g(gemeente))?.is_empty());
        Ok::<_, store::StoreFout>(())
    })
    .unwrap();
    uit
}

store::op_beide! {
    fn who_knows_the_password_comes_in_and_goes_out(proef) {
        let db = proef.db();
        let id = maak(db);
        let (token, wie) = meld_aan(db, &kluis(), "ANNA", GOED, "::1", nu()).unwrap();
        assert_eq!((wie.id, wie.rol, wie.gemeenten), (id, Rol::Backoffice, vec![g(A), g(B)]));
        let terug = Token::parse(&token.tekst()).unwrap();
        assert_eq!(gebruiker_van(db, &terug, nu()).unwrap().unwrap().weergavenaam, "Anna de Proef");
        meld_af(db, &kluis(), &token, na(1, 0)).unwrap();
        assert!(gebruiker_van(db, &token, na(1, 0)).unwrap().is_none());
        meld_af(db, &kluis(), &token, na(2, 0)).unwrap();
        for gemeente in [A, B] {
            assert_eq!(soorten(db, gemeente), ["gebruiker gemaakt", "aangemeld", "afgemeld"]);
        }
    }

    fn a_wrong_name_and_a_wrong_password_look_the_same(proef) {
        let db = proef.db();
        maak(db);
        for (naam, wachtwoord) in
            [("anna", "fout"), ("anna", ""), ("bert", GOED), ("", GOED), ("a\0b", GOED), ("anna", &"x".repeat(300))]
        {
            let uit = probeer(db, naam, wachtwoord, naam, nu());
            assert!(matches!(uit, Err(AanmeldFout::Onjuist)), "{naam:?}: {uit:?}");
        }
        // Only what went wrong for a known name is in a log.
        assert_eq!(soorten(db, A).iter().filter(|s| *s == "aanmelden mislukt").count(), 3);
    }

    fn after_five_failures_a_name_waits(proef) {
        let db = proef.db();
        maak(db);
        for n in 0..5 {
            let uit = probeer(db, "anna", "fout", &format!("adres{n}"), na(n, 0));
            assert!(matches!(uit, Err(AanmeldFout::Onjuist)), "{n}: {uit:?}");
        }
        // Even the right password waits, until the first failure is fifteen minutes old.
        let Err(AanmeldFout::Wacht { minuten }) = probeer(db, "anna", GOED, "adres", na(5, 0)) else {
            panic!("no brake")
        };
        assert_eq!(minuten, 10);
        let uit = probeer(db, "anna", GOED, "adres", na(14, 59));
        assert!(matches!(uit, Err(AanmeldFout::Wacht { minuten: 1 })), "{uit:?}");
        assert!(probeer(db, "anna", GOED, "adres", na(15, 0)).is_ok());
    }

    fn four_failures_do_not_brake_and_others_are_free(proef) {
        let db = proef.db();
        maak(db);
        for n in 0..4 {
            let _ = probeer(db, "anna", "fout", &format!("adres{n}"), nu());
        }
        assert!(probeer(db, "anna", GOED, "adres", nu()).is_ok());
        // A fifth failure brakes, although a success came between.
        let _ = probeer(db, "anna", "fout", "elders", na(1, 0));
        assert!(matches!(probeer(db, "anna", GOED, "adres", na(1, 0)), Err(AanmeldFout::Wacht { .. })));
        let uit = probeer(db, "bert", GOED, "adres", na(1, 0));
        assert!(matches!(uit, Err(AanmeldFout::Onjuist)), "another name is judged: {uit:?}");
    }

    fn after_twenty_failures_an_address_waits(proef) {
        let db = proef.db();
        maak(db);
        for n in 0..20 {
            let uit = probeer(db, &format!("naam{n}"), "fout", "10.0.0.1", nu());
            assert!(matches!(uit, Err(AanmeldFout::Onjuist)), "{n}: {uit:?}");
        }
        assert!(matches!(probeer(db, "anna", GOED, "10.0.0.1", nu()), Err(AanmeldFout::Wacht { minuten: 15 })));
        assert!(probeer(db, "anna", GOED, "10.0.0.2", nu()).is_ok());
    }

    fn many_at_the_same_moment_do_not_pass_the_brake_together(proef) {
        let db = proef.db();
        maak(db);
        let geprobeerd = std::thread::scope(|s| {
            let draden: Vec<_> = (0..12)
                .map(|n| s.spawn(move || probeer(db, "anna", "fout", &format!("adres{n}"), nu())))
                .collect();
            draden.into_iter().map(|d| d.join().unwrap()).filter(|u| matches!(u, Err(AanmeldFout::Onjuist))).count()
        });
        assert_eq!(geprobeerd, 5);
    }

    fn a_session_ends_when_idle_and_after_eight_hours(proef) {
        let db = proef.db();
        maak(db);
        let token = probeer(db, "anna", GOED, "a", nu()).unwrap();
        let hier = |tijd| gebruiker_van(db, &token, tijd).unwrap().is_some();
        assert!(hier(na(29, 59)), "just before");
        // That page moved the end: thirty minutes from then.
        assert!(hier(na(59, 58)));
        assert!(!hier(na(89, 58)), "on the half hour it is over");
        let token = probeer(db, "anna", GOED, "a", nu()).unwrap();
        let hier = |tijd| gebruiker_van(db, &token, tijd).unwrap().is_some();
        for kwartier in 1..32 {
            assert!(hier(na(kwartier * 15, 0)), "{kwartier}");
        }
        assert!(hier(na(479, 59)));
        assert!(!hier(na(480, 0)), "eight hours, however busy");
    }

    fn a_false_token_is_nobody(proef) {
        let db = proef.db();
        maak(db);
        let token = probeer(db, "anna", GOED, "a", nu()).unwrap();
        let mut tekst = token.tekst();
        tekst.replace_range(0..1, if tekst.starts_with('0') { "1" } else { "0" });
        assert!(gebruiker_van(db, &Token::parse(&tekst).unwrap(), nu()).unwrap().is_none());
        for fout in ["", "x", &"g".repeat(64), &"a".repeat(63), &"a".repeat(65), &"é".repeat(32)] {
            assert!(Token::parse(fout).is_none(), "{fout}");
        }
        assert!(!format!("{token:?}").contains(&token.tekst()[..8]));
        assert!(token.csrf_klopt(&token.csrf()));
        assert!(!token.csrf_klopt(&token.csrf()[1..]));
        assert!(!token.csrf_klopt(""));
        assert!(!token.csrf_klopt(&token.tekst()), "the token itself is not the answer");
    }

    fn a_user_must_make_sense(proef) {
        let db = proef.db();
        maak(db);
        let goed = NieuweGebruiker {
            naam: "bert", weergavenaam: "Bert", rol: Rol::Aanbieder, agb: Some(agb(X)), gemeenten: &[g(A)],
        };
        let fout = |nieuw: NieuweGebruiker<'_>, wachtwoord: &str| {
            let uit = maak_gebruiker(db, &kluis(), &nieuw, wachtwoord, nu());
            assert!(matches!(uit, Err(AanmeldFout::Ongeldig(_))), "{nieuw:?}: {uit:?}");
        };
        fout(goed.clone(), "elf letters");
        fout(goed.clone(), &"x".repeat(257));
        fout(NieuweGebruiker { naam: "Anna", ..goed.clone() }, GOED);
        fout(NieuweGebruiker { naam: "  ", ..goed.clone() }, GOED);
        fout(NieuweGebruiker { weergavenaam: "", ..goed.clone() }, GOED);
        fout(NieuweGebruiker { agb: None, ..goed.clone() }, GOED);
        fout(NieuweGebruiker { rol: Rol::Controller, ..goed.clone() }, GOED);
        fout(NieuweGebruiker { gemeenten: &[], ..goed.clone() }, GOED);
        assert_eq!(maak_gebruiker(db, &kluis(), &goed, "twaalf tekens", nu()).unwrap(), 2);
    }
}
