//! A client died: what that brings about, looked at first by the code that then does it. No decision is needed for it.

use super::dossier::jaarbedragen;
use super::uitvoeren::{Gevolgen, Gevolgregel};
use super::{Oordeel, doe, feiten};
use crate::omgeving::Omgeving;
use crate::overlijden::{beeindig_in, noteer};
use crate::vragen::VraagFout;
use crate::wijzigen::lees;
use crate::{Gebruiker, Recht};
use kern::{Bevinding, Datum, Gemeentecode};
use store::Tx;
use store::sql::besluiten as sql;

fn voer_uit(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    client: i64,
    op: Datum,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    let nee = |tekst: &'static str| Ok(Err(vec![Bevinding::new("OVERLIJDEN", None, "/op", tekst)]));
    let c = feiten::client(tx, o, g, client)?.ok_or(VraagFout::NietGevonden)?;
    if c.overleden_op.is_some() {
        return nee("Van deze cliënt is al vastgelegd dat hij of zij is overleden.");
    }
    if op > o.vandaag {
        return nee("Die dag ligt na vandaag.");
    }
    if op < c.geboortedatum {
        return nee("Die dag ligt voor de geboortedatum.");
    }
    let nummers = tx.query_alle(sql::TOEWIJZINGEN_VAN_CLIENT, &[(&g).into(), client.into()], |r| r.i64(0))?;
    let mut ervoor = Vec::new();
    for n in &nummers {
        ervoor.extend(lees(tx, g, *n)?);
    }
    let erna = op.tomorrow().unwrap_or(op);
    let per_jaar_was = jaarbedragen(tx, g, &nummers, erna)?;
    noteer(tx, g, client, op)?;
    beeindig_in(tx, o, g, Some(client))?;
    let mut gevolgen = Gevolgen { per_jaar_was, ..Gevolgen::default() };
    for was in ervoor {
        let Some(wordt) = lees(tx, g, was.nummer.waarde())?.filter(|t| *t != was) else { continue };
        if !gevolgen.berichten.iter().any(|(a, _)| *a == wordt.agb) {
            let naam = tx.query_opt(sql::AANBIEDERNAAM, &[(&wordt.agb).into()], |r| r.string(0))?;
            gevolgen.berichten.push((wordt.agb, naam.unwrap_or_else(|| wordt.agb.to_string())));
        }
        gevolgen.toewijzingen.push(Gevolgregel { was: Some(was), wordt });
    }
    gevolgen.per_jaar_wordt = jaarbedragen(tx, g, &nummers, erna)?;
    let gegevens = serde_json::json!({ "op": op.to_string(), "toewijzingen": gevolgen.toewijzingen.len() });
    o.noteer(tx, g, "overlijden vastgelegd", &format!("client/{client}"), &gegevens)?;
    Ok(Ok(gevolgen))
}

/// What it would bring about; nothing is kept.
pub fn bekijk_overlijden(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    client: i64,
    op: Datum,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    wie.eis(Recht::Besluiten)?;
    wie.eis_gemeente(g)?;
    doe(o, false, |tx| voer_uit(tx, o, g, client, op))
}

/// Notes it and ends what runs on.
pub fn meld_overlijden(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    client: i64,
    op: Datum,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    wie.eis(Recht::Besluiten)?;
    wie.eis_gemeente(g)?;
    doe(o, true, |tx| voer_uit(tx, o, g, client, op))
}
