//! Paying: the granted and unpaid lines of one municipality become one batch, each line once (invariant 5).
//!
//! The batch, its payments and the lines that they pay are stored in one transaction, with the bytes of the
//! pain.001; the file is written after it. After a crash the same file is written again, never a second batch.

use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::uitbox::schrijf_atomair;
use betaling::{
    Batch, Batchnummer, Betaalbaar, BetalingFout, Opdracht, Opdrachtgever, Open, Rekening, schrijf_pain001,
    stel_batch,
};
use kern::{AgbCode, Bevinding, Datum, Eurocent, Gemeentecode, Iban, plus_werkdagen};
use std::collections::BTreeMap;
use std::path::Path;
use store::sql::schrijven as sql;
use store::{StoreFout, Tx, teller};

/// A batch whose file was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Betaald {
    /// Number of the batch.
    pub nummer: i64,
    /// File name in the folder.
    pub bestand: String,
    /// Number of payments.
    pub betalingen: i64,
    /// Total.
    pub bedrag: Eurocent,
}

/// What a run of payment did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Betaaluitkomst {
    /// Batches whose file was written, the new one last.
    pub batches: Vec<Betaald>,
    /// Providers that get nothing now, and why.
    pub open: Vec<Open>,
    /// What stands in the way, with what to do.
    pub bevindingen: Vec<Bevinding>,
    /// What must still be done with the files before the bank takes them.
    pub let_op: Vec<String>,
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

/// Pays everything that was approved and is unpaid, of claims signed up to and including `tot`.
pub fn betaal(o: &Omgeving, gemeente: Gemeentecode, tot: Datum, map: &Path) -> Uitkomst<Betaaluitkomst> {
    let mut uit = Betaaluitkomst::default();
    let (open, bevindingen) = o.db.write(|tx| maak(tx, o, gemeente, tot))?;
    uit.open = open;
    uit.bevindingen = bevindingen;
    uit.batches = bezorg(o, gemeente, map)?;
    let rekening =
        o.db.read(|tx| tx.query_opt(sql::GEMEENTE, &[(&gemeente).into()], |r| Ok(r.opt_text(1)?.is_some())))?;
    if !uit.batches.is_empty() && rekening != Some(true) {
        uit.let_op.push(format!(
            "van gemeente {gemeente} is geen rekeningnummer bekend: vul het in voor u het bestand naar de bank stuurt, of laad het met `maatwerk importeer gemeenten.csv` (code,naam,iban)"
        ));
    }
    Ok(uit)
}

fn maak(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, tot: Datum) -> Uitkomst<(Vec<Open>, Vec<Bevinding>)> {
    let regels = tx.query_alle(sql::TE_BETALEN, &[(&g).into(), tot.into()], |r| {
        Ok(Betaalbaar {
            gemeente: g,
            agb: AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?,
            bericht: r.i64(1)?,
            volgnr: r.i64(2)?,
            bedrag: Eurocent(r.i64(3)?),
            declaratie: r.string(4)?,
            periode_van: r.dag(5)?,
        })
    })?;
    if regels.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let rekeningen = rekeningen(tx)?;
    let nummer = teller::volgende(tx, g, "betaalbatch")?;
    let opdracht = Opdracht { gemeente: g, nummer: Batchnummer(nummer), tot };
    let batch = stel_batch(opdracht, regels, &rekeningen).map_err(|e| fout(&e))?;
    if !batch.betalingen.is_empty() {
        bewaar(tx, o, g, nummer, tot, &batch)?;
    }
    Ok((batch.open, batch.bevindingen))
}

fn fout(e: &BetalingFout) -> AppFout {
    AppFout::Ongeldig(e.to_string())
}

fn rekeningen(tx: &mut Tx<'_>) -> Result<BTreeMap<AgbCode, Rekening>, StoreFout> {
    let rijen = tx.query_alle(sql::AANBIEDERS, &[], |r| {
        let agb = AgbCode::parse(r.text(0)?).map_err(|_| kolom(0, "een AGB-code"))?;
        let iban = r.opt_text(2)?.and_then(|t| Iban::parse(t).ok());
        Ok((agb, Rekening { agb, naam: r.string(1)?, iban }))
    })?;
    Ok(rijen.into_iter().collect())
}

fn bewaar(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    nummer: i64,
    tot: Datum,
    batch: &Batch,
) -> Uitkomst<()> {
    let (naam, iban) = tx
        .query_opt(sql::GEMEENTE, &[(&g).into()], |r| Ok((r.string(0)?, r.opt_text(1)?.map(str::to_owned))))?
        .unwrap_or_else(|| (format!("Gemeente {g}"), None));
    let iban = iban.and_then(|t| Iban::parse(&t).ok());
    let gemaakt = o.vandaag.at(12, 0, 0, 0);
    let op = plus_werkdagen(o.vandaag, 1);
    let bytes = schrijf_pain001(batch, &Opdrachtgever { naam, iban }, gemaakt, op).map_err(|e| fout(&e))?;
    let bestand = format!("betaling-{g}-{nummer:05}.xml");
    let aantal = i64::try_from(batch.betalingen.len()).unwrap_or(i64::MAX);
    tx.execute(
        sql::BATCH_ERBIJ,
        &[
            (&g).into(),
            nummer.into(),
            tot.into(),
            (&o.tijdstip()).into(),
            aantal.into(),
            batch.totaal.into(),
            bestand.as_str().into(),
            (&bytes).into(),
        ],
    )?;
    tx.bulk(
        sql::BETALINGEN_ERBIJ,
        batch.betalingen.iter().map(|b| {
            [
                (&g).into(),
                nummer.into(),
                b.volgnr.into(),
                (&b.agb).into(),
                b.iban.as_str().into(),
                b.bedrag.into(),
                b.kenmerk.as_str().into(),
            ]
        }),
    )?;
    tx.bulk(
        sql::BETAALREGELS_ERBIJ,
        batch.betalingen.iter().flat_map(|b| b.regels.iter().map(move |r| (b, r))).map(|(b, r)| {
            [(&g).into(), r.bericht.into(), r.volgnr.into(), nummer.into(), b.volgnr.into(), r.bedrag.into()]
        }),
    )?;
    o.noteer(
        tx,
        g,
        "betaalbatch gemaakt",
        &format!("betaalbatch/{nummer}"),
        &serde_json::json!({ "betalingen": aantal, "bedrag_cent": batch.totaal.0 }),
    )?;
    Ok(())
}

/// Writes the files that are still to be written.
fn bezorg(o: &Omgeving, g: Gemeentecode, map: &Path) -> Uitkomst<Vec<Betaald>> {
    let wachtend = o.db.read(|tx| {
        tx.query_alle(sql::BATCHES_TE_BEZORGEN, &[(&g).into()], |r| {
            let b = Betaald {
                nummer: r.i64(0)?,
                bestand: r.string(1)?,
                betalingen: r.i64(3)?,
                bedrag: Eurocent(r.i64(4)?),
            };
            Ok((b, r.blob(2)?.to_vec()))
        })
    })?;
    let mut uit = Vec::new();
    for (b, bytes) in wachtend {
        schrijf_atomair(&map.join(&b.bestand), |f| f.write_all(&bytes))?;
        let nu = o.tijdstip();
        o.db.write(|tx| {
            tx.execute(sql::BATCH_BEZORGD, &[(&g).into(), b.nummer.into(), nu.as_str().into()])
                .map(drop)
                .map_err(AppFout::from)
        })?;
        uit.push(b);
    }
    Ok(uit)
}
