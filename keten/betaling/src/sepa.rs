//! Writes a batch as a SEPA credit transfer (ISO 20022, pain.001.001.09) with the character set and limits of the EPC rules.

use crate::{Batch, BetalingFout};
use jiff::civil::DateTime;
use kern::{Datum, Eurocent, Iban};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

const NAAMRUIMTE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opdrachtgever {
    /// Name of the municipality.
    pub naam: String,
    /// Account that pays. Without it the file says NOTPROVIDED: valid to the schema, to be filled in before the bank
    /// takes it.
    pub iban: Option<Iban>,
}

/// Writes the payment file. `gemaakt` is the moment that it is made, `uitvoeren_op` the day that the bank must pay.
pub fn schrijf_pain001(
    batch: &Batch,
    opdrachtgever: &Opdrachtgever,
    gemaakt: DateTime,
    uitvoeren_op: Datum,
) -> Result<Vec<u8>, BetalingFout> {
    if batch.betalingen.is_empty() {
        return Err(BetalingFout::NietsTeBetalen);
    }
    let aantal = batch.betalingen.len().to_string();
    // NbOfTxs has at most 15 digits; the sum is taken anew, not copied.
    if aantal.len() > 15 {
        return Err(BetalingFout::TeVeel);
    }
    let som = euro(Eurocent::som(batch.betalingen.iter().map(|b| b.bedrag))?);
    let id = format!("{}-{}", batch.opdracht.gemeente, batch.opdracht.nummer);
    let naam = sepa_tekst(&opdrachtgever.naam, 70);

    let mut x = Xml { w: Writer::new_with_indent(Vec::new(), b' ', 2) };
    x.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    x.event(Event::Start(BytesStart::new("Document").with_attributes([("xmlns", NAAMRUIMTE)])))?;
    x.in_element("CstmrCdtTrfInitn", |x| {
        x.in_element("GrpHdr", |x| {
            x.tekst("MsgId", &id)?;
            x.tekst("CreDtTm", &gemaakt.strftime("%Y-%m-%dT%H:%M:%S").to_string())?;
            x.tekst("NbOfTxs", &aantal)?;
            x.tekst("CtrlSum", &som)?;
            x.in_element("InitgPty", |x| x.tekst("Nm", &naam))
        })?;
        x.in_element("PmtInf", |x| {
            x.tekst("PmtInfId", &id)?;
            x.tekst("PmtMtd", "TRF")?;
            x.tekst("NbOfTxs", &aantal)?;
            x.tekst("CtrlSum", &som)?;
            x.in_element("PmtTpInf", |x| x.in_element("SvcLvl", |x| x.tekst("Cd", "SEPA")))?;
            x.in_element("ReqdExctnDt", |x| x.tekst("Dt", &uitvoeren_op.to_string()))?;
            x.in_element("Dbtr", |x| x.tekst("Nm", &naam))?;
            match &opdrachtgever.iban {
                Some(iban) => x.rekening("DbtrAcct", iban)?,
                None => x.in_element("DbtrAcct", |x| {
                    x.in_element("Id", |x| x.in_element("Othr", |x| x.tekst("Id", "NOTPROVIDED")))
                })?,
            }
            // The BIC is not needed within SEPA.
            x.in_element("DbtrAgt", |x| {
                x.in_element("FinInstnId", |x| x.in_element("Othr", |x| x.tekst("Id", "NOTPROVIDED")))
            })?;
            x.tekst("ChrgBr", "SLEV")?;
            for b in &batch.betalingen {
                x.in_element("CdtTrfTxInf", |x| {
                    x.in_element("PmtId", |x| x.tekst("EndToEndId", &sepa_tekst(&b.kenmerk, 35)))?;
                    x.in_element("Amt", |x| x.bedrag(b.bedrag))?;
                    x.in_element("Cdtr", |x| x.tekst("Nm", &sepa_tekst(&b.naam, 70)))?;
                    x.rekening("CdtrAcct", &b.iban)?;
                    x.in_element("RmtInf", |x| x.tekst("Ustrd", &sepa_tekst(&b.omschrijving, 140)))
                })?;
            }
            Ok(())
        })
    })?;
    x.event(Event::End(BytesEnd::new("Document")))?;
    Ok(x.w.into_inner())
}

/// Euros with a point and two decimals, as the file wants.
fn euro(bedrag: Eurocent) -> String {
    let abs = bedrag.0.unsigned_abs();
    format!("{}{}.{:02}", if bedrag.0 < 0 { "-" } else { "" }, abs / 100, abs % 100)
}

/// Text in the EPC character set, at most `max` characters: accents fall off, anything else becomes a space. It does not begin or
/// end with a slash and has no double slash. Empty text becomes `NOTPROVIDED`.
pub fn sepa_tekst(tekst: &str, max: usize) -> String {
    let mut uit = String::new();
    for c in tekst.chars() {
        let vervanging: &str = match c {
            'A'..='Z'
            | 'a'..='z'
            | '0'..='9'
            | '-'
            | '?'
            | ':'
            | '('
            | ')'
            | '.'
            | ','
            | '\''
            | '+'
            | ' ' => {
                uit.push(c);
                continue;
            }
            '/' if uit.trim().is_empty() || uit.ends_with('/') => "",
            '/' => "/",
            'à'..='å' => "a",
            'À'..='Å' => "A",
            'è'..='ë' => "e",
            'È'..='Ë' => "E",
            'ì'..='ï' => "i",
            'Ì'..='Ï' => "I",
            'ò'..='ö' | 'ø' => "o",
            'Ò'..='Ö' | 'Ø' => "O",
            'ù'..='ü' => "u",
            'Ù'..='Ü' => "U",
            'ý' | 'ÿ' => "y",
            'ç' => "c",
            'Ç' => "C",
            'ñ' => "n",
            'Ñ' => "N",
            'ß' => "ss",
            'æ' => "ae",
            'Æ' => "AE",
            'š' => "s",
            'Š' => "S",
            'ž' => "z",
            'Ž' => "Z",
            '&' => "+",
            '’' | '‘' => "'",
            _ => " ",
        };
        uit.push_str(vervanging);
    }
    let mut kort: String = uit.trim().chars().take(max).collect();
    kort.truncate(kort.trim_end_matches([' ', '/']).len());
    if kort.is_empty() { "NOTPROVIDED".to_owned() } else { kort }
}

struct Xml {
    w: Writer<Vec<u8>>,
}

impl Xml {
    fn event(&mut self, e: Event<'_>) -> Result<(), BetalingFout> {
        self.w.write_event(e).map_err(|e| BetalingFout::Schrijven(e.to_string()))
    }

    fn in_element(
        &mut self,
        naam: &'static str,
        inhoud: impl FnOnce(&mut Self) -> Result<(), BetalingFout>,
    ) -> Result<(), BetalingFout> {
        self.event(Event::Start(BytesStart::new(naam)))?;
        inhoud(self)?;
        self.event(Event::End(BytesEnd::new(naam)))
    }

    fn tekst(&mut self, naam: &'static str, tekst: &str) -> Result<(), BetalingFout> {
        self.in_element(naam, |x| x.event(Event::Text(BytesText::new(tekst))))
    }

    fn rekening(&mut self, naam: &'static str, iban: &Iban) -> Result<(), BetalingFout> {
        self.in_element(naam, |x| x.in_element("Id", |x| x.tekst("IBAN", iban.as_str())))
    }

    fn bedrag(&mut self, bedrag: Eurocent) -> Result<(), BetalingFout> {
        self.event(Event::Start(BytesStart::new("InstdAmt").with_attributes([("Ccy", "EUR")])))?;
        self.event(Event::Text(BytesText::new(&euro(bedrag))))?;
        self.event(Event::End(BytesEnd::new("InstdAmt")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Batchnummer, Betaling, Opdracht};
    use jiff::civil::date;
    use kern::{AgbCode, Gemeentecode};
    use std::process::Command;

    fn batch() -> Batch {
        let iban = Iban::parse("NL91ABNA0417164300").unwrap();
        let betaling = |volgnr, naam: &str, cent| Betaling {
            volgnr,
            agb: AgbCode::parse("41410001").unwrap(),
            naam: naam.to_owned(),
            iban: iban.clone(),
            bedrag: Eurocent(cent),
            kenmerk: format!("0796-12-{volgnr}"),
            omschrijving: "Wmo 2026-09, declaraties A/1, B&2".to_owned(),
            regels: Vec::new(),
        };
        Batch {
            opdracht: Opdracht {
                gemeente: Gemeentecode::parse("0796").unwrap(),
                nummer: Batchnummer(12),
                tot: date(2026, 10, 20),
            },
            betalingen: vec![betaling(1, "Zoë & Zn. <zorg>", 52_500), betaling(2, "Cello", 5)],
            open: Vec::new(),
            bevindingen: Vec::new(),
            totaal: Eurocent(52_505),
        }
    }

    fn bestand() -> String {
        let van = Opdrachtgever {
            naam: "Gemeente 's-Hertogenbosch".to_owned(),
            iban: Iban::parse("NL91ABNA0417164300").ok(),
        };
        let bytes =
            schrijf_pain001(&batch(), &van, date(2026, 10, 21).at(9, 5, 7, 0), date(2026, 10, 23)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn totals_ids_and_dates_are_right() {
        let xml = bestand();
        assert_eq!(xml.matches("<NbOfTxs>2</NbOfTxs>").count(), 2);
        assert_eq!(xml.matches("<CtrlSum>525.05</CtrlSum>").count(), 2);
        for deel in [
            "<MsgId>0796-12</MsgId>",
            "<CreDtTm>2026-10-21T09:05:07</CreDtTm>",
            "<Dt>2026-10-23</Dt>",
            "<EndToEndId>0796-12-2</EndToEndId>",
            "<InstdAmt Ccy=\"EUR\">0.05</InstdAmt>",
            "<Nm>Zoe + Zn. zorg</Nm>",
            "<Ustrd>Wmo 2026-09, declaraties A/1, B+2</Ustrd>",
            "<Nm>Gemeente 's-Hertogenbosch</Nm>",
        ] {
            let zonder_dubbele_spatie = xml.replace("  zorg", " zorg").replace("&apos;", "'");
            assert!(zonder_dubbele_spatie.contains(deel), "{deel} in\n{xml}");
        }
    }

    #[test]
    fn nothing_to_pay_gives_no_file() {
        let van = Opdrachtgever { naam: "G".into(), iban: Iban::parse("NL91ABNA0417164300").ok() };
        let leeg = Batch { betalingen: Vec::new(), ..batch() };
        let moment = date(2026, 10, 21).at(0, 0, 0, 0);
        assert_eq!(
            schrijf_pain001(&leeg, &van, moment, date(2026, 10, 23)),
            Err(BetalingFout::NietsTeBetalen)
        );
    }

    #[test]
    fn the_character_set_is_that_of_sepa() {
        assert_eq!(sepa_tekst("Stichting Café «Noord» 100%", 70), "Stichting Cafe  Noord  100");
        assert_eq!(sepa_tekst("//a//b/", 70), "a/b");
        assert_eq!(sepa_tekst("日本", 70), "NOTPROVIDED");
        assert_eq!(sepa_tekst("", 70), "NOTPROVIDED");
        assert_eq!(sepa_tekst("abc / def", 5), "abc");
        assert_eq!(sepa_tekst(&"x".repeat(80), 70).len(), 70);
    }

    /// Against the schema of ISO 20022, where it is at hand: `MAATWERK_PAIN_XSD` names the file pain.001.001.09.xsd.
    #[test]
    fn the_file_is_valid_against_the_iso_schema() {
        let Some(xsd) = std::env::var_os("MAATWERK_PAIN_XSD") else {
            eprintln!(
                "OVERGESLAGEN: MAATWERK_PAIN_XSD is leeg, het betaalbestand is niet tegen het ISO-schema getoetst"
            );
            return;
        };
        let map = std::env::temp_dir().join(format!("maatwerk-pain-{}", std::process::id()));
        std::fs::create_dir_all(&map).unwrap();
        let pad = map.join("pain.xml");
        let keur = |xml: &str| {
            std::fs::write(&pad, xml).unwrap();
            Command::new("xmllint").args(["--noout", "--schema"]).arg(&xsd).arg(&pad).output()
        };
        let Ok(uitslag) = keur(&bestand()) else {
            eprintln!(
                "OVERGESLAGEN: xmllint ontbreekt, het betaalbestand is niet tegen het ISO-schema getoetst"
            );
            return;
        };
        assert!(uitslag.status.success(), "{}", String::from_utf8_lossy(&uitslag.stderr));
        // The check itself must be able to fail.
        let stuk = bestand().replace("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>XXX</PmtMtd>");
        assert!(!keur(&stuk).unwrap().status.success());
        std::fs::remove_dir_all(&map).unwrap();
    }
}
