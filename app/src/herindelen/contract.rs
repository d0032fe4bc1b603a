//! Contract lines: one goes along where the municipality that takes over has none; those of a municipality that ends, end.

use super::Rapport;
use super::een::{Regel, noteer_regel};
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use kern::{AgbCode, Datum, Eenheid, Gemeentecode, Periode, Productcategorie, Productcode};
use regels::Herindeling;
use serde_json::json;
use store::sql::{herindelen as sql, schrijven};
use store::{StoreFout, Tx};

/// The contract lines of a municipality with a provider.
pub(super) fn regels_van(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    agb: AgbCode,
) -> Result<Vec<Contractregel>, StoreFout> {
    let kolom = |index, verwacht| StoreFout::Kolom { index, verwacht };
    let rijen = tx.query_alle(schrijven::CONTRACTREGELS, &[(&g).into(), (&agb).into()], |r| {
        let product = Productsleutel::new(
            Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
            Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?,
        );
        let eenheid = Eenheid::parse(r.text(2)?).map_err(|_| kolom(2, "een eenheid"))?;
        let geldig = Periode::new(r.dag(3)?, r.opt_dag(4)?).map_err(|_| kolom(4, "een einddatum"))?;
        let tarief = r.opt_text(5)?.and_then(|t| t.parse().ok());
        Ok(Contractregel::new(Contractsleutel { gemeente: g, agb, product, eenheid }, tarief, geldig).ok())
    })?;
    Ok(rijen.into_iter().flatten().collect())
}

fn sleutel(r: &Contractregel) -> String {
    let s = r.sleutel();
    format!("{}/{}/{}/{}/{}", s.agb, s.product.categorie, s.product.code, s.eenheid.code(), r.geldig().van())
}

/// Writes the lines of `daar` that the book does not have yet.
pub(super) fn mee(
    tx: &mut Tx<'_>,
    h: &Herindeling,
    van: Gemeentecode,
    naar: Gemeentecode,
    agb: AgbCode,
    daar: &[Contractregel],
) -> Result<(), StoreFout> {
    let al = regels_van(tx, naar, agb)?;
    for r in daar.iter().filter(|r| !al.contains(r)) {
        let s = r.sleutel();
        tx.execute(
            sql::HERINDEEL_CONTRACT_ERBIJ,
            &[
                (&naar).into(),
                (&agb).into(),
                (&s.product.categorie).into(),
                (&s.product.code).into(),
                s.eenheid.code().into(),
                r.geldig().van().into(),
                r.geldig().tot().into(),
                r.tarief().map(|t| t.to_string()).as_deref().into(),
            ],
        )?;
        let welke = sleutel(r);
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

/// A contract line as it stands in the book.
struct Lijn {
    delen: [String; 4],
    van: Datum,
    tot: Option<Datum>,
    tarief: Option<String>,
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
                tx.execute(sql::HERINDEEL_CONTRACT_ERBIJ, &w)?;
            }
            let vorige = json!({ "tot": l.tot.map(|d| d.to_string()), "tarief": l.tarief }).to_string();
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
