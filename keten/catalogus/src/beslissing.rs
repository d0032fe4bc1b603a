//! Which product and which price hold on a day, and why.

use crate::{Catalogusproduct, Inkoopkader, Tarief, Verzending};
use inkoop::Productsleutel;
use kern::{Bron, Datum, Decimaal, Eenheid, Frequentie, Opzoeking, Uitleg, voluit};
use regels::Tijdvak;

/// The product with this key on a day, within one framework.
pub fn product_op(kader: &Inkoopkader, sleutel: Productsleutel, dag: Datum) -> Opzoeking<&Catalogusproduct> {
    let passend = kader.producten.iter().filter(|p| p.sleutel == sleutel);
    // A product holds only as long as its framework does.
    Opzoeking::zoek(passend.filter_map(|p| p.geldig.doorsnede(&kader.geldig).map(|g| (g, p))), dag)
}

/// The product that a person means with a short name (IB4), a code or a name; capitals and spaces do not count.
pub fn vind_product<'k>(kader: &'k Inkoopkader, tekst: &str) -> Option<&'k Catalogusproduct> {
    let vlak = |t: &str| t.to_lowercase().split_whitespace().collect::<String>();
    let (gezocht, p) = (vlak(tekst), &kader.producten);
    p.iter()
        .find(|p| vlak(&p.kort) == gezocht)
        .or_else(|| p.iter().find(|p| vlak(p.sleutel.code.as_str()) == gezocht))
        .or_else(|| p.iter().find(|p| vlak(&p.naam) == gezocht))
}

/// The price of a product on a day.
pub fn tarief_op(product: &Catalogusproduct, dag: Datum) -> Opzoeking<&Tarief> {
    Opzoeking::zoek(product.tarieven.iter().map(|t| (t.geldig, t)), dag)
}

/// What the price of a product is made of on a day (invariant 7).
pub fn prijs_uitleg(product: &Catalogusproduct, dag: Datum) -> Uitleg {
    let regel = format!("{}/{}", product.kader, product.sleutel.code);
    let uitkomst = match tarief_op(product, dag) {
        Opzoeking::Geldig(t) => bedrag_in_woorden(product, t),
        Opzoeking::NogNiet(vanaf) => format!("nog geen prijs: de eerste geldt vanaf {}", voluit(vanaf)),
        Opzoeking::Geeindigd(tot) => format!("geen prijs meer: de laatste gold tot en met {}", voluit(tot)),
        Opzoeking::Geen => {
            product.niet_bestelbaar.clone().unwrap_or_else(|| "er is geen prijs afgesproken".to_owned())
        }
    };
    let mut uitleg = Uitleg::new(format!("Prijs van {} op {}", product.naam, voluit(dag)), uitkomst)
        .volgens(regel.clone(), product.bron.clone())
        .met("product", product.sleutel.to_string())
        .met("ondersteuning", product.ondersteuning.clone())
        .met("gewone omvang", omvang_in_woorden(product))
        .met("perceel", product.perceel.to_string());
    if let Opzoeking::Geldig(t) = tarief_op(product, dag) {
        let tot = t.geldig.tot().map_or_else(|| "open".to_owned(), voluit);
        let mut stap = Uitleg::new(
            if t.verzonnen { "Verzonnen bedrag: de bron noemt er geen" } else { "Vastgesteld tarief" },
            prijs_in_woorden(product, t),
        )
        .volgens(regel, t.bron.clone())
        .met("geldig vanaf", voluit(t.geldig.van()))
        .met("geldig tot en met", tot);
        for d in &t.delen {
            stap = stap.want(deel(d, t));
        }
        stap = stap.want(Uitleg::new("Toelichting", t.toelichting.clone()));
        if t.verzending.is_omgerekend() {
            uitleg = uitleg.want(omrekening(&t.verzending));
        }
        uitleg = uitleg.want(stap);
    }
    uitleg
}

/// What is sent for one unit: `€ 525,00 per stuk`; for a price per stretch of time that stretch: `€ 365,80 per maand`.
pub fn bedrag_in_woorden(product: &Catalogusproduct, t: &Tarief) -> String {
    // a price per week is one for a week, also where the standard counts pieces per week
    match t.verzending.eenheid {
        Tijdvak::Stuk => format!("€ {} per {}", euro(t.bedrag), enkelvoud(product.eenheid)),
        tijd => format!("€ {} {}", euro(t.bedrag), tijd.omschrijving()),
    }
}

/// The price as the document gives it, with what it is for: `€ 94,13 per cliënt per week`, `€ 52,50 per uur`.
pub fn prijs_in_woorden(product: &Catalogusproduct, t: &Tarief) -> String {
    match t.verzending.per {
        Tijdvak::Stuk => format!("€ {} per {}", euro(t.verzending.basis), enkelvoud(product.eenheid)),
        // a price for a stretch of time is one for a client: an assignment is of one client
        tijd => format!("€ {} per cliënt {}", euro(t.verzending.basis), tijd.omschrijving()),
    }
}

/// What the amount that is sent is for, as contracts have it: `per cliënt per maand`, `per uur`.
pub fn per_in_woorden(product: &Catalogusproduct) -> String {
    match product.tarieven.last().map(|t| t.verzending.eenheid) {
        Some(Tijdvak::Stuk) | None => format!("per {}", enkelvoud(product.eenheid)),
        Some(tijd) => format!("per cliënt {}", tijd.omschrijving()),
    }
}

/// An ordinary assignment in words: `een maand ondersteuning`, `6 uur per week`. In messages a stretch of time at a fixed
/// price is a piece.
pub fn omvang_in_woorden(product: &Catalogusproduct) -> String {
    let in_tijd = matches!(product.eenheid, Eenheid::StuksOutput | Eenheid::StuksInspanning);
    let tijd = match product.frequentie {
        Frequentie::Dag => "dag",
        Frequentie::Week => "week",
        Frequentie::Maand => "maand",
        Frequentie::Totaal => "",
    };
    let aantal =
        format!("{} {}", product.eenheid.aantal(product.volume.into()), product.frequentie.omschrijving());
    if in_tijd && product.volume == 1 && !tijd.is_empty() {
        format!("elke {tijd} (in berichten: {aantal})")
    } else {
        aantal
    }
}

/// From the basis of the document to what is sent, with what the rounding makes of a year.
fn omrekening(v: &Verzending) -> Uitleg {
    let weken = v.weken_per_jaar.normalize().to_string().replace('.', ",");
    let mut u = Uitleg::new(
        format!("Omgerekend van {} naar {}", v.per.omschrijving(), v.eenheid.omschrijving()),
        format!("€ {}", euro(v.verzonden)),
    )
    .volgens("tijdbasis", Bron::new("iWmo 3.2", "WMO757: geen frequentie per 4 weken"))
    .met("bedrag in het document", format!("€ {} {}", euro(v.basis), v.per.omschrijving()))
    .met("weken per jaar", weken)
    .met("afronding", "op hele centen, een halve cent omhoog");
    if let Some(j) = v.jaar {
        u = u
            .met("een jaar volgens het document", format!("€ {}", euro(j.basis.round_dp(2))))
            .met("een jaar zoals verzonden", format!("€ {}", euro(j.verzonden.round_dp(2))))
            .met("verschil per jaar door afronding", format!("€ {}", euro(j.verschil().round_dp(2))));
    }
    u
}

/// A part of a tariff, with the amount that it follows from.
fn deel(d: &regels::Tariefdeel, t: &Tarief) -> Uitleg {
    let mut u =
        Uitleg::new(d.naam.clone(), format!("€ {} {}", euro(d.bedrag), t.verzending.per.omschrijving()))
            .volgens("deel van de prijs", d.bron.clone())
            .met("toelichting", d.toelichting.clone());
    if let Some((bedrag, per)) = d.afgeleid_van {
        u = u.met("volgt uit", format!("€ {} {}", euro(bedrag), per.omschrijving()));
    }
    u
}

/// One of the unit, as in "per uur".
fn enkelvoud(eenheid: Eenheid) -> &'static str {
    match eenheid {
        Eenheid::StuksOutput | Eenheid::StuksInspanning => "stuk",
        Eenheid::Euro => "euro",
        ander => ander.omschrijving(),
    }
}

/// An amount in cents as euros with the sign: `€ 1.900,04`.
pub fn euro_voluit(cent: Decimaal) -> String {
    format!("€ {}", euro(cent))
}

/// Euros in Dutch notation, with every decimal that the tariff has and at least two.
fn euro(cent: Decimaal) -> String {
    if cent.is_sign_negative() && !cent.is_zero() {
        return format!("-{}", euro(-cent));
    }
    let bedrag = cent / Decimaal::ONE_HUNDRED;
    let tekst =
        if bedrag.normalize().scale() < 2 { format!("{bedrag:.2}") } else { bedrag.normalize().to_string() };
    let (heel, deel) = tekst.split_once('.').unwrap_or((&tekst, "00"));
    let mut groepen = String::new();
    for (i, c) in heel.chars().enumerate() {
        if i > 0 && (heel.len() - i).is_multiple_of(3) {
            groepen.push('.');
        }
        groepen.push(c);
    }
    format!("{groepen},{deel}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kern::{Productcategorie, Productcode};

    fn kader() -> Inkoopkader {
        Inkoopkader::uit(regels::kader("meierij-2020").unwrap()).unwrap()
    }

    fn sleutel(code: &str) -> Productsleutel {
        Productsleutel::new(Productcategorie::parse(&code[..2]).unwrap(), Productcode::parse(code).unwrap())
    }

    #[test]
    fn meierij_has_the_seven_products_of_table_3() {
        let k = kader();
        let mut soorten: Vec<_> =
            k.producten.iter().map(|p| format!("{} {}", p.prestatie, p.zwaarte)).collect();
        soorten.sort();
        assert_eq!(
            soorten,
            ["DB basis", "DB extra", "IB basis", "IB extra", "IB waakvlam", "KDV basis", "KDV extra"]
        );
        for p in &k.producten {
            let perceel = match p.prestatie.code() {
                "IB" => "1A",
                "DB" => "1B",
                _ => "1C",
            };
            assert_eq!(p.perceel.code(), perceel);
            assert!(p.tarieven.iter().all(|t| t.verzonnen), "the document gives no amounts");
        }
    }

    #[test]
    fn a_product_is_looked_up_on_a_day() {
        let k = kader();
        assert_eq!(
            product_op(&k, sleutel("02M02"), date(2019, 12, 31)),
            Opzoeking::NogNiet(date(2020, 1, 1))
        );
        assert!(product_op(&k, sleutel("02M02"), date(2020, 1, 1)).geldig().is_some());
        assert_eq!(product_op(&k, sleutel("02A05"), date(2026, 9, 1)), Opzoeking::Geen);
    }

    #[test]
    fn a_framework_that_ends_takes_its_products_along() {
        let mut k = kader();
        k.geldig = kern::Periode::new(date(2020, 1, 1), Some(date(2026, 12, 31))).unwrap();
        assert!(product_op(&k, sleutel("02M02"), date(2026, 12, 31)).geldig().is_some());
        assert_eq!(
            product_op(&k, sleutel("02M02"), date(2027, 1, 1)),
            Opzoeking::Geeindigd(date(2026, 12, 31))
        );
    }

    #[test]
    fn the_price_says_what_it_is_made_of() {
        let k = kader();
        let p = product_op(&k, sleutel("02M02"), date(2026, 9, 1)).geldig().unwrap();
        let u = prijs_uitleg(p, date(2026, 9, 1));
        assert_eq!(u.uitkomst, "€ 525,00 per maand");
        assert_eq!(u.bron.unwrap().document, "meierij-inkoopstrategie-2020");
        assert!(u.stappen[0].stap.contains("Verzonnen"));
        assert!(prijs_uitleg(p, date(2019, 1, 1)).uitkomst.contains("1 januari 2020"));
    }

    #[test]
    fn a_four_weekly_price_says_what_is_sent_and_what_that_costs_in_a_year() {
        let k = Inkoopkader::uit(regels::kader("drechtsteden-ib-2016").unwrap()).unwrap();
        let p = k.producten.iter().find(|p| p.kort == "IB1").unwrap();
        let u = prijs_uitleg(p, date(2016, 6, 1));
        assert_eq!(u.uitkomst, "€ 365,80 per maand");
        let om = u.stappen.iter().find(|s| s.stap.contains("Omgerekend")).unwrap();
        assert!(om.invoer.iter().any(|(_, w)| w == "€ 337,66 per 4 weken"));
        assert!(om.invoer.iter().any(|(n, w)| n.starts_with("verschil") && w == "€ 0,02"));
        assert!(u.stappen.iter().any(|s| s.uitkomst == "€ 337,66 per cliënt per 4 weken"));
        assert!(prijs_uitleg(p, date(2017, 1, 1)).uitkomst.contains("31 december 2016"));
    }

    #[test]
    fn housing_is_two_parts_of_which_one_follows_from_the_rent() {
        let k = Inkoopkader::uit(regels::kader("dordrecht-bw-2021").unwrap()).unwrap();
        let p = k.producten.iter().find(|p| p.kort == "huisvesting").unwrap();
        let u = prijs_uitleg(p, date(2021, 1, 1));
        assert_eq!(u.uitkomst, "€ 206,61 per week");
        let delen: Vec<_> = u.stappen[0].stappen.iter().map(|s| s.uitkomst.as_str()).collect();
        assert_eq!(delen[..2], ["€ 156,61 per week", "€ 50,00 per week"]);
        assert!(u.stappen[0].stappen[0].invoer.iter().any(|(_, w)| w == "€ 678,66 per maand"));
    }

    #[test]
    fn what_cannot_be_ordered_says_why() {
        let k = Inkoopkader::uit(regels::kader("dagbesteding-bwo-2016").unwrap()).unwrap();
        assert_eq!(k.producten.len(), 11);
        for p in &k.producten {
            assert!(prijs_uitleg(p, date(2026, 1, 1)).uitkomst.contains("nog geen prijs"), "{}", p.kort);
        }
    }

    #[test]
    fn a_price_says_what_it_is_for_in_words() {
        for (kader, kort, prijs, omvang) in [
            (
                "dordrecht-bw-2021",
                "IB1",
                "€ 94,13 per cliënt per week",
                "elke week (in berichten: 1 stuk per week)",
            ),
            (
                "drechtsteden-ib-2016",
                "IB1-opslag",
                "€ 110,45 per cliënt per 4 weken",
                "elke maand (in berichten: 1 stuk per maand)",
            ),
            (
                "meierij-2020",
                "KDV-basis",
                "€ 450,00 per cliënt per maand",
                "elke maand (in berichten: 1 stuk per maand)",
            ),
        ] {
            let k = Inkoopkader::uit(regels::kader(kader).unwrap()).unwrap();
            let p = k.producten.iter().find(|p| p.kort == kort).unwrap();
            assert_eq!(prijs_in_woorden(p, &p.tarieven[0]), prijs);
            assert_eq!(omvang_in_woorden(p), omvang);
            let mut uren = p.clone();
            (uren.eenheid, uren.frequentie, uren.volume) = (Eenheid::Uur, Frequentie::Week, 6);
            uren.tarieven[0].verzending.per = Tijdvak::Stuk;
            assert!(prijs_in_woorden(&uren, &uren.tarieven[0]).ends_with(" per uur"));
            assert_eq!(omvang_in_woorden(&uren), "6 uur per week");
            uren.tarieven[0].verzending.eenheid = Tijdvak::Stuk;
            assert_eq!(per_in_woorden(&uren), "per uur");
            let sent =
                if kader == "dordrecht-bw-2021" { "per cliënt per week" } else { "per cliënt per maand" };
            assert_eq!(per_in_woorden(p), sent);
        }
    }

    #[test]
    fn an_unrounded_tariff_keeps_its_decimals() {
        assert_eq!(euro("52500".parse().unwrap()), "525,00");
        assert_eq!(euro("123456750".parse().unwrap()), "1.234.567,50");
        assert_eq!(euro("145.5".parse().unwrap()), "1,455");
        assert_eq!(euro("0".parse().unwrap()), "0,00");
    }
}
