//! One client goes over: judged whole before anything is written.

use super::Rij;
use super::contract::{mee, regels_van};
use crate::besluiten::zet_toewijzing;
use crate::fout::{AppFout, Uitkomst};
use crate::importeer::zorg_voor_gemeente;
use crate::omgeving::Omgeving;
use crate::wijzigen::{andere, lees, vastgesteld_na};
use beschikking::BesluitId;
use kern::Gemeentecode;
use regels::Herindeling;
use serde_json::json;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::sql::{herindelen as sql, schrijven, verzoeken};
use store::{StoreFout, Tx, teller};
use toegang::ClientId;
use toewijzing::{
    Bestemming, Contractstand, Herindelingstand, Overgang, Toewijzing, Toewijzingnummer, contract_voor,
    gaat_over, overlapt,
};

/// What happened to one client.
#[derive(Debug, Default)]
pub(super) struct Uit {
    pub client: i64,
    /// Went over now.
    pub over: bool,
    /// Was a client there already.
    pub samen: bool,
    /// Had gone over before.
    pub al: bool,
    pub meldingen: u64,
    pub besluiten: u64,
    pub contracten: u64,
    pub zonder_contract: u64,
    pub op: u64,
    pub voor: Herindelingstand,
    pub na: Herindelingstand,
    /// Why not, with the assignment that it is about.
    pub redenen: Vec<(Option<i64>, String)>,
}

/// Where the client is there, when it is.
enum Daar {
    Bekend(i64),
    Nieuw,
}

/// What is written down about a thing that went over.
pub(super) struct Regel<'a> {
    pub soort: &'a str,
    pub sleutel: &'a str,
    pub client: i64,
    pub naar: Gemeentecode,
    pub naar_sleutel: &'a str,
    pub nieuw: bool,
    pub vorige: Option<String>,
}

pub(super) fn noteer_regel(
    tx: &mut Tx<'_>,
    h: &Herindeling,
    van: Gemeentecode,
    r: &Regel<'_>,
) -> Result<(), StoreFout> {
    tx.execute(
        sql::HERINDEEL_REGEL_ERBIJ,
        &[
            (&van).into(),
            h.id.as_str().into(),
            r.soort.into(),
            r.sleutel.into(),
            r.client.into(),
            (&r.naar).into(),
            r.naar_sleutel.into(),
            i64::from(r.nieuw).into(),
            r.vorige.as_deref().into(),
        ],
    )
    .map(drop)
}

/// An assignment before it was changed, for taking it back.
pub(super) fn zoals_het_was(t: &Toewijzing) -> String {
    json!({
        "datum": t.stempel.datum.to_string(), "tijd": t.stempel.tijd.to_string(),
        "einddatum": t.einddatum.map(|d| d.to_string()), "volume": t.omvang.map(|o| o.volume),
        "budget": t.budget.map(|b| b.0), "reden": t.reden_wijziging.map(toewijzing::RedenWijziging::code),
        "referentie": t.referentie_aanbieder, "verzonden_in": t.verzonden_in,
    })
    .to_string()
}

fn ongeldig(e: impl std::fmt::Display) -> AppFout {
    AppFout::Ongeldig(e.to_string())
}

pub(super) fn breng_over(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Herindeling,
    van: Gemeentecode,
    naar: Gemeentecode,
    rij: &Rij,
) -> Uitkomst<Uit> {
    let mut uit = Uit { client: rij.id, ..Uit::default() };
    let open = tx.query_one(sql::HERINDEEL_VERZOEKEN, &[(&van).into(), rij.id.into()], |r| r.i64(0))?;
    if open > 0 {
        uit.redenen
            .push((None, "Er is nog een open verzoek van de aanbieder. Beslis daar eerst over.".into()));
    }
    let zoek = o.kluis.bsn_zoek(naar, &rij.bsn);
    let daar = tx.query_opt(schrijven::CLIENT_BIJ_BSN, &[(&naar).into(), (&zoek).into()], |r| r.i64(0))?;
    let daar = daar.map_or(Daar::Nieuw, Daar::Bekend);
    let sleutel = rij.id.to_string();
    uit.al = tx
        .query_opt(
            sql::HERINDEEL_REGEL,
            &[(&van).into(), h.id.as_str().into(), "client".into(), sleutel.as_str().into()],
            |_| Ok(()),
        )?
        .is_some();
    let plannen = beoordeel(tx, o, h, van, naar, rij, &daar, &mut uit)?;
    if !uit.redenen.is_empty() {
        return Ok(Uit { client: uit.client, al: uit.al, redenen: uit.redenen, ..Uit::default() });
    }
    zorg_voor_gemeente(tx, naar)?;
    let client = match daar {
        Daar::Bekend(id) => id,
        Daar::Nieuw => {
            let id = teller::volgende(tx, naar, "client")?;
            let bsn = o.kluis.versleutel_bsn(naar, "client", &[id], &rij.bsn)?;
            tx.execute(
                sql::HERINDEEL_CLIENT_MEE,
                &[(&van).into(), rij.id.into(), (&naar).into(), id.into(), (&bsn).into(), (&zoek).into()],
            )?;
            id
        }
    };
    let nieuw = matches!(daar, Daar::Nieuw);
    let hier = Plek { h, van, naar, rij, client };
    if !uit.al {
        uit.over = true;
        uit.samen = !nieuw;
        let daar = client.to_string();
        hier.noteer(tx, "client", &sleutel, &daar, nieuw, None)?;
        let gegevens = json!({ "herindeling": h.id, "van": van.as_str(), "naar": naar.as_str() });
        o.noteer(tx, van, "cliënt overgedragen", &format!("client/{}", rij.id), &gegevens)?;
        o.noteer(tx, naar, "cliënt overgenomen", &format!("client/{client}"), &gegevens)?;
    }
    uit.meldingen = hier.meldingen(tx)?;
    let besluiten = hier.besluiten(tx)?;
    uit.besluiten = besluiten.iter().filter(|b| b.2).count() as u64;
    for p in plannen {
        hier.toewijzing(tx, p, &besluiten)?;
    }
    Ok(uit)
}

/// An assignment, what becomes of it, and the decision that it was made from.
struct Plan {
    was: Toewijzing,
    wordt: Bestemming,
    besluit: Option<i64>,
}

#[expect(clippy::too_many_arguments, reason = "what is known of one client")]
fn beoordeel(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    h: &Herindeling,
    van: Gemeentecode,
    naar: Gemeentecode,
    rij: &Rij,
    daar: &Daar,
    uit: &mut Uit,
) -> Uitkomst<Vec<Plan>> {
    let nummers =
        tx.query_alle(sql::HERINDEEL_TOEWIJZINGEN, &[(&van).into(), rij.id.into(), h.datum.into()], |r| {
            Ok((r.i64(0)?, r.opt_i64(1)?))
        })?;
    let mut plannen = Vec::new();
    let mut contracten = HashMap::new();
    for (nummer, besluit) in nummers {
        let Some(was) = lees(tx, van, nummer)? else { continue };
        let (tot, volume, bedrag) =
            tx.query_one(verzoeken::GELEVERD, &[(&van).into(), nummer.into()], |r| {
                Ok((r.opt_dag(0)?, r.i64(1)?, r.i64(2)?))
            })?;
        let feiten = Overgang {
            datum: h.datum,
            naar,
            client: ClientId(if let Daar::Bekend(id) = daar { *id } else { 0 }),
            besluit: None,
            stempel: vastgesteld_na(o, [was.stempel]),
            gebruikt: if was.budget.is_some() { bedrag } else { volume },
            gedeclareerd_tot: tot,
        };
        let voorlopig = Toewijzingnummer::new(0).map_err(ongeldig)?;
        match gaat_over(&was, voorlopig, &feiten) {
            Err(fouten) => {
                uit.redenen.extend(fouten.into_iter().map(|b| (Some(nummer), b.tekst.into_owned())));
            }
            Ok(wordt) => {
                uit.voor.voor(&was, &wordt);
                uit.na.na(&wordt);
                uit.op += u64::from(matches!(wordt, Bestemming::Op(_)));
                if let Bestemming::Gaat { nieuw, .. } = &wordt {
                    if let Daar::Bekend(_) = daar {
                        let botst = overlapt(nieuw, &andere(tx, nieuw)?);
                        uit.redenen.extend(botst.into_iter().map(|b| (Some(nummer), b.tekst.into_owned())));
                    }
                    let (hier, daar) = match contracten.entry(was.agb) {
                        Entry::Occupied(e) => e.into_mut(),
                        Entry::Vacant(e) => {
                            e.insert((regels_van(tx, van, was.agb)?, regels_van(tx, naar, was.agb)?))
                        }
                    };
                    match contract_voor(nieuw, hier, daar) {
                        Contractstand::Eigen => {}
                        Contractstand::Geen => uit.zonder_contract += 1,
                        Contractstand::GaatMee(regel) => {
                            uit.contracten += 1;
                            daar.push(regel);
                        }
                    }
                }
                if wordt != Bestemming::Blijft {
                    plannen.push(Plan { was, wordt, besluit });
                }
            }
        }
    }
    if uit.redenen.is_empty() {
        for (agb, (_, daar)) in &contracten {
            mee(tx, h, van, naar, *agb, daar)?;
        }
    }
    Ok(plannen)
}

/// A client on the way from here to there.
struct Plek<'a> {
    h: &'a Herindeling,
    van: Gemeentecode,
    naar: Gemeentecode,
    rij: &'a Rij,
    client: i64,
}

impl Plek<'_> {
    fn noteer(
        &self,
        tx: &mut Tx<'_>,
        soort: &str,
        sleutel: &str,
        naar_sleutel: &str,
        nieuw: bool,
        vorige: Option<String>,
    ) -> Result<(), StoreFout> {
        let r = Regel { soort, sleutel, client: self.rij.id, naar: self.naar, naar_sleutel, nieuw, vorige };
        noteer_regel(tx, self.h, self.van, &r)
    }

    /// Open meldingen go: the term runs on there.
    fn meldingen(&self, tx: &mut Tx<'_>) -> Uitkomst<u64> {
        let (van, naar) = (&self.van, &self.naar);
        let ids = tx.query_alle(sql::HERINDEEL_MELDINGEN, &[van.into(), self.rij.id.into()], |r| r.i64(0))?;
        for id in &ids {
            let daar = teller::volgende(tx, self.naar, "melding")?;
            let w = [van.into(), (*id).into(), naar.into(), daar.into(), self.client.into()];
            tx.execute(sql::HERINDEEL_MELDING_MEE, &w)?;
            tx.execute(sql::HERINDEEL_MELDING_WEG, &[van.into(), (*id).into()])?;
            self.noteer(tx, "melding", &id.to_string(), &daar.to_string(), true, None)?;
        }
        Ok(ids.len() as u64)
    }

    /// Decisions that run stay here, as they were taken here, and hold there too: (here, there, made now).
    fn besluiten(&self, tx: &mut Tx<'_>) -> Uitkomst<Vec<(i64, i64, bool)>> {
        let (van, naar) = (&self.van, &self.naar);
        let w = [van.into(), self.rij.id.into(), self.h.datum.into()];
        let ids = tx.query_alle(sql::HERINDEEL_BESCHIKKINGEN, &w, |r| r.i64(0))?;
        let mut uit = Vec::new();
        for id in ids {
            let sleutel = id.to_string();
            let al = tx.query_opt(
                sql::HERINDEEL_REGEL,
                &[van.into(), self.h.id.as_str().into(), "beschikking".into(), sleutel.as_str().into()],
                |r| r.string(1),
            )?;
            if let Some(daar) = al {
                uit.push((id, daar.parse().map_err(ongeldig)?, false));
                continue;
            }
            let daar = teller::volgende(tx, self.naar, "beschikking")?;
            let w = [van.into(), id.into(), naar.into(), daar.into(), self.client.into()];
            tx.execute(sql::HERINDEEL_BESCHIKKING_MEE, &w)?;
            self.noteer(tx, "beschikking", &sleutel, &daar.to_string(), true, None)?;
            uit.push((id, daar, true));
        }
        Ok(uit)
    }

    fn toewijzing(&self, tx: &mut Tx<'_>, p: Plan, besluiten: &[(i64, i64, bool)]) -> Uitkomst<()> {
        let (oud, nieuw) = match p.wordt {
            Bestemming::Blijft => return Ok(()),
            Bestemming::Op(oud) => (oud, None),
            Bestemming::Gaat { oud, nieuw } => (oud, Some(nieuw)),
        };
        zet_toewijzing(tx, &oud)?;
        let mut daar = String::new();
        let heeft = nieuw.is_some();
        if let Some(mut n) = nieuw {
            let nummer = teller::volgende(tx, self.naar, "toewijzing")?;
            n.nummer = Toewijzingnummer::new(nummer).map_err(ongeldig)?;
            n.client = ClientId(self.client);
            n.besluit = p
                .besluit
                .and_then(|b| besluiten.iter().find(|(hier, ..)| *hier == b))
                .map(|(_, d, _)| BesluitId(*d));
            zet_toewijzing(tx, &n)?;
            daar = nummer.to_string();
        }
        let was = Some(zoals_het_was(&p.was));
        self.noteer(tx, "toewijzing", &p.was.nummer.waarde().to_string(), &daar, heeft, was)?;
        Ok(())
    }
}
