//! Decisions for the pages of the demo: one that just began, one that is ready, one that waits for a colleague, a refusal that
//! was made known with an objection, and a longer term of what runs. All invented.

use crate::beslissen::{
    self as b, Bekend, Bekendmaking, Besluitsoort, Besluittoestand, Bijdragemededeling, Identiteitscontrole,
    Invulling, Mandaatregels, NieuwBezwaar, Onderdeel, Ontwerp, Verstrekking,
};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Rol};
use catalogus::product_op;
use inkoop::Productsleutel;
use jiff::ToSpan;
use kern::{AgbCode, Datum, Gemeentecode};
use store::sql::{basis, besluiten as sql};

pub(super) fn fout(f: VraagFout) -> AppFout {
    match f {
        VraagFout::Store(s) => AppFout::Store(s),
        ander => AppFout::Ongeldig(ander.to_string()),
    }
}

pub(super) fn redenen<T>(uit: Result<b::Oordeel<T>, VraagFout>) -> Uitkomst<T> {
    uit.map_err(fout)?
        .map_err(|r| AppFout::Ongeldig(r.iter().map(|b| b.tekst.as_ref()).collect::<Vec<_>>().join(" ")))
}

/// Who does it in the demo.
fn mens(id: i64, naam: &str, rol: Rol, g: Gemeentecode) -> Gebruiker {
    Gebruiker { id, weergavenaam: naam.to_owned(), rol, gemeenten: vec![g], agb: None }
}

/// Fills a municipality, once. The numbers are the keys of the people who sign in: policy, consulent, back office.
///
/// Every step is a transaction of its own, as it is for people; what was interrupted goes on where it was.
pub fn besluiten(
    o: &Omgeving,
    g: Gemeentecode,
    (beleid, consulent, tweede): (i64, i64, i64),
) -> Uitkomst<()> {
    let klaar = format!("demo.besluiten.{g}");
    if o.db.read(|tx| tx.query_opt(basis::INSTELLING, &[klaar.as_str().into()], |r| r.string(0)))?.is_some() {
        return Ok(());
    }
    let beleid = mens(beleid, "Ingrid Inkoper", Rol::Inkoper, g);
    let c = mens(consulent, "Cor Consulent", Rol::Consulent, g);
    let twee = mens(tweede, "Bea Backoffice", Rol::Backoffice, g);
    let om = |w: &Gebruiker| Omgeving { wie: w.weergavenaam.clone(), ..o.clone() };
    kies(&om(&beleid), &beleid, g)?;
    // clients whose support ended: something new cannot overlap
    let zonder = sql::CLIENTEN_ZONDER_LOPEND;
    let clienten =
        o.db.read(|tx| tx.query_alle(zonder, &[(&g).into(), o.vandaag.into(), 4.into()], |r| r.i64(0)))?;
    for (client, geval) in clienten.into_iter().zip(Geval::ALLE) {
        een(&om(&c), &c, &om(&twee), &twee, g, client, *geval)?;
    }
    // support that ends soon is made longer
    let eerste = sql::BESCHIKKING_EINDIGT;
    let eerste = o.db.read(|tx| tx.query_opt(eerste, &[(&g).into(), o.vandaag.into()], |r| r.i64(0)))?;
    if let Some(id) = eerste
        && !is_begonnen(&om(&c), &c, g, id)?
    {
        redenen(b::begin_vervolg(&om(&c), &c, g, id, Besluitsoort::Verlenging))?;
    }
    super::wacht::vul(&om(&c), &c, g)?;
    o.db.write(|tx| tx.execute(basis::INSTELLING_ZET, &[klaar.as_str().into(), "ja".into()]).map(drop))?;
    Ok(())
}

/// How far a decision of the demo comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Geval {
    Begonnen,
    /// Filled in.
    Gereed,
    /// So dear that a second person signs, and offered to that person.
    Voorgelegd,
    /// A refusal that was made known, with an objection.
    Afgewezen,
}

impl Geval {
    const ALLE: &'static [Self] = &[Self::Begonnen, Self::Gereed, Self::Voorgelegd, Self::Afgewezen];
}

/// What the municipality chose for its decisions.
fn kies(o: &Omgeving, beleid: &Gebruiker, g: Gemeentecode) -> Uitkomst<()> {
    let al = o.db.read(|tx| tx.query_alle(sql::BESLUITKEUZES, &[(&g).into()], |r| r.string(0)))?;
    if !al.is_empty() {
        return Ok(());
    }
    let (nu, _, _) = b::keuzes(o, beleid, g).map_err(fout)?;
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
    redenen(b::kies(o, beleid, g, &stijl))
}

/// One decision, from where it is to where it should come.
fn een(
    o: &Omgeving,
    c: &Gebruiker,
    ander: &Omgeving,
    twee: &Gebruiker,
    g: Gemeentecode,
    client: i64,
    geval: Geval,
) -> Uitkomst<()> {
    let w = [(&g).into(), client.into(), 1.into()];
    let al = o.db.read(|tx| tx.query_opt(sql::BESLUITEN_VAN_CLIENT, &w, |r| r.i64(0)))?;
    let id = match al {
        Some(id) => id,
        None => b::begin(o, c, g, client, None).map_err(fout)?,
    };
    let blad = b::blad(o, c, g, id).map_err(fout)?;
    let Some(v) = blad.laatste() else { return Ok(()) };
    if geval > Geval::Begonnen && v.ronde == 1 {
        let Some(ontwerp) = vul(o, v.ontwerp.clone(), geval, &blad)? else { return Ok(()) };
        redenen(b::bewaar(o, c, g, id, v.ronde, &ontwerp))?;
    }
    let stand = || b::blad(o, c, g, id).map_err(fout);
    let blad = stand()?;
    if geval >= Geval::Voorgelegd
        && blad.ontbreekt.is_empty()
        && blad.laatste().is_some_and(|v| matches!(v.toestand, Besluittoestand::Concept { .. }))
    {
        redenen(b::leg_voor(o, c, g, id))?;
    }
    let blad = stand()?;
    if geval < Geval::Afgewezen
        || blad.laatste().is_none_or(|v| matches!(v.toestand, Besluittoestand::Concept { .. }))
    {
        return Ok(());
    }
    if blad.laatste().is_some_and(|v| matches!(v.toestand, Besluittoestand::TerControle { .. })) {
        let bekend = Bekend { op: o.vandaag, wijze: Bekendmaking::Post };
        redenen(b::vast_en_bekend(ander, twee, g, id, bekend))?;
    }
    if blad.bezwaren.is_empty() {
        let bezwaar = NieuwBezwaar {
            versie: 1,
            ontvangen_op: Some(o.vandaag),
            kern: "De cliënt vindt dat de buurvrouw dit niet langer kan doen.".into(),
            ..NieuwBezwaar::default()
        };
        redenen(b::dien_bezwaar_in(ander, twee, g, id, &bezwaar))?;
    }
    Ok(())
}

/// Whether a later version is being made of a decision already.
fn is_begonnen(o: &Omgeving, c: &Gebruiker, g: Gemeentecode, id: i64) -> Uitkomst<bool> {
    match b::blad(o, c, g, id) {
        Ok(blad) => Ok(blad.versies.len() > 1),
        Err(VraagFout::NietGevonden) => Ok(false),
        Err(f) => Err(fout(f)),
    }
}

/// Providers with a contract for a product on a day, as far as they are among these.
fn met_contract(
    o: &Omgeving,
    g: Gemeentecode,
    product: Productsleutel,
    dag: Datum,
    aanbieders: &[(AgbCode, String)],
) -> Uitkomst<Vec<AgbCode>> {
    let mut uit = Vec::new();
    for (agb, _) in aanbieders {
        let regels = o.db.read(|tx| {
            tx.query_alle(sql::CONTRACTEN_VAN, &[(&g).into(), agb.into()], |r| {
                let geldig = r.dag(3)? <= dag && r.opt_dag(4)?.is_none_or(|t| dag <= t);
                Ok(geldig
                    && r.text(0)? == product.categorie.to_string()
                    && r.text(1)? == product.code.as_str())
            })
        })?;
        if regels.contains(&true) {
            uit.push(*agb);
        }
    }
    Ok(uit)
}

/// A draft that lacks nothing; `None` when there is nobody to give it.
fn vul(o: &Omgeving, begin: Ontwerp, geval: Geval, blad: &b::Besluitblad) -> Uitkomst<Option<Ontwerp>> {
    let zwaar = geval == Geval::Voorgelegd;
    let vandaag = o.vandaag;
    let dagen = |n: i64| vandaag.checked_sub(n.days()).ok();
    let soort = if geval == Geval::Afgewezen { Besluitsoort::Afwijzing } else { Besluitsoort::Toekenning };
    let basis = Ontwerp {
        soort: Some(soort),
        aanvraag_op: dagen(5),
        voorschrift: "artikel 2.3.5 van de Wet maatschappelijke ondersteuning 2015".into(),
        ..begin
    };
    if soort == Besluitsoort::Afwijzing {
        let grond = "Uw buurvrouw helpt u met de post en de boodschappen en wil dat blijven doen. Daarmee hebt u genoeg steun.";
        return Ok(Some(Ontwerp { grond: grond.into(), ..basis }));
    }
    let kader = super::laden::kader()?;
    let ingang = vandaag.first_of_month().saturating_add(1.month());
    let code = if zwaar { "02M03" } else { "02M01" };
    let Some(p) = kader.producten.iter().find(|p| p.sleutel.code.as_str() == code) else { return Ok(None) };
    if product_op(&kader, p.sleutel, ingang).geldig().is_none() {
        return Ok(None);
    }
    let mut aanbieders = met_contract(o, blad.gemeente, p.sleutel, ingang, &blad.aanbieders)?;
    aanbieders.truncate(3);
    let Some(gekozen) = aanbieders.first().copied() else { return Ok(None) };
    Ok(Some(Ontwerp {
        vorm: Some(Verstrekking::Natura),
        aard: p.naam.clone(),
        intensiteit: super::laden::woorden(p).0.to_owned(),
        onderdelen: vec![Onderdeel {
            product: p.sleutel,
            volume: if zwaar { 2 } else { i64::from(p.volume) },
            eenheid: p.eenheid,
            frequentie: p.frequentie,
            agb: Some(gekozen),
            van: None,
            tot: None,
            toewijzing: None,
        }],
        ingangsdatum: Some(ingang),
        einddatum: ingang.saturating_add(1.year()).yesterday().ok(),
        plan_op: dagen(8),
        resultaten: "Ik heb een vaste indeling van de dag.\nIk doe mijn post op tijd.".into(),
        grond: "U kunt zonder hulp geen dagindeling maken en u hebt weinig mensen om u heen.".into(),
        aangeboden: aanbieders,
        gekozen_op: dagen(6),
        bijdrage: Some(Bijdragemededeling::Verschuldigd),
        identiteit: dagen(12).map(|op| Identiteitscontrole { op, document: "paspoort".into() }),
        ..basis
    }))
}
