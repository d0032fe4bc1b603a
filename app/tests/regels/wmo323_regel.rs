//! A claim (323) at the municipality: its head, its client, and what a line refers to.

use super::berichten::{
    AUGUSTUS, Kop, OKTOBER, REGEL, Regel, SEPTEMBER, declaratie, declaratie_van, naar_gemeente,
};
use super::boek::{A, B, C, ONBEKEND};
use super::paar;

const P: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
const P2: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]";
const CLIENT: &str = "/Bericht/Declaratie/Clienten/Client[1]";
const NUMMER: &str = "/Bericht/Declaratie/DeclaratieNummer";
const PERIODE: &str = "/Bericht/Declaratie/DeclaratiePeriode";

/// Client B, assignment 3, that starts on 10 September.
const LAAT: Regel<'_> = Regel { bsn: B, toewijzing: 3, periode: ("2026-09-10", "2026-09-30"), ..REGEL };
/// Client A, assignment 2, that ends on 15 September.
const KORT: Regel<'_> = Regel { toewijzing: 2, periode: ("2026-09-01", "2026-09-15"), ..REGEL };

fn een(regel: Regel<'_>) -> String {
    declaratie("C1", SEPTEMBER, &[regel])
}

fn nummer<'a>(id: &'a str, nummer: &'a str, periode: (&str, &str), regel: Regel<'_>) -> String {
    declaratie_van(&naar_gemeente(id), nummer, periode, &[regel])
}

paar!(tr304_wmo323, gemeente, CLIENT, |_b| een(Regel { bsn: ONBEKEND, ..REGEL }), |_b| een(REGEL));
paar!(
    tr333_wmo323,
    gemeente,
    NUMMER,
    |b| {
        b.na(&[nummer("C1", "D1", SEPTEMBER, REGEL)]);
        nummer("C2", "D1", OKTOBER, REGEL.met("R2").over(OKTOBER))
    },
    |b| {
        b.na(&[nummer("C1", "D1", SEPTEMBER, REGEL)]);
        nummer("C2", "D1x", OKTOBER, REGEL.met("R2").over(OKTOBER))
    }
);
// A claim that was rejected counts as not sent: its number is free again.
paar!(
    tr333_wmo323_na_afkeur,
    gemeente,
    NUMMER,
    |b| {
        b.na(&[nummer("C1", "D1", SEPTEMBER, REGEL)]);
        nummer("C2", "D1", SEPTEMBER, LAAT.met("R2"))
    },
    |b| {
        b.na_afkeur(&declaratie_van(
            &Kop { dag: super::super::boek::MORGEN, ..naar_gemeente("C1") },
            "D1",
            SEPTEMBER,
            &[REGEL],
        ));
        nummer("C2", "D1", SEPTEMBER, REGEL)
    }
);
// Before the last claimed period is a fault; the same period and a gap are not.
paar!(
    tr318_wmo323,
    gemeente,
    PERIODE,
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", AUGUSTUS, &[REGEL.met("R2").over(AUGUSTUS)])
    },
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", SEPTEMBER, &[REGEL.met("R2").over(AUGUSTUS)])
    }
);
paar!(
    tr318_wmo323_tussenpoos,
    gemeente,
    PERIODE,
    |b| {
        b.na(&[declaratie("C1", OKTOBER, &[REGEL.over(OKTOBER)])]);
        declaratie("C2", AUGUSTUS, &[REGEL.met("R2").over(AUGUSTUS)])
    },
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[REGEL.over(AUGUSTUS)])]);
        declaratie("C2", OKTOBER, &[REGEL.met("R2").over(OKTOBER)])
    }
);
paar!(
    tr314_wmo323,
    gemeente,
    P,
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", OKTOBER, &[REGEL.over(OKTOBER)])
    },
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", OKTOBER, &[REGEL.met("R1x").over(OKTOBER)])
    }
);
// Twice in one message, with different clients.
paar!(
    tr314_wmo323_in_bericht,
    gemeente,
    "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]",
    |_b| declaratie("C1", SEPTEMBER, &[REGEL, LAAT]),
    |_b| declaratie("C1", SEPTEMBER, &[REGEL, LAAT.met("R2")])
);
// A line that was rejected counts as not sent: its reference is free again.
paar!(
    tr314_wmo323_na_afkeur,
    gemeente,
    P,
    |b| {
        b.na(&[een(LAAT)]);
        declaratie("C2", SEPTEMBER, &[REGEL])
    },
    |b| {
        b.na_afkeur(&een(REGEL.maal(11)));
        declaratie("C2", SEPTEMBER, &[REGEL])
    }
);
paar!(tr338_wmo323, gemeente, P, |_b| een(Regel { toewijzing: 99, ..REGEL }), |_b| een(REGEL));
paar!(tr338_wmo323_andere_aanbieder, gemeente, P, |_b| een(Regel { bsn: B, toewijzing: 4, ..REGEL }), |_b| {
    een(LAAT)
});
paar!(tr338_wmo323_andere_client, gemeente, P, |_b| een(Regel { bsn: C, ..REGEL }), |_b| een(Regel {
    bsn: A,
    ..REGEL
}));
paar!(tr339_wmo323, gemeente, P, |_b| een(Regel { product: ("03", "02A01"), ..REGEL }), |_b| een(REGEL));
paar!(
    tr340_wmo323,
    gemeente,
    P,
    |_b| een(Regel { product: ("02", "02A02"), tarief: Some(5101), bedrag: 51_005, ..REGEL }),
    |_b| een(Regel { product: ("02", "02A02"), tarief: Some(5101), bedrag: 51_005, toewijzing: 8, ..REGEL })
);
// Without a code in the assignment any code of the category will do.
paar!(
    tr340_wmo323_zonder_code,
    gemeente,
    P,
    |_b| een(Regel { product: ("02", "02A02"), tarief: Some(5101), bedrag: 51_005, ..REGEL }),
    |_b| een(Regel {
        bsn: C,
        toewijzing: 5,
        product: ("02", "02A02"),
        tarief: Some(5101),
        bedrag: 51_005,
        ..REGEL
    })
);
paar!(tr341_wmo323, gemeente, P, |_b| een(Regel { eenheid: "14", ..REGEL }), |_b| een(REGEL));
// Minutes where hours were assigned; not the other way around for another unit.
paar!(tr341_wmo323_minuten, gemeente, P, |_b| een(Regel { eenheid: "14", ..REGEL }), |_b| een(Regel {
    eenheid: "01",
    tarief: Some(100),
    volume: 600,
    ..REGEL
}));
// Without a volume in the assignment the contract says the unit.
paar!(
    tr341_wmo323_contract,
    gemeente,
    P,
    |_b| een(Regel { bsn: C, toewijzing: 5, eenheid: "16", ..REGEL }),
    |_b| een(Regel { bsn: C, toewijzing: 5, eenheid: "14", ..REGEL }),
    ook["TR418"]
);
paar!(
    tr384_wmo323,
    gemeente,
    P,
    |_b| declaratie(
        "C1",
        SEPTEMBER,
        &[Regel { bsn: C, toewijzing: 7, periode: ("2026-01-01", "2026-01-01"), ..REGEL }]
    ),
    |_b| declaratie(
        "C1",
        SEPTEMBER,
        &[Regel { bsn: C, toewijzing: 6, periode: ("2026-01-01", "2026-01-31"), ..REGEL }]
    )
);
paar!(
    tr381_wmo323,
    gemeente,
    P,
    |_b| een(Regel { bsn: C, toewijzing: 9, product: ("12", "11X00"), eenheid: "82", ..REGEL }.tegen(2500).maal(1)),
    |_b| een(Regel { bsn: C, toewijzing: 9, product: ("11", "11X00"), eenheid: "82", ..REGEL }.tegen(2500).maal(1)),
    ook ["TR339", "TR418"]
);
paar!(tr307_wmo323, gemeente, P, |_b| een(LAAT.over(AUGUSTUS)), |_b| een(LAAT));
paar!(
    tr307_wmo323_zelfde_maand,
    gemeente,
    P,
    |_b| een(LAAT.over(("2026-09-09", "2026-09-30"))),
    |_b| een(LAAT),
    ook["TR387"]
);
paar!(tr308_wmo323, gemeente, P, |_b| declaratie("C1", OKTOBER, &[KORT.over(OKTOBER)]), |_b| declaratie(
    "C1",
    OKTOBER,
    &[KORT]
));
paar!(
    tr308_wmo323_zelfde_maand,
    gemeente,
    P,
    |_b| een(KORT.over(("2026-09-01", "2026-09-16"))),
    |_b| een(KORT),
    ook["TR388"]
);
paar!(tr387_wmo323, gemeente, P, |_b| een(REGEL.over(("2026-09-02", "2026-09-30"))), |_b| een(REGEL));
// Where the assignment starts within the month, the line starts on that very day.
paar!(tr387_wmo323_ingangsdatum, gemeente, P, |_b| een(LAAT.over(("2026-09-11", "2026-09-30"))), |_b| een(
    LAAT
));
paar!(tr388_wmo323, gemeente, P, |_b| een(REGEL.over(("2026-09-01", "2026-09-29"))), |_b| een(REGEL));
paar!(tr388_wmo323_einddatum, gemeente, P, |_b| een(KORT.over(("2026-09-01", "2026-09-14"))), |_b| een(KORT));
paar!(
    tr389_wmo323,
    gemeente,
    P,
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", SEPTEMBER, &[REGEL.met("R2")])
    },
    |b| {
        b.na(&[een(REGEL), declaratie("C2", SEPTEMBER, &[REGEL.credit("R2")])]);
        declaratie("C3", SEPTEMBER, &[REGEL.met("R3")])
    }
);
// In one message: the credit makes room, wherever it stands (OP366).
paar!(
    tr389_wmo323_correctie,
    gemeente,
    P,
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", SEPTEMBER, &[REGEL.met("R3").maal(9)])
    },
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", SEPTEMBER, &[REGEL.met("R3").maal(9), REGEL.credit("R2")])
    }
);
paar!(
    tr323_wmo323,
    gemeente,
    P,
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", SEPTEMBER, &[REGEL.met("R0").credit("R2")])
    },
    |b| {
        b.na(&[een(REGEL)]);
        declaratie("C2", SEPTEMBER, &[REGEL.credit("R2")])
    }
);
// A line that was rejected was never granted.
paar!(
    tr323_wmo323_afgewezen,
    gemeente,
    P,
    |b| {
        b.na_afkeur(&een(REGEL.maal(11)));
        declaratie("C2", SEPTEMBER, &[REGEL.maal(11).credit("R2")])
    },
    |b| {
        b.na(&[een(REGEL.maal(9))]);
        declaratie("C2", SEPTEMBER, &[REGEL.maal(9).credit("R2")])
    }
);
paar!(
    tr390_wmo323,
    gemeente,
    P,
    |b| {
        b.na(&[een(REGEL), declaratie("C2", SEPTEMBER, &[REGEL.credit("R2")])]);
        declaratie("C3", SEPTEMBER, &[REGEL.credit("R3")])
    },
    |b| {
        let weer = REGEL.met("R3");
        b.na(&[
            een(REGEL),
            declaratie("C2", SEPTEMBER, &[REGEL.credit("R2")]),
            declaratie("C3", SEPTEMBER, &[weer]),
        ]);
        declaratie("C4", SEPTEMBER, &[weer.credit("R4")])
    }
);
paar!(tr418_wmo323, gemeente, P, |_b| een(REGEL.tegen(5999)), |_b| een(REGEL.tegen(6000)));
// The price on the first day of the period: € 50,00 up to and including August, € 51,005 from September on.
paar!(
    tr418_wmo323_nieuw_tarief,
    gemeente,
    P,
    |_b| een(Regel { product: ("02", "02A02"), toewijzing: 8, ..REGEL }.tegen(5000)),
    |_b| een(Regel { product: ("02", "02A02"), toewijzing: 8, ..REGEL }.tegen(5000).over(AUGUSTUS))
);
paar!(tr346_wmo323, gemeente, P, |_b| een(Regel { bedrag: 60_001, ..REGEL }), |_b| een(REGEL));
// Volume times the unrounded price of the contract: 10 × € 51,005.
paar!(
    tr346_wmo323_onafgerond,
    gemeente,
    P,
    |_b| een(Regel { product: ("02", "02A02"), toewijzing: 8, ..REGEL }.tegen(5101)),
    |_b| een(Regel { product: ("02", "02A02"), toewijzing: 8, tarief: Some(5101), bedrag: 51_005, ..REGEL })
);
// What is wrong with one line does not reach another.
paar!(
    tr346_wmo323_tweede_regel,
    gemeente,
    P2,
    |_b| declaratie("C1", SEPTEMBER, &[REGEL, Regel { bedrag: 1, ..KORT.met("R2").maal(5) }]),
    |_b| declaratie("C1", SEPTEMBER, &[REGEL, KORT.met("R2").maal(5)])
);
