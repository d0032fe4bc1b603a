-- Delivery: what was tried, what waits, what could not be delivered. The message itself stands in bericht; a row here
-- appears with the first try. Nothing here holds the content of a message.

CREATE TABLE post_uit (
  gemeente TEXT NOT NULL,
  bericht BIGINT NOT NULL,
  stand TEXT NOT NULL,            -- wacht, klaar, onbestelbaar, afgehandeld
  reeks BIGINT NOT NULL,          -- goes up when a person has it sent anew: then it gets another reference
  pogingen BIGINT NOT NULL,       -- tries that began
  volgende_op TEXT NOT NULL,      -- instant; not tried before it
  transport TEXT NOT NULL,        -- map, knooppunt
  kenmerk TEXT NOT NULL,          -- reference under which it left
  code TEXT,                      -- code of the last refusal, as the node gave it
  fout TEXT,                      -- why the last try failed
  gewijzigd_op TEXT NOT NULL,
  PRIMARY KEY (gemeente, bericht)
) {zonder_rowid};
CREATE INDEX post_uit_kenmerk ON post_uit (gemeente, kenmerk);
CREATE INDEX post_uit_stand ON post_uit (gemeente, stand, gewijzigd_op);

CREATE TABLE post_in (
  gemeente TEXT NOT NULL,         -- to whom it is addressed; when that cannot be read, who looks after the post
  id BIGINT NOT NULL,
  transport TEXT NOT NULL,
  naam TEXT NOT NULL,             -- name at the transport
  stand TEXT NOT NULL,            -- wacht, klaar, onbestelbaar, afgehandeld
  apart BIGINT NOT NULL,          -- 1: the transport put it apart, and must put it back before it is tried again
  pogingen BIGINT NOT NULL,
  volgende_op TEXT NOT NULL,
  kenmerk TEXT,                   -- reference on the envelope, which the answer must name
  bericht BIGINT,                 -- the message that it became
  fout TEXT,
  ontvangen_op TEXT NOT NULL,
  gewijzigd_op TEXT NOT NULL,
  PRIMARY KEY (gemeente, id)
) {zonder_rowid};
CREATE INDEX post_in_naam ON post_in (gemeente, transport, naam) WHERE stand = 'wacht';
CREATE INDEX post_in_stand ON post_in (gemeente, stand, gewijzigd_op);
CREATE INDEX post_in_bericht ON post_in (gemeente, bericht) WHERE kenmerk IS NOT NULL;
