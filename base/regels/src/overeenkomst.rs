//! `overeenkomst.yaml`: the term of the contracts and its renewal, the way around the products, and local pilots.

use crate::Probleem;
use crate::controle::{gelezen, meld, reeksen};
use crate::criteria::Partij;
use crate::knoop::Knoop;
use crate::lezer::{Soort, getal, lees_deel, schema, sleutel};
use crate::model::{Kader, Verantwoording};
use crate::velden::{Velden, Vorm};
use jiff::ToSpan;
use kern::{Datum, Decimaal, Gemeentecode, Opzoeking, Periode};

pub(crate) const SOORT: Soort = Soort { naam: "overeenkomst", verplicht: false, lees, controleer };

const BESTAND: Vorm<'static> =
    Vorm { soort: "overeenkomst", verplicht: &["schema", "looptijden"], optioneel: &["routes", "pilots"] };
const LOOPTIJD: Vorm<'static> = Vorm {
    soort: "looptijd",
    verplicht: &["id", "maanden", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &["verlenging_maanden", "stilzwijgend", "hoogstens"],
};
const ROUTE: Vorm<'static> = Vorm {
    soort: "route",
    verplicht: &[
        "id",
        "als",
        "beslist",
        "vraagt",
        "tekst",
        "geldig_vanaf",
        "geldig_tot",
        "bron",
        "toelichting",
    ],
    optioneel: &[],
};
const PILOT: Vorm<'static> = Vorm {
    soort: "pilot",
    verplicht: &["id", "gemeente", "stand", "tekst", "geldig_vanaf", "geldig_tot", "bron", "toelichting"],
    optioneel: &["prestaties", "aandeel_van", "aandeel_tot"],
};

/// The forms by the name of their definition in the schema; the first is the file.
#[cfg(test)]
pub(crate) fn vormen() -> [(&'static str, &'static Vorm<'static>); 4] {
    [("", &BESTAND), ("looptijd", &LOOPTIJD), ("route", &ROUTE), ("pilot", &PILOT)]
}

/// How long the contracts run, from `geldig_vanaf`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looptijd {
    /// Key.
    pub id: String,
    /// Months of the first term.
    pub maanden: u32,
    /// Months of each renewal; `None` when there is none.
    pub verlenging_maanden: Option<u32>,
    /// It is renewed without anyone saying so.
    pub stilzwijgend: bool,
    /// How many renewals at most; `None` when the source names no limit.
    pub hoogstens: Option<u32>,
    /// In plain Dutch.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

impl Looptijd {
    /// The term that a day falls in, with its number: 0 is the first, 1 the first renewal.
    pub fn termijn_op(&self, dag: Datum) -> Opzoeking<(u32, Periode)> {
        let begin = self.verantwoording.geldig.van();
        if dag < begin {
            return Opzoeking::NogNiet(begin);
        }
        let mut maanden = 0;
        let mut nummer = 0;
        // A term is at least a month, so this ends: at the latest when the calendar does.
        loop {
            let lengte = if nummer == 0 { Some(self.maanden) } else { self.verlenging_maanden };
            let van = begin.checked_add(i64::from(maanden).months());
            let (Some(lengte), Ok(van)) = (lengte, van) else { break };
            if nummer > self.hoogstens.unwrap_or(u32::MAX) {
                break;
            }
            maanden = u32::saturating_add(maanden, lengte);
            let Ok(na) = begin.checked_add(i64::from(maanden).months()) else { break };
            let Ok(tot) = na.yesterday() else { break };
            if dag <= tot {
                return Periode::new(van, Some(tot))
                    .map_or(Opzoeking::Geen, |p| Opzoeking::Geldig((nummer, p)));
            }
            nummer += 1;
        }
        let einde = begin.checked_add(i64::from(maanden).months()).and_then(Datum::yesterday);
        einde.map_or(Opzoeking::Geen, Opzoeking::Geeindigd)
    }
}

/// A way around the products, for a case that no product fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Key.
    pub id: String,
    /// When, in plain Dutch: an open norm that someone judges.
    pub als: String,
    /// Who judges.
    pub beslist: Partij,
    /// What the provider hands in.
    pub vraagt: Vec<String>,
    /// In plain Dutch.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// How far a pilot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pilotstand {
    /// It starts or runs.
    Start,
    /// It is wished for.
    Gewenst,
    /// It is being considered.
    Overwogen,
}

impl Pilotstand {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("start", Self::Start), ("gewenst", Self::Gewenst), ("overwogen", Self::Overwogen)];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }
}

/// Support that a municipality arranges locally, outside the contracts of the region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pilot {
    /// Key.
    pub id: String,
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Codes of the prestaties; empty for all.
    pub prestaties: Vec<String>,
    /// How far it is.
    pub stand: Pilotstand,
    /// Percentage of the clients that leaves the contract of the region, from and to; `None` when not named.
    pub aandeel: Option<(Decimaal, Decimaal)>,
    /// In plain Dutch.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// All of `overeenkomst.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overeenkomst {
    /// Terms.
    pub looptijden: Vec<Looptijd>,
    /// Ways around the products.
    pub routes: Vec<Route>,
    /// Local pilots.
    pub pilots: Vec<Pilot>,
}

fn lees(boom: &Knoop, kader: &mut Kader, uit: &mut Vec<Probleem>) {
    let Some(v) = Velden::open("overeenkomst.yaml", boom, &BESTAND, uit) else { return };
    schema(&v, SOORT.naam, uit);
    kader.overeenkomst = Overeenkomst {
        looptijden: lees_deel(&v, "looptijden", uit, &LOOPTIJD, looptijd),
        routes: lees_deel(&v, "routes", uit, &ROUTE, route),
        pilots: lees_deel(&v, "pilots", uit, &PILOT, pilot),
    };
}

fn looptijd(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Looptijd> {
    let aantal = |naam: &str, uit: &mut Vec<Probleem>| {
        v.lees(naam, uit, |t| match t.parse::<u32>() {
            Ok(n @ 1..=1200) => Ok(n),
            _ => Err("verwacht een heel getal van 1 tot en met 1200"),
        })
    };
    let id = v.lees("id", uit, sleutel);
    let maanden = aantal("maanden", uit);
    let verlenging_maanden =
        v.heeft("verlenging_maanden").then(|| aantal("verlenging_maanden", uit)).flatten();
    let hoogstens = v.heeft("hoogstens").then(|| aantal("hoogstens", uit)).flatten();
    let stilzwijgend = v.ja_nee("stilzwijgend", uit);
    for sleutel in ["stilzwijgend", "hoogstens"] {
        if v.heeft(sleutel) && !v.heeft("verlenging_maanden") {
            v.meld(
                sleutel,
                uit,
                format!("'{sleutel}' zonder verlenging"),
                "Voeg 'verlenging_maanden' toe of haal dit weg",
            );
        }
    }
    let tekst = v.tekst("tekst", uit);
    let verantwoording = v.verantwoording(uit);
    Some(Looptijd {
        id: id?,
        maanden: maanden?,
        verlenging_maanden,
        stilzwijgend,
        hoogstens,
        tekst: tekst?.to_owned(),
        verantwoording: verantwoording?,
    })
}

fn route(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Route> {
    let id = v.lees("id", uit, sleutel);
    let (als, tekst) = (v.tekst("als", uit), v.tekst("tekst", uit));
    let beslist = v.keuze("beslist", Partij::ALLE, uit);
    let vraagt = v.teksten("vraagt", uit);
    if vraagt.is_empty() {
        v.meld(
            "vraagt",
            uit,
            "er staat niet wat de aanbieder inlevert",
            "Noem het in een lijst onder 'vraagt'",
        );
    }
    let verantwoording = v.verantwoording(uit);
    Some(Route {
        id: id?,
        als: als?.to_owned(),
        beslist: beslist?,
        vraagt,
        tekst: tekst?.to_owned(),
        verantwoording: verantwoording?,
    })
}

fn pilot(v: &Velden<'_>, uit: &mut Vec<Probleem>) -> Option<Pilot> {
    let id = v.lees("id", uit, sleutel);
    let gemeente = v.lees("gemeente", uit, Gemeentecode::parse);
    let stand = v.keuze("stand", Pilotstand::ALLE, uit);
    let procent = |naam: &str, uit: &mut Vec<Probleem>| {
        v.heeft(naam)
            .then(|| {
                v.lees(naam, uit, |t| match getal(t) {
                    Ok(n) if (Decimaal::ZERO..=Decimaal::ONE_HUNDRED).contains(&n) => Ok(n),
                    _ => Err("verwacht een percentage van 0 tot en met 100"),
                })
            })
            .flatten()
    };
    let (van, tot) = (procent("aandeel_van", uit), procent("aandeel_tot", uit));
    if v.heeft("aandeel_van") != v.heeft("aandeel_tot") {
        v.meld(
            if v.heeft("aandeel_van") { "aandeel_van" } else { "aandeel_tot" },
            uit,
            "een aandeel heeft een onder- en een bovengrens",
            "Schrijf 'aandeel_van' en 'aandeel_tot', desnoods hetzelfde getal",
        );
    }
    if let (Some(laag), Some(hoog)) = (van, tot)
        && laag > hoog
    {
        v.meld("aandeel_tot", uit, "'aandeel_tot' is lager dan 'aandeel_van'", "Draai ze om");
    }
    let prestaties = v.teksten("prestaties", uit);
    let tekst = v.tekst("tekst", uit);
    let verantwoording = v.verantwoording(uit);
    Some(Pilot {
        id: id?,
        gemeente: gemeente?,
        prestaties,
        stand: stand?,
        aandeel: van.zip(tot),
        tekst: tekst?.to_owned(),
        verantwoording: verantwoording?,
    })
}

fn controleer(kader: &Kader, uit: &mut Vec<Probleem>) {
    if !gelezen(uit, &["overeenkomst.yaml"]) {
        return;
    }
    let o = &kader.overeenkomst;
    reeksen(o.looptijden.iter().map(|x| (format!("looptijd '{}'", x.id), &x.verantwoording)), uit);
    reeksen(o.routes.iter().map(|x| (format!("route '{}'", x.id), &x.verantwoording)), uit);
    reeksen(o.pilots.iter().map(|x| (format!("pilot '{}'", x.id), &x.verantwoording)), uit);
    for p in &o.pilots {
        if !kader.gemeenten.iter().any(|g| g.code == p.gemeente) {
            meld(
                &p.verantwoording,
                uit,
                format!("gemeente {} doet niet mee aan dit kader", p.gemeente),
                "Voeg haar toe in kader.yaml of verbeter de code",
            );
        }
        for code in p.prestaties.iter().filter(|c| !kader.prestaties.iter().any(|a| a.code == **c)) {
            meld(
                &p.verantwoording,
                uit,
                format!("prestatie '{code}' staat niet in kader.yaml"),
                "Voeg hem daar toe of verbeter de code",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn looptijd(hoogstens: Option<u32>) -> Looptijd {
        Looptijd {
            id: "perceel-1".into(),
            maanden: 24,
            verlenging_maanden: Some(12),
            stilzwijgend: true,
            hoogstens,
            tekst: String::new(),
            verantwoording: Verantwoording {
                geldig: Periode::new(date(2020, 1, 1), None).unwrap(),
                bron: kern::Bron::new("x", "y"),
                toelichting: String::new(),
                bestand: String::new(),
                regel: 0,
            },
        }
    }

    #[test]
    fn a_term_runs_on_year_by_year() {
        let l = looptijd(None);
        let op = |j, m, d| l.termijn_op(date(j, m, d));
        let termijn = |nr, van, tot| Opzoeking::Geldig((nr, Periode::new(van, Some(tot)).unwrap()));
        assert_eq!(op(2019, 12, 31), Opzoeking::NogNiet(date(2020, 1, 1)));
        assert_eq!(op(2020, 1, 1), termijn(0, date(2020, 1, 1), date(2021, 12, 31)));
        assert_eq!(op(2021, 12, 31), termijn(0, date(2020, 1, 1), date(2021, 12, 31)));
        assert_eq!(op(2022, 1, 1), termijn(1, date(2022, 1, 1), date(2022, 12, 31)));
        assert_eq!(op(2026, 9, 1), termijn(5, date(2026, 1, 1), date(2026, 12, 31)));
    }

    #[test]
    fn a_limit_on_renewals_ends_it() {
        let l = looptijd(Some(1));
        assert!(l.termijn_op(date(2022, 12, 31)).geldig().is_some_and(|(nr, _)| nr == 1));
        assert_eq!(l.termijn_op(date(2023, 1, 1)), Opzoeking::Geeindigd(date(2022, 12, 31)));
        let mut l = looptijd(None);
        l.verlenging_maanden = None;
        assert_eq!(l.termijn_op(date(2022, 1, 1)), Opzoeking::Geeindigd(date(2021, 12, 31)));
    }
}
