//! The life of a version of a framework: draft, offered, published by somebody else, in force, superseded or ended.
//!
//! What is in a version never changes: who wants something else makes another version. A step either gives the version in
//! its new state or every reason why not. Which version holds on a day follows from the first days of what was published.

use kern::{Bevinding, Datum, Opzoeking, Periode, voluit};

/// How far a version is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Versietoestand {
    /// Being made.
    Concept,
    /// Offered to somebody else, who looks at it with fresh eyes.
    Aangeboden,
    /// Published: it holds from its first day and never changes again.
    Gepubliceerd,
    /// Taken back before it was published.
    Ingetrokken,
}

impl Versietoestand {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("concept", Self::Concept),
        ("aangeboden", Self::Aangeboden),
        ("gepubliceerd", Self::Gepubliceerd),
        ("ingetrokken", Self::Ingetrokken),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, t)| *t == self).map_or("", |(c, _)| c)
    }
}

/// A version of a framework, as one municipality has it. Number 0 came with the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kaderversie {
    /// Framework.
    pub kader: String,
    /// Number within the framework, from 1 in order of making.
    pub nummer: i64,
    /// First day on which it holds, once published.
    pub ingang: Datum,
    /// When the framework holds, as its own text says.
    pub geldig: Periode,
    /// Key of the user who made it; 0 for the program itself.
    pub maker: i64,
    /// How far it is.
    pub toestand: Versietoestand,
    /// Last day, when it was ended before the day in its text.
    pub einde: Option<Datum>,
}

/// How a version stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versiestand {
    /// Being made.
    Concept,
    /// Waits for somebody else.
    Aangeboden,
    /// Taken back.
    Ingetrokken,
    /// Published; holds from this day.
    GaatIn(Datum),
    /// In force; the last day when it is known.
    InWerking(Option<Datum>),
    /// Another version took its place: which, and its first day.
    Vervangen(i64, Datum),
    /// It ended after this day.
    Beeindigd(Datum),
}

/// A product code that the version drops or that ends, while contracts run on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VervallenCode {
    /// Product code.
    pub code: String,
    /// How many contract lines run on after the last day.
    pub contracten: i64,
}

/// What must be known to judge a step.
#[derive(Debug, Clone, Copy)]
pub struct Versiefeiten<'a> {
    /// The day.
    pub vandaag: Datum,
    /// All versions of the framework, this one included.
    pub alle: &'a [Kaderversie],
    /// Number of the version with the very same text that holds on the day before the first day.
    pub zelfde_als: Option<i64>,
    /// Codes that vanish under running contracts.
    pub vervallen: &'a [VervallenCode],
    /// Why there may be days on which no version holds; empty when nobody said so.
    pub gat_omdat: &'a str,
}

fn nee(regel: &'static str, tekst: impl Into<std::borrow::Cow<'static, str>>) -> Bevinding {
    Bevinding::new(regel, None, "", tekst)
}

impl Kaderversie {
    /// The days on which it holds among its siblings; `None` when it never does.
    pub fn loopt(&self, alle: &[Self]) -> Option<Periode> {
        if self.toestand != Versietoestand::Gepubliceerd {
            return None;
        }
        let volgende = self.volgende(alle).and_then(|v| v.ingang.yesterday().ok());
        let tot = [volgende, self.geldig.tot(), self.einde].into_iter().flatten().min();
        Periode::new(self.ingang, tot).ok()
    }

    /// The published version that takes its place.
    fn volgende<'a>(&self, alle: &'a [Self]) -> Option<&'a Self> {
        gepubliceerd(alle)
            .filter(|v| v.nummer != self.nummer && (v.ingang, v.nummer) > (self.ingang, self.nummer))
            .min_by_key(|v| (v.ingang, v.nummer))
    }

    /// How it stands on a day.
    pub fn stand_op(&self, alle: &[Self], dag: Datum) -> Versiestand {
        match self.toestand {
            Versietoestand::Concept => return Versiestand::Concept,
            Versietoestand::Aangeboden => return Versiestand::Aangeboden,
            Versietoestand::Ingetrokken => return Versiestand::Ingetrokken,
            Versietoestand::Gepubliceerd => {}
        }
        if dag < self.ingang {
            return Versiestand::GaatIn(self.ingang);
        }
        let vervangen = self.volgende(alle).filter(|v| v.ingang <= dag);
        match (self.loopt(alle), vervangen) {
            (Some(p), _) if p.bevat(dag) => Versiestand::InWerking(p.tot()),
            (_, Some(v)) => Versiestand::Vervangen(v.nummer, v.ingang),
            (p, None) => Versiestand::Beeindigd(p.and_then(|p| p.tot()).unwrap_or(self.ingang)),
        }
    }

    fn stap(self, van: &[Versietoestand], naar: Versietoestand, wat: &str) -> Result<Self, Vec<Bevinding>> {
        if van.contains(&self.toestand) {
            Ok(Self { toestand: naar, ..self })
        } else {
            Err(vec![self.verkeerd(wat)])
        }
    }

    fn verkeerd(&self, wat: &str) -> Bevinding {
        let nu = self.toestand.code();
        nee("KV001", format!("Versie {} is {nu} en kan daarom niet worden {wat}.", self.nummer))
    }

    /// The maker offers a draft to somebody else.
    pub fn bied_aan(self, f: &Versiefeiten<'_>) -> Result<Self, Vec<Bevinding>> {
        let mut redenen = self.beletsels(f);
        if self.toestand != Versietoestand::Concept {
            redenen.insert(0, self.verkeerd("aangeboden"));
        }
        if redenen.is_empty() {
            Ok(Self { toestand: Versietoestand::Aangeboden, ..self })
        } else {
            Err(redenen)
        }
    }

    /// Whoever looked at it gives it back, with a reason.
    pub fn geef_terug(self, reden: &str) -> Result<Self, Vec<Bevinding>> {
        let leeg = reden.trim().is_empty();
        match self.stap(&[Versietoestand::Aangeboden], Versietoestand::Concept, "teruggegeven") {
            Ok(_) if leeg => Err(vec![nee("KV010", "Schrijf op waarom u de versie teruggeeft.")]),
            anders => anders,
        }
    }

    /// Takes a version back that was not published.
    pub fn trek_in(self) -> Result<Self, Vec<Bevinding>> {
        let van = [Versietoestand::Concept, Versietoestand::Aangeboden];
        self.stap(&van, Versietoestand::Ingetrokken, "ingetrokken")
    }

    /// Somebody else than the maker publishes it. From then on nothing about it changes.
    pub fn publiceer(self, door: i64, f: &Versiefeiten<'_>) -> Result<Self, Vec<Bevinding>> {
        let mut redenen = Vec::new();
        if self.toestand != Versietoestand::Aangeboden {
            redenen.push(self.verkeerd("gepubliceerd"));
        }
        if door == self.maker {
            redenen.push(nee(
                "KV002",
                "U hebt deze versie zelf gemaakt. Een ander moet haar publiceren: vier ogen zien meer dan twee.",
            ));
        }
        redenen.extend(self.beletsels(f));
        if redenen.is_empty() {
            Ok(Self { toestand: Versietoestand::Gepubliceerd, ..self })
        } else {
            Err(redenen)
        }
    }

    /// Ends a published version with a last day. What runs on under it must end first.
    pub fn beeindig(self, laatste: Datum, f: &Versiefeiten<'_>) -> Result<Self, Vec<Bevinding>> {
        let mut redenen = Vec::new();
        if self.toestand == Versietoestand::Gepubliceerd {
            match self.loopt(f.alle) {
                Some(p) if laatste < p.van() || p.tot().is_some_and(|t| laatste > t) => redenen.push(nee(
                    "KV008",
                    format!(
                        "Versie {} geldt niet op {}. Kies een dag waarop zij geldt.",
                        self.nummer,
                        voluit(laatste)
                    ),
                )),
                Some(_) => {}
                None => {
                    redenen.push(nee("KV008", format!("Versie {} geldt op geen enkele dag.", self.nummer)));
                }
            }
        } else {
            redenen.push(self.verkeerd("beëindigd"));
        }
        if laatste < f.vandaag {
            redenen.push(nee("KV009", "De laatste dag is voorbij. Kies vandaag of een latere dag."));
        }
        redenen.extend(f.vervallen.iter().map(contract_loopt));
        if redenen.is_empty() { Ok(Self { einde: Some(laatste), ..self }) } else { Err(redenen) }
    }

    /// Every reason why it cannot take its place among what was published.
    fn beletsels(&self, f: &Versiefeiten<'_>) -> Vec<Bevinding> {
        let mut uit = Vec::new();
        let anderen: Vec<Self> = f.alle.iter().filter(|v| v.nummer != self.nummer).cloned().collect();
        if !self.geldig.bevat(self.ingang) {
            uit.push(nee(
                "KV004",
                format!(
                    "De versie gaat in op {}, maar haar eigen tekst geldt dan niet: {}.",
                    voluit(self.ingang),
                    in_woorden(&self.geldig)
                ),
            ));
        }
        for v in gepubliceerd(&anderen).filter(|v| v.ingang >= self.ingang && v.loopt(&anderen).is_some()) {
            uit.push(nee(
                "KV005",
                format!(
                    "Versie {} is al gepubliceerd en gaat in op {}. Kies een latere dag.",
                    v.nummer,
                    voluit(v.ingang)
                ),
            ));
        }
        let Some(vorige) =
            gepubliceerd(&anderen).filter(|v| v.ingang < self.ingang).max_by_key(|v| (v.ingang, v.nummer))
        else {
            return uit;
        };
        let laatste = vorige.loopt(&anderen).and_then(|p| p.tot());
        if self.ingang < f.vandaag && laatste.is_none_or(|d| d >= self.ingang) {
            uit.push(nee(
                "KV003",
                format!(
                    "De versie zou ingaan op {}. Die dag is voorbij, en toen gold versie {}. Kies vandaag of een latere dag.",
                    voluit(self.ingang),
                    vorige.nummer
                ),
            ));
        }
        if let Some(laatste) = laatste
            && laatste.tomorrow().is_ok_and(|d| d < self.ingang)
            && f.gat_omdat.trim().is_empty()
        {
            uit.push(nee(
                "KV006",
                format!(
                    "Er valt een gat: versie {} geldt tot en met {}, en deze pas vanaf {}. Kies een andere dag, of schrijf op waarom het gat bedoeld is.",
                    vorige.nummer,
                    voluit(laatste),
                    voluit(self.ingang)
                ),
            ));
        }
        if let Some(nummer) = f.zelfde_als {
            uit.push(nee(
                "KV007",
                format!("Er is niets veranderd: de tekst is gelijk aan die van versie {nummer}."),
            ));
        }
        uit.extend(f.vervallen.iter().map(contract_loopt));
        uit
    }
}

fn contract_loopt(v: &VervallenCode) -> Bevinding {
    let regels = if v.contracten == 1 {
        "loopt nog 1 contractregel".to_owned()
    } else {
        format!("lopen nog {} contractregels", v.contracten)
    };
    nee(
        "KV011",
        format!(
            "Op code {} {regels}. Laat de code staan en faseer haar uit met 'nieuw_tot', of beëindig eerst de contracten.",
            v.code
        ),
    )
}

fn in_woorden(p: &Periode) -> String {
    match p.tot() {
        Some(tot) => format!("zij geldt van {} tot en met {}", voluit(p.van()), voluit(tot)),
        None => format!("zij geldt vanaf {}", voluit(p.van())),
    }
}

fn gepubliceerd(alle: &[Kaderversie]) -> impl Iterator<Item = &Kaderversie> {
    alle.iter().filter(|v| v.toestand == Versietoestand::Gepubliceerd)
}

/// The version that holds on a day.
pub fn versie_op(alle: &[Kaderversie], dag: Datum) -> Opzoeking<&Kaderversie> {
    Opzoeking::zoek(alle.iter().filter_map(|v| v.loopt(alle).map(|p| (p, v))), dag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const VANDAAG: Datum = date(2026, 11, 22);

    fn versie(nummer: i64, ingang: Datum, tot: Option<Datum>, toestand: Versietoestand) -> Kaderversie {
        Kaderversie {
            kader: "k".into(),
            nummer,
            ingang,
            geldig: Periode::new(date(2020, 1, 1), tot).unwrap(),
            maker: 7,
            toestand,
            einde: None,
        }
    }

    fn feiten(alle: &[Kaderversie]) -> Versiefeiten<'_> {
        Versiefeiten { vandaag: VANDAAG, alle, zelfde_als: None, vervallen: &[], gat_omdat: "" }
    }

    fn codes(r: Result<Kaderversie, Vec<Bevinding>>) -> Vec<&'static str> {
        r.map_or_else(|b| b.iter().map(|b| b.regel).collect(), |_| Vec::new())
    }

    use Versietoestand::{Aangeboden, Concept, Gepubliceerd, Ingetrokken};

    #[test]
    fn every_step_from_every_state() {
        let alle = [versie(0, date(2020, 1, 1), None, Gepubliceerd)];
        let f = feiten(&alle);
        for (toestand, aan, terug, uit, weg, einde) in [
            (Concept, true, false, false, true, false),
            (Aangeboden, false, true, true, true, false),
            (Gepubliceerd, false, false, false, false, true),
            (Ingetrokken, false, false, false, false, false),
        ] {
            let v = || versie(1, date(2027, 1, 1), None, toestand);
            assert_eq!(v().bied_aan(&f).is_ok(), aan, "{toestand:?}");
            assert_eq!(v().geef_terug("prijs klopt niet").is_ok(), terug, "{toestand:?}");
            assert_eq!(v().publiceer(8, &f).is_ok(), uit, "{toestand:?}");
            assert_eq!(v().trek_in().is_ok(), weg, "{toestand:?}");
            assert_eq!(v().beeindig(date(2027, 6, 30), &f).is_ok(), einde, "{toestand:?}");
        }
        assert_eq!(codes(versie(1, VANDAAG, None, Aangeboden).geef_terug(" ")), ["KV010"]);
    }

    #[test]
    fn the_maker_never_publishes() {
        let alle = [versie(0, date(2020, 1, 1), None, Gepubliceerd)];
        let v = || versie(1, date(2027, 1, 1), None, Aangeboden);
        assert_eq!(codes(v().publiceer(7, &feiten(&alle))), ["KV002"]);
        assert_eq!(v().publiceer(8, &feiten(&alle)).unwrap().toestand, Gepubliceerd);
    }

    #[test]
    fn the_first_day_before_on_and_after_today() {
        let alle = [versie(0, date(2020, 1, 1), None, Gepubliceerd)];
        for (ingang, verwacht) in
            [(date(2026, 11, 21), vec!["KV003"]), (VANDAAG, vec![]), (date(2026, 11, 23), vec![])]
        {
            let v = versie(1, ingang, None, Aangeboden);
            assert_eq!(codes(v.publiceer(8, &feiten(&alle))), verwacht, "{ingang}");
        }
        // what was never there before may be written down afterwards
        let v = versie(1, date(2021, 1, 1), None, Aangeboden);
        assert_eq!(codes(v.publiceer(8, &feiten(&[]))), [""; 0]);
    }

    #[test]
    fn overlap_and_gap_between_versions() {
        let vorige = |tot| [versie(1, date(2020, 1, 1), Some(tot), Gepubliceerd)];
        let nieuw = |ingang| versie(2, ingang, None, Aangeboden);
        // ends the day before, the same day, two days before
        for (tot, verwacht) in
            [(date(2026, 12, 31), vec![]), (date(2027, 1, 1), vec![]), (date(2026, 12, 30), vec!["KV006"])]
        {
            let alle = vorige(tot);
            assert_eq!(codes(nieuw(date(2027, 1, 1)).publiceer(8, &feiten(&alle))), verwacht, "{tot}");
            let bedoeld = Versiefeiten { gat_omdat: "de raad besluit later", ..feiten(&alle) };
            assert_eq!(codes(nieuw(date(2027, 1, 1)).publiceer(8, &bedoeld)), [""; 0], "{tot}");
        }
        // a version that was published for the same day or later stays
        let alle = [versie(1, date(2027, 1, 1), None, Gepubliceerd)];
        for (ingang, verwacht) in [
            (date(2026, 12, 31), vec!["KV005"]),
            (date(2027, 1, 1), vec!["KV005"]),
            (date(2027, 1, 2), vec![]),
        ] {
            assert_eq!(codes(nieuw(ingang).publiceer(8, &feiten(&alle))), verwacht, "{ingang}");
        }
        // a draft of somebody else is in nobody's way
        let alle = [versie(1, date(2027, 1, 1), None, Concept)];
        assert_eq!(codes(nieuw(date(2027, 1, 1)).publiceer(8, &feiten(&alle))), [""; 0]);
    }

    #[test]
    fn the_text_itself_must_hold_on_the_first_day() {
        let alle = [];
        for (ingang, verwacht) in [
            (date(2019, 12, 31), vec!["KV004"]),
            (date(2020, 1, 1), vec![]),
            (date(2027, 12, 31), vec![]),
            (date(2028, 1, 1), vec!["KV004"]),
        ] {
            let v = versie(1, ingang, Some(date(2027, 12, 31)), Aangeboden);
            assert_eq!(codes(v.publiceer(8, &feiten(&alle))), verwacht, "{ingang}");
        }
    }

    #[test]
    fn all_reasons_at_once() {
        let alle = [
            versie(0, date(2020, 1, 1), Some(date(2026, 11, 15)), Gepubliceerd),
            versie(3, date(2027, 1, 1), None, Gepubliceerd),
        ];
        let vervallen = [VervallenCode { code: "02M01".into(), contracten: 4 }];
        let f = Versiefeiten { zelfde_als: Some(0), vervallen: &vervallen, ..feiten(&alle) };
        let v = |ingang| versie(4, ingang, Some(date(2026, 10, 1)), Concept);
        let gekregen = codes(v(date(2026, 11, 15)).publiceer(7, &f));
        assert_eq!(gekregen, ["KV001", "KV002", "KV004", "KV005", "KV003", "KV007", "KV011"]);
        let gekregen = codes(v(date(2026, 11, 20)).publiceer(7, &f));
        assert_eq!(gekregen, ["KV001", "KV002", "KV004", "KV005", "KV006", "KV007", "KV011"]);
    }

    #[test]
    fn the_past_is_open_only_where_no_version_held() {
        // ended a week ago: what was decided before stays, the days after it can still be filled
        let alle = [versie(0, date(2020, 1, 1), Some(date(2026, 11, 15)), Gepubliceerd)];
        for (ingang, verwacht) in [
            (date(2026, 11, 14), vec!["KV003"]),
            (date(2026, 11, 15), vec!["KV003"]),
            (date(2026, 11, 16), vec![]),
        ] {
            let v = versie(1, ingang, None, Aangeboden);
            assert_eq!(codes(v.publiceer(8, &feiten(&alle))), verwacht, "{ingang}");
        }
    }

    #[test]
    fn a_version_ends_within_the_days_on_which_it_holds() {
        let alle = [
            versie(1, date(2027, 1, 1), None, Gepubliceerd),
            versie(2, date(2028, 1, 1), None, Gepubliceerd),
        ];
        for (laatste, verwacht) in [
            (date(2026, 12, 31), vec!["KV008"]),
            (date(2027, 1, 1), vec![]),
            (date(2027, 12, 31), vec![]),
            (date(2028, 1, 1), vec!["KV008"]),
        ] {
            assert_eq!(codes(alle[0].clone().beeindig(laatste, &feiten(&alle))), verwacht, "{laatste}");
        }
        // what was ended can end earlier, never later
        let geeindigd = alle[0].clone().beeindig(date(2027, 6, 30), &feiten(&alle)).unwrap();
        let alle = [geeindigd.clone(), alle[1].clone()];
        assert_eq!(codes(geeindigd.clone().beeindig(date(2027, 6, 29), &feiten(&alle))), [""; 0]);
        assert_eq!(codes(geeindigd.clone().beeindig(date(2027, 7, 1), &feiten(&alle))), ["KV008"]);
        let op = |d| versie_op(&alle, d).geldig().map(|v| v.nummer);
        assert_eq!(
            (op(date(2027, 6, 30)), op(date(2027, 7, 1)), op(date(2028, 1, 1))),
            (Some(1), None, Some(2))
        );
    }

    #[test]
    fn a_version_with_running_contracts_does_not_end_under_them() {
        let alle = [versie(1, date(2026, 1, 1), None, Gepubliceerd)];
        let een = [VervallenCode { code: "02M01".into(), contracten: 1 }];
        let v = || alle[0].clone();
        let f = Versiefeiten { vervallen: &een, ..feiten(&alle) };
        let b = v().beeindig(date(2026, 12, 31), &f).unwrap_err();
        assert!(b[0].tekst.contains("loopt nog 1 contractregel"), "{b:?}");
        let e = v().beeindig(date(2026, 12, 31), &feiten(&alle)).unwrap();
        assert_eq!(e.stand_op(std::slice::from_ref(&e), date(2026, 12, 31)), Versiestand::InWerking(e.einde));
        assert_eq!(
            e.stand_op(std::slice::from_ref(&e), date(2027, 1, 1)),
            Versiestand::Beeindigd(date(2026, 12, 31))
        );
        assert_eq!(codes(v().beeindig(date(2026, 11, 21), &feiten(&alle))), ["KV009"]);
        assert_eq!(codes(v().beeindig(VANDAAG, &feiten(&alle))), [""; 0]);
        assert_eq!(codes(v().beeindig(date(2025, 12, 31), &feiten(&alle))), ["KV008", "KV009"]);
    }

    #[test]
    fn which_version_holds_around_the_first_day_of_the_next() {
        let alle = [
            versie(0, date(2020, 1, 1), None, Gepubliceerd),
            versie(1, date(2026, 1, 1), None, Ingetrokken),
            versie(2, date(2027, 1, 1), None, Gepubliceerd),
            versie(3, date(2027, 7, 1), None, Concept),
        ];
        let op = |d| versie_op(&alle, d).geldig().map(|v| v.nummer);
        assert_eq!(op(date(2019, 12, 31)), None);
        assert_eq!(op(date(2020, 1, 1)), Some(0));
        assert_eq!(op(date(2026, 12, 31)), Some(0));
        assert_eq!(op(date(2027, 1, 1)), Some(2));
        assert_eq!(op(date(2030, 1, 1)), Some(2));
        let stand = |i: usize, d| alle[i].stand_op(&alle, d);
        assert_eq!(stand(0, date(2026, 12, 31)), Versiestand::InWerking(Some(date(2026, 12, 31))));
        assert_eq!(stand(0, date(2027, 1, 1)), Versiestand::Vervangen(2, date(2027, 1, 1)));
        assert_eq!(stand(2, date(2026, 12, 31)), Versiestand::GaatIn(date(2027, 1, 1)));
        assert_eq!(stand(2, date(2027, 1, 1)), Versiestand::InWerking(None));
        assert_eq!(stand(1, VANDAAG), Versiestand::Ingetrokken);
        assert_eq!(stand(3, VANDAAG), Versiestand::Concept);
    }
}
