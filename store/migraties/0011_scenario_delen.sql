-- Step 2, tariffs: a scenario that a municipality lets another one of the region see.

-- The row stands with the municipality that receives it, so that each reads within its own data. The scenario itself stays
-- with its owner and is read there.
CREATE TABLE scenario_gedeeld (
  gemeente TEXT NOT NULL,         -- who receives it
  eigenaar TEXT NOT NULL,         -- municipality of the scenario
  id BIGINT NOT NULL,             -- number of the scenario there
  door TEXT NOT NULL,             -- who shared it
  op TEXT NOT NULL,               -- day
  PRIMARY KEY (gemeente, eigenaar, id)
) {zonder_rowid};
