//! Writing: a draft begins, is saved, offered, given back, signed and made known; a later version begins from an earlier one.

use super::dossier::{Kop, Versie, kop, versies};
use super::feiten::Feiten;
use super::keuzes::mandaten_in;
use super::uitvoeren::{Gevolgen, onderdelen_van, per_jaar, voer_uit};
use super::{Oordeel, aanloop, brief, doe, inhoud};
use crate::fout::AppFout;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use beschikking::{
    Bekendmaking, Besluitsoort, Besluittoestand, Ondertekenaar, Ontwerp, Stap, Verstrekking, mag_vaststellen,
    waarom, wat_ontbreekt,
};
use kern::{Bevinding, Datum, Eurocent, Gemeentecode, Uitleg};
use store::sql::{besluiten as sql, wacht};
use store::{Tx, Val, teller};

/// When and how it is made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bekend {
    /// Day.
    pub op: Datum,
    /// How.
    pub wijze: Bekendmaking,
}

fn nee(regel: &'static str, plaats: &str, tekst: impl Into<String>) -> Bevinding {
    Bevinding::new(regel, None, plaats, tekst.into())
}

fn schrijver(wie: &Gebruiker, g: Gemeentecode, recht: Recht) -> Result<(), VraagFout> {
    wie.eis(recht)?;
    wie.eis_gemeente(g)?;
    Ok(())
}

/// Begins a decision about a client, from an aanvraag when there is one. An aanvraag has one decision: the second time the
/// first is given.
pub fn begin(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    client: i64,
    aanvraag: Option<i64>,
) -> Result<i64, VraagFout> {
    schrijver(wie, g, Recht::Besluiten)?;
    o.db.write(|tx| {
        if let Some(a) = aanvraag
            && let Some(id) =
                tx.query_opt(sql::BESLUIT_BIJ_AANVRAAG, &[(&g).into(), a.into()], |r| r.i64(0))?
        {
            return Ok(id);
        }
        let a = match aanvraag {
            Some(a) => aanloop::van_aanvraag(tx, o, g, a)?,
            None => aanloop::van_client(tx, o, g, client)?,
        };
        let a = a.filter(|a| a.client == client).ok_or(VraagFout::NietGevonden)?;
        let id = teller::volgende(tx, g, "beschikking")?;
        let soort = a.ontwerp.soort.map(Besluitsoort::code);
        let w = [
            (&g).into(),
            id.into(),
            client.into(),
            a.melding.into(),
            aanvraag.into(),
            1.into(),
            soort.into(),
            "concept".into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::BESLUIT_ERBIJ, &w)?;
        erbij(tx, o, wie, (g, id, 1), &a.ontwerp)?;
        o.noteer(tx, g, "besluit begonnen", &format!("besluit/{id}"), &serde_json::json!({ "versie": 1 }))?;
        Ok(id)
    })
}

fn erbij(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    wie: &Gebruiker,
    welke: (Gemeentecode, i64, i64),
    ontwerp: &Ontwerp,
) -> Result<(), VraagFout> {
    let dicht = inhoud::sluit(o, welke, ontwerp)?;
    let (g, id, versie) = welke;
    let w = [
        (&g).into(),
        id.into(),
        versie.into(),
        "concept".into(),
        wie.id.into(),
        wie.weergavenaam.as_str().into(),
        o.vandaag.into(),
        (&dicht).into(),
    ];
    tx.execute(sql::BESLUITVERSIE_ERBIJ, &w)?;
    Ok(())
}

/// A decision with its last version, for who may do something with it.
fn laatste(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, id: i64) -> Result<(Kop, Versie), VraagFout> {
    let k = kop(tx, g, id)?.ok_or(VraagFout::NietGevonden)?;
    let v = versies(tx, o, k)?.pop().ok_or(VraagFout::NietGevonden)?;
    Ok((k, v))
}

/// A decision that came in with an import or was made before versions were kept gets its first version here, as it stands.
fn neem_over(tx: &mut Tx<'_>, o: &Omgeving, g: Gemeentecode, id: i64) -> Result<(Kop, Versie), VraagFout> {
    if kop(tx, g, id)?.is_some() {
        return laatste(tx, o, g, id);
    }
    let rij = tx
        .query_opt(sql::BESCHIKKING, &[(&g).into(), id.into()], |r| {
            let kern = (r.i64(0)?, r.opt_i64(1)?, r.dag(2)?);
            Ok((kern, r.string(3)?, r.string(4)?, r.dag(7)?, r.opt_dag(8)?))
        })?
        .ok_or(VraagFout::NietGevonden)?;
    let ((client, melding, besluit_op), aard, intensiteit, van, tot) = rij;
    let ontwerp = Ontwerp {
        soort: Some(Besluitsoort::Toekenning),
        vorm: Some(Verstrekking::Natura),
        aard,
        intensiteit,
        ingangsdatum: Some(van),
        einddatum: tot,
        open_einde: tot.is_none(),
        onderdelen: onderdelen_van(tx, (g, client, id), van)?,
        ..Ontwerp::default()
    };
    let w = [
        (&g).into(),
        id.into(),
        client.into(),
        melding.into(),
        Val::Null,
        1.into(),
        Besluitsoort::Toekenning.code().into(),
        "bekendgemaakt".into(),
        besluit_op.into(),
    ];
    tx.execute(sql::BESLUIT_ERBIJ, &w)?;
    let eerste = Gebruiker {
        id: 0,
        weergavenaam: "eerder ingevoerd".into(),
        rol: crate::Rol::Consulent,
        gemeenten: Vec::new(),
        agb: None,
    };
    erbij(tx, o, &eerste, (g, id, 1), &ontwerp)?;
    let (k, v) = laatste(tx, o, g, id)?;
    let bekend =
        Besluittoestand::Bekendgemaakt { door: 0, besluit_op, op: besluit_op, wijze: Bekendmaking::Post };
    zet(tx, o, k, &Versie { toestand: bekend, ..v }, None, "eerder ingevoerd")?;
    laatste(tx, o, g, id)
}

/// Begins a later version: a change, a longer term or a withdrawal of what was made known.
pub fn begin_vervolg(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    soort: Besluitsoort,
) -> Result<Oordeel<i64>, VraagFout> {
    schrijver(wie, g, Recht::Besluiten)?;
    if !soort.op_eerder() {
        return Err(VraagFout::NietGevonden);
    }
    doe(o, true, |tx| {
        let (k, v) = neem_over(tx, o, g, id)?;
        if !matches!(v.toestand, Besluittoestand::Bekendgemaakt { .. }) {
            let tekst = "Er is al een versie in de maak, of het besluit is ingetrokken.";
            return Ok(Err(vec![nee("BESLUIT-VERVOLG", "", tekst)]));
        }
        if !v.ontwerp.soort.is_some_and(Besluitsoort::kent_toe) {
            return Ok(Err(vec![nee(
                "BESLUIT-VERVOLG",
                "",
                "Dit besluit geeft geen ondersteuning. Begin een nieuw besluit.",
            )]));
        }
        let nr = v.nr + 1;
        let dag = o.vandaag;
        let verlengt = soort == Besluitsoort::Verlenging;
        // a budget has no orders: what it is for stands in the version before
        let delen = if v.ontwerp.vorm == Some(Verstrekking::Pgb) {
            v.ontwerp.onderdelen.clone()
        } else {
            onderdelen_van(tx, (g, k.client, id), dag)?
        };
        let ontwerp = Ontwerp {
            soort: Some(soort),
            onderdelen: delen
                .into_iter()
                .map(|d| beschikking::Onderdeel {
                    van: None,
                    tot: d.tot.filter(|_| !verlengt && d.tot != v.ontwerp.einddatum),
                    ..d
                })
                .collect(),
            ingangsdatum: match (soort, v.ontwerp.einddatum) {
                (Besluitsoort::Verlenging, Some(e)) => e.tomorrow().ok(),
                _ => None,
            },
            einddatum: v.ontwerp.einddatum.filter(|_| soort == Besluitsoort::Wijziging),
            grond: String::new(),
            voorschrift: if verlengt {
                "artikelen 2.3.5 en 2.3.9 van de Wet maatschappelijke ondersteuning 2015"
            } else {
                "artikel 2.3.10 van de Wet maatschappelijke ondersteuning 2015"
            }
            .to_owned(),
            langer_omdat: String::new(),
            herziening: None,
            einde: None,
            wijkt_af: false,
            ..v.ontwerp.clone()
        };
        erbij(tx, o, wie, (g, id, nr), &ontwerp)?;
        let w = [(&g).into(), id.into(), nr.into(), soort.code().into(), "concept".into(), o.vandaag.into()];
        tx.execute(sql::BESLUIT_STAND, &w)?;
        let gegevens = serde_json::json!({ "versie": nr, "soort": soort.code() });
        o.noteer(tx, g, "besluit begonnen", &format!("besluit/{id}"), &gegevens)?;
        Ok(Ok(nr))
    })
}

/// Saves the text of a draft. Who saves over a newer one is told so, and nothing is lost.
pub fn bewaar(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    ronde: i64,
    ontwerp: &Ontwerp,
) -> Result<Oordeel<()>, VraagFout> {
    schrijver(wie, g, Recht::Besluiten)?;
    doe(o, true, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        if !matches!(v.toestand, Besluittoestand::Concept { .. }) {
            let tekst = "Dit besluit is geen concept meer. Laat het eerst teruggeven.";
            return Ok(Err(vec![nee("BESLUIT-STAND", "", tekst)]));
        }
        let mut ontwerp = ontwerp.clone();
        // a later version does not become a first one, nor the other way round
        if v.nr > 1 {
            ontwerp.soort = v.ontwerp.soort;
        } else if ontwerp.soort.is_some_and(Besluitsoort::op_eerder) {
            ontwerp.soort = None;
        }
        if ontwerp.soort.is_some_and(Besluitsoort::kent_toe) {
            let f = Feiten::lees(tx, o, k, &ontwerp)?;
            ontwerp = ontwerp.met_omschrijving(&v.ontwerp, |p| f.productnaam(p));
        }
        let dicht = inhoud::sluit(o, (g, id, v.nr), &ontwerp)?;
        let w = [(&g).into(), id.into(), v.nr.into(), ronde.into(), (&dicht).into()];
        if tx.execute(sql::BESLUITVERSIE_TEKST, &w)? == 0 {
            let tekst = "Iemand anders heeft dit besluit intussen veranderd. Open het opnieuw en neem uw wijziging over.";
            return Ok(Err(vec![nee("BESLUIT-RONDE", "", tekst)]));
        }
        let soort = ontwerp.soort.map(Besluitsoort::code);
        let w = [(&g).into(), id.into(), k.versie.into(), soort.into(), "concept".into(), o.vandaag.into()];
        tx.execute(sql::BESLUIT_STAND, &w)?;
        Ok(Ok(()))
    })
}

/// Throws a draft away; what was made known before stands again.
pub fn weg(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64) -> Result<Oordeel<()>, VraagFout> {
    schrijver(wie, g, Recht::Besluiten)?;
    doe(o, true, |tx| {
        let k = kop(tx, g, id)?.ok_or(VraagFout::NietGevonden)?;
        let alle = versies(tx, o, k)?;
        let concept = |v: &&Versie| matches!(v.toestand, Besluittoestand::Concept { .. });
        let Some(v) = alle.last().filter(concept) else {
            return Ok(Err(vec![nee("BESLUIT-STAND", "", "Alleen een concept kan weg.")]));
        };
        tx.execute(sql::BESLUITVERSIE_WEG, &[(&g).into(), id.into(), v.nr.into()])?;
        match alle.iter().rev().nth(1) {
            None => {
                tx.execute(sql::BESLUIT_WEG, &[(&g).into(), id.into()])?;
            }
            Some(vorige) => stand(tx, k, vorige, o.vandaag)?,
        }
        o.noteer(
            tx,
            g,
            "concept weggegooid",
            &format!("besluit/{id}"),
            &serde_json::json!({ "versie": v.nr }),
        )?;
        Ok(Ok(()))
    })
}

/// The head says how the newest version stands.
fn stand(tx: &mut Tx<'_>, k: Kop, v: &Versie, op: Datum) -> Result<(), VraagFout> {
    let soort = v.ontwerp.soort.map(Besluitsoort::code);
    let w =
        [(&k.gemeente).into(), k.id.into(), v.nr.into(), soort.into(), v.toestand.code().into(), op.into()];
    tx.execute(sql::BESLUIT_STAND, &w)?;
    Ok(())
}

/// Keeps how a version stands.
fn zet(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    k: Kop,
    v: &Versie,
    vast: Option<(Eurocent, &Uitleg)>,
    naam: &str,
) -> Result<(), VraagFout> {
    let welke = (k.gemeente, k.id, v.nr);
    let mut terug = None;
    let (mut voor, mut voor_op, mut door, mut vast_op) = (None, None, None, None);
    let (mut bekend, mut wijze, mut door_versie) = (None, None, None);
    match &v.toestand {
        Besluittoestand::Concept { terug: t } => {
            terug = t.as_ref().map(|t| inhoud::sluit_tekst(o, welke, "besluit_terug", t)).transpose()?;
        }
        Besluittoestand::TerControle { door: d, sinds } => (voor, voor_op) = (Some(*d), Some(*sinds)),
        Besluittoestand::Vastgesteld { door: d, op } => (door, vast_op) = (Some(*d), Some(*op)),
        Besluittoestand::Bekendgemaakt { door: d, besluit_op, op, wijze: w } => {
            (door, vast_op, bekend, wijze) = (Some(*d), Some(*besluit_op), Some(*op), Some(w.code()));
        }
        Besluittoestand::Herzien { bekend_op, door_versie: n }
        | Besluittoestand::Ingetrokken { bekend_op, door_versie: n } => {
            (bekend, door_versie) = (Some(*bekend_op), Some(*n));
        }
    }
    let (bedrag, uitleg) = match vast {
        Some((b, u)) => (Some(b), Some(serde_json::to_string(u).unwrap_or_default())),
        None => (v.per_jaar, v.uitleg.as_ref().map(|u| serde_json::to_string(u).unwrap_or_default())),
    };
    let uitleg = uitleg.map(|u| inhoud::sluit_tekst(o, welke, "besluit_uitleg", &u)).transpose()?;
    let getekend = v.ondertekenaar.as_deref().or(door.map(|_| naam));
    let w = [
        (&k.gemeente).into(),
        k.id.into(),
        v.nr.into(),
        v.toestand.code().into(),
        terug.as_ref().into(),
        voor.into(),
        voor_op.into(),
        door.into(),
        getekend.filter(|_| !matches!(v.toestand, Besluittoestand::Concept { .. })).into(),
        vast_op.into(),
        bekend.into(),
        wijze.into(),
        door_versie.into(),
        bedrag.map(|b| b.0).into(),
        uitleg.as_ref().into(),
    ];
    tx.execute(sql::BESLUITVERSIE_STAND, &w)?;
    stand(tx, k, v, o.vandaag)
}

/// Takes a step, or says why not.
fn stap(v: Versie, s: Stap) -> Oordeel<Versie> {
    match v.toestand.clone().na(s) {
        Ok(toestand) => Ok(Versie { toestand, ..v }),
        Err(e) => Err(vec![nee("BESLUIT-STAND", "", hoofdletter(&e.to_string()))]),
    }
}

fn hoofdletter(t: &str) -> String {
    let mut c = t.chars();
    c.next().map_or_else(String::new, |e| format!("{}{}.", e.to_uppercase(), c.as_str()))
}

/// Offers a draft to a colleague, when nothing is missing.
pub fn leg_voor(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64) -> Result<Oordeel<()>, VraagFout> {
    schrijver(wie, g, Recht::Besluiten)?;
    doe(o, true, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        let f = Feiten::lees(tx, o, k, &v.ontwerp)?;
        let mist = wat_ontbreekt(&v.ontwerp, &f.onderbouwing(o.vandaag));
        if !mist.is_empty() {
            return Ok(Err(mist));
        }
        let v = match stap(v, Stap::LegVoor { door: wie.id, op: o.vandaag }) {
            Ok(v) => v,
            Err(fout) => return Ok(Err(fout)),
        };
        zet(tx, o, k, &v, None, "")?;
        let gegevens = serde_json::json!({ "versie": v.nr });
        o.noteer(tx, g, "besluit voorgelegd", &format!("besluit/{id}"), &gegevens)?;
        Ok(Ok(()))
    })
}

/// Gives a draft back to who wrote it, with a reason.
pub fn geef_terug(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    reden: &str,
) -> Result<Oordeel<()>, VraagFout> {
    schrijver(wie, g, Recht::Ondertekenen)?;
    doe(o, true, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        let v = match stap(v, Stap::GeefTerug { reden: reden.to_owned() }) {
            Ok(v) => Versie { ondertekenaar: None, per_jaar: None, uitleg: None, ..v },
            Err(fout) => return Ok(Err(fout)),
        };
        zet(tx, o, k, &v, None, "")?;
        let gegevens = serde_json::json!({ "versie": v.nr });
        o.noteer(tx, g, "besluit teruggegeven", &format!("besluit/{id}"), &gegevens)?;
        Ok(Ok(()))
    })
}

/// Signs within a transaction: nothing is missing, and this person may.
fn vast(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    wie: &Gebruiker,
    k: Kop,
    v: Versie,
    f: &Feiten,
) -> Result<Oordeel<Versie>, VraagFout> {
    let onderbouwing = f.onderbouwing(o.vandaag);
    let mut fout = wat_ontbreekt(&v.ontwerp, &onderbouwing);
    let kosten = per_jaar(&v.ontwerp, f);
    let mandaten: Vec<_> = mandaten_in(tx, k.gemeente)?
        .into_iter()
        .filter(|m| m.gebruiker == wie.id)
        .map(|m| m.mandaat)
        .collect();
    let Some(soort) = v.ontwerp.soort else { return Ok(Err(fout)) };
    let teken = Ondertekenaar { id: wie.id, mandaten: &mandaten };
    let wat = (soort, v.ontwerp.vorm);
    let mag = match mag_vaststellen(&f.keuzes.mandaat, teken, v.maker, wat, kosten, o.vandaag) {
        Ok(u) => Some(u),
        Err(nog) => {
            fout.extend(nog);
            None
        }
    };
    let Some(mag) = mag.filter(|_| fout.is_empty()) else { return Ok(Err(fout)) };
    let uitleg = waarom(&v.ontwerp, &onderbouwing).want(mag);
    let v = match stap(v, Stap::StelVast { door: wie.id, op: o.vandaag }) {
        Ok(v) => Versie {
            per_jaar: Some(kosten),
            uitleg: Some(uitleg.clone()),
            ondertekenaar: Some(wie.weergavenaam.clone()),
            ..v
        },
        Err(fout) => return Ok(Err(fout)),
    };
    zet(tx, o, k, &v, Some((kosten, &uitleg)), &wie.weergavenaam)?;
    let gegevens = serde_json::json!({ "versie": v.nr, "soort": soort.code(), "per jaar": kosten.0 });
    o.noteer(tx, k.gemeente, "besluit vastgesteld", &format!("besluit/{}", k.id), &gegevens)?;
    Ok(Ok(v))
}

/// Makes known within a transaction: the letter is kept, orders follow, the version before it gives way.
fn bekend(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    k: Kop,
    v: Versie,
    f: &Feiten,
    b: Bekend,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    if b.op > o.vandaag {
        return Ok(Err(vec![nee(
            "BESLUIT-BEKEND",
            "/bekend_op",
            "De dag van bekendmaking ligt na vandaag.",
        )]));
    }
    let besluit_op = match v.toestand {
        Besluittoestand::Vastgesteld { op, .. } => op,
        _ => o.vandaag,
    };
    let v = match stap(v, Stap::MaakBekend { op: b.op, wijze: b.wijze }) {
        Ok(v) => v,
        Err(fout) => return Ok(Err(fout)),
    };
    let tekenaar = v.ondertekenaar.clone().unwrap_or_default();
    let de_brief = match brief::maak(tx, o, k, &v, f, (b.op, &tekenaar))? {
        Ok(b) => b,
        Err(fout) => return Ok(Err(fout)),
    };
    let gevolgen = match voer_uit(tx, o, k, &v.ontwerp, f, besluit_op)? {
        Ok(g) => g,
        Err(fout) => return Ok(Err(fout)),
    };
    let hash = brief::bewaar(tx, o, k, v.nr, f.keuzes.sjabloon, &de_brief)?;
    if let Some(vorige) = versies(tx, o, k)?.into_iter().rfind(|x| x.nr < v.nr) {
        let s = if v.ontwerp.soort == Some(Besluitsoort::Intrekking) {
            Stap::TrekIn { door_versie: v.nr }
        } else {
            Stap::Herzie { door_versie: v.nr }
        };
        match stap(vorige, s) {
            Ok(vorige) => zet(tx, o, k, &vorige, None, "")?,
            Err(fout) => return Ok(Err(fout)),
        }
    }
    zet(tx, o, k, &v, None, &tekenaar)?;
    if v.ontwerp.soort == Some(Besluitsoort::Intrekking) {
        // the file as a whole is withdrawn; the version that did it keeps its own state
        let w = [
            (&k.gemeente).into(),
            k.id.into(),
            v.nr.into(),
            Besluitsoort::Intrekking.code().into(),
            "ingetrokken".into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::BESLUIT_STAND, &w)?;
    }
    if v.ontwerp.soort == Some(Besluitsoort::Spoed) {
        tx.execute(wacht::BESLUIT_TIJDELIJK, &[(&k.gemeente).into(), k.id.into()])?;
        if let Some(m) = k.melding {
            tx.execute(wacht::SPOED_GEREGELD, &[(&k.gemeente).into(), m.into(), b.op.into()])?;
        }
    }
    if let Some(a) = k.aanvraag {
        let w = [(&k.gemeente).into(), a.into(), b.op.into(), k.id.into()];
        tx.execute(sql::AANVRAAG_BESLOTEN, &w)?;
    }
    let gegevens = serde_json::json!({
        "versie": v.nr,
        "brief": hash,
        "wijze": b.wijze.code(),
        "toewijzingen": gevolgen.toewijzingen.iter().map(|t| t.wordt.nummer.waarde()).collect::<Vec<_>>(),
    });
    o.noteer(tx, k.gemeente, "besluit bekendgemaakt", &format!("besluit/{}", k.id), &gegevens)?;
    Ok(Ok(gevolgen))
}

/// Signs a version; nothing follows until it is made known.
pub fn stel_vast(o: &Omgeving, wie: &Gebruiker, g: Gemeentecode, id: i64) -> Result<Oordeel<()>, VraagFout> {
    schrijver(wie, g, Recht::Ondertekenen)?;
    doe(o, true, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        let f = Feiten::lees(tx, o, k, &v.ontwerp)?;
        Ok(vast(tx, o, wie, k, v, &f)?.map(drop))
    })
}

/// Makes a signed version known.
pub fn maak_bekend(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    b: Bekend,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    schrijver(wie, g, Recht::Ondertekenen).or_else(|_| schrijver(wie, g, Recht::Besluiten))?;
    doe(o, true, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        let f = Feiten::lees(tx, o, k, &v.ontwerp)?;
        bekend(tx, o, k, v, &f, b)
    })
}

/// Signs and makes known at once.
pub fn vast_en_bekend(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    b: Bekend,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    schrijver(wie, g, Recht::Ondertekenen)?;
    doe(o, true, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        let f = Feiten::lees(tx, o, k, &v.ontwerp)?;
        match vast(tx, o, wie, k, v, &f)? {
            Ok(v) => bekend(tx, o, k, v, &f, b),
            Err(fout) => Ok(Err(fout)),
        }
    })
}

/// What making known would bring about, whoever signs; nothing is kept. The same code as the deed.
pub fn bekijk(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
) -> Result<Oordeel<Gevolgen>, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    wie.eis_gemeente(g)?;
    doe(o, false, |tx| {
        let (k, v) = laatste(tx, o, g, id)?;
        if !v.toestand.is_open() {
            return Err(AppFout::Ongeldig("dit besluit is al bekendgemaakt".into()).into());
        }
        let f = Feiten::lees(tx, o, k, &v.ontwerp)?;
        let mist = wat_ontbreekt(&v.ontwerp, &f.onderbouwing(o.vandaag));
        if !mist.is_empty() {
            return Ok(Err(mist));
        }
        let v = Versie {
            toestand: Besluittoestand::Vastgesteld { door: wie.id, op: o.vandaag },
            ondertekenaar: Some(v.ondertekenaar.clone().unwrap_or_else(|| "onbekend".into())),
            ..v
        };
        bekend(tx, o, k, v, &f, Bekend { op: o.vandaag, wijze: Bekendmaking::Post })
    })
}
