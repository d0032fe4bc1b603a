//! Claim and answer, line by line.

use super::onderdelen::{self, klasse, retourcodes};
use super::ongeldig;
use super::uit::{Ns::Basis, Ns::Bericht as B, Uit};
use crate::model::{AntwoordKop, DeclaratieKop, Header, Prestatie};
use crate::soort::Soort;
use kern::{Bsn, Datum, Eurocent, Retourcode};
use std::io::{self, Write};

/// Writes a 323 line by line.
#[derive(Debug)]
pub struct Schrijver323<W> {
    uit: Uit<W>,
    client_open: bool,
    regels_in_client: u64,
}

impl<W: Write> Schrijver323<W> {
    /// Starts the message with header and claim.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when the header is not that of a 323, or an element fails level 1.
    pub fn new(naar: W, header: &Header, kop: &DeclaratieKop) -> io::Result<Self> {
        if header.soort != Soort::Wmo323 {
            return Err(ongeldig("de header hoort bij een ander bericht"));
        }
        let mut uit = Uit::new(naar, header.soort)?;
        onderdelen::header(&mut uit, header)?;
        uit.open(B, "Declaratie")?;
        uit.eigen("DeclaratieNummer", &kop.nummer)?;
        periode(&mut uit, "DeclaratiePeriode", kop.van, kop.tot)?;
        uit.eigen("DeclaratieDagtekening", &kop.dagtekening.to_string())?;
        bedrag(&mut uit, "TotaalIngediendBedrag", "TotaalBedrag", kop.ingediend)?;
        uit.open(B, "Clienten")?;
        Ok(Self { uit, client_open: false, regels_in_client: 0 })
    }

    /// Starts a client; the one before is closed.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when the one before has no lines.
    pub fn client(&mut self, bsn: &Bsn) -> io::Result<()> {
        self.sluit_client()?;
        self.uit.open(B, "Client")?;
        self.uit.eigen("Bsn", bsn.cijfers())?;
        self.uit.open(B, "Prestaties")?;
        self.client_open = true;
        self.regels_in_client = 0;
        Ok(())
    }

    /// A line of the client that was started last. `client_nr` and `nr` of the line do not matter: the order does.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when no client was started, or an element fails level 1.
    pub fn prestatie(&mut self, prestatie: &Prestatie) -> io::Result<()> {
        if !self.client_open {
            return Err(ongeldig("een regel hoort bij een client"));
        }
        self.regels_in_client += 1;
        regel(&mut self.uit, prestatie, &[])
    }

    fn sluit_client(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.client_open) {
            return Ok(());
        }
        if self.regels_in_client == 0 {
            return Err(ongeldig("een client zonder regels hoort niet in een declaratie"));
        }
        self.uit.sluit(B, "Prestaties")?;
        self.uit.sluit(B, "Client")
    }

    /// Closes the message and gives the sink back.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when there is no client, or the last has no lines.
    pub fn klaar(mut self) -> io::Result<W> {
        self.sluit_client()?;
        self.uit.sluit(B, "Clienten")?;
        self.uit.sluit(B, "Declaratie")?;
        self.uit.klaar()
    }
}

/// Writes a 325 line by line: only clients and lines that are rejected (IV087, TR342).
#[derive(Debug)]
pub struct Schrijver325<W> {
    uit: Uit<W>,
    /// Return codes of DeclaratieAntwoord; `None` when the message has a header only.
    kop: Option<Vec<Retourcode>>,
    clienten_open: bool,
    /// Return codes of the client that is open.
    client: Option<Vec<Retourcode>>,
    regels_in_client: u64,
}

impl<W: Write> Schrijver325<W> {
    /// Starts the message. Without `kop` it has a header only. `retourcodes` are those of DeclaratieAntwoord.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when the header is not that of a 325, a class has no return code, or an element
    /// fails level 1.
    pub fn new(naar: W, header: &Header, kop: Option<(&AntwoordKop, &[Retourcode])>) -> io::Result<Self> {
        let kop_codes = header.antwoord.as_ref().map_or(&[][..], |a| &a.retourcodes);
        if header.soort != Soort::Wmo325 || kop_codes.is_empty() {
            return Err(ongeldig("de header van een 325 heeft een retourcode"));
        }
        let mut uit = Uit::new(naar, header.soort)?;
        onderdelen::header(&mut uit, header)?;
        if let Some((k, codes)) = kop {
            if codes.is_empty() {
                return Err(ongeldig("het antwoord op een declaratie heeft een retourcode"));
            }
            uit.open(B, "DeclaratieAntwoord")?;
            uit.eigen("DeclaratieNummer", &k.nummer)?;
            bedrag(&mut uit, "TotaalIngediendBedrag", "TotaalBedrag", k.ingediend)?;
            bedrag(&mut uit, "TotaalToegekendBedrag", "TotaalBedrag", k.toegekend)?;
        }
        let kop = kop.map(|(_, codes)| codes.to_vec());
        Ok(Self { uit, kop, clienten_open: false, client: None, regels_in_client: 0 })
    }

    /// Starts a client with its return codes; the one before is closed.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when the message has a header only, there is no return code, or the client before
    /// has no lines.
    pub fn client(&mut self, bsn: &Bsn, retourcodes: &[Retourcode]) -> io::Result<()> {
        if self.kop.is_none() || retourcodes.is_empty() {
            return Err(ongeldig("een client hoort bij een antwoord en heeft een retourcode"));
        }
        self.sluit_client()?;
        if !std::mem::replace(&mut self.clienten_open, true) {
            self.uit.open(B, "Clienten")?;
        }
        self.uit.open(B, "Client")?;
        self.uit.eigen("Bsn", bsn.cijfers())?;
        self.uit.open(B, "Prestaties")?;
        self.client = Some(retourcodes.to_vec());
        self.regels_in_client = 0;
        Ok(())
    }

    /// A rejected line of the client that was started last, with the codes why.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when no client was started, there is no return code, or an element fails level 1.
    pub fn prestatie(&mut self, prestatie: &Prestatie, retourcodes: &[Retourcode]) -> io::Result<()> {
        if self.client.is_none() || retourcodes.is_empty() {
            return Err(ongeldig("een afgewezen regel hoort bij een client en heeft een retourcode"));
        }
        self.regels_in_client += 1;
        regel(&mut self.uit, prestatie, retourcodes)
    }

    fn sluit_client(&mut self) -> io::Result<()> {
        let Some(codes) = self.client.take() else { return Ok(()) };
        if self.regels_in_client == 0 {
            return Err(ongeldig("een client zonder regels hoort niet in een antwoord"));
        }
        self.uit.sluit(B, "Prestaties")?;
        retourcodes(&mut self.uit, &codes)?;
        self.uit.sluit(B, "Client")
    }

    /// Closes the message and gives the sink back.
    ///
    /// # Errors
    /// The error of the sink; kind `InvalidData` when the last client has no lines.
    pub fn klaar(mut self) -> io::Result<W> {
        self.sluit_client()?;
        if self.clienten_open {
            self.uit.sluit(B, "Clienten")?;
        }
        if let Some(codes) = &self.kop {
            retourcodes(&mut self.uit, codes)?;
            self.uit.sluit(B, "DeclaratieAntwoord")?;
        }
        self.uit.klaar()
    }
}

/// An amount with its indication; nothing is debit (CS325).
fn bedrag<W: Write>(uit: &mut Uit<W>, naam: &str, veld: &str, bedrag: Eurocent) -> io::Result<()> {
    let Ok(absoluut) = i64::try_from(bedrag.0.unsigned_abs()) else {
        return Err(ongeldig("een bedrag is te groot"));
    };
    klasse(uit, naam, |uit| {
        uit.getal(Basis, veld, absoluut)?;
        uit.basis("DebetCredit", if bedrag.0 < 0 { "C" } else { "D" })
    })
}

fn periode<W: Write>(uit: &mut Uit<W>, naam: &str, van: Datum, tot: Datum) -> io::Result<()> {
    klasse(uit, naam, |uit| {
        uit.basis("Begindatum", &van.to_string())?;
        uit.basis("Einddatum", &tot.to_string())
    })
}

fn regel<W: Write>(uit: &mut Uit<W>, p: &Prestatie, codes: &[Retourcode]) -> io::Result<()> {
    klasse(uit, "Prestatie", |uit| {
        klasse(uit, "ProductReferentie", |uit| {
            uit.basis("ReferentieNummer", &p.referentie)?;
            p.vorige_referentie.iter().try_for_each(|v| uit.basis("VorigReferentieNummer", v))
        })?;
        uit.getal(B, "ToewijzingNummer", p.toewijzing)?;
        uit.eigen("ProductCategorie", p.categorie.as_str())?;
        uit.eigen("ProductCode", p.code.as_str())?;
        periode(uit, "ProductPeriode", p.van, p.tot)?;
        uit.getal(B, "GeleverdVolume", p.volume)?;
        uit.eigen("Eenheid", p.eenheid.code())?;
        p.tarief.iter().try_for_each(|t| uit.getal(B, "ProductTarief", t.0))?;
        bedrag(uit, "IngediendBedrag", "Bedrag", p.bedrag)?;
        retourcodes(uit, codes)
    })
}
