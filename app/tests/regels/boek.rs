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
        // 11 to 13: by the day, by the week in pieces and in output; 14 and 17 help with the household; 15 in euros
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
         16,999900006,0363,75750001,02,02A04,2025-12-20,2026-09-07,2026-09-12,2,82,2,,\n\
         17,999900006,0363,75750001,01,01A01,2025-12-20,2026-09-30,2026-12-31,2,04,2,,\n",
    ),
];

/// Two more clients, for requests.
pub const D: &str = "999900055";
pub const E: &str = "999900067";

/// Assignments that requests are about. Client A: 21, by the month. B: 22, a category with a budget; 23, a total; 24, of
/// another provider. C: 25, no product at all. D: 26 ends today, 27 ended yesterday, 28 begins tomorrow, 29 was withdrawn.
/// E: none.
const VERZOEKEN: [(&str, &str); 4] = [
    CSV[0],
    CSV[1],
    (
        "clienten.csv",
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
         999900006,0363,1950-02-03,2,Proef,,A,Proefweg,1,1011AA,Amsterdam\n\
         999900018,0363,1950-02-03,2,Proef,,B,Proefweg,2,1011AA,Amsterdam\n\
         999900031,0363,1950-02-03,2,Proef,,C,Proefweg,3,1011AA,Amsterdam\n\
         999900055,0363,1950-02-03,2,Proef,,D,Proefweg,4,1011AA,Amsterdam\n\
         999900067,0363,1950-02-03,2,Proef,,E,Proefweg,5,1011AA,Amsterdam\n",
    ),
    (
        "toewijzingen.csv",
        "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n\
         21,999900006,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-12-31,10,04,4,,\n\
         22,999900018,0363,75750001,02,,2025-12-20,2026-01-01,2026-12-31,,,,96000,\n\
         23,999900018,0363,75750001,03,03A01,2025-12-20,2026-01-01,2026-12-31,15,04,6,,\n\
         24,999900018,0363,75750002,04,04A01,2025-12-20,2026-01-01,2026-12-31,10,04,4,,\n\
         25,999900031,0363,75750001,,,2025-12-20,2026-01-01,2026-12-31,,,,50000,\n\
         26,999900055,0363,75750001,02,02A01,2025-12-20,2026-01-01,2026-11-05,10,04,4,,\n\
         27,999900055,0363,75750001,02,02A02,2025-12-20,2026-01-01,2026-11-04,10,04,4,,\n\
         28,999900055,0363,75750001,02,02A03,2025-12-20,2026-11-06,2026-12-31,10,04,4,,\n\
         29,999900055,0363,75750001,02,02A04,2025-12-20,2026-11-06,2026-11-06,10,04,4,,13\n",
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
        Self::met(&CSV)
    }

    /// The book of the municipality when requests come in.
    pub fn verzoeken() -> Self {
        Self::met(&VERZOEKEN)
    }

    fn met(csv: &[(&str, &str)]) -> Self {
        let b = Self::leeg();
        let paden: Vec<PathBuf> = csv.iter().map(|(n, t)| b.zet(n, t)).collect();
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

    /// Loads a message as history: it was sent or received before.
    pub fn geschiedenis(&self, berichten: &[String]) {
        for xml in berichten {
            self.teller.set(self.teller.get() + 1);
            let pad = self.zet(&format!("oud-{}.xml", self.teller.get()), xml);
            importeer::importeer(&self.omgeving(), &[&pad]).unwrap();
        }
    }

    /// A provider that asked for an assignment for client A (reference `R1`) and for a change for client B (`R2`).
    pub fn aanbieder() -> Self {
        use crate::berichten::{TOEGEWEZEN, VOT, VOW, toewijzing};
        let b = Self::leeg();
        b.geschiedenis(&[
            toewijzing("T0", B, &[crate::berichten::Toewijzing { nummer: 3, ..TOEGEWEZEN }]),
            VOT.als("V1"),
            crate::berichten::Vow { bsn: B, referentie: "R2", ongewijzigd: &[3], ..VOW }.als("W1"),
        ]);
        b
    }

    /// A provider that claimed for September and October and waits for the answers.
    pub fn gedeclareerd() -> Self {
        let b = Self::gemeente();
        crate::wmo325::declareer(&b);
        b
    }

    /// Identification, number and schema version of a claim that was made here, from 0.
    pub fn verzonden(&self, welke: usize) -> (String, String, String) {
        let g = kern::Gemeentecode::parse(G).unwrap();
        let map = self.map.join("uit");
        std::fs::create_dir_all(&map).unwrap();
        app::uitbox::bezorg(&self.omgeving(), g, &map).unwrap();
        let mut teksten: Vec<String> = std::fs::read_dir(&map)
            .unwrap()
            .map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap())
            .filter(|t| t.contains("DeclaratieNummer>"))
            .collect();
        let uit = |t: &str, naam: &str| {
            let i = t.find(&format!("{naam}>")).unwrap() + naam.len() + 1;
            t[i..i + t[i..].find('<').unwrap()].to_owned()
        };
        teksten.sort_by_key(|t| uit(t, "DeclaratieNummer"));
        let t = &teksten[welke];
        (uit(t, ":Identificatie"), uit(t, "DeclaratieNummer"), uit(t, "BerichtXsdVersie"))
    }

    /// Receives a 325 that must fit.
    pub fn na_antwoord(&self, xml: &str) {
        let r = self.ontvang(xml);
        assert!(r.geldig && r.verwerkt, "{:?}", r.bevindingen);
    }

    /// The municipality refuses a part of a request.
    pub fn wijs_af(&self, deel: i64) {
        use app::verzoeken::{Oordeel, beoordeel, open};
        let o = self.omgeving();
        let g = kern::Gemeentecode::parse(G).unwrap();
        let verzoek = open(&o, g).unwrap()[0].verzoek;
        let af = Oordeel::WijsAf(::toewijzing::RedenAfwijzing::PastNietInContract);
        beoordeel(&o, g, verzoek, deel, af).unwrap().unwrap();
    }

    /// Receives a message that must be rejected as a whole.
    pub fn na_afkeur(&self, xml: &str) {
        let r = self.ontvang(xml);
        assert!(!r.geldig && !r.verwerkt, "{:?}", r.bevindingen);
    }
}
