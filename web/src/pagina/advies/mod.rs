//! Advice on a melding: what the rules of the framework make of it and why, and what the consulent chooses.

pub mod afwijkingen;
pub mod invullen;
pub mod overig;

use super::Invoer;
use super::verzoeken::omgeving;
use crate::formulier::Fouten;
use crate::fout::Fout;
use crate::opmaak::{Html, datum, in_url};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, filters, toon, vraag};
use app::advies::{self as q, Adviesblad, Gekozen, Kaderadvies};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kern::Gemeentecode;
use std::collections::BTreeSet;
use toegang::advies::{Groepsadvies, Mixblad, Pakketvergelijking, Plichtregel, Uitkomst, Vraag, Vraagsoort};

/// Address of the advice on a melding.
pub(crate) fn adres(g: Gemeentecode, melding: i64) -> String {
    format!("{}/advies", super::melding::adres(g, melding))
}

/// A verdict as a label.
pub(crate) fn uitkomst(u: Uitkomst) -> Html {
    let (klas, icoon) = match u {
        Uitkomst::Voldoet => ("goed", "vink"),
        Uitkomst::VoldoetNiet => ("fout", "kruis"),
        Uitkomst::OordeelNodig => ("let", "vraag"),
        Uitkomst::GegevensOntbreken => ("info", "half"),
    };
    crate::status::label(klas, icoon, u.in_woorden())
}

/// A reason or a question on the page.
#[derive(Debug)]
pub struct Regel {
    /// In words.
    pub tekst: String,
    /// Document and place.
    pub bron: String,
    /// Where it is filled in.
    pub href: Option<String>,
}

/// A product with its verdict.
#[derive(Debug)]
pub struct ProductRij {
    /// Short name.
    pub kort: String,
    /// Name.
    pub naam: String,
    /// Kind, when it goes with a product.
    pub soort: String,
    /// Verdict.
    pub uitkomst: Html,
    /// Why not.
    pub redenen: Vec<Regel>,
    /// What must be asked.
    pub vragen: Vec<Regel>,
    /// How long.
    pub termijnen: Vec<String>,
    /// It is chosen in the form.
    pub gekozen: bool,
}

/// A choice that was made.
#[derive(Debug)]
pub struct KeuzeRij {
    /// When, by whom, which version.
    pub kop: String,
    /// Products.
    pub wat: String,
    /// Why.
    pub motivering: String,
    /// Rules departed from, in words.
    pub afwijkingen: Vec<String>,
}

/// A framework to choose: address, name, whether it is this one.
pub type Kaderlink = (String, String, bool);

/// The advice itself.
#[derive(Debug)]
pub struct Inhoud {
    /// Name and version of the framework.
    pub kader: String,
    /// Its id.
    pub kader_id: String,
    /// What the advice rests on.
    pub stand: String,
    /// The measurement in it.
    pub meting: String,
    /// What was filled in, in words.
    pub ingevuld: String,
    /// Answers that do not count any more.
    pub vervallen: Vec<String>,
    /// What is advised.
    pub adviezen: Vec<Groepsadvies>,
    /// Products.
    pub producten: Vec<ProductRij>,
    /// What is to be asked first, each once.
    pub vragen: Vec<Regel>,
    /// Shares of the work.
    pub mix: Option<Mixblad>,
    /// The shares as a picture.
    pub mixbeeld: Option<Html>,
    /// Both packages.
    pub pakketten: Option<Pakketvergelijking>,
    /// Duties that come along.
    pub plichten: Vec<Plichtregel>,
    /// Ways around the products: when, outcome, what then.
    pub routes: Vec<(String, Html, String)>,
    /// The motivation as it was typed.
    pub motivering: String,
    /// Address of what is filled in by this framework.
    pub basis: String,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "advies.html")]
pub struct AdviesPagina {
    /// Shell.
    pub schil: Schil,
    /// Who.
    pub naam: String,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// What is wrong with the choice.
    pub fouten: Fouten,
    /// Frameworks to choose.
    pub kaders: Vec<Kaderlink>,
    /// The advice; `None` when no framework is in force.
    pub inhoud: Option<Inhoud>,
    /// What was chosen.
    pub keuzes: Vec<KeuzeRij>,
    /// Where measurements are.
    pub zrm: String,
    /// Address.
    pub hier: String,
}

fn gedaan(invoer: &Invoer) -> Option<&'static str> {
    Some(match invoer.get("gedaan")? {
        "bewaard" => "Wat u invulde is bewaard. Het advies is opnieuw gemaakt.",
        "gekozen" => "Uw keuze is bewaard. Het besluit begint met deze producten.",
        _ => return None,
    })
}

/// Where a question is answered.
fn antwoordplek(basis: &str, zrm: &str, v: &Vraag) -> String {
    match v.soort {
        Vraagsoort::Oordeel | Vraagsoort::Feit | Vraagsoort::Getal => {
            format!("{basis}/vragen#v-{}", in_url(&v.id))
        }
        Vraagsoort::Meting => zrm.to_owned(),
        Vraagsoort::Werk => format!("{basis}/werk"),
        Vraagsoort::Einddatum | Vraagsoort::Stuk => format!("{basis}/overig"),
    }
}

fn bron(b: &kern::Bron) -> String {
    format!("{}, {}", b.document, b.plaats)
}

fn mixbeeld(m: &Mixblad) -> Option<Html> {
    let deel = |d: &toegang::advies::Mixdeel| {
        // shares have one decimal: tenths of a percent are a whole number
        let promille = d.procent.replace(',', ".").parse::<kern::Decimaal>().ok()?.checked_mul(10.into())?;
        let promille: i64 = promille.round().to_string().parse().ok()?;
        Some((crate::opmaak::hoofdletter(&d.naam), format!("{} uur", d.uren), promille))
    };
    let rijen: Vec<_> = m.delen.iter().filter_map(deel).collect();
    (m.voorsprong.is_some()).then(|| crate::grafiek::aandelen("mix", "Hoe het werk is verdeeld", &rijen))
}

fn inhoud(a: &Kaderadvies, basis: &str, zrm: &str, invoer: &Invoer) -> Inhoud {
    let basis = format!("{basis}/{}", in_url(&a.kader.id));
    let vraag = |v: &Vraag| Regel {
        tekst: v.tekst.clone(),
        bron: bron(&v.bron),
        href: Some(antwoordplek(&basis, zrm, v)),
    };
    let advies = &a.advies;
    let verstuurd = invoer.get("stand").is_some();
    let voorstel: BTreeSet<&str> =
        advies.adviezen.iter().flat_map(|g| &g.te_bestellen).map(String::as_str).collect();
    let gekozen = |kort: &str| {
        if verstuurd { invoer.get(&format!("p-{kort}")).is_some() } else { voorstel.contains(kort) }
    };
    let producten = advies.producten.iter().map(|p| ProductRij {
        kort: p.product.clone(),
        naam: p.naam.clone(),
        soort: if p.soort == "product" { String::new() } else { p.soort.clone() },
        uitkomst: uitkomst(p.uitkomst),
        redenen: p
            .redenen
            .iter()
            .map(|r| Regel { tekst: r.tekst.clone(), bron: bron(&r.bron), href: None })
            .collect(),
        vragen: p.vragen.iter().map(vraag).collect(),
        termijnen: p.termijnen.iter().map(|t| t.tekst.clone()).collect(),
        gekozen: gekozen(&p.product),
    });
    let i = &a.invulling;
    let meting = i.meting.as_ref().map_or_else(
        || "Nog niet gemeten".to_owned(),
        |m| format!("{}, door {}", datum(m.meting.gemeten_op()), m.meting.gemeten_door()),
    );
    let aantal = |n: usize, een: &str, meer: &str| crate::opmaak::meervoud(super::lengte(n), een, meer);
    let mut ingevuld = format!(
        "{} en {}",
        aantal(i.dossier.antwoorden.len(), "antwoord", "antwoorden"),
        aantal(i.dossier.werk.len(), "regel werk", "regels werk")
    );
    if let Some((door, op)) = &i.laatst {
        ingevuld = format!("{ingevuld}; laatst op {} door {door}", datum(*op));
    }
    let versie = match a.versie {
        0 => "meegeleverd met het programma".to_owned(),
        n => format!("versie {n}"),
    };
    Inhoud {
        kader: format!("{} ({versie})", a.kader.naam),
        kader_id: a.kader.id.clone(),
        stand: a.stand.clone(),
        meting,
        ingevuld,
        vervallen: i.vervallen.clone(),
        producten: producten.collect(),
        vragen: advies.vragen().into_iter().map(vraag).collect(),
        mixbeeld: advies.mix.as_ref().and_then(mixbeeld),
        mix: advies.mix.clone(),
        pakketten: advies.pakketten.clone(),
        plichten: advies.plichten.clone(),
        routes: advies
            .routes
            .iter()
            .map(|r| (r.als.clone(), uitkomst(r.uitkomst), r.tekst.clone()))
            .collect(),
        adviezen: advies.adviezen.clone(),
        motivering: invoer.tekst("motivering"),
        basis,
    }
}

fn keuzerij(k: &Gekozen) -> KeuzeRij {
    let wat = match k.keuze.producten() {
        [] => "Geen ondersteuning".to_owned(),
        lijst => lijst.join(", "),
    };
    let versie = if k.versie == 0 { String::new() } else { format!(" versie {}", k.versie) };
    KeuzeRij {
        kop: format!("{}, door {}, bij {}{versie}", datum(k.op), k.door, k.kader),
        wat,
        motivering: k.keuze.motivering().unwrap_or_default().to_owned(),
        afwijkingen: k
            .keuze
            .afwijkingen()
            .iter()
            .map(|a| format!("{}: {} ({})", a.product, a.richting.in_woorden(), a.regel))
            .collect(),
    }
}

impl AdviesPagina {
    /// The page.
    pub fn nieuw(om: &Omgeving, b: &Adviesblad, invoer: &Invoer, fouten: Fouten) -> Self {
        let (g, melding) = b.plek;
        let (naam, hier) = (b.client.naam.voluit(), adres(g, melding));
        let zrm = format!("{}?melding={melding}", super::zrm::adres(g, b.client.id));
        let dit = b.kader.as_ref().map(|k| k.kader.id.clone()).unwrap_or_default();
        let kaders = b
            .kaders
            .iter()
            .filter(|_| b.kaders.len() > 1)
            .map(|k| (format!("{hier}?kader={}", in_url(&k.id)), k.naam.clone(), k.id == dit));
        Self {
            schil: schil(om, b, "Advies").hier("Advies"),
            naam,
            gedaan: gedaan(invoer),
            fouten,
            kaders: kaders.collect(),
            inhoud: b.kader.as_ref().map(|a| inhoud(a, &hier, &zrm, invoer)),
            keuzes: b.keuzes.iter().map(keuzerij).collect(),
            zrm,
            hier,
        }
    }
}

/// The shell of a page about advice on a melding; the breadcrumb is still open.
fn schil(om: &Omgeving, b: &Adviesblad, titel: &str) -> Schil {
    use super::melding;
    let naam = b.client.naam.voluit();
    Schil::nieuw(om, format!("{titel}: {naam}"), melding::PAD, melding::PAD)
        .via("Overzicht", "/")
        .via("Meldingen en aanvragen", melding::PAD)
        .via(naam, melding::adres(b.plek.0, b.plek.1))
}

/// Why, as a tree: a page of its own.
#[derive(Template, Debug)]
#[template(path = "advies_uitleg.html")]
pub struct UitlegPagina {
    /// Shell.
    pub schil: Schil,
    /// Who.
    pub naam: String,
    /// The trees: of the whole, or of one product.
    pub boom: Html,
    /// Other parts: address and words.
    pub delen: Vec<(String, String, bool)>,
    /// Where one came from.
    pub terug: String,
}

impl UitlegPagina {
    /// The tree of one step of the advice; the first when none is asked.
    pub fn nieuw(om: &Omgeving, b: &Adviesblad, a: &Kaderadvies, stap: usize) -> Self {
        let terug = adres(b.plek.0, b.plek.1);
        let basis = format!("{terug}/{}/uitleg", in_url(&a.kader.id));
        let stappen = &a.advies.uitleg.stappen;
        let deel = |(i, s): (usize, &kern::Uitleg)| (format!("{basis}?stap={i}"), s.stap.clone(), i == stap);
        let leeg = kern::Uitleg::new("Uitleg", "Hier is niets uit te leggen.");
        Self {
            schil: schil(om, b, "Uitleg bij het advies").via("Advies", &terug).hier("Uitleg"),
            naam: b.client.naam.voluit(),
            boom: crate::uitleg::boom(stappen.get(stap).unwrap_or(&leeg)),
            delen: stappen.iter().enumerate().map(deel).collect(),
            terug,
        }
    }
}

async fn laad(bezoek: &Bezoek, plek: (Gemeentecode, i64), kader: Option<String>) -> Result<Adviesblad, Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| q::blad(&o, wie, plek, kader.as_deref())).await
}

/// `GET /meldingen/{gemeente}/{id}/advies`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let plek = super::plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let b = laad(&bezoek, plek, invoer.get("kader").map(str::to_owned)).await?;
    toon(&AdviesPagina::nieuw(&bezoek.om, &b, &invoer, Fouten::default()))
}

/// `POST /meldingen/{gemeente}/{id}/advies`: the choice.
pub async fn kies(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let plek = super::plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let (kader, stand) = (invoer.tekst("kader"), invoer.tekst("stand"));
    let producten: Vec<String> = invoer
        .0
        .iter()
        .filter(|(_, w)| *w == "ja")
        .filter_map(|(n, _)| n.strip_prefix("p-").map(str::to_owned))
        .collect();
    let motivering = invoer.tekst("motivering");
    let (o, k) = (omgeving(&bezoek), kader.clone());
    let uit = vraag(&bezoek, move |_, wie| {
        let namen: Vec<&str> = producten.iter().map(String::as_str).collect();
        q::kies(&o, wie, plek, (&k, &stand), &namen, &motivering)
    })
    .await?;
    match uit {
        Ok(_) => {
            let naar = format!("{}?kader={}&gedaan=gekozen", adres(plek.0, plek.1), in_url(&kader));
            Ok(Redirect::to(&naar).into_response())
        }
        Err(mis) => {
            let mut fouten = Fouten::default();
            for b in &mis {
                let bij = (b.pad == "motivering").then(|| "motivering".to_owned());
                fouten.reden(b, bij);
            }
            let b = laad(&bezoek, plek, Some(kader)).await?;
            let pagina = toon(&AdviesPagina::nieuw(&bezoek.om, &b, &invoer, fouten))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
        }
    }
}
