//! Claim lines and what stands around them: 323 and 325.

use kern::{Datum, Eenheid, Eurocent, Productcategorie, Productcode, Retourcode};

/// What a 323 says about the claim as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaratieKop {
    /// DeclaratieNummer, 1 to 12 letters and digits (CS319), unique for the provider (TR333).
    pub nummer: String,
    /// First day of DeclaratiePeriode: one calendar month from 2021 on (CS100, CS340).
    pub van: Datum,
    /// Last day of DeclaratiePeriode, included.
    pub tot: Datum,
    /// DeclaratieDagtekening; no line ended more than five years before (TR335).
    pub dagtekening: Datum,
    /// TotaalIngediendBedrag: the sum of the lines (TR358); negative when it is a credit.
    pub ingediend: Eurocent,
}

/// What a 325 says about the claim as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AntwoordKop {
    /// DeclaratieNummer of the claim answered.
    pub nummer: String,
    /// TotaalIngediendBedrag; negative when it is a credit.
    pub ingediend: Eurocent,
    /// TotaalToegekendBedrag: what was claimed less the lines that return (TR342); negative when it is a credit.
    pub toegekend: Eurocent,
}

/// One claim line, of a 323 or a 325.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prestatie {
    /// n of `Client[n]`, from 1.
    pub client_nr: u32,
    /// n of `Prestatie[n]` within that client, from 1.
    pub nr: u32,
    /// ReferentieNummer, 1 to 20 characters.
    pub referentie: String,
    /// VorigReferentieNummer: the line that is credited (CD060); a line is credited once (TR315), and not in the
    /// message that it stands in (TR316).
    pub vorige_referentie: Option<String>,
    /// ToewijzingNummer, at most nine digits.
    pub toewijzing: i64,
    /// ProductCategorie (WMO020).
    pub categorie: Productcategorie,
    /// ProductCode.
    pub code: Productcode,
    /// First day of ProductPeriode, which lies within one calendar month (CS337).
    pub van: Datum,
    /// Last day of ProductPeriode, included.
    pub tot: Datum,
    /// GeleverdVolume, in units; with unit 83 (euros) in cents, and equal to the amount (CS339).
    pub volume: i64,
    /// Eenheid (WJ756).
    pub eenheid: Eenheid,
    /// ProductTarief per unit in whole cents; absent for unit 83 (euros, CD087).
    pub tarief: Option<Eurocent>,
    /// IngediendBedrag in whole cents; negative when it is a credit.
    pub bedrag: Eurocent,
    /// Why it was rejected; only in a 325.
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
