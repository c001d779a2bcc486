-- outside a transaction
-- task_when does all that this one did.
DROP INDEX CONCURRENTLY IF EXISTS task_due;
