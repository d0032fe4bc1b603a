//! The desk of a provider, in its own book and as a guest in that of the municipality.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the exchange is shared with tests that use more of it")]

mod verkeer;

use app::loket::levering::{Melding, RedenStop, Stand};
use app::loket::verzoek::{Vraag, bekijk, dien_in, werkblad};
use app::loket::{Plaats, levering};
use app::verzoeken::{
    Aangevraagd, GewenstProduct, GewensteWijziging, Omvang, Oordeel, RedenAfwijzing, RedenVerzoek,
    Toewijzingnummer, Verwijzing, Verzoekstand, Vot, Vow, beoordeel, lees,
};
use app::vragen::VraagFout;
use app::{Gebruiker, Omgeving, Rol};
use istandaard::Soort;
use jiff::civil::{Date, date};
use kern::{AgbCode, Bevinding, Eenheid, Frequentie};
use store::proef::Proef;
use verkeer::{CLIENT, Keten, agb, g, product};

const P: fn() -> Plaats = || Plaats { gemeente: g(), client: CLIENT };

fn gebruiker(rol: Rol, agb: Option<AgbCode>) -> Gebruiker {
    Gebruiker { id: 1, weergavenaam: "Proef".into(), rol, gemeenten: vec![g()], agb }
}

fn aanbieder() -> Gebruiker {
    gebruiker(Rol::Aanbieder, Some(agb()))
}

fn gewenst(code: &str, van: Date) -> GewenstProduct {
    GewenstProduct {
        product: Some(product("02", code)),
        ingangsdatum: van,
        einddatum: Some(date(2027, 6, 30)),
        omvang: Some(Omvang { volume: 2, eenheid: Eenheid::Uur, frequentie: Frequentie::Week }),
        budget: None,
    }
}

fn vot(code: &str) -> Vraag {
    Vraag::Toewijzing(Vot {
        gemeente: g(),
        agb: agb(),
        client: CLIENT,
        producten: vec![Aangevraagd {
            gewenst: gewenst(code, date(2026, 11, 1)),
            beschikking: None,
            verwijzing: Verwijzing { soort: "06".into(), naam: None, zorgverlener: None },
            commentaar: None,
        }],
    })
}

fn vow() -> Vraag {
    Vraag::Wijziging(Vow {
        gemeente: g(),
        agb: agb(),
        client: CLIENT,
        reden: RedenVerzoek::Zorgplan,
        te_wijzigen: vec![GewensteWijziging {
            nummer: Toewijzingnummer::new(1).unwrap(),
            ingangsdatum: date(2026, 11, 1),
            einddatum: Some(date(2026, 12, 31)),
            omvang: Some(Omvang { volume: 5, eenheid: Eenheid::Uur, frequentie: Frequentie::Week }),
            budget: None,
        }],
        nieuw: Vec::new(),
    })
}

fn berichten(o: &Omgeving) -> Vec<String> {
    let sql = store::sql_tekst!(
        "PROEF",
        "SELECT richting || ' ' || soort || ' ' || CASE WHEN bezorgd_op IS NULL THEN 'wacht' ELSE 'weg' END
         FROM bericht WHERE gemeente = $1 AND soort <> 'WMO301' AND soort <> 'WMO302' ORDER BY id"
    );
    o.db.read(|tx| tx.query_alle(sql, &[(&g()).into()], |r| r.string(0))).unwrap()
}

fn codes<T: std::fmt::Debug>(r: Result<T, Vec<Bevinding>>) -> Vec<&'static str> {
    r.unwrap_err().iter().map(|b| b.regel).collect()
}

store::op_beide! {
    fn in_its_own_book_a_request_leaves_through_the_outbox(proef) {
        let k = Keten::nieuw(proef.db());
        let (o, wie) = (&k.aanbieder, aanbieder());
        assert_eq!(werkblad(o, &wie, P()).unwrap().actueel.len(), 1);
        // looking at it keeps nothing
        let d = bekijk(o, &wie, &vot("02A02")).unwrap().unwrap();
        assert_eq!(d.verzoek.producten.len(), 1);
        assert_eq!(berichten(o), Vec::<String>::new());
        let id = dien_in(o, &wie, &vot("02A02")).unwrap().unwrap();
        assert_eq!(berichten(o), ["uit WMO315 wacht"]);
        assert_eq!(k.naar_gemeente(), [(Soort::Wmo315, true)]);
        // one at a time
        assert_eq!(codes(bekijk(o, &wie, &vow()).unwrap()), ["TR374"]);
        beoordeel(&k.gemeente, g(), 1, 1, Oordeel::WijsAf(RedenAfwijzing::Budget)).unwrap().unwrap();
        assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
        assert_eq!(lees(o, g(), id).unwrap().unwrap().delen[0].stand, Verzoekstand::Afgewezen(RedenAfwijzing::Budget));
    }
}

store::op_beide! {
    fn in_the_book_of_the_municipality_it_is_handed_over_and_judged_on_the_spot(proef) {
        let k = Keten::nieuw(proef.db());
        let (o, wie) = (&k.gemeente, aanbieder());
        let id = dien_in(o, &wie, &vot("02A02")).unwrap().unwrap();
        // received, and answered without sending the answer to anyone
        assert_eq!(berichten(o), ["in WMO315 weg", "uit WMO316 weg"].map(|b| b.replace("in WMO315 weg", "in WMO315 wacht")));
        let v = lees(o, g(), id).unwrap().unwrap();
        assert_eq!((v.delen.len(), v.delen[0].stand), (1, Verzoekstand::Ingediend));
        // nothing of it stands twice
        assert_eq!(codes(dien_in(o, &wie, &vow()).unwrap()), ["TR374"]);
        beoordeel(o, g(), id, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
        assert_eq!(lees(o, g(), id).unwrap().unwrap().delen[0].stand, Verzoekstand::Gehonoreerd { gemeld: false });
        k.logboeken_kloppen();
    }
}

#[test]
fn nobody_speaks_for_another() {
    let proef = Proef::sqlite();
    let k = Keten::nieuw(proef.db());
    let o = &k.gemeente;
    let geen_toegang = |wie: &Gebruiker| {
        assert!(matches!(werkblad(o, wie, P()), Err(VraagFout::GeenToegang)));
        assert!(matches!(dien_in(o, wie, &vot("02A02")), Err(VraagFout::GeenToegang)));
    };
    for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Aanbieder) {
        geen_toegang(&gebruiker(*rol, None));
    }
    geen_toegang(&gebruiker(Rol::Aanbieder, None));
    // another municipality
    geen_toegang(&Gebruiker { gemeenten: Vec::new(), ..aanbieder() });
    // a provider without an assignment for this client does not learn that it is there
    let ander = gebruiker(Rol::Aanbieder, AgbCode::parse("75750009").ok());
    assert!(matches!(werkblad(o, &ander, P()), Err(VraagFout::NietGevonden)));
    assert!(matches!(dien_in(o, &ander, &vot("02A02")), Err(VraagFout::NietGevonden)));
    assert_eq!(berichten(o), Vec::<String>::new());
}

#[test]
fn nobody_withdraws_a_report_of_another() {
    let proef = Proef::sqlite();
    let k = Keten::nieuw(proef.db());
    let wie = aanbieder();
    let start = Melding::Start { begindatum: date(2026, 9, 1) };
    levering::meld(&k.aanbieder, &wie, P(), 1, start).unwrap().unwrap();
    assert_eq!(k.naar_gemeente(), [(Soort::Wmo305, true)]);
    k.nog_een_toewijzing("02A02");
    for o in [&k.gemeente, &k.aanbieder] {
        let voor = berichten(o);
        let gemeld = levering::blad(o, &wie, P(), 1).unwrap().meldingen[0].clone();
        assert!(gemeld.beletsel.is_empty(), "{gemeld:?}");
        let terug = Melding::Intrekken { levering: gemeld.levering.id.0 };
        let geen_toegang = |wie: &Gebruiker| {
            assert!(
                matches!(levering::bekijk(o, wie, P(), 1, terug), Err(VraagFout::GeenToegang)),
                "{wie:?}"
            );
            assert!(matches!(levering::meld(o, wie, P(), 1, terug), Err(VraagFout::GeenToegang)), "{wie:?}");
        };
        for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Aanbieder) {
            geen_toegang(&gebruiker(*rol, None));
            // a role of the municipality does not speak for a provider by naming one
            geen_toegang(&gebruiker(*rol, Some(agb())));
        }
        geen_toegang(&gebruiker(Rol::Aanbieder, None));
        geen_toegang(&Gebruiker { gemeenten: Vec::new(), ..aanbieder() });
        let ander = gebruiker(Rol::Aanbieder, AgbCode::parse("75750009").ok());
        assert!(matches!(levering::meld(o, &ander, P(), 1, terug), Err(VraagFout::NietGevonden)));
        // not through another client or an assignment that is not there, and no report that does not exist
        let elders = Plaats { client: CLIENT + 1, ..P() };
        assert!(matches!(levering::meld(o, &wie, elders, 1, terug), Err(VraagFout::NietGevonden)));
        assert!(matches!(levering::meld(o, &wie, P(), 9, terug), Err(VraagFout::NietGevonden)));
        let verzonnen = Melding::Intrekken { levering: 999 };
        assert!(matches!(levering::meld(o, &wie, P(), 1, verzonnen), Err(VraagFout::Ongeldig(_))));
        assert!(
            matches!(levering::meld(o, &wie, P(), 2, terug), Err(VraagFout::Ongeldig(_))),
            "it is not about 2"
        );
        assert_eq!(berichten(o), voor);
        assert_eq!(levering::blad(o, &wie, P(), 1).unwrap().stand, Stand::Loopt { sinds: date(2026, 9, 1) });
    }
    // who reported it may
    let id = levering::blad(&k.aanbieder, &wie, P(), 1).unwrap().meldingen[0].levering.id.0;
    levering::meld(&k.aanbieder, &wie, P(), 1, Melding::Intrekken { levering: id }).unwrap().unwrap();
    assert_eq!(k.naar_gemeente(), [(Soort::Wmo305, true)]);
    assert_eq!(levering::blad(&k.gemeente, &wie, P(), 1).unwrap().stand, Stand::NietGestart);
}

#[test]
fn a_day_that_is_still_to_come_is_not_reported() {
    let proef = Proef::sqlite();
    let k = Keten::nieuw(proef.db());
    let (o, wie) = (&k.aanbieder, aanbieder());
    let start = |dag| levering::bekijk(o, &wie, P(), 1, Melding::Start { begindatum: dag }).unwrap();
    assert_eq!(codes(start(date(2026, 10, 16))), ["TR134"]);
    assert!(start(date(2026, 10, 15)).is_ok());
    levering::meld(o, &wie, P(), 1, Melding::Start { begindatum: date(2026, 9, 1) }).unwrap().unwrap();
    let stop = |einddatum| {
        let m = Melding::Stop { einddatum, reden: RedenStop::VolgensPlan };
        levering::bekijk(o, &wie, P(), 1, m).unwrap()
    };
    assert_eq!(codes(stop(date(2026, 10, 16))), ["TR134"]);
    assert!(stop(date(2026, 10, 15)).is_ok());
}

#[test]
fn without_any_message_nobody_knows_whose_book_it_is() {
    let proef = Proef::sqlite();
    let k = Keten::nieuw(proef.db());
    let sql = store::sql_tekst!("PROEF", "DELETE FROM bericht WHERE gemeente = $1");
    k.aanbieder.db.write(|tx| tx.execute(sql, &[(&g()).into()])).unwrap();
    assert!(matches!(dien_in(&k.aanbieder, &aanbieder(), &vot("02A02")), Err(VraagFout::Ongeldig(_))));
    assert_eq!(berichten(&k.aanbieder), Vec::<String>::new());
}

store::op_beide! {
    fn start_and_stop_are_reported_and_taken_back_in_order(proef) {
        let k = Keten::nieuw(proef.db());
        let wie = aanbieder();
        let start = Melding::Start { begindatum: date(2026, 9, 1) };
        let stop = Melding::Stop { einddatum: date(2026, 10, 1), reden: RedenStop::VolgensPlan };
        let laatste = |o: &Omgeving| levering::blad(o, &wie, P(), 1).unwrap().meldingen[0].clone();
        for (o, eigen) in [(&k.aanbieder, true), (&k.gemeente, false)] {
            // a stop without a start, in the own book already
            assert_eq!(codes(levering::bekijk(o, &wie, P(), 1, stop).unwrap()), ["TR382"]);
            let straks = levering::bekijk(o, &wie, P(), 1, start).unwrap().unwrap();
            assert_eq!(straks.stand, Stand::Loopt { sinds: date(2026, 9, 1) });
            assert_eq!(levering::blad(o, &wie, P(), 1).unwrap().stand, Stand::NietGestart);
            levering::meld(o, &wie, P(), 1, start).unwrap().unwrap();
            let l = laatste(o);
            // what was sent waits for its answer before it can be withdrawn
            assert_eq!(l.beletsel.is_empty(), !eigen);
            if eigen {
                let terug = Melding::Intrekken { levering: l.levering.id.0 };
                assert_eq!(codes(levering::meld(o, &wie, P(), 1, terug).unwrap()), ["IV008"]);
                assert_eq!(k.naar_gemeente(), [(Soort::Wmo305, true)]);
            }
            levering::meld(o, &wie, P(), 1, stop).unwrap().unwrap();
            if eigen {
                assert_eq!(k.naar_gemeente(), [(Soort::Wmo307, true)]);
            }
            let b = levering::blad(o, &wie, P(), 1).unwrap();
            assert_eq!(b.stand, Stand::Gestopt { op: date(2026, 10, 1), reden: RedenStop::VolgensPlan });
            assert!(b.kan_starten() && !b.kan_stoppen());
            // the start not before the stop
            let (de_stop, de_start) = (b.meldingen[0].levering.id.0, b.meldingen[1].levering.id.0);
            let terug = |levering| Melding::Intrekken { levering };
            assert_eq!(codes(levering::bekijk(o, &wie, P(), 1, terug(de_start)).unwrap()), ["TR071"]);
            levering::meld(o, &wie, P(), 1, terug(de_stop)).unwrap().unwrap();
            assert_eq!(codes(levering::meld(o, &wie, P(), 1, terug(de_stop)).unwrap()), ["TR063"]);
            levering::meld(o, &wie, P(), 1, terug(de_start)).unwrap().unwrap();
            assert_eq!(levering::blad(o, &wie, P(), 1).unwrap().stand, Stand::NietGestart);
            if eigen {
                assert_eq!(k.naar_gemeente(), [(Soort::Wmo307, true), (Soort::Wmo305, true)]);
                assert_eq!(levering::blad(&k.gemeente, &wie, P(), 1).unwrap().stand, Stand::NietGestart);
            }
        }
    }
}
