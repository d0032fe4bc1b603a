//! One page of a list over several municipalities, by key.
//!
//! The list is ordered by (key, municipality, number). Every municipality gives at most a page and a row from
//! its own index; merging them gives the page. No row is passed over, so any page costs as much as the first.

use super::{Aantal, Blad, Lijst, Plek, VraagFout, Wijzer};
use kern::Gemeentecode;
use store::{Tx, Uitkomst};

/// Lowest and highest key.
pub(super) const ALLES: (&str, &str) = ("", "\u{10FFFF}");

/// What is asked of one municipality.
#[derive(Debug)]
pub(super) struct Greep<'a> {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// After the key in rising order; otherwise before it in falling order.
    pub oplopend: bool,
    /// The key that the rows lie after or before.
    pub sleutel: &'a str,
    /// The number that breaks a tie.
    pub id: i64,
    /// The key that ends the range, included.
    pub grens: &'a str,
    /// The most rows.
    pub limiet: i64,
}

/// A row with the key that orders it.
pub(super) type Gesleuteld<T> = (String, i64, T);

/// The page asked. `plek` gives the key of the row that the page lies after or before.
pub(super) fn bladzijde<T>(
    tx: &mut Tx<'_>,
    gemeenten: &[Gemeentecode],
    blad: &Blad,
    aflopend: bool,
    (laag, hoog): (&str, &str),
    plek: impl FnOnce(&mut Tx<'_>, Wijzer) -> Uitkomst<Option<String>>,
    mut haal: impl FnMut(&mut Tx<'_>, &Greep<'_>) -> Uitkomst<Vec<Gesleuteld<T>>>,
) -> Result<Lijst<T>, VraagFout> {
    let (wijzer, terug) = match blad.plek {
        Plek::Begin => (None, false),
        Plek::Na(w) => (Some(w), false),
        Plek::Voor(w) => (Some(w), true),
    };
    let wijzer = match wijzer {
        // A pointer into a municipality that is not asked says nothing about its rows.
        Some(w) if gemeenten.contains(&w.gemeente) => {
            let sleutel = plek(tx, w)?.ok_or_else(|| {
                VraagFout::Ongeldig("deze plek in de lijst bestaat niet; begin vooraan in de lijst".into())
            })?;
            Some((w, sleutel))
        }
        Some(_) => {
            return Err(VraagFout::Ongeldig(
                "deze plek hoort bij een andere lijst; begin vooraan in de lijst".into(),
            ));
        }
        None => None,
    };
    let oplopend = aflopend == terug;
    let grootte = usize::from(blad.grootte);
    let mut rijen: Vec<(String, Gemeentecode, i64, T)> = Vec::new();
    for &gemeente in gemeenten {
        let begin = if oplopend { (laag, -1) } else { (hoog, i64::MAX) };
        let (sleutel, id) = match &wijzer {
            None => begin,
            Some((w, sleutel)) => {
                // Among equal keys the municipality decides which side of the pointer a row lies on.
                let id = match gemeente.cmp(&w.gemeente) {
                    std::cmp::Ordering::Less => i64::MAX,
                    std::cmp::Ordering::Equal => w.id,
                    std::cmp::Ordering::Greater => -1,
                };
                let hier = (sleutel.as_str(), id);
                if oplopend { hier.max(begin) } else { hier.min(begin) }
            }
        };
        let greep = Greep {
            gemeente,
            oplopend,
            sleutel,
            id,
            grens: if oplopend { hoog } else { laag },
            limiet: i64::from(blad.grootte) + 1,
        };
        rijen.extend(haal(tx, &greep)?.into_iter().map(|(s, id, t)| (s, gemeente, id, t)));
    }
    rijen.sort_by(|a, b| {
        let orde = (&a.0, a.1, a.2).cmp(&(&b.0, b.1, b.2));
        if oplopend { orde } else { orde.reverse() }
    });
    let meer = rijen.len() > grootte;
    rijen.truncate(grootte);
    if terug {
        rijen.reverse();
    }
    let wijs = |r: Option<&(String, Gemeentecode, i64, T)>| r.map(|r| Wijzer { gemeente: r.1, id: r.2 });
    let vorige = if terug { meer } else { wijzer.is_some() };
    let volgende = if terug { wijzer.is_some() } else { meer };
    Ok(Lijst {
        vorige: wijs(rijen.first()).filter(|_| vorige),
        volgende: wijs(rijen.last()).filter(|_| volgende),
        rijen: rijen.into_iter().map(|r| r.3).collect(),
        aantal: Aantal::Precies(0),
    })
}

impl<T> Lijst<T> {
    /// Adds the count.
    pub(super) fn met_aantal(mut self, aantal: Aantal) -> Self {
        self.aantal = aantal;
        self
    }
}

/// Adds up counts of municipalities that each stopped at the bound: looked at, and right.
pub(super) fn tel_op(tellingen: impl IntoIterator<Item = (i64, i64)>) -> Aantal {
    let (mut goed, mut begrensd) = (0, false);
    for (gezien, n) in tellingen {
        begrensd |= gezien > Aantal::GRENS;
        goed += n;
    }
    if begrensd || goed > Aantal::GRENS {
        Aantal::MeerDan(if goed > Aantal::GRENS { Aantal::GRENS } else { goed })
    } else {
        Aantal::Precies(goed)
    }
}
