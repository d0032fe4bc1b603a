//! The synthetic Meierij: invented providers and clients, spread as tables 1 and 2 of the procurement
//! strategy count them. Nothing here comes from a real person or organisation.

use super::toeval::Toeval;
use jiff::ToSpan;
use jiff::civil::date;
use kern::{AgbCode, Bsn, Datum, Gemeentecode};

/// Kind of support, as in the framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Soort {
    /// Individuele begeleiding.
    Ib,
    /// Dagbesteding.
    Db,
    /// Kortdurend verblijf.
    Kdv,
}

impl Soort {
    /// The abbreviation in the framework data.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ib => "IB",
            Self::Db => "DB",
            Self::Kdv => "KDV",
        }
    }
}

/// A municipality of the region.
#[derive(Debug, Clone)]
pub struct DemoGemeente {
    /// CBS code.
    pub code: Gemeentecode,
    /// Name.
    pub naam: &'static str,
    /// Invented account.
    pub iban: String,
}

/// An invented provider.
#[derive(Debug, Clone)]
pub struct DemoAanbieder {
    /// Invented AGB code.
    pub agb: AgbCode,
    /// Invented name.
    pub naam: &'static str,
    /// Invented account.
    pub iban: String,
    /// Per municipality (same order as the region's) what it delivers there; empty = not active.
    pub aanbod: [Vec<Soort>; 3],
}

/// A product that a client gets.
#[derive(Debug, Clone)]
pub struct DemoProduct {
    /// Kind of support.
    pub soort: Soort,
    /// waakvlam, basis or extra.
    pub zwaarte: &'static str,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day, if any.
    pub einddatum: Option<Datum>,
}

/// An invented client.
#[derive(Debug, Clone)]
pub struct DemoClient {
    /// Index of the municipality.
    pub gemeente: usize,
    /// Index of the provider.
    pub aanbieder: usize,
    /// A number from a range that is not issued.
    pub bsn: Bsn,
    /// Day of birth.
    pub geboortedatum: Datum,
    /// 1 male, 2 female.
    pub geslacht: &'static str,
    /// Family name.
    pub achternaam: &'static str,
    /// Prefix of the family name.
    pub voorvoegsel: Option<&'static str>,
    /// Initials.
    pub voorletters: String,
    /// Street.
    pub straat: &'static str,
    /// House number.
    pub huisnummer: u32,
    /// Postal code.
    pub postcode: String,
    /// Town.
    pub plaats: &'static str,
    /// What was assigned.
    pub producten: Vec<DemoProduct>,
    /// Day of death within the demo month, for a few.
    pub overleden_op: Option<Datum>,
}

/// The whole region.
#[derive(Debug, Clone)]
pub struct Regio {
    /// The three municipalities.
    pub gemeenten: Vec<DemoGemeente>,
    /// The thirty providers.
    pub aanbieders: Vec<DemoAanbieder>,
    /// All clients, per municipality in a row.
    pub clienten: Vec<DemoClient>,
}

/// Clients per municipality (table 1).
const CLIENTEN: [usize; 3] = [1751, 693, 318];

/// Clients of the four large providers per municipality; the rest is spread over the others (table 1:
/// more than 15% of the clients: two in 's-Hertogenbosch, one in Meierijstad, two in Vught, two regionally).
const GROTEN: [[usize; 3]; 4] = [[380, 90, 30], [330, 60, 70], [60, 150, 20], [200, 50, 60]];

const NAMEN: [&str; 30] = [
    "De Wilgenhof",
    "Zorggroep Dommeldal",
    "Stichting Aa-oever",
    "Huis ter Leij",
    "Begeleiding Binnendieze",
    "De Logeerhoeve",
    "Buitenhuis Vught",
    "Samen Thuis Brabant",
    "Atelier de Kanteling",
    "Zorgboerderij Beugt",
    "Dagwerk de Molen",
    "Steunpunt Maaspoort",
    "Op Eigen Wijze",
    "De Klimop",
    "Kompas Begeleiding",
    "Dagcentrum Noorderlicht",
    "De Tuinkamer",
    "Werkplaats Zuid",
    "Wegwijs Thuis",
    "Maatje en Meer",
    "Stap voor Stap Begeleiding",
    "De Schakelaar",
    "Thuiskracht",
    "Grip op de Dag",
    "Nabij Begeleiding",
    "Kruispunt Kempen",
    "Dagbesteding Oost",
    "De Vlinderhof",
    "Tuinderij Zonnehoek",
    "Atelier Veldzicht",
];

const ACHTERNAMEN: [(&str, Option<&str>); 40] = [
    ("Jansen", None),
    ("Vries", Some("de")),
    ("Berg", Some("van den")),
    ("Bakker", None),
    ("Dijk", Some("van")),
    ("Visser", None),
    ("Smit", None),
    ("Meijer", None),
    ("Boer", Some("de")),
    ("Mulder", None),
    ("Groot", Some("de")),
    ("Bos", None),
    ("Vos", None),
    ("Peters", None),
    ("Hendriks", None),
    ("Leeuwen", Some("van")),
    ("Dekker", None),
    ("Brouwer", None),
    ("Wit", Some("de")),
    ("Dijkstra", None),
    ("Smits", None),
    ("Graaf", Some("de")),
    ("Meer", Some("van der")),
    ("Linden", Some("van der")),
    ("Kok", None),
    ("Jacobs", None),
    ("Haan", Some("de")),
    ("Vermeulen", None),
    ("Heuvel", Some("van den")),
    ("Veen", Some("van der")),
    ("Broek", Some("van den")),
    ("Bruijn", Some("de")),
    ("Heijden", Some("van der")),
    ("Schouten", None),
    ("Beek", Some("van")),
    ("Willems", None),
    ("Vliet", Some("van")),
    ("Ven", Some("van de")),
    ("Hoekstra", None),
    ("Maas", None),
];

const STRATEN: [&str; 16] = [
    "Lindelaan",
    "Kerkstraat",
    "Molenweg",
    "Beukenlaan",
    "Dorpsstraat",
    "Esdoornhof",
    "Vijverpad",
    "Akkerweg",
    "Wilgenstraat",
    "Zonnehof",
    "Merelstraat",
    "Populierenlaan",
    "Heidepad",
    "Korenbloemstraat",
    "Brugstraat",
    "Parklaan",
];

const PLAATSEN: [&[(&str, u32)]; 3] = [
    &[("'s-Hertogenbosch", 5211), ("Rosmalen", 5241), ("Engelen", 5221), ("Empel", 5236)],
    &[("Veghel", 5461), ("Schijndel", 5481), ("Sint-Oedenrode", 5491), ("Erp", 5469)],
    &[("Vught", 5261), ("Cromvoirt", 5266), ("Helvoirt", 5268)],
];

/// What each provider delivers where, so that table 2 comes out cell by cell: 30/28/22/19 providers,
/// IB 26/22/20/15, DB 22/18/13/10, KDV 4/3/0/1 (region, 's-Hertogenbosch, Meierijstad, Vught).
fn aanbod(i: usize) -> [Vec<Soort>; 3] {
    use Soort::{Db, Ib, Kdv};
    let met_kdv = |mut s: Vec<Soort>, ja: bool| {
        if ja {
            s.push(Kdv);
        }
        s
    };
    let den_bosch = match i {
        25 | 29 => vec![],
        0..=11 => vec![Ib, Db],
        12..=14 | 18..=24 => vec![Ib],
        _ => vec![Db],
    };
    let meierijstad = match i {
        0..=4 | 12..=17 => vec![Ib, Db],
        5 | 18..=25 => vec![Ib],
        28 | 29 => vec![Db],
        _ => vec![],
    };
    let vught = match i {
        0..=3 | 6 | 7 => vec![Ib, Db],
        8 | 18..=25 => vec![Ib],
        26..=29 => vec![Db],
        _ => vec![],
    };
    [met_kdv(den_bosch, matches!(i, 0 | 4 | 5)), meierijstad, met_kdv(vught, i == 6)]
}

/// Builds the region. `deel` keeps one in so many clients (1 = all); the tables hold for 1 only.
pub fn regio(zaad: u64, maand: Datum, deel: usize) -> Regio {
    let gemeenten = [("0796", "'s-Hertogenbosch"), ("1948", "Meierijstad"), ("0865", "Vught")]
        .iter()
        .enumerate()
        .filter_map(|(i, (code, naam))| {
            Some(DemoGemeente { code: Gemeentecode::parse(code).ok()?, naam, iban: iban(9_000 + i) })
        })
        .collect();
    let aanbieders: Vec<_> = NAMEN
        .iter()
        .enumerate()
        .filter_map(|(i, naam)| {
            let agb = AgbCode::parse(&format!("9999{:04}", i + 1)).ok()?;
            Some(DemoAanbieder { agb, naam, iban: iban(i + 1), aanbod: aanbod(i) })
        })
        .collect();
    let mut bsns = bsn_reeks();
    let mut clienten = Vec::new();
    for (g, totaal) in CLIENTEN.into_iter().enumerate() {
        for (a, nummer, soort) in verdeling(&aanbieders, g, totaal) {
            let Some(bsn) = bsns.next() else { break };
            let volgnr = clienten.len() as u64;
            clienten.push(client(zaad, volgnr, maand, g, a, nummer, soort, bsn, &aanbieders[a].aanbod[g]));
        }
    }
    if deel > 1 {
        clienten = clienten.into_iter().step_by(deel).collect();
    }
    Regio { gemeenten, aanbieders, clienten }
}

/// For a municipality: per client the provider, the how-manieth client of that provider, and its first product.
fn verdeling(aanbieders: &[DemoAanbieder], g: usize, totaal: usize) -> Vec<(usize, usize, Soort)> {
    let actief: Vec<usize> = (0..aanbieders.len()).filter(|a| !aanbieders[*a].aanbod[g].is_empty()).collect();
    let kleinen: Vec<usize> = actief.iter().copied().filter(|a| *a >= GROTEN.len()).collect();
    let van_groten: usize = GROTEN.iter().map(|c| c[g]).sum();
    let rest = totaal - van_groten;
    let mut uit = Vec::with_capacity(totaal);
    for a in actief {
        let aantal = if let Some(c) = GROTEN.get(a) {
            c[g]
        } else {
            let plek = kleinen.iter().position(|k| *k == a).unwrap_or(0);
            rest / kleinen.len() + usize::from(plek < rest % kleinen.len())
        };
        let soorten = &aanbieders[a].aanbod[g];
        for n in 0..aantal {
            // the first clients get each kind once, so that no cell of table 2 is empty
            let soort = if n < soorten.len() {
                soorten[n]
            } else if n % 12 == 5 && soorten.contains(&Soort::Kdv) {
                Soort::Kdv
            } else {
                soorten[(n * 7 / 3) % soorten.len().min(2)]
            };
            uit.push((a, n, soort));
        }
    }
    uit
}

#[expect(clippy::too_many_arguments, reason = "one place that knows what a synthetic client is made of")]
fn client(
    zaad: u64,
    volgnr: u64,
    maand: Datum,
    gemeente: usize,
    aanbieder: usize,
    nummer: usize,
    soort: Soort,
    bsn: Bsn,
    soorten: &[Soort],
) -> DemoClient {
    let mut t = Toeval::voor(zaad, 1, volgnr);
    let (achternaam, voorvoegsel) = *t.kies(&ACHTERNAMEN);
    let letters = b"ABCDEFGHJKLMNPRSTVW";
    let voorletters: String = (0..=t.onder(3)).map(|_| char::from(letters[t.onder(letters.len())])).collect();
    let (plaats, pc) = *t.kies(PLAATSEN[gemeente]);
    let pc_letters = b"ABCDEGHJKLMNPRSTVWXZ";
    let postcode = format!(
        "{}{}{}",
        pc + u32::try_from(t.onder(3)).unwrap_or(0),
        char::from(pc_letters[t.onder(pc_letters.len())]),
        char::from(pc_letters[t.onder(pc_letters.len())])
    );
    let leeftijd_dagen = i64::try_from(18 * 365 + t.onder(75 * 365)).unwrap_or(20_000);
    let geboortedatum = maand.checked_sub(leeftijd_dagen.days()).unwrap_or(maand);
    let mut producten = vec![product(&mut t, soort, maand)];
    // one in six has a second product at the same provider
    if let Some(ander) = soorten.iter().find(|s| **s != soort && **s != Soort::Kdv)
        && nummer >= 3
        && t.promille(170)
    {
        producten.push(product(&mut t, *ander, maand));
    }
    let overleden_op = (nummer >= 3 && t.promille(4)).then(|| dagen_na(maand, 2 + t.onder(5)));
    DemoClient {
        gemeente,
        aanbieder,
        bsn,
        geboortedatum,
        geslacht: if t.promille(560) { "2" } else { "1" },
        achternaam,
        voorvoegsel,
        voorletters,
        straat: t.kies::<&str>(&STRATEN),
        huisnummer: u32::try_from(1 + t.onder(180)).unwrap_or(1),
        postcode,
        plaats,
        producten,
        overleden_op,
    }
}

fn product(t: &mut Toeval, soort: Soort, maand: Datum) -> DemoProduct {
    let zwaarte = match (soort, t.onder(10)) {
        (Soort::Ib, 0 | 1) => "waakvlam",
        (_, 8 | 9) => "extra",
        _ => "basis",
    };
    // most run already; one in fifty starts in the month itself
    let ingangsdatum =
        if t.promille(20) { dagen_na(maand, t.onder(20)) } else { dagen_na(date(2025, 1, 1), t.onder(550)) };
    let einddatum = match t.onder(20) {
        0 => Some(dagen_na(maand, 10 + t.onder(19))), // ends within the month
        1..=13 => {
            let jaar = ingangsdatum.checked_add(2.years()).and_then(|d| d.checked_sub(1.days()));
            jaar.ok().map(|d| d.max(dagen_na(maand, 60)))
        }
        _ => None,
    }
    .filter(|e| *e >= ingangsdatum);
    DemoProduct { soort, zwaarte, ingangsdatum, einddatum }
}

fn dagen_na(dag: Datum, n: usize) -> Datum {
    dag.checked_add(i64::try_from(n).unwrap_or(0).days()).unwrap_or(dag)
}

/// BSNs that pass the elfproef in 9999xxxxx: a range that is not given to anybody.
fn bsn_reeks() -> impl Iterator<Item = Bsn> {
    (999_900_100_u32..=999_999_999).filter_map(|n| Bsn::parse(&n.to_string()).ok())
}

/// An account at a bank that does not exist, with right check digits.
fn iban(nummer: usize) -> String {
    let rekening = format!("{nummer:010}");
    // mod 97 of TEST<rekening>NL00, letters as A=10 … Z=35
    let rest = format!("TEST{rekening}NL00").chars().fold(0_u64, |r, c| {
        let v = u64::from(c.to_digit(36).unwrap_or(0));
        if v > 9 { (r * 100 + v) % 97 } else { (r * 10 + v) % 97 }
    });
    format!("NL{:02}TEST{rekening}", 98 - rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn hele_regio() -> Regio {
        regio(2026, date(2026, 9, 1), 1)
    }

    #[test]
    fn table_2_comes_out_cell_by_cell() {
        let r = hele_regio();
        let tel = |g: Option<usize>, s: Option<Soort>| {
            r.clienten
                .iter()
                .filter(|c| g.is_none_or(|g| c.gemeente == g))
                .filter(|c| s.is_none_or(|s| c.producten.iter().any(|p| p.soort == s)))
                .map(|c| c.aanbieder)
                .collect::<BTreeSet<_>>()
                .len()
        };
        let rij = |s| [None, Some(0), Some(1), Some(2)].map(|g| tel(g, s));
        assert_eq!(rij(None), [30, 28, 22, 19]);
        assert_eq!(rij(Some(Soort::Ib)), [26, 22, 20, 15]);
        assert_eq!(rij(Some(Soort::Db)), [22, 18, 13, 10]);
        assert_eq!(rij(Some(Soort::Kdv)), [4, 3, 0, 1]);
    }

    #[test]
    fn table_1_comes_out() {
        let r = hele_regio();
        for (g, verwacht) in
            [(Some(0), (1751, 2)), (Some(1), (693, 1)), (Some(2), (318, 2)), (None, (2762, 2))]
        {
            let clienten: Vec<_> = r.clienten.iter().filter(|c| g.is_none_or(|g| c.gemeente == g)).collect();
            let groot = (0..30)
                .filter(|a| clienten.iter().filter(|c| c.aanbieder == *a).count() * 100 > 15 * clienten.len())
                .count();
            assert_eq!((clienten.len(), groot), verwacht, "{g:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_region_and_bsns_are_unique() {
        let (a, b) = (hele_regio(), hele_regio());
        assert_eq!(format!("{:?}", a.clienten), format!("{:?}", b.clienten));
        let bsns: BTreeSet<_> = a.clienten.iter().map(|c| c.bsn).collect();
        assert_eq!(bsns.len(), a.clienten.len());
        assert!(bsns.iter().all(|b| b.cijfers().starts_with("9999")));
        assert_eq!(Toeval::new(1).volgende(), Toeval::new(1).volgende());
    }

    #[test]
    fn accounts_have_right_check_digits() {
        assert_eq!(iban(1).len(), 18);
        let rest = |i: &str| {
            format!("{}{}", &i[4..], &i[..4]).chars().fold(0_u64, |r, c| {
                let v = u64::from(c.to_digit(36).unwrap());
                if v > 9 { (r * 100 + v) % 97 } else { (r * 10 + v) % 97 }
            })
        };
        assert!((1..40).all(|n| rest(&iban(n)) == 1));
    }
}
