//! The year itself, day by day, and after it the days in which everything under way is finished.

use super::aanbieder::{self, Wie};
use super::herhalen::Herhaald;
use super::invarianten::controleer;
use super::kamer::Kamer;
use super::post::{Naar, Post, Zending};
use super::vergelijk::{Partij, vergelijk};
use super::verslag::Verslag;
use super::vragen::vraag;
use super::wereld::{Wereld, werkdag};
use super::{Boeken, Instellingen, gemeente};
use crate::betalen::betaal;
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use istandaard::Lezer;
use jiff::ToSpan;
use kern::{AgbCode, Datum, Eurocent};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::sql::{keten as sql, schrijven::BERICHT_STAAT};

/// Days that nothing may move before the year is called finished: longer than any pause between two tries.
const STIL: u32 = 40;
/// After so many days it is called stuck.
const HOOGSTENS: u32 = 500;

struct Jaar<'a> {
    i: &'a Instellingen,
    b: &'a Boeken,
    w: Wereld,
    post: Post,
    herhaald: Herhaald,
    /// Files that arrived so far.
    aantal: u64,
    v: Verslag,
}

/// Lets the year pass. `meld` is told how far it is.
pub fn draai(i: &Instellingen, b: &Boeken, meld: &mut dyn FnMut(&str)) -> Uitkomst<Verslag> {
    if i.van.day() != 1 {
        return Err(AppFout::Ongeldig("de eerste dag moet de eerste van een maand zijn".into()));
    }
    if i.van < jiff::civil::date(2021, 1, 1) || i.maanden == 0 || i.maanden > 60 {
        return Err(AppFout::Ongeldig(
            "kies een eerste dag vanaf 2021-01-01 en 1 tot en met 60 maanden".into(),
        ));
    }
    let mut w = Wereld::new(i)?;
    if b.aanbieders.len() != w.aanbieders.len() {
        return Err(AppFout::Ongeldig("er is voor elke aanbieder één boek nodig".into()));
    }
    w.laad(&b.gemeente.op(i.van), None)?;
    for (agb, o) in w.aanbieders.clone().into_iter().zip(&b.aanbieders) {
        w.laad(&o.op(i.van), Some(agb))?;
    }
    let v = Verslag {
        instellingen: i.clone(),
        maanden: std::collections::BTreeMap::new(),
        post: super::post::Postcijfers::default(),
        opnieuw: 0,
        herhaald: (0, 0),
        feiten: std::collections::BTreeMap::new(),
        verzoeken: std::collections::BTreeMap::new(),
        uitloop: 0,
        geschonden: Vec::new(),
        verschillen: Vec::new(),
    };
    let mut j = Jaar { i, b, w, post: Post::new(i, &b.map), herhaald: Herhaald::default(), aantal: 0, v };
    let mut dag = i.van;
    while dag <= i.einde() {
        if dag.day() == 1 {
            meld(&format!("{:04}-{:02}", dag.year(), dag.month()));
        }
        j.dag(dag)?;
        dag = dag.tomorrow().map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    }
    meld("uitloop: alles wat onderweg is wordt afgemaakt");
    j.uitloop(dag)?;
    Ok(j.v)
}

impl Jaar<'_> {
    fn kamer(&self, wie: Naar) -> Kamer {
        Kamer::new(&self.b.map, &self.naam(wie))
    }

    fn naam(&self, wie: Naar) -> String {
        match wie {
            Naar::Gemeente => "gemeente".to_owned(),
            Naar::Aanbieder(n) => {
                self.w.aanbieders.get(n).map_or_else(|| n.to_string(), |a| format!("aanbieder-{a}"))
            }
        }
    }

    fn boek(&self, wie: Naar, dag: Datum) -> Uitkomst<Omgeving> {
        match wie {
            Naar::Gemeente => Some(&self.b.gemeente),
            Naar::Aanbieder(n) => self.b.aanbieders.get(n),
        }
        .map(|o| o.op(dag))
        .ok_or_else(|| AppFout::Ongeldig("deze partij heeft geen boek".into()))
    }

    /// One day. Returns how much moved.
    fn dag(&mut self, dag: Datum) -> Uitkomst<usize> {
        let mut gedaan = 0;
        let aangekomen = self.post.komt_aan(dag);
        gedaan += aangekomen.len();
        self.ontvang(dag, &aangekomen)?;
        let leeft = dag <= self.i.einde();
        let g = self.w.gemeente;
        if aanbieder::werkt(dag) {
            let o = self.boek(Naar::Gemeente, dag)?;
            gedaan += self.herhaald.stuur(self.i.zaad, &self.post, Naar::Gemeente, &o, g)?;
            gedaan += gemeente::dag(&self.w, &o, leeft, &mut self.v)?;
            self.opnieuw(Naar::Gemeente, dag)?;
            for (n, agb) in self.w.aanbieders.clone().into_iter().enumerate() {
                let a = self.boek(Naar::Aanbieder(n), dag)?;
                let wie = Wie { zaad: self.i.zaad, gemeente: g, agb, tot: self.i.einde(), van: self.i.van };
                gedaan += self.herhaald.stuur(self.i.zaad, &self.post, Naar::Aanbieder(n), &a, g)?;
                gedaan += vraag(&self.w, n, &wie, &a, &mut self.v)?;
                gedaan += aanbieder::meld(&wie, &a)?;
                gedaan += aanbieder::declareer(&wie, &a, !leeft)?;
                self.opnieuw(Naar::Aanbieder(n), dag)?;
            }
        }
        self.haal_op(dag)?;
        if dag == werkdag(dag.first_of_month().checked_add(24.days()).unwrap_or(dag)) {
            self.betaal(dag)?;
        }
        let logboek = dag == dag.last_of_month();
        self.toets(dag, false, logboek)?;
        Ok(gedaan)
    }

    fn opnieuw(&mut self, wie: Naar, dag: Datum) -> Uitkomst<()> {
        let o = self.boek(wie, dag)?;
        let n = aanbieder::stuur_opnieuw(&o, self.w.gemeente)?;
        self.v.opnieuw += u64::try_from(n).unwrap_or(0);
        Ok(())
    }

    /// Everything that waits in an outbox goes to the post.
    fn haal_op(&mut self, dag: Datum) -> Uitkomst<()> {
        let wie: Vec<Naar> = std::iter::once(Naar::Gemeente)
            .chain((0..self.w.aanbieders.len()).map(Naar::Aanbieder))
            .collect();
        for wie in wie {
            let kamer = self.kamer(wie);
            kamer.verstuur(&self.boek(wie, dag)?, self.w.gemeente)?;
            let agbs: Vec<AgbCode> = self.w.aanbieders.clone();
            self.post.haal_op(dag, kamer.uit(), |agb| match wie {
                Naar::Gemeente => agbs.iter().position(|a| *a == agb).map(Naar::Aanbieder),
                Naar::Aanbieder(_) => Some(Naar::Gemeente),
            })?;
        }
        Ok(())
    }

    /// Puts what arrived in the folders of the parties, and lets each take in its own.
    fn ontvang(&mut self, dag: Datum, aangekomen: &[Zending]) -> Uitkomst<()> {
        let mut namen = Vec::with_capacity(aangekomen.len());
        for z in aangekomen {
            self.aantal += 1;
            let naam = format!("{:07}-{}", self.aantal, z.pad.file_name().unwrap_or_default().display());
            self.kamer(z.naar).leg_neer(&z.pad, &naam)?;
            if let Some(leeg) = z.pad.parent() {
                std::fs::remove_dir(leeg).map_err(bestand(leeg, "schrijven"))?;
            }
            namen.push(naam);
        }
        let partijen: std::collections::BTreeSet<Naar> = aangekomen.iter().map(|z| z.naar).collect();
        for wie in partijen {
            self.kamer(wie).neem_in(&self.boek(wie, dag)?, self.w.gemeente)?;
        }
        for (z, naam) in aangekomen.iter().zip(&namen) {
            let o = self.boek(z.naar, dag)?;
            let r = self.kamer(z.naar).ontvangen(&o, self.w.gemeente, naam)?;
            if z.beschadigd {
                if r.aanvaard {
                    self.v.geschonden.push(format!("{dag}: een beschadigd bestand is aangenomen"));
                }
                continue;
            }
            let Some((soort, regels)) = r.bericht else {
                self.v.geschonden.push(format!("{dag}: {naam} staat niet in het boek"));
                continue;
            };
            let regels: Vec<&str> = regels.iter().map(String::as_str).collect();
            self.v.bericht(dag, soort, regels.is_empty(), &regels);
            if soort.antwoord_op().is_some() && regels.is_empty() {
                self.doorlooptijd(dag, &r.pad)?;
            }
        }
        Ok(())
    }

    /// How long the answer took.
    fn doorlooptijd(&mut self, dag: Datum, pad: &Path) -> Uitkomst<()> {
        let f = File::open(pad).map_err(bestand(pad, "lezen"))?;
        let mut lezer = Lezer::new(BufReader::new(f));
        while lezer.header().is_none() && lezer.volgende().is_some() {}
        let Some(h) = lezer.header() else { return Ok(()) };
        let heen = h.soort.antwoord_op().zip(h.beantwoordt()).map(|(s, op)| (s, h.agb, op.to_owned()));
        if let Some((soort, sinds)) = heen.and_then(|s| Some((s.0, self.post.verzonden_op(&s)?))) {
            self.v.antwoord(dag, soort, i64::from((dag - sinds).get_days()));
        }
        Ok(())
    }

    fn betaal(&mut self, dag: Datum) -> Uitkomst<()> {
        let uit =
            betaal(&self.boek(Naar::Gemeente, dag)?, self.w.gemeente, dag, &self.b.map.join("betalingen"))?;
        let som = Eurocent::som(uit.batches.iter().map(|b| b.bedrag));
        let som = som.map_err(|e| AppFout::Ongeldig(e.to_string()))?;
        let m = self.v.maand(dag);
        m.betaald = Eurocent(m.betaald.0 + som.0);
        Ok(())
    }

    fn toets(&mut self, dag: Datum, rustig: bool, logboek: bool) -> Uitkomst<()> {
        let fout = controleer(&self.boek(Naar::Gemeente, dag)?, self.w.gemeente, rustig, logboek)?;
        for f in fout {
            let regel = format!("{dag}: {f}");
            // the same fault on the next day is the same fault
            if !self.v.geschonden.iter().any(|g| g.ends_with(&f)) {
                self.v.geschonden.push(regel);
            }
        }
        Ok(())
    }

    /// Goes on until nothing moves, pays what is left and compares.
    fn uitloop(&mut self, mut dag: Datum) -> Uitkomst<()> {
        let mut stil = 0;
        let mut dagen = 0;
        while stil < STIL {
            stil = if self.dag(dag)? == 0 && self.post.leeg() && !self.wacht(dag)? { stil + 1 } else { 0 };
            if stil == 0 {
                self.v.uitloop = dagen + 1;
            }
            dagen += 1;
            if dagen > HOOGSTENS {
                self.v.geschonden.push(format!("na {HOOGSTENS} dagen uitloop is nog niet alles af"));
                break;
            }
            dag = dag.tomorrow().map_err(|e| AppFout::Ongeldig(e.to_string()))?;
        }
        self.betaal(dag)?;
        self.toets(dag, true, true)?;
        let partijen: Vec<Partij> = self
            .w
            .aanbieders
            .iter()
            .zip(&self.b.aanbieders)
            .map(|(agb, o)| Partij { agb: *agb, boek: o.clone() })
            .collect();
        for p in &partijen {
            let breuken =
                p.boek.db.read(|tx| store::gebeurtenis::controleer(tx, &p.boek.kluis, self.w.gemeente))?;
            self.v.geschonden.extend(breuken.iter().map(|b| format!("logboek van {}: {b}", p.agb)));
        }
        self.v.verschillen = vergelijk(self.w.gemeente, &self.b.gemeente, &partijen)?;
        self.v.post = self.post.cijfers;
        self.v.herhaald = (self.herhaald.keer(), self.alsnog(dag)?);
        self.bedragen()?;
        self.geen_bsn(&partijen)
    }

    /// Messages that were sent again after a rejection and were approved at last.
    fn alsnog(&self, dag: Datum) -> Uitkomst<u64> {
        let mut alsnog = 0;
        for (wie, id) in self.herhaald.berichten() {
            let w = [(&self.w.gemeente).into(), id.into()];
            let status =
                self.boek(wie, dag)?.db.read(|tx| tx.query_opt(BERICHT_STAAT, &w, |r| r.string(2)))?;
            alsnog += u64::from(matches!(status.as_deref(), Some("goedgekeurd" | "deels")));
        }
        Ok(alsnog)
    }

    fn wacht(&self, dag: Datum) -> Uitkomst<bool> {
        let mut wacht = aanbieder::wacht(&self.boek(Naar::Gemeente, dag)?, self.w.gemeente)?;
        for n in 0..self.w.aanbieders.len() {
            wacht = wacht || aanbieder::wacht(&self.boek(Naar::Aanbieder(n), dag)?, self.w.gemeente)?;
        }
        Ok(wacht)
    }

    /// Claimed and granted per month, from the book.
    fn bedragen(&mut self) -> Uitkomst<()> {
        let rijen = self.b.gemeente.db.read(|tx| {
            tx.query_alle(sql::KETEN_DECLARATIES, &[(&self.w.gemeente).into()], |r| {
                Ok((r.dag(2)?, r.i64(3)?, r.i64(4)?))
            })
        })?;
        for (maand, ingediend, toegekend) in rijen {
            let m = self.v.maand(maand);
            m.gedeclareerd = Eurocent(m.gedeclareerd.0 + ingediend);
            m.toegekend = Eurocent(m.toegekend.0 + toegekend);
        }
        Ok(())
    }

    /// No BSN in the report, in a name of a file, or in a text of a book (invariant 9).
    fn geen_bsn(&mut self, partijen: &[Partij]) -> Uitkomst<()> {
        let bsns: std::collections::BTreeSet<String> =
            self.w.mensen.iter().map(|m| m.rij.bsn.cijfers().to_owned()).collect();
        let staat_in = |tekst: &str| {
            tekst.as_bytes().windows(9).any(|w| {
                w.iter().all(u8::is_ascii_digit) && std::str::from_utf8(w).is_ok_and(|w| bsns.contains(w))
            })
        };
        let mut fout = Vec::new();
        if staat_in(&self.v.tekst()) {
            fout.push("er staat een BSN in het verslag".to_owned());
        }
        let boeken = std::iter::once(&self.b.gemeente).chain(partijen.iter().map(|p| &p.boek));
        for o in boeken {
            let g = (&self.w.gemeente).into();
            let teksten: Vec<String> = o
                .db
                .read(|tx| tx.query_alle(sql::KETEN_TEKSTEN, &[g], |r| r.string(0)).map_err(AppFout::from))?;
            if teksten.iter().any(|t| staat_in(t)) {
                fout.push(format!("er staat een BSN in een tekst van {}", o.wie));
            }
        }
        self.v.geschonden.extend(fout);
        Ok(())
    }
}

/// The municipality and the providers of a year with these settings, to make their books.
pub fn partijen(i: &Instellingen) -> Uitkomst<(kern::Gemeentecode, Vec<AgbCode>)> {
    let w = Wereld::new(i)?;
    Ok((w.gemeente, w.aanbieders))
}
