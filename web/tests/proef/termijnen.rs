//! Invented terms for the worklist of reaction times.

use super::cijfers::{AANBIEDERS, VANDAAG, agb, g, naam};
use app::vragen::Aantal;
use app::vragen::bewaken::{Onderwerp, WachtRij, WachtTelling, Wie};
use jiff::civil::{Date, date};
use monitoring::Plicht;
use monitoring::termijnen::{DECLARATIEANTWOORD, RETOUR, START, STOP};

fn rij(plicht: &'static Plicht, begin: Date, onderwerp: Onderwerp) -> WachtRij {
    WachtRij {
        gemeente: g("0796"),
        plicht,
        wie: Wie::Hen,
        agb: agb(1),
        aanbieder: AANBIEDERS[0].into(),
        onderwerp,
        begin,
        uiterlijk: plicht.uiterlijk(begin),
        stand: plicht.stand(begin, VANDAAG),
    }
}

/// One of each stand: messages and assignments.
pub(super) fn wachtrijen() -> Vec<WachtRij> {
    let bericht = |id, soort: &str, ligt_klaar| Onderwerp::Bericht {
        id,
        soort: soort.into(),
        identificatie: format!("0796{id:08}"),
        antwoord_ligt_klaar: ligt_klaar,
    };
    let toewijzing = |nummer, tijdelijk_gestopt| Onderwerp::Toewijzing {
        nummer,
        client: 12,
        naam: Some(naam(1)),
        ingangsdatum: date(2026, 3, 30),
        einddatum: Some(date(2026, 11, 10)),
        tijdelijk_gestopt,
    };
    vec![
        rij(START, date(2026, 3, 30), toewijzing(7, false)),
        rij(RETOUR, date(2026, 9, 1), bericht(101, "WMO301", false)),
        rij(STOP, date(2026, 11, 10), toewijzing(8, true)),
        rij(DECLARATIEANTWOORD, date(2026, 11, 6), bericht(102, "WMO325", true)),
        rij(RETOUR, date(2026, 11, 18), bericht(103, "WMO301", false)),
        rij(RETOUR, date(2026, 11, 20), bericht(104, "WMO301", false)),
    ]
}

/// Counts; `n` late return messages.
pub(super) fn tellingen(n: i64) -> Vec<WachtTelling> {
    let p = Aantal::Precies;
    let telling = |plicht, wie, te_laat| WachtTelling {
        plicht,
        wie,
        open: if te_laat > 1_000 { Aantal::MeerDan(te_laat) } else { p(te_laat + 2) },
        vandaag: p(1),
        te_laat: p(te_laat),
        nooit: p(0),
        oudste: Some(date(2026, 9, 1)),
    };
    vec![
        telling(RETOUR, Wie::Ons, 0),
        telling(DECLARATIEANTWOORD, Wie::Ons, 1),
        telling(RETOUR, Wie::Hen, n),
        telling(START, Wie::Hen, 1_001),
        telling(STOP, Wie::Hen, 0),
    ]
}
