-- outside a transaction
-- How many are due on some days is counted in the index alone, and the usual order, by due and
-- priority, is read from it to its end. It does all that task_due does, which goes when the release
-- before is gone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS task_when
    ON task (owner, (CASE WHEN late_at IS NULL THEN 9223372036854775807 ELSE late_at END),
        priority, id)
    INCLUDE (late_at, due_at) WHERE status = 'open';
