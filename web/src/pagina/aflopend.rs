//! Decisions that end, that somebody must look at again, or that are temporary: the list, and what is done about one.

use super::melding::{KlokBlok, redenen, verder};
use super::verzoeken::omgeving;
use super::{Blader, Invoer, Keuze, lengte, plek};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::{Html, datum, hoofdletter, meervoud};
use crate::schil::{Omgeving, Query, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, uitleg, vraag};
use app::aflopend::{self as q, Bewaakblad, Bewaakpost, Bewaakreden};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

/// Address of the list.
pub const PAD: &str = "/aflopend";

/// Rows on a page, so that it stays light.
const PER_BLAD: usize = 40;

/// A row.
#[derive(Debug)]
pub struct Rij {
    /// Name of the client.
    pub naam: String,
    /// Address of the client.
    pub client: String,
    /// Where it is dealt with, and the words of that.
    pub href: String,
    /// Words.
    pub knop: &'static str,
    /// Why it is here.
    pub waarom: &'static str,
    /// The support.
    pub wat: String,
    /// Its day.
    pub klok: KlokBlok,
    /// Municipality.
    pub gemeente: String,
    /// A new version is being made.
    pub in_de_maak: bool,
}

/// The list.
#[derive(Template, Debug)]
#[template(path = "aflopend.html")]
pub struct AflopendPagina {
    /// Shell.
    pub schil: Schil,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Rows.
    pub rijen: Vec<Rij>,
    /// How many.
    pub telling: String,
    /// There may be more.
    pub meer: bool,
    /// The foot of the list.
    pub blader: Blader,
}

/// The part of a list that a page shows, with the number of the page and of the last one, from 1. A page that is not there is
/// the nearest that is.
fn deel<'p, T>(alle: &'p [T], gevraagd: Option<&str>) -> (&'p [T], usize, usize) {
    let laatste = alle.len().div_ceil(PER_BLAD).max(1);
    let hier = gevraagd.and_then(|t| t.parse().ok()).unwrap_or(1).clamp(1, laatste);
    (alle.chunks(PER_BLAD).nth(hier - 1).unwrap_or_default(), hier, laatste)
}

/// The foot of the list.
fn voet(
    invoer: &Invoer,
    om: &Omgeving,
    telling: &str,
    (rijen, hier, laatste): (usize, usize, usize),
) -> Blader {
    let naar = |blad: usize| {
        Query::default()
            .misschien("gemeente", om.gekozen)
            .met("reden", invoer.tekst("reden"))
            .met("blad", blad.to_string())
            .op(PAD)
    };
    let telling = match laatste {
        1 => telling.to_owned(),
        _ => format!("{rijen} op deze bladzijde, {telling} in totaal"),
    };
    let vorige = (hier > 1).then(|| naar(hier - 1));
    let volgende = (hier < laatste).then(|| naar(hier + 1));
    Blader { telling, csv: None, vorige, volgende }
}

fn rij(om: &Omgeving, p: &Bewaakpost, vandaag: Date) -> Rij {
    let b = &p.besluit;
    Rij {
        naam: b.naam.lijst(),
        client: format!("/clienten/{}/{}", b.gemeente, b.client),
        href: format!("{PAD}/{}/{}", b.gemeente, b.beschikking),
        knop: match p.punt.reden {
            Bewaakreden::Definitief => "Definitief besluiten",
            Bewaakreden::Aflopend => "Vervolg regelen",
            Bewaakreden::Heronderzoek => "Opnieuw kijken",
        },
        waarom: p.punt.reden.omschrijving(),
        wat: format!("{}{}", b.aard, if b.pgb { " (pgb)" } else { "" }),
        klok: KlokBlok::van(&p.punt.termijn, vandaag),
        gemeente: om.gemeente(b.gemeente),
        in_de_maak: b.in_de_maak,
    }
}

impl AflopendPagina {
    /// The page of this list.
    pub fn nieuw(
        om: &Omgeving,
        invoer: &Invoer,
        (posten, meer): (&[Bewaakpost], bool),
        vandaag: Date,
    ) -> Self {
        let telling = meervoud(lengte(posten.len()), "besluit", "besluiten");
        let (rijen, hier, laatste) = deel(posten, invoer.get("blad"));
        let blader = voet(invoer, om, &telling, (rijen.len(), hier, laatste));
        let redenen = Bewaakreden::ALLE.iter().map(|r| (r.code().to_owned(), hoofdletter(r.omschrijving())));
        Self {
            schil: Schil::nieuw(om, "Aflopend en heronderzoek", PAD, PAD)
                .via("Overzicht", "/")
                .hier("Aflopend en heronderzoek"),
            keuzes: vec![
                Keuze::gemeente(om),
                Keuze::nieuw("reden", "Waarom", "Alles", redenen, invoer.tekst("reden")),
            ],
            telling,
            rijen: rijen.iter().map(|p| rij(om, p, vandaag)).collect(),
            meer,
            blader,
        }
    }
}

/// `GET /aflopend`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let reden = invoer.keuze("reden", Bewaakreden::parse).map_err(|f| Fout::from(f).voor(om))?;
    let (g, vandaag) = (om.gekozen, bezoek.vandaag());
    let (posten, meer) = vraag(&bezoek, move |s, wie| q::lijst(&s.db, wie, g, reden, vandaag)).await?;
    toon(&AflopendPagina::nieuw(om, &invoer, (&posten, meer), vandaag))
}

/// A form of its own on a page.
#[derive(Debug)]
pub struct Blok {
    /// Name of the step; part of its id.
    pub stap: &'static str,
    /// Heading.
    pub kop: &'static str,
    /// What it does.
    pub uitleg: &'static str,
    /// Fields.
    pub velden: Vec<Veld>,
    /// Words of the button.
    pub knop: &'static str,
    /// It is what one does first.
    pub eerst: bool,
}

/// A list of lines, some with an address.
#[derive(Debug)]
pub struct Regellijst {
    /// Id on the page.
    pub id: &'static str,
    /// Heading.
    pub kop: &'static str,
    /// Lines.
    pub regels: Vec<(String, Option<String>)>,
    /// Heading and text when there are none.
    pub leeg: (&'static str, &'static str),
}

/// One thing with its facts, what was kept about it, and what can be done: a form each.
#[derive(Template, Debug)]
#[template(path = "vervolg.html")]
pub struct VervolgPagina {
    /// Shell.
    pub schil: Schil,
    /// Heading.
    pub kop: String,
    /// Address of the client.
    pub client: String,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// What is wrong.
    pub fouten: Fouten,
    /// Facts.
    pub feiten: Vec<(&'static str, String)>,
    /// Why.
    pub uitleg: Option<Html>,
    /// What was kept.
    pub lijsten: Vec<Regellijst>,
    /// What can be done.
    pub blokken: Vec<Blok>,
    /// Where the forms go.
    pub pad: String,
}

impl VervolgPagina {
    /// With what is wrong beside its fields; then it is no success.
    pub fn antwoord(mut self) -> Result<Response, Fout> {
        self.fouten.naast(self.blokken.iter_mut().flat_map(|b| b.velden.iter_mut()));
        let mis = !self.fouten.is_leeg();
        let pagina = toon(&self)?;
        Ok(if mis { (StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response() } else { pagina })
    }
}

fn blokken(b: &Bewaakblad, invoer: &Invoer) -> Vec<Blok> {
    if !b.mag {
        return Vec::new();
    }
    let mut uit = Vec::new();
    if !b.besluit.bewaakt.tijdelijk {
        uit.push(Blok {
            stap: "onderzoek",
            kop: "Er moet opnieuw worden onderzocht",
            uitleg: "U begint een melding voor deze cliënt, met de dag van vandaag. De zes weken beginnen dan te lopen.",
            velden: Vec::new(),
            knop: "Begin een nieuw onderzoek",
            eerst: true,
        });
        uit.push(Blok {
            stap: "ongewijzigd",
            kop: "Er verandert niets",
            uitleg: "Het besluit past nog. Loopt de ondersteuning af, dan eindigt zij op de laatste dag.",
            velden: vec![
                Veld::nieuw(invoer, "grond", "Waarom verandert er niets?", Soort::Lap(4_000), "")
                    .met_hulp("Schrijf ook op hoe u dat hebt nagegaan."),
            ],
            knop: "Vastleggen",
            eerst: false,
        });
    }
    uit.push(Blok {
        stap: "plan",
        kop: "Op een andere dag",
        uitleg: "Voor dit besluit geldt dan die dag, en niet het ritme van de gemeente.",
        velden: vec![dagveld(invoer, "op", "Wanneer kijkt u opnieuw?", b.besluit.bewaakt.gepland_op)],
        knop: "Dag kiezen",
        eerst: false,
    });
    uit
}

/// The page of a decision.
pub fn bladpagina(
    om: &Omgeving,
    b: &Bewaakblad,
    invoer: &Invoer,
    fouten: Fouten,
    vandaag: Date,
) -> VervolgPagina {
    let x = &b.besluit;
    let mut feiten = vec![
        ("Cliënt", x.naam.voluit()),
        ("Ondersteuning", format!("{}{}", x.aard, if x.pgb { " (pgb)" } else { "" })),
        ("Besluit van", datum(x.bewaakt.besluit_op)),
        ("Tot en met", x.bewaakt.einddatum.map_or_else(|| "zonder laatste dag".into(), datum)),
        ("Gemeente", om.gemeente(x.gemeente)),
        ("Ritme", format!("elke {}", meervoud(i64::from(b.regels.heronderzoek_maanden), "maand", "maanden"))),
    ];
    match &b.punt {
        Some(p) => {
            feiten.push(("Waarom hier", hoofdletter(p.reden.omschrijving())));
            feiten.push(("Termijn", p.termijn.stand(vandaag).to_string()));
        }
        None => feiten.push(("Nu", "er hoeft vandaag niets".into())),
    }
    let eerder = b.eerder.iter().rev().map(|h| match (h.gedaan, h.gepland_op) {
        (Some((op, uit)), _) => {
            let grond = h.grond.as_ref().map_or_else(String::new, |g| format!(": {g}"));
            let tekst = format!("{}: {}, door {}{grond}", datum(op), uit.omschrijving(), h.door);
            (tekst, h.melding.filter(|_| b.mag).map(|m| super::melding::adres(x.gemeente, m)))
        }
        (None, op) => (format!("Gepland op {}, door {}", op.map_or_else(String::new, datum), h.door), None),
    });
    VervolgPagina {
        schil: Schil::nieuw(om, format!("Vervolg op besluit {}", x.beschikking), PAD, PAD)
            .via("Overzicht", "/")
            .via("Aflopend en heronderzoek", PAD)
            .hier(format!("Besluit {}", x.beschikking)),
        kop: format!("Vervolg op besluit {}", x.beschikking),
        client: format!("/clienten/{}/{}/beschikkingen", x.gemeente, x.client),
        gedaan: match invoer.get("gedaan") {
            Some("ongewijzigd") => Some("Er verandert niets. De volgende keer volgt uit het ritme."),
            Some("plan") => Some("De dag is gekozen."),
            _ => None,
        },
        fouten,
        uitleg: b.punt.as_ref().map(|p| uitleg::boom(&p.termijn.uitleg)),
        feiten,
        lijsten: vec![Regellijst {
            id: "eerder",
            kop: "Eerder bekeken",
            regels: eerder.collect(),
            leeg: ("Nog niet opnieuw bekeken", "Hier verschijnt wanneer iemand dit besluit opnieuw bekeek."),
        }],
        blokken: blokken(b, invoer),
        pad: format!("{PAD}/{}/{}", x.gemeente, x.beschikking),
    }
}

/// `GET /aflopend/{gemeente}/{id}`
pub async fn blad(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(&bezoek);
    let b = vraag(&bezoek, move |_, wie| q::blad(&o, wie, g, id)).await?;
    bladpagina(&bezoek.om, &b, &invoer, Fouten::default(), bezoek.vandaag()).antwoord()
}

/// `POST /aflopend/{gemeente}/{id}`
pub async fn doe(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(&bezoek);
    let mut l = Lezing::van(&invoer);
    let hier = format!("{PAD}/{g}/{id}");
    let uit = match invoer.get("stap") {
        Some("onderzoek") => {
            let uit = vraag(&bezoek, move |_, wie| q::begin_onderzoek(&o, wie, g, id)).await?;
            uit.map(|m| {
                Redirect::to(&format!("{}?gedaan=gemeld", super::melding::adres(g, m))).into_response()
            })
        }
        Some("ongewijzigd") => {
            let grond = invoer.tekst("grond");
            let uit = vraag(&bezoek, move |_, wie| q::ongewijzigd(&o, wie, g, id, &grond)).await?;
            uit.map(|()| verder(&hier, "ongewijzigd"))
        }
        Some("plan") => match super::melding::dag(&mut l, "op") {
            Some(op) => {
                let uit = vraag(&bezoek, move |_, wie| q::plan(&o, wie, g, id, op)).await?;
                uit.map(|()| verder(&hier, "plan"))
            }
            None => Err(Vec::new()),
        },
        _ => return Err(Fout::ongeldig("kies wat u wilt doen").voor(&bezoek.om)),
    };
    let mut fouten = l.fouten;
    match uit {
        Ok(antwoord) => return Ok(antwoord),
        Err(r) => redenen(&mut fouten, &r),
    }
    let o = omgeving(&bezoek);
    let b = vraag(&bezoek, move |_, wie| q::blad(&o, wie, g, id)).await?;
    bladpagina(&bezoek.om, &b, &invoer, fouten, bezoek.vandaag()).antwoord()
}

#[cfg(test)]
mod tests {
    use super::{PER_BLAD, deel};

    #[test]
    fn a_list_is_cut_into_pages_and_nothing_falls_out() {
        let lijst: Vec<usize> = (0..=2 * PER_BLAD).collect();
        let van = |n: usize, blad| {
            let (rijen, hier, laatste) = deel(&lijst[..n], blad);
            (rijen.len(), hier, laatste)
        };
        assert_eq!(van(0, None), (0, 1, 1));
        assert_eq!(van(PER_BLAD, None), (PER_BLAD, 1, 1));
        assert_eq!(van(PER_BLAD + 1, None), (PER_BLAD, 1, 2));
        assert_eq!(van(PER_BLAD + 1, Some("2")), (1, 2, 2));
        for wild in ["0", "99", "-1", "x"] {
            assert!(van(PER_BLAD + 1, Some(wild)).0 > 0, "{wild}");
        }
        let alles: Vec<usize> =
            ["1", "2", "3"].iter().flat_map(|b| deel(&lijst, Some(b)).0.to_vec()).collect();
        assert_eq!(alles, lijst);
    }
}
