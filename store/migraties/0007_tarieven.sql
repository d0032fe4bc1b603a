-- Step 2, tariffs: what a municipality keeps of a what-if, and what providers say about a tariff that was published.

-- A scenario is a set of assumptions with a name. Nothing that follows from them is kept: that is computed each time.
CREATE TABLE scenario (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  kader TEXT NOT NULL,
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  naam TEXT NOT NULL,
  aannames TEXT NOT NULL,         -- a line each: productiviteit=68, hoogste_trede=+3%
  indexen TEXT NOT NULL,          -- a line each: loon=3,1; empty = none
  volume TEXT,                    -- number of clients for the effect in a year
  door TEXT NOT NULL,             -- who kept it
  op TEXT NOT NULL,               -- day
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE UNIQUE INDEX scenario_naam ON scenario (gemeente, kader, categorie, code, naam);

-- What a provider says about a tariff, and the answer. There is no amount in it: a price is set by the municipality.
CREATE TABLE reactie (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  agb TEXT NOT NULL,              -- the provider; no other provider sees it
  kader TEXT NOT NULL,
  categorie TEXT NOT NULL,
  code TEXT NOT NULL,
  regel TEXT,                     -- line of the cost model; empty = about the whole
  tekst TEXT NOT NULL,
  door TEXT NOT NULL,             -- who of the provider
  op TEXT NOT NULL,               -- day
  antwoord TEXT,                  -- empty = waits for the municipality
  antwoord_door TEXT,
  antwoord_op TEXT,
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX reactie_tarief ON reactie (gemeente, kader, categorie, code, id);
CREATE INDEX reactie_aanbieder ON reactie (gemeente, agb, id);
CREATE INDEX reactie_open ON reactie (gemeente, id) WHERE antwoord IS NULL;
