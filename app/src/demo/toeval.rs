//! Seeded chance for synthetic data: the same numbers on every machine and in every version.

/// SplitMix64. Small and fixed on purpose: synthetic data may not change with a library's next release.
#[derive(Debug, Clone)]
pub(crate) struct Toeval(u64);

impl Toeval {
    #[cfg(test)]
    pub(crate) fn new(zaad: u64) -> Self {
        Self(zaad)
    }

    /// An own series for one thing (a client, a line), so that the order of drawing does not matter.
    pub(crate) fn voor(zaad: u64, soort: u64, nummer: u64) -> Self {
        let mut t = Self(
            zaad ^ soort.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ nummer.wrapping_mul(0xD1B5_4A32_D192_ED03),
        );
        t.volgende();
        t
    }

    pub(crate) fn volgende(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 when `n` is 0.
    pub(crate) fn onder(&mut self, n: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, reason = "smaller than n, which is a usize")]
        if n == 0 { 0 } else { (self.volgende() % n as u64) as usize }
    }

    /// True in `p` of a thousand cases.
    pub(crate) fn promille(&mut self, p: usize) -> bool {
        self.onder(1000) < p
    }

    /// One of the options; there must be at least one.
    pub(crate) fn kies<'a, T>(&mut self, opties: &'a [T]) -> &'a T {
        &opties[self.onder(opties.len())]
    }
}
