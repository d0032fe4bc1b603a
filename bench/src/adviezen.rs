//! Advice on a million dossiers, on two threads: the bare verdicts, and beside it the whole advice with its Uitleg.

use crate::Uitkomst;
use crate::tabel::{Tabel, getal, seconden};
use kern::Decimaal;
use std::time::{Duration, Instant};
use toegang::advies::{Adviesdossier, Antwoord, Groepskeuze, Prijslijst, Regelboek, Werk};
use toegang::zrm::{Zelfredzaamheid, Zrmmeting, Zrmscore, Zrmuitgave};

/// Dossiers that are judged, of so many different ones.
const DOSSIERS: u32 = 1_000_000;
const ANDERE: u32 = 10_000;
const DRADEN: u32 = 2;
/// At least so many in a second.
const LAAGSTE: f64 = 50_000.0;
/// Whole advices, of which nothing is asked.
const VOLLEDIG: u32 = 4_000;
const KADERS: [&str; 4] =
    ["drechtsteden-ib-2016", "drechtsteden-ib4-2017", "dordrecht-bw-2021", "meierij-2020"];

/// Numbers that are the same every time (xorshift64).
struct Reeks(u64);

impl Reeks {
    fn onder(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % n.max(1)
    }
}

/// A dossier in which most is known: four in five criteria are answered, most of them so that support fits.
fn maak(kader: &regels::Kader, r: &mut Reeks) -> Adviesdossier {
    let dag = kader.verantwoording.geldig.van();
    let mut d = Adviesdossier::new(dag);
    d.gemeente = kader.gemeenten.get(r.onder(kader.gemeenten.len())).map(|g| g.code);
    for c in &kader.criteria.criteria {
        if r.onder(5) == 0 || c.afleiding == Some(regels::Afleiding::Zelfredzaamheid) {
            continue;
        }
        let antwoord = if matches!(c.soort, regels::Criteriumsoort::Getal { .. }) {
            Antwoord::Getal(Decimaal::from(r.onder(18)))
        } else {
            Antwoord::oordeel(r.onder(4) != 0, "zo staat het in het verslag van het onderzoek")
        };
        d.antwoorden.insert(c.id.clone(), antwoord);
    }
    let uitgave = if kader.resultaten.matrix == Some(13) { Zrmuitgave::Van2017 } else { Zrmuitgave::Van2013 };
    let domeinen = uitgave.domeinen();
    let niveau = |n: usize| Zelfredzaamheid::ALLE.get(n).map_or(Zelfredzaamheid::Niet, |(_, n)| *n);
    let scores =
        domeinen.iter().map(|dm| (*dm, Zrmscore { niveau: niveau(r.onder(5)), opmerking: None })).collect();
    d.zrm = Zrmmeting::new(uitgave, dag, "consulent", None, scores).ok();
    for _ in 0..r.onder(6) {
        let domein = domeinen.get(r.onder(domeinen.len()));
        let soort = regels::Werksoort::ALLE.get(r.onder(3));
        if let (Some(domein), Some((_, soort))) = (domein, soort) {
            let kwart = i64::try_from(r.onder(16)).unwrap_or_default() + 1;
            d.werk.push(Werk { domein: *domein, soort: *soort, uren: Decimaal::new(kwart * 25, 2) });
        }
    }
    d
}

/// Judges a share of the dossiers; gives how many have a product advised, so that no work can be left out.
fn deel(proef: &[(Regelboek, Vec<Adviesdossier>)], aantal: u32) -> u32 {
    let alle: Vec<_> = proef.iter().flat_map(|(boek, lijst)| lijst.iter().map(move |d| (boek, d))).collect();
    let met = |(boek, d): &(&Regelboek, &Adviesdossier)| {
        let past = |k: Groepskeuze<'_>| matches!(k, Groepskeuze::Product(_));
        u32::from(boek.beoordeel(d).is_some_and(|b| b.keuzes().any(past)))
    };
    alle.iter().cycle().take(usize::try_from(aantal).unwrap_or_default()).map(met).sum()
}

/// Makes the dossiers, measures, and puts the figures in the table.
pub(crate) fn meet(tabel: &mut Tabel) -> Uitkomst<()> {
    eprintln!("advies: {} dossiers", getal(DOSSIERS));
    let prijzen = Prijslijst::uit(regels::kaders());
    let mut r = Reeks(20_160_601);
    let mut proef = Vec::new();
    for naam in KADERS {
        let kader = regels::kader(naam).ok_or_else(|| format!("kader {naam} is er niet"))?;
        let per_kader = usize::try_from(ANDERE).unwrap_or_default() / KADERS.len();
        let lijst = (0..per_kader).map(|_| maak(kader, &mut r)).collect();
        proef.push((Regelboek::uit(kader, prijzen.clone()), lijst));
    }
    let begin = Instant::now();
    let met = std::thread::scope(|s| {
        let draden: Vec<_> = (0..DRADEN).map(|_| s.spawn(|| deel(&proef, DOSSIERS / DRADEN))).collect();
        draden.into_iter().map(|d| d.join().unwrap_or_default()).sum::<u32>()
    });
    let kaal = begin.elapsed();
    if met == 0 || met == DOSSIERS {
        return Err(format!("advies: {met} van {DOSSIERS} dossiers met een product; de proef zegt niets"));
    }
    let begin = Instant::now();
    let mut letters = 0;
    for (boek, d) in
        proef.iter().flat_map(|(b, l)| l.iter().map(move |d| (b, d))).step_by(2).take(VOLLEDIG as usize)
    {
        letters += boek.beoordeel(d).map_or(0, |b| b.advies().uitleg.stappen.len());
    }
    let vol = begin.elapsed();
    if letters == 0 {
        return Err("advies: er kwam geen uitleg".into());
    }
    let per_seconde = |n: u32, t: Duration| f64::from(n) / t.as_secs_f64();
    tabel.feit(&format!("advies, {} dossiers, {DRADEN} draden", getal(DOSSIERS)), &seconden(kaal), "");
    tabel.feit(&format!("advies met uitleg, {} dossiers, 1 draad", getal(VOLLEDIG)), &seconden(vol), "");
    tabel.minstens("advies: dossiers per seconde", per_seconde(DOSSIERS, kaal), LAAGSTE, "/s");
    tabel.zonder_eis("    met uitleg, op 1 draad", per_seconde(VOLLEDIG, vol), "/s");
    tabel.zonder_eis("    dossiers met een product", f64::from(met) / f64::from(DOSSIERS) * 100.0, "%");
    Ok(())
}
