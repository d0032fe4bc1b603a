//! A provider puts a claimed line right: taken back, or taken back and claimed again, with the lines shown before they go.

use super::verzoeken::omgeving;
use super::{Invoer, plek};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Regel, Soort, Veld, bedrag, dagveld, in_veld, mee};
use crate::fout::Fout;
use crate::opmaak::{hoofdletter, maand};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::loket::claims::{self as q, Correctieblad, Regelplek, Verbeterd, Verbetering};
use app::vragen::RegelStatus;
use app::vragen::VraagFout;
use app::vragen::declaraties::RegelRij;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kern::{Bevinding, Eenheid, Eurocent};

/// The form.
#[derive(Template, Debug)]
#[template(path = "verbeteren.html")]
pub struct VerbeterPagina {
    /// Shell.
    pub schil: Schil,
    /// The line.
    pub blad: Correctieblad,
    /// It was granted, so that it can be taken back.
    pub toegekend: bool,
    /// In which month it goes along.
    pub maand: Veld,
    /// What should have been claimed.
    pub velden: Vec<Veld>,
    /// It is only taken back.
    pub alleen_terug: bool,
    /// What is wrong.
    pub fouten: Fouten,
    /// Address of this page.
    pub hier: String,
    /// Address of the line.
    pub terug: String,
}

/// The lines that will be sent.
#[derive(Template, Debug)]
#[template(path = "verbeteren_controle.html")]
pub struct VerbeterControle {
    /// Shell.
    pub schil: Schil,
    /// The line that is put right.
    pub regel: RegelRij,
    /// Lines, the credit first.
    pub regels: Vec<RegelRij>,
    /// A line is taken back.
    pub neemt_terug: bool,
    /// What they come to together.
    pub totaal: Eurocent,
    /// The month.
    pub maand: String,
    /// What was filled in, to carry along.
    pub mee: Vec<(String, String)>,
    /// Address of the form.
    pub hier: String,
}

fn adres(p: Regelplek) -> String {
    format!("/declaraties/{}/{}/{}", p.gemeente, p.bericht, p.volgnr)
}

fn schil(om: &Omgeving, p: Regelplek) -> Schil {
    let kop = "Regel verbeteren";
    Schil::nieuw(om, kop, "/declaraties", "/declaraties")
        .via("Overzicht", "/")
        .via("Declaraties", "/declaraties")
        .via(format!("Regel {}", p.volgnr), adres(p))
        .hier(kop)
}

fn velden(invoer: &Invoer, r: &RegelRij) -> Vec<Veld> {
    let euro = r.eenheid == Eenheid::Euro.code();
    let volume = if euro { in_veld(Eurocent(r.volume)) } else { r.volume.to_string() };
    let eenheden = Eenheid::ALLE.iter().map(|e| (e.code().to_owned(), hoofdletter(e.omschrijving())));
    vec![
        dagveld(invoer, "van", "Eerste dag", Some(r.van)),
        dagveld(invoer, "tot", "Laatste dag", Some(r.tot)),
        Veld::nieuw(invoer, "volume", "Hoeveel", Soort::Tekst(12, "text"), volume)
            .met_hulp("Bij uren mag u uren en minuten schrijven: 6:20. Wij ronden dat af op hele uren."),
        Veld::nieuw(invoer, "eenheid", "Eenheid", Soort::Keuze(eenheden.collect()), r.eenheid.clone()),
        Veld::nieuw(
            invoer,
            "tarief",
            "Tarief in euro's",
            Soort::Tekst(15, "decimal"),
            r.tarief.map_or_else(String::new, in_veld),
        )
        .met_hulp("Per eenheid. Leeg als er geen tarief is afgesproken."),
        Veld::nieuw(
            invoer,
            "bedrag",
            "Bedrag in euro's",
            Soort::Tekst(15, "decimal"),
            in_veld(Eurocent(r.bedrag.0.abs())),
        )
        .met_hulp("Hoeveel keer tarief."),
    ]
}

impl VerbeterPagina {
    /// The form, with what was filled in and what is wrong with it.
    pub fn nieuw(om: &Omgeving, blad: Correctieblad, invoer: &Invoer, mut fouten: Fouten) -> Self {
        let maanden = blad.maanden.iter().map(|m| (m.to_string(), hoofdletter(&maand(*m)))).collect();
        let eerste = blad.maanden.first().map_or_else(String::new, ToString::to_string);
        let mut keuze = Veld::nieuw(invoer, "maand", "Declaratiemaand", Soort::Keuze(maanden), eerste)
            .met_hulp("De laatst gedeclareerde maand of een latere.");
        let mut velden = velden(invoer, &blad.regel);
        fouten.naast(std::iter::once(&mut keuze).chain(&mut velden));
        let toegekend = blad.regel.status != RegelStatus::Afgewezen;
        let terug = adres(blad.plek);
        Self {
            schil: schil(om, blad.plek),
            toegekend,
            alleen_terug: toegekend && invoer.get("wat") == Some("terugnemen"),
            maand: keuze,
            velden,
            fouten,
            hier: format!("{terug}/verbeteren"),
            terug,
            blad,
        }
    }
}

impl VerbeterControle {
    /// What will be sent.
    pub fn nieuw(
        om: &Omgeving,
        blad: Correctieblad,
        v: &Verbetering,
        regels: Vec<RegelRij>,
        invoer: &Invoer,
    ) -> Self {
        Self {
            schil: schil(om, blad.plek),
            totaal: Eurocent(regels.iter().map(|r| r.bedrag.0).sum()),
            neemt_terug: regels.iter().any(|r| r.vorige_referentie.is_some()),
            regels,
            maand: maand(v.maand),
            mee: mee(invoer),
            hier: format!("{}/verbeteren", adres(blad.plek)),
            regel: blad.regel,
        }
    }
}

type Adres = Path<(String, String, String)>;

async fn blad(bezoek: &Bezoek, Path((g, id, nr)): Adres) -> Result<Correctieblad, Fout> {
    let lees = || {
        let (gemeente, bericht) = plek(&g, &id)?;
        let volgnr = nr.parse().map_err(|_| VraagFout::NietGevonden)?;
        Ok::<_, VraagFout>(Regelplek { gemeente, bericht, volgnr })
    };
    let p = lees().map_err(|f| Fout::from(f).voor(&bezoek.om))?;
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| q::blad(&o, wie, p)).await
}

/// `GET /declaraties/{gemeente}/{bericht}/{volgnr}/verbeteren`
pub async fn pagina(bezoek: Bezoek, a: Adres) -> Result<Response, Fout> {
    let blad = blad(&bezoek, a).await?;
    toon(&VerbeterPagina::nieuw(&bezoek.om, blad, &Invoer::default(), Fouten::default()))
}

fn lees(invoer: &Invoer, blad: &Correctieblad) -> Result<Verbetering, Fouten> {
    let mut l = Lezing::van(invoer);
    let maand = l.lees(
        "maand",
        |t| blad.maanden.iter().copied().find(|m| m.to_string() == t),
        "Kies een maand uit de lijst.",
    );
    let maand = l.verplicht("maand", maand, "Kies een maand.");
    let mut nieuw = None;
    if l.tekst("wat") != Some("terugnemen") {
        let (van, tot) = (l.dag("van"), l.dag("tot"));
        let van = l.verplicht("van", van, "Vul de eerste dag in.");
        let tot = l.verplicht("tot", tot, "Vul de laatste dag in.");
        let eenheid = l.lees("eenheid", |t| Eenheid::parse(t).ok(), "Kies een eenheid.");
        let eenheid = l.verplicht("eenheid", eenheid, "Kies een eenheid.");
        let volume = match eenheid {
            Some(Eenheid::Euro) => l.bedrag("volume").map(|b| b.0),
            Some(Eenheid::Uur) => l.minuten("volume").map(|m| q::hele_uren(m).into()),
            _ => l.aantal("volume"),
        };
        let volume = l.verplicht("volume", volume, "Vul in hoeveel.");
        let tarief = l.bedrag("tarief");
        let geld = l.lees("bedrag", bedrag, "Schrijf het bedrag in euro's, bijvoorbeeld 1250,00.");
        let geld = l.verplicht("bedrag", geld, "Vul het bedrag in.");
        if let (Some(van), Some(tot), Some(volume), Some(eenheid), Some(bedrag)) =
            (van, tot, volume, eenheid, geld)
        {
            nieuw = Some(Verbeterd { van, tot, volume, eenheid, tarief, bedrag });
        }
    }
    match maand {
        Some(maand) if l.fouten.is_leeg() => Ok(Verbetering { maand, nieuw }),
        _ => Err(l.fouten),
    }
}

/// The field that a reason is about.
fn veld_van(b: &Bevinding) -> Option<String> {
    let velden = [
        ("Begindatum", "van"),
        ("Einddatum", "tot"),
        ("Volume", "volume"),
        ("Eenheid", "eenheid"),
        ("Tarief", "tarief"),
        ("Bedrag", "bedrag"),
    ];
    if matches!(b.regel, "IV090" | "TR319") {
        return Some("maand".into());
    }
    velden.iter().find(|(e, _)| b.pad.contains(e)).map(|(_, v)| (*v).to_owned())
}

/// `POST /declaraties/{gemeente}/{bericht}/{volgnr}/verbeteren`
pub async fn verbeter(bezoek: Bezoek, a: Adres, formulier: Formulier) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let blad = blad(&bezoek, a).await?;
    let om = &bezoek.om;
    let p = blad.plek;
    if invoer.get("stap") == Some("terug") {
        return toon(&VerbeterPagina::nieuw(om, blad, &invoer, Fouten::default()));
    }
    let fouten = match lees(&invoer, &blad) {
        Err(fouten) => fouten,
        Ok(v) => {
            let o = omgeving(&bezoek);
            let redenen = if invoer.get("stap") == Some("verstuur") {
                match vraag(&bezoek, move |_, wie| q::verbeter(&o, wie, p, &v)).await? {
                    Ok(id) => {
                        let naar = format!("/declaraties/{}/{id}", p.gemeente);
                        return Ok(Redirect::to(&naar).into_response());
                    }
                    Err(redenen) => redenen,
                }
            } else {
                match vraag(&bezoek, move |_, wie| q::bekijk(&o, wie, p, &v)).await? {
                    Ok(regels) => return toon(&VerbeterControle::nieuw(om, blad, &v, regels, &invoer)),
                    Err(redenen) => redenen,
                }
            };
            Fouten(redenen.iter().map(|b| Regel { tekst: b.tekst.to_string(), bij: veld_van(b) }).collect())
        }
    };
    let pagina = toon(&VerbeterPagina::nieuw(om, blad, &invoer, fouten))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
}
