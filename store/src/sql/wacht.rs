//! Texts of what is watched after a decision: its end, looking again, the definitive decision, and who waits for the start.

/// id, client, name, besluit_op, aard, einddatum, vorm, tijdelijk, stand of the newest version, gepland_op, when it was looked
/// at last, and whether the definitive decision was made known.
macro_rules! bewaakt {
    ($van:literal, $waar:literal) => {
        concat!(
            "SELECT b.id, b.client, c.achternaam, c.voorvoegsel, c.voorletters, b.besluit_op, b.aard, b.einddatum, b.vorm,
               x.tijdelijk, x.stand, h.gepland_op,
               (SELECT MAX(d.gedaan_op) FROM heronderzoek d WHERE d.gemeente = b.gemeente AND d.beschikking = b.id),
               CASE WHEN x.tijdelijk = 1 AND EXISTS (SELECT 1 FROM besluit y JOIN besluitversie v
                   ON v.gemeente = y.gemeente AND v.besluit = y.id
                 WHERE y.gemeente = b.gemeente AND y.client = b.client AND y.melding = b.melding AND y.id <> b.id
                   AND y.tijdelijk IS NULL AND v.bekend_op IS NOT NULL) THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END ",
            $van,
            " JOIN client c ON c.gemeente = b.gemeente AND c.id = b.client
             WHERE b.gemeente = $1 AND c.overleden_op IS NULL AND (x.stand IS NULL OR x.stand <> 'ingetrokken') ",
            $waar
        )
    };
}
macro_rules! van_beschikking {
    ($waar:literal) => {
        bewaakt!(
            "FROM beschikking b LEFT JOIN besluit x ON x.gemeente = b.gemeente AND x.id = b.id
             LEFT JOIN heronderzoek h ON h.gemeente = b.gemeente AND h.beschikking = b.id AND h.gedaan_op IS NULL",
            $waar
        )
    };
}

/// An order of which no start was reported, after the term for that began.
macro_rules! zonder_start {
    () => {
        "t.gemeente = $1 AND t.gemeld = 'niet' AND t.startterm IS NOT NULL AND t.startterm <= $2
         AND (t.reden_wijziging IS NULL OR t.reden_wijziging <> '13') AND (t.einddatum IS NULL OR t.einddatum >= $3)
         AND t.categorie IS NOT NULL AND t.code IS NOT NULL"
    };
}
macro_rules! wacht_kolommen {
    () => {
        "(SELECT COUNT(*) FROM overbrugging o WHERE o.gemeente = $1 AND o.wachtplek = w.id AND o.van <= $3
            AND (o.tot IS NULL OR o.tot >= $3)),
         CASE WHEN w.geen_overbrugging IS NULL THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END,
         (SELECT MAX(s.op) FROM wachtscreening s WHERE s.gemeente = $1 AND s.wachtplek = w.id)"
    };
}

sql! {
    /// Decisions that end from $2 to $3, of which no later one goes on longer, by their end.
    AFLOPEND = van_beschikking!("AND b.einddatum >= $2 AND b.einddatum <= $3 AND NOT EXISTS (SELECT 1 FROM beschikking o
        WHERE o.gemeente = b.gemeente AND o.client = b.client AND o.id <> b.id AND o.categorie = b.categorie
        AND o.ingangsdatum > b.ingangsdatum AND (o.einddatum IS NULL OR o.einddatum > b.einddatum))
        ORDER BY b.einddatum, b.id LIMIT $4");
    /// Decisions of $2 or before that end after $3, that nobody looked at since $2 and for which no day was chosen.
    HERONDERZOEK_RITME = van_beschikking!("AND b.besluit_op <= $2 AND (b.einddatum IS NULL OR b.einddatum > $3)
        AND NOT EXISTS (SELECT 1 FROM heronderzoek d WHERE d.gemeente = b.gemeente AND d.beschikking = b.id
            AND (d.gedaan_op IS NULL OR d.gedaan_op > $2)) ORDER BY b.besluit_op, b.id LIMIT $4");
    /// Decisions for which $2 or an earlier day was chosen.
    HERONDERZOEK_GEPLAND = bewaakt!("FROM heronderzoek h JOIN beschikking b ON b.gemeente = h.gemeente AND b.id = h.beschikking
        LEFT JOIN besluit x ON x.gemeente = b.gemeente AND x.id = b.id",
        "AND h.gemeente = $1 AND h.gedaan_op IS NULL AND h.gepland_op <= $2 ORDER BY h.gepland_op, b.id LIMIT $3");
    /// Temporary decisions that end on $2 or later.
    TIJDELIJK = bewaakt!("FROM besluit x JOIN beschikking b ON b.gemeente = x.gemeente AND b.id = x.id
        LEFT JOIN heronderzoek h ON h.gemeente = b.gemeente AND h.beschikking = b.id AND h.gedaan_op IS NULL",
        "AND x.gemeente = $1 AND x.tijdelijk = 1 AND b.einddatum >= $2 ORDER BY b.einddatum, b.id LIMIT $3");
    /// One decision.
    BEWAAKT = van_beschikking!("AND b.id = $2");
    /// The times that a decision was looked at: volgnr, gepland_op, gedaan_op, uitkomst, melding, grond, door.
    HERONDERZOEKEN = "SELECT volgnr, gepland_op, gedaan_op, uitkomst, melding, grond, door FROM heronderzoek
        WHERE gemeente = $1 AND beschikking = $2 ORDER BY volgnr";
    /// Adds or changes one of them.
    HERONDERZOEK_ZET = "INSERT INTO heronderzoek (gemeente, beschikking, volgnr, gepland_op, gedaan_op, uitkomst, melding,
        grond, door) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (gemeente, beschikking, volgnr) DO UPDATE SET gepland_op = excluded.gepland_op,
        gedaan_op = excluded.gedaan_op, uitkomst = excluded.uitkomst, melding = excluded.melding, grond = excluded.grond,
        door = excluded.door";
    /// A decision was made known as a temporary one.
    BESLUIT_TIJDELIJK = "UPDATE besluit SET tijdelijk = 1 WHERE gemeente = $1 AND id = $2";
    /// Temporary decisions of a client after a melding, for the definitive one to end: id.
    TIJDELIJK_VAN_MELDING = "SELECT id FROM besluit WHERE gemeente = $1 AND client = $2 AND melding = $3 AND tijdelijk = 1
        AND id <> $4 AND stand <> 'ingetrokken' ORDER BY id";
    /// What ends with the definitive decision.
    BESCHIKKING_EINDE = "UPDATE beschikking SET einddatum = $3 WHERE gemeente = $1 AND id = $2
        AND (einddatum IS NULL OR einddatum > $3)";
    /// A temporary decision helps at once: the melding need not wait for that any more.
    SPOED_GEREGELD = "UPDATE dossier SET spoed_geregeld_op = $3 WHERE gemeente = $1 AND melding = $2
        AND spoed = 1 AND spoed_geregeld_op IS NULL";
    /// Whether a melding needs help at once and got none, and its onderzoek is not finished: how many.
    SPOED_OPEN = "SELECT COUNT(*) FROM dossier d JOIN melding m ON m.gemeente = d.gemeente AND m.id = d.melding
        WHERE d.gemeente = $1 AND d.melding = $2 AND d.spoed = 1 AND d.spoed_geregeld_op IS NULL
        AND m.onderzoek_klaar_op IS NULL";
    /// How a decision is given: a budget with its amount, or in kind.
    BESCHIKKING_VORM = "UPDATE beschikking SET vorm = $3, pgb_per_jaar = $4 WHERE gemeente = $1 AND id = $2";

    // ---- who waits -----------------------------------------------------------------------------
    /// Orders without a start, of which the term began on $2 or before and that run on $3; $4 = provider or NULL: nummer,
    /// client, name, agb, naam, categorie, code, ingangsdatum, startterm, wachtplek, how many bridge it, whether there is a
    /// reason for none, last screening.
    WACHT_OP_START = concat!(
        "SELECT t.nummer, t.client, c.achternaam, c.voorvoegsel, c.voorletters, t.agb, a.naam, t.categorie, t.code,
           t.ingangsdatum, t.startterm, w.id, ", wacht_kolommen!(),
        " FROM toewijzing t JOIN client c ON c.gemeente = t.gemeente AND c.id = t.client AND c.overleden_op IS NULL
          LEFT JOIN aanbieder a ON a.agb = t.agb
          LEFT JOIN wachtplek w ON w.gemeente = t.gemeente AND w.toewijzing = t.nummer
          WHERE ", zonder_start!(), " AND w.geeindigd_op IS NULL AND (CAST($4 AS TEXT) IS NULL OR t.agb = $4)
          ORDER BY t.startterm, t.nummer LIMIT $5"
    );
    /// Those that were written down by hand, with the same columns: id instead of nummer.
    WACHT_HAND = concat!(
        "SELECT w.id, w.client, c.achternaam, c.voorvoegsel, c.voorletters, w.agb, a.naam, w.categorie, w.code,
           w.sinds, w.sinds, w.id, ", wacht_kolommen!(),
        " FROM wachtplek w JOIN client c ON c.gemeente = w.gemeente AND c.id = w.client AND c.overleden_op IS NULL
          LEFT JOIN aanbieder a ON a.agb = w.agb
          WHERE w.gemeente = $1 AND w.toewijzing IS NULL AND w.geeindigd_op IS NULL AND w.sinds <= $2
          AND (CAST($4 AS TEXT) IS NULL OR w.agb = $4) ORDER BY w.sinds, w.id LIMIT $5"
    );
    /// One order: client, name, agb, naam, categorie, code, ingangsdatum, startterm, gemeld, einddatum.
    WACHT_TOEWIJZING = "SELECT t.client, c.achternaam, c.voorvoegsel, c.voorletters, t.agb, a.naam, t.categorie, t.code,
        t.ingangsdatum, t.startterm, t.gemeld, t.einddatum FROM toewijzing t
        JOIN client c ON c.gemeente = t.gemeente AND c.id = t.client
        LEFT JOIN aanbieder a ON a.agb = t.agb WHERE t.gemeente = $1 AND t.nummer = $2
        AND t.categorie IS NOT NULL AND t.code IS NOT NULL";
    /// One place by number: client, name, agb, naam, categorie, code, sinds, toewijzing.
    WACHTPLEK = "SELECT w.client, c.achternaam, c.voorvoegsel, c.voorletters, w.agb, a.naam, w.categorie, w.code, w.sinds,
        w.toewijzing FROM wachtplek w JOIN client c ON c.gemeente = w.gemeente AND c.id = w.client
        LEFT JOIN aanbieder a ON a.agb = w.agb WHERE w.gemeente = $1 AND w.id = $2";
    /// What is kept about a place: reden, geen_overbrugging, geeindigd_op, einde.
    WACHTPLEK_MEER = "SELECT reden, geen_overbrugging, geeindigd_op, einde FROM wachtplek WHERE gemeente = $1 AND id = $2";
    /// The place of an order: id.
    WACHTPLEK_VAN = "SELECT id FROM wachtplek WHERE gemeente = $1 AND toewijzing = $2";
    /// Adds a place.
    WACHTPLEK_ERBIJ = "INSERT INTO wachtplek (gemeente, id, client, toewijzing, agb, categorie, code, sinds, reden, door, op)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Why there is no bridging care.
    WACHTPLEK_GEEN = "UPDATE wachtplek SET geen_overbrugging = $3 WHERE gemeente = $1 AND id = $2";
    /// The waiting ended.
    WACHTPLEK_EINDE = "UPDATE wachtplek SET geeindigd_op = $3, einde = $4 WHERE gemeente = $1 AND id = $2
        AND geeindigd_op IS NULL";
    /// Bridging care of a place: volgnr, categorie, code, agb, naam, van, tot.
    OVERBRUGGINGEN = "SELECT o.volgnr, o.categorie, o.code, o.agb, a.naam, o.van, o.tot FROM overbrugging o
        LEFT JOIN aanbieder a ON a.agb = o.agb WHERE o.gemeente = $1 AND o.wachtplek = $2 ORDER BY o.volgnr";
    /// Adds bridging care.
    OVERBRUGGING_ERBIJ = "INSERT INTO overbrugging (gemeente, wachtplek, volgnr, categorie, code, agb, van, tot)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Screenings of a place: volgnr, op, uitkomst, wie, toelichting.
    SCREENINGEN = "SELECT volgnr, op, uitkomst, wie, toelichting FROM wachtscreening
        WHERE gemeente = $1 AND wachtplek = $2 ORDER BY volgnr";
    /// Adds a screening.
    SCREENING_ERBIJ = "INSERT INTO wachtscreening (gemeente, wachtplek, volgnr, op, uitkomst, wie, toelichting)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Places that ended on $2 or later: einde, how many.
    WACHT_GEEINDIGD = "SELECT einde, COUNT(*) FROM wachtplek WHERE gemeente = $1 AND geeindigd_op >= $2
        AND geeindigd_op IS NOT NULL AND (CAST($3 AS TEXT) IS NULL OR agb = $3) GROUP BY einde ORDER BY einde";
}
