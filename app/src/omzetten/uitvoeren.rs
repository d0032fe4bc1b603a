//! The run: in batches, each whole or not at all. What was done is known by municipality, framework and number, so that
//! doing it again changes nothing.

use super::lezen::{Gelezen, loop_langs};
use super::rij::{Velden, indicatie};
use super::{Invoer, Keuze, Rapport, beoordeel, brieven};
use crate::besluiten::zet_toewijzing;
use crate::contracten;
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::importeer::zorg_voor_aanbieder;
use crate::kaders::Kaderbron;
use crate::omgeving::Omgeving;
use crate::uitbox::schrijf_atomair;
use crate::wijzigen::{andere, moment, nu_vastgesteld, vastgesteld_na};
use catalogus::{Omzetrij, Omzetsleutel, Omzetwijze, Oordeel};
use inkoop::{Contractregel, Contractsleutel, tarief_op};
use kern::{AgbCode, Bevinding, Bsn, Gemeentecode};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;
use store::sql::{omzetten as sql, verzoeken};
use store::{Tx, gebeurtenis, teller};
use toegang::ClientId;
use toewijzing::{
    Omvang, Omzetfeiten, RedenWijziging, Toewijzing, Toewijzingnummer, overlapt, uit_omzetting, vervalt,
};

/// Indications in one transaction.
const RONDE: usize = 500;
/// The most refusals that are named; the rest is counted.
const MEESTE: usize = 10_000;

/// What the run did.
#[derive(Debug, Clone, Default)]
pub struct Gedaan {
    /// Name of the cohort, for taking it back.
    pub cohort: String,
    /// Indications that went over now.
    pub omgezet: u64,
    /// Indications that had gone over before.
    pub al_gedaan: u64,
    /// Assignments that were made.
    pub toewijzingen: u64,
    /// Assignments that ended for it.
    pub beeindigd: u64,
    /// Indications that could not go over: line, number and why.
    pub geweigerd: Vec<(u32, String, String)>,
    /// All of them.
    pub aantal_geweigerd: u64,
}

/// One indication that goes over, with what the file says.
struct Taak {
    regel: u32,
    nummer: String,
    bsn: Bsn,
    gemeente: Gemeentecode,
    agb: AgbCode,
    rij: Omzetrij,
}

/// What happened to one.
enum Einde {
    Omgezet { toewijzingen: u64, beeindigd: u64 },
    Al,
    Geweigerd(String),
}

/// The name of the cohort of a file: framework, day, and the start of its hash. The same file is the same cohort.
fn cohortnaam(invoer: &Invoer, s: &Omzetsleutel) -> Uitkomst<String> {
    let pad = invoer.plaats();
    let mut f = invoer.open().map_err(bestand(pad, "lezen"))?;
    let mut som = Sha256::new();
    let mut buf = vec![0; 1 << 16];
    loop {
        let n = f.read(&mut buf).map_err(bestand(pad, "lezen"))?;
        if n == 0 {
            break;
        }
        som.update(&buf[..n]);
    }
    let kort = som.finalize().iter().take(4).fold(0_u32, |n, b| n << 8 | u32::from(*b));
    Ok(format!("{}-{}-{kort:08x}", s.kader, s.omzetdatum))
}

/// A name that can stand in a file name and in an address.
pub(super) fn controleer_cohort(naam: &str) -> Uitkomst<()> {
    let goed = (1..=80).contains(&naam.len())
        && naam.bytes().all(|c| c.is_ascii_alphanumeric() || b"-_.".contains(&c))
        && !naam.starts_with('.');
    if goed {
        Ok(())
    } else {
        Err(AppFout::Ongeldig(
            "de naam van een cohort bestaat uit letters, cijfers, streepjes en punten".into(),
        ))
    }
}

/// Converts what a file says may go over, and writes its letters. Nothing is done while a row is bad. `stap` hears how
/// many are done.
pub fn voer_uit(
    o: &Omgeving,
    bestand: &Invoer,
    map: &Path,
    keuze: &Keuze,
    cohort: Option<&str>,
    stap: impl FnMut(u64, u64),
) -> Uitkomst<(Rapport, Gedaan)> {
    let mut gemeenten = Vec::new();
    let (mut rapport, gedaan) = zet_om(o, bestand, map, keuze, cohort, stap, |g| {
        gemeenten = g.to_vec();
        Ok(())
    })?;
    if rapport.fout == 0 && rapport.sleutel.wijze != Omzetwijze::Herindicatie {
        rapport.bestanden.extend(brieven::schrijf(o, map, &rapport.sleutel, &gemeenten, &gedaan.cohort)?);
        rapport.bestanden.sort();
    }
    Ok((rapport, gedaan))
}

/// The same without the letters. `keur` hears which municipalities the file names, before anything is done.
pub(super) fn zet_om(
    o: &Omgeving,
    bestand: &Invoer,
    map: &Path,
    keuze: &Keuze,
    cohort: Option<&str>,
    mut stap: impl FnMut(u64, u64),
    keur: impl FnOnce(&[Gemeentecode]) -> Uitkomst<()>,
) -> Uitkomst<(Rapport, Gedaan)> {
    let mut keuze = keuze.clone();
    if keuze.kaders.is_leeg() {
        keuze.kaders = Kaderbron::van(&o.db, &crate::gemeenten(o)?)?;
    }
    let b = beoordeel(bestand, &keuze)?;
    let naam = match cohort {
        Some(c) => c.to_owned(),
        None => cohortnaam(bestand, &b.sleutel)?,
    };
    controleer_cohort(&naam)?;
    keur(&gemeenten(&b.gelezen))?;
    let (mut rapport, gelezen) = b.rapport(bestand, map)?;
    let mut gedaan = Gedaan { cohort: naam, ..Gedaan::default() };
    if rapport.fout > 0 || rapport.sleutel.wijze == Omzetwijze::Herindicatie {
        return Ok((rapport, gedaan));
    }
    let totaal = rapport.alles().aantallen[0];
    let kader_versie = super::versie(&keuze)?.1;
    let mut werk = Werk { o, sleutel: &rapport.sleutel, kader_versie, contracten: HashMap::new() };
    let mut klaar = 0;
    let mut taken: Vec<Taak> = Vec::with_capacity(RONDE);
    loop_langs(bestand, &gelezen, |_, r, velden| {
        if matches!(r.oordeel, Oordeel::Omzetten(_)) {
            taken.push(taak(r, velden)?);
            if taken.len() == RONDE {
                klaar += taken.len() as u64;
                werk.ronde(&mut taken, &mut gedaan)?;
                stap(klaar, totaal);
            }
        }
        Ok(())
    })?;
    werk.ronde(&mut taken, &mut gedaan)?;
    geweigerd(&mut rapport, map, &gedaan)?;
    rapport.bestanden.sort();
    Ok((rapport, gedaan))
}

pub(super) fn gemeenten(g: &Gelezen) -> Vec<Gemeentecode> {
    let mut codes: Vec<u16> = g.rijen.iter().map(|r| r.gemeente).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.iter().filter_map(|c| Gemeentecode::parse(&format!("{c:04}")).ok()).collect()
}

/// Takes away what an earlier run left.
pub(super) fn weg(pad: &Path) -> Uitkomst<()> {
    match std::fs::remove_file(pad) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(bestand(pad, "schrijven")(e)),
        _ => Ok(()),
    }
}

fn geweigerd(r: &mut Rapport, map: &Path, g: &Gedaan) -> Uitkomst<()> {
    let naam = "niet-omgezet.csv";
    let pad = map.join(naam);
    if g.geweigerd.is_empty() {
        return weg(&pad);
    }
    let mut uit = Vec::from(&b"regel,indicatienummer,reden\n"[..]);
    for (regel, nummer, reden) in &g.geweigerd {
        uit.extend_from_slice(format!("{regel},{nummer},").as_bytes());
        super::lijsten::veld(&mut uit, reden.as_bytes());
        uit.push(b'\n');
    }
    schrijf_atomair(&pad, |f| f.write_all(&uit))?;
    r.bestanden.push(naam.to_owned());
    Ok(())
}

fn taak(r: &Omzetrij, v: &Velden<'_>) -> Uitkomst<Taak> {
    let tekst = |i: usize| std::str::from_utf8(v[i]).unwrap_or_default();
    let fout = || AppFout::Ongeldig(format!("regel {}: het bestand is veranderd; begin opnieuw", r.regel));
    Ok(Taak {
        regel: r.regel,
        nummer: tekst(0).to_owned(),
        bsn: Bsn::parse(tekst(1)).map_err(|_| fout())?,
        gemeente: Gemeentecode::parse(tekst(2)).map_err(|_| fout())?,
        agb: AgbCode::parse(tekst(3)).map_err(|_| fout())?,
        rij: *r,
    })
}

/// What stays the same over the batches.
struct Werk<'a> {
    o: &'a Omgeving,
    sleutel: &'a Omzetsleutel,
    /// The version of the framework that the key is of; a folder has none.
    kader_versie: Option<i64>,
    contracten: HashMap<(Gemeentecode, AgbCode), Vec<Contractregel>>,
}

impl Werk<'_> {
    /// One transaction.
    fn ronde(&mut self, taken: &mut Vec<Taak>, gedaan: &mut Gedaan) -> Uitkomst<()> {
        if taken.is_empty() {
            return Ok(());
        }
        let (o, s, cohort) = (self.o, self.sleutel, gedaan.cohort.as_str());
        let kader_versie = self.kader_versie;
        let contracten = &mut self.contracten;
        let eindes = o.db.write(|tx| {
            let mut eindes = Vec::with_capacity(taken.len());
            let mut per_gemeente: BTreeMap<Gemeentecode, (u64, u64, u64)> = BTreeMap::new();
            for t in taken.iter() {
                let regels = match contracten.entry((t.gemeente, t.agb)) {
                    std::collections::hash_map::Entry::Occupied(e) => e.into_mut(),
                    std::collections::hash_map::Entry::Vacant(e) => {
                        e.insert(contracten::regels(tx, t.gemeente, t.agb)?)
                    }
                };
                let einde = een(tx, o, s, cohort, regels, t)?;
                if let Einde::Omgezet { toewijzingen, beeindigd } = &einde {
                    let n = per_gemeente.entry(t.gemeente).or_default();
                    *n = (n.0 + 1, n.1 + toewijzingen, n.2 + beeindigd);
                }
                eindes.push(einde);
            }
            for (g, (n, nieuw, oud)) in &per_gemeente {
                gebeurtenis::noteer(
                    tx,
                    &o.kluis,
                    *g,
                    &gebeurtenis::Gebeurtenis {
                        tijd: o.nu,
                        wie: &o.wie,
                        soort: "indicaties omgezet",
                        onderwerp: &format!("omzetting/{cohort}"),
                        gegevens: &serde_json::json!({
                            "kader": s.kader, "kader_versie": kader_versie, "omzetdatum": s.omzetdatum.to_string(),
                            "indicaties": n, "toewijzingen": nieuw, "beeindigd": oud,
                        })
                        .to_string(),
                    },
                )?;
            }
            Ok::<_, AppFout>(eindes)
        })?;
        for (t, einde) in taken.drain(..).zip(eindes) {
            match einde {
                Einde::Omgezet { toewijzingen, beeindigd } => {
                    gedaan.omgezet += 1;
                    gedaan.toewijzingen += toewijzingen;
                    gedaan.beeindigd += beeindigd;
                }
                Einde::Al => gedaan.al_gedaan += 1,
                Einde::Geweigerd(waarom) => {
                    gedaan.aantal_geweigerd += 1;
                    if gedaan.geweigerd.len() < MEESTE {
                        gedaan.geweigerd.push((t.regel, t.nummer, waarom));
                    }
                }
            }
        }
        Ok(())
    }
}

fn weiger(bevindingen: &[Bevinding]) -> Einde {
    Einde::Geweigerd(bevindingen.iter().map(|b| b.tekst.as_ref()).collect::<Vec<_>>().join(" "))
}

/// One indication, judged whole before anything is written.
fn een(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    s: &Omzetsleutel,
    cohort: &str,
    contracten: &[Contractregel],
    t: &Taak,
) -> Uitkomst<Einde> {
    let g = t.gemeente;
    let wie =
        tx.query_opt(sql::OMZET_CLIENT, &[(&g).into(), (&o.kluis.bsn_zoek(g, &t.bsn)).into()], |r| {
            Ok((r.i64(0)?, r.opt_dag(1)?))
        })?;
    let Some((client, overleden_op)) = wie else {
        return Ok(Einde::Geweigerd(format!(
            "Het BSN is geen cliënt van gemeente {g}. Laad eerst de cliënten (clienten*.csv)."
        )));
    };
    let eerder = tx.query_alle(
        sql::OMZET_REGELS,
        &[(&g).into(), s.kader.as_str().into(), t.nummer.as_str().into()],
        |r| Ok((r.i64(1)?, r.string(2)?, r.string(3)?)),
    )?;
    if let Some((toen, agb, welk)) = eerder.first() {
        return Ok(if (*toen, agb.as_str()) == (client, t.agb.as_str()) {
            Einde::Al
        } else {
            Einde::Geweigerd(format!(
                "Deze indicatie is in cohort {welk} omgezet voor een andere cliënt of aanbieder. Controleer het nummer."
            ))
        });
    }
    let stempel = nu_vastgesteld(o);
    let i = indicatie(&t.rij);
    let Oordeel::Omzetten(regel) = t.rij.oordeel else { return Ok(Einde::Al) };
    let mut fout: Vec<Bevinding> = Vec::new();
    let mut nieuwe: Vec<Toewijzing> = Vec::new();
    let voorlopig = Toewijzingnummer::new(0).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
    for p in s.producten(regel) {
        let sleutel = Contractsleutel { gemeente: g, agb: t.agb, product: p.sleutel, eenheid: p.eenheid };
        let feiten = Omzetfeiten {
            gemeente: g,
            client: ClientId(client),
            overleden_op,
            agb: t.agb,
            product: p.sleutel,
            omvang: Omvang { volume: i64::from(p.volume), eenheid: p.eenheid, frequentie: p.frequentie },
            ingangsdatum: s.omzetdatum,
            einddatum: i.einde,
            contract: tarief_op(contracten, &sleutel, s.omzetdatum),
            stempel,
        };
        match uit_omzetting(voorlopig, &feiten) {
            Ok(n) => nieuwe.push(n),
            Err(f) => fout.extend(f),
        }
    }
    if !fout.is_empty() {
        fout.dedup_by(|a, b| a.tekst == b.tekst);
        return Ok(weiger(&fout));
    }
    let Some(eerste) = nieuwe.first() else { return Ok(Einde::Al) };
    let anderen = andere(tx, eerste)?;
    let (vervallen, blijven) = vervangen(tx, o, s, t, anderen)?;
    let vervallen = match vervallen {
        Ok(v) => v,
        Err(f) => return Ok(weiger(&f)),
    };
    let fout: Vec<Bevinding> =
        nieuwe.iter().flat_map(|n| overlapt(n, blijven.iter().chain(&vervallen))).collect();
    if !fout.is_empty() {
        return Ok(weiger(&fout));
    }
    bewaar(
        tx,
        s,
        cohort,
        t,
        nieuwe,
        &vervallen,
        &serde_json::to_string(&s.uitleg(&i, t.rij.oordeel)).unwrap_or_default(),
    )
}

/// What the new assignments replace, as it becomes; and the others, which stay as they are.
type Vervangen = (Result<Vec<Toewijzing>, Vec<Bevinding>>, Vec<Toewijzing>);

/// Ends the running assignments that the new ones replace; the others stay as they are.
fn vervangen(
    tx: &mut Tx<'_>,
    o: &Omgeving,
    s: &Omzetsleutel,
    t: &Taak,
    anderen: Vec<Toewijzing>,
) -> Uitkomst<Vervangen> {
    let codes = s.vervangt(t.rij.functie);
    let loopt = |a: &Toewijzing| a.periode().is_some_and(|p| p.bevat(s.omzetdatum));
    let oud = |a: &Toewijzing| a.product.and_then(|p| p.code).is_some_and(|c| codes.contains(&c));
    let (weg, blijven): (Vec<_>, Vec<_>) = anderen.into_iter().partition(|a| loopt(a) && oud(a));
    let reden = RedenWijziging::parse(&s.reden_wijziging).unwrap_or(RedenWijziging::Bekostiging);
    let mut fout = Vec::new();
    let mut uit = Vec::new();
    for a in weg {
        let w = [(&t.gemeente).into(), a.nummer.waarde().into()];
        let tot = tx.query_one(verzoeken::GELEVERD, &w, |r| r.opt_dag(0))?;
        let stempel = vastgesteld_na(o, [a.stempel]);
        match vervalt(a, s.omzetdatum, reden, stempel, tot) {
            Ok(a) => uit.push(a),
            Err(f) => fout.extend(f),
        }
    }
    Ok((if fout.is_empty() { Ok(uit) } else { Err(fout) }, blijven))
}

fn bewaar(
    tx: &mut Tx<'_>,
    s: &Omzetsleutel,
    cohort: &str,
    t: &Taak,
    nieuwe: Vec<Toewijzing>,
    vervallen: &[Toewijzing],
    uitleg: &str,
) -> Uitkomst<Einde> {
    let g = t.gemeente;
    zorg_voor_aanbieder(tx, t.agb)?;
    for a in vervallen {
        tx.execute(
            sql::OMZET_VORIGE_ERBIJ,
            &[
                (&g).into(),
                s.kader.as_str().into(),
                t.nummer.as_str().into(),
                a.nummer.waarde().into(),
                cohort.into(),
                moment(a.stempel).as_str().into(),
            ],
        )?;
        zet_toewijzing(tx, a)?;
    }
    let toewijzingen = nieuwe.len() as u64;
    for (volgnr, mut n) in (1_i64..).zip(nieuwe) {
        let nummer = teller::volgende(tx, g, "toewijzing")?;
        n.nummer = Toewijzingnummer::new(nummer).map_err(|e| AppFout::Ongeldig(e.to_string()))?;
        zet_toewijzing(tx, &n)?;
        tx.execute(
            sql::OMZET_REGEL_ERBIJ,
            &[
                (&g).into(),
                s.kader.as_str().into(),
                t.nummer.as_str().into(),
                volgnr.into(),
                cohort.into(),
                n.client.0.into(),
                (&t.agb).into(),
                nummer.into(),
                uitleg.into(),
                moment(n.stempel).as_str().into(),
            ],
        )?;
    }
    Ok(Einde::Omgezet { toewijzingen, beeindigd: vervallen.len() as u64 })
}
