//! A client died: the assignments that run on end on that day and are due to be sent again (OP087).

use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use kern::{Datum, Gemeentecode};
use store::sql::schrijven as sql;
use store::{Tx, gebeurtenis};
use toewijzing::RedenWijziging;

/// Notes the day of death of a client.
pub fn noteer(tx: &mut Tx<'_>, g: Gemeentecode, client: i64, op: Datum) -> Uitkomst<()> {
    tx.execute(sql::CLIENT_OVERLEDEN, &[(&g).into(), client.into(), op.into()])?;
    Ok(())
}

/// Ends the assignments of clients that died up to and including today; those that were still to begin are taken
/// back. Returns how many.
pub fn beeindig(o: &Omgeving, g: Gemeentecode) -> Uitkomst<usize> {
    o.db.write(|tx| {
        let rijen =
            tx.query_alle(sql::NA_OVERLIJDEN, &[(&g).into()], |r| Ok((r.i64(0)?, r.dag(1)?, r.dag(2)?)))?;
        let rijen: Vec<_> = rijen.into_iter().filter(|(_, op, _)| *op <= o.vandaag).collect();
        for (nummer, op, ingang) in &rijen {
            // what was still to begin never will: taken back as if never sent (OP033x1)
            let (einde, reden) = if ingang > op {
                (ingang, RedenWijziging::Verwijderd)
            } else {
                (op, RedenWijziging::Overleden)
            };
            tx.execute(
                sql::TOEWIJZING_WIJZIG,
                &[
                    (&g).into(),
                    (*nummer).into(),
                    (*einde).into(),
                    reden.code().into(),
                    o.vandaag.into(),
                    "10:00:00".into(),
                ],
            )?;
            gebeurtenis::noteer(
                tx,
                &o.kluis,
                g,
                &gebeurtenis::Gebeurtenis {
                    tijd: o.nu,
                    wie: &o.wie,
                    soort: "toewijzing beëindigd",
                    onderwerp: &format!("toewijzing/{nummer}"),
                    gegevens: &serde_json::json!({ "reden": "overlijden", "einddatum": einde.to_string() })
                        .to_string(),
                },
            )?;
        }
        Ok::<_, AppFout>(rijen.len())
    })
}
