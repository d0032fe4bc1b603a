//! The two tables of the procurement strategy beside the same tables from our own rows.

use super::monitor::Monitor;
use crate::kaders::Kaderbron;
use catalogus::Prestatie;
use kern::{AgbCode, Datum, Gemeentecode};
use monitoring::{Gebruik, Kolom, tabel1_uit_aantallen, tabel2};
use regels::{Kader, Tabel};
use std::sync::Arc;

/// The framework whose document has the tables.
const KADER: &str = "meierij-2020";
/// The setting of the framework: a provider with more than this part of the clients is large.
const DREMPEL: &str = "drempel_grote_aanbieder";

/// A cell: what the document says and what our rows give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CelNaast {
    /// In the document.
    pub document: Option<i64>,
    /// Names in the document.
    pub document_namen: Vec<String>,
    /// From our rows.
    pub berekend: i64,
    /// Names from our rows.
    pub berekende_namen: Vec<String>,
}

impl CelNaast {
    /// Whether the numbers agree; `None` when the document leaves the cell empty. Names are not compared: providers
    /// merge and change names.
    pub fn gelijk(&self) -> Option<bool> {
        self.document.map(|d| d == self.berekend)
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RijNaast {
    /// Name as the document gives it.
    pub naam: String,
    /// One per column.
    pub cellen: Vec<CelNaast>,
}

/// A table of the document beside ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabelNaast {
    /// Key (`tabel1`).
    pub sleutel: String,
    /// Title.
    pub titel: String,
    /// Document and place.
    pub bron: String,
    /// What a reader must know.
    pub toelichting: String,
    /// Names of the columns.
    pub kolommen: Vec<String>,
    /// Rows.
    pub rijen: Vec<RijNaast>,
}

/// The framework with the tables, as the municipalities use it on a day; the newest version where they differ.
pub(super) fn kader(bron: &Kaderbron, dag: Datum) -> Option<Arc<Kader>> {
    bron.op(dag).into_iter().rfind(|x| x.kader.id == KADER).map(|x| x.kader)
}

/// Both tables, for the municipalities of the framework that the figures are about; the column of the region only
/// when they are all there.
pub fn tabellen(m: &Monitor) -> Vec<TabelNaast> {
    let Some(kader) = m.kader.as_deref() else { return Vec::new() };
    let hier: Vec<Gemeentecode> = kader
        .gemeenten
        .iter()
        .map(|g| g.code)
        .filter(|g| m.gemeenten.iter().any(|(c, _, _)| c == g))
        .collect();
    if hier.is_empty() {
        return Vec::new();
    }
    let drempel = kader.instelling_op(DREMPEL, m.vraag.tot).geldig().and_then(|i| i.getal);
    let Some(drempel) = drempel else { return Vec::new() };
    let heel = hier.len() == kader.gemeenten.len();
    let getal = |n: i64| usize::try_from(n).unwrap_or(0);
    let clienten: Vec<_> = hier
        .iter()
        .filter_map(|g| m.gemeenten.iter().find(|(c, _, _)| c == g).map(|(c, _, n)| (*c, getal(*n))))
        .collect();
    let per_aanbieder: Vec<_> = m
        .aanbieders
        .iter()
        .filter(|a| hier.contains(&a.gemeente))
        .map(|a| (a.gemeente, a.agb, getal(a.clienten)))
        .collect();
    // Table 2 counts providers, not clients: one row per provider and prestatie is enough.
    let gebruik: Vec<Gebruik> = m
        .inzet
        .iter()
        .filter(|r| hier.contains(&r.gemeente) && r.clienten > 0)
        .filter_map(|r| {
            let prestatie = Prestatie::parse(&r.prestatie).ok()?;
            Some(Gebruik { gemeente: r.gemeente, agb: r.agb, prestatie, client: 0 })
        })
        .collect();
    let prestaties: Vec<Prestatie> =
        kader.prestaties.iter().filter_map(|p| Prestatie::parse(&p.code).ok()).collect();
    let t1 = tabel1_uit_aantallen(&clienten, &per_aanbieder, drempel);
    let t2 = tabel2(&gebruik, &hier, &prestaties);

    let eerste = kader.tabel("tabel1").map(|t| {
        naast(kader, t, t1.iter().map(|k| k.kolom).filter(|k| heel || *k != Kolom::Regio), |rij, kolom| {
            let k = t1.iter().find(|k| k.kolom == kolom)?;
            Some(match rij {
                "clienten" => (k.clienten, Vec::new()),
                "groot" => (k.groot.len(), k.groot.iter().map(|g| aanbieder(m, g.agb)).collect()),
                _ => (k.klein, Vec::new()),
            })
        })
    });
    let tweede = kader.tabel("tabel2").map(|t| {
        naast(kader, t, t2.iter().map(|k| k.kolom).filter(|k| heel || *k != Kolom::Regio), |rij, kolom| {
            let k = t2.iter().find(|k| k.kolom == kolom)?;
            let aantal = if rij == "totaal" {
                Some(k.totaal)
            } else {
                k.per_prestatie.iter().find(|(p, _)| p.code() == rij).map(|(_, n)| *n)
            };
            Some((aantal?, Vec::new()))
        })
    });
    eerste.into_iter().chain(tweede).collect()
}

fn naast(
    kader: &Kader,
    t: &Tabel,
    kolommen: impl Iterator<Item = Kolom>,
    tel: impl Fn(&str, Kolom) -> Option<(usize, Vec<String>)>,
) -> TabelNaast {
    let kolommen: Vec<Kolom> = kolommen.collect();
    let v = &t.verantwoording;
    TabelNaast {
        sleutel: t.sleutel.clone(),
        titel: t.titel.clone(),
        bron: format!("{}, {}", v.bron.document, v.bron.plaats),
        toelichting: v.toelichting.trim().to_owned(),
        kolommen: kolommen
            .iter()
            .map(|k| match k {
                Kolom::Regio => "Regio".to_owned(),
                Kolom::Gemeente(g) => kader
                    .gemeenten
                    .iter()
                    .find(|n| n.code == *g)
                    .map_or_else(|| g.to_string(), |n| n.naam.clone()),
            })
            .collect(),
        rijen: t
            .rijen
            .iter()
            .map(|r| RijNaast {
                naam: r.naam.clone(),
                cellen: kolommen
                    .iter()
                    .map(|k| {
                        let i = t.kolommen.iter().position(|c| c == k.code());
                        let cel = i.and_then(|i| r.cellen.get(i));
                        let (aantal, namen) = tel(&r.sleutel, *k).unwrap_or_default();
                        CelNaast {
                            document: cel.and_then(|c| c.aantal),
                            document_namen: cel.map(|c| c.namen.clone()).unwrap_or_default(),
                            berekend: i64::try_from(aantal).unwrap_or(i64::MAX),
                            berekende_namen: namen,
                        }
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn aanbieder(m: &Monitor, agb: AgbCode) -> String {
    m.aanbieders.iter().find(|a| a.agb == agb).map_or_else(|| agb.to_string(), |a| a.aanbieder.clone())
}

#[cfg(test)]
mod tests {
    use super::super::monitor::{AanbiederClienten, InzetRij, MonitorVraag};
    use super::*;
    use jiff::civil::date;

    fn cijfers(codes: &[&str]) -> Monitor {
        let g = |c: &str| Gemeentecode::parse(c).unwrap();
        let agb = |n: u32| AgbCode::parse(&format!("{n:08}")).unwrap();
        let aanbieders = codes
            .iter()
            .flat_map(|c| {
                [(1, 300), (2, 2)].map(|(a, n)| AanbiederClienten {
                    gemeente: g(c),
                    agb: agb(a),
                    aanbieder: format!("Aanbieder {a}"),
                    clienten: n,
                })
            })
            .collect();
        Monitor {
            vraag: MonitorVraag { van: date(2026, 1, 1), tot: date(2026, 12, 31), gemeente: None },
            gemeenten: codes.iter().map(|c| (g(c), (*c).to_owned(), 318)).collect(),
            aanbieders,
            inzet: codes
                .iter()
                .map(|c| InzetRij { gemeente: g(c), agb: agb(1), prestatie: "KDV".into(), clienten: 1 })
                .collect(),
            kosten: Vec::new(),
            afwijzing: Vec::new(),
            kader: kader(&Kaderbron::default(), date(2026, 12, 31)),
        }
    }

    #[test]
    fn cells_agree_or_not_one_by_one() {
        let t = tabellen(&cijfers(&["0796", "1948", "0865"]));
        assert_eq!(t[0].kolommen.len(), 4);
        assert_eq!(t[0].rijen[0].cellen[0].gelijk(), None, "the document leaves the region empty");
        assert_eq!(t[0].rijen[0].cellen[0].berekend, 3 * 318);
        let vught = t[0].kolommen.iter().position(|k| k == "Vught").unwrap();
        assert_eq!(t[0].rijen[0].cellen[vught].gelijk(), Some(true));
        assert_eq!(
            t[0].rijen[1].cellen[vught].gelijk(),
            Some(false),
            "one large provider, the document has two"
        );
        assert_eq!(t[0].rijen[1].cellen[vught].berekende_namen, ["Aanbieder 1"]);
        assert_eq!(t[1].rijen[3].cellen[vught].gelijk(), Some(true), "one provider of KDV");
    }

    #[test]
    fn the_region_needs_all_its_municipalities() {
        let t = tabellen(&cijfers(&["0865"]));
        assert_eq!(t[0].kolommen, ["Vught"]);
        assert_eq!(tabellen(&cijfers(&["9999"])), []);
    }
}
