//! What a dossier names must exist in the framework: a name that was written wrong must not pass as an answer that is missing.

use super::dossier::{Adviesdossier, Antwoord, Pakketdeel};
use super::regelboek::Regelboek;
use kern::{Bevinding, verberg_bsn};
use regels::Criteriumsoort;

impl Regelboek {
    /// Answers in a dossier to what this framework does not know.
    pub fn onbekend<'d>(&self, dossier: &'d Adviesdossier) -> impl Iterator<Item = &'d str> {
        let bekend = self.blad(dossier.datum).map(|b| &b.bekend);
        let los = move |id: &&String| bekend.is_some_and(|b| !b.contains(*id));
        dossier.antwoorden.keys().filter(los).map(String::as_str)
    }

    /// Everything in a dossier that this framework does not know, or that has another form than is asked for.
    pub fn controleer(&self, dossier: &Adviesdossier) -> Vec<Bevinding> {
        let mut mis = Vec::new();
        let Some(blad) = self.blad(dossier.datum) else { return mis };
        for (id, antwoord) in &dossier.antwoorden {
            let plek = format!("antwoorden.{}", verberg_bsn(id).chars().take(60).collect::<String>());
            if !blad.bekend.contains(id) {
                let tekst = format!(
                    "{} kent dit criterium niet. Kijk met: maatwerk kader toon {}.",
                    self.naam, self.kader
                );
                mis.push(Bevinding::new("DOSSIER-CRITERIUM", None, plek, tekst));
                continue;
            }
            let soort = blad.criteria.iter().find(|c| c.id == *id).map(|c| &c.soort);
            let tekst = match (soort, antwoord) {
                (Some(Criteriumsoort::Getal { eenheid, .. }), Antwoord::Getal(n)) => {
                    let telt = eenheid == "personen" || eenheid == "aantal";
                    if n.is_sign_negative() && !n.is_zero() {
                        "Schrijf een getal van 0 of meer."
                    } else if telt && !n.is_integer() {
                        "Schrijf een heel getal."
                    } else {
                        continue;
                    }
                }
                (Some(Criteriumsoort::Getal { .. }), Antwoord::JaNee { .. }) => {
                    "Hier wordt een getal gevraagd. Schrijf hoeveel het is."
                }
                (_, Antwoord::Getal(_)) => "Hier wordt ja of nee gevraagd, geen getal.",
                (_, Antwoord::JaNee { .. }) => continue,
            };
            mis.push(Bevinding::new("DOSSIER-ANTWOORD", None, plek, tekst));
        }
        for (i, naam) in dossier.alleen.iter().enumerate() {
            if !blad.producten.iter().any(|p| p.regel.kort == *naam || p.regel.prestatie == *naam) {
                let tekst =
                    "Dit is geen korte naam van een product en geen code van een soort ondersteuning.";
                mis.push(Bevinding::new("DOSSIER-PRODUCT", None, format!("alleen[{i}]"), tekst));
            }
        }
        if let Some(p) = &dossier.pakketten {
            for (welk, delen) in [("thuis", &p.thuis), ("verblijf", &p.verblijf)] {
                for (i, deel) in delen.iter().enumerate() {
                    let Pakketdeel::Product { kader, kort, .. } = deel else { continue };
                    let kader = kader.as_deref().unwrap_or(&self.kader);
                    if !self.prijzen.kent(kader, kort) {
                        let plek = format!("pakketten.{welk}[{i}]");
                        let tekst = "Dit product staat niet in dat kader. Geef een ander product, of een omschrijving met een bedrag.";
                        mis.push(Bevinding::new("DOSSIER-PRODUCT", None, plek, tekst));
                    }
                }
            }
        }
        mis
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advies::{Pakketten, Prijslijst};
    use jiff::civil::date;
    use kern::Decimaal;

    fn getal(t: &str) -> Antwoord {
        Antwoord::Getal(t.parse::<Decimaal>().unwrap())
    }

    #[test]
    fn what_is_not_known_or_has_another_form_is_told() {
        let boek = Regelboek::uit(
            regels::kader("drechtsteden-ib4-2017").unwrap(),
            Prijslijst::uit(regels::kaders()),
        );
        let goed = Adviesdossier::new(date(2017, 3, 1))
            .met("aantal-bewoners", getal("0"))
            .met("afstand-steun", getal("999.5"))
            .met("betaalt-huur", Antwoord::ja())
            .met("hooguit-drie-jaar", Antwoord::oordeel(true, "omdat"));
        assert_eq!(boek.controleer(&goed), []);
        let mut fout = Adviesdossier::new(date(2017, 3, 1))
            .met("betaald-huur", Antwoord::ja())
            .met("betaalt-huur", getal("1"))
            .met("aantal-bewoners", getal("3.5"))
            .met("ontmoetingsplekken", Antwoord::ja())
            .met("afstand-steun", getal("-1"));
        fout.alleen = vec!["IB4".into(), "IB".into(), "IB5".into()];
        let product = |kort: &str, kader: Option<&str>| Pakketdeel::Product {
            kader: kader.map(str::to_owned),
            kort: kort.into(),
            aantal: Decimaal::ONE,
        };
        fout.pakketten = Some(Pakketten {
            thuis: vec![
                product("IB4", None),
                product("IB3", None),
                product("IB3", Some("drechtsteden-ib-2016")),
            ],
            verblijf: vec![product("IB4", Some("weg"))],
        });
        let mis = boek.controleer(&fout);
        let plekken: Vec<_> = mis.iter().map(|b| b.pad.as_str()).collect();
        assert_eq!(
            plekken,
            [
                "antwoorden.aantal-bewoners",
                "antwoorden.afstand-steun",
                "antwoorden.betaald-huur",
                "antwoorden.betaalt-huur",
                "antwoorden.ontmoetingsplekken",
                "alleen[2]",
                "pakketten.thuis[1]",
                "pakketten.verblijf[0]",
            ]
        );
    }
}
