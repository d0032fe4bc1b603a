//! The read side: what pages and API show. Every question takes the database, the user and a typed filter.
//!
//! Rights, the municipalities of a user and, for a provider, the own AGB code are enforced here and nowhere
//! else; a caller cannot ask for more than its user may see. Lists are paged by key, never by counting past
//! rows, so that page 1.000 is as quick as page 1.
//!
//! | question | answer |
//! |---|---|
//! | `overzicht::overzicht(db, wie, gemeente: Option, vandaag)` | `Overzicht` |
//! | `clienten::lijst(db, wie, &ClientFilter, &Blad, vandaag)` | `Lijst<ClientRij>` |
//! | `clienten::zoek_bsn(db, kluis, wie, &Bsn)` | `Vec<(Gemeentecode, i64)>` |
//! | `clienten::dossier(db, kluis, wie, gemeente, id, vandaag, nu)` | `ClientDossier` |
//! | `berichten::lijst(db, wie, &BerichtFilter, &Blad, vandaag)` | `Lijst<BerichtRij>` |
//! | `berichten::dossier(db, wie, gemeente, id)` | `BerichtDossier` |
//! | `berichten::boom(db, kluis, wie, gemeente, id)` | `Boom` |
//! | `berichten::ruw(db, kluis, wie, gemeente, id, hoogste: Option<usize>)` | `Ruw` |
//! | `declaraties::lijst(db, wie, &ClaimFilter, &Blad)` | `Lijst<ClaimRij>` |
//! | `declaraties::dossier(db, wie, gemeente, bericht)` | `ClaimDossier` |
//! | `declaraties::regels(db, wie, gemeente, bericht, RegelFilter, &Blad)` | `Lijst<RegelRij>` |
//! | `declaraties::regel(db, wie, gemeente, bericht, volgnr)` | `RegelRij` |
//! | `declaraties::regel_uitleg(db, wie, gemeente, bericht, volgnr)` | `kern::Uitleg` |
//! | `betalingen::lijst(db, wie, &BetaalFilter, &Blad)` | `Lijst<BatchRij>` |
//! | `betalingen::batch(db, wie, gemeente, nummer)` | `(BatchRij, Vec<BetalingRij>)` |
//! | `betalingen::saldo(db, wie, &BetaalFilter)` | `Saldo` |
//! | `catalogus::producten(db, wie, vandaag)` | `Vec<ProductRij>` |
//! | `catalogus::aanbieders(db, wie, &AanbiederFilter, vandaag)` | `Vec<AanbiederRij>` |
//! | `catalogus::aanbieder(db, wie, agb, vandaag)` | `AanbiederDossier` |
//! | `tabellen::tabellen(&Monitor)` | `Vec<TabelNaast>` |
//! | `verzoeken::lijst(db, wie, &VerzoekFilter, vandaag)` | `VerzoekLijst` |
//! | `verzoeken::dossier(db, wie, gemeente, id, vandaag)` | `VerzoekDossier` |
//! | `gemeenten::namen(db, wie)` | `Vec<(Gemeentecode, String)>` |
//! | `bewaken::lijst(db, wie, &WachtFilter, &Blad, vandaag)` | `Lijst<WachtRij>` |
//! | `bewaken::tellingen(db, wie, gemeente: Option, agb: Option, vandaag)` | `Vec<WachtTelling>` |
//! | `post::overzicht(db, wie, gemeente: Option)` | `PostOverzicht` |
//! | `monitor::monitor(db, wie, &MonitorVraag)` | `Monitor` |
//!
//! All give `Result<_, VraagFout>`.

pub(crate) mod bereik;
pub mod berichten;
pub mod betalingen;
pub mod bewaken;
mod blad;
pub mod catalogus;
pub mod clienten;
pub mod declaraties;
pub mod gemeenten;
pub mod herindelen;
pub mod monitor;
pub mod omzetten;
pub mod overzicht;
mod pagina;
pub mod post;
mod soorten;
pub mod tabellen;
pub mod tijdlijn;
pub mod verzoeken;

pub use blad::{Aantal, Blad, Lijst, Plek, Wijzer};
pub use soorten::{BerichtStatus, ClaimStatus, Naam, RegelStatus, Richting, Stap, Verwijzing};

use crate::GeenToegang;
use std::fmt;

/// Why a question gets no answer.
#[derive(Debug)]
pub enum VraagFout {
    /// The role may not see this, or the municipality is not one of the user's.
    GeenToegang,
    /// It does not exist, or lies outside what this user may see.
    NietGevonden,
    /// The question itself is wrong; the text says what to do.
    Ongeldig(String),
    /// The database gave no answer.
    Store(store::StoreFout),
}

impl fmt::Display for VraagFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GeenToegang => GeenToegang.fmt(f),
            Self::NietGevonden => f.write_str("dit is niet gevonden"),
            Self::Ongeldig(tekst) => f.write_str(tekst),
            Self::Store(fout) => fout.fmt(f),
        }
    }
}

impl std::error::Error for VraagFout {}

impl From<GeenToegang> for VraagFout {
    fn from(_: GeenToegang) -> Self {
        Self::GeenToegang
    }
}

impl From<store::StoreFout> for VraagFout {
    fn from(fout: store::StoreFout) -> Self {
        Self::Store(fout)
    }
}
