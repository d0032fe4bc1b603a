//! Return messages: the ones that we make, and the ones that come back on what we sent.

use super::kop::{self, Eerdere};
use super::resultaat::Resultaat;
use super::schikking::bewaar_bevindingen;
use super::{boek_in, eerder_resultaat, noteer};
use crate::fout::{Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::uitbox::{self, Uitgaand, schrijffout};
use crate::verzending::herstel::herstel;
use crate::verzoeken;
use istandaard::antwoord::{Kenmerk, TECHNISCH, kop as antwoordkop, retour};
use istandaard::verkeer::{Betekenis, Oordeel, Verzonden, betekenis};
use istandaard::{Antwoordretour, Bericht, Header, Retour, Soort};
use kern::{Bevinding, Retourcode};
use std::fs::File;
use std::path::Path;
use store::inhoud::{self, Inpakker, Maat};
use store::sql::{keten::LEVERING_TERUG, schrijven as sql};
use store::{StoreFout, Tx};

fn kenmerk(o: &Omgeving, h: &Header, id: i64) -> Kenmerk {
    Kenmerk {
        identificatie: uitbox::identificatie(h.gemeente, id),
        dagtekening: o.vandaag,
        xslt_versie: None,
    }
}

/// Stores the answer to a small message.
pub(super) fn antwoord(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    op: &Bericht,
    bericht: i64,
    bevindingen: &[Bevinding],
) -> Uitkomst<Option<Uitgaand>> {
    let id = uitbox::nieuw_id(tx, op.header().gemeente)?;
    let Some(b) = retour(op, &kenmerk(o, op.header(), id), bevindingen) else { return Ok(None) };
    stuur(tx, o, id, &b, Some(bericht)).map(Some)
}

/// Stores the header-only answer to a message that failed level 2.
pub(super) fn technisch(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    bericht: i64,
) -> Uitkomst<Option<Uitgaand>> {
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let Some(header) = antwoordkop(h, &kenmerk(o, h, id), vec![TECHNISCH]) else { return Ok(None) };
    let b = match h.soort {
        Soort::Wmo301 => Bericht::Wmo302(Retour { header, client: None }),
        Soort::Wmo305 => Bericht::Wmo306(Retour { header, client: None }),
        Soort::Wmo307 => Bericht::Wmo308(Retour { header, client: None }),
        Soort::Wmo315 => Bericht::Wmo316(Retour { header, client: None }),
        Soort::Wmo317 => Bericht::Wmo318(Retour { header, client: None }),
        Soort::Wmo319 => Bericht::Wmo320(Antwoordretour { header, antwoord: None }),
        _ => return Ok(None),
    };
    stuur(tx, o, id, &b, Some(bericht)).map(Some)
}

/// Stores a small outgoing message.
pub(crate) fn stuur(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    id: i64,
    b: &Bericht,
    antwoord_op: Option<i64>,
) -> Uitkomst<Uitgaand> {
    uitbox::zet(tx, o, id, b.header(), antwoord_op, |_, bak| {
        istandaard::schrijver::schrijf(b, bak.clone()).map_err(schrijffout)?;
        Ok(())
    })
}

/// Our own message that an answer is about, and how it stands.
pub(super) fn verzonden_bericht(
    tx: &mut Tx<'_>,
    h: &Header,
    op: &str,
) -> Result<Option<(i64, Verzonden)>, StoreFout> {
    let Some(heen) = h.soort.antwoord_op() else { return Ok(None) };
    let verzender = if h.verzender() == h.gemeente.as_str() { h.agb.as_str() } else { h.gemeente.as_str() };
    tx.query_opt(
        sql::VERZONDEN_MET_ID,
        &[(&h.gemeente).into(), heen.code().into(), verzender.into(), op.into()],
        |r| {
            let stand = match r.text(1)? {
                "verzonden" => Verzonden::Wacht,
                "afgekeurd" => Verzonden::Afgekeurd,
                _ => Verzonden::Aanvaard,
            };
            Ok((r.i64(0)?, stand))
        },
    )
}

/// After an approval another answer changes nothing: each message gets one (IV028, IV087).
fn al_beantwoord() -> Bevinding {
    Bevinding::new(
        "ANTWOORD",
        None,
        uitbox::pad_identificatie(),
        "Op dit bericht is al een antwoord ontvangen. Elk bericht krijgt er een; dit tweede telt niet mee.",
    )
}

fn fouten(b: &Bericht) -> Vec<(String, Retourcode)> {
    let mut uit = Vec::new();
    let mut neem = |pad: String, codes: &[Retourcode]| {
        uit.extend(codes.iter().filter(|c| !matches!(c.0, "0200" | "0233")).map(|c| (pad.clone(), *c)));
    };
    if let Some(a) = &b.header().antwoord {
        neem("/Bericht/Header".into(), &a.retourcodes);
    }
    match b {
        Bericht::Wmo302(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (i, p) in c.producten.iter().enumerate() {
                    neem(
                        format!("/Bericht/Client/ToegewezenProducten/ToegewezenProduct[{}]", i + 1),
                        &p.retourcodes,
                    );
                }
            }
        }
        Bericht::Wmo306(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (i, p) in c.producten.iter().enumerate() {
                    neem(format!("/Bericht/Client/StartProducten/StartProduct[{}]", i + 1), &p.retourcodes);
                }
            }
        }
        Bericht::Wmo308(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (i, p) in c.producten.iter().enumerate() {
                    neem(format!("/Bericht/Client/StopProducten/StopProduct[{}]", i + 1), &p.retourcodes);
                }
            }
        }
        Bericht::Wmo316(m) => {
            if let Some(c) = &m.client {
                neem("/Bericht/Client".into(), &c.retourcodes);
                for (p, n) in c.producten.iter().zip(1..) {
                    let pad = format!("/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{n}]");
                    neem(pad, &p.retourcodes);
                }
            }
        }
        Bericht::Wmo318(m) => {
            if let Some(c) = &m.client {
                const VERZOEK: &str = "/Bericht/Client/Verzoek";
                neem("/Bericht/Client".into(), &c.retourcodes);
                neem(VERZOEK.into(), &c.verzoek.retourcodes);
                let ongewijzigd = c.verzoek.ongewijzigd.iter().map(|p| &p.retourcodes);
                let te_wijzigen = c.verzoek.te_wijzigen.iter().map(|p| &p.retourcodes);
                let nieuw = c.verzoek.nieuw.iter().map(|p| &p.retourcodes);
                for (codes, n) in ongewijzigd.zip(1..) {
                    neem(format!("{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[{n}]"), codes);
                }
                for (codes, n) in te_wijzigen.zip(1..) {
                    neem(format!("{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[{n}]"), codes);
                }
                for (codes, n) in nieuw.zip(1..) {
                    neem(format!("{VERZOEK}/NieuweProducten/NieuwProduct[{n}]"), codes);
                }
            }
        }
        Bericht::Wmo320(m) => {
            if let Some(a) = &m.antwoord {
                neem("/Bericht/Antwoord".into(), &a.retourcodes);
            }
        }
        _ => {}
    }
    uit
}

/// What the other party said, as findings on our own message.
pub(super) fn als_bevindingen(fouten: &[(String, Retourcode)]) -> Vec<Bevinding> {
    fouten
        .iter()
        .map(|(pad, code)| {
            let regel = super::regel_bij(*code);
            let oms = istandaard::codelijst::Lijst::Wj001.zoek(code.0).map_or("", |r| r.omschrijving);
            Bevinding::new(regel, Some(code.0), pad.clone(), format!("De ontvanger meldt: {oms}"))
        })
        .collect()
}

/// A 302, 306, 308, 316, 318 or 320 came in: the message that it answers is approved or rejected.
pub(super) fn verwerk(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    naam: &str,
    bytes: &[u8],
    b: &Bericht,
    eerder: Eerdere,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let h = b.header();
    let op = match h.beantwoordt() {
        Some(op) => verzonden_bericht(tx, h, op)?,
        None => None,
    };
    let fouten = als_bevindingen(&fouten(b));
    let oordeel = if fouten.is_empty() { Oordeel::Aanvaard } else { Oordeel::Afgekeurd };
    let wat = op.map(|(_, stand)| betekenis(stand, oordeel, eerder.dezelfde().is_some()));
    if let Some(id) = eerder.dezelfde().filter(|_| wat != Some(Betekenis::Geldt)) {
        return eerder_resultaat(tx, h, id, naam);
    }
    // there is no answer to an answer: what is wrong with it is only told (OP090x2)
    let mut bevindingen = kop::beoordeel(o, h, eerder.stand, &[]);
    match wat {
        None => bevindingen.push(Bevinding::new(
            "ANTWOORD",
            None,
            uitbox::pad_identificatie(),
            "Dit is een antwoord op een bericht dat hier niet is verzonden. Controleer of het voor u is.",
        )),
        Some(Betekenis::TeltNiet) => bevindingen.push(al_beantwoord()),
        Some(_) => {}
    }
    if let (true, Some((op, _)), Some(wat)) = (bevindingen.is_empty(), op, wat) {
        bevindingen = pas_toe(tx, o, h, op, wat, &fouten)?;
    }
    if let Some(id) = eerder.dezelfde() {
        return nogmaals(tx, o, h, id, naam);
    }
    if let Some(toen) = eerder.afgekeurd
        && kop::zelfde_oordeel(tx, h, toen, &bevindingen)?
    {
        return eerder_resultaat(tx, h, toen, naam);
    }
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let maat = super::bewaar_bytes(tx, o, h, id, bytes)?;
    sluit(tx, o, naam, h, id, &maat, bevindingen)
}

/// Gives our own message the verdict of an answer. What comes back says why it cannot have it; then nothing changed.
fn pas_toe(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    op: i64,
    wat: Betekenis,
    fouten: &[Bevinding],
) -> Uitkomst<Vec<Bevinding>> {
    let sleutel = [(&h.gemeente).into(), op.into()];
    if wat == Betekenis::Herziet {
        let beletsel = herstel(tx, o, h.gemeente, op)?;
        if !beletsel.is_empty() {
            return Ok(beletsel);
        }
        noteer(tx, o, h, op, "afkeuring herzien", &serde_json::json!({ "bericht": h.soort.code() }))?;
    }
    tx.execute(sql::BEVINDINGEN_WEG, &sleutel)?;
    bewaar_bevindingen(tx, h.gemeente, op, fouten.iter().zip(0..).map(|(b, i)| (i, None, b)))?;
    let status = if fouten.is_empty() { "goedgekeurd" } else { "afgekeurd" };
    let aantal = i64::try_from(fouten.len()).unwrap_or(i64::MAX);
    tx.execute(sql::BERICHT_STATUS, &[sleutel[0], sleutel[1], status.into(), aantal.into()])?;
    if fouten.is_empty() || wat == Betekenis::AndereRedenen {
        return Ok(Vec::new());
    }
    // a rejected message counts as not sent (OP286): what it withdrew stands again, what it told goes
    if matches!(h.soort, Soort::Wmo306 | Soort::Wmo308) {
        let geraakt = crate::bewaak::geraakt(tx, h.gemeente, op)?;
        tx.execute(LEVERING_TERUG, &sleutel)?;
        tx.execute(sql::LEVERING_VAN_BERICHT_WEG, &sleutel)?;
        crate::bewaak::herzie(tx, h.gemeente, &geraakt)?;
    }
    verzoeken::afgekeurd(tx, h.gemeente, h.soort, op, h.eigen_dagtekening())?;
    Ok(Vec::new())
}

/// The very same answer gave a message that was sent again its verdict: it stands in the book already.
pub(super) fn nogmaals(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    id: i64,
    naam: &str,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let gegevens = serde_json::json!({
        "bericht": h.soort.code(), "aanbieder": h.agb.as_str(), "nogmaals": true,
    });
    noteer(tx, o, h, id, "antwoord ontvangen", &gegevens)?;
    eerder_resultaat(tx, h, id, naam)
}

pub(super) fn sluit(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    naam: &str,
    h: &Header,
    id: i64,
    maat: &Maat,
    bevindingen: Vec<Bevinding>,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let goed = bevindingen.is_empty();
    let status = if goed { "goedgekeurd" } else { "afgekeurd" };
    bewaar_bevindingen(tx, h.gemeente, id, bevindingen.iter().zip(0..).map(|(b, i)| (i, None, b)))?;
    boek_in(tx, o, h, id, naam, maat, status, bevindingen.len())?;
    noteer(
        tx,
        o,
        h,
        id,
        "antwoord ontvangen",
        &serde_json::json!({
            "bericht": h.soort.code(), "aanbieder": h.agb.as_str(), "status": status,
        }),
    )?;
    let resultaat = Resultaat {
        bestand: naam.to_owned(),
        bericht: Some(h.soort),
        gemeente: Some(h.gemeente),
        geldig: goed,
        verwerkt: goed,
        antwoord: None,
        id: Some(id),
        aantal: super::tel(bevindingen.len()),
        bevindingen,
    };
    Ok((resultaat, None))
}

/// Keeps the bytes of a file of any size.
pub(crate) fn bewaar_bestand(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Header,
    id: i64,
    pad: &Path,
) -> Uitkomst<Maat> {
    use std::io::Read;
    let mut f = File::open(pad).map_err(bestand(pad, "lezen"))?;
    let mut pak = Inpakker::new(&o.kluis, h.gemeente, id);
    let mut buf = vec![0; 1 << 18];
    loop {
        let n = f.read(&mut buf).map_err(bestand(pad, "lezen"))?;
        if n == 0 {
            break;
        }
        pak.erbij(&buf[..n])?;
        while let Some(deel) = pak.neem() {
            inhoud::bewaar(tx, &deel)?;
        }
    }
    let (delen, maat) = pak.afronden()?;
    delen.iter().try_for_each(|d| inhoud::bewaar(tx, d))?;
    Ok(maat)
}
