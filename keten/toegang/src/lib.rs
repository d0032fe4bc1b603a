//! Step 3, toegang: reads who asks for support and when; feeds the finished onderzoek and the aanvraag to beschikking and
//! the client to every later step.

mod aanvraag;
pub mod advies;
mod beslissing;
mod brief;
mod dossier;
mod dwangsom;
mod fout;
pub mod klok;
mod model;
mod onderzoek;
mod plan;
mod planvraag;
mod toestand;
pub mod zrm;

pub use aanvraag::{Aanvraag, AanvraagId, AanvraagToestand, Opschortgrond, Opschorting, Vertraging, besluit};
pub use beslissing::{besluit_uiterlijk, onderzoek_uiterlijk, termijn};
pub use brief::{Alinea, Brief, bevestigingsbrief, verslagbrief};
pub use dossier::{
    Binnenkomst, Dossier, Identiteitsbewijs, LANGSTE_VRAAG, Melder, PersoonlijkPlan, Plichten, Wijze,
};
pub use dwangsom::{Dwangsom, dwangsom};
pub use fout::ToegangFout;
pub use klok::{Indiening, Klok, Klokstand, Termijn};
pub use model::{Adres, Client, ClientId, Geslacht, Melding, MeldingId, Naam};
pub use onderzoek::{
    Bewijs, LANGSTE_BEVINDING, LANGSTE_TOELICHTING, Onderwerp, Onderzoek, Oordeel, Punt, grond, verslag,
};
pub use plan::{LANGSTE_PLANTEKST, MEESTE_RESULTATEN, Ondersteuningsplan, PlanToestand, Planresultaat};
pub use planvraag::{Akkoordwijze, Planoordeel, Planvoorstel, Planvraag, Planvraagstand, noteer_oordeel};
pub use toestand::MeldingToestand;
