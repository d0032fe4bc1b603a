//! The outbox: messages that were decided leave in the same transaction, and are written to files after it.
//!
//! A message is first stored, whole, with everything that it changes; only then its file appears. When the
//! program stops in between, the next run writes the same bytes under the same name. A file is written beside
//! its place and then renamed, so that nobody ever reads half a message.

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use istandaard::{Header, Soort};
use kern::{Gemeentecode, Pad};
use post::map::{naast, slot};
use std::cell::RefCell;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use store::sql::schrijven as sql;
use store::{StoreFout, Tx, Val, inhoud, teller};

/// A message of ours that was stored and waits for delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uitgaand {
    /// Key.
    pub id: i64,
    /// File name.
    pub bestand: String,
}

/// The identification of an outgoing message: unique per kind for the sender, 12 characters (TR056).
pub(crate) fn identificatie(gemeente: Gemeentecode, id: i64) -> String {
    format!("{gemeente}{id:08}")
}

/// Takes the key of a new message.
pub(crate) fn nieuw_id(tx: &mut Tx<'_>, gemeente: Gemeentecode) -> Result<i64, StoreFout> {
    teller::volgende(tx, gemeente, "bericht")
}

/// The name under which a message goes out.
pub(crate) fn bestandsnaam(soort: Soort, header: &Header) -> String {
    format!("{}-{}-{}-{}.xml", soort.code(), header.gemeente, header.agb, header.eigen_identificatie())
}

/// Stores an outgoing message: `schrijf` writes its bytes.
pub(crate) fn zet(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    id: i64,
    header: &Header,
    antwoord_op: Option<i64>,
    schrijf: impl FnOnce(&mut Tx<'_>, &Bak) -> Uitkomst<()>,
) -> Uitkomst<Uitgaand> {
    let gemeente = header.gemeente;
    let bak = Bak(Rc::new(RefCell::new(inhoud::Inpakker::new(&o.kluis, gemeente, id))));
    schrijf(tx, &bak)?;
    let rest = bak.0.replace(inhoud::Inpakker::new(&o.kluis, gemeente, id));
    let (delen, maat) = rest.afronden()?;
    for deel in &delen {
        inhoud::bewaar(tx, deel)?;
    }
    let bestand = bestandsnaam(header.soort, header);
    let retour = header.soort.is_retour();
    // a return message carries the parties of the message that it answers; the book says who really sent it
    let verzender = header.verzender();
    let ontvanger =
        if verzender == header.gemeente.as_str() { header.agb.as_str() } else { header.gemeente.as_str() };
    tx.execute(
        sql::BERICHT_ERBIJ,
        &[
            (&gemeente).into(),
            id.into(),
            "uit".into(),
            header.soort.code().into(),
            (&header.agb).into(),
            verzender.into(),
            ontvanger.into(),
            header.eigen_identificatie().into(),
            header.eigen_dagtekening().into(),
            bestand.as_str().into(),
            maat.grootte.into(),
            (&maat.sha256).into(),
            o.tijdstip().as_str().into(),
            if retour || header.soort == Soort::Wmo325 { "bezorgd" } else { "verzonden" }.into(),
            antwoord_op.into(),
            Val::I64(0),
        ],
    )?;
    Ok(Uitgaand { id, bestand })
}

/// Where the bytes of an outgoing message go; clones write to the same place. [`Bak::leeg`] hands finished parts
/// to the database, so that a large message never stands in memory whole.
#[derive(Clone)]
pub(crate) struct Bak(Rc<RefCell<inhoud::Inpakker>>);

impl Write for Bak {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(buf)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Bak {
    /// Stores what is finished so far.
    pub(crate) fn leeg(&self, tx: &mut Tx<'_>) -> Uitkomst<()> {
        while let Some(deel) = self.0.borrow_mut().neem() {
            inhoud::bewaar(tx, &deel)?;
        }
        Ok(())
    }
}

/// Writing to memory and storing cannot fail halfway in another way than the database failing.
pub(crate) fn schrijffout(e: std::io::Error) -> AppFout {
    AppFout::Bestand { pad: PathBuf::from("uitgaand bericht"), wat: "schrijven", oorzaak: e }
}

/// How many messages one round of delivery takes.
const RONDE: i64 = 500;

/// Writes all waiting messages of a municipality into `map` and notes that they left. Returns their names.
///
/// Delivering twice is harmless: the same bytes under the same name.
pub fn bezorg(o: &Omgeving, gemeente: Gemeentecode, map: &Path) -> Uitkomst<Vec<String>> {
    let mut namen = Vec::new();
    loop {
        let wachtend = o.db.read(|tx| {
            tx.query_alle(sql::UITBOX, &[(&gemeente).into(), RONDE.into()], |r| {
                Ok(Uitgaand { id: r.i64(0)?, bestand: r.string(1)? })
            })
        })?;
        if wachtend.is_empty() {
            return Ok(namen);
        }
        schrijf_ronde(o, gemeente, &wachtend, map)?;
        noteer(o, gemeente, &wachtend)?;
        namen.extend(wachtend.into_iter().map(|u| u.bestand));
    }
}

/// Writes one stored message into `map`, whether or not it was delivered before, and notes it.
pub(crate) fn bezorg_een(o: &Omgeving, gemeente: Gemeentecode, u: &Uitgaand, map: &Path) -> Uitkomst<()> {
    schrijf_bestand(o, gemeente, u, map)?;
    noteer(o, gemeente, std::slice::from_ref(u))
}

fn noteer(o: &Omgeving, gemeente: Gemeentecode, berichten: &[Uitgaand]) -> Uitkomst<()> {
    let nu = o.tijdstip();
    o.db.write(|tx| {
        for u in berichten {
            tx.execute(sql::BEZORGD, &[(&gemeente).into(), u.id.into(), nu.as_str().into()])?;
        }
        Ok::<_, AppFout>(())
    })
}

fn schrijf_bestand(o: &Omgeving, gemeente: Gemeentecode, u: &Uitgaand, map: &Path) -> Uitkomst<()> {
    let doel = map.join(&u.bestand);
    o.db.read(|tx| {
        let mut lezer = inhoud::lees(tx, &o.kluis, gemeente, u.id)?;
        schrijf_atomair(&doel, |uit| std::io::copy(&mut lezer, uit).map(drop))
    })
}

/// Writes a round of files: all beside their places, then one flush of the disk, then all to their places. A
/// flush per file would cost more than everything else together.
fn schrijf_ronde(o: &Omgeving, g: Gemeentecode, berichten: &[Uitgaand], map: &Path) -> Uitkomst<()> {
    std::fs::create_dir_all(map).map_err(bestand(map, "maken"))?;
    let _slot = slot(map);
    let mut klaar = Vec::with_capacity(berichten.len());
    for u in berichten {
        let doel = map.join(&u.bestand);
        let tijdelijk = naast(&doel);
        o.db.read(|tx| {
            let mut lezer = inhoud::lees(tx, &o.kluis, g, u.id)?;
            let mut f = std::fs::File::create(&tijdelijk).map_err(bestand(&tijdelijk, "schrijven"))?;
            std::io::copy(&mut lezer, &mut f).map_err(bestand(&tijdelijk, "schrijven"))?;
            Ok::<_, AppFout>(())
        })?;
        klaar.push((tijdelijk, doel));
    }
    spoel(map, &klaar).map_err(bestand(map, "schrijven"))?;
    for (van, naar) in &klaar {
        std::fs::rename(van, naar).map_err(bestand(naar, "schrijven"))?;
    }
    Ok(())
}

/// Flushes the file system of the folder, or each file where the system cannot.
fn spoel(map: &Path, bestanden: &[(PathBuf, PathBuf)]) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    if bestanden.len() > 4 {
        rustix::fs::syncfs(std::fs::File::open(map)?)?;
        return Ok(());
    }
    let _ = map;
    bestanden.iter().try_for_each(|(van, _)| std::fs::File::open(van)?.sync_data())
}

/// Writes a file beside its place, flushes it to disk and renames it.
pub(crate) fn schrijf_atomair(
    doel: &Path,
    schrijf: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Uitkomst<()> {
    post::map::schrijf_atomair(doel, schrijf).map_err(bestand(doel, "schrijven"))
}

/// Reads everything, at most `hoogste` bytes; more than that is an error of kind `FileTooLarge`.
pub(crate) fn lees_hoogstens(bron: impl Read, hoogste: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bron.take(hoogste + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > hoogste {
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, "het bestand is te groot"));
    }
    Ok(bytes)
}

/// A finding about the header of a message.
pub(crate) const HEADER: &str = "/Bericht/Header";

/// The place of a finding about the identification.
pub(crate) fn pad_identificatie() -> Pad {
    format!("{HEADER}/BerichtIdentificatie")
}
