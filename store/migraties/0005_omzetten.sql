-- Step 5, conversion: which running indication became which assignments. A run can be broken off and taken up again,
-- because what was done stands here; a cohort can be taken back as long as no message of it has left.
CREATE TABLE omzetregel (
  gemeente TEXT NOT NULL,
  kader TEXT NOT NULL,            -- framework of the key
  indicatie TEXT NOT NULL,        -- number of the indication
  volgnr BIGINT NOT NULL,         -- from 1: an indication may become a product and an opslag
  cohort TEXT NOT NULL,
  client BIGINT NOT NULL,
  agb TEXT NOT NULL,
  toewijzing BIGINT NOT NULL,     -- the new assignment
  uitleg TEXT NOT NULL,           -- JSON, why
  PRIMARY KEY (gemeente, kader, indicatie, volgnr)
) {zonder_rowid};
CREATE INDEX omzetregel_cohort ON omzetregel (gemeente, cohort, indicatie, volgnr);
-- The assignments that ended for it, as they were before.
CREATE TABLE omzetvorige (
  gemeente TEXT NOT NULL,
  kader TEXT NOT NULL,
  indicatie TEXT NOT NULL,
  toewijzing BIGINT NOT NULL,
  cohort TEXT NOT NULL,
  toewijzingsdatum TEXT NOT NULL,
  toewijzingstijd TEXT,
  einddatum TEXT,
  reden_wijziging TEXT,
  referentie_aanbieder TEXT,
  verzonden_in BIGINT,
  PRIMARY KEY (gemeente, kader, indicatie, toewijzing)
) {zonder_rowid};
CREATE INDEX omzetvorige_cohort ON omzetvorige (gemeente, cohort, indicatie);
