//! Texts of decisions: drafts, versions, letters, objections, and what a municipality chose.

sql! {
    /// A decision: client, melding, aanvraag, versie, soort, stand, sinds.
    BESLUIT = "SELECT client, melding, aanvraag, versie, soort, stand, sinds FROM besluit
        WHERE gemeente = $1 AND id = $2";
    /// Adds a decision.
    BESLUIT_ERBIJ = "INSERT INTO besluit (gemeente, id, client, melding, aanvraag, versie, soort, stand, sinds)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// The newest version and how it stands.
    BESLUIT_STAND = "UPDATE besluit SET versie = $3, soort = $4, stand = $5, sinds = $6 WHERE gemeente = $1 AND id = $2";
    /// Decisions of a client, newest first: id, versie, soort, stand, sinds.
    BESLUITEN_VAN_CLIENT = "SELECT id, versie, soort, stand, sinds FROM besluit
        WHERE gemeente = $1 AND client = $2 ORDER BY id DESC LIMIT $3";
    /// The decision that was begun for an aanvraag.
    BESLUIT_BIJ_AANVRAAG = "SELECT id FROM besluit WHERE gemeente = $1 AND aanvraag = $2 ORDER BY id LIMIT 1";
    /// Decisions that stand like $2, by the day since when: id, client, name, soort, sinds, versie, maker, maker_naam,
    /// per_jaar, bekend_op.
    BESLUITEN_OP_STAND = "SELECT b.id, b.client, c.achternaam, c.voorvoegsel, c.voorletters, b.soort, b.sinds, b.versie,
        v.maker, v.maker_naam, v.per_jaar, v.bekend_op
        FROM besluit b JOIN client c ON c.gemeente = b.gemeente AND c.id = b.client
        JOIN besluitversie v ON v.gemeente = b.gemeente AND v.besluit = b.id AND v.versie = b.versie
        WHERE b.gemeente = $1 AND b.stand = $2 ORDER BY b.sinds, b.id LIMIT $3";
    /// As [`BESLUITEN_OP_STAND`], the newest first.
    BESLUITEN_OP_STAND_NIEUW = "SELECT b.id, b.client, c.achternaam, c.voorvoegsel, c.voorletters, b.soort, b.sinds,
        b.versie, v.maker, v.maker_naam, v.per_jaar, v.bekend_op
        FROM besluit b JOIN client c ON c.gemeente = b.gemeente AND c.id = b.client
        JOIN besluitversie v ON v.gemeente = b.gemeente AND v.besluit = b.id AND v.versie = b.versie
        WHERE b.gemeente = $1 AND b.stand = $2 ORDER BY b.sinds DESC, b.id DESC LIMIT $3";
    /// How many decisions stand in which way: stand, how many.
    BESLUITEN_TEL = "SELECT stand, COUNT(*) FROM besluit WHERE gemeente = $1 GROUP BY stand ORDER BY stand";
    /// Versions of a decision: versie, stand, maker, maker_naam, gemaakt_op, ronde, inhoud, terug, voorgelegd_door,
    /// voorgelegd_op, vastgesteld_door, vastgesteld_naam, vastgesteld_op, bekend_op, wijze, door_versie, per_jaar, uitleg.
    BESLUITVERSIES = "SELECT versie, stand, maker, maker_naam, gemaakt_op, ronde, inhoud, terug, voorgelegd_door,
        voorgelegd_op, vastgesteld_door, vastgesteld_naam, vastgesteld_op, bekend_op, wijze, door_versie, per_jaar, uitleg
        FROM besluitversie WHERE gemeente = $1 AND besluit = $2 ORDER BY versie";
    /// Adds a version.
    BESLUITVERSIE_ERBIJ = "INSERT INTO besluitversie (gemeente, besluit, versie, stand, maker, maker_naam, gemaakt_op,
        ronde, inhoud) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)";
    /// Changes the text of a draft that nobody changed since round $4.
    BESLUITVERSIE_TEKST = "UPDATE besluitversie SET inhoud = $5, ronde = ronde + 1
        WHERE gemeente = $1 AND besluit = $2 AND versie = $3 AND ronde = $4 AND stand = 'concept'";
    /// How a version stands.
    BESLUITVERSIE_STAND = "UPDATE besluitversie SET stand = $4, terug = $5, voorgelegd_door = $6, voorgelegd_op = $7,
        vastgesteld_door = $8, vastgesteld_naam = $9, vastgesteld_op = $10, bekend_op = $11, wijze = $12,
        door_versie = $13, per_jaar = $14, uitleg = $15 WHERE gemeente = $1 AND besluit = $2 AND versie = $3";
    /// Takes a draft of a later version away.
    BESLUITVERSIE_WEG = "DELETE FROM besluitversie WHERE gemeente = $1 AND besluit = $2 AND versie = $3
        AND stand = 'concept'";
    /// Takes a decision of which nothing was made known away.
    BESLUIT_WEG = "DELETE FROM besluit WHERE gemeente = $1 AND id = $2 AND versie = 1 AND stand = 'concept'";
    /// What was decided, as the order reads it: client, melding, besluit_op, aard, intensiteit, categorie, code,
    /// ingangsdatum, einddatum.
    BESCHIKKING = "SELECT client, melding, besluit_op, aard, intensiteit, categorie, code, ingangsdatum, einddatum
        FROM beschikking WHERE gemeente = $1 AND id = $2";
    /// The same after a later version.
    BESCHIKKING_WIJZIG = "UPDATE beschikking SET besluit_op = $3, aard = $4, intensiteit = $5, categorie = $6, code = $7,
        ingangsdatum = $8, einddatum = $9 WHERE gemeente = $1 AND id = $2";
    /// The letter of a version: sjabloon, sha256, grootte, inhoud.
    BESLUITBRIEF = "SELECT sjabloon, sha256, grootte, inhoud FROM besluitbrief
        WHERE gemeente = $1 AND besluit = $2 AND versie = $3";
    /// Letters of a decision, without the bytes: versie, sjabloon, sha256, grootte.
    BESLUITBRIEVEN = "SELECT versie, sjabloon, sha256, grootte FROM besluitbrief
        WHERE gemeente = $1 AND besluit = $2 ORDER BY versie";
    /// Keeps a letter.
    BESLUITBRIEF_ERBIJ = "INSERT INTO besluitbrief (gemeente, besluit, versie, sjabloon, sha256, grootte, inhoud)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// Objections to a decision: id, versie, ontvangen_op, gepost_op, commissie, verdaagd, kern, bevestigd_op,
    /// afgedaan_op, uitkomst.
    BEZWAREN = "SELECT id, versie, ontvangen_op, gepost_op, commissie, verdaagd, kern, bevestigd_op, afgedaan_op, uitkomst
        FROM bezwaar WHERE gemeente = $1 AND besluit = $2 ORDER BY id";
    /// Adds an objection.
    BEZWAAR_ERBIJ = "INSERT INTO bezwaar (gemeente, id, besluit, versie, ontvangen_op, gepost_op, commissie, verdaagd, kern,
        bevestigd_op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// The objection was put off, or settled.
    BEZWAAR_ZET = "UPDATE bezwaar SET verdaagd = $4, afgedaan_op = $5, uitkomst = $6
        WHERE gemeente = $1 AND besluit = $2 AND id = $3";
    /// What a municipality chose: sleutel, waarde.
    BESLUITKEUZES = "SELECT sleutel, waarde FROM besluitkeuze WHERE gemeente = $1 ORDER BY sleutel";
    /// Chooses.
    BESLUITKEUZE_ZET = "INSERT INTO besluitkeuze (gemeente, sleutel, waarde) VALUES ($1, $2, $3)
        ON CONFLICT (gemeente, sleutel) DO UPDATE SET waarde = excluded.waarde";
    /// Mandates: gebruiker, weergavenaam, geldig_vanaf, geldig_tot, tot.
    MANDATEN = "SELECT m.gebruiker, g.weergavenaam, m.geldig_vanaf, m.geldig_tot, m.tot
        FROM mandaat m JOIN gebruiker g ON g.id = m.gebruiker WHERE m.gemeente = $1
        ORDER BY g.weergavenaam, m.geldig_vanaf";
    /// Gives a mandate.
    MANDAAT_ZET = "INSERT INTO mandaat (gemeente, gebruiker, geldig_vanaf, geldig_tot, tot) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (gemeente, gebruiker, geldig_vanaf)
        DO UPDATE SET geldig_tot = excluded.geldig_tot, tot = excluded.tot";
    /// Users of a municipality with a role: id, weergavenaam, rol.
    TEKENAARS = "SELECT g.id, g.weergavenaam, g.rol FROM gebruiker g
        JOIN gebruiker_gemeente gg ON gg.gebruiker = g.id
        WHERE gg.gemeente = $1 AND g.actief = 1 ORDER BY g.weergavenaam, g.id";
    /// The newest template of a municipality: versie, tekst, door, op.
    SJABLOON_NIEUWST = "SELECT versie, tekst, door, op FROM briefsjabloon WHERE gemeente = $1
        ORDER BY versie DESC LIMIT 1";
    /// Adds a template.
    SJABLOON_ERBIJ = "INSERT INTO briefsjabloon (gemeente, versie, tekst, door, op) VALUES ($1, $2, $3, $4, $5)";
    /// Ties an order to the decision that it carries out.
    TOEWIJZING_BESLUIT = "UPDATE toewijzing SET beschikking = $3 WHERE gemeente = $1 AND nummer = $2";
    /// An open aanvraag was decided.
    AANVRAAG_BESLOTEN = "UPDATE aanvraag SET stand = 'besloten', afgehandeld_op = $3, beschikking = $4
        WHERE gemeente = $1 AND id = $2 AND stand = 'open'";
    /// Orders of a decision: nummer.
    TOEWIJZINGEN_VAN_BESLUIT = "SELECT nummer FROM toewijzing WHERE gemeente = $1 AND client = $2 AND beschikking = $3
        ORDER BY nummer";
    /// Orders of a client: nummer, beschikking.
    TOEWIJZINGEN_VAN_CLIENT = "SELECT nummer, beschikking FROM toewijzing WHERE gemeente = $1 AND client = $2
        ORDER BY nummer";
    /// Clients with a finished onderzoek of whom nothing runs on or after a day, for the demo: id.
    CLIENTEN_ZONDER_LOPEND = "SELECT c.id FROM client c WHERE c.gemeente = $1 AND c.overleden_op IS NULL
        AND NOT EXISTS (SELECT 1 FROM toewijzing t WHERE t.gemeente = c.gemeente AND t.client = c.id
            AND (t.einddatum IS NULL OR t.einddatum >= $2))
        AND EXISTS (SELECT 1 FROM melding m WHERE m.gemeente = c.gemeente AND m.client = c.id
            AND m.onderzoek_klaar_op IS NOT NULL) ORDER BY c.id LIMIT $3";
    /// The decision that ends first on or after a day, for the demo: id.
    BESCHIKKING_EINDIGT = "SELECT b.id FROM beschikking b JOIN client c ON c.gemeente = b.gemeente AND c.id = b.client
        WHERE b.gemeente = $1 AND b.einddatum >= $2 AND c.overleden_op IS NULL AND EXISTS (SELECT 1 FROM toewijzing t
            WHERE t.gemeente = b.gemeente AND t.client = b.client AND t.beschikking = b.id)
        ORDER BY b.einddatum, b.id LIMIT 1";
    /// Names of providers with a contract on a day for a product: agb, naam.
    CONTRACTANTEN = "SELECT DISTINCT c.agb, a.naam FROM contractregel c LEFT JOIN aanbieder a ON a.agb = c.agb
        WHERE c.gemeente = $1 AND c.geldig_vanaf <= $2 AND (c.geldig_tot IS NULL OR c.geldig_tot >= $2)
        ORDER BY a.naam, c.agb";
    /// Contract lines of a provider: categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief.
    CONTRACTEN_VAN = "SELECT categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief FROM contractregel
        WHERE gemeente = $1 AND agb = $2 ORDER BY categorie, code, eenheid, geldig_vanaf";
    /// Name of a provider.
    AANBIEDERNAAM = "SELECT naam FROM aanbieder WHERE agb = $1";
    /// A client, with the BSN encrypted: bsn, geboortedatum, geslacht, achternaam, voorvoegsel, voorletters, straat,
    /// huisnummer, postcode, plaats, overleden_op.
    BESLUIT_CLIENT = "SELECT bsn, geboortedatum, geslacht, achternaam, voorvoegsel, voorletters, straat, huisnummer,
        postcode, plaats, overleden_op FROM client WHERE gemeente = $1 AND id = $2";
    /// The melding of a decision: ontvangen_op, onderzoek_klaar_op.
    BESLUIT_MELDING = "SELECT ontvangen_op, onderzoek_klaar_op FROM melding WHERE gemeente = $1 AND id = $2 AND client = $3";
    /// The newest melding of a client.
    BESLUIT_MELDING_NIEUWST = "SELECT id FROM melding WHERE gemeente = $1 AND client = $2
        ORDER BY ontvangen_op DESC, id DESC LIMIT 1";
}
