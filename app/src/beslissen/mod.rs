//! The decision: drafted, looked at by a second person where that is asked, signed, made known, and carried out. Assignments
//! follow only from a version that was made known (Awb 3:40).
//!
//! What a step brings about is computed by the code that does it, in a transaction that is undone: the preview and the deed
//! cannot differ.

mod aanloop;
mod bezwaar;
mod brief;
mod dossier;
mod feiten;
mod inhoud;
mod keuzes;
mod overlijden;
mod stappen;
mod uitvoeren;

pub use ::beschikking::{
    Bekendmaking, Besluitsoort, Besluittoestand, Bezwaar, Bijdragemededeling, Eindreden, Herzieningsgrond,
    Huisstijl, Identiteitscontrole, Mandaat, Mandaatregels, Onderdeel, Ontwerp, Pgbtoets, STANDAARDSJABLOON,
    Verstrekking, Zienswijze, bezwaar_uiterlijk, vier_ogen,
};
pub use bezwaar::{
    Bezwaarrij, Bezwaaruitkomst, NieuwBezwaar, dien_bezwaar_in, handel_bezwaar_af, verdaag_bezwaar,
};
pub use brief::{briefbytes, voorbeeldbrief};
pub use dossier::{
    Besluitblad, Besluitrij, Bestelbaar, Clientbesluit, Lijststand, Versie, besluiten_van, blad, lijst,
    tellingen,
};
pub use inkoop::Productsleutel;
pub use keuzes::{Invulling, Keuzeblad, Keuzes, Mandaatrij, geef_mandaat, keuzes, kies, zet_sjabloon};
pub use overlijden::{bekijk_overlijden, meld_overlijden};
pub use stappen::{
    Bekend, begin, begin_vervolg, bekijk, bewaar, geef_terug, leg_voor, maak_bekend, stel_vast,
    vast_en_bekend, weg,
};
pub use uitvoeren::{Gevolgen, Gevolgregel};

use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use kern::Bevinding;
use store::{StoreFout, Tx};

/// What was done, or all reasons why it cannot be.
pub type Oordeel<T> = Result<T, Vec<Bevinding>>;

/// How a transaction ends that may be undone.
enum Einde<T> {
    Terug(Oordeel<T>),
    Fout(VraagFout),
}

impl<T> From<StoreFout> for Einde<T> {
    fn from(f: StoreFout) -> Self {
        Self::Fout(f.into())
    }
}

/// Does something in one transaction. Without `houd`, or with a reason against it, everything is undone.
fn doe<T>(
    o: &Omgeving,
    houd: bool,
    f: impl Fn(&mut Tx<'_>) -> Result<Oordeel<T>, VraagFout>,
) -> Result<Oordeel<T>, VraagFout> {
    let uit = o.db.write(|tx| match f(tx) {
        Ok(Ok(t)) if houd => Ok(t),
        Ok(ander) => Err(Einde::Terug(ander)),
        Err(fout) => Err(Einde::Fout(fout)),
    });
    match uit {
        Ok(t) => Ok(Ok(t)),
        Err(Einde::Terug(oordeel)) => Ok(oordeel),
        Err(Einde::Fout(fout)) => Err(fout),
    }
}
