//! The access: *Mijn werk* of the consulent, a new melding, its file, the onderzoek step by step, and the clock of the
//! aanvraag.

pub mod aanbiedersplan;
pub mod dossier;
pub mod klok;
pub mod lijst;
pub mod nieuw;
pub mod onderzoek;
pub mod plan;
pub mod stuk;

use super::Invoer;
use crate::formulier::{Fouten, Lezing, Veld};
use crate::fout::Fout;
use crate::opmaak::{Html, in_url};
use crate::schil::Schil;
use crate::{Bezoek, toon};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use kern::{Bevinding, Gemeentecode};
use toegang::Termijn;

/// Address of the worklist.
pub const PAD: &str = "/meldingen";

/// A clock on a page.
#[derive(Debug)]
pub struct KlokBlok {
    /// What has to be ready.
    pub naam: &'static str,
    /// Status as a label.
    pub stand: Html,
    /// The last day; none while it stands still.
    pub uiterlijk: Option<Date>,
    /// Why.
    pub uitleg: Html,
}

impl KlokBlok {
    /// A clock as it stands today.
    pub fn van(t: &Termijn, vandaag: Date) -> Self {
        Self {
            naam: t.klok.naam(),
            stand: crate::status::klok(t.stand(vandaag)),
            uiterlijk: (!t.stil).then_some(t.uiterlijk),
            uitleg: crate::uitleg::boom(&t.uitleg),
        }
    }
}

/// A part of a form.
#[derive(Debug)]
pub struct Groep {
    /// Id on the page.
    pub id: String,
    /// Heading.
    pub kop: String,
    /// What it is about.
    pub uitleg: String,
    /// Fields.
    pub velden: Vec<Veld>,
}

/// A step of a task, named above the form.
#[derive(Debug)]
pub struct TaakStap {
    /// Words.
    pub tekst: String,
    /// Where it leads.
    pub href: String,
    /// This one is open.
    pub hier: bool,
    /// Nothing is missing in it.
    pub klaar: bool,
}

/// A task: a form with one subject, what is wrong on top, and where to go on.
#[derive(Template, Debug)]
#[template(path = "taak.html")]
pub struct TaakPagina {
    /// Shell.
    pub schil: Schil,
    /// Heading.
    pub kop: String,
    /// Who it is about, or what it is for.
    pub onder: String,
    /// The steps that it belongs to.
    pub stappen: Vec<TaakStap>,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// Heading above what is wrong.
    pub mis: &'static str,
    /// What is wrong.
    pub fouten: Fouten,
    /// What is missing on other pages: words and address.
    pub elders: Vec<(String, String)>,
    /// What is known already and helps to fill it in.
    pub vooraf: Vec<(&'static str, String)>,
    /// Parts of the form.
    pub groepen: Vec<Groep>,
    /// A tree that explains, with its heading.
    pub waarom: Option<(&'static str, Html)>,
    /// Where the form goes.
    pub pad: String,
    /// Words of the first button.
    pub knop: &'static str,
    /// Words of a second button that keeps and stops.
    pub tweede: Option<&'static str>,
    /// What follows from it.
    pub gevolgen: Vec<String>,
    /// Where one goes without keeping anything.
    pub terug: String,
}

impl TaakPagina {
    /// Puts what is wrong beside the fields.
    pub fn naast(&mut self) {
        self.fouten.naast(self.groepen.iter_mut().flat_map(|g| g.velden.iter_mut()));
    }

    /// The page; with what is wrong it is no success.
    pub fn antwoord(mut self) -> Result<Response, Fout> {
        self.naast();
        let mis = !self.fouten.is_leeg();
        let pagina = toon(&self)?;
        Ok(if mis { (StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response() } else { pagina })
    }
}

/// Where what is missing is filled in: `/onderzoek/netwerk/oordeel` on its step, the rest on the file.
pub(crate) fn waar(basis: &str, pad: &str) -> String {
    let mut delen = pad.trim_start_matches('/').split('/');
    match (delen.next(), delen.next(), delen.next()) {
        (Some("onderzoek"), Some(over), veld) => {
            let stap = toegang::Onderwerp::parse(over).map_or(1, onderzoek::stap_van);
            let veld = veld.map(|v| format!("-{v}")).unwrap_or_default();
            format!("{basis}/onderzoek/{stap}#{over}{veld}")
        }
        (Some(veld), ..) => format!("{basis}#{veld}"),
        _ => basis.to_owned(),
    }
}

/// Address of a melding.
pub(crate) fn adres(g: Gemeentecode, id: i64) -> String {
    format!("{PAD}/{g}/{id}")
}

/// Goes on to an address, with what was done.
pub(crate) fn verder(naar: &str, gedaan: &str) -> Response {
    Redirect::to(&format!("{naar}?gedaan={}", in_url(gedaan))).into_response()
}

/// Municipality and number out of a path, for a user.
pub(crate) fn plek(bezoek: &Bezoek, g: &str, id: &str) -> Result<(Gemeentecode, i64), Fout> {
    super::plek(g, id).map_err(|f| Fout::from(f).voor(&bezoek.om))
}

/// Reasons of the rules, at the field of which the place is named like it: `/vraag` at `vraag`,
/// `/onderzoek/netwerk/oordeel` at `netwerk-oordeel`.
pub(crate) fn redenen(fouten: &mut Fouten, redenen: &[Bevinding]) {
    for b in redenen {
        let naam = b.pad.trim_start_matches("/onderzoek").trim_start_matches('/').replace('/', "-");
        fouten.reden(b, Some(naam).filter(|n| !n.is_empty()));
    }
}

/// A day that must be filled in.
pub(crate) fn dag(lezing: &mut Lezing<'_>, naam: &str) -> Option<Date> {
    let dag = lezing.dag(naam);
    lezing.verplicht(naam, dag, "Vul de dag in.")
}

/// A value out of a list that must be chosen.
pub(crate) fn keuze<T>(lezing: &mut Lezing<'_>, naam: &str, lees: impl Fn(&str) -> Option<T>) -> Option<T> {
    let gekozen = lezing.lees(naam, lees, "Maak een keuze uit de lijst.");
    lezing.verplicht(naam, gekozen, "Maak een keuze.")
}

/// A list for a select, with no choice first.
pub(crate) fn opties<T: Copy>(
    leeg: &str,
    alle: &[T],
    code: impl Fn(T) -> &'static str,
    tekst: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let rest = alle.iter().map(|x| (code(*x).to_owned(), crate::opmaak::hoofdletter(tekst(*x))));
    std::iter::once((String::new(), leeg.to_owned())).chain(rest).collect()
}

/// The words for what was done, out of the address.
fn gedaan(invoer: &Invoer) -> Option<&'static str> {
    Some(match invoer.get("gedaan")? {
        "gemeld" => "De melding is bewaard. De termijn van zes weken loopt.",
        "client" => "De cliënt is toegevoegd.",
        "bekend" => "Deze cliënt stond al in het systeem. Er is niets veranderd.",
        "bijgewerkt" => "Wat u invulde is bewaard.",
        "bevestigd" => "De ontvangst is bevestigd. Druk de brief af en verstuur hem.",
        "begonnen" => "Het onderzoek is begonnen.",
        "onderzoek" => "Wat u invulde is bewaard. U kunt later verdergaan.",
        "afgerond" => "Het onderzoek is afgerond. Verstuur het verslag aan de cliënt.",
        "aangevraagd" => "De aanvraag is bewaard. U besluit binnen twee weken.",
        "plan" => "Het plan is bewaard.",
        "planvraag" => "De vraag staat bij de aanbieder.",
        "plan-ingetrokken" => "De vraag is ingetrokken. De aanbieder ziet hem niet meer.",
        "plan-over" => "Het voorstel is nu het plan. Schrijf op wat de cliënt ervan vindt.",
        "plan-terug" => "Het voorstel is terug bij de aanbieder, met uw opmerking.",
        "plan-oordeel" => "Wat de cliënt vindt, is bewaard.",
        "klok" => "Dit is bewaard. De termijn is opnieuw berekend.",
        _ => return None,
    })
}
