-- outside a transaction
-- task_in_project does all that this one did.
DROP INDEX CONCURRENTLY IF EXISTS task_project;
