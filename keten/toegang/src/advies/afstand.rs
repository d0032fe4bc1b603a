//! Distance on the sphere.

use super::dossier::{Coordinaat, Wonen};
use kern::Decimaal;

/// Mean radius of the earth in metres (IUGG).
const STRAAL: f64 = 6_371_008.8;

/// Metres between two points, by the haversine formula, to the millimetre. Finer than that is noise of the arithmetic, and
/// a point at exactly the limit must not fall outside it by noise.
pub fn meters(a: Coordinaat, b: Coordinaat) -> Decimaal {
    let (fa, fb) = (a.breedte().to_radians(), b.breedte().to_radians());
    let hoog = ((fb - fa) / 2.0).sin();
    let breed = ((b.lengte() - a.lengte()).to_radians() / 2.0).sin();
    let h = (hoog * hoog + fa.cos() * fb.cos() * breed * breed).clamp(0.0, 1.0);
    millimeters(2.0 * STRAAL * h.sqrt().asin())
}

#[expect(clippy::cast_possible_truncation, reason = "half the way round the earth is far below the bound")]
fn millimeters(m: f64) -> Decimaal {
    Decimaal::new((m * 1000.0).round() as i64, 3)
}

/// The greatest distance from a dwelling to the support that is nearest to it: every resident counts. `None` when there are
/// no dwellings or no support.
pub(super) fn grootste(wonen: &Wonen) -> Option<Decimaal> {
    let dichtst = |w: &Coordinaat| wonen.steunpunten.iter().map(|s| meters(*w, *s)).min();
    wonen.woningen.iter().map(dichtst).collect::<Option<Vec<_>>>()?.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn punt(b: f64, l: f64) -> Coordinaat {
        Coordinaat::new(b, l).unwrap()
    }

    /// Degrees to the north that are so many metres.
    fn graden(m: f64) -> f64 {
        (m / STRAAL).to_degrees()
    }

    #[test]
    fn a_thousand_metres_is_a_thousand_metres_and_a_millimetre_more_is_more() {
        let hier = punt(51.813_3, 4.690_1);
        for (m, uit) in [(1000.0, "1000.000"), (1000.001, "1000.001"), (999.999, "999.999"), (0.0, "0.000")] {
            assert_eq!(meters(hier, punt(51.813_3 + graden(m), 4.690_1)).to_string(), uit);
        }
    }

    #[test]
    fn known_distances() {
        // a degree of longitude on the equator, and from pole to pole
        assert_eq!(meters(punt(0.0, 0.0), punt(0.0, 1.0)).round_dp(0).to_string(), "111195");
        assert_eq!(meters(punt(90.0, 0.0), punt(-90.0, 0.0)).round_dp(0).to_string(), "20015114");
        // at 60 degrees a degree of longitude is half as long
        assert_eq!(meters(punt(60.0, 4.0), punt(60.0, 5.0)).round_dp(0).to_string(), "55597");
        assert_eq!(meters(punt(52.0, 180.0), punt(52.0, -180.0)).to_string(), "0.000");
    }

    #[test]
    fn every_dwelling_counts_and_the_nearest_support() {
        let (a, b) = (punt(51.8, 4.6), punt(51.8 + graden(900.0), 4.6));
        let ver = punt(51.8 + graden(1800.0), 4.6);
        let w = |woningen: &[Coordinaat], steunpunten: &[Coordinaat]| {
            grootste(&Wonen { woningen: woningen.to_vec(), steunpunten: steunpunten.to_vec() })
                .map(|d| d.to_string())
        };
        assert_eq!(w(&[a, ver], &[b]).unwrap(), "900.000");
        assert_eq!(w(&[a, b, ver], &[a]).unwrap(), "1800.000");
        assert_eq!(w(&[a, b, ver], &[a, ver]).unwrap(), "900.000");
        assert_eq!(w(&[], &[a]), None);
        assert_eq!(w(&[a], &[]), None);
    }

    #[test]
    fn a_point_is_on_the_globe() {
        assert!(Coordinaat::new(90.0, 180.0).is_some());
        for (b, l) in [(90.1, 0.0), (0.0, 180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert!(Coordinaat::new(b, l).is_none());
        }
    }
}
