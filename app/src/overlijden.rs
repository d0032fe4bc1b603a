//! A client died: the assignments that run on end on that day and are due to be sent again (OP087).

use crate::besluiten::zet_toewijzing;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::wijzigen::{lees, vastgesteld_na};
use kern::{Datum, Gemeentecode};
use store::Tx;
use store::sql::schrijven as sql;
use toewijzing::RedenWijziging;

/// Notes the day of death of a client.
pub fn noteer(tx: &mut Tx<'_>, g: Gemeentecode, client: i64, op: Datum) -> Uitkomst<()> {
    tx.execute(sql::CLIENT_OVERLEDEN, &[(&g).into(), client.into(), op.into()])?;
    Ok(())
}

/// Ends the assignments of clients that died up to and including today; those that were still to begin are taken
/// back. Returns how many.
///
/// What ends is settled now, and always later than what stood: whoever receives it must see it as the current state,
/// also when something else was decided today (IV013).
pub fn beeindig(o: &Omgeving, g: Gemeentecode) -> Uitkomst<usize> {
    o.db.write(|tx| beeindig_in(tx, o, g, None))
}

/// The same within a transaction, for one client or all.
pub(crate) fn beeindig_in(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    client: Option<i64>,
) -> Uitkomst<usize> {
    let rijen = tx.query_alle(sql::NA_OVERLIJDEN, &[(&g).into()], |r| Ok((r.i64(0)?, r.dag(1)?)))?;
    let mut aantal = 0;
    for (nummer, op) in rijen.into_iter().filter(|(_, op)| *op <= o.vandaag) {
        let van_wie = |t: &toewijzing::Toewijzing| client.is_none_or(|c| t.client.0 == c);
        let Some(mut t) = lees(tx, g, nummer)?.filter(|t| !t.is_verwijderd() && van_wie(t)) else { continue };
        let eerste = t.nooit_verzonden();
        // what was still to begin never will: taken back as if never sent (OP033x1)
        let (einde, reden) = if t.ingangsdatum > op {
            (t.ingangsdatum, Some(RedenWijziging::Verwijderd))
        } else {
            (op, Some(RedenWijziging::Overleden).filter(|_| !eerste))
        };
        t.stempel = vastgesteld_na(o, [t.stempel]);
        (t.einddatum, t.reden_wijziging) = (Some(einde), reden);
        (t.referentie_aanbieder, t.verzonden_in) = (None, None);
        zet_toewijzing(tx, &t)?;
        let gegevens = serde_json::json!({ "reden": "overlijden", "einddatum": einde.to_string() });
        o.noteer(tx, g, "toewijzing beëindigd", &format!("toewijzing/{nummer}"), &gegevens)?;
        aantal += 1;
    }
    Ok(aantal)
}
