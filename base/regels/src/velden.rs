//! The fields of one map: takes each by name, reports what is missing, of the wrong form or unknown.

use crate::knoop::{Inhoud, Knoop};
use crate::model::Verantwoording;
use crate::{Aanduiding, Probleem};
use kern::{Afronding, Bron, Datum, Periode, lees_datum};

/// The keys that a kind of map may have. The JSON Schemas say the same; a test compares them.
pub(crate) struct Vorm<'v> {
    pub soort: &'v str,
    pub verplicht: &'v [&'v str],
    pub optioneel: &'v [&'v str],
}

/// A map while it is read.
pub(crate) struct Velden<'a> {
    pub bestand: &'a str,
    pub regel: usize,
    inhoud: &'a [(String, usize, Knoop)],
}

impl<'a> Velden<'a> {
    /// Starts on a node that must be a map of this form. Missing and unknown keys are reported here, once.
    pub fn open(
        bestand: &'a str,
        knoop: &'a Knoop,
        vorm: &Vorm<'_>,
        uit: &mut Vec<Probleem>,
    ) -> Option<Self> {
        let Inhoud::Kaart(velden) = &knoop.inhoud else {
            uit.push(Probleem::new(
                bestand,
                knoop.regel,
                format!("hier hoort een {} met velden te staan", vorm.soort),
                "Schrijf de velden onder elkaar, elk als 'sleutel: waarde'",
            ));
            return None;
        };
        for sleutel in vorm.verplicht {
            if !velden.iter().any(|(k, _, _)| k == sleutel) {
                let (wat, remedie) = if *sleutel == "bron" {
                    (
                        "de bron ontbreekt".to_owned(),
                        "Noem het document en de plaats waar dit staat".to_owned(),
                    )
                } else {
                    (
                        format!("'{sleutel}' ontbreekt"),
                        format!("Voeg '{sleutel}' toe aan dit deel ({})", vorm.soort),
                    )
                };
                uit.push(Probleem::new(bestand, knoop.regel, wat, remedie));
            }
        }
        for (sleutel, regel, _) in velden {
            if !vorm.verplicht.iter().chain(vorm.optioneel).any(|k| k == sleutel) {
                let mogelijk: Vec<&str> = vorm.verplicht.iter().chain(vorm.optioneel).copied().collect();
                uit.push(Probleem::new(
                    bestand,
                    *regel,
                    format!("de sleutel '{sleutel}' is onbekend"),
                    format!("Haal hem weg of gebruik een van: {}", mogelijk.join(", ")),
                ));
            }
        }
        Some(Self { bestand, regel: knoop.regel, inhoud: velden })
    }

    /// The node of a field.
    pub fn vind(&self, sleutel: &str) -> Option<&'a Knoop> {
        self.inhoud.iter().find(|(k, _, _)| k == sleutel).map(|(_, _, knoop)| knoop)
    }

    /// Whether the field is there, even empty.
    pub fn heeft(&self, sleutel: &str) -> bool {
        self.vind(sleutel).is_some()
    }

    /// Whether the field is not there or stands empty.
    pub fn is_leeg(&self, sleutel: &str) -> bool {
        self.vind(sleutel).is_none_or(|k| matches!(k.inhoud, Inhoud::Leeg))
    }

    /// Line of a field, or of the map when the field is not there.
    pub fn regel_van(&self, sleutel: &str) -> usize {
        self.inhoud.iter().find(|(k, _, _)| k == sleutel).map_or(self.regel, |(_, regel, _)| *regel)
    }

    /// A problem at a field.
    pub fn meld(
        &self,
        sleutel: &str,
        uit: &mut Vec<Probleem>,
        wat: impl Into<String>,
        remedie: impl Into<String>,
    ) {
        uit.push(Probleem::new(self.bestand, self.regel_van(sleutel), wat, remedie));
    }

    /// A text that may not be empty.
    pub fn tekst(&self, sleutel: &str, uit: &mut Vec<Probleem>) -> Option<&'a str> {
        match &self.vind(sleutel)?.inhoud {
            Inhoud::Waarde(t) if !t.trim().is_empty() => Some(t.trim()),
            Inhoud::Waarde(_) | Inhoud::Leeg => {
                self.meld(sleutel, uit, format!("'{sleutel}' is leeg"), "Vul een waarde in");
                None
            }
            Inhoud::Lijst(_) | Inhoud::Kaart(_) => {
                self.meld(
                    sleutel,
                    uit,
                    format!("'{sleutel}' hoort een enkele waarde te zijn"),
                    "Schrijf een waarde achter de dubbele punt",
                );
                None
            }
        }
    }

    /// A value that a parser understands; what it says otherwise becomes the problem.
    pub fn lees<T, E: std::fmt::Display>(
        &self,
        sleutel: &str,
        uit: &mut Vec<Probleem>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let tekst = self.tekst(sleutel, uit)?;
        match parse(tekst) {
            Ok(t) => Some(t),
            Err(e) => {
                self.meld(
                    sleutel,
                    uit,
                    format!("'{sleutel}: {tekst}' klopt niet: {e}"),
                    "Verbeter de waarde",
                );
                None
            }
        }
    }

    /// One of a list of words.
    pub fn keuze<T: Copy>(&self, sleutel: &str, woorden: &[(&str, T)], uit: &mut Vec<Probleem>) -> Option<T> {
        let tekst = self.tekst(sleutel, uit)?;
        let gevonden = woorden.iter().find(|(w, _)| *w == tekst).map(|(_, t)| *t);
        if gevonden.is_none() {
            let mogelijk: Vec<&str> = woorden.iter().map(|(w, _)| *w).collect();
            self.meld(
                sleutel,
                uit,
                format!("'{tekst}' is een onbekende {}", sleutel.replace('_', " ")),
                format!("Kies uit: {}", mogelijk.join(", ")),
            );
        }
        gevonden
    }

    /// Yes or no; absent is no.
    pub fn ja_nee(&self, sleutel: &str, uit: &mut Vec<Probleem>) -> bool {
        self.vind(sleutel).is_some()
            && self.keuze(sleutel, &[("true", true), ("false", false)], uit).unwrap_or_default()
    }

    /// The items of a list.
    pub fn lijst(&self, sleutel: &str, uit: &mut Vec<Probleem>) -> &'a [Knoop] {
        match self.vind(sleutel).map(|k| &k.inhoud) {
            Some(Inhoud::Lijst(items)) => items,
            Some(Inhoud::Leeg) | None => &[],
            Some(_) => {
                self.meld(
                    sleutel,
                    uit,
                    format!("'{sleutel}' hoort een lijst te zijn"),
                    "Begin elk onderdeel met een streepje",
                );
                &[]
            }
        }
    }

    /// A map under a field, if it is there.
    pub fn kaart(&self, sleutel: &str, vorm: &Vorm<'_>, uit: &mut Vec<Probleem>) -> Option<Velden<'a>> {
        Velden::open(self.bestand, self.vind(sleutel)?, vorm, uit)
    }

    /// A list of plain texts.
    pub fn teksten(&self, sleutel: &str, uit: &mut Vec<Probleem>) -> Vec<String> {
        let mut teksten = Vec::new();
        for item in self.lijst(sleutel, uit) {
            if let Inhoud::Waarde(t) = &item.inhoud {
                teksten.push(t.clone());
            } else {
                uit.push(Probleem::new(
                    self.bestand,
                    item.regel,
                    format!("'{sleutel}' hoort uit losse woorden te bestaan"),
                    "Schrijf een woord achter het streepje",
                ));
            }
        }
        teksten
    }

    /// A list of codes with a name.
    pub fn aanduidingen(&self, sleutel: &'static str, uit: &mut Vec<Probleem>) -> Vec<Aanduiding> {
        const VORM: Vorm<'static> =
            Vorm { soort: "code met naam", verplicht: &["code", "naam"], optioneel: &[] };
        let mut gelezen: Vec<Aanduiding> = Vec::new();
        for knoop in self.lijst(sleutel, uit) {
            let Some(v) = Velden::open(self.bestand, knoop, &VORM, uit) else { continue };
            let (Some(code), Some(naam)) = (v.tekst("code", uit), v.tekst("naam", uit)) else { continue };
            if gelezen.iter().any(|a| a.code == code) {
                v.meld("code", uit, format!("'{code}' staat dubbel in '{sleutel}'"), "Laat er een staan");
            } else {
                gelezen.push(Aanduiding { code: code.to_owned(), naam: naam.to_owned() });
            }
        }
        gelezen
    }

    /// `afronding`: `rekenkundig` or `geen`.
    #[expect(clippy::option_option, reason = "outer: could it be read; inner: is it rounded at all")]
    pub fn afronding(&self, uit: &mut Vec<Probleem>) -> Option<Option<Afronding>> {
        self.keuze("afronding", &[("rekenkundig", Some(Afronding::Rekenkundig)), ("geen", None)], uit)
    }

    /// `geldig_vanaf`, `geldig_tot`, `bron` and `toelichting`.
    pub fn verantwoording(&self, uit: &mut Vec<Probleem>) -> Option<Verantwoording> {
        let van = self.datum("geldig_vanaf", uit);
        let tot = match self.vind("geldig_tot").map(|k| &k.inhoud) {
            Some(Inhoud::Leeg) | None => Some(None),
            Some(_) => self.datum("geldig_tot", uit).map(Some),
        };
        let bron = self.bron(uit);
        let toelichting = self.tekst("toelichting", uit);
        let (van, tot) = (van?, tot?);
        let Ok(geldig) = Periode::new(van, tot) else {
            self.meld(
                "geldig_tot",
                uit,
                "'geldig_tot' ligt voor 'geldig_vanaf'",
                "Draai de datums om of laat 'geldig_tot' leeg",
            );
            return None;
        };
        Some(Verantwoording {
            geldig,
            bron: bron?,
            toelichting: toelichting?.to_owned(),
            bestand: self.bestand.to_owned(),
            regel: self.regel,
        })
    }

    /// A day.
    pub fn datum(&self, sleutel: &str, uit: &mut Vec<Probleem>) -> Option<Datum> {
        self.lees(sleutel, uit, |t| lees_datum(t).ok_or("verwacht een bestaande dag als JJJJ-MM-DD"))
    }

    /// `bron`: document and place.
    pub fn bron(&self, uit: &mut Vec<Probleem>) -> Option<Bron> {
        const VORM: Vorm<'static> =
            Vorm { soort: "bron", verplicht: &["document", "plaats"], optioneel: &[] };
        let knoop = self.vind("bron")?;
        if matches!(knoop.inhoud, Inhoud::Leeg) {
            self.meld("bron", uit, "de bron ontbreekt", "Noem het document en de plaats waar dit staat");
            return None;
        }
        let v = Velden::open(self.bestand, knoop, &VORM, uit)?;
        let (document, plaats) = (v.tekst("document", uit), v.tekst("plaats", uit));
        Some(Bron::new(document?, plaats?))
    }
}
