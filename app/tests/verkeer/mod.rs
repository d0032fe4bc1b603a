//! A municipality and a provider, each with a book of its own, and the files that go between them.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::verzoeken::Ingediend;
use app::{Omgeving, importeer, ontvangst, uitbox, verzending};
use istandaard::{Bericht, Deel, Lezer, Soort};
use kern::{AgbCode, Gemeentecode, Product, Productcategorie, Productcode};
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use store::proef::{Proef, SLEUTEL};
use store::{Db, Kluis};

pub const AGB: &str = "75750001";
pub const BSN: &str = "999900006";
/// Key of the client in both books.
pub const CLIENT: i64 = 1;

pub fn g() -> Gemeentecode {
    Gemeentecode::parse("0796").unwrap()
}

pub fn agb() -> AgbCode {
    AgbCode::parse(AGB).unwrap()
}

pub fn product(categorie: &str, code: &str) -> Product {
    Product {
        categorie: Productcategorie::parse(categorie).unwrap(),
        code: Some(Productcode::parse(code).unwrap()),
    }
}

/// A folder of one test; gone with the last who holds it.
struct Map(PathBuf);

impl Drop for Map {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The two parties: the municipality on the engine under test, the provider on SQLite.
pub struct Keten {
    pub gemeente: Omgeving,
    pub aanbieder: Omgeving,
    _proef: Rc<Proef>,
    map: Rc<Map>,
    /// Every file that was received, in order, and the rules of the last answer.
    gelezen: Rc<RefCell<Vec<PathBuf>>>,
    gevonden: Rc<RefCell<Vec<&'static str>>>,
}

fn omgeving(db: &Db) -> Omgeving {
    Omgeving {
        db: db.clone(),
        kluis: Kluis::open(SLEUTEL),
        vandaag: jiff::civil::date(2026, 10, 15),
        nu: "2026-10-15T08:00:00Z".parse().unwrap(),
        wie: "proef".into(),
    }
}

fn lees(pad: &Path) -> Bericht {
    let mut l = Lezer::new(std::io::BufReader::new(fs::File::open(pad).unwrap()));
    while let Some(deel) = l.volgende() {
        if let Deel::Bericht(b) = deel {
            return *b;
        }
    }
    unreachable!("{}: {:?}", pad.display(), l.bevindingen().collect::<Vec<_>>())
}

const KOP: &str = "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging\n";

/// All assignments in a book: number, product, term, amount, reason and reference.
pub fn toewijzingen(o: &Omgeving) -> Vec<String> {
    let sql = store::sql_tekst!(
        "PROEF",
        "SELECT nummer, code, ingangsdatum, einddatum, volume, eenheid, frequentie, reden_wijziging,
             referentie_aanbieder FROM toewijzing WHERE gemeente = $1 ORDER BY nummer"
    );
    o.db.read(|tx| {
        tx.query_alle(sql, &[(&g()).into()], |r| {
            Ok(format!(
                "{} {} {} {} {}/{}/{} {} {}",
                r.i64(0)?,
                r.text(1)?,
                r.text(2)?,
                r.opt_text(3)?.unwrap_or("-"),
                r.i64(4)?,
                r.text(5)?,
                r.text(6)?,
                r.opt_text(7)?.unwrap_or("-"),
                r.opt_text(8)?.unwrap_or("-"),
            ))
        })
    })
    .unwrap()
}

/// A book of its own, for history.
pub fn leeg_boek(proef: &Proef) -> Omgeving {
    omgeving(proef.db())
}

impl Keten {
    /// Both know one client with an assignment of three hours a week over 2026; contracts for 02A01 to 02A03.
    pub fn nieuw(db: &Db) -> Self {
        let proef = Rc::new(Proef::sqlite());
        let map = tempfile::tempdir().unwrap().keep();
        let k = Self {
            gemeente: omgeving(db),
            aanbieder: omgeving(proef.db()),
            _proef: proef,
            map: Rc::new(Map(map)),
            gelezen: Rc::default(),
            gevonden: Rc::default(),
        };
        let c = k.zet(
            "contracten.csv",
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0796,75750001,02,02A01,04,6000,2026-01-01,\n0796,75750001,02,02A02,04,6000,2026-01-01,\n\
             0796,75750001,02,02A03,04,6000,2026-01-01,\n",
        );
        let p = k.zet(
            "clienten.csv",
            &format!(
                "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
                 {BSN},0796,1950-02-03,2,Proef,,A,Kade,1,5211AA,Den Bosch\n"
            ),
        );
        let t = k.zet(
            "toewijzingen.csv",
            &format!("{KOP}1,{BSN},0796,{AGB},02,02A01,2025-12-01,2026-01-01,2026-12-31,3,04,2,,\n"),
        );
        importeer::importeer(&k.gemeente, &[&c, &p, &t]).unwrap();
        assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
        k
    }

    /// Both on a later day.
    pub fn op(self, dag: kern::Datum) -> Self {
        Self { gemeente: self.gemeente.op(dag), aanbieder: self.aanbieder.op(dag), ..self }
    }

    fn zet(&self, naam: &str, tekst: &str) -> PathBuf {
        let pad = self.map.0.join(naam);
        fs::write(&pad, tekst).unwrap();
        pad
    }

    /// Assignment 2, as the first but for its product.
    pub fn nog_een_toewijzing(&self, code: &str) {
        let t = self.zet(
            "toewijzingen2.csv",
            &format!("{KOP}2,{BSN},0796,{AGB},02,{code},2025-12-02,2026-01-01,2026-12-31,3,04,2,,\n"),
        );
        importeer::importeer(&self.gemeente, &[&t]).unwrap();
        assert_eq!(self.toewijzen(), [(Soort::Wmo301, true)]);
    }

    /// What waits at one goes to the other, and the answers go back. Gives what was received, and whether it was right.
    fn breng(&self, van: &Omgeving, naar: &Omgeving) -> Vec<(Soort, bool)> {
        let heen = self.map.0.join(format!("heen{}", self.gelezen.borrow().len()));
        let terug = self.map.0.join(format!("terug{}", self.gelezen.borrow().len()));
        fs::create_dir_all(&heen).unwrap();
        fs::create_dir_all(&terug).unwrap();
        let mut uit = Vec::new();
        for naam in uitbox::bezorg(van, g(), &heen).unwrap() {
            let pad = heen.join(naam);
            let r = ontvangst::verwerk(naar, &pad, &terug).unwrap();
            uit.push((r.bericht.unwrap(), r.geldig));
            *self.gevonden.borrow_mut() = r.bevindingen.iter().map(|b| b.regel).collect();
            self.gelezen.borrow_mut().push(pad);
            let antwoord = terug.join(r.antwoord.unwrap());
            let r = ontvangst::verwerk(van, &antwoord, &terug).unwrap();
            assert!(r.geldig, "{:?}", r.bevindingen);
        }
        uit
    }

    pub fn naar_gemeente(&self) -> Vec<(Soort, bool)> {
        self.breng(&self.aanbieder, &self.gemeente)
    }

    pub fn naar_aanbieder(&self) -> Vec<(Soort, bool)> {
        self.breng(&self.gemeente, &self.aanbieder)
    }

    /// Makes the 301 messages that are due, and brings them.
    pub fn toewijzen(&self) -> Vec<(Soort, bool)> {
        verzending::toewijzen::maak(&self.gemeente, g()).unwrap();
        self.naar_aanbieder()
    }

    /// Rules of the last message that was received.
    pub fn gevonden(&self) -> Vec<&'static str> {
        self.gevonden.borrow().clone()
    }

    /// The last message that was received.
    pub fn laatste(&self) -> Bericht {
        lees(self.gelezen.borrow().last().unwrap())
    }

    /// A message that the provider's book knows nothing of, to the municipality.
    pub fn rechtstreeks(&self, b: &Bericht) -> (bool, Vec<&'static str>) {
        let bytes = istandaard::schrijver::schrijf(b, Vec::new()).unwrap();
        let pad = self.map.0.join(format!("los-{}.xml", b.header().identificatie));
        fs::write(&pad, bytes).unwrap();
        let r = ontvangst::verwerk(&self.gemeente, &pad, &self.map.0).unwrap();
        (r.geldig, r.bevindingen.iter().map(|b| b.regel).collect())
    }

    /// The request that was rejected once more, in a message of its own with the same reference.
    pub fn met_zelfde_referentie(&self, i: &Ingediend) -> (bool, Vec<&'static str>) {
        let Bericht::Wmo317(mut m) = self.laatste() else { unreachable!() };
        assert_eq!(m.client.verzoek.referentie_aanbieder, i.referenties[0]);
        m.header.identificatie = "OPNIEUW".into();
        self.rechtstreeks(&Bericht::Wmo317(m))
    }

    /// The hash chains of both logs hold.
    pub fn logboeken_kloppen(&self) {
        for o in [&self.gemeente, &self.aanbieder] {
            let r = o.db.read(|tx| store::gebeurtenis::controleer(tx, &o.kluis, g())).unwrap();
            assert!(r.is_empty(), "{r:?}");
        }
    }

    /// Every message that was received so far, the last first.
    pub fn bewaard(&self) -> Vec<PathBuf> {
        self.gelezen.borrow().iter().rev().cloned().collect()
    }
}
