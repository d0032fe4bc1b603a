//! A message of ours that was rejected, sent once more with the very same bytes (OP286).
//!
//! A rejected message counts as not sent. When it was rejected because something else had to come first, the same bytes
//! are right as soon as that came: the receiver judges them anew, and our book waits for an answer again. That answer may
//! be the one that it had before: `istandaard::verkeer` says what it means.

use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::verzending::herstel::herstel;
use istandaard::Soort;
use kern::{Bevinding, Gemeentecode};
use store::Val;
use store::sql::schrijven as sql;

/// Puts a rejected message back in the outbox. `Err` within says why it cannot be sent again.
pub fn verstuur(o: &Omgeving, g: Gemeentecode, bericht: i64) -> Uitkomst<Result<(), Vec<Bevinding>>> {
    o.db.write(|tx| {
        let sleutel = [Val::from(&g), bericht.into()];
        let rij = tx.query_opt(sql::BERICHT_STAAT, &sleutel, |r| {
            Ok((r.string(0)?, r.string(1)?, r.string(2)?, r.string(3)?))
        })?;
        let Some((richting, soort, status, agb)) = rij else {
            return Err(AppFout::Ongeldig("dit bericht is er niet".into()));
        };
        let soort = Soort::parse(&soort);
        let niet = |tekst: &'static str| Ok(Err(vec![Bevinding::new("OP286", None, "", tekst)]));
        match soort {
            Some(Soort::Wmo301 | Soort::Wmo305 | Soort::Wmo307 | Soort::Wmo323) if richting == "uit" => {}
            _ => {
                return niet(
                    "Alleen een eigen toewijzing, start, stop of declaratie kan opnieuw worden verstuurd. Dien een verzoek opnieuw in.",
                );
            }
        }
        if status != "afgekeurd" {
            return niet("Dit bericht is niet afgekeurd. Alleen een afgekeurd bericht telt als niet verzonden.");
        }
        if soort == Some(Soort::Wmo323) {
            let dubbel = tx.query_one(sql::REFERENTIES_INTUSSEN, &[(&g).into(), bericht.into(), agb.as_str().into()], |r| r.i64(0))?;
            if dubbel > 0 {
                return Ok(Err(vec![Bevinding::new(
                    "TR314",
                    None,
                    "",
                    "Een regel van deze declaratie is intussen opnieuw gedeclareerd. Dien de andere regels in met een nieuwe declaratie.",
                )]));
            }
        }
        let beletsel = herstel(tx, o, g, bericht)?;
        if !beletsel.is_empty() {
            return Ok(Err(beletsel));
        }
        tx.execute(sql::BERICHT_OPNIEUW, &sleutel)?;
        crate::post::nog_eens(tx, o, g, bericht)?;
        o.noteer(tx, g, "bericht opnieuw verstuurd", &format!("bericht/{bericht}"), &serde_json::json!({}))?;
        Ok(Ok(()))
    })
}
