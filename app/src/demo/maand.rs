//! One month of the chain, step by step, through files.

use super::regio::{Regio, regio};
use super::toeval::Toeval;
use super::{ZAAD, claims, laden};
use crate::betalen::betaal;
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::importeer::importeer;
use crate::omgeving::Omgeving;
use crate::ontvangst::{Resultaat, ontvang, regie::product_uit};
use crate::overlijden;
use crate::uitbox::{bezorg, schrijf_atomair};
use crate::verzending::declareren::{Claim, dien_in};
use crate::verzending::leveren::{Stop, TeStarten, meld_start, meld_stop, te_starten};
use crate::verzending::{persoon, toewijzen};
use istandaard::schrijver::Schrijver323;
use istandaard::{DeclaratieKop, Header, Soort};
use jiff::ToSpan;
use jiff::civil::date;
use kern::{AgbCode, Datum, Eurocent, Gemeentecode, Periode};
use levering::RedenBeeindiging;
use std::path::{Path, PathBuf};
use store::sql::{basis, schrijven as sql};

/// The month that passes.
const MAAND: Datum = date(2026, 9, 1);
/// Months before it that are loaded as history.
const HISTORIE: i8 = 3;

/// The demo in a folder.
#[derive(Debug, Clone)]
pub struct Demo {
    /// Folder with both databases and all files.
    pub map: PathBuf,
    /// The region: municipalities.
    pub regio: Omgeving,
    /// The providers, in a book of their own.
    pub aanbieders: Omgeving,
    /// Keeps one in so many clients; 1 is all.
    pub deel: usize,
}

/// What the month came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verslag {
    /// Messages that were read on either side.
    pub berichten: usize,
    /// Of which rejected, or partly.
    pub met_bevindingen: usize,
    /// Payments that were made.
    pub betalingen: i64,
    /// What was paid.
    pub bedrag: Eurocent,
}

type Stap = fn(&mut Loop<'_>) -> Uitkomst<()>;

struct Loop<'a> {
    d: &'a Demo,
    r: Regio,
    meld: &'a mut dyn FnMut(&str),
    verslag: Verslag,
}

impl Demo {
    /// The day after the month was paid: how the demo looks when it is opened.
    pub const VANDAAG: Datum = date(2026, 10, 17);

    /// Where messages to providers wait.
    fn naar_aanbieders(&self) -> PathBuf {
        self.map.join("post").join("naar-aanbieders")
    }
    /// Where messages to municipalities wait.
    fn naar_gemeenten(&self) -> PathBuf {
        self.map.join("post").join("naar-gemeenten")
    }
    /// Where messages go that were read.
    fn gelezen(&self) -> PathBuf {
        self.map.join("berichten")
    }

    /// Fills the databases and lets the month pass. `meld` is told what happens. Takes up where it was broken off.
    pub fn vul(&self, meld: &mut dyn FnMut(&str)) -> Uitkomst<Verslag> {
        let mut l = Loop { d: self, r: regio(ZAAD, MAAND, self.deel), meld, verslag: Verslag::default() };
        let stappen: [(&str, Stap); 10] = [
            ("De regio: gemeenten, aanbieders, contracten, cliënten en besluiten", |l| l.laad()),
            ("Eerdere declaraties laden en betalen", |l| l.historie()),
            ("Toewijzingen (301) verzenden en laten bevestigen (302)", |l| l.toewijzen()),
            ("Nieuwe en beëindigde toewijzingen (301, 302)", |l| l.wijzigen()),
            ("Start van de ondersteuning (305, 306)", |l| l.starten()),
            ("Stop van de ondersteuning (307, 308)", |l| l.stoppen()),
            ("Declaraties (323) indienen, beoordelen en beantwoorden (325)", |l| l.declareren()),
            ("Betalen (pain.001)", |l| l.betalen()),
            ("Meldingen en aanvragen in elke fase", |l| {
                super::toegang::vul(&l.d.regio.op(Demo::VANDAAG), &l.gemeenten())
            }),
            ("Metingen en adviezen", |l| {
                super::advies::adviezen(&l.d.regio.op(Demo::VANDAAG), &l.gemeenten())
            }),
        ];
        let gedaan = l.stap()?;
        for (nr, (naam, stap)) in stappen.iter().enumerate().skip(gedaan) {
            (l.meld)(naam);
            stap(&mut l)?;
            l.zet_stap(nr + 1)?;
        }
        Ok(l.verslag)
    }
}

impl Loop<'_> {
    fn stap(&self) -> Uitkomst<usize> {
        Ok(self.instelling("demo.stap")?.and_then(|t| t.parse().ok()).unwrap_or(0))
    }

    fn zet_stap(&self, nr: usize) -> Uitkomst<()> {
        self.zet("demo.stap", &nr.to_string())
    }

    fn zet(&self, sleutel: &str, waarde: &str) -> Uitkomst<()> {
        let w = [sleutel.into(), waarde.into()];
        Ok(self.d.regio.db.write(|tx| tx.execute(basis::INSTELLING_ZET, &w).map(drop))?)
    }

    fn instelling(&self, sleutel: &str) -> Uitkomst<Option<String>> {
        Ok(self.d.regio.db.read(|tx| tx.query_opt(basis::INSTELLING, &[sleutel.into()], |r| r.string(0)))?)
    }

    fn op(&self, dag: Datum) -> (Omgeving, Omgeving) {
        (self.d.regio.op(dag), self.d.aanbieders.op(dag))
    }

    fn gemeenten(&self) -> Vec<Gemeentecode> {
        self.r.gemeenten.iter().map(|g| g.code).collect()
    }

    /// Every provider in every municipality where it is active.
    fn paren(&self) -> Vec<(Gemeentecode, AgbCode)> {
        let mut uit = Vec::new();
        for (i, g) in self.r.gemeenten.iter().enumerate() {
            uit.extend(self.r.aanbieders.iter().filter(|a| !a.aanbod[i].is_empty()).map(|a| (g.code, a.agb)));
        }
        uit
    }

    fn laad(&mut self) -> Uitkomst<()> {
        let k = laden::kader()?;
        let (o, a) = self.op(dag_voor(MAAND, 5));
        a.db.write(|tx| laden::gedeeld(tx, &self.r, &k, laden::CONTRACT_VANAF).map(drop))?;
        o.db.write(|tx| {
            // all or nothing, so that a second run finds either everything or an empty book
            let al = tx.query_opt(basis::INSTELLING, &["demo.geladen".into()], |r| r.string(0))?;
            if al.is_some() {
                return Ok(());
            }
            let contracten = laden::gedeeld(tx, &self.r, &k, laden::CONTRACT_VANAF)?;
            laden::clienten(tx, &o, &self.r, &k, &contracten)?;
            tx.execute(basis::INSTELLING_ZET, &["demo.geladen".into(), "ja".into()])?;
            Ok::<_, AppFout>(())
        })
    }

    /// The three months before: claims that were settled elsewhere, loaded as history and paid.
    fn historie(&mut self) -> Uitkomst<()> {
        const TOT: &str = "demo.historie";
        let map = self.d.map.join("historie");
        let gedaan = self.instelling(TOT)?;
        for terug in (1..=HISTORIE).rev() {
            let maand = MAAND.checked_sub(i64::from(terug).months()).unwrap_or(MAAND);
            let dag = maand.checked_add(1.month()).unwrap_or(maand).checked_add(4.days()).unwrap_or(maand);
            // a month that was paid stays as it is: its clock must not deliver what a later month left behind
            if gedaan.as_deref().is_some_and(|tot| *maand.to_string() <= *tot) {
                continue;
            }
            let (o, _) = self.op(dag);
            for (g, agb) in self.paren() {
                let pad = map.join(format!("WMO323-{g}-{agb}-{:04}{:02}.xml", maand.year(), maand.month()));
                if schrijf_historie(&o, g, agb, maand, &pad)? {
                    importeer(&o, &[pad.as_path()])?;
                }
            }
            for g in self.gemeenten() {
                betaal(&o.op(dag_na(dag, 14)), g, dag, &self.d.map.join("betalingen"))?;
            }
            self.zet(TOT, &maand.to_string())?;
        }
        Ok(())
    }

    fn toewijzen(&mut self) -> Uitkomst<()> {
        let (o, a) = self.op(MAAND);
        for g in self.gemeenten() {
            toewijzen::maak(&o, g)?;
            bezorg(&o, g, &self.d.naar_aanbieders())?;
        }
        self.lees_aanbieders(&a)?;
        self.lees_gemeenten(&self.d.regio.op(dag_na(MAAND, 1)))
    }

    fn starten(&mut self) -> Uitkomst<()> {
        let dag = dag_na(MAAND, 21);
        let (o, a) = self.op(dag);
        for (g, agb) in self.paren() {
            let lijst = te_starten(&a, g, agb)?;
            for groep in lijst.chunk_by(|x: &TeStarten, y: &TeStarten| x.client == y.client) {
                meld_start(&a, g, agb, groep)?;
            }
        }
        for g in self.gemeenten() {
            bezorg(&a, g, &self.d.naar_gemeenten())?;
        }
        self.lees_gemeenten(&o)?;
        self.lees_aanbieders(&self.d.aanbieders.op(dag_na(dag, 1)))
    }

    /// What was decided during the month, and the assignments of clients that died.
    fn wijzigen(&mut self) -> Uitkomst<()> {
        let (o, a) = self.op(dag_na(MAAND, 20));
        for g in self.gemeenten() {
            overlijden::beeindig(&o, g)?;
            toewijzen::maak(&o, g)?;
            bezorg(&o, g, &self.d.naar_aanbieders())?;
        }
        self.lees_aanbieders(&a)?;
        self.lees_gemeenten(&o)
    }

    fn stoppen(&mut self) -> Uitkomst<()> {
        let dag = MAAND.last_of_month();
        let (o, a) = self.op(dag);
        for (g, agb) in self.paren() {
            let stops = stops(&a, g, agb)?;
            for groep in stops.chunk_by(|x, y| x.client == y.client) {
                meld_stop(&a, g, agb, groep)?;
            }
        }
        for g in self.gemeenten() {
            bezorg(&a, g, &self.d.naar_gemeenten())?;
        }
        self.lees_gemeenten(&o)?;
        self.lees_aanbieders(&self.d.aanbieders.op(dag_na(dag, 1)))
    }

    fn declareren(&mut self) -> Uitkomst<()> {
        let dag = dag_na(MAAND.last_of_month(), 5);
        let (o, a) = self.op(dag);
        for (g, agb) in self.paren() {
            let al = a.db.read(|tx| {
                tx.query_one(sql::CLAIM_BESTAAT, &[(&g).into(), (&agb).into(), MAAND.into()], |r| r.i64(0))
            })?;
            if al == 0 {
                let regels = claims::regels(&a, g, agb, MAAND, true)?;
                dien_in(&a, &Claim { gemeente: g, agb, periode: (MAAND, MAAND.last_of_month()), regels })?;
            }
        }
        for g in self.gemeenten() {
            bezorg(&a, g, &self.d.naar_gemeenten())?;
        }
        self.lees_gemeenten(&o.op(dag_na(dag, 3)))?;
        self.lees_aanbieders(&a.op(dag_na(dag, 4)))
    }

    fn betalen(&mut self) -> Uitkomst<()> {
        let (o, _) = self.op(dag_na(MAAND.last_of_month(), 16));
        for g in self.gemeenten() {
            let uit = betaal(&o, g, o.vandaag, &self.d.map.join("betalingen"))?;
            for b in &uit.batches {
                self.verslag.betalingen += b.betalingen;
                self.verslag.bedrag =
                    self.verslag.bedrag.plus(b.bedrag).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
            }
        }
        Ok(())
    }

    /// The municipalities read their post; answers go to the providers.
    fn lees_gemeenten(&mut self, o: &Omgeving) -> Uitkomst<()> {
        self.lees(o, &self.d.naar_gemeenten(), &self.d.naar_aanbieders())
    }

    /// The providers read their post; answers go to the municipalities.
    fn lees_aanbieders(&mut self, a: &Omgeving) -> Uitkomst<()> {
        self.lees(a, &self.d.naar_aanbieders(), &self.d.naar_gemeenten())
    }

    fn lees(&mut self, o: &Omgeving, van: &Path, naar: &Path) -> Uitkomst<()> {
        let gelezen = self.d.gelezen();
        std::fs::create_dir_all(&gelezen).map_err(bestand(&gelezen, "maken"))?;
        let wachtend = bestanden(van)?;
        for pad in &wachtend {
            let (uitkomst, _): (Resultaat, _) = ontvang(o, pad)?;
            self.verslag.berichten += 1;
            self.verslag.met_bevindingen += usize::from(!uitkomst.geldig);
        }
        for g in self.gemeenten() {
            bezorg(o, g, naar)?;
        }
        // only now: a file leaves the folder when what came of it is stored and its answer is written
        for pad in &wachtend {
            let naam = pad.file_name().unwrap_or_default();
            std::fs::rename(pad, gelezen.join(naam)).map_err(bestand(pad, "schrijven"))?;
        }
        Ok(())
    }
}

/// Files of a folder in the order of their names; none when there is no folder.
fn bestanden(map: &Path) -> Uitkomst<Vec<PathBuf>> {
    let rij = match std::fs::read_dir(map) {
        Ok(r) => r,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(bestand(map, "lezen")(e)),
    };
    let mut uit = Vec::new();
    for f in rij {
        let pad = f.map_err(bestand(map, "lezen"))?.path();
        if pad.extension().is_some_and(|e| e == "xml") {
            uit.push(pad);
        }
    }
    uit.sort();
    Ok(uit)
}

fn dag_na(dag: Datum, n: i64) -> Datum {
    dag.checked_add(n.days()).unwrap_or(dag)
}

fn dag_voor(dag: Datum, n: i64) -> Datum {
    dag.checked_sub(n.days()).unwrap_or(dag)
}

/// Writes a claim of an earlier month as a file; false when there is nothing to claim.
fn schrijf_historie(o: &Omgeving, g: Gemeentecode, agb: AgbCode, maand: Datum, pad: &Path) -> Uitkomst<bool> {
    let regels = claims::regels(o, g, agb, maand, false)?;
    if regels.is_empty() {
        return Ok(false);
    }
    let totaal = Eurocent::som(regels.iter().map(|r| r.prestatie.bedrag))
        .map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    let id = format!("H{g}{:02}{:02}", maand.year() % 100, maand.month());
    let header = Header::nieuw(Soort::Wmo323, g, agb, id.clone(), o.vandaag);
    let p = Periode::maand_van(maand);
    let kop = DeclaratieKop {
        nummer: format!("D{id}"),
        van: p.van(),
        tot: p.tot().unwrap_or(p.van()),
        dagtekening: o.vandaag,
        ingediend: totaal,
    };
    let mut bsns = Vec::new();
    o.db.read(|tx| {
        bsns.clear();
        for r in &regels {
            bsns.push(persoon(tx, &o.kluis, g, r.client)?.bsn);
        }
        Ok::<_, AppFout>(())
    })?;
    schrijf_atomair(pad, |f| {
        let mut s = Schrijver323::new(f, &header, &kop)?;
        let mut vorige = None;
        for (r, bsn) in regels.iter().zip(&bsns) {
            if vorige != Some(r.client) {
                vorige = Some(r.client);
                s.client(bsn)?;
            }
            s.prestatie(&r.prestatie)?;
        }
        s.klaar().map(drop)
    })?;
    Ok(true)
}

/// What stops this month: assignments that end, clients that died, and a few that stop for another reason.
fn stops(a: &Omgeving, g: Gemeentecode, agb: AgbCode) -> Uitkomst<Vec<Stop>> {
    let kandidaten = a.db.read(|tx| {
        tx.query_alle(sql::TE_STOPPEN, &[(&g).into(), (&agb).into()], |r| {
            let stop = Stop {
                nummer: r.i64(0)?,
                client: r.i64(1)?,
                product: product_uit(r, 2)?,
                ingangsdatum: r.dag(4)?,
                begindatum: r.dag(5)?,
                einddatum: r.dag(5)?,
                reden: RedenBeeindiging::VolgensPlan,
            };
            Ok((stop, r.opt_dag(6)?, r.opt_text(7)? == Some("02")))
        })
    })?;
    let mut uit = Vec::new();
    for (stop, einde, overleden) in kandidaten {
        let eindigt = einde.filter(|e| *e <= a.vandaag && *e >= stop.begindatum);
        let g_nr = g.as_str().parse::<u64>().unwrap_or(0);
        let mut t = Toeval::voor(ZAAD, 13, g_nr * 1_000_000 + u64::try_from(stop.nummer).unwrap_or(0));
        let ander = t.promille(15);
        let (einddatum, reden) = match eindigt {
            Some(e) if overleden => (e, RedenBeeindiging::Overlijden),
            Some(e) => (e, RedenBeeindiging::VolgensPlan),
            None if ander => {
                let redenen =
                    [RedenBeeindiging::DoorClient, RedenBeeindiging::Tijdelijk, RedenBeeindiging::InOverleg];
                (dag_voor(a.vandaag, 3).max(stop.begindatum), *t.kies(&redenen))
            }
            None => continue,
        };
        uit.push(Stop { einddatum, reden, ..stop });
    }
    Ok(uit)
}
