//! What came of a received message.

use crate::fout::{Uitkomst, bestand};
use crate::omgeving::Omgeving;
use istandaard::Soort;
use kern::{Bevinding, Gemeentecode};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::sql::schrijven as sql;
use store::{Row, StoreFout};

/// Findings that stay in memory; a large claim can have millions, and they stand in the book.
const IN_GEHEUGEN: usize = 1_000;

/// The first findings, and how many there were in all.
#[derive(Debug, Default)]
pub(super) struct Gevonden {
    pub eerste: Vec<Bevinding>,
    pub aantal: u64,
}

impl Gevonden {
    pub(super) fn erbij(&mut self, b: Bevinding) {
        self.aantal += 1;
        if self.eerste.len() < IN_GEHEUGEN {
            self.eerste.push(b);
        }
    }

    pub(super) fn alle(&mut self, bevindingen: impl IntoIterator<Item = Bevinding>) {
        bevindingen.into_iter().for_each(|b| self.erbij(b));
    }

    /// Those of another, after these.
    pub(super) fn en(mut self, ander: Self) -> Self {
        let aantal = self.aantal + ander.aantal;
        self.alle(ander.eerste);
        Self { aantal, ..self }
    }
}

/// Reads a row of BEVINDINGEN. Rule and return code are those of the tables, and the codes of our own.
pub(super) fn bevinding_uit(r: &Row<'_>) -> Result<Bevinding, StoreFout> {
    let regel = match r.text(0)? {
        "ANTWOORD" => "ANTWOORD",
        "RETOUR" => "RETOUR",
        code => istandaard::regels::zoek(code).map_or("XSD", |r| r.code),
    };
    let code = r.opt_text(1)?.and_then(|c| istandaard::codelijst::Lijst::Wj001.zoek(c)).map(|c| c.code);
    Ok(Bevinding::new(regel, code, r.string(2)?, r.string(3)?))
}

/// The outcome for one file, as `bericht verwerk --json` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resultaat {
    /// File name as it was given.
    pub bestand: String,
    /// Which message; `None` when the root was not recognised.
    pub bericht: Option<Soort>,
    /// The municipality whose book it went into, when the header could be read.
    pub gemeente: Option<Gemeentecode>,
    /// No finding at all.
    pub geldig: bool,
    /// The message changed state.
    pub verwerkt: bool,
    /// File name of the answer in the outgoing folder, if there is one.
    pub antwoord: Option<String>,
    /// Key of the message in the book; `None` when nothing was stored.
    pub id: Option<i64>,
    /// Number of findings.
    pub aantal: u64,
    /// The first findings: all of them, unless there are very many. See [`Resultaat::elke_bevinding`].
    pub bevindingen: Vec<Bevinding>,
}

impl Resultaat {
    /// A file of which nothing could be stored: it is not a message that can be addressed to anybody.
    pub(super) fn onleesbaar(bestand: &str, bericht: Option<Soort>, gevonden: Gevonden) -> Self {
        Self {
            bestand: bestand.to_owned(),
            bericht,
            gemeente: None,
            geldig: false,
            verwerkt: false,
            antwoord: None,
            id: None,
            aantal: gevonden.aantal,
            bevindingen: gevonden.eerste,
        }
    }

    /// A file that could not be read at all, so that a run over several files can tell it and go on.
    pub fn niet_te_lezen(bestand: &str, waarom: String) -> Self {
        let mut gevonden = Gevonden::default();
        gevonden.erbij(Bevinding::new("BESTAND", None, "", waarom));
        Self::onleesbaar(bestand, None, gevonden)
    }

    /// Gives every finding to `neem`, one by one, from memory, from the book or from the file `pad` itself: memory
    /// does not grow with their number.
    pub fn elke_bevinding(&self, o: &Omgeving, pad: &Path, mut neem: impl FnMut(&Bevinding)) -> Uitkomst<()> {
        if usize::try_from(self.aantal) == Ok(self.bevindingen.len()) {
            self.bevindingen.iter().for_each(neem);
            return Ok(());
        }
        if let (Some(g), Some(id)) = (self.gemeente, self.id) {
            return Ok(o.db.read(|tx| {
                tx.query(sql::BEVINDINGEN, &[(&g).into(), id.into()], |r| {
                    neem(&bevinding_uit(r)?);
                    Ok(())
                })
            })?);
        }
        let bron = File::open(pad).map_err(bestand(pad, "lezen"))?;
        let bron = BufReader::with_capacity(1 << 18, bron);
        istandaard::controleer_met(bron, super::grenzen(), &mut |b| neem(&b));
        Ok(())
    }
}
