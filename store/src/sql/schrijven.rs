//! Texts of the write side: receiving, settling, assigning, paying.

sql! {
    // ---- parties -------------------------------------------------------------------------------
    /// Adds or renames a municipality.
    GEMEENTE_ZET = "INSERT INTO gemeente (code, naam, iban) VALUES ($1, $2, $3)
        ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, iban = COALESCE(excluded.iban, gemeente.iban)";
    /// Makes sure that a municipality exists, without changing it.
    GEMEENTE_MINSTENS = "INSERT INTO gemeente (code, naam) VALUES ($1, $2) ON CONFLICT (code) DO NOTHING";
    /// Name and account of a municipality.
    GEMEENTE = "SELECT naam, iban FROM gemeente WHERE code = $1";
    /// All municipalities.
    GEMEENTEN = "SELECT code, naam FROM gemeente ORDER BY code";
    /// Adds or changes a provider.
    AANBIEDER_ZET = "INSERT INTO aanbieder (agb, naam, iban, zoek) VALUES ($1, $2, $3, $4)
        ON CONFLICT (agb) DO UPDATE SET naam = excluded.naam, zoek = excluded.zoek,
        iban = COALESCE(excluded.iban, aanbieder.iban)";
    /// Makes sure that a provider exists, without changing it.
    AANBIEDER_MINSTENS = "INSERT INTO aanbieder (agb, naam, zoek) VALUES ($1, $2, $3)
        ON CONFLICT (agb) DO NOTHING";
    /// All providers with name and account.
    AANBIEDERS = "SELECT agb, naam, iban FROM aanbieder ORDER BY agb";
    /// Adds or changes a contract line.
    CONTRACTREGEL_ZET = "INSERT INTO contractregel
        (gemeente, agb, categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief, kader, kaderversie)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (gemeente, agb, categorie, code, eenheid, geldig_vanaf)
        DO UPDATE SET geldig_tot = excluded.geldig_tot, tarief = excluded.tarief, kader = excluded.kader,
        kaderversie = excluded.kaderversie";
    /// Contract lines of one provider: categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief, kader,
    /// kaderversie. The newest first: where an older line was left open, the newer one counts.
    CONTRACTREGELS = "SELECT categorie, code, eenheid, geldig_vanaf, geldig_tot, tarief, kader, kaderversie
        FROM contractregel WHERE gemeente = $1 AND agb = $2
        ORDER BY categorie, code, eenheid, geldig_vanaf DESC";
    /// Adds or changes a product of a framework.
    PRODUCT_ZET = "INSERT INTO product (kader, categorie, code, naam, prestatie, zwaarte, perceel)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (kader, categorie, code) DO UPDATE SET naam = excluded.naam,
        prestatie = excluded.prestatie, zwaarte = excluded.zwaarte, perceel = excluded.perceel";

    // ---- clients, decisions, assignments --------------------------------------------------------
    /// The client with this keyed hash.
    CLIENT_BIJ_BSN = "SELECT id FROM client WHERE gemeente = $1 AND bsn_zoek = $2";
    /// Clients of a set of keyed hashes: nr of the key, id.
    CLIENTEN_BIJ_BSN = "SELECT s.nr, c.id FROM sleutels s CROSS JOIN client c
        WHERE c.gemeente = $1 AND c.bsn_zoek = s.bytes";
    /// Adds a client.
    CLIENT_ERBIJ = "INSERT INTO client (gemeente, id, bsn, bsn_zoek, geboortedatum, geslacht, achternaam,
        voorvoegsel, voorletters, straat, huisnummer, postcode, plaats, zoek)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    /// Changes a client's personal data.
    CLIENT_WIJZIG = "UPDATE client SET geboortedatum = $3, geslacht = $4, achternaam = $5, voorvoegsel = $6,
        voorletters = $7, straat = COALESCE($8, straat), huisnummer = COALESCE($9, huisnummer),
        postcode = COALESCE($10, postcode), plaats = COALESCE($11, plaats), zoek = $12
        WHERE gemeente = $1 AND id = $2";
    /// Notes that a client died.
    CLIENT_OVERLEDEN = "UPDATE client SET overleden_op = $3 WHERE gemeente = $1 AND id = $2";
    /// What a message says of a client.
    CLIENT_VOOR_BERICHT = "SELECT bsn, geboortedatum, geslacht, achternaam, voorvoegsel, voorletters, straat,
        huisnummer, postcode, plaats FROM client WHERE gemeente = $1 AND id = $2";
    /// Adds a melding.
    MELDING_ERBIJ = "INSERT INTO melding (gemeente, id, client, ontvangen_op, onderzoek_klaar_op)
        VALUES ($1, $2, $3, $4, $5)";
    /// Adds a decision.
    BESCHIKKING_ERBIJ = "INSERT INTO beschikking (gemeente, id, client, melding, besluit_op, aard, intensiteit,
        categorie, code, ingangsdatum, einddatum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Adds or changes an assignment. Who and what it is for changes only when a number that was taken back is used
    /// again; the caller sees to that.
    TOEWIJZING_ZET = "INSERT INTO toewijzing (gemeente, nummer, client, beschikking, agb, categorie, code,
        toewijzingsdatum, toewijzingstijd, ingangsdatum, einddatum, volume, eenheid, frequentie, budget,
        reden_wijziging, referentie_aanbieder, verzonden_in)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
        ON CONFLICT (gemeente, nummer) DO UPDATE SET client = excluded.client, agb = excluded.agb,
        categorie = excluded.categorie, code = excluded.code, toewijzingsdatum = excluded.toewijzingsdatum,
        toewijzingstijd = excluded.toewijzingstijd, ingangsdatum = excluded.ingangsdatum,
        einddatum = excluded.einddatum, volume = excluded.volume, eenheid = excluded.eenheid,
        frequentie = excluded.frequentie, budget = excluded.budget,
        reden_wijziging = excluded.reden_wijziging, referentie_aanbieder = excluded.referentie_aanbieder,
        verzonden_in = excluded.verzonden_in";
    /// One assignment.
    TOEWIJZING = "SELECT nummer, client, agb, categorie, code, toewijzingsdatum, toewijzingstijd, ingangsdatum,
        einddatum, volume, eenheid, frequentie, budget, reden_wijziging, referentie_aanbieder, verzonden_in
        FROM toewijzing WHERE gemeente = $1 AND nummer = $2";
    /// All assignments of a client at a provider, in the columns of TOEWIJZING, and the status of the 301 that
    /// carried each.
    TOEWIJZINGEN_VAN = "SELECT t.nummer, t.client, t.agb, t.categorie, t.code, t.toewijzingsdatum, t.toewijzingstijd,
        t.ingangsdatum, t.einddatum, t.volume, t.eenheid, t.frequentie, t.budget, t.reden_wijziging,
        t.referentie_aanbieder, t.verzonden_in,
        (SELECT b.status FROM bericht b WHERE b.gemeente = t.gemeente AND b.id = t.verzonden_in)
        FROM toewijzing t WHERE t.gemeente = $1 AND t.client = $2 AND t.agb = $3 ORDER BY t.nummer";
    /// Assignments of a set of numbers: nr of the key, then the columns of TOEWIJZING.
    TOEWIJZINGEN_BIJ_NUMMER = "SELECT s.nr, t.nummer, t.client, t.agb, t.categorie, t.code, t.ingangsdatum,
        t.einddatum, t.volume, t.eenheid, t.frequentie, t.budget, t.reden_wijziging
        FROM sleutels s CROSS JOIN toewijzing t WHERE t.gemeente = $1 AND t.nummer = s.getal";
    /// The same, and last the keyed hash of the client: so a line of a claim finds its client through its assignment.
    TOEWIJZINGEN_MET_CLIENT = "SELECT s.nr, t.nummer, t.client, t.agb, t.categorie, t.code, t.ingangsdatum,
        t.einddatum, t.volume, t.eenheid, t.frequentie, t.budget, t.reden_wijziging,
        (SELECT c.bsn_zoek FROM client c WHERE c.gemeente = t.gemeente AND c.id = t.client)
        FROM sleutels s CROSS JOIN toewijzing t WHERE t.gemeente = $1 AND t.nummer = s.getal";
    /// Provider and client pairs with an assignment, decided up to and including a day, that must be sent.
    TOEWIJZEN_AAN_DE_BEURT = "SELECT DISTINCT agb, client FROM toewijzing
        WHERE gemeente = $1 AND verzonden_in IS NULL AND toewijzingsdatum <= $2
        ORDER BY agb, client LIMIT $3";
    /// The assignments of a client at a provider went out in a message.
    TOEWIJZING_VERZONDEN = "UPDATE toewijzing SET verzonden_in = $3 WHERE gemeente = $1 AND nummer = $2";
    /// Assignments of a provider that overlap a period, with the client: what a claim is made of.
    TOEWIJZINGEN_IN_PERIODE = "SELECT t.nummer, t.client, t.categorie, t.code, t.ingangsdatum, t.einddatum,
        t.volume, t.eenheid, t.frequentie, t.reden_wijziging
        FROM toewijzing t WHERE t.gemeente = $1 AND t.agb = $2 AND t.ingangsdatum <= $4
        AND (t.einddatum IS NULL OR t.einddatum >= $3) ORDER BY t.client, t.nummer";
    /// Providers that have an assignment in a municipality.
    AANBIEDERS_MET_TOEWIJZING = "SELECT DISTINCT agb FROM toewijzing WHERE gemeente = $1 ORDER BY agb";
    /// Assignments of a provider without a start, from a number on: nummer, client, ingangsdatum.
    TE_STARTEN = "SELECT t.nummer, t.client, t.categorie, t.code, t.ingangsdatum FROM toewijzing t
        WHERE t.gemeente = $1 AND t.agb = $2 AND t.ingangsdatum <= $3
        AND (t.einddatum IS NULL OR t.einddatum > t.ingangsdatum OR t.reden_wijziging IS NULL)
        AND NOT EXISTS (SELECT 1 FROM levering l WHERE l.gemeente = t.gemeente AND l.toewijzing = t.nummer
            AND l.soort = 'start' AND l.verwijderd_door IS NULL)
        ORDER BY t.client, t.nummer";

    /// Running starts of a provider without a stop: nummer, client, categorie, code, ingangsdatum, begindatum,
    /// einddatum and reden_wijziging of the assignment.
    TE_STOPPEN = "SELECT t.nummer, t.client, t.categorie, t.code, t.ingangsdatum, l.begindatum, t.einddatum,
        t.reden_wijziging
        FROM levering l JOIN toewijzing t ON t.gemeente = l.gemeente AND t.nummer = l.toewijzing
        WHERE l.gemeente = $1 AND l.agb = $2 AND l.soort = 'start' AND l.verwijderd_door IS NULL
        AND NOT EXISTS (SELECT 1 FROM levering s WHERE s.gemeente = l.gemeente AND s.toewijzing = l.toewijzing
            AND s.soort = 'stop' AND s.verwijderd_door IS NULL)
        ORDER BY t.client, t.nummer";
    /// Assignments of clients that died, that still run past that day: nummer, overleden_op.
    NA_OVERLIJDEN = "SELECT t.nummer, c.overleden_op FROM client c
        JOIN toewijzing t ON t.gemeente = c.gemeente AND t.client = c.id
        WHERE c.gemeente = $1 AND c.overleden_op IS NOT NULL AND (t.einddatum IS NULL OR t.einddatum > c.overleden_op)
        AND (t.reden_wijziging IS NULL OR t.reden_wijziging <> '13') ORDER BY t.nummer";
    /// Whether a provider sent a claim over a period that still counts.
    CLAIM_BESTAAT = "SELECT COUNT(*) FROM declaratie WHERE gemeente = $1 AND agb = $2 AND periode_van = $3";

    // ---- messages -------------------------------------------------------------------------------
    /// Received messages with the same identification: id, status, sha256, bevindingen.
    BERICHT_MET_ID = "SELECT id, status, sha256, bevindingen FROM bericht WHERE gemeente = $1 AND soort = $2
        AND afzender = $3 AND identificatie = $4 AND richting = 'in' ORDER BY id";
    /// Adds a message.
    BERICHT_ERBIJ = "INSERT INTO bericht (gemeente, id, richting, soort, agb, afzender, ontvanger, identificatie,
        dagtekening, bestand, grootte, sha256, verwerkt_op, status, antwoord_op, bevindingen)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    /// Size and hash are known when the whole content is in.
    BERICHT_KLAAR = "UPDATE bericht SET grootte = $3, sha256 = $4, status = $5, bevindingen = $6
        WHERE gemeente = $1 AND id = $2";
    /// Findings of a message: regel, retourcode, pad, tekst.
    BEVINDINGEN = "SELECT regel, retourcode, pad, tekst FROM bevinding
        WHERE gemeente = $1 AND bericht = $2 ORDER BY volgnr";
    /// Findings of two messages ($2, $3) held against each other: number of each, and how many of the second are not
    /// the same in the first.
    BEVINDINGEN_VERSCHIL = "SELECT
        (SELECT COUNT(*) FROM bevinding WHERE gemeente = $1 AND bericht = $2),
        (SELECT COUNT(*) FROM bevinding WHERE gemeente = $1 AND bericht = $3),
        (SELECT COUNT(*) FROM bevinding n WHERE n.gemeente = $1 AND n.bericht = $3 AND NOT EXISTS (
            SELECT 1 FROM bevinding e WHERE e.gemeente = $1 AND e.bericht = $2 AND e.volgnr = n.volgnr
            AND e.regel = n.regel AND e.pad = n.pad))";
    /// Where a message stands: richting, soort, status, agb.
    BERICHT_STAAT = "SELECT richting, soort, status, agb FROM bericht WHERE gemeente = $1 AND id = $2";
    /// What was said of a message of our own before it gets another verdict.
    BEVINDINGEN_WEG = "DELETE FROM bevinding WHERE gemeente = $1 AND bericht = $2";
    /// A rejected message of our own waits in the outbox again.
    BERICHT_OPNIEUW = "UPDATE bericht SET status = 'verzonden', bevindingen = 0, bezorgd_op = NULL
        WHERE gemeente = $1 AND id = $2 AND richting = 'uit' AND status = 'afgekeurd'";
    /// Lines of a claim of our own ($2) whose reference was used since by provider $3 in a line that counts.
    REFERENTIES_INTUSSEN = "SELECT COUNT(*) FROM declaratieregel r
        JOIN declaratieregel n ON n.gemeente = r.gemeente AND n.agb = r.agb AND n.referentie = r.referentie
        WHERE r.gemeente = $1 AND r.bericht = $2 AND r.agb = $3 AND n.status <> 0 AND n.bericht <> r.bericht";
    /// The lines of a claim that was rejected whole wait for an answer again, but for those whose reference stands in
    /// another claim by now.
    REGELS_OPNIEUW = "UPDATE declaratieregel SET status = 2 WHERE gemeente = $1 AND bericht = $2 AND status = 0
        AND NOT EXISTS (SELECT 1 FROM declaratieregel n WHERE n.gemeente = declaratieregel.gemeente
            AND n.agb = declaratieregel.agb AND n.referentie = declaratieregel.referentie AND n.status <> 0
            AND n.bericht <> declaratieregel.bericht)";
    /// Lines of a claim ($2) that do not count: referentie, volgnr.
    REGELS_TERZIJDE = "SELECT referentie, volgnr FROM declaratieregel WHERE gemeente = $1 AND bericht = $2 AND status = 0";
    /// The line of a provider ($2) with a reference ($3) that counts: bericht, volgnr, status.
    REGEL_MET_REFERENTIE = "SELECT bericht, volgnr, status FROM declaratieregel
        WHERE gemeente = $1 AND agb = $2 AND referentie = $3 AND status <> 0";
    /// Another status ($4) of one line.
    REGEL_ZET = "UPDATE declaratieregel SET status = $4 WHERE gemeente = $1 AND bericht = $2 AND volgnr = $3";
    /// A claim that was rejected whole waits for an answer again.
    DECLARATIE_OPNIEUW = "UPDATE declaratie SET status = 'ingediend', toegekend = 0, regels_toegekend = 0
        WHERE gemeente = $1 AND bericht = $2";
    /// Puts back what a rejected message of our own had put in the book.
    LEVERING_VAN_BERICHT_TERUG = "UPDATE levering SET verwijderd_door = NULL
        WHERE gemeente = $1 AND bericht = $2 AND verwijderd_door = bericht";
    /// The answer that was made to a message: id, bestand.
    ANTWOORD_OP = "SELECT id, bestand FROM bericht WHERE gemeente = $1 AND antwoord_op = $2
        AND richting = 'uit'";
    /// A sent message by its identification, to which an answer came: id, status.
    VERZONDEN_MET_ID = "SELECT id, status FROM bericht WHERE gemeente = $1 AND soort = $2 AND afzender = $3
        AND identificatie = $4 AND richting = 'uit' ORDER BY id DESC LIMIT 1";
    /// The answer to a sent message came in.
    BERICHT_STATUS = "UPDATE bericht SET status = $3, bevindingen = $4 WHERE gemeente = $1 AND id = $2";
    /// Messages that wait to be delivered: id, bestand. Not those that were given up, or that a person dealt with.
    UITBOX = "SELECT b.id, b.bestand FROM bericht b
        WHERE b.gemeente = $1 AND b.richting = 'uit' AND b.bezorgd_op IS NULL
        AND NOT EXISTS (SELECT 1 FROM post_uit p
            WHERE p.gemeente = b.gemeente AND p.bericht = b.id AND p.stand <> 'wacht')
        ORDER BY b.id LIMIT $2";
    /// A message was written to where it is fetched.
    BEZORGD = "UPDATE bericht SET bezorgd_op = $3 WHERE gemeente = $1 AND id = $2";

    /// A message of history by its identification, whichever way it went.
    HISTORIE_MET_ID = "SELECT MAX(id) FROM bericht WHERE gemeente = $1 AND soort = $2 AND afzender = $3
        AND identificatie = $4";
    /// A message of history went out and was delivered then.
    HISTORIE_UIT = "UPDATE bericht SET richting = 'uit', bezorgd_op = $3 WHERE gemeente = $1 AND id = $2";
    /// A line of history of a provider ($4) was rejected; what was paid stays as it is.
    HISTORIE_AFWIJZEN = "UPDATE declaratieregel SET status = 0
        WHERE gemeente = $1 AND agb = $4 AND referentie = $3 AND status <> 0 AND bericht = $2
        AND NOT EXISTS (SELECT 1 FROM betaalregel b WHERE b.gemeente = declaratieregel.gemeente
            AND b.bericht = declaratieregel.bericht AND b.volgnr = declaratieregel.volgnr)";

    /// A claim of history was rejected whole; what was paid stays as it is.
    HISTORIE_ALLES_AF = "UPDATE declaratieregel SET status = 0
        WHERE gemeente = $1 AND bericht = $2 AND status <> 0
        AND NOT EXISTS (SELECT 1 FROM betaalregel b WHERE b.gemeente = declaratieregel.gemeente
            AND b.bericht = declaratieregel.bericht AND b.volgnr = declaratieregel.volgnr)";

    // ---- start and stop --------------------------------------------------------------------------
    /// All deliveries of an assignment or, without one, of a client at a provider.
    LEVERINGEN = "SELECT id, soort, toewijzing, categorie, code, toewijzing_ingangsdatum, begindatum, einddatum,
        reden, verwijderd_door FROM levering
        WHERE gemeente = $1 AND client = $2 AND agb = $3 ORDER BY id";
    /// Adds a start or stop.
    LEVERING_ERBIJ = "INSERT INTO levering (gemeente, id, soort, client, agb, toewijzing, categorie, code,
        toewijzing_ingangsdatum, begindatum, einddatum, reden, bericht)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// Withdraws a start or stop.
    LEVERING_WEG = "UPDATE levering SET verwijderd_door = $3 WHERE gemeente = $1 AND id = $2";
    /// Takes back what a rejected message of our own had put in the book.
    LEVERING_VAN_BERICHT_WEG = "UPDATE levering SET verwijderd_door = bericht
        WHERE gemeente = $1 AND bericht = $2";

    // ---- claims ----------------------------------------------------------------------------------
    /// Whether an earlier processed claim of this provider has this number.
    DECLARATIENUMMER = "SELECT COUNT(*) FROM declaratie WHERE gemeente = $1 AND agb = $2 AND nummer = $3
        AND status <> 'afgewezen' AND bericht <> $4";
    /// The last period that this provider claimed and got judged.
    LAATSTE_PERIODE = "SELECT MAX(periode_van) FROM declaratie WHERE gemeente = $1 AND agb = $2
        AND status <> 'afgewezen' AND bericht <> $3";
    /// Earlier lines on a set of assignments (key in getal) that were granted.
    EERDERE_REGELS = "SELECT r.toewijzing, r.referentie, r.vorige_referentie, r.categorie, r.code, r.van, r.tot,
        r.volume, r.eenheid, r.tarief, r.bedrag
        FROM sleutels s CROSS JOIN declaratieregel r
        WHERE r.gemeente = $1 AND r.toewijzing = s.getal AND r.status <> 0";
    /// Granted lines on an assignment (key in getal) that were judged before a line: message $2, line $3. Within
    /// a message credits come first (OP366): a debit line ($4 = 0) comes after all of them.
    EERDERE_DAN = "SELECT r.toewijzing, r.referentie, r.vorige_referentie, r.categorie, r.code, r.van, r.tot,
        r.volume, r.eenheid, r.tarief, r.bedrag
        FROM sleutels s CROSS JOIN declaratieregel r
        WHERE r.gemeente = $1 AND r.toewijzing = s.getal AND r.status = 1
        AND (r.bericht < $2 OR (r.bericht = $2
            AND (r.volgnr < $3 OR (CAST($4 AS BIGINT) = 0 AND r.vorige_referentie IS NOT NULL))))";
    /// One line of a claim: status, agb, client, then the columns of EERDERE_REGELS.
    DECLARATIEREGEL = "SELECT r.status, r.agb, r.client, r.toewijzing, r.referentie, r.vorige_referentie,
        r.categorie, r.code, r.van, r.tot, r.volume, r.eenheid, r.tarief, r.bedrag
        FROM declaratieregel r WHERE r.gemeente = $1 AND r.bericht = $2 AND r.volgnr = $3";
    /// The credit line, sent or granted, that takes back the line of a provider ($2) on an assignment ($3) with
    /// reference $4.
    GECREDITEERD_MET = "SELECT referentie FROM declaratieregel WHERE gemeente = $1 AND agb = $2
        AND toewijzing = $3 AND vorige_referentie = $4 AND status <> 0 ORDER BY bericht, volgnr LIMIT 1";
    /// Which references of a set (key in tekst) were used before in a line that counts: nr of the key.
    GEBRUIKTE_REFERENTIES = "SELECT s.nr FROM sleutels s CROSS JOIN declaratieregel r
        WHERE r.gemeente = $1 AND r.agb = $2 AND r.referentie = s.tekst AND r.status <> 0";
    /// Adds a claim.
    DECLARATIE_ERBIJ = "INSERT INTO declaratie (gemeente, bericht, agb, nummer, periode_van, periode_tot,
        dagtekening, ingediend, toegekend, regels, regels_toegekend, status)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// The totals of a claim after judging.
    DECLARATIE_KLAAR = "UPDATE declaratie SET toegekend = $3, regels = $4, regels_toegekend = $5, status = $6
        WHERE gemeente = $1 AND bericht = $2";
    /// Rejected lines of a claim from a place on, with what the 325 says of them; the client's encrypted BSN, or
    /// that of the line when it is not of a client.
    AFGEWEZEN_REGELS = "SELECT r.volgnr, r.client, COALESCE(c.bsn, r.bsn), r.client_nr, r.prestatie_nr,
        r.referentie, r.vorige_referentie, r.toewijzing, r.categorie, r.code, r.van, r.tot, r.volume, r.eenheid,
        r.tarief, r.bedrag
        FROM declaratieregel r LEFT JOIN client c ON c.gemeente = r.gemeente AND c.id = r.client
        WHERE r.gemeente = $1 AND r.bericht = $2 AND r.status = 0 AND r.volgnr > $3
        ORDER BY r.volgnr LIMIT $4";
    /// Return codes of lines from a place up to a place: declaratieregel, retourcode, regel.
    RETOURCODES_VAN_REGELS = "SELECT declaratieregel, retourcode, regel FROM bevinding
        WHERE gemeente = $1 AND bericht = $2 AND volgnr > $3 AND volgnr <= $4 AND declaratieregel IS NOT NULL
        ORDER BY volgnr";
    /// A claim: bericht, status, regels, ingediend, nummer.
    DECLARATIE_VAN = "SELECT d.bericht, d.status, d.regels, d.ingediend, d.nummer FROM declaratie d
        WHERE d.gemeente = $1 AND d.bericht = $2";
    /// All lines of a claim that waited for an answer are granted.
    REGELS_TOEKENNEN = "UPDATE declaratieregel SET status = 1 WHERE gemeente = $1 AND bericht = $2 AND status = 2";
    /// All lines of a claim that waited for an answer are rejected.
    REGELS_AFWIJZEN = "UPDATE declaratieregel SET status = 0 WHERE gemeente = $1 AND bericht = $2 AND status = 2";
    /// A line of a claim ($2) of a provider ($4) that waits for an answer, by its reference: volgnr, client,
    /// toewijzing, then the columns of EERDERE_REGELS from referentie on.
    WACHTENDE_REGEL = "SELECT r.volgnr, r.client, r.toewijzing, r.referentie, r.vorige_referentie, r.categorie,
        r.code, r.van, r.tot, r.volume, r.eenheid, r.tarief, r.bedrag FROM declaratieregel r
        WHERE r.gemeente = $1 AND r.agb = $4 AND r.referentie = $3 AND r.status <> 0 AND r.bericht = $2
        AND r.status = 2";
    /// One line of a claim was rejected.
    REGEL_AFWIJZEN = "UPDATE declaratieregel SET status = 0
        WHERE gemeente = $1 AND bericht = $2 AND volgnr = $3 AND status = 2";
    /// Lines of a claim that were granted: number and sum.
    DECLARATIE_SOM = "SELECT COUNT(*), COALESCE(CAST(SUM(bedrag) AS BIGINT), 0) FROM declaratieregel
        WHERE gemeente = $1 AND bericht = $2 AND status = 1";

    // ---- payment ---------------------------------------------------------------------------------
    /// Granted, unpaid lines of claims signed up to and including a day: agb, bericht, volgnr, bedrag,
    /// declaratienummer, periode_van.
    TE_BETALEN = "SELECT r.agb, r.bericht, r.volgnr, r.bedrag, d.nummer, d.periode_van FROM declaratieregel r
        JOIN declaratie d ON d.gemeente = r.gemeente AND d.bericht = r.bericht
        WHERE r.gemeente = $1 AND r.status = 1 AND d.dagtekening <= $2
        AND NOT EXISTS (SELECT 1 FROM betaalregel b
            WHERE b.gemeente = r.gemeente AND b.bericht = r.bericht AND b.volgnr = r.volgnr)
        ORDER BY r.agb, r.bericht, r.volgnr";
    /// Adds a payment batch.
    BATCH_ERBIJ = "INSERT INTO betaalbatch (gemeente, nummer, tot, gemaakt_op, betalingen, bedrag, bestand, inhoud)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// Batches whose file must still be written: nummer, bestand, inhoud, betalingen, bedrag.
    BATCHES_TE_BEZORGEN = "SELECT nummer, bestand, inhoud, betalingen, bedrag FROM betaalbatch
        WHERE gemeente = $1 AND bezorgd_op IS NULL ORDER BY nummer";
    /// The file of a batch was written.
    BATCH_BEZORGD = "UPDATE betaalbatch SET bezorgd_op = $3 WHERE gemeente = $1 AND nummer = $2";
}

bulk! {
    /// Findings of a message.
    BEVINDINGEN_ERBIJ = bevinding (gemeente, bericht, volgnr, regel, retourcode, pad, tekst, declaratieregel);
    /// Lines of a claim.
    REGELS_ERBIJ = declaratieregel (gemeente, bericht, volgnr, status, agb, client, bsn, client_nr, prestatie_nr,
        referentie, vorige_referentie, toewijzing, categorie, code, van, tot, volume, eenheid, tarief, bedrag);
    /// Payments of a batch.
    BETALINGEN_ERBIJ = betaling (gemeente, batch, volgnr, agb, iban, bedrag, kenmerk);
    /// Lines that a batch pays.
    BETAALREGELS_ERBIJ = betaalregel (gemeente, bericht, volgnr, batch, betaling, bedrag);
}
