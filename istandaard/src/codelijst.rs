//! The code lists of iWmo 3.2, in our own form: tab-separated, one list a file, in the folder `codelijsten`.

use std::sync::LazyLock;

macro_rules! lijsten {
    ($($(#[$doc:meta])* $naam:ident = $bestand:literal;)+) => {
        /// A code list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Lijst { $($(#[$doc])* $naam),+ }

        impl Lijst {
            /// All lists.
            pub const ALLE: &'static [Self] = &[$(Self::$naam),+];

            fn inhoud(self) -> &'static Inhoud {
                match self { $(Self::$naam => {
                    static INHOUD: LazyLock<Inhoud> = LazyLock::new(|| Inhoud::lees(include_str!(concat!("../codelijsten/", $bestand, ".tsv"))));
                    &INHOUD
                })+ }
            }

            /// The code of the list itself: `COD046`.
            pub fn code(self) -> &'static str { match self { $(Self::$naam => $bestand),+ } }
        }
    };
}

lijsten! {
    /// Gemeentecodes.
    Cbs = "CBS";
    /// Berichtcode.
    Cod002 = "COD002";
    /// Land.
    Cod032 = "COD032";
    /// Indicatie debet/credit.
    Cod043 = "COD043";
    /// Geslacht.
    Cod046 = "COD046";
    /// Datumgebruik.
    Cod170 = "COD170";
    /// Ja of nee.
    Cod260 = "COD260";
    /// Code verwijzer.
    Cod327 = "COD327";
    /// Status aanlevering.
    Cod467 = "COD467";
    /// Soort relatie.
    Cod472 = "COD472";
    /// Naamgebruik.
    Cod700 = "COD700";
    /// Communicatievorm.
    Cod747 = "COD747";
    /// Soort adres.
    Cod757 = "COD757";
    /// Productcodes 2022.
    Hulpmiddelen = "HULPMIDDELEN";
    /// Aanduiding woonadres.
    Num061 = "NUM061";
    /// Retourcode.
    Wj001 = "WJ001";
    /// Wettelijke vertegenwoordiging.
    Wj003 = "WJ003";
    /// Juridische status.
    Wj232 = "WJ232";
    /// Eenheid.
    Wj756 = "WJ756";
    /// Reden verzoek.
    Wj758 = "WJ758";
    /// Reden afwijzing verzoek.
    Wj759 = "WJ759";
    /// Verzoek antwoord.
    Wj760 = "WJ760";
    /// Reden wijziging toewijzing.
    Wmo002 = "WMO002";
    /// Productcategorie.
    Wmo020 = "WMO020";
    /// Reden beeindiging.
    Wmo588 = "WMO588";
    /// Frequentie.
    Wmo757 = "WMO757";
}

#[derive(Debug)]
struct Inhoud {
    naam: &'static str,
    rijen: Vec<Rij>,
}

/// A row of a code list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rij {
    /// The code.
    pub code: &'static str,
    /// What it means.
    pub omschrijving: &'static str,
    /// Product category; only in the list of aids.
    pub categorie: Option<&'static str>,
}

impl Inhoud {
    /// The first line is `# code name`, the second the column names; the rows are sorted by code.
    fn lees(tekst: &'static str) -> Self {
        let mut regels = tekst.lines();
        let naam = regels
            .next()
            .and_then(|r| r.strip_prefix("# "))
            .and_then(|r| r.split_once(' '))
            .map_or("", |r| r.1);
        let rijen = regels
            .skip(1)
            .filter_map(|r| {
                let mut velden = r.split('\t');
                Some(Rij { code: velden.next()?, omschrijving: velden.next()?, categorie: velden.next() })
            })
            .collect();
        Self { naam, rijen }
    }
}

impl Lijst {
    /// The name of the list.
    pub fn naam(self) -> &'static str {
        self.inhoud().naam
    }

    /// All rows, in the order of their codes.
    pub fn rijen(self) -> &'static [Rij] {
        &self.inhoud().rijen
    }

    /// The row of a code.
    pub fn zoek(self, code: &str) -> Option<&'static Rij> {
        let rijen = self.rijen();
        rijen.binary_search_by(|r| r.code.cmp(code)).ok().map(|i| &rijen[i])
    }

    /// Whether the code is on the list.
    pub fn bevat(self, code: &str) -> bool {
        self.zoek(code).is_some()
    }
}

/// A return code of list WJ001.
pub fn retourcode(code: &str) -> Option<kern::Retourcode> {
    Lijst::Wj001.zoek(code).map(|r| kern::Retourcode(r.code))
}

/// TR378: whether the municipality is on the list of CBS of today. A code that was current at the start of an assignment
/// is allowed too: a caller that knows which municipalities ended judges that (here `app`, with `regels::gemeente_tot`).
pub fn is_gemeente(code: &str) -> bool {
    Lijst::Cbs.bevat(code)
}

/// TR381: whether a product code fits its category. Only the aids (categories 11 to 13) have a published list: `None`
/// for any other category.
pub fn past_bij_categorie(categorie: &str, code: &str) -> Option<bool> {
    matches!(categorie, "11" | "12" | "13")
        .then(|| Lijst::Hulpmiddelen.zoek(code).is_some_and(|r| r.categorie == Some(categorie)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_without_doubles_and_has_a_name() {
        for l in Lijst::ALLE {
            assert!(!l.naam().is_empty(), "{l:?}");
            assert!(!l.rijen().is_empty(), "{l:?}");
            assert!(l.rijen().windows(2).all(|w| w[0].code < w[1].code), "{l:?}");
            assert!(l.rijen().iter().all(|r| !r.omschrijving.is_empty()), "{l:?}");
        }
    }

    #[test]
    fn aids_belong_to_one_category_and_other_products_are_not_judged() {
        assert_eq!(past_bij_categorie("11", "11X00"), Some(true));
        assert_eq!(past_bij_categorie("12", "11X00"), Some(false));
        assert_eq!(past_bij_categorie("02", "02A05"), None);
        assert!(is_gemeente("0796"));
        assert!(!is_gemeente("0000"));
    }

    #[test]
    fn the_enums_of_kern_hold_the_lists() {
        let eenheden: Vec<_> = kern::Eenheid::ALLE.iter().map(|e| e.code()).collect();
        assert_eq!(eenheden, Lijst::Wj756.rijen().iter().map(|r| r.code).collect::<Vec<_>>());
        let frequenties: Vec<_> = kern::Frequentie::ALLE.iter().map(|f| f.code()).collect();
        assert_eq!(frequenties, Lijst::Wmo757.rijen().iter().map(|r| r.code).collect::<Vec<_>>());
    }
}
