//! A folder pair: messages leave as files in one folder and come in as files in another.
//!
//! A file is written beside its place, flushed and renamed, so that nobody reads half a message. Of the other side's
//! files only those are read that end in `.xml` and have lain still for a moment; a program that writes under another
//! name and renames (as this one does) is safe without that. What was read goes to `gelezen/`, what could not be taken in
//! to `mislukt/` with a file beside it that says why. Nothing is removed.

use crate::transport::{Binnen, Brief, Inhoud, PostFout, Transport};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Where what was read goes.
pub const GELEZEN: &str = "gelezen";
/// Where what could not be taken in goes.
pub const MISLUKT: &str = "mislukt";

/// A folder pair; one half may be absent.
#[derive(Debug, Clone)]
pub struct Map {
    /// Messages leave here.
    pub uit: Option<PathBuf>,
    /// Messages come in here.
    pub binnen: Option<PathBuf>,
    /// A file is read when it was last changed so long ago.
    pub rust: Duration,
    /// What was read is kept in `gelezen/`; otherwise it is removed, as the book has its bytes.
    pub bewaar: bool,
}

impl Map {
    /// A folder pair that keeps what was read; files are left alone for two seconds.
    pub fn new(uit: Option<PathBuf>, binnen: Option<PathBuf>) -> Self {
        Self { uit, binnen, rust: Duration::from_secs(2), bewaar: true }
    }

    fn in_map(&self) -> Result<&Path, PostFout> {
        self.binnen
            .as_deref()
            .ok_or_else(|| PostFout::blijvend("er is geen map voor binnenkomende berichten gegeven"))
    }

    /// Puts a file among those that wait, whole or not at all. For who takes messages in on behalf of the folder.
    pub(crate) fn leg_neer(&self, naam: &str, bytes: &[u8]) -> Result<(), PostFout> {
        let map = self.in_map()?;
        schrijf_atomair(&map.join(kale_naam(naam)?), |uit| uit.write_all(bytes)).map_err(|e| io_fout(map, &e))
    }

    /// The path of a file that waits.
    pub(crate) fn pad(&self, naam: &str) -> Result<PathBuf, PostFout> {
        Ok(self.in_map()?.join(kale_naam(naam)?))
    }

    fn verplaats(&self, naam: &str, naar: &str) -> Result<Option<PathBuf>, PostFout> {
        let map = self.in_map()?;
        let bron = self.pad(naam)?;
        if !bron.exists() {
            return Ok(None);
        }
        let doelmap = map.join(naar);
        fs::create_dir_all(&doelmap).map_err(|e| io_fout(&doelmap, &e))?;
        let doel = vrije_plek(&doelmap, naam, &bron).map_err(|e| io_fout(&doelmap, &e))?;
        match fs::rename(&bron, &doel) {
            Ok(()) => Ok(Some(doel)),
            // another run was first
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(io_fout(&doel, &e)),
        }
    }
}

impl Transport for Map {
    fn naam(&self) -> &'static str {
        "map"
    }

    fn verstuurt(&self) -> bool {
        self.uit.is_some()
    }

    fn ontvangt(&self) -> bool {
        self.binnen.is_some()
    }

    fn verstuur(&self, brief: &Brief, inhoud: &mut dyn Read) -> Result<(), PostFout> {
        let Some(map) = &self.uit else {
            return Err(PostFout::blijvend("er is geen map voor uitgaande berichten gegeven"));
        };
        let doel = map.join(kale_naam(&brief.bestand)?);
        schrijf_atomair(&doel, |uit| io::copy(inhoud, uit).map(drop)).map_err(|e| io_fout(&doel, &e))
    }

    fn wachtend(&self, hoogstens: usize) -> Result<Vec<String>, PostFout> {
        let map = self.in_map()?;
        let lijst = match fs::read_dir(map) {
            Ok(l) => l,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(io_fout(map, &e)),
        };
        let nu = SystemTime::now();
        let mut gevonden = Vec::new();
        for f in lijst {
            let f = f.map_err(|e| io_fout(map, &e))?;
            let Ok(naam) = f.file_name().into_string() else { continue };
            // the metadata of the entry itself: a link is not followed out of the folder
            let Ok(m) = f.metadata() else { continue };
            if !m.is_file() || naam.starts_with('.') || !is_xml(&naam) {
                continue;
            }
            let gewijzigd = m.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            // a clock that runs ahead must not keep a file waiting for ever
            let ligt_stil = nu.duration_since(gewijzigd).map_or(true, |d| d >= self.rust);
            if ligt_stil {
                gevonden.push((gewijzigd, naam));
            }
        }
        gevonden.sort();
        Ok(gevonden.into_iter().take(hoogstens).map(|(_, n)| n).collect())
    }

    fn open(&self, naam: &str) -> Result<Option<Binnen>, PostFout> {
        let pad = self.pad(naam)?;
        match File::open(&pad) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(io_fout(&pad, &e)),
            Ok(_) => {
                let inhoud = Inhoud::Bericht { pad, kenmerk: None };
                Ok(Some(Binnen { naam: naam.to_owned(), inhoud, _houd: None }))
            }
        }
    }

    fn gelezen(&self, naam: &str) -> Result<(), PostFout> {
        if self.bewaar {
            return self.verplaats(naam, GELEZEN).map(drop);
        }
        let pad = self.pad(naam)?;
        match fs::remove_file(&pad) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(io_fout(&pad, &e)),
            _ => Ok(()),
        }
    }

    fn mislukt(&self, naam: &str, reden: &str) -> Result<(), PostFout> {
        let Some(doel) = self.verplaats(naam, MISLUKT)? else { return Ok(()) };
        let uitleg = achter(&doel, REDEN);
        schrijf_atomair(&uitleg, |uit| writeln!(uit, "{reden}")).map_err(|e| io_fout(&uitleg, &e))
    }

    fn terug(&self, naam: &str) -> Result<(), PostFout> {
        let plek = self.pad(naam)?;
        let apart = self.in_map()?.join(MISLUKT).join(kale_naam(naam)?);
        if plek.exists() {
            return Ok(());
        }
        match fs::rename(&apart, &plek) {
            Ok(()) => {
                let _ = fs::remove_file(achter(&apart, REDEN));
                Ok(())
            }
            Err(e) if e.kind() == ErrorKind::NotFound => Err(PostFout::blijvend(format!(
                "{naam} ligt niet meer in de map {MISLUKT}; vraag de afzender om het bericht opnieuw te sturen"
            ))),
            Err(e) => Err(io_fout(&apart, &e)),
        }
    }
}

/// What is put behind the name of a file that says why another could not be taken in.
const REDEN: &str = ".reden.txt";

fn is_xml(naam: &str) -> bool {
    Path::new(naam).extension().is_some_and(|e| e.eq_ignore_ascii_case("xml"))
}

/// A name that stays in its folder.
fn kale_naam(naam: &str) -> Result<&str, PostFout> {
    let kaal = !naam.is_empty() && !naam.starts_with('.') && !naam.contains(['/', '\\', '\0']);
    if kaal {
        Ok(naam)
    } else {
        Err(PostFout::blijvend(format!("'{}' kan geen bestandsnaam zijn", naam.escape_debug())))
    }
}

/// A place in `map` under this name, or under the name with a number when another file has it already.
fn vrije_plek(map: &Path, naam: &str, bron: &Path) -> io::Result<PathBuf> {
    let pad = Path::new(naam);
    let (stam, soort) = (pad.file_stem().unwrap_or_default(), pad.extension().unwrap_or_default());
    for n in 1_u32.. {
        let mut poging = OsString::from(stam);
        if n > 1 {
            poging.push(format!("-{n}"));
        }
        poging.push(".");
        poging.push(soort);
        let doel = map.join(poging);
        if !doel.exists() || dezelfde(&doel, bron)? {
            return Ok(doel);
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Whether two files hold the same bytes.
fn dezelfde(a: &Path, b: &Path) -> io::Result<bool> {
    let (mut a, mut b) = (File::open(a)?, File::open(b)?);
    if a.metadata()?.len() != b.metadata()?.len() {
        return Ok(false);
    }
    let (mut x, mut y) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let n = a.read(&mut x)?;
        if n == 0 {
            return Ok(true);
        }
        b.read_exact(&mut y[..n])?;
        if x[..n] != y[..n] {
            return Ok(false);
        }
    }
}

fn achter(pad: &Path, wat: &str) -> PathBuf {
    let mut naam = pad.as_os_str().to_owned();
    naam.push(wat);
    PathBuf::from(naam)
}

/// The name under which a file is written before it takes its place: always the same, so that what a run that was
/// killed left is overwritten by the next. [`slot`] keeps two runs from writing through each other.
pub fn naast(doel: &Path) -> PathBuf {
    achter(doel, ".deel")
}

/// One writer at a time in a folder, for as long as the answer lives; a killed process lets go by itself. A file system
/// without locks is used without one.
pub fn slot(map: &Path) -> Option<File> {
    let f = File::open(map).ok()?;
    f.lock().ok()?;
    Some(f)
}

/// Writes a file beside its place, flushes it to disk and renames it. The folder is made when it is not there.
pub fn schrijf_atomair(
    doel: &Path,
    schrijf: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let map = doel.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(map)?;
    let _slot = slot(map);
    let tijdelijk = naast(doel);
    let klaar = (|| {
        let mut f = io::BufWriter::new(File::create(&tijdelijk)?);
        schrijf(&mut f)?;
        f.flush()?;
        f.get_ref().sync_data()?;
        fs::rename(&tijdelijk, doel)
    })();
    klaar.inspect_err(|_| {
        let _ = fs::remove_file(&tijdelijk);
    })
}

/// Files and folders: whatever is wrong with them may be mended.
fn io_fout(pad: &Path, e: &io::Error) -> PostFout {
    let wat = match e.kind() {
        ErrorKind::NotFound => "bestaat niet".to_owned(),
        ErrorKind::PermissionDenied => "is niet toegestaan; controleer de rechten".to_owned(),
        ErrorKind::StorageFull => "past niet: de schijf is vol; maak ruimte".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "kan niet: de schijf is alleen-lezen".to_owned(),
        ErrorKind::NotADirectory => "kan niet: een deel van het pad is geen map".to_owned(),
        _ => format!("gaat niet: {e}"),
    };
    PostFout::tijdelijk(format!("{} {wat}", pad.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Aard;
    use jiff::Timestamp;

    fn paar() -> (tempfile::TempDir, Map) {
        let map = tempfile::tempdir().unwrap();
        let m = Map {
            rust: Duration::ZERO,
            ..Map::new(Some(map.path().join("uit")), Some(map.path().join("in")))
        };
        fs::create_dir_all(map.path().join("in")).unwrap();
        (map, m)
    }

    fn brief(bestand: &str) -> Brief {
        Brief {
            bestand: bestand.into(),
            soort: "WMO301".into(),
            verzender: "0796".into(),
            ontvanger: "41410002".into(),
            kenmerk: "k".into(),
            antwoord_op: None,
            moment: Timestamp::UNIX_EPOCH,
            grootte: 3,
        }
    }

    fn namen(map: &Path) -> Vec<String> {
        let mut n: Vec<_> =
            fs::read_dir(map).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap()).collect();
        n.sort();
        n
    }

    #[test]
    fn a_message_leaves_whole_and_twice_is_once() {
        let (map, m) = paar();
        for _ in 0..2 {
            m.verstuur(&brief("a.xml"), &mut &b"abc"[..]).unwrap();
        }
        assert_eq!(namen(&map.path().join("uit")), ["a.xml"]);
        assert_eq!(fs::read(map.path().join("uit/a.xml")).unwrap(), b"abc");
    }

    #[test]
    fn what_breaks_off_while_writing_leaves_nothing_and_may_be_tried_again() {
        struct Breekt;
        impl Read for Breekt {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("af"))
            }
        }
        let (map, m) = paar();
        let f = m.verstuur(&brief("a.xml"), &mut b"begin".chain(Breekt)).unwrap_err();
        assert_eq!(f.aard, Aard::Tijdelijk);
        assert_eq!(namen(&map.path().join("uit")), [""; 0]);
    }

    #[test]
    fn only_finished_files_are_read_the_oldest_first() {
        let (map, m) = paar();
        let in_ = map.path().join("in");
        for (n, oud) in [
            ("b.xml", 20),
            ("a.xml", 10),
            ("half.xml.deel", 30),
            (".verborgen.xml", 30),
            ("lees.txt", 30),
            ("C.XML", 15),
        ] {
            fs::write(in_.join(n), n).unwrap();
            let t = SystemTime::now() - Duration::from_secs(oud);
            File::options().write(true).open(in_.join(n)).unwrap().set_modified(t).unwrap();
        }
        fs::create_dir(in_.join("map.xml")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", in_.join("link.xml")).unwrap();
        assert_eq!(m.wachtend(10).unwrap(), ["b.xml", "C.XML", "a.xml"]);
        assert_eq!(m.wachtend(1).unwrap(), ["b.xml"]);
        let geduldig = Map { rust: Duration::from_secs(15), ..m };
        assert_eq!(geduldig.wachtend(10).unwrap(), ["b.xml", "C.XML"]);
        let straks = SystemTime::now() + Duration::from_hours(1);
        File::options().write(true).open(in_.join("a.xml")).unwrap().set_modified(straks).unwrap();
        assert_eq!(geduldig.wachtend(10).unwrap(), ["b.xml", "C.XML", "a.xml"], "een klok die voorloopt");
    }

    #[test]
    fn what_was_read_is_put_aside_and_never_written_over() {
        let (map, m) = paar();
        let in_ = map.path().join("in");
        for inhoud in ["een", "een", "twee"] {
            fs::write(in_.join("a.xml"), inhoud).unwrap();
            m.gelezen("a.xml").unwrap();
            m.gelezen("a.xml").unwrap();
        }
        assert_eq!(namen(&in_.join(GELEZEN)), ["a-2.xml", "a.xml"]);
        assert_eq!(fs::read(in_.join("gelezen/a-2.xml")).unwrap(), b"twee");
        assert_eq!(m.wachtend(10).unwrap(), [""; 0]);
    }

    #[test]
    fn what_failed_lies_apart_with_its_reason_and_can_come_back() {
        let (map, m) = paar();
        let in_ = map.path().join("in");
        fs::write(in_.join("a.xml"), "kapot").unwrap();
        m.mislukt("a.xml", "het is geen bericht").unwrap();
        assert_eq!(namen(&in_.join(MISLUKT)), ["a.xml", "a.xml.reden.txt"]);
        assert_eq!(fs::read_to_string(in_.join("mislukt/a.xml.reden.txt")).unwrap(), "het is geen bericht\n");
        m.terug("a.xml").unwrap();
        m.terug("a.xml").unwrap();
        assert_eq!(m.wachtend(10).unwrap(), ["a.xml"]);
        assert_eq!(namen(&in_.join(MISLUKT)), [""; 0]);
        fs::remove_file(in_.join("a.xml")).unwrap();
        assert_eq!(m.terug("a.xml").unwrap_err().aard, Aard::Blijvend);
    }

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        let (_map, m) = paar();
        for naam in ["../a.xml", "/etc/a.xml", "b/a.xml", "", ".", "..", "a\\b.xml"] {
            assert_eq!(m.verstuur(&brief(naam), &mut &b""[..]).unwrap_err().aard, Aard::Blijvend, "{naam}");
            assert!(m.open(naam).is_err() && m.gelezen(naam).is_err() && m.terug(naam).is_err(), "{naam}");
        }
    }

    #[test]
    fn a_half_that_is_not_there_is_said() {
        let m = Map::new(None, None);
        assert!(!m.verstuurt() && !m.ontvangt());
        assert!(m.verstuur(&brief("a.xml"), &mut &b""[..]).is_err() && m.wachtend(1).is_err());
    }

    #[test]
    fn what_need_not_be_kept_is_gone() {
        let (map, m) = paar();
        let m = Map { bewaar: false, ..m };
        fs::write(map.path().join("in/a.xml"), "x").unwrap();
        m.gelezen("a.xml").unwrap();
        m.gelezen("a.xml").unwrap();
        assert_eq!(namen(&map.path().join("in")), [""; 0]);
    }
}
