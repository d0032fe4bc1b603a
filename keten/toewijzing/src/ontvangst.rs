//! The rules over messages that a received 301 must meet (level 3): TR332, TR379 and TR385.

use crate::{RedenWijziging, Toewijzingnummer};
use kern::{Bevinding, Datum, Pad, Product};
use toegang::ClientId;

/// What is known under a number in this municipality, from an earlier approved 301.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EerdereToewijzing {
    /// For whom; `None` when the client of the message is unknown here.
    pub client: Option<ClientId>,
    /// Product.
    pub product: Option<Product>,
    /// First day.
    pub ingangsdatum: Datum,
    /// Taken back: counts as never sent.
    pub verwijderd: bool,
}

/// TR332: a number stands for one assignment. Only end date, volume and budget may change under the same number
/// (IV066), so another client, product or first day means that the number was given out twice.
pub fn nummer_uniek(
    pad: impl Into<Pad>,
    nummer: Toewijzingnummer,
    client: ClientId,
    product: Option<Product>,
    ingangsdatum: Datum,
    eerder: Option<&EerdereToewijzing>,
) -> Vec<Bevinding> {
    let Some(e) = eerder.filter(|e| !e.verwijderd) else { return Vec::new() };
    if e.client == Some(client) && e.product == product && e.ingangsdatum == ingangsdatum {
        return Vec::new();
    }
    vec![Bevinding::new(
        "TR332",
        Some("9332"),
        pad,
        format!(
            "Toewijzing {nummer} bestaat al met een andere cliënt, een ander product of een andere ingangsdatum. \
             Geef deze toewijzing een eigen nummer."
        ),
    )]
}

/// TR385: an assignment with approved claim lines that were not credited cannot be taken back with reason 13.
pub fn verwijderen_mag(
    pad: impl Into<Pad>,
    nummer: Toewijzingnummer,
    reden: Option<RedenWijziging>,
    goedgekeurde_regels: u64,
) -> Vec<Bevinding> {
    if reden != Some(RedenWijziging::Verwijderd) || goedgekeurde_regels == 0 {
        return Vec::new();
    }
    let regels = if goedgekeurde_regels == 1 {
        "1 goedgekeurde declaratieregel".to_owned()
    } else {
        format!("{goedgekeurde_regels} goedgekeurde declaratieregels")
    };
    vec![Bevinding::new(
        "TR385",
        Some("9385"),
        pad,
        format!(
            "Toewijzing {nummer} heeft nog {regels}. Laat die eerst crediteren of trek de toewijzing in."
        ),
    )]
}

/// The two kinds of request that a provider can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verzoeksoort {
    /// Verzoek om toewijzing (315): each product has its own reference.
    Vot,
    /// Verzoek om wijziging (317): one reference for the whole request.
    Vow,
}

/// A reference of an approved request of this client, from this provider to this municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verzoekreferentie<'a> {
    /// Reference as the provider gave it.
    pub referentie: &'a str,
    /// Kind of request.
    pub soort: Verzoeksoort,
}

/// TR379: a reference on an assigned product is that of a request of this very client. When the message honours a request
/// to change (VOW), every product in it carries that reference, also those that stay as they are (IV093).
///
/// `producten` are the products of one client in one message, with their place and reference.
pub fn referenties_kloppen(
    producten: &[(Pad, Option<&str>)],
    verzoeken: &[Verzoekreferentie<'_>],
) -> Vec<Bevinding> {
    let vow = producten.iter().find_map(|(_, r)| {
        let r = (*r)?;
        verzoeken.iter().any(|v| v.soort == Verzoeksoort::Vow && v.referentie == r).then_some(r)
    });
    let mut fout = Vec::new();
    for (pad, referentie) in producten {
        let tekst = match (referentie, vow) {
            (Some(r), _) if !verzoeken.iter().any(|v| v.referentie == *r) => {
                "De referentie van de aanbieder hoort niet bij een verzoek voor deze cliënt. Laat haar leeg of neem de \
                 referentie van het verzoek over."
            }
            (None, Some(_)) => {
                "Dit bericht willigt een verzoek om wijziging in. Zet de referentie van dat verzoek bij elk product."
            }
            _ => continue,
        };
        fout.push(Bevinding::new("TR379", Some("9379"), pad.clone(), tekst));
    }
    fout
}
