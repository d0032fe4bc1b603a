//! The table that is printed at the end.

use std::time::Duration;

/// Rows in the order in which they were measured.
pub(crate) struct Tabel {
    feiten: Vec<[String; 3]>,
    oordelen: Vec<[String; 4]>,
}

impl Tabel {
    pub(crate) fn new() -> Self {
        Self { feiten: Vec::new(), oordelen: Vec::new() }
    }

    /// A time and a peak.
    pub(crate) fn feit(&mut self, naam: &str, tijd: &str, piek: &str) {
        self.feiten.push([naam, tijd, piek].map(str::to_owned));
    }

    /// A figure that may not be higher than its bound.
    pub(crate) fn hoogstens(&mut self, naam: &str, waarde: f64, eis: f64, eenheid: &str) {
        let oordeel = if waarde <= eis { "haalt" } else { "haalt niet" };
        self.oordelen.push([
            naam.to_owned(),
            format!("{waarde:.2} {eenheid}"),
            format!("<= {eis} {eenheid}"),
            oordeel.to_owned(),
        ]);
    }

    /// A figure that may not be lower than its bound.
    pub(crate) fn minstens(&mut self, naam: &str, waarde: f64, eis: f64, eenheid: &str) {
        let oordeel = if waarde >= eis { "haalt" } else { "haalt niet" };
        self.oordelen.push([
            naam.to_owned(),
            format!("{waarde:.2} {eenheid}"),
            format!(">= {eis} {eenheid}"),
            oordeel.to_owned(),
        ]);
    }

    /// A figure that nothing is asked of.
    pub(crate) fn zonder_eis(&mut self, naam: &str, waarde: f64, eenheid: &str) {
        self.oordelen.push([naam.to_owned(), format!("{waarde:.2} {eenheid}"), String::new(), String::new()]);
    }

    /// A remark among the figures.
    pub(crate) fn tekst(&mut self, tekst: &str) {
        self.oordelen.push([tekst.to_owned(), String::new(), String::new(), String::new()]);
    }

    pub(crate) fn toon(&self) {
        println!("{:<52} {:>16} {:>12}", "meting", "tijd", "geheugen");
        for [naam, tijd, piek] in &self.feiten {
            println!("{naam:<52} {tijd:>16} {piek:>12}");
        }
        println!("\n{:<52} {:>16} {:>12}  oordeel", "vergelijking", "uitkomst", "eis");
        for [naam, waarde, eis, oordeel] in &self.oordelen {
            println!("{}", format!("{naam:<52} {waarde:>16} {eis:>12}  {oordeel}").trim_end());
        }
    }
}

/// With a point between thousands.
pub(crate) fn getal(n: u32) -> String {
    let cijfers = n.to_string();
    let mut uit = String::new();
    for (i, c) in cijfers.chars().enumerate() {
        if i > 0 && (cijfers.len() - i).is_multiple_of(3) {
            uit.push('.');
        }
        uit.push(c);
    }
    uit
}

pub(crate) fn seconden(d: Duration) -> String {
    format!("{:.3} s", d.as_secs_f64())
}

#[expect(clippy::cast_precision_loss, reason = "far below the bound of exact numbers")]
pub(crate) fn in_mib(kib: u64) -> f64 {
    kib as f64 / 1024.0
}

#[expect(clippy::cast_precision_loss, reason = "far below the bound of exact numbers")]
pub(crate) fn in_mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

pub(crate) fn mib(kib: u64) -> String {
    format!("{:.1} MiB", in_mib(kib))
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_are_separated() {
        assert_eq!(super::getal(1_000_000), "1.000.000");
        assert_eq!(super::getal(100), "100");
        assert_eq!(super::getal(12_345), "12.345");
    }
}
