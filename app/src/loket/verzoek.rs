//! Asking for an assignment (VOT, 315) or a change (VOW, 317).

use super::{Oordeel, Plaats, eigen_client, naam_van, namens, op_proef, verstuur};
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::verzoeken::{self as v, Toewijzing, Vot, Vow, toewijzingen_van};
use crate::vragen::declaraties::Producten;
use crate::vragen::verzoeken::{VerzoekDossier, dossier_in};
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, GeenToegang};
use ::toewijzing::is_actueel;
use kern::{AgbCode, Datum, Eenheid, Gemeentecode, Product, Productcategorie, Productcode};
use store::sql::{lezen, loket as sql, schrijven, verzoeken};
use store::{Row, StoreFout, Tx};

/// A product that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Productkeuze {
    /// Product.
    pub product: Product,
    /// Its name, when known.
    pub naam: Option<String>,
    /// The units that were agreed; empty when none are known.
    pub eenheden: Vec<Eenheid>,
}

/// What a form to ask something starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werkblad {
    /// Municipality and client.
    pub plaats: Plaats,
    /// Provider that asks.
    pub agb: AgbCode,
    /// Name of the client.
    pub naam: Naam,
    /// Current assignments: each stays or changes.
    pub actueel: Vec<Toewijzing>,
    /// Names of products.
    pub namen: Producten,
    /// Products, those of the contract first; empty when none are known.
    pub producten: Vec<Productkeuze>,
    /// Reference of a request that is pending: then no other can be sent (OP350).
    pub onderhanden: Option<String>,
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

fn product_uit(r: &Row<'_>) -> Result<Product, StoreFout> {
    Ok(Product {
        categorie: Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
        code: Some(Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?),
    })
}

/// The products of the contract that hold on or after the day; those of the frameworks where no contract is known.
fn keuzes(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: AgbCode,
    vandaag: Datum,
    namen: &Producten,
) -> Result<Vec<Productkeuze>, StoreFout> {
    let mut uit: Vec<Productkeuze> = Vec::new();
    tx.query(schrijven::CONTRACTREGELS, &[(&g).into(), (&agb).into()], |r| {
        if r.opt_dag(4)?.is_some_and(|tot| tot < vandaag) {
            return Ok(());
        }
        let product = product_uit(r)?;
        let eenheid = Eenheid::parse(r.text(2)?).map_err(|_| kolom(2, "een eenheid"))?;
        match uit.iter_mut().find(|k| k.product == product) {
            Some(k) if k.eenheden.contains(&eenheid) => {}
            Some(k) => k.eenheden.push(eenheid),
            None => uit.push(Productkeuze { product, naam: namen.van(&product), eenheden: vec![eenheid] }),
        }
        Ok(())
    })?;
    if uit.is_empty() {
        tx.query(lezen::PRODUCT_NAMEN, &[], |r| {
            let product = product_uit(r)?;
            if !uit.iter().any(|k| k.product == product) {
                uit.push(Productkeuze { product, naam: r.opt_string(2)?, eenheden: Vec::new() });
            }
            Ok(())
        })?;
    }
    Ok(uit)
}

/// What a form to ask something for this client starts with.
pub fn werkblad(o: &Omgeving, wie: &Gebruiker, plaats: Plaats) -> Result<Werkblad, VraagFout> {
    let agb = eigen_client(o, wie, plaats)?;
    let (g, client) = (plaats.gemeente, plaats.client);
    o.db.read(|tx| {
        let mut actueel = toewijzingen_van(tx, g, client, agb)?;
        // what was decided and not sent is not the provider's to know
        actueel.retain(|t| {
            is_actueel(t, o.vandaag)
                && (t.verzonden_in.is_some() || t.besluit.is_none() || t.reden_wijziging.is_some())
        });
        let w = [(&g).into(), client.into(), (&agb).into()];
        let namen = Producten::lees(tx)?;
        Ok(Werkblad {
            plaats,
            agb,
            naam: naam_van(tx, plaats)?,
            actueel,
            producten: keuzes(tx, g, agb, o.vandaag, &namen)?,
            namen,
            onderhanden: tx.query_opt(verzoeken::ONDERHANDEN, &w, |r| r.string(0))?,
        })
    })
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vraag {
    /// New assignments.
    Toewijzing(Vot),
    /// Changes.
    Wijziging(Vow),
}

impl Vraag {
    fn van(&self) -> (Plaats, AgbCode) {
        match self {
            Self::Toewijzing(v) => (Plaats { gemeente: v.gemeente, client: v.client }, v.agb),
            Self::Wijziging(v) => (Plaats { gemeente: v.gemeente, client: v.client }, v.agb),
        }
    }

    fn maak(&self, tx: &mut Tx<'_>, o: &Omgeving) -> Uitkomst<Oordeel<i64>> {
        let ingediend = match self {
            Self::Toewijzing(vot) => v::vot_in(tx, o, vot)?,
            Self::Wijziging(vow) => v::vow_in(tx, o, vow)?,
        };
        Ok(ingediend.map(|i| i.bericht))
    }

    fn mag(&self, o: &Omgeving, wie: &Gebruiker) -> Result<(Plaats, AgbCode), VraagFout> {
        let (plaats, agb) = self.van();
        if eigen_client(o, wie, plaats)? == agb { Ok((plaats, agb)) } else { Err(GeenToegang.into()) }
    }
}

/// The newest request for a client.
fn nieuwste(tx: &mut Tx<'_>, p: Plaats, agb: AgbCode) -> Result<i64, VraagFout> {
    let w = [(&p.gemeente).into(), p.client.into(), (&agb).into()];
    tx.query_one(sql::NIEUWSTE_VERZOEK, &w, |r| r.opt_i64(0))?.ok_or(VraagFout::NietGevonden)
}

/// The request as it would be sent, or all reasons why it cannot be. Nothing is kept.
pub fn bekijk(o: &Omgeving, wie: &Gebruiker, vraag: &Vraag) -> Result<Oordeel<VerzoekDossier>, VraagFout> {
    let (plaats, agb) = vraag.mag(o, wie)?;
    let g = plaats.gemeente;
    op_proef(o, g, &|tx| vraag.maak(tx, o), &|tx, _| {
        let id = nieuwste(tx, plaats, agb)?;
        dossier_in(tx, wie, Some(agb), (g, id), o.vandaag)
    })
}

/// Sends the request; gives its key, or all reasons why it was not sent.
pub fn dien_in(o: &Omgeving, wie: &Gebruiker, vraag: &Vraag) -> Result<Oordeel<i64>, VraagFout> {
    let (plaats, agb) = vraag.mag(o, wie)?;
    let o = namens(o, wie);
    match verstuur(&o, plaats.gemeente, &|tx| vraag.maak(tx, &o))? {
        Ok(_) => Ok(Ok(o.db.read(|tx| nieuwste(tx, plaats, agb))?)),
        Err(redenen) => Ok(Err(redenen)),
    }
}
