//! A provider asks: the forms for an assignment (VOT) and a change (VOW), and the page that shows what will be sent.

use super::verzoeken::{Deel, delen, omgeving, soortnaam, zoals_het_is};
use super::{Invoer, plek};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld, in_veld, mee};
use crate::fout::Fout;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::loket::Plaats;
use app::loket::verzoek::{self as q, Vraag, Werkblad};
use app::verzoeken::{
    Aangevraagd, GewenstProduct, GewensteWijziging, Omvang, RedenVerzoek, Toewijzing, Verwijzing,
    Verzoeksoort, Vot, Vow,
};
use app::vragen::verzoeken::VerzoekDossier;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use istandaard::codelijst::Lijst;
use jiff::civil::Date;
use kern::{AgbCode, Bevinding, Eenheid, Frequentie, Product, Productcategorie, Productcode};

/// Most products in one form; the standard allows more, a person asks them in two times.
const HOOGSTE: usize = 6;

/// A group of fields.
#[derive(Debug)]
pub struct Blok {
    /// Title.
    pub kop: String,
    /// What stands now, for an assignment.
    pub nu: Option<String>,
    /// The name of the box that says that it has to change, and whether it is ticked.
    pub vink: Option<(String, bool)>,
    /// Fields.
    pub velden: Vec<Veld>,
}

/// The form.
#[derive(Template, Debug)]
#[template(path = "aanvraag.html")]
pub struct AanvraagPagina {
    /// Shell.
    pub schil: Schil,
    /// Title.
    pub kop: &'static str,
    /// VOW.
    pub wijziging: bool,
    /// Start of the form.
    pub blad: Werkblad,
    /// Name of the municipality.
    pub gemeente: String,
    /// Fields about the whole.
    pub vooraf: Vec<Veld>,
    /// Groups of fields.
    pub blokken: Vec<Blok>,
    /// Product groups that are shown.
    pub aantal: usize,
    /// Another product group can be added.
    pub nog_een: bool,
    /// What is wrong.
    pub fouten: Fouten,
    /// Address of this page.
    pub hier: String,
    /// Address of the client.
    pub terug: String,
}

/// What will be sent.
#[derive(Template, Debug)]
#[template(path = "aanvraag_controle.html")]
pub struct ControlePagina {
    /// Shell.
    pub schil: Schil,
    /// Kind in words.
    pub kop: &'static str,
    /// The request as it would stand in the book.
    pub d: VerzoekDossier,
    /// Its parts.
    pub delen: Vec<Deel>,
    /// Name of the municipality.
    pub gemeente: String,
    /// What was filled in, to carry along.
    pub mee: Vec<(String, String)>,
    /// Address of the form.
    pub hier: String,
}

fn pad(soort: Verzoeksoort) -> &'static str {
    match soort {
        Verzoeksoort::Vot => "verzoek-toewijzing",
        Verzoeksoort::Vow => "verzoek-wijziging",
    }
}

fn schil(om: &Omgeving, blad_naam: &str, p: Plaats, soort: Verzoeksoort) -> Schil {
    let kop = soortnaam(soort);
    Schil::nieuw(om, kop, "/clienten", "/clienten")
        .via("Overzicht", "/")
        .via("Cliënten", "/clienten")
        .via(blad_naam, format!("/clienten/{}/{}", p.gemeente, p.client))
        .hier(kop)
}

fn keuzes<'a>(leeg: &str, alle: impl IntoIterator<Item = (&'a str, &'a str)>) -> Soort {
    let leeg = (String::new(), leeg.to_owned());
    let rest = alle.into_iter().map(|(c, n)| (c.to_owned(), crate::opmaak::hoofdletter(n)));
    Soort::Keuze(std::iter::once(leeg).chain(rest).collect())
}

/// Category and code as a value of the form.
fn waarde(p: &Product) -> String {
    format!("{}/{}", p.categorie, p.code.as_ref().map_or("", Productcode::as_str))
}

fn lees_product(tekst: &str) -> Option<Product> {
    let (c, code) = tekst.split_once(['/', ' ']).unwrap_or((tekst, ""));
    let code = code.trim();
    Some(Product {
        categorie: Productcategorie::parse(c.trim()).ok()?,
        code: if code.is_empty() { None } else { Some(Productcode::parse(code).ok()?) },
    })
}

fn productveld(invoer: &Invoer, naam: String, blad: &Werkblad) -> Veld {
    if blad.producten.is_empty() {
        return Veld::nieuw(invoer, naam, "Product", Soort::Tekst(8, "text"), "")
            .met_hulp("Categorie en code, bijvoorbeeld 02/02A01.");
    }
    let alle: Vec<(String, String)> = blad
        .producten
        .iter()
        .map(|k| {
            let code = k.product.code.as_ref().map_or("", Productcode::as_str);
            (waarde(&k.product), k.naam.as_ref().map_or_else(|| code.to_owned(), |n| format!("{n} ({code})")))
        })
        .collect();
    let soort = keuzes("Kies een product", alle.iter().map(|(a, b)| (a.as_str(), b.as_str())));
    Veld::nieuw(invoer, naam, "Product", soort, "")
}

/// Term and amount, for something new or a change of `t`.
fn hoeveelvelden(invoer: &Invoer, stam: &str, t: Option<&Toewijzing>) -> Vec<Veld> {
    let n = |staart: &str| format!("{stam}{staart}");
    let o = t.and_then(|t| t.omvang);
    let volume = o.map_or_else(String::new, |o| match o.eenheid {
        Eenheid::Euro => in_veld(kern::Eurocent(o.volume)),
        _ => o.volume.to_string(),
    });
    let van = dagveld(invoer, n("van"), "Vanaf", None);
    let van = match t {
        Some(t) => van.met_hulp(format!(
            "De eerste dag van de wijziging. Gaat het om de hele looptijd? Vul dan {} in.",
            t.ingangsdatum.strftime("%d-%m-%Y")
        )),
        None => van.met_hulp("Dag-maand-jaar, bijvoorbeeld 01-12-2026."),
    };
    vec![
        van,
        dagveld(invoer, n("tot"), "Tot en met", t.and_then(|t| t.einddatum))
            .met_hulp("Leeg betekent: zonder einddatum."),
        Veld::nieuw(invoer, n("volume"), "Hoeveel", Soort::Tekst(12, "decimal"), volume)
            .met_hulp("Of vul hieronder een budget in."),
        Veld::nieuw(
            invoer,
            n("eenheid"),
            "Eenheid",
            keuzes("Kies", Eenheid::ALLE.iter().map(|e| (e.code(), e.omschrijving()))),
            o.map_or("", |o| o.eenheid.code()),
        ),
        Veld::nieuw(
            invoer,
            n("frequentie"),
            "Hoe vaak",
            keuzes("Kies", Frequentie::ALLE.iter().map(|f| (f.code(), f.omschrijving()))),
            o.map_or("", |o| o.frequentie.code()),
        ),
        Veld::nieuw(
            invoer,
            n("budget"),
            "Budget in euro's",
            Soort::Tekst(15, "decimal"),
            t.and_then(|t| t.budget).map_or_else(String::new, in_veld),
        ),
    ]
}

/// Volume, unit and frequency: all three or none.
fn lees_omvang(l: &mut Lezing<'_>, stam: &str) -> Option<Omvang> {
    let n = |staart: &str| format!("{stam}{staart}");
    let eenheid = l.lees(&n("eenheid"), |t| Eenheid::parse(t).ok(), "Kies een eenheid.");
    let frequentie = l.lees(&n("frequentie"), |t| Frequentie::parse(t).ok(), "Kies hoe vaak.");
    let volume = match eenheid {
        Some(Eenheid::Euro) => l.bedrag(&n("volume")).map(|b| b.0),
        _ => l.aantal(&n("volume")),
    };
    if [&n("volume"), &n("eenheid"), &n("frequentie")].iter().all(|v| l.tekst(v).is_none()) {
        return None;
    }
    let volume = l.verplicht(&n("volume"), volume, "Vul in hoeveel.");
    let eenheid = l.verplicht(&n("eenheid"), eenheid, "Kies een eenheid.");
    let frequentie = l.verplicht(&n("frequentie"), frequentie, "Kies hoe vaak.");
    Some(Omvang { volume: volume?, eenheid: eenheid?, frequentie: frequentie? })
}

/// What is wanted of a product; nothing when a part of it cannot be read.
fn lees_gewenst(l: &mut Lezing<'_>, stam: &str) -> Option<GewenstProduct> {
    let n = |staart: &str| format!("{stam}{staart}");
    let product = l.lees(&n("product"), lees_product, "Kies een product uit de lijst.");
    let product = l.verplicht(&n("product"), product, "Kies een product.");
    let van = l.dag(&n("van"));
    let van = l.verplicht(&n("van"), van, "Vul de eerste dag in.");
    let einddatum = l.dag(&n("tot"));
    let omvang = lees_omvang(l, stam);
    let budget = l.bedrag(&n("budget"));
    Some(GewenstProduct { product: Some(product?), ingangsdatum: van?, einddatum, omvang, budget })
}

/// A group that was left as it came.
fn onaangeroerd(l: &Lezing<'_>, stam: &str) -> bool {
    ["product", "van", "tot", "volume", "budget", "commentaar"]
        .iter()
        .all(|v| l.tekst(&format!("{stam}{v}")).is_none())
}

fn aantal(invoer: &Invoer, minstens: usize) -> usize {
    let n = invoer.get("aantal").and_then(|a| a.parse().ok()).unwrap_or(minstens);
    let erbij = usize::from(invoer.get("stap") == Some("erbij"));
    (n + erbij).clamp(minstens, HOOGSTE)
}

const VERWIJZER: &[&str] = &["01", "02", "05", "06", "08"];

fn verwijzers() -> Vec<(&'static str, &'static str)> {
    VERWIJZER.iter().filter_map(|c| Lijst::Cod327.zoek(c)).map(|r| (r.code, r.omschrijving)).collect()
}

/// The name of a kind of referrer.
pub(crate) fn verwijzer(code: &str) -> &'static str {
    Lijst::Cod327.zoek(code).map_or("", |r| r.omschrijving)
}

fn verwijzervelden(invoer: &Invoer, stam: &str) -> Vec<Veld> {
    let n = |staart: &str| format!("{stam}{staart}");
    vec![
        Veld::nieuw(
            invoer,
            n("verwijzer"),
            "Wie verwees de cliënt?",
            keuzes("Kies een verwijzer", verwijzers()),
            "",
        ),
        Veld::nieuw(invoer, n("zorgverlener"), "AGB-code van de verwijzer", Soort::Tekst(8, "numeric"), "")
            .met_hulp("Alleen bij een huisarts of medisch specialist."),
        Veld::nieuw(invoer, n("verwijzernaam"), "Naam van de verwijzer", Soort::Tekst(64, "text"), "")
            .met_hulp("Als u de AGB-code van een huisarts of specialist niet weet."),
        Veld::nieuw(invoer, n("beschikking"), "Nummer van de beschikking", Soort::Tekst(9, "numeric"), "")
            .met_hulp("Als u het weet. Vul dan ook de eerste dag in."),
        dagveld(invoer, n("beschikkingdag"), "Eerste dag van de beschikking", None),
        Veld::nieuw(invoer, n("commentaar"), "Toelichting", Soort::Lap(200), "").met_hulp("Noem geen BSN."),
    ]
}

fn lees_vot(l: &mut Lezing<'_>, blad: &Werkblad, aantal: usize) -> (Vot, Vec<String>) {
    let mut producten = Vec::new();
    let mut stammen = Vec::new();
    for i in 1..=aantal {
        let stam = format!("p{i}-");
        if i > 1 && onaangeroerd(l, &stam) {
            continue;
        }
        let n = |staart: &str| format!("{stam}{staart}");
        let gewenst = lees_gewenst(l, &stam);
        let soort = l.tekst(&n("verwijzer")).map(str::to_owned);
        let soort = l.verplicht(&n("verwijzer"), soort, "Kies wie de cliënt verwees.");
        let zorgverlener =
            l.lees(&n("zorgverlener"), |t| AgbCode::parse(t).ok(), "Een AGB-code heeft acht cijfers.");
        let naam = l.tekst(&n("verwijzernaam")).map(str::to_owned);
        let nummer = l.aantal(&n("beschikking"));
        let dag = l.dag(&n("beschikkingdag"));
        if nummer.is_some() && dag.is_none() && l.tekst(&n("beschikkingdag")).is_none() {
            l.fouten.bij(n("beschikkingdag"), "Vul ook de eerste dag van de beschikking in.");
        }
        if dag.is_some() && nummer.is_none() && l.tekst(&n("beschikking")).is_none() {
            l.fouten.bij(n("beschikking"), "Vul ook het nummer van de beschikking in.");
        }
        if let (Some(gewenst), Some(soort)) = (gewenst, soort) {
            producten.push(Aangevraagd {
                gewenst,
                beschikking: nummer.zip(dag),
                verwijzing: Verwijzing { soort, naam, zorgverlener },
                commentaar: l.tekst(&n("commentaar")).map(str::to_owned),
            });
            stammen.push(stam);
        }
    }
    let Plaats { gemeente, client } = blad.plaats;
    (Vot { gemeente, agb: blad.agb, client, producten }, stammen)
}

/// The request, and the stems of the fields of what changes and of what is new.
fn lees_vow(l: &mut Lezing<'_>, blad: &Werkblad, aantal: usize) -> (Option<Vow>, Vec<String>, Vec<String>) {
    let reden = l.lees("reden", |t| RedenVerzoek::parse(t).ok(), "Kies een reden.");
    let reden = l.verplicht("reden", reden, "Kies een reden.");
    let (mut te_wijzigen, mut t_stammen) = (Vec::new(), Vec::new());
    for t in &blad.actueel {
        let stam = format!("t{}-", t.nummer);
        let n = |staart: &str| format!("{stam}{staart}");
        if l.tekst(&n("wijzigen")).is_none() {
            continue;
        }
        let van = l.dag(&n("van"));
        let van = l.verplicht(&n("van"), van, "Vul in vanaf welke dag de wijziging geldt.");
        let einddatum = l.dag(&n("tot"));
        let omvang = lees_omvang(l, &stam);
        let budget = l.bedrag(&n("budget"));
        if let Some(ingangsdatum) = van {
            te_wijzigen.push(GewensteWijziging { nummer: t.nummer, ingangsdatum, einddatum, omvang, budget });
            t_stammen.push(stam);
        }
    }
    let (mut nieuw, mut n_stammen) = (Vec::new(), Vec::new());
    for i in 1..=aantal {
        let stam = format!("p{i}-");
        if onaangeroerd(l, &stam) {
            continue;
        }
        if let Some(g) = lees_gewenst(l, &stam) {
            nieuw.push(g);
            n_stammen.push(stam);
        }
    }
    let Plaats { gemeente, client } = blad.plaats;
    let vow = reden.map(|reden| Vow { gemeente, agb: blad.agb, client, reden, te_wijzigen, nieuw });
    if let Some(v) = &vow
        && v.te_wijzigen.is_empty()
        && v.nieuw.is_empty()
        && l.fouten.is_leeg()
    {
        let eerste = blad.actueel.first().map(|t| format!("t{}-wijzigen", t.nummer));
        let plek = eerste.unwrap_or_else(|| "p1-product".into());
        l.fouten.bij(plek, "Kies wat er moet veranderen, of vraag er een product bij.");
    }
    (vow, t_stammen, n_stammen)
}

/// The field that a reason of the rules is about, out of its place in the message.
fn veld_van(b: &Bevinding, gewijzigd: &[String], nieuw: &[String]) -> Option<String> {
    let (stammen, na) =
        [(nieuw, "AangevraagdProduct["), (gewijzigd, "TeWijzigenProduct["), (nieuw, "NieuwProduct[")]
            .into_iter()
            .find_map(|(s, element)| Some((s, b.pad.split_once(element)?.1)))?;
    let (nummer, rest) = na.split_once(']')?;
    let stam = stammen.get(nummer.parse::<usize>().ok()?.checked_sub(1)?)?;
    let staart = [
        ("Ingangsdatum", "van"),
        ("ingangsdatum", "van"),
        ("Einddatum", "tot"),
        ("einddatum", "tot"),
        ("Eenheid", "eenheid"),
        ("Frequentie", "frequentie"),
        ("Omvang", "volume"),
        ("Budget", "budget"),
        ("ZorgverlenerCode", "zorgverlener"),
        ("Verwijzer/Naam", "verwijzernaam"),
        ("Verwijzer", "verwijzer"),
        ("Commentaar", "commentaar"),
        ("Product", "product"),
    ];
    let beschikking = rest.contains("Beschikking").then_some("beschikking");
    let staart = beschikking.or_else(|| staart.iter().find(|(e, _)| rest.contains(e)).map(|(_, v)| *v));
    Some(format!("{stam}{}", staart.unwrap_or("van")))
}

impl AanvraagPagina {
    /// The form, with what was filled in and what is wrong with it.
    pub fn nieuw(
        om: &Omgeving,
        soort: Verzoeksoort,
        blad: Werkblad,
        invoer: &Invoer,
        mut fouten: Fouten,
    ) -> Self {
        let wijziging = soort == Verzoeksoort::Vow;
        let aantal = aantal(invoer, usize::from(!wijziging));
        let mut blokken = Vec::new();
        let mut vooraf = Vec::new();
        if wijziging {
            vooraf.push(Veld::nieuw(
                invoer,
                "reden",
                "Waarom vraagt u dit?",
                keuzes("Kies een reden", RedenVerzoek::ALLE.iter().map(|r| (r.code(), r.omschrijving()))),
                "",
            ));
            for t in &blad.actueel {
                let stam = format!("t{}-", t.nummer);
                let vink = format!("{stam}wijzigen");
                let aan = invoer.get(&vink).is_some();
                blokken.push(Blok {
                    kop: format!("Toewijzing {}", t.nummer),
                    nu: Some(zoals_het_is(&blad.namen, t)),
                    vink: Some((vink, aan)),
                    velden: hoeveelvelden(invoer, &stam, Some(t)),
                });
            }
        }
        for i in 1..=aantal {
            let stam = format!("p{i}-");
            let mut velden = vec![productveld(invoer, format!("{stam}product"), &blad)];
            velden.extend(hoeveelvelden(invoer, &stam, None));
            if !wijziging {
                velden.extend(verwijzervelden(invoer, &stam));
            }
            let kop = if wijziging { format!("Nieuw product {i}") } else { format!("Product {i}") };
            blokken.push(Blok { kop, nu: None, vink: None, velden });
        }
        let velden = vooraf.iter_mut().chain(blokken.iter_mut().flat_map(|b| &mut b.velden));
        let vinken: Vec<String> = blad.actueel.iter().map(|t| format!("t{}-wijzigen", t.nummer)).collect();
        let bij_vink: Vec<_> =
            fouten.0.iter().map(|r| r.bij.clone().filter(|b| vinken.contains(b))).collect();
        fouten.naast(velden);
        for (r, b) in fouten.0.iter_mut().zip(bij_vink) {
            r.bij = r.bij.take().or(b);
        }
        let p = blad.plaats;
        let terug = format!("/clienten/{}/{}", p.gemeente, p.client);
        Self {
            schil: schil(om, &blad.naam.voluit(), p, soort),
            kop: soortnaam(soort),
            wijziging,
            gemeente: om.gemeente(p.gemeente),
            vooraf,
            blokken,
            aantal,
            nog_een: aantal < HOOGSTE,
            fouten,
            hier: format!("{terug}/{}", pad(soort)),
            terug,
            blad,
        }
    }
}

impl ControlePagina {
    /// What will be sent.
    pub fn nieuw(om: &Omgeving, d: VerzoekDossier, invoer: &Invoer, vandaag: Date) -> Self {
        let (g, client, soort) = (d.verzoek.gemeente, d.verzoek.client, d.verzoek.soort);
        let p = Plaats { gemeente: g, client };
        Self {
            schil: schil(om, &d.naam.voluit(), p, soort),
            kop: soortnaam(soort),
            delen: delen(&d, vandaag),
            gemeente: om.gemeente(g),
            mee: mee(invoer),
            hier: format!("/clienten/{g}/{client}/{}", pad(soort)),
            d,
        }
    }
}

type Dossier = Path<(String, String)>;

async fn werkblad(bezoek: &Bezoek, Path((g, id)): Dossier) -> Result<Werkblad, Fout> {
    let (gemeente, client) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| q::werkblad(&o, wie, Plaats { gemeente, client })).await
}

async fn formulier(bezoek: Bezoek, client: Dossier, soort: Verzoeksoort) -> Result<Response, Fout> {
    let blad = werkblad(&bezoek, client).await?;
    toon(&AanvraagPagina::nieuw(&bezoek.om, soort, blad, &Invoer::default(), Fouten::default()))
}

/// `GET /clienten/{gemeente}/{id}/verzoek-toewijzing`
pub async fn toewijzing(bezoek: Bezoek, client: Dossier) -> Result<Response, Fout> {
    formulier(bezoek, client, Verzoeksoort::Vot).await
}

/// `GET /clienten/{gemeente}/{id}/verzoek-wijziging`
pub async fn wijziging(bezoek: Bezoek, client: Dossier) -> Result<Response, Fout> {
    formulier(bezoek, client, Verzoeksoort::Vow).await
}

/// The request that was filled in, or what is wrong with the form.
fn lees(
    invoer: &Invoer,
    soort: Verzoeksoort,
    blad: &Werkblad,
) -> Result<(Vraag, Vec<String>, Vec<String>), Fouten> {
    let mut l = Lezing::van(invoer);
    let gelezen = match soort {
        Verzoeksoort::Vot => {
            let (vot, stammen) = lees_vot(&mut l, blad, aantal(invoer, 1));
            Some((Vraag::Toewijzing(vot), Vec::new(), stammen))
        }
        Verzoeksoort::Vow => {
            let (vow, gewijzigd, nieuw) = lees_vow(&mut l, blad, aantal(invoer, 0));
            vow.map(|v| (Vraag::Wijziging(v), gewijzigd, nieuw))
        }
    };
    gelezen.filter(|_| l.fouten.is_leeg()).ok_or(l.fouten)
}

async fn verwerk(
    bezoek: Bezoek,
    client: Dossier,
    formulier: Formulier,
    soort: Verzoeksoort,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let blad = werkblad(&bezoek, client).await?;
    let om = &bezoek.om;
    let g = blad.plaats.gemeente;
    if matches!(invoer.get("stap"), Some("erbij" | "terug")) {
        return toon(&AanvraagPagina::nieuw(om, soort, blad, &invoer, Fouten::default()));
    }
    let fouten = match lees(&invoer, soort, &blad) {
        Err(fouten) => fouten,
        Ok((wat, gewijzigd, nieuw)) => {
            let o = omgeving(&bezoek);
            let redenen = if invoer.get("stap") == Some("verstuur") {
                match vraag(&bezoek, move |_, wie| q::dien_in(&o, wie, &wat)).await? {
                    Ok(id) => {
                        let naar = format!("/verzoeken/{g}/{id}?gedaan=verzonden");
                        return Ok(Redirect::to(&naar).into_response());
                    }
                    Err(redenen) => redenen,
                }
            } else {
                let vandaag = o.vandaag;
                match vraag(&bezoek, move |_, wie| q::bekijk(&o, wie, &wat)).await? {
                    Ok(d) => return toon(&ControlePagina::nieuw(om, d, &invoer, vandaag)),
                    Err(redenen) => redenen,
                }
            };
            let mut fouten = Fouten::default();
            for b in &redenen {
                fouten.reden(b, veld_van(b, &gewijzigd, &nieuw));
            }
            fouten
        }
    };
    let pagina = toon(&AanvraagPagina::nieuw(om, soort, blad, &invoer, fouten))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}

/// `POST /clienten/{gemeente}/{id}/verzoek-toewijzing`
pub async fn vraag_toewijzing(bezoek: Bezoek, client: Dossier, f: Formulier) -> Result<Response, Fout> {
    verwerk(bezoek, client, f, Verzoeksoort::Vot).await
}

/// `POST /clienten/{gemeente}/{id}/verzoek-wijziging`
pub async fn vraag_wijziging(bezoek: Bezoek, client: Dossier, f: Formulier) -> Result<Response, Fout> {
    verwerk(bezoek, client, f, Verzoeksoort::Vow).await
}
