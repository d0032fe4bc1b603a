//! Messages that were sent or received earlier, taken as history: the state changes, nothing is judged and no
//! answer is written. What the parties agreed on then, stands. A 323 counts as granted, but for the lines that a
//! 325 lists; load both.

use super::{Geladen, zorg_voor_aanbieder, zorg_voor_gemeente};
use crate::declaratieboek::{Declaratierij, Regelrij};
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::ontvangst::{bewaar_bestand, heel_afgewezen, historie as boek, regie};
use crate::uitbox;
use crate::verzoeken;
use declaratie::{Declaratiestatus, Regelstand};
use istandaard::{Bericht, DeclaratieKop, Deel, Header, Lezer, Partij, Prestatie, Soort};
use kern::{Bsn, Datum, Gemeentecode, Retourcode};
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::Tx;
use store::sql::schrijven as sql;

const STUK: usize = 2_000;

/// The place of a message among others: assignments and what was asked for them first, then by day, and an answer
/// after what it answers.
/// A file that is no message comes last; loading it tells what is wrong.
pub(super) fn volgorde(pad: &Path) -> (u8, Datum, u8) {
    let header = File::open(pad).ok().and_then(|bron| {
        let mut lezer = Lezer::new(BufReader::new(bron));
        while lezer.header().is_none() && lezer.aantal_bevindingen() == 0 {
            lezer.volgende()?;
        }
        lezer.header().cloned()
    });
    let Some(h) = header else { return (2, Datum::MAX, 0) };
    let dag = h.eigen_dagtekening();
    match h.soort {
        Soort::Wmo315 => (0, dag, 0),
        Soort::Wmo301 => (0, dag, 1),
        Soort::Wmo317 => (0, dag, 2),
        Soort::Wmo319 => (0, dag, 3),
        Soort::Wmo305 => (1, dag, 1),
        Soort::Wmo307 => (1, dag, 2),
        Soort::Wmo325 => (1, dag, 4),
        _ => (1, dag, 3),
    }
}

/// Loads one message. A message that fails the schema or the rules within it cannot have been exchanged.
pub(super) fn laad(o: &Omgeving, pad: &Path, naam: &str) -> Uitkomst<Geladen> {
    o.db.write(|tx| {
        let bron = File::open(pad).map_err(bestand(pad, "lezen"))?;
        let mut lezer =
            Lezer::met_grenzen(BufReader::with_capacity(1 << 18, bron), crate::ontvangst::grenzen());
        let mut lopend: Option<Lopend> = None;
        while let Some(deel) = lezer.volgende() {
            match deel {
                Deel::Kop(h) => {
                    if boek::bestaat(tx, h)? {
                        return Ok(al_geladen(pad));
                    }
                    lopend = Some(Lopend::begin(tx, h)?);
                }
                Deel::Bericht(b) => {
                    if boek::bestaat(tx, b.header())? {
                        return Ok(al_geladen(pad));
                    }
                    let mut l = Lopend::begin(tx, b.header())?;
                    l.klein(tx, o, &b)?;
                    lopend = Some(l);
                }
                Deel::Declaratie(k) => {
                    if let Some(l) = &mut lopend {
                        l.kop = Some(k.clone());
                    }
                }
                Deel::Antwoord(_) => {
                    if let Some(l) = &mut lopend {
                        l.met_declaratie = true;
                    }
                }
                Deel::AntwoordEinde { retourcodes } => {
                    if let Some(l) = &mut lopend {
                        l.codes.extend_from_slice(retourcodes);
                    }
                }
                Deel::Client { bsn, .. } => {
                    if let Some(l) = &mut lopend {
                        l.bsn = Some(bsn);
                    }
                }
                Deel::Prestatie(p) => {
                    if let Some(l) = &mut lopend {
                        l.regel(tx, o, p)?;
                    }
                }
                _ => {}
            }
            // one finding is enough, and findings that nobody fetches stop the reading
            if lezer.aantal_bevindingen() > 0 {
                break;
            }
        }
        if let Some(e) = lezer.io_fout() {
            return Err(bestand(pad, "lezen")(e));
        }
        if let Some(b) = lezer.bevindingen().next() {
            return Err(AppFout::Ongeldig(format!("{naam}: {} ({}): {}", b.regel, b.pad, b.tekst)));
        }
        let Some(mut l) = lopend else {
            return Err(AppFout::Ongeldig(format!("{naam}: dit is geen iWmo-bericht")));
        };
        l.sluit(tx, o, pad, naam)
    })
}

fn al_geladen(pad: &Path) -> Geladen {
    Geladen {
        bestand: pad.display().to_string(),
        aantal: 0,
        wat: "nieuwe regels (dit bericht stond al in het boek)",
    }
}

struct Lopend {
    header: Header,
    id: i64,
    kop: Option<DeclaratieKop>,
    bsn: Option<Bsn>,
    stuk: Vec<(Bsn, Prestatie)>,
    regels: i64,
    bedrag: i64,
    /// Of a 325: the 323 that it answers, the codes of header and claim, and whether it tells of the claim at all.
    claim: Option<i64>,
    codes: Vec<Retourcode>,
    met_declaratie: bool,
}

impl Lopend {
    fn begin(tx: &mut Tx<'_>, h: &Header) -> Uitkomst<Self> {
        zorg_voor_gemeente(tx, h.gemeente)?;
        zorg_voor_aanbieder(tx, h.agb)?;
        let claim = if h.soort == Soort::Wmo325 {
            let op = h.beantwoordt().unwrap_or_default();
            let claim = boek::declaratie_met_id(tx, h, op)?;
            if claim.is_none() {
                return Err(AppFout::Ongeldig(format!(
                    "{} {}: de declaratie {op} die hier beantwoord wordt staat niet in het boek; laad eerst dat 323-bericht",
                    h.soort.code(),
                    h.eigen_identificatie()
                )));
            }
            claim
        } else {
            None
        };
        Ok(Self {
            header: h.clone(),
            id: uitbox::nieuw_id(tx, h.gemeente)?,
            kop: None,
            bsn: None,
            stuk: Vec::new(),
            regels: 0,
            bedrag: 0,
            claim,
            codes: h.antwoord.as_ref().map(|a| a.retourcodes.clone()).unwrap_or_default(),
            met_declaratie: false,
        })
    }

    fn klein(&mut self, tx: &mut Tx<'_>, o: &Omgeving, b: &Bericht) -> Uitkomst<()> {
        let h = b.header();
        match b {
            Bericht::Wmo301(m) => boek::toewijzingen(tx, o, m, self.id),
            Bericht::Wmo305(m) => {
                let Some(client) = client(tx, o, h.gemeente, &m.client.bsn)? else { return Err(onbekend(h)) };
                let meldingen: Vec<_> =
                    m.client.producten.iter().enumerate().map(|(i, p)| regie::start_melding(p, i)).collect();
                let historie = regie::historie(tx, h, client)?;
                Ok(regie::boek_starts(tx, h.gemeente, h.agb, client, self.id, &meldingen, &historie)?)
            }
            Bericht::Wmo307(m) => {
                let Some(client) = client(tx, o, h.gemeente, &m.client.bsn)? else { return Err(onbekend(h)) };
                let meldingen: Vec<_> =
                    m.client.producten.iter().enumerate().map(|(i, p)| regie::stop_melding(p, i)).collect();
                let historie = regie::historie(tx, h, client)?;
                Ok(regie::boek_stops(tx, h.gemeente, h.agb, client, self.id, &meldingen, &historie)?)
            }
            Bericht::Wmo315(m) => verzoeken::laad_315(tx, o, m, self.id),
            Bericht::Wmo317(m) => {
                let Some(client) = client(tx, o, h.gemeente, &m.client.bsn)? else { return Err(onbekend(h)) };
                verzoeken::laad_317(tx, o, m, client, self.id)
            }
            Bericht::Wmo319(m) => verzoeken::laad_319(tx, m, self.id),
            _ => Ok(()),
        }
    }

    fn regel(&mut self, tx: &mut Tx<'_>, o: &Omgeving, p: &Prestatie) -> Uitkomst<()> {
        let h = &self.header;
        if h.soort == Soort::Wmo325 {
            if let Some(claim) = self.claim
                && !boek::wijs_regel_af(tx, h, claim, &p.referentie)?
            {
                return Err(AppFout::Ongeldig(format!(
                    "{} {}: regel {} staat niet open in de declaratie die beantwoord wordt (TR366)",
                    h.soort.code(),
                    h.eigen_identificatie(),
                    p.pad(h.soort)
                )));
            }
            return Ok(());
        }
        self.regels += 1;
        self.bedrag = self.bedrag.saturating_add(p.bedrag.0);
        if let Some(bsn) = self.bsn {
            self.stuk.push((bsn, p.clone()));
        }
        if self.stuk.len() == STUK { self.bewaar(tx, o) } else { Ok(()) }
    }

    fn bewaar(&mut self, tx: &mut Tx<'_>, o: &Omgeving) -> Uitkomst<()> {
        let (g, agb) = (self.header.gemeente, self.header.agb);
        let mut clienten: HashMap<Bsn, Option<i64>> = HashMap::new();
        let mut dicht = Vec::with_capacity(self.stuk.len());
        let eerste = self.regels - i64::try_from(self.stuk.len()).unwrap_or(0);
        for (i, (bsn, _)) in self.stuk.iter().enumerate() {
            let c = if let Some(c) = clienten.get(bsn) {
                *c
            } else {
                let c = client(tx, o, g, bsn)?;
                clienten.insert(*bsn, c);
                c
            };
            let volgnr = eerste + 1 + i64::try_from(i).unwrap_or(0);
            let b = match c {
                Some(_) => None,
                None => Some(o.kluis.versleutel_bsn(g, "declaratieregel", &[self.id, volgnr], bsn)?),
            };
            dicht.push((volgnr, c, b));
        }
        tx.bulk(
            sql::REGELS_ERBIJ,
            self.stuk.iter().zip(&dicht).map(|((_, prestatie), (volgnr, client, bsn))| {
                let (bericht, volgnr, stand) = (self.id, *volgnr, Regelstand::Toegekend);
                let (gemeente, agb, client, bsn) = (&g, &agb, *client, bsn.as_ref());
                Regelrij { gemeente, agb, bericht, volgnr, stand, client, bsn, prestatie }.waarden()
            }),
        )
        .map_err(|e| {
            if !e.is_uniek() {
                return AppFout::from(e);
            }
            AppFout::Ongeldig(format!(
                "{} {}: een referentie is al gebruikt in een eerdere declaratie; laad eerst het antwoord (325) daarop",
                self.header.soort.code(),
                self.header.eigen_identificatie()
            ))
        })?;
        self.stuk.clear();
        Ok(())
    }

    fn sluit(&mut self, tx: &mut Tx<'_>, o: &Omgeving, pad: &Path, naam: &str) -> Uitkomst<Geladen> {
        if !self.stuk.is_empty() {
            self.bewaar(tx, o)?;
        }
        let h = &self.header;
        let g = h.gemeente;
        if let (Soort::Wmo323, Some(k)) = (h.soort, &self.kop) {
            let rij = Declaratierij {
                gemeente: &g,
                agb: &h.agb,
                bericht: self.id,
                kop: k,
                toegekend: self.bedrag,
                regels: self.regels,
                regels_toegekend: self.regels,
                status: Declaratiestatus::Toegekend,
            };
            rij.zet(tx)?;
        }
        if let Some(claim) = self.claim {
            if heel_afgewezen(self.met_declaratie, &self.codes) {
                boek::wijs_alles_af(tx, g, claim)?;
            }
            boek::herzie_totalen(tx, g, claim)?;
        }
        let maat = bewaar_bestand(tx, o, h, self.id, pad)?;
        // history is told from the side of the municipality
        let richting = if h.soort.verzender() == Partij::Gemeente { "uit" } else { "in" };
        boek::boek(tx, o, h, self.id, naam, &maat, richting)?;
        o.noteer(
            tx,
            g,
            "bericht als historie geladen",
            &format!("bericht/{}", self.id),
            &serde_json::json!({
                "bericht": h.soort.code(), "aanbieder": h.agb.as_str(), "regels": self.regels,
            }),
        )?;
        let aantal = u64::try_from(self.regels).unwrap_or(0).max(1);
        let wat = if h.soort == Soort::Wmo323 { "declaratieregels" } else { "bericht" };
        Ok(Geladen { bestand: pad.display().to_string(), aantal, wat })
    }
}

fn client(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, bsn: &Bsn) -> Uitkomst<Option<i64>> {
    let zoek = o.kluis.bsn_zoek(g, bsn);
    Ok(tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?)
}

fn onbekend(h: &Header) -> AppFout {
    AppFout::Ongeldig(format!(
        "{} {}: de cliënt van dit bericht is niet bekend; laad eerst de cliënten of de toewijzing (301)",
        h.soort.code(),
        h.eigen_identificatie()
    ))
}
