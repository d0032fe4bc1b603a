//! Products and providers: the catalogue, who has a contract for what, and how it goes.

use super::declaraties::ClaimRij;
use kern::{AgbCode, Datum, Decimaal, Eurocent, Gemeentecode};

/// A product with its contracts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRij {
    /// Framework.
    pub kader: String,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// Name.
    pub naam: String,
    /// IB, DB or KDV.
    pub prestatie: String,
    /// waakvlam, basis or extra.
    pub zwaarte: String,
    /// 1A, 1B or 1C.
    pub perceel: String,
    /// Contract lines in force on the day asked, in the user's municipalities.
    pub contracten: i64,
    /// Providers with such a line.
    pub aanbieders: i64,
    /// Lowest tariff in force, in cents.
    pub tarief_laagst: Option<Decimaal>,
    /// Highest tariff in force, in cents.
    pub tarief_hoogst: Option<Decimaal>,
}

/// Which providers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AanbiederFilter {
    /// Start of the name, or of a word in it, as typed; or the AGB code.
    pub zoek: Option<String>,
    /// With a contract in this municipality.
    pub gemeente: Option<Gemeentecode>,
    /// With a contract for this product: category and code.
    pub product: Option<(String, String)>,
}

/// A row of the list, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederRij {
    /// AGB code.
    pub agb: AgbCode,
    /// Name.
    pub naam: String,
    /// Contract lines in force on the day asked.
    pub contracten: i64,
    /// Municipalities with such a contract.
    pub gemeenten: Vec<Gemeentecode>,
    /// Lines answered in the last twelve months; `None` when the role may not see claims.
    pub regels: Option<i64>,
    /// Of those: rejected.
    pub afgewezen: Option<i64>,
}

impl AanbiederRij {
    /// Rejected part of the lines, in tenths of a percent.
    pub fn afwijspromille(&self) -> Option<i64> {
        let (regels, afgewezen) = (self.regels?, self.afgewezen?);
        (regels > 0).then(|| afgewezen * 1000 / regels)
    }
}

/// A contract line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// Name of the product, when known.
    pub product: Option<String>,
    /// Unit, code of the standard (WJ756).
    pub eenheid: String,
    /// First day.
    pub geldig_vanaf: Datum,
    /// Last day.
    pub geldig_tot: Option<Datum>,
    /// Tariff in cents, unrounded; empty for unit 83.
    pub tarief: Option<Decimaal>,
}

/// Figures of a provider in one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederCijfers {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Its name.
    pub gemeente_naam: String,
    /// Clients with an assignment that runs on the day asked.
    pub clienten: i64,
    /// Assignments that run.
    pub toewijzingen: i64,
    /// Claimed in the last twelve months; the money is `None` when the role may not see claims.
    pub ingediend: Option<Eurocent>,
    /// Granted.
    pub toegekend: Option<Eurocent>,
    /// Lines answered.
    pub regels: Option<i64>,
    /// Of those: rejected.
    pub afgewezen: Option<i64>,
}

/// The file of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederDossier {
    /// The facts.
    pub hoofd: AanbiederRij,
    /// Account; only for those who may see payments.
    pub iban: Option<String>,
    /// Contract lines, newest first.
    pub contracten: Vec<ContractRij>,
    /// Figures per municipality.
    pub cijfers: Vec<AanbiederCijfers>,
    /// The latest claims; empty when the role may not see claims.
    pub declaraties: Vec<ClaimRij>,
}
