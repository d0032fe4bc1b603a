//! Frameworks, their versions, what differs, and who may order what.

use app::kaders as k;
use catalogus::{Versiestand, Wijziging};
use kern::Datum;
use serde::Serialize;
use utoipa::ToSchema;

/// Waar een versie staat op de dag van de vraag.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Versiestaat {
    /// concept, aangeboden, ingetrokken, gaat_in, in_werking, vervangen of beeindigd.
    pub code: &'static str,
    /// De dag die erbij hoort: eerste dag (gaat_in, vervangen) of laatste dag (in_werking, beeindigd).
    pub dag: Option<String>,
    /// Nummer van de versie die ervoor in de plaats kwam.
    pub vervangen_door: Option<i64>,
}

impl From<Versiestand> for Versiestaat {
    fn from(s: Versiestand) -> Self {
        let (code, dag, vervangen_door) = match s {
            Versiestand::Concept => ("concept", None, None),
            Versiestand::Aangeboden => ("aangeboden", None, None),
            Versiestand::Ingetrokken => ("ingetrokken", None, None),
            Versiestand::GaatIn(d) => ("gaat_in", Some(d), None),
            Versiestand::InWerking(d) => ("in_werking", d, None),
            Versiestand::Vervangen(nr, d) => ("vervangen", Some(d), Some(nr)),
            Versiestand::Beeindigd(d) => ("beeindigd", Some(d), None),
        };
        Self { code, dag: dag.map(|d: Datum| d.to_string()), vervangen_door }
    }
}

/// Een versie van een kader. Nummer 0 kwam mee met het programma.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Kaderversie {
    pub nummer: i64,
    pub stand: Versiestaat,
    /// Eerste dag waarop zij geldt, als zij is gepubliceerd.
    pub ingang: String,
    /// Wie haar maakte.
    pub maker: String,
    pub toelichting: String,
    /// Vingerafdruk van de tekst.
    pub sha256: String,
    /// Uw gemeenten die deze versie hebben.
    pub gemeenten: Vec<String>,
    /// Contractregels die onder deze versie zijn gemaakt en nog lopen.
    pub contractregels: i64,
    pub stappen: Vec<Versiestap>,
}

/// Wat iemand met een versie deed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Versiestap {
    /// aangeboden, teruggegeven, gepubliceerd, ingetrokken of beeindigd.
    pub stap: String,
    pub wie: String,
    pub op: String,
    pub laatste_dag: Option<String>,
    pub reden: String,
}

impl From<k::Versieregel> for Kaderversie {
    fn from(v: k::Versieregel) -> Self {
        let stappen = v.rij.stappen.into_iter().map(|s| Versiestap {
            stap: s.stap,
            wie: s.naam,
            op: s.op,
            laatste_dag: s.laatste_dag.map(|d| d.to_string()),
            reden: s.reden,
        });
        Self {
            nummer: v.rij.versie.nummer,
            stand: v.stand.into(),
            ingang: v.rij.versie.ingang.to_string(),
            maker: v.rij.maker_naam,
            toelichting: v.rij.toelichting,
            sha256: v.rij.sha256,
            gemeenten: v.gemeenten.iter().map(ToString::to_string).collect(),
            contractregels: v.contracten,
            stappen: stappen.collect(),
        }
    }
}

/// Een kader met zijn versies, de nieuwste eerst.
#[derive(Debug, Serialize, ToSchema)]
pub struct KaderMetVersies {
    pub kader: String,
    pub naam: String,
    pub versies: Vec<Kaderversie>,
}

impl From<k::Kaderoverzicht> for KaderMetVersies {
    fn from(o: k::Kaderoverzicht) -> Self {
        let versies = o.versies.into_iter().map(Kaderversie::from).collect();
        Self { kader: o.kader, naam: o.naam, versies }
    }
}

/// Een verschil tussen twee versies.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kaderverschil {
    /// Producten, Tarieven, Criteria …
    pub onderdeel: String,
    /// nieuw, vervalt, uitgefaseerd, hogere prijs, lagere prijs of gewijzigd.
    pub soort: String,
    pub onderwerp: String,
    /// Wat er anders is, in een zin.
    pub tekst: String,
}

impl From<Wijziging> for Kaderverschil {
    fn from(w: Wijziging) -> Self {
        Self {
            onderdeel: w.onderdeel.to_owned(),
            soort: w.soort.naam().to_owned(),
            onderwerp: w.onderwerp,
            tekst: w.tekst,
        }
    }
}

/// Wat er anders is dan in een andere versie.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kaderverschillen {
    pub nummer: i64,
    /// De versie waarmee is vergeleken; leeg als er geen andere is.
    pub met: Option<i64>,
    pub verschillen: Vec<Kaderverschil>,
}

impl From<k::Versieblad> for Kaderverschillen {
    fn from(b: k::Versieblad) -> Self {
        let verschillen = b.verschil.into_iter().map(Kaderverschil::from).collect();
        Self { nummer: b.regel.rij.versie.nummer, met: b.met, verschillen }
    }
}

/// Of een gemeente een product mag bestellen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bestelbaarheid {
    pub gemeente: String,
    pub mag: bool,
    /// Kader waaruit het mag.
    pub kader: Option<String>,
    /// Versie van dat kader.
    pub versie: Option<i64>,
    /// Prijs van het kader in centen; kan decimalen hebben.
    pub tarief_cent: Option<String>,
    /// AGB-codes van de aanbieders met een contract op die dag.
    pub aanbieders: Vec<String>,
    /// Waarom het niet mag, elke reden apart.
    pub redenen: Vec<Bestelreden>,
}

/// Waarom iets niet mag worden besteld.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bestelreden {
    pub regel: String,
    pub tekst: String,
}

impl From<k::Bestelantwoord> for Bestelbaarheid {
    fn from(b: k::Bestelantwoord) -> Self {
        let (kader, versie) = b.kader.unzip();
        Self {
            gemeente: b.gemeente.to_string(),
            mag: b.redenen.is_empty(),
            kader,
            versie,
            tarief_cent: b.tarief.map(|t| t.normalize().to_string()),
            aanbieders: b.aanbieders.iter().map(ToString::to_string).collect(),
            redenen: b
                .redenen
                .into_iter()
                .map(|r| Bestelreden { regel: r.regel.to_owned(), tekst: r.tekst.into_owned() })
                .collect(),
        }
    }
}
