//! Texts of requests: what providers ask (315, 317) and what they are answered (319, 301).

sql! {
    // ---- one request ---------------------------------------------------------------------------
    /// Adds a request.
    VERZOEK_ERBIJ = "INSERT INTO verzoek (gemeente, id, soort, agb, client, bericht, reden, commentaar, dagtekening,
        ontvangen_op) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// One request: soort, agb, client, bericht, reden, commentaar, dagtekening, ontvangen_op.
    VERZOEK = "SELECT soort, agb, client, bericht, reden, commentaar, dagtekening, ontvangen_op FROM verzoek
        WHERE gemeente = $1 AND id = $2";
    /// Its parts: volgnr, referentie, stand, sinds, reden_afwijzing, onderzoek_in, antwoord_in.
    DELEN = "SELECT volgnr, referentie, stand, sinds, reden_afwijzing, onderzoek_in, antwoord_in FROM verzoekdeel
        WHERE gemeente = $1 AND verzoek = $2 ORDER BY volgnr";
    /// Its products: volgnr, deel, soort, toewijzing, categorie, code, ingangsdatum, einddatum, volume, eenheid,
    /// frequentie, budget, beschikking, beschikking_ingangsdatum, verwijzer, verwijzer_naam, zorgverlener, raamcontract,
    /// commentaar, toegewezen.
    PRODUCTEN = "SELECT volgnr, deel, soort, toewijzing, categorie, code, ingangsdatum, einddatum, volume, eenheid,
        frequentie, budget, beschikking, beschikking_ingangsdatum, verwijzer, verwijzer_naam, zorgverlener,
        raamcontract, commentaar, toegewezen FROM verzoekproduct
        WHERE gemeente = $1 AND verzoek = $2 ORDER BY volgnr";
    /// The part with a reference of a provider, unless it counts as not sent: verzoek, volgnr, stand, onderzoek_in,
    /// antwoord_in, soort, client.
    DEEL_MET_REFERENTIE = "SELECT d.verzoek, d.volgnr, d.stand, d.onderzoek_in, d.antwoord_in, v.soort, v.client
        FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
        WHERE d.gemeente = $1 AND d.agb = $2 AND d.referentie = $3 AND d.stand <> 'niet_verzonden'";
    /// References of the requests for a client by a provider that count: referentie, soort.
    REFERENTIES_VAN_CLIENT = "SELECT d.referentie, v.soort FROM verzoek v
        JOIN verzoekdeel d ON d.gemeente = v.gemeente AND d.verzoek = v.id
        WHERE v.gemeente = $1 AND v.client = $2 AND v.agb = $3 AND d.stand <> 'niet_verzonden'
        ORDER BY v.id, d.volgnr";
    /// A part of a request for a client by a provider that is not done yet (TR374): referentie, dagtekening.
    ONDERHANDEN = "SELECT d.referentie, v.dagtekening FROM verzoek v
        JOIN verzoekdeel d ON d.gemeente = v.gemeente AND d.verzoek = v.id
        WHERE v.gemeente = $1 AND v.client = $2 AND v.agb = $3
        AND (d.stand IN ('ingediend', 'onderzoek') OR (d.stand = 'gehonoreerd' AND d.antwoord_in IS NULL))
        ORDER BY v.id, d.volgnr LIMIT 1";
    /// Another stand of a part.
    DEEL_ZET = "UPDATE verzoekdeel SET stand = $4, sinds = $5, reden_afwijzing = $6, onderzoek_in = $7,
        antwoord_in = $8 WHERE gemeente = $1 AND verzoek = $2 AND volgnr = $3";
    /// The assignment that came of a product.
    PRODUCT_TOEGEWEZEN = "UPDATE verzoekproduct SET toegewezen = $4
        WHERE gemeente = $1 AND verzoek = $2 AND volgnr = $3";

    /// All assignments of a client at a provider, in the columns of `schrijven::TOEWIJZINGEN_VAN` and beschikking.
    TOEWIJZINGEN = "SELECT nummer, client, agb, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum,
        einddatum, volume, eenheid, frequentie, budget, reden_wijziging, referentie_aanbieder, verzonden_in, beschikking
        FROM toewijzing WHERE gemeente = $1 AND client = $2 AND agb = $3 ORDER BY nummer";
    /// An assignment goes out again as it is.
    TOEWIJZING_AAN_DE_BEURT = "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = $1 AND nummer = $2";
    /// Assignments with a reference of a provider: nummer, categorie, code, ingangsdatum, verzonden_in.
    TOEGEWEZEN_OP = "SELECT nummer, categorie, code, ingangsdatum, verzonden_in FROM toewijzing
        WHERE gemeente = $1 AND client = $2 AND agb = $3 AND referentie_aanbieder = $4 ORDER BY nummer";

    // ---- in the 301 ----------------------------------------------------------------------------
    /// What is honoured and not told yet, for a client of a provider: verzoek, volgnr, soort, referentie, and of its
    /// products soort, toewijzing and toegewezen.
    TE_MELDEN = "SELECT d.verzoek, d.volgnr, v.soort, d.referentie, p.soort, p.toewijzing, p.toegewezen
        FROM verzoek v JOIN verzoekdeel d ON d.gemeente = v.gemeente AND d.verzoek = v.id
        JOIN verzoekproduct p ON p.gemeente = d.gemeente AND p.verzoek = d.verzoek AND p.deel = d.volgnr
        WHERE v.gemeente = $1 AND v.client = $2 AND v.agb = $3 AND d.stand = 'gehonoreerd' AND d.antwoord_in IS NULL
        ORDER BY d.verzoek, d.volgnr, p.volgnr";
    /// The reference that the last 301 gave an assignment.
    TOEWIJZING_REFERENTIE = "UPDATE toewijzing SET referentie_aanbieder = $3 WHERE gemeente = $1 AND nummer = $2";
    /// The 301 that tells of it.
    DEEL_GEMELD = "UPDATE verzoekdeel SET antwoord_in = $4 WHERE gemeente = $1 AND verzoek = $2 AND volgnr = $3";

    // ---- a message that was rejected counts as not sent (OP286) ----------------------------------
    /// Our own 315 or 317.
    VERZOEK_NIET_VERZONDEN = "UPDATE verzoekdeel SET stand = 'niet_verzonden', sinds = $3 WHERE gemeente = $1
        AND verzoek IN (SELECT v.id FROM verzoek v WHERE v.gemeente = $1 AND v.bericht = $2)";
    /// Our own 319 that refused.
    AFWIJZING_TERUG = "UPDATE verzoekdeel SET reden_afwijzing = NULL, antwoord_in = NULL, sinds = $3,
        stand = CASE WHEN onderzoek_in IS NULL THEN 'ingediend' ELSE 'onderzoek' END
        WHERE gemeente = $1 AND antwoord_in = $2 AND stand = 'afgewezen'";
    /// Our own 319 that told of the inquiry.
    ONDERZOEK_TERUG = "UPDATE verzoekdeel SET onderzoek_in = NULL,
        stand = CASE WHEN stand = 'onderzoek' THEN 'ingediend' ELSE stand END
        WHERE gemeente = $1 AND onderzoek_in = $2 AND onderzoek_in IS NOT NULL";
    /// Our own 301 that honoured.
    HONORERING_TERUG = "UPDATE verzoekdeel SET antwoord_in = NULL
        WHERE gemeente = $1 AND antwoord_in = $2 AND stand = 'gehonoreerd'";

    // ---- a rejected message counts after all -------------------------------------------------------
    /// Whether a part ($2, $3) was told of in a 301 of a later day, or of the same day ($4) with a higher identification ($5).
    LATER_GEMELD = "SELECT COUNT(*) FROM verzoekdeel d JOIN bericht b ON b.gemeente = d.gemeente AND b.id = d.antwoord_in
        WHERE d.gemeente = $1 AND d.verzoek = $2 AND d.volgnr = $3 AND b.soort = 'WMO301'
        AND (b.dagtekening > $4 OR (b.dagtekening = $4 AND b.identificatie > $5))";
    /// References of our own 315 or 317 ($2) that stand for another request by now: how many.
    REFERENTIES_BEZET = "SELECT COUNT(*) FROM verzoek v
        JOIN verzoekdeel d ON d.gemeente = v.gemeente AND d.verzoek = v.id
        JOIN verzoekdeel n ON n.gemeente = d.gemeente AND n.agb = d.agb AND n.referentie = d.referentie
        WHERE v.gemeente = $1 AND v.bericht = $2 AND n.verzoek <> d.verzoek AND n.stand <> 'niet_verzonden'";
    /// Our own 315 or 317 waits for a reaction, since it was sent.
    VERZOEK_WEER_INGEDIEND = "UPDATE verzoekdeel SET stand = 'ingediend', sinds = (SELECT v.ontvangen_op FROM verzoek v
            WHERE v.gemeente = verzoekdeel.gemeente AND v.id = verzoekdeel.verzoek)
        WHERE gemeente = $1 AND stand = 'niet_verzonden'
        AND verzoek IN (SELECT v.id FROM verzoek v WHERE v.gemeente = $1 AND v.bericht = $2)";
    /// The 319 that told of the inquiry, of a part that has its answer.
    ONDERZOEK_GEMELD = "UPDATE verzoekdeel SET onderzoek_in = $4 WHERE gemeente = $1 AND verzoek = $2 AND volgnr = $3";

    // ---- lists -----------------------------------------------------------------------------------
    /// Parts that wait for a reaction: verzoek, volgnr, soort, agb, name of the provider, client, name of the client
    /// (achternaam, voorvoegsel, voorletters), referentie, stand, sinds, dagtekening, ontvangen_op, antwoord_in.
    OPEN = "SELECT d.verzoek, d.volgnr, v.soort, d.agb, a.naam, v.client, c.achternaam, c.voorvoegsel, c.voorletters,
        d.referentie, d.stand, d.sinds, v.dagtekening, v.ontvangen_op, d.antwoord_in
        FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
        JOIN client c ON c.gemeente = v.gemeente AND c.id = v.client LEFT JOIN aanbieder a ON a.agb = d.agb
        WHERE d.gemeente = $1 AND d.stand IN ('ingediend', 'onderzoek') AND (CAST($2 AS TEXT) IS NULL OR d.agb = $2)
        ORDER BY v.ontvangen_op, d.verzoek, d.volgnr LIMIT $3";
    /// Parts that are done, the newest request first, in the columns of OPEN.
    KLAAR = "SELECT d.verzoek, d.volgnr, v.soort, d.agb, a.naam, v.client, c.achternaam, c.voorvoegsel, c.voorletters,
        d.referentie, d.stand, d.sinds, v.dagtekening, v.ontvangen_op, d.antwoord_in
        FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
        JOIN client c ON c.gemeente = v.gemeente AND c.id = v.client LEFT JOIN aanbieder a ON a.agb = d.agb
        WHERE d.gemeente = $1 AND d.stand NOT IN ('ingediend', 'onderzoek')
        AND (CAST($2 AS TEXT) IS NULL OR d.agb = $2) ORDER BY d.verzoek DESC, d.volgnr LIMIT $3";
    /// Name of the provider of a request, and of its client: achternaam, voorvoegsel, voorletters.
    NAMEN = "SELECT a.naam, c.achternaam, c.voorvoegsel, c.voorletters FROM verzoek v
        JOIN client c ON c.gemeente = v.gemeente AND c.id = v.client LEFT JOIN aanbieder a ON a.agb = v.agb
        WHERE v.gemeente = $1 AND v.id = $2";
    /// How many parts wait, how many of them were received up to and including $2, and the oldest.
    TEL_OPEN = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN v.ontvangen_op <= $2 THEN 1 ELSE 0 END), 0) AS BIGINT),
        MIN(v.ontvangen_op) FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
        WHERE d.gemeente = $1 AND d.stand IN ('ingediend', 'onderzoek') AND (CAST($3 AS TEXT) IS NULL OR d.agb = $3)";
    /// The newest requests for a client, of one provider when given: id, soort, agb, dagtekening, ontvangen_op.
    VAN_CLIENT = "SELECT v.id, v.soort, v.agb, v.dagtekening, v.ontvangen_op FROM verzoek v
        WHERE v.gemeente = $1 AND v.client = $2 AND (CAST($3 AS TEXT) IS NULL OR v.agb = $3)
        ORDER BY v.id DESC LIMIT 100";
    /// A decision of a client: aard, intensiteit, categorie, code, ingangsdatum, einddatum.
    BESCHIKKING = "SELECT aard, intensiteit, categorie, code, ingangsdatum, einddatum FROM beschikking
        WHERE gemeente = $1 AND id = $2 AND client = $3";
    /// Day of death of a client, house number and postal code.
    CLIENT_OVERLEDEN_OP = "SELECT overleden_op, huisnummer, postcode FROM client WHERE gemeente = $1 AND id = $2";
    /// What was claimed on an assignment, not rejected and not taken back: last day, volume, amount.
    GELEVERD = "SELECT MAX(r.tot), CAST(COALESCE(SUM(r.volume), 0) AS BIGINT),
        CAST(COALESCE(SUM(r.bedrag), 0) AS BIGINT) FROM declaratieregel r
        WHERE r.gemeente = $1 AND r.toewijzing = $2 AND r.status <> 0 AND r.vorige_referentie IS NULL
        AND NOT EXISTS (SELECT 1 FROM declaratieregel c WHERE c.gemeente = r.gemeente AND c.agb = r.agb
            AND c.toewijzing = r.toewijzing AND c.status <> 0 AND c.vorige_referentie = r.referentie)";
}

bulk! {
    /// Parts of a request.
    DELEN_ERBIJ = verzoekdeel (gemeente, verzoek, volgnr, agb, referentie, stand, sinds, reden_afwijzing, onderzoek_in,
        antwoord_in);
    /// Products of a request.
    PRODUCTEN_ERBIJ = verzoekproduct (gemeente, verzoek, volgnr, deel, soort, toewijzing, categorie, code, ingangsdatum,
        einddatum, volume, eenheid, frequentie, budget, beschikking, beschikking_ingangsdatum, verwijzer,
        verwijzer_naam, zorgverlener, raamcontract, commentaar, toegewezen);
}
