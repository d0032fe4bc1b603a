//! Lays a recomputed table beside that of the document, cell by cell.

use crate::{Tabel1, Tabel2};
use kern::AgbCode;
use regels::Tabel;
use std::collections::{BTreeMap, BTreeSet};

/// A cell in which the document and the rows differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Celverschil {
    /// Key of the table.
    pub tabel: String,
    /// Key of the row.
    pub rij: String,
    /// Column: `regio` or a municipality.
    pub kolom: String,
    /// What the document says; empty when the cell does not exist there.
    pub document: String,
    /// What the rows give.
    pub berekend: String,
}

/// Compares table 1. `namen` turns a provider into the name that the document uses. A cell that the document leaves empty
/// is not compared.
pub fn vergelijk_tabel1(
    document: &Tabel,
    berekend: &[Tabel1],
    namen: &BTreeMap<AgbCode, String>,
) -> Vec<Celverschil> {
    let mut uit = Vec::new();
    for t in berekend {
        let mut cel = |rij, aantal| aantal_anders(document, rij, t.kolom.code(), aantal, &mut uit);
        cel("clienten", t.clienten);
        cel("groot", t.groot.len());
        cel("klein", t.klein);
        let in_document: BTreeSet<String> = zoek(document, "groot", t.kolom.code())
            .map(|c| c.namen.iter().cloned().collect())
            .unwrap_or_default();
        let gevonden: BTreeSet<String> =
            t.groot.iter().map(|g| namen.get(&g.agb).cloned().unwrap_or_else(|| g.agb.to_string())).collect();
        if in_document != gevonden {
            let som = |s: &BTreeSet<String>| s.iter().cloned().collect::<Vec<_>>().join(", ");
            uit.push(verschil(document, "groot", t.kolom.code(), som(&in_document), som(&gevonden)));
        }
    }
    uit
}

/// Compares table 2: the total and every prestatie.
pub fn vergelijk_tabel2(document: &Tabel, berekend: &[Tabel2]) -> Vec<Celverschil> {
    let mut uit = Vec::new();
    for t in berekend {
        aantal_anders(document, "totaal", t.kolom.code(), t.totaal, &mut uit);
        for (prestatie, aantal) in &t.per_prestatie {
            aantal_anders(document, prestatie.code(), t.kolom.code(), *aantal, &mut uit);
        }
    }
    uit
}

fn zoek<'a>(document: &'a Tabel, rij: &str, kolom: &str) -> Option<&'a regels::Cel> {
    let i = document.kolommen.iter().position(|k| k == kolom)?;
    document.rijen.iter().find(|r| r.sleutel == rij)?.cellen.get(i)
}

fn aantal_anders(document: &Tabel, rij: &str, kolom: &str, aantal: usize, uit: &mut Vec<Celverschil>) {
    match zoek(document, rij, kolom) {
        Some(regels::Cel { aantal: None, .. }) => {}
        Some(regels::Cel { aantal: Some(n), .. }) if i64::try_from(aantal) == Ok(*n) => {}
        cel => {
            let staat = cel.and_then(|c| c.aantal).map(|n| n.to_string()).unwrap_or_default();
            uit.push(verschil(document, rij, kolom, staat, aantal.to_string()));
        }
    }
}

fn verschil(document: &Tabel, rij: &str, kolom: &str, staat: String, berekend: String) -> Celverschil {
    Celverschil {
        tabel: document.sleutel.clone(),
        rij: rij.to_owned(),
        kolom: kolom.to_owned(),
        document: staat,
        berekend,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabellen::tests::gebruik;
    use crate::{Gebruik, tabel1, tabel2};
    use catalogus::Prestatie;
    use kern::Gemeentecode;

    /// Rows that give exactly the tables of the document: providers 1 to 30, the named ones first.
    fn regio() -> (Vec<Gebruik>, BTreeMap<AgbCode, String>) {
        // Which provider works where, per prestatie, so that table 2 comes out.
        let mut rijen = Vec::new();
        let mut werkt = |gemeente: &str, prestatie: &str, agbs: &[u32]| {
            for a in agbs {
                rijen.push(gebruik(gemeente, *a, prestatie, i64::from(*a)));
            }
        };
        let reeks = |v: u32, t: u32| (v..=t).collect::<Vec<_>>();
        // IB: 1-26 in the region; DB: 1-14 and 23-30; KDV: 1-3 and 30.
        werkt("0796", "IB", &reeks(1, 22));
        werkt("0796", "DB", &[reeks(1, 12), reeks(23, 28)].concat());
        werkt("0796", "KDV", &reeks(1, 3));
        werkt("1948", "IB", &[reeks(1, 16), reeks(23, 26)].concat());
        werkt("1948", "DB", &[reeks(4, 14), reeks(29, 30)].concat());
        werkt("0865", "IB", &[reeks(1, 2), reeks(14, 26)].concat());
        werkt("0865", "DB", &[reeks(1, 2), vec![14], reeks(23, 25), reeks(27, 30)].concat());
        werkt("0865", "KDV", &[30]);
        // Clients on top, so that table 1 comes out: Cello 1, Vivent 2, Unik 14, Reinier v Arkel 15.
        let mut extra = |gemeente: &str, agb, tot: i64| {
            let nu: BTreeSet<i64> =
                rijen.iter().filter(|r| r.gemeente.as_str() == gemeente).map(|r| r.client).collect();
            for c in 0..(tot - i64::try_from(nu.len()).unwrap()) {
                rijen.push(gebruik(gemeente, if c % 2 == 0 { agb } else { 2 }, "IB", 1000 + c));
            }
        };
        extra("0796", 1, 1751);
        extra("0865", 15, 318);
        for c in 0..(693 - 22) {
            // Unik has a third; the rest is spread so thin that nobody else is large.
            let agb = if c % 3 == 0 {
                14
            } else {
                [1, 2, 3, 4, 5, 6, 7, 8, 9, 10][usize::try_from(c % 10).unwrap()]
            };
            rijen.push(gebruik("1948", agb, "IB", 1000 + c));
        }
        let namen = [(1, "Cello"), (2, "Vivent"), (14, "Unik"), (15, "Reinier v Arkel")]
            .map(|(a, n)| (AgbCode::parse(&format!("{a:08}")).unwrap(), n.to_owned()))
            .into();
        (rijen, namen)
    }

    #[test]
    fn the_document_is_met_cell_by_cell_and_one_row_less_shows() {
        let kader = regels::kader("meierij-2020").unwrap();
        let gemeenten: Vec<Gemeentecode> = kader.gemeenten.iter().map(|g| g.code).collect();
        let prestaties: Vec<_> =
            kader.prestaties.iter().map(|p| Prestatie::parse(&p.code).unwrap()).collect();
        let (mut rijen, namen) = regio();
        let t1 = |r: &[Gebruik]| {
            vergelijk_tabel1(kader.tabel("tabel1").unwrap(), &tabel1(r, &gemeenten, 15.into()), &namen)
        };
        let t2 = |r: &[Gebruik]| {
            vergelijk_tabel2(kader.tabel("tabel2").unwrap(), &tabel2(r, &gemeenten, &prestaties))
        };
        assert_eq!(t1(&rijen), []);
        assert_eq!(t2(&rijen), []);

        let weg =
            rijen.iter().position(|r| r.prestatie.code() == "KDV" && r.gemeente.as_str() == "0865").unwrap();
        rijen.remove(weg);
        let v = t2(&rijen);
        assert_eq!(v.len(), 2, "the region and Vught: {v:?}");
        assert_eq!(
            (v[0].kolom.as_str(), v[0].document.as_str(), v[0].berekend.as_str()),
            ("regio", "4", "3")
        );
        assert_eq!((v[1].rij.as_str(), v[1].kolom.as_str(), v[1].berekend.as_str()), ("KDV", "0865", "0"));
        assert!(!t1(&rijen[..100]).is_empty());
    }
}
