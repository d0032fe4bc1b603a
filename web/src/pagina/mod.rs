//! The pages: one file per group, one typed struct per page. Here what lists have in common.

pub mod aanbieders;
pub mod aanmelden;
pub mod aanvragen;
pub mod advies;
pub mod aflopend;
pub mod berichten;
pub mod beschikkingen;
pub mod besluitclient;
pub mod besluitkeuzes;
pub mod besluitstap;
pub mod betalingen;
pub mod bewaken;
pub mod catalogus;
pub mod clienten;
pub mod cohort;
pub mod controleren;
pub mod declaraties;
pub mod herindelen;
pub mod kaders;
pub mod kostprijs;
pub mod melden;
pub mod melding;
pub mod monitor;
pub mod omzetten;
pub mod overzicht;
pub mod plannen;
pub mod post;
pub mod publicatieblad;
pub mod reactielijst;
pub mod reacties;
pub mod scenarios;
pub mod vast;
pub mod verbeteren;
pub mod verzoeken;
pub mod wachten;
pub mod wachtlijst;
pub mod zoek;
pub mod zrm;

use crate::opmaak::meervoud;
use crate::schil::{Omgeving, Query};
use app::vragen::{Aantal, Blad, Lijst, VraagFout};
use kern::{AgbCode, Gemeentecode};
use std::collections::BTreeMap;

/// The query string of a request; an empty value counts as absent.
#[derive(Debug, Clone, Default)]
pub struct Invoer(pub BTreeMap<String, String>);

impl Invoer {
    /// A value.
    pub fn get(&self, naam: &str) -> Option<&str> {
        self.0.get(naam).map(|w| w.trim()).filter(|w| !w.is_empty())
    }

    /// A value, or empty.
    pub fn tekst(&self, naam: &str) -> String {
        self.get(naam).unwrap_or_default().to_owned()
    }

    /// The page of the list that is asked; always of the ordinary size, so that it stays light.
    pub fn blad(&self) -> Result<Blad, VraagFout> {
        Blad::lees(self.get("na"), self.get("voor"), None)
    }

    /// Whether the list is asked as CSV.
    pub fn als_csv(&self) -> bool {
        self.get("uitvoer") == Some("csv")
    }

    /// A value out of a fixed list.
    pub fn keuze<T>(&self, naam: &str, lees: impl Fn(&str) -> Option<T>) -> Result<Option<T>, VraagFout> {
        self.get(naam)
            .map(|w| {
                lees(w).ok_or_else(|| VraagFout::Ongeldig(format!("de keuze bij '{naam}' bestaat niet")))
            })
            .transpose()
    }

    /// A day.
    pub fn datum(&self, naam: &str) -> Result<Option<kern::Datum>, VraagFout> {
        self.get(naam)
            .map(|w| {
                datum(w).ok_or_else(|| {
                    VraagFout::Ongeldig("schrijf de datum als dag-maand-jaar, bijvoorbeeld 21-11-2026".into())
                })
            })
            .transpose()
    }

    /// A provider.
    pub fn agb(&self, naam: &str) -> Result<Option<AgbCode>, VraagFout> {
        self.get(naam).map(|w| AgbCode::parse(w).map_err(|f| VraagFout::Ongeldig(f.to_string()))).transpose()
    }
}

/// The foot of a list.
#[derive(Debug, Clone, Default)]
pub struct Blader {
    /// How many there are.
    pub telling: String,
    /// The list as CSV.
    pub csv: Option<String>,
    /// Page before.
    pub vorige: Option<String>,
    /// Next page.
    pub volgende: Option<String>,
}

impl Blader {
    /// The foot of a list of the read side.
    pub fn van<T>(lijst: &Lijst<T>, query: &Query, pad: &str, een: &str, meer: &str) -> Self {
        let telling = match lijst.aantal {
            Aantal::Precies(n) => meervoud(n, een, meer),
            Aantal::MeerDan(_) => format!("{} {meer}", lijst.aantal),
        };
        let telling = if lijst.vorige.is_some() || lijst.volgende.is_some() {
            format!("{} op deze bladzijde, {telling} in totaal", lijst.rijen.len())
        } else {
            telling
        };
        Self {
            telling,
            csv: (!lijst.rijen.is_empty()).then(|| query.clone().met("uitvoer", "csv").op(pad)),
            vorige: lijst.vorige.map(|w| query.clone().met("voor", w.to_string()).op(pad)),
            volgende: lijst.volgende.map(|w| query.clone().met("na", w.to_string()).op(pad)),
        }
    }
}

/// A select in a filter.
#[derive(Debug, Clone)]
pub struct Keuze {
    /// Name of the field.
    pub naam: &'static str,
    /// Label.
    pub label: &'static str,
    /// Words for no choice.
    pub alle: &'static str,
    /// Value and words.
    pub opties: Vec<(String, String)>,
    /// What is chosen.
    pub gekozen: String,
}

impl Keuze {
    /// A select over a fixed list.
    pub fn nieuw(
        naam: &'static str,
        label: &'static str,
        alle: &'static str,
        opties: impl IntoIterator<Item = (String, String)>,
        gekozen: impl Into<String>,
    ) -> Self {
        Self { naam, label, alle, opties: opties.into_iter().collect(), gekozen: gekozen.into() }
    }

    /// The municipalities of the user.
    pub fn gemeente(om: &Omgeving) -> Self {
        Self::nieuw(
            "gemeente",
            "Gemeente",
            "Alle gemeenten",
            om.gemeenten.iter().map(|(c, n)| (c.to_string(), n.clone())),
            om.gekozen.map(|g| g.to_string()).unwrap_or_default(),
        )
    }
}

/// A tab with its own URL.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Address.
    pub href: String,
    /// Words.
    pub tekst: &'static str,
    /// This one is open.
    pub hier: bool,
    /// How many it holds.
    pub aantal: Option<i64>,
}

/// Number of rows as the database counts them.
pub(crate) fn lengte(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Municipality and number out of a path.
pub(crate) fn plek(gemeente: &str, id: &str) -> Result<(Gemeentecode, i64), VraagFout> {
    let gemeente = Gemeentecode::parse(gemeente).map_err(|_| VraagFout::NietGevonden)?;
    let id = id.parse().ok().filter(|i| *i >= 0).ok_or(VraagFout::NietGevonden)?;
    Ok((gemeente, id))
}

/// `12 regels`, for the foot of a table that is shown whole.
pub(crate) fn regels(n: usize) -> String {
    meervoud(lengte(n), "regel", "regels")
}

/// A day as people type it: `21-11-1950` or `1950-11-21`.
pub(crate) fn datum(tekst: &str) -> Option<kern::Datum> {
    kern::lees_datum(tekst).or_else(|| {
        let mut delen = tekst.split(['-', '/', '.']);
        let (d, m, j) = (delen.next()?, delen.next()?, delen.next()?);
        if delen.next().is_some() {
            return None;
        }
        kern::lees_datum(&format!("{j}-{m:0>2}-{d:0>2}"))
    })
}
