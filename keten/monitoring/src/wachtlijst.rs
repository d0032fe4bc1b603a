//! The waiting list: who waits since when, and how long people wait per product and provider. What the overlegtafel of
//! 30 June 2016 agreed to look at together.

use crate::termijnen::START;
use inkoop::Productsleutel;
use kern::{AgbCode, Bron, Datum, Decimaal, Gemeentecode, Uitleg, voluit};
use std::collections::BTreeMap;

kern::codelijst!(
    /// How the waiting ended.
    Wachteinde {
        /// The support began.
        Gestart = "gestart", "de ondersteuning is begonnen";
        /// At another provider.
        AndereAanbieder = "andere_aanbieder", "naar een andere aanbieder";
        /// Something else helps.
        AndereOndersteuning = "andere_ondersteuning", "andere ondersteuning";
        /// The client does not want it any more.
        ZietAf = "ziet_af", "de cliënt ziet ervan af";
        /// Something else.
        Anders = "anders", "anders";
    }
);

kern::codelijst!(
    /// What came of a joint screening.
    Screeninguitkomst {
        /// It stays as it is.
        Blijft = "blijft", "blijft op de lijst";
        /// It goes first.
        Voorrang = "voorrang", "krijgt voorrang";
        /// Another provider can begin sooner.
        AndereAanbieder = "andere_aanbieder", "andere aanbieder zoeken";
        /// Other support fits better.
        AndereOndersteuning = "andere_ondersteuning", "andere ondersteuning past beter";
        /// It can be taken off.
        Eraf = "eraf", "kan van de lijst";
    }
);

/// Since when somebody waits for the start of an assignment of which no start was reported: its first day, as soon as the
/// provider should have reported the start. Until then it may have begun.
pub fn wacht_sinds(ingangsdatum: Datum, startterm: Datum, vandaag: Datum) -> Option<Datum> {
    (vandaag > START.uiterlijk(startterm)).then_some(ingangsdatum)
}

/// Who waits, for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wachtende {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Product.
    pub product: Productsleutel,
    /// Provider; none when none was found yet.
    pub agb: Option<AgbCode>,
    /// First day of the waiting.
    pub sinds: Datum,
    /// There is care that bridges it.
    pub overbrugging: bool,
}

impl Wachtende {
    /// Days up to a day; the first day does not count.
    pub fn dagen(&self, vandaag: Datum) -> i64 {
        i64::from((vandaag - self.sinds).get_days()).max(0)
    }
}

/// How long people wait for a product at a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wachtgroep {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Product.
    pub product: Productsleutel,
    /// Provider.
    pub agb: Option<AgbCode>,
    /// How many wait.
    pub aantal: i64,
    /// Of whom with care that bridges it.
    pub overbrugd: i64,
    /// Half wait longer than this many days; of two in the middle the mean.
    pub mediaan: Decimaal,
    /// The longest, in days.
    pub langste: i64,
}

/// The figures per municipality, product and provider, the longest waiting first.
pub fn wachtgroepen(wachtenden: &[Wachtende], vandaag: Datum) -> Vec<Wachtgroep> {
    let mut per: BTreeMap<_, Vec<&Wachtende>> = BTreeMap::new();
    for w in wachtenden {
        per.entry((w.gemeente, w.product, w.agb)).or_default().push(w);
    }
    let mut uit: Vec<Wachtgroep> = per
        .into_iter()
        .map(|((gemeente, product, agb), wie)| {
            let mut dagen: Vec<i64> = wie.iter().map(|w| w.dagen(vandaag)).collect();
            dagen.sort_unstable();
            let tel = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            Wachtgroep {
                gemeente,
                product,
                agb,
                aantal: tel(wie.len()),
                overbrugd: tel(wie.iter().filter(|w| w.overbrugging).count()),
                mediaan: mediaan(&dagen),
                langste: dagen.last().copied().unwrap_or(0),
            }
        })
        .collect();
    uit.sort_by_key(|g| (std::cmp::Reverse(g.langste), g.gemeente, g.product, g.agb));
    uit
}

/// The middle of days in order.
fn mediaan(dagen: &[i64]) -> Decimaal {
    let midden = dagen.len() / 2;
    let bij = |i: usize| dagen.get(i).copied().unwrap_or(0);
    if dagen.len() % 2 == 1 {
        Decimaal::from(bij(midden))
    } else {
        (Decimaal::from(bij(midden.saturating_sub(1)).saturating_add(bij(midden))) / Decimaal::TWO)
            .normalize()
    }
}

/// Why somebody is on the list since that day.
pub fn wacht_uitleg(sinds: Datum, toewijzing: Option<i64>, vandaag: Datum) -> Uitleg {
    let dagen = (vandaag - sinds).get_days();
    let u = Uitleg::new("Staat op de wachtlijst", format!("{dagen} dagen, sinds {}", voluit(sinds)))
        .met("geteld", "de eerste dag telt niet mee, vandaag wel");
    match toewijzing {
        None => u.met("hoe", "met de hand op de lijst gezet"),
        Some(n) => u.want(
            Uitleg::new("Er is geen start gemeld", format!("toewijzing {n}, eerste dag {}", voluit(sinds)))
                .volgens(START.regel, Bron::new("iWmo 3.2", START.regel))
                .met("op de lijst", "als de aanbieder de start had moeten melden: na 5 werkdagen"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kern::{Productcategorie, Productcode};

    fn wacht(code: &str, agb: Option<&str>, sinds: Datum) -> Wachtende {
        Wachtende {
            gemeente: Gemeentecode::parse("0505").unwrap(),
            product: Productsleutel::new(
                Productcategorie::parse("15").unwrap(),
                Productcode::parse(code).unwrap(),
            ),
            agb: agb.map(|a| AgbCode::parse(a).unwrap()),
            sinds,
            overbrugging: false,
        }
    }

    #[test]
    fn somebody_waits_from_the_day_after_the_term_of_the_start() {
        // Monday 2 November 2026: the fifth working day is Monday 9
        let dag = date(2026, 11, 2);
        assert_eq!(wacht_sinds(dag, dag, date(2026, 11, 8)), None);
        assert_eq!(wacht_sinds(dag, dag, date(2026, 11, 9)), None);
        assert_eq!(wacht_sinds(dag, dag, date(2026, 11, 10)), Some(dag));
    }

    #[test]
    fn holidays_and_a_late_order_move_the_first_day_on_the_list() {
        // 25 and 26 December and 1 January do not count: from Thursday 24 December the fifth is Monday 4 January
        let dag = date(2026, 12, 24);
        assert_eq!(wacht_sinds(dag, dag, date(2027, 1, 4)), None);
        assert_eq!(wacht_sinds(dag, dag, date(2027, 1, 5)), Some(dag));
        // the provider got it three weeks after the first day: the client waited all the while
        let eerder = date(2026, 12, 3);
        assert_eq!(wacht_sinds(eerder, dag, date(2027, 1, 4)), None);
        assert_eq!(wacht_sinds(eerder, dag, date(2027, 1, 5)), Some(eerder));
    }

    #[test]
    fn the_figures_are_per_product_and_provider() {
        let vandaag = date(2026, 12, 1);
        let v = |d: i8| date(2026, 11, d);
        let mut lijst = vec![
            wacht("15001", Some("41410001"), v(1)),
            wacht("15001", Some("41410001"), v(11)),
            wacht("15001", Some("41410001"), v(30)),
            wacht("15001", Some("41410002"), v(10)),
            wacht("15001", Some("41410002"), v(21)),
            wacht("15002", None, v(30)),
        ];
        lijst[1].overbrugging = true;
        let g = wachtgroepen(&lijst, vandaag);
        let kern: Vec<_> =
            g.iter().map(|g| (g.aantal, g.overbrugd, g.mediaan.to_string(), g.langste)).collect();
        assert_eq!(
            kern,
            [(3, 1, "20".to_owned(), 30), (2, 0, "15.5".to_owned(), 21), (1, 0, "1".to_owned(), 1)]
        );
        assert_eq!(g[2].agb, None);
        assert!(wachtgroepen(&[], vandaag).is_empty());
        // who is written down today waits no day yet
        assert_eq!(wacht("15001", None, vandaag).dagen(vandaag), 0);
    }

    #[test]
    fn why_is_told() {
        let u = format!("{:?}", wacht_uitleg(date(2026, 11, 2), Some(7), date(2026, 11, 10)));
        assert!(u.contains("8 dagen") && u.contains("OP271") && u.contains("toewijzing 7"), "{u}");
        assert!(
            format!("{:?}", wacht_uitleg(date(2026, 11, 2), None, date(2026, 11, 10)))
                .contains("met de hand")
        );
    }
}
