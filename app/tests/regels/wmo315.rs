//! A request for assignment (315) at the municipality.

use super::berichten::{VOT, VOW, Vot};
use super::boek::{A, D, E};
use super::paar;

const BERICHT: &str = "/Bericht";
const REFERENTIE: &str = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/ReferentieAanbieder";
const PRODUCT: &str = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/Product";

paar!(
    tr347_wmo315,
    verzoeken,
    REFERENTIE,
    |b| {
        b.na(&[VOT.als("V1")]);
        Vot { bsn: E, ..VOT }.als("V2")
    },
    |b| {
        b.na(&[VOT.als("V1")]);
        Vot { bsn: E, referentie: "R1x", ..VOT }.als("V2")
    }
);
// Requests for assignment and for change share one set of references.
paar!(
    tr347_wmo315_na_vow,
    verzoeken,
    REFERENTIE,
    |b| {
        b.na(&[VOW.als("W1")]);
        Vot { bsn: E, ..VOT }.als("V1")
    },
    |b| {
        b.na(&[VOW.als("W1")]);
        Vot { bsn: E, referentie: "R2", ..VOT }.als("V1")
    }
);
// A request that was rejected counts as not sent: its reference is free again.
paar!(
    tr347_wmo315_na_afkeur,
    verzoeken,
    REFERENTIE,
    |b| {
        b.na(&[VOT.als("V1")]);
        Vot { bsn: E, ..VOT }.als("V2")
    },
    |b| {
        b.na_afkeur(&Vot { product: ("12", "11X00"), ..VOT }.als("V1"));
        VOT.als("V2")
    }
);
paar!(
    tr374_wmo315,
    verzoeken,
    BERICHT,
    |b| {
        b.na(&[VOT.als("V1")]);
        Vot { referentie: "R2", ..VOT }.als("V2")
    },
    |b| {
        b.na(&[VOT.als("V1")]);
        b.wijs_af(1);
        Vot { referentie: "R2", ..VOT }.als("V2")
    }
);
// Another client is not in the way.
paar!(
    tr374_wmo315_andere_client,
    verzoeken,
    BERICHT,
    |b| {
        b.na(&[VOT.als("V1")]);
        Vot { bsn: A, referentie: "R2", ..VOT }.als("V2")
    },
    |b| {
        b.na(&[VOT.als("V1")]);
        Vot { bsn: D, referentie: "R2", ..VOT }.als("V2")
    }
);
// A request is open until each of its products is answered.
paar!(
    tr374_wmo315_tweede_product,
    verzoeken,
    BERICHT,
    |b| {
        b.na(&[Vot { tweede: Some("R1b"), ..VOT }.als("V1")]);
        b.wijs_af(1);
        Vot { referentie: "R2", ..VOT }.als("V2")
    },
    |b| {
        b.na(&[Vot { tweede: Some("R1b"), ..VOT }.als("V1")]);
        b.wijs_af(1);
        b.wijs_af(2);
        Vot { referentie: "R2", ..VOT }.als("V2")
    }
);
paar!(tr381_wmo315, verzoeken, PRODUCT, |_b| Vot { product: ("12", "11X00"), ..VOT }.als("V1"), |_b| Vot {
    product: ("11", "11X00"),
    ..VOT
}
.als("V1"));
