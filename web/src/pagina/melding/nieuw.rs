//! A new melding: find or add the client, then write down what is asked.

use super::{Groep, PAD, TaakPagina, dag, keuze, opties, plek, redenen, verder};
use crate::filters;
use crate::formulier::{Fouten, Lezing, Soort, Veld, dagveld};
use crate::fout::Fout;
use crate::pagina::clienten::veilig;
use crate::pagina::verzoeken::omgeving;
use crate::pagina::{Invoer, Keuze};
use crate::schil::{Omgeving, Schil};
use crate::sessie::Formulier;
use crate::{Bezoek, toon, vraag};
use app::Recht;
use app::importeer::ClientRij;
use app::meldingen::{
    Aangemeld, Betrokkene, NieuweMelding, client as lees_client, meld as bewaar_melding, meld_nieuw,
};
use app::vragen::Blad;
use app::vragen::clienten::{ClientFilter, ClientRij as Gevonden, lijst};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use kern::{Bsn, Gemeentecode};
use toegang::{Binnenkomst, Identiteitsbewijs, LANGSTE_VRAAG, Melder, PersoonlijkPlan, Plichten, Wijze};

/// The search for a client.
#[derive(Template, Debug)]
#[template(path = "melding_zoek.html")]
pub struct ZoekPagina {
    /// Shell.
    pub schil: Schil,
    /// Name that was typed.
    pub zoek: String,
    /// Day of birth that was typed.
    pub geboren: String,
    /// Municipality.
    pub gemeente: Keuze,
    /// Clients that were found.
    pub rijen: Vec<Gevonden>,
    /// Names of municipalities.
    pub om: Omgeving,
    /// Something was asked.
    pub gezocht: bool,
}

/// `GET /meldingen/nieuw`
pub async fn zoek(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    om.gebruiker.eis(Recht::Toegang).map_err(|_| Fout::geen_toegang().voor(om))?;
    let naam = veilig(&invoer.tekst("zoek"));
    let geboren = invoer.datum("geboren").map_err(|f| Fout::from(f).voor(om))?;
    let gezocht = !naam.is_empty() || geboren.is_some();
    let mut rijen = Vec::new();
    if gezocht {
        let filter = ClientFilter {
            zoek: Some(naam.clone()).filter(|n| !n.is_empty()),
            geboortedatum: geboren,
            gemeente: om.gekozen,
            ..ClientFilter::default()
        };
        let vandaag = bezoek.vandaag();
        rijen =
            vraag(&bezoek, move |s, wie| lijst(&s.db, wie, &filter, &Blad::default(), vandaag)).await?.rijen;
    }
    toon(&ZoekPagina {
        schil: schil(om, "Nieuwe melding"),
        zoek: naam,
        geboren: invoer.tekst("geboren"),
        gemeente: Keuze::gemeente(om),
        rijen,
        om: om.clone(),
        gezocht,
    })
}

fn schil(om: &Omgeving, titel: &str) -> Schil {
    Schil::nieuw(om, titel, PAD, PAD).via("Overzicht", "/").via("Meldingen en aanvragen", PAD).hier(titel)
}

fn persoon(om: &Omgeving, invoer: &Invoer) -> Vec<Groep> {
    let tekst =
        |naam: &'static str, label, lang| Veld::nieuw(invoer, naam, label, Soort::Tekst(lang, "text"), "");
    let gemeenten = om.gemeenten.iter().map(|(c, n)| (c.to_string(), n.clone())).collect();
    let eerste = om.gekozen.or(om.gemeenten.first().map(|g| g.0)).map(|g| g.to_string()).unwrap_or_default();
    let geslacht = [("0", "Onbekend"), ("1", "Man"), ("2", "Vrouw"), ("9", "Niet gespecificeerd")];
    let geslacht = geslacht.map(|(c, t)| (c.to_owned(), t.to_owned())).to_vec();
    vec![
        Groep {
            id: "persoon".into(),
            kop: "Persoon".into(),
            uitleg: String::new(),
            velden: vec![
                Veld::nieuw(invoer, "gemeente", "Gemeente", Soort::Keuze(gemeenten), eerste),
                Veld::nieuw(invoer, "bsn", "Burgerservicenummer", Soort::Tekst(9, "numeric"), "")
                    .met_hulp("Negen cijfers."),
                dagveld(invoer, "geboren", "Geboortedatum", None).met_hulp("Dag-maand-jaar."),
                Veld::nieuw(invoer, "geslacht", "Geslacht", Soort::Keuze(geslacht), "0"),
                tekst("voorletters", "Voorletters", 6),
                tekst("voorvoegsel", "Voorvoegsel", 10),
                tekst("achternaam", "Achternaam", 200),
            ],
        },
        Groep {
            id: "adres".into(),
            kop: "Adres".into(),
            uitleg: "Laat leeg wat u niet weet.".into(),
            velden: vec![
                tekst("straat", "Straat", 24),
                tekst("huisnummer", "Huisnummer", 12),
                tekst("postcode", "Postcode", 7),
                tekst("plaats", "Woonplaats", 80),
            ],
        },
    ]
}

/// The form of a melding about somebody who is not known yet.
pub fn clientformulier(om: &Omgeving, invoer: &Invoer, fouten: Fouten, vandaag: Date) -> TaakPagina {
    TaakPagina {
        schil: schil(om, "Nieuwe cliënt"),
        kop: "Nieuwe cliënt en melding".into(),
        onder: "Vul in wat u weet. Het burgerservicenummer is nodig om iemand terug te vinden.".into(),
        stappen: Vec::new(),
        gedaan: None,
        mis: "De cliënt en de melding zijn nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: Vec::new(),
        groepen: persoon(om, invoer).into_iter().chain(meldinggroepen(invoer, vandaag)).collect(),
        waarom: None,
        pad: format!("{PAD}/nieuw/client"),
        knop: MET_BRIEF,
        tweede: Some("Bewaar zonder brief"),
        gevolgen: Vec::new(),
        terug: format!("{PAD}/nieuw"),
    }
}

/// `GET /meldingen/nieuw/client`
pub async fn client(bezoek: Bezoek, invoer: Invoer) -> Result<Response, Fout> {
    let om = &bezoek.om;
    om.gebruiker.eis(Recht::Toegang).map_err(|_| Fout::geen_toegang().voor(om))?;
    // what was typed in the search may be the name; a number never comes out of an address
    let naam = veilig(&invoer.tekst("zoek"));
    let begin = Invoer([("achternaam".to_owned(), naam)].into());
    clientformulier(om, &begin, Fouten::default(), bezoek.vandaag()).antwoord()
}

/// Who it is about, as the form says; or what is wrong with it.
fn lees_persoon(om: &Omgeving, invoer: &Invoer, vandaag: Date) -> Result<ClientRij, Fouten> {
    let mut l = Lezing::van(invoer);
    let gemeente = keuze(&mut l, "gemeente", |t| {
        Gemeentecode::parse(t).ok().filter(|g| om.gebruiker.gemeenten.contains(g))
    });
    let bsn = l.lees(
        "bsn",
        |t| Bsn::parse(t).ok(),
        "Dit is geen geldig burgerservicenummer. Controleer de cijfers.",
    );
    let bsn = l.verplicht("bsn", bsn, "Vul het burgerservicenummer in.");
    let geboren = dag(&mut l, "geboren");
    if geboren.is_some_and(|d| d > vandaag) {
        l.fouten.bij("geboren", "De geboortedatum ligt in de toekomst.");
    }
    let achternaam = l.tekst("achternaam").map(str::to_owned);
    let achternaam = l.verplicht("achternaam", achternaam, "Vul de achternaam in.");
    let mut fouten = std::mem::take(&mut l.fouten);
    for (naam, langste) in [
        ("achternaam", 200),
        ("voorvoegsel", 10),
        ("voorletters", 6),
        ("straat", 24),
        ("huisnummer", 12),
        ("plaats", 80),
    ] {
        if invoer.tekst(naam).chars().count() > langste {
            fouten.bij(naam, format!("Gebruik hoogstens {langste} tekens."));
        }
    }
    let postcode = invoer.tekst("postcode").replace(' ', "").to_uppercase();
    let goed = |p: &str| {
        p.len() == 6
            && p.bytes()
                .enumerate()
                .all(|(i, b)| if i < 4 { b.is_ascii_digit() } else { b.is_ascii_uppercase() })
    };
    if !postcode.is_empty() && !goed(&postcode) {
        fouten.bij("postcode", "Schrijf de postcode als 1234 AB.");
    }
    let geslacht = Some(invoer.tekst("geslacht")).filter(|g| toegang::Geslacht::parse(g).is_ok());
    if geslacht.is_none() {
        fouten.bij("geslacht", "Maak een keuze uit de lijst.");
    }
    let (Some(gemeente), Some(bsn), Some(geboortedatum), Some(achternaam), Some(geslacht), true) =
        (gemeente, bsn, geboren, achternaam, geslacht, fouten.is_leeg())
    else {
        return Err(fouten);
    };
    let deel = |naam: &str| invoer.get(naam).map(str::to_owned);
    Ok(ClientRij {
        bsn,
        gemeente,
        geboortedatum,
        geslacht,
        achternaam,
        voorvoegsel: deel("voorvoegsel"),
        voorletters: deel("voorletters"),
        straat: deel("straat"),
        huisnummer: deel("huisnummer"),
        postcode: Some(postcode).filter(|p| !p.is_empty()),
        plaats: deel("plaats"),
    })
}

/// What is asked, as the form says; or what is wrong with it.
fn lees_melding(invoer: &Invoer, client: i64, vandaag: Date) -> Result<NieuweMelding, Fouten> {
    let mut l = Lezing::van(invoer);
    let ontvangen = dag(&mut l, "ontvangen");
    let wijze = keuze(&mut l, "wijze", Wijze::parse);
    let melder = keuze(&mut l, "melder", Melder::parse);
    let identiteit = l.lees("identiteit", Identiteitsbewijs::parse, "Maak een keuze uit de lijst.");
    let mut fouten = l.fouten;
    let aan = |naam: &str| invoer.get(naam) == Some("ja");
    let op = |naam: &str| aan(naam).then_some(vandaag);
    let (Some(ontvangen_op), Some(wijze), Some(melder)) = (ontvangen, wijze, melder) else {
        if invoer.get("vraag").is_none() {
            fouten.bij("vraag", "Schrijf op wat er wordt gevraagd.");
        }
        return Err(fouten);
    };
    if !fouten.is_leeg() {
        return Err(fouten);
    }
    Ok(NieuweMelding {
        client,
        ontvangen_op,
        binnenkomst: Binnenkomst { wijze, melder, vraag: invoer.tekst("vraag"), spoed: aan("spoed") },
        plichten: Plichten {
            bevestigd_op: op("bevestigd"),
            clientondersteuning_op: op("clientondersteuning"),
            plan_genoemd_op: op("plan-genoemd"),
            plan: op("plan-af").map_or(PersoonlijkPlan::Open, |op| PersoonlijkPlan::ZietAf { op }),
            identiteit: identiteit.map(|i| (i, vandaag)),
            pgb_uitgelegd_op: op("pgb"),
            ..Plichten::default()
        },
        met_brief: invoer.get("daarna") == Some("verder"),
    })
}

/// Where one goes on once a melding was written down.
fn gemeld(g: Gemeentecode, melding: i64, met_brief: bool) -> Response {
    let pad = super::adres(g, melding);
    if met_brief { verder(&format!("{pad}/brief/bevestiging"), "bevestigd") } else { verder(&pad, "gemeld") }
}

/// `POST /meldingen/nieuw/client`: somebody who is new, and the melding.
pub async fn voeg_toe(bezoek: Bezoek, formulier: Formulier) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (om, vandaag) = (&bezoek.om, bezoek.vandaag());
    om.gebruiker.eis(Recht::Toegang).map_err(|_| Fout::geen_toegang().voor(om))?;
    let (rij, nieuw) = match (lees_persoon(om, &invoer, vandaag), lees_melding(&invoer, 0, vandaag)) {
        (Ok(rij), Ok(nieuw)) => (rij, nieuw),
        (rij, nieuw) => {
            let fouten = [rij.err(), nieuw.err()].into_iter().flatten().flat_map(|f| f.0).collect();
            return clientformulier(om, &invoer, Fouten(fouten), vandaag).antwoord();
        }
    };
    let (o, g, met_brief) = (omgeving(&bezoek), rij.gemeente, nieuw.met_brief);
    match vraag(&bezoek, move |_, wie| meld_nieuw(&o, wie, &rij, &nieuw)).await? {
        Ok(Aangemeld::Gemeld(melding)) => Ok(gemeld(g, melding, met_brief)),
        // first look whether this is who was meant; what was typed about the melding stays
        Ok(Aangemeld::Bekend(id)) => {
            let c = wie_is(&bezoek, g, id).await?;
            let mut taak = meldformulier(om, (g, &c), &invoer, Fouten::default(), vandaag);
            taak.vooraf.push((
                "Al bekend",
                "Iemand met dit burgerservicenummer staat al in het systeem. Is dit dezelfde persoon? Bewaar dan de melding. Er is nog niets bewaard.".into(),
            ));
            taak.antwoord()
        }
        Err(r) => {
            let mut fouten = Fouten::default();
            redenen(&mut fouten, &r);
            clientformulier(om, &invoer, fouten, vandaag).antwoord()
        }
    }
}

/// Words of the button that keeps a melding and goes on to its letter.
const MET_BRIEF: &str = "Bewaar en maak de bevestigingsbrief";

/// What is asked of a melding.
fn meldinggroepen(invoer: &Invoer, vandaag: Date) -> Vec<Groep> {
    let vink = |naam: &'static str, label| Veld::nieuw(invoer, naam, label, Soort::Vink, "");
    let lang = u16::try_from(LANGSTE_VRAAG).unwrap_or(u16::MAX);
    vec![
        Groep {
            id: "g-melding".into(),
            kop: "De melding".into(),
            uitleg: "Vanaf de dag van de melding hebt u zes weken voor het onderzoek.".into(),
            velden: vec![
                dagveld(invoer, "ontvangen", "Ontvangen op", Some(vandaag)),
                Veld::nieuw(
                    invoer,
                    "wijze",
                    "Hoe kwam de melding binnen?",
                    Soort::Keuze(opties("Kies", Wijze::ALLE, Wijze::code, Wijze::omschrijving)),
                    "",
                ),
                Veld::nieuw(
                    invoer,
                    "melder",
                    "Wie meldde zich?",
                    Soort::Keuze(opties("Kies", Melder::ALLE, Melder::code, Melder::omschrijving)),
                    "",
                ),
                Veld::nieuw(invoer, "vraag", "Wat wordt er gevraagd?", Soort::Lap(lang), "")
                    .met_hulp("In de woorden van wie zich meldde. Deze tekst wordt versleuteld bewaard."),
                vink("spoed", "Het kan niet wachten: er is vandaag hulp nodig"),
            ],
        },
        Groep {
            id: "g-verteld".into(),
            kop: "Dit hebt u verteld".into(),
            uitleg: "Vink aan wat u vandaag al hebt gezegd. De bevestigingsbrief vertelt de eerste drie ook."
                .into(),
            velden: vec![
                vink("bevestigd", "De melding is ontvangen"),
                vink("clientondersteuning", "Er is gratis cliëntondersteuning, ook voor de mantelzorger"),
                vink("plan-genoemd", "De cliënt mag binnen zeven dagen een persoonlijk plan inleveren"),
                vink("plan-af", "De cliënt maakt geen persoonlijk plan"),
                vink(
                    "pgb",
                    "De cliënt kan ook een persoonsgebonden budget kiezen, met uitleg wat dat betekent",
                ),
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
                    "",
                )
                .met_hulp("Kijk naar het document. Maak geen kopie en schrijf geen nummer op."),
            ],
        },
    ]
}

/// The form of a melding.
pub fn meldformulier(
    om: &Omgeving,
    (g, c): (Gemeentecode, &Betrokkene),
    invoer: &Invoer,
    fouten: Fouten,
    vandaag: Date,
) -> TaakPagina {
    let naam = c.naam.voluit();
    let pad = format!("/clienten/{g}/{}", c.id);
    TaakPagina {
        schil: Schil::nieuw(om, "Nieuwe melding", PAD, PAD)
            .via("Overzicht", "/")
            .via("Meldingen en aanvragen", PAD)
            .via(naam.clone(), &pad)
            .hier("Nieuwe melding"),
        kop: "Nieuwe melding".into(),
        onder: format!(
            "Voor {naam}, geboren op {}, gemeente {}.",
            crate::opmaak::datum(c.geboortedatum),
            om.gemeente(g)
        ),
        stappen: Vec::new(),
        gedaan: super::gedaan(invoer),
        mis: "De melding is nog niet bewaard",
        fouten,
        elders: Vec::new(),
        vooraf: Vec::new(),
        groepen: meldinggroepen(invoer, vandaag),
        waarom: None,
        pad: format!("{pad}/melding"),
        knop: MET_BRIEF,
        tweede: Some("Bewaar zonder brief"),
        gevolgen: Vec::new(),
        terug: pad,
    }
}

async fn wie_is(bezoek: &Bezoek, g: Gemeentecode, id: i64) -> Result<Betrokkene, Fout> {
    let o = omgeving(bezoek);
    vraag(bezoek, move |_, wie| lees_client(&o, wie, g, id)).await
}

/// `GET /clienten/{gemeente}/{id}/melding`
pub async fn formulier(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    invoer: Invoer,
) -> Result<Response, Fout> {
    let (g, id) = plek(&bezoek, &g, &id)?;
    let c = wie_is(&bezoek, g, id).await?;
    meldformulier(&bezoek.om, (g, &c), &invoer, Fouten::default(), bezoek.vandaag()).antwoord()
}

/// `POST /clienten/{gemeente}/{id}/melding`
pub async fn meld(
    bezoek: Bezoek,
    Path((g, id)): Path<(String, String)>,
    formulier: Formulier,
) -> Result<Response, Fout> {
    let invoer = formulier.controleer(&bezoek)?;
    let (g, id) = plek(&bezoek, &g, &id)?;
    let c = wie_is(&bezoek, g, id).await?;
    let vandaag = bezoek.vandaag();
    let nieuw = match lees_melding(&invoer, id, vandaag) {
        Ok(n) => n,
        Err(fouten) => return meldformulier(&bezoek.om, (g, &c), &invoer, fouten, vandaag).antwoord(),
    };
    let (o, met_brief) = (omgeving(&bezoek), nieuw.met_brief);
    match vraag(&bezoek, move |_, wie| bewaar_melding(&o, wie, g, &nieuw)).await? {
        Ok(melding) => Ok(gemeld(g, melding, met_brief)),
        Err(r) => {
            let mut fouten = Fouten::default();
            redenen(&mut fouten, &r);
            meldformulier(&bezoek.om, (g, &c), &invoer, fouten, vandaag).antwoord()
        }
    }
}
