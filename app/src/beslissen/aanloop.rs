//! What the access found already, so that a consulent need not type it again: identity, plan, results, aanvraag.

use crate::advies::laatste_voorstel;
use crate::meldingen::opslag;
use crate::omgeving::Omgeving;
use beschikking::{Besluitsoort, Identiteitscontrole, Onderdeel, Ontwerp, Verstrekking};
use kern::{Datum, Gemeentecode};
use store::sql::{besluiten as sql, toegang, wacht};
use store::{StoreFout, Tx};

/// Results of a plan with who does what.
pub(super) fn planregels(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    melding: i64,
) -> Result<Vec<(String, String)>, StoreFout> {
    let rijen = tx.query_alle(toegang::RESULTATEN, &[(&g).into(), melding.into()], |r| {
        Ok((r.i64(0)?, r.blob(2)?.to_vec(), r.blob(3)?.to_vec()))
    })?;
    rijen
        .into_iter()
        .map(|(nr, resultaat, aanpak)| {
            let open = |veld: &str, b: &[u8]| o.kluis.ontsleutel_tekst(g, veld, &[melding, nr], b);
            Ok((open("planresultaat.resultaat", &resultaat)?, open("planresultaat.aanpak", &aanpak)?))
        })
        .collect()
}

/// Where a decision begins: its client, melding and aanvraag, and a draft with what is known.
pub(super) struct Aanloop {
    pub client: i64,
    pub melding: Option<i64>,
    pub ontwerp: Ontwerp,
}

/// What is known about an aanvraag; `None` when it does not exist or was dealt with.
pub(super) fn van_aanvraag(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    aanvraag: i64,
) -> Result<Option<Aanloop>, StoreFout> {
    let gevonden = tx.query_opt(toegang::AANVRAAG, &[(&g).into(), aanvraag.into()], |r| {
        Ok((r.i64(0)?, r.i64(1)?, r.dag(2)?, r.text(7)? == "open"))
    })?;
    let Some((client, melding, op, true)) = gevonden else { return Ok(None) };
    let ontwerp = Ontwerp { aanvraag_op: Some(op), ..van_melding(tx, o, g, melding)? };
    Ok(Some(Aanloop { client, melding: Some(melding), ontwerp }))
}

/// What is known about a client without an aanvraag: the newest melding.
pub(super) fn van_client(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    client: i64,
) -> Result<Option<Aanloop>, StoreFout> {
    if super::feiten::client(tx, o, g, client)?.is_none() {
        return Ok(None);
    }
    let melding = tx.query_opt(sql::BESLUIT_MELDING_NIEUWST, &[(&g).into(), client.into()], |r| r.i64(0))?;
    let mut ontwerp = match melding {
        Some(m) => van_melding(tx, o, g, m)?,
        None => begin(),
    };
    if let Some(m) = melding
        && tx.query_one(wacht::SPOED_OPEN, &[(&g).into(), m.into()], |r| r.i64(0))? > 0
    {
        ontwerp.soort = Some(Besluitsoort::Spoed);
        "artikel 2.3.3 van de Wet maatschappelijke ondersteuning 2015".clone_into(&mut ontwerp.voorschrift);
    }
    Ok(Some(Aanloop { client, melding, ontwerp }))
}

fn begin() -> Ontwerp {
    Ontwerp {
        soort: Some(Besluitsoort::Toekenning),
        vorm: Some(Verstrekking::Natura),
        voorschrift: "artikel 2.3.5 van de Wet maatschappelijke ondersteuning 2015".to_owned(),
        ..Ontwerp::default()
    }
}

fn van_melding(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, melding: i64) -> Result<Ontwerp, StoreFout> {
    let sleutel = [(&g).into(), melding.into()];
    let identiteit: Option<(String, Datum)> =
        tx.query_opt(toegang::DOSSIER, &sleutel, |r| Ok(r.opt_string(13)?.zip(r.opt_dag(14)?)))?.flatten();
    let plan_op = tx.query_opt(toegang::PLAN, &sleutel, |r| r.opt_dag(5))?.flatten();
    let regels = if plan_op.is_some() { planregels(tx, o, g, melding)? } else { Vec::new() };
    let resultaten = regels.into_iter().map(|(r, _)| r.replace('\n', " ")).collect::<Vec<_>>().join("\n");
    let onderzoek = opslag::onderzoek(tx, &o.kluis, g, melding)?;
    let keuze = van_keuze(tx, o, g, melding)?;
    // when something else takes the problem away, a grant does not stand there as if it went without saying
    let zonder_keuze = begin().soort.filter(|_| onderzoek.opgelost_met().is_none());
    let vast = keuze.unwrap_or(Ontwerp { soort: zonder_keuze, ..begin() });
    let gronden = [::toegang::grond(&onderzoek).unwrap_or_default(), vast.grond.clone()];
    Ok(Ontwerp {
        identiteit: identiteit
            .map(|(document, op)| Identiteitscontrole { op, document: document.replace('_', " ") }),
        plan_op,
        resultaten,
        grond: gronden.iter().filter(|t| !t.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n\n"),
        ..vast
    })
}

/// What the consulent chose at the advice: its products, and why it departs. The decision stays with who writes it.
fn van_keuze(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    melding: i64,
) -> Result<Option<Ontwerp>, StoreFout> {
    let Some((producten, motivering)) = laatste_voorstel(tx, o, (g, melding))? else { return Ok(None) };
    let onderdelen = producten.iter().map(|p| Onderdeel {
        product: p.product,
        volume: p.volume,
        eenheid: p.eenheid,
        frequentie: p.frequentie,
        agb: None,
        van: None,
        tot: None,
        toewijzing: None,
    });
    let soort = if producten.is_empty() { Besluitsoort::Afwijzing } else { Besluitsoort::Toekenning };
    Ok(Some(Ontwerp {
        onderdelen: onderdelen.collect(),
        soort: Some(soort),
        grond: motivering.unwrap_or_default(),
        ..begin()
    }))
}
