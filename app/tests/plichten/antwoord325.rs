//! The 325 at the provider: held against its own claim, element by element; and what the municipality puts in it.

use crate::partijen::{BSN, BSN2, Partijen, ontvang, redenen, regels, toegekend, uren};

fn boek(db: &store::Db) -> Partijen {
    let p = Partijen::met(
        db,
        "2026-10-05",
        &format!(
            "1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n\
             2,{BSN2},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n"
        ),
    );
    assert!(p.wijs_toe().iter().all(|r| r.geldig));
    p
}

/// The first text between these, in the part after `na`.
fn tussen<'t>(tekst: &'t str, na: &str, van: &str) -> &'t str {
    let rest = &tekst[tekst.find(na).unwrap()..];
    let begin = rest.find(van).unwrap() + van.len();
    &rest[begin..begin + rest[begin..].find('<').unwrap()]
}

store::op_beide! {
    fn tr367_tr366_tr371_tr376_tr337_tr304_what_does_not_fit_the_claim_is_told_and_does_not_count(proef) {
        let p = boek(proef.db());
        // 11 hours is one too many: that line comes back
        let c = p.declareer("2026-09-01", vec![
            uren(1, 1, "2026-09-01", "2026-09-30", 11), uren(2, 2, "2026-09-01", "2026-09-30", 10),
        ]);
        assert_eq!(redenen(&p.terug()[0]), ["TR321"]);
        let pad = p.uit(&p.gemeente).remove(0);
        let goed = std::fs::read_to_string(&pad).unwrap();
        let anders = |van: String, naar: &str, n: usize| {
            assert!(goed.contains(&van), "{van}\n{goed}");
            p.zet(&format!("a{n}.xml"), &goed.replacen(&van, naar, 1))
        };
        let op = tussen(&goed, "DeclaratieIdentificatie>", ":Identificatie>");
        let gevallen: Vec<(&str, String, String)> = vec![
            ("TR367", "ToewijzingNummer>1<".into(), "ToewijzingNummer>2<".into()),
            ("TR367", "ProductCategorie>02<".into(), "ProductCategorie>03<".into()),
            ("TR367", "ProductCode>02A01<".into(), "ProductCode>02A02<".into()),
            ("TR367", "Begindatum>2026-09-01<".into(), "Begindatum>2026-09-02<".into()),
            ("TR367", "GeleverdVolume>11<".into(), "GeleverdVolume>12<".into()),
            ("TR367", "Eenheid>04<".into(), "Eenheid>16<".into()),
            ("TR367", "ProductTarief>6000<".into(), "ProductTarief>6001<".into()),
            ("TR366", format!("ReferentieNummer>{}<", regels(&p.aanbieder, c)[0].0), "ReferentieNummer>X<".into()),
            ("TR304", BSN.into(), "999900031".into()),
            ("TR304", BSN.into(), BSN2.into()),
            ("TR376", format!("DeclaratieNummer>{}<", tussen(&goed, "Bericht", "DeclaratieNummer>")), "DeclaratieNummer>D9<".into()),
            ("TR337", format!(":Identificatie>{op}<"), ":Identificatie>ANDERS<".into()),
            ("TR371", {
                let v = &goed[goed.find("XsdVersieDeclaratie>").unwrap()..];
                v[..v.find("</").unwrap()].to_owned()
            }, String::new()),
        ];
        for (n, (regel, van, naar)) in gevallen.into_iter().enumerate() {
            let naar = if naar.is_empty() { van.replace("1.0.0", "1.0.9") } else { naar };
            let r = ontvang(&p.aanbieder, &anders(van, &naar, n));
            assert_eq!((redenen(&r), r.verwerkt), (vec![regel], false), "{naar}: {r:?}");
            // nothing of it counts: the lines still wait
            assert_eq!(regels(&p.aanbieder, c).iter().map(|r| r.1).collect::<Vec<_>>(), [2, 2], "{naar}");
        }
        // the amount of one line, with totals that agree with it
        let x = goed.replacen("Bedrag>66000<", "Bedrag>66001<", 1).replacen("TotaalBedrag>126000<", "TotaalBedrag>126001<", 1);
        let r = ontvang(&p.aanbieder, &p.zet("bedrag.xml", &x));
        assert_eq!(redenen(&r), ["TR367"], "{r:?}\n{x}");
        // two faults in one line are both told, and the same file again says the same
        let x = goed.replacen("Eenheid>04<", "Eenheid>16<", 1).replacen("GeleverdVolume>11<", "GeleverdVolume>12<", 1);
        let x = p.zet("twee.xml", &x);
        let r = ontvang(&p.aanbieder, &x);
        assert_eq!(redenen(&r), ["TR367", "TR367"]);
        assert_eq!(ontvang(&p.aanbieder, &x).id, r.id);
        // and the answer as it is fits
        let r = ontvang(&p.aanbieder, &pad);
        assert!(r.geldig && r.verwerkt, "{r:?}");
        assert_eq!(regels(&p.aanbieder, c).iter().map(|r| r.1).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(toegekend(&p.aanbieder), toegekend(&p.gemeente));
    }

    fn op303_op304_iv087_a_325_lists_only_what_was_rejected(proef) {
        let p = boek(proef.db());
        p.declareer("2026-08-01", vec![
            uren(1, 1, "2026-08-01", "2026-08-31", 10), uren(2, 2, "2026-08-01", "2026-08-31", 10),
        ]);
        p.terug();
        let heel = std::fs::read_to_string(p.uit(&p.gemeente).remove(0)).unwrap();
        // granted in full: 0200 in the header, 8001 for the claim, both totals alike, nobody listed
        assert_eq!(heel.matches(">0200<").count(), 1, "{heel}");
        assert_eq!((heel.matches(">8001<").count(), heel.matches("TotaalBedrag>120000<").count()), (1, 2));
        assert!(!heel.contains("Client"), "{heel}");
        // one of two rejected: only that client, with 0200, and that line, with its code
        p.declareer("2026-09-01", vec![
            uren(1, 1, "2026-09-01", "2026-09-30", 10), uren(2, 2, "2026-09-01", "2026-09-30", 11),
        ]);
        p.terug();
        let deels = std::fs::read_to_string(p.uit(&p.gemeente).remove(0)).unwrap();
        assert!(deels.contains(BSN2) && !deels.contains(BSN), "{deels}");
        assert_eq!((deels.matches("<wmo325:Prestatie>").count(), deels.matches(">9321<").count()), (1, 1));
        assert_eq!((deels.matches(">8001<").count(), deels.matches(">0200<").count()), (0, 3), "{deels}");
        assert!(deels.contains("TotaalBedrag>126000<") && deels.contains("TotaalBedrag>60000<"), "{deels}");
    }
}
