//! Step 4, beschikking: reads the client, the onderzoek and the catalogue; feeds a besluit to toewijzing.

mod beslissing;
mod model;

pub use beslissing::{Feiten, stel_op};
pub use model::{Besluit, BesluitId, Voorstel};
