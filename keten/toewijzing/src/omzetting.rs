//! The order that follows from a technical conversion: the same support, under a product of the new framework.

use crate::beslissing::{contract_fout, controleer_vorm};
use crate::{Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer};
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

/// What becomes of an assignment under an old product when its indication goes over on a day: it ends the day before, or it
/// is taken back when it was to begin on that very day. What was claimed from that day on keeps it as it is.
pub fn vervalt(
    t: Toewijzing,
    dag: Datum,
    reden: RedenWijziging,
    stempel: Stempel,
    gedeclareerd_tot: Option<Datum>,
) -> Result<Toewijzing, Vec<Bevinding>> {
    let weiger = |tekst: String| Err(vec![Bevinding::new("OMZETTING", None, "/toewijzing", tekst)]);
    if let Some(tot) = gedeclareerd_tot.filter(|tot| *tot >= dag) {
        return weiger(format!(
            "Toewijzing {} is al gedeclareerd tot en met {}, na de dag van omzetten. Laat die regels eerst crediteren.",
            t.nummer,
            voluit(tot)
        ));
    }
    let eerste = t.nooit_verzonden();
    if t.ingangsdatum >= dag {
        if eerste {
            return weiger(format!(
                "Toewijzing {} begint op de dag van omzetten en is nog niet verstuurd. Verstuur haar eerst, of trek haar in.",
                t.nummer
            ));
        }
        return t.verwijder(stempel);
    }
    let laatste = dag.yesterday().unwrap_or(dag);
    let mut t = t.intrek(laatste, reden, stempel)?;
    if eerste {
        // a first assignment has no reason (IV066, IV099)
        t.reden_wijziging = None;
    }
    Ok(t)
}
