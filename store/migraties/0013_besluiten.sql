-- Step 4, decisions. What is said about a person is encrypted (AES-GCM-SIV, with municipality, table and key as associated
-- data); days, kinds, states and amounts stay readable, for worklists and terms.

-- A decision: its newest version, and who writes it. The number is that of the table beschikking, which holds what was
-- decided as soon as a version was made known.
CREATE TABLE besluit (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  client BIGINT NOT NULL,
  melding BIGINT,
  aanvraag BIGINT,
  versie BIGINT NOT NULL,         -- the newest
  soort TEXT,                     -- of the newest: toekenning, deels, afwijzing, spoed, wijziging, verlenging, intrekking
  stand TEXT NOT NULL,            -- of the newest: concept, ter_controle, vastgesteld, bekendgemaakt, herzien, ingetrokken
  sinds TEXT NOT NULL,            -- day of the last step
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX besluit_client ON besluit (gemeente, client, id);
CREATE INDEX besluit_stand ON besluit (gemeente, stand, sinds, id);
CREATE INDEX besluit_aanvraag ON besluit (gemeente, aanvraag) WHERE aanvraag IS NOT NULL;
-- Each version, kept for good.
CREATE TABLE besluitversie (
  gemeente TEXT NOT NULL,
  besluit BIGINT NOT NULL,
  versie BIGINT NOT NULL,         -- from 1
  stand TEXT NOT NULL,
  maker BIGINT NOT NULL,          -- who wrote it
  maker_naam TEXT NOT NULL,
  gemaakt_op TEXT NOT NULL,
  ronde BIGINT NOT NULL,          -- goes up with every change of the text: who saves an older one is told so
  inhoud BLOB NOT NULL,           -- encrypted: the draft as JSON
  terug BLOB,                     -- encrypted: why it was given back
  voorgelegd_door BIGINT,
  voorgelegd_op TEXT,
  vastgesteld_door BIGINT,
  vastgesteld_naam TEXT,
  vastgesteld_op TEXT,
  bekend_op TEXT,
  wijze TEXT,                     -- post, uitgereikt, digitaal
  door_versie BIGINT,             -- herzien, ingetrokken: the version that did
  per_jaar BIGINT,                -- cents a year, when it was signed
  uitleg BLOB,                    -- encrypted: what it rests on, as JSON, when it was signed
  PRIMARY KEY (gemeente, besluit, versie)
);
-- The letter as it was made known.
CREATE TABLE besluitbrief (
  gemeente TEXT NOT NULL,
  besluit BIGINT NOT NULL,
  versie BIGINT NOT NULL,
  sjabloon BIGINT NOT NULL,       -- version of the template; 0 is that of the program
  sha256 BLOB NOT NULL,           -- of the PDF
  grootte BIGINT NOT NULL,
  inhoud BLOB NOT NULL,           -- encrypted: the PDF
  PRIMARY KEY (gemeente, besluit, versie)
);
-- An objection, to a version.
CREATE TABLE bezwaar (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  besluit BIGINT NOT NULL,
  versie BIGINT NOT NULL,
  ontvangen_op TEXT NOT NULL,
  gepost_op TEXT,
  commissie BIGINT NOT NULL,
  verdaagd BIGINT NOT NULL,
  kern BLOB NOT NULL,             -- encrypted: what it is about
  bevestigd_op TEXT NOT NULL,     -- Awb 6:14
  afgedaan_op TEXT,
  uitkomst TEXT,                  -- gegrond, ongegrond, niet_ontvankelijk, ingetrokken
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX bezwaar_besluit ON bezwaar (gemeente, besluit, versie);
-- What a municipality chose: house style and who may sign. What is not here is as the program has it.
CREATE TABLE besluitkeuze (
  gemeente TEXT NOT NULL,
  sleutel TEXT NOT NULL,
  waarde TEXT NOT NULL,
  PRIMARY KEY (gemeente, sleutel)
) {zonder_rowid};
-- A mandate of somebody.
CREATE TABLE mandaat (
  gemeente TEXT NOT NULL,
  gebruiker BIGINT NOT NULL,
  geldig_vanaf TEXT NOT NULL,
  geldig_tot TEXT,
  tot BIGINT,                     -- cents a year; empty is without limit
  PRIMARY KEY (gemeente, gebruiker, geldig_vanaf)
) {zonder_rowid};
-- Templates of the letter; only added to.
CREATE TABLE briefsjabloon (
  gemeente TEXT NOT NULL,
  versie BIGINT NOT NULL,         -- from 1
  tekst TEXT NOT NULL,
  door TEXT NOT NULL,
  op TEXT NOT NULL,
  PRIMARY KEY (gemeente, versie)
) {zonder_rowid};
