//! One client goes over: judged whole before anything is written.

use super::Rij;
use super::cijfers::Cijfers;
use super::contract::{heeft_versie, mee};
use crate::besluiten::zet_toewijzing;
use crate::contracten::{self, Contractlijn};
use crate::fout::{AppFout, Uitkomst};
use crate::importeer::zorg_voor_gemeente;
use crate::omgeving::Omgeving;
use crate::wijzigen::{andere, lees, moment, vastgesteld_na};
use beschikking::BesluitId;
use inkoop::{Contractregel, Contractsleutel, Productsleutel, tarief_op};
use kern::{AgbCode, Decimaal, Gemeentecode};
use regels::Herindeling;
use serde_json::json;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::sql::{herindelen as sql, schrijven, verzoeken};
use store::{StoreFout, Tx, teller};
use toegang::ClientId;
use toewijzing::{
    Bestemming, Contractstand, Overgang, Stempel, Toewijzing, Toewijzingnummer, contract_voor, gaat_over,
    overlapt,
};

/// From where to where, and what is known of it.
pub(super) struct Over<'a> {
    pub o: &'a Omgeving,
    pub h: &'a Herindeling,
    pub van: Gemeentecode,
    pub naar: Gemeentecode,
    /// Contract lines that went along in rounds of this look that were undone.
    pub eerder: &'a [Contractlijn],
}

/// What happened to one client.
#[derive(Debug, Default)]
pub(super) struct Uit {
    pub client: i64,
    pub cijfers: Cijfers,
    /// Contract lines that went along.
    pub lijnen: Vec<Contractlijn>,
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
    // a contract line may come back by hand and end once more; what goes over goes once
    let tekst = if r.soort.starts_with("contract") {
        sql::HERINDEEL_CONTRACT_NOTEER
    } else {
        sql::HERINDEEL_REGEL_ERBIJ
    };
    tx.execute(
        tekst,
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

/// An assignment before it was changed, and the moments that it got here and there: for taking it back, when nobody
/// changed it since.
fn zoals_het_was(
    t: &Toewijzing,
    besluit: Option<i64>,
    hier: Option<Stempel>,
    daar: Option<Stempel>,
) -> String {
    json!({
        "datum": t.stempel.datum.to_string(), "tijd": t.stempel.tijd.to_string(),
        "einddatum": t.einddatum.map(|d| d.to_string()), "volume": t.omvang.map(|o| o.volume),
        "budget": t.budget.map(|b| b.0), "reden": t.reden_wijziging.map(toewijzing::RedenWijziging::code),
        "referentie": t.referentie_aanbieder, "verzonden_in": t.verzonden_in, "besluit": besluit,
        "werd": { "hier": hier.map(moment), "daar": daar.map(moment) },
    })
    .to_string()
}

fn ongeldig(e: impl std::fmt::Display) -> AppFout {
    AppFout::Ongeldig(e.to_string())
}

/// Where something went before.
fn ging(tx: &mut Tx<'_>, w: &Over<'_>, soort: &str, sleutel: &str) -> Result<Option<String>, StoreFout> {
    let w = [(&w.van).into(), w.h.id.as_str().into(), soort.into(), sleutel.into()];
    tx.query_opt(sql::HERINDEEL_REGEL, &w, |r| r.string(1))
}

pub(super) fn breng_over(tx: &mut Tx<'_>, w: &Over<'_>, rij: &Rij) -> Uitkomst<Uit> {
    let (o, h, van, naar) = (w.o, w.h, w.van, w.naar);
    let mut uit = Uit { client: rij.id, ..Uit::default() };
    let open = tx.query_one(sql::HERINDEEL_VERZOEKEN, &[(&van).into(), rij.id.into()], |r| r.i64(0))?;
    if open > 0 {
        uit.redenen.push((
            None,
            "Er is nog een open verzoek van de aanbieder. Beslis erover en verstuur het antwoord.".into(),
        ));
    }
    let lopend = tx.query_one(sql::HERINDEEL_TOEGANG, &[(&van).into(), rij.id.into()], |r| r.i64(0))?;
    if lopend > 0 {
        uit.redenen.push((
            None,
            "Er loopt een onderzoek, een aanvraag, een besluit of een bezwaar. Rond dat eerst af: het dossier blijft bij de gemeente die het begon."
                .into(),
        ));
    }
    let zoek = o.kluis.bsn_zoek(naar, &rij.bsn);
    let daar = tx.query_opt(schrijven::CLIENT_BIJ_BSN, &[(&naar).into(), (&zoek).into()], |r| r.i64(0))?;
    let daar = daar.map_or(Daar::Nieuw, Daar::Bekend);
    let sleutel = rij.id.to_string();
    let al = ging(tx, w, "client", &sleutel)?.is_some();
    uit.cijfers.al = u64::from(al);
    let plannen = beoordeel(tx, w, rij, &daar, al, &mut uit)?;
    if !uit.redenen.is_empty() {
        let cijfers = Cijfers { al: uit.cijfers.al, ..Cijfers::default() };
        return Ok(Uit { client: uit.client, cijfers, redenen: uit.redenen, ..Uit::default() });
    }
    mee(tx, h, van, &uit.lijnen)?;
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
    if !al {
        uit.cijfers.clienten = 1;
        uit.cijfers.samen = u64::from(!nieuw);
        let daar = client.to_string();
        hier.noteer(tx, "client", &sleutel, &daar, nieuw, None)?;
        let gegevens = json!({ "herindeling": h.id, "van": van.as_str(), "naar": naar.as_str() });
        o.noteer(tx, van, "cliënt overgedragen", &format!("client/{}", rij.id), &gegevens)?;
        o.noteer(tx, naar, "cliënt overgenomen", &format!("client/{client}"), &gegevens)?;
    }
    uit.cijfers.meldingen = hier.meldingen(tx)?;
    let besluiten = hier.besluiten(tx)?;
    uit.cijfers.besluiten = besluiten.iter().filter(|b| b.2).count() as u64;
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

/// The contract lines of one provider, here and there.
struct Contracten {
    lijnen: Vec<Contractlijn>,
    hier: Vec<Contractregel>,
    daar: Vec<Contractregel>,
}

impl Contracten {
    fn lees(tx: &mut Tx<'_>, w: &Over<'_>, agb: AgbCode) -> Result<Self, StoreFout> {
        let lijnen = contracten::lijnen(tx, w.van, agb)?;
        let hier = lijnen.iter().map(|l| l.regel.clone()).collect();
        let mut daar = contracten::regels(tx, w.naar, agb)?;
        for l in
            w.eerder.iter().filter(|l| (l.regel.sleutel().gemeente, l.regel.sleutel().agb) == (w.naar, agb))
        {
            if !daar.contains(&l.regel) {
                daar.push(l.regel.clone());
            }
        }
        Ok(Self { lijnen, hier, daar })
    }
}

/// The tariff for an assignment on a day.
fn tarief(regels: &[Contractregel], t: &Toewijzing, dag: kern::Datum) -> Option<Decimaal> {
    let (product, omvang) = (t.product.and_then(Productsleutel::uit)?, t.omvang?);
    let s = Contractsleutel { gemeente: t.gemeente, agb: t.agb, product, eenheid: omvang.eenheid };
    tarief_op(regels, &s, dag).geldig().and_then(Contractregel::tarief)
}

fn beoordeel(
    tx: &mut Tx<'_>,
    w: &Over<'_>,
    rij: &Rij,
    daar: &Daar,
    al: bool,
    uit: &mut Uit,
) -> Uitkomst<Vec<Plan>> {
    let (h, van, naar) = (w.h, w.van, w.naar);
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
            stempel: vastgesteld_na(w.o, [was.stempel]),
            gebruikt: if was.budget.is_some() { bedrag } else { volume },
            gedeclareerd_tot: tot,
        };
        let voorlopig = Toewijzingnummer::new(0).map_err(ongeldig)?;
        let wordt = match gaat_over(&was, voorlopig, &feiten) {
            Err(fouten) => {
                uit.redenen.extend(fouten.into_iter().map(|b| (Some(nummer), b.tekst.into_owned())));
                continue;
            }
            Ok(Bestemming::Blijft) => continue,
            Ok(wordt) => wordt,
        };
        // what went and was made longer here afterwards would be there twice
        if al && ging(tx, w, "toewijzing", &nummer.to_string())?.is_some() {
            uit.redenen.push((
                Some(nummer),
                "Deze toewijzing is al overgegaan en daarna hier weer verlengd. Laat haar hier eindigen en pas haar bij de nieuwe gemeente aan."
                    .into(),
            ));
            continue;
        }
        uit.cijfers.voor.voor(&was, &wordt);
        uit.cijfers.na.na(&wordt);
        uit.cijfers.op += u64::from(matches!(wordt, Bestemming::Op(_)));
        if let Some(nieuw) = wordt.nieuw() {
            if let Daar::Bekend(_) = daar {
                let botst = overlapt(nieuw, &andere(tx, nieuw)?);
                uit.redenen.extend(botst.into_iter().map(|b| (Some(nummer), b.tekst.into_owned())));
            }
            let c = match contracten.entry(was.agb) {
                Entry::Occupied(e) => e.into_mut(),
                Entry::Vacant(e) => e.insert(Contracten::lees(tx, w, was.agb)?),
            };
            match contract_voor(nieuw, &c.hier, &c.daar) {
                Contractstand::Eigen => {}
                Contractstand::Geen => uit.cijfers.zonder_contract += 1,
                Contractstand::GaatMee { regel, uit: bron } => {
                    let versie = c.lijnen.get(bron).and_then(|l| l.versie.clone());
                    if let Some((kader, n)) = &versie
                        && !heeft_versie(tx, van, naar, (kader, *n))?
                    {
                        uit.redenen.push((
                            Some(nummer),
                            format!(
                                "Haar contractregel hoort bij versie {n} van kader {kader}, en gemeente {naar} heeft die versie niet. Laad daar een eigen contractregel voor aanbieder {}.",
                                was.agb
                            ),
                        ));
                    }
                    c.daar.push(regel.clone());
                    uit.lijnen.push(Contractlijn { regel, versie });
                }
            }
            let dag = nieuw.ingangsdatum;
            let prijzen = (tarief(&c.hier, &was, dag), tarief(&c.daar, nieuw, dag));
            uit.cijfers.waarde(&was, nieuw, prijzen);
        }
        plannen.push(Plan { was, wordt, besluit });
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
            Bestemming::Op(oud) => (Some(oud), None),
            Bestemming::Verhuist(nieuw) => (None, Some(nieuw)),
            Bestemming::Gaat { oud, nieuw } => (Some(oud), Some(nieuw)),
        };
        let nummer = p.was.nummer.waarde();
        match &oud {
            Some(oud) => zet_toewijzing(tx, oud)?,
            // it never left, so nobody misses it here
            None => drop(tx.execute(sql::HERINDEEL_TOEWIJZING_WEG, &[(&self.van).into(), nummer.into()])?),
        }
        let moment = |t: &Option<Box<Toewijzing>>| t.as_ref().map(|t| t.stempel);
        let was = zoals_het_was(&p.was, p.besluit, moment(&oud), moment(&nieuw));
        let mut daar = String::new();
        let heeft = nieuw.is_some();
        if let Some(mut n) = nieuw {
            let volgende = teller::volgende(tx, self.naar, "toewijzing")?;
            n.nummer = Toewijzingnummer::new(volgende).map_err(ongeldig)?;
            n.client = ClientId(self.client);
            n.besluit = p
                .besluit
                .and_then(|b| besluiten.iter().find(|(hier, ..)| *hier == b))
                .map(|(_, d, _)| BesluitId(*d));
            zet_toewijzing(tx, &n)?;
            daar = volgende.to_string();
        }
        self.noteer(tx, "toewijzing", &nummer.to_string(), &daar, heeft, Some(was))?;
        Ok(())
    }
}
