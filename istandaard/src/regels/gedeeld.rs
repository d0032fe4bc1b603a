//! Checks that several messages share: the client, dates, and keys that may occur once.

use super::Kader;
use crate::lezer::boom::{Staat, Zicht};
use crate::schema::Waarde;
use jiff::ToSpan;
use jiff::civil::date;
use kern::{Bsn, Datum};
use std::borrow::Cow;
use std::collections::HashSet;

/// CS002: the BSN passes the elfproef.
pub(super) fn cs002(client: Zicht<'_>, _: &Kader) -> bool {
    client.tekst("Bsn").is_some_and(|b| Bsn::parse(b).is_err())
}

/// TR002: nobody is older than 120 years, unless the date of birth is unknown (3, 1900-01-01).
pub(super) fn tr002(persoon: Zicht<'_>, kader: &Kader) -> bool {
    let (Some(datum), Some(dagtekening)) = (persoon.datum("Geboortedatum/Datum"), kader.dagtekening) else {
        return false;
    };
    let gebruik = persoon.zoek("Geboortedatum/DatumGebruik");
    if datum == date(1900, 1, 1) && gebruik.is_some_and(|g| g.eigen_tekst() == "3") {
        return false;
    }
    dagtekening.checked_sub(120.years()).is_ok_and(|grens| datum < grens)
}

/// CS139: DatumGebruik tells which part of the date is a filler, and that part is 01.
pub(super) fn cs139(persoon: Zicht<'_>, _: &Kader) -> bool {
    let (Some(datum), Some(gebruik)) =
        (persoon.datum("Geboortedatum/Datum"), persoon.tekst("Geboortedatum/DatumGebruik"))
    else {
        return false;
    };
    match gebruik {
        "3" => datum != date(1900, 1, 1),
        "2" => datum.month() != 1 || datum.day() != 1,
        "1" => datum.day() != 1,
        _ => false,
    }
}

/// TR134 on a person: nobody is born after the message was made.
pub(super) fn tr134_geboortedatum(persoon: Zicht<'_>, kader: &Kader) -> bool {
    na_dagtekening(persoon.datum("Geboortedatum/Datum"), kader)
}

/// TR134 on an assigned product.
pub(super) fn tr134_toewijzingsdatum(product: Zicht<'_>, kader: &Kader) -> bool {
    na_dagtekening(product.datum("Toewijzingsdatum"), kader)
}

/// TR134 on a product that starts.
pub(super) fn tr134_begindatum(product: Zicht<'_>, kader: &Kader) -> bool {
    na_dagtekening(product.datum("Begindatum"), kader)
}

/// TR134 on a product that stops.
pub(super) fn tr134_einddatum(product: Zicht<'_>, kader: &Kader) -> bool {
    na_dagtekening(product.datum("Einddatum"), kader)
}

/// Whether a date lies after the Dagtekening of the message.
pub(super) fn na_dagtekening(datum: Option<Datum>, kader: &Kader) -> bool {
    matches!((datum, kader.dagtekening), (Some(d), Some(dagtekening)) if d > dagtekening)
}

/// CS058: a start or stop is sent for the first time (1) or withdrawn (3).
pub(super) fn cs058(product: Zicht<'_>, _: &Kader) -> bool {
    product.tekst("StatusAanlevering").is_some_and(|s| !matches!(s, "1" | "3"))
}

/// TR018: support does not stop before it started.
pub(super) fn tr018(product: Zicht<'_>, _: &Kader) -> bool {
    omgekeerd(product.datum("Begindatum"), product.datum("Einddatum"))
}

/// Whether a period ends before it begins.
pub(super) fn omgekeerd(van: Option<Datum>, tot: Option<Datum>) -> bool {
    matches!((van, tot), (Some(v), Some(t)) if t < v)
}

/// The value of a part of a key, written in one way: `007` and `7` are the same number.
fn sleutelwaarde(element: Zicht<'_>) -> Option<Cow<'_, str>> {
    match element.knoop().staat {
        Staat::Goed(Waarde::Getal(n)) => Some(Cow::Owned(n.to_string())),
        Staat::Goed(Waarde::Datum(d)) => Some(Cow::Owned(d.to_string())),
        Staat::Goed(_) => Some(Cow::Borrowed(element.eigen_tekst())),
        Staat::Klasse | Staat::Fout => None,
    }
}

/// Adds the children that have the same key as one before them. A child whose key has a part that failed the schema is
/// left out: its key is not known.
fn dubbele<'a>(ouder: Zicht<'a>, klasse: &'static str, velden: &[&str], plaatsen: &mut Vec<usize>) {
    let mut gezien: HashSet<Vec<Option<Cow<'a, str>>>> = HashSet::new();
    'kinderen: for kind in ouder.alle(klasse) {
        let mut sleutel = Vec::with_capacity(velden.len());
        for veld in velden {
            let element = kind.zoek(veld);
            let waarde = element.and_then(sleutelwaarde);
            if element.is_some() && waarde.is_none() {
                continue 'kinderen;
            }
            sleutel.push(waarde);
        }
        if !gezien.insert(sleutel) {
            plaatsen.push(kind.plaats);
        }
    }
}

/// TR101 on contacts: one of each kind.
pub(super) fn tr101_contacten(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "Contact", &["Soort"], plaatsen);
}

/// TR101 on relations.
pub(super) fn tr101_relaties(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "Relatie", &["Nummer"], plaatsen);
}

/// TR101 on assigned products.
pub(super) fn tr101_toegewezen(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "ToegewezenProduct", &["ToewijzingNummer"], plaatsen);
}

/// TR101 on products that start.
pub(super) fn tr101_start(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    let sleutel = ["ToewijzingNummer", "Product/Categorie", "Product/Code", "Begindatum"];
    dubbele(c, "StartProduct", &sleutel, plaatsen);
}

/// TR101 on products that stop.
pub(super) fn tr101_stop(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    let sleutel = [
        "ToewijzingNummer",
        "Product/Categorie",
        "Product/Code",
        "Begindatum",
        "Einddatum",
        "RedenBeeindiging",
    ];
    dubbele(c, "StopProduct", &sleutel, plaatsen);
}

/// TR101 and TR383 on products that are asked for: their reference is their key.
pub(super) fn tr101_aangevraagd(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "AangevraagdProduct", &["ReferentieAanbieder"], plaatsen);
}

/// TR101 on new products in a request for change.
pub(super) fn tr101_nieuw(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "NieuwProduct", &["Product/Categorie", "Product/Code", "GewensteIngangsdatum"], plaatsen);
}

/// TR101 on products that stay as they are.
pub(super) fn tr101_ongewijzigd(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "OngewijzigdProduct", &["ToewijzingNummer"], plaatsen);
}

/// TR101 on products that change.
pub(super) fn tr101_te_wijzigen(c: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    dubbele(c, "TeWijzigenProduct", &["ToewijzingNummer"], plaatsen);
}
