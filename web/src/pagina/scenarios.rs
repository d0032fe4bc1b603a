//! Scenarios of a tariff: the list, up to four beside each other, keeping one and taking it away. For who works on tariffs.

use super::kostprijs::{KostprijsPagina, Opgeslagen, Vraag, als_velden, model_van, tariefplek};
use super::verzoeken::omgeving;
use super::{Invoer, plek};
use crate::filters;
use crate::fout::Fout;
use crate::grafiek;
use crate::opmaak::{Html, in_url};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::tarieven::Tariefplek;
use app::tarieven::scenarios::{self as q, BewaardScenario};
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use catalogus::kostprijs::{
    self, Kostprijs, KostprijsFout, MEESTE_SCENARIOS, Scenario, Vergelijking, Vergelijkrij, euro,
};
use jiff::civil::Date;
use kern::Gemeentecode;
use regels::Kostprijsmodel;

/// Prefix of the boxes with which scenarios are chosen.
const KIES: &str = "kies-";

/// A scenario in the list.
#[derive(Debug)]
pub struct Rij {
    /// Name of its box.
    pub kies: String,
    /// Chosen.
    pub gekozen: bool,
    /// Name.
    pub naam: String,
    /// Its page.
    pub href: String,
    /// Municipality, in words.
    pub gemeente: String,
    /// What sharing makes of it, in words; empty when it is not shared.
    pub gedeeld: String,
    /// What differs, in short.
    pub aannames: String,
    /// Who.
    pub door: String,
    /// When.
    pub op: Date,
    /// The price now; why not when it cannot be computed.
    pub prijs: String,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "scenarios.html")]
pub struct ScenariosPagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the product.
    pub product: String,
    /// Address of this page.
    pub pad: String,
    /// Address of the build-up, where one makes a scenario.
    pub opbouw: String,
    /// The list.
    pub rijen: Vec<Rij>,
    /// What cannot be compared, and why.
    pub fouten: Vec<String>,
    /// The comparison, when something was chosen.
    pub naast: Option<Vergelijking>,
    /// The prices per year as a picture.
    pub plaatje: Html,
    /// A scenario was just taken away.
    pub verwijderd: bool,
}

fn pad(p: &Tariefplek) -> String {
    format!("/catalogus/{}/{}", in_url(&p.kader.id), in_url(p.product.sleutel.code.as_str()))
}

/// What differs, in a line: `productiviteit 68, hoogste_trede +3%` in the names of the lines.
fn in_het_kort(m: &Kostprijsmodel, s: &Scenario) -> String {
    let stel = s.stel.iter().map(|x| {
        let naam = m.zoek(x.regel()).first().map_or(x.regel(), |i| m.regels[*i].naam.as_str());
        format!("{naam}: {}", x.waarde())
    });
    let index = s.indexen.iter().map(|i| {
        let naam = m.kostendelen.iter().find(|d| d.code == i.0).map_or(i.0.as_str(), |d| d.naam.as_str());
        format!("index {}: {}%", naam.to_lowercase(), kostprijs::getypt(i.1))
    });
    stel.chain(index).collect::<Vec<_>>().join("; ")
}

/// `gedeeld met Papendrecht`, or `Dordrecht deelt dit met Papendrecht` for who received it.
fn gedeeld(om: &Omgeving, b: &BewaardScenario) -> String {
    let namen: Vec<String> = b.gedeeld_met.iter().map(|g| om.gemeente(*g)).collect();
    match namen.as_slice() {
        [] => String::new(),
        _ if b.voor != b.gemeente => format!("gemeente {} deelt dit met {}", b.gemeente, namen.join(", ")),
        _ => format!("gedeeld met {}", namen.join(", ")),
    }
}

impl ScenariosPagina {
    /// The page of these scenarios, with what was chosen beside each other. `elders` are municipalities that are on another
    /// version of the framework: what is theirs does not stand beside a price of this one.
    pub fn nieuw(
        om: &Omgeving,
        p: &Tariefplek,
        model: &Kostprijsmodel,
        bewaard: &[BewaardScenario],
        elders: &[Gemeentecode],
        invoer: &Invoer,
    ) -> Self {
        let basis = pad(p);
        let kies = |b: &BewaardScenario| format!("{KIES}{}-{}", b.gemeente, b.id);
        let gekozen: Vec<&BewaardScenario> =
            bewaard.iter().filter(|b| invoer.get(&kies(b)).is_some()).collect();
        let mut fouten = Vec::new();
        let (gekozen, anders): (Vec<_>, Vec<_>) =
            gekozen.into_iter().partition(|b| !elders.contains(&b.voor));
        for b in anders {
            fouten.push(format!(
                "{} hoort bij een andere versie van het kader. Kies bovenaan gemeente {} om te vergelijken",
                b.scenario.naam,
                om.gemeente(b.voor)
            ));
        }
        // one that can no longer be computed must not take the others with it
        let (goed, fout): (Vec<_>, Vec<_>) = gekozen
            .iter()
            .map(|b| (b, kostprijs::naast_elkaar(model, std::slice::from_ref(&b.scenario))))
            .partition(|(_, u)| u.is_ok());
        for (b, u) in fout {
            if let Err(e) = u {
                fouten.push(format!("{} kan nu niet worden uitgerekend: {e}", b.scenario.naam));
            }
        }
        let scenarios: Vec<Scenario> = goed.iter().map(|(b, _)| b.scenario.clone()).collect();
        let naast = if scenarios.is_empty() {
            None
        } else {
            kostprijs::naast_elkaar(model, &scenarios).map_err(|e| fouten.push(e.to_string())).ok()
        };
        let rijen = bewaard
            .iter()
            .map(|b| Rij {
                kies: kies(b),
                gekozen: invoer.get(&kies(b)).is_some(),
                naam: b.scenario.naam.clone(),
                href: format!("{basis}/scenarios/{}/{}", b.gemeente, b.id),
                gemeente: om.gemeente(b.gemeente),
                gedeeld: gedeeld(om, b),
                aannames: in_het_kort(model, &b.scenario),
                door: b.door.clone(),
                op: b.op,
                prijs: if elders.contains(&b.voor) {
                    "andere versie van het kader".to_owned()
                } else {
                    Kostprijs::met(model, &b.scenario.stel)
                        .map_or_else(|e: KostprijsFout| format!("kan nu niet: {e}"), |k| euro(k.prijs()))
                },
            })
            .collect();
        let plaatje = naast.as_ref().map(plaatje).unwrap_or_default();
        Self {
            schil: Schil::nieuw(om, "Scenario's vergelijken", "/catalogus", "/catalogus")
                .via("Overzicht", "/")
                .via("Catalogus", "/catalogus")
                .via(p.product.naam.clone(), &basis)
                .via("Opbouw", format!("{basis}/kostprijs"))
                .hier("Scenario's"),
            product: p.product.naam.clone(),
            pad: format!("{basis}/scenarios"),
            opbouw: format!("{basis}/kostprijs#anders"),
            rijen,
            fouten,
            naast,
            plaatje,
            verwijderd: invoer.get("gedaan") == Some("verwijderd"),
        }
    }

    /// How many fit beside each other.
    pub fn meeste(&self) -> usize {
        MEESTE_SCENARIOS
    }
}

fn plaatje(v: &Vergelijking) -> Html {
    let namen = std::iter::once("Gepubliceerd").chain(v.namen.iter().map(String::as_str));
    let staven: Vec<(String, String, i64)> =
        namen.zip(&v.jaarprijzen).map(|(n, w)| (n.to_owned(), euro(*w), kostprijs::in_centen(*w))).collect();
    grafiek::staven("jaarprijzen", prijs_per_jaar(v), &staven)
}

/// What the picture shows.
pub fn prijs_per_jaar(v: &Vergelijking) -> &'static str {
    if v.geindexeerd { "Prijs per jaar, na indexering" } else { "Prijs per jaar" }
}

/// A cell and its difference, for the template.
pub fn cel(c: &kostprijs::Vergelijkcel) -> String {
    match &c.verschil {
        Some(v) if c.anders => format!("{} ({v})", c.waarde),
        _ => c.waarde.clone(),
    }
}

/// Both halves of the table.
pub fn helften(v: &Vergelijking) -> [(&'static str, &'static str, &[Vergelijkrij]); 2] {
    [("uitkomsten", "Wat eruit komt", &v.uitkomsten), ("aannames", "Wat anders is gesteld", &v.aannames)]
}

/// The product, for who works on tariffs.
async fn werkplek(
    bezoek: &Bezoek,
    gemeente: Option<Gemeentecode>,
    kader: &str,
    code: &str,
) -> Result<Tariefplek, Fout> {
    if !bezoek.om.gebruiker.rol.mag(Recht::Tarieven) {
        return Err(Fout::geen_toegang().voor(&bezoek.om));
    }
    tariefplek(bezoek, gemeente, kader, code).await
}

/// `GET /catalogus/{kader}/{code}/scenarios`
pub async fn lijst(
    bezoek: Bezoek,
    Path((kader, code)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let p = werkplek(&bezoek, None, &kader, &code).await?;
    let model = model_van(&bezoek.om, &p)?;
    let (gemeente, product) = (bezoek.om.gekozen, p.product.sleutel);
    let (versie, dag) = (p.versie.nummer, p.dag);
    let (bewaard, elders) = vraag(&bezoek, move |s, wie| {
        let bewaard = q::lijst(&s.db, wie, gemeente, &kader, product)?;
        let versies = app::kaders::in_gebruik(&s.db, wie, dag)?;
        let elders: Vec<Gemeentecode> = versies
            .iter()
            .filter(|v| v.kader.id == kader && v.nummer != versie)
            .flat_map(|v| v.gemeenten.iter().copied())
            .collect();
        Ok((bewaard, elders))
    })
    .await?;
    toon(&ScenariosPagina::nieuw(&bezoek.om, &p, model, &bewaard, &elders, &invoer))
}

/// `POST /catalogus/{kader}/{code}/scenarios`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((kader, code)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    let g = Gemeentecode::parse(&invoer.tekst("gemeente"))
        .map_err(|_| Fout::ongeldig("kies voor welke gemeente u het scenario bewaart").voor(om))?;
    let p = werkplek(&bezoek, Some(g), &kader, &code).await?;
    let model = model_van(om, &p)?;
    let k = Kostprijs::van(model).map_err(|f| Fout::intern(f).voor(om))?;
    let gelezen = Vraag::lees(&invoer, &k);
    let mut redenen = gelezen.fouten;
    if redenen.is_empty() {
        let (o, plek) = (omgeving(&bezoek), p.clone());
        let scenario = gelezen.scenario;
        match vraag(&bezoek, move |_, wie| q::bewaar(&o, wie, g, &plek, &scenario)).await? {
            Ok(id) => {
                let naar = format!("{}/scenarios/{g}/{id}?gedaan=bewaard", pad(&p));
                return Ok(Redirect::to(&naar).into_response());
            }
            Err(r) => redenen = r.iter().map(|b| b.tekst.trim_end_matches('.').to_owned()).collect(),
        }
    }
    let mut pagina = KostprijsPagina::nieuw(om, &p.versie, &p.product, model, &invoer, bezoek.vandaag())
        .map_err(|f| Fout::intern(f).voor(om))?;
    for r in redenen {
        if !pagina.fouten.contains(&r) {
            pagina.fouten.push(r);
        }
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, toon(&pagina)?).into_response())
}

type Adres = Path<(String, String, String, String)>;

/// The scenario of an address; not found when it belongs to another product than the address says.
async fn van_adres(
    bezoek: &Bezoek,
    Path((kader, code, g, id)): Adres,
) -> Result<(Tariefplek, BewaardScenario), Fout> {
    let om = &bezoek.om;
    let (g, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let s = vraag(bezoek, move |s, wie| q::een(&s.db, wie, g, id)).await?;
    // against the tariff of the municipality that looks
    let p = werkplek(bezoek, Some(s.voor), &kader, &code).await?;
    if s.kader != p.kader.id || s.product != p.product.sleutel {
        return Err(Fout::from(VraagFout::NietGevonden).voor(om));
    }
    Ok((p, s))
}

/// `GET /catalogus/{kader}/{code}/scenarios/{gemeente}/{id}`
pub async fn een(bezoek: Bezoek, adres: Adres, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (p, s) = van_adres(&bezoek, adres).await?;
    let model = model_van(om, &p)?;
    let pagina = scenariopagina(om, &p, model, &s, invoer.get("gedaan") == Some("bewaard"), bezoek.vandaag());
    toon(&pagina.map_err(|f| Fout::intern(f).voor(om))?)
}

/// The build-up with the assumptions of a scenario.
pub fn scenariopagina(
    om: &Omgeving,
    p: &Tariefplek,
    model: &Kostprijsmodel,
    s: &BewaardScenario,
    bewaard: bool,
    dag: Date,
) -> Result<KostprijsPagina, KostprijsFout> {
    let velden = Invoer(als_velden(&s.scenario).into_iter().collect());
    let eigen = s.voor == s.gemeente;
    let ook: Vec<(String, String)> = om
        .gemeenten
        .iter()
        .filter(|(c, _)| {
            eigen && *c != s.gemeente && p.kader.gemeenten.contains(c) && !s.gedeeld_met.contains(c)
        })
        .map(|(c, n)| (c.to_string(), n.clone()))
        .collect();
    let hoofd = Opgeslagen {
        eigen,
        gedeeld: s.gedeeld_met.iter().map(|g| (g.to_string(), om.gemeente(*g))).collect(),
        ook,
        deel: format!("{}/scenarios/{}/{}/deel", pad(p), s.gemeente, s.id),
        naam: s.scenario.naam.clone(),
        door: s.door.clone(),
        op: s.op,
        gemeente: if eigen { om.gemeente(s.gemeente) } else { format!("gemeente {}", s.gemeente) },
        weg: format!("{}/scenarios/{}/{}/verwijder", pad(p), s.gemeente, s.id),
    };
    Ok(KostprijsPagina::nieuw(om, &p.versie, &p.product, model, &velden, dag)?.met_scenario(hoofd, bewaard))
}

/// `POST /catalogus/{kader}/{code}/scenarios/{gemeente}/{id}/verwijder`
pub async fn verwijder(bezoek: Bezoek, adres: Adres, formulier: Formulier) -> Result<Response, Fout> {
    formulier.controleer(&bezoek)?;
    let (p, s) = van_adres(&bezoek, adres).await?;
    let o = omgeving(&bezoek);
    let adres = pad(&p);
    vraag(&bezoek, move |_, wie| q::verwijder(&o, wie, &p, s.gemeente, s.id)).await?;
    Ok(Redirect::to(&format!("{adres}/scenarios?gedaan=verwijderd")).into_response())
}

/// `POST /catalogus/{kader}/{code}/scenarios/{gemeente}/{id}/deel`
pub async fn deel(bezoek: Bezoek, adres: Adres, formulier: Formulier) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    let (p, s) = van_adres(&bezoek, adres).await?;
    let met = Gemeentecode::parse(&invoer.tekst("met"))
        .map_err(|_| Fout::ongeldig("kies met welke gemeente u het scenario deelt").voor(om))?;
    let (o, stop) = (omgeving(&bezoek), invoer.get("stop").is_some());
    let hier = format!("{}/scenarios/{}/{}", pad(&p), s.gemeente, s.id);
    let uitkomst = vraag(&bezoek, move |_, wie| {
        if stop {
            q::deel_niet(&o, wie, (s.gemeente, s.id), met)?;
            return Ok(Ok(()));
        }
        q::deel(&o, wie, &p, (s.gemeente, s.id), met)
    })
    .await?;
    match uitkomst {
        Ok(()) => Ok(Redirect::to(&format!("{hier}#scenario")).into_response()),
        Err(r) => {
            let redenen: Vec<&str> = r.iter().map(|b| b.tekst.trim_end_matches('.')).collect();
            Err(Fout::ongeldig(redenen.join(". ")).voor(om))
        }
    }
}
