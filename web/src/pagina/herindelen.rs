//! One reorganisation of municipalities: what goes where and from which source, a dry run, the run, taking it back.

use crate::bestand::stuur;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{getal, hoofdletter, meervoud};
use crate::pagina::omzetten::PAD;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::{Bezoek, Formulier};
use crate::{toon, vraag};
use app::Recht;
use app::herindelen::{Herindeelstand, Herindelingen, Jaarwaarde, Rapport};
use app::vragen::VraagFout;
use app::vragen::herindelen::{self as q, Overgegaan};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kern::{Decimaal, Eurocent};
use regels::Herindeling;
use std::sync::Arc;

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

/// Value in a year of a municipality, or of a provider in it.
#[derive(Debug, Clone)]
pub struct Waarderij {
    /// Which.
    pub naam: String,
    /// A municipality: what follows adds up to it.
    pub kop: bool,
    /// Assignments with a value in a year.
    pub toewijzingen: i64,
    /// Before.
    pub voor: Eurocent,
    /// After.
    pub na: Eurocent,
    /// After minus before.
    pub verschil: Eurocent,
    /// Without a price, before or after; and totals and budgets.
    pub let_op: String,
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
    /// Value in a year, per municipality and provider.
    pub waarden: Vec<Waarderij>,
    /// It runs: percent and how far in words.
    pub bezig: Option<(i64, String)>,
    /// Why it broke off.
    pub mislukt: Option<String>,
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

/// Percent, and how far in words.
fn hoever(proef: bool, gezien: u64, totaal: u64) -> (i64, String) {
    let (gezien, totaal) = (telling(gezien.min(totaal)), telling(totaal));
    let wat = if proef { "bekeken" } else { "gedaan" };
    let deel = if totaal == 0 { 0 } else { gezien.saturating_mul(100) / totaal };
    (deel, format!("{} van {} {wat}.", getal(gezien), meervoud(totaal, "cliënt", "cliënten")))
}

fn waarderij(naam: String, kop: bool, w: &Jaarwaarde) -> Waarderij {
    // whole cents, rounded once per figure
    let cent = |b: Decimaal| app::omzetten::Totaal::cent(b).unwrap_or_default();
    let mut let_op = Vec::new();
    for (n, wat) in [
        (w.zonder_voor, "zonder prijs voor"),
        (w.zonder_na, "zonder prijs na"),
        (w.eenmalig, "totaal of budget"),
    ] {
        if n > 0 {
            let_op.push(format!("{} {wat}", getal(telling(n))));
        }
    }
    Waarderij {
        naam,
        kop,
        toewijzingen: telling(w.toewijzingen),
        voor: cent(w.voor),
        na: cent(w.na),
        verschil: cent(w.na - w.voor),
        let_op: let_op.join(", "),
    }
}

fn waarden(r: &Rapport) -> Vec<Waarderij> {
    let mut uit = Vec::new();
    for d in r.delen.iter().filter(|d| !d.cijfers.waarden.is_empty()) {
        let naam = format!("{} naar {}", q::gemeentenaam(d.van), q::gemeentenaam(d.naar));
        uit.push(waarderij(naam, true, &d.cijfers.jaarwaarde()));
        let per = &d.cijfers.waarden;
        uit.extend(per.iter().take(HOOGSTE).map(|(agb, w)| waarderij(format!("Aanbieder {agb}"), false, w)));
    }
    uit
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
    /// The page, with how far it is.
    pub fn nieuw(
        om: &Omgeving,
        h: &'static Herindeling,
        over: &Overgegaan,
        stand: Option<&Herindeelstand>,
    ) -> Self {
        let naam = q::gemeentenaam;
        let r = match stand {
            Some(Herindeelstand::Klaar(r)) => Some(r.as_ref()),
            _ => None,
        };
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
            waarden: r.map_or_else(Vec::new, waarden),
            bezig: match stand {
                Some(Herindeelstand::Bezig { proef, gezien, totaal }) => {
                    Some(hoever(*proef, *gezien, *totaal))
                }
                _ => None,
            },
            mislukt: match stand {
                Some(Herindeelstand::Mislukt(t)) => Some(hoofdletter(t)),
                _ => None,
            },
            terug: None,
            melding: None,
            mag_uitvoeren: om.gebruiker.rol.mag(Recht::OmzettingUitvoeren),
            hier: format!("/omzetten/herindeling/{}", h.id),
            h,
        }
    }
}

/// Where the reorganisations of this program are kept.
type Lopend = Extension<Arc<Herindelingen>>;

/// `GET /omzetten/herindeling/{id}`
pub async fn pagina(
    bezoek: Bezoek,
    Extension(lopend): Lopend,
    Path(id): Path<String>,
) -> Result<Response, Fout> {
    let (h, over, stand) = vraag(&bezoek, move |s, wie| {
        let (h, over) = q::een(&s.db, wie, &id)?;
        Ok((h, over, lopend.stand(wie, h)))
    })
    .await?;
    toon(&HerindelingPagina::nieuw(&bezoek.om, h, &over, stand.as_ref()))
}

/// What came of a form.
enum Gedaan {
    Begonnen,
    Terug(u64, u64),
    Kan(String),
}

/// `POST /omzetten/herindeling/{id}`
pub async fn doe(
    bezoek: Bezoek,
    Extension(lopend): Lopend,
    Path(id): Path<String>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let wat = formulier.controleer(&bezoek)?.tekst("wat");
    let o = omgeving(&bezoek);
    let hier = format!("/omzetten/herindeling/{id}");
    let (h, over, stand, gedaan) = vraag(&bezoek, move |s, wie| {
        let gedaan = match wat.as_str() {
            "proef" => q::begin(&lopend, &o, wie, &id, true).map(|()| Gedaan::Begonnen),
            "uitvoeren" => q::begin(&lopend, &o, wie, &id, false).map(|()| Gedaan::Begonnen),
            "ongedaan" => q::maak_ongedaan(&lopend, &o, wie, &id).map(|(c, t)| Gedaan::Terug(c, t)),
            _ => Err(VraagFout::Ongeldig("kies wat u wilt doen".into())),
        };
        let gedaan = match gedaan {
            Err(VraagFout::Ongeldig(t)) => Gedaan::Kan(t),
            ander => ander?,
        };
        let (h, over) = q::een(&s.db, wie, &id)?;
        Ok((h, over, lopend.stand(wie, h), gedaan))
    })
    .await?;
    let pagina = || HerindelingPagina::nieuw(&bezoek.om, h, &over, stand.as_ref());
    match gedaan {
        Gedaan::Begonnen => Ok(Redirect::to(&hier).into_response()),
        Gedaan::Terug(clienten, toewijzingen) => {
            let terug = format!(
                "{} en {} staan weer zoals zij stonden.",
                meervoud(telling(clienten), "cliënt", "cliënten"),
                meervoud(telling(toewijzingen), "toewijzing", "toewijzingen")
            );
            toon(&HerindelingPagina { terug: Some(terug), ..pagina() })
        }
        Gedaan::Kan(t) => {
            let pagina = HerindelingPagina { melding: Some(hoofdletter(&t)), ..pagina() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, toon(&pagina)?).into_response())
        }
    }
}

/// `GET /omzetten/herindeling/{id}/brieven`
pub async fn brieven(bezoek: Bezoek, Path(id): Path<String>) -> Result<Response, Fout> {
    let o = omgeving(&bezoek);
    let (naam, f) = vraag(&bezoek, move |_, wie| q::brieven(&o, wie, &id)).await?;
    Ok(stuur(&naam, "text/plain; charset=utf-8", f))
}
