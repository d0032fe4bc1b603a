//! Decisions for the pages of the demo: one that just began, one that is ready, one that waits for a colleague, a refusal that
//! was made known with an objection, and a longer term of what runs. All invented.

use crate::beslissen::{
    self as b, Bekend, Bekendmaking, Besluitsoort, Bijdragemededeling, Identiteitscontrole, Invulling,
    Mandaatregels, NieuwBezwaar, Onderdeel, Ontwerp, Verstrekking,
};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Rol};
use catalogus::product_op;
use jiff::ToSpan;
use kern::{AgbCode, Datum, Gemeentecode};
use store::sql::besluiten as sql;

fn fout(f: VraagFout) -> AppFout {
    match f {
        VraagFout::Store(s) => AppFout::Store(s),
        ander => AppFout::Ongeldig(ander.to_string()),
    }
}

fn redenen<T>(uit: Result<b::Oordeel<T>, VraagFout>) -> Uitkomst<T> {
    uit.map_err(fout)?
        .map_err(|r| AppFout::Ongeldig(r.iter().map(|b| b.tekst.as_ref()).collect::<Vec<_>>().join(" ")))
}

/// Who does it in the demo.
fn mens(id: i64, naam: &str, rol: Rol, g: Gemeentecode) -> Gebruiker {
    Gebruiker { id, weergavenaam: naam.to_owned(), rol, gemeenten: vec![g], agb: None }
}

/// Fills a municipality, once. The numbers are the keys of the people who sign in: policy, consulent, back office.
pub fn besluiten(
    o: &Omgeving,
    g: Gemeentecode,
    (beleid, consulent, tweede): (i64, i64, i64),
) -> Uitkomst<()> {
    let al = o.db.read(|tx| tx.query_alle(sql::BESLUITKEUZES, &[(&g).into()], |r| r.string(0)))?;
    if !al.is_empty() {
        return Ok(());
    }
    let beleid = mens(beleid, "Ingrid Inkoper", Rol::Inkoper, g);
    let c = mens(consulent, "Cor Consulent", Rol::Consulent, g);
    let twee = mens(tweede, "Bea Backoffice", Rol::Backoffice, g);
    let (nu, _, _) = b::keuzes(o, &beleid, g).map_err(fout)?;
    let naam = nu.huisstijl.naam;
    let gewoon = Mandaatregels::standaard();
    let stijl = Invulling {
        adres: "Postbus 1\n5200 AA Verzonnen".into(),
        contact: "Bel ons op 000 000 00 00, op werkdagen van 9.00 tot 17.00 uur.".into(),
        bezwaaradres: format!("{naam}, commissie bezwaar, Postbus 1, 5200 AA Verzonnen"),
        kleur: "#1a4b7c".into(),
        vier_ogen_vanaf: Some(gewoon.vier_ogen_vanaf),
        vier_ogen_bij: gewoon.vier_ogen_bij,
        vier_ogen_pgb: gewoon.vier_ogen_pgb,
        zonder_mandaat_tot: Some(gewoon.zonder_mandaat_tot),
        naam,
    };
    let om = |w: &Gebruiker| Omgeving { wie: w.weergavenaam.clone(), ..o.clone() };
    redenen(b::kies(&om(&beleid), &beleid, g, &stijl))?;
    // clients whose support ended: something new cannot overlap
    let klaar = store::sql::besluiten::CLIENTEN_ZONDER_LOPEND;
    let clienten =
        o.db.read(|tx| tx.query_alle(klaar, &[(&g).into(), o.vandaag.into(), 4.into()], |r| r.i64(0)))?;
    let oc = om(&c);
    for (i, client) in clienten.into_iter().enumerate() {
        let id = b::begin(&oc, &c, g, client, None).map_err(fout)?;
        if i == 0 {
            continue;
        }
        let soort = if i == 3 { Besluitsoort::Afwijzing } else { Besluitsoort::Toekenning };
        // the first provider that has a contract for the product
        let mut heel = false;
        for n in 0..10 {
            let blad = b::blad(&oc, &c, g, id).map_err(fout)?;
            heel = n > 0 && blad.ontbreekt.is_empty();
            let Some(v) = blad.laatste().filter(|_| !heel) else { break };
            let Some(ontwerp) = vul(v.ontwerp.clone(), soort, &blad, o.vandaag, (i == 2, n)) else { break };
            redenen(b::bewaar(&oc, &c, g, id, v.ronde, &ontwerp))?;
        }
        if !heel {
            continue;
        }
        if i >= 2 {
            redenen(b::leg_voor(&oc, &c, g, id))?;
        }
        if i == 3 {
            let bekend = Bekend { op: o.vandaag, wijze: Bekendmaking::Post };
            redenen(b::vast_en_bekend(&om(&twee), &twee, g, id, bekend))?;
            let bezwaar = NieuwBezwaar {
                versie: 1,
                ontvangen_op: Some(o.vandaag),
                kern: "De cliënt vindt dat de buurvrouw dit niet langer kan doen.".into(),
                ..NieuwBezwaar::default()
            };
            redenen(b::dien_bezwaar_in(&om(&twee), &twee, g, id, &bezwaar))?;
        }
    }
    // support that ends soon is made longer
    let sql = store::sql::besluiten::BESCHIKKING_EINDIGT;
    let eerste = o.db.read(|tx| tx.query_opt(sql, &[(&g).into(), o.vandaag.into()], |r| r.i64(0)))?;
    if let Some(id) = eerste {
        redenen(b::begin_vervolg(&oc, &c, g, id, Besluitsoort::Verlenging))?;
    }
    Ok(())
}

/// A draft that lacks nothing, with another provider each time; `zwaar` costs so much that a second person signs.
fn vul(
    begin: Ontwerp,
    soort: Besluitsoort,
    blad: &b::Besluitblad,
    vandaag: Datum,
    (zwaar, poging): (bool, usize),
) -> Option<Ontwerp> {
    let dagen = |n: i64| vandaag.checked_sub(n.days()).ok();
    let basis = Ontwerp {
        soort: Some(soort),
        aanvraag_op: dagen(5),
        voorschrift: "artikel 2.3.5 van de Wet maatschappelijke ondersteuning 2015".into(),
        ..begin
    };
    if soort == Besluitsoort::Afwijzing {
        let grond = "Uw buurvrouw helpt u met de post en de boodschappen en wil dat blijven doen. Daarmee hebt u genoeg steun.";
        return Some(Ontwerp { grond: grond.into(), ..basis });
    }
    let kader = super::laden::kader().ok()?;
    let ingang = vandaag.first_of_month().checked_add(1.month()).ok()?;
    let code = if zwaar { "02M03" } else { "02M01" };
    let p = kader.producten.iter().find(|p| p.sleutel.code.as_str() == code)?;
    product_op(&kader, p.sleutel, ingang).geldig()?;
    let aanbieders: Vec<AgbCode> = blad.aanbieders.iter().map(|(a, _)| *a).skip(poging).take(3).collect();
    Some(Ontwerp {
        vorm: Some(Verstrekking::Natura),
        aard: p.naam.clone(),
        intensiteit: super::laden::woorden(p).0.to_owned(),
        onderdelen: vec![Onderdeel {
            product: p.sleutel,
            volume: if zwaar { 2 } else { i64::from(p.volume) },
            eenheid: p.eenheid,
            frequentie: p.frequentie,
            agb: Some(*aanbieders.first()?),
            van: None,
            tot: None,
            toewijzing: None,
        }],
        ingangsdatum: Some(ingang),
        einddatum: ingang.checked_add(1.year()).ok()?.yesterday().ok(),
        plan_op: dagen(8),
        resultaten: "Ik heb een vaste indeling van de dag.\nIk doe mijn post op tijd.".into(),
        grond: "U kunt zonder hulp geen dagindeling maken en u hebt weinig mensen om u heen.".into(),
        aangeboden: aanbieders,
        gekozen_op: dagen(6),
        bijdrage: Some(Bijdragemededeling::Verschuldigd),
        identiteit: Some(Identiteitscontrole { op: dagen(12)?, document: "paspoort".into() }),
        ..basis
    })
}
