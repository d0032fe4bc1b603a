//! From melding to aanvraag: what the consulent does (step 3). What may be done and what is missing is decided in `toegang`;
//! here stands who may, for which municipality, and how it is kept. What people tell is encrypted at rest.

mod aanvragen;
mod doen;
mod lijst;
pub(crate) mod opslag;
mod plan;
pub(crate) mod planvraag;

pub use aanvragen::{Klokstap, aanvraag, zet_klok};
pub(crate) use doen::meld_in;
pub use doen::{
    Aangemeld, Afronding, NieuweMelding, begin, bevestiging, dien_aanvraag_in, meld, meld_nieuw, rond_af,
    schrijf, zet_plichten,
};
pub use lijst::{Werkpost, Werksoort, mijn_werk};
pub use opslag::beschikt;
pub use plan::{plan, zet_plan};
pub use planvraag::{Planrond, Planstap, Planverloop, planrond, zet_planstap};

use crate::importeer::{ClientRij, zet_client};
use crate::omgeving::Omgeving;
use crate::vragen::{Naam, VraagFout};
use crate::{Gebruiker, Recht};
use kern::{Bevinding, Datum, Gemeentecode};
use store::Tx;
use store::sql::schrijven;
use toegang::{Aanvraag, Dossier};

/// The outcome of a step: done, or every reason why not.
pub type Stap<T> = Result<Result<T, Vec<Bevinding>>, VraagFout>;

/// Who the file is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Betrokkene {
    /// Number within the municipality.
    pub id: i64,
    /// Name.
    pub naam: Naam,
    /// Day of birth.
    pub geboortedatum: Datum,
    /// Day of death.
    pub overleden_op: Option<Datum>,
}

/// A melding as the consulent sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beeld {
    /// Who.
    pub client: Betrokkene,
    /// Everything about the melding.
    pub dossier: Dossier,
    /// The first day of the onderzoek.
    pub begonnen_op: Option<Datum>,
    /// Who handles it.
    pub behandelaar: String,
    /// The aanvragen that followed, the newest first.
    pub aanvragen: Vec<Aanvraag>,
}

fn eis(wie: &Gebruiker, gemeente: Gemeentecode) -> Result<(), VraagFout> {
    wie.eis(Recht::Toegang)?;
    wie.eis_gemeente(gemeente)?;
    Ok(())
}

/// The surroundings with the name of who acts.
fn namens(o: &Omgeving, wie: &Gebruiker) -> Omgeving {
    Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() }
}

/// One melding. That it was opened goes into the event log (NEN 7513).
pub fn beeld(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    melding: i64,
) -> Result<Beeld, VraagFout> {
    eis(wie, gemeente)?;
    let b = o.db.read(|tx| opslag::beeld(tx, &o.kluis, gemeente, melding))?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let gegevens = serde_json::json!({ "gebruiker": wie.id, "rol": wie.rol.code() });
        o.noteer(tx, gemeente, "melding ingezien", &format!("melding/{melding}"), &gegevens)?;
        Ok::<_, VraagFout>(())
    })?;
    Ok(b)
}

/// Who a melding would be about.
pub fn client(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
) -> Result<Betrokkene, VraagFout> {
    eis(wie, gemeente)?;
    o.db.read(|tx| opslag::betrokkene(tx, gemeente, id))
}

/// Adds a client; gives its number and whether it was new. Somebody who is known by this BSN stays as written down.
pub fn voeg_client_toe(o: &Omgeving, wie: &Gebruiker, rij: &ClientRij) -> Result<(i64, bool), VraagFout> {
    eis(wie, rij.gemeente)?;
    let o = namens(o, wie);
    o.db.write(|tx| voeg_toe(tx, &o, rij))
}

fn voeg_toe(tx: &mut Tx<'_>, o: &Omgeving, rij: &ClientRij) -> Result<(i64, bool), VraagFout> {
    let g = rij.gemeente;
    let zoek = o.kluis.bsn_zoek(g, &rij.bsn);
    let w = [(&g).into(), (&zoek).into()];
    if let Some(id) = tx.query_opt(schrijven::CLIENT_BIJ_BSN, &w, |r| r.i64(0))? {
        return Ok((id, false));
    }
    let id = zet_client(tx, o, rij)?;
    o.noteer(tx, g, "client toegevoegd", &format!("client/{id}"), &serde_json::json!({}))?;
    Ok((id, true))
}
