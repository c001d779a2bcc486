-- outside a transaction
-- What is done, newest first, without sorting all of it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS task_done
    ON task (owner, (CASE WHEN completed_at IS NULL THEN -9223372036854775808 ELSE completed_at END), id)
    WHERE status = 'done';
