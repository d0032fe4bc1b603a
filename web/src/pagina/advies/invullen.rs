//! What is filled in for advice: answers to the questions of the framework, the work that is needed, and the rest.

use super::{adres, bron, laad, schil};
use crate::formulier::{Fouten, Lezing, Soort, Veld};
use crate::fout::Fout;
use crate::opmaak::in_url;
use crate::pagina::Invoer;
use crate::pagina::melding::{Groep, TaakPagina};
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::advies::{self as q, Adviesblad, Deel, Kaderadvies};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use catalogus::kostprijs::{getypt, lees_getal};
use kern::{Bevinding, Gemeentecode};
use regels::{Afleiding, Criteriumsoort, Werksoort};
use std::collections::BTreeMap;
use toegang::advies::{Antwoord, Invulvraag, Werk};
use toegang::zrm::{Zrmdomein, Zrmuitgave};

/// Characters of a motivation.
const LANGSTE: u16 = 5_000;
/// Rows of work, and empty ones below what is filled in.
const MEESTE_WERK: usize = 30;
const LEEG: usize = 3;

/// A question with its fields.
#[derive(Debug)]
pub struct VraagBlok {
    /// Id on the page.
    pub id: String,
    /// The statement.
    pub tekst: String,
    /// Where it is written, and what the source says.
    pub bron: String,
    /// What the program knows by itself.
    pub volgt: &'static str,
    /// Fields.
    pub velden: Vec<Veld>,
}

/// Questions of one test.
#[derive(Debug)]
pub struct VraagDeel {
    /// Id on the page.
    pub id: String,
    /// Heading.
    pub naam: String,
    /// Products, in words.
    pub producten: String,
    /// Questions.
    pub vragen: Vec<VraagBlok>,
}

/// The page with the questions.
#[derive(Template, Debug)]
#[template(path = "advies_vragen.html")]
pub struct VragenPagina {
    /// Shell.
    pub schil: Schil,
    /// Who.
    pub naam: String,
    /// Framework.
    pub kader: String,
    /// What is wrong.
    pub fouten: Fouten,
    /// Parts.
    pub delen: Vec<VraagDeel>,
    /// Where the form goes.
    pub pad: String,
    /// Where one goes without keeping anything.
    pub terug: String,
}

fn volgt(a: Option<Afleiding>) -> &'static str {
    match a {
        None => "",
        Some(Afleiding::Gemeente) => "Het programma weet dit al van de gemeente. U mag het leeg laten.",
        Some(Afleiding::Zelfredzaamheid) => "Dit volgt uit de meting. U mag het leeg laten.",
        Some(Afleiding::Afstand) => {
            "Dit volgt uit de plaatsen, als u die invult. U mag het ook zelf invullen."
        }
        Some(Afleiding::Pakketkosten) => {
            "Dit volgt uit de pakketten, als u die invult. U mag het ook zelf invullen."
        }
    }
}

fn vraagblok(v: &Invulvraag, a: Option<&Antwoord>, invoer: &Invoer) -> VraagBlok {
    let (antwoord, motivering) = (format!("a-{}", v.id), format!("m-{}", v.id));
    let janee = [("", "Nog niet bekend"), ("ja", "Ja"), ("nee", "Nee")];
    let janee = janee.map(|(w, t)| (w.to_owned(), t.to_owned())).to_vec();
    let begin = match a {
        Some(Antwoord::JaNee { ja: true, .. }) => "ja".to_owned(),
        Some(Antwoord::JaNee { ja: false, .. }) => "nee".to_owned(),
        Some(Antwoord::Getal(n)) => getypt(*n),
        None => String::new(),
    };
    let mut velden = Vec::new();
    match &v.soort {
        Criteriumsoort::Getal { eenheid, .. } => velden.push(
            Veld::nieuw(invoer, antwoord, "Aantal", Soort::Tekst(15, "decimal"), begin)
                .met_hulp(format!("In {eenheid}. Laat leeg als u het nog niet weet.")),
        ),
        Criteriumsoort::Feit => {
            velden.push(Veld::nieuw(invoer, antwoord, "Antwoord", Soort::Keuze(janee), begin));
        }
        Criteriumsoort::Oordeel => {
            let waarom = a.and_then(Antwoord::motivering).unwrap_or_default();
            velden.push(Veld::nieuw(invoer, antwoord, "Uw oordeel", Soort::Keuze(janee), begin));
            velden.push(
                Veld::nieuw(invoer, motivering, "Waarom?", Soort::Lap(LANGSTE), waarom)
                    .met_hulp("Zonder motivering telt een oordeel niet."),
            );
        }
    }
    VraagBlok {
        id: format!("v-{}", v.id),
        tekst: v.tekst.clone(),
        bron: format!("{} ({})", v.toelichting, bron(&v.bron)),
        volgt: volgt(v.volgt_uit),
        velden,
    }
}

fn basis(b: &Adviesblad, a: &Kaderadvies) -> String {
    format!("{}/{}", adres(b.plek.0, b.plek.1), in_url(&a.kader.id))
}

fn terug(b: &Adviesblad, a: &Kaderadvies) -> String {
    format!("{}?kader={}", adres(b.plek.0, b.plek.1), in_url(&a.kader.id))
}

impl VragenPagina {
    /// The page.
    pub fn nieuw(
        om: &Omgeving,
        b: &Adviesblad,
        a: &Kaderadvies,
        invoer: &Invoer,
        mut fouten: Fouten,
    ) -> Self {
        let antwoorden = &a.invulling.dossier.antwoorden;
        let mut delen: Vec<VraagDeel> = a
            .vragenlijst
            .iter()
            .enumerate()
            .map(|(i, g)| VraagDeel {
                id: format!("deel-{}", i + 1),
                naam: g.naam.clone(),
                producten: g.producten.join(", "),
                vragen: g.vragen.iter().map(|v| vraagblok(v, antwoorden.get(&v.id), invoer)).collect(),
            })
            .collect();
        fouten.naast(delen.iter_mut().flat_map(|d| &mut d.vragen).flat_map(|v| v.velden.iter_mut()));
        Self {
            schil: schil(om, b, "Vragen voor het advies").via("Advies", terug(b, a)).hier("Vragen"),
            naam: b.client.naam.voluit(),
            kader: a.kader.naam.clone(),
            fouten,
            delen,
            pad: format!("{}/vragen?ronde={}", basis(b, a), a.invulling.ronde),
            terug: terug(b, a),
        }
    }
}

fn lees_antwoorden(l: &mut Lezing<'_>, a: &Kaderadvies) -> BTreeMap<String, Antwoord> {
    let mut uit = BTreeMap::new();
    for v in a.vragenlijst.iter().flat_map(|g| &g.vragen) {
        let (veld, motivering) = (format!("a-{}", v.id), format!("m-{}", v.id));
        let gelezen = if matches!(v.soort, Criteriumsoort::Getal { .. }) {
            l.lees(&veld, |t| lees_getal(t).ok(), "Schrijf een getal, bijvoorbeeld 12 of 999,5.")
                .map(Antwoord::Getal)
        } else {
            let ja = match l.tekst(&veld) {
                Some("ja") => Some(true),
                Some("nee") => Some(false),
                _ => None,
            };
            let waarom = l.tekst(&motivering).map(str::to_owned);
            if ja.is_none() && waarom.is_some() {
                l.fouten.bij(veld.clone(), "Kies ook ja of nee. U schreef al waarom.");
            }
            ja.map(|ja| Antwoord::JaNee { ja, motivering: waarom })
        };
        if let Some(g) = gelezen {
            uit.insert(v.id.clone(), g);
        }
    }
    uit
}

fn werkrij(invoer: &Invoer, nr: usize, w: Option<&Werk>, uitgave: Zrmuitgave) -> Groep {
    let lijst = |leeg: &str, rest: Vec<(String, String)>| {
        Soort::Keuze(std::iter::once((String::new(), leeg.to_owned())).chain(rest).collect())
    };
    let mut domeinen: Vec<Zrmdomein> = uitgave.domeinen().to_vec();
    // work that was written down by the other edition stays as it is
    domeinen.extend(w.map(|w| w.domein).filter(|d| !uitgave.kent(*d)));
    let domeinen = domeinen.iter().map(|d| (d.code().to_owned(), d.naam().to_owned())).collect();
    let soorten = Werksoort::ALLE
        .iter()
        .map(|(c, s)| ((*c).to_owned(), crate::opmaak::hoofdletter(s.naam())))
        .collect();
    let n = |naam: &str| format!("{naam}-{nr}");
    let (domein, soort) = w.map_or(("", ""), |w| (w.domein.code(), w.soort.code()));
    Groep {
        id: n("g"),
        kop: format!("Werk {nr}"),
        uitleg: String::new(),
        velden: vec![
            Veld::nieuw(invoer, n("domein"), "Leefgebied", lijst("Kies een leefgebied", domeinen), domein),
            Veld::nieuw(invoer, n("soort"), "Soort werk", lijst("Kies een soort", soorten), soort),
            Veld::nieuw(
                invoer,
                n("uren"),
                "Uren per week",
                Soort::Tekst(8, "decimal"),
                w.map(|w| getypt(w.uren)).unwrap_or_default(),
            ),
        ],
    }
}

/// The form for the work.
pub fn werktaak(
    om: &Omgeving,
    b: &Adviesblad,
    a: &Kaderadvies,
    invoer: &Invoer,
    fouten: Fouten,
) -> TaakPagina {
    let werk = &a.invulling.dossier.werk;
    let uitgave = a.invulling.meting.as_ref().map_or(Zrmuitgave::Van2017, |m| m.meting.uitgave());
    let gestuurd = (1..=MEESTE_WERK).rev().find(|n| invoer.get(&format!("uren-{n}")).is_some()).unwrap_or(0);
    let aantal = (werk.len() + LEEG).max(gestuurd).min(MEESTE_WERK);
    let naam = b.client.naam.voluit();
    TaakPagina {
        schil: schil(om, b, "Werk voor het advies").via("Advies", terug(b, a)).hier("Werk"),
        kop: "Welk werk is nodig?".into(),
        onder: format!(
            "Voor {naam}. Schrijf per leefgebied op wat voor werk het is en hoeveel uur per week. Wat u leeg laat, telt niet mee."
        ),
        stappen: Vec::new(),
        gedaan: None,
        mis: "Het werk is nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: Vec::new(),
        groepen: (1..=aantal).map(|nr| werkrij(invoer, nr, werk.get(nr - 1), uitgave)).collect(),
        waarom: None,
        pad: format!("{}/werk?ronde={}", basis(b, a), a.invulling.ronde),
        knop: "Bewaar het werk",
        tweede: None,
        gevolgen: Vec::new(),
        terug: terug(b, a),
    }
}

/// Work as it was typed, with the place on the page of each row that counts.
fn lees_werk(l: &mut Lezing<'_>) -> (Vec<Werk>, Vec<usize>) {
    let (mut uit, mut plaatsen) = (Vec::new(), Vec::new());
    for nr in 1..=MEESTE_WERK {
        let n = |naam: &str| format!("{naam}-{nr}");
        if [n("domein"), n("soort"), n("uren")].iter().all(|v| l.tekst(v).is_none()) {
            continue;
        }
        let domein = l.lees(&n("domein"), Zrmdomein::parse, "Kies een leefgebied.");
        let domein = l.verplicht(&n("domein"), domein, "Kies een leefgebied.");
        let woord = |t: &str| Werksoort::ALLE.iter().find(|(c, _)| *c == t).map(|(_, s)| *s);
        let soort = l.lees(&n("soort"), woord, "Kies een soort werk.");
        let soort = l.verplicht(&n("soort"), soort, "Kies een soort werk.");
        let uren = l.lees(&n("uren"), |t| lees_getal(t).ok(), "Schrijf de uren als getal, zoals 2 of 1,5.");
        let uren = l.verplicht(&n("uren"), uren, "Vul in hoeveel uur per week.");
        if let (Some(domein), Some(soort), Some(uren)) = (domein, soort, uren) {
            uit.push(Werk { domein, soort, uren });
            plaatsen.push(nr);
        }
    }
    (uit, plaatsen)
}

/// The field that a reason is about: `antwoorden.x` at its answer, `werk[2].uren_per_week` at the hours of its row.
fn veld_van(pad: &str, plaatsen: &[usize]) -> Option<String> {
    if let Some(id) = pad.strip_prefix("antwoorden.") {
        return Some(match id.strip_suffix(".motivering") {
            Some(id) => format!("m-{id}"),
            None => format!("a-{id}"),
        });
    }
    let (nr, veld) = pad.strip_prefix("werk[")?.split_once(']')?;
    let plaats = plaatsen.get(nr.parse::<usize>().ok()?)?;
    let veld = match veld {
        ".leefgebied" => "domein",
        ".soort" => "soort",
        _ => "uren",
    };
    Some(format!("{veld}-{plaats}"))
}

fn geen_kader(bezoek: &Bezoek) -> Fout {
    Fout::niet_gevonden().voor(&bezoek.om)
}

/// A part of what is filled in, shown again with what is wrong.
fn formulier(
    om: &Omgeving,
    b: &Adviesblad,
    a: &Kaderadvies,
    (deel, invoer, fouten): (&str, &Invoer, Fouten),
) -> Result<Option<Response>, Fout> {
    let mis = !fouten.is_leeg();
    Ok(Some(match deel {
        "vragen" => {
            let pagina = toon(&VragenPagina::nieuw(om, b, a, invoer, fouten))?;
            if mis { (StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response() } else { pagina }
        }
        "werk" => werktaak(om, b, a, invoer, fouten).antwoord()?,
        "overig" => super::overig::taak(om, b, a, invoer, fouten).antwoord()?,
        _ => return Ok(None),
    }))
}

/// `GET /meldingen/{gemeente}/{id}/advies/{kader}/{deel}`: `vragen`, `werk`, `overig`, `uitleg` or `dossier.json`.
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id, kader, deel)): Path<(String, String, String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let plek = crate::pagina::plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    if deel == "dossier.json" {
        return bestand(&bezoek, plek, kader).await;
    }
    let b = laad(&bezoek, plek, Some(kader)).await?;
    let a = b.kader.as_ref().ok_or_else(|| geen_kader(&bezoek))?;
    if deel == "uitleg" {
        let stap = invoer.get("stap").and_then(|t| t.parse().ok()).unwrap_or(0);
        return toon(&super::UitlegPagina::nieuw(&bezoek.om, &b, a, stap));
    }
    formulier(&bezoek.om, &b, a, (&deel, &Invoer::default(), Fouten::default()))?
        .ok_or_else(|| geen_kader(&bezoek))
}

async fn bestand(bezoek: &Bezoek, plek: (Gemeentecode, i64), kader: String) -> Result<Response, Fout> {
    let o = omgeving(bezoek);
    let json = vraag(bezoek, move |_, wie| q::uitvoer(&o, wie, plek, &kader)).await?;
    let koppen = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"dossier-melding-{}.json\"", plek.1)),
    ];
    Ok((koppen, json).into_response())
}

/// `POST /meldingen/{gemeente}/{id}/advies/{kader}/{deel}`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((g, id, kader, deel)): Path<(String, String, String, String)>,
    adresvelden: Invoer,
    verstuurd: Formulier,
) -> Result<Response, Fout> {
    let invoer = verstuurd.controleer(&bezoek)?;
    let plek = crate::pagina::plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let b = laad(&bezoek, plek, Some(kader.clone())).await?;
    let a = b.kader.as_ref().ok_or_else(|| geen_kader(&bezoek))?;
    let mut l = Lezing::van(&invoer);
    let mut plaatsen = Vec::new();
    let gelezen = match deel.as_str() {
        "vragen" => Deel::Antwoorden(lees_antwoorden(&mut l, a)),
        "werk" => {
            let (werk, rijen) = lees_werk(&mut l);
            plaatsen = rijen;
            Deel::Werk(werk)
        }
        "overig" => super::overig::lees(&mut l, a),
        _ => return Err(geen_kader(&bezoek)),
    };
    let mut fouten = std::mem::take(&mut l.fouten);
    if fouten.is_leeg() {
        let ronde = adresvelden.get("ronde").and_then(|t| t.parse().ok()).unwrap_or(0);
        let (o, k) = (omgeving(&bezoek), kader);
        let uit = vraag(&bezoek, move |_, wie| q::wijzig(&o, wie, plek, &k, ronde, &gelezen)).await?;
        match uit {
            Ok(()) => return Ok(Redirect::to(&format!("{}&gedaan=bewaard", terug(&b, a))).into_response()),
            Err(mis) => {
                let zet = |b: &Bevinding| fouten.reden(b, veld_van(&b.pad, &plaatsen));
                mis.iter().for_each(zet);
            }
        }
    }
    formulier(&bezoek.om, &b, a, (&deel, &invoer, fouten))?.ok_or_else(|| geen_kader(&bezoek))
}

#[cfg(test)]
mod tests {
    use super::veld_van;

    #[test]
    fn a_reason_stands_at_its_field() {
        assert_eq!(veld_van("antwoorden.betaalt-huur", &[]).unwrap(), "a-betaalt-huur");
        assert_eq!(veld_van("antwoorden.kan-leren.motivering", &[]).unwrap(), "m-kan-leren");
        assert_eq!(veld_van("werk[1].uren_per_week", &[2, 5]).unwrap(), "uren-5");
        assert_eq!(veld_van("werk[0].leefgebied", &[2]).unwrap(), "domein-2");
        assert_eq!(veld_van("werk[3].soort", &[2]), None);
        assert_eq!(veld_van("werk", &[]), None);
    }
}
