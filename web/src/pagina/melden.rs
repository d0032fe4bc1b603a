//! A provider reports the start and stop of an assignment, and withdraws what was reported; what that means comes first.

use super::verzoeken::{omgeving, zoals_het_is};
use super::{Invoer, plek};
use crate::formulier::{Fouten, Lezing, Regel, Soort, Veld, dagveld, mee};
use crate::fout::Fout;
use crate::opmaak::datum;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::loket::Plaats;
use app::loket::levering::{self as q, Leverblad, Melding, Meldingsoort, RedenStop, Stand};
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

/// How a delivery stands, in a sentence.
pub(crate) fn stand_tekst(s: Stand) -> String {
    match s {
        Stand::NietGestart => "Er is geen start gemeld.".into(),
        Stand::Loopt { sinds } => format!("De ondersteuning loopt sinds {}.", datum(sinds)),
        Stand::TijdelijkGestopt { op } => {
            format!("De ondersteuning is tijdelijk gestopt. De laatste dag was {}.", datum(op))
        }
        Stand::Gestopt { op, reden } => {
            format!(
                "De ondersteuning is gestopt. De laatste dag was {}: {}.",
                datum(op),
                reden.omschrijving()
            )
        }
    }
}

fn melding_tekst(s: Meldingsoort, begin: Date) -> String {
    match s {
        Meldingsoort::Start => format!("Start op {}", datum(begin)),
        Meldingsoort::Stop { reden, einddatum } => {
            format!("Stop op {}: {}", datum(einddatum), reden.omschrijving())
        }
    }
}

/// A report on the page.
#[derive(Debug)]
pub struct Rij {
    /// Key.
    pub id: i64,
    /// In words.
    pub tekst: String,
    /// The message that brought it.
    pub bericht: Option<i64>,
    /// It was withdrawn.
    pub ingetrokken: bool,
    /// Why it cannot be withdrawn now; empty when it can.
    pub beletsel: Vec<String>,
}

/// The delivery of an assignment, with the forms to report.
#[derive(Template, Debug)]
#[template(path = "melden.html")]
pub struct MeldenPagina {
    /// Shell.
    pub schil: Schil,
    /// The delivery.
    pub blad: Leverblad,
    /// The assignment in words.
    pub toewijzing: String,
    /// How it stands.
    pub stand: String,
    /// What was reported.
    pub rijen: Vec<Rij>,
    /// Fields of the form for a start, when one can be reported.
    pub start: Vec<Veld>,
    /// Fields of the form for a stop, when one can be reported.
    pub stop: Vec<Veld>,
    /// What is wrong.
    pub fouten: Fouten,
    /// It was just sent.
    pub verzonden: bool,
    /// Address of this page.
    pub hier: String,
    /// Address of the client.
    pub terug: String,
}

/// What a report will bring about.
#[derive(Template, Debug)]
#[template(path = "melden_controle.html")]
pub struct MeldenControle {
    /// Shell.
    pub schil: Schil,
    /// Title of the last button.
    pub knop: &'static str,
    /// What is sent, in a sentence.
    pub wat: String,
    /// What that means.
    pub betekent: &'static str,
    /// Number of the message.
    pub bericht: &'static str,
    /// How the delivery stands now, and after it.
    pub nu: String,
    /// After it.
    pub straks: String,
    /// Name of the client and number of the assignment.
    pub over: String,
    /// What was filled in, to carry along.
    pub mee: Vec<(String, String)>,
    /// Address of the form.
    pub hier: String,
}

fn adres(p: Plaats, nummer: i64) -> String {
    format!("/clienten/{}/{}/melden/{nummer}", p.gemeente, p.client)
}

fn schil(om: &Omgeving, blad: &Leverblad) -> Schil {
    let basis = format!("/clienten/{}/{}", blad.plaats.gemeente, blad.plaats.client);
    Schil::nieuw(om, "Start en stop melden", "/clienten", "/clienten")
        .via("Overzicht", "/")
        .via("Cliënten", "/clienten")
        .via(blad.naam.voluit(), basis)
        .hier("Start en stop melden")
}

impl MeldenPagina {
    /// The page, with what was filled in and what is wrong with it.
    pub fn nieuw(om: &Omgeving, blad: Leverblad, invoer: &Invoer, mut fouten: Fouten) -> Self {
        let mut start = Vec::new();
        if blad.kan_starten() {
            start.push(
                dagveld(invoer, "begindatum", "Eerste dag", None)
                    .met_hulp("De dag waarop de ondersteuning begon."),
            );
        }
        let mut stop = Vec::new();
        if blad.kan_stoppen() {
            let redenen = RedenStop::ALLE.iter().map(|r| (r.code().to_owned(), r.omschrijving().to_owned()));
            let leeg = (String::new(), "Kies een reden".to_owned());
            stop.push(
                dagveld(invoer, "einddatum", "Laatste dag", None)
                    .met_hulp("De laatste dag met ondersteuning."),
            );
            let soort = Soort::Keuze(std::iter::once(leeg).chain(redenen).collect());
            stop.push(Veld::nieuw(invoer, "reden", "Reden", soort, ""));
        }
        fouten.naast(start.iter_mut().chain(&mut stop));
        let rijen = blad
            .meldingen
            .iter()
            .map(|m| Rij {
                id: m.levering.id.0,
                tekst: melding_tekst(m.levering.soort, m.levering.sleutel.begindatum),
                bericht: m.bericht,
                ingetrokken: m.levering.verwijderd,
                beletsel: m.beletsel.iter().map(|b| b.tekst.to_string()).collect(),
            })
            .collect();
        Self {
            schil: schil(om, &blad),
            toewijzing: zoals_het_is(&blad.namen, &blad.toewijzing),
            stand: stand_tekst(blad.stand),
            rijen,
            start,
            stop,
            fouten,
            verzonden: false,
            hier: adres(blad.plaats, blad.toewijzing.nummer.waarde()),
            terug: format!("/clienten/{}/{}/levering", blad.plaats.gemeente, blad.plaats.client),
            blad,
        }
    }
}

impl MeldenControle {
    /// What `m` would bring about: `na` is how it stands then.
    pub fn nieuw(om: &Omgeving, nu: &Leverblad, na: &Leverblad, m: Melding, invoer: &Invoer) -> Self {
        let ingetrokken = |id: i64| nu.meldingen.iter().find(|x| x.levering.id.0 == id).map(|x| &x.levering);
        let (knop, wat, betekent, bericht) = match m {
            Melding::Start { begindatum } => (
                "De start melden",
                format!("De ondersteuning is begonnen op {}.", datum(begindatum)),
                "De gemeente weet dan dat de cliënt ondersteuning krijgt. Declareren kan ook zonder start.",
                "305",
            ),
            Melding::Stop { einddatum, reden } => (
                "De stop melden",
                format!("De laatste dag is {}: {}.", datum(einddatum), reden.omschrijving()),
                if reden.is_tijdelijk() {
                    "De toewijzing blijft open. Gaat u verder, meld dan een nieuwe start."
                } else {
                    "De gemeente kan de toewijzing dan beëindigen. Wat u leverde, kunt u nog declareren."
                },
                "307",
            ),
            Melding::Intrekken { levering } => {
                let l = ingetrokken(levering);
                let wat = l.map_or_else(String::new, |l| melding_tekst(l.soort, l.sleutel.begindatum));
                let start = l.is_some_and(|l| l.soort == Meldingsoort::Start);
                (
                    "Intrekken",
                    format!("U trekt deze melding in: {wat}."),
                    "De melding telt dan alsof u die nooit hebt gestuurd. Was alleen een datum of reden fout? Meld het \
                     daarna opnieuw, met de goede gegevens.",
                    if start { "305" } else { "307" },
                )
            }
        };
        Self {
            schil: schil(om, nu),
            knop,
            wat,
            betekent,
            bericht,
            nu: stand_tekst(nu.stand),
            straks: stand_tekst(na.stand),
            over: format!("{}, toewijzing {}", nu.naam.voluit(), nu.toewijzing.nummer),
            mee: mee(invoer),
            hier: adres(nu.plaats, nu.toewijzing.nummer.waarde()),
        }
    }
}

type Adres = Path<(String, String, String)>;

fn lees_adres(Path((g, id, nr)): Adres) -> Result<(Plaats, i64), VraagFout> {
    let (gemeente, client) = plek(&g, &id)?;
    Ok((Plaats { gemeente, client }, nr.parse().map_err(|_| VraagFout::NietGevonden)?))
}

/// `GET /clienten/{gemeente}/{id}/melden/{nummer}`
pub async fn pagina(bezoek: Bezoek, adres: Adres, invoer: Invoer) -> Result<Response, Fout> {
    let (p, nummer) = lees_adres(adres).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let verzonden = invoer.get("gedaan") == Some("verzonden");
    let o = omgeving(&bezoek);
    let blad = vraag(&bezoek, move |_, wie| q::blad(&o, wie, p, nummer)).await?;
    let pagina = MeldenPagina::nieuw(&bezoek.om, blad, &Invoer::default(), Fouten::default());
    toon(&MeldenPagina { verzonden, ..pagina })
}

/// What is reported, or what is wrong with the form; nothing when the form says nothing.
fn lees(invoer: &Invoer) -> Option<Result<Melding, Fouten>> {
    let mut l = Lezing::van(invoer);
    let melding = match invoer.get("wat")? {
        "start" => {
            let dag = l.dag("begindatum");
            l.verplicht("begindatum", dag, "Vul de eerste dag in.")
                .map(|begindatum| Melding::Start { begindatum })
        }
        "stop" => {
            let dag = l.dag("einddatum");
            let dag = l.verplicht("einddatum", dag, "Vul de laatste dag in.");
            let reden = l.lees("reden", RedenStop::parse, "Kies een reden.");
            let reden = l.verplicht("reden", reden, "Kies een reden.");
            dag.zip(reden).map(|(einddatum, reden)| Melding::Stop { einddatum, reden })
        }
        "intrekken" => Some(Melding::Intrekken { levering: invoer.get("levering")?.parse().ok()? }),
        _ => return None,
    };
    Some(melding.filter(|_| l.fouten.is_leeg()).ok_or(l.fouten))
}

/// `POST /clienten/{gemeente}/{id}/melden/{nummer}`
pub async fn meld(bezoek: Bezoek, a: Adres, formulier: Formulier) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    let (p, nummer) = lees_adres(a).map_err(|f| Fout::from(f).voor(om))?;
    let (o, o2) = (omgeving(&bezoek), omgeving(&bezoek));
    let blad = vraag(&bezoek, move |_, wie| q::blad(&o, wie, p, nummer)).await?;
    let gelezen = lees(&invoer).ok_or_else(|| Fout::ongeldig("kies wat u wilt melden").voor(om))?;
    if invoer.get("stap") == Some("terug") {
        return toon(&MeldenPagina::nieuw(om, blad, &invoer, Fouten::default()));
    }
    let fouten = match gelezen {
        Err(fouten) => fouten,
        Ok(m) => {
            let redenen = if invoer.get("stap") == Some("verstuur") {
                match vraag(&bezoek, move |_, wie| q::meld(&o2, wie, p, nummer, m)).await? {
                    Ok(_) => {
                        let naar = format!("{}?gedaan=verzonden", adres(p, nummer));
                        return Ok(Redirect::to(&naar).into_response());
                    }
                    Err(redenen) => redenen,
                }
            } else {
                match vraag(&bezoek, move |_, wie| q::bekijk(&o2, wie, p, nummer, m)).await? {
                    Ok(na) => return toon(&MeldenControle::nieuw(om, &blad, &na, m, &invoer)),
                    Err(redenen) => redenen,
                }
            };
            let veld = match m {
                Melding::Start { .. } => Some("begindatum".to_owned()),
                Melding::Stop { .. } => Some("einddatum".to_owned()),
                Melding::Intrekken { .. } => None,
            };
            Fouten(redenen.iter().map(|b| Regel { tekst: b.tekst.to_string(), bij: veld.clone() }).collect())
        }
    };
    let pagina = toon(&MeldenPagina::nieuw(om, blad, &invoer, fouten))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}
