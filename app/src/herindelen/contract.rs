//! Contract lines: one goes along where the municipality that takes over has none; those of a municipality that ends, end.

use super::Rapport;
use super::een::{Regel, noteer_regel};
use crate::contracten::Contractlijn;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use inkoop::Contractregel;
use kern::{Datum, Gemeentecode};
use regels::Herindeling;
use serde_json::json;
use store::sql::{herindelen as sql, kaders};
use store::{StoreFout, Tx};

/// Whether a municipality has the text that a contract line of another refers to: the same version, letter by letter. What
/// came with the program is the same everywhere.
pub(super) fn heeft_versie(
    tx: &mut Tx<'_>,
    van: Gemeentecode,
    naar: Gemeentecode,
    (kader, nummer): (&str, i64),
) -> Result<bool, StoreFout> {
    if nummer == 0 {
        return Ok(true);
    }
    let mut hash = |g: Gemeentecode| {
        let w = [(&g).into(), kader.into(), nummer.into()];
        tx.query_opt(kaders::KADERVERSIE_HASH, &w, |r| r.string(0))
    };
    let hier = hash(van)?;
    Ok(hier.is_some() && hier == hash(naar)?)
}

/// What a contract line is known by.
pub(super) fn sleutel(r: &Contractregel) -> String {
    let s = r.sleutel();
    format!("{}/{}/{}/{}/{}", s.agb, s.product.categorie, s.product.code, s.eenheid.code(), r.geldig().van())
}

/// Adds a contract line to the book.
pub(super) fn erbij(tx: &mut Tx<'_>, l: &Contractlijn) -> Result<(), StoreFout> {
    let (s, geldig) = (l.regel.sleutel(), l.regel.geldig());
    tx.execute(
        sql::HERINDEEL_CONTRACT_ERBIJ,
        &[
            (&s.gemeente).into(),
            (&s.agb).into(),
            (&s.product.categorie).into(),
            (&s.product.code).into(),
            s.eenheid.code().into(),
            geldig.van().into(),
            geldig.tot().into(),
            l.regel.tarief().map(|t| t.to_string()).as_deref().into(),
            l.versie.as_ref().map(|(k, _)| k.as_str()).into(),
            l.versie.as_ref().map(|(_, n)| *n).into(),
        ],
    )
    .map(drop)
}

/// Writes the lines that go along.
pub(super) fn mee(
    tx: &mut Tx<'_>,
    h: &Herindeling,
    van: Gemeentecode,
    lijnen: &[Contractlijn],
) -> Result<(), StoreFout> {
    for l in lijnen {
        erbij(tx, l)?;
        let naar = l.regel.sleutel().gemeente;
        let welke = sleutel(&l.regel);
        let regel = Regel {
            soort: "contract-mee",
            sleutel: &format!("{naar}/{welke}"),
            client: 0,
            naar,
            naar_sleutel: &welke,
            nieuw: true,
            vorige: None,
        };
        noteer_regel(tx, h, van, &regel)?;
    }
    Ok(())
}

/// A contract line as it stands in the book, whatever it says.
struct Lijn {
    delen: [String; 4],
    van: Datum,
    tot: Option<Datum>,
    tarief: Option<String>,
    kader: Option<String>,
    kaderversie: Option<i64>,
}

/// Ends the contract lines of a municipality that ends, once nothing runs on there.
pub(super) fn sluit(o: &Omgeving, h: &Herindeling, g: Gemeentecode, rapport: &mut Rapport) -> Uitkomst<()> {
    let blijft: u64 = rapport.delen.iter().filter(|d| d.van == g).map(|d| d.buiten_boek).sum();
    if !h.heft_op(g) || rapport.geweigerd > 0 || blijft > 0 {
        return Ok(());
    }
    let lijnen = o.db.read(|tx| {
        tx.query_alle(sql::HERINDEEL_CONTRACTEN, &[(&g).into(), h.datum.into()], |r| {
            Ok(Lijn {
                delen: [r.string(0)?, r.string(1)?, r.string(2)?, r.string(3)?],
                van: r.dag(4)?,
                tot: r.opt_dag(5)?,
                tarief: r.opt_text(6)?.map(str::to_owned),
                kader: r.opt_text(7)?.map(str::to_owned),
                kaderversie: r.opt_i64(8)?,
            })
        })
    })?;
    if rapport.proef {
        rapport.gesloten += lijnen.len() as u64;
        return Ok(());
    }
    let laatste = h.datum.yesterday().unwrap_or(Datum::MIN);
    rapport.gesloten += o.db.write(|tx| {
        let loopt = tx.query_one(sql::HERINDEEL_LOOPT, &[(&g).into(), h.datum.into()], |r| r.i64(0))?;
        if loopt > 0 {
            return Ok::<_, StoreFout>(0);
        }
        for l in &lijnen {
            let [agb, categorie, code, eenheid] =
                [&l.delen[0], &l.delen[1], &l.delen[2], &l.delen[3]].map(String::as_str);
            let w = [(&g).into(), agb.into(), categorie.into(), code.into(), eenheid.into(), l.van.into()];
            tx.execute(sql::HERINDEEL_CONTRACT_WEG, &w)?;
            if l.van <= laatste {
                let mut w = w.to_vec();
                w.push(laatste.into());
                w.push(l.tarief.as_deref().into());
                w.push(l.kader.as_deref().into());
                w.push(l.kaderversie.into());
                tx.execute(sql::HERINDEEL_CONTRACT_ERBIJ, &w)?;
            }
            let vorige = json!({
                "tot": l.tot.map(|d| d.to_string()), "tarief": l.tarief,
                "kader": l.kader, "kaderversie": l.kaderversie,
            })
            .to_string();
            let regel = Regel {
                soort: "contract",
                sleutel: &format!("{}/{}", l.delen.join("/"), l.van),
                client: 0,
                naar: g,
                naar_sleutel: "",
                nieuw: false,
                vorige: Some(vorige),
            };
            noteer_regel(tx, h, g, &regel)?;
        }
        if !lijnen.is_empty() {
            let n = json!({ "herindeling": h.id, "contractregels": lijnen.len() });
            o.noteer(tx, g, "contracten geëindigd door herindeling", &format!("herindeling/{}", h.id), &n)?;
        }
        Ok(lijnen.len() as u64)
    })?;
    Ok(())
}
