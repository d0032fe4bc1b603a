//! The reader alone, in this process and from memory, beside what quick-xml takes to walk the events of the same bytes.

use crate::Uitkomst;
use crate::meten::mediaan;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::hint::black_box;
use std::io::BufReader;
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes that are handed over at once, as the program does it.
const PORTIE: usize = 1 << 16;

/// Times to read one message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leestijd {
    /// Levels 1 and 2, all findings.
    pub lezer: Duration,
    /// quick-xml: events only, nothing is done with them.
    pub kaal: Duration,
}

/// In turn, `keren` times each; the medians.
pub(crate) fn meet(bericht: &Path, keren: usize) -> Uitkomst<Leestijd> {
    let inhoud = std::fs::read(bericht).map_err(|e| format!("{}: {e}", bericht.display()))?;
    let (mut lezer, mut kaal) = (Vec::new(), Vec::new());
    // once without counting
    controleer(&inhoud)?;
    gebeurtenissen(&inhoud)?;
    for _ in 0..keren {
        let begin = Instant::now();
        controleer(&inhoud)?;
        lezer.push(begin.elapsed());
        let begin = Instant::now();
        gebeurtenissen(&inhoud)?;
        kaal.push(begin.elapsed());
    }
    Ok(Leestijd { lezer: mediaan(lezer), kaal: mediaan(kaal) })
}

fn controleer(inhoud: &[u8]) -> Uitkomst<()> {
    let mut eerste = None;
    let controle = istandaard::controleer(BufReader::with_capacity(PORTIE, inhoud), &mut |b| {
        eerste.get_or_insert(b);
    });
    match (eerste, controle.regels) {
        (None, 1..) => Ok(()),
        (bevinding, _) => Err(format!("het bericht is niet goed: {bevinding:?}")),
    }
}

fn gebeurtenissen(inhoud: &[u8]) -> Uitkomst<()> {
    let mut xml = Reader::from_reader(BufReader::with_capacity(PORTIE, inhoud));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(e) => {
                black_box(e);
            }
            Err(e) => return Err(format!("quick-xml: {e}")),
        }
    }
}
