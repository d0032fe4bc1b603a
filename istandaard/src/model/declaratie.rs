//! Claim lines and what stands around them: 323 and 325.

use kern::{Datum, Eenheid, Eurocent, Productcategorie, Productcode, Retourcode};

/// What a 323 says about the claim as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaratieKop {
    /// DeclaratieNummer, at most 12 letters and digits.
    pub nummer: String,
    /// First day of DeclaratiePeriode.
    pub van: Datum,
    /// Last day of DeclaratiePeriode, included.
    pub tot: Datum,
    /// DeclaratieDagtekening.
    pub dagtekening: Datum,
    /// TotaalIngediendBedrag; negative when it is a credit.
    pub ingediend: Eurocent,
}

/// What a 325 says about the claim as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AntwoordKop {
    /// DeclaratieNummer of the claim answered.
    pub nummer: String,
    /// TotaalIngediendBedrag; negative when it is a credit.
    pub ingediend: Eurocent,
    /// TotaalToegekendBedrag; negative when it is a credit.
    pub toegekend: Eurocent,
}

/// One claim line, of a 323 or a 325.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prestatie {
    /// n of `Client[n]`, from 1.
    pub client_nr: u32,
    /// n of `Prestatie[n]` within that client, from 1.
    pub nr: u32,
    /// ReferentieNummer.
    pub referentie: String,
    /// VorigReferentieNummer: the line that is credited.
    pub vorige_referentie: Option<String>,
    /// ToewijzingNummer.
    pub toewijzing: i64,
    /// ProductCategorie.
    pub categorie: Productcategorie,
    /// ProductCode.
    pub code: Productcode,
    /// First day of ProductPeriode.
    pub van: Datum,
    /// Last day of ProductPeriode, included.
    pub tot: Datum,
    /// GeleverdVolume.
    pub volume: i64,
    /// Eenheid.
    pub eenheid: Eenheid,
    /// ProductTarief in whole cents; absent for unit 83 (euros).
    pub tarief: Option<Eurocent>,
    /// IngediendBedrag; negative when it is a credit.
    pub bedrag: Eurocent,
    /// Only in a 325.
    pub retourcodes: Vec<Retourcode>,
}

impl Prestatie {
    /// Whether this line takes back an earlier one. An amount of nothing is always debit (CS325).
    pub fn is_credit(&self) -> bool {
        self.bedrag.0 < 0
    }

    /// Where the line stands in its message.
    pub fn pad(&self, soort: crate::Soort) -> String {
        let klasse = if soort == crate::Soort::Wmo325 { "DeclaratieAntwoord" } else { "Declaratie" };
        format!("/Bericht/{klasse}/Clienten/Client[{}]/Prestaties/Prestatie[{}]", self.client_nr, self.nr)
    }
}
