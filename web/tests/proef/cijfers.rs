//! The figures.

#![expect(clippy::unwrap_used, reason = "invented figures that are known to be right")]

use app::vragen::berichten::{BerichtDossier, BerichtRij, BevindingRij, Boom, Knoop};
use app::vragen::betalingen::{BatchRij, Saldo, SaldoRij};
use app::vragen::catalogus::{AanbiederRij, ProductRij};
use app::vragen::clienten::{
    BeschikkingRij, ClientDossier, ClientHoofd, ClientRij, LeveringRij, MeldingRij, ToewijzingRij,
    ToewijzingStand,
};
use app::vragen::declaraties::{ClaimDossier, ClaimRij, RedenTelling, RegelRij};
use app::vragen::overzicht::{
    AanbiederAandeel, Cijfer, MaandKosten, Overzicht, StapCijfers, Waarde, WachtSoort, Wachtpost,
};
use app::vragen::tijdlijn::{Deel, Gebeurtenis};
use app::vragen::{
    Aantal, BerichtStatus, ClaimStatus, Lijst, Naam, RegelStatus, Richting, Stap, Verwijzing, Wijzer,
};
use app::{Gebruiker, Rol};
use jiff::civil::{Date, date};
use kern::{AgbCode, Bron, Bsn, Eurocent, Gemeentecode, Uitleg};
use std::collections::BTreeMap;
use web::pagina::Invoer;
use web::schil::Omgeving;

pub(super) const VANDAAG: Date = date(2026, 11, 21);

pub(super) fn g(code: &str) -> Gemeentecode {
    Gemeentecode::parse(code).unwrap()
}

pub(super) fn agb(n: i64) -> AgbCode {
    AgbCode::parse(&format!("7265{n:04}")).unwrap()
}

pub(super) const AANBIEDERS: [&str; 6] = [
    "Zorghuis De Linde",
    "Stichting Voorbeeldzorg",
    "Begeleid & Wel",
    "Thuis in de Meierij",
    "De Dagplek",
    "Logeerhuis Zonnehoek",
];
pub(super) const GEMEENTEN: [(&str, &str); 3] =
    [("0796", "’s-Hertogenbosch"), ("1948", "Meierijstad"), ("0865", "Vught")];

pub(super) fn omgeving(rol: Rol) -> Omgeving {
    Omgeving {
        gebruiker: Gebruiker {
            id: 1,
            weergavenaam: "Femke de Wit".into(),
            rol,
            gemeenten: GEMEENTEN.iter().map(|(c, _)| g(c)).collect(),
            agb: (rol == Rol::Aanbieder).then(|| agb(1)),
        },
        gemeenten: GEMEENTEN.iter().map(|(c, n)| (g(c), (*n).to_owned())).collect(),
        csrf: "proef".into(),
        demo: true,
        gekozen: None,
    }
}

pub(super) fn invoer(velden: &[(&str, &str)]) -> Invoer {
    Invoer(velden.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect::<BTreeMap<_, _>>())
}

pub(super) fn naam(i: usize) -> Naam {
    let (achternaam, voorvoegsel, voorletters) = [
        ("Berg", Some("van den"), "A.B."),
        ("Yılmaz", None, "E."),
        ("Jansen", None, "J.H."),
        ("Hooft", Some("'t"), "P.C."),
        ("Amrani", Some("el"), "F."),
        ("Vries", Some("de"), "M.M."),
    ][i % 6];
    Naam {
        achternaam: achternaam.into(),
        voorvoegsel: voorvoegsel.map(Into::into),
        voorletters: Some(voorletters.into()),
    }
}

pub(super) fn lijst<T>(rijen: Vec<T>, aantal: i64) -> Lijst<T> {
    Lijst {
        aantal: Aantal::tot_grens(aantal),
        volgende: (aantal > i64::try_from(rijen.len()).unwrap())
            .then(|| Wijzer { gemeente: g("0796"), id: 50 }),
        vorige: None,
        rijen,
    }
}

pub(super) fn overzicht() -> Overzicht {
    let aantal = |sleutel, naam, n| Cijfer { sleutel, naam, waarde: Waarde::Aantal(n) };
    let bedrag = |sleutel, naam, n| Cijfer { sleutel, naam, waarde: Waarde::Bedrag(Eurocent(n)) };
    let stap = |stap, cijfers| StapCijfers { stap, cijfers };
    let maanden: Vec<Date> =
        (0..12).map(|i| if i < 1 { date(2025, 12, 1) } else { date(2026, i, 1) }).collect();
    Overzicht {
        vandaag: VANDAAG,
        gemeenten: GEMEENTEN.iter().map(|(c, n)| (g(c), (*n).to_owned())).collect(),
        stappen: vec![
            stap(
                Stap::Inkoop,
                vec![aantal("contracten", "contractregels", 412), aantal("aanbieders", "aanbieders", 30)],
            ),
            stap(Stap::Catalogus, vec![aantal("producten", "producten", 7)]),
            stap(
                Stap::Toegang,
                vec![aantal("meldingen", "open meldingen", 38), aantal("clienten", "cliënten", 2762)],
            ),
            stap(Stap::Beschikking, vec![aantal("besluiten", "besluiten deze maand", 121)]),
            stap(
                Stap::Toewijzing,
                vec![
                    aantal("lopend", "lopende toewijzingen", 3104),
                    aantal("teVerzenden", "te verzenden", 12),
                ],
            ),
            stap(
                Stap::Levering,
                vec![aantal("gestart", "gestart", 2980), aantal("gestopt", "gestopt deze maand", 44)],
            ),
            stap(
                Stap::Declaratie,
                vec![
                    bedrag("toegekend", "toegekend deze maand", 184_230_050),
                    aantal("afgewezen", "regels afgewezen", 86),
                ],
            ),
            stap(
                Stap::Betaling,
                vec![
                    bedrag("open", "nog te betalen", 31_200_000),
                    bedrag("betaald", "betaald deze maand", 153_030_050),
                ],
            ),
            stap(Stap::Monitoring, vec![bedrag("jaar", "toegekend dit jaar", 1_912_004_321)]),
        ],
        wacht: vec![
            Wachtpost {
                soort: WachtSoort::MeldingTeLaat,
                aantal: 3,
                bedrag: None,
                oudste: Some(date(2026, 9, 30)),
            },
            Wachtpost {
                soort: WachtSoort::TeVerzenden,
                aantal: 12,
                bedrag: None,
                oudste: Some(date(2026, 11, 19)),
            },
            Wachtpost {
                soort: WachtSoort::RegelsAfgewezen,
                aantal: 86,
                bedrag: Some(Eurocent(4_512_075)),
                oudste: Some(date(2026, 11, 3)),
            },
            Wachtpost {
                soort: WachtSoort::TeBetalen,
                aantal: 14,
                bedrag: Some(Eurocent(31_200_000)),
                oudste: None,
            },
        ],
        kosten: maanden
            .iter()
            .enumerate()
            .flat_map(|(i, m)| {
                let i = i64::try_from(i).unwrap();
                [("0796", 9_800_000), ("1948", 4_100_000), ("0865", 1_750_000)].into_iter().map(
                    move |(c, b)| MaandKosten {
                        maand: *m,
                        gemeente: g(c),
                        toegekend: Eurocent(b + (i * 7919 % 11) * b / 40),
                    },
                )
            })
            .collect(),
        aandeel: AANBIEDERS
            .iter()
            .zip([412, 238, 140, 101, 70, 39])
            .enumerate()
            .map(|(i, (n, p))| AanbiederAandeel {
                agb: agb(i64::try_from(i).unwrap() + 1),
                naam: (*n).to_owned(),
                toegekend: Eurocent(p * 1_912_004),
                promille: p,
            })
            .collect(),
    }
}

pub(super) fn clienten() -> Lijst<ClientRij> {
    let rijen = (0..12)
        .map(|i| ClientRij {
            gemeente: g(GEMEENTEN[i % 3].0),
            id: 100 + i64::try_from(i).unwrap(),
            naam: naam(i),
            geboortedatum: date(1940 + i16::try_from(i).unwrap() * 4, 3, 14),
            plaats: Some(["’s-Hertogenbosch", "Veghel", "Vught"][i % 3].into()),
            lopend: i64::try_from(i % 3).unwrap(),
            toewijzingen: i64::try_from(i % 3).unwrap() + 1,
        })
        .collect();
    lijst(rijen, 2762)
}

pub(super) fn bericht(
    id: i64,
    soort: &str,
    omschrijving: &'static str,
    richting: Richting,
    status: BerichtStatus,
) -> BerichtRij {
    BerichtRij {
        gemeente: g("0796"),
        id,
        richting,
        soort: soort.into(),
        omschrijving,
        agb: agb(1),
        aanbieder: AANBIEDERS[0].into(),
        identificatie: format!("0796{id:08}"),
        dagtekening: date(2026, 11, 3),
        verwerkt_op: "2026-11-03T13:05:00Z".parse().unwrap(),
        status,
        bevindingen: i64::from(status == BerichtStatus::Deels || status == BerichtStatus::Afgekeurd) * 2,
        antwoord_op: soort.ends_with('5').then_some(id - 1).filter(|_| richting == Richting::Uit),
        antwoord: (richting == Richting::In).then_some(id + 1),
        bezorgd_op: None,
        grootte: 34_512,
    }
}

pub(super) fn berichten() -> Vec<BerichtRij> {
    use BerichtStatus as S;
    vec![
        bericht(412, "WMO325", "antwoord op declaratie", Richting::Uit, S::Bezorgd),
        bericht(411, "WMO323", "declaratie", Richting::In, S::Deels),
        bericht(398, "WMO306", "antwoord op start", Richting::Uit, S::Bezorgd),
        bericht(397, "WMO305", "start", Richting::In, S::Goedgekeurd),
        bericht(371, "WMO301", "toewijzing", Richting::Uit, S::Verzonden),
        bericht(350, "WMO307", "stop", Richting::In, S::Afgekeurd),
    ]
}

pub(super) fn bevindingen() -> Vec<BevindingRij> {
    vec![
        BevindingRij {
            volgnr: 1,
            regel: "TR321".into(),
            retourcode: Some("9321".into()),
            pad: "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]".into(),
            tekst: "De gedeclareerde periode valt buiten de toewijzing. De toewijzing liep tot en met 15 september \
                    2026. Declareer alleen de dagen binnen de toewijzing, of vraag de gemeente om verlenging."
                .into(),
            declaratieregel: Some(2),
        },
        BevindingRij {
            volgnr: 2,
            regel: "TR346".into(),
            retourcode: Some("9346".into()),
            pad: "/Bericht/Declaratie/Clienten/Client[3]/Prestaties/Prestatie[1]".into(),
            tekst: "Het bedrag is niet gelijk aan volume keer tarief. Het zou € 525,00 moeten zijn.".into(),
            declaratieregel: Some(3),
        },
    ]
}

pub(super) fn bericht_dossier() -> BerichtDossier {
    BerichtDossier {
        hoofd: bericht(411, "WMO323", "declaratie", Richting::In, BerichtStatus::Deels),
        afzender: "72650001".into(),
        ontvanger: "0796".into(),
        bestand: "WMO323-72650001-411.xml".into(),
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        bevindingen: bevindingen(),
        antwoord_op: None,
        antwoorden: vec![bericht(
            412,
            "WMO325",
            "antwoord op declaratie",
            Richting::Uit,
            BerichtStatus::Bezorgd,
        )],
        verwant: vec![(
            "Declaratie D2026-09".into(),
            Verwijzing::Declaratie { gemeente: g("0796"), bericht: 411 },
        )],
    }
}

pub(super) fn boom() -> Boom {
    let k = |diepte, naam: &str, waarde: Option<&str>| Knoop {
        diepte,
        naam: naam.into(),
        waarde: waarde.map(Into::into),
    };
    Boom {
        knopen: vec![
            k(0, "Bericht", None),
            k(1, "Header", None),
            k(2, "BerichtCode", Some("476")),
            k(2, "Dagtekening", Some("2026-10-03")),
            k(1, "Declaratie", None),
            k(2, "DeclaratieNummer", Some("D2026-09")),
            k(2, "TotaalIngediendBedrag", Some("157500")),
        ],
        afgekapt: true,
        kapot: false,
    }
}

pub(super) fn regel(volgnr: i64, status: RegelStatus) -> RegelRij {
    RegelRij {
        bericht: 411,
        volgnr,
        status,
        agb: agb(1),
        client: Some((100 + volgnr, naam(usize::try_from(volgnr).unwrap()))),
        referentie: format!("REF-{volgnr:04}"),
        vorige_referentie: None,
        toewijzing: 5000 + volgnr,
        categorie: "02".into(),
        code: "02M02".into(),
        product: Some("Individuele begeleiding basis".into()),
        van: date(2026, 9, 1),
        tot: date(2026, 9, 30),
        volume: 1,
        eenheid: "82".into(),
        tarief: Some(Eurocent(52_500)),
        bedrag: Eurocent(52_500),
        batch: (status == RegelStatus::Toegekend).then_some(3),
        bevindingen: if status == RegelStatus::Afgewezen { bevindingen()[..1].to_vec() } else { Vec::new() },
    }
}

pub(super) fn claim(bericht: i64, i: usize, status: ClaimStatus) -> ClaimRij {
    ClaimRij {
        gemeente: g("0796"),
        bericht,
        agb: agb(1),
        aanbieder: AANBIEDERS[i % 6].into(),
        nummer: format!("D2026-09-{i}"),
        periode_van: date(2026, 9, 1),
        periode_tot: date(2026, 9, 30),
        dagtekening: date(2026, 10, 3),
        ingediend: Eurocent(1_575_000),
        toegekend: if status == ClaimStatus::Afgewezen { Eurocent::NUL } else { Eurocent(1_417_500) },
        regels: 30,
        regels_toegekend: 27,
        status,
    }
}

pub(super) fn claim_dossier() -> ClaimDossier {
    ClaimDossier {
        hoofd: claim(411, 0, ClaimStatus::Deels),
        gemeente_naam: GEMEENTEN[0].1.into(),
        regels_afgewezen: 3,
        afgewezen: Eurocent(157_500),
        betaald: Eurocent(1_000_000),
        open: Eurocent(417_500),
        antwoord: Some(412),
        redenen: bevindingen()
            .into_iter()
            .zip([2, 1])
            .map(|(b, n)| RedenTelling {
                regel: b.regel,
                retourcode: b.retourcode,
                tekst: b.tekst,
                regels: n,
            })
            .collect(),
    }
}

pub(super) fn uitleg() -> Uitleg {
    Uitleg::new("Beoordeling van regel 2", "afgewezen")
        .met("referentie", "REF-0002")
        .met("toewijzing", "5002")
        .want(
            Uitleg::new("De toewijzing bestaat", "ja")
                .volgens("TR304", Bron::new("iWmo 3.2", "berichtregels")),
        )
        .want(
            Uitleg::new("De periode valt binnen de toewijzing", "nee")
                .volgens("TR321", Bron::new("iWmo 3.2", "berichtregels"))
                .met("gedeclareerd", "1 t/m 30 september 2026")
                .met("toegewezen", "1 januari t/m 15 september 2026")
                .want(
                    Uitleg::new("Einde van de toewijzing", "15 september 2026").met("reden", "stop gemeld"),
                ),
        )
}

pub(super) fn client_dossier() -> ClientDossier {
    let toewijzing = |nummer, stand, verzonden_in, einddatum| ToewijzingRij {
        nummer,
        beschikking: Some(7),
        agb: agb(1),
        aanbieder: AANBIEDERS[0].into(),
        categorie: Some("02".into()),
        code: Some("02M02".into()),
        product: Some("Individuele begeleiding basis".into()),
        toewijzingsdatum: date(2026, 1, 12),
        ingangsdatum: date(2026, 2, 1),
        einddatum,
        volume: Some(1),
        eenheid: Some("82".into()),
        frequentie: Some("4".into()),
        budget: None,
        reden_wijziging: None,
        verzonden_in,
        stand,
        gestart_op: Some(date(2026, 2, 3)),
        gestopt_op: None,
    };
    let tekst = |t: &str| Deel::Tekst(t.into());
    let gebeurtenis =
        |datum, stap, soort, delen, verwijzing| Gebeurtenis { datum, stap, soort, delen, verwijzing };
    let claim = Verwijzing::Declaratieregel { gemeente: g("0796"), bericht: 411, volgnr: 2 };
    ClientDossier {
        hoofd: ClientHoofd {
            gemeente: g("0796"),
            gemeente_naam: GEMEENTEN[0].1.into(),
            id: 100,
            naam: naam(0),
            bsn: Some(Bsn::parse("999900006").unwrap()),
            geboortedatum: date(1948, 3, 14),
            geslacht: "2".into(),
            straat: Some("Lindelaan".into()),
            huisnummer: Some("12".into()),
            postcode: Some("5211 AB".into()),
            plaats: Some("’s-Hertogenbosch".into()),
            overleden_op: None,
        },
        meldingen: vec![MeldingRij {
            id: 3,
            ontvangen_op: date(2025, 12, 1),
            onderzoek_klaar_op: Some(date(2026, 1, 5)),
            uiterlijk: date(2026, 1, 12),
            heeft_dossier: true,
        }],
        beschikkingen: vec![BeschikkingRij {
            id: 7,
            melding: Some(3),
            besluit_op: date(2026, 1, 10),
            aard: "Individuele begeleiding basis".into(),
            intensiteit: "gemiddeld 2 uur per week".into(),
            categorie: "02".into(),
            code: "02M02".into(),
            ingangsdatum: date(2026, 2, 1),
            einddatum: Some(date(2027, 1, 31)),
        }],
        toewijzingen: vec![
            toewijzing(5002, ToewijzingStand::Loopt, Some(371), Some(date(2027, 1, 31))),
            toewijzing(4100, ToewijzingStand::Beeindigd, Some(211), Some(date(2025, 12, 31))),
        ],
        leveringen: vec![LeveringRij {
            id: 1,
            stop: false,
            agb: agb(1),
            aanbieder: AANBIEDERS[0].into(),
            toewijzing: Some(5002),
            begindatum: date(2026, 2, 3),
            einddatum: None,
            reden: None,
            bericht: 397,
            verwijderd_door: None,
        }],
        regels: vec![regel(2, RegelStatus::Afgewezen), regel(1, RegelStatus::Toegekend)],
        berichten: berichten()[..3].to_vec(),
        tijdlijn: vec![
            gebeurtenis(
                date(2026, 10, 15),
                Stap::Betaling,
                "betaling",
                vec![
                    tekst("Betaald: "),
                    Deel::Bedrag(Eurocent(52_500)),
                    tekst(" over "),
                    Deel::Periode(date(2026, 8, 1), Some(date(2026, 8, 31))),
                    tekst(", in "),
                    Deel::Link(Verwijzing::Batch { gemeente: g("0796"), nummer: 3 }, "betaalbatch 3".into()),
                    tekst("."),
                ],
                None,
            ),
            gebeurtenis(
                date(2026, 10, 3),
                Stap::Declaratie,
                "afgewezen",
                vec![
                    tekst("Afgewezen: een regel van "),
                    Deel::Bedrag(Eurocent(52_500)),
                    tekst(". De periode valt buiten de toewijzing."),
                ],
                Some(claim),
            ),
            gebeurtenis(
                date(2026, 2, 3),
                Stap::Levering,
                "start",
                vec![tekst("Zorghuis De Linde is gestart.")],
                None,
            ),
            gebeurtenis(
                date(2026, 1, 12),
                Stap::Toewijzing,
                "toewijzing",
                vec![
                    tekst("Toewijzing 5002 aan Zorghuis De Linde, "),
                    Deel::Periode(date(2026, 2, 1), Some(date(2027, 1, 31))),
                    tekst("."),
                ],
                None,
            ),
            gebeurtenis(
                date(2026, 1, 10),
                Stap::Beschikking,
                "besluit",
                vec![tekst("Besluit: individuele begeleiding basis.")],
                None,
            ),
            gebeurtenis(date(2025, 12, 1), Stap::Toegang, "melding", vec![tekst("Melding ontvangen.")], None),
        ],
        toegekend: Eurocent(472_500),
        afgekapt: false,
    }
}

pub(super) fn saldo() -> Saldo {
    let rijen: Vec<SaldoRij> = (0..6)
        .map(|i| SaldoRij {
            gemeente: g(GEMEENTEN[i % 3].0),
            agb: agb(i64::try_from(i).unwrap() + 1),
            aanbieder: AANBIEDERS[i].into(),
            goedgekeurd: Eurocent(12_345_678),
            tegenboekingen: Eurocent(234_500),
            betaald: Eurocent(11_000_000),
            open: Eurocent(1_111_178),
        })
        .collect();
    Saldo {
        goedgekeurd: Eurocent(74_074_068),
        tegenboekingen: Eurocent(1_407_000),
        betaald: Eurocent(66_000_000),
        open: Eurocent(6_667_068),
        klopt: rijen.iter().all(SaldoRij::klopt),
        rijen,
    }
}

pub(super) fn batch(nummer: i64) -> BatchRij {
    BatchRij {
        gemeente: g("0796"),
        nummer,
        tot: date(2026, 10, 14),
        gemaakt_op: "2026-10-15T07:30:00Z".parse().unwrap(),
        betalingen: 14,
        bedrag: Eurocent(31_200_000),
        bestand: Some(format!("pain001-0796-{nummer}.xml")),
    }
}

pub(super) fn aanbieder(i: usize) -> AanbiederRij {
    AanbiederRij {
        agb: agb(i64::try_from(i).unwrap() + 1),
        naam: AANBIEDERS[i].into(),
        contracten: 12 + i64::try_from(i).unwrap(),
        gemeenten: GEMEENTEN.iter().take(i % 3 + 1).map(|(c, _)| g(c)).collect(),
        regels: Some(1200),
        afgewezen: Some(12 * i64::try_from(i).unwrap()),
    }
}

pub(super) fn producten() -> Vec<ProductRij> {
    vec![ProductRij {
        kader: "meierij-2020".into(),
        categorie: "02".into(),
        code: "02M02".into(),
        naam: "Individuele begeleiding basis".into(),
        prestatie: "IB".into(),
        zwaarte: "basis".into(),
        perceel: "1A".into(),
        contracten: 66,
        aanbieders: 26,
        tarief_laagst: Some(52_500.into()),
        tarief_hoogst: Some(54_000.into()),
    }]
}

/// A refused message, a letter that is no message, and one that is tried again.
pub fn post() -> app::vragen::post::PostOverzicht {
    use app::post::{Richting, TransportStand};
    use app::vragen::post::{PostRij, TransportRij};
    let moment = |t: &str| Some(t.parse::<jiff::Timestamp>().unwrap());
    let rij = |richting, nr, fout: &str| PostRij {
        gemeente: g("0796"),
        richting,
        nr,
        naam: format!("WMO301-0796-72650001-0796{nr:08}.xml"),
        soort: if richting == Richting::Uit { "WMO301".into() } else { String::new() },
        ontvanger: if richting == Richting::Uit { "72650001".into() } else { String::new() },
        transport: "knooppunt".into(),
        pogingen: 1,
        volgende: None,
        code: None,
        fout: fout.into(),
        op: "2026-11-20T09:30:00Z".parse().unwrap(),
    };
    app::vragen::post::PostOverzicht {
        transporten: vec![
            TransportRij { code: "map", naam: "Mappen", stand: None },
            TransportRij {
                code: "knooppunt",
                naam: "Gegevensknooppunt",
                stand: Some(TransportStand {
                    laatst: moment("2026-11-21T08:00:00Z"),
                    goed: moment("2026-11-20T08:00:00Z"),
                    fout: Some("er is geen verbinding met het knooppunt".into()),
                }),
            },
        ],
        wachtend: 7,
        oudste: moment("2026-11-20T09:00:00Z"),
        later: vec![PostRij {
            pogingen: 2,
            volgende: moment("2026-11-21T08:05:00Z"),
            ..rij(Richting::Uit, 14, "het knooppunt antwoordt niet op tijd")
        }],
        later_aantal: 1,
        onbestelbaar: vec![
            PostRij {
                code: Some("IB010".into()),
                ..rij(
                    Richting::Uit,
                    12,
                    "Geadresseerde partij niet aangesloten bij VECOZO of AGB is incorrect.",
                )
            },
            PostRij {
                naam: "scan.xml".into(),
                transport: "map".into(),
                ..rij(Richting::In, 3, "Dit bestand is geen bericht van iWmo 3.2.")
            },
        ],
        onbestelbaar_aantal: 130,
    }
}

/// Nothing ever went wrong, or went at all.
pub fn post_leeg() -> app::vragen::post::PostOverzicht {
    app::vragen::post::PostOverzicht {
        transporten: vec![],
        wachtend: 0,
        oudste: None,
        later: vec![],
        later_aantal: 0,
        onbestelbaar: vec![],
        onbestelbaar_aantal: 0,
    }
}
