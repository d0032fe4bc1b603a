//! `maatwerk bericht …`: check, receive, assign.

use crate::argumenten::Algemeen;
use crate::uit::gelukt;
use crate::{Einde, Fout, Uitkomst, open};
use app::{AppFout, Omgeving, ontvangst, uitbox, verzending};
use istandaard::Soort;
use kern::{Bevinding, Gemeentecode};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

fn json_tekst(t: &str) -> String {
    serde_json::to_string(t).unwrap_or_else(|_| "\"\"".into())
}

fn json_of_null(t: Option<&str>) -> String {
    t.map_or_else(|| "null".into(), json_tekst)
}

/// One finding as JSON.
fn bevinding_json(b: &Bevinding) -> String {
    format!(
        "{{\"regel\": {}, \"retourcode\": {}, \"pad\": {}, \"tekst\": {}}}",
        json_tekst(b.regel),
        json_of_null(b.retourcode.map(|c| c.0)),
        json_tekst(&b.pad),
        json_tekst(&b.tekst)
    )
}

fn schrijf(uit: &mut impl Write, tekst: &str) -> Uitkomst<()> {
    gelukt(uit.write_all(tekst.as_bytes()))
}

pub(super) fn controleer(alg: &Algemeen, bestanden: &[PathBuf]) -> Uitkomst<Einde> {
    // first look whether all can be read: a run that stops halfway helps nobody
    let open = bestanden
        .iter()
        .map(|p| {
            let f = File::open(p).map_err(|e| lees_fout(p, &e))?;
            if f.metadata().map_err(|e| lees_fout(p, &e))?.is_dir() {
                return Err(Fout(format!("{} is een map, geen bestand", p.display())));
            }
            Ok(())
        })
        .collect::<Uitkomst<Vec<()>>>();
    open?;
    let mut uit = std::io::BufWriter::new(std::io::stdout().lock());
    let mut einde = Einde::Goed;
    for (i, pad) in bestanden.iter().enumerate() {
        let naam = pad.to_string_lossy();
        let bron = File::open(pad).map_err(|e| lees_fout(pad, &e))?;
        let mut lijst = Lijst::new()?;
        let bron = BufReader::with_capacity(1 << 18, bron);
        let c = istandaard::controleer_met(bron, app::ontvangst::grenzen(), &mut |b| {
            lijst.erbij(&b, alg.json);
        });
        if let Some(soort) = c.io_fout {
            // not judged is not the same as not valid; what was checked before stands, and is told
            if alg.json {
                schrijf(&mut uit, if i == 0 { "[]\n" } else { "]\n" })?;
            }
            sluit(uit)?;
            return Err(lees_fout(pad, &soort.into()));
        }
        let geldig = c.bevindingen == 0;
        if !geldig {
            einde = Einde::Afgekeurd;
        }
        if alg.json {
            let begin = if i == 0 { "[" } else { ",\n " };
            schrijf(
                &mut uit,
                &format!(
                    "{begin}{{\"bestand\": {}, \"bericht\": {}, \"geldig\": {geldig}, \"bevindingen\": [",
                    json_tekst(&naam),
                    json_of_null(c.bericht.map(Soort::code))
                ),
            )?;
            lijst.naar(&mut uit)?;
            schrijf(&mut uit, "]}")?;
        } else {
            let soort = c.bericht.map_or("onbekend bericht", Soort::code);
            let oordeel = oordeel(c.bevindingen);
            schrijf(&mut uit, &format!("{naam}: {soort}, {oordeel}\n"))?;
            lijst.naar(&mut uit)?;
        }
    }
    if alg.json {
        schrijf(&mut uit, "]\n")?;
    }
    sluit(uit)?;
    Ok(einde)
}

fn sluit(mut uit: impl Write) -> Uitkomst<()> {
    gelukt(uit.flush())
}

fn oordeel(bevindingen: u64) -> String {
    match bevindingen {
        0 => "geldig".to_owned(),
        1 => "1 bevinding".to_owned(),
        n => format!("{n} bevindingen"),
    }
}

fn lees_fout(pad: &Path, e: &std::io::Error) -> Fout {
    Fout(format!("{} kan niet worden gelezen: {}", pad.display(), app::io_tekst(e)))
}

/// Findings of one file, in their printed form: in memory while they are few, on disk when they are many, so
/// that a large file full of faults does not fill the memory.
struct Lijst {
    geheugen: Vec<u8>,
    schijf: Option<File>,
    eerste: bool,
    fout: bool,
}

/// Printed findings that stay in memory.
const IN_GEHEUGEN: usize = 4 << 20;

impl Lijst {
    #[expect(clippy::unnecessary_wraps, reason = "opening may come to need a file")]
    fn new() -> Uitkomst<Self> {
        Ok(Self { geheugen: Vec::new(), schijf: None, eerste: true, fout: false })
    }

    fn erbij(&mut self, b: &Bevinding, json: bool) {
        let tekst = if json {
            format!("{}{}", if self.eerste { "\n   " } else { ",\n   " }, bevinding_json(b))
        } else {
            format!(
                "  {}{}{}: {}\n",
                b.regel,
                b.retourcode.map(|c| format!(" ({})", c.0)).unwrap_or_default(),
                if b.pad.is_empty() { String::new() } else { format!(" {}", b.pad) },
                b.tekst
            )
        };
        self.eerste = false;
        self.geheugen.extend_from_slice(tekst.as_bytes());
        if self.geheugen.len() > IN_GEHEUGEN {
            self.fout |= self.spoel().is_err();
        }
    }

    fn spoel(&mut self) -> std::io::Result<()> {
        if self.schijf.is_none() {
            self.schijf = Some(tempfile::tempfile()?);
        }
        if let Some(f) = &mut self.schijf {
            f.write_all(&self.geheugen)?;
        }
        self.geheugen.clear();
        Ok(())
    }

    fn naar(mut self, uit: &mut impl Write) -> Uitkomst<()> {
        use std::io::{Read, Seek};
        if self.fout {
            return Err(Fout(
                "de bevindingen passen niet op de schijf voor tijdelijke bestanden; maak daar ruimte".into(),
            ));
        }
        if let Some(mut f) = self.schijf.take() {
            let mut lees = || -> std::io::Result<()> {
                f.rewind()?;
                let mut buf = vec![0; 1 << 16];
                loop {
                    let n = f.read(&mut buf)?;
                    if n == 0 {
                        return Ok(());
                    }
                    if let Err(e) = uit.write_all(&buf[..n])
                        && e.kind() != std::io::ErrorKind::BrokenPipe
                    {
                        return Err(e);
                    }
                }
            };
            lees()
                .map_err(|e| Fout(format!("de uitvoer kan niet worden geschreven: {}", app::io_tekst(&e))))?;
        }
        match uit.write_all(&self.geheugen) {
            Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Fout(format!("de uitvoer kan niet worden geschreven: {}", app::io_tekst(&e))))
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn verwerk(alg: &Algemeen, map: &Path, bestanden: &[PathBuf]) -> Uitkomst<Einde> {
    for p in bestanden {
        let m = std::fs::metadata(p).map_err(|e| lees_fout(p, &e))?;
        if m.is_dir() {
            return Err(Fout(format!("{} is een map, geen bestand", p.display())));
        }
    }
    std::fs::create_dir_all(map)
        .map_err(|e| Fout(format!("map {} kan niet worden gemaakt: {}", map.display(), app::io_tekst(&e))))?;
    let o = open(alg)?;
    let mut uit = std::io::BufWriter::new(std::io::stdout().lock());
    let mut einde = Einde::Goed;
    let mut niet_gelukt = Vec::new();
    for (i, pad) in bestanden.iter().enumerate() {
        let r = match ontvangst::verwerk(&o, pad, map) {
            Ok(r) => r,
            // this file cannot be received; that says nothing of the next one
            Err(e) if ligt_aan_bestand(&e, pad) => {
                niet_gelukt.push(met_naam(&e, pad));
                ontvangst::Resultaat::niet_te_lezen(&pad.to_string_lossy(), e.to_string())
            }
            Err(e) => {
                // what was done before stands, and is told
                if alg.json {
                    schrijf(&mut uit, if i == 0 { "[]\n" } else { "]\n" })?;
                }
                sluit(uit)?;
                return Err(Fout(met_naam(&e, pad)));
            }
        };
        if !r.geldig {
            einde = Einde::Afgekeurd;
        }
        let mut lijst = Lijst::new()?;
        r.elke_bevinding(&o, pad, |b| lijst.erbij(b, alg.json))?;
        if alg.json {
            let begin = if i == 0 { "[" } else { ",\n " };
            schrijf(
                &mut uit,
                &format!(
                    "{begin}{{\"bestand\": {}, \"bericht\": {}, \"geldig\": {}, \"verwerkt\": {}, \"antwoord\": {}, \"bevindingen\": [",
                    json_tekst(&r.bestand),
                    json_of_null(r.bericht.map(Soort::code)),
                    r.geldig,
                    r.verwerkt,
                    json_of_null(r.antwoord.as_deref())
                ),
            )?;
            lijst.naar(&mut uit)?;
            schrijf(&mut uit, "]}")?;
        } else {
            let soort = r.bericht.map_or("onbekend bericht", Soort::code);
            let gedaan = if r.verwerkt { "verwerkt" } else { "niet verwerkt" };
            let antwoord = r.antwoord.map(|a| format!(", antwoord {a}")).unwrap_or_default();
            let oordeel = oordeel(r.aantal);
            schrijf(&mut uit, &format!("{}: {soort}, {oordeel}, {gedaan}{antwoord}\n", r.bestand))?;
            lijst.naar(&mut uit)?;
        }
    }
    if alg.json {
        schrijf(&mut uit, "]\n")?;
    }
    sluit(uit)?;
    match &niet_gelukt[..] {
        [] => Ok(einde),
        [een] => Err(Fout(een.clone())),
        [een, rest @ ..] => Err(Fout(format!("{een} (en nog {} niet; de uitvoer noemt ze)", rest.len()))),
    }
}

/// The file itself is the trouble, and nothing of it was done; not the database or the folder of the answers.
fn ligt_aan_bestand(e: &AppFout, bestand: &Path) -> bool {
    match e {
        AppFout::Ongeldig(_) => true,
        AppFout::Bestand { pad, wat, .. } => pad == bestand && *wat == "lezen",
        _ => false,
    }
}

/// What is wrong, with the name of the file once.
fn met_naam(e: &AppFout, bestand: &Path) -> String {
    match e {
        AppFout::Bestand { pad, .. } if pad == bestand => e.to_string(),
        _ => format!("{}: {e}", bestand.display()),
    }
}

pub(super) fn toewijzen(alg: &Algemeen, map: &Path, gemeente: Option<Gemeentecode>) -> Uitkomst<Einde> {
    let o: Omgeving = open(alg)?;
    let gemeenten = match gemeente {
        Some(g) => vec![g],
        None => app::gemeenten(&o)?,
    };
    std::fs::create_dir_all(map)
        .map_err(|e| Fout(format!("map {} kan niet worden gemaakt: {}", map.display(), app::io_tekst(&e))))?;
    let mut namen = Vec::new();
    for g in gemeenten {
        verzending::toewijzen::maak(&o, g)?;
        namen.extend(uitbox::bezorg(&o, g, map)?);
    }
    let mut uit = std::io::BufWriter::new(std::io::stdout().lock());
    if alg.json {
        schrijf(&mut uit, &format!("{}\n", serde_json::to_string_pretty(&namen).unwrap_or_default()))?;
        sluit(uit)?;
    } else {
        for n in &namen {
            schrijf(&mut uit, &format!("{n}\n"))?;
        }
        sluit(uit)?;
        eprintln!(
            "{}",
            if namen.len() == 1 {
                "1 bericht geschreven".into()
            } else {
                format!("{} berichten geschreven", namen.len())
            }
        );
    }
    Ok(Einde::Goed)
}
