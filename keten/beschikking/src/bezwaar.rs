//! Objection (bezwaar): its term from the day that a version was made known, and the term to decide on it.

use jiff::ToSpan;
use kern::{Bron, Datum, Uitleg, einde_termijn, voluit};

/// Last day to object: six weeks from the day after it was made known (Awb 6:7, 6:8), moved to a working day when it falls
/// in a weekend or on a holiday (Algemene termijnenwet, art. 1).
pub fn bezwaar_uiterlijk(bekend_op: Datum) -> Datum {
    einde_termijn(bekend_op.saturating_add(6.weeks()))
}

/// An objection to a version of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bezwaar {
    /// Day that the version was made known.
    pub bekend_op: Datum,
    /// Day of receipt.
    pub ontvangen_op: Datum,
    /// Day that it was posted, when it came by post.
    pub gepost_op: Option<Datum>,
    /// A committee advises (Awb 7:13).
    pub commissie: bool,
    /// The decision on it was put off (Awb 7:10 lid 3).
    pub verdaagd: bool,
}

impl Bezwaar {
    /// In time: received within the term, or posted within it and received at most a week after it (Awb 6:9).
    pub fn op_tijd(&self) -> bool {
        let uiterlijk = bezwaar_uiterlijk(self.bekend_op);
        self.ontvangen_op <= uiterlijk
            || self
                .gepost_op
                .is_some_and(|d| d <= uiterlijk && self.ontvangen_op <= uiterlijk.saturating_add(1.week()))
    }

    /// Last day to decide on it: six weeks, with a committee twelve, from the day after the term to object; put off by at
    /// most six weeks (Awb 7:10).
    pub fn beslissen_uiterlijk(&self) -> Datum {
        let weken = if self.commissie { 12 } else { 6 } + if self.verdaagd { 6 } else { 0 };
        let begin = bezwaar_uiterlijk(self.bekend_op);
        let einde = begin.saturating_add(i64::from(weken).weeks());
        // a term of more than twelve weeks does not move (Algemene termijnenwet, art. 2)
        if weken > 12 { einde } else { einde_termijn(einde) }
    }

    /// Both terms, with what they rest on.
    pub fn uitleg(&self) -> Uitleg {
        let tijdig = if self.op_tijd() {
            "op tijd"
        } else {
            "te laat; beoordeel of er een goede reden voor is (Awb 6:11)"
        };
        Uitleg::new("Beslissen op het bezwaar", format!("uiterlijk {}", voluit(self.beslissen_uiterlijk())))
            .volgens("Awb 7:10", Bron::new("Awb", "artikel 7:10"))
            .met("commissie", if self.commissie { "ja" } else { "nee" })
            .met("verdaagd", if self.verdaagd { "ja" } else { "nee" })
            .want(bezwaartermijn(self.bekend_op))
            .want(
                Uitleg::new("Het bezwaar is binnen de termijn ingediend", tijdig)
                    .volgens("Awb 6:9", Bron::new("Awb", "artikel 6:9"))
                    .met("ontvangen", voluit(self.ontvangen_op)),
            )
    }
}

/// The term to object, with what it rests on.
pub fn bezwaartermijn(bekend_op: Datum) -> Uitleg {
    Uitleg::new("Bezwaar maken kan", format!("tot en met {}", voluit(bezwaar_uiterlijk(bekend_op))))
        .volgens("Awb 6:7 en 6:8", Bron::new("Awb", "artikelen 6:7 en 6:8; Algemene termijnenwet artikel 1"))
        .met("bekendgemaakt", voluit(bekend_op))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn b(ontvangen_op: Datum, gepost_op: Option<Datum>) -> Bezwaar {
        Bezwaar { bekend_op: date(2026, 10, 5), ontvangen_op, gepost_op, commissie: false, verdaagd: false }
    }

    #[test]
    fn six_weeks_from_the_day_after() {
        assert_eq!(bezwaar_uiterlijk(date(2026, 10, 5)), date(2026, 11, 16));
        // 14 November + 6 weeks is Saturday 26 December, a holiday
        assert_eq!(bezwaar_uiterlijk(date(2026, 11, 14)), date(2026, 12, 28));
        assert!(b(date(2026, 11, 15), None).op_tijd());
        assert!(b(date(2026, 11, 16), None).op_tijd());
        assert!(!b(date(2026, 11, 17), None).op_tijd());
    }

    #[test]
    fn by_post_a_week_later_when_posted_in_time() {
        let laatste = Some(date(2026, 11, 16));
        assert!(b(date(2026, 11, 23), laatste).op_tijd());
        assert!(!b(date(2026, 11, 24), laatste).op_tijd());
        assert!(!b(date(2026, 11, 18), Some(date(2026, 11, 17))).op_tijd());
    }

    #[test]
    fn six_or_twelve_weeks_to_decide_counted_from_the_end_of_the_term() {
        let z = b(date(2026, 10, 6), None);
        assert_eq!(z.beslissen_uiterlijk(), date(2026, 12, 28));
        assert_eq!(Bezwaar { commissie: true, ..z }.beslissen_uiterlijk(), date(2027, 2, 8));
        assert_eq!(Bezwaar { verdaagd: true, ..z }.beslissen_uiterlijk(), date(2027, 2, 8));
        assert_eq!(Bezwaar { commissie: true, verdaagd: true, ..z }.beslissen_uiterlijk(), date(2027, 3, 22));
        assert!(z.uitleg().stappen.len() == 2);
    }
}
