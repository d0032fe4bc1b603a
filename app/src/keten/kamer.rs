//! The post room of a party in the simulated year: the delivery of the program itself, over a folder pair. What happens to a
//! file between the folders of two parties is for [`super::post`].

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::post::{Postkamer, Verslag, ronde};
use istandaard::Soort;
use kern::Gemeentecode;
use post::bezorging::Instelling;
use post::map::{GELEZEN, MISLUKT, Map};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use store::sql::{keten as sql, schrijven};

/// The folder pair of one party.
#[derive(Debug, Clone)]
pub(super) struct Kamer {
    uit: PathBuf,
    binnen: PathBuf,
}

/// What became of a file that came in.
#[derive(Debug)]
pub(super) struct Ontvangen {
    /// Where it lies now.
    pub pad: PathBuf,
    /// Kind and the rules of its findings; `None` when it is no message that stands in the book.
    pub bericht: Option<(Soort, Vec<String>)>,
    /// It was taken as right, in whole or in part.
    pub aanvaard: bool,
}

impl Kamer {
    pub(super) fn new(map: &Path, naam: &str) -> Self {
        let map = map.join("post").join(naam);
        Self { uit: map.join("uit"), binnen: map.join("binnen") }
    }

    /// Where what is sent lies until the post comes.
    pub(super) fn uit(&self) -> &Path {
        &self.uit
    }

    fn ronde(o: &Omgeving, g: Gemeentecode, van: Option<&Path>, naar: Option<&Path>) -> Uitkomst<Verslag> {
        let map = Map { rust: Duration::ZERO, ..Map::new(naar.map(Path::to_owned), van.map(Path::to_owned)) };
        let instelling = Instelling::standaard();
        let klok = || o.nu;
        ronde(o, &map, &Postkamer { instelling: &instelling, gemeente: Some(g), klok: &klok })
    }

    /// Puts a file among those that wait. They are taken in by name, so that is the order.
    pub(super) fn leg_neer(&self, pad: &Path, naam: &str) -> Uitkomst<()> {
        fs::create_dir_all(&self.binnen).map_err(bestand(&self.binnen, "maken"))?;
        let doel = self.binnen.join(naam);
        fs::rename(pad, &doel).map_err(bestand(&doel, "schrijven"))?;
        let f = fs::File::options().write(true).open(&doel).map_err(bestand(&doel, "schrijven"))?;
        f.set_modified(SystemTime::UNIX_EPOCH).map_err(bestand(&doel, "schrijven"))
    }

    /// Takes in what waits. What is to be tried later would change the order, and nothing gives reason for it.
    pub(super) fn neem_in(&self, o: &Omgeving, g: Gemeentecode) -> Uitkomst<()> {
        loop {
            let v = Self::ronde(o, g, Some(&self.binnen), None)?;
            if let Some((naam, waarom)) = v.later.first() {
                return Err(AppFout::Ongeldig(format!("{naam} is niet verwerkt: {waarom}")));
            }
            if v.is_leeg() {
                return Ok(());
            }
        }
    }

    /// Sends what waits in the outbox.
    pub(super) fn verstuur(&self, o: &Omgeving, g: Gemeentecode) -> Uitkomst<()> {
        let w = [(&g).into(), 1_i64.into()];
        if o.db.read(|tx| tx.query_opt(schrijven::UITBOX, &w, |r| r.i64(0)))?.is_none() {
            return Ok(());
        }
        let v = Self::ronde(o, g, None, Some(&self.uit))?;
        match v.later.first().or(v.onbestelbaar.first()) {
            Some((naam, waarom)) => Err(AppFout::Ongeldig(format!("{naam} is niet verstuurd: {waarom}"))),
            None => Ok(()),
        }
    }

    /// What became of a file that was put among those that wait.
    pub(super) fn ontvangen(&self, o: &Omgeving, g: Gemeentecode, naam: &str) -> Uitkomst<Ontvangen> {
        let gelezen = self.binnen.join(GELEZEN).join(naam);
        let pad = if gelezen.exists() { gelezen } else { self.binnen.join(MISLUKT).join(naam) };
        let hash: [u8; 32] = Sha256::digest(fs::read(&pad).map_err(bestand(&pad, "lezen"))?).into();
        let rij = o.db.read(|tx| {
            let w = [(&g).into(), (&hash).into()];
            let rij = tx.query_opt(sql::KETEN_ONTVANGEN, &w, |r| {
                Ok((r.i64(0)?, Soort::parse(r.text(1)?), r.text(2)? != "afgekeurd"))
            })?;
            let Some((id, Some(soort), aanvaard)) = rij else { return Ok(None) };
            let regels = tx.query_alle(schrijven::BEVINDINGEN, &[(&g).into(), id.into()], |r| r.string(0))?;
            Ok::<_, AppFout>(Some(((soort, regels), aanvaard)))
        })?;
        let (bericht, aanvaard) = rij.map_or((None, false), |(b, a)| (Some(b), a));
        Ok(Ontvangen { pad, bericht, aanvaard })
    }
}
