//! What a municipality chose for its decisions: the letter, who may sign, the template. Policy changes it, who decides sees it.

use super::Invoer;
use super::verzoeken::omgeving;
use crate::formulier::{Fouten, Lezing, Regel, Soort, Veld, dagveld, in_veld};
use crate::fout::Fout;
use crate::opmaak::{datum, euro, hoofdletter};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::aflopend::{self, Bewaakregels};
use app::beslissen::{self as b, Besluitsoort, Invulling, Keuzeblad, Mandaatregels};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kern::Gemeentecode;

/// The page.
#[derive(Template, Debug)]
#[template(path = "besluitkeuzes.html")]
pub struct KeuzesPagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the municipality.
    pub gemeente: String,
    /// Fields of the letter.
    pub brief: Vec<Veld>,
    /// Fields of the limits.
    pub grenzen: Vec<Veld>,
    /// The limits of the program.
    pub gewoon: (String, String),
    /// The municipality chose itself.
    pub eigen: bool,
    /// Mandates in words.
    pub mandaten: Vec<String>,
    /// Fields of a mandate.
    pub mandaatvelden: Vec<Veld>,
    /// Version of the template.
    pub versie: i64,
    /// Its field.
    pub sjabloon: Vec<Veld>,
    /// Fields of what is watched after a decision, and whether the municipality chose them itself.
    pub bewaking: (Vec<Veld>, bool),
    /// What is wrong.
    pub fouten: Fouten,
    /// It was just saved.
    pub gedaan: bool,
    /// This user may change it.
    pub mag: bool,
    /// Address.
    pub hier: String,
}

fn kleurcode((r, g, b): (u8, u8, u8)) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

impl KeuzesPagina {
    /// The page of a municipality.
    pub fn nieuw(
        om: &Omgeving,
        g: Gemeentecode,
        (k, mandaten, mensen): Keuzeblad,
        (bewaak, eigen_bewaak): (Bewaakregels, bool),
        invoer: &Invoer,
        mut fouten: Fouten,
    ) -> Self {
        let tekst = |n: &'static str, label, begin: &str| {
            Veld::nieuw(invoer, n, label, Soort::Tekst(300, "text"), begin)
        };
        let mut brief = vec![
            tekst("naam", "Naam op de brief", &k.huisstijl.naam),
            tekst("kleur", "Kleur van de naam", &kleurcode(k.huisstijl.kleur))
                .met_hulp("# en zes tekens, bijvoorbeeld #1a4b7c."),
            Veld::nieuw(
                invoer,
                "adres",
                "Adres, een regel per regel",
                Soort::Lap(400),
                k.huisstijl.adres.join("\n"),
            ),
            tekst("contact", "Waar kan een inwoner terecht?", &k.huisstijl.contact)
                .met_hulp("Een hele zin, zoals: Bel 14 073."),
            tekst("bezwaaradres", "Adres voor bezwaar", &k.huisstijl.bezwaaradres)
                .met_hulp("Zonder dit adres kan er geen brief zijn."),
        ];
        let janee = [("nee", "Nee"), ("ja", "Ja")].map(|(c, n)| (c.to_owned(), n.to_owned()));
        let ja = |aan: bool| if aan { "ja" } else { "nee" };
        let mut grenzen = vec![
            Veld::nieuw(
                invoer,
                "vier_ogen_vanaf",
                "Een tweede persoon vanaf (euro per jaar)",
                Soort::Tekst(15, "decimal"),
                in_veld(k.mandaat.vier_ogen_vanaf),
            ),
            Veld::nieuw(
                invoer,
                "zonder_mandaat_tot",
                "Zonder eigen mandaat tot en met (euro per jaar)",
                Soort::Tekst(15, "decimal"),
                in_veld(k.mandaat.zonder_mandaat_tot),
            ),
        ];
        for s in Besluitsoort::ALLE {
            let label: &'static str = match s {
                Besluitsoort::Toekenning => "Altijd een tweede bij toekenning?",
                Besluitsoort::Deels => "Altijd een tweede bij gedeeltelijke toekenning?",
                Besluitsoort::Afwijzing => "Altijd een tweede bij afwijzing?",
                Besluitsoort::Spoed => "Altijd een tweede bij spoed?",
                Besluitsoort::Wijziging => "Altijd een tweede bij wijziging?",
                Besluitsoort::Verlenging => "Altijd een tweede bij verlenging?",
                Besluitsoort::Intrekking => "Altijd een tweede bij intrekking?",
            };
            let aan = k.mandaat.vier_ogen_bij.contains(s);
            grenzen.push(Veld::nieuw(
                invoer,
                format!("bij-{}", s.code()),
                label,
                Soort::Keuze(janee.to_vec()),
                ja(aan),
            ));
        }
        grenzen.push(Veld::nieuw(
            invoer,
            "vier_ogen_pgb",
            "Altijd een tweede bij een pgb?",
            Soort::Keuze(janee.to_vec()),
            ja(k.mandaat.vier_ogen_pgb),
        ));
        let mut opties = vec![(String::new(), "Kies iemand".to_owned())];
        opties.extend(mensen.into_iter().map(|(id, n)| (id.to_string(), n)));
        let mut mandaatvelden = vec![
            Veld::nieuw(invoer, "gebruiker", "Wie?", Soort::Keuze(opties), ""),
            Veld::nieuw(invoer, "bedrag", "Tot en met (euro per jaar)", Soort::Tekst(15, "decimal"), "")
                .met_hulp("Leeg betekent: zonder grens."),
            dagveld(invoer, "mandaat_van", "Vanaf", None),
            dagveld(invoer, "mandaat_tot", "Tot en met", None).met_hulp("Leeg betekent: zonder einddatum."),
        ];
        let mut sjabloon =
            vec![Veld::nieuw(invoer, "sjabloon", "Tekst", Soort::Lap(20_000), k.sjabloontekst.clone())];
        let getal = |n: &'static str, label, begin: u16| {
            Veld::nieuw(invoer, n, label, Soort::Tekst(3, "numeric"), begin.to_string())
        };
        let mut bewaking = vec![
            getal("voorloop_weken", "Hoeveel weken van tevoren op de lijst?", bewaak.voorloop_weken)
                .met_hulp("8 tot en met 52. Een onderzoek en een besluit duren samen 8 weken."),
            getal("heronderzoek_maanden", "Om de hoeveel maanden heronderzoek?", bewaak.heronderzoek_maanden)
                .met_hulp("1 tot en met 60. De wet zegt periodiek en noemt geen aantal."),
        ];
        fouten.naast(
            brief
                .iter_mut()
                .chain(&mut grenzen)
                .chain(&mut bewaking)
                .chain(&mut mandaatvelden)
                .chain(&mut sjabloon),
        );
        let gewoon = Mandaatregels::standaard();
        Self {
            schil: Schil::nieuw(om, "Keuzes voor besluiten", crate::schil::KEUZES, "/")
                .via("Overzicht", "/")
                .hier("Keuzes voor besluiten"),
            gemeente: om.gemeente(g),
            brief,
            grenzen,
            gewoon: (euro(gewoon.vier_ogen_vanaf), euro(gewoon.zonder_mandaat_tot)),
            eigen: k.eigen_mandaat,
            mandaten: mandaten
                .iter()
                .map(|m| {
                    let tot = m.mandaat.tot.map_or_else(
                        || "zonder grens".to_owned(),
                        |t| format!("tot en met {} per jaar", euro(t)),
                    );
                    let einde = m
                        .mandaat
                        .geldig
                        .tot()
                        .map_or_else(String::new, |d| format!(" tot en met {}", datum(d)));
                    format!("{}: {tot}, vanaf {}{einde}", hoofdletter(&m.naam), datum(m.mandaat.geldig.van()))
                })
                .collect(),
            mandaatvelden,
            versie: k.sjabloon,
            sjabloon,
            bewaking: (bewaking, eigen_bewaak),
            fouten,
            gedaan: false,
            mag: om.gebruiker.rol.mag(Recht::Besluitkeuzes),
            hier: format!("/beschikkingen/keuzes/{g}"),
        }
    }
}

fn gemeente(bezoek: &Bezoek, g: &str) -> Result<Gemeentecode, Fout> {
    Gemeentecode::parse(g).map_err(|_| Fout::niet_gevonden().voor(&bezoek.om))
}

/// `GET /beschikkingen/keuzes/{gemeente}`
pub async fn pagina(bezoek: Bezoek, Path(g): Path<String>, invoer: Invoer) -> Result<Response, Fout> {
    let g = gemeente(&bezoek, &g)?;
    let o = omgeving(&bezoek);
    let (k, w) =
        vraag(&bezoek, move |_, wie| Ok((b::keuzes(&o, wie, g)?, aflopend::regels(&o, wie, g)?))).await?;
    let p = KeuzesPagina::nieuw(&bezoek.om, g, k, w, &Invoer::default(), Fouten::default());
    toon(&KeuzesPagina { gedaan: invoer.get("gedaan").is_some(), ..p })
}

/// `POST /beschikkingen/keuzes/{gemeente}`
pub async fn bewaar(bezoek: Bezoek, Path(g): Path<String>, formulier: Formulier) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let g = gemeente(&bezoek, &g)?;
    let mut l = Lezing::van(&invoer);
    let o = omgeving(&bezoek);
    let ja = |n: &str| invoer.get(n) == Some("ja");
    let mut fouten = Fouten::default();
    let redenen = match invoer.get("stap") {
        Some("mandaat") => {
            let gebruiker = invoer.get("gebruiker").and_then(|t| t.parse().ok()).unwrap_or(0);
            let bedrag = l.bedrag("bedrag");
            let van = l.dag("mandaat_van");
            let van = l.verplicht("mandaat_van", van, "Vul in vanaf welke dag het mandaat geldt.");
            let tot = l.dag("mandaat_tot");
            fouten = l.fouten;
            match van.filter(|_| fouten.is_leeg()) {
                Some(van) => {
                    vraag(&bezoek, move |_, wie| b::geef_mandaat(&o, wie, g, (gebruiker, bedrag), (van, tot)))
                        .await?
                }
                None => Err(Vec::new()),
            }
        }
        Some("bewaking") => {
            let getal = |n: &str| invoer.get(n).and_then(|t| t.parse().ok()).unwrap_or(0);
            let r = Bewaakregels {
                voorloop_weken: getal("voorloop_weken"),
                heronderzoek_maanden: getal("heronderzoek_maanden"),
            };
            vraag(&bezoek, move |_, wie| aflopend::kies(&o, wie, g, r)).await?
        }
        Some("sjabloon") => {
            let tekst = invoer.tekst("sjabloon").replace("\r\n", "\n");
            vraag(&bezoek, move |_, wie| Ok(b::zet_sjabloon(&o, wie, g, &tekst)?.map(drop))).await?
        }
        Some("keuzes") => {
            let i = Invulling {
                naam: invoer.tekst("naam"),
                adres: invoer.tekst("adres").replace("\r\n", "\n"),
                contact: invoer.tekst("contact"),
                bezwaaradres: invoer.tekst("bezwaaradres"),
                kleur: invoer.tekst("kleur"),
                vier_ogen_vanaf: l.bedrag("vier_ogen_vanaf"),
                zonder_mandaat_tot: l.bedrag("zonder_mandaat_tot"),
                vier_ogen_bij: Besluitsoort::ALLE
                    .iter()
                    .copied()
                    .filter(|s| ja(&format!("bij-{}", s.code())))
                    .collect(),
                vier_ogen_pgb: ja("vier_ogen_pgb"),
            };
            fouten = l.fouten;
            if fouten.is_leeg() {
                vraag(&bezoek, move |_, wie| b::kies(&o, wie, g, &i)).await?
            } else {
                Err(Vec::new())
            }
        }
        _ => return Err(Fout::ongeldig("kies wat u wilt opslaan").voor(&bezoek.om)),
    };
    let Err(redenen) = redenen else {
        return Ok(Redirect::to(&format!("/beschikkingen/keuzes/{g}?gedaan=ja")).into_response());
    };
    for r in &redenen {
        let veld = if r.regel == "SJABLOON" { "sjabloon" } else { r.pad.trim_start_matches('/') };
        let regel =
            Regel { tekst: r.tekst.to_string(), bij: Some(veld.to_owned()).filter(|v| !v.is_empty()) };
        fouten.0.push(regel);
    }
    let o = omgeving(&bezoek);
    let (k, w) =
        vraag(&bezoek, move |_, wie| Ok((b::keuzes(&o, wie, g)?, aflopend::regels(&o, wie, g)?))).await?;
    let p = toon(&KeuzesPagina::nieuw(&bezoek.om, g, k, w, &invoer, fouten))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, p).into_response())
}
