//! `maatwerk kader …` on versions: out and in as YAML or workbook, what differs, and the steps of their life.

use crate::argumenten::{Algemeen, KaderOpdracht, Versiekeuze};
use crate::uit::{druk_json, regel};
use crate::{Einde, Fout, Uitkomst, open};
use app::kaders::{self as k, Ingang, NieuweVersie, werkboek};
use app::{Gebruiker, Omgeving, Rol, aanmelden};
use catalogus::{Versiestand, verschil};
use kern::{Bevinding, Datum};
use regels::{Celfout, Kader, MapFout};
use std::path::Path;

pub(super) fn doe(alg: &Algemeen, wat: KaderOpdracht) -> Uitkomst<Einde> {
    match wat {
        KaderOpdracht::Exporteer { kader, uit } => exporteer(alg, &kader, &uit),
        KaderOpdracht::Importeer { pad, ingang, toelichting, namens } => {
            let bestanden = match bron(alg, &pad.display().to_string())? {
                Ok(kader) => kader.bestanden,
                Err(fouten) => return afgekeurd(alg, &fouten),
            };
            let o = open(alg)?;
            let wie = persoon(&o, &namens)?;
            match k::bewaar(&o, &wie, &NieuweVersie { bestanden, ingang, toelichting })? {
                Ok(b) => {
                    if alg.json {
                        druk_json(
                            &serde_json::json!({ "kader": b.kader, "versie": b.nummer, "gemeenten": b.gemeenten.iter().map(ToString::to_string).collect::<Vec<_>>() }),
                        )?;
                    } else {
                        regel!("{} versie {} is bewaard als concept", b.kader, b.nummer)?;
                    }
                    Ok(Einde::Goed)
                }
                Err(p) => afgekeurd(alg, &p.iter().map(ToString::to_string).collect::<Vec<_>>()),
            }
        }
        KaderOpdracht::Verschil { oud, nieuw } => toon_verschil(alg, &oud, &nieuw),
        KaderOpdracht::Versies { kader } => versies(alg, kader.as_deref()),
        KaderOpdracht::BiedAan { versie, gat_omdat } => {
            stap(alg, &versie, "aangeboden", |o, wie, v| k::bied_aan(o, wie, v, &gat_omdat))
        }
        KaderOpdracht::Publiceer { versie, gat_omdat } => {
            stap(alg, &versie, "gepubliceerd", |o, wie, v| k::publiceer(o, wie, v, &gat_omdat))
        }
        KaderOpdracht::GeefTerug { versie, reden } => {
            stap(alg, &versie, "teruggegeven", |o, wie, v| k::geef_terug(o, wie, v, &reden))
        }
        KaderOpdracht::TrekIn { versie } => stap(alg, &versie, "ingetrokken", k::trek_in),
        KaderOpdracht::Beeindig { versie, laatste_dag } => {
            stap(alg, &versie, "beëindigd", |o, wie, v| k::beeindig(o, wie, v, laatste_dag))
        }
        KaderOpdracht::Controleer { paden } => crate::kader::controleer(alg, &paden),
        KaderOpdracht::Toon { kader, op, gemeente } => crate::kader::toon(alg, &kader, op, gemeente),
    }
}

/// Whether a path is a workbook.
pub(super) fn is_werkboek(pad: &Path) -> bool {
    pad.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"))
}

/// A framework out of a workbook, or what is wrong with its cells.
pub(super) fn lees_werkboek(pad: &Path) -> Uitkomst<Result<Kader, Vec<Celfout>>> {
    let onleesbaar =
        |e: &std::io::Error| Fout(format!("{} kan niet worden gelezen: {}", pad.display(), app::io_tekst(e)));
    let grootte = std::fs::metadata(pad).map_err(|e| onleesbaar(&e))?.len();
    if grootte > werkboek::GROOTSTE as u64 {
        return Err(Fout(format!("{} is te groot voor een kader", pad.display())));
    }
    let bytes = std::fs::read(pad).map_err(|e| onleesbaar(&e))?;
    werkboek::uit_xlsx(&bytes).map_err(|e| Fout(format!("{}: {e}", pad.display())))
}

/// Everybody's municipalities, to look only.
fn lezer(o: &Omgeving) -> Uitkomst<Gebruiker> {
    Ok(Gebruiker {
        id: 0,
        weergavenaam: "opdrachtregel".into(),
        rol: Rol::Inkoper,
        gemeenten: app::gemeenten(o)?,
        agb: None,
    })
}

/// The person on whose behalf something is done: four eyes are two people, on the command line too.
fn persoon(o: &Omgeving, naam: &str) -> Uitkomst<Gebruiker> {
    aanmelden::gebruiker_met_naam(&o.db, naam)?.ok_or_else(|| {
        Fout(format!("er is geen gebruiker '{naam}' die zich kan aanmelden; kijk naar --namens"))
    })
}

/// A framework by what a person typed: a workbook, a folder, a version in the database, or a name.
pub(super) fn bron(alg: &Algemeen, naam: &str) -> Uitkomst<Result<Kader, Vec<String>>> {
    Ok(bron_met_ingang(alg, naam)?.map(|(kader, _)| kader))
}

/// A framework, with its first day when it is a version.
type Bron = (Kader, Option<Datum>);

/// The same, with its first day when it is a version: a folder or a workbook has none yet.
fn bron_met_ingang(alg: &Algemeen, naam: &str) -> Uitkomst<Result<Bron, Vec<String>>> {
    let pad = Path::new(naam);
    let zinnen = |l: &[Celfout]| l.iter().map(ToString::to_string).collect();
    if is_werkboek(pad) {
        return Ok(lees_werkboek(pad)?.map(|k| (k, None)).map_err(|f| zinnen(&f)));
    }
    if pad.is_dir() {
        return match regels::lees_map(pad) {
            Ok(kader) => Ok(Ok((kader, None))),
            Err(MapFout::Lezen(t)) => Err(Fout(t)),
            Err(MapFout::Problemen(p)) => Ok(Err(p.iter().map(ToString::to_string).collect())),
        };
    }
    if let Some((kader, versie)) = naam.split_once('@') {
        let nummer = versie
            .parse()
            .map_err(|_| Fout(format!("'{naam}' klopt niet: schrijf NAAM@VERSIE, zoals meierij-2020@1")))?;
        let o = open(alg)?;
        let blad = k::versieblad(&o.db, &lezer(&o)?, kader, nummer, Some(nummer), o.vandaag)
            .map_err(|_| Fout(format!("kader {kader} heeft in deze database geen versie {nummer}")))?;
        return Ok(Ok((blad.kader.as_ref().clone(), Some(blad.regel.rij.versie.ingang))));
    }
    regels::zoek_kader(naam)
        .map(|k| Ok((k.clone(), Some(k.verantwoording.geldig.van()))))
        .map_err(|er| Fout(format!("'{naam}' is geen kader, map of werkboek; er is: {}", er.join(", "))))
}

fn afgekeurd(alg: &Algemeen, fouten: &[String]) -> Uitkomst<Einde> {
    if alg.json {
        druk_json(&fouten.iter().map(|f| serde_json::json!({ "tekst": f })).collect::<Vec<_>>())?;
    } else {
        for f in fouten {
            regel!("{f}")?;
        }
    }
    Ok(Einde::Afgekeurd)
}

fn exporteer(alg: &Algemeen, naam: &str, uit: &Path) -> Uitkomst<Einde> {
    let kader = match bron(alg, naam)? {
        Ok(kader) => kader,
        Err(fouten) => return afgekeurd(alg, &fouten),
    };
    let schrijf = |pad: &Path, bytes: &[u8]| {
        // first beside it: a broken write leaves what was there
        let los = pad.with_extension("deel");
        std::fs::write(&los, bytes)
            .and_then(|()| std::fs::rename(&los, pad))
            .map_err(|e| Fout(format!("{} kan niet worden geschreven: {}", pad.display(), app::io_tekst(&e))))
    };
    if is_werkboek(uit) {
        schrijf(uit, &werkboek::naar_xlsx(&kader.bestanden)?)?;
    } else {
        std::fs::create_dir_all(uit).map_err(|e| {
            Fout(format!("map {} kan niet worden gemaakt: {}", uit.display(), app::io_tekst(&e)))
        })?;
        for (naam, tekst) in &kader.bestanden {
            schrijf(&uit.join(naam), tekst.as_bytes())?;
        }
    }
    eprintln!("{} geschreven naar {}", kader.id, uit.display());
    Ok(Einde::Goed)
}

fn toon_verschil(alg: &Algemeen, oud: &str, nieuw: &str) -> Uitkomst<Einde> {
    let ((a, a_vanaf), (b, b_vanaf)) = match (bron_met_ingang(alg, oud)?, bron_met_ingang(alg, nieuw)?) {
        (Ok(a), Ok(b)) => (a, b),
        (a, b) => {
            let fouten: Vec<String> = [a.err(), b.err()].into_iter().flatten().flatten().collect();
            return afgekeurd(alg, &fouten);
        }
    };
    // they differ from the day on which the later one begins
    let vanaf = b_vanaf.map(|b| a_vanaf.map_or(b, |a| a.max(b)));
    let lijst = verschil(&a, &b, vanaf);
    if alg.json {
        let lijst: Vec<_> = lijst
            .iter()
            .map(|w| {
                serde_json::json!({
                    "onderdeel": w.onderdeel, "soort": w.soort.naam(), "onderwerp": w.onderwerp, "tekst": w.tekst,
                })
            })
            .collect();
        druk_json(&lijst)?;
        return Ok(Einde::Goed);
    }
    let mut onderdeel = "";
    for w in &lijst {
        if w.onderdeel != onderdeel {
            regel!("{}", w.onderdeel)?;
            onderdeel = w.onderdeel;
        }
        regel!("  {} [{}]: {}", w.onderwerp, w.soort.naam(), w.tekst)?;
    }
    eprintln!(
        "{}",
        if lijst.len() == 1 { "1 verschil".to_owned() } else { format!("{} verschillen", lijst.len()) }
    );
    Ok(Einde::Goed)
}

fn stand(s: &Versiestand) -> String {
    match s {
        Versiestand::Concept => "concept".to_owned(),
        Versiestand::Aangeboden => "wacht op een tweede persoon".to_owned(),
        Versiestand::Ingetrokken => "ingetrokken".to_owned(),
        Versiestand::GaatIn(d) => format!("gaat in op {d}"),
        Versiestand::InWerking(None) => "in werking".to_owned(),
        Versiestand::InWerking(Some(d)) => format!("in werking tot en met {d}"),
        Versiestand::Vervangen(nr, d) => format!("vervangen door versie {nr} op {d}"),
        Versiestand::Beeindigd(d) => format!("geëindigd op {d}"),
    }
}

fn versies(alg: &Algemeen, kader: Option<&str>) -> Uitkomst<Einde> {
    let o = open(alg)?;
    let lijst = k::overzicht(&o.db, &lezer(&o)?, o.vandaag).map_err(|e| Fout(e.to_string()))?;
    let mut json = Vec::new();
    for kd in lijst.iter().filter(|x| kader.is_none_or(|naam| x.kader == naam)) {
        for v in &kd.versies {
            let versie = &v.rij.versie;
            let gemeenten: Vec<String> = v.gemeenten.iter().map(ToString::to_string).collect();
            if alg.json {
                json.push(serde_json::json!({
                    "kader": kd.kader, "versie": versie.nummer, "stand": stand(&v.stand),
                    "toestand": versie.toestand.code(), "ingang": versie.ingang.to_string(), "maker": v.rij.maker_naam,
                    "toelichting": v.rij.toelichting, "sha256": v.rij.sha256, "gemeenten": gemeenten,
                    "contractregels": v.contracten,
                }));
            } else {
                regel!(
                    "{}@{}  {}  ingang {}  door {}  ({})",
                    kd.kader,
                    versie.nummer,
                    stand(&v.stand),
                    versie.ingang,
                    v.rij.maker_naam,
                    gemeenten.join(", ")
                )?;
            }
        }
    }
    if alg.json {
        druk_json(&json)?;
    }
    Ok(Einde::Goed)
}

fn stap(
    alg: &Algemeen,
    v: &Versiekeuze,
    gedaan: &str,
    doe: impl FnOnce(&Omgeving, &Gebruiker, Ingang<'_>) -> app::Uitkomst<Result<(), Vec<Bevinding>>>,
) -> Uitkomst<Einde> {
    let o = open(alg)?;
    let wie = persoon(&o, &v.namens)?;
    match doe(&o, &wie, Ingang { kader: &v.kader, nummer: v.versie })? {
        Ok(()) => {
            if alg.json {
                druk_json(&serde_json::json!({ "kader": v.kader, "versie": v.versie, "stap": gedaan }))?;
            } else {
                regel!("{} versie {} is {gedaan}", v.kader, v.versie)?;
            }
            Ok(Einde::Goed)
        }
        Err(b) => afgekeurd(alg, &b.iter().map(|b| format!("{}: {}", b.regel, b.tekst)).collect::<Vec<_>>()),
    }
}
