//! Texts of the conversion of running indications.

sql! {
    /// What an indication became: volgnr, client, agb, cohort.
    OMZET_REGELS = "SELECT volgnr, client, agb, cohort FROM omzetregel
        WHERE gemeente = $1 AND kader = $2 AND indicatie = $3 ORDER BY volgnr";
    /// Adds one.
    OMZET_REGEL_ERBIJ = "INSERT INTO omzetregel (gemeente, kader, indicatie, volgnr, cohort, client, agb, toewijzing,
        uitleg, vastgesteld) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Keeps an assignment that ends as it stands now, with the moment that it gets.
    OMZET_VORIGE_ERBIJ = "INSERT INTO omzetvorige (gemeente, kader, indicatie, toewijzing, cohort, toewijzingsdatum,
        toewijzingstijd, einddatum, reden_wijziging, referentie_aanbieder, verzonden_in, vastgesteld)
        SELECT gemeente, $2, $3, nummer, $5, toewijzingsdatum, toewijzingstijd, einddatum, reden_wijziging,
        referentie_aanbieder, verzonden_in, CAST($6 AS TEXT) FROM toewijzing WHERE gemeente = $1 AND nummer = $4";
    /// The client with this keyed hash, and whether they died: id, overleden_op.
    OMZET_CLIENT = "SELECT id, overleden_op FROM client WHERE gemeente = $1 AND bsn_zoek = $2";
    /// What a cohort did, after a place: indicatie, volgnr, client, agb, toewijzing, categorie, code, ingangsdatum,
    /// einddatum, overleden_op of the client.
    OMZET_COHORT = "SELECT o.indicatie, o.volgnr, o.client, o.agb, o.toewijzing, t.categorie, t.code, t.ingangsdatum,
        t.einddatum, (SELECT c.overleden_op FROM client c WHERE c.gemeente = o.gemeente AND c.id = o.client) FROM omzetregel o JOIN toewijzing t ON t.gemeente = o.gemeente AND t.nummer = o.toewijzing
        WHERE o.gemeente = $1 AND o.cohort = $2 AND (o.indicatie, o.volgnr) > ($3, $4)
        ORDER BY o.indicatie, o.volgnr LIMIT $5";
    /// The next cohort by name: cohort, kader.
    OMZET_COHORT_VOLGENDE = "SELECT cohort, kader FROM omzetregel WHERE gemeente = $1 AND cohort > $2
        ORDER BY cohort, indicatie LIMIT 1";
    /// How many indications and assignments a cohort has.
    OMZET_AANTAL = "SELECT COUNT(DISTINCT indicatie), COUNT(*) FROM omzetregel WHERE gemeente = $1 AND cohort = $2";
    /// New assignments of a cohort that left in a message, or were changed or taken away since.
    OMZET_WEG = "SELECT CAST(COALESCE(SUM(CASE WHEN t.verzonden_in IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN t.nummer IS NULL OR t.reden_wijziging IS NOT NULL
            OR o.vastgesteld <> t.toewijzingsdatum || ' ' || COALESCE(t.toewijzingstijd, '')
            THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM omzetregel o LEFT JOIN toewijzing t ON t.gemeente = o.gemeente AND t.nummer = o.toewijzing
        WHERE o.gemeente = $1 AND o.cohort = $2";
    /// Assignments that ended for a cohort and left in a message since, or were changed or taken away.
    OMZET_VORIGE_WEG = "SELECT CAST(COALESCE(SUM(CASE WHEN t.verzonden_in IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT),
        CAST(COALESCE(SUM(CASE WHEN t.nummer IS NULL
            OR o.vastgesteld <> t.toewijzingsdatum || ' ' || COALESCE(t.toewijzingstijd, '')
            THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM omzetvorige o LEFT JOIN toewijzing t ON t.gemeente = o.gemeente AND t.nummer = o.toewijzing
        WHERE o.gemeente = $1 AND o.cohort = $2";
    /// Puts the assignments that ended back as they were.
    OMZET_VORIGE_TERUG = "UPDATE toewijzing SET toewijzingsdatum = o.toewijzingsdatum, toewijzingstijd = o.toewijzingstijd,
        einddatum = o.einddatum, reden_wijziging = o.reden_wijziging, referentie_aanbieder = o.referentie_aanbieder,
        verzonden_in = o.verzonden_in FROM omzetvorige o
        WHERE toewijzing.gemeente = $1 AND o.gemeente = $1 AND o.cohort = $2 AND toewijzing.nummer = o.toewijzing";
    /// Takes the new assignments of a cohort away; none of them has left.
    OMZET_TOEWIJZINGEN_WEG = "DELETE FROM toewijzing WHERE gemeente = $1 AND verzonden_in IS NULL AND nummer IN
        (SELECT o.toewijzing FROM omzetregel o WHERE o.gemeente = $1 AND o.cohort = $2)";
    /// Forgets what a cohort did.
    OMZET_REGELS_WEG = "DELETE FROM omzetregel WHERE gemeente = $1 AND cohort = $2";
    /// Forgets what ended for a cohort.
    OMZET_VORIGE_VERGEET = "DELETE FROM omzetvorige WHERE gemeente = $1 AND cohort = $2";
    /// Keeps a file that somebody works on.
    OMZET_OPDRACHT_ERBIJ = "INSERT INTO omzetopdracht (gemeente, id, sleutel, gebruiker, bestand, kader, per, apart, bezig,
        gezien) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)";
    /// Keeps a part of it.
    OMZET_OPDRACHT_DEEL_ERBIJ = "INSERT INTO omzetopdrachtdeel (gemeente, opdracht, deel, inhoud) VALUES ($1, $2, $3, $4)";
    /// Those of a person, the newest first: id, sleutel, bestand, kader.
    OMZET_OPDRACHTEN = "SELECT id, sleutel, bestand, kader FROM omzetopdracht WHERE gemeente = $1 AND gebruiker = $2
        ORDER BY id DESC";
    /// One of a person: id, bestand, kader, per, apart, bezig.
    OMZET_OPDRACHT = "SELECT id, bestand, kader, per, apart, bezig FROM omzetopdracht
        WHERE gemeente = $1 AND gebruiker = $2 AND sleutel = $3";
    /// A part: inhoud.
    OMZET_OPDRACHT_DEEL = "SELECT inhoud FROM omzetopdrachtdeel WHERE gemeente = $1 AND opdracht = $2 AND deel = $3";
    /// What changed: what was set aside, whether it runs, when somebody looked.
    OMZET_OPDRACHT_BIJ = "UPDATE omzetopdracht SET apart = $4, bezig = $5, gezien = $6
        WHERE gemeente = $1 AND gebruiker = $2 AND sleutel = $3";
    /// Those that nobody looked at since an instant: id.
    OMZET_OPDRACHT_OUD = "SELECT id FROM omzetopdracht WHERE gemeente = $1 AND gezien < $2";
    /// Takes one away.
    OMZET_OPDRACHT_WEG = "DELETE FROM omzetopdracht WHERE gemeente = $1 AND id = $2";
    /// Takes its file away.
    OMZET_OPDRACHT_DELEN_WEG = "DELETE FROM omzetopdrachtdeel WHERE gemeente = $1 AND opdracht = $2";
}
