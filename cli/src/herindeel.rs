//! `maatwerk herindeel`: a reorganisation of municipalities, carried out on the book.

use crate::argumenten::{Algemeen, HerindeelOpties};
use crate::uit::{druk, druk_json, regel};
use crate::{Einde, Uitkomst, open};
use app::herindelen;

pub(super) fn herindeel(alg: &Algemeen, opties: &HerindeelOpties) -> Uitkomst<Einde> {
    // a name that does not exist is told before a database is made
    let h = herindelen::zoek(&opties.herindeling)?;
    let o = open(alg)?;
    let gemeenten = app::gemeenten(&o)?;
    if opties.ongedaan {
        let (clienten, toewijzingen) = herindelen::maak_ongedaan(&o, h, &gemeenten)?;
        if alg.json {
            druk_json(&serde_json::json!({
                "herindeling": h.id, "clienten_terug": clienten, "toewijzingen_terug": toewijzingen,
            }))?;
        } else {
            regel!("{} is teruggedraaid: {clienten} cliënten, {toewijzingen} toewijzingen.", h.naam)?;
        }
        return Ok(Einde::Goed);
    }
    let mut gezegd = 0;
    let r = herindelen::voer_uit(&o, h, &gemeenten, opties.proef, |n| {
        if n >= gezegd + 10_000 {
            gezegd = n;
            eprintln!("{n} cliënten bekeken");
        }
    })?;
    if alg.json {
        druk_json(&r.json())?;
    } else {
        druk(&r.tekst())?;
        if opties.proef {
            regel!("\nDit is een proef: er is niets veranderd.")?;
        } else {
            regel!(
                "\nDe berichten gaan weg met 'maatwerk bericht toewijzen'. Tot dan kan dit terug: maatwerk herindeel {} --ongedaan",
                h.id
            )?;
        }
    }
    Ok(if r.geweigerd == 0 { Einde::Goed } else { Einde::Afgekeurd })
}
