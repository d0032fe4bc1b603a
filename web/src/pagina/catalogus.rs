//! The catalogue: products of the frameworks with their tariffs, and why a price is what it is.

use super::{Blader, Invoer, Keuze, lengte};
use crate::csv::Csv;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{Html, datum, hoofdletter, tarief};
use crate::schil::{Omgeving, Query, Schil};
use crate::status::label;
use crate::{Bezoek, toon, uitleg, vraag};
use app::Recht;
use app::kaders::InGebruik;
use app::vragen::VraagFout;
use app::vragen::catalogus::ProductRij;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use catalogus::{
    Catalogusproduct, Hoofdstuk, Inkoopkader, Kort, bedrag_in_woorden, in_het_kort, kaderblad,
    omvang_in_woorden, per_in_woorden, prijs_in_woorden, prijs_uitleg, product_op, productblad, tarief_op,
    toondag,
};
use jiff::civil::Date;
use kern::{Datum, Opzoeking};

/// A row of the list.
#[derive(Debug)]
pub struct Regel {
    /// Framework.
    pub kader: String,
    /// Its name.
    pub kader_naam: String,
    /// Product code.
    pub code: String,
    /// Name.
    pub naam: String,
    /// Kind and weight, in words.
    pub ondersteuning: String,
    /// A product by itself, or what it belongs to.
    pub soort: String,
    /// Why there is no price to order at; `None` when there is.
    pub niet: Option<String>,
    /// Lot.
    pub perceel: String,
    /// The amount of the document and what it is for, as it holds on the day or held last; `None` when there is no price.
    pub tarief: Option<(String, String)>,
    /// What is sent when that is another amount, in words.
    pub in_berichten: Option<String>,
    /// The amount was made up.
    pub verzonnen: bool,
    /// Contract lines in force.
    pub contracten: i64,
    /// Providers with a contract.
    pub aanbieders: i64,
    /// Lowest and highest contract tariff, and what they are for.
    pub contracttarief: (String, String),
}

/// The list.
#[derive(Template, Debug)]
#[template(path = "catalogus.html")]
pub struct CatalogusPagina {
    /// Shell.
    pub schil: Schil,
    /// The day.
    pub vandaag: Date,
    /// What was typed.
    pub zoek: String,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Heads that sort: words, address, in force.
    pub koppen: Vec<(&'static str, String, bool)>,
    /// Rows.
    pub rijen: Vec<Regel>,
    /// Foot.
    pub blader: Blader,
    /// Frameworks: id, name, region, valid.
    pub kaders: Vec<Inkoopkader>,
    /// Some amount was made up.
    pub verzonnen: bool,
    /// The frameworks of the municipalities of the user: name, address of the version in force, how it stands, what waits.
    pub versies: Vec<(String, String, Html, String)>,
}

/// The frameworks as they hold for this user on the day: what was published, or else what came with the program.
async fn kaders(bezoek: &Bezoek) -> Result<Vec<(InGebruik, Inkoopkader)>, Fout> {
    let vandaag = bezoek.vandaag();
    let gekozen = bezoek.om.gekozen;
    let gevonden = vraag(bezoek, move |s, wie| app::kaders::in_gebruik(&s.db, wie, vandaag)).await?;
    let mut uit: Vec<(InGebruik, Inkoopkader)> = Vec::new();
    for v in gevonden {
        let nieuw = v.inkoopkader().map_err(|f| Fout::intern(f).voor(&bezoek.om))?;
        // municipalities may be on different versions: that of the chosen one is shown, or else the newest
        let van_gekozen = |x: &InGebruik| gekozen.is_some_and(|g| x.gemeenten.contains(&g));
        if uit.iter().any(|(eerder, k)| k.id == nieuw.id && van_gekozen(eerder)) {
            continue;
        }
        uit.retain(|(_, eerder)| eerder.id != nieuw.id);
        uit.push((v, nieuw));
    }
    Ok(uit)
}

/// Why a product cannot be ordered on a day, in short.
fn niet(k: &Inkoopkader, p: &Catalogusproduct, dag: Datum) -> Option<String> {
    match product_op(k, p.sleutel, dag) {
        Opzoeking::NogNiet(van) => Some(format!("geldt vanaf {}", datum(van))),
        Opzoeking::Geeindigd(tot) => Some(format!("gold tot en met {}", datum(tot))),
        Opzoeking::Geen => Some("geen tarief".to_owned()),
        Opzoeking::Geldig(p) if p.nieuw_tot.is_some_and(|tot| tot < dag) => {
            p.nieuw_tot.map(|tot| format!("uitgefaseerd: nieuw tot en met {}", datum(tot)))
        }
        Opzoeking::Geldig(_) if p.niet_bestelbaar.is_some() => {
            Some("niet te bestellen: nog geen prijs".to_owned())
        }
        Opzoeking::Geldig(_) => None,
    }
}

/// An amount in words as the amount and what it is for: `€ 94,13` and `per cliënt per week`.
fn bedrag_en_per(tekst: &str) -> (String, String) {
    tekst.split_once(" per ").map_or_else(
        || (tekst.to_owned(), String::new()),
        |(bedrag, per)| (bedrag.to_owned(), format!("per {per}")),
    )
}

/// What contracts pay, with what it is for.
fn in_contracten(p: &Catalogusproduct, c: Option<&ProductRij>) -> (String, String) {
    let per = per_in_woorden(p);
    match c.and_then(|c| c.tarief_laagst.zip(c.tarief_hoogst)) {
        Some((l, h)) if l == h => (tarief(l), per),
        Some((l, h)) => (format!("{} tot {}", tarief(l), tarief(h)), per),
        None => ("–".to_owned(), String::new()),
    }
}

impl CatalogusPagina {
    /// The page of these products.
    pub fn nieuw(
        om: &Omgeving,
        invoer: &Invoer,
        kaders: Vec<Inkoopkader>,
        contracten: &[ProductRij],
        vandaag: Date,
    ) -> Self {
        let (zoek, perceel, orde) = (invoer.tekst("zoek"), invoer.tekst("perceel"), invoer.tekst("sorteer"));
        let welk = invoer.tekst("kader");
        let q = Query::default()
            .met("zoek", zoek.clone())
            .met("kader", welk.clone())
            .met("perceel", perceel.clone())
            .met("sorteer", orde.clone());
        let klein = zoek.to_lowercase();
        let mut percelen: Vec<String> = Vec::new();
        let mut rijen: Vec<Regel> = Vec::new();
        for k in &kaders {
            for p in &k.producten {
                let nr = p.perceel.code().to_owned();
                if !percelen.contains(&nr) {
                    percelen.push(nr.clone());
                }
                let code = p.sleutel.code.as_str().to_owned();
                let past = klein.is_empty()
                    || p.naam.to_lowercase().contains(&klein)
                    || code.to_lowercase().contains(&klein)
                    || p.kort.to_lowercase().contains(&klein);
                let ander_kader = !welk.is_empty() && k.id != welk;
                if !past || ander_kader || (!perceel.is_empty() && nr != perceel) {
                    continue;
                }
                let c = contracten.iter().find(|c| c.kader == k.id && c.code == code);
                let prijs = tarief_op(p, toondag(k, p, vandaag)).geldig();
                rijen.push(Regel {
                    kader: k.id.clone(),
                    kader_naam: k.naam.clone(),
                    naam: p.naam.clone(),
                    ondersteuning: p.ondersteuning.clone(),
                    soort: hoofdletter(&p.soort_in_woorden()),
                    niet: niet(k, p, vandaag),
                    perceel: nr,
                    tarief: prijs.map(|t| bedrag_en_per(&prijs_in_woorden(p, t))),
                    in_berichten: prijs
                        .filter(|t| t.verzending.is_omgerekend())
                        .map(|t| bedrag_in_woorden(p, t)),
                    verzonnen: prijs.is_some_and(|t| t.verzonnen),
                    contracten: c.map_or(0, |c| c.contracten),
                    aanbieders: c.map_or(0, |c| c.aanbieders),
                    contracttarief: in_contracten(p, c),
                    code,
                });
            }
        }
        match orde.as_str() {
            "naam" => rijen.sort_by(|a, b| a.naam.cmp(&b.naam)),
            "aanbieders" => rijen.sort_by_key(|r| std::cmp::Reverse(r.aanbieders)),
            _ => rijen.sort_by(|a, b| (&a.kader, &a.code).cmp(&(&b.kader, &b.code))),
        }
        percelen.sort();
        let kop = |tekst, code: &str| (tekst, q.clone().met("sorteer", code).op("/catalogus"), orde == code);
        Self {
            schil: Schil::nieuw(om, "Catalogus", "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .hier("Catalogus"),
            vandaag,
            zoek,
            keuzes: vec![
                Keuze::nieuw(
                    "kader",
                    "Inkoopkader",
                    "Alle inkoopkaders",
                    kaders.iter().map(|k| (k.id.clone(), k.naam.clone())),
                    welk,
                ),
                Keuze::nieuw(
                    "perceel",
                    "Perceel",
                    "Alle percelen",
                    percelen.into_iter().map(|p| (p.clone(), p)),
                    perceel,
                ),
            ],
            koppen: vec![kop("Product", "naam"), kop("Code", ""), kop("Aanbieders", "aanbieders")],
            blader: Blader {
                telling: crate::opmaak::meervoud(lengte(rijen.len()), "product", "producten"),
                csv: (!rijen.is_empty()).then(|| q.met("uitvoer", "csv").op("/catalogus")),
                ..Blader::default()
            },
            verzonnen: rijen.iter().any(|r| r.verzonnen),
            rijen,
            kaders,
            versies: Vec::new(),
        }
    }
}

/// `GET /catalogus`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let vandaag = bezoek.vandaag();
    let contracten =
        vraag(&bezoek, move |s, wie| app::vragen::catalogus::producten(&s.db, wie, vandaag)).await?;
    let kaders = kaders(&bezoek).await?.into_iter().map(|(_, k)| k).collect();
    let mut pagina = CatalogusPagina::nieuw(om, &invoer, kaders, &contracten, vandaag);
    let versies = vraag(&bezoek, move |s, wie| app::kaders::overzicht(&s.db, wie, vandaag)).await?;
    pagina.versies = versies.iter().filter_map(super::kaders::in_het_kort).collect();
    if invoer.als_csv() {
        let mut csv = Csv::nieuw(&[
            "kader",
            "code",
            "product",
            "soort",
            "ondersteuning",
            "perceel",
            "tarief",
            "per",
            "in_berichten",
            "stand",
            "verzonnen",
            "contractregels",
            "aanbieders",
        ]);
        for r in &pagina.rijen {
            csv.rij(&[
                r.kader.clone(),
                r.code.clone(),
                r.naam.clone(),
                r.soort.clone(),
                r.ondersteuning.clone(),
                r.perceel.clone(),
                r.tarief.as_ref().map(|t| t.0.clone()).unwrap_or_default(),
                r.tarief.as_ref().map(|t| t.1.clone()).unwrap_or_default(),
                r.in_berichten.clone().unwrap_or_default(),
                r.niet.clone().unwrap_or_default(),
                if r.verzonnen { "ja" } else { "nee" }.to_owned(),
                r.contracten.to_string(),
                r.aanbieders.to_string(),
            ]);
        }
        return Ok(csv.antwoord("catalogus"));
    }
    toon(&pagina)
}

/// The file of a product.
#[derive(Template, Debug)]
#[template(path = "product.html")]
pub struct ProductPagina {
    /// Shell.
    pub schil: Schil,
    /// The product.
    pub p: Catalogusproduct,
    /// Name of the framework.
    pub kader: String,
    /// Which version of it this is, and since when.
    pub versie: String,
    /// Address of that version; `None` when it is for none of the municipalities of the user.
    pub versie_pad: Option<String>,
    /// A product by itself, or what it belongs to.
    pub soort: String,
    /// Why it cannot be ordered on the day, in short.
    pub niet: Option<String>,
    /// First and last day that it can be assigned.
    pub geldig: (Date, Option<Date>),
    /// For whom, how long, what goes with it: headings with their trees.
    pub blad: Vec<(&'static str, Vec<Html>)>,
    /// What the framework says about itself.
    pub over_kader: Vec<(&'static str, Vec<Html>)>,
    /// What a newcomer asks, with the answers.
    pub kort: Vec<Kort>,
    /// Ordinary assignment: `elke maand (in berichten: 1 stuk per maand)`.
    pub gewoon: String,
    /// Tariffs in words: amount, period, made up, source, explanation.
    pub tarieven: Vec<Prijs>,
    /// Why.
    pub waarom: Html,
    /// The day that the price and the conditions are shown for.
    pub dag: Date,
    /// Contracts on this product; `None` for who may not see them.
    pub contract: Option<ProductRij>,
    /// The providers are pages for this role.
    pub aanbieder_pagina: bool,
    /// Who may order it today: municipality, yes or no, providers with a contract, why not.
    pub bestellen: Vec<(String, Html, i64, String)>,
    /// Address of the build-up of the price, when the document gives one.
    pub opbouw: Option<String>,
}

fn bomen(blad: Vec<Hoofdstuk>) -> Vec<(&'static str, Vec<Html>)> {
    blad.into_iter().map(|h| (h.kop, h.onderdelen.iter().map(uitleg::boom).collect())).collect()
}

/// A tariff of a product.
#[derive(Debug)]
pub struct Prijs {
    /// Amount that is sent, with unit.
    pub bedrag: String,
    /// Amount of the document, with what it is for.
    pub document: String,
    /// What the rounding makes of a year; `None` when nothing was converted.
    pub verschil: Option<String>,
    /// First day.
    pub van: Date,
    /// Last day.
    pub tot: Option<Date>,
    /// Holds today.
    pub nu: bool,
    /// Made up.
    pub verzonnen: bool,
    /// Document and place.
    pub bron: String,
    /// What a reader must know.
    pub toelichting: String,
}

impl ProductPagina {
    /// The page of this product.
    pub fn nieuw(
        om: &Omgeving,
        (versie, kader): (&InGebruik, &Inkoopkader),
        p: Catalogusproduct,
        contract: Option<ProductRij>,
        vandaag: Date,
    ) -> Self {
        let gegevens = &versie.kader;
        let dag = toondag(kader, &p, vandaag);
        Self {
            schil: Schil::nieuw(om, p.naam.clone(), "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .hier(p.naam.clone()),
            kader: kader.naam.clone(),
            versie: hoofdletter(&versie.versie_in_woorden(vandaag)),
            versie_pad: (!versie.gemeenten.is_empty())
                .then(|| format!("/kaders/{}/{}", kader.id, versie.nummer)),
            soort: hoofdletter(&p.soort_in_woorden()),
            niet: niet(kader, &p, vandaag),
            geldig: (p.geldig.van(), p.geldig.tot()),
            blad: bomen(productblad(gegevens, &p, dag)),
            over_kader: bomen(kaderblad(gegevens, dag)),
            gewoon: omvang_in_woorden(&p),
            kort: in_het_kort(gegevens, kader, &p, vandaag),
            tarieven: p
                .tarieven
                .iter()
                .map(|t| Prijs {
                    bedrag: bedrag_in_woorden(&p, t),
                    document: prijs_in_woorden(&p, t),
                    verschil: t.verzending.jaar.filter(|_| t.verzending.is_omgerekend()).map(|j| {
                        format!("{} per jaar verschil door afronding", tarief(j.verschil().round_dp(2)))
                    }),
                    van: t.geldig.van(),
                    tot: t.geldig.tot(),
                    nu: t.geldig.bevat(vandaag),
                    verzonnen: t.verzonnen,
                    bron: format!("{}, {}", t.bron.document, t.bron.plaats),
                    toelichting: t.toelichting.clone(),
                })
                .collect(),
            waarom: uitleg::boom(&prijs_uitleg(&p, dag)),
            aanbieder_pagina: om.gebruiker.rol.mag(Recht::Aanbieders),
            bestellen: Vec::new(),
            // the page of the build-up shows what holds today
            opbouw: super::kostprijs::model_op(gegevens, &p, dag)
                .filter(|_| dag == vandaag)
                .map(|_| format!("/catalogus/{}/{}/kostprijs", kader.id, p.sleutel.code)),
            p,
            dag,
            contract,
        }
    }
}

/// `GET /catalogus/{kader}/{code}`
pub async fn product(bezoek: Bezoek, Path((kader, code)): Path<(String, String)>) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let vandaag = bezoek.vandaag();
    let contracten =
        vraag(&bezoek, move |s, wie| app::vragen::catalogus::producten(&s.db, wie, vandaag)).await?;
    let kaders = kaders(&bezoek).await?;
    let gevonden = kaders.iter().find(|(_, k)| k.id == kader).and_then(|(v, k)| {
        k.producten.iter().find(|p| p.sleutel.code.as_str() == code).map(|p| (v, k, p.clone()))
    });
    let (versie, k, p) = gevonden.ok_or_else(|| Fout::from(VraagFout::NietGevonden).voor(om))?;
    let contract = contracten.into_iter().find(|c| c.kader == k.id && c.code == code);
    let sleutel = p.sleutel;
    let mut pagina = ProductPagina::nieuw(om, (versie, k), p, contract, vandaag);
    let mag = vraag(&bezoek, move |s, wie| {
        app::kaders::bestelbaar(&s.db, wie, None, sleutel, None, vandaag, catalogus::Bestelsoort::Nieuw)
    })
    .await?;
    pagina.bestellen = mag
        .into_iter()
        .map(|b| {
            let kan = if b.redenen.is_empty() {
                label("goed", "vink", "ja")
            } else {
                label("rust", "kruis", "nee")
            };
            let waarom: Vec<String> = b.redenen.iter().map(|r| r.tekst.to_string()).collect();
            (om.gemeente(b.gemeente), kan, super::lengte(b.aanbieders.len()), waarom.join(" "))
        })
        .collect();
    toon(&pagina)
}
