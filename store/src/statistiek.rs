//! What SQLite believes about the tables before it has seen them.
//!
//! Without statistics SQLite takes the first column of a key to leave ten rows. Here that column is the
//! municipality and it leaves hundreds of thousands, so the engine would walk a whole municipality where an index
//! leads straight to one client. PostgreSQL gathers statistics by itself; SQLite gets them with the schema: fixed,
//! so that a small database has the same plans as a large one, and derived from the names of the columns, so that
//! a new index has them too.

/// Fills `sqlite_stat1`. Every table counts as a hundred million rows; a municipality leaves one in ten, a column
/// that names one thing one in a hundred thousand, any other column one in a hundred; a whole unique key leaves
/// one row. A hundred million, because SQLite takes the key table (which has no statistics) for a million rows: were
/// the tables not larger, it would read the whole table into a Bloom filter for every chunk of keys.
pub(crate) const SQLITE: &str = "
ANALYZE;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
SELECT tbl, idx, '100000000 ' || group_concat(
  CASE WHEN uniek AND laatste THEN '1' ELSE substr('100000000', 1, 1 + max(0, 8 - orde)) END, ' ')
FROM (
  SELECT m.name AS tbl, CASE l.origin WHEN 'pk' THEN m.name ELSE l.name END AS idx,
    l.\"unique\" AS uniek, i.seqno = max(i.seqno) OVER (PARTITION BY l.name) AS laatste,
    sum(CASE
      WHEN i.name = 'gemeente' THEN 1
      WHEN i.name IN ('id', 'nummer', 'nr', 'volgnr', 'client', 'bericht', 'toewijzing', 'beschikking', 'melding',
        'referentie', 'identificatie', 'zoek', 'bsn_zoek', 'antwoord_op', 'verzonden_in', 'verwerkt_op',
        'onderwerp', 'sleutel', 'declaratieregel', 'deel', 'batch', 'betaling', 'naam', 'verzoek', 'antwoord_in',
        'onderzoek_in', 'kenmerk') THEN 5
      ELSE 2 END) OVER (PARTITION BY l.name ORDER BY i.seqno) AS orde
  FROM sqlite_schema m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
  ORDER BY m.name, l.name, i.seqno
) GROUP BY tbl, idx;
ANALYZE sqlite_schema;
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Sql, bewaken, lezen, schrijven};
    use rusqlite::Connection;

    fn plan(c: &Connection, sql: Sql) -> String {
        let mut stmt = c.prepare(&format!("EXPLAIN QUERY PLAN {}", sql.sqlite())).unwrap();
        let mut rijen = stmt.raw_query();
        let mut uit = String::new();
        while let Some(rij) = rijen.next().unwrap() {
            uit.push_str(&rij.get::<_, String>(3).unwrap());
            uit.push('\n');
        }
        uit
    }

    #[test]
    fn every_index_has_statistics_and_the_plans_start_from_the_right_one() {
        let c = Connection::open_in_memory().unwrap();
        for tekst in crate::migratie::teksten() {
            c.execute_batch(&tekst.replace("{zonder_rowid}", "WITHOUT ROWID")).unwrap();
        }
        c.execute_batch(crate::sqlite::SLEUTELS).unwrap();
        c.execute_batch(SQLITE).unwrap();
        let zonder: i64 = c
            .query_row(
                "SELECT count(*) FROM sqlite_schema m WHERE m.type = 'index' AND m.sql IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM sqlite_stat1 s WHERE s.idx = m.name)",
                [],
                |r| r.get(0),
            )
            .unwrap();
        assert_eq!(zonder, 0);
        for (sql, index) in [
            (lezen::CLIENT_NAAM_NA, "client_zoek (gemeente=? AND (zoek,id)>(?,?)"),
            (lezen::CLIENT_NAAM_NA, "toewijzing_client (gemeente=? AND client=?)"),
            (lezen::CLIENT_TOEWIJZINGEN, "toewijzing_client (gemeente=? AND client=?)"),
            (lezen::CLIENT_LEVERINGEN, "levering_client (gemeente=? AND client=?)"),
            (lezen::TOEWIJZING_REGELS, "declaratieregel_toewijzing (gemeente=? AND toewijzing=?)"),
            (lezen::CLIENT_AFGEWEZEN, "declaratieregel_client_afgewezen (gemeente=? AND client=?)"),
            (lezen::BERICHT_TIJD_VOOR, "bericht_tijd (gemeente=? AND (verwerkt_op,id)<(?,?))"),
            (lezen::BERICHT_AGB_VOOR, "bericht_agb_tijd (gemeente=? AND agb=? AND (verwerkt_op,id)<(?,?))"),
            (
                lezen::BERICHT_SOORT_NA,
                "bericht_soort_tijd (gemeente=? AND soort=? AND (verwerkt_op,id)>(?,?))",
            ),
            (lezen::BERICHT_FOUT_NA, "bericht_fout_tijd (gemeente=? AND (verwerkt_op,id)>(?,?))"),
            (lezen::BERICHT_KENMERK, "bericht_kenmerk (gemeente=? AND identificatie=?)"),
            (lezen::CLAIM_AGB_VOOR, "declaratie_agb (gemeente=? AND agb=? AND periode_van>?"),
            (lezen::REGEL_BEVINDINGEN, "bevinding_regel (gemeente=? AND bericht=? AND declaratieregel>?"),
            (schrijven::EERDERE_REGELS, "declaratieregel_toewijzing (gemeente=? AND toewijzing=?)"),
            // the watch: what waits, from its own index, or a page walks a whole municipality
            (bewaken::START_NA, "toewijzing_wacht_start (gemeente=? AND (startterm,nummer)>(?,?)"),
            (bewaken::START_VOOR, "toewijzing_wacht_start (gemeente=? AND startterm>?"),
            (
                bewaken::START_AGB_NA,
                "toewijzing_wacht_start_agb (gemeente=? AND agb=? AND (startterm,nummer)>(?,?)",
            ),
            (bewaken::START_AGB_VOOR, "toewijzing_wacht_start_agb (gemeente=? AND agb=? AND startterm>?"),
            (bewaken::START_TEL, "toewijzing_wacht_start (gemeente=? AND startterm"),
            (bewaken::START_AGB_TEL, "toewijzing_wacht_start_agb (gemeente=? AND agb=? AND startterm"),
            (bewaken::STOP_NA, "toewijzing_wacht_stop (gemeente=? AND (einddatum,nummer)>(?,?)"),
            (
                bewaken::STOP_AGB_NA,
                "toewijzing_wacht_stop_agb (gemeente=? AND agb=? AND (einddatum,nummer)>(?,?)",
            ),
            (bewaken::STOP_TEL, "toewijzing_wacht_stop (gemeente=? AND einddatum"),
            (bewaken::STOP_AGB_TEL, "toewijzing_wacht_stop_agb (gemeente=? AND agb=? AND einddatum"),
            (bewaken::UIT_NA, "bericht_onbeantwoord (gemeente=? AND soort=? AND (bezorgd_op,id)>(?,?)"),
            (
                bewaken::UIT_AGB_NA,
                "bericht_onbeantwoord_agb (gemeente=? AND agb=? AND soort=? AND (bezorgd_op,id)>(?,?)",
            ),
            (bewaken::UIT_TEL, "bericht_onbeantwoord (gemeente=? AND soort=?"),
            (bewaken::UIT_AGB_TEL, "bericht_onbeantwoord_agb (gemeente=? AND agb=? AND soort=?"),
            (bewaken::KLAAR_NA, "bericht_antwoord_wacht (gemeente=? AND soort=? AND (verwerkt_op,id)>(?,?)"),
            (bewaken::VERZOEK_TEL, "verzoekdeel_antwoord (gemeente=? AND antwoord_in=?)"),
            (bewaken::VERZOEK_NA, "verzoekdeel_antwoord (gemeente=? AND antwoord_in=?)"),
        ] {
            let plan = plan(&c, sql);
            assert!(plan.contains(index), "{}: {plan}", sql.naam());
        }
        // a Bloom filter reads the whole table for each chunk of keys
        for sql in [
            schrijven::CLIENTEN_BIJ_BSN,
            schrijven::TOEWIJZINGEN_BIJ_NUMMER,
            schrijven::TOEWIJZINGEN_MET_CLIENT,
            schrijven::EERDERE_REGELS,
            schrijven::GEBRUIKTE_REFERENTIES,
        ] {
            let plan = plan(&c, sql);
            assert!(!plan.contains("BLOOM"), "{}: {plan}", sql.naam());
        }
    }
}
