//! A radar as SVG: as many axes as there are things to compare, with a figure for each. Axes have a number; the table beside
//! the picture has the names, so that it can be read on a small screen as well.

use crate::grafiek::kop;
use crate::opmaak::Html;
use std::fmt::Write as _;

/// Width and height.
const MAAT: i64 = 440;
const MIDDEN: f64 = 220.0;
const STRAAL: f64 = 170.0;

/// Where a figure of an axis stands.
fn plek(as_nr: usize, assen: usize, deel: f64) -> (f64, f64) {
    let (nr, alle) = (u32::try_from(as_nr).unwrap_or(0), u32::try_from(assen.max(1)).unwrap_or(1));
    let hoek = std::f64::consts::TAU * f64::from(nr) / f64::from(alle);
    (MIDDEN + STRAAL * deel * hoek.sin(), MIDDEN - STRAAL * deel * hoek.cos())
}

fn punten(plekken: impl Iterator<Item = (f64, f64)>) -> String {
    plekken.map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ")
}

/// Lines over the same axes, from the middle (nothing) to the rim (`hoogste`). The first is dashed with open dots, the second
/// drawn whole. What was not measured has no dot.
pub fn radar(
    id: &str,
    titel: &str,
    beschrijving: &str,
    assen: usize,
    hoogste: u8,
    reeksen: [&[Option<u8>]; 2],
) -> Html {
    let deel = |n: u8| f64::from(n) / f64::from(hoogste.max(1));
    let mut s = kop(id, titel, beschrijving, MAAT, MAAT);
    for n in 1..=hoogste {
        let ring = punten((0..assen).map(|a| plek(a, assen, deel(n))));
        let _ = write!(s, "<polygon class=\"ring\" points=\"{ring}\"/>");
    }
    for a in 0..assen {
        let ((x, y), (tx, ty)) = (plek(a, assen, 1.0), plek(a, assen, 1.13));
        let _ = write!(
            s,
            "<line class=\"lijn\" x1=\"{MIDDEN}\" y1=\"{MIDDEN}\" x2=\"{x:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"waarde\" x=\"{tx:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            ty + 4.0,
            a + 1
        );
    }
    for (nr, reeks) in reeksen.iter().enumerate() {
        let gemeten: Vec<_> =
            reeks.iter().enumerate().filter_map(|(a, n)| Some(plek(a, assen, deel((*n)?)))).collect();
        if gemeten.is_empty() {
            continue;
        }
        let _ =
            write!(s, "<polygon class=\"vorm v{}\" points=\"{}\"/>", nr + 1, punten(gemeten.iter().copied()));
        for (x, y) in gemeten {
            let _ = write!(s, "<circle class=\"v{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>", nr + 1);
        }
    }
    for n in 1..=hoogste {
        let (x, y) = plek(0, assen, deel(n));
        let _ = write!(s, "<text x=\"{:.1}\" y=\"{:.1}\">{n}</text>", x + 7.0, y + 4.0);
    }
    s.push_str("</svg>");
    Html::geescaped(s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_has_its_dot_on_its_axis_and_what_was_not_measured_has_none() {
        let svg = radar("z", "Verschil", "a < b", 4, 5, [&[Some(5), None, Some(1), Some(3)], &[Some(2); 4]]);
        let svg = svg.to_string();
        // up, right, down, left
        for stuk in [
            "class=\"v1\" cx=\"220.0\" cy=\"50.0\"",
            "class=\"v1\" cx=\"220.0\" cy=\"254.0\"",
            "class=\"v1\" cx=\"118.0\" cy=\"220.0\"",
            "class=\"v2\" cx=\"288.0\" cy=\"220.0\"",
            "a &lt; b",
            "role=\"img\"",
        ] {
            assert!(svg.contains(stuk), "{stuk} in {svg}");
        }
        assert_eq!((svg.matches("class=\"v1\"").count(), svg.matches("class=\"v2\"").count()), (3, 4));
        assert_eq!(svg.matches("class=\"ring\"").count(), 5);
        assert!(!svg.contains("style"));
        let leeg = radar("z", "t", "d", 4, 5, [&[], &[None; 4]]).to_string();
        assert!(!leeg.contains("vorm") && leeg.contains("ring"));
    }
}
