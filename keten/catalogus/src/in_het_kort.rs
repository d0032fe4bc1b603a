//! What a newcomer asks of a product: what it is, for whom, what it costs, why, since when and from which document. Six
//! answers, always all six; what the document does not tell is said so.

use crate::{
    Catalogusproduct, Inkoopkader, Tarief, bedrag_in_woorden, prijs_in_woorden, product_op, tarief_op,
};
use kern::{Bron, Datum, Opzoeking, voluit};
use regels::{Criteria, Kader, Telwijze, Toetssoort, Voorwaarde};

/// The six questions, in order.
pub const VRAGEN: [&str; 6] = [
    "Wat is het?",
    "Voor wie?",
    "Wat kost het?",
    "Waarom deze prijs?",
    "Sinds wanneer?",
    "Uit welk document?",
];

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kort {
    /// The question.
    pub vraag: &'static str,
    /// The answer in sentences; never empty.
    pub antwoord: Vec<String>,
    /// What follows the answer as a list, such as the conditions.
    pub lijst: Vec<String>,
}

/// The day that a product is shown for: today; what no longer holds as on its last day, what does not hold yet as on its
/// first.
pub fn toondag(kader: &Inkoopkader, product: &Catalogusproduct, vandaag: Datum) -> Datum {
    match product_op(kader, product.sleutel, vandaag) {
        Opzoeking::NogNiet(d) | Opzoeking::Geeindigd(d) => d,
        Opzoeking::Geldig(_) | Opzoeking::Geen => vandaag,
    }
}

/// The six answers about a product.
pub fn in_het_kort(
    gegevens: &Kader,
    kader: &Inkoopkader,
    product: &Catalogusproduct,
    vandaag: Datum,
) -> Vec<Kort> {
    let dag = toondag(kader, product, vandaag);
    let tarief = tarief_op(product, dag).geldig();
    let delen = [
        (wat(product), Vec::new()),
        voor_wie(&gegevens.criteria, product, dag),
        (kosten(product, tarief), Vec::new()),
        (waarom(gegevens, product, tarief, dag), Vec::new()),
        (sinds(kader, product, tarief, vandaag), Vec::new()),
        (document(gegevens, product, tarief), Vec::new()),
    ];
    VRAGEN.into_iter().zip(delen).map(|(vraag, (antwoord, lijst))| Kort { vraag, antwoord, lijst }).collect()
}

fn zin(t: &str) -> String {
    let t = t.trim();
    if t.ends_with(['.', '?', '!']) { t.to_owned() } else { format!("{t}.") }
}

fn wat(p: &Catalogusproduct) -> Vec<String> {
    let mut uit = Vec::new();
    if !p.bij.is_empty() {
        let soort = p.soort_in_woorden();
        uit.push(format!("Dit is een {soort}."));
    }
    uit.push(zin(&p.omschrijving));
    uit
}

/// The conditions of a test in short, one a line.
fn voorwaarden(c: &Criteria, v: &Voorwaarde, dag: Datum) -> Vec<String> {
    match v {
        Voorwaarde::En(delen) => delen.iter().map(|d| in_een_zin(c, d, dag)).collect(),
        ander => vec![in_een_zin(c, ander, dag)],
    }
}

fn in_een_zin(c: &Criteria, v: &Voorwaarde, dag: Datum) -> String {
    let samen = |delen: &[Voorwaarde], tussen: &str| {
        let zinnen: Vec<String> = delen.iter().map(|d| in_een_zin(c, d, dag)).collect();
        let kaal = |z: &str| z.trim_end_matches('.').to_owned();
        zin(&zinnen.iter().map(|z| kaal(z)).collect::<Vec<_>>().join(tussen))
    };
    match v {
        Voorwaarde::En(delen) => samen(delen, "; en ook: "),
        Voorwaarde::Of(delen) => samen(delen, "; of: "),
        Voorwaarde::Niet(deel) => format!("Niet: {}", in_een_zin(c, deel, dag)),
        Voorwaarde::Toets(id) => zin(c.toets_op(id, dag).map_or(id, |t| &t.naam)),
        Voorwaarde::Criterium(id) => zin(c.criterium_op(id, dag).map_or(id, |x| &x.tekst)),
    }
}

fn voor_wie(c: &Criteria, p: &Catalogusproduct, dag: Datum) -> (Vec<String>, Vec<String>) {
    let van = |soort| c.toetsen_van(&p.kort, dag).filter(move |t| t.soort == soort);
    let toegang: Vec<String> = van(Toetssoort::Toegang).flat_map(|t| voorwaarden(c, &t.regel, dag)).collect();
    let gronden: Vec<String> = van(Toetssoort::Opslag).map(|t| zin(&t.naam)).collect();
    let mut uit = Vec::new();
    if !p.bij.is_empty() {
        uit.push(format!("Voor wie ook {} krijgt.", opsomming(&p.bij, "of")));
    }
    match (toegang.is_empty(), gronden.is_empty()) {
        (false, leeg) => {
            uit.push(
                if toegang.len() == 1 { "Dit moet gelden:" } else { "Dit moet allemaal gelden:" }.to_owned(),
            );
            let mut lijst = toegang;
            if !leeg {
                let een = gronden.iter().map(|g| g.trim_end_matches('.')).collect::<Vec<_>>().join("; of: ");
                lijst.push(format!("Een grond voor de opslag: {een}."));
            }
            (uit, lijst)
        }
        (true, false) => {
            uit.push("Een van deze gronden is genoeg:".to_owned());
            (uit, gronden)
        }
        (true, true) => {
            uit.push("Het document zegt niet aan welke voorwaarden iemand moet voldoen.".to_owned());
            (uit, Vec::new())
        }
    }
}

fn opsomming(namen: &[String], laatste: &str) -> String {
    match namen {
        [] => String::new(),
        [een] => een.clone(),
        [eerst @ .., eind] => format!("{} {laatste} {eind}", eerst.join(", ")),
    }
}

fn kosten(p: &Catalogusproduct, tarief: Option<&Tarief>) -> Vec<String> {
    let Some(t) = tarief else {
        return vec![match &p.niet_bestelbaar {
            Some(reden) => zin(reden),
            None => "Er is geen prijs afgesproken.".to_owned(),
        }];
    };
    let mut uit = vec![format!("{}.", prijs_in_woorden(p, t))];
    if t.verzonnen {
        uit.push("Dit bedrag is verzonnen voor de proef: het document noemt er geen.".to_owned());
    }
    if t.verzending.is_omgerekend() {
        uit.push(format!("In berichten staat {}.", bedrag_in_woorden(p, t)));
    }
    match p.telt {
        Some(Telwijze::Bovenop) => {
            uit.push(format!("Dit komt boven op de prijs van {}.", opsomming(&p.bij, "of")));
        }
        Some(Telwijze::InPlaatsVan) => {
            uit.push(format!("De prijs van {} zit in dit bedrag.", opsomming(&p.bij, "of")));
        }
        None => {}
    }
    uit
}

fn waarom(gegevens: &Kader, p: &Catalogusproduct, tarief: Option<&Tarief>, dag: Datum) -> Vec<String> {
    let Some(t) = tarief else {
        return vec!["Zonder prijs is er niets te onderbouwen.".to_owned()];
    };
    let mut uit = vec![zin(&t.toelichting)];
    if !t.delen.is_empty() {
        let delen: Vec<String> = t.delen.iter().map(|d| d.naam.clone()).collect();
        uit.push(format!("De prijs bestaat uit {}.", opsomming(&delen, "en").to_lowercase()));
    }
    uit.push(match crate::kostprijs::kostprijs_op(gegevens, p.sleutel, dag).geldig() {
        Some(m) => format!("De opbouw staat regel voor regel in {}.", plaats(&m.verantwoording.bron)),
        None => "Het document geeft geen opbouw van de prijs.".to_owned(),
    });
    uit
}

fn sinds(kader: &Inkoopkader, p: &Catalogusproduct, tarief: Option<&Tarief>, vandaag: Datum) -> Vec<String> {
    let geldig = p.geldig.doorsnede(&kader.geldig).unwrap_or(p.geldig);
    let van = voluit(geldig.van());
    let mut uit = vec![match (product_op(kader, p.sleutel, vandaag), geldig.tot()) {
        (Opzoeking::NogNiet(_), _) => format!("Dit product geldt pas vanaf {van}."),
        (Opzoeking::Geeindigd(_), Some(tot)) => {
            format!("Dit product gold vanaf {van} tot en met {}.", voluit(tot))
        }
        (_, Some(tot)) => format!("Dit product geldt vanaf {van} tot en met {}.", voluit(tot)),
        (_, None) => format!("Dit product geldt vanaf {van}. Een einde is niet genoemd."),
    }];
    if let Some(t) = tarief.filter(|t| t.geldig != geldig) {
        let tot = t.geldig.tot().map_or_else(String::new, |d| format!(" tot en met {}", voluit(d)));
        uit.push(format!("De prijs is van {}{tot}.", voluit(t.geldig.van())));
    }
    if let Some(d) = p.nieuw_tot {
        uit.push(format!("Nieuw toewijzen kan tot en met {}.", voluit(d)));
    }
    uit
}

fn plaats(b: &Bron) -> String {
    format!("{}, {}", b.document, b.plaats)
}

fn document(gegevens: &Kader, p: &Catalogusproduct, tarief: Option<&Tarief>) -> Vec<String> {
    let mut uit = vec![
        format!("Inkoopkader {}, {}.", gegevens.naam, gegevens.regio),
        format!("Het product: {}.", plaats(&p.bron)),
    ];
    if let Some(t) = tarief {
        uit.push(format!("De prijs: {}.", plaats(&t.bron)));
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn kort(kader: &str, kort: &str, dag: Datum) -> Vec<Kort> {
        let gegevens = regels::kader(kader).unwrap();
        let ik = Inkoopkader::uit(gegevens).unwrap();
        in_het_kort(gegevens, &ik, ik.producten.iter().find(|p| p.kort == kort).unwrap(), dag)
    }

    /// Every product of every framework, before, in and after its time.
    #[test]
    fn every_product_answers_all_six_questions() {
        let mut geteld = 0;
        for gegevens in regels::kaders() {
            let ik = Inkoopkader::uit(gegevens).unwrap();
            for p in &ik.producten {
                for dag in [date(2015, 1, 1), p.geldig.van(), date(2026, 11, 22)] {
                    let k = in_het_kort(gegevens, &ik, p, dag);
                    assert_eq!(k.iter().map(|k| k.vraag).collect::<Vec<_>>(), VRAGEN);
                    for k in &k {
                        let tekst: Vec<&String> = k.antwoord.iter().chain(&k.lijst).collect();
                        assert!(!k.antwoord.is_empty(), "{} {}", p.kort, k.vraag);
                        for t in tekst {
                            assert!(t.ends_with(['.', ':']) && !t.contains(".."), "{}: {t}", p.kort);
                            assert!(!t.contains("per stuk"), "{}: {t}", p.kort);
                            // a name of the data, such as `toegang-ib3`, is no answer
                            assert!(!t.starts_with(|c: char| c.is_lowercase()), "{}: {t}", p.kort);
                        }
                    }
                    let zegt = |n: usize, wat: &str| k[n].antwoord.iter().any(|t| t.contains(wat));
                    assert!(zegt(5, &p.bron.document) && zegt(5, &gegevens.naam), "{}", p.kort);
                    assert!(zegt(4, &voluit(p.geldig.van())), "{}", p.kort);
                    match p.tarieven.first() {
                        Some(t) => assert!(zegt(2, &prijs_in_woorden(p, t)), "{}", p.kort),
                        None => assert!(zegt(2, "nog geen prijs"), "{}", p.kort),
                    }
                }
                geteld += 1;
            }
        }
        assert_eq!(geteld, 33);
    }

    #[test]
    fn the_price_stands_as_in_the_document_and_as_in_messages() {
        let k = kort("drechtsteden-ib4-2017", "IB4", date(2017, 1, 1));
        assert_eq!(
            k[2].antwoord,
            ["€ 1.900,04 per cliënt per 4 weken.", "In berichten staat € 2.058,38 per maand."]
        );
        assert!(k[3].antwoord[1].contains("regel voor regel in drechtsteden-ib4-2017, Bijlage 2"));
        assert_eq!(k[1].lijst.len(), 9);
        assert!(k[1].lijst[0].contains("; of: "), "{}", k[1].lijst[0]);
        let k = kort("dordrecht-bw-2021", "IB1", date(2021, 1, 1));
        assert_eq!(k[2].antwoord, ["€ 94,13 per cliënt per week."], "what is sent is the same");
        let k = kort("meierij-2020", "IB-basis", date(2026, 1, 1));
        assert!(k[2].antwoord[1].contains("verzonnen"));
    }

    #[test]
    fn an_opslag_says_what_it_goes_with_and_what_is_in_it() {
        let k = kort("drechtsteden-ib-2016", "IB1-opslag", date(2016, 1, 1));
        assert!(k[0].antwoord[0].contains("opslag bij IB1"));
        assert!(k[2].antwoord.iter().any(|t| t == "Dit komt boven op de prijs van IB1."));
        let k = kort("dordrecht-bw-2021", "IB1-opslag", date(2021, 1, 1));
        assert!(k[2].antwoord.iter().any(|t| t == "De prijs van IB1 zit in dit bedrag."));
        let k = kort("dordrecht-bw-2021", "huisvesting", date(2021, 1, 1));
        assert!(k[0].antwoord[0].contains("component bij IB1, IB2 en IB3"));
        assert!(k[3].antwoord.iter().any(|t| t.starts_with("De prijs bestaat uit ")));
    }

    #[test]
    fn what_no_longer_holds_is_told_as_it_was() {
        for (dag, zin) in [
            (date(2015, 12, 31), "geldt pas vanaf 1 januari 2016"),
            (date(2016, 1, 1), "geldt vanaf 1 januari 2016 tot en met 31 december 2016"),
            (date(2016, 12, 31), "geldt vanaf 1 januari 2016 tot en met"),
            (date(2017, 1, 1), "gold vanaf 1 januari 2016 tot en met 31 december 2016"),
        ] {
            let k = kort("drechtsteden-ib-2016", "IB1", dag);
            assert!(k[4].antwoord[0].contains(zin), "{dag}: {:?}", k[4].antwoord);
            assert_eq!(k[2].antwoord[0], "€ 337,66 per cliënt per 4 weken.", "{dag}");
        }
    }
}
