//! Texts of the read side: lists paged by key, files, figures.
//!
//! A list has a text for each direction: `_NA` for what comes after a key in rising order, `_VOOR` for what
//! comes before it. Optional filters are written `CAST($n AS TEXT) IS NULL OR …`; the filter that makes the
//! difference in speed has a text of its own, so that the engine can use its index.

/// What a list of clients shows; $5 = provider or NULL, $6 = day.
macro_rules! client_kolommen {
    ($sleutel:literal) => {
        concat!(
            "SELECT ",
            $sleutel,
            ", c.id, c.achternaam, c.voorvoegsel, c.voorletters, c.geboortedatum, c.plaats,
             (SELECT COUNT(*) FROM toewijzing t WHERE t.gemeente = $1 AND t.client = c.id
               AND (CAST($5 AS TEXT) IS NULL OR t.agb = $5)
               AND t.ingangsdatum <= $6 AND (t.einddatum IS NULL OR t.einddatum >= $6)),
             (SELECT COUNT(*) FROM toewijzing t WHERE t.gemeente = $1 AND t.client = c.id
               AND (CAST($5 AS TEXT) IS NULL OR t.agb = $5)) "
        )
    };
}
/// All clients, those of the provider picked out while walking; $7 and $8 bound the search column.
macro_rules! client_ruim {
    () => {
        "FROM client c WHERE c.gemeente = $1
           AND (CAST($5 AS TEXT) IS NULL OR EXISTS
             (SELECT 1 FROM toewijzing w WHERE w.gemeente = $1 AND w.agb = $5 AND w.client = c.id))
           AND (CAST($7 AS TEXT) IS NULL OR (c.zoek >= $7 AND c.zoek < $8)) "
    };
}
/// The clients of a small provider, starting from its assignments.
macro_rules! client_krap {
    () => {
        "FROM (SELECT DISTINCT w.client FROM toewijzing w WHERE w.gemeente = $1 AND w.agb = $5) d
           CROSS JOIN client c WHERE c.gemeente = $1 AND c.id = d.client
           AND (CAST($7 AS TEXT) IS NULL OR (c.zoek >= $7 AND c.zoek < $8)) "
    };
}
macro_rules! na {
    ($sleutel:literal, $id:literal) => {
        concat!(
            "AND (",
            $sleutel,
            ", ",
            $id,
            ") > ($2, $3) AND ",
            $sleutel,
            " <= $4 ORDER BY ",
            $sleutel,
            ", ",
            $id,
            " LIMIT $9"
        )
    };
}
macro_rules! voor {
    ($sleutel:literal, $id:literal) => {
        concat!(
            "AND (",
            $sleutel,
            ", ",
            $id,
            ") < ($2, $3) AND ",
            $sleutel,
            " >= $4 ORDER BY ",
            $sleutel,
            " DESC, ",
            $id,
            " DESC LIMIT $9"
        )
    };
}

/// What a list of messages shows.
macro_rules! bericht_kolommen {
    () => {
        "SELECT b.verwerkt_op, b.id, b.richting, b.soort, b.agb, a.naam, b.identificatie, b.dagtekening, b.status,
           b.bevindingen, b.antwoord_op,
           (SELECT MIN(x.id) FROM bericht x WHERE x.gemeente = $1 AND x.antwoord_op = b.id),
           b.bezorgd_op, b.grootte
         FROM bericht b LEFT JOIN aanbieder a ON a.agb = b.agb WHERE b.gemeente = $1 "
    };
}
/// Optional filters on messages: $2 direction, $3 kind, $4 status, $5 provider, $6 the day before which an unanswered
/// message of ours was written.
macro_rules! bericht_filter {
    () => {
        "(CAST($2 AS TEXT) IS NULL OR b.richting = $2) AND (CAST($3 AS TEXT) IS NULL OR b.soort = $3)
         AND (CAST($4 AS TEXT) IS NULL OR b.status = $4) AND (CAST($5 AS TEXT) IS NULL OR b.agb = $5)
         AND (CAST($6 AS TEXT) IS NULL OR (b.richting = 'uit' AND b.soort IN ('WMO301', 'WMO319')
           AND b.verwerkt_op < $6
           AND NOT EXISTS (SELECT 1 FROM bericht x WHERE x.gemeente = $1 AND x.antwoord_op = b.id))) "
    };
}
macro_rules! bericht_na {
    () => {
        "AND (b.verwerkt_op, b.id) > ($8, $9) ORDER BY b.verwerkt_op, b.id LIMIT $7"
    };
}
macro_rules! bericht_voor {
    () => {
        "AND (b.verwerkt_op, b.id) < ($8, $9) ORDER BY b.verwerkt_op DESC, b.id DESC LIMIT $7"
    };
}
/// Counts at most $7 rows that the driving filter gives, and how many of those pass the other filters.
macro_rules! bericht_tel {
    ($drijf:literal) => {
        concat!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(goed), 0) AS BIGINT) FROM (SELECT CASE WHEN ",
            bericht_filter!(),
            " THEN 1 ELSE 0 END AS goed FROM bericht b WHERE b.gemeente = $1 ",
            $drijf,
            " LIMIT $7) s"
        )
    };
}

/// What a list of claims shows.
macro_rules! claim_kolommen {
    () => {
        "SELECT d.periode_van, d.bericht, d.agb, a.naam, d.nummer, d.periode_tot, d.dagtekening, d.ingediend,
           d.toegekend, d.regels, d.regels_toegekend, d.status
         FROM declaratie d LEFT JOIN aanbieder a ON a.agb = d.agb WHERE d.gemeente = $1 "
    };
}
/// Optional filters on claims: $5 status.
macro_rules! claim_filter {
    () => {
        "AND (CAST($5 AS TEXT) IS NULL OR d.status = $5) "
    };
}
macro_rules! claim_na {
    () => {
        "AND (d.periode_van, d.bericht) > ($2, $3) AND d.periode_van <= $4
         ORDER BY d.periode_van, d.bericht LIMIT $6"
    };
}
macro_rules! claim_voor {
    () => {
        "AND (d.periode_van, d.bericht) < ($2, $3) AND d.periode_van >= $4
         ORDER BY d.periode_van DESC, d.bericht DESC LIMIT $6"
    };
}

/// What a line of a claim shows.
macro_rules! regel_kolommen {
    () => {
        "SELECT r.bericht, r.volgnr, r.status, r.agb, r.client, c.achternaam, c.voorvoegsel, c.voorletters,
           r.referentie, r.vorige_referentie, r.toewijzing, r.categorie, r.code, r.van, r.tot, r.volume, r.eenheid,
           r.tarief, r.bedrag, p.batch
         FROM declaratieregel r
         LEFT JOIN client c ON c.gemeente = $1 AND c.id = r.client
         LEFT JOIN betaalregel p ON p.gemeente = $1 AND p.bericht = r.bericht AND p.volgnr = r.volgnr
         WHERE r.gemeente = $1 "
    };
}

sql! {
    // ---- names -------------------------------------------------------------------------------------
    /// Name of a municipality.
    GEMEENTE_NAAM = "SELECT naam FROM gemeente WHERE code = $1";
    /// Names of all products: categorie, code, naam, prestatie.
    PRODUCT_NAMEN = "SELECT categorie, code, naam, prestatie FROM product ORDER BY kader";

    // ---- clients -----------------------------------------------------------------------------------
    /// Place of a client in the list: zoek, geboortedatum.
    CLIENT_PLEK = "SELECT zoek, geboortedatum FROM client WHERE gemeente = $1 AND id = $2";
    /// Clients by name after a key.
    CLIENT_NAAM_NA = concat!(client_kolommen!("c.zoek"), client_ruim!(), na!("c.zoek", "c.id"));
    /// Clients by name before a key.
    CLIENT_NAAM_VOOR = concat!(client_kolommen!("c.zoek"), client_ruim!(), voor!("c.zoek", "c.id"));
    /// Clients by birth date after a key.
    CLIENT_GEBOREN_NA = concat!(client_kolommen!("c.geboortedatum"), client_ruim!(), na!("c.geboortedatum", "c.id"));
    /// Clients by birth date before a key.
    CLIENT_GEBOREN_VOOR =
        concat!(client_kolommen!("c.geboortedatum"), client_ruim!(), voor!("c.geboortedatum", "c.id"));
    /// Clients of a small provider by name after a key.
    CLIENT_KRAP_NAAM_NA = concat!(client_kolommen!("c.zoek"), client_krap!(), na!("c.zoek", "c.id"));
    /// Clients of a small provider by name before a key.
    CLIENT_KRAP_NAAM_VOOR = concat!(client_kolommen!("c.zoek"), client_krap!(), voor!("c.zoek", "c.id"));
    /// Clients of a small provider by birth date after a key.
    CLIENT_KRAP_GEBOREN_NA =
        concat!(client_kolommen!("c.geboortedatum"), client_krap!(), na!("c.geboortedatum", "c.id"));
    /// Clients of a small provider by birth date before a key.
    CLIENT_KRAP_GEBOREN_VOOR =
        concat!(client_kolommen!("c.geboortedatum"), client_krap!(), voor!("c.geboortedatum", "c.id"));
    /// Counts clients within a range of names and of birth dates, at most $5 looked at: seen, of the provider.
    CLIENT_TEL_NAAM = "SELECT COUNT(*), CAST(COALESCE(SUM(goed), 0) AS BIGINT) FROM (
        SELECT CASE WHEN (CAST($4 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM toewijzing w
            WHERE w.gemeente = $1 AND w.agb = $4 AND w.client = c.id)) THEN 1 ELSE 0 END AS goed
        FROM client c WHERE c.gemeente = $1 AND c.zoek >= $2 AND c.zoek < $3 LIMIT $5) s";
    /// Counts clients born on a day.
    CLIENT_TEL_GEBOREN = "SELECT COUNT(*) FROM client c WHERE c.gemeente = $1 AND c.geboortedatum = $2
        AND (CAST($3 AS TEXT) IS NULL OR (c.zoek >= $3 AND c.zoek < $4))
        AND (CAST($5 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM toewijzing w
            WHERE w.gemeente = $1 AND w.agb = $5 AND w.client = c.id))";
    /// Counts the clients of a provider, at most $3.
    CLIENT_TEL_AGB = "SELECT COUNT(*) FROM
        (SELECT DISTINCT client FROM toewijzing WHERE gemeente = $1 AND agb = $2 LIMIT $3) s";
    /// Whether the provider has an assignment for the client.
    CLIENT_VAN_AGB = "SELECT 1 FROM toewijzing WHERE gemeente = $1 AND agb = $2 AND client = $3 LIMIT 1";
    /// The client with this keyed hash.
    CLIENT_BIJ_BSN = "SELECT id FROM client WHERE gemeente = $1 AND bsn_zoek = $2";
    /// Head of the file.
    CLIENT_HOOFD = "SELECT c.achternaam, c.voorvoegsel, c.voorletters, c.bsn, c.geboortedatum, c.geslacht, c.straat,
        c.huisnummer, c.postcode, c.plaats, c.overleden_op, g.naam
        FROM client c LEFT JOIN gemeente g ON g.code = c.gemeente WHERE c.gemeente = $1 AND c.id = $2";
    /// Meldingen of a client: id, ontvangen_op, onderzoek_klaar_op, and whether there is a file.
    CLIENT_MELDINGEN = "SELECT m.id, m.ontvangen_op, m.onderzoek_klaar_op,
        CASE WHEN d.melding IS NULL THEN 0 ELSE 1 END FROM melding m
        LEFT JOIN dossier d ON d.gemeente = m.gemeente AND d.melding = m.id
        WHERE m.gemeente = $1 AND m.client = $2 ORDER BY m.ontvangen_op DESC, m.id DESC LIMIT $3";
    /// Decisions about a client.
    CLIENT_BESCHIKKINGEN = "SELECT id, melding, besluit_op, aard, intensiteit, categorie, code, ingangsdatum, einddatum
        FROM beschikking WHERE gemeente = $1 AND client = $2 ORDER BY besluit_op DESC, id DESC LIMIT $3";
    /// Assignments of a client, of one provider when $3 is given.
    CLIENT_TOEWIJZINGEN = "SELECT t.nummer, t.beschikking, t.agb, a.naam, t.categorie, t.code, t.toewijzingsdatum,
        t.ingangsdatum, t.einddatum, t.volume, t.eenheid, t.frequentie, t.budget, t.reden_wijziging, t.verzonden_in
        FROM toewijzing t LEFT JOIN aanbieder a ON a.agb = t.agb
        WHERE t.gemeente = $1 AND t.client = $2 AND (CAST($3 AS TEXT) IS NULL OR t.agb = $3)
        ORDER BY t.ingangsdatum DESC, t.nummer DESC LIMIT $4";
    /// Starts and stops of a client, of one provider when $3 is given.
    CLIENT_LEVERINGEN = "SELECT l.id, l.soort, l.agb, a.naam, l.toewijzing, l.begindatum, l.einddatum, l.reden,
        l.bericht, l.verwijderd_door
        FROM levering l LEFT JOIN aanbieder a ON a.agb = l.agb
        WHERE l.gemeente = $1 AND l.client = $2 AND (CAST($3 AS TEXT) IS NULL OR l.agb = $3)
        ORDER BY l.id DESC LIMIT $4";
    /// Granted and submitted lines on one assignment.
    TOEWIJZING_REGELS = concat!(regel_kolommen!(), "AND r.toewijzing = $2 AND r.status <> 0 AND r.client = $3
        AND (CAST($4 AS TEXT) IS NULL OR r.agb = $4) ORDER BY r.van DESC, r.bericht DESC LIMIT $5");
    /// Rejected lines of a client.
    CLIENT_AFGEWEZEN = concat!(regel_kolommen!(), "AND r.client = $2 AND r.status = 0
        AND (CAST($3 AS TEXT) IS NULL OR r.agb = $3) ORDER BY r.bericht DESC, r.volgnr DESC LIMIT $4");

    // ---- messages ----------------------------------------------------------------------------------
    /// Place of a message in the list.
    BERICHT_PLEK = "SELECT verwerkt_op FROM bericht WHERE gemeente = $1 AND id = $2";
    /// Messages after a key.
    BERICHT_TIJD_NA = concat!(bericht_kolommen!(), "AND ", bericht_filter!(), bericht_na!());
    /// Messages before a key.
    BERICHT_TIJD_VOOR = concat!(bericht_kolommen!(), "AND ", bericht_filter!(), bericht_voor!());
    /// Messages of one provider after a key.
    BERICHT_AGB_NA = concat!(bericht_kolommen!(), "AND b.agb = $5 AND ", bericht_filter!(), bericht_na!());
    /// Messages of one provider before a key.
    BERICHT_AGB_VOOR = concat!(bericht_kolommen!(), "AND b.agb = $5 AND ", bericht_filter!(), bericht_voor!());
    /// Messages of one kind after a key.
    BERICHT_SOORT_NA = concat!(bericht_kolommen!(), "AND b.soort = $3 AND ", bericht_filter!(), bericht_na!());
    /// Messages of one kind before a key.
    BERICHT_SOORT_VOOR = concat!(bericht_kolommen!(), "AND b.soort = $3 AND ", bericht_filter!(), bericht_voor!());
    /// Messages with findings after a key.
    BERICHT_FOUT_NA = concat!(bericht_kolommen!(), "AND b.bevindingen > 0 AND ", bericht_filter!(), bericht_na!());
    /// Messages with findings before a key.
    BERICHT_FOUT_VOOR = concat!(bericht_kolommen!(), "AND b.bevindingen > 0 AND ", bericht_filter!(), bericht_voor!());
    /// Counts messages.
    BERICHT_TIJD_TEL = bericht_tel!("");
    /// Counts messages of one provider.
    BERICHT_AGB_TEL = bericht_tel!("AND b.agb = $5");
    /// Counts messages of one kind.
    BERICHT_SOORT_TEL = bericht_tel!("AND b.soort = $3");
    /// Counts messages with findings.
    BERICHT_FOUT_TEL = bericht_tel!("AND b.bevindingen > 0");
    /// Messages with this identification.
    BERICHT_KENMERK = concat!(bericht_kolommen!(), "AND b.identificatie = $2 AND (CAST($3 AS TEXT) IS NULL OR b.agb = $3)
        ORDER BY b.verwerkt_op DESC, b.id DESC LIMIT $4");
    /// One message as in the list.
    BERICHT_RIJ = concat!(bericht_kolommen!(), "AND b.id = $2");
    /// Answers to a message.
    BERICHT_ANTWOORDEN = concat!(bericht_kolommen!(), "AND b.antwoord_op = $2 ORDER BY b.id LIMIT $3");
    /// The rest of the facts of a message.
    BERICHT_REST = "SELECT afzender, ontvanger, bestand, sha256 FROM bericht WHERE gemeente = $1 AND id = $2";
    /// Provider of a message and its file name.
    BERICHT_AGB = "SELECT agb, bestand FROM bericht WHERE gemeente = $1 AND id = $2";
    /// Findings of a message.
    BERICHT_BEVINDINGEN = "SELECT volgnr, regel, retourcode, pad, tekst, declaratieregel FROM bevinding
        WHERE gemeente = $1 AND bericht = $2 ORDER BY volgnr LIMIT $3";
    /// Clients of the assignments that a 301 carried.
    BERICHT_CLIENTEN_UIT = "SELECT DISTINCT c.id, c.achternaam, c.voorvoegsel, c.voorletters
        FROM toewijzing t JOIN client c ON c.gemeente = $1 AND c.id = t.client
        WHERE t.gemeente = $1 AND t.verzonden_in = $2 ORDER BY c.id LIMIT $3";
    /// Clients of the starts and stops that a message carried.
    BERICHT_CLIENTEN_IN = "SELECT DISTINCT c.id, c.achternaam, c.voorvoegsel, c.voorletters
        FROM levering l JOIN client c ON c.gemeente = $1 AND c.id = l.client
        WHERE l.gemeente = $1 AND l.bericht = $2 ORDER BY c.id LIMIT $3";

    // ---- claims ------------------------------------------------------------------------------------
    /// Claims after a key.
    CLAIM_NA = concat!(claim_kolommen!(), claim_filter!(), claim_na!());
    /// Claims before a key.
    CLAIM_VOOR = concat!(claim_kolommen!(), claim_filter!(), claim_voor!());
    /// Claims of one provider after a key.
    CLAIM_AGB_NA = concat!(claim_kolommen!(), "AND d.agb = $7 ", claim_filter!(), claim_na!());
    /// Claims of one provider before a key.
    CLAIM_AGB_VOOR = concat!(claim_kolommen!(), "AND d.agb = $7 ", claim_filter!(), claim_voor!());
    /// Counts claims: first days $2 to $3, status $4, provider $5, at most $6.
    CLAIM_TEL = "SELECT COUNT(*) FROM (SELECT 1 FROM declaratie WHERE gemeente = $1 AND periode_van >= $2
        AND periode_van <= $3 AND (CAST($4 AS TEXT) IS NULL OR status = $4) AND (CAST($5 AS TEXT) IS NULL OR agb = $5)
        LIMIT $6) s";
    /// Place of a claim in the list.
    CLAIM_PLEK = "SELECT periode_van FROM declaratie WHERE gemeente = $1 AND bericht = $2";
    /// One claim as in the list.
    CLAIM_RIJ = concat!(claim_kolommen!(), "AND d.bericht = $2");
    /// Rejected lines of a claim: count and amount.
    CLAIM_AFGEWEZEN = "SELECT COUNT(*), CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM declaratieregel
        WHERE gemeente = $1 AND bericht = $2 AND status = 0";
    /// Paid of a claim.
    CLAIM_BETAALD = "SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM betaalregel WHERE gemeente = $1 AND bericht = $2";
    /// The answer to a message.
    CLAIM_ANTWOORD = "SELECT MIN(id) FROM bericht WHERE gemeente = $1 AND antwoord_op = $2";
    /// Reasons of rejection in a claim, the most frequent first.
    CLAIM_REDENEN = "SELECT regel, retourcode, MIN(tekst), COUNT(DISTINCT COALESCE(declaratieregel, 0)) AS regels
        FROM bevinding WHERE gemeente = $1 AND bericht = $2 GROUP BY regel, retourcode
        ORDER BY regels DESC, regel, retourcode";
    /// Lines of a claim after a place.
    REGEL_NA = concat!(regel_kolommen!(), "AND r.bericht = $2 AND r.volgnr > $3
        AND (CAST($4 AS BIGINT) IS NULL OR r.status = $4) ORDER BY r.volgnr LIMIT $5");
    /// Lines of a claim before a place.
    REGEL_VOOR = concat!(regel_kolommen!(), "AND r.bericht = $2 AND r.volgnr < $3
        AND (CAST($4 AS BIGINT) IS NULL OR r.status = $4) ORDER BY r.volgnr DESC LIMIT $5");
    /// Rejected lines of a claim after a place.
    REGEL_AFGEWEZEN_NA = concat!(regel_kolommen!(), "AND r.bericht = $2 AND r.status = 0 AND r.volgnr > $3
        ORDER BY r.volgnr LIMIT $4");
    /// Rejected lines of a claim before a place.
    REGEL_AFGEWEZEN_VOOR = concat!(regel_kolommen!(), "AND r.bericht = $2 AND r.status = 0 AND r.volgnr < $3
        ORDER BY r.volgnr DESC LIMIT $4");
    /// Findings on the lines $3 to $4 of a claim.
    REGEL_BEVINDINGEN = "SELECT volgnr, regel, retourcode, pad, tekst, declaratieregel FROM bevinding
        WHERE gemeente = $1 AND bericht = $2 AND declaratieregel >= $3 AND declaratieregel <= $4
        ORDER BY declaratieregel, volgnr LIMIT $5";

    // ---- payments ----------------------------------------------------------------------------------
    /// Batches after a number.
    BATCH_NA = "SELECT gemaakt_op, nummer, tot, betalingen, bedrag, bestand FROM betaalbatch
        WHERE gemeente = $1 AND (gemaakt_op, nummer) > ($2, $3) ORDER BY gemaakt_op, nummer LIMIT $4";
    /// Batches before a number.
    BATCH_VOOR = "SELECT gemaakt_op, nummer, tot, betalingen, bedrag, bestand FROM betaalbatch
        WHERE gemeente = $1 AND (gemaakt_op, nummer) < ($2, $3) ORDER BY gemaakt_op DESC, nummer DESC LIMIT $4";
    /// Batches with a payment to one provider ($5) after a number.
    BATCH_AGB_NA = "SELECT x.gemaakt_op, x.nummer, x.tot, COUNT(*), CAST(SUM(b.bedrag) AS BIGINT), x.bestand
        FROM betaling b JOIN betaalbatch x ON x.gemeente = $1 AND x.nummer = b.batch
        WHERE b.gemeente = $1 AND b.agb = $5 AND (x.gemaakt_op, x.nummer) > ($2, $3)
        GROUP BY x.gemaakt_op, x.nummer, x.tot, x.bestand ORDER BY x.gemaakt_op, x.nummer LIMIT $4";
    /// Batches with a payment to one provider ($5) before a number.
    BATCH_AGB_VOOR = "SELECT x.gemaakt_op, x.nummer, x.tot, COUNT(*), CAST(SUM(b.bedrag) AS BIGINT), x.bestand
        FROM betaling b JOIN betaalbatch x ON x.gemeente = $1 AND x.nummer = b.batch
        WHERE b.gemeente = $1 AND b.agb = $5 AND (x.gemaakt_op, x.nummer) < ($2, $3)
        GROUP BY x.gemaakt_op, x.nummer, x.tot, x.bestand ORDER BY x.gemaakt_op DESC, x.nummer DESC LIMIT $4";
    /// Place of a batch in the list.
    BATCH_PLEK = "SELECT gemaakt_op FROM betaalbatch WHERE gemeente = $1 AND nummer = $2";
    /// Counts batches, with a payment to provider $2 when given.
    BATCH_TEL = "SELECT COUNT(*) FROM betaalbatch x WHERE x.gemeente = $1 AND (CAST($2 AS TEXT) IS NULL OR EXISTS
        (SELECT 1 FROM betaling b WHERE b.gemeente = $1 AND b.batch = x.nummer AND b.agb = $2))";
    /// One batch.
    BATCH_RIJ = "SELECT gemaakt_op, nummer, tot, betalingen, bedrag, bestand FROM betaalbatch
        WHERE gemeente = $1 AND nummer = $2";
    /// Payments of a batch, to provider $3 when given, with the number of lines.
    BATCH_BETALINGEN = "SELECT b.volgnr, b.agb, a.naam, b.iban, b.bedrag, b.kenmerk,
        (SELECT COUNT(*) FROM betaalregel r WHERE r.gemeente = $1 AND r.batch = b.batch AND r.betaling = b.volgnr)
        FROM betaling b LEFT JOIN aanbieder a ON a.agb = b.agb
        WHERE b.gemeente = $1 AND b.batch = $2 AND (CAST($3 AS TEXT) IS NULL OR b.agb = $3) ORDER BY b.volgnr";
    /// Per provider: granted debits, granted credits, granted and not yet in a payment.
    SALDO_REGELS = "SELECT r.agb,
        CAST(COALESCE(SUM(CASE WHEN r.bedrag >= 0 THEN r.bedrag ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN r.bedrag < 0 THEN r.bedrag ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN p.bericht IS NULL THEN r.bedrag ELSE 0 END), 0) AS BIGINT)
        FROM declaratieregel r
        LEFT JOIN betaalregel p ON p.gemeente = $1 AND p.bericht = r.bericht AND p.volgnr = r.volgnr
        WHERE r.gemeente = $1 AND r.status = 1 AND (CAST($2 AS TEXT) IS NULL OR r.agb = $2) GROUP BY r.agb";
    /// Per provider: paid.
    SALDO_BETAALD = "SELECT agb, CAST(SUM(bedrag) AS BIGINT) FROM betaling
        WHERE gemeente = $1 AND (CAST($2 AS TEXT) IS NULL OR agb = $2) GROUP BY agb";

    // ---- catalogue and providers --------------------------------------------------------------------
    /// All products.
    PRODUCTEN = "SELECT kader, categorie, code, naam, prestatie, zwaarte, perceel FROM product
        ORDER BY perceel, kader, categorie, code";
    /// Contract lines in force on a day: categorie, code, agb, tarief.
    CONTRACT_OP = "SELECT categorie, code, agb, tarief FROM contractregel
        WHERE gemeente = $1 AND geldig_vanaf <= $2 AND (geldig_tot IS NULL OR geldig_tot >= $2)
        AND (CAST($3 AS TEXT) IS NULL OR agb = $3)";
    /// All providers by name.
    AANBIEDERS = "SELECT agb, naam, zoek FROM aanbieder ORDER BY zoek, agb";
    /// One provider.
    AANBIEDER = "SELECT naam, iban FROM aanbieder WHERE agb = $1";
    /// Contract lines of a provider.
    AANBIEDER_CONTRACTEN = "SELECT categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief FROM contractregel
        WHERE gemeente = $1 AND agb = $2 ORDER BY geldig_vanaf DESC, categorie, code, eenheid LIMIT $3";
    /// Running assignments of a provider on a day: assignments, different clients.
    AANBIEDER_LOPEND = "SELECT COUNT(*), COUNT(DISTINCT client) FROM toewijzing
        WHERE gemeente = $1 AND agb = $2 AND ingangsdatum <= $3 AND (einddatum IS NULL OR einddatum >= $3)";
    /// Claims that were answered, per provider: lines, granted lines, claimed, granted; first days $2 to $3.
    CLAIM_PER_AGB = "SELECT d.agb, a.naam, CAST(SUM(d.regels) AS BIGINT), CAST(SUM(d.regels_toegekend) AS BIGINT),
        CAST(SUM(d.ingediend) AS BIGINT), CAST(SUM(d.toegekend) AS BIGINT)
        FROM declaratie d LEFT JOIN aanbieder a ON a.agb = d.agb
        WHERE d.gemeente = $1 AND d.periode_van >= $2 AND d.periode_van <= $3 AND d.status <> 'ingediend'
        AND (CAST($4 AS TEXT) IS NULL OR d.agb = $4) GROUP BY d.agb, a.naam ORDER BY d.agb";
    /// Granted per month of the first day claimed.
    KOSTEN_PER_MAAND = "SELECT SUBSTR(periode_van, 1, 7) AS maand, CAST(SUM(toegekend) AS BIGINT) FROM declaratie
        WHERE gemeente = $1 AND periode_van >= $2 AND periode_van <= $3 AND status <> 'ingediend'
        AND (CAST($4 AS TEXT) IS NULL OR agb = $4) GROUP BY SUBSTR(periode_van, 1, 7) ORDER BY maand";

    // ---- overview ----------------------------------------------------------------------------------
    /// Providers with contract lines in force on a day, and how many lines each.
    TEL_CONTRACTEN = "SELECT agb, COUNT(*) FROM contractregel
        WHERE gemeente = $1 AND geldig_vanaf <= $2 AND (geldig_tot IS NULL OR geldig_tot >= $2)
        AND (CAST($3 AS TEXT) IS NULL OR agb = $3) GROUP BY agb";
    /// Contract lines that end from $2 up to and including $3.
    TEL_CONTRACT_EINDIGT = "SELECT COUNT(*), MIN(geldig_tot) FROM contractregel
        WHERE gemeente = $1 AND geldig_tot >= $2 AND geldig_tot <= $3";
    /// Products.
    TEL_PRODUCTEN = "SELECT COUNT(*) FROM product";
    /// Clients.
    TEL_CLIENTEN = "SELECT COUNT(*) FROM client WHERE gemeente = $1";
    /// Clients of a provider.
    TEL_CLIENTEN_AGB = "SELECT COUNT(DISTINCT client) FROM toewijzing WHERE gemeente = $1 AND agb = $2";
    /// Meldingen without a finished onderzoek: all, received before $2, the oldest.
    TEL_MELDINGEN = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN ontvangen_op < $2 THEN 1 ELSE 0 END), 0) AS BIGINT),
        MIN(ontvangen_op) FROM melding WHERE gemeente = $1 AND onderzoek_klaar_op IS NULL";
    /// Decisions.
    TEL_BESCHIKKINGEN = "SELECT COUNT(*) FROM beschikking WHERE gemeente = $1";
    /// Assignments that run on a day.
    TEL_LOPEND = "SELECT COUNT(*) FROM toewijzing
        WHERE gemeente = $1 AND ingangsdatum <= $2 AND (einddatum IS NULL OR einddatum >= $2)";
    /// Assignments that wait to be sent: count and oldest.
    TEL_TE_VERZENDEN = "SELECT COUNT(*), MIN(toewijzingsdatum) FROM toewijzing
        WHERE gemeente = $1 AND verzonden_in IS NULL AND (CAST($2 AS TEXT) IS NULL OR agb = $2)";
    /// Assignments that end from $2 up to and including $3.
    TEL_EINDIGT = "SELECT COUNT(*), MIN(einddatum) FROM toewijzing
        WHERE gemeente = $1 AND einddatum >= $2 AND einddatum <= $3 AND (CAST($4 AS TEXT) IS NULL OR agb = $4)";
    /// Starts from $2 up to and including $3.
    TEL_GESTART = "SELECT COUNT(*) FROM levering WHERE gemeente = $1 AND soort = 'start' AND begindatum >= $2
        AND begindatum <= $3 AND verwijderd_door IS NULL AND (CAST($4 AS TEXT) IS NULL OR agb = $4)";
    /// Stops from $2 up to and including $3.
    TEL_GESTOPT = "SELECT COUNT(*) FROM levering WHERE gemeente = $1 AND soort = 'stop' AND einddatum >= $2
        AND einddatum <= $3 AND verwijderd_door IS NULL AND (CAST($4 AS TEXT) IS NULL OR agb = $4)";
    /// Claims in a period by status: status, claims, lines, granted lines, claimed, granted, the oldest day.
    TEL_CLAIMS = "SELECT status, COUNT(*), CAST(SUM(regels) AS BIGINT), CAST(SUM(regels_toegekend) AS BIGINT),
        CAST(SUM(ingediend) AS BIGINT), CAST(SUM(toegekend) AS BIGINT), MIN(dagtekening) FROM declaratie
        WHERE gemeente = $1 AND periode_van >= $2 AND periode_van <= $3 AND (CAST($4 AS TEXT) IS NULL OR agb = $4)
        GROUP BY status ORDER BY status";
    /// Granted per provider, over all claims.
    TOEGEKEND_PER_AGB = "SELECT agb, CAST(SUM(toegekend) AS BIGINT) FROM declaratie
        WHERE gemeente = $1 AND (CAST($2 AS TEXT) IS NULL OR agb = $2) GROUP BY agb ORDER BY agb";
    /// Messages that were rejected, processed from $2 on: count and the oldest.
    TEL_AFGEKEURD = "SELECT COUNT(*), MIN(dagtekening) FROM bericht
        WHERE gemeente = $1 AND bevindingen > 0 AND verwerkt_op >= $2 AND status = 'afgekeurd'
        AND (CAST($3 AS TEXT) IS NULL OR agb = $3)";
    /// Numbers that rise with every change: the figures stay the same as long as these do.
    STAND = "SELECT
        COALESCE((SELECT MAX(id) FROM bericht WHERE gemeente = $1), 0),
        COALESCE((SELECT MAX(nummer) FROM toewijzing WHERE gemeente = $1), 0),
        COALESCE((SELECT MAX(id) FROM client WHERE gemeente = $1), 0),
        COALESCE((SELECT MAX(id) FROM levering WHERE gemeente = $1), 0)";

    // ---- monitor -----------------------------------------------------------------------------------
    /// Different clients with an assignment that ran on a day from $2 up to and including $3.
    MONITOR_CLIENTEN = "SELECT COUNT(DISTINCT client) FROM toewijzing
        WHERE gemeente = $1 AND ingangsdatum <= $3 AND (einddatum IS NULL OR einddatum >= $2)";
    /// The same per provider.
    MONITOR_PER_AGB = "SELECT t.agb, a.naam, t.clienten FROM (SELECT agb, COUNT(DISTINCT client) AS clienten
        FROM toewijzing WHERE gemeente = $1 AND ingangsdatum <= $3 AND (einddatum IS NULL OR einddatum >= $2)
        GROUP BY agb) t LEFT JOIN aanbieder a ON a.agb = t.agb ORDER BY t.agb";
    /// The same per provider and prestatie.
    MONITOR_INZET = "SELECT t.agb, COALESCE(p.prestatie, ''), COUNT(DISTINCT t.client) FROM toewijzing t
        LEFT JOIN (SELECT categorie, code, MIN(prestatie) AS prestatie FROM product GROUP BY categorie, code) p
          ON p.categorie = t.categorie AND p.code = t.code
        WHERE t.gemeente = $1 AND t.ingangsdatum <= $3 AND (t.einddatum IS NULL OR t.einddatum >= $2)
        GROUP BY t.agb, COALESCE(p.prestatie, '') ORDER BY t.agb, 2";
}
