//! Step 9, monitoring: reads rows of every earlier step; feeds figures with their definition to screens and reports.

mod aantallen;
mod cijfers;
mod definitie;
mod tabellen;
pub mod termijnen;
mod vergelijk;
mod wachtlijst;

pub use aantallen::tabel1_uit_aantallen;
pub use cijfers::{Aandeel, Afwijzing, Kostenrij, aandeel_per_aanbieder, afwijzing, kosten_per_maand};
pub use definitie::{DEFINITIES, Definitie, definitie};
pub use tabellen::{Gebruik, Groot, Kolom, Tabel1, Tabel2, tabel1, tabel2};
pub use termijnen::{Duur, PLICHTEN, Plicht, Plichtige, Termijnstand, plicht, startterm};
pub use vergelijk::{Celverschil, vergelijk_tabel1, vergelijk_tabel2};
pub use wachtlijst::{
    Screeninguitkomst, Wachteinde, Wachtende, Wachtgroep, wacht_sinds, wacht_uitleg, wachtgroepen,
};
