//! *Mijn werk* of the consulent: what waits, sorted by the last day of its clock.

use super::opslag;
use crate::vragen::bereik::Bereik;
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, Recht};
use kern::{Datum, Gemeentecode};
use store::sql::toegang as sql;
use store::{Db, Row, StoreFout};
use toegang::{Klokstand, Termijn, klok};

kern::codelijst!(
    /// What a post on the worklist asks for.
    Werksoort {
        /// Arrange something now (Wmo 2.3.3).
        Spoed = "spoed", "meteen hulp regelen";
        /// Begin the onderzoek.
        Beginnen = "beginnen", "onderzoek beginnen";
        /// Do the onderzoek.
        Onderzoeken = "onderzoeken", "onderzoek doen";
        /// The onderzoek is done; the client has not applied yet.
        WachtOpAanvraag = "wacht-op-aanvraag", "wachten op de aanvraag";
        /// Decide.
        Besluiten = "besluiten", "besluiten";
    }
);

/// A post on the worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werkpost {
    /// What is asked.
    pub soort: Werksoort,
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number of the client.
    pub client: i64,
    /// Name.
    pub naam: Naam,
    /// Number of the melding.
    pub melding: i64,
    /// Number of the aanvraag, once there is one.
    pub aanvraag: Option<i64>,
    /// Whether there is a file to open; a melding that came in with an import has none.
    pub heeft_dossier: bool,
    /// The clock; none while the client is thinking.
    pub termijn: Option<Termijn>,
    /// Since when it waits.
    pub sinds: Datum,
    /// Who handles it.
    pub behandelaar: Option<String>,
}

impl Werkpost {
    /// How its clock stands.
    pub fn stand(&self, vandaag: Datum) -> Option<Klokstand> {
        self.termijn.as_ref().map(|t| t.stand(vandaag))
    }
}

/// Most posts of a kind that are read per municipality. Who has more than this needs people, not a longer list.
const MEEST: i64 = 200;

fn naam(r: &Row<'_>, i: usize) -> Result<Naam, StoreFout> {
    Ok(Naam {
        achternaam: r.string(i)?,
        voorvoegsel: r.opt_string(i + 1)?,
        voorletters: r.opt_string(i + 2)?,
    })
}

/// What waits in one municipality or in all of the user's, the most urgent first. `soort` limits it to one kind, `mijn` to
/// what this user handles.
pub fn mijn_werk(
    db: &Db,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    soort: Option<Werksoort>,
    mijn: bool,
    vandaag: Datum,
) -> Result<Vec<Werkpost>, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Toegang, gemeente, None)?;
    let mut uit = db.read(|tx| {
        let mut uit = Vec::new();
        for &g in &bereik.gemeenten {
            let w = [(&g).into(), MEEST.into()];
            uit.extend(tx.query_alle(sql::OPEN_MELDINGEN, &w, |r| melding(g, r))?);
            uit.extend(tx.query_alle(sql::WACHT_OP_AANVRAAG, &w, |r| {
                Ok(Werkpost {
                    soort: Werksoort::WachtOpAanvraag,
                    gemeente: g,
                    client: r.i64(1)?,
                    naam: naam(r, 2)?,
                    melding: r.i64(0)?,
                    aanvraag: None,
                    heeft_dossier: true,
                    termijn: None,
                    sinds: r.dag(5)?,
                    behandelaar: r.opt_string(6)?,
                })
            })?);
            let open = tx.query_alle(sql::OPEN_AANVRAGEN, &w, |r| {
                Ok((r.i64(0)?, r.i64(1)?, naam(r, 2)?, r.i64(5)?, r.dag(6)?, r.opt_string(8)?))
            })?;
            for (id, client, naam, melding, sinds, behandelaar) in open {
                let termijn = Some(opslag::aanvraag(tx, g, id)?.termijn(vandaag));
                uit.push(Werkpost {
                    soort: Werksoort::Besluiten,
                    gemeente: g,
                    client,
                    naam,
                    melding,
                    aanvraag: Some(id),
                    heeft_dossier: behandelaar.is_some(),
                    termijn,
                    sinds,
                    behandelaar,
                });
            }
        }
        Ok::<_, VraagFout>(uit)
    })?;
    uit.retain(|p| soort.is_none_or(|s| s == p.soort));
    uit.retain(|p| !mijn || p.behandelaar.as_deref() == Some(wie.weergavenaam.as_str()));
    uit.sort_by_key(|p| {
        let volgorde = p.termijn.as_ref().map(Termijn::volgorde);
        (volgorde.is_none(), volgorde, p.sinds, p.gemeente, p.melding)
    });
    Ok(uit)
}

fn melding(g: Gemeentecode, r: &Row<'_>) -> Result<Werkpost, StoreFout> {
    let ontvangen = r.dag(5)?;
    let spoed = r.opt_i64(6)? == Some(1) && r.opt_dag(7)?.is_none();
    let (soort, termijn) = if spoed {
        (Werksoort::Spoed, klok::spoed(ontvangen))
    } else if r.opt_dag(9)?.is_none() {
        (Werksoort::Beginnen, klok::onderzoek(ontvangen))
    } else {
        (Werksoort::Onderzoeken, klok::onderzoek(ontvangen))
    };
    let behandelaar = r.opt_string(10)?;
    Ok(Werkpost {
        soort,
        gemeente: g,
        client: r.i64(1)?,
        naam: naam(r, 2)?,
        melding: r.i64(0)?,
        aanvraag: None,
        heeft_dossier: behandelaar.is_some(),
        termijn: Some(termijn),
        sinds: ontvangen,
        behandelaar,
    })
}
