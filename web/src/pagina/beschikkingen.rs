//! Decisions: the lists, and one decision with what is missing, its consequences, its versions, its letter and objections.

use super::verzoeken::{omgeving, zoals_het_is};
use super::{Invoer, Keuze, Tab, plek};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Regel, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::{Html, datum, euro, hoofdletter, meervoud};
use crate::schil::{Omgeving, Query, Schil};
use crate::sessie::Formulier;
use crate::status::label;
use crate::{Bezoek, toon, uitleg, vraag};
use app::beslissen::{
    self as b, Bekend, Bekendmaking, Besluitblad, Besluitrij, Besluitsoort, Besluittoestand, Bezwaaruitkomst,
    Gevolgen, Lijststand, NieuwBezwaar, Oordeel, bezwaar_uiterlijk,
};
use app::vragen::VraagFout;
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use kern::Bevinding;

/// Address of a decision.
pub(crate) fn adres(blad: &Besluitblad) -> String {
    format!("/beschikkingen/{}/{}", blad.gemeente, blad.id)
}

/// The shell of a page about a decision.
pub(crate) fn wegwijs(om: &Omgeving, blad: &Besluitblad) -> Schil {
    Schil::nieuw(om, format!("Besluit {}", blad.id), "/beschikkingen", "/beschikkingen")
        .via("Overzicht", "/")
        .via("Beschikkingen", "/beschikkingen")
        .via(format!("Besluit {}", blad.id), adres(blad))
}

/// One decision.
pub(crate) async fn laad(bezoek: &Bezoek, g: &str, id: &str) -> Result<Besluitblad, Fout> {
    let (gemeente, id) = plek(g, id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| b::blad(&o, wie, gemeente, id)).await
}

/// How a version stands, as a label.
fn stand(t: &Besluittoestand) -> Html {
    let (klas, icoon) = match t {
        Besluittoestand::Concept { terug: None } => ("rust", "half"),
        Besluittoestand::Concept { terug: Some(_) } => ("let", "let"),
        Besluittoestand::TerControle { .. } => ("info", "klok"),
        Besluittoestand::Vastgesteld { .. } => ("info", "vink"),
        Besluittoestand::Bekendgemaakt { .. } => ("goed", "vink"),
        Besluittoestand::Herzien { .. } | Besluittoestand::Ingetrokken { .. } => ("rust", "kruis"),
    };
    label(klas, icoon, t.omschrijving())
}

/// The list.
#[derive(Template, Debug)]
#[template(path = "beschikkingen.html")]
pub struct BeschikkingenPagina {
    /// Shell.
    pub schil: Schil,
    /// How they stand.
    pub tabs: Vec<Tab>,
    /// Filter.
    pub keuzes: Vec<Keuze>,
    /// Rows.
    pub rijen: Vec<Besluitrij>,
    /// There are more.
    pub meer: bool,
    /// Which list.
    pub stand: Lijststand,
    /// How many.
    pub telling: String,
    /// Names.
    pub om: Omgeving,
}

impl BeschikkingenPagina {
    /// The page of this list.
    pub fn nieuw(
        om: &Omgeving,
        stand: Lijststand,
        (rijen, meer): (Vec<Besluitrij>, bool),
        tellingen: &[(Lijststand, i64)],
    ) -> Self {
        let tabs = tellingen
            .iter()
            .map(|(s, n)| Tab {
                href: Query::default()
                    .met("stand", if *s == Lijststand::Concept { "" } else { s.code() })
                    .misschien("gemeente", om.gekozen)
                    .op("/beschikkingen"),
                tekst: s.omschrijving(),
                hier: *s == stand,
                aantal: Some(*n),
            })
            .collect();
        Self {
            schil: Schil::nieuw(om, "Beschikkingen", "/beschikkingen", "/beschikkingen")
                .via("Overzicht", "/")
                .hier("Beschikkingen"),
            tabs,
            keuzes: vec![Keuze::gemeente(om)],
            telling: meervoud(super::lengte(rijen.len()), "besluit", "besluiten"),
            rijen,
            meer,
            stand,
            om: om.clone(),
        }
    }

    /// Where no decision stands in this way.
    pub fn leeg(&self) -> (&'static str, &'static str) {
        match self.stand {
            Lijststand::Concept => {
                ("Niets in de maak", "Hier verschijnt een besluit dat u begint. Dat doet u bij de cliënt.")
            }
            Lijststand::TerControle => {
                ("Niets te controleren", "Hier verschijnt een besluit dat een collega u voorlegt.")
            }
            Lijststand::Vastgesteld => (
                "Niets bekend te maken",
                "Hier verschijnt een besluit dat is vastgesteld en nog verstuurd moet worden.",
            ),
            Lijststand::Bekendgemaakt => {
                ("Nog niets bekendgemaakt", "Hier verschijnt een besluit als de brief is verstuurd.")
            }
            Lijststand::Ingetrokken => {
                ("Niets ingetrokken", "Hier verschijnt een besluit dat is ingetrokken.")
            }
        }
    }
}

/// `GET /beschikkingen`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let stand = invoer.keuze("stand", Lijststand::parse).map_err(|f| Fout::from(f).voor(om))?;
    let (stand, gekozen) = (stand.unwrap_or(Lijststand::Concept), om.gekozen);
    let (lijst, tel) = vraag(&bezoek, move |s, wie| {
        Ok((b::lijst(&s.db, wie, gekozen, stand)?, b::tellingen(&s.db, wie, gekozen)?))
    })
    .await?;
    toon(&BeschikkingenPagina::nieuw(om, stand, lijst, &tel))
}

/// Something that is missing, with where it is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mist {
    /// What.
    pub tekst: String,
    /// Where; none when it cannot be filled in here.
    pub href: Option<String>,
}

fn mist(blad: &Besluitblad, redenen: &[Bevinding]) -> Vec<Mist> {
    redenen
        .iter()
        .map(|r| {
            let mut delen = r.pad.trim_start_matches('/').splitn(2, '/');
            let href = match (delen.next(), delen.next()) {
                (Some(stap @ ("ondersteuning" | "afweging")), Some(veld)) => {
                    Some(format!("{}/stap/{stap}?toon=ontbreekt#{veld}", adres(blad)))
                }
                (Some("huisstijl"), Some(veld)) => {
                    Some(format!("/beschikkingen/keuzes/{}#{veld}", blad.gemeente))
                }
                (Some("melding"), _) => {
                    Some(format!("/clienten/{}/{}/beschikkingen", blad.gemeente, blad.client))
                }
                _ => None,
            };
            Mist { tekst: r.tekst.to_string(), href }
        })
        .collect()
}

/// What happens to an order, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verandering {
    /// Order and provider.
    pub wat: String,
    /// As it was.
    pub was: String,
    /// As it becomes.
    pub wordt: String,
}

/// Consequences, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gevolgblok {
    /// Orders.
    pub orders: Vec<Verandering>,
    /// Messages.
    pub berichten: Vec<String>,
    /// Letters.
    pub brieven: Vec<String>,
    /// Money per year before and after.
    pub geld: (String, String),
}

pub(crate) fn gevolgblok(namen: &app::vragen::declaraties::Producten, g: &Gevolgen) -> Gevolgblok {
    let orders = g
        .toewijzingen
        .iter()
        .map(|r| {
            let wie = g.berichten.iter().find(|(a, _)| *a == r.wordt.agb);
            let wie = wie.map_or_else(|| r.wordt.agb.to_string(), |(_, n)| n.clone());
            let soort = if r.was.is_some() { "Toewijzing" } else { "Nieuwe toewijzing" };
            Verandering {
                wat: format!("{soort} {}, {wie}", r.wordt.nummer),
                was: r.was.as_ref().map_or_else(|| "nog niets".into(), |t| zoals_het_is(namen, t)),
                wordt: if r.wordt.is_verwijderd() {
                    "wordt teruggenomen, alsof zij niet is verzonden".into()
                } else {
                    zoals_het_is(namen, &r.wordt)
                },
            }
        })
        .collect();
    Gevolgblok {
        orders,
        berichten: g.berichten.iter().map(|(_, n)| format!("Bericht 301 aan {n}")).collect(),
        brieven: g.brieven.clone(),
        geld: (euro(g.per_jaar_was), euro(g.per_jaar_wordt)),
    }
}

/// A version on the page.
#[derive(Debug)]
pub struct Versierij {
    /// Number.
    pub nr: i64,
    /// Kind.
    pub soort: String,
    /// As a label.
    pub stand: Html,
    /// Who wrote it, who signed it, when.
    pub wie: String,
    /// Made known, and until when one can object.
    pub bekend: Option<(Date, Date)>,
    /// The letter, and its hash.
    pub brief: Option<(String, String)>,
}

/// An objection on the page.
#[derive(Debug)]
pub struct Bezwaarblok {
    /// Number.
    pub id: i64,
    /// Which version, and when it came.
    pub kop: String,
    /// What it is about.
    pub kern: String,
    /// In time or not, and until when is decided.
    pub termijn: String,
    /// The tree.
    pub boom: Html,
    /// It waits.
    pub open: bool,
    /// It can be put off.
    pub verdagen: bool,
}

/// One decision.
#[derive(Template, Debug)]
#[template(path = "beschikking.html")]
pub struct BesluitPagina {
    /// Shell.
    pub schil: Schil,
    /// The decision.
    pub blad: Besluitblad,
    /// As a label.
    pub stand: Html,
    /// Facts of the last version.
    pub feiten: Vec<(&'static str, String)>,
    /// Orders as the draft has them.
    pub delen: Vec<String>,
    /// What is missing.
    pub mist: Vec<Mist>,
    /// What making known would do.
    pub gevolgen: Option<Gevolgblok>,
    /// Why this user cannot sign.
    pub tekenbeletsel: Vec<String>,
    /// The tree.
    pub boom: Html,
    /// Versions, newest first.
    pub versies: Vec<Versierij>,
    /// Objections.
    pub bezwaren: Vec<Bezwaarblok>,
    /// Fields of a new objection.
    pub bezwaarvelden: Vec<Veld>,
    /// Fields of making known.
    pub bekendvelden: Vec<Veld>,
    /// What was wrong with what was sent.
    pub fouten: Fouten,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// Address.
    pub hier: String,
    /// A later version can begin.
    pub vervolg: bool,
}

fn feiten(blad: &Besluitblad) -> Vec<(&'static str, String)> {
    let Some(v) = blad.laatste() else { return Vec::new() };
    let o = &v.ontwerp;
    let mut uit = Vec::new();
    let mut zet = |naam, t: String| {
        if !t.trim().is_empty() {
            uit.push((naam, t));
        }
    };
    zet("Besluit", o.soort.map_or_else(String::new, |s| hoofdletter(s.omschrijving())));
    zet("Wat", o.aard.clone());
    zet("Hoeveel", o.intensiteit.clone());
    zet("Hoe", o.vorm.map_or_else(String::new, |v| hoofdletter(v.omschrijving())));
    zet(
        "Wanneer",
        o.ingangsdatum.map_or_else(String::new, |d| {
            let tot = o
                .einddatum
                .map_or_else(|| "zonder laatste dag".to_owned(), |t| format!("tot en met {}", datum(t)));
            if o.soort == Some(Besluitsoort::Intrekking) {
                format!("stopt op {}", datum(d))
            } else {
                format!("{} {tot}", datum(d))
            }
        }),
    );
    zet("Waarom", o.grond.clone());
    zet("Kosten per jaar", euro(blad.per_jaar));
    zet("Gemaakt door", format!("{}, {}", v.maker_naam, datum(v.gemaakt_op)));
    if let Besluittoestand::Concept { terug: Some(reden) } = &v.toestand {
        zet("Teruggegeven", reden.clone());
    }
    uit
}

fn delen(blad: &Besluitblad) -> Vec<String> {
    let Some(v) = blad.laatste() else { return Vec::new() };
    v.ontwerp
        .onderdelen
        .iter()
        .map(|d| {
            let naam = blad
                .namen
                .van(&d.product.als_product())
                .unwrap_or_else(|| format!("product {}", d.product.code));
            let bij = d.agb.map_or_else(|| "nog geen aanbieder".to_owned(), |a| blad.aanbieder(a));
            format!("{naam}, {} {}, bij {bij}", d.eenheid.aantal(d.volume), d.frequentie.omschrijving())
        })
        .collect()
}

impl BesluitPagina {
    /// The page of this decision.
    pub fn nieuw(
        om: &Omgeving,
        blad: Besluitblad,
        gevolgen: Option<&Oordeel<Gevolgen>>,
        (invoer, fouten): (&Invoer, Fouten),
        vandaag: Date,
    ) -> Option<Self> {
        let v = blad.laatste()?;
        let toestand = v.toestand.clone();
        let basis = adres(&blad);
        let mut ontbreekt = mist(&blad, &blad.ontbreekt);
        // what only shows when it is carried out stands in the same list
        if ontbreekt.is_empty()
            && let Some(Err(redenen)) = gevolgen
        {
            ontbreekt = mist(&blad, redenen);
        }
        let versies = blad
            .versies
            .iter()
            .rev()
            .map(|v| Versierij {
                nr: v.nr,
                soort: v
                    .ontwerp
                    .soort
                    .map_or_else(|| "Nog niet gekozen".into(), |s| hoofdletter(s.omschrijving())),
                stand: stand(&v.toestand),
                wie: match &v.ondertekenaar {
                    Some(t) => format!("{}; ondertekend door {t}", v.maker_naam),
                    None => v.maker_naam.clone(),
                },
                bekend: v.toestand.bekend_op().map(|d| (d, bezwaar_uiterlijk(d))),
                brief: blad.brieven.iter().find(|(nr, _)| *nr == v.nr).map(|(nr, hash)| {
                    (format!("{basis}/brief.pdf?versie={nr}"), hash.chars().take(12).collect())
                }),
            })
            .collect();
        let bezwaren = blad
            .bezwaren
            .iter()
            .map(|z| Bezwaarblok {
                id: z.id,
                kop: format!(
                    "Bezwaar {} tegen versie {}, ontvangen {}",
                    z.id,
                    z.versie,
                    datum(z.bezwaar.ontvangen_op)
                ),
                kern: z.kern.clone(),
                termijn: match z.afgedaan {
                    Some((op, u)) => format!("Afgehandeld op {}: {}.", datum(op), u.omschrijving()),
                    None => format!(
                        "{} Beslissen uiterlijk {}: {}.",
                        if z.bezwaar.op_tijd() {
                            "Het is op tijd."
                        } else {
                            "Het is te laat. Kijk of daar een goede reden voor is."
                        },
                        datum(z.bezwaar.beslissen_uiterlijk()),
                        crate::opmaak::nog(z.bezwaar.beslissen_uiterlijk(), vandaag)
                    ),
                },
                boom: uitleg::boom(&z.uitleg),
                open: z.afgedaan.is_none(),
                verdagen: !z.bezwaar.verdaagd && z.bezwaar.beslissen_uiterlijk() >= vandaag,
            })
            .collect();
        let bekende: Vec<(String, String)> = blad
            .versies
            .iter()
            .rev()
            .filter(|v| v.toestand.bekend_op().is_some())
            .map(|v| (v.nr.to_string(), format!("Versie {}", v.nr)))
            .collect();
        let janee = [("nee", "Nee"), ("ja", "Ja")].map(|(c, n)| (c.to_owned(), n.to_owned())).to_vec();
        let mut bezwaarvelden = if bekende.is_empty() {
            Vec::new()
        } else {
            vec![
                Veld::nieuw(invoer, "versie", "Tegen welke versie?", Soort::Keuze(bekende), ""),
                dagveld(invoer, "ontvangen_op", "Ontvangen op", Some(vandaag)),
                dagveld(invoer, "gepost_op", "Per post verstuurd op", None)
                    .met_hulp("Volgens het poststempel."),
                Veld::nieuw(invoer, "commissie", "Adviseert een commissie?", Soort::Keuze(janee), "nee"),
                Veld::nieuw(invoer, "kern", "Waar gaat het over?", Soort::Lap(1000), "")
                    .met_hulp("Noem geen BSN."),
            ]
        };
        let wijzen = Bekendmaking::ALLE.iter().map(|w| (w.code().to_owned(), hoofdletter(w.omschrijving())));
        let mut bekendvelden = vec![
            dagveld(invoer, "bekend_op", "Dag waarop de brief weggaat", Some(vandaag)),
            Veld::nieuw(
                invoer,
                "wijze",
                "Hoe krijgt de cliënt de brief?",
                Soort::Keuze(wijzen.collect()),
                "post",
            ),
        ];
        let mut fouten = fouten;
        fouten.naast(bezwaarvelden.iter_mut().chain(&mut bekendvelden));
        Some(Self {
            schil: Schil::nieuw(om, format!("Besluit {}", blad.id), "/beschikkingen", "/beschikkingen")
                .via("Overzicht", "/")
                .via("Beschikkingen", "/beschikkingen")
                .hier(format!("Besluit {}", blad.id)),
            stand: stand(&toestand),
            feiten: feiten(&blad),
            delen: delen(&blad),
            mist: ontbreekt,
            gevolgen: gevolgen.and_then(|g| g.as_ref().ok()).map(|g| gevolgblok(&blad.namen, g)),
            tekenbeletsel: blad.tekenbeletsel.iter().map(|b| b.tekst.to_string()).collect(),
            boom: uitleg::boom(&blad.uitleg),
            versies,
            bezwaren,
            bezwaarvelden,
            bekendvelden,
            fouten,
            gedaan: None,
            vervolg: matches!(toestand, Besluittoestand::Bekendgemaakt { .. })
                && v.ontwerp.soort.is_some_and(Besluitsoort::kent_toe)
                && blad.mag_schrijven,
            hier: basis,
            blad,
        })
    }

    /// The last version is a draft.
    pub fn is_concept(&self) -> bool {
        self.staat("concept")
    }

    /// The last version stands like this.
    pub fn staat(&self, code: &str) -> bool {
        self.blad.laatste().is_some_and(|v| v.toestand.code() == code)
    }

    /// Outcomes of an objection.
    pub fn uitkomsten(&self) -> &'static [Bezwaaruitkomst] {
        Bezwaaruitkomst::ALLE
    }
}

async fn pagina_van(
    bezoek: &Bezoek,
    g: &str,
    id: &str,
    (invoer, fouten): (&Invoer, Fouten),
) -> Result<BesluitPagina, Fout> {
    let om = &bezoek.om;
    let blad = laad(bezoek, g, id).await?;
    let gevolgen = if blad.laatste().is_some_and(|v| v.toestand.is_open()) && blad.ontbreekt.is_empty() {
        let (o, gemeente, nr) = (omgeving(bezoek), blad.gemeente, blad.id);
        Some(vraag(bezoek, move |_, wie| b::bekijk(&o, wie, gemeente, nr)).await?)
    } else {
        None
    };
    BesluitPagina::nieuw(om, blad, gevolgen.as_ref(), (invoer, fouten), bezoek.vandaag())
        .ok_or_else(|| Fout::niet_gevonden().voor(om))
}

/// `GET /beschikkingen/{gemeente}/{id}`
pub async fn dossier(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let mut p = pagina_van(&bezoek, &g, &id, (&Invoer::default(), Fouten::default())).await?;
    p.gedaan = match invoer.get("gedaan") {
        Some("voorleggen") => Some("Het besluit ligt bij een collega."),
        Some("teruggeven") => Some("Het besluit is terug bij wie het maakte."),
        Some("vaststellen") => Some("Het besluit is vastgesteld. Maak het nog bekend."),
        Some("bekend") => {
            Some("Het besluit is bekendgemaakt. De brief is bewaard en de toewijzingen staan klaar.")
        }
        Some("bezwaar") => Some("Het bezwaar is vastgelegd. Stuur een bevestiging van ontvangst."),
        Some("verdagen" | "afhandelen") => Some("Het bezwaar is bijgewerkt."),
        _ => None,
    };
    toon(&p)
}

/// What was sent to the page of a decision.
enum Daad {
    Voorleggen,
    Teruggeven(String),
    Vaststellen,
    Bekend(Bekend),
    VastEnBekend(Bekend),
    Weg,
    Vervolg(Besluitsoort),
    Bezwaar(NieuwBezwaar),
    Verdagen(i64),
    Afhandelen(i64, Bezwaaruitkomst),
}

fn lees(invoer: &Invoer) -> Option<Result<Daad, Fouten>> {
    let mut l = Lezing::van(invoer);
    let bekend = |l: &mut Lezing<'_>| {
        let op = l.dag("bekend_op");
        let op = l.verplicht("bekend_op", op, "Vul de dag in waarop de brief weggaat.");
        let wijze = l.lees("wijze", Bekendmaking::parse, "Kies hoe de cliënt de brief krijgt.");
        op.zip(wijze).map(|(op, wijze)| Bekend { op, wijze })
    };
    let nr = || invoer.get("bezwaar").and_then(|t| t.parse().ok());
    let daad = match invoer.get("stap")? {
        "voorleggen" => Some(Daad::Voorleggen),
        "teruggeven" => Some(Daad::Teruggeven(invoer.tekst("reden"))),
        "vaststellen" => Some(Daad::Vaststellen),
        "bekend" => bekend(&mut l).map(Daad::Bekend),
        "vast_en_bekend" => bekend(&mut l).map(Daad::VastEnBekend),
        "weg" => Some(Daad::Weg),
        "vervolg" => Some(Daad::Vervolg(invoer.get("soort").and_then(Besluitsoort::parse)?)),
        "bezwaar" => {
            let (ontvangen_op, gepost_op) = (l.dag("ontvangen_op"), l.dag("gepost_op"));
            Some(Daad::Bezwaar(NieuwBezwaar {
                versie: invoer.get("versie").and_then(|t| t.parse().ok()).unwrap_or(0),
                ontvangen_op,
                gepost_op,
                commissie: invoer.get("commissie") == Some("ja"),
                kern: invoer.tekst("kern"),
            }))
        }
        "verdagen" => Some(Daad::Verdagen(nr()?)),
        "afhandelen" => {
            Some(Daad::Afhandelen(nr()?, invoer.get("uitkomst").and_then(Bezwaaruitkomst::parse)?))
        }
        _ => return None,
    };
    Some(daad.filter(|_| l.fouten.is_leeg()).ok_or(l.fouten))
}

/// `POST /beschikkingen/{gemeente}/{id}`
pub async fn doe(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let om = &bezoek.om;
    let (gemeente, nr) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let o = omgeving(&bezoek);
    let daad = lees(&invoer).ok_or_else(|| Fout::ongeldig("kies wat u wilt doen").voor(om))?;
    let fouten = match daad {
        Err(fouten) => fouten,
        Ok(daad) => {
            let uit = vraag(&bezoek, move |_, wie| {
                let basis = format!("/beschikkingen/{gemeente}/{nr}");
                let klaar = |wat: &str| format!("{basis}?gedaan={wat}");
                Ok(match daad {
                    Daad::Voorleggen => b::leg_voor(&o, wie, gemeente, nr)?.map(|()| klaar("voorleggen")),
                    Daad::Teruggeven(r) => {
                        b::geef_terug(&o, wie, gemeente, nr, &r)?.map(|()| klaar("teruggeven"))
                    }
                    Daad::Vaststellen => b::stel_vast(&o, wie, gemeente, nr)?.map(|()| klaar("vaststellen")),
                    Daad::Bekend(k) => b::maak_bekend(&o, wie, gemeente, nr, k)?.map(|_| klaar("bekend")),
                    Daad::VastEnBekend(k) => {
                        b::vast_en_bekend(&o, wie, gemeente, nr, k)?.map(|_| klaar("bekend"))
                    }
                    Daad::Weg => b::weg(&o, wie, gemeente, nr)?.map(|()| "/beschikkingen".to_owned()),
                    Daad::Vervolg(soort) => b::begin_vervolg(&o, wie, gemeente, nr, soort)?
                        .map(|_| format!("{basis}/stap/ondersteuning")),
                    Daad::Bezwaar(z) => {
                        b::dien_bezwaar_in(&o, wie, gemeente, nr, &z)?.map(|_| klaar("bezwaar"))
                    }
                    Daad::Verdagen(z) => {
                        b::verdaag_bezwaar(&o, wie, gemeente, nr, z)?.map(|()| klaar("verdagen"))
                    }
                    Daad::Afhandelen(z, u) => {
                        b::handel_bezwaar_af(&o, wie, gemeente, nr, (z, u))?.map(|()| klaar("afhandelen"))
                    }
                })
            })
            .await?;
            match uit {
                Ok(naar) => return Ok(Redirect::to(&naar).into_response()),
                Err(redenen) => Fouten(
                    redenen
                        .iter()
                        .map(|r| Regel {
                            tekst: r.tekst.to_string(),
                            bij: r.pad.strip_prefix('/').filter(|v| !v.contains('/')).map(str::to_owned),
                        })
                        .collect(),
                ),
            }
        }
    };
    let p = toon(&pagina_van(&bezoek, &g, &id, (&invoer, fouten)).await?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, p).into_response())
}

/// `GET /beschikkingen/{gemeente}/{id}/brief.pdf`: the letter that was kept with a version, or how it would be now.
pub async fn brief(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, nr) = plek(&g, &id).map_err(|f| Fout::from(f).voor(om))?;
    let o = omgeving(&bezoek);
    let versie = invoer.get("versie").map(str::parse::<i64>).transpose();
    let versie = versie.map_err(|_| Fout::niet_gevonden().voor(om))?;
    let bytes = vraag(&bezoek, move |_, wie| match versie {
        Some(v) => b::briefbytes(&o, wie, gemeente, nr, v),
        None => b::voorbeeldbrief(&o, wie, gemeente, nr)?.map_err(|redenen| {
            let alle: Vec<_> = redenen.iter().map(|r| r.tekst.to_string()).collect();
            VraagFout::Ongeldig(alle.join(" "))
        }),
    })
    .await?;
    let naam = format!("inline; filename=\"besluit-{gemeente}-{nr}.pdf\"");
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, naam)], bytes)
        .into_response())
}
