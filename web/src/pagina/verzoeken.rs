//! Verzoeken: what providers ask, beside what is assigned, and the decision on it with its consequences shown first.

use super::{Invoer, Keuze, Tab, lengte, plek};
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{Html, euro, meervoud, nog, periode};
use crate::schil::{Omgeving, Query, Schil};
use crate::status::Status;
use crate::{Bezoek, toon, uitleg, vraag};
use app::Recht;
use app::verzoeken::{
    Afspraak, Gevolg, Omvang, Oordeel, Productsoort, RedenAfwijzing, Toewijzing, Verzoekdeel, Verzoekproduct,
    Verzoeksoort, Verzoekstand,
};
use app::vragen::VraagFout;
use app::vragen::declaraties::Producten;
use app::vragen::verzoeken::{
    self as q, Lijststand, MEESTE, VerzoekDossier, VerzoekFilter, VerzoekLijst, VerzoekRij,
};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use kern::{Bevinding, Eurocent, Gemeentecode, Product};

pub(crate) fn soortnaam(soort: Verzoeksoort) -> &'static str {
    match soort {
        Verzoeksoort::Vot => "Verzoek om toewijzing",
        Verzoeksoort::Vow => "Verzoek om wijziging",
    }
}

/// Product, amount and term in one line.
fn in_woorden(
    namen: &Producten,
    product: Option<Product>,
    omvang: Option<Omvang>,
    budget: Option<Eurocent>,
    van: Date,
    tot: Option<Date>,
) -> String {
    let wat = match product {
        None => "alle producten".to_owned(),
        Some(Product { categorie, code: None }) => format!("productcategorie {categorie}"),
        Some(p @ Product { code: Some(code), .. }) => {
            namen.van(&p).map_or_else(|| format!("product {code}"), |naam| format!("{naam} ({code})"))
        }
    };
    format!("{wat}, {}{}", hoeveel(omvang, budget), periode(van, tot))
}

fn hoeveel(omvang: Option<Omvang>, budget: Option<Eurocent>) -> String {
    match (omvang, budget) {
        (Some(o), _) => format!("{} {}, ", o.eenheid.aantal(o.volume), o.frequentie.omschrijving()),
        (None, Some(b)) => format!("budget {}, ", euro(b)),
        (None, None) => String::new(),
    }
}

pub(crate) fn zoals_het_is(namen: &Producten, t: &Toewijzing) -> String {
    in_woorden(namen, t.product, t.omvang, t.budget, t.ingangsdatum, t.einddatum)
}

/// A row of the list.
#[derive(Debug)]
pub struct Regel {
    /// The request.
    pub rij: VerzoekRij,
    /// Kind in words.
    pub soort: &'static str,
    /// Stand as a label.
    pub stand: Html,
    /// Days left, and why.
    pub termijn: Option<(String, Html)>,
}

/// The list.
#[derive(Template, Debug)]
#[template(path = "verzoeken.html")]
pub struct VerzoekenPagina {
    /// Shell.
    pub schil: Schil,
    /// Open and done.
    pub tabs: Vec<Tab>,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Rows.
    pub rijen: Vec<Regel>,
    /// How many there are.
    pub telling: String,
    /// There are more than are shown.
    pub meer: bool,
    /// Those that wait.
    pub open: bool,
    /// A provider looks at its own requests.
    pub eigen: bool,
    /// This user decides.
    pub beslist: bool,
    /// Names.
    pub om: Omgeving,
}

impl VerzoekenPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, filter: &VerzoekFilter, lijst: VerzoekLijst, vandaag: Date) -> Self {
        let open = filter.stand == Lijststand::Open;
        let tab = |stand: Lijststand, tekst| Tab {
            href: Query::default()
                .met("stand", if stand == Lijststand::Open { "" } else { stand.code() })
                .misschien("gemeente", om.gekozen)
                .op("/verzoeken"),
            tekst,
            hier: filter.stand == stand,
            aantal: None,
        };
        Self {
            schil: Schil::nieuw(om, "Verzoeken", "/verzoeken", "/verzoeken")
                .via("Overzicht", "/")
                .hier("Verzoeken"),
            tabs: vec![tab(Lijststand::Open, "Wacht op een reactie"), tab(Lijststand::Klaar, "Afgehandeld")],
            keuzes: vec![Keuze::gemeente(om)],
            telling: meervoud(lengte(lijst.rijen.len()), "verzoek", "verzoeken"),
            rijen: lijst
                .rijen
                .into_iter()
                .map(|rij| Regel {
                    soort: soortnaam(rij.soort),
                    stand: rij.stand.label(),
                    termijn: rij
                        .termijn
                        .as_ref()
                        .zip(rij.uiterlijk)
                        .map(|(u, dag)| (nog(dag, vandaag), uitleg::boom(u))),
                    rij,
                })
                .collect(),
            meer: lijst.meer,
            open,
            eigen: om.gebruiker.rol == app::Rol::Aanbieder,
            beslist: om.gebruiker.rol.mag(Recht::Beoordelen),
            om: om.clone(),
        }
    }

    /// The most rows that are shown.
    pub fn meeste(&self) -> usize {
        MEESTE
    }
}

/// A product of a request beside what is assigned.
#[derive(Debug)]
pub struct Gevraagd {
    /// What is asked of it.
    pub soort: &'static str,
    /// In words.
    pub gevraagd: String,
    /// What is assigned now; empty for something new.
    pub nu: Option<String>,
    /// The assignment that came of it.
    pub toegewezen: Option<i64>,
    /// What the provider adds.
    pub erbij: Vec<String>,
}

fn gevraagd(p: &Verzoekproduct, d: &VerzoekDossier) -> Gevraagd {
    let van_nummer = |n: i64| d.toewijzingen.iter().find(|t| t.nummer.waarde() == n);
    let bestaande = p.toewijzing.and_then(van_nummer);
    let (soort, tekst) = match p.soort {
        Productsoort::Aangevraagd => ("Nieuwe toewijzing", None),
        Productsoort::Ongewijzigd => ("Blijft gelijk", Some("geen wijziging".to_owned())),
        Productsoort::TeWijzigen => ("Te wijzigen", None),
        Productsoort::Nieuw => ("Nieuw product", None),
    };
    let product = p.product.or_else(|| bestaande.and_then(|t| t.product));
    let mut erbij = Vec::new();
    if let Some((nummer, _)) = p.beschikking {
        erbij.push(format!("Beschikking {nummer}"));
    }
    if let Some((soort, naam, zorgverlener)) = &p.verwijzer {
        let soort = super::aanvragen::verwijzer(soort);
        if !soort.is_empty() {
            erbij.push(format!("Verwijzer: {soort}"));
        }
        erbij.extend(naam.iter().map(|n| format!("Verwezen door {n}")));
        erbij.extend(zorgverlener.iter().map(|n| format!("Verwezen door zorgverlener {n}")));
    }
    erbij.extend(p.commentaar.clone());
    Gevraagd {
        soort,
        gevraagd: tekst.unwrap_or_else(|| {
            p.ingangsdatum.map_or_else(String::new, |van| {
                in_woorden(&d.namen, product, p.omvang, p.budget, van, p.einddatum)
            })
        }),
        nu: p.toewijzing.map(|n| match bestaande {
            Some(t) => format!("Toewijzing {n}: {}", zoals_het_is(&d.namen, t)),
            None => format!("Toewijzing {n} is hier niet bekend"),
        }),
        toegewezen: p.toegewezen,
        erbij,
    }
}

/// A part of a request on its page.
#[derive(Debug)]
pub struct Deel {
    /// The part.
    pub deel: Verzoekdeel,
    /// Stand as a label.
    pub stand: Html,
    /// Why it was refused.
    pub reden: Option<&'static str>,
    /// The term, with days left and why.
    pub termijn: Option<(Date, String, Html)>,
    /// What is asked.
    pub producten: Vec<Gevraagd>,
    /// Where it is decided; only when that can be, by this user.
    pub besluit: Option<String>,
}

/// One request.
#[derive(Template, Debug)]
#[template(path = "verzoek.html")]
pub struct VerzoekPagina {
    /// Shell.
    pub schil: Schil,
    /// Kind in words.
    pub soort: &'static str,
    /// The request.
    pub d: VerzoekDossier,
    /// Its parts.
    pub delen: Vec<Deel>,
    /// Assignments that the request does not name.
    pub overig: Vec<(i64, String)>,
    /// Name of the municipality.
    pub gemeente: String,
    /// A provider looks at its own request.
    pub eigen: bool,
    /// It was just sent.
    pub verzonden: bool,
}

pub(crate) fn delen(d: &VerzoekDossier, vandaag: Date) -> Vec<Deel> {
    let v = &d.verzoek;
    v.delen
        .iter()
        .map(|deel| {
            let termijn = d.termijnen.iter().find(|(n, _)| *n == deel.volgnr).and_then(|(_, u)| {
                let dag = q::uiterlijk(v, deel)?;
                Some((dag, nog(dag, vandaag), uitleg::boom(u)))
            });
            let open = matches!(deel.stand, Verzoekstand::Ingediend | Verzoekstand::InOnderzoek);
            Deel {
                stand: deel.stand.label(),
                reden: match deel.stand {
                    Verzoekstand::Afgewezen(r) => Some(r.omschrijving()),
                    _ => None,
                },
                termijn,
                producten: v.producten_van(deel.volgnr).map(|p| gevraagd(p, d)).collect(),
                besluit: (d.mag_beoordelen && open)
                    .then(|| format!("/verzoeken/{}/{}/{}", v.gemeente, v.id, deel.volgnr)),
                deel: deel.clone(),
            }
        })
        .collect()
}

impl VerzoekPagina {
    /// The page of this request.
    pub fn nieuw(om: &Omgeving, d: VerzoekDossier, vandaag: Date) -> Self {
        let soort = soortnaam(d.verzoek.soort);
        let kop = format!("{soort} {}", d.verzoek.id);
        let genoemd =
            |n: i64| d.verzoek.producten.iter().any(|p| p.toewijzing == Some(n) || p.toegewezen == Some(n));
        Self {
            schil: Schil::nieuw(om, kop.clone(), "/verzoeken", "/verzoeken")
                .via("Overzicht", "/")
                .via("Verzoeken", "/verzoeken")
                .hier(kop),
            soort,
            delen: delen(&d, vandaag),
            overig: d
                .toewijzingen
                .iter()
                .filter(|t| !t.is_verwijderd() && !genoemd(t.nummer.waarde()))
                .map(|t| (t.nummer.waarde(), zoals_het_is(&d.namen, t)))
                .collect(),
            gemeente: om.gemeente(d.verzoek.gemeente),
            eigen: om.gebruiker.rol == app::Rol::Aanbieder,
            verzonden: false,
            d,
        }
    }
}

/// What granting does to one assignment.
#[derive(Debug)]
pub struct Verandering {
    /// Name.
    pub wat: String,
    /// As it was.
    pub was: String,
    /// As it becomes.
    pub wordt: String,
}

fn veranderingen(namen: &Producten, gevolgen: &[Gevolg]) -> Vec<Verandering> {
    let mut uit = Vec::new();
    for g in gevolgen {
        if let Some(was) = &g.was {
            let wordt = match &g.wordt {
                None => "blijft gelijk".to_owned(),
                Some(t) if t.is_verwijderd() => "wordt teruggenomen, alsof zij niet is verzonden".to_owned(),
                Some(t) => zoals_het_is(namen, t),
            };
            uit.push(Verandering {
                wat: format!("Toewijzing {}", was.nummer),
                was: zoals_het_is(namen, was),
                wordt,
            });
        }
        if let Some(t) = &g.nieuw {
            uit.push(Verandering {
                wat: format!("Nieuwe toewijzing {}", t.nummer),
                was: String::new(),
                wordt: zoals_het_is(namen, t),
            });
        }
    }
    uit
}

/// What was agreed with the provider where a day has passed, as the form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Afgesproken {
    /// `gevraagd` or `per`.
    pub keuze: String,
    /// The day, as it was typed.
    pub per: String,
}

impl Afgesproken {
    fn lees(invoer: &Invoer) -> Result<(Self, Option<Afspraak>), VraagFout> {
        let zelf = Self { keuze: invoer.tekst("afspraak"), per: invoer.tekst("per") };
        let afspraak = match invoer.get("afspraak") {
            Some("gevraagd") => Some(Afspraak::ZoalsGevraagd),
            Some("per") => invoer.datum("per")?.map(Afspraak::Per),
            _ => None,
        };
        Ok((zelf, afspraak))
    }
}

/// The page on which a part is decided.
#[derive(Template, Debug)]
#[template(path = "verzoek_besluit.html")]
pub struct BesluitPagina {
    /// Shell.
    pub schil: Schil,
    /// Kind in words.
    pub soort: &'static str,
    /// The request.
    pub d: VerzoekDossier,
    /// The part.
    pub deel: Deel,
    /// What granting would do.
    pub gevolgen: Vec<Verandering>,
    /// Why it cannot be granted.
    pub beletsel: Vec<String>,
    /// A day has passed, so something must be agreed.
    pub vraagt_afspraak: bool,
    /// What was agreed.
    pub afgesproken: Afgesproken,
    /// Reasons to refuse.
    pub redenen: Vec<(&'static str, &'static str)>,
    /// It is not looked into yet.
    pub kan_onderzoek: bool,
    /// What was wrong with the decision that was sent.
    pub fouten: Vec<String>,
    /// Address of this page.
    pub hier: String,
    /// Address of the request.
    pub terug: String,
}

impl BesluitPagina {
    /// The page of this part; `None` when there is nothing to decide.
    pub fn nieuw(
        om: &Omgeving,
        d: VerzoekDossier,
        volgnr: i64,
        uitkomst: &Result<Vec<Gevolg>, Vec<Bevinding>>,
        afgesproken: Afgesproken,
        vandaag: Date,
    ) -> Option<Self> {
        let deel = delen(&d, vandaag).into_iter().find(|x| x.deel.volgnr == volgnr && x.besluit.is_some())?;
        let terug = format!("/verzoeken/{}/{}", d.verzoek.gemeente, d.verzoek.id);
        let soort = soortnaam(d.verzoek.soort);
        let beletsel = uitkomst.as_ref().err();
        let over_afspraak = |b: &Bevinding| b.regel == "IV093";
        Some(Self {
            schil: Schil::nieuw(om, "Beslissen", "/verzoeken", "/verzoeken")
                .via("Overzicht", "/")
                .via("Verzoeken", "/verzoeken")
                .via(format!("{soort} {}", d.verzoek.id), terug.clone())
                .hier("Beslissen"),
            soort,
            gevolgen: uitkomst.as_ref().map(|g| veranderingen(&d.namen, g)).unwrap_or_default(),
            vraagt_afspraak: !afgesproken.keuze.is_empty()
                || beletsel.is_some_and(|b| b.iter().any(over_afspraak)),
            beletsel: beletsel.into_iter().flatten().map(|b| b.tekst.to_string()).collect(),
            afgesproken,
            redenen: RedenAfwijzing::ALLE
                .iter()
                .filter(|r| r.bruikbaar())
                .map(|r| (r.code(), r.omschrijving()))
                .collect(),
            kan_onderzoek: deel.deel.stand == Verzoekstand::Ingediend,
            fouten: Vec::new(),
            hier: format!("{terug}/{volgnr}"),
            terug,
            deel,
            d,
        })
    }
}

/// `GET /verzoeken`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let lees = || {
        Ok::<_, VraagFout>(VerzoekFilter {
            gemeente: om.gekozen,
            agb: invoer.agb("agb")?,
            stand: invoer.keuze("stand", Lijststand::parse)?.unwrap_or(Lijststand::Open),
        })
    };
    let filter = lees().map_err(|f| Fout::from(f).voor(om))?;
    let vandaag = bezoek.vandaag();
    let lijst = vraag(&bezoek, move |s, wie| q::lijst(&s.db, wie, &filter, vandaag)).await?;
    toon(&VerzoekenPagina::nieuw(om, &filter, lijst, vandaag))
}

/// `GET /verzoeken/{gemeente}/{id}`
pub async fn dossier(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let verzonden = invoer.get("gedaan") == Some("verzonden");
    let vandaag = bezoek.vandaag();
    let d = vraag(&bezoek, move |s, wie| q::dossier(&s.db, wie, gemeente, id, vandaag)).await?;
    toon(&VerzoekPagina { verzonden, ..VerzoekPagina::nieuw(om, d, vandaag) })
}

pub(crate) fn omgeving(bezoek: &Bezoek) -> app::Omgeving {
    app::Omgeving {
        db: bezoek.staat.db.clone(),
        kluis: bezoek.staat.kluis.clone(),
        vandaag: bezoek.vandaag(),
        nu: bezoek.nu(),
        wie: bezoek.om.gebruiker.weergavenaam.clone(),
    }
}

async fn besluitpagina(
    bezoek: &Bezoek,
    (gemeente, id, deel): (Gemeentecode, i64, i64),
    afgesproken: Afgesproken,
    afspraak: Option<Afspraak>,
) -> Result<BesluitPagina, Fout> {
    let o = omgeving(bezoek);
    let vandaag = o.vandaag;
    let (d, uitkomst) = vraag(bezoek, move |s, wie| {
        let uitkomst = q::gevolgen(&o, wie, gemeente, id, deel, afspraak)?;
        Ok((q::dossier(&s.db, wie, gemeente, id, vandaag)?, uitkomst))
    })
    .await?;
    BesluitPagina::nieuw(&bezoek.om, d, deel, &uitkomst, afgesproken, vandaag).ok_or_else(|| {
        Fout::ongeldig("op dit verzoek is al beslist; ga terug naar de lijst").voor(&bezoek.om)
    })
}

fn deel_uit(bezoek: &Bezoek, g: &str, id: &str, deel: &str) -> Result<(Gemeentecode, i64, i64), Fout> {
    let lees = || {
        let (gemeente, id) = plek(g, id)?;
        Ok::<_, VraagFout>((gemeente, id, deel.parse().map_err(|_| VraagFout::NietGevonden)?))
    };
    lees().map_err(|f| Fout::from(f).voor(&bezoek.om))
}

/// `GET /verzoeken/{gemeente}/{id}/{deel}`
pub async fn besluit(
    bezoek: Bezoek,
    Path((g, id, deel)): Path<(String, String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let sleutel = deel_uit(&bezoek, &g, &id, &deel)?;
    let (afgesproken, afspraak) = Afgesproken::lees(&invoer).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    toon(&besluitpagina(&bezoek, sleutel, afgesproken, afspraak).await?)
}

/// `POST /verzoeken/{gemeente}/{id}/{deel}`
pub async fn beslis(
    bezoek: Bezoek,
    Path((g, id, deel)): Path<(String, String, String)>,
    formulier: crate::sessie::Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let sleutel = deel_uit(&bezoek, &g, &id, &deel)?;
    let (afgesproken, afspraak) = Afgesproken::lees(&invoer).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let oordeel = match (invoer.get("oordeel"), invoer.get("reden").map(RedenAfwijzing::parse)) {
        (Some("honoreer"), _) => Ok(Oordeel::Honoreer(afspraak)),
        (Some("onderzoek"), _) => Ok(Oordeel::InOnderzoek),
        (Some("afwijzen"), Some(Ok(reden))) => Ok(Oordeel::WijsAf(reden)),
        (Some("afwijzen"), _) => Err("Kies waarom u het verzoek afwijst."),
        _ => return Err(Fout::ongeldig("kies een besluit").voor(&bezoek.om)),
    };
    let fouten = match oordeel {
        Err(tekst) => vec![tekst.to_owned()],
        Ok(oordeel) => {
            let o = omgeving(&bezoek);
            let (gemeente, verzoek, volgnr) = sleutel;
            let uitkomst =
                vraag(&bezoek, move |_, wie| q::beoordeel(&o, wie, gemeente, verzoek, volgnr, oordeel))
                    .await?;
            match uitkomst {
                Ok(_) => return Ok(Redirect::to(&format!("/verzoeken/{gemeente}/{verzoek}")).into_response()),
                Err(b) => b.iter().map(|b| b.tekst.to_string()).collect(),
            }
        }
    };
    let pagina = besluitpagina(&bezoek, sleutel, afgesproken, afspraak).await?;
    let antwoord = toon(&BesluitPagina { fouten, ..pagina })?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, antwoord).into_response())
}
