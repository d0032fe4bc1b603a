//! What the standard leaves to the parties when a claim is judged: settings, each with a stated default.
//!
//! The defaults are this project's readings of the standard. A framework under `regels/` may choose otherwise; the caller
//! looks its words up for the day in question and hands them in. An unknown word leaves the default standing.

macro_rules! keuze {
    ($(#[$doc:meta])* $naam:ident, $sleutel:literal, $vraag:literal { $($waarden:tt)+ }) => {
        kern::codelijst!($(#[$doc])* #[derive(Default)] $naam { $($waarden)+ });

        impl $naam {
            /// Key in the framework data.
            pub const SLEUTEL: &'static str = $sleutel;
            /// What is chosen, in Dutch.
            pub const VRAAG: &'static str = $vraag;
        }
    };
}

keuze! {
    /// Which days count when the volume is per day.
    PerDag, "maximum_per_dag", "Volume per dag: welke dagen tellen" {
        /// Every day of the ProductPeriode.
        #[default]
        Kalenderdagen = "kalenderdagen", "iedere kalenderdag telt";
        /// Monday to Friday, public holidays included.
        Werkdagen = "werkdagen", "maandag tot en met vrijdag tellen";
        /// There is no maximum.
        Geen = "geen_maximum", "er is geen maximum";
    }
}

keuze! {
    /// How much a volume per month comes to over the whole term.
    TotaalPerMaand, "totaal_per_maand", "Volume per maand: hoogste volume over de hele looptijd" {
        /// The volume of every month that the term touches (follows from IV078).
        #[default]
        GeraakteMaanden = "geraakte_maanden", "iedere maand die de toewijzing raakt telt als een hele maand";
        /// Only the months themselves have a maximum.
        Geen = "geen_maximum", "alleen per maand is er een maximum";
    }
}

keuze! {
    /// What an output based month that is assigned for a part comes to (IV078).
    OnvolledigeMaand, "onvolledige_maand", "Outputgericht per maand: een gebroken maand" {
        /// The whole volume.
        #[default]
        Volledig = "volledig_bedrag", "een gebroken maand telt als een hele maand";
        /// The part of the days, rounded half up.
        NaarRato = "naar_rato", "een gebroken maand telt naar het deel van de dagen";
        /// Nothing.
        Geen = "geen_bedrag", "een gebroken maand telt niet";
    }
}

keuze! {
    /// An output based assignment per week in which no Sunday falls.
    WeekZonderZondag, "week_zonder_zondag", "Outputgericht per week: een toewijzing zonder zondag" {
        /// No Sunday, no week (IV076).
        #[default]
        Nul = "nul", "zonder zondag telt geen week";
        /// The broken week counts.
        EenWeek = "een_week", "de gebroken week telt als een week";
    }
}

keuze! {
    /// Which rule speaks when one line alone is above a total for the whole term.
    TotaalMeldt, "totaal_meldt", "Totaal over de looptijd: regel boven het totaal" {
        /// TR322, the rule of the whole term.
        #[default]
        Tr322 = "tr322", "alleen TR322 wordt gemeld";
        /// TR321, the rule of the line.
        Tr321 = "tr321", "TR321 wordt gemeld";
        /// Both.
        Beide = "beide", "TR321 en TR322 worden gemeld";
    }
}

keuze! {
    /// What order the claimed months must have (TR318).
    Maandvolgorde, "declaratieperiode_volgorde", "Volgorde van declaratieperioden" {
        /// A period before the last claimed one is a fault; a gap or a repetition is not.
        #[default]
        NietEerder = "niet_eerder", "een periode mag niet voor de laatst gedeclareerde liggen";
        /// A gap is a fault as well.
        Aansluitend = "aansluitend", "een periode moet de laatst gedeclareerde zijn of de maand erna";
    }
}

/// The settings by which a claim is judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Afspraken {
    /// Volume per day.
    pub per_dag: PerDag,
    /// Volume per month over the whole term.
    pub totaal_per_maand: TotaalPerMaand,
    /// A part of a month, output based.
    pub onvolledige_maand: OnvolledigeMaand,
    /// A weekly output assignment without a Sunday.
    pub week_zonder_zondag: WeekZonderZondag,
    /// Which rule speaks for a line above a total.
    pub totaal_meldt: TotaalMeldt,
    /// Order of the claimed months.
    pub maandvolgorde: Maandvolgorde,
    /// The framework that they come from; empty for the defaults of the program.
    pub kader: String,
    /// Keys that the framework fills; the others have the default.
    pub gevuld: Vec<&'static str>,
}

/// Where a setting stands and what it says, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afspraakregel {
    /// Key in the framework data.
    pub sleutel: &'static str,
    /// What is chosen.
    pub vraag: &'static str,
    /// The word.
    pub waarde: &'static str,
    /// What it means.
    pub omschrijving: &'static str,
    /// Words that may be chosen.
    pub keuzes: Vec<&'static str>,
    /// Framework, or that it is the default of the program.
    pub herkomst: String,
}

impl Afspraken {
    /// The settings of a framework; `zoek` gives its word for a key on the day in question.
    pub fn uit<'k>(kader: &str, zoek: impl Fn(&str) -> Option<&'k str>) -> Self {
        let mut a = Self { kader: kader.to_owned(), ..Self::default() };
        macro_rules! neem {
            ($($veld:ident: $soort:ident),+ $(,)?) => {
                $(if let Some(k) = zoek($soort::SLEUTEL).and_then($soort::parse) {
                    a.$veld = k;
                    a.gevuld.push($soort::SLEUTEL);
                })+
            };
        }
        neem!(
            per_dag: PerDag,
            totaal_per_maand: TotaalPerMaand,
            onvolledige_maand: OnvolledigeMaand,
            week_zonder_zondag: WeekZonderZondag,
            totaal_meldt: TotaalMeldt,
            maandvolgorde: Maandvolgorde,
        );
        a
    }

    /// All settings as people read them.
    pub fn regels(&self) -> Vec<Afspraakregel> {
        macro_rules! regels {
            ($($veld:ident: $soort:ident),+ $(,)?) => {
                vec![$(Afspraakregel {
                    sleutel: $soort::SLEUTEL,
                    vraag: $soort::VRAAG,
                    waarde: self.$veld.code(),
                    omschrijving: self.$veld.omschrijving(),
                    keuzes: $soort::ALLE.iter().map(|k| k.code()).collect(),
                    herkomst: if self.gevuld.contains(&$soort::SLEUTEL) {
                        format!("inkoopkader {}", self.kader)
                    } else {
                        "standaard van het programma".to_owned()
                    },
                }),+]
            };
        }
        regels!(
            per_dag: PerDag,
            totaal_per_maand: TotaalPerMaand,
            onvolledige_maand: OnvolledigeMaand,
            week_zonder_zondag: WeekZonderZondag,
            totaal_meldt: TotaalMeldt,
            maandvolgorde: Maandvolgorde,
        )
    }

    /// One setting as people read it: what it means and where it comes from.
    pub(crate) fn tekst(&self, sleutel: &str) -> Option<String> {
        self.regels()
            .into_iter()
            .find(|r| r.sleutel == sleutel)
            .map(|r| format!("{} ({}, instelling {})", r.omschrijving, r.herkomst, r.sleutel))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_the_reading_of_this_project() {
        let woorden: Vec<_> = Afspraken::default().regels().iter().map(|r| r.waarde).collect();
        assert_eq!(
            woorden,
            ["kalenderdagen", "geraakte_maanden", "volledig_bedrag", "nul", "tr322", "niet_eerder"]
        );
        assert!(Afspraken::default().regels().iter().all(|r| r.herkomst == "standaard van het programma"));
    }

    #[test]
    fn a_framework_chooses_and_an_unknown_word_does_not() {
        let a = Afspraken::uit("proef", |s| match s {
            "maximum_per_dag" => Some("werkdagen"),
            "totaal_meldt" => Some("onzin"),
            _ => None,
        });
        assert_eq!((a.per_dag, a.totaal_meldt), (PerDag::Werkdagen, TotaalMeldt::Tr322));
        let herkomst = |s: &str| a.regels().into_iter().find(|r| r.sleutel == s).unwrap().herkomst;
        assert_eq!(herkomst("maximum_per_dag"), "inkoopkader proef");
        assert_eq!(herkomst("totaal_meldt"), "standaard van het programma");
        assert!(
            a.tekst("maximum_per_dag")
                .unwrap()
                .starts_with("maandag tot en met vrijdag tellen (inkoopkader proef")
        );
    }

    #[test]
    fn every_word_reads_itself() {
        for r in Afspraken::default().regels() {
            for k in &r.keuzes {
                let a = Afspraken::uit("p", |s| (s == r.sleutel).then_some(*k));
                assert!(a.regels().iter().any(|n| n.sleutel == r.sleutel && n.waarde == *k), "{k}");
            }
        }
    }
}
