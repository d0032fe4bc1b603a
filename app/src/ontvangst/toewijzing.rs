//! A received 301: the provider's side of step 5. The client and the assignments go into the provider's book.

use super::kop::beoordeel_product;
use super::regie::product_uit;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::verzoeken;
use crate::zoek::naamsleutel;
use ::toewijzing::{EerdereToewijzing, RedenWijziging, Toewijzingnummer, nummer_uniek, verwijderen_mag};
use istandaard::{ClientToewijzing, Heen, ToegewezenProduct};
use kern::{Bevinding, Datum, Gemeentecode};
use store::sql::{keten::GOEDGEKEURD_NETTO, schrijven as sql};
use store::{Tx, Val, teller};
use toegang::ClientId;

fn pad(i: usize, element: &str) -> String {
    let p = format!("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{}]", i + 1);
    if element.is_empty() { p } else { format!("{p}/{element}") }
}

/// What the book says of an assignment number.
struct Bestaand {
    eerder: EerdereToewijzing,
    datum: Datum,
    tijd: Option<String>,
    reden: Option<String>,
    referentie: Option<String>,
    verzonden_in: Option<i64>,
}

fn bestaand(tx: &mut Tx<'_>, gemeente: Gemeentecode, nummer: i64) -> Uitkomst<Option<Bestaand>> {
    Ok(tx.query_opt(sql::TOEWIJZING, &[(&gemeente).into(), nummer.into()], |r| {
        Ok(Bestaand {
            eerder: EerdereToewijzing {
                client: Some(ClientId(r.i64(1)?)),
                product: product_uit(r, 3)?,
                ingangsdatum: r.dag(7)?,
                verwijderd: r.opt_text(13)? == Some("13"),
            },
            datum: r.dag(5)?,
            tijd: r.opt_text(6)?.map(str::to_owned),
            reden: r.opt_text(13)?.map(str::to_owned),
            referentie: r.opt_text(14)?.map(str::to_owned),
            verzonden_in: r.opt_i64(15)?,
        })
    })?)
}

/// Judges (TR332, TR379, TR381, TR385) and keeps.
pub(super) fn verwerk(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientToewijzing>,
    bericht: i64,
) -> Uitkomst<Vec<Bevinding>> {
    let g = m.header.gemeente;
    let zoek = o.kluis.bsn_zoek(g, &m.client.bsn);
    let client = tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?;
    let mut bevindingen = Vec::new();
    for (i, p) in m.client.producten.iter().enumerate() {
        let b = bestaand(tx, g, p.nummer)?;
        bevindingen.extend(beoordeel_product(&pad(i, ""), p.product));
        if let Ok(nummer) = Toewijzingnummer::new(p.nummer) {
            let dit = ClientId(client.unwrap_or(-1));
            bevindingen.extend(nummer_uniek(
                pad(i, "ToewijzingNummer"),
                nummer,
                dit,
                p.product,
                p.ingangsdatum,
                b.as_ref().map(|b| &b.eerder),
            ));
            let reden = p.reden_wijziging.as_ref().and_then(|c| RedenWijziging::parse(c.as_str()).ok());
            if reden == Some(RedenWijziging::Verwijderd) {
                let goedgekeurd = netto_regels(tx, g, p.nummer)?;
                bevindingen.extend(verwijderen_mag(pad(i, ""), nummer, reden, goedgekeurd));
            }
        }
    }
    bevindingen.extend(verzoeken::toets_referenties(tx, m, client)?);
    if !bevindingen.is_empty() {
        return Ok(bevindingen);
    }
    bewaar(tx, o, m, bericht, o.vandaag)?;
    Ok(bevindingen)
}

/// Keeps the client and the assignments; of each number the most recent decision counts, not the most recent
/// message (IV013, OP080). `ontvangen` is the day on which the provider got it.
pub(super) fn bewaar(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientToewijzing>,
    bericht: i64,
    ontvangen: Datum,
) -> Uitkomst<()> {
    let g = m.header.gemeente;
    let zoek = o.kluis.bsn_zoek(g, &m.client.bsn);
    let client = tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?;
    let client = match client {
        Some(id) => {
            werk_client_bij(tx, g, id, &m.client)?;
            id
        }
        None => nieuwe_client(tx, o, g, &zoek, &m.client)?,
    };
    for p in &m.client.producten {
        let b = bestaand(tx, g, p.nummer)?;
        if b.as_ref().is_some_and(|b| !b.eerder.verwijderd && b.eerder.client != Some(ClientId(client))) {
            // judged before for what comes in (TR332); history is not judged, yet never moves to somebody else
            return Err(AppFout::Ongeldig(format!(
                "toewijzing {} bestaat al voor een andere cliënt; elk nummer is uniek binnen een gemeente",
                p.nummer
            )));
        }
        let tijd = p.toewijzingstijd.strftime("%H:%M:%S").to_string();
        let ouder = b.as_ref().is_some_and(|b| {
            (b.datum, b.tijd.as_deref().unwrap_or("")) > (p.toewijzingsdatum, tijd.as_str())
        });
        if !ouder {
            // the same decision once more, going along with another: its reason and reference were told before (IV099)
            let zelfde =
                b.as_ref().filter(|b| b.datum == p.toewijzingsdatum && b.tijd.as_deref() == Some(&tijd));
            let eerder = Eerder {
                reden: zelfde.and_then(|b| b.reden.clone()),
                referentie: zelfde.and_then(|b| b.referentie.clone()),
                verzonden_in: b.as_ref().and_then(|b| b.verzonden_in).unwrap_or(bericht),
            };
            zet(tx, m, client, p, &tijd, &eerder)?;
            crate::bewaak::bekend(tx, g, p.nummer, p.ingangsdatum, ontvangen)?;
        }
    }
    verzoeken::toegewezen(tx, m, bericht)
}

/// Granted debit lines on an assignment that were not credited.
/// A line that waits for its answer is not granted: it does not stand in the way.
fn netto_regels(tx: &mut Tx<'_>, g: Gemeentecode, nummer: i64) -> Uitkomst<u64> {
    let netto = tx.query_one(GOEDGEKEURD_NETTO, &[(&g).into(), nummer.into()], |r| r.i64(0))?;
    Ok(u64::try_from(netto).unwrap_or(0))
}

/// What an earlier 301 said of an assignment and this one need not repeat.
struct Eerder {
    reden: Option<String>,
    referentie: Option<String>,
    verzonden_in: i64,
}

fn zet(
    tx: &mut Tx<'_>,
    m: &Heen<ClientToewijzing>,
    client: i64,
    p: &ToegewezenProduct,
    tijd: &str,
    eerder: &Eerder,
) -> Uitkomst<()> {
    let code = p.product.and_then(|p| p.code);
    let categorie = p.product.map(|p| p.categorie);
    tx.execute(
        sql::TOEWIJZING_ZET,
        &[
            (&m.header.gemeente).into(),
            p.nummer.into(),
            client.into(),
            Val::Null,
            (&m.header.agb).into(),
            categorie.as_ref().into(),
            code.as_ref().into(),
            p.toewijzingsdatum.into(),
            tijd.into(),
            p.ingangsdatum.into(),
            p.einddatum.into(),
            p.omvang.map(|o| o.volume).into(),
            p.omvang.map(|o| o.eenheid.code()).into(),
            p.omvang.map(|o| o.frequentie.code()).into(),
            p.budget.into(),
            p.reden_wijziging.as_ref().map(istandaard::Code::as_str).or(eerder.reden.as_deref()).into(),
            p.referentie_aanbieder.as_deref().or(eerder.referentie.as_deref()).into(),
            eerder.verzonden_in.into(),
        ],
    )?;
    Ok(())
}

/// Name and address as the message gives them.
struct Persoon<'a> {
    achternaam: &'a str,
    voorvoegsel: Option<&'a str>,
    voorletters: Option<&'a str>,
    straat: Option<&'a str>,
    huisnummer: Option<String>,
    postcode: Option<&'a str>,
    plaats: Option<&'a str>,
    zoek: String,
}

fn persoon(c: &ClientToewijzing) -> Persoon<'_> {
    let naam = &c.naam.geslachtsnaam;
    let adres = c.contacten.iter().find_map(|c| c.adres.as_ref());
    let voorletters = c.naam.voorletters.as_deref();
    Persoon {
        achternaam: &naam.achternaam,
        voorvoegsel: naam.voorvoegsel.as_deref(),
        voorletters,
        straat: adres.and_then(|a| a.straat.as_deref()),
        huisnummer: adres.and_then(|a| a.huis.as_ref()).map(|h| h.nummer.to_string()),
        postcode: adres.and_then(|a| a.postcode.as_deref()),
        plaats: adres.and_then(|a| a.plaats.as_deref()),
        zoek: naamsleutel(&naam.achternaam, naam.voorvoegsel.as_deref(), voorletters),
    }
}

fn werk_client_bij(tx: &mut Tx<'_>, g: Gemeentecode, id: i64, c: &ClientToewijzing) -> Uitkomst<()> {
    let p = persoon(c);
    tx.execute(
        sql::CLIENT_WIJZIG,
        &[
            (&g).into(),
            id.into(),
            c.geboortedatum.datum.into(),
            c.geslacht.as_str().into(),
            p.achternaam.into(),
            p.voorvoegsel.into(),
            p.voorletters.into(),
            p.straat.into(),
            p.huisnummer.as_deref().into(),
            p.postcode.into(),
            p.plaats.into(),
            p.zoek.as_str().into(),
        ],
    )?;
    Ok(())
}

fn nieuwe_client(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    zoek: &[u8; 16],
    c: &ClientToewijzing,
) -> Uitkomst<i64> {
    let id = teller::volgende(tx, g, "client")?;
    let p = persoon(c);
    let bsn = o.kluis.versleutel_bsn(g, "client", &[id], &c.bsn)?;
    tx.execute(
        sql::CLIENT_ERBIJ,
        &[
            (&g).into(),
            id.into(),
            (&bsn).into(),
            zoek.into(),
            c.geboortedatum.datum.into(),
            c.geslacht.as_str().into(),
            p.achternaam.into(),
            p.voorvoegsel.into(),
            p.voorletters.into(),
            p.straat.into(),
            p.huisnummer.as_deref().into(),
            p.postcode.into(),
            p.plaats.into(),
            p.zoek.as_str().into(),
        ],
    )?;
    Ok(id)
}
