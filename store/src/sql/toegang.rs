//! Texts of the access: from melding to aanvraag.

sql! {
    // ---- one melding ---------------------------------------------------------------------------
    /// A melding with its file: client, ontvangen_op, onderzoek_klaar_op, wijze, melder, vraag, spoed, spoed_geregeld_op,
    /// bevestigd_op, clientondersteuning_op, plan_genoemd_op, plan_stand, plan_op, identiteit, identiteit_op,
    /// pgb_uitgelegd_op, verslag_op, begonnen_op, behandelaar. From wijze on empty without a file.
    DOSSIER = "SELECT m.client, m.ontvangen_op, m.onderzoek_klaar_op, d.wijze, d.melder, d.vraag, d.spoed,
        d.spoed_geregeld_op, d.bevestigd_op, d.clientondersteuning_op, d.plan_genoemd_op, d.plan_stand, d.plan_op,
        d.identiteit, d.identiteit_op, d.pgb_uitgelegd_op, d.verslag_op, d.begonnen_op, d.behandelaar
        FROM melding m LEFT JOIN dossier d ON d.gemeente = m.gemeente AND d.melding = m.id
        WHERE m.gemeente = $1 AND m.id = $2";
    /// Adds or changes the file of a melding.
    DOSSIER_ZET = "INSERT INTO dossier (gemeente, melding, wijze, melder, vraag, spoed, spoed_geregeld_op, bevestigd_op,
        clientondersteuning_op, plan_genoemd_op, plan_stand, plan_op, identiteit, identiteit_op, pgb_uitgelegd_op,
        verslag_op, begonnen_op, behandelaar)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT (gemeente, melding) DO UPDATE SET wijze = excluded.wijze, melder = excluded.melder,
        vraag = excluded.vraag, spoed = excluded.spoed, spoed_geregeld_op = excluded.spoed_geregeld_op,
        bevestigd_op = excluded.bevestigd_op, clientondersteuning_op = excluded.clientondersteuning_op,
        plan_genoemd_op = excluded.plan_genoemd_op, plan_stand = excluded.plan_stand, plan_op = excluded.plan_op,
        identiteit = excluded.identiteit, identiteit_op = excluded.identiteit_op,
        pgb_uitgelegd_op = excluded.pgb_uitgelegd_op, verslag_op = excluded.verslag_op,
        begonnen_op = excluded.begonnen_op, behandelaar = excluded.behandelaar";
    /// The onderzoek of a melding was finished on this day.
    MELDING_KLAAR = "UPDATE melding SET onderzoek_klaar_op = $3 WHERE gemeente = $1 AND id = $2";
    /// What was found: onderwerp, bevinding, toelichting, bewijs, oordeel, door, op.
    PUNTEN = "SELECT onderwerp, bevinding, toelichting, bewijs, oordeel, door, op FROM onderzoekpunt
        WHERE gemeente = $1 AND melding = $2 ORDER BY onderwerp";
    /// Adds or changes what was found about a subject.
    PUNT_ZET = "INSERT INTO onderzoekpunt (gemeente, melding, onderwerp, bevinding, toelichting, bewijs, oordeel, door, op)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (gemeente, melding, onderwerp) DO UPDATE SET bevinding = excluded.bevinding,
        toelichting = excluded.toelichting, bewijs = excluded.bewijs, oordeel = excluded.oordeel, door = excluded.door,
        op = excluded.op";
    /// A client whose file is opened: achternaam, voorvoegsel, voorletters, geboortedatum, overleden_op.
    DOSSIER_CLIENT = "SELECT achternaam, voorvoegsel, voorletters, geboortedatum, overleden_op FROM client
        WHERE gemeente = $1 AND id = $2";

    // ---- the measurement -----------------------------------------------------------------------
    /// Adds a measurement.
    METING_ERBIJ = "INSERT INTO zrmmeting (gemeente, id, client, melding, uitgave, gemeten_op, door, opmerking)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// The measurements of a client, the newest first: id, melding, uitgave, gemeten_op, door, opmerking.
    METINGEN = "SELECT id, melding, uitgave, gemeten_op, door, opmerking FROM zrmmeting
        WHERE gemeente = $1 AND client = $2 ORDER BY gemeten_op DESC, id DESC LIMIT 50";
    /// One measurement: client, melding, uitgave, gemeten_op, door, opmerking.
    METING = "SELECT client, melding, uitgave, gemeten_op, door, opmerking FROM zrmmeting
        WHERE gemeente = $1 AND id = $2";
    /// Adds a level.
    SCORE_ERBIJ = "INSERT INTO zrmscore (gemeente, meting, volgnr, domein, niveau, opmerking)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// The levels of a measurement: volgnr, domein, niveau, opmerking.
    SCORES = "SELECT volgnr, domein, niveau, opmerking FROM zrmscore WHERE gemeente = $1 AND meting = $2 ORDER BY volgnr";
    /// Takes the levels away that a new save of the same measurement replaces.
    SCORES_WEG = "DELETE FROM zrmscore WHERE gemeente = $1 AND meting = $2";
    /// Takes a measurement away that a new save replaces.
    METING_WEG = "DELETE FROM zrmmeting WHERE gemeente = $1 AND id = $2";

    // ---- the plan ------------------------------------------------------------------------------
    /// The plan of a melding: stand, agb, door, gewijzigd_op, voorgelegd_op, akkoord_op.
    PLAN = "SELECT stand, agb, door, gewijzigd_op, voorgelegd_op, akkoord_op FROM ondersteuningsplan
        WHERE gemeente = $1 AND melding = $2";
    /// Adds or changes the plan.
    PLAN_ZET = "INSERT INTO ondersteuningsplan (gemeente, melding, stand, agb, door, gewijzigd_op, voorgelegd_op, akkoord_op)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (gemeente, melding) DO UPDATE SET stand = excluded.stand, agb = excluded.agb, door = excluded.door,
        gewijzigd_op = excluded.gewijzigd_op, voorgelegd_op = excluded.voorgelegd_op, akkoord_op = excluded.akkoord_op";
    /// Its results: volgnr, domein, resultaat, aanpak.
    RESULTATEN = "SELECT volgnr, domein, resultaat, aanpak FROM planresultaat WHERE gemeente = $1 AND melding = $2
        ORDER BY volgnr";
    /// Adds a result.
    RESULTAAT_ERBIJ = "INSERT INTO planresultaat (gemeente, melding, volgnr, domein, resultaat, aanpak)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Takes the results away that a new draft replaces.
    RESULTATEN_WEG = "DELETE FROM planresultaat WHERE gemeente = $1 AND melding = $2";

    // ---- the aanvraag --------------------------------------------------------------------------
    /// Adds an aanvraag.
    AANVRAAG_ERBIJ = "INSERT INTO aanvraag (gemeente, id, client, melding, ontvangen_op, zonder_onderzoek, stand)
        VALUES ($1, $2, $3, $4, $5, $6, 'open')";
    /// One aanvraag: client, melding, ontvangen_op, zonder_onderzoek, vertraging_op, vertraging_tot, in_gebreke_op, stand,
    /// afgehandeld_op, beschikking.
    AANVRAAG = "SELECT client, melding, ontvangen_op, zonder_onderzoek, vertraging_op, vertraging_tot, in_gebreke_op, stand,
        afgehandeld_op, beschikking FROM aanvraag WHERE gemeente = $1 AND id = $2";
    /// The aanvragen of a melding, the newest first: id.
    AANVRAGEN_VAN_MELDING = "SELECT a.id FROM aanvraag a JOIN melding m ON m.gemeente = a.gemeente AND m.client = a.client
        WHERE a.gemeente = $1 AND m.id = $2 AND a.melding = $2 ORDER BY a.id DESC";
    /// Its clock: grond, op, tot, geeindigd_op.
    OPSCHORTINGEN = "SELECT grond, op, tot, geeindigd_op FROM opschorting WHERE gemeente = $1 AND aanvraag = $2
        ORDER BY volgnr";
    /// Adds or changes a time in which the clock stood still.
    OPSCHORTING_ZET = "INSERT INTO opschorting (gemeente, aanvraag, volgnr, grond, op, tot, geeindigd_op)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (gemeente, aanvraag, volgnr) DO UPDATE SET geeindigd_op = excluded.geeindigd_op";
    /// Changes an aanvraag: notice of delay, notice of default, how it was done with.
    AANVRAAG_ZET = "UPDATE aanvraag SET vertraging_op = $3, vertraging_tot = $4, in_gebreke_op = $5, stand = $6,
        afgehandeld_op = $7, beschikking = $8 WHERE gemeente = $1 AND id = $2";

    // ---- worklist ------------------------------------------------------------------------------
    /// Open meldingen, the oldest first: id, client, achternaam, voorvoegsel, voorletters, ontvangen_op, spoed,
    /// spoed_geregeld_op, plan_stand, begonnen_op, behandelaar. From spoed on empty without a file.
    OPEN_MELDINGEN = "SELECT m.id, m.client, c.achternaam, c.voorvoegsel, c.voorletters, m.ontvangen_op, d.spoed,
        d.spoed_geregeld_op, d.plan_stand, d.begonnen_op, d.behandelaar FROM melding m
        JOIN client c ON c.gemeente = m.gemeente AND c.id = m.client
        LEFT JOIN dossier d ON d.gemeente = m.gemeente AND d.melding = m.id
        WHERE m.gemeente = $1 AND m.onderzoek_klaar_op IS NULL ORDER BY m.ontvangen_op, m.id LIMIT $2";
    /// Open aanvragen, the oldest first: id, client, achternaam, voorvoegsel, voorletters, melding, ontvangen_op,
    /// in_gebreke_op, behandelaar.
    OPEN_AANVRAGEN = "SELECT a.id, a.client, c.achternaam, c.voorvoegsel, c.voorletters, a.melding, a.ontvangen_op,
        a.in_gebreke_op, d.behandelaar FROM aanvraag a
        JOIN client c ON c.gemeente = a.gemeente AND c.id = a.client
        LEFT JOIN dossier d ON d.gemeente = a.gemeente AND d.melding = a.melding
        WHERE a.gemeente = $1 AND a.stand = 'open' ORDER BY a.ontvangen_op, a.id LIMIT $2";
    /// Finished meldingen with a file and without an aanvraag, the oldest first: id, client, achternaam, voorvoegsel,
    /// voorletters, onderzoek_klaar_op, behandelaar.
    WACHT_OP_AANVRAAG = "SELECT m.id, m.client, c.achternaam, c.voorvoegsel, c.voorletters, m.onderzoek_klaar_op,
        d.behandelaar FROM dossier d JOIN melding m ON m.gemeente = d.gemeente AND m.id = d.melding
        JOIN client c ON c.gemeente = m.gemeente AND c.id = m.client
        WHERE d.gemeente = $1 AND m.onderzoek_klaar_op IS NOT NULL AND NOT EXISTS (SELECT 1 FROM aanvraag a
            WHERE a.gemeente = m.gemeente AND a.client = m.client AND a.melding = m.id)
        ORDER BY m.onderzoek_klaar_op, m.id LIMIT $2";
}
