//! Requests: what a provider asks (315, 317), the rules that it must meet, and what honouring it makes of the
//! assignments.

mod antwoord;
mod beslissing;
mod honoreren;
mod model;
mod toestand;

pub use antwoord::{Antwoordfeiten, Verzoekantwoord, beoordeel_antwoord};
pub use beslissing::{Verzoekfeiten, beoordeel_vot, beoordeel_vow, is_actueel, nog_niet_toegewezen};
pub use honoreren::{Afspraak, Geleverd, Gevolg, Honoreerfeiten, honoreer_vot, honoreer_vow};
pub use model::{
    AangevraagdProduct, GewenstProduct, GewensteWijziging, RedenAfwijzing, RedenVerzoek, VerzoekId,
    Wijzigingsverzoek,
};
pub use toestand::{Verzoekstand, reactie_uiterlijk, reactietermijn};
