-- Step 5, requests: what a provider asks (315, 317) and what the municipality answers (319, 301). Both parties keep
-- them in the same tables: the municipality what it received, the provider what it sent.
CREATE TABLE verzoek (
  gemeente TEXT NOT NULL,
  id BIGINT NOT NULL,
  soort TEXT NOT NULL,            -- vot (315), vow (317)
  agb TEXT NOT NULL,
  client BIGINT NOT NULL,
  bericht BIGINT NOT NULL,        -- the 315 or 317
  reden TEXT,                     -- vow: code list WJ758
  commentaar TEXT,                -- vot: what the provider says of the client
  dagtekening TEXT NOT NULL,
  ontvangen_op TEXT NOT NULL,     -- day of receipt, or of sending in the provider's own book
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX verzoek_client ON verzoek (gemeente, client, agb);
CREATE INDEX verzoek_bericht ON verzoek (gemeente, bericht);
-- What gets one reaction: each product of a VOT, a VOW as a whole.
CREATE TABLE verzoekdeel (
  gemeente TEXT NOT NULL,
  verzoek BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- place of the product in a VOT, from 1; 1 for a VOW
  agb TEXT NOT NULL,              -- that of the request, for the keys below
  referentie TEXT NOT NULL,       -- ReferentieAanbieder
  stand TEXT NOT NULL,            -- ingediend, onderzoek, afgewezen, gehonoreerd, niet_verzonden (rejected: OP286)
  sinds TEXT NOT NULL,            -- day of the last change of stand
  reden_afwijzing TEXT,           -- afgewezen: code list WJ759
  onderzoek_in BIGINT,            -- the 319 that told of the inquiry
  antwoord_in BIGINT,             -- the 319 that refuses, or the 301 that honours; empty = still to be sent
  PRIMARY KEY (gemeente, verzoek, volgnr)
) {zonder_rowid};
-- A reference is used once; that of a request that counts as not sent is free again (TR347, OP286).
CREATE UNIQUE INDEX verzoekdeel_referentie ON verzoekdeel (gemeente, agb, referentie) WHERE stand <> 'niet_verzonden';
CREATE INDEX verzoekdeel_open ON verzoekdeel (gemeente, verzoek, volgnr) WHERE stand IN ('ingediend', 'onderzoek');
CREATE INDEX verzoekdeel_te_melden ON verzoekdeel (gemeente, agb) WHERE stand = 'gehonoreerd' AND antwoord_in IS NULL;
CREATE INDEX verzoekdeel_antwoord ON verzoekdeel (gemeente, antwoord_in);
CREATE INDEX verzoekdeel_onderzoek ON verzoekdeel (gemeente, onderzoek_in) WHERE onderzoek_in IS NOT NULL;
-- The products that a part is about.
CREATE TABLE verzoekproduct (
  gemeente TEXT NOT NULL,
  verzoek BIGINT NOT NULL,
  volgnr BIGINT NOT NULL,         -- place in the request, from 1
  deel BIGINT NOT NULL,
  soort TEXT NOT NULL,            -- aangevraagd (vot); ongewijzigd, te_wijzigen, nieuw (vow)
  toewijzing BIGINT,              -- ongewijzigd, te_wijzigen: the assignment that it is about
  categorie TEXT,
  code TEXT,
  ingangsdatum TEXT,
  einddatum TEXT,
  volume BIGINT,
  eenheid TEXT,
  frequentie TEXT,
  budget BIGINT,
  beschikking BIGINT,             -- vot: BeschikkingNummer
  beschikking_ingangsdatum TEXT,
  verwijzer TEXT,                 -- vot: code list COD327
  verwijzer_naam TEXT,
  zorgverlener TEXT,
  raamcontract TEXT,
  commentaar TEXT,
  toegewezen BIGINT,              -- number of the assignment that came of it, when it is honoured
  PRIMARY KEY (gemeente, verzoek, volgnr)
) {zonder_rowid};
