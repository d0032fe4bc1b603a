//! Texts of the reorganisation of municipalities.

sql! {
    /// Clients after an id: id, plaats, bsn, overleden_op.
    HERINDEEL_CLIENTEN = "SELECT id, plaats, bsn, overleden_op FROM client WHERE gemeente = $1 AND id > $2
        ORDER BY id LIMIT $3";
    /// Copies a client to another municipality: its new id, encrypted BSN and keyed hash are given.
    HERINDEEL_CLIENT_MEE = "INSERT INTO client (gemeente, id, bsn, bsn_zoek, geboortedatum, geslacht, achternaam,
        voorvoegsel, voorletters, straat, huisnummer, postcode, plaats, zoek)
        SELECT $3, CAST($4 AS BIGINT), $5, $6, geboortedatum, geslacht, achternaam, voorvoegsel, voorletters, straat, huisnummer,
        postcode, plaats, zoek FROM client WHERE gemeente = $1 AND id = $2";
    /// Open meldingen of a client: id.
    HERINDEEL_MELDINGEN = "SELECT id FROM melding WHERE gemeente = $1 AND client = $2 AND onderzoek_klaar_op IS NULL
        ORDER BY id";
    /// Copies a melding: from municipality and id to municipality, id and client.
    HERINDEEL_MELDING_MEE = "INSERT INTO melding (gemeente, id, client, ontvangen_op, onderzoek_klaar_op)
        SELECT $3, CAST($4 AS BIGINT), CAST($5 AS BIGINT), ontvangen_op, onderzoek_klaar_op FROM melding WHERE gemeente = $1 AND id = $2";
    /// Takes a melding away.
    HERINDEEL_MELDING_WEG = "DELETE FROM melding WHERE gemeente = $1 AND id = $2";
    /// Decisions of a client that run on a day or begin later: id.
    HERINDEEL_BESCHIKKINGEN = "SELECT id FROM beschikking WHERE gemeente = $1 AND client = $2
        AND (einddatum IS NULL OR einddatum >= $3) ORDER BY id";
    /// Copies a decision: from municipality and id to municipality, id and client. Its melding stays behind.
    HERINDEEL_BESCHIKKING_MEE = "INSERT INTO beschikking (gemeente, id, client, melding, besluit_op, aard, intensiteit,
        categorie, code, ingangsdatum, einddatum, vorm, pgb_per_jaar) SELECT $3, CAST($4 AS BIGINT), CAST($5 AS BIGINT), NULL, besluit_op, aard, intensiteit, categorie, code,
        ingangsdatum, einddatum, vorm, pgb_per_jaar FROM beschikking WHERE gemeente = $1 AND id = $2";
    /// Takes a decision away.
    HERINDEEL_BESCHIKKING_WEG = "DELETE FROM beschikking WHERE gemeente = $1 AND id = $2";
    /// Assignments of a client that run on a day or begin later: nummer, beschikking.
    HERINDEEL_TOEWIJZINGEN = "SELECT nummer, beschikking FROM toewijzing WHERE gemeente = $1 AND client = $2
        AND (einddatum IS NULL OR einddatum >= $3) ORDER BY nummer";
    /// Takes an assignment away that never left.
    HERINDEEL_TOEWIJZING_WEG = "DELETE FROM toewijzing WHERE gemeente = $1 AND nummer = $2 AND verzonden_in IS NULL";
    /// How many parts of requests of a client wait for a decision, or for an answer that has not left.
    HERINDEEL_VERZOEKEN = "SELECT COUNT(*) FROM verzoek v JOIN verzoekdeel d ON d.gemeente = v.gemeente AND d.verzoek = v.id
        WHERE v.gemeente = $1 AND v.client = $2 AND (d.stand IN ('ingediend', 'onderzoek')
        OR (d.stand IN ('afgewezen', 'gehonoreerd') AND d.antwoord_in IS NULL))";
    /// Whether an onderzoek with a file runs, an aanvraag waits for a decision, a decision is being written or signed, or an
    /// objection is open: how many of all.
    HERINDEEL_TOEGANG = "SELECT (SELECT COUNT(*) FROM melding m JOIN dossier d ON d.gemeente = m.gemeente AND d.melding = m.id
            WHERE m.gemeente = $1 AND m.client = $2 AND m.onderzoek_klaar_op IS NULL)
        + (SELECT COUNT(*) FROM aanvraag a WHERE a.gemeente = $1 AND a.client = $2 AND a.stand = 'open')
        + (SELECT COUNT(*) FROM besluit b WHERE b.gemeente = $1 AND b.client = $2
            AND b.stand IN ('concept', 'ter_controle', 'vastgesteld'))
        + (SELECT COUNT(*) FROM bezwaar x JOIN besluit b ON b.gemeente = x.gemeente AND b.id = x.besluit
            WHERE x.gemeente = $1 AND b.client = $2 AND x.afgedaan_op IS NULL)";
    /// How many assignments of a municipality run on a day or begin later, and were not taken back.
    HERINDEEL_LOOPT = "SELECT COUNT(*) FROM toewijzing WHERE gemeente = $1 AND (einddatum IS NULL OR einddatum >= $2)
        AND NOT (einddatum = ingangsdatum AND COALESCE(reden_wijziging, '') IN ('01', '13'))";
    /// Contract lines of a municipality that hold on a day or later: agb, categorie, code, eenheid, geldig_vanaf,
    /// geldig_tot, tarief, kader, kaderversie.
    HERINDEEL_CONTRACTEN = "SELECT agb, categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief, kader, kaderversie
        FROM contractregel WHERE gemeente = $1 AND (geldig_tot IS NULL OR geldig_tot >= $2)
        ORDER BY agb, categorie, code, eenheid, geldig_vanaf";
    /// Adds a contract line.
    HERINDEEL_CONTRACT_ERBIJ = "INSERT INTO contractregel (gemeente, agb, categorie, code, eenheid, geldig_vanaf,
        geldig_tot, tarief, kader, kaderversie) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Takes a contract line away.
    HERINDEEL_CONTRACT_WEG = "DELETE FROM contractregel WHERE gemeente = $1 AND agb = $2 AND categorie = $3 AND code = $4
        AND eenheid = $5 AND geldig_vanaf = $6";
    /// Where something went: naar, naar_sleutel.
    HERINDEEL_REGEL = "SELECT naar, naar_sleutel FROM herindeelregel
        WHERE gemeente = $1 AND herindeling = $2 AND soort = $3 AND sleutel = $4";
    /// Notes where something went.
    HERINDEEL_REGEL_ERBIJ = "INSERT INTO herindeelregel (gemeente, herindeling, soort, sleutel, client, naar, naar_sleutel,
        nieuw, vorige) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Notes a contract line that ended or went along; one that was noted before stands as it was found last.
    HERINDEEL_CONTRACT_NOTEER = "INSERT INTO herindeelregel (gemeente, herindeling, soort, sleutel, client, naar,
        naar_sleutel, nieuw, vorige) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (gemeente, herindeling, soort, sleutel) DO UPDATE SET vorige = excluded.vorige";
    /// Clients that went, after one: sleutel, naar, naar_sleutel.
    HERINDEEL_BRIEVEN = "SELECT sleutel, naar, naar_sleutel FROM herindeelregel
        WHERE gemeente = $1 AND herindeling = $2 AND soort = 'client' AND sleutel > $3 ORDER BY sleutel LIMIT $4";
    /// What a client has on a day or later: agb, categorie, code.
    HERINDEEL_STEUN = "SELECT agb, categorie, code FROM toewijzing WHERE gemeente = $1 AND client = $2
        AND (einddatum IS NULL OR einddatum >= $3)
        AND NOT (einddatum = ingangsdatum AND COALESCE(reden_wijziging, '') IN ('01', '13')) ORDER BY nummer";
    /// How many clients a municipality has.
    HERINDEEL_AANTAL = "SELECT COUNT(*) FROM client WHERE gemeente = $1";
    /// Everything that went: soort, sleutel, client, naar, naar_sleutel, nieuw, vorige.
    HERINDEEL_REGELS = "SELECT soort, sleutel, client, naar, naar_sleutel, nieuw, vorige FROM herindeelregel
        WHERE gemeente = $1 AND herindeling = $2 ORDER BY soort, sleutel";
    /// Forgets it.
    HERINDEEL_VERGEET = "DELETE FROM herindeelregel WHERE gemeente = $1 AND herindeling = $2";
    /// How many of each kind went: soort, naar, count.
    HERINDEEL_TELLING = "SELECT soort, naar, COUNT(*) FROM herindeelregel WHERE gemeente = $1 AND herindeling = $2
        GROUP BY soort, naar ORDER BY naar, soort";
    /// What there is of a client: assignments, meldingen, decisions, and everything that does not come along.
    HERINDEEL_VAN_CLIENT = "SELECT (SELECT COUNT(*) FROM toewijzing t WHERE t.gemeente = $1 AND t.client = $2),
        (SELECT COUNT(*) FROM melding m WHERE m.gemeente = $1 AND m.client = $2),
        (SELECT COUNT(*) FROM beschikking b WHERE b.gemeente = $1 AND b.client = $2),
        (SELECT COUNT(*) FROM verzoek v WHERE v.gemeente = $1 AND v.client = $2)
        + (SELECT COUNT(*) FROM zrmmeting z WHERE z.gemeente = $1 AND z.client = $2)
        + (SELECT COUNT(*) FROM aanvraag a WHERE a.gemeente = $1 AND a.client = $2)
        + (SELECT COUNT(*) FROM besluit x WHERE x.gemeente = $1 AND x.client = $2)
        + (SELECT COUNT(*) FROM wachtplek w WHERE w.gemeente = $1 AND w.client = $2)
        + (SELECT COUNT(*) FROM heronderzoek h JOIN beschikking b ON b.gemeente = h.gemeente AND b.id = h.beschikking
            WHERE h.gemeente = $1 AND b.client = $2)
        + (SELECT COUNT(*) FROM melding m JOIN dossier d ON d.gemeente = m.gemeente AND d.melding = m.id
            WHERE m.gemeente = $1 AND m.client = $2)";
    /// Takes a client away that came with a reorganisation.
    HERINDEEL_CLIENT_WEG = "DELETE FROM client WHERE gemeente = $1 AND id = $2";
}
