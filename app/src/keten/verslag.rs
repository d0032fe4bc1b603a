//! What a simulated year came to, as text and as JSON. The same seed gives the same text, byte for byte.

use super::Instellingen;
use super::post::Postcijfers;
use super::vergelijk::Verschil;
use istandaard::Soort;
use kern::{Datum, Eurocent};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How long answers took, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doorlooptijd {
    /// Answers.
    pub aantal: i64,
    /// Days together.
    pub dagen: i64,
    /// The longest.
    pub langste: i64,
}

/// A month of the simulated year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Maandcijfers {
    /// Messages that were handled, by kind: all, and those that did not pass whole.
    pub berichten: BTreeMap<&'static str, (u64, u64)>,
    /// Findings, by kind of message and rule.
    pub regels: BTreeMap<(&'static str, String), u64>,
    /// From sending to handling the answer, by kind of the answer.
    pub doorlooptijd: BTreeMap<&'static str, Doorlooptijd>,
    /// Claimed over this month, credits negative.
    pub gedeclareerd: Eurocent,
    /// Granted of that.
    pub toegekend: Eurocent,
    /// Paid in this month.
    pub betaald: Eurocent,
}

/// The whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verslag {
    /// What was asked.
    pub instellingen: Instellingen,
    /// Per month (its first day).
    pub maanden: BTreeMap<Datum, Maandcijfers>,
    /// What the post did.
    pub post: Postcijfers,
    /// Files that were sent once more because no answer came.
    pub opnieuw: u64,
    /// Rejected messages that were sent again as they were: how often, and how many of them were approved at last.
    pub herhaald: (u64, u64),
    /// Lives: what happened, and how often.
    pub feiten: BTreeMap<&'static str, u64>,
    /// Requests of providers: what was asked and what was said to it, and how often.
    pub verzoeken: BTreeMap<String, u64>,
    /// Days after the end until nothing was under way.
    pub uitloop: u32,
    /// What must always hold and did not, with the day.
    pub geschonden: Vec<String>,
    /// Where the books differ.
    pub verschillen: Vec<Verschil>,
}

impl Verslag {
    /// Whether both books agree and everything always held.
    pub fn klopt(&self) -> bool {
        self.verschillen.is_empty() && self.geschonden.is_empty()
    }

    pub(super) fn maand(&mut self, dag: Datum) -> &mut Maandcijfers {
        self.maanden.entry(dag.first_of_month()).or_default()
    }

    pub(super) fn bericht(&mut self, dag: Datum, soort: Soort, geldig: bool, regels: &[&str]) {
        let m = self.maand(dag);
        let n = m.berichten.entry(soort.code()).or_default();
        n.0 += 1;
        n.1 += u64::from(!geldig);
        for r in regels {
            *m.regels.entry((soort.code(), (*r).to_owned())).or_default() += 1;
        }
    }

    pub(super) fn antwoord(&mut self, dag: Datum, soort: Soort, dagen: i64) {
        let d = self.maand(dag).doorlooptijd.entry(soort.code()).or_default();
        d.aantal += 1;
        d.dagen += dagen;
        d.langste = d.langste.max(dagen);
    }

    pub(super) fn verzoek(&mut self, wat: String) {
        *self.verzoeken.entry(wat).or_default() += 1;
    }

    pub(super) fn feit(&mut self, naam: &'static str) {
        *self.feiten.entry(naam).or_default() += 1;
    }

    fn som(&self, f: impl Fn(&Maandcijfers) -> Eurocent) -> Eurocent {
        Eurocent(self.maanden.values().map(|m| f(m).0).sum())
    }

    /// The report for people.
    pub fn tekst(&self) -> String {
        let mut t = String::new();
        // writing to a String cannot fail
        let _ = self.schrijf(&mut t);
        t
    }

    fn schrijf(&self, t: &mut String) -> std::fmt::Result {
        let i = &self.instellingen;
        writeln!(
            t,
            "Keten van {} maanden vanaf {}: {} aanbieders, {} cliënten, zaad {}, storing {}",
            i.maanden,
            i.van,
            i.aanbieders,
            i.clienten,
            i.zaad,
            i.storing.code()
        )?;
        for (naam, n) in &self.feiten {
            writeln!(t, "  {naam:<28} {n:>6}")?;
        }
        writeln!(t, "Verzoeken")?;
        for (naam, n) in &self.verzoeken {
            writeln!(t, "  {naam:<28} {n:>6}")?;
        }
        for (maand, m) in &self.maanden {
            writeln!(t)?;
            writeln!(t, "{:04}-{:02}", maand.year(), maand.month())?;
            writeln!(
                t,
                "  gedeclareerd € {}, toegekend € {}; betaald in deze maand € {}",
                m.gedeclareerd, m.toegekend, m.betaald
            )?;
            for (soort, (n, af)) in &m.berichten {
                write!(t, "  {soort} {n:>5} verwerkt")?;
                if *af > 0 {
                    write!(t, ", {af} met bevindingen")?;
                }
                if let Some(d) = m.doorlooptijd.get(soort) {
                    let tiende = (d.dagen * 10 + d.aantal / 2) / d.aantal.max(1);
                    let (heel, deel) = (tiende / 10, tiende % 10);
                    write!(t, "; antwoord na gemiddeld {heel},{deel} dagen, langste {}", d.langste)?;
                }
                writeln!(t)?;
                for ((_, regel), n) in m.regels.iter().filter(|((s, _), _)| s == soort) {
                    writeln!(t, "    {regel:<10} {n:>5}")?;
                }
            }
        }
        let p = &self.post;
        writeln!(t)?;
        writeln!(
            t,
            "Post: {} bestanden, {} dubbel, {} beschadigd, {} kwijt; {} opnieuw verstuurd",
            p.aangeboden, p.dubbel, p.beschadigd, p.kwijt, self.opnieuw
        )?;
        let (keer, alsnog) = self.herhaald;
        writeln!(t, "Afgekeurd en ongewijzigd opnieuw verstuurd: {keer} keer; {alsnog} alsnog goedgekeurd")?;
        writeln!(
            t,
            "Samen: gedeclareerd € {}, toegekend € {}, betaald € {}; na {} dagen uitloop was alles af",
            self.som(|m| m.gedeclareerd),
            self.som(|m| m.toegekend),
            self.som(|m| m.betaald),
            self.uitloop
        )?;
        for g in &self.geschonden {
            writeln!(t, "Klopt niet: {g}")?;
        }
        for v in &self.verschillen {
            writeln!(t, "Verschil: {v}")?;
        }
        if self.klopt() {
            writeln!(t, "Klopt: beide boeken zeggen hetzelfde.")?;
        } else {
            writeln!(
                t,
                "Klopt niet: {} verschillen, {} keer iets dat altijd moet gelden.",
                self.verschillen.len(),
                self.geschonden.len()
            )?;
        }
        Ok(())
    }

    /// The report for programs.
    pub fn json(&self) -> Value {
        let i = &self.instellingen;
        let maanden: Vec<Value> = self
            .maanden
            .iter()
            .map(|(maand, m)| {
                let berichten: BTreeMap<_, _> = m
                    .berichten
                    .iter()
                    .map(|(s, (n, af))| {
                        let regels: BTreeMap<_, _> =
                            m.regels.iter().filter(|((r, _), _)| r == s).map(|((_, r), n)| (r, n)).collect();
                        let d = m.doorlooptijd.get(s).copied().unwrap_or_default();
                        let v = json!({
                            "verwerkt": n, "met_bevindingen": af, "regels": regels,
                            "antwoorden": d.aantal, "dagen_samen": d.dagen, "dagen_langste": d.langste,
                        });
                        (*s, v)
                    })
                    .collect();
                json!({
                    "maand": format!("{:04}-{:02}", maand.year(), maand.month()),
                    "gedeclareerd_cent": m.gedeclareerd.0, "toegekend_cent": m.toegekend.0,
                    "betaald_cent": m.betaald.0, "berichten": berichten,
                })
            })
            .collect();
        let verschillen: Vec<Value> = self
            .verschillen
            .iter()
            .map(|v| json!({ "agb": v.agb.as_str(), "plek": v.plek, "gemeente": v.gemeente, "aanbieder": v.aanbieder }))
            .collect();
        json!({
            "zaad": i.zaad, "aanbieders": i.aanbieders, "clienten": i.clienten, "van": i.van.to_string(),
            "maanden": i.maanden, "storing": i.storing.code(), "feiten": self.feiten, "verzoeken": self.verzoeken, "per_maand": maanden,
            "post": {
                "aangeboden": self.post.aangeboden, "dubbel": self.post.dubbel,
                "beschadigd": self.post.beschadigd, "kwijt": self.post.kwijt, "opnieuw": self.opnieuw,
                "afgekeurd_opnieuw": self.herhaald.0, "alsnog_goedgekeurd": self.herhaald.1,
            },
            "uitloop_dagen": self.uitloop, "geschonden": self.geschonden, "verschillen": verschillen,
            "klopt": self.klopt(),
        })
    }
}
