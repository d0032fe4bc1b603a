//! The ondersteuningsplan: results per domain, who does what, and that the client agrees.

use super::{Stap, eis, namens, opslag};
use crate::Gebruiker;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use kern::{Datum, Gemeentecode};
use store::sql::toegang as sql;
use store::{Kluis, StoreFout, Tx, Val};
use toegang::zrm::Zrmdomein;
use toegang::{Ondersteuningsplan, PlanToestand, Planresultaat};

/// Names of the encrypted fields; part of what they are bound to.
const RESULTAAT: &str = "planresultaat.resultaat";
const AANPAK: &str = "planresultaat.aanpak";

/// The plan of a melding, when there is one.
pub fn plan(
    o: &Omgeving,
    wie: &Gebruiker,
    (gemeente, melding): (Gemeentecode, i64),
) -> Result<Option<Ondersteuningsplan>, VraagFout> {
    eis(wie, gemeente)?;
    Ok(o.db.read(|tx| lees(tx, &o.kluis, gemeente, melding))?)
}

pub(super) fn lees(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    m: i64,
) -> Result<Option<Ondersteuningsplan>, StoreFout> {
    let sleutel = [(&g).into(), m.into()];
    let resultaten = tx.query_alle(sql::RESULTATEN, &sleutel, |r| {
        let nr = r.i64(0)?;
        Ok(Planresultaat {
            domein: r.lees(1, |t| Zrmdomein::parse(t).ok_or(()))?,
            resultaat: kluis.ontsleutel_tekst(g, RESULTAAT, &[m, nr], r.blob(2)?)?,
            aanpak: kluis.ontsleutel_tekst(g, AANPAK, &[m, nr], r.blob(3)?)?,
        })
    })?;
    tx.query_opt(sql::PLAN, &sleutel, |r| {
        let toestand = match (r.text(0)?, r.opt_dag(5)?) {
            ("concept", None) => PlanToestand::Concept,
            ("akkoord", Some(op)) => PlanToestand::Akkoord { op },
            _ => return Err(StoreFout::Kolom { index: 0, verwacht: "een stand van een plan" }),
        };
        Ok(Ondersteuningsplan {
            resultaten: resultaten.clone(),
            door: r.string(2)?,
            gewijzigd_op: r.dag(3)?,
            toestand,
        })
    })
}

pub(super) fn bewaar(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    (g, m): (Gemeentecode, i64),
    p: &Ondersteuningsplan,
) -> Result<(), StoreFout> {
    let (stand, akkoord) = match p.toestand {
        PlanToestand::Concept => ("concept", None),
        PlanToestand::Akkoord { op } => ("akkoord", Some(op)),
    };
    let sleutel: [Val<'_>; 2] = [(&g).into(), m.into()];
    let [gem, mel] = sleutel;
    let w = [
        gem,
        mel,
        stand.into(),
        Val::Null,
        p.door.as_str().into(),
        p.gewijzigd_op.into(),
        Val::Null,
        akkoord.into(),
    ];
    tx.execute(sql::PLAN_ZET, &w)?;
    tx.execute(sql::RESULTATEN_WEG, &sleutel)?;
    for (nr, r) in (1_i64..).zip(&p.resultaten) {
        let resultaat = kluis.versleutel_tekst(g, RESULTAAT, &[m, nr], r.resultaat.trim())?;
        let aanpak = kluis.versleutel_tekst(g, AANPAK, &[m, nr], r.aanpak.trim())?;
        let w = [gem, mel, nr.into(), r.domein.code().into(), (&resultaat).into(), (&aanpak).into()];
        tx.execute(sql::RESULTAAT_ERBIJ, &w)?;
    }
    Ok(())
}

/// The plan as it becomes, or every reason why not; nothing is kept yet.
pub(super) fn maak(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    plek: (Gemeentecode, i64),
    resultaten: &[Planresultaat],
    akkoord_op: Option<Datum>,
) -> Stap<Ondersteuningsplan> {
    let oud = lees(tx, &o.kluis, plek.0, plek.1)?;
    let plan = match oud {
        // nothing changed: the day on which it was written stays, so that an earlier agreement can be noted
        Some(p) if p.resultaten == resultaten => {
            Ok(Ondersteuningsplan { toestand: PlanToestand::Concept, ..p })
        }
        _ => Ondersteuningsplan::schrijf(resultaten.to_vec(), &o.wie, o.vandaag),
    };
    Ok(match (plan, akkoord_op) {
        (Ok(p), Some(op)) => p.stem_in(op, o.vandaag),
        (plan, _) => plan,
    })
}

/// Keeps a plan, with an entry in the event log.
pub(super) fn zet(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    plek: (Gemeentecode, i64),
    plan: &Ondersteuningsplan,
) -> Result<(), VraagFout> {
    bewaar(tx, &o.kluis, plek, plan)?;
    let akkoord = match plan.toestand {
        PlanToestand::Akkoord { op } => Some(op.to_string()),
        PlanToestand::Concept => None,
    };
    let gegevens = serde_json::json!({ "resultaten": plan.resultaten.len(), "akkoord": akkoord });
    o.noteer(tx, plek.0, "plan bijgewerkt", &format!("melding/{}", plek.1), &gegevens)?;
    Ok(())
}

/// Writes the plan of a melding anew; with a day, the client agreed with it then. Or every reason why not.
pub fn zet_plan(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    resultaten: &[Planresultaat],
    akkoord_op: Option<Datum>,
) -> Stap<()> {
    eis(wie, plek.0)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        // the melding has to exist in this municipality
        opslag::dossier(tx, &o.kluis, plek.0, plek.1)?;
        let plan = match maak(tx, &o, plek, resultaten, akkoord_op)? {
            Ok(p) => p,
            Err(fout) => return Ok(Err(fout)),
        };
        zet(tx, &o, plek, &plan)?;
        Ok::<_, VraagFout>(Ok(()))
    })
}
