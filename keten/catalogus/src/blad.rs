//! What a product is, for whom and why, as explanations that pages and the command line render alike.

use crate::Catalogusproduct;
use kern::{Bron, Datum, Decimaal, Opzoeking, Uitleg, voluit};
use regels::{
    Criteriumsoort, Duur, Kader, Kieswijze, Maat, Partij, Productsoort, Toets, Toetssoort, Verantwoording,
    Verlenging, Voorwaarde,
};

/// A part of what is known about a product or a framework, with its explanations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hoofdstuk {
    /// What it is about.
    pub kop: &'static str,
    /// The explanations, in the order of the data.
    pub onderdelen: Vec<Uitleg>,
}

impl Hoofdstuk {
    fn vol(kop: &'static str, onderdelen: Vec<Uitleg>) -> Option<Self> {
        (!onderdelen.is_empty()).then_some(Self { kop, onderdelen })
    }
}

/// Everything that a framework says about a product on a day, beside its price: only what there is.
pub fn productblad(kader: &Kader, product: &Catalogusproduct, dag: Datum) -> Vec<Hoofdstuk> {
    let (c, kort) = (&kader.criteria, product.kort.as_str());
    let toetsen = |soort: Toetssoort| -> Vec<Uitleg> {
        c.toetsen_van(kort, dag).filter(|t| t.soort == soort).map(|t| toets(kader, t, dag)).collect()
    };
    let geldt = |v: &Verantwoording| v.geldig.bevat(dag);
    let voor = |lijst: &[String]| lijst.iter().any(|p| p == kort);
    let indelingen = c.indelingen.iter().filter(|i| geldt(&i.verantwoording));
    let indelingen = indelingen.filter(|i| i.opties.iter().any(|o| o.product == kort)).map(|i| {
        let hoe = match i.wijze {
            Kieswijze::PrimaireWerkzaamheden => "wat in de hele mix de boventoon voert, bepaalt het product",
            Kieswijze::Eerste => "het eerste product waarvan de voorwaarde geldt",
        };
        i.opties.iter().fold(van(&i.naam, hoe, &i.id, &i.verantwoording), |u, o| {
            let wat = if o.werkzaamheden.is_empty() {
                "als dit geldt".to_owned()
            } else {
                o.werkzaamheden.join(", ")
            };
            let optie = Uitleg::new(o.product.clone(), wat);
            u.want(match &o.regel {
                Some(r) => optie.want(voorwaarde(kader, r, dag)),
                None => optie,
            })
        })
    });
    let termijnen = c.termijnen.iter().filter(|t| geldt(&t.verantwoording) && voor(&t.producten)).map(|t| {
        let hoe_lang =
            t.maximum_maanden.map_or_else(|| "eindig".to_owned(), |m| format!("hooguit {}", maanden(m)));
        let mut u = van(&t.tekst, &hoe_lang, &t.id, &t.verantwoording);
        let langer = match t.verlenging {
            Verlenging::NietGenoemd => None,
            Verlenging::Gemotiveerd => Some("alleen met een motivering"),
            Verlenging::Maatwerk => Some("maatwerk"),
        };
        if let Some(langer) = langer {
            u = u.met("langer", langer);
        }
        beslist(u, t.beslist)
    });
    let ruilen = c.substituties.iter().filter(|s| geldt(&s.verantwoording)).map(|s| {
        van(&s.tekst, &format!("{} → {}", maat(&s.van), maat(&s.naar)), &s.id, &s.verantwoording)
            .want(voorwaarde(kader, &s.regel, dag))
    });
    let plichten = c.plichten.iter().filter(|p| geldt(&p.verantwoording) && voor(&p.producten)).map(|p| {
        let mut u = van(&p.tekst, p.wie.naam(), &p.id, &p.verantwoording);
        for (wanneer, regel) in [("Alleen als", &p.als), ("Niet als", &p.tenzij)] {
            if let Some(r) = regel {
                u = u.want(Uitleg::new(wanneer, "dit geldt").want(voorwaarde(kader, r, dag)));
            }
        }
        u
    });
    let eigen = product.soort == Productsoort::Product;
    let resultaten = kader.resultaten.van(kort).filter(|r| eigen && geldt(&r.verantwoording)).map(|r| {
        let mut u = van(&r.naam, &r.tekst, &r.sleutel, &r.verantwoording);
        if !r.samenhang.is_empty() {
            u = u.met("hangt samen met", r.samenhang.join(", "));
        }
        r.onderdelen.iter().fold(u, |u, o| u.met("onderdeel", o.clone()))
    });
    let domeinen = kader
        .resultaten
        .domeinen
        .iter()
        .filter(|d| eigen && geldt(&d.verantwoording))
        .filter(|d| !d.niveaus.is_empty());
    let domeinen = domeinen.map(|d| {
        let niveaus: Vec<&str> = d.niveaus.iter().map(|n| n.naam()).collect();
        let mut u = van(&d.naam, &niveaus.join(", "), &d.code, &d.verantwoording);
        if !d.alleen_met.is_empty() {
            let met: Vec<_> = d
                .alleen_met
                .iter()
                .map(|c| kader.resultaten.domein(c).map_or(c.clone(), |d| d.naam.to_lowercase()))
                .collect();
            u = u.met("alleen samen met", met.join(" of "));
        }
        u
    });
    [
        Hoofdstuk::vol("Voor wie", toetsen(Toetssoort::Toegang)),
        Hoofdstuk::vol("Wanneer niet", toetsen(Toetssoort::Uitsluiting)),
        Hoofdstuk::vol("Gronden voor de opslag: een is genoeg", toetsen(Toetssoort::Opslag)),
        Hoofdstuk::vol("Welk product past", indelingen.collect()),
        Hoofdstuk::vol("Hoe lang", termijnen.collect()),
        Hoofdstuk::vol("Verlengen", toetsen(Toetssoort::Verlenging)),
        Hoofdstuk::vol("Ruilen", ruilen.filter(|_| eigen).collect()),
        Hoofdstuk::vol("Wat partijen moeten doen", plichten.collect()),
        Hoofdstuk::vol("Bij welke zelfredzaamheid", domeinen.collect()),
        Hoofdstuk::vol("Welke resultaten", resultaten.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a framework says about itself on a day: arrangements, term, ways around the products and pilots.
pub fn kaderblad(kader: &Kader, dag: Datum) -> Vec<Hoofdstuk> {
    let geldt = |v: &Verantwoording| v.geldig.bevat(dag);
    let o = &kader.overeenkomst;
    let looptijden = o.looptijden.iter().map(|l| {
        let stand = match l.termijn_op(dag) {
            Opzoeking::Geldig((0, p)) => format!("eerste looptijd, {}", periode(&p)),
            Opzoeking::Geldig((nr, p)) => format!("verlenging {nr}, {}", periode(&p)),
            Opzoeking::NogNiet(van) => format!("begint op {}", voluit(van)),
            Opzoeking::Geeindigd(tot) => format!("liep tot en met {}", voluit(tot)),
            Opzoeking::Geen => "onbekend".to_owned(),
        };
        van(&l.tekst, &stand, &l.id, &l.verantwoording)
    });
    let afspraken = kader
        .afspraken
        .iter()
        .filter(|a| geldt(&a.verantwoording))
        .map(|a| van(&zonder_streep(&a.sleutel), &a.tekst, &a.sleutel, &a.verantwoording));
    let routes = o.routes.iter().filter(|r| geldt(&r.verantwoording)).map(|r| {
        let u = van(&r.tekst, &r.vraagt.join(" en "), &r.id, &r.verantwoording).met("wanneer", r.als.clone());
        beslist(u, Some(r.beslist))
    });
    let pilots = o.pilots.iter().filter(|p| geldt(&p.verantwoording)).map(|p| {
        let naam = kader.gemeenten.iter().find(|g| g.code == p.gemeente).map_or("", |g| g.naam.as_str());
        let deel = p.aandeel.map_or_else(
            || "deel niet genoemd".to_owned(),
            |(van, tot)| format!("{}% tot {}% van de cliënten", komma(van), komma(tot)),
        );
        van(&p.tekst, &deel, &p.id, &p.verantwoording).met("gemeente", naam).met("stand", p.stand.code())
    });
    [
        Hoofdstuk::vol("Looptijd", looptijden.collect()),
        Hoofdstuk::vol("Afspraken", afspraken.collect()),
        Hoofdstuk::vol("Buiten de producten om", routes.collect()),
        Hoofdstuk::vol("Lokale pilots", pilots.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// An explanation with the source and the note of its line.
fn van(stap: &str, uitkomst: &str, regel: &str, v: &Verantwoording) -> Uitleg {
    Uitleg::new(stap, uitkomst).volgens(regel, bron(v)).met("toelichting", v.toelichting.clone())
}

fn bron(v: &Verantwoording) -> Bron {
    v.bron.clone()
}

fn toets(kader: &Kader, t: &Toets, dag: Datum) -> Uitleg {
    let wat = match (t.soort, t.duur) {
        (Toetssoort::Uitsluiting, _) => "dan kan dit product niet",
        (Toetssoort::Opslag, Some(Duur::Tijdelijk)) => "tijdelijk",
        (Toetssoort::Opslag, Some(Duur::TijdelijkOfStructureel)) => "tijdelijk of blijvend",
        (Toetssoort::Opslag, None) => "dan kan de opslag",
        (Toetssoort::Verlenging, _) => "dan mag het langer",
        (Toetssoort::Toegang | Toetssoort::Deel, _) => "dit moet gelden",
    };
    beslist(van(&t.naam, wat, &t.id, &t.verantwoording), t.beslist).want(voorwaarde(kader, &t.regel, dag))
}

fn beslist(u: Uitleg, wie: Option<Partij>) -> Uitleg {
    match wie {
        Some(wie) => u.met("wie beslist", wie.naam()),
        None => u,
    }
}

/// A rule as a tree: what must hold, down to the criteria with their source.
fn voorwaarde(kader: &Kader, r: &Voorwaarde, dag: Datum) -> Uitleg {
    let c = &kader.criteria;
    match r {
        Voorwaarde::En(delen) => delen
            .iter()
            .fold(Uitleg::new("Alles hiervan", "moet gelden"), |u, d| u.want(voorwaarde(kader, d, dag))),
        Voorwaarde::Of(delen) => {
            delen.iter().fold(Uitleg::new("Ten minste één hiervan", "moet gelden"), |u, d| {
                u.want(voorwaarde(kader, d, dag))
            })
        }
        Voorwaarde::Niet(deel) => {
            Uitleg::new("Dit juist niet", "mag niet gelden").want(voorwaarde(kader, deel, dag))
        }
        Voorwaarde::Toets(id) => c
            .toets_op(id, dag)
            .map_or_else(|| Uitleg::new(id.clone(), "geldt niet op deze dag"), |t| toets(kader, t, dag)),
        Voorwaarde::Criterium(id) => c.criterium_op(id, dag).map_or_else(
            || Uitleg::new(id.clone(), "geldt niet op deze dag"),
            |x| van(&x.tekst, &gevraagd(&x.soort), &x.id, &x.verantwoording),
        ),
    }
}

/// What a criterion asks for, in words.
fn gevraagd(soort: &Criteriumsoort) -> String {
    match soort {
        Criteriumsoort::Feit => "feit".to_owned(),
        Criteriumsoort::Oordeel => "oordeel, met motivering".to_owned(),
        Criteriumsoort::Getal { eenheid, minimum, maximum } => match (minimum, maximum) {
            (Some(laag), Some(hoog)) => format!("{} tot en met {}", komma(*laag), telling(*hoog, eenheid)),
            (Some(laag), None) => format!("ten minste {}", telling(*laag, eenheid)),
            (None, Some(hoog)) => format!("hooguit {}", telling(*hoog, eenheid)),
            (None, None) => eenheid.clone(),
        },
    }
}

/// A number with its unit; a count has none of its own.
fn telling(n: Decimaal, eenheid: &str) -> String {
    if eenheid == "aantal" { komma(n) } else { format!("{} {eenheid}", komma(n)) }
}

fn maat(m: &Maat) -> String {
    format!("{} {} {}", komma(m.aantal), m.eenheid.omschrijving(), m.wat)
}

fn maanden(n: u32) -> String {
    match (n, n % 12) {
        (1, _) => "1 maand".to_owned(),
        (12, _) => "1 jaar".to_owned(),
        (_, 0) => format!("{} jaar", n / 12),
        _ => format!("{n} maanden"),
    }
}

fn periode(p: &kern::Periode) -> String {
    let tot = p.tot().map_or_else(|| "open".to_owned(), voluit);
    format!("{} tot en met {tot}", voluit(p.van()))
}

fn komma(n: Decimaal) -> String {
    n.normalize().to_string().replace('.', ",")
}

/// A key as words: `twee_contracten` is "twee contracten".
fn zonder_streep(sleutel: &str) -> String {
    sleutel.replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Inkoopkader;
    use jiff::civil::date;

    fn blad(kader: &str, kort: &str, dag: Datum) -> Vec<Hoofdstuk> {
        let k = regels::kader(kader).unwrap();
        let ik = Inkoopkader::uit(k).unwrap();
        let p = ik.producten.iter().find(|p| p.kort == kort).unwrap();
        productblad(k, p, dag)
    }

    fn hoofdstuk<'h>(h: &'h [Hoofdstuk], kop: &str) -> &'h [Uitleg] {
        h.iter().find(|h| h.kop.starts_with(kop)).map_or(&[], |h| h.onderdelen.as_slice())
    }

    #[test]
    fn ib4_is_first_or_and_then_and() {
        let h = blad("drechtsteden-ib4-2017", "IB4", date(2017, 1, 1));
        let toegang = &hoofdstuk(&h, "Voor wie")[0].stappen[0];
        assert_eq!((toegang.stap.as_str(), toegang.stappen.len()), ("Alles hiervan", 9));
        let of = &toegang.stappen[0];
        assert_eq!((of.stap.as_str(), of.stappen.len()), ("Ten minste één hiervan", 2));
        assert!(of.stappen.iter().all(|s| s.stap == "Alles hiervan" && s.stappen.len() == 2));
        let wonen = toegang.stappen.iter().find(|s| s.stap == "Wanneer wonen geclusterd is").unwrap();
        let grenzen: Vec<_> = wonen.stappen[0].stappen.iter().map(|s| s.uitkomst.as_str()).collect();
        assert_eq!(
            grenzen,
            ["3 tot en met 14 personen", "moet gelden", "hooguit 1000 meter", "ten minste 1"]
        );
        assert!(hoofdstuk(&h, "Hoe lang")[0].uitkomst.contains("3 jaar"));
        assert!(hoofdstuk(&h, "Ruilen").is_empty());
    }

    #[test]
    fn only_what_there_is_is_said_and_only_on_its_day() {
        let h = blad("drechtsteden-ib-2016", "IB2", date(2016, 12, 31));
        assert_eq!(hoofdstuk(&h, "Hoe lang")[0].uitkomst, "eindig");
        assert_eq!(
            hoofdstuk(&h, "Ruilen")[0].uitkomst,
            "1 dagdeel dagbesteding → 1 uur individuele begeleiding"
        );
        assert_eq!(hoofdstuk(&h, "Wanneer niet").len(), 4);
        assert_eq!(hoofdstuk(&h, "Bij welke").len(), 11);
        assert_eq!(blad("drechtsteden-ib-2016", "IB2", date(2017, 1, 1)), []);
        assert_eq!(blad("dagbesteding-bwo-2016", "arbeid", date(2026, 1, 1)), []);
        let opslag = blad("dordrecht-bw-2021", "IB1-opslag", date(2021, 1, 1));
        let gronden: Vec<_> = hoofdstuk(&opslag, "Gronden").iter().map(|u| u.uitkomst.as_str()).collect();
        assert_eq!(gronden, ["tijdelijk", "tijdelijk of blijvend"]);
        assert!(
            hoofdstuk(&opslag, "Wat partijen")
                .iter()
                .any(|u| u.stap.contains("budgetcoach") && u.stappen.len() == 2)
        );
    }

    #[test]
    fn the_contracts_of_the_meierij_renew_and_the_pilot_has_its_share() {
        let h = kaderblad(regels::kader("meierij-2020").unwrap(), date(2026, 9, 1));
        assert_eq!(
            hoofdstuk(&h, "Looptijd")[0].uitkomst,
            "verlenging 5, 1 januari 2026 tot en met 31 december 2026"
        );
        let pilots = hoofdstuk(&h, "Lokale pilots");
        assert!(pilots.iter().any(|p| p.uitkomst == "8% tot 10% van de cliënten"));
        assert_eq!((pilots.len(), hoofdstuk(&h, "Buiten").len()), (3, 1));
    }
}
