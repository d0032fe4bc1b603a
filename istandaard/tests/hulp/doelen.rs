//! What the fuzz targets try (folder `fuzz`), shared with the test that replays what they found.
//!
//! * `lezer`: any bytes;
//! * `decodeer`: a valid message, bent by a script. The first byte picks one of the fourteen kinds, the others are the
//!   script: elements left out, doubled or swapped, values replaced, markup put in between;
//! * `heen_en_weer`: the same messages; what is accepted survives writing and reading.
//!
//! A broken promise is a panic.

use super::stukken::{Gelezen, Stuk, lees, schrijf};
use super::vol::vol;
use istandaard::{Niveau, Soort};
use std::borrow::Cow;
use std::io::BufReader;
use std::sync::LazyLock;

/// A valid message of each kind, by our own writer.
pub static ZADEN: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let zaad = |soort: &Soort| {
        let tekst = vol(*soort);
        let gelezen = lees(tekst.as_bytes());
        schrijf(&gelezen.stukken).unwrap_or_else(|_| tekst.into_bytes())
    };
    Soort::ALLE.iter().map(zaad).collect()
});

/// Values at the edges of what types allow.
const WAARDEN: &[&str] = &[
    "",
    " ",
    "0",
    "-0",
    "+1",
    "007",
    "-1",
    "1.0",
    "99999999",
    "100000000",
    "999999999",
    "1000000000",
    "999999999999",
    "9223372036854775807",
    "9223372036854775808",
    "2020-12-31",
    "2021-01-01",
    "2024-02-29",
    "2026-02-29",
    "2026-09-30",
    "2026-10-01",
    "0001-01-01",
    "0000-01-01",
    "-0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "1900-01-01",
    "2026-09-01Z",
    "24:00:00",
    "23:59:59.999999999",
    "00:00:00",
    "C",
    "D",
    "1",
    "2",
    "3",
    "83",
    "14",
    "04",
    "0001",
    "0200",
    "0233",
    "8001",
    "999900006",
    "999999999",
    "A",
    "\u{e9}",
    "\u{1d11e}",
    "&amp;",
    "&#13;",
    "&#x41;",
    "a\r\nb",
    "<![CDATA[x]]>",
    "<!-- -->",
    "  02A05",
    "02A05",
    "11X00",
    "J",
    "N",
];

/// Markup that is not expected.
const VREEMD: &[&str] = &[
    "<!-- x -->",
    "<![CDATA[]]>",
    "<?pi x?>",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE x>",
    "<x/>",
    "<x>",
    "</x>",
    "<Client/>",
    "<i:Datum>",
    "</Client>",
    "</Prestatie>",
    "<Prestatie xmlns:i=\"x\">",
    "&lt;",
    "]]>",
    "\u{feff}",
    "<RetourCodes><RetourCode>0200</RetourCode></RetourCodes>",
    " xmlns=\"x\"",
    "\0",
];

/// Any bytes.
pub fn lezer(invoer: &[u8]) -> Gelezen {
    let heel = lees(invoer);
    assert_eq!(heel.niveau.is_none(), heel.bevindingen.is_empty());
    assert!(heel.bevindingen.len() <= 32 * (invoer.len() + 32), "{} bevindingen", heel.bevindingen.len());
    for portie in [1, 2 + invoer.len() % 61, 700] {
        let stuk = lees(BufReader::with_capacity(portie, invoer));
        assert!(stuk == heel, "in porties van {portie}: {stuk:?}\nineens: {heel:?}");
    }
    heel
}

/// A message bent by a script.
pub fn decodeer(script: &[u8]) {
    lezer(&buig(script));
}

/// What is accepted can be written, and reading that gives the same.
pub fn heen_en_weer(script: &[u8]) {
    let tekst = buig(script);
    let eerst = lees(&tekst[..]);
    // Of a claim that breaks a rule parts are left out; of another message the whole is handed out.
    let heel = match eerst.niveau {
        Some(Niveau::Schema) => return,
        Some(Niveau::Inhoud) => matches!(eerst.stukken[..], [Stuk::Bericht(_)]),
        None => true,
    };
    if !heel {
        return;
    }
    let geschreven = schrijf(&eerst.stukken);
    assert!(geschreven.is_ok(), "{geschreven:?}: {}", String::from_utf8_lossy(&tekst));
    let geschreven = geschreven.unwrap_or_default();
    let weer = lees(&geschreven[..]);
    assert!(weer == eerst, "{weer:?}\n{eerst:?}\n{}", String::from_utf8_lossy(&geschreven));
    assert_eq!(schrijf(&weer.stukken).ok().as_deref(), Some(&geschreven[..]));
}

struct Script<'a>(&'a [u8]);

impl<'a> Script<'a> {
    fn byte(&mut self) -> usize {
        let Some((b, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*b)
    }

    fn onder(&mut self, n: usize) -> usize {
        (self.byte() * 256 + self.byte()) % n.max(1)
    }

    fn bytes(&mut self) -> &'a [u8] {
        let n = (self.byte() % 24).min(self.0.len());
        let (deel, rest) = self.0.split_at(n);
        self.0 = rest;
        deel
    }
}

type Tokens = Vec<Cow<'static, [u8]>>;

/// Tags and the text between them.
fn tokens(tekst: &'static [u8]) -> Tokens {
    let mut uit: Tokens = Vec::new();
    let mut van = 0;
    for (i, b) in tekst.iter().enumerate() {
        let grens = match b {
            b'<' => i,
            b'>' => i + 1,
            _ => continue,
        };
        if grens > van {
            uit.push(Cow::Borrowed(&tekst[van..grens]));
            van = grens;
        }
    }
    uit
}

/// Where the element that opens at `i` ends; `i + 1` for anything else.
fn einde(t: &Tokens, i: usize) -> usize {
    let mut diepte = 0_i32;
    for (j, token) in t.iter().enumerate().skip(i) {
        diepte += match token.get(..2) {
            Some(b"</") => -1,
            Some([b'<', b'!' | b'?']) => 0,
            Some([b'<', _]) => 1,
            _ => 0,
        };
        if diepte <= 0 {
            return j + 1;
        }
    }
    i + 1
}

fn buig(script: &[u8]) -> Vec<u8> {
    let mut s = Script(script);
    let zaden = &*ZADEN;
    let keus = s.byte() % zaden.len();
    let mut t = tokens(&zaden[keus]);
    while !s.0.is_empty() && !t.is_empty() && t.len() < 3_000 {
        let wat = s.byte() % 12;
        let i = s.onder(t.len());
        match wat {
            0 => {
                t.remove(i);
            }
            1 => {
                let tot = einde(&t, i);
                t.drain(i..tot);
            }
            2 => {
                let deel = t[i..einde(&t, i)].to_vec();
                t.splice(i..i, deel);
            }
            3 => {
                let j = s.onder(t.len());
                t.swap(i, j);
            }
            4 => {
                let deel: Tokens = t.drain(i..einde(&t, i)).collect();
                let j = s.onder(t.len());
                t.splice(j..j, deel);
            }
            5 => t[i] = Cow::Owned(s.bytes().to_vec()),
            6 | 7 => {
                // the text of the first value from here on
                let waarde = if wat == 6 { s.bytes() } else { WAARDEN[s.byte() % WAARDEN.len()].as_bytes() };
                let plek = (i..t.len()).find(|j| !t[*j].starts_with(b"<") && !t[*j].trim_ascii().is_empty());
                if let Some(j) = plek {
                    t[j] = Cow::Owned(waarde.to_vec());
                }
            }
            8 => t.insert(i, Cow::Borrowed(VREEMD[s.byte() % VREEMD.len()].as_bytes())),
            9 => {
                let ander = tokens(&zaden[s.byte() % zaden.len()]);
                let j = s.onder(ander.len());
                let deel = ander[j..einde(&ander, j)].to_vec();
                t.splice(i..i, deel);
            }
            10 => {
                let (j, bit) = (s.byte(), s.byte() % 8);
                let token = t[i].to_mut();
                if !token.is_empty() {
                    let j = j % token.len();
                    token[j] ^= 1 << bit;
                }
            }
            _ => {
                let j = i + s.byte() % 64;
                let n = t[i].len();
                let deel = t[i].to_mut().split_off(s.byte() % (n + 1));
                t.insert(i + 1, Cow::Owned(s.bytes().to_vec()));
                t.insert(i + 2, Cow::Owned(deel));
                t.truncate(j.max(i + 3).max(t.len() / 2));
            }
        }
    }
    t.concat()
}
