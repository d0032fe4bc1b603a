//! The onderzoek as a task: a few subjects a step, kept as one goes; then a summary and the end.

use super::plan::{laad as laad_met_plan, lees_plan, plangroepen, redenen_bij};
use super::{Groep, KlokBlok, PAD, TaakPagina, TaakStap, adres, dag, opties, plek, redenen, verder};
use crate::Bezoek;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::vraag;
use app::meldingen::{self as q, Afronding, Beeld};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use kern::Gemeentecode;
use std::collections::BTreeSet;
use toegang::{Bewijs, LANGSTE_BEVINDING, LANGSTE_TOELICHTING, Ondersteuningsplan, Onderwerp, Oordeel, Punt};

/// The steps: name and subjects. In the order in which the law weighs.
pub const STAPPEN: &[(&str, &[Onderwerp])] = &[
    (
        "De vraag, zelf en thuis",
        &[
            Onderwerp::Behoeften,
            Onderwerp::EigenKracht,
            Onderwerp::AlgemeenGebruikelijk,
            Onderwerp::GebruikelijkeHulp,
        ],
    ),
    ("Mensen dichtbij", &[Onderwerp::Mantelzorg, Onderwerp::Netwerk, Onderwerp::Mantelzorger]),
    ("Andere hulp en bijdrage", &[Onderwerp::AlgemeneVoorziening, Onderwerp::AndereWet, Onderwerp::Bijdrage]),
];

/// The step that a subject is asked in, from 1.
pub(crate) fn stap_van(over: Onderwerp) -> usize {
    STAPPEN.iter().position(|(_, o)| o.contains(&over)).map_or(1, |i| i + 1)
}

/// The steps with where they lead and which are done.
fn stappen(b: &Beeld, hier: usize) -> Vec<TaakStap> {
    let d = &b.dossier;
    let basis = adres(d.melding.gemeente(), d.melding.id().0);
    let mist: BTreeSet<String> =
        d.onderzoek.ontbreekt().iter().filter_map(|f| f.pad.split('/').nth(2).map(str::to_owned)).collect();
    let mut uit: Vec<TaakStap> = (1..)
        .zip(STAPPEN)
        .map(|(nr, (naam, over))| TaakStap {
            tekst: (*naam).to_owned(),
            href: format!("{basis}/onderzoek/{nr}"),
            hier: nr == hier,
            klaar: over.iter().all(|o| !mist.contains(o.code())),
        })
        .collect();
    uit.push(TaakStap {
        tekst: "Afronden".into(),
        href: format!("{basis}/afronden"),
        hier: hier == AFRONDEN,
        klaar: d.plichten.verslag_op.is_some(),
    });
    uit
}

/// Number of the last step, for [`stappen`].
const AFRONDEN: usize = usize::MAX;

fn schil(om: &Omgeving, b: &Beeld, titel: &str) -> Schil {
    let naam = b.client.naam.voluit();
    let d = &b.dossier.melding;
    Schil::nieuw(om, format!("{titel}: {naam}"), PAD, PAD)
        .via("Overzicht", "/")
        .via("Meldingen en aanvragen", PAD)
        .via(naam, adres(d.gemeente(), d.id().0))
        .hier(titel.to_owned())
}

fn lang(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn groep(invoer: &Invoer, b: &Beeld, over: Onderwerp) -> Groep {
    let leeg = Punt::default();
    let p = b.dossier.onderzoek.punten.get(&over).unwrap_or(&leeg);
    let naam = |veld: &str| format!("{}-{veld}", over.code());
    let mut velden = vec![Veld::nieuw(
        invoer,
        naam("bevinding"),
        "Wat hebt u gevonden?",
        Soort::Lap(lang(LANGSTE_BEVINDING)),
        &p.bevinding,
    )];
    if over.weegt() {
        velden.push(Veld::nieuw(
            invoer,
            naam("oordeel"),
            "Uw oordeel",
            Soort::Keuze(opties("Kies", Oordeel::ALLE, Oordeel::code, Oordeel::omschrijving)),
            p.oordeel.map(Oordeel::code).unwrap_or_default(),
        ));
    }
    velden.push(Veld::nieuw(
        invoer,
        naam("bewijs"),
        "Waar blijkt dit uit?",
        Soort::Keuze(opties("Kies", Bewijs::ALLE, Bewijs::code, Bewijs::omschrijving)),
        p.bewijs.map(Bewijs::code).unwrap_or_default(),
    ));
    velden.push(
        Veld::nieuw(
            invoer,
            naam("toelichting"),
            "Welk document, wie of wanneer?",
            Soort::Tekst(lang(LANGSTE_TOELICHTING), "text"),
            &p.toelichting,
        )
        .met_hulp("Alleen als dat nodig is."),
    );
    Groep {
        id: over.code().to_owned(),
        kop: over.omschrijving().to_owned(),
        uitleg: format!("{} (Wmo 2015, artikel 2.3.2, vierde lid, {})", over.vraag(), over.punt()),
        velden,
    }
}

/// A step of the onderzoek.
pub fn staptaak(
    om: &Omgeving,
    b: &Beeld,
    nr: usize,
    invoer: &Invoer,
    fouten: Fouten,
    vandaag: Date,
) -> TaakPagina {
    let (naam, over) = STAPPEN[nr.clamp(1, STAPPEN.len()) - 1];
    let m = &b.dossier.melding;
    let basis = adres(m.gemeente(), m.id().0);
    let t = toegang::klok::onderzoek(m.ontvangen_op());
    let mut vooraf = vec![("Termijn", format!("{}: {}", t.uitleg.uitkomst, t.stand(vandaag)))];
    if nr == 1 {
        vooraf.push(("Wat er werd gevraagd", b.dossier.binnenkomst.vraag.clone()));
    }
    TaakPagina {
        schil: schil(om, b, "Onderzoek"),
        kop: format!("Onderzoek: {}", crate::opmaak::hoofdletter(naam).to_lowercase()),
        onder: format!("Stap {nr} van {}. Voor {}.", STAPPEN.len() + 1, b.client.naam.voluit()),
        stappen: stappen(b, nr),
        gedaan: super::gedaan(invoer),
        mis: "Dit is nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf,
        groepen: over.iter().map(|o| groep(invoer, b, *o)).collect(),
        waarom: None,
        pad: format!("{basis}/onderzoek/{nr}"),
        knop: "Bewaar en verder",
        tweede: Some("Bewaar en stop"),
        gevolgen: Vec::new(),
        terug: basis,
    }
}

async fn laad(bezoek: &Bezoek, g: Gemeentecode, id: i64) -> Result<Beeld, Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| q::beeld(&o, wie, g, id)).await
}

fn stapnummer(bezoek: &Bezoek, nr: &str) -> Result<usize, Fout> {
    let goed = |n: &usize| (1..=STAPPEN.len()).contains(n);
    nr.parse().ok().filter(goed).ok_or_else(|| Fout::niet_gevonden().voor(&bezoek.om))
}

/// `GET /meldingen/{gemeente}/{id}/onderzoek/{nr}`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id, nr)): Path<(String, String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let nr = stapnummer(&bezoek, &nr)?;
    let b = laad(&bezoek, g, id).await?;
    if b.dossier.plichten.verslag_op.is_some() {
        // the report was sent: what was found stands on the file
        return Ok(Redirect::to(&adres(g, id)).into_response());
    }
    staptaak(&bezoek.om, &b, nr, &invoer, Fouten::default(), bezoek.vandaag()).antwoord()
}

/// `POST /meldingen/{gemeente}/{id}/onderzoek/{nr}`
pub async fn bewaar(
    bezoek: Bezoek,
    Path((g, id, nr)): Path<(String, String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&bezoek, &g, &id)?;
    let nr = stapnummer(&bezoek, &nr)?;
    let mut l = Lezing::van(&invoer);
    let mut punten = Vec::new();
    for over in STAPPEN[nr - 1].1 {
        let naam = |veld: &str| format!("{}-{veld}", over.code());
        let kies = "Maak een keuze uit de lijst.";
        let punt = Punt {
            bevinding: l.tekst(&naam("bevinding")).unwrap_or_default().to_owned(),
            bewijs: l.lees(&naam("bewijs"), Bewijs::parse, kies),
            toelichting: l.tekst(&naam("toelichting")).unwrap_or_default().to_owned(),
            oordeel: if over.weegt() { l.lees(&naam("oordeel"), Oordeel::parse, kies) } else { None },
        };
        punten.push((*over, punt));
    }
    let mut fouten = std::mem::take(&mut l.fouten);
    if fouten.is_leeg() {
        let o = omgeving(&bezoek);
        let uit = vraag(&bezoek, move |_, wie| q::schrijf(&o, wie, (g, id), &punten)).await?;
        match uit {
            Ok(()) => {
                let basis = adres(g, id);
                return Ok(match invoer.get("daarna") {
                    Some("stop") => verder(&basis, "onderzoek"),
                    _ if nr < STAPPEN.len() => verder(&format!("{basis}/onderzoek/{}", nr + 1), "onderzoek"),
                    _ => verder(&format!("{basis}/afronden"), "onderzoek"),
                });
            }
            Err(r) => redenen(&mut fouten, &r),
        }
    }
    let b = laad(&bezoek, g, id).await?;
    staptaak(&bezoek.om, &b, nr, &invoer, fouten, bezoek.vandaag()).antwoord()
}

/// The end of the onderzoek: what was weighed, what is missing, the plan, and the days of the report and of the aanvraag.
pub fn afrondtaak(
    om: &Omgeving,
    (b, plan): (&Beeld, Option<&Ondersteuningsplan>),
    invoer: &Invoer,
    fouten: Fouten,
    vandaag: Date,
) -> TaakPagina {
    let m = &b.dossier.melding;
    let basis = adres(m.gemeente(), m.id().0);
    let klok = KlokBlok::van(&toegang::klok::onderzoek(m.ontvangen_op()), vandaag);
    let uiterlijk = klok.uiterlijk.map(crate::opmaak::datum).unwrap_or_default();
    let mut groepen = plangroepen(invoer, plan, 1);
    groepen.push(Groep {
        id: "g-verslag".into(),
        kop: "Verslag en aanvraag".into(),
        uitleg: "De cliënt krijgt het verslag op papier of digitaal. Tekent de cliënt het meteen als aanvraag, vul dan ook die dag in.".into(),
        velden: vec![
            dagveld(invoer, "op", "Verslag verstuurd op", Some(vandaag)),
            dagveld(invoer, "aanvraag", "Aanvraag ontvangen op", None).met_hulp("Laat leeg als de cliënt nog nadenkt."),
        ],
    });
    TaakPagina {
        schil: schil(om, b, "Onderzoek afronden"),
        kop: "Onderzoek afronden".into(),
        onder: format!("Voor {}. Het onderzoek moet uiterlijk {uiterlijk} klaar zijn.", b.client.naam.voluit()),
        stappen: stappen(b, AFRONDEN),
        gedaan: super::gedaan(invoer),
        mis: "Dit ontbreekt nog",
        fouten,
        elders: Vec::new(),
        vooraf: toegang::verslag(&b.dossier.onderzoek, m.ontvangen_op()),
        groepen,
        waarom: Some(("Zo is afgewogen", crate::uitleg::boom(&b.dossier.onderzoek.afweging()))),
        pad: format!("{basis}/afronden"),
        knop: "Rond af en maak het besluit",
        tweede: Some("Rond alleen af"),
        gevolgen: vec![
            "Het verslag verandert daarna niet meer.".into(),
            "Vult u een aanvraag in, dan besluit u binnen twee weken.".into(),
            "Wat u hebt gevonden en wat in het plan staat, komt als begin in het besluit. U leest het na en past het aan.".into(),
        ],
        terug: basis,
    }
}

/// `GET /meldingen/{gemeente}/{id}/afronden`
pub async fn samenvatting(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let (b, plan) = laad_met_plan(&bezoek, g, id).await?;
    if b.dossier.plichten.verslag_op.is_some() {
        return Ok(Redirect::to(&adres(g, id)).into_response());
    }
    let mut taak = afrondtaak(&bezoek.om, (&b, plan.as_ref()), &invoer, Fouten::default(), bezoek.vandaag());
    naar_velden(&mut taak, &b);
    // what is missing is no mistake of who opens the page
    taak.naast();
    crate::toon(&taak)
}

/// What is missing stands on another page: the line leads there.
fn naar_velden(taak: &mut TaakPagina, b: &Beeld) {
    let basis = adres(b.dossier.melding.gemeente(), b.dossier.melding.id().0);
    taak.elders = b
        .dossier
        .voor_afronden()
        .iter()
        .map(|f| (f.tekst.to_string(), super::waar(&basis, &f.pad)))
        .collect();
    taak.fouten.0.retain(|r| !taak.elders.iter().any(|(t, _)| *t == r.tekst));
}

/// `POST /meldingen/{gemeente}/{id}/afronden`
pub async fn rond_af(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&bezoek, &g, &id)?;
    let mut l = Lezing::van(&invoer);
    let op = dag(&mut l, "op");
    let mut aanvraag_op = l.dag("aanvraag");
    let naar_besluit = invoer.get("daarna") == Some("verder");
    if naar_besluit {
        aanvraag_op = l.verplicht(
            "aanvraag",
            aanvraag_op,
            "Vul de dag van de aanvraag in. Is die er nog niet? Rond dan alleen af.",
        );
    }
    let getypt = lees_plan(&mut l, &invoer);
    let mut fouten = std::mem::take(&mut l.fouten);
    if let (Some(op), true) = (op, fouten.is_leeg()) {
        let o = omgeving(&bezoek);
        let plan = (!getypt.is_leeg()).then_some((getypt.resultaten, getypt.akkoord));
        let a = Afronding { op, aanvraag_op, plan };
        match vraag(&bezoek, move |_, wie| q::rond_af(&o, wie, (g, id), &a)).await? {
            Ok(Some(a)) if naar_besluit => return begin_besluit(&bezoek, (g, id), a.0).await,
            Ok(Some(a)) => return Ok(verder(&format!("/aanvragen/{g}/{a}"), "aangevraagd")),
            Ok(None) => return Ok(verder(&adres(g, id), "afgerond")),
            Err(r) => {
                let (plan, rest): (Vec<_>, Vec<_>) = r.into_iter().partition(|b| b.regel == "PLAN");
                redenen(&mut fouten, &rest);
                redenen_bij(&mut fouten, &plan, &getypt.plaatsen);
            }
        }
    }
    let (b, plan) = laad_met_plan(&bezoek, g, id).await?;
    let mut taak = afrondtaak(&bezoek.om, (&b, plan.as_ref()), &invoer, fouten, bezoek.vandaag());
    naar_velden(&mut taak, &b);
    if taak.fouten.is_leeg() {
        taak.fouten.0.push(crate::formulier::Regel {
            tekst: "Het onderzoek is nog niet compleet. Vul eerst aan wat hieronder staat.".into(),
            bij: None,
        });
    }
    taak.antwoord()
}

/// The draft of the decision on an aanvraag that just came in.
async fn begin_besluit(
    bezoek: &Bezoek,
    (g, melding): (Gemeentecode, i64),
    aanvraag: i64,
) -> Result<Response, Fout> {
    let o = omgeving(bezoek);
    let besluit = vraag(bezoek, move |_, wie| {
        let client = q::beeld(&o, wie, g, melding)?.client.id;
        app::beslissen::begin(&o, wie, g, client, Some(aanvraag))
    })
    .await?;
    Ok(verder(&format!("/beschikkingen/{g}/{besluit}/stap/besluit"), "aangevraagd"))
}
