//! Looking again at a decision: a new onderzoek begins, nothing has to change, or it is done on another day.

use super::{Besluitfeiten, besluit};
use crate::meldingen::{NieuweMelding, Stap, meld_in};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use beschikking::Heronderzoekuitkomst;
use kern::{Bevinding, Datum, Gemeentecode, voluit};
use store::sql::wacht as sql;
use store::{StoreFout, Tx, Val};
use toegang::{Binnenkomst, Melder, Plichten, Wijze};

/// Name of the encrypted field; part of what it is bound to.
pub(super) const GROND: &str = "heronderzoek.grond";

/// Longest ground.
const LANGSTE: usize = 4_000;

fn nee(plaats: &str, tekst: impl Into<String>) -> Vec<Bevinding> {
    vec![Bevinding::new("HERONDERZOEK", None, plaats, tekst.into())]
}

/// Who may, and with whose name.
fn namens(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode) -> Result<Omgeving, VraagFout> {
    wie.eis(Recht::Toegang)?;
    wie.eis_gemeente(g)?;
    Ok(Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() })
}

/// The number under which the next one is kept: that of the planned one, or a new one.
fn volgnr(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Result<(i64, Option<Datum>), StoreFout> {
    let rijen = tx.query_alle(sql::HERONDERZOEKEN, &[(&g).into(), id.into()], |r| {
        Ok((r.i64(0)?, r.opt_dag(1)?, r.opt_dag(2)?))
    })?;
    Ok(match rijen.last() {
        Some((nr, gepland, None)) => (*nr, *gepland),
        Some((nr, ..)) => (nr + 1, None),
        None => (1, None),
    })
}

/// Keeps what came of looking again today.
fn gedaan(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    b: &Besluitfeiten,
    uitkomst: Heronderzoekuitkomst,
    (melding, grond): (Option<i64>, Option<&str>),
) -> Result<(), VraagFout> {
    let (g, id) = (b.gemeente, b.beschikking);
    let (nr, gepland) = volgnr(tx, g, id)?;
    let grond = grond.map(|t| o.kluis.versleutel_tekst(g, GROND, &[id, nr], t)).transpose()?;
    let w = [
        (&g).into(),
        id.into(),
        nr.into(),
        gepland.into(),
        o.vandaag.into(),
        uitkomst.code().into(),
        melding.into(),
        grond.as_ref().into(),
        o.wie.as_str().into(),
    ];
    tx.execute(sql::HERONDERZOEK_ZET, &w)?;
    let gegevens = serde_json::json!({ "uitkomst": uitkomst.code(), "melding": melding });
    o.noteer(tx, g, "heronderzoek", &format!("beschikking/{id}"), &gegevens)?;
    Ok(())
}

/// Nobody looks twice on one day: a second click does nothing.
fn al_gedaan(b: &Besluitfeiten, vandaag: Datum) -> Option<Vec<Bevinding>> {
    let zelfde = b.bewaakt.onderzocht_op.is_some_and(|d| d >= vandaag);
    zelfde.then(|| nee("", "Dit is vandaag al vastgelegd. Kijk bij wat eerder is gedaan."))
}

/// Begins a new onderzoek for the same client, with a melding of today; gives its number.
pub fn begin_onderzoek(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64) -> Stap<i64> {
    let o = namens(o, wie, g)?;
    o.db.write(|tx| {
        let b = besluit(tx, g, id)?;
        if let Some(fout) = al_gedaan(&b, o.vandaag) {
            return Ok(Err(fout));
        }
        let van = voluit(b.bewaakt.besluit_op);
        let n = NieuweMelding {
            client: b.client,
            ontvangen_op: o.vandaag,
            binnenkomst: Binnenkomst {
                wijze: Wijze::Heronderzoek,
                melder: Melder::Gemeente,
                vraag: format!("Heronderzoek van besluit {id} van {van}: {} (Wmo 2.3.9).", b.aard),
                spoed: false,
            },
            plichten: Plichten::default(),
            met_brief: false,
        };
        let melding = match meld_in(tx, &o, g, &n)? {
            Ok(m) => m,
            Err(fout) => return Ok(Err(fout)),
        };
        gedaan(tx, &o, &b, Heronderzoekuitkomst::Melding, (Some(melding), None))?;
        Ok(Ok(melding))
    })
}

/// Notes that nothing has to change, and why.
pub fn ongewijzigd(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64, grond: &str) -> Stap<()> {
    let o = namens(o, wie, g)?;
    let grond = grond.trim();
    o.db.write(|tx| {
        let b = besluit(tx, g, id)?;
        let mut fout = al_gedaan(&b, o.vandaag).unwrap_or_default();
        if grond.is_empty() {
            fout.extend(nee("/grond", "Schrijf op waarom er niets verandert en hoe u dat hebt nagegaan."));
        } else if grond.chars().count() > LANGSTE {
            fout.extend(nee("/grond", format!("Deze tekst is te lang. Gebruik hoogstens {LANGSTE} tekens.")));
        }
        if b.bewaakt.tijdelijk {
            let tekst = "Dit besluit is tijdelijk. Er moet een definitief besluit komen.";
            fout.extend(nee("/grond", tekst));
        }
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        gedaan(tx, &o, &b, Heronderzoekuitkomst::Ongewijzigd, (None, Some(grond)))?;
        Ok(Ok(()))
    })
}

/// Chooses the day on which somebody looks again.
pub fn plan(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64, op: Datum) -> Stap<()> {
    let o = namens(o, wie, g)?;
    o.db.write(|tx| {
        let b = besluit(tx, g, id)?;
        if op <= o.vandaag {
            return Ok(Err(nee("/op", "Kies een dag na vandaag.")));
        }
        if let Some(e) = b.bewaakt.einddatum.filter(|e| op >= *e) {
            let tekst = format!(
                "Het besluit loopt tot en met {}. Kies een eerdere dag; voor het einde ziet u het vanzelf.",
                voluit(e)
            );
            return Ok(Err(nee("/op", tekst)));
        }
        let (nr, _) = volgnr(tx, g, id)?;
        let w = [
            (&g).into(),
            id.into(),
            nr.into(),
            op.into(),
            Val::Null,
            Val::Null,
            Val::Null,
            Val::Null,
            o.wie.as_str().into(),
        ];
        tx.execute(sql::HERONDERZOEK_ZET, &w)?;
        let gegevens = serde_json::json!({ "op": op.to_string() });
        o.noteer(tx, g, "heronderzoek gepland", &format!("beschikking/{id}"), &gegevens)?;
        Ok(Ok(()))
    })
}
