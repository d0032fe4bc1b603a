//! Values that a message must have exactly: its code, the version of the standard, the form of a claim number.

use super::{Patroon, Type, Vorm, tekst};

const fn code(waarde: &'static str) -> Type {
    Type::new("LDT_BerichtCode", Vorm::Vast { waarde, getal: false, regel: "RS047" })
}

pub(crate) static CODE_301: Type = code("414");
pub(crate) static CODE_302: Type = code("415");
pub(crate) static CODE_305: Type = code("418");
pub(crate) static CODE_306: Type = code("419");
pub(crate) static CODE_307: Type = code("420");
pub(crate) static CODE_308: Type = code("421");
pub(crate) static CODE_315: Type = code("444");
pub(crate) static CODE_316: Type = code("445");
pub(crate) static CODE_317: Type = code("480");
pub(crate) static CODE_318: Type = code("481");
pub(crate) static CODE_319: Type = code("482");
pub(crate) static CODE_320: Type = code("483");
pub(crate) static CODE_323: Type = code("484");
pub(crate) static CODE_325: Type = code("485");

pub(crate) static VERSIE: Type =
    Type::new("LDT_BerichtVersie", Vorm::Vast { waarde: "3", getal: true, regel: "CS025" });
pub(crate) static SUBVERSIE: Type =
    Type::new("LDT_BerichtSubversie", Vorm::Vast { waarde: "2", getal: true, regel: "CS015" });

/// Only in the 323: letters and digits without anything between (CS319).
pub(crate) static DECLARATIE_NUMMER: Type =
    Type::new("LDT_IdentificatieDeclaratie", tekst(12, Patroon::LettersCijfers));
