//! Putting a claimed line right, at the provider: what may be sent, and how it is filled (IV085, IV091, OP360, OP366).

use crate::beslissing::bevinding_zonder_code as regel;
use crate::model::{DebetCredit, Prestatieregel};
use kern::Bevinding;

/// How far a line of the provider's own claim has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Regelstand {
    /// Sent; the 325 has not come yet.
    Ingediend,
    /// Granted.
    Toegekend,
    /// Rejected: it counts as not sent.
    Afgewezen,
}

/// A line as it stands in the provider's own book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EigenRegel<'a> {
    /// What was claimed.
    pub regel: Prestatieregel<'a>,
    /// What became of it.
    pub stand: Regelstand,
    /// The credit line that takes it back, sent or granted, if there is one.
    pub gecrediteerd_met: Option<&'a str>,
}

/// The lines that put an earlier one right. The credit goes first (OP366).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correctieregels<'a> {
    /// Takes the granted line back; absent when that line was rejected.
    pub credit: Option<Prestatieregel<'a>>,
    /// What is claimed in its place; absent when nothing is.
    pub debet: Option<Prestatieregel<'a>>,
}

/// The lines that correct `eerder`: a granted line is first taken back whole (OP366) and then, when `nieuw` is
/// given, claimed again; a rejected line counts as not sent and is only claimed again (IV085).
///
/// `creditreferentie` becomes the number of the credit line; `nieuw` brings its own. `Err` has all reasons why
/// nothing may be sent.
pub fn corrigeer<'a>(
    eerder: &EigenRegel<'a>,
    creditreferentie: &'a str,
    nieuw: Option<Prestatieregel<'a>>,
) -> Result<Correctieregels<'a>, Vec<Bevinding>> {
    let oud = eerder.regel;
    let mut fout = Vec::new();
    if oud.dc == DebetCredit::Credit {
        fout.push(regel(
            "IV091",
            format!(
                "Regel {} is zelf een creditregel. Corrigeer de debetregel waar zij bij hoort.",
                oud.referentie
            ),
        ));
    }
    match eerder.stand {
        Regelstand::Ingediend => fout.push(regel(
            "IV085",
            format!(
                "Op regel {} is nog geen antwoord. Wacht op het declaratie-antwoord (325).",
                oud.referentie
            ),
        )),
        Regelstand::Toegekend => {
            if let Some(c) = eerder.gecrediteerd_met {
                fout.push(regel(
                    "OP360",
                    format!(
                        "Regel {} is al gecrediteerd met regel {c}. Dat kan maar een keer.",
                        oud.referentie
                    ),
                ));
            }
            // an amount of nothing is always debit (CS325), so nothing can take it back
            if oud.bedrag.0 == 0 {
                fout.push(regel(
                    "CS325",
                    format!("Regel {} is nul euro en kan daarom niet worden gecrediteerd.", oud.referentie),
                ));
            }
        }
        Regelstand::Afgewezen if nieuw.is_none() => fout.push(regel(
            "IV085",
            format!(
                "Regel {} is afgewezen en telt als niet verzonden. Er valt niets terug te nemen.",
                oud.referentie
            ),
        )),
        Regelstand::Afgewezen => {}
    }
    if let Some(n) = nieuw {
        if n.dc == DebetCredit::Credit || n.vorige_referentie.is_some() {
            fout.push(regel("IV091", "De nieuwe regel moet een debetregel zijn."));
        }
        let zelfde = Prestatieregel { referentie: oud.referentie, ..n } == oud;
        if zelfde && eerder.stand == Regelstand::Toegekend {
            fout.push(regel(
                "IV086",
                format!(
                    "De nieuwe regel is gelijk aan regel {}. Verander iets, of laat de oude regel staan.",
                    oud.referentie
                ),
            ));
        }
    }
    if !fout.is_empty() {
        return Err(fout);
    }
    let credit = (eerder.stand == Regelstand::Toegekend).then_some(Prestatieregel {
        referentie: creditreferentie,
        vorige_referentie: Some(oud.referentie),
        dc: DebetCredit::Credit,
        ..oud
    });
    Ok(Correctieregels { credit, debet: nieuw })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kern::{Eenheid, Eurocent, Productcategorie, Productcode};

    fn r(referentie: &str, volume: i64) -> Prestatieregel<'_> {
        Prestatieregel {
            referentie,
            vorige_referentie: None,
            toewijzing: 7,
            categorie: Productcategorie::parse("02").unwrap(),
            code: Productcode::parse("02A01").unwrap(),
            van: date(2026, 9, 1),
            tot: date(2026, 9, 30),
            volume,
            eenheid: Eenheid::Uur,
            tarief: Some(Eurocent(6000)),
            bedrag: Eurocent(6000 * volume),
            dc: DebetCredit::Debet,
        }
    }

    fn eigen(stand: Regelstand) -> EigenRegel<'static> {
        EigenRegel { regel: r("A", 4), stand, gecrediteerd_met: None }
    }

    fn redenen(u: Result<Correctieregels<'_>, Vec<Bevinding>>) -> Vec<&'static str> {
        u.unwrap_err().iter().map(|b| b.regel).collect()
    }

    #[test]
    fn op366_a_granted_line_is_taken_back_whole_before_it_is_claimed_anew() {
        let c = corrigeer(&eigen(Regelstand::Toegekend), "C", Some(r("B", 3))).unwrap();
        let credit = c.credit.unwrap();
        assert_eq!((credit.referentie, credit.vorige_referentie), ("C", Some("A")));
        assert_eq!(credit.dc, DebetCredit::Credit);
        // iv091: everything else as it was
        let terug =
            Prestatieregel { referentie: "A", vorige_referentie: None, dc: DebetCredit::Debet, ..credit };
        assert_eq!(terug, r("A", 4));
        assert_eq!(c.debet, Some(r("B", 3)));
        // only taken back
        let c = corrigeer(&eigen(Regelstand::Toegekend), "C", None).unwrap();
        assert!(c.credit.is_some() && c.debet.is_none());
    }

    #[test]
    fn iv085_a_rejected_line_is_never_credited_and_a_waiting_one_waits() {
        let c = corrigeer(&eigen(Regelstand::Afgewezen), "C", Some(r("B", 3))).unwrap();
        assert_eq!((c.credit, c.debet), (None, Some(r("B", 3))));
        // the same again is allowed: the municipality may have been the one to put something right
        assert!(corrigeer(&eigen(Regelstand::Afgewezen), "C", Some(r("B", 4))).is_ok());
        assert_eq!(redenen(corrigeer(&eigen(Regelstand::Afgewezen), "C", None)), ["IV085"]);
        assert_eq!(redenen(corrigeer(&eigen(Regelstand::Ingediend), "C", Some(r("B", 3)))), ["IV085"]);
    }

    #[test]
    fn op360_a_line_is_credited_once() {
        let e = EigenRegel { gecrediteerd_met: Some("C0"), ..eigen(Regelstand::Toegekend) };
        assert_eq!(redenen(corrigeer(&e, "C", Some(r("B", 3)))), ["OP360"]);
    }

    #[test]
    fn what_cannot_be_said_with_a_credit_is_refused_with_all_reasons() {
        let credit = Prestatieregel { dc: DebetCredit::Credit, vorige_referentie: Some("Z"), ..r("A", 4) };
        let e = EigenRegel { regel: credit, stand: Regelstand::Toegekend, gecrediteerd_met: Some("C0") };
        assert_eq!(redenen(corrigeer(&e, "C", None)), ["IV091", "OP360"]);
        let e = EigenRegel { regel: r("A", 0), ..eigen(Regelstand::Toegekend) };
        assert_eq!(redenen(corrigeer(&e, "C", None)), ["CS325"]);
        // iv086: a credit and the very same debit cancel out and do not belong in one message
        assert_eq!(redenen(corrigeer(&eigen(Regelstand::Toegekend), "C", Some(r("B", 4)))), ["IV086"]);
        assert_eq!(redenen(corrigeer(&eigen(Regelstand::Toegekend), "C", Some(credit))), ["IV091"]);
    }
}
