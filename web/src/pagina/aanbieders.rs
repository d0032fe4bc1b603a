//! Providers: the list and the file with contracts and figures.

use super::{Invoer, Keuze};
use crate::csv::Csv;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::promille;
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::vragen::catalogus::{AanbiederDossier, AanbiederFilter, AanbiederRij, ContractRij};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kern::{AgbCode, Gemeentecode};

/// A column head that sorts.
#[derive(Debug)]
pub struct Sorteer {
    /// Words.
    pub tekst: &'static str,
    /// Address of the same list in this order.
    pub href: String,
    /// In force.
    pub hier: bool,
    /// Figures stand right.
    pub rechts: bool,
}

/// The list.
#[derive(Template, Debug)]
#[template(path = "aanbieders.html")]
pub struct AanbiedersPagina {
    /// Shell.
    pub schil: Schil,
    /// What was typed.
    pub zoek: String,
    /// Municipality filter.
    pub gemeente: Keuze,
    /// Heads.
    pub koppen: Vec<Sorteer>,
    /// Rows of this page.
    pub rijen: Vec<AanbiederRij>,
    /// Names.
    pub om: Omgeving,
    /// Foot.
    pub blader: super::Blader,
    /// The role sees how many lines were rejected.
    pub met_uitval: bool,
}

/// Rows on a page.
const BLAD: usize = 50;

impl AanbiedersPagina {
    /// The page of this list, in the order and at the page that the query asks.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, mut rijen: Vec<AanbiederRij>) -> Self {
        let q = Query::default()
            .met("zoek", invoer.tekst("zoek"))
            .misschien("gemeente", om.gekozen)
            .met("sorteer", invoer.tekst("sorteer"));
        let orde = invoer.tekst("sorteer");
        match orde.as_str() {
            "contracten" => rijen.sort_by_key(|r| std::cmp::Reverse(r.contracten)),
            "uitval" => rijen.sort_by_key(|r| std::cmp::Reverse(r.afwijspromille())),
            _ => {}
        }
        let met_uitval = om.gebruiker.rol.mag(Recht::Declaraties);
        let kop = |tekst, code: &str, rechts| Sorteer {
            tekst,
            href: q.clone().met("sorteer", code).op("/aanbieders"),
            hier: orde == code,
            rechts,
        };
        let mut koppen = vec![kop("Aanbieder", "", false), kop("Contractregels", "contracten", true)];
        if met_uitval {
            koppen.push(kop("Uitval", "uitval", true));
        }
        let totaal = rijen.len();
        let laatste = totaal.saturating_sub(1) / BLAD;
        let blad = invoer.get("blad").and_then(|b| b.parse().ok()).unwrap_or(0_usize).min(laatste);
        let naar = |b: usize| q.clone().met("blad", b.to_string()).op("/aanbieders");
        Self {
            schil: Schil::nieuw(om, "Aanbieders en contracten", "/aanbieders", "/aanbieders")
                .via("Overzicht", "/")
                .hier("Aanbieders"),
            zoek: invoer.tekst("zoek"),
            gemeente: Keuze::gemeente(om),
            koppen,
            rijen: rijen.into_iter().skip(blad * BLAD).take(BLAD).collect(),
            om: om.clone(),
            blader: super::Blader {
                telling: crate::opmaak::meervoud(super::lengte(totaal), "aanbieder", "aanbieders"),
                csv: (totaal > 0).then(|| q.clone().met("uitvoer", "csv").op("/aanbieders")),
                vorige: (blad > 0).then(|| naar(blad - 1)),
                volgende: (blad < laatste).then(|| naar(blad + 1)),
            },
            met_uitval,
        }
    }

    fn gemeenten(&self, codes: &[Gemeentecode]) -> String {
        codes.iter().map(|c| self.om.gemeente(*c)).collect::<Vec<_>>().join(", ")
    }
}

/// Rejected part of the lines: `3,2 % van 1.204`.
pub(crate) fn uitval(regels: Option<i64>, afgewezen: Option<i64>) -> String {
    match (regels, afgewezen) {
        (Some(r), Some(a)) if r > 0 => format!("{} van {}", promille(a * 1000 / r), crate::opmaak::getal(r)),
        _ => "–".into(),
    }
}

/// `GET /aanbieders`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let filter = AanbiederFilter {
        zoek: invoer.get("zoek").map(str::to_owned),
        gemeente: om.gekozen,
        product: invoer.get("categorie").zip(invoer.get("code")).map(|(c, p)| (c.to_owned(), p.to_owned())),
    };
    let vandaag = bezoek.vandaag();
    let rijen =
        vraag(&bezoek, move |s, wie| app::vragen::catalogus::aanbieders(&s.db, wie, &filter, vandaag))
            .await?;
    if invoer.als_csv() {
        let mut csv = Csv::nieuw(&["agb", "naam", "contractregels", "gemeenten", "regels", "afgewezen"]);
        for r in &rijen {
            let namen: Vec<_> = r.gemeenten.iter().map(|g| om.gemeente(*g)).collect();
            csv.rij(&[
                r.agb.to_string(),
                r.naam.clone(),
                r.contracten.to_string(),
                namen.join(", "),
                r.regels.map(|n| n.to_string()).unwrap_or_default(),
                r.afgewezen.map(|n| n.to_string()).unwrap_or_default(),
            ]);
        }
        return Ok(csv.antwoord("aanbieders"));
    }
    toon(&AanbiedersPagina::nieuw(om, &invoer, rijen))
}

/// The file of a provider.
#[derive(Template, Debug)]
#[template(path = "aanbieder.html")]
pub struct AanbiederPagina {
    /// Shell.
    pub schil: Schil,
    /// Everything.
    pub d: AanbiederDossier,
    /// Names.
    pub om: Omgeving,
    /// The role sees money and rejection.
    pub met_uitval: bool,
    /// Share of each municipality in what was granted, as chart.
    pub grafiek: Option<crate::opmaak::Html>,
}

impl AanbiederPagina {
    /// The page of this provider.
    pub fn nieuw(om: &Omgeving, d: AanbiederDossier) -> Self {
        let totaal: i64 = d.cijfers.iter().filter_map(|c| c.toegekend).map(|b| b.0).sum();
        let delen: Vec<_> = d
            .cijfers
            .iter()
            .filter_map(|c| c.toegekend.map(|b| (c.gemeente_naam.clone(), b)))
            .filter(|_| totaal > 0)
            .map(|(n, b)| (n, crate::opmaak::euro_heel(b), b.0 * 1000 / totaal.max(1)))
            .collect();
        Self {
            schil: Schil::nieuw(om, d.hoofd.naam.clone(), "/aanbieders", "/aanbieders")
                .via("Overzicht", "/")
                .via("Aanbieders", "/aanbieders")
                .hier(d.hoofd.naam.clone()),
            grafiek: (!delen.is_empty()).then(|| {
                crate::grafiek::aandelen("deel", "Toegekend per gemeente in twaalf maanden", &delen)
            }),
            met_uitval: om.gebruiker.rol.mag(Recht::Declaraties),
            om: om.clone(),
            d,
        }
    }
}

/// The tariff of a contract line with what it is for.
pub(crate) fn tarief(c: &ContractRij) -> String {
    c.tarief.map_or_else(
        || "in euro's".into(),
        |t| format!("{} {}", crate::opmaak::tarief(t), c.per).trim().to_owned(),
    )
}

/// `GET /aanbieders/{agb}`
pub async fn dossier(bezoek: Bezoek, Path(agb): Path<String>) -> Result<Response, Fout> {
    let agb = AgbCode::parse(&agb).map_err(|_| Fout::niet_gevonden().voor(&bezoek.om))?;
    let vandaag = bezoek.vandaag();
    let d = vraag(&bezoek, move |s, wie| app::vragen::catalogus::aanbieder(&s.db, wie, agb, vandaag)).await?;
    toon(&AanbiederPagina::nieuw(&bezoek.om, d))
}
