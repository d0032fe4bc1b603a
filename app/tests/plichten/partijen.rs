//! A municipality and a provider, each with its own book, and the folder between them.

use app::ontvangst::Resultaat;
use app::verzending::declareren::{Claim, Regel};
use app::{Omgeving, importeer, ontvangst, uitbox, verzending};
use istandaard::{Bericht, Deel, Lezer, Prestatie};
use kern::{AgbCode, Datum, Eenheid, Eurocent, Gemeentecode, Periode, Productcategorie, Productcode};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use store::Kluis;
use store::proef::{Proef, SLEUTEL};

pub const AGB: &str = "75750001";
pub const BSN: &str = "999900006";
pub const BSN2: &str = "999900018";
pub const TOEWIJZINGEN: &str = "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n";

pub fn g() -> Gemeentecode {
    Gemeentecode::parse("0796").unwrap()
}

pub fn agb() -> AgbCode {
    AgbCode::parse(AGB).unwrap()
}

pub fn dag(tekst: &str) -> Datum {
    kern::lees_datum(tekst).unwrap()
}

fn omgeving(db: &store::Db, vandaag: &str) -> Omgeving {
    Omgeving {
        db: db.clone(),
        kluis: Kluis::open(SLEUTEL),
        vandaag: dag(vandaag),
        nu: format!("{vandaag}T08:00:00Z").parse().unwrap(),
        wie: "proef".into(),
    }
}

/// Both parties. The municipality is on the engine of the test, the provider on SQLite.
pub struct Partijen {
    pub gemeente: Omgeving,
    pub aanbieder: Omgeving,
    pub map: PathBuf,
    /// Keeps the provider's database alive.
    _aanbieder: Proef,
}

impl Drop for Partijen {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.map);
    }
}

impl Partijen {
    /// Two clients, a price of € 60,00 an hour since 2020, and these rows of assignments; nothing sent yet.
    pub fn met(db: &store::Db, vandaag: &str, toewijzingen: &str) -> Self {
        static NUMMER: AtomicU32 = AtomicU32::new(0);
        let n = NUMMER.fetch_add(1, Ordering::Relaxed);
        let map = std::env::temp_dir().join(format!("maatwerk-partijen-{}-{n}", std::process::id()));
        for m in ["heen", "terug"] {
            std::fs::create_dir_all(map.join(m)).unwrap();
        }
        let ander = Proef::sqlite();
        let p = Self {
            gemeente: omgeving(db, vandaag),
            aanbieder: omgeving(ander.db(), vandaag),
            map,
            _aanbieder: ander,
        };
        let c = p.zet(
            "contracten.csv",
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0796,75750001,02,02A01,04,6000,2020-01-01,\n0796,75750001,02,02A02,04,4500,2020-01-01,\n",
        );
        let k = p.zet(
            "clienten.csv",
            &format!(
                "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
                 {BSN},0796,1950-02-03,2,Proef,,A,Kade,1,5211AA,Den Bosch\n\
                 {BSN2},0796,1951-02-03,1,Ander,,B,Kade,2,5211AA,Den Bosch\n"
            ),
        );
        importeer::importeer(&p.gemeente, &[&k, &c]).unwrap();
        p.laad(toewijzingen);
        p
    }

    pub fn zet(&self, naam: &str, tekst: &str) -> PathBuf {
        let pad = self.map.join(naam);
        std::fs::write(&pad, tekst).unwrap();
        pad
    }

    /// Loads rows of assignments at the municipality.
    pub fn laad(&self, rijen: &str) {
        let t = self.zet("toewijzingen.csv", &format!("{TOEWIJZINGEN}{rijen}"));
        importeer::importeer(&self.gemeente, &[&t]).unwrap();
    }

    /// Both books on another day.
    pub fn op(&mut self, vandaag: &str) {
        self.gemeente = self.gemeente.op(dag(vandaag));
        self.aanbieder = self.aanbieder.op(dag(vandaag));
    }

    /// Files that wait at one party, written.
    pub fn uit(&self, o: &Omgeving) -> Vec<PathBuf> {
        let map = self.map.join("uit");
        std::fs::create_dir_all(&map).unwrap();
        uitbox::bezorg(o, g(), &map).unwrap().into_iter().map(|n| map.join(n)).collect()
    }

    /// The municipality sends what waits; the provider receives it.
    pub fn heen(&self) -> Vec<Resultaat> {
        let uit = self.uit(&self.gemeente);
        uit.iter().map(|p| ontvang(&self.aanbieder, p)).collect()
    }

    /// The provider sends what waits; the municipality receives it.
    pub fn terug(&self) -> Vec<Resultaat> {
        let uit = self.uit(&self.aanbieder);
        uit.iter().map(|p| ontvang(&self.gemeente, p)).collect()
    }

    /// Until nobody has anything to send.
    pub fn rond(&self) -> Vec<Resultaat> {
        let mut alles = Vec::new();
        loop {
            let mut nu = self.heen();
            nu.extend(self.terug());
            if nu.is_empty() {
                return alles;
            }
            alles.extend(nu);
        }
    }

    /// The 301 messages that are due, sent and answered.
    pub fn wijs_toe(&self) -> Vec<Resultaat> {
        verzending::toewijzen::maak(&self.gemeente, g()).unwrap();
        self.rond()
    }

    /// The provider claims these lines over a month; returns the key of the 323 in its book.
    pub fn declareer(&self, maand: &str, regels: Vec<Regel>) -> i64 {
        let maand = Periode::maand_van(dag(maand));
        let claim = Claim { gemeente: g(), agb: agb(), periode: (maand.van(), maand.tot().unwrap()), regels };
        verzending::declareren::dien_in(&self.aanbieder, &claim).unwrap().unwrap()
    }
}

/// One party receives a file; its answer stays in its outbox.
pub fn ontvang(o: &Omgeving, pad: &Path) -> Resultaat {
    let (r, _) = ontvangst::ontvang(o, pad).unwrap();
    r
}

/// Status of each line of a claim in the provider's book, with its reference.
pub fn regels(o: &Omgeving, bericht: i64) -> Vec<(String, i64)> {
    let vraag = |volgnr: i64| {
        o.db.read(|tx| {
            tx.query_opt(
                store::sql::schrijven::DECLARATIEREGEL,
                &[(&g()).into(), bericht.into(), volgnr.into()],
                |r| Ok((r.string(4)?, r.i64(0)?)),
            )
        })
        .unwrap()
    };
    (1..).map_while(vraag).collect()
}

/// The sum of everything granted in a book.
pub fn toegekend(o: &Omgeving) -> i64 {
    (0..10_000)
        .map_while(|b: i64| {
            o.db.read(|tx| {
                tx.query_one(store::sql::schrijven::DECLARATIE_SOM, &[(&g()).into(), b.into()], |r| r.i64(1))
            })
            .ok()
            .filter(|_| b < 300)
        })
        .sum()
}

/// A line of € 60,00 an hour on an assignment, over (the part of) a month.
pub fn uren(client: i64, toewijzing: i64, van: &str, tot: &str, uren: i64) -> Regel {
    Regel { client, prestatie: prestatie(toewijzing, van, tot, uren) }
}

pub fn prestatie(toewijzing: i64, van: &str, tot: &str, uren: i64) -> Prestatie {
    Prestatie {
        client_nr: 0,
        nr: 0,
        referentie: String::new(),
        vorige_referentie: None,
        toewijzing,
        categorie: Productcategorie::parse("02").unwrap(),
        code: Productcode::parse("02A01").unwrap(),
        van: dag(van),
        tot: dag(tot),
        volume: uren,
        eenheid: Eenheid::Uur,
        tarief: Some(Eurocent(6000)),
        bedrag: Eurocent(6000 * uren),
        retourcodes: Vec::new(),
    }
}

pub fn redenen(r: &Resultaat) -> Vec<&'static str> {
    r.bevindingen.iter().map(|b| b.regel).collect()
}

/// A small message from its file.
pub fn lees(pad: &Path) -> Bericht {
    let mut l = Lezer::new(std::io::BufReader::new(std::fs::File::open(pad).unwrap()));
    while let Some(deel) = l.volgende() {
        if let Deel::Bericht(b) = deel {
            return *b;
        }
    }
    unreachable!("{}: {:?}", pad.display(), l.bevindingen().collect::<Vec<_>>())
}
