//! SQL of the provider's part in the plan: the question, its drafts, what the client said.

sql! {
    /// Adds a question.
    PLANVRAAG_ERBIJ = "INSERT INTO planvraag (gemeente, id, melding, agb, vraag, stand, gevraagd_door, gevraagd_op, versie,
        sinds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Changes how a question stands.
    PLANVRAAG_ZET = "UPDATE planvraag SET stand = $3, versie = $4, sinds = $5 WHERE gemeente = $1 AND id = $2";
    /// A question: id, melding, agb, vraag, stand, gevraagd_door, gevraagd_op, versie, sinds.
    PLANVRAAG = "SELECT id, melding, agb, vraag, stand, gevraagd_door, gevraagd_op, versie, sinds FROM planvraag
        WHERE gemeente = $1 AND id = $2";
    /// The newest question of a melding: the same.
    PLANVRAAG_VAN_MELDING = "SELECT id, melding, agb, vraag, stand, gevraagd_door, gevraagd_op, versie, sinds
        FROM planvraag WHERE gemeente = $1 AND melding = $2 ORDER BY id DESC LIMIT 1";
    /// How the newest question of a melding stands, and whether the client agreed with the plan: stand, akkoord_op.
    PLANVRAAG_STAND = "SELECT v.stand, p.akkoord_op FROM planvraag v
        LEFT JOIN ondersteuningsplan p ON p.gemeente = v.gemeente AND p.melding = v.melding
        WHERE v.gemeente = $1 AND v.melding = $2 ORDER BY v.id DESC LIMIT 1";
    /// What a provider is asked, the newest first: id, stand, sinds, achternaam, voorvoegsel, voorletters.
    PLANVRAGEN_VAN_AANBIEDER = "SELECT v.id, v.stand, v.sinds, c.achternaam, c.voorvoegsel, c.voorletters
        FROM planvraag v JOIN melding m ON m.gemeente = v.gemeente AND m.id = v.melding
        JOIN client c ON c.gemeente = m.gemeente AND c.id = m.client
        WHERE v.gemeente = $1 AND v.agb = $2 AND v.stand <> 'ingetrokken' ORDER BY v.id DESC LIMIT 200";
    /// Who a melding is about: client, achternaam, voorvoegsel, voorletters.
    PLANVRAAG_CLIENT = "SELECT c.id, c.achternaam, c.voorvoegsel, c.voorletters FROM melding m
        JOIN client c ON c.gemeente = m.gemeente AND c.id = m.client WHERE m.gemeente = $1 AND m.id = $2";
    /// The drafts of a question: versie, door, op, ingediend_op, inhoud, opmerking.
    PLANVOORSTELLEN = "SELECT versie, door, op, ingediend_op, inhoud, opmerking FROM planvoorstel
        WHERE gemeente = $1 AND planvraag = $2 ORDER BY versie";
    /// Adds or changes a draft that was not handed in.
    PLANVOORSTEL_ZET = "INSERT INTO planvoorstel (gemeente, planvraag, versie, door, op, ingediend_op, inhoud)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (gemeente, planvraag, versie) DO UPDATE SET door = excluded.door, op = excluded.op,
        ingediend_op = excluded.ingediend_op, inhoud = excluded.inhoud WHERE planvoorstel.ingediend_op IS NULL";
    /// Why a draft was sent back.
    PLANVOORSTEL_TERUG = "UPDATE planvoorstel SET opmerking = $4 WHERE gemeente = $1 AND planvraag = $2 AND versie = $3";
    /// What the client said of a plan: volgnr, op, akkoord, wijze, reden, door.
    PLANOORDELEN = "SELECT volgnr, op, akkoord, wijze, reden, door FROM planoordeel WHERE gemeente = $1 AND melding = $2
        ORDER BY volgnr";
    /// Adds what the client said.
    PLANOORDEEL_ERBIJ = "INSERT INTO planoordeel (gemeente, melding, volgnr, op, akkoord, wijze, reden, door)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}
