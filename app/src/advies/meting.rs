//! Measurements of a client with the matrix. Levels and days stay readable, remarks are encrypted.

use super::{Stap, eis, namens};
use crate::Gebruiker;
use crate::meldingen::{Betrokkene, opslag};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use kern::Gemeentecode;
use std::collections::BTreeMap;
use store::sql::toegang as sql;
use store::{Kluis, Row, StoreFout, Tx, teller};
use toegang::zrm::{Zelfredzaamheid, Zrmdomein, Zrmmeting, Zrmscore, Zrmuitgave};

/// Names of the encrypted fields; part of what they are bound to.
const OPMERKING: &str = "zrmmeting.opmerking";
const BIJ_SCORE: &str = "zrmscore.opmerking";

/// A measurement that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meting {
    /// Number within the municipality.
    pub id: i64,
    /// The melding that it was made for.
    pub melding: Option<i64>,
    /// Day, measurer and levels.
    pub meting: Zrmmeting,
}

/// Day, edition and measurer of a row: melding, uitgave, gemeten_op, door, opmerking from column `i` on.
struct Kop {
    id: i64,
    melding: Option<i64>,
    uitgave: Zrmuitgave,
    op: kern::Datum,
    door: String,
    opmerking: Option<String>,
}

fn kop(r: &Row<'_>, i: usize, id: i64, (kluis, g): (&Kluis, Gemeentecode)) -> Result<Kop, StoreFout> {
    let opmerking = r.opt_blob(i + 4)?;
    Ok(Kop {
        id,
        melding: r.opt_i64(i)?,
        uitgave: r
            .lees(i + 1, |t| Zrmuitgave::ALLE.iter().find(|(w, _)| *w == t).map(|(_, u)| *u).ok_or(()))?,
        op: r.dag(i + 2)?,
        door: r.string(i + 3)?,
        opmerking: opmerking.map(|b| kluis.ontsleutel_tekst(g, OPMERKING, &[id], b)).transpose()?,
    })
}

fn met_scores(tx: &mut Tx<'_>, kluis: &Kluis, g: Gemeentecode, k: Kop) -> Result<Meting, StoreFout> {
    let rijen = tx.query_alle(sql::SCORES, &[(&g).into(), k.id.into()], |r| {
        let nr = r.i64(0)?;
        let cijfer = r.i64(2)?;
        let niveau = Zelfredzaamheid::ALLE.iter().find(|(_, n)| i64::from(n.cijfer()) == cijfer);
        let niveau =
            niveau.ok_or(StoreFout::Kolom { index: 2, verwacht: "een niveau van 1 tot en met 5" })?;
        let opmerking = r.opt_blob(3)?;
        let opmerking =
            opmerking.map(|b| kluis.ontsleutel_tekst(g, BIJ_SCORE, &[k.id, nr], b)).transpose()?;
        let domein = r.lees(1, |t| Zrmdomein::parse(t).ok_or(()))?;
        Ok((domein, Zrmscore { niveau: niveau.1, opmerking }))
    })?;
    let scores: BTreeMap<_, _> = rijen.into_iter().collect();
    let meting = Zrmmeting::new(k.uitgave, k.op, k.door, k.opmerking, scores)
        .map_err(|_| super::beschadigd(&format!("meting {}", k.id)))?;
    Ok(Meting { id: k.id, melding: k.melding, meting })
}

/// The measurements of a client, the newest first.
pub(crate) fn van_client(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    client: i64,
) -> Result<Vec<Meting>, StoreFout> {
    let koppen =
        tx.query_alle(sql::METINGEN, &[(&g).into(), client.into()], |r| kop(r, 1, r.i64(0)?, (kluis, g)))?;
    koppen.into_iter().map(|k| met_scores(tx, kluis, g, k)).collect()
}

/// The client and all measurements, the newest first. That these were read goes into the event log.
pub fn metingen(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    client: i64,
) -> Result<(Betrokkene, Vec<Meting>), VraagFout> {
    eis(wie, g)?;
    let uit = o.db.read(|tx| {
        let b = opslag::betrokkene(tx, g, client)?;
        Ok::<_, VraagFout>((b, van_client(tx, &o.kluis, g, client)?))
    })?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let gegevens = serde_json::json!({ "gebruiker": wie.id, "rol": wie.rol.code() });
        o.noteer(tx, g, "metingen ingezien", &format!("client/{client}"), &gegevens)?;
        Ok::<_, VraagFout>(())
    })?;
    Ok(uit)
}

/// One measurement of a client.
pub fn meting(
    o: &Omgeving,
    wie: &Gebruiker,
    (g, client): (Gemeentecode, i64),
    id: i64,
) -> Result<Meting, VraagFout> {
    eis(wie, g)?;
    o.db.read(|tx| een(tx, &o.kluis, (g, client), id))
}

fn een(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    (g, client): (Gemeentecode, i64),
    id: i64,
) -> Result<Meting, VraagFout> {
    let gevonden = tx.query_opt(sql::METING, &[(&g).into(), id.into()], |r| {
        (r.i64(0)? == client).then(|| kop(r, 1, id, (kluis, g))).transpose()
    })?;
    let kop = gevonden.flatten().ok_or(VraagFout::NietGevonden)?;
    Ok(met_scores(tx, kluis, g, kop)?)
}

/// Keeps a measurement and gives its number; with a number it is put in the place of that one, to correct it. Or every reason
/// why not. What was chosen on an earlier one keeps what it rested on.
pub fn zet_meting(
    o: &Omgeving,
    wie: &Gebruiker,
    (g, client): (Gemeentecode, i64),
    oud: Option<i64>,
    melding: Option<i64>,
    m: &Zrmmeting,
) -> Stap<i64> {
    eis(wie, g)?;
    let fout = m.controleer(o.vandaag);
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let o = namens(o, wie);
    o.db.write(|tx| {
        opslag::betrokkene(tx, g, client)?;
        // a measurement that is corrected stays with the melding that it was made for
        let melding = match oud {
            Some(id) => een(tx, &o.kluis, (g, client), id)?.melding,
            None => melding,
        };
        if let (Some(melding), None) = (melding, oud) {
            let (d, ..) = opslag::dossier(tx, &o.kluis, g, melding)?;
            if d.melding.client().0 != client {
                return Err(VraagFout::NietGevonden);
            }
        }
        let id = match oud {
            Some(id) => {
                let sleutel = [(&g).into(), id.into()];
                tx.execute(sql::SCORES_WEG, &sleutel)?;
                tx.execute(sql::METING_WEG, &sleutel)?;
                id
            }
            None => teller::volgende(tx, g, "zrmmeting")?,
        };
        bewaar(tx, &o.kluis, (g, client), &Meting { id, melding, meting: m.clone() })?;
        let soort = if oud.is_some() { "meting gecorrigeerd" } else { "meting bewaard" };
        let gegevens = serde_json::json!({ "client": client, "op": m.gemeten_op().to_string(), "leefgebieden": m.scores().len() });
        o.noteer(tx, g, soort, &format!("zrmmeting/{id}"), &gegevens)?;
        Ok::<_, VraagFout>(Ok(id))
    })
}

fn bewaar(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    (g, client): (Gemeentecode, i64),
    m: &Meting,
) -> Result<(), StoreFout> {
    let dicht = |veld: &str, sleutel: &[i64], tekst: Option<&str>| {
        let tekst = tekst.map(str::trim).filter(|t| !t.is_empty());
        tekst.map(|t| kluis.versleutel_tekst(g, veld, sleutel, t)).transpose()
    };
    let z = &m.meting;
    let opmerking = dicht(OPMERKING, &[m.id], z.opmerking())?;
    let w = [
        (&g).into(),
        m.id.into(),
        client.into(),
        m.melding.into(),
        z.uitgave().code().into(),
        z.gemeten_op().into(),
        z.gemeten_door().into(),
        opmerking.as_ref().into(),
    ];
    tx.execute(sql::METING_ERBIJ, &w)?;
    for (nr, (domein, s)) in (1_i64..).zip(z.scores()) {
        let opmerking = dicht(BIJ_SCORE, &[m.id, nr], s.opmerking.as_deref())?;
        let w = [
            (&g).into(),
            m.id.into(),
            nr.into(),
            domein.code().into(),
            i64::from(s.niveau.cijfer()).into(),
            opmerking.as_ref().into(),
        ];
        tx.execute(sql::SCORE_ERBIJ, &w)?;
    }
    Ok(())
}
