//! Conversions: real dry runs of an invented file.

#![expect(clippy::unwrap_used, reason = "invented figures that are known to be right")]

use super::cijfers as c;
use super::html;
use app::Rol;
use app::herindelen::Herindeelstand;
use app::kaders::Kaderbron;
use app::omzetten::{Cohortstand, Gedaan, Invoer, Keuze, Momentopname, Opdrachten, Stand};
use jiff::Timestamp;
use std::fmt::Write as _;
use std::sync::Arc;
use web::pagina::cohort::CohortPagina;
use web::pagina::herindelen::HerindelingPagina;
use web::pagina::omzetten::{LijstPagina, OmzettenPagina, OmzettingPagina};
use web::schil::Omgeving;

const BSN: [&str; 4] = ["999900018", "999900031", "999900043", "999900055"];
const DUBBEL: &str = "dubbel.csv";

fn indicaties(fout: bool) -> String {
    let mut t = String::from("indicatienummer,bsn,gemeente,agb,functie,klasse,ingangsdatum,einddatum\n");
    for (i, b) in BSN.iter().enumerate() {
        let functie = if i == 3 { "PV" } else { "H300" };
        let (g, _) = c::GEMEENTEN[i % 3];
        writeln!(t, "IND-{i},{b},{g},7265000{},{functie},{},2015-02-01,2016-06-30", i % 2, 1 + i).unwrap();
    }
    writeln!(t, "IND-0,{},0796,72650000,H300,1,2015-02-01,2016-06-30", BSN[0]).unwrap();
    if fout {
        writeln!(t, "IND-9,{},0796,72650000,H300,zwaar,2015-02-30,", BSN[0]).unwrap();
    }
    t
}

/// The pages.
pub(super) fn paginas(om: &Omgeving) -> Vec<(&'static str, String)> {
    let alle = Opdrachten::default();
    let wie = c::omgeving(Rol::Backoffice).gebruiker;
    let nu = Timestamp::UNIX_EPOCH;
    let bekijk = |fout: bool| {
        let mut f = Invoer::naamloos("indicaties.csv").unwrap();
        f.erbij(indicaties(fout).as_bytes()).unwrap();
        let keuze = Keuze { kader: "drechtsteden-ib-2016".into(), ..Keuze::default() };
        let id = alle.bekijk(&wie, f, keuze, nu).unwrap();
        alle.zoek(&wie, &id, nu).unwrap()
    };
    // the key of a conversion is random
    let vast = |m: Momentopname, stand: Stand| Momentopname { id: "proef".into(), stand, ..m };
    let (goed, fout) = (bekijk(false), bekijk(true));
    let klaar = Gedaan {
        cohort: "drechtsteden-ib-2016-2016-01-01-00c0ffee".into(),
        omgezet: 2,
        toewijzingen: 2,
        aantal_geweigerd: 1,
        ..Gedaan::default()
    };
    let cohort = klaar.cohort.clone();
    let pagina = |m| html(&OmzettingPagina::nieuw(om, m, c::VANDAAG));
    let stand = |verzonden| {
        [Cohortstand { gemeente: c::g("0796"), indicaties: 12, toewijzingen: 14, verzonden, gewijzigd: 0 }]
    };
    let m = vast(goed.opname(), Stand::Bekeken);
    let blad = goed.lijst(DUBBEL, None).unwrap();
    vec![
        (
            "omzetten",
            html(&OmzettenPagina::nieuw(
                om,
                &Kaderbron::default(),
                std::slice::from_ref(&m),
                Vec::new(),
                vec![(cohort.clone(), "drechtsteden-ib-2016".into())],
            )),
        ),
        (
            "omzetten-leeg",
            html(&OmzettenPagina::nieuw(om, &Kaderbron::default(), &[], Vec::new(), Vec::new())),
        ),
        ("omzetlijst", html(&LijstPagina::nieuw(om, &m, DUBBEL, blad, None))),
        ("omzetting", pagina(m)),
        ("omzetting-fout", pagina(vast(fout.opname(), Stand::Bekeken))),
        ("omzetting-bezig", pagina(Momentopname { klaar: 1, ..vast(goed.opname(), Stand::Bezig) })),
        ("omzetting-klaar", pagina(vast(goed.opname(), Stand::Klaar(Arc::new(klaar))))),
        ("omzetting-gestopt", pagina(vast(goed.opname(), Stand::Mislukt("de database gaf een fout".into())))),
        ("cohort", html(&CohortPagina::nieuw(om, &cohort, &stand(0)))),
        ("herindeling", {
            let over = vec![("client".to_owned(), "0865".to_owned(), 12)];
            html(&HerindelingPagina::nieuw(om, &regels::herindelingen()[0], &over, None))
        }),
        ("herindeling-bezig", {
            let stand = Herindeelstand::Bezig { proef: false, gezien: 200, totaal: 1_250 };
            html(&HerindelingPagina::nieuw(om, &regels::herindelingen()[0], &Vec::new(), Some(&stand)))
        }),
        ("cohort-verstuurd", html(&CohortPagina::nieuw(om, &cohort, &stand(3)))),
    ]
}
