//! The source with a bound on one piece of markup or text, so that a file without an end to it cannot fill memory, and
//! without its byte order mark, however small the portions are in which it comes.

use std::io::{self, BufRead, Read};

#[derive(Debug)]
pub(super) struct Begrensd<R> {
    bron: R,
    grens: usize,
    rest: usize,
    begin: Begin,
    /// The bound was reached.
    pub te_lang: bool,
}

const BOM: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// How far the first bytes have come.
#[derive(Debug, Clone, Copy)]
enum Begin {
    /// So many bytes of a byte order mark were taken.
    Zoek(usize),
    /// It was none: bytes of [`BOM`] that still have to be handed out.
    Terug(usize, usize),
    /// The first portion is kept short: the parser skips a mark that it sees whole, and would skip a second one.
    Eerste,
    Voorbij,
}

impl<R> Begrensd<R> {
    pub fn new(bron: R, grens: usize) -> Self {
        Self { bron, grens, rest: grens, begin: Begin::Zoek(0), te_lang: false }
    }

    /// The source itself, for pieces that are short.
    pub fn direct(&mut self) -> &mut R {
        &mut self.bron
    }

    /// A new piece begins.
    pub fn herstel(&mut self) {
        self.rest = self.grens;
    }
}

impl<R: BufRead> BufRead for Begrensd<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if let Begin::Zoek(n) = self.begin {
            self.zoek_bom(n)?;
        }
        let stuk = match self.begin {
            Begin::Voorbij => self.bron.fill_buf()?,
            Begin::Terug(van, tot) => &BOM[van..tot],
            Begin::Eerste | Begin::Zoek(_) => {
                let stuk = self.bron.fill_buf()?;
                &stuk[..stuk.len().min(2)]
            }
        };
        if self.rest == 0 && !stuk.is_empty() {
            self.te_lang = true;
            return Err(io::Error::other("te lang"));
        }
        // What is handed out at once stays within the bound too: memory may hold the whole source.
        Ok(&stuk[..stuk.len().min(self.rest)])
    }

    #[inline]
    fn consume(&mut self, aantal: usize) {
        self.rest = self.rest.saturating_sub(aantal);
        match self.begin {
            Begin::Voorbij => self.bron.consume(aantal),
            Begin::Terug(van, tot) if van + aantal < tot => self.begin = Begin::Terug(van + aantal, tot),
            Begin::Terug(..) => self.begin = Begin::Voorbij,
            Begin::Eerste | Begin::Zoek(_) => {
                if aantal > 0 {
                    self.begin = Begin::Voorbij;
                }
                self.bron.consume(aantal);
            }
        }
    }
}

impl<R: BufRead> Begrensd<R> {
    fn zoek_bom(&mut self, mut n: usize) -> io::Result<()> {
        while let Some(b) = BOM.get(n) {
            if self.bron.fill_buf()?.first() != Some(b) {
                break;
            }
            self.bron.consume(1);
            n += 1;
            self.begin = Begin::Zoek(n);
        }
        self.begin = if n == 0 || n == BOM.len() { Begin::Eerste } else { Begin::Terug(0, n) };
        Ok(())
    }
}

impl<R: BufRead> Read for Begrensd<R> {
    fn read(&mut self, doel: &mut [u8]) -> io::Result<usize> {
        let stuk = self.fill_buf()?;
        let n = stuk.len().min(doel.len());
        doel[..n].copy_from_slice(&stuk[..n]);
        self.consume(n);
        Ok(n)
    }
}
