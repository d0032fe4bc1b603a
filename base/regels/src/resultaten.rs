//! `resultaten.yaml`: domains of life, and the results that support is to reach in them.

use crate::Probleem;
use crate::controle::{gelezen, meld, reeksen};
use crate::knoop::Knoop;
use crate::lezer::{Soort, lees_deel, schema, sleutel};
use crate::model::{Kader, Verantwoording};
use crate::velden::{Velden, Vorm};

pub(crate) const SOORT: Soort = Soort { naam: "resultaten", verplicht: false, lees, controleer };

const BESTAND: Vorm<'static> =
    Vorm { soort: "resultaten", verplicht: &["schema", "matrix", "domeinen", "resultaten"], optioneel: &[] };
const DOMEIN: Vorm<'static> = Vorm {
    soort: "domein",
    verplicht: &["code", "naam", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &["niveaus", "acuut_als", "alleen_met"],
};
const RESULTAAT: Vorm<'static> = Vorm {
    soort: "resultaat",
    verplicht: &[
        "sleutel",
        "domeinen",
        "naam",
        "tekst",
        "onderdelen",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &["samenhang", "producten"],
};

/// The forms by the name of their definition in the schema; the first is the file.
#[cfg(test)]
pub(crate) fn vormen() -> [(&'static str, &'static Vorm<'static>); 3] {
    [("", &BESTAND), ("domein", &DOMEIN), ("resultaat", &RESULTAAT)]
}

/// How far someone can do without help in a domain: the five steps of the Zelfredzaamheid-Matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zelfredzaamheid {
    /// Acute trouble.
    Acuut,
    /// Not able.
    Niet,
    /// In part able.
    Beperkt,
    /// Able enough.
    Voldoende,
    /// Wholly able.
    Volledig,
}

impl Zelfredzaamheid {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("acuut", Self::Acuut),
        ("niet", Self::Niet),
        ("beperkt", Self::Beperkt),
        ("voldoende", Self::Voldoende),
        ("volledig", Self::Volledig),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }

    /// The figure of the matrix: 1 for acute trouble to 5 for wholly able.
    pub fn cijfer(self) -> u8 {
        match self {
            Self::Acuut => 1,
            Self::Niet => 2,
            Self::Beperkt => 3,
            Self::Voldoende => 4,
            Self::Volledig => 5,
        }
    }

    /// In words.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Acuut => "acute problematiek",
            Self::Niet => "niet zelfredzaam",
            Self::Beperkt => "beperkt zelfredzaam",
            Self::Voldoende => "voldoende zelfredzaam",
            Self::Volledig => "volledig zelfredzaam",
        }
    }
}

/// A domain of life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domein {
    /// Code that results refer to.
    pub code: String,
    /// Name.
    pub naam: String,
    /// At which steps support is given; empty when the source does not say.
    pub niveaus: Vec<Zelfredzaamheid>,
    /// The criterion that must hold for acute trouble to count; `None` when nothing is asked.
    pub acuut_als: Option<String>,
    /// Only together with support in one of these domains; empty when by itself.
    pub alleen_met: Vec<String>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// A result to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resultaat {
    /// Key.
    pub sleutel: String,
    /// Codes of its domains; a source may take two together.
    pub domeinen: Vec<String>,
    /// Name, as the source heads it.
    pub naam: String,
    /// The result.
    pub tekst: String,
    /// What it is made of.
    pub onderdelen: Vec<String>,
    /// Laws and provisions that it touches.
    pub samenhang: Vec<String>,
    /// Short names of the products that it is for; empty for all.
    pub producten: Vec<String>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// All of `resultaten.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resultaten {
    /// How many domains the matrix has that the source uses; `None` when it has domains of its own.
    pub matrix: Option<usize>,
    /// Domains.
    pub domeinen: Vec<Domein>,
    /// Results.
    pub resultaten: Vec<Resultaat>,
}

impl Resultaten {
    /// The results for a product.
    pub fn van<'a>(&'a self, kort: &'a str) -> impl Iterator<Item = &'a Resultaat> {
        self.resultaten
            .iter()
            .filter(move |r| r.producten.is_empty() || r.producten.iter().any(|p| p == kort))
    }

    /// The domain with this code.
    pub fn domein(&self, code: &str) -> Option<&Domein> {
        self.domeinen.iter().find(|d| d.code == code)
    }
}

fn lees(boom: &Knoop, kader: &mut Kader, uit: &mut Vec<Probleem>) {
    let Some(v) = Velden::open("resultaten.yaml", boom, &BESTAND, uit) else { return };
    schema(&v, SOORT.naam, uit);
    let matrix = v.keuze("matrix", &[("zrm-11", Some(11)), ("zrm-13", Some(13)), ("eigen", None)], uit);
    let domeinen = lees_deel(&v, "domeinen", uit, &DOMEIN, domein);
    let geteld = v.lijst("domeinen", uit).len();
    if let Some(Some(aantal)) = matrix
        && geteld != aantal
    {
        v.meld(
            "domeinen",
            uit,
            format!("de matrix heeft {aantal} domeinen en hier staan er {geteld}"),
            "Noem alle domeinen, of schrijf 'matrix: eigen'",
        );
    }
    let resultaten = lees_deel(&v, "resultaten", uit, &RESULTAAT, resultaat);
    kader.resultaten = Resultaten { matrix: matrix.flatten(), domeinen, resultaten };
}

fn domein(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Domein> {
    let code = v.lees("code", uit, sleutel);
    let naam = v.tekst("naam", uit);
    let mut niveaus = Vec::new();
    for tekst in v.teksten("niveaus", uit) {
        match Zelfredzaamheid::ALLE.iter().find(|(w, _)| *w == tekst) {
            Some((_, n)) => niveaus.push(*n),
            None => v.meld(
                "niveaus",
                uit,
                format!("'{tekst}' is een onbekend niveau"),
                "Kies uit: acuut, niet, beperkt, voldoende, volledig",
            ),
        }
    }
    let acuut_als = v.heeft("acuut_als").then(|| v.lees("acuut_als", uit, sleutel)).flatten();
    if acuut_als.is_some() && !niveaus.contains(&Zelfredzaamheid::Acuut) {
        v.meld(
            "acuut_als",
            uit,
            "'acuut_als' staat bij een domein waar acute problematiek niet telt",
            "Zet 'acuut' bij 'niveaus' of haal 'acuut_als' weg",
        );
    }
    let alleen_met = v.teksten("alleen_met", uit);
    let verantwoording = v.verantwoording(uit);
    Some(Domein {
        code: code?,
        naam: naam?.to_owned(),
        niveaus,
        acuut_als,
        alleen_met,
        verantwoording: verantwoording?,
    })
}

fn resultaat(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Resultaat> {
    let id = v.lees("sleutel", uit, sleutel);
    let domeinen = v.teksten("domeinen", uit);
    let (naam, tekst) = (v.tekst("naam", uit), v.tekst("tekst", uit));
    let onderdelen = v.teksten("onderdelen", uit);
    let (samenhang, producten) = (v.teksten("samenhang", uit), v.teksten("producten", uit));
    if domeinen.is_empty() {
        v.meld("domeinen", uit, "dit resultaat hoort bij geen enkel domein", "Noem de code van een domein");
    }
    let verantwoording = v.verantwoording(uit);
    Some(Resultaat {
        sleutel: id?,
        domeinen,
        naam: naam?.to_owned(),
        tekst: tekst?.to_owned(),
        onderdelen,
        samenhang,
        producten,
        verantwoording: verantwoording?,
    })
}

fn controleer(kader: &Kader, uit: &mut Vec<Probleem>) {
    if !gelezen(uit, &["resultaten.yaml"]) {
        return;
    }
    let r = &kader.resultaten;
    reeksen(r.domeinen.iter().map(|d| (format!("domein '{}'", d.code), &d.verantwoording)), uit);
    reeksen(r.resultaten.iter().map(|x| (format!("resultaat '{}'", x.sleutel), &x.verantwoording)), uit);
    let domeinen = r
        .domeinen
        .iter()
        .flat_map(|d| d.alleen_met.iter().map(move |c| (c, &d.verantwoording)))
        .chain(r.resultaten.iter().flat_map(|x| x.domeinen.iter().map(move |c| (c, &x.verantwoording))));
    for (code, v) in domeinen {
        if r.domein(code).is_none() {
            meld(v, uit, format!("domein '{code}' bestaat niet"), "Voeg het toe of verbeter de code");
        }
    }
    let alle_producten = gelezen(uit, &["producten.yaml"]);
    for x in r.resultaten.iter().filter(|_| alle_producten) {
        for kort in x.producten.iter().filter(|k| kader.product(k).is_none()) {
            meld(
                &x.verantwoording,
                uit,
                format!("product '{kort}' staat niet in producten.yaml"),
                "Gebruik de korte naam van een product, of voeg het toe",
            );
        }
    }
}
