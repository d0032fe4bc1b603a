//! Working on tariffs: scenarios that a municipality keeps, and what providers say about a tariff that was published.
//! What may be kept or said is decided in `catalogus`; here stands who may, and for which municipality.

pub mod reacties;
pub mod scenarios;
pub mod werklijst;

use crate::Gebruiker;
use crate::kaders::{self, InGebruik};
use crate::vragen::VraagFout;
use catalogus::{BladFout, Catalogusproduct, Inkoopkader, Publicatieblad, publicatieblad};
use kern::{Datum, Gemeentecode};
use regels::{Kader, Kostprijsmodel};
use store::Db;

/// A product of a framework as it holds on a day, with its cost model when there is one.
#[derive(Debug, Clone)]
pub struct Tariefplek {
    /// The version of the framework, with its text.
    pub versie: InGebruik,
    /// The framework as the chain uses it.
    pub kader: Inkoopkader,
    /// The product.
    pub product: Catalogusproduct,
    /// The day.
    pub dag: Datum,
}

impl Tariefplek {
    /// Finds a product by the code in an address, in the version of this municipality; without one, in the first version
    /// that holds for a municipality of the user.
    pub fn zoek(
        db: &Db,
        wie: &Gebruiker,
        gemeente: Option<Gemeentecode>,
        kader: &str,
        code: &str,
        dag: Datum,
    ) -> Result<Self, VraagFout> {
        let versies: Vec<_> =
            kaders::in_gebruik(db, wie, dag)?.into_iter().filter(|v| v.kader.id == kader).collect();
        let van = gemeente.and_then(|g| versies.iter().find(|v| v.gemeenten.contains(&g)));
        Self::van(van.or(versies.first()).ok_or(VraagFout::NietGevonden)?, code, dag)
    }

    /// A product of this version of a framework.
    pub fn van(versie: &InGebruik, code: &str, dag: Datum) -> Result<Self, VraagFout> {
        let kader = versie.inkoopkader().map_err(|e| VraagFout::Ongeldig(e.to_string()))?;
        let product = kader.producten.iter().find(|p| p.sleutel.code.as_str() == code);
        let product = product.ok_or(VraagFout::NietGevonden)?.clone();
        Ok(Self { versie: versie.clone(), kader, product, dag })
    }

    /// Which text of the framework this is, in words.
    pub fn versietekst(&self) -> String {
        let afdruk = kaders::vingerafdruk(&self.gegevens().bestanden);
        format!(
            "{}, vingerafdruk {}",
            self.versie.versie_in_woorden(self.dag),
            afdruk.get(..12).unwrap_or(&afdruk)
        )
    }

    /// The framework as it was read.
    pub fn gegevens(&self) -> &Kader {
        &self.versie.kader
    }

    /// The publication sheet on the day.
    pub fn blad(&self) -> Result<Publicatieblad, BladFout> {
        publicatieblad(self.gegevens(), &self.kader, &self.product, &self.versietekst(), self.dag)
    }

    /// The cost model of the product on the day.
    pub fn model(&self) -> Option<&Kostprijsmodel> {
        catalogus::kostprijs::kostprijs_op(self.gegevens(), self.product.sleutel, self.dag).geldig()
    }
}
