//! The vault: what may not lie open in the database.
//!
//! One master key of 32 bytes; for each use its own subkey, HMAC-SHA256(master, label), so that what leaks from
//! one use says nothing about another.
//!
//! - BSN: AES-256-GCM-SIV with a random nonce and, as associated data, municipality, table and key of the row:
//!   ciphertext that is moved to another row does not open.
//! - Look-up of a BSN: HMAC-SHA256 over municipality and BSN, cut to 16 bytes. The municipality is part of it, so
//!   that the same person in two municipalities cannot be linked by who holds only the database.
//! - Parts of messages: the same cipher with its own key, bound to municipality, message and part.
//! - Head of the event log: HMAC-SHA256, so that removing the newest entries shows.

use crate::fout::{StoreFout, Uitkomst};
use aes_gcm_siv::aead::{Aead, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use hmac::{Hmac, KeyInit, Mac};
use kern::{Bsn, Gemeentecode};
use sha2::Sha256;
use std::sync::Arc;
use zeroize::Zeroizing;

type HmacSha256 = Hmac<Sha256>;

const NONCE: usize = 12;

/// The keys, ready for use. Cheap to clone; usable from every thread. The keys are wiped when the last clone goes.
#[derive(Clone)]
pub struct Kluis(Arc<Sleutels>);

struct Sleutels {
    bsn: Aes256GcmSiv,
    inhoud: Aes256GcmSiv,
    zoek: HmacSha256,
    keten: HmacSha256,
    controle: [u8; 16],
}

impl std::fmt::Debug for Kluis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kluis(…)")
    }
}

impl Kluis {
    /// Derives all subkeys from the master key.
    pub fn open(sleutel: [u8; 32]) -> Self {
        let meester = Zeroizing::new(sleutel);
        let af = |label: &str| {
            let mut m = mac(&meester[..]);
            m.update(b"maatwerk 1 ");
            m.update(label.as_bytes());
            Zeroizing::new(<[u8; 32]>::from(m.finalize().into_bytes()))
        };
        let mut controle = [0; 16];
        controle.copy_from_slice(&af("controle")[..16]);
        Self(Arc::new(Sleutels {
            bsn: Aes256GcmSiv::new(&(*af("bsn")).into()),
            inhoud: Aes256GcmSiv::new(&(*af("inhoud")).into()),
            zoek: mac(&af("bsn zoeken")[..]),
            keten: mac(&af("gebeurtenis")[..]),
            controle,
        }))
    }

    /// Tells keys apart without giving anything away; kept in the database.
    pub(crate) fn controle(&self) -> String {
        hex(&self.0.controle)
    }

    /// Encrypts a BSN for one row: municipality, table and the rest of the primary key (`&[id]`, `&[bericht, volgnr]`).
    pub fn versleutel_bsn(
        &self,
        gemeente: Gemeentecode,
        tabel: &str,
        sleutel: &[i64],
        bsn: &Bsn,
    ) -> Uitkomst<Vec<u8>> {
        sluit(&self.0.bsn, bsn.cijfers().as_bytes(), &plaats(gemeente, tabel, sleutel), "bsn")
    }

    /// Opens what [`Kluis::versleutel_bsn`] made for the same row.
    pub fn ontsleutel_bsn(
        &self,
        gemeente: Gemeentecode,
        tabel: &str,
        sleutel: &[i64],
        bytes: &[u8],
    ) -> Uitkomst<Bsn> {
        let fout = || StoreFout::Versleuteling { waar: tabel.to_owned() };
        let open =
            Zeroizing::new(ontsluit(&self.0.bsn, bytes, &plaats(gemeente, tabel, sleutel)).ok_or_else(fout)?);
        std::str::from_utf8(&open).ok().and_then(|t| Bsn::parse(t).ok()).ok_or_else(fout)
    }

    /// What a BSN is found by, within a municipality.
    pub fn bsn_zoek(&self, gemeente: Gemeentecode, bsn: &Bsn) -> [u8; 16] {
        // Both have a fixed length, so their concatenation is unambiguous.
        let mut m = self.0.zoek.clone();
        m.update(gemeente.as_str().as_bytes());
        m.update(bsn.cijfers().as_bytes());
        let heel: [u8; 32] = m.finalize().into_bytes().into();
        let mut kort = [0; 16];
        kort.copy_from_slice(&heel[..16]);
        kort
    }

    /// Encrypts a text about a person for one field: municipality, table with column, and the rest of the primary key.
    pub fn versleutel_tekst(
        &self,
        gemeente: Gemeentecode,
        veld: &str,
        sleutel: &[i64],
        tekst: &str,
    ) -> Uitkomst<Vec<u8>> {
        // a text has a place of its own, so that it never opens as a part of a message or as a text of another field
        sluit(&self.0.inhoud, tekst.as_bytes(), &plaats(gemeente, &format!("tekst {veld}"), sleutel), veld)
    }

    /// Opens what [`Kluis::versleutel_tekst`] made for the same field.
    pub fn ontsleutel_tekst(
        &self,
        gemeente: Gemeentecode,
        veld: &str,
        sleutel: &[i64],
        bytes: &[u8],
    ) -> Uitkomst<String> {
        ontsluit(&self.0.inhoud, bytes, &plaats(gemeente, &format!("tekst {veld}"), sleutel))
            .and_then(|open| String::from_utf8(open).ok())
            .ok_or_else(|| StoreFout::Versleuteling { waar: veld.to_owned() })
    }

    /// Compresses and encrypts a part of a file with data about people, for one field of one row.
    pub fn verpak(
        &self,
        gemeente: Gemeentecode,
        veld: &str,
        sleutel: &[i64],
        bytes: &[u8],
    ) -> Uitkomst<Vec<u8>> {
        let kort = lz4_flex::block::compress_prepend_size(bytes);
        // a place of its own, so that it never opens as a part of a message or as another field
        sluit(&self.0.inhoud, &kort, &plaats(gemeente, &format!("bestand {veld}"), sleutel), veld)
    }

    /// Opens what [`Kluis::verpak`] made for the same field.
    pub fn pak_uit(
        &self,
        gemeente: Gemeentecode,
        veld: &str,
        sleutel: &[i64],
        bytes: &[u8],
    ) -> Uitkomst<Vec<u8>> {
        ontsluit(&self.0.inhoud, bytes, &plaats(gemeente, &format!("bestand {veld}"), sleutel))
            .and_then(|kort| lz4_flex::block::decompress_size_prepended(&kort).ok())
            .ok_or_else(|| StoreFout::Versleuteling { waar: veld.to_owned() })
    }

    /// Encrypts a document about a person, such as a decision or its letter, for one field of one row.
    pub fn versleutel_stuk(
        &self,
        gemeente: Gemeentecode,
        veld: &str,
        sleutel: &[i64],
        inhoud: &[u8],
    ) -> Uitkomst<Vec<u8>> {
        // a place of its own, so that it never opens as a part of a message or as another field
        sluit(&self.0.inhoud, inhoud, &plaats(gemeente, &format!("stuk {veld}"), sleutel), veld)
    }

    /// Opens what [`Kluis::versleutel_stuk`] made for the same field.
    pub fn ontsleutel_stuk(
        &self,
        gemeente: Gemeentecode,
        veld: &str,
        sleutel: &[i64],
        bytes: &[u8],
    ) -> Uitkomst<Vec<u8>> {
        ontsluit(&self.0.inhoud, bytes, &plaats(gemeente, &format!("stuk {veld}"), sleutel))
            .ok_or_else(|| StoreFout::Versleuteling { waar: veld.to_owned() })
    }

    /// Encrypts one part of a message.
    pub(crate) fn versleutel_deel(
        &self,
        gemeente: Gemeentecode,
        bericht: i64,
        deel: i64,
        inhoud: &[u8],
    ) -> Uitkomst<Vec<u8>> {
        sluit(&self.0.inhoud, inhoud, &plaats(gemeente, "bericht_inhoud", &[bericht, deel]), "bericht_inhoud")
    }

    /// Opens what [`Kluis::versleutel_deel`] made.
    pub(crate) fn ontsleutel_deel(
        &self,
        gemeente: Gemeentecode,
        bericht: i64,
        deel: i64,
        bytes: &[u8],
    ) -> Uitkomst<Vec<u8>> {
        ontsluit(&self.0.inhoud, bytes, &plaats(gemeente, "bericht_inhoud", &[bericht, deel]))
            .ok_or_else(|| StoreFout::Versleuteling { waar: format!("bericht_inhoud (bericht {bericht})") })
    }

    /// Seals the head of an event log.
    pub(crate) fn zegel(&self, gemeente: Gemeentecode, nr: i64, hash: &[u8]) -> [u8; 32] {
        let mut m = self.0.keten.clone();
        m.update(gemeente.as_str().as_bytes());
        m.update(&nr.to_be_bytes());
        m.update(hash);
        m.finalize().into_bytes().into()
    }
}

fn mac(sleutel: &[u8]) -> HmacSha256 {
    // HMAC takes a key of any length; the error cannot occur, and an empty key would only make it fail the check.
    HmacSha256::new_from_slice(sleutel)
        .unwrap_or_else(|_| HmacSha256::new(&hmac::digest::Key::<HmacSha256>::default()))
}

/// `gemeente|tabel|a|b`: codes and table names hold no bar, so the text is unambiguous.
fn plaats(gemeente: Gemeentecode, tabel: &str, sleutel: &[i64]) -> String {
    use std::fmt::Write as _;
    let mut uit = String::with_capacity(48);
    uit.push_str(gemeente.as_str());
    uit.push('|');
    uit.push_str(tabel);
    for n in sleutel {
        let _ = write!(uit, "|{n}");
    }
    uit
}

fn sluit(sleutel: &Aes256GcmSiv, open: &[u8], aad: &str, waar: &str) -> Uitkomst<Vec<u8>> {
    let mut nonce = [0_u8; NONCE];
    let fout =
        || StoreFout::Anders { sql: "versleutelen", wat: format!("{waar} kon niet worden versleuteld") };
    getrandom::fill(&mut nonce).map_err(|_| fout())?;
    let dicht = sleutel
        .encrypt(&Nonce::from(nonce), Payload { msg: open, aad: aad.as_bytes() })
        .map_err(|_| fout())?;
    let mut uit = Vec::with_capacity(NONCE + dicht.len());
    uit.extend_from_slice(&nonce);
    uit.extend_from_slice(&dicht);
    Ok(uit)
}

fn ontsluit(sleutel: &Aes256GcmSiv, bytes: &[u8], aad: &str) -> Option<Vec<u8>> {
    let (nonce, dicht) = bytes.split_first_chunk::<NONCE>()?;
    sleutel.decrypt(&Nonce::from(*nonce), Payload { msg: dicht, aad: aad.as_bytes() }).ok()
}

/// Lower case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}

/// Reads hexadecimal of exactly `N` bytes.
pub(crate) fn van_hex<const N: usize>(tekst: &str) -> Option<[u8; N]> {
    let b = tekst.as_bytes();
    if b.len() != 2 * N {
        return None;
    }
    let cijfer = |c: u8| char::from(c).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let mut uit = [0; N];
    for (i, paar) in b.chunks_exact(2).enumerate() {
        uit[i] = cijfer(paar[0])? * 16 + cijfer(paar[1])?;
    }
    Some(uit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn g(code: &str) -> Gemeentecode {
        Gemeentecode::parse(code).unwrap()
    }

    #[test]
    fn a_bsn_opens_only_in_its_own_row_with_its_own_key() {
        let kluis = Kluis::open([1; 32]);
        let bsn = Bsn::parse("999900006").unwrap();
        let dicht = kluis.versleutel_bsn(g("0505"), "client", &[7], &bsn).unwrap();
        assert!(kluis.ontsleutel_bsn(g("0505"), "client", &[7], &dicht).unwrap() == bsn);
        for fout in [
            kluis.ontsleutel_bsn(g("0505"), "client", &[8], &dicht),
            kluis.ontsleutel_bsn(g("0796"), "client", &[7], &dicht),
            kluis.ontsleutel_bsn(g("0505"), "declaratieregel", &[7], &dicht),
            Kluis::open([2; 32]).ontsleutel_bsn(g("0505"), "client", &[7], &dicht),
            kluis.ontsleutel_bsn(g("0505"), "client", &[7], &dicht[..20]),
            kluis.ontsleutel_bsn(g("0505"), "client", &[7], &[]),
        ] {
            assert!(matches!(fout, Err(StoreFout::Versleuteling { .. })));
        }
        let ander = kluis.versleutel_bsn(g("0505"), "client", &[7], &bsn).unwrap();
        assert_ne!(dicht, ander, "the same BSN does not look the same");
    }

    #[test]
    fn a_document_opens_only_in_its_own_field() {
        let kluis = Kluis::open([1; 32]);
        let dicht = kluis.versleutel_stuk(g("0505"), "besluitversie", &[7, 1], b"besluit").unwrap();
        assert_eq!(kluis.ontsleutel_stuk(g("0505"), "besluitversie", &[7, 1], &dicht).unwrap(), b"besluit");
        for fout in [
            kluis.ontsleutel_stuk(g("0505"), "besluitversie", &[7, 2], &dicht),
            kluis.ontsleutel_stuk(g("0796"), "besluitversie", &[7, 1], &dicht),
            kluis.ontsleutel_stuk(g("0505"), "besluitbrief", &[7, 1], &dicht),
            kluis.ontsleutel_deel(g("0505"), 7, 1, &dicht),
        ] {
            assert!(matches!(fout, Err(StoreFout::Versleuteling { .. })));
        }
    }

    #[test]
    fn a_bsn_is_found_within_its_municipality_only() {
        let kluis = Kluis::open([1; 32]);
        let (a, b) = (Bsn::parse("999900006").unwrap(), Bsn::parse("999900018").unwrap());
        assert_eq!(kluis.bsn_zoek(g("0505"), &a), kluis.bsn_zoek(g("0505"), &a));
        assert_ne!(kluis.bsn_zoek(g("0505"), &a), kluis.bsn_zoek(g("0505"), &b));
        assert_ne!(kluis.bsn_zoek(g("0505"), &a), kluis.bsn_zoek(g("0796"), &a));
        assert_ne!(kluis.bsn_zoek(g("0505"), &a), Kluis::open([2; 32]).bsn_zoek(g("0505"), &a));
    }

    #[test]
    fn hex_reads_back_and_refuses_the_rest() {
        assert_eq!(van_hex::<3>(&hex(&[0, 0xab, 0xff])), Some([0, 0xab, 0xff]));
        assert_eq!(van_hex::<3>("00abf"), None);
        assert_eq!(van_hex::<3>("00abfg"), None);
        assert_eq!(van_hex::<1>("+f"), None);
    }
}
