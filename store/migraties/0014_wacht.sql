-- Steps 4 to 6, what is watched after a decision: its end, a new look at it, a temporary decision, a budget, and who waits for
-- the start.

-- A new look at a decision (Wmo 2.3.9): planned, or done with its outcome. At most one of a decision is not done yet, the last.
CREATE TABLE heronderzoek (
  gemeente TEXT NOT NULL,
  beschikking BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1
  gepland_op TEXT,                -- chosen for this decision; empty is the rhythm of the municipality
  gedaan_op TEXT,
  uitkomst TEXT,                  -- melding, ongewijzigd
  melding BIGINT,                 -- melding: the one that it began
  grond BLOB,                     -- encrypted: why nothing changes
  door TEXT NOT NULL,
  PRIMARY KEY (gemeente, beschikking, volgnr)
) {zonder_rowid};
CREATE INDEX heronderzoek_gepland ON heronderzoek (gemeente, gepland_op, beschikking)
  WHERE gedaan_op IS NULL AND gepland_op IS NOT NULL;
CREATE INDEX beschikking_einde ON beschikking (gemeente, einddatum, id);
CREATE INDEX beschikking_besluit ON beschikking (gemeente, besluit_op, id);

-- A budget makes a decision without an order (Wmo 2.3.6).
ALTER TABLE beschikking ADD COLUMN vorm TEXT;              -- pgb; empty is in kind
ALTER TABLE beschikking ADD COLUMN pgb_per_jaar BIGINT;    -- cents

-- A temporary decision waits for the definitive one (Wmo 2.3.3).
ALTER TABLE besluit ADD COLUMN tijdelijk BIGINT;           -- 1 once it was made known as such
CREATE INDEX besluit_tijdelijk ON besluit (gemeente, id) WHERE tijdelijk = 1;

-- Somebody who waits: for the start of an assignment, as soon as something is kept about it, or written down by hand.
CREATE TABLE wachtplek (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  client BIGINT NOT NULL,
  toewijzing BIGINT,              -- empty: by hand
  agb TEXT,                       -- the provider that is waited for; empty when none was found yet
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  sinds TEXT NOT NULL,            -- by hand: first day of the waiting
  reden BLOB,                     -- encrypted: why it is written down
  geen_overbrugging BLOB,         -- encrypted: why there is no bridging care
  door TEXT NOT NULL,
  op TEXT NOT NULL,
  geeindigd_op TEXT,
  einde TEXT,                     -- gestart, andere_aanbieder, andere_ondersteuning, ziet_af, anders
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE UNIQUE INDEX wachtplek_toewijzing ON wachtplek (gemeente, toewijzing) WHERE toewijzing IS NOT NULL;
CREATE INDEX wachtplek_hand ON wachtplek (gemeente, sinds, id) WHERE toewijzing IS NULL AND geeindigd_op IS NULL;
CREATE INDEX wachtplek_einde ON wachtplek (gemeente, geeindigd_op, id) WHERE geeindigd_op IS NOT NULL;
CREATE INDEX wachtplek_client ON wachtplek (gemeente, client);
-- Care that bridges the waiting.
CREATE TABLE overbrugging (
  gemeente TEXT NOT NULL,
  wachtplek BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  agb TEXT NOT NULL,
  van TEXT NOT NULL,
  tot TEXT,
  PRIMARY KEY (gemeente, wachtplek, volgnr)
) {zonder_rowid};
-- Municipality and providers looked at it together.
CREATE TABLE wachtscreening (
  gemeente TEXT NOT NULL,
  wachtplek BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1
  op TEXT NOT NULL,
  uitkomst TEXT NOT NULL,         -- blijft, voorrang, andere_aanbieder, andere_ondersteuning, eraf
  wie BLOB NOT NULL,              -- encrypted: who looked
  toelichting BLOB NOT NULL,      -- encrypted
  PRIMARY KEY (gemeente, wachtplek, volgnr)
) {zonder_rowid};
