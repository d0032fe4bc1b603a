-- Steps 3 and 5, reorganisation of municipalities: what went from one municipality to another, and how it was before. So
-- doing it again changes nothing, and it can be taken back as long as no message of it has left.
CREATE TABLE herindeelregel (
  gemeente TEXT NOT NULL,         -- the one that it left
  herindeling TEXT NOT NULL,      -- which reorganisation
  soort TEXT NOT NULL,            -- client, melding, beschikking, toewijzing, contract, contract-mee
  sleutel TEXT NOT NULL,          -- its key there
  client BIGINT NOT NULL,         -- whose it is; 0 for a contract line
  naar TEXT NOT NULL,             -- the one that took over
  naar_sleutel TEXT NOT NULL,     -- its key there
  nieuw BIGINT NOT NULL,          -- 1 made for it, 0 was there already or nothing went along
  vorige TEXT,                    -- JSON, what was changed here as it stood before
  PRIMARY KEY (gemeente, herindeling, soort, sleutel)
) {zonder_rowid};
