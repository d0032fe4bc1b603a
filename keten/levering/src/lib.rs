//! Step 6, levering: reads start (305) and stop (307) of a provider; feeds what is delivered now to monitoring and to
//! the events that follow a stop. It never gates a claim (OP364).

mod beslissing;
mod model;
mod toestand;

pub use beslissing::{Feiten, beoordeel_start, beoordeel_stop, mag_intrekken};
pub use model::{
    Levering, LeveringId, Leveringsleutel, RedenBeeindiging, Soort, StartMelding, StatusAanlevering,
    StopMelding,
};
pub use toestand::{Gevolg, Leveringstand, gevolgen_start, gevolgen_stop, stand};
