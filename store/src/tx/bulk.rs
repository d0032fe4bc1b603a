//! Many rows at once: prepared rows on SQLite, COPY on PostgreSQL.

use super::{Motor, Tx};
use crate::fout::{StoreFout, Uitkomst};
use crate::pg::{COPY_EIND, COPY_KOP, copy_rij};
use crate::sql::{Bulk, basis};
use crate::sqlite::bind;
use crate::waarde::Val;
use std::io::Write;

impl Tx<'_> {
    /// Inserts many rows: prepared rows on SQLite, COPY on PostgreSQL. Gives the number of rows.
    pub fn bulk<'v, const N: usize>(
        &mut self,
        doel: Bulk,
        rijen: impl IntoIterator<Item = [Val<'v>; N]>,
    ) -> Uitkomst<u64> {
        self.bulk_met(doel, |uit| {
            for rij in rijen {
                uit.rij(&rij)?;
            }
            Ok(())
        })
    }

    /// Inserts many rows that `f` hands over one by one, from values that live as short as it likes.
    ///
    /// An error in `f` breaks the transaction: part of the rows may be in.
    pub fn bulk_met<E: From<StoreFout>>(
        &mut self,
        doel: Bulk,
        f: impl FnOnce(&mut Rijen<'_>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let uit = self.bulk_ruw(doel, f);
        if uit.is_err() {
            self.kapot = true;
        }
        match uit {
            Ok(Ok(n)) => {
                if self.is_pg() && doel != basis::SLEUTELS {
                    self.geladen.push((doel.tabel, n));
                }
                Ok(n)
            }
            Ok(Err(e)) => Err(self.breek(e).into()),
            Err(e) => Err(e),
        }
    }

    fn bulk_ruw<E: From<StoreFout>>(
        &mut self,
        doel: Bulk,
        f: impl FnOnce(&mut Rijen<'_>) -> Result<(), E>,
    ) -> Result<Uitkomst<u64>, E> {
        let (waar, naam) = (self.waar, doel.naam);
        let kolommen = doel.kolommen.join(", ");
        match &mut self.motor {
            Motor::Sqlite(c) => {
                let mut tekst = format!("INSERT INTO {} ({kolommen}) VALUES (?1", doel.tabel);
                for i in 2..=doel.kolommen.len() {
                    tekst.push_str(", ?");
                    tekst.push_str(&i.to_string());
                }
                tekst.push(')');
                let stmt = match c.prepare_cached(&tekst) {
                    Ok(stmt) => stmt,
                    Err(e) => return Ok(Err(StoreFout::van_sqlite(&e, waar, naam))),
                };
                let mut rijen = Rijen { uit: Uit::Sqlite(stmt), doel, waar, aantal: 0 };
                f(&mut rijen)?;
                Ok(Ok(rijen.aantal))
            }
            Motor::Pg(c) => {
                let tekst = format!("COPY {} ({kolommen}) FROM STDIN BINARY", doel.tabel);
                let fout = |e: postgres::Error| StoreFout::van_pg(&e, waar, naam);
                let writer = match c.client.copy_in(tekst.as_str()) {
                    Ok(w) => w,
                    Err(e) => return Ok(Err(fout(e))),
                };
                let mut buf = Vec::with_capacity(COPY_BUF + 1024);
                buf.extend_from_slice(COPY_KOP);
                let mut rijen = Rijen { uit: Uit::Pg { writer, buf }, doel, waar, aantal: 0 };
                f(&mut rijen)?;
                let Rijen { uit: Uit::Pg { mut writer, mut buf }, aantal, .. } = rijen else {
                    return Ok(Ok(0));
                };
                buf.extend_from_slice(COPY_EIND);
                // A refusal of the server arrives with the last message.
                let geschreven = writer.write_all(&buf);
                match writer.finish() {
                    Err(e) => Ok(Err(fout(e))),
                    Ok(_) => Ok(geschreven.map(|()| aantal).map_err(|e| kopieerfout(&e, waar, naam))),
                }
            }
        }
    }
}

const COPY_BUF: usize = 64 * 1024;

/// Takes the rows of a bulk insert.
pub struct Rijen<'t> {
    uit: Uit<'t>,
    doel: Bulk,
    waar: &'t str,
    aantal: u64,
}

enum Uit<'t> {
    Sqlite(rusqlite::CachedStatement<'t>),
    Pg { writer: postgres::CopyInWriter<'t>, buf: Vec<u8> },
}

impl std::fmt::Debug for Rijen<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rijen({}, {})", self.doel.naam, self.aantal)
    }
}

impl Rijen<'_> {
    /// Adds a row: a value for each column of the target.
    pub fn rij(&mut self, waarden: &[Val<'_>]) -> Uitkomst<()> {
        let naam = self.doel.naam;
        if waarden.len() != self.doel.kolommen.len() {
            let wat = format!("{} waarden voor {} kolommen", waarden.len(), self.doel.kolommen.len());
            return Err(StoreFout::Anders { sql: naam, wat });
        }
        match &mut self.uit {
            Uit::Sqlite(stmt) => {
                bind(stmt, waarden, self.waar, naam)?;
                stmt.raw_execute().map_err(|e| StoreFout::van_sqlite(&e, self.waar, naam))?;
            }
            Uit::Pg { writer, buf } => {
                copy_rij(buf, waarden)?;
                if buf.len() >= COPY_BUF {
                    writer.write_all(buf).map_err(|e| kopieerfout(&e, self.waar, naam))?;
                    buf.clear();
                }
            }
        }
        self.aantal += 1;
        Ok(())
    }
}

/// COPY reports through `io::Error`; the error of the server lies within.
fn kopieerfout(e: &std::io::Error, waar: &str, naam: &'static str) -> StoreFout {
    match e.get_ref().and_then(|b| b.downcast_ref::<postgres::Error>()) {
        Some(pg) => StoreFout::van_pg(pg, waar, naam),
        None => StoreFout::Anders { sql: naam, wat: e.to_string() },
    }
}
