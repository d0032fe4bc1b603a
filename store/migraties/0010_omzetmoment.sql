-- Step 5, conversion: the moment that each assignment of a run got. Another moment means that somebody changed it since; then the
-- cohort is not taken back, also when nothing of it has left.
ALTER TABLE omzetregel ADD COLUMN vastgesteld TEXT;   -- day and time; empty for what went over before this was kept
ALTER TABLE omzetvorige ADD COLUMN vastgesteld TEXT;
