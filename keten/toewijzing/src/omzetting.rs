//! The order that follows from a technical conversion: the same support, under a product of the new framework.

use crate::beslissing::{contract_fout, controleer_vorm};
use crate::{Omvang, Stempel, Toewijzing, Toewijzingnummer};
use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, Opzoeking, voluit};
use toegang::ClientId;

/// What a converted order rests on, looked up by the caller.
#[derive(Debug, Clone, Copy)]
pub struct Omzetfeiten<'a> {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Client.
    pub client: ClientId,
    /// When the client died.
    pub overleden_op: Option<Datum>,
    /// Provider, that of the indication.
    pub agb: AgbCode,
    /// Product by the key.
    pub product: Productsleutel,
    /// How much: that of an ordinary assignment of the product.
    pub omvang: Omvang,
    /// First day under the new product.
    pub ingangsdatum: Datum,
    /// Last day of the indication.
    pub einddatum: Option<Datum>,
    /// Contract line of this provider on the first day.
    pub contract: Opzoeking<&'a Contractregel>,
    /// When it is settled.
    pub stempel: Stempel,
}

/// The order for an indication that goes over. The decision stays the one that there is; the order is a first one of its
/// number, so without a reason (IV066).
pub fn uit_omzetting(nummer: Toewijzingnummer, f: &Omzetfeiten<'_>) -> Result<Toewijzing, Vec<Bevinding>> {
    let mut fout = Vec::new();
    if let Some(op) = f.overleden_op {
        fout.push(Bevinding::new(
            "TOEWIJZING-CLIENT",
            None,
            "/client",
            format!("De cliënt is op {} overleden. Toewijzen kan niet meer.", voluit(op)),
        ));
    }
    let sleutel =
        Contractsleutel { gemeente: f.gemeente, agb: f.agb, product: f.product, eenheid: f.omvang.eenheid };
    fout.extend(contract_fout(f.contract, &sleutel, f.ingangsdatum));
    let t = Toewijzing {
        gemeente: f.gemeente,
        nummer,
        client: f.client,
        besluit: None,
        agb: f.agb,
        product: Some(f.product.als_product()),
        stempel: f.stempel,
        ingangsdatum: f.ingangsdatum,
        einddatum: f.einddatum,
        omvang: Some(f.omvang),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: None,
    };
    fout.extend(controleer_vorm(&t));
    if fout.is_empty() { Ok(t) } else { Err(fout) }
}
