//! Texts of the provider's desk: whose book this is, and what a form needs to know.

sql! {
    /// A message that this book sent itself, as history is never told: its sender.
    EIGEN_AFZENDER = "SELECT afzender FROM bericht WHERE gemeente = $1 AND richting = 'uit'
        AND status IN ('bezorgd', 'verzonden') LIMIT 1";
    /// The municipality assigned from this book.
    WEES_TOE = "SELECT 1 FROM gebeurtenis WHERE gemeente = $1 AND soort = 'toewijzingen verzonden' LIMIT 1";
    /// The newest request for a client by a provider: id.
    NIEUWSTE_VERZOEK = "SELECT MAX(id) FROM verzoek WHERE gemeente = $1 AND client = $2 AND agb = $3";
    /// A report of start or stop with the message that brought it: bericht, status of that message.
    LEVERING_BERICHT = "SELECT l.bericht, b.status FROM levering l
        LEFT JOIN bericht b ON b.gemeente = l.gemeente AND b.id = l.bericht WHERE l.gemeente = $1 AND l.id = $2";
    /// The newest start or stop of a provider for a client: id.
    NIEUWSTE_LEVERING = "SELECT MAX(id) FROM levering WHERE gemeente = $1 AND client = $2 AND agb = $3";
    /// Lines that take back the line of a provider ($2) on an assignment ($3) with reference $4: bericht, volgnr,
    /// referentie, status.
    REGEL_GECREDITEERD = "SELECT bericht, volgnr, referentie, status FROM declaratieregel WHERE gemeente = $1
        AND agb = $2 AND toewijzing = $3 AND vorige_referentie = $4 ORDER BY bericht, volgnr";
    /// The line of a provider ($2) on an assignment ($3) with reference $4 that counts: bericht, volgnr, referentie,
    /// status.
    REGEL_MET_REFERENTIE = "SELECT bericht, volgnr, referentie, status FROM declaratieregel WHERE gemeente = $1
        AND agb = $2 AND toewijzing = $3 AND referentie = $4 AND vorige_referentie IS NULL
        ORDER BY CASE WHEN status = 0 THEN 1 ELSE 0 END, bericht DESC LIMIT 1";
    /// Sender, kind, direction and status of a message.
    BERICHT_VAN = "SELECT afzender, soort, richting, status, agb FROM bericht WHERE gemeente = $1 AND id = $2";
    /// Assignments that left in a 301 ($2) that was rejected: they are due again (OP286).
    TOEWIJZING_OPNIEUW_VAN = "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = $1 AND verzonden_in = $2
        AND EXISTS (SELECT 1 FROM bericht b WHERE b.gemeente = $1 AND b.id = $2 AND b.richting = 'uit'
        AND b.soort = 'WMO301' AND b.status = 'afgekeurd')";
    /// How many assignments still stand with a 301.
    TOEWIJZINGEN_IN = "SELECT COUNT(*) FROM toewijzing WHERE gemeente = $1 AND verzonden_in = $2";
}
