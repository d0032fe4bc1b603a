//! What the run leaves behind for people: what became which assignment, and a letter for every client. Made from the
//! book, so that a run that was broken off and taken up again gives the same.

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::verzending::persoon;
use catalogus::Omzetsleutel;
use kern::{Datum, Gemeentecode, voluit};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use store::sql::{omzetten as sql, schrijven};

/// Rows that are read at once.
const RONDE: i64 = 1000;

/// What a cohort did, per assignment.
struct Rij {
    indicatie: String,
    volgnr: i64,
    client: i64,
    agb: String,
    toewijzing: i64,
    product: String,
    van: Datum,
    tot: Option<Datum>,
    /// Nobody writes to who died.
    leeft: bool,
}

/// A file that appears when it is whole.
struct Half {
    uit: BufWriter<File>,
    naast: PathBuf,
    doel: PathBuf,
}

impl Half {
    fn nieuw(map: &Path, naam: &str) -> Uitkomst<Self> {
        let naast = map.join(format!("{naam}.deel"));
        let f = File::create(&naast).map_err(bestand(&naast, "schrijven"))?;
        Ok(Self { uit: BufWriter::new(f), naast, doel: map.join(naam) })
    }

    fn schrijf(&mut self, tekst: &str) -> Uitkomst<()> {
        self.uit.write_all(tekst.as_bytes()).map_err(bestand(&self.doel, "schrijven"))
    }

    fn klaar(mut self) -> Uitkomst<()> {
        self.uit.flush().map_err(bestand(&self.doel, "schrijven"))?;
        std::fs::rename(&self.naast, &self.doel).map_err(bestand(&self.doel, "schrijven"))
    }
}

/// Writes both files of a cohort; nothing when it did nothing. Gives their names.
pub(super) fn schrijf(
    o: &Omgeving,
    map: &Path,
    s: &Omzetsleutel,
    gemeenten: &[Gemeentecode],
    cohort: &str,
) -> Uitkomst<[String; 2]> {
    let namen = [format!("omgezet-{cohort}.csv"), format!("brieven-{cohort}.txt")];
    let mut lijst = Half::nieuw(map, &namen[0])?;
    let mut brieven = Half::nieuw(map, &namen[1])?;
    lijst.schrijf("gemeente,indicatienummer,agb,product,toewijzingnummer,ingangsdatum,einddatum\n")?;
    let aanbieders: HashMap<String, String> =
        o.db.read(|tx| tx.query_alle(schrijven::AANBIEDERS, &[], |r| Ok((r.string(0)?, r.string(1)?))))?
            .into_iter()
            .collect();
    for g in gemeenten {
        let naam: Option<String> =
            o.db.read(|tx| tx.query_opt(schrijven::GEMEENTE, &[g.into()], |r| r.string(0)))?;
        let naam = naam.unwrap_or_else(|| format!("gemeente {g}"));
        let (mut na, mut volgnr) = (String::new(), 0_i64);
        // the rows of one indication stay together: a letter names all its products
        let mut samen: Vec<Rij> = Vec::new();
        loop {
            let rijen = o.db.read(|tx| {
                let w = [g.into(), cohort.into(), na.as_str().into(), volgnr.into(), RONDE.into()];
                tx.query_alle(sql::OMZET_COHORT, &w, |r| {
                    Ok(Rij {
                        indicatie: r.string(0)?,
                        volgnr: r.i64(1)?,
                        client: r.i64(2)?,
                        agb: r.string(3)?,
                        toewijzing: r.i64(4)?,
                        product: product(s, r.opt_text(5)?, r.opt_text(6)?),
                        van: r.dag(7)?,
                        tot: r.opt_dag(8)?,
                        leeft: r.opt_dag(9)?.is_none(),
                    })
                })
            })?;
            let Some(laatste) = rijen.last() else { break };
            (na, volgnr) = (laatste.indicatie.clone(), laatste.volgnr);
            for r in rijen {
                let tot = r.tot.map_or_else(String::new, |t| t.to_string());
                lijst.schrijf(&format!(
                    "{g},{},{},{},{},{},{tot}\n",
                    r.indicatie, r.agb, r.product, r.toewijzing, r.van
                ))?;
                if samen.first().is_some_and(|e| e.indicatie != r.indicatie) {
                    brieven.schrijf(&brief(o, s, *g, &naam, &aanbieders, &samen)?)?;
                    samen.clear();
                }
                if r.leeft {
                    samen.push(r);
                }
            }
        }
        if !samen.is_empty() {
            brieven.schrijf(&brief(o, s, *g, &naam, &aanbieders, &samen)?)?;
        }
    }
    lijst.klaar()?;
    brieven.klaar()?;
    Ok(namen)
}

/// The short name of a product of the key.
fn product(s: &Omzetsleutel, categorie: Option<&str>, code: Option<&str>) -> String {
    s.alle_producten()
        .find(|p| Some(p.sleutel.categorie.as_str()) == categorie && Some(p.sleutel.code.as_str()) == code)
        .map_or_else(|| code.unwrap_or_default().to_owned(), |p| p.kort.clone())
}

fn brief(
    o: &Omgeving,
    s: &Omzetsleutel,
    g: Gemeentecode,
    gemeente: &str,
    aanbieders: &HashMap<String, String>,
    rijen: &[Rij],
) -> Uitkomst<String> {
    let Some(r) = rijen.first() else { return Ok(String::new()) };
    let p = o.db.read(|tx| persoon(tx, &o.kluis, g, r.client))?;
    let deel = |t: &Option<String>| t.as_deref().map_or_else(String::new, |t| format!("{t} "));
    let letters: String = p.voorletters.iter().flat_map(|t| t.chars()).flat_map(|c| [c, '.']).collect();
    let naam = format!(
        "{}{}{}",
        if letters.is_empty() { String::new() } else { format!("{letters} ") },
        deel(&p.voorvoegsel),
        p.achternaam
    );
    let aanbieder = aanbieders.get(&r.agb).map_or(r.agb.as_str(), String::as_str);
    let producten: Vec<String> = rijen
        .iter()
        .map(|r| {
            s.alle_producten()
                .find(|p| p.kort == r.product)
                .map_or_else(|| r.product.clone(), |p| p.naam.clone())
        })
        .collect();
    let tot = r.tot.map_or_else(
        || "Er is nog geen einddatum. Wij nemen contact met u op voor een nieuw gesprek.".to_owned(),
        |t| {
            format!(
                "Uw indicatie loopt tot en met {}. Voor die dag kijken wij samen met u wat daarna nodig is.",
                voluit(t)
            )
        },
    );
    let mut t = String::new();
    let schrijf = |e: std::fmt::Error| AppFout::Ongeldig(e.to_string());
    writeln!(t, "{naam}").map_err(schrijf)?;
    writeln!(t, "{}{}", deel(&p.straat), p.huisnummer.as_deref().unwrap_or_default()).map_err(schrijf)?;
    writeln!(t, "{}{}\n", deel(&p.postcode), p.plaats.as_deref().unwrap_or_default()).map_err(schrijf)?;
    write!(
        t,
        "{gemeente}, {}\nOver: uw indicatie {}\n\n\
         Geachte heer of mevrouw {}{},\n\n\
         U krijgt begeleiding van {aanbieder}. Vanaf {} krijgt die begeleiding bij ons een andere naam:\n\n",
        voluit(o.vandaag),
        r.indicatie,
        deel(&p.voorvoegsel),
        p.achternaam,
        voluit(r.van)
    )
    .map_err(schrijf)?;
    for n in &producten {
        writeln!(t, "  - {n}").map_err(schrijf)?;
    }
    write!(
        t,
        "\nVoor u verandert er niets:\n\
         - U houdt dezelfde begeleiding en dezelfde aanbieder.\n\
         - U hoeft niets te doen.\n\n\
         {tot}\n\n\
         Verandert uw begeleiding toch, of heeft u vragen? Bel of mail ons. Wij helpen u graag.\n\n\
         Met vriendelijke groet,\n\n{gemeente}\n\u{c}\n"
    )
    .map_err(schrijf)?;
    Ok(t)
}
