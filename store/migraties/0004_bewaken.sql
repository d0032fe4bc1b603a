-- Watching reaction times: what waits for an answer or a report is found by index, oldest first, however much there is.

-- The day on which the term for reporting the start begins (first day or receipt of the 301); empty = not sent yet.
ALTER TABLE toewijzing ADD COLUMN startterm TEXT;
-- How far the reports are: niet, loopt, tijdelijk, gestopt. Follows from levering, kept here to be found.
ALTER TABLE toewijzing ADD COLUMN gemeld TEXT NOT NULL DEFAULT 'niet';

UPDATE toewijzing SET startterm = CASE WHEN toewijzingsdatum > ingangsdatum THEN toewijzingsdatum ELSE ingangsdatum END
  WHERE verzonden_in IS NOT NULL;
UPDATE toewijzing SET gemeld = 'loopt' WHERE EXISTS (SELECT 1 FROM levering l WHERE l.gemeente = toewijzing.gemeente
  AND l.toewijzing = toewijzing.nummer AND l.soort = 'start' AND l.verwijderd_door IS NULL);
UPDATE toewijzing SET gemeld = 'gestopt' WHERE gemeld = 'loopt' AND EXISTS (SELECT 1 FROM levering l
  WHERE l.gemeente = toewijzing.gemeente AND l.toewijzing = toewijzing.nummer AND l.soort = 'stop'
  AND l.reden <> '20' AND l.verwijderd_door IS NULL);

CREATE INDEX toewijzing_wacht_start ON toewijzing (gemeente, startterm, nummer)
  WHERE gemeld = 'niet' AND startterm IS NOT NULL;
CREATE INDEX toewijzing_wacht_start_agb ON toewijzing (gemeente, agb, startterm, nummer)
  WHERE gemeld = 'niet' AND startterm IS NOT NULL;
CREATE INDEX toewijzing_wacht_stop ON toewijzing (gemeente, einddatum, nummer)
  WHERE gemeld IN ('loopt', 'tijdelijk') AND einddatum IS NOT NULL;
CREATE INDEX toewijzing_wacht_stop_agb ON toewijzing (gemeente, agb, einddatum, nummer)
  WHERE gemeld IN ('loopt', 'tijdelijk') AND einddatum IS NOT NULL;

-- Messages of ours that left and got no answer, and answers of ours that have not left.
CREATE INDEX bericht_onbeantwoord ON bericht (gemeente, soort, bezorgd_op, id)
  WHERE richting = 'uit' AND status = 'verzonden' AND bezorgd_op IS NOT NULL;
CREATE INDEX bericht_onbeantwoord_agb ON bericht (gemeente, agb, soort, bezorgd_op, id)
  WHERE richting = 'uit' AND status = 'verzonden' AND bezorgd_op IS NOT NULL;
CREATE INDEX bericht_antwoord_wacht ON bericht (gemeente, soort, verwerkt_op, id)
  WHERE richting = 'uit' AND bezorgd_op IS NULL AND antwoord_op IS NOT NULL;
