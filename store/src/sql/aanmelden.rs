//! Texts of signing in: users, sessions and failed attempts.

sql! {
    /// The user with this name: id, weergavenaam, rol, agb, wachtwoord, actief.
    GEBRUIKER_NAAM = "SELECT id, weergavenaam, rol, agb, wachtwoord, actief FROM gebruiker WHERE naam = $1";
    /// The user with this number: weergavenaam, rol, agb, actief.
    GEBRUIKER_ID = "SELECT weergavenaam, rol, agb, actief, naam FROM gebruiker WHERE id = $1";
    /// The municipalities of a user. Not bound to one municipality: this is where the bound comes from.
    GEBRUIKER_GEMEENTEN = "SELECT gemeente FROM gebruiker_gemeente WHERE gebruiker = $1 ORDER BY gemeente";
    /// The next number for a user.
    GEBRUIKER_VOLGENDE = "SELECT COALESCE(MAX(id), 0) + 1 FROM gebruiker";
    /// Adds a user.
    GEBRUIKER_ERBIJ = "INSERT INTO gebruiker (id, naam, weergavenaam, rol, agb, wachtwoord, actief)
        VALUES ($1, $2, $3, $4, $5, $6, 1)";
    /// Binds a user to a municipality.
    GEBRUIKER_GEMEENTE_ERBIJ = "INSERT INTO gebruiker_gemeente (gemeente, gebruiker) VALUES ($1, $2)";
    /// Adds a session.
    SESSIE_ERBIJ = "INSERT INTO sessie (sleutel, gebruiker, gegevens, verloopt) VALUES ($1, $2, $3, $4)";
    /// A session: gebruiker, gegevens, verloopt.
    SESSIE = "SELECT gebruiker, gegevens, verloopt FROM sessie WHERE sleutel = $1";
    /// Moves the end of a session.
    SESSIE_VERLENG = "UPDATE sessie SET verloopt = $2 WHERE sleutel = $1";
    /// Ends a session.
    SESSIE_WEG = "DELETE FROM sessie WHERE sleutel = $1";
    /// Removes sessions that are over.
    SESSIE_OPRUIMEN = "DELETE FROM sessie WHERE verloopt < $1";
    /// Adds an attempt.
    POGING_ERBIJ = "INSERT INTO aanmeldpoging (sleutel, tijd, gelukt) VALUES ($1, $2, $3)";
    /// The attempt that was written under the mark $2 succeeded (1) or not (0).
    POGING_UITSLAG = "UPDATE aanmeldpoging SET gelukt = $3 WHERE sleutel = $1 AND gelukt = $2";
    /// The attempt since $2 that did not succeed (yet) and lies $3 places back from the newest.
    POGING_MISLUKT = "SELECT tijd FROM aanmeldpoging WHERE sleutel = $1 AND tijd > $2 AND gelukt <> 1
        ORDER BY tijd DESC LIMIT 1 OFFSET $3";
    /// Removes old attempts.
    POGING_OPRUIMEN = "DELETE FROM aanmeldpoging WHERE tijd < $1";
}
