//! The steps from melding to aanvraag. Each loads the file, lets `toegang` decide, and keeps what came of it, in one
//! transaction with an entry in the event log.

use super::{Stap, eis, namens, opslag, plan};
use crate::Gebruiker;
use crate::importeer::ClientRij;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use kern::{Bevinding, Datum, Gemeentecode};
use store::sql::{schrijven, toegang as sql};
use store::{Tx, teller};
use toegang::{
    AanvraagId, Binnenkomst, ClientId, Dossier, Melding, MeldingId, MeldingToestand, Onderwerp, Onderzoek,
    Planresultaat, Plichten, Punt,
};

/// A melding that is about to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuweMelding {
    /// Who needs support.
    pub client: i64,
    /// Day on which it came in.
    pub ontvangen_op: Datum,
    /// How, by whom, what.
    pub binnenkomst: Binnenkomst,
    /// What was told and done at once.
    pub plichten: Plichten,
    /// The confirmation letter goes out today.
    pub met_brief: bool,
}

/// What came of a melding about somebody who is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aangemeld {
    /// Client and melding were written down; the number of the melding.
    Gemeld(i64),
    /// Somebody with this BSN is there already; the number of the client. Nothing was written down: it may be another person
    /// than was meant.
    Bekend(i64),
}

/// The end of an onderzoek, with what can be written down at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afronding {
    /// Day on which the report goes to the client.
    pub op: Datum,
    /// Day on which the client applied, when that is so.
    pub aanvraag_op: Option<Datum>,
    /// The plan as it becomes and the day on which the client agreed; none leaves the plan as it is.
    pub plan: Option<(Vec<Planresultaat>, Option<Datum>)>,
}

/// Writes down a melding and gives its number; or every reason why not.
pub fn meld(o: &Omgeving, wie: &Gebruiker, gemeente: Gemeentecode, n: &NieuweMelding) -> Stap<i64> {
    eis(wie, gemeente)?;
    let o = namens(o, wie);
    o.db.write(|tx| meld_in(tx, &o, gemeente, n))
}

/// The same within a transaction, for who may.
pub(crate) fn meld_in(tx: &mut Tx<'_>, o: &Omgeving, gemeente: Gemeentecode, n: &NieuweMelding) -> Stap<i64> {
    let mut fout = controleer(o, n);
    let client = opslag::betrokkene(tx, gemeente, n.client)?;
    if client.overleden_op.is_some_and(|d| d < n.ontvangen_op) {
        let tekst = "Deze cliënt was op die dag al overleden. Controleer de dag van de melding.";
        fout.push(Bevinding::new("MELDING", None, "/ontvangen", tekst));
    }
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    Ok(Ok(schrijf_melding(tx, o, gemeente, n)?))
}

/// Writes down somebody who is new and the melding in one go; the number of the client in `n` does not count. Or every reason
/// why not.
pub fn meld_nieuw(o: &Omgeving, wie: &Gebruiker, rij: &ClientRij, n: &NieuweMelding) -> Stap<Aangemeld> {
    let gemeente = rij.gemeente;
    eis(wie, gemeente)?;
    let o = namens(o, wie);
    let fout = controleer(&o, n);
    if !fout.is_empty() {
        return Ok(Err(fout));
    }
    o.db.write(|tx| {
        Ok::<_, VraagFout>(Ok(match super::voeg_toe(tx, &o, rij)? {
            (id, false) => Aangemeld::Bekend(id),
            (client, true) => {
                let n = NieuweMelding { client, ..n.clone() };
                Aangemeld::Gemeld(schrijf_melding(tx, &o, gemeente, &n)?)
            }
        }))
    })
}

fn controleer(o: &Omgeving, n: &NieuweMelding) -> Vec<Bevinding> {
    let mut fout = n.binnenkomst.controleer(n.ontvangen_op, o.vandaag);
    fout.extend(n.plichten.controleer(n.ontvangen_op, o.vandaag));
    fout
}

fn schrijf_melding(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    gemeente: Gemeentecode,
    n: &NieuweMelding,
) -> Result<i64, VraagFout> {
    let id = teller::volgende(tx, gemeente, "melding")?;
    let melding = Melding::ontvang(gemeente, MeldingId(id), ClientId(n.client), n.ontvangen_op);
    let w = [(&gemeente).into(), id.into(), n.client.into(), n.ontvangen_op.into(), store::Val::Null];
    tx.execute(schrijven::MELDING_ERBIJ, &w)?;
    let plichten = n.plichten.clone();
    let d = Dossier {
        melding,
        binnenkomst: n.binnenkomst.clone(),
        plichten: if n.met_brief { plichten.met_bevestigingsbrief(o.vandaag) } else { plichten },
        onderzoek: Onderzoek::default(),
    };
    opslag::zet_dossier(tx, &o.kluis, &d, None, &o.wie)?;
    let gegevens = serde_json::json!({
        "client": n.client,
        "ontvangen": n.ontvangen_op.to_string(),
        "wijze": n.binnenkomst.wijze.code(),
        "spoed": n.binnenkomst.spoed,
        "brief": n.met_brief,
    });
    o.noteer(tx, gemeente, "melding ontvangen", &format!("melding/{id}"), &gegevens)?;
    Ok(id)
}

/// Loads the file, changes it and keeps it.
fn stap(
    o: &Omgeving,
    wie: &Gebruiker,
    (gemeente, id): (Gemeentecode, i64),
    soort: &'static str,
    mut doe: impl FnMut(&mut Tx<'_>, &Omgeving, Dossier) -> Stap<Dossier>,
) -> Stap<()> {
    eis(wie, gemeente)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let (d, begonnen, behandelaar) = opslag::dossier(tx, &o.kluis, gemeente, id)?;
        let d = match doe(tx, &o, d)? {
            Ok(d) => d,
            Err(fout) => return Ok(Err(fout)),
        };
        let begonnen = match d.melding.toestand() {
            MeldingToestand::InOnderzoek { sinds } => Some(sinds),
            _ => begonnen,
        };
        opslag::zet_dossier(tx, &o.kluis, &d, begonnen, &behandelaar)?;
        o.noteer(tx, gemeente, soort, &format!("melding/{id}"), &serde_json::json!({}))?;
        Ok::<_, VraagFout>(Ok(()))
    })
}

/// Notes what was told and done; the report and its day stay as they are.
pub fn zet_plichten(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64), p: &Plichten) -> Stap<()> {
    stap(o, wie, plek, "melding bijgewerkt", |_, o, d| {
        let fout = p.controleer(d.melding.ontvangen_op(), o.vandaag);
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        let verslag_op = d.plichten.verslag_op;
        Ok(Ok(Dossier { plichten: Plichten { verslag_op, ..p.clone() }, ..d }))
    })
}

/// The receipt was confirmed with a letter today; the letter says what the law wants to be told.
pub fn bevestiging(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64)) -> Stap<()> {
    stap(o, wie, plek, "melding bevestigd", |_, o, mut d| {
        d.plichten = d.plichten.met_bevestigingsbrief(o.vandaag);
        Ok(Ok(d))
    })
}

/// The onderzoek begins today.
pub fn begin(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64)) -> Stap<()> {
    stap(o, wie, plek, "onderzoek begonnen", |_, o, d| Ok(d.begin(o.vandaag, o.vandaag)))
}

/// Writes down what was found about these subjects. What is only half filled in is kept as well; a first finding begins the
/// onderzoek.
pub fn schrijf(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    punten: &[(Onderwerp, Punt)],
) -> Stap<()> {
    stap(o, wie, plek, "onderzoek bijgewerkt", |tx, o, d| {
        let begonnen = match d.melding.toestand() {
            MeldingToestand::Ontvangen => d.begin(o.vandaag, o.vandaag),
            _ => Ok(d),
        };
        let d = match begonnen.and_then(|d| d.schrijf(punten.iter().cloned())) {
            Ok(d) => d,
            Err(fout) => return Ok(Err(fout)),
        };
        for (over, p) in punten {
            opslag::zet_punt(tx, &o.kluis, plek, (*over, p), (&o.wie, o.vandaag))?;
        }
        Ok(Ok(d))
    })
}

/// Finishes the onderzoek: the report goes to the client on that day. With the day on which the client applied, the aanvraag
/// is written down as well and its number given; with a plan, that too. All of it or nothing.
pub fn rond_af(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    a: &Afronding,
) -> Stap<Option<AanvraagId>> {
    let mut nummer = None;
    let uit = stap(o, wie, plek, "onderzoek afgerond", |tx, o, d| {
        nummer = None;
        let mut fout = Vec::new();
        let d = d.rond_af(a.op, o.vandaag).map_err(|f| fout.extend(f)).ok();
        let plan = match &a.plan {
            Some((resultaten, akkoord)) => {
                plan::maak(tx, o, plek, resultaten, *akkoord)?.map_err(|f| fout.extend(f)).ok()
            }
            None => None,
        };
        let Some(d) = d.filter(|_| fout.is_empty()) else { return Ok(Err(fout)) };
        if let Some(dag) = a.aanvraag_op {
            match neem_aan(tx, o, &d, dag)? {
                Ok(id) => nummer = Some(id),
                Err(fout) => return Ok(Err(fout)),
            }
        }
        if let Some(p) = plan {
            plan::zet(tx, o, plek, &p)?;
        }
        Ok(Ok(d))
    })?;
    Ok(uit.map(|()| nummer))
}

/// The client applies: gives the number of the aanvraag.
pub fn dien_aanvraag_in(
    o: &Omgeving,
    wie: &Gebruiker,
    (gemeente, id): (Gemeentecode, i64),
    op: Datum,
) -> Stap<AanvraagId> {
    eis(wie, gemeente)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let (d, ..) = opslag::dossier(tx, &o.kluis, gemeente, id)?;
        neem_aan(tx, &o, &d, op)
    })
}

fn neem_aan(tx: &mut Tx<'_>, o: &Omgeving, d: &Dossier, op: Datum) -> Stap<AanvraagId> {
    let (gemeente, melding) = (d.melding.gemeente(), d.melding.id().0);
    let mut a = match d.aanvraag(AanvraagId(0), op, o.vandaag) {
        Ok(a) => a,
        Err(fout) => return Ok(Err(fout)),
    };
    let eerder =
        tx.query_alle(sql::AANVRAGEN_VAN_MELDING, &[(&gemeente).into(), melding.into()], |r| r.i64(0))?;
    for id in eerder {
        if opslag::aanvraag(tx, gemeente, id)?.toestand == toegang::AanvraagToestand::Open {
            let tekst = "Er loopt al een aanvraag na deze melding. Beslis eerst daarover.";
            return Ok(Err(vec![Bevinding::new("AANVRAAG", None, "", tekst)]));
        }
    }
    a.id = AanvraagId(teller::volgende(tx, gemeente, "aanvraag")?);
    let w = [
        (&gemeente).into(),
        a.id.0.into(),
        a.client.0.into(),
        melding.into(),
        a.ontvangen_op.into(),
        a.zonder_onderzoek.into(),
    ];
    tx.execute(sql::AANVRAAG_ERBIJ, &w)?;
    let gegevens = serde_json::json!({ "melding": melding, "ontvangen": op.to_string() });
    o.noteer(tx, gemeente, "aanvraag ontvangen", &format!("aanvraag/{}", a.id), &gegevens)?;
    Ok(Ok(a.id))
}
