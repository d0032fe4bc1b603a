//! Charts as SVG, made on the server: they work without script, print, and carry a title and a description.
//! Colour comes from classes, so that they follow the house style and the dark theme.

use crate::opmaak::{Html, euro_heel, maand_kort, ontsnap, promille};
use jiff::civil::Date;
use kern::Eurocent;
use std::fmt::Write as _;

/// The most series with a colour of their own.
pub const REEKSEN: usize = 8;

/// Amounts per month, stacked by series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maandgrafiek {
    /// First day of each month, oldest first.
    pub maanden: Vec<Date>,
    /// Name of each series and its amount in each month.
    pub reeksen: Vec<(String, Vec<Eurocent>)>,
}

impl Maandgrafiek {
    /// Puts rows (month, series, amount) in a grid. Series beyond [`REEKSEN`] are taken together as "overige".
    pub fn van(rijen: impl IntoIterator<Item = (Date, String, Eurocent)>) -> Self {
        let rijen: Vec<_> = rijen.into_iter().collect();
        let mut maanden: Vec<Date> = rijen.iter().map(|r| r.0).collect();
        maanden.sort_unstable();
        maanden.dedup();
        let mut totalen: Vec<(String, i64)> = Vec::new();
        for (_, naam, bedrag) in &rijen {
            match totalen.iter_mut().find(|(n, _)| n == naam) {
                Some((_, t)) => *t = t.saturating_add(bedrag.0),
                None => totalen.push((naam.clone(), bedrag.0)),
            }
        }
        totalen.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let eigen = if totalen.len() > REEKSEN { REEKSEN - 1 } else { totalen.len() };
        let mut reeksen: Vec<(String, Vec<Eurocent>)> =
            totalen[..eigen].iter().map(|(n, _)| (n.clone(), vec![Eurocent::NUL; maanden.len()])).collect();
        if eigen < totalen.len() {
            reeksen.push(("Overige gemeenten".into(), vec![Eurocent::NUL; maanden.len()]));
        }
        for (maand, naam, bedrag) in rijen {
            let i = maanden.binary_search(&maand).unwrap_or(0);
            let r = reeksen.iter().position(|(n, _)| *n == naam).unwrap_or(eigen);
            if let Some(vak) = reeksen.get_mut(r).and_then(|(_, v)| v.get_mut(i)) {
                vak.0 = vak.0.saturating_add(bedrag.0);
            }
        }
        Self { maanden, reeksen }
    }

    /// Nothing to show.
    pub fn is_leeg(&self) -> bool {
        self.reeksen.iter().all(|(_, v)| v.iter().all(|b| b.0 == 0))
    }

    /// Total of a month.
    pub fn totaal(&self, i: usize) -> Eurocent {
        Eurocent(self.reeksen.iter().filter_map(|(_, v)| v.get(i)).fold(0_i64, |s, b| s.saturating_add(b.0)))
    }

    /// The months with their totals, for the table beside the chart.
    pub fn rijen(&self) -> Vec<(Date, Vec<Eurocent>, Eurocent)> {
        self.maanden
            .iter()
            .enumerate()
            .map(|(i, m)| (*m, self.reeksen.iter().map(|(_, v)| v[i]).collect(), self.totaal(i)))
            .collect()
    }

    /// Stacked bars. Credits that make a month negative count as nothing in the picture; the table has them.
    pub fn svg(&self, id: &str, titel: &str) -> Html {
        const B: i64 = 760;
        const H: i64 = 260;
        const LINKS: i64 = 84;
        const ONDER: i64 = 26;
        const BOVEN: i64 = 12;
        let hoogste = (0..self.maanden.len()).map(|i| self.som_boven_nul(i)).max().unwrap_or(0);
        let (stap, top) = as_verdeling(hoogste);
        let vlak = H - ONDER - BOVEN;
        let y = |cent: i64| H - ONDER - schaal(cent, vlak, top);
        let mut s = kop(id, titel, &self.beschrijving(), B, H);
        let mut cent = 0;
        while cent <= top {
            let (klas, yy) = (if cent == 0 { "as" } else { "lijn" }, y(cent));
            let _ = write!(
                s,
                "<line class=\"{klas}\" x1=\"{LINKS}\" x2=\"{B}\" y1=\"{yy}\" y2=\"{yy}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                LINKS - 8,
                yy + 4,
                euro_heel(Eurocent(cent))
            );
            cent += stap;
        }
        let n = i64::try_from(self.maanden.len()).unwrap_or(1).max(1);
        let vak = (B - LINKS) / n;
        let breed = (vak * 3 / 5).clamp(6, 56);
        for (i, maand) in self.maanden.iter().enumerate() {
            let x = LINKS + vak * i64::try_from(i).unwrap_or(0) + (vak - breed) / 2;
            let mut onder = 0;
            for (r, (_, v)) in self.reeksen.iter().enumerate() {
                let deel = v[i].0.max(0);
                if deel == 0 {
                    continue;
                }
                let (boven_y, onder_y) = (y(onder + deel), y(onder));
                let _ = write!(
                    s,
                    "<rect class=\"r{}\" x=\"{x}\" y=\"{boven_y}\" width=\"{breed}\" height=\"{}\"/>",
                    r % REEKSEN + 1,
                    (onder_y - boven_y).max(1)
                );
                onder += deel;
            }
            let _ = write!(
                s,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x + breed / 2,
                H - 8,
                maand_kort(*maand)
            );
        }
        s.push_str("</svg>");
        Html::geescaped(s)
    }

    fn som_boven_nul(&self, i: usize) -> i64 {
        self.reeksen.iter().map(|(_, v)| v[i].0.max(0)).fold(0, i64::saturating_add)
    }

    fn beschrijving(&self) -> String {
        let Some(hoogste) = (0..self.maanden.len()).max_by_key(|i| self.totaal(*i).0) else {
            return "Er zijn nog geen bedragen.".into();
        };
        let eerste = self.maanden.first().map(|m| maand_kort(*m)).unwrap_or_default();
        let laatste = self.maanden.last().map(|m| maand_kort(*m)).unwrap_or_default();
        format!(
            "Staven van {eerste} tot en met {laatste}. De hoogste maand is {} met {}. De tabel ernaast heeft alle bedragen.",
            maand_kort(self.maanden[hoogste]),
            euro_heel(self.totaal(hoogste))
        )
    }
}

/// Lying bars with a share each: name, amount in words, tenths of a percent.
pub fn aandelen(id: &str, titel: &str, rijen: &[(String, String, i64)]) -> Html {
    const B: i64 = 440;
    const RIJ: i64 = 38;
    let h = RIJ * i64::try_from(rijen.len()).unwrap_or(1).max(1) + 4;
    let beschrijving = rijen.first().map_or_else(
        || "Er zijn nog geen bedragen.".to_owned(),
        |(naam, _, p)| {
            format!("Het grootste deel is {} van {naam}. De tabel heeft alle delen.", promille(*p))
        },
    );
    let mut s = kop(id, titel, &beschrijving, B, h);
    for (i, (naam, bedrag, deel)) in rijen.iter().enumerate() {
        let y = RIJ * i64::try_from(i).unwrap_or(0);
        let _ = write!(
            s,
            "<text class=\"waarde\" x=\"0\" y=\"{}\">{}</text><text x=\"{B}\" y=\"{}\" text-anchor=\"end\">{} · {}</text>\
             <rect class=\"spoor\" x=\"0\" y=\"{}\" width=\"{B}\" height=\"10\" rx=\"3\"/><rect class=\"r1\" x=\"0\" y=\"{}\" width=\"{}\" height=\"10\" rx=\"3\"/>",
            y + 13,
            ontsnap(naam),
            y + 13,
            ontsnap(bedrag),
            promille(*deel),
            y + 19,
            y + 19,
            (B * deel.max(&0) / 1000).clamp(2, B)
        );
    }
    s.push_str("</svg>");
    Html::geescaped(s)
}

/// Lying bars, each with its name and amount: name, amount in words, size.
pub fn staven(id: &str, titel: &str, rijen: &[(String, String, i64)]) -> Html {
    const B: i64 = 760;
    const RIJ: i64 = 38;
    let h = RIJ * i64::try_from(rijen.len()).unwrap_or(1).max(1) + 4;
    let grootste = rijen.iter().map(|r| r.2).max().unwrap_or(0).max(1);
    let beschrijving = rijen.iter().max_by_key(|r| r.2).map_or_else(
        || "Er zijn nog geen bedragen.".to_owned(),
        |r| format!("Het hoogst is {} met {}. De tabel heeft alle bedragen.", r.0, r.1),
    );
    let mut s = kop(id, titel, &beschrijving, B, h);
    for (i, (naam, bedrag, maat)) in rijen.iter().enumerate() {
        let y = RIJ * i64::try_from(i).unwrap_or(0);
        let _ = write!(
            s,
            "<text class=\"waarde\" x=\"0\" y=\"{}\">{}</text><text x=\"{B}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"spoor\" x=\"0\" y=\"{}\" width=\"{B}\" height=\"10\" rx=\"3\"/><rect class=\"r{}\" x=\"0\" y=\"{}\" width=\"{}\" height=\"10\" rx=\"3\"/>",
            y + 13,
            ontsnap(naam),
            y + 13,
            ontsnap(bedrag),
            y + 19,
            if i == 0 { 1 } else { 2 },
            y + 19,
            schaal((*maat).max(0), B, grootste).max(2)
        );
    }
    s.push_str("</svg>");
    Html::geescaped(s)
}

/// What an assumption does to an amount, a step down and a step up; `None` where that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staaf {
    /// Name of the assumption.
    pub naam: String,
    /// Change in cents a step down.
    pub lager: Option<i64>,
    /// Change in cents a step up.
    pub hoger: Option<i64>,
}

/// A tornado: bars to both sides of "no change", the longest on top.
pub fn tornado(id: &str, titel: &str, staven: &[Staaf]) -> Html {
    const B: i64 = 760;
    const RIJ: i64 = 40;
    const MIDDEN: i64 = B / 2;
    // room for the amounts beside the longest bar
    const HELFT: i64 = MIDDEN - 96;
    let kanten = |s: &Staaf| [(s.lager, "r1"), (s.hoger, "r2")];
    let grootste = staven.iter().flat_map(|s| [s.lager, s.hoger]).flatten().map(i64::saturating_abs).max();
    let grootste = grootste.unwrap_or(0).max(1);
    let h = RIJ * i64::try_from(staven.len()).unwrap_or(1).max(1) + 4;
    let beschrijving = staven.first().map_or_else(
        || "Er zijn geen aannames.".to_owned(),
        |s| format!("Het zwaarst weegt {}. De tabel eronder heeft alle bedragen.", s.naam),
    );
    let mut uit = kop(id, titel, &beschrijving, B, h);
    for (i, staaf) in staven.iter().enumerate() {
        let y = RIJ * i64::try_from(i).unwrap_or(0);
        let _ =
            write!(uit, "<text class=\"waarde\" x=\"0\" y=\"{}\">{}</text>", y + 13, ontsnap(&staaf.naam));
        for (cent, klas) in kanten(staaf) {
            let Some(cent) = cent.filter(|c| *c != 0) else { continue };
            let breed = schaal(cent.saturating_abs(), HELFT, grootste).max(1);
            let (x, tekst_x, anker) = if cent < 0 {
                (MIDDEN - breed, MIDDEN - breed - 6, "end")
            } else {
                (MIDDEN, MIDDEN + breed + 6, "start")
            };
            let _ = write!(
                uit,
                "<rect class=\"{klas}\" x=\"{x}\" y=\"{}\" width=\"{breed}\" height=\"12\"/><text x=\"{tekst_x}\" y=\"{}\" text-anchor=\"{anker}\">{}{}</text>",
                y + 20,
                y + 31,
                if cent > 0 { "+" } else { "" },
                euro_heel(Eurocent(cent))
            );
        }
    }
    let _ = write!(uit, "<line class=\"as\" x1=\"{MIDDEN}\" x2=\"{MIDDEN}\" y1=\"18\" y2=\"{h}\"/></svg>");
    Html::geescaped(uit)
}

pub(crate) fn kop(id: &str, titel: &str, beschrijving: &str, b: i64, h: i64) -> String {
    format!(
        "<svg viewBox=\"0 0 {b} {h}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        ontsnap(titel),
        ontsnap(beschrijving)
    )
}

fn schaal(cent: i64, pixels: i64, top: i64) -> i64 {
    i64::try_from(i128::from(cent) * i128::from(pixels) / i128::from(top.max(1))).unwrap_or(0)
}

/// Step and top of the axis: 1, 2 or 5 times a power of ten, at most five steps.
fn as_verdeling(hoogste: i64) -> (i64, i64) {
    let hoogste = hoogste.max(100);
    let mut macht = 100_i64;
    loop {
        for keer in [1, 2, 5] {
            let stap = macht.saturating_mul(keer);
            if stap.saturating_mul(5) >= hoogste {
                return (
                    stap,
                    hoogste.div_euclid(stap).saturating_add(i64::from(hoogste % stap != 0)) * stap,
                );
            }
        }
        macht = macht.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_axis_has_round_steps_above_the_highest() {
        assert_eq!(as_verdeling(0), (100, 100));
        assert_eq!(as_verdeling(1_234_500), (500_000, 1_500_000));
        assert_eq!(as_verdeling(1_000_000), (200_000, 1_000_000));
        assert_eq!(as_verdeling(1_000_001), (500_000, 1_500_000));
    }

    #[test]
    fn the_grid_keeps_every_cent() {
        let m = |n| date(2026, n, 1);
        let rijen = (1..=10).map(|g| (m(9), format!("Gemeente {g:02}"), Eurocent(g * 100)));
        let g = Maandgrafiek::van(rijen.chain([(m(8), "Gemeente 01".into(), Eurocent(5))]));
        assert_eq!(g.maanden, [m(8), m(9)]);
        assert_eq!(g.reeksen.len(), REEKSEN);
        assert_eq!(g.totaal(0), Eurocent(5));
        assert_eq!(g.totaal(1), Eurocent(5500));
        assert_eq!(g.reeksen.last().unwrap().0, "Overige gemeenten");
    }

    #[test]
    fn a_tornado_has_a_bar_to_each_side_and_none_where_nothing_can_be() {
        let staaf = |lager, hoger| Staaf { naam: "<x>".into(), lager, hoger };
        let svg =
            tornado("t", "Weging", &[staaf(Some(-20_000), Some(10_000)), staaf(None, Some(0))]).to_string();
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(
            svg.contains("width=\"284\"") && svg.contains("width=\"142\""),
            "half as far is half as long: {svg}"
        );
        assert!(
            svg.contains("-200") && svg.contains("+€") && svg.contains("&lt;x&gt;") && !svg.contains("style")
        );
        assert!(tornado("t", "Weging", &[]).to_string().contains("geen aannames"));
        assert!(
            tornado("t", "Weging", &[staaf(Some(i64::MIN), Some(i64::MAX))]).to_string().contains("<rect")
        );
    }

    #[test]
    fn bars_are_as_long_as_their_amounts() {
        let r = |naam: &str, n| (naam.to_owned(), format!("€ {n}"), n);
        let svg = staven("s", "Prijs", &[r("A", 50), r("<b>", 100), r("C", 0)]).to_string();
        assert!(svg.contains("width=\"380\"") && svg.matches("width=\"760\"").count() == 4, "{svg}");
        assert!(
            svg.contains("&lt;b&gt;") && svg.contains("Het hoogst is &lt;b&gt;") && !svg.contains("style")
        );
        assert!(staven("s", "Prijs", &[]).to_string().contains("nog geen bedragen"));
    }

    #[test]
    fn the_picture_names_itself_and_has_no_inline_style() {
        let g = Maandgrafiek::van([(date(2026, 9, 1), "Bo<b>".into(), Eurocent(123_400))]);
        let svg = g.svg("k", "Kosten & meer").to_string();
        assert!(svg.contains("role=\"img\"") && svg.contains("<title id=\"k-t\">Kosten &amp; meer</title>"));
        assert!(!svg.contains("style"));
        let svg = aandelen("a", "Deel", &[("<x>".into(), "€ 1".into(), 1000)]).to_string();
        assert!(svg.contains("&lt;x&gt;") && !svg.contains("<x>"));
    }
}
