//! The file of a conversion that somebody works on, kept in the book so that it is there after a restart: encrypted, for
//! whoever sent it, and gone when nobody looked at it for two hours.

use super::{Invoer, Keuze};
use crate::Gebruiker;
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::kaders::Kaderbron;
use crate::omgeving::Omgeving;
use jiff::{SignedDuration, Timestamp};
use kern::{Gemeentecode, lees_datum};
use std::io::Read;
use store::sql::{omzetten as sql, schrijven};
use store::{StoreFout, Tx, teller};

/// How long one stays when nobody looks at it.
pub(super) const STIL: SignedDuration = SignedDuration::from_hours(2);
/// Raw bytes in one part.
const DEEL: u64 = 1 << 20;
/// What a part is bound to, beside its place.
const VELD: &str = "omzetopdrachtdeel";

/// A conversion that is kept, as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaard {
    /// Key, for the address.
    pub sleutel: String,
    /// Name of the file.
    pub bestand: String,
    /// Framework of the key.
    pub kader: String,
}

/// One that was found again.
pub(super) struct Gevonden {
    pub invoer: Invoer,
    pub keuze: Keuze,
    /// It was being carried out.
    pub bezig: bool,
}

fn tijd(t: Timestamp) -> String {
    t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Keeps a file and what was asked of it; `meeste` of one person stay.
pub(super) fn bewaar(
    o: &Omgeving,
    wie: &Gebruiker,
    sleutel: &str,
    invoer: &Invoer,
    keuze: &Keuze,
    meeste: usize,
) -> Uitkomst<()> {
    let Some(g) = wie.gemeenten.first() else { return Ok(()) };
    let lezen = |e| bestand(invoer.plaats(), "lezen")(e);
    o.db.write(|tx| {
        let id = teller::volgende(tx, *g, "omzetopdracht")?;
        let apart = keuze.sla_over.join("\n");
        tx.execute(
            sql::OMZET_OPDRACHT_ERBIJ,
            &[
                g.into(),
                id.into(),
                sleutel.into(),
                wie.id.into(),
                invoer.naam().as_str().into(),
                keuze.kader.as_str().into(),
                keuze.per.into(),
                apart.as_str().into(),
                tijd(o.nu).as_str().into(),
            ],
        )?;
        let mut f = invoer.open().map_err(lezen)?;
        let mut stuk = Vec::new();
        for n in 0_i64.. {
            stuk.clear();
            if (&mut f).take(DEEL).read_to_end(&mut stuk).map_err(lezen)? == 0 {
                break;
            }
            let dicht = o.kluis.verpak(*g, VELD, &[id, n], &stuk)?;
            tx.execute(
                sql::OMZET_OPDRACHT_DEEL_ERBIJ,
                &[g.into(), id.into(), n.into(), dicht.as_slice().into()],
            )?;
        }
        let van_wie = tx.query_alle(sql::OMZET_OPDRACHTEN, &[g.into(), wie.id.into()], |r| r.i64(0))?;
        for oud in van_wie.into_iter().filter(|n| *n != id).skip(meeste.saturating_sub(1)) {
            weg(tx, *g, oud)?;
        }
        Ok::<_, AppFout>(())
    })
}

fn weg(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Result<(), StoreFout> {
    tx.execute(sql::OMZET_OPDRACHT_DELEN_WEG, &[(&g).into(), id.into()])?;
    tx.execute(sql::OMZET_OPDRACHT_WEG, &[(&g).into(), id.into()]).map(drop)
}

/// Those of a person, the newest first.
pub(super) fn van(o: &Omgeving, wie: &Gebruiker) -> Uitkomst<Vec<Bewaard>> {
    Ok(o.db.read(|tx| {
        let mut uit = Vec::new();
        for g in &wie.gemeenten {
            uit.extend(tx.query_alle(sql::OMZET_OPDRACHTEN, &[g.into(), wie.id.into()], |r| {
                Ok(Bewaard { sleutel: r.string(1)?, bestand: r.string(2)?, kader: r.string(3)? })
            })?);
        }
        Ok::<_, StoreFout>(uit)
    })?)
}

/// Where one is, and the rest of its row.
struct Rij {
    gemeente: Gemeentecode,
    id: i64,
    keuze: Keuze,
    naam: String,
    bezig: bool,
}

fn zoek(tx: &mut Tx<'_>, wie: &Gebruiker, sleutel: &str) -> Uitkomst<Option<Rij>> {
    for g in &wie.gemeenten {
        let w = [g.into(), wie.id.into(), sleutel.into()];
        let rij = tx.query_opt(sql::OMZET_OPDRACHT, &w, |r| {
            let keuze = Keuze {
                kader: r.string(2)?,
                per: r.opt_text(3)?.and_then(lees_datum),
                sla_over: r.text(4)?.lines().map(str::to_owned).collect(),
                ..Keuze::default()
            };
            Ok(Rij { gemeente: *g, id: r.i64(0)?, keuze, naam: r.string(1)?, bezig: r.i64(5)? == 1 })
        })?;
        if rij.is_some() {
            return Ok(rij);
        }
    }
    Ok(None)
}

/// The one with this key, of this person: its file without a place again.
pub(super) fn haal(o: &Omgeving, wie: &Gebruiker, sleutel: &str) -> Uitkomst<Option<Gevonden>> {
    let Some(rij) = o.db.read(|tx| zoek(tx, wie, sleutel))? else { return Ok(None) };
    let schrijf = |e| bestand(&std::env::temp_dir(), "schrijven")(e);
    let mut invoer = Invoer::naamloos(&rij.naam).map_err(schrijf)?;
    for n in 0_i64.. {
        let w = [(&rij.gemeente).into(), rij.id.into(), n.into()];
        let deel = o.db.read(|tx| tx.query_opt(sql::OMZET_OPDRACHT_DEEL, &w, |r| Ok(r.blob(0)?.to_vec())))?;
        let Some(deel) = deel else { break };
        invoer.erbij(&o.kluis.pak_uit(rij.gemeente, VELD, &[rij.id, n], &deel)?).map_err(schrijf)?;
    }
    // it is looked through anew, with what is published by now
    let keuze = Keuze { kaders: Kaderbron::van(&o.db, &wie.gemeenten)?, ..rij.keuze };
    Ok(Some(Gevonden { invoer, keuze, bezig: rij.bezig }))
}

/// What changed of one: that somebody looked, what was set aside, whether it runs. Nothing when it is not kept.
pub(super) fn werk_bij(
    o: &Omgeving,
    wie: &Gebruiker,
    sleutel: &str,
    keuze: &Keuze,
    bezig: bool,
) -> Uitkomst<()> {
    let (apart, nu) = (keuze.sla_over.join("\n"), tijd(o.nu));
    o.db.write(|tx| {
        for g in &wie.gemeenten {
            let w = [
                g.into(),
                wie.id.into(),
                sleutel.into(),
                apart.as_str().into(),
                i64::from(bezig).into(),
                nu.as_str().into(),
            ];
            tx.execute(sql::OMZET_OPDRACHT_BIJ, &w)?;
        }
        Ok::<_, AppFout>(())
    })
}

/// Takes away what nobody looked at for two hours, in every municipality of the book. Gives how many.
pub fn ruim_bewaarde_op(o: &Omgeving) -> Uitkomst<usize> {
    let grens = o.nu.checked_sub(STIL).map_or_else(|_| String::new(), tijd);
    let codes = o.db.read(|tx| tx.query_alle(schrijven::GEMEENTEN, &[], |r| r.string(0)))?;
    let mut aantal = 0;
    for g in codes.iter().filter_map(|c| Gemeentecode::parse(c).ok()) {
        let w = [(&g).into(), grens.as_str().into()];
        let oud = o.db.read(|tx| tx.query_alle(sql::OMZET_OPDRACHT_OUD, &w, |r| r.i64(0)))?;
        if oud.is_empty() {
            continue;
        }
        aantal += oud.len();
        o.db.write(|tx| oud.iter().try_for_each(|id| weg(tx, g, *id)))?;
    }
    Ok(aantal)
}
