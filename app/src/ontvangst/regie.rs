//! A received 305 (start) or 307 (stop): judged by the rules of step 6, then kept.

use super::kop::beoordeel_product;
use crate::bewaak;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use ::toewijzing::Toewijzingnummer;
use istandaard::{ClientStart, ClientStop, Header, Heen, StartProduct, StopProduct};
use kern::{AgbCode, Bevinding, Bsn, Datum, Gemeentecode, Product, Productcategorie, Productcode};
use levering::{
    Feiten, Levering, LeveringId, Leveringsleutel, RedenBeeindiging, Soort, StartMelding, StatusAanlevering,
    StopMelding, beoordeel_start, beoordeel_stop,
};
use store::sql::schrijven as sql;
use store::{Row, StoreFout, Tx, Val, teller};

/// What is known of the client of a message.
struct Bekend {
    client: Option<i64>,
    toewijzingen: Vec<Toewijzingnummer>,
    historie: Vec<Levering>,
}

fn bekend(tx: &mut Tx<'_>, o: &Omgeving, h: &Header, bsn: &Bsn) -> Uitkomst<Bekend> {
    let g = Val::from(&h.gemeente);
    let zoek = o.kluis.bsn_zoek(h.gemeente, bsn);
    let Some(client) = tx.query_opt(sql::CLIENT_BIJ_BSN, &[g, (&zoek).into()], |r| r.i64(0))? else {
        return Ok(Bekend { client: None, toewijzingen: Vec::new(), historie: Vec::new() });
    };
    let mut toewijzingen = Vec::new();
    tx.query(sql::TOEWIJZINGEN_VAN, &[g, client.into(), (&h.agb).into()], |r| {
        let verwijderd = r.opt_text(13)? == Some("13");
        if let (false, Ok(nummer)) = (verwijderd, Toewijzingnummer::new(r.i64(0)?)) {
            toewijzingen.push(nummer);
        }
        Ok(())
    })?;
    let historie = historie(tx, h, client)?;
    Ok(Bekend { client: Some(client), toewijzingen, historie })
}

/// Starts and stops of a client at the provider of a message.
pub(crate) fn historie(tx: &mut Tx<'_>, h: &Header, client: i64) -> Result<Vec<Levering>, StoreFout> {
    let w = [(&h.gemeente).into(), client.into(), (&h.agb).into()];
    tx.query_alle(sql::LEVERINGEN, &w, |r| levering_uit(r, h.agb))
}

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

/// The product in two columns.
pub(crate) fn product_uit(r: &Row<'_>, i: usize) -> Result<Option<Product>, StoreFout> {
    let Some(c) = r.opt_text(i)? else { return Ok(None) };
    let categorie = Productcategorie::parse(c).map_err(|_| kolom(i, "een categorie"))?;
    let code = r
        .opt_text(i + 1)?
        .map(|t| Productcode::parse(t).map_err(|_| kolom(i + 1, "een productcode")))
        .transpose()?;
    Ok(Some(Product { categorie, code }))
}

/// Reads a row of LEVERINGEN.
pub(crate) fn levering_uit(r: &Row<'_>, agb: AgbCode) -> Result<Levering, StoreFout> {
    let soort = if r.text(1)? == "start" {
        Soort::Start
    } else {
        Soort::Stop {
            reden: RedenBeeindiging::parse(r.text(8)?).ok_or_else(|| kolom(8, "een reden"))?,
            einddatum: r.dag(7)?,
        }
    };
    let toewijzing =
        r.opt_i64(2)?.map(Toewijzingnummer::new).transpose().map_err(|_| kolom(2, "een nummer"))?;
    Ok(Levering {
        id: LeveringId(r.i64(0)?),
        agb,
        sleutel: Leveringsleutel { toewijzing, product: product_uit(r, 3)?, begindatum: r.dag(6)? },
        soort,
        verwijderd: r.opt_i64(9)?.is_some(),
    })
}

fn sleutel(toewijzing: Option<i64>, product: Option<Product>, begindatum: Datum) -> Leveringsleutel {
    // the schema bounds the number, so that it always fits
    Leveringsleutel {
        toewijzing: toewijzing.and_then(|n| Toewijzingnummer::new(n).ok()),
        product,
        begindatum,
    }
}

fn status(code: &str) -> StatusAanlevering {
    // CS058 (level 2) left 1 and 3 only
    StatusAanlevering::parse(code).unwrap_or(StatusAanlevering::Eerste)
}

/// A start as the rules read it.
pub(crate) fn start_melding(p: &StartProduct, i: usize) -> StartMelding {
    StartMelding {
        pad: format!("/Bericht/Client/StartProducten/StartProduct[{}]", i + 1),
        sleutel: sleutel(p.toewijzing, p.product, p.begindatum),
        toewijzing_ingangsdatum: p.toewijzing_ingangsdatum,
        status: status(p.status.as_str()),
    }
}

/// A stop as the rules read it.
pub(crate) fn stop_melding(p: &StopProduct, i: usize) -> StopMelding {
    StopMelding {
        pad: format!("/Bericht/Client/StopProducten/StopProduct[{}]", i + 1),
        sleutel: sleutel(p.toewijzing, p.product, p.begindatum),
        toewijzing_ingangsdatum: p.toewijzing_ingangsdatum,
        // the schema left codes of the list only
        reden: RedenBeeindiging::parse(p.reden.as_str()).unwrap_or(RedenBeeindiging::VolgensPlan),
        einddatum: p.einddatum,
        status: status(p.status.as_str()),
    }
}

pub(super) fn verwerk_start(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientStart>,
    bericht: i64,
) -> Uitkomst<Vec<Bevinding>> {
    let h = &m.header;
    let b = bekend(tx, o, h, &m.client.bsn)?;
    let meldingen: Vec<_> = m.client.producten.iter().enumerate().map(|(i, p)| start_melding(p, i)).collect();
    let feiten =
        Feiten { agb: h.agb, toewijzingen: &b.toewijzingen, historie: &b.historie, taakgericht: false };
    let mut bevindingen = beoordeel_start(&meldingen, &feiten);
    // a removal is not judged on its content (TR063)
    let nieuw = meldingen.iter().filter(|m| m.status == StatusAanlevering::Eerste);
    bevindingen.extend(nieuw.filter_map(|m| beoordeel_product(&m.pad, m.sleutel.product)));
    if bevindingen.is_empty()
        && let Some(client) = b.client
    {
        boek_starts(tx, h.gemeente, h.agb, client, bericht, &meldingen, &b.historie)?;
    }
    Ok(bevindingen)
}

pub(super) fn verwerk_stop(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientStop>,
    bericht: i64,
) -> Uitkomst<Vec<Bevinding>> {
    let h = &m.header;
    let b = bekend(tx, o, h, &m.client.bsn)?;
    let meldingen: Vec<_> = m.client.producten.iter().enumerate().map(|(i, p)| stop_melding(p, i)).collect();
    let feiten =
        Feiten { agb: h.agb, toewijzingen: &b.toewijzingen, historie: &b.historie, taakgericht: false };
    let mut bevindingen = beoordeel_stop(&meldingen, &feiten);
    // a removal is not judged on its content (TR063)
    let nieuw = meldingen.iter().filter(|m| m.status == StatusAanlevering::Eerste);
    bevindingen.extend(nieuw.filter_map(|m| beoordeel_product(&m.pad, m.sleutel.product)));
    if bevindingen.is_empty()
        && let Some(client) = b.client
    {
        boek_stops(tx, h.gemeente, h.agb, client, bericht, &meldingen, &b.historie)?;
    }
    Ok(bevindingen)
}

/// Keeps approved starts: removals first, then what is new.
pub(crate) fn boek_starts(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: AgbCode,
    client: i64,
    bericht: i64,
    meldingen: &[StartMelding],
    historie: &[Levering],
) -> Result<(), StoreFout> {
    for m in meldingen.iter().filter(|m| m.status == StatusAanlevering::Verwijderen) {
        let oud =
            historie.iter().find(|l| !l.verwijderd && l.sleutel == m.sleutel && l.soort == Soort::Start);
        if let Some(l) = oud {
            tx.execute(sql::LEVERING_WEG, &[(&gemeente).into(), l.id.0.into(), bericht.into()])?;
        }
    }
    for m in meldingen.iter().filter(|m| m.status == StatusAanlevering::Eerste) {
        let regel =
            Boekregel { soort: "start", sleutel: &m.sleutel, ingang: m.toewijzing_ingangsdatum, stop: None };
        boek(tx, gemeente, agb, client, bericht, &regel)?;
    }
    bewaak::geleverd(tx, gemeente, agb, client)
}

/// Keeps approved stops: removals first, then what is new.
pub(crate) fn boek_stops(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: AgbCode,
    client: i64,
    bericht: i64,
    meldingen: &[StopMelding],
    historie: &[Levering],
) -> Result<(), StoreFout> {
    for m in meldingen.iter().filter(|m| m.status == StatusAanlevering::Verwijderen) {
        let soort = Soort::Stop { reden: m.reden, einddatum: m.einddatum };
        let oud = historie.iter().find(|l| !l.verwijderd && l.sleutel == m.sleutel && l.soort == soort);
        if let Some(l) = oud {
            tx.execute(sql::LEVERING_WEG, &[(&gemeente).into(), l.id.0.into(), bericht.into()])?;
        }
    }
    for m in meldingen.iter().filter(|m| m.status == StatusAanlevering::Eerste) {
        let regel = Boekregel {
            soort: "stop",
            sleutel: &m.sleutel,
            ingang: m.toewijzing_ingangsdatum,
            stop: Some((m.einddatum, m.reden)),
        };
        boek(tx, gemeente, agb, client, bericht, &regel)?;
    }
    bewaak::geleverd(tx, gemeente, agb, client)
}

struct Boekregel<'a> {
    soort: &'static str,
    sleutel: &'a Leveringsleutel,
    ingang: Option<Datum>,
    stop: Option<(Datum, RedenBeeindiging)>,
}

fn boek(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    agb: AgbCode,
    client: i64,
    bericht: i64,
    r: &Boekregel<'_>,
) -> Result<(), StoreFout> {
    let id = teller::volgende(tx, gemeente, "levering")?;
    let code = r.sleutel.product.and_then(|p| p.code);
    let categorie = r.sleutel.product.map(|p| p.categorie);
    tx.execute(
        sql::LEVERING_ERBIJ,
        &[
            (&gemeente).into(),
            id.into(),
            r.soort.into(),
            client.into(),
            (&agb).into(),
            r.sleutel.toewijzing.map(Toewijzingnummer::waarde).into(),
            categorie.as_ref().into(),
            code.as_ref().into(),
            r.ingang.into(),
            r.sleutel.begindatum.into(),
            r.stop.map(|s| s.0).into(),
            r.stop.map(|s| s.1.code()).into(),
            bericht.into(),
        ],
    )?;
    Ok(())
}
