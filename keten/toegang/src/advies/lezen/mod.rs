//! A dossier as JSON: read with every mistake at once, each with its path, and written again.

use super::dossier::{Adviesdossier, Antwoord, Coordinaat, Pakketdeel, Pakketten, Ruil, Werk, Wonen};
use crate::zrm::{Zelfredzaamheid, Zrmdomein, Zrmmeting, Zrmscore, Zrmuitgave};
use kern::{Bevinding, Datum, Decimaal, Gemeentecode, Periode, lees_datum, verberg_bsn};
use regels::{Tijdvak, Werksoort};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Hours in a week.
const HOOGSTE_UREN: u32 = 168;
/// Characters of a text.
const LANGSTE_TEKST: usize = 10_000;
/// Items of a list, and answers.
const MEESTE: usize = 1_000;

/// The keys that a part of the file may have; the JSON Schema says the same, and a test compares them.
pub(crate) struct Vorm {
    pub verplicht: &'static [&'static str],
    pub mag: &'static [&'static str],
}

const DOSSIER: Vorm = Vorm {
    verplicht: &["schema"],
    mag: &[
        "datum",
        "gemeente",
        "zelfredzaamheid",
        "werk",
        "antwoorden",
        "wonen",
        "pakketten",
        "periode",
        "ruil",
        "stukken",
        "alleen",
    ],
};
const METING: Vorm =
    Vorm { verplicht: &["uitgave", "gemeten_op", "gemeten_door", "niveaus"], mag: &["opmerking"] };
const SCORE: Vorm = Vorm { verplicht: &["niveau"], mag: &["opmerking"] };
const WERK: Vorm = Vorm { verplicht: &["leefgebied", "soort", "uren_per_week"], mag: &[] };
const ANTWOORD: Vorm = Vorm { verplicht: &["antwoord"], mag: &["motivering"] };
const WONEN: Vorm = Vorm { verplicht: &["woningen", "steunpunten"], mag: &[] };
const PUNT: Vorm = Vorm { verplicht: &["breedte", "lengte"], mag: &[] };
const PAKKETTEN: Vorm = Vorm { verplicht: &["thuis", "verblijf"], mag: &[] };
const PRODUCT: Vorm = Vorm { verplicht: &["product"], mag: &["kader", "aantal"] };
const BEDRAG: Vorm = Vorm { verplicht: &["omschrijving", "bedrag_cent", "per", "bron"], mag: &[] };
const PERIODE: Vorm = Vorm { verplicht: &["van"], mag: &["tot"] };
const RUIL: Vorm = Vorm { verplicht: &["van", "naar", "aantal"], mag: &[] };

/// The forms by the name of their definition in the schema; the first is the file.
#[cfg(test)]
pub(crate) const VORMEN: [(&str, &Vorm); 12] = [
    ("", &DOSSIER),
    ("meting", &METING),
    ("score", &SCORE),
    ("werk", &WERK),
    ("antwoord", &ANTWOORD),
    ("wonen", &WONEN),
    ("punt", &PUNT),
    ("pakketten", &PAKKETTEN),
    ("product", &PRODUCT),
    ("bedrag", &BEDRAG),
    ("periode", &PERIODE),
    ("ruil", &RUIL),
];

/// Word that a file begins with.
pub(crate) const SCHEMA: &str = "v1/dossier";

impl Adviesdossier {
    /// Reads a dossier. `vandaag` is the day when the file names none. What is wrong is told all at once, with the path to it.
    pub fn uit_json(tekst: &str, vandaag: Datum) -> Result<Self, Vec<Bevinding>> {
        let waarde: Value = serde_json::from_str(tekst).map_err(|e| {
            let waar = format!("regel {}, teken {}", e.line(), e.column());
            vec![Bevinding::new(
                "DOSSIER-JSON",
                None,
                waar,
                "Dit is geen geldige JSON. Kijk hier naar een komma, haakje of aanhalingsteken.",
            )]
        })?;
        let mut l = Lezer { mis: Vec::new() };
        let dossier = l.dossier(&waarde, vandaag);
        match dossier {
            Some(d) if l.mis.is_empty() => Ok(d),
            _ => Err(l.mis),
        }
    }
}

struct Lezer {
    mis: Vec<Bevinding>,
}

type Kaart<'v> = &'v Map<String, Value>;

/// A path with one step more.
fn onder(pad: &str, stap: &str) -> String {
    let stap = verberg_bsn(stap);
    let kort: String = stap.chars().filter(|c| !c.is_control()).take(60).collect();
    if pad.is_empty() { kort } else { format!("{pad}.{kort}") }
}

impl Lezer {
    fn fout(&mut self, code: &'static str, pad: &str, tekst: impl Into<std::borrow::Cow<'static, str>>) {
        self.mis.push(Bevinding::new(code, None, pad, tekst));
    }

    fn kaart<'v>(&mut self, v: &'v Value, pad: &str, vorm: &Vorm) -> Option<Kaart<'v>> {
        let Value::Object(k) = v else {
            self.fout("DOSSIER-VORM", pad, "Hier horen velden tussen accolades te staan.");
            return None;
        };
        for sleutel in vorm.verplicht.iter().filter(|s| !k.contains_key(**s)) {
            self.fout("DOSSIER-MIST", &onder(pad, sleutel), "Dit veld ontbreekt. Vul het in.");
        }
        for sleutel in k.keys() {
            if !vorm.verplicht.iter().chain(vorm.mag).any(|s| s == sleutel) {
                let mag: Vec<_> = vorm.verplicht.iter().chain(vorm.mag).copied().collect();
                let tekst = format!("Dit veld is onbekend. Gebruik een van: {}.", mag.join(", "));
                self.fout("DOSSIER-VELD", &onder(pad, sleutel), tekst);
            }
        }
        Some(k)
    }

    fn lijst<'v>(&mut self, k: Kaart<'v>, veld: &str, pad: &str) -> &'v [Value] {
        match k.get(veld) {
            None => &[],
            Some(Value::Array(l)) if l.len() <= MEESTE => l,
            Some(Value::Array(_)) => {
                self.fout(
                    "DOSSIER-LENGTE",
                    &onder(pad, veld),
                    format!("Hier passen hooguit {MEESTE} onderdelen."),
                );
                &[]
            }
            Some(_) => {
                self.fout(
                    "DOSSIER-VORM",
                    &onder(pad, veld),
                    "Hier hoort een lijst tussen rechte haken te staan.",
                );
                &[]
            }
        }
    }

    fn tekst(&mut self, k: Kaart<'_>, veld: &str, pad: &str) -> Option<String> {
        match k.get(veld)? {
            Value::String(t) if t.trim().is_empty() => {
                self.fout("DOSSIER-LEEG", &onder(pad, veld), "Dit veld is leeg. Vul het in of laat het weg.");
                None
            }
            Value::String(t) if t.chars().count() > LANGSTE_TEKST || t.contains('\0') => {
                let tekst = format!("Gebruik hooguit {LANGSTE_TEKST} gewone tekens.");
                self.fout("DOSSIER-LENGTE", &onder(pad, veld), tekst);
                None
            }
            Value::String(t) => Some(t.trim().to_owned()),
            _ => {
                self.fout(
                    "DOSSIER-VORM",
                    &onder(pad, veld),
                    "Hier hoort tekst tussen aanhalingstekens te staan.",
                );
                None
            }
        }
    }

    fn dag(&mut self, k: Kaart<'_>, veld: &str, pad: &str) -> Option<Datum> {
        let dag = lees_datum(&self.tekst(k, veld, pad)?);
        if dag.is_none() {
            self.fout("DOSSIER-DATUM", &onder(pad, veld), "Schrijf een bestaande dag als JJJJ-MM-DD.");
        }
        dag
    }

    fn keuze<T: Copy>(&mut self, k: Kaart<'_>, veld: &str, pad: &str, woorden: &[(&str, T)]) -> Option<T> {
        let tekst = self.tekst(k, veld, pad)?;
        let gevonden = woorden.iter().find(|(w, _)| *w == tekst).map(|(_, t)| *t);
        if gevonden.is_none() {
            let mag: Vec<_> = woorden.iter().map(|(w, _)| *w).collect();
            self.fout("DOSSIER-KEUZE", &onder(pad, veld), format!("Kies uit: {}.", mag.join(", ")));
        }
        gevonden
    }

    fn getal(&mut self, v: &Value, pad: &str) -> Option<Decimaal> {
        let getal = match v {
            // the digits as they stand in the file, not as a fraction of two
            Value::Number(n) => n.to_string().parse::<Decimaal>().ok(),
            _ => None,
        };
        if getal.is_none() {
            self.fout(
                "DOSSIER-GETAL",
                pad,
                "Schrijf een gewoon getal, met een punt voor wat er achter de komma staat.",
            );
        }
        getal
    }

    /// A number above zero.
    fn aantal(&mut self, k: Kaart<'_>, veld: &str, pad: &str, hoogste: Option<u32>) -> Option<Decimaal> {
        let pad = onder(pad, veld);
        let n = self.getal(k.get(veld)?, &pad)?;
        if n <= Decimaal::ZERO
            || hoogste.is_some_and(|h| n > Decimaal::from(h))
            || n > Decimaal::from(1_000_000)
        {
            let tot = hoogste.map_or_else(|| "1.000.000".to_owned(), |h| h.to_string());
            self.fout("DOSSIER-GETAL", &pad, format!("Schrijf een getal boven 0 en hooguit {tot}."));
            return None;
        }
        Some(n)
    }

    fn dossier(&mut self, v: &Value, vandaag: Datum) -> Option<Adviesdossier> {
        let k = self.kaart(v, "", &DOSSIER)?;
        if k.contains_key("schema") && k.get("schema").and_then(Value::as_str) != Some(SCHEMA) {
            self.fout("DOSSIER-SCHEMA", "schema", format!("Schrijf hier \"{SCHEMA}\"."));
        }
        let datum = self.dag(k, "datum", "").unwrap_or(vandaag);
        let mut d = Adviesdossier::new(datum);
        d.gemeente = self.gemeente(k);
        d.zrm = k.get("zelfredzaamheid").and_then(|v| self.meting(v, datum));
        d.werk = self.werk(k);
        d.antwoorden = self.antwoorden(k);
        d.wonen = k.get("wonen").and_then(|v| self.wonen(v));
        d.pakketten = k.get("pakketten").and_then(|v| self.pakketten(v));
        d.periode = k.get("periode").and_then(|v| self.periode(v));
        d.ruil = self.ruil(k);
        d.stukken = self.teksten(k, "stukken");
        d.alleen = self.teksten(k, "alleen");
        Some(d)
    }

    fn gemeente(&mut self, k: Kaart<'_>) -> Option<Gemeentecode> {
        let code = Gemeentecode::parse(&self.tekst(k, "gemeente", "")?);
        if code.is_err() {
            self.fout("DOSSIER-GEMEENTE", "gemeente", "Schrijf de vier cijfers van de gemeente, zoals 0505.");
        }
        code.ok()
    }

    fn meting(&mut self, v: &Value, datum: Datum) -> Option<Zrmmeting> {
        let pad = "zelfredzaamheid";
        let k = self.kaart(v, pad, &METING)?;
        let uitgave = self.keuze(k, "uitgave", pad, Zrmuitgave::ALLE);
        let op = self.dag(k, "gemeten_op", pad);
        if op.is_some_and(|op| op > datum) {
            self.fout(
                "DOSSIER-DATUM",
                &onder(pad, "gemeten_op"),
                "De meting is van na de dag van het advies.",
            );
        }
        let door = self.tekst(k, "gemeten_door", pad);
        let opmerking = self.tekst(k, "opmerking", pad);
        let mut scores = BTreeMap::new();
        match k.get("niveaus") {
            Some(Value::Object(lijst)) => {
                for (code, waarde) in lijst {
                    let hier = onder(&onder(pad, "niveaus"), code);
                    let Some(domein) = Zrmdomein::parse(code) else {
                        self.fout("DOSSIER-DOMEIN", &hier, "Dit leefgebied is onbekend.");
                        continue;
                    };
                    if let Some(score) = self.score(waarde, &hier) {
                        scores.insert(domein, score);
                    }
                }
                let leeg = lijst.is_empty();
                if leeg {
                    self.fout("ZRM-LEEG", &onder(pad, "niveaus"), "Vul ten minste een leefgebied in.");
                }
            }
            Some(_) => {
                self.fout("DOSSIER-VORM", &onder(pad, "niveaus"), "Hier horen leefgebieden met hun niveau.");
            }
            None => {}
        }
        if scores.is_empty() {
            return None;
        }
        match Zrmmeting::new(uitgave?, op?, door?, opmerking, scores) {
            Ok(m) => Some(m),
            Err(mis) => {
                self.mis.extend(mis.into_iter().map(|b| Bevinding { pad: onder(pad, &b.pad), ..b }));
                None
            }
        }
    }

    fn score(&mut self, v: &Value, pad: &str) -> Option<Zrmscore> {
        if let Value::String(woord) = v {
            let niveau = Zelfredzaamheid::ALLE.iter().find(|(w, _)| w == woord);
            if niveau.is_none() {
                self.fout("DOSSIER-KEUZE", pad, "Kies uit: acuut, niet, beperkt, voldoende, volledig.");
            }
            return Some(Zrmscore { niveau: niveau?.1, opmerking: None });
        }
        let k = self.kaart(v, pad, &SCORE)?;
        let niveau = self.keuze(k, "niveau", pad, Zelfredzaamheid::ALLE);
        let opmerking = self.tekst(k, "opmerking", pad);
        Some(Zrmscore { niveau: niveau?, opmerking })
    }

    fn werk(&mut self, k: Kaart<'_>) -> Vec<Werk> {
        let mut uit = Vec::new();
        for (i, v) in self.lijst(k, "werk", "").iter().enumerate() {
            let pad = format!("werk[{i}]");
            let Some(k) = self.kaart(v, &pad, &WERK) else { continue };
            let domein = self.tekst(k, "leefgebied", &pad).and_then(|t| {
                let d = Zrmdomein::parse(&t);
                if d.is_none() {
                    self.fout("DOSSIER-DOMEIN", &onder(&pad, "leefgebied"), "Dit leefgebied is onbekend.");
                }
                d
            });
            let soort = self.keuze(k, "soort", &pad, Werksoort::ALLE);
            let uren = self.aantal(k, "uren_per_week", &pad, Some(HOOGSTE_UREN));
            if let (Some(domein), Some(soort), Some(uren)) = (domein, soort, uren) {
                uit.push(Werk { domein, soort, uren });
            }
        }
        let som: Decimaal = uit.iter().map(|w| w.uren).sum();
        if som > Decimaal::from(HOOGSTE_UREN) {
            self.fout(
                "DOSSIER-UREN",
                "werk",
                format!("Samen is dit meer dan {HOOGSTE_UREN} uur, en zo lang duurt een week."),
            );
        }
        uit
    }

    fn antwoorden(&mut self, k: Kaart<'_>) -> BTreeMap<String, Antwoord> {
        let mut uit = BTreeMap::new();
        match k.get("antwoorden") {
            None => {}
            Some(Value::Object(lijst)) if lijst.len() <= MEESTE => {
                for (id, v) in lijst {
                    if let Some(a) = self.antwoord(v, &onder("antwoorden", id)) {
                        uit.insert(id.clone(), a);
                    }
                }
            }
            Some(_) => {
                self.fout("DOSSIER-VORM", "antwoorden", "Hier horen criteria met hun antwoord te staan.");
            }
        }
        uit
    }

    fn antwoord(&mut self, v: &Value, pad: &str) -> Option<Antwoord> {
        let (kern, motivering) = match v {
            Value::Object(_) => {
                let k = self.kaart(v, pad, &ANTWOORD)?;
                let motivering = match k.get("motivering") {
                    // an empty motivation is one that is still to be written
                    Some(Value::String(t)) if t.trim().is_empty() => None,
                    _ => self.tekst(k, "motivering", pad),
                };
                (k.get("antwoord")?, motivering)
            }
            los => (los, None),
        };
        match kern {
            Value::Bool(ja) => Some(Antwoord::JaNee { ja: *ja, motivering }),
            Value::String(t) if t == "ja" || t == "nee" => {
                Some(Antwoord::JaNee { ja: t == "ja", motivering })
            }
            Value::Number(_) => self.getal(kern, pad).map(Antwoord::Getal),
            // said aloud that it is not known yet: the same as leaving it out
            Value::String(t) if t == "onbekend" => None,
            Value::Null => None,
            _ => {
                self.fout("DOSSIER-ANTWOORD", pad, "Antwoord met ja, nee, onbekend of een getal.");
                None
            }
        }
    }

    fn wonen(&mut self, v: &Value) -> Option<Wonen> {
        let k = self.kaart(v, "wonen", &WONEN)?;
        let mut punten = |veld: &str| {
            let mut uit = Vec::new();
            for (i, v) in self.lijst(k, veld, "wonen").iter().enumerate() {
                let pad = format!("wonen.{veld}[{i}]");
                let Some(k) = self.kaart(v, &pad, &PUNT) else { continue };
                let mut graden = |veld: &str| {
                    let g = k.get(veld)?.as_f64();
                    if g.is_none() {
                        self.fout(
                            "DOSSIER-GETAL",
                            &onder(&pad, veld),
                            "Schrijf graden als getal, zoals 51.8133.",
                        );
                    }
                    g
                };
                let (Some(b), Some(l)) = (graden("breedte"), graden("lengte")) else { continue };
                match Coordinaat::new(b, l) {
                    Some(p) => uit.push(p),
                    None => self.fout("DOSSIER-PLAATS", &pad, "Dit punt ligt niet op de aarde: breedte is -90 tot en met 90, lengte -180 tot en met 180."),
                }
            }
            uit
        };
        let (woningen, steunpunten) = (punten("woningen"), punten("steunpunten"));
        Some(Wonen { woningen, steunpunten })
    }

    fn pakketten(&mut self, v: &Value) -> Option<Pakketten> {
        let k = self.kaart(v, "pakketten", &PAKKETTEN)?;
        let mut delen = |veld: &str| -> Vec<Pakketdeel> {
            let lijst = self.lijst(k, veld, "pakketten").iter().enumerate();
            lijst.filter_map(|(i, v)| self.pakketdeel(v, &format!("pakketten.{veld}[{i}]"))).collect()
        };
        let (thuis, verblijf) = (delen("thuis"), delen("verblijf"));
        Some(Pakketten { thuis, verblijf })
    }

    fn pakketdeel(&mut self, v: &Value, pad: &str) -> Option<Pakketdeel> {
        if v.get("bedrag_cent").is_none() && v.get("omschrijving").is_none() {
            let k = self.kaart(v, pad, &PRODUCT)?;
            let (kort, kader) = (self.tekst(k, "product", pad), self.tekst(k, "kader", pad));
            let aantal =
                if k.contains_key("aantal") { self.aantal(k, "aantal", pad, None)? } else { Decimaal::ONE };
            return Some(Pakketdeel::Product { kader, kort: kort?, aantal });
        }
        let k = self.kaart(v, pad, &BEDRAG)?;
        let (naam, bron) = (self.tekst(k, "omschrijving", pad), self.tekst(k, "bron", pad));
        let tijd: Vec<_> = Tijdvak::ALLE.iter().filter(|(_, t)| *t != Tijdvak::Stuk).copied().collect();
        let per = self.keuze(k, "per", pad, &tijd);
        let hier = onder(pad, "bedrag_cent");
        let cent = k.get("bedrag_cent").and_then(|v| self.getal(v, &hier));
        let te_gek = cent.is_some_and(|c| c.is_sign_negative() || c > Decimaal::from(1_000_000_000_u32));
        if te_gek {
            self.fout(
                "DOSSIER-GETAL",
                &hier,
                "Schrijf een bedrag in centen van 0 tot en met 10 miljoen euro.",
            );
            return None;
        }
        Some(Pakketdeel::Bedrag { naam: naam?, cent: cent?, per: per?, bron: bron? })
    }

    fn periode(&mut self, v: &Value) -> Option<Periode> {
        let k = self.kaart(v, "periode", &PERIODE)?;
        let van = self.dag(k, "van", "periode");
        let tot = match k.get("tot") {
            None | Some(Value::Null) => None,
            Some(_) => Some(self.dag(k, "tot", "periode")?),
        };
        let periode = Periode::new(van?, tot);
        if periode.is_err() {
            self.fout("DOSSIER-PERIODE", "periode.tot", "De laatste dag ligt voor de eerste. Draai ze om.");
        }
        periode.ok()
    }

    fn ruil(&mut self, k: Kaart<'_>) -> Vec<Ruil> {
        let mut uit = Vec::new();
        for (i, v) in self.lijst(k, "ruil", "").iter().enumerate() {
            let pad = format!("ruil[{i}]");
            let Some(k) = self.kaart(v, &pad, &RUIL) else { continue };
            let (van, naar) = (self.tekst(k, "van", &pad), self.tekst(k, "naar", &pad));
            let aantal = self.aantal(k, "aantal", &pad, None);
            if let (Some(van), Some(naar), Some(aantal)) = (van, naar, aantal) {
                uit.push(Ruil { van, naar, aantal });
            }
        }
        uit
    }

    fn teksten(&mut self, k: Kaart<'_>, veld: &str) -> Vec<String> {
        let mut uit = Vec::new();
        for (i, v) in self.lijst(k, veld, "").iter().enumerate() {
            match v {
                Value::String(t) if !t.trim().is_empty() => uit.push(t.trim().to_owned()),
                _ => self.fout(
                    "DOSSIER-VORM",
                    &format!("{veld}[{i}]"),
                    "Hier hoort tekst tussen aanhalingstekens te staan.",
                ),
            }
        }
        uit
    }
}

#[cfg(test)]
mod tests;
