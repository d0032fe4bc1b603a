//! Putting a claimed line right (323): taken back, or taken back and claimed again.

use super::{Oordeel, namens, op_proef, spreekt_voor, verstuur};
use crate::Gebruiker;
use crate::omgeving::Omgeving;
use crate::verzending::corrigeren::{Correctie, Correctieclaim, corrigeer_in, eigen_regel};
use crate::vragen::VraagFout;
use crate::vragen::declaraties::{Producten, RegelRij, regel, regel_uit};
pub use declaratie::hele_uren;
use istandaard::Prestatie;
use jiff::ToSpan;
use kern::{AgbCode, Datum, Eenheid, Eurocent, Gemeentecode};
use store::sql::{lezen, loket as sql, schrijven};
use store::{Tx, Val};

/// A line of the own claims: municipality, message and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regelplek {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// The 323.
    pub bericht: i64,
    /// Place in the message, from 1.
    pub volgnr: i64,
}

/// What a form to correct a line starts with.
#[derive(Debug, Clone, PartialEq)]
pub struct Correctieblad {
    /// Which line.
    pub plek: Regelplek,
    /// The line as it was claimed.
    pub regel: RegelRij,
    /// The months that the correction can be claimed in, the first of them the usual one (IV090).
    pub maanden: Vec<Datum>,
}

/// What should have been claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verbeterd {
    /// First day.
    pub van: Datum,
    /// Last day.
    pub tot: Datum,
    /// Volume.
    pub volume: i64,
    /// Unit.
    pub eenheid: Eenheid,
    /// Tariff.
    pub tarief: Option<Eurocent>,
    /// Amount.
    pub bedrag: Eurocent,
}

/// What to do about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verbetering {
    /// The month that it is claimed in.
    pub maand: Datum,
    /// What comes in its place; nothing when it is only taken back.
    pub nieuw: Option<Verbeterd>,
}

/// Most months to choose from.
const MAANDEN: i64 = 12;

/// What a form to correct a line starts with.
pub fn blad(o: &Omgeving, wie: &Gebruiker, plek: Regelplek) -> Result<Correctieblad, VraagFout> {
    let agb = spreekt_voor(wie, plek.gemeente)?;
    let regel = regel(&o.db, wie, plek.gemeente, plek.bericht, plek.volgnr)?;
    let w = [(&plek.gemeente).into(), (&agb).into(), Val::I64(-1)];
    let laatste = o.db.read(|tx| tx.query_one(schrijven::LAATSTE_PERIODE, &w, |r| r.opt_dag(0)))?;
    let eerste = laatste.unwrap_or(regel.van).first_of_month();
    let maanden = (0..MAANDEN)
        .filter_map(|n| eerste.checked_add(n.months()).ok())
        .take_while(|m| *m == eerste || *m <= o.vandaag)
        .collect();
    Ok(Correctieblad { plek, regel, maanden })
}

fn claim(o: &Omgeving, agb: AgbCode, plek: Regelplek, v: &Verbetering) -> Result<Correctieclaim, VraagFout> {
    let nieuw = match v.nieuw {
        None => None,
        Some(n) => {
            let oud = eigen_regel(o, plek.gemeente, agb, plek.bericht, plek.volgnr)?;
            Some(Prestatie {
                van: n.van,
                tot: n.tot,
                volume: n.volume,
                eenheid: n.eenheid,
                tarief: n.tarief,
                bedrag: n.bedrag,
                ..oud
            })
        }
    };
    Ok(Correctieclaim {
        gemeente: plek.gemeente,
        agb,
        maand: v.maand,
        correcties: vec![Correctie { bericht: plek.bericht, volgnr: plek.volgnr, nieuw }],
        regels: Vec::new(),
    })
}

/// The lines of a message.
fn regels(tx: &mut Tx<'_>, g: Gemeentecode, bericht: i64) -> Result<Vec<RegelRij>, VraagFout> {
    let producten = Producten::lees(tx)?;
    let w = [(&g).into(), bericht.into(), 0.into(), Val::Null, 10.into()];
    Ok(tx.query_alle(lezen::REGEL_NA, &w, |r| regel_uit(r, &producten, false))?)
}

/// The lines as they would be sent, the credit first, or all reasons why they cannot be. Nothing is kept.
pub fn bekijk(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: Regelplek,
    v: &Verbetering,
) -> Result<Oordeel<Vec<RegelRij>>, VraagFout> {
    let agb = spreekt_voor(wie, plek.gemeente)?;
    let claim = claim(o, agb, plek, v)?;
    op_proef(o, plek.gemeente, &|tx| corrigeer_in(tx, o, &claim), &|tx, id| regels(tx, plek.gemeente, id))
}

/// Sends the correction; gives the key of the 323, or all reasons why it was not sent.
pub fn verbeter(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: Regelplek,
    v: &Verbetering,
) -> Result<Oordeel<i64>, VraagFout> {
    let agb = spreekt_voor(wie, plek.gemeente)?;
    let o = namens(o, wie);
    let claim = claim(&o, agb, plek, v)?;
    verstuur(&o, plek.gemeente, &|tx| corrigeer_in(tx, &o, &claim))
}

/// A line that another one refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwante {
    /// The 323.
    pub bericht: i64,
    /// Place in the message.
    pub volgnr: i64,
    /// Its reference.
    pub referentie: String,
    /// It was rejected, and so does not count.
    pub afgewezen: bool,
}

/// The line that this one takes back, or the lines that take this one back. `r` is a line that the user may see.
pub fn verwanten(o: &store::Db, g: Gemeentecode, r: &RegelRij) -> Result<Vec<Verwante>, VraagFout> {
    let (tekst, referentie) = match &r.vorige_referentie {
        Some(v) => (sql::REGEL_MET_REFERENTIE, v),
        None => (sql::REGEL_GECREDITEERD, &r.referentie),
    };
    let w = [(&g).into(), (&r.agb).into(), r.toewijzing.into(), referentie.as_str().into()];
    Ok(o.read(|tx| {
        tx.query_alle(tekst, &w, |r| {
            Ok(Verwante {
                bericht: r.i64(0)?,
                volgnr: r.i64(1)?,
                referentie: r.string(2)?,
                afgewezen: r.i64(3)? == 0,
            })
        })
    })?)
}
