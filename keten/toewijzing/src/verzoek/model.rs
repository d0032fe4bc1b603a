//! What a provider asks: a product that is not assigned yet (VOT), or another whole of assignments (VOW).

use crate::{Omvang, ToewijzingFout, Toewijzingnummer};
use kern::{Datum, Eurocent, Product};

/// Key of a request within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VerzoekId(pub i64);

/// What is wanted of a new assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GewenstProduct {
    /// Product: with code, category only, or none.
    pub product: Option<Product>,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day, included.
    pub einddatum: Option<Datum>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Total amount, in place of an omvang.
    pub budget: Option<Eurocent>,
}

/// A product of a VOT. The municipality answers each on its own (OP344).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AangevraagdProduct {
    /// ReferentieAanbieder.
    pub referentie: String,
    /// What is wanted.
    pub gewenst: GewenstProduct,
}

/// An assignment that has to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GewensteWijziging {
    /// The assignment.
    pub nummer: Toewijzingnummer,
    /// First day of the change; the first day of the assignment when it is about the whole term (IV092).
    pub ingangsdatum: Datum,
    /// Last day.
    pub einddatum: Option<Datum>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Total amount, in place of an omvang.
    pub budget: Option<Eurocent>,
}

/// A VOW: everything that the client has or shall have from this provider. It is answered as a whole (OP308).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijzigingsverzoek {
    /// ReferentieAanbieder.
    pub referentie: String,
    /// Assignments that stay as they are.
    pub ongewijzigd: Vec<Toewijzingnummer>,
    /// Assignments that have to change.
    pub te_wijzigen: Vec<GewensteWijziging>,
    /// Products that have to come.
    pub nieuw: Vec<GewenstProduct>,
}

kern::codelijst!(
    /// Why a provider asks for a change (code list WJ758).
    RedenVerzoek, ToewijzingFout = ToewijzingFout::RedenVerzoek, {
        /// The client's situation changed.
        Clientsituatie = "1", "Verandering cliëntsituatie";
        /// The plan of care changed.
        Zorgplan = "2", "Wijziging zorgplan";
    }
);

kern::codelijst!(
    /// Why the municipality refuses a request (code list WJ759).
    RedenAfwijzing, ToewijzingFout = ToewijzingFout::RedenAfwijzing, {
        /// A new request would be right, this is no change.
        NieuweAanvraag = "1", "Geen wijziging, maar nieuwe aanvraag";
        /// Does not fit the budget.
        Budget = "2", "Past niet binnen budget";
        /// The provider has no contract.
        GeenContract = "3", "Geen contract";
        /// Not what the contract is about.
        PastNietInContract = "4", "Past niet binnen contract";
        /// Another municipality is responsible.
        AndereGemeente = "5", "Andere gemeente";
        /// The same support twice at the same time.
        Stapeling = "6", "Stapeling";
        /// The support is not what the client needs.
        Zorginhoudelijk = "7", "Zorginhoudelijke afkeur";
        /// Another municipality, in youth care.
        Woonplaatsbeginsel = "8", "Woonplaatsbeginsel";
        /// The client is too old or too young.
        Leeftijdsgrens = "9", "Leeftijdsgrens is bereikt";
    }
);

impl RedenAfwijzing {
    /// Whether a municipality may give the reason in the Wmo: the woonplaatsbeginsel is of youth care alone.
    pub fn bruikbaar(self) -> bool {
        self != Self::Woonplaatsbeginsel
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_reads_its_own_code() {
        for r in RedenAfwijzing::ALLE {
            assert_eq!(RedenAfwijzing::parse(r.code()), Ok(*r));
        }
        for r in RedenVerzoek::ALLE {
            assert_eq!(RedenVerzoek::parse(r.code()), Ok(*r));
        }
        assert_eq!((RedenAfwijzing::ALLE.len(), RedenVerzoek::ALLE.len()), (9, 2));
        assert!(RedenAfwijzing::parse("0").is_err() && RedenAfwijzing::parse("10").is_err());
        assert!(RedenVerzoek::parse("3").is_err());
        assert!(
            RedenAfwijzing::ALLE.iter().filter(|r| !r.bruikbaar()).eq([&RedenAfwijzing::Woonplaatsbeginsel])
        );
    }
}
