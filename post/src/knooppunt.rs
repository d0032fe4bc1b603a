//! The Gegevensknooppunt as a transport: messages leave as SOAP 1.1 over HTTP, and come in through [`neem_aan`], which
//! whoever listens calls with the body of a request. What comes in is laid down in a folder first, whole, and only then
//! confirmed; from there it is read like any other message.
//!
//! There is no TLS here: a municipality speaks to the node through a Digikoppeling adapter on its own network, which
//! holds the certificates (docs/adr/0008-post.md).

use crate::map::Map;
use crate::stuf::{
    self, ACTIE_DI01, ACTIE_DU01, Envelop, Fout, HOOGSTE_INHOUD, Stuurgegevens, Systeem, Versies,
};
use crate::transport::{Binnen, Brief, Inhoud, PostFout, Transport, kenmerk_van};
use jiff::Timestamp;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Name of the program on an envelope.
pub const APPLICATIE: &str = "maatwerk";
/// Name of the receiving program on an envelope, as the specification asks.
pub const KNOOPPUNT: &str = "GGk";
/// The most bytes of an answer that are read.
const ANTWOORD: u64 = 1 << 20;

/// The node.
#[derive(Debug)]
pub struct Knooppunt {
    /// Where messages go to; `None` when this side only takes in.
    url: Option<String>,
    bus: Map,
    agent: ureq::Agent,
}

impl Knooppunt {
    /// A node at an address (`http://…`), with a folder for what comes in. Fails on another scheme.
    pub fn new(url: Option<String>, bus: Option<PathBuf>, geduld: Duration) -> Result<Self, PostFout> {
        if let Some(u) = url.as_deref().filter(|u| !u.starts_with("http://")) {
            return Err(PostFout::blijvend(format!(
                "'{u}' is geen adres dat begint met http://; een beveiligde verbinding maakt de Digikoppeling-adapter"
            )));
        }
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .proxy(None)
            .timeout_connect(Some(geduld.min(Duration::from_secs(10))))
            .timeout_global(Some(geduld))
            .user_agent("maatwerk")
            .build()
            .into();
        Ok(Self { url, bus: bus_van(bus), agent })
    }

    fn stuur(&self, url: &str, actie: &str, lijf: &[u8]) -> Result<(u16, Vec<u8>), PostFout> {
        let mut antwoord = self
            .agent
            .post(url)
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("SOAPAction", format!("\"{actie}\""))
            .send(lijf)
            .map_err(|e| verbinding(&e))?;
        let status = antwoord.status().as_u16();
        let mut bytes = Vec::new();
        antwoord
            .body_mut()
            .as_reader()
            .take(ANTWOORD)
            .read_to_end(&mut bytes)
            .map_err(|_| PostFout::tijdelijk("het knooppunt brak zijn antwoord af"))?;
        Ok((status, bytes))
    }
}

/// What comes in need not be kept as a file: the book has its bytes, encrypted.
fn bus_van(bus: Option<PathBuf>) -> Map {
    Map { rust: Duration::ZERO, bewaar: false, ..Map::new(None, bus) }
}

fn verbinding(e: &ureq::Error) -> PostFout {
    PostFout::tijdelijk(match e {
        ureq::Error::Timeout(_) => "het knooppunt antwoordt niet op tijd",
        ureq::Error::HostNotFound => "het knooppunt is niet te vinden; controleer het adres",
        ureq::Error::ConnectionFailed => "er is geen verbinding met het knooppunt",
        ureq::Error::Io(e) if e.kind() == ErrorKind::ConnectionRefused => {
            "er is geen verbinding met het knooppunt"
        }
        ureq::Error::Io(_) => "de verbinding met het knooppunt is verbroken",
        _ => "het knooppunt geeft een antwoord dat geen HTTP is",
    })
}

/// The envelope of a message.
pub fn envelop(brief: &Brief, inhoud: Vec<u8>) -> Result<Envelop, PostFout> {
    let kruisverwijzing = match &brief.antwoord_op {
        None => None,
        Some(Some(k)) => Some(k.clone()),
        Some(None) => {
            return Err(PostFout::blijvend(
                "dit is een antwoord op een bericht dat niet via het knooppunt kwam: het knooppunt kan het niet bezorgen",
            ));
        }
    };
    let systeem = |o: &str, a: &str| Systeem { organisatie: o.to_owned(), applicatie: a.to_owned() };
    let deel = |t: &str| t.parse().unwrap_or(0);
    Ok(Envelop::Bericht {
        stuur: Stuurgegevens {
            zender: systeem(&brief.verzender, APPLICATIE),
            ontvanger: systeem(&brief.ontvanger, KNOOPPUNT),
            referentienummer: brief.kenmerk.clone(),
            tijdstip: stuf::tijdstip(brief.moment),
            kruisverwijzing,
            functie: Some(brief.soort.clone()),
        },
        versies: Versies {
            applicatie: (deel(env!("CARGO_PKG_VERSION_MAJOR")), deel(env!("CARGO_PKG_VERSION_MINOR"))),
            functie: (3, 2),
        },
        inhoud,
    })
}

/// What an answer of the node means for the message that was sent under `kenmerk`.
fn oordeel(status: u16, lijf: &[u8], kenmerk: &str) -> Result<(), PostFout> {
    match stuf::lees(lijf) {
        Ok(Envelop::Bevestiging(s)) if status == 200 => {
            if s.kruisverwijzing.as_deref() == Some(kenmerk) {
                Ok(())
            } else {
                Err(PostFout::tijdelijk("het knooppunt bevestigt een ander bericht dan is gestuurd"))
            }
        }
        Ok(Envelop::Geweigerd(_, f) | Envelop::Fout(_, f)) => Err(weigering(f)),
        Ok(Envelop::SoapFout { bij_zender: true, tekst }) => {
            Err(PostFout::blijvend(format!("het knooppunt weigert de envelop: {tekst}")))
        }
        Ok(Envelop::SoapFout { bij_zender: false, tekst }) => {
            Err(PostFout::tijdelijk(format!("het knooppunt heeft een storing: {tekst}")))
        }
        // only what is said of this very message is lasting; a wrong address or a closed door may be mended
        _ if status == 413 => Err(PostFout::blijvend("het knooppunt vindt het bericht te groot")),
        _ if status == 200 => {
            Err(PostFout::tijdelijk("het knooppunt geeft een antwoord dat niet te begrijpen is"))
        }
        _ => Err(PostFout::tijdelijk(format!("het knooppunt antwoordt met HTTP-status {status}"))),
    }
}

fn weigering(f: Fout) -> PostFout {
    let tekst = if f.omschrijving.is_empty() { "geen omschrijving".to_owned() } else { f.omschrijving };
    let fout = if f.bij_zender { PostFout::blijvend(tekst) } else { PostFout::tijdelijk(tekst) };
    fout.met_code(f.code)
}

impl Transport for Knooppunt {
    fn naam(&self) -> &'static str {
        "knooppunt"
    }

    fn verstuurt(&self) -> bool {
        self.url.is_some()
    }

    fn ontvangt(&self) -> bool {
        self.bus.ontvangt()
    }

    fn verstuur(&self, brief: &Brief, inhoud: &mut dyn Read) -> Result<(), PostFout> {
        let Some(url) = &self.url else {
            return Err(PostFout::blijvend("er is geen adres van het knooppunt gegeven"));
        };
        let hoogste = HOOGSTE_INHOUD as u64;
        let mut bytes = Vec::new();
        if brief.grootte <= hoogste {
            inhoud
                .take(hoogste + 1)
                .read_to_end(&mut bytes)
                .map_err(|e| PostFout::tijdelijk(format!("het bericht kan niet worden gelezen: {e}")))?;
        }
        if brief.grootte > hoogste || bytes.len() as u64 > hoogste {
            return Err(PostFout::blijvend(format!(
                "het bericht is groter dan {} MB; verdeel het over meer berichten (OP179)",
                hoogste / 1_000_000
            ))
            .met_code("IB012"));
        }
        let actie = if brief.antwoord_op.is_some() { ACTIE_DU01 } else { ACTIE_DI01 };
        let lijf = stuf::schrijf(&envelop(brief, bytes)?);
        let (status, antwoord) = self.stuur(url, actie, &lijf)?;
        oordeel(status, &antwoord, &brief.kenmerk)
    }

    fn wachtend(&self, hoogstens: usize) -> Result<Vec<String>, PostFout> {
        self.bus.wachtend(hoogstens)
    }

    fn open(&self, naam: &str) -> Result<Option<Binnen>, PostFout> {
        let pad = self.bus.pad(naam)?;
        let Some(bytes) = lees_hoogstens(&pad)? else { return Ok(None) };
        let inhoud = match stuf::lees(&bytes).map_err(PostFout::blijvend)? {
            Envelop::Bericht { stuur, inhoud, .. } => return uitgepakt(naam, &stuur, &inhoud).map(Some),
            Envelop::Fout(s, f) | Envelop::Geweigerd(s, f) => {
                let kenmerk = s
                    .kruisverwijzing
                    .ok_or_else(|| PostFout::blijvend("de weigering zegt niet over welk bericht zij gaat"))?;
                // a refusal that comes later is final, wherever the fault lies: the node does not try again
                Inhoud::Weigering { kenmerk, fout: PostFout { aard: crate::Aard::Blijvend, ..weigering(f) } }
            }
            Envelop::Bevestiging(_) | Envelop::SoapFout { .. } => {
                return Err(PostFout::blijvend(
                    "dit is geen bericht maar een bevestiging of een foutmelding van SOAP",
                ));
            }
        };
        Ok(Some(Binnen { naam: naam.to_owned(), inhoud, _houd: None }))
    }

    fn gelezen(&self, naam: &str) -> Result<(), PostFout> {
        self.bus.gelezen(naam)
    }

    fn mislukt(&self, naam: &str, reden: &str) -> Result<(), PostFout> {
        self.bus.mislukt(naam, reden)
    }

    fn terug(&self, naam: &str) -> Result<(), PostFout> {
        self.bus.terug(naam)
    }
}

/// Unpacks a message into a file of its own, for as long as it is open.
fn uitgepakt(naam: &str, stuur: &Stuurgegevens, inhoud: &[u8]) -> Result<Binnen, PostFout> {
    let vol = |e: std::io::Error| PostFout::tijdelijk(format!("het bericht kan niet worden uitgepakt: {e}"));
    let houd = tempfile::tempdir().map_err(vol)?;
    let soort: String =
        stuur.functie.iter().flat_map(|f| f.chars()).filter(char::is_ascii_alphanumeric).take(30).collect();
    let pad = houd.path().join(format!("{soort}-{}.xml", stuur.referentienummer));
    fs::write(&pad, inhoud).map_err(vol)?;
    let inhoud = Inhoud::Bericht { pad, kenmerk: Some(stuur.referentienummer.clone()) };
    Ok(Binnen { naam: naam.to_owned(), inhoud, _houd: Some(houd) })
}

/// The bytes of a file, at most those of an envelope and one more; `None` when it is gone.
fn lees_hoogstens(pad: &Path) -> Result<Option<Vec<u8>>, PostFout> {
    let mut bytes = Vec::new();
    match fs::File::open(pad).and_then(|f| f.take(stuf::HOOGSTE as u64 + 1).read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(PostFout::tijdelijk(format!("{} kan niet worden gelezen: {e}", pad.display()))),
    }
}

/// What is answered to a request: HTTP status and body (`text/xml; charset=utf-8`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Antwoord {
    /// 200, or 500 for a SOAP fault.
    pub status: u16,
    /// The document.
    pub lijf: Vec<u8>,
}

/// Takes in what a request of the node brings: a message, a return message or a later refusal. It is laid down in
/// `bus` before it is confirmed, so that what was confirmed is never lost; a second delivery under the same reference
/// is confirmed again.
pub fn neem_aan(bus: &Path, lijf: &[u8], nu: Timestamp) -> Antwoord {
    let e = match stuf::lees(lijf) {
        Ok(e) => e,
        Err(waarom) => return antwoord(&Envelop::SoapFout { bij_zender: true, tekst: waarom }),
    };
    let (Envelop::Bericht { stuur, .. } | Envelop::Fout(stuur, _)) = &e else {
        let tekst = "hier worden Di01, Du01 en Fo01 aangenomen".to_owned();
        return antwoord(&Envelop::SoapFout { bij_zender: true, tekst });
    };
    let terug = Stuurgegevens {
        zender: Systeem { applicatie: APPLICATIE.to_owned(), ..stuur.ontvanger.clone() },
        ontvanger: stuur.zender.clone(),
        referentienummer: kenmerk_van("antwoord", 0, 0, stuur.referentienummer.as_bytes()),
        tijdstip: stuf::tijdstip(nu),
        kruisverwijzing: Some(stuur.referentienummer.clone()),
        functie: None,
    };
    let weiger = |code: &str, bij_zender, omschrijving: &str| {
        let fout = Fout { code: code.to_owned(), bij_zender, omschrijving: omschrijving.to_owned() };
        antwoord(&Envelop::Geweigerd(terug.clone(), fout))
    };
    if matches!(&e, Envelop::Fout(s, _) if s.kruisverwijzing.is_none()) {
        return weiger(
            "StUF055",
            true,
            "crossRefnummer ontbreekt: het is niet duidelijk welk bericht wordt geweigerd",
        );
    }
    let map = bus_van(Some(bus.to_owned()));
    let naam = format!("{}.xml", stuur.referentienummer);
    match lees_hoogstens(&bus.join(&naam)) {
        // the same message once more, perhaps in an envelope of a later moment
        Ok(Some(eerder)) if zelfde_inhoud(&eerder, &e) => return antwoord(&Envelop::Bevestiging(terug)),
        Ok(Some(_)) => return weiger("StUF055", true, "dit referentienummer hoort al bij een ander bericht"),
        Ok(None) | Err(_) => {}
    }
    match map.leg_neer(&naam, lijf) {
        Ok(()) => antwoord(&Envelop::Bevestiging(terug)),
        Err(_) => {
            weiger("StUF058", false, "het bericht kan nu niet worden bewaard; probeer het later opnieuw")
        }
    }
}

fn zelfde_inhoud(eerder: &[u8], nu: &Envelop) -> bool {
    match (stuf::lees(eerder), nu) {
        (Ok(Envelop::Bericht { inhoud: a, .. }), Envelop::Bericht { inhoud: b, .. }) => a == *b,
        (Ok(Envelop::Fout(_, a)), Envelop::Fout(_, b)) => a == *b,
        _ => false,
    }
}

fn antwoord(e: &Envelop) -> Antwoord {
    let fout = matches!(e, Envelop::Geweigerd(..) | Envelop::SoapFout { .. });
    Antwoord { status: if fout { 500 } else { 200 }, lijf: stuf::schrijf(e) }
}
