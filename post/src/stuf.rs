//! The envelope of the Gegevensknooppunt: GGk 2.1 (patch 04) on StUF 3.01, in SOAP 1.1. Written and read.
//!
//! | written and read | meaning |
//! |---|---|
//! | `envelopHeenbericht-ggk_Di01` | a message, its bytes in base64 in `xmlBestand` |
//! | `envelopRetourbericht-ggk_Du01` | a return message, with the reference of what it answers |
//! | `Bv03Bericht`, `Bv04Bericht` | the other side has it |
//! | `Fo03Bericht` | the other side refuses it at once, inside a SOAP fault |
//! | `Fo01Bericht` | the node or the party behind it refuses it later |
//!
//! Reading is by namespace and name, whatever the prefixes; a document type, too many elements, too deep a nesting and
//! too much text are refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use quick_xml::NsReader;
use quick_xml::escape::escape;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use std::fmt::Write as _;

/// Namespace of the elements that the envelope adds.
pub const GGK: &str = "http://www.stufstandaarden.nl/koppelvlak/ggk0210";
/// Namespace of StUF 3.01.
pub const STUF: &str = "http://www.egem.nl/StUF/StUF0301";
/// Namespace of SOAP 1.1.
pub const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// SOAPAction of a message.
pub const ACTIE_DI01: &str = "http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Di01";
/// SOAPAction of a return message.
pub const ACTIE_DU01: &str = "http://www.stufstandaarden.nl/koppelvlak/ggk0210/ggk_Du01";
/// The most bytes of a message in an envelope: more than that the nodes refuse (IB003, IB012).
pub const HOOGSTE_INHOUD: usize = 25_000_000;
/// The most bytes of an envelope: the message in base64, and room for the rest.
pub const HOOGSTE: usize = HOOGSTE_INHOUD / 3 * 4 + (64 << 10);

const DIEPTE: usize = 24;
const ELEMENTEN: usize = 500;

/// A system in the chain: who sends or receives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Systeem {
    /// Code of a municipality or provider.
    pub organisatie: String,
    /// Name of the program.
    pub applicatie: String,
}

/// What steers an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stuurgegevens {
    /// Who sends.
    pub zender: Systeem,
    /// Who receives.
    pub ontvanger: Systeem,
    /// Reference of this envelope.
    pub referentienummer: String,
    /// When it was made: `JJJJMMDDuummss`, Dutch time.
    pub tijdstip: String,
    /// Reference of the envelope that this one answers.
    pub kruisverwijzing: Option<String>,
    /// Which message: `WMO301`. Not in Bv03, Fo01 and Fo03.
    pub functie: Option<String>,
}

/// Versions of the program that sends and of the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versies {
    /// applicatieVersie and applicatieSubversie.
    pub applicatie: (u16, u16),
    /// functieVersie and functieSubversie: 3 and 2 for iWmo 3.2.
    pub functie: (u16, u16),
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fout {
    /// Code: `IB010`, `StUF055`.
    pub code: String,
    /// True when the fault lies with who sent the message (plek `client`).
    pub bij_zender: bool,
    /// What is wrong.
    pub omschrijving: String,
}

/// A document of the node, without its SOAP envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Envelop {
    /// Di01, or Du01 when there is a cross reference.
    Bericht {
        /// What steers it.
        stuur: Stuurgegevens,
        /// Versions.
        versies: Versies,
        /// The bytes of the message.
        inhoud: Vec<u8>,
    },
    /// Bv03 or Bv04.
    Bevestiging(Stuurgegevens),
    /// Fo03: refused at once.
    Geweigerd(Stuurgegevens, Fout),
    /// Fo01: refused later.
    Fout(Stuurgegevens, Fout),
    /// A SOAP fault without a StUF document in it.
    SoapFout {
        /// True when the fault lies with who sent the message (`Client`).
        bij_zender: bool,
        /// What is wrong.
        tekst: String,
    },
}

/// The moment in the form of StUF, in Dutch time.
pub fn tijdstip(moment: Timestamp) -> String {
    let zone = moment.in_tz("Europe/Amsterdam").unwrap_or_else(|_| moment.to_zoned(jiff::tz::TimeZone::UTC));
    zone.strftime("%Y%m%d%H%M%S").to_string()
}

// ---- writing ------------------------------------------------------------------------------------

fn element(uit: &mut String, naam: &str, waarde: &str) {
    let _ = write!(uit, "<{naam}>{}</{naam}>", escape(waarde));
}

fn systeem(uit: &mut String, naam: &str, s: &Systeem) {
    let _ = write!(uit, "<StUF:{naam}>");
    element(uit, "StUF:organisatie", &s.organisatie);
    element(uit, "StUF:applicatie", &s.applicatie);
    let _ = write!(uit, "</StUF:{naam}>");
}

fn stuurgegevens(uit: &mut String, prefix: &str, code: &str, s: &Stuurgegevens) {
    let _ = write!(uit, "<{prefix}:stuurgegevens>");
    element(uit, "StUF:berichtcode", code);
    systeem(uit, "zender", &s.zender);
    systeem(uit, "ontvanger", &s.ontvanger);
    element(uit, "StUF:referentienummer", &s.referentienummer);
    element(uit, "StUF:tijdstipBericht", &s.tijdstip);
    if let Some(k) = &s.kruisverwijzing {
        element(uit, "StUF:crossRefnummer", k);
    }
    if let Some(f) = &s.functie {
        element(uit, "StUF:functie", f);
    }
    let _ = write!(uit, "</{prefix}:stuurgegevens>");
}

fn foutbody(uit: &mut String, f: &Fout) {
    let kort = |t: &str, n: usize| t.chars().take(n).collect::<String>();
    uit.push_str("<StUF:body>");
    element(uit, "StUF:code", &kort(&f.code, 7));
    element(uit, "StUF:plek", if f.bij_zender { "client" } else { "server" });
    element(uit, "StUF:omschrijving", &kort(&f.omschrijving, 200));
    uit.push_str("</StUF:body>");
}

/// Writes a document in its SOAP envelope.
pub fn schrijf(e: &Envelop) -> Vec<u8> {
    let ruimte = if let Envelop::Bericht { inhoud, .. } = e { inhoud.len() / 3 * 4 + 2048 } else { 2048 };
    let mut u = String::with_capacity(ruimte);
    u.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = write!(u, "<soapenv:Envelope xmlns:soapenv=\"{SOAP}\"><soapenv:Body>");
    match e {
        Envelop::Bericht { stuur, versies, inhoud } => {
            let (naam, code) = match stuur.kruisverwijzing {
                None => ("envelopHeenbericht-ggk_Di01", "Di01"),
                Some(_) => ("envelopRetourbericht-ggk_Du01", "Du01"),
            };
            let _ = write!(u, "<GGK:{naam} xmlns:GGK=\"{GGK}\" xmlns:StUF=\"{STUF}\">");
            stuurgegevens(&mut u, "GGK", code, stuur);
            u.push_str("<GGK:parameters>");
            for (n, v) in [
                ("applicatieVersie", versies.applicatie.0),
                ("applicatieSubversie", versies.applicatie.1),
                ("functieVersie", versies.functie.0),
                ("functieSubversie", versies.functie.1),
            ] {
                element(&mut u, &format!("GGK:{n}"), &format!("{:04}", v % 10_000));
            }
            u.push_str("<GGK:bericht><GGK:xmlBestand>");
            STANDARD.encode_string(inhoud, &mut u);
            u.push_str("</GGK:xmlBestand></GGK:bericht></GGK:parameters>");
            let _ = write!(u, "</GGK:{naam}>");
        }
        Envelop::Bevestiging(s) => {
            let _ = write!(u, "<StUF:Bv03Bericht xmlns:StUF=\"{STUF}\">");
            stuurgegevens(&mut u, "StUF", "Bv03", s);
            u.push_str("</StUF:Bv03Bericht>");
        }
        Envelop::Fout(s, f) => {
            let _ = write!(u, "<StUF:Fo01Bericht xmlns:StUF=\"{STUF}\">");
            stuurgegevens(&mut u, "StUF", "Fo01", s);
            foutbody(&mut u, f);
            u.push_str("</StUF:Fo01Bericht>");
        }
        Envelop::Geweigerd(s, f) => {
            soap_fout(&mut u, f.bij_zender, &f.omschrijving);
            let _ = write!(u, "<detail><StUF:Fo03Bericht xmlns:StUF=\"{STUF}\">");
            stuurgegevens(&mut u, "StUF", "Fo03", s);
            foutbody(&mut u, f);
            u.push_str("</StUF:Fo03Bericht></detail></soapenv:Fault>");
        }
        Envelop::SoapFout { bij_zender, tekst } => {
            soap_fout(&mut u, *bij_zender, tekst);
            u.push_str("</soapenv:Fault>");
        }
    }
    u.push_str("</soapenv:Body></soapenv:Envelope>\n");
    u.into_bytes()
}

fn soap_fout(u: &mut String, bij_zender: bool, tekst: &str) {
    u.push_str("<soapenv:Fault>");
    element(u, "faultcode", if bij_zender { "soapenv:Client" } else { "soapenv:Server" });
    element(u, "faultstring", tekst);
}

// ---- reading ------------------------------------------------------------------------------------

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ruimte {
    Geen,
    Soap,
    Stuf,
    Ggk,
    Anders,
}

#[derive(Debug)]
struct Knoop {
    ruimte: Ruimte,
    naam: String,
    tekst: String,
    kinderen: Vec<Knoop>,
}

impl Knoop {
    fn kind(&self, ruimte: Ruimte, naam: &str) -> Option<&Self> {
        self.kinderen.iter().find(|k| k.ruimte == ruimte && k.naam == naam)
    }

    fn eis(&self, ruimte: Ruimte, naam: &str) -> Result<&Self, String> {
        self.kind(ruimte, naam).ok_or_else(|| format!("{naam} ontbreekt in {}", self.naam))
    }

    /// The text of an element, at most so many characters.
    fn waarde(&self, ruimte: Ruimte, naam: &str, hoogstens: usize) -> Result<String, String> {
        let t = self.eis(ruimte, naam)?.tekst.trim();
        if t.is_empty() || t.chars().count() > hoogstens {
            return Err(format!("{naam} is leeg of langer dan {hoogstens} tekens"));
        }
        Ok(t.to_owned())
    }
}

/// Reads a document, in its SOAP envelope or bare. What is wrong is told in Dutch, without content.
pub fn lees(xml: &[u8]) -> Result<Envelop, String> {
    if xml.len() > HOOGSTE {
        return Err(format!("de envelop is groter dan {} MB", HOOGSTE / 1_000_000));
    }
    let tekst = std::str::from_utf8(xml).map_err(|_| "de envelop is geen UTF-8".to_owned())?;
    let wortel = boom(tekst.trim_start_matches('\u{feff}'))?;
    if (wortel.ruimte, wortel.naam.as_str()) != (Ruimte::Soap, "Envelope") {
        return document(wortel);
    }
    let mut lijf = wortel.kinderen.into_iter().filter(|k| k.ruimte == Ruimte::Soap && k.naam == "Body");
    let mut inhoud = lijf.next().map(|b| b.kinderen).unwrap_or_default().into_iter();
    let (Some(een), None, None) = (inhoud.next(), inhoud.next(), lijf.next()) else {
        return Err("verwacht één Body met één document".into());
    };
    if (een.ruimte, een.naam.as_str()) != (Ruimte::Soap, "Fault") {
        return document(een);
    }
    // SOAP 1.1: the parts of a fault have no namespace; some systems give them that of SOAP
    let deel = |n: &str| een.kind(Ruimte::Geen, n).or_else(|| een.kind(Ruimte::Soap, n));
    if let Some(d) = deel("detail").and_then(|d| d.kind(Ruimte::Stuf, "Fo03Bericht")) {
        let (s, f) = refusal(d, "Fo03")?;
        return Ok(Envelop::Geweigerd(s, f));
    }
    let code = deel("faultcode").map(|k| k.tekst.trim().to_owned()).unwrap_or_default();
    let tekst = deel("faultstring").map(|k| k.tekst.trim().chars().take(200).collect()).unwrap_or_default();
    Ok(Envelop::SoapFout { bij_zender: code.rsplit(':').next() == Some("Client"), tekst })
}

fn document(k: Knoop) -> Result<Envelop, String> {
    match (k.ruimte, k.naam.as_str()) {
        (Ruimte::Ggk, "envelopHeenbericht-ggk_Di01") => bericht(k, "Di01"),
        (Ruimte::Ggk, "envelopRetourbericht-ggk_Du01") => bericht(k, "Du01"),
        (Ruimte::Stuf, "Bv03Bericht") => Ok(Envelop::Bevestiging(stuur(&k, Ruimte::Stuf, "Bv03")?)),
        (Ruimte::Stuf, "Bv04Bericht") => Ok(Envelop::Bevestiging(stuur(&k, Ruimte::Stuf, "Bv04")?)),
        (Ruimte::Stuf, "Fo01Bericht") => refusal(&k, "Fo01").map(|(s, f)| Envelop::Fout(s, f)),
        (Ruimte::Stuf, "Fo03Bericht") => refusal(&k, "Fo03").map(|(s, f)| Envelop::Geweigerd(s, f)),
        _ => Err("dit is geen document van het Gegevensknooppunt (GGk 2.1, StUF 3.01)".into()),
    }
}

fn stuur(k: &Knoop, ruimte: Ruimte, code: &str) -> Result<Stuurgegevens, String> {
    let s = k.eis(ruimte, "stuurgegevens")?;
    let staat = s.waarde(Ruimte::Stuf, "berichtcode", 4)?;
    if staat != code {
        return Err(format!("berichtcode is {code} bij dit document"));
    }
    let systeem = |naam: &str| {
        let p = s.eis(Ruimte::Stuf, naam)?;
        // StUF itself lets the organisation out; the envelope of a message does not
        let organisatie = match p.kind(Ruimte::Stuf, "organisatie") {
            None if ruimte == Ruimte::Stuf => String::new(),
            _ => p.waarde(Ruimte::Stuf, "organisatie", 200)?,
        };
        Ok::<_, String>(Systeem { organisatie, applicatie: p.waarde(Ruimte::Stuf, "applicatie", 50)? })
    };
    let nummer = |naam: &str| {
        let n = s.waarde(Ruimte::Stuf, naam, 40)?;
        // it becomes a file name and goes into the book
        let goed = n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !n.starts_with('-');
        if goed { Ok(n) } else { Err(format!("{naam} is geen UUID")) }
    };
    let moment = s.waarde(Ruimte::Stuf, "tijdstipBericht", 17)?;
    if moment.len() < 8 || !moment.bytes().all(|b| b.is_ascii_digit()) {
        return Err("tijdstipBericht is geen tijdstip".into());
    }
    let heeft = |naam: &str| s.kind(Ruimte::Stuf, naam).is_some();
    Ok(Stuurgegevens {
        zender: systeem("zender")?,
        ontvanger: systeem("ontvanger")?,
        referentienummer: nummer("referentienummer")?,
        tijdstip: moment,
        kruisverwijzing: heeft("crossRefnummer").then(|| nummer("crossRefnummer")).transpose()?,
        functie: heeft("functie").then(|| s.waarde(Ruimte::Stuf, "functie", 30)).transpose()?,
    })
}

fn refusal(k: &Knoop, code: &str) -> Result<(Stuurgegevens, Fout), String> {
    let stuur = stuur(k, Ruimte::Stuf, code)?;
    let b = k.eis(Ruimte::Stuf, "body")?;
    let fout = Fout {
        code: b.waarde(Ruimte::Stuf, "code", 20)?,
        bij_zender: b.kind(Ruimte::Stuf, "plek").is_none_or(|p| p.tekst.trim() != "server"),
        omschrijving: b
            .kind(Ruimte::Stuf, "omschrijving")
            .map(|o| o.tekst.trim().chars().take(200).collect())
            .unwrap_or_default(),
    };
    Ok((stuur, fout))
}

fn bericht(mut k: Knoop, code: &str) -> Result<Envelop, String> {
    let stuur = stuur(&k, Ruimte::Ggk, code)?;
    if stuur.functie.is_none() {
        return Err("functie ontbreekt in stuurgegevens".into());
    }
    if (code == "Du01") != stuur.kruisverwijzing.is_some() {
        return Err("crossRefnummer hoort bij Du01 en alleen daar".into());
    }
    let p = k.eis(Ruimte::Ggk, "parameters")?;
    let versie = |naam: &str| {
        let v = p.waarde(Ruimte::Ggk, naam, 4)?;
        let goed = v.len() == 4 && v.bytes().all(|b| b.is_ascii_digit());
        v.parse().ok().filter(|_| goed).ok_or_else(|| format!("{naam} bestaat niet uit vier cijfers"))
    };
    let versies = Versies {
        applicatie: (versie("applicatieVersie")?, versie("applicatieSubversie")?),
        functie: (versie("functieVersie")?, versie("functieSubversie")?),
    };
    p.eis(Ruimte::Ggk, "bericht")?;
    // taken out, not copied: it can be tens of megabytes
    let mut lijf = std::mem::take(&mut k.kinderen).into_iter().filter(|c| c.naam == "parameters");
    let mut delen =
        lijf.next().map(|c| c.kinderen).unwrap_or_default().into_iter().filter(|c| c.naam == "bericht");
    let mut bestanden = delen.next().map(|c| c.kinderen).unwrap_or_default().into_iter();
    let (Some(bestand), None) = (bestanden.next(), bestanden.next()) else {
        return Err("verwacht één xmlBestand in bericht".into());
    };
    match (bestand.ruimte, bestand.naam.as_str()) {
        (Ruimte::Ggk, "xmlBestand") => {}
        (Ruimte::Ggk, "tekstBestand") => return Err("een tekstBestand is geen bericht van iWmo".into()),
        _ => return Err("verwacht één xmlBestand in bericht".into()),
    }
    let mut ruw = bestand.tekst;
    if ruw.bytes().any(|b| b.is_ascii_whitespace()) {
        ruw.retain(|c| !c.is_ascii_whitespace());
    }
    let inhoud = STANDARD.decode(ruw).map_err(|_| "xmlBestand is geen base64".to_owned())?;
    if inhoud.is_empty() {
        return Err("xmlBestand is leeg".into());
    }
    if inhoud.len() > HOOGSTE_INHOUD {
        return Err(format!("het bericht is groter dan {} MB", HOOGSTE_INHOUD / 1_000_000));
    }
    Ok(Envelop::Bericht { stuur, versies, inhoud })
}

/// The elements, when the text is well formed and within bounds.
fn boom(xml: &str) -> Result<Knoop, String> {
    let fout = |_| "de envelop is geen goede XML".to_owned();
    let mut lezer = NsReader::from_str(xml);
    let mut open: Vec<Knoop> = Vec::new();
    let mut wortel = None;
    let mut aantal = 0;
    loop {
        let (ruimte, event) = {
            let (r, e) = lezer.read_resolved_event().map_err(fout)?;
            (welke(&r), e)
        };
        match event {
            Event::Start(ref e) | Event::Empty(ref e) => {
                aantal += 1;
                if aantal > ELEMENTEN || open.len() >= DIEPTE || wortel.is_some() {
                    return Err("de envelop heeft te veel of te diepe elementen".into());
                }
                for a in e.attributes() {
                    a.map_err(|_| "de envelop is geen goede XML".to_owned())?;
                }
                let naam = e.local_name().as_ref().to_owned();
                open.push(Knoop { ruimte, naam, tekst: String::new(), kinderen: Vec::new() });
                if matches!(event, Event::Empty(_)) {
                    sluit(&mut open, &mut wortel);
                }
            }
            Event::End(_) => sluit(&mut open, &mut wortel),
            Event::Text(t) => {
                let stuk = t.xml10_content();
                match open.last_mut() {
                    Some(k) => k.tekst.push_str(&stuk),
                    None if stuk.trim().is_empty() => {}
                    None => return Err("de envelop is geen goede XML".into()),
                }
            }
            Event::CData(t) => {
                if let Some(k) = open.last_mut() {
                    k.tekst.push_str(&t.xml10_content());
                }
            }
            Event::GeneralRef(r) => {
                let teken = match r.resolve_char_ref() {
                    Ok(Some(c)) => c,
                    Ok(None) => match &*r.xml10_content() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err("de envelop verwijst naar een onbekende entiteit".into()),
                    },
                    Err(_) => return Err("de envelop is geen goede XML".into()),
                };
                if let Some(k) = open.last_mut() {
                    k.tekst.push(teken);
                }
            }
            Event::DocType(_) => return Err("een envelop met een DOCTYPE wordt geweigerd".into()),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    match wortel {
        Some(w) if open.is_empty() => Ok(w),
        _ => Err("de envelop is niet af".into()),
    }
}

fn sluit(open: &mut Vec<Knoop>, wortel: &mut Option<Knoop>) {
    let Some(k) = open.pop() else { return };
    match open.last_mut() {
        Some(ouder) => ouder.kinderen.push(k),
        None => *wortel = Some(k),
    }
}

fn welke(r: &ResolveResult<'_>) -> Ruimte {
    match r {
        ResolveResult::Bound(Namespace(n)) => match AsRef::<str>::as_ref(n) {
            SOAP => Ruimte::Soap,
            STUF => Ruimte::Stuf,
            GGK => Ruimte::Ggk,
            _ => Ruimte::Anders,
        },
        ResolveResult::Unbound => Ruimte::Geen,
        ResolveResult::Unknown(_) => Ruimte::Anders,
    }
}
