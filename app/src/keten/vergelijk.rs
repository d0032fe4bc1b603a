//! Whether two books say the same: assignments, start and stop, claims and their lines, messages and answers.

use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use kern::{AgbCode, Bsn, Gemeentecode};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use store::sql::keten as sql;
use store::{Kluis, Row, StoreFout};

/// A provider and its book.
#[derive(Debug, Clone)]
pub struct Partij {
    /// Which provider.
    pub agb: AgbCode,
    /// Its book.
    pub boek: Omgeving,
}

/// A place where the books differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verschil {
    /// Provider.
    pub agb: AgbCode,
    /// What it is about: `toewijzing 12`, `declaratieregel 12-2601-1`.
    pub plek: String,
    /// What the book of the municipality says.
    pub gemeente: String,
    /// What the book of the provider says.
    pub aanbieder: String,
}

impl fmt::Display for Verschil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "aanbieder {}, {}: bij de gemeente {}; bij de aanbieder {}",
            self.agb, self.plek, self.gemeente, self.aanbieder
        )
    }
}

/// Place and what stands there.
type Plekken = BTreeMap<String, String>;

/// What a book says about one provider, in comparable words. BSNs are compared, never shown.
#[derive(Debug, Default)]
struct Beeld {
    plekken: Plekken,
    wie: BTreeMap<String, Bsn>,
    /// Messages that left and that came in: hash of the bytes and what became of them.
    uit: BTreeMap<String, Verzonden>,
    binnen: BTreeMap<String, Vec<(Vec<u8>, String)>>,
}

/// A message that left.
#[derive(Debug)]
struct Verzonden {
    hash: Vec<u8>,
    status: String,
    /// Answers that counted.
    antwoorden: u64,
    /// The message that it answers.
    beantwoordt: Option<String>,
}

fn of<T: fmt::Display>(w: Option<T>) -> String {
    w.map_or_else(|| "-".to_owned(), |w| w.to_string())
}

fn opt(r: &Row<'_>, i: usize) -> Result<String, StoreFout> {
    Ok(r.opt_text(i)?.unwrap_or("-").to_owned())
}

fn beeld(o: &Omgeving, g: Gemeentecode, agb: AgbCode) -> Uitkomst<Beeld> {
    Ok(o.db.read(|tx| {
        let mut b = Beeld::default();
        tx.query(sql::KETEN_TOEWIJZINGEN, &[(&g).into()], |r| toewijzing(r, &o.kluis, g, agb, &mut b))?;
        let mut keer: BTreeMap<String, u32> = BTreeMap::new();
        tx.query(sql::KETEN_LEVERINGEN, &[(&g).into()], |r| {
            if r.text(5)? != agb.as_str() || r.opt_i64(9)?.is_some() {
                return Ok(());
            }
            let plek = format!("{} op toewijzing {} vanaf {}", r.text(1)?, of(r.opt_i64(0)?), r.dag(2)?);
            let n = keer.entry(plek.clone()).or_insert(0);
            *n += 1;
            let wat = format!("{} {} tot {} reden {}", opt(r, 6)?, opt(r, 7)?, of(r.opt_dag(3)?), opt(r, 4)?);
            b.plekken.insert(format!("{plek} ({n})"), wat);
            Ok(())
        })?;
        tx.query(sql::KETEN_REGELS, &[(&g).into()], |r| {
            if r.text(0)? == agb.as_str() && r.text(15)? != "afgewezen" {
                b.plekken.insert(format!("declaratieregel {} van {}", r.text(4)?, r.text(1)?), regel(r)?);
            }
            Ok(())
        })?;
        tx.query(sql::KETEN_DECLARATIES, &[(&g).into()], |r| {
            // a claim that was rejected whole counts as not sent: one side keeps it, the other need not (OP286)
            if r.text(0)? == agb.as_str() && r.text(7)? != "afgewezen" {
                let wat = format!(
                    "{}: ingediend {}, toegekend {}, {} van {} regels, {}",
                    r.dag(2)?,
                    r.i64(3)?,
                    r.i64(4)?,
                    r.i64(6)?,
                    r.i64(5)?,
                    r.text(7)?
                );
                b.plekken.insert(format!("declaratie {}", r.text(1)?), wat);
            }
            Ok(())
        })?;
        verzoeken(tx, &o.kluis, g, agb, &mut b)?;
        berichten(o, tx, g, agb, &mut b)?;
        Ok::<_, StoreFout>(b)
    })?)
}

fn toewijzing(
    r: &Row<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    agb: AgbCode,
    b: &mut Beeld,
) -> Result<(), StoreFout> {
    if r.text(3)? != agb.as_str() {
        return Ok(());
    }
    let plek = format!("toewijzing {}", r.i64(0)?);
    let wat = format!(
        "{} {} vastgesteld {} {}, {} tot {}, omvang {} {} {}, budget {}, reden {}",
        opt(r, 4)?,
        opt(r, 5)?,
        r.dag(6)?,
        opt(r, 7)?,
        r.dag(8)?,
        of(r.opt_dag(9)?),
        of(r.opt_i64(10)?),
        opt(r, 11)?,
        opt(r, 12)?,
        of(r.opt_i64(13)?),
        opt(r, 14)?,
    );
    let wat = if r.opt_i64(15)?.is_none() { format!("{wat}, nog niet verzonden") } else { wat };
    b.wie.insert(plek.clone(), kluis.ontsleutel_bsn(g, "client", &[r.i64(1)?], r.blob(2)?)?);
    b.plekken.insert(plek, wat);
    Ok(())
}

/// Requests: each part with what became of it and in which message, and each product with the assignment that followed.
/// What counts as not sent stands in the book of the provider alone.
fn verzoeken(
    tx: &mut store::Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    agb: AgbCode,
    b: &mut Beeld,
) -> Result<(), StoreFout> {
    tx.query(sql::KETEN_VERZOEKEN, &[(&g).into()], |r| {
        if r.text(1)? != agb.as_str() {
            return Ok(());
        }
        let plek = format!("verzoek {}", r.text(6)?);
        let wat = format!(
            "{} van {} reden {}: {} {}, onderzoek in {} {}, antwoord in {} {}",
            r.text(0)?,
            r.dag(4)?,
            opt(r, 5)?,
            r.text(7)?,
            opt(r, 8)?,
            opt(r, 9)?,
            opt(r, 10)?,
            opt(r, 11)?,
            opt(r, 12)?,
        );
        b.wie.insert(plek.clone(), kluis.ontsleutel_bsn(g, "client", &[r.i64(2)?], r.blob(3)?)?);
        b.plekken.insert(plek, wat);
        Ok(())
    })?;
    let mut keer: BTreeMap<String, u32> = BTreeMap::new();
    tx.query(sql::KETEN_VERZOEKPRODUCTEN, &[(&g).into()], |r| {
        if r.text(0)? != agb.as_str() {
            return Ok(());
        }
        let referentie = r.string(1)?;
        let n = keer.entry(referentie.clone()).or_insert(0);
        *n += 1;
        let wat = format!(
            "{} {} {} {}, {} tot {}, omvang {} {} {}, budget {}, verwijzer {}, toegewezen als {}",
            r.text(2)?,
            of(r.opt_i64(3)?),
            opt(r, 4)?,
            opt(r, 5)?,
            of(r.opt_dag(6)?),
            of(r.opt_dag(7)?),
            of(r.opt_i64(8)?),
            opt(r, 9)?,
            opt(r, 10)?,
            of(r.opt_i64(11)?),
            opt(r, 12)?,
            of(r.opt_i64(13)?),
        );
        b.plekken.insert(format!("verzoek {referentie}, product {n}"), wat);
        Ok(())
    })
}

fn regel(r: &Row<'_>) -> Result<String, StoreFout> {
    let status = match r.i64(2)? {
        1 => "toegekend",
        0 => "afgewezen",
        _ => "zonder antwoord",
    };
    Ok(format!(
        "{status}: toewijzing {}, {} {}, {} tot {}, {} {} à {}, {} cent, op {}",
        r.i64(3)?,
        r.text(6)?,
        r.text(7)?,
        r.dag(8)?,
        r.dag(9)?,
        r.i64(10)?,
        r.text(11)?,
        of(r.opt_i64(12)?),
        r.i64(13)?,
        opt(r, 5)?,
    ))
}

/// The messages of a book: what left with the number of answers that counted, and what came in.
fn berichten(
    _o: &Omgeving,
    tx: &mut store::Tx<'_>,
    g: Gemeentecode,
    agb: AgbCode,
    b: &mut Beeld,
) -> Result<(), StoreFout> {
    let mut antwoorden: BTreeMap<i64, u64> = BTreeMap::new();
    let mut namen: BTreeMap<i64, String> = BTreeMap::new();
    let mut ontvangen: BTreeMap<i64, String> = BTreeMap::new();
    let mut op_wat: BTreeMap<String, i64> = BTreeMap::new();
    tx.query(sql::KETEN_BERICHTEN, &[(&g).into()], |r| {
        if r.text(3)? != agb.as_str() {
            return Ok(());
        }
        let naam = format!("{} {}", r.text(2)?, r.text(4)?);
        let (hash, status) = (r.blob(5)?.to_vec(), r.string(6)?);
        if r.text(1)? == "uit" {
            namen.insert(r.i64(0)?, naam.clone());
            op_wat.extend(r.opt_i64(7)?.map(|op| (naam.clone(), op)));
            b.uit.insert(naam, Verzonden { hash, status, antwoorden: 0, beantwoordt: None });
        } else {
            if let (Some(op), true) = (r.opt_i64(7)?, status != "afgekeurd") {
                *antwoorden.entry(op).or_default() += 1;
            }
            ontvangen.insert(r.i64(0)?, naam.clone());
            b.binnen.entry(naam).or_default().push((hash, status));
        }
        Ok(())
    })?;
    for (id, n) in antwoorden {
        if let Some(u) = namen.get(&id).and_then(|naam| b.uit.get_mut(naam)) {
            u.antwoorden = n;
        }
    }
    for (naam, op) in op_wat {
        if let Some(u) = b.uit.get_mut(&naam) {
            u.beantwoordt = ontvangen.get(&op).cloned();
        }
    }
    Ok(())
}

/// Compares the book of the municipality with that of each provider. Empty means that they agree.
pub fn vergelijk(g: Gemeentecode, gemeente: &Omgeving, aanbieders: &[Partij]) -> Uitkomst<Vec<Verschil>> {
    let mut uit = Vec::new();
    for p in aanbieders {
        let (hier, daar) = (beeld(gemeente, g, p.agb)?, beeld(&p.boek, g, p.agb)?);
        let mut meld = |plek: &str, gemeente: String, aanbieder: String| {
            uit.push(Verschil { agb: p.agb, plek: plek.to_owned(), gemeente, aanbieder });
        };
        let plekken: BTreeSet<&String> = hier.plekken.keys().chain(daar.plekken.keys()).collect();
        for plek in plekken {
            let (a, b) = (hier.plekken.get(plek), daar.plekken.get(plek));
            if a != b {
                let niets = || "niets".to_owned();
                meld(plek, a.cloned().unwrap_or_else(niets), b.cloned().unwrap_or_else(niets));
            }
            if let (Some(a), Some(b)) = (hier.wie.get(plek), daar.wie.get(plek))
                && a != b
            {
                meld(plek, "een cliënt".into(), "een andere cliënt".into());
            }
        }
        for (van, naar, van_gemeente) in [(&hier, &daar, true), (&daar, &hier, false)] {
            for (plek, wat) in gemist(van, naar) {
                let (a, b) = if van_gemeente { wat } else { (wat.1, wat.0) };
                meld(&plek, a, b);
            }
        }
    }
    Ok(uit)
}

/// Messages of one side that the other side does not have, has otherwise, or judged otherwise.
fn gemist(van: &Beeld, naar: &Beeld) -> Vec<(String, (String, String))> {
    // what was rejected is judged anew when it comes again (OP286): what counts is that it was approved at last
    let oordeel = |naam: &str, hash: &[u8]| {
        let zelfde = naar.binnen.get(naam).into_iter().flatten().filter(|(h, _)| h == hash);
        zelfde.map(|(_, s)| s.as_str()).max_by_key(|s| *s != "afgekeurd")
    };
    // each verdict on the same bytes has an answer of its own, and at least one of them came
    let beoordeeld = |naam: &str, hash: &[u8]| {
        let zelfde = naar.binnen.get(naam).into_iter().flatten().filter(|(h, _)| h == hash);
        zelfde.map(|_| 1_u64).sum::<u64>()
    };
    let aangekomen = |naam: &str, u: &Verzonden| oordeel(naam, &u.hash).is_some_and(|s| s != "afgekeurd");
    let mut fout = Vec::new();
    for (naam, u) in &van.uit {
        let retour = ["WMO302", "WMO306", "WMO308", "WMO316", "WMO318", "WMO320", "WMO325"]
            .iter()
            .any(|s| naam.starts_with(s));
        let plek = format!("bericht {naam}");
        let hier = format!("verzonden, nu {}, {} antwoorden", u.status, u.antwoorden);
        let daar = oordeel(naam, &u.hash);
        if retour {
            // a message that was judged twice was answered twice; one answer is enough
            let ander = || {
                let zelfde = |v: &Verzonden| v.beantwoordt.is_some() && v.beantwoordt == u.beantwoordt;
                van.uit.iter().any(|(n, v)| zelfde(v) && aangekomen(n, v))
            };
            if !aangekomen(naam, u) && !ander() {
                fout.push((plek, (hier, daar.unwrap_or("niet ontvangen").to_owned())));
            }
        } else if daar != Some(&*u.status) || !(1..=beoordeeld(naam, &u.hash)).contains(&u.antwoorden) {
            fout.push((plek, (hier, daar.unwrap_or("niet ontvangen").to_owned())));
        }
    }
    fout
}
