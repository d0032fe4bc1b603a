//! Step 2, catalogus: reads the frameworks under regels/; feeds products and tariffs in force on a day to
//! beschikking, toewijzing and declaratie.

mod beslissing;
mod bestellen;
mod blad;
mod fout;
mod in_het_kort;
pub mod kostprijs;
mod model;
mod omzetting;
mod publicatieblad;
mod reactie;
mod tijdvak;
mod toestand;
mod verschil;

pub use beslissing::{
    bedrag_in_woorden, euro_voluit, omvang_in_woorden, per_in_woorden, prijs_in_woorden, prijs_uitleg,
    product_op, tarief_op, vind_product,
};
pub use bestellen::{Bestelling, Bestelsoort, Bestelvraag, mag_bestellen};
pub use blad::{Hoofdstuk, kaderblad, productblad};
pub use fout::CatalogusFout;
pub use in_het_kort::{Kort, VRAGEN, in_het_kort, toondag};
pub use model::{Catalogusproduct, Inkoopkader, Prestatie, Tarief, Zwaarte};
pub use omzetting::{
    GEEN_KLASSE, Indicatie, Niet, OmzetFout, Omzetproduct, Omzetrij, Omzetsleutel, Oordeel, Telling, Totaal,
    Tweeling, Tweelingen, Verdeling, markeer_tweelingen,
};
pub use publicatieblad::{BladFout, Bladdeel, Bladtabel, Publicatieblad, publicatieblad};
pub use reactie::{Antwoord, LANGSTE_TEKST, Reactie, Spreker, controleer_reactie};
pub use regels::{Aanleiding, Omzetwijze, Productsoort, Telwijze, Tijdvak, Uitvoeringsvariant};
pub use tijdvak::Verzending;
pub use toestand::{Kaderversie, Versiefeiten, Versiestand, Versietoestand, VervallenCode, versie_op};
pub use verschil::{Wijziging, Wijzigingssoort, verschil, vervallen_codes};
