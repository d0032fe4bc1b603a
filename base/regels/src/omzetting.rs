//! `omzetting.yaml`: the key with which running indications go over to the products of a framework.
//!
//! Which codes a provider or an old system wrote for what, which product each class becomes, what an indication was
//! worth before, how much may change before a new indication is needed first, and when who goes over. All of it data,
//! each with its source.

use crate::Probleem;
use crate::knoop::Knoop;
use crate::lezer::{Soort, schema};
use crate::model::{Kader, Verantwoording};
use crate::velden::{Velden, Vorm};
use kern::{Datum, Decimaal, Productcode};
use std::collections::BTreeSet;

/// The highest class that a row may have.
pub const HOOGSTE_KLASSE: u8 = 99;

/// How the running indications of a framework go over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Omzetwijze {
    /// All at once on one day, by the key alone; what the support is stays.
    Technisch,
    /// Each with a new decision of its own, at the moments that the framework names.
    Herindicatie,
}

impl Omzetwijze {
    /// Both, with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("technisch", Self::Technisch), ("herindicatie", Self::Herindicatie)];
}

/// Codes that mean the same kind of support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Functiegroep {
    /// Key, such as `begeleiding`.
    pub sleutel: String,
    /// Name for people.
    pub naam: String,
    /// How it is written. Case, spaces, dashes, dots and underscores make no difference.
    pub codes: Vec<String>,
    /// Whether the key says something about it. A group without one fits no key and is discussed.
    pub in_sleutel: bool,
    /// Codes of the products under which this support was assigned before: such an assignment ends.
    pub vervangt: Vec<Productcode>,
    /// The document leaves the list of codes open: this is that of the program.
    pub eigen_keuze: bool,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// One line of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sleutelregel {
    /// Key, such as `klasse-1-2`.
    pub sleutel: String,
    /// Keys of the groups that it is for.
    pub functies: Vec<String>,
    /// Lowest class.
    pub klasse_van: u8,
    /// Highest class, included; empty is every higher class.
    pub klasse_tot: Option<u8>,
    /// Short names of the products that it becomes.
    pub producten: Vec<String>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// What an indication of this kind cost in a year before it went over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OudeWaarde {
    /// Key of the group.
    pub functie: String,
    /// Class and cents a year.
    pub klassen: Vec<(u8, Decimaal)>,
    /// The document gives no amount: this one was made up. Whatever shows it says so.
    pub verzonnen: bool,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// How much the value may change before the content is taken to change much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omzetdrempel {
    /// Which way.
    pub richting: Richting,
    /// Percent of the old value. A change of exactly this much is not yet much.
    pub procent: Decimaal,
    /// The document leaves it open: this is the default of the program.
    pub eigen_keuze: bool,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// Down or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Richting {
    /// The new value is lower.
    Lager,
    /// The new value is higher.
    Hoger,
}

impl Richting {
    /// Both, with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[("lager", Self::Lager), ("hoger", Self::Hoger)];
}

/// When somebody goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aanleiding {
    /// A new indication.
    Nieuw,
    /// The indication ends and is looked at again.
    Herindicatie,
    /// The rest: the municipality begins itself.
    Actief,
}

impl Aanleiding {
    /// All, with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("nieuw", Self::Nieuw), ("herindicatie", Self::Herindicatie), ("actief", Self::Actief)];
}

/// A moment at which people go over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omzetmoment {
    /// For whom.
    pub aanleiding: Aanleiding,
    /// From this day; for `Actief` on it.
    pub vanaf: Datum,
    /// In words.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// The whole key of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omzetting {
    /// How.
    pub wijze: Omzetwijze,
    /// The day from which the new products hold. An indication that runs on it goes over.
    pub omzetdatum: Datum,
    /// Why an assignment that is replaced ends (list WMO002).
    pub reden_wijziging: String,
    /// Codes.
    pub functies: Vec<Functiegroep>,
    /// Key of the group for every code that no group names; without it such a code fits no key.
    pub andere_codes: Option<String>,
    /// Lines.
    pub regels: Vec<Sleutelregel>,
    /// Values before.
    pub oude_waarden: Vec<OudeWaarde>,
    /// Thresholds.
    pub drempels: Vec<Omzetdrempel>,
    /// Moments.
    pub momenten: Vec<Omzetmoment>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

pub(crate) const OMZETTING: Vorm<'static> = Vorm {
    soort: "omzetting",
    verplicht: &[
        "schema",
        "wijze",
        "omzetdatum",
        "reden_wijziging",
        "functies",
        "regels",
        "oude_waarden",
        "drempels",
        "momenten",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["andere_codes"],
};
const FUNCTIE: Vorm<'static> = Vorm {
    soort: "functie",
    verplicht: &[
        "sleutel",
        "naam",
        "codes",
        "in_sleutel",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["vervangt", "eigen_keuze"],
};
const REGEL: Vorm<'static> = Vorm {
    soort: "regel",
    verplicht: &[
        "sleutel",
        "functies",
        "klasse_van",
        "klasse_tot",
        "producten",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &[],
};
const WAARDE: Vorm<'static> = Vorm {
    soort: "oude_waarde",
    verplicht: &[
        "functie",
        "klassen",
        "eenheid",
        "afronding",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["verzonnen"],
};
const KLASSE: Vorm<'static> = Vorm { soort: "klasse", verplicht: &["klasse", "per_jaar"], optioneel: &[] };
const DREMPEL: Vorm<'static> = Vorm {
    soort: "drempel",
    verplicht: &[
        "richting",
        "waarde",
        "eenheid",
        "afronding",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["eigen_keuze"],
};
const MOMENT: Vorm<'static> = Vorm {
    soort: "moment",
    verplicht: &["aanleiding", "vanaf", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &[],
};

/// The forms within the file, by the name that the schema gives them.
#[cfg(test)]
pub(crate) const VORMEN: &[(&str, &Vorm<'static>)] = &[
    ("functie", &FUNCTIE),
    ("regel", &REGEL),
    ("oude_waarde", &WAARDE),
    ("klasse", &KLASSE),
    ("drempel", &DREMPEL),
    ("moment", &MOMENT),
];

const BESTAND: &str = "omzetting.yaml";

/// How codes are compared: capitals, without spaces, dashes, dots and underscores.
pub fn functiecode(tekst: &str) -> String {
    tekst.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '_')).flat_map(char::to_uppercase).collect()
}

fn klasse(t: &str) -> Result<u8, String> {
    t.parse()
        .ok()
        .filter(|k| *k <= HOOGSTE_KLASSE)
        .ok_or(format!("verwacht een klasse van 0 tot en met {HOOGSTE_KLASSE}"))
}

fn bedrag(t: &str) -> Result<Decimaal, &'static str> {
    match t.parse::<Decimaal>() {
        Ok(d) if !d.is_sign_negative() => Ok(d),
        _ => Err("verwacht een getal van nul of hoger, met een punt voor de decimalen"),
    }
}

pub(crate) const SOORT: Soort = Soort { naam: "omzetting", verplicht: false, lees, controleer };

/// Reads the file into the framework.
fn lees(knoop: &Knoop, kader: &mut Kader, uit: &mut Vec<Probleem>) {
    kader.omzetting = lees_omzetting(knoop, uit);
}

fn lees_omzetting(knoop: &Knoop, uit: &mut Vec<Probleem>) -> Option<Omzetting> {
    let v = Velden::open(BESTAND, knoop, &OMZETTING, uit)?;
    schema(&v, "omzetting", uit);
    let wijze = v.keuze("wijze", Omzetwijze::ALLE, uit);
    let omzetdatum = v.datum("omzetdatum", uit);
    let reden = v.lees("reden_wijziging", uit, |t| {
        let goed = t.len() == 2 && t.bytes().all(|c| c.is_ascii_digit());
        if goed { Ok(t.to_owned()) } else { Err("verwacht de twee cijfers van lijst WMO002") }
    });
    let functies = onderdelen(&v, "functies", &FUNCTIE, uit, lees_functie);
    let regels = onderdelen(&v, "regels", &REGEL, uit, lees_regel);
    let oude_waarden = onderdelen(&v, "oude_waarden", &WAARDE, uit, lees_waarde);
    let drempels = onderdelen(&v, "drempels", &DREMPEL, uit, lees_drempel);
    let momenten = onderdelen(&v, "momenten", &MOMENT, uit, lees_moment);
    let andere_codes = if v.heeft("andere_codes") { v.tekst("andere_codes", uit) } else { None };
    let verantwoording = v.verantwoording(uit);
    Some(Omzetting {
        wijze: wijze?,
        omzetdatum: omzetdatum?,
        reden_wijziging: reden?,
        functies,
        andere_codes: andere_codes.map(str::to_owned),
        regels,
        oude_waarden,
        drempels,
        momenten,
        verantwoording: verantwoording?,
    })
}

/// The items of a list, each of one form; a list here may be empty.
fn onderdelen<T>(
    v: &Velden<'_>,
    sleutel: &str,
    vorm: &Vorm<'_>,
    uit: &mut Vec<Probleem>,
    lees: fn(&Velden<'_>, &mut Vec<Probleem>) -> Option<T>,
) -> Vec<T> {
    let knopen = v.lijst(sleutel, uit);
    knopen.iter().filter_map(|k| Velden::open(BESTAND, k, vorm, uit).and_then(|v| lees(&v, uit))).collect()
}

fn lees_functie(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Functiegroep> {
    let (sleutel, naam) = (v.tekst("sleutel", uit), v.tekst("naam", uit));
    let codes = v.teksten("codes", uit);
    let in_sleutel = v.ja_nee("in_sleutel", uit);
    let eigen_keuze = v.ja_nee("eigen_keuze", uit);
    let mut vervangt = Vec::new();
    for t in v.teksten("vervangt", uit) {
        match Productcode::parse(&t) {
            Ok(c) => vervangt.push(c),
            Err(e) => v.meld("vervangt", uit, format!("'{t}' klopt niet: {e}"), "Verbeter de waarde"),
        }
    }
    for c in codes.iter().filter(|c| functiecode(c).is_empty()) {
        v.meld("codes", uit, format!("de code '{c}' is leeg"), "Haal haar weg");
    }
    let verantwoording = v.verantwoording(uit);
    Some(Functiegroep {
        sleutel: sleutel?.to_owned(),
        naam: naam?.to_owned(),
        codes,
        in_sleutel,
        vervangt,
        eigen_keuze,
        verantwoording: verantwoording?,
    })
}

fn lees_regel(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Sleutelregel> {
    let sleutel = v.tekst("sleutel", uit);
    let functies = v.teksten("functies", uit);
    let van = v.lees("klasse_van", uit, klasse);
    let tot = if v.is_leeg("klasse_tot") { Some(None) } else { v.lees("klasse_tot", uit, klasse).map(Some) };
    let producten = v.teksten("producten", uit);
    for (naam, lijst) in [("functies", &functies), ("producten", &producten)] {
        if lijst.is_empty() {
            v.meld(naam, uit, format!("'{naam}' is leeg"), "Noem er minstens een");
        }
    }
    let verantwoording = v.verantwoording(uit);
    let (van, tot) = (van?, tot?);
    if tot.is_some_and(|t| t < van) {
        v.meld("klasse_tot", uit, "'klasse_tot' is lager dan 'klasse_van'", "Draai de klassen om");
        return None;
    }
    Some(Sleutelregel {
        sleutel: sleutel?.to_owned(),
        functies,
        klasse_van: van,
        klasse_tot: tot,
        producten,
        verantwoording: verantwoording?,
    })
}

fn lees_waarde(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<OudeWaarde> {
    let functie = v.tekst("functie", uit);
    let mut klassen: Vec<(u8, Decimaal)> = Vec::new();
    for k in v.lijst("klassen", uit) {
        let Some(r) = Velden::open(BESTAND, k, &KLASSE, uit) else { continue };
        let (Some(kl), Some(b)) = (r.lees("klasse", uit, klasse), r.lees("per_jaar", uit, bedrag)) else {
            continue;
        };
        if klassen.iter().any(|(x, _)| *x == kl) {
            r.meld("klasse", uit, format!("klasse {kl} staat dubbel"), "Laat er een staan");
        } else {
            klassen.push((kl, b));
        }
    }
    eis_eenheid(v, "eurocent", uit);
    v.afronding(uit);
    let verzonnen = v.ja_nee("verzonnen", uit);
    let verantwoording = v.verantwoording(uit);
    Some(OudeWaarde { functie: functie?.to_owned(), klassen, verzonnen, verantwoording: verantwoording? })
}

fn lees_drempel(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Omzetdrempel> {
    let richting = v.keuze("richting", Richting::ALLE, uit);
    let procent = v.lees("waarde", uit, bedrag);
    eis_eenheid(v, "procent", uit);
    v.afronding(uit);
    let eigen_keuze = v.ja_nee("eigen_keuze", uit);
    let verantwoording = v.verantwoording(uit);
    Some(Omzetdrempel {
        richting: richting?,
        procent: procent?,
        eigen_keuze,
        verantwoording: verantwoording?,
    })
}

fn eis_eenheid(v: &Velden<'_>, eenheid: &str, uit: &mut Vec<Probleem>) {
    if let Some(e) = v.tekst("eenheid", uit)
        && e != eenheid
    {
        v.meld(
            "eenheid",
            uit,
            format!("hier past de eenheid '{e}' niet"),
            format!("Schrijf 'eenheid: {eenheid}'"),
        );
    }
}

fn lees_moment(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Omzetmoment> {
    let aanleiding = v.keuze("aanleiding", Aanleiding::ALLE, uit);
    let vanaf = v.datum("vanaf", uit);
    let tekst = v.tekst("tekst", uit);
    let verantwoording = v.verantwoording(uit);
    Some(Omzetmoment {
        aanleiding: aanleiding?,
        vanaf: vanaf?,
        tekst: tekst?.to_owned(),
        verantwoording: verantwoording?,
    })
}

/// What only shows when the parts are laid side by side, and beside the products.
fn controleer(kader: &Kader, uit: &mut Vec<Probleem>) {
    let Some(o) = &kader.omzetting else { return };
    // A product that could not be read is missing: then a reference to it would be a false alarm.
    let heel = !uit.iter().any(|p| p.bestand == "producten.yaml");
    let mut meld = |v: &Verantwoording, wat: String, remedie: &str| {
        uit.push(Probleem::new(&v.bestand, v.regel, wat, remedie));
    };
    let kent = |sleutel: &str| o.functies.iter().find(|f| f.sleutel == sleutel);
    let mut gezien = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for f in &o.functies {
        if !gezien.insert(f.sleutel.as_str()) {
            meld(
                &f.verantwoording,
                format!("functie '{}' staat dubbel", f.sleutel),
                "Haal een van beide weg",
            );
        }
        for c in &f.codes {
            if !codes.insert(functiecode(c)) {
                meld(
                    &f.verantwoording,
                    format!("de code '{c}' staat al bij een functie"),
                    "Een code hoort bij een functie; hoofdletters, spaties en streepjes tellen niet",
                );
            }
        }
    }
    if let Some(a) = &o.andere_codes
        && kent(a).is_none()
    {
        meld(
            &o.verantwoording,
            format!("'andere_codes: {a}' is geen functie van deze sleutel"),
            "Verbeter de naam",
        );
    }
    for r in &o.regels {
        for f in &r.functies {
            match kent(f) {
                None => meld(
                    &r.verantwoording,
                    format!("functie '{f}' staat niet onder 'functies'"),
                    "Voeg hem daar toe of verbeter de naam",
                ),
                Some(g) if !g.in_sleutel => meld(
                    &r.verantwoording,
                    format!("functie '{f}' hoort niet in de sleutel, maar heeft wel een regel"),
                    "Schrijf 'in_sleutel: true' bij de functie of haal haar uit de regel",
                ),
                Some(_) => {}
            }
        }
        for p in r.producten.iter().filter(|p| heel && kader.product(p).is_none()) {
            meld(
                &r.verantwoording,
                format!("product '{p}' staat niet in producten.yaml"),
                "Gebruik de korte naam van een product",
            );
        }
    }
    for (i, a) in o.regels.iter().enumerate() {
        for b in o.regels.iter().skip(i + 1) {
            let samen = a.functies.iter().any(|f| b.functies.contains(f));
            let raakt = a.klasse_tot.is_none_or(|t| b.klasse_van <= t)
                && b.klasse_tot.is_none_or(|t| a.klasse_van <= t)
                && a.verantwoording.geldig.overlapt(&b.verantwoording.geldig);
            if samen && raakt {
                meld(
                    &b.verantwoording,
                    format!("regel '{}' overlapt met regel '{}'", b.sleutel, a.sleutel),
                    "Laat elke klasse van een functie onder een regel vallen",
                );
            }
        }
    }
    for w in &o.oude_waarden {
        if kent(&w.functie).is_none() {
            meld(
                &w.verantwoording,
                format!("functie '{}' staat niet onder 'functies'", w.functie),
                "Voeg hem daar toe of verbeter de naam",
            );
        }
    }
    if o.wijze == Omzetwijze::Technisch && o.regels.is_empty() {
        meld(
            &o.verantwoording,
            "er staat geen enkele regel".into(),
            "Noem per functie en klasse een product",
        );
    }
    let heeft = |a: Aanleiding| o.momenten.iter().any(|m| m.aanleiding == a);
    if o.wijze == Omzetwijze::Herindicatie && !(heeft(Aanleiding::Herindicatie) && heeft(Aanleiding::Actief))
    {
        meld(
            &o.verantwoording,
            "er staat niet wanneer cliënten overgaan".into(),
            "Noem de momenten 'herindicatie' en 'actief'",
        );
    }
    if !kader.verantwoording.geldig.bevat(o.omzetdatum) {
        meld(
            &o.verantwoording,
            format!("op de omzetdatum {} geldt het kader niet", o.omzetdatum),
            "Kies een dag waarop het kader geldt",
        );
    }
}
