-- Step 3, advice. Answers and motivations are about a person and are encrypted (AES-GCM-SIV, with municipality, table and key
-- as associated data); which rules were judged and departed from stays readable, to be counted.

-- What was filled in for advice on a melding by a framework: the dossier as JSON by regels/schema/v1/dossier.json, without the
-- day, the municipality and the measurement, which are added when advice is asked.
CREATE TABLE adviesdossier (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  kader TEXT NOT NULL,
  ronde BIGINT NOT NULL,          -- goes up with every change: who saves an older one is told so
  inhoud BLOB NOT NULL,           -- encrypted: the dossier
  door TEXT NOT NULL,
  op TEXT NOT NULL,
  PRIMARY KEY (gemeente, melding, kader)
);
-- What a consulent chose at an advice, with all that it rested on; only added to.
CREATE TABLE advieskeuze (
  gemeente TEXT NOT NULL,
  melding BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- from 1; the newest counts
  kader TEXT NOT NULL,
  kaderversie BIGINT NOT NULL,    -- 0 came with the program
  sha256 TEXT NOT NULL,           -- hash of the text of the framework
  ronde BIGINT NOT NULL,          -- of the dossier
  keuze TEXT NOT NULL,            -- JSON: products, and the rules that were departed from
  regels TEXT NOT NULL,           -- JSON: every rule that was judged
  motivering BLOB,                -- encrypted
  dossier BLOB NOT NULL,          -- encrypted: the whole dossier
  advies BLOB NOT NULL,           -- encrypted: the advice
  door TEXT NOT NULL,
  op TEXT NOT NULL,
  PRIMARY KEY (gemeente, melding, volgnr)
);
CREATE INDEX advieskeuze_op ON advieskeuze (gemeente, op, melding, volgnr);

-- What the instrument writes in its cells, as the municipality loaded it; none come with the program.
CREATE TABLE celtekst (
  gemeente TEXT NOT NULL,
  uitgave TEXT NOT NULL,          -- zrm-11, zrm-13
  domein TEXT NOT NULL,
  niveau BIGINT NOT NULL,         -- 1 (acute problemen) to 5 (volledig zelfredzaam)
  tekst TEXT NOT NULL,
  PRIMARY KEY (gemeente, uitgave, domein, niveau)
) {zonder_rowid};
