//! Step 8, betaling: reads approved claim lines that are not paid yet; feeds payment orders (pain.001) to the bank and the
//! paid lines to monitoring. It only adds: a correction is a counter-entry (invariant 5).

mod beslissing;
mod fout;
mod model;
mod sepa;
mod sluit;

pub use beslissing::stel_batch;
pub use fout::BetalingFout;
pub use model::{Batch, Batchnummer, Betaalbaar, Betaalregel, Betaling, Opdracht, Open, RedenOpen, Rekening};
pub use sepa::{Opdrachtgever, schrijf_pain001, sepa_tekst};
pub use sluit::{Boeking, Saldo, Verschil, controleer_saldi, saldi};
