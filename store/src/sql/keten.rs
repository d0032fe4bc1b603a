//! Texts that look at a whole book: what both parties must agree on, and what must always hold.

sql! {
    /// Every assignment with whom it is for: nummer, client, bsn, agb, categorie, code, toewijzingsdatum,
    /// toewijzingstijd, ingangsdatum, einddatum, volume, eenheid, frequentie, budget, reden_wijziging, verzonden_in.
    KETEN_TOEWIJZINGEN = "SELECT t.nummer, t.client, c.bsn, t.agb, t.categorie, t.code, t.toewijzingsdatum,
        t.toewijzingstijd, t.ingangsdatum, t.einddatum, t.volume, t.eenheid, t.frequentie, t.budget,
        t.reden_wijziging, t.verzonden_in
        FROM toewijzing t JOIN client c ON c.gemeente = t.gemeente AND c.id = t.client
        WHERE t.gemeente = $1 ORDER BY t.nummer";
    /// Every start and stop with the messages that made and withdrew it: toewijzing, soort, begindatum, einddatum,
    /// reden, agb, categorie, code, bericht, verwijderd_door, status and dagtekening of both messages.
    KETEN_LEVERINGEN = "SELECT l.toewijzing, l.soort, l.begindatum, l.einddatum, l.reden, l.agb, l.categorie, l.code,
        l.bericht, l.verwijderd_door, b.status, b.dagtekening, w.status, w.dagtekening
        FROM levering l
        LEFT JOIN bericht b ON b.gemeente = l.gemeente AND b.id = l.bericht
        LEFT JOIN bericht w ON w.gemeente = l.gemeente AND w.id = l.verwijderd_door
        WHERE l.gemeente = $1 ORDER BY l.toewijzing, l.id";
    /// Every claim line with its claim: agb, declaratienummer, status, toewijzing, referentie, vorige_referentie,
    /// categorie, code, van, tot, volume, eenheid, tarief, bedrag, whether it is paid, status of the claim, bericht, volgnr.
    KETEN_REGELS = "SELECT r.agb, d.nummer, r.status, r.toewijzing, r.referentie, r.vorige_referentie, r.categorie,
        r.code, r.van, r.tot, r.volume, r.eenheid, r.tarief, r.bedrag,
        CASE WHEN b.volgnr IS NULL THEN 0 ELSE 1 END, d.status, r.bericht, r.volgnr
        FROM declaratieregel r
        JOIN declaratie d ON d.gemeente = r.gemeente AND d.bericht = r.bericht
        LEFT JOIN betaalregel b ON b.gemeente = r.gemeente AND b.bericht = r.bericht AND b.volgnr = r.volgnr
        WHERE r.gemeente = $1 ORDER BY r.agb, r.bericht, r.volgnr";
    /// Every part of a request that counts, with the messages that answered it: soort, agb, client, bsn, dagtekening,
    /// reden, referentie, stand, reden_afwijzing, kind and identification of the 319 of the inquiry and of the answer,
    /// verzoek, volgnr.
    KETEN_VERZOEKEN = "SELECT v.soort, v.agb, v.client, c.bsn, v.dagtekening, v.reden, d.referentie, d.stand,
        d.reden_afwijzing, q.soort, q.identificatie, a.soort, a.identificatie, d.verzoek, d.volgnr
        FROM verzoekdeel d JOIN verzoek v ON v.gemeente = d.gemeente AND v.id = d.verzoek
        JOIN client c ON c.gemeente = v.gemeente AND c.id = v.client
        LEFT JOIN bericht q ON q.gemeente = d.gemeente AND q.id = d.onderzoek_in
        LEFT JOIN bericht a ON a.gemeente = d.gemeente AND a.id = d.antwoord_in
        WHERE d.gemeente = $1 AND d.stand <> 'niet_verzonden' ORDER BY d.agb, d.referentie";
    /// Every product of those: agb, referentie, soort, toewijzing, categorie, code, ingangsdatum, einddatum, volume,
    /// eenheid, frequentie, budget, verwijzer, toegewezen.
    KETEN_VERZOEKPRODUCTEN = "SELECT d.agb, d.referentie, p.soort, p.toewijzing, p.categorie, p.code, p.ingangsdatum,
        p.einddatum, p.volume, p.eenheid, p.frequentie, p.budget, p.verwijzer, p.toegewezen
        FROM verzoekproduct p
        JOIN verzoekdeel d ON d.gemeente = p.gemeente AND d.verzoek = p.verzoek AND d.volgnr = p.deel
        WHERE p.gemeente = $1 AND d.stand <> 'niet_verzonden' ORDER BY d.agb, d.referentie, p.volgnr";
    /// Parts of requests that are not done: nobody decided, or nobody was told.
    KETEN_VERZOEK_OPEN = "SELECT COUNT(*) FROM verzoekdeel WHERE gemeente = $1
        AND (stand IN ('ingediend', 'onderzoek') OR (stand = 'gehonoreerd' AND antwoord_in IS NULL))";
    /// Every claim: agb, nummer, periode_van, ingediend, toegekend, regels, regels_toegekend, status.
    KETEN_DECLARATIES = "SELECT agb, nummer, periode_van, ingediend, toegekend, regels, regels_toegekend, status
        FROM declaratie WHERE gemeente = $1 ORDER BY agb, nummer";
    /// Every message: id, richting, soort, agb, identificatie, sha256, status, and what it answers.
    KETEN_BERICHTEN = "SELECT id, richting, soort, agb, identificatie, sha256, status, antwoord_op
        FROM bericht WHERE gemeente = $1 ORDER BY id";
    /// Messages of ours that left and have no answer yet: id, bestand, soort, bezorgd_op.
    KETEN_ONBEANTWOORD = "SELECT id, bestand, soort, bezorgd_op FROM bericht
        WHERE gemeente = $1 AND richting = 'uit' AND status = 'verzonden' AND bezorgd_op IS NOT NULL ORDER BY id";
    /// The newest verdict on received bytes ($2): id, soort, status.
    KETEN_ONTVANGEN = "SELECT id, soort, status FROM bericht
        WHERE gemeente = $1 AND richting = 'in' AND sha256 = $2 ORDER BY id DESC LIMIT 1";
    /// Messages of ours that were rejected and may be sent again as they are: id, soort, agb, identificatie.
    KETEN_AFGEKEURD = "SELECT id, soort, agb, identificatie FROM bericht
        WHERE gemeente = $1 AND richting = 'uit' AND status = 'afgekeurd'
        AND soort IN ('WMO301', 'WMO305', 'WMO307', 'WMO323') ORDER BY id";
    /// Payments per provider.
    KETEN_BETALINGEN = "SELECT agb, CAST(SUM(bedrag) AS BIGINT) FROM betaling WHERE gemeente = $1
        GROUP BY agb ORDER BY agb";
    /// Paid lines that are not granted, or were paid another amount.
    KETEN_BETAALD_FOUT = "SELECT COUNT(*) FROM betaalregel b
        LEFT JOIN declaratieregel r ON r.gemeente = b.gemeente AND r.bericht = b.bericht AND r.volgnr = b.volgnr
        WHERE b.gemeente = $1 AND (r.status IS NULL OR r.status <> 1 OR r.bedrag <> b.bedrag)";
    /// Payments of which the lines do not add up to the amount.
    KETEN_BETALING_FOUT = "SELECT COUNT(*) FROM betaling p WHERE p.gemeente = $1 AND p.bedrag <>
        (SELECT COALESCE(CAST(SUM(b.bedrag) AS BIGINT), 0) FROM betaalregel b
         WHERE b.gemeente = p.gemeente AND b.batch = p.batch AND b.betaling = p.volgnr)";
    /// Granted debit lines on an assignment, minus those that were credited (TR385).
    GOEDGEKEURD_NETTO = "SELECT CAST(COALESCE(SUM(CASE WHEN vorige_referentie IS NULL THEN 1 ELSE -1 END), 0) AS BIGINT)
        FROM declaratieregel WHERE gemeente = $1 AND toewijzing = $2 AND status = 1";
    /// Assignments that left in a 301 that was rejected, dated up to and including $2: they are due again (OP286).
    TOEWIJZING_OPNIEUW = "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = $1 AND verzonden_in IN
        (SELECT id FROM bericht WHERE gemeente = $1 AND richting = 'uit' AND soort = 'WMO301'
         AND status = 'afgekeurd' AND dagtekening <= $2)";
    /// Takes back the withdrawals of a rejected message: what it withdrew stands again (OP286).
    LEVERING_TERUG = "UPDATE levering SET verwijderd_door = NULL
        WHERE gemeente = $1 AND verwijderd_door = $2 AND bericht <> $2";
    /// Texts in which a BSN may never stand: of the event log and of findings.
    KETEN_TEKSTEN = "SELECT onderwerp || ' ' || gegevens FROM gebeurtenis WHERE gemeente = $1
        UNION ALL SELECT pad || ' ' || tekst FROM bevinding WHERE gemeente = $1
        UNION ALL SELECT bestand || ' ' || identificatie FROM bericht WHERE gemeente = $1";
}
