//! Taking a reorganisation back: whole or not at all, as long as no message of it has left and nothing was added since.

use crate::besluiten::zet_toewijzing;
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::wijzigen::{lees, moment};
use beschikking::BesluitId;
use kern::{Datum, Eurocent, Gemeentecode, lees_datum};
use regels::Herindeling;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use store::sql::herindelen as sql;
use store::{StoreFout, Tx};
use toegang::ClientId;
use toewijzing::{Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer};

struct Regel {
    soort: String,
    sleutel: String,
    client: i64,
    naar: Gemeentecode,
    naar_sleutel: String,
    nieuw: bool,
    vorige: Value,
}

fn ongeldig(t: impl std::fmt::Display) -> AppFout {
    AppFout::Ongeldig(t.to_string())
}

fn getal(t: &str) -> Uitkomst<i64> {
    t.parse().map_err(ongeldig)
}

/// Takes a reorganisation back for the municipalities given. Gives clients and assignments.
pub fn maak_ongedaan(o: &Omgeving, h: &Herindeling, gemeenten: &[Gemeentecode]) -> Uitkomst<(u64, u64)> {
    let van: BTreeSet<Gemeentecode> =
        h.delen.iter().map(|d| d.van).filter(|g| gemeenten.contains(g)).collect();
    o.db.write(|tx| {
        let mut som = (0, 0);
        for g in &van {
            let regels = lees_regels(tx, *g, h)?;
            if let Some(r) = regels.iter().find(|r| !gemeenten.contains(&r.naar)) {
                return Err(ongeldig(format!(
                    "terugdraaien kan niet: een deel ging naar gemeente {}, die niet van u is",
                    r.naar
                )));
            }
            keur(tx, *g, h, &regels)?;
            for r in &regels {
                zet_terug(tx, *g, r)?;
            }
            // a client goes last, when nothing of it is left there
            for r in regels.iter().filter(|r| r.soort == "client" && r.nieuw) {
                let w = [(&r.naar).into(), getal(&r.naar_sleutel)?.into()];
                tx.execute(sql::HERINDEEL_CLIENT_WEG, &w)?;
            }
            tx.execute(sql::HERINDEEL_VERGEET, &[g.into(), h.id.as_str().into()])?;
            let tel = |s: &str| regels.iter().filter(|r| r.soort == s).count() as u64;
            let (clienten, toewijzingen) = (tel("client"), tel("toewijzing"));
            if clienten > 0 {
                let gegevens = json!({ "clienten": clienten, "toewijzingen": toewijzingen });
                let onderwerp = format!("herindeling/{}", h.id);
                let anderen: BTreeSet<Gemeentecode> = regels.iter().map(|r| r.naar).chain([*g]).collect();
                for wie in anderen {
                    o.noteer(tx, wie, "herindeling ongedaan gemaakt", &onderwerp, &gegevens)?;
                }
            }
            som = (som.0 + clienten, som.1 + toewijzingen);
        }
        if som.0 == 0 {
            return Err(ongeldig("er is niets terug te draaien: deze herindeling is niet uitgevoerd"));
        }
        Ok(som)
    })
}

fn lees_regels(tx: &mut Tx<'_>, g: Gemeentecode, h: &Herindeling) -> Result<Vec<Regel>, StoreFout> {
    tx.query_alle(sql::HERINDEEL_REGELS, &[(&g).into(), h.id.as_str().into()], |r| {
        let kolom = |index| StoreFout::Kolom { index, verwacht: "een regel van een herindeling" };
        Ok(Regel {
            soort: r.string(0)?,
            sleutel: r.string(1)?,
            client: r.i64(2)?,
            naar: Gemeentecode::parse(r.text(3)?).map_err(|_| kolom(3))?,
            naar_sleutel: r.string(4)?,
            nieuw: r.i64(5)? == 1,
            vorige: r
                .opt_text(6)?
                .map_or(Ok(Value::Null), |t| serde_json::from_str(t).map_err(|_| kolom(6)))?,
        })
    })
}

/// Refuses when a message left, or when something was changed or added since.
fn keur(tx: &mut Tx<'_>, g: Gemeentecode, h: &Herindeling, regels: &[Regel]) -> Uitkomst<()> {
    let (mut weg, mut anders) = (0_u64, 0_u64);
    // what came along, per client there: assignments, meldingen, decisions
    let mut meegekomen: HashMap<i64, [i64; 3]> = HashMap::new();
    for r in regels {
        let Some(i) = ["toewijzing", "melding", "beschikking"].iter().position(|s| *s == r.soort) else {
            continue;
        };
        if r.nieuw {
            meegekomen.entry(r.client).or_default()[i] += 1;
        }
        if r.soort != "toewijzing" {
            continue;
        }
        let werd = |waar: &str| r.vorige["werd"][waar].as_str();
        // a row of before this was kept says nothing about it
        let zelfde = |t: &Toewijzing, waar: &str| werd(waar).is_none_or(|m| m == moment(t.stempel));
        match lees(tx, g, getal(&r.sleutel)?)? {
            Some(t) => {
                weg += u64::from(t.verzonden_in.is_some());
                let eindigt = t.einddatum.is_some_and(|e| e < h.datum) || t.is_verwijderd();
                anders += u64::from(!eindigt || !zelfde(&t, "hier"));
            }
            // it went whole
            None => anders += u64::from(werd("hier").is_some() || werd("daar").is_none()),
        }
        if r.nieuw {
            match lees(tx, r.naar, getal(&r.naar_sleutel)?)? {
                Some(t) => {
                    weg += u64::from(t.verzonden_in.is_some());
                    anders += u64::from(t.reden_wijziging.is_some() || !zelfde(&t, "daar"));
                }
                None => anders += 1,
            }
        }
    }
    if weg > 0 {
        return Err(ongeldig(format!(
            "de herindeling kan niet meer terug: {weg} toewijzingen zijn al in een bericht verstuurd. Wijzig of trek ze een voor een in"
        )));
    }
    for r in regels.iter().filter(|r| r.soort == "client" && r.nieuw) {
        let w = [(&r.naar).into(), getal(&r.naar_sleutel)?.into()];
        let nu = tx.query_one(sql::HERINDEEL_VAN_CLIENT, &w, |x| {
            Ok(([x.i64(0)?, x.i64(1)?, x.i64(2)?], x.i64(3)?))
        })?;
        anders += u64::from(nu != (meegekomen.get(&r.client).copied().unwrap_or_default(), 0));
    }
    if anders > 0 {
        return Err(ongeldig(format!(
            "de herindeling kan niet meer terug: bij {anders} cliënten of toewijzingen is sindsdien iets gewijzigd of toegevoegd"
        )));
    }
    Ok(())
}

fn zet_terug(tx: &mut Tx<'_>, g: Gemeentecode, r: &Regel) -> Uitkomst<()> {
    let (hier, daar) = (&g, &r.naar);
    match r.soort.as_str() {
        "toewijzing" => {
            let nummer = getal(&r.sleutel)?;
            let er_was = match lees(tx, g, nummer)? {
                Some(t) => Some(t),
                // it went whole: what is there is what was here
                None => lees(tx, r.naar, getal(&r.naar_sleutel)?)?.map(|t| {
                    let besluit = r.vorige["besluit"].as_i64().map(BesluitId);
                    Toewijzing { gemeente: g, client: ClientId(r.client), besluit, ..t }
                }),
            };
            if r.nieuw {
                tx.execute(sql::HERINDEEL_TOEWIJZING_WEG, &[daar.into(), getal(&r.naar_sleutel)?.into()])?;
            }
            if let Some(t) = er_was {
                let nummer = Toewijzingnummer::new(nummer).map_err(ongeldig)?;
                zet_toewijzing(tx, &Toewijzing { nummer, ..zoals_het_was(&t, &r.vorige)? })?;
            }
        }
        "melding" => {
            let w = [
                daar.into(),
                getal(&r.naar_sleutel)?.into(),
                hier.into(),
                getal(&r.sleutel)?.into(),
                r.client.into(),
            ];
            tx.execute(sql::HERINDEEL_MELDING_MEE, &w)?;
            tx.execute(sql::HERINDEEL_MELDING_WEG, &[daar.into(), getal(&r.naar_sleutel)?.into()])?;
        }
        "beschikking" => {
            tx.execute(sql::HERINDEEL_BESCHIKKING_WEG, &[daar.into(), getal(&r.naar_sleutel)?.into()])?;
        }
        "contract" => contract_terug(tx, g, r)?,
        "contract-mee" => {
            let d: Vec<&str> = r.naar_sleutel.split('/').collect();
            if let [agb, categorie, code, eenheid, van] = d[..] {
                let w = [
                    daar.into(),
                    agb.into(),
                    categorie.into(),
                    code.into(),
                    eenheid.into(),
                    dag(van)?.into(),
                ];
                tx.execute(sql::HERINDEEL_CONTRACT_WEG, &w)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn contract_terug(tx: &mut Tx<'_>, g: Gemeentecode, r: &Regel) -> Uitkomst<()> {
    let d: Vec<&str> = r.sleutel.split('/').collect();
    let [agb, categorie, code, eenheid, van] = d[..] else { return Ok(()) };
    let tot = r.vorige["tot"].as_str().map(dag).transpose()?;
    let mut w =
        vec![(&g).into(), agb.into(), categorie.into(), code.into(), eenheid.into(), dag(van)?.into()];
    tx.execute(sql::HERINDEEL_CONTRACT_WEG, &w)?;
    w.push(tot.into());
    w.push(r.vorige["tarief"].as_str().into());
    w.push(r.vorige["kader"].as_str().into());
    w.push(r.vorige["kaderversie"].as_i64().into());
    tx.execute(sql::HERINDEEL_CONTRACT_ERBIJ, &w)?;
    Ok(())
}

fn dag(t: &str) -> Uitkomst<Datum> {
    lees_datum(t).ok_or_else(|| ongeldig("een datum in het boek is niet te lezen"))
}

fn zoals_het_was(t: &Toewijzing, v: &Value) -> Uitkomst<Toewijzing> {
    let tijd = v["tijd"].as_str().unwrap_or_default().parse().map_err(ongeldig)?;
    Ok(Toewijzing {
        stempel: Stempel { datum: dag(v["datum"].as_str().unwrap_or_default())?, tijd },
        einddatum: v["einddatum"].as_str().map(dag).transpose()?,
        omvang: t.omvang.map(|o| Omvang { volume: v["volume"].as_i64().unwrap_or(o.volume), ..o }),
        budget: v["budget"].as_i64().map(Eurocent),
        reden_wijziging: v["reden"].as_str().map(RedenWijziging::parse).transpose().map_err(ongeldig)?,
        referentie_aanbieder: v["referentie"].as_str().map(str::to_owned),
        verzonden_in: v["verzonden_in"].as_i64(),
        ..t.clone()
    })
}
