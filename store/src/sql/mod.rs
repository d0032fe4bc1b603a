//! Every SQL text of the program, as constants in a list.
//!
//! To add texts: make `sql/<naam>.rs`, put one `sql! { … }` block in it (and one `bulk! { … }` block when it
//! has bulk inserts), and name the module in `modules!` at the end of this file. Nothing else: the constants
//! and the list come from the block, and the tests prepare every text on both engines.
//!
//! ```text
//! sql! {
//!     /// The client with this number: achternaam, geboortedatum.
//!     CLIENT = "SELECT achternaam, geboortedatum FROM client WHERE gemeente = $1 AND id = $2";
//! }
//! bulk! {
//!     /// Rows of a claim.
//!     DECLARATIEREGELS = declaratieregel (gemeente, bericht, volgnr);
//! }
//! ```
//!
//! Rules for a text that must run on both engines:
//! - parameters are `$1`, `$2`, …; every query on a table with municipal data names `gemeente` (tested);
//! - `CAST(SUM(x) AS BIGINT)`; `CAST($1 AS TEXT) IS NULL OR …`; write `NULLS LAST` out; no reliance on the case
//!   of `LIKE`; divide only with care (both truncate integers); booleans are 0 and 1;
//! - a set of keys: fill `sleutels` with [`crate::Tx::sleutels`] and write
//!   `FROM sleutels s CROSS JOIN client c WHERE c.gemeente = $1 AND c.bsn_zoek = s.bytes` (on SQLite `CROSS JOIN`
//!   also fixes the order: keys outside, index lookup inside); columns nr, tekst, tekst2, getal, getal2, bytes;
//! - a text is an expression, so variants can share pieces: `concat!("SELECT … FROM …", " ORDER BY naam")`;
//! - to bound a read by municipality only when one is chosen is not possible on purpose: a query is about one
//!   municipality, and a page over several runs it for each.

/// One SQL text. Only modules of [`crate::sql`] make them, so that none escapes the list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    naam: &'static str,
    tekst: &'static str,
    sqlite: &'static str,
}

impl std::fmt::Debug for Sql {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sql({})", self.naam)
    }
}

impl Sql {
    #[doc(hidden)]
    pub const fn nieuw(naam: &'static str, tekst: &'static str, sqlite: &'static [u8]) -> Self {
        // Only ASCII `$` became ASCII `?`, so this is the same UTF-8.
        let sqlite = match std::str::from_utf8(sqlite) {
            Ok(t) => t,
            Err(_) => "",
        };
        Self { naam, tekst, sqlite }
    }

    /// Whether it uses the key table.
    pub(crate) fn met_sleutels(&self) -> bool {
        self.tekst.contains("sleutels")
    }

    /// Name of the constant, for errors and tests.
    pub const fn naam(&self) -> &'static str {
        self.naam
    }

    /// The text with `$n`, as PostgreSQL takes it.
    pub const fn tekst(&self) -> &'static str {
        self.tekst
    }

    /// The text with `?n`, as SQLite takes it (there `$1` would be a name, numbered by first appearance).
    pub const fn sqlite(&self) -> &'static str {
        self.sqlite
    }
}

/// Target of a bulk insert: table and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bulk {
    /// Name of the constant.
    pub naam: &'static str,
    /// Table.
    pub tabel: &'static str,
    /// Columns, in the order of the values.
    pub kolommen: &'static [&'static str],
}

/// Turns `$n` into `?n` outside quotes and comments, while compiling.
#[doc(hidden)]
pub const fn naar_sqlite<const N: usize>(tekst: &str) -> [u8; N] {
    let bron = tekst.as_bytes();
    let mut uit = [0; N];
    let mut in_quote = 0_u8;
    let mut in_comment = false;
    let mut i = 0;
    while i < N {
        let c = bron[i];
        uit[i] = c;
        if in_comment {
            in_comment = c != b'\n';
        } else if in_quote != 0 {
            if c == in_quote {
                in_quote = 0;
            }
        } else if c == b'\'' || c == b'"' {
            in_quote = c;
        } else if c == b'-' && i + 1 < N && bron[i + 1] == b'-' {
            in_comment = true;
        } else if c == b'$' && i + 1 < N && bron[i + 1].is_ascii_digit() {
            uit[i] = b'?';
        }
        i += 1;
    }
    uit
}

/// Makes one [`Sql`] from a text: `sql_tekst!("NAAM", "SELECT …")`. For tests; the program uses `sql!`.
#[doc(hidden)]
#[macro_export]
macro_rules! sql_tekst {
    ($naam:expr, $tekst:expr) => {{
        const TEKST: &str = $tekst;
        const SQLITE: [u8; TEKST.len()] = $crate::sql::naar_sqlite(TEKST);
        $crate::sql::Sql::nieuw($naam, TEKST, &SQLITE)
    }};
}

/// Defines the texts of a module and its list.
macro_rules! sql {
    ($($(#[$doc:meta])* $naam:ident = $tekst:expr;)+) => {
        $($(#[$doc])* pub const $naam: $crate::sql::Sql = $crate::sql_tekst!(stringify!($naam), $tekst);)+
        /// All texts of this module.
        pub const ALLE: &[$crate::sql::Sql] = &[$($naam),+];
    };
}

/// Defines the bulk inserts of a module and their list.
macro_rules! bulk {
    ($($(#[$doc:meta])* $naam:ident = $tabel:ident ($($kolom:ident),+ $(,)?);)+) => {
        $($(#[$doc])* pub const $naam: $crate::sql::Bulk = $crate::sql::Bulk {
            naam: stringify!($naam),
            tabel: stringify!($tabel),
            kolommen: &[$(stringify!($kolom)),+],
        };)+
        /// All bulk inserts of this module.
        pub const BULKS: &[$crate::sql::Bulk] = &[$($naam),+];
    };
}

macro_rules! modules {
    (sql: [$($(#[$doc:meta])* $m:ident),+ $(,)?], bulk: [$($b:ident),* $(,)?]) => {
        $($(#[$doc])* pub mod $m;)+

        /// Every text of the program, per module.
        pub const ALLE: &[(&str, &[Sql])] = &[$((stringify!($m), $m::ALLE)),+];

        /// Every bulk insert of the program, per module.
        pub const BULKS: &[(&str, &[Bulk])] = &[$((stringify!($b), $b::BULKS)),*];
    };
}

modules! {
    sql: [
        /// Advice: what was filled in, what was chosen, the cells of the matrix.
        advies,
        /// Counters, settings, event log and contents: what `store` itself uses.
        basis,
        /// Decisions: drafts, versions, letters, objections.
        besluiten,
        /// Reorganisation of municipalities.
        herindelen,
        /// The write side: receiving, settling, assigning, paying.
        schrijven,
        /// Lists, files and figures.
        lezen,
        /// Users and sessions.
        aanmelden,
        /// Delivery: tries, waits, what could not be delivered.
        post,
        /// The provider's part in the plan of a melding.
        plannen,
        /// Requests of providers and what they are answered.
        verzoeken,
        /// The watch on reaction times.
        bewaken,
        /// The conversion of running indications.
        omzetten,
        /// Versions of frameworks: drafts, what was published, who did what.
        kaders,
        /// A whole book at once: what both parties must agree on.
        keten,
        /// The desk of a provider.
        loket,
        /// Kept scenarios and reactions on tariffs.
        tarieven,
        /// The access: from melding to aanvraag.
        toegang,
        /// What is watched after a decision, and who waits.
        wacht,
    ],
    bulk: [basis, schrijven, verzoeken]
}

#[cfg(test)]
mod tests {
    #[test]
    fn parameters_are_renumbered_outside_quotes_and_comments_only() {
        let s = sql_tekst!("T", "SELECT '$1', \"$2\", $3, é -- $4\n, $12 || '''$5' || $");
        assert_eq!(s.sqlite(), "SELECT '$1', \"$2\", ?3, é -- $4\n, ?12 || '''$5' || $");
    }
}
