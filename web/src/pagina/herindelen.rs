//! One reorganisation of municipalities: what goes where and from which source, a dry run, the run, taking it back.

use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{hoofdletter, meervoud};
use crate::pagina::omzetten::PAD;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::{Bezoek, Formulier};
use crate::{toon, vraag};
use app::Recht;
use app::herindelen::Rapport;
use app::vragen::VraagFout;
use app::vragen::herindelen::{self as q, Overgegaan};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regels::Herindeling;

/// Refusals that the page shows.
const HOOGSTE: usize = 50;

/// A part in words.
#[derive(Debug, Clone)]
pub struct Deel {
    /// Places.
    pub plaatsen: String,
    /// Where they belonged to.
    pub van: String,
    /// Where they will belong to.
    pub naar: String,
    /// Document and place.
    pub bron: String,
    /// What the dry run or the run says: clients, assignments, decisions, meldingen, contract lines.
    pub cijfers: Option<[i64; 5]>,
    /// Clients that stay, because that municipality does not work in this book.
    pub buiten: i64,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "herindeling.html")]
pub struct HerindelingPagina {
    /// Shell.
    pub schil: Schil,
    /// The reorganisation.
    pub h: &'static Herindeling,
    /// Document and place.
    pub bron: String,
    /// Parts.
    pub delen: Vec<Deel>,
    /// What went before, in words.
    pub over: Vec<String>,
    /// There is a dry run (true) or a run (false) on the page.
    pub proef: Option<bool>,
    /// Counts before and after agree.
    pub klopt: bool,
    /// Contract lines that end with the municipality.
    pub gesloten: i64,
    /// Who does not go over: municipality, client, assignment, why.
    pub niet: Vec<(String, i64, Option<i64>, String)>,
    /// All of them.
    pub geweigerd: i64,
    /// It was taken back: in words.
    pub terug: Option<String>,
    /// Why it could not be done.
    pub melding: Option<String>,
    /// This user may carry it out.
    pub mag_uitvoeren: bool,
    /// Address of this page.
    pub hier: String,
}

fn telling(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn soort(s: &str, n: i64) -> String {
    match s {
        "client" => meervoud(n, "cliënt", "cliënten"),
        "toewijzing" => meervoud(n, "toewijzing", "toewijzingen"),
        "beschikking" => meervoud(n, "besluit", "besluiten"),
        "melding" => meervoud(n, "melding", "meldingen"),
        _ => meervoud(n, "contractregel", "contractregels"),
    }
}

impl HerindelingPagina {
    /// The page, with a report when there is one.
    pub fn nieuw(om: &Omgeving, h: &'static Herindeling, over: &Overgegaan, r: Option<&Rapport>) -> Self {
        let naam = q::gemeentenaam;
        let delen = h.delen.iter().enumerate().map(|(i, d)| {
            let c = r.and_then(|r| r.delen.get(i));
            Deel {
                plaatsen: d.plaatsen.join(", "),
                van: format!("{} ({})", naam(d.van), d.van),
                naar: format!("{} ({})", naam(d.naar), d.naar),
                bron: format!("{}, {}", d.bron.document, d.bron.plaats),
                cijfers: c.filter(|c| c.in_boek).map(|c| {
                    let c = &c.cijfers;
                    [c.clienten, c.na.toewijzingen, c.besluiten, c.meldingen, c.contracten].map(telling)
                }),
                buiten: c.map_or(0, |c| telling(c.buiten_boek)),
            }
        });
        let b = &h.verantwoording.bron;
        Self {
            schil: Schil::nieuw(om, h.naam.clone(), PAD, PAD)
                .via("Overzicht", "/")
                .via("Omzetten", PAD)
                .hier(h.naam.clone()),
            bron: format!("{}, {}", b.document, b.plaats),
            delen: delen.collect(),
            over: over
                .iter()
                .map(|(s, naar, n)| {
                    let waar = kern::Gemeentecode::parse(naar).map_or_else(|_| naar.clone(), naam);
                    match s.as_str() {
                        "contract" => format!("{}: geëindigd", soort(s, *n)),
                        _ => format!("{} naar {waar}", soort(s, *n)),
                    }
                })
                .collect(),
            proef: r.map(|r| r.proef),
            klopt: r.is_none_or(Rapport::klopt),
            gesloten: r.map_or(0, |r| telling(r.gesloten)),
            niet: r.map_or_else(Vec::new, |r| {
                let rij = |w: &app::herindelen::Weigering| {
                    (w.gemeente.to_string(), w.client, w.toewijzing, w.reden.clone())
                };
                r.weigeringen.iter().take(HOOGSTE).map(rij).collect()
            }),
            geweigerd: r.map_or(0, |r| telling(r.geweigerd)),
            terug: None,
            melding: None,
            mag_uitvoeren: om.gebruiker.rol.mag(Recht::OmzettingUitvoeren),
            hier: format!("/omzetten/herindeling/{}", h.id),
            h,
        }
    }
}

/// `GET /omzetten/herindeling/{id}`
pub async fn pagina(bezoek: Bezoek, Path(id): Path<String>) -> Result<Response, Fout> {
    let (h, over) = vraag(&bezoek, move |s, wie| q::een(&s.db, wie, &id)).await?;
    toon(&HerindelingPagina::nieuw(&bezoek.om, h, &over, None))
}

/// What came of a form.
enum Gedaan {
    Rapport(Box<Rapport>),
    Terug(u64, u64),
    Kan(String),
}

/// `POST /omzetten/herindeling/{id}`
pub async fn doe(bezoek: Bezoek, Path(id): Path<String>, formulier: Formulier) -> Result<Response, Fout> {
    let wat = formulier.controleer(&bezoek)?.tekst("wat");
    let o = omgeving(&bezoek);
    let (h, over, gedaan) = vraag(&bezoek, move |s, wie| {
        let gedaan = match wat.as_str() {
            "proef" => q::voer_uit(&o, wie, &id, true).map(|r| Gedaan::Rapport(Box::new(r))),
            "uitvoeren" => q::voer_uit(&o, wie, &id, false).map(|r| Gedaan::Rapport(Box::new(r))),
            "ongedaan" => q::maak_ongedaan(&o, wie, &id).map(|(c, t)| Gedaan::Terug(c, t)),
            _ => Err(VraagFout::Ongeldig("kies wat u wilt doen".into())),
        };
        let gedaan = match gedaan {
            Err(VraagFout::Ongeldig(t)) => Gedaan::Kan(t),
            ander => ander?,
        };
        let (h, over) = q::een(&s.db, wie, &id)?;
        Ok((h, over, gedaan))
    })
    .await?;
    let om = &bezoek.om;
    match gedaan {
        Gedaan::Rapport(r) => toon(&HerindelingPagina::nieuw(om, h, &over, Some(&r))),
        Gedaan::Terug(clienten, toewijzingen) => {
            let terug = format!(
                "{} en {} staan weer zoals zij stonden.",
                meervoud(telling(clienten), "cliënt", "cliënten"),
                meervoud(telling(toewijzingen), "toewijzing", "toewijzingen")
            );
            toon(&HerindelingPagina { terug: Some(terug), ..HerindelingPagina::nieuw(om, h, &over, None) })
        }
        Gedaan::Kan(t) => {
            let pagina = HerindelingPagina {
                melding: Some(hoofdletter(&t)),
                ..HerindelingPagina::nieuw(om, h, &over, None)
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, toon(&pagina)?).into_response())
        }
    }
}
