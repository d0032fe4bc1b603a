//! The access in the demo: in each municipality meldingen in every phase, with clocks around the day on which the demo is
//! opened.

use crate::fout::{AppFout, Uitkomst};
use crate::meldingen::opslag;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use jiff::ToSpan;
use kern::{Bevinding, Datum, Gemeentecode};
use store::sql::{basis, schrijven, toegang as sql};
use store::{Tx, Val, teller};
use toegang::{
    AanvraagId, Bewijs, Binnenkomst, ClientId, Dossier, Identiteitsbewijs, Melder, Melding, MeldingId,
    Onderwerp, Onderzoek, Oordeel, Opschortgrond, Opschorting, PersoonlijkPlan, Plichten, Punt, Wijze,
};

/// How far a melding of the demo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fase {
    Spoed,
    Nieuw,
    Bevestigd,
    /// So many subjects are filled in.
    Onderzoek(usize),
    Klaar,
    Aanvraag,
    Opgeschort,
    InGebreke,
}

/// Phase, days since the melding, and what was asked.
const MELDINGEN: [(Fase, i32, &str); 10] = [
    (Fase::Spoed, 1, "De buurvrouw belt: mevrouw is gevallen en kan niet meer voor zichzelf zorgen."),
    (Fase::Nieuw, 3, "Het lukt mij niet meer om de dag door te komen. Ik zit veel alleen."),
    (Fase::Bevestigd, 10, "Mijn zoon heeft hulp nodig bij zijn administratie en afspraken."),
    (Fase::Onderzoek(2), 30, "Ik wil graag weer naar een plek waar ik mensen ontmoet."),
    (Fase::Onderzoek(7), 40, "Door mijn ziekte kan ik de boodschappen en de was niet meer doen."),
    (Fase::Onderzoek(10), 50, "Wij houden het thuis niet vol. Mijn vrouw vergeet steeds meer."),
    (Fase::Klaar, 36, "Ik kan hulp gebruiken bij het vinden van werk en een vaste dag."),
    (Fase::Aanvraag, 38, "Ik raak het overzicht kwijt en heb schulden."),
    (Fase::Opgeschort, 44, "De wijkverpleegkundige ziet dat het thuis niet meer gaat."),
    (Fase::InGebreke, 75, "Ik vroeg al eerder om begeleiding en hoor niets."),
];

/// Who handles them: the login of the consulent.
const WIE: &str = "Cor Consulent";

fn weiger(fout: &[Bevinding]) -> AppFout {
    AppFout::Ongeldig(fout.iter().map(|b| b.tekst.as_ref()).collect::<Vec<_>>().join(" "))
}

fn vraagfout(f: VraagFout) -> AppFout {
    match f {
        VraagFout::Store(e) => AppFout::Store(e),
        ander => AppFout::Ongeldig(ander.to_string()),
    }
}

/// Fills the access of these municipalities; once.
pub(super) fn vul(o: &Omgeving, gemeenten: &[Gemeentecode]) -> Uitkomst<()> {
    let o = Omgeving { wie: WIE.into(), ..o.clone() };
    o.db.write(|tx| {
        let al = tx.query_opt(basis::INSTELLING, &["demo.toegang".into()], |r| r.string(0))?;
        if al.is_some() {
            return Ok(());
        }
        for &g in gemeenten {
            let clienten = levende(tx, g, MELDINGEN.len())?;
            for ((fase, dagen, vraag), client) in MELDINGEN.iter().zip(clienten) {
                een(tx, &o, g, client, *fase, o.vandaag.saturating_sub(i64::from(*dagen).days()), vraag)?;
            }
        }
        tx.execute(basis::INSTELLING_ZET, &["demo.toegang".into(), "ja".into()])?;
        Ok::<_, AppFout>(())
    })
}

/// The last clients that were added and that live.
fn levende(tx: &mut Tx<'_>, g: Gemeentecode, aantal: usize) -> Uitkomst<Vec<i64>> {
    let mut uit = Vec::new();
    let mut id = teller::laatste(tx, g, "client")?;
    while id > 0 && uit.len() < aantal {
        let client = opslag::betrokkene(tx, g, id).map_err(vraagfout)?;
        if client.overleden_op.is_none() {
            uit.push(id);
        }
        id -= 1;
    }
    Ok(uit)
}

fn punt(over: Onderwerp) -> Punt {
    let bevinding = match over {
        Onderwerp::Behoeften => {
            "De cliënt woont alleen en wil thuis blijven wonen, met een vaste dagindeling."
        }
        Onderwerp::EigenKracht => "Koken en wassen lukt. Plannen, post en afspraken lukken niet zonder hulp.",
        Onderwerp::AlgemeenGebruikelijk => "Een agenda op de telefoon helpt bij afspraken, niet bij de rest.",
        Onderwerp::GebruikelijkeHulp => "Er zijn geen huisgenoten.",
        Onderwerp::Mantelzorg => "De zus komt een keer per week. Meer kan zij niet doen.",
        Onderwerp::Netwerk => "Er zijn weinig contacten. De buren helpen met kleine klussen.",
        Onderwerp::Mantelzorger => {
            "De zus wil graag een vast aanspreekpunt. Zij is gewezen op het steunpunt."
        }
        Onderwerp::AlgemeneVoorziening => "De inloop in de wijk is geprobeerd en bleek te druk.",
        Onderwerp::AndereWet => "Er is behandeling vanuit de Zvw. Die stemt de begeleiding af op de doelen.",
        Onderwerp::Bijdrage => "De eigen bijdrage is uitgelegd. Het CAK stuurt de rekening.",
    };
    let oordeel = match over {
        Onderwerp::EigenKracht
        | Onderwerp::AlgemeenGebruikelijk
        | Onderwerp::Mantelzorg
        | Onderwerp::AndereWet => Oordeel::Deels,
        _ => Oordeel::Niet,
    };
    let bewijs = if over == Onderwerp::Mantelzorg { Bewijs::Naaste } else { Bewijs::Gesprek };
    Punt {
        bevinding: bevinding.into(),
        bewijs: Some(bewijs),
        toelichting: String::new(),
        oordeel: over.weegt().then_some(oordeel),
    }
}

/// One melding, taken through the same steps as by hand.
fn een(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    g: Gemeentecode,
    client: i64,
    fase: Fase,
    gemeld: Datum,
    vraag: &str,
) -> Uitkomst<()> {
    let id = teller::volgende(tx, g, "melding")?;
    let na = |dagen: i32| gemeld.saturating_add(i64::from(dagen).days());
    let w: [Val<'_>; 5] = [(&g).into(), id.into(), client.into(), gemeld.into(), Val::Null];
    tx.execute(schrijven::MELDING_ERBIJ, &w)?;
    let mut d = Dossier {
        melding: Melding::ontvang(g, MeldingId(id), ClientId(client), gemeld),
        binnenkomst: Binnenkomst {
            wijze: if fase == Fase::Spoed { Wijze::Telefoon } else { Wijze::Website },
            melder: if fase == Fase::Spoed { Melder::Netwerk } else { Melder::Client },
            vraag: vraag.into(),
            spoed: fase == Fase::Spoed,
        },
        plichten: Plichten::default(),
        onderzoek: Onderzoek::default(),
    };
    if !matches!(fase, Fase::Spoed | Fase::Nieuw) {
        d.plichten = Plichten {
            bevestigd_op: Some(na(1)),
            clientondersteuning_op: Some(na(1)),
            plan_genoemd_op: Some(na(1)),
            plan: PersoonlijkPlan::ZietAf { op: na(4) },
            ..Plichten::default()
        };
    }
    let mut begonnen = None;
    let vol = match fase {
        Fase::Spoed | Fase::Nieuw | Fase::Bevestigd => 0,
        Fase::Onderzoek(n) => n,
        _ => Onderwerp::ALLE.len(),
    };
    if vol > 0 {
        begonnen = Some(na(9));
        d.plichten.identiteit = Some((Identiteitsbewijs::Identiteitskaart, na(9)));
        let punten: Vec<_> = Onderwerp::ALLE.iter().take(vol).map(|over| (*over, punt(*over))).collect();
        let begin = d.begin(na(9), o.vandaag).and_then(|d| d.schrijf(punten.iter().cloned()));
        d = begin.map_err(|f| weiger(&f))?;
        for (over, p) in &punten {
            opslag::zet_punt(tx, &o.kluis, (g, id), (*over, p), (WIE, na(9)))?;
        }
    }
    if matches!(fase, Fase::Klaar | Fase::Aanvraag | Fase::Opgeschort | Fase::InGebreke) {
        d.plichten.pgb_uitgelegd_op = Some(na(9));
        d = d.rond_af(na(30), o.vandaag).map_err(|f| weiger(&f))?;
    }
    opslag::zet_dossier(tx, &o.kluis, &d, begonnen, WIE)?;
    o.noteer(tx, g, "melding ontvangen", &format!("melding/{id}"), &serde_json::json!({ "client": client }))?;
    if matches!(fase, Fase::Aanvraag | Fase::Opgeschort | Fase::InGebreke) {
        aanvraag(tx, o, &d, fase)?;
    }
    if fase == Fase::Klaar {
        planvraag(tx, o, (g, id))?;
    }
    Ok(())
}

/// A provider is asked for a draft of the plan: the one with the lowest code, for which the demo has a login.
fn planvraag(tx: &mut Tx<'_>, o: &Omgeving, plek: (Gemeentecode, i64)) -> Uitkomst<()> {
    let contractanten = crate::meldingen::planvraag::contractanten(tx, plek.0, o.vandaag)?;
    let Some(agb) = contractanten.into_iter().map(|(agb, _)| agb).min() else { return Ok(()) };
    let tekst = "De cliënt koos u. Maak samen een voorstel voor een vaste dag en voor het vinden van werk.";
    crate::meldingen::planvraag::stel_vraag(tx, o, plek, (agb, tekst))
        .map_err(vraagfout)?
        .map_err(|fout| weiger(&fout))?;
    o.noteer(tx, plek.0, "plan gevraagd", &format!("melding/{}", plek.1), &serde_json::json!({}))
        .map_err(AppFout::from)
        .map(drop)
}

fn aanvraag(tx: &mut Tx<'_>, o: &Omgeving, d: &Dossier, fase: Fase) -> Uitkomst<()> {
    let g = d.melding.gemeente();
    let dag = |dagen: i32| d.melding.ontvangen_op().saturating_add(i64::from(dagen).days());
    let mut a = d.aanvraag(AanvraagId(0), dag(32), o.vandaag).map_err(|f| weiger(&f))?;
    a.id = AanvraagId(teller::volgende(tx, g, "aanvraag")?);
    let w: [Val<'_>; 6] = [
        (&g).into(),
        a.id.0.into(),
        a.client.0.into(),
        a.melding.0.into(),
        a.ontvangen_op.into(),
        a.zonder_onderzoek.into(),
    ];
    tx.execute(sql::AANVRAAG_ERBIJ, &w)?;
    let o_op =
        Opschorting { grond: Opschortgrond::Aanvulling, op: dag(36), tot: Some(dag(50)), geeindigd_op: None };
    let a = match fase {
        Fase::Opgeschort => a.schort_op(o_op, o.vandaag),
        // two weeks after the aanvraag, moved at most over a few days off
        Fase::InGebreke => a.in_gebreke(dag(54)),
        _ => Ok(a),
    };
    opslag::zet_aanvraag(tx, &a.map_err(|f| weiger(&f))?, None)?;
    let gegevens = serde_json::json!({ "melding": d.melding.id().0 });
    o.noteer(tx, g, "aanvraag ontvangen", &format!("aanvraag/{}", d.melding.id().0), &gegevens)?;
    Ok(())
}
