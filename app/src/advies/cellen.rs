//! The texts of the cells of the matrix, as a municipality loads them: they belong to the publisher and never ship.

use super::{Stap, eis, namens};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use kern::{Bevinding, Gemeentecode};
use store::sql::advies as sql;
use store::{StoreFout, Tx};
use toegang::zrm::{Celteksten, Zrmuitgave};

/// What was loaded of an edition, for who measures.
pub fn celteksten(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    uitgave: Zrmuitgave,
) -> Result<Celteksten, VraagFout> {
    eis(wie, g)?;
    Ok(o.db.read(|tx| lees(tx, g, uitgave))?)
}

fn lees(tx: &mut Tx<'_>, g: Gemeentecode, uitgave: Zrmuitgave) -> Result<Celteksten, StoreFout> {
    let rijen = tx.query_alle(sql::CELTEKSTEN, &[(&g).into(), uitgave.code().into()], |r| {
        Ok([r.string(0)?, r.i64(1)?.to_string(), r.string(2)?])
    })?;
    if rijen.is_empty() {
        return Ok(Celteksten::default());
    }
    let kolommen = rijen.iter().map(|r| r.iter().map(String::as_str).collect());
    Celteksten::uit_rijen(uitgave, (1..).zip(kolommen))
        .map_err(|_| super::beschadigd("teksten van de matrix"))
}

fn beleid(wie: &Gebruiker, g: Gemeentecode) -> Result<(), VraagFout> {
    wie.eis(Recht::Kaders)?;
    wie.eis_gemeente(g)?;
    Ok(())
}

/// How many cells were loaded of each edition, and how many it has, for who loads them.
pub fn telling(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
) -> Result<Vec<(Zrmuitgave, usize, usize)>, VraagFout> {
    beleid(wie, g)?;
    o.db.read(|tx| {
        Zrmuitgave::ALLE
            .iter()
            .map(|(_, u)| Ok((*u, lees(tx, g, *u)?.aantal(), u.domeinen().len() * 5)))
            .collect()
    })
}

/// The separator of a file: what stands first in its first line of these three.
fn scheiding(tekst: &str) -> u8 {
    let regel = tekst.lines().find(|r| !r.trim().is_empty() && !r.starts_with('#')).unwrap_or_default();
    regel.bytes().find(|b| matches!(b, b'\t' | b';' | b',')).unwrap_or(b';')
}

/// Loads the texts of an edition from a file in the place of those that were there: CSV with domain, level and text, between
/// which stands a semicolon, a comma or a tab. A first line with the names of the columns is passed over, and lines that begin
/// with `#`. All or nothing: every row that is wrong is told. Gives how many cells there are.
pub fn laad_cellen(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    uitgave: Zrmuitgave,
    bestand: &[u8],
) -> Stap<usize> {
    beleid(wie, g)?;
    let nee = |waar: String, tekst: &'static str| vec![Bevinding::new("ZRM-CEL", None, waar, tekst)];
    let Ok(tekst) = std::str::from_utf8(bestand) else {
        return Ok(Err(nee(
            String::new(),
            "Dit bestand is geen tekst in UTF-8. Sla het op als CSV (UTF-8).",
        )));
    };
    let tekst = tekst.trim_start_matches('\u{feff}');
    let mut lezer = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .delimiter(scheiding(tekst))
        .from_reader(tekst.as_bytes());
    let mut rijen = Vec::new();
    for rij in lezer.records() {
        let Ok(rij) = rij else {
            return Ok(Err(nee(String::new(), "Dit bestand is geen CSV. Kijk naar de aanhalingstekens.")));
        };
        rijen.push((rij.position().map_or(0, csv::Position::line), rij));
    }
    let kop = |r: &csv::StringRecord| r.get(0).is_some_and(|t| t.trim().eq_ignore_ascii_case("leefgebied"));
    let zonder_kop = rijen.iter().enumerate().filter(|(i, (_, r))| *i > 0 || !kop(r)).map(|(_, r)| r);
    let kolommen = zonder_kop.map(|(regel, r)| (*regel, r.iter().collect()));
    let cellen = match Celteksten::uit_rijen(uitgave, kolommen) {
        Ok(c) => c,
        Err(fout) => return Ok(Err(fout)),
    };
    let o = namens(o, wie);
    o.db.write(|tx| {
        tx.execute(sql::CELTEKSTEN_WEG, &[(&g).into(), uitgave.code().into()])?;
        for (domein, niveau, tekst) in cellen.cellen() {
            let w = [
                (&g).into(),
                uitgave.code().into(),
                domein.code().into(),
                i64::from(niveau.cijfer()).into(),
                tekst.into(),
            ];
            tx.execute(sql::CELTEKST_ERBIJ, &w)?;
        }
        let gegevens = serde_json::json!({ "cellen": cellen.aantal() });
        o.noteer(tx, g, "teksten van de matrix geladen", uitgave.code(), &gegevens)?;
        Ok::<_, VraagFout>(Ok(cellen.aantal()))
    })
}

/// Takes the texts of an edition away.
pub fn cellen_weg(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    uitgave: Zrmuitgave,
) -> Result<(), VraagFout> {
    beleid(wie, g)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        tx.execute(sql::CELTEKSTEN_WEG, &[(&g).into(), uitgave.code().into()])?;
        o.noteer(tx, g, "teksten van de matrix weggehaald", uitgave.code(), &serde_json::json!({}))?;
        Ok(())
    })
}
