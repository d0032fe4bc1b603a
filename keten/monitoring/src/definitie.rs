//! What every figure means, in words. A figure without a definition is not shown.

/// What a figure means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definitie {
    /// Key, as in URL and JSON.
    pub code: &'static str,
    /// Name on the screen.
    pub naam: &'static str,
    /// What is counted and how.
    pub tekst: &'static str,
    /// Where it comes from; empty when it is our own.
    pub bron: &'static str,
}

/// All figures.
pub const DEFINITIES: &[Definitie] = &[
    Definitie {
        code: "clienten",
        naam: "Aantal cliënten",
        tekst: "Verschillende cliënten met ondersteuning in de periode. Een cliënt met twee producten telt een keer. Een \
                cliënt hoort bij een gemeente.",
        bron: "meierij-inkoopstrategie-2020, §4.1, tabel 1",
    },
    Definitie {
        code: "grote-aanbieders",
        naam: "Grote aanbieders",
        tekst: "Aanbieders met meer dan 15% van de cliënten van de gemeente. Precies 15% telt niet mee. In de kolom regio \
                gaat het om de cliënten van alle gemeenten samen en telt een aanbieder een keer.",
        bron: "meierij-inkoopstrategie-2020, §4.1, tabel 1",
    },
    Definitie {
        code: "kleine-aanbieders",
        naam: "Kleine aanbieders",
        tekst: "Alle andere aanbieders met ten minste een cliënt in de periode.",
        bron: "meierij-inkoopstrategie-2020, §4.1, tabel 1",
    },
    Definitie {
        code: "aanbieders-per-prestatie",
        naam: "Aanbieders per prestatie",
        tekst: "Verschillende aanbieders met ten minste een cliënt voor die prestatie. In het totaal en in de kolom regio telt \
                een aanbieder een keer.",
        bron: "meierij-inkoopstrategie-2020, §4.1, tabel 2",
    },
    Definitie {
        code: "kosten",
        naam: "Kosten per maand",
        tekst: "Som van de toegekende declaratieregels, credits eraf, in de maand waarin de ondersteuning is geleverd (de \
                eerste dag van de regel). Afgewezen regels tellen niet mee.",
        bron: "",
    },
    Definitie {
        code: "aandeel",
        naam: "Aandeel per aanbieder",
        tekst: "De kosten van de aanbieder, gedeeld door alle kosten in dezelfde selectie.",
        bron: "",
    },
    Definitie {
        code: "afwijzing",
        naam: "Afgewezen",
        tekst: "Het aantal afgewezen declaratieregels, gedeeld door alle beoordeelde regels in de selectie. Een regel die later \
                opnieuw is ingediend, telt opnieuw.",
        bron: "",
    },
];

/// The definition of a figure.
pub fn definitie(code: &str) -> Option<&'static Definitie> {
    DEFINITIES.iter().find(|d| d.code == code)
}
