//! One place on the waiting list: what bridges it, joint screenings, how it ended; and putting somebody on it by hand.

use super::aflopend::{Blok, Regellijst, VervolgPagina};
use super::melding::{dag, keuze, opties, redenen, verder};
use super::verzoeken::omgeving;
use super::wachtlijst::PAD;
use super::{Invoer, plek};
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::{datum, hoofdletter};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, uitleg, vraag};
use app::beslissen::Productsleutel;
use app::vragen::VraagFout;
use app::vragen::catalogus::{ProductRij, producten};
use app::wachtlijst::{
    self as q, Bezetting, NieuweOverbrugging, NieuweScreening, Plaats, Screeninguitkomst, Wachtblad,
    Wachteinde,
};
use axum::extract::Path;
use axum::response::Response;
use kern::{AgbCode, Gemeentecode, Productcategorie, Productcode};

fn productveld(invoer: &Invoer, alle: &[ProductRij]) -> Veld {
    let mut opties = vec![(String::new(), "Kies een product".to_owned())];
    for p in alle {
        let waarde = format!("{}/{}", p.categorie, p.code);
        if !opties.iter().any(|(w, _)| *w == waarde) {
            opties.push((waarde, format!("{} ({})", p.naam, p.code)));
        }
    }
    Veld::nieuw(invoer, "product", "Product", Soort::Keuze(opties), "")
}

fn product(tekst: &str) -> Option<Productsleutel> {
    let (categorie, code) = tekst.split_once('/')?;
    Some(Productsleutel::new(Productcategorie::parse(categorie).ok()?, Productcode::parse(code).ok()?))
}

fn agbveld(invoer: &Invoer, hulp: &str) -> Veld {
    Veld::nieuw(invoer, "agb", "AGB-code van de aanbieder", Soort::Tekst(8, "numeric"), "").met_hulp(hulp)
}

fn blokken(b: &Wachtblad, invoer: &Invoer, alle: &[ProductRij]) -> Vec<Blok> {
    let tekst = |naam: &'static str, label| Veld::nieuw(invoer, naam, label, Soort::Lap(2_000), "");
    let lijst = |naam: &'static str, label, o| Veld::nieuw(invoer, naam, label, Soort::Keuze(o), "");
    if !b.mag || !b.wacht {
        return Vec::new();
    }
    vec![
        Blok {
            stap: "overbrug",
            kop: "Overbruggingszorg",
            uitleg: "Wat de cliënt krijgt zolang het wachten duurt. Besluit en toewijzing daarvoor maakt u apart.",
            velden: vec![
                productveld(invoer, alle),
                agbveld(invoer, "Acht cijfers."),
                dagveld(invoer, "van", "Vanaf", None),
                dagveld(invoer, "tot", "Tot en met", None)
                    .met_hulp("Leeg betekent: zolang het wachten duurt."),
            ],
            knop: "Overbrugging vastleggen",
            eerst: true,
        },
        Blok {
            stap: "geen",
            kop: "Geen overbruggingszorg",
            uitleg: "Is er niets, schrijf dan op waarom.",
            velden: vec![tekst("omdat", "Waarom is er geen overbruggingszorg?")],
            knop: "Vastleggen",
            eerst: false,
        },
        Blok {
            stap: "screen",
            kop: "Samen bekeken",
            uitleg: "Gemeente en aanbieders bekijken de wachtlijst samen, zodat niemand tussen wal en schip valt.",
            velden: vec![
                dagveld(invoer, "op", "Op welke dag?", None),
                tekst("wie", "Wie keken er samen?"),
                lijst(
                    "uitkomst",
                    "Wat kwam eruit?",
                    opties(
                        "Maak een keuze",
                        Screeninguitkomst::ALLE,
                        Screeninguitkomst::code,
                        Screeninguitkomst::omschrijving,
                    ),
                ),
                tekst("toelichting", "Wat is er besproken?"),
            ],
            knop: "Screening vastleggen",
            eerst: false,
        },
        Blok {
            stap: "einde",
            kop: "Van de lijst",
            uitleg: "Meldt de aanbieder een start, dan gaat de cliënt vanzelf van de lijst.",
            velden: vec![
                dagveld(invoer, "einde_op", "Op welke dag?", None),
                lijst(
                    "einde",
                    "Waarom?",
                    opties("Maak een keuze", Wachteinde::ALLE, Wachteinde::code, Wachteinde::omschrijving),
                ),
            ],
            knop: "Van de lijst halen",
            eerst: false,
        },
    ]
}

/// The page of a place.
pub fn bladpagina(
    om: &Omgeving,
    b: &Wachtblad,
    invoer: &Invoer,
    fouten: Fouten,
    alle: &[ProductRij],
) -> VervolgPagina {
    let mut feiten = vec![
        ("Cliënt", b.naam.voluit()),
        ("Wacht op", b.product.clone()),
        ("Bij", b.aanbieder.clone().unwrap_or_else(|| "nog geen aanbieder".into())),
        ("Sinds", datum(b.sinds)),
        ("Gemeente", om.gemeente(b.gemeente)),
    ];
    feiten.push((
        "Nu",
        match (b.einde, b.wacht) {
            (Some((op, hoe)), _) => format!("van de lijst op {}: {}", datum(op), hoe.omschrijving()),
            (None, true) => "wacht".into(),
            (None, false) => "wacht niet meer".into(),
        },
    ));
    if let Some(r) = &b.reden {
        feiten.push(("Waarom op de lijst", r.clone()));
    }
    if let Some(r) = &b.geen_omdat {
        feiten.push(("Waarom geen overbrugging", r.clone()));
    }
    let overbrugging = b.overbrugging.iter().map(|o| {
        let wie = o.aanbieder.as_deref().unwrap_or("een andere aanbieder");
        let tot =
            o.tot.map_or_else(|| "zolang het wachten duurt".into(), |t| format!("tot en met {}", datum(t)));
        (format!("{} bij {wie}, vanaf {}, {tot}", o.product, datum(o.van)), None)
    });
    let screening = b.screeningen.iter().rev().map(|s| {
        let meer = s.meer.as_ref().map_or_else(String::new, |(wie, wat)| format!(". {wie}: {wat}"));
        (format!("{}: {}{meer}", datum(s.op), s.uitkomst.omschrijving()), None)
    });
    VervolgPagina {
        schil: Schil::nieuw(om, "Wachten op ondersteuning", PAD, PAD)
            .via("Overzicht", "/")
            .via("Wachtlijst", PAD)
            .hier(b.naam.voluit()),
        kop: format!("{} wacht", hoofdletter(&b.naam.voluit())),
        client: format!("/clienten/{}/{}", b.gemeente, b.client),
        gedaan: invoer.get("gedaan").map(|_| "Het staat bij deze plaats op de wachtlijst."),
        fouten,
        feiten,
        uitleg: Some(uitleg::boom(&b.uitleg)),
        lijsten: vec![
            Regellijst {
                id: "overbrugging",
                kop: "Wat het wachten overbrugt",
                regels: overbrugging.collect(),
                leeg: (
                    "Nog niets",
                    "Hier verschijnt welke ondersteuning de cliënt krijgt zolang het wachten duurt.",
                ),
            },
            Regellijst {
                id: "screening",
                kop: "Samen bekeken",
                regels: screening.collect(),
                leeg: ("Nog niet samen bekeken", "Hier verschijnt wat gemeente en aanbieders samen vonden."),
            },
        ],
        blokken: blokken(b, invoer, alle),
        pad: format!("{PAD}/{}/{}", b.gemeente, b.plaats),
    }
}

fn lees_plaats(bezoek: &Bezoek, g: &str, p: &str) -> Result<(Gemeentecode, Plaats), Fout> {
    let weg = || Fout::from(VraagFout::NietGevonden).voor(&bezoek.om);
    Ok((Gemeentecode::parse(g).map_err(|_| weg())?, Plaats::parse(p).ok_or_else(weg)?))
}

async fn toon_blad(
    bezoek: &Bezoek,
    (g, p): (Gemeentecode, Plaats),
    invoer: &Invoer,
    fouten: Fouten,
) -> Result<Response, Fout> {
    let o = omgeving(bezoek);
    let (b, alle) =
        vraag(bezoek, move |s, wie| Ok((q::blad(&o, wie, g, p)?, producten(&s.db, wie, o.vandaag)?))).await?;
    bladpagina(&bezoek.om, &b, invoer, fouten, &alle).antwoord()
}

/// `GET /wachtlijst/{gemeente}/{plaats}`
pub async fn blad(
    bezoek: Bezoek,
    Path((g, p)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let plek = lees_plaats(&bezoek, &g, &p)?;
    toon_blad(&bezoek, plek, &invoer, Fouten::default()).await
}

const AGB: &str = "Schrijf de acht cijfers van de AGB-code.";

/// `POST /wachtlijst/{gemeente}/{plaats}`
pub async fn doe(
    bezoek: Bezoek,
    Path((g, p)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let plek = lees_plaats(&bezoek, &g, &p)?;
    let o = omgeving(&bezoek);
    let mut l = Lezing::van(&invoer);
    let uit = match invoer.get("stap") {
        Some("overbrug") => {
            let product = keuze(&mut l, "product", product);
            let agb = l.lees("agb", |t| AgbCode::parse(t).ok(), AGB);
            let agb = l.verplicht("agb", agb, AGB);
            let van = dag(&mut l, "van");
            let tot = l.dag("tot");
            match (product, agb, van) {
                (Some(product), Some(agb), Some(van)) if l.fouten.is_leeg() => {
                    let n = NieuweOverbrugging { product, agb, van, tot };
                    vraag(&bezoek, move |_, wie| q::overbrug(&o, wie, plek, &n)).await?
                }
                _ => Err(Vec::new()),
            }
        }
        Some("geen") => {
            let omdat = invoer.tekst("omdat");
            vraag(&bezoek, move |_, wie| q::geen_overbrugging(&o, wie, plek, &omdat)).await?
        }
        Some("screen") => {
            let op = dag(&mut l, "op");
            let uitkomst = keuze(&mut l, "uitkomst", Screeninguitkomst::parse);
            match op.zip(uitkomst) {
                Some((op, uitkomst)) => {
                    let n = NieuweScreening {
                        op,
                        wie: invoer.tekst("wie"),
                        uitkomst,
                        toelichting: invoer.tekst("toelichting"),
                    };
                    vraag(&bezoek, move |_, wie| q::screen(&o, wie, plek, &n)).await?
                }
                None => Err(Vec::new()),
            }
        }
        Some("einde") => {
            let op = dag(&mut l, "einde_op");
            let einde = keuze(&mut l, "einde", Wachteinde::parse);
            match op.zip(einde) {
                Some(wat) => vraag(&bezoek, move |_, wie| q::beeindig(&o, wie, plek, wat)).await?,
                None => Err(Vec::new()),
            }
        }
        _ => return Err(Fout::ongeldig("kies wat u wilt doen").voor(&bezoek.om)),
    };
    let mut fouten = l.fouten;
    match uit {
        Ok(()) => return Ok(verder(&format!("{PAD}/{}/{}", plek.0, plek.1), "ja")),
        Err(r) => redenen(&mut fouten, &r),
    }
    toon_blad(&bezoek, plek, &invoer, fouten).await
}

async fn formulier(
    bezoek: &Bezoek,
    (g, client): (Gemeentecode, i64),
    invoer: &Invoer,
    fouten: Fouten,
) -> Result<Response, Fout> {
    let o = omgeving(bezoek);
    let (wie, alle) = vraag(bezoek, move |s, wie| {
        Ok((app::meldingen::client(&o, wie, g, client)?, producten(&s.db, wie, o.vandaag)?))
    })
    .await?;
    let naam = wie.naam.voluit();
    let basis = format!("/clienten/{g}/{client}");
    VervolgPagina {
        schil: Schil::nieuw(&bezoek.om, "Op de wachtlijst zetten", PAD, PAD)
            .via("Overzicht", "/")
            .via("Wachtlijst", PAD)
            .hier("Op de wachtlijst zetten"),
        kop: "Op de wachtlijst zetten".into(),
        client: basis.clone(),
        gedaan: None,
        fouten,
        feiten: vec![("Cliënt", naam), ("Gemeente", bezoek.om.gemeente(g))],
        uitleg: None,
        lijsten: Vec::new(),
        blokken: vec![Blok {
            stap: "nieuw",
            kop: "Waar wacht de cliënt op?",
            uitleg: "Is er een toewijzing zonder start? Dan staat de cliënt al vanzelf op de lijst.",
            velden: vec![
                productveld(invoer, &alle),
                agbveld(invoer, "Leeg betekent: er is nog geen aanbieder gevonden."),
                dagveld(invoer, "sinds", "Sinds welke dag?", Some(bezoek.vandaag())),
                Veld::nieuw(invoer, "reden", "Waarom wacht de cliënt?", Soort::Lap(2_000), ""),
            ],
            knop: "Op de wachtlijst zetten",
            eerst: true,
        }],
        pad: format!("{basis}/wachten"),
    }
    .antwoord()
}

/// `GET /clienten/{gemeente}/{id}/wachten`
pub async fn nieuw(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let plek = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    formulier(&bezoek, plek, &invoer, Fouten::default()).await
}

/// `POST /clienten/{gemeente}/{id}/wachten`
pub async fn zet_op(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    sturen: Formulier,
) -> Result<Response, Fout> {
    let invoer = sturen.controleer(&bezoek)?;
    let (g, client) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let mut l = Lezing::van(&invoer);
    let product = keuze(&mut l, "product", product);
    let agb = l.lees("agb", |t| AgbCode::parse(t).ok(), AGB);
    let sinds = dag(&mut l, "sinds");
    let mut fouten = l.fouten;
    if let (Some(product), Some(sinds), true) = (product, sinds, fouten.is_leeg()) {
        let o = omgeving(&bezoek);
        let b = Bezetting { client, product, agb, sinds, reden: invoer.tekst("reden") };
        match vraag(&bezoek, move |_, wie| q::zet_op(&o, wie, g, &b)).await? {
            Ok(p) => return Ok(verder(&format!("{PAD}/{g}/{p}"), "ja")),
            Err(r) => redenen(&mut fouten, &r),
        }
    }
    formulier(&bezoek, (g, client), &invoer, fouten).await
}
