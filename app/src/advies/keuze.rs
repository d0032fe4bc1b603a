//! What the consulent chose at an advice: kept with everything that it rested on, and only added to.

use super::blad::{laad, teksten};
use super::{Stap, beschadigd, eis, namens};
use crate::Gebruiker;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use catalogus::Inkoopkader;
use inkoop::Productsleutel;
use kern::{Bevinding, Datum, Eenheid, Frequentie, Gemeentecode};
use store::sql::advies as sql;
use store::{Kluis, StoreFout, Tx};
use toegang::advies::{Advies, Adviesdossier, Keuze};

/// Names of the encrypted fields; part of what they are bound to.
const MOTIVERING: &str = "advieskeuze.motivering";
const DOSSIER: &str = "advieskeuze.dossier";
const ADVIES: &str = "advieskeuze.advies";

/// A choice as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gekozen {
    /// Number at this melding.
    pub volgnr: i64,
    /// Framework.
    pub kader: String,
    /// Its version; 0 came with the program.
    pub versie: i64,
    /// Hash of its text.
    pub sha256: String,
    /// What was chosen and departed from.
    pub keuze: Keuze,
    /// Who.
    pub door: String,
    /// When.
    pub op: Datum,
}

/// The choices at a melding, the newest first.
pub(super) fn lees(
    tx: &mut Tx<'_>,
    kluis: &Kluis,
    (g, melding): (Gemeentecode, i64),
) -> Result<Vec<Gekozen>, StoreFout> {
    tx.query_alle(sql::ADVIESKEUZES, &[(&g).into(), melding.into()], |r| {
        let volgnr = r.i64(0)?;
        let motivering = r.opt_blob(5)?;
        let motivering =
            motivering.map(|b| kluis.ontsleutel_tekst(g, MOTIVERING, &[melding, volgnr], b)).transpose()?;
        let keuze: Keuze = r.lees(4, |t| serde_json::from_str(t))?;
        Ok(Gekozen {
            volgnr,
            kader: r.string(1)?,
            versie: r.i64(2)?,
            sha256: r.string(3)?,
            keuze: keuze.met_motivering(motivering),
            door: r.string(6)?,
            op: r.dag(7)?,
        })
    })
}

/// The choices at a melding, the newest first, for who handles it.
pub fn keuzes(o: &Omgeving, wie: &Gebruiker, plek: (Gemeentecode, i64)) -> Result<Vec<Gekozen>, VraagFout> {
    eis(wie, plek.0)?;
    Ok(o.db.read(|tx| lees(tx, &o.kluis, plek))?)
}

/// Keeps a choice of products by their short names, none being a refusal; gives its number, or every reason why not. `stand`
/// is that of the advice that was looked at.
pub fn kies(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    (kader, stand): (&str, &str),
    producten: &[&str],
    motivering: &str,
) -> Stap<i64> {
    eis(wie, plek.0)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        let b = laad(tx, &o, plek, Some(kader))?;
        let volgnr = b.keuzes.first().map_or(1, |k| k.volgnr + 1);
        let a = b.kader.ok_or(VraagFout::NietGevonden)?;
        let mut fout = Vec::new();
        if a.stand != stand {
            let tekst = "Het advies is intussen veranderd. Kijk wat er nu staat en kies opnieuw.";
            fout.push(Bevinding::new("KEUZE-STAND", None, "", tekst));
        }
        let keuze = match Keuze::maak(&a.advies, producten, motivering) {
            Ok(k) if fout.is_empty() => k,
            Ok(_) => return Ok(Err(fout)),
            Err(mis) => {
                fout.extend(mis);
                return Ok(Err(fout));
            }
        };
        bewaar(tx, &o, plek, volgnr, (&a, &keuze))?;
        let gegevens = serde_json::json!({
            "kader": kader, "versie": a.versie, "volgnr": volgnr, "afwijkingen": keuze.afwijkingen().len(),
        });
        o.noteer(tx, plek.0, "keuze bij advies", &format!("melding/{}", plek.1), &gegevens)?;
        Ok::<_, VraagFout>(Ok(volgnr))
    })
}

fn bewaar(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    (g, melding): (Gemeentecode, i64),
    volgnr: i64,
    (a, keuze): (&super::blad::Kaderadvies, &Keuze),
) -> Result<(), StoreFout> {
    let json = |naam: &str, r: Result<String, serde_json::Error>| r.map_err(|_| beschadigd(naam));
    let kaal = json("keuze", serde_json::to_string(&keuze.zonder_motivering()))?;
    let regels = json("regels", serde_json::to_string(&a.advies.regels()))?;
    let advies = json("advies", serde_json::to_string(&a.advies))?;
    let sleutel = [melding, volgnr];
    let dicht = |veld: &str, tekst: &str| o.kluis.versleutel_stuk(g, veld, &sleutel, tekst.as_bytes());
    let dossier = dicht(DOSSIER, &a.invulling.dossier.als_json().to_string())?;
    let advies = dicht(ADVIES, &advies)?;
    let motivering = keuze.motivering();
    let motivering = motivering.map(|m| o.kluis.versleutel_tekst(g, MOTIVERING, &sleutel, m)).transpose()?;
    let w = [
        (&g).into(),
        melding.into(),
        volgnr.into(),
        a.kader.id.as_str().into(),
        a.versie.into(),
        a.sha256.as_str().into(),
        a.invulling.ronde.into(),
        kaal.as_str().into(),
        regels.as_str().into(),
        motivering.as_ref().into(),
        (&dossier).into(),
        (&advies).into(),
        o.wie.as_str().into(),
        o.vandaag.into(),
    ];
    tx.execute(sql::ADVIESKEUZE_ERBIJ, &w).map(drop)
}

/// What a choice rested on: the dossier and the advice as they were.
pub fn grond(
    o: &Omgeving,
    wie: &Gebruiker,
    (g, melding): (Gemeentecode, i64),
    volgnr: i64,
) -> Result<(Adviesdossier, Advies), VraagFout> {
    eis(wie, g)?;
    let gevonden = o.db.read(|tx| {
        tx.query_opt(sql::ADVIESKEUZE_GROND, &[(&g).into(), melding.into(), volgnr.into()], |r| {
            let open = |veld: &str, b: &[u8]| o.kluis.ontsleutel_stuk(g, veld, &[melding, volgnr], b);
            Ok((open(DOSSIER, r.blob(0)?)?, open(ADVIES, r.blob(1)?)?))
        })
    })?;
    let (dossier, advies) = gevonden.ok_or(VraagFout::NietGevonden)?;
    let tekst = String::from_utf8(dossier).map_err(|_| beschadigd("een dossier"))?;
    let dossier = Adviesdossier::uit_json(&tekst, o.vandaag).map_err(|_| beschadigd("een dossier"))?;
    Ok((dossier, serde_json::from_slice(&advies).map_err(|_| beschadigd("een advies"))?))
}

/// A product that was chosen, as the framework has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voorstel {
    /// Product.
    pub product: Productsleutel,
    /// How much.
    pub volume: i64,
    /// Of what.
    pub eenheid: Eenheid,
    /// How often.
    pub frequentie: Frequentie,
}

/// Products that were chosen, and why that departs.
type Begin = (Vec<Voorstel>, Option<String>);

/// The newest choice at a melding, for the decision that follows: the products, and the motivation when there is one. Nothing
/// of it when the framework does not hold any more.
pub(crate) fn laatste_voorstel(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    plek: (Gemeentecode, i64),
) -> Result<Option<Begin>, StoreFout> {
    let Some(k) = lees(tx, &o.kluis, plek)?.into_iter().next() else { return Ok(None) };
    let Some(t) = teksten(tx, plek.0, o.vandaag)?.into_iter().find(|t| t.kader.id == k.kader) else {
        return Ok(None);
    };
    let Ok(inkoop) = Inkoopkader::uit(&t.kader) else { return Ok(None) };
    let voorstel = |kort: &String| {
        let p = t.kader.producten.iter().find(|p| p.kort == *kort)?;
        let p = inkoop.producten.iter().find(|x| x.sleutel == Productsleutel::new(p.categorie, p.code))?;
        Some(Voorstel {
            product: p.sleutel,
            volume: i64::from(p.volume),
            eenheid: p.eenheid,
            frequentie: p.frequentie,
        })
    };
    let producten = k.keuze.producten().iter().filter_map(voorstel).collect();
    Ok(Some((producten, k.keuze.motivering().map(str::to_owned))))
}
