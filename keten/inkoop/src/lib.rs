//! Step 1, inkoop: reads providers and contract lines; feeds the tariff in force on a day to catalogus,
//! toewijzing, declaratie and betaling.

mod beslissing;
mod fout;
mod model;

pub use beslissing::{controleer_contractregels, tarief_op};
pub use fout::InkoopFout;
pub use kern::{Iban, IbanFout, Opzoeking};
pub use model::{Aanbieder, Contractregel, Contractsleutel, Perceel, Productsleutel};
