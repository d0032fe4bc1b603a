//! Claims: the list, the head with totals and reasons, and the lines.

use super::bereik::Bereik;
use super::berichten::{BevindingRij, bevinding_uit};
use super::clienten::naam_uit;
use super::pagina::{ALLES, bladzijde};
use super::{Aantal, Blad, ClaimStatus, Lijst, Naam, Plek, RegelStatus, VraagFout, Wijzer};
use crate::{Gebruiker, Recht};
use kern::{AgbCode, Datum, Eurocent, Gemeentecode, Product, Productcode, Uitleg};
use std::collections::HashMap;
use store::sql::lezen as sql;
use store::{Db, Row, Tx, Uitkomst, Val};

/// Which claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Provider.
    pub agb: Option<AgbCode>,
    /// Status.
    pub status: Option<ClaimStatus>,
    /// Claims over the month of this day.
    pub maand: Option<Datum>,
}

/// A row of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number of the message (323).
    pub bericht: i64,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Number that the provider gave.
    pub nummer: String,
    /// First day claimed.
    pub periode_van: Datum,
    /// Last day claimed.
    pub periode_tot: Datum,
    /// Day on the claim.
    pub dagtekening: Datum,
    /// Claimed, credits subtracted.
    pub ingediend: Eurocent,
    /// Granted, credits subtracted.
    pub toegekend: Eurocent,
    /// Lines.
    pub regels: i64,
    /// Lines granted.
    pub regels_toegekend: i64,
    /// Status.
    pub status: ClaimStatus,
}

/// One reason with how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedenTelling {
    /// Rule.
    pub regel: String,
    /// Return code.
    pub retourcode: Option<String>,
    /// Text of one of the findings.
    pub tekst: String,
    /// Lines with this reason.
    pub regels: i64,
}

/// The file of a claim, without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDossier {
    /// The facts.
    pub hoofd: ClaimRij,
    /// Name of the municipality.
    pub gemeente_naam: String,
    /// Lines that were rejected.
    pub regels_afgewezen: i64,
    /// Claimed but not granted, of the rejected lines.
    pub afgewezen: Eurocent,
    /// Paid of this claim up to now.
    pub betaald: Eurocent,
    /// Granted and not paid yet.
    pub open: Eurocent,
    /// The answer (325).
    pub antwoord: Option<i64>,
    /// Reasons of rejection, the most frequent first.
    pub redenen: Vec<RedenTelling>,
}

/// Which lines of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RegelFilter {
    /// Status.
    pub status: Option<RegelStatus>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegelRij {
    /// Number of the message (323).
    pub bericht: i64,
    /// Place in the message, from 1.
    pub volgnr: i64,
    /// Status.
    pub status: RegelStatus,
    /// Provider.
    pub agb: AgbCode,
    /// The client: number and name; only for those who may see clients.
    pub client: Option<(i64, Naam)>,
    /// Reference of the provider.
    pub referentie: String,
    /// The line that this one credits.
    pub vorige_referentie: Option<String>,
    /// Assignment that the line names.
    pub toewijzing: i64,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// Name of the product, when known.
    pub product: Option<String>,
    /// First day of care.
    pub van: Datum,
    /// Last day of care.
    pub tot: Datum,
    /// Volume.
    pub volume: i64,
    /// Unit, code of the standard (WJ756).
    pub eenheid: String,
    /// Tariff claimed.
    pub tarief: Option<Eurocent>,
    /// Amount; a credit is negative.
    pub bedrag: Eurocent,
    /// The batch that paid it.
    pub batch: Option<i64>,
    /// Why it was rejected, and what the provider can do.
    pub bevindingen: Vec<BevindingRij>,
}

/// Names of products by category and code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Producten(HashMap<(String, String), String>);

impl FromIterator<(Product, String)> for Producten {
    fn from_iter<I: IntoIterator<Item = (Product, String)>>(namen: I) -> Self {
        let met_code = |(p, naam): (Product, String)| {
            Some(((p.categorie.as_str().to_owned(), p.code?.as_str().to_owned()), naam))
        };
        Self(namen.into_iter().filter_map(met_code).collect())
    }
}

impl Producten {
    /// Every name.
    pub fn alle(db: &Db) -> Uitkomst<Self> {
        db.read(Self::lees)
    }

    pub(crate) fn lees(tx: &mut Tx<'_>) -> Uitkomst<Self> {
        let rijen =
            tx.query_alle(sql::PRODUCT_NAMEN, &[], |r| Ok(((r.string(0)?, r.string(1)?), r.string(2)?)))?;
        Ok(Self(rijen.into_iter().collect()))
    }

    pub(crate) fn naam(&self, categorie: Option<&str>, code: Option<&str>) -> Option<String> {
        self.0.get(&(categorie?.to_owned(), code?.to_owned())).cloned()
    }

    /// Name of a product, when its code is known.
    pub fn van(&self, p: &Product) -> Option<String> {
        self.naam(Some(p.categorie.as_str()), p.code.as_ref().map(Productcode::as_str))
    }
}

pub(super) fn claim_uit(gemeente: Gemeentecode, r: &Row<'_>) -> Uitkomst<ClaimRij> {
    let agb = r.lees(2, AgbCode::parse)?;
    Ok(ClaimRij {
        gemeente,
        bericht: r.i64(1)?,
        agb,
        aanbieder: r.opt_string(3)?.unwrap_or_else(|| agb.to_string()),
        nummer: r.string(4)?,
        periode_van: r.dag(0)?,
        periode_tot: r.dag(5)?,
        dagtekening: r.dag(6)?,
        ingediend: Eurocent(r.i64(7)?),
        toegekend: Eurocent(r.i64(8)?),
        regels: r.i64(9)?,
        regels_toegekend: r.i64(10)?,
        status: r.lees(11, |t| ClaimStatus::parse(t).ok_or(()))?,
    })
}

/// A line; the client is left out for those who may not see clients.
pub(crate) fn regel_uit(r: &Row<'_>, producten: &Producten, met_client: bool) -> Uitkomst<RegelRij> {
    let client = match r.opt_i64(4)?.filter(|_| met_client) {
        Some(id) if r.opt_text(5)?.is_some() => Some((id, naam_uit(r, 5)?)),
        _ => None,
    };
    let (categorie, code) = (r.string(11)?, r.string(12)?);
    Ok(RegelRij {
        bericht: r.i64(0)?,
        volgnr: r.i64(1)?,
        status: match r.i64(2)? {
            0 => RegelStatus::Afgewezen,
            1 => RegelStatus::Toegekend,
            _ => RegelStatus::Ingediend,
        },
        agb: r.lees(3, AgbCode::parse)?,
        client,
        referentie: r.string(8)?,
        vorige_referentie: r.opt_string(9)?,
        toewijzing: r.i64(10)?,
        product: producten.naam(Some(&categorie), Some(&code)),
        categorie,
        code,
        van: r.dag(13)?,
        tot: r.dag(14)?,
        volume: r.i64(15)?,
        eenheid: r.string(16)?,
        tarief: r.opt_i64(17)?.map(Eurocent),
        bedrag: Eurocent(r.i64(18)?),
        batch: r.opt_i64(19)?,
        bevindingen: Vec::new(),
    })
}

/// Findings on the lines from `van` up to and including `tot`.
pub(super) fn regel_bevindingen(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    bericht: i64,
    (van, tot): (i64, i64),
) -> Uitkomst<Vec<BevindingRij>> {
    // A line has a handful of reasons; the bound keeps a damaged claim from filling the memory.
    let waarden = [(&gemeente).into(), bericht.into(), van.into(), tot.into(), 5_000.into()];
    tx.query_alle(sql::REGEL_BEVINDINGEN, &waarden, bevinding_uit)
}

/// The list of claims, the newest month first.
pub fn lijst(
    db: &Db,
    wie: &Gebruiker,
    filter: &ClaimFilter,
    blad: &Blad,
) -> Result<Lijst<ClaimRij>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Declaraties, filter.gemeente, filter.agb)?;
    let maand = filter.maand.map(|d| (d.first_of_month().to_string(), d.last_of_month().to_string()));
    let (laag, hoog) = maand.as_ref().map_or(ALLES, |(a, b)| (a.as_str(), b.as_str()));
    let status = Val::from(filter.status.map(ClaimStatus::code));
    let agb = Val::from(bereik.agb.as_ref());
    db.read(|tx| {
        let rijen = bladzijde(
            tx,
            &bereik.gemeenten,
            blad,
            true,
            (laag, hoog),
            |tx, w| tx.query_opt(sql::CLAIM_PLEK, &[(&w.gemeente).into(), w.id.into()], |r| r.string(0)),
            |tx, greep| {
                let waarden = [
                    (&greep.gemeente).into(),
                    greep.sleutel.into(),
                    greep.id.into(),
                    greep.grens.into(),
                    status,
                    greep.limiet.into(),
                    agb,
                ];
                let (tekst, n) = match (bereik.agb.is_some(), greep.oplopend) {
                    (false, true) => (sql::CLAIM_NA, 6),
                    (false, false) => (sql::CLAIM_VOOR, 6),
                    (true, true) => (sql::CLAIM_AGB_NA, 7),
                    (true, false) => (sql::CLAIM_AGB_VOOR, 7),
                };
                tx.query_alle(tekst, &waarden[..n], |r| {
                    Ok((r.string(0)?, r.i64(1)?, claim_uit(greep.gemeente, r)?))
                })
            },
        )?;
        let mut n = 0;
        for g in &bereik.gemeenten {
            let waarden = [g.into(), laag.into(), hoog.into(), status, agb, (Aantal::GRENS + 1).into()];
            n += tx.query_one(sql::CLAIM_TEL, &waarden, |r| r.i64(0))?;
        }
        Ok(rijen.met_aantal(Aantal::tot_grens(n)))
    })
}

/// The claim, when this user may see it.
fn eigen_claim(
    tx: &mut Tx<'_>,
    gemeente: Gemeentecode,
    bericht: i64,
    agb: Option<AgbCode>,
) -> Result<ClaimRij, VraagFout> {
    tx.query_opt(sql::CLAIM_RIJ, &[(&gemeente).into(), bericht.into()], |r| claim_uit(gemeente, r))?
        .filter(|c| agb.is_none_or(|a| a == c.agb))
        .ok_or(VraagFout::NietGevonden)
}

/// The file of a claim.
pub fn dossier(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    bericht: i64,
) -> Result<ClaimDossier, VraagFout> {
    let agb = Bereik::ding(wie, Recht::Declaraties, gemeente)?;
    db.read(|tx| {
        let hoofd = eigen_claim(tx, gemeente, bericht, agb)?;
        let sleutel = [Val::from(&gemeente), bericht.into()];
        let (regels_afgewezen, afgewezen) =
            tx.query_one(sql::CLAIM_AFGEWEZEN, &sleutel, |r| Ok((r.i64(0)?, Eurocent(r.i64(1)?))))?;
        let betaald = Eurocent(tx.query_one(sql::CLAIM_BETAALD, &sleutel, |r| r.i64(0))?);
        let open = hoofd.toegekend.min(betaald).map_err(|e| VraagFout::Ongeldig(e.to_string()))?;
        let gemeente_naam = tx.query_opt(sql::GEMEENTE_NAAM, &[(&gemeente).into()], |r| r.string(0))?;
        let antwoord = tx.query_one(sql::CLAIM_ANTWOORD, &sleutel, |r| r.opt_i64(0))?;
        let redenen = tx.query_alle(sql::CLAIM_REDENEN, &sleutel, |r| {
            Ok(RedenTelling {
                regel: r.string(0)?,
                retourcode: r.opt_string(1)?,
                tekst: r.string(2)?,
                regels: r.i64(3)?,
            })
        })?;
        Ok(ClaimDossier {
            gemeente_naam: gemeente_naam.unwrap_or_else(|| gemeente.to_string()),
            regels_afgewezen,
            afgewezen,
            betaald,
            open,
            antwoord,
            redenen,
            hoofd,
        })
    })
}

/// The lines of a claim, in the order of the message. The pointer of a page is the place of the line.
pub fn regels(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    bericht: i64,
    filter: RegelFilter,
    blad: &Blad,
) -> Result<Lijst<RegelRij>, VraagFout> {
    let agb = Bereik::ding(wie, Recht::Declaraties, gemeente)?;
    let met_client = wie.rol.mag(Recht::Clienten);
    db.read(|tx| {
        let hoofd = eigen_claim(tx, gemeente, bericht, agb)?;
        let producten = Producten::lees(tx)?;
        let (vanaf, terug) = match blad.plek {
            Plek::Begin => (0, false),
            Plek::Na(w) => (w.id, false),
            Plek::Voor(w) => (w.id, true),
        };
        let meest = i64::from(blad.grootte) + 1;
        let (g, b) = (Val::from(&gemeente), Val::from(bericht));
        let lees = |r: &Row<'_>| regel_uit(r, &producten, met_client);
        let mut rijen = if filter.status == Some(RegelStatus::Afgewezen) {
            let tekst = if terug { sql::REGEL_AFGEWEZEN_VOOR } else { sql::REGEL_AFGEWEZEN_NA };
            tx.query_alle(tekst, &[g, b, vanaf.into(), meest.into()], lees)?
        } else {
            let tekst = if terug { sql::REGEL_VOOR } else { sql::REGEL_NA };
            let status = filter.status.map(RegelStatus::getal);
            tx.query_alle(tekst, &[g, b, vanaf.into(), status.into(), meest.into()], lees)?
        };
        let meer = rijen.len() > usize::from(blad.grootte);
        rijen.truncate(usize::from(blad.grootte));
        if terug {
            rijen.reverse();
        }
        if let (Some(eerste), Some(laatste)) = (rijen.first(), rijen.last()) {
            let grenzen = (eerste.volgnr, laatste.volgnr);
            for bevinding in regel_bevindingen(tx, gemeente, bericht, grenzen)? {
                let plek = rijen.binary_search_by_key(&bevinding.declaratieregel, |r| Some(r.volgnr));
                if let Ok(i) = plek {
                    rijen[i].bevindingen.push(bevinding);
                }
            }
        }
        let aantal = match filter.status {
            None => hoofd.regels,
            Some(RegelStatus::Afgewezen) => tx.query_one(sql::CLAIM_AFGEWEZEN, &[g, b], |r| r.i64(0))?,
            Some(RegelStatus::Toegekend) => hoofd.regels_toegekend,
            Some(RegelStatus::Ingediend) if hoofd.status == ClaimStatus::Ingediend => hoofd.regels,
            Some(RegelStatus::Ingediend) => 0,
        };
        let wijs = |r: Option<&RegelRij>| r.map(|r| Wijzer { gemeente, id: r.volgnr });
        let vorige = if terug { meer } else { vanaf > 0 };
        let volgende = if terug { true } else { meer };
        Ok(Lijst {
            vorige: wijs(rijen.first()).filter(|_| vorige),
            volgende: wijs(rijen.last()).filter(|_| volgende),
            rijen,
            aantal: Aantal::Precies(aantal),
        })
    })
}

/// One line with its findings.
pub fn regel(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    bericht: i64,
    volgnr: i64,
) -> Result<RegelRij, VraagFout> {
    let agb = Bereik::ding(wie, Recht::Declaraties, gemeente)?;
    let met_client = wie.rol.mag(Recht::Clienten);
    db.read(|tx| {
        eigen_claim(tx, gemeente, bericht, agb)?;
        let producten = Producten::lees(tx)?;
        let vanaf = volgnr.saturating_sub(1);
        let waarden = [(&gemeente).into(), bericht.into(), vanaf.into(), Val::Null, 1.into()];
        let rij = tx.query_opt(sql::REGEL_NA, &waarden, |r| regel_uit(r, &producten, met_client))?;
        let mut rij = rij.filter(|r| r.volgnr == volgnr).ok_or(VraagFout::NietGevonden)?;
        rij.bevindingen = regel_bevindingen(tx, gemeente, bericht, (volgnr, volgnr))?;
        Ok(rij)
    })
}

/// Why a line was granted or rejected, as a tree of rules and inputs.
pub fn regel_uitleg(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    bericht: i64,
    volgnr: i64,
) -> Result<Uitleg, VraagFout> {
    regel(db, wie, gemeente, bericht, volgnr)?;
    db.read(|tx| crate::ontvangst::schikking::uitleg(tx, gemeente, bericht, volgnr))?
        .ok_or(VraagFout::NietGevonden)
}
