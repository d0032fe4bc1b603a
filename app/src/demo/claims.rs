//! The lines that the providers of the demo claim, with the faults that occur in practice.

use super::ZAAD;
use super::toeval::Toeval;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::verzending::declareren::Regel;
use istandaard::Prestatie;
use jiff::ToSpan;
use kern::{
    Afronding, AgbCode, Datum, Decimaal, Eenheid, Eurocent, Gemeentecode, Periode, Productcategorie,
    Productcode,
};
use std::collections::HashMap;
use store::StoreFout;
use store::sql::schrijven as sql;

/// Lines in a thousand that go wrong.
const FOUTEN_PROMILLE: usize = 30;

struct Toegewezen {
    nummer: i64,
    client: i64,
    categorie: Productcategorie,
    code: Productcode,
    periode: Periode,
    eenheid: Eenheid,
    volume: i64,
    overleden: bool,
}

type Prijzen = HashMap<(Productcategorie, Productcode), Eurocent>;

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

fn toegewezen(o: &Omgeving, g: Gemeentecode, agb: AgbCode, maand: &Periode) -> Uitkomst<Vec<Toegewezen>> {
    let w = [(&g).into(), (&agb).into(), maand.van().into(), maand.tot().into()];
    Ok(o.db.read(|tx| {
        tx.query_alle(sql::TOEWIJZINGEN_IN_PERIODE, &w, |r| {
            Ok(Toegewezen {
                nummer: r.i64(0)?,
                client: r.i64(1)?,
                categorie: Productcategorie::parse(r.text(2)?).map_err(|_| kolom(2, "een categorie"))?,
                code: Productcode::parse(r.text(3)?).map_err(|_| kolom(3, "een productcode"))?,
                periode: Periode::new(r.dag(4)?, r.opt_dag(5)?).map_err(|_| kolom(5, "een periode"))?,
                volume: r.i64(6)?,
                eenheid: Eenheid::parse(r.text(7)?).map_err(|_| kolom(7, "een eenheid"))?,
                overleden: r.opt_text(9)? == Some("02"),
            })
        })
    })?)
}

fn prijzen(o: &Omgeving, g: Gemeentecode, agb: AgbCode) -> Uitkomst<Prijzen> {
    let rijen = o.db.read(|tx| {
        tx.query_alle(sql::CONTRACTREGELS, &[(&g).into(), (&agb).into()], |r| {
            let tarief = r.opt_text(5)?.and_then(|t| t.parse::<Decimaal>().ok()).unwrap_or_default();
            let cent = Eurocent::rond(tarief, Afronding::Rekenkundig).map_err(|_| kolom(5, "een tarief"))?;
            Ok((
                (
                    Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
                    Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?,
                ),
                cent,
            ))
        })
    })?;
    Ok(rijen.into_iter().collect())
}

/// What a provider claims over a month. With `fouten`, about three in a hundred lines are wrong.
pub(super) fn regels(
    o: &Omgeving,
    g: Gemeentecode,
    agb: AgbCode,
    maand: Datum,
    fouten: bool,
) -> Uitkomst<Vec<Regel>> {
    let maand = Periode::maand_van(maand);
    let prijzen = prijzen(o, g, agb)?;
    let mut uit = Vec::new();
    for t in toegewezen(o, g, agb, &maand)? {
        let Some(deel) = t.periode.doorsnede(&maand) else { continue };
        let (Some(tot), Some(tarief)) = (deel.tot(), prijzen.get(&(t.categorie, t.code)).copied()) else {
            continue;
        };
        let goed = regel(&t, deel.van(), tot, tarief)?;
        if fouten {
            let g_nr = g.as_str().parse::<u64>().unwrap_or(0);
            let mut toeval = Toeval::voor(ZAAD, 11, g_nr * 1_000_000 + u64::try_from(t.nummer).unwrap_or(0));
            met_fouten(&t, goed, &maand, &prijzen, &mut toeval, &mut uit);
        } else {
            uit.push(goed);
        }
    }
    Ok(uit)
}

fn regel(t: &Toegewezen, van: Datum, tot: Datum, tarief: Eurocent) -> Uitkomst<Regel> {
    let bedrag =
        t.volume.checked_mul(tarief.0).ok_or_else(|| AppFout::Ongeldig("het bedrag is te groot".into()))?;
    Ok(Regel {
        client: t.client,
        prestatie: Prestatie {
            client_nr: 0,
            nr: 0,
            referentie: format!("{}-{:04}{:02}", t.nummer, van.year(), van.month()),
            vorige_referentie: None,
            toewijzing: t.nummer,
            categorie: t.categorie,
            code: t.code,
            van,
            tot,
            volume: t.volume,
            eenheid: t.eenheid,
            tarief: Some(tarief),
            bedrag: Eurocent(bedrag),
            retourcodes: Vec::new(),
        },
    })
}

/// Adds the line, or what a tired administrator makes of it.
fn met_fouten(
    t: &Toegewezen,
    mut goed: Regel,
    maand: &Periode,
    prijzen: &Prijzen,
    toeval: &mut Toeval,
    uit: &mut Vec<Regel>,
) {
    let laatste = maand.tot().unwrap_or(maand.van());
    if t.overleden {
        // the stop was not handled in the provider's own administration: the whole month is claimed
        if toeval.promille(600) {
            goed.prestatie.tot = laatste;
        }
        uit.push(goed);
        return;
    }
    if !toeval.promille(FOUTEN_PROMILLE) {
        uit.push(goed);
        return;
    }
    let p = &mut goed.prestatie;
    match toeval.onder(5) {
        0 => {
            // last year's tariff
            let oud = Eurocent(p.tarief.map_or(0, |c| c.0) * 97 / 100);
            p.tarief = Some(oud);
            p.bedrag = Eurocent(oud.0 * p.volume);
        }
        1 => p.toewijzing = 900_000_000 + t.nummer, // a number that was never given
        2 => {
            // a month before the assignment began
            let eerder = t.periode.van().first_of_month().checked_sub(1.days()).unwrap_or(t.periode.van());
            let m = Periode::maand_van(eerder);
            p.van = m.van();
            p.tot = m.tot().unwrap_or(m.van());
        }
        3 => {
            // the month before is claimed once more, or this one when care began only now
            let vorig = maand.van().checked_sub(1.days()).unwrap_or(maand.van());
            let vorige = Periode::maand_van(vorig);
            let dubbel = t.periode.doorsnede(&vorige).and_then(|d| Some((d.van(), d.tot()?)));
            uit.push(goed.clone());
            if let Some((van, tot)) = dubbel {
                let p = &mut goed.prestatie;
                p.referentie = format!("{}-D{:02}", t.nummer, van.month());
                p.van = van;
                p.tot = tot;
                uit.push(goed);
            }
            return;
        }
        _ => {
            // another weight of the same support
            let mut anders: Vec<_> =
                prijzen.iter().filter(|((cat, code), _)| *cat == t.categorie && *code != t.code).collect();
            anders.sort_by_key(|(k, _)| **k);
            if let Some(((_, code), tarief)) = anders.first() {
                p.code = *code;
                p.tarief = Some(**tarief);
                p.bedrag = Eurocent(tarief.0 * p.volume);
            }
        }
    }
    uit.push(goed);
}
