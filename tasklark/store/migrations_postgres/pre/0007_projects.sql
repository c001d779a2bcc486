-- outside a transaction
-- Open tasks by project are counted in the index alone; task_project goes with a later release.
CREATE INDEX CONCURRENTLY IF NOT EXISTS task_in_project ON task (owner, project, status)
    WHERE project IS NOT NULL;
