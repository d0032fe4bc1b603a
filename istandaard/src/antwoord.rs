//! The answer to a message, made from the findings (IV028 and IV032 for 302 to 320, IV087 and IV088 for 325).

use crate::model::{
    Antwoordkop, Antwoordretour, Bericht, ClientStart, ClientStop, ClientToewijzing, ClientVerzoek,
    ClientWijziging, Header, Retour, Versies, VerzoekAntwoord,
};
use kern::{Bevinding, Datum, Retourcode};
use std::collections::HashMap;

/// The general return code of level 2.
pub const TECHNISCH: Retourcode = Retourcode("0001");
/// Nothing to say about this class.
pub const GEEN_OPMERKING: Retourcode = Retourcode("0200");
/// This class was not judged.
pub const NIET_BEOORDEELD: Retourcode = Retourcode("0233");
/// The claim is granted in full.
pub const VOLLEDIG_TOEGEKEND: Retourcode = Retourcode("8001");

/// What identifies the answer itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerk {
    /// Identification, at most 12 characters.
    pub identificatie: String,
    /// Day on which the answer is made.
    pub dagtekening: Datum,
    /// Version of the published stylesheets, where those were used.
    pub xslt_versie: Option<String>,
}

/// The header of the answer to a message of which only the header is known or matters.
///
/// `retourcodes`: empty when all is well (302 to 320), [`TECHNISCH`] when level 2 failed, the code of the rule when the
/// header failed level 3 or 4, [`GEEN_OPMERKING`] when the classes below tell more.
pub fn kop(op: &Header, kenmerk: &Kenmerk, retourcodes: Vec<Retourcode>) -> Option<Header> {
    let soort = op.soort.antwoord()?;
    let mut header = op.clone();
    header.soort = soort;
    let (identificatie, dagtekening) = if soort.is_retour() {
        (kenmerk.identificatie.clone(), kenmerk.dagtekening)
    } else {
        header.identificatie.clone_from(&kenmerk.identificatie);
        header.dagtekening = kenmerk.dagtekening;
        header.versies = Versies::onze();
        (op.identificatie.clone(), op.dagtekening)
    };
    header.antwoord = Some(Antwoordkop {
        identificatie,
        dagtekening,
        xslt_versie: kenmerk.xslt_versie.clone(),
        versies: if soort.is_retour() { Versies::onze() } else { op.versies.clone() },
        retourcodes,
    });
    Some(header)
}

/// The answer to a 301, 305, 307, 315, 317 or 319 from the findings of levels 2, 3 and 4 (IV028); `None` for another
/// message, and when level 1 failed (then there is no answer message).
///
/// * no findings: header only, no return codes;
/// * level 2 (return code 0001): header only with 0001 (IV032);
/// * a finding about the header: header only, with the codes of those findings;
/// * findings about classes: header 0200, and every class returns with 0200 or with the codes found. A finding belongs
///   to the innermost class that its `pad` names or lies in.
///
/// A class without a finding counts as judged and returns with 0200, with one exception: when the client is not known
/// (TR304 on the client) nothing below the client can be judged, and that returns with 0233, as in a 325 (IV087).
/// [`retour_deels`] can name other classes that were not judged.
pub fn retour(op: &Bericht, kenmerk: &Kenmerk, bevindingen: &[Bevinding]) -> Option<Bericht> {
    retour_deels(op, kenmerk, bevindingen, &[])
}

/// [`retour`], where some classes were not judged: everything at or below the places `niet_beoordeeld` returns with
/// 0233, unless there is a finding about it. A place is a path as in [`Bevinding::pad`]:
/// `/Bericht/Client/StartProducten`.
pub fn retour_deels(
    op: &Bericht,
    kenmerk: &Kenmerk,
    bevindingen: &[Bevinding],
    niet_beoordeeld: &[&str],
) -> Option<Bericht> {
    if op.header().antwoord.is_some() {
        return None;
    }
    // IV032: level 2 has one general code, whatever was found besides.
    let kopcodes = if bevindingen.iter().any(|b| code(b) == TECHNISCH) {
        vec![TECHNISCH]
    } else {
        codes(bevindingen.iter().filter(|b| is_kop(&b.pad)))
    };
    let met_klassen = kopcodes.is_empty() && !bevindingen.is_empty();
    let header = kop(op.header(), kenmerk, if met_klassen { vec![GEEN_OPMERKING] } else { kopcodes })?;
    let vul = |klassen: Klassen<'_>| vul(klassen, bevindingen, niet_beoordeeld);
    Some(match op {
        Bericht::Wmo301(b) => {
            Bericht::Wmo302(Retour { header, client: met_klassen.then(|| met(&b.client, toewijzing, vul)) })
        }
        Bericht::Wmo305(b) => {
            Bericht::Wmo306(Retour { header, client: met_klassen.then(|| met(&b.client, start, vul)) })
        }
        Bericht::Wmo307(b) => {
            Bericht::Wmo308(Retour { header, client: met_klassen.then(|| met(&b.client, stop, vul)) })
        }
        Bericht::Wmo315(b) => {
            Bericht::Wmo316(Retour { header, client: met_klassen.then(|| met(&b.client, verzoek, vul)) })
        }
        Bericht::Wmo317(b) => {
            Bericht::Wmo318(Retour { header, client: met_klassen.then(|| met(&b.client, wijziging, vul)) })
        }
        Bericht::Wmo319(b) => {
            let antwoord = met_klassen.then(|| met(&b.antwoord, verzoekantwoord, vul));
            Bericht::Wmo320(Antwoordretour { header, antwoord })
        }
        _ => return None,
    })
}

/// The classes that carry return codes, with their places. The first is the one that holds all others.
type Klassen<'a> = Vec<(String, &'a mut Vec<Retourcode>)>;

/// The content as it returns: unchanged, with codes at every class.
fn met<C: Clone>(inhoud: &C, klassen: fn(&mut C) -> Klassen<'_>, vul: impl Fn(Klassen<'_>)) -> C {
    let mut inhoud = inhoud.clone();
    vul(klassen(&mut inhoud));
    inhoud
}

const CLIENT: &str = "/Bericht/Client";

fn genummerd<'a>(
    lijst: &'static str,
    codes: impl Iterator<Item = &'a mut Vec<Retourcode>>,
) -> impl Iterator<Item = (String, &'a mut Vec<Retourcode>)> {
    codes.enumerate().map(move |(i, c)| (format!("{CLIENT}/{lijst}[{}]", i + 1), c))
}

fn toewijzing(c: &mut ClientToewijzing) -> Klassen<'_> {
    let mut k: Klassen<'_> = vec![(CLIENT.to_owned(), &mut c.retourcodes)];
    for (i, r) in c.relaties.iter_mut().enumerate() {
        let pad = format!("{CLIENT}/Relaties/Relatie[{}]", i + 1);
        k.push((format!("{pad}/Contact"), &mut r.contact.retourcodes));
        k.push((pad, &mut r.retourcodes));
    }
    k.extend(genummerd("Contactgegevens/Contact", c.contacten.iter_mut().map(|c| &mut c.retourcodes)));
    let producten = c.producten.iter_mut().map(|p| &mut p.retourcodes);
    k.extend(genummerd("ToegewezenProducten/ToegewezenProduct", producten));
    k
}

fn start(c: &mut ClientStart) -> Klassen<'_> {
    let mut k: Klassen<'_> = vec![(CLIENT.to_owned(), &mut c.retourcodes)];
    k.extend(genummerd("StartProducten/StartProduct", c.producten.iter_mut().map(|p| &mut p.retourcodes)));
    k
}

fn stop(c: &mut ClientStop) -> Klassen<'_> {
    let mut k: Klassen<'_> = vec![(CLIENT.to_owned(), &mut c.retourcodes)];
    k.extend(genummerd("StopProducten/StopProduct", c.producten.iter_mut().map(|p| &mut p.retourcodes)));
    k
}

fn verzoek(c: &mut ClientVerzoek) -> Klassen<'_> {
    let mut k: Klassen<'_> = vec![(CLIENT.to_owned(), &mut c.retourcodes)];
    let producten = c.producten.iter_mut().map(|p| &mut p.retourcodes);
    k.extend(genummerd("AangevraagdeProducten/AangevraagdProduct", producten));
    k
}

fn wijziging(c: &mut ClientWijziging) -> Klassen<'_> {
    let v = &mut c.verzoek;
    let mut k: Klassen<'_> =
        vec![(CLIENT.to_owned(), &mut c.retourcodes), (format!("{CLIENT}/Verzoek"), &mut v.retourcodes)];
    let ongewijzigd = v.ongewijzigd.iter_mut().map(|p| &mut p.retourcodes);
    k.extend(genummerd("Verzoek/OngewijzigdeProducten/OngewijzigdProduct", ongewijzigd));
    let te_wijzigen = v.te_wijzigen.iter_mut().map(|p| &mut p.retourcodes);
    k.extend(genummerd("Verzoek/TeWijzigenProducten/TeWijzigenProduct", te_wijzigen));
    let nieuw = v.nieuw.iter_mut().map(|p| &mut p.retourcodes);
    k.extend(genummerd("Verzoek/NieuweProducten/NieuwProduct", nieuw));
    k
}

fn verzoekantwoord(a: &mut VerzoekAntwoord) -> Klassen<'_> {
    vec![("/Bericht/Antwoord".to_owned(), &mut a.retourcodes)]
}

fn vul(mut klassen: Klassen<'_>, bevindingen: &[Bevinding], niet_beoordeeld: &[&str]) {
    let plaats: HashMap<String, usize> = klassen.iter().enumerate().map(|(i, k)| (k.0.clone(), i)).collect();
    for (_, codes) in &mut klassen {
        codes.clear();
    }
    let mut onbekende_client = false;
    for b in bevindingen {
        // A place that the message does not have still rejects: the outermost class carries its code.
        let i = omhoog(&b.pad).find_map(|p| plaats.get(p)).copied().unwrap_or(0);
        onbekende_client |= i == 0 && b.regel == "TR304";
        let (code, codes) = (code(b), &mut *klassen[i].1);
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    for (i, (pad, codes)) in klassen.into_iter().enumerate() {
        if codes.is_empty() {
            let genoemd = || omhoog(&pad).any(|p| niet_beoordeeld.contains(&p));
            let overgeslagen = (onbekende_client && i > 0) || genoemd();
            codes.push(if overgeslagen { NIET_BEOORDEELD } else { GEEN_OPMERKING });
        }
    }
}

/// A path and the paths that it lies in, from the inside out.
fn omhoog(pad: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pad), |p| p.rsplit_once('/').map(|(ouder, _)| ouder))
}

/// About the header, or about the message as a whole.
fn is_kop(pad: &str) -> bool {
    pad.is_empty() || pad == "/Bericht" || omhoog(pad).any(|p| p == "/Bericht/Header")
}

/// A rule without a published code still rejects: the general code says so.
fn code(b: &Bevinding) -> Retourcode {
    b.retourcode.unwrap_or(TECHNISCH)
}

/// The codes of findings, each once, in order.
fn codes<'a>(bevindingen: impl Iterator<Item = &'a Bevinding>) -> Vec<Retourcode> {
    let mut codes = Vec::new();
    for code in bevindingen.map(code) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}
