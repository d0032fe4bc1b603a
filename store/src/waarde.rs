//! Values that go into a query and come out of a row.
//!
//! Both borrow: a text or blob is not copied on its way in or out.

use crate::fout::{StoreFout, Uitkomst};
use kern::{AgbCode, Datum, Gemeentecode, Productcategorie, Productcode};
use postgres::types::{FromSql, IsNull, Kind, ToSql, Type, private::BytesMut};
use std::error::Error;
use std::fmt;

/// A parameter of a query.
///
/// Made by `into()` from integers, `bool` (0 or 1), text, bytes, days, codes and options of those.
#[derive(Clone, Copy, PartialEq)]
pub enum Val<'a> {
    /// NULL of any type.
    Null,
    /// An integer, an amount in cents, or yes/no as 1/0.
    I64(i64),
    /// Text, without NUL bytes.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// A day, stored as JJJJ-MM-DD.
    Dag(Datum),
}

/// Never shows content: a parameter can be personal data.
impl fmt::Debug for Val<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("Null"),
            Self::I64(_) => f.write_str("I64(…)"),
            Self::Text(t) => write!(f, "Text({} bytes)", t.len()),
            Self::Blob(b) => write!(f, "Blob({} bytes)", b.len()),
            Self::Dag(_) => f.write_str("Dag(…)"),
        }
    }
}

macro_rules! val_van_getal {
    ($($t:ty),+) => {$(
        impl From<$t> for Val<'_> {
            fn from(n: $t) -> Self { Self::I64(i64::from(n)) }
        }
    )+};
}
val_van_getal!(i64, i32, u32, i16, u16, i8, u8, bool);

impl<'a> From<&'a str> for Val<'a> {
    fn from(t: &'a str) -> Self {
        Self::Text(t)
    }
}
impl<'a> From<&'a String> for Val<'a> {
    fn from(t: &'a String) -> Self {
        Self::Text(t)
    }
}
impl<'a> From<&'a [u8]> for Val<'a> {
    fn from(b: &'a [u8]) -> Self {
        Self::Blob(b)
    }
}
impl<'a> From<&'a Vec<u8>> for Val<'a> {
    fn from(b: &'a Vec<u8>) -> Self {
        Self::Blob(b)
    }
}
impl<'a, const N: usize> From<&'a [u8; N]> for Val<'a> {
    fn from(b: &'a [u8; N]) -> Self {
        Self::Blob(b)
    }
}
impl From<Datum> for Val<'_> {
    fn from(d: Datum) -> Self {
        Self::Dag(d)
    }
}
impl From<kern::Eurocent> for Val<'_> {
    fn from(c: kern::Eurocent) -> Self {
        Self::I64(c.0)
    }
}

macro_rules! val_van_code {
    ($($t:ty),+) => {$(
        impl<'a> From<&'a $t> for Val<'a> {
            fn from(c: &'a $t) -> Self { Self::Text(c.as_str()) }
        }
    )+};
}
val_van_code!(Gemeentecode, AgbCode, Productcategorie, Productcode);

impl<'a, T: Into<Val<'a>>> From<Option<T>> for Val<'a> {
    fn from(o: Option<T>) -> Self {
        o.map_or(Val::Null, Into::into)
    }
}

/// JJJJ-MM-DD in ten bytes, without allocation; years before 0 do not occur and are refused.
pub(crate) fn iso(dag: Datum, index: usize) -> Uitkomst<[u8; 10]> {
    let fout = StoreFout::Kolom { index, verwacht: "een dag tussen het jaar 0 en 9999" };
    let jaar = u16::try_from(dag.year()).map_err(|_| fout.clone())?;
    let maand = u8::try_from(dag.month()).map_err(|_| fout.clone())?;
    let d = u8::try_from(dag.day()).map_err(|_| fout)?;
    let c = |n: u16| b'0' + u8::try_from(n % 10).unwrap_or(0);
    Ok([
        c(jaar / 1000),
        c(jaar / 100),
        c(jaar / 10),
        c(jaar),
        b'-',
        b'0' + maand / 10,
        b'0' + maand % 10,
        b'-',
        b'0' + d / 10,
        b'0' + d % 10,
    ])
}

/// Refuses a NUL byte: SQLite would keep it and PostgreSQL would not.
pub(crate) fn zonder_nul(tekst: &str) -> Uitkomst<()> {
    if tekst.as_bytes().contains(&0) { Err(StoreFout::NulTeken) } else { Ok(()) }
}

// ---- PostgreSQL ---------------------------------------------------------------------------------

/// Encodes itself to the type that the server inferred.
impl ToSql for Val<'_> {
    fn to_sql(&self, ty: &Type, uit: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        if let Kind::Domain(onder) = ty.kind() {
            return self.to_sql(onder, uit);
        }
        match *self {
            Val::Null => Ok(IsNull::Yes),
            Val::I64(n) => match *ty {
                Type::INT8 => n.to_sql(ty, uit),
                Type::INT4 => i32::try_from(n)?.to_sql(ty, uit),
                Type::INT2 => i16::try_from(n)?.to_sql(ty, uit),
                Type::BOOL => (n != 0).to_sql(ty, uit),
                _ => Err(format!("een getal past niet in het type {ty}").into()),
            },
            Val::Text(t) => tekst(t, ty, uit),
            Val::Dag(d) => {
                let iso = iso(d, 0)?;
                tekst(std::str::from_utf8(&iso)?, ty, uit)
            }
            Val::Blob(b) => match *ty {
                Type::BYTEA => b.to_sql(ty, uit),
                _ => Err(format!("bytes passen niet in het type {ty}").into()),
            },
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, ty: &Type, uit: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.to_sql(ty, uit)
    }
}

fn tekst(t: &str, ty: &Type, uit: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
    match *ty {
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => t.to_sql(&Type::TEXT, uit),
        _ => Err(format!("tekst past niet in het type {ty}").into()),
    }
}

/// Reads any integer type, and a boolean as 0 or 1, as SQLite gives them.
struct Getal(i64);

impl<'a> FromSql<'a> for Getal {
    fn from_sql(ty: &Type, ruw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *ty {
            Type::INT8 => i64::from_sql(ty, ruw)?,
            Type::INT4 => i64::from(i32::from_sql(ty, ruw)?),
            Type::INT2 => i64::from(i16::from_sql(ty, ruw)?),
            _ => i64::from(bool::from_sql(ty, ruw)?),
        }))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL)
    }
}

// ---- Rows ---------------------------------------------------------------------------------------

/// A row of a result, valid within the callback. Columns count from 0.
pub struct Row<'r>(pub(crate) Soort<'r>);

pub(crate) enum Soort<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Pg(&'r postgres::Row),
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Row(…)")
    }
}

const GETAL: &str = "een geheel getal";
const TEKST: &str = "tekst";
const BYTES: &str = "bytes";
const DAG: &str = "een dag (JJJJ-MM-DD)";

impl Row<'_> {
    /// An integer, or nothing.
    pub fn opt_i64(&self, i: usize) -> Uitkomst<Option<i64>> {
        let fout = || StoreFout::Kolom { index: i, verwacht: GETAL };
        match &self.0 {
            Soort::Sqlite(r) => match r.get_ref(i).map_err(|_| fout())? {
                rusqlite::types::ValueRef::Integer(n) => Ok(Some(n)),
                rusqlite::types::ValueRef::Null => Ok(None),
                _ => Err(fout()),
            },
            Soort::Pg(r) => Ok(r.try_get::<_, Option<Getal>>(i).map_err(|_| fout())?.map(|g| g.0)),
        }
    }

    /// Text, borrowed from the row, or nothing.
    pub fn opt_text(&self, i: usize) -> Uitkomst<Option<&str>> {
        let fout = || StoreFout::Kolom { index: i, verwacht: TEKST };
        match &self.0 {
            Soort::Sqlite(r) => match r.get_ref(i).map_err(|_| fout())? {
                rusqlite::types::ValueRef::Text(t) => Ok(Some(std::str::from_utf8(t).map_err(|_| fout())?)),
                rusqlite::types::ValueRef::Null => Ok(None),
                _ => Err(fout()),
            },
            Soort::Pg(r) => r.try_get(i).map_err(|_| fout()),
        }
    }

    /// Bytes, borrowed from the row, or nothing.
    pub fn opt_blob(&self, i: usize) -> Uitkomst<Option<&[u8]>> {
        let fout = || StoreFout::Kolom { index: i, verwacht: BYTES };
        match &self.0 {
            Soort::Sqlite(r) => match r.get_ref(i).map_err(|_| fout())? {
                rusqlite::types::ValueRef::Blob(b) => Ok(Some(b)),
                rusqlite::types::ValueRef::Null => Ok(None),
                _ => Err(fout()),
            },
            Soort::Pg(r) => r.try_get(i).map_err(|_| fout()),
        }
    }

    /// A day, or nothing.
    pub fn opt_dag(&self, i: usize) -> Uitkomst<Option<Datum>> {
        self.opt_text(i)?
            .map(|t| kern::lees_datum(t).ok_or(StoreFout::Kolom { index: i, verwacht: DAG }))
            .transpose()
    }

    /// An integer.
    pub fn i64(&self, i: usize) -> Uitkomst<i64> {
        self.opt_i64(i)?.ok_or(StoreFout::Kolom { index: i, verwacht: GETAL })
    }

    /// Yes or no, stored as 1 or 0.
    pub fn bool(&self, i: usize) -> Uitkomst<bool> {
        Ok(self.i64(i)? != 0)
    }

    /// Text, borrowed from the row.
    pub fn text(&self, i: usize) -> Uitkomst<&str> {
        self.opt_text(i)?.ok_or(StoreFout::Kolom { index: i, verwacht: TEKST })
    }

    /// Text as an own `String`.
    pub fn string(&self, i: usize) -> Uitkomst<String> {
        Ok(self.text(i)?.to_owned())
    }

    /// Text as an own `String`, or nothing.
    pub fn opt_string(&self, i: usize) -> Uitkomst<Option<String>> {
        Ok(self.opt_text(i)?.map(str::to_owned))
    }

    /// Bytes, borrowed from the row.
    pub fn blob(&self, i: usize) -> Uitkomst<&[u8]> {
        self.opt_blob(i)?.ok_or(StoreFout::Kolom { index: i, verwacht: BYTES })
    }

    /// A day.
    pub fn dag(&self, i: usize) -> Uitkomst<Datum> {
        self.opt_dag(i)?.ok_or(StoreFout::Kolom { index: i, verwacht: DAG })
    }

    /// A code of a list or party: `row.lees(0, AgbCode::parse)`.
    pub fn lees<T, E>(&self, i: usize, parse: impl FnOnce(&str) -> Result<T, E>) -> Uitkomst<T> {
        parse(self.text(i)?).map_err(|_| StoreFout::Kolom { index: i, verwacht: "een geldige code" })
    }

    /// A code of a list or party, or nothing.
    pub fn opt_lees<T, E>(&self, i: usize, parse: impl FnOnce(&str) -> Result<T, E>) -> Uitkomst<Option<T>> {
        self.opt_text(i)?
            .map(|t| parse(t).map_err(|_| StoreFout::Kolom { index: i, verwacht: "een geldige code" }))
            .transpose()
    }
}
