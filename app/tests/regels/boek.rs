//! A small book: one municipality, two providers, three clients, and an assignment for every edge.

use app::ontvangst::{self, Resultaat};
use app::{Omgeving, importeer};
use std::cell::Cell;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use store::Kluis;
use store::proef::{Proef, SLEUTEL};

/// The municipality.
pub const G: &str = "0363";
/// The provider that sends, and another.
pub const X: &str = "75750001";
pub const Y: &str = "75750002";
/// Three clients, and somebody whom nobody knows.
pub const A: &str = "999900006";
pub const B: &str = "999900018";
pub const C: &str = "999900031";
pub const ONBEKEND: &str = "999900043";
/// The day on which everything is received.
pub const VANDAAG: &str = "2026-11-05";
pub const MORGEN: &str = "2026-11-06";

const CSV: [(&str, &str); 5] = [
    ("gemeenten.csv", "code,naam,iban\n0363,Amsterdam,NL91ABNA0417164300\n"),
    (
        "aanbieders.csv",
        "agb,naam,iban\n75750001,Xenia,NL91ABNA0417164300\n75750002,Ypsilon,NL02ABNA0123456789\n",
    ),
    (
        "contracten.csv",
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
         0363,75750001,02,02A01,04,6000,2025-01-01,\n\
         0363,75750001,02,02A01,14,6000,2025-01-01,\n\
         0363,75750001,03,02A01,04,6000,2025-01-01,\n\
         0363,75750001,02,02A02,04,5000,2025-01-01,2026-08-31\n\
         0363,75750001,02,02A02,04,5100.5,2026-09-01,\n\
         0363,75750001,02,02A03,84,6000,2025-01-01,\n\
         0363,75750001,02,02A04,82,6000,2025-01-01,\n\
         0363,75750001,01,01A01,04,6000,2025-01-01,\n\
         0363,75750001,02,02A05,83,,2025-01-01,\n\
         0363,75750001,11,11X00,82,2500,2025-01-01,\n\
         0363,75750002,02,02A01,04,6000,2025-01-01,\n",
    ),
    (
        "clienten.csv",
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
         999900006,0363,1950-02-03,2,Proef,,A,Proefweg,1,1011AA,Amsterdam\n\
         999900018,0363,1950-02-03,2,Proef,,B,Proefweg,2,1011AA,Amsterdam\n\
         999900031,0363,1950-02-03,2,Proef,,C,Proefweg,3,1011AA,Amsterdam\n",
    ),
    (
        // 1 to 8: by the month, ended, later, of another provider, budget, total, withdrawn, of two prices; 9 an aid;
        // 11 to 13: by the day, by the week in pieces and in output; 14 help with the household; 15 in euros
        "toewijzingen.csv",
        "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n\
         1,999900006,0363,75750001,02,02A01,2025-12-20,2026-01-01,,10,04,4,,\n\
         2,999900006,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-09-15,10,04,4,,\n\
         3,999900018,0363,75750001,02,02A01,2026-09-01,2026-09-10,,10,04,4,,\n\
         4,999900018,0363,75750002,02,02A01,2025-12-20,2026-01-01,,10,04,4,,\n\
         5,999900031,0363,75750001,02,,2025-12-20,2026-01-01,2026-12-31,,,,96000,\n\
         6,999900031,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-12-31,15,04,6,,\n\
         7,999900031,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-01-01,10,04,4,,13\n\
         8,999900006,0363,75750001,02,02A02,2025-12-20,2026-01-01,,10,04,4,,\n\
         9,999900031,0363,75750001,11,11X00,2025-12-20,2026-01-01,2026-12-31,5,82,6,,\n\
         11,999900006,0363,75750001,02,02A01,2025-12-20,2026-09-10,2026-12-31,1,04,1,,\n\
         12,999900006,0363,75750001,02,02A03,2025-12-20,2026-01-01,2026-12-31,2,84,2,,\n\
         13,999900006,0363,75750001,02,02A04,2025-12-20,2026-09-07,2026-12-31,2,82,2,,\n\
         14,999900006,0363,75750001,01,01A01,2025-12-20,2026-01-01,2026-12-31,2,04,2,,\n\
         15,999900006,0363,75750001,02,02A05,2025-12-20,2026-01-01,2026-12-31,10000,83,4,,\n\
         16,999900006,0363,75750001,02,02A04,2025-12-20,2026-09-07,2026-09-12,2,82,2,,\n",
    ),
];

/// A book and the folder that its messages go through.
pub struct Boek {
    proef: Proef,
    map: PathBuf,
    teller: Cell<u32>,
}

impl Drop for Boek {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.map);
    }
}

impl Boek {
    /// Nobody knows anybody yet: a provider before its first assignment.
    pub fn leeg() -> Self {
        static NUMMER: AtomicU32 = AtomicU32::new(0);
        let n = NUMMER.fetch_add(1, Ordering::Relaxed);
        let map = std::env::temp_dir().join(format!("maatwerk-regels-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&map).unwrap();
        Self { proef: Proef::sqlite(), map, teller: Cell::new(0) }
    }

    /// The book of the municipality.
    pub fn gemeente() -> Self {
        let b = Self::leeg();
        let paden: Vec<PathBuf> = CSV.iter().map(|(n, t)| b.zet(n, t)).collect();
        let paden: Vec<_> = paden.iter().map(PathBuf::as_path).collect();
        importeer::importeer(&b.omgeving(), &paden).unwrap();
        b
    }

    pub fn omgeving(&self) -> Omgeving {
        Omgeving {
            db: self.proef.db().clone(),
            kluis: Kluis::open(SLEUTEL),
            vandaag: kern::lees_datum(VANDAAG).unwrap(),
            nu: format!("{VANDAAG}T08:00:00Z").parse().unwrap(),
            wie: "proef".into(),
        }
    }

    fn zet(&self, naam: &str, tekst: &str) -> PathBuf {
        let pad = self.map.join(naam);
        std::fs::write(&pad, tekst).unwrap();
        pad
    }

    /// Receives a message.
    pub fn ontvang(&self, xml: &str) -> Resultaat {
        self.teller.set(self.teller.get() + 1);
        let pad = self.zet(&format!("in-{}.xml", self.teller.get()), xml);
        ontvangst::verwerk(&self.omgeving(), &pad, &self.map).unwrap()
    }

    /// Receives messages that must be right.
    pub fn na(&self, berichten: &[String]) {
        for xml in berichten {
            let r = self.ontvang(xml);
            assert!(r.geldig && r.verwerkt, "{:?}", r.bevindingen);
        }
    }

    /// Receives a message that must be rejected as a whole.
    pub fn na_afkeur(&self, xml: &str) {
        let r = self.ontvang(xml);
        assert!(!r.geldig && !r.verwerkt, "{:?}", r.bevindingen);
    }
}
