-- outside a transaction
-- The inbox is counted and listed in an index of its own.
CREATE INDEX CONCURRENTLY IF NOT EXISTS task_inbox ON task (owner, created_at, id)
    WHERE status = 'open' AND project IS NULL AND parent IS NULL AND due_day IS NULL;
