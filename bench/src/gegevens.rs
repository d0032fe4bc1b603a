//! An invented municipality, and a claim on it: the same on every machine, because chance is seeded.
//!
//! About 1.2 lines a client, each on an assignment of its own. Three in a hundred lines are wrong in a way that only
//! settlement can see: another tariff, an unknown assignment, an assignment that had ended, another product.

use crate::{Uitkomst, VANDAAG};
use app::Omgeving;
use istandaard::schrijver::Schrijver323;
use istandaard::{DeclaratieKop, Header, Prestatie, Soort};
use jiff::civil::date;
use kern::{AgbCode, Bsn, Datum, Eenheid, Eurocent, Gemeentecode, Productcategorie, Productcode};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use store::{Db, Opties, Sleutelbron};

const GEMEENTE: &str = "0796";
const AGB: &str = "98000001";
/// The month that is claimed.
const MAAND: (Datum, Datum) = (date(2026, 9, 1), date(2026, 9, 30));

/// Category, code, unit, tariff in cents; assigned volume and frequency; range of what is delivered in a month.
type Product = (&'static str, &'static str, Eenheid, i64, i64, &'static str, (u64, u64));
const PRODUCTEN: [Product; 5] = [
    ("02", "02A03", Eenheid::Uur, 6_543, 8, "2", (2, 30)),
    ("02", "02A05", Eenheid::Minuut, 109, 300, "2", (60, 900)),
    ("07", "07A01", Eenheid::Dagdeel, 3_312, 4, "2", (2, 16)),
    ("07", "07A02", Eenheid::Dagdeel, 4_875, 6, "2", (4, 24)),
    ("04", "04A01", Eenheid::Etmaal, 11_050, 8, "4", (1, 8)),
];

/// SplitMix64: the same series on every machine.
struct Toeval(u64);

impl Toeval {
    fn onder(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn kies<'a, T>(&mut self, uit: &'a [T]) -> &'a T {
        // the remainder is smaller than the length, which is a usize
        &uit[usize::try_from(self.onder(uit.len() as u64)).unwrap_or(0)]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fout {
    Geen,
    Tarief,
    Toewijzing,
    Periode,
    Product,
}

/// A line to be: what was assigned and what is claimed.
struct Regel {
    client: u32,
    nieuwe_client: bool,
    nummer: u32,
    /// Assignments were made through the years, in another order than that of the claim.
    toewijzing: u32,
    product: &'static Product,
    volume: i64,
    fout: Fout,
}

/// All lines, in the order of the message.
fn regels(aantal: u32) -> impl Iterator<Item = Regel> {
    let mut t = Toeval(0x0796_2026);
    let (mut client, mut rest) = (0, 0_u32);
    (1..=aantal).map(move |nummer| {
        let nieuwe_client = rest == 0;
        if nieuwe_client {
            client += 1;
            rest = if t.onder(5) == 0 { 2 } else { 1 };
        }
        rest -= 1;
        let product = t.kies(&PRODUCTEN);
        let (min, max) = product.6;
        let volume = i64::try_from(min + t.onder(max - min + 1)).unwrap_or(1);
        let fout = match t.onder(1000) {
            0..10 => Fout::Tarief,
            10..20 => Fout::Toewijzing,
            20..25 => Fout::Periode,
            25..30 => Fout::Product,
            _ => Fout::Geen,
        };
        // without a common divisor, so each number occurs once
        let toewijzing = u32::try_from(u64::from(nummer) * 48_271 % 89_999_999).unwrap_or(nummer);
        Regel { client, nieuwe_client, nummer, toewijzing, product, volume, fout }
    })
}

/// Invented numbers that pass the elfproef, one for each client in turn.
fn bsns() -> impl Iterator<Item = Bsn> {
    (900_000_000_u32..=999_999_999).filter_map(|n| Bsn::parse(&n.to_string()).ok())
}

fn prestatie(r: &Regel) -> Uitkomst<Prestatie> {
    let (categorie, code, eenheid, tarief, ..) = *r.product;
    let tarief = if r.fout == Fout::Tarief { tarief + 100 } else { tarief };
    let verkeerd = || "de proefgegevens kloppen niet".to_owned();
    Ok(Prestatie {
        client_nr: 0,
        nr: 0,
        referentie: format!("PR2026-09-{:09}", r.nummer),
        vorige_referentie: None,
        toewijzing: if r.fout == Fout::Toewijzing { 900_000_000 } else { 0 } + i64::from(r.toewijzing),
        categorie: Productcategorie::parse(categorie).map_err(|_| verkeerd())?,
        code: Productcode::parse(code).map_err(|_| verkeerd())?,
        van: MAAND.0,
        tot: MAAND.1,
        volume: r.volume,
        eenheid,
        tarief: Some(Eurocent(tarief)),
        bedrag: Eurocent(tarief * r.volume),
        retourcodes: Vec::new(),
    })
}

/// Lines, and how many of them were rejected.
pub(crate) const GETELD: &str = "SELECT COUNT(*), COUNT(*) FILTER (WHERE status = 0) FROM declaratieregel";

/// What was made.
pub(crate) struct Gegevens {
    pub bericht: PathBuf,
    /// The prepared database, closed.
    pub db: PathBuf,
    pub regels: u32,
    pub clienten: u32,
    pub fout: u32,
    pub grootte: u64,
}

impl Gegevens {
    /// Makes the message and the database in a folder.
    pub(crate) fn maak(map: &Path, aantal: u32) -> Uitkomst<Self> {
        std::fs::create_dir_all(map).map_err(|e| format!("{}: {e}", map.display()))?;
        let bericht = map.join("declaratie.xml");
        let (clienten, fout) = schrijf_bericht(&bericht, aantal)?;
        let db = map.join("begin.db");
        for rest in ["", "-wal", "-shm", ".sleutel"] {
            let _ = std::fs::remove_file(map.join(format!("begin.db{rest}")));
        }
        let paden = csv_paden(map);
        schrijf_csv(&paden, aantal).map_err(|e| format!("{}: {e}", map.display()))?;
        laad(&paden, Db::open(&format!("sqlite://{}", db.display())).map_err(|e| e.to_string())?)?;
        // all of it in the one file that is copied
        rusqlite::Connection::open(&db)
            .and_then(|c| c.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())))
            .map_err(|e| format!("SQLite: {e}"))?;
        let grootte = std::fs::metadata(&bericht).map_err(|e| e.to_string())?.len();
        Ok(Self { bericht, db, regels: aantal, clienten, fout, grootte })
    }

    /// The file with the key of the prepared databases.
    pub(crate) fn sleutel(&self) -> PathBuf {
        erbij(&self.db, ".sleutel")
    }

    /// The same starting state in another database, with the same key.
    pub(crate) fn laad_in(&self, url: &str) -> Uitkomst<()> {
        let opties = Opties { sleutel: Sleutelbron::Bestand(self.sleutel()), ..Opties::default() };
        let map = self.db.parent().unwrap_or_else(|| Path::new("."));
        laad(&csv_paden(map), Db::open_met(url, opties).map_err(|e| e.to_string())?)
    }

    /// A fresh copy of the prepared database, on the disk before the clock starts.
    pub(crate) fn kopie(&self, naar: &Path) -> Uitkomst<()> {
        for rest in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(erbij(naar, rest));
        }
        for rest in ["", ".sleutel"] {
            let doel = erbij(naar, rest);
            let _ = std::fs::remove_file(&doel);
            std::fs::copy(erbij(&self.db, rest), &doel)
                .and_then(|_| File::open(&doel)?.sync_all())
                .map_err(|e| format!("{}: {e}", doel.display()))?;
        }
        Ok(())
    }

    /// Whether receiving left what it should: every line, and exactly the wrong ones rejected.
    pub(crate) fn klopt(&self, db: &Path) -> Uitkomst<()> {
        let c = rusqlite::Connection::open(db).map_err(|e| e.to_string())?;
        let gevonden =
            c.query_row(GETELD, [], |r| Ok((r.get(0)?, r.get(1)?))).map_err(|e| format!("SQLite: {e}"))?;
        self.vergelijk(gevonden)
    }

    /// Lines in the database and how many of them were rejected, held against what was made.
    pub(crate) fn vergelijk(&self, (regels, afgewezen): (i64, i64)) -> Uitkomst<()> {
        if (regels, afgewezen) == (self.regels.into(), self.fout.into()) {
            return Ok(());
        }
        Err(format!(
            "na verwerken staan er {regels} regels, waarvan {afgewezen} afgewezen; verwacht {} en {}",
            self.regels, self.fout
        ))
    }
}

/// A file beside another one.
fn erbij(pad: &Path, rest: &str) -> PathBuf {
    let mut naam = pad.as_os_str().to_owned();
    naam.push(rest);
    PathBuf::from(naam)
}

fn schrijf_bericht(pad: &Path, aantal: u32) -> Uitkomst<(u32, u32)> {
    let mut totaal = 0;
    for r in regels(aantal) {
        totaal += prestatie(&r)?.bedrag.0;
    }
    let gemeente = Gemeentecode::parse(GEMEENTE).map_err(|e| e.to_string())?;
    let agb = AgbCode::parse(AGB).map_err(|e| e.to_string())?;
    let dag = date(2026, 10, 5);
    let header = Header::nieuw(Soort::Wmo323, gemeente, agb, "PROEF0000001", dag);
    let kop = DeclaratieKop {
        nummer: "PROEF0000001".into(),
        van: MAAND.0,
        tot: MAAND.1,
        dagtekening: dag,
        ingediend: Eurocent(totaal),
    };
    let io = |e: std::io::Error| format!("{}: {e}", pad.display());
    let naar = BufWriter::with_capacity(1 << 18, File::create(pad).map_err(io)?);
    let mut s = Schrijver323::new(naar, &header, &kop).map_err(io)?;
    let mut nummers = bsns();
    let (mut clienten, mut fout) = (0, 0);
    for r in regels(aantal) {
        if r.nieuwe_client {
            clienten += 1;
            s.client(&nummers.next().ok_or("er zijn geen nummers meer")?).map_err(io)?;
        }
        fout += u32::from(r.fout != Fout::Geen);
        s.prestatie(&prestatie(&r)?).map_err(io)?;
    }
    s.klaar().and_then(|mut w| w.flush()).map_err(io)?;
    Ok((clienten, fout))
}

/// The files with the starting state.
fn csv_paden(map: &Path) -> Vec<PathBuf> {
    ["aanbieders", "contracten", "clienten", "toewijzingen"]
        .iter()
        .map(|n| map.join(format!("{n}.csv")))
        .collect()
}

/// The starting state, loaded through the same door as everyone's.
fn laad(paden: &[PathBuf], opslag: Db) -> Uitkomst<()> {
    opslag.migreer().map_err(|e| e.to_string())?;
    let kluis = opslag.kluis().map_err(|e| e.to_string())?;
    let vandaag = kern::lees_datum(VANDAAG).ok_or("de dag klopt niet")?;
    let o = Omgeving { db: opslag, kluis, vandaag, nu: jiff::Timestamp::now(), wie: "bench".into() };
    let paden: Vec<&Path> = paden.iter().map(PathBuf::as_path).collect();
    app::importeer::importeer(&o.op(vandaag), &paden).map_err(|e| e.to_string())?;
    Ok(())
}

fn schrijf_csv(paden: &[PathBuf], aantal: u32) -> std::io::Result<()> {
    let mut uit = Vec::new();
    for p in paden {
        uit.push(BufWriter::new(File::create(p)?));
    }
    let [aanbieders, contracten, clienten, toewijzingen] = uit.as_mut_slice() else { return Ok(()) };
    writeln!(aanbieders, "agb,naam,iban\n{AGB},Zorg op Maat,")?;
    writeln!(
        contracten,
        "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot"
    )?;
    for (categorie, code, eenheid, tarief, ..) in PRODUCTEN {
        writeln!(contracten, "{GEMEENTE},{AGB},{categorie},{code},{},{tarief},2026-01-01,", eenheid.code())?;
    }
    writeln!(
        clienten,
        "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats"
    )?;
    writeln!(
        toewijzingen,
        "toewijzingnummer,bsn,gemeente,agb,productcategorie,productcode,toewijzingsdatum,ingangsdatum,einddatum,volume,eenheid,frequentie,budget_cent,reden_wijziging"
    )?;
    let namen =
        ["Jansen", "Vermeulen", "Aydin", "Peters", "Bakker", "Smits", "Willems", "Maas", "Yilmaz", "Kuipers"];
    let straten = ["Dorpsstraat", "Kerkweg", "Lindelaan", "Beukenhof", "Stationsplein"];
    let mut t = Toeval(1);
    let mut nummers = bsns();
    let mut bsn = None;
    for r in regels(aantal) {
        if r.nieuwe_client {
            bsn = nummers.next();
        }
        let Some(bsn) = &bsn else { return Ok(()) };
        if r.nieuwe_client {
            writeln!(
                clienten,
                "{},{GEMEENTE},{}-{:02}-{:02},{},{}{},,{},{},{},{}AB,'s-Hertogenbosch",
                bsn.cijfers(),
                1930 + t.onder(75),
                1 + t.onder(12),
                1 + t.onder(28),
                1 + t.onder(2),
                t.kies(&namen),
                if t.onder(3) == 0 { "-de Wit" } else { "" },
                t.kies(&["A.", "B.C.", "J.", "M.", "S.T."]),
                t.kies(&straten),
                1 + t.onder(200),
                5211 + r.client % 28,
            )?;
        }
        let (categorie, code, eenheid, _, volume, frequentie, _) = r.product;
        let code = if r.fout == Fout::Product { "99X99" } else { code };
        let einde = if r.fout == Fout::Periode { "2026-08-31" } else { "2026-12-31" };
        writeln!(
            toewijzingen,
            "{},{},{GEMEENTE},{AGB},{categorie},{code},2025-12-15,2026-01-01,{einde},{volume},{},{frequentie},,",
            r.toewijzing,
            bsn.cijfers(),
            eenheid.code()
        )?;
    }
    uit.iter_mut().try_for_each(Write::flush)
}
