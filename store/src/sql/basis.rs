//! Texts that `store` itself uses: versions, settings, counters, contents of messages, event log.

sql! {
    /// Applied migrations: nummer, naam, sha256.
    SCHEMA_VERSIES = "SELECT nummer, naam, sha256 FROM schema_versie ORDER BY nummer";
    /// Notes a migration.
    SCHEMA_VERSIE_ERBIJ = "INSERT INTO schema_versie (nummer, naam, sha256, op) VALUES ($1, $2, $3, $4)";
    /// A setting.
    INSTELLING = "SELECT waarde FROM instelling WHERE sleutel = $1";
    /// Sets a setting.
    INSTELLING_ZET = "INSERT INTO instelling (sleutel, waarde) VALUES ($1, $2)
        ON CONFLICT (sleutel) DO UPDATE SET waarde = excluded.waarde";
    /// Takes $3 numbers of a counter and gives the last one.
    TELLER_NEEM = "INSERT INTO teller (gemeente, soort, waarde) VALUES ($1, $2, $3)
        ON CONFLICT (gemeente, soort) DO UPDATE SET waarde = teller.waarde + excluded.waarde
        RETURNING waarde";
    /// Raises a counter to at least $3, after numbers that came from outside.
    TELLER_MINSTENS = "INSERT INTO teller (gemeente, soort, waarde) VALUES ($1, $2, $3)
        ON CONFLICT (gemeente, soort) DO UPDATE SET waarde = excluded.waarde
        WHERE teller.waarde < excluded.waarde";
    /// The last number of a counter.
    TELLER_LAATSTE = "SELECT waarde FROM teller WHERE gemeente = $1 AND soort = $2";
    /// One part of the content of a message.
    INHOUD_DEEL = "SELECT inhoud FROM bericht_inhoud WHERE gemeente = $1 AND bericht = $2 AND deel = $3";
    /// Adds a part of the content of a message.
    INHOUD_ERBIJ = "INSERT INTO bericht_inhoud (gemeente, bericht, deel, inhoud) VALUES ($1, $2, $3, $4)";
    /// Size and hash that the content of a message must have.
    INHOUD_MAAT = "SELECT grootte, sha256 FROM bericht WHERE gemeente = $1 AND id = $2";
    /// Adds an entry to the event log.
    GEBEURTENIS_ERBIJ = "INSERT INTO gebeurtenis
        (gemeente, nr, tijd, wie, soort, onderwerp, gegevens, vorige, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// The whole event log of a municipality, in order.
    GEBEURTENIS_ALLE = "SELECT nr, tijd, wie, soort, onderwerp, gegevens, vorige, hash
        FROM gebeurtenis WHERE gemeente = $1 ORDER BY nr";
    /// The event log about one subject, newest first: nr, tijd, wie, soort, gegevens; at most $3.
    GEBEURTENIS_ONDERWERP = "SELECT nr, tijd, wie, soort, gegevens
        FROM gebeurtenis WHERE gemeente = $1 AND onderwerp = $2 ORDER BY nr DESC LIMIT $3";
    /// Empties the key table of this connection.
    SLEUTELS_LEEG = "DELETE FROM sleutels";
}

bulk! {
    /// Keys for a look-up by set.
    SLEUTELS = sleutels (nr, tekst, tekst2, getal, getal2, bytes);
}
