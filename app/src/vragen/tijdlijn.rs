//! The time line of a client: everything that happened, over the whole chain.

use super::clienten::{ClientDossier, ToewijzingRij};
use super::{RegelStatus, Stap, Verwijzing};
use kern::{Datum, Eurocent, Gemeentecode};

/// A part of the sentence of an event; the page gives each its own form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deel {
    /// Plain words.
    Tekst(String),
    /// A day.
    Dag(Datum),
    /// A period, the last day included; open without `tot`.
    Periode(Datum, Option<Datum>),
    /// Money.
    Bedrag(Eurocent),
    /// Words that lead somewhere.
    Link(Verwijzing, String),
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebeurtenis {
    /// The day that it is about.
    pub datum: Datum,
    /// The step that it belongs to.
    pub stap: Stap,
    /// What kind (`melding`, `besluit`, `toewijzing`, `verzonden`, `start`, `stop`, `declaratie`, `afgewezen`, `betaling`).
    pub soort: &'static str,
    /// What happened, in parts: one Dutch sentence.
    pub delen: Vec<Deel>,
    /// The page with the details.
    pub verwijzing: Option<Verwijzing>,
}

fn tekst(t: impl Into<String>) -> Deel {
    Deel::Tekst(t.into())
}

fn bij(agb: kern::AgbCode, naam: &str) -> Deel {
    Deel::Link(Verwijzing::Aanbieder(agb), naam.to_owned())
}

/// Everything in the file as one line, newest first.
pub(super) fn van(d: &ClientDossier) -> Vec<Gebeurtenis> {
    let gemeente = d.hoofd.gemeente;
    let mut lijn = Vec::new();
    for m in &d.meldingen {
        lijn.push(Gebeurtenis {
            datum: m.ontvangen_op,
            stap: Stap::Toegang,
            soort: "melding",
            delen: vec![
                tekst("Melding ontvangen; het onderzoek is klaar uiterlijk op "),
                Deel::Dag(m.uiterlijk),
            ],
            verwijzing: None,
        });
        if let Some(klaar) = m.onderzoek_klaar_op {
            let wanneer = if klaar <= m.uiterlijk { "op tijd" } else { "te laat" };
            lijn.push(Gebeurtenis {
                datum: klaar,
                stap: Stap::Toegang,
                soort: "onderzoek",
                delen: vec![tekst(format!("Onderzoek afgerond, {wanneer}"))],
                verwijzing: None,
            });
        }
    }
    for b in &d.beschikkingen {
        lijn.push(Gebeurtenis {
            datum: b.besluit_op,
            stap: Stap::Beschikking,
            soort: "besluit",
            delen: vec![
                tekst(format!("Besluit: {}, {}, van ", b.aard, b.intensiteit)),
                Deel::Periode(b.ingangsdatum, b.einddatum),
            ],
            verwijzing: None,
        });
    }
    for t in &d.toewijzingen {
        toewijzing(&mut lijn, gemeente, t);
    }
    for l in &d.leveringen {
        let nummer = l.toewijzing.map_or_else(String::new, |n| format!(" (toewijzing {n})"));
        let (datum, soort, begin) = match (l.stop, l.einddatum) {
            (true, Some(eind)) => (eind, "stop", "Ondersteuning gestopt door "),
            (true, None) => (l.begindatum, "stop", "Ondersteuning gestopt door "),
            (false, _) => (l.begindatum, "start", "Ondersteuning gestart door "),
        };
        let mut delen = vec![tekst(begin), bij(l.agb, &l.aanbieder), tekst(nummer)];
        if l.verwijderd_door.is_some() {
            delen.push(tekst("; de aanbieder trok dit bericht later in"));
        }
        lijn.push(Gebeurtenis {
            datum,
            stap: Stap::Levering,
            soort,
            delen,
            verwijzing: Some(Verwijzing::Bericht { gemeente, id: l.bericht }),
        });
    }
    for r in &d.regels {
        let wat = r.product.clone().unwrap_or_else(|| format!("product {}", r.code));
        let (soort, begin) = match (r.status, r.bedrag.0 < 0) {
            (RegelStatus::Toegekend, false) => ("declaratie", "Declaratie toegekend: "),
            (RegelStatus::Toegekend, true) => ("credit", "Creditregel verwerkt: "),
            (RegelStatus::Afgewezen, _) => ("afgewezen", "Declaratie afgewezen: "),
            (RegelStatus::Ingediend, _) => ("ingediend", "Declaratie ingediend: "),
        };
        let verwijzing = Verwijzing::Declaratieregel { gemeente, bericht: r.bericht, volgnr: r.volgnr };
        let mut delen = vec![
            tekst(format!("{begin}{wat}, ")),
            Deel::Periode(r.van, Some(r.tot)),
            tekst(", "),
            Deel::Bedrag(r.bedrag),
        ];
        if let Some(reden) = r.bevindingen.first() {
            delen.push(tekst(format!(". {}", reden.tekst)));
        }
        if let Some(nummer) = r.batch {
            delen.push(tekst("; betaald in "));
            delen.push(Deel::Link(Verwijzing::Batch { gemeente, nummer }, format!("betaalbatch {nummer}")));
        }
        lijn.push(Gebeurtenis {
            datum: r.tot,
            stap: Stap::Declaratie,
            soort,
            delen,
            verwijzing: Some(verwijzing),
        });
    }
    // Within a day the chain runs upwards: what follows from a step stands above it.
    lijn.sort_by_key(|g| std::cmp::Reverse((g.datum, g.stap)));
    lijn
}

fn toewijzing(lijn: &mut Vec<Gebeurtenis>, gemeente: Gemeentecode, t: &ToewijzingRij) {
    let wat = t.product.clone().or_else(|| t.code.clone()).unwrap_or_else(|| "ondersteuning".into());
    let mut delen = vec![
        tekst(format!("Toewijzing {} aan ", t.nummer)),
        bij(t.agb, &t.aanbieder),
        tekst(format!(": {wat}, ")),
        Deel::Periode(t.ingangsdatum, t.einddatum),
    ];
    if t.stand == super::clienten::ToewijzingStand::Ingetrokken {
        delen.push(tekst("; later ingetrokken"));
    }
    if t.verzonden_in.is_none() {
        delen.push(tekst("; nog te verzenden"));
    }
    lijn.push(Gebeurtenis {
        datum: t.toewijzingsdatum,
        stap: Stap::Toewijzing,
        soort: "toewijzing",
        delen,
        verwijzing: t.verzonden_in.map(|id| Verwijzing::Bericht { gemeente, id }),
    });
}
