//! What can go wrong in storage, as one Dutch line that says what, where and what to do.
//!
//! No line ever carries a value from a row: a value can be personal data.

use std::fmt;

/// A storage error. `Display` is the line that a person reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreFout {
    /// The address of the database cannot be read.
    Adres {
        /// What is wrong with it.
        wat: String,
    },
    /// Another process or connection holds the database for too long.
    Bezet {
        /// Which database.
        waar: String,
    },
    /// The database cannot be written.
    AlleenLezen {
        /// Which database.
        waar: String,
    },
    /// No room left on the disk.
    SchijfVol {
        /// Which database.
        waar: String,
    },
    /// The file cannot be opened or created.
    NietTeOpenen {
        /// Which file.
        waar: String,
        /// What the system says.
        wat: String,
    },
    /// The file is something else than a database, or damaged.
    GeenDatabase {
        /// Which file.
        waar: String,
    },
    /// A database, but of another program.
    AndereDatabase {
        /// Which database.
        waar: String,
    },
    /// No connection with the server, or it was lost.
    GeenVerbinding {
        /// Which server and database.
        waar: String,
        /// What the client says.
        wat: String,
    },
    /// The database was made by a newer program.
    NieuwereVersie {
        /// Which database.
        waar: String,
        /// Version of the database.
        database: i64,
        /// Version that this program knows.
        programma: i64,
    },
    /// The database is empty or older than this program.
    Verouderd {
        /// Which database.
        waar: String,
        /// Version of the database; 0 = empty.
        database: i64,
        /// Version that this program knows.
        programma: i64,
    },
    /// A migration that was applied differs from the one in this program.
    GewijzigdeMigratie {
        /// Which database.
        waar: String,
        /// Number of the migration.
        nummer: i64,
    },
    /// A row with this key exists already.
    Uniek {
        /// Table.
        tabel: String,
        /// Columns of the key, comma separated; empty when unknown.
        kolommen: String,
    },
    /// Another user changed the same data at the same time, and trying again did not help.
    Conflict {
        /// Which database.
        waar: String,
    },
    /// An error within the transaction was ignored; its work was rolled back.
    Afgebroken,
    /// The key does not belong to this database.
    VerkeerdeSleutel {
        /// Where the key came from.
        bron: String,
    },
    /// There is no key.
    GeenSleutel {
        /// What was looked for, and what to do.
        wat: String,
    },
    /// Encrypted data does not open: damaged, or moved from another row.
    Versleuteling {
        /// Table or kind of data.
        waar: String,
    },
    /// Text with a NUL byte, which no database keeps unchanged.
    NulTeken,
    /// A value that cannot be stored, or a column that holds something else than expected.
    Kolom {
        /// Index of column or parameter, from 0.
        index: usize,
        /// What was expected, in Dutch.
        verwacht: &'static str,
    },
    /// Exactly one row was expected.
    AantalRijen {
        /// Name of the query.
        sql: &'static str,
        /// Whether there were more than one (else none).
        meer: bool,
    },
    /// Something in the database does not agree with itself.
    Beschadigd {
        /// What and where.
        wat: String,
    },
    /// This engine cannot do it.
    NietOndersteund {
        /// What, and what to do instead.
        wat: String,
    },
    /// Anything else.
    Anders {
        /// Name of the query or step.
        sql: &'static str,
        /// What the database says.
        wat: String,
    },
}

/// Shorthand.
pub type Uitkomst<T> = Result<T, StoreFout>;

impl fmt::Display for StoreFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Adres { wat } => write!(
                f,
                "het adres van de database klopt niet: {wat}; gebruik sqlite://BESTAND of postgres://…"
            ),
            Self::Bezet { waar } => write!(
                f,
                "de database {waar} is bezet door een ander programma; sluit dat of probeer het straks opnieuw"
            ),
            Self::AlleenLezen { waar } => write!(
                f,
                "in de database {waar} kan niet worden geschreven; geef schrijfrechten op het bestand en de map"
            ),
            Self::SchijfVol { waar } => {
                write!(f, "er is geen ruimte meer voor de database {waar}; maak ruimte op de schijf")
            }
            Self::NietTeOpenen { waar, wat } => write!(
                f,
                "de database {waar} kan niet worden geopend ({wat}); controleer of de map bestaat en toegankelijk is"
            ),
            Self::GeenDatabase { waar } => write!(
                f,
                "{waar} is geen database of is beschadigd; controleer de naam of zet een back-up terug"
            ),
            Self::AndereDatabase { waar } => {
                write!(f, "{waar} is geen database van maatwerk; kies een ander bestand of een lege database")
            }
            Self::GeenVerbinding { waar, wat } => write!(
                f,
                "geen verbinding met de database {waar} ({wat}); controleer adres, naam en wachtwoord en of de server draait"
            ),
            Self::NieuwereVersie { waar, database, programma } => write!(
                f,
                "de database {waar} heeft versie {database} en dit programma kent versie {programma}; installeer een nieuwere maatwerk"
            ),
            Self::Verouderd { waar, database: 0, .. } => {
                write!(f, "de database {waar} is leeg; voer `maatwerk migreer` uit")
            }
            Self::Verouderd { waar, database, programma } => write!(
                f,
                "de database {waar} heeft versie {database} en dit programma verwacht versie {programma}; voer `maatwerk migreer` uit"
            ),
            Self::GewijzigdeMigratie { waar, nummer } => write!(
                f,
                "de database {waar} is gemaakt met een andere migratie {nummer} dan die van dit programma; gebruik dezelfde uitgave van maatwerk of een nieuwe database"
            ),
            Self::Uniek { tabel, kolommen } if kolommen.is_empty() => {
                write!(f, "dit bestaat al in {tabel}")
            }
            Self::Uniek { tabel, kolommen } => write!(f, "dit bestaat al in {tabel} (sleutel {kolommen})"),
            Self::Conflict { waar } => write!(
                f,
                "iemand anders wijzigde tegelijk dezelfde gegevens in {waar}; probeer het opnieuw"
            ),
            Self::Afgebroken => f.write_str(
                "een eerdere fout in deze bewerking is niet afgehandeld; alles is teruggedraaid, meld dit aan de maker",
            ),
            Self::VerkeerdeSleutel { bron } => write!(
                f,
                "de sleutel uit {bron} hoort niet bij deze database; gebruik de sleutel waarmee de database is gemaakt"
            ),
            Self::Versleuteling { waar } => write!(
                f,
                "versleutelde gegevens in {waar} gaan niet open: beschadigd of verplaatst; zet een back-up terug"
            ),
            Self::NulTeken => f.write_str("tekst met een NUL-teken wordt niet opgeslagen; haal dat teken weg"),
            Self::Kolom { index, verwacht } => {
                write!(f, "waarde {index} is anders dan verwacht: {verwacht}; meld dit aan de maker")
            }
            Self::AantalRijen { sql, meer: false } => {
                write!(f, "niet gevonden ({sql}); controleer nummer en gemeente")
            }
            Self::AantalRijen { sql, meer: true } => {
                write!(f, "meer dan één rij gevonden waar er één mag zijn ({sql}); meld dit aan de maker")
            }
            Self::Beschadigd { wat } => write!(f, "{wat}; controleer met `maatwerk audit controleer`"),
            Self::GeenSleutel { wat } | Self::NietOndersteund { wat } => f.write_str(wat),
            Self::Anders { sql, wat } => {
                write!(f, "de database weigert {sql}: {wat}; meld dit aan de maker")
            }
        }
    }
}

impl std::error::Error for StoreFout {}

impl StoreFout {
    /// Whether the data exists already (a key that must be unique).
    pub fn is_uniek(&self) -> bool {
        matches!(self, Self::Uniek { .. })
    }

    /// Whether it was not found ([`crate::Tx::query_one`] without a row).
    pub fn is_niet_gevonden(&self) -> bool {
        matches!(self, Self::AantalRijen { meer: false, .. })
    }

    /// An SQLite error. `waar` is the file, `sql` the name of the text.
    pub(crate) fn van_sqlite(e: &rusqlite::Error, waar: &str, sql: &'static str) -> Self {
        use rusqlite::ErrorCode as C;
        let waar = waar.to_owned();
        match e {
            rusqlite::Error::SqliteFailure(f, tekst) => match f.code {
                C::DatabaseBusy | C::DatabaseLocked => Self::Bezet { waar },
                C::ReadOnly => Self::AlleenLezen { waar },
                C::DiskFull => Self::SchijfVol { waar },
                C::NotADatabase | C::DatabaseCorrupt => Self::GeenDatabase { waar },
                C::CannotOpen | C::PermissionDenied => {
                    Self::NietTeOpenen { waar, wat: tekst.clone().unwrap_or_else(|| f.to_string()) }
                }
                // 2067 unique index, 1555 primary key, 2579 rowid
                C::ConstraintViolation if [2067, 1555, 2579].contains(&f.extended_code) => {
                    let (tabel, kolommen) = uniek_sqlite(tekst.as_deref().unwrap_or_default());
                    Self::Uniek { tabel, kolommen }
                }
                _ => Self::Anders { sql, wat: tekst.clone().unwrap_or_else(|| f.to_string()) },
            },
            ander => Self::Anders { sql, wat: ander.to_string() },
        }
    }

    /// A PostgreSQL error. Its detail is left out: it can hold values of the row.
    pub(crate) fn van_pg(e: &postgres::Error, waar: &str, sql: &'static str) -> Self {
        let waar = waar.to_owned();
        let Some(db) = e.as_db_error() else {
            if let Some(wat) = geen_verbinding(e) {
                return Self::GeenVerbinding { waar, wat: wat.into() };
            }
            return Self::Anders { sql, wat: oorzaak(e) };
        };
        let code = db.code().code();
        match code {
            "23505" => Self::Uniek {
                tabel: db.table().unwrap_or_default().to_owned(),
                kolommen: db.detail().and_then(kolommen_uit_detail).unwrap_or_default(),
            },
            "40001" | "40P01" => Self::Conflict { waar },
            "55P03" => Self::Bezet { waar },
            "25006" => Self::AlleenLezen { waar },
            "53100" => Self::SchijfVol { waar },
            "57P01" | "57P02" | "57P03" => {
                Self::GeenVerbinding { waar, wat: "de server start of stopt juist".into() }
            }
            "53300" => Self::GeenVerbinding { waar, wat: "de server heeft te veel verbindingen".into() },
            "3D000" => Self::GeenVerbinding { waar, wat: "die database bestaat niet".into() },
            "28P01" | "28000" => {
                Self::GeenVerbinding { waar, wat: "naam of wachtwoord wordt niet aangenomen".into() }
            }
            _ => Self::Anders { sql, wat: format!("{} ({code})", db.message()) },
        }
    }
}

/// `UNIQUE constraint failed: client.gemeente, client.bsn_zoek` to table and columns.
fn uniek_sqlite(tekst: &str) -> (String, String) {
    let namen = tekst.rsplit(": ").next().unwrap_or_default();
    let mut tabel = String::new();
    let mut kolommen = Vec::new();
    for deel in namen.split(", ") {
        match deel.split_once('.') {
            Some((t, k)) => {
                t.clone_into(&mut tabel);
                kolommen.push(k);
            }
            None => deel.clone_into(&mut tabel),
        }
    }
    (tabel, kolommen.join(", "))
}

/// `Key (gemeente, bsn_zoek)=(…) already exists.`: the names only.
fn kolommen_uit_detail(detail: &str) -> Option<String> {
    let rest = detail.split_once('(')?.1;
    Some(rest.split_once(")=")?.0.to_owned())
}

/// Why there is no connection, in Dutch; `None` when something else is wrong.
fn geen_verbinding(e: &postgres::Error) -> Option<&'static str> {
    use std::io::ErrorKind as K;
    let mut bron: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(e);
    while let Some(b) = bron {
        if let Some(io) = b.downcast_ref::<std::io::Error>() {
            return Some(match io.kind() {
                K::ConnectionRefused | K::NotFound => "daar draait geen server",
                K::TimedOut => "de server antwoordt niet",
                K::PermissionDenied => "geen toestemming",
                K::ConnectionReset | K::ConnectionAborted | K::BrokenPipe | K::UnexpectedEof => {
                    "de verbinding is verbroken"
                }
                _ => "de server is niet te vinden of niet te bereiken",
            });
        }
        bron = b.source();
    }
    if e.is_closed() {
        return Some("de verbinding is verbroken");
    }
    // tokio-postgres reports a failed start ("error connecting to server", "invalid configuration") without a code.
    let tekst = e.to_string();
    (tekst.starts_with("error connecting") || tekst.starts_with("error performing TLS"))
        .then_some("de server is niet te vinden of niet te bereiken")
}

/// The message with what lies beneath it.
pub(crate) fn oorzaak(e: &dyn std::error::Error) -> String {
    let mut tekst = e.to_string();
    let mut bron = e.source();
    while let Some(b) = bron {
        let deel = b.to_string();
        if !tekst.contains(&deel) {
            tekst.push_str(": ");
            tekst.push_str(&deel);
        }
        bron = b.source();
    }
    tekst
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_unique_key_are_read_and_values_are_not() {
        assert_eq!(
            uniek_sqlite("UNIQUE constraint failed: client.gemeente, client.bsn_zoek"),
            ("client".to_owned(), "gemeente, bsn_zoek".to_owned())
        );
        assert_eq!(
            kolommen_uit_detail("Key (gemeente, naam)=(0505, geheim) already exists."),
            Some("gemeente, naam".to_owned())
        );
    }
}
