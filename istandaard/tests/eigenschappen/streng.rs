//! Bends a message that fits the schema until it breaks no rule of level 2 either.

use crate::maak::{Antwoord, Client, Declaratie};
use istandaard::{
    Adres, Bericht, ClientToewijzing, ClientVerzoek, Code, Contact, Geboortedatum, Header, Huis, Omvang,
    Prestatie, TeWijzigenProduct, VolledigeNaam, Wijzigingsverzoek,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kern::{Eenheid, Eurocent, Frequentie, Product, Productcategorie, Productcode};
use std::collections::HashSet;

fn code(tekst: &str) -> Code {
    Code::parse(tekst).unwrap()
}

fn dagtekening(h: &mut Header) -> Date {
    if !(2022..=2030).contains(&h.dagtekening.year()) {
        h.dagtekening = date(2026, 9, 2);
    }
    h.dagtekening
}

fn geboortedatum(g: &mut Geboortedatum, dag: Date) {
    let oudst = dag - 120.years();
    if g.datum > dag || g.datum < oudst {
        g.datum = oudst;
    }
    g.datum = match g.gebruik.as_ref().map(Code::as_str) {
        Some("3") => date(1900, 1, 1),
        Some("2") => date(g.datum.year(), 1, 1),
        Some("1") => g.datum.first_of_month(),
        _ => g.datum,
    };
    if g.datum < oudst && g.gebruik != Some(code("3")) {
        g.datum += 1.year();
    }
}

fn naam(n: &mut VolledigeNaam) {
    if n.partnernaam.is_none() || !matches!(n.naamgebruik.as_str(), "1" | "2" | "3" | "4") {
        n.naamgebruik = code("1");
    }
}

fn contact(c: &mut Contact) {
    let a = c.adres.get_or_insert_with(Adres::default);
    let huis = Huis { nummer: 1, letter: None, toevoeging: None, aanduiding: None };
    if a.land.as_ref().is_none_or(|l| *l == "NL") {
        a.land = Some(code("NL"));
        a.postcode = Some("3311AB".to_owned());
        a.huis.get_or_insert(huis);
    } else {
        a.postcode.get_or_insert("SW1A 1AA".to_owned());
        if c.telefoon.is_empty() {
            a.huis.get_or_insert(huis);
        }
    }
    c.periode = c.periode.filter(|_| c.soort == "04");
    if let Some(p) = &mut c.periode
        && p.van > p.tot
        && p.tot.is_some()
    {
        p.tot = p.van;
    }
}

/// Product, volume, budget and term of what is assigned or asked for, so that number `i` overlaps with no other.
struct Deel<'a> {
    product: &'a mut Option<Product>,
    omvang: &'a mut Option<Omvang>,
    budget: &'a mut Option<Eurocent>,
    van: &'a mut Date,
    tot: &'a mut Option<Date>,
}

fn deel(d: &mut Deel<'_>, i: usize, laatste: bool, begin: Date) {
    let lengte = d.van.day_of_year() % 90;
    *d.van = begin + i32::try_from(i * 100).unwrap().days();
    if d.product.is_some_and(|p| p.code.is_some()) || d.omvang.is_some() {
        let product = d
            .product
            .get_or_insert(Product { categorie: Productcategorie::parse("02").unwrap(), code: None });
        product.code.get_or_insert(Productcode::parse("02A05").unwrap());
        let begin = Omvang { volume: 1, eenheid: Eenheid::Uur, frequentie: Frequentie::Dag };
        frequentie(d.omvang.get_or_insert(begin));
        *d.budget = None;
    } else {
        d.budget.get_or_insert(Eurocent(1));
    }
    let open = laatste
        && d.tot.is_none()
        && d.budget.is_none()
        && d.omvang.is_some_and(|o| o.frequentie != Frequentie::Week);
    *d.tot = (!open).then(|| *d.van + lengte.days());
}

fn frequentie(o: &mut Omvang) {
    let grof =
        matches!(o.eenheid, Eenheid::Etmaal | Eenheid::Dagdeel | Eenheid::Euro | Eenheid::StuksInspanning);
    if grof && o.frequentie == Frequentie::Dag {
        o.frequentie = Frequentie::Week;
    }
}

fn eigen_nummer(nummer: &mut i64, i: usize) {
    *nummer = *nummer / 10 * 10 + i64::try_from(i).unwrap();
}

fn toewijzing(c: &mut ClientToewijzing, dag: Date) {
    geboortedatum(&mut c.geboortedatum, dag);
    naam(&mut c.naam);
    if let Some(com) = &mut c.communicatie {
        com.taal = (com.vorm == "1").then(|| "Berbers".to_owned());
    }
    for (i, r) in c.relaties.iter_mut().enumerate() {
        r.nummer = format!("{i}{}", r.nummer.chars().take(19).collect::<String>());
        r.geboortedatum.iter_mut().for_each(|g| geboortedatum(g, dag));
        naam(&mut r.naam);
        contact(&mut r.contact);
    }
    for (soort, c) in ["01", "02", "03", "04"].iter().zip(&mut c.contacten) {
        c.soort = code(soort);
        contact(c);
    }
    let n = c.producten.len();
    for (i, p) in c.producten.iter_mut().enumerate() {
        eigen_nummer(&mut p.nummer, i);
        p.toewijzingsdatum = p.toewijzingsdatum.min(dag);
        let mut d = Deel {
            product: &mut p.product,
            omvang: &mut p.omvang,
            budget: &mut p.budget,
            van: &mut p.ingangsdatum,
            tot: &mut p.einddatum,
        };
        deel(&mut d, i, i + 1 == n, dag);
        p.reden_wijziging = p.reden_wijziging.filter(|r| *r != "01");
        if p.reden_wijziging == Some(code("13")) {
            p.einddatum = Some(p.ingangsdatum);
        }
    }
}

fn verzoek(c: &mut ClientVerzoek, dag: Date) {
    geboortedatum(&mut c.geboortedatum, dag);
    let n = c.producten.len();
    for (i, p) in c.producten.iter_mut().enumerate() {
        p.referentie_aanbieder =
            format!("{i}{}", p.referentie_aanbieder.chars().take(35).collect::<String>());
        p.beschikking_ingangsdatum = p.beschikking_nummer.map(|_| dag);
        let mut d = Deel {
            product: &mut p.product,
            omvang: &mut p.omvang,
            budget: &mut p.budget,
            van: &mut p.toewijzing_ingangsdatum,
            tot: &mut p.toewijzing_einddatum,
        };
        deel(&mut d, i, i + 1 == n, dag);
        let v = &mut p.verwijzer;
        if !matches!(v.soort.as_str(), "02" | "03" | "04" | "05") {
            v.zorgverlener = None;
        } else if v.zorgverlener.is_some() {
            v.naam = None;
        } else {
            v.naam.get_or_insert("Huisarts".to_owned());
        }
    }
}

fn wijziging(v: &mut Wijzigingsverzoek, dag: Date) {
    if v.te_wijzigen.is_empty() && (v.ongewijzigd.is_empty() || v.nieuw.is_empty()) {
        v.te_wijzigen.push(TeWijzigenProduct {
            toewijzing: 0,
            gewenste_ingangsdatum: dag,
            einddatum: None,
            omvang: None,
            budget: None,
            retourcodes: Vec::new(),
        });
    }
    v.ongewijzigd.iter_mut().enumerate().for_each(|(i, p)| eigen_nummer(&mut p.toewijzing, i));
    for (i, p) in v.te_wijzigen.iter_mut().enumerate() {
        eigen_nummer(&mut p.toewijzing, i);
        p.omvang.iter_mut().for_each(frequentie);
        p.budget = p.budget.filter(|_| p.omvang.is_none());
        if p.budget.is_some() || p.omvang.is_some_and(|o| o.frequentie == Frequentie::Week) {
            p.einddatum.get_or_insert(p.gewenste_ingangsdatum);
        }
        p.einddatum = p.einddatum.map(|d| d.max(p.gewenste_ingangsdatum));
    }
    let n = v.nieuw.len();
    for (i, p) in v.nieuw.iter_mut().enumerate() {
        let mut d = Deel {
            product: &mut p.product,
            omvang: &mut p.omvang,
            budget: &mut p.budget,
            van: &mut p.gewenste_ingangsdatum,
            tot: &mut p.einddatum,
        };
        deel(&mut d, i, i + 1 == n, dag + 1.day());
    }
}

fn status(s: &mut Code) {
    if *s != "3" {
        *s = code("1");
    }
}

/// A message that is read as a whole. Answers have no rules of level 2.
pub fn bericht(b: &mut Bericht) {
    match b {
        Bericht::Wmo301(b) => toewijzing(&mut b.client, dagtekening(&mut b.header)),
        Bericht::Wmo305(b) => {
            let dag = dagtekening(&mut b.header);
            geboortedatum(&mut b.client.geboortedatum, dag);
            for (i, p) in b.client.producten.iter_mut().enumerate() {
                eigen_nummer(p.toewijzing.get_or_insert(0), i);
                p.begindatum = p.begindatum.min(dag);
                status(&mut p.status);
            }
        }
        Bericht::Wmo307(b) => {
            let dag = dagtekening(&mut b.header);
            geboortedatum(&mut b.client.geboortedatum, dag);
            for (i, p) in b.client.producten.iter_mut().enumerate() {
                eigen_nummer(p.toewijzing.get_or_insert(0), i);
                p.begindatum = p.begindatum.min(dag);
                p.einddatum = p.einddatum.clamp(p.begindatum, dag);
                status(&mut p.status);
            }
        }
        Bericht::Wmo315(b) => verzoek(&mut b.client, dagtekening(&mut b.header)),
        Bericht::Wmo317(b) => wijziging(&mut b.client.verzoek, dagtekening(&mut b.header)),
        Bericht::Wmo319(b) => {
            b.antwoord.reden_afwijzing = b.antwoord.is_afwijzing().then(|| code("3"));
        }
        _ => {}
    }
}

fn clienten(clienten: &mut Vec<Client>, van: Date) -> i64 {
    let mut gezien = HashSet::new();
    clienten.retain(|c| gezien.insert(c.bsn));
    let mut volgnr = 0;
    for (c, nr) in clienten.iter_mut().zip(1..) {
        for p in &mut c.regels {
            volgnr += 1;
            p.client_nr = nr;
            prestatie(p, volgnr, van);
        }
    }
    clienten.iter().flat_map(|c| &c.regels).map(|p| p.bedrag.0).sum()
}

/// Number `n` of the message; `van` is the first day of a month that is over.
fn prestatie(p: &mut Prestatie, n: i64, van: Date) {
    let dagen = van.days_in_month();
    let begin = p.van.day().min(dagen);
    p.van = van.with().day(begin).build().unwrap();
    p.tot = van.with().day(p.tot.day().clamp(begin, dagen)).build().unwrap();
    p.referentie = format!("{n}{}", p.referentie.chars().take(16).collect::<String>());
    p.vorige_referentie = p.is_credit().then(|| format!("V\r{n}\n"));
    p.toewijzing = n;
    if p.eenheid == Eenheid::Euro {
        p.tarief = None;
        p.volume = p.bedrag.0.abs();
    } else {
        p.tarief.get_or_insert(Eurocent(0));
    }
}

pub fn declaratie(d: &mut Declaratie) {
    let dag = dagtekening(&mut d.header);
    d.kop.van = (dag - 1.month()).first_of_month();
    d.kop.tot = d.kop.van.last_of_month();
    d.kop.dagtekening = dag;
    d.kop.ingediend = Eurocent(clienten(&mut d.clienten, d.kop.van));
}

pub fn antwoord(a: &mut Antwoord) {
    let dag = dagtekening(&mut a.header);
    let Some((kop, codes, c)) = &mut a.kop else { return };
    let som = clienten(c, (dag - 1.month()).first_of_month());
    kop.ingediend = Eurocent(kop.ingediend.0 % 99_999_999_999);
    let afgewezen = codes.iter().any(|c| !matches!(c.0, "0200" | "8001"));
    kop.toegekend = Eurocent(if afgewezen { 0 } else { kop.ingediend.0 - som });
}
