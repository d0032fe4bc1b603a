//! Putting claimed lines right (323): credit lines for what was granted, new debit lines for what takes its place.
//!
//! What may be sent is decided by the step (`declaratie::corrigeer`); here the lines are found in the provider's own book
//! and go out in one message, the credits first (OP366).

use super::declareren::{Claim, Regel, dien_in_tx};
use crate::declaratieboek::lees_stand;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::ontvangst::schikking::{als_regel, eerdere_regel_vanaf};
use declaratie::{EerdereRegel, EigenRegel, Regelstand};
use istandaard::Prestatie;
use kern::{AgbCode, Bevinding, Datum, Eurocent, Gemeentecode, Periode};
use store::sql::schrijven as sql;
use store::{Tx, Val};

/// One line that must be put right.
#[derive(Debug, Clone)]
pub struct Correctie {
    /// The 323 that the line was claimed in: its key in the provider's book.
    pub bericht: i64,
    /// Place of the line in that message, from 1.
    pub volgnr: i64,
    /// What should have been claimed; `None` takes the line back and claims nothing. An empty `referentie` is filled.
    pub nieuw: Option<Prestatie>,
}

/// Corrections that go out in one claim.
#[derive(Debug, Clone)]
pub struct Correctieclaim {
    /// Municipality that gets it.
    pub gemeente: Gemeentecode,
    /// Provider that sends it.
    pub agb: AgbCode,
    /// A day in the month that is claimed; not before the last month claimed (IV090).
    pub maand: Datum,
    /// What is put right.
    pub correcties: Vec<Correctie>,
    /// Ordinary lines that go along.
    pub regels: Vec<Regel>,
}

/// What came of it: the key of the 323, or all reasons why nothing was sent.
pub type Gecorrigeerd = Result<i64, Vec<Bevinding>>;

/// A line of the provider's own book.
struct Eigen {
    client: i64,
    toewijzing: i64,
    regel: EerdereRegel,
    stand: Regelstand,
    gecrediteerd_met: Option<String>,
}

/// Makes the 323 with the corrections; it waits in the outbox. All or nothing: with one reason nothing is sent.
pub fn corrigeer(o: &Omgeving, claim: &Correctieclaim) -> Uitkomst<Gecorrigeerd> {
    o.db.write(|tx| corrigeer_in(tx, o, claim))
}

/// As [`corrigeer`], within a transaction.
pub(crate) fn corrigeer_in(tx: &mut Tx<'_>, o: &Omgeving, claim: &Correctieclaim) -> Uitkomst<Gecorrigeerd> {
    let (g, agb) = (claim.gemeente, claim.agb);
    let maand = Periode::maand_van(claim.maand);
    let mut fout = periode_mag(tx, claim, &maand)?;
    let mut regels = Vec::new();
    let mut gezien = std::collections::HashSet::new();
    for c in &claim.correcties {
        if !gezien.insert((c.bericht, c.volgnr)) {
            fout.push(reden("OP360", "Een regel staat twee keer in deze correctie. Laat er een staan."));
            continue;
        }
        let Some(eigen) = eigen(tx, g, agb, c)? else {
            fout.push(reden(
                "TR323",
                "De regel die u wilt verbeteren is niet gevonden in uw eigen declaraties.",
            ));
            continue;
        };
        match regels_voor(&eigen, c.nieuw.as_ref()) {
            Ok(r) => regels.extend(r),
            Err(b) => fout.extend(b),
        }
    }
    regels.extend(claim.regels.iter().cloned());
    if regels.iter().any(|r| maand.tot().is_some_and(|t| r.prestatie.tot > t)) {
        fout.push(reden(
            "TR319",
            "Een regel gaat over een latere maand dan de declaratieperiode. Kies een latere maand.",
        ));
    }
    if regels.is_empty() && fout.is_empty() {
        fout.push(reden("OP366", "Er is niets om te verbeteren."));
    }
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let tot = maand.tot().unwrap_or(maand.van());
    let claim = Claim { gemeente: g, agb, periode: (maand.van(), tot), regels };
    let id = dien_in_tx(tx, o, &claim)?;
    Ok(Ok(id))
}

fn reden(regel: &'static str, tekst: &'static str) -> Bevinding {
    Bevinding::new(regel, None, "", tekst)
}

/// IV090: late claims and corrections go with the last period claimed, or a later one.
fn periode_mag(tx: &mut Tx<'_>, c: &Correctieclaim, maand: &Periode) -> Uitkomst<Vec<Bevinding>> {
    let w = [(&c.gemeente).into(), (&c.agb).into(), Val::I64(-1)];
    let laatste = tx.query_one(sql::LAATSTE_PERIODE, &w, |r| r.opt_dag(0))?;
    Ok(laatste
        .filter(|l| maand.van() < *l)
        .map(|l| {
            Bevinding::new(
                "IV090",
                None,
                "",
                format!(
                    "Over de maand vanaf {} is al gedeclareerd. Dien de correctie in met die maand of een latere.",
                    kern::voluit(l)
                ),
            )
        })
        .into_iter()
        .collect())
}

fn eigen(tx: &mut Tx<'_>, g: Gemeentecode, agb: AgbCode, c: &Correctie) -> Uitkomst<Option<Eigen>> {
    let sleutel = [(&g).into(), c.bericht.into(), c.volgnr.into()];
    let gevonden = tx.query_opt(sql::DECLARATIEREGEL, &sleutel, |r| {
        let stand = lees_stand(r.i64(0)?);
        let van_ons = r.text(1)? == agb.as_str();
        Ok((van_ons, stand, r.opt_i64(2)?, r.i64(3)?, eerdere_regel_vanaf(r, 4)?))
    })?;
    let Some((true, stand, Some(client), toewijzing, regel)) = gevonden else { return Ok(None) };
    let w = [(&g).into(), (&agb).into(), toewijzing.into(), regel.referentie.as_str().into()];
    let gecrediteerd_met = tx.query_opt(sql::GECREDITEERD_MET, &w, |r| r.string(0))?;
    Ok(Some(Eigen { client, toewijzing, regel, stand, gecrediteerd_met }))
}

/// The lines as the message carries them, credit first.
fn regels_voor(e: &Eigen, nieuw: Option<&Prestatie>) -> Result<Vec<Regel>, Vec<Bevinding>> {
    let oud = Prestatie {
        client_nr: 0,
        nr: 0,
        referentie: e.regel.referentie.clone(),
        vorige_referentie: e.regel.vorige_referentie.clone(),
        toewijzing: e.toewijzing,
        categorie: e.regel.categorie,
        code: e.regel.code,
        van: e.regel.van,
        tot: e.regel.tot,
        volume: e.regel.volume,
        eenheid: e.regel.eenheid,
        tarief: e.regel.tarief,
        bedrag: e.regel.bedrag,
        retourcodes: Vec::new(),
    };
    let eigen = EigenRegel {
        regel: als_regel(&oud),
        stand: e.stand,
        gecrediteerd_met: e.gecrediteerd_met.as_deref(),
    };
    let uit = declaratie::corrigeer(&eigen, "", nieuw.map(als_regel))?;
    let mut regels = Vec::new();
    if let Some(c) = uit.credit {
        let prestatie = Prestatie {
            referentie: String::new(),
            vorige_referentie: c.vorige_referentie.map(str::to_owned),
            bedrag: Eurocent(-c.bedrag.0),
            ..oud.clone()
        };
        regels.push(Regel { client: e.client, prestatie });
    }
    if let (Some(_), Some(n)) = (uit.debet, nieuw) {
        regels.push(Regel { client: e.client, prestatie: n.clone() });
    }
    Ok(regels)
}

/// A line of the provider's own book as it would be claimed again: the start of a correction.
pub fn eigen_regel(
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    bericht: i64,
    volgnr: i64,
) -> Uitkomst<Prestatie> {
    let c = Correctie { bericht, volgnr, nieuw: None };
    o.db.read(|tx| {
        let e = eigen(tx, g, agb, &c)?
            .ok_or_else(|| AppFout::Ongeldig("deze regel staat niet in uw eigen declaraties".into()))?;
        Ok(Prestatie {
            client_nr: 0,
            nr: 0,
            referentie: String::new(),
            vorige_referentie: None,
            toewijzing: e.toewijzing,
            categorie: e.regel.categorie,
            code: e.regel.code,
            van: e.regel.van,
            tot: e.regel.tot,
            volume: e.regel.volume,
            eenheid: e.regel.eenheid,
            tarief: e.regel.tarief,
            bedrag: Eurocent(e.regel.bedrag.0.abs()),
            retourcodes: Vec::new(),
        })
    })
}
