//! The rules over messages that a received request (315, 317) must meet (level 3). The provider holds its own request
//! against the same rules before it sends it.

use super::{AangevraagdProduct, GewenstProduct, GewensteWijziging, Wijzigingsverzoek};
use crate::stapeling::{Post, dubbel, stapelen};
use crate::{Omvang, Toewijzing, Toewijzingnummer};
use jiff::civil::date;
use kern::{Bevinding, Datum, Frequentie, Periode, voluit};
use std::collections::{HashMap, HashSet};

/// What is known when a request comes in.
#[derive(Debug, Clone, Copy)]
pub struct Verzoekfeiten<'a> {
    /// The client is known here.
    pub client_bekend: bool,
    /// Assignments of this client at this provider that the provider knows of (OP095), taken back ones too.
    pub toewijzingen: &'a [Toewijzing],
    /// References of this request that this provider used before, in a request that was not rejected.
    pub gebruikt: &'a [String],
    /// Reference of a request for this client that is still pending.
    pub onderhanden: Option<&'a str>,
    /// What is current is decided on this day.
    pub vandaag: Datum,
}

/// Whether an assignment is current: valid on or after the day, or begins later, and not taken back (TR349).
pub fn is_actueel(t: &Toewijzing, vandaag: Datum) -> bool {
    !t.is_verwijderd() && t.einddatum.is_none_or(|e| e >= vandaag)
}

/// TR374: one request at a time for a client (OP350). The standard names no class, so it is about the whole message.
fn een_tegelijk(f: &Verzoekfeiten<'_>) -> Option<Bevinding> {
    let referentie = f.onderhanden?;
    Some(Bevinding::new(
        "TR374",
        Some("9374"),
        "/Bericht",
        format!(
            "Verzoek {referentie} voor deze cliënt is nog onderhanden. Wacht op de toewijzing of de afwijzing."
        ),
    ))
}

/// TR347: VOT and VOW share one set of references.
fn referentie_nieuw(pad: String, referentie: &str, f: &Verzoekfeiten<'_>) -> Option<Bevinding> {
    f.gebruikt.iter().any(|g| g == referentie).then(|| {
        Bevinding::new(
            "TR347",
            Some("9347"),
            pad,
            format!(
                "Referentie {referentie} is al voor een ander verzoek gebruikt. Geef een nieuwe referentie."
            ),
        )
    })
}

/// Judges a VOT, all reasons together: TR347 and TR374.
pub fn beoordeel_vot(producten: &[AangevraagdProduct], f: &Verzoekfeiten<'_>) -> Vec<Bevinding> {
    let mut b: Vec<_> = een_tegelijk(f).into_iter().collect();
    b.extend(producten.iter().zip(1..).filter_map(|(p, n): (_, usize)| {
        let pad =
            format!("/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[{n}]/ReferentieAanbieder");
        referentie_nieuw(pad, &p.referentie, f)
    }));
    b
}

/// OP307: a VOT is for what is not assigned yet. The sender holds to it; the receiver decides it when it honours.
pub fn nog_niet_toegewezen(g: &GewenstProduct, toewijzingen: &[Toewijzing]) -> Vec<Bevinding> {
    let Ok(periode) = Periode::new(g.ingangsdatum, g.einddatum) else { return Vec::new() };
    toewijzingen
        .iter()
        .filter(|t| t.periode().is_some_and(|p| stapelen(&(g.product, periode), &(t.product, p))))
        .map(|t| {
            Bevinding::new(
                "OP307",
                None,
                "/product",
                format!(
                    "Toewijzing {} is al voor dit product in (een deel van) deze periode. Vraag een wijziging aan (VOW).",
                    t.nummer
                ),
            )
        })
        .collect()
}

const VERZOEK: &str = "/Bericht/Client/Verzoek";

fn ongewijzigd_pad(i: usize) -> String {
    format!("{VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct[{}]", i + 1)
}

fn wijzig_pad(i: usize, element: &str) -> String {
    format!("{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct[{}]{element}", i + 1)
}

/// Judges a VOW, all reasons together: TR304, TR347, TR349, TR350, TR351, TR357, TR361, TR373, TR374, TR375, TR411 and
/// TR412. When the client is unknown nothing below the client can be judged.
pub fn beoordeel_vow(v: &Wijzigingsverzoek, dagtekening: Datum, f: &Verzoekfeiten<'_>) -> Vec<Bevinding> {
    let mut b: Vec<_> = een_tegelijk(f).into_iter().collect();
    b.extend(referentie_nieuw(format!("{VERZOEK}/ReferentieAanbieder"), &v.referentie, f));
    if !f.client_bekend {
        b.push(Bevinding::new(
            "TR304",
            Some("8187"),
            "/Bericht/Client/Bsn",
            "Dit BSN is niet van een cliënt met een toewijzing. Controleer het BSN.",
        ));
        return b;
    }
    let actueel: HashMap<Toewijzingnummer, &Toewijzing> =
        f.toewijzingen.iter().filter(|t| is_actueel(t, f.vandaag)).map(|t| (t.nummer, t)).collect();
    b.extend(compleet(v, &actueel));
    for (i, nummer) in v.ongewijzigd.iter().enumerate().filter(|(_, n)| !actueel.contains_key(n)) {
        b.push(Bevinding::new("TR350", Some("9350"), ongewijzigd_pad(i), niet_actueel(*nummer)));
    }
    for (i, w) in v.te_wijzigen.iter().enumerate() {
        match actueel.get(&w.nummer) {
            Some(t) => b.extend(beoordeel_wijziging(i, w, t, dagtekening)),
            None => b.push(Bevinding::new("TR351", Some("9351"), wijzig_pad(i, ""), niet_actueel(w.nummer))),
        }
    }
    b.extend(gestapeld(v, &actueel));
    b
}

fn niet_actueel(nummer: Toewijzingnummer) -> String {
    format!(
        "Toewijzing {nummer} is geen actuele toewijzing van deze cliënt bij deze aanbieder. Laat haar weg of \
         controleer het nummer."
    )
}

/// TR349: every current assignment stays or changes, none is left out.
fn compleet(v: &Wijzigingsverzoek, actueel: &HashMap<Toewijzingnummer, &Toewijzing>) -> Option<Bevinding> {
    let genoemd: HashSet<_> =
        v.ongewijzigd.iter().copied().chain(v.te_wijzigen.iter().map(|w| w.nummer)).collect();
    let mut mist: Vec<_> = actueel.keys().filter(|n| !genoemd.contains(n)).collect();
    mist.sort_unstable();
    let lijst = mist.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    (!mist.is_empty()).then(|| {
        Bevinding::new(
            "TR349",
            Some("9349"),
            VERZOEK,
            format!(
                "Het verzoek noemt niet alle actuele toewijzingen van de cliënt. Er ontbreekt: {lijst}. Neem die op \
                 als ongewijzigd of te wijzigen."
            ),
        )
    })
}

/// The rules on one change, against the assignment that it is about.
fn beoordeel_wijziging(
    i: usize,
    w: &GewensteWijziging,
    t: &Toewijzing,
    dagtekening: Datum,
) -> Vec<Bevinding> {
    let mut b = Vec::new();
    let mut meld = |regel, code, element: &str, tekst: String| {
        b.push(Bevinding::new(regel, Some(code), wijzig_pad(i, element), tekst));
    };
    let hele_looptijd = w.ingangsdatum == t.ingangsdatum;
    if w.ingangsdatum <= dagtekening && !hele_looptijd {
        meld(
            "TR357",
            "9357",
            "/GewensteIngangsdatum",
            format!(
                "De wijziging gaat niet later in dan de dag van het verzoek. Kies een latere dag, of {} als zij over de \
                 hele looptijd gaat.",
                voluit(t.ingangsdatum)
            ),
        );
    }
    if wijzigt_totaal(t, w) && !hele_looptijd {
        meld(
            "TR373",
            "9373",
            "/GewensteIngangsdatum",
            format!(
                "Een ander budget of totaal geldt voor de hele looptijd. Vul als ingangsdatum {} in.",
                voluit(t.ingangsdatum)
            ),
        );
    }
    // the three look at what the assignment is for: nothing named, a category, or a product
    let na_2020 = w.einddatum.is_none_or(|e| e > date(2020, 12, 31));
    match t.product {
        None if na_2020 && w.omvang.is_some() => meld(
            "TR375",
            "9375",
            "/Omvang",
            format!("Toewijzing {} heeft geen product. Laat de omvang leeg.", t.nummer),
        ),
        Some(p) if p.code.is_some() && w.omvang.is_none() => meld(
            "TR411",
            "9411",
            "/Omvang",
            format!(
                "Toewijzing {} heeft een productcode. Vul de omvang in, ook als zij gelijk blijft.",
                t.nummer
            ),
        ),
        Some(p) if p.code.is_none() && na_2020 && w.omvang.is_some() => meld(
            "TR412",
            "9412",
            "/Omvang",
            format!("Toewijzing {} heeft geen productcode. Laat de omvang leeg.", t.nummer),
        ),
        _ => {}
    }
    b
}

/// Whether a budget, or a total over the whole term, becomes another one. Where nothing is filled in, nothing changes.
fn wijzigt_totaal(t: &Toewijzing, w: &GewensteWijziging) -> bool {
    let totaal = |o: Omvang| o.frequentie == Frequentie::Totaal;
    let ander_budget = w.budget.is_some() && w.budget != t.budget;
    let ander_totaal = t.omvang.is_some_and(totaal) && w.omvang.is_some() && w.omvang != t.omvang;
    ander_budget || ander_totaal
}

/// TR361: no product twice at the same time in the situation that is asked for. An assignment that changes keeps
/// running until the change, so that it counts from its own first day.
fn gestapeld(v: &Wijzigingsverzoek, actueel: &HashMap<Toewijzingnummer, &Toewijzing>) -> Vec<Bevinding> {
    let mut posten: Vec<Post> = Vec::new();
    let mut namen = Vec::new();
    let mut zet = |product, van, tot, naam: String| {
        // an end before the start is a finding of its own (CS003)
        if let Ok(p) = Periode::new(van, tot) {
            posten.push((product, p));
            namen.push(naam);
        }
    };
    for t in v.ongewijzigd.iter().filter_map(|n| actueel.get(n)) {
        zet(t.product, t.ingangsdatum, t.einddatum, format!("toewijzing {}", t.nummer));
    }
    for w in &v.te_wijzigen {
        if let Some(t) = actueel.get(&w.nummer) {
            zet(
                t.product,
                t.ingangsdatum.min(w.ingangsdatum),
                w.einddatum,
                format!("toewijzing {}", t.nummer),
            );
        }
    }
    for (n, i) in v.nieuw.iter().zip(1..) {
        zet(n.product, n.ingangsdatum, n.einddatum, format!("nieuw product {i}"));
    }
    dubbel(&posten)
        .into_iter()
        .map(|i| {
            Bevinding::new(
                "TR361",
                Some("9361"),
                VERZOEK,
                format!(
                    "Bij {} overlapt de periode met die van hetzelfde product elders in het verzoek. Laat de een \
                     eindigen voor de ander begint.",
                    namen[i]
                ),
            )
        })
        .collect()
}
