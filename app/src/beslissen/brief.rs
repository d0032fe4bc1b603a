//! The letter of a version: looked at before, kept when the version is made known.

use super::dossier::{Kop, Versie, kop, versies};
use super::feiten::Feiten;
use super::{Oordeel, doe};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use ::toegang::Adres;
use beschikking::{Brief, Briefgegevens, Onderdeelregel, Ontwerp, maak_brief};
use kern::{Datum, Gemeentecode, voluit};
use sha2::{Digest, Sha256};
use store::sql::{besluiten as sql, toegang};
use store::{StoreFout, Tx};

/// The reference of a version.
pub(super) fn kenmerk(k: Kop, versie: i64) -> String {
    format!("{}-B{}-{versie}", k.gemeente, k.id)
}

fn in_woorden(o: &Ontwerp, f: &Feiten) -> Vec<Onderdeelregel> {
    o.onderdelen
        .iter()
        .map(|d| {
            let (van, tot) = o.dagen(d);
            let tot =
                tot.map_or_else(|| "zonder einddatum".to_owned(), |t| format!("tot en met {}", voluit(t)));
            Onderdeelregel {
                wat: f.productnaam(d.product),
                hoeveel: format!("{} {}", d.eenheid.aantal(d.volume), d.frequentie.omschrijving()),
                wanneer: format!("{} {tot}", van.map(voluit).unwrap_or_default()),
                aanbieder: d.agb.map(|a| f.aanbieder(a)).unwrap_or_default(),
            }
        })
        .collect()
}

fn adresregels(a: &Adres) -> Vec<String> {
    let samen = |delen: [&Option<String>; 2]| {
        let delen: Vec<&str> = delen.into_iter().flatten().map(String::as_str).collect();
        (!delen.is_empty()).then(|| delen.join(" "))
    };
    [samen([&a.straat, &a.huisnummer]), samen([&a.postcode, &a.plaats])].into_iter().flatten().collect()
}

/// The plan that the client agreed to, a paragraph each.
fn plan(tx: &mut Tx<'_>, o: &Omgeving, k: Kop) -> Result<Vec<String>, StoreFout> {
    let Some(m) = k.melding else { return Ok(Vec::new()) };
    let akkoord =
        tx.query_opt(toegang::PLAN, &[(&k.gemeente).into(), m.into()], |r| r.opt_dag(5))?.flatten().is_some();
    if !akkoord {
        return Ok(Vec::new());
    }
    Ok(super::aanloop::planregels(tx, o, k.gemeente, m)?
        .into_iter()
        .map(
            |(resultaat, aanpak)| {
                if aanpak.is_empty() { resultaat } else { format!("{resultaat} Wie doet wat: {aanpak}") }
            },
        )
        .collect())
}

/// The letter of a draft or version, as of a day.
pub(super) fn maak(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    k: Kop,
    v: &Versie,
    f: &Feiten,
    (dag, ondertekenaar): (Datum, &str),
) -> Result<Oordeel<Brief>, VraagFout> {
    let sjabloon = f.keuzes.lees_sjabloon()?;
    let gegevens = Briefgegevens {
        huisstijl: &f.keuzes.huisstijl,
        naam: f.client.naam.to_string(),
        adres: adresregels(&f.client.adres),
        kenmerk: kenmerk(k, v.nr),
        dag,
        ondertekenaar: ondertekenaar.to_owned(),
        onderdelen: in_woorden(&v.ontwerp, f),
        plan: plan(tx, o, k)?,
    };
    Ok(maak_brief(&sjabloon, &v.ontwerp, &gegevens))
}

/// Makes the PDF and keeps it, encrypted, with its hash. Returns the hash.
pub(super) fn bewaar(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    k: Kop,
    nr: i64,
    sjabloon: i64,
    brief: &Brief,
) -> Result<String, VraagFout> {
    let bytes = pdf::brief(brief).map_err(|e| VraagFout::Ongeldig(e.to_string()))?;
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    let dicht = o.kluis.versleutel_stuk(k.gemeente, "besluitbrief", &[k.id, nr], &bytes)?;
    let grootte = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let w = [
        (&k.gemeente).into(),
        k.id.into(),
        nr.into(),
        sjabloon.into(),
        (&hash).into(),
        grootte.into(),
        (&dicht).into(),
    ];
    tx.execute(sql::BESLUITBRIEF_ERBIJ, &w)?;
    Ok(hash.iter().fold(String::new(), |mut s, b| {
        use std::fmt::Write as _;
        let _ = write!(s, "{b:02x}");
        s
    }))
}

/// The letter that was kept with a version, as PDF. That it was opened goes into the event log.
pub fn briefbytes(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
    versie: i64,
) -> Result<Vec<u8>, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    wie.eis_gemeente(g)?;
    o.db.write(|tx| {
        let w = [(&g).into(), id.into(), versie.into()];
        let dicht = tx
            .query_opt(sql::BESLUITBRIEF, &w, |r| Ok((r.blob(1)?.to_vec(), r.blob(3)?.to_vec())))?
            .ok_or(VraagFout::NietGevonden)?;
        let bytes = o.kluis.ontsleutel_stuk(g, "besluitbrief", &[id, versie], &dicht.1)?;
        if Sha256::digest(&bytes).as_slice() != dicht.0 {
            return Err(
                StoreFout::Beschadigd { wat: format!("brief van besluit {id}, versie {versie}") }.into()
            );
        }
        let gegevens = serde_json::json!({ "versie": versie });
        o.noteer(tx, g, "beschikking geopend", &format!("besluit/{id}"), &gegevens)?;
        Ok(bytes)
    })
}

/// The letter as it would be when it was made known today, as PDF.
pub fn voorbeeldbrief(
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    id: i64,
) -> Result<Oordeel<Vec<u8>>, VraagFout> {
    wie.eis(Recht::Beschikkingen)?;
    wie.eis_gemeente(g)?;
    let brief = doe(o, false, |tx| {
        let k = kop(tx, g, id)?.ok_or(VraagFout::NietGevonden)?;
        let alle = versies(tx, o, k)?;
        let v = alle.last().ok_or(VraagFout::NietGevonden)?;
        let f = Feiten::lees(tx, o, k, &v.ontwerp)?;
        let wie = v.ondertekenaar.as_deref().unwrap_or("[naam van wie ondertekent]");
        maak(tx, o, k, v, &f, (o.vandaag, wie))
    })?;
    Ok(match brief {
        Err(fout) => Err(fout),
        Ok(brief) => Ok(pdf::brief(&brief).map_err(|e| VraagFout::Ongeldig(e.to_string()))?),
    })
}
