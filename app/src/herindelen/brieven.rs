//! Letters to the clients that went over, made from the book: the same whenever they are fetched, never kept.

use crate::fout::{AppFout, Uitkomst, bestand};
use crate::omgeving::Omgeving;
use crate::verzending::persoon;
use kern::{Gemeentecode, voluit};
use regels::Herindeling;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use store::sql::{herindelen as sql, lezen, schrijven, verzoeken};
use store::{StoreFout, Tx};

/// Clients that are read at once.
const RONDE: i64 = 500;

/// Names for a letter.
struct Namen {
    gemeenten: BTreeMap<String, String>,
    aanbieders: HashMap<String, String>,
    producten: HashMap<(String, String), String>,
}

impl Namen {
    fn lees(tx: &mut Tx<'_>) -> Result<Self, StoreFout> {
        let paar = |r: &store::Row<'_>| Ok((r.string(0)?, r.string(1)?));
        Ok(Self {
            gemeenten: tx.query_alle(schrijven::GEMEENTEN, &[], paar)?.into_iter().collect(),
            aanbieders: tx.query_alle(schrijven::AANBIEDERS, &[], paar)?.into_iter().collect(),
            producten: tx
                .query_alle(lezen::PRODUCT_NAMEN, &[], |r| Ok(((r.string(0)?, r.string(1)?), r.string(2)?)))?
                .into_iter()
                .collect(),
        })
    }

    fn gemeente(&self, g: Gemeentecode) -> String {
        self.gemeenten.get(g.as_str()).cloned().unwrap_or_else(|| format!("gemeente {g}"))
    }
}

/// What a client has there.
struct Heeft {
    steun: Vec<String>,
    gemeld: bool,
}

fn heeft(
    tx: &mut Tx<'_>,
    n: &Namen,
    h: &Herindeling,
    g: Gemeentecode,
    client: i64,
) -> Result<Heeft, StoreFout> {
    let rijen = tx.query_alle(sql::HERINDEEL_STEUN, &[(&g).into(), client.into(), h.datum.into()], |r| {
        Ok((r.string(0)?, r.opt_text(1)?.map(str::to_owned), r.opt_text(2)?.map(str::to_owned)))
    })?;
    let mut steun = BTreeSet::new();
    for (agb, categorie, code) in rijen {
        let wat =
            categorie.zip(code).and_then(|s| n.producten.get(&s)).map_or("ondersteuning", String::as_str);
        let wie = n.aanbieders.get(&agb).map_or(agb.as_str(), String::as_str);
        steun.insert(format!("{wat}, van {wie}"));
    }
    let open = tx.query_alle(sql::HERINDEEL_MELDINGEN, &[(&g).into(), client.into()], |r| r.i64(0))?;
    Ok(Heeft { steun: steun.into_iter().collect(), gemeld: !open.is_empty() })
}

/// The letters of a reorganisation, as a file without a place. Looking at them is noted: they name clients.
pub fn brieven(o: &Omgeving, h: &Herindeling, gemeenten: &[Gemeentecode]) -> Uitkomst<(String, File)> {
    let fout = |e| bestand(&std::env::temp_dir(), "schrijven")(e);
    let mut uit = BufWriter::new(tempfile::tempfile().map_err(fout)?);
    let van: BTreeSet<Gemeentecode> =
        h.delen.iter().map(|d| d.van).filter(|g| gemeenten.contains(g)).collect();
    let namen = o.db.read(Namen::lees)?;
    let mut aantal = 0_u64;
    for g in &van {
        let mut na = String::new();
        loop {
            let teksten = o.db.read(|tx| {
                let w = [g.into(), h.id.as_str().into(), na.as_str().into(), RONDE.into()];
                let rijen = tx.query_alle(sql::HERINDEEL_BRIEVEN, &w, |r| {
                    Ok((r.string(0)?, r.string(1)?, r.string(2)?))
                })?;
                let mut teksten = Vec::with_capacity(rijen.len());
                for (sleutel, naar, daar) in rijen {
                    let tekst = match (Gemeentecode::parse(&naar), daar.parse()) {
                        (Ok(n), Ok(client)) if gemeenten.contains(&n) => {
                            brief(tx, o, &namen, h, *g, n, client)?
                        }
                        _ => String::new(),
                    };
                    teksten.push((sleutel, tekst));
                }
                Ok::<_, AppFout>(teksten)
            })?;
            let Some((laatste, _)) = teksten.last() else { break };
            na.clone_from(laatste);
            for (_, t) in teksten.iter().filter(|(_, t)| !t.is_empty()) {
                aantal += 1;
                uit.write_all(t.as_bytes()).map_err(fout)?;
            }
        }
    }
    if aantal == 0 {
        return Err(AppFout::Ongeldig("er zijn geen brieven: nog niemand ging over".into()));
    }
    o.db.write(|tx| {
        for g in &van {
            let gegevens = json!({ "brieven": aantal });
            o.noteer(
                tx,
                *g,
                "brieven van herindeling opgehaald",
                &format!("herindeling/{}", h.id),
                &gegevens,
            )?;
        }
        Ok::<_, StoreFout>(())
    })?;
    let mut f = uit.into_inner().map_err(|e| fout(e.into_error()))?;
    f.seek(SeekFrom::Start(0)).map_err(fout)?;
    Ok((format!("brieven-{}.txt", h.id), f))
}

/// One letter; empty for who died, and for who has nothing that goes on.
fn brief(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    namen: &Namen,
    h: &Herindeling,
    van: Gemeentecode,
    naar: Gemeentecode,
    client: i64,
) -> Uitkomst<String> {
    let sleutel = [(&naar).into(), client.into()];
    let overleden = tx.query_opt(verzoeken::CLIENT_OVERLEDEN_OP, &sleutel, |r| r.opt_dag(0))?.flatten();
    let er_is = heeft(tx, namen, h, naar, client)?;
    if overleden.is_some() || (er_is.steun.is_empty() && !er_is.gemeld) {
        return Ok(String::new());
    }
    let p = persoon(tx, &o.kluis, naar, client)?;
    let deel = |t: &Option<String>| t.as_deref().map_or_else(String::new, |t| format!("{t} "));
    let letters: String = p.voorletters.iter().flat_map(|t| t.chars()).flat_map(|c| [c, '.']).collect();
    let letters = if letters.is_empty() { letters } else { format!("{letters} ") };
    let plaats = p.plaats.as_deref().unwrap_or_default();
    let (oud, nieuw) = (namen.gemeente(van), namen.gemeente(naar));
    let dag = voluit(h.datum);
    let mut t = format!(
        "{letters}{}{}\n{}{}\n{}{plaats}\n\n{nieuw}, {}\nOver: uw ondersteuning vanaf {dag}\n\nGeachte heer of mevrouw {}{},\n\n\
         Vanaf {dag} hoort {} bij de gemeente {nieuw}. U krijgt uw ondersteuning vanaf die dag van {nieuw}, niet meer van {oud}.\n",
        deel(&p.voorvoegsel),
        p.achternaam,
        deel(&p.straat),
        p.huisnummer.as_deref().unwrap_or_default(),
        deel(&p.postcode),
        voluit(o.vandaag),
        deel(&p.voorvoegsel),
        p.achternaam,
        if plaats.is_empty() { "uw woonplaats" } else { plaats },
    );
    let fout = |e: std::fmt::Error| AppFout::Ongeldig(e.to_string());
    if !er_is.steun.is_empty() {
        t.push_str("\nDit gaat door:\n\n");
        for s in &er_is.steun {
            writeln!(t, "  - {s}").map_err(fout)?;
        }
        t.push_str(
            "\nVoor u verandert er niets:\n\
             - U houdt dezelfde ondersteuning en dezelfde aanbieder.\n\
             - De besluiten die u heeft, blijven gelden.\n\
             - U hoeft niets te doen.\n",
        );
    }
    if er_is.gemeld {
        writeln!(
            t,
            "\nU vroeg om ondersteuning. {nieuw} gaat verder met uw vraag. U hoeft niet opnieuw te vragen."
        )
        .map_err(fout)?;
    }
    write!(
        t,
        "\nHeeft u vragen? Bel of mail {oud}, en vanaf {dag} {nieuw}. Wij helpen u graag.\n\n\
         Met vriendelijke groet,\n\n{nieuw}\n\u{c}\n"
    )
    .map_err(fout)?;
    Ok(t)
}
