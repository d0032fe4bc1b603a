//! Reads and checks the rule data under regels/inkoopkaders: frameworks, products, tariffs, settings and tables.
//!
//! A framework is a folder of YAML files, one kind per file, described by the JSON Schemas under
//! `regels/schema/v1/`. The loader gives a whole [`Kader`] or *all* problems with file, line and remedy. The
//! frameworks of this repository are embedded in the program ([`kaders`]); a folder elsewhere is checked with
//! [`lees_map`].

mod controle;
mod criteria;
mod herindeling;
mod ingebed;
mod knoop;
mod kostprijs;
mod lezer;
mod map;
mod model;
mod omzetting;
mod overeenkomst;
mod probleem;
mod resultaten;
mod tijdvak;
mod velden;
mod werkboek;

pub use criteria::{
    Afleiding, Criteria, Criterium, Criteriumsoort, Duur, Indeling, Kieswijze, Maat, Optie, Partij, Plicht,
    Substitutie, Termijn, Toets, Toetssoort, Verlenging, Voorwaarde, Werksoort,
};
pub use herindeling::{Herindeling, Herindelingsdeel, gemeente_tot, herindelingen, lees_herindeling};
pub use ingebed::{kader, kaders, zoek_kader};
pub use knoop::zelfde_inhoud;
pub use kostprijs::{
    Bewerking, Elementgat, Elementstand, Kostprijselement, Kostprijsmaat, Kostprijsmodel, Kostprijsregel,
    Regelafronding, Rekenfout,
};
pub use lezer::{lees_kader, lees_los};
pub use map::{MapFout, lees_herindelingsbestand, lees_map, zoek_herindelingen, zoek_mappen};
pub use model::{
    AFSPRAKEN, Aanduiding, Afspraak, Cel, Eenheidsoort, Gemeentenaam, Instelling, Kader, Productregel,
    Productsoort, Rij, Tabel, Tariefdeel, Tariefregel, Telwijze, Uitvoeringsvariant, Verantwoording,
    WEKEN_PER_JAAR,
};
pub use omzetting::{
    Aanleiding, Functiegroep, HOOGSTE_KLASSE, Omzetdrempel, Omzetmoment, Omzetting, Omzetwijze, OudeWaarde,
    Richting, Sleutelregel, functiecode,
};
pub use overeenkomst::{Looptijd, Overeenkomst, Pilot, Pilotstand, Route};
pub use probleem::Probleem;
pub use resultaten::{Domein, Resultaat, Resultaten, Zelfredzaamheid};
pub use tijdvak::{Tijdvak, WEKEN_PER_JAAR as WEKEN_ZONDER_AFSPRAAK};
pub use werkboek::{Celfout, LEESMIJ, Werkblad, Werkcel, celnaam, lees_bladen, naar_bladen};
