//! The pages of decisions, with invented people.

use super::{cijfers as c, html, verzoeken};
use app::beslissen::{
    Bekendmaking, Besluitblad, Besluitrij, Besluitsoort, Besluittoestand, Bestelbaar, Bezwaar, Bezwaarrij,
    Bijdragemededeling, Gevolgen, Gevolgregel, Identiteitscontrole, Lijststand, Onderdeel, Ontwerp,
    Productsleutel, Versie, Verstrekking,
};
use app::vragen::Naam;
use jiff::civil::{Date, date};
use kern::{Bevinding, Bron, Eenheid, Eurocent, Frequentie, Productcategorie, Productcode, Uitleg};
use web::formulier::{Fouten, Regel};
use web::pagina::beschikkingen::{BeschikkingenPagina, BesluitPagina};
use web::pagina::besluitstap::{Besluitstap, StapPagina};
use web::schil::Omgeving;

fn naam() -> Naam {
    Naam { achternaam: "Janssen".into(), voorvoegsel: None, voorletters: Some("AB".into()) }
}

fn sleutel(code: &str) -> Productsleutel {
    Productsleutel::new(Productcategorie::parse("02").unwrap(), Productcode::parse(code).unwrap())
}

fn ontwerp() -> Ontwerp {
    Ontwerp {
        soort: Some(Besluitsoort::Toekenning),
        vorm: Some(Verstrekking::Natura),
        aanvraag_op: Some(date(2026, 9, 28)),
        aard: "Individuele begeleiding".into(),
        intensiteit: "2 uur per week".into(),
        onderdelen: vec![Onderdeel {
            product: sleutel("02M02"),
            volume: 2,
            eenheid: Eenheid::Uur,
            frequentie: Frequentie::Week,
            agb: Some(c::agb(1)),
            van: None,
            tot: None,
            toewijzing: None,
        }],
        ingangsdatum: Some(date(2026, 11, 1)),
        einddatum: Some(date(2027, 10, 31)),
        plan_op: Some(date(2026, 9, 25)),
        resultaten: "Ik heb een vaste dagindeling.".into(),
        grond: "U kunt zonder hulp <b>geen</b> dagindeling maken.".into(),
        voorschrift: "artikel 2.3.5 van de Wmo 2015".into(),
        aangeboden: vec![c::agb(1), c::agb(2)],
        gekozen_op: Some(date(2026, 9, 28)),
        bijdrage: Some(Bijdragemededeling::Verschuldigd),
        identiteit: Some(Identiteitscontrole { op: date(2026, 9, 10), document: "paspoort".into() }),
        ..Ontwerp::default()
    }
}

fn versie(nr: i64, toestand: Besluittoestand, ontwerp: Ontwerp) -> Versie {
    let getekend = !matches!(toestand, Besluittoestand::Concept { .. } | Besluittoestand::TerControle { .. });
    Versie {
        nr,
        toestand,
        maker: 1,
        maker_naam: "Femke de Wit".into(),
        gemaakt_op: date(2026, 10, 1),
        ronde: 3,
        ontwerp,
        ondertekenaar: getekend.then(|| "Sam Smit".into()),
        per_jaar: getekend.then_some(Eurocent(630_000)),
        uitleg: None,
    }
}

fn blad(versies: Vec<Versie>) -> Besluitblad {
    let uitleg = Uitleg::new("Kan dit besluit worden genomen", "het besluit is volledig").want(
        Uitleg::new("De grond", "onderzocht en opgeschreven")
            .volgens("Awb 3:46", Bron::new("Awb", "artikel 3:46")),
    );
    Besluitblad {
        gemeente: c::g("0796"),
        id: 5,
        client: 12,
        naam: naam(),
        aanvraag: Some(3),
        melding: Some(7),
        versies,
        ontbreekt: Vec::new(),
        uitleg,
        per_jaar: Eurocent(630_000),
        vier_ogen: Vec::new(),
        tekenbeletsel: Vec::new(),
        mag_schrijven: true,
        mag_tekenen: true,
        toewijzingen: Vec::new(),
        bezwaren: Vec::new(),
        brieven: Vec::new(),
        namen: [(sleutel("02M02").als_product(), "Individuele begeleiding".to_owned())].into_iter().collect(),
        aanbieders: vec![(c::agb(1), "Zorg Een".into()), (c::agb(2), "Zorg Twee".into())],
        producten: vec![Bestelbaar {
            sleutel: sleutel("02M02"),
            naam: "Individuele begeleiding".into(),
            eenheid: Eenheid::Uur,
            frequentie: Frequentie::Week,
            volume: 2,
        }],
    }
}

fn concept() -> Versie {
    versie(1, Besluittoestand::Concept { terug: None }, ontwerp())
}

/// Things that are missing, each with another place.
fn mist() -> Vec<Bevinding> {
    [
        ("/ondersteuning/d1-agb", "Kies bij onderdeel 1 de aanbieder die de cliënt koos."),
        ("/afweging/bijdrage", "Kies of de cliënt een eigen bijdrage betaalt."),
        ("/huisstijl/bezwaaradres", "De gemeente heeft geen adres voor bezwaar ingevuld."),
    ]
    .into_iter()
    .map(|(plaats, tekst)| Bevinding::new("BESLUIT", None, plaats, tekst))
    .collect()
}

fn gevolgen() -> Gevolgen {
    let mut nieuw = verzoeken::toewijzing(41, "02M02");
    nieuw.verzonden_in = None;
    let mut korter = verzoeken::toewijzing(40, "02M02");
    korter.einddatum = Some(date(2026, 10, 31));
    Gevolgen {
        toewijzingen: vec![
            Gevolgregel { was: Some(verzoeken::toewijzing(40, "02M02")), wordt: korter },
            Gevolgregel { was: None, wordt: nieuw },
        ],
        berichten: vec![(c::agb(1), "Zorg Een".into())],
        per_jaar_was: Eurocent(315_000),
        per_jaar_wordt: Eurocent(630_000),
        brieven: vec!["De beschikking, aan de cliënt".into()],
    }
}

/// Made known, changed once, with an objection to the first version.
fn bekend() -> Besluitblad {
    let op: Date = date(2026, 10, 5);
    let nu = Besluittoestand::Bekendgemaakt { door: 2, besluit_op: op, op, wijze: Bekendmaking::Post };
    let eerst = Besluittoestand::Herzien { bekend_op: date(2026, 9, 7), door_versie: 2 };
    let bezwaar = Bezwaar {
        bekend_op: date(2026, 9, 7),
        ontvangen_op: date(2026, 10, 20),
        gepost_op: None,
        commissie: false,
        verdaagd: false,
    };
    let mut order = verzoeken::toewijzing(41, "02M02");
    order.verzonden_in = None;
    let wijziging = Ontwerp { soort: Some(Besluitsoort::Wijziging), ..ontwerp() };
    Besluitblad {
        toewijzingen: vec![Gevolgregel { was: None, wordt: order }],
        bezwaren: vec![Bezwaarrij {
            id: 2,
            versie: 1,
            uitleg: bezwaar.uitleg(),
            bezwaar,
            kern: "Te weinig uren.".into(),
            afgedaan: None,
        }],
        brieven: vec![(1, "a1b2c3d4e5f60718".into()), (2, "0718a1b2c3d4e5f6".into())],
        ..blad(vec![versie(1, eerst, ontwerp()), versie(2, nu, wijziging)])
    }
}

fn rij(id: i64, soort: Option<Besluitsoort>, eigen: bool) -> Besluitrij {
    Besluitrij {
        gemeente: c::g("0796"),
        id,
        client: 12,
        naam: naam(),
        soort,
        sinds: date(2026, 10, 1),
        versie: 1,
        maker: "Femke de Wit".into(),
        eigen,
        per_jaar: None,
        bekend_op: None,
    }
}

/// Every page of decisions.
pub fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let leeg = c::invoer(&[]);
    let tel: Vec<_> = (0..).zip(Lijststand::ALLE).map(|(n, s)| (*s, n)).collect();
    let lijst = |stand, rijen| html(&BeschikkingenPagina::nieuw(om, stand, (rijen, false), &tel));
    let besluit = |b: Besluitblad, g: Option<Gevolgen>, fouten: Fouten| {
        html(&BesluitPagina::nieuw(om, b, g.map(Ok).as_ref(), (&leeg, fouten), c::VANDAAG).unwrap())
    };
    let stap =
        |b: Besluitblad, stap, fouten: Fouten| html(&StapPagina::nieuw(om, b, stap, &leeg, fouten).unwrap());
    let fout = |veld: &str, tekst: &str| Fouten(vec![Regel { tekst: tekst.into(), bij: Some(veld.into()) }]);
    let mut onaf = blad(vec![concept()]);
    onaf.ontbreekt = mist();
    let mut samen =
        blad(vec![versie(1, Besluittoestand::TerControle { door: 1, sinds: date(2026, 10, 2) }, ontwerp())]);
    samen.vier_ogen =
        vec!["Het kost € 25.200,00 per jaar; vanaf € 15.000,00 kijkt een tweede persoon mee.".into()];
    samen.tekenbeletsel = vec![Bevinding::new(
        "BESLUIT-VIEROGEN",
        None,
        "/ondertekenen",
        "Het kost € 25.200,00 per jaar; vanaf € 15.000,00 kijkt een tweede persoon mee. Leg het besluit voor aan een collega.",
    )];
    vec![
        (
            "besluiten",
            lijst(
                Lijststand::Concept,
                vec![rij(5, Some(Besluitsoort::Toekenning), true), rij(6, None, false)],
            ),
        ),
        ("besluiten-leeg", lijst(Lijststand::TerControle, Vec::new())),
        ("besluit-heel", stap(blad(vec![concept()]), Besluitstap::Heel, Fouten::default())),
        (
            "besluit-heel-fout",
            stap(
                blad(vec![concept()]),
                Besluitstap::Heel,
                fout("d1-agb", "Kies bij onderdeel 1 de aanbieder die de cliënt koos."),
            ),
        ),
        ("besluit-afweging", stap(bekend(), Besluitstap::Afweging, Fouten::default())),
        ("besluit-onaf", besluit(onaf, None, Fouten::default())),
        ("besluit-klaar", besluit(blad(vec![concept()]), Some(gevolgen()), Fouten::default())),
        ("besluit-ter-controle", besluit(samen, Some(gevolgen()), Fouten::default())),
        ("besluit-bekend", besluit(bekend(), None, Fouten::default())),
        (
            "besluit-bezwaar-fout",
            besluit(bekend(), None, fout("kern", "Schrijf kort op waar het bezwaar over gaat.")),
        ),
    ]
}
