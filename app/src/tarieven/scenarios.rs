//! Scenarios: assumptions with a name, kept for a municipality. Outcomes are computed each time that one looks.
//!
//! Who may see two municipalities of a framework can let the second see a scenario of the first. The colleagues there read
//! it and compute it against their own tariff; taking it away and sharing it stays with the owner.

use super::Tariefplek;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::vragen::bereik::Bereik;
use crate::{AppFout, Gebruiker, Recht};
use catalogus::kostprijs::{
    Scenario, Stel, controleer_delen, controleer_scenario, index_tekst, lees_getal, lees_index,
};
use inkoop::Productsleutel;
use kern::{Bevinding, Datum, Gemeentecode, Productcategorie, Productcode};
use store::sql::tarieven as sql;
use store::{Db, Row, StoreFout, Tx, teller};

/// A scenario as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BewaardScenario {
    /// Municipality that it belongs to.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Framework.
    pub kader: String,
    /// Product.
    pub product: Productsleutel,
    /// Its name and assumptions.
    pub scenario: Scenario,
    /// Who kept it.
    pub door: String,
    /// When.
    pub op: Datum,
    /// The municipality of the user through which it is seen: the owner, or one that it was shared with. It is computed
    /// against the tariff of this one.
    pub voor: Gemeentecode,
    /// The municipalities that it is shared with, as far as the user sees them.
    pub gedeeld_met: Vec<Gemeentecode>,
}

/// Keeps a scenario for a municipality and gives its number; or all reasons why not.
pub fn bewaar(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    plek: &Tariefplek,
    scenario: &Scenario,
) -> Result<Result<i64, Vec<Bevinding>>, VraagFout> {
    Bereik::ding(wie, Recht::Tarieven, gemeente)?;
    let model = plek.model().ok_or(VraagFout::NietGevonden)?;
    let naam = scenario.naam.trim();
    let mut fout = controleer_scenario(model, scenario);
    let regels = |r: Vec<String>| r.join("\n");
    let stel = regels(scenario.stel.iter().map(Stel::to_string).collect());
    let indexen = regels(scenario.indexen.iter().map(index_tekst).collect());
    let volume = scenario.volume.map(catalogus::kostprijs::getypt);
    let (kader, p) = (plek.kader.id.as_str(), plek.product.sleutel);
    o.db.write(|tx| {
        let van = [(&gemeente).into(), kader.into(), p.categorie.as_str().into(), p.code.as_str().into()];
        let [g, k, cat, code] = van;
        if tx.query_one(sql::SCENARIO_NAAM, &[g, k, cat, code, naam.into()], |r| r.i64(0))? > 0 {
            fout.push(Bevinding::new(
                "SCENARIO",
                None,
                "/naam",
                format!("Er is bij dit tarief al een scenario '{naam}'. Kies een andere naam."),
            ));
        }
        if !fout.is_empty() {
            return Ok(Err(std::mem::take(&mut fout)));
        }
        let id = teller::volgende(tx, gemeente, "scenario")?;
        let w = [
            (&gemeente).into(),
            id.into(),
            kader.into(),
            p.categorie.as_str().into(),
            p.code.as_str().into(),
            naam.into(),
            (&stel).into(),
            (&indexen).into(),
            volume.as_deref().into(),
            wie.weergavenaam.as_str().into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::SCENARIO_ERBIJ, &w)?;
        let gegevens =
            serde_json::json!({ "kader": kader, "product": p.to_string(), "naam": naam, "aannames": stel });
        let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
        o.noteer(tx, gemeente, "scenario bewaard", &format!("scenario/{id}"), &gegevens)?;
        Ok::<_, StoreFout>(Ok(id))
    })
    .map_err(VraagFout::from)
}

/// The scenarios of a tariff, of one municipality or of all of the user's, the newest first per municipality; then what
/// others share with them.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    kader: &str,
    p: Productsleutel,
) -> Result<Vec<BewaardScenario>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Tarieven, gemeente, None)?;
    Ok(db.read(|tx| {
        let mut uit: Vec<BewaardScenario> = Vec::new();
        for g in &bereik.gemeenten {
            let w = [g.into(), kader.into(), p.categorie.as_str().into(), p.code.as_str().into()];
            uit.extend(tx.query_alle(sql::SCENARIOS, &w, |r| uit_rij(*g, r))?);
        }
        for g in &wie.gemeenten {
            let w = [g.into(), kader.into(), p.categorie.as_str().into(), p.code.as_str().into()];
            let ontvangen = tx.query_alle(sql::SCENARIOS_ONTVANGEN, &w, |r| {
                let eigenaar = r.lees(10, Gemeentecode::parse)?;
                Ok(BewaardScenario { voor: *g, ..uit_rij(eigenaar, r)? })
            })?;
            for s in ontvangen {
                match uit.iter_mut().find(|x| (x.gemeente, x.id) == (s.gemeente, s.id)) {
                    Some(al) => al.gedeeld_met.push(*g),
                    None if bereik.gemeenten.contains(g) => {
                        uit.push(BewaardScenario { gedeeld_met: vec![*g], ..s });
                    }
                    None => {}
                }
            }
        }
        Ok::<_, StoreFout>(uit)
    })?)
}

/// One scenario: of a municipality of the user, or shared with one.
pub fn een(db: &Db, wie: &Gebruiker, gemeente: Gemeentecode, id: i64) -> Result<BewaardScenario, VraagFout> {
    wie.eis(Recht::Tarieven)?;
    let gedeeld_met = db.read(|tx| {
        let mut uit = Vec::new();
        for g in &wie.gemeenten {
            let w = [g.into(), (&gemeente).into(), id.into()];
            if tx.query_one(sql::SCENARIO_ONTVANGEN, &w, |r| r.i64(0))? > 0 {
                uit.push(*g);
            }
        }
        Ok::<_, StoreFout>(uit)
    })?;
    let eigen = wie.gemeenten.contains(&gemeente).then_some(gemeente);
    let voor = eigen.or(gedeeld_met.first().copied()).ok_or(VraagFout::GeenToegang)?;
    let s = vind(db, gemeente, id)?.ok_or(VraagFout::NietGevonden)?;
    Ok(BewaardScenario { voor, gedeeld_met, ..s })
}

/// Lets another municipality of the framework see a scenario; or all reasons why not.
pub fn deel(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: &Tariefplek,
    (gemeente, id): (Gemeentecode, i64),
    met: Gemeentecode,
) -> Result<Result<(), Vec<Bevinding>>, VraagFout> {
    let s = eigen(o, wie, gemeente, id)?;
    wie.eis_gemeente(met)?;
    let fout = controleer_delen(&plek.kader, gemeente, met);
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    o.db.write(|tx| {
        let w = [
            (&met).into(),
            (&gemeente).into(),
            id.into(),
            wie.weergavenaam.as_str().into(),
            o.vandaag.into(),
        ];
        // sharing it twice is sharing it
        if tx.execute(sql::SCENARIO_DEEL, &w)? > 0 {
            noteer_delen(tx, &o, &s, met, "scenario gedeeld", "scenario ontvangen")?;
        }
        Ok::<_, StoreFout>(())
    })?;
    Ok(Ok(()))
}

/// Ends that.
pub fn deel_niet(
    o: &Omgeving,
    wie: &Gebruiker,
    (gemeente, id): (Gemeentecode, i64),
    met: Gemeentecode,
) -> Result<(), VraagFout> {
    let s = eigen(o, wie, gemeente, id)?;
    wie.eis_gemeente(met)?;
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    o.db.write(|tx| {
        if tx.execute(sql::SCENARIO_DEEL_NIET, &[(&met).into(), (&gemeente).into(), id.into()])? > 0 {
            noteer_delen(tx, &o, &s, met, "scenario niet meer gedeeld", "scenario niet meer ontvangen")?;
        }
        Ok::<_, StoreFout>(())
    })?;
    Ok(())
}

/// A scenario of a municipality of the user itself: what is only shared with the user is not the user's to change.
fn eigen(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
) -> Result<BewaardScenario, VraagFout> {
    Bereik::ding(wie, Recht::Tarieven, gemeente)?;
    een(&o.db, wie, gemeente, id)
}

/// In the event log of both.
fn noteer_delen(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    s: &BewaardScenario,
    met: Gemeentecode,
    daar: &str,
    hier: &str,
) -> Result<(), StoreFout> {
    for (van, wat, ander) in [(s.gemeente, daar, met), (met, hier, s.gemeente)] {
        let gegevens = serde_json::json!({
            "kader": s.kader, "product": s.product.to_string(), "naam": s.scenario.naam, "gemeente": ander.to_string(),
        });
        o.noteer(tx, van, wat, &format!("scenario/{}/{}", s.gemeente, s.id), &gegevens)?;
    }
    Ok(())
}

/// One scenario, for the command line, where there is no user.
pub fn vind(db: &Db, gemeente: Gemeentecode, id: i64) -> Result<Option<BewaardScenario>, StoreFout> {
    db.read(|tx| tx.query_opt(sql::SCENARIO, &[(&gemeente).into(), id.into()], |r| uit_rij(gemeente, r)))
}

/// Forgets a scenario, also for those that it was shared with: they stand among the municipalities of the framework.
pub fn verwijder(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: &Tariefplek,
    gemeente: Gemeentecode,
    id: i64,
) -> Result<(), VraagFout> {
    let s = eigen(o, wie, gemeente, id)?;
    let o = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    o.db.write(|tx| {
        tx.execute(sql::SCENARIO_WEG, &[(&gemeente).into(), id.into()])?;
        for met in plek.kader.gemeenten.iter().chain(&s.gedeeld_met) {
            tx.execute(sql::SCENARIO_DEEL_NIET, &[met.into(), (&gemeente).into(), id.into()])?;
        }
        let gegevens =
            serde_json::json!({ "kader": s.kader, "product": s.product.to_string(), "naam": s.scenario.naam });
        o.noteer(tx, gemeente, "scenario verwijderd", &format!("scenario/{id}"), &gegevens)
    })?;
    Ok(())
}

fn uit_rij(gemeente: Gemeentecode, r: &Row<'_>) -> Result<BewaardScenario, StoreFout> {
    fn per_regel<T, E>(tekst: &str, lees: impl Fn(&str) -> Result<T, E>) -> Result<Vec<T>, E> {
        tekst.lines().map(lees).collect()
    }
    Ok(BewaardScenario {
        gemeente,
        id: r.i64(0)?,
        kader: r.string(1)?,
        product: Productsleutel::new(r.lees(2, Productcategorie::parse)?, r.lees(3, Productcode::parse)?),
        scenario: Scenario {
            naam: r.string(4)?,
            stel: r.lees(5, |t| per_regel(t, Stel::parse))?,
            indexen: r.lees(6, |t| per_regel(t, lees_index))?,
            volume: r.opt_lees(7, lees_getal)?,
        },
        door: r.string(8)?,
        op: r.dag(9)?,
        voor: gemeente,
        gedeeld_met: Vec::new(),
    })
}

/// What could not be done on the command line.
impl From<VraagFout> for AppFout {
    fn from(f: VraagFout) -> Self {
        match f {
            VraagFout::Store(s) => Self::Store(s),
            VraagFout::GeenToegang => Self::GeenToegang,
            VraagFout::NietGevonden => Self::Ongeldig("dit is niet gevonden".into()),
            VraagFout::Ongeldig(t) => Self::Ongeldig(t),
        }
    }
}
