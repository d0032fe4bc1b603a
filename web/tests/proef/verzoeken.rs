//! The pages of requests, with invented ones.

use super::{cijfers as c, html};
use app::Rol;
use app::verzoeken::{
    ClientId, Gevolg, Omvang, Productsoort, RedenAfwijzing, RedenVerzoek, RedenWijziging, Stempel,
    Toewijzing, Toewijzingnummer, Verzoek, Verzoekdeel, Verzoekproduct, Verzoeksoort, Verzoekstand,
};
use app::vragen::declaraties::Producten;
use app::vragen::verzoeken::{Lijststand, VerzoekDossier, VerzoekFilter, VerzoekLijst, VerzoekRij};
use jiff::civil::{Date, date, time};
use kern::{Bevinding, Bron, Eenheid, Frequentie, Product, Productcategorie, Productcode, Uitleg};
use web::pagina::verzoeken::{Afgesproken, BesluitPagina, VerzoekPagina, VerzoekenPagina};
use web::schil::Omgeving;

fn product(code: &str) -> Product {
    Product {
        categorie: Productcategorie::parse("02").unwrap(),
        code: Some(Productcode::parse(code).unwrap()),
    }
}

fn uren(volume: i64) -> Omvang {
    Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Week }
}

fn termijn() -> Uitleg {
    Uitleg::new("De gemeente reageert binnen 5 werkdagen na ontvangst, voor het hele verzoek", "nog 3 dagen")
        .volgens("OP346", Bron::new("iWmo 3.2", "OP346"))
        .met("uiterlijk", "24 november 2026")
}

fn rij(i: usize, stand: Verzoekstand) -> VerzoekRij {
    let n = i64::try_from(i).unwrap();
    let open = matches!(stand, Verzoekstand::Ingediend | Verzoekstand::InOnderzoek);
    VerzoekRij {
        gemeente: c::g(c::GEMEENTEN[i % 3].0),
        verzoek: 31 + n,
        deel: 1,
        soort: if i.is_multiple_of(2) { Verzoeksoort::Vow } else { Verzoeksoort::Vot },
        agb: c::agb(n + 1),
        aanbieder: c::AANBIEDERS[i].into(),
        client: 12 + n,
        naam: c::naam(i),
        referentie: format!("V0796-00000{}-1", 31 + n),
        stand,
        sinds: date(2026, 11, 18),
        dagtekening: date(2026, 11, 16),
        ontvangen_op: date(2026, 11, 17),
        uiterlijk: open.then_some(date(2026, 11, 24)),
        termijn: open.then(termijn),
    }
}

/// Names of two of the three products; a code without a name stays a code.
pub(super) fn namen() -> Producten {
    [("02M01", "Individuele begeleiding waakvlam"), ("02M02", "Individuele begeleiding basis")]
        .map(|(code, naam)| (product(code), naam.to_owned()))
        .into_iter()
        .collect()
}

pub(super) fn toewijzing(nummer: i64, code: &str) -> Toewijzing {
    Toewijzing {
        gemeente: c::g("0796"),
        nummer: Toewijzingnummer::new(nummer).unwrap(),
        client: ClientId(12),
        besluit: None,
        agb: c::agb(1),
        product: Some(product(code)),
        stempel: Stempel { datum: date(2025, 12, 10), tijd: time(9, 0, 0, 0) },
        ingangsdatum: date(2026, 1, 1),
        einddatum: Some(date(2026, 12, 31)),
        omvang: Some(uren(3)),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: Some(7),
    }
}

fn vraagt(volgnr: i64, soort: Productsoort, toewijzing: Option<i64>, van: Option<Date>) -> Verzoekproduct {
    Verzoekproduct {
        volgnr,
        deel: 1,
        soort,
        toewijzing,
        product: (soort == Productsoort::Nieuw).then(|| product("02M03")),
        ingangsdatum: van,
        einddatum: van.map(|_| date(2027, 6, 30)),
        omvang: van.map(|_| uren(5)),
        budget: None,
        beschikking: None,
        verwijzer: None,
        raamcontract: None,
        commentaar: None,
        toegewezen: None,
    }
}

pub(super) fn dossier(rol: Rol, stand: Verzoekstand) -> VerzoekDossier {
    VerzoekDossier {
        verzoek: Verzoek {
            gemeente: c::g("0796"),
            id: 31,
            soort: Verzoeksoort::Vow,
            agb: c::agb(1),
            client: 12,
            bericht: 88,
            reden: Some(RedenVerzoek::Clientsituatie),
            commentaar: None,
            dagtekening: date(2026, 11, 16),
            ontvangen_op: date(2026, 11, 17),
            delen: vec![Verzoekdeel {
                volgnr: 1,
                referentie: "V0796-0000031-1".into(),
                stand,
                sinds: date(2026, 11, 17),
                onderzoek_in: None,
                antwoord_in: matches!(stand, Verzoekstand::Afgewezen(_)).then_some(93),
            }],
            producten: vec![
                vraagt(1, Productsoort::Ongewijzigd, Some(701), None),
                vraagt(2, Productsoort::TeWijzigen, Some(702), Some(date(2026, 12, 1))),
                vraagt(3, Productsoort::Nieuw, None, Some(date(2026, 12, 1))),
            ],
        },
        aanbieder: c::AANBIEDERS[0].into(),
        naam: c::naam(0),
        toewijzingen: vec![toewijzing(701, "02M01"), toewijzing(702, "02M02"), toewijzing(690, "02M09")],
        namen: namen(),
        termijnen: if stand == Verzoekstand::Ingediend { vec![(1, termijn())] } else { Vec::new() },
        mag_beoordelen: rol.mag(app::Recht::Beoordelen),
    }
}

fn gevolgen() -> Vec<Gevolg> {
    let was = toewijzing(702, "02M02");
    let wordt = Toewijzing {
        einddatum: Some(date(2026, 11, 30)),
        reden_wijziging: Some(RedenWijziging::DoorAanbieder),
        ..was.clone()
    };
    let nieuw = Toewijzing {
        ingangsdatum: date(2026, 12, 1),
        einddatum: Some(date(2027, 6, 30)),
        omvang: Some(uren(5)),
        ..toewijzing(811, "02M02")
    };
    vec![
        Gevolg { was: Some(toewijzing(701, "02M01")), wordt: None, nieuw: None },
        Gevolg { was: Some(was), wordt: Some(wordt), nieuw: Some(nieuw) },
        Gevolg { was: None, wordt: None, nieuw: Some(toewijzing(812, "02M03")) },
    ]
}

/// Every page of requests by name.
pub(super) fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let rol = om.gebruiker.rol;
    let lijst = |stand, rijen: Vec<VerzoekRij>| {
        let filter = VerzoekFilter { gemeente: None, agb: None, stand };
        html(&VerzoekenPagina::nieuw(om, &filter, VerzoekLijst { rijen, meer: false }, c::VANDAAG))
    };
    let wacht = |i| rij(i, if i == 2 { Verzoekstand::InOnderzoek } else { Verzoekstand::Ingediend });
    let klaar = [
        Verzoekstand::Gehonoreerd { gemeld: true },
        Verzoekstand::Gehonoreerd { gemeld: false },
        Verzoekstand::Afgewezen(RedenAfwijzing::Budget),
        Verzoekstand::NietVerzonden,
    ];
    let af = Verzoekstand::Afgewezen(RedenAfwijzing::Zorginhoudelijk);
    let mut uit = vec![
        ("verzoeken", lijst(Lijststand::Open, (0..4).map(wacht).collect())),
        ("verzoeken-leeg", lijst(Lijststand::Open, vec![])),
        (
            "verzoeken-klaar",
            lijst(Lijststand::Klaar, klaar.iter().enumerate().map(|(i, s)| rij(i, *s)).collect()),
        ),
        ("verzoek", html(&VerzoekPagina::nieuw(om, dossier(rol, Verzoekstand::Ingediend), c::VANDAAG))),
        ("verzoek-afgewezen", html(&VerzoekPagina::nieuw(om, dossier(rol, af), c::VANDAAG))),
    ];
    let besluit = |uitkomst, afgesproken| {
        let d = dossier(rol, Verzoekstand::Ingediend);
        BesluitPagina::nieuw(om, d, 1, &uitkomst, afgesproken, c::VANDAAG)
    };
    if let Some(p) = besluit(Ok(gevolgen()), Afgesproken::default()) {
        uit.push(("verzoek-besluit", html(&p)));
    }
    let voorbij = Bevinding::new(
        "IV093",
        None,
        "/afspraak",
        "Er is om 1 november 2026 gevraagd en die dag is voorbij. Spreek met de aanbieder af wat er geldt en vul dat in.",
    );
    if let Some(p) = besluit(Err(vec![voorbij]), Afgesproken::default()) {
        let fouten = vec!["Kies waarom u het verzoek afwijst.".to_owned()];
        uit.push(("verzoek-besluit-kan-niet", html(&BesluitPagina { fouten, ..p })));
    }
    uit
}
