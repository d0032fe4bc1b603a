//! Measurements with the matrix, advice on a melding, and what the consulent chose (step 3). What is judged is judged by
//! `toegang::advies`; here stands who may, for which municipality, how it is kept, and which text of a framework holds. Nothing
//! here decides.

mod blad;
mod cellen;
mod cijfers;
mod keuze;
mod los;
mod meting;

pub(crate) use blad::laad;
pub use blad::{Adviesblad, Deel, Invulling, Kaderadvies, Kadernaam, Overig, blad, uitvoer, wijzig};
pub use cellen::{cellen_weg, celteksten, laad_cellen, telling};
pub use cijfers::{Afwijkblad, Regelrij, afwijkingen};
pub(crate) use keuze::laatste_voorstel;
pub use keuze::{Gekozen, Voorstel, grond, keuzes, kies};
pub use los::{Losadvies, los};
pub(crate) use meting::van_client;
pub use meting::{Meting, meting, metingen, zet_meting};

use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use kern::{Bevinding, Gemeentecode};
use store::StoreFout;

/// The outcome of a step: done, or every reason why not.
pub type Stap<T> = Result<Result<T, Vec<Bevinding>>, VraagFout>;

fn eis(wie: &Gebruiker, gemeente: Gemeentecode) -> Result<(), VraagFout> {
    wie.eis(Recht::Toegang)?;
    wie.eis_gemeente(gemeente)?;
    Ok(())
}

/// The surroundings with the name of who acts.
fn namens(o: &Omgeving, wie: &Gebruiker) -> Omgeving {
    Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() }
}

fn beschadigd(wat: &str) -> StoreFout {
    StoreFout::Beschadigd { wat: format!("advies: {wat}") }
}
