-- The usual order, by due and priority, is read from an index to its end: those without a date are
-- many, and were sorted for every page.
DROP INDEX task_due;
CREATE INDEX task_due ON task (owner, status, ifnull(late_at, 9223372036854775807), priority, id);
