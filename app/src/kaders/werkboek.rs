//! A framework as a spreadsheet file: out for a policy officer to edit, and back with every problem at its cell.

use crate::fout::{AppFout, Uitkomst};
use calamine::{DataRef, Reader as _, Xlsx};
use kern::{Datum, Decimaal};
use regels::{Celfout, Kader, LEESMIJ, Werkblad, Werkcel, lees_bladen, naar_bladen};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};
use std::io::{self, Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest workbook that is read, in bytes.
pub const GROOTSTE: usize = 4 * 1024 * 1024;
/// The most that is in it once it is unpacked: a small file can hold gigabytes.
const UITGEPAKT: u64 = 64 * 1024 * 1024;
/// A cell further down or to the right belongs to no framework.
const MEESTE_RIJEN: usize = 6000;
const MEESTE_KOLOMMEN: usize = 100;

const UITLEG: [&str; 12] = [
    "Dit werkboek is een inkoopkader. Pas de bladen aan, bewaar het bestand en breng het terug in het programma.",
    "Elk blad is een lijst: rij 1 heeft de koppen, elke rij eronder is een onderdeel.",
    "Een kop met * moet overal zijn gevuld. 'geldig_tot' mag leeg zijn: dan is er geen einde.",
    "Een kop met een punt hoort bij elkaar: 'bron.document' en 'bron.plaats' zeggen samen waar iets vandaan komt.",
    "Een kop met (lijst): zet elk woord op een eigen regel in de cel (Alt+Enter).",
    "Een kop met (yaml): een regel met voorwaarden, zoals {en: [a, b]} of {of: [a, {niet: b}]}.",
    "Een kop met 'in euro': een bedrag in euro's. Datums zijn gewone datums.",
    "Kolom 'hoort bij nr': het nummer in de kolom 'nr' van het blad waar de rij bij hoort.",
    "Een nieuwe prijs: vul bij de oude prijs 'geldig_tot' in en zet een nieuwe rij eronder met 'geldig_vanaf'.",
    "Een code uitfaseren: vul bij het product 'nieuw_tot' in. Wat dan loopt, loopt door en blijft te declareren.",
    "Verander geen namen van bladen en koppen. Opmerkingen kunnen op dit blad.",
    "Klopt er iets niet, dan zegt het programma in welke cel. Er wordt dan niets bewaard.",
];

fn schrijffout(e: &XlsxError) -> AppFout {
    AppFout::Ongeldig(format!("het werkboek kan niet worden gemaakt: {e}; haal het kader op als YAML"))
}

/// The files of a framework as a workbook.
pub fn naar_xlsx(bestanden: &[(String, String)]) -> Uitkomst<Vec<u8>> {
    let bladen = naar_bladen(bestanden).map_err(|p| {
        let tekst: Vec<String> = p.iter().map(ToString::to_string).collect();
        AppFout::Ongeldig(tekst.join("\n"))
    })?;
    let mut boek = Workbook::new();
    bouw(&mut boek, &bladen).map_err(|e| schrijffout(&e))?;
    boek.save_to_buffer().map_err(|e| schrijffout(&e))
}

fn bouw(boek: &mut Workbook, bladen: &[Werkblad]) -> Result<(), XlsxError> {
    // the same framework gives the same bytes
    boek.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let kop = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let tekst = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap();
    let dag = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    let getal = Format::new().set_num_format("General").set_align(FormatAlign::Top);
    let euro = Format::new().set_num_format("#,##0.00##").set_align(FormatAlign::Top);
    let blad = boek.add_worksheet();
    blad.set_name(LEESMIJ)?.set_column_width(0, 110)?;
    for (i, regel) in (0..).zip(UITLEG) {
        blad.write_string_with_format(i, 0, regel, &tekst)?;
    }
    for b in bladen {
        let blad = boek.add_worksheet();
        blad.set_name(&b.naam)?.set_freeze_panes(1, 0)?;
        for (k, naam) in (0_u16..).zip(&b.kop) {
            let breed =
                if ["toelichting", "omschrijving", "tekst", "waarde"].iter().any(|w| naam.starts_with(w)) {
                    60
                } else if naam.contains('.') || naam.ends_with(')') || naam.starts_with("naam") {
                    32
                } else {
                    16
                };
            blad.set_column_width(k, breed)?.write_string_with_format(0, k, naam, &kop)?;
            // what people add stays as they type it: a code keeps its zero in front
            let soort = if naam.contains(" in euro") {
                &euro
            } else if naam.starts_with("geldig_") || naam.starts_with("nieuw_tot") {
                &dag
            } else {
                &tekst
            };
            blad.set_column_format(k, soort)?;
        }
        for (r, rij) in (1_u32..).zip(&b.rijen) {
            for (k, cel) in (0_u16..).zip(rij) {
                match cel {
                    Werkcel::Leeg => {}
                    Werkcel::Tekst(t) => {
                        blad.write_string_with_format(r, k, t, &tekst)?;
                    }
                    Werkcel::Getal(n) => {
                        let vorm = if b.kop[usize::from(k)].contains(" in euro") { &euro } else { &getal };
                        match n.to_string().parse::<f64>() {
                            // only when the number comes back as it was
                            Ok(f) if van_f64(f) == Some(*n) => {
                                blad.write_number_with_format(r, k, f, vorm)?;
                            }
                            _ => {
                                blad.write_string_with_format(r, k, n.to_string(), &tekst)?;
                            }
                        }
                    }
                    Werkcel::Dag(d) => schrijf_dag(blad, (r, k), *d, &dag, &tekst)?,
                }
            }
        }
    }
    Ok(())
}

fn schrijf_dag(
    blad: &mut rust_xlsxwriter::Worksheet,
    (r, k): (u32, u16),
    d: Datum,
    dag: &Format,
    tekst: &Format,
) -> Result<(), XlsxError> {
    let deel = |n: i8| u8::try_from(n).unwrap_or_default();
    let jaar = u16::try_from(d.year()).unwrap_or_default();
    // the calendar of spreadsheets begins in 1900 and has a day too many in it
    if jaar > 1900 && jaar < 9999 {
        let waarde = ExcelDateTime::from_ymd(jaar, deel(d.month()), deel(d.day()))?;
        blad.write_datetime_with_format(r, k, waarde, dag)?;
    } else {
        blad.write_string_with_format(r, k, d.to_string(), tekst)?;
    }
    Ok(())
}

/// The number that a person sees in a cell: fifteen digits, as spreadsheets show. What a formula gives may be off in the
/// digits after those.
fn van_f64(f: f64) -> Option<Decimaal> {
    Decimaal::from_scientific(&format!("{f:.14e}")).ok().map(|n| n.normalize())
}

/// Reads a framework from a workbook, or gives every problem with its cell.
pub fn uit_xlsx(bytes: &[u8]) -> Uitkomst<Result<Kader, Vec<Celfout>>> {
    let onleesbaar = |wat: &str| {
        AppFout::Ongeldig(format!(
            "dit werkboek kan niet worden gelezen: {wat}. Bewaar het als Excel-werkboek (.xlsx)"
        ))
    };
    if bytes.len() > GROOTSTE {
        return Err(AppFout::Ongeldig(format!(
            "het werkboek is groter dan {} MB; een kader is kleiner. Haal afbeeldingen en bladen weg die er niet bij horen",
            GROOTSTE / 1024 / 1024
        )));
    }
    let geen_werkboek = "het is geen werkboek, of het is beschadigd";
    if !past_uitgepakt(bytes).map_err(|_| onleesbaar(geen_werkboek))? {
        return Err(AppFout::Ongeldig(format!(
            "het werkboek is uitgepakt groter dan {} MB; een kader is kleiner. Er is niets gelezen",
            UITGEPAKT / 1024 / 1024
        )));
    }
    let mut boek: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| onleesbaar(geen_werkboek))?;
    let mut bladen = Vec::new();
    for naam in boek.sheet_names() {
        if naam.trim().eq_ignore_ascii_case(LEESMIJ) {
            continue;
        }
        let mut lezer =
            boek.worksheet_cells_reader(&naam).map_err(|_| onleesbaar(&format!("blad {naam}")))?;
        let mut cellen: Vec<(usize, usize, Werkcel)> = Vec::new();
        while let Some(c) = lezer.next_cell().map_err(|_| onleesbaar(&format!("blad {naam}")))? {
            let (rij, kolom) = c.get_position();
            let (rij, kolom) = (rij as usize, kolom as usize);
            let waarde = match c.get_value() {
                DataRef::Error(_) => {
                    return Ok(Err(vec![celfout(
                        &naam,
                        rij,
                        kolom,
                        "in deze cel staat een fout van het rekenblad",
                    )]));
                }
                v => cel(v),
            };
            if waarde == Werkcel::Leeg {
                continue;
            }
            if rij >= MEESTE_RIJEN || kolom >= MEESTE_KOLOMMEN {
                let wat = "deze cel ligt ver buiten de lijst";
                return Ok(Err(vec![celfout(&naam, rij, kolom, wat)]));
            }
            cellen.push((rij, kolom, waarde));
        }
        bladen.push(blad(naam, cellen));
    }
    Ok(lees_bladen(&bladen))
}

/// Whether all parts of a workbook together stay within bounds. They are unpacked to be measured, a piece at a time: what a file
/// says of its own sizes need not be true.
fn past_uitgepakt(bytes: &[u8]) -> Result<bool, ZipError> {
    let mut boek = ZipArchive::new(Cursor::new(bytes))?;
    let mut ruimte = UITGEPAKT;
    for i in 0..boek.len() {
        let n = io::copy(&mut boek.by_index(i)?.take(ruimte + 1), &mut io::sink())?;
        let Some(rest) = ruimte.checked_sub(n) else { return Ok(false) };
        ruimte = rest;
    }
    Ok(true)
}

fn celfout(blad: &str, rij: usize, kolom: usize, wat: &str) -> Celfout {
    Celfout {
        blad: blad.to_owned(),
        cel: Some((rij + 1, kolom)),
        wat: wat.to_owned(),
        remedie: "Maak de cel leeg of vul in wat er hoort".to_owned(),
    }
}

/// Cells as a sheet, with the first row as heads.
fn blad(naam: String, cellen: Vec<(usize, usize, Werkcel)>) -> Werkblad {
    let mut b = Werkblad { naam, kop: Vec::new(), rijen: Vec::new() };
    for (rij, kolom, waarde) in cellen {
        if rij == 0 {
            b.kop.resize(b.kop.len().max(kolom + 1), String::new());
            b.kop[kolom] = match waarde {
                Werkcel::Tekst(t) => t,
                Werkcel::Getal(n) => n.to_string(),
                Werkcel::Dag(d) => d.to_string(),
                Werkcel::Leeg => String::new(),
            };
            continue;
        }
        b.rijen.resize(b.rijen.len().max(rij), Vec::new());
        let r = &mut b.rijen[rij - 1];
        r.resize(r.len().max(kolom + 1), Werkcel::Leeg);
        r[kolom] = waarde;
    }
    b
}

fn cel(v: &DataRef<'_>) -> Werkcel {
    let tekst = |t: &str| if t.trim().is_empty() { Werkcel::Leeg } else { Werkcel::Tekst(t.to_owned()) };
    match v {
        DataRef::String(t) => tekst(t),
        DataRef::SharedString(t) => tekst(t),
        DataRef::DateTimeIso(t) | DataRef::DurationIso(t) => tekst(t.split('T').next().unwrap_or(t)),
        DataRef::Int(n) => Werkcel::Getal(Decimaal::from(*n)),
        DataRef::Float(f) => van_f64(*f).map_or_else(|| Werkcel::Tekst(f.to_string()), Werkcel::Getal),
        // the words that the data use
        DataRef::Bool(b) => Werkcel::Tekst(b.to_string()),
        DataRef::DateTime(d) => {
            let (jaar, maand, dag, ..) = d.to_ymd_hms_milli();
            let tekst = format!("{jaar:04}-{maand:02}-{dag:02}");
            kern::lees_datum(&tekst).map_or(Werkcel::Tekst(tekst), Werkcel::Dag)
        }
        _ => Werkcel::Leeg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_framework_goes_through_a_workbook_unchanged() {
        for k in regels::kaders() {
            let bytes = naar_xlsx(&k.bestanden).unwrap();
            assert_eq!(bytes, naar_xlsx(&k.bestanden).unwrap(), "{}", k.id);
            let terug = uit_xlsx(&bytes).unwrap().unwrap_or_else(|f| {
                panic!("{}:\n{}", k.id, f.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
            });
            assert_eq!(catalogus::verschil(k, &terug, None), [], "{}", k.id);
            for ((naam, was), (ook, is)) in k.bestanden.iter().zip(&terug.bestanden) {
                assert!(naam == ook && regels::zelfde_inhoud(was, is), "{} {naam}", k.id);
            }
        }
    }

    #[test]
    fn what_a_person_types_is_read_and_what_is_wrong_is_told_at_its_cell() {
        let bladen = naar_bladen(&regels::kader("meierij-2020").unwrap().bestanden).unwrap();
        let kolom = |blad: &str, kop: &str| {
            let b = bladen.iter().find(|b| b.naam == blad).unwrap();
            u16::try_from(b.kop.iter().position(|k| k == kop).unwrap()).unwrap()
        };
        let met = |wat: &dyn Fn(&mut Workbook)| {
            let mut boek = Workbook::new();
            bouw(&mut boek, &bladen).unwrap();
            wat(&mut boek);
            uit_xlsx(&boek.save_to_buffer().unwrap()).unwrap()
        };
        let bedrag = kolom("Tarieven", "bedrag in euro*");
        let k = met(&|b| {
            b.worksheet_from_name("Tarieven").unwrap().write_number(1, bedrag, 180.25).unwrap();
        });
        assert_eq!(k.unwrap().tarieven[0].bedrag.to_string(), "18025");
        let f = met(&|b| {
            let blad = b.worksheet_from_name("Tarieven").unwrap();
            blad.write_string(6, bedrag, "op aanvraag").unwrap();
        })
        .unwrap_err();
        assert_eq!(f.len(), 1);
        assert!(f[0].to_string().starts_with("Blad Tarieven, cel C7: "), "{}", f[0]);
        // a code typed as a number has lost its zero
        let code = kolom("Gemeenten", "code*");
        let f = met(&|b| {
            b.worksheet_from_name("Gemeenten").unwrap().write_number(1, code, 796.0).unwrap();
        })
        .unwrap_err();
        assert!(f.iter().any(|f| f.to_string().starts_with("Blad Gemeenten, cel A2: ")), "{f:?}");
        // far away
        let f = met(&|b| {
            b.worksheet_from_name("Gemeenten").unwrap().write_string(1_000_000, 16_000, "x").unwrap();
        })
        .unwrap_err();
        assert!(f[0].wat.contains("ver buiten"), "{f:?}");
    }

    #[test]
    fn a_formula_gives_the_number_that_a_person_sees() {
        for (f, gezien) in [
            (0.1 + 0.2, "0.3"),
            (366.03 * 1.05, "384.3315"),
            (1.1 * 1.1 * 100.0, "121"),
            (0.0, "0"),
            (-12.5, "-12.5"),
            (123_456_789.012_345, "123456789.012345"),
        ] {
            assert_eq!(van_f64(f).map(|n| n.to_string()).as_deref(), Some(gezien), "{f}");
        }
        assert_eq!(van_f64(f64::NAN), None);
        assert_eq!(van_f64(1e300), None);
    }

    #[test]
    fn what_is_no_workbook_is_said_so() {
        for bytes in [&b""[..], b"PK\x03\x04", b"kader: x", &[0; 100]] {
            let e = uit_xlsx(bytes).unwrap_err().to_string();
            assert!(e.contains(".xlsx"), "{e}");
        }
        assert!(uit_xlsx(&vec![0; GROOTSTE + 1]).unwrap_err().to_string().contains("groter dan"));
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_large_one_is_not_read() {
        use std::io::Write as _;
        let maak = |delen: &[u64]| {
            let mut z = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (i, n) in delen.iter().enumerate() {
                z.start_file(format!("deel{i}"), zip::write::SimpleFileOptions::default()).unwrap();
                let stuk = vec![0; 1 << 20];
                let mut over = *n;
                while over > 0 {
                    let nu = over.min(stuk.len() as u64);
                    z.write_all(&stuk[..usize::try_from(nu).unwrap()]).unwrap();
                    over -= nu;
                }
            }
            z.finish().unwrap().into_inner()
        };
        assert!(past_uitgepakt(&maak(&[UITGEPAKT - 1, 1])).unwrap());
        let bom = maak(&[UITGEPAKT - 1, 1, 1]);
        assert!(!past_uitgepakt(&bom).unwrap());
        assert!(bom.len() < GROOTSTE);
        assert!(uit_xlsx(&bom).unwrap_err().to_string().contains("uitgepakt groter"));
    }
}
