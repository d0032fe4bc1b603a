//! The desk of a provider: what it asks, reports and corrects from the screens, each looked at before it is sent.
//!
//! The same messages are made whoever's book it is. In the provider's own book they leave through the outbox. In the book
//! of the municipality, where a provider may be a guest, they are made and handed over on the spot: received, judged and
//! answered as any other message would be, with nothing of it in the book but what was received.

pub mod claims;
pub mod levering;
pub mod opnieuw;
pub mod plan;
pub mod verzoek;

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::ontvangst::ontvang;
use crate::uitbox::bestandsnaam;
use crate::vragen::VraagFout;
use crate::vragen::clienten::{naam_uit, zichtbaar};
use crate::{Gebruiker, GeenToegang, Recht};
use istandaard::Lezer;
use kern::{AgbCode, Bevinding, Gemeentecode};
use std::io::Read as _;
use store::sql::{lezen, loket as sql, schrijven};
use store::{StoreFout, Tx, inhoud};

/// What was done, or all reasons why it cannot be.
pub type Oordeel<T> = Result<T, Vec<Bevinding>>;

/// A client of the provider that speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plaats {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Key of the client.
    pub client: i64,
}

/// The provider that this user speaks for, when it may in this municipality.
fn spreekt_voor(wie: &Gebruiker, gemeente: Gemeentecode) -> Result<AgbCode, VraagFout> {
    wie.eis(Recht::Indienen)?;
    wie.eis_gemeente(gemeente)?;
    Ok(wie.agb.ok_or(GeenToegang)?)
}

/// The same, for a client that must be one of its own.
fn eigen_client(o: &Omgeving, wie: &Gebruiker, p: Plaats) -> Result<AgbCode, VraagFout> {
    let agb = spreekt_voor(wie, p.gemeente)?;
    if o.db.read(|tx| zichtbaar(tx, p.gemeente, p.client, Some(agb)))? {
        Ok(agb)
    } else {
        Err(VraagFout::NietGevonden)
    }
}

/// The surroundings with the name of the user, for the event log.
fn namens(o: &Omgeving, wie: &Gebruiker) -> Omgeving {
    Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() }
}

/// Name of a client.
fn naam_van(tx: &mut Tx<'_>, p: Plaats) -> Result<crate::vragen::Naam, VraagFout> {
    tx.query_opt(lezen::CLIENT_HOOFD, &[(&p.gemeente).into(), p.client.into()], |r| naam_uit(r, 0))?
        .ok_or(VraagFout::NietGevonden)
}

/// Whose book this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Boek {
    VanAanbieder,
    VanGemeente,
}

/// Who sent from this book says whose it is. Guessing wrong would lose a message, so without a sign nothing is sent.
fn boek_van(tx: &mut Tx<'_>, g: Gemeentecode) -> Uitkomst<Boek> {
    let afzender = tx.query_opt(sql::EIGEN_AFZENDER, &[(&g).into()], |r| r.string(0))?;
    let mut wees_toe = || tx.query_opt(sql::WEES_TOE, &[(&g).into()], |_| Ok(()));
    match afzender {
        Some(a) if a == g.as_str() => Ok(Boek::VanGemeente),
        Some(_) => Ok(Boek::VanAanbieder),
        None if wees_toe()?.is_some() => Ok(Boek::VanGemeente),
        None => Err(AppFout::Ongeldig(
            "er is in deze database nog geen bericht met deze gemeente uitgewisseld; verwerk eerst een toewijzing (301)"
                .into(),
        )),
    }
}

/// How a transaction ends that may be undone.
enum Einde<T> {
    Terug(Box<Result<Oordeel<T>, VraagFout>>),
    Fout(AppFout),
}

impl<T> From<StoreFout> for Einde<T> {
    fn from(f: StoreFout) -> Self {
        Self::Fout(f.into())
    }
}

impl<T> From<AppFout> for Einde<T> {
    fn from(f: AppFout) -> Self {
        Self::Fout(f)
    }
}

/// A message as it was made.
struct Gemaakt<K> {
    id: i64,
    bytes: Vec<u8>,
    gezien: K,
}

/// Makes a message, holds its bytes against levels 1 and 2 as whoever receives it will, and looks at what came of it.
/// With `houd` it stays; without, or with a reason against it, everything is undone.
fn maak<K>(
    o: &Omgeving,
    g: Gemeentecode,
    houd: bool,
    maak: &dyn Fn(&mut Tx<'_>) -> Uitkomst<Oordeel<i64>>,
    kijk: &dyn Fn(&mut Tx<'_>, i64) -> Result<K, VraagFout>,
) -> Result<Oordeel<Gemaakt<K>>, VraagFout> {
    let uit = o.db.write(|tx| {
        let id = match maak(tx)? {
            Ok(id) => id,
            Err(redenen) => return Err(Einde::Terug(Box::new(Ok(Err(redenen))))),
        };
        let mut bytes = Vec::new();
        inhoud::lees(tx, &o.kluis, g, id)?
            .read_to_end(&mut bytes)
            .map_err(bestand("bericht".as_ref(), "lezen"))?;
        let mut redenen = Vec::new();
        istandaard::controleer(&bytes[..], &mut |b| redenen.push(b));
        if !redenen.is_empty() {
            return Err(Einde::Terug(Box::new(Ok(Err(redenen)))));
        }
        match kijk(tx, id) {
            Ok(gezien) if houd => Ok(Gemaakt { id, bytes, gezien }),
            Ok(gezien) => Err(Einde::Terug(Box::new(Ok(Ok(Gemaakt { id, bytes, gezien }))))),
            Err(f) => Err(Einde::Terug(Box::new(Err(f)))),
        }
    });
    match uit {
        Ok(gemaakt) => Ok(Ok(gemaakt)),
        Err(Einde::Terug(uit)) => *uit,
        Err(Einde::Fout(f)) => Err(f.into()),
    }
}

/// What a message would bring about in the book of who sends it; nothing is kept.
fn op_proef<K>(
    o: &Omgeving,
    g: Gemeentecode,
    bericht: &dyn Fn(&mut Tx<'_>) -> Uitkomst<Oordeel<i64>>,
    kijk: &dyn Fn(&mut Tx<'_>, i64) -> Result<K, VraagFout>,
) -> Result<Oordeel<K>, VraagFout> {
    Ok(maak(o, g, false, bericht, kijk)?.map(|m| m.gezien))
}

/// Sends a message and gives its key in this book.
fn verstuur(
    o: &Omgeving,
    g: Gemeentecode,
    bericht: &dyn Fn(&mut Tx<'_>) -> Uitkomst<Oordeel<i64>>,
) -> Result<Oordeel<i64>, VraagFout> {
    let van = o.db.read(|tx| boek_van(tx, g))?;
    let gemaakt = match maak(o, g, van == Boek::VanAanbieder, bericht, &|_, _| Ok(()))? {
        Ok(m) => m,
        Err(redenen) => return Ok(Err(redenen)),
    };
    match van {
        Boek::VanAanbieder => Ok(Ok(gemaakt.id)),
        Boek::VanGemeente => Ok(geef_af(o, g, &gemaakt.bytes)?),
    }
}

/// Hands a message over to the municipality whose book this is. The answer is read here, so that it need not travel.
fn geef_af(o: &Omgeving, g: Gemeentecode, bytes: &[u8]) -> Uitkomst<Oordeel<i64>> {
    let mut lezer = Lezer::new(bytes);
    while lezer.header().is_none() && lezer.volgende().is_some() {}
    let naam = lezer.header().map(|h| bestandsnaam(h.soort, h)).unwrap_or_default();
    let map = tempfile::tempdir().map_err(bestand("tijdelijke map".as_ref(), "maken"))?;
    let pad = map.path().join(naam);
    std::fs::write(&pad, bytes).map_err(bestand(&pad, "schrijven"))?;
    let (uitkomst, antwoord) = ontvang(o, &pad)?;
    if let Some(a) = antwoord {
        let nu = o.tijdstip();
        o.db.write(|tx| tx.execute(schrijven::BEZORGD, &[(&g).into(), a.id.into(), nu.as_str().into()]))?;
    }
    Ok(match uitkomst.id {
        Some(id) if uitkomst.verwerkt => Ok(id),
        _ => Err(uitkomst.bevindingen),
    })
}
