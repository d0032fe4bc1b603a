//! Texts of delivery: what is tried, what waits, what could not be delivered.

sql! {
    // ---- out -----------------------------------------------------------------------------------
    /// Messages whose turn it is at an instant ($2), from a number on ($3), at most $4: id, bestand, soort, afzender,
    /// ontvanger, grootte, sha256, antwoord_op.
    UIT_AAN_DE_BEURT = "SELECT b.id, b.bestand, b.soort, b.afzender, b.ontvanger, b.grootte, b.sha256, b.antwoord_op
        FROM bericht b LEFT JOIN post_uit p ON p.gemeente = b.gemeente AND p.bericht = b.id
        WHERE b.gemeente = $1 AND b.richting = 'uit' AND b.bezorgd_op IS NULL AND b.id > $3
        AND (p.stand IS NULL OR (p.stand = 'wacht' AND p.volgende_op <= $2))
        ORDER BY b.id LIMIT $4";
    /// How delivery of a message stands: stand, reeks, pogingen, volgende_op, transport, kenmerk.
    UIT_STAND = "SELECT stand, reeks, pogingen, volgende_op, transport, kenmerk FROM post_uit
        WHERE gemeente = $1 AND bericht = $2";
    /// Notes how delivery of a message stands.
    UIT_ZET = "INSERT INTO post_uit (gemeente, bericht, stand, reeks, pogingen, volgende_op, transport, kenmerk, code,
        fout, gewijzigd_op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (gemeente, bericht) DO UPDATE SET stand = excluded.stand, reeks = excluded.reeks,
        pogingen = excluded.pogingen, volgende_op = excluded.volgende_op, transport = excluded.transport,
        kenmerk = excluded.kenmerk, code = excluded.code, fout = excluded.fout, gewijzigd_op = excluded.gewijzigd_op";
    /// Only the state of delivery changes; the last error stays as it is.
    UIT_STAP = "UPDATE post_uit SET stand = $3, reeks = $4, pogingen = $5, volgende_op = $6, gewijzigd_op = $7
        WHERE gemeente = $1 AND bericht = $2";
    /// Whether a message was delivered: bezorgd_op.
    UIT_BEZORGD = "SELECT bezorgd_op FROM bericht WHERE gemeente = $1 AND id = $2 AND richting = 'uit'";
    /// A message was not delivered after all, or must be delivered once more.
    UIT_TERUG = "UPDATE bericht SET bezorgd_op = NULL WHERE gemeente = $1 AND id = $2 AND richting = 'uit'";
    /// The message that left under a reference: bericht.
    UIT_BIJ_KENMERK = "SELECT bericht FROM post_uit WHERE gemeente = $1 AND kenmerk = $2";
    /// The reference on the envelope in which a message came in.
    IN_KENMERK = "SELECT kenmerk FROM post_in WHERE gemeente = $1 AND bericht = $2 AND kenmerk IS NOT NULL
        ORDER BY id DESC LIMIT 1";

    // ---- in ------------------------------------------------------------------------------------
    /// A letter that is not dealt with yet, by its name: id, stand, pogingen, volgende_op.
    IN_OPEN = "SELECT id, stand, pogingen, volgende_op FROM post_in
        WHERE gemeente = $1 AND transport = $2 AND naam = $3 AND stand = 'wacht' AND apart = 0 ORDER BY id LIMIT 1";
    /// A letter that was given up and that the transport has not put apart yet, by its name: id, fout.
    IN_HALF = "SELECT id, fout FROM post_in WHERE gemeente = $1 AND stand = 'onbestelbaar' AND transport = $2
        AND naam = $3 AND apart = 0 ORDER BY id LIMIT 1";
    /// Letters that wait for another try whose moment has come: id, naam.
    IN_WACHT = "SELECT id, naam FROM post_in WHERE gemeente = $1 AND transport = $2 AND stand = 'wacht' AND apart = 0
        AND volgende_op <= $3 ORDER BY id LIMIT $4";
    /// Adds a letter with its first try.
    IN_ERBIJ = "INSERT INTO post_in (gemeente, id, transport, naam, stand, apart, pogingen, volgende_op, kenmerk,
        ontvangen_op, gewijzigd_op) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $9)";
    /// Notes how a letter stands.
    IN_ZET = "UPDATE post_in SET stand = $3, apart = $4, pogingen = $5, volgende_op = $6, bericht = COALESCE($7, bericht),
        fout = $8, gewijzigd_op = $9 WHERE gemeente = $1 AND id = $2";
    /// Only the state of a letter changes; the last error stays as it is.
    IN_STAP = "UPDATE post_in SET pogingen = $3, volgende_op = $4, gewijzigd_op = $5 WHERE gemeente = $1 AND id = $2";
    /// A person decides about a letter; the last error stays as it is.
    IN_BESLUIT = "UPDATE post_in SET stand = $3, pogingen = $4, volgende_op = $5, gewijzigd_op = $6
        WHERE gemeente = $1 AND id = $2";
    /// A letter that left no trace worth keeping.
    IN_WEG = "DELETE FROM post_in WHERE gemeente = $1 AND id = $2";
    /// Letters that must be put back in line first: id, naam.
    IN_TERUG = "SELECT id, naam FROM post_in WHERE gemeente = $1 AND transport = $2 AND stand = 'wacht' AND apart = 1
        ORDER BY id LIMIT $3";
    /// One letter: stand, pogingen, volgende_op, apart.
    IN_STAND = "SELECT stand, pogingen, volgende_op, apart FROM post_in WHERE gemeente = $1 AND id = $2";

    // ---- what the page shows --------------------------------------------------------------------
    /// Outgoing messages that wait, and the oldest of them: number, verwerkt_op.
    UIT_WACHT = "SELECT COUNT(*), MIN(b.verwerkt_op) FROM bericht b
        LEFT JOIN post_uit p ON p.gemeente = b.gemeente AND p.bericht = b.id
        WHERE b.gemeente = $1 AND b.richting = 'uit' AND b.bezorgd_op IS NULL
        AND (p.stand IS NULL OR p.stand = 'wacht')";
    /// Outgoing messages in a state ($2), those with a failed try or no more tries, newest first, at most $3: bericht, soort,
    /// bestand, ontvanger, transport, stand, pogingen, volgende_op, code, fout, gewijzigd_op.
    UIT_LIJST = "SELECT p.bericht, b.soort, b.bestand, b.ontvanger, p.transport, p.stand, p.pogingen, p.volgende_op,
        p.code, p.fout, p.gewijzigd_op
        FROM post_uit p JOIN bericht b ON b.gemeente = p.gemeente AND b.id = p.bericht
        WHERE p.gemeente = $1 AND p.stand = $2 AND p.fout IS NOT NULL
        ORDER BY p.gewijzigd_op DESC, p.bericht DESC LIMIT $3";
    /// How many of them there are.
    UIT_TEL = "SELECT COUNT(*) FROM post_uit WHERE gemeente = $1 AND stand = $2 AND fout IS NOT NULL";
    /// Incoming letters in a state ($2), newest first, at most $3: id, naam, transport, stand, pogingen, volgende_op,
    /// fout, gewijzigd_op, ontvangen_op.
    IN_LIJST = "SELECT id, naam, transport, stand, pogingen, volgende_op, fout, gewijzigd_op, ontvangen_op
        FROM post_in WHERE gemeente = $1 AND stand = $2 AND fout IS NOT NULL
        ORDER BY gewijzigd_op DESC, id DESC LIMIT $3";
    /// How many of them there are.
    IN_TEL = "SELECT COUNT(*) FROM post_in WHERE gemeente = $1 AND stand = $2 AND fout IS NOT NULL";
}
