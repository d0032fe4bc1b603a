//! Clients: the list and the file with its time line.

use super::{Blader, Invoer, Keuze, Tab, lengte, plek};
use crate::csv::Csv;
use crate::filters;
use crate::fout::Fout;
use crate::opmaak::{euro, frequentie, nog, volume};
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, blader_door, toon, vraag};
use app::Recht;
use app::vragen::clienten::{
    ClientDossier, ClientFilter, ClientRij, ClientSortering, ToewijzingRij, ToewijzingStand,
};
use app::vragen::tijdlijn::Deel;
use app::vragen::{Lijst, RegelStatus, Stap};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use kern::Gemeentecode;

/// The list.
#[derive(Template, Debug)]
#[template(path = "clienten.html")]
pub struct ClientenPagina {
    /// Shell.
    pub schil: Schil,
    /// What was typed.
    pub zoek: String,
    /// Birth date asked.
    pub geboren: String,
    /// Municipality filter.
    pub gemeente: Keuze,
    /// Links that sort, and what is in force.
    pub sorteer: [Sorteer; 2],
    /// Rows.
    pub rijen: Vec<ClientRij>,
    /// Names of the municipalities.
    pub om: Omgeving,
    /// Foot.
    pub blader: Blader,
    /// Some filter is on.
    pub gefilterd: bool,
}

/// A column head that sorts.
#[derive(Debug)]
pub struct Sorteer {
    /// Words.
    pub tekst: &'static str,
    /// Address of the same list in this order.
    pub href: String,
    /// In force.
    pub hier: bool,
}

/// The query of the list, for its links.
fn query(invoer: &Invoer, om: &Omgeving) -> Query {
    Query::default()
        .met("zoek", veilig(&invoer.tekst("zoek")))
        .met("geboren", invoer.tekst("geboren"))
        .misschien("gemeente", om.gekozen)
        .met("sorteer", invoer.tekst("sorteer"))
}

/// A number that could be a BSN does not stand in a URL: it is dropped.
pub(crate) fn veilig(zoek: &str) -> String {
    let cijfers = zoek.chars().filter(char::is_ascii_digit).count();
    if cijfers >= 8 { String::new() } else { zoek.to_owned() }
}

impl ClientenPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, lijst: Lijst<ClientRij>) -> Self {
        let q = query(invoer, om);
        let nu = invoer.get("sorteer").and_then(ClientSortering::parse).unwrap_or(ClientSortering::Naam);
        let sorteer = |tekst, s: ClientSortering| Sorteer {
            tekst,
            href: q.clone().met("sorteer", s.code()).op("/clienten"),
            hier: nu == s,
        };
        Self {
            schil: Schil::nieuw(om, "Cliënten", "/clienten", "/clienten")
                .via("Overzicht", "/")
                .hier("Cliënten"),
            zoek: veilig(&invoer.tekst("zoek")),
            geboren: invoer.tekst("geboren"),
            gemeente: Keuze::gemeente(om),
            sorteer: [
                sorteer("Naam", ClientSortering::Naam),
                sorteer("Geboren", ClientSortering::Geboortedatum),
            ],
            blader: Blader::van(&lijst, &q, "/clienten", "cliënt", "cliënten"),
            rijen: lijst.rijen,
            om: om.clone(),
            gefilterd: invoer.get("zoek").is_some() || invoer.get("geboren").is_some(),
        }
    }
}

/// `GET /clienten`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let filter = ClientFilter {
        zoek: Some(veilig(&invoer.tekst("zoek"))).filter(|z| !z.is_empty()),
        geboortedatum: invoer.datum("geboren").map_err(|f| Fout::from(f).voor(om))?,
        gemeente: om.gekozen,
        agb: invoer.agb("agb").map_err(|f| Fout::from(f).voor(om))?,
        sortering: invoer
            .keuze("sorteer", ClientSortering::parse)
            .map_err(|f| Fout::from(f).voor(om))?
            .unwrap_or(ClientSortering::Naam),
    };
    let vandaag = bezoek.vandaag();
    if invoer.als_csv() {
        let rijen = blader_door(&bezoek, move |s, wie, blad| {
            app::vragen::clienten::lijst(&s.db, wie, &filter, blad, vandaag)
        })
        .await?;
        let mut csv =
            Csv::nieuw(&["gemeente", "nummer", "naam", "geboortedatum", "plaats", "lopend", "toewijzingen"]);
        for r in &rijen {
            csv.rij(&[
                om.gemeente(r.gemeente),
                r.id.to_string(),
                r.naam.lijst(),
                r.geboortedatum.to_string(),
                r.plaats.clone().unwrap_or_default(),
                r.lopend.to_string(),
                r.toewijzingen.to_string(),
            ]);
        }
        return Ok(csv.antwoord("clienten"));
    }
    let blad = invoer.blad().map_err(|f| Fout::from(f).voor(om))?;
    let lijst =
        vraag(&bezoek, move |s, wie| app::vragen::clienten::lijst(&s.db, wie, &filter, &blad, vandaag))
            .await?;
    toon(&ClientenPagina::nieuw(om, &invoer, lijst))
}

/// The tab that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tabblad {
    /// Everything in order of time.
    Tijdlijn,
    /// Meldingen and decisions.
    Beschikkingen,
    /// Assignments.
    Toewijzingen,
    /// Starts and stops.
    Levering,
    /// Claimed lines.
    Declaraties,
    /// Messages.
    Berichten,
}

impl Tabblad {
    fn parse(tekst: &str) -> Option<Self> {
        Some(match tekst {
            "" | "tijdlijn" => Self::Tijdlijn,
            "beschikkingen" => Self::Beschikkingen,
            "toewijzingen" => Self::Toewijzingen,
            "levering" => Self::Levering,
            "declaraties" => Self::Declaraties,
            "berichten" => Self::Berichten,
            _ => return None,
        })
    }
}

/// The one thing to do next.
#[derive(Debug, PartialEq, Eq)]
pub struct Stapje {
    /// Why.
    pub tekst: String,
    /// Words of the button.
    pub knop: &'static str,
    /// Address.
    pub href: String,
}

/// The file.
#[derive(Template, Debug)]
#[template(path = "client.html")]
pub struct ClientPagina {
    /// Shell.
    pub schil: Schil,
    /// Everything.
    pub d: ClientDossier,
    /// Day that the states are about.
    pub vandaag: Date,
    /// Links to the tabs.
    pub tabs: Vec<Tab>,
    /// Open tab.
    pub tab: Tabblad,
    /// Next step.
    pub stap: Option<Stapje>,
    /// Assignments that run.
    pub lopend: i64,
    /// Step that the time line is limited to.
    pub stap_keuze: Keuze,
    /// The providers are pages for this role.
    pub aanbieder_pagina: bool,
    /// Speaks for a provider: asks, and reports start and stop.
    pub dient_in: bool,
    /// May write down a melding.
    pub meldt: bool,
    /// Sees decisions in the making.
    pub besluiten: bool,
    /// Makes them.
    pub besluit: bool,
    /// Assignments whose start and stop can be reported, in words.
    pub meldbaar: Vec<(i64, String)>,
}

const STAPPEN: [(Stap, &str); 6] = [
    (Stap::Toegang, "Melding"),
    (Stap::Beschikking, "Beschikking"),
    (Stap::Toewijzing, "Toewijzing"),
    (Stap::Levering, "Levering"),
    (Stap::Declaratie, "Declaratie"),
    (Stap::Betaling, "Betaling"),
];

/// Name of a step beside an event.
pub(crate) fn stapnaam(stap: Stap) -> &'static str {
    STAPPEN.iter().find(|(s, _)| *s == stap).map_or("", |(_, n)| n)
}

impl ClientPagina {
    /// The page of this file.
    pub fn nieuw(om: &Omgeving, mut d: ClientDossier, tab: Tabblad, invoer: &Invoer, vandaag: Date) -> Self {
        let (g, id) = (d.hoofd.gemeente, d.hoofd.id);
        let basis = format!("/clienten/{g}/{id}");
        let mag = |r| om.gebruiker.rol.mag(r);
        let t = |pad: &str, tekst, open, n: usize| Tab {
            href: if pad.is_empty() { basis.clone() } else { format!("{basis}/{pad}") },
            tekst,
            hier: open == tab,
            aantal: Some(lengte(n)),
        };
        let mut tabs = vec![t("", "Tijdlijn", Tabblad::Tijdlijn, d.tijdlijn.len())];
        if om.gebruiker.agb.is_none() {
            let n = d.meldingen.len() + d.beschikkingen.len();
            tabs.push(t("beschikkingen", "Melding en beschikking", Tabblad::Beschikkingen, n));
        }
        tabs.push(t("toewijzingen", "Toewijzingen", Tabblad::Toewijzingen, d.toewijzingen.len()));
        tabs.push(t("levering", "Levering", Tabblad::Levering, d.leveringen.len()));
        if mag(Recht::Declaraties) {
            tabs.push(t("declaraties", "Declaratieregels", Tabblad::Declaraties, d.regels.len()));
        }
        if mag(Recht::Berichten) {
            tabs.push(t("berichten", "Berichten", Tabblad::Berichten, d.berichten.len()));
        }
        let gekozen = invoer.tekst("stap");
        if !gekozen.is_empty() {
            d.tijdlijn.retain(|e| e.stap.code() == gekozen);
        }
        // what the role may not open stays as words
        for e in &mut d.tijdlijn {
            for x in &mut e.delen {
                if let Deel::Link(v, t) = x
                    && !mag(v.recht())
                {
                    *x = Deel::Tekst(std::mem::take(t));
                }
            }
            e.verwijzing = e.verwijzing.take().filter(|v| mag(v.recht()));
        }
        let naam = d.hoofd.naam.voluit();
        Self {
            schil: Schil::nieuw(om, naam.clone(), "/clienten", "/clienten")
                .via("Overzicht", "/")
                .via("Cliënten", "/clienten")
                .hier(naam),
            stap: volgende(om, &d, &basis, vandaag),
            lopend: lengte(d.toewijzingen.iter().filter(|t| t.stand == ToewijzingStand::Loopt).count()),
            stap_keuze: Keuze::nieuw(
                "stap",
                "Stap",
                "Alle stappen",
                STAPPEN.iter().map(|(s, n)| (s.code().to_owned(), (*n).to_owned())),
                gekozen,
            ),
            aanbieder_pagina: mag(Recht::Aanbieders),
            dient_in: mag(Recht::Indienen),
            meldt: mag(Recht::Toegang),
            besluiten: mag(Recht::Beschikkingen),
            besluit: mag(Recht::Besluiten),
            meldbaar: d
                .toewijzingen
                .iter()
                .filter(|t| t.stand != ToewijzingStand::Ingetrokken)
                .map(|t| {
                    let wat = t.product.clone().or_else(|| t.code.as_ref().map(|c| format!("product {c}")));
                    let wat = wat.unwrap_or_else(|| "alle producten".into());
                    (t.nummer, format!("{wat}, {}", crate::opmaak::periode(t.ingangsdatum, t.einddatum)))
                })
                .collect(),
            d,
            vandaag,
            tabs,
            tab,
        }
    }
}

/// How much was assigned: `4 uur per week`, or a budget.
pub(crate) fn hoeveel(t: &ToewijzingRij) -> String {
    let eenheid = t.eenheid.as_deref().unwrap_or_default();
    let deel = match (t.volume, t.budget) {
        (Some(v), _) => volume(v, eenheid),
        (None, Some(b)) => format!("budget {}", euro(b)),
        (None, None) => return "–".into(),
    };
    let vaak = t.frequentie.as_deref().map(frequentie).unwrap_or_default();
    if vaak.is_empty() { deel } else { format!("{deel} {vaak}") }
}

/// What to do next for this client, the most urgent first.
fn volgende(om: &Omgeving, d: &ClientDossier, basis: &str, vandaag: Date) -> Option<Stapje> {
    let g: Gemeentecode = d.hoofd.gemeente;
    if let Some(m) = d.meldingen.iter().find(|m| m.onderzoek_klaar_op.is_none()) {
        return Some(Stapje {
            tekst: format!(
                "Het onderzoek na de melding is nog niet klaar. Uiterlijk {}: {}.",
                crate::opmaak::datum(m.uiterlijk),
                nog(m.uiterlijk, vandaag)
            ),
            knop: "Naar de melding",
            href: if om.gebruiker.rol.mag(Recht::Toegang) && m.heeft_dossier {
                super::melding::adres(g, m.id)
            } else {
                format!("{basis}/beschikkingen")
            },
        });
    }
    if om.gebruiker.agb.is_none()
        && let Some(t) = d.toewijzingen.iter().find(|t| t.verzonden_in.is_none())
    {
        return Some(Stapje {
            tekst: format!("Toewijzing {} moet nog naar de aanbieder worden verzonden.", t.nummer),
            knop: "Bekijk de toewijzing",
            href: format!("{basis}/toewijzingen"),
        });
    }
    if om.gebruiker.rol.mag(Recht::Declaraties)
        && let Some(r) = d.regels.iter().find(|r| r.status == RegelStatus::Afgewezen)
    {
        return Some(Stapje {
            tekst: format!("Een declaratieregel bij toewijzing {} is afgewezen.", r.toewijzing),
            knop: "Bekijk waarom",
            href: format!("/declaraties/{g}/{}/{}", r.bericht, r.volgnr),
        });
    }
    d.toewijzingen.iter().find(|t| t.stand == ToewijzingStand::Loopt && t.gestart_op.is_none()).map(|t| {
        Stapje {
            tekst: format!("Bij toewijzing {} is nog geen start gemeld.", t.nummer),
            knop: if om.gebruiker.rol.mag(Recht::Indienen) { "Start melden" } else { "Bekijk de levering" },
            href: if om.gebruiker.rol.mag(Recht::Indienen) {
                format!("{basis}/melden/{}", t.nummer)
            } else {
                format!("{basis}/levering")
            },
        }
    })
}

/// `GET /clienten/{gemeente}/{id}`
pub async fn dossier(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    op_tab(bezoek, &g, &id, "", &invoer).await
}

/// `GET /clienten/{gemeente}/{id}/{tab}`
pub async fn dossier_tab(
    bezoek: Bezoek,
    Path((g, id, tab)): Path<(String, String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    op_tab(bezoek, &g, &id, &tab, &invoer).await
}

async fn op_tab(bezoek: Bezoek, g: &str, id: &str, tab: &str, invoer: &Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let (gemeente, id) = plek(g, id).map_err(|f| Fout::from(f).voor(om))?;
    let tab = Tabblad::parse(tab).ok_or_else(|| Fout::niet_gevonden().voor(om))?;
    let vandaag = bezoek.vandaag();
    let nu = bezoek.nu();
    let d = vraag(&bezoek, move |s, wie| {
        app::vragen::clienten::dossier(&s.db, &s.kluis, wie, gemeente, id, vandaag, nu)
    })
    .await?;
    toon(&ClientPagina::nieuw(om, d, tab, invoer, vandaag))
}
