//! A measurement: day, measurer, a level per domain with a remark. Beside the levels stands what the municipality loaded of the
//! instrument, and what was measured before.

use super::{adres, niveau, uitgave};
use crate::Bezoek;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::datum;
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{toon, vraag};
use app::advies::{self as q, Meting};
use app::meldingen::Betrokkene;
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kern::{Datum, Gemeentecode};
use std::collections::BTreeMap;
use toegang::zrm::{Celteksten, Zelfredzaamheid, Zrmmeting, Zrmscore, Zrmuitgave, lees_niveau};

/// Characters of a remark.
const LANGSTE: u16 = 2_000;

/// A level to choose.
#[derive(Debug)]
pub struct Trede {
    /// Value.
    pub waarde: String,
    /// Words.
    pub naam: String,
    /// What the instrument writes, when it was loaded.
    pub cel: String,
    /// This one was chosen.
    pub gekozen: bool,
}

/// A domain to measure.
#[derive(Debug)]
pub struct Leefgebied {
    /// Code; name of the field.
    pub code: &'static str,
    /// Name.
    pub naam: &'static str,
    /// What was measured before.
    pub vorige: String,
    /// Levels.
    pub treden: Vec<Trede>,
    /// Not measured.
    pub leeg: bool,
    /// The remark.
    pub opmerking: Vec<Veld>,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "zrm_meten.html")]
pub struct MeetPagina {
    /// Shell.
    pub schil: Schil,
    /// Heading.
    pub kop: &'static str,
    /// Who.
    pub naam: String,
    /// What is wrong.
    pub fouten: Fouten,
    /// The other edition, when one may choose: words and address.
    pub anders: Option<(&'static str, String)>,
    /// The edition.
    pub uitgave: &'static str,
    /// Texts of the cells were loaded.
    pub met_cellen: bool,
    /// Day, measurer, remark.
    pub velden: Vec<Veld>,
    /// Domains.
    pub gebieden: Vec<Leefgebied>,
    /// Where the form goes.
    pub pad: String,
    /// Where one goes without keeping anything.
    pub terug: String,
}

/// What is needed for the page.
#[derive(Debug)]
pub struct Gegevens {
    /// Who.
    pub client: Betrokkene,
    /// The measurement that is corrected.
    pub oud: Option<Meting>,
    /// The one before it.
    pub vorige: Option<Meting>,
    /// Edition.
    pub uitgave: Zrmuitgave,
    /// Texts.
    pub cellen: Celteksten,
}

fn mee(melding: Option<i64>) -> String {
    melding.map(|m| format!("?melding={m}")).unwrap_or_default()
}

impl MeetPagina {
    /// The page.
    pub fn nieuw(
        om: &Omgeving,
        g: Gemeentecode,
        d: &Gegevens,
        (melding, vandaag): (Option<i64>, Datum),
        invoer: &Invoer,
        mut fouten: Fouten,
    ) -> Self {
        let (naam, basis) = (d.client.naam.voluit(), adres(g, d.client.id));
        let oud = d.oud.as_ref().map(|m| &m.meting);
        let tekst = |n: &'static str, label, soort, begin: &str| Veld::nieuw(invoer, n, label, soort, begin);
        let door = oud.map_or(om.gebruiker.weergavenaam.as_str(), Zrmmeting::gemeten_door);
        let opmerking = oud.and_then(Zrmmeting::opmerking).unwrap_or_default();
        let mut velden = vec![
            dagveld(invoer, "gemeten_op", "Gemeten op", Some(oud.map_or(vandaag, Zrmmeting::gemeten_op))),
            tekst("gemeten_door", "Gemeten door", Soort::Tekst(200, "text"), door),
            tekst("opmerking", "Opmerking bij de hele meting", Soort::Lap(LANGSTE), opmerking),
        ];
        // what is wrong with a domain is told on top, with a link to it
        let anker = |d: &toegang::zrm::Zrmdomein| Veld::nieuw(invoer, d.code(), "", Soort::Vink, "");
        let mut ankers: Vec<Veld> = d.uitgave.domeinen().iter().map(anker).collect();
        fouten.naast(velden.iter_mut().chain(&mut ankers));
        let welke = d.oud.as_ref().map_or_else(|| "nieuw".to_owned(), |m| m.id.to_string());
        let ander = match d.uitgave {
            Zrmuitgave::Van2013 => Zrmuitgave::Van2017,
            Zrmuitgave::Van2017 => Zrmuitgave::Van2013,
        };
        let en = if melding.is_some() { "&" } else { "?" };
        let anders = d
            .oud
            .is_none()
            .then(|| (uitgave(ander), format!("{basis}/nieuw{}{en}uitgave={}", mee(melding), ander.code())));
        Self {
            schil: Schil::nieuw(om, format!("Meting van {naam}"), crate::pagina::melding::PAD, "/clienten")
                .via("Overzicht", "/")
                .via("Cliënten", "/clienten")
                .via(naam.clone(), format!("/clienten/{g}/{}", d.client.id))
                .via("Zelfredzaamheid", format!("{basis}{}", mee(melding)))
                .hier("Meting"),
            kop: if d.oud.is_some() { "Meting corrigeren" } else { "Zelfredzaamheid meten" },
            gebieden: gebieden(d, invoer),
            naam,
            fouten,
            anders,
            uitgave: uitgave(d.uitgave),
            met_cellen: d.cellen.aantal() > 0,
            velden,
            pad: format!("{basis}/{welke}{}{en}uitgave={}", mee(melding), d.uitgave.code()),
            terug: format!("{basis}{}", mee(melding)),
        }
    }
}

fn gebieden(d: &Gegevens, invoer: &Invoer) -> Vec<Leefgebied> {
    let verstuurd = invoer.0.contains_key("gemeten_op");
    let een = |domein: &toegang::zrm::Zrmdomein| {
        let code = domein.code();
        let oud = d.oud.as_ref().and_then(|m| m.meting.scores().get(domein));
        let gekozen = match invoer.get(code) {
            Some(t) => lees_niveau(t),
            None if verstuurd => None,
            None => oud.map(|s| s.niveau),
        };
        let vorige = d.vorige.as_ref().and_then(|m| Some((m.meting.niveau_in(*domein)?, m)));
        let tekst = oud.and_then(|s| s.opmerking.clone()).unwrap_or_default();
        let trede = |n: Zelfredzaamheid| Trede {
            waarde: n.code().to_owned(),
            naam: niveau(n),
            cel: d.cellen.cel(*domein, n).unwrap_or_default().to_owned(),
            gekozen: gekozen == Some(n),
        };
        let naam = format!("{code}-opmerking");
        Leefgebied {
            code,
            naam: domein.naam(),
            vorige: vorige
                .map(|(n, m)| format!("Op {}: {}.", datum(m.meting.gemeten_op()), n.naam()))
                .unwrap_or_default(),
            treden: Zelfredzaamheid::ALLE.iter().map(|(_, n)| trede(*n)).collect(),
            leeg: gekozen.is_none(),
            opmerking: vec![Veld::nieuw(invoer, naam, "Opmerking", Soort::Lap(LANGSTE), tekst)],
        }
    };
    d.uitgave.domeinen().iter().map(een).collect()
}

/// The measurement of an address: a number, or `nieuw`.
fn welke(tekst: &str) -> Result<Option<i64>, VraagFout> {
    if tekst == "nieuw" { Ok(None) } else { tekst.parse().map(Some).map_err(|_| VraagFout::NietGevonden) }
}

async fn laad(
    bezoek: &Bezoek,
    (g, client): (Gemeentecode, i64),
    nr: Option<i64>,
    gevraagd: Option<Zrmuitgave>,
) -> Result<Gegevens, Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| {
        let oud = nr.map(|id| q::meting(&o, wie, (g, client), id)).transpose()?;
        let (client, alle) = q::metingen(&o, wie, g, client)?;
        let eerder = |m: &&Meting| {
            oud.as_ref().is_none_or(|x| m.id != x.id && m.meting.gemeten_op() <= x.meting.gemeten_op())
        };
        let vorige = alle.iter().find(eerder).cloned();
        let van = |m: &Option<Meting>| m.as_ref().map(|m| m.meting.uitgave());
        let uitgave = van(&oud).or(gevraagd).or(van(&vorige)).unwrap_or(Zrmuitgave::Van2017);
        let cellen = q::celteksten(&o, wie, g, uitgave)?;
        Ok(Gegevens { client, oud, vorige, uitgave, cellen })
    })
    .await
}

fn uit_adres(invoer: &Invoer) -> (Option<i64>, Option<Zrmuitgave>) {
    let uitgave = invoer.get("uitgave");
    let uitgave = uitgave.and_then(|t| Zrmuitgave::ALLE.iter().find(|(w, _)| *w == t)).map(|(_, u)| *u);
    (invoer.get("melding").and_then(|m| m.parse().ok()), uitgave)
}

/// `GET /clienten/{gemeente}/{id}/zrm/{welke}`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id, nr)): Path<(String, String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let fout = |f| Fout::from(f).voor(&bezoek.om);
    let plek = crate::pagina::plek(&g, &id).map_err(fout)?;
    let nr = welke(&nr).map_err(fout)?;
    let (melding, uitgave) = uit_adres(&invoer);
    let d = laad(&bezoek, plek, nr, uitgave).await?;
    let op = (melding, bezoek.vandaag());
    toon(&MeetPagina::nieuw(&bezoek.om, plek.0, &d, op, &Invoer::default(), Fouten::default()))
}

/// The measurement as it was typed; `None` when something in it cannot be read, which then stands in `fouten`.
fn lees(l: &mut Lezing<'_>, uitgave: Zrmuitgave) -> Option<Zrmmeting> {
    let op = l.dag("gemeten_op");
    let op = l.verplicht("gemeten_op", op, "Vul in op welke dag is gemeten.");
    let mut scores = BTreeMap::new();
    for domein in uitgave.domeinen() {
        let gekozen = l.lees(domein.code(), lees_niveau, "Kies een niveau uit de lijst.");
        let opmerking = l.tekst(&format!("{}-opmerking", domein.code())).map(str::to_owned);
        match (gekozen, opmerking) {
            (Some(niveau), opmerking) => {
                scores.insert(*domein, Zrmscore { niveau, opmerking });
            }
            (None, Some(_)) => {
                let tekst = format!("Kies ook een niveau bij {}.", domein.naam().to_lowercase());
                l.fouten.bij(domein.code(), tekst);
            }
            (None, None) => {}
        }
    }
    let door = l.tekst("gemeten_door").unwrap_or_default().to_owned();
    let opmerking = l.tekst("opmerking").map(str::to_owned);
    match Zrmmeting::new(uitgave, op?, door, opmerking, scores) {
        Ok(m) => Some(m),
        Err(mis) => {
            for b in &mis {
                l.fouten.reden(b, Some(b.pad.clone()));
            }
            None
        }
    }
}

/// `POST /clienten/{gemeente}/{id}/zrm/{welke}`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((g, id, nr)): Path<(String, String, String)>,
    adresvelden: Invoer,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let plek = crate::pagina::plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let nr = welke(&nr).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let (melding, uitgave) = uit_adres(&adresvelden);
    let d = laad(&bezoek, plek, nr, uitgave).await?;
    let mut l = Lezing::van(&invoer);
    let meting = lees(&mut l, d.uitgave);
    let mut fouten = l.fouten;
    if let Some(m) = meting.filter(|_| fouten.is_leeg()) {
        let o = omgeving(&bezoek);
        match vraag(&bezoek, move |_, wie| q::zet_meting(&o, wie, plek, nr, melding, &m)).await? {
            Ok(_) => {
                let naar = match melding {
                    Some(m) => format!("{}?melding={m}&gedaan=ja", adres(plek.0, plek.1)),
                    None => format!("{}?gedaan=ja", adres(plek.0, plek.1)),
                };
                return Ok(Redirect::to(&naar).into_response());
            }
            Err(mis) => mis.iter().for_each(|b| fouten.reden(b, Some(b.pad.clone()))),
        }
    }
    let op = (melding, bezoek.vandaag());
    let pagina = toon(&MeetPagina::nieuw(&bezoek.om, plek.0, &d, op, &invoer, fouten))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}
