//! Reactions of providers on a published tariff: handed in one by one, seen by the municipality and by who wrote it,
//! answered once.

use super::Tariefplek;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, GeenToegang, Recht};
use catalogus::{Antwoord, Reactie, Spreker, controleer_reactie};
use inkoop::Productsleutel;
use kern::{AgbCode, Bevinding, Gemeentecode, Productcategorie, Productcode};
use store::sql::tarieven as sql;
use store::{Db, Row, StoreFout, Tx, Val, teller};

/// A reaction with the name of the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactieRij {
    /// The reaction.
    pub reactie: Reactie,
    /// Name of the provider; its code when the name is not known.
    pub aanbieder: String,
}

/// For whom a user reads: a provider for itself, who works on tariffs for the municipality, nobody else.
pub fn spreker(wie: &Gebruiker) -> Result<Spreker, VraagFout> {
    if wie.rol.mag(Recht::Indienen) {
        return Ok(Spreker::Aanbieder(wie.agb.ok_or(GeenToegang)?));
    }
    wie.eis(Recht::Tarieven)?;
    Ok(Spreker::Gemeente)
}

fn eigen(s: Spreker) -> Option<AgbCode> {
    match s {
        Spreker::Gemeente => None,
        Spreker::Aanbieder(agb) => Some(agb),
    }
}

/// Hands in a reaction on a tariff, or on a line of it, and gives its number; or all reasons why not.
pub fn dien_in(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    plek: &Tariefplek,
    regel: Option<&str>,
    tekst: &str,
) -> Result<Result<i64, Vec<Bevinding>>, VraagFout> {
    wie.eis(Recht::Indienen)?;
    wie.eis_gemeente(gemeente)?;
    let agb = wie.agb.ok_or(GeenToegang)?;
    let fout =
        controleer_reactie(&plek.kader, &plek.product, plek.model(), gemeente, regel, tekst, o.vandaag);
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let (kader, p) = (plek.kader.id.as_str(), plek.product.sleutel);
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    let id = o.db.write(|tx| {
        let id = teller::volgende(tx, gemeente, "reactie")?;
        let w = [
            (&gemeente).into(),
            id.into(),
            (&agb).into(),
            kader.into(),
            p.categorie.as_str().into(),
            p.code.as_str().into(),
            regel.into(),
            tekst.trim().into(),
            wie.weergavenaam.as_str().into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::REACTIE_ERBIJ, &w)?;
        let gegevens =
            serde_json::json!({ "kader": kader, "product": p.to_string(), "regel": regel, "agb": agb.as_str() });
        o.noteer(tx, gemeente, "reactie op tarief", &format!("reactie/{id}"), &gegevens)?;
        Ok::<_, StoreFout>(id)
    })?;
    Ok(Ok(id))
}

/// The reactions on a tariff that this user may see, of one municipality or of all of the user's.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    kader: &str,
    p: Productsleutel,
) -> Result<Vec<ReactieRij>, VraagFout> {
    per_gemeente(db, wie, gemeente, |tx, g, agb| {
        let w = [g.into(), kader.into(), p.categorie.as_str().into(), p.code.as_str().into(), agb.into()];
        rijen(tx, sql::REACTIES, *g, &w)
    })
}

/// One reaction, when this user may see it.
pub fn een(db: &Db, wie: &Gebruiker, gemeente: Gemeentecode, id: i64) -> Result<ReactieRij, VraagFout> {
    let s = spreker(wie)?;
    wie.eis_gemeente(gemeente)?;
    let agb = eigen(s);
    let w = [(&gemeente).into(), id.into(), agb.as_ref().into()];
    let rij = db.read(|tx| tx.query_opt(sql::REACTIE, &w, |r| uit_rij(gemeente, r)))?;
    rij.filter(|r| r.reactie.zichtbaar_voor(s)).ok_or(VraagFout::NietGevonden)
}

/// Answers a reaction for the municipality; or all reasons why not.
pub fn beantwoord(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
    tekst: &str,
) -> Result<Result<(), Vec<Bevinding>>, VraagFout> {
    wie.eis(Recht::Tarieven)?;
    let r = een(&o.db, wie, gemeente, id)?.reactie;
    let antwoord = Antwoord { tekst: tekst.trim().to_owned(), door: wie.weergavenaam.clone(), op: o.vandaag };
    let na = match r.beantwoord(spreker(wie)?, antwoord) {
        Ok(na) => na,
        Err(fout) => return Ok(Err(fout)),
    };
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    let gelukt = o.db.write(|tx| {
        let w = [
            (&gemeente).into(),
            id.into(),
            tekst.trim().into(),
            wie.weergavenaam.as_str().into(),
            o.vandaag.into(),
        ];
        // a colleague may have answered in the meantime: the first answer stands
        if tx.execute(sql::REACTIE_ANTWOORD, &w)? == 0 {
            return Ok(false);
        }
        let gegevens = serde_json::json!({ "kader": na.kader, "product": na.product.to_string() });
        o.noteer(tx, gemeente, "reactie beantwoord", &format!("reactie/{id}"), &gegevens)?;
        Ok::<_, StoreFout>(true)
    })?;
    Ok(if gelukt {
        Ok(())
    } else {
        Err(vec![Bevinding::new(
            "REACTIE",
            None,
            "",
            "Een collega heeft deze reactie intussen beantwoord. Uw antwoord is niet bewaard.",
        )])
    })
}

/// Reads per municipality what this user may see: bounded by the query, and held against the rule of the step.
pub(super) fn per_gemeente(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    mut lees: impl FnMut(&mut Tx<'_>, &Gemeentecode, Option<&AgbCode>) -> Result<Vec<ReactieRij>, StoreFout>,
) -> Result<Vec<ReactieRij>, VraagFout> {
    let s = spreker(wie)?;
    let gemeenten = match gemeente {
        Some(g) => {
            wie.eis_gemeente(g)?;
            vec![g]
        }
        None => wie.gemeenten.clone(),
    };
    let agb = eigen(s);
    let mut uit = db.read(|tx| {
        let mut uit = Vec::new();
        for g in &gemeenten {
            uit.extend(lees(tx, g, agb.as_ref())?);
        }
        Ok::<_, StoreFout>(uit)
    })?;
    // the query bounds what is read; who may see it is decided by the step
    uit.retain(|r| r.reactie.zichtbaar_voor(s));
    Ok(uit)
}

pub(super) fn rijen(
    tx: &mut Tx<'_>,
    tekst: store::sql::Sql,
    g: Gemeentecode,
    w: &[Val<'_>],
) -> Result<Vec<ReactieRij>, StoreFout> {
    tx.query_alle(tekst, w, |r| uit_rij(g, r))
}

fn uit_rij(gemeente: Gemeentecode, r: &Row<'_>) -> Result<ReactieRij, StoreFout> {
    let agb = r.lees(1, AgbCode::parse)?;
    let antwoord = match (r.opt_string(10)?, r.opt_string(11)?, r.opt_dag(12)?) {
        (Some(tekst), Some(door), Some(op)) => Some(Antwoord { tekst, door, op }),
        _ => None,
    };
    Ok(ReactieRij {
        aanbieder: r.opt_string(2)?.unwrap_or_else(|| agb.to_string()),
        reactie: Reactie {
            gemeente,
            id: r.i64(0)?,
            agb,
            kader: r.string(3)?,
            product: Productsleutel::new(r.lees(4, Productcategorie::parse)?, r.lees(5, Productcode::parse)?),
            regel: r.opt_string(6)?,
            tekst: r.string(7)?,
            door: r.string(8)?,
            op: r.dag(9)?,
            antwoord,
        },
    })
}
