//! A message in parts that can be compared, from the reader and back through the writer.

use istandaard::schrijver::{Schrijver323, Schrijver325, alleen_kop, schrijf as schrijf_bericht};
use istandaard::{
    AntwoordKop, Bericht, Bevinding, DeclaratieKop, Deel, Header, Lezer, Niveau, Prestatie, Retourcode,
};
use kern::Bsn;
use std::io::{self, BufRead};

/// What the reader hands out, kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stuk {
    Bericht(Box<Bericht>),
    Kop(Box<Header>),
    Declaratie(DeclaratieKop),
    Antwoord(AntwoordKop),
    Client(Bsn, u32),
    Prestatie(Box<Prestatie>),
    ClientEinde(u32, Vec<Retourcode>),
    AntwoordEinde(Vec<Retourcode>),
}

/// All that reading gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelezen {
    pub stukken: Vec<Stuk>,
    pub bevindingen: Vec<Bevinding>,
    pub niveau: Option<Niveau>,
}

pub fn lees(bron: impl BufRead) -> Gelezen {
    let mut lezer = Lezer::new(bron);
    let (mut stukken, mut bevindingen) = (Vec::new(), Vec::new());
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Bericht(b) => stukken.push(Stuk::Bericht(b)),
            Deel::Kop(k) => stukken.push(Stuk::Kop(Box::new(k.clone()))),
            Deel::Declaratie(d) => stukken.push(Stuk::Declaratie(d.clone())),
            Deel::Antwoord(a) => stukken.push(Stuk::Antwoord(a.clone())),
            Deel::Client { bsn, nr } => stukken.push(Stuk::Client(bsn, nr)),
            Deel::Prestatie(p) => stukken.push(Stuk::Prestatie(Box::new(p.clone()))),
            Deel::ClientEinde { nr, retourcodes } => {
                stukken.push(Stuk::ClientEinde(nr, retourcodes.to_vec()));
            }
            Deel::AntwoordEinde { retourcodes } => stukken.push(Stuk::AntwoordEinde(retourcodes.to_vec())),
            Deel::Bevindingen | Deel::Einde(_) => {}
        }
        let nieuw = lezer.bevindingen();
        assert!(nieuw.len() <= 1_500, "de bevindingen stapelen zich op");
        bevindingen.extend(nieuw);
    }
    assert_eq!(lezer.aantal_bevindingen(), bevindingen.len() as u64);
    Gelezen { stukken, bevindingen, niveau: lezer.niveau() }
}

/// Writes what was read; an error when these parts are no message.
pub fn schrijf(stukken: &[Stuk]) -> io::Result<Vec<u8>> {
    let vreemd = |s: &dyn std::fmt::Debug| io::Error::other(format!("{s:?}"));
    match stukken {
        [Stuk::Bericht(b)] => schrijf_bericht(b, Vec::new()),
        [Stuk::Kop(h)] => alleen_kop(h, Vec::new()),
        [Stuk::Kop(h), Stuk::Declaratie(d), rest @ ..] => {
            let mut uit = Schrijver323::new(Vec::new(), h, d)?;
            for s in rest {
                match s {
                    Stuk::Client(bsn, _) => uit.client(bsn)?,
                    Stuk::Prestatie(p) => uit.prestatie(p)?,
                    anders => return Err(vreemd(anders)),
                }
            }
            uit.klaar()
        }
        [Stuk::Kop(h), Stuk::Antwoord(a), rest @ .., Stuk::AntwoordEinde(codes)] => {
            let mut uit = Schrijver325::new(Vec::new(), h, Some((a, codes)))?;
            for (i, s) in rest.iter().enumerate() {
                match s {
                    Stuk::Client(bsn, nr) => {
                        let codes = rest[i..].iter().find_map(|s| match s {
                            Stuk::ClientEinde(n, codes) if n == nr => Some(codes),
                            _ => None,
                        });
                        uit.client(bsn, codes.ok_or_else(|| vreemd(s))?)?;
                    }
                    Stuk::Prestatie(p) => uit.prestatie(p, &p.retourcodes)?,
                    Stuk::ClientEinde(..) => {}
                    anders => return Err(vreemd(anders)),
                }
            }
            uit.klaar()
        }
        anders => Err(vreemd(&anders)),
    }
}
