-- Step 5, conversion: the files that people work on, so that they are there after a restart. A file holds BSNs: it is
-- encrypted, it is for whoever sent it, and it goes when nobody looked at it for two hours.
CREATE TABLE omzetopdracht (
  gemeente TEXT NOT NULL,         -- a municipality of whoever sent it
  id BIGINT NOT NULL,
  sleutel TEXT NOT NULL,          -- random, for the address
  gebruiker BIGINT NOT NULL,      -- whoever sent it; nobody else sees it
  bestand TEXT NOT NULL,          -- name of the file, without a number that could be a BSN
  kader TEXT NOT NULL,
  per TEXT,                       -- another day than that of the key
  apart TEXT NOT NULL,            -- numbers of indications that were set aside, a line each
  bezig BIGINT NOT NULL,          -- 1 while it is carried out
  gezien TEXT NOT NULL,           -- instant: when somebody looked at it last
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE TABLE omzetopdrachtdeel (
  gemeente TEXT NOT NULL,
  opdracht BIGINT NOT NULL,
  deel BIGINT NOT NULL,           -- from 0
  inhoud BLOB NOT NULL,           -- compressed, then encrypted: the bytes of the file
  PRIMARY KEY (gemeente, opdracht, deel)
);
