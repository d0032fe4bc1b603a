//! Terms of the chain in plain words, shown where they occur.

/// Id, term, meaning.
pub const BEGRIPPEN: &[(&str, &str, &str)] = &[
    (
        "aanbieder",
        "Aanbieder",
        "De organisatie die de ondersteuning geeft en daarvoor een contract heeft met de gemeente.",
    ),
    ("agb", "AGB-code", "Het landelijke nummer van een zorgaanbieder: acht cijfers."),
    (
        "beschikking",
        "Beschikking",
        "Het besluit van de gemeente waarin staat welke ondersteuning iemand krijgt, hoeveel en hoe lang.",
    ),
    (
        "bevinding",
        "Bevinding",
        "Eén reden waarom een bericht of een regel niet goed is, met de regel van de standaard die is overtreden.",
    ),
    (
        "declaratie",
        "Declaratie",
        "De rekening van een aanbieder over een maand, met een regel voor elke levering. Bericht 323.",
    ),
    (
        "levering",
        "Levering",
        "De ondersteuning zelf. De aanbieder meldt de start (bericht 305) en het einde (bericht 307).",
    ),
    (
        "melding",
        "Melding",
        "Iemand vraagt de gemeente om ondersteuning. De gemeente onderzoekt dan binnen zes weken wat nodig is.",
    ),
    (
        "pain001",
        "Betaalbestand",
        "Een bestand (pain.001) waarmee de bank in één keer alle betalingen van een batch uitvoert.",
    ),
    (
        "perceel",
        "Perceel",
        "Een deel van de aanbesteding. Een aanbieder heeft een contract voor een of meer percelen.",
    ),
    (
        "retourbericht",
        "Retourbericht",
        "Het antwoord op een bericht: wat is goedgekeurd, wat niet, en waarom niet.",
    ),
    ("retourcode", "Retourcode", "Een vaste code in het antwoord die zegt waarom iets is afgekeurd."),
    (
        "tegenboeking",
        "Tegenboeking",
        "Een creditregel die een eerdere regel geheel terugdraait. Het bedrag gaat van de betaling af.",
    ),
    (
        "toewijzing",
        "Toewijzing",
        "De opdracht van de gemeente aan een aanbieder om een cliënt te ondersteunen. Bericht 301.",
    ),
    (
        "uitval",
        "Uitval",
        "Declaratieregels die zijn afgewezen. De aanbieder kan ze verbeteren en opnieuw indienen.",
    ),
    (
        "werkdag",
        "Werkdag",
        "Maandag tot en met vrijdag, behalve de algemeen erkende feestdagen. Goede Vrijdag, Koningsdag en 5 mei tellen niet \
         mee; 24 en 31 december wel.",
    ),
];

/// The term with this id.
pub fn begrip(id: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    BEGRIPPEN.iter().find(|(i, _, _)| *i == id)
}
