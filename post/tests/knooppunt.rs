//! Sending to a node that listens on this machine, and taking in what it brings.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod hulp;

use hulp::{Doe, Node, bv03, fo03};
use jiff::Timestamp;
use post::knooppunt::{Knooppunt, neem_aan};
use post::stuf::{self, Envelop};
use post::{Aard, Brief, Inhoud, Transport, kenmerk_van};
use std::time::{Duration, Instant};

fn brief() -> Brief {
    Brief {
        bestand: "WMO301-0796-41410002-079600000012.xml".into(),
        soort: "WMO301".into(),
        verzender: "0796".into(),
        ontvanger: "41410002".into(),
        kenmerk: kenmerk_van("0796", 12, 0, &[0; 32]),
        antwoord_op: None,
        moment: "2026-11-22T09:30:00Z".parse().unwrap(),
        grootte: 9,
    }
}

fn knooppunt(url: &str) -> Knooppunt {
    Knooppunt::new(Some(url.to_owned()), None, Duration::from_millis(1500)).unwrap()
}

/// What comes of sending to a node that does this.
fn verstuur(doe: Doe) -> Result<(), post::PostFout> {
    let node = Node::start(vec![doe]);
    knooppunt(&node.url).verstuur(&brief(), &mut &b"<Bericht>"[..])
}

#[test]
fn a_message_arrives_in_the_envelope_of_the_specification() {
    let node = Node::start(vec![Doe::Antwoord(200, bv03())]);
    knooppunt(&node.url).verstuur(&brief(), &mut &b"<Bericht>"[..]).unwrap();
    let [v] = &node.verzoeken()[..] else { panic!() };
    assert_eq!(v.actie, "\"http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01\"");
    assert_eq!(v.soort, "text/xml; charset=utf-8");
    let k = brief().kenmerk;
    assert_eq!(
        String::from_utf8_lossy(&v.lijf),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>\
             <GGK:envelopHeenbericht-ggk_Di01 xmlns:GGK=\"http://www.stufstandaarden.nl/koppelvlak/ggk0210\" \
             xmlns:StUF=\"http://www.egem.nl/StUF/StUF0301\"><GGK:stuurgegevens>\
             <StUF:berichtcode>Di01</StUF:berichtcode>\
             <StUF:zender><StUF:organisatie>0796</StUF:organisatie><StUF:applicatie>maatwerk</StUF:applicatie></StUF:zender>\
             <StUF:ontvanger><StUF:organisatie>41410002</StUF:organisatie><StUF:applicatie>GGk</StUF:applicatie></StUF:ontvanger>\
             <StUF:referentienummer>{k}</StUF:referentienummer><StUF:tijdstipBericht>20261122103000</StUF:tijdstipBericht>\
             <StUF:functie>WMO301</StUF:functie></GGK:stuurgegevens><GGK:parameters>\
             <GGK:applicatieVersie>0000</GGK:applicatieVersie><GGK:applicatieSubversie>0001</GGK:applicatieSubversie>\
             <GGK:functieVersie>0003</GGK:functieVersie><GGK:functieSubversie>0002</GGK:functieSubversie>\
             <GGK:bericht><GGK:xmlBestand>PEJlcmljaHQ+</GGK:xmlBestand></GGK:bericht></GGK:parameters>\
             </GGK:envelopHeenbericht-ggk_Di01></soapenv:Body></soapenv:Envelope>\n"
        )
    );
}

#[test]
fn a_return_message_names_what_it_answers() {
    let node = Node::start(vec![Doe::Antwoord(200, bv03())]);
    let op = "9c0f7b90-5c69-41e5-a837-0800200c9a66".to_owned();
    let b = Brief { soort: "WMO306".into(), antwoord_op: Some(Some(op.clone())), ..brief() };
    knooppunt(&node.url).verstuur(&b, &mut &b"<x/>"[..]).unwrap();
    let v = &node.verzoeken()[0];
    assert!(v.actie.ends_with("ggk_Du01\""));
    let Envelop::Bericht { stuur, inhoud, .. } = stuf::lees(&v.lijf).unwrap() else { panic!() };
    assert_eq!((stuur.kruisverwijzing, inhoud), (Some(op), b"<x/>".to_vec()));
    let zonder = Brief { antwoord_op: Some(None), ..b };
    let f = knooppunt(&node.url).verstuur(&zonder, &mut &b"<x/>"[..]).unwrap_err();
    assert_eq!(f.aard, Aard::Blijvend);
    assert_eq!(node.verzoeken().len(), 1, "niets gaat de deur uit");
}

#[test]
fn what_the_node_says_of_the_message_is_lasting() {
    for (antwoord, code) in [
        (Doe::Antwoord(500, fo03("IB002", "client")), "IB002"),
        (Doe::Antwoord(200, fo03("IB005", "client")), "IB005"),
    ] {
        let f = verstuur(antwoord).unwrap_err();
        assert_eq!(
            (f.aard, f.code.as_deref(), f.tekst.as_str()),
            (Aard::Blijvend, Some(code), "omdat het zo is")
        );
    }
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>\
                 <faultcode>s:Client</faultcode><faultstring>nee</faultstring></s:Fault></s:Body></s:Envelope>";
    assert_eq!(verstuur(Doe::Antwoord(500, fault.into())).unwrap_err().aard, Aard::Blijvend);
    assert_eq!(verstuur(Doe::Antwoord(413, String::new())).unwrap_err().aard, Aard::Blijvend);
}

#[test]
fn what_may_be_over_later_is_temporary() {
    let fault = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault>\
                 <faultcode>s:Server</faultcode><faultstring>vol</faultstring></s:Fault></s:Body></s:Envelope>";
    let ander = bv03().replace("{kenmerk}", "22222222-2222-4333-8444-555555555555");
    for doe in [
        Doe::Verbreek,
        Doe::Half,
        Doe::Antwoord(503, "onderhoud".into()),
        Doe::Antwoord(404, "<html>".into()),
        Doe::Antwoord(302, String::new()),
        Doe::Antwoord(200, "dit is geen XML".into()),
        Doe::Antwoord(200, String::new()),
        Doe::Antwoord(500, bv03()),
        Doe::Antwoord(200, ander),
        Doe::Antwoord(500, fault.into()),
        Doe::Antwoord(500, fo03("StUF058", "server")),
    ] {
        let f = verstuur(doe.clone()).unwrap_err();
        assert_eq!(f.aard, Aard::Tijdelijk, "{doe:?}: {f}");
    }
}

#[test]
fn a_node_that_says_nothing_does_not_hold_us() {
    let begin = Instant::now();
    let f = verstuur(Doe::Zwijg(Duration::from_secs(30))).unwrap_err();
    assert_eq!((f.aard, f.tekst.as_str()), (Aard::Tijdelijk, "het knooppunt antwoordt niet op tijd"));
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}

#[test]
fn nobody_there_is_temporary_and_another_scheme_is_refused() {
    let dicht = {
        let l = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", l.local_addr().unwrap())
    };
    let f = knooppunt(&dicht).verstuur(&brief(), &mut &b"x"[..]).unwrap_err();
    assert_eq!((f.aard, f.tekst.as_str()), (Aard::Tijdelijk, "er is geen verbinding met het knooppunt"));
    for url in ["https://x/", "file:///etc/passwd", ""] {
        assert!(Knooppunt::new(Some(url.into()), None, Duration::from_secs(1)).is_err(), "{url}");
    }
}

#[test]
fn after_a_cut_the_same_reference_is_sent_again() {
    let node = Node::start(vec![Doe::Half, Doe::Antwoord(200, bv03())]);
    let k = knooppunt(&node.url);
    assert!(k.verstuur(&brief(), &mut &b"<Bericht>"[..]).is_err());
    k.verstuur(&Brief { moment: Timestamp::UNIX_EPOCH, ..brief() }, &mut &b"<Bericht>"[..]).unwrap();
    let nummers: Vec<_> = node
        .verzoeken()
        .iter()
        .map(|v| match stuf::lees(&v.lijf).unwrap() {
            Envelop::Bericht { stuur, .. } => stuur.referentienummer,
            _ => panic!(),
        })
        .collect();
    assert_eq!(nummers, [brief().kenmerk, brief().kenmerk]);
}

#[test]
fn a_message_of_the_limit_goes_and_one_byte_more_does_not() {
    let node = Node::start(vec![Doe::Antwoord(200, bv03())]);
    let k = Knooppunt::new(Some(node.url.clone()), None, Duration::from_mins(1)).unwrap();
    for (n, goed) in [(stuf::HOOGSTE_INHOUD, true), (stuf::HOOGSTE_INHOUD + 1, false)] {
        let b = Brief { grootte: n as u64, ..brief() };
        let uit = k.verstuur(&b, &mut &vec![b'x'; n][..]);
        assert_eq!(uit.is_ok(), goed, "{n}");
        if let Err(f) = uit {
            assert_eq!((f.aard, f.code.as_deref()), (Aard::Blijvend, Some("IB012")));
        }
        // the size in the book is not believed
        assert_eq!(k.verstuur(&brief(), &mut &vec![b'x'; n][..]).is_ok(), goed, "{n}");
    }
    let groot = node.verzoeken().into_iter().map(|v| v.lijf.len()).max().unwrap();
    assert!(groot <= stuf::HOOGSTE, "{groot}");
}

// ---- taking in ------------------------------------------------------------------------------------

const REF: &str = "9c0f7b90-5c69-41e5-a837-0800200c9a66";

fn di01(inhoud: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Header><x xmlns=\"u\"/></e:Header><e:Body>\
         <g:envelopHeenbericht-ggk_Di01 xmlns:g=\"http://www.stufstandaarden.nl/koppelvlak/ggk0210\" xmlns=\"http://www.egem.nl/StUF/StUF0301\">\
         <g:stuurgegevens><berichtcode>Di01</berichtcode><zender><organisatie>41410002</organisatie><applicatie>Zorg &amp; Co</applicatie></zender>\
         <ontvanger><organisatie>0796</organisatie><applicatie>GGk</applicatie></ontvanger><referentienummer>{REF}</referentienummer>\
         <tijdstipBericht>20261122</tijdstipBericht><functie>WMO305</functie></g:stuurgegevens><g:parameters>\
         <g:applicatieVersie>0004</g:applicatieVersie><g:applicatieSubversie>0003</g:applicatieSubversie>\
         <g:functieVersie>0003</g:functieVersie><g:functieSubversie>0002</g:functieSubversie>\
         <g:bericht><g:xmlBestand>\n{inhoud}\n</g:xmlBestand></g:bericht></g:parameters></g:envelopHeenbericht-ggk_Di01></e:Body></e:Envelope>"
    )
}

fn nu() -> Timestamp {
    "2026-11-22T09:30:00Z".parse().unwrap()
}

#[test]
fn what_the_node_brings_lies_there_before_it_is_confirmed() {
    let map = tempfile::tempdir().unwrap();
    let a = neem_aan(map.path(), di01("PHgv\nPg==").as_bytes(), nu());
    assert_eq!(a.status, 200, "{}", String::from_utf8_lossy(&a.lijf));
    let Envelop::Bevestiging(s) = stuf::lees(&a.lijf).unwrap() else { panic!() };
    assert_eq!((s.kruisverwijzing.as_deref(), s.ontvanger.organisatie.as_str()), (Some(REF), "41410002"));
    let k = Knooppunt::new(None, Some(map.path().to_owned()), Duration::from_secs(1)).unwrap();
    let namen = k.wachtend(10).unwrap();
    assert_eq!(namen, [format!("{REF}.xml")]);
    let pad = {
        let b = k.open(&namen[0]).unwrap().unwrap();
        let Inhoud::Bericht { pad, kenmerk } = &b.inhoud else { panic!() };
        assert_eq!((std::fs::read(pad).unwrap(), kenmerk.as_deref()), (b"<x/>".to_vec(), Some(REF)));
        assert!(pad.file_name().unwrap().to_string_lossy().starts_with("WMO305-"));
        pad.clone()
    };
    assert!(!pad.exists(), "wat is uitgepakt, gaat weg");
    k.gelezen(&namen[0]).unwrap();
    assert!(k.wachtend(10).unwrap().is_empty() && k.open(&namen[0]).unwrap().is_none());
}

#[test]
fn the_same_again_is_confirmed_and_another_under_its_reference_is_not() {
    let map = tempfile::tempdir().unwrap();
    assert_eq!(neem_aan(map.path(), di01("PHgvPg==").as_bytes(), nu()).status, 200);
    let later = di01("PHgvPg==").replace("20261122", "20261123");
    assert_eq!(neem_aan(map.path(), later.as_bytes(), nu()).status, 200);
    let ander = neem_aan(map.path(), di01("PHkvPg==").as_bytes(), nu());
    assert_eq!(ander.status, 500);
    let Envelop::Geweigerd(s, f) = stuf::lees(&ander.lijf).unwrap() else { panic!() };
    assert_eq!((s.kruisverwijzing.as_deref(), f.bij_zender), (Some(REF), true));
    assert_eq!(std::fs::read_dir(map.path()).unwrap().count(), 1);
}

#[test]
fn a_later_refusal_tells_which_message_and_why() {
    let map = tempfile::tempdir().unwrap();
    let fo01 = format!(
        "<StUF:Fo01Bericht xmlns:StUF=\"http://www.egem.nl/StUF/StUF0301\"><StUF:stuurgegevens><StUF:berichtcode>Fo01</StUF:berichtcode>\
         <StUF:zender><StUF:organisatie>IB</StUF:organisatie><StUF:applicatie>GGK</StUF:applicatie></StUF:zender>\
         <StUF:ontvanger><StUF:organisatie>0796</StUF:organisatie><StUF:applicatie>maatwerk</StUF:applicatie></StUF:ontvanger>\
         <StUF:referentienummer>78002f23-5bc5-4e3e-96ad-1d209d32a5d5</StUF:referentienummer><StUF:tijdstipBericht>20261122144534</StUF:tijdstipBericht>\
         <StUF:crossRefnummer>{REF}</StUF:crossRefnummer></StUF:stuurgegevens><StUF:body><StUF:code>IB010</StUF:code><StUF:plek>server</StUF:plek>\
         <StUF:omschrijving>Niet aangesloten</StUF:omschrijving><StUF:details>x</StUF:details></StUF:body></StUF:Fo01Bericht>"
    );
    assert_eq!(neem_aan(map.path(), fo01.as_bytes(), nu()).status, 200);
    let k = Knooppunt::new(None, Some(map.path().to_owned()), Duration::from_secs(1)).unwrap();
    let b = k.open(&k.wachtend(1).unwrap()[0]).unwrap().unwrap();
    let Inhoud::Weigering { kenmerk, fout } = b.inhoud else { panic!() };
    assert_eq!((kenmerk.as_str(), fout.aard), (REF, Aard::Blijvend));
    assert_eq!(fout.to_string(), "IB010: Niet aangesloten");
    let zonder = fo01
        .replace("78002f23", "78002f24")
        .replace(&format!("<StUF:crossRefnummer>{REF}</StUF:crossRefnummer>"), "");
    assert_eq!(neem_aan(map.path(), zonder.as_bytes(), nu()).status, 500);
}

#[test]
fn what_is_no_envelope_is_refused_and_leaves_nothing() {
    let map = tempfile::tempdir().unwrap();
    let goed = di01("PHgvPg==");
    let diep = "<a>".repeat(100_000);
    let veel = format!("<a>{}</a>", "<b/>".repeat(100_000));
    for fout in [
        String::new(),
        "geen xml".into(),
        "<Bericht/>".into(),
        format!("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{goed}"),
        goed.replace("PHgvPg==", "geen base64!"),
        goed.replace("PHgvPg==", ""),
        goed.replace("PHgvPg==", "&x;"),
        goed.replace(REF, "../../../etc/passwd"),
        goed.replace(REF, ""),
        goed.replace(REF, &"a".repeat(41)),
        goed.replace("<functie>WMO305</functie>", ""),
        goed.replace("<berichtcode>Di01", "<berichtcode>Du01"),
        goed.replace(">0003<", ">3<"),
        goed.replace("xmlBestand", "tekstBestand"),
        goed.replace("http://www.stufstandaarden.nl/koppelvlak/ggk0210", "http://elders"),
        goed.replace("</e:Body>", "<a/></e:Body>"),
        goed.replace("</e:Envelope>", ""),
        bv03(),
        diep,
        veel,
    ] {
        let begin = Instant::now();
        let a = neem_aan(map.path(), fout.as_bytes(), nu());
        let kort: String = fout.chars().take(60).collect();
        assert_eq!(a.status, 500, "{kort}");
        assert!(matches!(stuf::lees(&a.lijf).unwrap(), Envelop::SoapFout { bij_zender: true, .. }), "{kort}");
        assert!(begin.elapsed() < Duration::from_secs(2), "{kort}");
    }
    let niet_utf8 = [di01("PHgvPg==").as_bytes(), &[0xff]].concat();
    assert_eq!(neem_aan(map.path(), &niet_utf8, nu()).status, 500);
    assert_eq!(std::fs::read_dir(map.path()).unwrap().count(), 0);
}

#[test]
fn no_room_is_said_with_a_fault_on_our_side() {
    let map = tempfile::tempdir().unwrap();
    let plek = map.path().join("bestand");
    std::fs::write(&plek, "x").unwrap();
    let a = neem_aan(&plek, di01("PHgvPg==").as_bytes(), nu());
    let Envelop::Geweigerd(_, f) = stuf::lees(&a.lijf).unwrap() else { panic!() };
    assert!(a.status == 500 && !f.bij_zender);
}

#[test]
fn what_is_written_reads_back() {
    use post::stuf::{Fout, Stuurgegevens, Systeem, Versies};
    let systeem = |o: &str| Systeem { organisatie: o.into(), applicatie: "a<b> & \"c\"".into() };
    let stuur = |functie: Option<&str>, kruis: Option<&str>| Stuurgegevens {
        zender: systeem("0796"),
        ontvanger: systeem("41410002"),
        referentienummer: REF.into(),
        tijdstip: "20261122103000".into(),
        kruisverwijzing: kruis.map(Into::into),
        functie: functie.map(Into::into),
    };
    let fout = Fout { code: "IB010".into(), bij_zender: true, omschrijving: "é <>&".into() };
    let inhoud: Vec<u8> = (0..=255).collect();
    let versies = Versies { applicatie: (0, 1), functie: (3, 2) };
    for e in [
        Envelop::Bericht {
            stuur: stuur(Some("WMO301"), None),
            versies: versies.clone(),
            inhoud: inhoud.clone(),
        },
        Envelop::Bericht { stuur: stuur(Some("WMO302"), Some(REF)), versies, inhoud },
        Envelop::Bevestiging(stuur(None, Some(REF))),
        Envelop::Geweigerd(stuur(None, Some(REF)), Fout { bij_zender: false, ..fout.clone() }),
        Envelop::Fout(stuur(None, Some(REF)), fout),
        Envelop::SoapFout { bij_zender: false, tekst: "x < y".into() },
    ] {
        assert_eq!(stuf::lees(&stuf::schrijf(&e)).unwrap(), e);
    }
}

#[test]
fn the_moment_is_told_in_dutch_time() {
    for (utc, hier) in
        [("2026-11-22T23:30:00Z", "20261123003000"), ("2026-07-01T22:30:00Z", "20260702003000")]
    {
        assert_eq!(stuf::tijdstip(utc.parse().unwrap()), hier);
    }
}
