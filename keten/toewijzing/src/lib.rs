//! Step 5, toewijzing: reads the besluit, the contract and the catalogue; feeds the order to a provider (301) to
//! levering and declaratie.

mod beslissing;
mod bestelling;
mod fout;
mod herindeling;
mod model;
mod omzetting;
mod ontvangst;
mod stapeling;
mod toestand;
mod verzoek;

pub use beslissing::{Orderfeiten, controleer_vorm, moet_oprekken, overlapt, uit_besluit};
pub use bestelling::{Besteld, besteld};
pub use fout::ToewijzingFout;
pub use herindeling::{
    Bestemming, Contractstand, Herindelingstand, Overgang, contract_voor, gaat_over, verdeel, waarde_per_jaar,
};
pub use model::{Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer};
pub use omzetting::{Omzetfeiten, uit_omzetting, vervalt};
pub use ontvangst::{
    EerdereToewijzing, Verzoekreferentie, Verzoeksoort, nummer_uniek, referenties_kloppen, verwijderen_mag,
};
pub use toestand::{NaWijziging, Stand, Wens};
pub use verzoek::*;
