//! The clock of an aanvraag: what stops it, what is told about it, and what is due when it ran out.

use super::{Betrokkene, Stap, eis, namens, opslag};
use crate::Gebruiker;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use kern::{Datum, Gemeentecode};
use toegang::{Aanvraag, AanvraagId, AanvraagToestand, Opschorting, Vertraging};

/// What happens to the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Klokstap {
    /// It stops (Awb 4:15).
    Stop(Opschorting),
    /// It runs again on this day.
    Hervat(Datum),
    /// The client is told that the decision will be late (Awb 4:14).
    Vertraging(Vertraging),
    /// A notice of default came in on this day (Awb 4:17).
    InGebreke(Datum),
    /// The client took the aanvraag back on this day.
    TrekIn(Datum),
    /// It is not treated, from this day (Awb 4:5).
    NietBehandelen(Datum),
}

impl Klokstap {
    fn soort(self) -> &'static str {
        match self {
            Self::Stop(_) => "aanvraag opgeschort",
            Self::Hervat(_) => "aanvraag hervat",
            Self::Vertraging(_) => "vertraging gemeld",
            Self::InGebreke(_) => "ingebrekestelling ontvangen",
            Self::TrekIn(_) => "aanvraag ingetrokken",
            Self::NietBehandelen(_) => "aanvraag niet behandeld",
        }
    }
}

/// An aanvraag and who asks.
pub fn aanvraag(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: i64,
) -> Result<(Aanvraag, Betrokkene), VraagFout> {
    eis(wie, gemeente)?;
    o.db.read(|tx| {
        let a = opslag::aanvraag(tx, gemeente, id)?;
        let client = opslag::betrokkene(tx, gemeente, a.client.0)?;
        Ok((a, client))
    })
}

/// Does something to the clock of an aanvraag; or every reason why not.
pub fn zet_klok(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Gemeentecode,
    id: AanvraagId,
    stap: Klokstap,
) -> Stap<Aanvraag> {
    eis(wie, gemeente)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let a = opslag::aanvraag(tx, gemeente, id.0)?;
        let uit = match stap {
            Klokstap::Stop(wat) => a.schort_op(wat, o.vandaag),
            Klokstap::Hervat(op) => a.hervat(op, o.vandaag),
            Klokstap::Vertraging(v) => a.meld_vertraging(v),
            Klokstap::InGebreke(op) => a.in_gebreke(op),
            Klokstap::TrekIn(op) => a.handel_af(AanvraagToestand::Ingetrokken { op }),
            Klokstap::NietBehandelen(op) => a.handel_af(AanvraagToestand::NietBehandeld { op }),
        };
        let a = match uit {
            Ok(a) => a,
            Err(fout) => return Ok(Err(fout)),
        };
        opslag::zet_aanvraag(tx, &a, None)?;
        let gegevens = serde_json::json!({ "melding": a.melding.0 });
        o.noteer(tx, gemeente, stap.soort(), &format!("aanvraag/{id}"), &gegevens)?;
        Ok::<_, VraagFout>(Ok(a))
    })
}
