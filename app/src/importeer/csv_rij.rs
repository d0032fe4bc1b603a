//! The CSV files of `importeer`, read row by row into checked values.
//!
//! A bad row is reported with file, line, column and remedy. All bad rows of a file are reported together.

use kern::{AgbCode, Bsn, Datum, Decimaal, Eenheid, Frequentie, Gemeentecode, Productcategorie, Productcode};
use std::fmt;
use std::io::Read;

/// What is wrong with a row, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rijfout {
    /// File name.
    pub bestand: String,
    /// Line in the file, from 1; the header is line 1.
    pub regel: u64,
    /// Column, when one column is to blame.
    pub kolom: Option<&'static str>,
    /// What is wrong and how to mend it, without a BSN.
    pub tekst: String,
}

impl fmt::Display for Rijfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, regel {}", self.bestand, self.regel)?;
        if let Some(k) = self.kolom {
            write!(f, ", kolom {k}")?;
        }
        write!(f, ": {}", self.tekst)
    }
}

/// The kinds of CSV; the first word of the file name tells which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CsvSoort {
    /// `gemeenten*.csv`
    Gemeenten,
    /// `aanbieders*.csv`
    Aanbieders,
    /// `contracten*.csv`
    Contracten,
    /// `clienten*.csv`
    Clienten,
    /// `toewijzingen*.csv`
    Toewijzingen,
}

impl CsvSoort {
    /// The kind that a file name stands for.
    pub fn van_naam(naam: &str) -> Option<Self> {
        let woord: String = naam.chars().take_while(char::is_ascii_alphabetic).collect();
        match woord.to_ascii_lowercase().as_str() {
            "gemeenten" => Some(Self::Gemeenten),
            "aanbieders" => Some(Self::Aanbieders),
            "contracten" => Some(Self::Contracten),
            "clienten" => Some(Self::Clienten),
            "toewijzingen" => Some(Self::Toewijzingen),
            _ => None,
        }
    }

    /// The header row that the file must have.
    pub fn kolommen(self) -> &'static [&'static str] {
        match self {
            Self::Gemeenten => &["code", "naam", "iban"],
            Self::Aanbieders => &["agb", "naam", "iban"],
            Self::Contracten => &[
                "gemeente",
                "agb",
                "productcategorie",
                "productcode",
                "eenheid",
                "tarief_cent",
                "geldig_vanaf",
                "geldig_tot",
            ],
            Self::Clienten => &[
                "bsn",
                "gemeente",
                "geboortedatum",
                "geslacht",
                "achternaam",
                "voorvoegsel",
                "voorletters",
                "straat",
                "huisnummer",
                "postcode",
                "plaats",
            ],
            Self::Toewijzingen => &[
                "toewijzingnummer",
                "bsn",
                "gemeente",
                "agb",
                "productcategorie",
                "productcode",
                "toewijzingsdatum",
                "ingangsdatum",
                "einddatum",
                "volume",
                "eenheid",
                "frequentie",
                "budget_cent",
                "reden_wijziging",
            ],
        }
    }
}

/// A row of `aanbieders*.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederRij {
    /// AGB code.
    pub agb: AgbCode,
    /// Name.
    pub naam: String,
    /// Account, checked.
    pub iban: Option<String>,
}

/// A row of `contracten*.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRij {
    /// Municipality that pays.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Category.
    pub categorie: Productcategorie,
    /// Product code.
    pub code: Productcode,
    /// Unit of the price.
    pub eenheid: Eenheid,
    /// Price in cents, unrounded; empty for euros.
    pub tarief: Option<Decimaal>,
    /// First day.
    pub vanaf: Datum,
    /// Last day, included.
    pub tot: Option<Datum>,
}

/// A row of `clienten*.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRij {
    /// BSN.
    pub bsn: Bsn,
    /// Municipality that is responsible.
    pub gemeente: Gemeentecode,
    /// Day of birth.
    pub geboortedatum: Datum,
    /// Code list COD046: 0, 1 or 2.
    pub geslacht: String,
    /// Family name.
    pub achternaam: String,
    /// Prefix.
    pub voorvoegsel: Option<String>,
    /// Initials.
    pub voorletters: Option<String>,
    /// Street.
    pub straat: Option<String>,
    /// House number.
    pub huisnummer: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Town.
    pub plaats: Option<String>,
}

/// A row of `toewijzingen*.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToewijzingRij {
    /// ToewijzingNummer.
    pub nummer: i64,
    /// BSN of the client.
    pub bsn: Bsn,
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Category.
    pub categorie: Option<Productcategorie>,
    /// Product code.
    pub code: Option<Productcode>,
    /// Day of the assignment.
    pub toewijzingsdatum: Datum,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day, included.
    pub einddatum: Option<Datum>,
    /// Volume, unit, frequency: all three or none.
    pub omvang: Option<(i64, Eenheid, Frequentie)>,
    /// Budget in cents.
    pub budget: Option<i64>,
    /// RedenWijziging of list WMO002.
    pub reden_wijziging: Option<String>,
}

/// Reads one column after another of a row and remembers everything that is wrong.
struct Velden<'a> {
    soort: CsvSoort,
    rij: &'a csv::StringRecord,
    fouten: Vec<(Option<&'static str>, String)>,
}

impl Velden<'_> {
    fn tekst(&self, kolom: &'static str) -> Option<&str> {
        let i = self.soort.kolommen().iter().position(|k| *k == kolom)?;
        self.rij.get(i).map(str::trim).filter(|t| !t.is_empty())
    }

    fn fout(&mut self, kolom: &'static str, tekst: impl Into<String>) {
        self.fouten.push((Some(kolom), tekst.into()));
    }

    fn optioneel<T>(&mut self, kolom: &'static str, lees: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        match self.tekst(kolom).map(lees)? {
            Ok(v) => Some(v),
            Err(e) => {
                self.fout(kolom, e);
                None
            }
        }
    }

    fn verplicht<T>(&mut self, kolom: &'static str, lees: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        if self.tekst(kolom).is_none() {
            self.fout(kolom, "leeg, maar verplicht: vul een waarde in");
            return None;
        }
        self.optioneel(kolom, lees)
    }
}

fn datum(t: &str) -> Result<Datum, String> {
    kern::lees_datum(t)
        .ok_or_else(|| "geen bestaande datum: schrijf JJJJ-MM-DD, bijvoorbeeld 2026-09-01".into())
}

fn code<T>(f: impl Fn(&str) -> Result<T, kern::CodeFout>) -> impl Fn(&str) -> Result<T, String> {
    move |t| f(t).map_err(|e| e.to_string())
}

fn bsn(t: &str) -> Result<Bsn, String> {
    Bsn::parse(t).map_err(|e| e.to_string())
}

fn iban(t: &str) -> Result<String, String> {
    kern::Iban::parse(t).map(|i| i.as_str().to_owned()).map_err(|e| e.to_string())
}

/// Text of at most `max` characters without control characters.
fn tekst(max: usize) -> impl Fn(&str) -> Result<String, String> {
    move |t| {
        if t.chars().any(char::is_control) {
            Err("bevat een onzichtbaar stuurteken: verwijder dat".into())
        } else if t.chars().count() > max {
            Err(format!("langer dan {max} tekens: kort de tekst in"))
        } else {
            Ok(t.to_owned())
        }
    }
}

fn geheel(max: i64) -> impl Fn(&str) -> Result<i64, String> {
    move |t| match t.parse::<i64>() {
        Ok(n) if (0..=max).contains(&n) && t.bytes().all(|b| b.is_ascii_digit()) => Ok(n),
        _ => Err(format!("geen geheel getal van 0 tot en met {max}")),
    }
}

/// A row of any of the kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rij {
    /// Municipality with its account.
    Gemeente {
        /// CBS code.
        code: Gemeentecode,
        /// Name.
        naam: String,
        /// Account that pays, checked.
        iban: Option<String>,
    },
    /// Provider.
    Aanbieder(AanbiederRij),
    /// Contract line.
    Contract(ContractRij),
    /// Client.
    Client(ClientRij),
    /// Assignment.
    Toewijzing(ToewijzingRij),
}

fn lees_rij(v: &mut Velden<'_>) -> Option<Rij> {
    match v.soort {
        CsvSoort::Gemeenten => {
            let c = v.verplicht("code", code(Gemeentecode::parse));
            let naam = v.verplicht("naam", tekst(70));
            let rekening = v.optioneel("iban", iban);
            Some(Rij::Gemeente { code: c?, naam: naam?, iban: rekening })
        }
        CsvSoort::Aanbieders => {
            let agb = v.verplicht("agb", code(AgbCode::parse));
            let naam = v.verplicht("naam", tekst(200));
            let rekening = v.optioneel("iban", iban);
            Some(Rij::Aanbieder(AanbiederRij { agb: agb?, naam: naam?, iban: rekening }))
        }
        CsvSoort::Contracten => {
            let gemeente = v.verplicht("gemeente", code(Gemeentecode::parse));
            let agb = v.verplicht("agb", code(AgbCode::parse));
            let categorie = v.verplicht("productcategorie", code(Productcategorie::parse));
            let pcode = v.verplicht("productcode", code(Productcode::parse));
            let eenheid = v.verplicht("eenheid", code(Eenheid::parse));
            let tarief = v.optioneel("tarief_cent", |t| match t.parse::<Decimaal>() {
                Ok(d) if !d.is_sign_negative() && d.scale() <= 10 => Ok(d),
                _ => {
                    Err("geen tarief: schrijf centen met een punt voor decimalen, bijvoorbeeld 4512.5".into())
                }
            });
            let vanaf = v.verplicht("geldig_vanaf", datum);
            let tot = v.optioneel("geldig_tot", datum);
            match (eenheid, v.tekst("tarief_cent").is_some()) {
                (Some(Eenheid::Euro), true) => {
                    v.fout("tarief_cent", "moet leeg zijn bij eenheid 83 (euro's)");
                }
                (Some(e), false) if e != Eenheid::Euro => {
                    v.fout(
                        "tarief_cent",
                        "leeg, maar verplicht bij deze eenheid: vul het tarief in centen in",
                    );
                }
                _ => {}
            }
            if let (Some(a), Some(b)) = (vanaf, tot)
                && b < a
            {
                v.fout("geldig_tot", "ligt voor geldig_vanaf: wissel de datums om");
            }
            Some(Rij::Contract(ContractRij {
                gemeente: gemeente?,
                agb: agb?,
                categorie: categorie?,
                code: pcode?,
                eenheid: eenheid?,
                tarief,
                vanaf: vanaf?,
                tot,
            }))
        }
        CsvSoort::Clienten => {
            let b = v.verplicht("bsn", bsn);
            let gemeente = v.verplicht("gemeente", code(Gemeentecode::parse));
            let geboortedatum = v.verplicht("geboortedatum", datum);
            let geslacht = v.verplicht("geslacht", |t| match t {
                "0" | "1" | "2" => Ok(t.to_owned()),
                _ => Err("gebruik 0 (onbekend), 1 (man) of 2 (vrouw)".into()),
            });
            let achternaam = v.verplicht("achternaam", tekst(200));
            let voorvoegsel = v.optioneel("voorvoegsel", tekst(10));
            let voorletters = v.optioneel("voorletters", |t| {
                let t = t.replace('.', "");
                if (1..=6).contains(&t.chars().count()) && t.chars().all(char::is_alphabetic) {
                    Ok(t)
                } else {
                    Err("gebruik 1 tot en met 6 letters, zonder punten of spaties".into())
                }
            });
            let straat = v.optioneel("straat", tekst(24));
            let huisnummer = v.optioneel("huisnummer", tekst(16));
            let postcode = v.optioneel("postcode", tekst(8));
            let plaats = v.optioneel("plaats", tekst(24));
            Some(Rij::Client(ClientRij {
                bsn: b?,
                gemeente: gemeente?,
                geboortedatum: geboortedatum?,
                geslacht: geslacht?,
                achternaam: achternaam?,
                voorvoegsel,
                voorletters,
                straat,
                huisnummer,
                postcode,
                plaats,
            }))
        }
        CsvSoort::Toewijzingen => toewijzing(v),
    }
}

fn toewijzing(v: &mut Velden<'_>) -> Option<Rij> {
    let nummer = v.verplicht("toewijzingnummer", geheel(999_999_999));
    let b = v.verplicht("bsn", bsn);
    let gemeente = v.verplicht("gemeente", code(Gemeentecode::parse));
    let agb = v.verplicht("agb", code(AgbCode::parse));
    let categorie = v.optioneel("productcategorie", code(Productcategorie::parse));
    let pcode = v.optioneel("productcode", code(Productcode::parse));
    let toewijzingsdatum = v.verplicht("toewijzingsdatum", datum);
    let ingangsdatum = v.verplicht("ingangsdatum", datum);
    let einddatum = v.optioneel("einddatum", datum);
    let volume = v.optioneel("volume", geheel(99_999_999));
    let eenheid = v.optioneel("eenheid", code(Eenheid::parse));
    let frequentie = v.optioneel("frequentie", code(Frequentie::parse));
    let budget = v.optioneel("budget_cent", geheel(99_999_999));
    let reden_wijziging = v.optioneel("reden_wijziging", |t| {
        if t.len() == 2 && t.bytes().all(|c| c.is_ascii_digit()) {
            Ok(t.to_owned())
        } else {
            Err("gebruik de twee cijfers van lijst WMO002".into())
        }
    });
    if let (Some(a), Some(e)) = (ingangsdatum, einddatum)
        && e < a
    {
        v.fout("einddatum", "ligt voor de ingangsdatum: wissel de datums om");
    }
    let delen = ["volume", "eenheid", "frequentie"];
    let gevuld = delen.iter().filter(|k| v.tekst(k).is_some()).count();
    if gevuld != 0 && gevuld != 3 {
        v.fout("volume", "vul volume, eenheid en frequentie alle drie, of geen van drieën");
    }
    if pcode.is_some() && v.tekst("productcategorie").is_none() {
        v.fout("productcategorie", "leeg, maar er is wel een productcode: vul de categorie in");
    }
    let omvang = match (volume, eenheid, frequentie) {
        (Some(a), Some(e), Some(f)) => Some((a, e, f)),
        _ => None,
    };
    Some(Rij::Toewijzing(ToewijzingRij {
        nummer: nummer?,
        bsn: b?,
        gemeente: gemeente?,
        agb: agb?,
        categorie,
        code: pcode,
        toewijzingsdatum: toewijzingsdatum?,
        ingangsdatum: ingangsdatum?,
        einddatum,
        omvang,
        budget,
        reden_wijziging,
    }))
}

/// The most faults of one file that are worth reporting; after that the file itself is the problem.
const MEESTE_FOUTEN: usize = 1000;

/// Reads a file row by row. `neem` gets each good row with its line number and may refuse it with a fault.
/// Returns all faults of the file; an `Err` of `neem` itself ends reading at once.
pub fn lees<E>(
    bestand: &str,
    soort: CsvSoort,
    bron: impl Read,
    mut neem: impl FnMut(u64, Rij) -> Result<Result<(), String>, E>,
) -> Result<Vec<Rijfout>, E> {
    let mut fouten = Vec::new();
    let mut meld = |regel: u64, kolom: Option<&'static str>, tekst: String| {
        fouten.push(Rijfout { bestand: bestand.to_owned(), regel, kolom, tekst });
        fouten.len() < MEESTE_FOUTEN
    };
    let mut lezer = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bron);
    let mut rij = csv::StringRecord::new();
    let mut kop_gezien = false;
    loop {
        match lezer.read_record(&mut rij) {
            Ok(false) => break,
            Ok(true) => {}
            Err(e) => {
                let regel = e.position().map_or(0, csv::Position::line);
                let tekst = match e.kind() {
                    csv::ErrorKind::Utf8 { .. } => {
                        "de tekst is geen UTF-8: sla het bestand op als UTF-8".to_owned()
                    }
                    csv::ErrorKind::Io(io) => format!("het bestand kan niet worden gelezen ({io})"),
                    _ => "deze regel kan niet als CSV worden gelezen".to_owned(),
                };
                let is_io = matches!(e.kind(), csv::ErrorKind::Io(_));
                if !meld(regel, None, tekst) || is_io {
                    break;
                }
                continue;
            }
        }
        let regel = rij.position().map_or(0, csv::Position::line);
        if !kop_gezien {
            kop_gezien = true;
            let kop: Vec<&str> = rij.iter().map(|k| k.trim().trim_start_matches('\u{feff}')).collect();
            if kop != soort.kolommen() {
                meld(
                    regel,
                    None,
                    format!("de eerste regel moet precies zijn: {}", soort.kolommen().join(",")),
                );
                break;
            }
            continue;
        }
        if rij.len() != soort.kolommen().len() {
            let tekst =
                format!("{} kolommen, maar er horen er {} te zijn", rij.len(), soort.kolommen().len());
            if !meld(regel, None, tekst) {
                break;
            }
            continue;
        }
        let mut v = Velden { soort, rij: &rij, fouten: Vec::new() };
        let gelezen = lees_rij(&mut v);
        let mut door = true;
        if v.fouten.is_empty() {
            if let Some(r) = gelezen
                && let Err(tekst) = neem(regel, r)?
            {
                door = meld(regel, None, tekst);
            }
        } else {
            for (kolom, tekst) in v.fouten {
                door = meld(regel, kolom, tekst);
            }
        }
        if !door {
            meld(regel, None, format!("er zijn meer dan {MEESTE_FOUTEN} fouten; de rest is niet bekeken"));
            break;
        }
    }
    if !kop_gezien && fouten.is_empty() {
        fouten.push(Rijfout {
            bestand: bestand.to_owned(),
            regel: 1,
            kolom: None,
            tekst: format!("het bestand is leeg: de eerste regel moet zijn {}", soort.kolommen().join(",")),
        });
    }
    Ok(fouten)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn fouten(soort: CsvSoort, tekst: &str) -> (usize, Vec<String>) {
        let mut goed = 0;
        let f = lees::<Infallible>("x.csv", soort, tekst.as_bytes(), |_, _| {
            goed += 1;
            Ok(Ok(()))
        });
        (goed, f.unwrap().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_first_word_of_the_name_tells_the_kind() {
        assert_eq!(CsvSoort::van_naam("contracten-2026.csv"), Some(CsvSoort::Contracten));
        assert_eq!(CsvSoort::van_naam("Clienten.csv"), Some(CsvSoort::Clienten));
        assert_eq!(CsvSoort::van_naam("overig.csv"), None);
    }

    #[test]
    fn all_faults_of_a_row_come_with_line_and_column() {
        let (goed, f) = fouten(
            CsvSoort::Contracten,
            "gemeente,agb,productcategorie,productcode,eenheid,tarief_cent,geldig_vanaf,geldig_tot\n\
             0796,99990001,02,02M01,82,45000.5,2026-01-01,\n\
             796,9999000,02,02M01,83,1,2026-02-30,2025-01-01\n",
        );
        assert_eq!(goed, 1);
        assert_eq!(f.len(), 4, "{f:?}");
        assert!(f[0].starts_with("x.csv, regel 3, kolom gemeente: "));
        assert!(f.iter().any(|t| t.contains("kolom tarief_cent: moet leeg zijn")));
    }

    #[test]
    fn a_bsn_never_stands_in_a_fault() {
        let (_, f) = fouten(
            CsvSoort::Clienten,
            "bsn,gemeente,geboortedatum,geslacht,achternaam,voorvoegsel,voorletters,straat,huisnummer,postcode,plaats\n\
             999900007,0796,1970-01-01,1,Vos,,A.B.,,,,\n",
        );
        assert_eq!(f.len(), 1);
        assert!(!f[0].contains("9999"), "{f:?}");
    }

    #[test]
    fn wrong_header_empty_file_and_wrong_encoding_are_told() {
        assert!(fouten(CsvSoort::Aanbieders, "naam,agb\n").1[0].contains("agb,naam,iban"));
        assert!(fouten(CsvSoort::Aanbieders, "").1[0].contains("leeg"));
        let f = lees::<Infallible>(
            "x.csv",
            CsvSoort::Aanbieders,
            &b"agb,naam,iban\n99990001,\xff,\n"[..],
            |_, _| Ok(Ok(())),
        );
        assert!(f.unwrap()[0].tekst.contains("UTF-8"));
    }
}
