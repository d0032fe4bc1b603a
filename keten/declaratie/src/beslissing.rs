//! The rules of levels 3 and 4 for a claim. Each function names its rule; texts are our own.
//!
//! Start and stop messages are not looked at: a claim may not be rejected on them (OP364).

use crate::afspraken::{Afspraken, Maandvolgorde, TotaalMeldt};
use crate::model::{
    ClientFeit, Contractprijs, DebetCredit, DeclaratieFeiten, Declaratiekop, EerdereRegel, Feiten,
    Prestatieregel, ToewijzingFeit,
};
use crate::tekst::{dag, euro};
use crate::volume::{maximum_looptijd, maximum_periode};
use kern::{Afronding, Bevinding, Datum, Decimaal, Eenheid, Eurocent};

/// Findings on the head of the claim (TR333, TR318). One of them rejects the whole claim (IV087).
pub fn beoordeel_declaratie(kop: &Declaratiekop<'_>, feiten: &DeclaratieFeiten) -> Vec<Bevinding> {
    let mut b = Vec::new();
    if feiten.nummer_gebruikt {
        b.push(bevinding(
            "TR333",
            "9333",
            format!(
                "Declaratienummer {} is al gebruikt in een eerdere declaratie. Geef de declaratie een nieuw nummer en dien haar opnieuw in.",
                kop.nummer
            ),
        ));
    }
    if let Some(laatste) = feiten.laatste_periode.filter(|l| kop.periode.van() < *l) {
        b.push(bevinding(
            "TR318",
            "8214",
            format!(
                "De declaratieperiode begint op {}, maar er is al gedeclareerd over de periode vanaf {}. Dien late prestaties in met een nieuwe declaratieperiode.",
                dag(kop.periode.van()),
                dag(laatste)
            ),
        ));
    }
    if let Some(laatste) = feiten.laatste_periode.filter(|l| gat(*l, kop.periode.van(), &feiten.afspraken)) {
        b.push(bevinding(
            "TR318",
            "8214",
            format!(
                "De declaratieperiode begint op {}, maar de laatste begon op {}. Afgesproken is dat perioden op elkaar aansluiten.",
                dag(kop.periode.van()),
                dag(laatste)
            ),
        ));
    }
    b
}

/// Whether there is a month between the last claimed period and this one, and that was agreed to be a fault.
fn gat(laatste: Datum, nu: Datum, afspraken: &Afspraken) -> bool {
    afspraken.maandvolgorde == Maandvolgorde::Aansluitend
        && laatste.last_of_month().tomorrow().is_ok_and(|volgende| nu > volgende)
}

/// Finding on the client of the claim (TR304). It rejects all lines of that client unjudged (IV087).
pub fn beoordeel_client(client: ClientFeit) -> Option<Bevinding> {
    match client {
        ClientFeit::Bekend(_) => None,
        ClientFeit::Onbekend => Some(bevinding(
            "TR304",
            "8187",
            "Dit BSN is bij de gemeente niet bekend als cliënt. Controleer het BSN en de gemeente waar u declareert.",
        )),
    }
}

/// Judges one line; no findings means granted. All reasons are given together.
pub fn beoordeel(regel: &Prestatieregel<'_>, feiten: &Feiten<'_>) -> Vec<Bevinding> {
    let mut b = Vec::new();
    if feiten.referentie_gebruikt {
        b.push(bevinding(
            "TR314",
            "8021",
            format!("Referentienummer {} is al gebruikt. Geef de regel een nieuw nummer.", regel.referentie),
        ));
    }
    let toewijzing = feiten.toewijzing.filter(|t| t.client == feiten.client && t.van_deze_aanbieder);
    if toewijzing.is_none() {
        b.push(bevinding(
            "TR338",
            "9338",
            format!(
                "Toewijzing {} is niet bekend voor deze cliënt bij deze aanbieder. Neem het toewijzingnummer over uit het toewijzingsbericht (301).",
                regel.toewijzing
            ),
        ));
    }
    match regel.dc {
        DebetCredit::Credit => credit(regel, feiten.eerdere, &mut b),
        DebetCredit::Debet => {
            if !feiten.product_past {
                b.push(bevinding(
                    "TR381",
                    "S329",
                    format!(
                        "Product {} hoort niet bij productcategorie {}. Controleer beide.",
                        regel.code, regel.categorie
                    ),
                ));
            }
            if let Some(t) = toewijzing {
                product(regel, t, feiten.prijzen, &mut b);
                periode(regel, t, &mut b);
                volume(regel, t, feiten.eerdere, feiten.afspraken, &mut b);
                dubbel(regel, feiten.eerdere, &mut b);
            }
            prijs(regel, feiten.prijzen, &mut b);
        }
    }
    b
}

/// TR339, TR340, TR341, TR384: the line must be about what was assigned.
fn product(r: &Prestatieregel<'_>, t: &ToewijzingFeit, prijzen: &[Contractprijs], b: &mut Vec<Bevinding>) {
    if t.verwijderd {
        b.push(bevinding(
            "TR384",
            "9384",
            "Deze toewijzing is door de gemeente verwijderd. Er kan niet op worden gedeclareerd.",
        ));
    }
    if let Some(c) = t.categorie.filter(|c| *c != r.categorie) {
        b.push(bevinding(
            "TR339",
            "9339",
            format!("Productcategorie {} is gedeclareerd, maar {c} is toegewezen.", r.categorie),
        ));
    }
    if let Some(c) = t.code.filter(|c| *c != r.code) {
        b.push(bevinding(
            "TR340",
            "9340",
            format!("Product {} is gedeclareerd, maar product {c} is toegewezen.", r.code),
        ));
    }
    let past = match t.omvang {
        Some(o) => eenheid_past(r.eenheid, o.eenheid),
        // without Omvang the contract decides; without a contract line TR418 says so
        None => prijzen.is_empty() || prijzen.iter().any(|p| eenheid_past(r.eenheid, p.eenheid)),
    };
    if !past {
        let verwacht = t.omvang.map(|o| o.eenheid).or_else(|| prijzen.first().map(|p| p.eenheid));
        b.push(bevinding(
            "TR341",
            "9341",
            format!(
                "De eenheid is {}, maar afgesproken is {}.",
                r.eenheid.omschrijving(),
                verwacht.map_or("een andere eenheid", Eenheid::omschrijving)
            ),
        ));
    }
}

/// The same unit, or minutes where hours were agreed (TR341, IV081).
fn eenheid_past(gedeclareerd: Eenheid, afgesproken: Eenheid) -> bool {
    gedeclareerd == afgesproken || (gedeclareerd, afgesproken) == (Eenheid::Minuut, Eenheid::Uur)
}

/// TR307, TR308, TR387, TR388: the period is the part of the month that lies in the assignment.
fn periode(r: &Prestatieregel<'_>, t: &ToewijzingFeit, b: &mut Vec<Bevinding>) {
    let (begin, einde) = (t.periode.van(), t.periode.tot());
    if r.van < begin {
        b.push(bevinding(
            "TR307",
            "9307",
            format!("De periode begint op {}, maar de toewijzing gaat pas in op {}.", dag(r.van), dag(begin)),
        ));
    }
    if let Some(e) = einde.filter(|e| r.tot > *e) {
        b.push(bevinding(
            "TR308",
            "9308",
            format!("De periode loopt tot en met {}, maar de toewijzing eindigt op {}.", dag(r.tot), dag(e)),
        ));
    }
    let eerste = if zelfde_maand(begin, r.van) { begin } else { r.van.first_of_month() };
    if r.van != eerste {
        b.push(bevinding(
            "TR387",
            "9387",
            format!("De periode moet beginnen op {}, niet op {}.", dag(eerste), dag(r.van)),
        ));
    }
    let laatste = einde.filter(|e| zelfde_maand(*e, r.tot)).unwrap_or_else(|| r.tot.last_of_month());
    if r.tot != laatste {
        b.push(bevinding(
            "TR388",
            "9388",
            format!("De periode moet eindigen op {}, niet op {}.", dag(laatste), dag(r.tot)),
        ));
    }
}

fn zelfde_maand(a: Datum, b: Datum) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}

/// TR321, TR322, TR369: not more than was assigned, in the period and over the whole term.
fn volume(
    r: &Prestatieregel<'_>,
    t: &ToewijzingFeit,
    eerdere: &[EerdereRegel],
    afspraken: &Afspraken,
    b: &mut Vec<Bevinding>,
) {
    // another unit is a fault of its own (TR341): hours and euros cannot be held against each other
    if let Some(o) = t.omvang.filter(|o| eenheid_past(r.eenheid, o.eenheid)) {
        // everything in the smallest unit involved: minutes where hours were assigned
        let in_minuten = o.eenheid == Eenheid::Uur;
        let maat =
            |v: i64, e: Eenheid| if in_minuten && e == Eenheid::Uur { v.saturating_mul(60) } else { v };
        let geleverd = maat(r.volume, r.eenheid);
        let te_veel = maximum_periode(&o, t.categorie, &t.periode, r.van, r.tot, afspraken)
            .filter(|max| geleverd > maat(max.volume, o.eenheid));
        // by agreement TR321 may speak alone for a line above a total
        let alleen_tr321 = te_veel.is_some()
            && o.frequentie == kern::Frequentie::Totaal
            && afspraken.totaal_meldt == TotaalMeldt::Tr321;
        if let Some(max) = te_veel {
            b.push(bevinding(
                "TR321",
                "9321",
                format!(
                    "Het volume is {}, maar in deze periode mag hoogstens {} ({}).",
                    hoeveel(r.volume, r.eenheid),
                    hoeveel(max.volume, o.eenheid),
                    omvang_tekst(&o)
                ),
            ));
        }
        if let Some(max) = maximum_looptijd(&o, &t.periode, afspraken).filter(|_| !alleen_tr321) {
            let al: i64 = eerdere.iter().fold(0, |s, e| {
                let v = maat(e.volume, e.eenheid);
                s.saturating_add(if e.is_credit() { -v } else { v })
            });
            if al.saturating_add(geleverd) > maat(max.volume, o.eenheid) {
                b.push(bevinding(
                    "TR322",
                    "9322",
                    format!(
                        "Samen met wat al is toegekend komt het volume boven het toegewezen totaal van {}.",
                        hoeveel(max.volume, o.eenheid)
                    ),
                ));
            }
        }
    }
    if let Some(budget) = t.budget {
        let al = eerdere.iter().fold(0_i64, |s, e| s.saturating_add(e.bedrag.0));
        if al.saturating_add(r.bedrag.0) > budget.0 {
            b.push(bevinding(
                "TR369",
                "9369",
                format!(
                    "Samen met wat al is toegekend ({}) komt deze regel boven het budget van {}.",
                    euro(Eurocent(al)),
                    euro(budget)
                ),
            ));
        }
    }
}

fn hoeveel(volume: i64, eenheid: Eenheid) -> String {
    eenheid.aantal(volume)
}

fn omvang_tekst(o: &crate::model::Omvang) -> String {
    format!("toegewezen: {} {}", hoeveel(o.volume, o.eenheid), o.frequentie.omschrijving())
}

/// TR389: one debit line per assignment, product and period, unless the earlier one was credited.
fn dubbel(r: &Prestatieregel<'_>, eerdere: &[EerdereRegel], b: &mut Vec<Bevinding>) {
    let gecrediteerd = |e: &EerdereRegel| {
        eerdere.iter().any(|c| c.vorige_referentie.as_deref() == Some(e.referentie.as_str()))
    };
    let eerder = eerdere.iter().find(|e| {
        !e.is_credit()
            && (e.categorie, e.code, e.van, e.tot) == (r.categorie, r.code, r.van, r.tot)
            && !gecrediteerd(e)
    });
    if let Some(e) = eerder {
        b.push(bevinding(
            "TR389",
            "9389",
            format!(
                "Deze periode is al gedeclareerd en toegekend (referentie {}). Crediteer eerst die regel als u haar wilt verbeteren.",
                e.referentie
            ),
        ));
    }
}

/// TR323, TR390: a credit takes back a granted debit line, whole and once.
fn credit(r: &Prestatieregel<'_>, eerdere: &[EerdereRegel], b: &mut Vec<Bevinding>) {
    let vorige = r.vorige_referentie.unwrap_or_default();
    let debet = eerdere.iter().find(|e| !e.is_credit() && e.referentie == vorige);
    let gelijk = debet.is_some_and(|d| {
        (d.categorie, d.code, d.van, d.tot) == (r.categorie, r.code, r.van, r.tot)
            && (d.volume, d.eenheid, d.tarief, d.bedrag) == (r.volume, r.eenheid, r.tarief, r.bedrag)
    });
    if !gelijk {
        b.push(bevinding(
            "TR323",
            "8017",
            format!(
                "Er is geen toegekende debetregel met referentie {vorige} en dezelfde gegevens. Neem een creditregel gelijk over van de debetregel."
            ),
        ));
    }
    if eerdere.iter().any(|e| e.vorige_referentie.as_deref() == Some(vorige)) {
        b.push(bevinding(
            "TR390",
            "9390",
            format!("De regel met referentie {vorige} is al eerder gecrediteerd. Dat kan maar een keer."),
        ));
    }
}

/// TR418, TR346: the contract price, and volume times price.
///
/// A wrong price is one fault, not two: the amount is then held against the price that was claimed.
fn prijs(r: &Prestatieregel<'_>, prijzen: &[Contractprijs], b: &mut Vec<Bevinding>) {
    let Some(tarief) = r.tarief else { return }; // unit 83: CS339 and CD087 guard it within the message
    let contract = contracttarief(r.eenheid, prijzen);
    let klopt = contract.is_some_and(|c| rond(c) == Some(tarief));
    if !klopt {
        let tekst = match contract.and_then(rond) {
            Some(c) => format!(
                "Het tarief is {}, maar volgens het contract geldt {} per {}.",
                euro(tarief),
                euro(c),
                r.eenheid.enkelvoud()
            ),
            None => format!(
                "Voor product {} is op {} geen tarief per {} afgesproken. Controleer het contract.",
                r.code,
                dag(r.van),
                r.eenheid.enkelvoud()
            ),
        };
        b.push(bevinding("TR418", "0611", tekst));
    }
    let per_stuk = contract.filter(|_| klopt).unwrap_or_else(|| Decimaal::from(tarief.0));
    let verwacht = Decimaal::from(r.volume).checked_mul(per_stuk).and_then(rond);
    // a rounded price per minute does not tell the unrounded one (IV081): then only TR418 speaks
    let te_toetsen = klopt || r.eenheid != Eenheid::Minuut;
    if te_toetsen && verwacht != Some(r.bedrag) {
        b.push(bevinding(
            "TR346",
            "9346",
            format!(
                "Het bedrag is {}, maar {} maal het tarief is {}.",
                euro(r.bedrag),
                r.volume,
                verwacht.map_or_else(|| "te groot om te betalen".to_owned(), euro)
            ),
        ));
    }
}

/// The unrounded contract price for a unit; per minute it is the hourly price divided by sixty (IV081).
pub(crate) fn contracttarief(eenheid: Eenheid, prijzen: &[Contractprijs]) -> Option<Decimaal> {
    let van = |e: Eenheid| prijzen.iter().find(|p| p.eenheid == e).and_then(|p| p.tarief);
    van(eenheid).or_else(|| match eenheid {
        Eenheid::Minuut => van(Eenheid::Uur)?.checked_div(Decimaal::from(60)),
        _ => None,
    })
}

fn rond(cent: Decimaal) -> Option<Eurocent> {
    Eurocent::rond(cent, Afronding::Rekenkundig).ok()
}

fn bevinding(
    regel: &'static str,
    retourcode: &'static str,
    tekst: impl Into<std::borrow::Cow<'static, str>>,
) -> Bevinding {
    Bevinding::new(regel, Some(retourcode), String::new(), tekst)
}

/// A reason of our own duty, without a published return code.
pub(crate) fn bevinding_zonder_code(
    regel: &'static str,
    tekst: impl Into<std::borrow::Cow<'static, str>>,
) -> Bevinding {
    Bevinding::new(regel, None, String::new(), tekst)
}

#[cfg(test)]
mod tests;
