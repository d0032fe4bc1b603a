//! Versions of frameworks: which there are and how they stand, one version beside another, and the steps of its life.

use super::{Invoer, datum as lees_dag};
use crate::beveiliging::van_elders;
use crate::filters;
use crate::fout::Fout;
use crate::multipart::{Deel, Ontleder};
use crate::opmaak::{Html, datum, getal, hoofdletter, meervoud};
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::status::label;
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::kaders::{self as k, Ingang, Kaderoverzicht, NieuweVersie, Versieblad, Versieregel, werkboek};
use app::vragen::VraagFout;
use askama::Template;
use axum::body::to_bytes;
use axum::extract::{Path, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use catalogus::{Versiestand, Versietoestand, Wijzigingssoort};
use jiff::civil::Date;
use kern::Bevinding;

/// The largest form with files, in bytes.
const GROOTSTE_FORMULIER: usize = werkboek::GROOTSTE + 256 * 1024;
/// Most differences on a page; the rest is told as a number.
const MEESTE: usize = 300;

/// How a version stands, as a label.
fn stand(s: &Versiestand) -> Html {
    let (klas, icoon, woord) = match s {
        Versiestand::Concept => ("let", "half", "concept".to_owned()),
        Versiestand::Aangeboden => ("info", "klok", "wacht op een tweede persoon".to_owned()),
        Versiestand::Ingetrokken => ("rust", "kruis", "ingetrokken".to_owned()),
        Versiestand::GaatIn(d) => ("info", "klok", format!("gaat in op {}", datum(*d))),
        Versiestand::InWerking(None) => ("goed", "vink", "in werking".to_owned()),
        Versiestand::InWerking(Some(d)) => ("goed", "vink", format!("in werking tot en met {}", datum(*d))),
        Versiestand::Vervangen(nr, _) => ("rust", "streep", format!("vervangen door versie {nr}")),
        Versiestand::Beeindigd(d) => ("rust", "streep", format!("geëindigd op {}", datum(*d))),
    };
    label(klas, icoon, &woord)
}

/// A version in a list.
#[derive(Debug)]
pub struct Rij {
    /// Number; 0 came with the program.
    pub nummer: i64,
    /// Address.
    pub href: String,
    /// How it stands.
    pub stand: Html,
    /// First day.
    pub ingang: Date,
    /// Who made it.
    pub maker: String,
    /// What it is for.
    pub toelichting: String,
    /// Municipalities.
    pub gemeenten: String,
    /// Contract lines under it.
    pub contracten: i64,
}

fn rij(om: &Omgeving, v: &Versieregel) -> Rij {
    let versie = &v.rij.versie;
    Rij {
        nummer: versie.nummer,
        href: format!("/kaders/{}/{}", versie.kader, versie.nummer),
        stand: stand(&v.stand),
        ingang: versie.ingang,
        maker: hoofdletter(&v.rij.maker_naam),
        toelichting: v.rij.toelichting.clone(),
        gemeenten: v.gemeenten.iter().map(|g| om.gemeente(*g)).collect::<Vec<_>>().join(", "),
        contracten: v.contracten,
    }
}

/// A framework in a line of the catalogue: name, address of the version in force, how it stands, what waits.
pub(crate) fn in_het_kort(k: &Kaderoverzicht) -> Option<(String, String, Html, String)> {
    let v = k
        .versies
        .iter()
        .find(|v| matches!(v.stand, Versiestand::InWerking(_)))
        .or_else(|| k.versies.iter().find(|v| matches!(v.stand, Versiestand::Beeindigd(_))))
        .or(k.versies.first())?;
    let straks = k.versies.iter().filter_map(|v| match v.stand {
        Versiestand::Concept => Some(format!("versie {} (concept)", v.rij.versie.nummer)),
        Versiestand::Aangeboden => {
            Some(format!("versie {} (wacht op een tweede persoon)", v.rij.versie.nummer))
        }
        Versiestand::GaatIn(d) => Some(format!("versie {} vanaf {}", v.rij.versie.nummer, datum(d))),
        _ => None,
    });
    let straks = hoofdletter(&straks.collect::<Vec<_>>().join("; "));
    Some((k.naam.clone(), format!("/kaders/{}/{}", k.kader, v.rij.versie.nummer), stand(&v.stand), straks))
}

/// The list, with the form for a new version.
#[derive(Template, Debug)]
#[template(path = "kaders.html")]
pub struct KadersPagina {
    /// Shell.
    pub schil: Schil,
    /// Name and id of each framework, with its versions.
    pub kaders: Vec<(String, String, Vec<Rij>)>,
    /// May bring in a version.
    pub maakt: bool,
    /// What is wrong with what was brought in: each with its place.
    pub fouten: Vec<String>,
    /// What was typed: first day, what is new.
    pub getypt: (String, String),
}

impl KadersPagina {
    /// The page of these frameworks.
    pub fn nieuw(om: &Omgeving, kaders: &[Kaderoverzicht]) -> Self {
        Self {
            schil: Schil::nieuw(om, "Versies van kaders", "/catalogus", "/kaders")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .hier("Versies van kaders"),
            kaders: kaders
                .iter()
                .map(|k| (k.naam.clone(), k.kader.clone(), k.versies.iter().map(|v| rij(om, v)).collect()))
                .collect(),
            maakt: om.gebruiker.rol.mag(Recht::Kaders),
            fouten: Vec::new(),
            getypt: (String::new(), String::new()),
        }
    }
}

/// One version.
#[derive(Template, Debug)]
#[template(path = "kaderversie.html")]
pub struct VersiePagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the framework.
    pub naam: String,
    /// Framework.
    pub kader: String,
    /// The version.
    pub v: Rij,
    /// Hash of its text.
    pub sha256: String,
    /// Steps: what, who, when, why.
    pub stappen: Vec<(String, String, Html, String)>,
    /// Number of the version that it is compared with.
    pub met: Option<i64>,
    /// Others to compare with.
    pub anderen: Vec<i64>,
    /// Differences: part, kind as label, subject, sentence.
    pub verschil: Vec<(&'static str, Html, String, String)>,
    /// How many there are, in words.
    pub telling: String,
    /// Files.
    pub bestanden: Vec<String>,
    /// May be offered, given back, published, taken back, ended.
    pub kan: Kan,
    /// Why a step cannot be.
    pub fouten: Vec<String>,
    /// A step was taken.
    pub gedaan: bool,
    /// Address of this page.
    pub hier: String,
}

/// Which steps this user can try.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kan {
    /// Offer it.
    pub aanbieden: bool,
    /// Publish it or give it back.
    pub publiceren: bool,
    /// It was made by this user, so somebody else must publish it.
    pub eigen: bool,
    /// Take it back.
    pub intrekken: bool,
    /// End it.
    pub beeindigen: bool,
}

impl VersiePagina {
    /// The page of this version.
    pub fn nieuw(om: &Omgeving, blad: &Versieblad) -> Self {
        let rol = om.gebruiker.rol;
        let versie = &blad.regel.rij.versie;
        let (maakt, stelt_vast) = (rol.mag(Recht::Kaders), rol.mag(Recht::Vaststellen));
        let toestand = versie.toestand;
        let eigen = versie.maker == om.gebruiker.id;
        let titel = if versie.nummer == 0 {
            "Meegeleverd met het programma".to_owned()
        } else {
            format!("Versie {}", versie.nummer)
        };
        let soort = |s: Wijzigingssoort| match s {
            Wijzigingssoort::Nieuw => label("goed", "vink", s.naam()),
            Wijzigingssoort::Vervallen => label("fout", "kruis", s.naam()),
            Wijzigingssoort::Uitgefaseerd => label("let", "half", s.naam()),
            Wijzigingssoort::Omhoog | Wijzigingssoort::Omlaag => label("info", "klok", s.naam()),
            Wijzigingssoort::Gewijzigd => label("rust", "streep", s.naam()),
        };
        let aantal = super::lengte(blad.verschil.len());
        let mut telling = meervoud(aantal, "verschil", "verschillen");
        if blad.verschil.len() > MEESTE {
            telling = format!("De eerste {} van {telling}", getal(super::lengte(MEESTE)));
        }
        Self {
            schil: Schil::nieuw(om, titel.clone(), "/catalogus", "/kaders")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .via("Versies van kaders", "/kaders")
                .hier(titel),
            naam: blad.kader.naam.clone(),
            kader: versie.kader.clone(),
            v: rij(om, &blad.regel),
            sha256: blad.regel.rij.sha256.chars().take(16).collect(),
            stappen: blad
                .regel
                .rij
                .stappen
                .iter()
                .map(|s| {
                    let dag = s.laatste_dag.map_or_else(String::new, |d| format!(" per {}", datum(d)));
                    let wat = match s.stap.as_str() {
                        "beeindigd" => "Beëindigd".to_owned(),
                        stap => hoofdletter(stap),
                    };
                    (format!("{wat}{dag}"), s.naam.clone(), moment(&s.op), s.reden.clone())
                })
                .collect(),
            met: blad.met,
            anderen: blad.anderen.clone(),
            verschil: blad
                .verschil
                .iter()
                .take(MEESTE)
                .map(|w| (w.onderdeel, soort(w.soort), w.onderwerp.clone(), w.tekst.clone()))
                .collect(),
            telling,
            bestanden: blad.kader.bestanden.iter().map(|(n, _)| n.clone()).collect(),
            kan: Kan {
                aanbieden: maakt && toestand == Versietoestand::Concept,
                publiceren: stelt_vast && toestand == Versietoestand::Aangeboden,
                eigen,
                intrekken: maakt && matches!(toestand, Versietoestand::Concept | Versietoestand::Aangeboden),
                beeindigen: stelt_vast
                    && matches!(blad.regel.stand, Versiestand::InWerking(_) | Versiestand::GaatIn(_)),
            },
            fouten: Vec::new(),
            gedaan: false,
            hier: format!("/kaders/{}/{}", versie.kader, versie.nummer),
        }
    }
}

/// A stored moment for people.
fn moment(op: &str) -> Html {
    op.parse::<jiff::Timestamp>().map_or_else(|_| Html::geescaped(String::new()), crate::opmaak::tijd_stip)
}

fn zinnen(b: &[Bevinding]) -> Vec<String> {
    b.iter().map(|b| b.tekst.to_string()).collect()
}

/// A page with the reasons why what was asked cannot be.
fn geweigerd<T: Template>(pagina: &T) -> Result<Response, Fout> {
    let mut antwoord = toon(pagina)?;
    *antwoord.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(antwoord)
}

async fn overzicht(bezoek: &Bezoek) -> Result<KadersPagina, Fout> {
    let vandaag = bezoek.vandaag();
    let kaders = vraag(bezoek, move |s, wie| k::overzicht(&s.db, wie, vandaag)).await?;
    Ok(KadersPagina::nieuw(&bezoek.om, &kaders))
}

/// `GET /kaders`
pub async fn lijst(bezoek: Bezoek) -> Result<Response, Fout> {
    toon(&overzicht(&bezoek).await?)
}

/// A form with files, read whole: fields and files.
#[derive(Debug, Default)]
struct Opgestuurd {
    velden: Vec<(String, String)>,
    bestanden: Vec<(String, Vec<u8>)>,
}

impl Opgestuurd {
    fn veld(&self, naam: &str) -> &str {
        self.velden.iter().find(|(n, _)| n == naam).map_or("", |(_, w)| w.trim())
    }

    async fn lees(verzoek: Request) -> Option<Self> {
        let (delen, lijf) = verzoek.into_parts();
        let soort = delen.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let mut ontleder = Ontleder::nieuw(soort).ok()?;
        let bytes = to_bytes(lijf, GROOTSTE_FORMULIER).await.ok()?;
        let mut uit = Vec::new();
        ontleder.voer(&bytes, &mut uit).ok()?;
        if !ontleder.is_klaar() {
            return None;
        }
        let mut op = Self::default();
        let mut nu: Option<(String, Option<String>, Vec<u8>)> = None;
        for deel in uit {
            match deel {
                Deel::Begin(naam, bestand) => nu = Some((naam, bestand, Vec::new())),
                Deel::Inhoud(stuk) => {
                    if let Some((_, _, inhoud)) = &mut nu {
                        inhoud.extend(stuk);
                    }
                }
                Deel::Einde => match nu.take() {
                    Some((_, Some(bestand), inhoud)) if !bestand.is_empty() => {
                        op.bestanden.push((bestand, inhoud));
                    }
                    Some((naam, None, inhoud)) => {
                        op.velden.push((naam, String::from_utf8_lossy(&inhoud).into_owned()));
                    }
                    _ => {}
                },
                Deel::Klaar => {}
            }
        }
        Some(op)
    }

    /// The files of the framework, or what is wrong with them.
    fn kader(&self) -> Result<Vec<(String, String)>, Vec<String>> {
        let kort = |naam: &str| naam.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        match self.bestanden.as_slice() {
            [] => Err(vec!["Kies een werkboek (.xlsx) of de YAML-bestanden van het kader.".to_owned()]),
            [(naam, bytes)] if naam.to_lowercase().ends_with(".xlsx") => match werkboek::uit_xlsx(bytes) {
                Ok(Ok(kader)) => Ok(kader.bestanden),
                Ok(Err(fouten)) => Err(fouten.iter().map(ToString::to_string).collect()),
                Err(e) => Err(vec![hoofdletter(&e.to_string())]),
            },
            lijst => {
                let mut uit = Vec::new();
                for (naam, bytes) in lijst {
                    let Ok(tekst) = String::from_utf8(bytes.clone()) else {
                        return Err(vec![format!(
                            "{} is geen tekst. Kies de YAML-bestanden van een kader, of een werkboek alleen.",
                            kort(naam)
                        )]);
                    };
                    uit.push((kort(naam), tekst));
                }
                Ok(uit)
            }
        }
    }
}

/// `POST /kaders`: a new version.
pub async fn breng_in(bezoek: Bezoek, verzoek: Request) -> Result<Response, Fout> {
    let om = &bezoek.om;
    if van_elders(verzoek.method(), verzoek.headers()) {
        return Err(Fout::formulier().voor(om));
    }
    om.gebruiker.eis(Recht::Kaders).map_err(|_| Fout::geen_toegang().voor(om))?;
    let Some(op) = Opgestuurd::lees(verzoek).await else {
        let mut pagina = overzicht(&bezoek).await?;
        pagina.fouten.push(
            "De bestanden zijn te groot of het versturen is afgebroken. Er is niets bewaard.".to_owned(),
        );
        return geweigerd(&pagina);
    };
    if !bezoek.token.csrf_klopt(op.veld("csrf")) {
        return Err(Fout::formulier().voor(om));
    }
    let getypt = (op.veld("ingang").to_owned(), op.veld("toelichting").to_owned());
    let (o, wat) = (omgeving(&bezoek), getypt.clone());
    let uitkomst = vraag(&bezoek, move |_, wie| {
        let mut fouten = Vec::new();
        let ingang = lees_dag(&wat.0);
        if ingang.is_none() {
            fouten.push(
                "Schrijf bij 'Gaat in op' een dag als dag-maand-jaar, bijvoorbeeld 1-1-2027.".to_owned(),
            );
        }
        if wat.1.is_empty() {
            fouten.push("Schrijf in een zin wat er nieuw is.".to_owned());
        }
        let bestanden = op.kader().map_err(|f| fouten.extend(f)).ok();
        let (Some(ingang), Some(bestanden), true) = (ingang, bestanden, fouten.is_empty()) else {
            return Ok(Err(fouten));
        };
        let nieuw = NieuweVersie { bestanden, ingang, toelichting: wat.1 };
        match k::bewaar(&o, wie, &nieuw) {
            Ok(Ok(b)) => Ok(Ok(b)),
            Ok(Err(p)) => Ok(Err(p.iter().map(ToString::to_string).collect())),
            Err(app::AppFout::Ongeldig(t)) => Ok(Err(vec![format!("{}.", hoofdletter(&t))])),
            Err(e) => Err(VraagFout::from(e)),
        }
    })
    .await?;
    match uitkomst {
        Ok(b) => Ok(Redirect::to(&format!("/kaders/{}/{}?gedaan=ja", b.kader, b.nummer)).into_response()),
        Err(fouten) => {
            let mut pagina = overzicht(&bezoek).await?;
            (pagina.fouten, pagina.getypt) = (fouten, getypt);
            geweigerd(&pagina)
        }
    }
}

fn nummer(tekst: &str) -> Result<i64, VraagFout> {
    tekst.parse().ok().filter(|n| *n >= 0).ok_or(VraagFout::NietGevonden)
}

async fn blad(bezoek: &Bezoek, kader: &str, nr: &str, met: Option<String>) -> Result<VersiePagina, Fout> {
    let (kader, nr) = (kader.to_owned(), nr.to_owned());
    let vandaag = bezoek.vandaag();
    let blad = vraag(bezoek, move |s, wie| {
        let met = met.as_deref().map(nummer).transpose()?;
        k::versieblad(&s.db, wie, &kader, nummer(&nr)?, met, vandaag)
    })
    .await?;
    Ok(VersiePagina::nieuw(&bezoek.om, &blad))
}

/// `GET /kaders/{kader}/{nummer}`
pub async fn versie(
    bezoek: Bezoek,
    Path((kader, nr)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let mut pagina = blad(&bezoek, &kader, &nr, invoer.get("met").map(str::to_owned)).await?;
    pagina.gedaan = invoer.get("gedaan").is_some();
    toon(&pagina)
}

/// `POST /kaders/{kader}/{nummer}/{stap}`
pub async fn stap(
    bezoek: Bezoek,
    Path((kader, nr, stap)): Path<(String, String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let invoer = formulier.controleer(&bezoek)?;
    let o = omgeving(&bezoek);
    let (welk_kader, welk_nr) = (kader.clone(), nr.clone());
    let uitkomst = vraag(&bezoek, move |_, wie| {
        let welk = Ingang { kader: &welk_kader, nummer: nummer(&welk_nr)? };
        let reden = invoer.tekst("reden");
        let gedaan = match stap.as_str() {
            "aanbieden" => k::bied_aan(&o, wie, welk, &reden),
            "teruggeven" => k::geef_terug(&o, wie, welk, &reden),
            "publiceren" => k::publiceer(&o, wie, welk, &reden),
            "intrekken" => k::trek_in(&o, wie, welk),
            "beeindigen" => match invoer.datum("laatste")? {
                Some(laatste) => k::beeindig(&o, wie, welk, laatste),
                None => return Ok(Err(vec!["Vul de laatste dag in.".to_owned()])),
            },
            _ => return Err(VraagFout::NietGevonden),
        };
        match gedaan {
            Ok(Ok(())) => Ok(Ok(())),
            Ok(Err(b)) => Ok(Err(zinnen(&b))),
            Err(app::AppFout::Ongeldig(t)) => Ok(Err(vec![format!("{}.", hoofdletter(&t))])),
            Err(e) => Err(VraagFout::from(e)),
        }
    })
    .await?;
    match uitkomst {
        Ok(()) => Ok(Redirect::to(&format!("/kaders/{kader}/{nr}?gedaan=ja")).into_response()),
        Err(fouten) => {
            let mut pagina = blad(&bezoek, &kader, &nr, None).await.map_err(|f| f.voor(om))?;
            pagina.fouten = fouten;
            geweigerd(&pagina)
        }
    }
}

/// `GET /kaders/{kader}/{nummer}/bestand/{naam}`: the workbook or one of the YAML files.
pub async fn bestand(
    bezoek: Bezoek,
    Path((kader, nr, naam)): Path<(String, String, String)>,
) -> Result<Response, Fout> {
    let vandaag = bezoek.vandaag();
    let (welk, nr2, naam2) = (kader.clone(), nr.clone(), naam.clone());
    let (soort, inhoud) = vraag(&bezoek, move |s, wie| {
        let bestanden = k::bestanden(&s.db, wie, &welk, nummer(&nr2)?, vandaag)?;
        if naam2 == "werkboek.xlsx" {
            let xlsx = werkboek::naar_xlsx(&bestanden).map_err(VraagFout::from)?;
            return Ok(("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx));
        }
        let (_, tekst) = bestanden.into_iter().find(|(b, _)| *b == naam2).ok_or(VraagFout::NietGevonden)?;
        Ok(("application/yaml; charset=utf-8", tekst.into_bytes()))
    })
    .await?;
    let naam = if naam == "werkboek.xlsx" { format!("{kader}-versie-{nr}.xlsx") } else { naam };
    let koppen = [
        (header::CONTENT_TYPE, soort.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{naam}\"")),
    ];
    Ok((koppen, inhoud).into_response())
}
