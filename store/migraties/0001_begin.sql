-- The whole chain, first version. One text for both engines:
--   {zonder_rowid} becomes WITHOUT ROWID on SQLite and nothing on PostgreSQL;
--   BLOB is a domain over bytea on PostgreSQL.
-- Every table with municipal data has gemeente first in its primary key (invariant 8).
-- Days are ISO text (JJJJ-MM-DD), instants ISO text in UTC, amounts whole cents, yes/no 0 or 1.

-- Parties and people who may sign in -------------------------------------------------------------
CREATE TABLE gemeente (
  code TEXT PRIMARY KEY,
  naam TEXT NOT NULL,
  iban TEXT
);
CREATE TABLE aanbieder (
  agb TEXT PRIMARY KEY,
  naam TEXT NOT NULL,
  iban TEXT,
  zoek TEXT NOT NULL              -- name in lower case without accents, filled by the program
);
CREATE TABLE gebruiker (
  id BIGINT PRIMARY KEY,
  naam TEXT NOT NULL UNIQUE,      -- what one types to sign in
  weergavenaam TEXT NOT NULL,
  rol TEXT NOT NULL,
  agb TEXT,                       -- filled for the role aanbieder
  wachtwoord TEXT NOT NULL,       -- argon2id, PHC string
  actief BIGINT NOT NULL DEFAULT 1
);
CREATE TABLE gebruiker_gemeente (
  gemeente TEXT NOT NULL,
  gebruiker BIGINT NOT NULL,
  PRIMARY KEY (gemeente, gebruiker)
) {zonder_rowid};
CREATE TABLE sessie (
  sleutel BLOB PRIMARY KEY,       -- SHA-256 of the token in the cookie
  gebruiker BIGINT NOT NULL,
  gegevens BLOB NOT NULL,
  verloopt TEXT NOT NULL
);
CREATE TABLE aanmeldpoging (
  sleutel TEXT NOT NULL,          -- name or address that tried
  tijd TEXT NOT NULL,
  gelukt BIGINT NOT NULL
);
CREATE INDEX aanmeldpoging_sleutel ON aanmeldpoging (sleutel, tijd);
CREATE TABLE instelling (
  sleutel TEXT PRIMARY KEY,
  waarde TEXT NOT NULL
);
-- Numbers per municipality and kind; taken inside the transaction that uses them.
CREATE TABLE teller (
  gemeente TEXT NOT NULL,
  soort TEXT NOT NULL,
  waarde BIGINT NOT NULL,
  PRIMARY KEY (gemeente, soort)
) {zonder_rowid};

-- 1 inkoop, 2 catalogus ---------------------------------------------------------------------------
CREATE TABLE product (
  kader TEXT NOT NULL,
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  naam TEXT NOT NULL,
  prestatie TEXT NOT NULL,        -- IB, DB, KDV
  zwaarte TEXT NOT NULL,          -- waakvlam, basis, extra
  perceel TEXT NOT NULL,          -- 1A, 1B, 1C
  PRIMARY KEY (kader, categorie, code)
);
CREATE TABLE contractregel (
  gemeente TEXT NOT NULL,
  agb TEXT NOT NULL,
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  eenheid TEXT NOT NULL,
  geldig_vanaf TEXT NOT NULL,
  geldig_tot TEXT,
  tarief TEXT,                    -- cents, exact decimal as text; empty for unit 83
  PRIMARY KEY (gemeente, agb, categorie, code, eenheid, geldig_vanaf)
) {zonder_rowid};

-- 3 toegang, 4 beschikking ------------------------------------------------------------------------
CREATE TABLE client (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  bsn BLOB NOT NULL,              -- AES-GCM-SIV, gemeente and id as associated data
  bsn_zoek BLOB NOT NULL,         -- keyed hash (HMAC-SHA256, 16 bytes)
  geboortedatum TEXT NOT NULL,
  geslacht TEXT NOT NULL,
  achternaam TEXT NOT NULL,
  voorvoegsel TEXT,
  voorletters TEXT,
  straat TEXT,
  huisnummer TEXT,
  postcode TEXT,
  plaats TEXT,
  overleden_op TEXT,
  zoek TEXT NOT NULL,             -- name in lower case without accents, filled by the program
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE UNIQUE INDEX client_bsn ON client (gemeente, bsn_zoek);
CREATE INDEX client_zoek ON client (gemeente, zoek, id);
CREATE INDEX client_geboren ON client (gemeente, geboortedatum, id);
CREATE TABLE melding (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  client BIGINT NOT NULL,
  ontvangen_op TEXT NOT NULL,
  onderzoek_klaar_op TEXT,
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX melding_client ON melding (gemeente, client);
CREATE TABLE beschikking (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  client BIGINT NOT NULL,
  melding BIGINT,
  besluit_op TEXT NOT NULL,
  aard TEXT NOT NULL,             -- what: name of the product
  intensiteit TEXT NOT NULL,      -- how much, in words: hours or activities (CRvB 2018:3241)
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  ingangsdatum TEXT NOT NULL,
  einddatum TEXT,
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX beschikking_client ON beschikking (gemeente, client);

-- 5 toewijzing ------------------------------------------------------------------------------------
CREATE TABLE toewijzing (
  gemeente TEXT NOT NULL,
  nummer BIGINT NOT NULL,
  client BIGINT NOT NULL,
  beschikking BIGINT,
  agb TEXT NOT NULL,
  categorie TEXT,
  code TEXT,
  toewijzingsdatum TEXT NOT NULL,
  toewijzingstijd TEXT,
  ingangsdatum TEXT NOT NULL,
  einddatum TEXT,
  volume BIGINT,
  eenheid TEXT,
  frequentie TEXT,
  budget BIGINT,
  reden_wijziging TEXT,
  referentie_aanbieder TEXT,
  verzonden_in BIGINT,            -- bericht (301) that carries this state; empty = due
  PRIMARY KEY (gemeente, nummer)
) {zonder_rowid};
CREATE INDEX toewijzing_client ON toewijzing (gemeente, client);
CREATE INDEX toewijzing_agb ON toewijzing (gemeente, agb, nummer);
CREATE INDEX toewijzing_te_verzenden ON toewijzing (gemeente, agb, client) WHERE verzonden_in IS NULL;

-- Messages: raw bytes unchanged, in and out (invariant 10) ------------------------------------------
CREATE TABLE bericht (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  richting TEXT NOT NULL,         -- in, uit
  soort TEXT NOT NULL,            -- WMO301 ...
  agb TEXT NOT NULL,              -- the provider on the other side of the exchange
  afzender TEXT NOT NULL,
  ontvanger TEXT NOT NULL,
  identificatie TEXT NOT NULL,
  dagtekening TEXT NOT NULL,
  bestand TEXT NOT NULL,          -- file name, without a folder
  grootte BIGINT NOT NULL,        -- bytes
  sha256 BLOB NOT NULL,
  verwerkt_op TEXT NOT NULL,      -- instant
  status TEXT NOT NULL,           -- goedgekeurd, afgekeurd, deels (323), verzonden, bezorgd (out)
  antwoord_op BIGINT,             -- the message that this one answers
  bevindingen BIGINT NOT NULL DEFAULT 0,
  bezorgd_op TEXT,                -- out: when the file was written; empty = waiting in the outbox
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX bericht_identificatie ON bericht (gemeente, soort, afzender, identificatie);
CREATE INDEX bericht_antwoord ON bericht (gemeente, antwoord_op);
CREATE INDEX bericht_agb ON bericht (gemeente, agb, id);
CREATE INDEX bericht_uit ON bericht (gemeente, id) WHERE richting = 'uit' AND bezorgd_op IS NULL;
CREATE TABLE bericht_inhoud (
  gemeente TEXT NOT NULL,
  bericht BIGINT NOT NULL,
  deel BIGINT NOT NULL,
  inhoud BLOB NOT NULL,           -- compressed, then encrypted: the raw bytes hold BSNs
  PRIMARY KEY (gemeente, bericht, deel)
);
CREATE TABLE bevinding (
  gemeente TEXT NOT NULL,
  bericht BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,
  regel TEXT NOT NULL,
  retourcode TEXT,
  pad TEXT NOT NULL,
  tekst TEXT NOT NULL,
  declaratieregel BIGINT,
  PRIMARY KEY (gemeente, bericht, volgnr)
) {zonder_rowid};

-- 6 levering --------------------------------------------------------------------------------------
CREATE TABLE levering (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  soort TEXT NOT NULL,            -- start, stop
  client BIGINT NOT NULL,
  agb TEXT NOT NULL,
  toewijzing BIGINT,
  categorie TEXT,
  code TEXT,
  toewijzing_ingangsdatum TEXT,
  begindatum TEXT NOT NULL,
  einddatum TEXT,                 -- stop
  reden TEXT,                     -- stop: code list WMO588
  bericht BIGINT NOT NULL,
  verwijderd_door BIGINT,         -- bericht that withdrew it (StatusAanlevering 3)
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX levering_client ON levering (gemeente, client);
CREATE INDEX levering_toewijzing ON levering (gemeente, toewijzing);

-- 7 declaratie ------------------------------------------------------------------------------------
CREATE TABLE declaratie (
  gemeente TEXT NOT NULL,
  bericht BIGINT NOT NULL,        -- the 323
  agb TEXT NOT NULL,
  nummer TEXT NOT NULL,
  periode_van TEXT NOT NULL,
  periode_tot TEXT NOT NULL,
  dagtekening TEXT NOT NULL,
  ingediend BIGINT NOT NULL,      -- cents, credits negative
  toegekend BIGINT NOT NULL,
  regels BIGINT NOT NULL,
  regels_toegekend BIGINT NOT NULL,
  status TEXT NOT NULL,           -- ingediend (sent, no answer yet), toegekend, deels, afgewezen
  PRIMARY KEY (gemeente, bericht)
) {zonder_rowid};
CREATE INDEX declaratie_agb ON declaratie (gemeente, agb, periode_van);
CREATE INDEX declaratie_periode ON declaratie (gemeente, periode_van);
CREATE TABLE declaratieregel (
  gemeente TEXT NOT NULL,
  bericht BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- place in the message, from 1
  status BIGINT NOT NULL,         -- 1 toegekend, 0 afgewezen, 2 ingediend (sent, no answer yet)
  agb TEXT NOT NULL,
  client BIGINT,                  -- empty when the BSN is not of a client
  bsn BLOB,                       -- encrypted, only when client is empty
  client_nr BIGINT NOT NULL,      -- Client[n] in the message
  prestatie_nr BIGINT NOT NULL,   -- Prestatie[n] within that client
  referentie TEXT NOT NULL,
  vorige_referentie TEXT,
  toewijzing BIGINT NOT NULL,
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  van TEXT NOT NULL,
  tot TEXT NOT NULL,
  volume BIGINT NOT NULL,
  eenheid TEXT NOT NULL,
  tarief BIGINT,
  bedrag BIGINT NOT NULL,         -- cents; a credit is negative
  PRIMARY KEY (gemeente, bericht, volgnr)
) {zonder_rowid};
CREATE INDEX declaratieregel_toewijzing ON declaratieregel (gemeente, toewijzing) WHERE status <> 0;
CREATE UNIQUE INDEX declaratieregel_referentie ON declaratieregel (gemeente, agb, referentie) WHERE status <> 0;

-- 8 betaling: only adds (invariant 5) -------------------------------------------------------------
CREATE TABLE betaalbatch (
  gemeente TEXT NOT NULL,
  nummer BIGINT NOT NULL,
  tot TEXT NOT NULL,              -- approved up to and including this day
  gemaakt_op TEXT NOT NULL,
  betalingen BIGINT NOT NULL,
  bedrag BIGINT NOT NULL,
  bestand TEXT NOT NULL,
  inhoud BLOB NOT NULL,           -- the pain.001 as it was made
  bezorgd_op TEXT,                -- when the file was written; empty = still to write
  PRIMARY KEY (gemeente, nummer)
);
CREATE TABLE betaling (
  gemeente TEXT NOT NULL,
  batch BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,
  agb TEXT NOT NULL,
  iban TEXT NOT NULL,
  bedrag BIGINT NOT NULL,
  kenmerk TEXT NOT NULL,
  PRIMARY KEY (gemeente, batch, volgnr)
) {zonder_rowid};
CREATE TABLE betaalregel (
  gemeente TEXT NOT NULL,
  bericht BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- the declaratieregel; paid once, so this is the key
  batch BIGINT NOT NULL,
  betaling BIGINT NOT NULL,
  bedrag BIGINT NOT NULL,
  PRIMARY KEY (gemeente, bericht, volgnr)
) {zonder_rowid};

-- Event log with a hash chain per municipality ------------------------------------------------------
CREATE TABLE gebeurtenis (
  gemeente TEXT NOT NULL,
  nr BIGINT NOT NULL,
  tijd TEXT NOT NULL,
  wie TEXT NOT NULL,
  soort TEXT NOT NULL,
  onderwerp TEXT NOT NULL,        -- bericht/12, toewijzing/4, client/7
  gegevens TEXT NOT NULL,         -- JSON, never a BSN
  vorige BLOB NOT NULL,           -- hash of the entry before
  hash BLOB NOT NULL,
  PRIMARY KEY (gemeente, nr)
) {zonder_rowid};
CREATE INDEX gebeurtenis_onderwerp ON gebeurtenis (gemeente, onderwerp);

-- What lists and figures look up ---------------------------------------------------------------------
CREATE INDEX toewijzing_loopt ON toewijzing (gemeente, agb, client, ingangsdatum, einddatum);
CREATE INDEX toewijzing_einde ON toewijzing (gemeente, einddatum);
CREATE INDEX toewijzing_verzonden ON toewijzing (gemeente, verzonden_in);
CREATE INDEX melding_open ON melding (gemeente, ontvangen_op) WHERE onderzoek_klaar_op IS NULL;
CREATE INDEX levering_start ON levering (gemeente, begindatum) WHERE soort = 'start';
CREATE INDEX levering_stop ON levering (gemeente, einddatum) WHERE soort = 'stop';
CREATE INDEX levering_bericht ON levering (gemeente, bericht);
CREATE INDEX bericht_tijd ON bericht (gemeente, verwerkt_op, id);
CREATE INDEX bericht_agb_tijd ON bericht (gemeente, agb, verwerkt_op, id);
CREATE INDEX bericht_soort_tijd ON bericht (gemeente, soort, verwerkt_op, id);
CREATE INDEX bericht_fout_tijd ON bericht (gemeente, verwerkt_op, id) WHERE bevindingen > 0;
CREATE INDEX bericht_kenmerk ON bericht (gemeente, identificatie);
CREATE INDEX bevinding_regel ON bevinding (gemeente, bericht, declaratieregel, volgnr);
CREATE INDEX declaratieregel_afgewezen ON declaratieregel (gemeente, bericht, volgnr) WHERE status = 0;
CREATE INDEX declaratieregel_client_afgewezen ON declaratieregel (gemeente, client) WHERE status = 0;
CREATE INDEX betaalregel_betaling ON betaalregel (gemeente, batch, betaling);
CREATE INDEX betaling_agb ON betaling (gemeente, agb, batch);
