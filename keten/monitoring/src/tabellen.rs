//! The two tables of §4.1 of the procurement strategy, made from rows.

use catalogus::Prestatie;
use kern::{AgbCode, Decimaal, Gemeentecode};
use std::collections::{BTreeMap, BTreeSet};

/// A client who has support from a provider: one row per client, provider and prestatie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebruik {
    /// Municipality of the client.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Kind of support.
    pub prestatie: Prestatie,
    /// Client within the municipality.
    pub client: i64,
}

/// A column: the whole region or one municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kolom {
    /// All municipalities together; a provider counts once.
    Regio,
    /// One municipality.
    Gemeente(Gemeentecode),
}

impl Kolom {
    /// The key in the data: `regio` or the code of the municipality.
    pub fn code(&self) -> &str {
        match self {
            Self::Regio => "regio",
            Self::Gemeente(g) => g.as_str(),
        }
    }

    fn bevat(self, gemeente: Gemeentecode) -> bool {
        match self {
            Self::Regio => true,
            Self::Gemeente(g) => g == gemeente,
        }
    }

    fn alle(gemeenten: &[Gemeentecode]) -> impl Iterator<Item = Self> {
        std::iter::once(Self::Regio).chain(gemeenten.iter().copied().map(Self::Gemeente))
    }
}

/// A large provider with its number of clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groot {
    /// Provider.
    pub agb: AgbCode,
    /// Clients in the column.
    pub clienten: usize,
}

/// One column of table 1: clients, and providers by size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabel1 {
    /// Column.
    pub kolom: Kolom,
    /// Different clients.
    pub clienten: usize,
    /// Providers above the threshold, the largest first.
    pub groot: Vec<Groot>,
    /// Number of other providers.
    pub klein: usize,
}

/// One column of table 2: providers per prestatie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabel2 {
    /// Column.
    pub kolom: Kolom,
    /// Different providers.
    pub totaal: usize,
    /// Different providers per prestatie, in the order asked.
    pub per_prestatie: Vec<(Prestatie, usize)>,
}

/// Table 1: clients per municipality, and which providers have more than `drempel_procent` of them.
pub fn tabel1(rijen: &[Gebruik], gemeenten: &[Gemeentecode], drempel_procent: Decimaal) -> Vec<Tabel1> {
    Kolom::alle(gemeenten)
        .map(|kolom| {
            let mut alle = BTreeSet::new();
            let mut per_aanbieder: BTreeMap<AgbCode, BTreeSet<(Gemeentecode, i64)>> = BTreeMap::new();
            for r in rijen.iter().filter(|r| kolom.bevat(r.gemeente)) {
                // A client number is unique within the municipality only.
                let client = (r.gemeente, r.client);
                alle.insert(client);
                per_aanbieder.entry(r.agb).or_default().insert(client);
            }
            let drempel = drempel_procent * Decimaal::from(alle.len());
            let mut groot: Vec<Groot> = per_aanbieder
                .iter()
                .map(|(agb, c)| Groot { agb: *agb, clienten: c.len() })
                .filter(|g| Decimaal::from(g.clienten) * Decimaal::ONE_HUNDRED > drempel)
                .collect();
            groot.sort_by_key(|g| (std::cmp::Reverse(g.clienten), g.agb));
            let klein = per_aanbieder.len() - groot.len();
            Tabel1 { kolom, clienten: alle.len(), groot, klein }
        })
        .collect()
}

/// Table 2: the number of different providers per municipality and prestatie.
pub fn tabel2(rijen: &[Gebruik], gemeenten: &[Gemeentecode], prestaties: &[Prestatie]) -> Vec<Tabel2> {
    Kolom::alle(gemeenten)
        .map(|kolom| {
            let hier = || rijen.iter().filter(move |r| kolom.bevat(r.gemeente));
            let tel = |p: &Prestatie| {
                hier().filter(|r| r.prestatie == *p).map(|r| r.agb).collect::<BTreeSet<_>>().len()
            };
            Tabel2 {
                kolom,
                totaal: hier().map(|r| r.agb).collect::<BTreeSet<_>>().len(),
                per_prestatie: prestaties.iter().map(|p| (p.clone(), tel(p))).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn gebruik(gemeente: &str, agb: u32, prestatie: &str, client: i64) -> Gebruik {
        Gebruik {
            gemeente: Gemeentecode::parse(gemeente).unwrap(),
            agb: AgbCode::parse(&format!("{agb:08}")).unwrap(),
            prestatie: Prestatie::parse(prestatie).unwrap(),
            client,
        }
    }

    fn gemeenten() -> Vec<Gemeentecode> {
        ["0796", "0865"].map(|g| Gemeentecode::parse(g).unwrap()).to_vec()
    }

    #[test]
    fn exactly_fifteen_percent_is_not_large() {
        // 20 clients: 3 is 15%, 4 is more.
        let mut rijen: Vec<_> = (1..=3).map(|c| gebruik("0796", 1, "IB", c)).collect();
        rijen.extend((4..=20).map(|c| gebruik("0796", 2, "IB", c)));
        let t = tabel1(&rijen, &gemeenten(), 15.into());
        assert_eq!((t[1].clienten, t[1].groot.len(), t[1].klein), (20, 1, 1));
        rijen.push(gebruik("0796", 1, "DB", 4));
        let t = tabel1(&rijen, &gemeenten(), 15.into());
        assert_eq!((t[1].clienten, t[1].groot.len(), t[1].klein), (20, 2, 0));
    }

    #[test]
    fn a_provider_counts_once_in_the_region_and_clients_add_up() {
        let rijen = [
            gebruik("0796", 1, "IB", 1),
            gebruik("0796", 1, "DB", 1),
            gebruik("0865", 1, "IB", 1),
            gebruik("0865", 2, "KDV", 2),
        ];
        let t1 = tabel1(&rijen, &gemeenten(), 15.into());
        assert_eq!(
            t1.iter().map(|t| t.clienten).collect::<Vec<_>>(),
            [3, 1, 2],
            "same number, other municipality"
        );
        assert_eq!(t1[0].groot.len() + t1[0].klein, 2);
        let p: Vec<_> = ["IB", "DB", "KDV"].map(|p| Prestatie::parse(p).unwrap()).to_vec();
        let t2 = tabel2(&rijen, &gemeenten(), &p);
        let tel = |i: usize| t2[i].per_prestatie.iter().map(|(_, n)| *n).collect::<Vec<_>>();
        assert_eq!((t2[0].totaal, tel(0)), (2, vec![1, 1, 1]));
        assert_eq!((t2[1].totaal, tel(1)), (1, vec![1, 1, 0]));
        assert_eq!((t2[2].totaal, tel(2)), (2, vec![1, 0, 1]));
    }

    #[test]
    fn a_municipality_without_rows_is_all_zero() {
        let t = tabel1(&[], &gemeenten(), 15.into());
        assert_eq!(t.len(), 3);
        assert!(t.iter().all(|t| t.clienten == 0 && t.groot.is_empty() && t.klein == 0));
    }
}
