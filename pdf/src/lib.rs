//! Publication sheets and letters as tagged PDF: headings, paragraphs, lists and tables that a screen reader can walk through.
//!
//! [`publicatieblad`] and [`brief`] lay a document out (`opmaak`: lines, pages), then draw it and hand each line to its place
//! in the tag tree (`schrijf`). The exporter holds the whole against PDF/UA-1 and refuses what does not conform. The same
//! document gives the same bytes.

mod brief;
mod letter;
mod opmaak;
mod schrijf;

use beschikking::Brief;
use catalogus::Publicatieblad;
use std::fmt;

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFout(String);

impl fmt::Display for PdfFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "de pdf kan niet worden gemaakt: {}", self.0)
    }
}

impl std::error::Error for PdfFout {}

/// The bytes of the PDF.
pub fn publicatieblad(blad: &Publicatieblad) -> Result<Vec<u8>, PdfFout> {
    let letters = letter::Letters::zoek().ok_or_else(|| PdfFout("de letters zijn niet te lezen".into()))?;
    let stuk = opmaak::maak_op(blad, letters);
    let over = schrijf::Over { titel: &blad.titel, onder: &blad.onder, dag: blad.dag };
    schrijf::schrijf(&over, &stuk, letters)
}

/// The bytes of a letter as a PDF.
pub fn brief(brief: &Brief) -> Result<Vec<u8>, PdfFout> {
    let letters = letter::Letters::zoek().ok_or_else(|| PdfFout("de letters zijn niet te lezen".into()))?;
    let stuk = brief::maak_op(brief, letters);
    let over = schrijf::Over { titel: &brief.titel, onder: &brief.afzender.0, dag: brief.dag };
    schrijf::schrijf(&over, &stuk, letters)
}
