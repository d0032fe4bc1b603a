//! Keeps up to date what the watch on reaction times is found by: since when a start is waited for, and how far the
//! reports of an assignment are. The rules stand in `monitoring::termijnen` and `levering`.

use crate::ontvangst::regie::levering_uit;
use kern::{AgbCode, Datum, Gemeentecode};
use levering::{Levering, Leveringstand, stand};
use std::collections::BTreeSet;
use store::sql::{bewaken as sql, schrijven};
use store::{StoreFout, Tx};

/// The provider got an assignment on this day; once is enough, a later 301 with it starts no new term.
pub(crate) fn bekend(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    nummer: i64,
    ingangsdatum: Datum,
    ontvangen: Datum,
) -> Result<(), StoreFout> {
    let begin = monitoring::startterm(ingangsdatum, ontvangen);
    tx.execute(sql::TOEWIJZING_BEKEND, &[(&gemeente).into(), nummer.into(), begin.into()]).map(drop)
}

/// The starts and stops of a client at a provider changed.
pub(crate) fn geleverd(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: AgbCode,
    client: i64,
) -> Result<(), StoreFout> {
    let sleutel = [(&gemeente).into(), client.into(), (&agb).into()];
    let alle: Vec<Levering> = tx.query_alle(schrijven::LEVERINGEN, &sleutel, |r| levering_uit(r, agb))?;
    let nummers: BTreeSet<_> = alle.iter().filter_map(|l| l.sleutel.toewijzing).collect();
    for nummer in nummers {
        let van_deze = alle.iter().filter(|l| l.sleutel.toewijzing == Some(nummer));
        let gemeld = match stand(van_deze) {
            Leveringstand::NietGestart => "niet",
            Leveringstand::Loopt { .. } => "loopt",
            Leveringstand::TijdelijkGestopt { .. } => "tijdelijk",
            Leveringstand::Gestopt { .. } => "gestopt",
        };
        tx.execute(sql::TOEWIJZING_GEMELD, &[(&gemeente).into(), nummer.waarde().into(), gemeld.into()])?;
    }
    Ok(())
}

/// Client and provider of what a message told or withdrew. Asked before it is taken back or put back.
pub(crate) fn geraakt(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    bericht: i64,
) -> Result<Vec<(i64, AgbCode)>, StoreFout> {
    tx.query_alle(sql::LEVERING_VAN_BERICHT, &[(&gemeente).into(), bericht.into()], |r| {
        Ok((r.i64(0)?, r.lees(1, AgbCode::parse)?))
    })
}

/// The starts and stops of these clients at these providers changed.
pub(crate) fn herzie(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    geraakt: &[(i64, AgbCode)],
) -> Result<(), StoreFout> {
    geraakt.iter().try_for_each(|(client, agb)| geleverd(tx, gemeente, *agb, *client))
}
