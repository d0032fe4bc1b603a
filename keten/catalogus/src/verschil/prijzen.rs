//! Differences in prices: tariffs with both amounts and the percentage, and the lines that build them up.

use super::{Wijziging, Wijzigingssoort, bron, in_versie, nieuwe_periode, onderwerp, periode, veld, zin};
use crate::euro_voluit;
use kern::{Datum, Decimaal, Periode, Productcategorie, Productcode, voluit};
use regels::{Bewerking, Kader, Kostprijsmodel, Tariefregel};

type Sleutel = (Productcategorie, Productcode);

fn van(kader: &Kader, s: Sleutel) -> Vec<&Tariefregel> {
    let mut lijst: Vec<_> = kader.tarieven.iter().filter(|t| (t.categorie, t.code) == s).collect();
    lijst.sort_by_key(|t| t.verantwoording.geldig.van());
    lijst
}

/// The name of a product, or its code when the framework does not have it.
fn naam(nieuw: &Kader, oud: &Kader, s: Sleutel) -> String {
    let in_kader = |k: &Kader| k.producten.iter().find(|p| (p.categorie, p.code) == s).map(onderwerp);
    in_kader(nieuw).or_else(|| in_kader(oud)).unwrap_or_else(|| format!("{} {}", s.0, s.1))
}

fn prijs(t: &Tariefregel) -> String {
    let verzonnen = if t.verzonnen { " (verzonnen)" } else { "" };
    format!("{} {}{verzonnen}", euro_voluit(t.bedrag), t.per.omschrijving())
}

/// "1,5%", rounded to a tenth; `None` from nothing.
fn procent(oud: Decimaal, nieuw: Decimaal) -> Option<String> {
    let deel = nieuw.checked_sub(oud)?.checked_div(oud)?.checked_mul(Decimaal::ONE_HUNDRED)?;
    let deel = deel.abs().round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    Some(format!("{}%", deel.normalize().to_string().replace('.', ",")))
}

/// A price that takes the place of another.
fn van_naar(oud: &Tariefregel, nieuw: &Tariefregel) -> (Wijzigingssoort, String) {
    let twee = format!("was {}, wordt {}", prijs(oud), prijs(nieuw));
    if oud.per != nieuw.per {
        return (Wijzigingssoort::Gewijzigd, twee);
    }
    let (soort, woord) = match nieuw.bedrag.cmp(&oud.bedrag) {
        std::cmp::Ordering::Greater => (Wijzigingssoort::Omhoog, "omhoog"),
        std::cmp::Ordering::Less => (Wijzigingssoort::Omlaag, "omlaag"),
        std::cmp::Ordering::Equal => return (Wijzigingssoort::Gewijzigd, twee),
    };
    let hoeveel = euro_voluit((nieuw.bedrag - oud.bedrag).abs());
    let deel = procent(oud.bedrag, nieuw.bedrag).map_or_else(String::new, |p| format!(" ({p})"));
    (soort, format!("{twee}: {hoeveel} {woord}{deel}"))
}

fn eerder<'t>(lijst: &[&'t Tariefregel], dag: Datum) -> Option<&'t Tariefregel> {
    lijst.iter().copied().rfind(|t| t.verantwoording.geldig.van() < dag)
}

/// From which day another amount in the same line holds: the later of the first day of the version and that of the line.
fn vanaf_wanneer(geldig: &Periode, vanaf: Option<Datum>, tekst: &str) -> String {
    match (vanaf, in_versie(geldig, vanaf)) {
        (None, _) => {
            let vroegst = voluit(geldig.van());
            format!("Vanaf de eerste dag van de versie, op zijn vroegst {vroegst}: {tekst}.")
        }
        (Some(_), Some(p)) => format!("Vanaf {}: {tekst}.", voluit(p.van())),
        (Some(_), None) => format!(
            "De regel {}: {tekst}. Die dagen liggen voor de eerste dag van deze versie; daaraan verandert niets.",
            periode(geldig)
        ),
    }
}

/// A price line that was not there: held against what was paid on the day before it counts.
fn nieuwe_regel(
    was: &[&Tariefregel],
    wordt: &[&Tariefregel],
    n: &Tariefregel,
    vanaf: Option<Datum>,
) -> (Wijzigingssoort, String) {
    let geldig = &n.verantwoording.geldig;
    // what its own text says of the days before the version never held
    let oud = vanaf.filter(|v| geldig.van() <= *v).and_then(|v| eerder(was, v));
    match oud.or_else(|| eerder(wordt, geldig.van())) {
        Some(vorig) => {
            let (soort, tekst) = van_naar(vorig, n);
            let dag = in_versie(geldig, vanaf).unwrap_or(*geldig).van();
            (soort, format!("Vanaf {}: {tekst}.", voluit(dag)))
        }
        None => (Wijzigingssoort::Nieuw, format!("{} {}.", prijs(n), nieuwe_periode(geldig, vanaf))),
    }
}

pub(super) fn tarieven(oud: &Kader, nieuw: &Kader, vanaf: Option<Datum>, uit: &mut Vec<Wijziging>) {
    const DEEL: &str = "Tarieven";
    let mut sleutels: Vec<Sleutel> = Vec::new();
    for t in nieuw.tarieven.iter().chain(&oud.tarieven) {
        if !sleutels.contains(&(t.categorie, t.code)) {
            sleutels.push((t.categorie, t.code));
        }
    }
    for s in sleutels {
        let (was, wordt) = (van(oud, s), van(nieuw, s));
        let wie = naam(nieuw, oud, s);
        for n in &wordt {
            let dag = n.verantwoording.geldig.van();
            let Some(o) = was.iter().find(|o| o.verantwoording.geldig.van() == dag) else {
                let (soort, tekst) = nieuwe_regel(&was, &wordt, n, vanaf);
                uit.push(Wijziging::new(DEEL, soort, wie.clone(), tekst));
                continue;
            };
            if (o.bedrag, o.per) != (n.bedrag, n.per) {
                let (soort, tekst) = van_naar(o, n);
                uit.push(Wijziging::new(
                    DEEL,
                    soort,
                    wie.clone(),
                    vanaf_wanneer(&n.verantwoording.geldig, vanaf, &tekst),
                ));
            }
            let mut delen = Vec::new();
            let (a, b) = (&o.verantwoording, &n.verantwoording);
            veld(&mut delen, "geldt", &periode(&a.geldig), &periode(&b.geldig));
            let ja = |x: bool| if x { "ja" } else { "nee" };
            veld(&mut delen, "verzonnen", ja(o.verzonnen), ja(n.verzonnen));
            if o.delen != n.delen {
                delen.push("de delen van de prijs zijn anders".to_owned());
            }
            if o.afronding != n.afronding {
                delen.push("de afronding is anders".to_owned());
            }
            veld(&mut delen, "de bron", &bron(&a.bron), &bron(&b.bron));
            veld(&mut delen, "de toelichting", &a.toelichting, &b.toelichting);
            if !delen.is_empty() {
                uit.push(Wijziging::new(DEEL, Wijzigingssoort::Gewijzigd, wie.clone(), zin(&delen)));
            }
        }
        for o in was {
            let dag = o.verantwoording.geldig.van();
            if !wordt.iter().any(|n| n.verantwoording.geldig.van() == dag) {
                let tekst =
                    format!("Het tarief van {} {} vervalt.", prijs(o), periode(&o.verantwoording.geldig));
                uit.push(Wijziging::new(DEEL, Wijzigingssoort::Vervallen, wie.clone(), tekst));
            }
        }
    }
}

/// What a line does, with the names of the lines that it takes.
fn formule(m: &Kostprijsmodel, i: usize) -> String {
    let r = &m.regels[i];
    match &r.bewerking {
        Bewerking::Waarde(w) => w.normalize().to_string().replace('.', ","),
        ander => {
            let woord = match ander {
                Bewerking::Waarde(_) => "waarde",
                Bewerking::Som(_) => "som van",
                Bewerking::Verschil(..) => "verschil van",
                Bewerking::Product(_) => "product van",
                Bewerking::Deel(..) => "deling van",
                Bewerking::ProcentVan(..) => "percentage van",
                Bewerking::Aandeel(..) => "aandeel van",
            };
            let namen: Vec<&str> = ander.invoer().iter().map(|i| m.regels[*i].sleutel.as_str()).collect();
            format!("{woord} {}", namen.join(", "))
        }
    }
}

pub(super) fn kostprijzen(oud: &Kader, nieuw: &Kader, vanaf: Option<Datum>, uit: &mut Vec<Wijziging>) {
    const DEEL: &str = "Kostprijs";
    let sleutel = |m: &Kostprijsmodel| (m.categorie, m.code, m.verantwoording.geldig.van());
    for n in &nieuw.kostprijzen {
        let Some(o) = oud.kostprijzen.iter().find(|o| sleutel(o) == sleutel(n)) else {
            let wanneer = nieuwe_periode(&n.verantwoording.geldig, vanaf);
            let tekst = format!("Er komt een opbouw bij, {wanneer}.");
            uit.push(Wijziging::new(DEEL, Wijzigingssoort::Nieuw, n.naam.clone(), tekst));
            continue;
        };
        for (i, r) in n.regels.iter().enumerate() {
            let wie = format!("{}: {}", n.naam, r.naam);
            let Some(j) = o.regels.iter().position(|x| x.sleutel == r.sleutel) else {
                let tekst = format!("Regel '{}' komt erbij.", r.sleutel);
                uit.push(Wijziging::new(DEEL, Wijzigingssoort::Nieuw, wie, tekst));
                continue;
            };
            let mut delen = Vec::new();
            let was = &o.regels[j];
            veld(&mut delen, "de waarde", &formule(o, j), &formule(n, i));
            veld(&mut delen, "de naam", &was.naam, &r.naam);
            veld(&mut delen, "de bron", &bron(&was.bron), &bron(&r.bron));
            veld(&mut delen, "de toelichting", &was.toelichting, &r.toelichting);
            let getal = |w: Option<Decimaal>| {
                w.map_or_else(String::new, |w| w.normalize().to_string().replace('.', ","))
            };
            veld(&mut delen, "de stap", &getal(was.stap), &getal(r.stap));
            if !delen.is_empty() {
                uit.push(Wijziging::new(DEEL, Wijzigingssoort::Gewijzigd, wie, zin(&delen)));
            }
        }
        for r in o.regels.iter().filter(|r| !n.regels.iter().any(|x| x.sleutel == r.sleutel)) {
            let tekst = format!("Regel '{}' vervalt.", r.sleutel);
            uit.push(Wijziging::new(
                DEEL,
                Wijzigingssoort::Vervallen,
                format!("{}: {}", n.naam, r.naam),
                tekst,
            ));
        }
    }
    for o in oud.kostprijzen.iter().filter(|o| !nieuw.kostprijzen.iter().any(|n| sleutel(n) == sleutel(o))) {
        uit.push(Wijziging::new(DEEL, Wijzigingssoort::Vervallen, o.naam.clone(), "De opbouw vervalt."));
    }
}
