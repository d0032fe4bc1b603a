//! An answer (319) at the provider, and the reference on an assignment that grants a request (TR379).

use super::berichten::{TOEGEWEZEN, Toewijzing, afgewezen, in_onderzoek, toewijzing};
use super::boek::{A, B};
use super::paar;

const ANTWOORD: &str = "/Bericht/Antwoord";
const REFERENTIE: &str = "/Bericht/Antwoord/ReferentieAanbieder";
const OP_TOEWIJZING: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ReferentieAanbieder";
const OP_TWEEDE: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]/ReferentieAanbieder";

/// What client A asked for under `R1`.
const GEHONOREERD: Toewijzing<'_> = Toewijzing {
    nummer: 50,
    referentie: Some("R1"),
    product: ("05", "05A01"),
    ingang: "2026-12-01",
    ..TOEGEWEZEN
};

paar!(tr355_wmo319, aanbieder, REFERENTIE, |_b| afgewezen("A1", "R9"), |_b| afgewezen("A1", "R1"));
paar!(tr355_wmo319_vow, aanbieder, REFERENTIE, |_b| in_onderzoek("A1", "R2x"), |_b| in_onderzoek("A1", "R2"));
paar!(
    tr359_wmo319,
    aanbieder,
    ANTWOORD,
    |b| {
        b.na(&[toewijzing("T1", A, &[GEHONOREERD])]);
        afgewezen("A1", "R1")
    },
    |b| {
        b.na(&[toewijzing("T1", A, &[Toewijzing { referentie: None, ..GEHONOREERD }])]);
        afgewezen("A1", "R1")
    }
);
paar!(
    tr360_wmo319,
    aanbieder,
    ANTWOORD,
    |b| {
        b.na(&[in_onderzoek("A1", "R1")]);
        in_onderzoek("A2", "R1")
    },
    |b| {
        b.na(&[in_onderzoek("A1", "R1")]);
        in_onderzoek("A2", "R2")
    }
);
// After a refusal "looked into" is too late as well.
paar!(
    tr360_wmo319_na_afwijzing,
    aanbieder,
    ANTWOORD,
    |b| {
        b.na(&[afgewezen("A1", "R1")]);
        in_onderzoek("A2", "R1")
    },
    |_b| in_onderzoek("A2", "R1"),
    ook["TR365"]
);
paar!(
    tr365_wmo319,
    aanbieder,
    ANTWOORD,
    |b| {
        b.na(&[afgewezen("A1", "R1")]);
        afgewezen("A2", "R1")
    },
    |b| {
        b.na(&[in_onderzoek("A1", "R1")]);
        afgewezen("A2", "R1")
    }
);
paar!(
    tr379_wmo301,
    aanbieder,
    OP_TOEWIJZING,
    |_b| toewijzing("T1", A, &[Toewijzing { referentie: Some("R9"), ..GEHONOREERD }]),
    |_b| toewijzing("T1", A, &[GEHONOREERD])
);
// The reference of another client's request is a fault.
paar!(
    tr379_wmo301_andere_client,
    aanbieder,
    OP_TOEWIJZING,
    |_b| toewijzing("T1", A, &[Toewijzing { referentie: Some("R2"), ..GEHONOREERD }]),
    |_b| toewijzing("T1", A, &[Toewijzing { referentie: None, ..GEHONOREERD }])
);
// A request for change that is granted has its reference on every product.
paar!(
    tr379_wmo301_vow,
    aanbieder,
    OP_TWEEDE,
    |_b| toewijzing(
        "T1",
        B,
        &[
            Toewijzing { referentie: Some("R2"), ..GEHONOREERD },
            Toewijzing { nummer: 3, referentie: None, ..TOEGEWEZEN }
        ]
    ),
    |_b| toewijzing(
        "T1",
        B,
        &[
            Toewijzing { referentie: Some("R2"), ..GEHONOREERD },
            Toewijzing { nummer: 3, referentie: Some("R2"), ..TOEGEWEZEN }
        ]
    )
);
