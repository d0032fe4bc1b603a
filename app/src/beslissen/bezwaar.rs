//! Objections: received, confirmed, put off once, settled. Each belongs to one version.

use super::dossier::{Kop, Versie, kop, versies};
use super::{Oordeel, doe, inhoud};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use beschikking::Bezwaar;
use kern::{Bevinding, Datum, Gemeentecode, Uitleg};
use store::sql::besluiten as sql;
use store::{StoreFout, Tx, Val, teller};

kern::codelijst!(
    /// How an objection ended.
    Bezwaaruitkomst {
        /// Right: the decision changes.
        Gegrond = "gegrond", "gegrond";
        /// Not right.
        Ongegrond = "ongegrond", "ongegrond";
        /// Not judged, such as too late without a good reason (Awb 6:11).
        NietOntvankelijk = "niet_ontvankelijk", "niet-ontvankelijk";
        /// Taken back.
        Ingetrokken = "ingetrokken", "ingetrokken";
    }
);

/// An objection on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bezwaarrij {
    /// Number.
    pub id: i64,
    /// Version.
    pub versie: i64,
    /// Days and terms.
    pub bezwaar: Bezwaar,
    /// What it is about.
    pub kern: String,
    /// When it ended, and how.
    pub afgedaan: Option<(Datum, Bezwaaruitkomst)>,
    /// The terms, with what they rest on.
    pub uitleg: Uitleg,
}

/// A new objection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NieuwBezwaar {
    /// Version.
    pub versie: i64,
    /// Day of receipt.
    pub ontvangen_op: Option<Datum>,
    /// Day that it was posted.
    pub gepost_op: Option<Datum>,
    /// A committee advises.
    pub commissie: bool,
    /// What it is about.
    pub kern: String,
}

pub(super) fn lees(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    alle: &[Versie],
    k: Kop,
) -> Result<Vec<Bezwaarrij>, StoreFout> {
    let g = k.gemeente;
    let rijen = tx.query_alle(sql::BEZWAREN, &[(&g).into(), k.id.into()], |r| {
        let (id, versie) = (r.i64(0)?, r.i64(1)?);
        let kapot = || StoreFout::Beschadigd { wat: format!("bezwaar {id}") };
        let bekend_op =
            alle.iter().find(|v| v.nr == versie).and_then(|v| v.toestand.bekend_op()).ok_or_else(kapot)?;
        let bezwaar = Bezwaar {
            bekend_op,
            ontvangen_op: r.dag(2)?,
            gepost_op: r.opt_dag(3)?,
            commissie: r.bool(4)?,
            verdaagd: r.bool(5)?,
        };
        let uitkomst = r.opt_text(9)?.and_then(Bezwaaruitkomst::parse);
        Ok(Bezwaarrij {
            id,
            versie,
            bezwaar,
            kern: inhoud::open_tekst(o, (g, k.id, id), "bezwaar", r.blob(6)?)?,
            afgedaan: r.opt_dag(8)?.zip(uitkomst),
            uitleg: bezwaar.uitleg(),
        })
    })?;
    Ok(rijen)
}

fn nee(plaats: &str, tekst: &'static str) -> Vec<Bevinding> {
    vec![Bevinding::new("BEZWAAR", None, plaats, tekst)]
}

/// An objection came in. One that is late is kept too: whether there was a good reason is for people (Awb 6:11).
pub fn dien_bezwaar_in(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    nieuw: &NieuwBezwaar,
) -> Result<Oordeel<i64>, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    wie.eis_gemeente(g)?;
    doe(o, true, |tx| {
        let k = kop(tx, g, id)?.ok_or(VraagFout::NietGevonden)?;
        let alle = versies(tx, o, k)?;
        let mut fout = Vec::new();
        let bekend = alle.iter().find(|v| v.nr == nieuw.versie).and_then(|v| v.toestand.bekend_op());
        match (nieuw.ontvangen_op, bekend) {
            (_, None) => fout.extend(nee("/versie", "Kies een versie die bekendgemaakt is.")),
            (None, _) => fout.extend(nee("/ontvangen_op", "Vul in op welke dag het bezwaar binnenkwam.")),
            (Some(d), _) if d > o.vandaag => fout.extend(nee("/ontvangen_op", "Die dag ligt na vandaag.")),
            (Some(d), Some(b)) if d < b => {
                fout.extend(nee("/ontvangen_op", "Die dag ligt voor de bekendmaking van deze versie."));
            }
            _ => {}
        }
        if nieuw.gepost_op.zip(nieuw.ontvangen_op).is_some_and(|(p, d)| p > d) {
            fout.extend(nee("/gepost_op", "De dag van verzenden ligt na de dag van ontvangst."));
        }
        if nieuw.kern.trim().is_empty() {
            fout.extend(nee("/kern", "Schrijf kort op waar het bezwaar over gaat."));
        }
        let (true, Some(ontvangen)) = (fout.is_empty(), nieuw.ontvangen_op) else { return Ok(Err(fout)) };
        let nr = teller::volgende(tx, g, "bezwaar")?;
        let kern = inhoud::sluit_tekst(o, (g, id, nr), "bezwaar", nieuw.kern.trim())?;
        let w = [
            (&g).into(),
            nr.into(),
            id.into(),
            nieuw.versie.into(),
            ontvangen.into(),
            nieuw.gepost_op.into(),
            i64::from(nieuw.commissie).into(),
            0.into(),
            (&kern).into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::BEZWAAR_ERBIJ, &w)?;
        let gegevens = serde_json::json!({ "bezwaar": nr, "versie": nieuw.versie });
        o.noteer(tx, g, "bezwaar ontvangen", &format!("besluit/{id}"), &gegevens)?;
        Ok(Ok(nr))
    })
}

/// Finds an open objection of a decision.
fn open(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    id: i64,
    nr: i64,
) -> Result<Oordeel<Bezwaarrij>, VraagFout> {
    let k = kop(tx, g, id)?.ok_or(VraagFout::NietGevonden)?;
    let alle = versies(tx, o, k)?;
    let b = lees(tx, o, &alle, k)?.into_iter().find(|b| b.id == nr).ok_or(VraagFout::NietGevonden)?;
    Ok(if b.afgedaan.is_some() { Err(nee("", "Dit bezwaar is al afgehandeld.")) } else { Ok(b) })
}

/// The decision on an objection is put off: once, by six weeks at most (Awb 7:10 lid 3).
pub fn verdaag_bezwaar(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    nr: i64,
) -> Result<Oordeel<()>, VraagFout> {
    wie.eis(Recht::Ondertekenen)?;
    wie.eis_gemeente(g)?;
    doe(o, true, |tx| {
        let b = match open(tx, o, g, id, nr)? {
            Ok(b) => b,
            Err(fout) => return Ok(Err(fout)),
        };
        if b.bezwaar.verdaagd {
            return Ok(Err(nee(
                "",
                "Dit bezwaar is al een keer verdaagd. Langer kan alleen als de indiener ermee instemt.",
            )));
        }
        if o.vandaag > b.bezwaar.beslissen_uiterlijk() {
            return Ok(Err(nee("", "De termijn is voorbij. Verdagen kan niet meer.")));
        }
        tx.execute(sql::BEZWAAR_ZET, &[(&g).into(), id.into(), nr.into(), 1.into(), Val::Null, Val::Null])?;
        let gegevens = serde_json::json!({ "bezwaar": nr });
        o.noteer(tx, g, "bezwaar verdaagd", &format!("besluit/{id}"), &gegevens)?;
        Ok(Ok(()))
    })
}

/// An objection is settled.
pub fn handel_bezwaar_af(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    (nr, uitkomst): (i64, Bezwaaruitkomst),
) -> Result<Oordeel<()>, VraagFout> {
    wie.eis(Recht::Ondertekenen)?;
    wie.eis_gemeente(g)?;
    doe(o, true, |tx| {
        let b = match open(tx, o, g, id, nr)? {
            Ok(b) => b,
            Err(fout) => return Ok(Err(fout)),
        };
        let w = [
            (&g).into(),
            id.into(),
            nr.into(),
            i64::from(b.bezwaar.verdaagd).into(),
            o.vandaag.into(),
            uitkomst.code().into(),
        ];
        tx.execute(sql::BEZWAAR_ZET, &w)?;
        let gegevens = serde_json::json!({ "bezwaar": nr, "uitkomst": uitkomst.code() });
        o.noteer(tx, g, "bezwaar afgehandeld", &format!("besluit/{id}"), &gegevens)?;
        Ok(Ok(()))
    })
}
