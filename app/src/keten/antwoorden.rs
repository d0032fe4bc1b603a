//! What the municipality does with requests: grants, looks into it or refuses; mostly within the term, each part of a
//! VOT on its own day.

use super::post::hash;
use super::verslag::Verslag;
use super::wereld::{Wereld, dag_na, reeks, werkdag};
use crate::demo::toeval::Toeval;
use crate::fout::Uitkomst;
use crate::omgeving::Omgeving;
use crate::verzoeken::{Afspraak, Oordeel, OpenDeel, RedenAfwijzing, Verzoekstand, beoordeel, lees, open};
use kern::{Bevinding, Datum, Gemeentecode, plus_werkdagen};
use store::sql::schrijven;

/// What a part of a request is going to be answered.
struct Plan {
    onderzoek: bool,
    /// `None` grants.
    af: Option<RedenAfwijzing>,
    /// Day of the first reaction, and of the last when it is looked into.
    op: Datum,
    uiteindelijk: Datum,
    /// What is agreed when a day that was asked for has passed.
    afspraak: Afspraak,
}

fn plan(w: &Wereld, d: &OpenDeel, vandaag: Datum) -> Plan {
    let dag = d.dagtekening.to_string();
    let eigen = [d.agb.as_str().as_bytes(), &d.client.to_le_bytes(), dag.as_bytes(), &d.deel.to_le_bytes()];
    let mut t = Toeval::voor(w.zaad(), reeks::ANTWOORD, hash(&eigen));
    let tel = |n: usize| u32::try_from(n).unwrap_or(0);
    let traag = tel(t.onder(6)) + if t.promille(70) { 2 + tel(t.onder(9)) } else { 0 };
    let onderzoek = t.promille(250);
    let redenen: Vec<RedenAfwijzing> =
        RedenAfwijzing::ALLE.iter().copied().filter(|r| r.bruikbaar()).collect();
    let reden = *t.kies(&redenen);
    let af = t.promille(300).then_some(reden);
    let (weken, lang) = (i64::try_from(t.onder(35)).unwrap_or(0), t.promille(60));
    let afspraak = if t.promille(500) {
        Afspraak::ZoalsGevraagd
    } else {
        Afspraak::Per(dag_na(vandaag, 1 + i64::try_from(t.onder(10)).unwrap_or(0)))
    };
    let op = plus_werkdagen(d.ontvangen_op, traag);
    let uiteindelijk = werkdag(dag_na(op, 5 + weken + if lang { 40 } else { 0 }));
    Plan { onderzoek, af, op, uiteindelijk, afspraak }
}

/// The reactions of today. Returns how many.
pub(super) fn antwoord(w: &Wereld, o: &Omgeving, v: &mut Verslag) -> Uitkomst<usize> {
    let g = w.gemeente;
    let mut delen = open(o, g)?;
    // keys of requests follow the order in which messages came; whom they are about does not
    delen.sort_by_key(|d| (d.agb, d.client, d.deel));
    let mut gedaan = 0;
    for d in &delen {
        let p = plan(w, d, o.vandaag);
        let (op, oordeel) = match (d.stand, p.onderzoek, p.af) {
            // said once: when the provider did not take it, it is decided at once
            (Verzoekstand::Ingediend, true, _) if werkdag(p.op) >= o.vandaag => (p.op, Oordeel::InOnderzoek),
            (Verzoekstand::InOnderzoek, ..) if wacht_op_320(o, g, d)? => continue,
            (stand, _, af) => {
                let op = if stand == Verzoekstand::Ingediend { p.op } else { p.uiteindelijk };
                (op, af.map_or(Oordeel::Honoreer(None), Oordeel::WijsAf))
            }
        };
        if op > o.vandaag {
            continue;
        }
        let oordeel = beslis(o, g, d, oordeel, p.afspraak)?;
        gedaan += 1;
        v.verzoek(match oordeel {
            Oordeel::Honoreer(_) => "gehonoreerd".to_owned(),
            Oordeel::InOnderzoek => "in onderzoek".to_owned(),
            Oordeel::WijsAf(r) => format!("afgewezen, reden {}", r.code()),
        });
        if d.uiterlijk < o.vandaag {
            v.verzoek("te laat beantwoord".to_owned());
        }
    }
    Ok(gedaan)
}

/// Nothing is said of what is looked into before the provider took that it is (OP080 advises to wait).
fn wacht_op_320(o: &Omgeving, g: Gemeentecode, d: &OpenDeel) -> Uitkomst<bool> {
    let onderzoek = lees(o, g, d.verzoek)?.and_then(|v| v.deel(d.deel).and_then(|d| d.onderzoek_in));
    let Some(bericht) = onderzoek else { return Ok(false) };
    let status = o
        .db
        .read(|tx| tx.query_opt(schrijven::BERICHT_STAAT, &[(&g).into(), bericht.into()], |r| r.string(2)))?;
    Ok(status.as_deref() == Some("verzonden"))
}

/// Decides; what cannot be granted is refused with the reason that the rules give. Gives the decision that was taken.
fn beslis(
    o: &Omgeving,
    g: Gemeentecode,
    d: &OpenDeel,
    oordeel: Oordeel,
    afspraak: Afspraak,
) -> Uitkomst<Oordeel> {
    let mut oordeel = oordeel;
    loop {
        let Err(fout) = beoordeel(o, g, d.verzoek, d.deel, oordeel)? else { return Ok(oordeel) };
        oordeel = match oordeel {
            Oordeel::Honoreer(None) if fout.iter().any(|b| b.regel == "IV093") => {
                Oordeel::Honoreer(Some(afspraak))
            }
            Oordeel::Honoreer(_) => Oordeel::WijsAf(reden(&fout)),
            _ => {
                let tekst = fout.iter().map(|b| b.tekst.to_string()).collect::<Vec<_>>().join(" ");
                return Err(crate::fout::AppFout::Ongeldig(tekst));
            }
        };
    }
}

fn reden(fout: &[Bevinding]) -> RedenAfwijzing {
    let is = |regels: &[&str]| fout.iter().any(|b| regels.contains(&b.regel));
    if is(&["OP296", "KB002", "KB003", "KB004", "KB005"]) {
        RedenAfwijzing::PastNietInContract
    } else if is(&["OP307", "OP347", "OP259"]) {
        RedenAfwijzing::Stapeling
    } else {
        RedenAfwijzing::NieuweAanvraag
    }
}
