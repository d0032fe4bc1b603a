//! Memory and time per line, from ten thousand to a million lines.
//!
//! The speed of a machine drifts more within minutes than the difference that is looked for. So both sizes are measured in
//! turn, the small one often, before and after the large one; the ratio is taken within a round, and the median round counts.

use crate::gegevens::Gegevens;
use crate::meten::{Meting, mediaan};
use crate::tabel::{self, Tabel, getal, mib};
use crate::{HOOGSTE_MIB, Proef, RONDES, Uitkomst};
use std::path::PathBuf;

/// Lines of the small message and of the large one.
const KLEIN: u32 = 10_000;
const GROOT: u32 = 1_000_000;
/// Runs of the small message on either side of a run of the large one.
const KEREN: usize = 5;

/// A message, its database, and what was measured on it.
struct Maat {
    g: Gegevens,
    map: PathBuf,
    /// Checking, receiving: every run.
    gemeten: [Vec<Meting>; 2],
    /// Checking, receiving: seconds per line, the median of each round.
    rondes: [Vec<f64>; 2],
}

impl Maat {
    fn maak(proef: &Proef, n: u32) -> Uitkomst<Self> {
        eprintln!("omvang: {} regels", getal(n));
        let map = proef.map.join(format!("omvang-{n}"));
        let g = Gegevens::maak(&map, n)?;
        Ok(Self { g, map, gemeten: [vec![], vec![]], rondes: [vec![], vec![]] })
    }

    fn draai(&mut self, proef: &Proef, i: usize, keren: usize) -> Uitkomst<()> {
        for _ in 0..keren {
            let m = match i {
                0 => proef.controleer(&self.g.bericht)?,
                _ => proef.verwerk(&self.g, &self.map.join("proef.db"))?,
            };
            self.gemeten[i].push(m);
        }
        Ok(())
    }

    /// Ends a round of so many runs.
    fn ronde(&mut self, i: usize, keren: usize) {
        let laatste = self.gemeten[i].iter().rev().take(keren).map(|m| m.duur);
        self.rondes[i].push(mediaan(laatste).as_secs_f64() / f64::from(self.g.regels));
    }

    fn piek(&self, i: usize) -> u64 {
        self.gemeten[i].iter().map(|m| m.piek).max().unwrap_or(0)
    }

    fn klaar(self) -> Uitkomst<()> {
        self.g.klopt(&self.map.join("proef.db"))?;
        std::fs::remove_dir_all(&self.map).map_err(|e| format!("{}: {e}", self.map.display()))
    }
}

fn midden(getallen: &[f64]) -> f64 {
    let mut t = getallen.to_vec();
    t.sort_unstable_by(f64::total_cmp);
    t.get(t.len() / 2).copied().unwrap_or_default()
}

/// Measures both sizes beside what was measured on the message of `regels` lines.
pub(crate) fn meet(
    proef: &Proef,
    tussen: [(f64, u64); 2],
    regels: u32,
    groot: bool,
    tabel: &mut Tabel,
) -> Uitkomst<()> {
    let mut klein = Maat::maak(proef, KLEIN)?;
    let mut veel = if groot { Some(Maat::maak(proef, GROOT)?) } else { None };
    for ronde in 1..=RONDES {
        eprintln!("omvang: ronde {ronde} van {RONDES}");
        for i in 0..2 {
            klein.draai(proef, i, KEREN)?;
            if let Some(m) = &mut veel {
                m.draai(proef, i, 1)?;
                m.ronde(i, 1);
            }
            klein.draai(proef, i, KEREN)?;
            klein.ronde(i, 2 * KEREN);
        }
    }
    let regel = |t: f64| format!("{:.2} us/regel", t * 1e6);
    if veel.is_none() {
        tabel.tekst("    (een miljoen regels: overgeslagen)");
    }
    for (i, naam) in ["controleer", "verwerk"].into_iter().enumerate() {
        let (t, piek) = tussen[i];
        let mut pieken = vec![piek, klein.piek(i)];
        tabel.feit(
            &format!("{naam}, {} regels", getal(KLEIN)),
            &regel(midden(&klein.rondes[i])),
            &mib(klein.piek(i)),
        );
        tabel.feit(&format!("{naam}, {} regels", getal(regels)), &regel(t), "");
        let mut verhouding: Vec<f64> = vec![t / midden(&klein.rondes[i])];
        if let Some(m) = &veel {
            tabel.feit(
                &format!("{naam}, {} regels", getal(GROOT)),
                &regel(midden(&m.rondes[i])),
                &mib(m.piek(i)),
            );
            pieken.push(m.piek(i));
            verhouding = m.rondes[i].iter().zip(&klein.rondes[i]).map(|(a, b)| a / b).collect();
        }
        let hoogste = pieken.iter().max().copied().unwrap_or(0);
        let laagste = pieken.iter().min().copied().unwrap_or(1);
        tabel.hoogstens(
            &format!("geheugen {naam}, hoogste stand"),
            tabel::in_mib(hoogste),
            HOOGSTE_MIB,
            "MiB",
        );
        tabel.zonder_eis(
            &format!("    geheugen {naam}, grootste / kleinste bericht"),
            tabel::in_mib(hoogste) / tabel::in_mib(laagste),
            "x",
        );
        tabel.hoogstens(
            &format!("tijd per regel {naam}, grootste / kleinste bericht"),
            midden(&verhouding),
            1.15,
            "x",
        );
        let (min, max) = verhouding.iter().fold((f64::MAX, 0.0_f64), |(a, b), v| (a.min(*v), b.max(*v)));
        tabel.feit("    de rondes lopen", &format!("van {min:.2} tot {max:.2} x"), "");
    }
    klein.klaar()?;
    veel.map_or(Ok(()), Maat::klaar)
}
