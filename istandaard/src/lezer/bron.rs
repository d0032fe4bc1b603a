//! The source with a bound on one piece of markup or text, so that a file without an end to it cannot fill memory.

use std::io::{self, BufRead, Read};

#[derive(Debug)]
pub(super) struct Begrensd<R> {
    bron: R,
    grens: usize,
    rest: usize,
    /// The bound was reached.
    pub te_lang: bool,
}

impl<R> Begrensd<R> {
    pub fn new(bron: R, grens: usize) -> Self {
        Self { bron, grens, rest: grens, te_lang: false }
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
        let stuk = self.bron.fill_buf()?;
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
        self.bron.consume(aantal);
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
