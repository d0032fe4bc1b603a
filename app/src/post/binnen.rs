//! Taking in what came.

use super::uit::{geweigerd, nog_eens};
use super::{Postkamer, Verslag, als_postfout, kolommen, op_dit_moment, stand_uit, veilig};
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::ontvangst;
use crate::uitbox::Uitgaand;
use istandaard::{Deel, Lezer};
use kern::Gemeentecode;
use post::bezorging::{Afloop, Begin, Stand};
use post::{Binnen, Inhoud, PostFout, Transport};
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use store::sql::post as sql;
use store::{StoreFout, Tx, teller};

/// Letters that a round takes.
const HOOGSTENS: usize = 500;

/// Takes in all that waits. Gives why the transport could not be asked, when it could not.
pub(super) fn haal(
    o: &Omgeving,
    t: &dyn Transport,
    p: &Postkamer<'_>,
    verslag: &mut Verslag,
) -> Uitkomst<Option<String>> {
    let terugval = match p.gemeente {
        Some(g) => Some(g),
        None => crate::gemeenten(o)?.first().copied(),
    };
    leg_terug(o, t, verslag)?;
    let namen = match t.wachtend(HOOGSTENS) {
        Ok(n) => n,
        Err(f) => return Ok(Some(veilig(&f.to_string()))),
    };
    for naam in namen {
        een(&op_dit_moment(o, p), t, p, terugval, &naam, verslag)?;
    }
    ruim_op(&op_dit_moment(o, p), t)?;
    Ok(None)
}

/// Puts back in line what a person wants to be tried again.
fn leg_terug(o: &Omgeving, t: &dyn Transport, verslag: &mut Verslag) -> Uitkomst<()> {
    let hoogstens = i64::try_from(HOOGSTENS).unwrap_or(i64::MAX);
    for g in crate::gemeenten(o)? {
        let rijen = o.db.read(|tx| {
            let waarden = [(&g).into(), t.naam().into(), hoogstens.into()];
            tx.query_alle(sql::IN_TERUG, &waarden, |r| Ok((r.i64(0)?, r.string(1)?)))
        })?;
        for (id, naam) in rijen {
            match t.terug(&naam) {
                Ok(()) => o.db.write(|tx| zet(tx, o, g, id, Stand::nieuw(o.nu), false, None, None))?,
                Err(f) => {
                    let reden = veilig(&f.to_string());
                    let stand = Stand::Onbestelbaar { pogingen: 0 };
                    o.db.write(|tx| zet(tx, o, g, id, stand, true, None, Some(&reden)))?;
                    verslag.onbestelbaar.push((naam, reden));
                }
            }
        }
    }
    Ok(())
}

/// Letters that waited for another try and were taken away by somebody.
fn ruim_op(o: &Omgeving, t: &dyn Transport) -> Uitkomst<()> {
    let hoogstens = i64::try_from(HOOGSTENS).unwrap_or(i64::MAX);
    let nu = o.tijdstip();
    for g in crate::gemeenten(o)? {
        let rijen = o.db.read(|tx| {
            let waarden = [(&g).into(), t.naam().into(), (&nu).into(), hoogstens.into()];
            tx.query_alle(sql::IN_WACHT, &waarden, |r| Ok((r.i64(0)?, r.string(1)?)))
        })?;
        for (id, naam) in rijen {
            if matches!(t.open(&naam), Ok(None)) {
                o.db.write(|tx| tx.execute(sql::IN_WEG, &[(&g).into(), id.into()]))?;
            }
        }
    }
    Ok(())
}

/// The municipality of a message, out of its header.
fn gemeente_van(pad: &Path) -> Option<Gemeentecode> {
    let mut lezer = Lezer::new(BufReader::new(std::fs::File::open(pad).ok()?));
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Kop(h) => return Some(h.gemeente),
            Deel::Bericht(b) => return Some(b.header().gemeente),
            _ => {}
        }
        lezer.bevindingen();
    }
    lezer.header().map(|h| h.gemeente)
}

fn een(
    o: &Omgeving,
    t: &dyn Transport,
    p: &Postkamer<'_>,
    terugval: Option<Gemeentecode>,
    naam: &str,
    verslag: &mut Verslag,
) -> Uitkomst<()> {
    let open = match t.open(naam) {
        Ok(None) => return Ok(()),
        Ok(Some(b)) => Ok(b),
        Err(f) => Err(f),
    };
    let (g, kenmerk) = match &open {
        Ok(Binnen { inhoud: Inhoud::Bericht { pad, kenmerk }, .. }) => (gemeente_van(pad), kenmerk.clone()),
        _ => (None, None),
    };
    let Some(g) = g.or(terugval) else {
        // an empty book has nobody to show it to; the file with the reason is all there is
        let reden = open.err().map_or_else(|| "dit is geen bericht van iWmo 3.2".into(), |f| f.to_string());
        if t.mislukt(naam, &reden).is_ok() {
            verslag.onbestelbaar.push((naam.to_owned(), veilig(&reden)));
        }
        return Ok(());
    };
    // given up before, and stopped before the transport was told
    let half = o.db.read(|tx| {
        tx.query_opt(sql::IN_HALF, &[(&g).into(), t.naam().into(), naam.into()], |r| {
            Ok((r.i64(0)?, r.opt_string(1)?))
        })
    })?;
    if let Some((id, fout)) = half {
        return zet_apart(o, t, g, id, naam, fout.as_deref().unwrap_or_default());
    }
    let Some((id, stand)) = o.db.write(|tx| begin(tx, o, t, p, g, naam, kenmerk.as_deref()))? else {
        return Ok(());
    };
    let uit = match (stand, open) {
        (Stand::Onbestelbaar { .. }, _) => Err(PostFout::blijvend(
            "de laatste poging om dit te verwerken is afgebroken; het programma is daarbij gestopt",
        )),
        (_, Err(f)) => Err(f),
        (_, Ok(b)) => verwerk(o, &b),
    };
    let nu = Omgeving { nu: (p.klok)(), ..o.clone() };
    let afloop = match &uit {
        Ok(_) => Afloop::Gelukt,
        Err(f) => Afloop::Mislukt(f.aard),
    };
    let stand = stand.na(&afloop, nu.nu, p.instelling, naam);
    match uit {
        Ok(verwerkt) => {
            o.db.write(|tx| klaar(tx, &nu, g, id, kenmerk.is_some(), &verwerkt))?;
            // told last: when the program stops here, the letter is taken in once more, and the book knows it
            if let Err(f) = t.gelezen(naam) {
                verslag.later.push((naam.to_owned(), veilig(&f.to_string())));
            }
            verslag.ontvangen.push(naam.to_owned());
        }
        Err(f) => {
            let reden = veilig(&f.to_string());
            let opgegeven = matches!(stand, Stand::Onbestelbaar { .. });
            o.db.write(|tx| {
                zet(tx, &nu, g, id, stand, false, None, Some(&reden))?;
                if opgegeven {
                    let gegevens = serde_json::json!({ "naam": veilig(naam), "reden": reden });
                    nu.noteer(tx, g, "post onleesbaar", &format!("post/{id}"), &gegevens)?;
                }
                Ok::<_, StoreFout>(())
            })?;
            if opgegeven {
                verslag.onbestelbaar.push((naam.to_owned(), reden.clone()));
                zet_apart(&nu, t, g, id, naam, &reden)?;
            } else {
                verslag.later.push((naam.to_owned(), reden));
            }
        }
    }
    Ok(())
}

fn zet_apart(
    o: &Omgeving,
    t: &dyn Transport,
    g: Gemeentecode,
    id: i64,
    naam: &str,
    reden: &str,
) -> Uitkomst<()> {
    // when it cannot be put apart now it lies there still, and the next round does it
    if t.mislukt(naam, reden).is_ok() {
        o.db.write(|tx| {
            let stand = tx.query_one(sql::IN_STAND, &[(&g).into(), id.into()], |r| stand_uit(r, 0, 1, 2))?;
            zet(tx, o, g, id, stand, true, None, Some(reden))
        })?;
    }
    Ok(())
}

/// Notes that a try begins. `None` when it is not its turn; the state is undeliverable when its last try broke off.
fn begin(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    t: &dyn Transport,
    p: &Postkamer<'_>,
    g: Gemeentecode,
    naam: &str,
    kenmerk: Option<&str>,
) -> Result<Option<(i64, Stand)>, StoreFout> {
    let sleutel = [(&g).into(), t.naam().into(), naam.into()];
    let eerder = tx.query_opt(sql::IN_OPEN, &sleutel, |r| Ok((r.i64(0)?, stand_uit(r, 1, 2, 3)?)))?;
    let stand = match eerder.map_or(Stand::nieuw(o.nu), |(_, s)| s).begin(o.nu, p.instelling) {
        Begin::Nu(s) | Begin::Op(s) => s,
        Begin::Later(_) | Begin::Niets => return Ok(None),
    };
    let (pogingen, volgende) = kolommen(stand, o.nu);
    let nu = o.tijdstip();
    let id = match eerder {
        Some((id, _)) => id,
        None => teller::volgende(tx, g, "post")?,
    };
    if eerder.is_none() {
        let waarden = [
            (&g).into(),
            id.into(),
            t.naam().into(),
            naam.into(),
            stand.code().into(),
            pogingen.into(),
            (&volgende).into(),
            kenmerk.into(),
            (&nu).into(),
        ];
        tx.execute(sql::IN_ERBIJ, &waarden)?;
    } else if matches!(stand, Stand::Wacht { .. }) {
        let waarden = [(&g).into(), id.into(), pogingen.into(), (&volgende).into(), (&nu).into()];
        tx.execute(sql::IN_STAP, &waarden)?;
    }
    Ok(Some((id, stand)))
}

/// What a letter became in the book.
#[derive(Debug, Default)]
struct Verwerkt {
    bericht: Option<i64>,
    antwoord: Option<(Gemeentecode, Uitgaand)>,
}

fn verwerk(o: &Omgeving, b: &Binnen) -> Result<Verwerkt, PostFout> {
    match &b.inhoud {
        Inhoud::Weigering { kenmerk, fout } => match geweigerd(o, kenmerk, fout) {
            Ok(true) => Ok(Verwerkt::default()),
            Ok(false) => Err(PostFout::blijvend(format!(
                "het knooppunt weigert een bericht dat hier niet bekend is (kenmerk {kenmerk}): {fout}"
            ))),
            Err(e) => Err(als_postfout(&e)),
        },
        Inhoud::Bericht { pad, .. } => ontvang(o, pad),
    }
}

/// Receives a message. One on which the program falls over does not take the others with it.
fn ontvang(o: &Omgeving, pad: &Path) -> Result<Verwerkt, PostFout> {
    let uit = catch_unwind(AssertUnwindSafe(|| ontvangst::ontvang(o, pad))).map_err(|_| {
        PostFout::tijdelijk("het programma kan dit bericht niet verwerken; meld dit aan de maker")
    })?;
    let (r, antwoord) = uit.map_err(|e| als_postfout(&e))?;
    let (Some(id), Some(g)) = (r.id, r.gemeente) else {
        let waarom = r.bevindingen.first().map_or("dit is geen bericht van iWmo 3.2", |b| &*b.tekst);
        return Err(PostFout::blijvend(waarom));
    };
    Ok(Verwerkt { bericht: Some(id), antwoord: antwoord.map(|a| (g, a)) })
}

/// A letter is in the book. When it had come before and its answer had left, the answer leaves once more: the sender
/// apparently missed it.
fn klaar(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    id: i64,
    bewaar: bool,
    v: &Verwerkt,
) -> Result<(), StoreFout> {
    if bewaar {
        zet(tx, o, g, id, Stand::Klaar, false, v.bericht, None)?;
    } else {
        tx.execute(sql::IN_WEG, &[(&g).into(), id.into()])?;
    }
    let Some((g, a)) = &v.antwoord else { return Ok(()) };
    let sleutel = [g.into(), a.id.into()];
    if tx.query_opt(sql::UIT_BEZORGD, &sleutel, |r| Ok(r.opt_text(0)?.is_some()))? == Some(true) {
        nog_eens(tx, o, *g, a.id)?;
    }
    Ok(())
}

/// Notes how a letter stands.
#[expect(clippy::too_many_arguments, reason = "the columns of a row")]
pub(super) fn zet(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    id: i64,
    stand: Stand,
    apart: bool,
    bericht: Option<i64>,
    fout: Option<&str>,
) -> Result<(), StoreFout> {
    let (pogingen, volgende) = kolommen(stand, o.nu);
    let nu = o.tijdstip();
    let waarden = [
        (&g).into(),
        id.into(),
        stand.code().into(),
        i64::from(apart).into(),
        pogingen.into(),
        (&volgende).into(),
        bericht.into(),
        fout.into(),
        (&nu).into(),
    ];
    tx.execute(sql::IN_ZET, &waarden).map(drop)
}
