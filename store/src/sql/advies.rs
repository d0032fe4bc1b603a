//! Texts of advice: what was filled in, what was chosen, and the texts of the cells of the matrix.

sql! {
    // ---- what was filled in --------------------------------------------------------------------
    /// What was filled in for advice by a framework: ronde, inhoud, door, op.
    ADVIESDOSSIER = "SELECT ronde, inhoud, door, op FROM adviesdossier
        WHERE gemeente = $1 AND melding = $2 AND kader = $3";
    /// Adds or changes it.
    ADVIESDOSSIER_ZET = "INSERT INTO adviesdossier (gemeente, melding, kader, ronde, inhoud, door, op)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (gemeente, melding, kader) DO UPDATE SET ronde = excluded.ronde, inhoud = excluded.inhoud,
        door = excluded.door, op = excluded.op";

    // ---- what was chosen -----------------------------------------------------------------------
    /// Adds a choice.
    ADVIESKEUZE_ERBIJ = "INSERT INTO advieskeuze (gemeente, melding, volgnr, kader, kaderversie, sha256, ronde, keuze,
        regels, motivering, dossier, advies, door, op)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    /// The choices at a melding, the newest first: volgnr, kader, kaderversie, sha256, keuze, motivering, door, op.
    ADVIESKEUZES = "SELECT volgnr, kader, kaderversie, sha256, keuze, motivering, door, op FROM advieskeuze
        WHERE gemeente = $1 AND melding = $2 ORDER BY volgnr DESC LIMIT 50";
    /// What a choice rested on: dossier, advies.
    ADVIESKEUZE_GROND = "SELECT dossier, advies FROM advieskeuze WHERE gemeente = $1 AND melding = $2 AND volgnr = $3";
    /// The choice that counts of every melding, from a day on: kader, keuze, regels. A choice that was made anew counts once.
    ADVIESKEUZES_SINDS = "SELECT k.kader, k.keuze, k.regels FROM advieskeuze k WHERE k.gemeente = $1 AND k.op >= $2
        AND NOT EXISTS (SELECT 1 FROM advieskeuze n WHERE n.gemeente = k.gemeente AND n.melding = k.melding
            AND n.kader = k.kader AND n.volgnr > k.volgnr)
        ORDER BY k.op DESC, k.melding, k.volgnr LIMIT $3";

    // ---- the cells of the matrix ---------------------------------------------------------------
    /// The texts of an edition: domein, niveau, tekst.
    CELTEKSTEN = "SELECT domein, niveau, tekst FROM celtekst WHERE gemeente = $1 AND uitgave = $2 ORDER BY domein, niveau";
    /// Adds a text.
    CELTEKST_ERBIJ = "INSERT INTO celtekst (gemeente, uitgave, domein, niveau, tekst) VALUES ($1, $2, $3, $4, $5)";
    /// Takes the texts of an edition away.
    CELTEKSTEN_WEG = "DELETE FROM celtekst WHERE gemeente = $1 AND uitgave = $2";
}
