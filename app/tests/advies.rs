//! Measurements, advice and choices in a real book: what is kept, what is refused, who may, what lies open in the file, and that
//! the program on the command line says the same.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the book is shared with tests that use more of it")]

mod gemeen;

use app::advies::{self as q, Deel};
use app::meldingen as m;
use app::vragen::VraagFout;
use app::{Gebruiker, Omgeving, Rol};
use gemeen::{A, B, VANDAAG, g, kluis, nu, vul, wie};
use jiff::civil::date;
use kern::Bevinding;
use std::collections::BTreeMap;
use store::Db;
use store::proef::Proef;
use toegang::advies::{Adviesdossier, Antwoord, Prijslijst, Regelboek, Uitkomst, Werk};
use toegang::zrm::{Zelfredzaamheid as N, Zrmdomein as D, Zrmmeting, Zrmscore, Zrmuitgave, Zrmverschil};
use toegang::{Binnenkomst, Melder, Plichten, Wijze};

const KADER: &str = "meierij-2020";

fn omgeving(db: &Db) -> Omgeving {
    vul(db);
    db.write(|tx| {
        ["melding", "beschikking"].iter().try_for_each(|s| store::teller::minstens(tx, g(A), s, 100))
    })
    .unwrap();
    Omgeving { db: db.clone(), kluis: kluis(), vandaag: VANDAAG, nu: nu(), wie: "proef".into() }
}

fn consulent() -> Gebruiker {
    wie(Rol::Consulent, &[A])
}

fn melding(o: &Omgeving, client: i64) -> i64 {
    let n = m::NieuweMelding {
        client,
        ontvangen_op: date(2026, 10, 1),
        binnenkomst: Binnenkomst {
            wijze: Wijze::Telefoon,
            melder: Melder::Client,
            vraag: "Ik kom de dag niet goed door.".into(),
            spoed: false,
        },
        plichten: Plichten::default(),
        met_brief: false,
    };
    m::meld(o, &consulent(), g(A), &n).unwrap().unwrap()
}

fn meting(op: kern::Datum, scores: &[(D, N, Option<&str>)]) -> Zrmmeting {
    let scores: BTreeMap<_, _> = scores
        .iter()
        .map(|(d, n, o)| (*d, Zrmscore { niveau: *n, opmerking: o.map(str::to_owned) }))
        .collect();
    Zrmmeting::new(Zrmuitgave::Van2017, op, "Femke", Some("Geheime opmerking".into()), scores).unwrap()
}

fn regels<T: std::fmt::Debug>(r: Result<T, Vec<Bevinding>>) -> Vec<(String, &'static str)> {
    r.unwrap_err().into_iter().map(|b| (b.pad, b.regel)).collect()
}

/// Every question of the framework answered so that support fits, but those that are named.
fn antwoorden(o: &Omgeving, plek: (kern::Gemeentecode, i64), nee: &[&str]) -> BTreeMap<String, Antwoord> {
    let b = q::blad(o, &consulent(), plek, Some(KADER)).unwrap().kader.unwrap();
    let alle = b.vragenlijst.iter().flat_map(|g| &g.vragen);
    alle.map(|v| {
        let a = match v.soort {
            regels::Criteriumsoort::Getal { .. } => Antwoord::Getal(1.into()),
            _ => Antwoord::oordeel(!nee.contains(&v.id.as_str()), "Geheime motivering"),
        };
        (v.id.clone(), a)
    })
    .collect()
}

/// Advice as the program on the command line makes it of a file.
fn op_de_opdrachtregel(json: &str) -> toegang::advies::Advies {
    let kader = regels::kader(KADER).unwrap();
    let boek = Regelboek::uit(kader, Prijslijst::uit(regels::kaders()));
    // on another day: the file names its own
    let d = Adviesdossier::uit_json(json, date(2030, 1, 1)).unwrap();
    assert_eq!(boek.controleer(&d), []);
    boek.beoordeel(&d).unwrap().advies()
}

store::op_beide! {
    fn a_measurement_is_kept_repeated_and_corrected(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let id = melding(o, 3);
        let eerst = meting(date(2026, 1, 5), &[(D::Financien, N::Niet, Some("Geheim")), (D::Justitie, N::Volledig, None)]);
        let een = q::zet_meting(o, &c, (g(A), 3), None, None, &eerst).unwrap().unwrap();
        let later = meting(VANDAAG, &[(D::Financien, N::Voldoende, None), (D::Justitie, N::Beperkt, None)]);
        let twee = q::zet_meting(o, &c, (g(A), 3), None, Some(id), &later).unwrap().unwrap();
        let (client, alle) = q::metingen(o, &c, g(A), 3).unwrap();
        assert_eq!(client.id, 3);
        assert_eq!(alle.iter().map(|x| (x.id, x.melding)).collect::<Vec<_>>(), [(twee, Some(id)), (een, None)]);
        assert_eq!((&alle[0].meting, &alle[1].meting), (&later, &eerst));
        let stappen: Vec<_> = alle[0].meting.sinds(&alle[1].meting).iter().map(Zrmverschil::stappen).collect();
        assert_eq!(stappen, [Some(2), Some(-2)]);
        // corrected: the same number, the same melding, and only once in the list
        let goed = meting(VANDAAG, &[(D::Financien, N::Volledig, None)]);
        assert_eq!(q::zet_meting(o, &c, (g(A), 3), Some(twee), None, &goed).unwrap().unwrap(), twee);
        let (_, alle) = q::metingen(o, &c, g(A), 3).unwrap();
        assert_eq!((alle.len(), &alle[0].meting, alle[0].melding), (2, &goed, Some(id)));
        // not tomorrow, not for somebody else, not with the melding of somebody else
        let morgen = meting(VANDAAG.tomorrow().unwrap(), &[(D::Financien, N::Niet, None)]);
        assert_eq!(regels(q::zet_meting(o, &c, (g(A), 3), None, None, &morgen).unwrap())[0].1, "ZRM-DATUM");
        for (client, oud, bij) in [(2, Some(een), None), (2, None, Some(id)), (99, None, None)] {
            let uit = q::zet_meting(o, &c, (g(A), client), oud, bij, &goed);
            assert!(matches!(uit, Err(VraagFout::NietGevonden)), "{client} {oud:?} {bij:?}");
        }
        assert!(matches!(q::meting(o, &c, (g(A), 2), een), Err(VraagFout::NietGevonden)));
    }

    fn advice_is_the_same_as_on_the_command_line(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let plek = (g(A), melding(o, 3));
        let leeg = q::blad(o, &c, plek, None).unwrap();
        assert_eq!(leeg.kaders.iter().map(|k| k.id.as_str()).collect::<Vec<_>>(), [KADER]);
        let a = leeg.kader.unwrap();
        assert_eq!((a.versie, a.invulling.ronde, a.sha256.len()), (0, 0, 64));
        assert!(a.advies.producten.iter().all(|p| p.uitkomst.is_open()), "nothing is guessed");
        q::zet_meting(o, &c, (g(A), 3), None, None, &meting(VANDAAG, &[(D::Financien, N::Niet, Some("Geheim"))])).unwrap().unwrap();
        let alle = antwoorden(o, plek, &[]);
        q::wijzig(o, &c, plek, KADER, 0, &Deel::Antwoorden(alle.clone())).unwrap().unwrap();
        let werk = vec![Werk { domein: D::Financien, soort: regels::Werksoort::Aanleren, uren: "2.25".parse().unwrap() }];
        // who looked at an older round is told so, and nothing is kept
        assert_eq!(regels(q::wijzig(o, &c, plek, KADER, 0, &Deel::Werk(werk.clone())).unwrap())[0].1, "ADVIES-RONDE");
        q::wijzig(o, &c, plek, KADER, 1, &Deel::Werk(werk.clone())).unwrap().unwrap();
        let a = q::blad(o, &c, plek, Some(KADER)).unwrap().kader.unwrap();
        assert_eq!((a.invulling.ronde, &a.invulling.dossier.werk, &a.invulling.dossier.antwoorden), (2, &werk, &alle));
        assert!(a.advies.producten.iter().any(|p| p.uitkomst == Uitkomst::Voldoet));
        let json = q::uitvoer(o, &c, plek, KADER).unwrap();
        assert_eq!(op_de_opdrachtregel(&json), a.advies);
        assert!(json.contains("v1/dossier") && !json.contains("Çelik") && !json.contains(gemeen::BSN));
        assert!(!json.contains("\"Geheim\""), "remarks are not needed to judge");
        // what cannot be is refused with all reasons
        let mut fout = alle;
        fout.insert("bestaat-niet".into(), Antwoord::ja());
        assert_eq!(regels(q::wijzig(o, &c, plek, KADER, 9, &Deel::Antwoorden(fout)).unwrap()),
            [(String::new(), "ADVIES-RONDE"), ("antwoorden.bestaat-niet".into(), "DOSSIER-CRITERIUM")]);
        let te_veel = vec![Werk { domein: D::Adl, soort: regels::Werksoort::Helpen, uren: 169.into() }];
        assert_eq!(regels(q::wijzig(o, &c, plek, KADER, 2, &Deel::Werk(te_veel)).unwrap())[0].0, "werk[0].uren_per_week");
        assert!(matches!(q::blad(o, &c, plek, Some("drechtsteden-ib-2016")), Err(VraagFout::NietGevonden)), "not of this municipality");
    }

    fn a_choice_is_kept_with_what_it_rests_on(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let plek = (g(A), melding(o, 3));
        q::wijzig(o, &c, plek, KADER, 0, &Deel::Antwoorden(antwoorden(o, plek, &[]))).unwrap().unwrap();
        let a = q::blad(o, &c, plek, None).unwrap().kader.unwrap();
        let voorstel: Vec<&str> = a.advies.adviezen.iter().flat_map(|x| &x.te_bestellen).map(String::as_str).collect();
        let ander = a.advies.producten.iter().find(|p| p.uitkomst != Uitkomst::Voldoet).unwrap().product.clone();
        // departing needs a motivation, and the advice must be the one that was looked at
        assert_eq!(regels(q::kies(o, &c, plek, (KADER, &a.stand), &[&ander], " ").unwrap()).last().unwrap().1, "KEUZE-MOTIVERING");
        assert_eq!(regels(q::kies(o, &c, plek, (KADER, "anders"), &[&ander], "omdat").unwrap())[0].1, "KEUZE-STAND");
        assert_eq!(q::kies(o, &c, plek, (KADER, &a.stand), &voorstel, "").unwrap().unwrap(), 1);
        assert_eq!(q::kies(o, &c, plek, (KADER, &a.stand), &[&ander], "Geheime motivering").unwrap().unwrap(), 2);
        // a later change does not touch what was chosen on
        q::wijzig(o, &c, plek, KADER, 1, &Deel::Antwoorden(BTreeMap::new())).unwrap().unwrap();
        let nieuw = q::blad(o, &c, plek, None).unwrap();
        assert_ne!(nieuw.kader.as_ref().unwrap().stand, a.stand);
        assert_eq!(nieuw.keuzes.len(), 2);
        let (twee, een) = (&nieuw.keuzes[0], &nieuw.keuzes[1]);
        assert_eq!((een.volgnr, een.keuze.producten().len(), een.keuze.afwijkingen().len()), (1, voorstel.len(), 0));
        assert_eq!((twee.keuze.motivering(), twee.versie, twee.sha256.as_str()), (Some("Geheime motivering"), 0, a.sha256.as_str()));
        assert!(!twee.keuze.afwijkingen().is_empty());
        let (dossier, advies) = q::grond(o, &c, plek, 2).unwrap();
        assert_eq!((&dossier, &advies), (&a.invulling.dossier, &a.advies));
        assert_eq!(op_de_opdrachtregel(&dossier.als_json().to_string()), advies, "it can be replayed");
    }

    fn policy_sees_rules_and_no_people(proef) {
        let o = &omgeving(proef.db());
        let (c, beleid) = (consulent(), wie(Rol::Inkoper, &[A]));
        let een = (g(A), melding(o, 3));
        let twee = (g(A), melding(o, 2));
        for plek in [een, twee] {
            q::wijzig(o, &c, plek, KADER, 0, &Deel::Antwoorden(antwoorden(o, plek, &[]))).unwrap().unwrap();
            let a = q::blad(o, &c, plek, None).unwrap().kader.unwrap();
            // first something else, then one of both goes back to the advice: the newest counts
            q::kies(o, &c, plek, (KADER, &a.stand), &[], "Geheime motivering").unwrap().unwrap();
            if plek == twee {
                let voorstel: Vec<&str> = a.advies.adviezen.iter().flat_map(|x| &x.te_bestellen).map(String::as_str).collect();
                q::kies(o, &c, plek, (KADER, &a.stand), &voorstel, "").unwrap().unwrap();
            }
        }
        let b = q::afwijkingen(o, &beleid, None, VANDAAG).unwrap();
        assert_eq!((b.keuzes, b.gevolgd, b.afgekapt), (2, 1, false));
        let af: Vec<_> = b.rijen.iter().filter(|r| r.cijfer.afwijkingen.totaal() > 0).collect();
        assert!(!af.is_empty());
        for r in &b.rijen {
            assert_eq!(r.cijfer.gevraagd, 2, "{}", r.cijfer.regel);
            assert_ne!(r.naam, r.cijfer.regel, "a rule has a name");
        }
        assert!(af.iter().all(|r| r.cijfer.afwijkingen.toch_niet == 1 && r.cijfer.procent == 50.into()));
        assert!(!format!("{b:?}").contains("Geheim"));
        // from tomorrow on there is nothing, and another municipality has nothing
        assert_eq!(q::afwijkingen(o, &beleid, None, VANDAAG.tomorrow().unwrap()).unwrap().keuzes, 0);
        assert_eq!(q::afwijkingen(o, &wie(Rol::Inkoper, &[B]), None, VANDAAG).unwrap().keuzes, 0);
        assert!(matches!(q::afwijkingen(o, &wie(Rol::Inkoper, &[B]), Some(g(A)), VANDAAG), Err(VraagFout::GeenToegang)));
    }

    fn texts_of_cells_come_from_a_file_and_go_in_whole(proef) {
        let o = &omgeving(proef.db());
        let (c, beleid) = (consulent(), wie(Rol::Inkoper, &[A]));
        let u = Zrmuitgave::Van2017;
        assert_eq!(q::celteksten(o, &c, g(A), u).unwrap().aantal(), 0, "none come with the program");
        let csv = "\u{feff}leefgebied;niveau;tekst\r\n# eigen licentie\r\nfinancien;niet;\"Een tekst; met punt\"\r\njustitie;5;Nog een\r\n";
        assert_eq!(q::laad_cellen(o, &beleid, g(A), u, csv.as_bytes()).unwrap().unwrap(), 2);
        let cellen = q::celteksten(o, &c, g(A), u).unwrap();
        assert_eq!(cellen.cel(D::Financien, N::Niet), Some("Een tekst; met punt"));
        assert_eq!(q::telling(o, &beleid, g(A)).unwrap(), [(Zrmuitgave::Van2013, 0, 55), (u, 2, 65)]);
        // all or nothing
        let fout = "financien,niet,goed\nfinancien,half,fout\nadl,niet,andere uitgave\n";
        assert_eq!(regels(q::laad_cellen(o, &beleid, g(A), u, fout.as_bytes()).unwrap()).len(), 2);
        assert_eq!(regels(q::laad_cellen(o, &beleid, g(A), u, &[0xff]).unwrap()).len(), 1);
        assert_eq!(q::celteksten(o, &c, g(A), u).unwrap(), cellen);
        assert_eq!(q::laad_cellen(o, &beleid, g(A), u, b"financien\tacuut\tAnders\n").unwrap().unwrap(), 1);
        assert_eq!(q::celteksten(o, &c, g(A), u).unwrap().aantal(), 1, "put in the place of what was there");
        q::cellen_weg(o, &beleid, g(A), u).unwrap();
        assert_eq!(q::celteksten(o, &c, g(A), u).unwrap().aantal(), 0);
    }

    fn only_a_consulent_of_this_municipality_advises(proef) {
        let o = &omgeving(proef.db());
        let plek = (g(A), melding(o, 3));
        let m = meting(VANDAAG, &[(D::Financien, N::Niet, None)]);
        for rol in Rol::ALLE {
            for gemeenten in [&[A][..], &[B][..]] {
                let w = wie(*rol, gemeenten);
                let mag = *rol == Rol::Consulent && gemeenten == [A];
                assert_eq!(q::blad(o, &w, plek, None).is_ok(), mag, "{rol:?}");
                assert_eq!(q::uitvoer(o, &w, plek, KADER).is_ok(), mag, "{rol:?}");
                assert_eq!(q::keuzes(o, &w, plek).is_ok(), mag, "{rol:?}");
                assert_eq!(q::metingen(o, &w, g(A), 3).is_ok(), mag, "{rol:?}");
                assert_eq!(q::celteksten(o, &w, g(A), Zrmuitgave::Van2013).is_ok(), mag, "{rol:?}");
                assert_eq!(q::zet_meting(o, &w, (g(A), 3), None, None, &m).is_ok(), mag, "{rol:?}");
                assert_eq!(q::wijzig(o, &w, plek, KADER, 0, &Deel::Werk(vec![])).is_ok(), mag, "{rol:?}");
                assert_eq!(q::kies(o, &w, plek, (KADER, ""), &[], "").is_ok(), mag, "{rol:?}");
                let beleid = *rol == Rol::Inkoper && gemeenten == [A];
                assert_eq!(q::telling(o, &w, g(A)).is_ok(), beleid, "{rol:?}");
                assert_eq!(q::laad_cellen(o, &w, g(A), Zrmuitgave::Van2013, b"adl;1;x").is_ok(), beleid, "{rol:?}");
                assert_eq!(q::cellen_weg(o, &w, g(A), Zrmuitgave::Van2013).is_ok(), beleid, "{rol:?}");
                assert_eq!(q::afwijkingen(o, &w, Some(g(A)), VANDAAG).is_ok(), beleid, "{rol:?}");
            }
        }
    }

    fn advice_on_a_file_that_is_sent_along_keeps_nothing(proef) {
        let o = &omgeving(proef.db());
        let los = |w: &Gebruiker, kader: &str, json: &str| q::los(&o.db, w, kader, json, VANDAAG);
        let json = r#"{"schema": "v1/dossier", "gemeente": "0796"}"#;
        let uit = los(&consulent(), KADER, json).unwrap().unwrap();
        assert_eq!((uit.versie, uit.advies.datum), (0, VANDAAG));
        assert_eq!(regels(los(&consulent(), KADER, "{").unwrap())[0].1, "DOSSIER-JSON");
        let onbekend = r#"{"schema": "v1/dossier", "antwoorden": {"x": "ja"}}"#;
        assert_eq!(regels(los(&consulent(), KADER, onbekend).unwrap())[0].1, "DOSSIER-CRITERIUM");
        assert!(matches!(los(&wie(Rol::Consulent, &[B]), KADER, json), Err(VraagFout::GeenToegang)));
        assert!(matches!(los(&wie(Rol::Backoffice, &[A]), KADER, json), Err(VraagFout::GeenToegang)));
        assert!(matches!(los(&consulent(), "bestaat-niet", json), Err(VraagFout::NietGevonden)));
        assert!(los(&wie(Rol::Inkoper, &[A]), KADER, json).unwrap().is_ok());
    }

    fn the_demo_has_measurements_advice_and_choices_once(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let meldingen: Vec<i64> = [1, 2, 3, 3].iter().map(|client| melding(o, *client)).collect();
        let stand = || {
            let metingen: Vec<usize> = (1..=3).map(|k| q::metingen(o, &c, g(A), k).unwrap().1.len()).collect();
            let keuzes: Vec<usize> = meldingen.iter().map(|m| q::keuzes(o, &c, (g(A), *m)).unwrap().len()).collect();
            (metingen, keuzes)
        };
        app::demo::adviezen(o, &[g(A)]).unwrap();
        assert_eq!(stand(), (vec![2, 2, 2], vec![0, 0, 1, 1]));
        // broken off after the last: it finds what was done
        o.db.write(|tx| tx.execute(store::sql_tekst!("WEG", "DELETE FROM instelling WHERE sleutel = 'demo.advies'"), &[])).unwrap();
        app::demo::adviezen(o, &[g(A)]).unwrap();
        assert_eq!(stand(), (vec![2, 2, 2], vec![0, 0, 1, 1]));
        let wijkt_af = |m: i64| !q::keuzes(o, &c, (g(A), m)).unwrap()[0].keuze.afwijkingen().is_empty();
        assert_eq!((wijkt_af(meldingen[2]), wijkt_af(meldingen[3])), (false, true));
    }

    fn a_decision_begins_with_what_was_chosen(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let plek = (g(A), melding(o, 3));
        q::wijzig(o, &c, plek, KADER, 0, &Deel::Antwoorden(antwoorden(o, plek, &[]))).unwrap().unwrap();
        let a = q::blad(o, &c, plek, None).unwrap().kader.unwrap();
        let kort = a.advies.adviezen.iter().find_map(|x| x.product.clone()).unwrap();
        q::kies(o, &c, plek, (KADER, &a.stand), &[&kort], "Zij kan niet wachten.").unwrap().unwrap();
        let id = app::beslissen::begin(o, &c, g(A), 3, None).unwrap();
        let blad = app::beslissen::blad(o, &c, g(A), id).unwrap();
        let ontwerp = &blad.laatste().unwrap().ontwerp;
        let p = regels::kader(KADER).unwrap().producten.iter().find(|p| p.kort == kort).unwrap();
        assert_eq!(ontwerp.onderdelen.len(), 1);
        assert_eq!(ontwerp.onderdelen[0].product, app::beslissen::Productsleutel::new(p.categorie, p.code));
        assert!(ontwerp.onderdelen[0].volume > 0 && ontwerp.onderdelen[0].agb.is_none(), "the client chooses who");
        assert_eq!(ontwerp.soort, Some(app::beslissen::Besluitsoort::Toekenning));
    }
}

#[test]
fn what_people_tell_does_not_lie_open() {
    let proef = Proef::sqlite();
    let o = &omgeving(proef.db());
    let (c, plek) = (consulent(), (g(A), melding(o, 3)));
    q::zet_meting(o, &c, (g(A), 3), None, None, &meting(VANDAAG, &[(D::Financien, N::Niet, Some("Geheim"))]))
        .unwrap()
        .unwrap();
    q::wijzig(o, &c, plek, KADER, 0, &Deel::Antwoorden(antwoorden(o, plek, &[]))).unwrap().unwrap();
    let a = q::blad(o, &c, plek, None).unwrap().kader.unwrap();
    q::kies(o, &c, plek, (KADER, &a.stand), &[], "Geheime motivering").unwrap().unwrap();
    let pad = proef.db().bestand().unwrap();
    let mut bytes = std::fs::read(pad).unwrap();
    let wal = pad.with_file_name(format!("{}-wal", pad.file_name().unwrap().to_string_lossy()));
    bytes.extend(std::fs::read(wal).unwrap_or_default());
    let staat = |t: &str| bytes.windows(t.len()).any(|w| w == t.as_bytes());
    assert!(staat("advies bijgewerkt"), "the file was read");
    for geheim in ["Geheim", "Geheime motivering", "Geheime opmerking"] {
        assert!(!staat(geheim), "{geheim}");
    }
}
