//! The answer to a message, made from the findings (IV028 and IV032 for 302 to 320, IV087 and IV088 for 325).

use crate::model::{Antwoordkop, Bericht, ClientToewijzing, Header, Retour, Versies};
use kern::{Bevinding, Datum, Retourcode};

/// The general return code of level 2.
pub const TECHNISCH: Retourcode = Retourcode("0001");
/// Nothing to say about this class.
pub const GEEN_OPMERKING: Retourcode = Retourcode("0200");
/// This class was not judged.
pub const NIET_BEOORDEELD: Retourcode = Retourcode("0233");
/// The claim is granted in full.
pub const VOLLEDIG_TOEGEKEND: Retourcode = Retourcode("8001");

/// What identifies the answer itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerk {
    /// Identification, at most 12 characters.
    pub identificatie: String,
    /// Day on which the answer is made.
    pub dagtekening: Datum,
    /// Version of the published stylesheets, where those were used.
    pub xslt_versie: Option<String>,
}

/// The header of the answer to a message of which only the header is known or matters.
///
/// `retourcodes`: empty when all is well (302 to 320), [`TECHNISCH`] when level 2 failed, the code of the rule when the
/// header failed level 3 or 4, [`GEEN_OPMERKING`] when the classes below tell more.
pub fn kop(op: &Header, kenmerk: &Kenmerk, retourcodes: Vec<Retourcode>) -> Option<Header> {
    let soort = op.soort.antwoord()?;
    let mut header = op.clone();
    header.soort = soort;
    let (identificatie, dagtekening) = if soort.is_retour() {
        (kenmerk.identificatie.clone(), kenmerk.dagtekening)
    } else {
        header.identificatie.clone_from(&kenmerk.identificatie);
        header.dagtekening = kenmerk.dagtekening;
        header.versies = Versies::onze();
        (op.identificatie.clone(), op.dagtekening)
    };
    header.antwoord = Some(Antwoordkop {
        identificatie,
        dagtekening,
        xslt_versie: kenmerk.xslt_versie.clone(),
        versies: if soort.is_retour() { Versies::onze() } else { op.versies.clone() },
        retourcodes,
    });
    Some(header)
}

/// The answer to a 301, 305 or 307 from the findings of levels 2, 3 and 4; `None` for another message, and when level 1
/// failed (then there is no answer message).
///
/// * no findings: header only, no return codes;
/// * level 2 (return code 0001): header only with 0001;
/// * a finding about the header: header only, with the codes of those findings;
/// * findings about classes: header 0200, and every class of the client returns with 0200 or with the codes found.
///   A finding belongs to the class that its `pad` names or lies in.
pub fn retour(op: &Bericht, kenmerk: &Kenmerk, bevindingen: &[Bevinding]) -> Option<Bericht> {
    let header = op.header();
    let k = Klassecodes { bevindingen };
    if header.antwoord.is_some()
        || !matches!(op, Bericht::Wmo301(_) | Bericht::Wmo305(_) | Bericht::Wmo307(_))
    {
        return None;
    }
    let alle = k.van("");
    let kopcodes = if alle.contains(&TECHNISCH) {
        // IV032: level 2 has one general code, whatever was found besides.
        vec![TECHNISCH]
    } else {
        k.van(KOP)
    };
    let met_klassen = kopcodes.is_empty() && !alle.is_empty();
    let kopcodes = if met_klassen { vec![GEEN_OPMERKING] } else { kopcodes };
    let header = kop(header, kenmerk, kopcodes)?;
    Some(match op {
        Bericht::Wmo301(b) => {
            let client = met_klassen.then(|| toewijzing(&b.client, &k));
            Bericht::Wmo302(Retour { header, client })
        }
        Bericht::Wmo305(b) => {
            let mut client = b.client.clone();
            client.retourcodes = k.klasse("/Bericht/Client", &["/Bericht/Client/StartProducten/"]);
            for (i, p) in client.producten.iter_mut().enumerate() {
                p.retourcodes = k.klasse(&genummerd("/Bericht/Client/StartProducten/StartProduct", i), &[]);
            }
            Bericht::Wmo306(Retour { header, client: met_klassen.then_some(client) })
        }
        Bericht::Wmo307(b) => {
            let mut client = b.client.clone();
            client.retourcodes = k.klasse("/Bericht/Client", &["/Bericht/Client/StopProducten/"]);
            for (i, p) in client.producten.iter_mut().enumerate() {
                p.retourcodes = k.klasse(&genummerd("/Bericht/Client/StopProducten/StopProduct", i), &[]);
            }
            Bericht::Wmo308(Retour { header, client: met_klassen.then_some(client) })
        }
        _ => return None,
    })
}

const KOP: &str = "/Bericht/Header";

fn genummerd(klasse: &str, index: usize) -> String {
    format!("{klasse}[{}]", index + 1)
}

fn toewijzing(client: &ClientToewijzing, k: &Klassecodes<'_>) -> ClientToewijzing {
    let lijsten = [
        "/Bericht/Client/Relaties/",
        "/Bericht/Client/Contactgegevens/",
        "/Bericht/Client/ToegewezenProducten/",
    ];
    let mut client = client.clone();
    client.retourcodes = k.klasse("/Bericht/Client", &lijsten);
    for (i, r) in client.relaties.iter_mut().enumerate() {
        let pad = genummerd("/Bericht/Client/Relaties/Relatie", i);
        let contact = format!("{pad}/Contact");
        r.contact.retourcodes = k.klasse(&contact, &[]);
        r.retourcodes = k.klasse(&pad, &[&contact]);
    }
    for (i, c) in client.contacten.iter_mut().enumerate() {
        c.retourcodes = k.klasse(&genummerd("/Bericht/Client/Contactgegevens/Contact", i), &[]);
    }
    for (i, p) in client.producten.iter_mut().enumerate() {
        p.retourcodes = k.klasse(&genummerd("/Bericht/Client/ToegewezenProducten/ToegewezenProduct", i), &[]);
    }
    client
}

/// The return codes of the findings, per class.
struct Klassecodes<'a> {
    bevindingen: &'a [Bevinding],
}

impl Klassecodes<'_> {
    /// The codes of everything at or below a place, each once, in order. A finding without a place is about the whole.
    fn van(&self, plaats: &str) -> Vec<Retourcode> {
        self.zoek(|pad| ligt_in(pad, plaats) || (plaats == KOP && (pad.is_empty() || pad == "/Bericht")))
    }

    /// The codes of a class without those of the classes within it; 0200 when there are none.
    fn klasse(&self, plaats: &str, dieper: &[&str]) -> Vec<Retourcode> {
        let codes = self.zoek(|pad| ligt_in(pad, plaats) && !dieper.iter().any(|d| pad.starts_with(d)));
        if codes.is_empty() { vec![GEEN_OPMERKING] } else { codes }
    }

    fn zoek(&self, telt: impl Fn(&str) -> bool) -> Vec<Retourcode> {
        let mut codes = Vec::new();
        for b in self.bevindingen.iter().filter(|b| telt(&b.pad)) {
            // A rule without a published code still rejects: the general code says so.
            let code = b.retourcode.unwrap_or(TECHNISCH);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes
    }
}

fn ligt_in(pad: &str, plaats: &str) -> bool {
    pad.strip_prefix(plaats).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || plaats.is_empty())
}
