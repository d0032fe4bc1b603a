//! Measurements with the matrix: the list of a client, the change between two as a picture and a table, a new one, and the texts
//! of the cells.

pub mod meten;
pub mod teksten;

use super::Invoer;
use super::verzoeken::omgeving;
use crate::fout::Fout;
use crate::opmaak::{Html, datum, hoofdletter};
use crate::schil::{Omgeving, Schil};
use crate::{Bezoek, filters, toon, vraag};
use app::advies::{self as q, Meting};
use app::meldingen::Betrokkene;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kern::Gemeentecode;
use toegang::zrm::{Zelfredzaamheid, Zrmuitgave};

/// Address of the measurements of a client.
pub(crate) fn adres(g: Gemeentecode, client: i64) -> String {
    format!("/clienten/{g}/{client}/zrm")
}

/// The edition in words.
pub(crate) fn uitgave(u: Zrmuitgave) -> &'static str {
    match u {
        Zrmuitgave::Van2013 => "uitgave 2013, 11 leefgebieden",
        Zrmuitgave::Van2017 => "uitgave 2017, 13 leefgebieden",
    }
}

/// A level in words, with its figure.
pub(crate) fn niveau(n: Zelfredzaamheid) -> String {
    format!("{} · {}", n.cijfer(), n.naam())
}

/// A measurement in the list.
#[derive(Debug)]
pub struct MetingRij {
    /// Where it is corrected.
    pub href: String,
    /// Day.
    pub op: jiff::civil::Date,
    /// Measurer.
    pub door: String,
    /// Edition.
    pub uitgave: &'static str,
    /// How many domains at each level, in words.
    pub telling: String,
    /// What the measurer adds.
    pub opmerking: String,
}

/// A domain in the table of the change.
#[derive(Debug)]
pub struct VerschilRij {
    /// Number on the picture.
    pub nr: usize,
    /// Domain.
    pub naam: &'static str,
    /// Level of the earlier one.
    pub van: String,
    /// Level of the later one.
    pub naar: String,
    /// In words, with a colour.
    pub verschil: Html,
    /// Remarks of both.
    pub opmerkingen: Vec<String>,
}

/// The change between two measurements.
#[derive(Debug)]
pub struct Verschil {
    /// The picture.
    pub svg: Html,
    /// Day of the earlier one.
    pub van: jiff::civil::Date,
    /// Day of the later one.
    pub naar: jiff::civil::Date,
    /// How many went up, down and stayed.
    pub samen: String,
    /// The table.
    pub rijen: Vec<VerschilRij>,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "zrm.html")]
pub struct ZrmPagina {
    /// Shell.
    pub schil: Schil,
    /// Who.
    pub naam: String,
    /// It was just kept.
    pub gedaan: bool,
    /// Where a new one is made.
    pub nieuw: String,
    /// Where one goes back to: words and address.
    pub terug: Option<(&'static str, String)>,
    /// Measurements, the newest first.
    pub metingen: Vec<MetingRij>,
    /// Which two can be compared: number and day.
    pub keuzes: Vec<(i64, String)>,
    /// Which two are compared.
    pub gekozen: (i64, i64),
    /// The change.
    pub verschil: Option<Verschil>,
    /// Address of the page.
    pub hier: String,
    /// The melding that it is for.
    pub melding: String,
}

fn telling(m: &Meting) -> String {
    let tel = |n| m.meting.scores().values().filter(|s| s.niveau == n).count();
    let delen = Zelfredzaamheid::ALLE.iter().map(|(_, n)| (tel(*n), n.naam())).filter(|(n, _)| *n > 0);
    delen.map(|(n, naam)| format!("{n} × {naam}")).collect::<Vec<_>>().join(", ")
}

fn verschil(van: &Meting, naar: &Meting) -> Verschil {
    let lijst = naar.meting.sinds(&van.meting);
    let (mut op, mut neer, mut gelijk) = (0, 0, 0);
    let mut rijen = Vec::new();
    for (i, v) in lijst.iter().enumerate() {
        let (klas, icoon) = match v.stappen() {
            Some(n) if n > 0 => ("goed", "vink"),
            Some(n) if n < 0 => ("fout", "let"),
            Some(_) => ("rust", "half"),
            None => ("info", "vraag"),
        };
        match v.stappen() {
            Some(n) if n > 0 => op += 1,
            Some(n) if n < 0 => neer += 1,
            Some(_) => gelijk += 1,
            None => {}
        }
        let wat = |n: Option<Zelfredzaamheid>| n.map_or_else(|| "niet gemeten".to_owned(), niveau);
        let bij = |m: &Meting| {
            let delen = v.domein.in_uitgave(m.meting.uitgave());
            let tekst =
                |d| m.meting.scores().get(d).and_then(|s: &toegang::zrm::Zrmscore| s.opmerking.clone());
            delen
                .iter()
                .filter_map(tekst)
                .map(|t| format!("{}: {t}", datum(m.meting.gemeten_op())))
                .collect::<Vec<_>>()
        };
        rijen.push(VerschilRij {
            nr: i + 1,
            naam: v.domein.naam(),
            van: wat(v.van),
            naar: wat(v.naar),
            verschil: crate::status::label(klas, icoon, &v.in_woorden()),
            opmerkingen: [bij(van), bij(naar)].concat(),
        });
    }
    let samen = format!("{op} vooruit, {neer} achteruit, {gelijk} gelijk.");
    let cijfers = |f: fn(&toegang::zrm::Zrmverschil) -> Option<Zelfredzaamheid>| -> Vec<Option<u8>> {
        lijst.iter().map(|v| f(v).map(Zelfredzaamheid::cijfer)).collect()
    };
    let (eerst, later) = (cijfers(|v| v.van), cijfers(|v| v.naar));
    let svg = crate::radar::radar(
        "zrm",
        "Verschil tussen twee metingen",
        &format!(
            "Een web met een as per leefgebied, van 1 in het midden tot 5 aan de rand. {samen} De tabel heeft alle niveaus."
        ),
        lijst.len(),
        5,
        [&eerst, &later],
    );
    Verschil { svg, van: van.meting.gemeten_op(), naar: naar.meting.gemeten_op(), samen, rijen }
}

impl ZrmPagina {
    /// The page of a client.
    pub fn nieuw(
        om: &Omgeving,
        g: Gemeentecode,
        (client, metingen): (&Betrokkene, &[Meting]),
        invoer: &Invoer,
    ) -> Self {
        let (naam, hier) = (client.naam.voluit(), adres(g, client.id));
        let melding = invoer.get("melding").and_then(|m| m.parse::<i64>().ok());
        let mee = melding.map(|m| format!("?melding={m}")).unwrap_or_default();
        let kies = |veld: &str| {
            let id = invoer.get(veld).and_then(|t| t.parse::<i64>().ok())?;
            metingen.iter().find(|m| m.id == id)
        };
        let naar = kies("naar").or_else(|| metingen.first());
        let van = kies("van").or_else(|| metingen.iter().find(|m| naar.is_some_and(|n| n.id != m.id)));
        let paar = van.zip(naar).filter(|(a, b)| a.id != b.id);
        // the earlier one is always the first of the two
        let paar =
            paar.map(|(a, b)| if a.meting.gemeten_op() > b.meting.gemeten_op() { (b, a) } else { (a, b) });
        let terug = melding.map(|m| ("Naar de melding", super::melding::adres(g, m)));
        Self {
            schil: Schil::nieuw(om, format!("Zelfredzaamheid van {naam}"), super::melding::PAD, "/clienten")
                .via("Overzicht", "/")
                .via("Cliënten", "/clienten")
                .via(naam.clone(), format!("/clienten/{g}/{}", client.id))
                .hier("Zelfredzaamheid"),
            naam,
            gedaan: invoer.get("gedaan").is_some(),
            nieuw: format!("{hier}/nieuw{mee}"),
            terug,
            metingen: metingen
                .iter()
                .map(|m| MetingRij {
                    href: format!("{hier}/{}{mee}", m.id),
                    op: m.meting.gemeten_op(),
                    door: m.meting.gemeten_door().to_owned(),
                    uitgave: uitgave(m.meting.uitgave()),
                    telling: telling(m),
                    opmerking: m.meting.opmerking().unwrap_or_default().to_owned(),
                })
                .collect(),
            keuzes: metingen
                .iter()
                .map(|m| {
                    (
                        m.id,
                        format!("{}, {}", datum(m.meting.gemeten_op()), hoofdletter(m.meting.gemeten_door())),
                    )
                })
                .collect(),
            gekozen: paar.map_or((0, 0), |(a, b)| (a.id, b.id)),
            verschil: paar.map(|(a, b)| verschil(a, b)),
            melding: melding.map(|m| m.to_string()).unwrap_or_default(),
            hier,
        }
    }
}

/// `GET /clienten/{gemeente}/{id}/zrm`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = super::plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(&bezoek);
    let (client, metingen) = vraag(&bezoek, move |_, wie| q::metingen(&o, wie, g, id)).await?;
    toon(&ZrmPagina::nieuw(&bezoek.om, g, (&client, &metingen), &invoer))
}
