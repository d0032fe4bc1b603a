//! Claims and their lines as rows of the book: one place, for what is received, what is sent and what is loaded.

use declaratie::{Declaratiestatus, Regelstand};
use istandaard::{DeclaratieKop, Prestatie};
use kern::{AgbCode, Gemeentecode};
use store::sql::schrijven as sql;
use store::{StoreFout, Tx, Val};

/// A claim, with what was granted of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Declaratierij<'a> {
    /// Municipality that gets it.
    pub(crate) gemeente: &'a Gemeentecode,
    /// Provider that sends it.
    pub(crate) agb: &'a AgbCode,
    /// Key of the message.
    pub(crate) bericht: i64,
    /// Number, period, day and total.
    pub(crate) kop: &'a DeclaratieKop,
    /// What was granted, in cents.
    pub(crate) toegekend: i64,
    /// Number of lines.
    pub(crate) regels: i64,
    /// Number of lines that were granted.
    pub(crate) regels_toegekend: i64,
    /// How far it has come.
    pub(crate) status: Declaratiestatus,
}

impl Declaratierij<'_> {
    /// Adds the row.
    pub(crate) fn zet(&self, tx: &mut Tx<'_>) -> Result<(), StoreFout> {
        let k = self.kop;
        let waarden = [
            self.gemeente.into(),
            self.bericht.into(),
            self.agb.into(),
            k.nummer.as_str().into(),
            k.van.into(),
            k.tot.into(),
            k.dagtekening.into(),
            k.ingediend.into(),
            self.toegekend.into(),
            self.regels.into(),
            self.regels_toegekend.into(),
            self.status.code().into(),
        ];
        tx.execute(sql::DECLARATIE_ERBIJ, &waarden).map(drop)
    }
}

/// A line of a claim.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Regelrij<'a> {
    /// Municipality.
    pub(crate) gemeente: &'a Gemeentecode,
    /// Provider.
    pub(crate) agb: &'a AgbCode,
    /// Key of the message.
    pub(crate) bericht: i64,
    /// Place in the message, from 1.
    pub(crate) volgnr: i64,
    /// What became of it.
    pub(crate) stand: Regelstand,
    /// The client, when known.
    pub(crate) client: Option<i64>,
    /// The encrypted BSN, when the client is not known.
    pub(crate) bsn: Option<&'a Vec<u8>>,
    /// What is claimed.
    pub(crate) prestatie: &'a Prestatie,
}

impl<'a> Regelrij<'a> {
    /// The values, in the order of `REGELS_ERBIJ`.
    pub(crate) fn waarden(&self) -> [Val<'a>; 20] {
        let p = self.prestatie;
        [
            self.gemeente.into(),
            self.bericht.into(),
            self.volgnr.into(),
            standcode(self.stand).into(),
            self.agb.into(),
            self.client.into(),
            self.bsn.into(),
            p.client_nr.into(),
            p.nr.into(),
            p.referentie.as_str().into(),
            p.vorige_referentie.as_deref().into(),
            p.toewijzing.into(),
            (&p.categorie).into(),
            (&p.code).into(),
            p.van.into(),
            p.tot.into(),
            p.volume.into(),
            p.eenheid.code().into(),
            p.tarief.into(),
            p.bedrag.into(),
        ]
    }
}

/// What became of a line, as its row has it.
pub(crate) fn standcode(stand: Regelstand) -> i64 {
    match stand {
        Regelstand::Afgewezen => 0,
        Regelstand::Toegekend => 1,
        Regelstand::Ingediend => 2,
    }
}

/// Reads [`standcode`] back.
pub(crate) fn lees_stand(code: i64) -> Regelstand {
    match code {
        0 => Regelstand::Afgewezen,
        1 => Regelstand::Toegekend,
        _ => Regelstand::Ingediend,
    }
}
