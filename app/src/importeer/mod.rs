//! Loading the starting state: CSV files, and messages that were sent or received earlier.
//!
//! A file is loaded whole or not at all. Loading the same file twice changes nothing.

mod csv_rij;
mod historie;

pub use csv_rij::{AanbiederRij, ClientRij, ContractRij, CsvSoort, Rij, Rijfout, ToewijzingRij, lees};

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::kaders::Kaderboek;
use crate::omgeving::Omgeving;
use crate::zoek::{naamsleutel, zoeksleutel};
use inkoop::Productsleutel;
use kern::{AgbCode, Gemeentecode, Productcategorie, Productcode};
use std::collections::btree_map::Entry;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use store::sql::schrijven as sql;
use store::{Row, StoreFout, Tx, Val, teller};

/// What was loaded from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geladen {
    /// File as it was given.
    pub bestand: String,
    /// Rows or messages.
    pub aantal: u64,
    /// What they are, in Dutch.
    pub wat: &'static str,
}

/// Loads files in the order that they need each other: providers, contracts, clients, assignments, messages by day.
/// Stops at the first file that is wrong; what was loaded before it stays.
pub fn importeer(o: &Omgeving, bestanden: &[&Path]) -> Uitkomst<Vec<Geladen>> {
    let mut op_volgorde: Vec<_> = bestanden
        .iter()
        .map(|p| {
            let rang = rang(p);
            let bericht = if rang == XML { historie::volgorde(p) } else { Default::default() };
            ((rang, bericht), *p)
        })
        .collect();
    op_volgorde.sort_by_key(|(rang, _)| *rang);
    op_volgorde.into_iter().map(|(_, p)| een(o, p)).collect()
}

/// Messages come last.
const XML: u8 = 9;

fn rang(p: &Path) -> u8 {
    let naam = p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match CsvSoort::van_naam(&naam) {
        _ if naam.to_ascii_lowercase().ends_with(".xml") => XML,
        Some(CsvSoort::Gemeenten) => 0,
        Some(CsvSoort::Aanbieders) => 1,
        Some(CsvSoort::Contracten) => 2,
        Some(CsvSoort::Clienten) => 3,
        Some(CsvSoort::Toewijzingen) => 4,
        None => 8,
    }
}

fn een(o: &Omgeving, pad: &Path) -> Uitkomst<Geladen> {
    let naam = pad.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if naam.to_ascii_lowercase().ends_with(".xml") {
        return historie::laad(o, pad, &naam);
    }
    let Some(soort) = CsvSoort::van_naam(&naam) else {
        return Err(AppFout::Ongeldig(format!(
            "{naam}: onbekend soort bestand; begin de naam met gemeenten, aanbieders, contracten, clienten of toewijzingen, of geef een .xml-bericht"
        )));
    };
    let aantal = o.db.write(|tx| {
        let bron = BufReader::new(File::open(pad).map_err(bestand(pad, "lezen"))?);
        let mut laden = Laden::default();
        let fouten = lees::<AppFout>(&naam, soort, bron, |regel, rij| laden.rij(tx, o, regel, &rij))?;
        if !fouten.is_empty() {
            return Err(AppFout::Rijen(fouten));
        }
        laden.noteer(tx, o, &naam)?;
        Ok(laden.aantal)
    })?;
    let wat = match soort {
        CsvSoort::Gemeenten => "gemeenten",
        CsvSoort::Aanbieders => "aanbieders",
        CsvSoort::Contracten => "contractregels",
        CsvSoort::Clienten => "cliënten",
        CsvSoort::Toewijzingen => "toewijzingen",
    };
    Ok(Geladen { bestand: pad.display().to_string(), aantal, wat })
}

/// Loading one file within a transaction.
#[derive(Default)]
struct Laden {
    aantal: u64,
    gemeenten: std::collections::BTreeMap<Gemeentecode, u64>,
    aanbieders: std::collections::HashSet<AgbCode>,
    /// Rows that every municipality in the book has to do with: names and accounts of providers.
    algemeen: u64,
    /// The frameworks of each municipality with a contract: a contract refers to the version it was made under.
    kaders: std::collections::BTreeMap<Gemeentecode, Kaderboek>,
    /// Line and hash of each row that must stand there once, by its key.
    gezien: std::collections::HashMap<String, (u64, u64)>,
}

impl Laden {
    fn rij(&mut self, tx: &mut Tx<'_>, o: &Omgeving, regel: u64, rij: &Rij) -> Uitkomst<Result<(), String>> {
        if let Some(eerste) = self.botst(regel, rij) {
            return Ok(Err(format!(
                "spreekt regel {eerste} tegen, die over hetzelfde gaat; laat er een staan"
            )));
        }
        let klaar = match rij {
            Rij::Gemeente { code, naam, iban } => {
                tx.execute(sql::GEMEENTE_ZET, &[code.into(), naam.into(), iban.as_deref().into()])?;
                self.tel(tx, *code)?;
                Ok(())
            }
            Rij::Aanbieder(a) => {
                zet_aanbieder(tx, a)?;
                self.algemeen += 1;
                Ok(())
            }
            Rij::Contract(c) => {
                self.tel(tx, c.gemeente)?;
                self.ken_aanbieder(tx, c.agb)?;
                let sleutel = Productsleutel::new(c.categorie, c.code);
                let boek = match self.kaders.entry(c.gemeente) {
                    Entry::Occupied(e) => e.into_mut(),
                    Entry::Vacant(e) => e.insert(Kaderboek::lees(tx, c.gemeente)?),
                };
                zet_contract(tx, c, boek.versie_van(sleutel, c.vanaf))?;
                Ok(())
            }
            Rij::Client(c) => {
                self.tel(tx, c.gemeente)?;
                zet_client(tx, o, c)?;
                Ok(())
            }
            Rij::Toewijzing(t) => {
                self.tel(tx, t.gemeente)?;
                self.ken_aanbieder(tx, t.agb)?;
                zet_toewijzing(tx, o, t)?
            }
        };
        self.aantal += 1;
        Ok(klaar)
    }

    /// The earlier line that says something else about the same thing. The same line twice is harmless.
    fn botst(&mut self, regel: u64, rij: &Rij) -> Option<u64> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let sleutel = match rij {
            Rij::Gemeente { code, .. } => format!("{code}"),
            Rij::Aanbieder(a) => format!("{}", a.agb),
            Rij::Contract(c) => {
                format!(
                    "{} {} {} {} {} {}",
                    c.gemeente,
                    c.agb,
                    c.categorie,
                    c.code,
                    c.eenheid.code(),
                    c.vanaf
                )
            }
            Rij::Toewijzing(t) => format!("{} {}", t.gemeente, t.nummer),
            // a client may stand there more than once, with ever newer data
            Rij::Client(_) => return None,
        };
        let mut h = DefaultHasher::new();
        format!("{rij:?}").hash(&mut h);
        if let Rij::Toewijzing(t) = rij {
            t.bsn.hash(&mut h);
        }
        let (eerste, hash) = *self.gezien.entry(sleutel).or_insert((regel, h.finish()));
        (hash != h.finish()).then_some(eerste)
    }

    fn tel(&mut self, tx: &mut Tx<'_>, g: Gemeentecode) -> Result<(), StoreFout> {
        if !self.gemeenten.contains_key(&g) {
            zorg_voor_gemeente(tx, g)?;
        }
        *self.gemeenten.entry(g).or_default() += 1;
        Ok(())
    }

    fn ken_aanbieder(&mut self, tx: &mut Tx<'_>, agb: AgbCode) -> Result<(), StoreFout> {
        if self.aanbieders.insert(agb) { zorg_voor_aanbieder(tx, agb) } else { Ok(()) }
    }

    fn noteer(&self, tx: &mut Tx<'_>, o: &Omgeving, naam: &str) -> Result<(), StoreFout> {
        let mut gemeenten = self.gemeenten.clone();
        if self.algemeen > 0 {
            let codes = tx.query_alle(sql::GEMEENTEN, &[], |r| r.string(0))?;
            for g in codes.iter().filter_map(|c| Gemeentecode::parse(c).ok()) {
                *gemeenten.entry(g).or_default() += self.algemeen;
            }
        }
        for (g, n) in &gemeenten {
            o.noteer(
                tx,
                *g,
                "gegevens geladen",
                &format!("bestand/{naam}"),
                &serde_json::json!({ "rijen": n }),
            )?;
        }
        Ok(())
    }
}

/// Makes sure that a municipality stands in the book, under its name in the CBS list.
pub(crate) fn zorg_voor_gemeente(tx: &mut Tx<'_>, g: Gemeentecode) -> Result<(), StoreFout> {
    let naam = istandaard::codelijst::Lijst::Cbs
        .zoek(g.as_str())
        .map(|r| r.omschrijving)
        .or_else(|| regels::gemeente_tot(g).map(|(_, naam)| naam))
        .map_or_else(|| format!("Gemeente {g}"), str::to_owned);
    tx.execute(sql::GEMEENTE_MINSTENS, &[(&g).into(), naam.as_str().into()]).map(drop)
}

/// Makes sure that a provider stands in the book; its name follows when it is loaded.
pub(crate) fn zorg_voor_aanbieder(tx: &mut Tx<'_>, agb: AgbCode) -> Result<(), StoreFout> {
    let naam = format!("Aanbieder {agb}");
    let zoek = zoeksleutel(&naam);
    let w = [(&agb).into(), naam.as_str().into(), zoek.as_str().into()];
    tx.execute(sql::AANBIEDER_MINSTENS, &w).map(drop)
}

pub(crate) fn zet_aanbieder(tx: &mut Tx<'_>, a: &AanbiederRij) -> Result<(), StoreFout> {
    tx.execute(
        sql::AANBIEDER_ZET,
        &[
            (&a.agb).into(),
            a.naam.as_str().into(),
            a.iban.as_deref().into(),
            zoeksleutel(&a.naam).as_str().into(),
        ],
    )
    .map(drop)
}

/// Adds or changes a contract line, under a version of a framework: its name and number.
pub(crate) fn zet_contract(
    tx: &mut Tx<'_>,
    c: &ContractRij,
    versie: Option<(&str, i64)>,
) -> Result<(), StoreFout> {
    let tarief = c.tarief.map(|t| t.normalize().to_string());
    tx.execute(
        sql::CONTRACTREGEL_ZET,
        &[
            (&c.gemeente).into(),
            (&c.agb).into(),
            (&c.categorie).into(),
            (&c.code).into(),
            c.eenheid.code().into(),
            c.vanaf.into(),
            c.tot.into(),
            tarief.as_deref().into(),
            versie.map(|v| v.0).into(),
            versie.map(|v| v.1).into(),
        ],
    )
    .map(drop)
}

/// Adds a client or brings the personal data up to date; returns its key.
pub(crate) fn zet_client(tx: &mut Tx<'_>, o: &Omgeving, c: &ClientRij) -> Result<i64, StoreFout> {
    let g = c.gemeente;
    let zoek = o.kluis.bsn_zoek(g, &c.bsn);
    let naam = naamsleutel(&c.achternaam, c.voorvoegsel.as_deref(), c.voorletters.as_deref());
    let persoon: [Val<'_>; 9] = [
        c.geboortedatum.into(),
        c.geslacht.as_str().into(),
        c.achternaam.as_str().into(),
        c.voorvoegsel.as_deref().into(),
        c.voorletters.as_deref().into(),
        c.straat.as_deref().into(),
        c.huisnummer.as_deref().into(),
        c.postcode.as_deref().into(),
        c.plaats.as_deref().into(),
    ];
    let bekend = tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?;
    if let Some(id) = bekend {
        let mut w = vec![(&g).into(), id.into()];
        w.extend(persoon);
        w.push(naam.as_str().into());
        tx.execute(sql::CLIENT_WIJZIG, &w)?;
        return Ok(id);
    }
    let id = teller::volgende(tx, g, "client")?;
    let bsn = o.kluis.versleutel_bsn(g, "client", &[id], &c.bsn)?;
    let mut w = vec![(&g).into(), id.into(), (&bsn).into(), (&zoek).into()];
    w.extend(persoon);
    w.push(naam.as_str().into());
    tx.execute(sql::CLIENT_ERBIJ, &w)?;
    Ok(id)
}

/// What the book says of the assignment of a row.
enum Bestaand {
    /// It is about somebody or something else.
    Ander(&'static str),
    /// The row says nothing newer.
    Blijft,
    /// The row is a newer decision.
    Wijzigt,
}

fn bestaand(r: &Row<'_>, client: i64, t: &ToewijzingRij) -> Result<Bestaand, StoreFout> {
    let ander = if r.i64(1)? != client {
        Some("andere cliënt")
    } else if r.text(2)? != t.agb.as_str() {
        Some("andere aanbieder")
    } else if r.opt_text(3)? != t.categorie.as_ref().map(Productcategorie::as_str)
        || r.opt_text(4)? != t.code.as_ref().map(Productcode::as_str)
    {
        Some("ander product")
    } else {
        None
    };
    if let Some(wat) = ander {
        return Ok(Bestaand::Ander(wat));
    }
    let omvang = (r.opt_i64(9)?, r.opt_text(10)?, r.opt_text(11)?);
    let gelijk = r.dag(7)? == t.ingangsdatum
        && r.opt_dag(8)? == t.einddatum
        && omvang == (t.omvang.map(|o| o.0), t.omvang.map(|o| o.1.code()), t.omvang.map(|o| o.2.code()))
        && r.opt_i64(12)? == t.budget
        && r.opt_text(13)? == t.reden_wijziging.as_deref();
    Ok(if gelijk || r.dag(5)? > t.toewijzingsdatum { Bestaand::Blijft } else { Bestaand::Wijzigt })
}

/// Adds an assignment that was sent earlier. Its client must be known.
fn zet_toewijzing(tx: &mut Tx<'_>, o: &Omgeving, t: &ToewijzingRij) -> Uitkomst<Result<(), String>> {
    let g = t.gemeente;
    let zoek = o.kluis.bsn_zoek(g, &t.bsn);
    let Some(client) = tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?
    else {
        return Ok(Err(format!(
            "het BSN is geen cliënt van gemeente {g}; laad eerst de cliënten (clienten*.csv)"
        )));
    };
    let bestaand =
        tx.query_opt(sql::TOEWIJZING, &[(&g).into(), t.nummer.into()], |r| bestaand(r, client, t))?;
    match bestaand {
        Some(Bestaand::Ander(wat)) => {
            return Ok(Err(format!(
                "toewijzing {} bestaat al voor een {wat}; elk nummer is uniek binnen een gemeente",
                t.nummer
            )));
        }
        // nothing new, or older than what the book says: then the book stands (IV013)
        Some(Bestaand::Blijft) => return Ok(Ok(())),
        Some(Bestaand::Wijzigt) | None => {}
    }
    tx.execute(
        sql::TOEWIJZING_ZET,
        &[
            (&g).into(),
            t.nummer.into(),
            client.into(),
            Val::Null,
            (&t.agb).into(),
            t.categorie.as_ref().into(),
            t.code.as_ref().into(),
            t.toewijzingsdatum.into(),
            "00:00:00".into(),
            t.ingangsdatum.into(),
            t.einddatum.into(),
            t.omvang.map(|o| o.0).into(),
            t.omvang.map(|o| o.1.code()).into(),
            t.omvang.map(|o| o.2.code()).into(),
            t.budget.into(),
            t.reden_wijziging.as_deref().into(),
            Val::Null,
            Val::Null,
        ],
    )?;
    teller::minstens(tx, g, "toewijzing", t.nummer)?;
    Ok(Ok(()))
}
