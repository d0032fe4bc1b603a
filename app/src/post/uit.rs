//! Sending what waits.

use super::{Postkamer, Verslag, als_postfout, kolommen, op_dit_moment, stand_uit, veilig};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use istandaard::Soort;
use kern::Gemeentecode;
use post::bezorging::{Afloop, Begin, Stand};
use post::{Aard, Brief, PostFout, Transport, kenmerk_van};
use std::io::{Seek as _, Write as _};
use store::sql::{post as sql, schrijven};
use store::{StoreFout, Tx, inhoud};

/// Messages read at a time.
const GREEP: i64 = 200;
/// After so many failures in a row that may be over later, the other side is taken to be down for this round.
const OP_RIJ: u32 = 5;
/// A message up to this size is sent from memory, a larger one from a file without a name.
const IN_GEHEUGEN: usize = 4 << 20;

struct Rij {
    id: i64,
    bestand: String,
    soort: String,
    verzender: String,
    ontvanger: String,
    grootte: i64,
    sha256: Vec<u8>,
    antwoord_op: Option<i64>,
}

/// Sends all whose turn it is. Gives why it stopped early, when it did.
pub(super) fn verzend(
    o: &Omgeving,
    t: &dyn Transport,
    p: &Postkamer<'_>,
    verslag: &mut Verslag,
) -> Uitkomst<Option<String>> {
    let mut op_rij = 0;
    for g in crate::gemeenten(o)? {
        let mut na = 0;
        loop {
            let nu = store::tijdstip((p.klok)());
            let rijen = o.db.read(|tx| {
                tx.query_alle(
                    sql::UIT_AAN_DE_BEURT,
                    &[(&g).into(), (&nu).into(), na.into(), GREEP.into()],
                    |r| {
                        Ok(Rij {
                            id: r.i64(0)?,
                            bestand: r.string(1)?,
                            soort: r.string(2)?,
                            verzender: r.string(3)?,
                            ontvanger: r.string(4)?,
                            grootte: r.i64(5)?,
                            sha256: r.blob(6)?.to_vec(),
                            antwoord_op: r.opt_i64(7)?,
                        })
                    },
                )
            })?;
            let Some(laatste) = rijen.last() else { break };
            na = laatste.id;
            for r in &rijen {
                match een(&op_dit_moment(o, p), t, p, g, r, verslag)? {
                    Some(Aard::Tijdelijk) => op_rij += 1,
                    Some(Aard::Blijvend) => {}
                    None => op_rij = 0,
                }
                if op_rij >= OP_RIJ {
                    let waarom = verslag.later.last().map(|(_, f)| f.clone()).unwrap_or_default();
                    return Ok(Some(waarom));
                }
            }
        }
    }
    Ok(None)
}

/// A try that was noted as begun.
struct Poging {
    stand: Stand,
    reeks: i64,
    brief: Brief,
}

/// Tries one message. Gives how it failed, if it did.
fn een(
    o: &Omgeving,
    t: &dyn Transport,
    p: &Postkamer<'_>,
    g: Gemeentecode,
    r: &Rij,
    verslag: &mut Verslag,
) -> Uitkomst<Option<Aard>> {
    let Some(poging) = o.db.write(|tx| begin(tx, o, t, p, g, r))? else { return Ok(None) };
    let Ok(poging) = poging else {
        verslag.onbestelbaar.push((r.bestand.clone(), AFGEBROKEN.into()));
        return Ok(None);
    };
    let uit = stuur(o, t, g, r, &poging.brief);
    let afloop = Afloop::van(&uit, poging.stand.pogingen());
    let na = Omgeving { nu: (p.klok)(), ..o.clone() };
    let stand = poging.stand.na(&afloop, na.nu, p.instelling, &format!("{g}{:08}", r.id));
    o.db.write(|tx| einde(tx, &na, t.naam(), g, r, &poging, stand, &uit))?;
    let (Err(f), Afloop::Mislukt(aard)) = (&uit, afloop) else {
        verslag.verzonden.push(r.bestand.clone());
        return Ok(None);
    };
    let regel = (r.bestand.clone(), veilig(&f.to_string()));
    if matches!(stand, Stand::Onbestelbaar { .. }) {
        verslag.onbestelbaar.push(regel);
    } else {
        verslag.later.push(regel);
    }
    Ok(Some(aard))
}

/// Said of a message whose last try began and never ended.
const AFGEBROKEN: &str = "de laatste poging is afgebroken; het programma is daarbij gestopt";

/// Notes that a try begins. `None` when it is not its turn after all; `Err` within when it is given up.
fn begin(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    t: &dyn Transport,
    p: &Postkamer<'_>,
    g: Gemeentecode,
    r: &Rij,
) -> Uitkomst<Option<Result<Poging, ()>>> {
    let sleutel = [(&g).into(), r.id.into()];
    // read anew within this transaction: another program may have been quicker
    let bezorgd = tx.query_opt(sql::UIT_BEZORGD, &sleutel, |r| Ok(r.opt_text(0)?.is_some()))?;
    if bezorgd != Some(false) {
        return Ok(None);
    }
    let eerder = tx.query_opt(sql::UIT_STAND, &sleutel, |r| Ok((stand_uit(r, 0, 2, 3)?, r.i64(1)?)))?;
    let (stand, reeks) = eerder.unwrap_or((Stand::nieuw(o.nu), 0));
    let (stand, op) = match stand.begin(o.nu, p.instelling) {
        Begin::Nu(s) => (s, false),
        Begin::Op(s) => (s, true),
        Begin::Later(_) | Begin::Niets => return Ok(None),
    };
    let kenmerk = kenmerk_van(g.as_str(), r.id, reeks, &r.sha256);
    if op {
        zet(tx, o, t.naam(), g, r.id, stand, reeks, &kenmerk, None, Some(AFGEBROKEN))?;
        opgegeven(tx, o, g, r, AFGEBROKEN)?;
        return Ok(Some(Err(())));
    }
    if eerder.is_some() {
        stap(tx, o, g, r.id, stand, reeks)?;
    } else {
        zet(tx, o, t.naam(), g, r.id, stand, reeks, &kenmerk, None, None)?;
    }
    let retour = Soort::parse(&r.soort).is_some_and(Soort::is_retour);
    let antwoord_op = match r.antwoord_op.filter(|_| retour) {
        Some(op) => {
            Some(tx.query_opt(sql::IN_KENMERK, &[(&g).into(), op.into()], |r| r.opt_string(0))?.flatten())
        }
        None => retour.then_some(None),
    };
    let brief = Brief {
        bestand: r.bestand.clone(),
        soort: r.soort.clone(),
        verzender: r.verzender.clone(),
        ontvanger: r.ontvanger.clone(),
        kenmerk,
        antwoord_op,
        moment: o.nu,
        grootte: u64::try_from(r.grootte).unwrap_or(0),
    };
    Ok(Some(Ok(Poging { stand, reeks, brief })))
}

/// Hands the bytes to the transport, outside any transaction: it may take a minute.
fn stuur(o: &Omgeving, t: &dyn Transport, g: Gemeentecode, r: &Rij, brief: &Brief) -> Result<(), PostFout> {
    let mut kopie = tempfile::SpooledTempFile::new(IN_GEHEUGEN);
    o.db.read(|tx| {
        let mut lezer = inhoud::lees(tx, &o.kluis, g, r.id)?;
        let gelezen = kopie.rewind().and_then(|()| kopie.set_len(0)).and_then(|()| {
            std::io::copy(&mut lezer, &mut kopie)?;
            kopie.flush()?;
            kopie.rewind()
        });
        gelezen.map_err(crate::uitbox::schrijffout)
    })
    .map_err(|e: AppFout| als_postfout(&e))?;
    t.verstuur(brief, &mut kopie)
}

/// Notes how a try ended.
#[expect(clippy::too_many_arguments, reason = "what a try is made of")]
fn einde(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    transport: &str,
    g: Gemeentecode,
    r: &Rij,
    poging: &Poging,
    stand: Stand,
    uit: &Result<(), PostFout>,
) -> Uitkomst<()> {
    let kenmerk = &poging.brief.kenmerk;
    if stand == Stand::Klaar {
        let nu = o.tijdstip();
        tx.execute(schrijven::BEZORGD, &[(&g).into(), r.id.into(), (&nu).into()])?;
        zet(tx, o, transport, g, r.id, stand, poging.reeks, kenmerk, None, None)?;
        return Ok(());
    }
    let Err(f) = uit else { return Ok(()) };
    let tekst = veilig(&f.tekst);
    zet(tx, o, transport, g, r.id, stand, poging.reeks, kenmerk, f.code.as_deref(), Some(&tekst))?;
    if matches!(stand, Stand::Onbestelbaar { .. }) {
        opgegeven(tx, o, g, r, &veilig(&f.to_string()))?;
    }
    Ok(())
}

fn opgegeven(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, r: &Rij, reden: &str) -> Result<(), StoreFout> {
    let gegevens = serde_json::json!({ "bericht": r.soort, "ontvanger": r.ontvanger, "reden": reden });
    o.noteer(tx, g, "bericht onbestelbaar", &format!("bericht/{}", r.id), &gegevens)
}

/// Notes the whole state of delivery.
#[expect(clippy::too_many_arguments, reason = "the columns of a row")]
pub(super) fn zet(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    transport: &str,
    g: Gemeentecode,
    id: i64,
    stand: Stand,
    reeks: i64,
    kenmerk: &str,
    code: Option<&str>,
    fout: Option<&str>,
) -> Result<(), StoreFout> {
    let (pogingen, volgende) = kolommen(stand, o.nu);
    let nu = o.tijdstip();
    let waarden = [
        (&g).into(),
        id.into(),
        stand.code().into(),
        reeks.into(),
        pogingen.into(),
        (&volgende).into(),
        transport.into(),
        kenmerk.into(),
        code.into(),
        fout.into(),
        (&nu).into(),
    ];
    tx.execute(sql::UIT_ZET, &waarden).map(drop)
}

/// Notes the state only; the last error stays to be seen.
pub(super) fn stap(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    id: i64,
    stand: Stand,
    reeks: i64,
) -> Result<(), StoreFout> {
    let (pogingen, volgende) = kolommen(stand, o.nu);
    let nu = o.tijdstip();
    let waarden = [
        (&g).into(),
        id.into(),
        stand.code().into(),
        reeks.into(),
        pogingen.into(),
        (&volgende).into(),
        (&nu).into(),
    ];
    tx.execute(sql::UIT_STAP, &waarden).map(drop)
}

/// A message that had left must leave once more, under another reference: the node knows the old one.
pub(crate) fn nog_eens(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, id: i64) -> Result<(), StoreFout> {
    let sleutel = [(&g).into(), id.into()];
    tx.execute(sql::UIT_TERUG, &sleutel)?;
    match tx.query_opt(sql::UIT_STAND, &sleutel, |r| r.i64(1))? {
        Some(reeks) => stap(tx, o, g, id, Stand::nieuw(o.nu), reeks + 1),
        None => Ok(()),
    }
}

/// The node refuses later what it had taken. Gives whether a message of ours left under that reference.
pub(super) fn geweigerd(o: &Omgeving, kenmerk: &str, f: &PostFout) -> Uitkomst<bool> {
    for g in crate::gemeenten(o)? {
        let gevonden = o.db.write(|tx| {
            let sleutel = [(&g).into(), kenmerk.into()];
            let Some(id) = tx.query_opt(sql::UIT_BIJ_KENMERK, &sleutel, |r| r.i64(0))? else {
                return Ok::<_, AppFout>(false);
            };
            let bericht = [(&g).into(), id.into()];
            let (stand, reeks, transport) = tx.query_one(sql::UIT_STAND, &bericht, |r| {
                Ok((stand_uit(r, 0, 2, 3)?, r.i64(1)?, r.string(4)?))
            })?;
            // a reference that is known already is no refusal of the message that carried it first
            let nieuw = stand.geweigerd();
            if f.code.as_deref() == Some("IB016") && stand == Stand::Klaar || nieuw == stand {
                return Ok(true);
            }
            let tekst = veilig(&f.tekst);
            zet(tx, o, &transport, g, id, nieuw, reeks, kenmerk, f.code.as_deref(), Some(&tekst))?;
            tx.execute(sql::UIT_TERUG, &bericht)?;
            let gegevens = serde_json::json!({ "reden": veilig(&f.to_string()) });
            o.noteer(tx, g, "bericht geweigerd door knooppunt", &format!("bericht/{id}"), &gegevens)?;
            Ok(true)
        })?;
        if gevonden {
            return Ok(true);
        }
    }
    Ok(false)
}
