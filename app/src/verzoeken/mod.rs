//! Requests of providers: to assign (VOT, 315) and to change (VOW, 317), with the answer (319) and the assignments (301)
//! that follow. Both sides: the provider makes and follows them, the municipality receives and decides them.
//!
//! | who | function | does |
//! |---|---|---|
//! | aanbieder | [`dien_in_vot`], [`dien_in_vow`] | makes the 315 or 317 from its own book, or says why it cannot |
//! | gemeente | [`open`] | what waits for a reaction, with its term |
//! | gemeente | [`gevolgen`] | what a decision would do; changes nothing |
//! | gemeente | [`beoordeel`] | decides: grants (the next 301 tells so), refuses or looks into it (a 319) |
//! | both | [`Verzoek`], [`lees`] | a request as it stands in the book |
//!
//! Receiving them is part of `ontvangst`. A granted request has no 319: the 301 is the answer (OP344).

mod beoordelen;
mod boek;
mod indienen;
mod melden;
mod ontvangen;

pub use beoordelen::{Beoordeeld, Oordeel, OpenDeel, beoordeel, gevolgen, open};
pub use boek::{Productsoort, Verzoek, Verzoekdeel, Verzoekproduct};
pub use indienen::{Aangevraagd, Ingediend, Verwijzing, Vot, Vow, dien_in_vot, dien_in_vow};

/// What a request is, how it stands and why it is refused, as the step says it.
pub use ::toewijzing::{
    Afspraak, Gevolg, GewenstProduct, GewensteWijziging, Omvang, RedenAfwijzing, RedenVerzoek,
    RedenWijziging, Stempel, Toewijzing, Toewijzingnummer, Verzoeksoort, Verzoekstand,
};
pub use toegang::ClientId;

pub(crate) use boek::{lees as lees_in, lees_soort, lees_stand, toewijzingen as toewijzingen_van};
pub(crate) use indienen::{vot_in, vow_in};
pub(crate) use melden::{Te301, afgekeurd, toegewezen, toets_referenties, weer_ingediend, weer_toegewezen};
pub(crate) use ontvangen::{
    antwoord_319, laad_315, laad_317, laad_319, verzoek_315, verzoek_317, weer_beantwoord,
};

use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use kern::Gemeentecode;

/// A request; `None` when there is none with this key.
pub fn lees(o: &Omgeving, g: Gemeentecode, verzoek: i64) -> Uitkomst<Option<Verzoek>> {
    Ok(o.db.read(|tx| boek::lees(tx, g, verzoek))?)
}
