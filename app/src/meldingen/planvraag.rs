//! Asking a provider for a draft of the plan, what the consulent does with it, and what the client says. The side of the
//! provider is in [`crate::loket::plan`].

use super::{Stap, eis, namens, opslag};
use crate::Gebruiker;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::vragen::clienten::naam_uit;
use kern::{AgbCode, Bevinding, Datum, Gemeentecode};
use serde_json::{Value, json};
use store::sql::{besluiten, plannen as sql};
use store::{Kluis, Row, StoreFout, Tx, Val, teller};
use toegang::zrm::Zrmdomein;
use toegang::{
    Akkoordwijze, MeldingId, Ondersteuningsplan, Planoordeel, Planresultaat, Planvoorstel, Planvraag,
    Planvraagstand, noteer_oordeel,
};

/// Names of the encrypted fields; part of what they are bound to.
const VRAAG: &str = "planvraag.vraag";
const INHOUD: &str = "planvoorstel.inhoud";
const OPMERKING: &str = "planvoorstel.opmerking";
const REDEN: &str = "planoordeel.reden";

/// A question with its drafts, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planverloop {
    /// The question.
    pub vraag: Planvraag,
    /// Name of the provider.
    pub aanbieder: String,
    /// Its drafts.
    pub voorstellen: Vec<Planvoorstel>,
}

/// What stands around the plan of a melding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planrond {
    /// The newest question, when one was asked.
    pub verloop: Option<Planverloop>,
    /// The plan as it is.
    pub plan: Option<Ondersteuningsplan>,
    /// What the client said, the oldest first.
    pub oordelen: Vec<Planoordeel>,
    /// Providers that can be asked.
    pub aanbieders: Vec<(AgbCode, String)>,
}

/// What the consulent does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planstap {
    /// Asks a provider.
    Vraag(AgbCode, String),
    /// Does not ask any more.
    TrekIn,
    /// Takes the draft over in the plan.
    NeemOver,
    /// Sends it back.
    StuurTerug(String),
    /// Writes down what the client says of the plan: on a day, agreed and how, or why not.
    Oordeel(Datum, Result<Akkoordwijze, String>),
}

fn code<T>(r: &Row<'_>, i: usize, lees: impl Fn(&str) -> Option<T>) -> Result<T, StoreFout> {
    lees(r.text(i)?).ok_or(StoreFout::Kolom { index: i, verwacht: "een code die dit programma kent" })
}

fn vraag_uit(r: &Row<'_>, kluis: &Kluis, g: Gemeentecode) -> Result<Planvraag, StoreFout> {
    let id = r.i64(0)?;
    Ok(Planvraag {
        gemeente: g,
        id,
        melding: MeldingId(r.i64(1)?),
        agb: code(r, 2, |t| AgbCode::parse(t).ok())?,
        vraag: kluis.ontsleutel_tekst(g, VRAAG, &[id], r.blob(3)?)?,
        stand: code(r, 4, Planvraagstand::parse)?,
        door: r.string(5)?,
        gevraagd_op: r.dag(6)?,
        versie: r.i64(7)?,
        sinds: r.dag(8)?,
    })
}

/// The question with this number.
pub(crate) fn lees_vraag(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    id: i64,
) -> Result<Option<Planvraag>, StoreFout> {
    tx.query_opt(sql::PLANVRAAG, &[(&g).into(), id.into()], |r| vraag_uit(r, kluis, g))
}

/// How a question stands now.
pub(crate) fn zet_vraag(tx: &mut Tx<'_>, v: &Planvraag) -> Result<(), StoreFout> {
    let g = v.gemeente;
    let w = [(&g).into(), v.id.into(), v.stand.code().into(), v.versie.into(), v.sinds.into()];
    tx.execute(sql::PLANVRAAG_ZET, &w).map(drop)
}

fn als_json(resultaten: &[Planresultaat]) -> String {
    let rijen = resultaten.iter().map(|r| json!([r.domein.code(), r.resultaat.trim(), r.aanpak.trim()]));
    Value::Array(rijen.collect()).to_string()
}

fn uit_json(tekst: &str) -> Option<Vec<Planresultaat>> {
    let rijen: Vec<(String, String, String)> = serde_json::from_str(tekst).ok()?;
    let een = |(domein, resultaat, aanpak): (String, String, String)| {
        Some(Planresultaat { domein: Zrmdomein::parse(&domein)?, resultaat, aanpak })
    };
    rijen.into_iter().map(een).collect()
}

/// Keeps a draft that was not handed in yet.
pub(crate) fn zet_voorstel(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    v: &Planvraag,
    p: &Planvoorstel,
) -> Result<(), StoreFout> {
    let g = v.gemeente;
    let dicht = kluis.versleutel_tekst(g, INHOUD, &[v.id, p.versie], &als_json(&p.resultaten))?;
    let w = [
        (&g).into(),
        v.id.into(),
        p.versie.into(),
        p.door.as_str().into(),
        p.op.into(),
        p.ingediend_op.into(),
        (&dicht).into(),
    ];
    tx.execute(sql::PLANVOORSTEL_ZET, &w).map(drop)
}

/// The drafts of a question.
pub(crate) fn voorstellen(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    id: i64,
) -> Result<Vec<Planvoorstel>, StoreFout> {
    tx.query_alle(sql::PLANVOORSTELLEN, &[(&g).into(), id.into()], |r| {
        let versie = r.i64(0)?;
        let inhoud = kluis.ontsleutel_tekst(g, INHOUD, &[id, versie], r.blob(4)?)?;
        let opmerking =
            r.opt_blob(5)?.map(|b| kluis.ontsleutel_tekst(g, OPMERKING, &[id, versie], b)).transpose()?;
        Ok(Planvoorstel {
            versie,
            resultaten: uit_json(&inhoud).ok_or_else(|| StoreFout::Beschadigd {
                wat: format!("planvoorstel {versie} van planvraag {id}"),
            })?,
            door: r.string(1)?,
            op: r.dag(2)?,
            ingediend_op: r.opt_dag(3)?,
            opmerking,
        })
    })
}

fn oordelen(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    (g, m): (Gemeentecode, i64),
) -> Result<Vec<Planoordeel>, StoreFout> {
    tx.query_alle(sql::PLANOORDELEN, &[(&g).into(), m.into()], |r| {
        let kapot = || StoreFout::Kolom { index: 3, verwacht: "hoe de cliënt akkoord ging, of waarom niet" };
        let uitkomst = match (r.bool(2)?, r.opt_text(3)?, r.opt_blob(4)?) {
            (true, Some(wijze), None) => Ok(Akkoordwijze::parse(wijze).ok_or_else(kapot)?),
            (false, None, Some(b)) => Err(kluis.ontsleutel_tekst(g, REDEN, &[m, r.i64(0)?], b)?),
            _ => return Err(kapot()),
        };
        Ok(Planoordeel { op: r.dag(1)?, uitkomst, door: r.string(5)? })
    })
}

/// Providers with a contract on a day.
pub(crate) fn contractanten(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    dag: Datum,
) -> Result<Vec<(AgbCode, String)>, StoreFout> {
    tx.query_alle(besluiten::CONTRACTANTEN, &[(&g).into(), dag.into()], |r| {
        let agb = code(r, 0, |t| AgbCode::parse(t).ok())?;
        Ok((agb, r.opt_string(1)?.unwrap_or_else(|| agb.to_string())))
    })
}

/// Everything around the plan of a melding.
pub fn planrond(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64)) -> Result<Planrond, VraagFout> {
    let (g, m) = plek;
    eis(wie, g)?;
    Ok(o.db.read(|tx| {
        let w = [(&g).into(), m.into()];
        let vraag = tx.query_opt(sql::PLANVRAAG_VAN_MELDING, &w, |r| vraag_uit(r, &o.kluis, g))?;
        let aanbieders = contractanten(tx, g, o.vandaag)?;
        let verloop = match vraag {
            None => None,
            Some(vraag) => {
                let naam = aanbieders.iter().find(|(a, _)| *a == vraag.agb).map(|(_, n)| n.clone());
                let mut voorstellen = voorstellen(tx, &o.kluis, g, vraag.id)?;
                // what the provider has not handed in yet is its own
                voorstellen.retain(|v| v.ingediend_op.is_some());
                Some(Planverloop {
                    aanbieder: naam.unwrap_or_else(|| vraag.agb.to_string()),
                    vraag,
                    voorstellen,
                })
            }
        };
        Ok::<_, StoreFout>(Planrond {
            verloop,
            plan: super::plan::lees(tx, &o.kluis, g, m)?,
            oordelen: oordelen(tx, &o.kluis, plek)?,
            aanbieders,
        })
    })?)
}

fn fout(pad: &'static str, tekst: &'static str) -> Vec<Bevinding> {
    vec![Bevinding::new("PLANVRAAG", None, pad, tekst)]
}

/// Asks; gives the number.
pub(crate) fn stel_vraag(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    (g, m): (Gemeentecode, i64),
    (agb, tekst): (AgbCode, &str),
) -> Stap<i64> {
    let w = [(&g).into(), m.into()];
    let loopt = tx.query_opt(sql::PLANVRAAG_STAND, &w, |r| code(r, 0, Planvraagstand::parse))?;
    if loopt.is_some_and(Planvraagstand::is_open) {
        return Ok(Err(fout("", "Er is al een aanbieder gevraagd. Trek die vraag eerst in.")));
    }
    if !contractanten(tx, g, o.vandaag)?.iter().any(|(a, _)| *a == agb) {
        return Ok(Err(fout("/aanbieder", "Kies een aanbieder met een contract.")));
    }
    let vraag = Planvraag {
        gemeente: g,
        id: 0,
        melding: MeldingId(m),
        agb,
        vraag: tekst.trim().to_owned(),
        stand: Planvraagstand::Gevraagd,
        door: o.wie.clone(),
        gevraagd_op: o.vandaag,
        versie: 1,
        sinds: o.vandaag,
    };
    let v = match vraag.stel() {
        Ok(v) => v,
        Err(fout) => return Ok(Err(fout)),
    };
    let v = Planvraag { id: teller::volgende(tx, g, "planvraag")?, ..v };
    let dicht = o.kluis.versleutel_tekst(g, VRAAG, &[v.id], &v.vraag)?;
    let w: [Val<'_>; 10] = [
        (&g).into(),
        v.id.into(),
        m.into(),
        (&agb).into(),
        (&dicht).into(),
        v.stand.code().into(),
        v.door.as_str().into(),
        v.gevraagd_op.into(),
        v.versie.into(),
        v.sinds.into(),
    ];
    tx.execute(sql::PLANVRAAG_ERBIJ, &w)?;
    // the provider begins with what the consulent wrote already
    if let Some(plan) = super::plan::lees(tx, &o.kluis, g, m)?.filter(|p| !p.resultaten.is_empty()) {
        let begin = Planvoorstel {
            versie: v.versie,
            resultaten: plan.resultaten,
            door: plan.door,
            op: plan.gewijzigd_op,
            ingediend_op: None,
            opmerking: None,
        };
        zet_voorstel(tx, &o.kluis, &v, &begin)?;
    }
    Ok(Ok(v.id))
}

/// What the client says of the plan.
fn oordeel(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    plek: (Gemeentecode, i64),
    (op, uitkomst): (Datum, Result<Akkoordwijze, String>),
) -> Stap<()> {
    let (g, m) = plek;
    let Some(plan) = super::plan::lees(tx, &o.kluis, g, m)? else {
        return Ok(Err(fout("", "Er is nog geen plan.")));
    };
    let oordeel = Planoordeel { op, uitkomst, door: o.wie.clone() };
    let plan = match noteer_oordeel(plan, &oordeel, o.vandaag) {
        Ok(plan) => plan,
        Err(fout) => return Ok(Err(fout)),
    };
    super::plan::bewaar(tx, &o.kluis, plek, &plan)?;
    let nr = i64::try_from(oordelen(tx, &o.kluis, plek)?.len()).unwrap_or(i64::MAX - 1) + 1;
    let dicht = match &oordeel.uitkomst {
        Ok(_) => None,
        Err(waarom) => Some(o.kluis.versleutel_tekst(g, REDEN, &[m, nr], waarom.trim())?),
    };
    let w: [Val<'_>; 8] = [
        (&g).into(),
        m.into(),
        nr.into(),
        op.into(),
        oordeel.uitkomst.is_ok().into(),
        oordeel.uitkomst.as_ref().ok().map(|w| w.code()).into(),
        dicht.as_ref().into(),
        oordeel.door.as_str().into(),
    ];
    tx.execute(sql::PLANOORDEEL_ERBIJ, &w)?;
    Ok(Ok(()))
}

/// The draft that was handed in becomes the plan, a concept until the client agrees.
fn neem_over(tx: &mut Tx<'_>, o: &Omgeving, v: &Planvraag) -> Stap<()> {
    let alle = voorstellen(tx, &o.kluis, v.gemeente, v.id)?;
    let Some(p) = alle.into_iter().find(|p| p.versie == v.versie) else {
        return Ok(Err(fout("", "De aanbieder diende nog geen plan in.")));
    };
    match Ondersteuningsplan::schrijf(p.resultaten, &p.door, o.vandaag) {
        Ok(plan) => {
            super::plan::bewaar(tx, &o.kluis, (v.gemeente, v.melding.0), &plan)?;
            Ok(Ok(()))
        }
        Err(fout) => Ok(Err(fout)),
    }
}

/// A step with a question that was asked.
fn met_vraag(tx: &mut Tx<'_>, o: &Omgeving, plek: (Gemeentecode, i64), stap: &Planstap) -> Stap<()> {
    let (g, m) = plek;
    let w = [(&g).into(), m.into()];
    let Some(oud) = tx.query_opt(sql::PLANVRAAG_VAN_MELDING, &w, |r| vraag_uit(r, &o.kluis, g))? else {
        return Ok(Err(fout("", "Er is geen aanbieder gevraagd.")));
    };
    let nieuw = match stap {
        Planstap::NeemOver => oud.clone().neem_over(o.vandaag),
        Planstap::StuurTerug(opmerking) => oud.clone().stuur_terug(opmerking, o.vandaag),
        _ => oud.clone().trek_in(o.vandaag),
    };
    let nieuw = match nieuw {
        Ok(v) => v,
        Err(fout) => return Ok(Err(fout)),
    };
    match stap {
        Planstap::NeemOver => {
            if let Err(fout) = neem_over(tx, o, &oud)? {
                return Ok(Err(fout));
            }
        }
        Planstap::StuurTerug(opmerking) => {
            let dicht = o.kluis.versleutel_tekst(g, OPMERKING, &[oud.id, oud.versie], opmerking.trim())?;
            let w = [(&g).into(), oud.id.into(), oud.versie.into(), (&dicht).into()];
            tx.execute(sql::PLANVOORSTEL_TERUG, &w)?;
            // the next draft begins with this one
            let alle = voorstellen(tx, &o.kluis, g, oud.id)?;
            if let Some(p) = alle.into_iter().find(|p| p.versie == oud.versie) {
                let begin = Planvoorstel { versie: nieuw.versie, ingediend_op: None, opmerking: None, ..p };
                zet_voorstel(tx, &o.kluis, &nieuw, &begin)?;
            }
        }
        _ => {}
    }
    zet_vraag(tx, &nieuw)?;
    Ok(Ok(()))
}

/// A step of the consulent. Or every reason why not.
pub fn zet_planstap(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64), stap: &Planstap) -> Stap<()> {
    eis(wie, plek.0)?;
    let o = &namens(o, wie);
    o.db.write(|tx| {
        // the melding has to exist in this municipality
        opslag::dossier(tx, &o.kluis, plek.0, plek.1)?;
        let soort = match stap {
            Planstap::Vraag(..) => "plan gevraagd",
            Planstap::TrekIn => "planvraag ingetrokken",
            Planstap::NeemOver => "planvoorstel overgenomen",
            Planstap::StuurTerug(_) => "planvoorstel teruggestuurd",
            Planstap::Oordeel(..) => "oordeel over plan",
        };
        let gedaan = match stap {
            Planstap::Vraag(agb, tekst) => stel_vraag(tx, o, plek, (*agb, tekst))?.map(drop),
            Planstap::Oordeel(op, uitkomst) => oordeel(tx, o, plek, (*op, uitkomst.clone()))?,
            ander => met_vraag(tx, o, plek, ander)?,
        };
        if gedaan.is_ok() {
            o.noteer(tx, plek.0, soort, &format!("melding/{}", plek.1), &json!({}))?;
        }
        Ok::<_, VraagFout>(gedaan)
    })
}

/// A decision of this melding has to wait: a provider was asked for a plan, and the client did not agree with it.
pub(crate) fn wacht_op_plan(tx: &mut Tx<'_>, g: Gemeentecode, melding: i64) -> Result<bool, StoreFout> {
    let w = [(&g).into(), melding.into()];
    let stand =
        tx.query_opt(sql::PLANVRAAG_STAND, &w, |r| Ok((code(r, 0, Planvraagstand::parse)?, r.opt_dag(1)?)))?;
    Ok(stand.is_some_and(|(stand, akkoord)| stand.houdt_besluit_tegen(akkoord)))
}

/// Name of who a melding is about.
pub(crate) fn naam_van(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    melding: i64,
) -> Result<crate::vragen::Naam, VraagFout> {
    tx.query_opt(sql::PLANVRAAG_CLIENT, &[(&g).into(), melding.into()], |r| naam_uit(r, 1))?
        .ok_or(VraagFout::NietGevonden)
}
