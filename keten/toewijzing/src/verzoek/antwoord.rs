//! The rules on an answer (319) that the provider receives: TR355, TR359, TR360 and TR365.

use super::RedenAfwijzing;
use kern::Bevinding;

/// What the municipality answers to a request; granting it is said by a 301 (OP344).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verzoekantwoord {
    /// Refused, and why.
    Afgewezen(RedenAfwijzing),
    /// It is looked into.
    InOnderzoek,
}

/// What the provider knows of the request that an answer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Antwoordfeiten {
    /// An earlier answer told that it is looked into.
    pub in_onderzoek: bool,
    /// An earlier answer refused it.
    pub afgewezen: bool,
    /// An assignment with its reference was received.
    pub toegewezen: bool,
}

/// Judges an answer, all reasons together. `verzoek` is the request with that reference, `None` when there is none.
pub fn beoordeel_antwoord(antwoord: Verzoekantwoord, verzoek: Option<Antwoordfeiten>) -> Vec<Bevinding> {
    const KLASSE: &str = "/Bericht/Antwoord";
    let Some(f) = verzoek else {
        return vec![Bevinding::new(
            "TR355",
            Some("9355"),
            "/Bericht/Antwoord/ReferentieAanbieder",
            "Er is geen verzoek met deze referentie verzonden. Neem de referentie van het verzoek over.",
        )];
    };
    let mut b = Vec::new();
    if f.toegewezen {
        b.push(Bevinding::new(
            "TR359",
            Some("9359"),
            KLASSE,
            "Op dit verzoek is al een toewijzing ontvangen. Een antwoord past daar niet meer bij.",
        ));
    }
    if antwoord == Verzoekantwoord::InOnderzoek && (f.in_onderzoek || f.afgewezen) {
        b.push(Bevinding::new(
            "TR360",
            Some("9360"),
            KLASSE,
            "Op dit verzoek is al geantwoord. Alleen het eerste antwoord kan zijn dat het in onderzoek is.",
        ));
    }
    if f.afgewezen {
        b.push(Bevinding::new(
            "TR365",
            Some("9365"),
            KLASSE,
            "Dit verzoek is al afgewezen. Na een afwijzing komt er geen antwoord meer.",
        ));
    }
    b
}
