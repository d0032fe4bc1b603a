//! A 325 held against the provider's own claim, element by element (TR337, TR366, TR367, TR371, TR376).
//!
//! There is no answer to a 325: what does not fit is told to the provider, and nothing of that answer counts.

use crate::model::Prestatieregel;
use crate::tekst::dag;
use kern::Bevinding;

/// What a 325 says of the claim that it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Antwoordkop<'a> {
    /// `XsdVersieDeclaratie`: versions of basisschema and message.
    pub versies: (&'a str, &'a str),
    /// `DeclaratieNummer`; absent when the 325 is a header only.
    pub nummer: Option<&'a str>,
}

/// The provider's own claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EigenDeclaratie<'a> {
    /// `XsdVersie` that it was sent with; `None` when its bytes cannot be read any more.
    pub versies: Option<(&'a str, &'a str)>,
    /// `DeclaratieNummer`.
    pub nummer: &'a str,
}

/// Findings on the head of a 325: TR337, TR371 and TR376. `eigen` is the claim that `DeclaratieIdentificatie` names.
pub fn beoordeel_antwoord(a: &Antwoordkop<'_>, eigen: Option<&EigenDeclaratie<'_>>) -> Vec<Bevinding> {
    let Some(e) = eigen else {
        return vec![Bevinding::new(
            "TR337",
            None,
            "/Bericht/Header/DeclaratieIdentificatie",
            "Dit antwoord gaat over een declaratie die hier niet is verzonden. Controleer of het voor u is.",
        )];
    };
    let mut b = Vec::new();
    if let Some(v) = e.versies.filter(|v| *v != a.versies) {
        b.push(Bevinding::new(
            "TR371",
            None,
            "/Bericht/Header/XsdVersieDeclaratie",
            format!(
                "Het antwoord noemt schemaversies {} en {}; de declaratie is verzonden met {} en {}. Vraag de gemeente om een juist antwoord.",
                a.versies.0, a.versies.1, v.0, v.1
            ),
        ));
    }
    if let Some(n) = a.nummer.filter(|n| *n != e.nummer) {
        b.push(Bevinding::new(
            "TR376",
            None,
            "/Bericht/DeclaratieAntwoord/DeclaratieNummer",
            format!(
                "Het antwoord noemt declaratie {n}, maar het gaat over declaratie {}. Vraag de gemeente om een juist antwoord.",
                e.nummer
            ),
        ));
    }
    b
}

/// Findings on a rejected line of a 325: TR366 when the claim has no line with this `ProductReferentie`, TR367 for each
/// element that differs. `pad` is the place of the line.
pub fn vergelijk_regel(
    pad: &str,
    a: &Prestatieregel<'_>,
    eigen: Option<&Prestatieregel<'_>>,
) -> Vec<Bevinding> {
    let zelfde =
        |e: &&Prestatieregel<'_>| (e.referentie, e.vorige_referentie) == (a.referentie, a.vorige_referentie);
    let Some(e) = eigen.filter(zelfde) else {
        return vec![Bevinding::new(
            "TR366",
            Some("9366"),
            format!("{pad}/ProductReferentie"),
            format!(
                "Regel {} komt niet zo voor in de declaratie die beantwoord wordt. Vraag de gemeente om een juist antwoord.",
                a.referentie
            ),
        )];
    };
    let mut b = Vec::new();
    let mut houd = |element: &str, gelijk: bool, antwoord: String, declaratie: String| {
        if !gelijk {
            b.push(Bevinding::new(
                "TR367",
                Some("9367"),
                format!("{pad}/{element}"),
                format!("In het antwoord staat {antwoord}, in de declaratie {declaratie}. Vraag de gemeente om een juist antwoord."),
            ));
        }
    };
    let periode = |r: &Prestatieregel<'_>| format!("{} tot en met {}", dag(r.van), dag(r.tot));
    let tarief =
        |r: &Prestatieregel<'_>| r.tarief.map_or_else(|| "geen tarief".to_owned(), crate::tekst::euro);
    let bedrag = |r: &Prestatieregel<'_>| crate::tekst::euro(r.bedrag_met_teken());
    houd(
        "ToewijzingNummer",
        a.toewijzing == e.toewijzing,
        a.toewijzing.to_string(),
        e.toewijzing.to_string(),
    );
    houd("ProductCategorie", a.categorie == e.categorie, a.categorie.to_string(), e.categorie.to_string());
    houd("ProductCode", a.code == e.code, a.code.to_string(), e.code.to_string());
    houd("ProductPeriode", (a.van, a.tot) == (e.van, e.tot), periode(a), periode(e));
    houd("GeleverdVolume", a.volume == e.volume, a.volume.to_string(), e.volume.to_string());
    houd("Eenheid", a.eenheid == e.eenheid, a.eenheid.omschrijving().into(), e.eenheid.omschrijving().into());
    houd("ProductTarief", a.tarief == e.tarief, tarief(a), tarief(e));
    houd("IngediendBedrag", (a.bedrag, a.dc) == (e.bedrag, e.dc), bedrag(a), bedrag(e));
    b
}

/// Finding on a client of a 325 (TR304): the BSN must be that of the client whose lines stand under it.
pub fn beoordeel_client_antwoord(pad: &str, eigen: Option<i64>, van_regel: Option<i64>) -> Option<Bevinding> {
    let tekst = match (eigen, van_regel) {
        (None, _) => "Dit BSN is hier niet bekend als cliënt. Vraag de gemeente om een juist antwoord.",
        (Some(e), Some(r)) if e != r => {
            "De regels onder dit BSN zijn van een andere cliënt. Vraag de gemeente om een juist antwoord."
        }
        _ => return None,
    };
    Some(Bevinding::new("TR304", Some("8187"), format!("{pad}/Bsn"), tekst))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DebetCredit;
    use jiff::civil::date;
    use kern::{Eenheid, Eurocent, Productcategorie, Productcode};

    fn r() -> Prestatieregel<'static> {
        Prestatieregel {
            referentie: "A",
            vorige_referentie: None,
            toewijzing: 7,
            categorie: Productcategorie::parse("02").unwrap(),
            code: Productcode::parse("02A01").unwrap(),
            van: date(2026, 9, 1),
            tot: date(2026, 9, 30),
            volume: 4,
            eenheid: Eenheid::Uur,
            tarief: Some(Eurocent(6000)),
            bedrag: Eurocent(24_000),
            dc: DebetCredit::Debet,
        }
    }

    /// A change to one element.
    type Wijziging = fn(&mut Prestatieregel<'static>);

    #[test]
    fn tr367_every_element_is_held_against_the_claim() {
        let gevallen: &[(&str, Wijziging)] = &[
            ("ToewijzingNummer", |r| r.toewijzing = 8),
            ("ProductCategorie", |r| r.categorie = Productcategorie::parse("03").unwrap()),
            ("ProductCode", |r| r.code = Productcode::parse("02A02").unwrap()),
            ("ProductPeriode", |r| r.van = date(2026, 9, 2)),
            ("ProductPeriode", |r| r.tot = date(2026, 9, 29)),
            ("GeleverdVolume", |r| r.volume = 5),
            ("Eenheid", |r| r.eenheid = Eenheid::Minuut),
            ("ProductTarief", |r| r.tarief = Some(Eurocent(6001))),
            ("ProductTarief", |r| r.tarief = None),
            ("IngediendBedrag", |r| r.bedrag = Eurocent(24_001)),
            ("IngediendBedrag", |r| r.dc = DebetCredit::Credit),
        ];
        assert!(vergelijk_regel("/P", &r(), Some(&r())).is_empty());
        for (element, f) in gevallen {
            let mut anders = r();
            f(&mut anders);
            let b = vergelijk_regel("/P", &anders, Some(&r()));
            assert_eq!(b.len(), 1, "{element}: {b:?}");
            assert_eq!((b[0].regel, b[0].pad.clone()), ("TR367", format!("/P/{element}")));
        }
        // all of them together
        let mut anders = r();
        for (_, f) in gevallen {
            f(&mut anders);
        }
        assert_eq!(vergelijk_regel("/P", &anders, Some(&r())).len(), 8);
    }

    #[test]
    fn tr366_a_line_is_found_by_both_references() {
        assert_eq!(vergelijk_regel("/P", &r(), None)[0].regel, "TR366");
        let terug = Prestatieregel { vorige_referentie: Some("Z"), ..r() };
        let b = vergelijk_regel("/P", &terug, Some(&r()));
        assert_eq!((b.len(), b[0].regel, b[0].retourcode.unwrap().0), (1, "TR366", "9366"));
        assert!(vergelijk_regel("/P", &terug, Some(&terug)).is_empty());
    }

    #[test]
    fn tr337_tr371_tr376_the_head_fits_the_claim() {
        let eigen = EigenDeclaratie { versies: Some(("1.0.0", "1.0.1")), nummer: "D1" };
        let a = |versies, nummer| Antwoordkop { versies, nummer };
        let codes = |a: &Antwoordkop<'_>, e| {
            beoordeel_antwoord(a, e).iter().map(|b| (b.regel, b.retourcode.is_some())).collect::<Vec<_>>()
        };
        assert!(codes(&a(("1.0.0", "1.0.1"), Some("D1")), Some(&eigen)).is_empty());
        assert!(codes(&a(("1.0.0", "1.0.1"), None), Some(&eigen)).is_empty());
        assert_eq!(codes(&a(("1.0.1", "1.0.1"), Some("D1")), Some(&eigen)), [("TR371", false)]);
        assert_eq!(
            codes(&a(("1.0.0", "1.0.0"), Some("D2")), Some(&eigen)),
            [("TR371", false), ("TR376", false)]
        );
        assert_eq!(codes(&a(("1.0.0", "1.0.1"), Some("D1")), None), [("TR337", false)]);
        let zonder = EigenDeclaratie { versies: None, ..eigen };
        assert!(codes(&a(("9.9.9", "9.9.9"), Some("D1")), Some(&zonder)).is_empty());
    }

    #[test]
    fn tr304_the_bsn_is_that_of_the_client_of_the_lines() {
        assert!(beoordeel_client_antwoord("/C", Some(1), Some(1)).is_none());
        assert!(beoordeel_client_antwoord("/C", Some(1), None).is_none());
        for (bsn, regel) in [(None, Some(1)), (None, None), (Some(2), Some(1))] {
            let b = beoordeel_client_antwoord("/C", bsn, regel).unwrap();
            assert_eq!((b.regel, b.pad.as_str()), ("TR304", "/C/Bsn"));
        }
    }
}
