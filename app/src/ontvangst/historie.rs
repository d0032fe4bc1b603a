//! What loading history needs of the book, without any judgement.

use super::toewijzing;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use istandaard::{ClientToewijzing, Header, Heen};
use kern::Gemeentecode;
use store::inhoud::Maat;
use store::sql::schrijven as sql;
use store::{StoreFout, Tx, Val};

/// The assignments of an earlier 301.
pub(crate) fn toewijzingen(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientToewijzing>,
    bericht: i64,
) -> Uitkomst<()> {
    toewijzing::bewaar(tx, o, m, bericht, m.header.eigen_dagtekening())
}

/// Whether a message with this identification stands in the book already.
pub(crate) fn bestaat(tx: &mut Tx<'_>, h: &Header) -> Result<bool, StoreFout> {
    let w =
        [Val::from(&h.gemeente), h.soort.code().into(), h.verzender().into(), h.eigen_identificatie().into()];
    Ok(tx.query_opt(sql::HISTORIE_MET_ID, &w, |r| r.opt_i64(0))?.flatten().is_some())
}

/// The 323 with this identification, of the provider in the header of its answer.
pub(crate) fn declaratie_met_id(tx: &mut Tx<'_>, h: &Header, op: &str) -> Result<Option<i64>, StoreFout> {
    tx.query_opt(
        sql::HISTORIE_MET_ID,
        &[(&h.gemeente).into(), "WMO323".into(), (&h.agb).into(), op.into()],
        |r| r.opt_i64(0),
    )
    .map(Option::flatten)
}

/// A line that an earlier 325 rejected; false when there is none that still can be.
pub(crate) fn wijs_regel_af(
    tx: &mut Tx<'_>,
    h: &Header,
    claim: i64,
    referentie: &str,
) -> Result<bool, StoreFout> {
    let w = [(&h.gemeente).into(), claim.into(), referentie.into(), (&h.agb).into()];
    tx.execute(sql::HISTORIE_AFWIJZEN, &w).map(|n| n > 0)
}

/// All lines of a claim that an earlier 325 rejected as a whole.
pub(crate) fn wijs_alles_af(tx: &mut Tx<'_>, g: Gemeentecode, claim: i64) -> Result<(), StoreFout> {
    tx.execute(sql::HISTORIE_ALLES_AF, &[(&g).into(), claim.into()]).map(drop)
}

/// The totals of a claim after an earlier 325.
pub(crate) fn herzie_totalen(tx: &mut Tx<'_>, g: Gemeentecode, claim: i64) -> Result<(), StoreFout> {
    let sleutel = [Val::from(&g), claim.into()];
    let (n, som) = tx.query_one(sql::DECLARATIE_SOM, &sleutel, |r| Ok((r.i64(0)?, r.i64(1)?)))?;
    let regels = tx.query_one(sql::DECLARATIE_VAN, &sleutel, |r| r.i64(2))?;
    let status = declaratie::Declaratiestatus::uit_regels(
        u64::try_from(regels).unwrap_or(0),
        u64::try_from(n).unwrap_or(0),
    );
    let w = [(&g).into(), claim.into(), som.into(), regels.into(), n.into(), status.code().into()];
    tx.execute(sql::DECLARATIE_KLAAR, &w).map(drop)
}

/// The row of an earlier message: done, nothing left to deliver.
pub(crate) fn boek(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    id: i64,
    naam: &str,
    maat: &Maat,
    richting: &'static str,
) -> Result<(), StoreFout> {
    super::boek_in(tx, o, h, id, naam, maat, "goedgekeurd", 0)?;
    if richting == "uit" {
        tx.execute(sql::HISTORIE_UIT, &[(&h.gemeente).into(), id.into(), o.tijdstip().as_str().into()])?;
    }
    Ok(())
}
