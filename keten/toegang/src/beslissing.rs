//! Terms of the law: the onderzoek within six weeks, the decision within two weeks.

use crate::{Melding, MeldingToestand, klok};
use kern::{Bron, Datum, Uitleg, voluit};

/// Last day to finish the onderzoek: six weeks after the melding (Wmo 2015, art. 2.3.2 lid 1), moved to the next
/// working day when it falls in a weekend or on a holiday (Algemene termijnenwet, art. 1).
pub fn onderzoek_uiterlijk(ontvangen_op: Datum) -> Datum {
    klok::onderzoek(ontvangen_op).uiterlijk
}

/// Last day to decide: two weeks after the aanvraag came in (Wmo 2015, art. 2.3.5 lid 2), moved likewise.
pub fn besluit_uiterlijk(aanvraag_op: Datum) -> Datum {
    crate::besluit(aanvraag_op, &[], aanvraag_op).uiterlijk
}

/// The term of the onderzoek of a melding, as seen today, with what it rests on.
pub fn termijn(melding: &Melding, vandaag: Datum) -> Uitleg {
    let uiterlijk = onderzoek_uiterlijk(melding.ontvangen_op());
    let dagen = |van: Datum, tot: Datum| i64::from((tot - van).get_days());
    let uitkomst = match melding.toestand() {
        MeldingToestand::OnderzoekAfgerond { op } if op <= uiterlijk => {
            format!("op tijd afgerond op {}", voluit(op))
        }
        MeldingToestand::OnderzoekAfgerond { op } => {
            format!("{} te laat afgerond", in_dagen(dagen(uiterlijk, op)))
        }
        _ if vandaag > uiterlijk => format!("{} te laat", in_dagen(dagen(uiterlijk, vandaag))),
        _ if vandaag == uiterlijk => "vandaag is de laatste dag".to_owned(),
        _ => format!("nog {}", in_dagen(dagen(vandaag, uiterlijk))),
    };
    Uitleg::new("Het onderzoek is binnen zes weken na de melding klaar", uitkomst)
        .volgens("Wmo 2015 art. 2.3.2", Bron::new("Wmo 2015", "artikel 2.3.2, eerste lid"))
        .met("melding ontvangen", voluit(melding.ontvangen_op()))
        .met("uiterlijk", voluit(uiterlijk))
}

fn in_dagen(n: i64) -> String {
    if n == 1 { "1 dag".to_owned() } else { format!("{n} dagen") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ClientId, MeldingId};
    use jiff::civil::date;
    use kern::Gemeentecode;

    #[test]
    fn six_weeks_and_two_weeks() {
        assert_eq!(onderzoek_uiterlijk(date(2026, 9, 1)), date(2026, 10, 13));
        // 14 November + 6 weeks = Saturday 26 December, a holiday in a weekend.
        assert_eq!(onderzoek_uiterlijk(date(2026, 11, 14)), date(2026, 12, 28));
        assert_eq!(besluit_uiterlijk(date(2026, 9, 1)), date(2026, 9, 15));
    }

    #[test]
    fn the_day_before_on_and_after_the_last_day() {
        let m = Melding::ontvang(
            Gemeentecode::parse("0796").unwrap(),
            MeldingId(1),
            ClientId(2),
            date(2026, 9, 1),
        );
        assert_eq!(termijn(&m, date(2026, 10, 12)).uitkomst, "nog 1 dag");
        assert_eq!(termijn(&m, date(2026, 10, 13)).uitkomst, "vandaag is de laatste dag");
        assert_eq!(termijn(&m, date(2026, 10, 14)).uitkomst, "1 dag te laat");
        let klaar =
            m.begin_onderzoek(date(2026, 9, 2)).unwrap().rond_onderzoek_af(date(2026, 10, 15)).unwrap();
        assert_eq!(termijn(&klaar, date(2026, 12, 1)).uitkomst, "2 dagen te laat afgerond");
    }
}
