//! Texts of the watch on reaction times: what waits, oldest first, each from an index of its own.
//!
//! A text of rows takes $1 = gemeente, $2 and $3 = the key that the rows lie after or before, $4 = the key that ends
//! the range (included), $5 = the most rows; for messages $6 = kind and
//! $7 = provider, for assignments $6 = provider.

macro_rules! na {
    ($sleutel:literal, $id:literal) => {
        concat!(
            " AND (", $sleutel, ", ", $id, ") > ($2, $3) AND ", $sleutel, " <= $4 ORDER BY ", $sleutel, ", ", $id,
            " LIMIT $5"
        )
    };
}
macro_rules! voor {
    ($sleutel:literal, $id:literal) => {
        concat!(
            " AND (", $sleutel, ", ", $id, ") < ($2, $3) AND ", $sleutel, " >= $4 ORDER BY ", $sleutel, " DESC, ", $id,
            " DESC LIMIT $5"
        )
    };
}

/// Messages of ours that left and got no answer.
macro_rules! uit {
    () => {
        "b.gemeente = $1 AND b.richting = 'uit' AND b.status = 'verzonden' AND b.bezorgd_op IS NOT NULL"
    };
}
/// Answers of ours that have not left.
macro_rules! klaar {
    () => {
        "b.gemeente = $1 AND b.richting = 'uit' AND b.bezorgd_op IS NULL AND b.antwoord_op IS NOT NULL"
    };
}
macro_rules! uit_kolommen {
    () => {
        concat!(
            "SELECT b.bezorgd_op, b.id, b.soort, b.agb, a.naam, b.identificatie
             FROM bericht b LEFT JOIN aanbieder a ON a.agb = b.agb WHERE ",
            uit!(),
            " AND b.soort = $6"
        )
    };
}
macro_rules! klaar_kolommen {
    () => {
        concat!(
            "SELECT b.verwerkt_op, b.id, b.soort, b.agb, a.naam, b.identificatie
             FROM bericht b LEFT JOIN aanbieder a ON a.agb = b.agb WHERE ",
            klaar!(),
            " AND b.soort = $6 AND (CAST($7 AS TEXT) IS NULL OR b.agb = $7)"
        )
    };
}
/// One kind out of a count: the oldest $2 rows of it.
macro_rules! uit_tel {
    ($soort:literal, $meer:literal) => {
        concat!(
            "SELECT soort, uur FROM (SELECT b.soort, SUBSTR(b.bezorgd_op, 1, 13) AS uur FROM bericht b WHERE ",
            uit!(), " AND b.soort = '", $soort, "'", $meer, " ORDER BY b.bezorgd_op LIMIT $2) x", $soort
        )
    };
}
macro_rules! uit_tel_alle {
    ($meer:literal) => {
        concat!(
            "SELECT soort, uur, COUNT(*) FROM (",
            uit_tel!("WMO301", $meer), " UNION ALL ", uit_tel!("WMO305", $meer), " UNION ALL ",
            uit_tel!("WMO307", $meer), " UNION ALL ", uit_tel!("WMO315", $meer), " UNION ALL ",
            uit_tel!("WMO317", $meer), " UNION ALL ", uit_tel!("WMO319", $meer), " UNION ALL ",
            uit_tel!("WMO323", $meer), ") s GROUP BY soort, uur ORDER BY soort, uur"
        )
    };
}

/// Assignments that the provider has and of which no start was reported; taken back ones (13) are no orders.
macro_rules! start {
    () => {
        "t.gemeente = $1 AND t.gemeld = 'niet' AND t.startterm IS NOT NULL
         AND (t.reden_wijziging IS NULL OR t.reden_wijziging <> '13')"
    };
}
/// Assignments that were started and not stopped for good.
macro_rules! stop {
    () => {
        "t.gemeente = $1 AND t.gemeld IN ('loopt', 'tijdelijk') AND t.einddatum IS NOT NULL
         AND (t.reden_wijziging IS NULL OR t.reden_wijziging <> '13')"
    };
}
macro_rules! toewijzing_kolommen {
    ($sleutel:literal) => {
        concat!(
            "SELECT ", $sleutel, ", t.nummer, t.client, t.agb, a.naam, c.achternaam, c.voorvoegsel, c.voorletters,
               t.ingangsdatum, t.einddatum, t.gemeld
             FROM toewijzing t LEFT JOIN aanbieder a ON a.agb = t.agb
             LEFT JOIN client c ON c.gemeente = $1 AND c.id = t.client WHERE "
        )
    };
}

/// Parts of requests without a final reaction. Few at any time, so they are put in order as they are read. $6 = kind of
/// request, $7 = provider or NULL, $8 = 1 when told that it is looked into.
macro_rules! verzoek {
    () => {
        "FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
         LEFT JOIN aanbieder a ON a.agb = d.agb LEFT JOIN client c ON c.gemeente = v.gemeente AND c.id = v.client
         WHERE d.gemeente = $1 AND d.antwoord_in IS NULL AND d.stand <> 'niet_verzonden' AND v.soort = $6
         AND (CAST($7 AS TEXT) IS NULL OR d.agb = $7)
         AND CASE WHEN d.onderzoek_in IS NULL THEN 0 ELSE 1 END = $8"
    };
}
macro_rules! verzoek_kolommen {
    () => {
        "SELECT * FROM (SELECT CASE WHEN d.onderzoek_in IS NULL THEN v.ontvangen_op ELSE v.dagtekening END AS dag,
           v.id * 10000 + d.volgnr AS nr, v.bericht, v.client, d.agb, a.naam, c.achternaam, c.voorvoegsel,
           c.voorletters, d.referentie, d.stand "
    };
}

sql! {
    /// Parts of requests without a final reaction, after a key.
    VERZOEK_NA = concat!(verzoek_kolommen!(), verzoek!(), ") b WHERE (b.dag, b.nr) > ($2, $3) AND b.dag <= $4
        ORDER BY b.dag, b.nr LIMIT $5");
    /// Parts of requests without a final reaction, before a key.
    VERZOEK_VOOR = concat!(verzoek_kolommen!(), verzoek!(), ") b WHERE (b.dag, b.nr) < ($2, $3) AND b.dag >= $4
        ORDER BY b.dag DESC, b.nr DESC LIMIT $5");
    /// How many, per kind, phase and day; provider $2 when given.
    VERZOEK_TEL = "SELECT v.soort, CASE WHEN d.onderzoek_in IS NULL THEN 0 ELSE 1 END AS fase,
        CASE WHEN d.onderzoek_in IS NULL THEN v.ontvangen_op ELSE v.dagtekening END AS dag, COUNT(*)
        FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
        WHERE d.gemeente = $1 AND d.antwoord_in IS NULL AND d.stand <> 'niet_verzonden'
        AND (CAST($2 AS TEXT) IS NULL OR d.agb = $2) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";
    /// Key of a part of a request ($3 = its place) in the list; $4 = 1 when told that it is looked into.
    VERZOEK_PLEK = "SELECT CASE WHEN CAST($4 AS BIGINT) = 0 THEN v.ontvangen_op ELSE v.dagtekening END FROM verzoek v
        JOIN verzoekdeel d ON d.gemeente = v.gemeente AND d.verzoek = v.id
        WHERE v.gemeente = $1 AND v.id = $2 AND d.volgnr = $3";
    /// Messages of ours without an answer, after a key.
    UIT_NA = concat!(uit_kolommen!(), na!("b.bezorgd_op", "b.id"));
    /// Messages of ours without an answer, before a key.
    UIT_VOOR = concat!(uit_kolommen!(), voor!("b.bezorgd_op", "b.id"));
    /// The same to or from one provider, after a key.
    UIT_AGB_NA = concat!(uit_kolommen!(), " AND b.agb = $7", na!("b.bezorgd_op", "b.id"));
    /// The same to or from one provider, before a key.
    UIT_AGB_VOOR = concat!(uit_kolommen!(), " AND b.agb = $7", voor!("b.bezorgd_op", "b.id"));
    /// Answers that have not left, after a key.
    KLAAR_NA = concat!(klaar_kolommen!(), na!("b.verwerkt_op", "b.id"));
    /// Answers that have not left, before a key.
    KLAAR_VOOR = concat!(klaar_kolommen!(), voor!("b.verwerkt_op", "b.id"));
    /// Messages of ours without an answer per kind and hour: at most $2 of a kind.
    UIT_TEL = uit_tel_alle!("");
    /// The same to or from provider $3.
    UIT_AGB_TEL = uit_tel_alle!(" AND b.agb = $3");
    /// Answers that have not left, per kind and hour: at most $2, of provider $3 when given.
    KLAAR_TEL = concat!("SELECT soort, uur, COUNT(*) FROM (SELECT b.soort, SUBSTR(b.verwerkt_op, 1, 13) AS uur
        FROM bericht b WHERE ", klaar!(), " AND (CAST($3 AS TEXT) IS NULL OR b.agb = $3) LIMIT $2) s
        GROUP BY soort, uur ORDER BY soort, uur");
    /// Key of a message in a list of the watch.
    BERICHT_PLEK = "SELECT COALESCE(bezorgd_op, verwerkt_op) FROM bericht WHERE gemeente = $1 AND id = $2";

    /// Assignments without a start, after a key.
    START_NA = concat!(toewijzing_kolommen!("t.startterm"), start!(), na!("t.startterm", "t.nummer"));
    /// Assignments without a start, before a key.
    START_VOOR = concat!(toewijzing_kolommen!("t.startterm"), start!(), voor!("t.startterm", "t.nummer"));
    /// The same at one provider, after a key.
    START_AGB_NA = concat!(toewijzing_kolommen!("t.startterm"), start!(), " AND t.agb = $6", na!("t.startterm", "t.nummer"));
    /// The same at one provider, before a key.
    START_AGB_VOOR = concat!(toewijzing_kolommen!("t.startterm"), start!(), " AND t.agb = $6", voor!("t.startterm", "t.nummer"));
    /// Assignments without a start per day up to and including $3: the oldest $2.
    START_TEL = concat!("SELECT dag, COUNT(*) FROM (SELECT t.startterm AS dag FROM toewijzing t WHERE ", start!(),
        " AND t.startterm <= $3 ORDER BY t.startterm LIMIT $2) s GROUP BY dag ORDER BY dag");
    /// The same at provider $4.
    START_AGB_TEL = concat!("SELECT dag, COUNT(*) FROM (SELECT t.startterm AS dag FROM toewijzing t WHERE ", start!(),
        " AND t.agb = $4 AND t.startterm <= $3 ORDER BY t.startterm LIMIT $2) s GROUP BY dag ORDER BY dag");
    /// Assignments that ended without a stop, after a key.
    STOP_NA = concat!(toewijzing_kolommen!("t.einddatum"), stop!(), na!("t.einddatum", "t.nummer"));
    /// Assignments that ended without a stop, before a key.
    STOP_VOOR = concat!(toewijzing_kolommen!("t.einddatum"), stop!(), voor!("t.einddatum", "t.nummer"));
    /// The same at one provider, after a key.
    STOP_AGB_NA = concat!(toewijzing_kolommen!("t.einddatum"), stop!(), " AND t.agb = $6", na!("t.einddatum", "t.nummer"));
    /// The same at one provider, before a key.
    STOP_AGB_VOOR = concat!(toewijzing_kolommen!("t.einddatum"), stop!(), " AND t.agb = $6", voor!("t.einddatum", "t.nummer"));
    /// Assignments that ended without a stop, per day up to and including $3: the oldest $2.
    STOP_TEL = concat!("SELECT dag, COUNT(*) FROM (SELECT t.einddatum AS dag FROM toewijzing t WHERE ", stop!(),
        " AND t.einddatum <= $3 ORDER BY t.einddatum LIMIT $2) s GROUP BY dag ORDER BY dag");
    /// The same at provider $4.
    STOP_AGB_TEL = concat!("SELECT dag, COUNT(*) FROM (SELECT t.einddatum AS dag FROM toewijzing t WHERE ", stop!(),
        " AND t.agb = $4 AND t.einddatum <= $3 ORDER BY t.einddatum LIMIT $2) s GROUP BY dag ORDER BY dag");
    /// Key of an assignment in the list of starts (0) or stops (1).
    TOEWIJZING_PLEK = "SELECT CASE WHEN $3 = 0 THEN startterm ELSE einddatum END FROM toewijzing
        WHERE gemeente = $1 AND nummer = $2";

    // ---- what the write side keeps up to date --------------------------------------------------------
    /// The provider got this assignment: the term for its start begins once.
    TOEWIJZING_BEKEND = "UPDATE toewijzing SET startterm = $3 WHERE gemeente = $1 AND nummer = $2 AND startterm IS NULL";
    /// How far the reports of an assignment are.
    TOEWIJZING_GEMELD = "UPDATE toewijzing SET gemeld = $3 WHERE gemeente = $1 AND nummer = $2 AND gemeld <> $3";
    /// Clients and providers with a start or stop that a message told or withdrew.
    LEVERING_VAN_BERICHT = "SELECT DISTINCT client, agb FROM levering
        WHERE gemeente = $1 AND (bericht = $2 OR verwijderd_door = $2)";
}
