//! Omzetten: a file with running indications goes in; what they become, the lists, and the run come out.

use crate::bestand::{Gevuld, stuur};
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{getal, hoofdletter, meervoud};
use crate::pagina::verzoeken::omgeving;
use crate::pagina::{Invoer, datum, lengte};
use crate::schil::{Omgeving, Query, Schil};
use crate::sessie::{Bezoek, Formulier};
use crate::upload::Mislukt;
use crate::{toon, vraag};
use app::controleren::HOOGSTE_BYTES;
use app::kaders::Kaderbron;
use app::omzetten::{
    self as o, Bewaard, Blad, Gedaan, Keuze, Momentopname, Oordeel, Opdrachten, Rapport, Stand, Totaal,
};
use app::vragen::VraagFout;
use app::vragen::omzetten::{self as q, Sleutel};
use app::{Recht, Rol};
use askama::Template;
use axum::Extension;
use axum::extract::{Path, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use kern::Eurocent;
use std::sync::Arc;

/// Address of the page.
pub const PAD: &str = "/omzetten";
/// Where the address of one conversion begins.
pub const OPDRACHT: &str = "/omzetten/opdracht/";
/// Rows that a table of figures shows; the rest is in the file.
const HOOGSTE_SNEDE: usize = 30;
/// Faults that the page shows.
const HOOGSTE_FOUTEN: usize = 50;
/// Lists per provider that the page names.
const HOOGSTE_LIJSTEN: usize = 60;

fn schil(om: &Omgeving, titel: &str) -> Schil {
    let s = Schil::nieuw(om, titel, PAD, PAD).via("Overzicht", "/");
    if titel == "Omzetten" { s.hier(titel) } else { s.via("Omzetten", PAD).hier(titel) }
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "omzetten.html")]
pub struct OmzettenPagina {
    /// Shell.
    pub schil: Schil,
    /// Why the file was not taken: what happened, what to do.
    pub fout: Option<(&'static str, String)>,
    /// Keys that one may choose.
    pub sleutels: Vec<Sleutel>,
    /// Conversions that this user works on: key, file, framework and how far.
    pub lopend: Vec<(String, String, String, &'static str)>,
    /// What went over before: cohort and framework.
    pub cohorten: Vec<(String, String)>,
    /// Reorganisations of municipalities.
    pub herindelingen: &'static [regels::Herindeling],
    /// The most bytes, in words.
    pub hoogste: String,
    /// The columns of the file.
    pub kolommen: String,
}

impl OmzettenPagina {
    /// The page with what there is: held by the program, kept in the book, and what went over.
    pub fn nieuw(
        om: &Omgeving,
        kaders: &Kaderbron,
        lopend: &[Momentopname],
        bewaard: Vec<Bewaard>,
        cohorten: Vec<(String, String)>,
    ) -> Self {
        Self {
            schil: schil(om, "Omzetten"),
            fout: None,
            sleutels: q::sleutels(kaders),
            lopend: lopend
                .iter()
                .map(|m| {
                    let stand = match m.stand {
                        Stand::Bekeken if m.rapport.fout > 0 => "foute rijen",
                        Stand::Bekeken => "proef is klaar",
                        Stand::Bezig => "wordt uitgevoerd",
                        Stand::Klaar(_) => "uitgevoerd",
                        Stand::Mislukt(_) => "gestopt",
                    };
                    (m.id.clone(), m.bestand.clone(), m.rapport.sleutel.naam.clone(), stand)
                })
                .chain(bewaard.into_iter().map(|b| {
                    let naam = regels::zoek_kader(&b.kader).map_or(b.kader, |k| k.naam.clone());
                    (b.sleutel, b.bestand, naam, "bewaard")
                }))
                .collect(),
            cohorten,
            herindelingen: regels::herindelingen(),
            hoogste: format!("{}\u{a0}MB", HOOGSTE_BYTES / 1_000_000),
            kolommen: o::KOLOMMEN.join(","),
        }
    }
}

fn woorden(m: Mislukt) -> (StatusCode, &'static str, String) {
    let niets = "Er is niets bewaard.";
    match m {
        Mislukt::GeenBestand => {
            (StatusCode::UNPROCESSABLE_ENTITY, "Er is geen bestand gekozen", "Kies een CSV-bestand.".into())
        }
        Mislukt::TeVeelBestanden => {
            (StatusCode::UNPROCESSABLE_ENTITY, "Kies één bestand tegelijk", niets.into())
        }
        Mislukt::TeGroot => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "Het bestand is te groot",
            format!("Kies een bestand van hooguit {} MB, of deel het op. {niets}", HOOGSTE_BYTES / 1_000_000),
        ),
        Mislukt::Afgebroken => {
            (StatusCode::BAD_REQUEST, "Het versturen is afgebroken", format!("Probeer het opnieuw. {niets}"))
        }
        Mislukt::Onleesbaar => (
            StatusCode::BAD_REQUEST,
            "Het formulier is verlopen of niet te lezen",
            format!("Laad de pagina opnieuw en probeer het nog eens. {niets}"),
        ),
        Mislukt::Druk => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Het is nu druk",
            format!("Er worden al andere bestanden bekeken. Probeer het over een minuut opnieuw. {niets}"),
        ),
        Mislukt::Intern => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Er ging iets mis",
            format!("Probeer het over een paar minuten opnieuw. {niets}"),
        ),
    }
}

/// A row of a table of figures.
#[derive(Debug, Clone)]
pub struct Snederij {
    /// Which.
    pub naam: String,
    /// Go over.
    pub over: i64,
    /// A year before; nothing when it is not known.
    pub voor: Option<Eurocent>,
    /// A year after.
    pub na: Eurocent,
    /// After minus before.
    pub verschil: Option<Eurocent>,
    /// Need a new indication first.
    pub eerst: i64,
    /// All others.
    pub overig: i64,
}

/// A table of figures.
#[derive(Debug, Clone)]
pub struct Snede {
    /// What the rows are.
    pub kop: &'static str,
    /// Rows.
    pub rijen: Vec<Snederij>,
    /// How many are not shown.
    pub rest: i64,
}

/// A list that can be opened.
#[derive(Debug, Clone)]
pub struct Lijstlink {
    /// Words.
    pub tekst: String,
    /// What to do with it.
    pub doe: &'static str,
    /// How many rows.
    pub aantal: Option<i64>,
    /// Address.
    pub href: String,
}

fn telling(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn cent(b: kern::Decimaal) -> Eurocent {
    Totaal::cent(b).unwrap_or_default()
}

fn snederij(naam: String, t: &Totaal, bekend: bool) -> Snederij {
    Snederij {
        naam,
        over: telling(t.aantallen[0]),
        voor: bekend.then(|| cent(t.voor)),
        na: cent(t.na),
        verschil: bekend.then(|| cent(t.na - t.voor)),
        eerst: telling(t.aantallen[1]),
        overig: telling(t.rijen() - t.past()),
    }
}

fn sneden(om: &Omgeving, r: &Rapport) -> Vec<Snede> {
    let mut uit: Vec<Snede> = Vec::new();
    for (soort, welke, t) in r.sneden() {
        let kop = match soort {
            "gemeente" => "Gemeente",
            "aanbieder" => "Aanbieder",
            "klasse" => "Klasse",
            "product" => "Wordt",
            _ => continue,
        };
        let naam = match soort {
            "gemeente" => kern::Gemeentecode::parse(&welke).map_or(welke, |g| om.gemeente(g)),
            _ => hoofdletter(&welke),
        };
        let rij = snederij(naam, &t, r.sleutel.voor_bekend);
        match uit.last_mut().filter(|s| s.kop == kop) {
            Some(s) if s.rijen.len() < HOOGSTE_SNEDE => s.rijen.push(rij),
            Some(s) => s.rest += 1,
            None => uit.push(Snede { kop, rijen: vec![rij], rest: 0 }),
        }
    }
    uit
}

/// The lists in words, with what to do about them.
const LIJSTEN: &[(&str, &str, &str, usize)] = &[
    (
        "eerst-nieuwe-indicatie.csv",
        "Eerst een nieuwe indicatie",
        "De inhoud verandert veel. Maak eerst een afspraak.",
        1,
    ),
    ("herindiceren.csv", "Gaat over met een eigen indicatie", "Werklijst, met de dag per cliënt.", 2),
    ("dubbel.csv", "Dubbel", "Staat al in het bestand. De eerste telt.", 4),
    ("overlap.csv", "Overlapt", "De cliënt heeft er nog een. Kies welke geldt.", 5),
    ("geeindigd.csv", "Geëindigd", "Eindigde voor de dag van omzetten. Niets te doen.", 6),
    ("begint-later.csv", "Begint later", "Begint na de dag van omzetten. Niets te doen.", 7),
    ("apart-gezet.csv", "Apart gezet", "Door u met naam apart gezet.", 8),
    (
        "niet-omgezet.csv",
        "Niet omgezet",
        "De administratie kon dit niet dragen. De reden staat erbij.",
        usize::MAX,
    ),
    ("fouten.csv", "Foute rijen", "Verbeter ze, of zet ze apart.", usize::MAX),
    ("totalen.csv", "Alle totalen", "Per gemeente, aanbieder, klasse, functie en product.", usize::MAX),
];

fn lijstlink(id: &str, naam: &str, tekst: String, doe: &'static str, aantal: Option<i64>) -> Lijstlink {
    let href = Query::default().met("naam", naam).op(&format!("{OPDRACHT}{id}/lijst"));
    Lijstlink { tekst, doe, aantal, href }
}

/// The lists of a conversion, and those per provider of what fits no key.
fn lijsten(m: &Momentopname) -> (Vec<Lijstlink>, Vec<Lijstlink>) {
    let r = &m.rapport;
    let alles = r.alles();
    let heeft = |n: &str| r.bestanden.iter().any(|b| b == n);
    let mut uit = Vec::new();
    for (bestand, tekst, doe, soort) in LIJSTEN {
        if heeft(bestand) {
            let n = alles.aantallen.get(*soort).map(|n| telling(*n));
            uit.push(lijstlink(&m.id, bestand, (*tekst).to_owned(), doe, n));
        }
    }
    let past_niet = r
        .sneden()
        .into_iter()
        .filter(|(soort, _, t)| *soort == "aanbieder" && t.aantallen[3] > 0)
        .filter_map(|(_, agb, t)| {
            let naam = format!("past-niet/{agb}.csv");
            heeft(&naam).then(|| {
                lijstlink(
                    &m.id,
                    &naam,
                    format!("Aanbieder {agb}"),
                    "Bespreek met de aanbieder.",
                    Some(telling(t.aantallen[3])),
                )
            })
        })
        .collect();
    (uit, past_niet)
}

/// What the run did, in words and figures.
fn gedaan(g: &Gedaan) -> Vec<(&'static str, i64)> {
    vec![
        ("Nu omgezet", telling(g.omgezet)),
        ("Eerder omgezet", telling(g.al_gedaan)),
        ("Niet omgezet", telling(g.aantal_geweigerd)),
        ("Nieuwe toewijzingen", telling(g.toewijzingen)),
        ("Beëindigde toewijzingen", telling(g.beeindigd)),
    ]
}

/// One conversion.
#[derive(Template, Debug)]
#[template(path = "omzetting.html")]
pub struct OmzettingPagina {
    /// Shell.
    pub schil: Schil,
    /// The conversion.
    pub m: Momentopname,
    /// What must be said with the figures.
    pub let_op: Vec<String>,
    /// How many rows of each kind.
    pub soorten: Vec<(String, i64)>,
    /// All rows.
    pub rijen: i64,
    /// Everything together.
    pub alles: Snederij,
    /// Value a year as a sentence.
    pub woord_voor: &'static str,
    /// Tables of figures.
    pub sneden: Vec<Snede>,
    /// Lists.
    pub lijsten: Vec<Lijstlink>,
    /// Lists per provider of what fits no key.
    pub past_niet: Vec<Lijstlink>,
    /// Codes that no group of the key names.
    pub onbekend: Vec<(String, i64)>,
    /// Faults that are shown: line, column, text.
    pub fouten: Vec<(i64, String, String)>,
    /// Faulty rows.
    pub fout: i64,
    /// It runs.
    pub bezig: bool,
    /// Percent.
    pub deel: i64,
    /// How far, in words.
    pub hoever: String,
    /// What the run did.
    pub gedaan: Option<(String, Vec<(&'static str, i64)>)>,
    /// Why it broke off.
    pub mislukt: Option<String>,
    /// This user may carry it out.
    pub mag_uitvoeren: bool,
    /// There is something to carry out.
    pub kan: bool,
    /// The day of conversion lies before today.
    pub terug: bool,
    /// What was wrong with the form that was sent.
    pub melding: Option<String>,
    /// Address of this page.
    pub hier: String,
}

impl OmzettingPagina {
    /// The page of a conversion.
    pub fn nieuw(om: &Omgeving, m: Momentopname, vandaag: kern::Datum) -> Self {
        let r = &m.rapport;
        let alles = r.alles();
        let mut soorten: Vec<(String, i64)> = Oordeel::SOORTEN
            .iter()
            .zip(alles.aantallen)
            .filter(|(_, n)| *n > 0)
            .map(|((_, woord), n)| (hoofdletter(woord), telling(n)))
            .collect();
        for (woord, n) in [("Fout", r.fout), ("Fout en apart gezet", r.apart)] {
            if n > 0 {
                soorten.push((woord.to_owned(), telling(n)));
            }
        }
        let (lijsten, mut past_niet) = lijsten(&m);
        past_niet.truncate(HOOGSTE_LIJSTEN);
        let technisch = r.sleutel.wijze == o::Omzetwijze::Technisch;
        let totaal = telling(alles.aantallen[0]);
        let klaar = telling(m.klaar).min(totaal);
        Self {
            schil: schil(om, &format!("Omzetting van {}", m.bestand)),
            let_op: r.let_op(),
            soorten,
            rijen: telling(r.rijen()),
            alles: snederij(String::new(), &alles, r.sleutel.voor_bekend),
            woord_voor: if r.sleutel.voor_verzonnen { "Voor (verzonnen)" } else { "Voor" },
            sneden: if technisch { sneden(om, r) } else { Vec::new() },
            lijsten,
            past_niet,
            onbekend: r.onbekend.iter().take(20).map(|(c, n)| (c.clone(), telling(*n))).collect(),
            fouten: r
                .fouten
                .iter()
                .take(HOOGSTE_FOUTEN)
                .map(|f| {
                    let regel = telling(f.regel);
                    (
                        regel,
                        f.kolom.map_or_else(|| "hele rij".to_owned(), str::to_owned),
                        hoofdletter(&f.tekst),
                    )
                })
                .collect(),
            fout: telling(r.fout),
            bezig: matches!(m.stand, Stand::Bezig),
            deel: if totaal == 0 { 0 } else { klaar.saturating_mul(100) / totaal },
            hoever: format!(
                "{} van {} zijn omgezet.",
                getal(klaar),
                meervoud(totaal, "indicatie", "indicaties")
            ),
            gedaan: match &m.stand {
                Stand::Klaar(g) => Some((g.cohort.clone(), gedaan(g))),
                _ => None,
            },
            mislukt: match &m.stand {
                Stand::Mislukt(t) => Some(hoofdletter(t)),
                _ => None,
            },
            mag_uitvoeren: om.gebruiker.rol.mag(Recht::OmzettingUitvoeren),
            kan: technisch && r.fout == 0 && totaal > 0,
            terug: r.sleutel.omzetdatum < vandaag,
            melding: None,
            hier: format!("{OPDRACHT}{}", m.id),
            m,
        }
    }
}

/// A list.
#[derive(Template, Debug)]
#[template(path = "omzetlijst.html")]
pub struct LijstPagina {
    /// Shell.
    pub schil: Schil,
    /// Title.
    pub titel: String,
    /// Name of the file.
    pub naam: String,
    /// Columns in words.
    pub kop: Vec<String>,
    /// The rows.
    pub blad: Blad,
    /// Next page.
    pub volgende: Option<String>,
    /// First page, when this is another.
    pub begin: Option<String>,
    /// The whole list as a file.
    pub csv: String,
}

impl LijstPagina {
    /// A page of a list.
    pub fn nieuw(om: &Omgeving, m: &Momentopname, naam: &str, blad: Blad, vanaf: Option<u64>) -> Self {
        let pad = format!("{OPDRACHT}{}/lijst", m.id);
        let query = Query::default().met("naam", naam);
        let titel = LIJSTEN.iter().find(|(b, ..)| *b == naam).map_or_else(
            || format!("Past niet: {}", naam.trim_start_matches("past-niet/").trim_end_matches(".csv")),
            |(_, t, ..)| (*t).to_owned(),
        );
        Self {
            schil: Schil::nieuw(om, titel.clone(), PAD, PAD)
                .via("Overzicht", "/")
                .via("Omzetten", PAD)
                .via(m.bestand.clone(), format!("{OPDRACHT}{}", m.id))
                .hier(titel.clone()),
            titel,
            kop: blad.kop.iter().map(|k| hoofdletter(&k.replace('_', " "))).collect(),
            volgende: blad.volgende.map(|v| query.clone().met("vanaf", v.to_string()).op(&pad)),
            begin: vanaf.map(|_| query.clone().op(&pad)),
            csv: query.met("uitvoer", "csv").op(&pad),
            naam: naam.to_owned(),
            blad,
        }
    }
}

/// Where the conversions of this program are kept.
type Alle = Extension<Arc<Opdrachten>>;

/// `GET /omzetten`
pub async fn pagina(bezoek: Bezoek, Extension(alle): Alle) -> Result<Response, Fout> {
    toon(&stand(&bezoek, &alle).await?)
}

async fn stand(bezoek: &Bezoek, alle: &Arc<Opdrachten>) -> Result<OmzettenPagina, Fout> {
    let (alle, o) = (Arc::clone(alle), omgeving(bezoek));
    let (kaders, lopend, bewaard, cohorten) = vraag(bezoek, move |s, wie| {
        let cohorten = q::cohorten(&s.db, wie)?;
        Ok((q::kaders(&s.db, wie)?, alle.van(wie), alle.elders(&o, wie)?, cohorten))
    })
    .await?;
    Ok(OmzettenPagina::nieuw(&bezoek.om, &kaders, &lopend, bewaard, cohorten))
}

/// `POST /omzetten`
pub async fn ontvang(bezoek: Bezoek, Extension(alle): Alle, verzoek: Request) -> Result<Response, Fout> {
    let om = &bezoek.om;
    if !om.gebruiker.rol.mag(Recht::Omzetten) || om.gebruiker.rol == Rol::Aanbieder {
        return Err(Fout::geen_toegang().voor(om));
    }
    let (delen, lijf) = verzoek.into_parts();
    if crate::beveiliging::van_elders(&delen.method, &delen.headers) {
        return Err(Fout::formulier().voor(om));
    }
    let soort = delen.headers.get(header::CONTENT_TYPE).and_then(|w| w.to_str().ok()).unwrap_or_default();
    let token = bezoek.token.clone();
    let ontvangen = crate::bestand::ontvang(soort, lijf, |c| token.csrf_klopt(c)).await;
    let (status, kop, tekst) = match ontvangen {
        Err(m) => woorden(m),
        Ok(g) => match bekijk(&bezoek, &alle, g).await {
            Ok(id) => return Ok(Redirect::to(&format!("{OPDRACHT}{id}")).into_response()),
            Err(VraagFout::Ongeldig(t)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "Dit bestand kan niet worden bekeken", hoofdletter(&t))
            }
            Err(f) => return Err(Fout::from(f).voor(om)),
        },
    };
    let pagina = OmzettenPagina { fout: Some((kop, tekst)), ..stand(&bezoek, &alle).await? };
    Ok((status, toon(&pagina)?).into_response())
}

async fn bekijk(bezoek: &Bezoek, alle: &Arc<Opdrachten>, g: Gevuld) -> Result<String, VraagFout> {
    let velden = Invoer(g.velden);
    let per = match velden.get("per") {
        None => None,
        Some(t) => Some(datum(t).ok_or_else(|| {
            VraagFout::Ongeldig("schrijf de datum als dag-maand-jaar, bijvoorbeeld 01-01-2016".into())
        })?),
    };
    let kader = velden.tekst("kader");
    let (wie, o, plek, bestand) = (bezoek.om.gebruiker.clone(), omgeving(bezoek), g.plek, g.bestand);
    let (alle, staat) = (Arc::clone(alle), bezoek.staat.clone());
    tokio::task::spawn_blocking(move || {
        let _plek = plek;
        let keuze = Keuze { kader, per, sla_over: Vec::new(), kaders: q::kaders(&staat.db, &wie)? };
        let id = alle.bekijk(&wie, bestand, keuze, o.nu)?;
        alle.bewaar(&o, &wie, &id)?;
        Ok(id)
    })
    .await
    .map_err(|e| VraagFout::Ongeldig(e.to_string()))?
}

/// `GET /omzetten/opdracht/{id}`
pub async fn opdracht(
    bezoek: Bezoek,
    Extension(alle): Alle,
    Path(id): Path<String>,
) -> Result<Response, Fout> {
    let o = omgeving(&bezoek);
    let m = vraag(&bezoek, move |_, wie| Ok(alle.vind(&o, wie, &id)?.opname())).await?;
    toon(&OmzettingPagina::nieuw(&bezoek.om, m, bezoek.vandaag()))
}

/// `POST /omzetten/opdracht/{id}`
pub async fn doe(
    bezoek: Bezoek,
    Extension(alle): Alle,
    Path(id): Path<String>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let omg = omgeving(&bezoek);
    let wat = invoer.tekst("wat");
    let namen: Vec<String> = invoer
        .tekst("namen")
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|n| !n.is_empty())
        .map(str::to_owned)
        .collect();
    let hier = format!("{OPDRACHT}{id}");
    let uit = vraag(&bezoek, move |_, wie| {
        let opdracht = alle.vind(&omg, wie, &id)?;
        let gedaan = match wat.as_str() {
            "uitvoeren" => opdracht.begin(&omg, wie),
            "apart" => {
                let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
                opdracht.zet_apart(&omg, wie, &namen)
            }
            _ => Err(VraagFout::Ongeldig("kies wat u wilt doen".into())),
        };
        match gedaan {
            Ok(()) => Ok(Ok(())),
            Err(VraagFout::Ongeldig(t)) => Ok(Err((opdracht.opname(), t))),
            Err(f) => Err(f),
        }
    })
    .await?;
    match uit {
        Ok(()) => Ok(Redirect::to(&hier).into_response()),
        Err((m, t)) => {
            let pagina = OmzettingPagina {
                melding: Some(hoofdletter(&t)),
                ..OmzettingPagina::nieuw(&bezoek.om, m, bezoek.vandaag())
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, toon(&pagina)?).into_response())
        }
    }
}

/// `GET /omzetten/opdracht/{id}/lijst`
pub async fn lijst(
    bezoek: Bezoek,
    Extension(alle): Alle,
    Path(id): Path<String>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let o = omgeving(&bezoek);
    let naam = invoer.tekst("naam");
    if invoer.als_csv() {
        let kort = naam.replace('/', "-");
        let f = vraag(&bezoek, move |_, wie| alle.vind(&o, wie, &id)?.bestand(&naam)).await?;
        return Ok(stuur(&kort, "text/csv; charset=utf-8", f));
    }
    let vanaf = invoer.get("vanaf").and_then(|v| v.parse().ok());
    let (m, naam, blad) = vraag(&bezoek, move |_, wie| {
        let opdracht = alle.vind(&o, wie, &id)?;
        let blad = opdracht.lijst(&naam, vanaf)?;
        Ok((opdracht.opname(), naam, blad))
    })
    .await?;
    toon(&LijstPagina::nieuw(&bezoek.om, &m, &naam, blad, vanaf))
}

/// How many rows a page shows.
pub(crate) fn rijen(n: usize) -> String {
    meervoud(lengte(n), "rij", "rijen")
}
