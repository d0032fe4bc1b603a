//! Steps in the life of a version: stored, offered, given back, published, taken back, ended. Each is one transaction over
//! every municipality that takes part, and an entry in the event log of each.

use super::{Kaderboek, vingerafdruk};
use crate::fout::{AppFout, Uitkomst};
use crate::omgeving::Omgeving;
use crate::{Gebruiker, Recht};
use catalogus::{Kaderversie, Versiefeiten, VervallenCode, vervallen_codes};
use kern::{Bevinding, Datum, Gemeentecode, Opzoeking};
use regels::{Kader, Probleem};
use store::sql::{kaders as sql, schrijven};
use store::{StoreFout, Tx, Val};

/// A version that somebody made.
#[derive(Debug, Clone)]
pub struct NieuweVersie {
    /// Its files: name and YAML.
    pub bestanden: Vec<(String, String)>,
    /// First day on which it is to hold.
    pub ingang: Datum,
    /// What it is for, in a sentence.
    pub toelichting: String,
}

/// A draft that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bewaard {
    /// Framework.
    pub kader: String,
    /// Number of the version.
    pub nummer: i64,
    /// The municipalities that it is for.
    pub gemeenten: Vec<Gemeentecode>,
}

/// Which version.
#[derive(Debug, Clone, Copy)]
pub struct Ingang<'a> {
    /// Framework.
    pub kader: &'a str,
    /// Number of the version.
    pub nummer: i64,
}

/// A step and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stapkeuze {
    /// Offer it to somebody else.
    BiedAan {
        /// Why days without a version are meant; empty when there are none.
        gat_omdat: String,
    },
    /// Give it back.
    GeefTerug {
        /// Why.
        reden: String,
    },
    /// Publish it.
    Publiceer {
        /// Why days without a version are meant; empty when there are none.
        gat_omdat: String,
    },
    /// Take it back.
    TrekIn,
    /// End it.
    Beeindig {
        /// Last day.
        laatste: Datum,
    },
}

/// A step was taken, or every reason why it cannot be.
pub type Oordeel<T> = Result<T, Vec<Bevinding>>;

/// The municipalities in the book that a framework is for; refused when the user may not speak for all of them.
fn bevoegd(
    tx: &mut Tx<'_>,
    wie: &Gebruiker,
    voor: impl Fn(Gemeentecode) -> bool,
) -> Uitkomst<Vec<Gemeentecode>> {
    let codes = tx.query_alle(schrijven::GEMEENTEN, &[], |r| Ok((r.string(0)?, r.string(1)?)))?;
    let deel: Vec<_> = codes
        .into_iter()
        .filter_map(|(c, naam)| Gemeentecode::parse(&c).ok().filter(|g| voor(*g)).map(|g| (g, naam)))
        .collect();
    let niet: Vec<&str> =
        deel.iter().filter(|(g, _)| !wie.gemeenten.contains(g)).map(|(_, n)| n.as_str()).collect();
    if !niet.is_empty() {
        return Err(AppFout::Ongeldig(format!(
            "dit kader geldt ook voor {}; u mag daar niet over beslissen. Vraag iemand die over alle gemeenten gaat",
            niet.join(", ")
        )));
    }
    Ok(deel.into_iter().map(|(g, _)| g).collect())
}

/// The highest number of a framework in any municipality of the book: a number is one text everywhere, also when an
/// earlier version was for other municipalities than the next.
fn laatste_nummer(tx: &mut Tx<'_>, kader: &str) -> Result<i64, StoreFout> {
    let mut nummer = 0;
    for g in tx.query_alle(schrijven::GEMEENTEN, &[], |r| r.string(0))? {
        nummer =
            nummer.max(
                tx.query_one(sql::KADERVERSIE_LAATSTE, &[g.as_str().into(), kader.into()], |r| r.i64(0))?,
            );
    }
    Ok(nummer)
}

/// Stores a draft that reads without a problem; else every problem, with file and line.
pub fn bewaar(
    o: &Omgeving,
    wie: &Gebruiker,
    nieuw: &NieuweVersie,
) -> Uitkomst<Result<Bewaard, Vec<Probleem>>> {
    wie.eis(Recht::Kaders)?;
    let kader = match regels::lees_los(&nieuw.bestanden) {
        Ok(k) => k,
        Err(p) => return Ok(Err(p)),
    };
    let toelichting = nieuw.toelichting.trim();
    if toelichting.is_empty() || toelichting.chars().count() > 500 {
        return Err(AppFout::Ongeldig("schrijf in een zin van hoogstens 500 tekens wat er nieuw is".into()));
    }
    let sha256 = vingerafdruk(&kader.bestanden);
    o.db.write(|tx| {
        let gemeenten = bevoegd(tx, wie, |g| kader.gemeenten.iter().any(|n| n.code == g))?;
        if gemeenten.is_empty() {
            return Err(AppFout::Ongeldig(
                "geen van de gemeenten van dit kader staat in deze database; kijk naar 'gemeenten' in kader.yaml".into(),
            ));
        }
        let nummer = laatste_nummer(tx, &kader.id)? + 1;
        let geldig = kader.verantwoording.geldig;
        for g in &gemeenten {
            let boek = Kaderboek::lees(tx, *g)?;
            let grond = nieuw.ingang.yesterday().ok().and_then(|d| boek.nummer_op(&kader.id, d).geldig());
            tx.execute(
                sql::KADERVERSIE_ERBIJ,
                &[
                    g.into(),
                    (&kader.id).into(),
                    nummer.into(),
                    nieuw.ingang.into(),
                    geldig.van().into(),
                    geldig.tot().into(),
                    (&sha256).into(),
                    grond.unwrap_or(0).into(),
                    wie.id.into(),
                    (&wie.weergavenaam).into(),
                    (&o.tijdstip()).into(),
                    toelichting.into(),
                ],
            )?;
            for (bestand, tekst) in &kader.bestanden {
                let w = [g.into(), (&kader.id).into(), nummer.into(), bestand.into(), tekst.into()];
                tx.execute(sql::KADERBESTAND_ERBIJ, &w)?;
            }
            let wat = serde_json::json!({ "ingang": nieuw.ingang.to_string(), "sha256": sha256 });
            noteer(tx, o, wie, *g, "kaderversie gemaakt", (&kader.id, nummer), &wat)?;
        }
        Ok(Ok(Bewaard { kader: kader.id.clone(), nummer, gemeenten }))
    })
}

fn noteer(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    soort: &str,
    (kader, nummer): (&str, i64),
    gegevens: &serde_json::Value,
) -> Result<(), StoreFout> {
    let namens = Omgeving { wie: wie.weergavenaam.clone(), ..o.clone() };
    namens.noteer(tx, g, soort, &format!("kader/{kader}/{nummer}"), gegevens)
}

/// What the rules must know of one municipality.
struct Feiten {
    alle: Vec<Kaderversie>,
    zelfde_als: Option<i64>,
    vervallen: Vec<VervallenCode>,
}

/// The contract lines that run on a day or later: category, code, how many.
fn contracten(tx: &mut Tx<'_>, g: Gemeentecode, dag: Datum) -> Result<Vec<(String, String, i64)>, StoreFout> {
    tx.query_alle(sql::CONTRACTEN_VANAF, &[(&g).into(), dag.into()], |r| {
        Ok((r.string(0)?, r.string(1)?, r.i64(2)?))
    })
}

/// Facts for taking a place: what holds on the day before, and which codes would vanish under contracts. After days
/// without a version the contracts of the last one still count.
fn feiten(tx: &mut Tx<'_>, boek: &Kaderboek, v: &Kaderversie, tekst: &Kader) -> Uitkomst<Feiten> {
    let vooraf = v.ingang.yesterday().unwrap_or(v.ingang);
    let (oud, aansluitend) = match boek.kader_op(&v.kader, vooraf) {
        Opzoeking::Geldig(gevonden) => (Some(gevonden), true),
        Opzoeking::Geeindigd(laatste) => (boek.kader_op(&v.kader, laatste).geldig(), false),
        Opzoeking::NogNiet(_) | Opzoeking::Geen => (None, false),
    };
    let (zelfde_als, vervallen) = match oud {
        Some((nummer, oud)) => {
            let zelfde = aansluitend && vingerafdruk(&oud.bestanden) == vingerafdruk(&tekst.bestanden);
            let lopend = contracten(tx, boek.gemeente(), v.ingang)?;
            (zelfde.then_some(nummer), vervallen_codes(oud, Some(tekst), v.ingang, &lopend))
        }
        None => (None, Vec::new()),
    };
    Ok(Feiten { alle: boek.versies(&v.kader), zelfde_als, vervallen })
}

/// Takes a step, in every municipality that has the version or in none.
fn stap(o: &Omgeving, wie: &Gebruiker, welk: Ingang<'_>, keuze: &Stapkeuze) -> Uitkomst<Oordeel<()>> {
    let recht = match keuze {
        Stapkeuze::BiedAan { .. } | Stapkeuze::TrekIn => Recht::Kaders,
        Stapkeuze::GeefTerug { .. } | Stapkeuze::Publiceer { .. } | Stapkeuze::Beeindig { .. } => {
            Recht::Vaststellen
        }
    };
    wie.eis(recht)?;
    o.db.write(|tx| {
        let mut boeken = Vec::new();
        for g in bevoegd_voor(tx, wie, welk)? {
            boeken.push(Kaderboek::lees(tx, g)?);
        }
        if boeken.is_empty() {
            return Err(AppFout::Ongeldig(format!("kader {} heeft geen versie {}", welk.kader, welk.nummer)));
        }
        let mut redenen: Vec<Bevinding> = Vec::new();
        for boek in &boeken {
            let Some(rij) = boek.rijen(welk.kader).iter().find(|r| r.versie.nummer == welk.nummer) else {
                continue;
            };
            let tekst = super::lees_tekst(tx, boek.gemeente(), welk.kader, welk.nummer, &rij.sha256)?;
            let v = rij.versie.clone();
            let mut f = feiten(tx, boek, &v, &tekst)?;
            if let Stapkeuze::Beeindig { laatste } = keuze {
                let na = laatste.tomorrow().unwrap_or(*laatste);
                f.vervallen = vervallen_codes(&tekst, None, na, &contracten(tx, boek.gemeente(), na)?);
            }
            let (gat_omdat, stap) = match keuze {
                Stapkeuze::BiedAan { gat_omdat } | Stapkeuze::Publiceer { gat_omdat } => {
                    (gat_omdat.as_str(), keuze)
                }
                _ => ("", keuze),
            };
            let feiten = Versiefeiten {
                vandaag: o.vandaag,
                alle: &f.alle,
                zelfde_als: f.zelfde_als,
                vervallen: &f.vervallen,
                gat_omdat,
            };
            let oordeel = match stap {
                Stapkeuze::BiedAan { .. } => v.bied_aan(&feiten),
                Stapkeuze::GeefTerug { reden } => v.geef_terug(reden),
                Stapkeuze::Publiceer { .. } => v.publiceer(wie.id, &feiten),
                Stapkeuze::TrekIn => v.trek_in(),
                Stapkeuze::Beeindig { laatste } => v.beeindig(*laatste, &feiten),
            };
            for b in oordeel.err().unwrap_or_default() {
                if !redenen.contains(&b) {
                    redenen.push(b);
                }
            }
        }
        if !redenen.is_empty() {
            return Ok(Err(redenen));
        }
        for boek in &boeken {
            leg_vast(tx, o, wie, boek.gemeente(), welk, keuze)?;
        }
        if let Stapkeuze::Publiceer { .. } = keuze {
            sluit_af(tx, o, wie, welk, &boeken)?;
        }
        Ok(Ok(()))
    })
}

/// The municipalities that have a version; refused when the user may not speak for all of them.
fn bevoegd_voor(tx: &mut Tx<'_>, wie: &Gebruiker, welk: Ingang<'_>) -> Uitkomst<Vec<Gemeentecode>> {
    let codes = tx.query_alle(schrijven::GEMEENTEN, &[], |r| r.string(0))?;
    let mut hebben = Vec::new();
    for g in codes.iter().filter_map(|c| Gemeentecode::parse(c).ok()) {
        let heeft = if welk.nummer == 0 {
            !Kaderboek::meegeleverd(g).rijen(welk.kader).is_empty()
        } else {
            let w = [(&g).into(), welk.kader.into(), welk.nummer.into()];
            tx.query_opt(sql::KADERVERSIE_HASH, &w, |_| Ok(()))?.is_some()
        };
        if heeft {
            hebben.push(g);
        }
    }
    bevoegd(tx, wie, |g| hebben.contains(&g))
}

fn leg_vast(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    wie: &Gebruiker,
    g: Gemeentecode,
    welk: Ingang<'_>,
    keuze: &Stapkeuze,
) -> Uitkomst<()> {
    let (stap, laatste, reden) = match keuze {
        Stapkeuze::BiedAan { gat_omdat } => ("aangeboden", None, gat_omdat.as_str()),
        Stapkeuze::GeefTerug { reden } => ("teruggegeven", None, reden.as_str()),
        Stapkeuze::Publiceer { gat_omdat } => ("gepubliceerd", None, gat_omdat.as_str()),
        Stapkeuze::TrekIn => ("ingetrokken", None, ""),
        Stapkeuze::Beeindig { laatste } => ("beeindigd", Some(*laatste), ""),
    };
    let nu = o.tijdstip();
    let waarden: [Val<'_>; 9] = [
        (&g).into(),
        welk.kader.into(),
        welk.nummer.into(),
        stap.into(),
        wie.id.into(),
        (&wie.weergavenaam).into(),
        (&nu).into(),
        laatste.into(),
        reden.trim().into(),
    ];
    tx.execute(sql::KADERSTAP_ERBIJ, &waarden)?;
    let wat = serde_json::json!({ "laatsteDag": laatste.map(|d| d.to_string()), "reden": reden.trim() });
    let soort = format!("kaderversie {stap}");
    noteer(tx, o, wie, g, &soort, (welk.kader, welk.nummer), &wat)?;
    Ok(())
}

/// For a municipality that no longer takes part, the version that held ends on the day before.
fn sluit_af(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    wie: &Gebruiker,
    welk: Ingang<'_>,
    nieuw: &[Kaderboek],
) -> Uitkomst<()> {
    let ingang = nieuw
        .iter()
        .flat_map(|b| b.rijen(welk.kader))
        .find(|r| r.versie.nummer == welk.nummer)
        .map(|r| r.versie.ingang);
    let (Some(ingang), Some(laatste)) = (ingang, ingang.and_then(|d| d.yesterday().ok())) else {
        return Ok(());
    };
    let codes = tx.query_alle(schrijven::GEMEENTEN, &[], |r| r.string(0))?;
    for g in codes.iter().filter_map(|c| Gemeentecode::parse(c).ok()) {
        if nieuw.iter().any(|b| b.gemeente() == g) {
            continue;
        }
        let boek = Kaderboek::lees(tx, g)?;
        if let Some(nummer) = boek.nummer_op(welk.kader, ingang).geldig() {
            bevoegd(tx, wie, |x| x == g)?;
            let einde = Stapkeuze::Beeindig { laatste };
            leg_vast(tx, o, wie, g, Ingang { kader: welk.kader, nummer }, &einde)?;
        }
    }
    Ok(())
}

/// Offers a draft to somebody else.
pub fn bied_aan(o: &Omgeving, wie: &Gebruiker, welk: Ingang<'_>, gat_omdat: &str) -> Uitkomst<Oordeel<()>> {
    stap(o, wie, welk, &Stapkeuze::BiedAan { gat_omdat: gat_omdat.to_owned() })
}

/// Gives a version back to its maker.
pub fn geef_terug(o: &Omgeving, wie: &Gebruiker, welk: Ingang<'_>, reden: &str) -> Uitkomst<Oordeel<()>> {
    stap(o, wie, welk, &Stapkeuze::GeefTerug { reden: reden.to_owned() })
}

/// Publishes a version that somebody else made: from its first day on it is what the program uses.
pub fn publiceer(o: &Omgeving, wie: &Gebruiker, welk: Ingang<'_>, gat_omdat: &str) -> Uitkomst<Oordeel<()>> {
    stap(o, wie, welk, &Stapkeuze::Publiceer { gat_omdat: gat_omdat.to_owned() })
}

/// Takes back what was not published.
pub fn trek_in(o: &Omgeving, wie: &Gebruiker, welk: Ingang<'_>) -> Uitkomst<Oordeel<()>> {
    stap(o, wie, welk, &Stapkeuze::TrekIn)
}

/// Ends a published version after a day.
pub fn beeindig(o: &Omgeving, wie: &Gebruiker, welk: Ingang<'_>, laatste: Datum) -> Uitkomst<Oordeel<()>> {
    stap(o, wie, welk, &Stapkeuze::Beeindig { laatste })
}
