//! What the letters of the access say: the confirmation of a melding and the report of the onderzoek. Words only; how they
//! look is for the page or the file.

use crate::{Dossier, PersoonlijkPlan, klok, verslag};
use kern::{Datum, voluit};

/// A paragraph: a heading, a text, points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alinea {
    /// Heading.
    pub kop: Option<String>,
    /// Text.
    pub tekst: String,
    /// Points below it.
    pub punten: Vec<String>,
}

impl Alinea {
    fn tekst(tekst: impl Into<String>) -> Self {
        Self { tekst: tekst.into(), ..Self::default() }
    }

    fn met_kop(kop: &str, tekst: impl Into<String>) -> Self {
        Self { kop: Some(kop.to_owned()), tekst: tekst.into(), punten: Vec::new() }
    }
}

/// A letter to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// What it is about.
    pub onderwerp: String,
    /// Municipality and day.
    pub plaats_en_dag: String,
    /// Salutation.
    pub aanhef: String,
    /// What it says.
    pub alineas: Vec<Alinea>,
    /// Close.
    pub groet: String,
    /// Who writes.
    pub afzender: String,
}

fn brief(onderwerp: &str, naam: &str, gemeente: &str, dag: Datum, alineas: Vec<Alinea>) -> Brief {
    Brief {
        onderwerp: onderwerp.to_owned(),
        plaats_en_dag: format!("{gemeente}, {}", voluit(dag)),
        aanhef: format!("Geachte {naam},"),
        alineas,
        groet: "Met vriendelijke groet,".into(),
        afzender: format!("Gemeente {gemeente}"),
    }
}

/// The confirmation of a melding (Wmo 2.3.2 lid 1), with what the law wants to be told: the personal plan and until when
/// (lid 2), free client support (lid 3), the identity (2.3.4), and what comes next.
pub fn bevestigingsbrief(d: &Dossier, naam: &str, gemeente: &str, dag: Datum) -> Brief {
    let gemeld = d.melding.ontvangen_op();
    let plan = klok::persoonlijk_plan(gemeld).uiterlijk;
    let klaar = klok::onderzoek(gemeld).uiterlijk;
    let mut alineas = vec![
        Alinea::tekst(format!(
            "Op {} kregen wij uw melding. U hebt ondersteuning nodig. Met deze brief bevestigen wij dat wij uw melding hebben ontvangen.",
            voluit(gemeld)
        )),
        Alinea::met_kop(
            "Wat gaan wij doen?",
            format!(
                "Wij onderzoeken samen met u wat u nodig hebt. Wij maken daarvoor een afspraak met u. Het onderzoek is uiterlijk {} klaar. U krijgt daarna een verslag.",
                voluit(klaar)
            ),
        ),
    ];
    if d.plichten.plan == PersoonlijkPlan::Open {
        alineas.push(Alinea::met_kop(
            "U mag zelf een plan maken",
            format!(
                "In een persoonlijk plan schrijft u zelf op wat er speelt en welke hulp u het best vindt. U hoeft dat niet te doen. Wilt u het wel? Stuur het dan uiterlijk {} naar ons.",
                voluit(plan)
            ),
        ));
    }
    alineas.push(Alinea::met_kop(
        "Gratis hulp van een cliëntondersteuner",
        "Een cliëntondersteuner denkt met u mee en kan bij het gesprek zijn. Dat kost u niets. Ook uw mantelzorger mag daar gebruik van maken. Wij vertellen u graag bij wie u terechtkunt.",
    ));
    alineas.push(Alinea {
        punten: vec![
            "een geldig paspoort of een andere geldige identiteitskaart; wij kijken ernaar en maken geen kopie".into(),
            "papieren over uw situatie, als u die hebt".into(),
        ],
        ..Alinea::met_kop("Wat hebt u nodig bij het gesprek?", "")
    });
    if d.binnenkomst.spoed {
        alineas.push(Alinea::met_kop(
            "U hebt snel hulp nodig",
            "U hoeft niet te wachten op het onderzoek. Wij regelen meteen tijdelijke hulp.",
        ));
    }
    alineas.push(Alinea::tekst("Hebt u vragen? Bel ons gerust."));
    brief("Wij hebben uw melding ontvangen", naam, gemeente, dag, alineas)
}

/// The report of the onderzoek (Wmo 2.3.2 lid 8), and how to apply.
pub fn verslagbrief(d: &Dossier, naam: &str, gemeente: &str, dag: Datum) -> Brief {
    let dag = d.plichten.verslag_op.unwrap_or(dag);
    let mut alineas = vec![Alinea::tekst(
        "Wij hebben met u gesproken over uw melding. In dit verslag leest u wat wij hebben gevonden.",
    )];
    alineas.extend(
        verslag(&d.onderzoek, d.melding.ontvangen_op())
            .into_iter()
            .map(|(kop, tekst)| Alinea::met_kop(kop, tekst)),
    );
    alineas.push(Alinea::met_kop(
        "Wilt u ondersteuning aanvragen?",
        "Zet dan uw naam, de datum en uw handtekening onder dit verslag en stuur het terug. Dat is uw aanvraag. Binnen twee weken nadat wij uw aanvraag hebben ontvangen, krijgt u een besluit. Klopt er iets niet in het verslag? Schrijf dat er dan bij.",
    ));
    brief("Verslag van het onderzoek", naam, gemeente, dag, alineas)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Binnenkomst, ClientId, Melder, Melding, MeldingId, Onderzoek, Plichten, Wijze};
    use jiff::civil::date;

    fn dossier() -> Dossier {
        let g = kern::Gemeentecode::parse("0796").unwrap();
        Dossier {
            melding: Melding::ontvang(g, MeldingId(1), ClientId(2), date(2026, 9, 1)),
            binnenkomst: Binnenkomst {
                wijze: Wijze::Brief,
                melder: Melder::Client,
                vraag: "Hulp".into(),
                spoed: false,
            },
            plichten: Plichten::default(),
            onderzoek: Onderzoek::default(),
        }
    }

    fn tekst(b: &Brief) -> String {
        let alle = b.alineas.iter();
        let delen =
            alle.flat_map(|a| [a.kop.clone().unwrap_or_default(), a.tekst.clone(), a.punten.join(" ")]);
        delen.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_confirmation_tells_what_the_law_wants_to_be_told() {
        let b = bevestigingsbrief(&dossier(), "A. Berg", "Demodam", date(2026, 9, 2));
        let t = tekst(&b);
        for stuk in [
            "1 september 2026",
            "13 oktober 2026",
            "8 september 2026",
            "cliëntondersteuner",
            "mantelzorger",
            "geen kopie",
        ] {
            assert!(t.contains(stuk), "{stuk}");
        }
        assert!(!t.contains("tijdelijke hulp"));
        assert_eq!(b.plaats_en_dag, "Demodam, 2 september 2026");
        let mut d = dossier();
        d.binnenkomst.spoed = true;
        d.plichten.plan = PersoonlijkPlan::ZietAf { op: date(2026, 9, 1) };
        let t = tekst(&bevestigingsbrief(&d, "A. Berg", "Demodam", date(2026, 9, 2)));
        assert!(t.contains("tijdelijke hulp") && !t.contains("persoonlijk plan"));
    }

    #[test]
    fn the_report_says_how_to_apply() {
        let mut d = dossier();
        d.plichten.verslag_op = Some(date(2026, 9, 20));
        let b = verslagbrief(&d, "A. Berg", "Demodam", date(2026, 12, 1));
        assert_eq!(b.plaats_en_dag, "Demodam, 20 september 2026", "the day on which it was sent");
        assert!(tekst(&b).contains("handtekening") && tekst(&b).contains("twee weken"));
    }
}
