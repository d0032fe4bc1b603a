//! The letters: which glyph a character is, how wide it is, and where a line of text breaks.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Regular or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dikte {
    Gewoon,
    Vet,
}

/// One weight of the letter.
struct Letter {
    font: Font,
    /// Glyph and width, for a size of one, of every character that the letter has.
    maten: BTreeMap<char, (u32, f32)>,
}

/// Both weights.
pub(crate) struct Letters {
    gewoon: Letter,
    vet: Letter,
}

impl Letter {
    fn nieuw(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        let bron = FontRef::new(bytes).ok()?;
        let breedten = bron.glyph_metrics(Size::unscaled(), LocationRef::default());
        let maten = bron
            .charmap()
            .mappings()
            .filter_map(|(c, glyph)| {
                let breed = breedten.advance_width(glyph)? / font.units_per_em();
                Some((char::from_u32(c)?, (glyph.to_u32(), breed)))
            })
            .collect();
        Some(Self { font, maten })
    }

    /// Glyph and width for a size of one; a character that the letter does not have becomes a question mark.
    fn glyph(&self, c: char) -> (u32, f32) {
        self.maten.get(&c).or_else(|| self.maten.get(&'?')).copied().unwrap_or_default()
    }
}

/// What stays together on a line: a word, or an amount with its sign.
pub(crate) fn woorden(tekst: &str) -> Vec<String> {
    let mut uit: Vec<String> = Vec::new();
    for w in tekst.split_whitespace() {
        match uit.last_mut().filter(|v| v.ends_with('€')) {
            Some(teken) => {
                teken.push(' ');
                teken.push_str(w);
            }
            None => uit.push(w.to_owned()),
        }
    }
    uit
}

impl Letters {
    /// The letters, read once per process.
    pub(crate) fn zoek() -> Option<&'static Self> {
        static LETTERS: OnceLock<Option<Letters>> = OnceLock::new();
        LETTERS.get_or_init(Self::nieuw).as_ref()
    }

    fn nieuw() -> Option<Self> {
        Some(Self { gewoon: Letter::nieuw(notosans::REGULAR_TTF)?, vet: Letter::nieuw(notosans::BOLD_TTF)? })
    }

    fn van(&self, dikte: Dikte) -> &Letter {
        match dikte {
            Dikte::Gewoon => &self.gewoon,
            Dikte::Vet => &self.vet,
        }
    }

    pub(crate) fn font(&self, dikte: Dikte) -> Font {
        self.van(dikte).font.clone()
    }

    /// Width of a text at a size.
    pub(crate) fn breedte(&self, tekst: &str, dikte: Dikte, maat: f32) -> f32 {
        let l = self.van(dikte);
        tekst.chars().map(|c| l.glyph(c).1).sum::<f32>() * maat
    }

    /// The glyphs of a line, each with its place in the text.
    pub(crate) fn glyphs(&self, tekst: &str, dikte: Dikte) -> Vec<KrillaGlyph> {
        let l = self.van(dikte);
        tekst
            .char_indices()
            .map(|(i, c)| {
                let (id, breed) = l.glyph(c);
                KrillaGlyph::new(GlyphId::new(id), breed, 0.0, 0.0, 0.0, i..i + c.len_utf8(), None)
            })
            .collect()
    }

    /// The lines of a text in a width. A line that goes on ends in a space, so that words stay apart for who hears it; a
    /// word that is wider than the column is cut.
    pub(crate) fn regels(&self, tekst: &str, dikte: Dikte, maat: f32, breed: f32) -> Vec<String> {
        let spatie = self.breedte(" ", dikte, maat);
        let mut uit: Vec<String> = Vec::new();
        let (mut nu, mut gevuld) = (String::new(), 0.0);
        for woord in woorden(tekst) {
            let woord = woord.as_str();
            let lang = self.breedte(woord, dikte, maat);
            if nu.is_empty() && lang <= breed {
                (nu, gevuld) = (woord.to_owned(), lang);
                continue;
            }
            if !nu.is_empty() && gevuld + spatie + lang <= breed {
                nu.push(' ');
                nu.push_str(woord);
                gevuld += spatie + lang;
                continue;
            }
            if !nu.is_empty() {
                uit.push(format!("{nu} "));
            }
            (nu, gevuld) = (String::new(), 0.0);
            for c in woord.chars() {
                let b = self.van(dikte).glyph(c).1 * maat;
                if !nu.is_empty() && gevuld + b > breed {
                    uit.push(std::mem::take(&mut nu));
                    gevuld = 0.0;
                }
                nu.push(c);
                gevuld += b;
            }
        }
        uit.push(nu);
        uit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_a_dutch_sheet_is_in_the_letter() {
        let l = Letters::zoek().unwrap();
        let vraag = l.gewoon.glyph('?').0;
        for c in "abcXYZ0189 €%.,;:()/-–−×÷+=é’ë\u{a0}".chars() {
            assert!(c == '?' || l.gewoon.glyph(c).0 != vraag, "{c}");
            assert!(l.vet.glyph(c).0 != 0, "{c}");
        }
        assert_eq!(l.gewoon.glyph('\u{10348}').0, vraag, "what it lacks is a question mark");
    }

    #[test]
    fn lines_fit_and_keep_every_word() {
        let l = Letters::zoek().unwrap();
        let tekst =
            "Het deel van de contracturen dat aan cliënten wordt besteed; de rest is verlof en overleg.";
        let regels = l.regels(tekst, Dikte::Gewoon, 9.0, 120.0);
        assert!(regels.len() > 2);
        assert!(regels.iter().all(|r| l.breedte(r.trim_end(), Dikte::Gewoon, 9.0) <= 120.0));
        assert_eq!(regels.concat(), tekst);
        assert_eq!(woorden("kost +€ 1.030,87 of € 2"), ["kost", "+€ 1.030,87", "of", "€ 2"]);
        let lang = l.regels(&"x".repeat(100), Dikte::Vet, 9.0, 50.0);
        assert_eq!(lang.concat(), "x".repeat(100));
        assert!(lang.iter().all(|r| l.breedte(r, Dikte::Vet, 9.0) <= 50.0));
        assert_eq!(l.regels("", Dikte::Gewoon, 9.0, 50.0), [""]);
    }
}
