//! Payments: batches, payments per provider, and the balance that invariant 5 asks for.

use super::bereik::Bereik;
use super::pagina::{ALLES, bladzijde};
use super::{Aantal, Blad, Lijst, VraagFout};
use crate::{Gebruiker, Recht};
use kern::{AgbCode, Datum, Eurocent, Gemeentecode};
use std::collections::BTreeMap;
use store::sql::lezen as sql;
use store::{Db, Row, StoreFout, Tx, Uitkomst, Val, lees_tijdstip};

/// Which payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BetaalFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Provider.
    pub agb: Option<AgbCode>,
}

/// A batch, newest first. For a provider the counts and amounts are about its own payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub nummer: i64,
    /// Approved up to and including this day.
    pub tot: Datum,
    /// When it was made.
    pub gemaakt_op: jiff::Timestamp,
    /// Payments.
    pub betalingen: i64,
    /// Total.
    pub bedrag: Eurocent,
    /// File name (pain.001); absent for a provider.
    pub bestand: Option<String>,
}

/// A payment to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BetalingRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Batch.
    pub batch: i64,
    /// Place in the batch.
    pub volgnr: i64,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Account.
    pub iban: String,
    /// Amount.
    pub bedrag: Eurocent,
    /// Reference on the statement.
    pub kenmerk: String,
    /// Lines that it pays.
    pub regels: i64,
}

/// The balance of a municipality with a provider, each figure computed on its own from the lines and payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaldoRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Sum of the granted lines that are no credit.
    pub goedgekeurd: Eurocent,
    /// Sum of the granted credits, as a positive amount.
    pub tegenboekingen: Eurocent,
    /// Sum of the payments.
    pub betaald: Eurocent,
    /// Sum of the granted lines that no payment covers yet (credits count negative).
    pub open: Eurocent,
}

impl SaldoRij {
    /// Invariant 5: paid = approved − counter-entries − open, to the cent.
    pub fn klopt(&self) -> bool {
        self.goedgekeurd.min(self.tegenboekingen).and_then(|s| s.min(self.open)) == Ok(self.betaald)
    }
}

/// The balances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saldo {
    /// Per municipality and provider.
    pub rijen: Vec<SaldoRij>,
    /// All rows together.
    pub goedgekeurd: Eurocent,
    /// All rows together.
    pub tegenboekingen: Eurocent,
    /// All rows together.
    pub betaald: Eurocent,
    /// All rows together.
    pub open: Eurocent,
    /// Invariant 5 holds in every row.
    pub klopt: bool,
}

fn batch_uit(gemeente: Gemeentecode, r: &Row<'_>, eigen: bool) -> Uitkomst<BatchRij> {
    let fout = StoreFout::Kolom { index: 0, verwacht: "een tijdstip" };
    Ok(BatchRij {
        gemeente,
        nummer: r.i64(1)?,
        tot: r.dag(2)?,
        gemaakt_op: lees_tijdstip(r.text(0)?).ok_or(fout)?,
        betalingen: r.i64(3)?,
        bedrag: Eurocent(r.i64(4)?),
        bestand: if eigen { None } else { Some(r.string(5)?) },
    })
}

/// The list of batches, newest first.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    filter: &BetaalFilter,
    blad: &Blad,
) -> Result<Lijst<BatchRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Betalingen, filter.gemeente, filter.agb)?;
    let eigen = wie.agb.is_some() && bereik.agb == wie.agb;
    let agb = Val::from(bereik.agb.as_ref());
    db.read(|tx| {
        let rijen = bladzijde(
            tx,
            &bereik.gemeenten,
            blad,
            true,
            ALLES,
            |tx, w| tx.query_opt(sql::BATCH_PLEK, &[(&w.gemeente).into(), w.id.into()], |r| r.string(0)),
            |tx, greep| {
                let waarden = [
                    (&greep.gemeente).into(),
                    greep.sleutel.into(),
                    greep.id.into(),
                    greep.limiet.into(),
                    agb,
                ];
                let (tekst, n) = match (bereik.agb.is_some(), greep.oplopend) {
                    (false, true) => (sql::BATCH_NA, 4),
                    (false, false) => (sql::BATCH_VOOR, 4),
                    (true, true) => (sql::BATCH_AGB_NA, 5),
                    (true, false) => (sql::BATCH_AGB_VOOR, 5),
                };
                tx.query_alle(tekst, &waarden[..n], |r| {
                    Ok((r.string(0)?, r.i64(1)?, batch_uit(greep.gemeente, r, eigen)?))
                })
            },
        )?;
        let mut n = 0;
        for g in &bereik.gemeenten {
            n += tx.query_one(sql::BATCH_TEL, &[g.into(), agb], |r| r.i64(0))?;
        }
        Ok(rijen.met_aantal(Aantal::tot_grens(n)))
    })
}

/// A batch with its payments; a provider sees its own.
pub fn batch(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    nummer: i64,
) -> Result<(BatchRij, Vec<BetalingRij>), VraagFout> {
    let agb = Bereik::ding(wie, Recht::Betalingen, gemeente)?;
    db.read(|tx| {
        let sleutel = [Val::from(&gemeente), nummer.into()];
        let batch = tx.query_opt(sql::BATCH_RIJ, &sleutel, |r| batch_uit(gemeente, r, agb.is_some()))?;
        let mut batch = batch.ok_or(VraagFout::NietGevonden)?;
        let [g, n] = sleutel;
        let betalingen = tx.query_alle(sql::BATCH_BETALINGEN, &[g, n, agb.as_ref().into()], |r| {
            let agb = r.lees(1, AgbCode::parse)?;
            Ok(BetalingRij {
                gemeente,
                batch: nummer,
                volgnr: r.i64(0)?,
                agb,
                aanbieder: r.opt_string(2)?.unwrap_or_else(|| agb.to_string()),
                iban: r.string(3)?,
                bedrag: Eurocent(r.i64(4)?),
                kenmerk: r.string(5)?,
                regels: r.i64(6)?,
            })
        })?;
        if agb.is_some() {
            if betalingen.is_empty() {
                return Err(VraagFout::NietGevonden);
            }
            batch.betalingen = i64::try_from(betalingen.len()).unwrap_or(i64::MAX);
            batch.bedrag = som(betalingen.iter().map(|b| b.bedrag))?;
        }
        Ok((batch, betalingen))
    })
}

fn som(bedragen: impl IntoIterator<Item = Eurocent>) -> Result<Eurocent, VraagFout> {
    Eurocent::som(bedragen).map_err(|e| VraagFout::Ongeldig(e.to_string()))
}

/// The balances per municipality and provider (invariant 5). Looks at every line: for a check, not for every page.
pub fn saldo(db: &Db, wie: &Gebruiker, filter: &BetaalFilter) -> Result<Saldo, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Betalingen, filter.gemeente, filter.agb)?;
    let rijen = db.read(|tx| {
        let namen = namen(tx)?;
        let mut rijen: BTreeMap<(Gemeentecode, AgbCode), SaldoRij> = BTreeMap::new();
        for &gemeente in &bereik.gemeenten {
            let waarden = [(&gemeente).into(), bereik.agb.as_ref().into()];
            let leeg = |agb: AgbCode| SaldoRij {
                gemeente,
                agb,
                aanbieder: namen.get(&agb).cloned().unwrap_or_else(|| agb.to_string()),
                goedgekeurd: Eurocent::NUL,
                tegenboekingen: Eurocent::NUL,
                betaald: Eurocent::NUL,
                open: Eurocent::NUL,
            };
            tx.query(sql::SALDO_REGELS, &waarden, |r| {
                let agb = r.lees(0, AgbCode::parse)?;
                let rij = rijen.entry((gemeente, agb)).or_insert_with(|| leeg(agb));
                rij.goedgekeurd = Eurocent(r.i64(1)?);
                rij.tegenboekingen = Eurocent(r.i64(2)?.saturating_neg());
                rij.open = Eurocent(r.i64(3)?);
                Ok(())
            })?;
            tx.query(sql::SALDO_BETAALD, &waarden, |r| {
                let agb = r.lees(0, AgbCode::parse)?;
                rijen.entry((gemeente, agb)).or_insert_with(|| leeg(agb)).betaald = Eurocent(r.i64(1)?);
                Ok(())
            })?;
        }
        Ok::<_, VraagFout>(rijen.into_values().collect::<Vec<_>>())
    })?;
    Ok(Saldo {
        goedgekeurd: som(rijen.iter().map(|r| r.goedgekeurd))?,
        tegenboekingen: som(rijen.iter().map(|r| r.tegenboekingen))?,
        betaald: som(rijen.iter().map(|r| r.betaald))?,
        open: som(rijen.iter().map(|r| r.open))?,
        klopt: rijen.iter().all(SaldoRij::klopt),
        rijen,
    })
}

/// Names of all providers.
pub(super) fn namen(tx: &mut Tx<'_>) -> Uitkomst<BTreeMap<AgbCode, String>> {
    let rijen = tx.query_alle(sql::AANBIEDERS, &[], |r| Ok((r.lees(0, AgbCode::parse)?, r.string(1)?)))?;
    Ok(rijen.into_iter().collect())
}
