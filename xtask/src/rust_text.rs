//! A Rust source cut into code and string literals, so that a word in a comment is not taken for code and
//! SQL in a literal is found. Not a parser: it knows comments, literals and `#[cfg(test)]` blocks.

use std::ops::Range;

/// A source file in pieces.
#[derive(Debug)]
pub struct RustText {
    /// The source with comments and the contents of literals blanked; offsets and lines are unchanged.
    pub code: String,
    /// The string literals: offset of the contents, and the contents as written.
    pub strings: Vec<(usize, String)>,
    tests: Vec<Range<usize>>,
}

impl RustText {
    /// Cuts a source.
    pub fn new(text: &str) -> Self {
        let (code, strings) = cut(text);
        let tests = test_blocks(&code);
        Self { code, strings, tests }
    }

    /// Whether an offset lies in a `#[cfg(test)]` block.
    pub fn in_tests(&self, offset: usize) -> bool {
        self.tests.iter().any(|r| r.contains(&offset))
    }

    /// Offsets at which `needle` stands in the code. A needle that begins or ends with a letter matches
    /// whole words only.
    pub fn find_all<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code.match_indices(needle).map(|(at, _)| at).filter(move |at| is_whole(&self.code, *at, needle))
    }
}

/// Whether a match is not a part of a longer word.
pub fn is_whole(text: &str, at: usize, needle: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let before = text[..at].chars().next_back().is_some_and(word) && needle.chars().next().is_some_and(word);
    let after = text[at + needle.len()..].chars().next().is_some_and(word)
        && needle.chars().next_back().is_some_and(word);
    !before && !after
}

fn cut(text: &str) -> (String, Vec<(usize, String)>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                let end = text[at..].find('\n').map_or(bytes.len(), |n| at + n);
                blank(&mut code, at..end);
                end
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = block_comment_end(bytes, at);
                blank(&mut code, at..end);
                end
            }
            b'r' if !after_word(bytes, at) || matches!(bytes.get(at.wrapping_sub(1)), Some(b'b' | b'c')) => {
                match raw_string(text, at) {
                    Some((contents, end)) => {
                        strings.push((contents.start, text[contents.clone()].to_owned()));
                        blank(&mut code, contents);
                        end
                    }
                    None => at + 1,
                }
            }
            b'"' => {
                let close = quoted_end(bytes, at + 1, b'"');
                strings.push((at + 1, text[at + 1..close].to_owned()));
                blank(&mut code, at + 1..close);
                (close + 1).min(bytes.len())
            }
            b'\'' if is_char_literal(text, at) => {
                let close = quoted_end(bytes, at + 1, b'\'');
                blank(&mut code, at + 1..close);
                (close + 1).min(bytes.len())
            }
            _ => at + 1,
        };
        at = end;
    }
    (String::from_utf8_lossy(&code).into_owned(), strings)
}

/// Replaces everything but line ends by spaces, byte for byte.
fn blank(code: &mut [u8], range: Range<usize>) {
    for b in &mut code[range] {
        if *b != b'\n' {
            *b = b' ';
        }
    }
}

fn after_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_')
}

fn block_comment_end(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'/', b'*') => {
                depth += 1;
                at += 2;
            }
            (b'*', b'/') => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The contents and the end of `r"…"` or `r#"…"#` that begins at `at`.
fn raw_string(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = &text[at + 1..];
    let hashes = rest.bytes().take_while(|b| *b == b'#').count();
    let start = at + 1 + hashes + 1;
    if rest.as_bytes().get(hashes) != Some(&b'"') {
        return None;
    }
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = start + text[start..].find(&closing)?;
    Some((start..end, end + closing.len()))
}

fn quoted_end(bytes: &[u8], from: usize, quote: u8) -> usize {
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b if b == quote => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// `'a'` and `'\n'`, not the lifetime `'a`.
fn is_char_literal(text: &str, at: usize) -> bool {
    let mut chars = text[at + 1..].chars();
    match chars.next() {
        Some('\\') => true,
        Some(_) => chars.next() == Some('\''),
        None => false,
    }
}

fn test_blocks(code: &str) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    for (at, _) in code.match_indices("#[cfg(test)]") {
        let Some(open) = code[at..].find(['{', ';']).map(|n| at + n) else { continue };
        if code.as_bytes()[open] == b';' {
            continue;
        }
        let mut depth = 0_usize;
        let end = code[open..].char_indices().find_map(|(n, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(open + n + 1)
        });
        blocks.push(at..end.unwrap_or(code.len()));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_are_not_code() {
        let cut = RustText::new(
            "let a = \"todo!()\"; // todo!()\n/* todo!() /* todo!() */ */ let b = 'x';\ntodo!()",
        );
        assert_eq!(cut.code.matches("todo!").count(), 1);
        assert_eq!(cut.code.lines().count(), 3);
        assert_eq!(cut.strings[0].1, "todo!()");
    }

    #[test]
    fn raw_strings_escapes_and_lifetimes() {
        let cut =
            RustText::new("fn f<'a>(x: &'a str) { g(r#\"a \"b\" c\"#, \"d\\\"e\", br\"f\", '\"', '\\'') }");
        let texts: Vec<&str> = cut.strings.iter().map(|s| s.1.as_str()).collect();
        assert_eq!(texts, ["a \"b\" c", "d\\\"e", "f"]);
        assert!(cut.code.contains("<'a>"));
    }

    #[test]
    fn test_blocks_are_known() {
        let cut = RustText::new("fn a() { b() }\n#[cfg(test)]\nmod tests { fn c() { d() } }\nfn e() {}");
        let at = |what: &str| cut.code.find(what).unwrap();
        assert!(!cut.in_tests(at("b()")));
        assert!(cut.in_tests(at("d()")));
        assert!(!cut.in_tests(at("fn e")));
    }

    #[test]
    fn whole_words_only() {
        let cut = RustText::new("brand::x(); rand::y();");
        assert_eq!(cut.find_all("rand::").count(), 1);
    }
}
