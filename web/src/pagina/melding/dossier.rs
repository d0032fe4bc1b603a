//! The file of a melding: what counts now, the next step, the clocks, what is missing, what was told, and the time line.

use super::{KlokBlok, PAD, adres, dag, gedaan, opties, plek, redenen, verder, waar};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::opmaak::{Html, datum};
use crate::pagina::Invoer;
use crate::pagina::verzoeken::omgeving;
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::meldingen::{self as q, Beeld};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use kern::Gemeentecode;
use toegang::{AanvraagToestand, Identiteitsbewijs, MeldingToestand, PersoonlijkPlan, Plichten};

/// The one thing to do next.
#[derive(Debug)]
pub struct Volgende {
    /// Why.
    pub tekst: String,
    /// Words of the button.
    pub knop: &'static str,
    /// Where it leads, or where it posts to.
    pub naar: String,
    /// It does something at once.
    pub doet: bool,
}

/// An aanvraag on the page.
#[derive(Debug)]
pub struct AanvraagRij {
    /// Address.
    pub href: String,
    /// Words.
    pub tekst: String,
    /// How it stands.
    pub stand: Html,
}

/// The page.
#[derive(Template, Debug)]
#[template(path = "melding.html")]
pub struct MeldingPagina {
    /// Shell.
    pub schil: Schil,
    /// Name of the client.
    pub naam: String,
    /// Address of this page.
    pub pad: String,
    /// Address of the client.
    pub client: String,
    /// The facts that matter now.
    pub feiten: Vec<(&'static str, String)>,
    /// How far it is, as a label.
    pub stand: Html,
    /// What is asked.
    pub vraag: String,
    /// What was just done.
    pub gedaan: Option<&'static str>,
    /// What is wrong.
    pub fouten: Fouten,
    /// Next step.
    pub volgende: Option<Volgende>,
    /// Clocks that run.
    pub klokken: Vec<KlokBlok>,
    /// What is missing for the next step: words and where it is filled in.
    pub ontbreekt: Vec<(String, String)>,
    /// What was told and done.
    pub velden: Vec<Veld>,
    /// The field for an aanvraag, when there can be one.
    pub aanvraagveld: Option<Veld>,
    /// Aanvragen.
    pub aanvragen: Vec<AanvraagRij>,
    /// The report, once something was found.
    pub verslag: Vec<(&'static str, String)>,
    /// The onderzoek is finished.
    pub klaar: bool,
    /// What happened, the newest first.
    pub tijdlijn: Vec<(Date, String)>,
    /// Number of the melding.
    pub nummer: i64,
}

fn plichtvelden(invoer: &Invoer, p: &Plichten, spoed: bool) -> Vec<Veld> {
    let (stand, plan_op) = match p.plan {
        PersoonlijkPlan::Open => ("open", None),
        PersoonlijkPlan::ZietAf { op } => ("ziet-af", Some(op)),
        PersoonlijkPlan::Ontvangen { op } => ("ontvangen", Some(op)),
    };
    let plannen = [
        ("open", "Nog niets gehoord"),
        ("ziet-af", "Cliënt maakt geen plan"),
        ("ontvangen", "Plan ontvangen"),
    ];
    let plannen = plannen.map(|(c, t)| (c.to_owned(), t.to_owned())).to_vec();
    let mut uit = vec![
        dagveld(invoer, "bevestigd", "Ontvangst bevestigd op", p.bevestigd_op),
        dagveld(
            invoer,
            "clientondersteuning",
            "Gewezen op gratis cliëntondersteuning op",
            p.clientondersteuning_op,
        ),
        dagveld(invoer, "plan-genoemd", "Verteld over het persoonlijk plan op", p.plan_genoemd_op),
        Veld::nieuw(invoer, "plan", "Persoonlijk plan", Soort::Keuze(plannen), stand),
        dagveld(invoer, "plan-op", "Plan ontvangen of ervan afgezien op", plan_op),
        Veld::nieuw(
            invoer,
            "identiteit",
            "Identiteit vastgesteld met",
            Soort::Keuze(opties(
                "Nog niet",
                Identiteitsbewijs::ALLE,
                Identiteitsbewijs::code,
                Identiteitsbewijs::omschrijving,
            )),
            p.identiteit.map(|i| i.0.code()).unwrap_or_default(),
        ),
        dagveld(invoer, "identiteit-op", "Identiteit vastgesteld op", p.identiteit.map(|i| i.1)),
        dagveld(invoer, "pgb", "Persoonsgebonden budget uitgelegd op", p.pgb_uitgelegd_op),
    ];
    if spoed {
        uit.push(dagveld(invoer, "spoed", "Tijdelijke hulp geregeld op", p.spoed_geregeld_op));
    }
    uit
}

fn tijdlijn(b: &Beeld) -> Vec<(Date, String)> {
    let (d, p) = (&b.dossier, &b.dossier.plichten);
    let bin = &d.binnenkomst;
    let mut uit = vec![(
        d.melding.ontvangen_op(),
        format!("Melding ontvangen via {}, door {}.", bin.wijze.omschrijving(), bin.melder.omschrijving()),
    )];
    let mut bij = |op: Option<Date>, tekst: String| uit.extend(op.map(|op| (op, tekst)));
    bij(p.spoed_geregeld_op, "Tijdelijke hulp geregeld (spoed).".into());
    bij(p.bevestigd_op, "Ontvangst bevestigd.".into());
    bij(p.clientondersteuning_op, "Gewezen op gratis cliëntondersteuning.".into());
    bij(p.plan_genoemd_op, "Verteld over het persoonlijk plan.".into());
    match p.plan {
        PersoonlijkPlan::Open => {}
        PersoonlijkPlan::ZietAf { op } => bij(Some(op), "De cliënt maakt geen persoonlijk plan.".into()),
        PersoonlijkPlan::Ontvangen { op } => bij(Some(op), "Persoonlijk plan ontvangen.".into()),
    }
    bij(
        p.identiteit.map(|i| i.1),
        format!(
            "Identiteit vastgesteld{}.",
            p.identiteit.map(|i| format!(" met {}", i.0.omschrijving())).unwrap_or_default()
        ),
    );
    bij(b.begonnen_op, "Onderzoek begonnen.".into());
    bij(p.pgb_uitgelegd_op, "Persoonsgebonden budget uitgelegd.".into());
    bij(p.verslag_op, "Onderzoek afgerond en verslag verstuurd.".into());
    for a in &b.aanvragen {
        let zonder =
            if a.zonder_onderzoek { ", zonder onderzoek omdat de zes weken voorbij waren" } else { "" };
        bij(Some(a.ontvangen_op), format!("Aanvraag {} ontvangen{zonder}.", a.id));
        for o in &a.opschortingen {
            bij(
                Some(o.op),
                format!("De termijn van aanvraag {} staat stil: {}.", a.id, o.grond.omschrijving()),
            );
            bij(o.geeindigd_op, format!("De termijn van aanvraag {} loopt weer.", a.id));
        }
        bij(
            a.vertraging.map(|v| v.gemeld_op),
            format!("Gemeld dat het besluit op aanvraag {} later komt.", a.id),
        );
        bij(a.in_gebreke_op, format!("Ingebrekestelling ontvangen bij aanvraag {}.", a.id));
        let (op, wat) = match a.toestand {
            AanvraagToestand::Open => (None, ""),
            AanvraagToestand::Besloten { op } => (Some(op), "besloten"),
            AanvraagToestand::Ingetrokken { op } => (Some(op), "ingetrokken"),
            AanvraagToestand::NietBehandeld { op } => (Some(op), "niet behandeld"),
        };
        bij(op, format!("Aanvraag {} {wat}.", a.id));
    }
    uit.sort_by_key(|r| std::cmp::Reverse(r.0));
    uit
}

fn volgende(b: &Beeld, pad: &str) -> Option<Volgende> {
    let (d, g) = (&b.dossier, b.dossier.melding.gemeente());
    let naar =
        |tekst: &str, knop, naar: String| Some(Volgende { tekst: tekst.into(), knop, naar, doet: false });
    if d.binnenkomst.spoed && d.plichten.spoed_geregeld_op.is_none() {
        return naar(
            "Er is spoed: regel meteen tijdelijke hulp. Schrijf daarna op wanneer u dat deed.",
            "Naar het veld",
            format!("{pad}#spoed"),
        );
    }
    match d.melding.toestand() {
        MeldingToestand::Ontvangen if d.plichten.bevestigd_op.is_none() => Some(Volgende {
            tekst: "Bevestig de ontvangst met een brief. Daarin staan ook de cliëntondersteuning en het persoonlijk plan.".into(),
            knop: "Maak de bevestigingsbrief",
            naar: format!("{pad}/stappen/bevestig"),
            doet: true,
        }),
        MeldingToestand::Ontvangen if d.plichten.plan == PersoonlijkPlan::Open => naar(
            "De cliënt mag nog een persoonlijk plan inleveren. Schrijf op wat u hoort.",
            "Naar het veld",
            format!("{pad}#plan"),
        ),
        MeldingToestand::Ontvangen => {
            naar("U kunt het onderzoek beginnen.", "Begin het onderzoek", format!("{pad}/onderzoek/1"))
        }
        MeldingToestand::InOnderzoek { .. } => {
            let mist = d.onderzoek.ontbreekt();
            match mist.first() {
                Some(f) => naar("Het onderzoek loopt.", "Verder met het onderzoek", waar(pad, &f.pad)),
                None => naar("Alle onderwerpen zijn ingevuld.", "Rond het onderzoek af", format!("{pad}/afronden")),
            }
        }
        MeldingToestand::OnderzoekAfgerond { .. } => match b.aanvragen.first() {
            Some(a) if a.toestand == AanvraagToestand::Open => {
                naar("Er ligt een aanvraag.", "Naar de aanvraag", format!("/aanvragen/{g}/{}", a.id))
            }
            Some(_) => None,
            None => naar("Het verslag is verstuurd. Nu is de cliënt aan zet.", "Aanvraag invoeren", format!("{pad}#aanvraag")),
        },
    }
}

impl MeldingPagina {
    /// The page of this melding.
    pub fn nieuw(om: &Omgeving, b: &Beeld, invoer: &Invoer, mut fouten: Fouten, vandaag: Date) -> Self {
        let (d, m) = (&b.dossier, &b.dossier.melding);
        let (g, naam) = (m.gemeente(), b.client.naam.voluit());
        let pad = adres(g, m.id().0);
        let label = |klas, icoon, woord: &str| crate::status::label(klas, icoon, woord);
        let (stand, mist, klaar) = match m.toestand() {
            MeldingToestand::Ontvangen => (label("info", "klok", "ontvangen"), d.voor_begin(vandaag), false),
            MeldingToestand::InOnderzoek { .. } => {
                (label("let", "half", "in onderzoek"), d.voor_afronden(), false)
            }
            MeldingToestand::OnderzoekAfgerond { .. } => {
                (label("goed", "vink", "onderzoek klaar"), Vec::new(), true)
            }
        };
        let loopt = b.aanvragen.iter().any(|a| a.toestand == AanvraagToestand::Open);
        // after the onderzoek, or when its six weeks are over
        let mag_aanvragen = !loopt && (klaar || vandaag > toegang::onderzoek_uiterlijk(m.ontvangen_op()));
        let mut velden = plichtvelden(invoer, &d.plichten, d.binnenkomst.spoed);
        let mut aanvraagveld =
            mag_aanvragen.then(|| dagveld(invoer, "aanvraag", "Aanvraag ontvangen op", Some(vandaag)));
        fouten.naast(velden.iter_mut().chain(aanvraagveld.as_mut()));
        let (gedaan_van, van) = d.onderzoek.voortgang();
        let mut klokken: Vec<_> = d.klokken(vandaag).iter().map(|t| KlokBlok::van(t, vandaag)).collect();
        let open = b.aanvragen.iter().filter(|a| a.toestand == AanvraagToestand::Open);
        klokken.extend(open.map(|a| KlokBlok::van(&a.termijn(vandaag), vandaag)));
        Self {
            schil: Schil::nieuw(om, format!("Melding van {naam}"), PAD, PAD)
                .via("Overzicht", "/")
                .via("Meldingen en aanvragen", PAD)
                .hier(naam.clone()),
            client: format!("/clienten/{g}/{}", b.client.id),
            feiten: vec![
                ("Ontvangen", datum(m.ontvangen_op())),
                ("Geboren", datum(b.client.geboortedatum)),
                ("Gemeente", om.gemeente(g)),
                ("Behandelaar", b.behandelaar.clone()),
                ("Onderzoek", format!("{gedaan_van} van {van} onderwerpen ingevuld")),
            ],
            stand,
            vraag: d.binnenkomst.vraag.clone(),
            gedaan: gedaan(invoer),
            fouten,
            volgende: volgende(b, &pad),
            klokken,
            ontbreekt: mist.iter().map(|f| (f.tekst.to_string(), waar(&pad, &f.pad))).collect(),
            velden,
            aanvraagveld,
            aanvragen: b
                .aanvragen
                .iter()
                .map(|a| AanvraagRij {
                    href: format!("/aanvragen/{g}/{}", a.id),
                    tekst: format!("Aanvraag {} van {}", a.id, datum(a.ontvangen_op)),
                    stand: super::klok::stand(a, vandaag),
                })
                .collect(),
            verslag: if gedaan_van == 0 {
                Vec::new()
            } else {
                toegang::verslag(&d.onderzoek, m.ontvangen_op())
            },
            klaar,
            tijdlijn: tijdlijn(b),
            naam,
            nummer: m.id().0,
            pad,
        }
    }
}

async fn laad(bezoek: &Bezoek, g: Gemeentecode, id: i64) -> Result<Beeld, Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| q::beeld(&o, wie, g, id)).await
}

/// `GET /meldingen/{gemeente}/{id}`
pub async fn pagina(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let b = laad(&bezoek, g, id).await?;
    toon(&MeldingPagina::nieuw(&bezoek.om, &b, &invoer, Fouten::default(), bezoek.vandaag()))
}

/// What was told and done, as the form says.
fn lees_plichten(invoer: &Invoer) -> (Plichten, Fouten) {
    let mut l = Lezing::van(invoer);
    let plan_op = l.dag("plan-op");
    let plan = match (l.tekst("plan"), plan_op) {
        (Some("ziet-af"), Some(op)) => PersoonlijkPlan::ZietAf { op },
        (Some("ontvangen"), Some(op)) => PersoonlijkPlan::Ontvangen { op },
        (Some("ziet-af" | "ontvangen"), None) => {
            if l.tekst("plan-op").is_none() {
                l.fouten.bij("plan-op", "Vul de dag in.");
            }
            PersoonlijkPlan::Open
        }
        _ => PersoonlijkPlan::Open,
    };
    let document = l.lees("identiteit", Identiteitsbewijs::parse, "Maak een keuze uit de lijst.");
    let identiteit_op = l.dag("identiteit-op");
    if document.is_some() && l.tekst("identiteit-op").is_none() {
        l.fouten.bij("identiteit-op", "Vul de dag in.");
    }
    let p = Plichten {
        bevestigd_op: l.dag("bevestigd"),
        clientondersteuning_op: l.dag("clientondersteuning"),
        plan_genoemd_op: l.dag("plan-genoemd"),
        plan,
        identiteit: document.zip(identiteit_op),
        pgb_uitgelegd_op: l.dag("pgb"),
        verslag_op: None,
        spoed_geregeld_op: l.dag("spoed"),
    };
    (p, l.fouten)
}

/// `POST /meldingen/{gemeente}/{id}/stappen/{stap}`
pub async fn doe(
    bezoek: Bezoek,
    Path((g, id, stap)): Path<(String, String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let plek = plek(&bezoek, &g, &id)?;
    let (o, basis) = (omgeving(&bezoek), adres(plek.0, plek.1));
    let mut fouten = Fouten::default();
    let uit = match stap.as_str() {
        "bevestig" => {
            let uit = vraag(&bezoek, move |_, wie| q::bevestiging(&o, wie, plek)).await?;
            uit.map(|()| verder(&format!("{basis}/brief/bevestiging"), "bevestigd"))
        }
        "plichten" => {
            let (p, mis) = lees_plichten(&invoer);
            fouten = mis;
            if fouten.is_leeg() {
                let uit = vraag(&bezoek, move |_, wie| q::zet_plichten(&o, wie, plek, &p)).await?;
                uit.map(|()| verder(&basis, "bijgewerkt"))
            } else {
                Err(Vec::new())
            }
        }
        "aanvraag" => {
            let mut l = Lezing::van(&invoer);
            let op = dag(&mut l, "aanvraag");
            fouten = l.fouten;
            match op {
                Some(op) => {
                    let uit = vraag(&bezoek, move |_, wie| q::dien_aanvraag_in(&o, wie, plek, op)).await?;
                    uit.map(|a| verder(&format!("/aanvragen/{}/{a}", plek.0), "aangevraagd"))
                }
                None => Err(Vec::new()),
            }
        }
        _ => return Err(Fout::niet_gevonden().voor(&bezoek.om)),
    };
    match uit {
        Ok(antwoord) => Ok(antwoord),
        Err(r) => {
            redenen(&mut fouten, &r);
            let b = laad(&bezoek, plek.0, plek.1).await?;
            let pagina = toon(&MeldingPagina::nieuw(&bezoek.om, &b, &invoer, fouten, bezoek.vandaag()))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, pagina).into_response())
        }
    }
}
