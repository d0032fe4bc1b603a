//! The raw bytes of messages (invariant 10): cut into parts of 1 MiB, compressed, encrypted, and back.
//!
//! Nothing here holds more than one part in memory. Making parts ([`Inpakker`]) needs no database, so it can run on
//! another thread than the transaction that inserts them.

use crate::fout::{StoreFout, Uitkomst};
use crate::kluis::Kluis;
use crate::sql::basis;
use crate::tx::Tx;
use kern::Gemeentecode;
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// Raw bytes in one part.
const DEEL: usize = 1 << 20;

/// A finished part: compressed and encrypted, bound to its message and place.
#[derive(Clone)]
pub struct Deel {
    gemeente: Gemeentecode,
    bericht: i64,
    nr: i64,
    inhoud: Vec<u8>,
}

impl std::fmt::Debug for Deel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Deel({}, {} bytes)", self.nr, self.inhoud.len())
    }
}

/// What the content of a message turned out to be; goes into the row of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maat {
    /// Number of raw bytes.
    pub grootte: i64,
    /// SHA-256 of the raw bytes.
    pub sha256: [u8; 32],
}

/// Takes raw bytes and makes parts of them. The number of the message must be known, as the parts are bound to it.
pub struct Inpakker {
    kluis: Kluis,
    gemeente: Gemeentecode,
    bericht: i64,
    buf: Vec<u8>,
    volgende: i64,
    grootte: i64,
    hash: Sha256,
    klaar: std::collections::VecDeque<Deel>,
}

impl std::fmt::Debug for Inpakker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Inpakker(bericht {}, {} bytes)", self.bericht, self.grootte)
    }
}

impl Inpakker {
    /// For one message.
    pub fn new(kluis: &Kluis, gemeente: Gemeentecode, bericht: i64) -> Self {
        Self {
            kluis: kluis.clone(),
            gemeente,
            bericht,
            buf: Vec::new(),
            volgende: 0,
            grootte: 0,
            hash: Sha256::new(),
            klaar: std::collections::VecDeque::new(),
        }
    }

    /// The next finished part, when there is one. Take them out while writing, or they pile up.
    pub fn neem(&mut self) -> Option<Deel> {
        self.klaar.pop_front()
    }

    /// Adds bytes; finishes a part whenever 1 MiB is full.
    pub fn erbij(&mut self, mut bytes: &[u8]) -> Uitkomst<()> {
        self.hash.update(bytes);
        self.grootte += i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        while !bytes.is_empty() {
            let n = bytes.len().min(DEEL - self.buf.len());
            self.buf.extend_from_slice(&bytes[..n]);
            bytes = &bytes[n..];
            if self.buf.len() == DEEL {
                self.sluit()?;
            }
        }
        Ok(())
    }

    fn sluit(&mut self) -> Uitkomst<()> {
        let kort = lz4_flex::block::compress_prepend_size(&self.buf);
        let inhoud = self.kluis.versleutel_deel(self.gemeente, self.bericht, self.volgende, &kort)?;
        self.klaar.push_back(Deel {
            gemeente: self.gemeente,
            bericht: self.bericht,
            nr: self.volgende,
            inhoud,
        });
        self.volgende += 1;
        self.buf.clear();
        Ok(())
    }

    /// Ends; gives the parts not yet taken, and size and hash of the whole.
    pub fn afronden(mut self) -> Uitkomst<(Vec<Deel>, Maat)> {
        if !self.buf.is_empty() {
            self.sluit()?;
        }
        let maat = Maat { grootte: self.grootte, sha256: self.hash.finalize().into() };
        Ok((self.klaar.into(), maat))
    }
}

impl Write for Inpakker {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.erbij(bytes).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Inserts a part.
pub fn bewaar(tx: &mut Tx<'_>, deel: &Deel) -> Uitkomst<()> {
    let waarden = [(&deel.gemeente).into(), deel.bericht.into(), deel.nr.into(), (&deel.inhoud).into()];
    tx.execute(basis::INHOUD_ERBIJ, &waarden).map(drop)
}

/// Writes the content of a message within the transaction. End with [`Schrijver::klaar`].
pub fn schrijf<'t, 'c>(
    tx: &'t mut Tx<'c>,
    kluis: &Kluis,
    gemeente: Gemeentecode,
    bericht: i64,
) -> Schrijver<'t, 'c> {
    Schrijver { tx, inpakker: Inpakker::new(kluis, gemeente, bericht) }
}

/// Takes the raw bytes of a message; see [`schrijf`].
#[derive(Debug)]
#[must_use]
pub struct Schrijver<'t, 'c> {
    tx: &'t mut Tx<'c>,
    inpakker: Inpakker,
}

impl Schrijver<'_, '_> {
    /// Inserts the last part and gives size and hash for the row of the message.
    pub fn klaar(self) -> Uitkomst<Maat> {
        let (delen, maat) = self.inpakker.afronden()?;
        for deel in &delen {
            bewaar(self.tx, deel)?;
        }
        Ok(maat)
    }
}

impl Write for Schrijver<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // No more than one part at a time, so that a large slice does not lie in memory twice.
        let bytes = &bytes[..bytes.len().min(DEEL)];
        self.inpakker.erbij(bytes).map_err(io::Error::other)?;
        while let Some(deel) = self.inpakker.neem() {
            bewaar(self.tx, &deel).map_err(io::Error::other)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the content of a message back. The last read fails when size or hash differ from those in the row of the
/// message: what comes out is what went in, or an error.
pub fn lees<'t, 'c>(
    tx: &'t mut Tx<'c>,
    kluis: &Kluis,
    gemeente: Gemeentecode,
    bericht: i64,
) -> Uitkomst<Lezer<'t, 'c>> {
    let maat = tx.query_one(basis::INHOUD_MAAT, &[(&gemeente).into(), bericht.into()], |rij| {
        let sha256 = rij.blob(1)?.try_into();
        let sha256 = sha256.map_err(|_| StoreFout::Kolom { index: 1, verwacht: "32 bytes" })?;
        Ok(Maat { grootte: rij.i64(0)?, sha256 })
    })?;
    Ok(Lezer {
        tx,
        kluis: kluis.clone(),
        gemeente,
        bericht,
        maat,
        volgende: 0,
        buf: Vec::new(),
        plek: 0,
        gelezen: 0,
        hash: Some(Sha256::new()),
    })
}

/// Gives the raw bytes of a message; see [`lees`].
pub struct Lezer<'t, 'c> {
    tx: &'t mut Tx<'c>,
    kluis: Kluis,
    gemeente: Gemeentecode,
    bericht: i64,
    maat: Maat,
    volgende: i64,
    buf: Vec<u8>,
    plek: usize,
    gelezen: i64,
    /// Taken when the end was reached and agreed.
    hash: Option<Sha256>,
}

impl std::fmt::Debug for Lezer<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lezer(bericht {}, {} bytes)", self.bericht, self.gelezen)
    }
}

impl Lezer<'_, '_> {
    /// Size and hash that the message must have.
    pub fn maat(&self) -> Maat {
        self.maat
    }

    /// Loads the next part; false at the end.
    fn laad(&mut self) -> Uitkomst<bool> {
        let Some(mut hash) = self.hash.take() else { return Ok(false) };
        let (kluis, gemeente, bericht, nr) = (&self.kluis, self.gemeente, self.bericht, self.volgende);
        let fout = || StoreFout::Versleuteling { waar: format!("bericht_inhoud (bericht {bericht})") };
        let deel = self.tx.query_opt(
            basis::INHOUD_DEEL,
            &[(&gemeente).into(), bericht.into(), nr.into()],
            |rij| {
                let kort = kluis.ontsleutel_deel(gemeente, bericht, nr, rij.blob(0)?)?;
                // The size in front is authentic, yet never trusted beyond what a part can be.
                let maat = lz4_flex::block::uncompressed_size(&kort).map_err(|_| fout())?;
                if maat.0 > DEEL {
                    return Err(fout());
                }
                lz4_flex::block::decompress(maat.1, maat.0).map_err(|_| fout())
            },
        )?;
        let Some(deel) = deel else {
            let gelijk =
                self.gelezen == self.maat.grootte && <[u8; 32]>::from(hash.finalize()) == self.maat.sha256;
            return if gelijk {
                Ok(false)
            } else {
                Err(StoreFout::Beschadigd {
                    wat: format!(
                        "de inhoud van bericht {bericht} is niet meer wat is ontvangen of verzonden"
                    ),
                })
            };
        };
        hash.update(&deel);
        self.hash = Some(hash);
        self.gelezen += i64::try_from(deel.len()).unwrap_or(i64::MAX);
        self.buf = deel;
        self.plek = 0;
        self.volgende += 1;
        Ok(true)
    }
}

impl Read for Lezer<'_, '_> {
    fn read(&mut self, uit: &mut [u8]) -> io::Result<usize> {
        if uit.is_empty() {
            return Ok(0);
        }
        if self.plek == self.buf.len() && !self.laad().map_err(io::Error::other)? {
            return Ok(0);
        }
        let n = uit.len().min(self.buf.len() - self.plek);
        uit[..n].copy_from_slice(&self.buf[self.plek..self.plek + n]);
        self.plek += n;
        Ok(n)
    }
}
