//! Post: per transport how it went, what waits, what failed and is tried again, and what a person must look at.

use super::VraagFout;
use super::bereik::Bereik;
use crate::post::{Richting, TRANSPORTEN, TransportStand, transport_stand};
use crate::{Gebruiker, Recht};
use jiff::Timestamp;
use kern::Gemeentecode;
use store::sql::post as sql;
use store::{Db, Row, StoreFout, Uitkomst, lees_tijdstip};

/// A way for messages to travel, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportRij {
    /// `map` or `knooppunt`.
    pub code: &'static str,
    /// In words.
    pub naam: &'static str,
    /// How it did lately; `None` when it was never used.
    pub stand: Option<TransportStand>,
}

/// A message or letter that did not arrive at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Which way.
    pub richting: Richting,
    /// Out: number of the message. In: number of the letter.
    pub nr: i64,
    /// File name.
    pub naam: String,
    /// `WMO301` …; empty for what came in.
    pub soort: String,
    /// Code of who must get it; empty for what came in.
    pub ontvanger: String,
    /// `map` or `knooppunt`.
    pub transport: String,
    /// Tries that began.
    pub pogingen: i64,
    /// When it is tried again; empty when it is not.
    pub volgende: Option<Timestamp>,
    /// Code of the refusal, if the node gave one.
    pub code: Option<String>,
    /// Why.
    pub fout: String,
    /// When that was.
    pub op: Timestamp,
}

/// Everything on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostOverzicht {
    /// The transports.
    pub transporten: Vec<TransportRij>,
    /// Outgoing messages that wait, those of failed tries included.
    pub wachtend: i64,
    /// Since when the oldest of them waits.
    pub oudste: Option<Timestamp>,
    /// Failed, and tried again; at most [`PostOverzicht::HOOGSTE`] per municipality and direction.
    pub later: Vec<PostRij>,
    /// How many there are.
    pub later_aantal: i64,
    /// Given up until a person looks at it; as many.
    pub onbestelbaar: Vec<PostRij>,
    /// How many there are.
    pub onbestelbaar_aantal: i64,
}

impl PostOverzicht {
    /// The most rows of a list per municipality and direction.
    pub const HOOGSTE: i64 = 100;
}

fn tijd(r: &Row<'_>, i: usize) -> Uitkomst<Timestamp> {
    lees_tijdstip(r.text(i)?).ok_or(StoreFout::Kolom { index: i, verwacht: "een tijdstip" })
}

fn volgende(r: &Row<'_>, stand: usize, i: usize) -> Uitkomst<Option<Timestamp>> {
    if r.text(stand)? == "wacht" { tijd(r, i).map(Some) } else { Ok(None) }
}

fn uit_rij(g: Gemeentecode, r: &Row<'_>) -> Uitkomst<PostRij> {
    Ok(PostRij {
        gemeente: g,
        richting: Richting::Uit,
        nr: r.i64(0)?,
        soort: r.string(1)?,
        naam: r.string(2)?,
        ontvanger: r.string(3)?,
        transport: r.string(4)?,
        pogingen: r.i64(6)?,
        volgende: volgende(r, 5, 7)?,
        code: r.opt_string(8)?,
        fout: r.opt_string(9)?.unwrap_or_default(),
        op: tijd(r, 10)?,
    })
}

fn in_rij(g: Gemeentecode, r: &Row<'_>) -> Uitkomst<PostRij> {
    Ok(PostRij {
        gemeente: g,
        richting: Richting::In,
        nr: r.i64(0)?,
        naam: crate::post::veilig(r.text(1)?),
        soort: String::new(),
        ontvanger: String::new(),
        transport: r.string(2)?,
        pogingen: r.i64(4)?,
        volgende: volgende(r, 3, 5)?,
        code: None,
        fout: r.opt_string(6)?.unwrap_or_default(),
        op: tijd(r, 7)?,
    })
}

/// What there is to see about delivery, in the municipalities of the user or in one of them.
pub fn overzicht(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
) -> Result<PostOverzicht, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Post, gemeente, None)?;
    db.read(|tx| {
        let mut transporten = Vec::new();
        for (code, naam) in TRANSPORTEN {
            transporten.push(TransportRij { code, naam, stand: transport_stand(tx, code)? });
        }
        let mut uit = PostOverzicht {
            transporten,
            wachtend: 0,
            oudste: None,
            later: Vec::new(),
            later_aantal: 0,
            onbestelbaar: Vec::new(),
            onbestelbaar_aantal: 0,
        };
        for g in &bereik.gemeenten {
            let (n, oudste) = tx.query_one(sql::UIT_WACHT, &[g.into()], |r| {
                Ok((r.i64(0)?, r.opt_text(1)?.and_then(lees_tijdstip)))
            })?;
            uit.wachtend += n;
            uit.oudste = uit.oudste.into_iter().chain(oudste).min();
            for (stand, lijst, aantal) in [
                ("wacht", &mut uit.later, &mut uit.later_aantal),
                ("onbestelbaar", &mut uit.onbestelbaar, &mut uit.onbestelbaar_aantal),
            ] {
                let vraag = [g.into(), stand.into(), PostOverzicht::HOOGSTE.into()];
                lijst.extend(tx.query_alle(sql::UIT_LIJST, &vraag, |r| uit_rij(*g, r))?);
                lijst.extend(tx.query_alle(sql::IN_LIJST, &vraag, |r| in_rij(*g, r))?);
                for tel in [sql::UIT_TEL, sql::IN_TEL] {
                    *aantal += tx.query_one(tel, &vraag[..2], |r| r.i64(0))?;
                }
            }
        }
        for lijst in [&mut uit.later, &mut uit.onbestelbaar] {
            lijst.sort_by_key(|r| (std::cmp::Reverse(r.op), r.gemeente, r.nr));
        }
        Ok(uit)
    })
}
