//! The provider's part in the plan: asked, drafted, handed in, sent back, taken over, agreed with; who sees what, and that the
//! decision waits.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the book is shared with tests that use more of it")]

mod gemeen;

use app::beslissen;
use app::loket::plan as l;
use app::meldingen::{self as q, NieuweMelding, Planstap};
use app::vragen::VraagFout;
use app::{Gebruiker, Omgeving, Rol};
use gemeen::{A, B, VANDAAG, X, Y, agb, g, kluis, nu, vul, wie};
use jiff::civil::date;
use kern::{Bevinding, Gemeentecode};
use store::Db;
use store::proef::Proef;
use toegang::zrm::Zrmdomein;
use toegang::{
    Akkoordwijze, Binnenkomst, Melder, PlanToestand, Planresultaat, Planvraagstand, Plichten, Wijze,
};

fn omgeving(db: &Db) -> Omgeving {
    vul(db);
    // the book was filled past the counters
    for soort in ["melding", "beschikking"] {
        db.write(|tx| store::teller::minstens(tx, g(A), soort, 100)).unwrap();
    }
    Omgeving { db: db.clone(), kluis: kluis(), vandaag: VANDAAG, nu: nu(), wie: "proef".into() }
}

fn consulent() -> Gebruiker {
    wie(Rol::Consulent, &[A])
}

fn aanbieder(code: &str, gemeenten: &[&str]) -> Gebruiker {
    Gebruiker {
        agb: Some(agb(code)),
        weergavenaam: "Anna Aanbieder".into(),
        ..wie(Rol::Aanbieder, gemeenten)
    }
}

fn meld(o: &Omgeving) -> (Gemeentecode, i64) {
    let nieuw = NieuweMelding {
        client: 2,
        ontvangen_op: date(2026, 10, 1),
        binnenkomst: Binnenkomst {
            wijze: Wijze::Telefoon,
            melder: Melder::Client,
            vraag: "Geheime melding".into(),
            spoed: false,
        },
        plichten: Plichten::default(),
        met_brief: false,
    };
    (g(A), q::meld(o, &consulent(), g(A), &nieuw).unwrap().unwrap())
}

fn resultaat(tekst: &str) -> Planresultaat {
    Planresultaat {
        domein: Zrmdomein::Financien,
        resultaat: format!("Geheim resultaat {tekst}"),
        aanpak: "Geheime aanpak".into(),
    }
}

fn vraag(code: &str) -> Planstap {
    Planstap::Vraag(agb(code), "Geheime vraag".into())
}

fn plaatsen<T: std::fmt::Debug>(r: Result<T, Vec<Bevinding>>) -> Vec<String> {
    r.unwrap_err().into_iter().map(|b| b.pad).collect()
}

/// Asked of provider X; gives the melding and the place of the question.
fn gevraagd(o: &Omgeving) -> ((Gemeentecode, i64), (Gemeentecode, i64)) {
    let plek = meld(o);
    q::zet_planstap(o, &consulent(), plek, &vraag(X)).unwrap().unwrap();
    let id = q::planrond(o, &consulent(), plek).unwrap().verloop.unwrap().vraag.id;
    (plek, (g(A), id))
}

store::op_beide! {
    fn a_draft_goes_to_and_fro_and_becomes_the_plan(proef) {
        let o = &omgeving(proef.db());
        let (c, a) = (consulent(), aanbieder(X, &[A]));
        let plek = meld(o);
        // what the consulent wrote already is where the provider begins
        q::zet_plan(o, &c, plek, &[resultaat("een")], Some(VANDAAG)).unwrap().unwrap();
        q::zet_planstap(o, &c, plek, &vraag(X)).unwrap().unwrap();
        assert_eq!(plaatsen(q::zet_planstap(o, &c, plek, &vraag(X)).unwrap()), [""], "one at a time");
        let rij = l::plannen(&o.db, &a, None).unwrap();
        assert_eq!(rij.iter().map(|r| (r.stand, r.naam.achternaam.as_str())).collect::<Vec<_>>(), [(Planvraagstand::Gevraagd, "Çelik")]);
        let v = (g(A), rij[0].id);
        let blad = l::planblad(o, &a, v).unwrap();
        assert_eq!((blad.vraag.vraag.as_str(), &blad.voorstellen[0].resultaten), ("Geheime vraag", &vec![resultaat("een")]));

        // half is kept and not shown to the municipality; handing in needs it whole
        let half = Planresultaat { aanpak: String::new(), ..resultaat("twee") };
        l::schrijf_plan(o, &a, v, &[resultaat("een"), half.clone()], false).unwrap().unwrap();
        assert_eq!(l::planblad(o, &a, v).unwrap().voorstellen[0].resultaten.len(), 2);
        assert!(q::planrond(o, &c, plek).unwrap().verloop.unwrap().voorstellen.is_empty());
        assert_eq!(plaatsen(l::schrijf_plan(o, &a, v, &[resultaat("een"), half], true).unwrap()), ["/aanpak/2"]);
        assert!(q::zet_planstap(o, &c, plek, &Planstap::NeemOver).unwrap().is_err(), "not handed in");
        l::schrijf_plan(o, &a, v, &[resultaat("een"), resultaat("twee")], true).unwrap().unwrap();
        assert!(l::schrijf_plan(o, &a, v, &[resultaat("x")], false).unwrap().is_err(), "handed in");

        // back, with a remark; the next version begins with the one before, and that stays
        assert_eq!(plaatsen(q::zet_planstap(o, &c, plek, &Planstap::StuurTerug(" ".into())).unwrap()), ["/opmerking"]);
        q::zet_planstap(o, &c, plek, &Planstap::StuurTerug("Geheime opmerking".into())).unwrap().unwrap();
        let blad = l::planblad(o, &a, v).unwrap();
        assert_eq!((blad.vraag.stand, blad.vraag.versie), (Planvraagstand::Terug, 2));
        assert_eq!(blad.voorstellen[0].opmerking.as_deref(), Some("Geheime opmerking"));
        assert_eq!(blad.voorstellen[1].resultaten.len(), 2);
        l::schrijf_plan(o, &a, v, &[resultaat("drie")], true).unwrap().unwrap();
        q::zet_planstap(o, &c, plek, &Planstap::NeemOver).unwrap().unwrap();
        let rond = q::planrond(o, &c, plek).unwrap();
        let plan = rond.plan.unwrap();
        assert_eq!((plan.resultaten, plan.toestand, plan.door.as_str()), (vec![resultaat("drie")], PlanToestand::Concept, "Anna Aanbieder"));
        let versies = rond.verloop.unwrap().voorstellen;
        assert_eq!(versies.iter().map(|p| (p.versie, p.resultaten.len())).collect::<Vec<_>>(), [(1, 2), (2, 1)]);
    }

    fn the_client_says_yes_or_why_not_and_the_decision_waits(proef) {
        let o = &omgeving(proef.db());
        let (c, a) = (consulent(), aanbieder(X, &[A]));
        let (plek, v) = gevraagd(o);
        let besluit = beslissen::begin(o, &c, g(A), 2, None).unwrap();
        let wacht = |o: &Omgeving| {
            let blad = beslissen::blad(o, &c, g(A), besluit).unwrap();
            blad.ontbreekt.iter().any(|b| b.tekst.contains("een aanbieder om een plan"))
        };
        assert!(wacht(o), "asked");
        l::schrijf_plan(o, &a, v, &[resultaat("een")], true).unwrap().unwrap();
        let zegt = |op, uitkomst| q::zet_planstap(o, &c, plek, &Planstap::Oordeel(op, uitkomst)).unwrap();
        assert_eq!(plaatsen(zegt(VANDAAG, Ok(Akkoordwijze::Mondeling))), [""], "there is no plan yet");
        q::zet_planstap(o, &c, plek, &Planstap::NeemOver).unwrap().unwrap();
        assert!(wacht(o), "not agreed");
        assert_eq!(plaatsen(zegt(date(2026, 10, 16), Err(String::new()))), ["/reden", "/akkoord"]);
        zegt(VANDAAG, Err("Geheime reden".into())).unwrap();
        assert!(wacht(o), "the client said no");
        zegt(VANDAAG, Ok(Akkoordwijze::Handtekening)).unwrap();
        assert!(!wacht(o));
        let zei: Vec<_> = q::planrond(o, &c, plek).unwrap().oordelen.into_iter().map(|o| o.uitkomst).collect();
        assert_eq!(zei, [Err("Geheime reden".to_owned()), Ok(Akkoordwijze::Handtekening)]);
        // sent back after all: the decision waits again, though the client agreed with what there was
        q::zet_planstap(o, &c, plek, &Planstap::StuurTerug("Toch anders".into())).unwrap().unwrap();
        assert!(wacht(o));
        q::zet_planstap(o, &c, plek, &Planstap::TrekIn).unwrap().unwrap();
        assert!(!wacht(o));
    }

    fn a_provider_sees_its_own_only(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let (plek, v) = gevraagd(o);
        let ander = aanbieder(Y, &[A]);
        assert!(l::plannen(&o.db, &ander, None).unwrap().is_empty());
        assert!(matches!(l::planblad(o, &ander, v), Err(VraagFout::NietGevonden)));
        assert!(matches!(l::schrijf_plan(o, &ander, v, &[resultaat("x")], true), Err(VraagFout::NietGevonden)));
        // of another municipality: neither with the right one in the address, nor with its own
        let elders = aanbieder(X, &[B]);
        assert!(matches!(l::planblad(o, &elders, v), Err(VraagFout::GeenToegang)));
        assert!(matches!(l::planblad(o, &elders, (g(B), v.1)), Err(VraagFout::NietGevonden)));
        assert!(matches!(l::plannen(&o.db, &elders, Some(g(A))), Err(VraagFout::GeenToegang)));
        assert!(l::plannen(&o.db, &elders, None).unwrap().is_empty());
        for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Aanbieder) {
            let w = wie(*rol, &[A]);
            assert!(matches!(l::plannen(&o.db, &w, None), Err(VraagFout::GeenToegang)), "{rol:?}");
            assert!(matches!(l::planblad(o, &w, v), Err(VraagFout::GeenToegang)), "{rol:?}");
        }
        for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Consulent) {
            let w = wie(*rol, &[A]);
            assert!(matches!(q::planrond(o, &w, plek), Err(VraagFout::GeenToegang)), "{rol:?}");
            assert!(matches!(q::zet_planstap(o, &w, plek, &Planstap::TrekIn), Err(VraagFout::GeenToegang)), "{rol:?}");
        }
        // withdrawn and asked of another: the first sees nothing of it any more, the second nothing of the first
        l::schrijf_plan(o, &aanbieder(X, &[A]), v, &[resultaat("van X")], true).unwrap().unwrap();
        q::zet_planstap(o, &c, plek, &Planstap::TrekIn).unwrap().unwrap();
        q::zet_planstap(o, &c, plek, &vraag(Y)).unwrap().unwrap();
        assert!(matches!(l::planblad(o, &aanbieder(X, &[A]), v), Err(VraagFout::NietGevonden)));
        let rij = l::plannen(&o.db, &ander, None).unwrap();
        assert!(l::planblad(o, &ander, (g(A), rij[0].id)).unwrap().voorstellen.is_empty());
        // without a contract nobody is asked
        let (nergens, vreemd) = (meld(o), Planstap::Vraag(agb("75750099"), "Vraag".into()));
        assert_eq!(plaatsen(q::zet_planstap(o, &c, nergens, &vreemd).unwrap()), ["/aanbieder"]);
        assert!(matches!(q::zet_planstap(o, &c, (g(A), 9_999), &vraag(X)), Err(VraagFout::NietGevonden)));
    }
}

#[test]
fn what_stands_in_a_plan_does_not_lie_open_in_the_file() {
    let proef = Proef::sqlite();
    let o = &omgeving(proef.db());
    let (plek, v) = gevraagd(o);
    let a = aanbieder(X, &[A]);
    l::schrijf_plan(o, &a, v, &[resultaat("een")], true).unwrap().unwrap();
    q::zet_planstap(o, &consulent(), plek, &Planstap::StuurTerug("Geheime opmerking".into()))
        .unwrap()
        .unwrap();
    l::schrijf_plan(o, &a, v, &[resultaat("een")], true).unwrap().unwrap();
    q::zet_planstap(o, &consulent(), plek, &Planstap::NeemOver).unwrap().unwrap();
    let nee = Planstap::Oordeel(VANDAAG, Err("Geheime reden".into()));
    q::zet_planstap(o, &consulent(), plek, &nee).unwrap().unwrap();
    let mut alles = Vec::new();
    for bestand in std::fs::read_dir(proef.map().unwrap()).unwrap() {
        alles.extend(std::fs::read(bestand.unwrap().path()).unwrap());
    }
    let bevat = |naald: &[u8]| alles.windows(naald.len()).any(|w| w == naald);
    assert!(bevat(b"aanvaard"), "the search looks in the right files");
    for open in ["Geheime vraag", "Geheim resultaat", "Geheime aanpak", "Geheime opmerking", "Geheime reden"]
    {
        assert!(!bevat(open.as_bytes()), "{open}");
    }
}
