//! Asking a provider for a draft of the plan, what comes back, and what the client says of it. One page; what it asks depends on
//! how far the question is.

use super::{Groep, PAD, TaakPagina, adres, plek, verder};
use crate::Bezoek;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::datum;
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::vraag;
use app::meldingen::{self as q, Beeld, Planrond, Planstap, Planverloop};
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use kern::{AgbCode, Gemeentecode};
use toegang::{Akkoordwijze, LANGSTE_PLANTEKST, Planresultaat, Planvraagstand};

/// Value for a client that does not agree, beside the ways in which one agrees.
const NIET: &str = "niet";

fn lap(invoer: &Invoer, naam: &str, label: &'static str) -> Veld {
    let lang = u16::try_from(LANGSTE_PLANTEKST).unwrap_or(u16::MAX);
    Veld::nieuw(invoer, naam, label, Soort::Lap(lang), "")
}

fn groep(id: &str, kop: &str, uitleg: &str, velden: Vec<Veld>) -> Groep {
    Groep { id: id.into(), kop: kop.into(), uitleg: uitleg.into(), velden }
}

/// A result in one text.
pub(crate) fn in_woorden(r: &Planresultaat) -> String {
    format!("{}: {}\nWie doet wat: {}", r.domein.naam(), r.resultaat, r.aanpak)
}

/// What is known already: the question, every draft that was handed in, what the client said.
fn vooraf(r: &Planrond) -> Vec<(&'static str, String)> {
    let mut uit = Vec::new();
    if let Some(Planverloop { vraag: v, aanbieder, voorstellen }) = &r.verloop {
        uit.push(("Aanbieder", aanbieder.clone()));
        uit.push(("Gevraagd", format!("{}, door {}", datum(v.gevraagd_op), v.door)));
        uit.push(("Vraag", v.vraag.clone()));
        uit.push((
            "Stand",
            format!("{} sinds {}", crate::opmaak::hoofdletter(v.stand.omschrijving()), datum(v.sinds)),
        ));
        for p in voorstellen {
            let op = p.ingediend_op.map(datum).unwrap_or_default();
            let resultaten: Vec<_> = p.resultaten.iter().map(in_woorden).collect();
            uit.push((
                "Voorstel",
                format!("Versie {} van {op}, door {}\n{}", p.versie, p.door, resultaten.join("\n")),
            ));
            if let Some(t) = &p.opmerking {
                uit.push(("Uw opmerking", t.clone()));
            }
        }
    }
    for o in &r.oordelen {
        let wat = match &o.uitkomst {
            Ok(wijze) => format!("akkoord, {}", wijze.omschrijving()),
            Err(waarom) => format!("niet akkoord. {waarom}"),
        };
        uit.push(("De cliënt zei", format!("{}: {wat} Opgeschreven door {}.", datum(o.op), o.door)));
    }
    uit
}

/// What can be done now.
struct Stap {
    groepen: Vec<Groep>,
    weg: &'static str,
    knop: &'static str,
    tweede: Option<&'static str>,
    gevolgen: Vec<String>,
}

fn vragen(invoer: &Invoer, r: &Planrond) -> Stap {
    let keuzes = std::iter::once((String::new(), "Kies een aanbieder".to_owned()))
        .chain(r.aanbieders.iter().map(|(a, n)| (a.to_string(), n.clone())));
    Stap {
        groepen: vec![groep(
            "g-vraag",
            "Vraag een voorstel",
            "Kies de aanbieder die de cliënt koos.",
            vec![
                Veld::nieuw(invoer, "aanbieder", "Aanbieder", Soort::Keuze(keuzes.collect()), ""),
                lap(invoer, "vraag", "Wat vraagt u?")
                    .met_hulp("Schrijf alleen op wat de aanbieder nodig heeft. De aanbieder ziet de naam van de cliënt, uw vraag en de resultaten die al in het plan staan."),
            ],
        )],
        weg: "vraag",
        knop: "Vraag het de aanbieder",
        tweede: None,
        gevolgen: vec![
            "De vraag staat meteen bij de aanbieder, onder Plannen.".into(),
            "Het besluit wacht tot de cliënt akkoord is met het plan.".into(),
        ],
    }
}

fn zeggen(invoer: &Invoer, vandaag: Date) -> Stap {
    let wijzen =
        Akkoordwijze::ALLE.iter().map(|w| (w.code().to_owned(), format!("Akkoord, {}", w.omschrijving())));
    let keuzes = std::iter::once((String::new(), "Maak een keuze".to_owned()))
        .chain(wijzen)
        .chain([(NIET.to_owned(), "Niet akkoord".to_owned())]);
    Stap {
        groepen: vec![
            groep(
                "g-oordeel",
                "Wat vindt de cliënt van het plan?",
                "",
                vec![
                    Veld::nieuw(invoer, "oordeel", "Akkoord?", Soort::Keuze(keuzes.collect()), ""),
                    dagveld(invoer, "akkoord", "Op welke dag?", Some(vandaag)),
                    lap(invoer, "reden", "Waarom niet?").met_hulp("Alleen als de cliënt niet akkoord is."),
                ],
            ),
            groep(
                "g-terug",
                "Moet de aanbieder het plan aanpassen?",
                "Vul dit in en kies onderaan Stuur terug.",
                vec![lap(invoer, "opmerking", "Wat moet de aanbieder aanpassen?")],
            ),
        ],
        weg: "oordeel",
        knop: "Bewaar wat de cliënt vindt",
        tweede: Some("Stuur terug"),
        gevolgen: Vec::new(),
    }
}

fn stap(invoer: &Invoer, r: &Planrond, vandaag: Date) -> Stap {
    match r.verloop.as_ref().map(|v| v.vraag.stand) {
        None | Some(Planvraagstand::Ingetrokken) => vragen(invoer, r),
        Some(Planvraagstand::Gevraagd | Planvraagstand::Terug) => Stap {
            groepen: Vec::new(),
            weg: "intrekken",
            knop: "Trek de vraag in",
            tweede: None,
            gevolgen: vec![
                "De aanbieder is aan zet. U hoeft nu niets te doen.".into(),
                "Als u de vraag intrekt, ziet de aanbieder hem niet meer.".into(),
            ],
        },
        Some(Planvraagstand::Ingediend) => Stap {
            groepen: vec![groep(
                "g-terug",
                "Is het voorstel goed?",
                "Neem het over, of schrijf op wat anders moet en stuur het terug.",
                vec![lap(invoer, "opmerking", "Wat moet de aanbieder aanpassen?")],
            )],
            weg: "voorstel",
            knop: "Neem het voorstel over",
            tweede: Some("Stuur terug"),
            gevolgen: vec![
                "Wat nu in het plan staat, wordt vervangen. Daarna vraagt u de cliënt om akkoord.".into(),
            ],
        },
        Some(Planvraagstand::Aanvaard) => zeggen(invoer, vandaag),
    }
}

/// The page.
pub fn taak(
    om: &Omgeving,
    b: &Beeld,
    r: &Planrond,
    invoer: &Invoer,
    fouten: Fouten,
    vandaag: Date,
) -> TaakPagina {
    let m = &b.dossier.melding;
    let (basis, naam) = (adres(m.gemeente(), m.id().0), b.client.naam.voluit());
    let s = stap(invoer, r, vandaag);
    TaakPagina {
        schil: Schil::nieuw(om, format!("Voorstel van de aanbieder: {naam}"), PAD, PAD)
            .via("Overzicht", "/")
            .via("Meldingen en aanvragen", PAD)
            .via(naam.clone(), &basis)
            .hier("Voorstel van de aanbieder"),
        kop: "Voorstel van de aanbieder".into(),
        onder: format!("Voor het ondersteuningsplan van {naam}."),
        stappen: Vec::new(),
        gedaan: super::gedaan(invoer),
        mis: "Dit is nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: vooraf(r),
        groepen: s.groepen,
        waarom: None,
        pad: format!("{basis}/aanbiedersplan/{}", s.weg),
        knop: s.knop,
        tweede: s.tweede,
        gevolgen: s.gevolgen,
        terug: basis,
    }
}

async fn laad(bezoek: &Bezoek, g: Gemeentecode, id: i64) -> Result<(Beeld, Planrond), Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| Ok((q::beeld(&o, wie, g, id)?, q::planrond(&o, wie, (g, id))?))).await
}

/// `GET /meldingen/{gemeente}/{id}/aanbiedersplan`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let (b, r) = laad(&bezoek, g, id).await?;
    taak(&bezoek.om, &b, &r, &invoer, Fouten::default(), bezoek.vandaag()).antwoord()
}

/// What was chosen, with the word for what was done; none when something is wrong with what was filled in.
fn lees(l: &mut Lezing<'_>, invoer: &Invoer, stap: &str) -> Option<(Planstap, &'static str)> {
    let terug = invoer.get("daarna") == Some("stop");
    Some(match stap {
        "vraag" => {
            let agb = super::keuze(l, "aanbieder", |t| AgbCode::parse(t).ok())?;
            (Planstap::Vraag(agb, invoer.tekst("vraag")), "planvraag")
        }
        "intrekken" => (Planstap::TrekIn, "plan-ingetrokken"),
        "voorstel" | "oordeel" if terug => (Planstap::StuurTerug(invoer.tekst("opmerking")), "plan-terug"),
        "voorstel" => (Planstap::NeemOver, "plan-over"),
        _ => {
            let op = super::dag(l, "akkoord");
            let uitkomst = super::keuze(l, "oordeel", |t| match t {
                NIET => Some(Err(invoer.tekst("reden"))),
                wijze => Akkoordwijze::parse(wijze).map(Ok),
            });
            (Planstap::Oordeel(op?, uitkomst?), "plan-oordeel")
        }
    })
}

/// `POST /meldingen/{gemeente}/{id}/aanbiedersplan/{stap}`
pub async fn doe(
    bezoek: Bezoek,
    Path((g, id, stap)): Path<(String, String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&bezoek, &g, &id)?;
    if !["vraag", "intrekken", "voorstel", "oordeel"].contains(&stap.as_str()) {
        return Err(Fout::niet_gevonden().voor(&bezoek.om));
    }
    let mut l = Lezing::van(&invoer);
    let gelezen = lees(&mut l, &invoer, &stap);
    let mut fouten = std::mem::take(&mut l.fouten);
    if let (Some((stap, gedaan)), true) = (gelezen, fouten.is_leeg()) {
        let o = omgeving(&bezoek);
        match vraag(&bezoek, move |_, wie| q::zet_planstap(&o, wie, (g, id), &stap)).await? {
            Ok(()) => return Ok(verder(&format!("{}/aanbiedersplan", adres(g, id)), gedaan)),
            Err(r) => super::redenen(&mut fouten, &r),
        }
    }
    let (b, r) = laad(&bezoek, g, id).await?;
    taak(&bezoek.om, &b, &r, &invoer, fouten, bezoek.vandaag()).antwoord()
}
