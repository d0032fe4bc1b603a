//! Who may order what on a date, with the frameworks and contracts of the book.

use super::Kaderboek;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use catalogus::{Bestelsoort, Bestelvraag, mag_bestellen};
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use kern::{AgbCode, Bevinding, Datum, Decimaal, Eenheid, Gemeentecode, Periode};
use store::sql::kaders as sql;
use store::{Db, StoreFout, Tx};
use toewijzing::Besteld;

/// The answer for one municipality, and one provider when that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestelantwoord {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Framework and number of its version, when it may be ordered.
    pub kader: Option<(String, i64)>,
    /// Price of the framework in cents, when it may be ordered.
    pub tarief: Option<Decimaal>,
    /// Providers with a contract for the product on the day.
    pub aanbieders: Vec<AgbCode>,
    /// Every reason why not; empty when it may be ordered.
    pub redenen: Vec<Bevinding>,
}

/// Whether the frameworks of a municipality stand in the way of a product that they have or had. A product of no framework
/// is left to the contract.
pub(crate) fn beletsels(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    product: Productsleutel,
    dag: Datum,
    soort: Bestelsoort,
) -> Result<Vec<Bevinding>, StoreFout> {
    let boek = Kaderboek::lees(tx, gemeente)?;
    let kaders = boek.inkoopkaders(dag)?;
    if !kaders.iter().any(|k| k.producten.iter().any(|p| p.sleutel == product)) {
        return Ok(Vec::new());
    }
    let v = Bestelvraag { gemeente, product, agb: None, dag, soort };
    Ok(mag_bestellen(&kaders, &[], &v).err().unwrap_or_default())
}

/// The same for everything that a change of an assignment orders.
pub(crate) fn beletsels_van(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    besteld: &[Besteld],
) -> Result<Vec<Bevinding>, StoreFout> {
    let mut uit = Vec::new();
    for b in besteld {
        uit.extend(beletsels(tx, gemeente, b.product, b.dag, b.soort)?);
    }
    Ok(uit)
}

fn contracten(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    product: Productsleutel,
    agb: Option<AgbCode>,
) -> Result<Vec<Contractregel>, StoreFout> {
    let kolom = |index, verwacht| StoreFout::Kolom { index, verwacht };
    let w = [(&gemeente).into(), (&product.categorie).into(), (&product.code).into(), agb.as_ref().into()];
    let rijen = tx.query_alle(sql::CONTRACTEN_PRODUCT, &w, |r| {
        let agb = AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?;
        let eenheid = Eenheid::parse(r.text(1)?).map_err(|_| kolom(1, "een eenheid"))?;
        let geldig = Periode::new(r.dag(2)?, r.opt_dag(3)?).map_err(|_| kolom(3, "een einddatum"))?;
        let tarief = r.opt_text(4)?.and_then(|t| t.parse().ok());
        let sleutel = Contractsleutel { gemeente, agb, product, eenheid };
        // a line that cannot be a contract is none
        Ok(Contractregel::new(sleutel, tarief, geldig).ok())
    })?;
    Ok(rijen.into_iter().flatten().collect())
}

/// Who may order a product on a day: an answer for each municipality of the user, or for one. A provider asks for itself.
pub fn bestelbaar(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    product: Productsleutel,
    agb: Option<AgbCode>,
    dag: Datum,
    soort: Bestelsoort,
) -> Result<Vec<Bestelantwoord>, VraagFout> {
    wie.eis(Recht::Catalogus)?;
    if let Some(g) = gemeente {
        wie.eis_gemeente(g)?;
    }
    let agb = wie.agb.or(agb);
    db.read(|tx| {
        let mut uit = Vec::new();
        for &g in wie.gemeenten.iter().filter(|g| gemeente.is_none_or(|x| x == **g)) {
            let boek = Kaderboek::lees(tx, g)?;
            let kaders = boek.inkoopkaders(dag)?;
            let contracten = contracten(tx, g, product, agb)?;
            let mut aanbieders: Vec<AgbCode> =
                contracten.iter().filter(|c| c.geldig().bevat(dag)).map(|c| c.sleutel().agb).collect();
            aanbieders.dedup();
            let v = Bestelvraag { gemeente: g, product, agb, dag, soort };
            let antwoord = match mag_bestellen(&kaders, &contracten, &v) {
                Ok(b) => Bestelantwoord {
                    gemeente: g,
                    kader: boek.nummer_op(b.kader, dag).geldig().map(|n| (b.kader.to_owned(), n)),
                    tarief: Some(b.tarief.bedrag),
                    aanbieders,
                    redenen: Vec::new(),
                },
                Err(redenen) => {
                    Bestelantwoord { gemeente: g, kader: None, tarief: None, aanbieders, redenen }
                }
            };
            uit.push(antwoord);
        }
        Ok(uit)
    })
}
