//! A 301 at the provider.

use super::berichten::{REGEL, SEPTEMBER, TOEGEWEZEN, Toewijzing, declaratie, toewijzing};
use super::boek::{A, B};
use super::paar;

const P: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]";
const NUMMER: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer";

const VERWIJDERD: Toewijzing<'_> = Toewijzing { reden: Some("13"), eind: Some("2026-01-01"), ..TOEGEWEZEN };

// The same number for somebody else; for the same client another volume is a change.
paar!(
    tr332_wmo301,
    leeg,
    NUMMER,
    |b| {
        b.na(&[toewijzing("T1", A, &[TOEGEWEZEN])]);
        toewijzing("T2", B, &[TOEGEWEZEN])
    },
    |b| {
        b.na(&[toewijzing("T1", A, &[TOEGEWEZEN])]);
        toewijzing("T2", A, &[Toewijzing { volume: 12, ..TOEGEWEZEN }])
    }
);
paar!(
    tr332_wmo301_ander_product,
    leeg,
    NUMMER,
    |b| {
        b.na(&[toewijzing("T1", A, &[TOEGEWEZEN])]);
        toewijzing("T2", A, &[Toewijzing { product: ("02", "02A02"), ..TOEGEWEZEN }])
    },
    |b| {
        b.na(&[toewijzing("T1", A, &[TOEGEWEZEN])]);
        toewijzing("T2", A, &[Toewijzing { eind: Some("2026-12-31"), ..TOEGEWEZEN }])
    }
);
paar!(
    tr332_wmo301_andere_ingangsdatum,
    leeg,
    NUMMER,
    |b| {
        b.na(&[toewijzing("T1", A, &[TOEGEWEZEN])]);
        toewijzing("T2", A, &[Toewijzing { ingang: "2026-01-02", ..TOEGEWEZEN }])
    },
    |b| {
        b.na(&[toewijzing("T1", A, &[TOEGEWEZEN])]);
        toewijzing(
            "T2",
            A,
            &[Toewijzing { nummer: 99, ingang: "2026-01-02", product: ("02", "02A02"), ..TOEGEWEZEN }],
        )
    }
);
// Granted lines hold an assignment; once credited they do not.
paar!(
    tr385_wmo301,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", SEPTEMBER, &[REGEL])]);
        toewijzing("T1", A, &[VERWIJDERD])
    },
    |b| {
        b.na(&[declaratie("C1", SEPTEMBER, &[REGEL]), declaratie("C2", SEPTEMBER, &[REGEL.credit("R2")])]);
        toewijzing("T1", A, &[VERWIJDERD])
    }
);
// Another reason than 13 is no removal.
paar!(
    tr385_wmo301_andere_reden,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", SEPTEMBER, &[REGEL])]);
        toewijzing("T1", A, &[VERWIJDERD])
    },
    |b| {
        b.na(&[declaratie("C1", SEPTEMBER, &[REGEL])]);
        toewijzing("T1", A, &[Toewijzing { reden: Some("02"), ..VERWIJDERD }])
    }
);
paar!(
    tr381_wmo301,
    leeg,
    P,
    |_b| toewijzing("T1", A, &[Toewijzing { product: ("12", "11X00"), ..TOEGEWEZEN }]),
    |_b| toewijzing("T1", A, &[Toewijzing { product: ("11", "11X00"), ..TOEGEWEZEN }])
);
