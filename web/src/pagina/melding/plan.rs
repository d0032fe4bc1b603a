//! The ondersteuningsplan: results per domain, who does what, and the day on which the client agreed.

use super::{Groep, PAD, TaakPagina, adres, plek, verder};
use crate::Bezoek;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::vraag;
use app::meldingen::{self as q, Beeld};
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use kern::{Bevinding, Gemeentecode};
use toegang::zrm::{Zrmdomein, Zrmuitgave};
use toegang::{LANGSTE_PLANTEKST, MEESTE_RESULTATEN, Ondersteuningsplan, PlanToestand, Planresultaat};

/// Empty places below what is filled in.
pub(crate) const LEEG: usize = 2;

fn rij(invoer: &Invoer, nr: usize, r: Option<&Planresultaat>) -> Groep {
    let lang = u16::try_from(LANGSTE_PLANTEKST).unwrap_or(u16::MAX);
    let domeinen = Zrmuitgave::Van2017.domeinen().iter().map(|d| (d.code().to_owned(), d.naam().to_owned()));
    let keuzes = std::iter::once((String::new(), "Kies een leefgebied".to_owned())).chain(domeinen).collect();
    let (domein, resultaat, aanpak) =
        r.map_or(("", "", ""), |r| (r.domein.code(), r.resultaat.as_str(), r.aanpak.as_str()));
    Groep {
        id: format!("g-{nr}"),
        kop: format!("Resultaat {nr}"),
        uitleg: String::new(),
        velden: vec![
            Veld::nieuw(invoer, format!("domein-{nr}"), "Leefgebied", Soort::Keuze(keuzes), domein),
            Veld::nieuw(
                invoer,
                format!("resultaat-{nr}"),
                "Wat moet er bereikt worden?",
                Soort::Lap(lang),
                resultaat,
            ),
            Veld::nieuw(invoer, format!("aanpak-{nr}"), "Wie doet wat?", Soort::Lap(lang), aanpak),
        ],
    }
}

/// The results of a plan with `leeg` empty places below them, and the agreement of the client.
pub(super) fn plangroepen(invoer: &Invoer, plan: Option<&Ondersteuningsplan>, leeg: usize) -> Vec<Groep> {
    let resultaten = plan.map(|p| p.resultaten.as_slice()).unwrap_or_default();
    let mut groepen = rijen(invoer, resultaten, leeg);
    let akkoord = plan.and_then(|p| match p.toestand {
        PlanToestand::Akkoord { op } => Some(op),
        PlanToestand::Concept => None,
    });
    groepen.push(Groep {
        id: "g-akkoord".into(),
        kop: "Akkoord van de cliënt".into(),
        uitleg: "Verandert er iets in het plan? Vraag dan opnieuw of de cliënt het ermee eens is.".into(),
        velden: vec![
            dagveld(invoer, "akkoord", "De cliënt is akkoord met het plan op", akkoord)
                .met_hulp("Laat leeg zolang dat niet zo is."),
        ],
    });
    groepen
}

/// A plan as it was typed.
pub(super) struct Getypt {
    /// Results that count.
    pub resultaten: Vec<Planresultaat>,
    /// The place on the page of each.
    pub plaatsen: Vec<usize>,
    /// Day on which the client agreed.
    pub akkoord: Option<Date>,
}

impl Getypt {
    /// Nothing was typed.
    pub fn is_leeg(&self) -> bool {
        self.resultaten.is_empty() && self.akkoord.is_none()
    }
}

/// Reads a plan.
pub(super) fn lees_plan(l: &mut Lezing<'_>, invoer: &Invoer) -> Getypt {
    let (resultaten, plaatsen) = lees_resultaten(invoer, l);
    Getypt { resultaten, plaatsen, akkoord: l.dag("akkoord") }
}

/// The form of the plan.
pub fn plantaak(
    om: &Omgeving,
    b: &Beeld,
    plan: Option<&Ondersteuningsplan>,
    invoer: &Invoer,
    fouten: Fouten,
) -> TaakPagina {
    let m = &b.dossier.melding;
    let (basis, naam) = (adres(m.gemeente(), m.id().0), b.client.naam.voluit());
    TaakPagina {
        schil: Schil::nieuw(om, format!("Ondersteuningsplan: {naam}"), PAD, PAD)
            .via("Overzicht", "/")
            .via("Meldingen en aanvragen", PAD)
            .via(naam.clone(), &basis)
            .hier("Ondersteuningsplan"),
        kop: "Ondersteuningsplan".into(),
        onder: format!(
            "Voor {naam}. Wat u leeg laat, telt niet mee. Na bewaren krijgt u nieuwe lege plaatsen."
        ),
        stappen: Vec::new(),
        gedaan: super::gedaan(invoer),
        mis: "Het plan is nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: plan
            .map(|p| {
                vec![(
                    "Laatst gewijzigd",
                    format!("{}, door {}", crate::opmaak::datum(p.gewijzigd_op), p.door),
                )]
            })
            .unwrap_or_default(),
        groepen: plangroepen(invoer, plan, LEEG),
        waarom: None,
        pad: format!("{basis}/plan"),
        knop: "Bewaar het plan",
        tweede: Some("Bewaar en voeg toe"),
        gevolgen: Vec::new(),
        terug: basis,
    }
}

/// The results that were filled in, each with its place on the page.
pub(crate) fn lees_resultaten(invoer: &Invoer, l: &mut Lezing<'_>) -> (Vec<Planresultaat>, Vec<usize>) {
    let (mut resultaten, mut plaatsen) = (Vec::new(), Vec::new());
    for nr in 1..=MEESTE_RESULTATEN {
        let veld = |naam: &str| format!("{naam}-{nr}");
        let tekst = |naam: &str| invoer.tekst(&veld(naam));
        if [tekst("domein"), tekst("resultaat"), tekst("aanpak")].iter().all(String::is_empty) {
            continue;
        }
        let domein = super::keuze(l, &veld("domein"), Zrmdomein::parse);
        if let Some(domein) = domein {
            resultaten.push(Planresultaat { domein, resultaat: tekst("resultaat"), aanpak: tekst("aanpak") });
            plaatsen.push(nr);
        }
    }
    (resultaten, plaatsen)
}

/// Reasons about results, each at its place on the page.
pub(crate) fn redenen_bij(fouten: &mut Fouten, redenen: &[Bevinding], plaatsen: &[usize]) {
    for b in redenen {
        let mut delen = b.pad.trim_start_matches('/').split('/');
        let veld = delen.next().filter(|v| !v.is_empty()).map(str::to_owned);
        let nr = delen.next().and_then(|n| n.parse::<usize>().ok());
        let plaats = nr.and_then(|n| plaatsen.get(n.saturating_sub(1)));
        let naam = match (veld, plaats) {
            (Some(v), Some(p)) => Some(format!("{v}-{p}")),
            (veld, _) => veld,
        };
        fouten.reden(b, naam);
    }
}

/// Fields for these results, with `leeg` empty places below them.
pub(crate) fn rijen(invoer: &Invoer, resultaten: &[Planresultaat], leeg: usize) -> Vec<Groep> {
    let gestuurd =
        (1..=MEESTE_RESULTATEN).rev().find(|n| invoer.get(&format!("resultaat-{n}")).is_some()).unwrap_or(0);
    let aantal = (resultaten.len() + leeg).max(gestuurd).min(MEESTE_RESULTATEN);
    (1..=aantal).map(|nr| rij(invoer, nr, resultaten.get(nr - 1))).collect()
}

/// A melding and its plan.
pub(super) async fn laad(
    bezoek: &Bezoek,
    g: Gemeentecode,
    id: i64,
) -> Result<(Beeld, Option<Ondersteuningsplan>), Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| Ok((q::beeld(&o, wie, g, id)?, q::plan(&o, wie, (g, id))?))).await
}

/// `GET /meldingen/{gemeente}/{id}/plan`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let (b, plan) = laad(&bezoek, g, id).await?;
    plantaak(&bezoek.om, &b, plan.as_ref(), &invoer, Fouten::default()).antwoord()
}

/// `POST /meldingen/{gemeente}/{id}/plan`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&bezoek, &g, &id)?;
    let mut l = Lezing::van(&invoer);
    let Getypt { resultaten, plaatsen, akkoord } = lees_plan(&mut l, &invoer);
    let mut fouten = std::mem::take(&mut l.fouten);
    if fouten.is_leeg() {
        let o = omgeving(&bezoek);
        let uit = vraag(&bezoek, move |_, wie| q::zet_plan(&o, wie, (g, id), &resultaten, akkoord)).await?;
        match uit {
            Ok(()) if invoer.get("daarna") == Some("stop") => {
                return Ok(verder(&format!("{}/plan", adres(g, id)), "plan"));
            }
            Ok(()) => return Ok(verder(&adres(g, id), "plan")),
            Err(r) => redenen_bij(&mut fouten, &r, &plaatsen),
        }
    }
    let (b, plan) = laad(&bezoek, g, id).await?;
    plantaak(&bezoek.om, &b, plan.as_ref(), &invoer, fouten).antwoord()
}
