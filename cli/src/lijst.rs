//! `maatwerk bericht regels`: the rules of the message standard, as the program checks them.

use crate::argumenten::Algemeen;
use crate::uit::{druk_json, regel};
use crate::{Einde, Fout, Uitkomst};
use istandaard::Soort;
use istandaard::regels::{self, Controle, Plaats, Regel, plaatsing};

/// Which command checks it.
fn waar(r: &Regel) -> &'static str {
    match r.controle {
        Controle::Schema | Controle::InBericht => "controleer",
        Controle::Berichtoverstijgend | Controle::ExterneBron => "verwerk",
    }
}

fn plaatsen(r: &Regel, bericht: Option<Soort>) -> Vec<&'static Plaats> {
    let op = |p: &&Plaats| p.regel == r.code && bericht.is_none_or(|b| p.bericht == b);
    plaatsing().iter().filter(op).collect()
}

/// Shows all rules, or those that were asked for; `bericht` keeps what works on one kind of message.
pub(super) fn toon(alg: &Algemeen, codes: &[String], bericht: Option<Soort>) -> Uitkomst<Einde> {
    for c in codes {
        if regels::zoek(&c.to_uppercase()).is_none() {
            return Err(Fout(format!("regel {c} bestaat niet in iWmo 3.2; schrijf bijvoorbeeld TR321")));
        }
    }
    let gevraagd = |r: &&Regel| codes.is_empty() || codes.iter().any(|c| c.eq_ignore_ascii_case(r.code));
    let mut lijst: Vec<_> = regels::alle().filter(gevraagd).map(|r| (r, plaatsen(r, bericht))).collect();
    lijst.retain(|(_, p)| !p.is_empty());
    lijst.sort_by_key(|(r, _)| r.code);
    if alg.json {
        let rijen: Vec<_> = lijst
            .iter()
            .map(|(r, plaatsen)| {
                let plaatsen: Vec<_> = plaatsen
                    .iter()
                    .map(|p| serde_json::json!({ "bericht": p.bericht.code(), "plaats": p.plaats }))
                    .collect();
                serde_json::json!({
                    "regel": r.code, "niveau": r.niveau, "retourcode": retourcode(r),
                    "gecontroleerd_door": waar(r), "plaatsen": plaatsen, "tekst": r.tekst,
                })
            })
            .collect();
        druk_json(&rijen)?;
        return Ok(Einde::Goed);
    }
    for (r, plaatsen) in &lijst {
        let mut berichten: Vec<_> = plaatsen.iter().map(|p| p.bericht.nummer()).collect();
        berichten.dedup();
        regel!(
            "{:<6} niveau {}  retourcode {:<5} bericht {}\n       {}",
            r.code,
            r.niveau,
            retourcode(r).unwrap_or("geen"),
            berichten.join(", "),
            r.tekst
        )?;
        if !codes.is_empty() {
            for p in plaatsen {
                let plaats = if p.plaats.is_empty() { "het hele bericht" } else { p.plaats };
                regel!("       {}: {plaats}", p.bericht.nummer())?;
            }
        }
    }
    eprintln!("{}", if lijst.len() == 1 { "1 regel".into() } else { format!("{} regels", lijst.len()) });
    Ok(Einde::Goed)
}

/// What fails the schema has no code of its own: it is told with 0001.
fn retourcode(r: &Regel) -> Option<&'static str> {
    r.retourcode.or((r.niveau == 1).then_some("0001"))
}
