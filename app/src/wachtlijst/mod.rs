//! The waiting list: who waits for the start, what bridges the waiting, what municipality and providers found when they looked at
//! it together, and how long it takes. An assignment of which no start was reported is on it by itself; what is kept about it
//! gets a place.

mod blad;
mod doen;

pub use blad::{Overbrugging, Screening, Wachtblad, blad};
pub use doen::{
    Bezetting, NieuweOverbrugging, NieuweScreening, beeindig, geen_overbrugging, overbrug, screen, zet_op,
};
pub use monitoring::{Screeninguitkomst, Wachteinde, Wachtgroep};

use crate::vragen::bereik::Bereik;
use crate::vragen::clienten::naam_uit;
use crate::vragen::declaraties::Producten;
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, Recht};
use inkoop::Productsleutel;
use jiff::ToSpan;
use kern::{AgbCode, Datum, Gemeentecode, Product, Productcategorie, Productcode};
use monitoring::{Wachtende, termijnen::START, wacht_sinds, wachtgroepen};
use store::sql::wacht as sql;
use store::{Db, Row, Sql, StoreFout, Tx};

/// Which place: that of an assignment, or one that was written down by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Plaats {
    /// Of an assignment.
    Toewijzing(i64),
    /// By hand.
    Hand(i64),
}

impl std::fmt::Display for Plaats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Toewijzing(n) => write!(f, "t{n}"),
            Self::Hand(n) => write!(f, "w{n}"),
        }
    }
}

impl Plaats {
    /// Reads it as it stands in a URL.
    pub fn parse(tekst: &str) -> Option<Self> {
        let (soort, nummer) = (tekst.get(..1)?, tekst.get(1..)?.parse().ok().filter(|n: &i64| *n > 0)?);
        match soort {
            "t" => Some(Self::Toewijzing(nummer)),
            "w" => Some(Self::Hand(nummer)),
            _ => None,
        }
    }
}

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wachtrij {
    /// Which place.
    pub plaats: Plaats,
    /// Number of the client.
    pub client: i64,
    /// Name.
    pub naam: Naam,
    /// For what, where, since when.
    pub wacht: Wachtende,
    /// Name of the product.
    pub product: String,
    /// Name of the provider.
    pub aanbieder: Option<String>,
    /// It was written down why nothing bridges it.
    pub geen_omdat: bool,
    /// Day of the last joint screening.
    pub gescreend_op: Option<Datum>,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wachtlijst {
    /// Figures per municipality, product and provider, with the names of product and provider.
    pub groepen: Vec<(Wachtgroep, String, Option<String>)>,
    /// Who waits, the longest first; empty for who may not see people.
    pub rijen: Vec<Wachtrij>,
    /// More wait than were read: the figures are of the longest waiting.
    pub meer: bool,
    /// How many left the list in the past year, per way in which it ended.
    pub geeindigd: Vec<(Wachteinde, i64)>,
}

/// Most that are read per municipality.
const MEEST: i64 = 2_000;

fn rij(g: Gemeentecode, r: &Row<'_>, namen: &Producten, hand: bool) -> Result<(Wachtrij, Datum), StoreFout> {
    let nummer = r.i64(0)?;
    let sleutel = Productsleutel::new(r.lees(7, Productcategorie::parse)?, r.lees(8, Productcode::parse)?);
    let agb = r.opt_text(5)?.map(|_| r.lees(5, AgbCode::parse)).transpose()?;
    let wacht =
        Wachtende { gemeente: g, product: sleutel, agb, sinds: r.dag(9)?, overbrugging: r.i64(12)? > 0 };
    let rij = Wachtrij {
        plaats: if hand { Plaats::Hand(nummer) } else { Plaats::Toewijzing(nummer) },
        client: r.i64(1)?,
        naam: naam_uit(r, 2)?,
        wacht,
        product: productnaam(namen, sleutel),
        aanbieder: r.opt_string(6)?.or_else(|| agb.map(|a| a.to_string())),
        geen_omdat: r.i64(13)? == 1,
        gescreend_op: r.opt_dag(14)?,
    };
    Ok((rij, r.dag(10)?))
}

pub(super) fn productnaam(namen: &Producten, p: Productsleutel) -> String {
    namen.van(&Product { categorie: p.categorie, code: Some(p.code) }).unwrap_or_else(|| p.code.to_string())
}

/// Who waits in one municipality; with a provider, for that one only.
fn lees(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: Option<AgbCode>,
    namen: &Producten,
    vandaag: Datum,
) -> Result<(Vec<Wachtrij>, bool), StoreFout> {
    // the term of five working days is over for what began before this day
    let begin = START.laatste_begin(vandaag);
    let vraag = |tx: &mut Tx<'_>, tekst: Sql, tot: Datum, hand: bool| {
        let w = [(&g).into(), tot.into(), vandaag.into(), agb.as_ref().into(), MEEST.into()];
        tx.query_alle(tekst, &w, |r| rij(g, r, namen, hand))
    };
    let orders = vraag(tx, sql::WACHT_OP_START, begin, false)?;
    let hand = vraag(tx, sql::WACHT_HAND, vandaag, true)?;
    let vol = |n: usize| i64::try_from(n).is_ok_and(|n| n >= MEEST);
    let meer = vol(orders.len()) || vol(hand.len());
    let orders = orders
        .into_iter()
        .filter(|(r, term)| wacht_sinds(r.wacht.sinds, *term, vandaag).is_some())
        .map(|(r, _)| r);
    Ok((orders.chain(hand.into_iter().map(|(r, _)| r)).collect(), meer))
}

/// The list of one municipality or of all of the user's. A provider sees who waits for its own support; who may not see people
/// sees the figures.
pub fn wachtlijst(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    vandaag: Datum,
) -> Result<Wachtlijst, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Wachtlijst, gemeente, None)?;
    let jaar_terug = vandaag.saturating_sub(1.year());
    db.read(|tx| {
        let namen = Producten::lees(tx)?;
        let mut uit = Wachtlijst::default();
        let mut rijen = Vec::new();
        let mut einde = std::collections::BTreeMap::new();
        for &g in &bereik.gemeenten {
            let (hier, meer) = lees(tx, g, bereik.agb, &namen, vandaag)?;
            rijen.extend(hier);
            uit.meer |= meer;
            let w = [(&g).into(), jaar_terug.into(), bereik.agb.as_ref().into()];
            for (code, n) in tx.query_alle(sql::WACHT_GEEINDIGD, &w, |r| Ok((r.string(0)?, r.i64(1)?)))? {
                if let Some(e) = Wachteinde::parse(&code) {
                    *einde.entry(e).or_insert(0) += n;
                }
            }
        }
        uit.geeindigd = einde.into_iter().collect();
        let wachtenden: Vec<Wachtende> = rijen.iter().map(|r| r.wacht).collect();
        uit.groepen = wachtgroepen(&wachtenden, vandaag)
            .into_iter()
            .map(|g| {
                let zelfde = rijen.iter().find(|r| (r.wacht.gemeente, r.wacht.agb) == (g.gemeente, g.agb));
                (g, productnaam(&namen, g.product), zelfde.and_then(|r| r.aanbieder.clone()))
            })
            .collect();
        if wie.rol.mag(Recht::Clienten) {
            rijen.sort_by_key(|r| (r.wacht.sinds, r.wacht.gemeente, r.plaats));
            uit.rijen = rijen;
        }
        Ok(uit)
    })
}

/// How many wait in a municipality, and since when the longest; for the overview.
pub(crate) fn tel_in(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Result<(i64, Option<Datum>), StoreFout> {
    let (rijen, _) = lees(tx, g, agb, &Producten::default(), vandaag)?;
    Ok((i64::try_from(rijen.len()).unwrap_or(i64::MAX), rijen.iter().map(|r| r.wacht.sinds).min()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back() {
        for p in [Plaats::Toewijzing(12), Plaats::Hand(3)] {
            assert_eq!(Plaats::parse(&p.to_string()), Some(p));
        }
        for t in ["", "t", "t0", "x1", "t-1", "é1", "1"] {
            assert_eq!(Plaats::parse(t), None, "{t}");
        }
    }
}
