-- Step 3, the part of the provider in the plan. Texts are encrypted (AES-GCM-SIV, with municipality, table and key as
-- associated data); days and states stay readable, for worklists.

-- A question to the provider that the client chose: draft a plan. At most one of a melding is open.
CREATE TABLE planvraag (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  melding BIGINT NOT NULL,
  agb TEXT NOT NULL,
  vraag BLOB NOT NULL,            -- encrypted: what is asked
  stand TEXT NOT NULL,            -- gevraagd, ingediend, terug, aanvaard, ingetrokken
  gevraagd_door TEXT NOT NULL,
  gevraagd_op TEXT NOT NULL,
  versie BIGINT NOT NULL,         -- the draft that is written, or was handed in last
  sinds TEXT NOT NULL,            -- day of the last step
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE UNIQUE INDEX planvraag_open ON planvraag (gemeente, melding) WHERE stand IN ('gevraagd', 'ingediend', 'terug');
CREATE INDEX planvraag_melding ON planvraag (gemeente, melding, id);
CREATE INDEX planvraag_agb ON planvraag (gemeente, agb, id);
-- Each draft; one that was handed in does not change any more.
CREATE TABLE planvoorstel (
  gemeente TEXT NOT NULL,
  planvraag BIGINT NOT NULL,
  versie BIGINT NOT NULL,         -- from 1
  door TEXT NOT NULL,             -- who wrote it last
  op TEXT NOT NULL,
  ingediend_op TEXT,
  inhoud BLOB NOT NULL,           -- encrypted: the results as JSON
  opmerking BLOB,                 -- encrypted: why it was sent back
  PRIMARY KEY (gemeente, planvraag, versie)
) {zonder_rowid};
-- What the client said of the plan, each time.
CREATE TABLE planoordeel (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1
  op TEXT NOT NULL,
  akkoord BIGINT NOT NULL,
  wijze TEXT,                     -- handtekening, mondeling, digitaal
  reden BLOB,                     -- encrypted: why not
  door TEXT NOT NULL,             -- who wrote it down
  PRIMARY KEY (gemeente, melding, volgnr)
) {zonder_rowid};
