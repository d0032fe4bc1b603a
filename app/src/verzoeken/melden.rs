//! What was granted goes along in the next 301, and what a 301 says of requests; and what becomes of a request when a
//! message about it was rejected, or counts after all.

use super::boek::{self, Productsoort, lees_soort};
use crate::fout::Uitkomst;
use crate::ontvangst::regie::product_uit;
use ::toewijzing::{Toewijzing, Verzoekreferentie, Verzoeksoort, Verzoekstand, referenties_kloppen};
use istandaard::{ClientToewijzing, Heen, Soort, ToegewezenProduct};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, Product};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::sql::verzoeken as sql;
use store::{StoreFout, Tx};

/// What was granted to a provider for a client and not told yet.
#[derive(Debug, Default)]
pub(crate) struct Te301 {
    /// A VOW that is granted: its reference is for every product in the message (IV093).
    vow: Option<String>,
    /// Reference of the VOT per assignment that came of it.
    vot: HashMap<i64, String>,
    /// Assignments that a granted VOW wanted to change and that were so already.
    al_zo: BTreeSet<i64>,
    /// Per part the assignments that must be in the message.
    delen: BTreeMap<(i64, i64), BTreeSet<i64>>,
}

impl Te301 {
    /// Reads it.
    pub(crate) fn lees(
        tx: &mut Tx<'_>,
        g: Gemeentecode,
        agb: AgbCode,
        client: i64,
    ) -> Result<Self, StoreFout> {
        let mut uit = Self::default();
        tx.query(sql::TE_MELDEN, &[(&g).into(), client.into(), (&agb).into()], |r| {
            let (verzoek, deel, referentie) = (r.i64(0)?, r.i64(1)?, r.string(3)?);
            let vow = lees_soort(r.text(2)?, 2)? == Verzoeksoort::Vow;
            let onveranderd = r.text(4)? == Productsoort::Ongewijzigd.code();
            let nummers = uit.delen.entry((verzoek, deel)).or_default();
            if let Some(nummer) = r.opt_i64(6)? {
                if !onveranderd {
                    nummers.insert(nummer);
                }
                if vow && !onveranderd && r.opt_i64(5)? == Some(nummer) {
                    uit.al_zo.insert(nummer);
                }
                if !vow {
                    uit.vot.insert(nummer, referentie.clone());
                }
            }
            if vow {
                uit.vow = Some(referentie);
            }
            Ok(())
        })?;
        Ok(uit)
    }

    /// Fills the reference that an assignment carries, this once (TR379): the next 301 leaves it empty. What a granted
    /// VOW leaves as it is goes along without a reason (IV093); what the municipality changed of its own accord and did not
    /// tell yet keeps its reason. `nieuw`: this state was not sent before.
    pub(crate) fn vul(
        &self,
        tx: &mut Tx<'_>,
        g: Gemeentecode,
        product: &mut ToegewezenProduct,
        nieuw: bool,
    ) -> Result<(), StoreFout> {
        let nummer = product.nummer;
        let referentie = self.vow.as_ref().or_else(|| self.vot.get(&nummer));
        if product.referentie_aanbieder.as_ref() == referentie {
            return Ok(());
        }
        if self.al_zo.contains(&nummer) {
            product.reden_wijziging = None;
        }
        product.referentie_aanbieder = referentie.cloned();
        // the book keeps the reference that a state was sent with
        if nieuw || referentie.is_some() {
            let w = [(&g).into(), nummer.into(), referentie.map(String::as_str).into()];
            tx.execute(sql::TOEWIJZING_REFERENTIE, &w)?;
        }
        Ok(())
    }

    /// The message with these assignments was made.
    pub(crate) fn gemeld(
        &self,
        tx: &mut Tx<'_>,
        g: Gemeentecode,
        bericht: i64,
        mee: &[ToegewezenProduct],
    ) -> Result<(), StoreFout> {
        for ((verzoek, deel), nummers) in &self.delen {
            if nummers.iter().all(|n| mee.iter().any(|p| p.nummer == *n)) {
                tx.execute(
                    sql::DEEL_GEMELD,
                    &[(&g).into(), (*verzoek).into(), (*deel).into(), bericht.into()],
                )?;
            }
        }
        Ok(())
    }
}

/// TR379 on a received 301. `client` is `None` when the client is unknown here, and so has no request.
pub(crate) fn toets_referenties(
    tx: &mut Tx<'_>,
    m: &Heen<ClientToewijzing>,
    client: Option<i64>,
) -> Result<Vec<Bevinding>, StoreFout> {
    let h = &m.header;
    let mut bekend = Vec::new();
    if let Some(client) = client {
        let w = [(&h.gemeente).into(), client.into(), (&h.agb).into()];
        bekend = tx.query_alle(sql::REFERENTIES_VAN_CLIENT, &w, |r| {
            Ok((r.string(0)?, lees_soort(r.text(1)?, 1)?))
        })?;
    }
    let verzoeken: Vec<_> =
        bekend.iter().map(|(r, soort)| Verzoekreferentie { referentie: r, soort: *soort }).collect();
    let producten: Vec<_> = m
        .client
        .producten
        .iter()
        .zip(1..)
        .map(|(p, n): (_, usize)| {
            let pad =
                format!("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{n}]/ReferentieAanbieder");
            (pad, p.referentie_aanbieder.as_deref())
        })
        .collect();
    Ok(referenties_kloppen(&producten, &verzoeken))
}

/// A 301 grants the requests that it names.
pub(crate) fn toegewezen(tx: &mut Tx<'_>, m: &Heen<ClientToewijzing>, bericht: i64) -> Uitkomst<()> {
    let h = &m.header;
    let mut gezien = BTreeSet::new();
    for p in &m.client.producten {
        let Some(referentie) = p.referentie_aanbieder.as_deref().filter(|r| gezien.insert((*r).to_owned()))
        else {
            continue;
        };
        let van = m.client.producten.iter().filter(|p| p.referentie_aanbieder.as_deref() == Some(referentie));
        let uitkomst: Vec<Toegewezen> =
            van.map(|p| Toegewezen { nummer: p.nummer, product: p.product, van: p.ingangsdatum }).collect();
        let kenmerk = (h.dagtekening, h.identificatie.as_str());
        honoreer(tx, (h.gemeente, h.agb), referentie, &uitkomst, kenmerk, bericht)?;
    }
    Ok(())
}

/// Whether a part was told of in a later 301 than this one, by its day and identification. When a 301 that was rejected is
/// approved after all, both sides keep the first, whichever came first.
fn later_gemeld(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    (verzoek, deel): (i64, i64),
    (dag, identificatie): (Datum, &str),
) -> Result<bool, StoreFout> {
    let w = [(&g).into(), verzoek.into(), deel.into(), dag.into(), identificatie.into()];
    tx.query_one(sql::LATER_GEMELD, &w, |r| Ok(r.i64(0)? > 0))
}

/// An assignment that came of a request, or that it was about.
#[derive(Debug, Clone, Copy)]
struct Toegewezen {
    nummer: i64,
    product: Option<Product>,
    van: Datum,
}

/// Takes the new assignment that came of a product: recognised by its product, and by its first day where there are more.
/// Where an assignment had to change and was followed by another (OP257), it is that other one; where it was stretched or
/// changed in place, it keeps its number.
fn neem(nieuwe: &mut Vec<Toegewezen>, boek: &[Toewijzing], p: &boek::Verzoekproduct) -> Option<i64> {
    // what has ended need not be in the message: the book knows it
    let oud = p.toewijzing.and_then(|n| boek.iter().find(|t| t.nummer.waarde() == n));
    let product = match oud {
        Some(t) if p.soort == Productsoort::TeWijzigen && t.einddatum != p.einddatum => t.product,
        None if p.toewijzing.is_none() => p.product,
        _ => return p.toewijzing,
    };
    let past = |u: &Toegewezen| u.product == product;
    let plek = nieuwe
        .iter()
        .position(|u| past(u) && Some(u.van) == p.ingangsdatum)
        .or_else(|| nieuwe.iter().position(past));
    plek.map(|i| nieuwe.swap_remove(i).nummer).or(p.toewijzing)
}

/// The request with a reference is granted by a 301 that was received or sent.
fn honoreer(
    tx: &mut Tx<'_>,
    (g, agb): (Gemeentecode, AgbCode),
    referentie: &str,
    uitkomst: &[Toegewezen],
    kenmerk: (Datum, &str),
    bericht: i64,
) -> Uitkomst<()> {
    let w = [(&g).into(), (&agb).into(), referentie.into()];
    let deel = tx.query_opt(sql::DEEL_MET_REFERENTIE, &w, |r| {
        Ok((r.i64(0)?, r.i64(1)?, r.text(2)? == "gehonoreerd" && r.opt_i64(4)?.is_some(), r.opt_i64(3)?))
    })?;
    let Some((verzoek, deel, al, onderzoek_in)) = deel else { return Ok(()) };
    if al && !later_gemeld(tx, g, (verzoek, deel), kenmerk)? {
        return Ok(());
    }
    let stand = Verzoekstand::Gehonoreerd { gemeld: true };
    boek::zet_stand(tx, g, (verzoek, deel), stand, kenmerk.0, (onderzoek_in, Some(bericht)))?;
    if al {
        return Ok(());
    }
    let Some(v) = boek::lees(tx, g, verzoek)? else { return Ok(()) };
    let boek = boek::toewijzingen(tx, g, v.client, agb)?;
    let mut nieuwe = uitkomst.to_vec();
    nieuwe.retain(|u| !v.producten.iter().any(|p| [p.toewijzing, p.toegewezen].contains(&Some(u.nummer))));
    for p in v.producten_van(deel).filter(|p| p.toegewezen.is_none()) {
        if let Some(n) = neem(&mut nieuwe, &boek, p) {
            let w = [(&g).into(), verzoek.into(), p.volgnr.into(), n.into()];
            tx.execute(sql::PRODUCT_TOEGEWEZEN, &w)?;
        }
    }
    Ok(())
}

/// A request that is loaded after the 301 that granted it.
pub(super) fn al_toegewezen(tx: &mut Tx<'_>, g: Gemeentecode, verzoek: i64) -> Uitkomst<()> {
    let Some(v) = boek::lees(tx, g, verzoek)? else { return Ok(()) };
    for d in &v.delen {
        let w = [(&g).into(), v.client.into(), (&v.agb).into(), d.referentie.as_str().into()];
        let rijen = tx.query_alle(sql::TOEGEWEZEN_OP, &w, |r| {
            let u = Toegewezen { nummer: r.i64(0)?, product: product_uit(r, 1)?, van: r.dag(3)? };
            Ok((u, r.opt_i64(4)?))
        })?;
        if let Some(bericht) = rijen.iter().find_map(|(_, b)| *b) {
            let uitkomst: Vec<_> = rijen.into_iter().map(|(u, _)| u).collect();
            honoreer(tx, (g, v.agb), &d.referentie, &uitkomst, (v.dagtekening, ""), bericht)?;
        }
    }
    Ok(())
}

/// A message of ours was rejected and counts as not sent (OP286): what it did to a request is taken back.
pub(crate) fn afgekeurd(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    retour: Soort,
    bericht: i64,
    dag: Datum,
) -> Result<(), StoreFout> {
    let w = [(&g).into(), bericht.into(), dag.into()];
    match retour {
        Soort::Wmo316 | Soort::Wmo318 => tx.execute(sql::VERZOEK_NIET_VERZONDEN, &w).map(drop),
        Soort::Wmo302 => tx.execute(sql::HONORERING_TERUG, &w[..2]).map(drop),
        Soort::Wmo320 => {
            tx.execute(sql::AFWIJZING_TERUG, &w)?;
            tx.execute(sql::ONDERZOEK_TERUG, &w[..2]).map(drop)
        }
        _ => Ok(()),
    }
}

/// Our own 315 or 317 counts after all: its request waits for a reaction, as when it was sent. What comes back says why
/// that cannot be; then nothing changed.
pub(crate) fn weer_ingediend(tx: &mut Tx<'_>, g: Gemeentecode, bericht: i64) -> Uitkomst<Vec<Bevinding>> {
    let w = [(&g).into(), bericht.into()];
    if tx.query_one(sql::REFERENTIES_BEZET, &w, |r| r.i64(0))? > 0 {
        return Ok(vec![Bevinding::new(
            "TR347",
            None,
            "/Bericht/Header",
            "Een referentie van dit verzoek staat intussen bij een ander verzoek. Vraag de gemeente welk van de twee telt.",
        )]);
    }
    tx.execute(sql::VERZOEK_WEER_INGEDIEND, &w)?;
    Ok(Vec::new())
}

/// Our own 301 counts after all: what was granted and is not told in an earlier 301, was told in this one.
pub(crate) fn weer_toegewezen(tx: &mut Tx<'_>, m: &Heen<ClientToewijzing>, bericht: i64) -> Uitkomst<()> {
    let h = &m.header;
    for referentie in m.client.producten.iter().filter_map(|p| p.referentie_aanbieder.as_deref()) {
        let w = [(&h.gemeente).into(), (&h.agb).into(), referentie.into()];
        let deel = tx.query_opt(sql::DEEL_MET_REFERENTIE, &w, |r| {
            let open = r.opt_i64(4)?.is_none();
            Ok((r.text(2)? == "gehonoreerd").then_some((r.i64(0)?, r.i64(1)?, open)))
        })?;
        if let Some((verzoek, deel, open)) = deel.flatten()
            && (open || later_gemeld(tx, h.gemeente, (verzoek, deel), (h.dagtekening, &h.identificatie))?)
        {
            let w = [(&h.gemeente).into(), verzoek.into(), deel.into(), bericht.into()];
            tx.execute(sql::DEEL_GEMELD, &w)?;
        }
    }
    Ok(())
}
