//! The pages of what is watched after a decision, with invented people.

use super::{cijfers as c, html};
use app::aflopend::{
    Besluitfeiten, Bewaakblad, Bewaakpost, Bewaakregels, Bewaakt, Heronderzoek, Heronderzoekuitkomst, bewaak,
};
use app::beslissen::Productsleutel;
use app::wachtlijst::{
    Overbrugging, Plaats, Screening, Screeninguitkomst, Wachtblad, Wachteinde, Wachtlijst, Wachtrij,
};
use jiff::ToSpan;
use jiff::civil::Date;
use kern::{Productcategorie, Productcode};
use monitoring::{Wachtende, wacht_uitleg, wachtgroepen};
use web::formulier::Fouten;
use web::pagina::aflopend::{AflopendPagina, bladpagina};
use web::pagina::wachtlijst::WachtlijstPagina;
use web::schil::Omgeving;

fn over(dagen: i64) -> Date {
    c::VANDAAG.saturating_add(dagen.days())
}

fn feiten(i: usize, bewaakt: Bewaakt) -> Besluitfeiten {
    let n = i64::try_from(i).unwrap();
    Besluitfeiten {
        gemeente: c::g(c::GEMEENTEN[i % 3].0),
        beschikking: 40 + n,
        client: 12 + n,
        naam: c::naam(i),
        aard: "Individuele begeleiding basis".into(),
        pgb: i == 2,
        in_de_maak: i == 1,
        bewaakt,
    }
}

fn posten() -> Vec<Bewaakpost> {
    let kaal = Bewaakt {
        besluit_op: over(-300),
        einddatum: None,
        tijdelijk: false,
        definitief: false,
        gepland_op: None,
        onderzocht_op: None,
    };
    let alle = [
        Bewaakt { einddatum: Some(over(-3)), ..kaal },
        Bewaakt { einddatum: Some(over(20)), tijdelijk: true, ..kaal },
        Bewaakt { einddatum: Some(over(60)), ..kaal },
        kaal,
    ];
    alle.into_iter()
        .enumerate()
        .map(|(i, b)| Bewaakpost {
            besluit: feiten(i, b),
            punt: bewaak(&b, Bewaakregels::standaard(), c::VANDAAG).unwrap(),
        })
        .collect()
}

fn blad(mag: bool) -> Bewaakblad {
    let p = posten().remove(2);
    Bewaakblad {
        besluit: p.besluit,
        punt: Some(p.punt),
        eerder: vec![
            Heronderzoek {
                gepland_op: None,
                gedaan: Some((over(-200), Heronderzoekuitkomst::Melding)),
                melding: Some(7),
                grond: None,
                door: "Cor Consulent".into(),
            },
            Heronderzoek {
                gepland_op: None,
                gedaan: Some((over(-100), Heronderzoekuitkomst::Ongewijzigd)),
                melding: None,
                grond: mag.then(|| "Het gaat goed, zegt zij zelf.".into()),
                door: "Cor Consulent".into(),
            },
        ],
        regels: Bewaakregels::standaard(),
        mag,
    }
}

fn wachtlijst() -> Wachtlijst {
    let product =
        Productsleutel::new(Productcategorie::parse("02").unwrap(), Productcode::parse("02M02").unwrap());
    let rijen: Vec<Wachtrij> = [(90, true, 0), (41, false, 0), (12, false, 1), (5, false, 9)]
        .into_iter()
        .enumerate()
        .map(|(i, (dagen, overbrugging, bij))| Wachtrij {
            plaats: if bij == 9 { Plaats::Hand(3) } else { Plaats::Toewijzing(100 + dagen) },
            client: dagen,
            naam: c::naam(i),
            wacht: Wachtende {
                gemeente: c::g("0796"),
                product,
                agb: (bij < 9).then(|| c::agb(bij + 1)),
                sinds: over(-dagen),
                overbrugging,
            },
            product: "Individuele begeleiding basis".into(),
            aanbieder: (bij < 9).then(|| c::AANBIEDERS[usize::try_from(bij).unwrap()].into()),
            geen_omdat: i == 1,
            gescreend_op: (i == 0).then(|| over(-2)),
        })
        .collect();
    let wachtenden: Vec<Wachtende> = rijen.iter().map(|r| r.wacht).collect();
    let groepen = wachtgroepen(&wachtenden, c::VANDAAG)
        .into_iter()
        .map(|g| {
            let naam = rijen.iter().find(|r| r.wacht.agb == g.agb).and_then(|r| r.aanbieder.clone());
            (g, "Individuele begeleiding basis".to_owned(), naam)
        })
        .collect();
    Wachtlijst { groepen, rijen, meer: false, geeindigd: vec![(Wachteinde::ZietAf, 2)] }
}

fn plaats(mag: bool) -> Wachtblad {
    Wachtblad {
        gemeente: c::g("0796"),
        plaats: Plaats::Toewijzing(190),
        client: 12,
        naam: c::naam(0),
        product: "Individuele begeleiding basis".into(),
        aanbieder: Some(c::AANBIEDERS[0].into()),
        sinds: over(-90),
        wacht: true,
        uitleg: wacht_uitleg(over(-90), Some(190), c::VANDAAG),
        reden: None,
        overbrugging: vec![Overbrugging {
            product: "Individuele begeleiding waakvlam".into(),
            aanbieder: mag.then(|| c::AANBIEDERS[1].into()),
            van: over(-80),
            tot: None,
        }],
        geen_omdat: None,
        screeningen: vec![Screening {
            op: over(-2),
            uitkomst: Screeninguitkomst::Voorrang,
            meer: mag
                .then(|| ("Gemeente en twee aanbieders".into(), "Zij kan volgende maand beginnen.".into())),
        }],
        einde: None,
        mag,
    }
}

/// The pages, for this role.
pub fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let leeg = &c::invoer(&[]);
    let vandaag = c::VANDAAG;
    let mag = om.gebruiker.rol.mag(app::Recht::Toegang);
    let mut fouten = Fouten::default();
    fouten.bij("grond", "Schrijf op waarom er niets verandert en hoe u dat hebt nagegaan.");
    let mut mis = bladpagina(om, &blad(mag), leeg, fouten, vandaag);
    mis.fouten.naast(mis.blokken.iter_mut().flat_map(|b| b.velden.iter_mut()));
    let mensen = om.gebruiker.rol.mag(app::Recht::Clienten);
    let mut lijst = wachtlijst();
    if !mensen {
        lijst.rijen.clear();
    }
    vec![
        ("aflopend", html(&AflopendPagina::nieuw(om, leeg, (&posten(), false), vandaag))),
        ("aflopend-leeg", html(&AflopendPagina::nieuw(om, leeg, (&[], false), vandaag))),
        ("aflopend-blad", html(&bladpagina(om, &blad(mag), leeg, Fouten::default(), vandaag))),
        ("aflopend-blad-fout", html(&mis)),
        ("wachtlijst", html(&WachtlijstPagina::nieuw(om, lijst, vandaag))),
        ("wachtlijst-leeg", html(&WachtlijstPagina::nieuw(om, Wachtlijst::default(), vandaag))),
        (
            "wachtplek",
            html(&web::pagina::wachten::bladpagina(om, &plaats(mag), leeg, Fouten::default(), &[])),
        ),
    ]
}
