//! Requests and the answer to them: 315, 317, 319 and their returns 316, 318, 320.

use super::{Code, Geboortedatum, Omvang, VerkorteNaam};
use kern::{AgbCode, Bsn, Datum, Eurocent, Product, Retourcode};

/// The client of a request for assignment (315) or of its return (316).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientVerzoek {
    /// BSN.
    pub bsn: Bsn,
    /// Date of birth.
    pub geboortedatum: Geboortedatum,
    /// Sex (COD046).
    pub geslacht: Code,
    /// Name.
    pub naam: VerkorteNaam,
    /// Free text.
    pub commentaar: Option<String>,
    /// Products that are asked for, at least one. The municipality answers each of them on its own.
    pub producten: Vec<AangevraagdProduct>,
    /// Only in a 316.
    pub retourcodes: Vec<Retourcode>,
}

/// A product that a provider asks an assignment for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AangevraagdProduct {
    /// ReferentieAanbieder, 1 to 36 characters: what the answer (319) and the assignment (301) name. Unique within the
    /// message (TR383) and for the provider (TR347).
    pub referentie_aanbieder: String,
    /// BeschikkingNummer, at most nine digits.
    pub beschikking_nummer: Option<i64>,
    /// Product; absent when only the municipality chooses it.
    pub product: Option<Product>,
    /// First day of the decision; there when its number is (CD043).
    pub beschikking_ingangsdatum: Option<Datum>,
    /// First day of the assignment that is asked for.
    pub toewijzing_ingangsdatum: Datum,
    /// Last day of it, included; needed with a budget (CD075) or a volume per week (CD076).
    pub toewijzing_einddatum: Option<Datum>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Budget in whole cents, in place of a volume (CD077, CD078).
    pub budget: Option<Eurocent>,
    /// Who referred the client.
    pub verwijzer: Verwijzer,
    /// Raamcontract (COD260): whether the parties have a framework contract.
    pub raamcontract: Option<Code>,
    /// Free text.
    pub commentaar: Option<String>,
    /// Only in a 316.
    pub retourcodes: Vec<Retourcode>,
}

/// Who referred the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verwijzer {
    /// Type (COD327).
    pub soort: Code,
    /// Name, at most 64 characters; of a professional only without a code (CD066, CD067).
    pub naam: Option<String>,
    /// AGB code of the professional who referred (CD068).
    pub zorgverlener: Option<AgbCode>,
}

/// The client of a request for change (317) or of its return (318).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientWijziging {
    /// BSN.
    pub bsn: Bsn,
    /// The request. It is honoured or refused as a whole.
    pub verzoek: Wijzigingsverzoek,
    /// Only in a 318.
    pub retourcodes: Vec<Retourcode>,
}

/// A request for change: everything that the client has or shall have from this provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wijzigingsverzoek {
    /// ReferentieAanbieder: what the answer (319) and the assignments (301) name, at most 36 characters.
    pub referentie_aanbieder: String,
    /// RedenVerzoek (WJ758).
    pub reden: Code,
    /// Assignments that stay as they are. These or [`Self::te_wijzigen`] are there (TR352).
    pub ongewijzigd: Vec<OngewijzigdProduct>,
    /// Assignments that have to change. These or [`Self::nieuw`] are there (TR353).
    pub te_wijzigen: Vec<TeWijzigenProduct>,
    /// Products that have to come, the same product not twice at one time (TR410).
    pub nieuw: Vec<NieuwProduct>,
    /// Only in a 318.
    pub retourcodes: Vec<Retourcode>,
}

/// An assignment that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OngewijzigdProduct {
    /// ToewijzingNummer.
    pub toewijzing: i64,
    /// Only in a 318.
    pub retourcodes: Vec<Retourcode>,
}

/// An assignment that has to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeWijzigenProduct {
    /// ToewijzingNummer.
    pub toewijzing: i64,
    /// GewensteIngangsdatum: first day of the change.
    pub gewenste_ingangsdatum: Datum,
    /// Last day, included.
    pub einddatum: Option<Datum>,
    /// How much from then on.
    pub omvang: Option<Omvang>,
    /// Budget from then on, in whole cents, in place of a volume (CD077, CD078).
    pub budget: Option<Eurocent>,
    /// Only in a 318.
    pub retourcodes: Vec<Retourcode>,
}

/// A product that has to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuwProduct {
    /// Product; absent when only the municipality chooses it.
    pub product: Option<Product>,
    /// GewensteIngangsdatum: first day, after the day of the message (TR380).
    pub gewenste_ingangsdatum: Datum,
    /// Last day, included.
    pub einddatum: Option<Datum>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Budget in whole cents, in place of a volume (CD077, CD078).
    pub budget: Option<Eurocent>,
    /// Only in a 318.
    pub retourcodes: Vec<Retourcode>,
}

/// What the municipality says to a product of a 315 or to a 317: the class Antwoord of 319 and 320.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerzoekAntwoord {
    /// ReferentieAanbieder of the request.
    pub referentie_aanbieder: String,
    /// VerzoekAntwoord (WJ760): `1` refused, `2` being looked into.
    pub antwoord: Code,
    /// RedenAfwijzingVerzoek (WJ759), when the request is refused, and only then (CD085, CD086).
    pub reden_afwijzing: Option<Code>,
    /// Only in a 320.
    pub retourcodes: Vec<Retourcode>,
}

impl VerzoekAntwoord {
    /// Whether the request is refused; the reason stands in [`Self::reden_afwijzing`].
    pub fn is_afwijzing(&self) -> bool {
        self.antwoord == "1"
    }

    /// Whether the municipality looks into it: the assignment (301) or the refusal follows.
    pub fn is_in_onderzoek(&self) -> bool {
        self.antwoord == "2"
    }
}
