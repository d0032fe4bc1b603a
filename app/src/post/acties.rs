//! What a person does with post that could not be delivered: try it again, or deal with it in another way.

use super::uit::stap;
use super::{kolommen, stand_uit};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use kern::{Bsn, Gemeentecode};
use post::bezorging::Stand;
use store::sql::post as sql;
use store::{StoreFout, Tx};

/// Which list a letter stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Richting {
    /// Came in; the number is that of the letter.
    In,
    /// Leaves; the number is that of the message.
    Uit,
}

impl Richting {
    /// Both.
    pub const ALLE: &'static [Self] = &[Self::Uit, Self::In];

    /// The name in JSON and URL.
    pub fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Uit => "uit",
        }
    }

    /// Reads the name.
    pub fn parse(tekst: &str) -> Option<Self> {
        Self::ALLE.iter().copied().find(|r| r.code() == tekst)
    }

    fn onderwerp(self, nr: i64) -> String {
        match self {
            Self::In => format!("post/{nr}"),
            Self::Uit => format!("bericht/{nr}"),
        }
    }
}

/// Shortest and longest reason.
const REDEN: std::ops::RangeInclusive<usize> = 5..=300;

/// Has a letter tried again from the start. What came in is put back in line by the next round.
pub fn opnieuw(
    o: &Omgeving,
    wie: &Gebruiker,
    r: Richting,
    g: Gemeentecode,
    nr: i64,
) -> Result<(), VraagFout> {
    mag(wie, g)?;
    o.db.write(|tx| {
        let stand = stand(tx, r, g, nr)?;
        let nieuw = stand.opnieuw(o.nu).ok_or_else(al_gedaan)?;
        zet(tx, o, r, g, nr, nieuw)?;
        o.noteer(tx, g, "post opnieuw geprobeerd", &r.onderwerp(nr), &serde_json::json!({}))?;
        Ok(())
    })
}

/// A letter is dealt with in another way; the reason says how.
pub fn afhandelen(
    o: &Omgeving,
    wie: &Gebruiker,
    r: Richting,
    g: Gemeentecode,
    nr: i64,
    reden: &str,
) -> Result<(), VraagFout> {
    mag(wie, g)?;
    let reden = controleer_reden(reden)?;
    o.db.write(|tx| {
        let stand = stand(tx, r, g, nr)?;
        let nieuw = stand.afhandelen().ok_or_else(al_gedaan)?;
        zet(tx, o, r, g, nr, nieuw)?;
        let gegevens = serde_json::json!({ "reden": reden });
        o.noteer(tx, g, "post afgehandeld", &r.onderwerp(nr), &gegevens)?;
        Ok(())
    })
}

fn mag(wie: &Gebruiker, g: Gemeentecode) -> Result<(), VraagFout> {
    wie.eis(Recht::Post)?;
    wie.eis_gemeente(g)?;
    Ok(())
}

fn al_gedaan() -> VraagFout {
    VraagFout::Ongeldig("dit bericht is niet (meer) onbestelbaar; ververs de pagina Post".into())
}

/// A reason stays in the event log for ever, so it says something and holds no BSN.
fn controleer_reden(reden: &str) -> Result<&str, VraagFout> {
    let reden = reden.trim();
    if !REDEN.contains(&reden.chars().count()) || reden.contains(|c: char| c.is_control()) {
        return Err(VraagFout::Ongeldig(format!(
            "geef een reden van {} tot {} tekens, op één regel",
            REDEN.start(),
            REDEN.end()
        )));
    }
    let cijfers = reden.split(|c: char| !c.is_ascii_digit());
    if cijfers.filter(|d| !d.is_empty()).any(|d| Bsn::parse(d).is_ok()) {
        return Err(VraagFout::Ongeldig(
            "haal het BSN uit de reden; die wordt in het logboek bewaard".into(),
        ));
    }
    Ok(reden)
}

fn stand(tx: &mut Tx<'_>, r: Richting, g: Gemeentecode, nr: i64) -> Result<Stand, VraagFout> {
    let sleutel = [(&g).into(), nr.into()];
    let gevonden = match r {
        Richting::Uit => tx.query_opt(sql::UIT_STAND, &sleutel, |r| stand_uit(r, 0, 2, 3))?,
        Richting::In => tx.query_opt(sql::IN_STAND, &sleutel, |r| stand_uit(r, 0, 1, 2))?,
    };
    gevonden.ok_or(VraagFout::NietGevonden)
}

fn zet(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    r: Richting,
    g: Gemeentecode,
    nr: i64,
    stand: Stand,
) -> Result<(), StoreFout> {
    match r {
        Richting::Uit => {
            let reeks = tx.query_one(sql::UIT_STAND, &[(&g).into(), nr.into()], |r| r.i64(1))?;
            // another reference: the node knows the old one
            let reeks = if matches!(stand, Stand::Wacht { .. }) { reeks + 1 } else { reeks };
            stap(tx, o, g, nr, stand, reeks)
        }
        Richting::In => {
            let (pogingen, volgende) = kolommen(stand, o.nu);
            let nu = o.tijdstip();
            let waarden = [
                (&g).into(),
                nr.into(),
                stand.code().into(),
                pogingen.into(),
                (&volgende).into(),
                (&nu).into(),
            ];
            tx.execute(sql::IN_BESLUIT, &waarden).map(drop)
        }
    }
}
