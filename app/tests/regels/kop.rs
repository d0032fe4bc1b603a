//! The header of every message: identification (TR056), day (TR135) and municipality (TR378).

use super::berichten::{
    Kop, REGEL, SEPTEMBER, START, TOEGEWEZEN, VOT, VOW, Vot, Vow, antwoord_van, declaratie_van,
    naar_aanbieder, naar_gemeente, toewijzing_van,
};
use super::boek::{A, B, E, G, MORGEN, VANDAAG, X, Y};
use super::paar;

const IDENTIFICATIE: &str = "/Bericht/Header/BerichtIdentificatie";
const DAGTEKENING: &str = "/Bericht/Header/BerichtIdentificatie/Dagtekening";
const AFZENDER: &str = "/Bericht/Header/Afzender";
const ONTVANGER: &str = "/Bericht/Header/Ontvanger";
/// A municipality that ended with the year 2020.
const HAAREN: &str = "0788";
/// No municipality has this code.
const GEEN_GEMEENTE: &str = "9998";

fn dag<'a>(k: Kop<'a>, dag: &'a str) -> Kop<'a> {
    Kop { dag, ..k }
}

fn m301(k: &Kop<'_>) -> String {
    toewijzing_van(k, A, &[TOEGEWEZEN])
}

fn m301_ander(k: &Kop<'_>) -> String {
    toewijzing_van(k, B, &[super::berichten::Toewijzing { nummer: 77, ..TOEGEWEZEN }])
}

fn m305(k: &Kop<'_>) -> String {
    START.xml(k)
}

fn m305_ander(k: &Kop<'_>) -> String {
    super::berichten::Melding { bsn: B, toewijzing: 3, begin: "2026-09-10", ..START }.xml(k)
}

fn m307(k: &Kop<'_>) -> String {
    START.stop("20", "2026-09-30").xml(k)
}

fn m307_ander(k: &Kop<'_>) -> String {
    START.stop("19", "2026-10-31").xml(k)
}

fn m323(k: &Kop<'_>) -> String {
    declaratie_van(k, "D1", SEPTEMBER, &[REGEL])
}

fn m323_ander(k: &Kop<'_>) -> String {
    let regel = super::berichten::Regel { toewijzing: 11, periode: ("2026-09-10", "2026-09-30"), ..REGEL };
    declaratie_van(k, "D2", SEPTEMBER, &[regel.met("R2")])
}

fn m315(k: &Kop<'_>) -> String {
    VOT.xml(k)
}

fn m315_ander(k: &Kop<'_>) -> String {
    Vot { bsn: E, referentie: "R2", ..VOT }.xml(k)
}

fn m317(k: &Kop<'_>) -> String {
    VOW.xml(k)
}

fn m317_ander(k: &Kop<'_>) -> String {
    Vow { bsn: B, referentie: "R2", ongewijzigd: &[22, 23], ..VOW }.xml(k)
}

fn m319(k: &Kop<'_>) -> String {
    antwoord_van(k, "R1", Some("3"))
}

fn m319_ander(k: &Kop<'_>) -> String {
    antwoord_van(k, "R2", Some("3"))
}

// Another message with the same identification; the same kind of message under its own is right.
paar!(
    tr056_wmo301,
    leeg,
    IDENTIFICATIE,
    |b| {
        b.na(&[m301(&naar_aanbieder("T1"))]);
        m301_ander(&naar_aanbieder("T1"))
    },
    |b| {
        b.na(&[m301(&naar_aanbieder("T1"))]);
        m301_ander(&naar_aanbieder("T2"))
    }
);
paar!(
    tr056_wmo305,
    gemeente,
    IDENTIFICATIE,
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m305_ander(&naar_gemeente("S1"))
    },
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m305_ander(&naar_gemeente("S2"))
    }
);
// A message that was rejected counts as not sent: its identification is free again.
paar!(
    tr056_wmo305_na_afkeur,
    gemeente,
    IDENTIFICATIE,
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m305_ander(&naar_gemeente("S1"))
    },
    |b| {
        b.na_afkeur(&m305(&dag(naar_gemeente("S1"), MORGEN)));
        m305_ander(&naar_gemeente("S1"))
    }
);
// Unique per kind of message: a stop may have the identification of a start.
paar!(
    tr056_wmo307,
    gemeente,
    IDENTIFICATIE,
    |b| {
        b.na(&[m305(&naar_gemeente("S1")), m307(&naar_gemeente("E1"))]);
        m307_ander(&naar_gemeente("E1"))
    },
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m307(&naar_gemeente("S1"))
    }
);
paar!(
    tr056_wmo323,
    gemeente,
    IDENTIFICATIE,
    |b| {
        b.na(&[m323(&naar_gemeente("C1"))]);
        m323_ander(&naar_gemeente("C1"))
    },
    |b| {
        b.na(&[m323(&naar_gemeente("C1"))]);
        m323_ander(&naar_gemeente("C2"))
    }
);
// Unique per sender: another provider may use the same identification.
paar!(
    tr056_wmo323_andere_afzender,
    gemeente,
    IDENTIFICATIE,
    |b| {
        b.na(&[m323(&naar_gemeente("C1"))]);
        m323_ander(&naar_gemeente("C1"))
    },
    |b| {
        let regel = super::super::berichten::Regel { bsn: B, toewijzing: 4, ..REGEL };
        b.na(&[declaratie_van(&Kop { van: Y, ..naar_gemeente("C1") }, "D9", SEPTEMBER, &[regel])]);
        m323(&naar_gemeente("C1"))
    }
);

paar!(tr135_wmo301, leeg, DAGTEKENING, |_b| m301(&dag(naar_aanbieder("T1"), MORGEN)), |_b| m301(&dag(
    naar_aanbieder("T1"),
    VANDAAG
)));
paar!(tr135_wmo305, gemeente, DAGTEKENING, |_b| m305(&dag(naar_gemeente("S1"), MORGEN)), |_b| m305(&dag(
    naar_gemeente("S1"),
    VANDAAG
)));
paar!(
    tr135_wmo307,
    gemeente,
    DAGTEKENING,
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m307(&dag(naar_gemeente("E1"), MORGEN))
    },
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m307(&dag(naar_gemeente("E1"), VANDAAG))
    }
);
paar!(tr135_wmo323, gemeente, DAGTEKENING, |_b| m323(&dag(naar_gemeente("C1"), MORGEN)), |_b| m323(&dag(
    naar_gemeente("C1"),
    VANDAAG
)));

paar!(tr378_wmo301, leeg, AFZENDER, |_b| m301(&Kop { van: GEEN_GEMEENTE, ..naar_aanbieder("T1") }), |_b| {
    m301(&Kop { van: G, aan: X, ..naar_aanbieder("T1") })
});
// The code of a municipality that ended is right up to and including the last day on which it was current.
paar!(tr378_wmo301_na_herindeling, leeg, AFZENDER, |_b| van_haaren("2021-01-01"), |_b| van_haaren(
    "2020-12-31"
));

fn van_haaren(ingang: &'static str) -> String {
    let kop = Kop { van: HAAREN, ..naar_aanbieder("T1") };
    toewijzing_van(&kop, A, &[super::berichten::Toewijzing { ingang, ..TOEGEWEZEN }])
}

paar!(
    tr378_wmo305,
    gemeente,
    ONTVANGER,
    |_b| m305(&Kop { aan: GEEN_GEMEENTE, ..naar_gemeente("S1") }),
    |_b| m305(&Kop { aan: G, ..naar_gemeente("S1") })
);
paar!(
    tr378_wmo307,
    gemeente,
    ONTVANGER,
    |_b| m307(&Kop { aan: GEEN_GEMEENTE, ..naar_gemeente("E1") }),
    |b| {
        b.na(&[m305(&naar_gemeente("S1"))]);
        m307(&Kop { aan: G, ..naar_gemeente("E1") })
    }
);
paar!(
    tr378_wmo323,
    gemeente,
    ONTVANGER,
    |_b| m323(&Kop { aan: GEEN_GEMEENTE, ..naar_gemeente("C1") }),
    |_b| m323(&Kop { aan: G, ..naar_gemeente("C1") })
);

paar!(
    tr056_wmo315,
    verzoeken,
    IDENTIFICATIE,
    |b| {
        b.na(&[m315(&naar_gemeente("V1"))]);
        m315_ander(&naar_gemeente("V1"))
    },
    |b| {
        b.na(&[m315(&naar_gemeente("V1"))]);
        m315_ander(&naar_gemeente("V2"))
    }
);
paar!(tr135_wmo315, verzoeken, DAGTEKENING, |_b| m315(&dag(naar_gemeente("V1"), MORGEN)), |_b| m315(&dag(
    naar_gemeente("V1"),
    VANDAAG
)));
paar!(
    tr378_wmo315,
    verzoeken,
    ONTVANGER,
    |_b| m315(&Kop { aan: GEEN_GEMEENTE, ..naar_gemeente("V1") }),
    |_b| m315(&Kop { aan: G, ..naar_gemeente("V1") })
);

paar!(
    tr056_wmo317,
    verzoeken,
    IDENTIFICATIE,
    |b| {
        b.na(&[m317(&naar_gemeente("W1"))]);
        m317_ander(&naar_gemeente("W1"))
    },
    |b| {
        b.na(&[m317(&naar_gemeente("W1"))]);
        m317_ander(&naar_gemeente("W2"))
    }
);
paar!(tr135_wmo317, verzoeken, DAGTEKENING, |_b| m317(&dag(naar_gemeente("W1"), MORGEN)), |_b| m317(&dag(
    naar_gemeente("W1"),
    VANDAAG
)));
paar!(
    tr378_wmo317,
    verzoeken,
    ONTVANGER,
    |_b| m317(&Kop { aan: GEEN_GEMEENTE, ..naar_gemeente("W1") }),
    |_b| m317(&Kop { aan: G, ..naar_gemeente("W1") })
);

paar!(
    tr056_wmo319,
    aanbieder,
    IDENTIFICATIE,
    |b| {
        b.na(&[m319(&naar_aanbieder("A1"))]);
        m319_ander(&naar_aanbieder("A1"))
    },
    |b| {
        b.na(&[m319(&naar_aanbieder("A1"))]);
        m319_ander(&naar_aanbieder("A2"))
    }
);
paar!(tr135_wmo319, aanbieder, DAGTEKENING, |_b| m319(&dag(naar_aanbieder("A1"), MORGEN)), |_b| m319(&dag(
    naar_aanbieder("A1"),
    VANDAAG
)));
paar!(
    tr378_wmo319,
    aanbieder,
    AFZENDER,
    |_b| m319(&Kop { van: GEEN_GEMEENTE, ..naar_aanbieder("A1") }),
    |_b| m319(&Kop { van: G, ..naar_aanbieder("A1") })
);
