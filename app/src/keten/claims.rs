//! What a provider claims: every month that was delivered and does not stand granted or under way in its own book,
//! late ones too; what was granted and is no longer right is credited and claimed anew (OP366). A few lines are
//! wrong at first, as in practice.

use super::aanbieder::Wie;
use super::wereld::{dag_na, reeks, werkdag};
use crate::afspraken::afspraken_op;
use crate::demo::toeval::Toeval;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::ontvangst::regie::product_uit;
use crate::verzending::corrigeren::Correctie;
use crate::verzending::declareren::Regel;
use declaratie::{Afspraken, Omvang, maximum_looptijd, maximum_periode};
use istandaard::Prestatie;
use jiff::ToSpan;
use kern::{
    Afronding, Datum, Decimaal, Eenheid, Eurocent, Frequentie, Periode, Productcategorie, Productcode,
};
use std::collections::{BTreeMap, HashMap};
use store::sql::{keten as sql, schrijven};
use store::{Row, StoreFout};

/// After so many rejections of one month the provider gives up: a person must talk to a person.
const HOOGSTENS: usize = 4;
/// Lines in a thousand that are wrong the first time.
const FOUT_PROMILLE: usize = 60;
/// Granted lines in a thousand that are claimed once more.
const DUBBEL_PROMILLE: usize = 15;
/// Granted lines in a thousand that turn out to be too high.
const CORRECTIE_PROMILLE: usize = 50;

fn kolom(index: usize, verwacht: &'static str) -> StoreFout {
    StoreFout::Kolom { index, verwacht }
}

type Prijzen = BTreeMap<(Productcategorie, Productcode, Eenheid), Option<Decimaal>>;

struct Toegewezen {
    nummer: i64,
    client: i64,
    categorie: Productcategorie,
    code: Option<Productcode>,
    van: Datum,
    /// `None` when it was taken back.
    periode: Option<Periode>,
    omvang: Option<Omvang>,
    budget: Option<i64>,
}

#[derive(Clone)]
struct Eigen {
    /// The claim that it stands in, and its place there.
    plek: (i64, i64),
    status: i64,
    prestatie: Prestatie,
}

impl Eigen {
    fn telt(&self) -> bool {
        self.status != 0
    }
}

/// Whether the provider claims today: a day between the 3rd and the 12th, and one for what is left around the 22nd.
pub(super) fn is_dag(w: &Wie, vandaag: Datum) -> bool {
    let agb = w.agb.as_str().parse::<u64>().unwrap_or(0);
    let maand = u64::try_from(i64::from(vandaag.year()) * 12 + i64::from(vandaag.month())).unwrap_or(0);
    let mut t = Toeval::voor(w.zaad, reeks::CLAIM, agb.wrapping_mul(100_000) + maand);
    let eerste = vandaag.first_of_month();
    let n = i64::try_from(t.onder(10)).unwrap_or(0);
    vandaag == werkdag(dag_na(eerste, 2 + n)) || vandaag == werkdag(dag_na(eerste, 20 + n / 4))
}

fn toegewezen(r: &Row<'_>) -> Result<Option<Toegewezen>, StoreFout> {
    let Some(p) = product_uit(r, 4)? else { return Ok(None) };
    let omvang = match (r.opt_i64(10)?, r.opt_text(11)?, r.opt_text(12)?) {
        (Some(volume), Some(e), Some(f)) => Some(Omvang {
            volume,
            eenheid: Eenheid::parse(e).map_err(|_| kolom(11, "een eenheid"))?,
            frequentie: Frequentie::parse(f).map_err(|_| kolom(12, "een frequentie"))?,
        }),
        _ => None,
    };
    let van = r.dag(8)?;
    let periode =
        Periode::new(van, r.opt_dag(9)?).ok().filter(|_| r.opt_text(14).ok().flatten() != Some("13"));
    Ok(Some(Toegewezen {
        nummer: r.i64(0)?,
        client: r.i64(1)?,
        categorie: p.categorie,
        code: p.code,
        van,
        periode,
        omvang,
        budget: r.opt_i64(13)?,
    }))
}

fn eigen(r: &Row<'_>) -> Result<Eigen, StoreFout> {
    Ok(Eigen {
        plek: (r.i64(16)?, r.i64(17)?),
        status: r.i64(2)?,
        prestatie: Prestatie {
            client_nr: 0,
            nr: 0,
            toewijzing: r.i64(3)?,
            referentie: r.string(4)?,
            vorige_referentie: r.opt_string(5)?,
            categorie: Productcategorie::parse(r.text(6)?).map_err(|_| kolom(6, "een categorie"))?,
            code: Productcode::parse(r.text(7)?).map_err(|_| kolom(7, "een productcode"))?,
            van: r.dag(8)?,
            tot: r.dag(9)?,
            volume: r.i64(10)?,
            eenheid: Eenheid::parse(r.text(11)?).map_err(|_| kolom(11, "een eenheid"))?,
            tarief: r.opt_i64(12)?.map(Eurocent),
            bedrag: Eurocent(r.i64(13)?),
            retourcodes: Vec::new(),
        },
    })
}

/// The assignment and month that a line is about: `<nummer>-<jjmm>-<poging>`, of a credit that of the line it takes back.
fn sleutel(p: &Prestatie) -> Option<(i64, &str)> {
    let mut delen = p.vorige_referentie.as_ref().unwrap_or(&p.referentie).split('-');
    Some((delen.next()?.parse().ok()?, delen.next()?))
}

struct Boek {
    toegewezen: Vec<Toegewezen>,
    regels: HashMap<i64, BTreeMap<String, Vec<Eigen>>>,
    /// First day of support, and the last when it was stopped for good.
    geleverd: HashMap<i64, (Datum, Option<Datum>)>,
    prijzen: Prijzen,
}

fn boek(w: &Wie, o: &Omgeving) -> Uitkomst<Boek> {
    let g = (&w.gemeente).into();
    Ok(o.db.read(|tx| {
        let toegewezen = tx.query_alle(sql::KETEN_TOEWIJZINGEN, &[g], toegewezen)?;
        let mut regels: HashMap<i64, BTreeMap<String, Vec<Eigen>>> = HashMap::new();
        for e in tx.query_alle(sql::KETEN_REGELS, &[g], eigen)? {
            if let Some((nummer, maand)) = sleutel(&e.prestatie) {
                let maand = maand.to_owned();
                regels.entry(nummer).or_default().entry(maand).or_default().push(e);
            }
        }
        let mut geleverd: HashMap<i64, (Datum, Option<Datum>)> = HashMap::new();
        tx.query(sql::KETEN_LEVERINGEN, &[g], |r| {
            if let (Some(n), None) = (r.opt_i64(0)?, r.opt_i64(9)?) {
                let begin = r.dag(2)?;
                let d = geleverd.entry(n).or_insert((begin, None));
                d.0 = d.0.min(begin);
                if r.opt_text(4)?.is_some_and(|c| c != "20") {
                    d.1 = r.opt_dag(3)?;
                }
            }
            Ok(())
        })?;
        let mut prijzen = Prijzen::new();
        tx.query(schrijven::CONTRACTREGELS, &[g, (&w.agb).into()], |r| {
            let tarief = r.opt_text(5)?.map(str::parse::<Decimaal>).transpose();
            prijzen.insert(
                (
                    Productcategorie::parse(r.text(0)?).map_err(|_| kolom(0, "een categorie"))?,
                    Productcode::parse(r.text(1)?).map_err(|_| kolom(1, "een productcode"))?,
                    Eenheid::parse(r.text(2)?).map_err(|_| kolom(2, "een eenheid"))?,
                ),
                tarief.map_err(|_| kolom(5, "een tarief"))?,
            );
            Ok(())
        })?;
        let toegewezen = toegewezen.into_iter().flatten().collect();
        Ok::<_, StoreFout>(Boek { toegewezen, regels, geleverd, prijzen })
    })?)
}

/// What is claimed of one month of an assignment, or of all.
#[derive(Debug, Default)]
pub(super) struct Maand {
    pub correcties: Vec<Correctie>,
    pub regels: Vec<Regel>,
}

/// What to put right and the lines to claim, with `tot_maand` as the month of the claim.
pub(super) fn regels(w: &Wie, o: &Omgeving, tot_maand: Datum) -> Uitkomst<Maand> {
    let b = boek(w, o)?;
    let mut uit = Maand::default();
    for t in &b.toegewezen {
        let leeg = BTreeMap::new();
        let eigen = b.regels.get(&t.nummer).unwrap_or(&leeg);
        let mut ruimte = Ruimte::van(t, eigen, &afspraken_op(w.gemeente, t.van));
        let mut maand = t.van.first_of_month();
        while maand <= tot_maand {
            let naam = maand.strftime("%y%m").to_string();
            let al = eigen.get(&naam).map_or(&[][..], Vec::as_slice);
            let nieuw = een_maand(w, &b, t, maand, al, &mut ruimte, tot_maand);
            uit.correcties.extend(nieuw.correcties);
            uit.regels.extend(nieuw.regels);
            let Ok(volgende) = maand.checked_add(1.month()) else { break };
            maand = volgende;
        }
    }
    // those of one client together, clients in the order of their first assignment
    let mut eerste = HashMap::new();
    for (i, r) in uit.regels.iter().enumerate() {
        eerste.entry(r.client).or_insert(i);
    }
    uit.regels.sort_by_key(|r| eerste.get(&r.client).copied());
    Ok(uit)
}

/// What is left of a total or a budget.
struct Ruimte {
    volume: Option<i64>,
    bedrag: Option<i64>,
}

impl Ruimte {
    fn van(t: &Toegewezen, eigen: &BTreeMap<String, Vec<Eigen>>, a: &Afspraken) -> Self {
        let geteld = || eigen.values().flatten().filter(|e| e.telt()).map(|e| &e.prestatie);
        let max = t.omvang.zip(t.periode).and_then(|(o, p)| maximum_looptijd(&o, &p, a)).map(|m| m.volume);
        Self {
            volume: max.map(|m| m - geteld().map(|p| maat(t, p)).sum::<i64>()),
            bedrag: t.budget.map(|b| b - geteld().map(|p| p.bedrag.0).sum::<i64>()),
        }
    }

    fn neem(&mut self, t: &Toegewezen, p: &Prestatie) {
        if let Some(v) = &mut self.volume {
            *v -= maat(t, p);
        }
        if let Some(b) = &mut self.bedrag {
            *b -= p.bedrag.0;
        }
    }
}

/// The volume of a line in the unit of the assignment, rounded up; a credit is negative.
fn maat(t: &Toegewezen, p: &Prestatie) -> i64 {
    let in_minuten = p.eenheid == Eenheid::Minuut && t.omvang.is_some_and(|o| o.eenheid == Eenheid::Uur);
    let v = if in_minuten { (p.volume + 59) / 60 } else { p.volume };
    if p.is_credit() { -v } else { v }
}

fn een_maand(
    w: &Wie,
    b: &Boek,
    t: &Toegewezen,
    maand: Datum,
    al: &[Eigen],
    ruimte: &mut Ruimte,
    claim: Datum,
) -> Maand {
    let mut uit = Maand::default();
    if al.iter().any(|e| e.status == 2) {
        return uit;
    }
    let regel = |prestatie| Regel { client: t.client, prestatie };
    let naam = maand.strftime("%y%m").to_string();
    let nr = u64::try_from(t.nummer).unwrap_or(0) * 10_000 + naam.parse::<u64>().unwrap_or(0);
    let mut kans = Toeval::voor(w.zaad, reeks::CLAIM, nr);
    let (fout, soort_fout) = (kans.promille(FOUT_PROMILLE), kans.onder(7));
    let (te_hoog, deel, minuten) = (kans.promille(CORRECTIE_PROMILLE), kans.onder(5), kans.promille(300));
    let (dubbel, in_een) = (kans.promille(DUBBEL_PROMILLE), kans.promille(200));
    // twice in one message makes the whole message wrong (TR416): rare
    let soort_fout = if soort_fout == 2 && !in_een { 5 } else { soort_fout };
    let (begin, stop) = b.geleverd.get(&t.nummer).copied().unwrap_or((Datum::MAX, None));
    let gewenst = t.periode.and_then(|p| p.doorsnede(&Periode::maand_van(maand)));
    let geleverd =
        gewenst.is_some_and(|p| p.tot().is_some_and(|tot| begin <= tot) && stop.is_none_or(|s| s >= p.van()));
    let credits = || al.iter().filter(|e| e.prestatie.vorige_referentie.is_some());
    let terug = |r: &str| credits().any(|c| c.telt() && c.prestatie.vorige_referentie.as_deref() == Some(r));
    let debet: Vec<&Eigen> = al.iter().filter(|e| e.prestatie.vorige_referentie.is_none()).collect();
    let staat = debet.iter().find(|e| e.status == 1 && !terug(&e.prestatie.referentie));
    let afgewezen = debet.iter().filter(|e| e.status == 0).count();
    let max = t.omvang.zip(t.periode).zip(gewenst.and_then(|g| Some((g.van(), g.tot()?)))).and_then(
        |((o, p), (van, tot))| {
            let afspraken = afspraken_op(w.gemeente, van);
            maximum_periode(&o, Some(t.categorie), &p, van, tot, &afspraken).map(|m| m.volume)
        },
    );
    let mut lager = None;
    if let Some(e) = staat {
        let p = &e.prestatie;
        let past = gewenst.is_some_and(|g| (g.van(), g.tot()) == (p.van, Some(p.tot)))
            && max.is_none_or(|m| maat(t, p) <= m)
            && ruimte.volume.is_none_or(|v| v >= 0)
            && ruimte.bedrag.is_none_or(|b| b >= 0);
        let nogmaals = format!("{}D", p.referentie);
        if past && dubbel && maand < claim && debet.iter().all(|d| d.prestatie.referentie != nogmaals) {
            // an old month is claimed once more
            uit.regels.push(regel(Prestatie { referentie: nogmaals, ..p.clone() }));
            return uit;
        }
        let eenmaal = te_hoog && debet.iter().filter(|e| e.status == 1).count() == 1 && maand < claim;
        if past && !eenmaal {
            return uit;
        }
        if credits().count() >= HOOGSTENS {
            return uit;
        }
        ruimte.neem(t, &Prestatie { bedrag: Eurocent(-p.bedrag.0), ..p.clone() });
        let (bericht, volgnr) = e.plek;
        uit.correcties.push(Correctie { bericht, volgnr, nieuw: None });
        lager = (past && eenmaal).then_some(p.volume - 1);
    }
    let Some((van, tot)) = gewenst.filter(|_| geleverd).and_then(|g| Some((g.van(), g.tot()?))) else {
        return uit;
    };
    if afgewezen >= HOOGSTENS {
        return uit;
    }
    let referentie = format!("{}-{naam}-{}", t.nummer, debet.len() + 1);
    let nieuw = Nieuw { referentie, van, tot, deel, minuten, max, lager };
    if let Some(p) = nieuw.prestatie(t, &b.prijzen, ruimte) {
        ruimte.neem(t, &p);
        match uit.correcties.last_mut() {
            // in place of what is taken back
            Some(c) => c.nieuw = Some(p),
            None if fout && debet.is_empty() => {
                uit.regels.extend(verknoei(p, soort_fout, &b.prijzen).into_iter().map(regel));
            }
            None => uit.regels.push(regel(p)),
        }
    }
    uit
}

/// A debit line in the making.
struct Nieuw {
    referentie: String,
    van: Datum,
    tot: Datum,
    deel: usize,
    minuten: bool,
    max: Option<i64>,
    lager: Option<i64>,
}

fn rond(cent: Decimaal) -> Option<Eurocent> {
    Eurocent::rond(cent, Afronding::Rekenkundig).ok()
}

impl Nieuw {
    fn prestatie(self, t: &Toegewezen, prijzen: &Prijzen, ruimte: &Ruimte) -> Option<Prestatie> {
        let ((categorie, code, eenheid), tarief) = prijzen
            .iter()
            .find(|((cat, code, e), _)| {
                *cat == t.categorie
                    && t.code.is_none_or(|c| c == *code)
                    && t.omvang.map_or(*e == Eenheid::StuksOutput, |o| o.eenheid == *e)
            })
            .map(|(k, v)| (*k, *v))?;
        let mut volume = self.max.unwrap_or(3);
        let deel = i64::try_from(self.deel).unwrap_or(0);
        // not everything that may be is delivered
        volume -= volume * deel / 12;
        if let Some(r) = ruimte.volume {
            volume = volume.min(r);
        }
        if let (Some(r), Some(prijs)) = (ruimte.bedrag, tarief.and_then(rond)) {
            volume = volume.min(r / prijs.0.max(1));
        }
        let mut eenheid = eenheid;
        let mut per = tarief;
        if self.minuten && eenheid == Eenheid::Uur {
            volume = volume * 60 - 17 * deel;
            eenheid = Eenheid::Minuut;
            per = tarief.and_then(|t| t.checked_div(Decimaal::from(60)));
        }
        if let Some(l) = self.lager {
            volume = volume.min(l);
        }
        if volume <= 0 {
            return None;
        }
        let bedrag = match per {
            Some(p) => rond(Decimaal::from(volume).checked_mul(p)?)?,
            None => Eurocent(volume),
        };
        Some(Prestatie {
            client_nr: 0,
            nr: 0,
            referentie: self.referentie,
            vorige_referentie: None,
            toewijzing: t.nummer,
            categorie,
            code,
            van: self.van,
            tot: self.tot,
            volume,
            eenheid,
            tarief: per.and_then(rond),
            bedrag,
            retourcodes: Vec::new(),
        })
    }
}

/// What a tired administrator makes of a line. Each is right as a message; only the municipality can see that it is
/// wrong.
fn verknoei(mut p: Prestatie, soort: usize, prijzen: &Prijzen) -> Vec<Prestatie> {
    let dubbel = || Prestatie { referentie: format!("{}D", p.referentie), ..p.clone() };
    match soort {
        // last year's price
        0 if p.tarief.is_some_and(|t| t.0 > 100) => {
            let oud = Eurocent(p.tarief.map_or(0, |t| t.0) - 7);
            p.tarief = Some(oud);
            p.bedrag = Eurocent(oud.0 * p.volume);
        }
        // a number that was never given
        1 => p.toewijzing += 900_000_000,
        // the same month twice
        2 => {
            let d = dubbel();
            return vec![p, d];
        }
        // much more than was assigned
        3 if p.tarief.is_some() && p.bedrag.0 < 5_000_000 => {
            p.volume *= 12;
            p.bedrag = Eurocent(p.bedrag.0 * 12);
        }
        // another support of the same kind
        4 => {
            let anders = prijzen
                .iter()
                .find(|((cat, code, e), _)| *cat == p.categorie && *code != p.code && *e == p.eenheid);
            if let Some(((_, code, _), _)) = anders {
                p.code = *code;
            }
        }
        // the whole month where the assignment covers a part, or a day too few
        5 if p.van < p.tot => p.tot = p.tot.yesterday().unwrap_or(p.tot),
        // an amount that does not fit
        _ => p.bedrag = Eurocent(p.bedrag.0 + 1),
    }
    vec![p]
}
