//! Step 3, toegang: reads who asks for support and when; feeds the finished onderzoek to beschikking and the
//! client to every later step.

mod beslissing;
mod fout;
mod model;
mod toestand;

pub use beslissing::{besluit_uiterlijk, onderzoek_uiterlijk, termijn};
pub use fout::ToegangFout;
pub use model::{Adres, Client, ClientId, Geslacht, Melding, MeldingId, Naam};
pub use toestand::MeldingToestand;
