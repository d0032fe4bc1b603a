//! Messages: the list, the file with its findings, the readable view and the raw one.

use super::verzoeken::omgeving;
use super::{Blader, Invoer, Keuze, Tab, plek};
use crate::csv::Csv;
use crate::filters;
use crate::fout::Fout;
use crate::schil::{Omgeving, Query, Schil};
use crate::{Bezoek, blader_door, toon, vraag};
use app::Recht;
use app::loket::opnieuw::Kan;
use app::vragen::berichten::{BerichtDossier, BerichtFilter, BerichtRij, Boom};
use app::vragen::{BerichtStatus, Lijst, Richting, VraagFout};
use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The kinds of messages of the chain, with what they are.
pub const SOORTEN: &[(&str, &str)] = &[
    ("WMO301", "toewijzing"),
    ("WMO302", "antwoord op toewijzing"),
    ("WMO305", "start"),
    ("WMO306", "antwoord op start"),
    ("WMO307", "stop"),
    ("WMO308", "antwoord op stop"),
    ("WMO315", "verzoek om toewijzing"),
    ("WMO316", "antwoord op verzoek om toewijzing"),
    ("WMO317", "verzoek om wijziging"),
    ("WMO318", "antwoord op verzoek om wijziging"),
    ("WMO319", "antwoord op verzoek"),
    ("WMO320", "ontvangst van antwoord op verzoek"),
    ("WMO323", "declaratie"),
    ("WMO325", "antwoord op declaratie"),
];

/// The list.
#[derive(Template, Debug)]
#[template(path = "berichten.html")]
pub struct BerichtenPagina {
    /// Shell.
    pub schil: Schil,
    /// Title.
    pub kop: &'static str,
    /// Filters.
    pub keuzes: Vec<Keuze>,
    /// Identification asked.
    pub identificatie: String,
    /// Provider asked.
    pub agb: String,
    /// Only messages without an answer.
    pub open: bool,
    /// Rows.
    pub rijen: Vec<BerichtRij>,
    /// Names.
    pub om: Omgeving,
    /// Foot.
    pub blader: Blader,
    /// Some filter is on.
    pub gefilterd: bool,
}

fn query(invoer: &Invoer, om: &Omgeving) -> Query {
    ["soort", "status", "richting", "agb", "identificatie", "open"]
        .into_iter()
        .fold(Query::default(), |q, n| q.met(n, invoer.tekst(n)))
        .misschien("gemeente", om.gekozen)
}

impl BerichtenPagina {
    /// The page of this list.
    pub fn nieuw(om: &Omgeving, invoer: &Invoer, lijst: Lijst<BerichtRij>) -> Self {
        let q = query(invoer, om);
        let soort = invoer.tekst("soort");
        let (kop, menu) = match soort.as_str() {
            "WMO301" => ("Toewijzingsberichten", "/berichten?soort=WMO301"),
            "WMO305" => ("Startberichten", "/berichten?soort=WMO305"),
            _ => ("Berichten", "/berichten"),
        };
        let codes = |alle: Vec<(&str, &str)>| {
            alle.into_iter().map(|(c, t)| (c.to_owned(), crate::opmaak::hoofdletter(t))).collect::<Vec<_>>()
        };
        Self {
            schil: Schil::nieuw(om, kop, menu, menu).via("Overzicht", "/").hier(kop),
            kop,
            keuzes: vec![
                Keuze::nieuw(
                    "soort",
                    "Soort",
                    "Alle soorten",
                    SOORTEN.iter().map(|(s, o)| ((*s).to_owned(), format!("{} {o}", &s[3..]))),
                    soort,
                ),
                Keuze::nieuw(
                    "richting",
                    "Richting",
                    "In en uit",
                    codes(Richting::ALLE.iter().map(|r| (r.code(), r.omschrijving())).collect()),
                    invoer.tekst("richting"),
                ),
                Keuze::nieuw(
                    "status",
                    "Status",
                    "Alle",
                    codes(BerichtStatus::ALLE.iter().map(|r| (r.code(), r.omschrijving())).collect()),
                    invoer.tekst("status"),
                ),
                Keuze::gemeente(om),
            ],
            identificatie: invoer.tekst("identificatie"),
            agb: invoer.tekst("agb"),
            open: invoer.get("open").is_some(),
            gefilterd: !q.clone().met("gemeente", "").is_leeg(),
            blader: Blader::van(&lijst, &q, "/berichten", "bericht", "berichten"),
            rijen: lijst.rijen,
            om: om.clone(),
        }
    }
}

fn filter(om: &Omgeving, invoer: &Invoer) -> Result<BerichtFilter, Fout> {
    let lees = || -> Result<BerichtFilter, app::vragen::VraagFout> {
        Ok(BerichtFilter {
            gemeente: om.gekozen,
            richting: invoer.keuze("richting", Richting::parse)?,
            soort: invoer
                .keuze("soort", |s| SOORTEN.iter().find(|(c, _)| *c == s).map(|(c, _)| (*c).to_owned()))?,
            status: invoer.keuze("status", BerichtStatus::parse)?,
            agb: invoer.agb("agb")?,
            identificatie: invoer.get("identificatie").map(str::to_owned),
            zonder_antwoord: invoer.get("open").is_some(),
        })
    };
    lees().map_err(|f| Fout::from(f).voor(om))
}

/// `GET /berichten`
pub async fn lijst(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    let filter = filter(om, &invoer)?;
    let vandaag = bezoek.vandaag();
    if invoer.als_csv() {
        let rijen = blader_door(&bezoek, move |s, wie, blad| {
            app::vragen::berichten::lijst(&s.db, wie, &filter, blad, vandaag)
        })
        .await?;
        let mut csv = Csv::nieuw(&[
            "gemeente",
            "nummer",
            "richting",
            "soort",
            "omschrijving",
            "agb",
            "aanbieder",
            "identificatie",
            "dagtekening",
            "status",
            "bevindingen",
        ]);
        for r in &rijen {
            csv.rij(&[
                om.gemeente(r.gemeente),
                r.id.to_string(),
                r.richting.omschrijving().to_owned(),
                r.soort.clone(),
                r.omschrijving.to_owned(),
                r.agb.to_string(),
                r.aanbieder.clone(),
                r.identificatie.clone(),
                r.dagtekening.to_string(),
                r.status.omschrijving().to_owned(),
                r.bevindingen.to_string(),
            ]);
        }
        return Ok(csv.antwoord("berichten"));
    }
    let blad = invoer.blad().map_err(|f| Fout::from(f).voor(om))?;
    let lijst =
        vraag(&bezoek, move |s, wie| app::vragen::berichten::lijst(&s.db, wie, &filter, &blad, vandaag))
            .await?;
    toon(&BerichtenPagina::nieuw(om, &invoer, lijst))
}

/// What of the message is shown.
#[derive(Debug)]
pub enum Weergave {
    /// Findings and what it brought about.
    Bevindingen,
    /// The readable tree.
    Inhoud(Boom),
    /// The bytes as text, and whether there are more.
    Ruw(String, bool),
}

/// The file of a message.
#[derive(Template, Debug)]
#[template(path = "bericht.html")]
pub struct BerichtPagina {
    /// Shell.
    pub schil: Schil,
    /// The facts.
    pub d: BerichtDossier,
    /// Name of the municipality.
    pub gemeente: String,
    /// Tabs.
    pub tabs: Vec<Tab>,
    /// What is shown.
    pub weergave: Weergave,
    /// Address of the raw file.
    pub haal: String,
    /// The providers are pages for this role.
    pub aanbieder_pagina: bool,
    /// What this user can do about a message that was rejected.
    pub kan: Kan,
    /// What was just done.
    pub gedaan: Option<&'static str>,
}

/// What can be done about a message that was rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actie {
    /// The same bytes once more.
    Versturen,
    /// Its assignments in a new 301.
    Toewijzen,
}

impl Actie {
    fn parse(tekst: &str) -> Option<Self> {
        match tekst {
            "opnieuw" => Some(Self::Versturen),
            "opnieuw-toewijzen" => Some(Self::Toewijzen),
            _ => None,
        }
    }

    /// Name in the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Versturen => "opnieuw",
            Self::Toewijzen => "opnieuw-toewijzen",
        }
    }

    /// Words of the button.
    pub fn knop(self) -> &'static str {
        match self {
            Self::Versturen => "Opnieuw versturen",
            Self::Toewijzen => "Opnieuw toewijzen",
        }
    }

    fn gedaan(self) -> &'static str {
        match self {
            Self::Versturen => "Het bericht staat weer klaar om te versturen.",
            Self::Toewijzen => "De toewijzingen staan klaar voor het volgende bericht 301.",
        }
    }
}

/// The question before a message goes out again.
#[derive(Template, Debug)]
#[template(path = "bericht_opnieuw.html")]
pub struct OpnieuwPagina {
    /// Shell.
    pub schil: Schil,
    /// The message.
    pub d: BerichtDossier,
    /// What is asked.
    pub actie: Actie,
    /// Why it could not be done.
    pub fouten: Vec<String>,
    /// Address of the message.
    pub terug: String,
}

impl OpnieuwPagina {
    /// The question about this message.
    pub fn nieuw(om: &Omgeving, d: BerichtDossier, actie: Actie) -> Self {
        let terug = format!("/berichten/{}/{}", d.hoofd.gemeente, d.hoofd.id);
        Self {
            schil: Schil::nieuw(om, actie.knop(), "/berichten", "/berichten")
                .via("Overzicht", "/")
                .via("Berichten", "/berichten")
                .via(format!("Bericht {} nr. {}", d.hoofd.soort, d.hoofd.id), terug.clone())
                .hier(actie.knop()),
            d,
            actie,
            fouten: Vec::new(),
            terug,
        }
    }
}

impl BerichtPagina {
    /// The page of this message.
    pub fn nieuw(om: &Omgeving, d: BerichtDossier, weergave: Weergave) -> Self {
        let pad = format!("/berichten/{}/{}", d.hoofd.gemeente, d.hoofd.id);
        let kop = format!("Bericht {} nr. {}", &d.hoofd.soort, d.hoofd.id);
        let tab =
            |staart: &str, tekst, hier, aantal| Tab { href: format!("{pad}{staart}"), tekst, hier, aantal };
        Self {
            schil: Schil::nieuw(om, kop.clone(), "/berichten", "/berichten")
                .via("Overzicht", "/")
                .via("Berichten", "/berichten")
                .hier(kop),
            gemeente: om.gemeente(d.hoofd.gemeente),
            tabs: vec![
                tab("", "Uitkomst", matches!(weergave, Weergave::Bevindingen), Some(d.hoofd.bevindingen)),
                tab("/inhoud", "Leesbaar", matches!(weergave, Weergave::Inhoud(_)), None),
                tab("/ruw", "Ruw bericht", matches!(weergave, Weergave::Ruw(..)), None),
            ],
            haal: format!("{pad}/ruw?uitvoer=bestand"),
            aanbieder_pagina: om.gebruiker.rol.mag(Recht::Aanbieders),
            kan: Kan::default(),
            gedaan: None,
            weergave,
            d,
        }
    }
}

/// `GET /berichten/{gemeente}/{id}`
pub async fn dossier(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (gemeente, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let gedaan = invoer.get("gedaan").and_then(Actie::parse).map(Actie::gedaan);
    let o = omgeving(&bezoek);
    let (d, kan) = vraag(&bezoek, move |s, wie| {
        let d = app::vragen::berichten::dossier(&s.db, wie, gemeente, id)?;
        Ok((d, app::loket::opnieuw::kan(&o, wie, gemeente, id)?))
    })
    .await?;
    toon(&BerichtPagina { kan, gedaan, ..BerichtPagina::nieuw(&bezoek.om, d, Weergave::Bevindingen) })
}

type Actieadres = Path<(String, String, String)>;

async fn te_doen(bezoek: &Bezoek, Path((g, id, actie)): Actieadres) -> Result<OpnieuwPagina, Fout> {
    let lees = || {
        let (g, id) = plek(&g, &id)?;
        Ok::<_, VraagFout>((g, id, Actie::parse(&actie).ok_or(VraagFout::NietGevonden)?))
    };
    let (gemeente, id, actie) = lees().map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(bezoek);
    let (d, kan) = vraag(bezoek, move |s, wie| {
        let d = app::vragen::berichten::dossier(&s.db, wie, gemeente, id)?;
        Ok((d, app::loket::opnieuw::kan(&o, wie, gemeente, id)?))
    })
    .await?;
    let mag = match actie {
        Actie::Versturen => kan.opnieuw,
        Actie::Toewijzen => kan.toewijzen,
    };
    if mag {
        Ok(OpnieuwPagina::nieuw(&bezoek.om, d, actie))
    } else {
        Err(Fout::ongeldig("dit bericht is niet afgekeurd, of het is niet aan u om het opnieuw te versturen")
            .voor(&bezoek.om))
    }
}

/// `GET /berichten/{gemeente}/{id}/actie/{actie}`
pub async fn vraag_opnieuw(bezoek: Bezoek, adres: Actieadres) -> Result<Response, Fout> {
    toon(&te_doen(&bezoek, adres).await?)
}

/// `POST /berichten/{gemeente}/{id}/actie/{actie}`
pub async fn opnieuw(
    bezoek: Bezoek,
    adres: Actieadres,
    formulier: crate::sessie::Formulier,
) -> Result<Response, Fout> {
    formulier.controleer(&bezoek)?;
    let pagina = te_doen(&bezoek, adres).await?;
    let (g, id, actie) = (pagina.d.hoofd.gemeente, pagina.d.hoofd.id, pagina.actie);
    let o = omgeving(&bezoek);
    let uitkomst = vraag(&bezoek, move |_, wie| match actie {
        Actie::Versturen => app::loket::opnieuw::verstuur(&o, wie, g, id),
        Actie::Toewijzen => app::loket::opnieuw::toewijzen(&o, wie, g, id).map(|_| Ok(())),
    })
    .await?;
    match uitkomst {
        Ok(()) => {
            let naar = format!("/berichten/{g}/{id}?gedaan={}", actie.code());
            Ok(Redirect::to(&naar).into_response())
        }
        Err(redenen) => {
            let fouten = redenen.iter().map(|b| b.tekst.to_string()).collect();
            let antwoord = toon(&OpnieuwPagina { fouten, ..pagina })?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, antwoord).into_response())
        }
    }
}

/// `GET /berichten/{gemeente}/{id}/inhoud`
pub async fn inhoud(bezoek: Bezoek, Path((g, id)): Path<(String, String)>) -> Result<Response, Fout> {
    let (gemeente, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let (d, boom) = vraag(&bezoek, move |s, wie| {
        Ok((
            app::vragen::berichten::dossier(&s.db, wie, gemeente, id)?,
            app::vragen::berichten::boom(&s.db, &s.kluis, wie, gemeente, id)?,
        ))
    })
    .await?;
    toon(&BerichtPagina::nieuw(&bezoek.om, d, Weergave::Inhoud(boom)))
}

/// Most bytes of a raw message on the page, so that the page stays light; the file has them all.
const HOOGSTE: usize = 48 * 1024;

/// `GET /berichten/{gemeente}/{id}/ruw`; with `?uitvoer=bestand` the unchanged bytes as a file.
pub async fn ruw(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (gemeente, id) = plek(&g, &id).map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let als_bestand = invoer.get("uitvoer") == Some("bestand");
    if als_bestand {
        let ruw = vraag(&bezoek, move |s, wie| {
            app::vragen::berichten::ruw(&s.db, &s.kluis, wie, gemeente, id, None)
        })
        .await?;
        let koppen = [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", ruw.bestand)),
        ];
        return Ok((koppen, ruw.inhoud).into_response());
    }
    let (d, ruw) = vraag(&bezoek, move |s, wie| {
        Ok((
            app::vragen::berichten::dossier(&s.db, wie, gemeente, id)?,
            app::vragen::berichten::ruw(&s.db, &s.kluis, wie, gemeente, id, Some(HOOGSTE))?,
        ))
    })
    .await?;
    let tekst = String::from_utf8_lossy(&ruw.inhoud).into_owned();
    toon(&BerichtPagina::nieuw(&bezoek.om, d, Weergave::Ruw(tekst, ruw.afgekapt)))
}
