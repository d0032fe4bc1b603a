//! Step 4, beschikking: reads the client, the onderzoek and the catalogue; feeds a besluit to toewijzing.

mod beslissing;
mod bewaking;
mod bezwaar;
mod brief;
mod duur;
mod eisen;
mod fout;
mod mandaat;
mod model;
mod ontwerp;
mod sjabloon;
mod toestand;

pub use beslissing::{Feiten, stel_op};
pub use bewaking::{Bewaakpunt, Bewaakreden, Bewaakregels, Bewaakt, Heronderzoekuitkomst, bewaak};
pub use bezwaar::{Bezwaar, bezwaar_uiterlijk, bezwaartermijn};
pub use brief::{Brief, Briefdeel, Briefgegevens, Huisstijl, Onderdeelregel, maak_brief};
pub use duur::{Duurgrens, laatste_dag};
pub use eisen::{Onderbouwing, waarom, wat_ontbreekt};
pub use fout::BesluitFout;
pub use mandaat::{Mandaat, Mandaatregels, Ondertekenaar, mag_vaststellen, vier_ogen};
pub use model::{Besluit, BesluitId, Voorstel};
pub use ontwerp::{
    Besluitsoort, Bijdragemededeling, Eindreden, Herzieningsgrond, Identiteitscontrole, Onderdeel, Ontwerp,
    Pgbtoets, Verstrekking, Zienswijze, jaarbedrag,
};
pub use sjabloon::{STANDAARDSJABLOON, Sjabloon};
pub use toestand::{Bekendmaking, Besluittoestand, Stap};
