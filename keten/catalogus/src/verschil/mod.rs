//! What is different between two versions of a framework, in plain Dutch.

mod lijsten;
mod prijzen;

use inkoop::Productsleutel;
use kern::{Datum, Periode, voluit};
use regels::{Kader, Productregel};

/// What kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wijzigingssoort {
    /// It was not there.
    Nieuw,
    /// It is not there any more.
    Vervallen,
    /// Not for new assignments any more, still claimable.
    Uitgefaseerd,
    /// A higher price.
    Omhoog,
    /// A lower price.
    Omlaag,
    /// Something else.
    Gewijzigd,
}

impl Wijzigingssoort {
    /// In a word.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Nieuw => "nieuw",
            Self::Vervallen => "vervalt",
            Self::Uitgefaseerd => "uitgefaseerd",
            Self::Omhoog => "hogere prijs",
            Self::Omlaag => "lagere prijs",
            Self::Gewijzigd => "gewijzigd",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijziging {
    /// Part of the framework: "Producten", "Tarieven", "Criteria".
    pub onderdeel: &'static str,
    /// What kind.
    pub soort: Wijzigingssoort,
    /// What it is about: the name of a product, a criterion.
    pub onderwerp: String,
    /// What is different, in a sentence.
    pub tekst: String,
}

impl Wijziging {
    fn new(
        onderdeel: &'static str,
        soort: Wijzigingssoort,
        onderwerp: impl Into<String>,
        tekst: impl Into<String>,
    ) -> Self {
        Self { onderdeel, soort, onderwerp: onderwerp.into(), tekst: tekst.into() }
    }
}

/// Everything that is different in `nieuw` with respect to `oud`, in the order of the files. Where a line stands and how
/// the text is laid out is no difference. `vanaf` is the first day of the version that `nieuw` is the text of, when it is
/// known: a line in it may name an earlier day, but nothing changes before the version begins.
pub fn verschil(oud: &Kader, nieuw: &Kader, vanaf: Option<Datum>) -> Vec<Wijziging> {
    let mut uit = Vec::new();
    hoofd(oud, nieuw, &mut uit);
    producten(oud, nieuw, vanaf, &mut uit);
    prijzen::tarieven(oud, nieuw, vanaf, &mut uit);
    prijzen::kostprijzen(oud, nieuw, vanaf, &mut uit);
    lijsten::alle(oud, nieuw, vanaf, &mut uit);
    rest(oud, nieuw, &mut uit);
    uit
}

/// A file may say something else without any part above seeing it: that is told too, never passed over.
fn rest(oud: &Kader, nieuw: &Kader, uit: &mut Vec<Wijziging>) {
    const ONDERDELEN: [(&str, &[&str]); 10] = [
        ("kader.yaml", &["Kader", "Afspraken"]),
        ("producten.yaml", &["Producten"]),
        ("tarieven.yaml", &["Tarieven"]),
        ("kostprijs.yaml", &["Kostprijs"]),
        ("instellingen.yaml", &["Instellingen"]),
        ("criteria.yaml", &["Criteria"]),
        ("resultaten.yaml", &["Resultaten"]),
        ("overeenkomst.yaml", &["Overeenkomst"]),
        ("omzetting.yaml", &[]),
        ("tabellen.yaml", &[]),
    ];
    let tekst =
        |k: &'_ Kader, naam: &str| k.bestanden.iter().find(|(b, _)| b == naam).map(|(_, t)| t.clone());
    for (bestand, onderdelen) in ONDERDELEN {
        let (wat, naam) = match bestand {
            "omzetting.yaml" => ("de sleutel van de omzetting", "Omzetting"),
            "tabellen.yaml" => ("de tabellen", "Tabellen"),
            _ => (bestand, onderdelen.first().copied().unwrap_or("Kader")),
        };
        match (tekst(oud, bestand), tekst(nieuw, bestand)) {
            (Some(a), Some(b))
                if !regels::zelfde_inhoud(&a, &b)
                    && !uit.iter().any(|w| onderdelen.contains(&w.onderdeel)) =>
            {
                let zin = format!("In {wat} is iets veranderd; kijk in {bestand} van beide versies.");
                uit.push(Wijziging::new(naam, Wijzigingssoort::Gewijzigd, wat, zin));
            }
            (None, Some(_)) if onderdelen.is_empty() => {
                uit.push(Wijziging::new(naam, Wijzigingssoort::Nieuw, wat, "Komt erbij."));
            }
            (Some(_), None) if onderdelen.is_empty() => {
                uit.push(Wijziging::new(naam, Wijzigingssoort::Vervallen, wat, "Vervalt."));
            }
            _ => {}
        }
    }
}

/// A period as a sentence goes on: "vanaf 1 januari 2027", "van … tot en met …".
fn periode(p: &Periode) -> String {
    match p.tot() {
        Some(tot) => format!("van {} tot en met {}", voluit(p.van()), voluit(tot)),
        None => format!("vanaf {}", voluit(p.van())),
    }
}

/// The days of a line that lie in the version; `None` when it was over before the version begins.
fn in_versie(p: &Periode, vanaf: Option<Datum>) -> Option<Periode> {
    let van = vanaf.map_or(p.van(), |v| v.max(p.van()));
    Periode::new(van, p.tot()).ok()
}

/// The period in which something that is new holds: not before the version begins.
fn nieuwe_periode(p: &Periode, vanaf: Option<Datum>) -> String {
    in_versie(p, vanaf).map_or_else(
        || format!("{} (voor de eerste dag van deze versie)", periode(p)),
        |geldt| periode(&geldt),
    )
}

/// "was …, wordt …" for a field that is different.
fn veld(uit: &mut Vec<String>, naam: &str, oud: &str, nieuw: &str) {
    if oud != nieuw {
        let leeg = |t: &str| if t.is_empty() { "leeg".to_owned() } else { format!("'{t}'") };
        uit.push(format!("{naam} was {}, wordt {}", leeg(oud), leeg(nieuw)));
    }
}

fn zin(delen: &[String]) -> String {
    let tekst = delen.join("; ");
    let mut letters = tekst.chars();
    let begin = letters.next().map(char::to_uppercase).into_iter().flatten().collect::<String>();
    format!("{begin}{}.", letters.as_str().trim_end_matches('.'))
}

fn hoofd(oud: &Kader, nieuw: &Kader, uit: &mut Vec<Wijziging>) {
    const DEEL: &str = "Kader";
    let mut delen = Vec::new();
    veld(&mut delen, "de naam", &oud.naam, &nieuw.naam);
    veld(&mut delen, "de regio", &oud.regio, &nieuw.regio);
    let (a, b) = (&oud.verantwoording, &nieuw.verantwoording);
    veld(&mut delen, "de geldigheid", &periode(&a.geldig), &periode(&b.geldig));
    veld(&mut delen, "de bron", &bron(&a.bron), &bron(&b.bron));
    veld(&mut delen, "de toelichting", &a.toelichting, &b.toelichting);
    if !delen.is_empty() {
        uit.push(Wijziging::new(DEEL, Wijzigingssoort::Gewijzigd, nieuw.naam.clone(), zin(&delen)));
    }
    for g in &nieuw.gemeenten {
        if !oud.gemeenten.iter().any(|x| x.code == g.code) {
            let tekst = format!("{} doet mee.", g.naam);
            uit.push(Wijziging::new(DEEL, Wijzigingssoort::Nieuw, format!("gemeente {}", g.naam), tekst));
        }
    }
    for g in &oud.gemeenten {
        if !nieuw.gemeenten.iter().any(|x| x.code == g.code) {
            let tekst = format!("{} doet niet meer mee.", g.naam);
            uit.push(Wijziging::new(DEEL, Wijzigingssoort::Vervallen, format!("gemeente {}", g.naam), tekst));
        }
    }
    for (soort, oud, nieuw) in [
        ("perceel", &oud.percelen, &nieuw.percelen),
        ("prestatie", &oud.prestaties, &nieuw.prestaties),
        ("zwaarte", &oud.zwaartes, &nieuw.zwaartes),
    ] {
        for n in nieuw {
            let onderwerp = format!("{soort} {}", n.code);
            match oud.iter().find(|o| o.code == n.code) {
                None => {
                    uit.push(Wijziging::new(DEEL, Wijzigingssoort::Nieuw, onderwerp, format!("{}.", n.naam)));
                }
                Some(o) if o.naam != n.naam => {
                    let mut delen = Vec::new();
                    veld(&mut delen, "de naam", &o.naam, &n.naam);
                    uit.push(Wijziging::new(DEEL, Wijzigingssoort::Gewijzigd, onderwerp, zin(&delen)));
                }
                Some(_) => {}
            }
        }
        for o in oud.iter().filter(|o| !nieuw.iter().any(|n| n.code == o.code)) {
            let onderwerp = format!("{soort} {}", o.code);
            uit.push(Wijziging::new(
                DEEL,
                Wijzigingssoort::Vervallen,
                onderwerp,
                format!("{} vervalt.", o.naam),
            ));
        }
    }
}

fn bron(b: &kern::Bron) -> String {
    format!("{}, {}", b.document, b.plaats)
}

fn onderwerp(p: &Productregel) -> String {
    format!("{} ({} {})", p.naam, p.kort, p.code)
}

fn producten(oud: &Kader, nieuw: &Kader, vanaf: Option<Datum>, uit: &mut Vec<Wijziging>) {
    const DEEL: &str = "Producten";
    let sleutel = |p: &Productregel| (p.categorie, p.code);
    // one line on both sides is the same product, also when its first day moves
    let een =
        |k: &Kader, p: &Productregel| k.producten.iter().filter(|x| sleutel(x) == sleutel(p)).count() == 1;
    let zelfde = |a: &Productregel, b: &Productregel| {
        sleutel(a) == sleutel(b)
            && ((een(oud, a) && een(nieuw, b))
                || a.verantwoording.geldig.van() == b.verantwoording.geldig.van())
    };
    for n in &nieuw.producten {
        let Some(o) = oud.producten.iter().find(|o| zelfde(o, n)) else {
            let kent = oud.producten.iter().any(|o| sleutel(o) == sleutel(n));
            let wat = if kent { "krijgt er een regel bij" } else { "is nieuw" };
            let wanneer = nieuwe_periode(&n.verantwoording.geldig, vanaf);
            let tekst = format!("Code {} {wat}; toe te wijzen {wanneer}.", n.code);
            uit.push(Wijziging::new(DEEL, Wijzigingssoort::Nieuw, onderwerp(n), tekst));
            continue;
        };
        if o.nieuw_tot != n.nieuw_tot {
            let (soort, tekst) = match n.nieuw_tot {
                Some(dag) => (
                    Wijzigingssoort::Uitgefaseerd,
                    format!(
                        "Nieuwe toewijzingen kunnen nog ingaan tot en met {}. Wat dan loopt, kan worden gedeclareerd{}.",
                        voluit(dag),
                        n.verantwoording
                            .geldig
                            .tot()
                            .map_or_else(String::new, |t| format!(" tot en met {}", voluit(t)))
                    ),
                ),
                None => (
                    Wijzigingssoort::Gewijzigd,
                    "Is niet meer uitgefaseerd: nieuwe toewijzingen kunnen weer.".into(),
                ),
            };
            uit.push(Wijziging::new(DEEL, soort, onderwerp(n), tekst));
        }
        let mut delen = Vec::new();
        veld(&mut delen, "de naam", &o.naam, &n.naam);
        veld(&mut delen, "de korte naam", &o.kort, &n.kort);
        veld(&mut delen, "de soort", o.soort.code(), n.soort.code());
        veld(&mut delen, "hoort bij", &o.bij.join(", "), &n.bij.join(", "));
        let telt = |p: &Productregel| p.telt.map_or("", regels::Telwijze::code).to_owned();
        veld(&mut delen, "hoe het telt", &telt(o), &telt(n));
        let reden = |p: &Productregel| p.niet_bestelbaar.clone().unwrap_or_default();
        veld(&mut delen, "waarom niet te bestellen", &reden(o), &reden(n));
        veld(&mut delen, "de prestatie", &o.prestatie, &n.prestatie);
        veld(&mut delen, "de zwaarte", &o.zwaarte, &n.zwaarte);
        veld(&mut delen, "het perceel", &o.perceel, &n.perceel);
        veld(&mut delen, "de eenheid", o.eenheid.omschrijving(), n.eenheid.omschrijving());
        veld(&mut delen, "de frequentie", o.frequentie.omschrijving(), n.frequentie.omschrijving());
        veld(&mut delen, "het gewone volume", &o.volume.to_string(), &n.volume.to_string());
        veld(&mut delen, "de uitvoeringsvariant", o.variant.code(), n.variant.code());
        veld(&mut delen, "de omschrijving", &o.omschrijving, &n.omschrijving);
        let (a, b) = (&o.verantwoording, &n.verantwoording);
        veld(&mut delen, "toe te wijzen", &periode(&a.geldig), &periode(&b.geldig));
        veld(&mut delen, "de bron", &bron(&a.bron), &bron(&b.bron));
        veld(&mut delen, "de toelichting", &a.toelichting, &b.toelichting);
        if !delen.is_empty() {
            uit.push(Wijziging::new(DEEL, Wijzigingssoort::Gewijzigd, onderwerp(n), zin(&delen)));
        }
    }
    for o in oud.producten.iter().filter(|o| !nieuw.producten.iter().any(|n| zelfde(o, n))) {
        let tekst = if nieuw.producten.iter().any(|n| sleutel(n) == sleutel(o)) {
            format!("De regel van code {} {} vervalt.", o.code, periode(&o.verantwoording.geldig))
        } else {
            format!("Code {} staat niet meer in het kader.", o.code)
        };
        uit.push(Wijziging::new(DEEL, Wijzigingssoort::Vervallen, onderwerp(o), tekst));
    }
}

/// The codes of `oud` that do not hold any more from a day on in `nieuw` (or at all, when there is none), while contract
/// lines run on or after that day. `contracten` is category, code, how many.
pub fn vervallen_codes(
    oud: &Kader,
    nieuw: Option<&Kader>,
    vanaf: Datum,
    contracten: &[(String, String, i64)],
) -> Vec<crate::VervallenCode> {
    // not ended by then, and not to begin later than it does now
    let heeft = |k: &Kader, o: &Productregel| {
        let uiterlijk = vanaf.max(o.verantwoording.geldig.van());
        k.producten.iter().any(|p| {
            let geldig = p.verantwoording.geldig;
            (p.categorie, p.code) == (o.categorie, o.code)
                && geldig.van() <= uiterlijk
                && geldig.tot().is_none_or(|t| t >= vanaf)
        })
    };
    let mut uit: Vec<crate::VervallenCode> = Vec::new();
    for p in &oud.producten {
        let s = Productsleutel::new(p.categorie, p.code);
        if uit.iter().any(|v| v.code == s.code.as_str()) || nieuw.is_some_and(|k| heeft(k, p)) {
            continue;
        }
        let n: i64 = contracten
            .iter()
            .filter(|(cat, code, _)| (cat.as_str(), code.as_str()) == (s.categorie.as_str(), s.code.as_str()))
            .map(|(_, _, n)| n)
            .sum();
        if n > 0 {
            uit.push(crate::VervallenCode { code: s.code.as_str().to_owned(), contracten: n });
        }
    }
    uit
}

#[cfg(test)]
mod tests;
