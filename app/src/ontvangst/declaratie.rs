//! A received 323: all checks, settlement and the 325, in one transaction.
//!
//! One thread reads and checks the message (levels 1 and 2) and packs its raw bytes; this one settles (levels
//! 3 and 4). The first also looks up clients and assignments, on a connection that sees what the second sees. Settlement
//! starts before the whole message was checked: a finding of level 1 or 2 takes back everything, because then the message
//! counts as not sent. Credit lines go before debit lines (OP366); a message that has any is therefore read twice.

use super::antwoord325::{self, Stand};
use super::kop;
use super::resultaat::{Gevonden, Resultaat};
use super::schikking::{Regel, Schikking, VasteFeiten, bewaar_bevindingen};
use super::{boek_in, eerder_resultaat, noteer};
use crate::declaratieboek::Declaratierij;
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::kaders::Kaderboek;
use crate::omgeving::Omgeving;
use crate::uitbox::{self, Uitgaand};
use declaratie::{DeclaratieFeiten, Declaratiekop, Declaratiestatus, beoordeel_declaratie};
use istandaard::{DeclaratieKop, Deel, Header, Lezer, Soort};
use kern::{Bevinding, Eurocent, Periode};
use std::cell::RefCell;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use store::inhoud::{self, Inpakker, Maat};
use store::sql::schrijven as sql;
use store::{Meekijker, Naast, StoreFout, Tx};

/// Lines that are settled together: few at first, so that both threads soon have work, then more, because what is looked up
/// together lies closer together; and few again towards the end, so that neither waits long for the other.
const EERSTE_STUK: usize = 2_000;
const GROOTSTE_STUK: usize = 16_000;
const LAATSTE_STUK: usize = 1_000;
/// Chunks that may wait between the two threads.
const VOORRAAD: usize = 1;
const BUF: usize = 1 << 18;
/// From this size on (some chunks) a second connection on PostgreSQL is worth its while, and the read lock of whole tables is
/// what the server would come to anyway.
const GROOT: u64 = 4 << 20;

/// What the reading thread hands over.
enum Stap {
    Kop(Box<DeclaratieKop>),
    /// A chunk, and what was looked up for it already.
    Regels(Vec<Regel>, Option<VasteFeiten>),
    Delen(Vec<inhoud::Deel>),
    /// Whether the message has credit lines; sent before the first lines.
    Credits,
    /// Something within the message itself is wrong.
    Afkeur,
    Einde {
        delen: Vec<inhoud::Deel>,
        maat: Maat,
    },
    Fout(AppFout),
}

/// Why the transaction was taken back.
enum Terug {
    Fout(AppFout),
    /// The message itself is wrong: told to the sender, nothing settled.
    Afkeur,
    /// There are credit lines: read again, those first.
    Credits,
    /// Rejected before with the same bytes and now with the same findings: that outcome stands.
    Zelfde(i64),
}

impl From<StoreFout> for Terug {
    fn from(e: StoreFout) -> Self {
        Self::Fout(e.into())
    }
}
impl From<AppFout> for Terug {
    fn from(e: AppFout) -> Self {
        Self::Fout(e)
    }
}

/// Which lines a reading hands over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ronde {
    /// All, as long as there is no credit.
    Alles,
    /// Only credit lines.
    Credit,
    /// Only debit lines.
    Debet,
}

/// Receives a 323 of which the header was read.
pub(super) fn verwerk(
    o: &Omgeving,
    pad: &Path,
    naam: &str,
    h: &Header,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let mut eerst_credit = false;
    let groot = open(pad)?.metadata().map_err(bestand(pad, "lezen"))?.len() >= GROOT;
    let mut naast = if groot || o.db.bestand().is_some() { o.db.naast() } else { None };
    loop {
        let uit = o.db.write(|tx| in_transactie(tx, o, naast.as_mut(), pad, naam, h, eerst_credit));
        match uit {
            Ok(klaar) => return Ok(klaar),
            Err(Terug::Fout(e)) => return Err(e),
            Err(Terug::Credits) => eerst_credit = true,
            Err(Terug::Zelfde(toen)) => return o.db.write(|tx| eerder_resultaat(tx, h, toen, naam)),
            Err(Terug::Afkeur) => return super::keur_af(o, pad, naam, h),
        }
    }
}

fn in_transactie(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    naast: Option<&mut Naast<'_>>,
    pad: &Path,
    naam: &str,
    h: &Header,
    eerst_credit: bool,
) -> Result<(Resultaat, Option<Uitgaand>), Terug> {
    let hash = || Ok::<_, Terug>(kop::hash_van(open(pad)?).map_err(bestand(pad, "lezen"))?);
    // first of all: the sooner, the smaller the chance that somebody else began meanwhile
    let mut naast = naast.map(|n| n.kijk_mee(tx)).transpose()?.flatten();
    let eerder = kop::eerder(tx, h, hash)?;
    if let Some(id) = eerder.dezelfde() {
        return Ok(eerder_resultaat(tx, h, id, naam)?);
    }
    let kopfouten = kop::beoordeel(o, h, eerder.stand, &[]);
    let id = uitbox::nieuw_id(tx, h.gemeente)?;
    let mut s = Schikking::new(tx, o, h.gemeente, h.agb, id)?;
    let mut stand = Lopend { kop: None, kopfouten, declaratiefouten: Vec::new() };
    if eerst_credit && stand.schikbaar() {
        lees(o, naast.as_mut(), pad, h, id, Ronde::Credit, |stap| {
            stand.neem(tx, h, id, &mut s, stap).map(drop)
        })?;
    }
    let ronde = if eerst_credit { Ronde::Debet } else { Ronde::Alles };
    let mut einde = None;
    lees(o, naast.as_mut(), pad, h, id, ronde, |stap| {
        if let Some(maat) = stand.neem(tx, h, id, &mut s, stap)? {
            einde = Some(maat);
        }
        Ok(())
    })?;
    let Some(maat) = einde else {
        return Err(AppFout::Ongeldig("het bericht hield plotseling op; probeer het opnieuw".into()).into());
    };
    let klaar = sluit(tx, o, naam, h, id, s, stand, &maat)?;
    if let Some(toen) = eerder.afgekeurd
        && !klaar.0.verwerkt
        && zelfde_oordeel(tx, h, toen, id)?
    {
        return Err(Terug::Zelfde(toen));
    }
    Ok(klaar)
}

/// Whether this message was rejected with the very findings of an earlier one. Both stand in the book.
fn zelfde_oordeel(tx: &mut Tx<'_>, h: &Header, toen: i64, nu: i64) -> Result<bool, StoreFout> {
    let w = [(&h.gemeente).into(), toen.into(), nu.into()];
    tx.query_one(sql::BEVINDINGEN_VERSCHIL, &w, |r| Ok(r.i64(0)? == r.i64(1)? && r.i64(2)? == 0))
}

/// What is known of the claim while it comes in.
struct Lopend {
    kop: Option<DeclaratieKop>,
    kopfouten: Vec<Bevinding>,
    declaratiefouten: Vec<Bevinding>,
}

impl Lopend {
    /// Lines are settled as long as nothing above them is wrong.
    fn schikbaar(&self) -> bool {
        self.kopfouten.is_empty() && self.declaratiefouten.is_empty()
    }

    fn neem(
        &mut self,
        tx: &mut Tx<'_>,
        h: &Header,
        id: i64,
        s: &mut Schikking<'_>,
        stap: Stap,
    ) -> Result<Option<Maat>, Terug> {
        match stap {
            Stap::Kop(k) => {
                if self.kop.is_none() {
                    self.declaratiefouten = beoordeel_kop(tx, h, id, &k)?;
                    self.kop = Some(*k);
                }
            }
            Stap::Regels(regels, vast) => {
                if self.schikbaar() {
                    s.schik(tx, &regels, vast)?;
                }
            }
            Stap::Delen(delen) => bewaar_delen(tx, &delen)?,
            Stap::Credits => return Err(Terug::Credits),
            Stap::Afkeur => return Err(Terug::Afkeur),
            Stap::Einde { delen, maat } => {
                bewaar_delen(tx, &delen)?;
                return Ok(Some(maat));
            }
            Stap::Fout(e) => return Err(Terug::Fout(e)),
        }
        Ok(None)
    }
}

fn bewaar_delen(tx: &mut Tx<'_>, delen: &[inhoud::Deel]) -> Result<(), StoreFout> {
    delen.iter().try_for_each(|d| inhoud::bewaar(tx, d))
}

/// TR333 and TR318 on the head of the claim.
fn beoordeel_kop(tx: &mut Tx<'_>, h: &Header, id: i64, k: &DeclaratieKop) -> Result<Vec<Bevinding>, Terug> {
    let (g, agb) = ((&h.gemeente).into(), (&h.agb).into());
    let gebruikt =
        tx.query_one(sql::DECLARATIENUMMER, &[g, agb, k.nummer.as_str().into(), id.into()], |r| r.i64(0))?;
    let laatste = tx.query_one(sql::LAATSTE_PERIODE, &[g, agb, id.into()], |r| r.opt_dag(0))?;
    let Ok(periode) = Periode::new(k.van, Some(k.tot)) else { return Ok(Vec::new()) };
    let feiten = DeclaratieFeiten {
        nummer_gebruikt: gebruikt > 0,
        laatste_periode: laatste,
        afspraken: Kaderboek::lees(tx, h.gemeente)?.afspraken_op(k.van),
    };
    let mut b = beoordeel_declaratie(&Declaratiekop { nummer: &k.nummer, periode }, &feiten);
    for bevinding in &mut b {
        let element = if bevinding.regel == "TR333" { "DeclaratieNummer" } else { "DeclaratiePeriode" };
        bevinding.pad = format!("/Bericht/Declaratie/{element}");
    }
    Ok(b)
}

/// Everything was read and settled: the claim, the findings, the answer and the message itself.
#[expect(clippy::too_many_arguments, reason = "the last step brings everything together")]
fn sluit(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    naam: &str,
    h: &Header,
    id: i64,
    s: Schikking<'_>,
    stand: Lopend,
    maat: &Maat,
) -> Uitkomst<(Resultaat, Option<Uitgaand>)> {
    let schikbaar = stand.schikbaar();
    let Lopend { kop, kopfouten, declaratiefouten } = stand;
    let kop = kop.ok_or_else(|| AppFout::Ongeldig("de declaratie heeft geen kop".into()))?;
    let status = Declaratiestatus::uit_regels(s.regels, s.toegekend);
    let boven: Vec<Bevinding> = kopfouten.iter().chain(&declaratiefouten).cloned().collect();
    bewaar_bevindingen(tx, h.gemeente, id, boven.iter().zip(0..).map(|(b, i)| (i, None, b)))?;
    if schikbaar {
        let rij = Declaratierij {
            gemeente: &h.gemeente,
            agb: &h.agb,
            bericht: id,
            kop: &kop,
            toegekend: s.bedrag,
            regels: i64::try_from(s.regels).unwrap_or(i64::MAX),
            regels_toegekend: i64::try_from(s.toegekend).unwrap_or(i64::MAX),
            status,
        };
        rij.zet(tx)?;
    }
    let mut gevonden = Gevonden::default();
    gevonden.alle(boven);
    let gevonden = gevonden.en(s.gevonden);
    let berichtstatus = match status {
        _ if !schikbaar => "afgekeurd",
        Declaratiestatus::Toegekend => "goedgekeurd",
        Declaratiestatus::Deels => "deels",
        _ => "afgekeurd",
    };
    let aantal = usize::try_from(gevonden.aantal).unwrap_or(usize::MAX);
    boek_in(tx, o, h, id, naam, maat, berichtstatus, aantal)?;
    let stand = if !kopfouten.is_empty() {
        Stand::Kop(&kopfouten)
    } else if !declaratiefouten.is_empty() {
        Stand::Declaratie { kop: &kop, bevindingen: &declaratiefouten }
    } else {
        Stand::Regels { kop: &kop, toegekend: Eurocent(s.bedrag), alles: s.toegekend == s.regels }
    };
    let uit = antwoord325::maak(tx, o, h, id, &stand)?;
    noteer(
        tx,
        o,
        h,
        id,
        "declaratie beoordeeld",
        &serde_json::json!({
            "bericht": h.soort.code(), "aanbieder": h.agb.as_str(), "regels": s.regels,
            "toegekend": s.toegekend, "bedrag_cent": s.bedrag, "status": berichtstatus,
        }),
    )?;
    let resultaat = Resultaat {
        bestand: naam.to_owned(),
        bericht: Some(Soort::Wmo323),
        gemeente: Some(h.gemeente),
        geldig: gevonden.aantal == 0,
        verwerkt: schikbaar && s.toegekend > 0,
        antwoord: Some(uit.bestand.clone()),
        id: Some(id),
        aantal: gevonden.aantal,
        bevindingen: gevonden.eerste,
    };
    Ok((resultaat, Some(uit)))
}

fn open(pad: &Path) -> Uitkomst<File> {
    File::open(pad).map_err(bestand(pad, "lezen"))
}

/// Reads the message on another thread and hands its steps to `neem`. With a connection of its own that thread looks up what
/// no claim changes; else this transaction does so itself.
fn lees(
    o: &Omgeving,
    naast: Option<&mut Meekijker<'_>>,
    pad: &Path,
    h: &Header,
    id: i64,
    ronde: Ronde,
    mut neem: impl FnMut(Stap) -> Result<(), Terug>,
) -> Result<(), Terug> {
    std::thread::scope(|scope| {
        let (naar, van): (SyncSender<Stap>, Receiver<Stap>) = sync_channel(VOORRAAD);
        scope.spawn(move || {
            let uit = match naast {
                Some(n) => n.lees(|tx| lees_door(o, pad, h, id, ronde, Some(tx), &naar)),
                None => lees_door(o, pad, h, id, ronde, None, &naar),
            };
            if let Err(e) = uit {
                // the other side may have stopped already: then there is nobody to tell
                let _ = naar.send(Stap::Fout(e));
            }
        });
        for stap in van {
            // the credit round only looks at lines; bytes and end belong to the round after it
            if ronde == Ronde::Credit && matches!(stap, Stap::Delen(_) | Stap::Einde { .. }) {
                continue;
            }
            neem(stap)?;
        }
        Ok(())
    })
}

/// Lines of the next chunk, after one of `nu` lines: `regels` lines were read in `gelezen` of `lengte` bytes.
fn volgend_stuk(nu: usize, regels: u64, gelezen: u64, lengte: u64) -> usize {
    let rest = u128::from(lengte.saturating_sub(gelezen)) * u128::from(regels) / u128::from(gelezen.max(1));
    let derde = usize::try_from(rest / 3).unwrap_or(usize::MAX);
    (nu * 2).min(GROOTSTE_STUK).min(derde.max(LAATSTE_STUK))
}

/// The reading side. A closed channel means that the other side has heard enough.
fn lees_door(
    o: &Omgeving,
    pad: &Path,
    h: &Header,
    id: i64,
    ronde: Ronde,
    mut vooruit: Option<&mut Tx<'_>>,
    naar: &SyncSender<Stap>,
) -> Uitkomst<()> {
    let bron = open(pad)?;
    let lengte = bron.metadata().map_err(bestand(pad, "lezen"))?.len();
    let mut zoek = |stuk: &[Regel]| {
        vooruit.as_mut().map(|tx| VasteFeiten::lees(tx, h.gemeente, h.agb, stuk)).transpose()
    };
    let pak = Inpakker::new(&o.kluis, h.gemeente, id);
    let tap = Aftap(Rc::new(RefCell::new(Tap { bron, gelezen: 0, pak, fout: None })));
    let mut lezer = Lezer::met_grenzen(BufReader::with_capacity(BUF, tap.clone()), super::grenzen());
    let mut grootte = EERSTE_STUK;
    let mut stuk = Vec::with_capacity(grootte);
    let mut client: Option<(kern::Bsn, [u8; 16])> = None;
    let mut volgnr = 0;
    while let Some(deel) = lezer.volgende() {
        let mut vol = false;
        let stap = match deel {
            Deel::Declaratie(k) => Some(Stap::Kop(Box::new(k.clone()))),
            Deel::Client { bsn, .. } => {
                client = Some((bsn, o.kluis.bsn_zoek(h.gemeente, &bsn)));
                None
            }
            Deel::Prestatie(p) => {
                volgnr += 1;
                let hoort_erbij = match ronde {
                    Ronde::Alles if p.is_credit() => {
                        let _ = naar.send(Stap::Credits);
                        return Ok(());
                    }
                    Ronde::Alles => true,
                    Ronde::Credit => p.is_credit(),
                    Ronde::Debet => !p.is_credit(),
                };
                if let Some((bsn, bsn_zoek)) = client
                    && hoort_erbij
                {
                    stuk.push(Regel { volgnr, bsn, bsn_zoek, prestatie: p.clone() });
                    vol = stuk.len() >= grootte;
                }
                None
            }
            _ => None,
        };
        // once something is wrong, nothing will be settled; the findings are gathered in a reading of their own
        if lezer.aantal_bevindingen() > 0 {
            break;
        }
        let stap = if vol {
            let vast = zoek(&stuk)?;
            let regels = u64::try_from(volgnr).unwrap_or(0);
            grootte = volgend_stuk(grootte, regels, tap.gelezen(), lengte);
            Some(Stap::Regels(std::mem::replace(&mut stuk, Vec::with_capacity(grootte)), vast))
        } else {
            stap
        };
        if let Some(stap) = stap
            && naar.send(stap).is_err()
        {
            return Ok(());
        }
        if vol {
            let delen = tap.neem();
            if !delen.is_empty() && naar.send(Stap::Delen(delen)).is_err() {
                return Ok(());
            }
        }
    }
    if let Some(e) = lezer.io_fout() {
        return Err(bestand(pad, "lezen")(e));
    }
    if lezer.aantal_bevindingen() > 0 {
        let _ = naar.send(Stap::Afkeur);
        return Ok(());
    }
    if !stuk.is_empty() {
        let vast = zoek(&stuk)?;
        if naar.send(Stap::Regels(stuk, vast)).is_err() {
            return Ok(());
        }
    }
    let (delen, maat) = tap.klaar(Inpakker::new(&o.kluis, h.gemeente, id)).map_err(|e| match e {
        Tapfout::Io(e) => bestand(pad, "lezen")(e),
        Tapfout::Store(e) => e.into(),
    })?;
    let _ = naar.send(Stap::Einde { delen, maat });
    Ok(())
}

enum Tapfout {
    Io(std::io::Error),
    Store(StoreFout),
}

/// A file of which every byte that is read is packed as well. Clones read on from the same place.
#[derive(Clone)]
struct Aftap(Rc<RefCell<Tap>>);

struct Tap {
    bron: File,
    gelezen: u64,
    pak: Inpakker,
    fout: Option<StoreFout>,
}

impl Read for Aftap {
    fn read(&mut self, uit: &mut [u8]) -> std::io::Result<usize> {
        let mut t = self.0.borrow_mut();
        let n = t.bron.read(uit)?;
        t.gelezen += n as u64;
        if t.fout.is_none() {
            t.fout = t.pak.erbij(&uit[..n]).err();
        }
        Ok(n)
    }
}

impl Aftap {
    /// Bytes that were read.
    fn gelezen(&self) -> u64 {
        self.0.borrow().gelezen
    }

    /// The parts that are finished.
    fn neem(&self) -> Vec<inhoud::Deel> {
        let mut t = self.0.borrow_mut();
        std::iter::from_fn(|| t.pak.neem()).collect()
    }

    /// Reads what nobody read, so that the bytes are kept whole, and ends. `leeg` takes the place of what ended.
    fn klaar(mut self, leeg: Inpakker) -> Result<(Vec<inhoud::Deel>, Maat), Tapfout> {
        let mut buf = vec![0; BUF];
        while self.read(&mut buf).map_err(Tapfout::Io)? > 0 {}
        let mut t = self.0.borrow_mut();
        if let Some(e) = t.fout.take() {
            return Err(Tapfout::Store(e));
        }
        std::mem::replace(&mut t.pak, leeg).afronden().map_err(Tapfout::Store)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_grow_and_shrink_again_towards_the_end() {
        let ver = 1 << 40;
        assert_eq!(volgend_stuk(EERSTE_STUK, 2_000, 2_000, ver), 4_000);
        assert_eq!(volgend_stuk(GROOTSTE_STUK, 62_000, 62_000, ver), GROOTSTE_STUK);
        // a third of what is left, at a byte a line
        assert_eq!(volgend_stuk(GROOTSTE_STUK, 70_000, 70_000, 100_000), 10_000);
        assert_eq!(volgend_stuk(GROOTSTE_STUK, 97_000, 97_000, 100_000), LAATSTE_STUK);
        // a file that grew, shrank or was not read yet gives no surprise
        assert_eq!(volgend_stuk(EERSTE_STUK, 0, 0, 0), LAATSTE_STUK);
        assert_eq!(volgend_stuk(EERSTE_STUK, u64::MAX, 1, u64::MAX), 4_000);
        assert_eq!(volgend_stuk(EERSTE_STUK, 2_000, 200, 100), LAATSTE_STUK);
    }
}
