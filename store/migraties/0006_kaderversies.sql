-- Step 2, the life of a framework. What is in a version never changes: these tables are only added to. How far a version
-- is follows from its steps. Each municipality has its own rows: its own college decides, and its book stands alone.
CREATE TABLE kaderversie (
  gemeente TEXT NOT NULL,
  kader TEXT NOT NULL,
  nummer BIGINT NOT NULL,         -- from 1; the same in every municipality that takes part
  ingang TEXT NOT NULL,           -- first day on which it holds, once published
  geldig_vanaf TEXT NOT NULL,     -- when the framework holds, as its own text says
  geldig_tot TEXT,
  sha256 TEXT NOT NULL,           -- over the names and texts of its files
  grond BIGINT NOT NULL,          -- version that it was made from; 0 = what came with the program
  maker BIGINT NOT NULL,
  maker_naam TEXT NOT NULL,
  gemaakt_op TEXT NOT NULL,
  toelichting TEXT NOT NULL,
  PRIMARY KEY (gemeente, kader, nummer)
) {zonder_rowid};
CREATE TABLE kaderbestand (
  gemeente TEXT NOT NULL,
  kader TEXT NOT NULL,
  nummer BIGINT NOT NULL,
  bestand TEXT NOT NULL,
  tekst TEXT NOT NULL,            -- YAML
  PRIMARY KEY (gemeente, kader, nummer, bestand)
) {zonder_rowid};
CREATE TABLE kaderstap (
  gemeente TEXT NOT NULL,
  kader TEXT NOT NULL,
  nummer BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,
  stap TEXT NOT NULL,             -- aangeboden, teruggegeven, gepubliceerd, ingetrokken, beeindigd
  gebruiker BIGINT NOT NULL,
  naam TEXT NOT NULL,
  op TEXT NOT NULL,
  laatste_dag TEXT,               -- with beeindigd
  reden TEXT NOT NULL,            -- with teruggegeven; with gepubliceerd why a gap is meant
  PRIMARY KEY (gemeente, kader, nummer, volgnr)
) {zonder_rowid};
-- A contract refers to the version of the framework that it was made under; empty when it is not known.
ALTER TABLE contractregel ADD COLUMN kader TEXT;
ALTER TABLE contractregel ADD COLUMN kaderversie BIGINT;
