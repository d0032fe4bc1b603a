//! What a provider says about a published tariff: who may see it, what it may hold, and its one answer.
//!
//! There is no amount in a reaction. A price is set by the municipality, and providers may not agree on one with each
//! other: so nobody but the municipality sees what another provider says.

use crate::{Catalogusproduct, Inkoopkader, product_op, tarief_op};
use inkoop::Productsleutel;
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, Opzoeking, voluit};
use regels::Kostprijsmodel;

/// The longest reaction or answer, in characters.
pub const LANGSTE_TEKST: usize = 2_000;

/// For whom someone reads or writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spreker {
    /// The municipality that set the tariff.
    Gemeente,
    /// A provider.
    Aanbieder(AgbCode),
}

/// The answer of the municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoord {
    /// What it says.
    pub tekst: String,
    /// Who wrote it.
    pub door: String,
    /// Day.
    pub op: Datum,
}

/// A reaction of a provider on a tariff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reactie {
    /// Municipality that it is for.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Provider.
    pub agb: AgbCode,
    /// Framework of the tariff.
    pub kader: String,
    /// Product.
    pub product: Productsleutel,
    /// Line of the cost model; `None` when it is about the whole.
    pub regel: Option<String>,
    /// What the provider says.
    pub tekst: String,
    /// Who wrote it.
    pub door: String,
    /// Day.
    pub op: Datum,
    /// The answer; `None` when it waits.
    pub antwoord: Option<Antwoord>,
}

impl Reactie {
    /// The municipality sees every reaction, a provider its own.
    pub fn zichtbaar_voor(&self, wie: Spreker) -> bool {
        match wie {
            Spreker::Gemeente => true,
            Spreker::Aanbieder(agb) => agb == self.agb,
        }
    }

    /// Answers it, once; or all reasons why not.
    pub fn beantwoord(mut self, wie: Spreker, antwoord: Antwoord) -> Result<Self, Vec<Bevinding>> {
        let mut fout = Vec::new();
        if wie != Spreker::Gemeente {
            fout.push(bevinding("", "Alleen de gemeente beantwoordt een reactie."));
        }
        if self.antwoord.is_some() {
            fout.push(bevinding("", "Deze reactie is al beantwoord. Een antwoord verandert niet meer."));
        }
        fout.extend(tekst(&antwoord.tekst, "Schrijf een antwoord."));
        if fout.is_empty() {
            self.antwoord = Some(antwoord);
            Ok(self)
        } else {
            Err(fout)
        }
    }
}

/// Why this cannot be handed in as a reaction, all reasons together.
pub fn controleer_reactie(
    kader: &Inkoopkader,
    product: &Catalogusproduct,
    model: Option<&Kostprijsmodel>,
    gemeente: Gemeentecode,
    regel: Option<&str>,
    inhoud: &str,
    dag: Datum,
) -> Vec<Bevinding> {
    let mut fout = Vec::new();
    if !kader.gemeenten.contains(&gemeente) {
        fout.push(bevinding(
            "/gemeente",
            format!(
                "Gemeente {gemeente} doet niet mee aan {}. Kies een gemeente die dit tarief vaststelt.",
                kader.naam
            ),
        ));
    }
    match product_op(kader, product.sleutel, dag) {
        Opzoeking::Geldig(p) if tarief_op(p, dag).geldig().is_some() => {}
        Opzoeking::NogNiet(van) => {
            fout.push(bevinding("", format!("Dit tarief geldt pas vanaf {}.", voluit(van))));
        }
        Opzoeking::Geeindigd(tot) => {
            fout.push(bevinding("", format!("Dit tarief gold tot en met {}.", voluit(tot))));
        }
        Opzoeking::Geldig(_) | Opzoeking::Geen => {
            fout.push(bevinding("", "Dit product heeft geen tarief om op te reageren."));
        }
    }
    if let Some(regel) = regel
        && !model.is_some_and(|m| m.regels.iter().any(|r| r.basis == regel))
    {
        fout.push(bevinding(
            "/regel",
            "Deze regel staat niet in de opbouw van dit tarief. Kies een regel uit de lijst.",
        ));
    }
    fout.extend(tekst(inhoud, "Schrijf uw reactie."));
    fout
}

fn tekst(t: &str, leeg: &'static str) -> Option<Bevinding> {
    match t.trim().chars().count() {
        0 => Some(bevinding("/tekst", leeg)),
        n if n > LANGSTE_TEKST => Some(bevinding(
            "/tekst",
            format!("Uw tekst heeft {n} tekens. Er passen er {LANGSTE_TEKST}; maak hem korter."),
        )),
        _ => None,
    }
}

fn bevinding(pad: &'static str, tekst: impl Into<std::borrow::Cow<'static, str>>) -> Bevinding {
    Bevinding::new("REACTIE", None, pad, tekst)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn agb(t: &str) -> AgbCode {
        AgbCode::parse(t).unwrap()
    }

    fn reactie() -> Reactie {
        Reactie {
            gemeente: Gemeentecode::parse("0505").unwrap(),
            id: 1,
            agb: agb("41410001"),
            kader: "drechtsteden-ib4-2017".into(),
            product: Inkoopkader::uit(regels::kader("drechtsteden-ib4-2017").unwrap()).unwrap().producten[0]
                .sleutel,
            regel: None,
            tekst: "Te laag.".into(),
            door: "An".into(),
            op: date(2026, 11, 22),
            antwoord: None,
        }
    }

    fn antwoord(tekst: &str) -> Antwoord {
        Antwoord { tekst: tekst.into(), door: "Inge".into(), op: date(2026, 11, 23) }
    }

    #[test]
    fn no_provider_sees_what_another_says() {
        let r = reactie();
        assert!(r.zichtbaar_voor(Spreker::Gemeente));
        assert!(r.zichtbaar_voor(Spreker::Aanbieder(agb("41410001"))));
        assert!(!r.zichtbaar_voor(Spreker::Aanbieder(agb("41410002"))));
    }

    #[test]
    fn the_municipality_answers_once() {
        let r = reactie().beantwoord(Spreker::Gemeente, antwoord("Dank u.")).unwrap();
        assert_eq!(r.antwoord, Some(antwoord("Dank u.")));
        let fout = r.beantwoord(Spreker::Aanbieder(agb("41410001")), antwoord(" ")).unwrap_err();
        assert_eq!(fout.len(), 3, "not the municipality, answered before, and empty: {fout:?}");
    }

    fn redenen(gemeente: &str, regel: Option<&str>, tekst: &str, dag: Datum) -> Vec<String> {
        let gegevens = regels::kader("drechtsteden-ib4-2017").unwrap();
        let kader = Inkoopkader::uit(gegevens).unwrap();
        let p = &kader.producten[0];
        let model = Some(&gegevens.kostprijzen[0]);
        let g = Gemeentecode::parse(gemeente).unwrap();
        controleer_reactie(&kader, p, model, g, regel, tekst, dag).iter().map(|b| b.pad.clone()).collect()
    }

    #[test]
    fn a_reaction_is_about_a_tariff_in_force_or_a_line_of_it() {
        let begin = date(2017, 1, 1);
        assert_eq!(redenen("0505", None, "Te laag.", begin), Vec::<String>::new());
        assert_eq!(redenen("0505", Some("overhead"), "Te laag.", begin), Vec::<String>::new());
        assert_eq!(redenen("0505", None, "Te laag.", date(2016, 12, 31)), [""]);
        assert_eq!(redenen("0505", Some("winst"), "Te laag.", begin), ["/regel"]);
        assert_eq!(redenen("0796", Some("winst"), " ", begin), ["/gemeente", "/regel", "/tekst"]);
        assert_eq!(redenen("0505", None, &"x".repeat(LANGSTE_TEKST), begin), Vec::<String>::new());
        assert_eq!(redenen("0505", None, &"x".repeat(LANGSTE_TEKST + 1), begin), ["/tekst"]);
    }
}
