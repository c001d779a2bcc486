-- outside a transaction
-- What repeats is found, in the usual order, without looking at all that does not.
CREATE INDEX CONCURRENTLY IF NOT EXISTS task_repeating
    ON task (owner, (CASE WHEN late_at IS NULL THEN 9223372036854775807 ELSE late_at END), id)
    WHERE status = 'open' AND repeat IS NOT NULL;
