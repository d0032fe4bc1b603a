//! A node on this machine: a real HTTP server that does with each request what the test says.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the node does with a request.
#[derive(Debug, Clone)]
pub enum Doe {
    /// Answers with this status and body; `{kenmerk}` becomes the reference of the request.
    Antwoord(u16, String),
    /// Takes the request and hangs up without an answer.
    Verbreek,
    /// Hangs up in the middle of its answer.
    Half,
    /// Takes the request and says nothing for so long.
    Zwijg(Duration),
}

/// A request as the node got it.
#[derive(Debug, Clone)]
pub struct Verzoek {
    /// Value of SOAPAction.
    pub actie: String,
    /// Value of Content-Type.
    pub soort: String,
    /// The body.
    pub lijf: Vec<u8>,
}

/// The node.
pub struct Node {
    /// Where it listens.
    pub url: String,
    verzoeken: Arc<Mutex<Vec<Verzoek>>>,
}

impl Node {
    /// Starts a node that does `gedrag` in turn, and the last of it for ever after.
    pub fn start(gedrag: Vec<Doe>) -> Self {
        let luister = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/ggk", luister.local_addr().unwrap());
        let verzoeken = Arc::new(Mutex::new(Vec::new()));
        let boek = verzoeken.clone();
        std::thread::spawn(move || {
            for (n, stroom) in luister.incoming().enumerate() {
                let doe = gedrag[n.min(gedrag.len() - 1)].clone();
                let boek = boek.clone();
                std::thread::spawn(move || behandel(stroom.unwrap(), doe, &boek));
            }
        });
        Self { url, verzoeken }
    }

    /// What it got so far.
    pub fn verzoeken(&self) -> Vec<Verzoek> {
        self.verzoeken.lock().unwrap().clone()
    }
}

fn behandel(stroom: TcpStream, doe: Doe, boek: &Mutex<Vec<Verzoek>>) {
    let mut lezer = BufReader::new(stroom.try_clone().unwrap());
    let mut uit = stroom;
    let mut koppen = std::collections::BTreeMap::new();
    let mut regel = String::new();
    lezer.read_line(&mut regel).unwrap();
    assert!(regel.starts_with("POST /ggk HTTP/1.1"), "{regel}");
    loop {
        regel.clear();
        lezer.read_line(&mut regel).unwrap();
        let Some((naam, waarde)) = regel.trim().split_once(':') else { break };
        koppen.insert(naam.to_lowercase(), waarde.trim().to_owned());
    }
    let mut lijf = vec![0; koppen["content-length"].parse().unwrap()];
    lezer.read_exact(&mut lijf).unwrap();
    let tekst = String::from_utf8_lossy(&lijf).into_owned();
    boek.lock().unwrap().push(Verzoek {
        actie: koppen["soapaction"].clone(),
        soort: koppen["content-type"].clone(),
        lijf,
    });
    let kenmerk =
        tekst.split("referentienummer>").nth(1).and_then(|t| t.split('<').next()).unwrap_or_default();
    match doe {
        Doe::Verbreek => {}
        Doe::Zwijg(duur) => std::thread::sleep(duur),
        Doe::Half => {
            let _ = uit.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<soap");
        }
        Doe::Antwoord(status, lijf) => {
            let lijf = lijf.replace("{kenmerk}", kenmerk);
            let _ = write!(
                uit,
                "HTTP/1.1 {status} X\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{lijf}",
                lijf.len()
            );
        }
    }
}

/// A confirmation, in other words than the program's own.
pub fn bv03() -> String {
    "<?xml version='1.0'?><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header/><s:Body>\
     <Bv03Bericht xmlns='http://www.egem.nl/StUF/StUF0301'><stuurgegevens><berichtcode>Bv03</berichtcode>\
     <zender><organisatie>BIDN</organisatie><applicatie>GGk</applicatie></zender>\
     <ontvanger><organisatie>0796</organisatie><applicatie>maatwerk</applicatie></ontvanger>\
     <referentienummer>11111111-2222-4333-8444-555555555555</referentienummer>\
     <tijdstipBericht>20261122103000</tijdstipBericht><crossRefnummer>{kenmerk}</crossRefnummer>\
     </stuurgegevens></Bv03Bericht></s:Body></s:Envelope>"
        .into()
}

/// A refusal at once.
pub fn fo03(code: &str, plek: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>s:Server</faultcode>\
         <faultstring>Fo03</faultstring><detail><StUF:Fo03Bericht xmlns:StUF='http://www.egem.nl/StUF/StUF0301'>\
         <StUF:stuurgegevens><StUF:berichtcode>Fo03</StUF:berichtcode><StUF:zender><StUF:applicatie>GGk</StUF:applicatie></StUF:zender>\
         <StUF:ontvanger><StUF:organisatie>0796</StUF:organisatie><StUF:applicatie>maatwerk</StUF:applicatie></StUF:ontvanger>\
         <StUF:referentienummer>11111111-2222-4333-8444-555555555555</StUF:referentienummer>\
         <StUF:tijdstipBericht>20261122103000</StUF:tijdstipBericht><StUF:crossRefnummer>{{kenmerk}}</StUF:crossRefnummer>\
         </StUF:stuurgegevens><StUF:body><StUF:code>{code}</StUF:code><StUF:plek>{plek}</StUF:plek>\
         <StUF:omschrijving>omdat het zo is</StUF:omschrijving><StUF:detailsXML><a xmlns=''><b/></a></StUF:detailsXML></StUF:body>\
         </StUF:Fo03Bericht></detail></s:Fault></s:Body></s:Envelope>"
    )
}
