//! The Zelfredzaamheid-Matrix: its domains in two editions, its five levels, and measurements.
//!
//! Structure and names ship; what the instrument writes in its cells belongs to its publisher, and a municipality that
//! may use these loads them ([`Celteksten`]). The edition of 2017 has 13 domains (dordrecht-bw-2021, Ad 3), that of 2013
//! has 11 (drechtsteden-ib4-2017, Ad 3). *Dagbesteding* of 2013 is *werk en opleiding* and *tijdsbesteding* of 2017,
//! *activiteiten dagelijks leven* is *basale* and *instrumentele ADL*, and *verslaving* is *middelengebruik*.

use kern::{Bevinding, Datum};
use std::collections::BTreeMap;

pub use regels::Zelfredzaamheid;

macro_rules! domeinen {
    ($($(#[$doc:meta])* $soort:ident $code:literal $naam:literal,)+) => {
        /// A domain of life, of either edition.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Zrmdomein { $($(#[$doc])* $soort,)+ }

        impl Zrmdomein {
            /// All of both editions: the 13 of 2017, then the 3 that only 2013 has.
            pub const ALLE: &'static [Self] = &[$(Self::$soort,)+];

            /// The word in data and files.
            pub fn code(self) -> &'static str {
                match self { $(Self::$soort => $code,)+ }
            }

            /// The name, in Dutch.
            pub fn naam(self) -> &'static str {
                match self { $(Self::$soort => $naam,)+ }
            }
        }
    };
}

domeinen! {
    /// Money.
    Financien "financien" "Financiën",
    /// Work and education (2017).
    WerkEnOpleiding "werk-en-opleiding" "Werk en opleiding",
    /// How the day is spent (2017).
    Tijdsbesteding "tijdsbesteding" "Tijdsbesteding",
    /// Housing.
    Huisvesting "huisvesting" "Huisvesting",
    /// Relations at home.
    HuiselijkeRelaties "huiselijke-relaties" "Huiselijke relaties",
    /// Mental health.
    GeestelijkeGezondheid "geestelijke-gezondheid" "Geestelijke gezondheid",
    /// Physical health.
    LichamelijkeGezondheid "lichamelijke-gezondheid" "Lichamelijke gezondheid",
    /// Use of alcohol and drugs (2017).
    Middelengebruik "middelengebruik" "Middelengebruik",
    /// Basic activities of daily life (2017).
    BasaleAdl "basale-adl" "Basale ADL",
    /// Other activities of daily life (2017).
    InstrumenteleAdl "instrumentele-adl" "Instrumentele ADL",
    /// Social network.
    SociaalNetwerk "sociaal-netwerk" "Sociaal netwerk",
    /// Taking part in society.
    MaatschappelijkeParticipatie "maatschappelijke-participatie" "Maatschappelijke participatie",
    /// Police and courts.
    Justitie "justitie" "Justitie",
    /// How the day is spent (2013).
    Dagbesteding "dagbesteding" "Dagbesteding",
    /// Addiction (2013).
    Verslaving "verslaving" "Verslaving",
    /// Activities of daily life (2013).
    Adl "adl" "Activiteiten dagelijks leven",
}

impl Zrmdomein {
    /// Reads the word in data and files.
    pub fn parse(tekst: &str) -> Option<Self> {
        Self::ALLE.iter().copied().find(|d| d.code() == tekst)
    }

    /// Its place in [`Self::ALLE`].
    pub(crate) fn plaats(self) -> usize {
        self as usize
    }

    /// What this domain is in an edition: itself, or the one or two that took or had its place.
    pub fn in_uitgave(self, uitgave: Zrmuitgave) -> &'static [Self] {
        use Zrmdomein as D;
        let anders: &'static [Self] = match (uitgave, self) {
            (Zrmuitgave::Van2013, D::WerkEnOpleiding | D::Tijdsbesteding) => &[D::Dagbesteding],
            (Zrmuitgave::Van2013, D::BasaleAdl | D::InstrumenteleAdl) => &[D::Adl],
            (Zrmuitgave::Van2013, D::Middelengebruik) => &[D::Verslaving],
            (Zrmuitgave::Van2017, D::Dagbesteding) => &[D::WerkEnOpleiding, D::Tijdsbesteding],
            (Zrmuitgave::Van2017, D::Adl) => &[D::BasaleAdl, D::InstrumenteleAdl],
            (Zrmuitgave::Van2017, D::Verslaving) => &[D::Middelengebruik],
            _ => Self::ALLE.get(self.plaats()..=self.plaats()).unwrap_or_default(),
        };
        anders
    }
}

/// An edition of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zrmuitgave {
    /// Eleven domains, as the documents of 2016 and 2017 use.
    Van2013,
    /// Thirteen domains, as dordrecht-bw-2021 uses.
    Van2017,
}

impl Zrmuitgave {
    /// All with the word in data and files.
    pub const ALLE: &'static [(&'static str, Self)] = &[("zrm-11", Self::Van2013), ("zrm-13", Self::Van2017)];

    /// The word in data and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Van2013 => "zrm-11",
            Self::Van2017 => "zrm-13",
        }
    }

    /// Its domains, in the order of the documents.
    pub fn domeinen(self) -> &'static [Zrmdomein] {
        use Zrmdomein as D;
        match self {
            Self::Van2017 => Zrmdomein::ALLE.get(..13).unwrap_or_default(),
            Self::Van2013 => &[
                D::Financien,
                D::Dagbesteding,
                D::Huisvesting,
                D::HuiselijkeRelaties,
                D::GeestelijkeGezondheid,
                D::LichamelijkeGezondheid,
                D::Verslaving,
                D::Adl,
                D::SociaalNetwerk,
                D::MaatschappelijkeParticipatie,
                D::Justitie,
            ],
        }
    }

    /// Whether a domain belongs to it.
    pub fn kent(self, domein: Zrmdomein) -> bool {
        self.domeinen().contains(&domein)
    }
}

/// What was measured in one domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zrmscore {
    /// How far someone can do without help.
    pub niveau: Zelfredzaamheid,
    /// What the measurer adds.
    pub opmerking: Option<String>,
}

/// A measurement: who, when, and a level per domain. A domain that was not measured is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zrmmeting {
    uitgave: Zrmuitgave,
    gemeten_op: Datum,
    gemeten_door: String,
    opmerking: Option<String>,
    scores: BTreeMap<Zrmdomein, Zrmscore>,
}

impl Zrmmeting {
    /// A measurement of an edition. Refused, with every reason, when the measurer has no name, nothing was measured, or a
    /// domain belongs to the other edition.
    pub fn new(
        uitgave: Zrmuitgave,
        gemeten_op: Datum,
        gemeten_door: impl Into<String>,
        opmerking: Option<String>,
        scores: BTreeMap<Zrmdomein, Zrmscore>,
    ) -> Result<Self, Vec<Bevinding>> {
        let gemeten_door = gemeten_door.into();
        let mut mis = Vec::new();
        if gemeten_door.trim().is_empty() {
            mis.push(Bevinding::new("ZRM-DOOR", None, "gemeten_door", "Vul in wie heeft gemeten."));
        }
        if scores.is_empty() {
            mis.push(Bevinding::new("ZRM-LEEG", None, "niveaus", "Vul ten minste een leefgebied in."));
        }
        for d in scores.keys().filter(|d| !uitgave.kent(**d)) {
            mis.push(Bevinding::new(
                "ZRM-DOMEIN",
                None,
                format!("niveaus.{}", d.code()),
                format!(
                    "{} hoort bij een andere uitgave van de matrix. Kies de leefgebieden van {}.",
                    d.naam(),
                    uitgave.code()
                ),
            ));
        }
        if mis.is_empty() {
            Ok(Self { uitgave, gemeten_op, gemeten_door, opmerking, scores })
        } else {
            Err(mis)
        }
    }

    /// What is wrong with it on a day: a measurement cannot be of a day that is still to come.
    pub fn controleer(&self, vandaag: Datum) -> Vec<Bevinding> {
        let te_vroeg = self.gemeten_op > vandaag;
        let tekst = "Deze dag is nog niet geweest. Vul in wanneer er is gemeten.";
        te_vroeg.then(|| Bevinding::new("ZRM-DATUM", None, "gemeten_op", tekst)).into_iter().collect()
    }

    /// Edition.
    pub fn uitgave(&self) -> Zrmuitgave {
        self.uitgave
    }

    /// Day of the measurement.
    pub fn gemeten_op(&self) -> Datum {
        self.gemeten_op
    }

    /// Who measured.
    pub fn gemeten_door(&self) -> &str {
        &self.gemeten_door
    }

    /// What the measurer adds to the whole.
    pub fn opmerking(&self) -> Option<&str> {
        self.opmerking.as_deref()
    }

    /// The levels alone: what is needed to judge.
    #[must_use]
    pub fn zonder_opmerkingen(&self) -> Self {
        let scores = self.scores.iter().map(|(d, s)| (*d, Zrmscore { niveau: s.niveau, opmerking: None }));
        Self { opmerking: None, scores: scores.collect(), ..self.clone() }
    }

    /// What was measured, domain by domain.
    pub fn scores(&self) -> &BTreeMap<Zrmdomein, Zrmscore> {
        &self.scores
    }

    /// The level in a domain of its own edition.
    pub fn niveau(&self, domein: Zrmdomein) -> Option<Zelfredzaamheid> {
        self.scores.get(&domein).map(|s| s.niveau)
    }

    /// The level in a domain of any edition. Where two domains took its place the lowest of both is told, and nothing when
    /// one of these was not measured: half a measurement says nothing about the whole.
    pub fn niveau_in(&self, domein: Zrmdomein) -> Option<Zelfredzaamheid> {
        let delen = domein.in_uitgave(self.uitgave).iter().map(|d| self.niveau(*d));
        delen.collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// What changed since an earlier measurement. Of two editions the eleven domains of 2013 are compared: these are what both
    /// have.
    pub fn sinds(&self, eerder: &Self) -> Vec<Zrmverschil> {
        let uitgave = if self.uitgave == eerder.uitgave { self.uitgave } else { Zrmuitgave::Van2013 };
        uitgave
            .domeinen()
            .iter()
            .map(|d| Zrmverschil { domein: *d, van: eerder.niveau_in(*d), naar: self.niveau_in(*d) })
            .filter(|v| v.van.is_some() || v.naar.is_some())
            .collect()
    }
}

/// What changed in a domain between two measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zrmverschil {
    /// Domain.
    pub domein: Zrmdomein,
    /// Level of the earlier measurement; `None` when it was not measured.
    pub van: Option<Zelfredzaamheid>,
    /// Level of the later one.
    pub naar: Option<Zelfredzaamheid>,
}

impl Zrmverschil {
    /// Steps up (above zero) or down; `None` when one of both was not measured.
    pub fn stappen(&self) -> Option<i8> {
        let cijfer = |n: Zelfredzaamheid| i8::try_from(n.cijfer()).ok();
        Some(cijfer(self.naar?)? - cijfer(self.van?)?)
    }

    /// In words: "2 stappen vooruit".
    pub fn in_woorden(&self) -> String {
        match (self.stappen(), self.van) {
            (None, None) => "niet eerder gemeten".to_owned(),
            (None, Some(_)) => "nu niet gemeten".to_owned(),
            (Some(0), _) => "gelijk".to_owned(),
            (Some(n), _) => {
                let kant = if n > 0 { "vooruit" } else { "achteruit" };
                let aantal = n.unsigned_abs();
                format!("{aantal} {} {kant}", if aantal == 1 { "stap" } else { "stappen" })
            }
        }
    }
}

/// What the instrument writes in its cells, as a municipality loaded it. None come with the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Celteksten {
    cellen: BTreeMap<(Zrmdomein, Zelfredzaamheid), String>,
}

/// Characters of the text of a cell.
pub const LANGSTE_CEL: usize = 2_000;

impl Celteksten {
    /// Takes rows of a file: its line, and the columns domain, level (a word or 1 to 5) and text. Every row that is wrong is
    /// told, and a file without any row.
    pub fn uit_rijen<'t>(
        uitgave: Zrmuitgave,
        rijen: impl IntoIterator<Item = (u64, Vec<&'t str>)>,
    ) -> Result<Self, Vec<Bevinding>> {
        let (mut cellen, mut mis) = (BTreeMap::new(), Vec::new());
        for (regel, kolommen) in rijen {
            let mut fout = |wat: &'static str| {
                mis.push(Bevinding::new("ZRM-CEL", None, format!("regel {regel}"), wat));
            };
            let kolom = |i: usize| kolommen.get(i).map(|t| t.trim()).filter(|t| !t.is_empty());
            let domein = kolom(0).and_then(Zrmdomein::parse).filter(|d| uitgave.kent(*d));
            match (domein, kolom(1).and_then(lees_niveau), kolom(2)) {
                (None, ..) => fout("Begin met de code van een leefgebied van deze uitgave."),
                (_, None, _) => fout(
                    "Kies als niveau acuut, niet, beperkt, voldoende of volledig, of het cijfer 1 tot en met 5.",
                ),
                (_, _, None) => fout("Schrijf in de derde kolom de tekst van de cel."),
                (_, _, Some(t)) if t.chars().count() > LANGSTE_CEL || t.contains('\0') => {
                    fout("Deze tekst is te lang. Gebruik hooguit 2000 gewone tekens.");
                }
                (Some(d), Some(n), Some(t)) => {
                    if cellen.insert((d, n), t.to_owned()).is_some() {
                        fout("Deze cel staat er al. Laat er een staan.");
                    }
                }
            }
        }
        if mis.is_empty() && cellen.is_empty() {
            mis.push(Bevinding::new("ZRM-CEL", None, "", "In dit bestand staat geen enkele cel."));
        }
        if mis.is_empty() { Ok(Self { cellen }) } else { Err(mis) }
    }

    /// The text of a cell, if it was loaded.
    pub fn cel(&self, domein: Zrmdomein, niveau: Zelfredzaamheid) -> Option<&str> {
        self.cellen.get(&(domein, niveau)).map(String::as_str)
    }

    /// Every cell that was loaded.
    pub fn cellen(&self) -> impl Iterator<Item = (Zrmdomein, Zelfredzaamheid, &str)> {
        self.cellen.iter().map(|((d, n), t)| (*d, *n, t.as_str()))
    }

    /// How many were loaded.
    pub fn aantal(&self) -> usize {
        self.cellen.len()
    }
}

/// A level by its word in data and files, or by its figure.
pub fn lees_niveau(tekst: &str) -> Option<Zelfredzaamheid> {
    let past = |(woord, n): &&(&str, Zelfredzaamheid)| *woord == tekst || n.cijfer().to_string() == tekst;
    Zelfredzaamheid::ALLE.iter().find(past).map(|(_, n)| *n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Zelfredzaamheid as N;
    use Zrmdomein as D;
    use jiff::civil::date;

    fn meting(uitgave: Zrmuitgave, scores: &[(D, N)]) -> Zrmmeting {
        let scores = scores.iter().map(|(d, n)| (*d, Zrmscore { niveau: *n, opmerking: None })).collect();
        Zrmmeting::new(uitgave, date(2021, 3, 1), "consulent", None, scores).unwrap()
    }

    #[test]
    fn the_editions_cover_each_other() {
        assert_eq!(Zrmuitgave::Van2013.domeinen().len(), 11);
        assert_eq!(Zrmuitgave::Van2017.domeinen().len(), 13);
        for (van, naar) in
            [(Zrmuitgave::Van2013, Zrmuitgave::Van2017), (Zrmuitgave::Van2017, Zrmuitgave::Van2013)]
        {
            let mut bereikt: Vec<D> =
                van.domeinen().iter().flat_map(|d| d.in_uitgave(naar)).copied().collect();
            bereikt.sort();
            bereikt.dedup();
            let mut alle = naar.domeinen().to_vec();
            alle.sort();
            assert_eq!(bereikt, alle);
            for d in van.domeinen() {
                assert!(d.in_uitgave(naar).iter().all(|n| n.in_uitgave(van).contains(d)), "{}", d.naam());
                assert_eq!(d.in_uitgave(van), [*d]);
            }
        }
    }

    #[test]
    fn names_and_codes_are_those_of_the_frameworks() {
        for kader in ["drechtsteden-ib-2016", "drechtsteden-ib4-2017", "dordrecht-bw-2021"] {
            let r = &regels::kader(kader).unwrap().resultaten;
            let uitgave = if r.matrix == Some(13) { Zrmuitgave::Van2017 } else { Zrmuitgave::Van2013 };
            let data: Vec<_> = r.domeinen.iter().map(|d| (d.code.as_str(), d.naam.as_str())).collect();
            let ons: Vec<_> = uitgave.domeinen().iter().map(|d| (d.code(), d.naam())).collect();
            assert_eq!(data, ons, "{kader}");
        }
    }

    #[test]
    fn of_two_that_took_the_place_of_one_the_lowest_is_told_and_both_are_needed() {
        let m = meting(
            Zrmuitgave::Van2017,
            &[(D::BasaleAdl, N::Voldoende), (D::InstrumenteleAdl, N::Niet), (D::Tijdsbesteding, N::Niet)],
        );
        assert_eq!(m.niveau_in(D::Adl), Some(N::Niet));
        assert_eq!(m.niveau_in(D::Dagbesteding), None, "werk en opleiding was not measured");
        assert_eq!(m.niveau_in(D::Tijdsbesteding), Some(N::Niet));
    }

    #[test]
    fn a_change_is_told_in_steps_also_between_editions() {
        let eerst = meting(Zrmuitgave::Van2013, &[(D::Verslaving, N::Acuut), (D::Adl, N::Beperkt)]);
        let later = meting(
            Zrmuitgave::Van2017,
            &[
                (D::Middelengebruik, N::Beperkt),
                (D::BasaleAdl, N::Beperkt),
                (D::InstrumenteleAdl, N::Niet),
                (D::Financien, N::Volledig),
            ],
        );
        let v = later.sinds(&eerst);
        let zin: Vec<_> = v.iter().map(|v| (v.domein, v.in_woorden())).collect();
        assert_eq!(
            zin,
            [
                (D::Financien, "niet eerder gemeten".to_owned()),
                (D::Verslaving, "2 stappen vooruit".to_owned()),
                (D::Adl, "1 stap achteruit".to_owned()),
            ]
        );
        assert_eq!(eerst.sinds(&eerst)[0].in_woorden(), "gelijk");
        assert_eq!(eerst.sinds(&later)[0].in_woorden(), "nu niet gemeten");
    }

    #[test]
    fn a_measurement_tells_everything_that_is_wrong() {
        let scores = [(D::Adl, Zrmscore { niveau: N::Niet, opmerking: None })].into();
        let mis = Zrmmeting::new(Zrmuitgave::Van2017, date(2021, 1, 1), " ", None, scores).unwrap_err();
        assert_eq!(mis.iter().map(|b| b.regel).collect::<Vec<_>>(), ["ZRM-DOOR", "ZRM-DOMEIN"]);
        let mis =
            Zrmmeting::new(Zrmuitgave::Van2017, date(2021, 1, 1), "x", None, BTreeMap::new()).unwrap_err();
        assert_eq!(mis[0].regel, "ZRM-LEEG");
    }

    #[test]
    fn a_measurement_is_not_of_a_day_that_is_still_to_come() {
        let m = meting(Zrmuitgave::Van2013, &[(D::Adl, N::Niet)]);
        assert_eq!(m.controleer(date(2021, 3, 1)), []);
        assert_eq!(m.controleer(date(2021, 2, 28))[0].regel, "ZRM-DATUM");
    }

    #[test]
    fn cell_texts_are_loaded_and_every_wrong_row_is_told() {
        let lees = |uitgave, rijen: &[[&'static str; 3]]| {
            Celteksten::uit_rijen(uitgave, (2..).zip(rijen.iter().map(|r| r.to_vec())))
        };
        let t = lees(
            Zrmuitgave::Van2013,
            &[["adl", "niet", " Voorbeeld van een cel "], ["justitie", "5", "Een tweede"]],
        )
        .unwrap();
        assert_eq!(t.cel(D::Adl, N::Niet), Some("Voorbeeld van een cel"));
        assert_eq!(t.cel(D::Adl, N::Acuut), None);
        assert_eq!((t.aantal(), t.cel(D::Justitie, N::Volledig)), (2, Some("Een tweede")));
        let mis = lees(
            Zrmuitgave::Van2017,
            &[
                ["geld", "niet", "x"],
                ["basale-adl", "half", "x"],
                ["basale-adl", "0", "x"],
                ["basale-adl", "niet", " "],
                ["basale-adl", "niet", "a"],
                ["basale-adl", "2", "b"],
                ["adl", "niet", "of the other edition"],
            ],
        )
        .unwrap_err();
        assert_eq!(
            mis.iter().map(|b| b.pad.as_str()).collect::<Vec<_>>(),
            ["regel 2", "regel 3", "regel 4", "regel 5", "regel 7", "regel 8"]
        );
        assert_eq!(lees(Zrmuitgave::Van2017, &[]).unwrap_err().len(), 1, "an empty file is no answer");
        let lang = "x".repeat(LANGSTE_CEL + 1);
        let rij = |t| Celteksten::uit_rijen(Zrmuitgave::Van2013, [(1, vec!["adl", "1", t])]);
        assert!(rij(&lang[1..]).is_ok() && rij(&lang).is_err());
    }
}
