//! Writing: draws the pages, gives every line to its node of the tag tree, and lets the exporter judge the whole.

use crate::PdfFout;
use crate::letter::{Dikte, Letters};
use crate::opmaak::{BREED, HOOG, Knoop, Soort, Stuk, Teken};
use kern::Datum;
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;

const TAAL: &str = "nl-NL";
const INKT: (u8, u8, u8) = (0x1a, 0x1f, 0x2b);
const GRIJS: (u8, u8, u8) = (0xb4, 0xbb, 0xc6);

/// What the document says of itself.
pub(crate) struct Over<'t> {
    pub titel: &'t str,
    pub onder: &'t str,
    pub dag: Datum,
}

pub(crate) fn schrijf(over: &Over<'_>, stuk: &Stuk, letters: &Letters) -> Result<Vec<u8>, PdfFout> {
    let fout = |e: &dyn std::fmt::Debug| PdfFout(format!("{e:?}"));
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|e| fout(&e))?;
    let mut d = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut plaatsen: Vec<Option<Identifier>> = vec![None; stuk.regels];
    for pagina in &stuk.paginas {
        let maat = PageSettings::from_wh(BREED, HOOG).ok_or_else(|| PdfFout("de bladmaat".into()))?;
        let mut p = d.start_page_with(maat);
        let mut s = p.surface();
        for t in pagina {
            teken(&mut s, t, letters, &mut plaatsen);
        }
        s.finish();
        p.finish();
    }
    let mut boom = TagTree::new().with_lang(Some(TAAL.to_owned()));
    for k in &stuk.boom {
        if let Some(n) = knoop(k, &mut plaatsen) {
            boom.push(n);
        }
    }
    d.set_tag_tree(boom);
    let mut inhoud = Outline::new();
    for (tekst, pagina, y) in &stuk.koppen {
        inhoud.push_child(OutlineNode::new(
            tekst.clone(),
            XyzDestination::new(*pagina, Point::from_xy(0.0, *y)),
        ));
    }
    d.set_outline(inhoud);
    d.set_metadata(gegevens(over));
    d.finish().map_err(|e| fout(&e))
}

fn gegevens(over: &Over<'_>) -> Metadata {
    let dag = over.dag;
    let getal = |n: i8| u8::try_from(n).unwrap_or(1);
    let gemaakt =
        DateTime::new(u16::try_from(dag.year()).unwrap_or(0)).month(getal(dag.month())).day(getal(dag.day()));
    Metadata::new()
        .title(over.titel.to_owned())
        .description(over.onder.to_owned())
        .language(TAAL.to_owned())
        .creator("maatwerk".to_owned())
        .creation_date(gemaakt)
}

fn verf((r, g, b): (u8, u8, u8)) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

fn teken(s: &mut Surface<'_>, t: &Teken, letters: &Letters, plaatsen: &mut [Option<Identifier>]) {
    match t {
        Teken::Tekst { x, y, maat, dikte, tekst, nummer, inkt } => {
            let merk = match nummer {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let id = s.start_tagged(merk);
            schrijf_regel(s, (*x, *y), *maat, (*dikte, inkt.unwrap_or(INKT)), tekst, letters);
            s.end_tagged();
            if let Some(plaats) = nummer.and_then(|n| plaatsen.get_mut(n)) {
                *plaats = Some(id);
            }
        }
        Teken::Streep { y, x, breed } => {
            let mut pad = PathBuilder::new();
            if let Some(r) = Rect::from_xywh(*x, *y, *breed, 0.6) {
                pad.push_rect(r);
            }
            s.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            s.set_fill(Some(verf(GRIJS)));
            if let Some(p) = pad.finish() {
                s.draw_path(&p);
            }
            s.end_tagged();
        }
        Teken::Voet { x, y, tekst } => {
            s.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
            schrijf_regel(s, (*x, *y), 7.5, (Dikte::Gewoon, INKT), tekst, letters);
            s.end_tagged();
        }
    }
}

fn schrijf_regel(
    s: &mut Surface<'_>,
    (x, y): (f32, f32),
    maat: f32,
    (dikte, inkt): (Dikte, (u8, u8, u8)),
    tekst: &str,
    letters: &Letters,
) {
    s.set_fill(Some(verf(inkt)));
    let glyphs = letters.glyphs(tekst, dikte);
    s.draw_glyphs(Point::from_xy(x, y), &glyphs, letters.font(dikte), tekst, maat, false);
}

/// A node with what was drawn for it; each line has exactly one place.
fn knoop(k: &Knoop, plaatsen: &mut [Option<Identifier>]) -> Option<Node> {
    match k {
        Knoop::Regel(n) => plaatsen.get_mut(*n)?.take().map(Node::from),
        Knoop::Groep(soort, naam, kinderen) => {
            let mut g = TagGroup::new(merk(*soort, naam));
            for kind in kinderen {
                if let Some(n) = knoop(kind, plaatsen) {
                    g.push(n);
                }
            }
            Some(Node::from(g))
        }
    }
}

fn merk(soort: Soort, naam: &str) -> TagKind {
    match soort {
        Soort::Deel => Tag::Section.into(),
        Soort::Kop(n) => Tag::Hn(NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN), Some(naam.to_owned())).into(),
        Soort::Alinea => Tag::P.into(),
        Soort::Lijst => Tag::L(ListNumbering::Disc).into(),
        Soort::Punt => Tag::LI.into(),
        Soort::Teken => Tag::Lbl.into(),
        Soort::Punttekst => Tag::LBody.into(),
        Soort::Tabel => Tag::Table.with_summary(Some(naam.to_owned())).into(),
        Soort::Hoofd => Tag::THead.into(),
        Soort::Lijf => Tag::TBody.into(),
        Soort::Rij => Tag::TR.into(),
        Soort::Kolomkop => Tag::TH(TableHeaderScope::Column).into(),
        Soort::Rijkop => Tag::TH(TableHeaderScope::Row).into(),
        Soort::Cel => Tag::TD.into(),
    }
}
