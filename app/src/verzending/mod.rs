//! Messages that we send of our own accord: assignments (301), start and stop (305, 307), claims (323).

pub mod corrigeren;
pub mod declareren;
pub(crate) mod herstel;
pub mod leveren;
pub mod opnieuw;
pub mod toewijzen;

use istandaard::{Achternaam, Code, Geboortedatum, VerkorteNaam, VolledigeNaam};
use kern::{Bsn, Datum, Gemeentecode};
use store::sql::schrijven as sql;
use store::{Kluis, StoreFout, Tx};

/// A client as messages describe one.
pub(crate) struct Persoon {
    pub bsn: Bsn,
    pub geboortedatum: Datum,
    pub geslacht: String,
    pub achternaam: String,
    pub voorvoegsel: Option<String>,
    pub voorletters: Option<String>,
    pub straat: Option<String>,
    pub huisnummer: Option<String>,
    pub postcode: Option<String>,
    pub plaats: Option<String>,
}

pub(crate) fn persoon(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    g: Gemeentecode,
    client: i64,
) -> Result<Persoon, StoreFout> {
    tx.query_one(sql::CLIENT_VOOR_BERICHT, &[(&g).into(), client.into()], |r| {
        let t = |i| Ok::<_, StoreFout>(r.opt_text(i)?.map(str::to_owned));
        Ok(Persoon {
            bsn: kluis.ontsleutel_bsn(g, "client", &[client], r.blob(0)?)?,
            geboortedatum: r.dag(1)?,
            geslacht: r.string(2)?,
            achternaam: r.string(3)?,
            voorvoegsel: t(4)?,
            voorletters: t(5)?,
            straat: t(6)?,
            huisnummer: t(7)?,
            postcode: t(8)?,
            plaats: t(9)?,
        })
    })
}

/// A code of one to four visible characters.
pub(crate) fn code(tekst: &str) -> Result<Code, StoreFout> {
    Code::parse(tekst).ok_or(StoreFout::Kolom { index: 0, verwacht: "een code" })
}

impl Persoon {
    pub(crate) fn geboren(&self) -> Geboortedatum {
        Geboortedatum { datum: self.geboortedatum, gebruik: None }
    }

    fn geslachtsnaam(&self) -> Achternaam {
        Achternaam { achternaam: self.achternaam.clone(), voorvoegsel: self.voorvoegsel.clone() }
    }

    pub(crate) fn volledige_naam(&self) -> Result<VolledigeNaam, StoreFout> {
        Ok(VolledigeNaam {
            geslachtsnaam: self.geslachtsnaam(),
            partnernaam: None,
            voornamen: None,
            voorletters: self.voorletters.clone(),
            // without a partner's name: the own name (CS050)
            naamgebruik: code("1")?,
        })
    }

    pub(crate) fn verkorte_naam(&self) -> VerkorteNaam {
        VerkorteNaam {
            geslachtsnaam: self.geslachtsnaam(),
            voornamen: None,
            voorletters: self.voorletters.clone(),
        }
    }
}
