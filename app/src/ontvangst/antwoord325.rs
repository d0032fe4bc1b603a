//! The 325: only what was rejected, and the total that was granted (IV087, TR342).

use super::schikking::PER_REGEL;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::uitbox::{self, Uitgaand, schrijffout};
use istandaard::antwoord::{GEEN_OPMERKING, Kenmerk, NIET_BEOORDEELD, TECHNISCH, VOLLEDIG_TOEGEKEND, kop};
use istandaard::schrijver::Schrijver325;
use istandaard::{AntwoordKop, DeclaratieKop, Header, Prestatie};
use kern::{Bevinding, Bsn, Eenheid, Eurocent, Gemeentecode, Productcategorie, Productcode, Retourcode};
use std::collections::HashMap;
use store::sql::schrijven as sql;
use store::{Kluis, Row, StoreFout, Tx};

/// Lines that are read at a time.
const STUK: i64 = 1_000;

/// How far the claim came.
pub(super) enum Stand<'a> {
    /// Level 2 failed: header only, 0001.
    Inhoud,
    /// The header failed a later check: header only, with its codes.
    Kop(&'a [Bevinding]),
    /// The head of the claim failed: nothing granted, nothing listed.
    Declaratie { kop: &'a DeclaratieKop, bevindingen: &'a [Bevinding] },
    /// Lines were judged.
    Regels { kop: &'a DeclaratieKop, toegekend: Eurocent, alles: bool },
}

fn codes(bevindingen: &[Bevinding]) -> Vec<Retourcode> {
    let mut c: Vec<Retourcode> = bevindingen.iter().filter_map(|b| b.retourcode).collect();
    c.dedup();
    c
}

/// Stores the answer to the 323 that stands in the book as `bericht`.
pub(super) fn maak(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    op: &Header,
    bericht: i64,
    stand: &Stand<'_>,
) -> Uitkomst<Uitgaand> {
    let id = uitbox::nieuw_id(tx, op.gemeente)?;
    let kenmerk = Kenmerk {
        identificatie: uitbox::identificatie(op.gemeente, id),
        dagtekening: o.vandaag,
        // ours is no stylesheet, so there is no version of one to name
        xslt_versie: None,
    };
    let header_codes = match stand {
        Stand::Inhoud => vec![TECHNISCH],
        Stand::Kop(b) => codes(b),
        Stand::Declaratie { .. } | Stand::Regels { .. } => vec![GEEN_OPMERKING],
    };
    let header = kop(op, &kenmerk, header_codes)
        .ok_or_else(|| crate::AppFout::Ongeldig("op dit bericht bestaat geen antwoord".into()))?;
    let antwoord = match stand {
        Stand::Inhoud | Stand::Kop(_) => None,
        Stand::Declaratie { kop, bevindingen } => Some((antwoordkop(kop, Eurocent::NUL), codes(bevindingen))),
        Stand::Regels { kop, toegekend, alles } => {
            let code = if *alles { VOLLEDIG_TOEGEKEND } else { GEEN_OPMERKING };
            Some((antwoordkop(kop, *toegekend), vec![code]))
        }
    };
    let met_regels = matches!(stand, Stand::Regels { alles: false, .. });
    uitbox::zet(tx, o, id, &header, Some(bericht), |tx, bak| {
        let mut s =
            Schrijver325::new(bak.clone(), &header, antwoord.as_ref().map(|(k, c)| (k, c.as_slice())))
                .map_err(schrijffout)?;
        if met_regels {
            schrijf_regels(tx, o, op.gemeente, bericht, &mut s, bak)?;
        }
        s.klaar().map_err(schrijffout)?;
        Ok(())
    })
}

fn antwoordkop(kop: &DeclaratieKop, toegekend: Eurocent) -> AntwoordKop {
    AntwoordKop { nummer: kop.nummer.clone(), ingediend: kop.ingediend, toegekend }
}

/// The code as the list has it; what is stored always comes from there.
fn retourcode(code: &str) -> Option<Retourcode> {
    istandaard::codelijst::Lijst::Wj001.zoek(code).map(|r| Retourcode(r.code))
}

struct Afgewezen {
    volgnr: i64,
    bekend: bool,
    bsn: Bsn,
    prestatie: Prestatie,
}

fn schrijf_regels(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    gemeente: Gemeentecode,
    bericht: i64,
    s: &mut Schrijver325<uitbox::Bak>,
    bak: &uitbox::Bak,
) -> Uitkomst<()> {
    let mut na = 0;
    let mut client = None;
    loop {
        let g = (&gemeente).into();
        let regels =
            tx.query_alle(sql::AFGEWEZEN_REGELS, &[g, bericht.into(), na.into(), STUK.into()], |r| {
                afgewezen(r, &o.kluis, gemeente, bericht)
            })?;
        let Some(laatste) = regels.last().map(|r| r.volgnr) else { return Ok(()) };
        let mut codes: HashMap<i64, Vec<Retourcode>> = HashMap::new();
        tx.query(
            sql::RETOURCODES_VAN_REGELS,
            &[g, bericht.into(), (na * PER_REGEL).into(), (laatste * PER_REGEL + PER_REGEL).into()],
            |r| {
                if let (Some(regel), Some(code)) = (r.opt_i64(0)?, r.opt_text(1)?.and_then(retourcode)) {
                    let lijst = codes.entry(regel).or_default();
                    if !lijst.contains(&code) {
                        lijst.push(code);
                    }
                }
                Ok(())
            },
        )?;
        for r in &regels {
            if client != Some(r.prestatie.client_nr) {
                client = Some(r.prestatie.client_nr);
                let code = if r.bekend { GEEN_OPMERKING } else { Retourcode("8187") };
                s.client(&r.bsn, &[code]).map_err(schrijffout)?;
            }
            let eigen = codes.remove(&r.volgnr).unwrap_or_else(|| vec![NIET_BEOORDEELD]);
            s.prestatie(&r.prestatie, &eigen).map_err(schrijffout)?;
        }
        bak.leeg(tx)?;
        na = laatste;
    }
}

fn afgewezen(
    r: &Row<'_>,
    kluis: &Kluis,
    gemeente: Gemeentecode,
    bericht: i64,
) -> Result<Afgewezen, StoreFout> {
    let fout = |index, verwacht| StoreFout::Kolom { index, verwacht };
    let volgnr = r.i64(0)?;
    let client = r.opt_i64(1)?;
    let bsn = match client {
        Some(id) => kluis.ontsleutel_bsn(gemeente, "client", &[id], r.blob(2)?)?,
        None => kluis.ontsleutel_bsn(gemeente, "declaratieregel", &[bericht, volgnr], r.blob(2)?)?,
    };
    let prestatie = Prestatie {
        client_nr: u32::try_from(r.i64(3)?).map_err(|_| fout(3, "een nummer"))?,
        nr: u32::try_from(r.i64(4)?).map_err(|_| fout(4, "een nummer"))?,
        referentie: r.string(5)?,
        vorige_referentie: r.opt_text(6)?.map(str::to_owned),
        toewijzing: r.i64(7)?,
        categorie: Productcategorie::parse(r.text(8)?).map_err(|_| fout(8, "een categorie"))?,
        code: Productcode::parse(r.text(9)?).map_err(|_| fout(9, "een productcode"))?,
        van: r.dag(10)?,
        tot: r.dag(11)?,
        volume: r.i64(12)?,
        eenheid: Eenheid::parse(r.text(13)?).map_err(|_| fout(13, "een eenheid"))?,
        tarief: r.opt_i64(14)?.map(Eurocent),
        bedrag: Eurocent(r.i64(15)?),
        retourcodes: Vec::new(),
    };
    Ok(Afgewezen { volgnr, bekend: client.is_some(), bsn, prestatie })
}
