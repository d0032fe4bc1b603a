//! What a question may reach: the one place where rights, municipalities and the provider's own code are enforced.

use super::VraagFout;
use crate::{Gebruiker, GeenToegang, Recht, Rol};
use kern::{AgbCode, Gemeentecode};

/// The bounds of a question, checked.
#[derive(Debug)]
pub(crate) struct Bereik {
    /// The municipalities to ask, sorted.
    pub gemeenten: Vec<Gemeentecode>,
    /// The provider to ask about; always filled for the role aanbieder.
    pub agb: Option<AgbCode>,
}

impl Bereik {
    /// For a list: the user's municipalities, or the one asked; the provider asked, or the user's own.
    pub fn lijst(
        wie: &Gebruiker,
        recht: Recht,
        gemeente: Option<Gemeentecode>,
        agb: Option<AgbCode>,
    ) -> Result<Self, VraagFout> {
        wie.eis(recht)?;
        let mut gemeenten = match gemeente {
            Some(g) => {
                wie.eis_gemeente(g)?;
                vec![g]
            }
            None => wie.gemeenten.clone(),
        };
        gemeenten.sort_unstable();
        gemeenten.dedup();
        Ok(Self { gemeenten, agb: eigen_agb(wie, agb)? })
    }

    /// For one thing in a municipality: gives the provider that it must belong to.
    pub fn ding(wie: &Gebruiker, recht: Recht, gemeente: Gemeentecode) -> Result<Option<AgbCode>, VraagFout> {
        wie.eis(recht)?;
        wie.eis_gemeente(gemeente)?;
        eigen_agb(wie, None)
    }
}

/// A provider sees itself only; one without a code sees nothing.
fn eigen_agb(wie: &Gebruiker, gevraagd: Option<AgbCode>) -> Result<Option<AgbCode>, VraagFout> {
    if wie.rol != Rol::Aanbieder {
        return Ok(gevraagd);
    }
    let eigen = wie.agb.ok_or(GeenToegang)?;
    if gevraagd.is_some_and(|g| g != eigen) { Err(VraagFout::GeenToegang) } else { Ok(Some(eigen)) }
}
