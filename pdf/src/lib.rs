//! A publication sheet as a tagged PDF: headings, paragraphs and tables that a screen reader can walk through.
//!
//! [`publicatieblad`] lays the sheet out (`opmaak`: lines, pages), then draws it and hands each line to its place in the
//! tag tree (`schrijf`). The exporter holds the whole against PDF/UA-1 and refuses what does not conform. The same sheet
//! gives the same bytes.

mod letter;
mod opmaak;
mod schrijf;

use catalogus::Publicatieblad;
use std::fmt;

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFout(String);

impl fmt::Display for PdfFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "het publicatieblad kan niet als pdf worden gemaakt: {}", self.0)
    }
}

impl std::error::Error for PdfFout {}

/// The bytes of the PDF.
pub fn publicatieblad(blad: &Publicatieblad) -> Result<Vec<u8>, PdfFout> {
    let letters = letter::Letters::zoek().ok_or_else(|| PdfFout("de letters zijn niet te lezen".into()))?;
    let stuk = opmaak::maak_op(blad, letters);
    schrijf::schrijf(blad, &stuk, letters)
}
