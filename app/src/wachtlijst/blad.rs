//! One place on the waiting list, as who looks may see it.

use super::{Plaats, productnaam};
use crate::omgeving::Omgeving;
use crate::vragen::bereik::Bereik;
use crate::vragen::clienten::naam_uit;
use crate::vragen::declaraties::Producten;
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, Recht, Rol};
use inkoop::Productsleutel;
use kern::{AgbCode, Datum, Gemeentecode, Productcategorie, Productcode, Uitleg};
use monitoring::{Screeninguitkomst, Wachteinde, wacht_sinds, wacht_uitleg};
use store::sql::wacht as sql;
use store::{Row, StoreFout, Tx};

/// Names of the encrypted fields; part of what they are bound to.
pub(super) const REDEN: &str = "wachtplek.reden";
pub(super) const GEEN: &str = "wachtplek.geen_overbrugging";
pub(super) const WIE: &str = "wachtscreening.wie";
pub(super) const TOELICHTING: &str = "wachtscreening.toelichting";

/// Care that bridges the waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overbrugging {
    /// Name of the product.
    pub product: String,
    /// Name of the provider; empty where another provider looks.
    pub aanbieder: Option<String>,
    /// First day.
    pub van: Datum,
    /// Last day.
    pub tot: Option<Datum>,
}

/// A joint screening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Day.
    pub op: Datum,
    /// What came of it.
    pub uitkomst: Screeninguitkomst,
    /// Who looked, and what was said; not for a provider, as others are named in it.
    pub meer: Option<(String, String)>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wachtblad {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Which place.
    pub plaats: Plaats,
    /// Number of the client.
    pub client: i64,
    /// Name.
    pub naam: Naam,
    /// Product.
    pub product: String,
    /// Provider.
    pub aanbieder: Option<String>,
    /// First day.
    pub sinds: Datum,
    /// It is on the list today.
    pub wacht: bool,
    /// Why.
    pub uitleg: Uitleg,
    /// Why it was written down by hand.
    pub reden: Option<String>,
    /// What bridges it.
    pub overbrugging: Vec<Overbrugging>,
    /// Why nothing does.
    pub geen_omdat: Option<String>,
    /// Joint screenings.
    pub screeningen: Vec<Screening>,
    /// How and when it ended.
    pub einde: Option<(Datum, Wachteinde)>,
    /// This user may write.
    pub mag: bool,
}

/// What a place rests on.
pub(super) struct Grond {
    pub client: i64,
    pub naam: Naam,
    pub agb: Option<AgbCode>,
    pub aanbieder: Option<String>,
    pub product: Productsleutel,
    pub sinds: Datum,
    /// Number of what is kept about it.
    pub id: Option<i64>,
    /// It waits today, apart from how it ended by hand.
    pub wacht: bool,
}

fn basis(r: &Row<'_>, id: Option<i64>, wacht: bool) -> Result<Grond, StoreFout> {
    Ok(Grond {
        client: r.i64(0)?,
        naam: naam_uit(r, 1)?,
        agb: r.opt_text(4)?.map(|_| r.lees(4, AgbCode::parse)).transpose()?,
        aanbieder: r.opt_string(5)?,
        product: Productsleutel::new(r.lees(6, Productcategorie::parse)?, r.lees(7, Productcode::parse)?),
        sinds: r.dag(8)?,
        id,
        wacht,
    })
}

/// A place: of an assignment that never waited there is none, unless something is kept about it.
pub(super) fn grond(tx: &mut Tx<'_>, g: Gemeentecode, p: Plaats, vandaag: Datum) -> Result<Grond, VraagFout> {
    let uit = match p {
        Plaats::Hand(id) => {
            let hand = tx.query_opt(sql::WACHTPLEK, &[(&g).into(), id.into()], |r| {
                Ok((basis(r, Some(id), true)?, r.opt_i64(9)?.is_none()))
            })?;
            hand.filter(|(_, hand)| *hand).map(|(b, _)| b)
        }
        Plaats::Toewijzing(nummer) => {
            let w = [(&g).into(), nummer.into()];
            let id = tx.query_opt(sql::WACHTPLEK_VAN, &w, |r| r.i64(0))?;
            tx.query_opt(sql::WACHT_TOEWIJZING, &w, |r| {
                let loopt = r.opt_dag(11)?.is_none_or(|e| e >= vandaag);
                let term = r.opt_dag(9)?.filter(|_| r.text(10).is_ok_and(|t| t == "niet") && loopt);
                let ingang = r.dag(8)?;
                basis(r, id, term.is_some_and(|t| wacht_sinds(ingang, t, vandaag).is_some()))
            })?
            .filter(|b| b.wacht || b.id.is_some())
        }
    };
    uit.ok_or(VraagFout::NietGevonden)
}

/// One place, for who may see people; a provider sees its own.
pub fn blad(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, p: Plaats) -> Result<Wachtblad, VraagFout> {
    wie.eis(Recht::Wachtlijst)?;
    let agb = Bereik::ding(wie, Recht::Clienten, g)?;
    let leest = wie.rol.mag(Recht::Toegang);
    let aanbieder = wie.rol == Rol::Aanbieder;
    o.db.read(|tx| {
        let b = grond(tx, g, p, o.vandaag)?;
        if agb.is_some() && b.agb != agb {
            return Err(VraagFout::NietGevonden);
        }
        let namen = Producten::lees(tx)?;
        let open =
            |veld: &str, sleutel: &[i64], bytes: &[u8]| o.kluis.ontsleutel_tekst(g, veld, sleutel, bytes);
        let (mut reden, mut geen_omdat, mut einde) = (None, None, None);
        let (mut overbrugging, mut screeningen) = (Vec::new(), Vec::new());
        if let Some(id) = b.id {
            let w = [(&g).into(), id.into()];
            (reden, geen_omdat, einde) = tx.query_one(sql::WACHTPLEK_MEER, &w, |r| {
                let tekst = |i: usize, veld: &str| {
                    r.opt_blob(i)?.filter(|_| leest).map(|t| open(veld, &[id], t)).transpose()
                };
                let hoe = r.opt_text(3)?.and_then(Wachteinde::parse);
                Ok((tekst(0, REDEN)?, tekst(1, GEEN)?, r.opt_dag(2)?.zip(hoe)))
            })?;
            overbrugging = tx.query_alle(sql::OVERBRUGGINGEN, &w, |r| {
                let sleutel =
                    Productsleutel::new(r.lees(1, Productcategorie::parse)?, r.lees(2, Productcode::parse)?);
                let door = r.lees(3, AgbCode::parse)?;
                let naam = r.opt_string(4)?.unwrap_or_else(|| door.to_string());
                let eigen = !aanbieder || agb == Some(door);
                Ok(Overbrugging {
                    product: productnaam(&namen, sleutel),
                    aanbieder: Some(naam).filter(|_| eigen),
                    van: r.dag(5)?,
                    tot: r.opt_dag(6)?,
                })
            })?;
            screeningen = tx.query_alle(sql::SCREENINGEN, &w, |r| {
                let nr = r.i64(0)?;
                let meer = if leest {
                    Some((open(WIE, &[id, nr], r.blob(3)?)?, open(TOELICHTING, &[id, nr], r.blob(4)?)?))
                } else {
                    None
                };
                let uitkomst = Screeninguitkomst::parse(r.text(2)?)
                    .ok_or(StoreFout::Kolom { index: 2, verwacht: "een uitkomst" })?;
                Ok(Screening { op: r.dag(1)?, uitkomst, meer })
            })?;
        }
        let nummer = match p {
            Plaats::Toewijzing(n) => Some(n),
            Plaats::Hand(_) => None,
        };
        Ok(Wachtblad {
            gemeente: g,
            plaats: p,
            client: b.client,
            naam: b.naam,
            product: productnaam(&namen, b.product),
            aanbieder: b.aanbieder.or_else(|| b.agb.map(|a| a.to_string())),
            sinds: b.sinds,
            wacht: b.wacht && einde.is_none(),
            uitleg: wacht_uitleg(b.sinds, nummer, o.vandaag),
            reden,
            overbrugging,
            geen_omdat,
            screeningen,
            einde,
            mag: leest,
        })
    })
}
