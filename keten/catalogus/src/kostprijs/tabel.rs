//! The table of a cost model, as the document prints it: groups, rows, and a column per function.

use super::{Kostprijs, in_maat};

/// A group of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabelgroep {
    /// Heading.
    pub naam: String,
    /// Names of the columns; one without a name when the group has no columns.
    pub kolommen: Vec<String>,
    /// Rows.
    pub rijen: Vec<Tabelrij>,
}

/// A row: a line, or a line per column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabelrij {
    /// Key without the column.
    pub basis: String,
    /// Name.
    pub naam: String,
    /// One per column.
    pub cellen: Vec<Tabelcel>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabelcel {
    /// Place of the line.
    pub regel: usize,
    /// Figures that stand before the value.
    pub opbouw: Vec<String>,
    /// The value; empty in a column group when it is no money, then it stands in `opbouw`.
    pub waarde: String,
}

/// The whole table.
pub fn tabel(k: &Kostprijs<'_>) -> Vec<Tabelgroep> {
    let m = k.model;
    let mut groepen = Vec::new();
    for g in &m.groepen {
        let mijn: Vec<usize> =
            (0..m.regels.len()).filter(|i| m.regels[*i].groep == g.code && m.regels[*i].tabel).collect();
        let in_kolommen = mijn.iter().any(|i| m.regels[*i].kolom.is_some());
        let aantal = if in_kolommen { m.kolommen.len() } else { 1 };
        let mut rijen: Vec<Tabelrij> = Vec::new();
        for i in mijn {
            let r = &m.regels[i];
            let in_maat_van = |j: usize| in_maat(m.regels[j].maat, k.waarden[j]);
            let mut cel = Tabelcel {
                regel: i,
                opbouw: r.opbouw.iter().map(|j| in_maat_van(*j)).collect(),
                waarde: in_maat_van(i),
            };
            if in_kolommen && !r.maat.is_geld() {
                cel.opbouw.push(std::mem::take(&mut cel.waarde));
            }
            if r.kolom.is_some()
                && let Some(vorige) = rijen.last_mut().filter(|v| v.basis == r.basis)
            {
                vorige.cellen.push(cel);
            } else {
                // a line without column says the same in each
                let cellen = vec![cel; if r.kolom.is_some() { 1 } else { aantal }];
                rijen.push(Tabelrij { basis: r.basis.clone(), naam: r.naam.clone(), cellen });
            }
        }
        let kolommen = if in_kolommen {
            m.kolommen.iter().map(|c| c.naam.clone()).collect()
        } else {
            vec![String::new()]
        };
        if !rijen.is_empty() {
            groepen.push(Tabelgroep { naam: g.naam.clone(), kolommen, rijen });
        }
    }
    groepen
}
