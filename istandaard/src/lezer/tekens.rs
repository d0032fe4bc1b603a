//! Well-formedness of text, names and attributes, as far as the pull parser leaves it to us.

use std::borrow::Cow;

/// Not well-formed; the text says how, in Dutch.
pub(super) type Misvormd = &'static str;

/// White space as XML knows it.
pub(super) fn is_wit(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether all of a text is white space.
#[inline]
pub(super) fn alleen_wit(tekst: &str) -> bool {
    tekst.bytes().all(is_wit)
}

/// Character data between markup: line ends become LF, and what XML does not allow is refused.
#[inline]
pub(super) fn tekst(ruw: &str) -> Result<Cow<'_, str>, Misvormd> {
    if ruw.bytes().all(|b| b >= b' ' && b != b']' && b != 0xEF) {
        return Ok(Cow::Borrowed(ruw));
    }
    if ruw.contains("]]>") {
        return Err("de tekens ]]> mogen niet los in de tekst staan");
    }
    cdata(ruw)
}

/// Content of a CDATA section, or text that was checked for its end already.
pub(super) fn cdata(ruw: &str) -> Result<Cow<'_, str>, Misvormd> {
    if !ruw.chars().all(mag) {
        return Err("er staat een teken in dat in XML niet mag");
    }
    Ok(if ruw.contains('\r') {
        Cow::Owned(ruw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(ruw)
    })
}

/// The characters that XML 1.0 allows.
pub(crate) fn mag(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{1_0000}'..)
}

/// The character that a reference stands for.
pub(super) fn verwijzing(naam: &str) -> Result<char, Misvormd> {
    match naam {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => {
            let getal = match naam.strip_prefix('#') {
                Some(rest) => match rest.strip_prefix('x') {
                    Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                        u32::from_str_radix(hex, 16).ok()
                    }
                    None if rest.bytes().all(|b| b.is_ascii_digit()) => rest.parse().ok(),
                    _ => None,
                },
                None => return Err("er staat een entiteit in die niet bestaat; schrijf het teken zelf"),
            };
            getal
                .and_then(char::from_u32)
                .filter(|c| mag(*c))
                .ok_or("er staat een tekennummer in dat niet bestaat")
        }
    }
}

/// Whether this can be the name of an element or attribute.
pub(super) fn is_naam(naam: &str) -> bool {
    let mut tekens = naam.chars();
    tekens.next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == ':')
        && tekens.all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.' | '\u{B7}'))
}

/// An attribute: name and value with its references resolved.
pub(super) type Attribuut<'a> = (&'a str, Cow<'a, str>);

/// The attributes in what follows the name of a start tag.
pub(super) fn attributen(ruw: &str) -> Result<Vec<Attribuut<'_>>, Misvormd> {
    const FOUT: Misvormd = "een attribuut is niet goed geschreven";
    let mut lijst: Vec<Attribuut<'_>> = Vec::new();
    let mut rest = ruw;
    loop {
        let kaal = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        if kaal.is_empty() {
            return Ok(lijst);
        }
        if kaal.len() == rest.len() {
            return Err(FOUT);
        }
        let (naam, na) = kaal.split_once('=').ok_or(FOUT)?;
        let naam = naam.trim_end_matches([' ', '\t', '\n', '\r']);
        let na = na.trim_start_matches([' ', '\t', '\n', '\r']);
        let quote = na.chars().next().filter(|c| matches!(c, '"' | '\'')).ok_or(FOUT)?;
        let (waarde, na) = na[1..].split_once(quote).ok_or(FOUT)?;
        if !is_naam(naam) || waarde.contains('<') || !waarde.chars().all(mag) {
            return Err(FOUT);
        }
        if lijst.len() >= 64 {
            return Err("een element heeft te veel attributen");
        }
        if lijst.iter().any(|(n, _)| *n == naam) {
            return Err("een attribuut staat dubbel");
        }
        lijst.push((naam, los_op(waarde)?));
        rest = na;
    }
}

fn los_op(waarde: &str) -> Result<Cow<'_, str>, Misvormd> {
    if !waarde.contains('&') {
        return Ok(Cow::Borrowed(waarde));
    }
    let mut uit = String::with_capacity(waarde.len());
    let mut rest = waarde;
    while let Some((voor, na)) = rest.split_once('&') {
        let (naam, verder) = na.split_once(';').ok_or("er staat een los &-teken in; schrijf &amp;")?;
        uit.push_str(voor);
        uit.push(verwijzing(naam)?);
        rest = verder;
    }
    uit.push_str(rest);
    Ok(Cow::Owned(uit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_strictly() {
        let goed = attributen(" a=\"1\"\n b = 'x &amp; y' ").unwrap();
        assert_eq!(goed, vec![("a", Cow::Borrowed("1")), ("b", Cow::Borrowed("x & y"))]);
        assert!(attributen("  ").unwrap().is_empty());
        for fout in [
            " a",
            " a=1",
            " a=\"1\"b=\"2\"",
            " a=\"1\" a=\"2\"",
            " a=\"<\"",
            " a=\"&x;\"",
            " a=\"",
            " 1=\"2\"",
        ] {
            assert!(attributen(fout).is_err(), "{fout}");
        }
    }

    #[test]
    fn text_is_normalised_and_checked() {
        assert_eq!(tekst("a\r\nb\rc").unwrap(), "a\nb\nc");
        assert!(tekst("a\u{1}b").is_err());
        assert!(tekst("a]]>b").is_err());
        assert!(tekst("a]b").is_ok());
        assert!(tekst("\u{FFFE}").is_err());
        assert_eq!(verwijzing("#x41"), Ok('A'));
        assert_eq!(verwijzing("#65"), Ok('A'));
        for fout in ["#0", "#xD800", "#", "#x", "#+65", "nbsp", ""] {
            assert!(verwijzing(fout).is_err(), "{fout}");
        }
    }
}
