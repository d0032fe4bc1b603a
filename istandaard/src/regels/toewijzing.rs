//! Checks on contacts, names and products that are assigned or asked for (301, 315, 317).

use super::gedeeld::omgekeerd;
use super::{Kader, Veld};
use crate::lezer::boom::{Staat, Zicht};
use crate::schema::Waarde;
use jiff::civil::date;
use kern::Datum;

/// CD005: a country with a postal code, and only then.
pub(super) fn cd005(contact: Zicht<'_>, _: &Kader) -> bool {
    contact.gevuld("Adres/Postcode") != contact.gevuld("Adres/LandCode")
}

/// CD007: a language for an interpreter (1), and only then.
pub(super) fn cd007(client: Zicht<'_>, _: &Kader) -> bool {
    client.tekst("Communicatie/Vorm").is_some_and(|v| (v == "1") != client.gevuld("Communicatie/Taal"))
}

/// CD009: a term belongs to a temporary address (04) only.
pub(super) fn cd009(contact: Zicht<'_>, _: &Kader) -> bool {
    contact.gevuld("Periode") && contact.tekst("Soort").is_some_and(|s| s != "04")
}

/// CD025: a Dutch address has a house.
pub(super) fn cd025(contact: Zicht<'_>, _: &Kader) -> bool {
    contact.tekst("Adres/LandCode") == Some("NL") && !contact.gevuld("Adres/Huis")
}

/// CD034: the address of registration (01) and of stay (03) have a postal code.
pub(super) fn cd034(contact: Zicht<'_>, _: &Kader) -> bool {
    matches!(contact.tekst("Soort"), Some("01" | "03")) && !contact.gevuld("Adres/Postcode")
}

/// CS089: the form of a Dutch postal code: 1234AB.
pub(super) fn cs089(contact: Zicht<'_>, _: &Kader) -> bool {
    contact.tekst("Adres/LandCode") == Some("NL")
        && contact.tekst("Adres/Postcode").is_some_and(|p| {
            let (cijfers, letters) = p.as_bytes().split_at(p.len().min(4));
            let goed = letters.len() == 2
                && cijfers.iter().all(u8::is_ascii_digit)
                && cijfers.first().is_some_and(|c| *c != b'0')
                && letters.iter().all(u8::is_ascii_alphabetic);
            !goed
        })
}

/// CS003 on the term of an address.
pub(super) fn cs003_contact(contact: Zicht<'_>, _: &Kader) -> bool {
    omgekeerd(contact.datum("Periode/Begindatum"), contact.datum("Periode/Einddatum"))
}

/// TR006: a telephone number, or a house with its postal code.
pub(super) fn tr006(contact: Zicht<'_>, _: &Kader) -> bool {
    let adres = contact.gevuld("Adres/Huis") && contact.gevuld("Adres/Postcode");
    !contact.gevuld("Telefoon") && !adres
}

/// TR061: the client has an address of kind 01, 02 or 03.
pub(super) fn tr061(client: Zicht<'_>, _: &Kader) -> bool {
    let Some(contacten) = client.zoek("Contactgegevens") else { return false };
    // A kind that failed the schema may have been meant as one of these.
    let goed = |c: Zicht<'_>| !matches!(c.tekst("Soort"), Some("04"));
    contacten.gevuld("Contact") && !contacten.alle("Contact").any(goed)
}

/// CS050: which name somebody goes by: 1 to 4 with a partner's name, else 1.
pub(super) fn cs050(persoon: Zicht<'_>, _: &Kader) -> bool {
    persoon.tekst("Naam/NaamGebruik").is_some_and(|n| {
        if persoon.gevuld("Naam/Partnernaam") { !matches!(n, "1" | "2" | "3" | "4") } else { n != "1" }
    })
}

/// First and last day have different names in the messages.
fn ingang(product: Zicht<'_>) -> Option<Zicht<'_>> {
    ["Ingangsdatum", "ToewijzingIngangsdatum", "GewensteIngangsdatum"].iter().find_map(|n| product.zoek(n))
}

fn eind(product: Zicht<'_>) -> Option<Zicht<'_>> {
    ["Einddatum", "ToewijzingEinddatum"].iter().find_map(|n| product.zoek(n))
}

fn als_datum(element: Option<Zicht<'_>>) -> Option<Datum> {
    match element?.knoop().staat {
        Staat::Goed(Waarde::Datum(d)) => Some(d),
        _ => None,
    }
}

/// First day of a product, whatever the message calls it.
pub(super) fn ingangsdatum(product: Zicht<'_>) -> Option<Datum> {
    als_datum(ingang(product))
}

/// Last day of a product: not there, not valid, or a date.
pub(super) fn einddatum(product: Zicht<'_>) -> Veld<Datum> {
    match eind(product) {
        None => Veld::Leeg,
        Some(e) => als_datum(Some(e)).map_or(Veld::Fout, Veld::Goed),
    }
}

/// Assignments that ended in 2020 or earlier follow older rules.
fn na_2020(product: Zicht<'_>) -> bool {
    match einddatum(product) {
        Veld::Leeg => true,
        Veld::Fout => false,
        Veld::Goed(d) => d > date(2020, 12, 31),
    }
}

/// CD041: a product with a code has a volume.
pub(super) fn cd041(product: Zicht<'_>, _: &Kader) -> bool {
    product.gevuld("Product/Code") && !product.gevuld("Omvang")
}

/// CD075: a budget needs a last day.
pub(super) fn cd075(product: Zicht<'_>, _: &Kader) -> bool {
    product.gevuld("Budget") && eind(product).is_none()
}

/// CD076: a volume per week needs a last day.
pub(super) fn cd076(product: Zicht<'_>, _: &Kader) -> bool {
    product.tekst("Omvang/Frequentie") == Some("2") && eind(product).is_none()
}

/// CD077 and CD078: a volume or a budget, not both.
pub(super) fn cd077(product: Zicht<'_>, _: &Kader) -> bool {
    product.gevuld("Budget") && product.gevuld("Omvang")
}

/// CD079: without a budget there is a product.
pub(super) fn cd079(product: Zicht<'_>, _: &Kader) -> bool {
    !product.gevuld("Budget") && !product.gevuld("Product")
}

/// CD080, CD095 and CD096: without a product code there is no volume.
pub(super) fn cd080(product: Zicht<'_>, _: &Kader) -> bool {
    product.gevuld("Omvang") && !product.gevuld("Product/Code") && na_2020(product)
}

/// CS003 on a product: it does not end before it begins.
pub(super) fn cs003_product(product: Zicht<'_>, _: &Kader) -> bool {
    omgekeerd(ingangsdatum(product), einddatum(product).goed())
}

/// CS335: a withdrawn assignment (13) ends on the day on which it begins.
pub(super) fn cs335(product: Zicht<'_>, _: &Kader) -> bool {
    if product.tekst("RedenWijziging") != Some("13") {
        return false;
    }
    match (ingangsdatum(product), einddatum(product)) {
        (Some(van), Veld::Goed(tot)) => van != tot,
        (_, Veld::Leeg) => true,
        _ => false,
    }
}

/// CS336: reason 01 is no longer used.
pub(super) fn cs336(product: Zicht<'_>, _: &Kader) -> bool {
    product.tekst("RedenWijziging") == Some("01")
}

/// CS338 and CS343: days, parts of days, euros and pieces go per week, per month or in total.
pub(super) fn cs338(product: Zicht<'_>, _: &Kader) -> bool {
    matches!(product.tekst("Omvang/Eenheid"), Some("14" | "16" | "83" | "84"))
        && na_2020(product)
        && product.tekst("Omvang/Frequentie").is_some_and(|f| !matches!(f, "2" | "4" | "6"))
}
