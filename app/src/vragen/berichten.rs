//! Messages: the list, the file with its findings, the readable tree and the raw bytes.

use super::bereik::Bereik;
use super::clienten::naam_uit;
use super::overzicht::drie_werkdagen_terug;
use super::pagina::{ALLES, bladzijde, tel_op};
use super::{Aantal, BerichtStatus, Blad, Lijst, Richting, Verwijzing, VraagFout};
use crate::{Gebruiker, Recht};
use kern::{AgbCode, Datum, Gemeentecode};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::fmt::Write as _;
use std::io::Read as _;
use store::sql::lezen as sql;
use store::{Db, Kluis, Row, StoreFout, Tx, Uitkomst, Val, lees_tijdstip};

/// Which messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BerichtFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Direction.
    pub richting: Option<Richting>,
    /// `WMO301` …
    pub soort: Option<String>,
    /// Status.
    pub status: Option<BerichtStatus>,
    /// Provider on the other side.
    pub agb: Option<AgbCode>,
    /// The identification of the message, in full.
    pub identificatie: Option<String>,
    /// Only messages of ours that are not answered after three working days.
    pub zonder_antwoord: bool,
}

/// A row of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BerichtRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Direction.
    pub richting: Richting,
    /// `WMO301` …
    pub soort: String,
    /// What that message is, in Dutch.
    pub omschrijving: &'static str,
    /// Provider on the other side.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Identification given by the sender.
    pub identificatie: String,
    /// Day on the message.
    pub dagtekening: Datum,
    /// When it was processed or written.
    pub verwerkt_op: jiff::Timestamp,
    /// Status.
    pub status: BerichtStatus,
    /// Number of findings.
    pub bevindingen: i64,
    /// The message that this one answers.
    pub antwoord_op: Option<i64>,
    /// The answer to this one.
    pub antwoord: Option<i64>,
    /// Out: delivered on; empty = waits in the outbox.
    pub bezorgd_op: Option<jiff::Timestamp>,
    /// Size in bytes.
    pub grootte: i64,
}

/// One reason of a rejection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BevindingRij {
    /// Place in the list of findings, from 1.
    pub volgnr: i64,
    /// Rule of the standard or of our own.
    pub regel: String,
    /// Return code.
    pub retourcode: Option<String>,
    /// Place in the message.
    pub pad: String,
    /// Why, and what to do about it.
    pub tekst: String,
    /// The line of the claim that it is about.
    pub declaratieregel: Option<i64>,
}

/// The file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BerichtDossier {
    /// The facts.
    pub hoofd: BerichtRij,
    /// Sender as it stands in the message.
    pub afzender: String,
    /// Receiver as it stands in the message.
    pub ontvanger: String,
    /// File name.
    pub bestand: String,
    /// SHA-256 of the raw bytes, in hexadecimals.
    pub sha256: String,
    /// The findings, at most [`BerichtDossier::HOOGSTE`]; `hoofd.bevindingen` is the whole number.
    pub bevindingen: Vec<BevindingRij>,
    /// The message that this one answers.
    pub antwoord_op: Option<BerichtRij>,
    /// The answers to this one.
    pub antwoorden: Vec<BerichtRij>,
    /// What it brought about: claim, clients. Words and page.
    pub verwant: Vec<(String, Verwijzing)>,
}

impl BerichtDossier {
    /// The most findings on a page.
    pub const HOOGSTE: i64 = 500;
}

/// An element of a message in the readable view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knoop {
    /// Depth, the root is 0.
    pub diepte: usize,
    /// Name of the element.
    pub naam: String,
    /// Its text, when it has no elements below it.
    pub waarde: Option<String>,
}

/// The readable view of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boom {
    /// The elements, in order.
    pub knopen: Vec<Knoop>,
    /// The message goes on after the last element.
    pub afgekapt: bool,
    /// The message is not well formed from here on.
    pub kapot: bool,
}

/// The raw bytes of a message, unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruw {
    /// File name, without a folder, safe in a header.
    pub bestand: String,
    /// The bytes, at most as many as were asked.
    pub inhoud: Vec<u8>,
    /// There are more bytes than these.
    pub afgekapt: bool,
}

/// What a message is, in Dutch.
fn omschrijving(soort: &str) -> &'static str {
    istandaard::Soort::parse(soort).map_or("Onbekend bericht", istandaard::Soort::naam)
}

fn rij_uit(gemeente: Gemeentecode, r: &Row<'_>) -> Uitkomst<BerichtRij> {
    let agb = r.lees(4, AgbCode::parse)?;
    let tijd =
        |i: usize, t: &str| lees_tijdstip(t).ok_or(StoreFout::Kolom { index: i, verwacht: "een tijdstip" });
    Ok(BerichtRij {
        gemeente,
        id: r.i64(1)?,
        richting: r.lees(2, |t| Richting::parse(t).ok_or(()))?,
        soort: r.string(3)?,
        omschrijving: omschrijving(r.text(3)?),
        agb,
        aanbieder: r.opt_string(5)?.unwrap_or_else(|| agb.to_string()),
        identificatie: r.string(6)?,
        dagtekening: r.dag(7)?,
        verwerkt_op: tijd(0, r.text(0)?)?,
        status: r.lees(8, |t| BerichtStatus::parse(t).ok_or(()))?,
        bevindingen: r.i64(9)?,
        antwoord_op: r.opt_i64(10)?,
        antwoord: r.opt_i64(11)?,
        bezorgd_op: r.opt_text(12)?.map(|t| tijd(12, t)).transpose()?,
        grootte: r.i64(13)?,
    })
}

/// One message as in the list.
pub(super) fn rij(tx: &mut Tx<'_>, gemeente: Gemeentecode, id: i64) -> Uitkomst<Option<BerichtRij>> {
    tx.query_opt(sql::BERICHT_RIJ, &[(&gemeente).into(), id.into()], |r| rij_uit(gemeente, r))
}

/// The filter that the engine starts from: the one that leaves the fewest rows.
#[derive(Clone, Copy)]
enum Drijver {
    Tijd,
    Agb,
    Soort,
    Fout,
}

/// The list of messages, newest first.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    filter: &BerichtFilter,
    blad: &Blad,
    vandaag: Datum,
) -> Result<Lijst<BerichtRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Berichten, filter.gemeente, filter.agb)?;
    if let Some(kenmerk) = filter.identificatie.as_deref().map(str::trim).filter(|k| !k.is_empty()) {
        return op_kenmerk(db, &bereik, kenmerk);
    }
    let met_fouten = matches!(filter.status, Some(BerichtStatus::Afgekeurd | BerichtStatus::Deels));
    let drijver = match (met_fouten, bereik.agb.is_some(), filter.soort.is_some()) {
        (true, ..) => Drijver::Fout,
        (_, true, _) => Drijver::Agb,
        (_, _, true) => Drijver::Soort,
        _ => Drijver::Tijd,
    };
    let wacht_sinds = filter.zonder_antwoord.then(|| drie_werkdagen_terug(vandaag));
    let filters = || {
        [
            Val::from(filter.richting.map(Richting::code)),
            filter.soort.as_deref().into(),
            filter.status.map(BerichtStatus::code).into(),
            bereik.agb.as_ref().into(),
            wacht_sinds.into(),
        ]
    };
    db.read(|tx| {
        let rijen = bladzijde(
            tx,
            &bereik.gemeenten,
            blad,
            true,
            ALLES,
            |tx, w| tx.query_opt(sql::BERICHT_PLEK, &[(&w.gemeente).into(), w.id.into()], |r| r.string(0)),
            |tx, greep| {
                let tekst = match (drijver, greep.oplopend) {
                    (Drijver::Tijd, true) => sql::BERICHT_TIJD_NA,
                    (Drijver::Tijd, false) => sql::BERICHT_TIJD_VOOR,
                    (Drijver::Agb, true) => sql::BERICHT_AGB_NA,
                    (Drijver::Agb, false) => sql::BERICHT_AGB_VOOR,
                    (Drijver::Soort, true) => sql::BERICHT_SOORT_NA,
                    (Drijver::Soort, false) => sql::BERICHT_SOORT_VOOR,
                    (Drijver::Fout, true) => sql::BERICHT_FOUT_NA,
                    (Drijver::Fout, false) => sql::BERICHT_FOUT_VOOR,
                };
                let [richting, soort, status, agb, open] = filters();
                let g = Val::from(&greep.gemeente);
                let waarden = [
                    g,
                    richting,
                    soort,
                    status,
                    agb,
                    open,
                    greep.limiet.into(),
                    greep.sleutel.into(),
                    greep.id.into(),
                ];
                tx.query_alle(tekst, &waarden, |r| Ok((r.string(0)?, r.i64(1)?, rij_uit(greep.gemeente, r)?)))
            },
        )?;
        let tekst = match drijver {
            Drijver::Tijd => sql::BERICHT_TIJD_TEL,
            Drijver::Agb => sql::BERICHT_AGB_TEL,
            Drijver::Soort => sql::BERICHT_SOORT_TEL,
            Drijver::Fout => sql::BERICHT_FOUT_TEL,
        };
        let mut tellingen = Vec::new();
        for gemeente in &bereik.gemeenten {
            let [richting, soort, status, agb, open] = filters();
            let waarden = [gemeente.into(), richting, soort, status, agb, open, (Aantal::GRENS + 1).into()];
            tellingen.push(tx.query_one(tekst, &waarden, |r| Ok((r.i64(0)?, r.i64(1)?)))?);
        }
        Ok(rijen.met_aantal(tel_op(tellingen)))
    })
}

/// Messages with this identification: few, so one page.
fn op_kenmerk(db: &Db, bereik: &Bereik, kenmerk: &str) -> Result<Lijst<BerichtRij>, VraagFout> {
    db.read(|tx| {
        let mut rijen = Vec::new();
        for g in &bereik.gemeenten {
            let waarden = [g.into(), kenmerk.into(), bereik.agb.as_ref().into(), Blad::HOOGSTE.into()];
            rijen.extend(tx.query_alle(sql::BERICHT_KENMERK, &waarden, |r| rij_uit(*g, r))?);
        }
        rijen.sort_by_key(|r| std::cmp::Reverse((r.verwerkt_op, r.gemeente, r.id)));
        let aantal = Aantal::Precies(i64::try_from(rijen.len()).unwrap_or(i64::MAX));
        Ok(Lijst { rijen, aantal, vorige: None, volgende: None })
    })
}

/// Refuses a message of another provider as if it were not there.
fn eigen(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    id: i64,
    agb: Option<AgbCode>,
) -> Result<String, VraagFout> {
    let gevonden = tx.query_opt(sql::BERICHT_AGB, &[(&gemeente).into(), id.into()], |r| {
        Ok((r.lees(0, AgbCode::parse)?, r.string(1)?))
    })?;
    match gevonden {
        Some((van, bestand)) if agb.is_none_or(|a| a == van) => Ok(bestand),
        _ => Err(VraagFout::NietGevonden),
    }
}

pub(super) fn bevinding_uit(r: &Row<'_>) -> Uitkomst<BevindingRij> {
    Ok(BevindingRij {
        volgnr: r.i64(0)?,
        regel: r.string(1)?,
        retourcode: r.opt_string(2)?,
        pad: r.string(3)?,
        tekst: r.string(4)?,
        declaratieregel: r.opt_i64(5)?,
    })
}

/// The file of a message.
pub fn dossier(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
) -> Result<BerichtDossier, VraagFout> {
    let agb = Bereik::ding(wie, Recht::Berichten, gemeente)?;
    db.read(|tx| {
        eigen(tx, gemeente, id, agb)?;
        let hoofd = rij(tx, gemeente, id)?.ok_or(VraagFout::NietGevonden)?;
        let sleutel = [Val::from(&gemeente), id.into()];
        let [g, b] = sleutel;
        let (afzender, ontvanger, bestand, sha256) = tx.query_one(sql::BERICHT_REST, &sleutel, |r| {
            let hex = r.blob(3)?.iter().fold(String::new(), |mut t, byte| {
                let _ = write!(t, "{byte:02x}");
                t
            });
            Ok((r.string(0)?, r.string(1)?, r.string(2)?, hex))
        })?;
        let bevindingen =
            tx.query_alle(sql::BERICHT_BEVINDINGEN, &[g, b, BerichtDossier::HOOGSTE.into()], bevinding_uit)?;
        let antwoord_op = match hoofd.antwoord_op {
            Some(op) => rij(tx, gemeente, op)?,
            None => None,
        };
        let antwoorden =
            tx.query_alle(sql::BERICHT_ANTWOORDEN, &[g, b, 20.into()], |r| rij_uit(gemeente, r))?;
        let mut verwant = Vec::new();
        if wie.rol.mag(Recht::Declaraties)
            && let Some(nummer) = tx.query_opt(sql::CLAIM_RIJ, &sleutel, |r| r.string(4))?
        {
            verwant.push((format!("Declaratie {nummer}"), Verwijzing::Declaratie { gemeente, bericht: id }));
        }
        if wie.rol.mag(Recht::Clienten) {
            for tekst in [sql::BERICHT_CLIENTEN_UIT, sql::BERICHT_CLIENTEN_IN] {
                verwant.extend(tx.query_alle(tekst, &[g, b, 50.into()], |r| {
                    Ok((naam_uit(r, 1)?.voluit(), Verwijzing::Client { gemeente, id: r.i64(0)? }))
                })?);
            }
        }
        Ok(BerichtDossier {
            hoofd,
            afzender,
            ontvanger,
            bestand,
            sha256,
            bevindingen,
            antwoord_op,
            antwoorden,
            verwant,
        })
    })
}

/// The raw bytes, at most `hoogste`. Raw bytes hold BSNs, so this asks for both rights.
pub fn ruw(
    db: &Db,
    kluis: &Kluis,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
    hoogste: Option<usize>,
) -> Result<Ruw, VraagFout> {
    wie.eis(Recht::Clienten)?;
    let agb = Bereik::ding(wie, Recht::Berichten, gemeente)?;
    db.read(|tx| {
        let bestand = eigen(tx, gemeente, id, agb)?;
        let mut lezer = store::inhoud::lees(tx, kluis, gemeente, id)?;
        let meest = hoogste.map_or(u64::MAX - 1, |h| u64::try_from(h).unwrap_or(u64::MAX - 1));
        let mut inhoud = Vec::new();
        // One byte more than asked shows whether there is more, and reads to the end where the hash is checked.
        let gelezen = (&mut lezer).take(meest + 1).read_to_end(&mut inhoud);
        gelezen.map_err(|_| StoreFout::Versleuteling { waar: format!("bericht_inhoud (bericht {id})") })?;
        let afgekapt = u64::try_from(inhoud.len()).unwrap_or(u64::MAX) > meest;
        if afgekapt {
            inhoud.truncate(hoogste.unwrap_or(usize::MAX));
        }
        Ok(Ruw { bestand: veilige_naam(&bestand), inhoud, afgekapt })
    })
}

/// A file name that cannot break out of a header or a folder.
fn veilige_naam(bestand: &str) -> String {
    let naam: String = bestand
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
        .take(120)
        .collect();
    let naam = naam.trim_start_matches('.').to_owned();
    if naam.is_empty() { "bericht.xml".into() } else { naam }
}

/// Bytes that the readable view looks at.
const BOOM_BYTES: usize = 128 * 1024;
/// Elements that it shows.
const BOOM_KNOPEN: usize = 600;
/// A message is never deeper than this; one that is, is not shown further.
const BOOM_DIEPTE: usize = 32;

/// The readable view: the elements of the first part of the message. It holds BSNs, so it asks for both rights.
pub fn boom(
    db: &Db,
    kluis: &Kluis,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
) -> Result<Boom, VraagFout> {
    let ruw = ruw(db, kluis, wie, gemeente, id, Some(BOOM_BYTES))?;
    Ok(lees_boom(&ruw.inhoud, ruw.afgekapt))
}

fn lees_boom(xml: &[u8], afgekapt: bool) -> Boom {
    let mut boom = Boom { knopen: Vec::new(), afgekapt, kapot: false };
    // What was cut may end within a letter; the part before it is text.
    let tekst = match std::str::from_utf8(xml) {
        Ok(t) => t,
        Err(e) => {
            boom.kapot = !afgekapt;
            std::str::from_utf8(&xml[..e.valid_up_to()]).unwrap_or_default()
        }
    };
    let mut lezer = Reader::from_str(tekst.trim_start_matches('\u{feff}'));
    let mut diepte = 0_usize;
    loop {
        if boom.knopen.len() >= BOOM_KNOPEN || diepte > BOOM_DIEPTE {
            boom.afgekapt = true;
            break;
        }
        match lezer.read_event() {
            Ok(Event::Start(e)) => {
                boom.knopen.push(Knoop { diepte, naam: e.local_name().as_ref().to_owned(), waarde: None });
                diepte += 1;
            }
            Ok(Event::Empty(e)) => {
                boom.knopen.push(Knoop { diepte, naam: e.local_name().as_ref().to_owned(), waarde: None });
            }
            Ok(Event::End(_)) => diepte = diepte.saturating_sub(1),
            Ok(Event::Text(t)) => {
                let stuk = t.xml10_content();
                zet_waarde(&mut boom, stuk.trim());
            }
            Ok(Event::GeneralRef(r)) => {
                let teken = match &*r.xml10_content() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "\u{fffd}",
                };
                zet_waarde(&mut boom, teken);
            }
            Ok(Event::CData(t)) => zet_waarde(&mut boom, &t.xml10_content()),
            // A document type could hide anything; no message has one.
            Ok(Event::DocType(_)) => {
                boom.kapot = true;
                break;
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                boom.kapot = !afgekapt;
                break;
            }
        }
    }
    boom
}

fn zet_waarde(boom: &mut Boom, stuk: &str) {
    if stuk.is_empty() {
        return;
    }
    if let Some(knoop) = boom.knopen.last_mut() {
        knoop.waarde.get_or_insert_default().push_str(stuk);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boom(xml: &str) -> Vec<(usize, String, Option<String>)> {
        lees_boom(xml.as_bytes(), false).knopen.into_iter().map(|k| (k.diepte, k.naam, k.waarde)).collect()
    }

    #[test]
    fn elements_are_shown_with_their_depth_and_value() {
        let k =
            boom("<?xml version=\"1.0\"?><w:Bericht xmlns:w=\"u\"><w:A>een&amp;twee</w:A><w:B/></w:Bericht>");
        assert_eq!(
            k,
            [(0, "Bericht".into(), None), (1, "A".into(), Some("een&twee".into())), (1, "B".into(), None)]
        );
    }

    #[test]
    fn what_is_broken_or_hostile_is_said_and_not_followed() {
        let b = lees_boom(b"<a><b>1</b><c", false);
        assert!(b.kapot && b.knopen.len() == 2);
        let b = lees_boom(b"<a><b>1</b><c", true);
        assert!(!b.kapot && b.afgekapt);
        let b = lees_boom(b"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", false);
        assert!(b.kapot && b.knopen.is_empty());
        let diep = "<a>".repeat(100_000);
        let b = lees_boom(diep.as_bytes(), false);
        assert!(b.afgekapt && b.knopen.len() <= BOOM_DIEPTE + 1);
        assert!(lees_boom(&[0xff, 0xfe, 0x00], false).kapot);
        assert!(lees_boom(b"", false).knopen.is_empty());
    }

    #[test]
    fn a_file_name_stays_a_file_name() {
        assert_eq!(veilige_naam("WMO323-1.xml"), "WMO323-1.xml");
        assert_eq!(veilige_naam("../../etc/pass\r\nwd\""), "_.._etc_pass__wd_");
        assert_eq!(veilige_naam(""), "bericht.xml");
    }
}
