//! What was filled in for advice on a melding, and what the rules of the framework make of it today.

use super::keuze::{self, Gekozen};
use super::meting::{self, Meting};
use super::{Stap, beschadigd, eis, namens};
use crate::Gebruiker;
use crate::kaders::Kaderboek;
use crate::meldingen::{Betrokkene, opslag};
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use kern::{Bevinding, Datum, Gemeentecode, Periode};
use regels::Kader;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::sql::advies as sql;
use store::{Kluis, StoreFout, Tx};
use toegang::advies::{
    Advies, Adviesdossier, Antwoord, Pakketten, Prijslijst, Regelboek, Vragengroep, Werk, Wonen,
};

/// Name of the encrypted field; part of what it is bound to.
const INHOUD: &str = "adviesdossier.inhoud";

/// A framework that advice can be asked by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kadernaam {
    /// Id.
    pub id: String,
    /// Name for people.
    pub naam: String,
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Invulling {
    /// Which round; goes up with every change.
    pub ronde: i64,
    /// The whole dossier as the engine gets it: with the day, the municipality and the newest measurement.
    pub dossier: Adviesdossier,
    /// Who changed it last, and when; `None` when nothing was filled in.
    pub laatst: Option<(String, Datum)>,
    /// The measurement in it.
    pub meting: Option<Meting>,
    /// Answers to questions that the text of the framework does not have any more; they do not count.
    pub vervallen: Vec<String>,
}

/// The page of advice on a melding, by one framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Adviesblad {
    /// Who it is about.
    pub client: Betrokkene,
    /// Municipality and melding.
    pub plek: (Gemeentecode, i64),
    /// Frameworks in force that have rules on who gets what.
    pub kaders: Vec<Kadernaam>,
    /// The framework of this page; `None` when none is in force.
    pub kader: Option<Kaderadvies>,
    /// What was chosen, the newest first.
    pub keuzes: Vec<Gekozen>,
}

/// What a framework makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kaderadvies {
    /// The framework.
    pub kader: Kadernaam,
    /// Number of its version; 0 came with the program.
    pub versie: i64,
    /// Hash of its text.
    pub sha256: String,
    /// What was filled in.
    pub invulling: Invulling,
    /// Its questions.
    pub vragenlijst: Vec<Vragengroep>,
    /// The advice.
    pub advies: Advies,
    /// What the advice rests on, in a few signs: who chooses on an older one is told so.
    pub stand: String,
}

/// A part of what is filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum Deel {
    /// Answers; the ids that are not in it lose their answer.
    Antwoorden(BTreeMap<String, Antwoord>),
    /// Work per domain.
    Werk(Vec<Werk>),
    /// First and last day, packages to compare, places, and papers that are there.
    Overig(Box<Overig>),
}

/// What else advice may ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Overig {
    /// First and last day.
    pub periode: Option<Periode>,
    /// Packages to compare.
    pub pakketten: Option<Pakketten>,
    /// Places.
    pub wonen: Option<Wonen>,
    /// Papers that are there.
    pub stukken: Vec<String>,
}

/// A framework with the version that holds.
pub(super) struct Tekst {
    pub nummer: i64,
    pub sha256: String,
    pub kader: Arc<Kader>,
}

impl Tekst {
    fn naam(&self) -> Kadernaam {
        Kadernaam { id: self.kader.id.clone(), naam: self.kader.naam.clone() }
    }
}

/// The rules of a framework with the prices that packages are compared with: the framework that advice is asked of goes
/// before the one of the same name that came with the program.
pub(super) fn regelboek(kader: &Kader) -> Regelboek {
    let meegeleverd = regels::kaders().iter().filter(|k| k.id != kader.id);
    Regelboek::uit(kader, Prijslijst::uit(meegeleverd.chain([kader])))
}

/// The frameworks in force in a municipality that say who gets what.
pub(super) fn teksten(tx: &mut Tx<'_>, g: Gemeentecode, dag: Datum) -> Result<Vec<Tekst>, StoreFout> {
    let boek = Kaderboek::lees(tx, g)?;
    let uit = boek.op(dag).filter(|(_, k)| !k.criteria.toetsen.is_empty()).map(|(nummer, kader)| {
        let rij = boek.rijen(&kader.id).iter().find(|r| r.versie.nummer == nummer);
        let sha256 = rij.map(|r| r.sha256.clone()).unwrap_or_default();
        Tekst { nummer, sha256, kader: Arc::clone(kader) }
    });
    Ok(uit.collect())
}

/// The framework that is asked for; the first when none is.
fn kies_tekst(teksten: Vec<Tekst>, kader: Option<&str>) -> Result<Option<Tekst>, VraagFout> {
    match kader {
        None => Ok(teksten.into_iter().next()),
        Some(id) => teksten.into_iter().find(|t| t.kader.id == id).map(Some).ok_or(VraagFout::NietGevonden),
    }
}

/// Round, dossier, who and when.
type Bewaard = (i64, Adviesdossier, Option<(String, Datum)>);

/// As it is kept.
fn bewaard(
    tx: &mut Tx<'_>,
    (kluis, dag): (&Kluis, Datum),
    (g, melding): (Gemeentecode, i64),
    kader: &str,
) -> Result<Bewaard, StoreFout> {
    let rij = tx.query_opt(sql::ADVIESDOSSIER, &[(&g).into(), melding.into(), kader.into()], |r| {
        let tekst = kluis.ontsleutel_tekst(g, &veld(kader), &[melding], r.blob(1)?)?;
        Ok((r.i64(0)?, tekst, r.string(2)?, r.dag(3)?))
    })?;
    let Some((ronde, tekst, door, op)) = rij else { return Ok((0, Adviesdossier::new(dag), None)) };
    let dossier = Adviesdossier::uit_json(&tekst, dag).map_err(|_| beschadigd("een dossier"))?;
    Ok((ronde, dossier, Some((door, op))))
}

/// The framework is a part of the key that is no number.
fn veld(kader: &str) -> String {
    format!("{INHOUD} {kader}")
}

/// Everything that was filled in, as the engine gets it.
pub(super) fn invulling(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    plek: (Gemeentecode, i64),
    client: i64,
    (kader, boek): (&str, &Regelboek),
) -> Result<Invulling, StoreFout> {
    let (ronde, mut dossier, laatst) = bewaard(tx, (&o.kluis, o.vandaag), plek, kader)?;
    dossier.datum = o.vandaag;
    dossier.gemeente = Some(plek.0);
    // what was written in remarks is not needed to judge
    let nieuwste = meting::van_client(tx, &o.kluis, plek.0, client)?;
    let meting = nieuwste.into_iter().find(|m| m.meting.gemeten_op() <= o.vandaag);
    dossier.zrm = meting.as_ref().map(|m| m.meting.zonder_opmerkingen());
    let vervallen: Vec<String> = boek.onbekend(&dossier).map(str::to_owned).collect();
    dossier.antwoorden.retain(|id, _| !vervallen.contains(id));
    Ok(Invulling { ronde, dossier, laatst, meting, vervallen })
}

fn adviseer(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    plek: (Gemeentecode, i64),
    client: i64,
    t: &Tekst,
) -> Result<Kaderadvies, VraagFout> {
    let boek = regelboek(&t.kader);
    let invulling = invulling(tx, o, plek, client, (&t.kader.id, &boek))?;
    let advies = boek.beoordeel(&invulling.dossier).ok_or(VraagFout::NietGevonden)?.advies();
    let stand = stand(&invulling.dossier, &t.sha256);
    Ok(Kaderadvies {
        kader: t.naam(),
        versie: t.nummer,
        sha256: t.sha256.clone(),
        vragenlijst: boek.vragenlijst(o.vandaag),
        invulling,
        advies,
        stand,
    })
}

/// What advice rests on, in a few signs.
fn stand(d: &Adviesdossier, sha256: &str) -> String {
    let geheel = [("dossier".to_owned(), d.als_json().to_string()), ("kader".to_owned(), sha256.to_owned())];
    crate::kaders::vingerafdruk(&geheel).chars().take(16).collect()
}

/// Loads it, for a framework that is named or the first that holds.
pub(crate) fn laad(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    (g, melding): (Gemeentecode, i64),
    kader: Option<&str>,
) -> Result<Adviesblad, VraagFout> {
    let (d, ..) = opslag::dossier(tx, &o.kluis, g, melding)?;
    let client = opslag::betrokkene(tx, g, d.melding.client().0)?;
    let teksten = teksten(tx, g, o.vandaag)?;
    let kaders = teksten.iter().map(Tekst::naam).collect();
    let tekst = kies_tekst(teksten, kader)?;
    let kader = tekst.map(|t| adviseer(tx, o, (g, melding), client.id, &t)).transpose()?;
    let keuzes = keuze::lees(tx, &o.kluis, (g, melding))?;
    Ok(Adviesblad { client, plek: (g, melding), kaders, kader, keuzes })
}

/// Advice on a melding as it stands today. That it was looked at goes into the event log.
pub fn blad(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    kader: Option<&str>,
) -> Result<Adviesblad, VraagFout> {
    eis(wie, plek.0)?;
    let b = o.db.read(|tx| laad(tx, o, plek, kader))?;
    noteer(o, wie, plek, "advies ingezien")?;
    Ok(b)
}

fn noteer(
    o: &Omgeving,
    wie: &Gebruiker,
    (g, melding): (Gemeentecode, i64),
    wat: &'static str,
) -> Result<(), VraagFout> {
    let o = namens(o, wie);
    o.db.write(|tx| {
        let gegevens = serde_json::json!({ "gebruiker": wie.id, "rol": wie.rol.code() });
        o.noteer(tx, g, wat, &format!("melding/{melding}"), &gegevens)?;
        Ok(())
    })
}

/// The dossier as a file: JSON by `regels/schema/v1/dossier.json`, on which `maatwerk advies` gives the same advice.
pub fn uitvoer(
    o: &Omgeving,
    wie: &Gebruiker,
    plek: (Gemeentecode, i64),
    kader: &str,
) -> Result<String, VraagFout> {
    eis(wie, plek.0)?;
    let b = o.db.read(|tx| laad(tx, o, plek, Some(kader)))?;
    let json = b.kader.ok_or(VraagFout::NietGevonden)?.invulling.dossier.als_json();
    noteer(o, wie, plek, "adviesdossier opgehaald")?;
    Ok(format!("{json:#}\n"))
}

/// Changes a part of what was filled in; or every reason why not. `ronde` is the round that was looked at.
pub fn wijzig(
    o: &Omgeving,
    wie: &Gebruiker,
    (g, melding): (Gemeentecode, i64),
    kader: &str,
    ronde: i64,
    deel: &Deel,
) -> Stap<()> {
    eis(wie, g)?;
    let o = namens(o, wie);
    o.db.write(|tx| {
        // the melding has to exist in this municipality
        opslag::dossier(tx, &o.kluis, g, melding)?;
        let tekst = kies_tekst(teksten(tx, g, o.vandaag)?, Some(kader))?.ok_or(VraagFout::NietGevonden)?;
        let (nu, mut d, _) = bewaard(tx, (&o.kluis, o.vandaag), (g, melding), kader)?;
        let mut fout = Vec::new();
        if nu != ronde {
            let tekst = "Iemand heeft dit intussen gewijzigd. Kijk wat er nu staat en vul het opnieuw in.";
            fout.push(Bevinding::new("ADVIES-RONDE", None, "", tekst));
        }
        match deel {
            Deel::Antwoorden(a) => d.antwoorden.clone_from(a),
            Deel::Werk(w) => d.werk.clone_from(w),
            Deel::Overig(x) => {
                let Overig { periode, pakketten, wonen, stukken } = x.as_ref().clone();
                d = Adviesdossier { periode, pakketten, wonen, stukken, ..d };
            }
        }
        d.datum = o.vandaag;
        fout.extend(regelboek(&tekst.kader).controleer(&d));
        // what is kept is what reads back: the reader knows the bounds of numbers and texts
        match Adviesdossier::uit_json(&d.als_json().to_string(), o.vandaag) {
            Ok(terug) => d = terug,
            Err(mis) => fout.extend(mis),
        }
        if !fout.is_empty() {
            return Ok(Err(fout));
        }
        let dicht = o.kluis.versleutel_tekst(g, &veld(kader), &[melding], &d.als_json().to_string())?;
        let w = [
            (&g).into(),
            melding.into(),
            kader.into(),
            (nu + 1).into(),
            (&dicht).into(),
            o.wie.as_str().into(),
            o.vandaag.into(),
        ];
        tx.execute(sql::ADVIESDOSSIER_ZET, &w)?;
        let gegevens = serde_json::json!({ "kader": kader, "ronde": nu + 1 });
        o.noteer(tx, g, "advies bijgewerkt", &format!("melding/{melding}"), &gegevens)?;
        Ok::<_, VraagFout>(Ok(()))
    })
}
