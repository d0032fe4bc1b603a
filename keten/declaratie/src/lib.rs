//! Step 7, declaratie: reads assignments and contract prices, judges claims line by line, feeds betaling.
//!
//! A line is granted or rejected whole, with all reasons at once (invariant 4). Judging is pure: the caller
//! hands over the facts ([`Feiten`]) and gets findings back; no finding means granted. The same facts give
//! the same verdict on any later day, so that the [`uitleg`] of a line can be replayed instead of stored.

mod afspraken;
mod antwoord;
mod beslissing;
mod correctie;
mod model;
mod tekst;
mod toestand;
mod uitleg;
mod uren;
mod volume;

pub use afspraken::{
    Afspraakregel, Afspraken, Maandvolgorde, OnvolledigeMaand, PerDag, TotaalMeldt, TotaalPerMaand,
    WeekZonderZondag,
};
pub use antwoord::{
    Antwoordkop, EigenDeclaratie, beoordeel_antwoord, beoordeel_client_antwoord, vergelijk_regel,
};
pub use beslissing::{beoordeel, beoordeel_client, beoordeel_declaratie};
pub use correctie::{Correctieregels, EigenRegel, Regelstand, corrigeer};
pub use model::{
    ClientFeit, Contractprijs, DebetCredit, DeclaratieFeiten, Declaratiekop, EerdereRegel, Feiten, Omvang,
    Prestatieregel, ToewijzingFeit,
};
pub use toestand::Declaratiestatus;
pub use uitleg::uitleg;
pub use uren::hele_uren;
pub use volume::{Maximum, Telling, maximum_looptijd, maximum_periode};
