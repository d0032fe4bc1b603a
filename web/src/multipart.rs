//! Takes an upload form apart while it streams in (multipart/form-data, RFC 7578): pieces go in, parts come out, and
//! no more than a piece stays in memory.

/// What comes out.
#[derive(Debug, PartialEq, Eq)]
pub enum Deel {
    /// A field begins: its name, and the name of the file when it is one.
    Begin(String, Option<String>),
    /// Its next bytes.
    Inhoud(Vec<u8>),
    /// It is whole.
    Einde,
    /// The form is whole.
    Klaar,
}

/// The form is not what a browser sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Onleesbaar;

/// Longest head of a field.
const KOP: usize = 8 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Before the first boundary.
    Voor,
    /// Right after a boundary.
    NaGrens,
    Kop,
    Inhoud,
    Klaar,
}

/// Takes a form apart.
#[derive(Debug)]
pub struct Ontleder {
    /// `CR LF -- boundary`: so that a boundary only counts at the start of a line.
    grens: Vec<u8>,
    rest: Vec<u8>,
    stand: Stand,
}

impl Ontleder {
    /// For a form with this `Content-Type`.
    pub fn nieuw(soort: &str) -> Result<Self, Onleesbaar> {
        let (vorm, rest) = soort.split_once(';').ok_or(Onleesbaar)?;
        if !vorm.trim().eq_ignore_ascii_case("multipart/form-data") {
            return Err(Onleesbaar);
        }
        let grens = rest
            .split(';')
            .filter_map(|p| p.trim().split_once('='))
            .find(|(n, _)| n.eq_ignore_ascii_case("boundary"))
            .map(|(_, w)| w.trim_matches('"'))
            .filter(|g| (1..=70).contains(&g.len()))
            .ok_or(Onleesbaar)?;
        // the first boundary has no line before it
        Ok(Self { grens: format!("\r\n--{grens}").into_bytes(), rest: b"\r\n".to_vec(), stand: Stand::Voor })
    }

    /// Whether the last boundary was seen.
    pub fn is_klaar(&self) -> bool {
        self.stand == Stand::Klaar
    }

    /// Takes the next bytes in.
    pub fn voer(&mut self, brok: &[u8], uit: &mut Vec<Deel>) -> Result<(), Onleesbaar> {
        self.rest.extend_from_slice(brok);
        loop {
            match self.stand {
                Stand::Voor => {
                    if !self.tot_grens(&mut |_| ()) {
                        return Ok(());
                    }
                    self.stand = Stand::NaGrens;
                }
                Stand::NaGrens => match self.rest.get(..2) {
                    None => return Ok(()),
                    Some(b"--") => {
                        uit.push(Deel::Klaar);
                        self.stand = Stand::Klaar;
                    }
                    Some(b"\r\n") => self.stand = Stand::Kop,
                    Some(_) => return Err(Onleesbaar),
                },
                Stand::Kop => {
                    // the line end after the boundary belongs to the search: a head may be empty
                    let Some(eind) = vind(&self.rest, b"\r\n\r\n") else {
                        return if self.rest.len() > KOP { Err(Onleesbaar) } else { Ok(()) };
                    };
                    uit.push(lees_kop(&String::from_utf8_lossy(&self.rest[..eind])));
                    self.rest.drain(..eind + 4);
                    self.stand = Stand::Inhoud;
                }
                Stand::Inhoud => {
                    let mut stuk = Vec::new();
                    let gevonden = self.tot_grens(&mut |b| stuk.extend_from_slice(b));
                    if !stuk.is_empty() {
                        uit.push(Deel::Inhoud(stuk));
                    }
                    if !gevonden {
                        return Ok(());
                    }
                    uit.push(Deel::Einde);
                    self.stand = Stand::NaGrens;
                }
                Stand::Klaar => {
                    self.rest.clear();
                    return Ok(());
                }
            }
        }
    }

    /// Gives what certainly lies before the next boundary; true when the boundary was there, and is taken off.
    fn tot_grens(&mut self, geef: &mut dyn FnMut(&[u8])) -> bool {
        if let Some(i) = vind(&self.rest, &self.grens) {
            geef(&self.rest[..i]);
            self.rest.drain(..i + self.grens.len());
            return true;
        }
        // a boundary may have come in half
        let zeker = self.rest.len().saturating_sub(self.grens.len() - 1);
        geef(&self.rest[..zeker]);
        self.rest.drain(..zeker);
        false
    }
}

/// Where a text begins. Looks for its first byte first: most bytes are not it.
fn vind(in_: &[u8], wat: &[u8]) -> Option<usize> {
    let eerste = *wat.first()?;
    let mut van = 0;
    while let Some(i) = in_.get(van..)?.iter().position(|b| *b == eerste) {
        if in_[van + i..].starts_with(wat) {
            return Some(van + i);
        }
        van += i + 1;
    }
    None
}

/// Name of a field, and of its file, out of its head.
fn lees_kop(kop: &str) -> Deel {
    let regel = kop
        .lines()
        .filter_map(|r| r.split_once(':'))
        .find(|(n, _)| n.trim().eq_ignore_ascii_case("content-disposition"))
        .map_or("", |(_, w)| w);
    let waarde = |naam: &str| {
        let begin = format!("; {naam}=\"");
        let rest = regel.split_once(&begin)?.1;
        Some(rest.split('"').next().unwrap_or_default().to_owned())
    };
    Deel::Begin(waarde("name").unwrap_or_default(), waarde("filename"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOORT: &str = "multipart/form-data; boundary=----grens";

    fn ontleed(tekst: &[u8], brok: usize) -> Result<Vec<Deel>, Onleesbaar> {
        let mut o = Ontleder::nieuw(SOORT)?;
        let mut uit = Vec::new();
        for b in tekst.chunks(brok) {
            o.voer(b, &mut uit)?;
        }
        // pieces of one field are one here
        let mut samen: Vec<Deel> = Vec::new();
        for d in uit {
            match (samen.last_mut(), d) {
                (Some(Deel::Inhoud(a)), Deel::Inhoud(b)) => a.extend(b),
                (_, d) => samen.push(d),
            }
        }
        Ok(samen)
    }

    fn formulier(delen: &[(&str, &str)]) -> Vec<u8> {
        let mut t = String::new();
        for (kop, inhoud) in delen {
            t += "------grens\r\nContent-Disposition: form-data; ";
            t += kop;
            t += "\r\nContent-Type: text/xml\r\n\r\n";
            t += inhoud;
            t += "\r\n";
        }
        (t + "------grens--\r\n").into_bytes()
    }

    #[test]
    fn a_form_comes_apart_the_same_in_pieces_of_any_size() {
        let b = |n: &str, f: Option<&str>| Deel::Begin(n.into(), f.map(Into::into));
        let i = |t: &str| Deel::Inhoud(t.into());
        let tekst = formulier(&[
            ("name=\"uitvoer\"", "csv"),
            ("name=\"bestand\"; filename=\"a.xml\"", "<a>\r\n--\r\n------gren\r\n</a>"),
            ("name=\"bestand\"; filename=\"\"", ""),
        ]);
        let verwacht = [
            b("uitvoer", None),
            i("csv"),
            Deel::Einde,
            b("bestand", Some("a.xml")),
            i("<a>\r\n--\r\n------gren\r\n</a>"),
            Deel::Einde,
            b("bestand", Some("")),
            Deel::Einde,
            Deel::Klaar,
        ];
        for brok in 1..tekst.len() {
            assert_eq!(ontleed(&tekst, brok).unwrap(), verwacht, "pieces of {brok}");
        }
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for soort in [
            "text/plain",
            "multipart/form-data",
            "multipart/mixed; boundary=x",
            "multipart/form-data; boundary=",
        ] {
            assert!(Ontleder::nieuw(soort).is_err(), "{soort}");
        }
        assert!(Ontleder::nieuw("multipart/form-data; charset=utf-8; boundary=\"x y\"").is_ok());
        assert_eq!(ontleed(b"------grensXY", 4), Err(Onleesbaar), "something else after the boundary");
        let lang = [&b"------grens\r\n"[..], &vec![b'a'; KOP + 1]].concat();
        assert_eq!(ontleed(&lang, 1000), Err(Onleesbaar), "a head without an end");
        assert_eq!(ontleed(b"zomaar iets", 3).unwrap(), [], "no boundary at all: never whole");
    }

    #[test]
    fn memory_stays_flat() {
        let mut o = Ontleder::nieuw(SOORT).unwrap();
        let mut uit = Vec::new();
        o.voer(
            b"------grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"a\"\r\n\r\n",
            &mut uit,
        )
        .unwrap();
        let brok = vec![b'\r'; 64 * 1024];
        for _ in 0..100 {
            uit.clear();
            o.voer(&brok, &mut uit).unwrap();
            assert!(o.rest.len() < 100, "{}", o.rest.len());
        }
    }
}
