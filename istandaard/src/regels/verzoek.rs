//! Checks on requests and the answer to them (315, 317, 319).

use super::Kader;
use super::toewijzing::ingangsdatum;
use crate::lezer::boom::Zicht;

/// CD043: the first day of the decision with its number, and only then.
pub(super) fn cd043(product: Zicht<'_>, _: &Kader) -> bool {
    product.gevuld("BeschikkingNummer") != product.gevuld("BeschikkingIngangsdatum")
}

fn is_zorgverlener(product: Zicht<'_>) -> Option<bool> {
    product.tekst("Verwijzer/Type").map(|t| matches!(t, "02" | "03" | "04" | "05"))
}

/// CD066: a professional with a code has no name besides.
pub(super) fn cd066(product: Zicht<'_>, _: &Kader) -> bool {
    is_zorgverlener(product) == Some(true)
        && product.gevuld("Verwijzer/ZorgverlenerCode")
        && product.gevuld("Verwijzer/Naam")
}

/// CD067: a professional without a code has a name.
pub(super) fn cd067(product: Zicht<'_>, _: &Kader) -> bool {
    is_zorgverlener(product) == Some(true)
        && !product.gevuld("Verwijzer/ZorgverlenerCode")
        && !product.gevuld("Verwijzer/Naam")
}

/// CD068: only a professional has a code.
pub(super) fn cd068(product: Zicht<'_>, _: &Kader) -> bool {
    is_zorgverlener(product) == Some(false) && product.gevuld("Verwijzer/ZorgverlenerCode")
}

/// CD085: a rejection has a reason.
pub(super) fn cd085(antwoord: Zicht<'_>, _: &Kader) -> bool {
    antwoord.tekst("VerzoekAntwoord") == Some("1") && !antwoord.gevuld("RedenAfwijzingVerzoek")
}

/// CD086: a request that is being looked into has none.
pub(super) fn cd086(antwoord: Zicht<'_>, _: &Kader) -> bool {
    antwoord.tekst("VerzoekAntwoord") == Some("2") && antwoord.gevuld("RedenAfwijzingVerzoek")
}

/// TR352: something stays or changes.
pub(super) fn tr352(verzoek: Zicht<'_>, _: &Kader) -> bool {
    !verzoek.gevuld("OngewijzigdeProducten") && !verzoek.gevuld("TeWijzigenProducten")
}

/// TR353: something changes or is new.
pub(super) fn tr353(verzoek: Zicht<'_>, _: &Kader) -> bool {
    !verzoek.gevuld("TeWijzigenProducten") && !verzoek.gevuld("NieuweProducten")
}

/// TR380: a new product starts after the day of the message.
pub(super) fn tr380(product: Zicht<'_>, kader: &Kader) -> bool {
    matches!((ingangsdatum(product), kader.dagtekening), (Some(d), Some(dagtekening)) if d <= dagtekening)
}
