//! Clients: the list, the search by BSN, and the file with its time line.

use super::bereik::Bereik;
use super::berichten::{self, BerichtRij};
use super::declaraties::{Producten, RegelRij, regel_bevindingen, regel_uit};
use super::pagina::{ALLES, bladzijde, tel_op};
use super::tijdlijn::{self, Gebeurtenis};
use super::{Aantal, Blad, Lijst, Naam, RegelStatus, VraagFout};
use crate::zoek::{bovengrens, naamvraag};
use crate::{Gebruiker, Recht};
use kern::{AgbCode, Bsn, Datum, Eurocent, Gemeentecode};
use std::collections::BTreeSet;
use store::sql::lezen as sql;
use store::{Db, Kluis, Row, Tx, Uitkomst, Val};

kern::codelijst!(
    /// Order of the list of clients.
    ClientSortering {
        /// By surname.
        Naam = "naam", "achternaam";
        /// By birth date, the oldest person first.
        Geboortedatum = "geboortedatum", "geboortedatum";
    }
);

/// Which clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFilter {
    /// Start of the surname, as typed.
    pub zoek: Option<String>,
    /// Birth date.
    pub geboortedatum: Option<Datum>,
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Only clients with an assignment to this provider.
    pub agb: Option<AgbCode>,
    /// Order.
    pub sortering: ClientSortering,
}

impl Default for ClientFilter {
    fn default() -> Self {
        Self { zoek: None, geboortedatum: None, gemeente: None, agb: None, sortering: ClientSortering::Naam }
    }
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Name.
    pub naam: Naam,
    /// Birth date.
    pub geboortedatum: Datum,
    /// Place of residence.
    pub plaats: Option<String>,
    /// Assignments that run on the day asked (for a provider: its own).
    pub lopend: i64,
    /// Assignments in all (for a provider: its own).
    pub toewijzingen: i64,
}

/// The head of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientHoofd {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Its name.
    pub gemeente_naam: String,
    /// Number.
    pub id: i64,
    /// Name.
    pub naam: Naam,
    /// Shown on the file only, never in a URL or a list; `None` when it cannot be decrypted with this key.
    pub bsn: Option<Bsn>,
    /// Birth date.
    pub geboortedatum: Datum,
    /// Code of the standard: 0, 1, 2 or 9.
    pub geslacht: String,
    /// Street.
    pub straat: Option<String>,
    /// House number.
    pub huisnummer: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Place.
    pub plaats: Option<String>,
    /// Day of death.
    pub overleden_op: Option<Datum>,
}

/// A melding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeldingRij {
    /// Number.
    pub id: i64,
    /// Received on.
    pub ontvangen_op: Datum,
    /// The onderzoek was finished on.
    pub onderzoek_klaar_op: Option<Datum>,
    /// Last day for the onderzoek: six weeks after the melding (Wmo 2015 art. 2.3.2 lid 1).
    pub uiterlijk: Datum,
    /// Whether there is a file to open; a melding that came in with an import has none.
    pub heeft_dossier: bool,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeschikkingRij {
    /// Number.
    pub id: i64,
    /// The melding that it came from.
    pub melding: Option<i64>,
    /// Day of the decision.
    pub besluit_op: Datum,
    /// What was granted.
    pub aard: String,
    /// How much, in words.
    pub intensiteit: String,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day.
    pub einddatum: Option<Datum>,
}

kern::codelijst!(
    /// Where an assignment stands on a day.
    ToewijzingStand {
        /// Not begun yet.
        Toekomstig = "toekomstig", "begint nog";
        /// In force.
        Loopt = "loopt", "loopt";
        /// Over.
        Beeindigd = "beeindigd", "beëindigd";
        /// Withdrawn: the reason for change says that it never was (WMO002 code 13).
        Ingetrokken = "ingetrokken", "ingetrokken";
    }
);

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToewijzingRij {
    /// Number.
    pub nummer: i64,
    /// Decision that it rests on.
    pub beschikking: Option<i64>,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Product category.
    pub categorie: Option<String>,
    /// Product code.
    pub code: Option<String>,
    /// Name of the product, when known.
    pub product: Option<String>,
    /// Day that it was assigned.
    pub toewijzingsdatum: Datum,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day.
    pub einddatum: Option<Datum>,
    /// Volume.
    pub volume: Option<i64>,
    /// Unit, code of the standard (WJ756).
    pub eenheid: Option<String>,
    /// Frequency, code of the standard (WMO757).
    pub frequentie: Option<String>,
    /// Budget.
    pub budget: Option<Eurocent>,
    /// Reason for change, code of the standard (WMO002).
    pub reden_wijziging: Option<String>,
    /// The 301 that carried it; empty = waits to be sent.
    pub verzonden_in: Option<i64>,
    /// Where it stands on the day asked.
    pub stand: ToewijzingStand,
    /// First day of care, from the start message.
    pub gestart_op: Option<Datum>,
    /// Last day of care, from the stop message.
    pub gestopt_op: Option<Datum>,
}

/// A start or stop message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeveringRij {
    /// Number.
    pub id: i64,
    /// Stop (otherwise start).
    pub stop: bool,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Assignment.
    pub toewijzing: Option<i64>,
    /// First day.
    pub begindatum: Datum,
    /// Last day (stop).
    pub einddatum: Option<Datum>,
    /// Reason, code of the standard (WMO588).
    pub reden: Option<String>,
    /// The message.
    pub bericht: i64,
    /// The message that withdrew it.
    pub verwijderd_door: Option<i64>,
}

/// The file of a client. The tabs are fields; a provider gets its own assignments, deliveries and lines only,
/// and no meldingen or decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientDossier {
    /// Head.
    pub hoofd: ClientHoofd,
    /// Meldingen, newest first.
    pub meldingen: Vec<MeldingRij>,
    /// Decisions, newest first.
    pub beschikkingen: Vec<BeschikkingRij>,
    /// Assignments, newest first.
    pub toewijzingen: Vec<ToewijzingRij>,
    /// Starts and stops, newest first.
    pub leveringen: Vec<LeveringRij>,
    /// Claimed lines, newest first, at most [`ClientDossier::HOOGSTE`].
    pub regels: Vec<RegelRij>,
    /// Messages about this client, newest first.
    pub berichten: Vec<BerichtRij>,
    /// Everything together, newest first.
    pub tijdlijn: Vec<Gebeurtenis>,
    /// Granted over all lines shown.
    pub toegekend: Eurocent,
    /// Some kind had more rows than are shown.
    pub afgekapt: bool,
}

impl ClientDossier {
    /// The most rows of one kind on a file.
    pub const HOOGSTE: i64 = 250;
}

pub(crate) fn naam_uit(rij: &Row<'_>, i: usize) -> Uitkomst<Naam> {
    Ok(Naam {
        achternaam: rij.string(i)?,
        voorvoegsel: rij.opt_string(i + 1)?,
        voorletters: rij.opt_string(i + 2)?,
    })
}

/// Providers with fewer clients than this are read from their assignments, others by walking the clients.
const KRAP: i64 = 4_000;

/// The list of clients. A birth date orders by birth date, a name by name; otherwise the order asked.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    filter: &ClientFilter,
    blad: &Blad,
    vandaag: Datum,
) -> Result<Lijst<ClientRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Clienten, filter.gemeente, filter.agb)?;
    let zoek = filter.zoek.as_deref().map(naamvraag).filter(|z| !z.is_empty());
    let grenzen = zoek.as_deref().map(|z| (z, bovengrens(z)));
    let geboren = filter.geboortedatum.map(|d| d.to_string());
    let op_naam = geboren.is_none() && (zoek.is_some() || filter.sortering == ClientSortering::Naam);
    let (laag, hoog) = match (&geboren, &grenzen) {
        (Some(d), _) => (d.as_str(), d.as_str()),
        (None, Some((z, b))) => (*z, b.as_str()),
        (None, None) => ALLES,
    };
    let zoekgrens =
        || [Val::from(grenzen.as_ref().map(|g| g.0)), Val::from(grenzen.as_ref().map(|g| g.1.as_str()))];
    db.read(|tx| {
        let mut krap = Vec::new();
        if let Some(agb) = &bereik.agb {
            for g in &bereik.gemeenten {
                let waarden = [g.into(), agb.into(), (KRAP + 1).into()];
                krap.push(tx.query_one(sql::CLIENT_TEL_AGB, &waarden, |r| r.i64(0))? <= KRAP);
            }
        }
        let is_krap = |g: Gemeentecode| {
            bereik.gemeenten.iter().zip(&krap).any(|(gemeente, krap)| *gemeente == g && *krap)
        };
        let rijen = bladzijde(
            tx,
            &bereik.gemeenten,
            blad,
            false,
            (laag, hoog),
            |tx, w| {
                tx.query_opt(sql::CLIENT_PLEK, &[(&w.gemeente).into(), w.id.into()], |r| {
                    r.string(usize::from(!op_naam))
                })
            },
            |tx, greep| {
                let tekst = match (is_krap(greep.gemeente), op_naam, greep.oplopend) {
                    (false, true, true) => sql::CLIENT_NAAM_NA,
                    (false, true, false) => sql::CLIENT_NAAM_VOOR,
                    (false, false, true) => sql::CLIENT_GEBOREN_NA,
                    (false, false, false) => sql::CLIENT_GEBOREN_VOOR,
                    (true, true, true) => sql::CLIENT_KRAP_NAAM_NA,
                    (true, true, false) => sql::CLIENT_KRAP_NAAM_VOOR,
                    (true, false, true) => sql::CLIENT_KRAP_GEBOREN_NA,
                    (true, false, false) => sql::CLIENT_KRAP_GEBOREN_VOOR,
                };
                let [van, tot] = zoekgrens();
                let waarden = [
                    (&greep.gemeente).into(),
                    greep.sleutel.into(),
                    greep.id.into(),
                    greep.grens.into(),
                    bereik.agb.as_ref().into(),
                    vandaag.into(),
                    van,
                    tot,
                    greep.limiet.into(),
                ];
                tx.query_alle(tekst, &waarden, |r| {
                    let rij = ClientRij {
                        gemeente: greep.gemeente,
                        id: r.i64(1)?,
                        naam: naam_uit(r, 2)?,
                        geboortedatum: r.dag(5)?,
                        plaats: r.opt_string(6)?,
                        lopend: r.i64(7)?,
                        toewijzingen: r.i64(8)?,
                    };
                    Ok((r.string(0)?, rij.id, rij))
                })
            },
        )?;
        let mut tellingen = Vec::new();
        for g in &bereik.gemeenten {
            let [van, tot] = zoekgrens();
            let meest = Aantal::GRENS + 1;
            let agb: Val<'_> = bereik.agb.as_ref().into();
            let telling = if let Some(dag) = filter.geboortedatum {
                let n =
                    tx.query_one(sql::CLIENT_TEL_GEBOREN, &[g.into(), dag.into(), van, tot, agb], |r| {
                        r.i64(0)
                    })?;
                (n, n)
            } else if bereik.agb.is_some() && zoek.is_none() {
                let n = tx.query_one(sql::CLIENT_TEL_AGB, &[g.into(), agb, meest.into()], |r| r.i64(0))?;
                (n, n)
            } else {
                let waarden = [g.into(), laag.into(), hoog.into(), agb, meest.into()];
                tx.query_one(sql::CLIENT_TEL_NAAM, &waarden, |r| Ok((r.i64(0)?, r.i64(1)?)))?
            };
            tellingen.push(telling);
        }
        Ok(rijen.met_aantal(tel_op(tellingen)))
    })
}

/// The clients with this BSN, in the municipalities of the user. Asked by POST: a BSN never stands in a URL.
pub fn zoek_bsn(
    db: &Db,
    kluis: &Kluis,
    wie: &Gebruiker,
    bsn: &Bsn,
) -> Result<Vec<(Gemeentecode, i64)>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Clienten, None, None)?;
    db.read(|tx| {
        let mut gevonden = Vec::new();
        for &g in &bereik.gemeenten {
            let zoek = kluis.bsn_zoek(g, bsn);
            let Some(id) = tx.query_opt(sql::CLIENT_BIJ_BSN, &[(&g).into(), (&zoek).into()], |r| r.i64(0))?
            else {
                continue;
            };
            if zichtbaar(tx, g, id, bereik.agb)? {
                gevonden.push((g, id));
            }
        }
        Ok(gevonden)
    })
}

/// A provider sees the clients that it has an assignment for.
pub(crate) fn zichtbaar(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    client: i64,
    agb: Option<AgbCode>,
) -> Uitkomst<bool> {
    let Some(agb) = agb else { return Ok(true) };
    let waarden = [(&gemeente).into(), (&agb).into(), client.into()];
    Ok(tx.query_opt(sql::CLIENT_VAN_AGB, &waarden, |_| Ok(()))?.is_some())
}

/// The file of a client. That it was opened, by whom and when, goes into the event log first (NEN 7513).
pub fn dossier(
    db: &Db,
    kluis: &Kluis,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
    vandaag: Datum,
    nu: jiff::Timestamp,
) -> Result<ClientDossier, VraagFout> {
    let agb = Bereik::ding(wie, Recht::Clienten, gemeente)?;
    let dossier = db.read(|tx| {
        if !zichtbaar(tx, gemeente, id, agb)? {
            return Err(VraagFout::NietGevonden);
        }
        lees_dossier(tx, kluis, gemeente, id, agb, vandaag)
    })?;
    db.write(|tx| inzage(tx, kluis, wie, gemeente, id, nu))?;
    Ok(dossier)
}

/// Notes that the file was opened.
fn inzage(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
    nu: jiff::Timestamp,
) -> Result<(), VraagFout> {
    let onderwerp = format!("client/{id}");
    let gegevens = format!(r#"{{"gebruiker":{},"rol":"{}"}}"#, wie.id, wie.rol.code());
    let gebeurtenis = store::gebeurtenis::Gebeurtenis {
        tijd: nu,
        wie: &wie.weergavenaam,
        soort: "dossier ingezien",
        onderwerp: &onderwerp,
        gegevens: &gegevens,
    };
    store::gebeurtenis::noteer(tx, kluis, gemeente, &gebeurtenis)?;
    Ok(())
}

fn lees_dossier(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    gemeente: Gemeentecode,
    id: i64,
    agb: Option<AgbCode>,
    vandaag: Datum,
) -> Result<ClientDossier, VraagFout> {
    let hoofd = tx.query_opt(sql::CLIENT_HOOFD, &[(&gemeente).into(), id.into()], |r| {
        Ok(ClientHoofd {
            gemeente,
            gemeente_naam: r.opt_string(11)?.unwrap_or_else(|| gemeente.to_string()),
            id,
            naam: naam_uit(r, 0)?,
            bsn: kluis.ontsleutel_bsn(gemeente, "client", &[id], r.blob(3)?).ok(),
            geboortedatum: r.dag(4)?,
            geslacht: r.string(5)?,
            straat: r.opt_string(6)?,
            huisnummer: r.opt_string(7)?,
            postcode: r.opt_string(8)?,
            plaats: r.opt_string(9)?,
            overleden_op: r.opt_dag(10)?,
        })
    })?;
    let hoofd = hoofd.ok_or(VraagFout::NietGevonden)?;
    let producten = Producten::lees(tx)?;
    let meest = ClientDossier::HOOGSTE;
    let sleutel = [(&gemeente).into(), id.into()];
    let [g, c] = sleutel;
    let van_agb: Val<'_> = agb.as_ref().into();
    let (mut meldingen, mut beschikkingen) = (Vec::new(), Vec::new());
    if agb.is_none() {
        meldingen = tx.query_alle(sql::CLIENT_MELDINGEN, &[g, c, meest.into()], |r| {
            let ontvangen_op = r.dag(1)?;
            Ok(MeldingRij {
                id: r.i64(0)?,
                ontvangen_op,
                onderzoek_klaar_op: r.opt_dag(2)?,
                uiterlijk: toegang::onderzoek_uiterlijk(ontvangen_op),
                heeft_dossier: r.bool(3)?,
            })
        })?;
        beschikkingen = tx.query_alle(sql::CLIENT_BESCHIKKINGEN, &[g, c, meest.into()], |r| {
            Ok(BeschikkingRij {
                id: r.i64(0)?,
                melding: r.opt_i64(1)?,
                besluit_op: r.dag(2)?,
                aard: r.string(3)?,
                intensiteit: r.string(4)?,
                categorie: r.string(5)?,
                code: r.string(6)?,
                ingangsdatum: r.dag(7)?,
                einddatum: r.opt_dag(8)?,
            })
        })?;
    }
    let leveringen = tx.query_alle(sql::CLIENT_LEVERINGEN, &[g, c, van_agb, meest.into()], |r| {
        let agb = r.lees(2, AgbCode::parse)?;
        Ok(LeveringRij {
            id: r.i64(0)?,
            stop: r.text(1)? == "stop",
            agb,
            aanbieder: r.opt_string(3)?.unwrap_or_else(|| agb.to_string()),
            toewijzing: r.opt_i64(4)?,
            begindatum: r.dag(5)?,
            einddatum: r.opt_dag(6)?,
            reden: r.opt_string(7)?,
            bericht: r.i64(8)?,
            verwijderd_door: r.opt_i64(9)?,
        })
    })?;
    let mut toewijzingen = tx.query_alle(sql::CLIENT_TOEWIJZINGEN, &[g, c, van_agb, meest.into()], |r| {
        let agb = r.lees(2, AgbCode::parse)?;
        let (categorie, code) = (r.opt_string(4)?, r.opt_string(5)?);
        let (ingangsdatum, einddatum, reden) = (r.dag(7)?, r.opt_dag(8)?, r.opt_string(13)?);
        Ok(ToewijzingRij {
            nummer: r.i64(0)?,
            beschikking: r.opt_i64(1)?,
            agb,
            aanbieder: r.opt_string(3)?.unwrap_or_else(|| agb.to_string()),
            product: producten.naam(categorie.as_deref(), code.as_deref()),
            categorie,
            code,
            toewijzingsdatum: r.dag(6)?,
            ingangsdatum,
            einddatum,
            volume: r.opt_i64(9)?,
            eenheid: r.opt_string(10)?,
            frequentie: r.opt_string(11)?,
            budget: r.opt_i64(12)?.map(Eurocent),
            stand: stand(ingangsdatum, einddatum, reden.as_deref(), vandaag),
            reden_wijziging: reden,
            verzonden_in: r.opt_i64(14)?,
            gestart_op: None,
            gestopt_op: None,
        })
    })?;
    for t in &mut toewijzingen {
        let eigen =
            || leveringen.iter().filter(|l| l.toewijzing == Some(t.nummer) && l.verwijderd_door.is_none());
        t.gestart_op = eigen().filter(|l| !l.stop).map(|l| l.begindatum).max();
        t.gestopt_op = eigen().filter(|l| l.stop).filter_map(|l| l.einddatum).max();
    }
    let mut regels = Vec::new();
    for t in &toewijzingen {
        let waarden = [g, t.nummer.into(), c, van_agb, meest.into()];
        regels.extend(tx.query_alle(sql::TOEWIJZING_REGELS, &waarden, |r| regel_uit(r, &producten, true))?);
    }
    regels.extend(tx.query_alle(sql::CLIENT_AFGEWEZEN, &[g, c, van_agb, meest.into()], |r| {
        regel_uit(r, &producten, true)
    })?);
    regels.sort_by_key(|r| std::cmp::Reverse((r.van, r.bericht, r.volgnr)));
    let vol = |n: usize| i64::try_from(n).unwrap_or(i64::MAX) >= meest;
    let afgekapt = vol(regels.len()) || vol(toewijzingen.len()) || vol(leveringen.len());
    regels.truncate(usize::try_from(meest).unwrap_or(usize::MAX));
    for r in regels.iter_mut().filter(|r| r.status == RegelStatus::Afgewezen) {
        r.bevindingen = regel_bevindingen(tx, gemeente, r.bericht, (r.volgnr, r.volgnr))?;
    }
    let toegekend =
        Eurocent::som(regels.iter().filter(|r| r.status == RegelStatus::Toegekend).map(|r| r.bedrag))
            .map_err(|e| VraagFout::Ongeldig(e.to_string()))?;
    let berichten = dossier_berichten(tx, gemeente, &toewijzingen, &leveringen, &regels)?;
    let mut dossier = ClientDossier {
        hoofd,
        meldingen,
        beschikkingen,
        toewijzingen,
        leveringen,
        regels,
        berichten,
        tijdlijn: Vec::new(),
        toegekend,
        afgekapt,
    };
    dossier.tijdlijn = tijdlijn::van(&dossier);
    Ok(dossier)
}

/// The latest messages that the file rests on.
fn dossier_berichten(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    toewijzingen: &[ToewijzingRij],
    leveringen: &[LeveringRij],
    regels: &[RegelRij],
) -> Uitkomst<Vec<BerichtRij>> {
    const MEEST: usize = 40;
    let mut ids: BTreeSet<i64> = toewijzingen.iter().filter_map(|t| t.verzonden_in).collect();
    ids.extend(leveringen.iter().flat_map(|l| [Some(l.bericht), l.verwijderd_door]).flatten());
    ids.extend(regels.iter().map(|r| r.bericht));
    let mut berichten = Vec::new();
    for id in ids.iter().rev().take(MEEST) {
        berichten.extend(berichten::rij(tx, gemeente, *id)?);
    }
    Ok(berichten)
}

/// Where an assignment stands.
fn stand(van: Datum, tot: Option<Datum>, reden: Option<&str>, vandaag: Datum) -> ToewijzingStand {
    if matches!(reden, Some("13")) {
        ToewijzingStand::Ingetrokken
    } else if van > vandaag {
        ToewijzingStand::Toekomstig
    } else if tot.is_some_and(|t| t < vandaag) {
        ToewijzingStand::Beeindigd
    } else {
        ToewijzingStand::Loopt
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_assignment_runs_up_to_and_including_its_last_day() {
        let (van, tot) = (date(2026, 9, 1), Some(date(2026, 9, 30)));
        let op = |dag| stand(van, tot, None, dag);
        assert_eq!(op(date(2026, 8, 31)), ToewijzingStand::Toekomstig);
        assert_eq!(op(date(2026, 9, 1)), ToewijzingStand::Loopt);
        assert_eq!(op(date(2026, 9, 30)), ToewijzingStand::Loopt);
        assert_eq!(op(date(2026, 10, 1)), ToewijzingStand::Beeindigd);
        assert_eq!(stand(van, None, None, date(2040, 1, 1)), ToewijzingStand::Loopt);
    }
}
