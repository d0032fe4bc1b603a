//! Berichten bewaken: what must be sent, by whom and until when; the worklist of reaction times.

use super::{Blader, Invoer, Keuze};
use crate::csv::Csv;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::Html;
use crate::schil::{Omgeving, Query, Schil};
use crate::status::label;
use crate::{Bezoek, blader_door, toon, uitleg, vraag};
use app::Recht;
use app::vragen::bewaken::{
    Onderwerp, StandFilter, WachtFilter, WachtRij, WachtTelling, Wie, begin_bij, tellingen,
};
use app::vragen::{Aantal, Lijst, VraagFout};
use askama::Template;
use axum::response::Response;
use monitoring::{PLICHTEN, Plicht, Termijnstand};

/// A row of the table of counts.
#[derive(Debug)]
pub struct Telling {
    /// Name of the duty.
    pub naam: &'static str,
    /// Where its rows are.
    pub href: String,
    /// This one is shown.
    pub hier: bool,
    /// Open, today, late, never: count and where those rows are.
    pub aantallen: [(String, Option<String>); 4],
}

/// A row of the worklist.
#[derive(Debug)]
pub struct Rij {
    /// What it is about.
    pub wat: String,
    /// Where that is, with the words of the link; empty when the role has no page for it.
    pub naar: Option<(String, &'static str)>,
    /// Why it stands here.
    pub waarom: String,
    /// The row itself.
    pub rij: WachtRij,
    /// Its stand as a label.
    pub stand: Html,
    /// The tree behind the last day.
    pub uitleg: Html,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "bewaken.html")]
pub struct BewakenPagina {
    /// Shell.
    pub schil: Schil,
    /// Counts of what we must do and of what we wait for.
    pub tellingen: [(&'static str, &'static str, Vec<Telling>); 2],
    /// The duty that is shown.
    pub plicht: &'static Plicht,
    /// Who must act.
    pub wie: Wie,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Provider asked.
    pub agb: String,
    /// Rows.
    pub rijen: Vec<Rij>,
    /// Names.
    pub om: Omgeving,
    /// Foot.
    pub blader: Blader,
    /// The stand that is asked.
    pub stand: StandFilter,
}

/// A stand as a label: word, icon and colour.
pub fn stand_label(stand: Termijnstand) -> Html {
    let (klas, icoon) = match stand {
        Termijnstand::Nooit { .. } => ("fout", "kruis"),
        Termijnstand::TeLaat { .. } => ("fout", "let"),
        Termijnstand::Vandaag => ("let", "klok"),
        Termijnstand::Loopt { .. } => ("info", "klok"),
    };
    label(klas, icoon, &stand.to_string())
}

fn query(filter: &WachtFilter, invoer: &Invoer, om: &Omgeving) -> Query {
    Query::default()
        .met("plicht", filter.plicht.code)
        .met("wie", filter.wie.code())
        .met("stand", if filter.stand == StandFilter::Open { "" } else { filter.stand.code() })
        .met("agb", invoer.tekst("agb"))
        .misschien("gemeente", om.gekozen)
}

fn telling(t: &WachtTelling, q: &Query, filter: &WachtFilter) -> Telling {
    let q = q.clone().met("plicht", t.plicht.code).met("wie", t.wie.code());
    let naar = |stand: StandFilter| {
        let n = t.bij(stand);
        let code = if stand == StandFilter::Open { "" } else { stand.code() };
        (n.to_string(), (n != Aantal::Precies(0)).then(|| q.clone().met("stand", code).op("/bewaken")))
    };
    Telling {
        naam: t.plicht.naam,
        href: q.clone().met("stand", "").op("/bewaken"),
        hier: t.plicht == filter.plicht && t.wie == filter.wie,
        aantallen: [
            naar(StandFilter::Open),
            naar(StandFilter::Vandaag),
            naar(StandFilter::TeLaat),
            naar(StandFilter::Nooit),
        ],
    }
}

fn rij(om: &Omgeving, r: WachtRij) -> Rij {
    let dag = crate::opmaak::datum;
    let (wat, naar, waarom) = match &r.onderwerp {
        Onderwerp::Bericht { id, soort, antwoord_ligt_klaar, .. } => (
            format!("{soort} nr. {id}"),
            Some((
                format!("/berichten/{}/{id}", r.gemeente),
                if *antwoord_ligt_klaar { "Bekijk antwoord" } else { "Bekijk bericht" },
            )),
            match (antwoord_ligt_klaar, r.wie) {
                (true, _) => format!(
                    "Het bericht kwam op {}. Het antwoord ligt klaar en is nog niet verzonden.",
                    dag(r.begin)
                ),
                (false, Wie::Ons) => {
                    format!("Het bericht kwam op {}. Het is nog niet beantwoord.", dag(r.begin))
                }
                (false, Wie::Hen) => {
                    format!("Wij verzonden dit op {}. Er kwam nog geen antwoord.", dag(r.begin))
                }
            },
        ),
        Onderwerp::Verzoek { bericht, naam, referentie, beslist, .. } => {
            let mag = om.gebruiker.rol.mag(Recht::Clienten);
            let wie =
                naam.as_ref().filter(|_| mag).map(|n| format!(" voor {}", n.voluit())).unwrap_or_default();
            let waarom = if *beslist {
                format!(
                    "Dit verzoek telt vanaf {}. Het besluit is genomen en nog niet verzonden.",
                    dag(r.begin)
                )
            } else {
                format!("Dit verzoek telt vanaf {}. Er is nog niet op beslist.", dag(r.begin))
            };
            (
                format!("Verzoek {referentie}{wie}"),
                Some((format!("/berichten/{}/{bericht}", r.gemeente), "Bekijk verzoek")),
                waarom,
            )
        }
        Onderwerp::Toewijzing { nummer, client, naam, ingangsdatum, einddatum, tijdelijk_gestopt } => {
            let mag = om.gebruiker.rol.mag(Recht::Clienten);
            let wie =
                naam.as_ref().filter(|_| mag).map(|n| format!(" van {}", n.voluit())).unwrap_or_default();
            let waarom = match (r.plicht == monitoring::termijnen::START, einddatum, tijdelijk_gestopt) {
                (true, ..) => {
                    format!("De toewijzing ging in op {}. Er is geen start gemeld.", dag(*ingangsdatum))
                }
                (false, Some(e), true) => {
                    format!("De toewijzing eindigde op {}. Er is alleen een tijdelijke stop gemeld.", dag(*e))
                }
                (false, e, _) => format!(
                    "De toewijzing eindigde op {}. Er is geen stop gemeld.",
                    dag(e.unwrap_or(r.begin))
                ),
            };
            let naar =
                mag.then(|| (format!("/clienten/{}/{client}/levering", r.gemeente), "Bekijk levering"));
            (format!("Toewijzing {nummer}{wie}"), naar, waarom)
        }
    };
    Rij { wat, naar, waarom, stand: stand_label(r.stand), uitleg: uitleg::boom(&r.uitleg()), rij: r }
}

impl BewakenPagina {
    /// The page of these counts and this list.
    pub fn nieuw(
        om: &Omgeving,
        invoer: &Invoer,
        filter: &WachtFilter,
        tellingen: &[WachtTelling],
        lijst: Lijst<WachtRij>,
    ) -> Self {
        let q = query(filter, invoer, om);
        let van =
            |wie: Wie| tellingen.iter().filter(|t| t.wie == wie).map(|t| telling(t, &q, filter)).collect();
        let codes = |alle: &[StandFilter]| {
            let opties = alle.iter().filter(|s| **s != StandFilter::Open);
            opties
                .map(|s| (s.code().to_owned(), crate::opmaak::hoofdletter(s.omschrijving())))
                .collect::<Vec<_>>()
        };
        let stand = if filter.stand == StandFilter::Open { "" } else { filter.stand.code() };
        Self {
            schil: Schil::nieuw(om, "Berichten bewaken", "/bewaken", "/bewaken")
                .via("Overzicht", "/")
                .hier("Berichten bewaken"),
            tellingen: [
                ("ons", "Wij moeten dit sturen", van(Wie::Ons)),
                ("hen", "Wij wachten hierop", van(Wie::Hen)),
            ],
            plicht: filter.plicht,
            wie: filter.wie,
            keuzes: vec![
                Keuze::nieuw(
                    "plicht",
                    "Wat",
                    "Het dringendste",
                    PLICHTEN
                        .iter()
                        .filter(|p| tellingen.iter().any(|t| t.plicht == **p))
                        .map(|p| (p.code.to_owned(), p.naam.to_owned())),
                    filter.plicht.code,
                ),
                Keuze::nieuw(
                    "wie",
                    "Wie",
                    "Het dringendste",
                    Wie::ALLE
                        .iter()
                        .map(|w| (w.code().to_owned(), crate::opmaak::hoofdletter(w.omschrijving()))),
                    filter.wie.code(),
                ),
                Keuze::nieuw("stand", "Termijn", "Alles wat openstaat", codes(StandFilter::ALLE), stand),
                Keuze::gemeente(om),
            ],
            agb: invoer.tekst("agb"),
            blader: Blader::van(&lijst, &q, "/bewaken", "termijn", "termijnen"),
            rijen: lijst.rijen.into_iter().map(|r| rij(om, r)).collect(),
            om: om.clone(),
            stand: filter.stand,
        }
    }
}

/// The filter out of the address; what is not named follows from the counts.
fn filter(om: &Omgeving, invoer: &Invoer, tellingen: &[WachtTelling]) -> Result<WachtFilter, VraagFout> {
    let wie = invoer.keuze("wie", Wie::parse)?;
    let plicht = invoer.keuze("plicht", monitoring::plicht)?;
    let stand = invoer.keuze("stand", StandFilter::parse)?.unwrap_or(StandFilter::Open);
    let mogelijk: Vec<WachtTelling> = tellingen
        .iter()
        .filter(|t| wie.is_none_or(|w| t.wie == w) && plicht.is_none_or(|p| t.plicht == p))
        .copied()
        .collect();
    let (eerste, doet) = begin_bij(&mogelijk, stand);
    Ok(WachtFilter {
        gemeente: om.gekozen,
        agb: invoer.agb("agb")?,
        plicht: plicht.unwrap_or(eerste),
        wie: wie.unwrap_or(doet),
        stand,
    })
}

/// `GET /bewaken`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = bezoek.om.clone();
    let vandaag = bezoek.vandaag();
    let (gemeente, agb) = (om.gekozen, invoer.agb("agb").map_err(|f| Fout::from(f).voor(&om))?);
    let alle = vraag(&bezoek, move |s, wie| tellingen(&s.db, wie, gemeente, agb, vandaag)).await?;
    let filter = filter(&om, &invoer, &alle).map_err(|f| Fout::from(f).voor(&om))?;
    if invoer.als_csv() {
        let rijen = blader_door(&bezoek, move |s, wie, blad| {
            app::vragen::bewaken::lijst(&s.db, wie, &filter, blad, vandaag)
        })
        .await?;
        return Ok(csv(&om, rijen).antwoord("termijnen"));
    }
    let blad = invoer.blad().map_err(|f| Fout::from(f).voor(&om))?;
    let lijst =
        vraag(&bezoek, move |s, wie| app::vragen::bewaken::lijst(&s.db, wie, &filter, &blad, vandaag))
            .await?;
    toon(&BewakenPagina::nieuw(&om, &invoer, &filter, &alle, lijst))
}

fn csv(om: &Omgeving, rijen: Vec<WachtRij>) -> Csv {
    let mut csv = Csv::nieuw(&[
        "gemeente",
        "agb",
        "aanbieder",
        "wat",
        "wie",
        "waarom",
        "begint op",
        "uiterlijk",
        "termijn",
        "regel",
    ]);
    for r in rijen.into_iter().map(|r| rij(om, r)) {
        csv.rij(&[
            om.gemeente(r.rij.gemeente),
            r.rij.agb.to_string(),
            r.rij.aanbieder.clone(),
            r.wat,
            r.rij.wie.omschrijving().to_owned(),
            r.waarom,
            r.rij.begin.to_string(),
            r.rij.uiterlijk.to_string(),
            r.rij.stand.to_string(),
            r.rij.plicht.regel.to_owned(),
        ]);
    }
    csv
}
