//! How a melding, its file and its aanvragen are kept and read. Texts about people go through the vault.

use super::{Beeld, Betrokkene};
use crate::vragen::{Naam, VraagFout};
use kern::{Datum, Gemeentecode};
use std::collections::BTreeMap;
use store::sql::toegang as sql;
use store::{Kluis, Row, StoreFout, Tx, Val};
use toegang::{
    Aanvraag, AanvraagId, AanvraagToestand, Bewijs, Binnenkomst, ClientId, Dossier, Identiteitsbewijs,
    Melder, Melding, MeldingId, MeldingToestand, Onderwerp, Onderzoek, Oordeel, Opschortgrond, Opschorting,
    PersoonlijkPlan, Plichten, Punt, Vertraging, Wijze,
};

/// Names of the encrypted fields; part of what they are bound to.
const VRAAG: &str = "dossier.vraag";
const BEVINDING: &str = "onderzoekpunt.bevinding";
const TOELICHTING: &str = "onderzoekpunt.toelichting";

/// A code that the database holds and this program does not know.
fn onbekend(index: usize) -> StoreFout {
    StoreFout::Kolom { index, verwacht: "een code die dit programma kent" }
}

fn code<T>(r: &Row<'_>, i: usize, lees: impl Fn(&str) -> Option<T>) -> Result<T, StoreFout> {
    lees(r.text(i)?).ok_or_else(|| onbekend(i))
}

fn opt_code<T>(r: &Row<'_>, i: usize, lees: impl Fn(&str) -> Option<T>) -> Result<Option<T>, StoreFout> {
    r.opt_text(i)?.map(|t| lees(t).ok_or_else(|| onbekend(i))).transpose()
}

/// Who a client is.
pub(crate) fn betrokkene(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Result<Betrokkene, VraagFout> {
    tx.query_opt(sql::DOSSIER_CLIENT, &[(&g).into(), id.into()], |r| {
        Ok(Betrokkene {
            id,
            naam: Naam {
                achternaam: r.string(0)?,
                voorvoegsel: r.opt_string(1)?,
                voorletters: r.opt_string(2)?,
            },
            geboortedatum: r.dag(3)?,
            overleden_op: r.opt_dag(4)?,
        })
    })?
    .ok_or(VraagFout::NietGevonden)
}

/// The file of a melding: the file itself, the first day of the onderzoek, who handles it.
pub(crate) fn dossier(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    id: i64,
) -> Result<(Dossier, Option<Datum>, String), VraagFout> {
    let kop = tx.query_opt(sql::DOSSIER, &[(&g).into(), id.into()], |r| {
        let melding = Melding::ontvang(g, MeldingId(id), ClientId(r.i64(0)?), r.dag(1)?);
        let klaar = r.opt_dag(2)?;
        if r.opt_text(3)?.is_none() {
            return Ok(None);
        }
        let begonnen = r.opt_dag(17)?;
        let toestand = match (begonnen, klaar) {
            (_, Some(op)) => MeldingToestand::OnderzoekAfgerond { op },
            (Some(sinds), None) => MeldingToestand::InOnderzoek { sinds },
            (None, None) => MeldingToestand::Ontvangen,
        };
        let melding = melding
            .herstel(toestand)
            .map_err(|_| StoreFout::Kolom { index: 2, verwacht: "dagen die op elkaar volgen" })?;
        let binnenkomst = Binnenkomst {
            wijze: code(r, 3, Wijze::parse)?,
            melder: code(r, 4, Melder::parse)?,
            vraag: kluis.ontsleutel_tekst(g, VRAAG, &[id], r.blob(5)?)?,
            spoed: r.bool(6)?,
        };
        let plan = match (r.text(11)?, r.opt_dag(12)?) {
            ("ziet_af", Some(op)) => PersoonlijkPlan::ZietAf { op },
            ("ontvangen", Some(op)) => PersoonlijkPlan::Ontvangen { op },
            ("open", None) => PersoonlijkPlan::Open,
            _ => return Err(onbekend(11)),
        };
        let bewijs = opt_code(r, 13, Identiteitsbewijs::parse)?;
        let plichten = Plichten {
            spoed_geregeld_op: r.opt_dag(7)?,
            bevestigd_op: r.opt_dag(8)?,
            clientondersteuning_op: r.opt_dag(9)?,
            plan_genoemd_op: r.opt_dag(10)?,
            plan,
            identiteit: bewijs.zip(r.opt_dag(14)?),
            pgb_uitgelegd_op: r.opt_dag(15)?,
            verslag_op: r.opt_dag(16)?,
        };
        Ok(Some((melding, binnenkomst, plichten, begonnen, r.string(18)?)))
    })?;
    let (melding, binnenkomst, plichten, begonnen, behandelaar) =
        kop.flatten().ok_or(VraagFout::NietGevonden)?;
    let onderzoek = onderzoek(tx, kluis, g, id)?;
    Ok((Dossier { melding, binnenkomst, plichten, onderzoek }, begonnen, behandelaar))
}

/// What was found about a melding.
pub(crate) fn onderzoek(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    id: i64,
) -> Result<Onderzoek, StoreFout> {
    Ok(Onderzoek { punten: punten(tx, kluis, g, id)? })
}

fn punten(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    id: i64,
) -> Result<BTreeMap<Onderwerp, Punt>, StoreFout> {
    let rijen = tx.query_alle(sql::PUNTEN, &[(&g).into(), id.into()], |r| {
        let nr = r.i64(0)?;
        let over = Onderwerp::ALLE.iter().copied().find(|o| o.nummer() == nr).ok_or_else(|| onbekend(0))?;
        let punt = Punt {
            bevinding: kluis.ontsleutel_tekst(g, BEVINDING, &[id, nr], r.blob(1)?)?,
            toelichting: kluis.ontsleutel_tekst(g, TOELICHTING, &[id, nr], r.blob(2)?)?,
            bewijs: opt_code(r, 3, Bewijs::parse)?,
            oordeel: opt_code(r, 4, Oordeel::parse)?,
        };
        Ok((over, punt))
    })?;
    Ok(rijen.into_iter().collect())
}

/// Keeps the head of the file; what was found is kept by [`zet_punt`].
pub(crate) fn zet_dossier(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    d: &Dossier,
    begonnen: Option<Datum>,
    behandelaar: &str,
) -> Result<(), StoreFout> {
    let (g, id, p) = (d.melding.gemeente(), d.melding.id().0, &d.plichten);
    let vraag = kluis.versleutel_tekst(g, VRAAG, &[id], d.binnenkomst.vraag.trim())?;
    let (plan, plan_op) = match p.plan {
        PersoonlijkPlan::Open => ("open", None),
        PersoonlijkPlan::ZietAf { op } => ("ziet_af", Some(op)),
        PersoonlijkPlan::Ontvangen { op } => ("ontvangen", Some(op)),
    };
    tx.execute(
        sql::DOSSIER_ZET,
        &[
            (&g).into(),
            id.into(),
            d.binnenkomst.wijze.code().into(),
            d.binnenkomst.melder.code().into(),
            (&vraag).into(),
            d.binnenkomst.spoed.into(),
            p.spoed_geregeld_op.into(),
            p.bevestigd_op.into(),
            p.clientondersteuning_op.into(),
            p.plan_genoemd_op.into(),
            plan.into(),
            plan_op.into(),
            p.identiteit.map(|i| i.0.code()).into(),
            p.identiteit.map(|i| i.1).into(),
            p.pgb_uitgelegd_op.into(),
            p.verslag_op.into(),
            begonnen.into(),
            behandelaar.into(),
        ],
    )?;
    if let MeldingToestand::OnderzoekAfgerond { op } = d.melding.toestand() {
        tx.execute(sql::MELDING_KLAAR, &[(&g).into(), id.into(), op.into()])?;
    }
    Ok(())
}

/// Keeps what was found about a subject.
pub(crate) fn zet_punt(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    (g, id): (Gemeentecode, i64),
    (over, p): (Onderwerp, &Punt),
    (door, op): (&str, Datum),
) -> Result<(), StoreFout> {
    let nr = over.nummer();
    let bevinding = kluis.versleutel_tekst(g, BEVINDING, &[id, nr], p.bevinding.trim())?;
    let toelichting = kluis.versleutel_tekst(g, TOELICHTING, &[id, nr], p.toelichting.trim())?;
    let w: [Val<'_>; 9] = [
        (&g).into(),
        id.into(),
        nr.into(),
        (&bevinding).into(),
        (&toelichting).into(),
        p.bewijs.map(Bewijs::code).into(),
        p.oordeel.map(Oordeel::code).into(),
        door.into(),
        op.into(),
    ];
    tx.execute(sql::PUNT_ZET, &w).map(drop)
}

/// A melding with everything that belongs to it.
pub(crate) fn beeld(tx: &mut Tx<'_>, kluis: &Kluis, g: Gemeentecode, id: i64) -> Result<Beeld, VraagFout> {
    let (dossier, begonnen_op, behandelaar) = dossier(tx, kluis, g, id)?;
    let client = betrokkene(tx, g, dossier.melding.client().0)?;
    let ids = tx.query_alle(sql::AANVRAGEN_VAN_MELDING, &[(&g).into(), id.into()], |r| r.i64(0))?;
    let aanvragen = ids.into_iter().map(|a| aanvraag(tx, g, a)).collect::<Result<_, _>>()?;
    Ok(Beeld { client, dossier, begonnen_op, behandelaar, aanvragen })
}

/// One aanvraag with its clock.
pub(crate) fn aanvraag(tx: &mut Tx<'_>, g: Gemeentecode, id: i64) -> Result<Aanvraag, VraagFout> {
    let sleutel = [(&g).into(), id.into()];
    let opschortingen = tx.query_alle(sql::OPSCHORTINGEN, &sleutel, |r| {
        Ok(Opschorting {
            grond: code(r, 0, Opschortgrond::parse)?,
            op: r.dag(1)?,
            tot: r.opt_dag(2)?,
            geeindigd_op: r.opt_dag(3)?,
        })
    })?;
    tx.query_opt(sql::AANVRAAG, &sleutel, |r| {
        let toestand = match (r.text(7)?, r.opt_dag(8)?) {
            ("open", None) => AanvraagToestand::Open,
            ("besloten", Some(op)) => AanvraagToestand::Besloten { op },
            ("ingetrokken", Some(op)) => AanvraagToestand::Ingetrokken { op },
            ("niet_behandeld", Some(op)) => AanvraagToestand::NietBehandeld { op },
            _ => return Err(onbekend(7)),
        };
        let vertraging = r.opt_dag(4)?.zip(r.opt_dag(5)?);
        Ok(Aanvraag {
            gemeente: g,
            id: AanvraagId(id),
            client: ClientId(r.i64(0)?),
            melding: MeldingId(r.i64(1)?),
            ontvangen_op: r.dag(2)?,
            zonder_onderzoek: r.bool(3)?,
            opschortingen: opschortingen.clone(),
            vertraging: vertraging.map(|(gemeld_op, verwacht_op)| Vertraging { gemeld_op, verwacht_op }),
            in_gebreke_op: r.opt_dag(6)?,
            toestand,
        })
    })?
    .ok_or(VraagFout::NietGevonden)
}

/// Keeps an aanvraag as it stands now, with its clock; `beschikking` is the decision, when there is one.
pub(crate) fn zet_aanvraag(tx: &mut Tx<'_>, a: &Aanvraag, beschikking: Option<i64>) -> Result<(), StoreFout> {
    let (stand, op) = match a.toestand {
        AanvraagToestand::Open => ("open", None),
        AanvraagToestand::Besloten { op } => ("besloten", Some(op)),
        AanvraagToestand::Ingetrokken { op } => ("ingetrokken", Some(op)),
        AanvraagToestand::NietBehandeld { op } => ("niet_behandeld", Some(op)),
    };
    let (g, id) = (Val::from(&a.gemeente), Val::from(a.id.0));
    tx.execute(
        sql::AANVRAAG_ZET,
        &[
            g,
            id,
            a.vertraging.map(|v| v.gemeld_op).into(),
            a.vertraging.map(|v| v.verwacht_op).into(),
            a.in_gebreke_op.into(),
            stand.into(),
            op.into(),
            beschikking.into(),
        ],
    )?;
    for (i, o) in (1_i64..).zip(&a.opschortingen) {
        let w = [g, id, i.into(), o.grond.code().into(), o.op.into(), o.tot.into(), o.geeindigd_op.into()];
        tx.execute(sql::OPSCHORTING_ZET, &w)?;
    }
    Ok(())
}

/// A decision was taken on an aanvraag and made known on that day: its clock ends. To be called in the transaction that
/// stores the decision; all reasons when it cannot be.
pub fn beschikt(
    tx: &mut Tx<'_>,
    g: Gemeentecode,
    id: AanvraagId,
    op: Datum,
    beschikking: i64,
) -> super::Stap<Aanvraag> {
    let a = aanvraag(tx, g, id.0)?;
    let a = match a.handel_af(AanvraagToestand::Besloten { op }) {
        Ok(a) => a,
        Err(fout) => return Ok(Err(fout)),
    };
    zet_aanvraag(tx, &a, Some(beschikking))?;
    Ok(Ok(a))
}
