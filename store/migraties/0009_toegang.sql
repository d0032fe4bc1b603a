-- Step 3, from melding to aanvraag. What people tell and what was found about them is encrypted (AES-GCM-SIV, with
-- municipality, table and key as associated data); days and codes stay readable, for clocks and worklists.

-- The file of a melding: how it came in, and what the law wants to be told and done. A melding that came in with an import
-- has none.
CREATE TABLE dossier (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  wijze TEXT NOT NULL,            -- telefoon, balie, brief, mail, website, wijk
  melder TEXT NOT NULL,           -- client, vertegenwoordiger, mantelzorger, netwerk, verwijzer, gemeente
  vraag BLOB NOT NULL,            -- encrypted: what is asked
  spoed BIGINT NOT NULL,          -- support cannot wait (Wmo 2.3.3)
  spoed_geregeld_op TEXT,
  bevestigd_op TEXT,              -- 2.3.2 lid 1
  clientondersteuning_op TEXT,    -- 2.3.2 lid 3
  plan_genoemd_op TEXT,           -- 2.3.2 lid 2
  plan_stand TEXT NOT NULL,       -- open, ziet_af, ontvangen
  plan_op TEXT,
  identiteit TEXT,                -- 2.3.4: kind of document; no number, no copy
  identiteit_op TEXT,
  pgb_uitgelegd_op TEXT,          -- 2.3.2 lid 6
  verslag_op TEXT,                -- 2.3.2 lid 8
  begonnen_op TEXT,               -- first day of the onderzoek
  behandelaar TEXT NOT NULL,      -- who wrote it down, or took it over
  PRIMARY KEY (gemeente, melding)
) {zonder_rowid};

-- What was found about a subject of the onderzoek (2.3.2 lid 4), and how it weighs (2.3.5 lid 3).
CREATE TABLE onderzoekpunt (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  onderwerp BIGINT NOT NULL,      -- 1 behoeften … 10 bijdrage
  bevinding BLOB NOT NULL,        -- encrypted
  toelichting BLOB NOT NULL,      -- encrypted: which document, who, when
  bewijs TEXT,
  oordeel TEXT,                   -- niet, deels, geheel
  door TEXT NOT NULL,
  op TEXT NOT NULL,
  PRIMARY KEY (gemeente, melding, onderwerp)
) {zonder_rowid};

-- A measurement of self-reliance, and its levels.
CREATE TABLE zrmmeting (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  client BIGINT NOT NULL,
  melding BIGINT,                 -- the onderzoek that it was made for
  uitgave TEXT NOT NULL,          -- zrm-11, zrm-13
  gemeten_op TEXT NOT NULL,
  door TEXT NOT NULL,
  opmerking BLOB,                 -- encrypted
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX zrmmeting_client ON zrmmeting (gemeente, client, gemeten_op, id);
CREATE TABLE zrmscore (
  gemeente TEXT NOT NULL,
  meting BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- place among the domains, from 1
  domein TEXT NOT NULL,
  niveau BIGINT NOT NULL,         -- 1 (acute problemen) to 5 (volledig zelfredzaam)
  opmerking BLOB,                 -- encrypted
  PRIMARY KEY (gemeente, meting, volgnr)
) {zonder_rowid};

-- The ondersteuningsplan of a melding: drafted by the consulent or a provider, agreed by the client.
CREATE TABLE ondersteuningsplan (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  stand TEXT NOT NULL,            -- concept, voorgelegd, akkoord
  agb TEXT,                       -- the provider that is asked for a draft
  door TEXT NOT NULL,             -- who drafted it last
  gewijzigd_op TEXT NOT NULL,
  voorgelegd_op TEXT,
  akkoord_op TEXT,                -- day on which the client agreed
  PRIMARY KEY (gemeente, melding)
) {zonder_rowid};
CREATE INDEX ondersteuningsplan_agb ON ondersteuningsplan (gemeente, agb, melding) WHERE agb IS NOT NULL;
CREATE TABLE planresultaat (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1
  domein TEXT NOT NULL,           -- domain of the matrix
  resultaat BLOB NOT NULL,        -- encrypted: what has to be reached
  aanpak BLOB NOT NULL,           -- encrypted: who does what
  PRIMARY KEY (gemeente, melding, volgnr)
) {zonder_rowid};

-- A request to decide, and its clock (Wmo 2.3.5 lid 2, Awb 4:13 to 4:17).
CREATE TABLE aanvraag (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  client BIGINT NOT NULL,
  melding BIGINT NOT NULL,
  ontvangen_op TEXT NOT NULL,
  zonder_onderzoek BIGINT NOT NULL,
  vertraging_op TEXT,             -- 4:14: told on
  vertraging_tot TEXT,            -- 4:14: the day that was named
  in_gebreke_op TEXT,             -- 4:17
  stand TEXT NOT NULL,            -- open, besloten, ingetrokken, niet_behandeld
  afgehandeld_op TEXT,            -- day of that
  beschikking BIGINT,             -- besloten: the decision
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE UNIQUE INDEX aanvraag_open_melding ON aanvraag (gemeente, melding) WHERE stand = 'open';
CREATE INDEX aanvraag_open ON aanvraag (gemeente, ontvangen_op, id) WHERE stand = 'open';
CREATE INDEX aanvraag_client ON aanvraag (gemeente, client, id);
CREATE TABLE opschorting (
  gemeente TEXT NOT NULL,
  aanvraag BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1
  grond TEXT NOT NULL,            -- aanvulling, buitenland, instemming, aanvrager, overmacht
  op TEXT NOT NULL,               -- day of the request, notice or agreement
  tot TEXT,                       -- last day that was set
  geeindigd_op TEXT,
  PRIMARY KEY (gemeente, aanvraag, volgnr)
) {zonder_rowid};
