//! Post: one round of sending what waits and taking in what came, over a transport that is told nothing of rules.
//!
//! A try is noted before it begins and again when it ended, so that a program that is killed in between neither forgets a
//! message nor tries one for ever. Outwards a message can arrive twice; in the book it comes once. What cannot be
//! delivered or taken in is put in a list with its reason and never holds up the rest.

mod acties;
mod binnen;
mod uit;

pub use acties::{Richting, afhandelen, opnieuw};
pub(crate) use uit::nog_eens;

use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use jiff::Timestamp;
use kern::{Bsn, Gemeentecode};
use post::bezorging::{Instelling, Stand};
use post::{PostFout, Transport};
use serde::Serialize;
use store::sql::basis;
use store::{Row, StoreFout, Tx, lees_tijdstip};

/// Everything that a round needs besides the book.
pub struct Postkamer<'a> {
    /// When is tried again.
    pub instelling: &'a Instelling,
    /// The municipality under which a letter is listed that does not say for whom it is; the first of the book when
    /// empty.
    pub gemeente: Option<Gemeentecode>,
    /// The moment; asked anew for each message, as one can take a minute.
    pub klok: &'a (dyn Fn() -> Timestamp + Sync),
}

impl std::fmt::Debug for Postkamer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postkamer").field("gemeente", &self.gemeente).finish_non_exhaustive()
    }
}

/// What a round did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verslag {
    /// File names of messages that left.
    pub verzonden: Vec<String>,
    /// Names of letters that are in the book.
    pub ontvangen: Vec<String>,
    /// Name and reason of what did not succeed and is tried again.
    pub later: Vec<(String, String)>,
    /// Name and reason of what is given up until a person looks at it.
    pub onbestelbaar: Vec<(String, String)>,
}

impl Verslag {
    /// Nothing happened.
    pub fn is_leeg(&self) -> bool {
        *self == Self::default()
    }
}

/// How a transport did lately, for the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TransportStand {
    /// The last round.
    pub laatst: Option<Timestamp>,
    /// The last round in which all went well.
    pub goed: Option<Timestamp>,
    /// Why the last round, or its last failed message, did not succeed.
    pub fout: Option<String>,
}

/// Names of the transports that can exist, for the page.
pub const TRANSPORTEN: &[(&str, &str)] = &[("map", "Mappen"), ("knooppunt", "Gegevensknooppunt")];

fn sleutel(transport: &str) -> String {
    format!("post.{transport}")
}

/// How a transport did lately; nothing when it was never used.
pub(crate) fn transport_stand(tx: &mut Tx<'_>, naam: &str) -> Result<Option<TransportStand>, StoreFout> {
    let tekst = tx.query_opt(basis::INSTELLING, &[(&sleutel(naam)).into()], |r| r.string(0))?;
    let Some(v) = tekst.and_then(|t| serde_json::from_str::<serde_json::Value>(&t).ok()) else {
        return Ok(None);
    };
    let veld = |naam: &str| v.get(naam).and_then(serde_json::Value::as_str);
    Ok(Some(TransportStand {
        laatst: veld("laatst").and_then(lees_tijdstip),
        goed: veld("goed").and_then(lees_tijdstip),
        fout: veld("fout").map(Into::into),
    }))
}

/// One round over a transport: what came in is taken into the book, then what waits is sent, so that an answer
/// leaves in the same round. An error means that the book gave no answer; what fails in a message does not.
pub fn ronde(o: &Omgeving, t: &dyn Transport, p: &Postkamer<'_>) -> Uitkomst<Verslag> {
    let mut verslag = Verslag::default();
    let mut storing = None;
    if t.ontvangt() {
        storing = binnen::haal(o, t, p, &mut verslag)?;
    }
    if t.verstuurt() {
        storing = uit::verzend(o, t, p, &mut verslag)?.or(storing);
    }
    let fout = storing.or_else(|| verslag.later.last().map(|(_, f)| f.clone()));
    let nu = (p.klok)();
    o.db.write(|tx| {
        let mut stand = transport_stand(tx, t.naam())?.unwrap_or_default();
        stand.laatst = Some(nu);
        if fout.is_none() {
            stand.goed = Some(nu);
        }
        stand.fout.clone_from(&fout);
        let tijd = |t: Option<Timestamp>| t.map(store::tijdstip);
        let tekst =
            serde_json::json!({ "laatst": tijd(stand.laatst), "goed": tijd(stand.goed), "fout": stand.fout })
                .to_string();
        tx.execute(basis::INSTELLING_ZET, &[(&sleutel(t.naam())).into(), (&tekst).into()])?;
        Ok::<_, AppFout>(())
    })?;
    Ok(verslag)
}

/// The same surroundings at the moment of this message.
fn op_dit_moment(o: &Omgeving, p: &Postkamer<'_>) -> Omgeving {
    Omgeving { nu: (p.klok)(), ..o.clone() }
}

/// Reads a state out of three columns: stand, pogingen, volgende_op.
fn stand_uit(r: &Row<'_>, stand: usize, pogingen: usize, volgende: usize) -> Result<Stand, StoreFout> {
    let tijd = lees_tijdstip(r.text(volgende)?)
        .ok_or(StoreFout::Kolom { index: volgende, verwacht: "een tijdstip" })?;
    let n = u32::try_from(r.i64(pogingen)?).unwrap_or(u32::MAX);
    Stand::lees(r.text(stand)?, n, tijd)
        .ok_or(StoreFout::Kolom { index: stand, verwacht: "een stand van de post" })
}

/// Number of tries and next moment, as they are stored.
fn kolommen(stand: Stand, nu: Timestamp) -> (i64, String) {
    let volgende = if let Stand::Wacht { volgende, .. } = stand { volgende } else { nu };
    (i64::from(stand.pogingen()), store::tijdstip(volgende))
}

/// What other systems write can hold anything: a BSN does not come through, and it stays short.
pub(crate) fn veilig(tekst: &str) -> String {
    let mut uit = String::new();
    let mut rest = tekst;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let lengte = rest[begin..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - begin);
        let (voor, getal) = (&rest[..begin], &rest[begin..begin + lengte]);
        uit.push_str(voor);
        uit.push_str(if Bsn::parse(getal).is_ok() { "•••" } else { getal });
        rest = &rest[begin + lengte..];
    }
    uit.push_str(rest);
    let kort: String = uit.chars().filter(|c| !c.is_control()).take(500).collect();
    kort
}

/// What a failure of the book or of a file means for a message.
fn als_postfout(e: &AppFout) -> PostFout {
    let tekst = veilig(&e.to_string());
    match e {
        AppFout::Ongeldig(_) | AppFout::Rijen(_) | AppFout::GeenToegang => PostFout::blijvend(tekst),
        // busy, no room, no connection; and what is broken may be mended: it ends by itself after the last try
        AppFout::Store(_) | AppFout::Bestand { .. } => PostFout::tijdelijk(tekst),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_write_shows_no_bsn_and_stays_short() {
        assert_eq!(
            veilig("Client 999900006 onbekend, zie 079600000012"),
            "Client ••• onbekend, zie 079600000012"
        );
        assert_eq!(veilig("999900006"), "•••");
        assert_eq!(veilig("123456789 en a\nb"), "123456789 en ab");
        assert_eq!(veilig(&"x".repeat(600)).len(), 500);
    }
}
