//! The plans that a provider is asked to draft. It sees the question, the name of the client and its own drafts; nothing else of
//! the melding.

use super::{Oordeel, namens, spreekt_voor};
use crate::Gebruiker;
use crate::meldingen::planvraag as opslag;
use crate::omgeving::Omgeving;
use crate::vragen::clienten::naam_uit;
use crate::vragen::{Naam, VraagFout};
use kern::{AgbCode, Datum, Gemeentecode};
use store::sql::plannen as sql;
use store::{Db, StoreFout, Tx};
use toegang::{Planresultaat, Planvoorstel, Planvraag, Planvraagstand};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planrij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number of the question.
    pub id: i64,
    /// How it stands.
    pub stand: Planvraagstand,
    /// Since when.
    pub sinds: Datum,
    /// Client.
    pub naam: Naam,
}

/// A question as its provider sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planblad {
    /// The question.
    pub vraag: Planvraag,
    /// Client.
    pub naam: Naam,
    /// The drafts, the oldest first.
    pub voorstellen: Vec<Planvoorstel>,
}

/// What this provider is asked; what it has to write comes first.
pub fn plannen(db: &Db, wie: &Gebruiker, gemeente: Option<Gemeentecode>) -> Result<Vec<Planrij>, VraagFout> {
    let gemeenten = gemeente.map_or_else(|| wie.gemeenten.clone(), |g| vec![g]);
    let mut uit = Vec::new();
    for g in gemeenten {
        let agb = spreekt_voor(wie, g)?;
        uit.extend(db.read(|tx| {
            tx.query_alle(sql::PLANVRAGEN_VAN_AANBIEDER, &[(&g).into(), (&agb).into()], |r| {
                Ok(Planrij {
                    gemeente: g,
                    id: r.i64(0)?,
                    stand: Planvraagstand::parse(r.text(1)?)
                        .ok_or(StoreFout::Kolom { index: 1, verwacht: "een stand van een planvraag" })?,
                    sinds: r.dag(2)?,
                    naam: naam_uit(r, 3)?,
                })
            })
        })?);
    }
    uit.sort_by_key(|r| (!r.stand.schrijft(), r.sinds, r.gemeente, r.id));
    Ok(uit)
}

/// A question to this provider. That of another is not there, and neither is one that was withdrawn.
fn eigen(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    agb: AgbCode,
    (g, id): (Gemeentecode, i64),
) -> Result<Planvraag, VraagFout> {
    opslag::lees_vraag(tx, &o.kluis, g, id)?
        .filter(|v| v.agb == agb && v.stand != Planvraagstand::Ingetrokken)
        .ok_or(VraagFout::NietGevonden)
}

/// One question. That it was opened goes into the event log (NEN 7513).
pub fn planblad(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64)) -> Result<Planblad, VraagFout> {
    let agb = spreekt_voor(wie, plek.0)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let vraag = eigen(tx, &o, agb, plek)?;
        let naam = opslag::naam_van(tx, plek.0, vraag.melding.0)?;
        let voorstellen = opslag::voorstellen(tx, &o.kluis, plek.0, plek.1)?;
        let gegevens = serde_json::json!({ "gebruiker": wie.id, "rol": wie.rol.code() });
        o.noteer(tx, plek.0, "planvraag ingezien", &format!("planvraag/{}", plek.1), &gegevens)?;
        Ok(Planblad { vraag, naam, voorstellen })
    })
}

/// Keeps the draft, and hands it in when that is asked. Or every reason why not.
pub fn schrijf_plan(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    resultaten: &[Planresultaat],
    indienen: bool,
) -> Result<Oordeel<()>, VraagFout> {
    let agb = spreekt_voor(wie, plek.0)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let oud = eigen(tx, &o, agb, plek)?;
        let stand = if indienen {
            oud.clone().dien_in(resultaten, &o.wie, o.vandaag).map(Some)
        } else {
            oud.bewaar(resultaten).map(|()| None)
        };
        let nieuw = match stand {
            Ok(nieuw) => nieuw,
            Err(fout) => return Ok(Err(fout)),
        };
        let voorstel = Planvoorstel {
            versie: oud.versie,
            resultaten: resultaten.to_vec(),
            door: o.wie.clone(),
            op: o.vandaag,
            ingediend_op: indienen.then_some(o.vandaag),
            opmerking: None,
        };
        opslag::zet_voorstel(tx, &o.kluis, &oud, &voorstel)?;
        if let Some(v) = &nieuw {
            opslag::zet_vraag(tx, v)?;
        }
        let soort = if indienen { "planvoorstel ingediend" } else { "planvoorstel bewaard" };
        let gegevens = serde_json::json!({ "resultaten": resultaten.len(), "versie": oud.versie });
        o.noteer(tx, plek.0, soort, &format!("planvraag/{}", plek.1), &gegevens)?;
        Ok::<_, VraagFout>(Ok(()))
    })
}
