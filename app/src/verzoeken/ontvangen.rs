//! A received 315 or 317 (the municipality) and 319 (the provider): judged by the rules of step 5, then kept.

use super::boek::{self, Nieuw, lees_stand, uit_315, uit_317};
use super::melden::al_toegewezen;
use crate::fout::{AppFout, Uitkomst};
use crate::importeer::{ClientRij, zet_client};
use crate::omgeving::Omgeving;
use crate::ontvangst::kop::beoordeel_product;
use ::toewijzing::{
    Antwoordfeiten, GewenstProduct, GewensteWijziging, Omvang, RedenAfwijzing, Toewijzing, Toewijzingnummer,
    Verzoekantwoord, Verzoekfeiten, Verzoeksoort, Verzoekstand, Wijzigingsverzoek, beoordeel_antwoord,
    beoordeel_vot, beoordeel_vow,
};
use istandaard::{Antwoordbericht, ClientVerzoek, ClientWijziging, Header, Heen};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode};
use store::sql::{schrijven, verzoeken as sql};
use store::{StoreFout, Tx};

/// What stands in the book of a client and a provider.
pub(super) struct Bekend {
    pub toewijzingen: Vec<Toewijzing>,
    pub gebruikt: Vec<String>,
    pub onderhanden: Option<String>,
}

/// Reads what a request is held against. `client` is `None` when the client is unknown here.
pub(super) fn bekend(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: AgbCode,
    client: Option<i64>,
    referenties: &[String],
) -> Result<Bekend, StoreFout> {
    let mut gebruikt = Vec::new();
    for r in referenties {
        let w = [(&g).into(), (&agb).into(), r.as_str().into()];
        if tx.query_opt(sql::DEEL_MET_REFERENTIE, &w, |_| Ok(()))?.is_some() {
            gebruikt.push(r.clone());
        }
    }
    let Some(client) = client else {
        return Ok(Bekend { toewijzingen: Vec::new(), gebruikt, onderhanden: None });
    };
    let w = [(&g).into(), client.into(), (&agb).into()];
    let onderhanden = tx.query_opt(sql::ONDERHANDEN, &w, |r| r.string(0))?;
    let mut toewijzingen = boek::toewijzingen(tx, g, client, agb)?;
    // an order that was decided here and never sent cannot be known to the provider (OP095)
    toewijzingen.retain(|t| t.verzonden_in.is_some() || t.besluit.is_none() || t.reden_wijziging.is_some());
    Ok(Bekend { toewijzingen, gebruikt, onderhanden })
}

pub(super) fn client_bij(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    bsn: &kern::Bsn,
) -> Result<Option<i64>, StoreFout> {
    let zoek = o.kluis.bsn_zoek(g, bsn);
    tx.query_opt(schrijven::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))
}

/// A received 315: TR347, TR374 and TR381.
pub(crate) fn verzoek_315(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientVerzoek>,
    bericht: i64,
) -> Uitkomst<Vec<Bevinding>> {
    let (g, agb) = (m.header.gemeente, m.header.agb);
    let client = client_bij(tx, o, g, &m.client.bsn)?;
    let (referenties, _) = uit_315(&m.client);
    let b = bekend(tx, g, agb, client, &referenties)?;
    let producten: Vec<_> = m
        .client
        .producten
        .iter()
        .map(|p| ::toewijzing::AangevraagdProduct {
            referentie: p.referentie_aanbieder.clone(),
            gewenst: GewenstProduct {
                product: p.product,
                ingangsdatum: p.toewijzing_ingangsdatum,
                einddatum: p.toewijzing_einddatum,
                omvang: p.omvang.map(|o| omvang(&o)),
                budget: p.budget,
            },
        })
        .collect();
    let feiten = Verzoekfeiten {
        client_bekend: client.is_some(),
        toewijzingen: &b.toewijzingen,
        gebruikt: &b.gebruikt,
        onderhanden: b.onderhanden.as_deref(),
        vandaag: o.vandaag,
    };
    let mut bevindingen = beoordeel_vot(&producten, &feiten);
    bevindingen.extend(m.client.producten.iter().zip(1..).filter_map(|(p, n): (_, usize)| {
        let pad = format!("/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{n}]/Product");
        beoordeel_product(&pad, p.product)
    }));
    if bevindingen.is_empty() {
        boek_315(tx, o, m, bericht)?;
    }
    Ok(bevindingen)
}

/// Keeps a 315. A client that is not known yet goes into the book: who asks must be answered.
fn boek_315(tx: &mut Tx<'_>, o: &Omgeving, m: &Heen<ClientVerzoek>, bericht: i64) -> Uitkomst<i64> {
    let h = &m.header;
    let client = match client_bij(tx, o, h.gemeente, &m.client.bsn)? {
        Some(id) => id,
        None => nieuwe_client(tx, o, h.gemeente, &m.client)?,
    };
    let (referenties, producten) = uit_315(&m.client);
    let nieuw = Nieuw {
        gemeente: h.gemeente,
        soort: Verzoeksoort::Vot,
        agb: h.agb,
        client,
        bericht,
        reden: None,
        commentaar: m.client.commentaar.as_deref(),
        dagtekening: h.dagtekening,
        ontvangen_op: o.vandaag,
        referenties: &referenties,
        producten: &producten,
    };
    boek::bewaar(tx, &nieuw)
}

fn nieuwe_client(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, c: &ClientVerzoek) -> Uitkomst<i64> {
    let rij = ClientRij {
        bsn: c.bsn,
        gemeente: g,
        geboortedatum: c.geboortedatum.datum,
        geslacht: c.geslacht.as_str().to_owned(),
        achternaam: c.naam.geslachtsnaam.achternaam.clone(),
        voorvoegsel: c.naam.geslachtsnaam.voorvoegsel.clone(),
        voorletters: c.naam.voorletters.clone(),
        straat: None,
        huisnummer: None,
        postcode: None,
        plaats: None,
    };
    Ok(zet_client(tx, o, &rij)?)
}

fn omvang(o: &istandaard::Omvang) -> Omvang {
    Omvang { volume: o.volume, eenheid: o.eenheid, frequentie: o.frequentie }
}

/// A 317 as the rules read it.
pub(super) fn wijziging(v: &istandaard::Wijzigingsverzoek) -> Wijzigingsverzoek {
    // the schema bounds a number, so that it always fits
    let nummer = |n| Toewijzingnummer::new(n).ok();
    Wijzigingsverzoek {
        referentie: v.referentie_aanbieder.clone(),
        ongewijzigd: v.ongewijzigd.iter().filter_map(|p| nummer(p.toewijzing)).collect(),
        te_wijzigen: v
            .te_wijzigen
            .iter()
            .filter_map(|p| {
                Some(GewensteWijziging {
                    nummer: nummer(p.toewijzing)?,
                    ingangsdatum: p.gewenste_ingangsdatum,
                    einddatum: p.einddatum,
                    omvang: p.omvang.map(|o| omvang(&o)),
                    budget: p.budget,
                })
            })
            .collect(),
        nieuw: v
            .nieuw
            .iter()
            .map(|p| GewenstProduct {
                product: p.product,
                ingangsdatum: p.gewenste_ingangsdatum,
                einddatum: p.einddatum,
                omvang: p.omvang.map(|o| omvang(&o)),
                budget: p.budget,
            })
            .collect(),
    }
}

/// Every finding of level 3 and 4 on a 317.
pub(super) fn beoordeel_317(
    v: &istandaard::Wijzigingsverzoek,
    dagtekening: Datum,
    client_bekend: bool,
    b: &Bekend,
    vandaag: Datum,
) -> Vec<Bevinding> {
    let feiten = Verzoekfeiten {
        client_bekend,
        toewijzingen: &b.toewijzingen,
        gebruikt: &b.gebruikt,
        onderhanden: b.onderhanden.as_deref(),
        vandaag,
    };
    let mut bevindingen = beoordeel_vow(&wijziging(v), dagtekening, &feiten);
    bevindingen.extend(v.nieuw.iter().zip(1..).filter_map(|(p, n): (_, usize)| {
        let pad = format!("/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[{n}]/Product");
        beoordeel_product(&pad, p.product)
    }));
    bevindingen
}

/// A received 317: all rules of `beoordeel_vow`, and TR381.
pub(crate) fn verzoek_317(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientWijziging>,
    bericht: i64,
) -> Uitkomst<Vec<Bevinding>> {
    let h = &m.header;
    let v = &m.client.verzoek;
    let client = client_bij(tx, o, h.gemeente, &m.client.bsn)?;
    let b = bekend(tx, h.gemeente, h.agb, client, std::slice::from_ref(&v.referentie_aanbieder))?;
    let bevindingen = beoordeel_317(v, h.dagtekening, client.is_some(), &b, o.vandaag);
    if let (true, Some(client)) = (bevindingen.is_empty(), client) {
        boek_317(tx, o, m, client, bericht)?;
    }
    Ok(bevindingen)
}

/// Keeps a 317.
fn boek_317(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientWijziging>,
    client: i64,
    bericht: i64,
) -> Uitkomst<i64> {
    let h = &m.header;
    let (referenties, producten) = uit_317(&m.client.verzoek);
    let nieuw = Nieuw {
        gemeente: h.gemeente,
        soort: Verzoeksoort::Vow,
        agb: h.agb,
        client,
        bericht,
        reden: Some(m.client.verzoek.reden.as_str()),
        commentaar: None,
        dagtekening: h.dagtekening,
        ontvangen_op: o.vandaag,
        referenties: &referenties,
        producten: &producten,
    };
    boek::bewaar(tx, &nieuw)
}

/// The request of ours that an answer names.
struct Genoemd {
    verzoek: i64,
    deel: i64,
    stand: Verzoekstand,
    onderzoek_in: Option<i64>,
    antwoord_in: Option<i64>,
}

fn genoemd(tx: &mut Tx<'_>, h: &Header, referentie: &str) -> Result<Option<Genoemd>, StoreFout> {
    let w = [(&h.gemeente).into(), (&h.agb).into(), referentie.into()];
    tx.query_opt(sql::DEEL_MET_REFERENTIE, &w, |r| {
        let antwoord_in = r.opt_i64(4)?;
        // the reason is not needed here, that it was refused is
        let stand = lees_stand(r.text(2)?, Some(RedenAfwijzing::Budget.code()), antwoord_in)?;
        Ok(Genoemd { verzoek: r.i64(0)?, deel: r.i64(1)?, stand, onderzoek_in: r.opt_i64(3)?, antwoord_in })
    })
}

fn lees_antwoord(m: &Antwoordbericht) -> Verzoekantwoord {
    // CD085 (level 2) asks for a reason, and the schema for one of the list
    match m.antwoord.reden_afwijzing.and_then(|c| RedenAfwijzing::parse(c.as_str()).ok()) {
        Some(reden) if m.antwoord.is_afwijzing() => Verzoekantwoord::Afgewezen(reden),
        _ => Verzoekantwoord::InOnderzoek,
    }
}

/// A received 319: TR355, TR359, TR360 and TR365.
pub(crate) fn antwoord_319(tx: &mut Tx<'_>, m: &Antwoordbericht, bericht: i64) -> Uitkomst<Vec<Bevinding>> {
    let verzoek = genoemd(tx, &m.header, &m.antwoord.referentie_aanbieder)?;
    let feiten = verzoek.as_ref().map(|v| Antwoordfeiten {
        in_onderzoek: v.onderzoek_in.is_some(),
        afgewezen: matches!(v.stand, Verzoekstand::Afgewezen(_)),
        toegewezen: matches!(v.stand, Verzoekstand::Gehonoreerd { .. }),
    });
    let bevindingen = beoordeel_antwoord(lees_antwoord(m), feiten);
    if bevindingen.is_empty() {
        boek_319(tx, m, bericht)?;
    }
    Ok(bevindingen)
}

/// Keeps a 319. What was granted stays granted: of history the order is not known (OP080).
fn boek_319(tx: &mut Tx<'_>, m: &Antwoordbericht, bericht: i64) -> Uitkomst<bool> {
    let h = &m.header;
    let Some(v) = genoemd(tx, h, &m.antwoord.referentie_aanbieder)? else { return Ok(false) };
    let (onderzoek_in, stand, antwoord_in) = match (lees_antwoord(m), v.stand) {
        (Verzoekantwoord::InOnderzoek, Verzoekstand::Ingediend) => {
            (Some(bericht), Verzoekstand::InOnderzoek, None)
        }
        (Verzoekantwoord::Afgewezen(r), Verzoekstand::Ingediend | Verzoekstand::InOnderzoek) => {
            (v.onderzoek_in, Verzoekstand::Afgewezen(r), Some(bericht))
        }
        (Verzoekantwoord::InOnderzoek, Verzoekstand::Gehonoreerd { .. }) => {
            (Some(bericht), v.stand, v.antwoord_in)
        }
        _ => return Ok(true),
    };
    boek::zet_stand(tx, h.gemeente, (v.verzoek, v.deel), stand, h.dagtekening, (onderzoek_in, antwoord_in))?;
    Ok(true)
}

/// Our own 319 counts after all, though it was rejected and perhaps another was sent since. The provider takes one refusal
/// and one inquiry (TR359, TR360, TR365): when it took this one, it does not take the other. What was granted stays so.
pub(crate) fn weer_beantwoord(tx: &mut Tx<'_>, m: &Antwoordbericht, bericht: i64) -> Uitkomst<()> {
    let h = &m.header;
    let Some(v) = genoemd(tx, h, &m.antwoord.referentie_aanbieder)? else { return Ok(()) };
    let deel = (v.verzoek, v.deel);
    match (lees_antwoord(m), v.stand) {
        (Verzoekantwoord::InOnderzoek, Verzoekstand::Ingediend | Verzoekstand::InOnderzoek) => {
            let stand = Verzoekstand::InOnderzoek;
            boek::zet_stand(tx, h.gemeente, deel, stand, h.dagtekening, (Some(bericht), None))?;
        }
        // it came to the provider before the answer that stands now
        (Verzoekantwoord::InOnderzoek, _) if v.onderzoek_in.is_none() => {
            let w = [(&h.gemeente).into(), v.verzoek.into(), v.deel.into(), bericht.into()];
            tx.execute(sql::ONDERZOEK_GEMELD, &w)?;
        }
        (
            Verzoekantwoord::Afgewezen(r),
            Verzoekstand::Ingediend | Verzoekstand::InOnderzoek | Verzoekstand::Afgewezen(_),
        ) => {
            let (stand, in_welk) = (Verzoekstand::Afgewezen(r), (v.onderzoek_in, Some(bericht)));
            boek::zet_stand(tx, h.gemeente, deel, stand, h.dagtekening, in_welk)?;
        }
        _ => {}
    }
    Ok(())
}

/// A 315 of history. What was assigned on it may stand in the book already.
pub(crate) fn laad_315(tx: &mut Tx<'_>, o: &Omgeving, m: &Heen<ClientVerzoek>, bericht: i64) -> Uitkomst<()> {
    nog_niet_geladen(tx, &m.header, &uit_315(&m.client).0)?;
    let verzoek = boek_315(tx, &o.op(m.header.dagtekening), m, bericht)?;
    al_toegewezen(tx, m.header.gemeente, verzoek)
}

/// A 317 of history.
pub(crate) fn laad_317(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    m: &Heen<ClientWijziging>,
    client: i64,
    bericht: i64,
) -> Uitkomst<()> {
    nog_niet_geladen(tx, &m.header, &uit_317(&m.client.verzoek).0)?;
    let verzoek = boek_317(tx, &o.op(m.header.dagtekening), m, client, bericht)?;
    al_toegewezen(tx, m.header.gemeente, verzoek)
}

/// A 319 of history.
pub(crate) fn laad_319(tx: &mut Tx<'_>, m: &Antwoordbericht, bericht: i64) -> Uitkomst<()> {
    if boek_319(tx, m, bericht)? {
        return Ok(());
    }
    Err(AppFout::Ongeldig(format!(
        "{} {}: het verzoek dat hier beantwoord wordt staat niet in het boek; laad eerst dat 315- of 317-bericht",
        m.header.soort.code(),
        m.header.eigen_identificatie()
    )))
}

/// A reference stands for one request, also in history (TR347).
fn nog_niet_geladen(tx: &mut Tx<'_>, h: &Header, referenties: &[String]) -> Uitkomst<()> {
    let b = bekend(tx, h.gemeente, h.agb, None, referenties)?;
    match b.gebruikt.first() {
        None => Ok(()),
        Some(r) => Err(AppFout::Ongeldig(format!(
            "{} {}: referentie {r} staat al bij een ander verzoek in het boek (TR347)",
            h.soort.code(),
            h.eigen_identificatie()
        ))),
    }
}
