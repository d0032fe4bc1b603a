//! Contract lines as they stand in the book, with the version of the framework that each was made under.

use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use kern::{AgbCode, Eenheid, Gemeentecode, Periode, Productcategorie, Productcode};
use store::sql::schrijven as sql;
use store::{StoreFout, Tx};

/// A contract line and what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contractlijn {
    /// The line.
    pub regel: Contractregel,
    /// Framework and number of its version; nothing when that is not known.
    pub versie: Option<(String, i64)>,
}

/// The contract lines of a provider, the newest first; a line that cannot be a contract is none.
pub(crate) fn lijnen(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: AgbCode,
) -> Result<Vec<Contractlijn>, StoreFout> {
    let kolom = |index, verwacht| StoreFout::Kolom { index, verwacht };
    let rijen = tx.query_alle(sql::CONTRACTREGELS, &[(&gemeente).into(), (&agb).into()], |r| {
        let product = Productsleutel::new(
            Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
            Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?,
        );
        let eenheid = Eenheid::parse(r.text(2)?).map_err(|_| kolom(2, "een eenheid"))?;
        let geldig = Periode::new(r.dag(3)?, r.opt_dag(4)?).map_err(|_| kolom(4, "een einddatum"))?;
        let tarief = r.opt_text(5)?.and_then(|t| t.parse().ok());
        let versie = r.opt_text(6)?.map(str::to_owned).zip(r.opt_i64(7)?);
        let regel = Contractregel::new(Contractsleutel { gemeente, agb, product, eenheid }, tarief, geldig);
        Ok(regel.ok().map(|regel| Contractlijn { regel, versie }))
    })?;
    Ok(rijen.into_iter().flatten().collect())
}

/// The same, without what they refer to.
pub(crate) fn regels(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: AgbCode,
) -> Result<Vec<Contractregel>, StoreFout> {
    Ok(lijnen(tx, gemeente, agb)?.into_iter().map(|l| l.regel).collect())
}
