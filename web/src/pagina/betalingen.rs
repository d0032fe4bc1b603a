//! Payments: the balance per municipality and provider, the batches, and what each batch pays.

use super::{Blader, Invoer, Keuze, plek};
use crate::csv::{Csv, bedrag};
use crate::filters;
use crate::fout::Fout;
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, Staat, blader_door, toon, vraag};
use app::Recht;
use app::vragen::betalingen::{BatchRij, BetaalFilter, BetalingRij, Saldo};
use app::vragen::{Lijst, VraagFout};
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::path::PathBuf;

/// The page with balance and batches.
#[derive(Template, Debug)]
#[template(path = "betalingen.html")]
pub struct BetalingenPagina {
    /// Shell.
    pub schil: Schil,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Provider asked.
    pub agb: String,
    /// Balance.
    pub saldo: Saldo,
    /// Balance as CSV.
    pub saldo_csv: String,
    /// Batches.
    pub rijen: Vec<BatchRij>,
    /// Names.
    pub om: Omgeving,
    /// Foot.
    pub blader: Blader,
    /// The providers are pages for this role.
    pub aanbieder_pagina: bool,
}

impl BetalingenPagina {
    /// The page of these figures.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, saldo: Saldo, lijst: Lijst<BatchRij>) -> Self {
        let q = Query::default().met("agb", invoer.tekst("agb")).misschien("gemeente", om.gekozen);
        Self {
            schil: Schil::nieuw(om, "Betalingen", "/betalingen", "/betalingen")
                .via("Overzicht", "/")
                .hier("Betalingen"),
            keuzes: vec![Keuze::gemeente(om)],
            agb: invoer.tekst("agb"),
            saldo_csv: q.clone().met("uitvoer", "csv").met("lijst", "saldo").op("/betalingen"),
            blader: Blader::van(&lijst, &q, "/betalingen", "betaalbatch", "betaalbatches"),
            saldo,
            rijen: lijst.rijen,
            om: om.clone(),
            aanbieder_pagina: om.gebruiker.rol.mag(Recht::Aanbieders),
        }
    }
}

/// `GET /betalingen`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let filter =
        BetaalFilter { gemeente: om.gekozen, agb: invoer.agb("agb").map_err(|f| Fout::from(f).voor(om))? };
    if invoer.als_csv() {
        if invoer.get("lijst") == Some("saldo") {
            let saldo =
                vraag(&bezoek, move |s, wie| app::vragen::betalingen::saldo(&s.db, wie, &filter)).await?;
            return Ok(saldo_csv(om, &saldo).antwoord("saldo"));
        }
        let rijen = blader_door(&bezoek, move |s, wie, blad| {
            app::vragen::betalingen::lijst(&s.db, wie, &filter, blad)
        })
        .await?;
        let mut csv = Csv::nieuw(&["gemeente", "batch", "tot en met", "betalingen", "bedrag"]);
        for r in &rijen {
            csv.rij(&[
                om.gemeente(r.gemeente),
                r.nummer.to_string(),
                r.tot.to_string(),
                r.betalingen.to_string(),
                bedrag(r.bedrag),
            ]);
        }
        return Ok(csv.antwoord("betaalbatches"));
    }
    let blad = invoer.blad().map_err(|f| Fout::from(f).voor(om))?;
    let (saldo, lijst) = vraag(&bezoek, move |s, wie| {
        Ok((
            app::vragen::betalingen::saldo(&s.db, wie, &filter)?,
            app::vragen::betalingen::lijst(&s.db, wie, &filter, &blad)?,
        ))
    })
    .await?;
    toon(&BetalingenPagina::nieuw(om, &invoer, saldo, lijst))
}

fn saldo_csv(om: &Omgeving, saldo: &Saldo) -> Csv {
    let mut csv = Csv::nieuw(&[
        "gemeente",
        "agb",
        "aanbieder",
        "goedgekeurd",
        "tegenboekingen",
        "open",
        "betaald",
        "klopt",
    ]);
    for r in &saldo.rijen {
        csv.rij(&[
            om.gemeente(r.gemeente),
            r.agb.to_string(),
            r.aanbieder.clone(),
            bedrag(r.goedgekeurd),
            bedrag(r.tegenboekingen),
            bedrag(r.open),
            bedrag(r.betaald),
            if r.klopt() { "ja" } else { "nee" }.to_owned(),
        ]);
    }
    csv
}

/// One batch.
#[derive(Template, Debug)]
#[template(path = "betaalbatch.html")]
pub struct BatchPagina {
    /// Shell.
    pub schil: Schil,
    /// The facts.
    pub b: BatchRij,
    /// Name of the municipality.
    pub gemeente: String,
    /// Payments.
    pub rijen: Vec<BetalingRij>,
    /// Address of the payment file, when it is there.
    pub bestand: Option<String>,
    /// The providers are pages for this role.
    pub aanbieder_pagina: bool,
}

impl BatchPagina {
    /// The page of this batch.
    pub fn nieuw(om: &Omgeving, b: BatchRij, rijen: Vec<BetalingRij>, heeft_bestand: bool) -> Self {
        let kop = format!("Betaalbatch {}", b.nummer);
        Self {
            schil: Schil::nieuw(om, kop.clone(), "/betalingen", "/betalingen")
                .via("Overzicht", "/")
                .via("Betalingen", "/betalingen")
                .hier(kop),
            gemeente: om.gemeente(b.gemeente),
            bestand: heeft_bestand.then(|| format!("/betalingen/{}/{}/bestand", b.gemeente, b.nummer)),
            aanbieder_pagina: om.gebruiker.rol.mag(Recht::Aanbieders),
            b,
            rijen,
        }
    }
}

/// Where the payment file lies, when it does. Only a plain name inside the folder counts.
fn op_schijf(staat: &Staat, b: &BatchRij) -> Option<PathBuf> {
    let naam = b.bestand.as_deref()?;
    let gewoon =
        !naam.starts_with('.') && naam.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_.".contains(&c));
    let pad = staat.betaalbestanden.as_ref()?.join(naam);
    (gewoon && pad.is_file()).then_some(pad)
}

/// `GET /betalingen/{gemeente}/{nummer}`
pub async fn batch(bezoek: Bezoek, Path((g, nr)): Path<(String, String)>) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, nummer) = plek(&g, &nr).map_err(|f| Fout::from(f).voor(om))?;
    let (b, rijen, heeft) = vraag(&bezoek, move |s, wie| {
        let (b, rijen) = app::vragen::betalingen::batch(&s.db, wie, gemeente, nummer)?;
        let heeft = op_schijf(s, &b).is_some();
        Ok((b, rijen, heeft))
    })
    .await?;
    toon(&BatchPagina::nieuw(om, b, rijen, heeft))
}

/// `GET /betalingen/{gemeente}/{nummer}/bestand`
pub async fn bestand(bezoek: Bezoek, Path((g, nr)): Path<(String, String)>) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, nummer) = plek(&g, &nr).map_err(|f| Fout::from(f).voor(om))?;
    let (naam, inhoud) = vraag(&bezoek, move |s, wie| {
        let (b, _) = app::vragen::betalingen::batch(&s.db, wie, gemeente, nummer)?;
        let pad = op_schijf(s, &b).ok_or(VraagFout::NietGevonden)?;
        let inhoud = std::fs::read(pad).map_err(|_| VraagFout::NietGevonden)?;
        Ok((b.bestand.unwrap_or_default(), inhoud))
    })
    .await?;
    let koppen = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{naam}\"")),
    ];
    Ok((koppen, inhoud).into_response())
}
