//! Texts of tariffs: kept scenarios, and the reactions of providers.

sql! {
    // ---- scenarios -----------------------------------------------------------------------------
    /// Keeps a scenario.
    SCENARIO_ERBIJ = "INSERT INTO scenario (gemeente, id, kader, categorie, code, naam, aannames, indexen, volume, door,
        op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// The scenarios of a tariff, the newest first: id, kader, categorie, code, naam, aannames, indexen, volume, door, op.
    SCENARIOS = "SELECT id, kader, categorie, code, naam, aannames, indexen, volume, door, op FROM scenario
        WHERE gemeente = $1 AND kader = $2 AND categorie = $3 AND code = $4 ORDER BY id DESC LIMIT 100";
    /// One scenario, in the columns of SCENARIOS.
    SCENARIO = "SELECT id, kader, categorie, code, naam, aannames, indexen, volume, door, op FROM scenario
        WHERE gemeente = $1 AND id = $2";
    /// Whether a tariff has a scenario of this name.
    SCENARIO_NAAM = "SELECT COUNT(*) FROM scenario
        WHERE gemeente = $1 AND kader = $2 AND categorie = $3 AND code = $4 AND naam = $5";
    /// Forgets a scenario.
    SCENARIO_WEG = "DELETE FROM scenario WHERE gemeente = $1 AND id = $2";

    /// Lets a municipality see a scenario of another one.
    SCENARIO_DEEL = "INSERT INTO scenario_gedeeld (gemeente, eigenaar, id, door, op) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    /// Ends that.
    SCENARIO_DEEL_NIET = "DELETE FROM scenario_gedeeld WHERE gemeente = $1 AND eigenaar = $2 AND id = $3";
    /// The scenarios of a tariff that a municipality was let see, in the columns of SCENARIOS, then the owner.
    SCENARIOS_ONTVANGEN = "SELECT s.id, s.kader, s.categorie, s.code, s.naam, s.aannames, s.indexen, s.volume, s.door, s.op,
        d.eigenaar FROM scenario_gedeeld d JOIN scenario s ON s.gemeente = d.eigenaar AND s.id = d.id
        WHERE d.gemeente = $1 AND s.kader = $2 AND s.categorie = $3 AND s.code = $4 ORDER BY s.id DESC LIMIT 100";
    /// Whether a municipality was let see a scenario.
    SCENARIO_ONTVANGEN = "SELECT COUNT(*) FROM scenario_gedeeld WHERE gemeente = $1 AND eigenaar = $2 AND id = $3";

    // ---- reactions -----------------------------------------------------------------------------
    /// Adds a reaction.
    REACTIE_ERBIJ = "INSERT INTO reactie (gemeente, id, agb, kader, categorie, code, regel, tekst, door, op)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The reactions on a tariff, of one provider when given, the newest first: id, agb, name of the provider, kader,
    /// categorie, code, regel, tekst, door, op, antwoord, antwoord_door, antwoord_op.
    REACTIES = "SELECT r.id, r.agb, a.naam, r.kader, r.categorie, r.code, r.regel, r.tekst, r.door, r.op, r.antwoord,
        r.antwoord_door, r.antwoord_op FROM reactie r LEFT JOIN aanbieder a ON a.agb = r.agb
        WHERE r.gemeente = $1 AND r.kader = $2 AND r.categorie = $3 AND r.code = $4
        AND (CAST($5 AS TEXT) IS NULL OR r.agb = $5) ORDER BY r.id DESC LIMIT 200";
    /// One reaction, of one provider when given, in the columns of REACTIES.
    REACTIE = "SELECT r.id, r.agb, a.naam, r.kader, r.categorie, r.code, r.regel, r.tekst, r.door, r.op, r.antwoord,
        r.antwoord_door, r.antwoord_op FROM reactie r LEFT JOIN aanbieder a ON a.agb = r.agb
        WHERE r.gemeente = $1 AND r.id = $2 AND (CAST($3 AS TEXT) IS NULL OR r.agb = $3)";
    /// The reactions that wait for an answer, of one provider when given, the oldest first, so many, in the columns of
    /// REACTIES.
    REACTIES_OPEN = "SELECT r.id, r.agb, a.naam, r.kader, r.categorie, r.code, r.regel, r.tekst, r.door, r.op, r.antwoord,
        r.antwoord_door, r.antwoord_op FROM reactie r LEFT JOIN aanbieder a ON a.agb = r.agb
        WHERE r.gemeente = $1 AND r.antwoord IS NULL AND (CAST($2 AS TEXT) IS NULL OR r.agb = $2)
        ORDER BY r.id LIMIT $3";
    /// The reactions that were answered, of one provider when given, the last answer first, so many, in the columns of
    /// REACTIES.
    REACTIES_BEANTWOORD = "SELECT r.id, r.agb, a.naam, r.kader, r.categorie, r.code, r.regel, r.tekst, r.door, r.op,
        r.antwoord, r.antwoord_door, r.antwoord_op FROM reactie r LEFT JOIN aanbieder a ON a.agb = r.agb
        WHERE r.gemeente = $1 AND r.antwoord IS NOT NULL AND (CAST($2 AS TEXT) IS NULL OR r.agb = $2)
        ORDER BY r.antwoord_op DESC, r.id DESC LIMIT $3";
    /// How many reactions of a municipality wait for an answer, and since when the oldest.
    TEL_REACTIES_OPEN = "SELECT COUNT(*), MIN(op) FROM reactie WHERE gemeente = $1 AND antwoord IS NULL";
    /// Answers a reaction that waits.
    REACTIE_ANTWOORD = "UPDATE reactie SET antwoord = $3, antwoord_door = $4, antwoord_op = $5
        WHERE gemeente = $1 AND id = $2 AND antwoord IS NULL";
}
