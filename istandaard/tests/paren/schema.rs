//! The three constraints that the schema keeps: version and subversion of the standard, and the form of a claim number.

use super::hulp::berichten::{b301, b305, b307, b315, b317, b319, b323, b325};
use super::{met, paar};

const VERSIE: &str = "/Bericht/Header/BerichtVersie";
const SUBVERSIE: &str = "/Bericht/Header/BerichtSubversie";

fn versie(b: &str, nummer: &str) -> String {
    met(b, "<BerichtVersie>3<", &format!("<BerichtVersie>{nummer}<"))
}

fn subversie(b: &str, nummer: &str) -> String {
    met(b, "<BerichtSubversie>2<", &format!("<BerichtSubversie>{nummer}<"))
}

paar!(cs025_wmo301, VERSIE, versie(&b301(), "2"), versie(&b301(), " 3 "));
paar!(cs015_wmo301, SUBVERSIE, subversie(&b301(), "1"), subversie(&b301(), " 2 "));
paar!(cs025_wmo305, VERSIE, versie(&b305(), "2"), versie(&b305(), " 3 "));
paar!(cs015_wmo305, SUBVERSIE, subversie(&b305(), "1"), subversie(&b305(), " 2 "));
paar!(cs025_wmo307, VERSIE, versie(&b307(), "2"), versie(&b307(), " 3 "));
paar!(cs015_wmo307, SUBVERSIE, subversie(&b307(), "1"), subversie(&b307(), " 2 "));
paar!(cs025_wmo315, VERSIE, versie(&b315(), "2"), versie(&b315(), " 3 "));
paar!(cs015_wmo315, SUBVERSIE, subversie(&b315(), "1"), subversie(&b315(), " 2 "));
paar!(cs025_wmo317, VERSIE, versie(&b317(), "2"), versie(&b317(), " 3 "));
paar!(cs015_wmo317, SUBVERSIE, subversie(&b317(), "1"), subversie(&b317(), " 2 "));
paar!(cs025_wmo319, VERSIE, versie(&b319(), "2"), versie(&b319(), " 3 "));
paar!(cs015_wmo319, SUBVERSIE, subversie(&b319(), "1"), subversie(&b319(), " 2 "));
paar!(cs025_wmo323, VERSIE, versie(&b323(), "2"), versie(&b323(), " 3 "));
paar!(cs015_wmo323, SUBVERSIE, subversie(&b323(), "1"), subversie(&b323(), " 2 "));
paar!(cs025_wmo325, VERSIE, versie(&b325(), "2"), versie(&b325(), " 3 "));
paar!(cs015_wmo325, SUBVERSIE, subversie(&b325(), "1"), subversie(&b325(), " 2 "));
paar!(
    cs319_wmo323,
    "/Bericht/Declaratie/DeclaratieNummer",
    met(&b323(), "<DeclaratieNummer>DN1", "<DeclaratieNummer>DN-1"),
    met(&b323(), "<DeclaratieNummer>DN1", "<DeclaratieNummer>12abcDEF0000")
);
